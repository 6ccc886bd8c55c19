/* nominal.c - "the minister", "the finance minister", "the company", "the bloc", "the 45-year-old": nouns joined to whom the text has
 * called so, or to what its name or the table of names says it is. Precision first: where two can be meant, none is.
 */
#include "config.h"

#include <stdlib.h>

#include "coref_int.h"
#include "quote_int.h"

#define REACH 5      /* sentences back to who was called so */
#define NAMED_BEFORE 40 /* mentions back to who is from a place */
#define TOLD_BEFORE 3   /* sentences back, those of speech alone not counted */
#define REACH_NAME 8 /* to what bears the noun in its name */
#define REACH_KIND 3 /* to what only is of that kind */
#define ADJECTIVES 3 /* between "the" and the noun */

/* The two groups that a noun was last good for; the newest first. */
struct called {
	int32_t g[2];
	uint32_t sent[2];
};

struct nominals {
	struct coref *k;
	struct map by_noun; /* noun -> index + 1 into called */
	struct called *called;
	uint32_t n, cap;
	struct map age;     /* "45" -> group + 1 */
	int32_t org;        /* the organisation named last, of no kind that its name tells */
	uint32_t org_sent, org_count;
};

/* Nouns in names of organisations and places that stand for the whole name later. */
static bool own_noun(struct str low)
{
	static const char *const list[] = {
		"academy", "administration", "agency", "airline", "airlines", "airport", "alliance", "archive", "army", "assembly",
		"association", "authority", "bank", "board", "bridge", "broadcaster", "bureau", "cathedral", "cemetery", "center",
		"centre", "chamber", "charity", "church", "city", "club", "coalition", "college", "commission", "committee",
		"company", "congress", "consortium", "corporation", "council", "county", "court", "department", "district",
		"embassy", "federation", "festival", "foundation", "front", "fund", "gallery", "government", "group", "guild",
		"hospital", "hotel", "institute", "institution", "island", "kingdom", "laboratory", "league", "library",
		"magazine", "ministry", "mosque", "movement", "museum", "navy", "network", "newspaper", "observatory", "office",
		"orchestra", "organisation", "organization", "parliament", "party", "police", "port", "prison", "province",
		"railway", "region", "republic", "school", "senate", "society", "station", "temple", "theater", "theatre",
		"tribunal", "union", "university"
	};
	return low.n >= 4 && bsearch(&low, list, sizeof list / sizeof *list, sizeof *list, by_word);
}

/* Nouns of businesses. */
static bool business(struct str low)
{
	return str_listed(low, STR(" airline automaker bank broadcaster carmaker chain company conglomerate firm giant insurer maker"
		" manufacturer platform publisher retailer start-up startup supplier "));
}

/* `what` is now good for group g. */
static void call(struct nominals *o, struct str noun, int32_t g, uint32_t sent)
{
	uint64_t *at = map_put(&o->by_noun, noun);
	if (!*at) {
		struct called none = { { -1, -1 }, { 0, 0 } };
		ARENA_PUSH(&o->k->c->tmp, struct called, o->called, o->n, o->cap, none);
		*at = o->n;
	}
	struct called *c = &o->called[*at - 1];
	if (c->g[0] != g) {
		c->g[1] = c->g[0];
		c->sent[1] = c->sent[0];
	}
	c->g[0] = g;
	c->sent[0] = sent;
}

/* "Anna Novak, 45, ..." and "Anna Novak (45)" */
static void learn_age(struct nominals *o, const struct lang_mention *m)
{
	const struct lang_ctx *c = o->k->c;
	uint32_t at = m->at.end;
	bool open = low_is(c, at, "(");
	if (at + 2 >= c->ntok || !(open || low_is(c, at, ",")) || c->sent[at + 2] != c->sent[m->head])
		return;
	struct str age = c->low[at + 1];
	if (age.n > 3 || age.s[0] < '1' || age.s[0] > '9' || !(low_is(c, at + 2, open ? ")" : ",") || c->tok[at + 2].kind != TOK_WORD))
		return;
	uint64_t *who = map_put(&o->age, age);
	*who = *who && *who != (uint64_t)m->actor + 1 ? UINT64_MAX : (uint64_t)m->actor + 1; /* two of one age: neither */
}

static void learn_person(struct nominals *o, const struct lang_mention *m)
{
	const struct group *g = &o->k->g[m->actor];
	if (g->role.end > g->role.start) {
		uint32_t head = role_head(o->k, g->role);
		if (head != NO_TOKEN)
			call(o, o->k->c->low[head], m->actor, o->k->c->sent[m->head]);
	}
	learn_age(o, m);
}

