/* cmd_poll.c - fetches feeds: a bar with rate and time left on a terminal, else a line a feed; then what came and what failed.
 *
 * --watch tells that of each round: of the feeds that fell due together.
 * Escape sequences used on the terminal: \r and CSI K (erase to the end of the line).
 */
#include "config.h"

#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd.h"
#include "quotidian/engine.h"
#include "quotidian/json.h"
#include "quotidian/paths.h"
#include "quotidian/text.h"

#define BAR_MS 100
#define FAILURES_SHOWN 200

struct failure {
	struct str title, url, message;
};
struct poll {
	struct cmd *c;
	struct engine *engine;
	enum cmd_format format;
	bool all, watch, bar, bar_shown;
	struct arena arena;
	struct failure *failure;
	uint32_t nfailure, failure_cap;
	uint32_t polled, failed, held, n_new, not_modified;
	struct engine_event progress;
	int64_t started, drawn;
	bool store_failed;
	bool in_round, told_next; /* --watch: feeds are being asked; what is due next was told */
};

static volatile sig_atomic_t interrupted;

static void on_signal(int sig)
{
	(void)sig;
	interrupted = 1;
}

static void catch_signals(void)
{
	struct sigaction a = { .sa_handler = on_signal };
	sigaction(SIGINT, &a, NULL);
	sigaction(SIGTERM, &a, NULL);
	sigaction(SIGHUP, &a, NULL);
}

/* ---- the bar ---- */

static void clear_bar(struct poll *p)
{
	if (p->bar_shown)
		fputs("\r\033[K", stderr);
	p->bar_shown = false;
}

static void draw_bar(struct poll *p)
{
	const struct engine_event *g = &p->progress;
	int64_t now = clock_mono_ms(), ms = now - p->started;
	if (!p->bar || !g->total || g->done >= g->total || now - p->drawn < BAR_MS)
		return;
	p->drawn = now;
	/* Where there is little room, it is for the figures; what remains is for the ^C that a terminal echoes. */
	size_t columns = cmd_columns(), cells = columns < 46 ? 4 : columns < 76 ? (columns - 36) / 2 : 20;
	size_t full = (uint64_t)g->done * cells / g->total;
	struct buf b;
	buf_init(&b, 1024);
	buf_addf(&b, "\r%u/%u ", g->done, g->total);
	for (size_t i = 0; i < cells; i++)
		buf_addz(&b, i < full ? "▰" : "▱");
	if (g->done && ms > 500) {
		double rate = (double)g->done * 1000 / (double)ms;
		long left = (long)((double)(g->total - g->done) / rate + 0.5);
		buf_addf(&b, "  %.0f/s  %ld:%02ld left", rate, left / 60, left % 60);
	}
	buf_addf(&b, "  %u new", g->n_new);
	if (g->n_failed)
		buf_addf(&b, "  %u failed", g->n_failed);
	struct str shown = str_sub(buf_str(&b), 0, 1 + text_fit(str_sub(buf_str(&b), 1, b.n), columns - 3, &(size_t){ 0 }));
	fprintf(stderr, STR_FMT "\033[K", STR_ARG(shown));
	fflush(stderr);
	buf_free(&b);
	p->bar_shown = true;
}

/* ---- what is told of each feed ---- */

static void put_json(struct poll *p, const struct engine_event *ev, const struct store_feed *f)
{
	struct buf b;
	buf_init(&b, 0);
	buf_addc(&b, '{');
	json_put_member(&b, "feed", f->url);
	json_put_member(&b, "title", f->title);
	json_put_key(&b, "status");
	buf_addf(&b, "%ld", ev->status);
	json_put_key(&b, "new");
	buf_addf(&b, "%u", ev->n_new);
	json_put_key(&b, "error");
	if (ev->code)
		json_put_str(&b, str_of(ev->message));
	else
		buf_addz(&b, "null");
	if (!ev->code && ev->message[0])
		json_put_member(&b, "warning", str_of(ev->message));
	json_put_time(&b, "next", f->next_due);
	buf_addz(&b, "}\n");
	cmd_put(buf_str(&b));
	buf_free(&b);
	(void)p;
}

static void put_line(const struct engine_event *ev, const struct store_feed *f)
{
	cmd_printf(STR_FMT ": ", STR_ARG(f->title));
	if (ev->code)
		cmd_printf("%s%s\n", ev->code == QD_EBUSY ? "" : "failed: ", ev->message);
	else if (ev->n_new)
		cmd_printf("%u new", ev->n_new);
	else
		cmd_puts(ev->status == 304 ? "not modified" : "nothing new");
	if (!ev->code)
		cmd_printf(ev->message[0] ? " (%s)\n" : "\n", ev->message);
}

