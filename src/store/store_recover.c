/* store_recover.c - a damaged store: what can be read of it goes into a new one, row by row, and the damaged file is kept aside.
 *
 * Only what cannot be made again is copied: feeds, stories, texts, who is who. Lists of actors and quotes are made from the documents,
 * counts from the stories; the search index and the groups follow in their own time. Where a page of a table cannot be read, the walk goes on
 * behind it, in steps that double. A story whose row is lost is found by the indexes and its document.
 */
#include "config.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

#include "quotidian/paths.h"
#include "quotidian/utf8.h"
#include "store_int.h"

#define FAULTS_MAX 2000 /* places of a table that cannot be read, before its rest is given up */
#define COLUMNS_MAX 40
#define TITLE_MAX 300 /* bytes of a text that stand for its title */

static const struct {
	const char *name, *key; /* key NULL: a table that can be walked from its start only */
	const char *told;       /* what its rows are to users; NULL: not told */
} tables[] = {
	{ "feed", "id", "feeds" }, { "item", "id", "stories" }, { "body", "item", "texts to annotate" }, { "doc", "id", "texts" },
	{ "actor", "id", NULL }, { "actor_choice", "id", NULL }, { "twin", NULL, NULL }, { "gone", NULL, NULL }, { "actor_rule", NULL, NULL },
	{ "value", NULL, NULL },
};
#define TABLES (sizeof tables / sizeof *tables)

/* The columns that the table has in both files. */
static int columns(sqlite3 *from, struct store *to, const char *table, struct buf *names, struct buf *marks)
{
	static const char sql[] = "SELECT name FROM pragma_table_info(?1)";
	sqlite3_stmt *a = NULL, *b = NULL;
	int n = 0;
	if (sqlite3_prepare_v2(from, sql, -1, &a, NULL) == SQLITE_OK &&
	    sqlite3_prepare_v2(to->db, "SELECT 1 FROM pragma_table_info(?1) WHERE name = ?2", -1, &b, NULL) == SQLITE_OK) {
		sqlite3_bind_text(a, 1, table, -1, SQLITE_STATIC);
		while (sqlite3_step(a) == SQLITE_ROW && n < COLUMNS_MAX) {
			struct str name = sql_peek(a, 0);
			sqlite3_reset(b);
			sqlite3_bind_text(b, 1, table, -1, SQLITE_STATIC);
			sql_bind_str(b, 2, name);
			if (sqlite3_step(b) == SQLITE_ROW) { /* so the name is one of ours */
				buf_addf(names, "%s" STR_FMT, n ? "," : "", STR_ARG(name));
				buf_addz(marks, n++ ? ",?" : "?");
			}
		}
	}
	sqlite3_finalize(a);
	sqlite3_finalize(b);
	return n;
}

static void copy_rows(sqlite3 *from, struct store *to, size_t t, unsigned *faults)
{
	struct buf names, marks, get, put;
	sqlite3_stmt *in = NULL, *out = NULL;
	buf_init(&names, 4096);
	buf_init(&marks, 4096);
	buf_init(&get, 8192);
	buf_init(&put, 8192);
	int n = columns(from, to, tables[t].name, &names, &marks);
	const char *key = tables[t].key;
	*faults = n == 0;
	if (n) {
		if (key)
			buf_addf(&get, "SELECT %s, %s FROM %s WHERE %s > ?1 ORDER BY %s", names.s, key, tables[t].name, key, key);
		else
			buf_addf(&get, "SELECT %s FROM %s", names.s, tables[t].name);
		buf_addf(&put, "INSERT OR IGNORE INTO %s(%s) VALUES(%s)", tables[t].name, names.s, marks.s);
	}
	if (n && sqlite3_prepare_v2(to->db, put.s, -1, &out, NULL) == SQLITE_OK && sqlite3_prepare_v2(from, get.s, -1, &in, NULL) == SQLITE_OK) {
		int64_t last = INT64_MIN, step = 1;
		if (key)
			sqlite3_bind_int64(in, 1, last);
		for (int rc; (rc = sqlite3_step(in)) != SQLITE_DONE;) {
			if (rc == SQLITE_ROW) {
				for (int i = 0; i < n; i++)
					sqlite3_bind_value(out, i + 1, sqlite3_column_value(in, i));
				(void)sqlite3_step(out);
				sqlite3_reset(out);
				if (key)
					last = sqlite3_column_int64(in, n);
				step = 1;
				continue;
			}
			if (!key || ++*faults > FAULTS_MAX || step > INT64_MAX / 4)
				break;
			last = last < 0 ? 0 : last > INT64_MAX - step ? INT64_MAX : last + step;
			step *= 2;
			sqlite3_reset(in);
			sqlite3_bind_int64(in, 1, last);
		}
	}
	sqlite3_finalize(in);
	sqlite3_finalize(out);
	buf_free(&names);
	buf_free(&marks);
	buf_free(&get);
	buf_free(&put);
}

