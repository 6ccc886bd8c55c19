/* store_delete.c - stories that go: one that the user throws away, and all that nobody wants to keep.
 *
 * A story goes with its texts, annotations, counts and places in the lists of its feeds. What stays:
 *   - its rows of the search index, which holds no text and so cannot take words back; hits on them lead to no item and are passed over,
 *     until store_compact() makes the index anew;
 *   - terms that lead to it (`mark`); what has no sketch is passed over there;
 *   - in `gone`, the ids by which its feeds know it, so that it does not come back as new while they list it;
 *   - where it was the newest, its number: the row stays, empty and without a feed, until there is a newer one. Numbers are never given
 *     twice, as the search index and the tally of what is indexed count on them.
 */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "store_int.h"

#define TRASH_MAX 100     /* stories that can be brought back */
#define SCAN 400          /* rows looked at in one step */
#define GONE_S (30 * 86400) /* how long a feed may leave a story out that it lists again then */

/* ---- stories that feeds still list ---- */

static int by_guid(const void *x, const void *y)
{
	const struct gone *a = x, *b = y;
	return (a->guid > b->guid) - (a->guid < b->guid);
}

int gone_load(struct store *s, int64_t feed, struct gone **out, uint32_t *n, struct err *e)
{
	int r;
	uint32_t cap = 0;
	*out = NULL;
	*n = 0;
	sqlite3_stmt *st = sql_bound(s, SQL_gone_of, &feed, 1, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		if (*n == cap) {
			cap = cap ? cap * 2 : 64;
			*out = xrealloc(*out, cap, sizeof **out);
		}
		(*out)[(*n)++] = (struct gone){ sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1), false };
	}
	if (*n)
		qsort(*out, *n, sizeof **out, by_guid);
	return r;
}

bool gone_has(struct gone *gone, uint32_t n, int64_t guid)
{
	struct gone *found = n ? bsearch(&(struct gone){ .guid = guid }, gone, n, sizeof *gone, by_guid) : NULL;
	if (found)
		found->listed = true;
	return found != NULL;
}

int gone_settle(struct store *s, int64_t feed, const struct gone *gone, uint32_t n, int64_t now, struct err *e)
{
	int r = 0;
	for (uint32_t i = 0; i < n && r == 0; i++) {
		int64_t v[3] = { feed, gone[i].guid, now };
		if (gone[i].listed && gone[i].at < now - GONE_S / 2)
			r = sql_do(s, SQL_gone_listed, v, 3, e);
		else if (!gone[i].listed && gone[i].at < now - GONE_S)
			r = sql_do(s, SQL_gone_drop, v, 2, e);
	}
	return r;
}

/* ---- one story ---- */

struct doomed {
	int64_t feed, circle;
	bool unread, starred;
};

static int look(struct store *s, int64_t id, struct doomed *out, struct err *e)
{
	sqlite3_stmt *st;
	int r = sql_row_of(s, SQL_item_state, id, &st, e);
	if (r <= 0)
		return r < 0 ? r : sql_no_such("story", id, e);
	*out = (struct doomed){ sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 5), sqlite3_column_int(st, 1) != 0,
		sqlite3_column_int(st, 2) != 0 };
	sqlite3_reset(st);
	return 0;
}

static int drop_rows(struct store *s, int64_t id, struct err *e)
{
	static const enum sql_id parts[] = { SQL_body_drop, SQL_reindex_drop, SQL_rules_of_story };
	int r = annotation_drop(s, id, e);
	if (r == 0)
		r = story_gone(s, id, e);
	for (int from = DOC_FEED; from <= DOC_PAGE && r == 0; from++)
		r = sql_do(s, SQL_doc_drop, (int64_t[]){ DOC_ROW(id, from) }, 1, e);
	for (size_t i = 0; i < sizeof parts / sizeof *parts && r == 0; i++)
		r = sql_do(s, parts[i], &id, 1, e);
	return r;
}

