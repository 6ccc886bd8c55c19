/* store_compact.c - what the parts of the file need, and giving back what nobody uses. */
#include "config.h"

#include <inttypes.h>
#include <sys/stat.h>
#include <sys/statvfs.h>

#include "store_int.h"

#define INDEX_STEP 2000
#define STALE_PERCENT 10 /* rows of the search index that lead nowhere, before it is made anew */

/* The table dbstat tells of each page whose it is; a library without it leaves the sizes out. */
int store_sizes(struct store *s, struct buf *out, struct err *e)
{
	static const char sql[] =
		"SELECT CASE WHEN name IN ('doc', 'body') THEN 1 WHEN name GLOB 'item*' OR name GLOB 'twin*' OR name IN ('gone', 'reindex') THEN 2"
		" WHEN name GLOB 'search*' THEN 3 WHEN name IN ('posting', 'annotation') THEN 4 WHEN name GLOB 'quote*' THEN 5"
		" WHEN name GLOB '*actor*' OR name GLOB 'role*' THEN 6 WHEN name GLOB 'sketch*' OR name GLOB 'mark*' OR name GLOB 'cluster*'"
		" OR name IN ('lexicon', 'repeats', 'unranked') THEN 7 ELSE 8 END, sum(pgsize), sum(unused) FROM dbstat WHERE aggregate = 1 GROUP BY 1";
	static const char *const part[] = { "", "texts", "stories and lists", "search index", "who is in which story", "quotes", "actors", "related stories",
		"all else" };
	sqlite3_stmt *st = NULL;
	int64_t free_pages, page;
	if (sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) != SQLITE_OK) {
		sqlite3_finalize(st);
		return 0;
	}
	int rc, r = 0;
	while ((rc = sqlite3_step(st)) == SQLITE_ROW)
		buf_addf(out, "size of %s: %.1f MiB\n", part[sqlite3_column_int(st, 0)], (double)sqlite3_column_int64(st, 1) / 1048576.0);
	if (rc != SQLITE_DONE)
		r = store_fault(s, rc, false, e);
	sqlite3_finalize(st);
	if (r == 0)
		r = sql_ask(s, "PRAGMA freelist_count", &free_pages, e);
	if (r == 0)
		r = sql_ask(s, "PRAGMA page_size", &page, e);
	if (r == 0)
		buf_addf(out, "size of what is free: %.1f MiB\n", (double)(free_pages * page) / 1048576.0);
	return r;
}

/* Rows of deleted stories, and older rows of those that changed. */
static int stale_rows(struct store *s, int64_t *percent, struct err *e)
{
	int64_t rows, live;
	int r = tally_get(s, TALLY_ROWS, &rows, e);
	if (r == 0)
		r = sql_ask(s, "SELECT count(*) FROM item WHERE feed <> 0 AND id <= coalesce((SELECT n FROM tally WHERE key = 'indexed'), 0)", &live, e);
	*percent = r == 0 && rows > live ? (rows - live) * 100 / rows : 0;
	return r;
}

static int index_anew(struct store *s, struct err *e)
{
	int r = store_begin(s, e);
	if (r)
		return r;
	r = store_exec(s, "INSERT INTO search(search) VALUES('delete-all'); UPDATE item SET slot = 0 WHERE slot <> 0; DELETE FROM reindex", e);
	if (r == 0)
		r = tally_set(s, TALLY_INDEXED, 0, e);
	if (r == 0)
		r = tally_set(s, TALLY_ROWS, 0, e);
	if (r == 0)
		r = tally_set(s, TALLY_SLOT, 0, e);
	return store_end(s, r, e);
}

int store_compact(struct store *s, store_tell *tell, void *arg, struct err *e)
{
	int64_t percent;
	uint32_t n = 1;
	struct stat st;
	struct statvfs v;
	if (s->mode != STORE_MEMORY && stat(s->path, &st) == 0 && statvfs(s->path, &v) == 0 &&
	    (uint64_t)v.f_bavail * v.f_frsize < (uint64_t)st.st_size * 2)
		return err_set(e, QD_EFULL, "%s: compacting needs twice the room of the store beside it, %.0f MiB; make room on that disk", s->path,
		               (double)st.st_size * 2 / 1048576.0);
	int r = stale_rows(s, &percent, e);
	if (r == 0 && percent >= STALE_PERCENT) {
		tell(arg, "making the search index anew");
		r = index_anew(s, e);
		while (r == 0 && n)
			r = store_index_some(s, INDEX_STEP, &n, e);
	}
	if (r == 0)
		r = store_begin(s, e);
	if (r == 0)
		r = store_end(s, store_marks_join(s, true, e), e);
	if (r == 0) {
		tell(arg, "joining the pieces of the search index");
		r = store_exec(s, "INSERT INTO search(search) VALUES('optimize'); INSERT INTO actor_name(actor_name) VALUES('optimize')", e);
	}
	if (r == 0) {
		tell(arg, "writing the store without its holes");
		r = store_exec(s, "VACUUM", e);
	}
	if (r == 0)
		r = store_exec(s, "PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE)", e);
	return r;
}
