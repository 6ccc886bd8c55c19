/* page_choose.c - which blocks are the article. */
#include "page_int.h"

/* Chosen on the held-out folds of the development pages: what is lost is missed more than what is left over. */
#define SURE 0.45f
#define TABLE_SURE 0.2f
/* A shorter text is a notice, not an article: other ways are tried. */
#define ARTICLE_WORDS 30
#define SHORT_SURE 0.7f
#define SHORT_WORDS 10

static uint32_t kept_words(const struct page_blocks *bs)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < bs->n; i++)
		if (bs->b[i].keep)
			n += bs->b[i].words;
	return n;
}

/* Rules alone: the best container, cleaned. */
static void by_rules(struct page_context *c)
{
	page_clean_feed(c);
	uint32_t box = c->sc->top;
	while (box && (float)c->sc->of[box].good < 0.75f * (float)c->sc->good && c->t->node[box].parent)
		box = c->t->node[box].parent;
	for (uint32_t i = 0; i < c->bs->n; i++) {
		struct page_block *b = &c->bs->b[i];
		bool inside = b->node >= box && b->node < c->t->node[box].end;
		if (!inside || i == c->meta->h1 || (i < c->sc->span_first && b->words < 20) || (i > c->sc->span_last &&
			page_link_density(b) > 0.3f))
			b->keep = 0;
	}
}

/* The article ends in no heading, and repeats no paragraph at once. */
static void tidy(struct page_context *c)
{
	struct page_blocks *bs = c->bs;
	uint32_t last = UINT32_MAX;
	for (uint32_t i = 0; i < bs->n; i++) {
		struct page_block *b = &bs->b[i];
		if (!b->keep)
			continue;
		if (last != UINT32_MAX) {
			struct page_block *p = &bs->b[last];
			struct str a = page_block_text(bs, p), z = page_block_text(bs, b);
			if (p->hash == b->hash && a.n == z.n)
				b->keep = 0;
			else if (a.n > 30 && a.n < z.n && p->kind == b->kind) { /* a teaser of the paragraph that follows */
				size_t n = a.n;
				if (str_ends(a, STR("...")))
					n -= 3;
				else if (str_ends(a, STR("…")))
					n -= 3;
				if (str_starts(z, str_sub(a, 0, n)))
					p->keep = 0;
			}
		}
		if (b->keep)
			last = i;
	}
	while (last != UINT32_MAX && last < bs->n && bs->b[last].keep && bs->b[last].kind == BLOCK_H) {
		bs->b[last].keep = 0;
		while (last > 0 && !bs->b[last].keep)
			last--;
	}
}

/* A heading stays with the text below it: where none of that is kept up to the next heading, it goes. */
static void lone_headings(struct page_blocks *bs)
{
	bool text = false;
	for (uint32_t i = bs->n; i-- > 0;) {
		struct page_block *b = &bs->b[i];
		if (b->kind != BLOCK_H) {
			text = text || b->keep;
		} else {
			if (b->keep && !text)
				b->keep = 0;
			/* A heading over a heading shares its text. */
			text = b->keep;
		}
	}
}

/* What is not displayed goes, unless it is most of the article (shown by a script later, or to subscribers). */
static void hidden_text(struct page_blocks *bs)
{
	uint32_t words[2] = { 0, 0 };
	for (uint32_t i = 0; i < bs->n; i++)
		if (bs->b[i].keep)
			words[bs->b[i].hidden == 1] += bs->b[i].words;
	for (uint32_t i = 0; i < bs->n && words[0] >= words[1]; i++)
		if (bs->b[i].hidden == 1)
			bs->b[i].keep = 0;
}

/* Byline, date and share lines above the first paragraph are metadata. */
static void top_lines(const struct page_context *c)
{
	struct str byline = c->meta->byline;
	for (uint32_t i = 0; i < c->bs->n; i++) {
		struct page_block *b = &c->bs->b[i];
		if (!b->keep || b->kind == BLOCK_H)
			continue;
		if (b->words >= 14 || b->ends)
			break;
		if ((b->phrases & (PHRASE_DATE | PHRASE_BYLINE | PHRASE_SHARE | PHRASE_CREDIT)) ||
			(byline.n > 4 && b->words <= 10 && str_ifind(page_block_text(c->bs, b), byline, 0) != STR_NPOS))
			b->keep = 0;
	}
}