static int drop_item(struct store *s, int64_t id, struct err *e)
{
	int64_t last = 0;
	int r = sql_one(s, SQL_item_last, NULL, 0, &last, e);
	if (r < 0)
		return r;
	r = sql_do(s, last == id ? SQL_item_empty : SQL_item_drop, &id, 1, e);
	return r ? r : sql_do(s, SQL_item_drop_empty, &last, 1, e);
}

static int delete_one(struct store *s, int64_t id, int64_t now, struct err *e)
{
	struct doomed d = { 0 };
	int64_t v[2] = { id, now };
	int r = look(s, id, &d, e);
	if (r == 0)
		r = sql_do(s, SQL_gone_put, v, 2, e);
	if (r == 0 && d.circle)
		r = sql_do(s, SQL_gone_put_twins, v, 2, e);
	if (r == 0)
		r = drop_rows(s, id, e);
	if (r == 0 && d.circle)
		r = twin_drop_all(s, id, e);
	if (r == 0)
		r = sql_do(s, SQL_feed_counts, (int64_t[]){ d.feed, -1, -(int)d.unread, -(int)d.starred }, 4, e);
	return r ? r : drop_item(s, id, e);
}

/* ---- and back ---- */

/* Copies of the rows of stories that were thrown away, while this connection lives. */
static const struct {
	const char *table, *key;
	int rows; /* numbers of the key that a story has */
} trash[] = { { "item", "id", 1 }, { "twin", "item", 1 }, { "body", "item", 1 }, { "doc", "id", DOC_ROW(1, 0) }, { "annotation", "item", 1 } };
#define TRASH_TABLES (sizeof trash / sizeof *trash)

/* Runs "A table B table WHERE its rows are the story's" for each table; B NULL: "A table WHERE …". */
static int trash_run(struct store *s, const char *a, const char *b, int64_t id, size_t tables, struct err *e)
{
	char sql[200];
	int r = 0;
	for (size_t i = 0; i < tables && r == 0; i++) {
		int64_t first = id * trash[i].rows, last = first + trash[i].rows - 1;
		snprintf(sql, sizeof sql, "%s%s%s%s WHERE %s BETWEEN %" PRId64 " AND %" PRId64, a, trash[i].table, b ? b : "",
		         b ? trash[i].table : "", trash[i].key, first, last);
		r = store_exec(s, sql, e);
	}
	return r;
}

static int trash_put(struct store *s, int64_t id, struct err *e)
{
	char sql[200];
	int r = 0;
	for (size_t i = 0; i < TRASH_TABLES && r == 0; i++) {
		snprintf(sql, sizeof sql, "CREATE TEMP TABLE IF NOT EXISTS trash_%s AS SELECT * FROM main.%s WHERE 0", trash[i].table,
		         trash[i].table);
		r = store_exec(s, sql, e);
	}
	if (r == 0)
		r = trash_run(s, "INSERT INTO temp.trash_", " SELECT * FROM main.", id, TRASH_TABLES, e);
	if (r == 0) {
		snprintf(sql, sizeof sql, "DELETE FROM temp.trash_item WHERE rowid <= (SELECT max(rowid) FROM temp.trash_item) - %d", TRASH_MAX);
		r = store_exec(s, sql, e);
	}
	for (size_t i = 1; i < TRASH_TABLES && r == 0; i++) {
		snprintf(sql, sizeof sql, "DELETE FROM temp.trash_%s WHERE %s / %d NOT IN (SELECT id FROM temp.trash_item)", trash[i].table,
		         trash[i].key, trash[i].rows);
		r = store_exec(s, sql, e);
	}
	return r;
}

/* The first number of a row of the trash: 1, 0 when there is none, or no trash. */
static int trash_ask(struct store *s, const char *sql, int64_t id, int64_t *out, struct err *e)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(s->db, sql, -1, &st, NULL);
	if (rc == SQLITE_OK) {
		sqlite3_bind_int64(st, 1, id);
		rc = sqlite3_step(st);
		if (rc == SQLITE_ROW)
			*out = sqlite3_column_int64(st, 0);
	}
	int r = rc == SQLITE_ROW ? 1 : rc == SQLITE_DONE || rc == SQLITE_ERROR ? 0 : store_fault(s, rc, false, e);
	sqlite3_finalize(st);
	return r;
}

