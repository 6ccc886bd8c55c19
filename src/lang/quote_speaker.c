/* quote_speaker.c - who is the subject of a cue.
 *
 * A light chunker over word classes and entities. To the left of a cue the comma-separated pieces are looked at from the
 * nearest on: a relative clause, an age, a phrase of place is passed over; a piece that is a name wins; else it is the noun
 * phrase that the first piece ends with. To the right ("said ...") the noun phrase is read forwards, with an apposition.
 */
#include "config.h"

#include "quote_int.h"

static const struct lang_entity *entity_at(const struct lang_ctx *c, uint32_t i)
{
	return i < c->ntok && c->ent_of[i] >= 0 ? &c->ent[c->ent_of[i]] : NULL;
}

static struct speaker spk(uint32_t start, uint32_t end, uint32_t from, uint32_t to, uint8_t conf)
{
	return (struct speaker){ { start, end }, from, to, conf };
}

static bool cap(const struct qctx *q, uint32_t i)
{
	return (q->w[i] & W_CAP) && !(q->w[i] & W_TIME);
}

static bool is_dash(const struct qctx *q, uint32_t i)
{
	unsigned char b = (unsigned char)tok_str(q->c, i).s[0];

	return (q->w[i] & W_BREAK) && (b == '-' || b == 0xE2);
}

/* Words between noun phrases: nothing goes over them. */
#define HARD (W_STOP | W_BREAK | W_THAT | W_MARK)

/* The best words inside the noun phrase [a, b): a person that it ends with, else a name that it begins with and that a
 * preposition or a relative clause follows, else all of it up to a relative clause. */
static struct tspan best_in(const struct qctx *q, uint32_t a, uint32_t b, uint8_t *conf)
{
	const struct lang_ctx *c = q->c;
	uint32_t e = b;

	while (a + 1 < b && (low_is(c, a, "citing") || low_is(c, a, "including") || low_is(c, a, "quoting")))
		a++;
	while (a < b && ((q->w[a] & (W_CONJ | W_ADV | W_COMMA)) && !(q->w[a] & W_DET) && !cap(q, a)))
		a++;
	for (uint32_t k = a; k < b; k++)
		if (k > a && (q->w[k] & W_WH)) {
			e = k;
			break;
		}
	/* "and" joins equal parts: the whole is the speaker */
	bool joined = false;
	for (uint32_t k = a + 1; k + 1 < e; k++)
		if (low_is(c, k, "and") && !(c->ent_of[k] >= 0))
			joined = true;
	uint32_t prep = e;
	for (uint32_t k = a + 1; k < e; k++)
		if ((q->w[k] & W_PREP) && c->ent_of[k] < 0 && !low_is(c, k, "more") && !low_is(c, k, "than")) {
			prep = k;
			break;
		}
	const struct lang_entity *last = e > a ? entity_at(c, e - 1) : NULL;
	*conf = 80;
	if (last && last->type == ENT_PER && last->at.start >= a && !joined) {
		uint32_t s = last->at.start;
		/* "a lawyer for Jane Roe" is not Jane Roe; "the governor of Leeds Jane Roe" is */
		if (s == a || !(q->w[s - 1] & W_PREP) || prep == e) {
			*conf = 92;
			return (struct tspan){ s, last->at.end };
		}
	}
	const struct lang_entity *first = prep > a ? entity_at(c, prep - 1) : NULL;
	if (first && first->at.start >= a && first->at.end == prep && !joined) {
		if (first->type == ENT_PER || first->at.start == a || (first->at.start == a + 1 && (q->w[a] & W_DET))) {
			*conf = first->type == ENT_PER ? 90 : 85;
			return (struct tspan){ first->at.start, first->at.end };
		}
	}
	/* "Smith's statement said": a text speaks for its author */
	if (e > a + 2 && (q->w[e - 1] & W_TEXT))
		for (uint32_t k = e - 1; k > a; k--)
			if (q->w[k] & W_POSS) {
				const struct lang_entity *own = entity_at(c, k - 1);

				if (own && own->at.start >= a) {
					*conf = 75;
					return (struct tspan){ own->at.start, own->at.end };
				}
				break;
			}
	return (struct tspan){ a, e };
}

