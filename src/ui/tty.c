/* tty.c - the terminal through curses.
 *
 * Sequences sent past curses: OSC 11 (background colour), DECRQM ?2026 (synchronised output) and DA1 as one question at the start;
 * ?2026h and l around a frame; ?2004h and l around a prompt (bracketed paste). Whatever was switched on is switched off by
 * restore_raw(), which is safe in a signal handler.
 */
#include "config.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include <utf8proc.h>

#include "quotidian/paths.h"
#include "quotidian/text.h"
#include "keymap.h"
#include "tty.h"

#define PROBE_MS 100
#define CODE_PASTE_START (KEY_MAX + 1)
#define CODE_PASTE_END (KEY_MAX + 2)
#define CODE_LATE_OSC (KEY_MAX + 3)
#define CODE_LATE_CSI (KEY_MAX + 4)
#define TYPED_MAX 64
/* curses makes one of a press and a release that came together. */
#define CLICKS (BUTTON1_CLICKED | BUTTON1_DOUBLE_CLICKED | BUTTON1_TRIPLE_CLICKED)
#define PAIRS_MAX 250

/* Signal handlers and die() have no argument to find their state by. */
static struct {
	struct termios saved;
	bool have_saved;
	volatile sig_atomic_t active, resized, quit, continued;
	int wake[2];
	char restore[256]; /* terminfo's rmcup, cnorm, sgr0, rmkx and the modes that may be on */
	size_t restore_n;
	SCREEN *screen;
	struct { short fg, bg; } pair[PAIRS_MAX];
	short npair;
	char typed[TYPED_MAX]; /* what the user typed while the terminal was asked */
	size_t ntyped;
} st = { .wake = { -1, -1 } };

/* Crashes, and what others may send to end a program. */
static const int fatal[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGQUIT, SIGSYS, SIGXCPU, SIGXFSZ, SIGALRM, SIGUSR1, SIGUSR2 };
static const int wanted[] = { SIGWINCH, SIGTERM, SIGHUP, SIGINT, SIGCONT };
static struct sigaction old_fatal[sizeof fatal / sizeof *fatal], old_wanted[sizeof wanted / sizeof *wanted], old_pipe;

static void write_fd(const char *s, size_t n)
{
	(void)!fd_write(STDOUT_FILENO, str_n(s, n));
}

/* For signal handlers: everything at once, without curses. */
static void restore_raw(void)
{
	if (!st.active)
		return;
	st.active = 0;
	write_fd(st.restore, st.restore_n);
	if (st.have_saved)
		tcsetattr(STDIN_FILENO, TCSANOW, &st.saved);
}

/* The same in the ordinary way. */
static void restore(void)
{
	if (!st.active)
		return;
	st.active = 0;
	write_fd("\033[?2026l\033[?2004l", 16);
	endwin();
	if (st.have_saved)
		tcsetattr(STDIN_FILENO, TCSADRAIN, &st.saved);
}

static void on_fatal(int sig)
{
	restore_raw();
	for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
		if (fatal[i] == sig)
			sigaction(sig, &old_fatal[i], NULL);
	raise(sig); /* comes when this handler returns, to whoever had it before */
}

static void on_signal(int sig)
{
	int saved = errno;
	if (sig == SIGWINCH)
		st.resized = 1;
	else if (sig == SIGCONT)
		st.continued = 1;
	else if (st.quit++) { /* asked twice: the loop does not answer any more */
		restore_raw();
		_exit(128 + sig);
	}
	(void)!write(st.wake[1], "", 1);
	errno = saved;
}

static void catch_signals(void)
{
	/* A stack that ran over leaves no room for its handler. */
	static char alternate[64 * 1024];
	stack_t ss = { .ss_sp = alternate, .ss_size = sizeof alternate };
	sigaltstack(&ss, NULL);
	struct sigaction sa = { .sa_handler = on_fatal, .sa_flags = SA_ONSTACK };
	sigemptyset(&sa.sa_mask);
	for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
		sigaction(fatal[i], &sa, &old_fatal[i]);
	sa.sa_handler = on_signal;
	sa.sa_flags = SA_RESTART;
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		sigaction(wanted[i], &sa, &old_wanted[i]);
	sa.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &sa, &old_pipe);
}

