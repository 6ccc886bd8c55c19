/* ui.c - the loop of the reader: the terminal, the engine, the query thread and the clock in; one frame out. */
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "quotidian/log.h"
#include "quotidian/paths.h"
#include "quotidian/text.h"
#include "ui_int.h"

#define KEYS_A_TURN 64    /* keys handled before a frame is drawn */
#define REFRESH_MS 250    /* lists are read again at most this often while a poll brings stories */
#define LOOK_MS 3000 /* between looks for what other programs have changed */
#define CALM_MS 1500      /* a poll that begins with the reader has begun by then */
#define RELATED_AGAIN_MS 2000 /* related stories are asked for again at most this often */
#define SEQUENCE_MS 1000  /* a key that is bound and also begins a longer sequence acts after this */

void ui_say(struct ui *u, bool bad, const char *fmt, ...)
{
	char raw[512];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(raw, sizeof raw, fmt, ap);
	va_end(ap);
	utf8_sanitise_into(u->message, sizeof u->message, str_of(raw));
	u->message_bad = bad;
	u->message_until = clock_mono_ms() + UI_MESSAGE_MS;
	if (bad)
		log_line(LOG_ERROR, "%s", u->message);
	u->dirty = true;
}

static const struct view_ops *view_of(enum pane p)
{
	static const struct view_ops *const ops[PANE_COUNT] = { &feeds_ops, &stories_ops, &reader_ops, &sidebar_ops, &timeline_ops };
	return ops[p];
}

const struct view_ops *ui_view(const struct ui *u)
{
	return view_of(u->focus);
}

void ui_layout(struct ui *u)
{
	struct layout_in in = { u->tty.width, u->tty.height, u->sidebar_on, u->sidebar_width, (int)u->feeds.list.n, u->focus };
	u->layout = layout_make(&in);
	struct rect r = u->layout.pane[PANE_READER];
	if (r.w > 0) {
		u->reader_height = r.h;
		u->reader_width = r.w;
		reader_layout(u, r.w);
	}
	u->dirty = true;
}

void ui_focus(struct ui *u, enum pane p)
{
	if (u->focus == p)
		return;
	u->focus = p;
	u->typed = (struct key_state){ 0 };
	ui_layout(u);
}

void ui_act(struct ui *u, enum action a, int count)
{
	u->dirty = true;
	if (u->layout.kind == LAYOUT_SMALL && a != ACTION_quit && a != ACTION_back)
		return;
	if (!ui_view(u)->act(u, a, count) && !act_global(u, a, count))
		ui_say(u, false, "%s: not here", action_info[a].command);
}

/* ---- drawing ---- */

static void draw_rules(struct ui *u)
{
	const struct layout *l = &u->layout;
	struct tty *t = &u->tty;
	struct look edge = ui_look(u, ROLE_BORDER), lit = ui_look(u, ROLE_BORDER_FOCUS);
	for (int i = 0; i < 2; i++) {
		int y = i ? l->rule_bottom : l->rule_top;
		if (y < 0)
			continue;
		tty_hline(t, 0, y, l->width, edge);
		for (int b = 0; b < 2; b++)
			if (l->border[b] >= 0)
				tty_put(t, l->border[b], y, 1, edge, i ? STR("\u2534") : STR("\u252C"));
	}
	for (int b = 0; b < 2; b++)
		if (l->border[b] >= 0)
			tty_vline(t, l->border[b], l->body.y, l->body.h, edge);
	/* The line over the focused pane is lit. */
	struct rect f = l->pane[u->focus];
	int y = u->focus == PANE_STORIES && l->stories_rule >= 0 ? l->stories_rule : l->rule_top;
	if (l->stories_rule >= 0) {
		tty_hline(t, 0, l->stories_rule, l->border[0], edge);
		tty_put(t, l->border[0], l->stories_rule, 1, edge, STR("\u2524"));
	}
	if (y >= 0)
		tty_hline(t, f.x, y, f.w, lit);
	if (l->stories_rule >= 0) {
		const struct stories *s = &u->stories;
		struct str name = arena_fmt(&u->frame, " stories%s ", s->view.unread_only ? ", unread" : "");
		tty_put_cut(t, 1, l->stories_rule, l->border[0] - 2, ui_look(u, u->focus == PANE_STORIES ? ROLE_BORDER_FOCUS : ROLE_META), name);
	}
}

