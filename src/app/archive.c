/* archive.c - archives of stories into the store, annotated by workers.
 *
 * A batch goes three steps, and three batches are on their way at a time: lines are read and stored with their texts; workers make documents
 * of them, which are held in memory; these are stored and indexed. Indexing is the most of the work and has the store to itself, so it runs
 * in a thread of its own, while this one feeds the workers, packs what they bring and reads the next lines. Only one of the two
 * threads uses the store at a time. What a kill takes away is work, never a story: a text stays in the store until its document is there.
 */
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "archive_int.h"
#include "quotidian/archive.h"
#include "quotidian/pack.h"
#include "quotidian/paths.h"
#include "quotidian/story.h"

#define BATCH 2000
#define BATCH_BYTES ((size_t)16 << 20)
#define LINES_AT_ONCE 50
#define LOST_MAX 16 /* one bad text costs a worker; so many in a row mean that workers do not work at all */
#define TELL_MS 250
#define GAP_MS 3 /* between transactions: others ask every two milliseconds whether they may write */

struct held { /* a job's outcome, on its way into the store */
	int64_t item;
	struct doc *doc; /* NULL: it failed, `bytes` says why */
	struct str bytes;
};
struct given { /* a text that workers were given */
	int64_t item;
	uint64_t hash;
};
struct import {
	struct store *s;
	struct worker_pool *pool; /* NULL: no annotating */
	struct archive_file *file;
	struct archive_batch next; /* read, not stored */
	bool more, full;           /* the file goes on; `next` is not to grow */
	bool late;                 /* more texts wait for workers than a batch has */
	struct given given[BATCH]; /* the batch that is being annotated, ascending */
	uint32_t jobs;
	uint32_t lines;            /* of that batch; they count as read bit by bit */
	uint64_t lines_done, bytes_done, bytes;
	struct held *held;
	uint32_t nheld, held_cap;
	struct arena held_bytes;
	struct store_text *text; /* of the documents that are being indexed */
	struct arena texts;
	struct packer *packer;
	struct buf packed;
	struct archive_progress *at;
	archive_tell *tell;
	void *arg;
	int64_t told; /* clock_mono_ms() of the last call */
	struct err fault; /* in a worker's callback */
	unsigned lost;    /* jobs in a row that cost a worker */
	int64_t now;

	pthread_mutex_t lock;
	pthread_cond_t indexed;
	bool indexing; /* under the lock */
	int index_code;
	struct err index_fault;
};

static void let_others_write(void)
{
	nanosleep(&(struct timespec){ 0, GAP_MS * 1000000L }, NULL);
}

/* ---- lines ---- */

/* Reads some lines into the next batch; false when it is whole. */
static bool read_some(struct import *im)
{
	struct archive_batch *b = &im->next;
	im->full = im->full || !im->more || b->lines >= BATCH || b->size >= BATCH_BYTES;
	if (!im->full)
		im->more = archive_file_read(im->file, b, LINES_AT_ONCE);
	return !im->full;
}

static int store_group(struct import *im, struct archive_group *g, struct err *e)
{
	struct store_poll p = { .feed = g->id, .now = im->now, .parsed = &g->feed, .gone = true, .stories_only = g->stories_only,
		                .apart = !g->stories_only };
	uint32_t n_new = 0, n_changed = 0;
	g->feed.title = g->source.name;
	int r = store_archive_put(im->s, &p, g->flags, &n_new, &n_changed, e);
	im->at->added += n_new;
	im->at->changed += n_changed;
	im->at->known += g->feed.nentry - n_new - n_changed;
	return r;
}

static void lines_are_done(struct import *im)
{
	im->lines_done += im->lines;
	im->bytes_done = im->bytes;
	im->lines = 0;
}

