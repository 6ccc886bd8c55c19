/* stories.c - the list of stories: a window of rows over a view of the store, read in pages from keys, never as a whole.
 *
 * When the store changes under it, the window is read again around the first row on the screen, so that rows come in above and below
 * but what is seen stays. Stories that no longer belong to the view (read ones, where only unread ones are shown) stay until the list
 * is opened again.
 */
#include "config.h"

#include "quotidian/paths.h"
#include "quotidian/text.h"
#include "ui_int.h"

#define PAGE 200u   /* rows read at once */
#define WINDOW 800u /* rows kept */

static int height(const struct ui *u)
{
	int h = u->layout.pane[PANE_STORIES].h;
	return h > 0 ? h : u->layout.body.h > 0 ? u->layout.body.h : 1;
}

static int compare(const struct store_item *a, const struct store_item *b)
{
	if (a->published != b->published)
		return a->published > b->published ? -1 : 1;
	return a->id > b->id ? -1 : a->id < b->id;
}

static bool read_page(struct ui *u, struct arena *a, const struct item_anchor *from, bool back, uint32_t limit,
                      struct store_item **out, uint32_t *n)
{
	struct err e;
	*n = 0;
	if (store_items(u->o->store, a, &u->stories.view, from, back, limit, out, n, &e) == 0)
		return true;
	ui_say(u, true, "%s", e.text);
	return false;
}

static void count(struct ui *u)
{
	struct stories *s = &u->stories;
	if (s->fixed) {
		s->total = s->list.n;
		s->unread = 0;
		for (uint32_t i = 0; i < s->list.n; i++)
			s->unread += !(s->item[i].flags & ITEM_READ);
		return;
	}
	struct item_view v = s->view;
	struct err e;
	v.unread_only = false;
	if (store_view_count(u->o->store, &v, &s->total, &s->unread, &e))
		s->total = s->unread = 0;
}

/* Puts a new window in place; the row of `keep` (an item's place in the order) stays selected. */
static void set_window(struct ui *u, struct arena *a, struct store_item *item, uint32_t n, const struct store_item *top,
                       const struct store_item *sel)
{
	struct stories *s = &u->stories;
	uint32_t new_top = 0, new_sel = 0;
	for (uint32_t i = 0; i < n; i++) { /* the order is known, so a row that went away still has a place */
		if (top && compare(&item[i], top) < 0)
			new_top = i + 1;
		if (sel && compare(&item[i], sel) < 0)
			new_sel = i + 1;
		item[i].flags = ui_flags_of(u, &item[i]);
	}
	arena_free(&s->arena);
	s->arena = *a;
	s->item = item;
	s->list = (struct list){ n, new_sel, new_top };
	if (s->list.sel >= n)
		s->list.sel = n ? n - 1 : 0;
	u->dirty = true;
}

static void read_top(struct ui *u)
{
	struct stories *s = &u->stories;
	struct arena a = { 0 };
	struct store_item *item;
	uint32_t n;
	if (!read_page(u, &a, NULL, false, PAGE, &item, &n)) {
		arena_free(&a);
		return;
	}
	set_window(u, &a, item, n, NULL, NULL);
	s->at_top = true;
	s->at_end = n < PAGE;
}

static void read_end(struct ui *u)
{
	struct stories *s = &u->stories;
	if (s->fixed || s->at_end)
		return;
	struct arena a = { 0 };
	struct store_item *item;
	uint32_t n;
	if (!read_page(u, &a, NULL, true, PAGE, &item, &n)) {
		arena_free(&a);
		return;
	}
	set_window(u, &a, item, n, NULL, NULL);
	s->at_top = n < PAGE;
	s->at_end = true;
}

