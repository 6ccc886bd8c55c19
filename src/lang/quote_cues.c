/* quote_cues.c - the cues of a document: which words are reporting verbs here, whether they report, and whose they are. */
#include "config.h"

#include "quote_int.h"

static bool plural(struct str low)
{
	return low.n > 2 && low.s[low.n - 1] == 's' && !str_ends(low, STR("ous")) && !str_ends(low, STR("ss"));
}

/* A word that is a noun as well: does it stand where a verb stands? */
static bool verb_place(const struct qctx *q, uint32_t i, uint8_t form, bool wh)
{
	const struct lang_ctx *c = q->c;
	uint32_t next = i + 1 < c->ntok ? q->w[i + 1] : W_STOP;

	if (i == 0 || (c->tok[i].flags & TOK_SENT))
		return false;
	uint32_t before = q->w[i - 1];
	if (low_is(c, i + 1, "of") || (next & W_POSS))
		return false;
	if (q->seg_of[i - 1])
		return q->seg[q->seg_of[i - 1] - 1].last != 0;
	if ((before & (W_SUBJ | W_THAT)) || low_is(c, i - 1, "who"))
		return true;
	if (before & (W_DET | W_PREP | W_POSS | W_BE | W_NEG | W_ING))
		return false;
	/* 'Roe states, "..."' */
	if (i + 2 < c->ntok && (next & (W_COMMA | W_BREAK)) && q->seg_of[i + 2] && !q->seg_of[i + 1] && (before & W_WORD))
		return true;
	if ((before & W_COMMA) && (next & W_THAT))
		return false; /* "challenges, rules that bind" */
	if (form == FORM_BASE) {
		/* Needs a plural subject */
		struct str p = c->low[i - 1];

		if (next & W_THAT) {
			/* "a formal charge that" */
			for (uint32_t k = i; k-- > 0 && k + 4 > i && !(q->w[k] & (W_COMMA | W_STOP));)
				if ((q->w[k] & (W_DET | W_PREP | W_POSS)) && !plural(p))
					return false;
			return true;
		}
		return (plural(p) || str_eqz(p, "police") || str_eqz(p, "people")) && !(before & W_POSS) && (next & (W_THAT | W_DET | W_SUBJ));
	}
	return (next & (W_THAT | W_DET | W_SUBJ | W_CAP | (wh ? (uint32_t)W_WH : 0))) != 0 ||
		(i + 1 < c->ntok && q->seg_of[i + 1]) || (before & W_COMMA);
}

static void push(struct qctx *q, uint32_t at, uint32_t end, uint16_t flags, uint8_t form)
{
	struct qcue k = { .at = at, .end = end, .flags = flags, .form = form };

	ARENA_PUSH(&q->c->tmp, struct qcue, q->cue, q->ncue, q->cap_cue, k);
	for (uint32_t i = at; i < end; i++)
		q->cue_of[i] = q->ncue;
}

