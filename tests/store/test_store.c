/* test_store.c - feeds, polls, items, lists, counts. */
#include "store/fixture.h"

static struct store *open_memory(void)
{
	struct store *s;
	must(store_open(&s, NULL, STORE_MEMORY, e));
	return s;
}

static void subscriptions(void **state)
{
	(void)state;
	struct store *s = open_memory();
	struct arena a = { 0 };
	struct store_feed *f;
	uint32_t n;
	struct feed_ref ref[] = {
		{ STR("http://example.org/b"), STR("Second"), STR("world,politics") },
		{ STR("http://example.org/a"), STR(""), STR("") },
		{ STR("http://example.org/b"), STR("named twice"), STR("") },
	};
	must(store_feeds_sync(s, ref, 3, e));
	must(store_feeds(s, &a, &f, &n, e));
	assert_int_equal(n, 2);
	assert_str(f[0].url, "http://example.org/b");
	assert_str(f[0].title, "Second");
	assert_str(f[0].tags, "world,politics");
	assert_str(f[1].title, "http://example.org/a");
	int64_t b = f[0].id, first = f[1].id;

	/* A sync that changes nothing writes nothing. */
	int64_t version = store_version(s);
	must(store_feeds_sync(s, ref, 2, e));
	assert_int_equal(store_version(s), version);

	fix_poll(s, b, T0, (struct fix_entry[]){ { "1", "One", NULL, T0 - 5 } }, 1, NULL, NULL);
	must(store_feeds_sync(s, &ref[1], 1, e));
	must(store_feeds(s, &a, &f, &n, e));
	assert_int_equal(n, 1);
	assert_int_equal(f[0].id, first);
	struct store_item *it;
	struct item_view all = { VIEW_ALL };
	must(store_items(s, &a, &all, NULL, false, 10, &it, &n, e));
	assert_int_equal(n, 0);
	uint32_t total, unread;
	must(store_view_count(s, &all, &total, &unread, e));
	assert_int_equal(total, 0);
	must(store_items(s, &a, &(struct item_view){ VIEW_FEED, b }, NULL, false, 10, &it, &n, e));
	assert_int_equal(n, 1);
	fix_sound(s);

	/* Subscribed again, it has its items and its number. */
	must(store_feeds_sync(s, ref, 2, e));
	must(store_feeds(s, &a, &f, &n, e));
	assert_int_equal(n, 2);
	assert_int_equal(f[0].id, b);
	assert_int_equal(f[0].total, 1);
	must(store_items(s, &a, &all, NULL, false, 10, &it, &n, e));
	assert_int_equal(n, 1);
	fix_sound(s);
	struct store_feed one;
	must(store_feed(s, &a, b, &one, e));
	assert_int_equal(one.unread, 1);
	struct err bad = { 0 };
	assert_int_equal(store_feed(s, &a, 99, &one, &bad), QD_ENOTFOUND);
	arena_free(&a);
	store_close(s);
}

