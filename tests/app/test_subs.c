/* The subscriptions file: read, added to, removed from, moved, without losing what the user wrote. */
#include "config.h"

#include <unistd.h>

#include "quotidian/settings.h"
#include "testing.h"

static char path[64];

static int setup(void **state)
{
	(void)state;
	strncpy(path, "/tmp/qd-subs-XXXXXX", sizeof path - 1);
	int fd = mkstemp(path);
	return fd < 0 ? -1 : close(fd);
}

static int teardown(void **state)
{
	(void)state;
	unlink(path);
	return 0;
}

static void put(const char *z)
{
	struct err e;
	assert_int_equal(file_write_atomic(path, str_of(z), &e), 0);
}

static void assert_file(const char *z)
{
	struct buf b;
	struct err e;
	buf_init(&b, 0);
	assert_int_equal(buf_read_file(&b, path, &e), 0);
	assert_str(buf_str(&b), z);
	buf_free(&b);
}

static void test_load(void **state)
{
	(void)state;
	struct feed_refs *r;
	struct buf w;
	struct err e;
	buf_init(&w, 0);
	put("# comment\n"
	    "https://example.org/a.xml world \"two words\" \"~The \\\"A\\\" Wire\"\r\n"
	    "\n"
	    "  https://example.org/b.xml ! ~Bee \"one,two\" # a comment \"here\" ~No\n"
	    "\"exec:~/bin/feed.sh\"\n"
	    "filter:cat:https://example.org/c.xml\n"
	    "\"query:Unread:unread = \\\"yes\\\"\"\n"
	    "https://example.org/a.xml again\n"
	    "file:///etc/passwd\n"
	    "https://example.org/last \"~open quote");
	assert_int_equal(subs_load(&r, path, &w, &e), 0);
	assert_int_equal(r->n, 3);
	assert_str(r->ref[0].url, "https://example.org/a.xml");
	assert_str(r->ref[0].tags, "world,two words");
	assert_str(r->ref[0].title, "The \"A\" Wire");
	assert_str(r->ref[1].url, "https://example.org/b.xml");
	assert_str(r->ref[1].tags, "one two");
	assert_str(r->ref[1].title, "Bee");
	assert_str(r->ref[2].title, "open quote");
	assert_non_null(strstr(w.s, ":5: subscriptions that run programs"));
	assert_non_null(strstr(w.s, ":6: subscriptions that run programs"));
	assert_non_null(strstr(w.s, ":7: query feeds"));
	assert_non_null(strstr(w.s, ":8: this feed is there already"));
	assert_non_null(strstr(w.s, ":9: not an address"));
	feed_refs_free(r);
	buf_free(&w);
	unlink(path);
	assert_int_equal(subs_load(&r, path, NULL, &e), QD_ENOTFOUND);
}

static void test_hostile_lines(void **state)
{
	(void)state;
	struct feed_refs *r;
	struct buf w;
	struct err e;
	buf_init(&w, 0);
	put("https://example.org/\x1b]0;x\x07\n\x1b[2J nonsense\nhttps://example.org/ok t\x1b[31mag ~T\xE2\x80\xAEx\n");
	assert_int_equal(subs_load(&r, path, &w, &e), 0);
	assert_int_equal(r->n, 1);
	assert_null(strchr(w.s, '\x1b'));
	assert_str(r->ref[0].tags, "t[31mag");
	assert_str(r->ref[0].title, "Tx");
	feed_refs_free(r);
	buf_free(&w);
}

static void test_add(void **state)
{
	(void)state;
	struct feed_refs *r;
	struct err e;
	uint32_t added;
	const struct feed_ref two[] = {
		{ STR("https://example.org/one"), STR("One \"big\" wire"), STR("world,two words") },
		{ STR("https://example.org/two"), STR(""), STR("") },
		{ STR("https://example.org/two"), STR("double"), STR("") },
		{ STR("ftp://example.org/three"), STR(""), STR("") },
	};
	put("# top\n\n  https://example.org/two   tag # kept as it is");
	assert_int_equal(subs_add(path, two, 4, &added, &e), 0);
	assert_int_equal(added, 1);
	assert_file("# top\n\n  https://example.org/two   tag # kept as it is\n"
	            "https://example.org/one world \"two words\" \"~One \\\"big\\\" wire\"\n");
	assert_int_equal(subs_add(path, two, 4, &added, &e), 0);
	assert_int_equal(added, 0);
	assert_int_equal(subs_load(&r, path, NULL, &e), 0);
	assert_int_equal(r->n, 2);
	assert_str(r->ref[1].title, "One \"big\" wire");
	assert_str(r->ref[1].tags, "world,two words");
	feed_refs_free(r);
}

static void test_add_leaves_untouched(void **state)
{
	(void)state;
	struct err e;
	uint32_t added;
	const struct feed_ref one = { STR("https://example.org/two"), STR(""), STR("") };
	put("https://example.org/two");
	assert_int_equal(subs_add(path, &one, 1, &added, &e), 0);
	assert_int_equal(added, 0);
	assert_file("https://example.org/two");
}

static void test_remove(void **state)
{
	(void)state;
	struct err e;
	put("# a\nhttps://example.org/one x\r\n\"https://example.org/two\" y\nhttps://example.org/three");
	assert_int_equal(subs_remove(path, STR("https://example.org/two"), &e), 0);
	assert_file("# a\nhttps://example.org/one x\r\nhttps://example.org/three");
	assert_int_equal(subs_remove(path, STR("https://example.org/two"), &e), QD_ENOTFOUND);
	assert_non_null(strstr(e.text, "there is no feed https://example.org/two"));
	assert_int_equal(subs_remove(path, STR("https://example.org/three"), &e), 0);
	assert_file("# a\nhttps://example.org/one x\r\n");
}

static void test_moved(void **state)
{
	(void)state;
	struct err e;
	setenv("QUOTIDIAN_NOW", "1767225600", 1);
	put("https://example.org/one x \"~One\"\nhttps://example.org/two\n");
	assert_int_equal(subs_moved(path, STR("https://example.org/one"), STR("https://example.org/new"), &e), 0);
	assert_file("# moved for good on 2026-01-01; it was: https://example.org/one\n"
	            "https://example.org/new x \"~One\"\nhttps://example.org/two\n");
	/* What it leads to is there already: one line stays. */
	assert_int_equal(subs_moved(path, STR("https://example.org/two"), STR("https://example.org/new"), &e), 0);
	assert_file("# moved for good on 2026-01-01; it was: https://example.org/one\n"
	            "https://example.org/new x \"~One\"\n# moved for good on 2026-01-01; it was: https://example.org/two\n");
	assert_int_equal(subs_moved(path, STR("https://example.org/none"), STR("https://example.org/x"), &e), QD_ENOTFOUND);
	assert_int_equal(subs_moved(path, STR("https://example.org/new"), STR("exec:rm"), &e), QD_EINVAL);
	unsetenv("QUOTIDIAN_NOW");
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_load), T(test_hostile_lines), T(test_add), T(test_add_leaves_untouched), T(test_remove), T(test_moved),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
