/* send.c - a story's text to a file, or to the standard input of a program: its words as an argv, never a shell. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "quotidian/paths.h"
#include "quotidian/utf8.h"
#include "ui_int.h"

#define NAME_MAX_BYTES 60

/* Headline, source, address, text: what is open as it is shown, else the fullest text there is. False: said why. */
static bool story_text(struct ui *u, const struct store_item *it, struct buf *out)
{
	const struct reader *r = &u->reader;
	struct err e;
	char day[32];
	clock_iso(day, it->published);
	buf_addf(out, STR_FMT "\n", STR_ARG(it->title));
	store_item_sources(out, it, 0);
	if (it->author.n)
		buf_addf(out, ", " STR_FMT, STR_ARG(it->author));
	buf_addf(out, ", %.10s\n", day);
	if (it->url.n)
		buf_addf(out, STR_FMT "\n", STR_ARG(it->url));
	buf_addc(out, '\n');
	if (r->doc && r->item.id == it->id) {
		buf_add(out, r->doc->text);
	} else if (store_item_text(u->o->store, it->id, out, &e)) {
		ui_say(u, true, "%s", e.text);
		return false;
	}
	buf_addc(out, '\n');
	return true;
}

/* ---- to a file ---- */

/* A name from a headline: letters and digits of any script, a dash for what stands between them. */
static void name_of(struct buf *out, struct str title)
{
	size_t from = out->n;
	for (size_t i = 0; i < title.n && out->n - from < NAME_MAX_BYTES;) {
		uint32_t c = utf8_next(title, &i);
		bool letter = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
			(c > 0xBF && c != UTF8_BAD && !utf8_forbidden(c) && (c < 0x2000 || c > 0x206F));
		if (letter)
			buf_addcp(out, c);
		else if (out->n > from && out->s[out->n - 1] != '-')
			buf_addc(out, '-');
	}
	while (out->n > from && out->s[out->n - 1] == '-')
		out->n--;
	buf_addz(out, out->n > from ? ".txt" : "story.txt");
}

void send_ask_name(struct ui *u)
{
	const struct store_item *it = ui_item(u);
	struct str dir = u->o->settings->text[SETTING_save_dir];
	if (!it)
		return;
	struct buf b;
	buf_init(&b, UI_INPUT_MAX);
	buf_addz(&b, "save ");
	buf_add(&b, dir);
	if (dir.n && dir.s[dir.n - 1] != '/')
		buf_addc(&b, '/');
	name_of(&b, it->title);
	prompt_open(u, ':', buf_str(&b));
	buf_free(&b);
}

/* "~/" is the home folder: no shell is there to say so. */
static struct str full_path(struct ui *u, struct str path)
{
	const char *home = getenv("HOME");
	if (home && str_starts(path, STR("~/")))
		return arena_fmt(&u->frame, "%s/" STR_FMT, home, STR_ARG(str_sub(path, 2, path.n)));
	return arena_str(&u->frame, path);
}

void send_to_file(struct ui *u, struct str name)
{
	const struct store_item *it = ui_item(u);
	struct buf text;
	if (!it) {
		ui_say(u, false, "choose a story first");
		return;
	}
	struct str path = full_path(u, name);
	buf_init(&text, 0);
	if (story_text(u, it, &text)) {
		int fd = open(path.s, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666); /* never over another file */
		int failed = fd < 0 || fd_write(fd, buf_str(&text)) ? errno : 0;
		if (fd >= 0 && close(fd) && !failed)
			failed = errno;
		if (fd >= 0 && failed)
			unlink(path.s); /* half a text, which would be in the way of the whole one */
		if (failed == EEXIST)
			ui_say(u, true, "there is a file " STR_FMT " already; nothing was saved", STR_ARG(path));
		else if (failed)
			ui_say(u, true, STR_FMT ": %s", STR_ARG(path), strerror(failed));
		else
			ui_say(u, false, "saved as " STR_FMT, STR_ARG(path));
	}
	buf_free(&text);
}

/* ---- to a program ---- */

/* An open file without a name that holds the text, at its beginning; -1. */
static int text_file(struct str text)
{
	const char *dir = getenv("TMPDIR");
	char path[4096];
	int n = snprintf(path, sizeof path, "%s/quotidian-XXXXXX", dir && dir[0] == '/' ? dir : "/tmp");
	int fd = n > 0 && (size_t)n < sizeof path ? mkostemp(path, O_CLOEXEC) : -1;
	if (fd < 0)
		return -1;
	unlink(path);
	if (fd_write(fd, text) || lseek(fd, 0, SEEK_SET) < 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static int run(char **argv, int in, int *status)
{
	pid_t pid;
	int rc = out_run(&pid, argv, (const int[3]){ in, STDOUT_FILENO, STDERR_FILENO }, false);
	if (rc)
		return rc;
	while (waitpid(pid, status, 0) < 0 && errno == EINTR)
		continue;
	return 0;
}

/* What a program has written stays until somebody has seen it. */
static void wait_for_enter(const char *program, int rc, int status)
{
	char c = 0;
	if (rc)
		printf("\n%s cannot be run: %s.", program, strerror(rc));
	else if (WIFEXITED(status) && WEXITSTATUS(status))
		printf("\n%s ended with %d.", program, WEXITSTATUS(status));
	else if (WIFSIGNALED(status))
		printf("\n%s was ended by signal %d.", program, WTERMSIG(status));
	printf("\nEnter goes back to the reader.");
	fflush(stdout);
	while (c != '\n' && c != '\r') {
		ssize_t n = read(STDIN_FILENO, &c, 1);
		if (n == 0 || (n < 0 && errno != EINTR))
			break;
	}
}

void send_to_program(struct ui *u, struct str program)
{
	const struct store_item *it = ui_item(u);
	struct sigaction ignore = { .sa_handler = SIG_IGN }, old_int, old_quit;
	struct buf text;
	int status = 0;
	if (!it || !str_trim(program).n)
		return;
	buf_init(&text, 0);
	int fd = -1;
	if (story_text(u, it, &text)) {
		fd = text_file(buf_str(&text));
		if (fd < 0)
			ui_say(u, true, "the text cannot be kept for the program: %s", strerror(errno));
	}
	buf_free(&text);
	if (fd < 0)
		return;
	char **argv = out_argv(&u->frame, program, STR_NONE);
	/* An interrupt is for the program, not for the reader that waits for it. */
	sigaction(SIGINT, &ignore, &old_int);
	sigaction(SIGQUIT, &ignore, &old_quit);
	tty_leave(&u->tty);
	int rc = run(argv, fd, &status);
	wait_for_enter(argv[0], rc, status);
	tty_return(&u->tty);
	sigaction(SIGINT, &old_int, NULL);
	sigaction(SIGQUIT, &old_quit, NULL);
	close(fd);
	ui_layout(u);
	u->repaint = u->dirty = true;
}
