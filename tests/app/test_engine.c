/* The engine beside its polls: stories that are opened, marked and deleted, work in the background, the thread, the demo. */
#include "config.h"

#include "app/engines.h"

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

int main(void)
{
	const struct CMUnitTest tests[] = {
		T(test_open), T(test_open_without_full_text), T(test_background), T(test_marks), T(test_deleting),
		T(test_keep_rules), T(test_thread), T(test_demo),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
