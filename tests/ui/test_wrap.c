/* Documents to screen lines. */
#include "testing.h"

#include <locale.h>

#include "quotidian/text.h"
#include "ui/wrap.h"

static int locale_up(void **state)
{
	(void)state;
	return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

/* A document of one block a line of `spec`: its kind ("p", "h", "l", "L" for a numbered item, "q", "r" for pre), a level, text. */
static void build(struct doc *d, const char *const *spec, unsigned n)
{
	struct buf b;
	*d = (struct doc){ 0 };
	buf_init(&b, 0);
	d->block = ARENA_NEW(&d->arena, struct block, n);
	for (unsigned i = 0; i < n; i++) {
		if (i)
			buf_addz(&b, "\n\n");
		uint32_t start = (uint32_t)b.n;
		buf_addz(&b, spec[i] + 2);
		static const char kinds[] = "phlqr";
		static const uint8_t kind[] = { BLOCK_P, BLOCK_H, BLOCK_LI, BLOCK_QUOTE, BLOCK_PRE };
		bool numbered = spec[i][0] == 'L';
		const char *k = strchr(kinds, numbered ? 'l' : spec[i][0]);
		d->block[i] = (struct block){ { start, (uint32_t)b.n }, kind[k - kinds], (uint8_t)(spec[i][1] - '0'), numbered ? 12 : 0 };
	}
	d->nblock = n;
	d->text = arena_str(&d->arena, buf_str(&b));
	buf_free(&b);
}

/* Lines with their indents as dots; the first line of a block has a colon. */
static void expect(const struct doc *d, unsigned width, const char *want)
{
	struct wrap w;
	struct buf b;
	buf_init(&b, 0);
	wrap_doc(&w, d, width);
	for (uint32_t i = 0; i < w.n; i++) {
		const struct wrap_line *l = &w.line[i];
		assert_true(l->start <= l->end && l->end <= d->text.n);
		assert_true(utf8_boundary(d->text, l->start) && utf8_boundary(d->text, l->end));
		for (unsigned k = 0; k < l->indent; k++)
			buf_addc(&b, '.');
		buf_add(&b, str_n(d->text.s + l->start, l->end - l->start));
		buf_addz(&b, l->first ? ":\n" : "\n");
	}
	assert_str(buf_str(&b), want);
	buf_free(&b);
	wrap_free(&w);
}

#define BUILD(d, ...) \
	do { \
		const char *const spec_[] = { __VA_ARGS__ }; \
		build(d, spec_, sizeof spec_ / sizeof *spec_); \
	} while (0)

static void paragraphs(void **state)
{
	(void)state;
	struct doc d;
	BUILD(&d, "p0the quick brown fox jumps", "p0over");
	expect(&d, 10, "the quick:\nbrown fox\njumps\n\nover:\n");
	expect(&d, 9, "the quick:\nbrown fox\njumps\n\nover:\n");
	expect(&d, 8, "the:\nquick\nbrown\nfox\njumps\n\nover:\n");
	expect(&d, 100, "the quick brown fox jumps:\n\nover:\n");
	expect(&d, 3, "the:\nqui\nck\nbro\nwn\nfox\njum\nps\n\nove:\nr\n");
	expect(&d, 1, "t:\nh\ne\nq\nu\ni\nc\nk\nb\nr\no\nw\nn\nf\no\nx\nj\nu\nm\np\ns\n\no:\nv\ne\nr\n");
	arena_free(&d.arena);
	BUILD(&d, "p0a  b   c    d");
	expect(&d, 4, "a  b:\nc\nd\n");
	arena_free(&d.arena);
	BUILD(&d, "p0one\ntwo three");
	expect(&d, 20, "one:\ntwo three\n");
	arena_free(&d.arena);
}

static void hyphens_and_scripts(void **state)
{
	(void)state;
	struct doc d;
	BUILD(&d, "p0late-night vote\u2014again");
	expect(&d, 8, "late-:\nnight\nvote\u2014\nagain\n");
	arena_free(&d.arena);
	BUILD(&d, "p0\u65E5\u672C\u8A9E\u3002\u6587\u5B57");
	expect(&d, 6, "\u65E5\u672C:\n\u8A9E\u3002\u6587\n\u5B57\n"); /* no full stop at the start of a line */
	expect(&d, 8, "\u65E5\u672C\u8A9E\u3002:\n\u6587\u5B57\n");
	arena_free(&d.arena);
	/* Marks never leave their letter, and a no-break space breaks nothing. */
	BUILD(&d, "p0ae\u0301e\u0301e\u0301 5\u00A0km");
	expect(&d, 4, "ae\u0301e\u0301e\u0301:\n5\u00A0km\n");
	expect(&d, 2, "ae\u0301:\ne\u0301e\u0301\n5\u00A0\nkm\n");
	arena_free(&d.arena);
}

static void blocks(void **state)
{
	(void)state;
	struct doc d;
	BUILD(&d, "h1Title here", "l1first item of a list", "l1second", "l2deep", "L1numbered one", "q1said and done", "r0a  b\n    indented and long", "p0end");
	expect(&d, 16,
	       "Title here:\n\n..first item of:\n..a list\n..second:\n....deep:\n....numbered one:\n\n..said and done:\n\n"
	       "..a  b:\n..    indented a\n..nd long\n\nend:\n");
	/* Deep things do not push the text out of a narrow pane. */
	arena_free(&d.arena);
	BUILD(&d, "l6abc def");
	expect(&d, 10, "abc def:\n");
	arena_free(&d.arena);
}

static void links(void **state)
{
	(void)state;
	struct doc d;
	BUILD(&d, "p0see this page now and that");
	struct link link[] = { { { 4, 8 }, STR("http://a.example/") }, { { 9, 13 }, STR("http://b.example/") }, { { 22, 26 }, STR("http://a.example/") } };
	d.link = link;
	d.nlink = 3;
	struct wrap w;
	wrap_doc(&w, &d, 14);
	assert_int_equal(w.nurl, 2);
	assert_int_equal(w.link_number[0], 1);
	assert_int_equal(w.link_number[1], 2);
	assert_int_equal(w.link_number[2], 1);
	/* "see this[1]" is 11 cells; " page[2]" does not fit behind it. */
	assert_str(str_n(d.text.s + w.line[0].start, w.line[0].end - w.line[0].start), "see this");
	assert_str(str_n(d.text.s + w.line[1].start, w.line[1].end - w.line[1].start), "page now");
	assert_str(str_n(d.text.s + w.line[2].start, w.line[2].end - w.line[2].start), "and that");
	assert_int_equal(wrap_link_cells(9), 3);
	assert_int_equal(wrap_link_cells(10), 4);
	wrap_free(&w);
	arena_free(&d.arena);
}

static void places(void **state)
{
	(void)state;
	struct doc d;
	BUILD(&d, "p0the quick brown fox", "p0over");
	struct wrap w;
	wrap_doc(&w, &d, 10);
	assert_int_equal(wrap_line_of(&w, 0), 0);
	assert_int_equal(wrap_line_of(&w, 9), 0);  /* the space at the break */
	assert_int_equal(wrap_line_of(&w, 10), 1);
	assert_int_equal(wrap_line_of(&w, 21), 3); /* not the empty line before it */
	assert_int_equal(wrap_line_of(&w, 9999), 3);
	wrap_free(&w);
	arena_free(&d.arena);
	d = (struct doc){ 0 };
	wrap_doc(&w, &d, 10);
	assert_int_equal(w.n, 0);
	assert_int_equal(wrap_line_of(&w, 5), 0);
	wrap_free(&w);
}

/* Every line fits, whatever the text and the width; all that is no white space is on exactly one line. */
static void all_fits(void **state)
{
	(void)state;
	static const char *const piece[] = { "a", "word", " ", "  ", "\u4E2D", "e\u0301", "-", "\u2014", "\n", "\U0001F468\u200D\U0001F469", "\u00A0", "supercalifragilistic", "\u3002", "/" };
	uint32_t seed = 12345;
	for (int round = 0; round < 300; round++) {
		struct buf b;
		buf_init(&b, 0);
		buf_addz(&b, "p0x");
		for (int k = 0; k < 60; k++) {
			seed = seed * 1664525u + 1013904223u;
			buf_addz(&b, piece[(seed >> 16) % (sizeof piece / sizeof *piece)]);
		}
		buf_addz(&b, "x");
		struct doc d;
		BUILD(&d, b.s);
		unsigned width = 4 + (unsigned)round % 30;
		struct wrap w;
		wrap_doc(&w, &d, width);
		uint32_t behind = 0;
		for (uint32_t i = 0; i < w.n; i++) {
			struct str s = str_n(d.text.s + w.line[i].start, w.line[i].end - w.line[i].start);
			assert_true(text_width(s) <= width);
			assert_true(w.line[i].start >= behind);
			for (uint32_t k = behind; k < w.line[i].start; k++)
				assert_true(d.text.s[k] == ' ' || d.text.s[k] == '\n');
			behind = w.line[i].end;
		}
		assert_int_equal(behind, d.text.n);
		wrap_free(&w);
		arena_free(&d.arena);
		buf_free(&b);
	}
}

struct words {
	struct buf b;
};

static void word_line(void *arg, struct str line, bool cut)
{
	struct words *w = arg;
	buf_addf(&w->b, STR_FMT "%s", STR_ARG(line), cut ? "+|" : "|");
}

static void titles(void **state)
{
	(void)state;
	struct words w;
	buf_init(&w.b, 0);
	assert_int_equal(wrap_words(STR("Parliament passes budget after vote"), 18, 3, word_line, &w), 2);
	assert_int_equal(wrap_words(STR("Parliament passes budget after vote"), 12, 2, word_line, &w), 2);
	assert_int_equal(wrap_words(STR("abcdefgh"), 3, 9, word_line, &w), 3);
	assert_int_equal(wrap_words(STR("  "), 3, 9, word_line, &w), 0);
	assert_str(buf_str(&w.b), "Parliament passes|budget after vote|Parliament|passes budge+|abc|def|gh|");
	buf_free(&w.b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paragraphs),
		cmocka_unit_test(hyphens_and_scripts),
		cmocka_unit_test(blocks),
		cmocka_unit_test(links),
		cmocka_unit_test(places),
		cmocka_unit_test(all_fits),
		cmocka_unit_test(titles),
	};
	return cmocka_run_group_tests(tests, locale_up, NULL);
}
