/* reader_find.c - where words stand in the document, whatever their case and accents. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/text.h"
#include "ui_int.h"

#define FIND_MAX 10000

/* Text folded for comparing, each of its bytes with the place it came from. */
struct folded {
	struct buf text;
	uint32_t *from;
	size_t cap;
};

static void fold_with_places(struct folded *f, struct str s)
{
	buf_init(&f->text, DOC_TEXT_MAX * 4);
	f->cap = 0;
	f->from = NULL;
	for (size_t i = 0; i < s.n;) {
		size_t end = text_grapheme_end(s, i), before = f->text.n;
		char c = s.s[i];
		if (end == i + 1 && (unsigned char)c < 0x80)
			buf_addc(&f->text, c >= 'A' && c <= 'Z' ? (char)(c + 32) : c == '\n' ? ' ' : c);
		else
			text_fold(&f->text, str_sub(s, i, end), true);
		if (f->text.n + 1 > f->cap) {
			f->cap = f->cap ? f->cap * 2 : s.n + 64;
			if (f->cap < f->text.n + 1)
				f->cap = f->text.n + 1;
			f->from = xrealloc(f->from, f->cap, sizeof *f->from);
		}
		for (size_t k = before; k < f->text.n; k++)
			f->from[k] = (uint32_t)i;
		i = end;
	}
}

void reader_find_all(struct reader *r)
{
	r->nmatch = 0;
	if (!r->find.n)
		return;
	struct folded text;
	struct buf needle;
	fold_with_places(&text, r->doc->text);
	buf_init(&needle, 0);
	text_fold(&needle, r->find, true);
	uint32_t cap = 0;
	r->match = NULL;
	for (size_t at = 0; needle.n && r->nmatch < FIND_MAX;) {
		at = str_find(buf_str(&text.text), buf_str(&needle), at);
		if (at == STR_NPOS)
			break;
		size_t last = at + needle.n - 1;
		struct range m = { text.from[at], (uint32_t)text_grapheme_end(r->doc->text, text.from[last]) };
		ARENA_PUSH(&r->arena, struct range, r->match, r->nmatch, cap, m);
		at = last + 1;
	}
	buf_free(&needle);
	buf_free(&text.text);
	free(text.from);
}
