/* quote_direct.c - direct speech beside its cue, and transcripts.
 *
 * '"...," X said', '"...," said X', 'X said: "..."', and both sides at once. A segment whose sentence goes on behind it is
 * left to quote_indirect.c, as part of a reported clause.
 */
#include "config.h"

#include "quote_int.h"

static struct qseg *seg_at(const struct qctx *q, uint32_t i)
{
	return i < q->c->ntok && q->seg_of[i] ? &q->seg[q->seg_of[i] - 1] : NULL;
}

/* The segment that ends right before token i, over a comma or a dash. */
static struct qseg *seg_before(const struct qctx *q, uint32_t i)
{
	const struct lang_ctx *c = q->c;

	if (i == 0 || (c->tok[i].flags & TOK_PARA))
		return NULL;
	if (q->seg_of[i - 1])
		return seg_at(q, i - 1);
	bool dash = (q->w[i - 1] & W_BREAK) && c->tok[i - 1].kind == TOK_PUNCT && !low_is(c, i - 1, ":") && !low_is(c, i - 1, ";");
	if ((dash || (q->w[i - 1] & W_COMMA)) && i > 1 && !(c->tok[i - 1].flags & TOK_PARA) && q->seg_of[i - 2])
		return seg_at(q, i - 2);
	return NULL;
}

/* Does a sentence or a clause end behind the segment? */
static bool seg_complete(const struct qctx *q, const struct qseg *g, bool that)
{
	const struct lang_ctx *c = q->c;
	uint32_t i = g->end;

	/* Remarks of an editor: '"..." (translated)' */
	while (i < c->ntok && !(c->tok[i].flags & TOK_PARA) && (low_is(c, i, "(") || low_is(c, i, "["))) {
		uint32_t k = i;

		while (k < c->ntok && k < i + 8 && !low_is(c, k, ")") && !low_is(c, k, "]") && !(c->tok[k].flags & TOK_PARA && k > i))
			k++;
		if (k >= c->ntok || k >= i + 8)
			break;
		i = k + 1;
		while (i < c->ntok && (low_is(c, i, ")") || low_is(c, i, "]")))
			i++;
	}
	if (i >= c->ntok || (c->tok[i].flags & (TOK_PARA | TOK_SENT)) || q->osent[i] != q->osent[g->start])
		return true;
	uint32_t w = q->w[i];
	if (w & (W_STOP | W_COMMA | W_BREAK))
		return true;
	/* 'said that "some of it" is true' */
	if (that && !(w & (W_CONJ | W_SUB | W_WH)))
		return false;
	if (w & (W_CONJ | W_SUB | W_WH)) {
		/* 'said "..." and then left' against 'said "some" and others' */
		return g->words >= 4;
	}
	return g->words >= 8 || (g->words >= 4 && (w & (W_PREP | W_ADV | W_TIME)));
}

static struct tspan span_of(const struct qseg *g)
{
	return (struct tspan){ g->start, g->end };
}

/* Words of the sentence in front of a segment that belong to what is said ('It was "a disgrace," she said'): 0 none. */
static bool clause_before(const struct qctx *q, const struct qseg *g, uint32_t *start)
{
	uint32_t s = q->ostart[q->osent[g->start]];

	if (s >= g->start || g->start - s > SCAN_MAX || ((q->w[g->start - 1] & W_BREAK) && !low_is(q->c, g->start - 1, "(")))
		return false;
	for (uint32_t k = s; k < g->start; k++) {
		if (q->used[k])
			return false;
		if (q->cue_of[k]) {
			const struct qcue *e = &q->cue[q->cue_of[k] - 1];

			if (!(e->flags & (CUE_BELIEF | CUE_WEAK | CUE_NOUNY)) || (e->form == FORM_PAST && !(e->flags & (CUE_BELIEF | CUE_WEAK))))
				return false;
		}
	}
	while (s < g->start && (q->w[s] & (W_CONJ | W_COMMA)) && !q->seg_of[s])
		s++;
	/* 'By then, "..." according to X' */
	if (q->w[g->start - 1] & (W_COMMA | W_BREAK) && !clause_finite(q, s, g->start, false))
		return false;
	*start = s;
	return s < g->start;
}

