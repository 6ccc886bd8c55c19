/* The engine in place and as a thread, with a server in the test and real workers: what is stored, told, and asked again. */
#include "config.h"

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

static int setup(void **state)
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

static void remove_one(const struct place *p, const char *name)
{
	char path[192];
	snprintf(path, sizeof path, "%s/%s", p->dir, name);
	unlink(path);
}

static int teardown(void **state)
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

static void open_engine(struct place *p, bool annotate)
{
	struct err e = { 0 };
	struct engine_options o = { .store_path = p->store, .feeds_path = p->feeds, .settings = &p->settings, .annotate = annotate,
		.worker = build_workers() };
	int rc = engine_open(&p->en, &o, &e);
	if (rc)
		fail_msg("%s", e.text);
}

static void subscribe(struct place *p, const char *path)
{
	struct err e;
	uint32_t added;
	struct feed_ref ref = { .url = str_of(server_url(p->server, "127.0.0.1", path)) };
	assert_int_equal(subs_add(p->feeds, &ref, 1, &added, &e), 0);
}

static int64_t feed_id(struct place *p, const char *path, struct store_feed *out)
{
	static struct arena a;
	struct store_feed *f;
	struct err e;
	uint32_t n;
	int64_t id = 0;
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

static struct told run(struct place *p)
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

static struct told poll_all(struct place *p)
{
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_POLL, .flag = true });
	return run(p);
}

static void test_poll_stores_and_asks_conditionally(void **state)
{
	struct place *p = *state;
	struct store_feed f;
	subscribe(p, "/a");
	subscribe(p, "/b");
	open_engine(p, false);
	struct told t = poll_all(p);
	assert_int_equal(t.feeds, 2);
	assert_int_equal(t.failed, 0);
	assert_int_equal(t.n_new, 4);
	assert_true(t.items > 0);
	assert_true(feed_id(p, "/a", &f));
	assert_str(f.title, "Wire A");
	assert_str(f.etag, "\"a1\"");
	assert_int_equal(f.total, 3);
	int64_t now = clock_now();
	assert_in_range(f.next_due, now + 1790, now + 2000);
	feed_id(p, "/b", &f);
	assert_in_range(f.next_due, now + 7190, now + 8000);

	t = poll_all(p);
	assert_int_equal(t.feeds, 2);
	assert_int_equal(t.n_new, 0);
	assert_non_null(strstr(server_request(p->server, "/a"), "If-None-Match: \"a1\"\r\n"));
	/* Nothing is due now. */
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_POLL });
	t = run(p);
	assert_int_equal(t.feeds, 0);
	assert_int_equal(server_hits(p->server, "/a"), 2);
}

static void test_failures_are_told(void **state)
{
	struct place *p = *state;
	struct store_feed f;
	subscribe(p, "/404");
	subscribe(p, "/html");
	subscribe(p, "/a");
	open_engine(p, false);
	struct told t = poll_all(p);
	assert_int_equal(t.feeds, 3);
	assert_int_equal(t.failed, 2);
	assert_int_equal(t.n_new, 3);
	feed_id(p, "/404", &f);
	assert_int_equal(f.errors_in_row, 1);
	assert_true(str_find(f.error, STR("404"), 0) != STR_NPOS);
	feed_id(p, "/html", &f);
	assert_true(f.error.n > 0);
	assert_int_equal(f.etag.n, 0);
}

static void test_clock_set_back(void **state)
{
	struct place *p = *state;
	char ahead[32];
	snprintf(ahead, sizeof ahead, "%lld", (long long)clock_now() + 400 * 86400);
	subscribe(p, "/a");
	open_engine(p, false);
	setenv("QUOTIDIAN_NOW", ahead, 1);
	poll_all(p);
	unsetenv("QUOTIDIAN_NOW");
	for (int i = 0; i < 2; i++) { /* once, and then in its time again */
		engine_send(p->en, &(struct engine_command){ .kind = ENGINE_POLL });
		assert_int_equal(run(p).feeds, i == 0);
	}
}

