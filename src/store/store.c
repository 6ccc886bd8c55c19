/* store.c - one connection to the archive: opening and migrating, transactions, statements, and SQLite's errors in words. */
#include "config.h"

#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "quotidian/log.h"
#include "store_int.h"

#define BUSY_MS 20000 /* another program that polls writes for half a second at a time, again and again */
#define BUSY_STEP_MS 2
#define CACHE_KIB 8192
#define CACHE_LARGE_KIB 32768
#define GROW_ITEMS 5000 /* new ones, before more is given to the cache */

/* ---- errors ---- */

static int code_of(int rc)
{
	switch (rc & 0xff) {
	case SQLITE_FULL: return QD_EFULL;
	case SQLITE_READONLY:
	case SQLITE_PERM: return QD_EREADONLY;
	case SQLITE_BUSY:
	case SQLITE_LOCKED: return QD_EBUSY;
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB: return QD_EFORMAT;
	case SQLITE_INTERRUPT: return QD_ECANCELLED;
	case SQLITE_CANTOPEN: return QD_EIO;
	case SQLITE_TOOBIG: return QD_ELIMIT;
	default: return QD_EIO;
	}
}

/* A write that failed, for want of room by a quota or a limit on the size of files among other reasons: SQLite tells only a full disk apart. */
static bool is_failed_write(sqlite3 *db)
{
	int rc = db ? sqlite3_extended_errcode(db) : 0;
	return rc == SQLITE_IOERR_WRITE || rc == SQLITE_IOERR_FSYNC || rc == SQLITE_IOERR_TRUNCATE || rc == SQLITE_IOERR_SHMSIZE;
}

/* No room for the smallest file that SQLite keeps beside the store. */
static bool is_full(const char *path)
{
	struct statvfs v;
	return statvfs(path, &v) == 0 && v.f_bavail * v.f_frsize < 32768;
}

static int say(const char *path, sqlite3 *db, int rc, struct err *e)
{
	int code = code_of(rc);
	bool failed_write = (rc & 0xff) == SQLITE_IOERR && is_failed_write(db);
	if (failed_write && is_full(path))
		code = QD_EFULL;
	const char *why = db ? sqlite3_errmsg(db) : sqlite3_errstr(rc);
	switch (code) {
	case QD_EFULL:
		return err_set(e, code, "%s: no space left; make room on that disk and go on, nothing stored is lost", path);
	case QD_EREADONLY:
		return err_set(e, code, "%s: the store cannot be written; give yourself write permission for it and its folder, or choose"
		                        " another folder with --data", path);
	case QD_EBUSY:
		return err_set(e, code, "%s: another program is writing the store; try again when it is done", path);
	case QD_EFORMAT:
		if ((rc & 0xff) == SQLITE_NOTADB)
			return err_set(e, code, "%s: is not a store of Quotidian (not an SQLite file); move it away or choose another folder with"
			                        " --data", path);
		return err_set(e, code, "%s: the store is damaged (%s); \"quotidian doctor --recover\" keeps it aside and saves what can"
		                        " be read", path, why);
	case QD_ECANCELLED:
		return err_set(e, code, "cancelled");
	default:
		if ((rc & 0xff) == SQLITE_CANTOPEN)
			return err_set(e, code, "%s: cannot be opened; check that its folder is there and can be entered", path);
		if (failed_write)
			return err_set(e, code, "%s: the disk does not take what is written (%s); check its room, quotas and health, nothing"
			                        " stored is lost", path, why);
		return err_set(e, code, "%s: %s", path, why);
	}
}

int store_fault(struct store *s, int rc, bool wrote, struct err *e)
{
	struct err mine = { 0 };
	int code = say(s->path, s->db, rc, &mine);
	if (wrote && s->depth && !s->fault.code)
		s->fault = mine;
	return err_set(e, code, "%s", mine.text);
}

/* ---- statements ---- */

sqlite3_stmt *sql_get(struct store *s, enum sql_id id, int *code, struct err *e)
{
	sqlite3_stmt *st = s->stmt[id];
	if (!st) {
		int rc = sqlite3_prepare_v3(s->db, store_sql[id], -1, SQLITE_PREPARE_PERSISTENT, &st, NULL);
		if (rc != SQLITE_OK) {
			*code = store_fault(s, rc, false, e);
			return NULL;
		}
		s->stmt[id] = st;
	}
	return st;
}

