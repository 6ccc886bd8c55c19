/* pronoun.c - he, she, I and its joined to actors.
 *
 * Candidates are the mentions before the pronoun, scored by distance, grammatical place and parallelism (after Lappin and Leass 1994);
 * gender and the rule that a verb's subject and object differ exclude. The order of evidence is that of Haghighi and Klein 2009.
 */
#include "config.h"

#include "coref_int.h"
#include "quote_int.h"

#define LOOK_BACK 40 /* mentions */
#define SENTENCES 4
#define TOKENS 300   /* within one sentence, however long */
#define SPEAKS_ON 12 /* who spoke before speaks again */
#define NAMED_BEHIND 130 /* the score of a name that follows ("In her speech, Anna ...") */

enum place { SUBJECT, OBJECT, OBLIQUE, POSSESSOR };
enum pron { P_NONE, P_HE, P_HIM, P_HIS, P_SELF, P_I, P_ME, P_MY, P_IT, P_ITS };

static enum pron pronoun(struct str low, uint8_t *gender)
{
	static const struct {
		const char *word;
		uint8_t kind, gender;
	} list[] = {
		{ "he", P_HE, 'm' }, { "she", P_HE, 'f' }, { "him", P_HIM, 'm' }, { "her", P_HIS, 'f' }, { "his", P_HIS, 'm' }, { "hers", P_HIS, 'f' },
		{ "himself", P_SELF, 'm' }, { "herself", P_SELF, 'f' }, { "i", P_I, 0 }, { "me", P_ME, 0 }, { "my", P_MY, 0 }, { "myself", P_ME, 0 },
		{ "it", P_IT, 0 }, { "its", P_ITS, 0 },
	};
	if (low.n > 7)
		return P_NONE;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (str_eqz(low, list[i].word)) {
			*gender = list[i].gender;
			return list[i].kind;
		}
	return P_NONE;
}

static bool is_verb(const struct lang_ctx *c, uint32_t i)
{
	uint8_t form;
	uint32_t w = quote_word_class(c->low[i]);
	if (w & (W_AUX | W_PAST | W_SVERB))
		return true;
	return cue_lookup(c->low[i], &form) != NULL || (str_ends(c->low[i], STR("ed")) && !(c->tok[i].flags & TOK_CAP));
}

/* Where a noun phrase stands in its clause, by its neighbours. */
static enum place place_of(const struct lang_ctx *c, uint32_t start, uint32_t end)
{
	uint32_t s = c->sent[start];
	if (end < c->ntok && c->sent[end] == s && (str_eqz(c->low[end], "'s") || str_eqz(c->low[end], "'")))
		return POSSESSOR;
	/* Back over titles and adjectives to the word that governs the phrase. */
	uint32_t i = start;
	while (i > 0 && c->sent[i - 1] == s && start - i < 6) {
		uint32_t w = quote_word_class(c->low[i - 1]);
		if ((w & (W_PREP | W_AUX | W_CONJ | W_SUB | W_WH | W_COMMA)) || c->tok[i - 1].kind != TOK_WORD || is_verb(c, i - 1))
			break;
		i--;
		if (w & W_DET)
			break;
	}
	bool governed = i > 0 && c->sent[i - 1] == s;
	if (governed && (quote_word_class(c->low[i - 1]) & W_PREP) && !(quote_word_class(c->low[i - 1]) & W_SUB))
		return OBLIQUE;
	/* A verb soon behind it, perhaps after an apposition or an adverb. */
	for (uint32_t k = end, n = 0; k < c->ntok && c->sent[k] == s && n < 3; k++, n++) {
		if (is_verb(c, k))
			return SUBJECT;
		if (c->tok[k].kind == TOK_WORD && (quote_word_class(c->low[k]) & (W_ADV | W_WH)))
			continue;
		if (str_eqz(c->low[k], ",") || str_eqz(c->low[k], "(")) {
			uint32_t close = k + 1;
			while (close < c->ntok && c->sent[close] == s && close - k < 20 && !str_eqz(c->low[close], ",") &&
				!str_eqz(c->low[close], ")"))
				close++;
			if (close < c->ntok && c->sent[close] == s && close - k < 20) {
				k = close;
				continue;
			}
		}
		break;
	}
	if (governed && is_verb(c, i - 1))
		return OBJECT;
	return start == c->sent_start[s] || i == c->sent_start[s] ? SUBJECT : OBJECT;
}

