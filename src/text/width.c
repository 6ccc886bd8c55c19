/* width.c - cells on a terminal: widths, grapheme clusters (UAX 29, by utf8proc), and what a terminal gets to see.
 *
 * wcwidth() is the truth because ncurses lays out its cells by it; it needs a UTF-8 LC_CTYPE, which main() sets.
 */
#include "config.h"

#include <wchar.h>

#include <utf8proc.h>

#include "quotidian/text.h"

static bool is_variation_selector(uint32_t cp)
{
	return (cp >= 0xFE00 && cp <= 0xFE0F) || (cp >= 0xE0100 && cp <= 0xE01EF);
}

/* Emoji skin tones: some terminals join them to the emoji before them, some give them two cells. They are not shown. */
static bool is_skin_tone(uint32_t cp)
{
	return cp >= 0x1F3FB && cp <= 0x1F3FF;
}

int text_cp_width(uint32_t cp)
{
	if (cp < 0x7F)
		return cp >= 0x20;
	if (is_skin_tone(cp) || is_variation_selector(cp))
		return 0;
	int w = wcwidth((wchar_t)cp);
	if (w >= 0)
		return w;
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_CC:
		return 0;
	default:
		return 1;
	}
}

size_t text_width(struct str s)
{
	size_t cells = 0;
	for (size_t i = 0; i < s.n;)
		cells += (size_t)text_cp_width(utf8_next(s, &i));
	return cells;
}

size_t text_grapheme_end(struct str s, size_t pos)
{
	if (pos >= s.n)
		return s.n;
	/* No ASCII character but CR LF joins the next one when that is ASCII too. */
	if ((unsigned char)s.s[pos] < 0x80 && s.s[pos] != '\r' && (pos + 1 == s.n || (unsigned char)s.s[pos + 1] < 0x80))
		return pos + 1;
	utf8proc_int32_t state = 0;
	uint32_t cp = utf8_next(s, &pos);
	while (pos < s.n) {
		size_t next = pos;
		uint32_t then = utf8_next(s, &next);
		if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)cp, (utf8proc_int32_t)then, &state))
			break;
		cp = then;
		pos = next;
	}
	return pos;
}

size_t text_fit(struct str s, size_t cells, size_t *used)
{
	size_t pos = 0, sum = 0;
	while (pos < s.n) {
		size_t end = text_grapheme_end(s, pos);
		size_t w = text_width(str_n(s.s + pos, end - pos));
		if (w > cells - sum)
			break;
		sum += w;
		pos = end;
	}
	if (used)
		*used = sum;
	return pos;
}

void text_for_cells(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t at = i;
		uint32_t cp = utf8_next(s, &i);
		if (cp == 0x200D || is_variation_selector(cp) || is_skin_tone(cp))
			continue;
		if (cp >= 0x1F1E6 && cp <= 0x1F1FF) /* regional indicators: a flag for some, two letters for others */
			buf_addc(out, (char)('A' + (cp - 0x1F1E6)));
		else if (cp == UTF8_BAD)
			buf_addcp(out, cp);
		else
			buf_add(out, str_n(s.s + at, i - at));
	}
}
