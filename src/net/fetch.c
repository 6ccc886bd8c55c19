/* fetch.c - the queue over curl_multi: who may start, what ended, and what is told.
 *
 * Waiting requests stand in two lines a host, urgent and other; hosts with somebody waiting and a place free stand in two lines
 * themselves, so that a start costs constant time however many wait, and a host that hangs holds up only itself.
 */
#include "config.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "net_int.h"
#include "quotidian/map.h"
#include "quotidian/paths.h"
#include "quotidian/utf8.h"

#ifndef QD_CONTACT_URL
#define QD_CONTACT_URL "https://example.org/quotidian"
#endif

#define BODY_MAX_DEFAULT ((size_t)16 << 20)
#define URGENT_EXTRA 4 /* places above total_max that only urgent requests take */
#define EXTRA_FDS_MAX 64

enum { URGENT, OTHER, LINES };

struct line_of_transfers {
	struct transfer *first, *last; /* linked by `wait_next` */
};
struct host {
	char *key;
	unsigned running;
	struct line_of_transfers waiting[LINES];
	struct host *ready_next[LINES];
	bool ready[LINES]; /* stands in the fetcher's line */
};
struct fetcher {
	CURLM *multi;
	struct fetch_options o;
	char *user_agent, *proxy;
	struct arena logins;
	struct map hosts; /* key: as host_of_origin(), value: struct host * */
	struct {
		struct host *first, *last;
	} ready[LINES];
	struct transfer *all;
	size_t pending, bodies;
	unsigned running;
	bool met_private;
	CURL **spare;
	size_t nspare;
	bool closing;
};

static pthread_once_t curl_once = PTHREAD_ONCE_INIT;

static void init_curl(void)
{
	if (curl_global_init(CURL_GLOBAL_DEFAULT))
		die("libcurl cannot be started");
}

static char *keep(struct arena *a, const char *z)
{
	return z ? (char *)(uintptr_t)arena_str(a, str_of(z)).s : NULL;
}

/* Origins in the form that curl's own parser gives them: what it takes for the host is where credentials go. */
static void keep_logins(struct fetcher *f)
{
	struct fetch_login *mine = ARENA_NEW(&f->logins, struct fetch_login, f->o.nlogin ? f->o.nlogin : 1);
	size_t n = 0;
	for (size_t i = 0; i < f->o.nlogin; i++) {
		const struct fetch_login *l = &f->o.login[i];
		char *url, *origin, *userpwd;
		if (address_split(l->origin, &url, &origin, &userpwd, NULL))
			continue; /* no request can have it */
		mine[n++] = (struct fetch_login){ keep(&f->logins, origin), keep(&f->logins, l->userpwd), keep(&f->logins, l->bearer) };
		free(url);
		free(origin);
		free(userpwd);
	}
	f->o.login = mine;
	f->o.nlogin = n;
}

static const struct fetch_login *login_for(const struct fetcher *f, const char *origin)
{
	for (size_t i = f->o.nlogin; i-- > 0;)
		if (str_ieq(str_of(f->o.login[i].origin), str_of(origin)))
			return &f->o.login[i];
	return NULL;
}

void fetch_configure(struct fetcher *f, const char *user_agent, const char *proxy)
{
	free(f->user_agent);
	free(f->proxy);
	f->user_agent = xstrdup(user_agent && user_agent[0] ? user_agent : "quotidian/" PACKAGE_VERSION " (+" QD_CONTACT_URL ")");
	f->proxy = proxy && proxy[0] ? xstrdup(proxy) : NULL;
	f->o.user_agent = f->user_agent;
	f->o.proxy = f->proxy;
}

