/* sidebar.c - beside the text: related stories with the actors they share, and the actors of this one. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/text.h"
#include "ui_int.h"

#define SHARED_LINES 2
#define MORE_CELLS 4 /* " +12" */

static uint32_t related_count(const struct sidebar *s)
{
	return s->reply ? s->reply->n : 0;
}

void sidebar_reset(struct ui *u)
{
	struct sidebar *s = &u->sidebar;
	if (s->reply)
		query_reply_free(s->reply);
	arena_free(&s->arena);
	*s = (struct sidebar){ .waiting = u->reader.item.id != 0 };
}

static int more_mentions(const void *a, const void *b, void *doc)
{
	const struct sidebar_actor *x = a, *y = b;
	const struct doc *d = doc;
	if (x->quotes != y->quotes)
		return x->quotes > y->quotes ? -1 : 1;
	if (d->actor[x->actor].mentions != d->actor[y->actor].mentions)
		return d->actor[x->actor].mentions > d->actor[y->actor].mentions ? -1 : 1;
	return x->actor < y->actor ? -1 : 1;
}

void sidebar_actors(struct ui *u)
{
	struct sidebar *s = &u->sidebar;
	const struct doc *d = u->reader.doc;
	arena_free(&s->arena);
	s->nactor = 0;
	s->actor = NULL;
	if (d) {
		s->actor = ARENA_NEW(&s->arena, struct sidebar_actor, d->nactor);
		for (uint32_t i = 0; i < d->nactor; i++)
			s->actor[s->nactor++].actor = i;
		for (uint32_t i = 0; i < d->nquote; i++)
			if (d->quote[i].actor >= 0)
				s->actor[d->quote[i].actor].quotes++;
		if (s->nactor)
			qsort_r(s->actor, s->nactor, sizeof *s->actor, more_mentions, (void *)(uintptr_t)d);
	}
	s->list.n = related_count(s) + s->nactor;
	if (s->list.sel >= s->list.n)
		s->list.sel = s->list.n ? s->list.n - 1 : 0;
	u->dirty = true;
}

void sidebar_take(struct ui *u, struct query_reply *r)
{
	struct sidebar *s = &u->sidebar;
	if (r->item != u->reader.item.id) {
		query_reply_free(r);
		return;
	}
	if (r->code == QD_ECANCELLED) { /* a newer question is on its way */
		query_reply_free(r);
		return;
	}
	if (r->code)
		ui_say(u, true, "%s", r->message);
	/* What was chosen stays chosen: an actor, or a related story that is still there. */
	uint32_t before = related_count(s);
	int64_t chosen = s->list.sel < before ? s->reply->related[s->list.sel].item.id : 0;
	if (s->reply)
		query_reply_free(s->reply);
	s->reply = r;
	s->item = r->item;
	s->waiting = false;
	uint32_t now = related_count(s);
	if (!chosen && before && s->list.sel >= before)
		s->list.sel = now + (s->list.sel - before);
	for (uint32_t i = 0; chosen && i < now; i++)
		if (r->related[i].item.id == chosen)
			s->list.sel = i;
	s->list.n = now + s->nactor;
	if (s->list.sel >= s->list.n)
		s->list.sel = s->list.n ? s->list.n - 1 : 0;
	u->dirty = true;
}

static bool act(struct ui *u, enum action a, int count)
{
	struct sidebar *s = &u->sidebar;
	struct list entries = s->list; /* `top` counts lines here, not entries */
	if (list_act(&entries, a, count, u->layout.pane[PANE_SIDEBAR].h / 4)) {
		s->list.sel = entries.sel;
		return true;
	}
	if (a == ACTION_open) {
		if (s->list.sel < related_count(s)) {
			struct store_item it = s->reply->related[s->list.sel].item;
			ui_jump(u, false);
			/* Opening another story frees the reply that the item lies in. */
			struct query_reply *keep = s->reply;
			s->reply = NULL;
			ui_open_story(u, &it, true);
			query_reply_free(keep);
		} else if (s->list.sel < s->list.n) {
			ui_open_actor(u, s->actor[s->list.sel - related_count(s)].actor);
		}
		return true;
	}
	return false;
}

