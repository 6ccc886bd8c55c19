/* quote_indirect.c - reported clauses: behind their cue, before it, around it, and after "according to".
 *
 * A clause that holds quoted words is a mixed quotation. Cues are taken in the order of the text; what is quoted already is
 * not looked into, so that speech inside speech belongs to the outer speaker.
 */
#include "config.h"

#include "quote_int.h"

static bool is_end(const struct qctx *q, uint32_t i, uint32_t end)
{
	return i >= end || (q->w[i] & W_STOP);
}

static void claim_segs(struct qctx *q, struct tspan at)
{
	for (uint32_t i = at.start; i < at.end; i++)
		if (q->seg_of[i] && q->seg[q->seg_of[i] - 1].role == SEG_FREE)
			q->seg[q->seg_of[i] - 1].role = SEG_IN_CLAUSE;
}

static int32_t add_clause(struct qctx *q, uint32_t start, uint32_t end, struct qcue *k, const struct speaker *sp, int32_t same)
{
	struct tspan at = { start, end };
	const struct lang_ctx *c = q->c;

	while (at.end > at.start && !q->seg_of[at.end - 1] && (q->w[at.end - 1] & (W_COMMA | W_STOP | W_BREAK)) && !(c->tok[at.end - 1].flags & TOK_ABBREV) &&
		!low_is(c, at.end - 1, ")") && !low_is(c, at.end - 1, "]"))
		at.end--;
	while (at.start < at.end && !q->seg_of[at.start] && (q->w[at.start] & (W_COMMA | W_STOP)))
		at.start++;
	if (at.end < at.start + 2 && !(at.end > at.start && q->seg_of[at.start]))
		return -1;
	k->done = true;
	k->who = sp->at;
	k->who_conf = sp->conf;
	int32_t n = quote_add(q, at, quote_kind_of(q, at), (struct tspan){ k->at, k->end }, sp->at, sp->conf, same);
	if (n >= 0)
		claim_segs(q, at);
	return n;
}

/* Where the clause to the left of a parenthetical cue begins. */
static uint32_t left_start(const struct qctx *q, uint32_t end)
{
	uint32_t s = q->ostart[q->osent[end ? end - 1 : 0]];

	for (uint32_t k = end; k-- > s && end - k < SCAN_MAX;)
		if (q->used[k])
			return k + 1;
	if (end - s > SCAN_MAX)
		return end;
	/* A dateline: "LEEDS, England:" */
	if (q->c->tok[s].flags & TOK_PARA)
		for (uint32_t k = s; k + 1 < end && k < s + 10 && !(q->w[k] & W_STOP); k++) {
			if (q->w[k] & W_BREAK && !low_is(q->c, k, "(") && !low_is(q->c, k, ")")) {
				s = k + 1;
				break;
			}
			if ((q->w[k] & W_WORD) && !(q->c->tok[k].flags & TOK_CAP) && q->c->tok[k].kind == TOK_WORD)
				break;
		}
	/* "But", "For example," */
	while (s < end && (q->w[s] & W_CONJ) && !q->seg_of[s])
		s++;
	if (s + 1 < end && (q->w[s] & W_ADV) && (q->w[s + 1] & W_COMMA))
		s += 2;
	else if (s + 2 < end && low_is(q->c, s, "for") && (low_is(q->c, s + 1, "example") || low_is(q->c, s + 1, "instance")) &&
		(q->w[s + 2] & W_COMMA))
		s += 3;
	while (s < end && (q->w[s] & W_CONJ) && !q->seg_of[s])
		s++;
	return s;
}

