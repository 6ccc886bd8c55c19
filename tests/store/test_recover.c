/* test_recover.c - damaged stores: nothing that is done with one crashes, and what can be read of it is saved. Rounds of random damage: 6, or
 * as QUOTIDIAN_DAMAGES in the environment says. */
#include <dirent.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/fixture.h"

static char dir[] = "/tmp/quotidian-recover-XXXXXX";
static char path[64];

static void clear(void)
{
	DIR *d = opendir(dir);
	char name[400];
	for (struct dirent *f; d && (f = readdir(d));) {
		snprintf(name, sizeof name, "%s/%s", dir, f->d_name);
		if (f->d_name[0] != '.')
			unlink(name);
	}
	if (d)
		closedir(d);
}

static void make_store(void)
{
	static const char *const names[] = { "Anna Quell", "Peter Okafor" };
	struct store *s;
	struct arena a = { 0 };
	uint32_t n;
	struct fix_entry *en = ARENA_NEW(&a, struct fix_entry, 300);
	clear();
	must(store_open(&s, path, STORE_WRITE, e));
	fix_subscribe(s, 3, NULL);
	for (int i = 0; i < 300; i++)
		en[i] = (struct fix_entry){ arena_fmt(&a, "n%d", i).s, "Harbour", arena_fmt(&a, "<p>The harbour number %d of the coast, and its ferry.</p>", i * 7919).s,
			                    T0 + i, NULL };
	for (int64_t feed = 1; feed <= 3; feed++)
		fix_poll(s, feed, T0 + 5000, en + (feed - 1) * 90, 120, NULL, NULL);
	for (int64_t i = 1; i <= 200; i++)
		fix_put(s, i, DOC_FEED, "Anna Quell met Peter Okafor. “It stays,” said Anna Quell.", names, 2);
	must(store_item_flags(s, 5, ITEM_STARRED, 0, e));
	do
		must(store_index_some(s, 500, &n, e));
	while (n);
	fix_sound(s);
	arena_free(&a);
	store_close(s);
}

static void nothing_lost(void **state)
{
	(void)state;
	struct store *s;
	struct buf out;
	struct err bad = { 0 };
	uint32_t total, unread;
	buf_init(&out, 0);
	make_store();
	must(store_recover(path, T0, &out, e));
	assert_non_null(strstr(out.s, "stories: 300 saved\n"));
	assert_non_null(strstr(out.s, ".damaged-2023-11-14-221320"));
	must(store_open(&s, path, STORE_WRITE, e));
	fix_sound(s);
	must(store_view_count(s, &(struct item_view){ VIEW_STARRED }, &total, &unread, e));
	assert_int_equal(total, 1);
	must(store_view_count(s, &(struct item_view){ .filter = STR("said:quell") }, &total, &unread, e));
	assert_int_equal(total, 200);
	store_close(s);
	/* What is somebody else's stays as it is. */
	must(file_write_atomic(path, STR("something of another program"), e));
	assert_int_equal(store_recover(path, T0, &out, &bad), QD_EFORMAT);
	assert_int_equal(access(path, F_OK), 0);
	unlink(path);
	assert_int_equal(store_recover(path, T0, &out, &bad), QD_ENOTFOUND);
	buf_free(&out);
}

