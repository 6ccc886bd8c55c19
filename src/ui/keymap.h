/* keymap.h - keys to actions: the notation of `bind`, a trie of key sequences, counts. Pure: needs no terminal.
 *
 * A key is a Unicode code point (control keys are 1..31, Esc 27, Enter 13, Tab 9) or one of enum key. A binding belongs to a place
 * (one letter of `where` in actions.h) or to all; the one of the place wins.
 */
#ifndef UI_KEYMAP_H
#define UI_KEYMAP_H

#include "quotidian/actions.h"
#include "quotidian/arena.h"

enum key {
	KEY_FIRST = 0x110000,
	KEYS_UP, KEYS_DOWN, KEYS_LEFT, KEYS_RIGHT, KEYS_HOME, KEYS_END, KEYS_PAGE_UP, KEYS_PAGE_DOWN,
	KEYS_INSERT, KEYS_DELETE, KEYS_BACKSPACE, KEYS_SHIFT_TAB, KEYS_SHIFT_LEFT, KEYS_SHIFT_RIGHT,
	KEYS_F1, KEYS_F12 = KEYS_F1 + 11,
};
#define KEYS_ENTER 13
#define KEYS_TAB 9
#define KEYS_ESC 27

#define KEY_SEQUENCE_MAX 8
#define KEY_COUNT_MAX 99999

enum place { PLACE_ANY, PLACE_FEEDS, PLACE_STORIES, PLACE_READER, PLACE_SIDEBAR, PLACE_TIMELINE, PLACE_PICKER, PLACE_COUNT };

struct key_node {
	uint32_t key, child, next;    /* indices, 0: none */
	uint16_t bound[PLACE_COUNT];  /* an action; over ACTION_COUNT: a command, see keymap_command; 0: nothing */
};
struct keymap {
	struct arena arena;
	struct key_node *node; /* [0] is the root */
	uint32_t n, cap;
	struct str *command;
	uint32_t ncommand, command_cap;
};
/* The default keys of actions.h. */
void keymap_init(struct keymap *m);
void keymap_free(struct keymap *m);
/* Keys in the notation of `bind` ("gg", "^D", "<S-Tab>", "]q"). QD_EINVAL names what is wrong. */
int keys_parse(uint32_t *out, unsigned *n, struct str keys, struct err *e) QD_MUST_USE;
/* Appends one key in that notation. */
void key_show(struct buf *out, uint32_t key);
/* Binds in all places of `where` ("*" all, or letters of actions.h) to a command line; an empty command unbinds. QD_EINVAL. */
int keymap_bind(struct keymap *m, struct str keys, const char *where, struct str command, struct err *e) QD_MUST_USE;
/* The hook for settings_load: `arg` is the keymap; binds in all places. A command that there is not is QD_EINVAL. */
int keymap_bind_hook(void *arg, struct str keys, struct str command, struct err *e);
/* The command line of what a binding names. */
struct str keymap_command(const struct keymap *m, uint16_t bound);
/* All keys of an action, separated by spaces, as they are bound now. */
void keymap_keys_of(const struct keymap *m, enum action a, struct buf *out);

struct key_state { /* a sequence being typed; zeroed at the start */
	uint32_t node;   /* 0: none */
	int count;       /* 0: none given */
	uint16_t waiting; /* bound here, but a longer sequence may follow */
};
enum key_result { KEY_NONE /* not bound, state cleared */, KEY_PREFIX /* more must follow */, KEY_BOUND };
/* Takes a key at a place. KEY_BOUND: *bound and *count (0: none) are what to do, and the state is cleared. */
enum key_result keymap_feed(const struct keymap *m, struct key_state *st, enum place place, uint32_t key, uint16_t *bound, int *count);
/* What could follow the prefix typed so far: calls back once for each key. */
void keymap_following(const struct keymap *m, const struct key_state *st, enum place place,
                      void (*each)(void *arg, uint32_t key, uint16_t bound), void *arg);

#endif