/* Start of the noun phrase that ends before `end`, going left to `bound`. */
static uint32_t np_left(const struct qctx *q, uint32_t end, uint32_t bound)
{
	const struct lang_ctx *c = q->c;
	uint32_t k = end, and = NO_TOKEN, rel = NO_TOKEN;

	bound = end > bound + 30 ? end - 30 : bound;
	/* "one resident who asked not to be named": the relative clause's verbs are its own */
	for (uint32_t r = end; r-- > bound;) {
		if ((q->w[r] & (HARD | W_COMMA | W_CONJ)) || q->seg_of[r])
			break;
		if (low_is(c, r, "who") || low_is(c, r, "whose")) {
			if (r > bound)
				rel = r;
			break;
		}
	}
	if (rel != NO_TOKEN)
		k = rel;
	while (k > bound) {
		uint32_t i = k - 1, w = q->w[i];

		if (c->ent_of[i] >= 0 && c->ent[c->ent_of[i]].at.start >= bound) {
			k = c->ent[c->ent_of[i]].at.start;
			continue;
		}
		if ((w & (HARD | W_COMMA | W_WH)) || q->seg_of[i])
			break;
		if (w & (W_AUX | W_SVERB | W_PASTONLY | W_OBJ)) {
			if (and != NO_TOKEN)
				return and + 1;
			break;
		}
		if ((w & W_SUBJ) && k < end) {
			if (and != NO_TOKEN)
				return and + 1;
			break;
		}
		if (q->cue_of[i] && !(q->cue[q->cue_of[i] - 1].flags & CUE_NOUNY)) {
			if (and != NO_TOKEN)
				return and + 1;
			break;
		}
		if ((w & W_SUB) && !low_is(c, i, "as")) /* "because officials said" */
			break;
		if (w & W_CONJ) {
			if (low_is(c, i, "and") || low_is(c, i, "or") || low_is(c, i, "&")) {
				if (and == NO_TOKEN)
					and = i;
			} else
				break;
		}
		if ((w & W_PAST) && and != NO_TOKEN && !(i > bound && (q->w[i - 1] & (W_DET | W_PREP | W_CONJ))))
			return and + 1;
		if (low_is(c, i, "as") && !(i > bound && (q->w[i - 1] & W_CAP))) /* "as officials said" */
			break;
		k = i;
	}
	return k;
}

/* Comma-separated piece [a, b) in front of a cue: what is it? */
enum piece { PIECE_SKIP, PIECE_NAME, PIECE_NOUN, PIECE_CLAUSE };

static enum piece piece_kind(const struct qctx *q, uint32_t a, uint32_t b, bool nearest, struct tspan *name)
{
	const struct lang_ctx *c = q->c;

	if (a >= b)
		return PIECE_SKIP;
	const struct lang_entity *e = entity_at(c, a);
	if (e && e->at.end == b && (e->type == ENT_PER || (e->type == ENT_ORG && nearest))) {
		*name = (struct tspan){ a, b };
		return PIECE_NAME;
	}
	if (c->tok[a].kind == TOK_NUMBER && b - a <= 3)
		return PIECE_SKIP;
	if ((q->w[a] & (W_WH | W_PREP | W_ING | W_SUB)) && !e)
		return PIECE_SKIP;
	if ((q->w[a] & W_PAST) && !(q->w[a] & W_CAP))
		return PIECE_SKIP;
	if ((q->w[b - 1] & W_TIME) && b - a <= 4 && c->ent_of[b - 1] < 0) /* "who, earlier this month, said" */
		return PIECE_SKIP;
	for (uint32_t k = a; k < b; k++)
		if (q->w[k] & (W_AUX | W_SUBJ))
			return (q->w[a] & (W_DET | W_CAP)) && k > a ? PIECE_CLAUSE : PIECE_SKIP;
	/* "the mayor of Leeds Jane Roe" */
	e = entity_at(c, b - 1);
	if (e && e->type == ENT_PER && e->at.start > a && !(q->w[e->at.start - 1] & W_PREP)) {
		*name = (struct tspan){ e->at.start, e->at.end };
		return PIECE_NAME;
	}
	return PIECE_NOUN;
}