/* The page from which all rows of a table are found. */
static void lose_root(const char *table)
{
	sqlite3 *db;
	sqlite3_stmt *st;
	struct buf b;
	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT rootpage, (SELECT * FROM pragma_page_size) FROM sqlite_master WHERE name = ?1", -1, &st, NULL), SQLITE_OK);
	sqlite3_bind_text(st, 1, table, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	size_t root = (size_t)sqlite3_column_int64(st, 0), page = (size_t)sqlite3_column_int64(st, 1);
	sqlite3_finalize(st);
	sqlite3_close(db);
	buf_init(&b, 0);
	must(buf_read_file(&b, path, e));
	assert_true(root > 1 && root * page <= b.n);
	memset(b.s + (root - 1) * page, 0, page);
	must(file_write_atomic(path, buf_str(&b), e));
	buf_free(&b);
}

/* Stories are found by what leads to them, and have the titles of their documents. */
static void without_rows(void **state)
{
	(void)state;
	struct store *s;
	struct arena a = { 0 };
	struct store_item before, after;
	struct buf out;
	uint32_t total, unread, n_new = 0, n_changed = 0;
	make_store();
	must(store_open(&s, path, STORE_WRITE, e));
	must(store_item_flags(s, 7, ITEM_READ, 0, e));
	must(store_item(s, &a, 7, &before, e));
	store_close(s);
	lose_root("item");
	buf_init(&out, 0);
	must(store_recover(path, T0, &out, e));
	assert_non_null(strstr(out.s, "stories: 200 saved, parts could not be read\n"));
	must(store_open(&s, path, STORE_WRITE, e));
	fix_sound(s);
	must(store_item(s, &a, 7, &after, e));
	assert_int_equal(after.feed, before.feed);
	assert_int_equal(after.published, before.published);
	assert_int_equal(after.flags & ITEM_READ, ITEM_READ);
	assert_str(after.title, "Anna Quell met Peter Okafor. “It stays,” said Anna Quell.");
	must(store_view_count(s, &(struct item_view){ .filter = STR("said:quell") }, &total, &unread, e));
	assert_int_equal(total, 200);
	assert_int_equal(unread, 199);
	/* Their feed knows them still: they change, and do not come a second time. */
	fix_poll(s, before.feed, T0 + 9000, &(struct fix_entry){ .id = arena_fmt(&a, STR_FMT, STR_ARG(before.given)).s, .title = "Harbour", .html = "<p>Again.</p>", .published = before.published },
	         1, &n_new, &n_changed);
	assert_int_equal(n_new, 0);
	assert_int_equal(n_changed, 1);
	must(store_item(s, &a, 7, &after, e));
	assert_str(after.title, "Harbour");
	fix_sound(s);
	store_close(s);
	buf_free(&out);
	arena_free(&a);
}

static void use(enum store_mode mode)
{
	struct store *s;
	struct arena a = { 0 };
	struct buf out;
	struct store_item *it;
	struct store_quote *q;
	struct err bad;
	uint32_t n;
	if (store_open(&s, path, mode, &bad))
		return;
	buf_init(&out, 0);
	(void)!store_doctor(s, &out, &bad);
	(void)!store_quotes(s, &a, STR("harbour"), 20, &q, &n, &bad);
	(void)!store_items(s, &a, &(struct item_view){ .filter = STR("ferry actor:quell") }, NULL, false, 50, &it, &n, &bad);
	if (store_items(s, &a, &(struct item_view){ VIEW_ALL }, NULL, false, 50, &it, &n, &bad))
		n = 0;
	for (uint32_t i = 0; i < n; i++) {
		struct doc *d;
		if (store_doc_get(s, it[i].id, DOC_FEED, &d, &bad) == 0)
			doc_free(d);
		if (mode == STORE_WRITE)
			(void)!store_item_flags(s, it[i].id, ITEM_READ, 0, &bad);
	}
	if (mode == STORE_WRITE && n)
		(void)!store_item_delete(s, it[0].id, T0, &bad);
	buf_free(&out);
	arena_free(&a);
	store_close(s);
}

static void any_damage(void **state)
{
	(void)state;
	const char *many = getenv("QUOTIDIAN_DAMAGES");
	int rounds = many ? (int)strtol(many, NULL, 10) : 6, saved = 0;
	uint32_t rnd = 2463534242u;
	struct buf whole;
	buf_init(&whole, 0);
	make_store();
	must(buf_read_file(&whole, path, e));
	for (int i = 0; i < rounds; i++) {
		struct buf b, out;
		struct store *s;
		struct err bad = { 0 };
		buf_init(&b, 0);
		buf_init(&out, 0);
		buf_add(&b, buf_str(&whole));
		for (int k = 0; k < 1 + i % 60; k++) {
			rnd = rnd * 1664525u + 1013904223u;
			size_t at = (rnd >> 3) % b.n;
			if (i % 5 == 0)
				at %= 200; /* the header */
			b.s[at] ^= (char)(1u << (k & 7));
		}
		if (i % 7 == 3)
			b.n = rnd % b.n;
		clear();
		must(file_write_atomic(path, buf_str(&b), e));
		use(STORE_READ);
		use(STORE_WRITE);
		if (access(path, F_OK) == 0 && store_recover(path, T0 + i, &out, &bad) == 0) {
			must(store_open(&s, path, STORE_WRITE, e));
			fix_sound(s);
			store_close(s);
			saved++;
		} else {
			assert_true(bad.text[0] != 0);
		}
		buf_free(&b);
		buf_free(&out);
	}
	print_message("%d of %d damaged stores saved\n", saved, rounds);
	buf_free(&whole);
}

int main(void)
{
	if (!mkdtemp(dir))
		return 1;
	snprintf(path, sizeof path, "%s/store.db", dir);
	const struct CMUnitTest tests[] = { cmocka_unit_test(nothing_lost), cmocka_unit_test(without_rows), cmocka_unit_test(any_damage) };
	int rc = cmocka_run_group_tests_name("recovery", tests, NULL, NULL);
	clear();
	rmdir(dir);
	return rc;
}
