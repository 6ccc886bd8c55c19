/* child.c - the worker: opens what it needs, closes the sandbox behind itself, then turns jobs into answers.
 *
 * Descriptor 0 brings jobs, 1 takes answers. At the end of the jobs it leaves.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "quotidian/charset.h"
#include "quotidian/lang.h"
#include "quotidian/utf8.h"
#include "worker_int.h"

struct child {
	struct lang_model *model;
	struct err model_err; /* why there is none */
	int cpu_ms;
	char report[WORKER_REPORT_MAX];
};

static void leave_for_want_of_memory(void)
{
	_exit(WORKER_EXIT_MEMORY); /* die() is called when memory is out */
}

static void set_message(struct worker_result *r, const char *text)
{
	utf8_sanitise_into(r->message, sizeof r->message, str_of(text));
}

static int run_article(struct child *c, const struct worker_job *job, struct worker_result *r, struct err *e)
{
	if (job->raw_text) {
		r->doc = doc_from_text(job->page.bytes, false);
		r->doc->published = job->page.published;
	} else {
		int rc = page_join(&r->doc, &job->page, job->more, job->nmore, &r->used, &r->found, e);
		if (rc)
			return rc;
	}
	if (!job->annotate)
		return 0;
	struct err note = { 0 };
	if (!c->model)
		note = c->model_err;
	else if (lang_annotate(c->model, r->doc, &note) == 0) {
		note.text[0] = 0;
		if (job->raw_text && job->page.bytes.n > DOC_TEXT_MAX)
			err_set(&note, QD_ELIMIT, "the text is longer than %zu MiB: what is behind that is left out", DOC_TEXT_MAX >> 20);
	}
	set_message(r, note.text);
	return 0;
}

static int run_tokens(struct child *c, const struct worker_job *job, struct worker_result *r, struct err *e)
{
	if (!c->model)
		return err_set(e, QD_ENOTFOUND, "%s", c->model_err.text);
	buf_init(&r->text, FRAME_MAX);
	int rc = lang_tag_columns(c->model, &r->text, job->page.bytes, job->annotate);
	return rc ? err_set(e, rc, "more columns than an answer can hold") : 0;
}

static void run_job(struct child *c, const struct worker_job *job, struct worker_result *r)
{
	struct err e = { 0 };
	r->kind = job->kind;
	switch (job->kind) {
	case WORKER_FEED:
		r->code = feed_parse(&r->feed, &job->feed, &e);
		break;
	case WORKER_ARTICLE:
		r->code = run_article(c, job, r, &e);
		break;
	case WORKER_DISCOVER:
		r->code = feed_discover(&r->refs, job->feed.bytes, job->feed.url, job->feed.content_type, &e);
		break;
	case WORKER_OPML:
		r->code = opml_parse(&r->refs, job->feed.bytes, &e);
		break;
	case WORKER_TOKENS:
		r->code = run_tokens(c, job, r, &e);
		break;
	case WORKER_PING:
		set_message(r, c->report);
		break;
	}
	if (r->code)
		set_message(r, e.text);
}

