/* Encodings: marks, claims, lies, and what is left. */
#include "testing.h"

#include "quotidian/charset.h"

static const char *used;

/* Converts; static, overwritten by the next call. */
static const char *convert(struct str bytes, const char *type, enum charset_of of)
{
	static char text[512];
	struct buf out;
	buf_init(&out, 0);
	assert_int_equal(charset_to_utf8(&out, bytes, str_of(type), of, &used), 0);
	assert_true(out.n < sizeof text);
	memcpy(text, out.s ? out.s : "", out.n);
	text[out.n] = 0;
	buf_free(&out);
	return text;
}

static void marks(void **state)
{
	(void)state;
	assert_string_equal(convert(STR("\xEF\xBB\xBF" "a\xC3\xA9"), "text/xml; charset=koi8-r", CHARSET_XML), "a\xC3\xA9");
	assert_string_equal(used, "utf-8");
	assert_string_equal(convert(STR("\xFE\xFF\0a\xD8\x3D\xDE\x00"), "", CHARSET_XML), "a\xF0\x9F\x98\x80");
	assert_string_equal(used, "utf-16be");
	assert_string_equal(convert(STR("\xFF\xFE" "a\0\x3D\xD8x\0"), "", CHARSET_XML), "a\xEF\xBF\xBDx");
	assert_string_equal(convert(STR("\xFF\xFE\0\0a\0\0\0"), "", CHARSET_XML), "a");
	assert_string_equal(used, "utf-32le");
	assert_string_equal(convert(STR("\0\0\xFE\xFF\0\0\0a"), "", CHARSET_XML), "a");
	assert_string_equal(convert(STR("<\0?\0x\0m\0l\0"), "", CHARSET_XML), "<?xml");
	assert_string_equal(convert(STR("\0<\0r\0s\0s"), "", CHARSET_XML), "<rss");
	assert_string_equal(convert(STR(""), "", CHARSET_XML), "");
}

static void claims(void **state)
{
	(void)state;
	assert_string_equal(convert(STR("<?xml version='1.0' encoding='windows-1251'?>\xCD\xEE"), "", CHARSET_XML) + 45, "\xD0\x9D\xD0\xBE");
	assert_string_equal(used, "windows-1251");
	/* The header goes before the declaration, if the bytes agree. */
	assert_string_equal(convert(STR("<?xml encoding=\"utf-8\"?>\x82\xA0"), "text/xml; charset=\"Shift_JIS\"", CHARSET_XML) + 24, "\xE3\x81\x82");
	assert_string_equal(convert(STR("<?xml version=\"1.0\" encoding=\"big5\"?>\xA4\x40"), "text/xml; charset=utf-8", CHARSET_XML) + 37, "\xE4\xB8\x80");
	assert_string_equal(convert(STR("\xB0\xA1"), "text/xml; charset=EUC-KR", CHARSET_XML), "\xEA\xB0\x80");
	assert_string_equal(convert(STR("\x1b$B$\"\x1b(B"), "text/xml; charset=iso-2022-jp", CHARSET_XML), "\xE3\x81\x82");
	assert_string_equal(convert(STR("<html><meta charset=koi8-r><p>\xC1"), "", CHARSET_HTML) + 30, "\xD0\xB0");
	assert_string_equal(
		convert(STR("<META content='text/html; charset=gbk' http-equiv=Content-Type>\xC4\xE3"), "", CHARSET_HTML) + 63, "\xE4\xBD\xA0");
}

static void lies(void **state)
{
	(void)state;
	assert_string_equal(convert(STR("\x93x\x94 \x80"), "text/xml; charset=iso-8859-1", CHARSET_XML),
			    "\xE2\x80\x9Cx\xE2\x80\x9D \xE2\x82\xAC");
	assert_string_equal(used, "windows-1252");
	assert_string_equal(convert(STR("<?xml encoding='utf-16'?>\xC3\xA9"), "", CHARSET_XML) + 25, "\xC3\xA9");
	assert_string_equal(convert(STR("caf\xC3\xA9"), "text/html; charset=iso-8859-1", CHARSET_HTML), "caf\xC3\xA9");
	assert_string_equal(convert(STR("caf\xC3\xA9"), "text/html; charset=nonsense", CHARSET_HTML), "caf\xC3\xA9");
	assert_string_equal(convert(STR("Cr\xE8me"), "text/xml; charset=utf-8", CHARSET_XML), "Cr\xC3\xA8me");
	/* UTF-8 with one fault among much is UTF-8; cut at its end too. */
	assert_string_equal(convert(STR("\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xFFz"), "", CHARSET_XML),
			    "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xEF\xBF\xBDz");
	assert_string_equal(convert(STR("don\xC2\x92t"), "", CHARSET_XML), "don\xE2\x80\x99t");
	assert_string_equal(convert(STR("a\xE2\x82"), "", CHARSET_XML), "a\xEF\xBF\xBD");
	assert_string_equal(used, "utf-8");
}

static void limits(void **state)
{
	(void)state;
	struct buf out;
	buf_init(&out, 4);
	assert_int_equal(charset_to_utf8(&out, STR("abcdef"), STR(""), CHARSET_XML, NULL), QD_ELIMIT);
	assert_true(out.n <= 4);
	buf_free(&out);
}

static void preloaded(void **state)
{
	(void)state;
	charset_preload();
	charset_preload();
	assert_string_equal(convert(STR("\xB0\xA1"), "text/xml; charset=EUC-KR", CHARSET_XML), "\xEA\xB0\x80");
	assert_string_equal(convert(STR("\xB0\xA1"), "text/xml; charset=EUC-KR", CHARSET_XML), "\xEA\xB0\x80");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(marks), cmocka_unit_test(claims), cmocka_unit_test(lies),
		cmocka_unit_test(limits), cmocka_unit_test(preloaded),
	};
	return cmocka_run_group_tests_name("text/charset", tests, NULL, NULL);
}
