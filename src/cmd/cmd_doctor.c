/* cmd_doctor.c - looks at everything the program needs and says what to mend.
 *
 * A line for each thing: "ok", "note" (works, but something is to be known) or "mend" with what to do.
 */
#include "config.h"

#include <langinfo.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "cmd.h"
#include "quotidian/lang.h"
#include "quotidian/paths.h"
#include "quotidian/ui.h"

struct report {
	unsigned bad;
};

static void put(struct report *r, const char *mark, const char *what, const char *fmt, ...) QD_PRINTF(4, 5);
static void put(struct report *r, const char *mark, const char *what, const char *fmt, ...)
{
	char text[1024];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	r->bad += strcmp(mark, "mend") == 0;
	cmd_printf("%-5s %-14s %s\n", mark, what, cmd_clean(text));
}

static void look_at_settings(struct report *r, struct cmd *c)
{
	struct err e = { 0 };
	struct buf faults;
	const char *path;
	buf_init(&faults, 0);
	if (cmd_config_path(c, &path, &e) || settings_faults(&faults, path, ui_bind_check, NULL, &e))
		put(r, "mend", "settings", "%s", e.text);
	else if (!faults.n)
		put(r, "ok", "settings", "%s", path);
	struct str rest = buf_str(&faults), line;
	while (str_split(&rest, '\n', &line))
		if (line.n)
			put(r, "mend", "settings", STR_FMT, STR_ARG(line));
	buf_free(&faults);
}

static void look_at_subscriptions(struct report *r, struct cmd *c)
{
	struct err e = { 0 };
	struct feed_refs *refs = NULL;
	struct buf warnings;
	const char *path;
	buf_init(&warnings, 0);
	int rc = cmd_feeds_path(c, &path, &e);
	if (!rc)
		rc = subs_load(&refs, path, &warnings, &e);
	if (rc == QD_ENOTFOUND)
		put(r, "note", "subscriptions", "%s: not there yet; the reader makes it, or \"quotidian add URL\"", path);
	else if (rc)
		put(r, "mend", "subscriptions", "%s", e.text);
	else
		put(r, "ok", "subscriptions", "%s: %u feeds", path, (unsigned)refs->n);
	struct str rest = buf_str(&warnings), line;
	while (str_split(&rest, '\n', &line))
		if (line.n)
			put(r, "mend", "subscriptions", STR_FMT, STR_ARG(line));
	feed_refs_free(refs);
	buf_free(&warnings);
}

static void look_at_archive(struct report *r, struct cmd *c)
{
	struct err e = { 0 };
	struct store *store = NULL;
	struct buf lines;
	buf_init(&lines, 0);
	int rc = cmd_store(c, &store, STORE_READ, &e);
	if (rc == QD_ENOTFOUND) {
		put(r, "note", "archive", "%s", e.text);
	} else if (rc || store_doctor(store, &lines, &e)) {
		put(r, "mend", "archive", "%s", e.text);
	}
	struct str rest = buf_str(&lines), line;
	while (str_split(&rest, '\n', &line))
		if (line.n)
			put(r, "ok", "archive", STR_FMT, STR_ARG(line));
	if (store)
		store_close(store);
	buf_free(&lines);
}

static void look_at_language_data(struct report *r)
{
	struct err e = { 0 };
	struct lang_model *model = NULL;
	if (lang_open(&model, NULL, &e)) {
		put(r, "mend", "language data", "%s", e.text);
		return;
	}
	put(r, "ok", "language data", "opened");
	lang_close(model);
}

/* Asks a worker what is in force: what the program could do, and what this system lets it do, may differ. */
static void look_at_workers(struct report *r, struct cmd *c)
{
	struct worker_options o = cmd_worker_options(c);
	struct worker_pool *pool;
	struct worker_result result = { 0 };
	const struct worker_job ping = { .kind = WORKER_PING };
	struct err e = { 0 };
	o.count = 1;
	int rc = worker_pool_open(&pool, &o, NULL, NULL, &e);
	if (!rc) {
		rc = worker_run_one(pool, &ping, &result, &e);
		worker_pool_close(pool);
	}
	if (rc)
		put(r, "mend", "workers", "%s", e.text);
	else
		put(r, c->no_sandbox || !strstr(result.message, "seccomp,") ? "note" : "ok", "workers", "sandbox: %s", result.message);
	worker_result_clear(&result);
}

static void look_at_terminal(struct report *r)
{
	const char *term = getenv("TERM"), *charset = nl_langinfo(CODESET);
	if (strcmp(charset, "UTF-8") == 0)
		put(r, "ok", "locale", "UTF-8");
	else
		put(r, "mend", "locale", "the character set is %s; set LANG to a UTF-8 locale, as C.UTF-8", charset);
	if (!term || !term[0])
		put(r, "mend", "terminal", "TERM is not set; the reader needs it");
	else
		put(r, "ok", "terminal", "%s", term);
}

static void tell_step(void *arg, const char *what)
{
	(void)arg;
	cmd_note("%s", what);
}

static double size_of(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 ? (double)st.st_size / 1048576.0 : 0;
}

static int compact(struct cmd *c)
{
	struct err e = { 0 };
	struct store *s;
	const char *path;
	int rc = cmd_store_path(c, &path, &e);
	double before = rc ? 0 : size_of(path);
	if (!rc)
		rc = cmd_store(c, &s, STORE_WRITE, &e);
	if (rc)
		return cmd_fail(&e);
	rc = store_compact(s, tell_step, NULL, &e);
	store_close(s);
	if (rc)
		return cmd_fail(&e);
	cmd_printf("the archive has %.1f MiB, of %.1f MiB before\n", size_of(path), before);
	return CMD_DONE;
}

static int recover(struct cmd *c)
{
	struct err e = { 0 };
	struct buf lines;
	const char *path;
	if (cmd_store_path(c, &path, &e))
		return cmd_fail(&e);
	buf_init(&lines, 0);
	int rc = store_recover(path, clock_now(), &lines, &e);
	cmd_put(buf_str(&lines));
	buf_free(&lines);
	return rc ? cmd_fail(&e) : CMD_DONE;
}

int cmd_doctor(struct cmd *c)
{
	struct report r = { 0 };
	bool compacts = false, recovers = false;
	int o;
	while ((o = cmd_option(c)) > 0) {
		compacts = compacts || o == CMD_LONG;
		recovers = recovers || o != CMD_LONG;
	}
	if (o == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	if (c->noperand)
		return cmd_usage(c, "it takes no arguments");
	if (recovers)
		return recover(c);
	if (compacts)
		return compact(c);
	look_at_settings(&r, c);
	look_at_subscriptions(&r, c);
	look_at_archive(&r, c);
	look_at_language_data(&r);
	look_at_workers(&r, c);
	look_at_terminal(&r);
	return r.bad ? CMD_FAILED : CMD_DONE;
}
