/* engine_int.h - what the parts of the engine share: its state, its jobs, and who does what.
 *
 *   engine.c        opening, the turn, the thread, commands, transactions
 *   engine_event.c  the queue of events
 *   engine_poll.c   feeds: what is due, fetching, storing
 *   engine_doc.c    documents: opening a story, annotating in the background
 *   engine_care.c   deleting what is not to be kept
 *   pace.c          when a feed is polled next
 */
#ifndef QUOTIDIAN_ENGINE_INT_H
#define QUOTIDIAN_ENGINE_INT_H

#include <pthread.h>
#include <stdatomic.h>

#include "pace.h"
#include "quotidian/engine.h"
#include "quotidian/fetch.h"
#include "quotidian/follow.h"
#include "quotidian/map.h"

#define ENGINE_COMMIT_MS 500               /* what is stored is committed at least this often */
#define ENGINE_BODIES_MAX ((size_t)4 << 20) /* bytes waiting for workers before the network is left alone for a while */
#define ENGINE_FETCHES_MAX 2048            /* feeds handed to the fetcher at one time */
#define ENGINE_EVENTS_MAX 16384
#define ENGINE_SCHEDULE_S 20               /* how often the schedule is looked at */
#define ENGINE_NOTES_MAX 5000              /* stories annotated in the background in one run */

enum job_kind {
	JOB_FEED, /* poll of feed `id` */
	JOB_PAGE, /* item `id`: its page */
	JOB_TEXT, /* item `id`: the feed's text, which somebody waits for */
	JOB_NOTE, /* item `id`: the feed's text, in the background */
};
struct job {
	struct job *next, *prev;
	struct engine *en;
	enum job_kind kind;
	int64_t id;
	size_t bytes; /* of its body, while it waits for a worker */
	struct arena arena;
	/* JOB_FEED */
	struct store_feed feed;
	struct pace pace;
	struct str etag, last_modified, moved_to;
	int64_t fresh_until, retry_after_s;
	long status;
	bool end_unproved;
	bool claimed; /* in the store, for us */
	/* the others */
	struct store_item item;
	struct str why; /* why it is not the page's text */
	bool then_page; /* the page was asked for while the feed's text was being read */
	struct str feed_url; /* JOB_PAGE: its origin is trusted */
	struct follow *follow;
};

/* What is remembered of a feed and of a host while the engine lives. */
struct feed_state {
	int64_t id;
	bool active;  /* waiting, being fetched or parsed */
	int64_t seen; /* its last poll when it was asked for */
	unsigned round; /* the engine's, when it was asked for last */
};
struct host_state {
	uint32_t busy, other; /* answers of 429 or 503, and all others, since the last hold */
	int64_t hold_until; /* in the store, too */
};

struct event_node {
	struct event_node *next;
	struct engine_event event;
};
struct event_list {
	struct event_node *first, *last;
	size_t n;
};
struct command_node {
	struct command_node *next;
	struct engine_command command;
	struct arena arena;
};

#define ENGINE_MARKS_MAX 100
struct marks { /* the items that one command marked */
	struct arena arena;
	uint32_t set, clear;
	int64_t *id;
	uint32_t n;
};

struct engine {
	struct engine_options o;
	struct arena arena; /* options, feed and origin states */
	bool full_text, fold_copies;
	struct pace_bounds pace;
	struct store *store;
	struct fetcher *fetch;
	struct worker_pool *pool;

	struct job *jobs;
	size_t bodies;         /* bytes waiting for workers */
	size_t fetching;       /* JOB_FEED in the fetcher */
	size_t feed_jobs, page_jobs, note_jobs;
	struct map feeds, hosts;
	int64_t *queue;        /* feeds to poll: queue[queue_at .. queue_n) */
	size_t queue_at, queue_n, queue_cap;
	unsigned round; /* polls that began while none was running */
	uint32_t done, total, n_new, n_failed; /* of this run */
	uint32_t new_kept;     /* of n_new: committed */
	bool resync, moved;    /* the subscriptions are to be read again; because a feed moved */
	char hold_url[2048];   /* a host whose waiting requests are to end, or empty */
	int cancel_code;       /* what cancelled requests of feeds end in */
	int64_t subs_stamp, subs_changed; /* of the subscriptions file as it was read; as it was seen to be since */
	int64_t next_schedule; /* monotonic ms */
	int64_t schedule_after; /* no polls by the schedule before this (after a fault of the store), monotonic ms */

