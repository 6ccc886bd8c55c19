/* The pool with real workers, with workers that are killed, stopped and starved, and with workers that lie.
 *
 * The test runs itself as a worker: with QUOTIDIAN_LIAR in the environment it misbehaves in that way, else it is the real thing.
 */
#include "testing.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "config.h"
#include "quotidian/paths.h"
#include "worker/worker_int.h"

static const char feed_text[] =
	"<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Harbour News</title><link>https://example.org/</link>"
	"<item><title>Ferry returns</title><link>https://example.org/1</link><description>It is back.</description></item>"
	"<item><title>Bridge closes</title><link>https://example.org/2</link></item></channel></rss>";
static const char page_text[] =
	"<!DOCTYPE html><html><head><title>Ferry returns</title></head><body><article><h1>Ferry returns</h1>"
	"<p>The ferry came back to the harbour on Monday, after eleven weeks in the yard, and a small crowd had come to see it.</p>"
	"<p>\"We have waited long enough for this day,\" said Mara Lindholm, the harbour master, while the band was still playing.</p>"
	"</article></body></html>";

/* ---- workers that lie ---- */

static void say_bytes(const char *s, size_t n)
{
	while (n) {
		ssize_t w = write(1, s, n);
		if (w <= 0)
			_exit(0);
		s += w;
		n -= (size_t)w;
	}
}

static void say_frame(enum frame_type type, struct str payload)
{
	struct buf b;
	buf_init(&b, 0);
	size_t at = frame_begin(&b, type);
	buf_add(&b, payload);
	frame_end(&b, at);
	say_bytes(b.s, b.n);
	buf_free(&b);
}

/* Waits for one whole job and gives its sequence number. */
static uint64_t take_job(void)
{
	static struct buf in;
	static size_t at;
	struct str payload;
	size_t used;
	bool bad;
	if (!in.max)
		buf_init(&in, 0);
	while (!frame_next(str_sub(buf_str(&in), at, in.n), FRAME_JOB, &payload, &used, &bad)) {
		char chunk[4096];
		ssize_t n = read(0, chunk, sizeof chunk);
		if (n <= 0)
			_exit(0);
		buf_add(&in, str_n(chunk, (size_t)n));
	}
	at += used;
	struct worker_job job;
	uint64_t seq;
	struct page_source more[PAGE_PARTS_MAX];
	bool asks;
	if (job_decode(&job, more, &seq, &asks, payload, NULL))
		_exit(9);
	return seq;
}

static int lie(const char *how)
{
	struct buf b;
	alarm(60); /* never longer than the tests */
	buf_init(&b, 0);
	if (strcmp(how, "exit") == 0)
		return 3;
	if (strcmp(how, "garbage") == 0) {
		for (;;)
			say_bytes("\xde\xad\xbe\xef garbage", 12);
	}
	wire_put_str(&b, STR("liar"));
	say_frame(FRAME_READY, buf_str(&b));
	buf_clear(&b);
	if (strcmp(how, "unasked") == 0) {
		wire_put_u(&b, 1);
		say_frame(FRAME_ANSWER, buf_str(&b));
	}
	uint64_t seq = take_job();
	if (strcmp(how, "leave") == 0)
		return 0;
	if (strcmp(how, "length") == 0)
		say_bytes("\xff\xff\xff\x7f\x03\x01", 6);
	if (strcmp(how, "flood") == 0) { /* a whole frame's worth, for ever */
		say_bytes("\x00\x00\x00\x04\x03\x01", 6);
		for (;;)
			say_bytes(page_text, sizeof page_text);
	}
	struct worker_result r = { .kind = WORKER_ARTICLE };
	r.doc = doc_from_text(STR("Text."), false);
	if (strcmp(how, "unsound") == 0)
		r.doc->block[0] = (struct block){ r.doc->block[0].at, BLOCK_H, 9, 0 };
	if (strcmp(how, "escape") == 0)
		r.doc->title = STR("\x1b]0;owned\x07");
	if (strcmp(how, "charsets") == 0) { /* one wish after the other */
		r.code = ANSWER_CHARSET;
		for (;;) {
			snprintf(r.message, sizeof r.message, "ISO-8859-9E");
			buf_clear(&b);
			answer_encode(&b, &r, seq);
			say_bytes(b.s, b.n);
			seq = take_job();
		}
	}
	if (strcmp(how, "path") == 0) {
		r.code = ANSWER_CHARSET;
		snprintf(r.message, sizeof r.message, "../../evil//TRANSLIT");
	}
	if (strcmp(how, "sequence") == 0)
		seq += 5;
	answer_encode(&b, &r, seq);
	say_bytes(b.s, b.n);
	if (strcmp(how, "twice") == 0)
		say_bytes(b.s, b.n);
	for (;;)
		pause();
}