static int bring_back(struct store *s, int64_t id, struct err *e)
{
	int64_t source = -1, there;
	struct doomed d = { 0 };
	char sql[400];
	int r = trash_ask(s, "SELECT id FROM temp.trash_item WHERE id = ?1", id, &there, e);
	if (r <= 0)
		return r < 0 ? r : err_set(e, QD_ENOTFOUND, "story %" PRId64 " can no longer be brought back", id);
	r = trash_ask(s, "SELECT source FROM temp.trash_annotation WHERE item = ?1", id, &source, e);
	if (r < 0)
		return r;
	/* Who has its address by now, has it; its feed may have been subscribed or given up. */
	snprintf(sql, sizeof sql, "UPDATE temp.trash_item SET circle = 0, family = 0, hidden = (SELECT place IS NULL FROM main.feed f WHERE f.id ="
	                          " trash_item.feed), sole = sole * NOT EXISTS(SELECT 1 FROM main.item i WHERE i.url_hash ="
	                          " trash_item.url_hash AND i.sole > 0) WHERE id = %" PRId64, id);
	r = store_exec(s, sql, e);
	if (r == 0)
		r = sql_do(s, SQL_item_drop, &id, 1, e); /* where its number stayed */
	if (r == 0)
		r = trash_run(s, "INSERT INTO main.", " SELECT * FROM temp.trash_", id, TRASH_TABLES - 1, e);
	if (r == 0)
		r = look(s, id, &d, e);
	if (r == 0)
		r = sql_do(s, SQL_feed_counts, (int64_t[]){ d.feed, 1, d.unread, d.starred }, 4, e);
	if (r == 0)
		r = twin_back(s, id, e);
	if (r == 0)
		r = sql_do(s, SQL_gone_take, &id, 1, e);
	if (r == 0)
		r = sql_do(s, SQL_gone_take_twins, &id, 1, e);
	if (r == 0 && source >= 0)
		r = annotation_back(s, id, source == DOC_PAGE ? DOC_PAGE : DOC_FEED, e);
	if (r == 0 && source >= 0)
		r = sql_do(s, SQL_waiting_put, &id, 1, e);
	if (r == 0)
		r = search_stale(s, id, e);
	return r ? r : trash_run(s, "DELETE FROM temp.trash_", NULL, id, TRASH_TABLES, e);
}

int store_item_delete(struct store *s, int64_t id, int64_t now, struct err *e)
{
	int r = store_begin(s, e);
	if (r)
		return r;
	struct doomed d;
	r = look(s, id, &d, e);
	if (r == 0)
		r = trash_put(s, id, e);
	if (r == 0)
		r = delete_one(s, id, now, e);
	return store_end(s, r, e);
}

int store_item_undelete(struct store *s, int64_t id, struct err *e)
{
	int r = store_begin(s, e);
	return r ? r : store_end(s, bring_back(s, id, e), e);
}

/* ---- what nobody wants to keep ---- */

struct limits { /* seconds, INT64_MAX for ever */
	int64_t feed, read, any;
};
struct sweep {
	struct store *s;
	struct arena arena;
	struct limits *feed; /* by number */
	uint32_t nfeed, cap;
};