void cues_mark(struct qctx *q)
{
	const struct lang_ctx *c = q->c;

	for (uint32_t i = 0; i < c->ntok; i++) {
		uint8_t form;
		uint32_t end = i + 1;

		if (q->seg_of[i] || !(q->w[i] & W_WORD) || c->ent_of[i] >= 0)
			continue;
		if (low_is(c, i, "according") && low_is(c, i + 1, "to")) {
			push(q, i, i + 2, CUE_ACCORDING, FORM_BASE);
			i++;
			continue;
		}
		if (low_is(c, i, "in") && low_is(c, i + 1, "the") && low_is(c, i + 2, "words") && low_is(c, i + 3, "of")) {
			push(q, i, i + 4, CUE_ACCORDING, FORM_BASE);
			i += 3;
			continue;
		}
		if ((low_is(c, i, "put") || low_is(c, i, "puts")) && low_is(c, i + 1, "it")) {
			push(q, i, i + 2, CUE_DIRECT | CUE_WEAK, low_is(c, i, "puts") ? FORM_S : FORM_PAST);
			i++;
			continue;
		}
		/* "made (it) clear that" */
		if (low_is(c, i, "made") || low_is(c, i, "makes") || low_is(c, i, "make") || low_is(c, i, "making")) {
			uint32_t k = i + 1 + low_is(c, i + 1, "it");

			if (low_is(c, k, "clear") && k + 1 < c->ntok && (q->w[k + 1] & W_THAT)) {
				push(q, i, k + 1, CUE_THAT, low_is(c, i, "made") ? FORM_PAST : low_is(c, i, "makes") ? FORM_S : low_is(c, i, "make") ? FORM_BASE : FORM_ING);
				i = k;
				continue;
			}
		}
		const struct cue_entry *e = cue_lookup(c->low[i], &form);
		if (!e)
			continue;
		if ((c->tok[i].flags & TOK_CAP) && !(c->tok[i].flags & TOK_SENT))
			continue;
		if (e->flags & CUE_OUT) {
			if (!low_is(c, i + 1, "out"))
				continue;
			end = i + 2;
		} else if ((e->flags & CUE_NOUNY) && (form == FORM_BASE || form == FORM_S) && !verb_place(q, i, form, e->flags & CUE_WH))
			continue;
		/* "an estimated cost", "the reported loss", "as stated": participles; "all said" is none */
		if ((form == FORM_PAST || form == FORM_ING) && i > 0 && !(c->tok[i].flags & TOK_PARA) && !q->seg_of[i - 1] && c->ent_of[i - 1] < 0) {
			uint32_t b = q->w[i - 1];

			/* "when asked", "as noted earlier" */
			if (form == FORM_PAST && (b & (W_SUB | W_WH)) && !low_is(c, i - 1, "who") && !low_is(c, i - 1, "which") &&
				!low_is(c, i - 1, "what"))
				continue;
			/* "took suspected pills", "as of this writing" */
			if ((form == FORM_PAST && (b & (W_PAST | W_PASTONLY)) && !(b & W_AUX) && !(e->flags & CUE_SAY)) ||
				(form == FORM_ING && (low_is(c, i - 1, "this") || low_is(c, i - 1, "that"))))
				continue;
			if (form == FORM_ING && (b & W_PREP) && (e->flags & CUE_NAMES) && !low_is(c, i - 1, "by"))
				continue; /* "in charge of labelling" */
			/* "people's writing", "a record of writing" */
			if (form == FORM_ING && ((b & W_POSS) || ((b & W_PREP) && !(e->flags & CUE_SAY) && !low_is(c, i - 1, "as") && !q->seg_of[end] &&
				!(end < c->ntok && (q->w[end] & (W_THAT | W_COMMA | W_BREAK))))))
				continue;
			if (form == FORM_PAST && (b & (W_POSS | W_PREP)) && !low_is(c, i - 1, "up") && !low_is(c, i - 1, "out") &&
				!low_is(c, i - 1, "off"))
				continue;
			if ((b & W_DET) && (str_listed(c->low[i - 1], STR(" the a an his their its no any ")) ||
				((form == FORM_ING || q->w[i + 1] == W_WORD) && str_listed(c->low[i - 1], STR(" most more ")))))
				continue;
		}
		/* "that said", "having said that" */
		if (low_is(c, i, "said") && i > 0 && ((q->w[i - 1] & W_THAT) || low_is(c, i - 1, "having")))
			continue;
		push(q, i, end, e->flags, form);
		i = end - 1;
	}
}

bool cue_live(const struct qctx *q, const struct qcue *k, bool direct)
{
	const struct lang_ctx *c = q->c;
	uint32_t i = k->at;

	if (k->flags & CUE_ACCORDING)
		return true;
	/* "would you say that ...?", "than, say, two" */
	if (k->form == FORM_BASE && i > 1 && !(c->tok[i].flags & TOK_PARA)) {
		uint32_t b = i - 1;

		while (b > 1 && (q->w[b] & W_ADV) && !(c->tok[b].flags & TOK_PARA))
			b--;
		/* "let's say", "let me say" */
		if (low_is(c, b, "let") || (b > 0 && low_is(c, b - 1, "let")))
			return false;
		if ((q->w[b] & W_SUBJ) && b > 0 && !(c->tok[b].flags & TOK_PARA) && (q->w[b - 1] & W_AUX) &&
			(c->tok[b - 1].flags & TOK_SENT || !(q->w[b - 1] & W_BE)))
			return false;
		if ((q->w[i - 1] & W_COMMA) && k->end < c->ntok && (q->w[k->end] & W_COMMA))
			return false;
	}
	for (int n = 0; n < 5 && i > 0 && !(c->tok[i].flags & TOK_PARA); n++, i--) {
		uint32_t b = i - 1, w = q->w[b];

		if (q->seg_of[b])
			break;
		if (w & W_NEG)
			return false;
		if ((w & W_HYPO) && !(c->ent_of[b] >= 0))
			return direct;
		if (low_is(c, b, "to")) {
			/* "went on to say", "continued to argue" are said; "declined to say" is not */
			if (direct && k->form == FORM_BASE && b > 0 && !(q->w[b - 1] & W_ADV))
				return low_is(c, b - 1, "on") || low_is(c, b - 1, "continued");
			return b > 0 && k->form == FORM_BASE && (low_is(c, b - 1, "on") || low_is(c, b - 1, "continued"));
		}
		if ((w & W_BE) && !(w & W_POSS) && (k->form == FORM_PAST || k->form == FORM_PP))
			return false; /* passive */
		if (low_is(c, b, "being") && k->form != FORM_ING)
			return false;
		if (!(w & W_ADV) && !low_is(c, b, "has") && !low_is(c, b, "have") && !low_is(c, b, "had") && !low_is(c, b, "been"))
			break;
	}
	if (k->form == FORM_PP && !(i > 0 && (q->w[i - 1] & W_AUX)))
		return k->at > 0 && (q->w[k->at - 1] & W_AUX);
	/* "is likely to be said": a base form needs a subject before it or a "do" */
	if (k->form == FORM_BASE && (c->tok[k->at].flags & TOK_SENT))
		return false;
	return true;
}

