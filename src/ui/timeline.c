/* timeline.c - the stories of one event, day by day: headlines with their sources, and the quotes that carried them.
 *
 * The lines are made once for a width; a frame draws those in sight, so that a group of a thousand stories moves like one of ten.
 */
#include "config.h"

#include "quotidian/paths.h"
#include "quotidian/text.h"
#include "ui_int.h"

#define HEADLINE_LINES 3
#define QUOTE_LINES 4
#define TEXT_MAX 100 /* cells of a line: longer ones are hard to read */
#define LOW 12       /* rows; a lower pane has a head of one line */
#define MARGIN 10    /* cells before a headline: cursor, time, mark of the unread */

struct timeline_line {
	enum { LINE_EMPTY, LINE_DAY, LINE_TITLE, LINE_MORE, LINE_SOURCE, LINE_QUOTE } kind;
	uint32_t entry; /* UINT32_MAX: none */
	struct str text;
};
struct making {
	struct timeline_view *v;
	uint32_t cap, entry;
	int kind, then; /* of the first line, and of those that follow */
};

void timeline_free(struct ui *u)
{
	struct timeline_view *v = &u->timeline;
	query_reply_free(v->reply);
	arena_free(&v->arena);
	*v = (struct timeline_view){ 0 };
}

static void ask(struct ui *u, int64_t item)
{
	struct timeline_view *v = &u->timeline;
	v->generation = ++u->generation;
	v->asked = u->nkeys;
	query_send(u->o->query, &(struct query_ask){ .kind = QUERY_TIMELINE, .generation = v->generation, .item = item });
}

void timeline_ask(struct ui *u, int64_t item)
{
	if (!u->o->query)
		return;
	ask(u, item);
	u->hold_until = clock_mono_ms() + UI_HOLD_MS;
}

void timeline_return(struct ui *u, int64_t item, uint32_t sel)
{
	struct timeline_view *v = &u->timeline;
	if (v->item != item) { /* another one was opened since */
		timeline_free(u);
		v->item = item;
		ask(u, item);
	}
	v->list.sel = sel;
}

static const struct timeline *shown(const struct ui *u)
{
	return u->timeline.reply ? &u->timeline.reply->timeline : NULL;
}

/* ---- lines ---- */

static void put(struct making *m, int kind, uint32_t entry, struct str text)
{
	struct timeline_view *v = m->v;
	struct timeline_line line = { kind, entry, text };
	ARENA_PUSH(&v->arena, struct timeline_line, v->line, v->nline, m->cap, line);
}

static void put_wrapped(void *arg, struct str line, bool cut)
{
	struct making *m = arg;
	put(m, m->kind, m->entry, cut ? arena_fmt(&m->v->arena, STR_FMT "\u2026", STR_ARG(line)) : arena_str(&m->v->arena, line));
	m->kind = m->then;
}

static void wrap(struct making *m, int kind, int then, struct str text, int w, unsigned lines)
{
	m->kind = kind;
	m->then = then;
	wrap_words(text, (unsigned)(w > 1 ? w - 1 : 1), lines, put_wrapped, m);
}

static void source_line(struct making *m, const struct timeline_story *s, int w)
{
	struct buf b;
	buf_init(&b, 0);
	buf_add(&b, s->item.feed_title);
	for (uint32_t i = 0; i < s->item.nalso; i++)
		buf_addf(&b, "%s" STR_FMT, i ? ", " : " \u00B7 also in ", STR_ARG(s->item.also[i]));
	if (s->copies > s->item.nalso)
		buf_addf(&b, " \u00B7 %u copies", s->copies);
	wrap(m, LINE_SOURCE, LINE_SOURCE, buf_str(&b), w, 2);
	buf_free(&b);
}

static void quote_lines(struct making *m, const struct store_quote *q, int w)
{
	struct buf b;
	buf_init(&b, 0);
	buf_addf(&b, STR_FMT "%s: " STR_FMT, STR_ARG(q->speaker), q->confidence < QUOTE_SURE ? "?" : "", STR_ARG(q->text));
	wrap(m, LINE_QUOTE, LINE_QUOTE, buf_str(&b), w - 2, QUOTE_LINES);
	buf_free(&b);
}

