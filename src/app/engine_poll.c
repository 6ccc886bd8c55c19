/* engine_poll.c - feeds: what is to be polled, the request, the parsing, the store, and when to come back.
 */
#include "config.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "engine_int.h"
#include "quotidian/log.h"
#include "quotidian/paths.h"
#include "quotidian/url.h"
#include "quotidian/utf8.h"

#define ACCEPT_FEED "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, " \
	"text/xml;q=0.8, application/json;q=0.7, text/html;q=0.3, */*;q=0.1"
#define HOLD_HOST_DEFAULT 300
#define DEMO_FILES_MAX 32
#define RENEW_MS (STORE_LEASE_S * 1000 / 3)
#define DEMO_NEWEST 1795252440 /* 2026-11-21 09:14 UTC: the newest story in data/demo */

/* ---- what is remembered while the engine lives ---- */

static struct feed_state *feed_state(struct engine *en, int64_t id)
{
	struct str key = { (const char *)&id, sizeof id };
	uint64_t *known = map_get(&en->feeds, key);
	if (known)
		return (struct feed_state *)(uintptr_t)*known;
	struct feed_state *fs = ARENA_NEW(&en->arena, struct feed_state, 1);
	fs->id = id;
	*map_put(&en->feeds, str_n((const char *)&fs->id, sizeof fs->id)) = (uint64_t)(uintptr_t)fs;
	return fs;
}

/* host:port of an address, a slice of it. */
static struct str host_of(struct str url)
{
	struct url u;
	url_split(&u, url);
	struct str end = u.port.n ? u.port : u.host;
	return u.host.s ? str_n(u.host.s, (size_t)(end.s + end.n - u.host.s)) : url;
}

#define HOLD_KEY "hold/" STR_FMT

/* What is known of a host; that it is to be left alone may be known from another program's poll. */
static struct host_state *host_state(struct engine *en, struct str url)
{
	struct str host = host_of(url), value;
	uint64_t *known = map_get(&en->hosts, host);
	if (known)
		return (struct host_state *)(uintptr_t)*known;
	struct host_state *hs = ARENA_NEW(&en->arena, struct host_state, 1);
	struct arena scratch = { 0 };
	struct str key = arena_fmt(&scratch, HOLD_KEY, STR_ARG(host));
	if (store_value_get(en->store, &scratch, key.s, &value, NULL) || str_int(&hs->hold_until, value))
		hs->hold_until = 0;
	arena_free(&scratch);
	*map_put(&en->hosts, arena_str(&en->arena, host)) = (uint64_t)(uintptr_t)hs;
	return hs;
}

static void hold_host(struct engine *en, struct host_state *hs, struct str url, int64_t until)
{
	struct err e = { 0 };
	struct arena scratch = { 0 };
	hs->hold_until = until;
	struct str key = arena_fmt(&scratch, HOLD_KEY, STR_ARG(host_of(url)));
	if (engine_write(en) && store_value_set(en->store, key.s, arena_fmt(&scratch, "%lld", (long long)until), &e))
		engine_store_fault(en, &e);
	arena_free(&scratch);
}

static void pace_key(char key[48], int64_t feed)
{
	snprintf(key, 48, "pace/%lld", (long long)feed);
}

static void pace_load(struct engine *en, struct pace *out, int64_t feed, struct arena *a)
{
	char key[48];
	struct str value = STR_NONE;
	pace_key(key, feed);
	if (store_value_get(en->store, a, key, &value, NULL))
		value = STR_NONE;
	pace_decode(out, value);
}

static int pace_save(struct engine *en, const struct pace *was, const struct pace *is, int64_t feed, struct err *e)
{
	if (was->ttl_min == is->ttl_min && was->skip_hours == is->skip_hours && was->skip_days == is->skip_days && was->hold_until == is->hold_until)
		return 0;
	char key[48];
	struct buf b;
	buf_init(&b, 256);
	pace_key(key, feed);
	pace_encode(&b, is);
	int rc = store_value_set(en->store, key, b.n ? buf_str(&b) : STR(""), e);
	buf_free(&b);
	return rc;
}

/* ---- asking ---- */

/* `again`: also when it was asked in the poll that is running. */
static void enqueue(struct engine *en, int64_t id, bool again)
{
	struct feed_state *fs = feed_state(en, id);
	if (fs->active || (!again && poll_busy(en) && fs->round == en->round))
		return;
	if (!poll_busy(en)) {
		en->round++;
		en->done = en->total = en->n_new = en->new_kept = en->n_failed = 0;
		en->queue_at = en->queue_n = 0;
	}
	if (en->queue_n == en->queue_cap) {
		en->queue_cap = en->queue_cap ? en->queue_cap * 2 : 256;
		en->queue = xrealloc(en->queue, en->queue_cap, sizeof *en->queue);
	}
	fs->active = true;
	fs->round = en->round;
	if (store_feed_seen(en->store, id, &fs->seen, NULL))
		fs->seen = 0;
	en->queue[en->queue_n++] = id;
	en->total++;
}