static void release_signals(void)
{
	for (size_t i = 0; i < sizeof fatal / sizeof *fatal; i++)
		sigaction(fatal[i], &old_fatal[i], NULL);
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++)
		sigaction(wanted[i], &old_wanted[i], NULL);
	sigaction(SIGPIPE, &old_pipe, NULL);
}

static void restore_add(const char *s)
{
	/* Padding ("$<5>") is of no use to terminals of today. */
	for (; s && s != (char *)-1 && *s && st.restore_n < sizeof st.restore; s++) {
		if (s[0] == '$' && s[1] == '<') {
			const char *close = strchr(s, '>');
			if (close) {
				s = close;
				continue;
			}
		}
		st.restore[st.restore_n++] = *s;
	}
}

/* Asks the terminal for its background and for mode 2026; DA1, which every terminal answers, ends the waiting. */
static void probe(struct tty *t, bool ask_background, int *light)
{
	struct termios raw = st.saved;
	cfmakeraw(&raw);
	tcsetattr(STDIN_FILENO, TCSANOW, &raw);
	if (ask_background)
		write_fd("\033]11;?\033\\", 8);
	write_fd("\033[?2026$p\033[c", 12);
	char in[512];
	size_t n = 0;
	int64_t end = clock_mono_ms() + PROBE_MS;
	bool done = false;
	while (!done && n < sizeof in) {
		int64_t left = end - clock_mono_ms();
		struct pollfd p = { STDIN_FILENO, POLLIN, 0 };
		if (left <= 0 || poll(&p, 1, (int)left) <= 0)
			break;
		ssize_t got = read(STDIN_FILENO, in + n, sizeof in - n);
		if (got <= 0)
			break;
		n += (size_t)got;
		struct str s = str_n(in, n);
		size_t da = str_find(s, STR("\033[?"), 0);
		for (; da != STR_NPOS && !done; da = str_find(s, STR("\033[?"), da + 3)) {
			size_t k = da + 3;
			while (k < n && (in[k] == ';' || (in[k] >= '0' && in[k] <= '9')))
				k++;
			done = k < n && in[k] == 'c';
		}
	}
	struct str s = str_n(in, n);
	for (size_t i = 0; i < n;) {
		struct str rest = str_sub(s, i, n);
		if (str_starts(rest, STR("\033]11;"))) {
			size_t k = i + 5;
			while (k < n && in[k] != '\a' && in[k] != '\033')
				k++;
			*light = theme_is_light_reply(str_sub(s, i + 5, k));
			i = k + (k < n && in[k] == '\033' ? 2 : 1);
		} else if (str_starts(rest, STR("\033[?"))) {
			size_t k = i + 3;
			while (k < n && ((unsigned char)in[k] < 0x40 || (unsigned char)in[k] > 0x7E))
				k++;
			/* "?2026;1$y" or ";2$y": it is there. */
			if (k < n && in[k] == 'y' && str_starts(str_sub(s, i + 3, k), STR("2026;")))
				t->sync = in[i + 8] == '1' || in[i + 8] == '2';
			i = k + 1;
		} else {
			if (st.ntyped < TYPED_MAX && in[i] != '\033')
				st.typed[st.ntyped++] = in[i];
			i++;
		}
	}
}

#define MOUSE_OFF "\033[?1006l\033[?1000l"

static void take_mouse(void)
{
	mousemask(BUTTON1_PRESSED | BUTTON1_RELEASED | CLICKS | BUTTON4_PRESSED | BUTTON5_PRESSED, NULL);
	mouseinterval(0);
}

