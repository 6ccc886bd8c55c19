/* store_choice.c - what users say of actors: that two are one, that one is two, what one is called; and taking it back.
 *
 * A choice changes rules (which key stands for which actor, everywhere or in one story) and then lists anew, from the stored documents,
 * the stories that it concerns; so later stories and documents that are annotated again follow it by themselves. What was before stands
 * in actor_choice until it is taken back.
 */
#include "config.h"

#include "quotidian/map.h"
#include "quotidian/utf8.h"
#include "store_int.h"

#define NAMED (-1) /* in the place of a story: the row keeps a name */

/* ---- writing, with what was before ---- */

static int remember(struct store *s, int64_t choice, struct str key, int64_t item, int64_t actor, struct str name, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_choice_put, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, choice);
	sql_bind_str(st, 2, key);
	sqlite3_bind_int64(st, 3, item);
	sqlite3_bind_int64(st, 4, actor);
	sql_bind_str(st, 5, name);
	return sql_run(s, st, e);
}

/* The rule of exactly this key and story; 0: none. */
static int rule_of(struct store *s, struct str key, int64_t item, int64_t *id, struct err *e)
{
	*id = 0;
	int r = sql_one_of(s, SQL_rule_get, key, &item, 1, id, e);
	return r < 0 ? r : 0;
}

static int set_rule(struct store *s, int64_t choice, struct str key, int64_t item, int64_t actor, struct err *e)
{
	int64_t before;
	int r = rule_of(s, key, item, &before, e);
	if (r == 0)
		r = remember(s, choice, key, item, before, STR(""), e);
	return r ? r : actor_rule_put(s, key, item, actor, e);
}

struct rule {
	struct str key;
	int64_t item;
};

static int rules_to(struct store *s, struct arena *a, int64_t actor, struct rule **out, uint32_t *n, struct err *e)
{
	int r;
	uint32_t cap = 0;
	*out = NULL;
	*n = 0;
	sqlite3_stmt *st = sql_bound(s, SQL_rules_to, &actor, 1, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		struct rule rule = { sql_str(st, 0, a), sqlite3_column_int64(st, 1) };
		ARENA_PUSH(a, struct rule, *out, *n, cap, rule);
	}
	return r;
}

/* ---- the stories that a choice concerns ---- */

struct stories {
	int64_t *item;
	uint32_t n, cap;
};

static int stories_of(struct store *s, struct arena *a, int64_t actor, struct stories *out, struct err *e)
{
	struct posting *p;
	uint32_t n;
	int r = store_postings(s, a, actor, UINT32_MAX, &p, &n, e);
	for (uint32_t i = 0; i < n; i++)
		ARENA_PUSH(a, int64_t, out->item, out->n, out->cap, p[i].item);
	return r;
}

static int list_anew(struct store *s, const struct stories *of, struct err *e)
{
	int r = 0;
	for (uint32_t i = 0; i < of->n && r == 0; i++)
		r = annotation_again(s, of->item[i], e);
	return r;
}

static int next_choice(struct store *s, int64_t *choice, struct err *e)
{
	int64_t last = 0;
	int r = sql_one(s, SQL_choice_last, NULL, 0, &last, e);
	*choice = last + 1;
	return r < 0 ? r : 0;
}

/* The actor itself, or whom its key stands for by now. */
static int actor_now(struct store *s, struct arena *a, int64_t id, struct store_actor *out, struct err *e)
{
	int64_t to = 0;
	int r = store_actor(s, a, id, out, e);
	if (r == 0)
		r = rule_of(s, out->key, 0, &to, e);
	return r || !to || to == id ? r : store_actor(s, a, to, out, e);
}

/* ---- the choices ---- */

static int merge(struct store *s, struct arena *a, int64_t from, int64_t into, struct err *e)
{
	struct store_actor x, y;
	struct stories of = { 0 };
	struct rule *rule = NULL;
	uint32_t n = 0;
	int64_t choice;
	int r = actor_now(s, a, from, &x, e);
	if (r == 0)
		r = actor_now(s, a, into, &y, e);
	if (r == 0 && x.id == y.id)
		r = err_set(e, QD_EINVAL, "that is one actor already: " STR_FMT, STR_ARG(x.name));
	if (r == 0)
		r = next_choice(s, &choice, e);
	if (r == 0)
		r = stories_of(s, a, x.id, &of, e);
	if (r == 0)
		r = rules_to(s, a, x.id, &rule, &n, e);
	for (uint32_t i = 0; i < n && r == 0; i++)
		r = set_rule(s, choice, rule[i].key, rule[i].item, y.id, e);
	if (r == 0)
		r = set_rule(s, choice, x.key, 0, y.id, e);
	/* A rule may have sent y's own name elsewhere before. */
	int64_t away = 0;
	if (r == 0)
		r = rule_of(s, y.key, 0, &away, e);
	if (r == 0 && away)
		r = set_rule(s, choice, y.key, 0, 0, e);
	return r ? r : list_anew(s, &of, e);
}