static void make_lines(struct ui *u, int width)
{
	struct timeline_view *v = &u->timeline;
	const struct timeline *t = shown(u);
	struct making m = { .v = v };
	int64_t day = INT64_MIN;
	int w = width - MARGIN < TEXT_MAX ? width - MARGIN : TEXT_MAX;
	uint32_t cap = 0, sel = v->list.sel, top = v->list.top;
	arena_free(&v->arena);
	v->entry = NULL;
	v->line = NULL;
	v->nline = 0;
	v->list = (struct list){ 0 };
	v->width = width;
	for (uint32_t i = 0; t && i < t->n; i++) {
		const struct timeline_story *s = &t->story[i];
		struct buf b;
		buf_init(&b, 64);
		int64_t its = ui_day(&b, s->item.published);
		if (v->nline)
			put(&m, LINE_EMPTY, UINT32_MAX, STR_NONE);
		if (its != day)
			put(&m, LINE_DAY, UINT32_MAX, arena_str(&v->arena, buf_str(&b)));
		day = its;
		buf_free(&b);
		for (int q = -1; q < (int)s->nquote; q++) {
			struct timeline_entry one = { i, q };
			m.entry = v->list.n;
			ARENA_PUSH(&v->arena, struct timeline_entry, v->entry, v->list.n, cap, one);
			if (q >= 0) {
				quote_lines(&m, &s->quote[q], w);
				continue;
			}
			wrap(&m, LINE_TITLE, LINE_MORE, s->item.title.n ? s->item.title : STR("(no headline)"), w, HEADLINE_LINES);
			source_line(&m, s, w);
		}
	}
	v->list.sel = sel < v->list.n ? sel : v->list.n ? v->list.n - 1 : 0;
	v->list.top = top;
}

static uint32_t entry_of(const struct timeline_view *v, uint32_t story)
{
	for (uint32_t i = 0; i < v->list.n; i++)
		if (v->entry[i].story == story)
			return i;
	return 0;
}

void timeline_show(struct ui *u, struct query_reply *r)
{
	struct timeline_view *v = &u->timeline;
	bool again = u->focus == PANE_TIMELINE && !v->reply; /* one that `back` returned to */
	if (r->generation != v->generation) {
		query_reply_free(r);
		return;
	}
	u->hold_until = 0;
	if (r->code || (!again && u->nkeys != v->asked)) { /* whoever typed on meanwhile wants no page to open under the keys */
		if (r->code)
			ui_say(u, r->code != QD_ENOTFOUND, "%s", r->message);
		if (again)
			ui_focus(u, PANE_STORIES);
		query_reply_free(r);
		return;
	}
	uint32_t sel = v->list.sel;
	if (!again)
		ui_jump(u, false);
	timeline_free(u);
	v->reply = r;
	v->item = r->item;
	ui_focus(u, PANE_TIMELINE);
	make_lines(u, u->layout.pane[PANE_TIMELINE].w);
	v->list.sel = again && sel < v->list.n ? sel : entry_of(v, r->timeline.at);
	uint32_t first = 0, third = u->layout.pane[PANE_TIMELINE].h > 0 ? (uint32_t)u->layout.pane[PANE_TIMELINE].h / 3 : 0;
	while (first < v->nline && v->line[first].entry != v->list.sel)
		first++;
	v->list.top = first > third ? first - third : 0;
	u->dirty = true;
}

const struct store_item *timeline_item(struct ui *u)
{
	const struct timeline_view *v = &u->timeline;
	return v->reply && v->list.n ? &v->reply->timeline.story[v->entry[v->list.sel].story].item : NULL;
}

void timeline_flags(struct ui *u, int64_t id, uint32_t set, uint32_t clear)
{
	struct query_reply *r = u->timeline.reply;
	for (uint32_t i = 0; r && i < r->timeline.n; i++)
		if (r->timeline.story[i].item.id == id)
			r->timeline.story[i].item.flags = (r->timeline.story[i].item.flags & ~clear) | set;
}

/* ---- moving ---- */

static int head_rows(struct rect r)
{
	return r.h < LOW ? 1 : 4;
}

static struct rect body_of(const struct ui *u)
{
	struct rect r = u->layout.pane[PANE_TIMELINE];
	int head = head_rows(r);
	return (struct rect){ r.x, r.y + head, r.w, r.h - head > 0 ? r.h - head : 1 };
}

/* The next entry that is a headline (or one of an unread story) or a quote; false: there is none that way. */
static bool step(struct ui *u, int by, bool quote, bool unread)
{
	struct timeline_view *v = &u->timeline;
	for (int64_t i = (int64_t)v->list.sel + by; i >= 0 && i < (int64_t)v->list.n; i += by) {
		const struct timeline_entry *en = &v->entry[i];
		if (quote != (en->quote >= 0) || (unread && (v->reply->timeline.story[en->story].item.flags & ITEM_READ)))
			continue;
		v->list.sel = (uint32_t)i;
		return true;
	}
	return false;
}

static bool steps(struct ui *u, int by, int count, bool quote, bool unread)
{
	bool moved = false;
	for (int i = 0; i < (count > 0 ? count : 1) && step(u, by, quote, unread); i++)
		moved = true;
	if (!moved)
		ui_say(u, false, "no %s%s %s", unread ? "unread " : "", quote ? "quote" : "story", by > 0 ? "below" : "above");
	return true;
}

