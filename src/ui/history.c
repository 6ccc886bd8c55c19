/* history.c - the places that jumps to other stories and lists left: the way back, and forward again. */
#include "config.h"

#include "ui_int.h"

static void drop_oldest(struct history *h)
{
	arena_free(&h->jump[0].arena);
	memmove(h->jump, h->jump + 1, (UI_JUMPS_MAX - 1) * sizeof *h->jump);
	h->n--;
}

static void forget(struct history *h)
{
	while (h->n)
		arena_free(&h->jump[--h->n].arena);
}

/* Remembers where one is. */
static void push(struct ui *u, struct history *h, bool list)
{
	if (h->n == UI_JUMPS_MAX)
		drop_oldest(h);
	struct jump *j = &h->jump[h->n++];
	const struct store_item *sel = stories_selected(u);
	*j = (struct jump){ .focus = u->focus, .list = list, .view = u->stories.view, .item = u->reader.item.id, .top = u->reader.top };
	j->selected = sel ? sel->id : 0;
	j->timeline = u->focus == PANE_TIMELINE ? u->timeline.item : 0;
	j->entry = u->timeline.list.sel;
	j->view.text = arena_str(&j->arena, u->stories.view.text);
	j->view.filter = arena_str(&j->arena, u->stories.view.filter);
	j->name = arena_str(&j->arena, u->stories.name);
}

/* Goes to the place remembered last. */
static void pop(struct ui *u, struct history *h)
{
	struct jump *j = &h->jump[--h->n];
	if (j->list) {
		stories_open(u, &j->view, j->name);
		if (j->selected)
			stories_return(u, j->selected);
	}
	struct store_item it;
	struct err e;
	if (j->item && j->item != u->reader.item.id && store_item(u->o->store, &u->frame, j->item, &it, &e) == 0) {
		reader_show(u, &it, j->focus == PANE_READER || j->focus == PANE_SIDEBAR);
		u->reader.top = j->top;
		if (!j->list && !stories_return(u, j->item) && j->selected)
			stories_return(u, j->selected);
	}
	if (j->timeline)
		timeline_return(u, j->timeline, j->entry);
	ui_focus(u, j->focus);
	arena_free(&j->arena);
}

void ui_jump(struct ui *u, bool list)
{
	forget(&u->forward);
	push(u, &u->backward, list);
}

void ui_forget_jumps(struct ui *u)
{
	forget(&u->backward);
	forget(&u->forward);
}

void ui_history(struct ui *u, int by)
{
	struct history *from = by < 0 ? &u->backward : &u->forward, *to = by < 0 ? &u->forward : &u->backward;
	if (!from->n) {
		ui_say(u, false, by < 0 ? "there is no earlier place" : "there is no later place");
		return;
	}
	push(u, to, from->jump[from->n - 1].list);
	pop(u, from);
}

bool ui_back(struct ui *u)
{
	struct history *h = &u->backward;
	if (u->focus == PANE_SIDEBAR) {
		ui_focus(u, PANE_READER);
		return true;
	}
	/* Stories that were jumped to are left with the reader. */
	while (u->focus == PANE_STORIES && h->n && !h->jump[h->n - 1].list)
		arena_free(&h->jump[--h->n].arena);
	if (h->n && (h->jump[h->n - 1].list ? u->focus == PANE_STORIES : u->focus == PANE_READER || u->focus == PANE_TIMELINE)) {
		ui_history(u, -1);
		return true;
	}
	if (u->focus == PANE_READER || u->focus == PANE_TIMELINE)
		ui_focus(u, PANE_STORIES);
	else if (u->focus == PANE_STORIES)
		ui_focus(u, PANE_FEEDS);
	else if (u->key == KEYS_ESC || u->key == 'h' || u->key == KEYS_LEFT)
		ui_say(u, false, "this is the first view: q or Q quits");
	else
		u->quit = true;
	return true;
}