int store_actor_merge(struct store *s, int64_t from, int64_t into, struct err *e)
{
	struct arena a = { 0 };
	int r = store_begin(s, e);
	if (r == 0)
		r = store_end(s, merge(s, &a, from, into, e), e);
	arena_free(&a);
	return r;
}

/* What was merged into it goes its own way again. */
static int part(struct store *s, struct arena *a, const struct store_actor *x, int64_t choice, struct err *e)
{
	struct rule *rule;
	struct stories of = { 0 };
	uint32_t n, parted = 0;
	int r = rules_to(s, a, x->id, &rule, &n, e);
	if (r == 0)
		r = stories_of(s, a, x->id, &of, e);
	for (uint32_t i = 0; i < n && r == 0; i++) {
		if (rule[i].item || str_eq(rule[i].key, x->key))
			continue;
		r = set_rule(s, choice, rule[i].key, 0, 0, e);
		parted++;
	}
	if (r == 0 && !parted)
		r = err_set(e, QD_EINVAL, "nothing was merged into " STR_FMT "; name the stories in which it is somebody else", STR_ARG(x->name));
	return r ? r : list_anew(s, &of, e);
}

/* A key for the actor that is split off: the first that is free of "KEY#2", "KEY#3", ... */
static int free_key(struct store *s, struct arena *a, struct str key, struct str *out, struct err *e)
{
	for (int n = 2; n < 1000; n++) {
		int64_t id;
		*out = arena_fmt(a, STR_FMT "#%d", STR_ARG(key), n);
		int r = actor_keyed(s, *out, &id, e);
		if (r || !id)
			return r;
	}
	return err_set(e, QD_ELIMIT, "this actor was split too often");
}

static int split(struct store *s, struct arena *a, int64_t actor, const int64_t *story, uint32_t nstory, int64_t *made, struct err *e)
{
	struct store_actor x;
	struct stories of = { 0 };
	struct str key;
	int64_t choice;
	uint32_t found = 0;
	int r = actor_now(s, a, actor, &x, e);
	if (r == 0)
		r = next_choice(s, &choice, e);
	if (r)
		return r;
	*made = x.id;
	if (!nstory)
		return part(s, a, &x, choice, e);
	r = free_key(s, a, x.key, &key, e);
	if (r == 0)
		r = actor_new(s, key, x.name, x.type, made, e);
	for (uint32_t i = 0; i < nstory && r == 0; i++) {
		struct doc *d;
		r = annotation_doc(s, story[i], &d, e);
		for (uint32_t k = 0; r == 0 && k < d->nactor; k++) {
			int64_t id = 0;
			r = actor_rule(s, d->actor[k].key, story[i], &id, e);
			if (r == 0)
				r = actor_keyed(s, d->actor[k].key, &id, e);
			if (r >= 0 && id == x.id) {
				r = set_rule(s, choice, d->actor[k].key, story[i], *made, e);
				found++;
			}
			r = r > 0 ? 0 : r;
		}
		doc_free(d);
		ARENA_PUSH(a, int64_t, of.item, of.n, of.cap, story[i]);
	}
	if (r == 0 && !found)
		r = err_set(e, QD_EINVAL, STR_FMT " is in none of these stories", STR_ARG(x.name));
	return r ? r : list_anew(s, &of, e);
}

int store_actor_split(struct store *s, int64_t actor, const int64_t *story, uint32_t n, int64_t *made, struct err *e)
{
	struct arena a = { 0 };
	int r = store_begin(s, e);
	if (r == 0)
		r = store_end(s, split(s, &a, actor, story, n, made, e), e);
	arena_free(&a);
	return r;
}

/* The names that an actor has: given by the user, and others. */
static int names_of(struct store *s, struct arena *a, int64_t id, struct str *given, struct str *also, struct err *e)
{
	sqlite3_stmt *st;
	int r = sql_row_of(s, SQL_actor_names, id, &st, e);
	if (r > 0) {
		*given = sql_str(st, 1, a);
		*also = sql_str(st, 2, a);
		sqlite3_reset(st);
	}
	return r > 0 ? 0 : r < 0 ? r : sql_no_such("actor", id, e);
}

static int rename_to(struct store *s, struct arena *a, int64_t actor, struct str name, struct err *e)
{
	struct store_actor x;
	struct str given, also;
	int64_t choice;
	int r = actor_now(s, a, actor, &x, e);
	if (r == 0)
		r = names_of(s, a, x.id, &given, &also, e);
	if (r == 0)
		r = next_choice(s, &choice, e);
	if (r == 0)
		r = remember(s, choice, x.key, NAMED, x.id, given, e);
	return r ? r : actor_set_names(s, x.id, name, also, e);
}

int store_actor_rename(struct store *s, int64_t actor, struct str name, struct err *e)
{
	struct arena a = { 0 };
	struct buf clean;
	buf_init(&clean, ACTOR_TEXT_MAX + 1);
	utf8_sanitise(&clean, name, UTF8_LINE);
	struct str line = str_trim(buf_str(&clean));
	int r = line.n < ACTOR_TEXT_MAX ? store_begin(s, e) : err_set(e, QD_EINVAL, "the name is too long");
	if (r == 0)
		r = store_end(s, rename_to(s, &a, actor, line, e), e);
	buf_free(&clean);
	arena_free(&a);
	return r;
}

