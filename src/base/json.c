/* json.c - JSON strings, keys and dates. */
#include "config.h"

#include "quotidian/json.h"
#include "quotidian/paths.h"
#include "quotidian/utf8.h"

static void put_escape(struct buf *out, uint32_t cp)
{
	static const char plain[] = "\"\\\b\f\n\r\t", letter[] = "\"\\bfnrt";
	const char *at = cp && cp < 0x80 ? strchr(plain, (int)cp) : NULL;
	if (at)
		buf_add(out, str_n((char[]){ '\\', letter[at - plain] }, 2));
	else if (cp > 0xFFFF)
		buf_addf(out, "\\u%04x\\u%04x", (unsigned)(0xD7C0 + (cp >> 10)), (unsigned)(0xDC00 + (cp & 0x3FF)));
	else
		buf_addf(out, "\\u%04x", (unsigned)cp);
}

void json_put_str(struct buf *out, struct str s)
{
	buf_addc(out, '"');
	for (size_t i = 0; i < s.n;) {
		size_t run = i;
		while (run < s.n && (unsigned char)s.s[run] >= 0x20 && (unsigned char)s.s[run] < 0x7F && s.s[run] != '"' && s.s[run] != '\\')
			run++;
		if (run > i) {
			buf_add(out, str_sub(s, i, run));
			i = run;
			continue;
		}
		uint32_t cp = utf8_next(s, &i);
		if (cp == '"' || cp == '\\' || cp < 0x20 || utf8_forbidden(cp))
			put_escape(out, cp);
		else
			buf_addcp(out, cp);
	}
	buf_addc(out, '"');
}

void json_put_key(struct buf *out, const char *name)
{
	char last = out->n ? out->s[out->n - 1] : '{';
	if (last != '{' && last != '[')
		buf_addc(out, ',');
	buf_addc(out, '"');
	buf_addz(out, name);
	buf_add(out, STR("\":"));
}

void json_put_member(struct buf *out, const char *name, struct str value)
{
	json_put_key(out, name);
	json_put_str(out, value);
}

void json_put_time(struct buf *out, const char *name, int64_t t)
{
	json_put_time_zone(out, name, t, 0);
}

void json_put_time_zone(struct buf *out, const char *name, int64_t t, int minutes)
{
	char iso[32];
	json_put_key(out, name);
	if (t == 0) {
		buf_add(out, STR("null"));
		return;
	}
	clock_iso_zone(iso, t, minutes);
	buf_addc(out, '"');
	buf_addz(out, iso);
	buf_addc(out, '"');
}
