/* test_twin.c - one story from several feeds: stored once, in the lists and counts of each, whatever feeds come, go and change. */
#include <stdlib.h>

#include "store/fixture.h"
#include "store/store_int.h"

#define LONG "<p>The council of Aldermoor voted on Tuesday to rebuild the old ferry landing, after a debate of five hours.</p>" \
             "<p>Work begins in spring and is to last two years, said the harbour master.</p>"

struct link_entry {
	const char *id, *link, *title, *html;
	int64_t published;
};

/* Feed `feed` (http://example.org/feed/N has number N + 1) brings these entries; `home`: the feed's own site. */
static void bring(struct store *s, int64_t feed, const char *home, const struct link_entry *en, uint32_t n, uint32_t *n_new, uint32_t *n_changed)
{
	struct feed *f = xcalloc(1, sizeof *f);
	f->title = arena_fmt(&f->arena, "Feed %d", (int)feed);
	f->link = arena_str(&f->arena, str_of(home));
	f->entry = ARENA_NEW(&f->arena, struct feed_entry, n);
	f->nentry = n;
	for (uint32_t i = 0; i < n; i++) {
		f->entry[i].id = arena_str(&f->arena, str_of(en[i].id));
		f->entry[i].link = arena_str(&f->arena, str_of(en[i].link ? en[i].link : ""));
		f->entry[i].title = arena_str(&f->arena, str_of(en[i].title));
		f->entry[i].content_html = arena_str(&f->arena, str_of(en[i].html ? en[i].html : LONG));
		f->entry[i].published = en[i].published;
	}
	struct store_poll p = { .feed = feed, .now = T0, .next_due = T0 + 1800, .parsed = f };
	uint32_t x, y;
	must(store_poll_result(s, &p, &x, &y, e));
	if (n_new)
		*n_new = x;
	if (n_changed)
		*n_changed = y;
	fix_feed_free(f);
}

static void bring_one(struct store *s, int64_t feed, const char *id, const char *link)
{
	bring(s, feed, "http://elsewhere.example.com/", &(struct link_entry){ id, link, "Ferry landing to be rebuilt", NULL, T0 - 60 }, 1, NULL, NULL);
}

static struct store *open_with(uint32_t feeds)
{
	static const char *const tags[] = { "north", "north", "south", "south" };
	struct store *s;
	must(store_open(&s, NULL, STORE_MEMORY, e));
	fix_subscribe(s, feeds, tags);
	return s;
}

static void counts(struct store *s, struct item_view v, uint32_t total, uint32_t unread)
{
	struct arena a = { 0 };
	struct store_item *it;
	uint32_t t, u, n;
	must(store_view_count(s, &v, &t, &u, e));
	assert_int_equal(t, total);
	assert_int_equal(u, unread);
	must(store_items(s, &a, &v, NULL, false, 100, &it, &n, e));
	assert_int_equal(n, v.unread_only ? unread : total);
	v.unread_only = true;
	must(store_items(s, &a, &v, NULL, true, 100, &it, &n, e));
	assert_int_equal(n, unread);
	arena_free(&a);
}
#define ALL ((struct item_view){ VIEW_ALL })
#define FEED(n) ((struct item_view){ VIEW_FEED, (n) })
#define TAG(t) ((struct item_view){ VIEW_TAG, 0, STR(t) })
#define STARRED ((struct item_view){ VIEW_STARRED })

/* Names of the feeds of a story, its own first. */
static void sources(struct store *s, int64_t item, const char *expected)
{
	struct arena a = { 0 };
	struct store_item it;
	struct buf b;
	buf_init(&b, 0);
	must(store_item(s, &a, item, &it, e));
	buf_add(&b, it.feed_title);
	for (uint32_t i = 0; i < it.nalso; i++)
		buf_addf(&b, ", " STR_FMT, STR_ARG(it.also[i]));
	assert_str(buf_str(&b), expected);
	buf_free(&b);
	arena_free(&a);
}