/* ---- taking back ---- */

struct before {
	struct str key, name;
	int64_t item, actor;
};

static int take_back(struct store *s, struct arena *a, struct err *e)
{
	struct before *b = NULL;
	struct stories of = { 0 };
	uint32_t n = 0, cap = 0;
	int64_t choice = 0;
	int r = sql_one(s, SQL_choice_last, NULL, 0, &choice, e);
	if (r < 0)
		return r;
	if (!choice)
		return err_set(e, QD_ENOTFOUND, "there is no choice to take back");
	sqlite3_stmt *st = sql_bound(s, SQL_choice_rows, &choice, 1, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		struct before one = { sql_str(st, 0, a), sql_str(st, 3, a), sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2) };
		ARENA_PUSH(a, struct before, b, n, cap, one);
	}
	/* The stories, before anything changes: those of whom each name stands for now. */
	struct map seen = { 0 };
	for (uint32_t i = 0; i < n && r == 0; i++) {
		int64_t id = 0;
		if (b[i].item == NAMED)
			continue;
		if (b[i].item) {
			ARENA_PUSH(a, int64_t, of.item, of.n, of.cap, b[i].item);
			continue;
		}
		r = rule_of(s, b[i].key, 0, &id, e);
		if (r == 0 && !id)
			r = actor_keyed(s, b[i].key, &id, e);
		uint64_t *once = map_put(&seen, arena_fmt(a, "%lld", (long long)id));
		if (r == 0 && id && !*once)
			r = stories_of(s, a, id, &of, e);
		*once = 1;
	}
	map_free(&seen);
	for (uint32_t i = n; i-- > 0 && r == 0;) {
		struct str given, also;
		if (b[i].item == NAMED) {
			r = names_of(s, a, b[i].actor, &given, &also, e);
			if (r == 0)
				r = actor_set_names(s, b[i].actor, b[i].name, also, e);
		} else {
			r = actor_rule_put(s, b[i].key, b[i].item, b[i].actor, e);
		}
	}
	if (r == 0)
		r = sql_do(s, SQL_choice_drop, &choice, 1, e);
	return r ? r : list_anew(s, &of, e);
}

int store_actor_undo(struct store *s, struct err *e)
{
	struct arena a = { 0 };
	int r = store_begin(s, e);
	if (r == 0)
		r = store_end(s, take_back(s, &a, e), e);
	arena_free(&a);
	return r;
}

/* ---- a document as its reader chose to see it ---- */

static void now_is(int32_t *actor, const uint32_t *to)
{
	if (*actor >= 0)
		*actor = (int32_t)to[*actor];
}

/* Actors that have one key become one, and what referred to any of them refers to it. */
static void join_same(struct doc *d)
{
	struct map seen = { 0 }; /* key -> new index + 1 */
	struct arena a = { 0 };
	uint32_t *to = ARENA_NEW(&a, uint32_t, d->nactor), n = 0;
	for (uint32_t i = 0; i < d->nactor; i++) {
		uint64_t *first = map_put(&seen, d->actor[i].key);
		if (*first) {
			to[i] = (uint32_t)*first - 1;
			struct actor *one = &d->actor[to[i]];
			one->mentions += d->actor[i].mentions;
			if (!one->role.n)
				one->role = d->actor[i].role;
			continue;
		}
		*first = n + 1;
		to[i] = n;
		d->actor[n++] = d->actor[i];
	}
	d->nactor = n;
	for (uint32_t i = 0; i < d->nentity; i++)
		now_is(&d->entity[i].actor, to);
	for (uint32_t i = 0; i < d->nmention; i++)
		now_is(&d->mention[i].actor, to);
	for (uint32_t i = 0; i < d->nquote; i++) {
		now_is(&d->quote[i].actor, to);
		if (d->quote[i].actor >= 0)
			d->quote[i].speaker_name = d->actor[d->quote[i].actor].name;
	}
	map_free(&seen);
	arena_free(&a);
}

int store_doc_choices(struct store *s, int64_t item, struct doc *d, struct err *e)
{
	int64_t any = 0;
	bool chosen = false;
	int r = sql_one(s, SQL_choices_any, NULL, 0, &any, e);
	if (r <= 0 || !any)
		return r < 0 ? r : 0;
	r = 0;
	for (uint32_t i = 0; i < d->nactor && r == 0; i++) {
		struct actor *ac = &d->actor[i];
		sqlite3_stmt *st = sql_get(s, SQL_actor_chosen, &r, e);
		if (!st)
			break;
		sql_bind_str(st, 1, ac->key);
		sqlite3_bind_int64(st, 2, item);
		r = sql_row(s, st, e);
		if (r <= 0)
			continue;
		struct str key = sql_peek(st, 0), name = sql_peek(st, 1);
		if (!str_eq(key, ac->key) || sqlite3_column_int(st, 2)) {
			chosen = true;
			ac->key = arena_str(&d->arena, key);
			ac->name = arena_str(&d->arena, name);
		}
		sqlite3_reset(st);
		r = 0;
	}
	if (chosen)
		join_same(d);
	return r;
}
