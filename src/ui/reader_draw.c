/* reader_draw.c - the lines of the document: entities, quotes with their bars, links with their numbers, the cursor. */
#include "config.h"

#include <stdio.h>

#include "quotidian/text.h"
#include "ui_int.h"

struct look reader_entity_look(const struct ui *u, unsigned type)
{
	static const enum role role[ENT_TYPES] = { ROLE_PERSON, ROLE_ORGANISATION, ROLE_PLACE, ROLE_OTHER };
	return ui_look(u, role[type < ENT_TYPES ? type : ENT_MISC]);
}

static uint32_t minutes(const struct doc *d)
{
	/* 220 words a minute, six bytes a word with its space: good enough for a number that is rounded up. */
	return (uint32_t)(d->text.n / (220 * 6)) + 1;
}

#define AUTHOR_MIN 8 /* cells: fewer say nothing of who it is */

static void draw_meta(struct ui *u, int x, int y, int w)
{
	const struct reader *r = &u->reader;
	struct buf rest, line, who;
	buf_init(&rest, 4096);
	buf_init(&line, 0);
	buf_init(&who, 0);
	buf_addz(&rest, " \u00B7 ");
	ui_date_time(&rest, r->item.published);
	if (r->stored)
		buf_addf(&rest, " \u00B7 %u min", minutes(r->doc));
	if (r->item.flags & ITEM_STARRED)
		buf_addz(&rest, " \u00B7 \u2605");
	/* The source and what follows the authors stay whole: many authors are cut. Other sources have a line of their own. */
	struct str by = r->doc && r->doc->byline.n ? r->doc->byline : r->item.author, shown = by;
	size_t room = (size_t)w, taken = text_width(r->item.feed_title) + 3 + text_width(buf_str(&rest)), used;
	if (taken + text_width(by) > room)
		shown = room > taken + AUTHOR_MIN ? str_trim(str_sub(by, 0, text_fit(by, room - taken - 1, &used))) : STR_NONE;
	if (shown.n)
		buf_addf(&who, " \u00B7 " STR_FMT "%s", STR_ARG(shown), shown.n < by.n ? "\u2026" : "");
	buf_add(&line, r->item.feed_title);
	buf_add(&line, buf_str(&who));
	buf_add(&line, buf_str(&rest));
	tty_put_cut(&u->tty, x, y, w, ui_look(u, ROLE_META), buf_str(&line));
	buf_free(&who);
	buf_free(&line);
	buf_free(&rest);
}

static void draw_extra(struct ui *u, int x, int y, int w)
{
	struct buf line;
	buf_init(&line, 65536);
	reader_extra_line(&line, &u->reader);
	tty_put_cut(&u->tty, x, y, w, ui_look(u, ROLE_META), buf_str(&line));
	buf_free(&line);
}

/* First index whose range may reach `at` or begins behind it; ranges are sorted and do not overlap. */
#define FIRST_REACHING(array, n, at_) \
	({ \
		uint32_t lo_ = 0, hi_ = (n); \
		while (lo_ < hi_) { \
			uint32_t mid_ = lo_ + (hi_ - lo_) / 2; \
			if ((array)[mid_].at.end <= (at_)) \
				lo_ = mid_ + 1; \
			else \
				hi_ = mid_; \
		} \
		lo_; \
	})
/* First index that begins in the block that starts at `at`. */
#define FIRST_FROM(array, n, at_) \
	({ \
		uint32_t lo_ = 0, hi_ = (n); \
		while (lo_ < hi_) { \
			uint32_t mid_ = lo_ + (hi_ - lo_) / 2; \
			if ((array)[mid_].at.start < (at_)) \
				lo_ = mid_ + 1; \
			else \
				hi_ = mid_; \
		} \
		lo_; \
	})

static bool quote_shown(const struct ui *u, uint32_t q)
{
	return u->indirect || u->reader.doc->quote[q].kind != QUOTE_INDIRECT;
}

static struct look block_look(const struct ui *u, const struct block *b)
{
	switch (b->kind) {
	case BLOCK_H: return ui_look(u, ROLE_HEADING);
	case BLOCK_PRE: return ui_look(u, ROLE_CODE);
	case BLOCK_CAPTION: return ui_look(u, ROLE_DIM);
	default: return ui_look(u, ROLE_TEXT);
	}
}

struct at_line { /* where the walk along a line stands in each sorted list */
	uint32_t entity, quote, link0, style0, match, mention;
};

#define NESTED_MAX 8 /* mentions looked at that begin before a line and may reach into it */

/* Does the actor whose mention the cursor is on stand at this byte? */
static bool of_chosen_actor(const struct doc *d, struct at_line *c, int32_t actor, uint32_t pos)
{
	while (c->mention < d->nmention && d->mention[c->mention].at.end <= pos)
		c->mention++;
	for (uint32_t i = c->mention; i < d->nmention && d->mention[i].at.start <= pos; i++)
		if (d->mention[i].actor == actor && pos < d->mention[i].at.end)
			return true;
	return false;
}

