/* demo.c - --demo: a folder for the built-in newsroom that goes when the program does.
 *
 * mkdtemp() under $TMPDIR or /tmp; removed at every ordinary end, and by a handler for the signals that end the program, with the
 * calls that signal-safety(7) allows.
 */
#include "config.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd.h"
#include "quotidian/engine.h"
#include "quotidian/paths.h"

/* All that can be in the folder: the archive and what SQLite keeps beside it. A handler can only use what stands ready. */
static const char *const names[] = { "quotidian.db", "quotidian.db-wal", "quotidian.db-shm", "quotidian.db-journal" };
#define REMOVE_TRIES 100
static char folder[512], files[4][600];
static volatile sig_atomic_t there;

static void remove_demo(void)
{
	/* Other threads go on while a handler runs, and may make a file anew in between. Until all is gone it is there: a signal amid this
	 * begins anew, and ends the program. */
	for (unsigned tries = 0; there && tries < REMOVE_TRIES; tries++) {
		for (size_t i = 0; i < 4; i++)
			unlink(files[i]);
		if (rmdir(folder) == 0 || errno == ENOENT)
			there = 0;
	}
}

static void remove_and_end(int sig)
{
	remove_demo();
	raise(sig); /* SA_RESETHAND: as if there had been no handler */
}

static int make_folder(struct cmd *c, struct err *e)
{
	const char *tmp = getenv("TMPDIR");
	snprintf(folder, sizeof folder, "%s/quotidian-demo.XXXXXX", tmp && tmp[0] == '/' && strlen(tmp) < 400 ? tmp : "/tmp");
	sigset_t all, before;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before); /* no end between a folder that is made and one that a handler removes */
	if (!mkdtemp(folder)) {
		int why = errno;
		pthread_sigmask(SIG_SETMASK, &before, NULL);
		return err_set(e, QD_EIO, "%s: cannot be made: %s", folder, strerror(why));
	}
	for (size_t i = 0; i < 4; i++)
		snprintf(files[i], sizeof files[i], "%s/%s", folder, names[i]);
	there = 1;
	atexit(remove_demo);
	const int ends[] = { SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGSEGV, SIGBUS, SIGFPE,
		             SIGILL, SIGABRT, SIGSYS, SIGXCPU, SIGXFSZ, SIGALRM, SIGUSR1, SIGUSR2 };
	struct sigaction sa = { .sa_handler = remove_and_end, .sa_flags = SA_RESETHAND | SA_NODEFER };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
		struct sigaction old;
		if (sigaction(ends[i], NULL, &old) == 0 && old.sa_handler != SIG_IGN) /* nohup(1) */
			sigaction(ends[i], &sa, NULL);
	}
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	buf_clear(&c->data_dir);
	buf_addz(&c->data_dir, folder);
	return 0;
}

int demo_open(struct cmd *c, struct err *e)
{
	if (there)
		return 0;
	/* The feeds lie in "demo" in the program's data. */
	int rc = path_program_data(&c->demo_dir, "demo", e);
	return rc ? rc : make_folder(c, e);
}

int demo_fill(struct cmd *c, struct err *e)
{
	struct engine_options o = { .worker = cmd_worker_options(c), .offline = true, .annotate = true };
	struct engine *en;
	struct settings *s;
	bool made = there;
	int rc = demo_open(c, e);
	if (rc || made)
		return rc;
	rc = cmd_settings(c, &s, e);
	if (!rc)
		rc = cmd_store_path(c, &o.store_path, e);
	o.settings = s;
	o.demo_dir = c->demo_dir.s;
	if (!rc)
		rc = engine_open(&en, &o, e);
	if (rc)
		return rc;
	while (engine_turn(en, 100))
		;
	engine_close(en);
	return 0;
}
