/* utf8.c - decoding and the sanitiser. */
#include "config.h"

#include "quotidian/utf8.h"

uint32_t utf8_next(struct str s, size_t *pos)
{
	const unsigned char *p = (const unsigned char *)s.s + *pos;
	size_t left = s.n - *pos;
	unsigned char c = p[0];
	if (c < 0x80) {
		*pos += 1;
		return c;
	}
	/* Unicode 15, table 3-7: the second byte's range depends on the first. */
	unsigned lo = 0x80, hi = 0xBF, more;
	uint32_t cp;
	if (c >= 0xC2 && c <= 0xDF) {
		more = 1;
		cp = c & 0x1F;
	} else if (c >= 0xE0 && c <= 0xEF) {
		more = 2;
		cp = c & 0x0F;
		lo = c == 0xE0 ? 0xA0 : lo;
		hi = c == 0xED ? 0x9F : hi;
	} else if (c >= 0xF0 && c <= 0xF4) {
		more = 3;
		cp = c & 0x07;
		lo = c == 0xF0 ? 0x90 : lo;
		hi = c == 0xF4 ? 0x8F : hi;
	} else {
		*pos += 1;
		return UTF8_BAD;
	}
	for (unsigned i = 1; i <= more; i++) {
		if (i >= left || p[i] < lo || p[i] > hi) {
			*pos += i;
			return UTF8_BAD;
		}
		cp = (cp << 6) | (p[i] & 0x3F);
		lo = 0x80;
		hi = 0xBF;
	}
	*pos += more + 1;
	return cp;
}

uint32_t utf8_prev(struct str s, size_t *pos)
{
	size_t start = *pos - 1;
	while (start > 0 && *pos - start < 4 && ((unsigned char)s.s[start] & 0xC0) == 0x80)
		start--;
	for (; start < *pos; start++) {
		size_t at = start;
		uint32_t cp = utf8_next(str_n(s.s, *pos), &at);
		if (at == *pos) {
			*pos = start;
			return cp;
		}
	}
	*pos -= 1;
	return UTF8_BAD;
}

bool utf8_valid(struct str s)
{
	for (size_t i = 0; i < s.n;) {
		if ((unsigned char)s.s[i] < 0x80) {
			i++;
			continue;
		}
		size_t at = i;
		if (utf8_next(s, &i) == UTF8_BAD && !(i - at == 3 && memcmp(s.s + at, "\xEF\xBF\xBD", 3) == 0))
			return false;
	}
	return true;
}

size_t utf8_count(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; n++)
		utf8_next(s, &i);
	return n;
}

bool utf8_boundary(struct str s, size_t pos)
{
	return pos == 0 || pos == s.n || (pos < s.n && ((unsigned char)s.s[pos] & 0xC0) != 0x80);
}

size_t utf8_floor(struct str s, size_t pos)
{
	if (pos >= s.n)
		return s.n;
	while (!utf8_boundary(s, pos))
		pos--;
	return pos;
}

bool utf8_forbidden(uint32_t cp)
{
	if (cp < 0x20)
		return cp != '\n' && cp != '\t' && cp != '\r';
	if (cp < 0x7F)
		return false;
	return cp <= 0x9F || cp == 0xAD || cp == 0x61C || (cp >= 0x200E && cp <= 0x200F) ||
	       (cp >= 0x202A && cp <= 0x202E) || (cp >= 0x2066 && cp <= 0x206F) || cp == 0xFEFF ||
	       (cp >= 0xFFF9 && cp <= 0xFFFB) || (cp >= 0xFDD0 && cp <= 0xFDEF) || (cp & 0xFFFE) == 0xFFFE ||
	       (cp >= 0xE0000 && cp <= 0xE0FFF && !(cp >= 0xE0100 && cp <= 0xE01EF));
}

typedef signed char bytes16 __attribute__((vector_size(16)));

/* Is one of 16 bytes no printable ASCII? As signed numbers, those with a high bit are below 0x20. */
static bool is_mixed(const char *p)
{
	bytes16 v;
	uint64_t half[2];
	memcpy(&v, p, sizeof v);
	bytes16 bad = (v < 0x20) | (v == 0x7F);
	memcpy(half, &bad, sizeof half);
	return half[0] | half[1];
}

/* Offset of the first byte at or after `i` that is not printable ASCII. */
static size_t printable_run(struct str s, size_t i)
{
	while (i + 16 <= s.n && !is_mixed(s.s + i))
		i += 16;
	while (i < s.n && (unsigned char)s.s[i] >= 0x20 && (unsigned char)s.s[i] < 0x7F)
		i++;
	return i;
}

/* What stands in the output for `cp`: 0 for nothing. */
static uint32_t replacement(uint32_t cp, enum utf8_keep keep)
{
	bool lines = keep != UTF8_LINE;
	if (cp == '\n' || cp == 0x2028 || cp == 0x2029)
		return lines ? '\n' : ' ';
	if (cp == '\r')
		return keep == UTF8_LINES ? '\n' : ' ';
	if (cp == '\t')
		return ' ';
	if (utf8_forbidden(cp))
		return keep == UTF8_COUNT ? ' ' : 0;
	return cp;
}

int utf8_sanitise(struct buf *out, struct str in, enum utf8_keep keep)
{
	size_t i = 0;
	while (i < in.n) {
		size_t run = printable_run(in, i);
		size_t room = out->max - out->n;
		if (run > i) {
			size_t take = run - i < room ? run - i : room;
			buf_add(out, str_n(in.s + i, take));
			if (take < run - i) {
				out->over = true;
				return QD_ELIMIT;
			}
			i = run;
			continue;
		}
		uint32_t cp = utf8_next(in, &i);
		if (cp == '\r' && keep != UTF8_COUNT && i < in.n && in.s[i] == '\n')
			continue;
		cp = replacement(cp, keep);
		if (cp && buf_addcp(out, cp))
			return QD_ELIMIT;
	}
	return 0;
}

size_t utf8_sanitise_into(char *out, size_t size, struct str in)
{
	struct buf b;
	buf_init(&b, size - 1);
	(void)utf8_sanitise(&b, in, UTF8_LINE);
	if (b.n)
		memcpy(out, b.s, b.n);
	out[b.n] = 0;
	size_t n = b.n;
	buf_free(&b);
	return n;
}

bool utf8_clean(struct str s)
{
	for (size_t i = 0; (i = printable_run(s, i)) < s.n;) {
		if (s.s[i] == '\n') {
			i++;
			continue;
		}
		size_t at = i;
		uint32_t cp = utf8_next(s, &i);
		if (replacement(cp, UTF8_LINES) != cp)
			return false;
		if (cp == UTF8_BAD && !(i - at == 3 && memcmp(s.s + at, "\xEF\xBF\xBD", 3) == 0))
			return false;
	}
	return true;
}
