/* quote_marks.c - which quotation marks belong together.
 *
 * One pass over the tokens of each block. Double marks (straight, curly, low, guillemets, corner brackets) and single marks
 * outside of them make segments; what is nested in a segment is part of it. A straight mark's direction comes from what is
 * open, then from the spaces around it. A segment that a block's end leaves open goes on in the next block when that begins
 * with a mark again, or holds a closing mark without an opening one; else it ends with its first sentence.
 */
#include "config.h"

#include "quote_int.h"

#define W(z) { z, sizeof z - 1 }

enum family { M_NONE, M_DOUBLE, M_SINGLE };
enum look { LOOK_ANY, LOOK_OPEN, LOOK_CLOSE };

struct mark {
	enum family family;
	enum look glyph; /* what the character itself says */
	enum look shape; /* what the spaces around it say */
	bool low;        /* „ and ‚: closed by “ and ‘ */
};

static bool glued_left(const struct lang_ctx *c, uint32_t i)
{
	return !(c->tok[i].flags & (TOK_SPACE | TOK_PARA)) && i > 0;
}

static bool glued_right(const struct lang_ctx *c, uint32_t i)
{
	return i + 1 < c->ntok && !(c->tok[i + 1].flags & (TOK_SPACE | TOK_PARA));
}

static bool wordy(const struct lang_ctx *c, uint32_t i)
{
	return c->tok[i].kind == TOK_WORD || c->tok[i].kind == TOK_NUMBER || c->tok[i].kind == TOK_URL;
}

/* 0: none. The text of a token that is a quotation mark is at most four bytes long. */
static struct mark mark_at(const struct lang_ctx *c, uint32_t i)
{
	static const struct {
		struct str z;
		uint8_t family, glyph, low;
	} GLYPHS[] = {
		{ W("\""), M_DOUBLE, LOOK_ANY, 0 }, { W("“"), M_DOUBLE, LOOK_OPEN, 0 }, { W("”"), M_DOUBLE, LOOK_CLOSE, 0 },
		{ W("„"), M_DOUBLE, LOOK_OPEN, 1 }, { W("‟"), M_DOUBLE, LOOK_OPEN, 0 }, { W("«"), M_DOUBLE, LOOK_OPEN, 0 },
		{ W("»"), M_DOUBLE, LOOK_CLOSE, 0 }, { W("``"), M_DOUBLE, LOOK_OPEN, 0 }, { W("''"), M_DOUBLE, LOOK_CLOSE, 0 },
		{ W("＂"), M_DOUBLE, LOOK_ANY, 0 }, { W("「"), M_DOUBLE, LOOK_OPEN, 0 }, { W("」"), M_DOUBLE, LOOK_CLOSE, 0 },
		{ W("'"), M_SINGLE, LOOK_ANY, 0 }, { W("‘"), M_SINGLE, LOOK_OPEN, 0 }, { W("’"), M_SINGLE, LOOK_CLOSE, 0 },
		{ W("‚"), M_SINGLE, LOOK_OPEN, 1 }, { W("‛"), M_SINGLE, LOOK_OPEN, 0 }, { W("‹"), M_SINGLE, LOOK_OPEN, 0 },
		{ W("›"), M_SINGLE, LOOK_CLOSE, 0 }, { W("`"), M_SINGLE, LOOK_OPEN, 0 },
	};
	struct mark m = { M_NONE, LOOK_ANY, LOOK_ANY, false };
	struct str s = tok_str(c, i);

	if (s.n > 4 || wordy(c, i))
		return m;
	for (size_t k = 0; k < sizeof GLYPHS / sizeof *GLYPHS; k++)
		if (str_eq(s, GLYPHS[k].z)) {
			m.family = (enum family)GLYPHS[k].family;
			m.glyph = (enum look)GLYPHS[k].glyph;
			m.low = GLYPHS[k].low;
			break;
		}
	if (m.family == M_NONE)
		return m;
	bool left = glued_left(c, i), right = glued_right(c, i);
	if (left && !wordy(c, i - 1) && (c->tok[i - 1].kind == TOK_OPEN || str_eqz(tok_str(c, i - 1), "—") || str_eqz(tok_str(c, i - 1), "-")))
		left = false;
	if (right && !wordy(c, i + 1) && c->tok[i + 1].kind != TOK_OPEN && !str_starts(tok_str(c, i + 1), STR(".")) &&
		!str_eqz(tok_str(c, i + 1), "'"))
		right = false;
	if (left != right)
		m.shape = left ? LOOK_CLOSE : LOOK_OPEN;
	return m;
}

/* A single mark that can only be an apostrophe: between letters, after a plural, before a decade. */
static bool apostrophe(const struct lang_ctx *c, uint32_t i)
{
	return glued_left(c, i) && glued_right(c, i) && wordy(c, i - 1) && wordy(c, i + 1);
}

static bool stop_before(const struct lang_ctx *c, uint32_t i)
{
	return i > 0 && !wordy(c, i - 1) && strchr(".,?!;", c->d->text.s[c->tok[i - 1].start]) != NULL;
}