/* The parts around a parenthesis [from, to): the left one, and the right one when the sentence goes on. */
static void add_around(struct qctx *q, uint32_t from, uint32_t to, uint32_t end, struct qcue *k, const struct speaker *sp)
{
	const struct lang_ctx *c = q->c;
	uint32_t s = left_start(q, from);
	int32_t n = -1;

	/* "the lock, which, he said, was closed" */
	bool done = false; /* '"...," he told them, according to a statement' */
	for (uint32_t i = s; i < from; i++)
		done |= q->cue_of[i] && q->cue[q->cue_of[i] - 1].done;
	if (s < from && !done && !(q->w[from - 1] & W_WH) && !(from - s <= 2 && (q->w[s] & (W_SUBJ | W_THAT))))
		n = add_clause(q, s, from, k, sp, -1);
	if (to < end && (q->w[to] & W_COMMA)) {
		uint32_t r = to + 1;

		/* ", adding that", ", who" begin something else; ", and X said" too */
		if (r >= end || (q->cue_of[r] && q->cue[q->cue_of[r] - 1].form == FORM_ING) || (q->w[r] & W_WH) || low_is(c, r, "citing") ||
			(q->w[r] & (W_ING | W_CONJ)) || q->seg_of[r])
			return;
		uint32_t e = clause_end(q, r, end, k);
		if ((q->w[r] & (W_AUX | W_SVERB | W_PAST | W_BVERB)) || clause_finite(q, r, e, false))
			add_clause(q, r, e, k, sp, n);
	}
}

/* "according to your needs": a measure, nobody who says anything */
static bool measure(const struct lang_ctx *c, uint32_t head)
{
	return head < c->ntok && str_listed(c->low[head], STR(" age budget need needs plan preferences schedule settings size taste type"
		" wishes "));
}

static bool according(struct qctx *q, struct qcue *k, uint32_t start, uint32_t end)
{
	const struct lang_ctx *c = q->c;
	struct speaker sp;

	uint32_t who = k->end;

	while (who < end && low_is(c, who, "("))
		for (who++; who < end && who < k->end + 6 && (q->w[who - 1] & W_BREAK ? !low_is(c, who - 1, ")") : true);)
			who++;
	if (!speaker_right(q, who, end, &sp) || measure(c, speaker_head(c, sp.at)))
		return false;
	uint32_t to = sp.to, s = k->at;
	/* Its apposition and relative clause go with it: "according to Jane Roe, the mayor of Leeds, ..." */
	bool first = s - start < 8;
	for (uint32_t i = start; i < s && first; i++)
		if (!(q->w[i] & (W_CONJ | W_ADV | W_COMMA)))
			first = false;
	if (s > start && (q->w[s - 1] & W_THAT))
		first = true;
	if (!first) {
		while (s > start && (q->w[s - 1] & (W_COMMA | W_ADV)))
			s--;
		add_around(q, s, to, end, k, &sp);
		return true;
	}
	while (to < end && !(q->w[to] & (W_COMMA | W_STOP)) && !q->seg_of[to])
		to++;
	if (to >= end || !(q->w[to] & W_COMMA))
		return false;
	/* ", the agency's head," : a second comma soon, with a clause behind it */
	uint32_t second = to + 1;
	while (second < end && second < to + 12 && !(q->w[second] & (W_COMMA | W_AUX | W_SUBJ | W_PAST)) && !q->seg_of[second])
		second++;
	if (second < end && second > to + 1 && (q->w[second] & W_COMMA) && clause_finite(q, second + 1, end, false) &&
		((q->w[to + 1] & (W_DET | W_ING)) || c->tok[to + 1].kind == TOK_NUMBER || (c->ent_of[to + 1] < 0)))
		to = second;
	add_clause(q, to + 1, clause_end(q, to + 1, end, k), k, &sp, -1);
	return true;
}

static bool wh_clause(const struct lang_ctx *c, uint32_t i)
{
	return low_is(c, i, "how") || low_is(c, i, "why") || low_is(c, i, "whether") || low_is(c, i, "if") ||
		low_is(c, i, "what") || low_is(c, i, "where");
}

/* "called for more clay", "called on the guild to open", "urged the guild to open": what is asked for, and of whom */
static bool appeal(struct qctx *q, struct qcue *k, uint32_t end)
{
	const struct lang_ctx *c = q->c;
	struct speaker sp;
	bool call = str_starts(c->low[k->at], STR("call")), urge = str_starts(c->low[k->at], STR("urg"));
	bool on = call && (low_is(c, k->end, "on") || low_is(c, k->end, "upon"));
	uint32_t s = k->end + (call ? 1 : 0), e, to;

	if (!(urge || on || (call && low_is(c, k->end, "for"))) || s >= end || q->seg_of[s] || !cue_live(q, k, false) || !cue_speaker(q, k, &sp))
		return false;
	e = clause_end(q, s, end, k);
	for (to = s; to < e && to < s + 14 && !low_is(c, to, "to"); to++)
		if (q->w[to] & (W_AUX | W_COMMA) || q->seg_of[to])
			break;
	if ((on || urge) && !(to < e && to > s && low_is(c, to, "to")))
		return false;
	return add_clause(q, s, e, k, &sp, -1) >= 0;
}