/* Merges what the store has with rows that left the view but are still in the window. */
static struct store_item *merge(struct ui *u, struct arena *a, const struct store_item *fresh, uint32_t nfresh, uint32_t *n)
{
	const struct stories *s = &u->stories;
	struct store_item *out = ARENA_NEW(a, struct store_item, nfresh + s->list.n);
	uint32_t i = 0, k = 0;
	*n = 0;
	while (i < nfresh || k < s->list.n) {
		int c = i == nfresh ? 1 : k == s->list.n ? -1 : compare(&fresh[i], &s->item[k]);
		if (c <= 0) {
			out[(*n)++] = fresh[i++];
			k += c == 0;
			continue;
		}
		struct store_item now;
		struct err e;
		if (store_item(u->o->store, a, s->item[k].id, &now, &e) == 0) {
			now.copies = s->item[k].copies;
			if (!now.copies || store_family_sources(u->o->store, a, &now, &e) == 0)
				out[(*n)++] = now;
		}
		k++;
	}
	return out;
}

/* The rows of a query stay; whether they are read and starred may have changed. */
static void read_flags(struct ui *u)
{
	struct stories *s = &u->stories;
	struct arena scratch = { 0 };
	struct err e;
	for (uint32_t i = 0; i < s->list.n; i++) {
		struct store_item *it = &s->item[i], now;
		int64_t *copy;
		uint32_t copies = 0;
		if (store_item(u->o->store, &scratch, it->id, &now, &e))
			continue;
		uint32_t flags = ui_flags_of(u, &now);
		if (it->copies && !(it->flags & ITEM_READ) && store_family(u->o->store, &scratch, it->id, &copy, &copies, &e))
			copies = 0;
		for (uint32_t k = 0; k < copies && flags & ITEM_READ; k++) /* the row stays unread with one of them */
			if (store_item(u->o->store, &scratch, copy[k], &now, &e) == 0 && !(ui_flags_of(u, &now) & ITEM_READ))
				flags &= ~(uint32_t)ITEM_READ;
		u->dirty |= it->flags != flags;
		it->flags = flags;
		arena_free(&scratch);
	}
}

struct ends { /* does a window reach them */
	bool top, end;
};

/* The page above a story's place in the order, and `below` rows from it on. */
static bool read_around(struct ui *u, struct arena *a, const struct store_item *it, uint32_t below, struct store_item **out, uint32_t *n,
                        struct ends *ends)
{
	struct store_item *high, *low;
	uint32_t nhigh, nlow;
	/* One more than the id, so that the row itself is among those behind. */
	struct item_anchor at = { it->published, it->id }, behind = { it->published, it->id + 1 };
	if (!read_page(u, a, &at, true, PAGE, &high, &nhigh) || !read_page(u, a, &behind, false, below, &low, &nlow))
		return false;
	*n = nhigh + nlow;
	*out = ARENA_NEW(a, struct store_item, *n);
	if (nhigh)
		memcpy(*out, high, nhigh * sizeof **out);
	if (nlow)
		memcpy(*out + nhigh, low, nlow * sizeof **out);
	*ends = (struct ends){ nhigh < PAGE, nlow < below };
	return true;
}

void stories_refresh(struct ui *u)
{
	struct stories *s = &u->stories;
	if (s->fixed || s->waiting) {
		read_flags(u);
		count(u);
		return;
	}
	if (!s->touched || !s->list.n) {
		read_top(u);
		count(u);
		return;
	}
	struct store_item top = s->item[s->list.top], sel = s->item[s->list.sel], *all;
	struct arena a = { 0 };
	uint32_t want = s->list.n - s->list.top + PAGE < WINDOW ? s->list.n - s->list.top + PAGE : WINDOW, n;
	struct ends ends;
	if (!read_around(u, &a, &top, want, &all, &n, &ends)) {
		arena_free(&a);
		return;
	}
	if (s->view.unread_only || s->view.kind == VIEW_STARRED)
		all = merge(u, &a, all, n, &n);
	set_window(u, &a, all, n, &top, &sel);
	s->at_top = ends.top;
	s->at_end = ends.end;
	count(u);
}

