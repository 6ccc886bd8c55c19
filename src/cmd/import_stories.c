/* import_stories.c - `import --stories`: an archive of JSON lines into the store, with progress on a terminal. */
#include "config.h"

#include <inttypes.h>
#include <signal.h>

#include "quotidian/archive.h"
#include "quotidian/paths.h"
#include "quotidian/text.h"
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
	struct buf b;
	double s = (double)(clock_mono_ms() - at->began) / 1000;
	unsigned columns = cmd_columns(), cells = columns < 60 ? 0 : 20;
	buf_init(&b, 1024);
	if (p->size && p->bytes) {
		unsigned full = (unsigned)(p->bytes * cells / p->size);
		for (unsigned i = 0; i < cells; i++)
			buf_addz(&b, i < full ? "▰" : "▱");
		buf_addf(&b, "%s%d %%  ", cells ? "  " : "", (int)(100 * p->bytes / p->size));
	}
	buf_addf(&b, "%" PRIu64 " stories", p->lines);
	if (s > 0.5)
		buf_addf(&b, "  %.0f/s", (double)p->lines / s);
	if (s > 0.5 && p->size && p->bytes) {
		long left = (long)(s * ((double)p->size / (double)p->bytes - 1) + 0.5);
		buf_addf(&b, "  %ld:%02ld left", left / 60, left % 60);
	}
	struct str shown = str_sub(buf_str(&b), 0, text_fit(buf_str(&b), columns - 3, &(size_t){ 0 }));
	fprintf(stderr, "\r" STR_FMT "\033[K", STR_ARG(shown));
	fflush(stderr);
	buf_free(&b);
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
	if (!r || p.lines)
		cmd_printf("%" PRIu64 " new, %" PRIu64 " changed, %" PRIu64 " known; %" PRIu64 " annotated\n", p.added, p.changed, p.known,
			p.annotated);
	if (p.undated)
		cmd_note("%" PRIu64 " without a date that can be read; a new story has the import's then", p.undated);
	if (p.skipped)
		cmd_note("%" PRIu64 " line%s no stor%s; the first, %s", p.skipped, p.skipped == 1 ? " is" : "s are", p.skipped == 1 ? "y" : "ies", p.fault);
	if (r == QD_ECANCELLED)
		return cmd_failf("interrupted; the same command goes on from here");
	if (r)
		return cmd_fail(&e);
	return p.skipped ? CMD_FAILED : CMD_DONE; /* in part, as the manual says of the exit status */
}
