/* page_choose.c - which blocks are the article. */
#include "page_int.h"

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
		if (!inside || i == c->meta->h1 || (i < c->sc->span_first && b->words < 20) || (i > c->sc->span_last && page_link_density(b) > 0.3f))
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

bool page_choose(struct page_context *c)
{
	struct page_blocks *bs = c->bs;
	int16_t x[PAGE_FEATURES_MAX];
	page_features_prepare(c);
	for (uint32_t i = 0; i < bs->n; i++) {
		struct page_block *b = &bs->b[i];
		page_features(x, c, i);
		b->p = page_forest(x);
		b->keep = b->p > 0.5f;
	}
	uint32_t words = kept_words(bs);
	if (words < 30)
		by_rules(c);
	if (kept_words(bs) < 30) {
		for (uint32_t i = 0; i < bs->n; i++)
			bs->b[i].keep = bs->b[i].hidden != 1 && i != c->meta->h1 && page_link_density(&bs->b[i]) < 0.5f;
	}
	tidy(c);
	words = kept_words(bs);
	if (!words)
		for (uint32_t i = 0; i < bs->n; i++)
			bs->b[i].keep = bs->b[i].hidden != 1;
	return words >= 60;
}
