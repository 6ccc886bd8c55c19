/* quote_float.c - segments that no cue stands beside: speech that goes on, floating paragraphs, dialogue, or no speech at all.
 *
 * A segment that goes on over a paragraph's end, or that follows a quotation in the same paragraph, has the speaker of that. A
 * paragraph that is a quotation takes the speaker of the paragraph before, or in a dialogue the one before that. Titles,
 * nicknames and scare quotes are short, unfinished, or stand inside a sentence that reports nothing.
 */
#include "config.h"

#include "quote_int.h"

static struct tspan span_of(const struct qseg *g)
{
	return (struct tspan){ g->start, g->end };
}

/* "Make Your Child a Star": every word that carries meaning has a capital */
static bool title(const struct qctx *q, const struct qseg *g)
{
	const struct lang_ctx *c = q->c;
	uint32_t caps = 0;

	if (g->last == '!' || g->words > 14)
		return false;
	for (uint32_t i = g->start; i < g->end; i++) {
		if (c->tok[i].kind != TOK_WORD || (q->w[i] & W_POSS))
			continue;
		if (c->tok[i].flags & TOK_CAP)
			caps++;
		else if (!(q->w[i] & (W_DET | W_PREP | W_CONJ | W_NEG)) && c->low[i].n > 2)
			return false;
	}
	return caps >= 2;
}

/* Looks like what somebody said: a sentence, or the better part of one. */
static bool speechlike(const struct qctx *q, const struct qseg *g)
{
	const struct lang_ctx *c = q->c;
	uint32_t caps = 0, words = 0;

	if (title(q, g))
		return false;
	if (g->last == '.' || g->last == '?' || g->last == '!' || g->last == ',')
		return g->words >= 2;
	for (uint32_t i = g->start; i < g->end; i++) {
		if (!(q->w[i] & W_WORD))
			continue;
		words++;
		caps += (c->tok[i].flags & TOK_CAP) != 0;
	}
	return words >= 6 && caps * 2 < words;
}

/* Headings quote what the story quotes; preformatted text is code. */
static bool heading(const struct qctx *q, uint32_t tok)
{
	const struct lang_ctx *c = q->c;

	if (c->block[tok] >= c->d->nblock)
		return false;
	uint8_t kind = c->d->block[c->block[tok]].kind;
	return kind == BLOCK_H || kind == BLOCK_PRE;
}

/* '"..." - Jane Roe' */
static bool signed_by(struct qctx *q, const struct qseg *g)
{
	const struct lang_ctx *c = q->c;
	uint32_t i = g->end;

	if (i + 1 >= c->ntok || (c->tok[i].flags & TOK_PARA) || !(q->w[i] & W_BREAK) || low_is(c, i, ":") || low_is(c, i, ";") || low_is(c, i, "("))
		return false;
	uint32_t e = i + 1;
	while (e < c->ntok && c->block[e] == c->block[i] && e < i + 8 && (q->w[e] & W_WORD) && !q->seg_of[e])
		e++;
	if (g->last != '.' && g->last != '!' && g->last != '?')
		return false; /* a headline and its paper */
	if (e == i + 1 || !(q->w[i + 1] & W_CAP) || (e < c->ntok && c->block[e] == c->block[i] && !(q->w[e] & (W_COMMA | W_STOP)) && !q->seg_of[e]))
		return false;
	return quote_add(q, span_of(g), QUOTE_DIRECT, (struct tspan){ 0, 0 }, (struct tspan){ i + 1, e }, 75, -1) >= 0;
}

/* '"Enough" was Captain Doyle's only comment.' */
static bool predicate(struct qctx *q, const struct qseg *g)
{
	const struct lang_ctx *c = q->c;
	uint32_t i = g->end;

	if (i + 2 >= c->ntok || c->block[i] != c->block[g->start] || !(q->w[i] & W_BE))
		return false;
	for (uint32_t k = i + 1; k < i + 10 && k + 1 < c->ntok && !(q->w[k] & (W_STOP | W_COMMA)); k++) {
		if (!(q->w[k] & W_POSS) && !low_is(c, k, "his") && !low_is(c, k, "her") && !low_is(c, k, "their"))
			continue;
		for (uint32_t n = k + 1; n < k + 4 && n < c->ntok; n++)
			if (cue_noun(c->low[n]) || low_is(c, n, "answer") || low_is(c, n, "verdict") || low_is(c, n, "words") ||
				low_is(c, n, "reaction")) {
				struct tspan who = { i + 1, k };

				if (!(q->w[k] & W_POSS))
					who = (struct tspan){ k, k + 1 };
				if (who.end <= who.start)
					return false;
				return quote_add(q, span_of(g), QUOTE_DIRECT, (struct tspan){ n, n + 1 }, who, 80, -1) >= 0;
			}
	}
	return false;
}

static uint32_t words_between(const struct qctx *q, uint32_t a, uint32_t b)
{
	uint32_t n = 0;

	for (uint32_t i = a; i < b && n < 200; i++)
		n += (q->w[i] & W_WORD) != 0;
	return n;
}

/* The speaker of the sentence in front of `i` in the same block or at the end of the one before. */
static bool subject_before(const struct qctx *q, uint32_t i, struct speaker *sp)
{
	if (i == 0)
		return false;
	uint32_t s = q->osent[i - 1];
	return speaker_first(q, q->ostart[s], q->oend[s], sp);
}

