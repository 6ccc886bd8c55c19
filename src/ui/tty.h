/* tty.h - the terminal: started and given back whatever happens; keys, mouse and signals in, cells out. All of curses is in tty.c. */
#ifndef UI_TTY_H
#define UI_TTY_H

#include "layout.h"
#include "theme.h"

struct tty {
	int width, height;
	bool utf8;     /* the locale is UTF-8: else ASCII stands in for everything */
	bool sync;     /* the terminal has synchronised output (mode 2026) */
	bool pasting;  /* inside a bracketed paste */
	bool mouse;
	struct theme theme;
	struct theme_in look; /* what the theme was made from */
	int asked;            /* the terminal's own background: 1 light, 0 dark, -1 not known */
	struct buf scratch;
};
enum tty_signal { TTY_RESIZED = 1, TTY_QUIT = 2, TTY_CONTINUED = 4 };
enum tty_event_kind { TTY_KEY, TTY_PASTED /* key: a character of a paste */, TTY_CLICK, TTY_RELEASE, TTY_WHEEL /* key: 1 down, 0 up */ };
struct tty_event {
	enum tty_event_kind kind;
	uint32_t key;
	int x, y;
};

/* Takes the terminal. `background`: "auto", "dark", "light". QD_EINVAL: no terminal, or one that curses does not know. */
int tty_start(struct tty *t, struct str background, bool mouse, struct err *e) QD_MUST_USE;
/* The same settings, later. */
void tty_configure(struct tty *t, struct str background, bool mouse);
void tty_stop(struct tty *t);
/* Gives the terminal to another program, and takes it back. */
void tty_leave(struct tty *t);
void tty_return(struct tty *t);
/* Gives the terminal to the shell until SIGCONT. */
void tty_suspend(struct tty *t);
/* Readable when a signal came; tty_signals() says which since the last call. */
int tty_signal_fd(void);
unsigned tty_signals(struct tty *t);
/* Asks for the size again; after TTY_RESIZED. */
void tty_resize(struct tty *t);
/* The next event, false when none waits. */
bool tty_next(struct tty *t, struct tty_event *out);
/* Bracketed paste is on only while a prompt is open. */
void tty_paste_mode(struct tty *t, bool on);
/* Sends bytes past curses (OSC 52). */
void tty_raw(struct tty *t, struct str bytes);

/* A frame: erase, put, show. */
void tty_begin(struct tty *t);
/* Writes at most `width` cells of `s` at x, y; returns the cells used. What would leave the screen is left out. */
int tty_put(struct tty *t, int x, int y, int width, struct look look, struct str s);
/* The same, and the last cell is an ellipsis when not all fits. */
int tty_put_cut(struct tty *t, int x, int y, int width, struct look look, struct str s);
void tty_fill(struct tty *t, struct rect r, struct look look);
void tty_hline(struct tty *t, int x, int y, int w, struct look look);
void tty_vline(struct tty *t, int x, int y, int h, struct look look);
/* cursor_x < 0: hidden. `all`: repaint every cell. */
void tty_show(struct tty *t, int cursor_x, int cursor_y, bool all);

#endif
