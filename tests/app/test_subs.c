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
	assert_null(strstr(w.s, ":7:"));
	assert_int_equal(r->nfolder, 1);
	assert_str(r->folder[0].name, "Unread");
	assert_str(r->folder[0].query, "is:unread");
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
	struct feed_refs *r = NULL;
	assert_int_equal(subs_load(&r, path, NULL, &e), 0);
	assert_int_equal(r->n, 2);
	assert_str(r->ref[0].was, "https://example.org/one");
	assert_str(r->ref[1].was, "");
	feed_refs_free(r);
	/* What it leads to is there already: one line stays. */
	assert_int_equal(subs_moved(path, STR("https://example.org/two"), STR("https://example.org/new"), &e), 0);
	assert_file("# moved for good on 2026-01-01; it was: https://example.org/one\n"
	            "https://example.org/new x \"~One\"\n"
	            "# moved for good on 2026-01-01, to a feed that is here already; it was: https://example.org/two\n");
	assert_int_equal(subs_add(path, &(struct feed_ref){ .url = STR("https://example.org/three") }, 1, &(uint32_t){ 0 }, &e), 0);
	assert_int_equal(subs_load(&r, path, NULL, &e), 0);
	assert_int_equal(r->n, 2);
	assert_str(r->ref[1].url, "https://example.org/three");
	assert_str(r->ref[1].was, ""); /* what is said above it is of another feed */
	feed_refs_free(r);
	assert_int_equal(subs_moved(path, STR("https://example.org/none"), STR("https://example.org/x"), &e), QD_ENOTFOUND);
	assert_int_equal(subs_moved(path, STR("https://example.org/new"), STR("exec:rm"), &e), QD_EINVAL);
	unsetenv("QUOTIDIAN_NOW");
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
/* ---- smart folders ---- */

static void folder_is(const char *query, const char *ours, const char *warning)
{
	struct buf line, w;
	buf_init(&line, 0);
	buf_init(&w, 0);
	buf_addz(&line, "\"query:Name:");
	for (; *query; query++)
		buf_addf(&line, "%s%c", *query == '"' ? "\\" : "", *query);
	buf_addz(&line, "\"");
	struct feed_refs *r = subs_parse(buf_str(&line), "feeds", &w);
	if (r->nfolder != (ours ? 1 : 0))
		print_error("%s\n", line.s);
	assert_int_equal(r->nfolder, ours ? 1 : 0);
	if (ours)
		assert_str(r->folder[0].query, ours);
	if (warning && !strstr(w.s ? w.s : "", warning))
		print_error("%s", w.s);
	assert_int_equal(w.n > 0, warning != NULL);
	assert_true(!warning || strstr(w.s, warning));
	feed_refs_free(r);
	buf_free(&line);
	buf_free(&w);
}

static void folders(void **state)
{
	(void)state;
	folder_is("said:\"Anna Novak\" since:7d", "said:\"Anna Novak\" since:7d", NULL);
	folder_is("harbour or ferry", "harbour or ferry", NULL);
	folder_is("unread again", "unread again", NULL); /* two words */
	folder_is("(harbour", NULL, "this bracket is not closed");
	folder_is("", NULL, "it is written query:NAME:QUERY");
	/* newsboat's */
	folder_is("unread = \"yes\"", "is:unread", NULL);
	folder_is("unread != \"yes\"", "is:read", NULL);
	folder_is("age between 0:7", "(since:8d -since:0d)", NULL);
	folder_is("age < 3 and unread==\"no\"", "since:3d is:read", NULL);
	folder_is("age >= 3", "before:3d", NULL);
	folder_is("(title =~ \".*Ferry.*\" or content =~ \"ferry\") and tags # \"sea\"", "(title:\"Ferry\" or \"ferry\") tag:\"sea\"", NULL);
	folder_is("author = \"Roe\" and feedtitle !~ \"Wire\"", "by:\"Roe\" -feed:\"Wire\"", NULL);
	folder_is("tags !# \"sport\"", "-tag:\"sport\"", NULL);
	folder_is("title =~ \"a|b\"", NULL, "\"a|b\" of a newsboat filter has no counterpart");
	folder_is("unread_count > 3", NULL, "\"unread_count\" of a newsboat filter");
	folder_is("title =~ \"a\" xor title =~ \"b\"", NULL, "at \"xor title =~ \"b\"\": \"and\" or \"or\" is missing");
	folder_is("(title =~ \"a\"", NULL, "an open bracket");
	folder_is("title =~", NULL, "a value is missing");
}

