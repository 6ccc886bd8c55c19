/* Feeds are asked, stored and asked again; the subscriptions file is followed. */
#include "config.h"

#include <sqlite3.h>

#include "app/engines.h"

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

/* What the store does not take is read once more. */
static void test_file_is_read_again(void **state)
{
	struct place *p = *state;
	sqlite3 *db;
	subscribe(p, "/a");
	open_engine(p, false);
	(void)run(p);
	assert_int_equal(sqlite3_open(p->store, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE TRIGGER refused BEFORE INSERT ON feed BEGIN SELECT RAISE(ABORT, 'no'); END", NULL, NULL, NULL), SQLITE_OK);
	subscribe(p, "/b");
	poll_follow_file(p->en);
	poll_follow_file(p->en);
	assert_int_equal(feed_id(p, "/b", NULL), 0);
	assert_true(run(p).message.code < 0);
	assert_int_equal(sqlite3_exec(db, "DROP TRIGGER refused", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_close(db), SQLITE_OK);
	poll_follow_file(p->en);
	assert_true(feed_id(p, "/b", NULL) != 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_poll_stores_and_asks_conditionally), T(test_failures_are_told), T(test_clock_set_back),
		T(test_dates_by_a_wrong_clock), T(test_gone_is_not_asked_again), T(test_retry_after_holds),
		T(test_a_busy_host_is_left_alone), T(test_delta), T(test_all_while_polling), T(test_answers_that_break_off),
		T(test_two_engines), T(test_moved_for_good), T(test_resync), T(test_file_is_followed),
		T(test_file_is_read_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
