/* screen.h - a program on a real pseudo-terminal, its screen kept by libvterm. */
#ifndef TESTS_UI_SCREEN_H
#define TESTS_UI_SCREEN_H

#include <sys/types.h>

#include "quotidian/str.h"

struct screen;
struct screen_cell {
	char text[16]; /* UTF-8; empty behind a wide character */
	bool bold, italic, underline, reverse, dim;
	int fg, bg; /* palette index, -1: the terminal's own */
};
/* What the terminal was left in. */
struct screen_modes {
	bool alternate, cursor;
	bool mouse, paste, sync; /* from the bytes sent: ?1000, ?2004 and ?2026 */
	bool cooked;             /* the line discipline echoes and edits again */
};

/* Starts `argv` (or, when NULL, `child` in the forked process) with TERM=xterm-256color, LC_ALL=C.UTF-8, TZ=UTC and "NAME=VALUE" of `env`
 * (NULL-terminated; may be NULL). */
struct screen *screen_start(int w, int h, const char *const *argv, int (*child)(void *arg), void *arg, const char *const *env);
/* Ends the program if it runs and frees all. */
void screen_free(struct screen *s);
void screen_keys(struct screen *s, const char *keys);
void screen_resize(struct screen *s, int w, int h);
/* Takes what comes until the program has been silent for `ms` and sleeps, with every key read: a loaded machine only makes this longer.
 * What is on the screen is always a whole frame where the program marks them (mode 2026). */
void screen_settle(struct screen *s, int ms);
/* Waits until the screen shows `text` somewhere; false after a minute. */
bool screen_wait(struct screen *s, const char *text);
/* As screen_wait, but the test fails, and prints the screen, when it is not shown. */
void screen_expect(struct screen *s, const char *text);
/* Whether it is there at this moment. */
bool screen_shows(struct screen *s, const char *text);
/* Whether it is not there once the program has come to rest, or goes within a minute. */
bool screen_lacks(struct screen *s, const char *text);
/* The screen as lines without spaces at their ends. */
void screen_text(struct screen *s, struct buf *out);
struct screen_cell screen_cell(struct screen *s, int x, int y);
/* Where `text` begins, on one line; waits as screen_wait does. */
bool screen_find(struct screen *s, const char *text, int *x, int *y);
struct screen_modes screen_modes(struct screen *s);
/* The test fails unless the terminal is as it was before the program. */
void screen_restored(struct screen *s);
pid_t screen_pid(const struct screen *s);
/* Waits for the program's end; its status as of waitpid, or -1 after a minute. */
int screen_wait_exit(struct screen *s);
/* All bytes that the program sent. */
struct str screen_sent(const struct screen *s);
/* Compares with tests/ui/screens/NAME.txt, waiting until it is the same; QUOTIDIAN_SCREENS=update writes the file. Prints both when not. */
bool screen_is(struct screen *s, const char *name);

#endif
