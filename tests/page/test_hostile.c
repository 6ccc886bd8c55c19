/* Pages that mean harm: depth, size, missing ends, wrong charsets, terminal escapes. Each must give a checked document or a
 * message. */
#include "testing.h"

#include "quotidian/page.h"
#include "quotidian/utf8.h"

#define HEAD "<!doctype html><html><head><title>Title</title></head><body><article><h1>Title</h1><p>FIRST paragraph of honest text, long enough to be taken for an article, with commas, and more words than a menu has.</p>"
#define TAIL "<p>LAST paragraph of honest text, long enough as well, with commas, and with some more words to bring it to an end.</p></article></body></html>"

static void add_times(struct buf *b, const char *s, unsigned n)
{
	while (n--)
		buf_addz(b, s);
}

/* Parses; the honest paragraph must be there, when asked for. */
static void parse(struct buf *b, bool want_first)
{
	struct page_source src = { .bytes = buf_str(b), .url = STR("http://example.org/") };
	struct doc *d = NULL;
	struct page_found found;
	struct err e = { 0 };
	int r = page_parse(&d, &src, &found, &e);
	if (want_first)
		assert_int_equal(r, 0);
	if (r == 0) {
		assert_int_equal(doc_check(d, &e), 0);
		assert_true(utf8_clean(d->text));
		if (want_first)
			assert_true(str_find(d->text, STR("FIRST"), 0) != STR_NPOS || str_find(d->text, STR("LAST"), 0) != STR_NPOS);
	} else {
		assert_true(e.text[0] != 0);
	}
	doc_free(d);
	buf_free(b);
}

static void repeated(const char *open, unsigned n, const char *middle, const char *close)
{
	struct buf b;
	buf_init(&b, 0);
	buf_addz(&b, HEAD);
	add_times(&b, open, n);
	buf_addz(&b, middle);
	add_times(&b, close, n);
	buf_addz(&b, TAIL);
	parse(&b, true);
}

static void test_depth(void **state)
{
	(void)state;
	repeated("<div>", 100000, "deep", "</div>");
	repeated("<b><i><u>", 30000, "deep", "");
	repeated("<ul><li>", 30000, "deep", "");
	repeated("<table><tr><td>", 20000, "deep", "");
	repeated("<a href=x><b><p>", 20000, "deep", "");
	repeated("<x-y>", 100000, "deep", "</x-y>");
	repeated("</div></p></b>", 50000, "deep", "");
	repeated("<blockquote><div>", 200, "deep", "</nope></div>");
}

static void test_size(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 0);
	buf_addz(&b, HEAD "<p ");
	for (unsigned i = 0; i < 100000; i++)
		buf_addf(&b, "a%u=1 ", i);
	buf_addz(&b, ">x</p>" TAIL);
	parse(&b, true);
	buf_init(&b, 0);
	buf_addz(&b, HEAD "<p class='");
	add_times(&b, "abcdefghij", 200000);
	buf_addz(&b, "'>x</p>" TAIL);
	parse(&b, true);
	repeated("<br>", 300000, "x", "");
	repeated("\n", 500000, "x", "");
	repeated("word", 100000, "", "");
	repeated("<p>x", 50000, "", "");
	repeated("\"", 100000, "<p id=\"", "");
	repeated("<!-", 100000, "", "");
	repeated("<!--", 50000, "", "");
	repeated("<svg>", 50000, "", "");
	repeated("&#x41;", 100000, "", "&bogus;");
}

static void test_ends(void **state)
{
	(void)state;
	static const char *const cut[] = { "", "<", "</", "<!", "<!--", "<p", "<p a", "<p a=", "<p a=\"", "<script>", "<style",
		"<title>", "&", "&#", "&#x", "<?", "<svg", "<pre", "<table><tr><td" };
	for (size_t i = 0; i < sizeof cut / sizeof *cut; i++) {
		struct buf b;
		buf_init(&b, 0);
		buf_addz(&b, cut[i]);
		parse(&b, false);
		buf_init(&b, 0);
		buf_addz(&b, HEAD);
		buf_addz(&b, cut[i]);
		parse(&b, true);
	}
}

