/* quote_clause.c - where a reported clause begins behind its cue, whether there is one, and where it ends.
 *
 * Without a parser: what may stand between a cue and its clause (when, where, to whom) is a small grammar over word classes;
 * a clause without "that" must hold a finite verb; it ends with its sentence or before what belongs to the cue's level again
 * (a second cue, "according to", a verb of the same subject).
 */
#include "config.h"

#include "quote_int.h"

static bool is_time(const struct qctx *q, uint32_t i)
{
	const struct token *t = &q->c->tok[i];

	return (q->w[i] & W_TIME) || (t->kind == TOK_NUMBER && i > 0 && (q->w[i - 1] & W_TIME));
}

/* Stops a noun phrase on its way right. */
#define NP_STOP (W_THAT | W_SUBJ | W_AUX | W_MARK | W_COMMA | W_STOP | W_BREAK | W_WH | W_OBJ | W_SUB)

/* Behind the noun phrase at i: determiner, then words until something that cannot go on; "of" goes on. */
static uint32_t skip_np(const struct qctx *q, uint32_t i, uint32_t end)
{
	const struct lang_ctx *c = q->c;
	uint32_t start = i;

	if (i < end && (q->w[i] & W_DET))
		i++;
	while (i < end && i < start + 14) {
		if (c->ent_of[i] >= 0) {
			const struct tspan e = c->ent[c->ent_of[i]].at;

			/* A name that begins right behind a common noun begins something new, but for a title. */
			i = e.end < end ? e.end : end;
			if (i < end && (q->w[i] & W_POSS)) {
				i++;
				continue;
			}
			if (i < end && low_is(c, i, "of")) {
				i++;
				continue;
			}
			break;
		}
		if ((q->w[i] & (NP_STOP & ~(uint32_t)W_OBJ)) || q->seg_of[i])
			break;
		if (q->w[i] & W_PREP) {
			if (!low_is(c, i, "of") && !low_is(c, i, "for"))
				break;
			i++;
			if (i < end && (q->w[i] & W_DET))
				i++;
			continue;
		}
		if (i > start + 1 && ((q->w[i] & W_DET) || is_time(q, i)))
			break;
		i++;
	}
	return i > start ? i : start;
}

/* Behind "in a statement to the BBC", "at a news conference", "on Twitter" at i; i when it is none. */
static uint32_t skip_venue(const struct qctx *q, uint32_t i, uint32_t end)
{
	const struct lang_ctx *c = q->c;
	uint32_t k = i + 1, venue = 0;

	if (!(q->w[i] & W_PREP) || low_is(c, i, "of") || low_is(c, i, "like"))
		return i;
	for (; k < end && k < i + 8; k++) {
		if ((q->w[k] & (W_THAT | W_SUBJ | W_AUX | W_COMMA | W_STOP | W_BREAK)) || q->seg_of[k] || ((q->w[k] & W_DET) && k > i + 1))
			break;
		if ((q->w[k] & W_VENUE) || ((q->w[k] & W_HEARER) &&
			(low_is(c, i, "to") || low_is(c, i, "with") || low_is(c, i, "before") || low_is(c, i, "in"))))
			venue = k + 1;
		else if (q->w[k] & W_PREP)
			break;
	}
	if (!venue)
		return i;
	k = venue;
	/* What the statement was, and to whom: "with the BBC", "on Tuesday", "to reporters" */
	while (k + 1 < end && (q->w[k] & W_PREP) && !low_is(c, k, "like") && !low_is(c, k, "as")) {
		uint32_t n = skip_np(q, k + 1, end);

		if (n == k + 1)
			break;
		k = n;
	}
	return k;
}

static uint32_t skip_time(const struct qctx *q, uint32_t i, uint32_t end)
{
	const struct lang_ctx *c = q->c;
	uint32_t k = i;

	if (low_is(c, i, "the") || low_is(c, i, "a") || low_is(c, i, "two") || low_is(c, i, "few") || low_is(c, i, "several"))
		return i; /* "the day before he left": no adverbial */
	while (k < end && (low_is(c, k, "on") || low_is(c, k, "in") || low_is(c, k, "this") || low_is(c, k, "the") || low_is(c, k, "at") ||
		low_is(c, k, "during") || low_is(c, k, "over") || low_is(c, k, "same") || low_is(c, k, "a") || low_is(c, k, "two") ||
		low_is(c, k, "few") || low_is(c, k, "several")) && k < i + 3)
		k++;
	if (k >= end || !is_time(q, k)) {
		/* "in 2015" */
		if (k == i + 1 && low_is(c, i, "in") && k < end && c->tok[k].kind == TOK_NUMBER && c->tok[k].end - c->tok[k].start == 4)
			return k + 1;
		return i;
	}
	while (k < end && is_time(q, k))
		k++;
	if (k < end && (q->w[k] & W_VENUE)) /* "in a June report" */
		return i;
	return k;
}