/* "called the vote a sham", "described the vote as hurried": an object and what it is called, without quotation marks */
static bool describes(const struct qctx *q, const struct qcue *k, uint32_t end)
{
	const struct lang_ctx *c = q->c;
	bool call = str_starts(c->low[k->at], STR("call")) || str_starts(c->low[k->at], STR("label")) || str_starts(c->low[k->at], STR("brand"));

	if (k->form != FORM_PAST && k->form != FORM_S)
		return false;
	for (uint32_t i = k->end + 1; i < end && i < k->end + 10; i++) {
		if ((q->w[i] & (W_COMMA | W_STOP | W_BREAK | W_AUX | W_CONJ | W_SUBJ | W_WH | W_THAT)) || q->seg_of[i])
			return false;
		if (low_is(c, i, "as"))
			return !call || str_starts(c->low[k->at], STR("label"));
		if ((low_is(c, i, "a") || low_is(c, i, "an")) && !(q->w[i - 1] & (W_PREP | W_DET)))
			return call;
	}
	return false;
}

/* X called the vote "a fig leaf" */
static void names(struct qctx *q, struct qcue *k, uint32_t end)
{
	const struct lang_ctx *c = q->c;
	struct speaker sp;
	uint32_t i = k->end, lim = i + 25 < end ? i + 25 : end;

	if (k->form == FORM_ING && k->at > 0 && (q->w[k->at - 1] & W_CONJ)) /* "public relations and branding firm" */
		return;
	if (!cue_live(q, k, false) || ((q->w[i] & W_PREP) && !low_is(c, i, "as")))
		return;
	while (i < lim && !q->seg_of[i] && !(q->w[i] & (W_STOP | W_THAT)) && !q->cue_of[i])
		i++;
	if ((i >= lim || !q->seg_of[i]) && describes(q, k, end) && cue_speaker(q, k, &sp)) {
		add_clause(q, k->end, clause_end(q, k->end, end, k), k, &sp, -1);
		return;
	}
	if (i >= lim || !q->seg_of[i] || q->seg[q->seg_of[i] - 1].role != SEG_FREE || !cue_speaker(q, k, &sp))
		return;
	struct qseg *g = &q->seg[q->seg_of[i] - 1];
	uint32_t s = k->end, e = g->end;
	bool it = i == s + 1 && (q->w[s] & (W_OBJ | W_SUBJ | W_DET));
	if (low_is(c, k->at, "accused") || low_is(c, k->at, "accuses") || low_is(c, k->at, "accusing"))
		for (uint32_t n = i; n > s; n--)
			if (low_is(c, n - 1, "of")) {
				s = n;
				break;
			}
	if (i > s && (it || (i == s + 1 && low_is(c, s, "as")) || low_is(c, i - 1, ":") || (low_is(c, i - 1, "as") && g->words >= 6)))
		s = g->start;
	else if (i > s + 1 && (low_is(c, i - 1, "a") || low_is(c, i - 1, "an") || low_is(c, i - 1, "the")) && low_is(c, i - 2, "as"))
		s = i - 1;
	/* '"dangerous" and "ideological"', 'a "liar" who is "amoral" and a "bully"' */
	for (bool on = true; on;) {
		uint32_t n = e;

		on = false;
		if (n < end && !(q->w[n] & (W_CONJ | W_COMMA | W_WH)) && !low_is(c, n, "(") && !q->seg_of[n] &&
			q->seg[q->seg_of[e - 1] - 1].last != ',')
			break;
		while (n < end && n < e + 8 && !q->seg_of[n] && !q->cue_of[n] && !(q->w[n] & W_STOP))
			n++;
		if (n < end && q->seg_of[n] && q->seg[q->seg_of[n] - 1].role == SEG_FREE) {
			e = q->seg[q->seg_of[n] - 1].end;
			on = true;
		}
	}
	/* 'a "champion" of the poor' */
	if (s < g->start && e < end && (q->w[e] & W_WORD) && !(q->w[e] & (W_CONJ | W_SUB | W_WH | W_AUX)))
		e = clause_end(q, e, end, k);
	add_clause(q, s, e, k, &sp, -1);
}

