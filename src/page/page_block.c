/* page_block.c - runs of text between the boundaries of block elements, white space collapsed as a browser does, with
 * counts of what is in them. Takes the tree, gives blocks in document order.
 */
#include "page_int.h"

#include <stdlib.h>

/* What a node inherits from the elements around it. */
struct inherit {
	uint32_t block, link, strong, em, code; /* innermost element of that sort, 0 none */
	uint32_t row;                           /* table row whose cells hold no blocks */
	uint16_t items;                         /* of an ol: numbers used; of a li: blocks made */
	uint8_t hidden, pre;
	uint8_t boxes;                          /* of a row: its cells hold blocks */
};

struct builder {
	const struct page_tree *t;
	struct page_blocks *bs;
	struct arena *a;
	struct inherit *in;
	struct page_block b; /* under construction when open */
	bool open, space, cell; /* cell: a new one has begun */
	uint8_t breaks;      /* line breaks since the last text */
	uint32_t cjk;
	uint32_t owner[4], since[4]; /* open spans: em, strong, code, link */
	bool word;
	uint32_t last_cp;
};

/* windows-1252's reading of 0x80-0x9F (WHATWG Encoding), which the parser leaves as C1 controls. */
static const uint16_t c1_meaning[32] = { 0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
	0x2039, 0x0152, 0, 0x017D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178 };

static uint32_t offset(const struct builder *w)
{
	return (uint32_t)w->bs->text.n;
}

static const uint8_t span_kinds[4] = { STYLE_EM, STYLE_STRONG, STYLE_CODE, PAGE_SPAN_LINK };

static void span_switch(struct builder *w, unsigned which, uint32_t owner)
{
	if (w->owner[which] == owner)
		return;
	if (w->owner[which] && offset(w) > w->since[which] && w->bs->nspan < 4 * PAGE_BLOCKS_MAX) {
		struct page_span s = { w->since[which] - w->b.text, offset(w) - w->b.text, span_kinds[which], w->owner[which] };
		ARENA_PUSH(w->a, struct page_span, w->bs->span, w->bs->nspan, w->bs->capspan, s);
		w->b.nspan++;
	}
	w->owner[which] = owner;
	w->since[which] = UINT32_MAX;
}

static bool is_end_mark(uint32_t c)
{
	return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0x61F ||
		c == 0x6D4 || c == 0x964;
}

static bool is_closing(uint32_t c)
{
	return c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0x201C || c == 0xAB || c == 0x300D;
}

static void count_cp(struct builder *w, uint32_t c)
{
	struct page_block *b = &w->b;
	b->chars++;
	bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0xC0 || c == 0xAA || c == 0xBA;
	if (c >= 0x2010 && c <= 0x206F)
		word = false;
	if (c >= 0x3001 && c <= 0x303F)
		word = false;
	bool digit = c >= '0' && c <= '9';
	if (word) {
		b->letters++;
		if ((c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE) || (c >= 0x410 && c <= 0x42F))
			b->uppers++;
		/* Scripts without spaces: about two characters a word. */
		if ((c >= 0x3040 && c <= 0x9FFF) || (c >= 0xE00 && c <= 0xE7F)) {
			if (++w->cjk % 2 == 0)
				b->words++;
			w->word = false;
		} else if (!w->word) {
			b->words++;
			w->word = true;
		}
	} else if (digit) {
		b->digits++;
		if (!w->word) {
			b->words++;
			w->word = true;
		}
	} else if (c != '\'' && c != 0x2019 && c != '-') {
		w->word = false;
	}
	if (c == ',' || c == 0x3001 || c == 0xFF0C || c == 0x60C)
		b->commas++;
	if ((c == ' ' || c == '\n') && is_end_mark(w->last_cp))
		b->sentences++;
	if (!is_closing(c))
		w->last_cp = c;
	if (w->owner[3])
		b->link_chars++;
	if (w->owner[1])
		b->bold_chars++;
}

