/* store_item.c - single items: finding, flags, bodies, what is still to be annotated. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/text.h"
#include "store_int.h"

struct named {
	int64_t place, id;
	struct str name;
};

static int by_place(const void *x, const void *y)
{
	const struct named *a = x, *b = y;
	return a->place != b->place ? (a->place > b->place) - (a->place < b->place) : (a->id > b->id) - (a->id < b->id);
}

/* The other feeds that have the story, in the order of the subscriptions. */
static int also_in(struct store *s, struct arena *a, struct store_item *it, struct err *e)
{
	int r;
	struct named *found = NULL;
	uint32_t n = 0, cap = 0;
	sqlite3_stmt *st = sql_bound(s, SQL_twin_names, (int64_t[]){ it->id }, 1, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		struct named one = { sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2), sql_str(st, 0, a) };
		ARENA_PUSH(a, struct named, found, n, cap, one);
	}
	if (n)
		qsort(found, n, sizeof *found, by_place);
	it->also = ARENA_NEW(a, struct str, n);
	for (uint32_t i = 0; i < n; i++)
		it->also[it->nalso++] = found[i].name;
	return r;
}

int item_from_row(struct store *s, struct store_item *out, sqlite3_stmt *st, struct arena *a, struct err *e)
{
	*out = (struct store_item){
		.id = sqlite3_column_int64(st, 0),
		.feed = sqlite3_column_int64(st, 1),
		.title = sql_str(st, 2, a),
		.url = sql_str(st, 3, a),
		.author = sql_str(st, 4, a),
		.feed_title = sql_str(st, 5, a),
		.summary = sql_str(st, 6, a),
		.published = sqlite3_column_int64(st, 7),
		.received = sqlite3_column_int64(st, 8),
		.flags = (uint32_t)sqlite3_column_int64(st, 9),
		.given = sql_str(st, 10, a),
		.family = sqlite3_column_int64(st, 12),
	};
	return sqlite3_column_int64(st, 11) ? also_in(s, a, out, e) : 0;
}

void store_item_sources(struct buf *out, const struct store_item *it, size_t cells)
{
	size_t from = out->n;
	buf_add(out, it->feed_title);
	for (uint32_t i = 0; i < it->nalso; i++)
		buf_addf(out, ", " STR_FMT, STR_ARG(it->also[i]));
	if (!it->nalso || !cells || text_width(str_n(out->s + from, out->n - from)) <= cells)
		return;
	out->n = from;
	buf_addf(out, STR_FMT " +%u", STR_ARG(it->feed_title), it->nalso);
}

struct store_item store_item_copy(struct arena *a, const struct store_item *it)
{
	struct store_item c = *it;
	c.title = arena_str(a, it->title);
	c.url = arena_str(a, it->url);
	c.author = arena_str(a, it->author);
	c.feed_title = arena_str(a, it->feed_title);
	c.summary = arena_str(a, it->summary);
	c.given = arena_str(a, it->given);
	c.also = ARENA_NEW(a, struct str, it->nalso);
	for (uint32_t i = 0; i < it->nalso; i++)
		c.also[i] = arena_str(a, it->also[i]);
	return c;
}

int store_item(struct store *s, struct arena *a, int64_t id, struct store_item *out, struct err *e)
{
	sqlite3_stmt *st;
	int r = sql_row_of(s, SQL_item, id, &st, e);
	if (r <= 0)
		return r < 0 ? r : sql_no_such("story", id, e);
	r = item_from_row(s, out, st, a, e);
	sqlite3_reset(st);
	return r;
}