static void draw(struct ui *u)
{
	int cx = -1, cy = -1;
	struct tty *t = &u->tty;
	tty_begin(t);
	if (u->layout.kind == LAYOUT_SMALL) {
		struct str s = STR("window too small");
		int w = (int)s.n < t->width ? (int)s.n : t->width;
		tty_put_cut(t, (t->width - w) / 2, t->height / 2, w, ui_look(u, ROLE_TEXT), s);
	} else {
		title_draw(u);
		draw_rules(u);
		for (int p = 0; p < PANE_COUNT; p++)
			if (u->layout.pane[p].w > 0)
				view_of((enum pane)p)->draw(u, u->layout.pane[p], u->focus == (enum pane)p && !u->picker.kind);
		if (u->picker.kind)
			picker_draw(u);
		if (u->typed.node && clock_mono_ms() - u->typed_at >= UI_PREFIX_MS)
			hint_draw(u);
		if (u->naming && clock_mono_ms() - u->typed_at >= UI_PREFIX_MS)
			places_draw(u);
		if (u->prompt.kind)
			prompt_draw(u, &cx, &cy);
		else
			status_draw(u);
	}
	tty_show(t, cx, cy, u->repaint);
	u->repaint = u->dirty = false;
}

/* ---- keys and mouse ---- */

static void run_bound(struct ui *u, uint16_t bound, int count)
{
	if (bound < ACTION_COUNT)
		ui_act(u, (enum action)bound, count);
	else
		command_run(u, arena_str(&u->frame, keymap_command(&u->keys, bound)));
}

static void key_typed(struct ui *u, uint32_t key)
{
	u->key = key;
	u->nkeys++;
	u->dirty = true;
	const int64_t said = u->message_until;
	u->message_until = 0;
	if (u->naming) {
		places_key(u, key);
		return;
	}
	if (u->typed.node && key == KEYS_ESC) {
		u->typed = (struct key_state){ 0 };
		return;
	}
	struct key_state before = u->typed;
	uint16_t bound = 0;
	int count = 0;
	enum key_result r = keymap_feed(&u->keys, &u->typed, ui_view(u)->place, key, &bound, &count);
	u->typed_at = clock_mono_ms();
	if (r == KEY_PREFIX)
		return;
	if (r == KEY_NONE && before.waiting) { /* the shorter sequence was meant, and this key stands for itself */
		run_bound(u, before.waiting, before.count);
		r = keymap_feed(&u->keys, &u->typed, ui_view(u)->place, key, &bound, &count);
	}
	if (r == KEY_BOUND) {
		run_bound(u, bound, count);
		if (bound == ACTION_redraw)
			u->message_until = said; /* what was there is what is drawn again */
	} else if (key == 3) {
		ui_say(u, false, "Q quits");
	} else if (r == KEY_NONE) {
		struct buf b;
		buf_init(&b, 64);
		key_show(&b, key);
		ui_say(u, false, "%s does nothing here; ? lists the keys", b.s ? b.s : "");
		buf_free(&b);
	}
}

static enum pane pane_at(const struct ui *u, int x, int y)
{
	for (int p = 0; p < PANE_COUNT; p++)
		if (u->layout.pane[p].w > 0 && rect_has(u->layout.pane[p], x, y))
			return (enum pane)p;
	return PANE_COUNT;
}