/* What a feed gives beside the text: kept, changed without the story being changed by it. */
static void beside_the_text(void **state)
{
	(void)state;
	struct store *s = open_memory();
	struct arena a = { 0 };
	struct store_extra x;
	struct feed_enclosure file[] = {
		{ STR("https://example.org/a.mp3"), STR("audio/mpeg"), 900, 61, false }, { STR("https://example.org/a.vtt"), STR("text/vtt"), -1, 0, true },
		{ STR("https://example.org/a.jpg"), STR("image/jpeg"), 5, 0, false }, { STR("https://example.org/b.PNG?x"), STR(""), 5, 0, false },
		{ STR("ftp://example.org/b"), STR("audio/ogg"), 5, 0, false },
	};
	fix_subscribe(s, 1, NULL);
	struct feed *f = fix_feed("The Courier", (struct fix_entry[]){ { "a", "One", "<p>a</p>", T0 }, { "b", "Two", "<p>b</p>", T0 } }, 2);
	struct store_poll p = { .feed = 1, .now = T0, .parsed = f, .answered = true };
	struct feed_entry *en = &f->entry[0];
	uint32_t n_new, n_changed, n;
	en->comments = STR("https://example.org/a#comments");
	en->comments_n = 3;
	en->place = STR("Port Linden");
	en->enclosure = file;
	en->nenclosure = 5;
	f->entry[1].comments_n = -1;
	must(store_poll_result(s, &p, &n_new, &n_changed, e));
	struct store_item *it;
	must(store_items(s, &a, &(struct item_view){ VIEW_FEED, 1 }, NULL, false, 10, &it, &n, e));
	assert_int_equal(n, 2);
	int64_t id = it[0].id, other = it[1].id;
	assert_str(it[0].title, "One");
	must(store_item_extra(s, &a, id, &x, e));
	assert_str(x.comments, "https://example.org/a#comments");
	assert_int_equal(x.comments_n, 3);
	assert_str(x.place, "Port Linden");
	assert_int_equal(x.nfile, 2);
	assert_str(x.file[0].url, "https://example.org/a.mp3");
	assert_true(x.file[0].length == 900 && x.file[0].seconds == 61 && !x.file[0].transcript);
	assert_true(x.file[1].length == -1 && x.file[1].transcript);
	must(store_item_extra(s, &a, other, &x, e));
	assert_true(!x.comments.n && x.comments_n == -1 && !x.place.n && !x.nfile);

	/* Nothing has changed: nothing is written. */
	en->comments_n = 9;
	must(store_item_flags(s, id, ITEM_READ, 0, e));
	must(store_poll_result(s, &p, &n_new, &n_changed, e));
	assert_int_equal(n_new + n_changed, 0);
	must(store_item_extra(s, &a, id, &x, e));
	assert_int_equal(x.comments_n, 9);
	assert_int_equal(x.nfile, 2);
	/* With the story. */
	en->content_html = STR("<p>aa</p>");
	en->nenclosure = 0;
	must(store_poll_result(s, &p, &n_new, &n_changed, e));
	assert_int_equal(n_changed, 1);
	must(store_item_extra(s, &a, id, &x, e));
	assert_true(x.comments_n == 9 && x.nfile == 0);
	en->comments = en->place = STR_NONE;
	en->comments_n = -1;
	must(store_poll_result(s, &p, &n_new, &n_changed, e));
	must(store_item_extra(s, &a, id, &x, e));
	assert_true(!x.comments.n && x.comments_n == -1);
	must(store_item_extra(s, &a, 4711, &x, e));
	assert_int_equal(x.nfile, 0);
	fix_feed_free(f);
	fix_sound(s);
	arena_free(&a);
	store_close(s);
}