/* ---- what the tests share ---- */

struct seen {
	unsigned n, code_ok;
	uint64_t tag[2000];
	int code[2000];
	char message[512]; /* of the last failure */
};

static void note(void *arg, struct worker_result *r)
{
	struct seen *s = arg;
	s->tag[s->n] = r->tag;
	s->code[s->n++] = r->code;
	s->code_ok += r->code == 0;
	if (r->code)
		snprintf(s->message, sizeof s->message, "%s", r->message);
}

static struct worker_pool *open_pool(struct seen *s, struct worker_options o)
{
	struct worker_pool *p;
	memset(s, 0, sizeof *s);
	assert_int_equal(worker_pool_open(&p, &o, note, s, NULL), 0);
	return p;
}

static void turn(struct worker_pool *p)
{
	struct pollfd fds[2 * WORKER_MAX];
	unsigned n = worker_pollfds(p, fds, 2 * WORKER_MAX);
	poll(fds, n, worker_deadline_ms(p));
	worker_run(p);
}

static void finish(struct worker_pool *p)
{
	worker_run(p);
	while (worker_pending(p))
		turn(p);
}

static struct worker_job article(const char *html)
{
	return (struct worker_job){ .kind = WORKER_ARTICLE, .page = { .bytes = str_of(html), .url = STR("https://example.org/1") } };
}

static struct worker_job feed_job(uint64_t tag)
{
	return (struct worker_job){ .kind = WORKER_FEED, .tag = tag, .feed = { .bytes = str_of(feed_text), .url = STR("https://example.org/feed") } };
}

/* ---- the real thing ---- */

static void each_kind_of_job(struct worker_pool *p)
{
	struct worker_result r;
	struct err e = { 0 };
	struct worker_job job = feed_job(1);
	assert_int_equal(worker_run_one(p, &job, &r, &e), 0);
	assert_int_equal(r.feed->nentry, 2);
	assert_str(r.feed->title, "Harbour News");
	worker_result_clear(&r);

	job = article(page_text);
	if (worker_run_one(p, &job, &r, &e))
		fail_msg("%s", e.text);
	assert_true(r.doc->nblock >= 2);
	assert_int_equal(r.doc->nquote, 0);
	assert_true(str_find(r.doc->text, STR("Mara Lindholm"), 0) != STR_NPOS);
	worker_result_clear(&r);

	job = (struct worker_job){ .kind = WORKER_ARTICLE, .raw_text = true, .annotate = true, .page = { .bytes = STR("  One\nline.\n\nTwo.\n") } };
	assert_int_equal(worker_run_one(p, &job, &r, &e), 0);
	assert_str(r.doc->text, "  One\nline.\n\nTwo.\n");
	worker_result_clear(&r);

	job = (struct worker_job){ .kind = WORKER_DISCOVER, .feed = { .url = STR("https://example.org/"),
		.bytes = STR("<html><head><link rel=alternate type='application/rss+xml' href='/feed.xml' title='News'></head></html>") } };
	assert_int_equal(worker_run_one(p, &job, &r, &e), 0);
	assert_int_equal(r.refs->n, 1);
	assert_str(r.refs->ref[0].url, "https://example.org/feed.xml");
	worker_result_clear(&r);

	job = (struct worker_job){ .kind = WORKER_OPML,
		.feed = { .bytes = STR("<opml version='2.0'><body><outline text='x' xmlUrl='https://example.org/f'/></body></opml>") } };
	assert_int_equal(worker_run_one(p, &job, &r, &e), 0);
	assert_int_equal(r.refs->n, 1);
	worker_result_clear(&r);

	job = (struct worker_job){ .kind = WORKER_PING };
	assert_int_equal(worker_run_one(p, &job, &r, &e), 0);
	assert_non_null(strstr(r.message, "limits"));
	worker_result_clear(&r);

	/* What is no feed is an answer too, and not the worker's fault. */
	job = feed_job(2);
	job.feed.bytes = STR("just words");
	assert_int_equal(worker_run_one(p, &job, &r, &e), QD_EFORMAT);
	assert_true(e.text[0]);
	worker_result_clear(&r);
}

