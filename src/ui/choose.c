/* choose.c - what the reader's user says of actors: that two are one, that one is two, what one is called. The engine keeps it. */
#include "config.h"

#include "quotidian/paths.h"
#include "quotidian/utf8.h"
#include "ui_int.h"

bool ui_actor_of(struct ui *u, uint32_t doc_actor, struct store_actor *out)
{
	struct store_actor *actor;
	uint32_t *mentions, n;
	struct err e;
	if (store_item_actors(u->o->store, &u->frame, u->reader.item.id, &actor, &mentions, &n, &e)) {
		ui_say(u, true, "%s", e.text);
		return false;
	}
	for (uint32_t i = 0; i < n; i++)
		if (str_eq(actor[i].key, u->reader.doc->actor[doc_actor].key)) {
			*out = actor[i];
			return true;
		}
	return false;
}

/* The actor that a command speaks of; says so when there is none. */
static bool chosen(struct ui *u, struct store_actor *out)
{
	const struct picker *p = &u->picker;
	const struct reader *r = &u->reader;
	const struct sidebar *s = &u->sidebar;
	int64_t of = -1;
	if (p->kind == PICK_ACTOR && u->actor_page) {
		*out = u->actor_page->actor;
		out->name = arena_str(&u->frame, out->name);
		return true;
	}
	if (p->kind == PICK_ACTORS && p->list.n)
		of = p->row[p->found[p->list.sel]].value;
	else if (u->focus == PANE_SIDEBAR && s->list.n > s->nactor && s->list.sel >= s->list.n - s->nactor && s->list.sel < s->list.n)
		of = s->actor[s->list.sel - (s->list.n - s->nactor)].actor;
	else if (u->focus == PANE_READER)
		of = reader_actor(u);
	if (r->doc && of >= 0 && of < r->doc->nactor && ui_actor_of(u, (uint32_t)of, out))
		return true;
	ui_say(u, true, "choose an actor first: e lists those of the story, ]e is the next one");
	return false;
}

static void ask(struct ui *u, const struct engine_command *c, struct str said)
{
	u->choice.waiting = true;
	u->choice.undo = c->kind == ENGINE_ACTOR_UNDO;
	u->choice.page = u->picker.kind == PICK_ACTOR;
	utf8_sanitise_into(u->choice.said, sizeof u->choice.said, said);
	picker_close(u);
	ui_send(u, c);
}

void choose_actor(struct ui *u, enum typed what, struct str name)
{
	struct store_actor x, y;
	struct err e;
	if (u->choice.waiting) {
		ui_say(u, true, "one moment: the last choice is being kept");
		return;
	}
	if (!chosen(u, &x))
		return;
	struct engine_command c = { .id = x.id };
	switch (what) {
	case TYPED_merge:
		if (store_actor_named(u->o->store, &u->frame, name, x.id, &y, &e)) {
			ui_say(u, true, "%s", e.text);
			return;
		}
		c.kind = ENGINE_ACTOR_MERGE;
		c.other = y.id;
		ask(u, &c, arena_fmt(&u->frame, STR_FMT " and " STR_FMT " are one actor now; U undoes it", STR_ARG(x.name), STR_ARG(y.name)));
		break;
	case TYPED_rename:
		c.kind = ENGINE_ACTOR_RENAME;
		c.text = name;
		ask(u, &c, name.n ? arena_fmt(&u->frame, STR_FMT " is called " STR_FMT " now; U undoes it", STR_ARG(x.name), STR_ARG(name))
		                  : arena_fmt(&u->frame, STR_FMT " is called as its stories do; U undoes it", STR_ARG(x.name)));
		break;
	case TYPED_split: {
		const struct store_item *it = ui_item(u);
		if (!it) {
			ui_say(u, true, "open a story in which it is somebody else first");
			return;
		}
		c.kind = ENGINE_ACTOR_SPLIT;
		c.other = it->id;
		ask(u, &c, arena_fmt(&u->frame, STR_FMT " is somebody else in this story now; U undoes it", STR_ARG(x.name)));
		break;
	}
	default:
		c.kind = ENGINE_ACTOR_SPLIT;
		ask(u, &c, arena_fmt(&u->frame, "what was merged into " STR_FMT " goes its own way; U undoes it", STR_ARG(x.name)));
	}
}

void choose_undo(struct ui *u)
{
	ask(u, &(struct engine_command){ .kind = ENGINE_ACTOR_UNDO }, STR("the choice is taken back"));
}

void choose_answered(struct ui *u, const struct engine_event *ev)
{
	bool page = u->choice.page && !ev->code && ev->id;
	u->choice.waiting = false;
	if (ev->code) {
		ui_say(u, true, "%s", ev->message);
		return;
	}
	ui_say(u, false, "%s", u->choice.said);
	if (!u->choice.undo)
		ui_remember(u, (struct undo){ .actors = true });
	u->stale = true;
	reader_reload(u, true);
	u->related_due = clock_mono_ms();
	if (page && u->o->query)
		actor_page_ask(u, ev->id);
}