static void polls(void **state)
{
	(void)state;
	struct store *s = open_memory();
	struct arena a = { 0 };
	fix_subscribe(s, 3, NULL);
	struct store_feed *f;
	uint32_t n, n_new, n_changed;
	must(store_feeds(s, &a, &f, &n, e));
	int64_t id = f[0].id, *due;
	must(store_feeds_due(s, &a, T0, false, &due, &n, e));
	assert_int_equal(n, 3);

	struct fix_entry en[] = {
		{ "c", "Third", "<p>c</p>", T0 - 10 },
		{ "b", "Second", "<p>b</p>", 0 },
		{ "a", "First", "<p>a</p>", T0 + 86400 },
		{ "c", "Third, told twice", "<p>c</p>", T0 - 10 },
	};
	fix_poll(s, id, T0, en, 4, &n_new, &n_changed);
	assert_int_equal(n_new, 3);
	assert_int_equal(n_changed, 0);
	fix_poll(s, id, T0 + 60, en, 4, &n_new, &n_changed);
	assert_int_equal(n_new + n_changed, 0);

	struct store_item *it;
	must(store_items(s, &a, &(struct item_view){ VIEW_FEED, id }, NULL, false, 10, &it, &n, e));
	assert_int_equal(n, 3);
	assert_str(it[0].title, "Second"); /* no date: now; above "First", whose date to come is now, as the feed has it above */
	assert_str(it[1].title, "First");
	assert_int_equal(it[1].published, T0);
	assert_int_equal(it[0].received, T0);
	assert_str(it[2].title, "Third");
	assert_str(it[2].url, "https://example.org/c");
	assert_str(it[2].summary, "Summary of Third");
	assert_str(it[2].feed_title, "The Courier");
	assert_int_equal(it[2].flags, 0);
	struct str html;
	must(store_item_body(s, &a, it[2].id, &html, e));
	assert_str(html, "<p>c</p>");

	/* A change keeps flags, number and date. */
	int64_t third = it[2].id;
	must(store_item_flags(s, third, ITEM_READ | ITEM_STARRED, 0, e));
	en[0].title = "Third, corrected";
	en[0].html = "<p>cc</p>";
	en[0].published = T0 - 3;
	fix_poll(s, id, T0 + 120, en, 3, &n_new, &n_changed);
	assert_int_equal(n_new, 0);
	assert_int_equal(n_changed, 1);
	struct store_item one;
	must(store_item(s, &a, third, &one, e));
	assert_str(one.title, "Third, corrected");
	assert_int_equal(one.flags, ITEM_READ | ITEM_STARRED);
	assert_int_equal(one.published, T0 - 10);
	must(store_item_body(s, &a, third, &html, e));
	assert_str(html, "<p>cc</p>");

	/* Validators, errors, moves, the end. */
	struct store_feed feed;
	must(store_feed(s, &a, id, &feed, e));
	assert_str(feed.etag, "\"tag\"");
	assert_int_equal(feed.last_success, T0 + 120);
	assert_int_equal(feed.next_due, T0 + 120 + 1800);
	struct store_poll p = { .feed = id, .now = T0 + 200, .next_due = T0 + 9000, .error = STR("example.org: timed out") };
	must(store_poll_result(s, &p, &n_new, &n_changed, e));
	must(store_poll_result(s, &p, &n_new, &n_changed, e));
	must(store_feed(s, &a, id, &feed, e));
	assert_str(feed.error, "example.org: timed out");
	assert_int_equal(feed.errors_in_row, 2);
	assert_int_equal(feed.last_success, T0 + 120);
	assert_str(feed.etag, "\"tag\"");
	p = (struct store_poll){ .feed = id, .now = T0 + 300, .next_due = T0 + 9000, .answered = true, .etag = STR("W/\"2\""),
		                 .last_modified = STR("yesterday"), .new_url = STR("http://example.org/moved") };
	must(store_poll_result(s, &p, &n_new, &n_changed, e));
	must(store_feed(s, &a, id, &feed, e));
	assert_str(feed.error, "");
	assert_int_equal(feed.errors_in_row, 0);
	assert_str(feed.etag, "W/\"2\"");
	assert_str(feed.last_modified, "yesterday");
	assert_str(feed.url, "http://example.org/moved");
	/* The subscriptions still name the old address: it is the same feed. */
	fix_subscribe(s, 3, NULL);
	must(store_feeds(s, &a, &f, &n, e));
	assert_int_equal(n, 3);
	assert_int_equal(f[0].id, id);
	assert_str(f[0].moved_from, "http://example.org/feed/0");
	assert_str(f[1].moved_from, "");
	/* The other way round: the subscriptions tell of a move that the store does not know yet. Where it knows the new address, too, that counts. */
	int64_t second = f[1].id, last = f[2].id;
	struct feed_ref moved[] = {
		{ .url = STR("http://example.org/feed/0") },
		{ .url = STR("http://example.org/elsewhere"), .was = STR("http://example.org/feed/1"), .tags = STR("kept") },
		{ .url = STR("http://example.org/feed/2"), .was = STR("http://example.org/feed/0") },
		{ .url = STR("http://example.org/more"), .was = STR("http://example.org/never-there") },
	};
	for (int i = 0; i < 2; i++) {
		must(store_feeds_sync(s, moved, 4, e));
		must(store_feeds(s, &a, &f, &n, e));
		assert_int_equal(n, 4);
		assert_true(f[0].id == id && f[1].id == second && f[2].id == last && f[3].id > last);
		assert_str(f[1].url, "http://example.org/elsewhere");
		assert_str(f[1].moved_from, "http://example.org/feed/1");
		assert_str(f[1].tags, "kept");
	}
	/* Who was unsubscribed is not brought back by it. */
	must(store_feeds_sync(s, moved, 1, e));
	moved[1] = (struct feed_ref){ .url = STR("http://example.org/other"), .was = STR("http://example.org/elsewhere") };
	must(store_feeds_sync(s, moved, 2, e));
	must(store_feeds(s, &a, &f, &n, e));
	assert_true(n == 2 && f[1].id != second);
	fix_subscribe(s, 3, NULL);
	must(store_feeds(s, &a, &f, &n, e));
	assert_true(n == 3 && f[1].id == second);
	must(store_feeds_due(s, &a, T0 + 300, false, &due, &n, e));
	assert_int_equal(n, 2);
	p = (struct store_poll){ .feed = id, .now = T0 + 400, .next_due = T0 + 9000, .error = STR("gone"), .gone = true };
	must(store_poll_result(s, &p, &n_new, &n_changed, e));
	must(store_feeds_due(s, &a, T0 + 99999, true, &due, &n, e));
	assert_int_equal(n, 2);
	p.feed = 77;
	struct err bad = { 0 };
	assert_int_equal(store_poll_result(s, &p, &n_new, &n_changed, &bad), QD_ENOTFOUND);
	fix_sound(s);
	arena_free(&a);
	store_close(s);
}

