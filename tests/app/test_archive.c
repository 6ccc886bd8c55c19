/* test_archive.c - importing stories: what a line may be, sources as feeds, going on after a break. */
#include <unistd.h>

#include "store/fixture.h"

#include "quotidian/archive.h"

static char path[] = "/tmp/quotidian-archive-XXXXXX";

static void put_lines(const char *text)
{
	must(file_write_atomic(path, str_of(text), e));
}

static const char lines[] =
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
	assert_memory_equal(p.fault, "line 4: ", 8);

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
	put_lines("\x1f\x8b and so on");
	assert_int_equal(archive_import(s, path, NULL, NULL, NULL, &p, &bad), QD_EFORMAT);
	assert_non_null(strstr(bad.text, "zcat"));
	assert_int_equal(archive_import(s, "/nowhere/x.jsonl", NULL, NULL, NULL, &p, &bad), QD_ENOTFOUND);
	put_lines("");
	must(archive_import(s, path, NULL, NULL, NULL, &p, e));
	assert_int_equal(p.lines, 0);
	arena_free(&a);
	store_close(s);
}

int main(void)
{
	int fd = mkstemp(path);
	if (fd < 0)
		return 1;
	close(fd);
	const struct CMUnitTest tests[] = { cmocka_unit_test(import) };
	int rc = cmocka_run_group_tests_name("archive", tests, NULL, NULL);
	unlink(path);
	return rc;
}
