/* worker.h - sandboxed children that parse and annotate foreign bytes.
 *
 * A worker is the program itself, started with "--worker" on two pipes: it opens model and tables, loads iconv, then takes rlimits,
 * no_new_privs, Landlock and seccomp, and reads jobs. Frames are length (u32, little-endian), type, version, payload. The parent treats
 * every answer as hostile: decode, check, or drop. A worker that dies, hangs or grows past its memory costs one job, which ends in
 * QD_EWORKER, and is started again with back-off.
 *
 * Workers are started when the first job comes, one by one as jobs wait. A pool belongs to one thread. Opening one makes SIGPIPE be
 * ignored where it was not handled: a worker may die while it is written to.
 */
#ifndef QUOTIDIAN_WORKER_H
#define QUOTIDIAN_WORKER_H

#include <poll.h>

#include "quotidian/doc.h"
#include "quotidian/feed.h"
#include "quotidian/page.h"

struct worker_pool;

struct worker_options {
	unsigned count;      /* workers; 0: one a core, at most 8 */
	bool no_sandbox;     /* --no-sandbox: limits only */
	int job_timeout_ms;  /* 0: 10,000; CPU time is limited too */
	size_t memory_max;   /* address space of a worker; 0: 512 MiB (none under sanitizers) */
	const char *program; /* what to run with --worker; NULL: /proc/self/exe */
	const char *data_dir; /* where the model is; NULL: the usual places */
};

enum worker_job_kind { WORKER_FEED = 1, WORKER_ARTICLE, WORKER_DISCOVER, WORKER_OPML, WORKER_PING, WORKER_TOKENS };

/* What to do; the slices are copied when the job is queued. */
struct worker_job {
	enum worker_job_kind kind;
	uint64_t tag;
	bool urgent;              /* before what is queued */
	struct feed_source feed;  /* WORKER_FEED; WORKER_DISCOVER and WORKER_OPML use bytes, url, content_type */
	struct page_source page;  /* WORKER_ARTICLE; WORKER_TOKENS uses bytes: columns, as lang_tag_columns() takes them */
	const struct page_source *more; /* WORKER_ARTICLE: the following pages of the article, of which bytes, url and content_type count */
	unsigned nmore;           /* below PAGE_PARTS_MAX */
	bool raw_text;            /* WORKER_ARTICLE: page.bytes is taken by doc_from_text() as it is, offsets kept */
	bool annotate;            /* WORKER_ARTICLE: run lang too; WORKER_TOKENS: with what a document as a whole says */
};

/* One outcome; what it holds belongs to the pool and goes after the callback, unless taken (set the field to NULL). */
struct worker_result {
	uint64_t tag;
	enum worker_job_kind kind;
	int code; /* 0, QD_EFORMAT, QD_ELIMIT, QD_EWORKER with `message` */
	char message[512]; /* code 0: a note (there is no language data, a cap cut the annotations), mostly empty; WORKER_PING: the sandbox */
	struct feed *feed;
	struct doc *doc;
	struct page_found found; /* WORKER_ARTICLE; its strings live with `doc` */
	unsigned used;           /* of the job's `more` */
	struct feed_refs *refs;
	struct buf text; /* WORKER_TOKENS: lines of token, tab, label; sanitised */
};
typedef void worker_done(void *arg, struct worker_result *r);

/* A pool without processes: they are started with the first jobs. `done` is called for each job that ends, out of worker_run(). The caller
 * frees it with worker_pool_close(). */
int worker_pool_open(struct worker_pool **out, const struct worker_options *o, worker_done *done, void *arg, struct err *e) QD_MUST_USE;
/* Ends the workers; jobs not done end in QD_ECANCELLED. NULL is fine. */
void worker_pool_close(struct worker_pool *p);
/* Queues; never blocks. QD_ELIMIT when the payload is over the frame's cap (64 MiB). */
int worker_submit(struct worker_pool *p, const struct worker_job *job, struct err *e) QD_MUST_USE;
/* Jobs queued or running. */
size_t worker_pending(const struct worker_pool *p);
/* Descriptors to wait for: fills at most `max`, returns how many. */
unsigned worker_pollfds(const struct worker_pool *p, struct pollfd *fds, unsigned max);
/* Milliseconds until worker_run must be called whatever happens (time-outs, restarts), -1 never. */
int worker_deadline_ms(const struct worker_pool *p);
/* Moves bytes without blocking, calls back for each job that ended, ends what hangs, starts what died. Returns jobs ended. */
int worker_run(struct worker_pool *p);
/* Runs one job and waits for it (for subcommands), without the callback; others' jobs that end meanwhile get theirs. Returns the
 * result's code, its message in `e`. The caller frees what `out` holds with worker_result_clear. */
int worker_run_one(struct worker_pool *p, const struct worker_job *job, struct worker_result *out, struct err *e) QD_MUST_USE;
void worker_result_clear(struct worker_result *r);

/* The child's side: what `quotidian --worker` runs, on descriptors 0 (jobs) and 1 (answers). Returns the exit code. */
int worker_main(int argc, char **argv);
/* "seccomp, landlock, rlimits" - which parts of the sandbox this build and kernel have, for `doctor` and --version. */
const char *worker_sandbox_describe(void);

#endif