/* Entries f-0 ... f-(n-1) of a feed, published at start, start - step, ... */
static void claims(void **state)
{
	(void)state;
	struct store *s = open_memory();
	struct arena a = { 0 };
	int64_t *due, seen = -1;
	uint32_t n, x;
	bool ours;
	fix_subscribe(s, 1, NULL);
	must(store_feeds_due(s, &a, T0, false, &due, &n, e));
	assert_int_equal(n, 1);
	int64_t id = due[0];
	must(store_feed_seen(s, id, &seen, e));
	assert_int_equal(seen, 0);
	must(store_feed_claim(s, id, T0, seen, &ours, e));
	assert_true(ours);
	must(store_feed_claim(s, id, T0 + 1, seen, &ours, e));
	assert_false(ours);
	must(store_feeds_due(s, &a, T0 + 1, false, &due, &n, e));
	assert_int_equal(n, 0);
	/* Its owner lives on, or has died, or the clock was wrong. */
	must(store_feed_hold(s, id, T0 + 2 * STORE_LEASE_S, e));
	must(store_feed_claim(s, id, T0 + STORE_LEASE_S, seen, &ours, e));
	assert_false(ours);
	must(store_feed_claim(s, id, T0 + 2 * STORE_LEASE_S, seen, &ours, e));
	assert_true(ours);
	must(store_feed_claim(s, id, T0 - 86400, seen, &ours, e));
	assert_true(ours);
	must(store_feed_hold(s, id, 0, e));
	must(store_feed_claim(s, id, T0, seen, &ours, e));
	assert_true(ours);
	/* A process that lives keeps what it claimed. */
	must(store_feed_unclaim_dead(s, e));
	must(store_feed_claim(s, id, T0, seen, &ours, e));
	assert_false(ours);
	/* What was polled meanwhile is not polled again. */
	struct store_poll p = { .feed = id, .now = T0 + 5, .next_due = T0 + 10, .error = STR("x") };
	must(store_poll_result(s, &p, &n, &x, e));
	must(store_feed_claim(s, id, T0 + 11, seen, &ours, e));
	assert_false(ours);
	must(store_feed_seen(s, id, &seen, e));
	must(store_feed_claim(s, id, T0 + 11, seen, &ours, e));
	assert_true(ours);
	arena_free(&a);
	store_close(s);
}

static void rhythm(void **state)
{
	(void)state;
	struct store *s = open_memory();
	struct arena a = { 0 };
	struct feed_rhythm r;
	int64_t *due;
	uint32_t n;
	fix_subscribe(s, 2, NULL);
	must(store_feeds_due(s, &a, T0, false, &due, &n, e));
	must(store_feed_rhythm(s, due[0], T0, &r, e));
	assert_true(r.gap == 0 && r.per_week == 0);
	struct fix_entry en[] = { { "a", "A", NULL, T0 - 3600 }, { "b", "B", NULL, T0 - 7200 }, { "c", "C", NULL, T0 - 9000 }, { "d", "D", NULL, T0 - 604800 } };
	fix_poll(s, due[0], T0, en, 4, NULL, NULL);
	must(store_feed_rhythm(s, due[0], T0, &r, e));
	assert_int_equal(r.gap, 3600);
	assert_true(r.per_week > 3.99 && r.per_week < 4.01);
	/* It has fallen silent. */
	must(store_feed_rhythm(s, due[0], T0 + 10 * 86400, &r, e));
	assert_int_equal(r.gap, (10 * 86400 + 3600) / 2);
	/* No dates, no rhythm. */
	struct fix_entry bare[] = { { "e", "A", NULL, 0 }, { "f", "B", NULL, 0 }, { "g", "C", NULL, 0 }, { "h", "D", NULL, 0 } };
	fix_poll(s, due[1], T0, bare, 4, NULL, NULL);
	must(store_feed_rhythm(s, due[1], T0, &r, e));
	assert_int_equal(r.gap, 0);
	arena_free(&a);
	store_close(s);
}