/* "X, who ..., said", "X, 54, a lawyer, said": the comma stands at `comma`. */
static bool left_of_comma(const struct qctx *q, uint32_t comma, uint32_t bound, struct speaker *out)
{
	const struct lang_ctx *c = q->c;
	uint32_t b = comma, far_a = 0, far_b = 0;
	bool noun = false;

	for (int pieces = 0; pieces < 8; pieces++) {
		uint32_t a = b, lim = b > bound + 60 ? b - 60 : bound;
		struct tspan name;
		uint8_t conf;

		while (a > lim && !(q->w[a - 1] & (W_COMMA | W_STOP | W_MARK)) && !q->seg_of[a - 1] &&
			!((q->w[a - 1] & W_BREAK) && !low_is(c, a - 1, "(") && !low_is(c, a - 1, ")")))
			a--;
		bool more = a > lim && (q->w[a - 1] & W_COMMA);
		enum piece p = piece_kind(q, a, b, pieces == 0, &name);
		if (more && p == PIECE_NAME) {
			*out = spk(name.start, name.end, a, comma + 1, 88);
			if (!noun && a > bound + 1) /* its own title stands before the comma: part of the group */
				out->from = np_left(q, a - 1, bound);
			return true;
		}
		if (!more && pieces == 0)
			return false; /* one comma alone: "the group, called Acme, is" */
		if (!more || p == PIECE_CLAUSE) {
			/* The first piece, or one that is a clause of its own: its last noun phrase */
			uint32_t s = np_left(q, b, a);

			if (s >= b)
				break;
			struct tspan at = best_in(q, s, b, &conf);
			if (noun && !entity_at(c, at.end ? at.end - 1 : 0) && !more && (q->w[a] & (W_PREP | W_TIME | W_ADV | W_ING | W_SUB))) {
				/* "On Monday, the minister said" cannot come here; "In a speech in Leeds, the mayor," can */
				at = best_in(q, far_a, far_b, &conf);
			}
			if (at.end <= at.start)
				break;
			*out = spk(at.start, at.end, s, comma + 1, (uint8_t)(conf - 4));
			return true;
		}
		if (p == PIECE_NOUN) { /* the farthest is the subject, those behind it are said of it */
			noun = true;
			far_a = a;
			far_b = b;
		}
		b = a - 1;
	}
	if (noun) {
		uint8_t conf;
		struct tspan at = best_in(q, far_a, far_b, &conf);

		*out = spk(at.start, at.end, far_a, comma + 1, 55);
		return at.end > at.start;
	}
	return false;
}