static int64_t newest(struct place *p)
{
	struct arena a = { 0 };
	struct item_view all = { .kind = VIEW_ALL };
	struct store_item *it;
	struct err e;
	uint32_t n;
	assert_int_equal(store_items(engine_store(p->en), &a, &all, NULL, false, 100, &it, &n, &e), 0);
	assert_true(n > 0);
	int64_t t = it[0].published;
	arena_free(&a);
	return t;
}

/* Stories keep their dates under a clock that was never set; a date to come is now. */
static void test_dates_by_a_wrong_clock(void **state)
{
	struct place *p = *state;
	struct store_feed f;
	const int64_t third = 1795230000; /* 2026-11-21 03:00 UTC, the date of the third story */
	subscribe(p, "/a");
	open_engine(p, false);
	setenv("QUOTIDIAN_NOW", "1000", 1);
	struct told t = poll_all(p);
	unsetenv("QUOTIDIAN_NOW");
	assert_int_equal(t.n_new, 3);
	assert_int_equal(newest(p), third);
	feed_id(p, "/a", &f);
	assert_str(f.etag, "\"a1\"");
	/* With the right time the feed is due, and nothing comes twice. */
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_POLL });
	t = run(p);
	assert_int_equal(t.feeds, 1);
	assert_int_equal(t.n_new, 0);
	assert_int_equal(newest(p), third);
	subscribe(p, "/b");
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_RESYNC });
	setenv("QUOTIDIAN_NOW", "1795230600", 1); /* ten minutes later: the story of four o'clock is still to come */
	t = poll_all(p);
	unsetenv("QUOTIDIAN_NOW");
	assert_int_equal(t.n_new, 1);
	assert_int_equal(newest(p), third + 600);
}

static void test_gone_is_not_asked_again(void **state)
{
	struct place *p = *state;
	struct store_feed f;
	subscribe(p, "/410");
	open_engine(p, false);
	poll_all(p);
	feed_id(p, "/410", &f);
	assert_true(f.gone);
	struct told t = poll_all(p);
	assert_int_equal(t.feeds, 0);
	assert_int_equal(server_hits(p->server, "/410"), 1);
}

static void test_retry_after_holds(void **state)
{
	struct place *p = *state;
	subscribe(p, "/429");
	open_engine(p, false);
	struct told t = poll_all(p);
	assert_int_equal(t.failed, 1);
	t = poll_all(p);
	assert_int_equal(t.held, 1);
	assert_non_null(strstr(t.feed.message, "left alone until"));
	assert_int_equal(server_hits(p->server, "/429"), 1);
	/* Another process holds still, too. */
	engine_close(p->en);
	open_engine(p, false);
	t = poll_all(p);
	assert_int_equal(t.held, 1);
	assert_int_equal(server_hits(p->server, "/429"), 1);
}

/* A host that answers several feeds with 429 or 503 is left alone as a whole, by later programs, too. */
static void test_a_busy_host_is_left_alone(void **state)
{
	struct place *p = *state;
	static const char *const paths[] = { "/429", "/503", "/late1", "/late2", "/late3", "/late4" };
	for (int i = 0; i < 6; i++)
		subscribe(p, paths[i]);
	open_engine(p, false);
	struct told t = poll_all(p);
	assert_int_equal(t.feeds, 6);
	assert_int_equal(t.failed, 2);
	assert_true(t.held >= 2);
	assert_int_equal(server_hits(p->server, "/late4"), 0);
	unsigned asked = server_hits(p->server, "/late1") + server_hits(p->server, "/late2") + server_hits(p->server, "/late3");
	engine_close(p->en);
	open_engine(p, false);
	t = poll_all(p);
	assert_int_equal(t.held, 6);
	assert_int_equal(server_hits(p->server, "/late4"), 0);
	assert_int_equal(server_hits(p->server, "/late1") + server_hits(p->server, "/late2") + server_hits(p->server, "/late3"), asked);
	/* Its time over, it is asked again. */
	char later[32];
	snprintf(later, sizeof later, "%lld", (long long)clock_now() + 3600);
	setenv("QUOTIDIAN_NOW", later, 1);
	t = poll_all(p);
	unsetenv("QUOTIDIAN_NOW");
	assert_true(server_hits(p->server, "/429") == 2);
}

