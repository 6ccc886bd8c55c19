/* test_delete.c - stories that go: deleted and brought back, not coming back by themselves, swept away by rules; counts stay right. */
#include <stdio.h>

#include "store/fixture.h"
#include "store/store_int.h"

#define DAY 86400

static const char *const tags[] = { "news", "news,long", "" };
static const struct fix_entry three[] = {
	{ "c", "Harbour plan", "<p>Anna Quell speaks of the harbour.</p>", T0 + 30, NULL },
	{ "b", "Ferry strike", "<p>The ferry stays.</p>", T0 + 20, NULL },
	{ "a", "Lake rises", "<p>The lake again.</p>", T0 + 10, NULL },
};
static const char *const names[] = { "Anna Quell" };

static struct store *open_store(void)
{
	struct store *s;
	uint32_t n;
	must(store_open(&s, NULL, STORE_MEMORY, e));
	fix_subscribe(s, 3, tags);
	fix_poll(s, 1, T0 + 100, three, 3, &n, NULL);
	assert_int_equal(n, 3);
	return s;
}

static int64_t find(struct store *s, const char *given)
{
	int64_t id;
	return store_item_find(s, str_of(given), &id, NULL) ? 0 : id;
}

static uint32_t total(struct store *s, int64_t feed)
{
	struct arena a = { 0 };
	struct store_feed f;
	must(store_feed(s, &a, feed, &f, e));
	arena_free(&a);
	return f.total;
}

static uint32_t hits(struct store *s, const char *query)
{
	struct arena a = { 0 };
	struct store_item *it;
	uint32_t n;
	must(store_items(s, &a, &(struct item_view){ .filter = str_of(query) }, NULL, false, 50, &it, &n, e));
	arena_free(&a);
	return n;
}

static void index_all(struct store *s)
{
	uint32_t n;
	do
		must(store_index_some(s, 100, &n, e));
	while (n);
}

static void away_and_back(void **state)
{
	(void)state;
	struct store *s = open_store();
	struct err bad = { 0 };
	int64_t c = find(s, "c"), b = find(s, "b");
	fix_put(s, c, DOC_FEED, "Anna Quell speaks. “The harbour stays,” said Anna Quell.", names, 1);
	must(store_item_flags(s, c, ITEM_STARRED, 0, e));
	index_all(s);
	assert_int_equal(hits(s, "harbour"), 1);
	assert_int_equal(hits(s, "said:quell"), 1);

	must(store_item_delete(s, c, T0 + 200, e)); /* the newest: its number stays taken */
	fix_sound(s);
	assert_int_equal(find(s, "c"), 0);
	assert_int_equal(total(s, 1), 2);
	assert_int_equal(hits(s, "harbour"), 0);
	assert_int_equal(hits(s, "actor:quell"), 0);
	assert_int_equal(hits(s, ""), 2);
	assert_int_equal(store_item_delete(s, c, T0 + 200, &bad), QD_ENOTFOUND);
	assert_int_equal(store_item_flags(s, c, ITEM_READ, 0, &bad), QD_ENOTFOUND);

	must(store_item_undelete(s, c, e));
	fix_sound(s);
	assert_int_equal(find(s, "c"), c);
	assert_int_equal(hits(s, "is:starred"), 1);
	assert_int_equal(hits(s, "said:quell"), 1);
	index_all(s);
	assert_int_equal(hits(s, "harbour"), 1);
	assert_int_equal(store_item_undelete(s, c, &bad), QD_ENOTFOUND);
	assert_int_equal(store_item_undelete(s, b, &bad), QD_ENOTFOUND);

	/* A number is not given again, and a new story is found by its own words only. */
	must(store_item_delete(s, c, T0 + 200, e));
	must(store_item_delete(s, b, T0 + 200, e));
	fix_poll(s, 1, T0 + 300, (struct fix_entry[]){ { "d", "Orchestra on tour", "<p>Music.</p>", T0 + 290, NULL } }, 1, NULL, NULL);
	assert_true(find(s, "d") > c);
	index_all(s);
	assert_int_equal(hits(s, "harbour"), 0);
	assert_int_equal(hits(s, "orchestra"), 1);
	must(store_item_undelete(s, b, e));
	fix_sound(s);
	assert_int_equal(total(s, 1), 3);
	store_close(s);
}

