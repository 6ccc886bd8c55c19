/* act.c - actions that are the same everywhere: stories, flags and undo, panes. */
#include "config.h"

#include "quotidian/paths.h"
#include "quotidian/utf8.h"
#include "ui_int.h"

void ui_send(struct ui *u, const struct engine_command *c)
{
	engine_send(u->o->engine, c);
}

const struct store_item *ui_item(struct ui *u)
{
	if (u->focus == PANE_STORIES)
		return stories_selected(u);
	if (u->focus == PANE_FEEDS)
		return NULL;
	if (u->focus == PANE_TIMELINE)
		return timeline_item(u);
	return u->reader.item.id ? &u->reader.item : NULL;
}

/* ---- flags ---- */

static void flags_now(struct ui *u, int64_t item, uint32_t set, uint32_t clear)
{
	struct stories *s = &u->stories;
	for (uint32_t i = 0; i < s->list.n; i++) {
		if (s->item[i].id != item)
			continue;
		if ((set & ITEM_READ) && !(s->item[i].flags & ITEM_READ) && s->unread)
			s->unread--;
		if ((clear & ITEM_READ) && (s->item[i].flags & ITEM_READ))
			s->unread++;
	}
	stories_flags(u, item, set, clear);
	timeline_flags(u, item, set, clear);
	if (u->reader.item.id == item)
		u->reader.item.flags = (u->reader.item.flags & ~clear) | set;
	ui_send(u, &(struct engine_command){ .kind = ENGINE_FLAGS, .id = item, .set = set, .clear = clear });
	u->change[u->nchange++ % UI_CHANGES_MAX] = (struct flag_change){ item, clock_mono_ms() + UI_CHANGE_MS, set, clear };
	u->dirty = true;
}

uint32_t ui_flags_of(const struct ui *u, const struct store_item *it)
{
	uint32_t flags = it->flags;
	int64_t now = clock_mono_ms();
	unsigned n = u->nchange < UI_CHANGES_MAX ? u->nchange : UI_CHANGES_MAX;
	for (unsigned i = u->nchange - n; i != u->nchange; i++) { /* oldest first: the last change holds */
		const struct flag_change *c = &u->change[i % UI_CHANGES_MAX];
		if (c->item == it->id && c->until > now)
			flags = (flags & ~c->clear) | c->set;
	}
	return flags;
}

void ui_remember(struct ui *u, struct undo what)
{
	if (u->nundo == UI_UNDO_MAX) {
		memmove(u->undo, u->undo + 1, (UI_UNDO_MAX - 1) * sizeof *u->undo);
		u->nundo--;
	}
	u->undo[u->nundo++] = what;
}

/* Stories that are shown as one with this one, itself the last of them; it alone where copies are not folded. */
static uint32_t shown_as_one(struct ui *u, int64_t item, int64_t **out)
{
	struct err e;
	int64_t *member;
	uint32_t n = 0, all = 0;
	if (u->o->settings->number[SETTING_fold_copies] && store_family(u->o->store, &u->frame, item, &member, &n, &e))
		n = 0;
	*out = ARENA_NEW(&u->frame, int64_t, n + 1);
	for (uint32_t i = 0; i < n; i++)
		if (member[i] != item)
			(*out)[all++] = member[i];
	(*out)[all++] = item;
	return all;
}

static void change(struct ui *u, int64_t item, uint32_t set, uint32_t clear, uint32_t with)
{
	ui_remember(u, (struct undo){ .item = item, .set = clear, .clear = set, .with = with });
	flags_now(u, item, set, clear);
}

void ui_flags(struct ui *u, int64_t item, uint32_t set, uint32_t clear)
{
	int64_t *one;
	uint32_t n = (set | clear) & ITEM_READ ? shown_as_one(u, item, &one) : 0, with = 0;
	if (n < 2) {
		change(u, item, set, clear, 0);
		return;
	}
	for (uint32_t i = 0; i < n; i++) { /* those of them that are not so yet, but the chosen one always: a key does something */
		struct store_item it;
		struct err e;
		if (store_item(u->o->store, &u->frame, one[i], &it, &e))
			continue;
		uint32_t now = ui_flags_of(u, &it);
		bool differs = (now & set) != set || (now & clear);
		if (differs || (i + 1 == n && !with)) {
			change(u, one[i], set, clear, i + 1 == n ? with : 0);
			with++;
		}
	}
	if (with && u->nundo && u->undo[u->nundo - 1].item != item) /* the chosen one was so already */
		u->undo[u->nundo - 1].with = with - 1;
	stories_flags(u, item, set, clear);
}