/* Behind whom it is said to, if such stands at i. */
static uint32_t skip_hearer(const struct qctx *q, uint32_t i, uint32_t end)
{
	const struct lang_ctx *c = q->c;
	uint32_t start = i;

	if ((q->w[i] & W_OBJ) || low_is(c, i, "it") || low_is(c, i, "you"))
		i++;
	else if ((q->w[i] & W_DET) && i + 1 < end && !(q->w[i + 1] & NP_STOP) && !low_is(c, i, "no"))
		i = skip_np(q, i, end);
	else if (c->ent_of[i] >= 0 || (q->w[i] & (W_HEARER | W_CAP))) {
		if (c->ent_of[i] < 0)
			while (i < end && (q->w[i] & (W_HEARER | W_CAP)) && c->ent_of[i] < 0)
				i++;
		else
			i = skip_np(q, i, end);
		while (i < end && (q->w[i] & W_HEARER))
			i++;
		/* "told Acme executives he": a plain noun that a subject follows */
		if (i + 1 < end && q->w[i] == W_WORD && !q->cue_of[i] && (q->w[i + 1] & (W_SUBJ | W_DET | W_THAT)))
			i++;
		/* "told CNN and the BBC" */
		if (i + 1 < end && low_is(c, i, "and") && c->ent_of[i + 1] >= 0)
			i = c->ent[c->ent_of[i + 1]].at.end;
	}
	if (i + 1 < end && (q->w[i] & W_POSS)) /* "told CNN's Jake Lee", "told CNN's "The Hour" that" */
		i = skip_np(q, i + 1, end);
	if (i < end && i > start && q->seg_of[i] && (q->w[i - 1] & (W_POSS | W_CAP)) && q->seg[q->seg_of[i] - 1].words <= 4 &&
		!q->seg[q->seg_of[i] - 1].last)
		i = q->seg[q->seg_of[i] - 1].end;
	return i;
}

uint32_t clause_skip(const struct qctx *q, uint32_t i, uint32_t end, bool hearer)
{
	const struct lang_ctx *c = q->c;
	uint32_t start = i;

	end = scan_right(i, end);
	if (hearer && i < end && !q->seg_of[i] && !(q->w[i] & W_THAT))
		i = skip_hearer(q, i, end);
	for (bool on = true; on && i < end;) {
		uint32_t was = i;

		if (q->seg_of[i])
			break;
		if ((q->w[i] & W_ADV) && !(q->w[i] & W_DET) && !is_time(q, i) && !low_is(c, i, "only") && !low_is(c, i, "just") &&
			!low_is(c, i, "even") && !low_is(c, i, "so") && !low_is(c, i, "too"))
			i++;
		if (i < end)
			i = skip_time(q, i, end);
		if (i < end && (q->w[i] & W_PREP) && !q->seg_of[i])
			i = skip_venue(q, i, end);
		if (i + 1 < end && low_is(c, i, "to")) {
			/* "said to me:", 'said to the crowd, "..."' */
			uint32_t n = (q->w[i + 1] & W_OBJ) || low_is(c, i + 1, "her") ? i + 2 : skip_np(q, i + 1, end);

			if (n > i + 1 && n < end && (q->seg_of[n] || (q->w[n] & W_THAT) ||
				(((q->w[n] & W_COMMA) || low_is(c, n, ":")) && n + 1 < end && q->seg_of[n + 1])))
				i = n;
		}
		if (i < end && (q->w[i] & W_COMMA)) {
			/* ", in a speech in Leeds, that": only when something is reported right behind it */
			uint32_t k = i + 1;

			while (k < end && k < i + 16 && !(q->w[k] & (W_COMMA | W_STOP | W_BREAK | W_THAT)) && !q->seg_of[k])
				k++;
			if (i + 1 < end && q->seg_of[i + 1])
				return i + 1;
			if (k + 1 < end && k > i + 1 && (q->w[k] & W_COMMA) && (q->seg_of[k + 1] || (q->w[k + 1] & W_THAT)))
				return k + 1;
		}
		on = i > was;
	}
	/* 'said of the strike, "..."' */
	if (start < end && (q->w[start] & W_PREP)) {
		uint32_t k = start;

		while (k < end && k < start + 20 && !q->seg_of[k] &&
			!(q->w[k] & (W_COMMA | W_THAT | W_SUBJ | W_AUX | W_STOP | W_BREAK | W_WH)) && !q->cue_of[k]) {
			k++;
			if (low_is(c, k, "(")) /* a remark in brackets */
				while (k < end && k < start + 20 && !low_is(c, k - 1, ")"))
					k++;
		}
		if (k + 1 < end && (q->w[k] & W_COMMA) && q->seg_of[k + 1])
			return k + 1;
	}
	/* "that" behind words that no clause begins with */
	if (i < end && !(q->w[i] & W_THAT) && (hearer || (q->w[start] & (W_PREP | W_ADV | W_TIME | W_COMMA)))) {
		uint32_t k = start;

		while (k < end && k < start + 24 && !q->seg_of[k] &&
			!(q->w[k] & (W_THAT | W_SUBJ | W_AUX | W_STOP | W_BREAK | W_WH)) && !q->cue_of[k])
			k++;
		if (k < end && k < start + 24 && (q->w[k] & W_THAT) && !(k + 1 < end && (q->w[k + 1] & W_AUX)))
			return k;
	}
	return i;
}

