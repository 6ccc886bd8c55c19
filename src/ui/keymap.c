/* keymap.c - a trie of key sequences with a binding a place, and the notation of keys. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/ui.h"
#include "quotidian/utf8.h"
#include "keymap.h"

static const struct {
	const char *name;
	uint32_t key;
} named[] = {
	{ "Enter", KEYS_ENTER }, { "Tab", KEYS_TAB }, { "Esc", KEYS_ESC }, { "Space", ' ' }, { "Lt", '<' }, { "S-Tab", KEYS_SHIFT_TAB },
	{ "Up", KEYS_UP }, { "Down", KEYS_DOWN }, { "Left", KEYS_LEFT }, { "Right", KEYS_RIGHT }, { "Home", KEYS_HOME },
	{ "End", KEYS_END }, { "PageUp", KEYS_PAGE_UP }, { "PageDown", KEYS_PAGE_DOWN }, { "Insert", KEYS_INSERT },
	{ "Delete", KEYS_DELETE }, { "Backspace", KEYS_BACKSPACE }, { "S-Left", KEYS_SHIFT_LEFT }, { "S-Right", KEYS_SHIFT_RIGHT },
	{ "F1", KEYS_F1 }, { "F2", KEYS_F1 + 1 }, { "F3", KEYS_F1 + 2 }, { "F4", KEYS_F1 + 3 }, { "F5", KEYS_F1 + 4 },
	{ "F6", KEYS_F1 + 5 }, { "F7", KEYS_F1 + 6 }, { "F8", KEYS_F1 + 7 }, { "F9", KEYS_F1 + 8 }, { "F10", KEYS_F1 + 9 },
	{ "F11", KEYS_F1 + 10 }, { "F12", KEYS_F12 },
};
#define NAMED (sizeof named / sizeof named[0])

int keys_parse(uint32_t *out, unsigned *n, struct str keys, struct err *e)
{
	*n = 0;
	for (size_t i = 0; i < keys.n;) {
		if (*n == KEY_SEQUENCE_MAX)
			return err_set(e, QD_EINVAL, "\"" STR_FMT "\": more than %d keys", STR_ARG(keys), KEY_SEQUENCE_MAX);
		uint32_t key = 0;
		size_t close = keys.s[i] == '<' ? str_chr(keys, '>', i) : STR_NPOS;
		if (close != STR_NPOS && close > i + 1) {
			struct str name = str_sub(keys, i + 1, close);
			for (size_t k = 0; k < NAMED && !key; k++)
				if (str_ieq(name, str_of(named[k].name)))
					key = named[k].key;
			if (!key)
				return err_set(e, QD_EINVAL, "\"" STR_FMT "\": there is no key <" STR_FMT ">", STR_ARG(keys), STR_ARG(name));
			i = close + 1;
		} else if (keys.s[i] == '^' && i + 1 < keys.n) {
			unsigned char c = (unsigned char)keys.s[i + 1];
			if (!((c >= '@' && c <= '_') || (c >= 'a' && c <= 'z')))
				return err_set(e, QD_EINVAL, "\"" STR_FMT "\": ^ stands before a letter", STR_ARG(keys));
			key = c & 31;
			i += 2;
		} else {
			key = utf8_next(keys, &i);
			if (key <= ' ' || key == UTF8_BAD || utf8_forbidden(key))
				return err_set(e, QD_EINVAL, "\"" STR_FMT "\": not a key", STR_ARG(keys));
		}
		if (!key)
			return err_set(e, QD_EINVAL, "\"" STR_FMT "\": not a key", STR_ARG(keys));
		out[(*n)++] = key;
	}
	return *n ? 0 : err_set(e, QD_EINVAL, "no key is named");
}

void key_show(struct buf *out, uint32_t key)
{
	for (size_t k = 0; k < NAMED; k++) {
		if (named[k].key == key && key != '<') {
			buf_addf(out, "<%s>", named[k].name);
			return;
		}
	}
	if (key < ' ')
		buf_addf(out, "^%c", (int)(key + '@'));
	else
		buf_addcp(out, key);
}

static enum place place_of(char where)
{
	switch (where) {
	case 'f': return PLACE_FEEDS;
	case 'l': return PLACE_STORIES;
	case 'r': return PLACE_READER;
	case 's': return PLACE_SIDEBAR;
	case 't': return PLACE_TIMELINE;
	case 'p': return PLACE_PICKER;
	default: return PLACE_ANY;
	}
}

static uint32_t child_of(const struct keymap *m, uint32_t node, uint32_t key)
{
	for (uint32_t c = m->node[node].child; c; c = m->node[c].next)
		if (m->node[c].key == key)
			return c;
	return 0;
}

static void bind_keys(struct keymap *m, const uint32_t *key, unsigned n, const char *where, uint16_t bound)
{
	uint32_t at = 0;
	for (unsigned i = 0; i < n; i++) {
		uint32_t c = child_of(m, at, key[i]);
		if (!c) {
			struct key_node fresh = { .key = key[i] };
			c = m->n;
			ARENA_PUSH(&m->arena, struct key_node, m->node, m->n, m->cap, fresh);
			/* Last among its siblings, so that what follows a prefix is listed in the order of the table. */
			uint32_t *link = &m->node[at].child;
			while (*link)
				link = &m->node[*link].next;
			*link = c;
		}
		at = c;
	}
	for (; *where; where++)
		m->node[at].bound[place_of(*where)] = bound;
}

static uint16_t command_index(struct keymap *m, struct str command)
{
	struct str copy = arena_str(&m->arena, command);
	ARENA_PUSH(&m->arena, struct str, m->command, m->ncommand, m->command_cap, copy);
	return (uint16_t)(ACTION_COUNT + m->ncommand - 1);
}

