/* store_list.c - windows of lists by keyset, their counts, and marking a list read.
 *
 * Every list is ordered by (published, id), newest first, and read from a place (an anchor) on; nothing is ever skipped by OFFSET. A tag
 * is a merge of its feeds' lists: each feed gives a few keys at a time, so that the cost is one look-up a feed and the window itself.
 * So is the list of a feed that has stories of other feeds' (store_twin.c).
 */
#include "config.h"

#include <stdlib.h>

#include "quotidian/filter.h"
#include "quotidian/paths.h"
#include "store_int.h"

static const struct item_anchor TOP = { INT64_MAX, INT64_MAX }, END = { INT64_MIN, INT64_MIN };

static void reverse(struct store_item *it, uint32_t n)
{
	for (uint32_t i = 0; i + 1 < n - i; i++) {
		struct store_item t = it[i];
		it[i] = it[n - 1 - i];
		it[n - 1 - i] = t;
	}
}

/* Runs a list statement whose parameters 1 to 3 are anchor and limit; 4 and 5 are extra[]. */
static int run_list(struct store *s, struct arena *a, enum sql_id id, const struct item_anchor *from, uint32_t limit, const int64_t *extra,
                    int nextra, struct store_item **out, uint32_t *n, struct err *e)
{
	int r;
	uint32_t cap = 0;
	sqlite3_stmt *st = sql_get(s, id, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, from->published);
	sqlite3_bind_int64(st, 2, from->id);
	sqlite3_bind_int64(st, 3, limit);
	for (int i = 0; i < nextra; i++)
		sqlite3_bind_int64(st, 4 + i, extra[i]);
	while ((r = sql_row(s, st, e)) > 0) {
		struct store_item it;
		r = item_from_row(s, &it, st, a, e);
		if (r) {
			sqlite3_reset(st);
			return r;
		}
		ARENA_PUSH(a, struct store_item, *out, *n, cap, it);
	}
	return r;
}

static int fetch_ids(struct store *s, struct arena *a, const int64_t *id, uint32_t nid, struct store_item **out, uint32_t *n, struct err *e)
{
	*out = ARENA_NEW(a, struct store_item, nid);
	for (uint32_t i = 0; i < nid; i++) {
		int r = store_item(s, a, id[i], &(*out)[*n], e);
		if (r && r != QD_ENOTFOUND)
			return r;
		if (r == 0)
			++*n;
	}
	return 0;
}

/* ---- merging feeds ---- */

#define CHUNK 16
struct run { /* the next keys of one feed */
	struct item_anchor key[CHUNK];
	int64_t feed;
	enum sql_id sql;
	uint32_t n, at, want;
};
struct merge {
	struct run *run;
	uint32_t *heap, nheap; /* runs with keys left, the next one on top */
	bool back;
};

static bool before(const struct merge *m, uint32_t x, uint32_t y)
{
	const struct item_anchor *a = &m->run[x].key[m->run[x].at], *b = &m->run[y].key[m->run[y].at];
	bool newer = a->published != b->published ? a->published > b->published : a->id > b->id;
	return newer != m->back;
}

static void sift(struct merge *m, uint32_t i)
{
	for (;;) {
		uint32_t l = 2 * i + 1, best = i;
		if (l < m->nheap && before(m, m->heap[l], m->heap[best]))
			best = l;
		if (l + 1 < m->nheap && before(m, m->heap[l + 1], m->heap[best]))
			best = l + 1;
		if (best == i)
			return;
		uint32_t t = m->heap[i];
		m->heap[i] = m->heap[best];
		m->heap[best] = t;
		i = best;
	}
}

static int refill(struct store *s, struct run *run, struct item_anchor from, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, run->sql, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, from.published);
	sqlite3_bind_int64(st, 2, from.id);
	sqlite3_bind_int64(st, 3, run->want);
	sqlite3_bind_int64(st, 4, run->feed);
	run->at = run->n = 0;
	while ((r = sql_row(s, st, e)) > 0)
		run->key[run->n++] = (struct item_anchor){ sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1) };
	run->want = run->want * 4 < CHUNK ? run->want * 4 : CHUNK;
	return r;
}