/* Does the "that" at p open a clause? Not as a pronoun ("says that, and") or for a relative clause ("the rules that bind"). */
static bool that_clause(const struct qctx *q, uint32_t p, uint32_t end, const struct qcue *k)
{
	uint32_t n = p + 1;

	if (!(q->w[p] & W_THAT) || n >= end || (q->w[n] & (W_AUX | W_BE | W_SVERB)))
		return false;
	if (q->w[n] & W_COMMA)
		return n + 1 < end && (q->w[n + 1] & (W_SUB | W_PREP | W_ADV | W_WH | W_ING)) && !(q->w[n + 1] & W_CONJ);
	while (n < end && (q->w[n] & W_ADV) && !(q->w[n] & (W_DET | W_TIME)))
		n++;
	if (n >= end)
		return false;
	if (n == p + 1) /* no adverb: a bare verb only behind what may be a noun */
		return !((k->flags & CUE_NOUNY) && (q->w[n] & W_BVERB));
	return !(q->w[n] & (W_AUX | W_SVERB)) && !((q->w[n] & W_PAST) && !(q->w[n] & W_CAP));
}

/* Can a clause without "that" begin here? */
static bool zero_start(const struct qctx *q, uint32_t i, const struct qcue *k)
{
	const struct lang_ctx *c = q->c;
	uint32_t w = q->w[i];
	bool say = k->flags & CUE_SAY;

	if (q->seg_of[i])
		return true;
	if ((w & (W_CONJ | W_AUX | W_OBJ | W_POSS)) ||
		str_listed(c->low[i], STR(" nothing so to anything who which whose here something everything little much ")))
		return false;
	if (w & W_SUB)
		return say || !(w & W_PREP);
	if ((w & W_PREP) && i + 1 < c->ntok && c->tok[i + 1].kind == TOK_NUMBER && !low_is(c, i, "of") && !low_is(c, i, "to"))
		return true; /* "about 20 people" */
	if (w & W_PREP)
		return say && !low_is(c, i, "of") && !low_is(c, i, "about") && !low_is(c, i, "on") &&
			(!low_is(c, i, "at") || low_is(c, i + 1, "least") || low_is(c, i + 1, "most"));
	return true;
}

/* "a lock that he said was new", "laws the group contends keep farms dry": the reported verb without its subject */
static bool lacks_subject(const struct qctx *q, const struct qcue *k, const struct speaker *sp, uint32_t p, uint32_t start, uint32_t end)
{
	const struct lang_ctx *c = q->c;
	bool say = (k->flags & CUE_SAY) && !(k->flags & CUE_HEARER);

	if (sp->from <= start || p != k->end || !(k->flags & CUE_ZERO) || (k->flags & (CUE_BELIEF | CUE_HEARER)) || k->form == FORM_ING)
		return false;
	uint32_t w = q->w[p], before = q->w[sp->from - 1];
	for (uint32_t i = p; i < end && i < p + SCAN_MAX; i++)
		if (q->cue_of[i] && (q->cue[q->cue_of[i] - 1].flags & CUE_ACCORDING))
			return false; /* the whole sentence is somebody's */
	if (sp->from > start + 1 && (q->w[sp->from - 2] & W_PREP) && !low_is(c, sp->from - 1, "what"))
		return false; /* "the case on which the court has ruled" */
	bool relative = (before & W_THAT) || low_is(c, sp->from - 1, "who") || low_is(c, sp->from - 1, "which") || low_is(c, sp->from - 1, "whom");
	if ((w & W_ADV) && p + 1 < c->ntok && (q->w[p + 1] & W_AUX))
		w = q->w[++p];
	if ((w & W_AUX) && !(w & W_POSS))
		return say || relative;
	return relative && !(w & (W_DET | W_CAP)) && (w & (W_SVERB | W_BVERB | W_PAST | W_PASTONLY));
}

static bool person(const struct lang_ctx *c, uint32_t i)
{
	return c->ent_of[i] >= 0 && c->ent[c->ent_of[i]].type == ENT_PER;
}