static int store_lines(struct import *im, struct err *e)
{
	struct archive_batch *b = &im->next;
	int r = 0;
	for (uint32_t i = 0; i < b->ngroup && r == 0; i++)
		r = store_archive_feed(im->s, &b->group[i].source, &b->group[i].id, &b->group[i].stories_only, e);
	/* From the end, as the stories of each are stored: exports list the newest first, and of equal dates the later number is newer. */
	for (uint32_t i = b->ngroup; i-- > 0 && r == 0;)
		r = store_group(im, &b->group[i], e);
	if (b->skipped && !im->at->skipped)
		snprintf(im->at->fault, sizeof im->at->fault, "%s", b->fault);
	im->at->skipped += b->skipped;
	im->at->undated += b->undated;
	im->lines = b->lines;
	im->bytes = b->lines ? b->bytes : im->bytes;
	if (!im->pool)
		lines_are_done(im);
	archive_batch_clear(b);
	im->full = false;
	return r;
}

/* ---- annotating ---- */

static void annotated(void *arg, struct worker_result *w)
{
	struct import *im = arg;
	struct held h = { .item = (int64_t)w->tag, .doc = w->doc };
	if (im->fault.code || w->code == QD_ECANCELLED)
		return;
	im->lost = w->code == QD_EWORKER ? im->lost + 1 : 0;
	if (im->lost == LOST_MAX) {
		err_set(&im->fault, QD_EWORKER, "%s", w->message);
		return;
	}
	buf_clear(&im->packed);
	if (!h.doc)
		buf_addz(&im->packed, w->message);
	else if (store_doc_pack(im->packer, &im->packed, h.doc, &im->fault))
		return;
	h.bytes = arena_str(&im->held_bytes, buf_str(&im->packed));
	w->doc = NULL;
	if (im->nheld == im->held_cap) {
		im->held_cap = im->held_cap ? im->held_cap * 2 : BATCH;
		im->held = xrealloc(im->held, im->held_cap, sizeof *im->held);
	}
	im->held[im->nheld++] = h;
}

static int submit(struct import *im, int64_t item, uint64_t *hash, struct err *e)
{
	struct arena a = { 0 };
	struct store_item it;
	struct str html;
	int r = store_item(im->s, &a, item, &it, e);
	if (r == 0)
		r = store_item_body(im->s, &a, item, &html, e);
	if (r == 0) {
		*hash = str_hash(html);
		struct worker_job job = { .kind = WORKER_ARTICLE, .tag = (uint64_t)item, .annotate = true };
		/* Of a headline without text the title is the text, and would be taken off it as one. */
		struct str title = str_eq(html, it.title) ? STR("") : it.title;
		job.page = (struct page_source){ .bytes = html, .url = it.url, .input = PAGE_FEED_HTML, .title = title, .byline = it.author,
			                         .site = it.feed_title, .published = it.published };
		r = worker_submit(im->pool, &job, e);
		if (r == QD_ELIMIT)
			r = store_doc_failed(im->s, item, DOC_FEED, STR("the text is too large"), e);
	}
	arena_free(&a);
	return r;
}

static int by_number(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
	return (a > b) - (a < b);
}

/* Gives workers what waits for them, at most BATCH texts. */
static int submit_waiting(struct import *im, struct err *e)
{
	struct arena a = { 0 };
	int64_t *id;
	int r = store_items_unannotated(im->s, &a, BATCH + 1, &id, &im->jobs, e);
	im->late = im->jobs > BATCH;
	im->jobs -= im->late;
	/* In the order of their rows: the pages of a table that grows at its end are full. */
	if (r == 0 && im->jobs)
		qsort(id, im->jobs, sizeof *id, by_number);
	for (uint32_t i = 0; i < im->jobs && r == 0; i++) {
		im->given[i].item = id[i];
		r = submit(im, id[i], &im->given[i].hash, e);
	}
	arena_free(&a);
	return r;
}

static int serve_workers(struct import *im, int ms, struct err *e)
{
	struct pollfd fds[64];
	unsigned n = worker_pollfds(im->pool, fds, 64);
	int due = worker_deadline_ms(im->pool);
	if (poll(fds, n, due < 0 || due > ms ? ms : due) < 0 && errno != EINTR)
		return err_set(e, QD_EIO, "cannot wait for the workers");
	worker_run(im->pool);
	return im->fault.code ? err_set(e, im->fault.code, "%s", im->fault.text) : 0;
}

/* ---- documents ---- */

static int held_by_item(const void *x, const void *y)
{
	const struct held *a = x, *b = y;
	return (a->item > b->item) - (a->item < b->item);
}