/* Lines are made first, then those that fit are drawn, so that the chosen entry is always in sight. */
struct side_line {
	uint32_t entry; /* UINT32_MAX: a heading or an empty line */
	enum { LINE_EMPTY, LINE_RULE, LINE_NOTE, LINE_TITLE, LINE_SOURCE, LINE_WHY, LINE_SHARED, LINE_QUOTE, LINE_ACTOR } kind;
	struct str text;
};
struct lines {
	struct arena *a;
	struct side_line *line;
	uint32_t n, cap, entry;
	int kind;
};

static void put(struct lines *l, int kind, struct str text)
{
	struct side_line line = { l->entry, kind, text };
	ARENA_PUSH(l->a, struct side_line, l->line, l->n, l->cap, line);
}

static void put_wrapped(void *arg, struct str line, bool cut)
{
	struct lines *l = arg;
	put(l, l->kind, cut ? arena_fmt(l->a, STR_FMT "\u2026", STR_ARG(line)) : line);
}

/* Names of the telling actors, whole, in two lines; how many more there are stands for those that have no room. */
static void shared_lines(struct lines *l, const struct related *r, int w)
{
	struct buf b;
	int used = 0, line = 1;
	uint32_t shown = 0;
	buf_init(&b, 1024);
	for (; shown < r->nshared; shown++) {
		size_t most = w > 11 ? (size_t)w - 6 : 5, cells, end = text_fit(r->shared[shown], most, &cells);
		bool cut = end < r->shared[shown].n; /* wider than a line */
		int need = 2 + (int)cells + cut, more = line == SHARED_LINES && shown + 1 < r->shared_total ? MORE_CELLS : 0;
		if (used && used + 1 + need + more > w) {
			if (line++ == SHARED_LINES)
				break;
			put(l, LINE_SHARED, arena_str(l->a, buf_str(&b)));
			buf_clear(&b);
			used = 0;
		}
		buf_addf(&b, "%s\u25CF\u00A0" STR_FMT "%s", used ? " " : "", STR_ARG(str_sub(r->shared[shown], 0, end)), cut ? "\u2026" : "");
		used += need + (used > 0);
	}
	if (shown && r->shared_total > shown)
		buf_addf(&b, " +%u", r->shared_total - shown);
	if (b.n)
		put(l, LINE_SHARED, arena_str(l->a, buf_str(&b)));
	buf_free(&b);
}

static void related_lines(struct lines *l, const struct related *r, int w)
{
	l->kind = LINE_TITLE;
	wrap_words(r->item.title, (unsigned)(w - 1), 3, put_wrapped, l);
	struct buf b;
	buf_init(&b, 1024);
	store_item_sources(&b, &r->item, (size_t)(w > 20 ? w - 10 : 10));
	buf_addz(&b, " \u00B7 ");
	ui_date(&b, r->item.published);
	if (r->copies)
		buf_addf(&b, " \u00B7 +%u cop%s", r->copies, r->copies == 1 ? "y" : "ies");
	put(l, LINE_SOURCE, arena_str(l->a, buf_str(&b)));
	buf_clear(&b);
	/* Why it stands here: the event, those that few stories name, or else its words. */
	related_why(&b, r);
	if (b.n)
		put(l, LINE_WHY, arena_str(l->a, buf_str(&b)));
	shared_lines(l, r, w - 1);
	if (r->quote.n && r->quote_speaker.n) {
		l->kind = LINE_QUOTE;
		wrap_words(arena_fmt(l->a, STR_FMT ": " STR_FMT, STR_ARG(r->quote_speaker), STR_ARG(r->quote)), (unsigned)(w - 1), 2, put_wrapped, l);
	}
	buf_free(&b);
}

static void all_related(struct ui *u, struct lines *l, int w)
{
	struct sidebar *s = &u->sidebar;
	const struct doc *d = u->reader.doc;
	uint32_t n = related_count(s);
	l->entry = UINT32_MAX;
	put(l, LINE_RULE, n ? arena_fmt(l->a, "RELATED \u00B7 %u", n) : STR("RELATED"));
	if (!n)
		put(l, LINE_NOTE, s->waiting ? STR("looking \u2026") : !d || !d->annotated ? STR("not known yet")
		                  : s->reply && s->reply->waits ? STR("still being compared \u2026") : STR("no story is like it"));
	for (uint32_t i = 0; i < n; i++) {
		if (i) {
			l->entry = UINT32_MAX;
			put(l, LINE_EMPTY, STR_NONE);
		}
		l->entry = i;
		related_lines(l, &s->reply->related[i], w);
	}
}