/* A past tense at k in the clause that begins at i: behind a determiner or a preposition it is an adjective, unless that is "the two"
 * or a relative "that"; `strict`: "revelations published by a paper" has none. */
static bool past_verb(const struct qctx *q, uint32_t k, uint32_t i, bool relative, bool strict)
{
	uint32_t before = q->w[k - 1];

	if (!(q->w[k] & W_PAST))
		return false;
	if (strict && low_is(q->c, k + 1, "by") && !(q->w[k] & W_PASTONLY) && !(before & (W_SUBJ | W_ADV)))
		return false;
	return !(before & (W_DET | W_PREP | W_POSS)) || (relative && (before & W_THAT)) || (k > i + 1 && (before & q->w[k - 2] & W_DET));
}

/* Strict is asked of verbs that take more than what was said: "said" hardly takes anything but a clause. */
bool clause_finite(const struct qctx *q, uint32_t i, uint32_t end, bool strict)
{
	const struct lang_ctx *c = q->c;
	unsigned relative = 0; /* clauses that are open and have had no verb yet */
	bool noun = false, aside = false, group = false; /* group: behind an auxiliary and what may follow it */

	end = end > i + 45 ? i + 45 : end;
	for (uint32_t k = i; k < end; k++) {
		uint32_t w = q->w[k];
		bool behind = group;

		group = !q->seg_of[k] && ((w & (W_AUX | W_BE)) || (group && (w & (W_ADV | W_NEG))));

		if (q->seg_of[k] && !q->seg[q->seg_of[k] - 1].single)
			noun = true;
		if (w & (W_WH | W_THAT) && k > i) {
			/* "but that plan" is no relative clause */
			relative += (w & W_WH) || !(q->w[k - 1] & (W_CONJ | W_COMMA | W_PREP));
			continue;
		}
		if (k > i && (w & W_COMMA)) {
			bool opens = k + 1 < end && (q->w[k + 1] & (W_WH | W_PREP));

			if (strict && !opens && !aside)
				return false;
			aside = opens; /* the next comma closes it */
			relative = 0;
		}
		if (low_is(c, k, ":") || low_is(c, k, ";"))
			return false;
		/* "settlements to be illegal as they are": the verb is another clause's */
		if (k > i && (w & W_SUB) && (!(w & W_PREP) || (low_is(c, k, "as") && k + 1 < end && (q->w[k + 1] & W_SUBJ))))
			return false;
		if (strict && k > i && (w & W_SUB) && !low_is(c, k, "as") && k + 1 < end &&
			((q->w[k + 1] & (W_SUBJ | W_DET | W_CAP)) || c->ent_of[k + 1] >= 0))
			relative++; /* "since the mayor left": the verb may be another clause's */
		bool verb = (w & W_AUX) || ((w & W_SVERB) && k > i && !(q->w[k - 1] & (W_DET | W_POSS | W_PREP))) ||
			(k > i && !(strict && behind) && past_verb(q, k, i, relative, strict));
		if (!verb && q->cue_of[k] && q->cue[q->cue_of[k] - 1].form != FORM_ING && q->cue[q->cue_of[k] - 1].form != FORM_BASE)
			verb = true;
		/* "suggested the meeting be moved" */
		if (!verb && noun && low_is(c, k, "be") && !(q->w[k - 1] & (W_AUX | W_PREP | W_ADV | W_NEG | W_SUBJ | W_CONJ)))
			verb = true;
		/* "the court often centralises" */
		if (!verb && noun && k > i + 1 && w == W_WORD && (q->w[k - 1] & W_ADV) && !(q->w[k - 1] & (W_DET | W_TIME)) && str_ends(c->low[k], STR("s")) &&
			(q->w[k - 2] & W_WORD) && !(q->w[k - 2] & (W_DET | W_PREP | W_CONJ | W_AUX)))
			verb = true;
		/* Anything behind a pronoun that is a subject */
		if (!verb && k > i && (q->w[k - 1] & W_SUBJ) && !(w & (W_PREP | W_CONJ | W_DET | W_COMMA)))
			verb = true;
		/* A base form behind a plural: "experts expect", "the lapses raise" */
		if (!verb && (w & W_BVERB) && k > i && !(q->w[k - 1] & (W_DET | W_PREP | W_POSS)) && c->low[k - 1].n > 2 &&
			(str_ends(c->low[k - 1], STR("s")) || low_is(c, k - 1, "people") || low_is(c, k - 1, "police")))
			verb = true;
		if (verb && noun) {
			if (!relative)
				return true;
			relative--;
			continue;
		}
		if ((w & (W_WORD | W_SUBJ)) && !(w & (W_DET | W_PREP | W_ADV)))
			noun = true;
		if ((w & W_DET) && ((k + 1 < end && (q->w[k + 1] & W_AUX)) || (k > i && (q->w[k - 1] & W_DET))))
			noun = true; /* "this is", "the two went" */
	}
	return false;
}