int sql_row(struct store *s, sqlite3_stmt *st, struct err *e)
{
	int rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		return 1;
	if (rc != SQLITE_DONE) {
		int code = store_fault(s, rc, !sqlite3_stmt_readonly(st), e);
		sqlite3_reset(st);
		return code;
	}
	sqlite3_reset(st);
	return 0;
}

int sql_run(struct store *s, sqlite3_stmt *st, struct err *e)
{
	int r = sql_row(s, st, e);
	if (r > 0)
		sqlite3_reset(st);
	return r < 0 ? r : 0;
}

sqlite3_stmt *sql_bound(struct store *s, enum sql_id id, const int64_t *v, int n, int *code, struct err *e)
{
	sqlite3_stmt *st = sql_get(s, id, code, e);
	for (int i = 0; st && i < n; i++)
		sqlite3_bind_int64(st, i + 1, v[i]);
	return st;
}

int sql_row_of(struct store *s, enum sql_id id, int64_t key, sqlite3_stmt **st, struct err *e)
{
	int r;
	*st = sql_bound(s, id, &key, 1, &r, e);
	return *st ? sql_row(s, *st, e) : r;
}

int sql_no_such(const char *what, int64_t key, struct err *e)
{
	return err_set(e, QD_ENOTFOUND, "no %s has the number %lld", what, (long long)key);
}

int sql_do(struct store *s, enum sql_id id, const int64_t *v, int n, struct err *e)
{
	int code;
	sqlite3_stmt *st = sql_bound(s, id, v, n, &code, e);
	return st ? sql_run(s, st, e) : code;
}

int sql_one(struct store *s, enum sql_id id, const int64_t *v, int n, int64_t *out, struct err *e)
{
	int code;
	sqlite3_stmt *st = sql_bound(s, id, v, n, &code, e);
	if (!st)
		return code;
	int r = sql_row(s, st, e);
	if (r > 0) {
		*out = sqlite3_column_int64(st, 0);
		sqlite3_reset(st);
	}
	return r;
}

int sql_one_of(struct store *s, enum sql_id id, struct str key, const int64_t *v, int n, int64_t *out, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, id, &r, e);
	if (!st)
		return r;
	sql_bind_str(st, 1, key);
	for (int i = 0; i < n; i++)
		sqlite3_bind_int64(st, i + 2, v[i]);
	r = sql_row(s, st, e);
	if (r > 0) {
		*out = sqlite3_column_int64(st, 0);
		sqlite3_reset(st);
	}
	return r;
}

int sql_one_blob(struct store *s, struct arena *a, enum sql_id id, const int64_t *v, int n, struct str *out, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_bound(s, id, v, n, &r, e);
	if (!st)
		return r;
	r = sql_row(s, st, e);
	if (r > 0) {
		*out = sql_str(st, 0, a);
		sqlite3_reset(st);
	}
	return r;
}

int sql_do_blob(struct store *s, enum sql_id id, int64_t v, struct str data, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_bound(s, id, &v, 1, &r, e);
	if (!st)
		return r;
	sql_bind_blob(st, 2, data);
	return sql_run(s, st, e);
}

int sql_ids_more(struct store *s, struct arena *a, enum sql_id id, const int64_t *v, int nv, int64_t **out, uint32_t *n, uint32_t *cap,
                 struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_bound(s, id, v, nv, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0)
		ARENA_PUSH(a, int64_t, *out, *n, *cap, sqlite3_column_int64(st, 0));
	return r;
}

int sql_ids(struct store *s, struct arena *a, enum sql_id id, const int64_t *v, int nv, int64_t **out, uint32_t *n, struct err *e)
{
	uint32_t cap = 0;
	*out = NULL;
	*n = 0;
	return sql_ids_more(s, a, id, v, nv, out, n, &cap, e);
}

void sql_bind_str(sqlite3_stmt *st, int at, struct str v)
{
	sqlite3_bind_text64(st, at, v.s ? v.s : "", v.n, SQLITE_STATIC, SQLITE_UTF8);
}

void sql_bind_blob(sqlite3_stmt *st, int at, struct str v)
{
	sqlite3_bind_blob64(st, at, v.s ? v.s : "", v.n, SQLITE_STATIC);
}