static uint32_t table_of(const struct page_tree *t, uint32_t row)
{
	if (t->node[row].tag != TAG_tr)
		return 0;
	uint32_t up = t->node[row].parent;
	return t->node[up].tag == TAG_table ? up : t->node[t->node[up].parent].tag == TAG_table ? t->node[up].parent : 0;
}

/* A table of data is kept whole or not at all: its rows say too little one by one. */
static void whole_tables(struct page_context *c)
{
	struct page_blocks *bs = c->bs;
	for (uint32_t i = 0; i < bs->n;) {
		uint32_t table = table_of(c->t, bs->b[i].node), end = i;
		float words = 0, likely = 0;
		while (end < bs->n && table && table_of(c->t, bs->b[end].node) == table) {
			words += (float)bs->b[end].words;
			likely += (float)bs->b[end].words * bs->b[end].p2;
			end++;
		}
		if (end - i >= 3 && words > 0)
			for (uint32_t k = i; k < end; k++)
				bs->b[k].keep = likely / words > TABLE_SURE && bs->b[k].hidden != 1;
		i = end > i ? end : i + 1;
	}
}

/* Some pages carry the article a second time in one piece, for machines. */
static void second_copies(struct page_blocks *bs)
{
	for (uint32_t i = 0; i < bs->n; i++) {
		struct page_block *b = &bs->b[i];
		if (!b->keep || b->words < 250)
			continue;
		uint32_t found = 0, tries = 0;
		struct str all = page_block_text(bs, b);
		for (uint32_t k = 0; k < bs->n && tries < 200; k++) {
			const struct page_block *p = &bs->b[k];
			if (k == i || !p->keep || p->words < 12 || p->words * 2 > b->words)
				continue;
			tries++;
			struct str s = page_block_text(bs, p);
			if (str_find(all, str_sub(s, 0, 60), 0) != STR_NPOS)
				found += p->words;
		}
		if (found * 2 > b->words)
			b->keep = 0;
	}
}

static void by_likelihood(struct page_context *c, float sure)
{
	for (uint32_t i = 0; i < c->bs->n; i++) {
		struct page_block *b = &c->bs->b[i];
		b->keep = b->p2 > sure && !page_vetoes(c, b);
	}
	whole_tables(c);
	hidden_text(c->bs);
	second_copies(c->bs);
	top_lines(c);
	lone_headings(c->bs);
	page_keep_posts(c);
}

/* Whatever is displayed and is more text than links. */
static void by_page(struct page_context *c)
{
	for (uint32_t i = 0; i < c->bs->n; i++) {
		struct page_block *b = &c->bs->b[i];
		b->keep = b->hidden != 1 && i != c->meta->h1 && page_link_density(b) < 0.5f;
	}
}

bool page_choose(struct page_context *c)
{
	struct page_blocks *bs = c->bs;
	int16_t x[PAGE_FEATURES_MAX];
	page_features_prepare(c);
	for (uint32_t i = 0; i < bs->n; i++) {
		page_features(x, c, i);
		bs->b[i].p = page_likelihood(&c->look[0], x);
	}
	page_second_prepare(c);
	for (uint32_t i = 0; i < bs->n; i++) {
		page_second_features(x, c, i);
		bs->b[i].p2 = page_likelihood(&c->look[1], x);
	}
	by_likelihood(c, SURE);
	bool article = kept_words(bs) >= ARTICLE_WORDS;
	uint32_t sure = 0;
	if (!article) { /* laxer, or by rules: whichever finds about as much as the other */
		by_likelihood(c, SHORT_SURE);
		sure = kept_words(bs);
		by_likelihood(c, SURE / 2);
		uint32_t lax = kept_words(bs);
		by_rules(c);
		if (lax >= ARTICLE_WORDS && lax * 2 >= kept_words(bs))
			by_likelihood(c, SURE / 2);
	}
	if (!article && sure >= SHORT_WORDS && kept_words(bs) < 2 * sure) /* a short text, but surely the page's own */
		by_likelihood(c, SHORT_SURE);
	else if (kept_words(bs) < ARTICLE_WORDS)
		by_page(c);
	tidy(c);
	page_keep_live(c);
	if (!kept_words(bs))
		for (uint32_t i = 0; i < bs->n; i++)
			bs->b[i].keep = bs->b[i].hidden != 1;
	/* The page names its text, and much of that is missing: what was found is a teaser. */
	c->use_body = c->meta->body_words >= 4 * ARTICLE_WORDS && kept_words(bs) * 3 < c->meta->body_words;
	return article || c->use_body;
}
