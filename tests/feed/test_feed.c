/* Feeds: formats, rivals for one field, ill-formed ones, the pipe. */
#include "testing.h"

#include "quotidian/feed.h"
#include "quotidian/utf8.h"

static struct feed *parse(const char *text, const char *url)
{
	struct feed *f = NULL;
	struct err e = { 0 };
	struct feed_source src = { .bytes = str_of(text), .url = str_of(url) };
	if (feed_parse(&f, &src, &e) != 0)
		fail_msg("%s: %s", text, e.text);
	return f;
}

static void rss(void **state)
{
	(void)state;
	struct feed *f = parse(
		"<?xml version='1.0'?><rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>Harbour &amp;amp; Co</title>"
		"<link>http://example.org/</link><ttl>90</ttl><skipHours><hour>3</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>"
		"<item><title>One &lt;b&gt;bold&lt;/b&gt; thing</title><link>/1</link><guid isPermaLink='false'>g1</guid>"
		"<pubDate>Tue, 03 Mar 2015 08:09:10 GMT</pubDate><dc:date>2001-01-01</dc:date><author>ann@example.org (Ann Roe)</author>"
		"<category>Sea</category><category>Sea</category><enclosure url='a.mp3' type='audio/mpeg' length='12'/>"
		"<description><![CDATA[<p>Text <a href=\"x\">link</a></p>]]></description></item></channel></rss>",
		"http://example.org/feed.xml");
	assert_str(f->format, "rss");
	assert_str(f->title, "Harbour & Co");
	assert_int_equal(f->ttl_min, 90);
	assert_int_equal(f->skip_hours, 1u << 3 | 1u << 0);
	assert_int_equal(f->skip_days, 1);
	assert_int_equal(f->warning.n, 0);
	assert_false(f->cut);
	assert_int_equal(f->nentry, 1);
	const struct feed_entry *e = &f->entry[0];
	assert_str(e->id, "g1");
	assert_str(e->title, "One bold thing");
	assert_str(e->link, "http://example.org/1");
	assert_str(e->author, "Ann Roe");
	assert_true(e->published == 1425370150);
	assert_int_equal(e->ncategory, 1);
	assert_str(e->enclosure[0].url, "http://example.org/a.mp3");
	assert_true(e->enclosure[0].length == 12);
	assert_str(e->summary, "Text link");
	assert_str(e->summary_link[0], "http://example.org/x");
	assert_str(e->content_html, "<p>Text <a href=\"http://example.org/x\">link</a></p>");
	feed_free(f);
}

static void atom(void **state)
{
	(void)state;
	struct feed *f = parse(
		"<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://example.org/d/' xml:lang='nl'><title type='text'>a &lt;b&gt; c</title>"
		"<link rel='self' href='feed'/><link href='home'/><entry><id>urn:1</id><title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
		"x <i>y</i> &lt;z&gt;</div></title><link rel='enclosure' href='f.mp3'/><link rel='alternate' href='story'/>"
		"<author><name>Ann Roe</name><email>ann@example.org</email></author><author><name>Bo Lind</name></author>"
		"<updated>2015-03-03T08:09:10Z</updated><summary type='html'>&lt;p&gt;short</summary>"
		"<content type='text'>one\n\ntwo &lt;3</content></entry></feed>",
		"");
	assert_str(f->format, "atom");
	assert_str(f->title, "a <b> c");
	assert_str(f->link, "http://example.org/d/home");
	assert_str(f->language, "nl");
	const struct feed_entry *e = &f->entry[0];
	assert_str(e->title, "x y <z>");
	assert_str(e->link, "http://example.org/d/story");
	assert_str(e->author, "Ann Roe, Bo Lind");
	assert_true(e->updated == 1425370150 && e->published == 0);
	assert_str(e->summary, "short");
	assert_str(e->content, "one two <3");
	assert_str(e->content_html, "<p>one</p>\n<p>two &lt;3</p>");
	feed_free(f);
}