/* Reads on when the selection comes near an end of the window. True: rows have come. */
static bool page_in(struct ui *u)
{
	struct stories *s = &u->stories;
	if (s->fixed || !s->list.n)
		return false;
	uint32_t near = (uint32_t)height(u) + 2;
	bool down = !s->at_end && s->list.sel + near >= s->list.n, up = !s->at_top && s->list.sel < near;
	if (!down && !up)
		return false;
	struct store_item top = s->item[s->list.top], sel = s->item[s->list.sel];
	const struct store_item *edge = down ? &s->item[s->list.n - 1] : &s->item[0];
	struct item_anchor from = { edge->published, edge->id };
	struct arena a = { 0 };
	struct store_item *more;
	uint32_t nmore;
	if (!read_page(u, &a, &from, up && !down, PAGE, &more, &nmore)) {
		arena_free(&a);
		return false;
	}
	if (down)
		s->at_end = nmore < PAGE;
	else
		s->at_top = nmore < PAGE;
	/* The far end goes when the window is full. */
	uint32_t keep = s->list.n + nmore > WINDOW ? WINDOW - nmore : s->list.n;
	uint32_t skip = down ? s->list.n - keep : 0;
	struct store_item *all = ARENA_NEW(&a, struct store_item, keep + nmore);
	for (uint32_t i = 0; i < keep; i++)
		all[(down ? 0 : nmore) + i] = store_item_copy(&a, &s->item[skip + i]);
	if (nmore)
		memcpy(all + (down ? keep : 0), more, nmore * sizeof *all);
	if (keep < s->list.n && down)
		s->at_top = false;
	else if (keep < s->list.n)
		s->at_end = false;
	set_window(u, &a, all, keep + nmore, &top, &sel);
	return nmore > 0;
}

void stories_open(struct ui *u, const struct item_view *v, struct str name)
{
	struct stories *s = &u->stories;
	struct arena fresh = { 0 }; /* the new names may lie in the old arena */
	struct item_view view = *v;
	view.fold = u->o->settings->number[SETTING_fold_copies] != 0;
	view.text = arena_str(&fresh, v->text);
	view.filter = arena_str(&fresh, v->filter);
	struct str copy = arena_str(&fresh, name);
	arena_free(&s->view_arena);
	s->view_arena = fresh;
	s->view = view;
	s->name = copy;
	s->fixed = s->touched = false;
	s->waiting = 0;
	s->wanted = 0;
	s->context.item = 0;
	struct err bad;
	if (filter_parse(&s->filter, &s->view_arena, view.filter, clock_now(), &bad)) /* the answer tells */
		s->filter = (struct filter){ 0 };
	/* Rows of another list do not stay when those of this one cannot be read. */
	arena_free(&s->arena);
	s->item = NULL;
	s->list = (struct list){ 0 };
	s->at_top = s->at_end = true;
	if (view.filter.n && u->o->query) {
		s->fixed = true;
		s->total = s->unread = 0;
		s->waiting = ++u->generation;
		query_send(u->o->query, &(struct query_ask){ .kind = QUERY_ITEMS, .generation = s->waiting, .view = view, .limit = UI_SEARCH_MAX });
	} else {
		read_top(u);
		count(u);
	}
	u->dirty = true;
}

void stories_results(struct ui *u, struct query_reply *r)
{
	struct stories *s = &u->stories;
	if (r->generation != s->waiting) {
		query_reply_free(r);
		return;
	}
	s->waiting = 0;
	if (r->code)
		ui_say(u, true, "%s", r->message);
	struct arena a = { 0 };
	struct store_item *item = ARENA_NEW(&a, struct store_item, r->n);
	for (uint32_t i = 0; i < r->n; i++)
		item[i] = store_item_copy(&a, &r->items[i]);
	set_window(u, &a, item, r->n, NULL, NULL);
	if (s->wanted)
		stories_select(u, s->wanted);
	count(u);
	query_reply_free(r);
}

struct store_item *stories_selected(struct ui *u)
{
	struct stories *s = &u->stories;
	return s->list.n ? &s->item[s->list.sel] : NULL;
}

