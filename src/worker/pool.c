/* pool.c - the parent's side: processes, queues, time-outs.
 *
 * Pipes are non-blocking on this side both ways, so that a job of any size moves while an answer of any size comes back. A worker gets
 * a few jobs ahead (PIPELINE), so that it does not wait for us between two; it works on them in order, so what a death costs is the
 * one at the front, and those behind it go back into the queue. A death before FRAME_READY costs no job, until it has happened
 * STARTS_MAX times in a row: then workers cannot be started, and what is queued is told so.
 *
 * A worker that meets an encoding whose converter it has not loaded answers with its name. If iconv has it, workers started from then on
 * load it, that worker is ended and the job is done again by one that has it. Text comes from anywhere, so a job is done again but
 * ASKS_MAX times, and a pool takes CHARSET_BEYOND_MAX names an hour; what is beyond that is read without.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "quotidian/log.h"
#include "quotidian/paths.h"
#include "worker_int.h"

#define PIPELINE 4
#define PIPELINE_BYTES ((size_t)1 << 20) /* no second job behind a larger one: it may take long */
#define STARTS_MAX 4
#define START_TIMEOUT_MS 20000
#define PIPE_BYTES (1 << 20)
#define ASKS_MAX 2 /* what the header says and what the document says */

extern char **environ;

struct job {
	struct job *next;
	uint64_t seq, tag;
	enum worker_job_kind kind;
	bool urgent;
	struct buf frame;
	size_t sent;
	unsigned asks;     /* how often it was answered with a wish for a converter; above ASKS_MAX: it may not be any more */
	uint32_t charsets; /* the pool's, as bits, that its worker must have loaded */
	struct worker_result *into; /* worker_run_one waits for it */
};
struct queue {
	struct job *first, **last;
};
enum worker_state { WORKER_OFF, WORKER_STARTING, WORKER_READY };
struct worker {
	enum worker_state state;
	pid_t pid;
	int to, from;
	struct queue jobs; /* given to it, oldest first */
	unsigned njobs;
	size_t bytes;      /* of their frames */
	struct buf in;
	int64_t since;     /* when it was started, or its front job became the front */
	int64_t not_before; /* back-off: no start before */
	unsigned deaths;   /* in a row, without an answer between */
	uint32_t charsets; /* of the pool's: those it was started with */
};
struct worker_pool {
	struct worker_options o;
	worker_done *done;
	void *arg;
	char *program, *data_dir;
	unsigned count;
	struct queue queue; /* urgent ones first */
	size_t pending;
	uint64_t seq;
	unsigned failed_starts;
	char start_failure[256];
	int ended; /* jobs, in this turn */
	struct extra_charsets charsets;
	struct worker worker[WORKER_MAX];
};

/* ---- queues ---- */

static void queue_init(struct queue *q)
{
	q->first = NULL;
	q->last = &q->first;
}

static void queue_push(struct queue *q, struct job *j)
{
	j->next = NULL;
	*q->last = j;
	q->last = &j->next;
}

static struct job *queue_pop(struct queue *q)
{
	struct job *j = q->first;
	q->first = j->next;
	if (!q->first)
		q->last = &q->first;
	return j;
}

/* Before what waits; `behind_urgent`: but after the urgent ones. */
static void queue_push_front(struct queue *q, struct job *j, bool behind_urgent)
{
	struct job **at = &q->first;
	while (behind_urgent && *at && (*at)->urgent)
		at = &(*at)->next;
	j->next = *at;
	*at = j;
	if (!j->next)
		q->last = &j->next;
}

/* ---- the end of a job ---- */

void worker_result_clear(struct worker_result *r)
{
	feed_free(r->feed);
	doc_free(r->doc);
	feed_refs_free(r->refs);
	buf_free(&r->text);
	r->feed = NULL;
	r->doc = NULL;
	r->refs = NULL;
}

