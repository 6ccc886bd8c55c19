/* store_actor.c - actors and their stories. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/text.h"
#include "quotidian/utf8.h"
#include "quotidian/wire.h"
#include "store_int.h"

#define WITH_STORIES 200 /* newest stories of an actor in which others are counted */
#define MATCH_MAX 2000 /* names looked at for the most frequent ones among them */

static void actor_from_row(struct store_actor *out, sqlite3_stmt *st, struct arena *a)
{
	*out = (struct store_actor){
		.id = sqlite3_column_int64(st, 0),
		.key = sql_str(st, 1, a),
		.name = sql_str(st, 2, a),
		.role = sql_str(st, 3, a),
		.type = (uint8_t)sqlite3_column_int(st, 4),
		.stories = (uint32_t)sqlite3_column_int64(st, 5),
		.quotes = (uint32_t)sqlite3_column_int64(st, 6),
	};
}

/* 1 found, 0 not. */
static int actor_by_id(struct store *s, struct arena *a, int64_t id, struct store_actor *out, struct err *e)
{
	sqlite3_stmt *st;
	int r = sql_row_of(s, SQL_actor, id, &st, e);
	if (r > 0) {
		actor_from_row(out, st, a);
		sqlite3_reset(st);
	}
	return r;
}

int store_actor(struct store *s, struct arena *a, int64_t id, struct store_actor *out, struct err *e)
{
	int r = actor_by_id(s, a, id, out, e);
	return r > 0 ? 0 : r < 0 ? r : sql_no_such("actor", id, e);
}

static int top_actors(struct store *s, struct arena *a, uint32_t limit, struct store_actor **out, uint32_t *n, struct err *e)
{
	int r;
	uint32_t cap = 0;
	sqlite3_stmt *st = sql_bound(s, SQL_actor_top, (int64_t[]){ limit }, 1, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		struct store_actor ac;
		actor_from_row(&ac, st, a);
		ARENA_PUSH(a, struct store_actor, *out, *n, cap, ac);
	}
	return r;
}

static int more_stories(const void *x, const void *y)
{
	const struct store_actor *a = x, *b = y;
	if (a->stories != b->stories)
		return a->stories < b->stories ? 1 : -1;
	return (a->id > b->id) - (a->id < b->id);
}

/* Words to an FTS5 expression of their prefixes, all of which must match. */
static void prefixes(struct buf *out, struct str words)
{
	bool open = false;
	for (size_t i = 0, next = 0; i < words.n; i = next) {
		uint32_t cp = utf8_next(words, &next);
		/* What the tokenizer takes for a word: a mark inside would make a phrase of it, which the index has no places for. */
		bool word = (cp >= '0' && cp <= '9') || text_is_alpha(cp);
		if (word && !open)
			buf_addz(out, out->n ? " \"" : "\"");
		if (!word && open)
			buf_addz(out, "\"*");
		if (word)
			buf_add(out, str_sub(words, i, next));
		open = word;
	}
	if (open)
		buf_addz(out, "\"*");
}

int store_actors(struct store *s, struct arena *a, struct str like, uint32_t limit, struct store_actor **out, uint32_t *n, struct err *e)
{
	*out = NULL;
	*n = 0;
	struct buf match;
	buf_init(&match, 4096);
	prefixes(&match, str_sub(like, 0, utf8_floor(like, like.n < 500 ? like.n : 500)));
	if (!match.n) {
		buf_free(&match);
		return like.n ? 0 : top_actors(s, a, limit, out, n, e);
	}
	int r;
	int64_t *id = NULL;
	uint32_t nid = 0, cap = 0;
	sqlite3_stmt *st = sql_get(s, SQL_actor_match, &r, e);
	if (st) {
		sql_bind_str(st, 1, buf_str(&match));
		sqlite3_bind_int64(st, 2, MATCH_MAX);
		while ((r = sql_row(s, st, e)) > 0)
			ARENA_PUSH(a, int64_t, id, nid, cap, sqlite3_column_int64(st, 0));
	}
	buf_free(&match);
	*out = ARENA_NEW(a, struct store_actor, nid);
	for (uint32_t i = 0; i < nid && r >= 0; i++) {
		struct store_actor *ac = &(*out)[*n];
		int64_t to;
		r = actor_by_id(s, a, id[i], ac, e);
		/* The name of one that was merged into another finds that one. */
		if (r > 0 && !ac->stories && actor_rule(s, ac->key, 0, &to, e) > 0)
			r = actor_by_id(s, a, to, ac, e);
		if (r > 0 && ac->stories)
			++*n;
	}
	qsort(*out, *n, sizeof **out, more_stories);
	uint32_t once = 0;
	for (uint32_t i = 0; i < *n; i++)
		if (!once || (*out)[once - 1].id != (*out)[i].id)
			(*out)[once++] = (*out)[i];
	*n = once;
	if (*n > limit)
		*n = limit;
	return r < 0 ? r : 0;
}

int store_actor_named(struct store *s, struct arena *a, struct str what, int64_t but, struct store_actor *out, struct err *e)
{
	struct store_actor *found;
	uint32_t n, whole = 0, others = 0;
	int64_t id;
	if (str_int(&id, what) == 0)
		return store_actor(s, a, id, out, e);
	int r = store_actors(s, a, what, 20, &found, &n, e);
	for (uint32_t i = 0; i < n && r == 0; i++)
		if (found[i].id != but && !others++)
			*out = found[i];
	for (uint32_t i = 0; i < n && r == 0; i++)
		if (found[i].id != but && str_eq(found[i].name, what) && !whole++)
			*out = found[i];
	if (r || whole == 1 || (!whole && others == 1))
		return r;
	if (others)
		return err_set(e, QD_EINVAL, "\"" STR_FMT "\" is several actors: say which by its number from `quotidian actors`", STR_ARG(what));
	return err_set(e, QD_ENOTFOUND, "no actor's name begins with \"" STR_FMT "\"", STR_ARG(what));
}