/* ---- stories whose rows are lost ---- */

/* A story's row lies in one place, what leads to it in others, and its title in its document, too. */
static const struct {
	const char *get, *put;
	int columns;
} trails[] = {
	{ "SELECT id, feed, published, unread FROM item INDEXED BY item_feed",
	  "INSERT OR IGNORE INTO temp.lost(id, feed, published, unread) SELECT ?1, ?2, ?3, ?4 WHERE ?1 > 0 AND ?2 > 0"
	  " AND NOT EXISTS(SELECT 1 FROM item WHERE id = ?1) AND EXISTS(SELECT 1 FROM doc WHERE id IN (?1 * 2, ?1 * 2 + 1) AND data IS NOT NULL)", 4 },
	{ "SELECT id, guid FROM item INDEXED BY item_guid", "UPDATE temp.lost SET guid = ?2 WHERE id = ?1", 2 },
};

static void follow_trails(sqlite3 *from, struct store *to)
{
	for (size_t t = 0; t < sizeof trails / sizeof *trails; t++) {
		sqlite3_stmt *in = NULL, *out = NULL;
		bool ready = sqlite3_prepare_v2(from, trails[t].get, -1, &in, NULL) == SQLITE_OK &&
			sqlite3_prepare_v2(to->db, trails[t].put, -1, &out, NULL) == SQLITE_OK;
		while (ready && sqlite3_step(in) == SQLITE_ROW) {
			for (int i = 0; i < trails[t].columns; i++)
				sqlite3_bind_value(out, i + 1, sqlite3_column_value(in, i));
			(void)sqlite3_step(out);
			sqlite3_reset(out);
		}
		sqlite3_finalize(in);
		sqlite3_finalize(out);
	}
}

/* The title that a document has, or else begins with. */
static struct str title_of(const struct doc *d)
{
	struct str first = str_sub(d->text, 0, str_chr(d->text, '\n', 0));
	return d->title.n ? d->title : str_sub(first, 0, utf8_floor(first, first.n < TITLE_MAX ? first.n : TITLE_MAX));
}

/* A row for a story of which a document is left; what else it had comes with the next answer of its feed, to which it is one that has changed. */
static int row_again(struct store *s, sqlite3_stmt *put, int64_t item, struct err *e)
{
	struct doc *d = NULL;
	int64_t key;
	int r = store_doc_get(s, item, DOC_FEED, &d, NULL);
	if (r)
		r = store_doc_get(s, item, DOC_PAGE, &d, NULL);
	if (r)
		return 0;
	(void)story_key(&key, d->url, d->url);
	sqlite3_bind_int64(put, 1, item);
	sqlite3_bind_int(put, 2, d->annotated ? NOTED_DONE : NOTED_PLAIN);
	sqlite3_bind_int64(put, 3, key);
	sql_bind_str(put, 4, title_of(d));
	sql_bind_str(put, 5, d->url);
	sql_bind_str(put, 6, d->byline);
	int rc = sqlite3_step(put);
	sqlite3_reset(put);
	doc_free(d);
	/* A column that holds what none of its kind does is damage, too. */
	return rc == SQLITE_DONE || (rc & 0xff) == SQLITE_CONSTRAINT ? 0 : store_fault(s, rc, true, e);
}