int fetch_open(struct fetcher **out, const struct fetch_options *o, struct err *e)
{
	*out = NULL;
	pthread_once(&curl_once, init_curl);
	struct fetcher *f = xcalloc(1, sizeof *f);
	f->multi = curl_multi_init();
	if (!f->multi) {
		free(f);
		return err_set(e, QD_ENET, "libcurl cannot be started");
	}
	if (o)
		f->o = *o;
	f->o.total_max = f->o.total_max ? f->o.total_max : 32;
	f->o.per_host_max = f->o.per_host_max ? f->o.per_host_max : 2;
	f->o.connect_timeout_s = f->o.connect_timeout_s ? f->o.connect_timeout_s : 15;
	f->o.timeout_s = f->o.timeout_s ? f->o.timeout_s : 60;
	f->o.body_max = f->o.body_max ? f->o.body_max : BODY_MAX_DEFAULT;
	f->o.redirects_max = f->o.redirects_max ? f->o.redirects_max : 8;
	fetch_configure(f, f->o.user_agent, f->o.proxy);
	keep_logins(f);
	f->spare = xcalloc(f->o.total_max + URGENT_EXTRA, sizeof *f->spare);
	curl_multi_setopt(f->multi, CURLMOPT_MAX_HOST_CONNECTIONS, (long)f->o.per_host_max);
	curl_multi_setopt(f->multi, CURLMOPT_MAXCONNECTS, (long)(f->o.total_max + URGENT_EXTRA));
	*out = f;
	return 0;
}

/* ---- waiting ---- */

static struct host *host_of(struct fetcher *f, const char *origin)
{
	struct str key = host_of_origin(origin);
	uint64_t *known = map_get(&f->hosts, key);
	if (known)
		return (struct host *)(uintptr_t)*known;
	struct host *h = xcalloc(1, sizeof *h);
	h->key = str_dupz(key);
	*map_put(&f->hosts, str_of(h->key)) = (uint64_t)(uintptr_t)h;
	return h;
}

/* Nobody is left: the hosts met so far are forgotten. */
static void forget_hosts(struct fetcher *f)
{
	for (size_t i = 0; i < f->hosts.n; i++) {
		struct host *h = (struct host *)(uintptr_t)f->hosts.slot[i].value;
		free(h->key);
		free(h);
	}
	map_free(&f->hosts);
	for (int k = 0; k < LINES; k++)
		f->ready[k].first = f->ready[k].last = NULL;
}

static void make_ready(struct fetcher *f, struct host *h)
{
	for (int k = 0; k < LINES; k++) {
		if (h->ready[k] || !h->waiting[k].first || h->running >= f->o.per_host_max)
			continue;
		h->ready[k] = true;
		h->ready_next[k] = NULL;
		if (f->ready[k].last)
			f->ready[k].last->ready_next[k] = h;
		else
			f->ready[k].first = h;
		f->ready[k].last = h;
	}
}

/* The next that may start, or NULL. */
static struct transfer *take_next(struct fetcher *f)
{
	for (int k = 0; k < LINES; k++) {
		if (f->running >= f->o.total_max + (k == URGENT ? URGENT_EXTRA : 0))
			continue;
		while (f->ready[k].first) {
			struct host *h = f->ready[k].first;
			f->ready[k].first = h->ready_next[k];
			if (!f->ready[k].first)
				f->ready[k].last = NULL;
			h->ready[k] = false;
			struct transfer *t = h->waiting[k].first;
			if (!t || h->running >= f->o.per_host_max)
				continue; /* the other line was quicker */
			h->waiting[k].first = t->wait_next;
			if (!t->wait_next)
				h->waiting[k].last = NULL;
			h->running++;
			make_ready(f, h);
			return t;
		}
	}
	return NULL;
}

/* A header's value may not hold what would begin another header. */
static bool one_line(const char *z)
{
	return !z || strpbrk(z, "\r\n") == NULL;
}

