/* page_text.c - plain text as a page: pasted, saved or mailed articles. The first line that looks like a headline becomes
 * the title, short lines that are no sentences and stand at the edges (navigation, share and app prompts) go, the rest is
 * split at blank lines, or at lines where there are none. Line classes after Kohlschuetter's text features (length, end
 * marks, wording), which need no markup.
 */
#include "page_int.h"

#include <stdlib.h>

enum line_class { LINE_TEXT, LINE_SHORT, LINE_PROMPT };
struct line {
	struct str s; /* slice of the clean text */
	uint32_t words;
	unsigned phrases;
	bool sentence; /* ends like one */
	bool after_blank, before_blank;
	uint8_t cls;
	bool drop;
};

#define PROMPTS \
	(PHRASE_RELATED | PHRASE_PROMO | PHRASE_SHARE | PHRASE_AD | PHRASE_COMMENT | PHRASE_COOKIE | PHRASE_PAYWALL | PHRASE_NAV)

static uint32_t count_words(struct str s)
{
	uint32_t n = 0;
	bool in = false;
	for (size_t i = 0; i < s.n; i++) {
		bool space = s.s[i] == ' ';
		n += !space && !in;
		in = !space;
	}
	return n;
}

/* The last visible character closes a sentence, quotation marks and brackets aside. */
static bool ends_sentence(struct str s)
{
	size_t pos = s.n;
	while (pos > 0) {
		uint32_t c = utf8_prev(s, &pos);
		if (c == '"' || c == '\'' || c == ')' || c == ']' || c == 0x201C || c == 0x201D || c == 0x2019 || c == 0xBB || c == 0xAB)
			continue;
		return c == '.' || c == '!' || c == '?' || c == 0x2026 || c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == ':' ||
			c == 0x964 || c == 0x61F;
	}
	return false;
}

static uint8_t classify(const struct line *l)
{
	/* "Download the app now", "Loving it? Get the app": a prompt asks or commands in few words. */
	if (l->words <= 14 && (l->phrases & PROMPTS) && (!l->sentence || (l->phrases & (PHRASE_PROMO | PHRASE_SHARE |
		PHRASE_COMMENT))) && l->words <= 12)
		return LINE_PROMPT;
	if (!l->sentence && l->words <= 12)
		return LINE_SHORT;
	return LINE_TEXT;
}

static struct line *split_lines(uint32_t *count, struct arena *a, struct str text)
{
	struct line *line = NULL;
	uint32_t n = 0, cap = 0;
	struct str rest = text, part;
	bool blank = true;
	while (str_split(&rest, '\n', &part)) {
		part = str_trim(part);
		if (!part.n) {
			if (n)
				line[n - 1].before_blank = true;
			blank = true;
			continue;
		}
		if (n == DOC_BLOCKS_MAX * 4)
			break;
		struct line l = { .s = part, .after_blank = blank };
		l.words = count_words(part);
		l.sentence = ends_sentence(part);
		l.phrases = l.words <= 40 ? page_phrases(part) : 0;
		l.cls = classify(&l);
		ARENA_PUSH(a, struct line, line, n, cap, l);
		blank = false;
	}
	if (n)
		line[n - 1].before_blank = true;
	*count = n;
	return line;
}

/* The headline: of the lines before the first paragraph, the longest that is no prompt; a site's name or a section is shorter. */
static uint32_t find_title(const struct line *line, uint32_t n, uint32_t first_text, struct str given)
{
	uint32_t best = UINT32_MAX;
	for (uint32_t i = 0; i < first_text && i < n; i++) {
		const struct line *l = &line[i];
		if (given.n && page_fold_hash(given) == page_fold_hash(l->s))
			return i;
		if (l->cls == LINE_PROMPT || l->words < 3 || l->words > 40 || l->s.n > 300 || (l->phrases & (PHRASE_BYLINE |
			PHRASE_DATE)))
			continue;
		if (best == UINT32_MAX || l->words > line[best].words)
			best = i;
	}
	return best;
}

static bool paragraph_like(const struct line *l)
{
	return l->cls == LINE_TEXT && l->sentence && l->words >= 8;
}

