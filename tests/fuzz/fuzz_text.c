/* fuzz_text.c - bytes of any encoding, and strings that may be dates. */
#include "config.h"

#include "fuzz.h"
#include "quotidian/charset.h"
#include "quotidian/date.h"
#include "quotidian/utf8.h"

/* The first byte tells what the rest is claimed to be. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const types[] = { "", "text/xml; charset=utf-8", "text/html; charset=gb18030", "text/html; charset=shift_jis",
		"text/xml; charset=iso-2022-jp", "text/xml; charset=iso-8859-1", "text/html; charset=utf-16", "text/html; charset=koi8-r" };
	struct str in = fuzz_str(bytes, n);
	struct buf out;
	const char *used = NULL;
	int64_t t;
	int zone;
	charset_preload(STR_NONE);
	buf_init(&out, 0);
	if (n && charset_to_utf8(&out, str_sub(in, 1, n), str_of(types[bytes[0] % 8]), bytes[0] & 8 ? CHARSET_XML : CHARSET_HTML, &used) == 0) {
		MUST(used);
		MUST(utf8_valid(buf_str(&out)));
	}
	if (date_parse_zone(&t, &zone, in) == 0)
		MUST(zone >= -25 * 60 && zone <= 25 * 60);
	else
		MUST(t == 0);
	buf_free(&out);
	return 0;
}