static void rdf_and_cdf(void **state)
{
	(void)state;
	struct feed *f = parse("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
			       "<channel rdf:about='x'><title>C</title><items><rdf:Seq><rdf:li resource='u'/></rdf:Seq></items></channel>"
			       "<item rdf:about='http://example.org/1'><title>One</title></item></rdf:RDF>",
			       "");
	assert_str(f->format, "rdf");
	assert_int_equal(f->nentry, 1);
	assert_str(f->entry[0].id, "http://example.org/1");
	assert_str(f->entry[0].link, "http://example.org/1");
	feed_free(f);
	f = parse("<CHANNEL HREF='http://example.org/'><TITLE>C</TITLE><ITEM HREF='http://example.org/1' LASTMOD='2015-03-03T08:09:10'>"
		  "<TITLE>One</TITLE><ABSTRACT>Text</ABSTRACT></ITEM></CHANNEL>",
		  "");
	assert_str(f->format, "cdf");
	assert_str(f->entry[0].summary, "Text");
	assert_true(f->entry[0].updated == 1425370150);
	feed_free(f);
}

static void json(void **state)
{
	(void)state;
	struct feed *f = parse("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"home_page_url\":\"https://example.org/\",\"items\":["
			       "{\"id\":7,\"url\":\"a\",\"title\":\"One \\ud800 \\u0000\\u001b[1m\",\"content_html\":\"<p>x</p>\",\"tags\":[\"t\",3],"
			       "\"authors\":[{\"name\":\"Ann Roe\"}],\"date_published\":\"2015-03-03T08:09:10Z\","
			       "\"attachments\":[{\"url\":\"b.mp3\",\"mime_type\":\"audio/mpeg\",\"size_in_bytes\":1e999}]},null,\"s\"]}",
			       "https://feeds.example.net/f.json");
	assert_str(f->format, "json");
	assert_int_equal(f->nentry, 1);
	const struct feed_entry *e = &f->entry[0];
	assert_str(e->id, "7");
	assert_str(e->link, "https://example.org/a");
	assert_str(e->title, "One \xEF\xBF\xBD [1m");
	assert_int_equal(e->ncategory, 1);
	assert_str(e->author, "Ann Roe");
	assert_int_equal(e->nenclosure, 1);
	feed_free(f);
}

static void ill_formed(void **state)
{
	(void)state;
	struct feed *f = parse("<rss><channel><title>AT&T & R&D</title><item><guid isPermaLink=false>1</guid><dc:creator>Ann Roe</dc:creator>"
			       "<description><p>uh<br></p> &nbsp;&eacute;&what;</description><item><title>two</title><link>http://example.org/2</link></item>"
			       "<item><title>three</title><link>http://example.org/3</link><description>half of",
			       "");
	assert_str(f->title, "AT&T & R&D");
	assert_int_equal(f->nentry, 3);
	assert_str(f->entry[0].author, "Ann Roe");
	assert_str(f->entry[0].summary, "uh \xC3\xA9&what;");
	assert_str(f->entry[2].summary, "half of");
	assert_str(f->warning, "line 1: the document breaks off; 3 items were read before it");
	assert_true(f->cut);
	feed_free(f);
	f = parse("<rss><channel><item><title>whole</title></item><item><title>ha", "");
	assert_int_equal(f->nentry, 1);
	feed_free(f);
}