static void take_left(struct qctx *q, struct qseg *g, struct qcue *k, const struct speaker *sp)
{
	uint32_t start;
	struct tspan at = span_of(g);

	if (g->role != SEG_FREE)
		return;
	if (!g->last && g->words <= 3 && !(q->w[g->end] & (W_COMMA | W_BREAK)) && g->end != k->at)
		return; /* 'The "History" section says' */
	if (clause_before(q, g, &start)) {
		/* 'In an interview on "The Hour," she said that ...' */
		if ((q->w[start] & (W_PREP | W_ING)) && g->words <= 6 && !clause_finite(q, start, g->start, false))
			return;
		at.start = start;
		for (uint32_t i = start; i < g->end; i++)
			if (q->seg_of[i])
				q->seg[q->seg_of[i] - 1].role = SEG_IN_CLAUSE;
	}
	g->role = SEG_DIRECT;
	quote_add(q, at, quote_kind_of(q, at), (struct tspan){ k->at, k->end }, sp->at, sp->conf, -1);
	k->done = true;
	k->who = sp->at;
	k->who_conf = sp->conf;
}

static bool take_right(struct qctx *q, uint32_t p, struct qcue *k, const struct speaker *sp, int32_t same)
{
	const struct lang_ctx *c = q->c;
	bool mark = p > k->end && (q->w[p - 1] & W_COMMA);
	uint32_t skip = W_COMMA | W_BREAK | W_THAT;

	/* '"...," it added; and, later, "..."' */
	if (same >= 0 && p < c->ntok && (q->w[p] & (W_COMMA | W_BREAK)))
		skip |= W_CONJ | W_ADV;
	while (p < c->ntok && !(c->tok[p].flags & TOK_PARA) && !q->seg_of[p] && ((q->w[p] & skip))) {
		mark |= !(q->w[p] & W_THAT);
		p++;
	}
	struct qseg *g = p < c->ntok && c->block[p] == c->block[k->at] ? seg_at(q, p) : NULL;
	if (!g || g->start != p || g->role != SEG_FREE || !seg_complete(q, g, p > 0 && (q->w[p - 1] & W_THAT)))
		return false;
	if ((k->flags & (CUE_WEAK | CUE_BELIEF)) && !mark && same < 0)
		return false;
	g->role = SEG_DIRECT;
	quote_add(q, span_of(g), QUOTE_DIRECT, (struct tspan){ k->at, k->end }, sp->at, sp->conf, same);
	k->done = true;
	k->who = sp->at;
	k->who_conf = sp->conf;
	return true;
}

/* Does an earlier cue of the sentence govern this one by its "that"? Then what is quoted here is part of what that reports. */
static bool inside_reported(const struct qctx *q, const struct qcue *k)
{
	uint32_t before = k->at ? q->w[k->at - 1] : 0;

	if (k == q->cue || (before & (W_COMMA | W_CONJ)))
		return false;
	const struct qcue *p = k - 1;
	return q->osent[p->at] == q->osent[k->at] && !p->done && !(p->flags & (CUE_WEAK | CUE_BELIEF)) && p->end < k->at && (q->w[p->end] & W_THAT) &&
		cue_live(q, p, false);
}