/* A cue of the sentence's own level that has its subject in [i, limit)? Looks as far as the next comma. */
static bool cue_follows(const struct qctx *q, uint32_t i, uint32_t limit)
{
	const struct lang_ctx *c = q->c;

	int commas = 0;

	limit = limit > i + 14 ? i + 14 : limit;
	for (uint32_t k = i; k < limit; k++) {
		/* "but its chairman, Jane Roe, warned" */
		if ((q->w[k] & W_COMMA) && k > i && (q->w[i - 1] & W_CONJ) && ++commas <= 2)
			continue;
		if (commas == 2 && !q->cue_of[k])
			return false;
		if ((q->w[k] & (W_COMMA | W_STOP | W_THAT | W_NEG | W_HYPO)) || low_is(c, k, "who") || low_is(c, k, "which") || low_is(c, k, "to"))
			return false;
		if (q->seg_of[k])
			return false;
		if (q->cue_of[k]) {
			const struct qcue *e = &q->cue[q->cue_of[k] - 1];

			if (e->flags & (CUE_BELIEF | CUE_WEAK))
				return false;
			if (k == i)
				return e->form == FORM_PAST || e->form == FORM_S;
			if (commas == 1)
				return false;
			if (e->form == FORM_BASE && (q->w[k - 1] & W_SUBJ))
				return true;
			return (e->form == FORM_PAST || e->form == FORM_S) && (!(e->flags & CUE_NOUNY) || e->form == FORM_PAST) &&
				!(q->w[k - 1] & (W_BE | W_DET | W_PREP));
		}
		if (q->w[k] & W_AUX && !low_is(c, k, "has") && !low_is(c, k, "have") && !low_is(c, k, "had"))
			return false;
	}
	return false;
}

static bool venue_tail(const struct qctx *q, uint32_t i, uint32_t end)
{
	const struct lang_ctx *c = q->c;

	if (!low_is(c, i, "in") && !low_is(c, i, "during") && !low_is(c, i, "on") && !low_is(c, i, "at"))
		return false;
	if (i + 1 >= end || !((q->w[i + 1] & W_DET) || low_is(c, i + 1, "twitter") || low_is(c, i + 1, "facebook")) || low_is(c, i + 1, "the"))
		return false;
	uint32_t k = skip_venue(q, i, end);
	return k > i && k >= end && k < i + 14;
}