bool speaker_left(const struct qctx *q, uint32_t cue, uint32_t bound, struct speaker *out)
{
	const struct lang_ctx *c = q->c;
	uint32_t i = cue;
	uint8_t conf;

	bound = scan_left(cue, bound);
	while (i > bound && !q->seg_of[i - 1] &&
		(((q->w[i - 1] & W_ADV) && !cap(q, i - 1) && !(q->w[i - 1] & W_DET)) ||
			str_listed(c->low[i - 1], STR(" has have had 've 'd did will ")) ||
			((q->w[i - 1] & W_TIME) && !(q->w[i - 1] & W_CAP))))
		i--;
	/* "Roe on Tuesday said", "Roe in a statement said" */
	if (i > bound && (q->w[i - 1] & (W_TIME | W_VENUE))) {
		uint32_t k = i;

		while (k > bound && k + 6 > i && (q->w[k - 1] & (W_TIME | W_VENUE | W_DET | W_CAP)) && c->ent_of[k - 1] < 0)
			k--;
		if (k > bound && (q->w[k - 1] & W_PREP) && !low_is(c, k - 1, "of"))
			i = k - 1;
		else
			while (i > bound + 1 && ((q->w[i - 1] & W_TIME) || low_is(c, i - 1, "this") || low_is(c, i - 1, "the")))
				i--;
	}
	if (i <= bound || q->seg_of[i - 1])
		return false;
	uint32_t w = q->w[i - 1];
	if (low_is(c, i - 1, "who") || low_is(c, i - 1, "which")) {
		uint32_t b = i - 1;

		if (b > bound && ((q->w[b - 1] & W_COMMA) || is_dash(q, b - 1)))
			b--;
		if (b > bound && (q->w[b - 1] & W_CONJ)) {
			b--;
			if (b > bound && (q->w[b - 1] & W_COMMA))
				b--;
		}
		uint32_t s = np_left(q, b, bound);
		if (s >= b || (q->w[s] & W_NEG) || (s > bound && (q->w[s - 1] & W_BE) && !(q->w[s] & (W_DET | W_CAP)))) /* "it is not clear who said" */
			return false;
		struct tspan at = best_in(q, s, b, &conf);
		*out = spk(at.start, at.end, s, cue, 70);
		return at.end > at.start;
	}
	if (w & W_SUBJ) {
		*out = spk(i - 1, i, i - 1, cue, 85);
		return !low_is(c, i - 1, "there");
	}
	if (w & W_COMMA) {
		bool ok = left_of_comma(q, i - 1, bound, out);

		out->to = cue;
		return ok;
	}
	if (low_is(c, i - 1, ")")) { /* "Jane Roe (D-Ohio) said" */
		uint32_t k = i - 1;

		while (k > bound && k + 12 > i && !low_is(c, k, "("))
			k--;
		if (!low_is(c, k, "("))
			return false;
		i = k;
		if (i > bound && (q->w[i - 1] & W_COMMA)) {
			bool ok = left_of_comma(q, i - 1, bound, out);

			out->to = cue;
			return ok;
		}
	}
	if (is_dash(q, i - 1)) { /* "Most of them - 19 in all - said" */
		uint32_t k = i - 1;

		while (k > bound && k + 25 > i && !is_dash(q, k - 1) && !(q->w[k - 1] & W_STOP) && !q->seg_of[k - 1])
			k--;
		if (k <= bound || !is_dash(q, k - 1))
			return false;
		i = k - 1;
	}
	if (i <= bound || (q->w[i - 1] & (HARD | W_COMMA)) || (q->w[i - 1] & (W_PREP | W_CONJ) && c->ent_of[i - 1] < 0))
		return false;
	uint32_t s = np_left(q, i, bound);
	if (s >= i) {
		/* "he and she say": nothing; "this said", "others say" */
		if ((q->w[i - 1] & (W_DET | W_OBJ)) == 0)
			return false;
		s = i - 1;
	}
	/* Phrases of time and place in front of the subject are no part of it */
	for (uint32_t k = s; k + 1 < i; k++) {
		if (k == s && (q->w[k] & W_PREP) && !low_is(c, k, "of")) {
			uint32_t n = k + 1;

			while (n < i && (q->w[n] & (W_TIME | W_DET | W_CAP)) && c->ent_of[n] < 0)
				n++;
			if (n < i && n > k + 1 && (q->w[n - 1] & W_TIME))
				s = n;
			else if ((q->w[k] & W_PREP) && !low_is(c, k, "like"))
				s = k + 1;
		} else
			break;
	}
	struct tspan at = best_in(q, s, i, &conf);
	if (at.end <= at.start || (at.end == at.start + 1 && (q->w[at.start] & W_BVERB) && !cap(q, at.start))) /* "go ask them" */
		return false;
	*out = spk(at.start, at.end, s, cue, conf);
	return true;
}

bool speaker_right(const struct qctx *q, uint32_t i, uint32_t end, struct speaker *out)
{
	const struct lang_ctx *c = q->c;
	uint32_t s = i, k;
	uint8_t conf;

	end = scan_right(i, end);
	if (i >= end || q->seg_of[i])
		return false;
	if (str_listed(c->low[i], STR(" it no yes so nothing little much goodbye "))) /* what is said, not who */
		return false;
	if (q->w[i] & W_SUBJ) {
		*out = spk(i, i + 1, i, i + 1, 80);
		return true;
	}
	for (k = i; k < end; k++) {
		uint32_t w = q->w[k];

		if (c->ent_of[k] >= 0) {
			k = c->ent[c->ent_of[k]].at.end - 1;
			continue;
		}
		if ((w & (HARD | W_COMMA | W_AUX | W_SUBJ | W_WH | W_OBJ | W_SUB)) || q->seg_of[k])
			break;
		if (k > i && (w & (W_TIME | W_ADV)))
			break;
		if ((w & W_PREP) && k == i)
			return false;
		if ((w & W_PREP) && !low_is(c, k, "of") && !low_is(c, k, "for") && !low_is(c, k, "with") &&
			!low_is(c, k, "from") && !low_is(c, k, "at"))
			break;
		if (k > i && (w & (W_PASTONLY | W_ING)) && !(w & W_CAP))
			break;
		if (low_is(c, k, "but"))
			break;
		/* A second name begins something else: "told Smith Jones" */
	}
	if (k <= s)
		return false;
	uint32_t b = k;
	while (b > s && (q->w[b - 1] & (W_PREP | W_CONJ)) && c->ent_of[b - 1] < 0)
		b--;
	if (b <= s)
		return false;
	struct tspan at = best_in(q, s, b, &conf);
	if (at.end <= at.start)
		return false;
	*out = spk(at.start, at.end, s, k, conf);
	/* "said a spokeswoman for the harbour, Ida Brandt" */
	const struct lang_entity *e = entity_at(c, at.end - 1);
	if (k + 1 < end && (q->w[k] & W_COMMA) && !(e && e->type == ENT_PER)) {
		const struct lang_entity *n = entity_at(c, k + 1);

		if (n && n->type == ENT_PER && n->at.start == k + 1 && (n->at.end >= end || (q->w[n->at.end] & (W_COMMA | W_STOP | W_BREAK)))) {
			out->at = n->at;
			out->to = n->at.end;
			out->conf = 88;
		}
	}
	return true;
}