static void learn_place(struct nominals *o, const struct lang_mention *m)
{
	const struct lang_ctx *c = o->k->c;
	const struct group *g = &o->k->g[m->actor];
	uint32_t sent = c->sent[m->head];
	if (g->ent && o->k->names->ent[g->ent - 1].country == g->ent) {
		call(o, STR("country"), m->actor, sent);
		call(o, STR("nation"), m->actor, sent);
		return;
	}
	for (uint32_t i = m->at.start; i < m->at.end; i++)
		if (m->at.end - m->at.start > 1 && own_noun(c->low[i]))
			call(o, c->low[i], m->actor, sent);
	const struct name_slot *s = g->ent ? NULL : name_slot_of(o->k, m->at.start, m->at.end);
	if (s && (s->flags & NAME_CITY) && !(s->flags & (NAME_COUNTRY | NAME_REGION)))
		call(o, STR("city"), m->actor, sent);
}

static void learn_org(struct nominals *o, const struct lang_mention *m)
{
	const struct lang_ctx *c = o->k->c;
	const struct group *g = &o->k->g[m->actor];
	static const struct {
		const char *key, *noun;
	} known[] = { { "european union", "bloc" }, { "nato", "alliance" }, { "north atlantic treaty organization", "alliance" },
		{ "association of southeast asian nations", "bloc" }, { "african union", "bloc" }, { "mercosur", "bloc" } };
	uint32_t sent = c->sent[m->head];
	bool told = false;
	struct str key = str_starts(g->key, STR("org:")) ? str_sub(g->key, 4, g->key.n) : g->key;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (str_eqz(key, known[i].key)) {
			call(o, str_of(known[i].noun), m->actor, sent);
			told = true;
		}
	for (uint32_t i = g->name.start; i < g->name.end && i < g->name.start + 12; i++) {
		bool own = own_noun(c->low[i]) && g->name.end - g->name.start > 1;
		if (own)
			call(o, c->low[i], m->actor, sent);
		told |= own && !business(c->low[i]);
	}
	const struct name_slot *s = name_slot_of(o->k, m->at.start, m->at.end);
	if (s && (s->flags & NAME_CLUB)) {
		call(o, STR("club"), m->actor, sent);
		told = true;
	}
	if (s && (s->flags & NAME_ORG) && !(s->flags & NAME_COMPANY))
		told = true;
	if (told)
		return;
	/* One of them alone within reach can be "the company". */
	if (o->org != m->actor)
		o->org_count = o->org >= 0 && sent - o->org_sent <= 2 ? o->org_count + 1 : 1;
	o->org = m->actor;
	o->org_sent = sent;
}

/* Is the noun phrase complete: no "of" and no other noun behind the noun? */
static bool ends_here(const struct lang_ctx *c, uint32_t noun)
{
	uint32_t i = noun + 1;
	uint8_t form;
	if (i >= c->ntok || c->sent[i] != c->sent[noun])
		return true;
	if (str_eqz(c->low[i], "'s") || str_eqz(c->low[i], "'"))
		return true;
	if (c->tok[i].kind != TOK_WORD)
		return !str_eqz(c->low[i], "-");
	if (c->ent_of[i] >= 0 || str_listed(c->low[i], STR(" of to for who in at that which where than ")))
		return false;
	uint32_t w = quote_word_class(c->low[i]);
	return (w & (W_PREP | W_CONJ | W_SUB | W_WH | W_AUX | W_ADV | W_TIME | W_NEG | W_SUBJ | W_DET | W_PAST | W_SVERB)) ||
		cue_lookup(c->low[i], &form) || str_ends(c->low[i], STR("ed"));
}

/* Those of whom a place has so few that the text hardly speaks of two. */
static bool elected(struct str noun)
{
	return str_listed(noun, STR(" republican democrat senator congressman congresswoman lawmaker governor legislator mayor "));
}

static bool says_where(const struct coref *k, const struct group *g, struct tspan at, bool *other)
{
	const struct lang_ctx *c = k->c;
	bool place = false, same = false;
	for (uint32_t i = g->role.start; i < g->role.end; i++) {
		same |= str_eq(c->low[i], c->low[at.end]);
		place |= str_eq(c->low[i], c->low[at.start]);
		*other |= c->ent_of[i] >= 0 && c->ent[c->ent_of[i]].type == ENT_LOC;
	}
	*other &= !place;
	return place && same;
}

/* Who is meant by the place `at` and the noun behind it ("the Texas Republican", "the Texas senator")? The person named last before mention
 * `next` of whom the text has said so; else who spoke in the last sentence with a person, or opened it, unless they come from elsewhere. */
