/* nominal.c - "the minister", "the company": nouns joined to whom the text has called so. Precision first. */
#include "config.h"

#include "coref_int.h"

#define REACH 5         /* sentences back */
#define NAMED_BEFORE 40 /* mentions back */
#define TOLD_BEFORE 3   /* sentences back, those of speech alone not counted */

/* Is the noun phrase complete: no "of", no name behind the noun? */
static bool ends_here(const struct lang_ctx *c, uint32_t noun)
{
	uint32_t i = noun + 1;
	if (i >= c->ntok || c->sent[i] != c->sent[noun])
		return true;
	if (str_eqz(c->low[i], "of") || str_eqz(c->low[i], "to") || str_eqz(c->low[i], "for") || str_eqz(c->low[i], "who") || str_eqz(c->low[i], "in") || str_eqz(c->low[i], "at") || str_eqz(c->low[i], "-"))
		return false;
	return c->ent_of[i] < 0 && !role_noun(c->low[i]);
}

/* Those of whom a place has so few that the text hardly speaks of two. */
static bool elected(struct str noun)
{
	static const char *const list[] = { "republican", "democrat", "senator", "congressman", "congresswoman", "lawmaker", "governor", "legislator", "mayor" };
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (str_eqz(noun, list[i]))
			return true;
	return false;
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

void nominals_join(struct coref *k)
{
	struct lang_ctx *c = k->c;
	struct map called = { 0 }; /* head noun -> group + 1 */
	uint32_t names = c->nmen, next = 0;
	int32_t org = -1;
	uint32_t org_sent = 0, org_count = 0;
	for (uint32_t i = 0; i < c->ntok; i++) {
		for (; next < names && c->men[next].at.start <= i; next++) {
			struct lang_mention *m = &c->men[next];
			struct group *g = &k->g[m->actor];
			g->last_seen = m->head;
			if (g->type == ENT_PER && g->role.end > g->role.start) {
				uint32_t head = role_head(k, g->role);
				if (head != NO_TOKEN)
					*map_put(&called, c->low[head]) = (uint64_t)m->actor + 1;
			}
			if (g->type == ENT_ORG) {
				/* One organisation alone within reach can be "the company". */
				if (org != m->actor)
					org_count = org >= 0 && c->sent[m->head] - org_sent <= 2 ? org_count + 1 : 1;
				org = m->actor;
				org_sent = c->sent[m->head];
			}
		}
		if (!str_eqz(c->low[i], "the") || i + 1 >= c->ntok || c->sent[i + 1] != c->sent[i] || c->ent_of[i] >= 0)
			continue;
		uint32_t noun = i + 1;
		if (c->ent_of[noun] >= 0) { /* "the Texas Republican", "the Texas senator" */
			const struct lang_entity *e = &c->ent[c->ent_of[noun]];
			int32_t who = e->type == ENT_LOC ? from_there(k, next, e->at) : -1;
			if (who >= 0)
				mention_add(k, (struct tspan){ i, e->at.end + 1 }, e->at.end, MENTION_NOMINAL, who);
			continue;
		}
		unsigned f = role_noun(c->low[noun]);
		if (!f || !ends_here(c, noun))
			continue;
		struct tspan at = { i, noun + 1 };
		if (f & ROLE_PERSON) {
			uint64_t *who = map_get(&called, c->low[noun]);
			if (who && *who && c->sent[i] - c->sent[k->g[*who - 1].last_seen] <= REACH)
				mention_add(k, at, noun, MENTION_NOMINAL, (int32_t)*who - 1);
		} else if ((f & ROLE_ORG) && org >= 0 && org_count == 1 && c->sent[i] - org_sent <= 2)
			mention_add(k, at, noun, MENTION_NOMINAL, org);
	}
	map_free(&called);
}
