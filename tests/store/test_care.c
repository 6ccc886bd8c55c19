/* test_care.c - what can happen to the file: plans, migrations, versions, read-only, damaged, full, two at once; counts under random use. */
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include "draw.h"
#include "store/fixture.h"
#include "store/store_int.h"

static char dir[] = "/tmp/quotidian-store-XXXXXX";
static char path[256];

static int make_dir(void **state)
{
	(void)state;
	if (!mkdtemp(dir))
		return -1;
	snprintf(path, sizeof path, "%s/archive.db", dir);
	return 0;
}

static void forget(void)
{
	static const char *const tail[] = { "", "-wal", "-shm", "-journal" };
	for (int i = 0; i < 4; i++) {
		char name[300];
		snprintf(name, sizeof name, "%s%s", path, tail[i]);
		unlink(name);
	}
}

static int remove_dir(void **state)
{
	(void)state;
	forget();
	return rmdir(dir);
}

static void put_file(const char *bytes, size_t n)
{
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(bytes, 1, n, f), n);
	fclose(f);
}

static void raw(const char *sql)
{
	sqlite3 *db;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	char *why = NULL;
	int rc = sqlite3_exec(db, sql, NULL, NULL, &why);
	if (rc)
		print_error("%s\n", why);
	sqlite3_free(why);
	sqlite3_close(db);
	assert_int_equal(rc, SQLITE_OK);
}

static int64_t raw_int(const char *sql)
{
	sqlite3 *db;
	sqlite3_stmt *st;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	int64_t v = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(db);
	return v;
}

/* ---- plans ---- */

static bool large(const char *table)
{
	static const char *const name[] = { "item", "i", "body", "b", "doc", "annotation", "actor", "posting", "p", "quote", "twin", "t", "sketch", "s",
		"sketch_data", "d", "cluster", "c", "cluster_sum", "mark", "mark_run", "unranked", "reindex", "gone" };
	for (size_t i = 0; i < sizeof name / sizeof *name; i++) {
		size_t n = strlen(name[i]);
		if (strncmp(table, name[i], n) == 0 && (table[n] == ' ' || !table[n]))
			return true;
	}
	return false;
}

/* A large table may be walked by an index (or from the end of its numbers) only if a LIMIT ends the walk, and nothing may be sorted. */
static bool fine(const char *sql, const char *detail)
{
	if (strncmp(detail, "USE TEMP B-TREE", 15) == 0)
		return strstr(sql, "FROM feed") || strstr(sql, "GROUP BY");
	if (strncmp(detail, "SCAN ", 5) != 0 || !large(detail + 5))
		return true;
	return strstr(sql, "LIMIT") || (strstr(sql, "count(*)") && strstr(detail, "item_starred"));
}

static void plans(void **state)
{
	(void)state;
	struct store *s;
	must(store_open(&s, NULL, STORE_MEMORY, e));
	for (int i = 0; i < SQL_COUNT; i++) {
		if (strncmp(store_sql[i], "PRAGMA", 6) == 0)
			continue;
		char sql[4096];
		snprintf(sql, sizeof sql, "EXPLAIN QUERY PLAN %s", store_sql[i]);
		sqlite3_stmt *st;
		if (sqlite3_prepare_v2(s->db, sql, -1, &st, NULL) != SQLITE_OK)
			fail_msg("%s: %s", store_sql_name[i], sqlite3_errmsg(s->db));
		while (sqlite3_step(st) == SQLITE_ROW) {
			const char *detail = (const char *)sqlite3_column_text(st, 3);
			if (!fine(store_sql[i], detail))
				fail_msg("%s: %s", store_sql_name[i], detail);
		}
		sqlite3_finalize(st);
	}
	/* The test itself sees a bad plan. */
	assert_false(fine("SELECT * FROM item WHERE title = ''", "SCAN item"));
	assert_false(fine("SELECT * FROM item ORDER BY title LIMIT 1", "USE TEMP B-TREE FOR ORDER BY"));
	assert_false(fine("SELECT item FROM sketch WHERE copy_of = ?1", "SCAN sketch"));
	assert_false(fine("SELECT item FROM mark_run WHERE published = ?1", "SCAN mark_run"));
	assert_true(fine("SELECT 1 FROM item", "SEARCH item USING INTEGER PRIMARY KEY (rowid=?)"));
	store_close(s);
}

/* ---- versions ---- */

