/* subscribe.c - `:add` and `:remove`: an address is looked at by a program of our own, which prints the feeds that are there, an address and a
 * title a line; of several the reader chooses. So nothing waits for a server, and what a page may name is decided in one place.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "quotidian/url.h"
#include "quotidian/utf8.h"
#include "ui_int.h"

#define ANSWER_MAX ((size_t)1 << 20)
#define ARGS_MAX 16

static void take(struct ui *u, const struct feed_ref *ref, uint32_t n)
{
	struct err e;
	uint32_t added = 0;
	int rc = subs_add(u->o->subs_path, ref, n, &added, &e);
	if (rc) {
		ui_say(u, true, "%s", e.text);
		return;
	}
	ui_send(u, &(struct engine_command){ .kind = ENGINE_RESYNC });
	if (!added)
		ui_say(u, false, n == 1 ? "this feed was there already" : "these feeds were there already");
	else if (added == 1)
		ui_say(u, false, "added; it is being fetched: " STR_FMT, STR_ARG(ref[0].url));
	else
		ui_say(u, false, "%u feeds added; they are being fetched", added);
	if (added)
		ui_send(u, &(struct engine_command){ .kind = ENGINE_POLL });
}

/* ---- the program that looks ---- */

static int spawn(struct ui *u, struct str address, int out)
{
	char *argv[ARGS_MAX + 2];
	int n = 0;
	for (; n < ARGS_MAX && u->o->look[n]; n++)
		argv[n] = (char *)(uintptr_t)u->o->look[n];
	argv[n++] = (char *)(uintptr_t)arena_str(&u->frame, address).s;
	argv[n] = NULL;
	return out_run(&u->look.pid, argv, (const int[3]){ OUT_NULL, out, out }, true);
}

void look_end(struct ui *u)
{
	struct look_up *l = &u->look;
	if (l->pid > 0) {
		kill(l->pid, SIGKILL);
		while (waitpid(l->pid, NULL, 0) < 0 && errno == EINTR)
			;
		close(l->fd);
	}
	buf_free(&l->answer);
	arena_free(&l->arena);
	*l = (struct look_up){ .fd = -1 };
}

static void look(struct ui *u, struct str address, struct str tags)
{
	struct look_up *l = &u->look;
	int fd[2];
	if (l->pid > 0) {
		ui_say(u, true, "an address is being looked at already");
		return;
	}
	look_end(u);
	int rc = pipe2(fd, O_CLOEXEC) ? errno : 0;
	if (rc == 0) {
		fcntl(fd[0], F_SETFL, fcntl(fd[0], F_GETFL) | O_NONBLOCK);
		rc = spawn(u, address, fd[1]);
		close(fd[1]);
		if (rc)
			close(fd[0]);
	}
	if (rc) {
		l->pid = 0;
		ui_say(u, true, "the address cannot be looked at: %s", strerror(rc));
		return;
	}
	l->fd = fd[0];
	buf_init(&l->answer, ANSWER_MAX);
	l->tags = arena_str(&l->arena, tags);
	ui_say(u, false, "looking for feeds at " STR_FMT " \u2026", STR_ARG(address));
}

/* Lines of an address, a tab and a title; whatever else was printed last says why there is none. */
static void read_answer(struct look_up *l, char *why, size_t size)
{
	struct str rest = buf_str(&l->answer), line, own = STR("quotidian: ");
	uint32_t cap = 0;
	why[0] = 0;
	while (rest.n && str_split(&rest, '\n', &line)) {
		struct str url, title = line;
		(void)str_split(&title, '\t', &url);
		if (title.s && url_is_web(url) && utf8_clean(url)) {
			char clean[400];
			utf8_sanitise_into(clean, sizeof clean, title);
			struct feed_ref ref = { .url = arena_str(&l->arena, url), .title = arena_str(&l->arena, str_of(clean)), .tags = l->tags };
			ARENA_PUSH(&l->arena, struct feed_ref, l->found, l->nfound, cap, ref);
		} else if (line.n) {
			utf8_sanitise_into(why, size, str_starts(line, own) ? str_sub(line, own.n, line.n) : line);
		}
	}
}

static void choose(struct ui *u)
{
	const struct look_up *l = &u->look;
	picker_open(u, PICK_FEEDS, STR("Several feeds; Enter adds one"));
	for (uint32_t i = 0; i < l->nfound; i++)
		picker_add(u, l->found[i].title, l->found[i].url, ui_look(u, ROLE_KEY), i);
	picker_add(u, STR("all"), arena_fmt(&u->frame, "these %u feeds", l->nfound), ui_look(u, ROLE_KEY), l->nfound);
	picker_ready(u, 0);
	u->dirty = true;
}

void look_chosen(struct ui *u, uint32_t value)
{
	struct look_up *l = &u->look;
	if (value < l->nfound) {
		struct feed_ref one = l->found[value];
		one.title = STR_NONE; /* the feed's own, as long as the user gives none */
		take(u, &one, 1);
	} else if (l->nfound) {
		for (uint32_t i = 0; i < l->nfound; i++)
			l->found[i].title = STR_NONE;
		take(u, l->found, l->nfound);
	}
}

void look_read(struct ui *u)
{
	struct look_up *l = &u->look;
	ssize_t n = -1;
	if (l->pid <= 0)
		return;
	for (char *to; (to = buf_room(&l->answer, 4096)) != NULL && (n = read(l->fd, to, 4096)) > 0;)
		l->answer.n += (size_t)n;
	if (n < 0 && (errno == EAGAIN || errno == EINTR) && !l->answer.over)
		return;
	close(l->fd); /* so that one who has more to say than is taken ends */
	while (waitpid(l->pid, NULL, 0) < 0 && errno == EINTR)
		;
	l->pid = 0;
	l->fd = -1;
	char why[256];
	read_answer(l, why, sizeof why);
	if (l->nfound > 1)
		choose(u);
	else if (l->nfound)
		look_chosen(u, 0);
	else
		ui_say(u, true, "%s", why[0] ? why : "nothing was found there");
}

/* ---- the commands ---- */

void subscribe(struct ui *u, struct str address, struct str tags)
{
	if (!u->o->subs_path)
		ui_say(u, true, "subscriptions cannot be changed here");
	else if (!str_istarts(address, STR("http://")) && !str_istarts(address, STR("https://")))
		ui_say(u, true, ":add takes an address that begins with http:// or https://");
	else if (u->o->look)
		look(u, address, tags);
	else
		take(u, &(struct feed_ref){ .url = address, .tags = tags }, 1);
}

void unsubscribe(struct ui *u, struct str address)
{
	struct err e;
	if (!u->o->subs_path) {
		ui_say(u, true, "subscriptions cannot be changed here");
	} else if (subs_remove(u->o->subs_path, address, &e)) {
		ui_say(u, true, "%s", e.text);
	} else {
		ui_send(u, &(struct engine_command){ .kind = ENGINE_RESYNC });
		ui_say(u, false, "removed; its stories stay in the archive");
	}
}
