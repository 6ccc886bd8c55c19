/* engines.h - an engine with a store, a subscriptions file and a server of its own for each test, and real workers. */
#ifndef TESTS_APP_ENGINES_H
#define TESTS_APP_ENGINES_H

#include <poll.h>
#include <unistd.h>

#include "app/engine_int.h"
#include "app/workers.h"
#include "net/server.h"
#include "quotidian/engine.h"
#include "quotidian/paths.h"
#include "testing.h"

#define ITEM(n) "<item><title>Story " #n "</title><link>http://127.0.0.1:@PORT@/page" #n "</link><guid>g" #n "</guid>" \
	"<pubDate>Sat, 21 Nov 2026 0" #n ":00:00 GMT</pubDate><description>&lt;p&gt;The harbour of Port Linden opened again, said Anna " \
	"Novak, the minister, in story " #n ".&lt;/p&gt;</description></item>"
#define RSS(title, items) "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>" title "</title><link>http://example.org/</link>" \
	"<description>d</description>" items "</channel></rss>"
#define ANSWER "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/rss+xml\r\n"
#define EMPTY "Content-Length: 0\r\nConnection: close\r\n\r\n"

static struct canned table[] = {
	{ "/a", ANSWER "ETag: \"a1\"\r\n\r\n" RSS("Wire A", ITEM(1) ITEM(2) ITEM(3)), 0, 0 },
	{ "/b", ANSWER "Cache-Control: max-age=7200\r\n\r\n" RSS("Wire B", ITEM(4)), 0, 0 },
	{ "/moved", "HTTP/1.1 301 Moved\r\nLocation: /b\r\n" EMPTY, 0, 0 },
	{ "/404", "HTTP/1.1 404 Not Found\r\n" EMPTY, 0, 0 },
	{ "/410", "HTTP/1.1 410 Gone\r\n" EMPTY, 0, 0 },
	{ "/429", "HTTP/1.1 429 Too Many\r\nRetry-After: 120\r\n" EMPTY, 0, 0 },
	{ "/503", "HTTP/1.1 503 Busy\r\n" EMPTY, 0, 0 },
	{ "/late1", ANSWER "\r\n" RSS("Late", ITEM(5)), 0, 200 },
	{ "/late2", ANSWER "\r\n" RSS("Late", ITEM(5)), 0, 200 },
	{ "/late3", ANSWER "\r\n" RSS("Late", ITEM(5)), 0, 200 },
	{ "/late4", ANSWER "\r\n" RSS("Late", ITEM(5)), 0, 200 },
	{ "/delta", ANSWER "ETag: \"d1\"\r\n\r\n" RSS("Delta", ITEM(1) ITEM(2)), 0, 0 },
	{ "/cut", ANSWER "ETag: \"c\"\r\nContent-Length: 520\r\n\r\n" RSS("Cut", ITEM(1) ITEM(2) ITEM(3)), 0, 0 },
	{ "/unproved", ANSWER "ETag: \"u\"\r\n\r\n<rss version=\"2.0\"><channel><title>U</title>" ITEM(1) "<item><title>Ha", 0, 0 },
	{ "/html", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n<!doctype html><html><body><p>A page.</p></body></html>", 0, 0 },
	{ "/page1", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n<!doctype html><html><head><title>Story 1</title></head><body><article><h1>Story 1</h1>"
	            "<p>The harbour of Port Linden opened again on Monday after a strike that had lasted for three weeks, and ships came in.</p>"
	            "<p>\xE2\x80\x9CWe are glad that it is over,\xE2\x80\x9D said Anna Novak, the minister, at the quay, where hundreds had gathered in the rain.</p>"
	            "<p>The crane drivers went back to their work at six in the morning, as their union and the owners had agreed on Sunday night.</p>"
	            "</article></body></html>", 0, 0 },
	{ "/page2", "HTTP/1.1 404 Not Found\r\n" EMPTY, 0, 0 },
	{ "/page3", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: application/pdf\r\nContent-Length: 4\r\n\r\n%PDF", 0, 0 },
	{ "/page4", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n<!doctype html><html><head><title>Story 4</title></head><body><article><h1>Story 4</h1>"
	            "<p>The ferry of Port Linden sails again, and on the first day four hundred people stood in line for it since early morning.</p>"
	            "<p>The crossing takes an hour, and a ticket costs as much as it did ten years ago, as the company has been proud to say.</p>"
	            "<a href=\"/page4/2\">2</a> <a href=\"/page4/3\">3</a></article></body></html>", 0, 0 },
	{ "/page4/2", "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Type: text/html\r\n\r\n<!doctype html><html><head><title>Story 4</title></head><body><article><h1>Story 4</h1>"
	            "<p>On the second page it is told how the old ship was sold, and that nobody knows in which harbour it lies at present.</p>"
	            "<p>\xE2\x80\x9CWe would rather not say,\xE2\x80\x9D said Anna Novak, the minister, when she was asked about it on the quay on Tuesday.</p>"
	            "<a href=\"/page4\">1</a> <a href=\"/page4/3\">3</a></article></body></html>", 0, 0 },
	{ "/page4/3", "HTTP/1.1 404 Not Found\r\n" EMPTY, 0, 0 },
	{ "/never", "", 0, -1 },
	{ NULL, NULL, 0, 0 },
};

struct place {
	char dir[64], feeds[128], store[128];
	struct server *server;
	struct settings settings;
	struct engine *en;
};

static inline int setup(void **state)
{
	static const char *const proxies[] = { "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY" };
	for (size_t i = 0; i < sizeof proxies / sizeof *proxies; i++)
		unsetenv(proxies[i]);
	struct place *p = xcalloc(1, sizeof *p);
	strncpy(p->dir, "/tmp/qd-engine-XXXXXX", sizeof p->dir - 1);
	if (!mkdtemp(p->dir))
		return -1;
	snprintf(p->feeds, sizeof p->feeds, "%s/feeds", p->dir);
	snprintf(p->store, sizeof p->store, "%s/store.db", p->dir);
	p->server = server_start(table);
	settings_init(&p->settings);
	*state = p;
	return 0;
}

static inline void remove_one(const struct place *p, const char *name)
{
	char path[192];
	snprintf(path, sizeof path, "%s/%s", p->dir, name);
	unlink(path);
}

static inline int teardown(void **state)
{
	struct place *p = *state;
	engine_close(p->en);
	server_stop(p->server);
	settings_free(&p->settings);
	remove_one(p, "feeds");
	remove_one(p, "store.db");
	remove_one(p, "store.db-wal");
	remove_one(p, "store.db-shm");
	rmdir(p->dir);
	free(p);
	return 0;
}

static inline void open_engine(struct place *p, bool annotate)
{
	struct err e = { 0 };
	struct engine_options o = { .store_path = p->store, .feeds_path = p->feeds, .settings = &p->settings, .annotate = annotate,
		.worker = build_workers() };
	int rc = engine_open(&p->en, &o, &e);
	if (rc)
		fail_msg("%s", e.text);
}

static inline void subscribe(struct place *p, const char *path)
{
	struct err e;
	uint32_t added;
	struct feed_ref ref = { .url = str_of(server_url(p->server, "127.0.0.1", path)) };
	assert_int_equal(subs_add(p->feeds, &ref, 1, &added, &e), 0);
}

static inline int64_t feed_id(struct place *p, const char *path, struct store_feed *out)
{
	static struct arena a;
	struct store_feed *f;
	struct err e;
	uint32_t n;
	int64_t id = 0;
	if (out)
		*out = (struct store_feed){ 0 };
	arena_free(&a);
	assert_int_equal(store_feeds(engine_store(p->en), &a, &f, &n, &e), 0);
	for (uint32_t i = 0; i < n; i++)
		if (str_ends(f[i].url, str_of(path))) {
			id = f[i].id;
			if (out)
				*out = f[i];
		}
	return id;
}

/* Runs until nothing is left to do; counts events. */
struct told {
	unsigned feeds, failed, held, items, docs;
	uint32_t n_new;
	struct engine_event doc, feed, message;
};

static inline struct told run(struct place *p)
{
	struct told t = { 0 };
	struct engine_event ev;
	while (engine_turn(p->en, 1000))
		continue;
	while (engine_next_event(p->en, &ev)) {
		if (ev.kind == ENGINE_FEED) {
			t.feeds++;
			t.n_new += ev.n_new;
			t.failed += ev.code && ev.code != QD_EBUSY;
			t.held += ev.code == QD_EBUSY;
			t.feed = ev;
		}
		t.items += ev.kind == ENGINE_ITEMS;
		t.docs += ev.kind == ENGINE_DOC;
		if (ev.kind == ENGINE_DOC)
			t.doc = ev;
		if (ev.kind == ENGINE_MESSAGE)
			t.message = ev;
	}
	return t;
}

static inline struct told poll_all(struct place *p)
{
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_POLL, .flag = true });
	return run(p);
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)

#endif