/* "Jane Roe, the mayor, said Leeds, under the plan, was ...": the subject stands before the cue after all. */
static bool named_left(const struct qctx *q, const struct qcue *k, const struct speaker *right, uint32_t start, uint32_t end)
{
	struct speaker left;

	return !person(q->c, right->at.end - 1) && !(q->w[right->at.start] & W_SUBJ) && speaker_left(q, k->at, start, &left) &&
		person(q->c, left.at.end - 1) && !clause_finite(q, left_start(q, k->at - 1), k->at - 1, false) &&
			clause_finite(q, k->end, end, false);
}

/* "The deal, announced Tuesday, ..." */
static bool day(const struct qctx *q, uint32_t i)
{
	return q->c->ent_of[i] < 0 && ((q->w[i] & W_TIME) || ((q->w[i] & W_DET) && (q->w[i + 1] & W_TIME) && q->c->ent_of[i + 1] < 0));
}

/* ", said Roe(, ...)" */
static bool inverted(struct qctx *q, struct qcue *k, uint32_t start, uint32_t end)
{
	const struct lang_ctx *c = q->c;
	struct speaker sp;

	if (k->at <= start || !(k->flags & CUE_INVERT) || !(q->w[k->at - 1] & W_COMMA) || (k->form != FORM_PAST && k->form != FORM_S))
		return false;
	if (!(q->w[k->end] & (W_DET | W_CAP | W_SUBJ | W_HEARER)) && (k->end >= c->ntok || c->ent_of[k->end] < 0))
		return false;
	if (day(q, k->end) || !speaker_right(q, k->end, end, &sp))
		return false;
	uint32_t to = clause_skip(q, sp.to, end, false);

	if (to < end && (q->w[to] & W_COMMA) && to + 1 < end && (q->w[to + 1] & (W_DET | W_WH))) {
		/* its apposition: "said Roe, the mayor(, ...)" */
		uint32_t n = to + 1;

		while (n < end && !(q->w[n] & (W_COMMA | W_STOP)))
			n++;
		if (is_end(q, n, end))
			to = n;
	}
	if (named_left(q, k, &sp, start, end) || !(is_end(q, to, end) || (q->w[to] & W_COMMA)))
		return false;
	add_around(q, k->at - 1, to, end, k, &sp);
	return true;
}

/* At p the sentence ends, or a comma stands: "..., Roe said(, ...)", "As Roe told reporters, ...", "He said, it is cold". */
static void said_around(struct qctx *q, struct qcue *k, const struct speaker *sp, uint32_t p, uint32_t start, uint32_t end)
{
	uint32_t from = sp->from;

	bool as = from > start && low_is(q->c, from - 1, "as");
	if (as)
		from--;
	if (as && p < end && (q->w[p] & W_COMMA)) { /* "As Roe told reporters, ..." */
		bool lead = true;

		for (uint32_t i = start; i < from; i++)
			lead &= (q->w[i] & (W_CONJ | W_COMMA)) != 0;
		if (lead) {
			add_clause(q, p + 1, clause_end(q, p + 1, end, k), k, sp, -1);
			return;
		}
	}
	bool first = true;
	for (uint32_t i = scan_left(from, start); i < from; i++)
		first &= (q->w[i] & (W_CONJ | W_ADV)) != 0;
	/* "He said, it is cold" */
	if (first && (k->flags & CUE_SAY) && p + 1 < end && (q->w[p] & W_COMMA) && zero_start(q, p + 1, k)) {
		uint32_t e = clause_end(q, p + 1, end, k);

		if (clause_finite(q, p + 1, e, false))
			add_clause(q, p + 1, e, k, sp, -1);
		return;
	}
	/* "..., and Roe said so": a clause of its own */
	if ((q->w[from] & W_CONJ) || (from > start && (q->w[from - 1] & W_CONJ)))
		return;
	if (k->form != FORM_ING && from > start && (q->w[from - 1] & (W_COMMA | W_BREAK)) && (k->flags & CUE_DIRECT) &&
		!(k->flags & CUE_BELIEF) && !q->used[from - 1])
		add_around(q, from - 1, p, end, k, sp);
}

static bool partly_quoted(const struct qctx *q, uint32_t from, uint32_t to)
{
	for (uint32_t i = from; i < to; i++)
		if (q->seg_of[i])
			return true;
	return false;
}