/* Reads more bytes: what the frame at the front is known to miss, or whatever comes. False at the end. */
static bool read_more(struct buf *in, size_t from)
{
	size_t want = frame_missing(str_sub(buf_str(in), from, in->n));
	char *to = buf_room(in, want < 65536 ? 65536 : want);
	if (!to)
		return false;
	for (;;) {
		ssize_t n = read(STDIN_FILENO, to, in->cap - 1 - in->n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		in->n += (size_t)n;
		return true;
	}
}

static int serve(struct child *c)
{
	struct buf in, out;
	size_t at = 0; /* of the next frame in `in` */
	buf_init(&in, FRAME_MAX + 131072);
	buf_init(&out, FRAME_MAX + 4096);
	for (;;) {
		struct str payload;
		size_t used;
		bool bad;
		if (!frame_next(str_sub(buf_str(&in), at, in.n), FRAME_JOB, &payload, &used, &bad)) {
			if (bad)
				return WORKER_EXIT_FRAME;
			if (at) {
				memmove(in.s, in.s + at, in.n - at);
				in.n -= at;
				at = 0;
			}
			if (!read_more(&in, 0))
				return 0;
			continue;
		}
		struct worker_job job;
		struct page_source more[PAGE_PARTS_MAX];
		struct worker_result r = { 0 };
		uint64_t seq;
		struct err e = { 0 };
		bool asks;
		if (job_decode(&job, more, &seq, &asks, payload, &e))
			return WORKER_EXIT_FRAME;
		sandbox_cpu(c->cpu_ms);
		run_job(c, &job, &r);
		struct str charset = charset_wanted();
		if (asks && charset.n) {
			r.code = ANSWER_CHARSET;
			snprintf(r.message, sizeof r.message, STR_FMT, STR_ARG(charset));
		}
		buf_clear(&out);
		answer_encode(&out, &r, seq);
		worker_result_clear(&r);
		if (fd_write(STDOUT_FILENO, buf_str(&out)))
			return 0;
		at += used;
		/* A huge job must not leave the worker huge. */
		if (out.cap > (size_t)4 << 20)
			buf_free(&out);
		if (at == in.n) {
			at = in.n = 0;
			if (in.cap > (size_t)4 << 20)
				buf_free(&in);
		}
	}
}

/* A parser that runs once before the sandbox closes has loaded its tables and converters. */
static void warm_up(struct str charsets)
{
	static const char feed[] = "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>a</title><item><title>b</title>"
				   "<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate></item></channel></rss>";
	static const char page[] = "<!DOCTYPE html><html><head><title>a</title></head><body><p>Some words.</p></body></html>";
	const struct feed_source fs = { .bytes = str_of(feed) };
	const struct page_source ps = { .bytes = str_of(page) };
	struct feed *f = NULL;
	struct doc *d = NULL;
	struct page_found found;
	charset_preload(charsets);
	if (feed_parse(&f, &fs, NULL) == 0)
		feed_free(f);
	if (page_parse(&d, &ps, &found, NULL) == 0)
		doc_free(d);
}

static bool send_ready(const struct child *c)
{
	struct buf b;
	buf_init(&b, 4096);
	size_t at = frame_begin(&b, FRAME_READY);
	wire_put_str(&b, str_of(c->report));
	frame_end(&b, at);
	bool sent = fd_write(STDOUT_FILENO, buf_str(&b)) == 0;
	buf_free(&b);
	return sent;
}

/* Arguments, from pool.c: --worker MEMORY CPU_MS SANDBOX PARENT CHARSETS [DATA_DIR]. */
int worker_main(int argc, char **argv)
{
	struct child c = { 0 };
	struct err e = { 0 };
	int64_t memory, cpu, boxed, parent;
	if (argc < 6 || str_int(&memory, str_of(argv[1])) || str_int(&cpu, str_of(argv[2])) || str_int(&boxed, str_of(argv[3])) ||
	    str_int(&parent, str_of(argv[4]))) {
		fputs("quotidian: --worker is for the program's own use\n", stderr);
		return 2;
	}
#ifdef __linux__
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	prctl(PR_SET_NAME, "quotidian-work");
	if (getppid() != (pid_t)parent)
		return 0; /* it went before the line above */
#endif
	die_hook(leave_for_want_of_memory);
	signal(SIGPIPE, SIG_IGN);
	sandbox_close_from(3);
	c.cpu_ms = (int)cpu;
	if (lang_open(&c.model, argc > 6 ? argv[6] : NULL, &c.model_err))
		c.model = NULL;
	warm_up(str_of(argv[5]));
	if (sandbox_enter(boxed != 0, (size_t)memory, c.report, &e)) {
		fprintf(stderr, "quotidian: %s\n", e.text);
		return WORKER_EXIT_SANDBOX;
	}
	int rc = send_ready(&c) ? serve(&c) : 0;
	_exit(rc); /* no exit handlers of libraries: they are not what the sandbox allows */
}
