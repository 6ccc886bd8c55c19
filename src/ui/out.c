/* out.c - going out of the program: the browser, by argv and never a shell, and the terminal's clipboard (OSC 52). */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "quotidian/utf8.h"
#include "ui_int.h"

extern char **environ;

#define COPY_MAX ((size_t)64 << 10) /* terminals take about 100 kB in base64 */

char **out_argv(struct arena *a, struct str program, struct str url)
{
	char **argv = ARENA_NEW(a, char *, program.n + 3);
	struct str word;
	int n = 0;
	bool placed = !url.n;
	while (str_split(&program, ' ', &word)) {
		if (!word.n)
			continue;
		size_t at = url.n ? str_find(word, STR("%s"), 0) : STR_NPOS;
		if (at == STR_NPOS) {
			argv[n++] = (char *)(uintptr_t)arena_str(a, word).s;
			continue;
		}
		struct str before = str_sub(word, 0, at), after = str_sub(word, at + 2, word.n);
		argv[n++] = (char *)(uintptr_t)arena_fmt(a, STR_FMT STR_FMT STR_FMT, STR_ARG(before), STR_ARG(url), STR_ARG(after)).s;
		placed = true;
	}
	if (!placed)
		argv[n++] = (char *)(uintptr_t)arena_str(a, url).s;
	return argv;
}

int out_run(pid_t *pid, char **argv, const int fd[3], bool apart)
{
	posix_spawn_file_actions_t fa;
	posix_spawnattr_t at;
	posix_spawn_file_actions_init(&fa);
	posix_spawnattr_init(&at);
	for (int i = 0; i < 3; i++) {
		if (fd[i] == OUT_NULL)
			posix_spawn_file_actions_addopen(&fa, i, "/dev/null", i ? O_WRONLY : O_RDONLY, 0);
		else if (fd[i] != i)
			posix_spawn_file_actions_adddup2(&fa, fd[i], i);
	}
#ifdef __GLIBC__
#if __GLIBC_PREREQ(2, 34)
	posix_spawn_file_actions_addclosefrom_np(&fa, 3); /* libraries may have opened some without close-on-exec */
#endif
#endif
	sigset_t none, defaults;
	sigemptyset(&none);
	sigfillset(&defaults);
	posix_spawnattr_setsigmask(&at, &none);
	posix_spawnattr_setsigdefault(&at, &defaults);
	posix_spawnattr_setpgroup(&at, 0);
	posix_spawnattr_setflags(&at, (short)(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | (apart ? POSIX_SPAWN_SETPGROUP : 0)));
	int rc = posix_spawnp(pid, argv[0], &fa, &at, argv, environ);
	posix_spawn_file_actions_destroy(&fa);
	posix_spawnattr_destroy(&at);
	return rc;
}

void open_browser(struct ui *u, struct str url)
{
	if (!url.n) {
		ui_say(u, false, "this story has no link");
		return;
	}
	bool known = str_istarts(url, STR("http://")) || str_istarts(url, STR("https://")) || str_istarts(url, STR("mailto:"));
	for (size_t i = 0; i < url.n; i++)
		known = known && (unsigned char)url.s[i] > ' ';
	if (!known) {
		ui_say(u, true, "not opened, only http, https and mailto links are: " STR_FMT, STR_ARG(url));
		return;
	}
	struct str program = u->o->settings->text[SETTING_browser];
	const char *env = getenv("BROWSER");
	if (!program.n && env)
		program = str_of(env);
	if (!program.n)
		program = STR("xdg-open");
	char **argv = out_argv(&u->frame, program, url);

	pid_t pid;
	int rc = out_run(&pid, argv, (const int[3]){ OUT_NULL, OUT_NULL, OUT_NULL }, true); /* it must not write into the screen */
	if (rc)
		ui_say(u, true, "%s cannot be run: %s; :set browser names another program", argv[0], strerror(rc));
	else
		ui_say(u, false, "opened in %s: " STR_FMT, argv[0], STR_ARG(url));
	if (!rc && u->nbrowser < UI_BROWSERS_MAX)
		u->browser[u->nbrowser++] = pid;
}

void reap_browsers(struct ui *u)
{
	for (unsigned i = 0; i < u->nbrowser;) {
		if (waitpid(u->browser[i], NULL, WNOHANG) == 0)
			i++;
		else
			u->browser[i] = u->browser[--u->nbrowser];
	}
}

void copy_text(struct ui *u, struct str text)
{
	static const char digit[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	struct buf b;
	buf_init(&b, COPY_MAX * 2);
	text = str_sub(text, 0, utf8_floor(text, COPY_MAX));
	buf_addz(&b, "\033]52;c;");
	for (size_t i = 0; i < text.n; i += 3) {
		size_t n = text.n - i < 3 ? text.n - i : 3;
		uint32_t v = 0;
		for (size_t k = 0; k < 3; k++)
			v = v << 8 | (k < n ? (unsigned char)text.s[i + k] : 0u);
		for (size_t k = 0; k < 4; k++)
			buf_addc(&b, k <= n ? digit[v >> (18 - 6 * k) & 63] : '=');
	}
	buf_addc(&b, '\a');
	tty_raw(&u->tty, buf_str(&b));
	buf_free(&b);
}