static void migrations(void **state)
{
	(void)state;
	struct store *s;
	/* From each version on, through the migrations left, the schema is the same as a new one's. */
	must(store_open(&s, path, STORE_WRITE, e));
	store_close(s);
	static const char schema[] = "SELECT total(length(sql)) + count(*) * 100000 FROM sqlite_master";
	int64_t fresh = raw_int(schema);
	assert_int_equal(raw_int("PRAGMA user_version"), store_schema_version);
	for (int from = 1; from < store_schema_version; from++) {
		forget();
		for (int i = 0; i < from; i++)
			raw(store_migration[i]);
		char sql[64];
		snprintf(sql, sizeof sql, "PRAGMA user_version = %d", from);
		raw(sql);
		must(store_open(&s, path, STORE_WRITE, e));
		fix_sound(s);
		store_close(s);
		assert_int_equal(raw_int(schema), fresh);
	}
	/* Stories of version 2 get keys: what comes later joins them, what was doubled stays. */
	forget();
	raw(store_migration[0]);
	raw(store_migration[1]);
	raw("PRAGMA user_version = 2;"
	    "INSERT INTO feed(id, url, place, total, unread) VALUES(1, 'http://example.org/feed/0', 0, 3, 3), (2, 'http://example.org/feed/1', 1, 1, 1),"
	    " (3, 'http://example.org/feed/2', 2, 0, 0);"
	    "INSERT INTO item(id, feed, published, received, guid, content, url_hash, title, url, author, summary, given) VALUES"
	    " (1, 1, 1700000000, 1700000000, 1, 1, 5, 'A', 'https://example.org/a', '', '', ''),"
	    " (2, 1, 1700000000, 1700000000, 2, 1, 6, 'B', 'https://example.org/b', '', '', ''),"
	    " (3, 1, 1700000000, 1700000000, 3, 1, 7, 'B, too', 'https://www.example.org/b', '', '', ''),"
	    " (4, 2, 1700000000, 1700000000, 4, 1, 8, 'A', 'https://example.org/a?utm_source=x', '', '', '');"
	    "INSERT INTO body(item, html) SELECT id, title FROM item;");
	must(store_open(&s, path, STORE_READ, e)); /* who only reads need not know */
	fix_sound(s);
	store_close(s);
	must(store_open(&s, path, STORE_WRITE, e));
	struct fix_entry en[] = { { "x", "A", "A", T0, "http://example.org/a" }, { "y", "B", "B", T0, "http://example.org/b" } };
	uint32_t n_new, total, unread;
	fix_poll(s, 3, T0, en, 2, &n_new, NULL);
	assert_int_equal(n_new, 1); /* two of the first feed have the address of b */
	must(store_view_count(s, &(struct item_view){ VIEW_ALL }, &total, &unread, e));
	assert_int_equal(total, 5);
	int64_t id;
	must(store_item_find(s, STR("https://example.org/a?utm_source=x"), &id, e));
	assert_int_equal(id, 4);
	must(store_item_find(s, STR("https://example.org/a"), &id, e));
	assert_int_equal(id, 1);
	fix_sound(s);
	store_close(s);
	/* A migration that breaks off leaves the version before it. */
	forget();
	raw("CREATE TABLE item(x); PRAGMA application_id = 0x5154444e;");
	struct err bad = { 0 };
	assert_int_equal(store_open(&s, path, STORE_WRITE, &bad), QD_EFORMAT);
	assert_null(s);
	assert_int_equal(raw_int("PRAGMA user_version"), 0);
	forget();
}

