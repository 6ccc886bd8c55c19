/* nominal.c - "the minister", "the company": nouns joined to whom the text has called so. Precision first. */
#include "config.h"

#include "coref_int.h"

#define REACH 5 /* sentences back */

/* Is the noun phrase complete: no "of", no name behind the noun? */
static bool ends_here(const struct lang_ctx *c, uint32_t noun)
{
	uint32_t i = noun + 1;
	if (i >= c->ntok || c->sent[i] != c->sent[noun])
		return true;
	if (str_eqz(c->low[i], "of") || str_eqz(c->low[i], "for") || str_eqz(c->low[i], "who") || str_eqz(c->low[i], "in") || str_eqz(c->low[i], "at") || str_eqz(c->low[i], "-"))
		return false;
	return c->ent_of[i] < 0 && !role_noun(c->low[i]);
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
		unsigned f = role_noun(c->low[noun]);
		if (!f || c->ent_of[noun] >= 0 || !ends_here(c, noun))
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