struct actor_mentions {
	int64_t actor;
	uint32_t mentions;
};

/* The actors of a story as their numbers, most mentioned first. */
static int item_mentions(struct store *s, struct arena *a, int64_t item, struct actor_mentions **out, uint32_t *n, struct err *e)
{
	sqlite3_stmt *st;
	*out = NULL;
	*n = 0;
	int r = sql_row_of(s, SQL_annotation_get, item, &st, e);
	if (r <= 0)
		return r;
	struct wire w = wire_of(sql_str(st, 1, a));
	sqlite3_reset(st);
	uint64_t max = wire_get_max(&w, 1 << 16);
	*out = ARENA_NEW(a, struct actor_mentions, max);
	for (uint64_t i = 0; i < max; i++) {
		int64_t id = (int64_t)wire_get_u(&w);
		uint32_t m = (uint32_t)wire_get_u(&w);
		if (w.bad)
			return err_set(e, QD_EFORMAT, "%s: the actors of story %lld are damaged", s->path, (long long)item);
		(*out)[(*n)++] = (struct actor_mentions){ id, m };
	}
	return 0;
}

int store_item_actors(struct store *s, struct arena *a, int64_t item, struct store_actor **out, uint32_t **mentions, uint32_t *n, struct err *e)
{
	struct arena scratch = { 0 };
	struct actor_mentions *in;
	uint32_t nin;
	*n = 0;
	int r = item_mentions(s, &scratch, item, &in, &nin, e);
	*out = ARENA_NEW(a, struct store_actor, nin);
	*mentions = ARENA_NEW(a, uint32_t, nin);
	for (uint32_t i = 0; i < nin && r >= 0; i++) {
		r = actor_by_id(s, a, in[i].actor, &(*out)[*n], e);
		if (r > 0)
			(*mentions)[(*n)++] = in[i].mentions;
	}
	arena_free(&scratch);
	return r < 0 ? r : 0;
}

struct pair {
	int64_t actor;
	uint32_t stories;
};

static int by_actor(const void *x, const void *y)
{
	const struct pair *a = x, *b = y;
	return (a->actor > b->actor) - (a->actor < b->actor);
}

static int most_stories(const void *x, const void *y)
{
	const struct pair *a = x, *b = y;
	return a->stories != b->stories ? (a->stories < b->stories ? 1 : -1) : by_actor(x, y);
}

int store_actor_with(struct store *s, struct arena *a, int64_t actor, uint32_t limit, struct store_actor **out, uint32_t **stories, uint32_t *n,
                     struct err *e)
{
	struct arena scratch = { 0 };
	struct posting *post;
	struct pair *pair = NULL;
	uint32_t npost, npair = 0, cap = 0, kinds = 0;
	*n = 0;
	int r = store_postings(s, &scratch, actor, WITH_STORIES, &post, &npost, e);
	for (uint32_t i = 0; i < npost && r == 0; i++) {
		struct actor_mentions *in;
		uint32_t nin;
		r = item_mentions(s, &scratch, post[i].item, &in, &nin, e);
		for (uint32_t k = 0; k < nin && r == 0; k++)
			if (in[k].actor != actor)
				ARENA_PUSH(&scratch, struct pair, pair, npair, cap, ((struct pair){ in[k].actor, 1 }));
	}
	if (npair)
		qsort(pair, npair, sizeof *pair, by_actor);
	for (uint32_t i = 0; i < npair; i++) {
		if (kinds && pair[kinds - 1].actor == pair[i].actor)
			pair[kinds - 1].stories++;
		else
			pair[kinds++] = pair[i];
	}
	if (kinds)
		qsort(pair, kinds, sizeof *pair, most_stories);
	if (kinds > limit)
		kinds = limit;
	*out = ARENA_NEW(a, struct store_actor, kinds);
	*stories = ARENA_NEW(a, uint32_t, kinds);
	for (uint32_t i = 0; i < kinds && r >= 0; i++) {
		r = actor_by_id(s, a, pair[i].actor, &(*out)[*n], e);
		if (r > 0)
			(*stories)[(*n)++] = pair[i].stories;
	}
	arena_free(&scratch);
	return r < 0 ? r : 0;
}

/* ---- postings ---- */

static int postings(struct store *s, struct arena *a, enum sql_id id, const int64_t *v, int nv, struct posting **out, uint32_t *n, uint32_t *cap,
                    struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_bound(s, id, v, nv, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		struct posting p = { sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1), (uint32_t)sqlite3_column_int64(st, 2) };
		ARENA_PUSH(a, struct posting, *out, *n, *cap, p);
	}
	return r;
}

int store_postings(struct store *s, struct arena *a, int64_t actor, uint32_t limit, struct posting **out, uint32_t *n, struct err *e)
{
	uint32_t cap = 0;
	*out = NULL;
	*n = 0;
	return postings(s, a, SQL_postings, (int64_t[]){ actor, limit }, 2, out, n, &cap, e);
}

int store_postings_near(struct store *s, struct arena *a, int64_t actor, int64_t published, uint32_t before, uint32_t after,
                        struct posting **out, uint32_t *n, struct err *e)
{
	uint32_t cap = 0;
	*out = NULL;
	*n = 0;
	int r = postings(s, a, SQL_postings_before, (int64_t[]){ actor, published, before }, 3, out, n, &cap, e);
	return r ? r : postings(s, a, SQL_postings_after, (int64_t[]){ actor, published, after }, 3, out, n, &cap, e);
}