static void strangers(void **state)
{
	(void)state;
	struct store *s;
	struct err bad = { 0 };
	must(store_open(&s, path, STORE_WRITE, e));
	store_close(s);
	raw("PRAGMA user_version = 1000");
	for (int mode = STORE_WRITE; mode <= STORE_READ; mode++) {
		assert_int_equal(store_open(&s, path, (enum store_mode)mode, &bad), QD_ENEWER);
		assert_non_null(strstr(bad.text, path));
		assert_non_null(strstr(bad.text, "newer version"));
		assert_null(s);
	}
	assert_int_equal(raw_int("PRAGMA user_version"), 1000);
	forget();
	raw("CREATE TABLE bookmarks(url)");
	assert_int_equal(store_open(&s, path, STORE_WRITE, &bad), QD_EFORMAT);
	assert_non_null(strstr(bad.text, "another program"));
	assert_int_equal(raw_int("SELECT count(*) FROM sqlite_master"), 1);
	forget();
	char text[4096] = "This is no database at all, but a letter to somebody.";
	put_file(text, sizeof text);
	assert_int_equal(store_open(&s, path, STORE_WRITE, &bad), QD_EFORMAT);
	assert_non_null(strstr(bad.text, "not a store"));
	forget();
	assert_int_equal(mkdir(path, 0700), 0);
	for (int mode = STORE_WRITE; mode <= STORE_READ; mode++) {
		assert_true(store_open(&s, path, (enum store_mode)mode, &bad) < 0);
		assert_non_null(strstr(bad.text, "is a folder"));
	}
	assert_int_equal(rmdir(path), 0);
	assert_int_equal(store_open(&s, path, STORE_READ, &bad), QD_ENOTFOUND);
	assert_non_null(strstr(bad.text, "quotidian poll"));
	assert_int_equal(store_open(&s, "/nowhere/at/all.db", STORE_WRITE, &bad), QD_EIO);
	assert_non_null(strstr(bad.text, "/nowhere/at/all.db"));
}

static void fill(struct store *s, uint32_t feeds, uint32_t n)
{
	for (uint32_t f = 1; f <= feeds; f++) {
		struct arena a = { 0 };
		struct fix_entry *en = ARENA_NEW(&a, struct fix_entry, n);
		char *html = ARENA_NEW(&a, char, 900);
		memset(html, 'x', 899);
		for (uint32_t i = 0; i < n; i++)
			en[i] = (struct fix_entry){ arena_fmt(&a, "%u-%u", f, i).s, arena_fmt(&a, "Story %u", i).s, html, T0 - i };
		fix_poll(s, f, T0, en, n, NULL, NULL);
		arena_free(&a);
	}
}

static void damage(void **state)
{
	(void)state;
	struct store *s;
	struct err bad = { 0 };
	must(store_open(&s, path, STORE_WRITE, e));
	fix_subscribe(s, 4, NULL);
	fill(s, 4, 100);
	store_close(s);
	/* All but the first pages overwritten. */
	struct stat st;
	assert_int_equal(stat(path, &st), 0);
	FILE *f = fopen(path, "r+b");
	assert_non_null(f);
	assert_int_equal(fseek(f, 4096 * 3, SEEK_SET), 0);
	for (off_t i = 4096 * 3; i < st.st_size; i++)
		fputc((int)(i * 7 % 251), f);
	fclose(f);
	int r = store_open(&s, path, STORE_WRITE, &bad);
	if (r == 0) {
		struct buf out;
		buf_init(&out, 0);
		r = store_doctor(s, &out, &bad);
		buf_free(&out);
	}
	assert_int_equal(r, QD_EFORMAT);
	assert_non_null(strstr(bad.text, path));
	assert_non_null(strstr(bad.text, "--recover"));
	store_close(s);
	forget();
	/* Counts that are wrong are seen by the doctor, too. */
	must(store_open(&s, path, STORE_WRITE, e));
	fix_subscribe(s, 1, NULL);
	fill(s, 1, 3);
	store_close(s);
	raw("UPDATE feed SET unread = unread + 1");
	must(store_open(&s, path, STORE_WRITE, e));
	struct buf out;
	buf_init(&out, 0);
	assert_int_equal(store_doctor(s, &out, &bad), QD_EFORMAT);
	assert_non_null(strstr(out.s, "feeds whose counts are wrong: 1"));
	buf_free(&out);
	store_close(s);
	forget();
}

static void read_only(void **state)
{
	(void)state;
	struct store *s, *r;
	struct arena a = { 0 };
	struct err bad = { 0 };
	must(store_open(&s, path, STORE_WRITE, e));
	fix_subscribe(s, 1, NULL);
	fill(s, 1, 3);
	store_close(s);
	must(store_open(&r, path, STORE_READ, e));
	assert_int_equal(store_item_flags(r, 1, ITEM_READ, 0, &bad), QD_EREADONLY);
	assert_non_null(strstr(bad.text, path));
	assert_non_null(strstr(bad.text, "cannot be written"));
	struct store_item *it;
	uint32_t n;
	must(store_items(r, &a, &(struct item_view){ VIEW_ALL }, NULL, false, 10, &it, &n, e));
	assert_int_equal(n, 3);
	store_close(r);
	if (geteuid() != 0) { /* root may write anything */
		chmod(path, 0400);
		chmod(dir, 0500);
		assert_int_equal(store_open(&s, path, STORE_WRITE, &bad), QD_EREADONLY);
		assert_non_null(strstr(bad.text, "permission"));
		must(store_open(&r, path, STORE_READ, e));
		must(store_items(r, &a, &(struct item_view){ VIEW_ALL }, NULL, false, 10, &it, &n, e));
		assert_int_equal(n, 3);
		store_close(r);
		chmod(dir, 0700);
	}
	arena_free(&a);
	forget();
}

