/* engine.c - the poller's heart: commands in, events out, one turn after the other, in place or in a thread.
 *
 * All of it runs in one thread, which owns the writing connection, the fetcher and the workers' pool; only the queues of commands and
 * events are shared.
 */
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include "engine_int.h"
#include "quotidian/log.h"
#include "quotidian/paths.h"
#include "quotidian/utf8.h"

#define WORKER_FDS_MAX 32
#define FAULT_TOLD_MS 1000 /* the same is not told again */
#define FAULT_PAUSE_MS 600000 /* the schedule rests after a fault of the store */

/* ---- jobs ---- */

static size_t *job_count(struct engine *en, enum job_kind kind)
{
	return kind == JOB_FEED ? &en->feed_jobs : kind == JOB_NOTE ? &en->note_jobs : &en->page_jobs;
}

struct job *job_new(struct engine *en, enum job_kind kind, int64_t id)
{
	struct job *j = xcalloc(1, sizeof *j);
	j->en = en;
	j->kind = kind;
	j->id = id;
	j->next = en->jobs;
	if (en->jobs)
		en->jobs->prev = j;
	en->jobs = j;
	++*job_count(en, kind);
	return j;
}

void job_free(struct job *j)
{
	if (j->prev)
		j->prev->next = j->next;
	else
		j->en->jobs = j->next;
	if (j->next)
		j->next->prev = j->prev;
	--*job_count(j->en, j->kind);
	follow_free(j->follow);
	arena_free(&j->arena);
	free(j);
}

int engine_submit(struct job *j, struct worker_job *w, struct err *e)
{
	w->tag = (uint64_t)(uintptr_t)j;
	int rc = worker_submit(j->en->pool, w, e);
	if (rc == 0) {
		j->bytes = w->feed.bytes.n + w->page.bytes.n;
		for (unsigned i = 0; i < w->nmore; i++)
			j->bytes += w->more[i].bytes.n;
		j->en->bodies += j->bytes;
	}
	return rc;
}

static void worker_ended(void *arg, struct worker_result *r)
{
	struct engine *en = arg;
	struct job *j = (struct job *)(uintptr_t)r->tag;
	en->bodies -= j->bytes;
	j->bytes = 0;
	if (j->kind == JOB_FEED)
		poll_parsed(j, r);
	else
		doc_parsed(j, r);
}

/* ---- transactions ---- */

bool engine_write(struct engine *en)
{
	struct err e = { 0 };
	if (en->writing)
		return true;
	if (store_begin(en->store, &e)) {
		engine_store_fault(en, &e);
		return false;
	}
	en->writing = true;
	en->writing_since = clock_mono_ms();
	return true;
}

void engine_commit(struct engine *en)
{
	struct err e = { 0 };
	if (en->writing && store_commit(en->store, &e)) {
		engine_store_fault(en, &e);
		return;
	}
	en->writing = false;
	en->new_kept = en->n_new;
	event_release(en, true);
	if (en->items_changed)
		event_put(en, &(struct engine_event){ .kind = ENGINE_ITEMS });
	en->items_changed = false;
}

void engine_store_fault(struct engine *en, const struct err *e)
{
	if (en->writing)
		store_rollback(en->store);
	en->writing = en->items_changed = en->notes_wanted = en->index_wanted = en->rank_wanted = false;
	en->n_new = en->new_kept;
	event_release(en, false);
	log_line(LOG_ERROR, "%s", e->text);
	/* A store without room, or a damaged one, fails in each thing that is asked of it. */
	const int64_t now = clock_mono_ms();
	if (strcmp(en->fault, e->text) != 0 || now - en->fault_told >= FAULT_TOLD_MS) {
		event_message(en, e->code ? e->code : QD_EIO, "%s", e->text);
		snprintf(en->fault, sizeof en->fault, "%s", e->text);
		en->fault_told = now;
	}
	if (!en->faulty)
		en->schedule_after = now + FAULT_PAUSE_MS;
	en->faulty = true; /* engine_turn stops the polls: callbacks may be on the stack here */
}

/* ---- commands ---- */

