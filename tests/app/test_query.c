/* The query thread: answers come, newer questions overtake older ones. */
#include "config.h"

#include <poll.h>
#include <unistd.h>

#include "quotidian/query.h"
#include "testing.h"

static char path[] = "/tmp/qd-query-XXXXXX";

/* An archive with three stories of one feed, in the search index. */
static void fill(void)
{
	struct store *s;
	struct err e;
	struct arena a = { 0 };
	struct store_feed *f;
	uint32_t n, changed;
	struct feed_ref ref = { .url = STR("https://example.org/feed") };
	struct feed_entry entry[3];
	struct feed parsed = { .title = STR("Wire"), .entry = entry, .nentry = 3 };
	static const char *const names[] = { "One", "Two", "Three" };
	for (int i = 0; i < 3; i++)
		entry[i] = (struct feed_entry){ .id = str_of(names[i]), .title = str_of(names[i]), .link = STR("https://example.org/"),
			.author = STR(""), .summary = STR("The harbour opened again."), .published = 1700000000 + i };
	assert_int_equal(store_open(&s, path, STORE_WRITE, &e), 0);
	assert_int_equal(store_feeds_sync(s, &ref, 1, &e), 0);
	assert_int_equal(store_feeds(s, &a, &f, &n, &e), 0);
	struct store_poll p = { .feed = f[0].id, .now = 1700001000, .parsed = &parsed, .etag = STR(""), .last_modified = STR(""), .error = STR("") };
	assert_int_equal(store_poll_result(s, &p, &n, &changed, &e), 0);
	assert_int_equal(n, 3);
	do
		assert_int_equal(store_index_some(s, 100, &n, &e), 0);
	while (n);
	store_close(s);
	arena_free(&a);
}

static int setup(void **state)
{
	(void)state;
	int fd = mkstemp(path);
	if (fd < 0)
		return -1;
	close(fd);
	fill();
	return 0;
}

static int teardown(void **state)
{
	(void)state;
	char name[64];
	static const char *const more[] = { "", "-wal", "-shm" };
	for (int i = 0; i < 3; i++) {
		snprintf(name, sizeof name, "%s%s", path, more[i]);
		unlink(name);
	}
	return 0;
}

static struct query_reply *wait_reply(struct query *q)
{
	struct query_reply *r;
	while (!(r = query_next(q))) {
		struct pollfd fd = { .fd = query_fd(q), .events = POLLIN };
		assert_int_equal(poll(&fd, 1, 60000), 1);
	}
	return r;
}

static void test_answers(void **state)
{
	(void)state;
	struct query *q;
	struct err e;
	assert_int_equal(query_open(&q, path, &e), 0);
	struct query_ask ask = { .kind = QUERY_ITEMS, .generation = 1, .view = { .filter = STR("harbour") }, .limit = 10 };
	query_send(q, &ask);
	struct query_reply *r = wait_reply(q);
	assert_int_equal(r->kind, QUERY_ITEMS);
	assert_int_equal(r->generation, 1);
	assert_int_equal(r->code, 0);
	assert_int_equal(r->n, 3);
	ask = (struct query_ask){ .kind = QUERY_RELATED, .generation = 7, .item = r->items[0].id, .limit = 5 };
	query_reply_free(r);
	query_send(q, &ask);
	r = wait_reply(q);
	assert_int_equal(r->kind, QUERY_RELATED);
	assert_int_equal(r->item, ask.item);
	assert_int_equal(r->code, 0);
	query_reply_free(r);
	ask = (struct query_ask){ .kind = QUERY_ACTOR, .generation = 8, .actor = 99, .limit = 5 };
	query_send(q, &ask);
	r = wait_reply(q);
	assert_int_equal(r->kind, QUERY_ACTOR);
	assert_int_equal(r->code, QD_ENOTFOUND);
	assert_non_null(strstr(r->message, "no actor has the number 99"));
	query_reply_free(r);
	query_close(q);
}

/* Whether nothing is like a story is known once it has been compared. */
static void test_waits(void **state)
{
	(void)state;
	struct query *q;
	struct store *s;
	struct err e;
	struct query_ask ask = { .kind = QUERY_RELATED, .limit = 5 };
	uint32_t n;
	assert_int_equal(store_open(&s, path, STORE_WRITE, &e), 0);
	assert_int_equal(store_item_find(s, STR("One"), &ask.item, &e), 0);
	struct doc *d = doc_from_text(STR("The harbour opened again."), true);
	d->annotated = 1;
	assert_int_equal(store_doc_put(s, ask.item, DOC_FEED, d, STR_NONE, &e), 0);
	doc_free(d);
	assert_int_equal(query_open(&q, path, &e), 0);
	for (int compared = 0; compared < 2; compared++) {
		query_send(q, &ask);
		struct query_reply *r = wait_reply(q);
		assert_int_equal(r->code, 0);
		assert_int_equal(r->n, 0);
		assert_int_equal(r->waits, !compared);
		query_reply_free(r);
		do
			assert_int_equal(story_index_some(s, 100, 0, &n, &e), 0);
		while (n);
	}
	query_close(q);
	store_close(s);
}

static void test_newer_overtakes(void **state)
{
	(void)state;
	struct query *q;
	struct err e;
	uint64_t last = 0;
	assert_int_equal(query_open(&q, path, &e), 0);
	struct query_ask ask = { .kind = QUERY_ITEMS, .view = { .filter = STR("harbour") }, .limit = 10 };
	for (ask.generation = 1; ask.generation <= 200; ask.generation++)
		query_send(q, &ask);
	while (last < 200) { /* the last is answered for certain, and none out of order */
		struct query_reply *r = wait_reply(q);
		assert_true(r->generation > last);
		last = r->generation;
		query_reply_free(r);
	}
	assert_null(query_next(q));
	query_send(q, &ask);
	query_close(q); /* with a question open */
}

static void test_no_archive(void **state)
{
	(void)state;
	struct query *q;
	struct err e = { 0 };
	assert_true(query_open(&q, "/nonexistent/quotidian.db", &e) < 0);
	assert_null(q);
	assert_true(e.text[0] != 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_answers),
		cmocka_unit_test(test_waits),
		cmocka_unit_test(test_newer_overtakes),
		cmocka_unit_test(test_no_archive),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