static void start_curses_modes(struct tty *t)
{
	raw();
	noecho();
	nonl();
	keypad(stdscr, TRUE);
	nodelay(stdscr, TRUE);
	intrflush(stdscr, FALSE);
	curs_set(0);
	set_escdelay(25);
	define_key("\033[200~", CODE_PASTE_START);
	define_key("\033[201~", CODE_PASTE_END);
	/* Answers that came after PROBE_MS. */
	define_key("\033]11;", CODE_LATE_OSC);
	define_key("\033[?", CODE_LATE_CSI);
	if (t->mouse)
		take_mouse();
}

static void make_theme(struct tty *t, struct str background)
{
	int light = str_eqz(background, "light") ? 1 : str_eqz(background, "dark") ? 0 : t->asked;
	const char *fgbg = getenv("COLORFGBG");
	if (light < 0 && fgbg)
		light = theme_is_light_env(str_of(fgbg));
	t->look.light = light == 1;
	t->theme = theme_make(&t->look);
}

void tty_configure(struct tty *t, struct str background, bool mouse)
{
	make_theme(t, background);
	if (mouse == t->mouse)
		return;
	t->mouse = mouse;
	if (mouse) {
		if (str_find(str_n(st.restore, st.restore_n), STR(MOUSE_OFF), 0) == STR_NPOS)
			restore_add(MOUSE_OFF);
		take_mouse();
	} else {
		mousemask(0, NULL);
	}
}

int tty_start(struct tty *t, struct str background, bool mouse, struct err *e)
{
	*t = (struct tty){ .mouse = mouse, .asked = -1 };
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(e, QD_EINVAL, "the reader needs a terminal; `quotidian list` and `quotidian poll` work without one");
	const char *name = getenv("TERM");
	if (!name || !*name)
		return err_set(e, QD_EINVAL, "TERM is not set: the terminal's kind is not known");
	t->utf8 = strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
	st.have_saved = tcgetattr(STDIN_FILENO, &st.saved) == 0;
	if (st.wake[0] < 0 && pipe(st.wake))
		return err_set(e, QD_EIO, "pipe: %s", strerror(errno));
	for (int i = 0; i < 2; i++) {
		fcntl(st.wake[i], F_SETFL, O_NONBLOCK);
		fcntl(st.wake[i], F_SETFD, FD_CLOEXEC);
	}
	st.npair = 0;
	st.restore_n = st.ntyped = 0;
	st.resized = st.quit = st.continued = 0;
	int light = -1;
	bool ask = str_eqz(background, "auto") || background.n == 0;
	if (strncmp(name, "dumb", 4) != 0 && strncmp(name, "vt", 2) != 0 && strcmp(name, "linux") != 0)
		probe(t, ask, &light);
	st.screen = newterm(NULL, stdout, stdin);
	if (!st.screen) {
		if (st.have_saved)
			tcsetattr(STDIN_FILENO, TCSANOW, &st.saved);
		return err_set(e, QD_EINVAL, "TERM=%s: this kind of terminal is not known here; try TERM=xterm-256color", name);
	}
	set_term(st.screen);
	const char *cup = tigetstr("cup");
	if (!cup || cup == (char *)-1) {
		endwin();
		delscreen(st.screen);
		return err_set(e, QD_EINVAL, "TERM=%s: this kind of terminal cannot place its cursor; the reader needs one that can", name);
	}
	restore_add("\033[?2026l\033[?2004l");
	if (mouse)
		restore_add(MOUSE_OFF);
	restore_add(tigetstr("rmkx"));
	restore_add(tigetstr("sgr0"));
	restore_add(tigetstr("cnorm"));
	restore_add(tigetstr("rmcup"));
	st.active = 1;
	die_hook(restore);
	catch_signals();
	start_curses_modes(t);
	const char *no = getenv("NO_COLOR");
	bool no_colour = no && *no;
	int colours = 0;
	if (!no_colour && has_colors() && start_color() == OK) {
		colours = COLORS;
		use_default_colors();
	}
	const char *sitm = tigetstr("sitm");
	t->asked = light;
	t->look = (struct theme_in){ colours, false, no_colour, sitm && sitm != (char *)-1 };
	make_theme(t, background);
	buf_init(&t->scratch, 1 << 20);
	getmaxyx(stdscr, t->height, t->width);
	for (size_t i = st.ntyped; i > 0; i--)
		ungetch((unsigned char)st.typed[i - 1]);
	return 0;
}

