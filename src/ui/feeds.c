/* feeds.c - the list of all, starred, sections (tags) and feeds, with what is unread in each. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/map.h"
#include "ui_int.h"

static bool is_open(const struct feeds *f, struct str tag)
{
	for (uint32_t i = 0; i < f->nopen; i++)
		if (str_eq(f->open[i], tag))
			return true;
	return false;
}

static void put_row(struct feeds *f, struct feed_row row, uint32_t *cap)
{
	ARENA_PUSH(&f->arena, struct feed_row, f->row, f->list.n, *cap, row);
}

static struct feed_row feed_row_of(const struct store_feed *feed, bool inside)
{
	return (struct feed_row){ ROW_FEED, feed->id, feed->title, STR_NONE, feed->total, feed->unread, false, inside,
		feed->error.n > 0, feed->gone && !str_starts(feed->url, STORE_ARCHIVE) };
}

/* The first tag of a feed is its section. */
static struct str section_of(const struct store_feed *feed)
{
	struct str rest = feed->tags, tag = STR_NONE;
	str_split(&rest, ',', &tag);
	return str_trim(tag);
}

struct seat { /* where a feed is counted: the row of its section, 0 when it has none */
	int64_t feed;
	uint32_t row;
};

static int by_feed(const void *x, const void *y)
{
	const struct seat *a = x, *b = y;
	return (a->feed > b->feed) - (a->feed < b->feed);
}

static void take_off(struct feed_row *row, const struct store_circle *c, uint32_t times)
{
	row->total -= c->total * times;
	row->unread -= c->unread * times;
}

/* A story of several feeds counts once among all, and once in a section. Row 0 is that of all, row 1 that of the starred. */
static void count_once(struct feeds *f, struct seat *seat)
{
	qsort(seat, f->nfeed, sizeof *seat, by_feed);
	for (uint32_t i = 0; i < f->ncircle; i++) {
		const struct store_circle *c = &f->circle[i];
		uint32_t n = 0, *row = ARENA_NEW(&f->arena, uint32_t, c->nfeed);
		for (uint32_t k = 0; k < c->nfeed; k++) {
			const struct seat *found = bsearch(&(struct seat){ c->feed[k], 0 }, seat, f->nfeed, sizeof *seat, by_feed);
			if (!found)
				continue;
			for (uint32_t before = 0; found->row && before < n; before++) {
				if (row[before] == found->row) {
					take_off(&f->row[found->row], c, 1);
					break;
				}
			}
			row[n++] = found->row;
		}
		if (n > 1) {
			take_off(&f->row[0], c, n - 1);
			f->row[1].total -= c->starred * (n - 1);
		}
	}
}

static void put_sections(struct feeds *f, struct seat *seat, uint32_t *cap)
{
	struct map seen = { 0 };
	/* Feeds of each section in a chain, so that this stays linear. */
	uint32_t *next = ARENA_NEW(&f->arena, uint32_t, f->nfeed);
	uint32_t *last = ARENA_NEW(&f->arena, uint32_t, f->nfeed);
	for (uint32_t i = 0; i < f->nfeed; i++) {
		struct str tag = section_of(&f->feed[i]);
		if (!tag.n)
			continue;
		uint64_t *head = map_put(&seen, tag);
		if (*head)
			next[last[*head - 1]] = i + 1;
		else
			*head = i + 1;
		last[*head - 1] = i;
	}
	for (size_t s = 0; s < seen.n; s++) {
		struct feed_row row = { .kind = ROW_TAG, .name = seen.slot[s].key, .folded = !is_open(f, seen.slot[s].key) };
		for (uint32_t i = (uint32_t)seen.slot[s].value; i; i = next[i - 1]) {
			row.total += f->feed[i - 1].total;
			row.unread += f->feed[i - 1].unread;
			row.failed = row.failed || f->feed[i - 1].error.n > 0;
			seat[i - 1].row = f->list.n;
		}
		put_row(f, row, cap);
		for (uint32_t i = (uint32_t)seen.slot[s].value; i && !row.folded; i = next[i - 1])
			put_row(f, feed_row_of(&f->feed[i - 1], true), cap);
	}
	map_free(&seen);
}