/* For each single mark that can close: whether a better one (after a full stop or comma) follows in its block before
 * the next one that opens. Then this one, after an "s", is a plural's apostrophe. */
static uint8_t *better_closing(struct qctx *q)
{
	struct lang_ctx *c = q->c;
	uint8_t *better = ARENA_NEW(&c->tmp, uint8_t, c->ntok);
	bool follows = false, any = false;

	for (uint32_t i = c->ntok; i-- > 0;) {
		struct mark m = mark_at(c, i);

		if (m.family == M_SINGLE && !apostrophe(c, i)) {
			better[i] = (uint8_t)((follows ? 1 : 0) | (any ? 2 : 0));
			bool close = m.glyph == LOOK_CLOSE || (m.glyph == LOOK_ANY && m.shape == LOOK_CLOSE);
			if (!close)
				follows = any = false;
			else {
				any = true;
				if (stop_before(c, i))
					follows = true;
			}
		}
		if (c->tok[i].flags & TOK_PARA)
			follows = any = false;
	}
	return better;
}

static uint8_t last_char(const struct lang_ctx *c, uint32_t i, uint32_t start)
{
	while (i > start) {
		struct str s = tok_str(c, i - 1);

		if (c->tok[i - 1].kind == TOK_CLOSE) {
			i--;
			continue;
		}
		if (c->tok[i - 1].kind != TOK_PUNCT)
			return str_eqz(s, "I.") ? '.' : 0;
		if (str_eqz(s, "…"))
			return '.';
		if (str_eqz(s, "—") || str_eqz(s, "–"))
			return '-';
		return strchr(".,?!;:-", s.s[0]) ? (uint8_t)s.s[0] : 0;
	}
	return 0;
}

static struct qseg *add_seg(struct qctx *q, uint32_t start, uint32_t end, bool opened, bool closed, bool single)
{
	struct lang_ctx *c = q->c;
	struct qseg g = { .start = start, .end = end, .opened = opened, .closed = closed, .single = single };

	for (uint32_t i = start; i < end; i++) {
		q->seg_of[i] = q->nseg + 1;
		g.words += wordy(c, i) && c->tok[i].end - c->tok[i].start > 0 && !str_starts(c->low[i], STR("'"));
	}
	g.last = last_char(c, end - closed, start + opened);
	ARENA_PUSH(&c->tmp, struct qseg, q->seg, q->nseg, q->cap_seg, g);
	return &q->seg[q->nseg - 1];
}

static uint32_t block_end(const struct lang_ctx *c, uint32_t i)
{
	uint32_t b = c->block[i];

	while (i < c->ntok && c->block[i] == b)
		i++;
	return i;
}

/* End of the sentence that token i stands in, before `end`. */
static uint32_t first_sentence(const struct lang_ctx *c, uint32_t i, uint32_t end)
{
	for (i++; i < end && !(c->tok[i].flags & TOK_SENT); i++)
		;
	return i;
}

struct pairing { /* of a block's marks, as far as they are read */
	uint32_t from, to;      /* the block */
	uint32_t open, single;  /* where a double, a single mark was opened; NO_TOKEN */
	bool low, right_open;   /* `open` is a low mark, a » */
	uint32_t next;          /* the next double mark, once looked for */
	const uint8_t *better;
};

static void take_single(struct qctx *q, struct pairing *p, uint32_t i, struct mark m)
{
	const struct lang_ctx *c = q->c;

	if (p->open != NO_TOKEN || apostrophe(c, i))
		return; /* nested, or no mark */
	if (p->single == NO_TOKEN) {
		bool opens = m.glyph == LOOK_OPEN ? m.shape != LOOK_CLOSE : m.glyph == LOOK_ANY && m.shape == LOOK_OPEN;
		/* Without any closing mark it is an elision or a slip. */
		if (opens && (p->better[i] & 2))
			p->single = i;
		return;
	}
	if (m.glyph != LOOK_CLOSE && (m.glyph != LOOK_ANY || m.shape != LOOK_CLOSE))
		return;
	bool plural = i > p->from && wordy(c, i - 1) && str_ends(c->low[i - 1], STR("s")) && (p->better[i] & 1) &&
		i + 1 < p->to && wordy(c, i + 1) && !(c->tok[i + 1].flags & TOK_CAP);
	if (plural)
		return;
	if (i > p->single + 1)
		add_seg(q, p->single, i + 1, true, true, true);
	p->single = NO_TOKEN;
}

/* What a double mark does: its glyph tells, or the marks before it, its spacing, and the next one. */
static enum look look_of(const struct lang_ctx *c, struct pairing *p, uint32_t i, struct mark m)
{
	const bool inside = p->open != NO_TOKEN;

