/* store_care.c - small values, tallies, and the examination of the whole. */
#include "config.h"

#include <inttypes.h>
#include <sys/stat.h>

#include "store_int.h"

/* ---- values and tallies ---- */

int store_value_get(struct store *s, struct arena *a, const char *key, struct str *out, struct err *e)
{
	int r;
	*out = STR("");
	sqlite3_stmt *st = sql_get(s, SQL_value_get, &r, e);
	if (!st)
		return r;
	sql_bind_str(st, 1, str_of(key));
	r = sql_row(s, st, e);
	if (r > 0) {
		*out = sql_str(st, 0, a);
		sqlite3_reset(st);
	}
	return r < 0 ? r : 0;
}

int store_value_set(struct store *s, const char *key, struct str value, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_value_set, &r, e);
	if (!st)
		return r;
	sql_bind_str(st, 1, str_of(key));
	sql_bind_str(st, 2, value);
	return sql_run(s, st, e);
}

static int tally_write(struct store *s, enum sql_id id, const char *key, int64_t n, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, id, &r, e);
	if (!st)
		return r;
	sql_bind_str(st, 1, str_of(key));
	sqlite3_bind_int64(st, 2, n);
	return sql_run(s, st, e);
}

int tally_add(struct store *s, const char *key, int64_t n, struct err *e)
{
	return tally_write(s, SQL_tally_add, key, n, e);
}

int tally_set(struct store *s, const char *key, int64_t n, struct err *e)
{
	return tally_write(s, SQL_tally_set, key, n, e);
}

int tally_get(struct store *s, const char *key, int64_t *n, struct err *e)
{
	*n = 0;
	int r = sql_one_of(s, SQL_tally_get, str_of(key), NULL, 0, n, e);
	return r < 0 ? r : 0;
}

int store_doc_count(struct store *s, uint64_t *n, struct err *e)
{
	int64_t v;
	int r = tally_get(s, TALLY_DOCS, &v, e);
	*n = r == 0 && v > 0 ? (uint64_t)v : 0;
	return r;
}

/* ---- doctor: whole-table questions, asked only here ---- */

static const struct {
	const char *name, *sql;
} sizes[] = {
	{ "feeds subscribed", "SELECT count(*) FROM feed WHERE place IS NOT NULL AND NOT url GLOB 'archive:*'" },
	{ "imported sources", "SELECT count(*) FROM feed WHERE url GLOB 'archive:*'" },
	{ "stories", "SELECT count(*) FROM item WHERE feed <> 0" },
	{ "stories of several feeds", "SELECT count(*) FROM item WHERE circle <> 0" },
	{ "stories unread", "SELECT count(*) FROM item WHERE unread = 1" },
	{ "stories to annotate", "SELECT count(*) FROM item WHERE noted = 0" },
	{ "full texts", "SELECT count(*) FROM item WHERE page = 1" },
	{ "actors", "SELECT count(*) FROM actor" },
	{ "quotes", "SELECT count(*) FROM quote" },
	{ "stories to index", "SELECT (SELECT count(*) FROM reindex) + (SELECT count(*) FROM item WHERE id > coalesce((SELECT n FROM tally"
	                      " WHERE key = 'indexed'), 0))" },
};
/* Each counts rows that contradict a number kept elsewhere. */
static const struct {
	const char *name, *sql;
} checks[] = {
	{ "feeds whose counts are wrong",
	  "SELECT count(*) FROM feed f WHERE (f.total, f.unread, f.starred) IS NOT"
	  " (SELECT count(*), coalesce(sum(unread), 0), coalesce(sum(starred), 0) FROM (SELECT unread, starred FROM item WHERE feed = f.id"
	  " UNION ALL SELECT i.unread, i.starred FROM twin t JOIN item i ON i.id = t.item WHERE t.feed = f.id))" },
	{ "stories of several feeds that do not say so, or the other way round",
	  "SELECT count(*) FROM item i WHERE (i.circle <> 0) <> EXISTS (SELECT 1 FROM twin WHERE item = i.id)" },
	{ "entries of a feed that contradict their story",
	  "SELECT count(*) FROM twin t WHERE NOT EXISTS (SELECT 1 FROM item i WHERE i.id = t.item AND i.published = t.published"
	  " AND i.unread = t.unread AND i.feed <> t.feed)" },
	{ "sets of feeds whose counts are wrong",
	  "SELECT count(*) FROM circle c WHERE (c.total, c.unread, c.starred) IS NOT"
	  " (SELECT count(*), coalesce(sum(unread), 0), coalesce(sum(starred), 0) FROM item WHERE circle = c.id)" },
	{ "sets of feeds that are not those of their stories",
	  "SELECT count(*) FROM item i JOIN circle c ON c.id = i.circle WHERE (SELECT count(*) FROM twin WHERE item = i.id) + 1"
	  " <> length(c.feeds) - length(replace(c.feeds, ',', '')) + 1 OR NOT ',' || c.feeds || ',' GLOB '*,' || i.feed || ',*'" },
	{ "actors whose counts are wrong",
	  "SELECT count(*) FROM actor a WHERE a.stories <> (SELECT count(*) FROM posting WHERE actor = a.id)"
	  " OR a.quotes <> (SELECT count(*) FROM quote WHERE actor = a.id)" },
	{ "annotated stories miscounted",
	  "SELECT (SELECT count(*) FROM annotation) <> coalesce((SELECT n FROM tally WHERE key = 'docs'), 0)" },
	{ "stories shown though their feed is gone, or hidden though it is there",
	  "SELECT count(*) FROM feed f WHERE EXISTS (SELECT 1 FROM item WHERE feed = f.id AND hidden <> (f.place IS NULL))" },
	{ "stories that are in the queue for annotation and should not be, or the other way round",
	  "SELECT count(*) FROM item i WHERE (i.noted = 0) <> EXISTS (SELECT 1 FROM body WHERE item = i.id)" },
	{ "annotations without their document",
	  "SELECT count(*) FROM annotation a WHERE NOT EXISTS (SELECT 1 FROM doc WHERE id = a.item * 2 + a.source AND data IS NOT NULL)" },
};