static bool same_row(const struct feed_row *a, const struct feed_row *b)
{
	return a->kind == b->kind && a->id == b->id && ((a->kind != ROW_TAG && a->kind != ROW_FOLDER) || str_eq(a->name, b->name));
}

static void build_rows(struct ui *u, struct feed_row chosen)
{
	struct feeds *f = &u->feeds;
	uint32_t cap = 0, at = f->list.sel;
	f->list.n = 0;
	f->row = NULL;
	struct feed_row all = { .kind = ROW_ALL, .name = STR("All") }, starred = { .kind = ROW_STARRED, .name = STR("Starred") };
	for (uint32_t i = 0; i < f->nfeed; i++) {
		all.total += f->feed[i].total;
		all.unread += f->feed[i].unread;
		starred.total += f->feed[i].starred;
	}
	struct seat *seat = ARENA_NEW(&f->arena, struct seat, f->nfeed);
	for (uint32_t i = 0; i < f->nfeed; i++)
		seat[i].feed = f->feed[i].id;
	put_row(f, all, &cap);
	put_row(f, starred, &cap);
	for (uint32_t i = 0; i < f->nfolder; i++)
		put_row(f, (struct feed_row){ .kind = ROW_FOLDER, .name = f->folder[i].name, .query = f->folder[i].query,
		                              .total = f->folder[i].total, .unread = f->folder[i].unread }, &cap);
	put_sections(f, seat, &cap);
	if (f->ncircle)
		count_once(f, seat);
	for (uint32_t i = 0; i < f->nfeed; i++)
		if (!section_of(&f->feed[i]).n)
			put_row(f, feed_row_of(&f->feed[i], false), &cap);
	f->list.sel = at;
	for (uint32_t i = 0; i < f->list.n; i++)
		if (same_row(&f->row[i], &chosen))
			f->list.sel = i;
	list_settle(&f->list, u->layout.pane[PANE_FEEDS].h);
}

void feeds_load(struct ui *u)
{
	struct feeds *f = &u->feeds;
	struct arena fresh = { 0 };
	struct store_feed *feed;
	struct store_circle *circle;
	uint32_t n, ncircle;
	struct err e;
	if (store_feeds(u->o->store, &fresh, &feed, &n, &e) || store_circles(u->o->store, &fresh, &circle, &ncircle, &e)) {
		arena_free(&fresh);
		ui_say(u, true, "%s", e.text);
		return;
	}
	/* The chosen row's name is needed until the new rows are there. */
	struct arena old = f->arena;
	struct feed_row chosen = f->list.n ? f->row[f->list.sel] : (struct feed_row){ .kind = ROW_ALL };
	f->arena = fresh;
	f->feed = feed;
	f->nfeed = n;
	f->circle = circle;
	f->ncircle = ncircle;
	struct arena names = f->folder_arena; /* the chosen row may be a folder */
	bool again = folders_load(u);
	build_rows(u, chosen);
	if (again)
		arena_free(&names);
	arena_free(&old);
	u->dirty = true;
}

void feeds_folder_counts(struct ui *u)
{
	struct feeds *f = &u->feeds;
	for (uint32_t i = 0; i < f->list.n; i++) {
		for (uint32_t k = 0; f->row[i].kind == ROW_FOLDER && k < f->nfolder; k++) {
			if (str_eq(f->row[i].name, f->folder[k].name)) {
				f->row[i].total = f->folder[k].total;
				f->row[i].unread = f->folder[k].unread;
			}
		}
	}
	u->dirty = true;
}

struct str ui_count(struct ui *u, uint32_t n, uint32_t total, bool counted)
{
	bool more = counted && total > STORE_COUNT_MAX;
	return arena_fmt(&u->frame, "%u%s", more && n > STORE_COUNT_MAX ? STORE_COUNT_MAX : n, more ? "+" : "");
}