void engine_send(struct engine *en, const struct engine_command *c)
{
	struct command_node *n = xcalloc(1, sizeof *n);
	n->command = *c;
	n->command.view.text = arena_str(&n->arena, c->view.text);
	n->command.view.filter = arena_str(&n->arena, c->view.filter);
	n->command.text = arena_str(&n->arena, c->text);
	n->command.text_key = arena_str(&n->arena, c->text_key);
	if (c->settings) { /* logins stay behind: they are read once */
		struct settings *s = ARENA_NEW(&n->arena, struct settings, 1);
		*s = (struct settings){ .arena = { 0 } };
		for (int i = 0; i < SETTING_COUNT; i++) {
			s->number[i] = c->settings->number[i];
			s->text[i] = arena_str(&n->arena, c->settings->text[i]);
		}
		s->nkeep = c->settings->nkeep;
		s->keep = ARENA_NEW(&n->arena, struct store_keep, s->nkeep);
		for (uint32_t i = 0; i < s->nkeep; i++) {
			s->keep[i] = c->settings->keep[i];
			s->keep[i].tag = arena_str(&n->arena, s->keep[i].tag);
		}
		n->command.settings = s;
	}
	pthread_mutex_lock(&en->lock);
	if (en->last_command)
		en->last_command->next = n;
	else
		en->first_command = n;
	en->last_command = n;
	pthread_mutex_unlock(&en->lock);
	fetch_wake(en->fetch);
}

static int mark(struct engine *en, const struct engine_command *c, struct err *e)
{
	if (en->nmarks == ENGINE_MARKS_MAX) {
		arena_free(&en->marks[0].arena);
		memmove(en->marks, en->marks + 1, (ENGINE_MARKS_MAX - 1) * sizeof *en->marks);
		en->nmarks--;
	}
	struct marks *m = &en->marks[en->nmarks++];
	*m = (struct marks){ .set = c->set, .clear = c->clear };
	int rc = store_mark_view(en->store, &m->arena, &c->view, c->set, c->clear, &m->id, &m->n, e);
	if (rc == 0 && c->flag)
		event_message(en, 0, "%u stor%s %s; U undoes it", m->n, m->n == 1 ? "y" : "ies",
		              c->set & ITEM_READ ? "marked read" : c->clear & ITEM_READ ? "marked unread" : c->set ? "starred" : "unstarred");
	return rc;
}

static int unmark(struct engine *en, struct err *e)
{
	int rc = 0;
	if (!en->nmarks)
		return 0;
	struct marks *m = &en->marks[--en->nmarks];
	for (uint32_t i = 0; i < m->n && rc == 0; i++) {
		rc = store_item_flags(en->store, m->id[i], m->clear, m->set, e);
		if (rc == QD_ENOTFOUND) /* it has gone meanwhile */
			rc = 0;
	}
	arena_free(&m->arena);
	return rc;
}

/* A command that writes. */
static void change(struct engine *en, const struct engine_command *c)
{
	struct err e = { 0 };
	int rc = 0;
	if (!engine_write(en))
		return;
	if (c->kind == ENGINE_FLAGS)
		rc = store_item_flags(en->store, c->id, c->set, c->clear, &e);
	else if (c->kind == ENGINE_MARK)
		rc = mark(en, c, &e);
	else if (c->kind == ENGINE_UNMARK)
		rc = unmark(en, &e);
	else if (c->kind == ENGINE_DELETE)
		rc = store_item_delete(en->store, c->id, clock_now(), &e);
	else if (c->kind == ENGINE_UNDELETE)
		rc = store_item_undelete(en->store, c->id, &e);
	else
		rc = store_value_set(en->store, c->text_key.s ? c->text_key.s : "", c->text, &e);
	if (rc == QD_ENOTFOUND || rc == QD_EINVAL)
		event_message(en, rc, "%s", e.text);
	else if (rc)
		engine_store_fault(en, &e);
	en->items_changed |= rc == 0 && c->kind != ENGINE_VALUE;
	engine_commit(en);
}

/* What the user says of an actor; in a transaction of its own, which lists the stories concerned anew. */
static void choose_actor(struct engine *en, const struct engine_command *c)
{
	struct err e = { 0 };
	struct engine_event ev = { .kind = ENGINE_ACTOR, .id = c->id };
	engine_commit(en);
	if (c->kind == ENGINE_ACTOR_MERGE) {
		ev.id = c->other;
		ev.code = store_actor_merge(en->store, c->id, c->other, &e);
	} else if (c->kind == ENGINE_ACTOR_SPLIT)
		ev.code = store_actor_split(en->store, c->id, &c->other, c->other ? 1 : 0, &ev.id, &e);
	else if (c->kind == ENGINE_ACTOR_RENAME)
		ev.code = store_actor_rename(en->store, c->id, c->text, &e);
	else
		ev.code = store_actor_undo(en->store, &e);
	if (ev.code)
		utf8_sanitise_into(ev.message, sizeof ev.message, str_of(e.text));
	event_put(en, &ev);
	if (!ev.code)
		event_put(en, &(struct engine_event){ .kind = ENGINE_ITEMS });
}