struct cand {
	uint32_t men;
	enum place place;
};

/* Is there a finite verb of another clause between the tokens, so that "him" may be the subject's? */
static bool clause_between(const struct lang_ctx *c, uint32_t from, uint32_t to)
{
	unsigned verbs = 0;
	for (uint32_t i = from; i < to; i++) {
		uint32_t w = quote_word_class(c->low[i]);
		if ((w & (W_SUB | W_WH | W_THAT)) || c->tok[i].kind != TOK_WORD)
			return true;
		if ((w & W_CONJ) && verbs)
			return true;
		verbs += is_verb(c, i);
	}
	return false;
}

/* How many sentences token `at` is behind `from`; seen from outside of speech, the sentences of speech alone do not count. */
static uint32_t sentences_between(const struct coref *k, uint32_t from, uint32_t at)
{
	const uint32_t *sent = k->c->sent;
	if (k->says[at] < 0 || k->quote_of[at] >= 0 || k->quote_of[from] >= 0)
		return sent[at] - sent[from];
	return k->told[sent[at]] - k->told[sent[from]];
}

/* Weights tuned on the validation part of GAP (Webster et al. 2018). */
static int score(struct coref *k, const struct lang_mention *m, enum place place, uint32_t at, enum pron kind, enum place own)
{
	const struct lang_ctx *c = k->c;
	const struct group *g = &k->g[m->actor];
	uint32_t ds = sentences_between(k, m->head, at);
	int s = 100 - 36 * (int)ds;
	s += place == SUBJECT ? 18 : place == OBJECT ? 4 : place == POSSESSOR ? 2 : 0;
	if (own == SUBJECT && place == SUBJECT)
		s += 10;
	bool heard = k->quote_of[m->head] >= 0 && k->quote_of[at] < 0;
	if (m->kind == MENTION_PRONOUN && !(heard && k->says[at] >= 0))
		s += 20;
	uint32_t seen = g->names + g->he + g->she;
	s += (int)(seen < 6 ? seen : 6);
	if (m->kind == MENTION_NOMINAL)
		s -= 6;
	/* Speech is another's world: what is named in it is less at hand outside. */
	if (heard)
		s -= 6;
	if (k->says[at] >= 0 && k->says[m->head] >= 0)
		s += SPEAKS_ON;
	if (ds == 0)
		s -= (int)((at - m->head) / 3);
	if (ds == 0 && kind == P_HIS)
		s += 6;
	if (c->block[m->head] != c->block[at])
		s -= 6;
	return s;
}

static bool gender_fits(const struct group *g, uint8_t gender)
{
	return g->gender ? g->gender == gender : !(gender == 'm' ? g->she > g->he : g->he > g->she);
}

static int32_t speaker_of(const struct coref *k, int32_t quote)
{
	const struct lang_ctx *c = k->c;
	if (quote < 0)
		return -1;
	struct tspan sp = c->quo[quote].speaker;
	for (uint32_t i = sp.end; i-- > sp.start;)
		if (k->men_at[i])
			return c->men[k->men_at[i] - 1].actor;
	return -1;
}