struct str feeds_unread(struct ui *u, const struct feed_row *row)
{
	return ui_count(u, row->unread, row->total, row->kind == ROW_FOLDER);
}

struct str feeds_total(struct ui *u, const struct feed_row *row)
{
	return ui_count(u, row->total, row->total, row->kind == ROW_FOLDER);
}

const struct store_feed *feeds_find(const struct feeds *f, int64_t id)
{
	for (uint32_t i = 0; i < f->nfeed; i++)
		if (f->feed[i].id == id)
			return &f->feed[i];
	return NULL;
}

struct item_view feeds_view(const struct feed_row *row)
{
	switch (row->kind) {
	case ROW_STARRED: return (struct item_view){ .kind = VIEW_STARRED };
	case ROW_FOLDER: return (struct item_view){ .kind = VIEW_ALL, .filter = row->query };
	case ROW_TAG: return (struct item_view){ .kind = VIEW_TAG, .text = row->name };
	case ROW_FEED: return (struct item_view){ .kind = VIEW_FEED, .id = row->id };
	default: return (struct item_view){ .kind = VIEW_ALL };
	}
}

static void fold(struct ui *u)
{
	struct feeds *f = &u->feeds;
	struct feed_row row = f->row[f->list.sel];
	if (row.kind == ROW_FEED && row.inside) { /* from one of its feeds: up to the section */
		while (f->list.sel && f->row[f->list.sel].kind != ROW_TAG)
			f->list.sel--;
		row = f->row[f->list.sel];
	}
	if (row.kind != ROW_TAG) {
		ui_say(u, false, "only sections fold");
		return;
	}
	if (row.folded) {
		struct str copy = arena_str(&f->open_arena, row.name);
		ARENA_PUSH(&f->open_arena, struct str, f->open, f->nopen, f->open_cap, copy);
	} else {
		for (uint32_t i = 0; i < f->nopen; i++)
			if (str_eq(f->open[i], row.name))
				f->open[i--] = f->open[--f->nopen];
	}
	build_rows(u, row);
	ui_layout(u);
}

static void preview(struct ui *u)
{
	/* With three columns the stories follow the chosen feed. */
	if (u->layout.kind != LAYOUT_THREE || !u->feeds.list.n)
		return;
	const struct feed_row *row = &u->feeds.row[u->feeds.list.sel];
	struct item_view v = feeds_view(row);
	v.unread_only = u->hide_read && row->kind != ROW_FOLDER;
	ui_forget_jumps(u);
	stories_open(u, &v, row->name);
}

static bool act(struct ui *u, enum action a, int count)
{
	struct feeds *f = &u->feeds;
	uint32_t before = f->list.sel;
	if (list_act(&f->list, a, count, u->layout.pane[PANE_FEEDS].h)) {
		if (f->list.sel != before)
			preview(u);
		return true;
	}
	if (!f->list.n)
		return false;
	const struct feed_row *row = &f->row[f->list.sel];
	struct item_view v = feeds_view(row);
	switch (a) {
	case ACTION_open:
		if (!f->nfeed) {
			ui_say(u, false, "no feeds yet: :add URL adds one");
			return true;
		}
		ui_open_list(u, &v, row->name, false);
		return true;
	case ACTION_fold:
		fold(u);
		return true;
	case ACTION_mark_feed:
		ui_mark_read(u, &v);
		return true;
	case ACTION_poll:
		if (row->kind == ROW_FEED)
			ui_send(u, &(struct engine_command){ .kind = ENGINE_POLL, .id = row->id, .flag = true });
		else
			for (uint32_t i = 0; i < f->nfeed; i++)
				if (row->kind != ROW_TAG || str_eq(section_of(&f->feed[i]), row->name))
					ui_send(u, &(struct engine_command){ .kind = ENGINE_POLL, .id = f->feed[i].id, .flag = true });
		ui_say(u, false, "polling " STR_FMT, STR_ARG(row->name));
		return true;
	default:
		return false;
	}
}