/* RFC 3229: what came is added to what is there. */
static void test_delta(void **state)
{
	struct place *p = *state;
	struct store_feed f;
	subscribe(p, "/delta");
	open_engine(p, false);
	assert_int_equal(poll_all(p).n_new, 2);
	struct canned *c = table;
	while (strcmp(c->path, "/delta"))
		c++;
	const char *whole = c->bytes;
	c->bytes = "HTTP/1.1 226 IM Used\r\nConnection: close\r\nContent-Type: application/rss+xml\r\nIM: feed\r\nETag: \"d2\"\r\n\r\n" RSS("Delta", ITEM(3));
	struct told t = poll_all(p);
	c->bytes = whole;
	assert_int_equal(t.failed, 0);
	assert_int_equal(t.n_new, 1);
	const char *q = server_request(p->server, "/delta");
	assert_non_null(strstr(q, "A-IM: feed\r\n"));
	assert_non_null(strstr(q, "If-None-Match: \"d1\"\r\n"));
	feed_id(p, "/delta", &f);
	assert_int_equal(f.total, 3);
	assert_str(f.etag, "\"d2\"");
}

/* All feeds are asked for while a poll runs: those that it has fetched are not fetched again; one by its number is. */
static void test_all_while_polling(void **state)
{
	struct place *p = *state;
	static const char *const paths[] = { "/a", "/b", "/late1", "/late2", "/late3", "/late4" };
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		subscribe(p, paths[i]);
	open_engine(p, false);
	struct engine_event ev;
	bool asked = false;
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_POLL });
	for (bool busy = true; busy;) {
		busy = engine_turn(p->en, 10);
		if (!asked && server_hits(p->server, "/late3")) { /* two at a time: the first two are done */
			engine_send(p->en, &(struct engine_command){ .kind = ENGINE_POLL, .flag = true });
			asked = busy = true;
		}
	}
	while (engine_next_event(p->en, &ev))
		;
	assert_true(asked);
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		assert_int_equal(server_hits(p->server, paths[i]), 1);
	assert_int_equal(poll_all(p).feeds, 6);
	assert_int_equal(server_hits(p->server, "/a"), 2);
}

/* What breaks off is kept as far as it goes, and asked for again without validators. */
static void test_answers_that_break_off(void **state)
{
	struct place *p = *state;
	struct store_feed f;
	subscribe(p, "/cut");
	subscribe(p, "/unproved");
	open_engine(p, false);
	struct told t = poll_all(p);
	assert_int_equal(t.failed, 1);
	feed_id(p, "/cut", &f); /* by its own length: it may well always be so */
	assert_int_equal(f.total, 1); /* the second was cut in half */
	assert_int_equal(f.etag.n, 0);
	assert_int_equal(f.error.n, 0);
	feed_id(p, "/unproved", &f);
	assert_int_equal(f.total, 1);
	assert_int_equal(f.etag.n, 0);
	assert_true(str_find(f.error, STR("breaks off"), 0) != STR_NPOS);
	poll_all(p);
	assert_null(strstr(server_request(p->server, "/cut"), "If-None-Match"));
	assert_null(strstr(server_request(p->server, "/unproved"), "If-None-Match"));
}