static void one_cue(struct qctx *q, struct qcue *k)
{
	const struct lang_ctx *c = q->c;
	struct speaker sp;
	uint32_t end = q->oend[q->osent[k->at]], i = k->at;
	struct qseg *g;

	if (k->flags & CUE_ACCORDING) {
		g = seg_before(q, k->at);
		if (!speaker_right(q, k->end, end, &sp))
			return;
		if (g)
			take_left(q, g, k, &sp);
		else {
			/* 'in the words of Jane Roe, the mayor, "..."' */
			uint32_t p = sp.to;

			while (p < end && p < sp.to + 12 && !q->seg_of[p] && !(q->w[p] & (W_STOP | W_AUX | W_SUBJ | W_PAST)))
				p++;
			if (p < end && p > sp.to && q->seg_of[p] && (q->w[p - 1] & W_COMMA))
				take_right(q, p - 1, k, &sp, -1);
		}
		return;
	}
	if (!(k->flags & CUE_DIRECT) || !cue_live(q, k, true))
		return;
	/* '..." (So) said X' */
	while (i > 0 && (q->w[i - 1] & W_ADV) && !q->seg_of[i - 1] && !(c->tok[i].flags & TOK_PARA))
		i--;
	g = seg_before(q, i);
	if (g && (k->flags & CUE_INVERT) && (k->form == FORM_PAST || k->form == FORM_S) && speaker_right(q, k->end, end, &sp)) {
		take_left(q, g, k, &sp);
		int32_t same = q->c->nquo ? (int32_t)q->c->nquo - 1 : -1;
		take_right(q, clause_skip(q, sp.to, end, false), k, &sp, k->done ? same : -1);
		return;
	}
	if (!cue_speaker(q, k, &sp))
		return;
	if (inside_reported(q, k))
		return;
	uint32_t p = clause_skip(q, k->end, end, k->flags & CUE_HEARER);
	/* 'X said: "..."' against '"...," X said' */
	if (sp.from > 0 && low_is(c, sp.from - 1, "as") && q->cue_of[sp.from - 1] == 0)
		sp.from--; /* '"...," as Roe put it' */
	g = k->form == FORM_ING ? NULL : seg_before(q, sp.from);
	bool colon = p < c->ntok && low_is(c, p, ":");
	if (g && !colon && (g->role == SEG_FREE) && sp.from < k->at) {
		bool ended = g->last == '.' && q->osent[g->start] != q->osent[k->at];
		bool right = p < end && (seg_at(q, p) || ((q->w[p] & (W_COMMA | W_THAT)) && seg_at(q, p + 1)));

		/* A sentence that ended, with its own quotation to come, does not reach back */
		if (!(ended && (right || (p < end && !(q->w[p] & (W_STOP | W_COMMA)))))) {
			take_left(q, g, k, &sp);
			if (k->done) {
				take_right(q, p, k, &sp, (int32_t)q->c->nquo - 1);
				return;
			}
		}
	}
	take_right(q, p, k, &sp, -1);
}

void quotes_direct(struct qctx *q)
{
	for (uint32_t n = 0; n < q->ncue; n++)
		one_cue(q, &q->cue[n]);
}

/* The colon of a label "NAME:" at the beginning of a block, or 0. */
static uint32_t label_at(const struct qctx *q, uint32_t i, bool *upper)
{
	const struct lang_ctx *c = q->c;

	if (q->seg_of[i] && !(q->w[i] & W_WORD)) /* '"ROE: Not me.' */
		i++;
	uint32_t k = i;

	*upper = true;
	while (k < c->ntok && k < i + 5 && c->block[k] == c->block[i] && (q->w[k] & W_WORD) && (c->tok[k].flags & TOK_CAP)) {
		if (!(c->tok[k].flags & (TOK_UPPER | TOK_ABBREV)) && c->tok[k].end - c->tok[k].start > 1)
			*upper = false;
		k++;
	}
	if (k == i || k + 1 >= c->ntok || !low_is(c, k, ":") || c->block[k] != c->block[i] || c->block[k + 1] != c->block[i])
		return 0;
	return k;
}

void quotes_transcript(struct qctx *q)
{
	const struct lang_ctx *c = q->c;
	uint32_t upper = 0;

	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < c->ntok; i++) {
			bool up;
			uint32_t colon;

			if (!(c->tok[i].flags & TOK_PARA) || !(colon = label_at(q, i, &up)) || !up)
				continue;
			if (pass == 0) {
				upper++;
				continue;
			}
			if (upper < 2)
				return;
			uint32_t e = colon + 1, name = q->w[i] & W_WORD ? i : i + 1;
			while (e < c->ntok && c->block[e] == c->block[i])
				e++;
			for (uint32_t k = i; k < e; k++)
				if (q->seg_of[k])
					q->seg[q->seg_of[k] - 1].role = SEG_IN_CLAUSE;
			quote_add(q, (struct tspan){ colon + 1, e }, QUOTE_DIRECT, (struct tspan){ 0, 0 }, (struct tspan){ name, colon }, 90, -1);
		}
}