void ui_mark_read(struct ui *u, const struct item_view *v)
{
	struct stories *s = &u->stories;
	struct item_view all = *v;
	uint32_t n = v == &s->view ? s->unread : 0; /* 0: not known here */
	bool chosen = v->filter.n > 0;              /* by a query, which chooses more than the list holds: the engine tells how many */
	all.unread_only = false;
	ui_send(u, &(struct engine_command){ .kind = ENGINE_MARK, .set = ITEM_READ, .view = all, .flag = chosen });
	ui_remember(u, (struct undo){ 0 });
	if (v == &s->view || v->kind == VIEW_ALL) {
		for (uint32_t i = 0; i < s->list.n; i++)
			s->item[i].flags |= ITEM_READ;
		s->unread = 0;
	}
	if (chosen)
		return;
	if (n)
		ui_say(u, false, "%u stor%s marked read; U undoes it", n, n == 1 ? "y" : "ies");
	else
		ui_say(u, false, "marked read; U undoes it");
}

void ui_mark_query(struct ui *u, struct str query, uint32_t set, uint32_t clear)
{
	struct filter f;
	struct err e;
	if (filter_parse(&f, &u->frame, query, clock_now(), &e)) {
		ui_say(u, true, "%s", e.text);
		return;
	}
	ui_send(u, &(struct engine_command){ .kind = ENGINE_MARK, .set = set, .clear = clear, .flag = true,
	                                     .view = { .kind = VIEW_ALL, .filter = query } });
	ui_remember(u, (struct undo){ 0 });
}

static void take_back(struct ui *u, const struct undo *what)
{
	if (what->deleted)
		ui_send(u, &(struct engine_command){ .kind = ENGINE_UNDELETE, .id = what->item });
	else
		flags_now(u, what->item, what->set, what->clear);
}

static void undo(struct ui *u)
{
	if (!u->nundo) {
		ui_say(u, false, "nothing to undo");
		return;
	}
	struct undo what = u->undo[--u->nundo];
	if (what.actors) {
		choose_undo(u);
		return;
	}
	if (!what.item) {
		ui_send(u, &(struct engine_command){ .kind = ENGINE_UNMARK });
		ui_say(u, false, "undone");
		return;
	}
	take_back(u, &what);
	for (uint32_t i = 0; i < what.with && u->nundo; i++)
		take_back(u, &u->undo[--u->nundo]);
	if (what.deleted)
		ui_say(u, false, what.with ? "the story and its copies are back" : "the story is back");
	else
		ui_say(u, false, (what.set | what.clear) & ITEM_STARRED ? "star undone" : what.set & ITEM_READ ? "read again" : "unread again");
}

/* ---- going to stories and lists ---- */

void ui_open_story(struct ui *u, const struct store_item *item, bool focus)
{
	reader_show(u, item, true);
	stories_select(u, u->reader.item.id);
	if (focus)
		ui_focus(u, PANE_READER);
}

/* What was asked for is shown whether it has been read or not. */
static bool shows_all(const struct item_view *v)
{
	return v->filter.n || v->kind == VIEW_ACTOR || v->kind == VIEW_STARRED;
}

void ui_open_list(struct ui *u, const struct item_view *v, struct str name, bool jump)
{
	struct item_view view = *v;
	view.unread_only = u->hide_read && !shows_all(v);
	if (jump)
		ui_jump(u, true);
	else
		ui_forget_jumps(u);
	stories_open(u, &view, name);
	ui_focus(u, PANE_STORIES);
}

void ui_search(struct ui *u, struct str query)
{
	struct item_view v = { .kind = VIEW_ALL, .filter = query };
	ui_open_list(u, &v, arena_fmt(&u->frame, "search: " STR_FMT, STR_ARG(query)), true);
}

void ui_filter(struct ui *u, struct str query)
{
	struct item_view v = u->stories.view;
	struct str name = u->stories.name;
	if (v.filter.n) /* "World: is:unread": the list's own name comes first */
		name = str_sub(name, 0, name.n - v.filter.n - 2);
	v.filter = query;
	ui_open_list(u, &v, query.n ? arena_fmt(&u->frame, STR_FMT ": " STR_FMT, STR_ARG(name), STR_ARG(query)) : arena_str(&u->frame, name), true);
}

void ui_open_actor_page(struct ui *u, const struct store_actor *actor)
{
	if (u->o->query) {
		actor_page_ask(u, actor->id);
		return;
	}
	struct item_view v = { .kind = VIEW_ACTOR, .id = actor->id };
	ui_open_list(u, &v, actor->name, true);
}