void poll_request(struct engine *en, int64_t feed, bool all)
{
	struct err e = { 0 };
	if (en->o.offline) {
		event_message(en, 0, "offline: nothing is fetched");
		return;
	}
	int rc = store_feed_unclaim_dead(en->store, &e);
	if (rc == QD_EBUSY) {
		log_line(LOG_WARN, "what a poll that died had claimed is left to its time");
	} else if (rc) { /* a store that cannot be written */
		engine_store_fault(en, &e);
		return;
	}
	if (feed) {
		enqueue(en, feed, true);
	} else {
		struct arena a = { 0 };
		int64_t *id;
		uint32_t n;
		int began = store_begin_read(en->store, &e); /* thousands of small questions cost less in one transaction */
		rc = began ? began : store_feeds_due(en->store, &a, clock_now(), all, &id, &n, &e);
		for (uint32_t i = 0; rc == 0 && i < n; i++)
			enqueue(en, id[i], false); /* who asks for all while all are asked means what is missing */
		if (began == 0) {
			int ended = store_commit(en->store, rc ? NULL : &e);
			rc = rc ? rc : ended;
		}
		if (rc)
			engine_store_fault(en, &e);
		arena_free(&a);
	}
	event_progress(en, true);
}

/* The feed is not fetched after all: others may. */
static void give_up_claim(struct job *j)
{
	struct err e = { 0 };
	if (j->claimed && !j->en->faulty && engine_write(j->en) && store_feed_hold(j->en->store, j->id, 0, &e))
		engine_store_fault(j->en, &e);
	j->claimed = false;
}

/* The feed's poll is over, however it went. */
static void finish(struct job *j, int code, const char *message, uint32_t n_new)
{
	struct engine *en = j->en;
	give_up_claim(j);
	struct engine_event ev = { .kind = ENGINE_FEED, .id = j->id, .code = code, .status = j->status, .n_new = n_new };
	utf8_sanitise_into(ev.message, sizeof ev.message, str_of(message));
	if (code != QD_ECANCELLED)
		log_line(code ? LOG_WARN : LOG_INFO, STR_FMT ": status %ld, %u new%s%s", STR_ARG(j->feed.url), j->status, n_new, ev.message[0] ? "; " : "",
		         ev.message);
	feed_state(en, j->id)->active = false;
	en->done++;
	en->n_new += n_new;
	en->n_failed += code && code != QD_EBUSY && code != QD_ECANCELLED;
	event_put(en, &ev);
	job_free(j);
	event_progress(en, !poll_busy(en));
}

static void finish_held(struct job *j, int64_t until)
{
	char iso[32], message[128];
	clock_iso(iso, until);
	snprintf(message, sizeof message, "not asked: the server wants to be left alone until %.10s %.5s UTC", iso, iso + 11);
	finish(j, QD_EBUSY, message, 0);
}

/* ---- storing ---- */

static void finish_moved(struct job *j, struct store_poll *p)
{
	struct err e = { 0 };
	struct url u;
	url_split(&u, j->feed.url);
	if (!j->moved_to.n || u.user.n || !url_is_web(j->moved_to) || str_eq(j->moved_to, j->feed.url))
		return;
	if (j->en->o.feeds_path) {
		int rc = subs_moved(j->en->o.feeds_path, j->feed.url, j->moved_to, &e);
		if (rc) {
			log_line(LOG_WARN, "a feed moved for good, but the subscription could not be changed: %s", e.text);
			return;
		}
		j->en->resync = j->en->moved = true;
	}
	p->new_url = j->moved_to;
	event_message(j->en, 0, "moved for good: " STR_FMT " is now " STR_FMT, STR_ARG(j->feed.url), STR_ARG(j->moved_to));
}

