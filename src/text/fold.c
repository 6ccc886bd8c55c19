/* fold.c - character classes and forms for comparing, by utf8proc's tables. */
#include "config.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "quotidian/text.h"

bool text_is_upper(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'A' && cp <= 'Z';
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
	return c == UTF8PROC_CATEGORY_LU || c == UTF8PROC_CATEGORY_LT;
}

bool text_is_lower(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= 'a' && cp <= 'z';
	return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_LL;
}

bool text_is_alpha(uint32_t cp)
{
	if (cp < 0x80)
		return (cp | 32) >= 'a' && (cp | 32) <= 'z';
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)cp);
	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool text_is_digit(uint32_t cp)
{
	if (cp < 0x80)
		return cp >= '0' && cp <= '9';
	return utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_ND;
}

bool text_is_space(uint32_t cp)
{
	if (cp < 0x80)
		return cp == ' ' || (cp >= '\t' && cp <= '\r');
	return cp == 0x85 || cp == 0x2028 || cp == 0x2029 || utf8proc_category((utf8proc_int32_t)cp) == UTF8PROC_CATEGORY_ZS;
}

/* Letters that Unicode does not decompose but that English news writes bare. */
static const struct {
	uint32_t cp;
	const char *bare;
} stroke[] = {
	{ 0xE6, "ae" }, { 0xF0, "d" }, { 0xF8, "o" }, { 0xFE, "th" }, { 0x111, "d" }, { 0x127, "h" }, { 0x131, "i" },
	{ 0x142, "l" }, { 0x153, "oe" }, { 0x2BC, "'" }, { 0x2018, "'" }, { 0x2019, "'" },
};

static void add_bare(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		uint32_t cp = utf8_next(s, &i);
		const char *bare = NULL;
		for (size_t k = 0; cp >= 0x80 && k < sizeof stroke / sizeof *stroke; k++)
			if (stroke[k].cp == cp)
				bare = stroke[k].bare;
		if (bare)
			buf_addz(out, bare);
		else
			buf_add(out, str_sub(s, from, i));
	}
}

/* Canonical ordering takes quadratic time in a run of combining marks: runs are cut here. */
#define FOLD_PIECE 512

static void fold_piece(struct buf *out, struct str s, bool bare)
{
	utf8proc_option_t how = UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_COMPOSE;
	if (bare)
		how |= UTF8PROC_STRIPMARK;
	utf8proc_uint8_t *got = NULL;
	utf8proc_ssize_t n = utf8proc_map((const utf8proc_uint8_t *)s.s, (utf8proc_ssize_t)s.n, &got, how);
	if (n < 0)
		buf_add(out, s);
	else if (bare)
		add_bare(out, str_n((const char *)got, (size_t)n));
	else
		buf_add(out, str_n((const char *)got, (size_t)n));
	free(got);
}

void text_fold(struct buf *out, struct str s, bool bare)
{
	size_t ascii = 0;
	while (ascii < s.n && (unsigned char)s.s[ascii] < 0x80)
		ascii++;
	if (ascii == s.n) {
		char *to = buf_room(out, s.n);
		if (!to)
			return;
		for (size_t i = 0; i < s.n; i++)
			to[i] = (char)(s.s[i] >= 'A' && s.s[i] <= 'Z' ? s.s[i] + 32 : s.s[i]);
		out->n += s.n;
		return;
	}
	for (size_t at = 0; at < s.n;) {
		size_t end = s.n - at > FOLD_PIECE ? utf8_floor(s, at + FOLD_PIECE) : s.n;
		if (end <= at)
			end = s.n; /* cannot be: a code point takes at most four bytes */
		fold_piece(out, str_sub(s, at, end), bare);
		at = end;
	}
}

void text_squeeze(struct buf *out, struct str s)
{
	bool gap = false, any = false;
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		if (text_is_space(utf8_next(s, &i))) {
			gap = any;
			continue;
		}
		if (gap)
			buf_addc(out, ' ');
		gap = false;
		any = true;
		buf_add(out, str_sub(s, from, i));
	}
}