	if (m.glyph == LOOK_OPEN && p->low && inside && m.shape != LOOK_OPEN)
		return LOOK_CLOSE; /* „ ... “ */
	if (m.glyph == LOOK_OPEN && inside && (m.shape == LOOK_CLOSE || p->right_open))
		return LOOK_CLOSE; /* a wrong mark, or » ... « */
	if (m.glyph == LOOK_CLOSE && !inside && m.shape == LOOK_OPEN)
		return LOOK_OPEN; /* » ... «, or a wrong mark */
	if (m.glyph != LOOK_ANY)
		return m.glyph;
	if (inside)
		return m.shape == LOOK_OPEN && p->open + 1 < i ? LOOK_OPEN : LOOK_CLOSE;
	if (m.shape != LOOK_CLOSE)
		return LOOK_OPEN;
	/* Odd spacing, inches, or a closing mark whose opening one is missing: the next mark decides. */
	if (p->next <= i)
		for (p->next = i + 1; p->next < p->to && mark_at(c, p->next).family != M_DOUBLE;)
			p->next++;
	return p->next >= p->to || mark_at(c, p->next).shape == LOOK_OPEN ? LOOK_CLOSE : LOOK_OPEN;
}

/* The marks of one block; `carry`: a segment of an earlier block was left open. Returns whether one is open at the end. */
static bool pair_block(struct qctx *q, uint32_t from, uint32_t to, bool carry, const uint8_t *better)
{
	const struct lang_ctx *c = q->c;
	struct pairing p = { .from = from, .to = to, .open = NO_TOKEN, .single = NO_TOKEN, .better = better };
	bool fresh = carry;

	for (uint32_t i = from; i < to; i++) {
		struct mark m = mark_at(c, i);

		if (m.family == M_NONE)
			continue;
		uint32_t wide = 1;
		if (m.family == M_SINGLE && m.glyph != LOOK_ANY && i + 1 < to && glued_right(c, i) && str_eq(tok_str(c, i), tok_str(c, i + 1)) &&
			(m.glyph == LOOK_OPEN || p.open != NO_TOKEN)) {
			/* Two single marks for a double one: ‘‘ ... ’’ */
			m.family = M_DOUBLE;
			m.shape = m.glyph;
			wide = 2;
		}
		if (m.family == M_SINGLE) {
			take_single(q, &p, i, m);
			continue;
		}
		if (look_of(c, &p, i, m) == LOOK_OPEN) {
			if (p.open != NO_TOKEN) {
				/* Its closing mark is missing: it ends with its first sentence; curly ones may nest in disorder. */
				if (m.glyph == LOOK_OPEN && !(c->tok[i].flags & TOK_SENT))
					continue;
				add_seg(q, p.open, first_sentence(c, p.open, i), true, false, false);
			}
			p.open = i;
			p.low = m.low;
			p.right_open = m.glyph == LOOK_CLOSE;
			p.single = NO_TOKEN;
			if (fresh && i != from)
				fresh = false;
			i += wide - 1;
			continue;
		}
		if (p.open != NO_TOKEN) {
			if (i > p.open + 1) {
				struct qseg *g = add_seg(q, p.open, i + wide, true, true, false);
				g->goes_on = carry && p.open == from;
			}
			p.open = NO_TOKEN;
			fresh = false;
			i += wide - 1;
		} else if (fresh && i > from) {
			/* No opening mark in this block, but one left open before: the block so far is quoted. */
			add_seg(q, from, i + 1, false, true, false)->goes_on = true;
			fresh = false;
		}
	}
	if (p.open == NO_TOKEN)
		return false;
	add_seg(q, p.open, to, true, false, false)->goes_on = carry && p.open == from;
	return true;
}

/* Does the block that begins at i hold a closing double mark before any opening one? */
static bool closes_first(const struct lang_ctx *c, uint32_t i, uint32_t end)
{
	for (; i < end; i++) {
		struct mark m = mark_at(c, i);

		if (m.family != M_DOUBLE)
			continue;
		return m.glyph == LOOK_CLOSE ? m.shape != LOOK_OPEN : m.glyph == LOOK_ANY && m.shape == LOOK_CLOSE;
	}
	return false;
}

void quote_marks_pair(struct qctx *q)
{
	const struct lang_ctx *c = q->c;
	const uint8_t *better = better_closing(q);
	bool carry = false;

	for (uint32_t i = 0; i < c->ntok;) {
		uint32_t end = block_end(c, i), next = end < c->ntok ? block_end(c, end) : end;

		bool left = pair_block(q, i, end, carry, better);
		carry = false;
		if (left) {
			struct qseg *g = &q->seg[q->nseg - 1];
			struct mark m = end < c->ntok ? mark_at(c, end) : (struct mark){ M_NONE, LOOK_ANY, LOOK_ANY, false };
			/* A caption may stand between the two paragraphs of one speech. */
			struct mark m2 = next < c->ntok && next - end <= 25 ? mark_at(c, next) : (struct mark){ M_NONE, LOOK_ANY, LOOK_ANY, false };

			if (m.family == M_DOUBLE || closes_first(c, end, next))
				carry = true;
			else if (m2.family == M_DOUBLE && first_sentence(c, g->start, end) < end) {
				carry = true;
				end = next; /* the caption has no marks of its own */
			} else {
				uint32_t e = first_sentence(c, g->start, g->end);
				for (uint32_t k = e; k < g->end; k++)
					q->seg_of[k] = 0;
				g->end = e;
				g->last = last_char(c, e, g->start + 1);
			}
		}
		i = end;
	}
}