static void on_feed(struct poll *p, const struct engine_event *ev)
{
	struct arena scratch = { 0 };
	struct store_feed f;
	if (ev->code == QD_ECANCELLED) /* stopped by us: the reason is told once */
		return;
	p->polled++;
	p->n_new += ev->n_new;
	p->not_modified += ev->status == 304 && !ev->code;
	p->held += ev->code == QD_EBUSY;
	bool failed = ev->code && ev->code != QD_EBUSY;
	p->failed += failed;
	if (store_feed(engine_store(p->engine), &scratch, ev->id, &f, NULL) == 0) {
		if (p->format == CMD_JSON)
			put_json(p, ev, &f);
		else if (!p->bar)
			put_line(ev, &f);
		if ((failed || (!ev->code && ev->message[0])) && p->bar && p->nfailure < FAILURES_SHOWN) {
			struct failure one = { arena_str(&p->arena, f.title), arena_str(&p->arena, f.url),
				arena_str(&p->arena, str_of(ev->message)) };
			ARENA_PUSH(&p->arena, struct failure, p->failure, p->nfailure, p->failure_cap, one);
		}
	}
	arena_free(&scratch);
}

static void put_summary(struct poll *p);
static void put_next_due(struct poll *p);

/* --watch: tells of a round when it is over, and begins to count anew. */
static void follow_rounds(struct poll *p)
{
	const struct engine_event *g = &p->progress;
	if (g->done < g->total && !p->in_round) {
		p->in_round = true;
		p->store_failed = false;
		p->started = clock_mono_ms();
	} else if (g->done >= g->total && p->in_round) {
		put_summary(p);
		arena_free(&p->arena);
		p->failure = NULL;
		p->nfailure = p->failure_cap = p->polled = p->failed = p->held = p->n_new = p->not_modified = 0;
		p->in_round = false;
	} else if (!g->total && !p->told_next && p->format == CMD_TEXT) {
		put_next_due(p);
	}
	p->told_next = true;
}

static void take_events(struct poll *p)
{
	struct engine_event ev;
	while (engine_next_event(p->engine, &ev)) {
		if (ev.kind == ENGINE_FEED) {
			on_feed(p, &ev);
		} else if (ev.kind == ENGINE_PROGRESS) {
			p->progress = ev;
			if (p->watch)
				follow_rounds(p);
		} else if (ev.kind == ENGINE_MESSAGE) {
			clear_bar(p);
			cmd_note("%s", ev.message);
			p->store_failed |= ev.code == QD_EFULL || ev.code == QD_EREADONLY || ev.code == QD_EIO || ev.code == QD_EFORMAT;
		}
	}
	draw_bar(p);
	fflush(stdout);
}

/* ---- the summary ---- */

static void put_summary_json(const struct poll *p)
{
	cmd_printf("{\"feeds\":%u,\"new\":%u,\"not_modified\":%u,\"failed\":%u,\"held\":%u,\"ms\":%lld}\n", p->polled, p->n_new, p->not_modified,
	           p->failed, p->held, (long long)(clock_mono_ms() - p->started));
}

static void put_next_due(struct poll *p)
{
	struct arena a = { 0 };
	struct store_feed *f;
	uint32_t n;
	int64_t next = 0;
	char when[32];
	if (store_feeds(engine_store(p->engine), &a, &f, &n, NULL) == 0)
		for (uint32_t i = 0; i < n; i++)
			if (!f[i].gone && (!next || f[i].next_due < next))
				next = f[i].next_due;
	cmd_when(when, next);
	cmd_printf("Nothing is due%s%s; --all polls all the same.\n", when[0] ? " before " : "", when);
	arena_free(&a);
}