static int64_t rows(struct store *s, const char *sql)
{
	sqlite3_stmt *st;
	assert_int_equal(sqlite3_prepare_v2(s->db, sql, -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	int64_t v = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return v;
}

static void stored_once(void **state)
{
	(void)state;
	for (int order = 0; order < 2; order++) {
		for (int together = 0; together < 2; together++) {
			struct store *s = open_with(4);
			int64_t first = order ? 2 : 1, second = order ? 1 : 2;
			uint32_t n_new, n_changed;
			struct link_entry one = { "a-17", "https://www.paper.example.net/ferry?utm_source=x", "Ferry landing", NULL, T0 - 60 };
			struct link_entry two = { "b-99", "http://paper.example.net/ferry/", "Ferry landing", NULL, T0 - 30 };
			if (together)
				must(store_begin(s, e));
			bring(s, first, "http://a.example/", &one, 1, &n_new, &n_changed);
			assert_int_equal(n_new, 1);
			bring(s, second, "http://b.example/", &two, 1, &n_new, &n_changed);
			assert_int_equal(n_new, 0);
			assert_int_equal(n_changed, 0);
			if (together)
				must(store_commit(s, e));
			assert_int_equal(rows(s, "SELECT count(*) FROM item"), 1);
			assert_int_equal(rows(s, "SELECT count(*) FROM body"), 1);
			sources(s, 1, order ? "Feed 2, Feed 1" : "Feed 1, Feed 2");
			counts(s, ALL, 1, 1);
			counts(s, FEED(1), 1, 1);
			counts(s, FEED(2), 1, 1);
			counts(s, TAG("north"), 1, 1);
			counts(s, TAG("south"), 0, 0);
			/* Polled again, nothing is new. */
			bring(s, second, "http://b.example/", &two, 1, &n_new, &n_changed);
			bring(s, first, "http://a.example/", &one, 1, &n_new, &n_changed);
			assert_int_equal(n_new + n_changed, 0);
			/* It is found by either address and either id. */
			static const char *const names[] = { "a-17", "b-99", "https://www.paper.example.net/ferry?utm_source=x",
				                             "http://paper.example.net/ferry/", "https://paper.example.net/ferry" };
			for (size_t i = 0; i < 5; i++) {
				int64_t id = 0;
				must(store_item_find(s, str_of(names[i]), &id, e));
				assert_int_equal(id, 1);
			}
			uint32_t n;
			must(store_index_some(s, 100, &n, e));
			counts(s, (struct item_view){ .filter = STR("ferry") }, 1, 1);
			counts(s, (struct item_view){ .filter = STR("feed:\"Feed 1\"") }, 1, 1);
			counts(s, (struct item_view){ .filter = STR("feed:\"Feed 2\" ferry") }, 1, 1);
			counts(s, (struct item_view){ .kind = VIEW_FEED, .id = 2, .filter = STR("is:unread") }, 1, 1);
			fix_sound(s);
			store_close(s);
		}
	}
}

static void flags(void **state)
{
	(void)state;
	struct store *s = open_with(4);
	struct arena a = { 0 };
	int64_t *id;
	uint32_t n;
	bring_one(s, 1, "a", "https://paper.example.net/1");
	bring_one(s, 2, "b", "https://paper.example.net/1");
	bring_one(s, 3, "c", "https://paper.example.net/1");
	bring_one(s, 3, "d", "https://paper.example.net/2");
	sources(s, 1, "Feed 1, Feed 2, Feed 3");
	counts(s, ALL, 2, 2);
	counts(s, FEED(3), 2, 2);
	counts(s, TAG("north"), 1, 1);
	counts(s, TAG("south"), 2, 2);
	must(store_item_flags(s, 1, ITEM_READ | ITEM_STARRED, 0, e));
	counts(s, ALL, 2, 1);
	counts(s, FEED(1), 1, 0);
	counts(s, FEED(3), 2, 1);
	counts(s, STARRED, 1, 0);
	must(store_item_flags(s, 1, 0, ITEM_READ | ITEM_STARRED, e));
	counts(s, ALL, 2, 2);
	counts(s, FEED(2), 1, 1);
	counts(s, STARRED, 0, 0);
	fix_sound(s);
	/* Marking a feed read marks what it shares, in the other feeds too, and tells which for undo. */
	must(store_mark_read(s, &a, &FEED(2), &id, &n, e));
	assert_int_equal(n, 1);
	assert_int_equal(id[0], 1);
	counts(s, FEED(1), 1, 0);
	counts(s, FEED(3), 2, 1);
	must(store_item_flags(s, id[0], 0, ITEM_READ, e));
	must(store_mark_read(s, &a, &FEED(1), &id, &n, e));
	assert_int_equal(n, 1);
	counts(s, FEED(2), 1, 0);
	must(store_item_flags(s, id[0], 0, ITEM_READ, e));
	must(store_mark_read(s, &a, &ALL, &id, &n, e));
	assert_int_equal(n, 2);
	counts(s, ALL, 2, 0);
	counts(s, FEED(1), 1, 0);
	counts(s, FEED(3), 2, 0);
	fix_sound(s);
	/* Who comes later finds it read. */
	bring_one(s, 4, "e", "https://paper.example.net/1");
	counts(s, FEED(4), 1, 0);
	counts(s, ALL, 2, 0);
	fix_sound(s);
	arena_free(&a);
	store_close(s);
}

static void no_identity(void **state)
{
	(void)state;
	struct store *s = open_with(4);
	uint32_t n_new;
	/* Every entry of a feed with the link of its site, or of one page of it. */
	struct link_entry many[] = { { "a", "https://paper.example.net/news", "A", NULL, T0 - 1 }, { "b", "https://paper.example.net/news", "B", NULL, T0 - 2 },
		                     { "c", "https://paper.example.net/", "C", NULL, T0 - 3 }, { "d", "https://paper.example.net", "D", NULL, T0 - 4 } };
	bring(s, 1, "", many, 4, &n_new, NULL);
	assert_int_equal(n_new, 4);
	bring(s, 2, "", many, 4, &n_new, NULL);
	assert_int_equal(n_new, 4);
	bring_one(s, 3, "x", "https://paper.example.net/news");
	bring_one(s, 3, "y", "https://paper.example.net/");
	counts(s, ALL, 10, 10);
	/* One entry a poll, each with the same link: after the second it is nobody's. */
	bring_one(s, 1, "s1", "https://status.example.net/now");
	bring_one(s, 1, "s2", "https://status.example.net/now");
	bring_one(s, 2, "t1", "https://status.example.net/now");
	counts(s, ALL, 13, 13);
	/* Two that joined already stay so, and the next one is a story of its own. */
	bring_one(s, 1, "p1", "https://paper.example.net/live");
	bring_one(s, 2, "q1", "https://paper.example.net/live");
	bring_one(s, 2, "q2", "https://paper.example.net/live");
	counts(s, ALL, 15, 15);
	/* No links at all: ids that are unique in the world tell a story, others do not. */
	bring_one(s, 1, "17", NULL);
	bring_one(s, 2, "17", NULL);
	counts(s, ALL, 17, 17);
	bring_one(s, 1, "tag:example.net,2023:17", NULL);
	bring_one(s, 2, "tag:example.net,2023:17", NULL);
	counts(s, ALL, 18, 18);
	/* Parts of a page are different stories, marks of where a reader came from are not. */
	bring_one(s, 1, "f1", "https://paper.example.net/log#monday");
	bring_one(s, 2, "f2", "https://paper.example.net/log#tuesday");
	bring_one(s, 3, "f3", "https://paper.example.net/log#monday");
	bring_one(s, 1, "g1", "https://paper.example.net/gulls#ref=rss");
	bring_one(s, 2, "g2", "https://paper.example.net/gulls");
	counts(s, ALL, 21, 21);
	/* An address that comes back after months tells something new. */
	bring(s, 1, "", &(struct link_entry){ "w1", "https://paper.example.net/weather", "Rain", NULL, T0 - 90 * 86400 }, 1, &n_new, NULL);
	bring(s, 2, "", &(struct link_entry){ "w2", "https://paper.example.net/weather", "Sun", NULL, T0 - 60 }, 1, &n_new, NULL);
	assert_int_equal(n_new, 1);
	counts(s, ALL, 23, 23);
	fix_sound(s);
	store_close(s);
}

static void subscribe_some(struct store *s, const int *which, uint32_t n)
{
	struct arena a = { 0 };
	struct feed_ref *ref = ARENA_NEW(&a, struct feed_ref, n);
	for (uint32_t i = 0; i < n; i++)
		ref[i].url = arena_fmt(&a, "http://example.org/feed/%d", which[i] - 1);
	must(store_feeds_sync(s, ref, n, e));
	arena_free(&a);
}

static void feeds_go(void **state)
{
	(void)state;
	struct store *s = open_with(3);
	uint32_t n_new, n_changed;
	struct link_entry b = { "b", "https://paper.example.net/1", "Ferry", "<p>Short, but rewritten: the landing will be rebuilt after all, and the town"
		                " pays for two thirds of it. The harbour master said that work begins in spring and lasts two years at least.</p>", T0 - 60 };
	bring_one(s, 1, "a", "https://paper.example.net/1");
	bring_one(s, 2, "b", "https://paper.example.net/1");
	bring_one(s, 3, "c", "https://paper.example.net/1");
	bring_one(s, 1, "only", "https://paper.example.net/2");
	must(store_item_flags(s, 1, ITEM_STARRED, 0, e));
	subscribe_some(s, (int[]){ 2, 3 }, 2);
	sources(s, 1, "Feed 2, Feed 3");
	counts(s, ALL, 1, 1);
	counts(s, FEED(2), 1, 1);
	fix_sound(s);
	/* The text that is there stays until the feed that has it now changes its own. */
	bring(s, 2, "", &(struct link_entry){ "b", "https://paper.example.net/1", "Ferry landing to be rebuilt", NULL, T0 - 60 }, 1, &n_new, &n_changed);
	assert_int_equal(n_new, 0);
	bring(s, 2, "", &b, 1, &n_new, &n_changed);
	assert_int_equal(n_new, 0);
	assert_int_equal(n_changed, 1);
	fix_sound(s);
	/* The one feed that is left, then none, then the first again. */
	subscribe_some(s, (int[]){ 3 }, 1);
	sources(s, 1, "Feed 3");
	counts(s, ALL, 1, 1);
	subscribe_some(s, NULL, 0);
	counts(s, ALL, 0, 0);
	fix_sound(s);
	subscribe_some(s, (int[]){ 1 }, 1);
	sources(s, 1, "Feed 1");
	counts(s, ALL, 2, 2);
	counts(s, FEED(1), 2, 2);
	fix_sound(s);
	bring_one(s, 1, "a", "https://paper.example.net/1");
	subscribe_some(s, (int[]){ 3, 2, 1 }, 3);
	sources(s, 1, "Feed 1, Feed 3, Feed 2");
	counts(s, ALL, 2, 2);
	counts(s, STARRED, 1, 1);
	/* A new feed brings back what went with an old one. */
	subscribe_some(s, NULL, 0);
	fix_sound(s);
	fix_subscribe(s, 0, NULL);
	struct arena a = { 0 };
	struct feed_ref *ref = ARENA_NEW(&a, struct feed_ref, 1);
	ref->url = STR("http://example.org/feed/new");
	must(store_feeds_sync(s, ref, 1, e));
	bring_one(s, 4, "n", "https://paper.example.net/2");
	counts(s, ALL, 1, 1);
	counts(s, FEED(4), 1, 1);
	sources(s, 2, "Feed 4");
	fix_sound(s);
	arena_free(&a);
	store_close(s);
}

static void title_is(struct store *s, const char *title)
{
	struct arena a = { 0 };
	struct store_item it;
	must(store_item(s, &a, 1, &it, e));
	assert_str(it.title, title);
	arena_free(&a);
}

static void whose_text(void **state)
{
	(void)state;
	static const char url[] = "https://www.paper.example.net/1";
	uint32_t n_new, n_changed;
	struct link_entry remark = { "r", url, "Seen: ferry", "<p>Comments</p>", T0 - 60 }, full = { "f", url, "Ferry landing", NULL, T0 - 50 };
	/* The longer text is shown, whoever is first. */
	for (int order = 0; order < 2; order++) {
		struct store *s = open_with(2);
		bring(s, 1, "https://links.example.com/", order ? &full : &remark, 1, &n_new, &n_changed);
		bring(s, 2, "https://planet.example.com/", order ? &remark : &full, 1, &n_new, &n_changed);
		assert_int_equal(n_changed, !order);
		title_is(s, "Ferry landing");
		sources(s, 1, order ? "Feed 1, Feed 2" : "Feed 2, Feed 1");
		/* A change of the remark does not matter; one of the text does. */
		struct link_entry remark2 = remark, full2 = full;
		remark2.html = "<p>37 comments</p>";
		full2.title = "Ferry landing: two years of work";
		bring(s, order ? 2 : 1, "https://links.example.com/", &remark2, 1, &n_new, &n_changed);
		assert_int_equal(n_new + n_changed, 0);
		title_is(s, "Ferry landing");
		bring(s, order ? 1 : 2, "https://planet.example.com/", &full2, 1, &n_new, &n_changed);
		assert_int_equal(n_new, 0);
		assert_int_equal(n_changed, 1);
		title_is(s, "Ferry landing: two years of work");
		counts(s, ALL, 1, 1);
		fix_sound(s);
		store_close(s);
	}
	/* The site's own feed is not talked over by a stranger, be it as long as it likes. */
	struct link_entry forged = { "x", url, "What they do not tell you", LONG LONG LONG LONG, T0 };
	struct store *s = open_with(2);
	bring(s, 1, "https://paper.example.net/", &full, 1, &n_new, &n_changed);
	bring(s, 2, "https://stranger.example.com/", &forged, 1, &n_new, &n_changed);
	assert_int_equal(n_new + n_changed, 0);
	forged.html = LONG LONG LONG LONG LONG;
	bring(s, 2, "https://stranger.example.com/", &forged, 1, &n_new, &n_changed);
	assert_int_equal(n_new + n_changed, 0);
	title_is(s, "Ferry landing");
	/* Two feeds of one site: the change is taken from whichever has it first, and once. */
	struct link_entry second = { "s", url, "Ferry landing", LONG "<p>More.</p>", T0 - 50 };
	store_close(s);
	s = open_with(2);
	bring(s, 1, "https://paper.example.net/", &full, 1, &n_new, &n_changed);
	bring(s, 2, "https://paper.example.net/world", &full, 1, &n_new, &n_changed);
	assert_int_equal(n_new + n_changed, 0);
	second.id = "f";
	bring(s, 2, "https://paper.example.net/world", &second, 1, &n_new, &n_changed);
	assert_int_equal(n_changed, 1);
	bring(s, 1, "https://paper.example.net/", &second, 1, &n_new, &n_changed);
	assert_int_equal(n_new + n_changed, 0);
	counts(s, ALL, 1, 1);
	fix_sound(s);
	store_close(s);
}

static void lists(void **state)
{
	(void)state;
	struct store *s = open_with(2);
	struct arena a = { 0 };
	struct link_entry en[60];
	/* 40 stories each, 20 of them in both, all with one date: the order is that of the numbers. */
	for (int feed = 1; feed <= 2; feed++) {
		for (int i = 0; i < 40; i++) {
			int story = feed == 1 ? i : i + 20;
			en[i] = (struct link_entry){ arena_fmt(&a, "%d-%d", feed, story).s, arena_fmt(&a, "https://paper.example.net/%d", story).s,
				                     arena_fmt(&a, "Story %d", story).s, NULL, T0 - 60 };
		}
		bring(s, feed, "", en, 40, NULL, NULL);
	}
	counts(s, ALL, 60, 60);
	counts(s, TAG("north"), 60, 60);
	counts(s, FEED(2), 40, 40);
	static const struct item_view views[] = { { VIEW_FEED, 2 }, { VIEW_TAG, 0, { "north", 5 } }, { VIEW_FEED, 2, { 0 }, true } };
	for (size_t k = 0; k < sizeof views / sizeof *views; k++) {
		/* Forth in small windows, and back again. */
		int64_t seen[100];
		uint32_t n, got = 0, want = views[k].kind == VIEW_TAG ? 60 : 40;
		struct item_anchor at = { INT64_MAX, INT64_MAX };
		struct store_item *it;
		do {
			must(store_items(s, &a, &views[k], &at, false, 7, &it, &n, e));
			for (uint32_t i = 0; i < n; i++) {
				assert_true(got < 100);
				assert_true(!got || it[i].id < seen[got - 1]);
				seen[got++] = it[i].id;
			}
			if (n)
				at = (struct item_anchor){ it[n - 1].published, it[n - 1].id };
		} while (n);
		assert_int_equal(got, want);
		while (got) {
			must(store_items(s, &a, &views[k], &at, true, 7, &it, &n, e));
			if (got == want) { /* what stands before the last one */
				assert_int_equal(at.id, seen[want - 1]);
				got--;
			}
			assert_int_equal(n, got < 7 ? got : 7);
			for (uint32_t i = n; i-- > 0;)
				assert_int_equal(it[i].id, seen[--got]);
			at = (struct item_anchor){ it[0].published, it[0].id };
		}
	}
	arena_free(&a);
	store_close(s);
}

static void archives(void **state)
{
	(void)state;
	struct store *s = open_with(1);
	int64_t feed;
	uint32_t n_new, n_changed;
	bool subscribed;
	must(store_archive_feed(s, &(struct archive_source){ .name = STR("old") }, &feed, &subscribed, e));
	struct fix_entry en = { "paper", "Ferry", "<p>x</p>", T0 };
	struct feed *f = fix_feed("Archive", &en, 1);
	struct store_poll p = { .feed = feed, .now = T0, .parsed = f, .gone = true, .apart = true };
	must(store_poll_result(s, &p, &n_new, &n_changed, e));
	fix_feed_free(f);
	bring_one(s, 1, "x", "https://example.org/paper");
	counts(s, ALL, 2, 2);
	fix_sound(s);
	store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stored_once), cmocka_unit_test(flags), cmocka_unit_test(no_identity), cmocka_unit_test(feeds_go),
		cmocka_unit_test(whose_text),  cmocka_unit_test(lists), cmocka_unit_test(archives),
	};
	return cmocka_run_group_tests_name("stories of several feeds", tests, NULL, NULL);
}
