/* Fixtures of tests/page/data against their golden texts: what is kept, what goes, and what a page says of itself.
 * With QUOTIDIAN_GOLDEN=write the golden files are written anew; read them before a commit.
 */
#include "testing.h"

#include "quotidian/date.h"
#include "quotidian/page.h"

static void show(struct buf *b, const struct doc *d)
{
	static const char *const kinds[] = { "p", "h", "li", "quote", "pre", "caption" };
	static const char *const styles[] = { "em", "strong", "code" };
	const struct {
		const char *name;
		struct str value;
	} meta[] = { { "title", d->title }, { "byline", d->byline }, { "site", d->site }, { "language", d->language },
		{ "dateline", d->dateline }, { "url", d->url },
		{ "image", d->image }, { "section", d->section } };
	for (size_t i = 0; i < sizeof meta / sizeof *meta; i++)
		if (meta[i].value.n)
			buf_addf(b, "%s: " STR_FMT "\n", meta[i].name, STR_ARG(meta[i].value));
	if (d->published)
		buf_addf(b, "published: %lld\n", (long long)d->published);
	if (d->published_zone)
		buf_addf(b, "zone: %d\n", d->published_zone);
	if (d->updated)
		buf_addf(b, "updated: %lld\n", (long long)d->updated);
	for (uint32_t i = 0; i < d->nblock; i++) {
		const struct block *k = &d->block[i];
		buf_addf(b, "%s", kinds[k->kind]);
		if (k->level)
			buf_addf(b, "%u", k->level);
		if (k->number)
			buf_addf(b, ".%u", k->number);
		struct str s = doc_str(d, k->at);
		buf_addf(b, "| " STR_FMT "\n", STR_ARG(s));
	}
	for (uint32_t i = 0; i < d->nstyle; i++) {
		struct str s = doc_str(d, d->style[i].at);
		buf_addf(b, "%s: " STR_FMT "\n", styles[d->style[i].kind], STR_ARG(s));
	}
	for (uint32_t i = 0; i < d->nlink; i++) {
		struct str s = doc_str(d, d->link[i].at);
		buf_addf(b, "link: " STR_FMT " -> " STR_FMT "\n", STR_ARG(s), STR_ARG(d->link[i].url));
	}
}

static void golden(const char *name, enum page_input input)
{
	struct err e = { 0 };
	struct buf bytes, got, want;
	char path[256];
	buf_init(&bytes, 0);
	buf_init(&got, 0);
	buf_init(&want, 0);
	snprintf(path, sizeof path, "page/data/%s.%s", name, input == PAGE_TEXT ? "txt" : "html");
	assert_int_equal(buf_read_file(&bytes, test_file(path), &e), 0);
	struct page_source src = { .bytes = buf_str(&bytes), .url = STR("https://quay.example.org/2031/05/page"), .input = input };
	struct doc *d = NULL;
	struct page_found found;
	assert_int_equal(page_parse(&d, &src, &found, &e), 0);
	assert_int_equal(doc_check(d, &e), 0);
	show(&got, d);
	snprintf(path, sizeof path, "page/data/%s.golden", name);
	if (getenv("QUOTIDIAN_GOLDEN"))
		assert_int_equal(file_write_atomic(test_file(path), buf_str(&got), &e), 0);
	assert_int_equal(buf_read_file(&want, test_file(path), &e), 0);
	assert_string_equal(got.s, want.s);
	doc_free(d);
	buf_free(&bytes);
	buf_free(&got);
	buf_free(&want);
}

#define GOLDEN(name, input) \
	static void test_##name(void **state) \
	{ \
		(void)state; \
		golden(#name, input); \
	}
GOLDEN(news, PAGE_HTML)
GOLDEN(breaks, PAGE_HTML)
GOLDEN(code, PAGE_HTML)
GOLDEN(live, PAGE_HTML)
GOLDEN(liveblog, PAGE_HTML)
GOLDEN(opengraph, PAGE_HTML)
GOLDEN(dublincore, PAGE_HTML)
GOLDEN(microdata, PAGE_HTML)
GOLDEN(visible, PAGE_HTML)
GOLDEN(teaser, PAGE_HTML)
GOLDEN(banner, PAGE_HTML)
GOLDEN(posts, PAGE_HTML)
GOLDEN(short, PAGE_HTML)
GOLDEN(stream, PAGE_HTML)
GOLDEN(panels, PAGE_HTML)
GOLDEN(feed, PAGE_FEED_HTML)
GOLDEN(headline, PAGE_FEED_HTML)
GOLDEN(plain, PAGE_TEXT)

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_news), cmocka_unit_test(test_breaks),
		cmocka_unit_test(test_code), cmocka_unit_test(test_live), cmocka_unit_test(test_liveblog),
		cmocka_unit_test(test_opengraph), cmocka_unit_test(test_dublincore), cmocka_unit_test(test_microdata),
			cmocka_unit_test(test_visible),
		cmocka_unit_test(test_teaser), cmocka_unit_test(test_banner), cmocka_unit_test(test_posts),
		cmocka_unit_test(test_short), cmocka_unit_test(test_stream), cmocka_unit_test(test_panels), cmocka_unit_test(test_feed), cmocka_unit_test(test_headline), cmocka_unit_test(test_plain) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