bool speaker_first(const struct qctx *q, uint32_t i, uint32_t end, struct speaker *out)
{
	const struct lang_ctx *c = q->c;

	end = scan_right(i, end);
	if (i + 1 < end && (low_is(c, i, "more") || low_is(c, i, "most")) && (q->w[i + 1] & W_ADV))
		i += 2; /* "More importantly," */
	/* Past an opening phrase: "On Monday, ..." */
	for (int round = 0; round < 3 && i < end; round++) {
		while (i < end && (q->w[i] & (W_CONJ | W_ADV | W_COMMA)) && (!cap(q, i) || (c->tok[i].flags & TOK_SENT)) &&
			!(q->w[i] & W_DET) && c->ent_of[i] < 0)
			i++;
		if (i < end && (q->w[i] & (W_PREP | W_SUB | W_ING | W_TIME)) && c->ent_of[i] < 0) {
			uint32_t k = i;

			while (k < end && !(q->w[k] & (W_COMMA | W_STOP)) && !q->seg_of[k])
				k++;
			if (k >= end || !(q->w[k] & W_COMMA))
				return false;
			i = k + 1;
		} else
			break;
	}
	if (i >= end || q->seg_of[i])
		return false;
	if (q->w[i] & W_SUBJ) {
		*out = spk(i, i + 1, i, i + 1, 60);
		return !low_is(c, i, "there");
	}
	uint32_t k = i;
	while (k < end && !q->seg_of[k]) {
		if (c->ent_of[k] >= 0) {
			k = c->ent[c->ent_of[k]].at.end;
			continue;
		}
		if ((q->w[k] & (HARD | W_COMMA | W_AUX | W_SVERB | W_WH | W_SUBJ | W_OBJ | W_SUB)) || q->cue_of[k])
			break;
		if (k > i && (((q->w[k] & (W_PAST | W_PASTONLY)) && !(q->w[k - 1] & W_DET)) || ((q->w[k] & W_ADV) && (q->w[k - 1] & W_CAP))))
			break;
		k++;
	}
	if (k <= i)
		return false;
	uint8_t conf;
	struct tspan at = best_in(q, i, k, &conf);
	/* "The mayor, Jane Roe, defended it" */
	if (k + 1 < end && (q->w[k] & W_COMMA)) {
		const struct lang_entity *n = entity_at(c, k + 1);

		if (n && n->type == ENT_PER && n->at.start == k + 1 && n->at.end < end && (q->w[n->at.end] & W_COMMA) &&
			!(entity_at(c, at.end - 1) && entity_at(c, at.end - 1)->type == ENT_PER))
			at = n->at;
	}
	*out = spk(at.start, at.end, i, k, 58);
	return at.end > at.start;
}

uint32_t speaker_head(const struct lang_ctx *c, struct tspan at)
{
	uint32_t head = at.end - 1;

	for (uint32_t k = at.start; k < at.end; k++) {
		uint32_t w = quote_word_class(c->low[k]);

		if (c->ent_of[k] >= 0) {
			uint32_t e = c->ent[c->ent_of[k]].at.end;

			if (e >= at.end)
				return at.end - 1;
			k = e - 1;
			continue;
		}
		if (k > at.start && (w & (W_PREP | W_WH))) {
			head = k - 1;
			break;
		}
	}
	return head;
}
