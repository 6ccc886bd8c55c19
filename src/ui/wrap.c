/* wrap.c - breaking text at white space, behind hyphens and dashes, and between wide characters. */
#include "config.h"

#include "quotidian/map.h"
#include "quotidian/text.h"
#include "wrap.h"

unsigned wrap_link_cells(uint32_t number)
{
	unsigned n = 3;
	for (; number >= 10; number /= 10)
		n++;
	return n;
}

static void number_links(struct wrap *w, const struct doc *d)
{
	struct map seen = { 0 };
	w->link_number = ARENA_NEW(&w->arena, uint32_t, d->nlink);
	w->link_end = ARENA_NEW(&w->arena, uint32_t, d->nlink);
	w->url = ARENA_NEW(&w->arena, struct str, d->nlink);
	for (uint32_t i = 0; i < d->nlink; i++) {
		uint32_t end = d->link[i].at.end;
		while (end > d->link[i].at.start + 1 && (d->text.s[end - 1] == ' ' || d->text.s[end - 1] == '\n'))
			end--;
		w->link_end[i] = end;
		uint64_t *number = map_put(&seen, d->link[i].url);
		if (!*number) {
			w->url[w->nurl++] = d->link[i].url;
			*number = w->nurl;
		}
		w->link_number[i] = (uint32_t)*number;
	}
	map_free(&seen);
}

struct filler {
	struct wrap *w;
	const struct doc *d;
	uint32_t cap, block;
	uint32_t link; /* next one whose end may be passed */
	uint8_t indent;
	bool first;
};

static void put_line(struct filler *f, uint32_t start, uint32_t end, bool blank)
{
	struct wrap_line l = { start, end, f->block, blank ? 0 : f->indent, f->first && !blank, blank };
	if (!blank)
		f->first = false;
	ARENA_PUSH(&f->w->arena, struct wrap_line, f->w->line, f->w->n, f->cap, l);
}

/* U+2010 hyphen, U+2012-2015 dashes; a slash breaks addresses. */
static bool break_behind(uint32_t cp)
{
	return cp == '-' || cp == '/' || cp == 0x2010 || (cp >= 0x2012 && cp <= 0x2015);
}

static bool no_break_space(uint32_t cp)
{
	return cp == 0xA0 || cp == 0x202F || cp == 0x2007;
}

static bool breaking_space(uint32_t cp)
{
	return cp == ' ' || (cp >= 0x2000 && cp <= 0x200B && !no_break_space(cp)) || cp == 0x3000 || cp == 0x1680 || cp == 0x205F;
}

/* Marks that must not start a line of East Asian text (the commonest of the "kinsoku" lists). */
static bool not_at_start(uint32_t cp)
{
	return (cp >= 0x3001 && cp <= 0x3002) || cp == 0x300D || cp == 0x300F || cp == 0xFF01 || cp == 0xFF09 || cp == 0xFF0C ||
	       cp == 0xFF0E || cp == 0xFF1A || cp == 0xFF1B || cp == 0xFF1F || cp == 0x30FC;
}