static void real_workers(void **state)
{
	(void)state;
	struct seen s;
	struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 1 });
	assert_int_equal(worker_pool_pid(p, 0), 0); /* none before the first job */
	assert_int_equal(worker_deadline_ms(p), -1);
	each_kind_of_job(p);
	assert_true(worker_pool_pid(p, 0) > 0);
	worker_pool_close(p);
	p = open_pool(&s, (struct worker_options){ .count = 1, .no_sandbox = true });
	each_kind_of_job(p);
	worker_pool_close(p);
	worker_pool_close(NULL);
}

/* The program itself, as users run it. */
static void the_program_is_a_worker(void **state)
{
	(void)state;
	char path[4096];
	snprintf(path, sizeof path, "%s/quotidian", getenv("top_builddir") ? getenv("top_builddir") : ".");
	if (access(path, X_OK) != 0)
		skip();
	struct seen s;
	struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 2, .program = path });
	each_kind_of_job(p);
	worker_pool_close(p);
}

static void many_jobs(void **state)
{
	(void)state;
	struct seen s;
	struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 2 });
	for (uint64_t i = 0; i < 500; i++) {
		struct worker_job job = feed_job(i);
		assert_int_equal(worker_submit(p, &job, NULL), 0);
	}
	assert_int_equal(worker_pending(p), 500);
	finish(p);
	assert_int_equal(s.n, 500);
	assert_int_equal(s.code_ok, 500);
	assert_true(worker_pool_pid(p, 1) > 0);
	assert_int_equal(worker_deadline_ms(p), -1);
	worker_pool_close(p);

	/* With one worker the order is that of submitting, urgent ones first. */
	p = open_pool(&s, (struct worker_options){ .count = 1 });
	for (uint64_t i = 0; i < 20; i++) {
		struct worker_job job = feed_job(i);
		job.urgent = i >= 18;
		assert_int_equal(worker_submit(p, &job, NULL), 0);
	}
	finish(p);
	assert_int_equal(s.tag[0], 18);
	assert_int_equal(s.tag[1], 19);
	for (uint64_t i = 0; i < 18; i++)
		assert_int_equal(s.tag[i + 2], i);
	worker_pool_close(p);
}