/* Feeds of a tag, subscribed and not empty. */
static int tag_feeds(struct store *s, struct arena *a, struct str tag, bool unread_only, int64_t **out, uint32_t *n, struct err *e)
{
	int r;
	uint32_t cap = 0;
	*out = NULL;
	*n = 0;
	sqlite3_stmt *st = sql_get(s, SQL_feed_tags, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		if (sqlite3_column_type(st, 4) != SQLITE_NULL && sqlite3_column_int64(st, unread_only ? 3 : 2) > 0 &&
		    tag_in(sql_peek(st, 1), tag))
			ARENA_PUSH(a, int64_t, *out, *n, cap, sqlite3_column_int64(st, 0));
	}
	return r;
}

/* A feed's stories come from its own items and from those that it shares: two runs. */
static int list_feeds(struct store *s, struct arena *a, const int64_t *feed, uint32_t nfeed, bool unread_only, const struct item_anchor *from,
                      bool back, uint32_t limit, struct store_item **out, uint32_t *n, struct err *e)
{
	struct arena scratch = { 0 };
	struct merge m = { .back = back };
	const enum sql_id sql[2] = {
		unread_only ? (back ? SQL_key_unread_before : SQL_key_unread_behind) : (back ? SQL_key_before : SQL_key_behind),
		unread_only ? (back ? SQL_twin_unread_before : SQL_twin_unread_behind) : (back ? SQL_twin_before : SQL_twin_behind),
	};
	int r = 0;
	m.run = ARENA_NEW(&scratch, struct run, (size_t)nfeed * 2);
	m.heap = ARENA_NEW(&scratch, uint32_t, (size_t)nfeed * 2);
	for (uint32_t i = 0; i < nfeed * 2 && r == 0; i++) {
		m.run[i].feed = feed[i / 2];
		m.run[i].sql = sql[i % 2];
		m.run[i].want = 2;
		r = refill(s, &m.run[i], *from, e);
		if (m.run[i].n)
			m.heap[m.nheap++] = i;
	}
	for (uint32_t i = m.nheap / 2; i-- > 0;)
		sift(&m, i);
	int64_t *id = NULL;
	uint32_t nid = 0, cap = 0;
	while (r == 0 && m.nheap && nid < limit) {
		struct run *run = &m.run[m.heap[0]];
		struct item_anchor key = run->key[run->at++];
		if (!nid || id[nid - 1] != key.id) /* in two of the feeds */
			ARENA_PUSH(&scratch, int64_t, id, nid, cap, key.id);
		if (run->at == run->n)
			r = refill(s, run, key, e);
		if (run->at == run->n)
			m.heap[0] = m.heap[--m.nheap];
		sift(&m, 0);
	}
	if (r == 0)
		r = fetch_ids(s, a, id, nid, out, n, e);
	arena_free(&scratch);
	return r;
}

static int list_tag(struct store *s, struct arena *a, const struct item_view *v, const struct item_anchor *from, bool back, uint32_t limit,
                    struct store_item **out, uint32_t *n, struct err *e)
{
	struct arena scratch = { 0 };
	int64_t *feed;
	uint32_t nfeed;
	int r = tag_feeds(s, &scratch, v->text, v->unread_only, &feed, &nfeed, e);
	if (r == 0)
		r = list_feeds(s, a, feed, nfeed, v->unread_only, from, back, limit, out, n, e);
	arena_free(&scratch);
	return r;
}

/* ---- queries ---- */

static int list_filter(struct store *s, struct arena *a, const struct item_view *v, const struct item_anchor *from, bool back,
                       uint32_t limit, struct store_item **out, uint32_t *n, struct err *e)
{
	struct arena scratch = { 0 };
	struct search_hit *hit;
	uint32_t nhit, lo = 0;
	int r = filter_hits(s, &scratch, v, back ? NULL : from, back ? SEARCH_MAX : limit, &hit, &nhit, e);
	if (r == 0) {
		while (back && nhit && (hit[nhit - 1].published < from->published ||
		                        (hit[nhit - 1].published == from->published && hit[nhit - 1].id <= from->id)))
			nhit--;
		if (nhit > limit)
			lo = nhit - limit;
		int64_t *id = ARENA_NEW(&scratch, int64_t, nhit);
		for (uint32_t i = lo; i < nhit; i++)
			id[i - lo] = hit[i].id;
		r = fetch_ids(s, a, id, nhit - lo, out, n, e);
	}
	arena_free(&scratch);
	return r;
}