/* Two programs are asked at once for the same feeds: each feed is fetched by one of them. */
static void test_two_engines(void **state)
{
	struct place *p = *state;
	subscribe(p, "/a");
	subscribe(p, "/b");
	subscribe(p, "/html");
	open_engine(p, false);
	struct engine *one = p->en;
	open_engine(p, false);
	engine_send(one, &(struct engine_command){ .kind = ENGINE_POLL, .flag = true });
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_POLL, .flag = true });
	struct engine_event ev;
	unsigned got = 0, held = 0;
	/* Both ask before the first answer is stored: in one thread, neither could wait for the other's transaction. */
	engine_turn(one, 0);
	engine_turn(p->en, 0);
	for (bool busy = true; busy;) {
		busy = engine_turn(p->en, 10);
		busy = engine_turn(one, 10) || busy;
	}
	for (int i = 0; i < 2; i++)
		while (engine_next_event(i ? p->en : one, &ev)) {
			got += ev.kind == ENGINE_FEED && ev.code != QD_EBUSY;
			held += ev.kind == ENGINE_FEED && ev.code == QD_EBUSY;
		}
	assert_int_equal(got, 3);
	assert_int_equal(held, 3);
	assert_int_equal(server_hits(p->server, "/a"), 1);
	assert_int_equal(server_hits(p->server, "/b"), 1);
	assert_int_equal(server_hits(p->server, "/html"), 1);
	engine_close(one);
	/* Asked again, it polls again. */
	assert_int_equal(poll_all(p).feeds, 3);
	assert_int_equal(server_hits(p->server, "/a"), 2);
}

static void test_moved_for_good(void **state)
{
	struct place *p = *state;
	struct store_feed f;
	struct buf b;
	struct err e;
	subscribe(p, "/moved");
	open_engine(p, false);
	struct told t = poll_all(p);
	assert_int_equal(t.n_new, 1);
	assert_int_equal(feed_id(p, "/moved", NULL), 0);
	assert_true(feed_id(p, "/b", &f));
	assert_int_equal(f.total, 1);
	buf_init(&b, 0);
	assert_int_equal(buf_read_file(&b, p->feeds, &e), 0);
	assert_true(str_find(buf_str(&b), STR("/b\n"), 0) != STR_NPOS);
	assert_true(str_find(buf_str(&b), STR("it was: http"), 0) != STR_NPOS);
	buf_free(&b);
	poll_all(p);
	assert_int_equal(server_hits(p->server, "/moved"), 1);
	assert_int_equal(server_hits(p->server, "/b"), 2);
}

static int64_t item_named(struct place *p, const char *title)
{
	struct arena a = { 0 };
	struct store_item *it;
	struct err e;
	struct item_view all = { .kind = VIEW_ALL };
	uint32_t n;
	int64_t id = 0;
	assert_int_equal(store_items(engine_store(p->en), &a, &all, NULL, false, 100, &it, &n, &e), 0);
	for (uint32_t i = 0; i < n; i++)
		if (str_eqz(it[i].title, title))
			id = it[i].id;
	arena_free(&a);
	assert_true(id != 0);
	return id;
}

static struct told open_item(struct place *p, const char *title)
{
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_OPEN, .id = item_named(p, title) });
	return run(p);
}