void tty_stop(struct tty *t)
{
	if (!st.active)
		return;
	restore();
	release_signals();
	die_hook(NULL);
	delscreen(st.screen);
	st.screen = NULL;
	buf_free(&t->scratch);
}

void tty_leave(struct tty *t)
{
	(void)t;
	restore();
}

void tty_return(struct tty *t)
{
	st.active = 1;
	clearok(stdscr, TRUE);
	refresh(); /* the screen is curses' again before anything else is sent */
	tty_resize(t);
}

void tty_suspend(struct tty *t)
{
	tty_leave(t);
	raise(SIGTSTP);
	tty_return(t);
}

int tty_signal_fd(void)
{
	return st.wake[0];
}

unsigned tty_signals(struct tty *t)
{
	(void)t;
	char drain[64];
	while (read(st.wake[0], drain, sizeof drain) > 0)
		;
	unsigned out = (st.resized ? TTY_RESIZED : 0u) | (st.quit ? TTY_QUIT : 0u) | (st.continued ? TTY_CONTINUED : 0u);
	st.resized = st.continued = 0;
	return out;
}

void tty_resize(struct tty *t)
{
	struct winsize ws;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &ws) == 0 && ws.ws_row > 0 && ws.ws_col > 0)
		resizeterm(ws.ws_row, ws.ws_col);
	getmaxyx(stdscr, t->height, t->width);
}

static uint32_t key_of(wint_t code)
{
	switch (code) {
	case KEY_UP: return KEYS_UP;
	case KEY_DOWN: return KEYS_DOWN;
	case KEY_LEFT: return KEYS_LEFT;
	case KEY_RIGHT: return KEYS_RIGHT;
	case KEY_HOME: return KEYS_HOME;
	case KEY_END: return KEYS_END;
	case KEY_PPAGE: return KEYS_PAGE_UP;
	case KEY_NPAGE: return KEYS_PAGE_DOWN;
	case KEY_IC: return KEYS_INSERT;
	case KEY_DC: return KEYS_DELETE;
	case KEY_BACKSPACE: return KEYS_BACKSPACE;
	case KEY_BTAB: return KEYS_SHIFT_TAB;
	case KEY_SLEFT: return KEYS_SHIFT_LEFT;
	case KEY_SRIGHT: return KEYS_SHIFT_RIGHT;
	case KEY_ENTER: return KEYS_ENTER;
	default: break;
	}
	if (code >= KEY_F(1) && code <= KEY_F(12))
		return KEYS_F1 + (code - KEY_F(1));
	return 0;
}

/* The rest of an answer that came late: up to its final byte. */
static void swallow_late(bool osc)
{
	wint_t c;
	for (int i = 0; i < 64; i++) {
		int rc = get_wch(&c);
		if (rc == ERR || (osc && (c == '\a' || c == '\\')) || (!osc && c >= 0x40 && c <= 0x7E))
			return;
	}
}

