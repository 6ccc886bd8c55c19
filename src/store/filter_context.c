/* filter_context.c - the line of a story in which the words of a query stand. */
#include "config.h"

#include "quotidian/filter.h"
#include "quotidian/text.h"
#include "quotidian/utf8.h"
#include "store_int.h"

#define BEFORE_MAX 48 /* bytes shown before the words: they stand in sight on a narrow line, too */
#define AFTER_MAX 120
#define WORDS_MAX 16

/* To where a word begins at or behind `at` (or ends at or before it), within the text. */
static size_t word_edge(struct str text, size_t at, bool back)
{
	at = utf8_floor(text, at);
	while (at > 0 && at < text.n && text.s[at - 1] != ' ' && text.s[at - 1] != '\n')
		at += back ? (size_t)-1 : 1;
	return at;
}

int store_item_context(struct store *s, struct arena *a, int64_t item, const struct filter *f, struct filter_match *m, struct excerpt *out,
                       struct err *e)
{
	const struct filter_node *word[WORDS_MAX];
	uint32_t n = filter_words(f, word, WORDS_MAX);
	struct buf text, line;
	size_t start, end;
	*out = (struct excerpt){ 0 };
	buf_init(&text, STORE_TEXT_MAX);
	int r = n ? item_text(s, item, &text, e) : 0;
	for (uint32_t i = 0; i < n && r == 0 && !out->text.n; i++) {
		struct str all = buf_str(&text);
		if (!filter_match_find(m, word[i], all, &start, &end))
			continue;
		size_t from = start > BEFORE_MAX ? word_edge(all, start - BEFORE_MAX, false) : 0;
		size_t to = all.n - end > AFTER_MAX ? word_edge(all, end + AFTER_MAX, true) : all.n;
		bool cut_before = from > 0, cut_after = to < all.n;
		for (size_t k = from; k < start; k++) { /* one paragraph only */
			if (all.s[k] == '\n') {
				from = k + 1;
				cut_before = false;
			}
		}
		size_t line_end = str_chr(all, '\n', end);
		if (line_end != STR_NPOS && line_end <= to) {
			to = line_end;
			cut_after = false;
		}
		if (from > start)
			from = start;
		if (to < end)
			to = end;
		buf_init(&line, 2 * (BEFORE_MAX + AFTER_MAX) + (end - start) * 2);
		buf_addz(&line, cut_before ? "…" : "");
		utf8_sanitise(&line, str_sub(all, from, start), UTF8_LINE);
		out->start = line.n;
		utf8_sanitise(&line, str_sub(all, start, end), UTF8_LINE);
		out->end = line.n;
		utf8_sanitise(&line, str_sub(all, end, to), UTF8_LINE);
		buf_addz(&line, cut_after ? "…" : "");
		out->text = arena_str(a, buf_str(&line));
		buf_free(&line);
	}
	buf_free(&text);
	return r;
}
