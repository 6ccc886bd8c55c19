/* test_archive.c - importing stories: what a line may be, sources as feeds, going on after a break. */
#include <unistd.h>
#include <zlib.h>

#include "app/workers.h"
#include "store/fixture.h"

#include "quotidian/archive.h"

static char path[] = "/tmp/quotidian-archive-XXXXXX";

static void put_lines(const char *text)
{
	must(file_write_atomic(path, str_of(text), e));
}

static const char lines[] = "\xEF\xBB\xBF" /* a byte order mark */
	"{\"id\":\"s1\",\"title\":\"Lake rises\",\"text\":\"One <b> & two.\\n\\nThree.\",\"published\":\"2024-03-02\",\"source\":\"Courier\"}\n"
	"\n"
	"{\"id\":\"s2\",\"title\":\"Lake \\u001b[1m falls\",\"text\":\"Line.\\nLine.\",\"published\":\"2024-03-01T10:00:00Z\",\"source\":\"Wire\"}\n"
	"not json\n"
	"{\"title\":\"no id\",\"text\":\"x\"}\n"
	"[1]\n"
	"{\"id\":\"s3\",\"title\":\"\",\"text\":\"Only text\",\"other\":{\"a\":[1]}}";

static bool stop(void *arg, const struct archive_progress *p)
{
	++*(int *)arg;
	return p->lines > 0;
}

static void import(void **state)
{
	(void)state;
	struct store *s;
	struct arena a = { 0 };
	struct archive_progress p;
	must(store_open(&s, NULL, STORE_MEMORY, e));
	fix_subscribe(s, 2, NULL);
	put_lines(lines);
	must(archive_import(s, path, NULL, NULL, NULL, &p, e));
	assert_int_equal(p.lines, 7);
	assert_int_equal(p.added, 3);
	assert_int_equal(p.skipped, 3);
	assert_int_equal(p.bytes, p.size);
	assert_int_equal(p.undated, 1);
	assert_memory_equal(p.fault, "line 4: is no JSON object (", 27);

	struct store_item *it;
	struct store_feed *f;
	struct str html;
	uint32_t n;
	int64_t *due;
	must(store_items(s, &a, &(struct item_view){ VIEW_ALL }, NULL, false, 10, &it, &n, e));
	assert_int_equal(n, 3);
	assert_str(it[1].title, "Lake rises");
	assert_str(it[1].given, "s1");
	assert_str(it[1].feed_title, "Courier");
	assert_int_equal(it[1].published, 1709337600);
	assert_null(memchr(it[2].title.s, 033, it[2].title.n));
	must(store_item_body(s, &a, it[1].id, &html, e));
	assert_str(html, "<p>One &lt;b&gt; &amp; two.</p>\n<p>Three.</p>\n");
	must(store_item_body(s, &a, it[2].id, &html, e));
	assert_str(html, "<p>Line.</p>\n<p>Line.</p>\n");
	assert_str(it[0].feed_title, "archive");

	/* Sources are listed behind the subscriptions, are never due, and outlive a sync. */
	fix_subscribe(s, 1, NULL);
	must(store_feeds(s, &a, &f, &n, e));
	assert_int_equal(n, 4);
	assert_str(f[1].url, "archive:Courier");
	assert_int_equal(f[1].total, 1);
	must(store_feeds_due(s, &a, INT64_MAX, true, &due, &n, e));
	assert_int_equal(n, 1);

	/* Again: nothing twice. */
	must(archive_import(s, path, NULL, NULL, NULL, &p, e));
	assert_int_equal(p.added, 0);
	assert_int_equal(p.known, 3);
	must(store_items(s, &a, &(struct item_view){ .filter = STR("lake") }, NULL, false, 10, &it, &n, e));
	assert_int_equal(n, 2);
	fix_sound(s);

	struct err bad = { 0 };
	int calls = 0;
	assert_int_equal(archive_import(s, path, NULL, stop, &calls, &p, &bad), QD_ECANCELLED);
	assert_int_equal(calls, 1);
	put_lines("\xFD" "7zXZ and so on");
	assert_int_equal(archive_import(s, path, NULL, NULL, NULL, &p, &bad), QD_EFORMAT);
	assert_non_null(strstr(bad.text, "xzcat"));
	put_lines("\n [\n{\"id\":\"s9\",\"title\":\"x\"}\n]\n");
	assert_int_equal(archive_import(s, path, NULL, NULL, NULL, &p, &bad), QD_EFORMAT);
	assert_non_null(strstr(bad.text, "is a JSON array"));
	must(file_write_atomic(path, STR("\xFF\xFE{\0}\0\n\0"), e));
	assert_int_equal(archive_import(s, path, NULL, NULL, NULL, &p, &bad), QD_EFORMAT);
	assert_non_null(strstr(bad.text, "iconv -f UTF-16 "));
	must(file_write_atomic(path, STR("\0{\0}\0\n"), e));
	assert_int_equal(archive_import(s, path, NULL, NULL, NULL, &p, &bad), QD_EFORMAT);
	assert_non_null(strstr(bad.text, "iconv -f UTF-16BE "));
	put_lines("{\"id\":\"s9\",\"title\":\"caf\xE9\"}\n");
	must(archive_import(s, path, NULL, NULL, NULL, &p, e));
	assert_string_equal(p.fault, "line 1: is not in UTF-8");
	struct buf long_line;
	buf_init(&long_line, 0);
	buf_addz(&long_line, "{\"id\":\"s9\",\"text\":\"");
	for (int i = 0; i < 5 << 17; i++)
		buf_addz(&long_line, "cliffs. ");
	buf_addz(&long_line, "\"}\n{\"id\":\"s8\",\"title\":\"y\",\"published\":\"soon\"}\n");
	must(file_write_atomic(path, buf_str(&long_line), e));
	buf_free(&long_line);
	must(archive_import(s, path, NULL, NULL, NULL, &p, e));
	assert_string_equal(p.fault, "line 1: is longer than 4 MiB, the most that a line may have");
	assert_int_equal(p.added, 1);
	assert_int_equal(p.undated, 1);
	assert_int_equal(archive_import(s, "/nowhere/x.jsonl", NULL, NULL, NULL, &p, &bad), QD_ENOTFOUND);
	put_lines("");
	must(archive_import(s, path, NULL, NULL, NULL, &p, e));
	assert_int_equal(p.lines, 0);
	arena_free(&a);
	store_close(s);
}