bool stories_step(struct ui *u, int by, bool unread)
{
	struct stories *s = &u->stories;
	s->touched = true;
	for (int64_t i = s->list.sel;;) {
		i += by;
		if (i < 0 || i >= (int64_t)s->list.n) {
			if (!s->list.n || (by > 0 ? s->at_end : s->at_top))
				return false;
			s->list.sel = by > 0 ? s->list.n - 1 : 0;
			if (!page_in(u)) /* there are no more, or they cannot be read */
				return false;
			i = s->list.sel;
			continue;
		}
		if (!unread || !(s->item[i].flags & ITEM_READ)) {
			s->list.sel = (uint32_t)i;
			list_settle(&s->list, height(u));
			page_in(u);
			return true;
		}
	}
}

bool stories_select(struct ui *u, int64_t id)
{
	struct stories *s = &u->stories;
	for (uint32_t i = 0; i < s->list.n; i++) {
		if (s->item[i].id == id) {
			s->list.sel = i;
			s->touched = true;
			list_settle(&s->list, height(u));
			return true;
		}
	}
	return false;
}

/* Has the view this story, read ones counted in? */
static bool has_story(struct ui *u, struct arena *a, const struct store_item *it)
{
	struct stories *s = &u->stories;
	struct item_anchor behind = { it->published, it->id + 1 };
	struct store_item *row;
	uint32_t n;
	bool unread_only = s->view.unread_only;
	s->view.unread_only = false;
	bool read = read_page(u, a, &behind, false, 1, &row, &n);
	s->view.unread_only = unread_only;
	return read && n && row->id == it->id;
}

bool stories_return(struct ui *u, int64_t id)
{
	struct stories *s = &u->stories;
	if (stories_select(u, id))
		return true;
	if (s->waiting) { /* the answer brings it, or does not */
		s->wanted = id;
		return true;
	}
	struct arena a = { 0 };
	struct store_item it, *all;
	struct err e;
	uint32_t n;
	struct ends ends;
	if (s->fixed || store_item(u->o->store, &a, id, &it, &e) || !has_story(u, &a, &it) || !read_around(u, &a, &it, PAGE, &all, &n, &ends)) {
		arena_free(&a);
		return false;
	}
	/* One that was read meanwhile stays in sight, as before the jump. */
	uint32_t at = 0;
	while (at < n && compare(&all[at], &it) < 0)
		at++;
	if (at == n || all[at].id != id) {
		struct store_item *more = ARENA_NEW(&a, struct store_item, n + 1);
		memcpy(more, all, at * sizeof *more);
		more[at] = it;
		memcpy(more + at + 1, all + at, (n - at) * sizeof *more);
		all = more;
		n++;
	}
	uint32_t half = (uint32_t)height(u) / 2;
	struct store_item first = all[at > half ? at - half : 0];
	set_window(u, &a, all, n, &first, &it);
	s->at_top = ends.top;
	s->at_end = ends.end;
	s->touched = true;
	return true;
}

void stories_flags(struct ui *u, int64_t id, uint32_t set, uint32_t clear)
{
	struct stories *s = &u->stories;
	for (uint32_t i = 0; i < s->list.n; i++)
		if (s->item[i].id == id)
			s->item[i].flags = (s->item[i].flags & ~clear) | set;
}

/* A look at the chosen story, where there is a reader beside the list. */
static void preview(struct ui *u)
{
	const struct store_item *it = stories_selected(u);
	if (u->layout.kind == LAYOUT_THREE && it && it->id != u->reader.item.id)
		reader_show(u, it, false);
}

static bool act(struct ui *u, enum action a, int n)
{
	struct stories *s = &u->stories;
	if (a == ACTION_bottom && n == 0)
		read_end(u);
	if (a == ACTION_top && !s->at_top && !s->fixed)
		read_top(u);
	if (list_act(&s->list, a, n, height(u))) {
		s->touched = true;
		page_in(u);
		preview(u);
		return true;
	}
	struct store_item *it = stories_selected(u);
	switch (a) {
	case ACTION_open:
		if (it)
			ui_open_story(u, it, true);
		return true;
	case ACTION_mark_feed:
		ui_mark_read(u, &s->view);
		return true;
	case ACTION_poll:
		if (s->view.kind == VIEW_FEED)
			ui_send(u, &(struct engine_command){ .kind = ENGINE_POLL, .id = s->view.id, .flag = true });
		else if (it)
			ui_send(u, &(struct engine_command){ .kind = ENGINE_POLL, .id = it->feed, .flag = true });
		return it || s->view.kind == VIEW_FEED;
	default:
		return false;
	}
}