static void one_seg(struct qctx *q, uint32_t n, int32_t last, int32_t before_last)
{
	struct lang_ctx *c = q->c;
	struct qseg *g = &q->seg[n];
	struct tspan none = { 0, 0 };
	struct lang_quote *prev = last >= 0 ? &c->quo[last] : NULL;

	if (g->goes_on && n > 0 && prev && prev->at.end >= q->seg[n - 1].start) {
		quote_add(q, span_of(g), QUOTE_DIRECT, prev->cue, prev->speaker, prev->confidence, last);
		g->role = SEG_DIRECT;
		return;
	}
	if (heading(q, g->start) || (g->single && g->last != '.' && g->last != ',' && g->last != '?' && g->last != '!'))
		return;
	if (signed_by(q, g) || predicate(q, g)) {
		g->role = SEG_DIRECT;
		return;
	}
	if (!speechlike(q, g))
		return;
	bool begins = q->ostart[q->osent[g->start]] == g->start;
	bool para = c->tok[g->start].flags & TOK_PARA;
	struct speaker sp;
	g->role = SEG_DIRECT;
	/* A headline, not a sentence */
	if (para && !g->last && g->end < c->ntok && c->block[g->end] == c->block[g->start] && !(q->w[g->end] & W_STOP)) {
		g->role = SEG_NOT_SPEECH;
		return;
	}
	if (para) {
		/* A colon at the end of the paragraph before announces it */
		bool colon = g->start > 0 && low_is(c, g->start - 1, ":");

		if (colon && prev && prev->cue.end > prev->cue.start && q->osent[prev->cue.start] == q->osent[g->start - 1]) {
			quote_add(q, span_of(g), QUOTE_DIRECT, prev->cue, prev->speaker, prev->confidence, last);
			return;
		}
		if (prev && !colon && c->block[prev->at.start] + 1 >= c->block[g->start]) {
			struct lang_quote *older = before_last >= 0 ? &c->quo[before_last] : NULL;
			bool bare = words_between(q, prev->at.end, g->start) <= 6 && (c->tok[prev->at.start].flags & TOK_PARA);
			bool dialogue = bare && older && older->kind == QUOTE_DIRECT && prev->kind == QUOTE_DIRECT && older->speaker.end > older->speaker.start &&
				c->block[older->at.start] + 1 == c->block[prev->at.start] && older->speaker.start != prev->speaker.start &&
				(c->tok[older->at.start].flags & TOK_PARA) && g->words < 30;
			const struct lang_quote *from = dialogue ? older : prev;

			quote_add(q, span_of(g), QUOTE_DIRECT, none, from->speaker, dialogue ? 45 : prev->confidence > 60 ? 60 : prev->confidence, dialogue ? -1 : last);
			return;
		}
		/* A paragraph's subject only where it is a name, a pronoun or a noun phrase */
		if (g->start > 0 && subject_before(q, g->start, &sp) &&
			(colon || c->ent_of[sp.at.start] >= 0 || (q->w[sp.at.start] & (W_SUBJ | W_DET)))) {
			quote_add(q, span_of(g), QUOTE_DIRECT, none, sp.at, colon ? 65 : 40, -1);
			return;
		}
		quote_add(q, span_of(g), QUOTE_DIRECT, none, none, 0, -1);
		return;
	}
	if (begins) {
		bool follows = prev && c->block[prev->at.start] == c->block[g->start] && q->osent[g->start] - q->osent[prev->at.end - 1] <= 1;

		if (!follows && prev && c->block[prev->at.start] == c->block[g->start])
			/* The cue's sentence may end behind its quotation */
			follows = prev->cue.end > prev->cue.start && q->osent[g->start] - q->osent[prev->cue.start] <= 1;
		if (follows) {
			quote_add(q, span_of(g), QUOTE_DIRECT, prev->cue, prev->speaker, prev->confidence > 10 ? prev->confidence - 5 : 0, last);
			return;
		}
		if (c->block[g->start - 1] == c->block[g->start] && subject_before(q, g->start, &sp)) {
			quote_add(q, span_of(g), QUOTE_DIRECT, none, sp.at, 48, -1);
			return;
		}
		if (prev && c->block[prev->at.start] == c->block[g->start]) {
			quote_add(q, span_of(g), QUOTE_DIRECT, none, prev->speaker, 45, -1);
			return;
		}
		quote_add(q, span_of(g), QUOTE_DIRECT, none, none, 0, -1);
		return;
	}
	/* Inside a sentence that has no cue: the sentence's subject, if the words are many enough to be speech */
	if (g->words >= 8 && speaker_first(q, q->ostart[q->osent[g->start]], g->start, &sp))
		quote_add(q, span_of(g), QUOTE_DIRECT, none, sp.at, 45, -1);
	else
		g->role = SEG_NOT_SPEECH;
}

void quotes_float(struct qctx *q)
{
	struct lang_ctx *c = q->c;
	/* The quotations found so far, in order of the text, merged with the new ones as these are added at the end */
	uint32_t old = c->nquo, o = 0;
	int32_t last = -1, before = -1;

	for (uint32_t n = 0; n < q->nseg; n++) {
		while (o < old && c->quo[o].at.start < q->seg[n].start) {
			before = last;
			last = (int32_t)o++;
		}
		if (q->seg[n].role != SEG_FREE || q->used[q->seg[n].start])
			continue;
		uint32_t was = c->nquo;
		one_seg(q, n, last, before);
		if (c->nquo > was) {
			before = last;
			last = (int32_t)was;
		}
	}
}
