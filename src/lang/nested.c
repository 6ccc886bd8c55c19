/* nested.c - names inside longer names: the country of "US State Department", the city of "University of Copenhagen", the founder of
 * "Anna Novak Foundation". The longer name stays what the tagger marked; the inner one is a mention of its own actor.
 *
 * Places come from the table of names, persons from the names that the text itself gives in full, organisations from either; all only
 * where the longer name cannot but mean them.
 */
#include "config.h"

#include "coref_int.h"

#define INNER_TOKENS 6 /* longest inner name */
#define OUTER_TOKENS 40 /* longer ones are no names */

static void nest(struct coref *k, struct tspan at, int32_t group)
{
	struct lang_ctx *c = k->c;
	struct lang_mention m = { at, at.end - 1, MENTION_NAME, group, false };
	ARENA_PUSH(&c->tmp, struct lang_mention, c->men, c->nmen, k->cap_men, m);
}

/* Does the word before or the mark behind say that a place stands here ("University of X", "X's", "the X and")? */
static bool place_word_before(const struct lang_ctx *c, struct tspan outer, uint32_t i)
{
	if (i == outer.start)
		return false;
	struct str w = c->low[i - 1];
	if (str_eqz(w, "the") && i >= outer.start + 2)
		w = c->low[i - 2];
	return str_eqz(w, "of") || str_eqz(w, "in") || str_eqz(w, "for") || str_eqz(w, "to") || str_eqz(w, "at") || str_eqz(w, "from");
}

/* The actor of a place in tokens [at), or -1. */
static int32_t place_at(struct coref *k, struct tspan outer, struct tspan at)
{
	const struct lang_ctx *c = k->c;
	const struct name_slot *s = name_slot_of(k, at.start, at.end);
	if (!s || !(s->flags & (NAME_COUNTRY | NAME_BIG | NAME_REGION)))
		return -1;
	bool known = s->ent && (s->flags & (NAME_COUNTRY | NAME_REGION));
	if (known && k->names->ent[s->ent - 1].type != ENT_LOC)
		return -1;
	for (uint32_t i = at.start; i < at.end; i++)
		if (c->tok[i].kind == TOK_WORD && !(c->tok[i].flags & (TOK_CAP | TOK_UPPER)) && !str_eqz(c->low[i], "of") &&
			!str_eqz(c->low[i], "the"))
			return -1;
	int32_t g = known ? group_find(k, names_text(k->names, k->names->ent[s->ent - 1].key)) : group_find(k, group_key(k, "loc:", at));
	/* What the text itself names apart needs no other evidence. A place's name that is a person's, too ("Victoria and Albert"), and a
	 * region that no list tells more of ("Central Bank") do. */
	if (g >= 0 && k->g[g].type == ENT_LOC)
		return g;
	bool said = place_word_before(c, outer, at.start) && (at.end == outer.end || c->tok[at.end].kind != TOK_WORD ||
		!(c->tok[at.end].flags & TOK_CAP));
	bool own = at.end < outer.end && str_eqz(c->low[at.end], "'s");
	bool plain = (s->flags & (NAME_COUNTRY | NAME_BIG)) || known;
	if ((s->flags & NAME_GIVEN) && at.end - at.start == 1 && !said && !own && !(s->flags & NAME_COUNTRY))
		return -1;
	if (!plain && !said)
		return -1;
	/* A city in the middle of a name is as often part of another word's name. */
	if (!known && at.start != outer.start && !said && !own)
		return -1;
	if (known)
		return group_of_ent(k, s->ent, at);
	return group_put(k, group_key(k, "loc:", at), ENT_LOC, at);
}

/* The organisation that opens a longer name: the text names it apart, too ("Example Phone 5" by Example), or it is an acronym that the
 * lists know ("FIFA World Cup"). */
static int32_t maker_at(struct coref *k, struct tspan outer, struct tspan at)
{
	const struct lang_ctx *c = k->c;
	if (at.start != outer.start)
		return -1;
	const struct name_slot *s = name_slot_of(k, at.start, at.end);
	bool listed = s && s->ent && (s->flags & (NAME_ORG | NAME_COMPANY)) && k->names->ent[s->ent - 1].type == ENT_ORG;
	int32_t g = listed ? group_find(k, names_text(k->names, k->names->ent[s->ent - 1].key)) : -1;
	if (g < 0)
		g = group_find(k, group_key(k, "org:", at));
	if (g >= 0)
		return k->g[g].type == ENT_ORG ? g : -1;
	bool acronym = at.end - at.start == 1 && (c->tok[at.start].flags & TOK_UPPER) && at.end < outer.end && !(c->tok[at.end].flags & TOK_UPPER);
	return listed && acronym && (s->flags & NAME_ORG) ? group_of_ent(k, s->ent, at) : -1;
}

/* The person whose full name begins at token i of the longer name; its end. */
static int32_t person_at(const struct coref *k, struct tspan outer, uint32_t i, uint32_t *end)
{
	const struct lang_ctx *c = k->c;
	for (uint32_t last = i + 1; last < outer.end && last < i + 4; last++) {
		if (c->tok[last].kind != TOK_WORD || !(c->tok[last].flags & TOK_CAP))
			break;
		int32_t g = person_named(k, c->low[i], c->low[last]);
		if (g >= 0) {
			*end = last + 1;
			return g;
		}
	}
	/* "Novak's Diary" */
	if (i + 1 < outer.end && str_eqz(c->low[i + 1], "'s")) {
		*end = i + 1;
		return person_surnamed(k, c->low[i]);
	}
	return -1;
}

static void look_inside(struct coref *k, const struct lang_entity *e)
{
	const struct lang_ctx *c = k->c;
	struct tspan outer = e->at;
	if (outer.end - outer.start > OUTER_TOKENS)
		return;
	for (uint32_t i = outer.start; i < outer.end;) {
		uint32_t end = i + 1;
		int32_t g = -1;
		if (c->tok[i].kind == TOK_WORD && (c->tok[i].flags & (TOK_CAP | TOK_UPPER))) {
			g = person_at(k, outer, i, &end);
			for (uint32_t n = outer.end - i < INNER_TOKENS ? outer.end - i : INNER_TOKENS; n > 0 && g < 0; n--)
				if (n < outer.end - outer.start) {
					end = i + n;
					g = place_at(k, outer, (struct tspan){ i, end });
					if (g < 0)
						g = maker_at(k, outer, (struct tspan){ i, end });
				}
			if (g < 0)
				end = i + 1;
		}
		if (g >= 0 && g != e->actor && end - i < outer.end - outer.start)
			nest(k, (struct tspan){ i, end }, g);
		i = end;
	}
}

void nested_join(struct coref *k)
{
	struct lang_ctx *c = k->c;
	for (uint32_t i = 0; i < c->nent; i++)
		if (c->ent[i].type != ENT_PER && c->ent[i].at.end - c->ent[i].at.start > 1)
			look_inside(k, &c->ent[i]);
}
