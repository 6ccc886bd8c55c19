/* page_clean.c - what a rule can tell of a block by itself: names and elements around it, its wording, its links. Used for
 * the bodies of feed items, which need no search for the article, and where the learned choice finds nothing.
 */
#include "page_int.h"

#define BAD_SIGNS \
	(SIGN(COMMENT) | SIGN(SHARE) | SIGN(NAV) | SIGN(RELATED) | SIGN(PROMO) | SIGN(AD) | SIGN(COOKIE) | SIGN(MODAL) | \
		SIGN(PAYWALL) | SIGN(CAPTION) | SIGN(BYLINE) | SIGN(TAGS) | SIGN(HIDDEN) | SIGN(FORM) | SIGN(SIDE) | SIGN(FOOT))
#define BAD_PHRASES \
	(PHRASE_RELATED | PHRASE_PROMO | PHRASE_CREDIT | PHRASE_AD | PHRASE_SHARE | PHRASE_COMMENT | PHRASE_COOKIE | \
		PHRASE_PAYWALL | PHRASE_NAV | PHRASE_BYLINE | PHRASE_DATE)

static bool bad_element(enum page_tag t)
{
	return t == TAG_nav || t == TAG_aside || t == TAG_footer || t == TAG_form || t == TAG_figcaption || t == TAG_button ||
		t == TAG_figure ||
		t == TAG_label || t == TAG_dialog || t == TAG_menu;
}

/* True for a block that no article wants. */
static bool unwanted(const struct page_context *c, const struct page_block *b)
{
	const struct page_tree *t = c->t;
	if (b->hidden == 1)
		return true;
	float ld = page_link_density(b);
	uint32_t n = t->node[b->first].parent;
	/* A name says less the more text it holds: guard against a wrapper called "share". */
	for (unsigned up = 0; up < 6 && n; up++, n = t->node[n].parent) {
		const struct page_node_score *s = &c->sc->of[n];
		if (c->sc->good && s->good * 4 > c->sc->good)
			break;
		if (bad_element((enum page_tag)t->node[n].tag))
			return true;
		if ((t->node[n].signs & BAD_SIGNS) && !(t->node[n].signs & (SIGN(BODY) | SIGN(TEXT))) && (up < 2 || s->good == 0))
			return true;
	}
	if (b->kind == BLOCK_CAPTION)
		return true;
	bool shortish = b->words <= 12 && !b->ends;
	if (shortish && (b->phrases & BAD_PHRASES) && b->kind != BLOCK_H)
		return true;
	if (b->words <= 25 && (b->phrases & BAD_PHRASES) && ld > 0.4f)
		return true;
	if (b->kind == BLOCK_H && b->words <= 8 && (b->phrases & (PHRASE_RELATED | PHRASE_PROMO | PHRASE_COMMENT | PHRASE_SHARE)))
		return true;
	return ld > 0.8f && b->words < 15 && b->kind != BLOCK_H && b->kind != BLOCK_LI;
}

/* What no weights may keep: consent boxes, readers' comments, prompts and credits on lines of their own, lines that are nothing but a link in capitals or one that
 * begins with "Read more". */
bool page_vetoes(const struct page_context *c, const struct page_block *b)
{
	float ld = page_link_density(b);
	if (b->kind == BLOCK_P && ld >= 0.9f && b->words >= 4 && b->uppers * 10 >= b->letters * 9)
		return true;
	if (b->kind == BLOCK_P && ld >= 0.6f && b->words <= 30 && (b->phrases & (PHRASE_RELATED | PHRASE_PROMO)))
		return true;
	if ((b->phrases & PHRASE_COOKIE) && (b->phrases & (PHRASE_LEGAL | PHRASE_PAYWALL)) && b->words <= 120)
		return true;
	if (b->kind == BLOCK_H && b->words <= 8 && (b->phrases & (PHRASE_SHARE | PHRASE_COMMENT)))
		return true;
	if (b->kind == BLOCK_H && b->words <= 8 && (b->phrases & PHRASE_PROMO) && !b->ends)
		return true;
	/* "Share this:", "Related posts", "Photo: ..." as lines of their own. */
	const unsigned line = PHRASE_SHARE | PHRASE_COMMENT | PHRASE_AD | PHRASE_RELATED | PHRASE_CREDIT | PHRASE_LEGAL;
	if (b->kind == BLOCK_P && b->words <= 8 && b->ends != 1 && (b->phrases & line))
		return true;
	if (b->kind == BLOCK_P && b->words <= 30 && str_find(page_block_text(c->bs, b), STR("\302\251"), 0) != STR_NPOS) /* the copyright sign */
		return true;
	if (b->kind == BLOCK_P && b->words <= 25 && (b->phrases & PHRASE_PAYWALL) && (b->phrases & (PHRASE_PROMO | PHRASE_COMMENT)))
		return true;
	/* "This entry was posted on Monday and is filed under Boats, Sails." */
	if (b->kind == BLOCK_P && b->words <= 60 && (b->phrases & PHRASE_DATE) && (b->phrases & PHRASE_NAV) && ld > 0.1f)
		return true;
	bool prompt = b->words <= 25 && (b->phrases & (PHRASE_PROMO | PHRASE_RELATED | PHRASE_SHARE | PHRASE_AD |
		PHRASE_COMMENT | PHRASE_PAYWALL));
	unsigned talk = 0;
	for (uint32_t n = b->node; n; n = c->t->node[n].parent) {
		const struct page_node *node = &c->t->node[n];
		/* A consent box may hold more words than a short article, but no headline. */
		uint32_t h1 = c->meta->h1;
		bool headline = h1 != UINT32_MAX && c->bs->b[h1].node >= n && c->bs->b[h1].node < node->end;
		if ((node->signs & SIGN(COOKIE)) && h1 != UINT32_MAX && !headline)
			return true;
		if (c->sc->of[n].good * 2 > c->sc->good)
			continue; /* names say little of what holds most of the page, but a consent box may be around it */
		if (node->signs & SIGN(COOKIE))
			return true;
		/* A comment in a list of comments. */
		if ((node->signs & SIGN(COMMENT)) && !headline && ++talk > 1)
			return true;
		if (prompt && c->sc->of[n].good * 10 <= c->sc->good &&
			(node->signs & (SIGN(PROMO) | SIGN(RELATED) | SIGN(SHARE) | SIGN(AD) | SIGN(COMMENT) | SIGN(PAYWALL) | SIGN(FORM))))
			return true;
	}
	return false;
}

void page_clean_feed(struct page_context *c)
{
	for (uint32_t i = 0; i < c->bs->n; i++) {
		struct page_block *b = &c->bs->b[i];
		b->keep = !unwanted(c, b) && !page_vetoes(c, b);
		if (b->hash == page_fold_hash(c->meta->title) && i < 3)
			b->keep = 0;
	}
	page_keep_posts(c);
}