void ui_open_actor(struct ui *u, uint32_t doc_actor)
{
	struct store_actor actor;
	struct str name = arena_str(&u->frame, u->reader.doc->actor[doc_actor].name);
	reader_choose_actor(u, (int32_t)doc_actor);
	if (ui_actor_of(u, doc_actor, &actor))
		ui_open_actor_page(u, &actor);
	else
		ui_search(u, arena_fmt(&u->frame, "\"" STR_FMT "\"", STR_ARG(name)));
}

void ui_open_quote(struct ui *u, int64_t item, struct str words)
{
	struct store_item it;
	struct err e;
	struct reader *r = &u->reader;
	if (store_item(u->o->store, &u->frame, item, &it, &e)) {
		ui_say(u, true, "%s", e.text);
		return;
	}
	ui_jump(u, false);
	ui_open_story(u, &it, true);
	for (uint32_t i = 0; words.n && r->doc && i < r->doc->nquote; i++) {
		struct buf line;
		buf_init(&line, 0);
		utf8_sanitise(&line, doc_str(r->doc, r->doc->quote[i].at), UTF8_LINE);
		bool here = str_eq(buf_str(&line), words);
		buf_free(&line);
		if (here) {
			r->cursor = CURSOR_QUOTE;
			r->at = i;
			reader_to_cursor(u);
			return;
		}
	}
}

static void step(struct ui *u, int by, int count, bool unread)
{
	bool reading = u->focus == PANE_READER || u->focus == PANE_SIDEBAR, moved = false;
	if (u->focus == PANE_FEEDS)
		ui_focus(u, PANE_STORIES);
	for (int i = 0; i < (count > 0 ? count : 1); i++) {
		if (!stories_step(u, by, unread))
			break;
		moved = true;
	}
	if (!moved) {
		ui_say(u, false, "no %sstory %s", unread ? "unread " : "", by > 0 ? "below" : "above");
		return;
	}
	if (reading)
		ui_open_story(u, stories_selected(u), true);
	u->dirty = true;
}

/* The next story takes its place, in the reader, too. */
static void delete_story(struct ui *u)
{
	const struct store_item *it = ui_item(u);
	if (!it)
		return;
	int64_t id = it->id;
	if (u->focus != PANE_STORIES && !stories_step(u, 1, false) && !stories_step(u, -1, false))
		ui_focus(u, PANE_STORIES);
	else if (u->focus != PANE_STORIES)
		ui_open_story(u, stories_selected(u), true);
	int64_t *one;
	uint32_t n = shown_as_one(u, id, &one);
	for (uint32_t i = 0; i < n; i++) {
		ui_send(u, &(struct engine_command){ .kind = ENGINE_DELETE, .id = one[i] });
		ui_remember(u, (struct undo){ .item = one[i], .deleted = true, .with = i + 1 == n ? i : 0 });
	}
	if (n > 1)
		ui_say(u, false, "deleted with its %s; U brings them back", n == 2 ? "copy" : "copies");
	else
		ui_say(u, false, "deleted; U brings it back");
}

/* ---- panes ---- */

static void next_pane(struct ui *u, int by)
{
	int p = u->focus;
	for (int i = 0; i < PANE_COUNT; i++) {
		p = (p + by + PANE_COUNT) % PANE_COUNT;
		if (p != PANE_TIMELINE && (u->reader.item.id || p == PANE_FEEDS || p == PANE_STORIES))
			break;
	}
	ui_focus(u, (enum pane)p);
}

static void keep_value(struct ui *u, const char *key, int value)
{
	ui_send(u, &(struct engine_command){ .kind = ENGINE_VALUE, .text_key = str_of(key), .text = arena_fmt(&u->frame, "%d", value) });
}

static void resize_sidebar(struct ui *u, int by)
{
	int now = u->layout.pane[PANE_SIDEBAR].w;
	if (!now) {
		ui_say(u, false, "the sidebar is not in sight; S shows it");
		return;
	}
	u->sidebar_width = now + by;
	ui_layout(u);
	u->sidebar_width = u->layout.pane[PANE_SIDEBAR].w; /* as far as it went */
	keep_value(u, "ui.sidebar_width", u->sidebar_width);
}

static void show_sidebar(struct ui *u)
{
	if (u->layout.kind == LAYOUT_ONE) { /* it opens over the reader */
		if (u->reader.item.id)
			ui_focus(u, u->focus == PANE_SIDEBAR ? PANE_READER : PANE_SIDEBAR);
		return;
	}
	u->sidebar_on = !u->sidebar_on;
	if (u->focus == PANE_SIDEBAR)
		u->focus = PANE_READER;
	ui_layout(u);
	ui_say(u, false, u->sidebar_on ? "sidebar shown" : "sidebar hidden");
}