static void mouse(struct ui *u, const struct tty_event *ev)
{
	u->dirty = true;
	if (u->layout.kind == LAYOUT_SMALL || u->prompt.kind)
		return;
	if (u->picker.kind) {
		if (ev->kind == TTY_CLICK)
			picker_click(u, ev->x, ev->y);
		else if (ev->kind == TTY_WHEEL)
			picker_key(u, ev->key ? KEYS_DOWN : KEYS_UP);
		return;
	}
	if (ev->kind == TTY_RELEASE) {
		if (u->drag == 1 && ev->x != u->layout.border[1]) {
			u->sidebar_width = u->layout.width - ev->x - 1;
			ui_layout(u);
		}
		u->drag = -1;
		return;
	}
	if (ev->kind == TTY_CLICK && ev->x == u->layout.border[1] && rect_has(u->layout.body, ev->x, ev->y)) {
		u->drag = 1;
		return;
	}
	enum pane p = pane_at(u, ev->x, ev->y);
	if (p == PANE_COUNT)
		return;
	struct rect r = u->layout.pane[p];
	if (ev->kind == TTY_WHEEL) {
		view_of(p)->scroll(u, ev->key ? 3 : -3);
		return;
	}
	u->click_opens = u->focus == p;
	u->message_until = 0;
	if (p == PANE_READER || p == PANE_SIDEBAR ? u->reader.item.id != 0 : true)
		ui_focus(u, p);
	view_of(p)->click(u, ev->x - r.x, ev->y - r.y);
}

static void read_keys(struct ui *u)
{
	struct tty_event ev;
	for (int i = 0; i < KEYS_A_TURN && !u->quit && !u->hold_until && tty_next(&u->tty, &ev); i++) {
		if (ev.kind == TTY_CLICK || ev.kind == TTY_RELEASE || ev.kind == TTY_WHEEL)
			mouse(u, &ev);
		else if (u->prompt.kind)
			prompt_key(u, ev.key, ev.kind == TTY_PASTED);
		else if (ev.kind == TTY_PASTED) /* a paste is text, not commands */
			continue;
		else if (u->picker.kind)
			picker_key(u, ev.key);
		else
			key_typed(u, ev.key);
	}
}

/* ---- what the other threads tell ---- */

static void progress(struct ui *u, const struct engine_event *ev)
{
	bool was = u->poll.total > 0, busy = ev->done < ev->total;
	if (busy && !was)
		u->poll.since = clock_mono_ms();
	u->poll.done = ev->done;
	u->poll.total = busy ? ev->total : 0;
	u->dirty = true;
	bool warned = u->message_bad && clock_mono_ms() < u->message_until; /* that matters more */
	if (!busy && was && !warned && (ev->n_new || ev->n_failed)) {
		struct str failed = ev->n_failed ? arena_fmt(&u->frame, "; %u feed%s failed, ! marks %s", ev->n_failed, ev->n_failed == 1 ? "" : "s",
		                                             ev->n_failed == 1 ? "it" : "them") : STR("");
		ui_say(u, false, "%u new stor%s" STR_FMT, ev->n_new, ev->n_new == 1 ? "y" : "ies", STR_ARG(failed));
	}
}

static void document(struct ui *u, const struct engine_event *ev)
{
	struct reader *r = &u->reader;
	if (ev->id != r->item.id)
		return;
	/* What has neither page nor reason is the answer to the opening: that to the wish for its page follows. */
	r->waiting = r->page_asked = r->page_asked && !ev->page && !ev->code && !ev->message[0];
	u->dirty = true;
	utf8_sanitise_into(r->note, sizeof r->note, str_of(ev->message));
	if (!r->waiting && str_starts(str_of(u->message), STR("fetching the page")))
		ui_say(u, false, "%s", r->note[0] ? r->note : "fetched");
	if (ev->code == 0) {
		if (ev->page)
			r->item.flags |= ITEM_PAGE;
		reader_reload(u, false);
		u->related_due = clock_mono_ms();
		if (!u->sidebar.reply || !u->sidebar.reply->n) /* that was about a story without this text */
			u->sidebar.waiting = true;
	}
	reader_catch_up(u);
}

static void read_events(struct ui *u)
{
	struct engine_event ev;
	while (engine_next_event(u->o->engine, &ev)) {
		switch (ev.kind) {
		case ENGINE_PROGRESS: progress(u, &ev); break;
		case ENGINE_FEED: u->stale = true; break;
		case ENGINE_DOC: document(u, &ev); break;
		case ENGINE_ITEMS: u->stale = true; break;
		case ENGINE_ACTOR: choose_answered(u, &ev); break;
		case ENGINE_MESSAGE: ui_say(u, ev.code < 0, "%s", ev.message); break;
		}
	}
	struct query_reply *r;
	while (u->o->query && (r = query_next(u->o->query))) {
		if (r->kind == QUERY_RELATED && r->generation == u->related_generation)
			sidebar_take(u, r);
		else if (r->kind == QUERY_ITEMS)
			stories_results(u, r);
		else if (r->kind == QUERY_COUNT)
			folders_counted(u, r);
		else if (r->kind == QUERY_ACTOR)
			actor_page_show(u, r);
		else if (r->kind == QUERY_TIMELINE)
			timeline_show(u, r);
		else
			query_reply_free(r);
	}
}