static void draw_row(struct ui *u, const struct feed_row *row, int x, int y, int w, bool chosen, bool focus)
{
	struct tty *t = &u->tty;
	struct look base = ui_look(u, row->unread ? ROLE_UNREAD : row->kind == ROW_STARRED && row->total ? ROLE_TEXT : ROLE_READ);
	struct look under = ui_look(u, ROLE_TEXT);
	if (chosen) {
		under = ui_look(u, focus ? ROLE_CURSOR : ROLE_CURSOR_IDLE);
		tty_fill(t, (struct rect){ x, y, w, 1 }, under);
		base = look_over(base, under);
	}
	struct str n = row->kind == ROW_STARRED ? feeds_total(u, row) : feeds_unread(u, row);
	if (!(row->kind == ROW_STARRED ? row->total : row->unread))
		n = STR_NONE;
	int at = x, right = x + w - 1;
	if (w >= 44) { /* room for what there is in all */
		struct str all = feeds_total(u, row);
		tty_put(t, right - (int)all.n, y, (int)all.n, look_over(ui_look(u, ROLE_DIM), under), all);
		right -= 8;
	}
	tty_put(t, at, y, 1, look_over(ui_look(u, ROLE_KEY), under), chosen ? STR("\u25B8") : STR(" "));
	at += row->inside ? 3 : 1;
	if (row->kind == ROW_FOLDER)
		at += tty_put(t, at, y, 2, look_over(ui_look(u, ROLE_KEY), under), STR("/ "));
	if (row->kind == ROW_STARRED)
		at += tty_put(t, at, y, 2, look_over(ui_look(u, ROLE_STAR), under), STR("\u2605 "));
	right -= (int)n.n;
	tty_put(t, right, y, (int)n.n, look_over(ui_look(u, row->unread ? ROLE_TEXT : ROLE_DIM), under), n);
	if (row->failed || row->gone) {
		right -= 2;
		tty_put(t, right, y, 1, look_over(ui_look(u, ROLE_ERROR), under), STR("!"));
	}
	tty_put_cut(t, at, y, right - 1 - at, base, row->name);
}

static void draw(struct ui *u, struct rect r, bool focus)
{
	struct feeds *f = &u->feeds;
	list_settle(&f->list, r.h);
	for (int i = 0; i < r.h && f->list.top + (uint32_t)i < f->list.n; i++) {
		uint32_t k = f->list.top + (uint32_t)i;
		draw_row(u, &f->row[k], r.x, r.y + i, r.w, k == f->list.sel, focus);
	}
}

static void click(struct ui *u, int x, int y)
{
	struct feeds *f = &u->feeds;
	(void)x;
	uint32_t k = f->list.top + (uint32_t)y;
	if (k >= f->list.n)
		return;
	if (k == f->list.sel && u->click_opens) {
		act(u, ACTION_open, 0);
		return;
	}
	f->list.sel = k;
	preview(u);
}

static void scroll(struct ui *u, int lines)
{
	list_scroll(&u->feeds.list, lines, u->layout.pane[PANE_FEEDS].h);
}

static void status(struct ui *u, struct buf *out)
{
	const struct feeds *f = &u->feeds;
	if (!f->list.n)
		return;
	const struct feed_row *row = &f->row[f->list.sel];
	const struct store_feed *feed = row->kind == ROW_FEED ? feeds_find(f, row->id) : NULL;
	buf_addf(out, STR_FMT " \u00B7 " STR_FMT " unread of " STR_FMT, STR_ARG(row->name), STR_ARG(feeds_unread(u, row)), STR_ARG(feeds_total(u, row)));
	if (feed && feed->error.n)
		buf_addf(out, " \u00B7 ! " STR_FMT, STR_ARG(feed->error));
}

static const enum action hints[] = {
	ACTION_open, ACTION_fold, ACTION_mark_feed, ACTION_poll_all, ACTION_command, ACTION_help, ACTION_none
};
const struct view_ops feeds_ops = { "feeds", PLACE_FEEDS, hints, act, draw, click, scroll, status };