static struct look look_at(const struct ui *u, const struct wrap_line *l, struct at_line *c, uint32_t pos)
{
	const struct reader *r = &u->reader;
	const struct doc *d = r->doc;
	struct look look = block_look(u, &d->block[l->block]);
	for (uint32_t i = c->style0; i < d->nstyle && d->style[i].at.start <= pos; i++) {
		static const enum role role[STYLE_KINDS] = { ROLE_EMPHASIS, ROLE_STRONG, ROLE_CODE };
		if (pos < d->style[i].at.end)
			look = look_over(look, ui_look(u, role[d->style[i].kind % STYLE_KINDS]));
	}
	while (c->quote < d->nquote && d->quote[c->quote].at.end <= pos)
		c->quote++;
	bool quoted = c->quote < d->nquote && d->quote[c->quote].at.start <= pos && quote_shown(u, c->quote);
	if (quoted)
		look = look_over(look, ui_look(u, d->quote[c->quote].kind == QUOTE_INDIRECT ? ROLE_INDIRECT : ROLE_QUOTE));
	for (uint32_t i = c->link0; i < d->nlink && d->link[i].at.start <= pos; i++)
		if (pos < d->link[i].at.end)
			look = look_over(look, ui_look(u, ROLE_LINK));
	while (c->entity < d->nentity && d->entity[c->entity].at.end <= pos)
		c->entity++;
	if (c->entity < d->nentity && d->entity[c->entity].at.start <= pos)
		look = look_over(look, reader_entity_look(u, d->entity[c->entity].type));
	while (c->match < r->nmatch && r->match[c->match].end <= pos)
		c->match++;
	if (c->match < r->nmatch && r->match[c->match].start <= pos)
		look = look_over(look, ui_look(u, ROLE_MATCH));
	bool marked = r->cursor == CURSOR_MENTION && of_chosen_actor(d, c, d->mention[r->at].actor, pos);
	if (marked)
		look.attr |= LOOK_BOLD | LOOK_UNDERLINE;
	bool chosen = (r->cursor == CURSOR_QUOTE && quoted && c->quote == r->at) ||
	              (r->cursor == CURSOR_MENTION && pos >= d->mention[r->at].at.start && pos < d->mention[r->at].at.end) ||
	              (r->cursor == CURSOR_LINK && pos >= d->link[r->at].at.start && pos < d->link[r->at].at.end) ||
	              (r->cursor == CURSOR_MATCH && c->match == r->at && c->match < r->nmatch && r->match[c->match].start <= pos);
	if (chosen)
		look.attr ^= LOOK_REVERSE;
	else if (marked && !u->tty.look.italic) /* where places look so, too */
		look.attr = (unsigned char)((look.attr & ~(LOOK_BOLD | LOOK_UNDERLINE)) | LOOK_REVERSE);
	return look;
}

static bool look_same(struct look a, struct look b)
{
	return a.fg == b.fg && a.bg == b.bg && a.attr == b.attr;
}

static void draw_marker(struct ui *u, const struct wrap_line *l, int x, int y)
{
	const struct block *b = &u->reader.doc->block[l->block];
	struct look dim = ui_look(u, ROLE_DIM);
	if (b->kind == BLOCK_QUOTE && l->indent >= 2) {
		tty_put(&u->tty, x + l->indent - 2, y, 1, dim, STR("\u2502"));
	} else if (b->kind == BLOCK_LI && l->first && l->indent >= 2) {
		struct buf n;
		buf_init(&n, 16);
		if (b->number)
			buf_addf(&n, "%u.", b->number);
		else
			buf_addz(&n, "\u2022");
		int w = (int)text_width(buf_str(&n));
		if (w + 1 <= l->indent)
			tty_put(&u->tty, x + l->indent - 1 - w, y, w, dim, buf_str(&n));
		buf_free(&n);
	}
}

/* The bar in the margin: of the first quote on the line, or of the chosen one. */
static void draw_bar(struct ui *u, const struct wrap_line *l, int x, int y)
{
	const struct reader *r = &u->reader;
	const struct doc *d = r->doc;
	int64_t of = -1;
	for (uint32_t q = FIRST_REACHING(d->quote, d->nquote, l->start); q < d->nquote && d->quote[q].at.start < l->end; q++) {
		if (!quote_shown(u, q))
			continue;
		bool chosen = r->cursor == CURSOR_QUOTE && q == r->at;
		bool stronger = of >= 0 && d->quote[of].kind == QUOTE_INDIRECT && d->quote[q].kind != QUOTE_INDIRECT;
		if (of < 0 || chosen || stronger)
			of = q;
		if (chosen)
			break;
	}
	if (of < 0)
		return;
	struct look look = r->speaker[of] >= 0 ? ui_look(u, (enum role)(ROLE_SPEAKER_0 + r->speaker[of])) : ui_look(u, ROLE_DIM);
	tty_put(&u->tty, x, y, 1, look, d->quote[of].kind == QUOTE_INDIRECT ? STR("\u250A") : STR("\u2503"));
}