/* ---- the clock ---- */

static void ask_related(struct ui *u)
{
	u->related_due = 0;
	if (!u->reader.item.id || !u->o->query)
		return;
	u->related_at = clock_mono_ms();
	u->related_generation = ++u->generation;
	query_send(u->o->query, &(struct query_ask){ .kind = QUERY_RELATED, .generation = u->related_generation, .item = u->reader.item.id,
	                                             .limit = UI_RELATED_MAX });
}

static void earlier(int64_t *deadline, int64_t t)
{
	if (t && (*deadline < 0 || t < *deadline))
		*deadline = t;
}

/* Another program may have polled, or the user changed the subscriptions file. */
static void look_around(struct ui *u, int64_t now)
{
	int64_t version = store_version(u->o->store);
	if ((u->version && version != u->version) || folders_changed(u))
		u->stale = true;
	u->version = version;
	u->look_at = now + LOOK_MS;
}

/* Does what is due; returns the milliseconds until something is due again. */
static int run_clock(struct ui *u)
{
	int64_t now = clock_mono_ms(), next = -1;
	if (u->message_until && now >= u->message_until) {
		u->message_until = 0;
		u->dirty = true;
	}
	if (u->typed.node && u->typed.waiting && now - u->typed_at >= SEQUENCE_MS) {
		struct key_state st = u->typed;
		u->typed = (struct key_state){ 0 };
		run_bound(u, st.waiting, st.count);
	}
	if (u->hold_until && now >= u->hold_until)
		u->hold_until = 0;
	if (u->related_due && now >= u->related_due)
		ask_related(u);
	if (now >= u->look_at)
		look_around(u, now);
	if (u->stale && now - u->stale_at >= REFRESH_MS) {
		u->stale = false;
		u->stale_at = now;
		feeds_load(u);
		stories_refresh(u);
		ui_layout(u);
		/* Stories that were annotated meanwhile may be related, too; not while somebody chooses among them. */
		bool choosing = u->focus == PANE_SIDEBAR && u->sidebar.reply && u->sidebar.reply->n;
		if (u->reader.item.id && !u->related_due && !choosing)
			u->related_due = now > u->related_at + RELATED_AGAIN_MS ? now : u->related_at + RELATED_AGAIN_MS;
	}
	/* Beside the list the chosen story is shown, but not while a first poll still brings newer ones. */
	const struct store_item *sel = u->focus == PANE_STORIES && u->layout.kind == LAYOUT_THREE ? stories_selected(u) : NULL;
	if (sel && sel->id != u->reader.item.id && (u->stories.touched || (!u->poll.total && now >= u->calm_at))) {
		u->stories.touched = true;
		reader_show(u, sel, false);
	}
	earlier(&next, u->message_until);
	earlier(&next, u->related_due);
	earlier(&next, u->look_at);
	earlier(&next, u->hold_until);
	if (u->stale)
		earlier(&next, u->stale_at + REFRESH_MS);
	if (now < u->calm_at)
		earlier(&next, u->calm_at);
	if (u->naming && now - u->typed_at < UI_PREFIX_MS)
		earlier(&next, u->typed_at + UI_PREFIX_MS);
	else if (u->naming && !u->naming_shown)
		u->naming_shown = u->dirty = true;
	if (u->typed.node) {
		earlier(&next, now - u->typed_at < UI_PREFIX_MS ? u->typed_at + UI_PREFIX_MS : u->typed.waiting ? u->typed_at + SEQUENCE_MS : 0);
		u->dirty = u->dirty || now - u->typed_at >= UI_PREFIX_MS;
	}
	earlier(&next, now + (60 - clock_now() % 60) * 1000); /* the minute in the title */
	return next <= now ? 0 : (int)(next - now);
}