/* ---- the lists ---- */

int store_items(struct store *s, struct arena *a, const struct item_view *v, const struct item_anchor *from, bool back, uint32_t limit,
                struct store_item **out, uint32_t *n, struct err *e)
{
	return (v->fold ? fold_items : list_items)(s, a, v, from, back, limit, out, n, e);
}

int list_items(struct store *s, struct arena *a, const struct item_view *v, const struct item_anchor *from, bool back, uint32_t limit,
               struct store_item **out, uint32_t *n, struct err *e)
{
	*out = NULL;
	*n = 0;
	if (v->filter.n)
		return list_filter(s, a, v, back && !from ? &END : from, back, limit, out, n, e);
	if (!from)
		from = back ? &END : &TOP;
	const int64_t extra[2] = { v->id, v->unread_only };
	int64_t any;
	enum sql_id sql;
	int r;
	switch (v->kind) {
	case VIEW_ALL:
		sql = v->unread_only ? (back ? SQL_unread_before : SQL_unread_behind) : (back ? SQL_all_before : SQL_all_behind);
		r = run_list(s, a, sql, from, limit, NULL, 0, out, n, e);
		break;
	case VIEW_FEED:
		sql = v->unread_only ? (back ? SQL_feed_unread_before : SQL_feed_unread_behind) : (back ? SQL_feed_before : SQL_feed_behind);
		r = sql_one(s, SQL_twins_any, &v->id, 1, &any, e);
		if (r > 0)
			r = list_feeds(s, a, &v->id, 1, v->unread_only, from, back, limit, out, n, e);
		else if (r == 0)
			r = run_list(s, a, sql, from, limit, extra, 1, out, n, e);
		break;
	case VIEW_STARRED:
		r = run_list(s, a, back ? SQL_starred_before : SQL_starred_behind, from, limit, extra + 1, 1, out, n, e);
		break;
	case VIEW_ACTOR:
		r = run_list(s, a, back ? SQL_actor_before : SQL_actor_behind, from, limit, extra, 2, out, n, e);
		break;
	case VIEW_TAG:
		r = list_tag(s, a, v, from, back, limit, out, n, e);
		break;
	default:
		return err_set(e, QD_EINVAL, "no such list");
	}
	if (r == 0 && back)
		reverse(*out, *n);
	return r;
}

/* First row's two numbers. */
static int two_numbers(struct store *s, enum sql_id id, const int64_t *v, int nv, uint32_t *x, uint32_t *y, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_bound(s, id, v, nv, &r, e);
	if (!st)
		return r;
	r = sql_row(s, st, e);
	if (r > 0) {
		*x = (uint32_t)sqlite3_column_int64(st, 0);
		*y = (uint32_t)sqlite3_column_int64(st, 1);
		sqlite3_reset(st);
	}
	return r < 0 ? r : 0;
}

static int by_feed(const void *x, const void *y)
{
	const int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
	return (a > b) - (a < b);
}

/* Takes off what the sums over these feeds (ascending) count more than once. */
static int once(struct store *s, const int64_t *feed, uint32_t nfeed, uint32_t *total, uint32_t *unread, struct err *e)
{
	struct arena scratch = { 0 };
	struct store_circle *c;
	uint32_t n;
	int r = store_circles(s, &scratch, &c, &n, e);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t in = 0;
		for (uint32_t k = 0; k < c[i].nfeed; k++)
			in += bsearch(&c[i].feed[k], feed, nfeed, sizeof *feed, by_feed) != NULL;
		if (in > 1) {
			*total -= c[i].total * (in - 1);
			*unread -= c[i].unread * (in - 1);
		}
	}
	arena_free(&scratch);
	return r;
}

