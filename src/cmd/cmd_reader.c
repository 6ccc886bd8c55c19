/* cmd_reader.c - no subcommand: the reader on a terminal; elsewhere one poll and the newest headlines.
 *
 * Here settings, subscriptions, engine, query thread, store and screen are put together; each does its own work.
 */
#include "config.h"

#include <errno.h>
#include <unistd.h>

#include "cmd.h"
#include "quotidian/engine.h"
#include "quotidian/lang.h"
#include "quotidian/log.h"
#include "quotidian/paths.h"
#include "quotidian/query.h"
#include "quotidian/ui.h"

#define HEADLINES 20

/* The first start: the user gets the list of public feeds that comes with the program. */
static int make_subscriptions(const char *path, struct err *e)
{
	if (access(path, F_OK) == 0)
		return 0;
	struct buf from, dir, text;
	struct err missing = { 0 };
	buf_init(&from, 0);
	buf_init(&dir, 0);
	buf_init(&text, 0);
	const char *slash = strrchr(path, '/');
	int rc = 0;
	if (slash && slash > path) {
		buf_add(&dir, str_n(path, (size_t)(slash - path)));
		rc = path_make_dirs(dir.s, e);
	}
	if (!rc && path_program_data(&from, "feeds.default", &missing) == 0)
		rc = buf_read_file(&text, from.s, e);
	else if (!rc)
		cmd_note("%s; beginning with no feeds", missing.text);
	if (!rc)
		rc = file_write_atomic(path, buf_str(&text), e);
	buf_free(&from);
	buf_free(&dir);
	buf_free(&text);
	return rc;
}

struct session {
	struct engine_options engine;
	const char *config_path, *feeds_path;
	struct settings *settings;
};

static int prepare(struct cmd *c, struct session *s, struct err *e)
{
	int rc = cmd_settings(c, &s->settings, e);
	if (rc)
		return rc;
	if (c->demo) {
		rc = demo_open(c, e);
		s->engine.demo_dir = c->demo_dir.s;
		s->engine.offline = true;
		/* Keys and colours are the user's own, if there is a home to look for them in. */
		if (cmd_config_path(c, &s->config_path, NULL))
			s->config_path = NULL;
	} else {
		rc = cmd_config_path(c, &s->config_path, e);
		if (!rc)
			rc = cmd_feeds_path(c, &s->feeds_path, e);
		if (!rc)
			rc = make_subscriptions(s->feeds_path, e);
		s->engine.feeds_path = s->feeds_path;
	}
	if (!rc)
		rc = cmd_store_path(c, &s->engine.store_path, e);
	s->engine.settings = s->settings;
	s->engine.worker = cmd_worker_options(c);
	return rc;
}

/* What a reader whose language data cannot be used has to tell: it shows every text, but not one actor or quote. The file without its
 * folder; all of it is among the messages. False: all is well. */
static bool data_fault(char *out, size_t size)
{
	struct lang_model *model;
	struct err e = { 0 };
	if (lang_open(&model, NULL, &e) == 0) {
		lang_close(model);
		return false;
	}
	log_line(LOG_ERROR, "no actors and quotes: %s", e.text);
	struct str text = str_of(e.text);
	size_t colon = str_chr(text, ':', 0), from = 0;
	for (size_t at = 0; colon != STR_NPOS && (at = str_chr(text, '/', at)) < colon; at++)
		from = at + 1;
	snprintf(out, size, "no highlights: %s", e.text + from);
	return true;
}

static int on_terminal(struct cmd *c, struct session *s)
{
	struct err e = { 0 };
	struct engine *en = NULL;
	struct query *query = NULL;
	struct store *store = NULL;
	s->engine.annotate = true;
	s->engine.schedule = !c->demo && s->settings->number[SETTING_poll_on_start];
	int rc = engine_open(&en, &s->engine, &e);
	if (!rc)
		rc = store_open(&store, s->engine.store_path, STORE_READ, &e);
	if (!rc)
		rc = query_open(&query, s->engine.store_path, &e);
	if (!rc)
		rc = engine_start(en, &e);
	if (!rc) {
		char fault[540];
		bool bad = data_fault(fault, sizeof fault);
		/* The settings say how the network is reached; without a file of them --config would be an error. */
		const char *look[8] = { "/proc/self/exe", "add", "--dry-run" };
		int n = 3;
		if (s->config_path && access(s->config_path, R_OK) == 0) {
			look[n++] = "--config";
			look[n++] = s->config_path;
		}
		if (c->no_sandbox)
			look[n++] = "--no-sandbox";
		const struct ui_options o = { .engine = en, .query = query, .store = store, .settings = s->settings, .config_path = s->config_path,
			                      .subs_path = s->feeds_path, .look = look, .notice = c->demo ? "an invented newsroom; nothing is kept" : NULL, .no_actors = bad ? fault : NULL };
		rc = ui_run(&o, &e);
	}
	query_close(query);
	engine_close(en);
	if (store)
		store_close(store);
	return rc ? cmd_fail(&e) : CMD_DONE;
}

static int print_headlines(struct store *store)
{
	struct arena a = { 0 };
	struct err e = { 0 };
	struct store_item *item;
	const struct item_view all = { .kind = VIEW_ALL };
	uint32_t n;
	int rc = store_items(store, &a, &all, NULL, false, HEADLINES, &item, &n, &e);
	for (uint32_t i = 0; !rc && i < n; i++) {
		char when[32];
		cmd_when(when, item[i].published);
		cmd_printf("%-16s  " STR_FMT "  [" STR_FMT "]\n", when, STR_ARG(item[i].title), STR_ARG(item[i].feed_title));
	}
	arena_free(&a);
	return rc ? cmd_fail(&e) : CMD_DONE;
}

/* A feed that failed is named; all else that there is to tell is told. */
static void tell(struct engine *en, const struct engine_event *ev)
{
	struct arena a = { 0 };
	struct store_feed feed;
	if (ev->kind == ENGINE_FEED && ev->message[0] && store_feed(engine_store(en), &a, ev->id, &feed, NULL) == 0)
		cmd_note(STR_FMT ": %s", STR_ARG(feed.title), ev->message);
	else if (ev->message[0])
		cmd_note("%s", ev->message);
	arena_free(&a);
}

static int without_terminal(struct cmd *c, struct session *s)
{
	struct err e = { 0 };
	struct engine *en;
	struct engine_event ev;
	uint32_t polled = 0, failed = 0;
	char fault[540];
	if (engine_open(&en, &s->engine, &e))
		return cmd_fail(&e);
	if (data_fault(fault, sizeof fault))
		cmd_note("%s", fault);
	if (!c->demo)
		engine_send(en, &(struct engine_command){ .kind = ENGINE_POLL });
	for (bool busy = true; busy;) {
		busy = engine_turn(en, 250);
		while (engine_next_event(en, &ev)) {
			polled += ev.kind == ENGINE_FEED;
			failed += ev.kind == ENGINE_FEED && ev.code;
			tell(en, &ev);
		}
	}
	if (polled && failed == polled)
		cmd_note("no feed could be fetched; is there a network? \"quotidian --demo\" needs none");
	int rc = print_headlines(engine_store(en));
	engine_close(en);
	return rc ? rc : polled && failed == polled ? CMD_FAILED : CMD_DONE;
}

int cmd_reader(struct cmd *c)
{
	struct session s = { 0 };
	struct err e = { 0 };
	if (prepare(c, &s, &e))
		return cmd_fail(&e);
	return isatty(STDOUT_FILENO) && isatty(STDIN_FILENO) ? on_terminal(c, &s) : without_terminal(c, &s);
}
