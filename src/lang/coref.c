/* coref.c - mentions joined to actors: names first, then what people are called, then nouns and pronouns. */
#include "config.h"

#include <stdlib.h>

#include "coref_int.h"

static int by_place(const void *a, const void *b)
{
	const struct lang_mention *x = a, *y = b;
	if (x->at.start != y->at.start)
		return x->at.start < y->at.start ? -1 : 1;
	if (x->at.end != y->at.end)
		return x->at.end < y->at.end ? 1 : -1;
	return x->figure - y->figure;
}

static void sort_mentions(struct coref *k)
{
	struct lang_ctx *c = k->c;
	if (c->nmen)
		qsort(c->men, c->nmen, sizeof *c->men, by_place);
	memset(k->men_at, 0, c->ntok * sizeof *k->men_at);
	for (uint32_t i = 0; i < c->nmen; i++)
		k->men_at[c->men[i].head] = i + 1;
}

static void add_alias(struct lang_ctx *c, struct map *seen, uint32_t actor, struct str text)
{
	struct actor *a = &c->act[actor];
	struct buf b;
	buf_init(&b, DOC_META_MAX - 1);
	text_squeeze(&b, text);
	if (b.n && a->nalias < DOC_ALIASES_MAX && !str_eq(buf_str(&b), a->name)) {
		struct str key = arena_fmt(&c->tmp, "%u %s", actor, b.s);
		uint64_t *at = map_put(seen, key);
		if (!*at) {
			*at = 1;
			uint32_t cap = a->nalias;
			if (cap & (cap - 1)) /* full only at powers of two */
				cap = DOC_ALIASES_MAX;
			ARENA_PUSH(&c->d->arena, struct str, a->alias, a->nalias, cap, arena_str(&c->d->arena, buf_str(&b)));
		}
	}
	buf_free(&b);
}

static struct str between(const struct lang_ctx *c, uint32_t start, uint32_t end)
{
	return str_n(c->d->text.s + c->tok[start].start, c->tok[end - 1].end - c->tok[start].start);
}

/* Groups that somebody mentions become actors of the document, in the order of their first mention. */
static void make_actors(struct coref *k)
{
	struct lang_ctx *c = k->c;
	int32_t *actor = ARENA_NEW(&c->tmp, int32_t, k->n);
	uint32_t cap = 0;
	struct map seen = { 0 };
	for (uint32_t i = 0; i < k->n; i++)
		actor[i] = -1;
	for (uint32_t i = 0; i < c->nmen; i++) {
		struct lang_mention *m = &c->men[i];
		const struct group *g = &k->g[m->actor];
		if (actor[m->actor] < 0) {
			struct actor a = { .key = arena_str(&c->d->arena, g->key), .name = group_name(k, g), .type = g->type, .gender = g->gender };
			if (g->role.end > g->role.start) {
				struct buf b;
				buf_init(&b, 256);
				text_squeeze(&b, between(c, g->role.start, g->role.end));
				a.role = arena_str(&c->d->arena, buf_str(&b));
				buf_free(&b);
			}
			if (a.key.n >= DOC_META_MAX)
				a.key = str_sub(a.key, 0, utf8_floor(a.key, DOC_META_MAX - 1));
			actor[m->actor] = (int32_t)c->nact;
			ARENA_PUSH(&c->d->arena, struct actor, c->act, c->nact, cap, a);
		}
		m->actor = actor[m->actor];
		if (m->kind != MENTION_NAME || m->figure)
			continue;
		struct actor *a = &c->act[m->actor];
		add_alias(c, &seen, (uint32_t)m->actor, between(c, m->at.start, m->at.end));
		uint32_t ranks = a->type == ENT_PER ? role_ranks_start(k, m->at.start) : m->at.start;
		/* "The Associated Press" is itself a name where the lists have it so. */
		if (a->type == ENT_ORG && m->at.start > 0 && str_eqz(c->low[m->at.start - 1], "the") && (c->tok[m->at.start - 1].flags & TOK_CAP)) {
			uint64_t h = NAME_HASH_START;
			for (uint32_t t = m->at.start - 1; t < m->at.end; t++)
				h = name_hash_add(h, c->low[t]);
			const struct name_slot *s = names_find(k->names, h);
			if (s && (s->flags & NAME_ORG))
				ranks--;
		}
		if (ranks < m->at.start)
			add_alias(c, &seen, (uint32_t)m->actor, between(c, ranks, m->at.end));
	}
	/* Short forms that the text shows inside the long ones: a surname, a body's name without its country. */
	for (uint32_t i = 0; i < k->n; i++) {
		const struct group *g = &k->g[i];
		uint32_t n = g->name.end - g->name.start, from = g->name.start;
		if (actor[i] < 0 || n < 2 || g->tail.end)
			continue;
		if (g->type == ENT_PER && str_eq(last_name(c->low[g->name.end - 1]), g->last))
			from = g->name.end - 1;
		else if (g->type == ENT_ORG && n > 2 && (names_word(k->names, c->low[from]) & (NAME_COUNTRY | NAME_DEMONYM)))
			from++;
		if (from > g->name.start)
			add_alias(c, &seen, (uint32_t)actor[i], between(c, from, g->name.end));
	}
	for (uint32_t i = 0; i < c->nent; i++)
		if (c->ent[i].actor >= 0)
			c->ent[i].actor = actor[c->ent[i].actor];
	map_free(&seen);
}

static void count_told(struct coref *k)
{
	const struct lang_ctx *c = k->c;
	k->told = ARENA_NEW(&k->c->tmp, uint32_t, c->nsent + 1);
	for (uint32_t s = 0, n = 0; s < c->nsent; s++) {
		bool speech = true;
		for (uint32_t i = c->sent_start[s]; i < c->sent_start[s + 1] && speech; i++)
			speech = k->quote_of[i] >= 0;
		k->told[s] = n += !speech;
	}
}

void coref_resolve(struct lang_ctx *c)
{
	struct coref k = { .c = c, .names = &c->model->names };
	k.men_at = ARENA_NEW(&c->tmp, uint32_t, c->ntok);
	k.quote_of = ARENA_NEW(&c->tmp, int32_t, c->ntok);
	k.says = ARENA_NEW(&c->tmp, int32_t, c->ntok);
	for (uint32_t i = 0; i < c->ntok; i++)
		k.quote_of[i] = k.says[i] = -1;
	for (uint32_t q = 0; q < c->nquo; q++) {
		for (uint32_t i = c->quo[q].speaker.start; i < c->quo[q].speaker.end; i++)
			k.says[i] = (int32_t)q;
		if (c->quo[q].kind == QUOTE_DIRECT)
			for (uint32_t i = c->quo[q].at.start; i < c->quo[q].at.end; i++)
				k.quote_of[i] = (int32_t)q;
	}
	count_told(&k);
	names_join(&k);
	roles_find(&k);
	sort_mentions(&k);
	nominals_join(&k);
	sort_mentions(&k);
	pronouns_join(&k);
	nested_join(&k);
	sort_mentions(&k);
	make_actors(&k);
	map_free(&k.by_key);
	map_free(&k.last);
	map_free(&k.first);
}