static void test_open(void **state)
{
	struct place *p = *state;
	struct doc *d;
	struct err e;
	subscribe(p, "/a");
	subscribe(p, "/b");
	open_engine(p, false);
	poll_all(p);
	/* The page. */
	struct told t = open_item(p, "Story 1");
	assert_int_equal(t.docs, 1);
	assert_int_equal(t.doc.code, 0);
	assert_true(t.doc.page);
	assert_int_equal(store_doc_get(engine_store(p->en), t.doc.id, DOC_PAGE, &d, &e), 0);
	assert_true(str_find(d->text, STR("crane drivers"), 0) != STR_NPOS);
	assert_true(d->annotated);
	doc_free(d);
	/* Again: from the store. */
	t = open_item(p, "Story 1");
	assert_true(t.doc.page);
	assert_int_equal(server_hits(p->server, "/page1"), 1);
	/* A page that is not there, and one that is none. */
	t = open_item(p, "Story 2");
	assert_int_equal(t.docs, 1);
	assert_int_equal(t.doc.code, 0);
	assert_false(t.doc.page);
	assert_non_null(strstr(t.doc.message, "404"));
	assert_int_equal(store_doc_get(engine_store(p->en), t.doc.id, DOC_FEED, &d, &e), 0);
	assert_true(str_find(d->text, STR("story 2"), 0) != STR_NPOS);
	doc_free(d);
	t = open_item(p, "Story 3");
	assert_false(t.doc.page);
	assert_non_null(strstr(t.doc.message, "application/pdf"));
	/* Two pages, and a third that is not there. */
	t = open_item(p, "Story 4");
	assert_int_equal(t.docs, 1);
	assert_true(t.doc.page);
	assert_non_null(strstr(t.doc.message, "page 3 of the article could not be fetched"));
	assert_int_equal(store_doc_get(engine_store(p->en), t.doc.id, DOC_PAGE, &d, &e), 0);
	assert_true(str_find(d->text, STR("sails again"), 0) < str_find(d->text, STR("old ship"), 0));
	assert_true(str_find(d->text, STR("old ship"), 0) != STR_NPOS);
	assert_true(d->annotated && d->nquote == 1);
	doc_free(d);
	assert_int_equal(server_hits(p->server, "/page4"), 1);
	assert_int_equal(server_hits(p->server, "/page4/2"), 1);
	assert_int_equal(server_hits(p->server, "/page4/3"), 1);
	/* No such story. */
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_OPEN, .id = 999999 });
	t = run(p);
	assert_int_equal(t.doc.code, QD_ENOTFOUND);
}

static void test_open_without_full_text(void **state)
{
	struct place *p = *state;
	struct err e;
	assert_int_equal(settings_line(&p->settings, STR("set full_text no"), NULL, NULL, &e), 0);
	subscribe(p, "/a");
	open_engine(p, false);
	poll_all(p);
	struct told t = open_item(p, "Story 1");
	assert_int_equal(t.doc.code, 0);
	assert_false(t.doc.page);
	assert_int_equal(server_hits(p->server, "/page1"), 0);
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_FETCH_PAGE, .id = t.doc.id });
	t = run(p);
	assert_true(t.doc.page);
	assert_int_equal(server_hits(p->server, "/page1"), 1);
	/* The setting is changed while the engine runs. */
	assert_int_equal(settings_line(&p->settings, STR("set full_text yes"), NULL, NULL, &e), 0);
	assert_int_equal(settings_line(&p->settings, STR("set user_agent changed/1"), NULL, NULL, &e), 0);
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_SETTINGS, .settings = &p->settings });
	t = open_item(p, "Story 2");
	assert_int_equal(server_hits(p->server, "/page2"), 1);
}

static void test_background(void **state)
{
	struct place *p = *state;
	struct arena a = { 0 };
	struct err e;
	int64_t *id;
	uint32_t n;
	subscribe(p, "/a");
	subscribe(p, "/b");
	open_engine(p, true);
	poll_all(p);
	assert_int_equal(store_items_unannotated(engine_store(p->en), &a, 10, &id, &n, &e), 0);
	assert_int_equal(n, 0);
	struct item_view found = { .filter = STR("harbour") };
	struct store_item *it;
	assert_int_equal(store_items(engine_store(p->en), &a, &found, NULL, false, 10, &it, &n, &e), 0);
	assert_int_equal(n, 4);
	arena_free(&a);
}