static void stays_away(void **state)
{
	(void)state;
	struct store *s = open_store();
	uint32_t n_new, n_changed;
	for (int i = 0; i < 3; i++)
		must(store_item_delete(s, find(s, three[i].id), T0 + 200, e));
	assert_int_equal(total(s, 1), 0);
	/* As long as the feed lists them, also changed, and when it has left them out for a while. */
	for (int week = 1; week < 20; week++) {
		fix_poll(s, 1, T0 + week * 7 * DAY, three, week % 3 ? 3 : 1, &n_new, &n_changed);
		assert_int_equal(n_new, 0);
		assert_int_equal(n_changed, 0);
	}
	/* "c" was never left out; the others were, for longer than a month. */
	fix_poll(s, 1, T0 + 180 * DAY, three, 1, NULL, NULL);
	fix_poll(s, 1, T0 + 200 * DAY, three, 1, NULL, NULL);
	fix_poll(s, 1, T0 + 201 * DAY, three, 3, &n_new, NULL);
	assert_int_equal(n_new, 2);
	assert_int_equal(find(s, "c"), 0);
	fix_sound(s);
	store_close(s);
}

static void of_several_feeds(void **state)
{
	(void)state;
	struct store *s = open_store();
	uint32_t n;
	fix_poll(s, 2, T0 + 110, three, 2, &n, NULL);
	assert_int_equal(n, 0);
	fix_poll(s, 3, T0 + 110, three, 1, &n, NULL);
	int64_t c = find(s, "c");
	must(store_item_delete(s, c, T0 + 200, e));
	fix_sound(s);
	assert_int_equal(total(s, 1), 2);
	assert_int_equal(total(s, 2), 1);
	assert_int_equal(total(s, 3), 0);
	for (int64_t feed = 1; feed <= 3; feed++) {
		fix_poll(s, feed, T0 + 300, three, 1, &n, NULL);
		assert_int_equal(n, 0);
	}
	must(store_item_undelete(s, c, e));
	fix_sound(s);
	assert_int_equal(total(s, 2), 2);
	assert_int_equal(total(s, 3), 1);
	/* Nothing of it is remembered now. */
	fix_poll(s, 3, T0 + 400, three, 1, &n, NULL);
	assert_int_equal(n, 0);
	fix_sound(s);
	store_close(s);
}

static uint32_t sweep(struct store *s, const struct store_keep *keep, uint32_t nkeep, int64_t now, uint32_t limit)
{
	uint32_t n, all = 0;
	int64_t from = 0;
	for (bool more = true; more;) {
		must(store_sweep(s, keep, nkeep, now, limit, &from, &n, &more, e));
		assert_true(n <= limit);
		all += n;
	}
	fix_sound(s);
	return all;
}

static void swept(void **state)
{
	(void)state;
	struct store *s = open_store();
	const struct store_keep none[] = { { .seconds = 0 } };
	const struct store_keep read_90[] = { { .seconds = 90 * DAY } };
	const struct store_keep any_90[] = { { .seconds = 90 * DAY, .unread = true } };
	const struct store_keep tagged[] = { { .seconds = 10 * DAY, .unread = true }, { STR("news"), 20 * DAY, true }, { STR("long"), 40 * DAY, true } };
	/* Feed 2 has "b", too, and is kept longer; feed 3 has no tag. */
	fix_poll(s, 2, T0 + 110, &three[1], 1, NULL, NULL);
	fix_poll(s, 3, T0 + 110, (struct fix_entry[]){ { "x", "Plain", "<p>x</p>", T0, NULL } }, 1, NULL, NULL);
	assert_int_equal(sweep(s, none, 1, T0 + 3000 * DAY, 10), 0);
	assert_int_equal(sweep(s, NULL, 0, T0 + 3000 * DAY, 10), 0);
	assert_int_equal(sweep(s, read_90, 1, T0 + 3000 * DAY, 10), 0); /* all unread */
	must(store_item_flags(s, find(s, "a"), ITEM_READ, 0, e));
	must(store_item_flags(s, find(s, "c"), ITEM_STARRED, 0, e));
	assert_int_equal(sweep(s, read_90, 1, T0 + 90 * DAY, 10), 0);
	assert_int_equal(sweep(s, tagged, 3, T0 + 100 + 10 * DAY, 10), 0);
	assert_int_equal(sweep(s, tagged, 3, T0 + 120 + 10 * DAY, 10), 1); /* x, by the rule for all */
	assert_int_equal(find(s, "x"), 0);
	assert_int_equal(sweep(s, tagged, 3, T0 + 120 + 20 * DAY, 10), 1); /* a */
	assert_int_equal(find(s, "a"), 0);
	assert_true(find(s, "b"));
	assert_int_equal(sweep(s, tagged, 3, T0 + 120 + 40 * DAY, 10), 1); /* b */
	assert_int_equal(sweep(s, any_90, 1, T0 + 3000 * DAY, 10), 0); /* c is starred */
	assert_true(find(s, "c"));
	store_close(s);

	/* In small steps over many rows. */
	s = open_store();
	struct arena a = { 0 };
	struct fix_entry *en = ARENA_NEW(&a, struct fix_entry, 1000);
	for (int i = 0; i < 1000; i++)
		en[i] = (struct fix_entry){ arena_fmt(&a, "n%d", i).s, "Many", "<p>x</p>", T0 + i, NULL };
	fix_poll(s, 2, T0 + 5000, en, 1000, NULL, NULL);
	must(store_item_flags(s, find(s, "n500"), ITEM_STARRED, 0, e));
	assert_int_equal(sweep(s, any_90, 1, T0 + 91 * DAY, 37), 1002);
	assert_int_equal(total(s, 2), 1);
	arena_free(&a);
	store_close(s);
}