static void all_actors(struct ui *u, struct lines *l)
{
	struct sidebar *s = &u->sidebar;
	l->entry = UINT32_MAX;
	put(l, LINE_RULE, STR("ACTORS HERE"));
	for (uint32_t i = 0; i < s->nactor; i++) {
		l->entry = related_count(s) + i;
		put(l, LINE_ACTOR, u->reader.doc->actor[s->actor[i].actor].name);
	}
}

/* The actors stand at the foot and get what related stories leave, at least a third of the pane. */
static struct rect actors_rect(const struct ui *u, struct rect r, uint32_t nrelated)
{
	int want = u->sidebar.nactor ? (int)u->sidebar.nactor + 1 : 0, third = r.h / 3 > 3 ? r.h / 3 : 3;
	int left = r.h - (int)nrelated - 1;
	int h = want < third ? want : left > third ? left : third;
	if (h > want)
		h = want;
	if (h > r.h - 2)
		h = r.h - 2 > 0 ? r.h - 2 : 0;
	return (struct rect){ r.x, r.y + r.h - h, r.w, h };
}

static void draw_actor(struct ui *u, const struct sidebar_actor *sa, int x, int y, int w, struct look under)
{
	const struct actor *a = &u->reader.doc->actor[sa->actor];
	struct buf b;
	buf_init(&b, 64);
	if (sa->quotes)
		buf_addf(&b, "%u quote%s ", sa->quotes, sa->quotes == 1 ? " " : "s");
	buf_addf(&b, "%3u\u00D7", a->mentions);
	int n = (int)text_width(buf_str(&b));
	struct look name = look_over(reader_entity_look(u, a->type), under);
	tty_put_cut(&u->tty, x, y, w - n - 2, name, a->name);
	tty_put(&u->tty, x + w - n - 1, y, n, look_over(ui_look(u, ROLE_DIM), under), buf_str(&b));
	buf_free(&b);
}

static void draw_line(struct ui *u, const struct side_line *l, struct rect r, int y, bool focus)
{
	struct tty *t = &u->tty;
	struct sidebar *s = &u->sidebar;
	bool chosen = focus && l->entry == s->list.sel;
	struct look under = chosen ? ui_look(u, ROLE_CURSOR) : ui_look(u, ROLE_TEXT);
	if (chosen)
		tty_fill(t, (struct rect){ r.x, y, r.w, 1 }, under);
	int x = r.x + 1, w = r.w - 1;
	switch (l->kind) {
	case LINE_EMPTY: break;
	case LINE_RULE:
		x += tty_put_cut(t, x, y, w, ui_look(u, focus ? ROLE_BORDER_FOCUS : ROLE_META), l->text) + 1;
		tty_hline(t, x, y, r.x + r.w - x, ui_look(u, ROLE_BORDER));
		break;
	case LINE_NOTE: tty_put_cut(t, x, y, w, ui_look(u, ROLE_DIM), l->text); break;
	case LINE_TITLE:
		tty_put(t, x, y, w, look_over(ui_look(u, s->reply->related[l->entry].item.flags & ITEM_READ ? ROLE_READ : ROLE_UNREAD), under), l->text);
		break;
	case LINE_SOURCE: tty_put_cut(t, x, y, w, look_over(ui_look(u, ROLE_DIM), under), l->text); break;
	case LINE_WHY: tty_put_cut(t, x, y, w, look_over(ui_look(u, ROLE_META), under), l->text); break;
	case LINE_SHARED: tty_put(t, x, y, w, look_over(ui_look(u, ROLE_SHARED), under), l->text); break;
	case LINE_QUOTE: tty_put(t, x, y, w, look_over(ui_look(u, ROLE_INDIRECT), under), l->text); break;
	case LINE_ACTOR: draw_actor(u, &s->actor[l->entry - related_count(s)], x, y, w, under); break;
	}
}

