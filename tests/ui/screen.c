/* screen.c - a pseudo-terminal and libvterm. */
#include "config.h"

#include <dirent.h>
#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>
#include <utmp.h>

#include <vterm.h>

#include "quotidian/paths.h"
#include "quotidian/utf8.h"
#include "screen.h"
#include "testing.h"

#define PATIENCE_MS 60000

struct screen {
	VTerm *vt;
	VTermScreen *vs;
	int fd, slave, w, h;
	pid_t pid;
	bool ended;
	int status;
	struct screen_modes modes;
	struct buf sent;
	size_t looked; /* bytes of `sent` that were searched for modes */
};

static int on_prop(VTermProp prop, VTermValue *val, void *user)
{
	struct screen *s = user;
	if (prop == VTERM_PROP_ALTSCREEN)
		s->modes.alternate = val->boolean;
	else if (prop == VTERM_PROP_CURSORVISIBLE)
		s->modes.cursor = val->boolean;
	return 1;
}

/* What libvterm answers for the terminal. Synchronised output is kept here, not there: see take(). */
static void on_output(const char *bytes, size_t n, void *user)
{
	struct screen *s = user;
	struct str answer = str_n(bytes, n), refused = STR("?2026;0$y");
	size_t at = str_find(answer, refused, 0);
	if (at == STR_NPOS) {
		(void)!write(s->fd, bytes, n);
		return;
	}
	struct buf b;
	buf_init(&b, 0);
	buf_add(&b, str_sub(answer, 0, at));
	buf_addz(&b, "?2026;2$y");
	buf_add(&b, str_sub(answer, at + refused.n, n));
	(void)!write(s->fd, b.s, b.n);
	buf_free(&b);
}

static const VTermScreenCallbacks callbacks = { .settermprop = on_prop };

struct screen *screen_start(int w, int h, const char *const *argv, int (*child)(void *arg), void *arg, const char *const *env)
{
	struct screen *s = xcalloc(1, sizeof *s);
	struct winsize ws = { .ws_row = (unsigned short)h, .ws_col = (unsigned short)w };
	*s = (struct screen){ .w = w, .h = h, .modes = { .cursor = true } };
	buf_init(&s->sent, 0);
	s->vt = vterm_new(h, w);
	vterm_set_utf8(s->vt, 1);
	vterm_output_set_callback(s->vt, on_output, s);
	s->vs = vterm_obtain_screen(s->vt);
	vterm_screen_enable_altscreen(s->vs, 1);
	vterm_screen_set_callbacks(s->vs, &callbacks, s);
	vterm_screen_reset(s->vs, 1);
	/* The slave stays open here, so that its modes can be asked for when the program has ended. */
	if (openpty(&s->fd, &s->slave, NULL, NULL, &ws))
		die("openpty: %s", strerror(errno));
	s->pid = fork();
	if (s->pid == 0) {
		/* cmocka catches crashes; here they are the program's own. */
		static const int crash[] = { SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT };
		for (size_t i = 0; i < sizeof crash / sizeof *crash; i++)
			signal(crash[i], SIG_DFL);
		close(s->fd);
		login_tty(s->slave);
		setenv("TERM", "xterm-256color", 1);
		setenv("LC_ALL", "C.UTF-8", 1);
		setenv("TZ", "UTC", 1);
		setenv("NCURSES_GPM_TERMS", "none", 1); /* curses would load the console's mouse library, which leaks */
		unsetenv("NO_COLOR");
		unsetenv("COLORFGBG");
		unsetenv("LINES");
		unsetenv("COLUMNS");
		for (; env && *env; env++)
			putenv((char *)(uintptr_t)*env);
		if (argv)
			execv(argv[0], (char *const *)(uintptr_t)argv);
		else
			exit(child(arg));
		_exit(127);
	}
	return s;
}