void keymap_init(struct keymap *m)
{
	*m = (struct keymap){ 0 };
	struct key_node root = { 0 };
	ARENA_PUSH(&m->arena, struct key_node, m->node, m->n, m->cap, root);
	for (int a = 1; a < ACTION_COUNT; a++) {
		struct str rest = str_of(action_info[a].keys), one;
		while (str_split(&rest, ' ', &one)) {
			uint32_t key[KEY_SEQUENCE_MAX];
			unsigned n;
			if (one.n && keys_parse(key, &n, one, NULL) == 0)
				bind_keys(m, key, n, action_info[a].where, (uint16_t)a);
		}
	}
}

void keymap_free(struct keymap *m)
{
	arena_free(&m->arena);
	*m = (struct keymap){ 0 };
}

int keymap_bind(struct keymap *m, struct str keys, const char *where, struct str command, struct err *e)
{
	uint32_t key[KEY_SEQUENCE_MAX];
	unsigned n;
	int rc = keys_parse(key, &n, keys, e);
	if (rc)
		return rc;
	/* A binding is 16 bits wide and a configuration file is bounded; so is what may be typed in one sitting. */
	if (m->ncommand > 10000 || m->n > 20000)
		return err_set(e, QD_ELIMIT, "too many bindings");
	command = str_trim(command);
	uint16_t bound = 0;
	if (command.n) {
		char *name = str_dupz(command);
		enum action a = action_find(name);
		free(name);
		bound = a != ACTION_none ? (uint16_t)a : command_index(m, command);
	}
	/* What holds everywhere takes the place of what held somewhere. */
	bind_keys(m, key, n, strcmp(where, "*") == 0 ? "*flrstp" : where, bound);
	return 0;
}

int keymap_bind_hook(void *arg, struct str keys, struct str command, struct err *e)
{
	int r = str_trim(command).n ? command_check(command, e) : 0;
	return r ? r : keymap_bind(arg, keys, "*", command, e);
}

int ui_bind_check(void *arg, struct str keys, struct str command, struct err *e)
{
	uint32_t key[KEY_SEQUENCE_MAX];
	unsigned n;
	(void)arg;
	int r = keys_parse(key, &n, keys, e);
	return r ? r : command_check(command, e);
}

struct str keymap_command(const struct keymap *m, uint16_t bound)
{
	if (bound < ACTION_COUNT)
		return str_of(action_info[bound].command);
	return (unsigned)(bound - ACTION_COUNT) < m->ncommand ? m->command[bound - ACTION_COUNT] : STR_NONE;
}

void keymap_keys_of(const struct keymap *m, enum action a, struct buf *out)
{
	/* Depth first over a trie that is at most KEY_SEQUENCE_MAX deep, with the path as the stack. */
	uint32_t path[KEY_SEQUENCE_MAX + 1];
	unsigned depth = 0;
	bool first = true;
	path[0] = m->node[0].child;
	while (path[0]) {
		const struct key_node *node = &m->node[path[depth]];
		bool has = false;
		for (int p = 0; p < PLACE_COUNT; p++)
			has = has || node->bound[p] == a;
		if (has) {
			if (!first)
				buf_addc(out, ' ');
			first = false;
			for (unsigned i = 0; i <= depth; i++)
				key_show(out, m->node[path[i]].key);
		}
		if (node->child) {
			path[++depth] = node->child;
			continue;
		}
		while (depth && !m->node[path[depth]].next)
			depth--;
		path[depth] = m->node[path[depth]].next;
	}
}

static uint16_t bound_at(const struct keymap *m, uint32_t node, enum place place)
{
	uint16_t b = m->node[node].bound[place];
	return b ? b : m->node[node].bound[PLACE_ANY];
}

/* Whether anything below the node is bound at this place. */
static bool leads_on(const struct keymap *m, uint32_t node, enum place place)
{
	uint32_t path[KEY_SEQUENCE_MAX + 1];
	unsigned depth = 0;
	path[0] = m->node[node].child;
	while (path[0]) {
		if (bound_at(m, path[depth], place))
			return true;
		if (m->node[path[depth]].child && depth < KEY_SEQUENCE_MAX) {
			path[depth + 1] = m->node[path[depth]].child;
			depth++;
			continue;
		}
		while (depth && !m->node[path[depth]].next)
			depth--;
		path[depth] = m->node[path[depth]].next;
	}
	return false;
}

enum key_result keymap_feed(const struct keymap *m, struct key_state *st, enum place place, uint32_t key, uint16_t *bound, int *count)
{
	if (!st->node && ((key >= '1' && key <= '9') || (key == '0' && st->count))) {
		if (st->count <= KEY_COUNT_MAX / 10)
			st->count = st->count * 10 + (int)(key - '0');
		return KEY_PREFIX;
	}
	uint32_t c = child_of(m, st->node, key);
	uint16_t here = c ? bound_at(m, c, place) : 0;
	bool more = c && leads_on(m, c, place);
	if (more) {
		st->node = c;
		st->waiting = here;
		return KEY_PREFIX;
	}
	*bound = here;
	*count = st->count;
	*st = (struct key_state){ 0 };
	return here ? KEY_BOUND : KEY_NONE;
}

void keymap_following(const struct keymap *m, const struct key_state *st, enum place place,
                      void (*each)(void *arg, uint32_t key, uint16_t bound), void *arg)
{
	for (uint32_t c = m->node[st->node].child; c; c = m->node[c].next)
		if (bound_at(m, c, place) || leads_on(m, c, place))
			each(arg, m->node[c].key, bound_at(m, c, place));
}
