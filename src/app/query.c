/* query.c - the thread that answers what takes longer than a frame, on a reading connection of its own.
 *
 * One question of each kind waits at the most: a newer one takes its place, and interrupts the older where it is being answered.
 * Kinds are answered in turn.
 */
#include "config.h"

#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "quotidian/query.h"
#include "quotidian/utf8.h"

#define REPLIES_MAX 64 /* that nobody took; the oldest goes */

struct question {
	bool waiting;
	struct query_ask ask;
	char *text, *filter; /* of ask.view */
};
struct query {
	struct store *store;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t asked;
	int fd;
	bool stop, busy;
	enum query_kind now; /* while busy: what is being answered */
	struct question question[QUERY_KINDS];
	struct query_reply *reply[REPLIES_MAX];
	size_t nreply;
};

static int about_actor(struct store *s, struct query_reply *r, const struct query_ask *ask, struct err *e)
{
	const struct item_view view = { .kind = VIEW_ACTOR, .id = ask->actor, .fold = ask->view.fold };
	struct str said = arena_fmt(&r->arena, "said:%lld", (long long)ask->actor);
	int rc = store_actor(s, &r->arena, ask->actor, &r->actor, e);
	if (rc == 0)
		rc = store_actor_more(s, &r->arena, ask->actor, &r->more, e);
	if (rc == 0)
		rc = store_quotes(s, &r->arena, said, ask->limit, &r->quotes, &r->nquotes, e);
	if (rc == 0)
		rc = store_items(s, &r->arena, &view, NULL, false, ask->limit, &r->items, &r->nitems, e);
	if (rc == 0)
		rc = store_actor_with(s, &r->arena, ask->actor, ask->limit, &r->with, &r->with_stories, &r->nwith, e);
	return rc;
}

static void answer(struct query *q, struct query_reply *r, const struct query_ask *ask)
{
	struct err e = { 0 };
	switch (ask->kind) {
	case QUERY_RELATED:
		r->code = store_story_waits(q->store, ask->item, &r->waits, &e);
		if (r->code == 0)
			r->code = story_related(q->store, &r->arena, ask->item, ask->limit, 0, &r->related, &r->n, &e);
		break;
	case QUERY_ITEMS:
		r->code = store_items(q->store, &r->arena, &ask->view, NULL, false, ask->limit, &r->items, &r->n, &e);
		break;
	case QUERY_COUNT:
		r->code = store_view_count(q->store, &ask->view, &r->total, &r->unread, &e);
		break;
	case QUERY_ACTOR:
		r->code = about_actor(q->store, r, ask, &e);
		break;
	case QUERY_TIMELINE:
		r->code = story_timeline(q->store, &r->arena, ask->item, &r->timeline, &e);
		break;
	case QUERY_KINDS:
		break;
	}
	if (r->code) {
		r->n = 0;
		utf8_sanitise_into(r->message, sizeof r->message, str_of(e.text));
	}
}

/* Takes the next question, kinds after `last` first. False when none waits. Locked. */
static bool take(struct query *q, enum query_kind last, struct question *out)
{
	for (int i = 1; i <= QUERY_KINDS; i++) {
		struct question *one = &q->question[((int)last + i) % QUERY_KINDS];
		if (one->waiting) {
			*out = *one;
			*one = (struct question){ 0 };
			return true;
		}
	}
	return false;
}

static void put_reply(struct query *q, struct query_reply *r)
{
	const uint64_t one = 1;
	if (q->nreply == REPLIES_MAX) {
		query_reply_free(q->reply[0]);
		memmove(q->reply, q->reply + 1, (REPLIES_MAX - 1) * sizeof *q->reply);
		q->nreply--;
	}
	q->reply[q->nreply++] = r;
	while (write(q->fd, &one, sizeof one) < 0 && errno == EINTR)
		continue;
}

