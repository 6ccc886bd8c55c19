/* status.c - the title line (where one is, the poll, the time), the status line (what is chosen, the next keys), hints after a prefix. */
#include "config.h"

#include <stdio.h>
#include <time.h>

#include "quotidian/paths.h"
#include "quotidian/text.h"
#include "ui_int.h"

#define BAR_CELLS 8

static const char *const month[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };

void ui_date(struct buf *out, int64_t t)
{
	time_t then = (time_t)t, now = (time_t)clock_now();
	struct tm a, b;
	if (!localtime_r(&then, &a) || !localtime_r(&now, &b))
		return;
	if (a.tm_year == b.tm_year && a.tm_yday == b.tm_yday)
		buf_addf(out, "%02d:%02d", a.tm_hour, a.tm_min);
	else if (a.tm_year == b.tm_year)
		buf_addf(out, "%d %s", a.tm_mday, month[a.tm_mon]);
	else
		buf_addf(out, "%d %s %d", a.tm_mday, month[a.tm_mon], a.tm_year + 1900);
}

void ui_date_time(struct buf *out, int64_t t)
{
	time_t then = (time_t)t, now = (time_t)clock_now();
	struct tm a, b;
	if (!localtime_r(&then, &a) || !localtime_r(&now, &b))
		return;
	buf_addf(out, "%d %s ", a.tm_mday, month[a.tm_mon]);
	if (a.tm_year != b.tm_year)
		buf_addf(out, "%d ", a.tm_year + 1900);
	buf_addf(out, "%02d:%02d", a.tm_hour, a.tm_min);
}

void ui_time(struct buf *out, int64_t t)
{
	time_t then = (time_t)t;
	struct tm a;
	if (localtime_r(&then, &a))
		buf_addf(out, "%02d:%02d", a.tm_hour, a.tm_min);
}

int64_t ui_day(struct buf *out, int64_t t)
{
	static const char *const weekday[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };
	time_t then = (time_t)t, now = (time_t)clock_now();
	struct tm a, b;
	if (!localtime_r(&then, &a) || !localtime_r(&now, &b))
		return 0;
	buf_addf(out, "%s %d %s", weekday[a.tm_wday], a.tm_mday, month[a.tm_mon]);
	if (a.tm_year != b.tm_year)
		buf_addf(out, " %d", a.tm_year + 1900);
	return (int64_t)a.tm_year * 366 + a.tm_yday;
}

/* "polling 3/41 ▰▰▱▱▱▱▱▱", after a while with the rate and the time that is left. */
static void poll_text(const struct ui *u, struct buf *b, bool wide)
{
	uint32_t done = u->poll.done, total = u->poll.total;
	buf_addf(b, "%s%u/%u ", wide ? "polling " : "", done, total);
	uint32_t full = (uint32_t)((uint64_t)done * BAR_CELLS / total);
	for (uint32_t i = 0; i < BAR_CELLS && wide; i++)
		buf_addz(b, i < full ? "\u25B0" : "\u25B1");
	int64_t ms = clock_mono_ms() - u->poll.since;
	if (wide && ms > 3000 && done) {
		int64_t left = ms * (total - done) / done / 1000;
		buf_addf(b, " %lld/s %llds", (long long)(done * 1000 / ms), (long long)left);
	}
}

void title_draw(struct ui *u)
{
	struct tty *t = &u->tty;
	struct rect r = u->layout.title;
	struct look bar = ui_look(u, ROLE_BAR), dim = ui_look(u, ROLE_BAR_DIM);
	tty_fill(t, r, bar);
	struct buf b;
	buf_init(&b, 1024);
	if (u->poll.total) {
		poll_text(u, &b, r.w >= 70);
		buf_addz(&b, "  ");
	}
	time_t now = (time_t)clock_now();
	struct tm tm;
	if (localtime_r(&now, &tm))
		buf_addf(&b, "%02d:%02d ", tm.tm_hour, tm.tm_min);
	int right = (int)text_width(buf_str(&b));
	tty_put(t, r.w - right, r.y, right, dim, buf_str(&b));
	int room = r.w - right - 2, x = r.x + 1;
	struct str place = u->focus == PANE_FEEDS && u->layout.kind != LAYOUT_THREE ? STR("Feeds")
	                   : u->focus == PANE_TIMELINE                             ? STR("Timeline")
	                                                                           : u->stories.name;
	x += tty_put(t, x, r.y, room - x, dim, STR("News \u25B8 "));
	x += tty_put_cut(t, x, r.y, room - x, look_with(ui_look(u, ROLE_BAR_STRONG), LOOK_BOLD), place);
	const struct stories *s = &u->stories; /* a long list is in memory in part: then the row's number is not known */
	if (u->layout.kind != LAYOUT_THREE && (u->focus == PANE_READER || u->focus == PANE_SIDEBAR) && s->at_top && s->at_end) {
		buf_clear(&b);
		buf_addf(&b, "  %u/%u", s->list.n ? s->list.sel + 1 : 0, s->list.n);
	} else if (u->focus == PANE_TIMELINE) {
		buf_clear(&b);
		if (u->timeline.reply)
			buf_addf(&b, "  %u stories", u->timeline.reply->timeline.group.stories);
	} else {
		buf_clear(&b);
		bool counted = s->view.kind == VIEW_ACTOR;
		buf_addf(&b, "  " STR_FMT " unread of " STR_FMT "%s", STR_ARG(ui_count(u, s->unread, s->total, counted)),
		         STR_ARG(ui_count(u, s->total, s->total, counted)), s->fixed && s->total == UI_SEARCH_MAX ? " shown" : "");
	}
	if (x < room)
		tty_put_cut(t, x, r.y, room - x, dim, buf_str(&b));
	buf_free(&b);
}