static int32_t from_there(const struct coref *k, uint32_t next, struct tspan at)
{
	const struct lang_ctx *c = k->c;
	uint32_t noun = at.end, last = NO_TOKEN;
	int32_t found = -1;
	if (noun >= c->ntok || c->sent[noun] != c->sent[at.start] || !(role_noun(c->low[noun]) & ROLE_PERSON) || !ends_here(c, noun))
		return -1;
	bool speaker = false;
	for (uint32_t looked = 0; next-- > 0 && looked < NAMED_BEFORE; looked++) {
		const struct lang_mention *m = &c->men[next];
		const struct group *g = &k->g[m->actor];
		bool elsewhere = false;
		if (g->type != ENT_PER || k->quote_of[m->head] >= 0)
			continue;
		if (says_where(k, g, at, &elsewhere))
			return m->actor;
		if (last == NO_TOKEN && k->told[c->sent[at.start]] - k->told[c->sent[m->head]] <= TOLD_BEFORE)
			last = c->sent[m->head];
		if (c->sent[m->head] == last && !speaker) {
			found = elsewhere ? -1 : m->actor;
			speaker = k->says[m->head] >= 0;
		}
	}
	return elected(c->low[noun]) ? found : -1;
}

/* Does the person's role have all the words [from, noun)? */
static bool role_has(const struct coref *k, int32_t g, uint32_t from, uint32_t noun)
{
	const struct lang_ctx *c = k->c;
	for (; from < noun; from++) {
		uint32_t i = k->g[g].role.start;
		while (i < k->g[g].role.end && !str_eq(c->low[i], c->low[from]))
			i++;
		if (i == k->g[g].role.end)
			return false;
	}
	return true;
}

/* The one group that [from, noun] can mean, -1 for none or several. */
static int32_t meant(const struct nominals *o, uint32_t from, uint32_t noun, uint32_t reach)
{
	const struct coref *k = o->k;
	uint64_t *at = map_get(&o->by_noun, k->c->low[noun]);
	int32_t found = -1;
	for (int i = 0; at && i < 2; i++) {
		const struct called *c = &o->called[*at - 1];
		if (c->g[i] < 0 || k->c->sent[noun] - c->sent[i] > reach)
			continue;
		if (from < noun && (k->g[c->g[i]].type != ENT_PER || !role_has(k, c->g[i], from, noun)))
			continue;
		if (found >= 0)
			return -1;
		found = c->g[i];
	}
	return found;
}

/* "the 45-year-old" */
static int32_t of_age(const struct nominals *o, struct str low)
{
	size_t end = str_find(low, STR("-year-old"), 0);
	if (end == STR_NPOS || end + 9 != low.n)
		return -1;
	uint64_t *who = map_get(&o->age, str_sub(low, 0, end));
	return who && *who && *who != UINT64_MAX ? (int32_t)*who - 1 : -1;
}

static void join(struct nominals *o, uint32_t the, uint32_t next)
{
	struct lang_ctx *c = o->k->c;
	uint32_t noun = the + 1, s = c->sent[the];
	if (c->ent_of[noun] >= 0) { /* "the Texas Republican", "the Texas senator" */
		const struct lang_entity *e = &c->ent[c->ent_of[noun]];
		int32_t who = e->type == ENT_LOC ? from_there(o->k, next, e->at) : -1;
		if (who >= 0) {
			mention_add(o->k, (struct tspan){ the, e->at.end + 1 }, e->at.end, MENTION_NOMINAL, who);
			return;
		}
	}
	int32_t g = of_age(o, c->low[noun]);
	if (g < 0) {
		while (noun < c->ntok && noun <= the + ADJECTIVES && c->sent[noun] == s && c->tok[noun].kind == TOK_WORD && !ends_here(c, noun))
			noun++;
	}
	if (noun >= c->ntok || c->sent[noun] != s || c->ent_of[noun] >= 0 || (g < 0 && c->tok[noun].kind != TOK_WORD) || !ends_here(c, noun))
		return;
	unsigned f = role_noun(c->low[noun]);
	if (g < 0) {
		g = meant(o, the + 1, noun, f & ROLE_PERSON ? REACH : own_noun(c->low[noun]) ? REACH_NAME : REACH_KIND);
		if (g < 0 && noun == the + 1 && business(c->low[noun]) && o->org >= 0 && o->org_count == 1 && s - o->org_sent <= 2)
			g = o->org;
	}
	if (g >= 0)
		mention_add(o->k, (struct tspan){ the, noun + 1 }, noun, MENTION_NOMINAL, g);
}

void nominals_join(struct coref *k)
{
	struct lang_ctx *c = k->c;
	struct nominals o = { .k = k, .org = -1 };
	uint32_t names = c->nmen, next = 0;
	for (uint32_t i = 0; i < c->ntok; i++) {
		for (; next < names && c->men[next].at.start <= i; next++) {
			struct lang_mention m = c->men[next];
			k->g[m.actor].last_seen = m.head;
			if (k->g[m.actor].type == ENT_PER)
				learn_person(&o, &m);
			else if (k->g[m.actor].type == ENT_LOC)
				learn_place(&o, &m);
			else if (k->g[m.actor].type == ENT_ORG)
				learn_org(&o, &m);
		}
		if (str_eqz(c->low[i], "the") && i + 1 < c->ntok && c->sent[i + 1] == c->sent[i] && c->ent_of[i] < 0)
			join(&o, i, next);
	}
	map_free(&o.by_noun);
	map_free(&o.age);
}
