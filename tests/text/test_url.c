/* Addresses: splitting, resolving, comparing. */
#include "testing.h"

#include "quotidian/url.h"

static void splitting(void **state)
{
	(void)state;
	struct url u;
	url_split(&u, STR("https://me:pw@example.org:8443/a/b?x=1#top"));
	assert_str(u.scheme, "https");
	assert_str(u.user, "me:pw");
	assert_str(u.host, "example.org");
	assert_str(u.port, "8443");
	assert_str(u.path, "/a/b");
	assert_str(u.query, "x=1");
	assert_str(u.fragment, "top");
	url_split(&u, STR("http://[2001:db8::1]:80/"));
	assert_str(u.host, "[2001:db8::1]");
	assert_str(u.port, "80");
	url_split(&u, STR("tag:example.org,2020:1"));
	assert_false(u.has_authority);
	assert_str(u.path, "example.org,2020:1");
	url_split(&u, STR("//host?"));
	assert_true(u.has_query);
	assert_str(u.scheme, "");
	assert_str(u.host, "host");
	url_split(&u, STR(""));
	assert_int_equal(u.path.n, 0);
}

static void resolving(void **state)
{
	(void)state;
	/* RFC 3986, 5.4.1 and 5.4.2, with its base. */
	static const char *const cases[][2] = {
		{ "g:h", "g:h" }, { "g", "http://a/b/c/g" }, { "./g", "http://a/b/c/g" }, { "g/", "http://a/b/c/g/" }, { "/g", "http://a/g" },
		{ "//g", "http://g" }, { "?y", "http://a/b/c/d;p?y" }, { "g?y", "http://a/b/c/g?y" }, { "#s", "http://a/b/c/d;p?q#s" },
		{ "g#s", "http://a/b/c/g#s" }, { ";x", "http://a/b/c/;x" }, { "", "http://a/b/c/d;p?q" }, { ".", "http://a/b/c/" },
		{ "./", "http://a/b/c/" }, { "..", "http://a/b/" }, { "../g", "http://a/b/g" }, { "../..", "http://a/" },
		{ "../../g", "http://a/g" }, { "../../../g", "http://a/g" }, { "/./g", "http://a/g" }, { "/../g", "http://a/g" },
		{ "g.", "http://a/b/c/g." }, { "..g", "http://a/b/c/..g" }, { "./../g", "http://a/b/g" }, { "g/./h", "http://a/b/c/g/h" },
		{ "g/../h", "http://a/b/c/h" }, { "g;x=1/../y", "http://a/b/c/y" }, { "g?y/./x", "http://a/b/c/g?y/./x" },
		/* browsers' leniency */
		{ " \n http://x.org/a b ", "http://x.org/a%20b" }, { "http://x.org/a\n\tb", "http://x.org/ab" }, { "\\\\x.org\\p", "http://x.org/p" },
		{ "HTTP://x.org/", "http://x.org/" }, { "http:g", "http://a/b/c/g" }, { "https:x.org/p", "https://x.org/p" },
		{ "mailto:a@b", "mailto:a@b" }, { "http://x.org/\xC3\xA9", "http://x.org/\xC3\xA9" }, { "/\xE2\x80\xAE", "http://a/%E2%80%AE" },
		{ "/\x1b[2J", "http://a/%1B[2J" }, { "/\xFF", "http://a/%FF" },
	};
	struct arena a = { 0 };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(url_resolve(&a, STR("http://a/b/c/d;p?q"), str_of(cases[i][0])), cases[i][1]);
	assert_str(url_resolve(&a, STR("http://example.org"), STR("x/y")), "http://example.org/x/y");
	assert_str(url_resolve(&a, STR(""), STR("x/y")), "");
	assert_str(url_resolve(&a, STR(""), STR("https://example.org/../x")), "https://example.org/x");
	assert_str(url_resolve(&a, STR("mailto:a@b"), STR("x")), "");
	char *big = xmalloc(URL_MAX + 10);
	memset(big, 'x', URL_MAX + 10);
	assert_str(url_resolve(&a, STR("http://a/"), str_n(big, URL_MAX + 1)), "");
	assert_int_equal(url_resolve(&a, STR("http://a/"), str_n(big, URL_MAX - 9)).n, URL_MAX);
	free(big);
	arena_free(&a);
}

static void judging(void **state)
{
	(void)state;
	assert_true(url_is_web(STR("HTTPS://example.org")));
	assert_false(url_is_web(STR("https:///x")));
	assert_false(url_is_web(STR("ftp://example.org/")));
	assert_false(url_is_web(STR("javascript:alert(1)")));
	assert_true(url_is_safe_link(STR("mailto:a@example.org")));
	assert_false(url_is_safe_link(STR("mailto:")));
	assert_false(url_is_safe_link(STR("file:///etc/hosts")));
	assert_true(url_same_origin(STR("http://example.org/a"), STR("HTTP://EXAMPLE.org:80/b")));
	assert_false(url_same_origin(STR("http://example.org/"), STR("https://example.org/")));
	assert_false(url_same_origin(STR("http://example.org/"), STR("http://example.org:81/")));
}

static void comparing(void **state)
{
	(void)state;
	struct arena a = { 0 };
	assert_str(url_site(&a, STR("https://WWW.Example.org/x")), "example.org");
	assert_str(url_site(&a, STR("nothing")), "");
	static const char *const cases[][2] = {
		{ "http://www.example.org/story/?utm_source=a&id=7&fbclid=x#top", "example.org/story?id=7" },
		{ "https://Example.org/story?id=7", "example.org/story?id=7" },
		{ "https://example.org/", "example.org" },
		{ "https://example.org/a?partner=rss&amp;emc=rss", "example.org/a" },
		{ "https://example.org:8080/a?b&&c", "example.org:8080/a?b&c" },
		{ "urn:x:y#f", "urn:x:y" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		assert_str(url_canonical(&a, str_of(cases[i][0])), cases[i][1]);
	static const char *const stories[][2] = {
		{ "http://www.example.org/story/?utm_source=a&id=7#top", "example.org/story?id=7#top" },
		{ "https://example.org/story?id=7#ref=rss", "example.org/story?id=7" },
		{ "https://example.org/story?id=7#", "example.org/story?id=7" },
		{ "https://example.org/?p=12", "example.org?p=12" },
		{ "https://example.org/", "" },
		{ "https://example.org/?utm_source=feed#top", "" },
		{ "mailto:desk@example.org", "" },
		{ "", "" },
	};
	char room[URL_MAX];
	for (size_t i = 0; i < sizeof stories / sizeof *stories; i++)
		assert_str(url_story(room, str_of(stories[i][0])), stories[i][1]);
	char *big = xmalloc(URL_MAX + 1);
	memset(big, 'a', URL_MAX + 1);
	memcpy(big, "http://a/", 9);
	assert_int_equal(url_story(room, str_n(big, URL_MAX)).n, URL_MAX - 7);
	assert_int_equal(url_story(room, str_n(big, URL_MAX + 1)).n, 0);
	free(big);
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(splitting),
		cmocka_unit_test(resolving),
		cmocka_unit_test(judging),
		cmocka_unit_test(comparing),
	};
	return cmocka_run_group_tests_name("text/url", tests, NULL, NULL);
}