/* Payloads far over what a pipe holds, both ways at once. */
static void huge_payloads(void **state)
{
	(void)state;
	struct seen s;
	struct buf text;
	struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 1 });
	buf_init(&text, 0);
	while (text.n < (size_t)30 << 20)
		buf_addz(&text, "A paragraph of a very long story that goes on and on.\n\n");
	for (uint64_t i = 0; i < 3; i++) {
		struct worker_job job = { .kind = WORKER_ARTICLE, .tag = i, .raw_text = true, .page = { .bytes = buf_str(&text) } };
		assert_int_equal(worker_submit(p, &job, NULL), 0);
	}
	finish(p);
	assert_int_equal(s.code_ok, 3);
	struct err e = { 0 };
	size_t n = FRAME_MAX + 1;
	char *more = xmalloc(n);
	memset(more, 'x', n);
	const struct worker_job over = { .kind = WORKER_ARTICLE, .page = { .bytes = { more, n } } };
	assert_int_equal(worker_submit(p, &over, &e), QD_ELIMIT);
	assert_int_equal(worker_pending(p), 0);
	free(more);
	buf_free(&text);
	worker_pool_close(p);
}

/* ---- encodings that workers load only when asked ---- */

static struct worker_job feed_in(const char *charset, const char *bytes, uint64_t tag)
{
	static char type[64];
	snprintf(type, sizeof type, "text/xml; charset=\"%s\"", charset);
	return (struct worker_job){ .kind = WORKER_FEED, .tag = tag,
		.feed = { .bytes = str_of(bytes), .content_type = str_of(type), .url = STR("https://example.org/feed") } };
}

static const char feed_8bit[] = "<rss version='2.0'><channel><title>\xB3\xB4</title><item><title>a</title><link>https://example.org/1</link></item></channel></rss>";

static void expect_title(struct worker_pool *p, const struct worker_job *job, const char *title)
{
	struct worker_result r;
	struct err e = { 0 };
	if (worker_run_one(p, job, &r, &e))
		fail_msg("%s", e.text);
	assert_str(r.feed->title, title);
	worker_result_clear(&r);
}

static void a_worker_gets_the_converter(void **state)
{
	(void)state;
	if (!charset_known(STR("ARMSCII-8")) || !charset_known(STR("IBM864")) || !charset_known(STR("CP1125")))
		skip();
	struct seen s;
	struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 1 });
	struct worker_job job = feed_job(1);
	expect_title(p, &job, "Harbour News");
	int first = worker_pool_pid(p, 0);
	job = feed_in("ARMSCII-8", feed_8bit, 2);
	expect_title(p, &job, "\xD5\xA1\xD4\xB2"); /* in the box, after a start with the converter */
	int second = worker_pool_pid(p, 0);
	assert_int_not_equal(first, second);
	/* It stays for the next, and for all that need none. */
	expect_title(p, &job, "\xD5\xA1\xD4\xB2");
	job = feed_job(3);
	expect_title(p, &job, "Harbour News");
	assert_int_equal(worker_pool_pid(p, 0), second);
	/* Pages too; a name in other letters is the same. */
	struct worker_result r;
	job = article("<html><head><meta charset='armscii-8'></head><body><p>Words \xB3\xB4 and more words, so that this is a paragraph.</p></body></html>");
	assert_int_equal(worker_run_one(p, &job, &r, NULL), 0);
	assert_true(str_find(r.doc->text, STR("\xD5\xA1\xD4\xB2"), 0) != STR_NPOS);
	worker_result_clear(&r);
	assert_int_equal(worker_pool_pid(p, 0), second);
	/* What iconv does not have, or text may not ask for, starts nothing. */
	static const char *const refused[] = { "NO-SUCH-CHARSET", "UTF-7", "CP1125//TRANSLIT", "../../evil", "WCHAR_T" };
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
		job = feed_in(refused[i], feed_8bit, 4);
		expect_title(p, &job, "\xC2\xB3\xC2\xB4");
		assert_int_equal(worker_pool_pid(p, 0), second);
	}
	worker_pool_close(p);

	/* Several workers, others' jobs among them: each is done once. */
	p = open_pool(&s, (struct worker_options){ .count = 2 });
	static const char *const names[] = { "ARMSCII-8", "IBM864", "CP1125" };
	for (uint64_t i = 0; i < 60; i++) {
		job = i % 4 == 3 ? feed_job(i) : feed_in(names[i % 4], feed_8bit, i);
		assert_int_equal(worker_submit(p, &job, NULL), 0);
	}
	finish(p);
	assert_int_equal(s.n, 60);
	assert_int_equal(s.code_ok, 60);
	assert_int_equal(worker_deadline_ms(p), -1);
	worker_pool_close(p);
}

