/* command.c - what is typed after a colon, and its completion. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/map.h"
#include "ui_int.h"

#define NAMES_MAX 20 /* offered for completion */

static struct str first_word(struct str *line)
{
	*line = str_trim(*line);
	size_t end = str_chr(*line, ' ', 0);
	struct str word = str_sub(*line, 0, end == STR_NPOS ? line->n : end);
	*line = str_trim(str_sub(*line, word.n, line->n));
	return word;
}

static void set_changed(struct ui *u)
{
	const struct settings *s = u->o->settings;
	u->indirect = s->number[SETTING_indirect] != 0;
	u->sidebar_on = s->number[SETTING_sidebar] != 0;
	tty_configure(&u->tty, s->text[SETTING_background], s->number[SETTING_mouse] != 0);
	ui_send(u, &(struct engine_command){ .kind = ENGINE_SETTINGS, .settings = s });
	u->repaint = true;
	reader_set_shown(u);
	ui_layout(u);
	reader_layout(u, u->reader_width);
	if (u->stories.view.fold != (s->number[SETTING_fold_copies] != 0)) {
		struct item_view v = u->stories.view;
		stories_open(u, &v, u->stories.name);
	}
}

static void show_setting(struct ui *u, struct str name)
{
	for (int i = 0; i < SETTING_COUNT; i++) {
		if (!str_eqz(name, setting_info[i].name))
			continue;
		const struct settings *s = u->o->settings;
		if (setting_info[i].kind == SETTING_TEXT)
			ui_say(u, false, "%s = \"" STR_FMT "\" \u00B7 %s", setting_info[i].name, STR_ARG(s->text[i]), setting_info[i].help);
		else if (setting_info[i].kind == SETTING_BOOL)
			ui_say(u, false, "%s = %s \u00B7 %s", setting_info[i].name, s->number[i] ? "yes" : "no", setting_info[i].help);
		else
			ui_say(u, false, "%s = %lld \u00B7 %s", setting_info[i].name, (long long)s->number[i], setting_info[i].help);
		return;
	}
	ui_say(u, true, "there is no setting \"" STR_FMT "\"", STR_ARG(name));
}

static void go_tag(struct ui *u, struct str tag)
{
	for (uint32_t i = 0; i < u->feeds.nfeed; i++) {
		struct str rest = u->feeds.feed[i].tags, one;
		while (str_split(&rest, ',', &one)) {
			if (str_ieq(str_trim(one), tag)) {
				struct item_view v = { .kind = VIEW_TAG, .text = str_trim(one) };
				ui_open_list(u, &v, str_trim(one), true);
				return;
			}
		}
	}
	ui_say(u, true, "there is no section \"" STR_FMT "\"", STR_ARG(tag));
}

static void go_actor(struct ui *u, struct str name)
{
	struct store_actor *actor;
	uint32_t n;
	struct err e;
	if (store_actors(u->o->store, &u->frame, name, 1, &actor, &n, &e))
		ui_say(u, true, "%s", e.text);
	else if (!n)
		ui_say(u, true, "nobody in the news is called \"" STR_FMT "\"", STR_ARG(name));
	else
		ui_open_actor_page(u, &actor[0]);
}

static void open_number(struct ui *u, struct str what)
{
	int64_t id;
	struct store_item it;
	struct err e;
	if (store_item_find(u->o->store, what, &id, &e) || store_item(u->o->store, &u->frame, id, &it, &e)) {
		ui_say(u, true, "%s", e.text);
		return;
	}
	ui_jump(u, false);
	ui_open_story(u, &it, true);
}