static void drop_held(struct import *im)
{
	for (uint32_t i = 0; i < im->nheld; i++)
		doc_free(im->held[i].doc);
	im->nheld = 0;
	arena_free(&im->held_bytes);
	im->held_bytes = (struct arena){ 0 };
}

static void drop_texts(struct import *im)
{
	store_texts_at_hand(im->s, NULL, 0);
	arena_free(&im->texts);
	im->texts = (struct arena){ 0 };
}

static int given_by_item(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = ((const struct given *)y)->item;
	return (a > b) - (a < b);
}

/* Has a story still the text that a worker was given? Another program may have polled its feed meanwhile; what it brought waits its turn. */
static int is_as_given(struct import *im, int64_t item, bool *same, struct err *e)
{
	const struct given *g = bsearch(&item, im->given, im->jobs, sizeof *g, given_by_item);
	struct arena a = { 0 };
	struct str html;
	int r = store_item_body(im->s, &a, item, &html, e);
	*same = r == 0 && g && str_hash(html) == g->hash;
	arena_free(&a);
	return r;
}

/* Stores the documents that are held. Their texts stay at hand for the indexes. */
static int store_held(struct import *im, struct err *e)
{
	uint32_t n = im->nheld, ntext = 0;
	int r = 0;
	drop_texts(im);
	if (n)
		qsort(im->held, n, sizeof *im->held, held_by_item);
	im->text = ARENA_NEW(&im->texts, struct store_text, n);
	for (uint32_t i = 0; i < n && r == 0; i++) {
		const struct held h = im->held[i];
		bool same;
		r = is_as_given(im, h.item, &same, e);
		if (r == 0 && !same)
			continue;
		if (r == 0)
			r = h.doc ? store_doc_put_packed(im->s, h.item, DOC_FEED, h.doc, h.bytes, STR(""), e)
			          : store_doc_failed(im->s, h.item, DOC_FEED, h.bytes, e);
		im->at->annotated += r == 0 && h.doc;
		if (r == 0 && h.doc) {
			struct store_text *t = &im->text[ntext++];
			*t = (struct store_text){ .item = h.item, .text = arena_str(&im->texts, h.doc->text) };
			t->nname = doc_names(h.doc, &im->texts, &t->name);
		}
		if (r == QD_ENOTFOUND) /* deleted meanwhile */
			r = 0;
	}
	drop_held(im);
	if (r == 0)
		store_texts_at_hand(im->s, im->text, ntext);
	return r;
}

/* ---- the thread that indexes ---- */

static void *index_all(void *arg)
{
	struct import *im = arg;
	struct err e = { 0 };
	uint32_t n = 1;
	int r = 0;
	while (r == 0 && n) {
		r = story_index_some(im->s, BATCH, STORY_MORE_COMES, &n, &e);
		if (r == 0 && n)
			let_others_write();
	}
	pthread_mutex_lock(&im->lock);
	im->index_code = r;
	im->index_fault = e;
	im->indexing = false;
	pthread_cond_signal(&im->indexed);
	pthread_mutex_unlock(&im->lock);
	return NULL;
}

/* Waits until the index is done, at most `ms`. */
static bool index_done(struct import *im, int ms)
{
	struct timespec until;
	clock_gettime(CLOCK_REALTIME, &until);
	until.tv_nsec += ms * 1000000L;
	until.tv_sec += until.tv_nsec / 1000000000L;
	until.tv_nsec %= 1000000000L;
	pthread_mutex_lock(&im->lock);
	while (im->indexing && ms && pthread_cond_timedwait(&im->indexed, &im->lock, &until) == 0)
		continue;
	bool done = !im->indexing;
	pthread_mutex_unlock(&im->lock);
	return done;
}

static bool stopped(struct import *im)
{
	int64_t now = clock_mono_ms();
	if (!im->tell || now - im->told < TELL_MS)
		return false;
	im->told = now;
	im->at->lines = im->lines_done + (im->jobs ? (uint64_t)im->lines * im->nheld / im->jobs : 0);
	im->at->bytes = im->bytes_done + (im->jobs ? (im->bytes - im->bytes_done) * im->nheld / im->jobs : 0);
	return im->tell(im->arg, im->at);
}