/* An archive gets whole entries only, wherever the feed breaks off. */
static void cut_for_an_archive(void **state)
{
	(void)state;
	static const char *const feeds[] = {
		"<rss version='2.0'><channel><title>T</title><item><guid>1</guid><title>one</title><link>http://example.org/1</link><description>first"
		"</description></item><item><guid>2</guid><title>two</title><link>http://example.org/2</link><description><![CDATA[<p>second]]></description>"
		"<pubDate>Tue, 03 Mar 2015 08:00:00 GMT</pubDate></item></channel></rss>",
		"<feed xmlns='http://www.w3.org/2005/Atom'><title>T</title><entry><id>1</id><title>one</title><content type='html'>&lt;p&gt;first</content></entry>"
		"<entry><id>2</id><title>two</title><content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>second</p></div></content></entry></feed>",
		"{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"T\",\"items\":[{\"id\":\"1\",\"title\":\"one\",\"content_text\":\"first\"},"
		"{\"id\":\"2\",\"title\":\"two\",\"content_text\":\"second\"}]}",
	};
	for (size_t k = 0; k < sizeof feeds / sizeof *feeds; k++) {
		struct feed *whole = NULL;
		struct feed_source src = { .bytes = str_of(feeds[k]), .brief = true };
		assert_int_equal(feed_parse(&whole, &src, NULL), 0);
		assert_int_equal(whole->nentry, 2);
		assert_false(whole->cut);
		uint32_t most = 0;
		for (size_t n = 1; n < strlen(feeds[k]) - 1; n++) {
			struct feed *f = NULL;
			src.bytes = str_n(feeds[k], n);
			if (feed_parse(&f, &src, NULL))
				continue;
			if (!f->cut)
				fail_msg("%.*s is taken for whole", (int)n, feeds[k]);
			assert_true(f->nentry <= 2);
			for (uint32_t i = 0; i < f->nentry; i++) {
				assert_true(str_eq(f->entry[i].content_html, whole->entry[i].content_html));
				assert_true(str_eq(f->entry[i].title, whole->entry[i].title) && f->entry[i].published == whole->entry[i].published);
			}
			most = f->nentry > most ? f->nentry : most;
			feed_free(f);
		}
		assert_int_equal(most, 2);
		feed_free(whole);
	}
}

static void hostile(void **state)
{
	(void)state;
	struct feed *f = parse("<!DOCTYPE rss [<!ENTITY a 'ha ha'><!ENTITY x SYSTEM 'file:///etc/hostname'>]><rss><channel><title>&a;&x;</title>"
			       "<item><title>\xE2\x80\xAEx\x1b[31m&#27;[2J&#x9b;</title><link>javascript:alert(1)</link><guid>http://example.org/1</guid>"
			       "</item><item><guid>http://example.org/1</guid><link>http://example.org/a</link></item>"
			       "<item><guid>http://example.org/1</guid><link>http://example.org/b</link></item>"
			       "<item><guid>http://example.org/1</guid><link>http://example.org/c</link></item></channel></rss>",
			       "");
	assert_str(f->title, "&a;&x;");
	assert_str(f->entry[0].title, "x [31m[2J\xE2\x80\xBA");
	assert_str(f->entry[0].link, "http://example.org/1");
	/* One guid, many stories: their links keep them apart. */
	assert_str(f->entry[0].id, "http://example.org/1 http://example.org/1");
	assert_str(f->entry[1].id, "http://example.org/1 http://example.org/a");
	feed_free(f);
}