/* Feeds that name one encoding after the other do not keep workers starting. */
static void charsets_are_bounded(void **state)
{
	(void)state;
	struct seen s;
	struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 1 });
	unsigned starts = 0, known = 0;
	int pid = 0;
	for (unsigned i = 256; i < 1400; i++) {
		char name[16];
		snprintf(name, sizeof name, "IBM%u", i);
		if (!charset_known(str_of(name)))
			continue;
		struct worker_job job = feed_in(name, feed_8bit, i);
		struct worker_result r;
		known++;
		assert_int_equal(worker_run_one(p, &job, &r, NULL), 0);
		worker_result_clear(&r);
		starts += worker_pool_pid(p, 0) != pid;
		pid = worker_pool_pid(p, 0);
	}
	if (known > CHARSET_BEYOND_MAX + 4)
		assert_true(starts <= CHARSET_BEYOND_MAX + 1);
	worker_pool_close(p);

	uint32_t gone, all = 0;
	char list[EXTRA_NAMES_MAX];
	struct extra_charsets x = { 0 };
	if (known <= CHARSET_BEYOND_MAX)
		return;
	for (unsigned i = 256, n = 0; n < CHARSET_BEYOND_MAX; i++) {
		char name[16];
		snprintf(name, sizeof name, "IBM%u", i);
		uint32_t bit = extra_take(&x, name, 1000 + i, &gone);
		n += bit != 0;
		assert_int_equal(all & bit, 0);
		assert_int_equal(gone, 0);
		all |= bit;
	}
	assert_int_equal(extra_names(&x, list), all);
	assert_int_equal(extra_take(&x, "ARMSCII-8", 5000, &gone), 0);
	/* An hour later the oldest makes room. */
	uint32_t bit = extra_take(&x, "ARMSCII-8", 5000 + 60 * 60 * 1000, &gone);
	assert_true(bit != 0 && bit == gone);
	assert_int_equal(extra_take(&x, "armscii-8", 5000 + 60 * 60 * 1000, &gone), bit);
	assert_int_equal(gone, 0);
	extra_names(&x, list);
	assert_non_null(strstr(list, "ARMSCII-8"));
}

/* ---- workers that fail ---- */

static void ready(struct worker_pool *p)
{
	struct worker_job ping = { .kind = WORKER_PING };
	struct worker_result r;
	assert_int_equal(worker_run_one(p, &ping, &r, NULL), 0);
	worker_result_clear(&r);
}

static void a_crash_costs_one_job(void **state)
{
	(void)state;
	const int signals[] = { SIGKILL, SIGSEGV, SIGPROF };
	const char *words[] = { "signal 9", "signal 11", "CPU time" };
	for (size_t k = 0; k < 3; k++) {
#ifdef QD_SANITIZED
		if (signals[k] == SIGSEGV)
			continue; /* the sanitizer's handler writes its report */
#endif
		struct seen s;
		struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 1 });
		ready(p);
		int first = worker_pool_pid(p, 0);
		kill(first, SIGSTOP); /* so that jobs are surely in its hands */
		for (uint64_t i = 0; i < 10; i++) {
			struct worker_job job = feed_job(i);
			assert_int_equal(worker_submit(p, &job, NULL), 0);
		}
		worker_run(p);
		kill(first, signals[k]);
		kill(first, SIGCONT);
		finish(p);
		assert_int_equal(s.n, 10);
		assert_int_equal(s.code_ok, 9);
		assert_int_equal(s.tag[0], 0);
		assert_int_equal(s.code[0], QD_EWORKER);
		if (!strstr(s.message, words[k]))
			fail_msg("%s", s.message);
		assert_true(worker_pool_pid(p, 0) > 0 && worker_pool_pid(p, 0) != first);
		worker_pool_close(p);
	}
}