static void draw_row(struct ui *u, const struct store_item *it, int x, int y, int w, int date, bool chosen, bool focus)
{
	struct tty *t = &u->tty;
	bool unread = !(it->flags & ITEM_READ);
	struct look base = ui_look(u, unread ? ROLE_UNREAD : ROLE_READ), under = ui_look(u, ROLE_TEXT);
	if (chosen) {
		under = ui_look(u, focus ? ROLE_CURSOR : ROLE_CURSOR_IDLE);
		tty_fill(t, (struct rect){ x, y, w, 1 }, under);
		base = look_over(base, under);
	}
	tty_put(t, x, y, 1, look_over(ui_look(u, ROLE_KEY), under), chosen ? STR("\u25B8") : STR(" "));
	if (it->flags & ITEM_STARRED)
		tty_put(t, x + 1, y, 1, look_over(ui_look(u, ROLE_STAR), under), STR("\u2605"));
	else if (unread)
		tty_put(t, x + 1, y, 1, look_over(ui_look(u, ROLE_KEY), under), STR("\u25CF"));
	int left = x + 3, right = x + w - 1;
	struct look dim = look_over(ui_look(u, ROLE_DIM), under);
	if (w >= 44) { /* room for the date, and for the source where stories of several feeds are mixed */
		struct buf b;
		buf_init(&b, 64);
		ui_date(&b, it->published);
		tty_put(t, right - (int)text_width(buf_str(&b)), y, 12, dim, buf_str(&b));
		right -= date + 1;
		buf_free(&b);
		if (w >= 60 && u->stories.view.kind != VIEW_FEED) {
			int source = w / 4 < 24 ? w / 4 : 24;
			struct buf from;
			buf_init(&from, 0);
			store_item_sources(&from, it, (size_t)source);
			tty_put_cut(t, right - source, y, source, dim, buf_str(&from));
			buf_free(&from);
			right -= source + 2;
		}
	}
	if (it->copies && (w < 60 || u->stories.view.kind == VIEW_FEED)) { /* no source that tells of the others */
		struct buf more;
		buf_init(&more, 16);
		buf_addf(&more, "+%u", it->copies);
		right -= (int)more.n;
		tty_put(t, right, y, (int)more.n, dim, buf_str(&more));
		right--;
		buf_free(&more);
	}
	tty_put_cut(t, left, y, right - left, base, it->title);
}

struct notice {
	struct ui *u;
	struct rect r;
	struct look look;
};

static void notice_line(void *arg, struct str line, bool cut)
{
	struct notice *n = arg;
	(void)cut;
	if (n->r.h-- > 0)
		tty_put_cut(&n->u->tty, n->r.x, n->r.y++, n->r.w, n->look, line);
}

/* A feed that has nothing to show because of its error: what it is, and what can be done. */
static void draw_failed(struct ui *u, struct rect r, const struct store_feed *feed)
{
	struct notice n = { u, { r.x + 2, r.y + (r.h > 6), r.w - 3, r.h - (r.h > 6) }, ui_look(u, ROLE_TEXT) };
	unsigned w = (unsigned)(n.r.w > 1 ? n.r.w : 1);
	wrap_words(feed->gone ? STR("This feed has ended, says its server.") : STR("The last poll of this feed failed:"), w, 2, notice_line, &n);
	n.look = ui_look(u, ROLE_ERROR);
	wrap_words(feed->error, w, 6, notice_line, &n);
	n.look = ui_look(u, ROLE_DIM);
	wrap_words(STR("r polls it again. :add URL subscribes to another address, :remove URL ends this one."), w, 4, notice_line, &n);
}

