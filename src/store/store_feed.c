/* store_feed.c - subscriptions: which feeds there are, in which order, and which are due. */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "quotidian/map.h"
#include "store_int.h"

static void feed_from_row(struct store_feed *out, sqlite3_stmt *st, struct arena *a)
{
	*out = (struct store_feed){
		.id = sqlite3_column_int64(st, 0),
		.url = sql_str(st, 1, a),
		.title = sql_str(st, 2, a),
		.link = sql_str(st, 3, a),
		.tags = sql_str(st, 4, a),
		.etag = sql_str(st, 5, a),
		.last_modified = sql_str(st, 6, a),
		.error = sql_str(st, 7, a),
		.last_poll = sqlite3_column_int64(st, 8),
		.last_success = sqlite3_column_int64(st, 9),
		.next_due = sqlite3_column_int64(st, 10),
		.errors_in_row = (uint32_t)sqlite3_column_int64(st, 11),
		.total = (uint32_t)sqlite3_column_int64(st, 12),
		.unread = (uint32_t)sqlite3_column_int64(st, 13),
		.starred = (uint32_t)sqlite3_column_int64(st, 14),
		.gone = sqlite3_column_int(st, 15) != 0,
		.moved_from = sql_str(st, 16, a),
	};
}

int store_feeds(struct store *s, struct arena *a, struct store_feed **out, uint32_t *n, struct err *e)
{
	int r;
	uint32_t cap = 0;
	*out = NULL;
	*n = 0;
	sqlite3_stmt *st = sql_get(s, SQL_feeds, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		struct store_feed f;
		feed_from_row(&f, st, a);
		ARENA_PUSH(a, struct store_feed, *out, *n, cap, f);
	}
	return r;
}

int store_feed(struct store *s, struct arena *a, int64_t id, struct store_feed *out, struct err *e)
{
	sqlite3_stmt *st;
	int r = sql_row_of(s, SQL_feed, id, &st, e);
	if (r <= 0)
		return r < 0 ? r : sql_no_such("feed", id, e);
	feed_from_row(out, st, a);
	sqlite3_reset(st);
	return 0;
}

int store_feeds_due(struct store *s, struct arena *a, int64_t now, bool all, int64_t **out, uint32_t *n, struct err *e)
{
	return sql_ids(s, a, SQL_feeds_due, (int64_t[]){ now, all, STORE_LEASE_S }, 3, out, n, e);
}

int store_feed_seen(struct store *s, int64_t id, int64_t *last_poll, struct err *e)
{
	*last_poll = 0;
	int r = sql_one(s, SQL_feed_seen, &id, 1, last_poll, e);
	return r < 0 ? r : 0;
}

int store_feed_claim(struct store *s, int64_t id, int64_t now, int64_t last_poll, bool *ours, struct err *e)
{
	int r = sql_do(s, SQL_feed_claim, (int64_t[]){ id, now, STORE_LEASE_S, last_poll, getpid() }, 5, e);
	*ours = r == 0 && sqlite3_changes(s->db) == 1;
	return r;
}

int store_feed_hold(struct store *s, int64_t id, int64_t until, struct err *e)
{
	return sql_do(s, SQL_feed_hold, (int64_t[]){ id, until }, 2, e);
}

int store_feed_unclaim_dead(struct store *s, struct err *e)
{
	int64_t dead[32];
	int n = 0, r;
	sqlite3_stmt *st = sql_get(s, SQL_feed_claimants, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		int64_t pid = sqlite3_column_int64(st, 0);
		if (n < 32 && (pid <= 0 || pid > INT32_MAX || (kill((pid_t)pid, 0) != 0 && errno == ESRCH)))
			dead[n++] = pid;
	}
	for (int i = 0; i < n && r == 0; i++)
		r = sql_do(s, SQL_feed_unclaim, &dead[i], 1, e);
	return r;
}

#define RHYTHM_ITEMS 20
#define WEEK 604800.0

static int by_length(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
	return (x > y) - (x < y);
}

static int newest_first(const void *a, const void *b)
{
	return by_length(b, a);
}

static int newest(struct store *s, enum sql_id id, int64_t feed, int64_t *out, int *n, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_bound(s, id, (int64_t[]){ feed, RHYTHM_ITEMS }, 2, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0)
		out[(*n)++] = sqlite3_column_int64(st, 0);
	return r;
}

int store_feed_rhythm(struct store *s, int64_t id, int64_t now, struct feed_rhythm *out, struct err *e)
{
	int64_t at[2 * RHYTHM_ITEMS], gap[RHYTHM_ITEMS];
	int n = 0;
	*out = (struct feed_rhythm){ 0 };
	int r = newest(s, SQL_feed_newest, id, at, &n, e);
	int own = n;
	if (r == 0)
		r = newest(s, SQL_feed_newest_twins, id, at, &n, e);
	if (r < 0 || n == 0)
		return r;
	if (n > own)
		qsort(at, (size_t)n, sizeof *at, newest_first);
	if (n > RHYTHM_ITEMS)
		n = RHYTHM_ITEMS;
	int64_t first = at[0], last = at[n - 1], span = now - last;
	for (int i = 1; i < n; i++)
		gap[i - 1] = at[i - 1] - at[i];
	out->per_week = n * WEEK / (double)(span > 86400 ? span : 86400);
	/* Stories without dates have that of their first poll, all the same one: that is no rhythm. */
	if (n < 3 || first == last)
		return 0;
	qsort(gap, (size_t)(n - 1), sizeof *gap, by_length);
	out->gap = gap[(n - 1) / 2];
	if (out->gap < (now - first) / 2)
		out->gap = (now - first) / 2;
	if (out->gap < 1)
		out->gap = 1;
	return 0;
}