static void use_settings(struct engine *en, const struct settings *s)
{
	en->full_text = s->number[SETTING_full_text] != 0;
	en->fold_copies = s->number[SETTING_fold_copies] != 0;
	en->pace.interval = s->number[SETTING_poll_interval] * 60;
	en->pace.least = s->number[SETTING_poll_interval_min] * 60;
	en->pace.most = s->number[SETTING_poll_interval_max] * 60;
	care_rules(en, s);
}

static void obey(struct engine *en, const struct engine_command *c)
{
	switch (c->kind) {
	case ENGINE_POLL:
		poll_request(en, c->id, c->flag);
		break;
	case ENGINE_OPEN:
	case ENGINE_FETCH_PAGE:
		doc_open(en, c->id, c->kind == ENGINE_FETCH_PAGE);
		break;
	case ENGINE_RESYNC:
		poll_resync(en);
		break;
	case ENGINE_SETTINGS:
		if (c->settings) {
			use_settings(en, c->settings);
			fetch_configure(en->fetch, c->settings->text[SETTING_user_agent].s, c->settings->text[SETTING_proxy].s);
			en->o.schedule = c->settings->number[SETTING_poll_on_start] != 0;
		}
		break;
	case ENGINE_FLAGS:
	case ENGINE_MARK:
	case ENGINE_UNMARK:
	case ENGINE_DELETE:
	case ENGINE_UNDELETE:
	case ENGINE_VALUE:
		change(en, c);
		break;
	case ENGINE_ACTOR_MERGE:
	case ENGINE_ACTOR_SPLIT:
	case ENGINE_ACTOR_RENAME:
	case ENGINE_ACTOR_UNDO:
		choose_actor(en, c);
		break;
	}
}

static struct command_node *next_command(struct engine *en)
{
	pthread_mutex_lock(&en->lock);
	struct command_node *n = en->first_command;
	if (n) {
		en->first_command = n->next;
		if (!n->next)
			en->last_command = NULL;
	}
	pthread_mutex_unlock(&en->lock);
	return n;
}

static void take_commands(struct engine *en)
{
	struct command_node *n;
	while ((n = next_command(en))) {
		obey(en, &n->command);
		arena_free(&n->arena);
		free(n);
	}
}

/* ---- the turn ---- */

static bool is_busy(struct engine *en)
{
	pthread_mutex_lock(&en->lock);
	bool asked = en->first_command != NULL;
	pthread_mutex_unlock(&en->lock);
	return asked || poll_busy(en) || doc_busy(en) || en->writing || en->sweeping;
}

static int sooner(int a, int64_t b)
{
	return b < 0 ? 0 : a < 0 || b < a ? (int)b : a;
}

/* How long the turn may sleep. */
static int wait_ms(struct engine *en, int timeout_ms, int64_t now)
{
	int wait = timeout_ms, deadline = worker_deadline_ms(en->pool);
	if (deadline >= 0)
		wait = sooner(wait, deadline);
	if (en->writing)
		wait = sooner(wait, en->writing_since + ENGINE_COMMIT_MS - now);
	if (en->progress_dirty)
		wait = sooner(wait, 100);
	if (en->o.schedule && !en->o.offline)
		wait = sooner(wait, en->next_schedule - now);
	if (en->renew_at)
		wait = sooner(wait, en->renew_at - now);
	if (!poll_busy(en) && !en->page_jobs && (en->index_wanted || (en->notes_wanted ? !en->note_jobs : en->rank_wanted)))
		wait = 0; /* background work is at hand */
	if (en->sweeping && !poll_busy(en) && !doc_busy(en))
		wait = 0;
	return wait;
}

static void schedule(struct engine *en, int64_t now)
{
	if (now < en->next_schedule)
		return;
	en->next_schedule = now + ENGINE_SCHEDULE_S * 1000;
	if (now < en->schedule_after)
		return;
	poll_follow_file(en);
	if (en->o.schedule && !en->o.offline && !poll_busy(en))
		poll_request(en, 0, false);
}

static void sleep_and_move(struct engine *en, int wait)
{
	struct pollfd fds[WORKER_FDS_MAX];
	unsigned n = worker_pollfds(en->pool, fds, WORKER_FDS_MAX);
	if (en->bodies > ENGINE_BODIES_MAX) {
		/* The workers have enough: the network may wait, its windows close. */
		poll(fds, n, wait < 50 ? wait : 50);
	} else if (fetch_run(en->fetch, fds, n, wait) < 0) {
		log_line(LOG_ERROR, "libcurl cannot wait for the network");
		poll(fds, n, wait < 50 ? wait : 50);
	}
	worker_run(en->pool);
}