static void open_entry(struct ui *u)
{
	const struct timeline_view *v = &u->timeline;
	const struct timeline_entry *en = &v->entry[v->list.sel];
	const struct timeline_story *s = &v->reply->timeline.story[en->story];
	ui_open_quote(u, s->item.id, en->quote >= 0 ? s->quote[en->quote].text : STR_NONE);
}

static bool act(struct ui *u, enum action a, int count)
{
	struct timeline_view *v = &u->timeline;
	if (!v->reply || !v->list.n)
		return false;
	struct list entries = v->list; /* `top` counts lines here, not entries */
	if (list_act(&entries, a, count, body_of(u).h / 3)) {
		v->list.sel = entries.sel;
		return true;
	}
	switch (a) {
	case ACTION_open: open_entry(u); return true;
	case ACTION_next_quote: return steps(u, 1, count, true, false);
	case ACTION_prev_quote: return steps(u, -1, count, true, false);
	case ACTION_next_story: return steps(u, 1, count, false, false);
	case ACTION_prev_story: return steps(u, -1, count, false, false);
	case ACTION_next_unread: return steps(u, 1, count, false, true);
	case ACTION_prev_unread: return steps(u, -1, count, false, true);
	default: return false;
	}
}

/* Moves `top` so that the lines of the chosen entry are in sight, and the day above the first of its headlines. */
static void place(struct timeline_view *v, int h)
{
	uint32_t first = v->nline, last = 0, rows = (uint32_t)h;
	uint32_t lo = 0, hi = v->nline; /* entries ascend; lines between them have none */
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2, k = mid;
		while (k < hi && v->line[k].entry == UINT32_MAX)
			k++;
		if (k == hi || v->line[k].entry >= v->list.sel)
			hi = mid;
		else
			lo = k + 1;
	}
	for (uint32_t i = lo; i < v->nline && (v->line[i].entry == UINT32_MAX || v->line[i].entry == v->list.sel); i++) {
		if (v->line[i].entry == v->list.sel) {
			first = first == v->nline ? i : first;
			last = i;
		}
	}
	if (first == v->nline)
		return;
	if (first && v->line[first - 1].kind == LINE_DAY)
		first--;
	if (last >= v->list.top + rows)
		v->list.top = last - rows + 1;
	if (first < v->list.top)
		v->list.top = first;
	if (v->list.top + rows > v->nline)
		v->list.top = v->nline > rows ? v->nline - rows : 0;
}

/* ---- drawing ---- */

/* "14 stories · Fri 20 Nov to Sat 21 Nov · Anna Novák, Ivan Petrov" in two lines. */
static void draw_head(struct ui *u, struct rect r)
{
	const struct timeline *t = shown(u);
	struct tty *tty = &u->tty;
	tty_put_cut(tty, r.x + 1, r.y, r.w - 2, ui_look(u, ROLE_HEADLINE), t->headline);
	if (head_rows(r) == 1)
		return;
	struct buf b, last;
	buf_init(&b, 256);
	buf_init(&last, 64);
	buf_addf(&b, "%u stories \u00B7 ", t->group.stories);
	int64_t from = ui_day(&b, t->group.first), to = ui_day(&last, t->group.last);
	if (from != to)
		buf_addf(&b, " to %s", last.s);
	tty_put_cut(tty, r.x + 1, r.y + 1, r.w - 2, ui_look(u, ROLE_META), buf_str(&b));
	int x = r.x + 1, end = r.x + r.w - 1;
	for (uint32_t i = 0; i < t->nactor && x + 4 < end; i++) {
		if (i)
			x += tty_put(tty, x, r.y + 2, end - x, ui_look(u, ROLE_DIM), STR(", "));
		x += tty_put_cut(tty, x, r.y + 2, end - x, reader_entity_look(u, t->actor[i].type), t->actor[i].name);
	}
	buf_free(&last);
	buf_free(&b);
}

static void draw_title(struct ui *u, const struct store_item *it, struct rect r, int y, struct look under, bool chosen)
{
	struct tty *t = &u->tty;
	struct buf when;
	buf_init(&when, 16);
	ui_time(&when, it->published);
	if (chosen)
		tty_put(t, r.x, y, 1, look_over(ui_look(u, ROLE_KEY), under), STR("\u25B8"));
	tty_put(t, r.x + 2, y, 5, look_over(ui_look(u, ROLE_DIM), under), buf_str(&when));
	buf_free(&when);
	if (it->flags & ITEM_STARRED)
		tty_put(t, r.x + 8, y, 1, look_over(ui_look(u, ROLE_STAR), under), STR("\u2605"));
	else if (!(it->flags & ITEM_READ))
		tty_put(t, r.x + 8, y, 1, look_over(ui_look(u, ROLE_KEY), under), STR("\u25CF"));
}

