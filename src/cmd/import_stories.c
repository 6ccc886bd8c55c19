/* import_stories.c - `import --stories`: an archive of JSON lines into the store, with progress on a terminal. */
#include "config.h"

#include <inttypes.h>
#include <signal.h>

#include "quotidian/archive.h"
#include "quotidian/paths.h"
#include "stories.h"

static volatile sig_atomic_t interrupted;

static void on_interrupt(int sig)
{
	(void)sig;
	interrupted = 1;
}

struct progress {
	bool shown; /* a line is on the terminal */
	int64_t began;
};

static bool tell(void *arg, const struct archive_progress *p)
{
	struct progress *at = arg;
	if (!cmd_is_terminal(stderr))
		return interrupted;
	double s = (double)(clock_mono_ms() - at->began) / 1000;
	double rate = s > 0 ? (double)p->lines / s : 0;
	fprintf(stderr, "\r%" PRIu64 " stories, %" PRIu64 " annotated, %.0f a second", p->lines, p->annotated, rate);
	if (p->size && p->bytes) {
		double left = s * ((double)p->size / (double)p->bytes - 1);
		fprintf(stderr, ", %d %%, %d:%02d left", (int)(100 * p->bytes / p->size), (int)(left / 60), (int)left % 60);
	}
	fputs("\033[K", stderr);
	at->shown = true;
	return interrupted;
}

int import_stories(struct cmd *c, const char *path)
{
	struct archive_progress p;
	struct progress at = { .began = clock_mono_ms() };
	struct worker_options w = cmd_worker_options(c);
	struct err e = { 0 };
	struct store *s;
	int r = cmd_store(c, &s, STORE_WRITE, &e);
	if (r)
		return cmd_fail(&e);
	struct sigaction act = { .sa_handler = on_interrupt };
	sigaction(SIGINT, &act, NULL);
	sigaction(SIGTERM, &act, NULL);
	r = archive_import(s, path, &w, tell, &at, &p, &e);
	store_close(s);
	if (at.shown)
		fputs("\r\033[K", stderr);
	cmd_printf("%" PRIu64 " new, %" PRIu64 " changed, %" PRIu64 " known; %" PRIu64 " annotated\n", p.added, p.changed, p.known, p.annotated);
	if (p.skipped)
		cmd_note("%" PRIu64 " lines are no stories; the first, %s", p.skipped, p.fault);
	if (r == QD_ECANCELLED)
		return cmd_failf("interrupted; the same command goes on from here");
	return r ? cmd_fail(&e) : CMD_DONE;
}