/* "In her first speech, Anna Novak ...": the person that opens the main clause behind a first phrase that holds the pronoun. */
static int32_t named_behind(const struct coref *k, uint32_t at, uint8_t gender)
{
	const struct lang_ctx *c = k->c;
	uint32_t s = c->sent[at], i = c->sent_start[s], end = c->sent_start[s + 1];
	if (at - i > 24)
		return -1;
	if (i < at && c->tok[i].kind == TOK_OPEN)
		i++;
	if (!(quote_word_class(c->low[i]) & (W_PREP | W_SUB | W_WH)))
		return -1;
	for (; i < at; i++)
		if (str_eqz(c->low[i], ",") || c->ent_of[i] >= 0)
			return -1;
	while (i < end && i - at < 24 && !str_eqz(c->low[i], ","))
		i++;
	for (uint32_t n = 0; i < end && n < 6; i++, n++) {
		if (c->ent_of[i] < 0)
			continue;
		const struct lang_entity *e = &c->ent[c->ent_of[i]];
		bool fits = e->type == ENT_PER && e->actor >= 0 && gender_fits(&k->g[e->actor], gender);
		return fits && place_of(c, e->at.start, e->at.end) == SUBJECT ? e->actor : -1;
	}
	return -1;
}

/* "Anna appealed to them, portraying her": who a clause without a subject is about is the main clause's subject, and its object is
 * somebody else. The main clause's end, or NO_TOKEN. */
static uint32_t bare_clause(const struct lang_ctx *c, uint32_t at)
{
	uint32_t s = c->sent_start[c->sent[at]];
	if (at < s + 3 || c->low[at - 1].n < 5 || !str_ends(c->low[at - 1], STR("ing")) || (c->tok[at - 1].flags & TOK_CAP))
		return NO_TOKEN;
	uint32_t i = at - 2;
	while (i > s && at - i < 4 && (quote_word_class(c->low[i]) & (W_ADV | W_NEG)))
		i--;
	return str_listed(c->low[i], STR(" , by while without before after when ")) ? i : NO_TOKEN;
}

/* A group that the pronoun at token `at` stands for, or -1. `men` are the mentions so far, sorted. */
static int32_t resolve(struct coref *k, const struct cand *list, uint32_t n, uint32_t at, enum pron kind, uint8_t gender)
{
	struct lang_ctx *c = k->c;
	enum place own = kind == P_HIS ? POSSESSOR : place_of(c, at, at + 1);
	int32_t speaker = speaker_of(k, k->quote_of[at]), best = -1, subject = -1;
	uint32_t bare = kind == P_HIM ? bare_clause(c, at) : NO_TOKEN;
	for (uint32_t i = n, looked = 0; bare != NO_TOKEN && subject < 0 && i-- > 0 && looked < LOOK_BACK; looked++) {
		const struct lang_mention *m = &c->men[list[i].men];
		if (c->sent[m->head] != c->sent[at])
			break;
		if (list[i].place == SUBJECT && m->head < bare)
			subject = m->actor;
	}
	int most = 0;
	for (uint32_t i = n, looked = 0; i-- > 0 && looked < LOOK_BACK; looked++) {
		const struct lang_mention *m = &c->men[list[i].men];
		const struct group *g = &k->g[m->actor];
		if (sentences_between(k, m->head, at) > SENTENCES || at - m->head > TOKENS)
			break;
		if (g->type != ENT_PER || !gender_fits(g, gender) || m->actor == speaker || m->at.end > at)
			continue;
		if (k->says[at] >= 0 && k->quote_of[m->head] == k->says[at])
			continue; /* few speak of themselves by name */
		if (kind == P_SELF && c->sent[m->head] != c->sent[at])
			continue;
		if (m->actor == subject && c->sent[m->head] == c->sent[at])
			continue;
		/* "She told Anna": subject and object of one verb differ; so do "Anna saw her". */
		if ((kind == P_HIM || (kind == P_HE && own != SUBJECT)) && c->sent[m->head] == c->sent[at] &&
			list[i].place == SUBJECT && !clause_between(c, m->at.end, at))
			continue;
		int s = score(k, m, list[i].place, at, kind, own);
		if (kind == P_SELF && list[i].place == SUBJECT)
			s += 30;
		if (s > most) {
			most = s;
			best = m->actor;
		}
	}
	if (kind == P_HE || kind == P_HIS) {
		int32_t ahead = named_behind(k, at, gender);
		if (ahead >= 0 && ahead != speaker && NAMED_BEHIND > most)
			best = ahead;
	}
	return best;
}