bool tag_in(struct str tags, struct str tag)
{
	struct str part;
	while (str_split(&tags, ',', &part)) {
		if (str_eq(str_trim(part), tag))
			return true;
	}
	return false;
}

/* ---- making the table what the subscriptions file says ---- */

struct known {
	int64_t id, place; /* place -1: not subscribed */
	struct str url, user_title, tags;
	bool wanted;
};

static int load_known(struct store *s, struct arena *a, struct known **k, uint32_t *nk, struct map *by_url, struct err *e)
{
	int r;
	uint32_t cap = 0;
	*k = NULL;
	*nk = 0;
	struct map old = { 0 };
	sqlite3_stmt *st = sql_get(s, SQL_feeds_sync, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		struct str url = sql_str(st, 1, a), from = sql_str(st, 2, a);
		struct known one = { sqlite3_column_int64(st, 0), sqlite3_column_type(st, 5) == SQLITE_NULL ? -1 : sqlite3_column_int64(st, 5),
			             url, sql_str(st, 3, a), sql_str(st, 4, a), false };
		ARENA_PUSH(a, struct known, *k, *nk, cap, one);
		*map_put(by_url, url) = *nk;
		if (from.n)
			*map_put(&old, from) = *nk;
	}
	/* An address that moved for good still finds its feed, unless another one has it now. */
	for (size_t i = 0; i < old.n; i++) {
		uint64_t *v = map_put(by_url, old.slot[i].key);
		if (!*v)
			*v = old.slot[i].value;
	}
	map_free(&old);
	return r;
}

static int place_feed(struct store *s, struct known *k, const struct feed_ref *ref, int64_t place, struct err *e)
{
	if (k->place == place && str_eq(k->user_title, ref->title) && str_eq(k->tags, ref->tags))
		return 0;
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_feed_place, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, k->id);
	sql_bind_str(st, 2, ref->title);
	sql_bind_str(st, 3, ref->tags);
	sqlite3_bind_int64(st, 4, place);
	r = sql_run(s, st, e);
	if (r == 0 && k->place < 0)
		r = sql_do(s, SQL_feed_hide, (int64_t[]){ k->id, 0 }, 2, e);
	if (r == 0 && k->place < 0)
		r = twin_feed_returns(s, k->id, e);
	return r;
}

static int add_feed(struct store *s, const struct feed_ref *ref, int64_t place, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_feed_insert, &r, e);
	if (!st)
		return r;
	sql_bind_str(st, 1, ref->url);
	sql_bind_str(st, 2, ref->title);
	sql_bind_str(st, 3, ref->tags);
	sqlite3_bind_int64(st, 4, place);
	return sql_run(s, st, e);
}

/* The feed whose address the subscriptions file says to have changed, while the store has the old one: whoever rewrote the file was ended
 * before the store was written. 0: none. */
static uint64_t find_moved(const struct known *k, const struct map *by_url, const struct feed_ref *ref)
{
	const uint64_t *at = ref->was.n ? map_get(by_url, ref->was) : NULL;
	const struct known *old = at && *at ? &k[*at - 1] : NULL;
	return old && !old->wanted && old->place >= 0 && str_eq(old->url, ref->was) ? *at : 0;
}

static int move_feed(struct store *s, int64_t id, struct str to, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_feed_moved, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, id);
	sql_bind_str(st, 2, to);
	return sql_run(s, st, e);
}

static int sync_feeds(struct store *s, struct arena *a, struct map *by_url, const struct feed_ref *ref, uint32_t n, struct err *e)
{
	struct known *k;
	uint32_t nk;
	int r = load_known(s, a, &k, &nk, by_url, e);
	for (uint32_t i = 0; i < n && r == 0; i++) {
		uint64_t *at = map_put(by_url, ref[i].url);
		if (*at > nk)
			continue; /* named twice: the first counts */
		uint64_t moved = *at ? 0 : find_moved(k, by_url, &ref[i]);
		if (moved) {
			*at = moved;
			r = move_feed(s, k[moved - 1].id, ref[i].url, e);
			if (r)
				break;
		}
		if (!*at) {
			r = add_feed(s, &ref[i], i, e);
			*at = (uint64_t)nk + 1;
		} else if (!k[*at - 1].wanted) {
			k[*at - 1].wanted = true;
			r = place_feed(s, &k[*at - 1], &ref[i], i, e);
		}
	}
	for (uint32_t i = 0; i < nk && r == 0; i++) {
		if (k[i].wanted || k[i].place < 0)
			continue;
		r = sql_do(s, SQL_feed_unplace, &k[i].id, 1, e);
		if (r == 0)
			r = twin_feed_leaves(s, k[i].id, e);
		if (r == 0)
			r = sql_do(s, SQL_feed_hide, (int64_t[]){ k[i].id, 1 }, 2, e);
	}
	return r;
}

int store_feeds_sync(struct store *s, const struct feed_ref *ref, uint32_t n, struct err *e)
{
	int r = store_begin(s, e);
	if (r)
		return r;
	struct arena a = { 0 };
	struct map by_url = { 0 };
	r = sync_feeds(s, &a, &by_url, ref, n, e);
	map_free(&by_url);
	arena_free(&a);
	return store_end(s, r, e);
}