/* Promises ("vowed to go"); what somebody is asked to do only where it is partly quoted. */
static bool promise(struct qctx *q, struct qcue *k, const struct speaker *sp, uint32_t p, uint32_t end)
{
	const struct lang_ctx *c = q->c;
	uint32_t e = clause_end(q, p, end, k), to = p;

	while (to < e && to < p + 12 && !low_is(c, to, "to") && !(q->w[to] & (W_AUX | W_COMMA | W_WH | W_SUBJ)) && !q->seg_of[to])
		to++;
	if (to >= e || !low_is(c, to, "to") || !(partly_quoted(q, p, e) || (to == p && (k->flags & CUE_TO) && e > p + 2)))
		return false;
	add_clause(q, p, e, k, sp, -1);
	return true;
}

/* Where what is said begins, at the earliest: behind the cue, its adverbs, and whom it is said to. */
static uint32_t behind_cue(const struct qctx *q, const struct qcue *k, uint32_t end)
{
	const struct lang_ctx *c = q->c;
	uint32_t p = clause_skip(q, k->end, end, k->flags & CUE_HEARER);

	if ((k->flags & CUE_WH) && !(k->flags & (CUE_ZERO | CUE_NAMES | CUE_HEARER)) && !wh_clause(c, p)) {
		/* "asked the mayor whether" */
		uint32_t n = clause_skip(q, k->end, end, true);

		if (n < end && wh_clause(c, n))
			p = n;
	}
	if ((k->flags & CUE_HEARER) && !(k->flags & CUE_SAY) && p < end && (q->w[p] & (W_AUX | W_SVERB)))
		p = clause_skip(q, k->end, end, false); /* "warned the lock might break": nobody is told */
	return p;
}

static void one_cue(struct qctx *q, struct qcue *k)
{
	const struct lang_ctx *c = q->c;
	uint32_t s = q->osent[k->at], start = q->ostart[s], end = q->oend[s];
	struct speaker sp;

	if (q->used[k->at] || k->done)
		return;
	if (k->flags & CUE_ACCORDING) {
		according(q, k, start, end);
		return;
	}
	if (appeal(q, k, end))
		return;
	if ((k->flags & CUE_NAMES) && !((k->flags & CUE_WH) && wh_clause(c, k->end))) {
		names(q, k, end);
		return;
	}
	if ((k->flags & CUE_WEAK) || !(k->flags & (CUE_THAT | CUE_ZERO | CUE_WH)) || !cue_live(q, k, false))
		return;
	if (inverted(q, k, start, end) || !cue_speaker(q, k, &sp))
		return;
	k->who = sp.at;
	k->who_conf = sp.conf;
	uint32_t p = behind_cue(q, k, end);
	if (is_end(q, p, end) || (q->w[p] & W_COMMA)) {
		said_around(q, k, &sp, p, start, end);
		return;
	}
	if (q->w[p] & W_BREAK) {
		if (low_is(c, p, ":") && !(k->flags & CUE_BELIEF) && p + 1 < end && clause_finite(q, p + 1, end, false))
			add_clause(q, p + 1, clause_end(q, p + 1, end, k), k, &sp, -1);
		return;
	}
	/* "as she said at the time", "like he said" */
	if (sp.from > start && (low_is(c, sp.from - 1, "as") || low_is(c, sp.from - 1, "like")) && !(q->w[p] & W_THAT))
		return;
	/* "when he writes he is happy"; "when he said he was" has been said */
	if (sp.from > start && !(q->w[p] & W_THAT) && ((low_is(c, sp.from - 1, "when") && k->form != FORM_PAST) ||
		low_is(c, sp.from - 1, "if") || low_is(c, sp.from - 1, "unless")))
		return;
	/* "telling jokes" */
	if ((k->flags & CUE_HEARER) && (k->flags & CUE_SAY) && p == k->end && !(q->w[p] & W_THAT) && !q->seg_of[p])
		return;
	if (lacks_subject(q, k, &sp, p, start, end)) {
		add_clause(q, p, clause_end(q, p, end, k), k, &sp, -1);
		return;
	}
	bool that = that_clause(q, p, end, k);
	if ((low_is(c, p, "to") || ((k->flags & CUE_WH) && !(k->flags & CUE_ZERO))) && (promise(q, k, &sp, p, end) || low_is(c, p, "to")))
		return;
	if ((k->flags & CUE_BELIEF) && !partly_quoted(q, p, clause_end(q, p, end, k)))
		return;
	if (!that && (q->w[p] & W_THAT) && p + 1 < end && (q->w[p + 1] & (W_COMMA | W_ADV)))
		return;
	if (that && (k->flags & CUE_THAT))
		add_clause(q, p + 1, clause_end(q, p + 1, end, k), k, &sp, -1);
	else if ((k->flags & CUE_WH) && wh_clause(c, p))
		add_clause(q, p, clause_end(q, p, end, k), k, &sp, -1);
	else if ((k->flags & CUE_ZERO) && zero_start(q, p, k)) {
		uint32_t e = clause_end(q, p, end, k);

		if (clause_finite(q, p, e, !(k->flags & CUE_SAY)))
			add_clause(q, p, e, k, &sp, -1);
	}
}