bool tty_next(struct tty *t, struct tty_event *out)
{
	for (;;) {
		wint_t c;
		int rc = get_wch(&c);
		if (rc == ERR)
			return false;
		if (rc == KEY_CODE_YES) {
			if (c == CODE_PASTE_START || c == CODE_PASTE_END) {
				t->pasting = c == CODE_PASTE_START;
				continue;
			}
			if (c == CODE_LATE_OSC || c == CODE_LATE_CSI) {
				swallow_late(c == CODE_LATE_OSC);
				continue;
			}
			if (c == KEY_MOUSE) {
				MEVENT m;
				if (getmouse(&m) != OK)
					continue;
				*out = (struct tty_event){ .x = m.x, .y = m.y };
				if (m.bstate & BUTTON4_PRESSED)
					out->kind = TTY_WHEEL;
				else if (m.bstate & BUTTON5_PRESSED) {
					out->kind = TTY_WHEEL;
					out->key = 1;
				} else if (m.bstate & (BUTTON1_PRESSED | CLICKS))
					out->kind = TTY_CLICK;
				else if (m.bstate & BUTTON1_RELEASED)
					out->kind = TTY_RELEASE;
				else
					continue;
				return true;
			}
			uint32_t key = key_of(c);
			if (!key)
				continue;
			*out = (struct tty_event){ .kind = TTY_KEY, .key = key };
			return true;
		}
		uint32_t key = (uint32_t)c;
		if (key == '\n')
			key = KEYS_ENTER;
		else if (key == 127 || key == 8)
			key = KEYS_BACKSPACE;
		*out = (struct tty_event){ .kind = t->pasting ? TTY_PASTED : TTY_KEY, .key = key };
		return true;
	}
}

void tty_paste_mode(struct tty *t, bool on)
{
	write_fd(on ? "\033[?2004h" : "\033[?2004l", 8);
	t->pasting = false;
}

void tty_raw(struct tty *t, struct str bytes)
{
	(void)t;
	write_fd(bytes.s, bytes.n);
}

void tty_begin(struct tty *t)
{
	(void)t;
	erase();
}

/* Terminals of direct colour take 0xRRGGBB instead of a place in the xterm palette: 16 basic colours, a cube of 6, 24 greys. */
static int colour_of(short c)
{
	static const int basic[16] = { 0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
		                       0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF };
	static const int step[6] = { 0, 95, 135, 175, 215, 255 };
	if (c < 0 || COLORS <= 256)
		return c;
	if (c < 16)
		return basic[c];
	if (c >= 232)
		return (8 + (c - 232) * 10) * 0x010101;
	c = (short)(c - 16);
	return step[c / 36] << 16 | step[c / 6 % 6] << 8 | step[c % 6];
}

static short pair_of(short fg, short bg)
{
	if (fg < 0 && bg < 0)
		return 0;
	for (short i = 0; i < st.npair; i++)
		if (st.pair[i].fg == fg && st.pair[i].bg == bg)
			return (short)(i + 1);
	if (st.npair == PAIRS_MAX || st.npair + 1 >= COLOR_PAIRS || init_extended_pair(st.npair + 1, colour_of(fg), colour_of(bg)) != OK)
		return 0;
	st.pair[st.npair].fg = fg;
	st.pair[st.npair].bg = bg;
	return ++st.npair;
}

static void set_look(struct look l)
{
	attr_t a = A_NORMAL;
	a |= l.attr & LOOK_BOLD ? A_BOLD : 0;
	a |= l.attr & LOOK_DIM ? A_DIM : 0;
	a |= l.attr & LOOK_ITALIC ? A_ITALIC : 0;
	a |= l.attr & LOOK_UNDERLINE ? A_UNDERLINE : 0;
	a |= l.attr & LOOK_REVERSE ? A_REVERSE : 0;
	attr_set(a, pair_of(l.fg, l.bg), NULL);
}