static void note_modes(struct screen *s)
{
	struct str all = buf_str(&s->sent);
	size_t at = s->looked;
	while ((at = str_find(all, STR("\033[?"), at)) != STR_NPOS) {
		size_t end = at + 3;
		while (end < all.n && (all.s[end] == ';' || (all.s[end] >= '0' && all.s[end] <= '9')))
			end++;
		if (end == all.n)
			return;
		struct str what = str_sub(all, at + 3, end), number;
		while (str_split(&what, ';', &number)) {
			if (str_eqz(number, "2004"))
				s->modes.paste = all.s[end] == 'h';
			else if (str_eqz(number, "2026"))
				s->modes.sync = all.s[end] == 'h';
			else if (str_eqz(number, "1000"))
				s->modes.mouse = all.s[end] == 'h';
		}
		at = s->looked = end;
	}
}

static bool take_some(struct screen *s, int ms)
{
	char in[65536];
	struct pollfd p = { s->fd, POLLIN, 0 };
	if (poll(&p, 1, ms) <= 0 || !(p.revents & POLLIN))
		return false;
	ssize_t n = read(s->fd, in, sizeof in);
	if (n <= 0)
		return false;
	buf_add(&s->sent, str_n(in, (size_t)n));
	vterm_input_write(s->vt, in, (size_t)n);
	vterm_screen_flush_damage(s->vs);
	note_modes(s);
	return true;
}