static void draw_empty(struct ui *u, struct rect r)
{
	const struct stories *s = &u->stories;
	const struct store_feed *feed = s->view.kind == VIEW_FEED ? feeds_find(&u->feeds, s->view.id) : NULL;
	const char *line[3] = { NULL };
	if (s->waiting)
		line[0] = "searching \u2026";
	else if (!u->feeds.nfeed && !s->view.filter.n) {
		line[0] = "No feeds yet.";
		line[1] = ":add URL adds one,";
		line[2] = "quotidian import FILE many.";
	} else if (s->view.filter.n)
		line[0] = "Nothing found.";
	else if (s->view.unread_only && s->total) {
		line[0] = "All read.";
		line[1] = ". shows what was read.";
	} else if (s->view.kind == VIEW_STARRED) {
		line[0] = "No starred stories.";
		line[1] = "s stars one.";
	} else if (u->poll.total)
		line[0] = "Fetching \u2026";
	else if (feed && feed->error.n) {
		draw_failed(u, r, feed);
		return;
	} else {
		line[0] = "No stories yet.";
		line[1] = "R polls all feeds.";
		line[2] = "No network? quotidian --demo needs none.";
	}
	for (int i = 0; i < 3 && line[i]; i++)
		tty_put_cut(&u->tty, r.x + 2, r.y + i + (r.h > 6), r.w - 3, ui_look(u, i ? ROLE_DIM : ROLE_TEXT), str_of(line[i]));
}

static void draw(struct ui *u, struct rect r, bool focus)
{
	struct stories *s = &u->stories;
	/* Rows that came in above stay above, even when that leaves rows empty below. */
	if (r.h != s->height)
		list_settle(&s->list, r.h);
	else
		list_show(&s->list, r.h);
	s->height = r.h;
	if (!s->list.n)
		draw_empty(u, r);
	int date = 0; /* the widest date on the screen */
	for (uint32_t k = s->list.top; k < s->list.n && k < s->list.top + (uint32_t)r.h; k++) {
		struct buf b;
		buf_init(&b, 64);
		ui_date(&b, s->item[k].published);
		date = (int)b.n > date ? (int)b.n : date;
		buf_free(&b);
	}
	for (int i = 0; i < r.h && s->list.top + (uint32_t)i < s->list.n; i++) {
		uint32_t k = s->list.top + (uint32_t)i;
		draw_row(u, &s->item[k], r.x, r.y + i, r.w, date, k == s->list.sel, focus);
	}
}

static void click(struct ui *u, int x, int y)
{
	struct stories *s = &u->stories;
	(void)x;
	uint32_t k = s->list.top + (uint32_t)y;
	if (k >= s->list.n)
		return;
	if (k == s->list.sel && u->click_opens) {
		ui_open_story(u, &s->item[k], true);
		return;
	}
	s->list.sel = k;
	s->touched = true;
	preview(u);
}

static void scroll(struct ui *u, int lines)
{
	u->stories.touched = true;
	list_scroll(&u->stories.list, lines, height(u));
	page_in(u);
}

/* The line of the chosen story that was searched for. */
static struct str context(struct ui *u, const struct store_item *it)
{
	struct stories *s = &u->stories;
	struct err e;
	if (!s->filter.root)
		return STR_NONE;
	if (s->context.item != it->id) {
		arena_free(&s->context.arena);
		if (!s->match)
			s->match = filter_match_open();
		if (store_item_context(u->o->store, &s->context.arena, it->id, &s->filter, s->match, &s->context.line, &e))
			s->context.line = (struct excerpt){ 0 };
		s->context.item = it->id;
	}
	return s->context.line.text;
}

static void status(struct ui *u, struct buf *out)
{
	const struct store_item *it = stories_selected(u);
	if (!it)
		return;
	struct str line = context(u, it);
	if (line.n) {
		buf_add(out, line);
		return;
	}
	store_item_sources(out, it, 0);
	buf_addz(out, " \u00B7 ");
	ui_date_time(out, it->published);
	if (it->author.n)
		buf_addf(out, " \u00B7 " STR_FMT, STR_ARG(it->author));
}

static const enum action hints[] = {
	ACTION_open, ACTION_next_unread, ACTION_star, ACTION_mark_feed, ACTION_find, ACTION_help, ACTION_none
};
const struct view_ops stories_ops = { "stories", PLACE_STORIES, hints, act, draw, click, scroll, status };