struct str sql_peek(sqlite3_stmt *st, int col)
{
	const void *p = sqlite3_column_blob(st, col);
	return p ? str_n(p, (size_t)sqlite3_column_bytes(st, col)) : STR("");
}

struct str sql_str(sqlite3_stmt *st, int col, struct arena *a)
{
	return arena_str(a, sql_peek(st, col));
}

int sql_ask(struct store *s, const char *sql, int64_t *out, struct err *e)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(s->db, sql, -1, &st, NULL), r = 0;
	*out = 0;
	if (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW)
		*out = sqlite3_column_int64(st, 0);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		r = store_fault(s, rc, false, e);
	sqlite3_finalize(st);
	return r;
}

int store_exec(struct store *s, const char *sql, struct err *e)
{
	int rc = sqlite3_exec(s->db, sql, NULL, NULL, NULL);
	return rc == SQLITE_OK ? 0 : store_fault(s, rc, true, e);
}

/* ---- transactions ---- */

static int begin(struct store *s, enum sql_id how, struct err *e)
{
	if (s->depth) {
		if (s->fault.code)
			return err_set(e, s->fault.code, "%s", s->fault.text);
		s->depth++;
		return 0;
	}
	int r = sql_do(s, how, NULL, 0, e);
	s->newest = INT64_MIN;
	if (r == 0)
		s->depth = 1;
	if (r == 0 && s->nat_hand)
		texts_at_hand_check(s);
	return r;
}

int store_begin(struct store *s, struct err *e)
{
	return begin(s, s->mode == STORE_READ ? SQL_begin_read : SQL_begin_write, e);
}

int store_begin_read(struct store *s, struct err *e)
{
	return begin(s, SQL_begin_read, e);
}

void store_rollback(struct store *s)
{
	if (s->depth && !sqlite3_get_autocommit(s->db)) {
		int r = sql_do(s, SQL_rollback, NULL, 0, NULL);
		if (r)
			log_line(LOG_ERROR, "%s: a transaction could not be rolled back", s->path);
	}
	if (s->depth)
		lexicon_drop(s);
	s->depth = 0;
	s->marked = 0;
	store_keep_drop(s);
	s->fault = (struct err){ 0 };
}

int store_commit(struct store *s, struct err *e)
{
	if (!s->depth)
		return err_set(e, QD_EINVAL, "no transaction to commit");
	if (s->depth > 1) {
		s->depth--;
		return s->fault.code ? err_set(e, s->fault.code, "%s", s->fault.text) : 0;
	}
	/* SQLite ends a transaction by itself on a full disk and the like. */
	if (!s->fault.code && sqlite3_get_autocommit(s->db))
		err_set(&s->fault, QD_EIO, "%s: the transaction was lost", s->path);
	int r = s->fault.code;
	if (r) {
		err_set(e, r, "%s", s->fault.text);
	} else {
		r = sql_do(s, SQL_commit, NULL, 0, e);
		if (r == 0) {
			s->depth = 0;
			return 0;
		}
	}
	store_rollback(s);
	return r;
}

int store_end(struct store *s, int r, struct err *e)
{
	if (r < 0 && s->depth > 1 && r != QD_ENOTFOUND && r != QD_EINVAL && !s->fault.code) {
		s->fault.code = r;
		snprintf(s->fault.text, sizeof s->fault.text, "%s", e && e->code == r ? e->text : "a write to the store failed");
	}
	if (r < 0 && s->depth == 1) {
		store_rollback(s);
		return r;
	}
	int c = store_commit(s, r < 0 ? NULL : e);
	return r < 0 ? r : c;
}

/* Addresses and dates of new stories fall on all pages of their indexes. When those are more than the cache holds, each story writes a few
 * pages and reads them again, so the cache grows with the archive, but only of those who add much to it. */
void store_grows(struct store *s, uint32_t n_new)
{
	int64_t bytes;
	s->grown += n_new;
	if (s->grown < GROW_ITEMS)
		return;
	s->grown = 0;
	if (sql_one(s, SQL_size, NULL, 0, &bytes, NULL) <= 0)
		return;
	int64_t kib = bytes / 10240 > CACHE_LARGE_KIB ? CACHE_LARGE_KIB : bytes / 10240;
	if (kib <= s->cache_kib)
		return;
	char sql[64];
	snprintf(sql, sizeof sql, "PRAGMA cache_size = -%d", (int)kib);
	if (store_exec(s, sql, NULL) == 0)
		s->cache_kib = (int)kib;
}