int fetch_add(struct fetcher *f, const struct fetch_request *r, fetch_done *done, void *arg, struct err *e)
{
	char *url, *origin, *userpwd;
	if (f->closing)
		return err_set(e, QD_ECANCELLED, "no more requests are taken");
	if (!one_line(r->etag) || !one_line(r->last_modified) || !one_line(r->accept) || !one_line(r->bearer) || !one_line(r->userpwd))
		return err_set(e, QD_EINVAL, "a header's value holds a line break");
	int rc = address_split(r->url, &url, &origin, &userpwd, e);
	if (rc)
		return rc;
	struct transfer *t = xcalloc(1, sizeof *t);
	t->fetcher = f;
	t->request = *r;
	t->request.url = keep(&t->arena, r->url);
	t->request.etag = keep(&t->arena, r->etag);
	t->request.last_modified = keep(&t->arena, r->last_modified);
	t->request.accept = keep(&t->arena, r->accept);
	t->request.userpwd = keep(&t->arena, r->userpwd ? r->userpwd : userpwd);
	t->request.bearer = keep(&t->arena, r->bearer);
	const struct fetch_login *login = r->untrusted || t->request.userpwd || r->bearer ? NULL : login_for(f, origin);
	if (login) {
		t->request.userpwd = keep(&t->arena, login->userpwd);
		t->request.bearer = keep(&t->arena, login->bearer);
	}
	free(userpwd);
	t->done = done;
	t->arg = arg;
	t->url = url;
	t->origin = origin;
	t->permanent = true;
	t->guard = r->untrusted ? GUARD_PRIVATE : GUARD_NONE;
	t->body_max = f->o.body_max;
	t->bodies = &f->bodies;
	t->met_private = &f->met_private;
	buf_init(&t->body, t->body_max);
	for (int i = 0; i < HEADER_COUNT; i++)
		buf_init(&t->header[i], HEADER_VALUE_MAX);
	t->next = f->all;
	if (f->all)
		f->all->prev = t;
	f->all = t;
	f->pending++;

	int k = r->urgent ? URGENT : OTHER;
	t->host = host_of(f, origin);
	if (t->host->waiting[k].last)
		t->host->waiting[k].last->wait_next = t;
	else
		t->host->waiting[k].first = t;
	t->host->waiting[k].last = t;
	make_ready(f, t->host);
	return 0;
}

size_t fetch_pending(const struct fetcher *f)
{
	return f->pending;
}

/* Gives back a running transfer's place at its host, and its handle. */
static void leave_host(struct fetcher *f, struct transfer *t)
{
	t->host->running--;
	f->running--;
	make_ready(f, t->host);
	if (f->nspare < f->o.total_max + URGENT_EXTRA)
		f->spare[f->nspare++] = t->easy;
	else
		curl_easy_cleanup(t->easy);
	t->easy = NULL;
}

/* After a redirect to another server: a place is needed there, and whoever is on its way goes first. */
static void change_host(struct fetcher *f, struct transfer *t, struct host *to)
{
	int k = t->request.urgent ? URGENT : OTHER;
	t->spent_ms = clock_mono_ms() - t->started_ms;
	transfer_drop_body(t);
	leave_host(f, t);
	t->host = to;
	t->wait_next = to->waiting[k].first;
	to->waiting[k].first = t;
	if (!t->wait_next)
		to->waiting[k].last = t;
	make_ready(f, to);
}

/* ---- ending ---- */

static void fill_headers(struct fetch_result *r, const struct transfer *t)
{
	r->content_type = buf_str(&t->header[HEADER_TYPE]);
	r->content_location = buf_str(&t->header[HEADER_CONTENT_LOCATION]);
	r->etag = buf_str(&t->header[HEADER_ETAG]);
	r->last_modified = buf_str(&t->header[HEADER_LAST_MODIFIED]);
	r->cache_control = buf_str(&t->header[HEADER_CACHE_CONTROL]);
	r->expires = buf_str(&t->header[HEADER_EXPIRES]);
	r->retry_after = buf_str(&t->header[HEADER_RETRY_AFTER]);
	int64_t now = clock_now();
	r->retry_after_s = retry_after_seconds(r->retry_after, now);
	r->fresh_until = fresh_until(r->cache_control, r->expires, buf_str(&t->header[HEADER_DATE]), buf_str(&t->header[HEADER_AGE]), now);
}