static void full_disk(void **state)
{
	(void)state;
	struct store *s;
	struct err bad = { 0 };
	struct item_view all = { VIEW_ALL };
	uint32_t total, unread, n_new, n_changed;
	must(store_open(&s, path, STORE_WRITE, e));
	fix_subscribe(s, 2, NULL);
	fill(s, 1, 50);
	char sql[64];
	snprintf(sql, sizeof sql, "PRAGMA max_page_count = %d", (int)raw_int("PRAGMA page_count") + 4);
	must(store_exec(s, sql, e));
	struct arena a = { 0 };
	struct fix_entry *en = ARENA_NEW(&a, struct fix_entry, 300);
	for (uint32_t i = 0; i < 300; i++)
		en[i] = (struct fix_entry){ arena_fmt(&a, "x%u", i).s, "A story that does not fit", "<p>and its text</p>", T0 };
	struct feed *f = fix_feed("Full", en, 300);
	struct store_poll p = { .feed = 2, .now = T0, .parsed = f, .answered = true, .etag = STR("never stored") };
	assert_int_equal(store_poll_result(s, &p, &n_new, &n_changed, &bad), QD_EFULL);
	assert_non_null(strstr(bad.text, path));
	assert_non_null(strstr(bad.text, "no space left"));
	/* In a transaction of the caller's: what comes after fails too, and so does its end. */
	must(store_begin(s, e));
	assert_int_equal(store_poll_result(s, &p, &n_new, &n_changed, &bad), QD_EFULL);
	assert_int_equal(store_item_flags(s, 1, ITEM_READ, 0, &bad), QD_EFULL);
	assert_int_equal(store_commit(s, &bad), QD_EFULL);
	/* Nothing half done, and reading goes on. */
	must(store_view_count(s, &all, &total, &unread, e));
	assert_int_equal(total, 50);
	assert_int_equal(unread, 50);
	struct store_feed feed;
	must(store_feed(s, &a, 2, &feed, e));
	assert_str(feed.etag, "");
	fix_sound(s);
	/* There is room again. */
	must(store_exec(s, "PRAGMA max_page_count = 100000", e));
	must(store_poll_result(s, &p, &n_new, &n_changed, e));
	assert_int_equal(n_new, 300);
	fix_sound(s);
	fix_feed_free(f);
	arena_free(&a);
	store_close(s);
	forget();
}

static void two_at_once(void **state)
{
	(void)state;
	struct store *w, *r, *w2;
	struct arena a = { 0 };
	struct err bad = { 0 };
	struct item_view all = { VIEW_ALL };
	struct store_item *it;
	uint32_t n, total, unread;
	must(store_open(&w, path, STORE_WRITE, e));
	fix_subscribe(w, 2, NULL);
	must(store_open(&r, path, STORE_READ, e));
	int64_t seen = store_version(r);
	assert_int_equal(store_version(r), seen);
	must(store_begin(w, e));
	fill(w, 1, 20);
	must(store_items(r, &a, &all, NULL, false, 50, &it, &n, e)); /* not committed, not locked */
	assert_int_equal(n, 0);
	assert_int_equal(store_version(r), seen);
	must(store_open(&w2, path, STORE_WRITE, e));
	sqlite3_busy_timeout(w2->db, 10);
	assert_int_equal(store_item_flags(w2, 1, ITEM_READ, 0, &bad), QD_EBUSY);
	assert_non_null(strstr(bad.text, "another program"));
	must(store_commit(w, e));
	assert_int_not_equal(store_version(r), seen);
	must(store_items(r, &a, &all, NULL, false, 50, &it, &n, e));
	assert_int_equal(n, 20);
	/* A reader in a transaction keeps its view; own writes change the version. */
	must(store_begin_read(r, e));
	must(store_view_count(r, &all, &total, &unread, e));
	int64_t own = store_version(w2);
	must(store_item_flags(w2, it[0].id, ITEM_READ, 0, e));
	assert_int_not_equal(store_version(w2), own);
	must(store_view_count(r, &all, &total, &unread, e));
	assert_int_equal(unread, 20);
	must(store_commit(r, e));
	must(store_view_count(r, &all, &total, &unread, e));
	assert_int_equal(unread, 19);
	store_interrupt(r); /* nothing runs: no harm */
	must(store_view_count(r, &all, &total, &unread, e));
	store_close(w2);
	store_close(r);
	store_close(w);
	arena_free(&a);
	forget();
}