static void watch_minute(struct ui *u, int64_t *minute)
{
	int64_t m = clock_now() / 60;
	if (m != *minute)
		u->dirty = true;
	*minute = m;
}

static void turn(struct ui *u, int64_t *minute)
{
	unsigned sig = tty_signals(&u->tty);
	if (sig & TTY_QUIT)
		u->quit = true;
	if (sig & (TTY_RESIZED | TTY_CONTINUED)) {
		tty_resize(&u->tty);
		ui_layout(u);
		u->repaint = true;
	}
	read_events(u);
	read_keys(u);
	reap_browsers(u);
	look_read(u);
	int wait = run_clock(u);
	watch_minute(u, minute);
	if (u->dirty && !u->quit)
		draw(u);
	arena_free(&u->frame);
	if (u->quit)
		return;
	struct pollfd p[5] = {
		{ 0, u->hold_until ? 0 : POLLIN, 0 }, { tty_signal_fd(), POLLIN, 0 }, { engine_event_fd(u->o->engine), POLLIN, 0 },
		{ u->o->query ? query_fd(u->o->query) : -1, POLLIN, 0 }, { u->look.pid > 0 ? u->look.fd : -1, POLLIN, 0 },
	};
	if (poll(p, 5, wait) > 0 && (p[0].revents & (POLLHUP | POLLERR | POLLNVAL)))
		u->quit = true; /* the terminal went away */
}

static int kept_number(struct ui *u, const char *key, int otherwise)
{
	struct str s;
	struct err e;
	int64_t v;
	if (store_value_get(u->o->store, &u->frame, key, &s, &e) || str_int(&v, s) || v < 0 || v > 1000)
		return otherwise;
	return (int)v;
}

static void open_first(struct ui *u)
{
	const struct settings *s = u->o->settings;
	u->sidebar_on = s->number[SETTING_sidebar] != 0;
	u->indirect = s->number[SETTING_indirect] != 0;
	u->sidebar_width = kept_number(u, "ui.sidebar_width", 0);
	u->hide_read = kept_number(u, "ui.hide_read", 0) != 0;
	u->focus = PANE_STORIES;
	u->drag = -1;
	feeds_load(u);
	ui_layout(u);
	struct item_view all = { .kind = VIEW_ALL, .unread_only = u->hide_read };
	stories_open(u, &all, STR("All"));
	if (s->number[SETTING_poll_on_start] && u->feeds.nfeed && u->o->subs_path)
		u->calm_at = clock_mono_ms() + CALM_MS;
	if (u->o->no_actors)
		ui_say(u, true, "%s", u->o->no_actors);
	else if (u->o->notice)
		ui_say(u, false, "%s", u->o->notice);
}

static void close_all(struct ui *u)
{
	if (u->prompt.kind)
		prompt_close(u);
	picker_close(u);
	look_end(u);
	reader_free(u);
	sidebar_reset(u);
	ui_forget_jumps(u);
	arena_free(&u->feeds.arena);
	arena_free(&u->feeds.folder_arena);
	arena_free(&u->feeds.open_arena);
	actor_page_forget(u);
	timeline_free(u);
	arena_free(&u->stories.arena);
	arena_free(&u->stories.view_arena);
	arena_free(&u->stories.context.arena);
	filter_match_close(u->stories.match);
	arena_free(&u->prompt.history_arena);
	arena_free(&u->frame);
	arena_free(&u->places);
	keymap_free(&u->keys);
}

int ui_run(const struct ui_options *o, struct err *e)
{
	struct ui *u = xcalloc(1, sizeof *u);
	u->o = o;
	keymap_init(&u->keys);
	struct err bad = { 0 };
	int wrong = o->config_path ? settings_load(o->settings, o->config_path, keymap_bind_hook, &u->keys, &bad) : 0;
	int rc = tty_start(&u->tty, o->settings->text[SETTING_background], o->settings->number[SETTING_mouse] != 0, e);
	if (rc == 0) {
		int64_t minute = 0;
		open_first(u);
		if (wrong)
			ui_say(u, true, "%s", bad.text);
		while (!u->quit)
			turn(u, &minute);
	}
	close_all(u);
	if (rc == 0)
		tty_stop(&u->tty);
	free(u);
	return rc;
}