/* "Roe expressed (deep) concern that": the subject of the verb in front of the noun at i. */
static bool express(const struct qctx *q, uint32_t i, uint32_t start, struct speaker *sp)
{
	const struct lang_ctx *c = q->c;

	for (uint32_t k = i; k-- > start && k + 5 > i;)
		if (str_listed(c->low[k], STR(" expressed expresses voiced raised made issued repeated reiterated echoed gave ")))
			return !(k > start && (q->w[k - 1] & (W_BE | W_NEG | W_DET))) && speaker_left(q, k, start, sp);
	return false;
}

/* "a warning from the minister that ..." */
static void noun_from(struct qctx *q, uint32_t i)
{
	const struct lang_ctx *c = q->c;
	uint32_t end = q->oend[q->osent[i]];
	struct speaker sp;

	if ((!low_is(c, i + 1, "from") && !low_is(c, i + 1, "by")) || !speaker_right(q, i + 2, end, &sp) || sp.to + 2 >= end ||
		!(q->w[sp.to] & W_THAT))
		return;
	struct qcue k = { .at = i, .end = i + 1, .flags = CUE_THAT, .form = FORM_PAST };
	sp.conf = 65;
	add_clause(q, sp.to + 1, clause_end(q, sp.to + 1, end, &k), &k, &sp, -1);
}

/* "the minister's claim that ..." */
static void noun_cues(struct qctx *q)
{
	const struct lang_ctx *c = q->c;

	for (uint32_t i = 1; i + 2 < c->ntok; i++) {
		if (q->used[i] || q->cue_of[i] || q->seg_of[i] || !(q->w[i] & W_WORD) || !(q->w[i + 1] & (W_THAT | W_PREP)) || !cue_noun(c->low[i]))
			continue;
		if (q->w[i + 1] & W_PREP) {
			noun_from(q, i);
			continue;
		}
		uint32_t start = q->ostart[q->osent[i]], end = q->oend[q->osent[i]], b = i;
		struct speaker sp;

		/* "his (repeated) claim", "Roe's claim" */
		while (b > start && b + 4 > i && !(q->w[b - 1] & (W_POSS | W_DET | W_PREP | W_COMMA)))
			b--;
		if (q->w[i + 2] & (W_AUX | W_BE | W_SVERB))
			continue;
		if (express(q, i, start, &sp))
			sp.conf = 65;
		else if (b <= start)
			continue;
		else if ((q->w[b - 1] & W_POSS) && speaker_left(q, b - 1, start, &sp))
			sp.conf = 65;
		else if (low_is(c, b - 1, "his") || low_is(c, b - 1, "her") || low_is(c, b - 1, "their"))
			sp = (struct speaker){ { b - 1, b }, b - 1, b, 55 };
		else
			continue;
		struct qcue k = { .at = i, .end = i + 1, .flags = CUE_THAT, .form = FORM_PAST };
		add_clause(q, i + 2, clause_end(q, i + 2, end, &k), &k, &sp, -1);
	}
}

void quotes_indirect(struct qctx *q)
{
	for (uint32_t n = 0; n < q->ncue; n++)
		one_cue(q, &q->cue[n]);
	noun_cues(q);
}