static void *run(void *arg)
{
	struct query *q = arg;
	enum query_kind last = QUERY_RELATED;
	pthread_mutex_lock(&q->lock);
	while (!q->stop) {
		struct question one;
		if (!take(q, last, &one)) {
			pthread_cond_wait(&q->asked, &q->lock);
			continue;
		}
		last = one.ask.kind;
		q->busy = true;
		q->now = last;
		pthread_mutex_unlock(&q->lock);

		struct query_reply *r = xcalloc(1, sizeof *r);
		r->kind = one.ask.kind;
		r->generation = one.ask.generation;
		r->item = one.ask.item;
		answer(q, r, &one.ask);
		free(one.text);
		free(one.filter);

		pthread_mutex_lock(&q->lock);
		q->busy = false;
		/* An answer that was overtaken is of no use to anybody. */
		if (q->question[last].waiting)
			query_reply_free(r);
		else
			put_reply(q, r);
	}
	pthread_mutex_unlock(&q->lock);
	return NULL;
}

int query_open(struct query **out, const char *store_path, struct err *e)
{
	*out = NULL;
	struct query *q = xcalloc(1, sizeof *q);
	int rc = store_open(&q->store, store_path, STORE_READ, e);
	if (rc) {
		free(q);
		return rc;
	}
	pthread_mutex_init(&q->lock, NULL);
	pthread_cond_init(&q->asked, NULL);
	q->fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	sigset_t all, old;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old); /* signals are the terminal thread's */
	if (q->fd < 0 || pthread_create(&q->thread, NULL, run, q))
		rc = err_set(e, QD_EIO, "the thread for questions cannot be started: %s", strerror(errno));
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (rc) {
		if (q->fd >= 0)
			close(q->fd);
		store_close(q->store);
		free(q);
		return rc;
	}
	*out = q;
	return 0;
}

void query_close(struct query *q)
{
	if (!q)
		return;
	pthread_mutex_lock(&q->lock);
	q->stop = true;
	if (q->busy)
		store_interrupt(q->store);
	pthread_cond_signal(&q->asked);
	pthread_mutex_unlock(&q->lock);
	pthread_join(q->thread, NULL);
	for (int k = 0; k < QUERY_KINDS; k++) {
		free(q->question[k].text);
		free(q->question[k].filter);
	}
	for (size_t i = 0; i < q->nreply; i++)
		query_reply_free(q->reply[i]);
	store_close(q->store);
	close(q->fd);
	pthread_mutex_destroy(&q->lock);
	pthread_cond_destroy(&q->asked);
	free(q);
}

void query_send(struct query *q, const struct query_ask *ask)
{
	if (ask->kind < 0 || ask->kind >= QUERY_KINDS)
		return;
	pthread_mutex_lock(&q->lock);
	struct question *one = &q->question[ask->kind];
	free(one->text);
	free(one->filter);
	one->ask = *ask;
	one->text = str_dupz(ask->view.text);
	one->ask.view.text = str_n(one->text, ask->view.text.n);
	one->filter = str_dupz(ask->view.filter);
	one->ask.view.filter = str_n(one->filter, ask->view.filter.n);
	one->waiting = true;
	if (q->busy && q->now == ask->kind)
		store_interrupt(q->store);
	pthread_cond_signal(&q->asked);
	pthread_mutex_unlock(&q->lock);
}

int query_fd(const struct query *q)
{
	return q->fd;
}

struct query_reply *query_next(struct query *q)
{
	struct query_reply *r = NULL;
	uint64_t count;
	pthread_mutex_lock(&q->lock);
	if (q->nreply) {
		r = q->reply[0];
		q->nreply--;
		memmove(q->reply, q->reply + 1, q->nreply * sizeof *q->reply);
	}
	if (!q->nreply)
		while (read(q->fd, &count, sizeof count) < 0 && errno == EINTR)
			continue;
	pthread_mutex_unlock(&q->lock);
	return r;
}

void query_reply_free(struct query_reply *r)
{
	if (!r)
		return;
	arena_free(&r->arena);
	free(r);
}