void command_run(struct ui *u, struct str line)
{
	struct str all = str_trim(line), rest = all;
	if (!all.n)
		return;
	struct str verb = first_word(&rest);
	if (str_eqz(verb, "q") || str_eqz(verb, "qa") || str_eqz(verb, "exit"))
		verb = STR("quit");
	/* A count may stand before an action: ":3 next-quote". */
	int64_t count = 0;
	if (rest.n && str_int(&count, verb) == 0)
		verb = first_word(&rest);
	char *name = str_dupz(verb);
	enum action a = action_find(name);
	free(name);
	if (a != ACTION_none && !rest.n) {
		if (u->picker.kind)
			picker_close(u);
		ui_act(u, a, count > 0 && count <= KEY_COUNT_MAX ? (int)count : 0);
		return;
	}
	int v = 0;
	while (v < TYPED_COUNT && !str_eqz(verb, typed_info[v].name))
		v++;
	if (v < TYPED_COUNT && !rest.n && !str_ends(str_of(typed_info[v].arg), STR("?"))) {
		ui_say(u, true, ":%s needs something behind it", typed_info[v].name);
		return;
	}
	if (v == TYPED_merge || v == TYPED_rename || v == TYPED_split || v == TYPED_unmerge) {
		choose_actor(u, (enum typed)v, rest);
		return;
	}
	if (u->picker.kind)
		picker_close(u);
	struct err e;
	switch (v) {
	case TYPED_add: {
		struct str address = first_word(&rest);
		subscribe(u, address, rest);
		break;
	}
	case TYPED_remove: unsubscribe(u, first_word(&rest)); break;
	case TYPED_messages: pick_messages(u); break;
	case TYPED_search: ui_search(u, rest); break;
	case TYPED_actor: go_actor(u, rest); break;
	case TYPED_tag: go_tag(u, rest); break;
	case TYPED_save: send_to_file(u, rest); break;
	case TYPED_open_story: open_number(u, rest); break;
	case TYPED_mark_read: ui_mark_query(u, rest, ITEM_READ, 0); break;
	case TYPED_mark_unread: ui_mark_query(u, rest, 0, ITEM_READ); break;
	case TYPED_star: ui_mark_query(u, rest, ITEM_STARRED, 0); break;
	case TYPED_unstar: ui_mark_query(u, rest, 0, ITEM_STARRED); break;
	case TYPED_set: {
		struct str value = rest, setting = first_word(&value);
		if (!setting.n || !value.n)
			show_setting(u, setting);
		else if (settings_line(u->o->settings, all, keymap_bind_hook, &u->keys, &e))
			ui_say(u, true, "%s", e.text);
		else
			set_changed(u);
		break;
	}
	case TYPED_bind:
		if (settings_line(u->o->settings, all, keymap_bind_hook, &u->keys, &e))
			ui_say(u, true, "%s", e.text);
		break;
	default:
		ui_say(u, true, "no command \"" STR_FMT "\"; :help lists all", STR_ARG(verb));
	}
}

struct completions {
	struct arena *a;
	struct str *list;
	uint32_t n, cap;
	struct str prefix;
};

static void offer(struct completions *c, struct str s)
{
	if (s.n && str_istarts(s, c->prefix)) {
		struct str copy = arena_str(c->a, s);
		ARENA_PUSH(c->a, struct str, c->list, c->n, c->cap, copy);
	}
}

static void offer_tags(struct ui *u, struct completions *c)
{
	struct map seen = { 0 };
	for (uint32_t i = 0; i < u->feeds.nfeed; i++) {
		struct str rest = u->feeds.feed[i].tags, one;
		while (str_split(&rest, ',', &one)) {
			one = str_trim(one);
			if (one.n && !map_get(&seen, one)) {
				*map_put(&seen, one) = 1;
				offer(c, one);
			}
		}
	}
	map_free(&seen);
}

/* Actors of whose names a word begins so. */
static void offer_actors(struct ui *u, struct completions *c)
{
	struct store_actor *actor;
	uint32_t n;
	struct err e;
	if (store_actors(u->o->store, &u->frame, c->prefix, NAMES_MAX, &actor, &n, &e))
		n = 0;
	for (uint32_t i = 0; i < n; i++) {
		struct str copy = arena_str(c->a, actor[i].name);
		ARENA_PUSH(c->a, struct str, c->list, c->n, c->cap, copy);
	}
}

uint32_t command_complete(struct ui *u, struct arena *a, struct str line, struct str **out, size_t *start)
{
	struct completions c = { .a = a };
	size_t word = line.n;
	while (word && line.s[word - 1] != ' ')
		word--;
	*start = word;
	c.prefix = str_sub(line, word, line.n);
	struct str rest = line, verb = first_word(&rest);
	if (word == 0) {
		for (int i = 1; i < ACTION_COUNT; i++)
			offer(&c, str_of(action_info[i].command));
		for (int v = 0; v < TYPED_COUNT; v++)
			offer(&c, str_of(typed_info[v].name));
	} else if (str_eqz(verb, "set") && word <= 4) {
		for (int i = 0; i < SETTING_COUNT; i++)
			offer(&c, str_of(setting_info[i].name));
	} else if (str_eqz(verb, "set")) {
		struct str name = first_word(&rest);
		for (int i = 0; i < SETTING_COUNT; i++) {
			if (str_eqz(name, setting_info[i].name) && setting_info[i].kind == SETTING_BOOL) {
				offer(&c, STR("yes"));
				offer(&c, STR("no"));
			}
		}
		if (str_eqz(name, "background")) {
			offer(&c, STR("auto"));
			offer(&c, STR("dark"));
			offer(&c, STR("light"));
		}
	} else if (str_eqz(verb, "actor") || str_eqz(verb, "merge")) {
		*start = (size_t)(rest.s - line.s);
		c.prefix = rest;
		offer_actors(u, &c);
	} else if (str_eqz(verb, "tag")) {
		offer_tags(u, &c);
	} else if (str_eqz(verb, "remove")) {
		for (uint32_t i = 0; i < u->feeds.nfeed; i++)
			offer(&c, u->feeds.feed[i].url);
	} else if (str_eqz(verb, "bind")) {
		for (int i = 1; i < ACTION_COUNT; i++)
			offer(&c, str_of(action_info[i].command));
	}
	*out = c.list;
	return c.n;
}