static void test_marks(void **state)
{
	struct place *p = *state;
	struct store_feed f;
	subscribe(p, "/a");
	open_engine(p, false);
	poll_all(p);
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_FLAGS, .id = item_named(p, "Story 1"), .set = ITEM_STARRED | ITEM_READ });
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_MARK, .set = ITEM_READ, .view = { .kind = VIEW_ALL } });
	run(p);
	feed_id(p, "/a", &f);
	assert_int_equal(f.unread, 0);
	assert_int_equal(f.starred, 1);
	/* Marked twice, with one unread between: undone step by step, and no further. */
	int64_t story = item_named(p, "Story 1");
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_FLAGS, .id = story, .clear = ITEM_READ });
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_MARK, .set = ITEM_READ, .view = { .kind = VIEW_ALL } });
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_UNMARK });
	run(p);
	feed_id(p, "/a", &f);
	assert_int_equal(f.unread, 1);
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_FLAGS, .id = story, .set = ITEM_READ });
	for (int i = 0; i < 3; i++)
		engine_send(p->en, &(struct engine_command){ .kind = ENGINE_UNMARK });
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_VALUE, .text_key = STR("place"), .text = STR("here") });
	run(p);
	feed_id(p, "/a", &f);
	assert_int_equal(f.unread, 2);
	struct arena a = { 0 };
	struct str v;
	struct err e;
	assert_int_equal(store_value_get(engine_store(p->en), &a, "place", &v, &e), 0);
	assert_str(v, "here");
	arena_free(&a);
}

static uint32_t stories_of(struct place *p, const char *path)
{
	struct store_feed f = { 0 };
	feed_id(p, path, &f);
	return f.total;
}

static void test_deleting(void **state)
{
	struct place *p = *state;
	subscribe(p, "/a");
	open_engine(p, false);
	poll_all(p);
	int64_t story = item_named(p, "Story 2");
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_DELETE, .id = story });
	struct told t = run(p);
	assert_true(t.items > 0);
	assert_int_equal(stories_of(p, "/a"), 2);
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_OPEN, .id = story });
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_FLAGS, .id = story, .set = ITEM_STARRED });
	run(p);
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_UNDELETE, .id = story });
	run(p);
	assert_int_equal(stories_of(p, "/a"), 3);
	assert_int_equal(item_named(p, "Story 2"), story);
}

/* Stories that were read a hundred days ago, rules that keep them and rules that do not. */
static void test_keep_rules(void **state)
{
	struct place *p = *state;
	static const char *const rules[] = { "keep 200d", "keep 90d" };
	struct err e = { 0 };
	struct store *s;
	struct store_poll old = { .now = clock_now() - 100 * 86400, };
	struct feed f = { .nentry = 100, .entry = xcalloc(100, sizeof *f.entry) };
	struct arena a = { 0 };
	uint32_t x, y;
	for (uint32_t i = 0; i < f.nentry; i++)
		f.entry[i] = (struct feed_entry){ .id = arena_fmt(&a, "old%u", i), .title = STR("Old") };
	old.parsed = &f;
	subscribe(p, "/never");
	open_engine(p, true);
	old.feed = feed_id(p, "/never", NULL);
	engine_close(p->en);
	assert_int_equal(store_open(&s, p->store, STORE_WRITE, &e), 0);
	assert_int_equal(store_poll_result(s, &old, &x, &y, &e), 0);
	assert_int_equal(store_mark_read(s, &a, &(struct item_view){ .kind = VIEW_ALL }, NULL, &x, &e), 0);
	store_close(s);
	for (int i = 0; i < 2; i++) {
		assert_int_equal(settings_line(&p->settings, str_of(rules[i]), NULL, NULL, &e), 0);
		open_engine(p, true);
		assert_int_equal(store_value_set(engine_store(p->en), "care.swept", STR(""), &e), 0);
		run(p);
		assert_int_equal(stories_of(p, "/never"), i ? 0 : 100);
		if (i == 0)
			engine_close(p->en);
	}
	arena_free(&a);
	free(f.entry);
}