/* Moves `*top` so that the lines of the chosen entry are in sight; the heading comes with the first one. */
static void place(uint32_t *top, uint32_t sel, const struct lines *l, int h)
{
	uint32_t first = UINT32_MAX, last = 0, rows = (uint32_t)(h > 0 ? h : 1);
	for (uint32_t i = 0; i < l->n; i++) {
		if (l->line[i].entry == sel) {
			first = first == UINT32_MAX ? i : first;
			last = i;
		}
	}
	if (first != UINT32_MAX) {
		if (first <= 1)
			first = 0;
		if (last >= *top + rows)
			*top = last - rows + 1;
		if (first < *top)
			*top = first;
	}
	if (*top + rows > l->n)
		*top = l->n > rows ? l->n - rows : 0;
}

struct parts {
	struct lines related, actors;
	struct rect related_rect, actors_rect;
};

static struct parts lay_out(struct ui *u, struct rect r)
{
	struct sidebar *s = &u->sidebar;
	struct parts p = { .related = { .a = &u->frame }, .actors = { .a = &u->frame } };
	all_related(u, &p.related, r.w - 1);
	if (s->nactor)
		all_actors(u, &p.actors);
	p.actors_rect = actors_rect(u, r, p.related.n);
	p.related_rect = (struct rect){ r.x, r.y, r.w, r.h - p.actors_rect.h };
	place(&s->list.top, s->list.sel, &p.related, p.related_rect.h);
	place(&s->actors_top, s->list.sel, &p.actors, p.actors_rect.h);
	return p;
}

static void draw(struct ui *u, struct rect r, bool focus)
{
	struct sidebar *s = &u->sidebar;
	if (!u->reader.item.id)
		return;
	struct parts p = lay_out(u, r);
	for (int i = 0; i < p.related_rect.h && s->list.top + (uint32_t)i < p.related.n; i++)
		draw_line(u, &p.related.line[s->list.top + (uint32_t)i], r, p.related_rect.y + i, focus);
	for (int i = 0; i < p.actors_rect.h && s->actors_top + (uint32_t)i < p.actors.n; i++)
		draw_line(u, &p.actors.line[s->actors_top + (uint32_t)i], r, p.actors_rect.y + i, focus);
}

static void click(struct ui *u, int x, int y)
{
	struct sidebar *s = &u->sidebar;
	(void)x;
	if (!u->reader.item.id)
		return;
	struct rect r = u->layout.pane[PANE_SIDEBAR];
	struct parts p = lay_out(u, r);
	bool low = r.y + y >= p.actors_rect.y;
	const struct lines *l = low ? &p.actors : &p.related;
	uint32_t k = low ? s->actors_top + (uint32_t)(r.y + y - p.actors_rect.y) : s->list.top + (uint32_t)y;
	if (k >= l->n || l->line[k].entry == UINT32_MAX)
		return;
	if (l->line[k].entry == s->list.sel && u->click_opens) {
		act(u, ACTION_open, 0);
		return;
	}
	s->list.sel = l->line[k].entry;
}

static void scroll(struct ui *u, int lines)
{
	act(u, lines > 0 ? ACTION_down : ACTION_up, 1);
}

static void status(struct ui *u, struct buf *out)
{
	struct sidebar *s = &u->sidebar;
	if (s->list.sel < related_count(s)) {
		const struct related *r = &s->reply->related[s->list.sel];
		buf_addf(out, "related %u/%u \u00B7 %u shared actor%s", s->list.sel + 1, related_count(s), r->shared_total,
		         r->shared_total == 1 ? "" : "s");
	} else if (s->list.sel < s->list.n) {
		const struct actor *a = &u->reader.doc->actor[s->actor[s->list.sel - related_count(s)].actor];
		buf_add(out, a->name);
		if (a->role.n)
			buf_addf(out, ", " STR_FMT, STR_ARG(a->role));
	}
}

static const enum action hints[] = { ACTION_open, ACTION_back, ACTION_narrower, ACTION_wider, ACTION_help, ACTION_none };
const struct view_ops sidebar_ops = { "sidebar", PLACE_SIDEBAR, hints, act, draw, click, scroll, status };