/* Over all subscribed feeds, or (`tag`) over those that have it. */
static int count_feeds(struct store *s, const struct str *tag, uint32_t *total, uint32_t *unread, struct err *e)
{
	struct arena scratch = { 0 };
	int64_t *feed = NULL;
	uint32_t n = 0, cap = 0;
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_feed_tags, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		if (sqlite3_column_type(st, 4) != SQLITE_NULL && (!tag || tag_in(sql_peek(st, 1), *tag))) {
			*total += (uint32_t)sqlite3_column_int64(st, 2);
			*unread += (uint32_t)sqlite3_column_int64(st, 3);
			ARENA_PUSH(&scratch, int64_t, feed, n, cap, sqlite3_column_int64(st, 0));
		}
	}
	if (r == 0 && n > 1) {
		qsort(feed, n, sizeof *feed, by_feed);
		r = once(s, feed, n, total, unread, e);
	}
	arena_free(&scratch);
	return r;
}

static int count_filter(struct store *s, const struct item_view *v, uint32_t *total, uint32_t *unread, struct err *e)
{
	struct arena scratch = { 0 };
	struct search_hit *hit;
	int r = filter_hits(s, &scratch, v, NULL, STORE_COUNT_MAX + 1, &hit, total, e);
	for (uint32_t i = 0; i < *total; i++)
		*unread += hit[i].unread;
	arena_free(&scratch);
	return r;
}

int store_view_count(struct store *s, const struct item_view *v, uint32_t *total, uint32_t *unread, struct err *e)
{
	*total = *unread = 0;
	if (v->filter.n)
		return count_filter(s, v, total, unread, e);
	switch (v->kind) {
	case VIEW_ALL:
		return count_feeds(s, NULL, total, unread, e);
	case VIEW_FEED: {
		struct arena scratch = { 0 };
		struct store_feed f = { 0 };
		int r = store_feed(s, &scratch, v->id, &f, e);
		*total = f.total;
		*unread = f.unread;
		arena_free(&scratch);
		return r;
	}
	case VIEW_STARRED:
		return two_numbers(s, SQL_starred_count, NULL, 0, total, unread, e);
	case VIEW_ACTOR:
		return two_numbers(s, SQL_actor_count, (int64_t[]){ v->id, STORE_COUNT_MAX + 1 }, 2, total, unread, e);
	case VIEW_TAG:
		return count_feeds(s, &v->text, total, unread, e);
	}
	return err_set(e, QD_EINVAL, "no such list");
}

/* ---- marking read ---- */

struct marked {
	struct arena *a; /* NULL: ids are not wanted */
	int64_t *id;
	uint32_t n, cap;
};

/* What the feed shares with others is marked item by item, as it counts in all of them. */
static int mark_shared(struct store *s, int64_t feed, enum sql_id which, struct marked *m, struct err *e)
{
	struct arena scratch = { 0 };
	int64_t *id;
	uint32_t n;
	int r = sql_ids(s, &scratch, which, &feed, 1, &id, &n, e);
	for (uint32_t i = 0; i < n && r == 0; i++) {
		r = item_set_flags(s, id[i], ITEM_READ, 0, e);
		if (m->a)
			ARENA_PUSH(m->a, int64_t, m->id, m->n, m->cap, id[i]);
	}
	arena_free(&scratch);
	return r;
}

static int mark_feed(struct store *s, int64_t feed, struct marked *m, struct err *e)
{
	struct arena scratch = { 0 };
	int64_t *id;
	uint32_t n;
	int r = mark_shared(s, feed, SQL_unread_shared, m, e);
	if (r == 0)
		r = mark_shared(s, feed, SQL_unread_twins, m, e);
	if (r == 0 && m->a) {
		r = sql_ids(s, &scratch, SQL_unread_of_feed, &feed, 1, &id, &n, e);
		for (uint32_t i = 0; i < n && r == 0; i++)
			ARENA_PUSH(m->a, int64_t, m->id, m->n, m->cap, id[i]);
		arena_free(&scratch);
	}
	if (r == 0)
		r = sql_do(s, SQL_mark_feed, &feed, 1, e);
	return r ? r : sql_do(s, SQL_feed_all_read, &feed, 1, e);
}