static bool is_ing_subject(const struct qctx *q, uint32_t b)
{
	return (q->w[b] & W_WORD) && !(q->w[b] & (W_PREP | W_CONJ | W_SUB | W_ADV | W_AUX | W_PAST | W_TIME | W_VENUE | W_OBJ));
}

/* "Roe spent a lot of time boasting": what stands before the participle is an object, not who speaks. */
static bool has_object(const struct qctx *q, uint32_t from, uint32_t to)
{
	for (uint32_t i = from + 1; i + 1 < to; i++)
		if ((q->w[i] & (W_PAST | W_PASTONLY)) && !(q->w[i - 1] & (W_DET | W_PREP | W_WH)) &&
			(q->w[i + 1] & (W_DET | W_OBJ)) && !(q->w[i + 1] & W_POSS))
			return true;
	return false;
}

bool cue_speaker(struct qctx *q, struct qcue *k, struct speaker *out)
{
	const struct lang_ctx *c = q->c;
	uint32_t s = q->osent[k->at], start = q->ostart[s], b = k->at;

	if (k->who.end > k->who.start) {
		*out = (struct speaker){ k->who, k->who.start, k->at, k->who_conf };
		return true;
	}
	if (k->form == FORM_ING && b > start) {
		uint32_t i = b - 1;

		/* "was quoted (by the agency) as saying" */
		if (low_is(c, i, "as"))
			for (uint32_t r = i; r > start && r + 10 > i; r--)
				if (low_is(c, r - 1, "quoted")) {
					uint32_t v = r - 1;

					while (v > start && ((q->w[v - 1] & (W_ADV | W_BE)) || low_is(c, v - 1, "has") ||
						low_is(c, v - 1, "have") || low_is(c, v - 1, "had")))
						v--;
					return v < r - 1 && speaker_left(q, v, start, out);
				}
		while (i > start && (q->w[i] & W_ADV))
			i--;
		if ((q->w[i] & W_BE) || low_is(c, i, "keeps") || low_is(c, i, "kept") || low_is(c, i, "began") || low_is(c, i, "started"))
			return speaker_left(q, i, start, out);
		if (is_ing_subject(q, i) && !q->seg_of[i] && speaker_left(q, k->at, start, out) && !has_object(q, out->from, out->to)) {
			out->conf = out->conf > 70 ? 70 : out->conf;
			return true;
		}
	} else {
		/* "(has) (also) said": the subject before it, or a conjunction that shares one */
		uint32_t i = b;

		while (i > start && !q->seg_of[i - 1] && ((q->w[i - 1] & W_ADV) || low_is(c, i - 1, "to") || low_is(c, i - 1, "on") || low_is(c, i - 1, "went") ||
			low_is(c, i - 1, "continued")))
			i--;
		bool shared = i > start && (q->w[i - 1] & W_CONJ) && c->ent_of[i - 1] < 0;
		if (!shared && speaker_left(q, i < b && !low_is(c, i, "to") ? i : b, start, out))
			return true;
		if (!shared && (i == start || low_is(c, i - 1, "who") || low_is(c, i - 1, "which")))
			return false;
	}
	if (k->form == FORM_BASE)
		return false;
	bool sign = k->form == FORM_ING && (k->flags & CUE_SHOW);
	/* The subject of the cue before it in this sentence, else of the sentence */
	for (uint32_t n = (uint32_t)(k - q->cue); n-- > 0 && q->osent[q->cue[n].at] == s && k->at - q->cue[n].at < SCAN_MAX;)
		if (q->cue[n].who.end > q->cue[n].who.start) {
			*out = (struct speaker){ q->cue[n].who, q->cue[n].who.start, k->at, (uint8_t)(q->cue[n].who_conf > 8 ? q->cue[n].who_conf - 8 : 0) };
			return true;
		}
	if (k->form != FORM_ING && k->at > start && (q->w[k->at - 1] & W_COMMA))
		return false;
	if (k->at - start > SCAN_MAX || !speaker_first(q, start, k->at, out))
		return false;
	if (sign && !(q->w[out->at.start] & W_SUBJ) && !(c->ent_of[out->at.start] >= 0 && c->ent[c->ent_of[out->at.start]].type == ENT_PER))
		return false; /* "prices fell, signalling that" */
	out->to = k->at;
	return true;
}
