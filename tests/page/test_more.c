/* The other pages of an article: which links are taken for them and which are not; pages joined; pages without an article. */
#include "testing.h"

#include "quotidian/page.h"

#define BODY \
	"<p>The harbour board of Port Ellery met on Monday, and after three hours of talk it put off the vote on the new pier.</p>" \
	"<p>Mara Lindqvist, who leads the board, said that two of the bids were late, and that nobody wanted to hurry the matter.</p>" \
	"<p>The next meeting is on the first of March, when the winter storms are over and the old pier has been looked at.</p>"

static struct doc *parse(const char *url, const char *head, const char *links, struct page_found *found)
{
	struct buf html;
	struct doc *d = NULL;
	struct err e = { 0 };
	buf_init(&html, 0);
	buf_addf(&html, "<html><head><title>The pier of Port Ellery</title>%s</head><body><article><h1>The pier of Port Ellery</h1>" BODY
		"<div>%s</div></article></body></html>", head, links);
	const struct page_source src = { .bytes = buf_str(&html), .url = str_of(url) };
	assert_int_equal(page_parse(&d, &src, found, &e), 0);
	buf_free(&html);
	return d;
}

static void next_pages(void **state)
{
	(void)state;
	static const struct {
		const char *url, *links, *next; /* head: links */
	} c[] = {
		{ "https://example.org/pier", "<a href='/pier/2'>2</a>", "https://example.org/pier/2" },
		{ "https://example.org/pier/", "<a href='/pier/page/2/'>Next page &raquo;</a>", "https://example.org/pier/page/2/" },
		{ "https://example.org/pier.html", "<a href='pier-2.html'>2</a>", "https://example.org/pier-2.html" },
		{ "https://example.org/pier.html", "<a href='pier,seite-2.html'>weiter</a>", "https://example.org/pier,seite-2.html" },
		{ "https://example.org/pier.html?id=9", "<a href='pier.html?id=9&amp;page=2'>2</a>", "https://example.org/pier.html?id=9&page=2" },
		{ "https://www.example.org/a-12", "<a href='https://example.org/a-12?p=2'>Page 2</a>", "https://example.org/a-12?p=2" },
		{ "https://example.org/pier/2", "<a href='/pier'>1</a> <a href='/pier/3'>3</a>", "https://example.org/pier/3" },
		{ "https://example.org/pier", "<link rel=next href='/pier?page=2'>", "https://example.org/pier?page=2" },
		/* The next story, another story's page, an archive's, a far page, comments, another host. */
		{ "https://example.org/pier", "<link rel=next href='/lighthouse'>", "" },
		{ "https://example.org/story/7", "<a rel=next href='/story/8'>Next</a>", "" },
		{ "https://example.org/pier", "<a href='/lighthouse/2'>2</a>", "" },
		{ "https://example.org/", "<a href='/page/2'>Next page</a>", "" },
		{ "https://example.org/pier", "<a href='/pier/4'>4</a>", "" },
		{ "https://example.org/pier", "<div class=comments><a href='/pier?page=2'>2</a></div>", "" },
		{ "https://example.org/pier", "<a href='https://example.net/pier/2'>2</a>", "" },
		{ "https://example.org/pier", "<a href='/pier/2'>Two ferries</a>", "" },
		{ "https://example.org/2031/05", "<a href='/2031/06'>Next</a>", "" },
	};
	for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
		struct page_found found;
		bool head = strncmp(c[i].links, "<link", 5) == 0;
		struct doc *d = parse(c[i].url, head ? c[i].links : "", head ? "" : c[i].links, &found);
		if (!str_eqz(found.next, c[i].next))
			fail_msg("%s with %s: " STR_FMT, c[i].url, c[i].links, STR_ARG(found.next));
		doc_free(d);
	}
}

static void other_forms(void **state)
{
	(void)state;
	struct page_found found;
	struct doc *d = parse("https://example.org/pier.html", "<link rel=amphtml href='https://amp.example.org/pier'>",
		"<a href='pier-2.html'>2</a> <a href='/pier.html?view=all'>View as single page</a> <a href='/print/pier'>Print</a>", &found);
	assert_str(found.next, "https://example.org/pier-2.html");
	assert_str(found.whole, "https://example.org/pier.html?view=all");
	assert_str(found.other, "https://amp.example.org/pier");
	assert_int_equal(found.sort, PAGE_ARTICLE);
	doc_free(d);
	d = parse("https://example.org/pier.html", "", "<a href='/print/pier'>Print</a><a href='/print/lighthouse'>Print</a>", &found);
	assert_str(found.other, "https://example.org/print/pier");
	doc_free(d);
}