int store_item_find(struct store *s, struct str what, int64_t *id, struct err *e)
{
	int r;
	int64_t key, hash = (int64_t)str_hash(what);
	enum sole sole = story_key(&key, what, what);
	sqlite3_stmt *st = sql_get(s, SQL_item_by_url, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, key);
	sql_bind_str(st, 2, what);
	r = sql_row(s, st, e);
	if (r > 0) {
		*id = sqlite3_column_int64(st, 0);
		sqlite3_reset(st);
	}
	if (r == 0 && sole)
		r = sql_one(s, SQL_story_holder, &key, 1, id, e);
	if (r == 0)
		r = sql_one(s, SQL_item_by_guid, &hash, 1, id, e);
	if (r == 0)
		r = sql_one(s, SQL_twin_by_guid, &hash, 1, id, e);
	int64_t number, feed;
	if (r == 0 && str_int(&number, what) == 0) {
		r = sql_one(s, SQL_item_state, &number, 1, &feed, e);
		if (r > 0)
			*id = number;
	}
	if (r == 0)
		return err_set(e, QD_ENOTFOUND, "no story has the address, id or number \"" STR_FMT "\"", STR_ARG(str_sub(what, 0, 200)));
	return r < 0 ? r : 0;
}

/* A story of several feeds counts in each of them, and in their circle. */
static int count_shared(struct store *s, int64_t id, int64_t circle, int unread, int starred, bool now_unread, struct err *e)
{
	struct arena a = { 0 };
	int64_t *feed;
	uint32_t n;
	int r = sql_ids(s, &a, SQL_twin_feeds, &id, 1, &feed, &n, e);
	for (uint32_t i = 0; i < n && r == 0; i++)
		r = sql_do(s, SQL_feed_counts, (int64_t[]){ feed[i], 0, unread, starred }, 4, e);
	if (r == 0 && unread)
		r = sql_do(s, SQL_twin_unread, (int64_t[]){ id, now_unread }, 2, e);
	arena_free(&a);
	return r ? r : sql_do(s, SQL_circle_counts, (int64_t[]){ circle, 0, unread, starred }, 4, e);
}

int item_set_flags(struct store *s, int64_t id, uint32_t set, uint32_t clear, struct err *e)
{
	sqlite3_stmt *st;
	int r = sql_row_of(s, SQL_item_state, id, &st, e);
	if (r <= 0)
		return r < 0 ? r : sql_no_such("story", id, e);
	int64_t feed = sqlite3_column_int64(st, 0), circle = sqlite3_column_int64(st, 5);
	bool unread = sqlite3_column_int(st, 1) != 0, starred = sqlite3_column_int(st, 2) != 0;
	sqlite3_reset(st);
	bool to_unread = set & ITEM_READ ? false : clear & ITEM_READ ? true : unread;
	bool to_starred = set & ITEM_STARRED ? true : clear & ITEM_STARRED ? false : starred;
	r = 0;
	if (to_unread != unread)
		r = sql_do(s, SQL_item_unread_set, (int64_t[]){ id, to_unread }, 2, e);
	if (r == 0 && to_starred != starred)
		r = sql_do(s, SQL_item_starred_set, (int64_t[]){ id, to_starred }, 2, e);
	int by_unread = (int)to_unread - (int)unread, by_starred = (int)to_starred - (int)starred;
	if (r || (!by_unread && !by_starred))
		return r;
	r = sql_do(s, SQL_feed_counts, (int64_t[]){ feed, 0, by_unread, by_starred }, 4, e);
	return r || !circle ? r : count_shared(s, id, circle, by_unread, by_starred, to_unread, e);
}

int store_item_flags(struct store *s, int64_t id, uint32_t set, uint32_t clear, struct err *e)
{
	int r = store_begin(s, e);
	return r ? r : store_end(s, item_set_flags(s, id, set, clear, e), e);
}

int store_item_body(struct store *s, struct arena *a, int64_t id, struct str *html, struct err *e)
{
	*html = STR("");
	int r = sql_one_blob(s, a, SQL_body_get, &id, 1, html, e);
	return r < 0 ? r : 0;
}

int store_items_unannotated(struct store *s, struct arena *a, uint32_t limit, int64_t **out, uint32_t *n, struct err *e)
{
	uint32_t cap = 0;
	int64_t any;
	*out = NULL;
	*n = 0;
	int r = sql_one(s, SQL_todo_some, NULL, 0, &any, e);
	if (r <= 0)
		return r;
	r = sql_ids_more(s, a, SQL_todo_unread, (int64_t[]){ limit }, 1, out, n, &cap, e);
	if (r == 0 && *n < limit)
		r = sql_ids_more(s, a, SQL_todo_any, (int64_t[]){ limit - *n }, 1, out, n, &cap, e);
	return r;
}