static int64_t longer(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* The rules of a feed's tags, the longest of them; without any, those for all. A rule for unread stories holds for read ones, too. */
static struct limits limits_of(const struct store_keep *keep, uint32_t n, int64_t feed, struct str tags)
{
	struct limits l = { feed, -1, -1 };
	for (int general = 0; general < 2 && l.read < 0 && l.any < 0; general++) {
		for (uint32_t i = 0; i < n; i++) {
			int64_t t = keep[i].seconds ? keep[i].seconds : INT64_MAX;
			if (general ? keep[i].tag.n > 0 : !keep[i].tag.n || !tag_in(tags, keep[i].tag))
				continue;
			if (keep[i].unread)
				l.any = general ? t : longer(l.any, t);
			else
				l.read = general ? t : longer(l.read, t);
		}
	}
	l.any = l.any < 0 ? INT64_MAX : l.any;
	l.read = l.read < 0 || l.read > l.any ? l.any : l.read;
	return l;
}

static int sweep_feeds(struct sweep *w, const struct store_keep *keep, uint32_t n, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(w->s, SQL_feed_tags, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(w->s, st, e)) > 0)
		ARENA_PUSH(&w->arena, struct limits, w->feed, w->nfeed, w->cap,
		           limits_of(keep, n, sqlite3_column_int64(st, 0), sql_peek(st, 1)));
	return r;
}

static int by_feed(const void *x, const void *y)
{
	const struct limits *a = x, *b = y;
	return (a->feed > b->feed) - (a->feed < b->feed);
}

static int64_t kept_for(const struct sweep *w, int64_t feed, bool unread)
{
	const struct limits *l = bsearch(&(struct limits){ .feed = feed }, w->feed, w->nfeed, sizeof *w->feed, by_feed);
	return !l ? INT64_MAX : unread ? l->any : l->read;
}

/* A story of several feeds is kept as long as any of them says. */
static int is_over(struct sweep *w, int64_t id, int64_t feed, bool shared, bool unread, int64_t age, bool *over, struct err *e)
{
	int64_t *other, keep = kept_for(w, feed, unread);
	uint32_t n = 0;
	int r = shared && age > keep ? sql_ids(w->s, &w->arena, SQL_twin_feeds, &id, 1, &other, &n, e) : 0;
	for (uint32_t i = 0; r == 0 && i < n; i++)
		keep = longer(keep, kept_for(w, other[i], unread));
	*over = age > keep;
	return r;
}

struct swept {
	int64_t id, feed, received;
	bool unread, shared;
};

static int sweep_some(struct sweep *w, int64_t now, uint32_t limit, int64_t *from, uint32_t *n, bool *more, struct err *e)
{
	struct swept *row = ARENA_NEW(&w->arena, struct swept, SCAN);
	uint32_t nrow = 0;
	int r;
	sqlite3_stmt *st = sql_bound(w->s, SQL_sweep, (int64_t[]){ *from, SCAN }, 2, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(w->s, st, e)) > 0 && nrow < SCAN)
		row[nrow++] = (struct swept){ sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2),
			sqlite3_column_int(st, 3) != 0, sqlite3_column_int64(st, 4) != 0 };
	if (r > 0)
		sqlite3_reset(st);
	r = r < 0 ? r : 0;
	*more = nrow == SCAN;
	for (uint32_t i = 0; i < nrow && r == 0; i++) {
		bool over = false;
		if (*n == limit) {
			*more = true;
			break;
		}
		*from = row[i].id;
		r = is_over(w, row[i].id, row[i].feed, row[i].shared, row[i].unread, now - row[i].received, &over, e);
		if (r == 0 && over) {
			r = delete_one(w->s, row[i].id, now, e);
			++*n;
		}
	}
	return r;
}

int store_sweep(struct store *s, const struct store_keep *keep, uint32_t nkeep, int64_t now, uint32_t limit, int64_t *from, uint32_t *n, bool *more,
                struct err *e)
{
	struct sweep w = { .s = s };
	*n = 0;
	*more = false;
	int r = store_begin(s, e);
	if (r)
		return r;
	r = sweep_feeds(&w, keep, nkeep, e);
	if (r == 0 && w.nfeed) {
		qsort(w.feed, w.nfeed, sizeof *w.feed, by_feed);
		r = sweep_some(&w, now, limit, from, n, more, e);
	}
	arena_free(&w.arena);
	return store_end(s, r, e);
}