/* Its status stays to be asked for. */
static bool has_ended(struct screen *s)
{
	siginfo_t info = { .si_pid = 0 };
	return s->ended || (waitid(P_PID, (id_t)s->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 && info.si_pid == s->pid);
}

/* Takes what comes within `ms`, and then the rest of a frame that has begun: between ?2026h and l a terminal shows nothing new, and
 * a test must not see it either. False when nothing came. */
static bool take(struct screen *s, int ms)
{
	if (!take_some(s, ms))
		return false;
	int64_t end = clock_mono_ms() + PATIENCE_MS;
	while (s->modes.sync && clock_mono_ms() < end && (take_some(s, 50) || !has_ended(s)))
		;
	return true;
}

struct activity {
	bool busy;
	long long switches; /* of all threads, since they began */
};

/* Adds the threads of a process. */
static void note_threads(pid_t pid, struct activity *a)
{
	char path[320], line[256];
	snprintf(path, sizeof path, "/proc/%d/task", (int)pid);
	DIR *d = opendir(path);
	struct dirent *e;
	while (d && (e = readdir(d))) {
		snprintf(path, sizeof path, "/proc/%d/task/%s/status", (int)pid, e->d_name);
		FILE *f = e->d_name[0] == '.' ? NULL : fopen(path, "r");
		char state = 'S';
		long long n;
		while (f && fgets(line, sizeof line, f)) {
			if (sscanf(line, "State: %c", &state) == 1)
				a->busy |= state != 'S' && state != 'Z' && state != 'X' && state != 'T';
			else if (sscanf(line, "voluntary_ctxt_switches: %lld", &n) == 1 || sscanf(line, "nonvoluntary_ctxt_switches: %lld", &n) == 1)
				a->switches += n;
		}
		if (f)
			fclose(f);
	}
	if (d)
		closedir(d);
}

/* Adds the program's threads and those of its children. */
static struct activity activity(struct screen *s)
{
	struct activity a = { .busy = false };
	char path[320], line[512];
	note_threads(s->pid, &a);
	DIR *d = opendir("/proc");
	struct dirent *e;
	while (d && (e = readdir(d))) {
		int parent = 0;
		snprintf(path, sizeof path, "/proc/%s/stat", e->d_name);
		FILE *f = e->d_name[0] >= '1' && e->d_name[0] <= '9' ? fopen(path, "r") : NULL;
		const char *rest = f && fgets(line, sizeof line, f) ? strrchr(line, ')') : NULL;
		if (rest && sscanf(rest, ") %*c %d", &parent) == 1 && parent == s->pid)
			note_threads((pid_t)strtol(e->d_name, NULL, 10), &a);
		if (f)
			fclose(f);
	}
	if (d)
		closedir(d);
	return a;
}

/* The program has read all keys and sleeps with all its threads and children: however loaded the machine is, nothing more comes unless
 * somebody or a timer wakes it. Two looks with no switch between them make up for looking at one thread after the other. */
static bool at_rest(struct screen *s)
{
	int unread = 0, unseen = 0;
	struct activity first = activity(s);
	ioctl(s->slave, FIONREAD, &unread);
	ioctl(s->fd, FIONREAD, &unseen);
	struct activity second = activity(s);
	return !first.busy && !second.busy && first.switches == second.switches && !unread && !unseen;
}

void screen_settle(struct screen *s, int ms)
{
	int64_t end = clock_mono_ms() + PATIENCE_MS;
	do {
		while (take(s, ms))
			;
	} while (!has_ended(s) && !at_rest(s) && clock_mono_ms() < end);
}

void screen_free(struct screen *s)
{
	if (!s->ended) {
		kill(s->pid, SIGKILL);
		waitpid(s->pid, NULL, 0);
	}
	close(s->fd);
	close(s->slave);
	vterm_free(s->vt);
	buf_free(&s->sent);
	free(s);
}

void screen_keys(struct screen *s, const char *keys)
{
	struct str rest = str_of(keys);
	while (rest.n) {
		ssize_t n = write(s->fd, rest.s, rest.n);
		if (n <= 0)
			return;
		rest = str_sub(rest, (size_t)n, rest.n);
	}
}

void screen_resize(struct screen *s, int w, int h)
{
	struct winsize ws = { .ws_row = (unsigned short)h, .ws_col = (unsigned short)w };
	s->w = w;
	s->h = h;
	vterm_set_size(s->vt, h, w);
	ioctl(s->fd, TIOCSWINSZ, &ws);
}

static VTermScreenCell cell_at(struct screen *s, int x, int y)
{
	VTermScreenCell c;
	vterm_screen_get_cell(s->vs, (VTermPos){ .row = y, .col = x }, &c);
	return c;
}

static void add_cell(struct buf *out, const VTermScreenCell *c)
{
	if (c->chars[0] == (uint32_t)-1)
		return;
	if (!c->chars[0])
		buf_addc(out, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && c->chars[i]; i++)
		buf_addcp(out, c->chars[i]);
}

static void add_line(struct screen *s, int y, struct buf *out)
{
	for (int x = 0; x < s->w; x++) {
		VTermScreenCell c = cell_at(s, x, y);
		add_cell(out, &c);
	}
}

void screen_text(struct screen *s, struct buf *out)
{
	for (int y = 0; y < s->h; y++) {
		size_t start = out->n;
		add_line(s, y, out);
		while (out->n > start && out->s[out->n - 1] == ' ')
			out->n--;
		buf_addc(out, '\n');
	}
}

/* On the screen as it is now. */
static bool find(struct screen *s, const char *text, int *x, int *y)
{
	struct buf line;
	bool found = false;
	buf_init(&line, 0);
	for (*y = 0; *y < s->h && !found; ++*y) {
		buf_clear(&line);
		add_line(s, *y, &line);
		size_t at = str_find(buf_str(&line), str_of(text), 0);
		if (at == STR_NPOS)
			continue;
		/* Cells are counted again, up to the byte that was found. */
		struct buf upto;
		buf_init(&upto, 0);
		for (*x = 0; *x < s->w; ++*x) {
			VTermScreenCell c = cell_at(s, *x, *y);
			if (upto.n >= at && c.chars[0] != (uint32_t)-1)
				break;
			add_cell(&upto, &c);
		}
		buf_free(&upto);
		found = true;
		break;
	}
	buf_free(&line);
	return found;
}

bool screen_shows(struct screen *s, const char *text)
{
	int x, y;
	return find(s, text, &x, &y);
}

bool screen_lacks(struct screen *s, const char *text)
{
	screen_settle(s, 100);
	int64_t end = clock_mono_ms() + PATIENCE_MS;
	while (screen_shows(s, text) && clock_mono_ms() < end)
		take(s, 50);
	return !screen_shows(s, text);
}

bool screen_find(struct screen *s, const char *text, int *x, int *y)
{
	int64_t end = clock_mono_ms() + PATIENCE_MS;
	while (!find(s, text, x, y)) {
		if (clock_mono_ms() > end)
			return false;
		take(s, 50);
	}
	return true;
}

bool screen_wait(struct screen *s, const char *text)
{
	int x, y;
	return screen_find(s, text, &x, &y);
}

void screen_expect(struct screen *s, const char *text)
{
	if (screen_wait(s, text))
		return;
	struct buf b;
	buf_init(&b, 0);
	screen_text(s, &b);
	fail_msg("\"%s\" is not on the screen:\n%s", text, b.s);
}

static int colour_of(VTermColor c)
{
	return VTERM_COLOR_IS_INDEXED(&c) && !VTERM_COLOR_IS_DEFAULT_FG(&c) && !VTERM_COLOR_IS_DEFAULT_BG(&c) ? c.indexed.idx : -1;
}

struct screen_cell screen_cell(struct screen *s, int x, int y)
{
	VTermScreenCell c = cell_at(s, x, y);
	struct screen_cell out = { .bold = c.attrs.bold, .italic = c.attrs.italic, .underline = c.attrs.underline != 0, .reverse = c.attrs.reverse,
		                   .fg = colour_of(c.fg), .bg = colour_of(c.bg) };
	struct buf b;
	buf_init(&b, sizeof out.text - 1);
	add_cell(&b, &c);
	if (b.n)
		memcpy(out.text, b.s, b.n);
	buf_free(&b);
	return out;
}

struct screen_modes screen_modes(struct screen *s)
{
	struct termios t;
	if (tcgetattr(s->slave, &t) == 0)
		s->modes.cooked = (t.c_lflag & (ICANON | ECHO | ISIG)) == (ICANON | ECHO | ISIG);
	return s->modes;
}

void screen_restored(struct screen *s)
{
	struct screen_modes m = screen_modes(s);
	assert_false(m.alternate);
	assert_true(m.cursor);
	assert_false(m.mouse);
	assert_false(m.paste);
	assert_false(m.sync);
	assert_true(m.cooked);
}

pid_t screen_pid(const struct screen *s)
{
	return s->pid;
}

int screen_wait_exit(struct screen *s)
{
	int64_t end = clock_mono_ms() + PATIENCE_MS;
	while (!s->ended && clock_mono_ms() < end) {
		take(s, 20);
		s->ended = waitpid(s->pid, &s->status, WNOHANG) == s->pid;
	}
	while (take(s, 20))
		;
	return s->ended ? s->status : -1;
}

struct str screen_sent(const struct screen *s)
{
	return buf_str(&s->sent);
}

bool screen_is(struct screen *s, const char *name)
{
	struct buf want, got;
	char path[256];
	snprintf(path, sizeof path, "ui/screens/%s.txt", name);
	const char *file = test_file(path);
	const char *mode = getenv("QUOTIDIAN_SCREENS");
	buf_init(&want, 0);
	buf_init(&got, 0);
	bool update = mode && strcmp(mode, "update") == 0;
	struct err e;
	if (!update && buf_read_file(&want, file, &e))
		printf("%s\n", e.text);
	int64_t end = clock_mono_ms() + (update ? 0 : PATIENCE_MS);
	bool same = false;
	if (update)
		screen_settle(s, 600);
	for (;;) {
		buf_clear(&got);
		screen_text(s, &got);
		same = str_eq(buf_str(&got), buf_str(&want));
		if (same || clock_mono_ms() > end)
			break;
		take(s, 50);
	}
	if (update) {
		same = file_write_atomic(file, buf_str(&got), &e) == 0;
	} else if (!same) {
		printf("--- %s: expected\n" STR_FMT "--- %s: on the screen\n" STR_FMT "---\n", name, STR_ARG(buf_str(&want)), name, STR_ARG(buf_str(&got)));
	}
	buf_free(&want);
	buf_free(&got);
	return same;
}