	int64_t *note;         /* items to annotate: note[note_at .. note_n) */
	size_t note_at, note_n;
	bool notes_wanted;     /* there may be more */
	bool index_wanted;     /* the search index may lack something */
	bool rank_wanted;      /* stories may wait to be ranked, compared and grouped */
	uint32_t notes_left;
	struct arena note_arena;

	struct marks marks[ENGINE_MARKS_MAX]; /* what each ENGINE_MARK changed, the last one last */
	unsigned nmarks;

	struct store_keep *keep; /* how long stories are kept */
	uint32_t nkeep;
	bool sweeping;         /* what is not kept is being deleted: of the rows behind sweep_from */
	int64_t sweep_from, sweep_look; /* when to see whether it is time, monotonic ms */
	uint32_t swept;

	int64_t renew_at;      /* when claims are prolonged, monotonic ms */

	bool writing;          /* a transaction is open */
	bool faulty;           /* the store failed in this turn */
	char fault[512];       /* what was told of it last, and when (monotonic ms) */
	int64_t fault_told;
	bool items_changed;
	int64_t writing_since; /* monotonic ms */

	pthread_mutex_t lock;  /* of what follows */
	struct event_list events;
	struct command_node *first_command, *last_command;
	struct event_list held; /* told when the transaction is committed; the engine's thread only */
	int64_t progress_at;
	bool progress_dirty;
	int event_fd;
	pthread_t thread;
	bool running;
	atomic_bool stop;
};

/* ---- engine.c ---- */
struct job *job_new(struct engine *en, enum job_kind kind, int64_t id);
void job_free(struct job *j);
/* Opens the transaction if none is; false after a fault, which was told. */
bool engine_write(struct engine *en);
/* Commits what was written and tells what waited for it. */
void engine_commit(struct engine *en);
/* The store failed: rolls back, tells, stops polling. */
void engine_store_fault(struct engine *en, const struct err *e);
/* Gives a job's bytes to the workers; the job's callback is engine_worker_done. QD_* with a message. */
int engine_submit(struct job *j, struct worker_job *w, struct err *e);

/* ---- engine_event.c ---- */
void event_put(struct engine *en, const struct engine_event *ev);
void event_message(struct engine *en, int code, const char *fmt, ...) QD_PRINTF(3, 4);
/* The transaction ended: what was held is told (kept), or dropped. */
void event_release(struct engine *en, bool kept);
void event_progress(struct engine *en, bool now);
void event_free_all(struct engine *en);

/* ---- engine_poll.c ---- */
void poll_request(struct engine *en, int64_t feed, bool all);
void poll_start_some(struct engine *en);
/* Prolongs the claims of feeds that are still being fetched, now and then. */
void poll_renew(struct engine *en, int64_t mono_ms);
void poll_parsed(struct job *j, struct worker_result *r);
/* Forgets what waits; what runs is let run. */
void poll_stop(struct engine *en);
void poll_resync(struct engine *en);
/* Does so when the file has been changed by somebody else, and rests. */
void poll_follow_file(struct engine *en);
void poll_demo(struct engine *en);
static inline bool poll_busy(const struct engine *en) { return en->feed_jobs || en->queue_at < en->queue_n; }

/* ---- engine_doc.c ---- */
void doc_open(struct engine *en, int64_t item, bool force_page);
void doc_parsed(struct job *j, struct worker_result *r);
/* Background work, when nothing else is to do: the search index, then annotation, then what ranks and groups stories. */
void doc_background(struct engine *en);
static inline bool doc_busy(const struct engine *en)
{
	return en->page_jobs || en->note_jobs || en->notes_wanted || en->index_wanted || en->rank_wanted;
}

/* ---- engine_care.c ---- */
void care_rules(struct engine *en, const struct settings *s);
/* When nothing else is to do. */
void care_background(struct engine *en, int64_t mono_ms);

#endif