static void fill(struct store *s, int64_t feed, uint32_t n, int64_t start, int64_t step)
{
	struct arena a = { 0 };
	struct fix_entry *en = ARENA_NEW(&a, struct fix_entry, n);
	for (uint32_t i = 0; i < n; i++) {
		en[i].id = arena_fmt(&a, "%d-%u", (int)feed, (unsigned)i).s;
		en[i].title = arena_fmt(&a, "Story %u of feed %d", (unsigned)i, (int)feed).s;
		en[i].html = "<p>text</p>";
		en[i].published = start - step * i;
	}
	fix_poll(s, feed, T0, en, n, NULL, NULL);
	arena_free(&a);
}

/* Reads a view in windows of `step`, forward and backward; both must be the same list, ordered, without doubles. Returns its length. */
static uint32_t walk(struct store *s, const struct item_view *v, uint32_t step)
{
	struct arena a = { 0 };
	struct store_item *it;
	uint32_t n, count = 0;
	int64_t id[512];
	struct item_anchor at = { INT64_MAX, INT64_MAX };
	do {
		must(store_items(s, &a, v, count ? &at : NULL, false, step, &it, &n, e));
		for (uint32_t i = 0; i < n; i++) {
			assert_true(it[i].published < at.published || (it[i].published == at.published && it[i].id < at.id));
			at = (struct item_anchor){ it[i].published, it[i].id };
			assert_true(count < 512);
			id[count++] = it[i].id;
			if (v->unread_only)
				assert_false(it[i].flags & ITEM_READ);
		}
	} while (n);
	uint32_t left = count;
	bool first = true;
	do {
		must(store_items(s, &a, v, first ? NULL : &at, true, step, &it, &n, e));
		first = false;
		assert_true(n <= left);
		left -= n;
		for (uint32_t i = 0; i < n; i++)
			assert_int_equal(it[i].id, id[left + i]);
		if (n)
			at = (struct item_anchor){ it[0].published, it[0].id };
	} while (n);
	assert_int_equal(left, 0);
	arena_free(&a);
	return count;
}

static void lists(void **state)
{
	(void)state;
	struct store *s = open_memory();
	struct arena a = { 0 };
	fix_subscribe(s, 4, (const char *[]){ "world,news", "science", "news", "" });
	fill(s, 1, 40, T0 - 100, 7);
	fill(s, 2, 30, T0 - 100, 7); /* the same dates as feed 1 */
	fill(s, 3, 20, T0 - 5, 50);
	fill(s, 4, 5, T0 - 200, 0); /* all at once */
	struct item_view all = { VIEW_ALL }, feed = { VIEW_FEED, 1 }, news = { VIEW_TAG, 0, STR("news") }, none = { VIEW_TAG, 0, STR("new") },
	                 starred = { VIEW_STARRED };
	for (uint32_t step = 1; step < 60; step += 13) {
		assert_int_equal(walk(s, &all, step), 95);
		assert_int_equal(walk(s, &feed, step), 40);
		assert_int_equal(walk(s, &news, step), 60);
		assert_int_equal(walk(s, &none, step), 0);
	}
	struct store_item *it;
	uint32_t n, total, unread;
	must(store_items(s, &a, &all, NULL, false, 95, &it, &n, e));
	for (uint32_t i = 0; i < 95; i += 3)
		must(store_item_flags(s, it[i].id, ITEM_READ, 0, e));
	for (uint32_t i = 0; i < 95; i += 5)
		must(store_item_flags(s, it[i].id, ITEM_STARRED, 0, e));
	all.unread_only = feed.unread_only = news.unread_only = true;
	must(store_view_count(s, &all, &total, &unread, e));
	assert_int_equal(total, 95);
	assert_int_equal(unread, 95 - 32);
	assert_int_equal(walk(s, &all, 10), unread);
	must(store_view_count(s, &feed, &total, &unread, e));
	assert_int_equal(walk(s, &feed, 3), unread);
	must(store_view_count(s, &news, &total, &unread, e));
	assert_int_equal(total, 60);
	assert_int_equal(walk(s, &news, 7), unread);
	must(store_view_count(s, &starred, &total, &unread, e));
	assert_int_equal(total, 19);
	assert_int_equal(walk(s, &starred, 4), 19);
	starred.unread_only = true;
	assert_int_equal(walk(s, &starred, 4), unread);
	fix_sound(s);
	arena_free(&a);
	store_close(s);
}