static void put_gzip(const char *text, size_t keep)
{
	char small[4096];
	z_stream z = { .next_in = (Bytef *)(uintptr_t)text, .avail_in = (uInt)strlen(text), .next_out = (Bytef *)small, .avail_out = sizeof small };
	assert_int_equal(deflateInit2(&z, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
	assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
	must(file_write_atomic(path, str_n(small, keep < z.total_out ? keep : z.total_out), e));
	deflateEnd(&z);
}

static void compressed(void **state)
{
	(void)state;
	struct store *s;
	struct archive_progress p;
	struct err bad = { 0 };
	must(store_open(&s, NULL, STORE_MEMORY, e));
	put_gzip(lines, SIZE_MAX);
	must(archive_import(s, path, NULL, NULL, NULL, &p, e));
	assert_int_equal(p.lines, 7);
	assert_int_equal(p.added, 3);
	assert_int_equal(p.bytes, p.size);
	put_gzip(lines, 200);
	assert_int_equal(archive_import(s, path, NULL, NULL, NULL, &p, &bad), QD_EFORMAT);
	assert_non_null(strstr(bad.text, "breaks off"));
	assert_true(p.known > 0);
	put_lines("\x1f\x8b and so on");
	assert_int_equal(archive_import(s, path, NULL, NULL, NULL, &p, &bad), QD_EFORMAT);
	assert_non_null(strstr(bad.text, "is damaged"));
	fix_sound(s);
	store_close(s);
}

static int collect(void *arg, struct str line, struct err *e)
{
	(void)e;
	return buf_add(arg, line);
}

static void exported(struct store *s, const char *query, struct buf *out, uint64_t want)
{
	uint64_t n;
	buf_clear(out);
	must(archive_export(s, str_of(query), collect, out, &n, e));
	assert_int_equal(n, want);
}

/* What goes out comes in again: into another store, and into the one that it is from. */
static void round_trip(void **state)
{
	(void)state;
	static const char *const tags[] = { "world,long reads", "" };
	static const struct fix_entry en[] = {
		{ "x1", "Ferry \"Alba\" stops", "<p>One &amp; two.</p><p>A line<br>and another</p>", T0, NULL },
		{ "x2", "Second", "<p>Three</p>", T0 + 5, NULL },
	}, same = { "x1", "Another ferry", "<p>Four</p>", T0 + 9, "https://example.net/other" };
	struct store *s, *t;
	struct buf out, back;
	struct archive_progress p;
	struct arena a = { 0 };
	struct store_item *it;
	uint32_t n;
	buf_init(&out, 0);
	buf_init(&back, 0);
	must(store_open(&s, NULL, STORE_MEMORY, e));
	must(store_open(&t, NULL, STORE_MEMORY, e));
	fix_subscribe(s, 2, tags);
	fix_poll(s, 1, T0 + 100, en, 2, NULL, NULL);
	fix_poll(s, 2, T0 + 100, &same, 1, NULL, NULL); /* another feed with this title and id */
	struct feed *more = fix_feed("The Courier", en, 2);
	struct feed_enclosure file[] = { { STR("https://example.org/x1.mp3"), STR("audio/mpeg"), 900, 61, false },
		{ STR("https://example.org/x1.vtt"), STR(""), -1, 0, true } };
	more->entry[0].comments = STR("https://example.org/x1#c");
	more->entry[0].place = STR("Port \"Linden\"");
	more->entry[0].comments_n = 12;
	more->entry[0].enclosure = file;
	more->entry[0].nenclosure = 2;
	more->entry[1].comments_n = -1;
	struct store_poll again = { .feed = 1, .now = T0 + 101, .parsed = more };
	uint32_t n_new, n_changed;
	must(store_poll_result(s, &again, &n_new, &n_changed, e));
	assert_int_equal(n_new + n_changed, 0);
	fix_feed_free(more);
	must(store_items(s, &a, &(struct item_view){ VIEW_ALL }, NULL, false, 10, &it, &n, e));
	must(store_item_flags(s, it[1].id, ITEM_READ | ITEM_STARRED, 0, e));
	exported(s, "", &out, 3);
	assert_non_null(strstr(out.s, "\"id\":\"x2\",\"title\":\"Second\",\"text\":\"Three\",\"published\":\"2023-11-14T22:13:25Z\","
	                              "\"source\":\"The Courier\",\"url\":\"https://example.org/x2\",\"author\":\"\",\"read\":true,"
	                              "\"starred\":true,\"feed\":\"http://example.org/feed/0\",\"tags\":[\"world\",\"long reads\"]}"));
	assert_non_null(strstr(out.s, "\"comments\":\"https://example.org/x1#c\",\"comments_count\":12,\"place\":\"Port \\\"Linden\\\"\",\"enclosures\":["
	                              "{\"url\":\"https://example.org/x1.mp3\",\"type\":\"audio/mpeg\",\"bytes\":900,\"seconds\":61},"
	                              "{\"url\":\"https://example.org/x1.vtt\",\"kind\":\"transcript\"}]}"));
	must(file_write_atomic(path, buf_str(&out), e));
	must(archive_import(t, path, NULL, NULL, NULL, &p, e));
	assert_int_equal(p.added, 3);
	exported(t, "", &back, 3);
	assert_str(buf_str(&back), out.s);
	fix_sound(t);
	exported(t, "is:starred", &back, 1);
	exported(t, "tag:world", &back, 2);

	must(archive_import(s, path, NULL, NULL, NULL, &p, e));
	assert_int_equal(p.known, 3);
	exported(s, "", &back, 3);
	assert_str(buf_str(&back), out.s);
	fix_sound(s);
	struct err bad = { 0 };
	uint64_t none;
	assert_int_equal(archive_export(s, STR("(lake"), collect, &out, &none, &bad), QD_EINVAL);
	arena_free(&a);
	buf_free(&out);
	buf_free(&back);
	store_close(s);
	store_close(t);
}

/* Stories of one day from several sources. */
static void equal_dates(void **state)
{
	(void)state;
	struct store *s, *t;
	struct buf out, back;
	struct archive_progress p;
	buf_init(&out, 0);
	buf_init(&back, 0);
	must(store_open(&s, NULL, STORE_MEMORY, e));
	must(store_open(&t, NULL, STORE_MEMORY, e));
	put_lines("{\"id\":\"a\",\"title\":\"A\",\"published\":\"2024-03-02\",\"source\":\"Courier\"}\n"
	          "{\"id\":\"b\",\"title\":\"B\",\"published\":\"2024-03-02\",\"source\":\"Courier\"}\n"
	          "{\"id\":\"c\",\"title\":\"C\",\"published\":\"2024-03-02\",\"source\":\"Wire\"}\n"
	          "{\"id\":\"d\",\"title\":\"D\",\"published\":\"2024-03-02\",\"source\":\"Herald\"}\n");
	must(archive_import(s, path, NULL, NULL, NULL, &p, e));
	exported(s, "", &out, 4);
	assert_true(strstr(out.s, "\"id\":\"a\"") < strstr(out.s, "\"id\":\"b\""));
	assert_true(strstr(out.s, "\"id\":\"b\"") < strstr(out.s, "\"id\":\"c\""));
	must(file_write_atomic(path, buf_str(&out), e));
	must(archive_import(t, path, NULL, NULL, NULL, &p, e));
	exported(t, "", &back, 4);
	assert_str(buf_str(&back), out.s);
	buf_free(&out);
	buf_free(&back);
	store_close(s);
	store_close(t);
}

static struct store *beside;

/* Another program brings a new text while workers have the old one. */
static bool change(void *arg, const struct archive_progress *p)
{
	struct archive_progress of;
	(void)p;
	if (!*(bool *)arg) {
		put_lines("{\"id\":\"s1\",\"title\":\"Lake rises\",\"text\":\"Mayor Ruth Ostrom changed it.\",\"published\":\"2024-03-02\",\"source\":\"Courier\"}\n");
		must(archive_import(beside, path, NULL, NULL, NULL, &of, e));
		assert_int_equal(of.changed, 1);
	}
	*(bool *)arg = true;
	return false;
}

static void annotated_with_changes(void **state)
{
	(void)state;
	static char place[] = "/tmp/quotidian-archive-store-XXXXXX";
	const struct worker_options w = build_workers();
	struct arena a = { 0 };
	struct archive_progress p;
	struct store *s;
	struct store_item *it;
	struct buf text;
	uint32_t n, left;
	int64_t *id;
	bool changed = false;
	assert_non_null(mkdtemp(place));
	const char *file = arena_fmt(&a, "%s/quotidian.db", place).s;
	must(store_open(&s, file, STORE_WRITE, e));
	must(store_open(&beside, file, STORE_WRITE, e));
	put_lines(lines);
	must(archive_import(s, path, &w, change, &changed, &p, e));
	assert_true(changed);
	assert_int_equal(p.added, 3);
	assert_int_equal(p.lines, 7);
	must(store_items(s, &a, &(struct item_view){ VIEW_ALL }, NULL, false, 10, &it, &n, e));
	assert_int_equal(n, 3);
	buf_init(&text, 1000);
	must(store_item_text(s, it[1].id, &text, e));
	assert_str(buf_str(&text), "Mayor Ruth Ostrom changed it.");
	must(store_items_unannotated(s, &a, 10, &id, &left, e));
	assert_int_equal(left, 0);
	must(store_items(s, &a, &(struct item_view){ .filter = STR("ostrom") }, NULL, false, 10, &it, &n, e));
	assert_int_equal(n, 1);
	fix_sound(s);
	buf_free(&text);
	store_close(beside);
	store_close(s);
	for (int i = 0; i < 3; i++)
		unlink(arena_fmt(&a, "%s%s", file, i == 0 ? "" : i == 1 ? "-wal" : "-shm").s);
	rmdir(place);
	arena_free(&a);
}

int main(void)
{
	int fd = mkstemp(path);
	if (fd < 0)
		return 1;
	close(fd);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(import), cmocka_unit_test(compressed), cmocka_unit_test(round_trip), cmocka_unit_test(equal_dates),
		cmocka_unit_test(annotated_with_changes),
	};
	int rc = cmocka_run_group_tests_name("archive", tests, NULL, NULL);
	unlink(path);
	return rc;
}
