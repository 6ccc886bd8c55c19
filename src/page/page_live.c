/* page_live.c - live blogs: entries one below the other, each with its time and often its author, which elsewhere are no part of an
 * article. Where a page is one, they stay as lines above their entries, as do the entries' headings; a table in an entry
 * stays, too. The order is the page's own.
 */
#include "page_int.h"

#define ENTRIES 3      /* so many make a live blog */
#define ENTRY_WORDS 8  /* kept text that an entry has at least */
#define LINE_WORDS 10  /* of a line that says when or who */

/* The first block whose text begins at or behind a node. */
static uint32_t block_at(const struct page_blocks *bs, uint32_t node)
{
	uint32_t lo = 0, hi = bs->n;
	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;
		if (bs->b[mid].first < node)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* "14:05", "2.05 pm", "14h05", "5 minutes ago": a time of day or an age, or an element that says so. */
static bool says_when(const struct page_context *c, const struct page_block *b)
{
	if (b->words == 0 || b->words > LINE_WORDS || b->kind == BLOCK_H)
		return false;
	for (uint32_t i = b->first; i <= b->last; i++)
		if (c->t->node[c->t->node[i].parent].tag == TAG_time)
			return true;
	struct str s = page_block_text(c->bs, b);
	for (size_t i = 0; i + 2 < s.n; i++) {
		bool digit = s.s[i] >= '0' && s.s[i] <= '9', mark = s.s[i + 1] == ':' || s.s[i + 1] == '.' || s.s[i + 1] == 'h';
		if (digit && mark && s.s[i + 2] >= '0' && s.s[i + 2] <= '9' && b->digits <= 12)
			return true;
	}
	return false;
}

static bool says_who(const struct page_context *c, const struct page_block *b)
{
	if (b->words == 0 || b->words > LINE_WORDS || b->kind == BLOCK_H || b->ends == 1)
		return false;
	if (b->phrases & PHRASE_BYLINE)
		return true;
	unsigned up = 0;
	for (uint32_t n = c->t->node[b->first].parent; n && up < 3; n = c->t->node[n].parent, up++)
		if (c->t->node[n].signs & SIGN(BYLINE))
			return true;
	return false;
}

/* Has [from, to) an entry's text, and above it a line that says when? */
static bool is_entry(const struct page_context *c, uint32_t from, uint32_t to)
{
	bool when = false;
	uint32_t words = 0;
	for (uint32_t i = from; i < to; i++) {
		const struct page_block *b = &c->bs->b[i];
		if (!words && b->hidden != 1 && says_when(c, b))
			when = true;
		words += b->keep && b->kind != BLOCK_H ? b->words : 0;
	}
	return when && words >= ENTRY_WORDS;
}

/* The element whose children are the entries, most of them: 0 for none. Each node is looked at once, as a child of its parent. */
static uint32_t find_entries(const struct page_context *c)
{
	const struct page_tree *t = c->t;
	uint32_t *count = ARENA_NEW(c->arena, uint32_t, t->nnode), best = 0, most = ENTRIES - 1;
	for (uint32_t i = 1; i < t->nnode; i++) {
		const struct page_node *n = &t->node[i];
		/* A box with more than a quarter of all is no entry, and so each block is looked at a few times at most. */
		if ((n->flags & NODE_TEXT) || c->sc->of[i].words < ENTRY_WORDS || c->sc->of[i].words * 2 > c->sc->of[0].words || n->depth > 60)
			continue;
		if (is_entry(c, block_at(c->bs, i), block_at(c->bs, n->end)) && ++count[n->parent] > most) {
			most = count[n->parent];
			best = n->parent;
		}
	}
	return best;
}

static bool is_live(const struct page_context *c)
{
	if (c->meta->says_live)
		return true;
	for (uint32_t i = 1; i < c->t->nnode; i++)
		if ((c->t->node[i].signs & SIGN(LIVE)) && c->sc->of[i].good * 2 > c->sc->good && c->sc->good)
			return true;
	return false;
}

void page_keep_live(struct page_context *c)
{
	const struct page_tree *t = c->t;
	uint32_t box = is_live(c) ? find_entries(c) : 0;
	for (uint32_t i = box ? box + 1 : 0; box && i < t->node[box].end; i = t->node[i].end) {
		uint32_t from = block_at(c->bs, i), to = block_at(c->bs, t->node[i].end);
		if ((t->node[i].flags & NODE_TEXT) || !is_entry(c, from, to))
			continue;
		bool text = false;
		for (uint32_t k = from; k < to; k++) {
			struct page_block *b = &c->bs->b[k];
			text = text || (b->keep && b->kind != BLOCK_H);
			if (b->keep || b->hidden == 1)
				continue;
			if (!text) /* its heading is no lone one: text follows */
				b->keep = says_when(c, b) || says_who(c, b) || (b->kind == BLOCK_H && page_link_density(b) < 0.8f && !b->phrases);
			else
				b->keep = t->node[b->node].tag == TAG_tr;
		}
	}
}