/* While the last batch is indexed this one is annotated, and the next is read; of a pipe, which may keep us waiting, when workers are idle. */
static int work_aside(struct import *im, struct err *e)
{
	bool reading = true;
	int r = 0;
	while (r == 0 && im->pool && worker_pending(im->pool)) {
		reading = reading && archive_file_size(im->file) && read_some(im);
		r = serve_workers(im, reading ? 0 : TELL_MS, e);
		if (r == 0 && stopped(im))
			r = err_set(e, QD_ECANCELLED, "stopped");
	}
	while (r == 0 && read_some(im))
		if (stopped(im))
			r = err_set(e, QD_ECANCELLED, "stopped");
	while (r == 0 && !index_done(im, TELL_MS))
		if (stopped(im))
			r = err_set(e, QD_ECANCELLED, "stopped");
	return r;
}

static int index_and_annotate(struct import *im, struct err *e)
{
	pthread_t thread;
	im->indexing = true;
	bool alone = pthread_create(&thread, NULL, index_all, im) != 0;
	if (alone)
		index_all(im);
	int r = work_aside(im, e);
	if (r)
		while (!index_done(im, TELL_MS))
			store_interrupt(im->s);
	if (!alone)
		pthread_join(thread, NULL);
	if (r == 0 && stopped(im))
		r = err_set(e, QD_ECANCELLED, "stopped");
	return r || !im->index_code ? r : err_set(e, im->index_code, "%s", im->index_fault.text);
}

/* ---- the whole ---- */

/* What needs the store beside the index of related stories. *busy: something was done, or is to be done. */
static int take_turn(struct import *im, bool *busy, struct err *e)
{
	const bool late = im->late;
	uint32_t n = 0;
	int r = store_begin(im->s, e);
	if (r)
		return r;
	*busy = im->nheld || im->more || im->next.lines || late;
	r = store_held(im, e);
	lines_are_done(im);
	im->jobs = 0;
	if (r == 0 && !late)
		r = store_index_some(im->s, 2 * BATCH, &n, e);
	if (r == 0 && !late)
		r = store_lines(im, e);
	if (r == 0 && im->pool)
		r = submit_waiting(im, e);
	*busy = *busy || n || im->jobs;
	if (r == 0)
		return store_commit(im->s, e);
	store_rollback(im->s);
	return r;
}

/* What was done when somebody stops it is kept. */
static void keep_held(struct import *im)
{
	int r = store_begin(im->s, NULL);
	if (r == 0)
		r = store_held(im, NULL);
	if (r || store_commit(im->s, NULL))
		store_rollback(im->s);
}

static int run(struct import *im, struct err *e)
{
	bool busy = true;
	int r = 0;
	while (read_some(im))
		continue;
	while (r == 0 && busy) {
		r = take_turn(im, &busy, e);
		let_others_write();
		if (r == 0)
			r = index_and_annotate(im, e);
	}
	if (r == QD_ECANCELLED)
		keep_held(im);
	im->at->lines = im->lines_done;
	im->at->bytes = im->bytes_done;
	return r ? r : archive_file_fault(im->file, e);
}

int archive_import(struct store *s, const char *path, const struct worker_options *w, archive_tell *tell, void *arg,
                   struct archive_progress *out, struct err *e)
{
	struct import im = { .s = s, .more = true, .at = out, .tell = tell, .arg = arg, .now = clock_now() };
	*out = (struct archive_progress){ 0 };
	int r = archive_file_open(&im.file, path, e);
	if (r)
		return r;
	out->size = archive_file_size(im.file);
	buf_init(&im.packed, 0);
	im.packer = packer_open();
	pthread_mutex_init(&im.lock, NULL);
	pthread_cond_init(&im.indexed, NULL);
	if (w)
		r = worker_pool_open(&im.pool, w, annotated, &im, e);
	if (r == 0)
		r = run(&im, e);
	worker_pool_close(im.pool);
	drop_held(&im);
	drop_texts(&im);
	free(im.held);
	archive_batch_clear(&im.next);
	archive_file_close(im.file);
	packer_close(im.packer);
	buf_free(&im.packed);
	pthread_cond_destroy(&im.indexed);
	pthread_mutex_destroy(&im.lock);
	return r;
}