/* Writes what the poll came to: `parsed` NULL is a 304 or a failure; with `code` 0 `message` is a warning or empty. */
static void store_outcome(struct job *j, const struct feed *parsed, int code, const char *message)
{
	struct engine *en = j->en;
	struct err e = { 0 };
	int64_t now = clock_now();
	uint64_t seed = (uint64_t)j->id * 1000003u + (uint64_t)now;
	struct pace was = j->pace;
	struct store_poll p = { .feed = j->id, .now = now, .parsed = parsed, .error = code ? str_of(message) : STR_NONE };
	p.gone = j->status == 410 || (parsed && parsed->gone);
	if (code) {
		p.next_due = pace_after_failure(now, en->pace.interval, j->feed.errors_in_row + 1, j->status, j->retry_after_s, seed);
		int64_t hold = pace_hold(j->status, j->retry_after_s);
		j->pace.hold_until = hold ? now + hold : 0;
	} else {
		if (parsed) {
			j->pace.ttl_min = parsed->ttl_min > 0 ? parsed->ttl_min : 0;
			j->pace.skip_hours = parsed->skip_hours;
			j->pace.skip_days = parsed->skip_days;
		}
		j->pace.hold_until = 0;
		struct feed_rhythm rhythm;
		if (store_feed_rhythm(en->store, j->id, now, &rhythm, NULL))
			rhythm.gap = 0;
		p.next_due = pace_after_success(&j->pace, now, &en->pace, rhythm.gap, j->fresh_until, seed);
		p.answered = true;
		/* What a document that breaks off lacks is to come the next time, however its answer was framed. */
		if (parsed && parsed->cut)
			j->etag = j->last_modified = STR_NONE;
		/* A 304 may leave the validators out: those that were sent stand. */
		p.etag = j->status == 304 && !j->etag.n ? j->feed.etag : j->etag;
		p.last_modified = j->status == 304 && !j->last_modified.n ? j->feed.last_modified : j->last_modified;
	}
	if (!engine_write(en)) {
		finish(j, QD_ECANCELLED, "the store cannot be written", 0);
		return;
	}
	if (!code)
		finish_moved(j, &p);
	uint32_t n_new = 0, n_changed = 0;
	int rc = store_poll_result(en->store, &p, &n_new, &n_changed, &e);
	if (rc == 0)
		rc = pace_save(en, &was, &j->pace, j->id, &e);
	if (rc) {
		engine_store_fault(en, &e);
		finish(j, rc, e.text, 0);
		return;
	}
	j->claimed = false;
	en->items_changed |= n_new || n_changed;
	if (en->o.annotate && (n_new || n_changed))
		en->notes_wanted = en->index_wanted = en->rank_wanted = true;
	finish(j, code, message, n_new);
}

/* The demo's stories were written for one day; whole days are added, so that the newest is always of the last twenty-four hours. */
static void demo_today(struct feed *f)
{
	int64_t days = (clock_now() - DEMO_NEWEST) / 86400, later = days > 0 ? days * 86400 : 0;
	for (uint32_t i = 0; i < f->nentry; i++) {
		f->entry[i].published += f->entry[i].published ? later : 0;
		f->entry[i].updated += f->entry[i].updated ? later : 0;
	}
}

void poll_parsed(struct job *j, struct worker_result *r)
{
	if (r->feed && j->en->o.demo_dir)
		demo_today(r->feed);
	if (r->code == QD_ECANCELLED) {
		finish(j, QD_ECANCELLED, "cancelled", 0);
	} else if (r->code || !r->feed) {
		j->etag = j->last_modified = STR_NONE;
		store_outcome(j, NULL, r->code ? r->code : QD_EWORKER, r->message[0] ? r->message : "the feed could not be read");
	} else {
		/* Where nothing shows that the answer ended, the server may have stopped in the middle: what came is kept, as of a failure. */
		char message[256];
		utf8_sanitise_into(message, sizeof message, r->feed->warning);
		store_outcome(j, r->feed, r->feed->cut && j->end_unproved ? QD_EFORMAT : 0, message);
	}
}

/* ---- fetching ---- */

/* A server that answers most of what it is asked with 429 or 503 is left alone as a whole. */
static void note_answer(struct engine *en, const struct job *j)
{
	struct host_state *hs = host_state(en, j->feed.url);
	if (j->status != 429 && j->status != 503) {
		hs->other += j->status != 0;
		return;
	}
	if (++hs->busy < 2 || hs->busy <= hs->other)
		return;
	int64_t hold = pace_hold(j->status, j->retry_after_s), until = clock_now() + (hold ? hold : HOLD_HOST_DEFAULT);
	if (until > hs->hold_until)
		hold_host(en, hs, j->feed.url, until);
	hs->busy = hs->other = 0;
	snprintf(en->hold_url, sizeof en->hold_url, STR_FMT, STR_ARG(j->feed.url));
}