/* newsboat's expressions as they are not written: none becomes a folder, each is told of. */
static void folders_ill_formed(void **state)
{
	(void)state;
	static const struct {
		const char *query, *warning;
	} cases[] = {
		/* operators */
		{ "unread ~~ 3", "feeds:1: newsboat filter, at \"~~ 3\": this is no operator" },
		{ "unread ~ \"yes\"", "at \"~ \"yes\"\": this is no operator" },
		{ "unread === \"yes\"", "this is no operator" },
		{ "age => 3", "at \"=> 3\": this is no operator" },
		{ "title =! \"a\"", "this is no operator" },
		{ "title ! \"a\"", "this is no operator" },
		{ "title == = \"a\"", "a value that is no number stands between quotation marks" },
		{ "title = \"a\" and unread is \"yes\"", "at \"is \"yes\"\": this is no operator" },
		{ "title = \"a\" and unread \"yes\"", "at \"\"yes\"\": an operator is missing" },
		{ "title = \"a\" and unread", "an operator is missing" },
		/* values */
		{ "unread =", "a value is missing" },
		{ "unread = )", "at \")\": a value is missing" },
		{ "unread = and title = \"a\"", "at \"and title = \"a\"\": a value that is no number" },
		{ "unread = yes", "at \"yes\": a value that is no number stands between quotation marks" },
		{ "unread = \"maybe\"", "\"maybe\" of a newsboat filter has no counterpart" },
		{ "unread =~ \"y\"", "\"y\" of a newsboat filter has no counterpart" },
		{ "unread = 3", "\"3\" of a newsboat filter has no counterpart" },
		{ "title =~ \"a", "at \"\"a\": this quotation mark is not closed" },
		{ "title =~ \"a\"b\"", "at \"b\"\": \"and\" or \"or\" is missing" },
		{ "title =~ \" \"", "an empty value" },
		{ "title =~ \"\"", "an empty value" },
		{ "age < ten", "a value that is no number" },
		{ "age < \"ten\"", "\"ten\" of a newsboat filter" },
		{ "age < 9223372036854775807", "of a newsboat filter has no counterpart" },
		{ "age < -1", "\"-1\" of a newsboat filter" },
		{ "age < 0:7", "two numbers with a colon between stand behind \"between\", and only there" },
		{ "age between 7", "two numbers with a colon between" },
		{ "age between 0:", "a value that is no number" },
		{ "age between 0:9223372036854775807", "\"0:9223372036854775807\" of a newsboat filter" },
		{ "age between", "a value is missing" },
		/* brackets */
		{ "(unread = \"yes\"", "at \"(unread = \"yes\"\": an open bracket is not closed" },
		{ "((unread = \"yes\")", "an open bracket is not closed" },
		{ "unread = \"yes\")", "at \")\": this bracket was not opened" },
		{ "(unread = \"yes\") )", "this bracket was not opened" },
		{ "() and unread = \"yes\"", "at \") and unread = \"yes\"\": an attribute is missing" },
		{ "(((((((((((unread = \"yes\")))))))))))", "so many brackets" },
		/* words that are not between terms, and those that are no attributes */
		{ "unread = \"yes\" title = \"a\"", "at \"title = \"a\"\": \"and\" or \"or\" is missing" },
		{ "unread = \"yes\" again", "at \"again\": \"and\" or \"or\" is missing" },
		{ "unread = \"yes\" & title = \"a\"", "at \"& title = \"a\"\": \"and\" or \"or\" is missing" },
		{ "unread = \"yes\" and", "an attribute is missing" },
		{ "unread = \"yes\" or or title = \"a\"", "at \"or title" },
		{ "and unread = \"yes\"", "at \"and unread" },
		{ "not unread = \"yes\"", "at \"not unread" },
		{ "!unread = \"yes\"", "at \"!unread" },
		{ "ferry and unread = \"yes\"", "at \"ferry and" },
		{ "titel =~ \"a\"", "at \"titel =~ \"a\"\": this is no attribute" },
		{ "unred_count > 3", "this is no attribute" },
		{ "(Title = \"a\")", "at \"Title = \"a\")\": this is no attribute" },
		{ "tag # \"sea\"", "this is no attribute" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		folder_is(cases[i].query, NULL, cases[i].warning);
}

static void folders_left_to_right(void **state)
{
	(void)state;
	folder_is("title = \"a\" or title = \"b\" and unread = \"yes\"", "(title:\"a\" or title:\"b\") is:unread", NULL);
	folder_is("title = \"a\" and title = \"b\" or unread = \"yes\"", "title:\"a\" title:\"b\" or is:unread", NULL);
	folder_is("title = \"a\" or title = \"b\" and title = \"c\" or title = \"d\" and (age < 1 or age > 3 and unread = \"no\")",
	          "((title:\"a\" or title:\"b\") title:\"c\" or title:\"d\") ((since:1d or before:4d) is:read)", NULL);
	folder_is("age between 7:0", "(since:8d -since:0d)", NULL);
	/* Our own queries, however near they come. */
	folder_is("C# \"job offers\"", "C# \"job offers\"", NULL);
	folder_is("\"title = x\" harbour", "\"title = x\" harbour", NULL);
	folder_is("the age between wars", "the age between wars", NULL);
	folder_is("E=mc2 a&b", "E=mc2 a&b", NULL);
}

/* A line whose filter has no quotation marks ends at its first blank. */
static void folders_bare(void **state)
{
	(void)state;
	static const char *const bare[] = { "query:A:unread = \"yes\"", "query:A:title =~ x", "query:A:age < 3", "query:A:title != \"a\"",
		"query:A:title !~ a" };
	struct buf w;
	for (size_t i = 0; i < sizeof bare / sizeof *bare; i++) {
		buf_init(&w, 0);
		struct feed_refs *r = subs_parse(str_of(bare[i]), "feeds", &w);
		assert_int_equal(r->nfolder, 0);
		assert_true(str_starts(buf_str(&w), STR("feeds:1: with blanks it is written \"query:NAME:QUERY\"")));
		feed_refs_free(r);
		buf_free(&w);
	}
	buf_init(&w, 0);
	struct feed_refs *r = subs_parse(STR("query:A:harbour sea # = ours\nquery:B:ferry !\n"), "feeds", &w);
	assert_int_equal(r->nfolder, 2);
	assert_int_equal(w.n, 0);
	feed_refs_free(r);
	buf_free(&w);
}

static void folders_kept(void **state)
{
	(void)state;
	struct feed_refs *r;
	struct err e;
	uint32_t added;
	struct feed_folder two[] = { { STR("Sea"), STR("harbour \"two words\"") }, { STR("Back\\slash"), STR("is:unread") } };
	put("https://example.org/a.xml\n# mine"); /* without a line break at the end */
	assert_int_equal(subs_add_folders(path, two, 2, &added, &e), 0);
	assert_int_equal(added, 2);
	assert_int_equal(subs_add_folders(path, two, 2, &added, &e), 0);
	assert_int_equal(added, 0);
	assert_int_equal(subs_load(&r, path, NULL, &e), 0);
	assert_int_equal(r->n, 1);
	assert_int_equal(r->nfolder, 2);
	for (int i = 0; i < 2; i++) {
		assert_true(str_eq(r->folder[i].name, two[i].name));
		assert_true(str_eq(r->folder[i].query, two[i].query));
	}
	/* What is written as a whole is read back the same. */
	struct buf b;
	buf_init(&b, 0);
	subs_write(&b, r);
	struct feed_refs *again = subs_parse(buf_str(&b), "feeds", NULL);
	assert_int_equal(again->n, 1);
	assert_int_equal(again->nfolder, 2);
	assert_true(str_eq(again->folder[0].query, two[0].query));
	buf_free(&b);
	feed_refs_free(again);
	feed_refs_free(r);
	unlink(path);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_load), T(test_hostile_lines), T(test_add), T(test_add_leaves_untouched), T(test_remove), T(test_moved),
		T(folders), T(folders_ill_formed), T(folders_left_to_right), T(folders_bare), T(folders_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