/* "ok" is the one row of a file without faults. */
static int integrity(struct store *s, struct buf *out, bool *sound, struct err *e)
{
	sqlite3_stmt *st = NULL;
	int r = 0, rc = sqlite3_prepare_v2(s->db, "PRAGMA integrity_check(20)", -1, &st, NULL);
	while (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		struct str line = sql_peek(st, 0);
		*sound = *sound && str_eq(line, STR("ok"));
		buf_addf(out, "integrity: " STR_FMT "\n", STR_ARG(line));
		rc = SQLITE_OK;
	}
	if (rc != SQLITE_OK && rc != SQLITE_DONE)
		r = store_fault(s, rc, false, e);
	sqlite3_finalize(st);
	return r;
}

int store_doctor(struct store *s, struct buf *out, struct err *e)
{
	struct stat st;
	int64_t v;
	bool sound = true;
	buf_addf(out, "store: %s\n", s->path);
	if (s->mode != STORE_MEMORY && stat(s->path, &st) == 0)
		buf_addf(out, "size: %.1f MiB\n", (double)st.st_size / 1048576.0);
	int r = sql_ask(s, "PRAGMA user_version", &v, e);
	if (r == 0)
		buf_addf(out, "store version: %" PRId64 "\n", v);
	for (size_t i = 0; i < sizeof sizes / sizeof *sizes && r == 0; i++) {
		r = sql_ask(s, sizes[i].sql, &v, e);
		buf_addf(out, "%s: %" PRId64 "\n", sizes[i].name, v);
	}
	if (r == 0)
		r = store_sizes(s, out, e);
	if (r == 0)
		r = integrity(s, out, &sound, e);
	for (size_t i = 0; i < sizeof checks / sizeof *checks && r == 0; i++) {
		r = sql_ask(s, checks[i].sql, &v, e);
		if (r == 0 && v) {
			sound = false;
			buf_addf(out, "%s: %" PRId64 "\n", checks[i].name, v);
		}
	}
	if (r == 0 && !sound)
		r = err_set(e, QD_EFORMAT, "%s: the store is damaged; \"quotidian doctor --recover\" keeps it aside and saves what can be read",
		            s->path);
	return r;
}