/* Drops what stands before the first paragraph and behind the last, and prompts in between. */
static void drop_lines(struct line *line, uint32_t n, uint32_t first_text, uint32_t last_text, uint32_t title)
{
	for (uint32_t i = 0; i < n; i++) {
		struct line *l = &line[i];
		if (i == title)
			l->drop = true;
		else if (i < first_text)
			l->drop = l->cls != LINE_TEXT || (l->phrases & (PHRASE_BYLINE | PHRASE_DATE)) || !l->sentence;
		else if (i > last_text)
			l->drop = l->cls == LINE_PROMPT || (l->cls == LINE_SHORT && l->words <= 8) || (l->words <= 12 &&
				(l->phrases & PHRASE_LEGAL));
		else
			l->drop = l->cls == LINE_PROMPT && l->words <= 8 && !(l->after_blank && l->before_blank && l->words >= 4 &&
				!(l->phrases & (PHRASE_PROMO | PHRASE_SHARE | PHRASE_AD | PHRASE_RELATED)));
	}
}

static struct str byline_above(const struct line *line, uint32_t first_text)
{
	for (uint32_t i = 0; i < first_text; i++)
		if (line[i].words <= 10 && line[i].words >= 2 && (str_istarts(line[i].s, STR("by ")) || str_istarts(line[i].s,
			STR("von "))))
			return str_trim(str_sub(line[i].s, 3 + (line[i].s.s[0] == 'v' || line[i].s.s[0] == 'V'), line[i].s.n));
	return STR_NONE;
}

/* Lines within a paragraph belong together when the text is wrapped: when lines of about one length follow each other
 * without blanks. */
static bool is_wrapped(const struct line *line, uint32_t n)
{
	uint32_t cut = 0, whole = 0, blanks = 0;
	for (uint32_t i = 0; i + 1 < n; i++) {
		if (line[i].before_blank) {
			blanks++;
			continue;
		}
		if (line[i].s.n >= 50 && line[i].s.n <= 110 && !line[i].sentence)
			cut++;
		else
			whole++;
	}
	return cut > 2 && cut >= whole / 2 && blanks;
}

int page_text_parse(struct doc *d, struct str text, const struct page_source *src)
{
	struct buf clean, out;
	buf_init(&clean, DOC_TEXT_MAX * 2);
	buf_init(&out, DOC_TEXT_MAX);
	(void)utf8_sanitise(&clean, str_sub(text, 0, DOC_TEXT_MAX), UTF8_LINES);
	struct arena a = { 0 };
	uint32_t n = 0, first = UINT32_MAX, last = 0;
	struct line *line = split_lines(&n, &a, buf_str(&clean));
	for (uint32_t i = 0; i < n; i++)
		if (paragraph_like(&line[i])) {
			if (first == UINT32_MAX)
				first = i;
			last = i;
		}
	bool article = first != UINT32_MAX;
	uint32_t title = find_title(line, n, article ? first : n > 1 ? 1 : 0, src->title);
	if (title != UINT32_MAX)
		d->title = arena_str(&d->arena, line[title].s);
	if (article) {
		drop_lines(line, n, first, last, title);
		d->byline = arena_str(&d->arena, byline_above(line, first));
	} else if (title != UINT32_MAX && n > 1) {
		line[title].drop = true;
	}
	bool wrapped = is_wrapped(line, n);
	uint32_t cap = 0;
	bool joined = false;
	for (uint32_t i = 0; i < n && d->nblock < DOC_BLOCKS_MAX; i++) {
		const struct line *l = &line[i];
		if (l->drop)
			continue;
		bool join = wrapped && joined && !l->after_blank;
		if (out.n + 3 > DOC_TEXT_MAX)
			break;
		if (out.n)
			buf_addz(&out, join ? " " : "\n\n");
		uint32_t at = (uint32_t)out.n;
		size_t room = DOC_TEXT_MAX - out.n;
		struct str words = str_trim(str_sub(l->s, 0, l->s.n > room ? utf8_floor(l->s, room) : l->s.n));
		if (!words.n) {
			out.n -= out.n ? join ? 1 : 2 : 0;
			break;
		}
		buf_add(&out, words);
		joined = true;
		if (join) {
			d->block[d->nblock - 1].at.end = (uint32_t)out.n;
			continue;
		}
		struct block b = { .at = { at, (uint32_t)out.n }, .kind = BLOCK_P };
		if (article && l->cls == LINE_SHORT && i > first && l->after_blank && l->before_blank) {
			b.kind = BLOCK_H;
			b.level = 2;
		}
		ARENA_PUSH(&d->arena, struct block, d->block, d->nblock, cap, b);
	}
	d->text = arena_str(&d->arena, buf_str(&out));
	buf_free(&clean);
	buf_free(&out);
	arena_free(&a);
	return article;
}