static void fetched(void *arg, const struct fetch_result *r)
{
	struct job *j = arg;
	struct engine *en = j->en;
	struct err e = { 0 };
	en->fetching--;
	j->status = r->status;
	if (r->code == QD_ECANCELLED) {
		finish(j, en->cancel_code, r->message, 0);
		return;
	}
	j->etag = arena_str(&j->arena, r->etag);
	j->last_modified = arena_str(&j->arena, r->last_modified);
	j->moved_to = arena_str(&j->arena, r->moved_to);
	j->fresh_until = r->fresh_until;
	j->retry_after_s = r->retry_after_s;
	j->end_unproved = r->end_unproved;
	note_answer(en, j);
	if (r->code) {
		store_outcome(j, NULL, r->code, r->message);
	} else if (r->status == 304) {
		store_outcome(j, NULL, 0, "");
	} else if (!r->body.n) {
		store_outcome(j, NULL, QD_EFORMAT, "the server's answer is empty");
	} else {
		struct worker_job w = { .kind = WORKER_FEED, .feed = { .bytes = r->body, .url = r->final_url, .content_type = r->content_type,
			.content_location = r->content_location, .brief = true } };
		int rc = engine_submit(j, &w, &e);
		if (rc)
			store_outcome(j, NULL, rc, e.text);
	}
}

/* A NUL-terminated copy, or NULL for an empty string. */
static const char *zero(struct arena *a, struct str s)
{
	return s.n ? arena_str(a, s).s : NULL;
}

static void start(struct engine *en, int64_t id)
{
	struct err e = { 0 };
	struct job *j = job_new(en, JOB_FEED, id);
	int64_t now = clock_now();
	j->retry_after_s = -1;
	int rc = store_feed(en->store, &j->arena, id, &j->feed, &e);
	if (rc) {
		finish(j, rc, e.text, 0);
		return;
	}
	pace_load(en, &j->pace, id, &j->arena);
	int64_t until = host_state(en, j->feed.url)->hold_until;
	if (j->pace.hold_until > until)
		until = j->pace.hold_until;
	/* More than a day ahead, the clock must have been wrong. */
	if (until > now && until <= now + PACE_DAY + 60) {
		finish_held(j, until);
		return;
	}
	if (!engine_write(en) || (rc = store_feed_claim(en->store, id, now, feed_state(en, id)->seen, &j->claimed, &e)) < 0) {
		if (rc)
			engine_store_fault(en, &e);
		finish(j, QD_ECANCELLED, "the store cannot be written", 0);
		return;
	}
	if (!j->claimed) {
		finish(j, QD_EBUSY, "not asked: another Quotidian fetches it, or has just done so", 0);
		return;
	}
	struct fetch_request r = {
		.url = zero(&j->arena, j->feed.url),
		.etag = zero(&j->arena, j->feed.etag),
		.last_modified = zero(&j->arena, j->feed.last_modified),
		.accept = ACCEPT_FEED,
	};
	rc = fetch_add(en->fetch, &r, fetched, j, &e);
	if (rc) {
		j->status = 0;
		store_outcome(j, NULL, rc, e.text);
		return;
	}
	en->fetching++;
}

void poll_start_some(struct engine *en)
{
	if (en->hold_url[0]) {
		en->cancel_code = QD_EBUSY;
		fetch_cancel_waiting(en->fetch, en->hold_url, "not asked: the server has had too many requests");
		en->cancel_code = QD_ECANCELLED;
		en->hold_url[0] = 0;
	}
	bool short_one = !en->writing;
	while (en->queue_at < en->queue_n && en->fetching < ENGINE_FETCHES_MAX)
		start(en, en->queue[en->queue_at++]);
	if (short_one && en->writing) /* claims are for others to see */
		engine_commit(en);
	if (en->resync && !poll_busy(en))
		poll_resync(en);
}

void poll_renew(struct engine *en, int64_t mono_ms)
{
	struct err e = { 0 };
	int rc = 0;
	if (!en->feed_jobs || en->renew_at > mono_ms + RENEW_MS)
		en->renew_at = 0;
	if (!en->feed_jobs || (en->renew_at && mono_ms < en->renew_at))
		return;
	bool first = !en->renew_at;
	en->renew_at = mono_ms + RENEW_MS;
	if (first || !engine_write(en))
		return;
	int64_t until = clock_now() + STORE_LEASE_S;
	for (const struct job *j = en->jobs; j && rc == 0; j = j->next)
		if (j->kind == JOB_FEED && j->claimed)
			rc = store_feed_hold(en->store, j->id, until, &e);
	if (rc)
		engine_store_fault(en, &e);
}