/* Feeds with something unread in a view that is made of whole feeds. */
static int feeds_of(struct store *s, struct arena *a, const struct item_view *v, int64_t **out, uint32_t *n, struct err *e)
{
	if (v->kind == VIEW_TAG)
		return tag_feeds(s, a, v->text, true, out, n, e);
	if (v->kind == VIEW_FEED) {
		*out = ARENA_NEW(a, int64_t, 1);
		(*out)[0] = v->id;
		*n = 1;
		return 0;
	}
	int r;
	uint32_t cap = 0;
	sqlite3_stmt *st = sql_get(s, SQL_feed_tags, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		if (sqlite3_column_type(st, 4) != SQLITE_NULL && sqlite3_column_int64(st, 3) > 0)
			ARENA_PUSH(a, int64_t, *out, *n, cap, sqlite3_column_int64(st, 0));
	}
	return r;
}

/* Once through a list; *some: something changed. */
static int mark_pass(struct store *s, const struct item_view *v, uint32_t set, uint32_t clear, struct marked *m, bool *some, struct err *e)
{
	struct item_anchor at = TOP;
	for (;;) {
		struct arena scratch = { 0 };
		struct store_item *it;
		uint32_t n;
		int r = store_items(s, &scratch, v, &at, false, 500, &it, &n, e);
		for (uint32_t i = 0; i < n && r == 0; i++) {
			at = (struct item_anchor){ it[i].published, it[i].id };
			if ((it[i].flags & set) == set && !(it[i].flags & clear))
				continue;
			*some = true;
			r = item_set_flags(s, it[i].id, set, clear, e);
			if (m->a)
				ARENA_PUSH(m->a, int64_t, m->id, m->n, m->cap, it[i].id);
		}
		arena_free(&scratch);
		if (r || n == 0)
			return r;
	}
}

/* Lists that cut across feeds: item by item. A query gives a bounded number of answers, so it is asked for what is still to be done until
 * nothing is. */
static int mark_items(struct store *s, const struct item_view *v, uint32_t set, uint32_t clear, struct marked *m, struct err *e)
{
	struct item_view left = *v;
	struct buf query;
	bool some;
	int r;
	buf_init(&query, 2 * FILTER_TEXT_MAX);
	left.fold = false;
	left.unread_only = (set & ITEM_READ) != 0;
	if (!(set & ITEM_READ)) {
		const char *still = clear & ITEM_READ ? "is:read" : set & ITEM_STARRED ? "-is:starred" : "is:starred";
		if (v->filter.n)
			buf_addf(&query, "(" STR_FMT ") %s", STR_ARG(v->filter), still);
		else
			buf_addz(&query, still);
		left.filter = buf_str(&query);
	}
	do {
		some = false;
		r = mark_pass(s, &left, set, clear, m, &some, e);
	} while (r == 0 && some && left.filter.n);
	buf_free(&query);
	return r;
}

int store_mark_view(struct store *s, struct arena *a, const struct item_view *v, uint32_t set, uint32_t clear, int64_t **changed, uint32_t *n,
                    struct err *e)
{
	struct filter f;
	struct arena scratch = { 0 };
	struct marked m = { .a = changed ? a : NULL };
	int r = filter_parse(&f, &scratch, v->filter, clock_now(), e); /* by itself: its faults are told at their places */
	arena_free(&scratch);
	if (r)
		return r;
	if (set == ITEM_READ && !clear)
		return store_mark_read(s, a, v, changed, n, e);
	r = store_begin(s, e);
	if (r)
		return r;
	r = mark_items(s, v, set, clear, &m, e);
	if (changed) {
		*changed = m.id;
		*n = m.n;
	}
	return store_end(s, r, e);
}

int store_mark_read(struct store *s, struct arena *a, const struct item_view *v, int64_t **changed, uint32_t *n, struct err *e)
{
	int r = store_begin(s, e);
	if (r)
		return r;
	struct marked m = { .a = changed ? a : NULL };
	if (!v->filter.n && (v->kind == VIEW_ALL || v->kind == VIEW_FEED || v->kind == VIEW_TAG)) {
		struct arena scratch = { 0 };
		int64_t *feed = NULL;
		uint32_t nfeed = 0;
		r = feeds_of(s, &scratch, v, &feed, &nfeed, e);
		for (uint32_t i = 0; i < nfeed && r == 0; i++)
			r = mark_feed(s, feed[i], &m, e);
		arena_free(&scratch);
	} else {
		r = mark_items(s, v, ITEM_READ, 0, &m, e);
	}
	if (changed) {
		*changed = m.id;
		*n = m.n;
	}
	return store_end(s, r, e);
}
