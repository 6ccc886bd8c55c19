/* Cells, grapheme clusters, fitting, and what is kept from terminals. */
#include "testing.h"

#include <locale.h>

#include "quotidian/text.h"

static int locale_up(void **state)
{
	(void)state;
	return setlocale(LC_ALL, "C.UTF-8") ? 0 : -1;
}

static void widths(void **state)
{
	(void)state;
	assert_int_equal(text_cp_width('a'), 1);
	assert_int_equal(text_cp_width(' '), 1);
	assert_int_equal(text_cp_width('\n'), 0);
	assert_int_equal(text_cp_width(0x7F), 0);
	assert_int_equal(text_cp_width(0xE9), 1);
	assert_int_equal(text_cp_width(0x301), 0);
	assert_int_equal(text_cp_width(0x200D), 0);
	assert_int_equal(text_cp_width(0xFE0F), 0);
	assert_int_equal(text_cp_width(0x1F3FD), 0);
	assert_int_equal(text_cp_width(0x4E2D), 2);
	assert_int_equal(text_cp_width(0x1F600), 2);
	assert_int_equal(text_cp_width(0xE000), 1); /* private use: unknown, one cell */
	assert_int_equal(text_width(STR("na\u00EFve \u4E2D\u6587")), 10);
	assert_int_equal(text_width(STR("e\u0301")), 1);
	assert_int_equal(text_width(STR_NONE), 0);
	assert_int_equal(text_width(STR("a\xff" "b")), 3); /* a malformed byte shows as one U+FFFD */
}

static void graphemes(void **state)
{
	(void)state;
	assert_int_equal(text_grapheme_end(STR("ab"), 0), 1);
	assert_int_equal(text_grapheme_end(STR("ab"), 1), 2);
	assert_int_equal(text_grapheme_end(STR("ab"), 2), 2);
	assert_int_equal(text_grapheme_end(STR("e\u0301\u0302x"), 0), 5);
	assert_int_equal(text_grapheme_end(STR("\r\nx"), 0), 2);
	/* A family joined by ZWJ; a flag, and the flag behind it; Hangul jamo; a Devanagari vowel sign. */
	assert_int_equal(text_grapheme_end(STR("\U0001F468\u200D\U0001F469x"), 0), 11);
	assert_int_equal(text_grapheme_end(STR("\U0001F1E9\U0001F1EA\U0001F1EB\U0001F1F7"), 0), 8);
	assert_int_equal(text_grapheme_end(STR("\u1100\u1161\u11A8\u1100"), 0), 9);
	assert_int_equal(text_grapheme_end(STR("\u0928\u093Fx"), 0), 6);
}

static void fitting(void **state)
{
	(void)state;
	size_t used = 99;
	assert_int_equal(text_fit(STR("hello"), 3, &used), 3);
	assert_int_equal(used, 3);
	assert_int_equal(text_fit(STR("hello"), 9, &used), 5);
	assert_int_equal(used, 5);
	/* A wide character that would stick out is left. */
	assert_int_equal(text_fit(STR("\u4E2D\u6587"), 3, &used), 3);
	assert_int_equal(used, 2);
	/* Marks stay with their letter. */
	assert_int_equal(text_fit(STR("ae\u0301b"), 2, &used), 4);
	assert_int_equal(text_fit(STR("abc"), 0, &used), 0);
	assert_int_equal(used, 0);
	assert_int_equal(text_fit(STR(""), 5, NULL), 0);
}

static void for_cells(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 0);
	text_for_cells(&b, STR("a\uFE0F\u200Db \U0001F44D\U0001F3FD \U0001F1E9\U0001F1EA e\u0301"));
	assert_str(buf_str(&b), "ab \U0001F44D DE e\u0301");
	/* What is shown is as wide as what was measured. */
	assert_int_equal(text_width(buf_str(&b)), text_width(STR("a\uFE0F\u200Db \U0001F44D\U0001F3FD \U0001F1E9\U0001F1EA e\u0301")));
	buf_clear(&b);
	text_for_cells(&b, STR("x\xff"));
	assert_str(buf_str(&b), "x\uFFFD");
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(widths),
		cmocka_unit_test(graphemes),
		cmocka_unit_test(fitting),
		cmocka_unit_test(for_cells),
	};
	return cmocka_run_group_tests(tests, locale_up, NULL);
}
