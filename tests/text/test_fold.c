/* Character classes, folding, squeezing. */
#include "config.h"

#include "testing.h"

#include "quotidian/text.h"

static void check_fold(const char *in, bool bare, const char *want)
{
	struct buf b;
	buf_init(&b, 0);
	text_fold(&b, str_of(in), bare);
	assert_str(buf_str(&b), want);
	buf_free(&b);
}

static void test_classes(void **state)
{
	(void)state;
	assert_true(text_is_upper('A') && text_is_upper(0xC9) && !text_is_upper('a') && !text_is_upper('1'));
	assert_true(text_is_lower('z') && text_is_lower(0xDF) && !text_is_lower('Z'));
	assert_true(text_is_alpha(0x3B1) && text_is_alpha(0x4E2D) && !text_is_alpha('_') && !text_is_alpha('7'));
	assert_true(text_is_digit('7') && text_is_digit(0x0663) && !text_is_digit('x'));
	assert_true(text_is_space(' ') && text_is_space('\n') && text_is_space(0xA0) && !text_is_space(0x200B) && !text_is_space('.'));
}

static void test_fold(void **state)
{
	(void)state;
	check_fold("Plain ASCII-1", true, "plain ascii-1");
	check_fold("NOV\xC3\x81K", false, "nov\xC3\xA1k");
	check_fold("Nov\xC3\xA1k", true, "novak");
	check_fold("Novac\xCC\x8C", true, "novac");
	check_fold("\xC5\x81\xC3\xB3""d\xC5\xBA", true, "lodz");
	check_fold("S\xC3\xB8ren", true, "soren");
	check_fold("Stra\xC3\x9F""e", false, "strasse");
	check_fold("O\xE2\x80\x99""Brien", true, "o'brien");
	check_fold("\xEF\xBC\xA1", false, "a");
	check_fold("", true, "");
}

static void test_fold_long(void **state)
{
	(void)state;
	struct buf in, out;
	buf_init(&in, 0);
	buf_init(&out, 0);
	buf_addc(&in, 'a');
	for (int i = 0; i < 100000; i++)
		buf_addz(&in, i & 1 ? "\xCC\x81" : "\xCC\xA3");
	text_fold(&out, buf_str(&in), true);
	assert_str(buf_str(&out), "a");
	buf_clear(&out);
	text_fold(&out, STR("\xFF\xC3 bad"), true);
	assert_true(out.n > 0);
	buf_free(&in);
	buf_free(&out);
}

static void test_squeeze(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 0);
	text_squeeze(&b, STR(" \n a \xC2\xA0 b\t"));
	assert_str(buf_str(&b), "a b");
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_classes),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_fold_long),
		cmocka_unit_test(test_squeeze),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