static void joined(void **state)
{
	(void)state;
	struct page_source part[] = {
		{ .bytes = STR("<title>The pier</title><body><h1>The pier</h1>" BODY), .url = STR("https://example.org/pier") },
		{ .bytes = STR("<title>The pier, page 2</title><body><h1>The pier</h1><p>The harbour board of Port Ellery met on Monday, and after three hours "
			"of talk it put off the vote on the new pier.</p><p>Old maps show <a href='/maps'>a third pier</a>, which <em>the storm of 1911</em> took with "
			"it, together with a crane and four carts.</p><ol><li>Nobody has built there since, and nobody wants to.</ol><p>The stones lie "
			"there still, says the diver Jon Aske, and at low water one can walk on them as far as the buoy.</p>"),
		  .url = STR("https://example.org/pier/2") },
		{ .bytes = STR("<title>Recipes for a rainy day</title><body><h1>Recipes for a rainy day</h1>" BODY BODY), .url = STR("https://example.org/pier/3") },
	};
	struct doc *d = NULL;
	struct page_found found;
	struct err e = { 0 };
	unsigned used;
	assert_int_equal(page_join(&d, &part[0], part + 1, 2, &used, &found, &e), 0);
	assert_int_equal(used, 1);
	assert_int_equal(doc_check(d, &e), 0);
	assert_int_equal(d->nblock, 6);
	assert_str(d->title, "The pier");
	assert_int_equal(d->nlink, 1);
	assert_str(doc_str(d, d->link[0].at), "a third pier");
	assert_int_equal(d->nstyle, 1);
	assert_str(doc_str(d, d->style[0].at), "the storm of 1911");
	assert_int_equal(d->block[4].kind, BLOCK_LI);
	doc_free(d);
	/* A first page that cannot be read is the whole's failure; a later one is not. */
	part[1].bytes = STR("%PDF-1.7");
	assert_int_equal(page_join(&d, &part[0], part + 1, 1, &used, &found, &e), 0);
	assert_int_equal(used, 0);
	assert_int_equal(d->nblock, 3);
	doc_free(d);
	assert_int_equal(page_join(&d, &part[1], part, 1, &used, &found, &e), QD_EFORMAT);
}

static void no_article(void **state)
{
	(void)state;
	static const struct {
		const char *html;
		enum page_sort sort;
	} c[] = {
		{ "<title>404</title><h1>Page not found</h1><p>We looked everywhere.</p>", PAGE_MISSING },
		{ "<title>Welcome</title><h1>Sign in</h1><form><input name=u><input type=password></form><p>Sign in to go on.</p>", PAGE_LOGIN },
		{ "<title>Film</title><meta property='og:type' content='video.other'><h1>Film</h1><p>Watch it here.</p>", PAGE_VIDEO },
		{ "<title>Story</title><script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Story\",\"isAccessibleForFree\":\"False\"}"
		  "</script><h1>Story</h1><p>It begins.</p>", PAGE_PAYWALL },
		{ "<title>News</title><ul><li><a href=/1>Council puts off the vote on the pier</a><li><a href=/2>Ferry line gets a second ship in spring</a>"
		  "<li><a href=/3>Storm takes the roof off the school</a><li><a href=/4>Lighthouse to be painted red again</a><li><a href=/5>Museum finds a "
		  "map in the attic</a><li><a href=/6>Fish market moves to the north quay</a><li><a href=/7>Two whales seen off the point</a><li>"
		  "<a href=/8>School choir wins the county prize</a></ul>", PAGE_LIST },
		{ "<title>x</title><p>Some words.</p>", PAGE_UNKNOWN },
	};
	for (size_t i = 0; i < sizeof c / sizeof *c; i++) {
		const struct page_source src = { .bytes = str_of(c[i].html), .url = STR("https://example.org/x") };
		struct doc *d = NULL;
		struct page_found found;
		struct err e = { 0 };
		assert_int_equal(page_parse(&d, &src, &found, &e), 0);
		if (!found.thin || found.sort != c[i].sort)
			fail_msg("page %zu is of sort %d", i, found.sort);
		assert_true(page_sort_says(found.sort)[0]);
		doc_free(d);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(next_pages),
		cmocka_unit_test(other_forms),
		cmocka_unit_test(joined),
		cmocka_unit_test(no_article),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