static void end_job(struct worker_pool *p, struct job *j, struct worker_result *r)
{
	r->tag = j->tag;
	r->kind = j->kind;
	p->pending--;
	p->ended++;
	if (j->into) {
		*j->into = *r;
		j->into->tag = j->tag;
	} else {
		p->done(p->arg, r);
		worker_result_clear(r);
	}
	buf_free(&j->frame);
	free(j);
}

static void fail_job(struct worker_pool *p, struct job *j, int code, const char *message)
{
	struct worker_result r = { .code = code };
	snprintf(r.message, sizeof r.message, "%s", message);
	end_job(p, j, &r);
}

/* ---- processes ---- */

static void close_fd(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* A pipe whose end `ours` does not block; both are closed by exec. Kernels give more room than the usual 64 KiB where they may. */
static int make_pipe(int fd[2], int ours)
{
	if (pipe2(fd, O_CLOEXEC) != 0)
		return -1;
	fcntl(fd[ours], F_SETFL, fcntl(fd[ours], F_GETFL) | O_NONBLOCK);
#ifdef F_SETPIPE_SZ
	fcntl(fd[ours], F_SETPIPE_SZ, PIPE_BYTES);
#endif
	return 0;
}

/* Locale, loader, sanitizers, coverage and the program's own variables; what else is in the environment may be a secret. */
static bool is_for_workers(struct str variable)
{
	static const char *const kept[] = { "LANG=", "LANGUAGE=", "LC_", "LOCPATH=", "GUIX_LOCPATH=", "LD_", "ASAN_OPTIONS=", "LSAN_OPTIONS=", "MSAN_OPTIONS=",
		"TSAN_OPTIONS=", "UBSAN_OPTIONS=", "GCOV_", "LLVM_PROFILE_FILE=", "QUOTIDIAN_" };
	for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
		if (str_starts(variable, str_of(kept[i])))
			return true;
	return false;
}

/* On the heap; the strings are environ's. */
static char **environment(void)
{
	size_t n = 0;
	while (environ && environ[n])
		n++;
	char **kept = xcalloc(n + 1, sizeof *kept), **at = kept;
	for (size_t i = 0; i < n; i++)
		if (is_for_workers(str_of(environ[i])))
			*at++ = environ[i];
	return kept;
}

/* posix_spawn with only descriptors 0 and 1 (and a silent 2), no signal blocked, SIGPIPE as usual, a process group of its own so that
 * ^C and ^Z do not reach it. It is safe beside other threads. */
static int spawn(struct worker_pool *p, struct worker *w, int in, int out)
{
	char memory[32], cpu[32], parent[32];
	snprintf(memory, sizeof memory, "%zu", p->o.memory_max);
	snprintf(cpu, sizeof cpu, "%d", p->o.job_timeout_ms + 1000);
	snprintf(parent, sizeof parent, "%ld", (long)getpid());
	char name[] = "quotidian", flag[] = "--worker", on[] = "1", off[] = "0", charsets[EXTRA_NAMES_MAX];
	char *argv[] = { name, flag, memory, cpu, p->o.no_sandbox ? off : on, parent, charsets, p->data_dir, NULL };
	w->charsets = extra_names(&p->charsets, charsets);
	posix_spawn_file_actions_t fa;
	posix_spawnattr_t at;
	sigset_t none, pipe_only;
	sigemptyset(&none);
	sigemptyset(&pipe_only);
	sigaddset(&pipe_only, SIGPIPE);
	posix_spawn_file_actions_init(&fa);
	posix_spawnattr_init(&at);
	posix_spawn_file_actions_adddup2(&fa, in, 0);
	posix_spawn_file_actions_adddup2(&fa, out, 1);
#ifndef QD_SANITIZED /* what the sanitizers find is to be seen */
	posix_spawn_file_actions_addopen(&fa, 2, "/dev/null", O_WRONLY, 0);
#endif
	posix_spawnattr_setsigmask(&at, &none);
	posix_spawnattr_setsigdefault(&at, &pipe_only);
	posix_spawnattr_setpgroup(&at, 0);
	posix_spawnattr_setflags(&at, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP);
	char **env = environment();
	int rc = posix_spawn(&w->pid, p->program, &fa, &at, argv, env);
	free(env);
	posix_spawn_file_actions_destroy(&fa);
	posix_spawnattr_destroy(&at);
	return rc;
}

static void start_failed(struct worker_pool *p, struct worker *w, const char *why);

static void start(struct worker_pool *p, struct worker *w)
{
	int in[2] = { -1, -1 }, out[2] = { -1, -1 };
	w->since = clock_mono_ms();
	w->state = WORKER_STARTING;
	int rc = make_pipe(in, 1) || make_pipe(out, 0) ? errno : spawn(p, w, in[0], out[1]);
	close_fd(&in[0]);
	close_fd(&out[1]);
	w->to = in[1];
	w->from = out[0];
	if (rc == 0)
		return;
	w->pid = 0;
	close_fd(&w->to);
	close_fd(&w->from);
	w->state = WORKER_OFF;
	start_failed(p, w, strerror(rc));
}

/* The end of the process in words. It has closed its pipe or is to be ended; what it was working on does not matter any more. */
static void reap(struct worker *w, bool kill_it, char *why, size_t size, const struct worker_pool *p)
{
	int status = 0;
	pid_t got = 0;
	/* The kernel closes a process's descriptors a moment before it can be waited for. */
	for (int i = 0; !kill_it && got == 0 && i < 100; i++) {
		got = waitpid(w->pid, &status, WNOHANG);
		if (got == 0)
			nanosleep(&(struct timespec){ 0, 500000 }, NULL);
	}
	if (got == 0) {
		kill(w->pid, SIGKILL);
		while ((got = waitpid(w->pid, &status, 0)) < 0 && errno == EINTR)
			;
	}
	if (got == w->pid && WIFEXITED(status) && WEXITSTATUS(status) == WORKER_EXIT_MEMORY)
		snprintf(why, size, "the worker needed more than its %zu MiB of memory", p->o.memory_max >> 20);
	else if (got == w->pid && WIFEXITED(status) && WEXITSTATUS(status) == WORKER_EXIT_SANDBOX)
		snprintf(why, size, "the sandbox cannot be set up on this system; --no-sandbox does without it");
	else if (got == w->pid && WIFEXITED(status))
		snprintf(why, size, "the worker left with status %d", WEXITSTATUS(status));
	else if (got == w->pid && WIFSIGNALED(status) && WTERMSIG(status) == SIGPROF)
		snprintf(why, size, "the worker took more CPU time than a job may");
	else if (got == w->pid && WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
		snprintf(why, size, "the worker was stopped by its sandbox: it called what no parser calls");
	else if (got == w->pid && WIFSIGNALED(status))
		snprintf(why, size, "the worker was ended by signal %d (%s)", WTERMSIG(status), strsignal(WTERMSIG(status)));
	else
		snprintf(why, size, "the worker is gone");
	w->pid = 0;
	close_fd(&w->to);
	close_fd(&w->from);
	buf_free(&w->in);
	w->state = WORKER_OFF;
}

static void fail_all(struct worker_pool *p, int code, const char *message)
{
	while (p->queue.first)
		fail_job(p, queue_pop(&p->queue), code, message);
}

/* Jobs it had been given go back to where they came from, in their order. */
static void give_back(struct worker_pool *p, struct worker *w)
{
	struct job *back[PIPELINE];
	unsigned n = 0;
	while (w->jobs.first) {
		back[n] = queue_pop(&w->jobs);
		back[n++]->sent = 0;
	}
	while (n--)
		queue_push_front(&p->queue, back[n], !back[n]->urgent);
	w->njobs = 0;
	w->bytes = 0;
}

static void back_off(struct worker *w)
{
	/* The first death is an accident; then 100 ms, doubling, to 10 s. */
	unsigned d = w->deaths < 8 ? w->deaths : 8;
	w->not_before = d ? clock_mono_ms() + (int64_t)(d == 8 ? 10000 : 50 << d) : 0;
	w->deaths++;
}

static void forget_in(struct queue *q, uint32_t gone)
{
	for (struct job *j = q->first; j; j = j->next)
		j->charsets &= ~gone;
}

/* Those encodings are the pool's no more: nobody has them or waits for them. */
static void forget_charsets(struct worker_pool *p, uint32_t gone)
{
	forget_in(&p->queue, gone);
	for (unsigned i = 0; i < p->count; i++) {
		p->worker[i].charsets &= ~gone;
		forget_in(&p->worker[i].jobs, gone);
	}
}

static void start_failed(struct worker_pool *p, struct worker *w, const char *why)
{
	snprintf(p->start_failure, sizeof p->start_failure, "workers cannot be started: %s", why);
	log_line(LOG_ERROR, "%s", p->start_failure);
	back_off(w);
	give_back(p, w);
	forget_charsets(p, ~0u); /* should one of them be the reason */
	p->charsets = (struct extra_charsets){ 0 };
	if (++p->failed_starts < STARTS_MAX)
		return;
	p->failed_starts = 0;
	fail_all(p, QD_EWORKER, p->start_failure);
}

/* The front job of `w` wants a converter: it waits for a worker that has it, or is done without. */
static void want_charset(struct worker_pool *p, struct worker *w, const char *name)
{
	struct job *j = queue_pop(&w->jobs);
	bool at_hand = false;
	uint32_t gone = 0, it = j->asks < ASKS_MAX ? extra_take(&p->charsets, name, clock_mono_ms(), &gone) : 0;
	forget_charsets(p, gone);
	j->asks = it ? j->asks + 1 : ASKS_MAX + 1;
	w->njobs--;
	w->bytes -= j->frame.n;
	w->since = clock_mono_ms();
	j->sent = 0;
	j->charsets = (j->charsets & ~gone) | it;
	if (!it)
		job_content(&j->frame);
	for (unsigned i = 0; i < p->count; i++)
		at_hand = at_hand || (p->worker[i].state != WORKER_OFF && (j->charsets & ~p->worker[i].charsets) == 0);
	if (!at_hand) {
		char why[256];
		log_line(LOG_INFO, "a worker is started again with a converter for %s", name);
		give_back(p, w);
		reap(w, true, why, sizeof why, p);
	}
	queue_push_front(&p->queue, j, !j->urgent);
}

/* `why` NULL: it has died by itself. */
static void bury(struct worker_pool *p, struct worker *w, const char *why)
{
	char found[256];
	bool started = w->state == WORKER_READY;
	reap(w, why != NULL, found, sizeof found, p);
	if (!why)
		why = found;
	if (!started) {
		start_failed(p, w, why);
		return;
	}
	log_line(LOG_WARN, "%s", why);
	struct job *victim = NULL;
	if (w->jobs.first) {
		victim = queue_pop(&w->jobs);
		back_off(w);
	}
	give_back(p, w);
	if (victim)
		fail_job(p, victim, QD_EWORKER, why);
}

/* ---- moving bytes ---- */

static void write_jobs(struct worker *w)
{
	if (w->to < 0)
		return;
	for (struct job *j = w->jobs.first; j; j = j->next) {
		while (j->sent < j->frame.n) {
			ssize_t n = write(w->to, j->frame.s + j->sent, j->frame.n - j->sent);
			if (n < 0 && errno == EINTR)
				continue;
			if (n < 0 && errno == EAGAIN)
				return;
			if (n < 0) { /* it is gone; read_answers() takes what it said before */
				close_fd(&w->to);
				return;
			}
			j->sent += (size_t)n;
			if (j == w->jobs.first)
				w->since = clock_mono_ms(); /* it is still taking bytes */
		}
	}
}

/* Deals with the frame at the front, if it is whole. False when there is none (or no worker any more). */
static bool take_frame(struct worker_pool *p, struct worker *w, size_t *at)
{
	struct str payload;
	size_t used;
	bool bad;
	enum frame_type type = w->state == WORKER_STARTING ? FRAME_READY : FRAME_ANSWER;
	struct err e = { 0 };
	if (!frame_next(str_sub(buf_str(&w->in), *at, w->in.n), type, &payload, &used, &bad)) {
		if (bad)
			bury(p, w, "the worker sent nonsense");
		return false;
	}
	if (type == FRAME_READY) {
		struct wire wi = wire_of(payload);
		(void)wire_get_str(&wi, WORKER_REPORT_MAX);
		if (!wire_done(&wi)) {
			bury(p, w, "the worker sent nonsense");
			return false;
		}
		w->state = WORKER_READY;
		p->failed_starts = 0;
		w->since = clock_mono_ms();
		*at += used;
		return true;
	}
	if (!w->jobs.first) {
		bury(p, w, "the worker sent an answer that nobody waits for");
		return false;
	}
	struct worker_result r;
	if (answer_decode(&r, w->jobs.first->kind, w->jobs.first->seq, payload, &e)) {
		char why[256];
		worker_result_clear(&r);
		snprintf(why, sizeof why, "the worker sent nonsense (%.200s)", e.text);
		bury(p, w, why);
		return false;
	}
	*at += used;
	if (r.code == ANSWER_CHARSET && w->jobs.first->asks > ASKS_MAX) {
		bury(p, w, "the worker sent nonsense (a wish that was refused)");
		return false;
	}
	if (r.code == ANSWER_CHARSET) {
		want_charset(p, w, r.message);
		return w->pid != 0;
	}
	struct job *j = queue_pop(&w->jobs);
	w->njobs--;
	w->bytes -= j->frame.n;
	w->deaths = 0;
	w->since = clock_mono_ms();
	end_job(p, j, &r);
	return true;
}

static void read_answers(struct worker_pool *p, struct worker *w)
{
	size_t at = 0;
	for (bool more = true; more && w->pid;) {
		size_t want = frame_missing(str_sub(buf_str(&w->in), at, w->in.n));
		/* A false length is found by frame_next() as soon as the head is there; no room is made for it. */
		if (want > FRAME_MAX || want < 65536)
			want = 65536;
		char *to = buf_room(&w->in, want);
		if (!to) {
			bury(p, w, "the worker sent nonsense");
			return;
		}
		size_t room = w->in.cap - 1 - w->in.n;
		ssize_t n = read(w->from, to, room);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0 && errno == EAGAIN)
			break;
		if (n <= 0) {
			bury(p, w, NULL);
			return;
		}
		more = (size_t)n == room; /* else the pipe is empty: poll() tells when it is not */
		w->in.n += (size_t)n;
		while (w->pid && take_frame(p, w, &at))
			;
	}
	if (!w->pid)
		return;
	if (at) {
		memmove(w->in.s, w->in.s + at, w->in.n - at);
		w->in.n -= at;
	}
	if (!w->in.n && w->in.cap > (size_t)4 << 20)
		buf_free(&w->in);
}

static void give(struct worker_pool *p, struct worker *w)
{
	struct job *j = queue_pop(&p->queue);
	if (!w->jobs.first)
		w->since = clock_mono_ms();
	queue_push(&w->jobs, j);
	w->njobs++;
	w->bytes += j->frame.n;
}

/* It runs, has what the job needs, and few jobs ahead. */
static bool can_take(const struct worker *w, const struct job *j)
{
	return w->state != WORKER_OFF && w->njobs < PIPELINE && (!w->njobs || w->bytes < PIPELINE_BYTES) && (j->charsets & ~w->charsets) == 0;
}

/* Gives queued jobs to workers, the least busy first, and starts workers while jobs wait. A job that waits for a converter always finds a
 * worker that has it, or one that is off and will. */
static void dispatch(struct worker_pool *p)
{
	int64_t now = clock_mono_ms();
	while (p->queue.first) {
		struct worker *best = NULL, *off = NULL;
		for (unsigned i = 0; i < p->count; i++) {
			struct worker *w = &p->worker[i];
			if (w->state == WORKER_OFF) {
				if (!off && w->not_before <= now)
					off = w;
			} else if (can_take(w, p->queue.first) && (!best || w->njobs < best->njobs)) {
				best = w;
			}
		}
		if (off && (!best || best->njobs)) {
			start(p, off);
			continue;
		}
		if (!best)
			return;
		give(p, best);
	}
}

static int64_t deadline_of(const struct worker_pool *p, const struct worker *w)
{
	if (w->state == WORKER_STARTING)
		return w->since + START_TIMEOUT_MS;
	return w->state == WORKER_READY && w->jobs.first ? w->since + p->o.job_timeout_ms : INT64_MAX;
}

static void end_what_hangs(struct worker_pool *p)
{
	int64_t now = clock_mono_ms();
	for (unsigned i = 0; i < p->count; i++) {
		struct worker *w = &p->worker[i];
		if (deadline_of(p, w) > now)
			continue;
		char why[128];
		int ms = w->state == WORKER_STARTING ? START_TIMEOUT_MS : p->o.job_timeout_ms;
		snprintf(why, sizeof why, "the worker did not answer within %g s and was ended", ms / 1000.0);
		bury(p, w, why);
	}
}

/* ---- what others see ---- */

int worker_pool_open(struct worker_pool **out, const struct worker_options *o, worker_done *done, void *arg, struct err *e)
{
	(void)e;
	struct worker_pool *p = xcalloc(1, sizeof *p);
	struct sigaction pipe_is;
	p->o = *o;
	p->done = done;
	p->arg = arg;
	p->program = xstrdup(o->program ? o->program : "/proc/self/exe");
	p->data_dir = o->data_dir ? xstrdup(o->data_dir) : NULL;
	if (p->o.job_timeout_ms <= 0)
		p->o.job_timeout_ms = WORKER_TIMEOUT_MS;
#ifdef QD_SANITIZED /* shadow memory has no use for a limit */
	p->o.memory_max = 0;
#else
	if (!p->o.memory_max)
		p->o.memory_max = WORKER_MEMORY;
#endif
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	p->count = o->count ? o->count : cores > 0 ? (unsigned)cores : 1;
	if (p->count > WORKER_MAX)
		p->count = WORKER_MAX;
	queue_init(&p->queue);
	for (unsigned i = 0; i < WORKER_MAX; i++) {
		p->worker[i].to = p->worker[i].from = -1;
		queue_init(&p->worker[i].jobs);
		buf_init(&p->worker[i].in, FRAME_MAX + 262144);
	}
	/* A worker that dies while we write to it must not end the program. */
	if (sigaction(SIGPIPE, NULL, &pipe_is) == 0 && pipe_is.sa_handler == SIG_DFL)
		signal(SIGPIPE, SIG_IGN);
	*out = p;
	return 0;
}

void worker_pool_close(struct worker_pool *p)
{
	if (!p)
		return;
	char why[256];
	for (unsigned i = 0; i < p->count; i++) {
		struct worker *w = &p->worker[i];
		give_back(p, w);
		if (w->pid)
			reap(w, true, why, sizeof why, p);
	}
	fail_all(p, QD_ECANCELLED, "the program was ending");
	free(p->program);
	free(p->data_dir);
	free(p);
}

static int submit(struct worker_pool *p, const struct worker_job *job, struct worker_result *into, struct err *e)
{
	struct job *j = xcalloc(1, sizeof *j);
	/* Room for all of it at once: a payload is copied one time. */
	size_t bytes = job->kind == WORKER_ARTICLE || job->kind == WORKER_TOKENS ? job->page.bytes.n : job->feed.bytes.n;
	for (unsigned i = 0; i < job->nmore; i++)
		bytes += job->more[i].bytes.n;
	buf_init(&j->frame, FRAME_MAX + FRAME_HEAD);
	if (bytes < FRAME_MAX)
		(void)buf_room(&j->frame, bytes + bytes / 16 + 1024 > FRAME_MAX ? FRAME_MAX : bytes + 1024);
	j->seq = ++p->seq;
	j->tag = job->tag;
	j->kind = job->kind;
	j->urgent = job->urgent;
	j->into = into;
	int rc = job_encode(&j->frame, job, j->seq, e);
	if (rc) {
		buf_free(&j->frame);
		free(j);
		return rc;
	}
	if (job->urgent)
		queue_push_front(&p->queue, j, true);
	else
		queue_push(&p->queue, j);
	p->pending++;
	return 0;
}

int worker_submit(struct worker_pool *p, const struct worker_job *job, struct err *e)
{
	return submit(p, job, NULL, e);
}

size_t worker_pending(const struct worker_pool *p)
{
	return p->pending;
}

unsigned worker_pollfds(const struct worker_pool *p, struct pollfd *fds, unsigned max)
{
	unsigned n = 0;
	for (unsigned i = 0; i < p->count; i++) {
		const struct worker *w = &p->worker[i];
		if (!w->pid)
			continue;
		if (n < max)
			fds[n++] = (struct pollfd){ .fd = w->from, .events = POLLIN };
		bool unsent = false;
		for (const struct job *j = w->jobs.first; w->to >= 0 && j && !unsent; j = j->next)
			unsent = j->sent < j->frame.n;
		if (unsent && n < max)
			fds[n++] = (struct pollfd){ .fd = w->to, .events = POLLOUT };
	}
	return n;
}

int worker_deadline_ms(const struct worker_pool *p)
{
	int64_t now = clock_mono_ms(), at = INT64_MAX;
	for (unsigned i = 0; i < p->count; i++) {
		const struct worker *w = &p->worker[i];
		int64_t d = w->state == WORKER_OFF ? (p->queue.first ? w->not_before : INT64_MAX) : deadline_of(p, w);
		/* A job that a living worker can take waits only for the next turn. */
		if (p->queue.first && can_take(w, p->queue.first))
			d = now;
		at = d < at ? d : at;
	}
	if (at == INT64_MAX)
		return -1;
	return at <= now ? 0 : at - now > 60000 ? 60000 : (int)(at - now);
}

int worker_run(struct worker_pool *p)
{
	p->ended = 0;
	for (int round = 0; round < 2; round++) { /* the second gives what the first made room for */
		int before = p->ended;
		dispatch(p);
		for (unsigned i = 0; i < p->count; i++)
			if (p->worker[i].pid && p->worker[i].jobs.first)
				write_jobs(&p->worker[i]);
		for (unsigned i = 0; i < p->count; i++)
			if (p->worker[i].pid)
				read_answers(p, &p->worker[i]);
		if (p->ended == before)
			break;
	}
	end_what_hangs(p);
	return p->ended;
}

int worker_run_one(struct worker_pool *p, const struct worker_job *job, struct worker_result *out, struct err *e)
{
	memset(out, 0, sizeof *out);
	out->code = 1; /* no code that a result can have: not ended yet */
	int rc = submit(p, job, out, e);
	while (!rc && out->code == 1) {
		struct pollfd fds[2 * WORKER_MAX];
		worker_run(p);
		if (out->code != 1)
			break;
		unsigned n = worker_pollfds(p, fds, 2 * WORKER_MAX);
		(void)poll(fds, n, worker_deadline_ms(p)); /* a signal: look again */
	}
	if (!rc && out->code)
		rc = err_set(e, out->code, "%s", out->message);
	return rc;
}

int worker_pool_pid(const struct worker_pool *p, unsigned i)
{
	return i < p->count ? (int)p->worker[i].pid : 0;
}
