/* Subscription lists in and out, feeds that a page names, the pipe. */
#include "testing.h"

#include "quotidian/feed.h"

static struct feed_refs *list(const char *text)
{
	struct feed_refs *r = NULL;
	struct err e = { 0 };
	if (opml_parse(&r, str_of(text), &e) != 0)
		fail_msg("%s", e.text);
	return r;
}

static void well_formed(void **state)
{
	(void)state;
	struct feed_refs *r = list(
		"<?xml version='1.0'?><opml version='2.0'><head><title>x</title></head><body><outline text='News'><outline text='World'>"
		"<outline type='rss' text='Harbour &amp;amp; Co' xmlUrl='http://example.org/a?x=1&amp;y=2'/></outline>"
		"<outline title='B' text='b' xmlUrl='feed://example.org/b'></outline></outline>"
		"<outline text='top' category='/Tech/Web' xmlUrl='https://example.org/c'/>"
		"<outline text='again' xmlUrl='https://example.org/c'/><outline text='no' xmlUrl='exec:touch /tmp/x'/></body></opml>");
	assert_int_equal(r->n, 3);
	assert_int_equal(r->skipped, 1);
	assert_str(r->ref[0].url, "http://example.org/a?x=1&y=2");
	assert_str(r->ref[0].title, "Harbour &amp; Co");
	assert_str(r->ref[0].tags, "News,World");
	assert_str(r->ref[1].url, "http://example.org/b");
	assert_str(r->ref[1].title, "B");
	assert_str(r->ref[1].tags, "News");
	assert_str(r->ref[2].tags, "Tech/Web");
	feed_refs_free(r);
}

static void ill_formed(void **state)
{
	(void)state;
	struct feed_refs *r = list(
		"<opml><body><outline text=\"R&D\">\n"
		"<outline text=\"The \"Best\" of\" title=\"The \"Best\" of\" description=\"\"'x' y\" xmlUrl=\"http://example.org/1?a&b\" />\n"
		"<outline text=\"T\" description=\"by <a href=\"https://example.org/\">him</a>, > all.\" xmlUrl=\"http://example.org/2\" type=\"rss\"/>\n"
		"<outline text='N' xmlUrl='http://example.org/3&#10;exec:touch'/>\n"
		"<outline xmlUrl=http://example.org/4>\n</outline></outline><outline text=\"Last\" xmlUrl=\"http://example.org/5\"");
	assert_int_equal(r->n, 5);
	assert_str(r->ref[0].title, "The \"Best\" of");
	assert_str(r->ref[0].url, "http://example.org/1?a&b");
	assert_str(r->ref[0].tags, "R&D");
	assert_str(r->ref[1].url, "http://example.org/2");
	assert_str(r->ref[2].url, "http://example.org/3exec:touch");
	assert_str(r->ref[3].url, "http://example.org/4");
	assert_str(r->ref[4].tags, "");
	feed_refs_free(r);
	struct err e = { 0 };
	assert_int_equal(opml_parse(&r, STR("<html></html>"), &e), QD_EFORMAT);
	assert_string_equal(e.text, "is no OPML: there is no outline in it");
}

/* Attributes are found by their place, not by their name within another's value. */
static void attributes(void **state)
{
	(void)state;
	struct feed_refs *r = list(
		"<opml><body><outline text='say xmlUrl=\"http://example.org/no\" twice' XMLURL='http://example.org/1' type='rss'/>"
		"<outline description=\"type='x' title='not this'\" title='' text='Two' xmlurl = \"http://example.org/2\" isComment=no />"
		"<outline htmlUrl='http://example.org/' type=\"RSS\" url='http://example.org/3' text=\"http://example.org/3\"/>"
		"<outline type='link' url='http://example.org/page' text='page'/>"
		"<outline text='W' feedUrl='www.example.org/4'/><outline text='X' xmlUrl='//example.org/5'/>"
		"<outline text='Y' xmlUrl=\"feed:https://example.org/6\" junk more/></body></opml>");
	assert_int_equal(r->n, 6);
	assert_str(r->ref[0].url, "http://example.org/1");
	assert_str(r->ref[0].title, "say xmlUrl=\"http://example.org/no\" twice");
	assert_str(r->ref[1].url, "http://example.org/2");
	assert_str(r->ref[1].title, "Two");
	assert_str(r->ref[2].url, "http://example.org/3");
	assert_str(r->ref[2].title, "");
	assert_str(r->ref[3].url, "http://www.example.org/4");
	assert_str(r->ref[4].url, "http://example.org/5");
	assert_str(r->ref[5].url, "https://example.org/6");
	feed_refs_free(r);
}