/* Leading actors have a colour each. */
static struct look bar_look(const struct ui *u, const struct timeline_entry *en)
{
	const struct timeline *t = shown(u);
	const struct store_quote *q = &t->story[en->story].quote[en->quote];
	for (uint32_t i = 0; q->actor && i < t->nactor && i < SPEAKER_COLOURS; i++)
		if (t->actor[i].id == q->actor)
			return ui_look(u, (enum role)(ROLE_SPEAKER_0 + i));
	return ui_look(u, ROLE_DIM);
}

static void draw_line(struct ui *u, const struct timeline_line *l, struct rect r, int y, bool focus)
{
	struct tty *t = &u->tty;
	const struct timeline_view *v = &u->timeline;
	bool chosen = focus && l->entry != UINT32_MAX && l->entry == v->list.sel;
	struct look under = ui_look(u, chosen ? ROLE_CURSOR : ROLE_TEXT);
	int x = r.x + MARGIN, w = r.w - MARGIN;
	if (chosen)
		tty_fill(t, (struct rect){ r.x, y, r.w, 1 }, under);
	const struct store_item *it = l->entry == UINT32_MAX ? NULL : &v->reply->timeline.story[v->entry[l->entry].story].item;
	switch (l->kind) {
	case LINE_EMPTY: break;
	case LINE_DAY:
		x = r.x + 1 + tty_put_cut(t, r.x + 1, y, r.w - 2, ui_look(u, ROLE_HEADING), l->text) + 1;
		tty_hline(t, x, y, r.x + r.w - x, ui_look(u, ROLE_BORDER));
		break;
	case LINE_TITLE:
		draw_title(u, it, r, y, under, chosen);
		/* fall through */
	case LINE_MORE: tty_put(t, x, y, w, look_over(ui_look(u, it->flags & ITEM_READ ? ROLE_READ : ROLE_UNREAD), under), l->text); break;
	case LINE_SOURCE: tty_put(t, x, y, w, look_over(ui_look(u, ROLE_DIM), under), l->text); break;
	case LINE_QUOTE:
		tty_put(t, x, y, 1, look_over(bar_look(u, &v->entry[l->entry]), under), STR("\u2503"));
		tty_put(t, x + 2, y, w - 2, look_over(ui_look(u, ROLE_QUOTE), under), l->text);
		break;
	}
}

static void draw(struct ui *u, struct rect r, bool focus)
{
	struct timeline_view *v = &u->timeline;
	if (!v->reply) {
		tty_put_cut(&u->tty, r.x + 2, r.y + 1, r.w - 3, ui_look(u, ROLE_DIM), STR("looking \u2026"));
		return;
	}
	if (v->width != r.w)
		make_lines(u, r.w);
	struct rect body = body_of(u);
	place(v, body.h);
	draw_head(u, r);
	for (int i = 0; i < body.h && v->list.top + (uint32_t)i < v->nline; i++)
		draw_line(u, &v->line[v->list.top + (uint32_t)i], r, body.y + i, focus);
}

static void click(struct ui *u, int x, int y)
{
	struct timeline_view *v = &u->timeline;
	struct rect r = u->layout.pane[PANE_TIMELINE];
	uint32_t k = v->list.top + (uint32_t)(y - head_rows(r));
	(void)x;
	if (!v->reply || y < head_rows(r) || k >= v->nline || v->line[k].entry == UINT32_MAX)
		return;
	if (v->line[k].entry == v->list.sel && u->click_opens)
		open_entry(u);
	else
		v->list.sel = v->line[k].entry;
}

static void scroll(struct ui *u, int lines)
{
	act(u, lines > 0 ? ACTION_down : ACTION_up, 1);
}

static void status(struct ui *u, struct buf *out)
{
	const struct timeline_view *v = &u->timeline;
	if (!v->reply || !v->list.n)
		return;
	const struct timeline_entry *en = &v->entry[v->list.sel];
	buf_addf(out, "story %u/%u", en->story + 1, v->reply->timeline.n);
	if (en->quote >= 0)
		buf_addf(out, " \u00B7 " STR_FMT, STR_ARG(v->reply->timeline.story[en->story].quote[en->quote].speaker));
	else
		buf_addf(out, " \u00B7 " STR_FMT, STR_ARG(v->reply->timeline.story[en->story].item.feed_title));
}

static const enum action hints[] = { ACTION_open, ACTION_back, ACTION_next_quote, ACTION_next_unread, ACTION_help, ACTION_none };
const struct view_ops timeline_ops = { "timeline", PLACE_TIMELINE, hints, act, draw, click, scroll, status };