static void test_resync(void **state)
{
	struct place *p = *state;
	subscribe(p, "/a");
	open_engine(p, false);
	assert_int_equal(feed_id(p, "/b", NULL), 0);
	subscribe(p, "/b");
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_RESYNC });
	struct told t = run(p);
	assert_true(t.items > 0);
	assert_true(feed_id(p, "/b", NULL) != 0);
}

/* What somebody else writes into the subscriptions file is read once the file rests; a file that is away for a moment is no empty one. */
static void test_file_is_followed(void **state)
{
	struct place *p = *state;
	subscribe(p, "/a");
	open_engine(p, false);
	(void)run(p);
	subscribe(p, "/b");
	poll_follow_file(p->en);
	assert_int_equal(feed_id(p, "/b", NULL), 0);
	poll_follow_file(p->en);
	assert_true(feed_id(p, "/b", NULL) != 0);
	char away[4200];
	snprintf(away, sizeof away, "%s.new", p->feeds);
	assert_int_equal(rename(p->feeds, away), 0);
	for (int i = 0; i < 3; i++)
		poll_follow_file(p->en);
	assert_true(feed_id(p, "/b", NULL) != 0);
	assert_int_equal(rename(away, p->feeds), 0);
	assert_true(run(p).items > 0); /* told, once */
	poll_follow_file(p->en);
	poll_follow_file(p->en);
	assert_int_equal(run(p).items, 0);
}

static void test_thread(void **state)
{
	struct place *p = *state;
	struct err e;
	struct engine_event ev;
	bool fed = false, opened = false;
	subscribe(p, "/a");
	subscribe(p, "/never");
	open_engine(p, true);
	assert_int_equal(engine_start(p->en, &e), 0);
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_POLL, .flag = true });
	while (!opened) { /* although a poll hangs */
		struct pollfd fd = { .fd = engine_event_fd(p->en), .events = POLLIN };
		assert_int_equal(poll(&fd, 1, 60000), 1);
		while (engine_next_event(p->en, &ev)) {
			if (ev.kind == ENGINE_FEED && !fed) {
				fed = true;
				engine_send(p->en, &(struct engine_command){ .kind = ENGINE_OPEN, .id = 1 });
			}
			opened |= ev.kind == ENGINE_DOC;
		}
	}
	engine_close(p->en);
	p->en = NULL;
}

static void test_demo(void **state)
{
	struct place *p = *state;
	struct err e = { 0 };
	char demo[4096];
	const char *src = getenv("top_srcdir");
	snprintf(demo, sizeof demo, "%s/data/demo", src ? src : ".");
	struct engine_options o = { .settings = &p->settings, .offline = true, .demo_dir = demo, .annotate = true, .worker = build_workers() };
	if (engine_open(&p->en, &o, &e))
		fail_msg("%s", e.text);
	struct told t = run(p);
	assert_int_equal(t.feeds, 3);
	assert_int_equal(t.failed, 0);
	assert_true(t.n_new >= 12);
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_OPEN, .id = 1 });
	t = run(p);
	assert_int_equal(t.doc.code, 0);
	assert_false(t.doc.page);
	engine_send(p->en, &(struct engine_command){ .kind = ENGINE_POLL, .flag = true });
	t = run(p);
	assert_int_equal(t.feeds, 0);
	assert_non_null(strstr(t.message.message, "offline"));
}

#define T(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_poll_stores_and_asks_conditionally), T(test_failures_are_told), T(test_clock_set_back), T(test_dates_by_a_wrong_clock), T(test_gone_is_not_asked_again), T(test_retry_after_holds), T(test_a_busy_host_is_left_alone), T(test_delta), T(test_answers_that_break_off),
		T(test_two_engines), T(test_all_while_polling), T(test_moved_for_good), T(test_open), T(test_open_without_full_text), T(test_background), T(test_marks), T(test_deleting), T(test_keep_rules),
		T(test_resync), T(test_file_is_followed), T(test_thread), T(test_demo),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