/* Folders and categories together; a feed in two folders has the tags of both. */
static void folders(void **state)
{
	(void)state;
	struct feed_refs *r = list(
		"<opml><body><outline text='News'><outline title='World, wide'><outline text='A' xmlUrl='http://example.org/a' category='/Sea,/News,/Sea/Ports'/>"
		"</outline><outline text='B' xmlUrl='http://example.org/b'/></outline><outline text='Sea'><outline xmlUrl='http://example.org/a'/>"
		"<outline text='Bee' xmlUrl='http://example.org/b'/></outline></body></opml>");
	assert_int_equal(r->n, 2);
	assert_str(r->ref[0].tags, "News,World  wide,Sea,Sea/Ports");
	assert_str(r->ref[1].tags, "News,Sea");
	assert_str(r->ref[1].title, "B");
	struct buf out, again;
	buf_init(&out, 0);
	buf_init(&again, 0);
	assert_int_equal(opml_write(&out, r->ref, r->n, STR("x")), 0);
	feed_refs_free(r);
	r = list(out.s);
	assert_int_equal(opml_write(&again, r->ref, r->n, STR("x")), 0);
	assert_string_equal(out.s, again.s);
	feed_refs_free(r);
	buf_free(&out);
	buf_free(&again);
}

static void written(void **state)
{
	(void)state;
	static const struct feed_ref refs[] = {
		{ { "http://example.org/a?x=1&y=2", 28 }, { "A \"q\" <b>", 9 }, { "News,World", 10 } },
		{ { "http://example.org/b", 20 }, { "", 0 }, { "News", 4 } },
		{ { "http://example.org/c", 20 }, { "C", 1 }, { NULL, 0 } },
	};
	struct buf out;
	buf_init(&out, 0);
	assert_int_equal(opml_write(&out, refs, 3, STR("My feeds & more")), 0);
	assert_string_equal(out.s, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				   "<opml version=\"2.0\">\n"
				   "\t<head>\n"
				   "\t\t<title>My feeds &amp; more</title>\n"
				   "\t</head>\n"
				   "\t<body>\n"
				   "\t\t<outline text=\"News\">\n"
				   "\t\t\t<outline text=\"World\">\n"
				   "\t\t\t\t<outline type=\"rss\" text=\"A &quot;q&quot; &lt;b&gt;\" title=\"A &quot;q&quot; &lt;b&gt;\""
				   " xmlUrl=\"http://example.org/a?x=1&amp;y=2\"/>\n"
				   "\t\t\t</outline>\n"
				   "\t\t\t<outline type=\"rss\" text=\"http://example.org/b\" title=\"http://example.org/b\""
				   " xmlUrl=\"http://example.org/b\"/>\n"
				   "\t\t</outline>\n"
				   "\t\t<outline type=\"rss\" text=\"C\" title=\"C\" xmlUrl=\"http://example.org/c\"/>\n"
				   "\t</body>\n"
				   "</opml>\n");
	struct feed_refs *r = list(out.s);
	assert_int_equal(r->n, 3);
	for (int i = 0; i < 3; i++) {
		assert_true(str_eq(r->ref[i].url, refs[i].url));
		assert_true(str_eq(r->ref[i].tags, refs[i].tags));
	}
	feed_refs_free(r);
	buf_free(&out);
}

