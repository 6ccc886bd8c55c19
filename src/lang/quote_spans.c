/* quote_spans.c - quotes_find: marks, cues, direct speech, reported clauses, floating speech, in this order. */
#include "config.h"

#include <stdlib.h>

#include "quote_int.h"

int32_t quote_add(struct qctx *q, struct tspan at, enum quote_kind kind, struct tspan cue, struct tspan speaker, uint8_t conf, int32_t same_as)
{
	struct lang_ctx *c = q->c;

	if (at.end <= at.start || at.end > c->ntok || c->nquo >= DOC_SPANS_MAX || c->block[at.start] != c->block[at.end - 1])
		return -1;
	for (uint32_t i = at.start; i < at.end; i++)
		if (q->used[i])
			return -1;
	memset(q->used + at.start, 1, at.end - at.start);
	struct lang_quote n = { .at = at, .cue = cue, .speaker = speaker, .kind = (uint8_t)kind, .confidence = conf, .actor = -1,
		.same_as = same_as };
	if (speaker.end <= speaker.start)
		n.confidence = 0;
	ARENA_PUSH(&c->tmp, struct lang_quote, c->quo, c->nquo, q->cap_quo, n);
	return (int32_t)c->nquo - 1;
}

enum quote_kind quote_kind_of(const struct qctx *q, struct tspan at)
{
	bool in = false, out = false;

	for (uint32_t i = at.start; i < at.end; i++) {
		if (!(q->w[i] & W_WORD))
			continue;
		if (q->seg_of[i])
			in = true;
		else
			out = true;
	}
	return in && !out ? QUOTE_DIRECT : in ? QUOTE_MIXED : QUOTE_INDIRECT;
}

/* Sentences in which a segment is one piece: what ends inside quotation marks ends outside only with the segment. */
static void outer_sentences(struct qctx *q)
{
	const struct lang_ctx *c = q->c;
	uint32_t n = 0;

	for (uint32_t i = 0; i < c->ntok; i++) {
		bool begins = i == 0 || (c->tok[i].flags & TOK_PARA);

		if (!begins && !(q->seg_of[i] && q->seg_of[i - 1] == q->seg_of[i])) {
			const struct qseg *g = q->seg_of[i - 1] ? &q->seg[q->seg_of[i - 1] - 1] : NULL;

			if (g) {
				bool stop = g->last == '.' || g->last == '?' || g->last == '!';
				bool upper = (c->tok[i].flags & TOK_CAP) || q->seg_of[i];

				begins = stop && upper;
			} else
				begins = (c->tok[i].flags & TOK_SENT) || ((q->w[i - 1] & W_STOP) && q->seg_of[i] && (c->tok[i].flags & TOK_SPACE));
		}
		if (begins) {
			if (n)
				q->oend[n - 1] = i;
			q->ostart[n++] = i;
		}
		q->osent[i] = n - 1;
	}
	if (n)
		q->oend[n - 1] = c->ntok;
	q->osent[c->ntok] = UINT32_MAX;
}

struct order {
	uint32_t start, old;
};

static int by_start(const void *a, const void *b)
{
	const struct order *x = a, *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

/* Into the order of the text, with same_as renumbered; what points forwards is turned round. */
static void sort_quotes(struct lang_ctx *c)
{
	uint32_t n = c->nquo;
	struct order *o = ARENA_NEW(&c->tmp, struct order, n);
	uint32_t *to = ARENA_NEW(&c->tmp, uint32_t, n);
	struct lang_quote *out = ARENA_NEW(&c->tmp, struct lang_quote, n);

	for (uint32_t i = 0; i < n; i++)
		o[i] = (struct order){ c->quo[i].at.start, i };
	if (n)
		qsort(o, n, sizeof *o, by_start);
	for (uint32_t i = 0; i < n; i++)
		to[o[i].old] = i;
	for (uint32_t i = 0; i < n; i++) {
		out[i] = c->quo[o[i].old];
		if (out[i].same_as >= 0) {
			uint32_t s = to[out[i].same_as];

			out[i].same_as = s < i ? (int32_t)s : -1;
		}
	}
	c->quo = out;
}

void quotes_find(struct lang_ctx *c)
{
	struct qctx q = { .c = c };
	uint32_t n = c->ntok;

	c->quo = NULL;
	c->nquo = 0;
	if (n == 0)
		return;
	/* One more than there are: what is asked of the token behind the last is that it ends all. */
	q.w = ARENA_NEW(&c->tmp, uint32_t, n + 1);
	q.osent = ARENA_NEW(&c->tmp, uint32_t, n + 1);
	q.ostart = ARENA_NEW(&c->tmp, uint32_t, n + 1);
	q.oend = ARENA_NEW(&c->tmp, uint32_t, n + 1);
	q.seg_of = ARENA_NEW(&c->tmp, uint32_t, n + 1);
	q.cue_of = ARENA_NEW(&c->tmp, uint32_t, n + 1);
	q.used = ARENA_NEW(&c->tmp, uint8_t, n + 1);
	q.w[n] = W_STOP;
	quote_words_mark(&q);
	quote_marks_pair(&q);
	for (uint32_t i = 0; i < n; i++)
		if (q.seg_of[i] && (q.seg[q.seg_of[i] - 1].start == i || q.seg[q.seg_of[i] - 1].end == i + 1) && !(q.w[i] & W_WORD))
			q.w[i] |= W_MARK;
	outer_sentences(&q);
	cues_mark(&q);
	quotes_transcript(&q);
	quotes_direct(&q);
	quotes_indirect(&q);
	sort_quotes(c);
	q.cap_quo = c->nquo; /* the sorted copy is exactly full */
	quotes_float(&q);
	sort_quotes(c);
}