static void marking(void **state)
{
	(void)state;
	struct store *s = open_memory();
	struct arena a = { 0 };
	fix_subscribe(s, 3, (const char *[]){ "news", "news", "" });
	for (int64_t f = 1; f <= 3; f++)
		fill(s, f, 10, T0 - f, 60);
	struct item_view all = { VIEW_ALL }, tag = { VIEW_TAG, 0, STR("news") }, feed = { VIEW_FEED, 1 };
	int64_t *id;
	uint32_t n, total, unread;
	must(store_mark_read(s, &a, &feed, &id, &n, e));
	assert_int_equal(n, 10);
	must(store_mark_read(s, &a, &tag, &id, &n, e));
	assert_int_equal(n, 10);
	must(store_view_count(s, &all, &total, &unread, e));
	assert_int_equal(unread, 10);
	for (uint32_t i = 0; i < n; i++) /* undo */
		must(store_item_flags(s, id[i], 0, ITEM_READ, e));
	must(store_view_count(s, &all, &total, &unread, e));
	assert_int_equal(unread, 20);
	must(store_item_flags(s, id[0], ITEM_STARRED, 0, e));
	must(store_mark_read(s, &a, &(struct item_view){ VIEW_STARRED }, &id, &n, e));
	assert_int_equal(n, 1);
	must(store_mark_read(s, NULL, &all, NULL, NULL, e));
	must(store_view_count(s, &all, &total, &unread, e));
	assert_int_equal(unread, 0);
	assert_int_equal(total, 30);
	fix_sound(s);
	struct err bad = { 0 };
	assert_int_equal(store_item_flags(s, 4711, ITEM_READ, 0, &bad), QD_ENOTFOUND);
	arena_free(&a);
	store_close(s);
}

static void finding(void **state)
{
	(void)state;
	struct store *s = open_memory();
	fix_subscribe(s, 2, NULL);
	fix_poll(s, 2, T0, (struct fix_entry[]){ { "tag:example.org,2023:7", "Seven", NULL, T0 }, { "12", "Twelve", NULL, T0 } }, 2, NULL, NULL);
	int64_t id = 0, other = 0;
	must(store_item_find(s, STR("tag:example.org,2023:7"), &id, e));
	must(store_item_find(s, STR("https://example.org/tag:example.org,2023:7"), &other, e));
	assert_int_equal(id, other);
	char number[32];
	snprintf(number, sizeof number, "%d", (int)id);
	must(store_item_find(s, str_of(number), &other, e));
	assert_int_equal(id, other);
	must(store_item_find(s, STR("12"), &other, e)); /* a feed's id goes before a number */
	assert_int_not_equal(id, other);
	struct err bad = { 0 };
	assert_int_equal(store_item_find(s, STR("nothing\033[1m"), &id, &bad), QD_ENOTFOUND);
	assert_non_null(strstr(bad.text, "nothing"));
	assert_null(strchr(bad.text, 033));
	store_close(s);
}

static void transactions(void **state)
{
	(void)state;
	struct store *s = open_memory();
	struct arena a = { 0 };
	struct err bad = { 0 };
	uint32_t total, unread;
	struct item_view all = { VIEW_ALL };
	fix_subscribe(s, 1, NULL);
	assert_int_equal(store_commit(s, &bad), QD_EINVAL);
	must(store_begin(s, e));
	fill(s, 1, 5, T0, 1);
	must(store_begin(s, e));
	fill(s, 1, 8, T0, 1);
	must(store_commit(s, e));
	store_rollback(s);
	must(store_view_count(s, &all, &total, &unread, e));
	assert_int_equal(total, 0);
	must(store_begin(s, e));
	fill(s, 1, 5, T0, 1);
	/* What was not found spoils nothing. */
	assert_int_equal(store_item_flags(s, 99, ITEM_READ, 0, &bad), QD_ENOTFOUND);
	must(store_commit(s, e));
	must(store_view_count(s, &all, &total, &unread, e));
	assert_int_equal(total, 5);
	struct str v;
	must(store_value_get(s, &a, "last view", &v, e));
	assert_int_equal(v.n, 0);
	must(store_value_set(s, "last view", STR("all"), e));
	must(store_value_set(s, "last view", STR("feed 1"), e));
	must(store_value_get(s, &a, "last view", &v, e));
	assert_str(v, "feed 1");
	arena_free(&a);
	store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(subscriptions), cmocka_unit_test(beside_the_text), cmocka_unit_test(polls),   cmocka_unit_test(lists),
		cmocka_unit_test(marking),       cmocka_unit_test(finding), cmocka_unit_test(transactions),
		cmocka_unit_test(claims), cmocka_unit_test(rhythm),
	};
	return cmocka_run_group_tests_name("store", tests, NULL, NULL);
}