/* Calls back once and frees; `e` holds the failure, code 0: none. */
static void end(struct fetcher *f, struct transfer *t, const struct err *e)
{
	struct fetch_result r = { .tag = t->request.tag, .code = e->code, .retry_after_s = -1 };
	if (t->easy) {
		curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &r.status);
		fill_headers(&r, t);
	}
	r.url = str_of(t->request.url);
	r.final_url = str_of(t->url);
	r.wire_bytes = t->wire_bytes;
	r.ms = t->started_ms ? clock_mono_ms() - t->started_ms : 0;
	r.end_unproved = !(t->gzip ? gzip_end_verdict(&t->gzip_end, t->body.n) == GZIP_WHOLE : !t->encoded && (t->has_length || t->chunked));
	if (e->code) {
		utf8_sanitise_into(r.message, sizeof r.message, str_of(e->text));
	} else {
		r.body = r.status == 304 ? STR_NONE : buf_str(&t->body);
		r.moved_to = t->moved_to;
	}
	t->done(t->arg, &r);

	if (t->easy)
		leave_host(f, t);
	if (t->prev)
		t->prev->next = t->next;
	else
		f->all = t->next;
	if (t->next)
		t->next->prev = t->prev;
	curl_slist_free_all(t->list);
	free(t->url);
	free(t->origin);
	transfer_drop_body(t);
	for (int i = 0; i < HEADER_COUNT; i++)
		buf_free(&t->header[i]);
	arena_free(&t->arena);
	free(t);
	if (--f->pending == 0)
		forget_hosts(f);
}

/* Puts t->easy to work; false when the guard refused. */
static bool run(struct fetcher *f, struct transfer *t)
{
	long timeout_s = t->request.timeout_s ? t->request.timeout_s : f->o.timeout_s;
	int64_t left = t->started_ms + timeout_s * 1000 - clock_mono_ms();
	bool ok = transfer_prepare(t, &f->o, left);
	if (ok && curl_multi_add_handle(f->multi, t->easy))
		die("libcurl does not take a request");
	return ok;
}

static size_t start_waiting(struct fetcher *f)
{
	size_t ended = 0;
	struct transfer *t;
	while ((t = take_next(f))) {
		f->running++;
		t->easy = f->nspare ? f->spare[--f->nspare] : curl_easy_init();
		if (!t->easy)
			die("out of memory (a request)");
		t->started_ms = clock_mono_ms() - t->spent_ms;
		if (!run(f, t)) {
			struct err e;
			message_for_curl(&e, t, CURLE_COULDNT_CONNECT, &f->o);
			end(f, t, &e);
			ended++;
		}
	}
	return ended;
}

/* Takes the next hop's turn: at once on the same host, else in its line there. False when the guard refuses. */
static bool go_on(struct fetcher *f, struct transfer *t)
{
	char *url, *origin, *userpwd;
	if (address_split(t->url, &url, &origin, &userpwd, NULL))
		return false;
	struct host *to = host_of(f, origin);
	free(url);
	free(origin);
	free(userpwd);
	if (to == t->host)
		return run(f, t);
	change_host(f, t, to);
	return true;
}