static void discovered(void **state)
{
	(void)state;
	struct feed_refs *r;
	struct err e = { 0 };
	assert_int_equal(
		feed_discover(&r,
			      STR("<!doctype html><html><head><base href='/d/'><script>'<link rel=alternate type=application/rss+xml href=no>'</script>"
				  "<link rel='alternate' type='application/rss+xml' title='Comments' href='/comments/feed'>"
				  "<link rel=\"stylesheet\" href=\"x.css\"><link rel='Alternate' type='application/atom+xml' title='News &amp; more' "
				  "href='news.atom'><link rel=alternate hreflang=de href=/de/></head><body><a href='/about'>About</a>"
				  "<a href=\"http://example.org/sports/rss.xml\">Sports <b>now</b></a><a href='news.atom'>again</a>"
				  "<a href='javascript:feed.xml'>x</a>"),
			      STR("http://example.org/page.html"), STR("text/html"), &e),
		0);
	assert_int_equal(r->n, 3);
	assert_str(r->ref[0].url, "http://example.org/d/news.atom");
	assert_str(r->ref[0].title, "News & more");
	assert_str(r->ref[1].url, "http://example.org/comments/feed");
	assert_str(r->ref[2].url, "http://example.org/sports/rss.xml");
	assert_str(r->ref[2].title, "Sports now");
	struct buf wire;
	buf_init(&wire, 0);
	assert_int_equal(feed_refs_encode(&wire, r), 0);
	feed_refs_free(r);
	assert_int_equal(feed_refs_decode(&r, buf_str(&wire), &e), 0);
	assert_int_equal(r->n, 3);
	assert_str(r->ref[2].title, "Sports now");
	feed_refs_free(r);
	for (size_t i = 0; i < wire.n; i++) {
		assert_int_not_equal(feed_refs_decode(&r, str_sub(buf_str(&wire), 0, i), &e), 0);
		char was = wire.s[i];
		wire.s[i] ^= 0x1b;
		if (feed_refs_decode(&r, buf_str(&wire), &e) == 0)
			feed_refs_free(r);
		wire.s[i] = was;
	}
	buf_free(&wire);
}

/* Relations in any order and among others, types that are missing, links of the body that say what they lead to. */
static void odd_links(void **state)
{
	(void)state;
	struct feed_refs *r;
	struct err e = { 0 };
	assert_int_equal(feed_discover(&r,
				       STR("<html><link href=/a.xml type=' Application/RSS+XML; charset=utf-8' title=A rel='home\nALTERNATE'>"
					   "<LINK REL=feed HREF=/b><link rel=alternate href='/c/feed/' title=C><link rel=alternate hreflang=fr href=/fr>"
					   "<link rel=alternate type=application/json href=/wp-json/posts/1>"
					   "<link rel=alternate type=application/feed+json href=/d.json><link rel=stylesheet type=application/rss+xml href=/no>"
					   "<body><a type=application/atom+xml href=/syndicate>all</a><a href=/about.html>About</a>"),
				       STR("https://example.org/x/"), STR_NONE, &e),
			 0);
	assert_int_equal(r->n, 5);
	assert_str(r->ref[0].url, "https://example.org/a.xml");
	assert_str(r->ref[1].url, "https://example.org/b");
	assert_str(r->ref[2].url, "https://example.org/c/feed/");
	assert_str(r->ref[3].url, "https://example.org/d.json");
	assert_str(r->ref[4].url, "https://example.org/syndicate");
	feed_refs_free(r);
}

/* Each would take very long if scans for an end were repeated. */
static void linear(void **state)
{
	(void)state;
	static const char *const unit[] = { "<outline ", "<!--", "<outline a=\"", "<outline>", "<outline xmlUrl='http://example.org/'>", "<outline text=\"x\" y=\">",
					   "<outline text='f'><outline xmlUrl='http://example.org/' category='a'/>", "<outline a='b\"", "\" =" };
	for (size_t k = 0; k < sizeof unit / sizeof *unit; k++) {
		struct buf in;
		struct feed_refs *r;
		struct err e;
		buf_init(&in, 0);
		while (in.n < 2000000)
			buf_addz(&in, unit[k]);
		if (opml_parse(&r, buf_str(&in), &e) == 0)
			feed_refs_free(r);
		assert_int_equal(feed_discover(&r, buf_str(&in), STR("http://example.org/"), STR(""), &e), 0);
		feed_refs_free(r);
		buf_free(&in);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(well_formed), cmocka_unit_test(ill_formed), cmocka_unit_test(attributes), cmocka_unit_test(folders), cmocka_unit_test(written),
		cmocka_unit_test(discovered),  cmocka_unit_test(odd_links), cmocka_unit_test(linear),
	};
	return cmocka_run_group_tests_name("feed/opml", tests, NULL, NULL);
}