void store_interrupt(struct store *s)
{
	sqlite3_interrupt(s->db);
}

int64_t store_version(struct store *s)
{
	int64_t v = 0;
	if (sql_one(s, SQL_data_version, NULL, 0, &v, NULL) < 0)
		v = 0;
	return v + sqlite3_total_changes64(s->db);
}

/* ---- opening ---- */

/* SQLite's own count of its memory, which nobody reads, takes a lock at each allocation. */
static void count_no_memory(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/* Waits in small steps: SQLite's own waits grow to a tenth of a second and miss the short gaps between another program's transactions. */
static int when_busy(void *arg, int count)
{
	(void)arg;
	if (count >= BUSY_MS / BUSY_STEP_MS)
		return 0;
	sqlite3_sleep(BUSY_STEP_MS);
	return 1;
}

/* Whose file is it, and of which version? */
static int identify(struct store *s, int64_t *version, struct err *e)
{
	int64_t tables = 0, application = 0;
	*version = 0;
	int r = sql_ask(s, "SELECT count(*) FROM sqlite_master", &tables, e);
	if (r == 0)
		r = sql_ask(s, "PRAGMA user_version", version, e);
	if (r == 0)
		r = sql_ask(s, "PRAGMA application_id", &application, e);
	if (r)
		return r;
	if (tables && application != STORE_APPLICATION_ID)
		return err_set(e, QD_EFORMAT, "%s: is the database of another program; move it away or choose another folder with --data", s->path);
	if (*version > store_schema_version)
		return err_set(e, QD_ENEWER, "%s: was written by a newer version of Quotidian (store version %lld, this program knows %d); install"
		                             " that version, or choose another folder with --data", s->path, (long long)*version,
		               store_schema_version);
	if (tables && *version < 1)
		return err_set(e, QD_EFORMAT, "%s: the store is damaged (no version); move it away to begin anew", s->path);
	return 0;
}

static int migrate(struct store *s, struct err *e)
{
	int64_t version;
	int r = identify(s, &version, e);
	while (r == 0 && version < store_schema_version) {
		r = store_exec(s, "BEGIN IMMEDIATE", e);
		if (r)
			return r;
		/* Another process may have been faster. */
		r = identify(s, &version, e);
		if (r == 0 && version < store_schema_version) {
			char sql[64];
			snprintf(sql, sizeof sql, "PRAGMA user_version = %lld", (long long)version + 1);
			r = store_exec(s, store_migration[version], e);
			if (r == 0 && version == 3)
				r = twin_adopt(s, e);
			if (r == 0)
				r = store_exec(s, sql, e);
			version++;
		}
		if (r == 0)
			r = store_exec(s, "COMMIT", e);
		if (r && !sqlite3_get_autocommit(s->db))
			sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
	}
	return r;
}

/* `vfs` NULL: SQLite's usual way to files. */
static int open_file(struct store *s, const char *path, int flags, const char *vfs, struct err *e)
{
	struct stat st;
	if (stat(s->path, &st) == 0 && S_ISDIR(st.st_mode)) /* SQLite says "disk I/O error" */
		return err_set(e, QD_EIO, "%s: is a folder, where the store's file should be; move it away or choose another folder with --data",
		               s->path);
	int rc = sqlite3_open_v2(path, &s->db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, vfs);
	if (rc == SQLITE_OK)
		return 0;
	int r = say(s->path, s->db, rc, e);
	sqlite3_close(s->db);
	s->db = NULL;
	return r;
}

/* `path` as a file: URI that promises SQLite that nobody writes, for stores on media where no lock file can be made. */
static void immutable_uri(struct buf *out, const char *path)
{
	char full[PATH_MAX];
	buf_addz(out, "file:");
	for (const char *p = realpath(path, full) ? full : path; *p; p++) {
		if (*p == '?' || *p == '#' || *p == '%')
			buf_addf(out, "%%%02x", (unsigned char)*p);
		else
			buf_addc(out, *p);
	}
	buf_addz(out, "?immutable=1");
}

/* On a full disk there is no room for the file by which programs share the journal: this one has the store to itself, and its connections
 * share that in memory. */
static int open_alone(struct store *s, const char *path, int64_t *version, struct err *e)
{
	sqlite3_close(s->db);
	s->db = NULL;
	int r = open_file(s, path, SQLITE_OPEN_READWRITE, "unix-excl", e);
	if (r)
		return r;
	sqlite3_busy_handler(s->db, when_busy, NULL);
	return identify(s, version, e);
}

/* A store of an older version is brought up to date first, then opened `again`. */
static int open_reading(struct store *s, const char *path, bool again, struct err *e)
{
	int64_t version = 0;
	if (access(path, F_OK) != 0 && errno == ENOENT)
		return err_set(e, QD_ENOTFOUND, "%s: there is no store yet; `quotidian poll` makes one", path);
	int r = open_file(s, path, SQLITE_OPEN_READONLY, NULL, e);
	if (r)
		return r;
	sqlite3_busy_handler(s->db, when_busy, NULL);
	r = identify(s, &version, e);
	if (r == QD_EIO || r == QD_EREADONLY) {
		struct buf uri;
		buf_init(&uri, 4 * PATH_MAX);
		immutable_uri(&uri, path);
		sqlite3_close(s->db);
		s->db = NULL;
		r = open_file(s, uri.s, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, NULL, e);
		buf_free(&uri);
		if (r == 0)
			r = identify(s, &version, e);
	}
	if (r == QD_EFULL) {
		r = open_alone(s, path, &version, e);
		if (r == 0)
			r = store_exec(s, "PRAGMA query_only = ON;", e);
	}
	if (r == 0)
		r = search_words(s, e);
	if (r || version >= store_schema_version)
		return r;
	if (again || access(path, W_OK) != 0)
		return err_set(e, QD_EFORMAT, "%s: was written by an older version of Quotidian, and to be read it must be brought up to date, which"
		                              " writes it; give yourself write permission for it and its folder", path);
	sqlite3_close(s->db);
	s->db = NULL;
	struct store *w;
	r = store_open(&w, path, STORE_WRITE, e);
	store_close(w);
	return r ? r : open_reading(s, path, true, e);
}

static int open_writing(struct store *s, const char *path, struct err *e)
{
	int r = open_file(s, path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL, e);
	if (r)
		return r;
	sqlite3_busy_handler(s->db, when_busy, NULL);
	if (sqlite3_db_readonly(s->db, "main") == 1)
		return say(s->path, s->db, SQLITE_READONLY, e);
	/* Whose it is comes first: a file of somebody else's is left as it is, its journal too. */
	int64_t version;
	r = identify(s, &version, e);
	if (r == QD_EFULL) /* what is there can be read, and written when there is room */
		r = open_alone(s, path, &version, e);
	if (r == 0)
		r = search_words(s, e);
	if (r == 0)
		r = store_exec(s, "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000;"
		                  "PRAGMA journal_size_limit = 67108864; PRAGMA secure_delete = OFF; PRAGMA foreign_keys = ON;", e);
	return r == 0 ? migrate(s, e) : r;
}

int store_open(struct store **out, const char *path, enum store_mode mode, struct err *e)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	pthread_once(&once, count_no_memory);
	struct store *s = xcalloc(1, sizeof *s);
	s->mode = mode;
	s->path = xstrdup(mode == STORE_MEMORY ? "the store in memory" : path);
	int r = mode == STORE_READ ? open_reading(s, path, false, e) : open_writing(s, mode == STORE_MEMORY ? ":memory:" : path, e);
	if (r == 0) {
		char sql[64];
		s->cache_kib = CACHE_KIB;
		snprintf(sql, sizeof sql, "PRAGMA cache_size = -%d; PRAGMA temp_store = MEMORY;", s->cache_kib);
		r = store_exec(s, sql, e);
	}
	if (r) {
		store_close(s);
		s = NULL;
	}
	*out = s;
	return r;
}

void store_close(struct store *s)
{
	if (!s)
		return;
	if (s->db)
		store_rollback(s);
	lexicon_drop(s);
	for (int i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(s->stmt[i]);
	sqlite3_close(s->db);
	packer_close(s->packer);
	free(s->path);
	free(s);
}