static void no_feed(void **state)
{
	(void)state;
	static const char *const cases[][2] = {
		{ "", "is empty" },
		{ "<!doctype html><html><head><title>x</title>",
		  "is an HTML page, not a feed; `quotidian add` finds the feeds that a page names" },
		{ "<?xml version='1.0'?><opml version='2.0'/>", "is a list of subscriptions, not a feed; `quotidian import` takes it" },
		{ "hello", "is plain text, not a feed" },
		{ "{\"a\":1}", "is JSON, but no JSON Feed" },
		{ "<!doctype html><title>Front page</title><p>Text", "is an HTML page, not a feed; `quotidian add` finds the feeds that a page names" },
		{ "<urlset><url/></urlset>", "is XML, but no RSS, Atom, RDF or CDF feed" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct feed *f;
		struct err e = { 0 };
		struct feed_source src = { .bytes = str_of(cases[i][0]) };
		assert_int_equal(feed_parse(&f, &src, &e), QD_EFORMAT);
		assert_null(f);
		assert_string_equal(e.text, cases[i][1]);
	}
}

static void pipe_round_trip(void **state)
{
	(void)state;
	struct feed *f = parse("<rss><channel><title>T</title><link>http://example.org/</link><item><title>One</title><link>http://example.org/1</link>"
			       "<category>c</category><enclosure url='http://example.org/e' length='5'/><description>a &lt;b&gt;b&lt;/b&gt;</description>"
			       "</item></channel></rss>",
			       "http://example.org/f"),
		    *g = NULL;
	struct buf wire, a, b;
	struct err e = { 0 };
	buf_init(&wire, 0);
	buf_init(&a, 0);
	buf_init(&b, 0);
	assert_int_equal(feed_encode(&wire, f), 0);
	assert_int_equal(feed_decode(&g, buf_str(&wire), &e), 0);
	assert_int_equal(feed_json(&a, f, STR("x")), 0);
	assert_int_equal(feed_json(&b, g, STR("x")), 0);
	assert_string_equal(a.s, b.s);
	feed_free(g);
	/* Any cut and any changed byte is refused or gives a feed that holds to the rules. */
	for (size_t i = 0; i < wire.n; i++) {
		assert_int_not_equal(feed_decode(&g, str_sub(buf_str(&wire), 0, i), &e), 0);
		char was = wire.s[i];
		for (int k = 0; k < 3; k++) {
			wire.s[i] = (char)(k == 0 ? 0x1b : k == 1 ? 0xFF : was + 1);
			if (feed_decode(&g, buf_str(&wire), &e) == 0) {
				for (uint32_t n = 0; n < g->nentry; n++)
					assert_true(utf8_clean(g->entry[n].title) && utf8_clean(g->entry[n].content_html) && g->entry[n].id.n);
				feed_free(g);
			}
		}
		wire.s[i] = was;
	}
	feed_free(f);
	buf_free(&wire);
	buf_free(&a);
	buf_free(&b);
}

/* What the archive does not keep is left out; ids are the same either way. */
static void brief(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 0);
	buf_addz(&b, "<rss version='2.0'><channel><title>T</title><item><description>&lt;p&gt;<![CDATA[");
	for (int i = 0; i < 400; i++)
		buf_addz(&b, "w\xc3\xb6rter ");
	buf_addz(&b, "<a href='/x'>link</a>]]></description></item><item><title>Two</title><content:encoded>Whole text</content:encoded>"
	             "</item></channel></rss>");
	struct feed *whole = parse(b.s, "http://example.org/"), *f = NULL;
	struct feed_source src = { .bytes = buf_str(&b), .url = STR("http://example.org/"), .brief = true };
	assert_int_equal(feed_parse(&f, &src, NULL), 0);
	assert_int_equal(f->nentry, 2);
	assert_true(whole->entry[0].summary.n > FEED_BRIEF && whole->entry[0].nsummary_link == 1);
	assert_true(f->entry[0].summary.n <= FEED_BRIEF && f->entry[0].summary.n > FEED_BRIEF - 4);
	assert_true(utf8_clean(f->entry[0].summary));
	assert_int_equal(f->entry[0].nsummary_link, 0);
	assert_str(f->entry[1].summary, "Whole text");
	assert_int_equal(f->entry[1].content.n, 0);
	for (int i = 0; i < 2; i++) {
		assert_true(str_eq(f->entry[i].id, whole->entry[i].id));
		assert_true(str_eq(f->entry[i].content_html, whole->entry[i].content_html));
	}
	feed_free(f);
	feed_free(whole);
	buf_free(&b);
}

/* Extensions: what a reader shows of them, under any prefix, a mistyped or a missing declaration. */
static void extensions(void **state)
{
	(void)state;
	struct feed *f = parse(
		"<rss version='2.0' xmlns:m='http://search.yahoo.com/mrss/' xmlns:x='http://purl.org/dc/terms/' xmlns:itunes='http://example.org/typo'>"
		"<channel><title>T</title><itunes:author>Harbour Radio</itunes:author>"
		"<item><guid>1</guid><m:group><m:title>Clip</m:title><m:description>On the quay</m:description><m:thumbnail url='http://example.org/t.jpg'/>"
		"<m:content url='http://example.org/v.mp4' type='video/mp4' fileSize='9'/><m:credit role='author'>Ann Roe</m:credit>"
		"<m:credit role='photographer'>Bo Lind</m:credit></m:group></item>"
		"<item><guid>2</guid><x:title>Terms</x:title><x:abstract>In short</x:abstract><x:creator>Cy Dale</x:creator><x:issued>2015-03-03</x:issued></item>"
		"<item><guid>3</guid><podcast:person role='host'>Dee Hall</podcast:person><podcast:transcript url='http://example.org/t.vtt' type='text/vtt'/>"
		"<prism:publicationDate>2015-03-03</prism:publicationDate><a10:updated>2015-03-04T00:00:00Z</a10:updated></item></channel></rss>",
		"");
	const struct feed_entry *e = f->entry;
	assert_int_equal(f->nentry, 3);
	assert_str(f->author, "Harbour Radio");
	assert_str(e[0].title, "Clip");
	assert_str(e[0].summary, "On the quay");
	assert_str(e[0].image, "http://example.org/t.jpg");
	assert_str(e[0].author, "Ann Roe");
	assert_str(e[0].enclosure[0].url, "http://example.org/v.mp4");
	assert_true(e[0].enclosure[0].length == 9);
	assert_str(e[1].title, "Terms");
	assert_str(e[1].summary, "In short");
	assert_str(e[1].author, "Cy Dale");
	assert_true(e[1].published == 1425340800);
	assert_str(e[2].author, "Dee Hall");
	assert_str(e[2].enclosure[0].type, "text/vtt");
	assert_true(e[2].published == 1425340800 && e[2].updated == 1425427200);
	feed_free(f);
}