static void told(void *arg, const char *what)
{
	assert_true(strlen(what) > 5);
	++*(int *)arg;
}

/* What was deleted leaves the index and the file when it is compacted; what is there is found as before. */
static void compacted(void **state)
{
	(void)state;
	struct store *s = open_store();
	struct buf out;
	int calls = 0;
	buf_init(&out, 0);
	index_all(s);
	must(store_item_delete(s, find(s, "b"), T0 + 200, e));
	must(store_compact(s, told, &calls, e));
	assert_int_equal(calls, 3);
	fix_sound(s);
	assert_int_equal(hits(s, "harbour"), 1);
	assert_int_equal(hits(s, "ferry"), 0);
	must(store_sizes(s, &out, e));
	assert_non_null(strstr(out.s, "size of search index: "));
	assert_non_null(strstr(out.s, "size of what is free: 0.0 MiB"));
	calls = 0;
	must(store_compact(s, told, &calls, e));
	assert_int_equal(calls, 2); /* the index is as it should be */
	fix_poll(s, 1, T0 + 300, (struct fix_entry[]){ { "d", "Orchestra", "<p>Music.</p>", T0 + 290, NULL } }, 1, NULL, NULL);
	index_all(s);
	assert_int_equal(hits(s, "orchestra"), 1);
	buf_free(&out);
	store_close(s);
}

static int step(void *steps)
{
	++*(unsigned *)steps;
	return 0;
}

/* Steps of SQLite's machine. */
static unsigned cost(struct store *s, int64_t id)
{
	unsigned steps = 0;
	sqlite3_progress_handler(s->db, 1, step, &steps);
	must(store_item_delete(s, id, T0 + 200, e));
	must(store_item_undelete(s, id, e));
	sqlite3_progress_handler(s->db, 0, NULL, NULL);
	return steps;
}

static void among_many(void **state)
{
	(void)state;
	struct store *s = open_store();
	int64_t b = find(s, "b");
	fix_put(s, b, DOC_FEED, "Anna Quell speaks.", names, 1);
	cost(s, b); /* makes its tables */
	unsigned few = cost(s, b);
	struct fix_entry more[200];
	char id[200][8];
	for (int i = 0; i < 200; i++) {
		snprintf(id[i], sizeof id[i], "m%d", i);
		more[i] = (struct fix_entry){ id[i], "Weather", "<p>Rain.</p>", T0 + 110 + i, NULL };
	}
	fix_poll(s, 2, T0 + 400, more, 200, NULL, NULL);
	for (int i = 0; i < 200; i++)
		fix_put(s, find(s, id[i]), DOC_FEED, "Anna Quell speaks of rain.", names, 1);
	unsigned many = cost(s, b);
	assert_in_range(many, few - few / 10, few + few / 10);
	store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(away_and_back), cmocka_unit_test(stays_away), cmocka_unit_test(of_several_feeds), cmocka_unit_test(swept),
		cmocka_unit_test(compacted), cmocka_unit_test(among_many),
	};
	return cmocka_run_group_tests_name("deleting", tests, NULL, NULL);
}