/* Lines of text[start, end), which holds no line break. */
static void fill(struct filler *f, uint32_t start, uint32_t end, bool keep_spaces)
{
	struct str text = { f->d->text.s, end };
	unsigned width = f->w->width > f->indent ? f->w->width - f->indent : 1;
	uint32_t line = start, good_end = 0, good_next = 0; /* last chance to break: the line's end, the next one's start */
	unsigned cells = 0, since_good = 0; /* cells of the line; of what stands behind good_next */
	bool was_wide = false;
	for (size_t pos = start; pos < end;) {
		size_t at = pos;
		uint32_t cp = utf8_next(text, &pos);
		pos = text_grapheme_end(text, at);
		unsigned w = (unsigned)text_width(str_n(text.s + at, pos - at));
		while (f->link < f->d->nlink && f->w->link_end[f->link] <= at)
			f->link++;
		/* The number of each link that ends here; a link that begins where another ends comes later. */
		for (uint32_t l = f->link; l < f->d->nlink && f->w->link_end[l] <= pos; l++)
			w += wrap_link_cells(f->w->link_number[l]);
		bool space = !keep_spaces && breaking_space(cp);
		if (space) {
			if (at > line && (good_next == 0 || good_next < at)) {
				good_end = (uint32_t)at;
			} else if (at == line) { /* none at the start of a line */
				line = (uint32_t)pos;
				continue;
			}
			good_next = (uint32_t)pos;
			cells += w;
			since_good = 0;
			was_wide = false;
			continue;
		}
		bool wide = w >= 2 && cp >= 0x1100;
		if ((wide || was_wide) && at > line && good_next != at && !not_at_start(cp)) {
			good_end = good_next = (uint32_t)at;
			since_good = 0;
		}
		was_wide = wide;
		if (cells + w > width && at > line) {
			if (good_next > line && good_end > line) {
				put_line(f, line, good_end, false);
				line = good_next;
				cells = since_good;
			}
			if (cells + w > width && at > line) { /* a word longer than a line */
				put_line(f, line, (uint32_t)at, false);
				line = (uint32_t)at;
				cells = 0;
			}
			good_end = good_next = 0;
			since_good = cells;
		}
		cells += w;
		since_good += w;
		if (break_behind(cp) && at > line) {
			good_end = good_next = (uint32_t)pos;
			since_good = 0;
		}
	}
	uint32_t last = end;
	while (last > line && text.s[last - 1] == ' ')
		last--;
	if (last > line || f->first || keep_spaces)
		put_line(f, line, last, false);
}

static uint8_t indent_of(const struct block *b)
{
	unsigned depth = b->level ? b->level : 1;
	unsigned cells = 0;
	if (b->kind == BLOCK_LI)
		cells = depth * 2 + (b->number ? wrap_link_cells(b->number) - 2 : 0); /* "12. " and "• " */
	else if (b->kind == BLOCK_QUOTE)
		cells = depth * 2;
	else if (b->kind == BLOCK_PRE)
		cells = 2;
	return (uint8_t)(cells < WRAP_INDENT_MAX ? cells : WRAP_INDENT_MAX);
}

void wrap_doc(struct wrap *w, const struct doc *d, unsigned width)
{
	*w = (struct wrap){ .width = width ? width : 1 };
	number_links(w, d);
	struct filler f = { .w = w, .d = d };
	for (uint32_t i = 0; i < d->nblock; i++) {
		const struct block *b = &d->block[i];
		/* Items of one list stand close. */
		if (i && !(b->kind == BLOCK_LI && d->block[i - 1].kind == BLOCK_LI))
			put_line(&f, b->at.start, b->at.start, true);
		f.block = i;
		f.first = true;
		f.indent = indent_of(b);
		if (f.indent + 8u > w->width)
			f.indent = (uint8_t)(w->width > 12 ? 2 : 0);
		for (uint32_t start = b->at.start; start <= b->at.end;) {
			size_t nl = str_chr(str_n(d->text.s, b->at.end), '\n', start);
			uint32_t end = nl == STR_NPOS ? b->at.end : (uint32_t)nl;
			if (end > start || (b->kind == BLOCK_PRE && nl != STR_NPOS))
				fill(&f, start, end, b->kind == BLOCK_PRE);
			start = end + 1;
		}
	}
}

void wrap_free(struct wrap *w)
{
	arena_free(&w->arena);
	*w = (struct wrap){ 0 };
}

uint32_t wrap_line_of(const struct wrap *w, uint32_t at)
{
	uint32_t lo = 0, hi = w->n; /* the last line that starts at or before `at` */
	while (lo + 1 < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (w->line[mid].start <= at)
			lo = mid;
		else
			hi = mid;
	}
	return lo;
}

unsigned wrap_words(struct str s, unsigned width, unsigned max, void (*each)(void *arg, struct str line, bool cut), void *arg)
{
	unsigned n = 0;
	s = str_trim(s);
	while (s.n && n < max) {
		size_t end = text_fit(s, width ? width : 1, NULL), next = end;
		if (end == 0)
			end = next = text_grapheme_end(s, 0);
		if (end < s.n && n + 1 < max) {
			size_t space = end;
			while (space > 0 && s.s[space] != ' ')
				space--;
			if (space > 0)
				end = next = space;
		}
		each(arg, str_trim(str_sub(s, 0, end)), next < s.n && n + 1 == max);
		n++;
		s = str_trim(str_sub(s, next, s.n));
	}
	return n;
}