/* Comments, recordings, places: across the pipe too. */
static void beside_the_text(void **state)
{
	(void)state;
	struct feed *in = parse(
		"<rss version='2.0' xmlns:slash='http://purl.org/rss/1.0/modules/slash/' xmlns:thr='http://purl.org/syndication/thread/1.0'"
		" xmlns:g='http://www.georss.org/georss'><channel><title>T</title><itunes:duration>99</itunes:duration>"
		"<item><guid>1</guid><comments>http://example.org/1#c</comments><slash:comments>12</slash:comments><slash:section>World</slash:section>"
		"<g:point>45.2 -71.9</g:point><g:featureName>Port Linden</g:featureName></item>"
		"<item><guid>2</guid><thr:total> 3 </thr:total><enclosure url='http://example.org/p.jpg' type='image/jpeg' length='5'/>"
		"<podcast:transcript url='http://example.org/2.vtt' type='text/vtt'/><enclosure url='http://example.org/2.mp3' type='audio/mpeg' length='9'/>"
		"<itunes:duration>1:02:05</itunes:duration><podcast:location geo='geo:1,2'>Kestrel Bay</podcast:location></item>"
		"<item><guid>3</guid><slash:comments>many</slash:comments><media:content url='http://example.org/v.mp4' type='video/mp4' duration='61.4'/></item>"
		"<item><guid>4</guid><slash:comments>-4</slash:comments><itunes:duration>1:2:3:4</itunes:duration><enclosure url='http://example.org/4.mp3'/></item>"
		"</channel></rss>", "");
	struct feed *f = NULL;
	struct buf wire;
	buf_init(&wire, 0);
	assert_int_equal(feed_encode(&wire, in), 0);
	assert_int_equal(feed_decode(&f, buf_str(&wire), NULL), 0);
	feed_free(in);
	const struct feed_entry *e = f->entry;
	assert_int_equal(f->nentry, 4);
	assert_str(e[0].comments, "http://example.org/1#c");
	assert_int_equal(e[0].comments_n, 12);
	assert_str(e[0].place, "Port Linden");
	assert_int_equal(e[0].ncategory, 0); /* a section is the site's own */
	assert_int_equal(e[1].comments_n, 3);
	assert_str(e[1].place, "Kestrel Bay");
	assert_int_equal(e[1].nenclosure, 3);
	assert_int_equal(e[1].enclosure[0].seconds, 0);
	assert_true(e[1].enclosure[1].transcript && e[1].enclosure[1].seconds == 0);
	assert_true(!e[1].enclosure[2].transcript && e[1].enclosure[2].seconds == 3725);
	assert_int_equal(e[2].comments_n, -1);
	assert_int_equal(e[2].enclosure[0].seconds, 61);
	assert_int_equal(e[3].comments_n, -1);
	assert_int_equal(e[3].enclosure[0].seconds, 0);
	buf_clear(&wire);
	assert_int_equal(feed_json(&wire, f, STR_NONE), 0);
	assert_non_null(strstr(wire.s, "\"comments_count\":12,\"place\":\"Port Linden\""));
	assert_non_null(strstr(wire.s, "\"length\":\"9\",\"seconds\":3725}"));
	assert_non_null(strstr(wire.s, "\"type\":\"text/vtt\",\"kind\":\"transcript\"}"));
	buf_free(&wire);
	feed_free(f);

	f = parse("<feed xmlns='http://www.w3.org/2005/Atom' xmlns:thr='http://purl.org/syndication/thread/1.0'><entry><id>1</id>"
		  "<link rel='replies' href='http://example.org/r' thr:count='8'/><link rel='enclosure' href='http://example.org/a.mp3'/></entry></feed>", "");
	assert_str(f->entry[0].comments, "http://example.org/r");
	assert_int_equal(f->entry[0].comments_n, 8);
	feed_free(f);
	f = parse("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":[{\"id\":\"1\",\"attachments\":[{\"url\":"
		  "\"http://example.org/a.mp3\",\"mime_type\":\"audio/mpeg\",\"duration_in_seconds\":80}]}]}", "");
	assert_int_equal(f->entry[0].enclosure[0].seconds, 80);
	assert_int_equal(f->entry[0].comments_n, -1);
	feed_free(f);
}

/* Atom's kinds of content, of both versions. */
static void content_types(void **state)
{
	(void)state;
	struct feed *f = parse("<feed xmlns='http://www.w3.org/2005/Atom'><id>/feed</id><link href='http://example.org/'/>"
			       "<entry><id>1</id><updated>2015-03-03</updated><updated>2015-03-04</updated>"
			       "<content type='application/octet-stream'>PHA+b25lPC9wPg==</content></entry>"
			       "<entry><id>2</id><content type='image/png'>iVBORw0KGgo=</content></entry>"
			       "<entry><id>3</id><content type='text/plain'>a &lt;b&gt; c</content></entry>"
			       "<entry><id>4</id><content mode='escaped' type='text/html'>&lt;i&gt;four&lt;/i&gt;</content></entry>"
			       "<entry><id>5</id><content mode='base64' type='text/plain'>ZmluZQ==</content></entry>"
			       "<entry><id>6</id><content src='story.html' type='text/html'/></entry>"
			       "<entry><id>7</id><content type='xhtml'><h:div xmlns:h='http://www.w3.org/1999/xhtml'>a<h:br/>b</h:div></content></entry></feed>",
			       "http://example.org/d/feed");
	assert_str(f->id, "http://example.org/feed");
	assert_int_equal(f->nentry, 7);
	assert_str(f->entry[0].content, "one");
	assert_true(f->entry[0].updated == 1425427200);
	assert_int_equal(f->entry[1].content_html.n, 0);
	assert_str(f->entry[2].content, "a <b> c");
	assert_str(f->entry[3].content, "four");
	assert_str(f->entry[4].content, "fine");
	assert_str(f->entry[5].link, "http://example.org/story.html");
	assert_str(f->entry[6].content, "a b");
	feed_free(f);
}

/* A feed in the middle of something else. */
static void framed(void **state)
{
	(void)state;
	static const char *const cases[] = {
		"\n\n  <?xml version='1.0'?><rss><channel><item><title>One</title></item></channel></rss>",
		"<br />\n<b>Warning</b>: cannot open <b>/srv/a&b.php</b> on line <b>3</b><br />\n<rss><channel><item><title>One</title></item></channel></rss>",
		"<html><head><title>x</title></head><body><rss version='2.0'><channel><item><title>One</title></item></channel></rss></body></html>",
		"<!doctype html><html><body>\n<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>One</title></entry></feed>",
		"Notice: undefined\n<?xml version='1.0'?>\n<rss><channel><item><title>O\x01ne</title></item></channel></rss><script>x</script>",
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct feed *f = parse(cases[i], "");
		assert_int_equal(f->nentry, 1);
		assert_str(f->entry[0].title, i == 4 ? "O ne" : "One");
		feed_free(f);
	}
	struct feed *f;
	struct feed_source src = { .bytes = STR("<html><body>Write &lt;rss&gt; or <rss></rss> so</body></html>") };
	struct err e = { 0 };
	assert_int_equal(feed_parse(&f, &src, &e), QD_EFORMAT);
}

static void assert_same_ids(const char *before, const char *after, bool same)
{
	struct feed *f = parse(before, ""), *g = parse(after, "");
	assert_true(f->nentry && f->nentry == g->nentry);
	for (uint32_t i = 0; i < f->nentry; i++) {
		assert_int_equal(str_eq(f->entry[i].id, g->entry[i].id), same);
		for (uint32_t k = 0; k < i; k++)
			assert_false(str_eq(f->entry[i].id, f->entry[k].id));
	}
	feed_free(f);
	feed_free(g);
}

/* Entries without ids keep theirs when their text changes, and are told apart. */
static void made_ids(void **state)
{
	(void)state;
#define ITEM(x) "<item>" x "</item>"
#define D1 "<pubDate>Tue, 03 Mar 2015 08:09:10 GMT</pubDate>"
	assert_same_ids("<rss>" ITEM("<title>A</title>" D1 "<description>one</description>"), "<rss>" ITEM("<title>A</title>" D1 "<description>two</description>"), true);
	assert_same_ids("<rss>" ITEM(D1 "<description>one</description>"), "<rss>" ITEM(D1 "<description>one, longer</description>"), true);
	assert_same_ids("<rss>" ITEM("<enclosure url='http://example.org/e'/><description>one</description>"),
			"<rss>" ITEM("<enclosure url='http://example.org/e'/><description>two</description>"), true);
	assert_same_ids("<rss>" ITEM("<title>A</title>"), "<rss>" ITEM("<title>B</title>"), false);
	/* Two texts of one minute. */
	assert_same_ids("<rss>" ITEM(D1 "<description>one</description>") ITEM(D1 "<description>two</description>"),
			"<rss>" ITEM(D1 "<description>one</description>") ITEM(D1 "<description>two</description>"), true);
	/* All links lead to the front page. */
#define FRONT(t) ITEM("<title>" t "</title><link>http://example.org/</link><description>" t "</description>")
	assert_same_ids("<rss>" FRONT("A") FRONT("B") FRONT("C") FRONT("D"), "<rss>" FRONT("A") FRONT("B") FRONT("C") FRONT("D"), true);
}

static void json_as_it_is(void **state)
{
	(void)state;
	struct feed *f = parse("{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"T\",\"items\":["
			       "{\"id\":1.0,\"title\":\"One\",\"date_published\":1425370150,\"authors\":[\"Ann Roe\"],\"_x\":{\"y\":[1,],},},"
			       "{\"id\":\"2\",\"external_url\":\"http://example.org/2\",\"date_published\":\"soon\",\"date_modified\":1425370150000,"
			       "\"attachments\":[{\"url\":\"http://example.org/a\",\"size_in_bytes\":12.0}]},"
			       "{\"id\":\"3\",\"title\":\"Thr",
			       "");
	assert_int_equal(f->nentry, 2);
	assert_str(f->warning, "the document breaks off; 2 items were read before it");
	assert_str(f->entry[0].id, "1");
	assert_str(f->entry[0].author, "Ann Roe");
	assert_true(f->entry[0].published == 1425370150);
	assert_str(f->entry[1].link, "http://example.org/2");
	assert_true(f->entry[1].published == 0 && f->entry[1].updated == 1425370150);
	assert_true(f->entry[1].enclosure[0].length == 12);
	feed_free(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rss),	      cmocka_unit_test(atom),	 cmocka_unit_test(rdf_and_cdf), cmocka_unit_test(json),
		cmocka_unit_test(ill_formed), cmocka_unit_test(cut_for_an_archive), cmocka_unit_test(hostile), cmocka_unit_test(no_feed),	cmocka_unit_test(pipe_round_trip),
		cmocka_unit_test(brief), cmocka_unit_test(beside_the_text), cmocka_unit_test(extensions), cmocka_unit_test(content_types), cmocka_unit_test(framed),
		cmocka_unit_test(made_ids), cmocka_unit_test(json_as_it_is),
	};
	return cmocka_run_group_tests_name("feed/feed", tests, NULL, NULL);
}