bool engine_turn(struct engine *en, int timeout_ms)
{
	take_commands(en);
	int64_t now = clock_mono_ms();
	schedule(en, now);
	if (en->faulty) {
		poll_stop(en);
		en->faulty = false;
	}
	poll_start_some(en);
	poll_renew(en, now);
	doc_background(en);
	care_background(en, now);
	bool busy = is_busy(en);
	if (busy && !poll_busy(en) && !doc_busy(en))
		timeout_ms = 0; /* only the commit is left */
	sleep_and_move(en, wait_ms(en, timeout_ms, now));
	now = clock_mono_ms();
	/* The index lets nobody wait: what else was written, and is told with the commit, ends its transaction. */
	bool more = poll_busy(en) || ((en->index_wanted || en->rank_wanted) && !en->held.first);
	if (en->writing && (!more || now - en->writing_since >= ENGINE_COMMIT_MS))
		engine_commit(en);
	if (en->progress_dirty)
		event_progress(en, false);
	return is_busy(en) || en->faulty;
}

/* ---- the thread ---- */

static void *run(void *arg)
{
	struct engine *en = arg;
	while (!en->stop)
		engine_turn(en, 1000);
	return NULL;
}

int engine_start(struct engine *en, struct err *e)
{
	sigset_t all, old;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &old); /* signals are the terminal thread's */
	int rc = pthread_create(&en->thread, NULL, run, en);
	pthread_sigmask(SIG_SETMASK, &old, NULL);
	if (rc)
		return err_set(e, QD_EIO, "the thread that polls cannot be started: %s", strerror(rc));
	en->running = true;
	return 0;
}

struct store *engine_store(struct engine *en)
{
	return en->store;
}

/* ---- opening and closing ---- */

static const char *copy(struct arena *a, const char *z)
{
	return z ? arena_str(a, str_of(z)).s : NULL;
}

static void take_settings(struct engine *en, struct fetch_options *f)
{
	const struct settings *s = en->o.settings;
	en->full_text = true;
	en->pace = (struct pace_bounds){ 30 * 60, 15 * 60, PACE_DAY };
	if (s) { /* empty: the default */
		use_settings(en, s);
		f->proxy = arena_str(&en->arena, s->text[SETTING_proxy]).s;
		f->user_agent = arena_str(&en->arena, s->text[SETTING_user_agent]).s;
		f->login = s->login;
		f->nlogin = s->nlogin;
	}
}

static int open_parts(struct engine *en, struct err *e)
{
	struct fetch_options f = { 0 };
	take_settings(en, &f);
	en->event_fd = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	if (en->event_fd < 0)
		return err_set(e, QD_EIO, "no descriptor for events: %s", strerror(errno));
	int rc = worker_pool_open(&en->pool, &en->o.worker, worker_ended, en, e);
	if (rc == 0)
		rc = store_open(&en->store, en->o.store_path, en->o.store_path ? STORE_WRITE : STORE_MEMORY, e);
	if (rc == 0)
		rc = fetch_open(&en->fetch, &f, e);
	return rc;
}

int engine_open(struct engine **out, const struct engine_options *o, struct err *e)
{
	struct engine *en = xcalloc(1, sizeof *en);
	*out = NULL;
	pthread_mutex_init(&en->lock, NULL);
	en->event_fd = -1;
	en->cancel_code = QD_ECANCELLED;
	en->o = *o;
	en->o.store_path = copy(&en->arena, o->store_path);
	en->o.feeds_path = copy(&en->arena, o->feeds_path);
	en->o.demo_dir = copy(&en->arena, o->demo_dir);
	int rc = open_parts(en, e);
	if (rc) {
		engine_close(en);
		return rc;
	}
	en->notes_wanted = en->index_wanted = en->rank_wanted = o->annotate;
	en->notes_left = ENGINE_NOTES_MAX;
	if (o->demo_dir)
		poll_demo(en);
	else
		poll_resync(en);
	*out = en;
	return 0;
}

void engine_close(struct engine *en)
{
	if (!en)
		return;
	if (en->running) {
		en->stop = true;
		fetch_wake(en->fetch);
		pthread_join(en->thread, NULL);
	}
	if (en->fetch)
		poll_stop(en);
	fetch_close(en->fetch);
	worker_pool_close(en->pool);
	if (en->writing)
		engine_commit(en);
	if (en->store)
		store_close(en->store);
	struct command_node *n;
	while ((n = next_command(en))) {
		arena_free(&n->arena);
		free(n);
	}
	event_free_all(en);
	map_free(&en->feeds);
	map_free(&en->hosts);
	free(en->queue);
	arena_free(&en->note_arena);
	while (en->nmarks)
		arena_free(&en->marks[--en->nmarks].arena);
	arena_free(&en->arena);
	if (en->event_fd >= 0)
		close(en->event_fd);
	pthread_mutex_destroy(&en->lock);
	free(en);
}
