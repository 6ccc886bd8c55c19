/* page_score.c - how much a container looks like the one that holds the article: text density and link density, as in Readability
 * (grabArticle), over the flat tree; and the densest run of blocks, as in Pasternack and Roth, "Extracting article text
 * from the web with maximum subsequence segmentation" (2009).
 */
#include "page_int.h"

static float tag_weight(const struct page_node *n)
{
	float w = 0;
	switch (n->tag) {
	case TAG_div: case TAG_article: case TAG_main: case TAG_section:
		w = 5;
		break;
	case TAG_pre: case TAG_td: case TAG_blockquote:
		w = 3;
		break;
	case TAG_address: case TAG_ol: case TAG_ul: case TAG_dl: case TAG_dd: case TAG_dt: case TAG_li: case TAG_form:
		w = -3;
		break;
	case TAG_h1: case TAG_h2: case TAG_h3: case TAG_h4: case TAG_h5: case TAG_h6: case TAG_th: case TAG_aside: case TAG_nav: case TAG_footer:
		w = -5;
		break;
	default:
		break;
	}
	if (n->signs & (SIGN(ARTICLE) | SIGN(BODY) | SIGN(TEXT)))
		w += 25;
	if (n->signs & (SIGN(COMMENT) | SIGN(SIDE) | SIGN(FOOT) | SIGN(SHARE) | SIGN(RELATED) | SIGN(PROMO) | SIGN(AD) |
		SIGN(NAV) | SIGN(COOKIE) | SIGN(MODAL)))
		w -= 25;
	return w;
}

void page_score(struct page_scores *out, struct arena *a, const struct page_tree *t, const struct page_blocks *bs)
{
	memset(out, 0, sizeof *out);
	out->of = ARENA_NEW(a, struct page_node_score, t->nnode);
	struct page_node_score *of = out->of;
	float run = 0, best = 0;
	uint32_t run_first = 0;
	for (uint32_t i = 0; i < bs->n; i++) {
		const struct page_block *b = &bs->b[i];
		float ld = page_link_density(b);
		if (b->hidden != 1) {
			struct page_node_score *s = &of[b->node];
			s->words += b->words;
			s->link_words += (uint32_t)((float)b->words * ld);
			if (b->words >= 12 && ld < 0.34f && b->ends) {
				s->good += b->words;
				s->paragraphs++;
				out->good += b->words;
			}
			if (b->chars >= 25 && b->kind != BLOCK_H) {
				float score = (1 + (float)b->commas + (b->chars / 100 < 3 ? (float)(b->chars / 100) : 3)) * (1 - ld);
				uint32_t n = b->node;
				for (unsigned up = 0; up < 4 && n; up++, n = t->node[n].parent)
					of[n].score += up < 2 ? score : up == 2 ? score / 2 : score / 6;
			}
		}
		/* The densest run: words outside links count for, markup and links against. */
		float worth = (float)b->words * (1 - 2.5f * ld) - 5;
		if (b->hidden == 1 || b->kind == BLOCK_H)
			worth = -1;
		if (run <= 0) {
			run = 0;
			run_first = i;
		}
		run += worth;
		if (run > best) {
			best = run;
			out->span_first = run_first;
			out->span_last = i;
		}
	}
	for (uint32_t i = t->nnode; i-- > 1;) {
		struct page_node_score *p = &of[t->node[i].parent], *s = &of[i];
		p->words += s->words;
		p->link_words += s->link_words;
		p->good += s->good;
		p->paragraphs += s->paragraphs;
	}
	float top = 0;
	for (uint32_t i = 1; i < t->nnode; i++) {
		struct page_node_score *s = &of[i];
		if (s->score <= 0)
			continue;
		s->score += tag_weight(&t->node[i]);
		if (s->words)
			s->score *= 1 - (float)s->link_words / (float)s->words;
		if (s->score > top) {
			top = s->score;
			out->top = i;
		}
	}
}