void poll_stop(struct engine *en)
{
	while (en->queue_at < en->queue_n) {
		feed_state(en, en->queue[en->queue_at++])->active = false;
		en->total--;
	}
	fetch_cancel_waiting(en->fetch, NULL, "cancelled");
}

/* ---- subscriptions ---- */

static void tell_warnings(struct engine *en, struct str warnings)
{
	struct str line;
	for (int i = 0; str_split(&warnings, '\n', &line) && i < 20; i++)
		if (line.n)
			event_message(en, QD_EINVAL, STR_FMT, STR_ARG(line));
}

void poll_resync(struct engine *en)
{
	struct feed_refs *refs = NULL;
	struct buf warnings;
	struct err e = { 0 };
	en->resync = false;
	if (!en->o.feeds_path)
		return;
	buf_init(&warnings, 1 << 16);
	en->subs_stamp = subs_stamp(en->o.feeds_path);
	int rc = subs_load(&refs, en->o.feeds_path, &warnings, &e);
	if (rc && rc != QD_ENOTFOUND) {
		event_message(en, rc, "%s", e.text);
	} else if (engine_write(en)) {
		if (store_feeds_sync(en->store, refs ? refs->ref : NULL, refs ? refs->n : 0, &e))
			engine_store_fault(en, &e);
		en->items_changed = true;
		engine_commit(en);
	}
	if (en->faulty) /* the store did not take it: once more, later */
		en->subs_stamp = 0;
	if (!en->moved) /* the user has not touched it: nothing new to warn of */
		tell_warnings(en, buf_str(&warnings));
	en->moved = false;
	buf_free(&warnings);
	if (refs)
		feed_refs_free(refs);
}

void poll_follow_file(struct engine *en)
{
	int64_t stamp = subs_stamp(en->o.feeds_path);
	/* One that is away, or was another a moment ago, is being written. */
	bool rests = stamp && stamp == en->subs_changed;
	en->subs_changed = stamp;
	if (rests && stamp != en->subs_stamp && !poll_busy(en))
		poll_resync(en);
}

/* ---- the demo's feeds ---- */

static int by_name(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

static int is_feed_file(const struct dirent *d)
{
	return str_ends(str_of(d->d_name), STR(".xml"));
}

static void demo_file(struct engine *en, int64_t feed, const char *name)
{
	struct buf path, bytes;
	struct err e = { 0 };
	buf_init(&path, 0);
	buf_init(&bytes, (size_t)4 << 20);
	path_join(&path, str_of(en->o.demo_dir), str_of(name));
	int rc = buf_read_file(&bytes, path.s, &e);
	if (rc == 0) {
		struct job *j = job_new(en, JOB_FEED, feed);
		struct worker_job w = { .kind = WORKER_FEED, .feed = { .bytes = buf_str(&bytes),
			.content_type = STR("application/rss+xml"), .brief = true } };
		j->status = 200;
		j->retry_after_s = -1;
		feed_state(en, feed)->active = true;
		en->total++;
		rc = store_feed(en->store, &j->arena, feed, &j->feed, &e);
		if (rc == 0)
			rc = engine_submit(j, &w, &e);
		if (rc)
			finish(j, rc, e.text, 0);
	} else {
		event_message(en, rc, "%s", e.text);
	}
	buf_free(&path);
	buf_free(&bytes);
}

void poll_demo(struct engine *en)
{
	struct dirent **file = NULL;
	struct arena a = { 0 };
	struct err e = { 0 };
	struct store_feed *feed = NULL;
	uint32_t nfeed = 0;
	int n = scandir(en->o.demo_dir, &file, is_feed_file, by_name);
	if (n <= 0) {
		event_message(en, QD_ENOTFOUND, "%s: there are no feeds for the demo", en->o.demo_dir);
		free(file);
		return;
	}
	int used = n < DEMO_FILES_MAX ? n : DEMO_FILES_MAX;
	struct feed_ref *ref = ARENA_NEW(&a, struct feed_ref, (size_t)used);
	for (int i = 0; i < used; i++)
		ref[i] = (struct feed_ref){ arena_fmt(&a, "https://demo.example.org/%s", file[i]->d_name), STR(""), STR("Demo") };
	if (engine_write(en)) {
		if (store_feeds_sync(en->store, ref, (uint32_t)used, &e) || store_feeds(en->store, &a, &feed, &nfeed, &e))
			engine_store_fault(en, &e);
		engine_commit(en);
	}
	for (uint32_t i = 0; i < nfeed && i < (uint32_t)used; i++)
		demo_file(en, feed[i].id, file[i]->d_name);
	while (n > 0)
		free(file[--n]);
	free(file);
	arena_free(&a);
}