/* ---- counts under random use ---- */

static void random_use(void **state)
{
	(void)state;
	static const char *const names[] = { "Mara Quell", "Tomas Vrba", "Ilse Okoro", "Port Authority" };
	static const char *const tags[] = { "a", "a,b", "b", "", "c" };
	struct store *s;
	sqlite3_stmt *st;
	must(store_open(&s, NULL, STORE_MEMORY, e));
	fix_subscribe(s, 5, tags);
	for (int step = 0; step < 600; step++) {
		struct arena a = { 0 };
		int64_t item = 1 + draw(150);
		struct store_item it;
		bool there = store_item(s, &a, item, &it, NULL) == 0;
		uint32_t n;
		bool together = draw(4) == 0;
		if (together)
			must(store_begin(s, e));
		switch (draw(9)) {
		case 0:
		case 1: {
			struct fix_entry en[10];
			uint32_t feed = 1 + draw(5);
			for (uint32_t i = 0; i < 10; i++) {
				uint32_t k = draw(30); /* a third of the stories are in several feeds, and move to other addresses at times */
				en[i] = (struct fix_entry){ arena_fmt(&a, "%u-%u", feed, k).s, arena_fmt(&a, "Title %u", draw(3)).s,
					                    draw(2) ? "<p>x</p>" : "<p>What there is to say about it.</p>", T0 - draw(1000) };
				if (k % 3 == 0)
					en[i].link = arena_fmt(&a, "https://example.org/shared/%u", draw(40) ? k : k + 1).s;
			}
			fix_poll(s, feed, T0 + step, en, 10, NULL, NULL);
			break;
		}
		case 2:
			if (there)
				must(store_item_flags(s, item, draw(4), draw(4), e));
			break;
		case 3:
		case 4: {
			struct doc *d = fix_doc("“Well,” said Mara Quell. “No,” said Tomas Vrba.\n\nIlse Okoro and the Port Authority.",
			                        &names[draw(3)], 1 + draw(2));
			d->annotated = draw(8) != 0;
			if (there)
				must(store_doc_put(s, item, draw(3) ? DOC_FEED : DOC_PAGE, d, STR(""), e));
			doc_free(d);
			break;
		}
		case 5:
			if (there)
				must(store_doc_failed(s, item, draw(2) ? DOC_FEED : DOC_PAGE, STR("no"), e));
			break;
		case 6: {
			uint32_t kind = draw(6);
			struct item_view v = { kind < 5 ? (enum view_kind)kind : VIEW_ALL, 1 + draw(4), STR("a"), false,
				               kind < 5 ? STR("") : STR("actor:\"Mara Quell\"") };
			int64_t *id;
			if (draw(3) == 0)
				must(store_mark_read(s, &a, &v, &id, &n, e));
			break;
		}
		case 7:
			fix_subscribe(s, 3 + draw(3), tags);
			break;
		default:
			must(store_index_some(s, 1 + draw(20), &n, e));
		}
		if (together && draw(3) == 0)
			store_rollback(s);
		else if (together)
			must(store_commit(s, e));
		if (step % 20 == 19)
			fix_sound(s);
		arena_free(&a);
	}
	fix_sound(s);
	assert_int_equal(sqlite3_prepare_v2(s->db, "SELECT count(*) FROM twin", -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	int64_t shared = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	assert_true(shared > 10);
	store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plans),     cmocka_unit_test(migrations), cmocka_unit_test(strangers),   cmocka_unit_test(damage),
		cmocka_unit_test(read_only), cmocka_unit_test(full_disk),  cmocka_unit_test(two_at_once), cmocka_unit_test(random_use),
	};
	return cmocka_run_group_tests_name("care of the store", tests, make_dir, remove_dir);
}
