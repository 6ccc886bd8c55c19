/* Display text, references and links of scraps of HTML. */
#include "testing.h"

#include "quotidian/htmltext.h"
#include "quotidian/utf8.h"

static void check_text(const char *in, const char *want)
{
	struct buf b;
	buf_init(&b, 0);
	html_text(&b, str_of(in));
	assert_str(buf_str(&b), want);
	buf_free(&b);
}

static void check_decode(const char *in, const char *want)
{
	struct buf b;
	buf_init(&b, 0);
	html_decode(&b, str_of(in));
	assert_str(buf_str(&b), want);
	buf_free(&b);
}

static void references(void **state)
{
	(void)state;
	uint32_t cp[2];
	assert_int_equal(html_entity(cp, STR("amp")), 1);
	assert_int_equal(cp[0], '&');
	assert_int_equal(html_entity(cp, STR("AElig")), 1);
	assert_int_equal(cp[0], 0xC6);
	assert_int_equal(html_entity(cp, STR("zwnj")), 1);
	assert_int_equal(cp[0], 0x200C);
	assert_int_equal(html_entity(cp, STR("NotEqualTilde")), 2);
	assert_int_equal(cp[1], 0x338);
	assert_int_equal(html_entity(cp, STR("CounterClockwiseContourIntegral")), 1);
	assert_int_equal(html_entity(cp, STR("nosuch")), 0);
	assert_int_equal(html_entity(cp, STR("")), 0);
	check_decode("a &lt;b&gt; &amp;amp; &#39;&#x2019;", "a <b> &amp; '\xE2\x80\x99");
	check_decode("&#150;&#x93;&#0;&#xD800;&#99999999999;", "\xE2\x80\x93\xE2\x80\x9C\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD");
	check_decode("&copyright &copy; AT&T & &; &#; &#x; &nosuch; &", "\xC2\xA9right \xC2\xA9 AT&T & &; &#; &#x; &nosuch; &");
	check_decode("&hellip &hellip;", "&hellip \xE2\x80\xA6");
	check_decode("&notin;&notit;", "\xE2\x88\x89\xC2\xAC" "it;");
}

static void text(void **state)
{
	(void)state;
	check_text("<p>One <b>two</b></p><p>three", "One two three");
	check_text("a<br>b<br/>c<i>d</i>", "a b cd");
	check_text("  a \n\t b&nbsp;&nbsp;c ", "a b c");
	check_text("x<script>if (a < b) alert('</p>')</script>y<style>p{}</style>z", "xyz");
	check_text("<svg><svg></svg>no</svg>yes", "yes");
	check_text("a<object data=x>b <svg>c", "ab c");
	check_text("a <!DOCTYPE b", "a <!DOCTYPE b");
	check_text("begin with <a href= ", "begin with <a href=");
	check_text("a <!-- b <p> --> c<!DOCTYPE x><?php echo ?>d", "a cd");
	check_text("1 < 2 and 3 > 2, a<5", "1 < 2 and 3 > 2, a<5");
	check_text("I <3 you <", "I <3 you <");
	check_text("cut <a href=\"http://example.org/lo", "cut");
	check_text("if x <y then", "if x <y then");
	check_text("<a title=\"x > y\">link</a>", "link");
	check_text("<a title='x>link</a> after", "link after");
	check_text("a<!-- never closed", "a");
	check_text("&lt;b&gt; stays", "<b> stays");
	check_text("e\x1b[31mred\xC2\x9B\xE2\x80\xAE", "e[31mred");
	check_text("&#27;[2J &#x202E;x &#x200F; y", "[2J x y");
	check_text("", "");
	struct buf b;
	buf_init(&b, 5);
	html_text(&b, STR("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"));
	assert_true(b.n <= 5 && utf8_valid(buf_str(&b)));
	buf_free(&b);
}

static void links(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct str *link;
	uint32_t n;
	html_links(&link, &n, &a,
		   STR("<a href=\"/a?x=1&amp;y=2&copy=3\">x</a><img alt=x src = 'i.png'><a href=>e</a><A HREF=b/c>d</A></a href=no><p =x href='#f'>"),
		   STR("http://example.org/d/"), 100);
	assert_int_equal(n, 5);
	assert_str(link[0], "http://example.org/a?x=1&y=2&copy=3");
	assert_str(link[1], "http://example.org/d/i.png");
	assert_str(link[2], "http://example.org/d/");
	assert_str(link[3], "http://example.org/d/b/c");
	assert_str(link[4], "http://example.org/d/#f");
	html_links(&link, &n, &a, STR("<a href=1><a href=2><a href=3>"), STR("http://example.org/"), 2);
	assert_int_equal(n, 2);
	html_links(&link, &n, &a, STR("<a href='1\x1b'>"), STR(""), 2);
	assert_int_equal(n, 1);
	assert_str(link[0], "1");
	arena_free(&a);
}

/* Each would take hours if the scans for ends were repeated. */
static void linear(void **state)
{
	(void)state;
	static const char *const unit[] = { "<a ", "<a b=\"", "<!-- ", "<![CDATA[", "&", "<a b='x>", "</", "<script>", "<a =\"", "&aaaaaaaaaaaaaaaaaaaaaaaaaaaa" };
	struct arena a = { 0 };
	for (size_t k = 0; k < sizeof unit / sizeof *unit; k++) {
		struct buf in, out;
		buf_init(&in, 0);
		buf_init(&out, 0);
		while (in.n < 4000000)
			buf_addz(&in, unit[k]);
		html_text(&out, buf_str(&in));
		struct str *link;
		uint32_t n;
		html_links(&link, &n, &a, buf_str(&in), STR("http://example.org/"), 1000);
		assert_true(out.n <= in.n);
		buf_free(&in);
		buf_free(&out);
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(references), cmocka_unit_test(text), cmocka_unit_test(links), cmocka_unit_test(linear),
	};
	return cmocka_run_group_tests_name("text/htmltext", tests, NULL, NULL);
}