/* "its" and "it": only the one organisation or place that opens the same sentence. */
static int32_t resolve_thing(struct coref *k, uint32_t at, enum pron kind)
{
	struct lang_ctx *c = k->c;
	uint32_t start = c->sent_start[c->sent[at]];
	int32_t found = -1;
	if (at - start > TOKENS)
		return -1;
	for (uint32_t i = start; i < at; i++) {
		int32_t e = c->ent_of[i];
		if (e < 0 || c->ent[e].actor < 0 || (i > start && c->ent_of[i - 1] == e))
			continue;
		int32_t actor = c->ent[e].stands_for >= 0 ? c->ent[e].stands_for : c->ent[e].actor;
		uint8_t type = k->g[actor].type;
		if (type != ENT_ORG && type != ENT_LOC)
			continue;
		if (found < 0 && place_of(c, c->ent[e].at.start, c->ent[e].at.end) == SUBJECT)
			found = actor;
		else if (found != actor && kind == P_IT)
			return -1;
	}
	if (kind == P_IT && at + 1 < c->ntok && (quote_word_class(c->low[at + 1]) & W_BE))
		return -1; /* "it is clear that" */
	return found;
}

void pronouns_join(struct coref *k)
{
	struct lang_ctx *c = k->c;
	uint32_t names = c->nmen, next = 0, n = 0, cap = 0;
	struct cand *list = NULL;
	for (uint32_t i = 0; i < k->n; i++)
		k->g[i].last_seen = k->g[i].he = k->g[i].she = k->g[i].names = 0;
	for (uint32_t i = 0; i < c->ntok; i++) {
		for (; next < names && c->men[next].at.start <= i; next++) {
			struct lang_mention *m = &c->men[next];
			if (k->g[m->actor].type != ENT_PER)
				continue;
			k->g[m->actor].names++;
			struct cand cand = { next, place_of(c, m->at.start, m->at.end) };
			ARENA_PUSH(&c->tmp, struct cand, list, n, cap, cand);
		}
		uint8_t gender = 0;
		enum pron kind = c->ent_of[i] < 0 && c->tok[i].kind == TOK_WORD ? pronoun(c->low[i], &gender) : P_NONE;
		int32_t g = -1;
		if (kind == P_NONE)
			continue;
		/* "her" before what can only follow a whole noun phrase is an object. */
		if (kind == P_HIS && gender == 'f' && (i + 1 >= c->ntok || c->sent[i + 1] != c->sent[i] || c->tok[i + 1].kind != TOK_WORD ||
			(quote_word_class(c->low[i + 1]) & (W_PREP | W_CONJ | W_DET | W_SUB | W_TIME | W_THAT))))
			kind = P_HIM;
		if (kind <= P_SELF)
			g = resolve(k, list, n, i, kind, gender);
		else if (kind <= P_MY)
			g = speaker_of(k, k->quote_of[i]);
		else
			g = resolve_thing(k, i, kind);
		if (g < 0)
			continue;
		if (gender == 'm')
			k->g[g].he++;
		else if (gender == 'f')
			k->g[g].she++;
		if (gender && !k->g[g].gender && k->g[g].he + k->g[g].she >= 2)
			k->g[g].gender = k->g[g].he >= k->g[g].she ? 'm' : 'f';
		uint32_t men = c->nmen;
		mention_add(k, (struct tspan){ i, i + 1 }, i, MENTION_PRONOUN, g);
		if (kind <= P_SELF) {
			struct cand cand = { men, kind == P_HIS ? POSSESSOR : place_of(c, i, i + 1) };
			ARENA_PUSH(&c->tmp, struct cand, list, n, cap, cand);
		}
	}
	for (uint32_t i = 0; i < k->n; i++)
		if (!k->g[i].gender && k->g[i].he + k->g[i].she)
			k->g[i].gender = k->g[i].he >= k->g[i].she ? 'm' : 'f';
}