static bool is_redirect(long status)
{
	return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

/* What an ended transfer came to: fills `e`; true when it goes on to another address. */
static bool judge(struct fetcher *f, struct transfer *t, CURLcode code, struct err *e)
{
	long status = 0;
	curl_off_t bytes = 0;
	curl_easy_getinfo(t->easy, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(t->easy, CURLINFO_SIZE_DOWNLOAD_T, &bytes);
	t->wire_bytes += (size_t)bytes;
	if (code) {
		message_for_curl(e, t, code, &f->o);
		return false;
	}
	if (is_redirect(status)) {
		if (!transfer_redirect(t, &f->o, e))
			return false;
		if (go_on(f, t))
			return true;
		message_for_curl(e, t, CURLE_COULDNT_CONNECT, &f->o);
		return false;
	}
	bool conditional = (t->request.etag && t->request.etag[0]) || (t->request.last_modified && t->request.last_modified[0]);
	if ((status < 200 || status > 299) && !(status == 304 && conditional)) {
		message_for_status(e, t, status);
	} else if (t->gzip && gzip_end_verdict(&t->gzip_end, t->body.n) == GZIP_CUT) {
		struct str host = transfer_host(t);
		err_set(e, QD_ENET, STR_FMT ": the answer breaks off before its end", STR_ARG(host));
	}
	return false;
}

static size_t collect(struct fetcher *f)
{
	size_t ended = 0;
	int left;
	CURLMsg *m;
	while ((m = curl_multi_info_read(f->multi, &left))) {
		if (m->msg != CURLMSG_DONE)
			continue;
		CURLcode code = m->data.result;
		CURL *easy = m->easy_handle;
		struct transfer *t = NULL;
		curl_easy_getinfo(easy, CURLINFO_PRIVATE, &t);
		curl_multi_remove_handle(f->multi, easy);
		struct err e = { 0 };
		if (judge(f, t, code, &e))
			continue;
		end(f, t, &e);
		ended++;
	}
	return ended;
}

int fetch_run(struct fetcher *f, struct pollfd *extra, unsigned nextra, int timeout_ms)
{
	struct curl_waitfd wait[EXTRA_FDS_MAX];
	int running;
	if (nextra > EXTRA_FDS_MAX)
		return QD_EINVAL;
	size_t ended = start_waiting(f);
	if (curl_multi_perform(f->multi, &running))
		return QD_ENET;
	ended += collect(f);
	for (unsigned i = 0; i < nextra; i++) {
		short events = (short)((extra[i].events & POLLIN ? CURL_WAIT_POLLIN : 0) | (extra[i].events & POLLPRI ? CURL_WAIT_POLLPRI : 0) |
		                       (extra[i].events & POLLOUT ? CURL_WAIT_POLLOUT : 0));
		wait[i] = (struct curl_waitfd){ .fd = extra[i].fd, .events = events };
	}
	/* What ended makes room: whoever waits starts before the caller's other work. */
	ended += start_waiting(f);
	if (curl_multi_poll(f->multi, wait, nextra, ended ? 0 : timeout_ms, NULL))
		return QD_ENET;
	for (unsigned i = 0; i < nextra; i++)
		extra[i].revents = (short)((wait[i].revents & CURL_WAIT_POLLIN ? POLLIN : 0) | (wait[i].revents & CURL_WAIT_POLLPRI ? POLLPRI : 0) |
		                           (wait[i].revents & CURL_WAIT_POLLOUT ? POLLOUT : 0));
	if (curl_multi_perform(f->multi, &running))
		return QD_ENET;
	ended += collect(f);
	return (int)ended;
}

static size_t cancel_at(struct fetcher *f, struct host *h, const char *why)
{
	size_t ended = 0;
	for (int k = 0; k < LINES; k++) {
		while (h->waiting[k].first) {
			struct transfer *t = h->waiting[k].first;
			struct err e;
			h->waiting[k].first = t->wait_next;
			if (!t->wait_next)
				h->waiting[k].last = NULL;
			bool last = f->pending == 1; /* with it, the hosts go too */
			err_set(&e, QD_ECANCELLED, "%s", why);
			end(f, t, &e);
			ended++;
			if (last)
				return ended;
		}
	}
	return ended;
}

size_t fetch_cancel_waiting(struct fetcher *f, const char *url, const char *why)
{
	size_t ended = 0;
	if (!url) {
		for (size_t i = 0; i < f->hosts.n; i++)
			ended += cancel_at(f, (struct host *)(uintptr_t)f->hosts.slot[i].value, why);
		return ended;
	}
	char *whole, *origin, *userpwd;
	if (address_split(url, &whole, &origin, &userpwd, NULL))
		return 0;
	uint64_t *known = map_get(&f->hosts, host_of_origin(origin));
	if (known)
		ended = cancel_at(f, (struct host *)(uintptr_t)*known, why);
	free(whole);
	free(origin);
	free(userpwd);
	return ended;
}

void fetch_wake(struct fetcher *f)
{
	curl_multi_wakeup(f->multi);
}

void fetch_close(struct fetcher *f)
{
	if (!f)
		return;
	f->closing = true;
	while (f->all) {
		struct transfer *t = f->all;
		struct err e;
		err_set(&e, QD_ECANCELLED, "cancelled");
		if (t->easy)
			curl_multi_remove_handle(f->multi, t->easy);
		end(f, t, &e);
	}
	forget_hosts(f);
	while (f->nspare)
		curl_easy_cleanup(f->spare[--f->nspare]);
	curl_multi_cleanup(f->multi);
	free(f->spare);
	free(f->user_agent);
	free(f->proxy);
	arena_free(&f->logins);
	free(f);
}