uint32_t clause_end(const struct qctx *q, uint32_t i, uint32_t end, const struct qcue *cue)
{
	const struct lang_ctx *c = q->c;
	/* Inside a relative clause: "who said ...,", "which they say will ...," */
	bool relative = (cue->at > 0 && low_is(c, cue->at - 1, "who")) || (i < end && i == cue->end && (q->w[i] & W_AUX) && !(q->w[i] & W_POSS));
	bool be = false, lexical = false;
	uint32_t k = i;

	/* "When Roe said he would go, the crowd left" */
	for (uint32_t b = cue->at, s = q->ostart[q->osent[cue->at]]; b > s && b + 8 > cue->at && !(q->w[b] & W_COMMA) && !q->seg_of[b]; b--)
		relative |= low_is(c, b - 1, "when") && (b - 1 == s || (q->w[b - 2] & (W_COMMA | W_CONJ)));
	/* "Roe - who said he would go - left" */
	bool dashed = cue->at > 1 && low_is(c, cue->at - 1, "who") && (q->w[cue->at - 2] & W_BREAK);
	end = scan_right(i, end);
	while (k < end && !(dashed && k > i && (q->w[k] & W_BREAK))) {
		if (q->seg_of[k]) {
			k = q->seg[q->seg_of[k] - 1].end;
			lexical = true; /* what is quoted is not looked into */
			continue;
		}
		uint32_t w = q->w[k];
		uint32_t n = k + 1;

		if (!be && !lexical) {
			if ((w & W_BE) || (w & W_MODAL))
				be = true;
			else if (w & W_AUX)
				lexical = true;
			else if ((w & W_PAST) && k > i && !(q->w[k - 1] & (W_DET | W_PREP)))
				lexical = true;
		}
		if (k > i && low_is(c, k, "according") && low_is(c, n, "to"))
			break;
		if (k > i && low_is(c, k, "[")) { /* "... [17], [18]" */
			uint32_t r = k;

			while (r < end && r < k + 16 && (!(q->w[r] & W_WORD) || c->tok[r].kind == TOK_NUMBER))
				r++;
			if (r >= end)
				break;
		}
		if (k > i && low_is(c, k, "when") && (low_is(c, n, "asked") || low_is(c, n, "pressed")))
			break;
		if (k > i && (w & W_PREP) && venue_tail(q, k, end))
			break;
		if ((w & (W_COMMA | W_CONJ)) || low_is(c, k, "while") || low_is(c, k, ";") || low_is(c, k, "although") || low_is(c, k, "though")) {
			if (relative && (w & W_COMMA) && k > i + 1)
				break;
			while (n < end && (q->w[n] & (W_CONJ | W_ADV | W_COMMA)) && !q->seg_of[n])
				n++;
			if (low_is(c, n, "while") || low_is(c, n, "although") || low_is(c, n, "though") || low_is(c, n, "as"))
				n++;
			if (n >= end)
				break;
			/* ", adding that", ", citing" */
			if (q->cue_of[n] && q->cue[q->cue_of[n] - 1].form == FORM_ING && (w & W_COMMA) &&
				!(q->cue[q->cue_of[n] - 1].flags & CUE_BELIEF))
				break;
			if ((w & W_COMMA) && (low_is(c, n, "citing") || low_is(c, n, "referring") || low_is(c, n, "accusing")))
				break;
			if (low_is(c, n, "according"))
				break;
			/* ", and that is true": a remark on what was said */
			if ((w & W_COMMA) && (q->w[n - 1] & W_CONJ) && (low_is(c, n, "that") || low_is(c, n, "this")) &&
				n + 1 < end && (q->w[n + 1] & W_AUX))
				break;
			if (n > k && cue_follows(q, n, end))
				break;
			if ((w & W_CONJ) || (q->w[n - 1] & W_CONJ)) {
				/* A second verb of the cue's own subject */
				bool but = low_is(c, k, "but") || low_is(c, n - 1, "but");

				if (but && (low_is(c, n, "declined") || low_is(c, n, "refused") || low_is(c, n, "did")))
					break;
				/* "was closed and drove home"; a participle has no object: "was shut and encouraged the others" */
				/* "vowed to fight it but became a part of it" */
				if (low_is(c, i, "to") && !(q->w[k - 1] & W_PAST) && (q->w[n] & (W_PAST | W_PASTONLY | W_AUX)) && !(q->w[n] & W_CAP))
					break;
				bool active = (q->w[n] & W_PASTONLY) ||
					((q->w[n] & W_PAST) && n + 1 < end && (q->w[n + 1] & (W_DET | W_OBJ | W_CAP)) && !(q->w[n + 1] & W_TIME));
				if (active && be && !lexical && cue->form == FORM_PAST)
					break;
			}
		}
		k++;
	}
	if (k > end)
		k = end;
	/* No comma, no full stop and no conjunction at the end */
	while (k > i && !q->seg_of[k - 1] && (q->w[k - 1] & (W_COMMA | W_STOP | W_CONJ)) && !(c->tok[k - 1].flags & TOK_ABBREV))
		k--;
	return k;
}