static void put_summary(struct poll *p)
{
	const bool stopped = interrupted; /* it may come while this is written, and then stops nothing that is told here */
	clear_bar(p);
	if (p->format == CMD_JSON) {
		put_summary_json(p);
		return;
	}
	if (!p->polled && !p->store_failed && !stopped) {
		if (!p->watch)
			put_next_due(p);
		return;
	}
	for (uint32_t i = 0; i < p->nfailure; i++) {
		const struct failure *f = &p->failure[i];
		cmd_printf(STR_FMT, STR_ARG(f->title));
		if (!str_eq(f->title, f->url)) /* one that was never read has no title of its own */
			cmd_printf(" (" STR_FMT ")", STR_ARG(f->url));
		cmd_printf("\n    " STR_FMT "\n", STR_ARG(f->message));
	}
	if (p->watch) {
		char when[32];
		cmd_when(when, clock_now());
		cmd_printf("%s  ", when);
	}
	long seconds = (long)((clock_mono_ms() - p->started + 500) / 1000);
	cmd_printf("%u %s, %u new %s", p->polled, p->polled == 1 ? "feed" : "feeds", p->n_new, p->n_new == 1 ? "story" : "stories");
	if (p->not_modified)
		cmd_printf(", %u not modified", p->not_modified);
	if (p->held)
		cmd_printf(", %u left alone", p->held);
	if (p->failed)
		cmd_printf(", %u failed", p->failed);
	cmd_printf(" in %ld:%02ld\n", seconds / 60, seconds % 60);
	if (stopped)
		cmd_note("interrupted; what was fetched is stored");
}

/* ---- the command ---- */

static int ask_for(struct poll *p)
{
	struct err e = { 0 };
	struct store_feed *feed;
	uint32_t n;
	take_events(p); /* what the subscriptions file gave cause to say */
	int rc = store_feeds(engine_store(p->engine), &p->arena, &feed, &n, &e);
	if (rc)
		return p->store_failed ? CMD_FAILED /* and told */ : cmd_fail(&e);
	if (!n)
		return cmd_failf("no feeds are subscribed; `quotidian add URL` and `quotidian import FILE` add some");
	if (!p->c->noperand)
		engine_send(p->engine, &(struct engine_command){ .kind = ENGINE_POLL, .flag = p->all });
	for (int i = 0; i < p->c->noperand; i++) {
		struct store_feed one;
		rc = cmd_find_feed(&one, feed, n, p->c->operand[i], &e);
		if (rc)
			return cmd_fail(&e);
		engine_send(p->engine, &(struct engine_command){ .kind = ENGINE_POLL, .id = one.id });
	}
	return CMD_DONE;
}

/* The pipe's other end is closed, or what it leads to takes nothing. */
static bool nobody_reads(void)
{
	struct pollfd out = { .fd = STDOUT_FILENO };
	return ferror(stdout) || (poll(&out, 1, 0) == 1 && (out.revents & POLLERR));
}

static int run(struct poll *p)
{
	struct err e = { 0 };
	struct engine_options o = { .worker = cmd_worker_options(p->c), .schedule = p->watch, .annotate = p->watch };
	struct settings *s;
	if (cmd_settings(p->c, &s, &e) || cmd_store_path(p->c, &o.store_path, &e) || cmd_feeds_path(p->c, &o.feeds_path, &e))
		return cmd_fail(&e);
	o.settings = s;
	sigaction(SIGXFSZ, &(struct sigaction){ .sa_handler = SIG_IGN }, NULL); /* the store says so then */
	if (engine_open(&p->engine, &o, &e))
		return cmd_fail(&e);
	catch_signals();
	p->started = clock_mono_ms();
	int rc = ask_for(p);
	if (rc == CMD_DONE) {
		bool busy = true;
		while ((busy || (p->watch && !nobody_reads())) && !interrupted) {
			busy = engine_turn(p->engine, 1000);
			take_events(p);
		}
		take_events(p);
		p->bar_shown |= p->bar; /* or a ^C that the terminal has shown */
		clear_bar(p);
		if (!p->watch || p->in_round)
			put_summary(p);
		if (p->store_failed || (!p->watch && p->failed && p->failed == p->polled))
			rc = CMD_FAILED;
	}
	engine_close(p->engine);
	return rc;
}

int cmd_poll(struct cmd *c)
{
	struct poll p = { .c = c, .format = CMD_TEXT };
	int o;
	while ((o = cmd_option(c)) > 0) {
		if (o == 'a')
			p.all = true;
		else if (o == 'w')
			p.watch = true;
		else if (cmd_format(c, &p.format, CMD_TEXT | CMD_JSON))
			return CMD_USAGE;
	}
	if (o == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	if (c->demo)
		return cmd_failf("the demo has no network to poll");
	if (p.all && c->noperand)
		return cmd_usage(c, "--all polls every feed; leave it out to poll those that are named");
	p.bar = p.format == CMD_TEXT && cmd_is_terminal(stderr) && cmd_is_terminal(stdout);
	int rc = run(&p);
	arena_free(&p.arena);
	return rc;
}