static void an_idle_death_costs_none(void **state)
{
	(void)state;
	struct seen s;
	struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 1 });
	ready(p);
	kill(worker_pool_pid(p, 0), SIGKILL);
	turn(p); /* its pipe says so */
	assert_int_equal(worker_pool_pid(p, 0), 0);
	ready(p);
	worker_pool_close(p);
}

static void what_hangs_is_ended(void **state)
{
	(void)state;
	struct seen s;
	struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 1, .job_timeout_ms = 300 });
	ready(p);
	int first = worker_pool_pid(p, 0);
	kill(first, SIGSTOP);
	for (uint64_t i = 0; i < 3; i++) {
		struct worker_job job = feed_job(i);
		assert_int_equal(worker_submit(p, &job, NULL), 0);
	}
	finish(p);
	assert_int_equal(s.code_ok, 2);
	assert_int_equal(s.code[0], QD_EWORKER);
	assert_non_null(strstr(s.message, "0.3 s"));
	assert_int_not_equal(worker_pool_pid(p, 0), first);
	worker_pool_close(p);
}

static void memory_is_bounded(void **state)
{
	(void)state;
#ifdef QD_SANITIZED
	skip();
#endif
	struct seen s;
	struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 1, .memory_max = (size_t)200 << 20 });
	struct buf html;
	struct err e = { 0 };
	struct worker_result r;
	ready(p);
	buf_init(&html, 0);
	buf_addz(&html, "<html><body>");
	while (html.n < (size_t)50 << 20)
		buf_addz(&html, "<p><b>word</b> <i>word</i> and some more of them here</p>");
	struct worker_job job = { .kind = WORKER_ARTICLE, .page = { .bytes = buf_str(&html) } };
	int rc = worker_run_one(p, &job, &r, &e);
	/* Either the parser gives up or its worker does; the next job is not touched. */
	assert_true(rc == QD_EWORKER || rc == QD_EFORMAT || rc == QD_ELIMIT || rc == 0);
	if (rc == QD_EWORKER)
		assert_non_null(strstr(e.text, "memory"));
	worker_result_clear(&r);
	struct rusage u;
	getrusage(RUSAGE_CHILDREN, &u);
	buf_free(&html);
	ready(p);
	worker_pool_close(p);
	getrusage(RUSAGE_CHILDREN, &u);
	assert_true(u.ru_maxrss < 300 * 1024);
}

static void ending_early(void **state)
{
	(void)state;
	struct seen s;
	struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 1 });
	ready(p);
	kill(worker_pool_pid(p, 0), SIGSTOP);
	for (uint64_t i = 0; i < 10; i++) {
		struct worker_job job = feed_job(i);
		assert_int_equal(worker_submit(p, &job, NULL), 0);
	}
	worker_run(p);
	int pid = worker_pool_pid(p, 0);
	worker_pool_close(p);
	assert_int_equal(s.n, 10);
	for (int i = 0; i < 10; i++)
		assert_int_equal(s.code[i], QD_ECANCELLED);
	assert_int_not_equal(kill(pid, 0), 0); /* gone, and waited for */
}

static void only_two_pipes(void **state)
{
	(void)state;
	struct seen s;
	int leak = open("/dev/null", O_RDONLY); /* without O_CLOEXEC */
	struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 1, .no_sandbox = true });
	ready(p);
	char path[64];
	struct stat st;
	for (int fd = 0; fd < 64; fd++) {
		snprintf(path, sizeof path, "/proc/%d/fd/%d", worker_pool_pid(p, 0), fd);
		bool there = lstat(path, &st) == 0;
		if (geteuid() == 0 || !there) /* others may not look: a worker is not dumpable */
			assert_int_equal(there, fd < 3);
	}
	close(leak);
	worker_pool_close(p);
}