/* What stands in for a character where the locale has only ASCII. */
static wchar_t ascii_for(uint32_t cp)
{
	static const struct {
		uint32_t cp;
		char c;
	} table[] = {
		{ 0x2018, '\'' }, { 0x2019, '\'' }, { 0x201C, '"' }, { 0x201D, '"' }, { 0x2013, '-' }, { 0x2014, '-' }, { 0x2026, '~' },
		{ 0x2022, '*' }, { 0x25CF, '*' }, { 0x2605, '+' }, { 0x00B7, '-' }, { 0x00D7, 'x' }, { 0x25B8, '>' }, { 0x25BE, 'v' },
		{ 0x2503, '|' }, { 0x2502, '|' }, { 0x250A, ':' }, { 0x2500, '-' }, { 0x252C, '+' }, { 0x2534, '+' }, { 0x251C, '+' },
		{ 0x2524, '+' }, { 0x250C, '+' }, { 0x2510, '+' }, { 0x2514, '+' }, { 0x2518, '+' }, { 0x25B0, '#' }, { 0x25B1, '.' },
		{ 0x2191, '^' }, { 0x2193, 'v' }, { 0xA0, ' ' },
	};
	for (size_t i = 0; i < sizeof table / sizeof *table; i++)
		if (table[i].cp == cp)
			return (wchar_t)table[i].c;
	utf8proc_int32_t parts[4];
	utf8proc_ssize_t n = utf8proc_decompose_char((utf8proc_int32_t)cp, parts, 4, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, NULL);
	return n > 0 && parts[0] >= 0x20 && parts[0] < 0x7F ? (wchar_t)parts[0] : L'?';
}

int tty_put(struct tty *t, int x, int y, int width, struct look look, struct str s)
{
	if (y < 0 || y >= t->height || x < 0 || x >= t->width)
		return 0;
	if (width > t->width - x)
		width = t->width - x;
	buf_clear(&t->scratch);
	text_for_cells(&t->scratch, s);
	struct str shown = buf_str(&t->scratch);
	set_look(look);
	move(y, x);
	wchar_t out[128];
	int n = 0, used = 0;
	for (size_t i = 0; i < shown.n;) {
		uint32_t cp = utf8_next(shown, &i);
		if (cp < 0x20 || utf8_forbidden(cp))
			continue;
		int w = text_cp_width(cp);
		if (used + w > width)
			break;
		if (!t->utf8 && cp >= 0x7F) {
			wchar_t c = ascii_for(cp);
			for (int k = 0; k < w; k++)
				out[n++] = c;
		} else if (w || n) { /* a mark needs something to stand on */
			out[n++] = (wchar_t)cp;
		}
		used += w;
		if (n >= 120) {
			addnwstr(out, n);
			n = 0;
		}
	}
	if (n)
		addnwstr(out, n);
	return used;
}

int tty_put_cut(struct tty *t, int x, int y, int width, struct look look, struct str s)
{
	if (width <= 0)
		return 0;
	size_t used, fits = text_fit(s, (size_t)width, &used);
	if (fits == s.n)
		return tty_put(t, x, y, width, look, s);
	fits = text_fit(s, (size_t)width - 1, &used);
	while (fits && s.s[fits - 1] == ' ')
		fits--;
	int n = tty_put(t, x, y, width - 1, look, str_sub(s, 0, fits));
	return n + tty_put(t, x + n, y, 1, look, STR("\u2026"));
}

void tty_fill(struct tty *t, struct rect r, struct look look)
{
	set_look(look);
	for (int y = r.y; y < r.y + r.h && y < t->height; y++)
		if (y >= 0 && r.x >= 0 && r.x < t->width)
			mvhline(y, r.x, ' ', r.w < t->width - r.x ? r.w : t->width - r.x);
}

void tty_hline(struct tty *t, int x, int y, int w, struct look look)
{
	for (int i = 0; i < w; i++)
		tty_put(t, x + i, y, 1, look, STR("\u2500"));
}

void tty_vline(struct tty *t, int x, int y, int h, struct look look)
{
	for (int i = 0; i < h; i++)
		tty_put(t, x, y + i, 1, look, STR("\u2502"));
}

void tty_show(struct tty *t, int cursor_x, int cursor_y, bool all)
{
	attr_set(A_NORMAL, 0, NULL);
	if (all)
		clearok(stdscr, TRUE);
	wnoutrefresh(stdscr);
	if (cursor_x >= 0) {
		move(cursor_y, cursor_x);
		wnoutrefresh(stdscr);
	}
	if (t->sync)
		write_fd("\033[?2026h", 8);
	curs_set(0);
	doupdate();
	if (cursor_x >= 0)
		curs_set(1);
	if (t->sync)
		write_fd("\033[?2026l", 8);
}