static void put_cp(struct builder *w, uint32_t c)
{
	if (w->b.chars == 0)
		w->b.begins = (uint8_t)((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
			c == '"' || (c >= 0xC0 && c <= 0xDE) || (c >= 0x400 && c <= 0x42F) ||
			c == 0xAB || (c >= 0x2018 && c <= 0x201F) || c >= 0x3000);
	buf_addcp(&w->bs->text, c);
	count_cp(w, c);
}

/* White space that was waiting goes out before the next visible character. */
static void put_visible(struct builder *w, uint32_t c)
{
	if (w->b.chars) {
		if (w->cell) {
			put_cp(w, ' ');
			put_cp(w, '|');
			put_cp(w, ' ');
		} else if (w->breaks) {
			w->b.breaks++;
			put_cp(w, '\n');
		} else if (w->space) {
			put_cp(w, ' ');
		}
	}
	w->space = w->cell = false;
	w->breaks = 0;
	/* Spans begin with a visible character. */
	for (unsigned k = 0; k < 4; k++)
		if (w->owner[k] && w->since[k] == UINT32_MAX)
			w->since[k] = offset(w);
	put_cp(w, c);
}

uint64_t page_fold_hash(struct str s)
{
	uint64_t h = 14695981039346656037u;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.s[i];
		if (c >= 'A' && c <= 'Z')
			c += 32;
		if (c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			h = (h ^ c) * 1099511628211u;
	}
	return h ^ h >> 29;
}

double page_shared_words(struct str a, struct str b, size_t bytes, double none)
{
	size_t n = 0, hit = 0;
	struct str rest = a, w;
	while (str_split(&rest, ' ', &w)) {
		if (w.n < bytes)
			continue;
		n++;
		hit += str_ifind(b, w, 0) != STR_NPOS;
	}
	return n ? (double)hit / (double)n : none;
}

/* Sets kind, level and number from the elements around. */
static void find_kind(struct builder *w)
{
	struct page_block *b = &w->b;
	const struct page_node *node = w->t->node;
	uint32_t li = 0, depth_li = 0, depth_quote = 0;
	b->kind = BLOCK_P;
	uint8_t heading = 0;
	bool caption = false;
	for (uint32_t i = b->node; i; i = node[i].parent) {
		enum page_tag t = (enum page_tag)node[i].tag;
		if (t >= TAG_h1 && t <= TAG_h6 && !heading)
			heading = (uint8_t)(t - TAG_h1 + 1);
		else if (t == TAG_li) {
			if (!li)
				li = i;
			depth_li++;
		} else if (t == TAG_blockquote)
			depth_quote++;
		else if (t == TAG_figcaption || t == TAG_caption)
			caption = true;
	}
	if (w->in[b->node].pre) {
		b->kind = BLOCK_PRE;
	} else if (heading) {
		b->kind = BLOCK_H;
		b->level = heading;
	} else if (depth_quote) {
		b->kind = BLOCK_QUOTE;
		b->level = (uint8_t)(depth_quote > 9 ? 9 : depth_quote);
	} else if (caption) {
		b->kind = BLOCK_CAPTION;
	} else if (li && w->in[li].items++ == 0) {
		b->kind = BLOCK_LI;
		b->level = (uint8_t)(depth_li > 9 ? 9 : depth_li);
		uint32_t list = node[li].parent;
		if (node[list].tag == TAG_ol) {
			int64_t start;
			if (w->in[list].items == 0 && str_int(&start, page_attr(w->t, list, ATTR_start)) == 0 && start > 0 && start < 10000)
				w->in[list].items = (uint16_t)(start - 1);
			if (w->in[list].items < UINT16_MAX)
				b->number = ++w->in[list].items;
		}
	}
}

static void flush(struct builder *w)
{
	if (!w->open)
		return;
	w->open = false;
	for (unsigned k = 0; k < 4; k++)
		span_switch(w, k, 0);
	struct page_block *b = &w->b;
	b->ntext = offset(w) - b->text;
	if (b->letters + b->digits == 0 || w->bs->n >= PAGE_BLOCKS_MAX || w->bs->text.over) {
		w->bs->text.n = b->text;
		w->bs->nspan = b->span;
		return;
	}
	b->ends = is_end_mark(w->last_cp) ? 1 : w->last_cp == ':' ? 2 : 0;
	if (b->ends == 1)
		b->sentences++;
	struct str text = page_block_text(w->bs, b);
	b->phrases = (uint16_t)page_phrases(text);
	b->hash = page_fold_hash(text);
	find_kind(w);
	ARENA_PUSH(w->a, struct page_block, w->bs->b, w->bs->n, w->bs->cap, *b);
}

static void begin(struct builder *w, uint32_t node, uint32_t text_node)
{
	memset(&w->b, 0, sizeof w->b);
	w->b.node = node;
	w->b.first = text_node;
	w->b.text = offset(w);
	w->b.span = w->bs->nspan;
	w->b.hidden = w->in[node].hidden;
	w->open = true;
	w->space = w->word = w->cell = false;
	w->breaks = 0;
	w->last_cp = 0;
	w->cjk = 0;
	memset(w->owner, 0, sizeof w->owner);
}

static void add_text(struct builder *w, uint32_t i)
{
	const struct inherit *in = &w->in[i];
	struct str s = page_node_text(w->t, i);
	if (!w->open || w->b.node != in->block) {
		size_t k = 0;
		while (k < s.n && (s.s[k] == ' ' || (s.s[k] >= '\t' && s.s[k] <= '\r')))
			k++;
		if (k == s.n) {
			if (w->open)
				flush(w);
			return;
		}
		flush(w);
		begin(w, in->block, i);
	}
	if (in->hidden == 1 && w->b.hidden != 1)
		return; /* hidden words inside a visible paragraph */
	w->b.last = i;
	uint32_t owners[4] = { in->em, in->strong, in->code, in->link };
	if (in->link && in->link != w->owner[3])
		w->b.links++;
	for (unsigned k = 0; k < 4; k++)
		span_switch(w, k, owners[k]);
	for (size_t pos = 0; pos < s.n;) {
		uint32_t c = (unsigned char)s.s[pos];
		if (c < 0x80)
			pos++;
		else
			c = utf8_next(s, &pos);
		if (c >= 0x80 && c <= 0x9F)
			c = c1_meaning[c - 0x80];
		if (c == 0xA0 || c == 0x2028 || c == 0x2029 || c == 0x3000)
			c = ' ';
		if (in->pre) {
			if (c == '\t') {
				put_visible(w, ' ');
				for (int k = 0; k < 3; k++)
					put_cp(w, ' ');
				continue;
			}
			if (c == ' ' && w->b.chars && !w->breaks) {
				put_cp(w, ' ');
				continue;
			}
			if (c == ' ' && w->breaks) { /* indentation */
				put_visible(w, ' ');
				continue;
			}
			if (c == '\n') {
				if (w->b.chars) {
					if (w->breaks && w->breaks < 3)
						put_cp(w, '\n');
					w->breaks = (uint8_t)(w->breaks < 3 ? w->breaks + 1 : 3);
				}
				continue;
			}
		}
		if (c == ' ' || (c >= '\t' && c <= '\r')) {
			w->space = true;
			continue;
		}
		if (c == 0 || utf8_forbidden(c))
			continue;
		put_visible(w, c);
	}
}

static bool is_cell(const struct page_node *n)
{
	return n->tag == TAG_td || n->tag == TAG_th;
}

/* Rows of layout tables hold blocks in their cells; rows of data become one block each. */
static void find_rows(struct builder *w)
{
	const struct page_node *node = w->t->node;
	for (uint32_t i = 1; i < w->t->nnode; i++) {
		uint32_t up = node[i].parent;
		if (node[i].flags & NODE_TEXT)
			continue;
		/* w->in[i].row is scratch here: the row around. */
		w->in[i].row = node[i].tag == TAG_tr ? i : w->in[up].row;
		if ((node[i].flags & NODE_BLOCK) && !is_cell(&node[i]) && node[i].tag != TAG_tr && w->in[i].row)
			w->in[w->in[i].row].boxes = 1;
	}
}

static void inherit(struct builder *w, uint32_t i)
{
	const struct page_node *n = &w->t->node[i];
	struct inherit *in = &w->in[i];
	uint8_t boxes = in->boxes;
	if (i)
		*in = w->in[n->parent];
	in->items = 0;
	in->boxes = boxes;
	if (n->flags & NODE_TEXT)
		return;
	if (n->tag == TAG_tr)
		in->row = w->in[i].boxes ? 0 : i;
	else if (n->tag == TAG_table)
		in->row = 0;
	if ((n->flags & NODE_BLOCK) && !(in->row && is_cell(n)))
		in->block = i;
	if (n->flags & NODE_HIDDEN)
		in->hidden = 1;
	else if ((n->flags & NODE_ARIA_HIDDEN) && !in->hidden)
		in->hidden = 2;
	switch (n->tag) {
	case TAG_a:
		if (page_attr(w->t, i, ATTR_href).n)
			in->link = i;
		break;
	case TAG_b: case TAG_strong:
		in->strong = i;
		break;
	case TAG_i: case TAG_em: case TAG_cite: case TAG_var:
		in->em = i;
		break;
	case TAG_code: case TAG_kbd: case TAG_samp: case TAG_tt:
		in->code = i;
		break;
	case TAG_pre: case TAG_xmp:
		in->pre = 1;
		break;
	default:
		break;
	}
}

void page_blocks_build(struct page_blocks *bs, struct arena *a, const struct page_tree *t)
{
	memset(bs, 0, sizeof *bs);
	buf_init(&bs->text, PAGE_MARKUP_MAX * 2);
	struct builder w = { .t = t, .bs = bs, .a = a, .in = xcalloc(t->nnode, sizeof *w.in) };
	find_rows(&w);
	uint32_t skip = 0; /* nodes before this are in the head */
	for (uint32_t i = 0; i < t->nnode; i++) {
		const struct page_node *n = &t->node[i];
		inherit(&w, i);
		if (i < skip)
			continue;
		if (n->flags & NODE_TEXT) {
			add_text(&w, i);
		} else if (n->tag == TAG_title) {
			skip = n->end;
		} else if (w.in[i].row && is_cell(n)) {
			w.cell = w.open;
		} else if (n->flags & NODE_BLOCK) {
			flush(&w);
		} else if (n->tag == TAG_br && w.open) {
			if (w.in[i].row)
				w.space = true;
			else if (w.breaks && !w.in[i].pre && w.b.chars)
				flush(&w);
			else
				w.breaks++;
		}
	}
	flush(&w);
	free(w.in);
}

void page_blocks_free(struct page_blocks *bs)
{
	buf_free(&bs->text);
}