static void test_scripts_and_terminals(void **state)
{
	(void)state;
	static const char page[] = HEAD "<script>EVIL()</script><style>EVIL{}</style><template>EVIL</template><noscript><p title=\"</noscript><script>EVIL()</script>\">x</noscript>"
		"<p>SECOND paragraph with \033[31mred\033[0m, a bell \007, C1 \302\233 31m, a turn \342\200\256 back, and a NUL reference &#0; &#27; &#155; &#x202e; that must all go away.</p>"
		"<p><a href='javascript:alert(1)'>one</a> <a href='data:text/html,x'>two</a> <a href='file:///etc/passwd'>three</a> <a href='https://example.org/ok'>four</a> are four links in a sentence of honest words.</p>" TAIL;
	struct page_source src = { .bytes = { page, sizeof page - 1 }, .url = STR("http://example.org/") };
	struct doc *d = NULL;
	struct page_found found;
	struct err e = { 0 };
	assert_int_equal(page_parse(&d, &src, &found, &e), 0);
	assert_true(str_find(d->text, STR("EVIL"), 0) == STR_NPOS);
	assert_true(utf8_clean(d->text));
	for (uint32_t i = 0; i < d->nlink; i++)
		assert_str(d->link[i].url, "https://example.org/ok");
	doc_free(d);
}

static void test_charsets(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 0);
	buf_addz(&b, "<html><head><meta charset=\"utf-16\"><title>T\xe4st</title></head><body><p>FIRST: wrong declaration, \xe4\xf6\xfc and \xff\xfe bytes, in a paragraph of honest text that is long enough to be kept.</p></body></html>");
	parse(&b, false);
	buf_init(&b, 0);
	buf_addz(&b, "\xff\xfe<\0h\0t\0m\0");
	parse(&b, false);
	buf_init(&b, 0);
	for (unsigned i = 0; i < 20000; i++)
		buf_addc(&b, (char)(i * 2654435761u >> 24));
	parse(&b, false);
}

static void test_empty(void **state)
{
	(void)state;
	struct page_source src = { .bytes = STR("<html><body><script>only()</script></body></html>") };
	struct doc *d = NULL;
	struct page_found found;
	struct err e = { 0 };
	assert_int_equal(page_parse(&d, &src, &found, &e), QD_EFORMAT);
	assert_null(d);
	assert_true(e.text[0] != 0);
	/* No article: what text there is, and thin. */
	src.bytes = STR("<html><body><ul><li><a href=a>Tide tables</a></li><li><a href=b>Ferry times</a></li></ul></body></html>");
	assert_int_equal(page_parse(&d, &src, &found, &e), 0);
	assert_true(found.thin);
	assert_true(d->text.n > 0);
	doc_free(d);
}

/* Parts that were sent late: none at its place, places without an end, parts in themselves and in each other, more than are looked at. */
static void test_late_parts(void **state)
{
	(void)state;
	repeated("<div hidden id=\"S:1\">", 50000, "deep", "</div>");
	repeated("<template id=\"B:1\">", 50000, "deep", "");
	repeated("<div hidden id=\"S:1\"><template id=\"B:1\"></template>", 20000, "deep", "</div>");
	repeated("<template id=\"B:1\"></template>", 50000, "deep", "<div hidden id=\"S:1\"></div>");
	repeated("<template id=\"P:2\"></template>", 1, "<div hidden id=\"S:1\"><template id=\"P:2\"></template></div>",
		"<div hidden id=\"S:2\"><template id=\"P:1\"></template></div>");
	repeated("<div hidden id=\"S:", 50000, "", "");
	repeated("<div hidden id=\"S:3\"><script>", 50000, "", "");
	struct buf b;
	buf_init(&b, 0);
	buf_addz(&b, HEAD "<template id=\"B:1f\"></template>" TAIL "<div hidden id=\"S:1f\">");
	parse(&b, true);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_depth), cmocka_unit_test(test_size), cmocka_unit_test(test_ends),
		cmocka_unit_test(test_scripts_and_terminals), cmocka_unit_test(test_charsets), cmocka_unit_test(test_late_parts), cmocka_unit_test(test_empty) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