static void draw_line(struct ui *u, const struct wrap_line *l, struct rect text, int y)
{
	const struct reader *r = &u->reader;
	const struct doc *d = r->doc;
	if (l->blank)
		return;
	draw_bar(u, l, text.x - 1, y);
	draw_marker(u, l, text.x, y);
	uint32_t block = d->block[l->block].at.start;
	struct at_line c = {
		.entity = FIRST_REACHING(d->entity, d->nentity, l->start), .quote = FIRST_REACHING(d->quote, d->nquote, l->start),
		.link0 = FIRST_FROM(d->link, d->nlink, block), .style0 = FIRST_FROM(d->style, d->nstyle, block),
		.mention = FIRST_FROM(d->mention, d->nmention, l->start),
	};
	c.mention -= c.mention < NESTED_MAX ? c.mention : NESTED_MAX;
	while (c.match < r->nmatch && r->match[c.match].end <= l->start)
		c.match++;
	struct str all = str_n(d->text.s, l->end);
	int x = text.x + l->indent, end = text.x + text.w;
	uint32_t run = l->start, link = c.link0;
	struct look now = { 0 };
	while (link < d->nlink && r->wrap.link_end[link] <= l->start)
		link++;
	for (uint32_t pos = l->start; pos < l->end;) {
		struct look look = look_at(u, l, &c, pos);
		if (pos == run)
			now = look;
		if (!look_same(look, now)) {
			x += tty_put(&u->tty, x, y, end - x, now, str_n(d->text.s + run, pos - run));
			run = pos;
			now = look;
		}
		pos = (uint32_t)text_grapheme_end(all, pos);
		for (; link < d->nlink && r->wrap.link_end[link] <= pos; link++) {
			char number[16];
			int n = snprintf(number, sizeof number, "[%u]", r->wrap.link_number[link]);
			x += tty_put(&u->tty, x, y, end - x, now, str_n(d->text.s + run, pos - run));
			run = pos;
			x += tty_put(&u->tty, x, y, end - x, ui_look(u, ROLE_LINK_NUMBER), str_n(number, (size_t)n));
		}
	}
	if (run < l->end)
		tty_put(&u->tty, x, y, end - x, now, str_n(d->text.s + run, l->end - run));
}

static void draw_welcome(struct ui *u, struct rect r)
{
	static const char *const no_feeds[] = { "No feeds yet.", "", ":add URL             adds a feed",
	                                        "quotidian add URL    finds the feeds of a page",
	                                        "quotidian import F   takes OPML, newsboat's urls", "", "? shows all keys" };
	static const char *const choose[] = { "Choose a story: j and k move, Enter opens.", "? shows all keys." };
	const char *const *line = u->feeds.nfeed ? choose : no_feeds;
	int n = u->feeds.nfeed ? 2 : 7;
	for (int i = 0; i < n && i + 1 < r.h; i++)
		tty_put_cut(&u->tty, r.x + 2, r.y + 1 + i, r.w - 3, ui_look(u, i ? ROLE_DIM : ROLE_TEXT), str_of(line[i]));
}

void reader_draw(struct ui *u, struct rect r, bool focus)
{
	struct reader *rd = &u->reader;
	(void)focus;
	if (!rd->item.id || !rd->doc) {
		draw_welcome(u, r);
		return;
	}
	reader_layout(u, r.w);
	struct rect text = reader_text_rect(u, r);
	uint32_t head = reader_head_lines(rd);
	for (int i = 0; i < r.h; i++) {
		uint32_t line = rd->top + (uint32_t)i;
		int y = r.y + i;
		if (line < rd->nhead)
			tty_put(&u->tty, text.x, y, text.w, ui_look(u, ROLE_HEADLINE), rd->head[line]);
		else if (line == rd->nhead)
			draw_meta(u, text.x, y, text.w);
		else if (line <= rd->nhead + rd->nalso)
			tty_put(&u->tty, text.x, y, text.w, ui_look(u, ROLE_META), rd->head[line - 1]);
		else if (line == rd->nhead + rd->nalso + 1 && reader_has_extra(rd))
			draw_extra(u, text.x, y, text.w);
		else if (line >= head && line - head < rd->wrap.n)
			draw_line(u, &rd->wrap.line[line - head], text, y);
	}
	if (rd->wrap.n == 0 && r.h > (int)head)
		tty_put_cut(&u->tty, text.x, r.y + (int)head, text.w, ui_look(u, ROLE_DIM),
		            rd->waiting ? STR("Fetching the text \u2026") : STR("The feed gives no text; o opens the page in the browser."));
}