/* "( ) quotes": the next keys of this pane, as many as fit; returns their width. */
static int draw_hints(struct ui *u, struct rect r, const enum action *hint, int left)
{
	static const struct {
		enum action a;
		const char *word;
	} words[] = {
		{ ACTION_open, "open" }, { ACTION_fold, "unfold" }, { ACTION_mark_feed, "mark read" }, { ACTION_poll_all, "poll" },
		{ ACTION_command, "command" }, { ACTION_help, "help" }, { ACTION_next_unread, "next unread" }, { ACTION_star, "star" },
		{ ACTION_find, "find" }, { ACTION_next_quote, "next quote" }, { ACTION_quotes, "quotes" }, { ACTION_actors, "actors" },
		{ ACTION_links, "links" }, { ACTION_browse, "browser" }, { ACTION_back, "back" },
		{ ACTION_timeline, "timeline" }, { ACTION_narrower, "narrower" }, { ACTION_wider, "wider" },
	};
	struct hint {
		struct str key, word;
		int w;
	} h[8];
	int n = 0, total = 0;
	for (; hint[n] != ACTION_none && n < 8; n++) {
		struct buf keys;
		buf_init(&keys, 256);
		keymap_keys_of(&u->keys, hint[n], &keys);
		struct str rest = buf_str(&keys), key = STR_NONE;
		str_split(&rest, ' ', &key);
		if (key.n > 2 && key.s[0] == '<') /* "Enter" */
			key = str_sub(key, 1, key.n - 1);
		h[n].key = arena_str(&u->frame, key);
		h[n].word = STR_NONE;
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (words[k].a == hint[n])
				h[n].word = str_of(words[k].word);
		h[n].w = h[n].key.n ? (int)(text_width(h[n].key) + 1 + text_width(h[n].word) + 2) : 0;
		total += h[n].w;
		buf_free(&keys);
	}
	/* The last one, help, stays longest; the others go from the end. */
	int room = r.w - left - 2, last = n - 1;
	int drop = n - 1;
	while (drop > 0 && total > room)
		total -= h[--drop].w;
	if (total > room)
		return 0;
	int x = r.x + r.w - total;
	for (int i = 0; i < n; i++) {
		if ((i >= drop && i != last) || !h[i].w)
			continue;
		x += tty_put(&u->tty, x, r.y, 20, look_over(ui_look(u, ROLE_BAR), look_with(ui_look(u, ROLE_KEY), LOOK_BOLD)), h[i].key) + 1;
		x += tty_put(&u->tty, x, r.y, 20, ui_look(u, ROLE_BAR_DIM), h[i].word) + 2;
	}
	return total;
}

void status_draw(struct ui *u)
{
	struct tty *t = &u->tty;
	struct rect r = u->layout.status;
	struct look bar = ui_look(u, ROLE_BAR);
	tty_fill(t, r, bar);
	struct buf b;
	buf_init(&b, 4096);
	struct look look = bar;
	if (u->message_until) {
		buf_addz(&b, u->message);
		look = look_over(bar, look_with(ui_look(u, u->message_bad ? ROLE_ERROR : ROLE_NOTICE), LOOK_BOLD));
	} else {
		ui_view(u)->status(u, &b);
	}
	if (u->typed.count && !u->typed.node) {
		buf_clear(&b);
		buf_addf(&b, "%d", u->typed.count);
	}
	struct str left = buf_str(&b);
	int want = (int)text_width(left) + 1;
	int hints = draw_hints(u, r, ui_view(u)->hint, want < r.w ? want : r.w);
	tty_put_cut(t, r.x + 1, r.y, r.w - 2 - hints, look, left);
	buf_free(&b);
}

struct following {
	struct ui *u;
	struct { uint32_t key; uint16_t bound; } row[16];
	int n;
};

static void follow(void *arg, uint32_t key, uint16_t bound)
{
	struct following *f = arg;
	if (f->n < 16) {
		f->row[f->n].key = key;
		f->row[f->n++].bound = bound;
	}
}

void hint_draw(struct ui *u)
{
	struct following f = { .u = u };
	keymap_following(&u->keys, &u->typed, ui_view(u)->place, follow, &f);
	int w = u->layout.body.w < 44 ? u->layout.body.w : 44, h = f.n < u->layout.body.h ? f.n : u->layout.body.h;
	struct rect r = { u->layout.width - w, u->layout.body.y + u->layout.body.h - h, w, h };
	struct tty *t = &u->tty;
	tty_fill(t, r, ui_look(u, ROLE_BAR));
	for (int i = 0; i < h; i++) {
		struct buf b;
		buf_init(&b, 64);
		key_show(&b, f.row[i].key);
		tty_put(t, r.x + 1, r.y + i, 8, look_over(ui_look(u, ROLE_BAR), look_with(ui_look(u, ROLE_KEY), LOOK_BOLD)), buf_str(&b));
		uint16_t bound = f.row[i].bound;
		struct str what = STR("\u2026"); /* more keys follow */
		if (bound)
			what = bound < ACTION_COUNT ? str_of(action_info[bound].help) : keymap_command(&u->keys, bound);
		tty_put_cut(t, r.x + 6, r.y + i, r.w - 7, ui_look(u, ROLE_BAR), what);
		buf_free(&b);
	}
}