static int rows_again(sqlite3 *from, struct store *s, struct err *e)
{
	struct arena a = { 0 };
	sqlite3_stmt *st = NULL, *put = NULL;
	int64_t *item = NULL;
	uint32_t n = 0, cap = 0;
	int r = store_exec(s, "CREATE TEMP TABLE lost(id INTEGER PRIMARY KEY, feed INTEGER, published INTEGER, unread INTEGER, guid INTEGER)", e);
	if (r)
		return r;
	follow_trails(from, s);
	int rc = sqlite3_prepare_v2(s->db, "SELECT id FROM temp.lost ORDER BY id", -1, &st, NULL);
	while (rc == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
		ARENA_PUSH(&a, int64_t, item, n, cap, sqlite3_column_int64(st, 0));
	sqlite3_finalize(st);
	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(s->db,
			"INSERT OR IGNORE INTO item(id, feed, published, received, unread, noted, guid, content, url_hash, title, url, author, summary, given)"
			" SELECT id, feed, published, published, unread <> 0, ?2, coalesce(guid, id), 0, ?3, ?4, ?5, ?6, '', '' FROM temp.lost WHERE id = ?1",
			-1, &put, NULL);
	for (uint32_t i = 0; i < n && r == 0 && rc == SQLITE_OK; i++)
		r = row_again(s, put, item[i], e);
	sqlite3_finalize(put);
	arena_free(&a);
	if (r == 0 && rc != SQLITE_OK)
		r = store_fault(s, rc, false, e);
	return r ? r : store_exec(s, "DROP TABLE temp.lost", e);
}

/* Makes what was copied consistent. */
static const char mending[] =
	"DELETE FROM item WHERE feed = 0;"
	"INSERT OR IGNORE INTO feed(id, url, own_title, place, gone) SELECT DISTINCT feed, 'archive:lost feed ' || feed, 'lost feed ' || feed, 1 << 40, 1"
	" FROM item WHERE feed NOT IN (SELECT id FROM feed);"
	"DELETE FROM body WHERE item NOT IN (SELECT id FROM item);"
	"DELETE FROM doc WHERE id >> 1 NOT IN (SELECT id FROM item);"
	"DELETE FROM twin WHERE feed NOT IN (SELECT id FROM feed)"
	" OR NOT EXISTS(SELECT 1 FROM item i WHERE i.id = twin.item AND i.published = twin.published AND i.feed <> twin.feed);"
	"UPDATE twin SET unread = (SELECT unread FROM item WHERE id = twin.item);"
	"UPDATE item SET circle = 0, slot = 0, family = 0, hidden = (SELECT place IS NULL FROM feed WHERE id = item.feed),"
	" noted = CASE WHEN id IN (SELECT item FROM body) THEN 0 WHEN noted = 0 THEN 3 ELSE noted END,"
	" page = EXISTS(SELECT 1 FROM doc WHERE doc.id = item.id * 2 + 1 AND data IS NOT NULL);"
	"UPDATE feed SET claimed = 0, total = (SELECT count(*) FROM item WHERE item.feed = feed.id),"
	" unread = (SELECT count(*) FROM item WHERE item.feed = feed.id AND item.unread = 1),"
	" starred = (SELECT count(*) FROM item WHERE item.feed = feed.id AND item.starred = 1), etag = '', last_modified = '';"
	"UPDATE actor SET stories = 0, quotes = 0;"
	"DELETE FROM actor_rule WHERE actor NOT IN (SELECT id FROM actor);"
	"INSERT INTO actor_name(rowid, name) SELECT id, name || char(10) || given || char(10) || also FROM actor;";

/* Lists who is in a story, from the document that counts; one that cannot be read goes. */
static int list_again(struct store *s, int64_t item, struct err *e)
{
	for (int from = DOC_PAGE; from >= DOC_FEED; from--) {
		struct doc *d = NULL;
		int r = store_doc_get(s, item, (enum doc_source)from, &d, NULL);
		bool noted = r == 0 && d->annotated;
		doc_free(d);
		if (r == QD_EFORMAT) {
			r = sql_do(s, SQL_doc_drop, (int64_t[]){ DOC_ROW(item, from) }, 1, e);
			if (r == 0 && from == DOC_PAGE)
				r = sql_do(s, SQL_item_page_set, (int64_t[]){ item, 0 }, 2, e);
			if (r)
				return r;
		}
		if (!noted)
			continue;
		r = annotation_back(s, item, (enum doc_source)from, e);
		return r ? r : sql_do(s, SQL_waiting_put, &item, 1, e);
	}
	return 0;
}

static int make_again(struct store *s, struct err *e)
{
	struct arena a = { 0 };
	sqlite3_stmt *st = NULL;
	int64_t *item = NULL;
	uint32_t n = 0, cap = 0;
	int r = store_exec(s, mending, e);
	int rc = sqlite3_prepare_v2(s->db, "SELECT id FROM item ORDER BY id", -1, &st, NULL);
	while (r == 0 && rc == SQLITE_OK && sqlite3_step(st) == SQLITE_ROW)
		ARENA_PUSH(&a, int64_t, item, n, cap, sqlite3_column_int64(st, 0));
	sqlite3_finalize(st);
	for (uint32_t i = 0; i < n && r == 0; i++) {
		r = twin_back(s, item[i], e);
		if (r == 0)
			r = list_again(s, item[i], e);
	}
	arena_free(&a);
	return r;
}

static int open_damaged(sqlite3 **out, const char *path, struct err *e)
{
	int64_t id = 0;
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_open_v2(path, out, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
	if (rc == SQLITE_OK) {
		sqlite3_db_config(*out, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, NULL);
		/* A file that is shorter than it says is read only by who may write its schema. */
		sqlite3_exec(*out, "PRAGMA writable_schema = ON; PRAGMA cell_size_check = ON; PRAGMA query_only = ON", NULL, NULL, NULL);
		rc = sqlite3_prepare_v2(*out, "PRAGMA application_id", -1, &st, NULL);
		if (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW)
			id = sqlite3_column_int64(st, 0);
		sqlite3_finalize(st);
	}
	if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
		return err_set(e, QD_EBUSY, "%s: another program uses it; end that first", path);
	if (id != STORE_APPLICATION_ID)
		return err_set(e, QD_EFORMAT, "%s: its first page does not say that it is a store of Quotidian; it is left as it is. Move it away to begin"
		                              " anew", path);
	return 0;
}

static int move(const char *from, const char *to, const char *end, struct err *e)
{
	struct buf a, b;
	int r = 0;
	buf_init(&a, 0);
	buf_init(&b, 0);
	buf_addf(&a, "%s%s", from, end);
	buf_addf(&b, "%s%s", to, end);
	if (rename(a.s, b.s) && (errno != ENOENT || !*end))
		r = err_set(e, QD_EIO, "%s: cannot be renamed to %s: %s", a.s, b.s, strerror(errno));
	buf_free(&a);
	buf_free(&b);
	return r;
}

int store_recover(const char *path, int64_t now, struct buf *out, struct err *e)
{
	struct buf fresh, aside;
	struct civil c = clock_to_civil(now);
	struct store *s = NULL;
	sqlite3 *db = NULL;
	unsigned faults[TABLES];
	if (access(path, F_OK) != 0)
		return err_set(e, QD_ENOTFOUND, "%s: there is no archive", path);
	buf_init(&fresh, 0);
	buf_init(&aside, 0);
	buf_addf(&fresh, "%s.new", path);
	buf_addf(&aside, "%s.damaged-%04d-%02d-%02d-%02d%02d%02d", path, c.year, c.month, c.day, c.hour, c.min, c.sec);
	int r = open_damaged(&db, path, e);
	if (r == 0) {
		unlink(fresh.s);
		r = store_open(&s, fresh.s, STORE_WRITE, e);
	}
	if (r == 0)
		r = store_begin(s, e);
	for (size_t t = 0; r == 0 && t < TABLES; t++)
		copy_rows(db, s, t, &faults[t]);
	if (r == 0)
		r = rows_again(db, s, e);
	if (r == 0)
		r = make_again(s, e);
	/* What was left of stories that are lost is gone by now. */
	for (size_t t = 0; r == 0 && t < TABLES; t++) {
		int64_t rows;
		if (!tables[t].told)
			continue;
		char sql[64];
		snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", tables[t].name);
		r = sql_ask(s, sql, &rows, e);
		buf_addf(out, "%s: %" PRId64 " saved%s\n", tables[t].told, rows, faults[t] ? ", parts could not be read" : "");
	}
	if (r == 0)
		r = store_commit(s, e);
	store_close(s);
	sqlite3_close(db);
	if (r == 0)
		r = move(path, aside.s, "", e);
	if (r == 0)
		r = move(path, aside.s, "-wal", e);
	if (r == 0)
		r = move(path, aside.s, "-shm", e);
	if (r == 0)
		r = move(fresh.s, path, "", e);
	if (r == 0)
		buf_addf(out, "the damaged file is kept as %s\n", aside.s);
	else
		unlink(fresh.s);
	buf_free(&fresh);
	buf_free(&aside);
	return r;
}