static void hide_read(struct ui *u)
{
	struct stories *s = &u->stories;
	if (shows_all(&s->view)) {
		ui_say(u, false, "here everything is shown");
		return;
	}
	u->hide_read = !u->hide_read;
	const struct store_item *sel = stories_selected(u);
	int64_t id = sel && !(u->hide_read && (sel->flags & ITEM_READ)) ? sel->id : 0;
	struct item_view v = s->view;
	v.unread_only = u->hide_read;
	stories_open(u, &v, s->name);
	if (id)
		stories_return(u, id);
	keep_value(u, "ui.hide_read", u->hide_read);
	ui_say(u, false, u->hide_read ? "read stories are hidden" : "read stories are shown");
}

static void browse(struct ui *u, int count, bool mark)
{
	const struct store_item *it = ui_item(u);
	const struct reader *r = &u->reader;
	if (!it)
		return;
	if (count > 0 && u->focus == PANE_READER) {
		if (reader_link(r, (uint32_t)count).n)
			open_browser(u, reader_link(r, (uint32_t)count));
		else
			ui_say(u, false, "there is no link %d", count);
		return;
	}
	open_browser(u, it->url);
	if (mark && !(it->flags & ITEM_READ))
		ui_flags(u, it->id, ITEM_READ, 0);
}

bool act_global(struct ui *u, enum action a, int count)
{
	const struct store_item *it = ui_item(u);
	switch (a) {
	case ACTION_back: return ui_back(u);
	case ACTION_older: ui_history(u, -1); return true;
	case ACTION_newer: ui_history(u, 1); return true;
	case ACTION_sections: pick_sections(u); return true;
	case ACTION_follow: folder_follow(u); return true;
	case ACTION_quit: u->quit = true; return true;
	case ACTION_next_story: step(u, 1, count, false); return true;
	case ACTION_prev_story: step(u, -1, count, false); return true;
	case ACTION_next_unread: step(u, 1, count, true); return true;
	case ACTION_prev_unread: step(u, -1, count, true); return true;
	case ACTION_save: send_ask_name(u); return true;
	case ACTION_pipe:
		if (it)
			prompt_open(u, '|', STR(""));
		return true;
	case ACTION_set_place: places_ask(u, false); return true;
	case ACTION_go_place: places_ask(u, true); return true;
	case ACTION_timeline:
		if (it)
			timeline_ask(u, it->id);
		return true;
	case ACTION_why: pick_info(u); return true;
	case ACTION_browse: browse(u, count, false); return true;
	case ACTION_browse_read: browse(u, count, true); return true;
	case ACTION_toggle_read:
		if (it)
			ui_flags(u, it->id, it->flags & ITEM_READ ? 0 : ITEM_READ, it->flags & ITEM_READ);
		return true;
	case ACTION_star:
		if (it) {
			ui_say(u, false, it->flags & ITEM_STARRED ? "star taken away" : "starred");
			ui_flags(u, it->id, it->flags & ITEM_STARRED ? 0 : ITEM_STARRED, it->flags & ITEM_STARRED);
		}
		return true;
	case ACTION_delete: delete_story(u); return true;
	case ACTION_mark_all: ui_mark_read(u, &(struct item_view){ .kind = VIEW_ALL }); return true;
	case ACTION_undo: undo(u); return true;
	case ACTION_poll:
		if (it)
			ui_send(u, &(struct engine_command){ .kind = ENGINE_POLL, .id = it->feed, .flag = true });
		return true;
	case ACTION_poll_all: ui_send(u, &(struct engine_command){ .kind = ENGINE_POLL, .flag = true }); return true;
	case ACTION_hide_read: hide_read(u); return true;
	case ACTION_find: prompt_open(u, '/', STR("")); return true;
	case ACTION_filter: prompt_open(u, '&', u->stories.view.filter); return true;
	case ACTION_next_pane: next_pane(u, 1); return true;
	case ACTION_prev_pane: next_pane(u, -1); return true;
	case ACTION_sidebar: show_sidebar(u); return true;
	case ACTION_narrower: resize_sidebar(u, count > 0 ? -count : -2); return true;
	case ACTION_wider: resize_sidebar(u, count > 0 ? count : 2); return true;
	case ACTION_command: prompt_open(u, ':', STR("")); return true;
	case ACTION_help: pick_help(u); return true;
	case ACTION_redraw: u->repaint = u->dirty = true; return true;
	case ACTION_suspend: tty_suspend(&u->tty); ui_layout(u); u->repaint = true; return true;
	default: return false;
	}
}