static void no_secrets(void **state)
{
	(void)state;
	struct seen s;
	char path[64];
	setenv("SECRET_TOKEN", "t0ken", 1);
	setenv("LC_MESSAGES", "C", 1);
	struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 1, .no_sandbox = true });
	ready(p);
	snprintf(path, sizeof path, "/proc/%d/environ", worker_pool_pid(p, 0));
	struct buf all;
	buf_init(&all, 1 << 20);
	if (buf_read_file(&all, path, NULL) == 0) { /* others than root may not look */
		assert_true(str_find(buf_str(&all), STR("LC_MESSAGES=C"), 0) != STR_NPOS);
		assert_true(str_find(buf_str(&all), STR("t0ken"), 0) == STR_NPOS);
	}
	buf_free(&all);
	unsetenv("SECRET_TOKEN");
	worker_pool_close(p);
}

static void liars_are_not_believed(void **state)
{
	(void)state;
	const char *ways[] = { "unsound", "escape", "sequence", "length", "flood", "leave", "garbage", "exit", "unasked", "charsets", "path" };
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		struct seen s;
		struct err e = { 0 };
		struct worker_result r;
		struct worker_job job = article(page_text);
		setenv("QUOTIDIAN_LIAR", ways[i], 1);
		struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 1, .job_timeout_ms = 2000 });
		int rc = worker_run_one(p, &job, &r, &e);
		unsetenv("QUOTIDIAN_LIAR");
		if (rc != QD_EWORKER || !e.text[0] || r.doc)
			fail_msg("%s: %d %s", ways[i], rc, e.text);
		worker_result_clear(&r);
		/* An honest worker takes its place. */
		ready(p);
		worker_pool_close(p);
	}
	/* An answer more than was asked for costs nothing that was right. */
	struct seen s;
	struct worker_result r;
	struct worker_job job = article(page_text);
	setenv("QUOTIDIAN_LIAR", "twice", 1);
	struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 1 });
	assert_int_equal(worker_run_one(p, &job, &r, NULL), 0);
	assert_str(r.doc->text, "Text.");
	worker_result_clear(&r);
	unsetenv("QUOTIDIAN_LIAR");
	while (worker_pool_pid(p, 0))
		turn(p);
	ready(p);
	worker_pool_close(p);
}

static void no_program(void **state)
{
	(void)state;
	struct seen s;
	struct err e = { 0 };
	struct worker_result r;
	struct worker_job job = feed_job(1);
	struct worker_pool *p = open_pool(&s, (struct worker_options){ .count = 1, .program = "/nonexistent/quotidian" });
	assert_int_equal(worker_run_one(p, &job, &r, &e), QD_EWORKER);
	assert_non_null(strstr(e.text, "cannot be started"));
	worker_pool_close(p);
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "--worker") == 0) {
		if (getenv("QUOTIDIAN_LIAR"))
			_exit(lie(getenv("QUOTIDIAN_LIAR")));
		return worker_main(argc - 1, argv + 1);
	}
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(real_workers),
		cmocka_unit_test(the_program_is_a_worker),
		cmocka_unit_test(many_jobs),
		cmocka_unit_test(huge_payloads),
		cmocka_unit_test(a_worker_gets_the_converter),
		cmocka_unit_test(charsets_are_bounded),
		cmocka_unit_test(a_crash_costs_one_job),
		cmocka_unit_test(an_idle_death_costs_none),
		cmocka_unit_test(what_hangs_is_ended),
		cmocka_unit_test(memory_is_bounded),
		cmocka_unit_test(ending_early),
		cmocka_unit_test(only_two_pipes),
		cmocka_unit_test(no_secrets),
		cmocka_unit_test(liars_are_not_believed),
		cmocka_unit_test(no_program),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
