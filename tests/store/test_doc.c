/* test_doc.c - documents, actors, quotes, postings, the queue of annotation, search. */
#include "store/fixture.h"

#define CAPE "Mara Quell"
#define PORT "Port Authority"
#define KEEP "Tomas Vrba"

static struct store *with_items(void)
{
	struct store *s;
	must(store_open(&s, NULL, STORE_MEMORY, e));
	fix_subscribe(s, 2, NULL);
	fix_poll(s, 1, T0,
	         (struct fix_entry[]){ { "a", "Harbour plan", "<p>a</p>", T0 - 100 }, { "b", "Harbour vote", "<p>b</p>", T0 - 200 },
	                               { "c", "Nothing new", "<p>c</p>", T0 - 300 } },
	         3, NULL, NULL);
	return s;
}

static int64_t find(struct store *s, const char *what)
{
	int64_t id;
	must(store_item_find(s, str_of(what), &id, e));
	return id;
}

static void documents(void **state)
{
	(void)state;
	struct store *s = with_items();
	struct arena a = { 0 };
	int64_t item = find(s, "a");
	struct doc *d;
	struct err bad = { 0 };
	assert_int_equal(store_doc_get(s, item, DOC_FEED, &d, &bad), QD_ENOTFOUND);
	assert_null(d);
	const char *names[] = { CAPE, PORT };
	fix_put(s, item, DOC_FEED, "“We begin,” said Mara Quell of the Port Authority.\n\nMara Quell left.", names, 2);
	must(store_doc_get(s, item, DOC_FEED, &d, e));
	assert_int_equal(d->nquote, 1);
	assert_int_equal(d->nmention, 3);
	assert_str(doc_str(d, d->quote[0].at), "“We begin,”");
	doc_free(d);
	struct str html, note;
	must(store_item_body(s, &a, item, &html, e));
	assert_int_equal(html.n, 0);
	struct store_item it;
	must(store_item(s, &a, item, &it, e));
	assert_int_equal(it.flags, ITEM_NOTED);

	/* The page cannot be had: said, and not tried as if it were new. */
	bool has;
	must(store_doc_failed(s, item, DOC_PAGE, STR("example.org answered 404"), e));
	assert_int_equal(store_doc_get(s, item, DOC_PAGE, &d, &bad), QD_ENOTFOUND);
	assert_string_equal(bad.text, "example.org answered 404");
	must(store_doc_note(s, &a, item, DOC_PAGE, &has, &note, e));
	assert_false(has);
	assert_str(note, "example.org answered 404");

	/* The page is had after all: its actors and quotes replace the feed's. */
	const char *page_names[] = { CAPE, KEEP };
	fix_put(s, item, DOC_PAGE, "“We begin,” said Mara Quell.\n\n“Too late,” said Tomas Vrba. “Far too late,” said Tomas Vrba.", page_names, 2);
	must(store_item(s, &a, item, &it, e));
	assert_int_equal(it.flags, ITEM_NOTED | ITEM_PAGE);
	struct store_actor *ac;
	uint32_t *mentions, n;
	must(store_item_actors(s, &a, item, &ac, &mentions, &n, e));
	assert_int_equal(n, 2);
	assert_str(ac[0].name, KEEP);
	assert_int_equal(mentions[0], 2);
	assert_int_equal(ac[0].quotes, 2);
	assert_str(ac[1].name, CAPE);
	fix_sound(s);
	/* The feed's again: kept, but the page's counts. A failure does not take away what there is. */
	fix_put(s, item, DOC_FEED, "Only the Port Authority.", &names[1], 1);
	must(store_doc_failed(s, item, DOC_PAGE, STR("timed out"), e));
	must(store_doc_get(s, item, DOC_PAGE, &d, e));
	doc_free(d);
	must(store_item_actors(s, &a, item, &ac, &mentions, &n, e));
	assert_int_equal(n, 2);
	must(store_actors(s, &a, STR("port"), 10, &ac, &n, e));
	assert_int_equal(n, 0); /* in no story now */
	uint64_t docs;
	must(store_doc_count(s, &docs, e));
	assert_int_equal(docs, 1);
	fix_sound(s);
	d = fix_doc("Lost.", NULL, 0);
	assert_int_equal(store_doc_put(s, 999, DOC_FEED, d, STR(""), &bad), QD_ENOTFOUND);
	doc_free(d);
	arena_free(&a);
	store_close(s);
}

static void changed_items(void **state)
{
	(void)state;
	struct store *s = with_items();
	struct arena a = { 0 };
	int64_t item = find(s, "b"), *todo;
	uint32_t n;
	uint64_t docs;
	const char *names[] = { CAPE };
	must(store_items_unannotated(s, &a, 10, &todo, &n, e));
	assert_int_equal(n, 3);
	assert_int_equal(todo[0], find(s, "a"));
	must(store_item_flags(s, todo[0], ITEM_READ, 0, e));
	must(store_items_unannotated(s, &a, 10, &todo, &n, e));
	assert_int_equal(n, 3);
	assert_int_equal(todo[0], item);
	assert_int_equal(todo[2], find(s, "a")); /* read: last */
	must(store_items_unannotated(s, &a, 1, &todo, &n, e));
	assert_int_equal(n, 1);

	fix_put(s, item, DOC_FEED, "“Yes,” said Mara Quell.", names, 1);
	must(store_items_unannotated(s, &a, 10, &todo, &n, e));
	assert_int_equal(n, 2);
	fix_poll(s, 1, T0 + 9, (struct fix_entry[]){ { "b", "Harbour vote lost", "<p>new</p>", T0 - 200 } }, 1, NULL, NULL);
	must(store_doc_count(s, &docs, e));
	assert_int_equal(docs, 0);
	must(store_items_unannotated(s, &a, 10, &todo, &n, e));
	assert_int_equal(n, 3);
	struct store_quote *q;
	must(store_quotes(s, &a, STR(""), 10, &q, &n, e));
	assert_int_equal(n, 0);
	struct err bad = { 0 };
	struct doc *d;
	assert_int_equal(store_doc_get(s, item, DOC_FEED, &d, &bad), QD_ENOTFOUND);
	fix_sound(s);

	/* The page's document stays when the feed's text changes. */
	fix_put(s, item, DOC_PAGE, "Mara Quell again.", names, 1);
	fix_poll(s, 1, T0 + 9, (struct fix_entry[]){ { "b", "Harbour vote won", "<p>newer</p>", T0 - 200 } }, 1, NULL, NULL);
	must(store_doc_count(s, &docs, e));
	assert_int_equal(docs, 1);
	fix_sound(s);

	/* What cannot be made into a document leaves the queue; without a model, too. */
	must(store_doc_failed(s, find(s, "c"), DOC_FEED, STR("no text"), e));
	d = fix_doc("Plain.", NULL, 0);
	d->annotated = 0;
	must(store_doc_put(s, find(s, "a"), DOC_FEED, d, STR(""), e));
	doc_free(d);
	must(store_items_unannotated(s, &a, 10, &todo, &n, e));
	assert_int_equal(n, 1);
	assert_int_equal(todo[0], item);
	struct store_item it;
	must(store_item(s, &a, find(s, "a"), &it, e));
	assert_int_equal(it.flags, ITEM_READ);
	fix_sound(s);
	arena_free(&a);
	store_close(s);
}

static void actors_and_quotes(void **state)
{
	(void)state;
	struct store *s = with_items();
	struct arena a = { 0 };
	const char *names[] = { CAPE, PORT, "José Ñandú" };
	struct doc *d = fix_doc("“One,” said Mara Quell.\n\n“Two,” said José Ñandú.\n\nThe Port Authority.", names, 3);
	d->actor[0].role = STR("harbour master");
	d->quote[1].kind = QUOTE_INDIRECT;
	must(store_doc_put(s, find(s, "a"), DOC_FEED, d, STR(""), e));
	doc_free(d);
	d = fix_doc("“Three,” said Mara Quell.\n\n“Nobody says this.”", names, 1);
	d->actor[0].role = STR("candidate"); /* an older story */
	must(store_doc_put(s, find(s, "b"), DOC_FEED, d, STR(""), e));
	doc_free(d);

	struct store_actor *ac, one;
	struct store_quote *q, by;
	struct posting *p;
	uint32_t n;
	must(store_actors(s, &a, STR(""), 2, &ac, &n, e));
	assert_int_equal(n, 2);
	assert_str(ac[0].name, CAPE);
	assert_str(ac[0].role, "harbour master");
	assert_str(ac[0].key, "per:" CAPE);
	assert_int_equal(ac[0].stories, 2);
	assert_int_equal(ac[0].quotes, 2);
	int64_t cape = ac[0].id;
	must(store_actors(s, &a, STR("nandu jo"), 9, &ac, &n, e));
	assert_int_equal(n, 1);
	assert_str(ac[0].name, "José Ñandú");
	int64_t nandu = ac[0].id;
	must(store_actors(s, &a, STR("quel"), 9, &ac, &n, e));
	assert_int_equal(n, 1);
	must(store_actors(s, &a, STR("\"* AND ("), 9, &ac, &n, e));
	assert_int_equal(n, 0);
	must(store_actor(s, &a, cape, &one, e));
	assert_str(one.name, CAPE);
	struct err bad = { 0 };
	assert_int_equal(store_actor(s, &a, 99, &one, &bad), QD_ENOTFOUND);

	must(store_quotes(s, &a, STR("said:\"" CAPE "\""), 10, &q, &n, e));
	assert_int_equal(n, 2);
	assert_str(q[0].text, "“One,”");
	assert_str(q[0].speaker, CAPE);
	assert_str(q[0].item_title, "Harbour plan");
	assert_str(q[0].feed_title, "The Courier");
	assert_str(q[0].item_url, "https://example.org/a");
	assert_int_equal(q[0].published, T0 - 100);
	assert_int_equal(q[0].confidence, 90);
	assert_str(q[1].text, "“Three,”");
	must(store_quotes(s, &a, STR(""), 10, &q, &n, e));
	assert_int_equal(n, 4);
	assert_str(q[0].text, "“One,”");
	assert_str(q[1].text, "“Two,”");
	assert_int_equal(q[1].kind, QUOTE_INDIRECT);
	assert_int_equal(q[1].index, 1);
	assert_str(q[2].text, "“Three,”");
	assert_str(q[3].text, "“Nobody says this.”");
	assert_int_equal(q[3].actor, 0);
	must(store_item_quotes(s, &a, find(s, "a"), &q, &n, e));
	assert_int_equal(n, 2);
	assert_str(q[0].text, "“One,”");
	must(store_item_quote_by(s, &a, find(s, "a"), (int64_t[]){ nandu, cape }, 2, &by, e));
	assert_str(by.text, "“Two,”"); /* the actor goes before the kind */
	assert_int_equal(store_item_quote_by(s, &a, find(s, "b"), &nandu, 1, &by, &bad), QD_ENOTFOUND);

	must(store_postings(s, &a, cape, 10, &p, &n, e));
	assert_int_equal(n, 2);
	assert_int_equal(p[0].item, find(s, "a"));
	assert_int_equal(p[0].mentions, 1);
	must(store_postings_near(s, &a, cape, T0 - 150, 5, 5, &p, &n, e));
	assert_int_equal(n, 2);
	assert_int_equal(p[0].item, find(s, "b"));
	must(store_postings_near(s, &a, cape, T0 - 100, 1, 5, &p, &n, e));
	assert_int_equal(n, 1);
	assert_int_equal(p[0].item, find(s, "a"));

	struct item_view v = { VIEW_ACTOR, cape };
	struct store_item *it;
	uint32_t total, unread;
	must(store_items(s, &a, &v, NULL, false, 10, &it, &n, e));
	assert_int_equal(n, 2);
	must(store_item_flags(s, it[0].id, ITEM_READ, 0, e));
	must(store_view_count(s, &v, &total, &unread, e));
	assert_int_equal(total, 2);
	assert_int_equal(unread, 1);
	v.unread_only = true;
	must(store_items(s, &a, &v, NULL, true, 10, &it, &n, e));
	assert_int_equal(n, 1);
	must(store_mark_read(s, &a, &v, NULL, NULL, e));
	must(store_view_count(s, &v, &total, &unread, e));
	assert_int_equal(unread, 0);
	fix_sound(s);
	arena_free(&a);
	store_close(s);
}

static void index_all(struct store *s)
{
	uint32_t n;
	do
		must(store_index_some(s, 2, &n, e));
	while (n);
}

/* How many stories a query finds, or the negative code of its fault. */
static int hits(struct store *s, const char *words)
{
	struct arena a = { 0 };
	struct store_item *it;
	struct item_view v = { .filter = str_of(words) };
	uint32_t n, total, unread;
	struct err bad = { 0 };
	if (store_items(s, &a, &v, NULL, false, 100, &it, &n, &bad)) {
		arena_free(&a);
		return bad.code < 0 ? bad.code : -1;
	}
	for (uint32_t i = 1; i < n; i++)
		assert_true(it[i].published <= it[i - 1].published);
	must(store_view_count(s, &v, &total, &unread, e));
	assert_int_equal(total, n);
	arena_free(&a);
	return (int)n;
}

static void searching(void **state)
{
	(void)state;
	struct store *s = with_items();
	struct arena a = { 0 };
	const char *names[] = { CAPE };
	uint32_t indexed;
	assert_int_equal(hits(s, "harbour"), 0); /* not indexed yet */
	fix_put(s, find(s, "a"), DOC_FEED, "Mara Quell voted for the new dredgers at dawn.", names, 1);
	fix_poll(s, 1, T0, (struct fix_entry[]){ { "d", "Short", "<p>All about <b>heron</b>s &amp; storks</p>", T0 - 900 } }, 1, NULL, NULL);
	index_all(s);
	assert_int_equal(hits(s, "herons storks"), 1);
	fix_put(s, find(s, "d"), DOC_FEED, "All about herons & storks.", NULL, 0); /* the same words: nothing to do */
	must(store_index_some(s, 9, &indexed, e));
	assert_int_equal(indexed, 0);
	assert_int_equal(hits(s, "harbour"), 2);
	assert_int_equal(hits(s, "HARBOURS"), 2); /* stems, no case */
	assert_int_equal(hits(s, "harbour dredger"), 1);
	assert_int_equal(hits(s, "\"harbour vote\""), 1);
	assert_int_equal(hits(s, "harbour -vote"), 0); /* "voted" is a form of it */
	assert_int_equal(hits(s, "harbour -dredgers"), 1);
	assert_int_equal(hits(s, "dredg*"), 1);
	assert_int_equal(hits(s, ""), 4);
	assert_int_equal(hits(s, "-harbour"), 2);
	assert_int_equal(hits(s, "title:harbour"), 2);
	assert_int_equal(hits(s, "text:harbour"), QD_EINVAL); /* no operator of FTS5 gets through */
	assert_int_equal(hits(s, "\" AND * NEAR ^ \""), 0);
	assert_int_equal(hits(s, "harbour NEAR plan"), 0);
	assert_int_equal(hits(s, "harbour AND plan"), 1); /* one of ours */
	assert_int_equal(hits(s, "har*bour"), 0);

	/* Changed: the old words are not found any more, however often. */
	for (int i = 0; i < 9; i++) {
		char title[32];
		snprintf(title, sizeof title, "Edition%d of lakes", i);
		fix_poll(s, 1, T0 + i, (struct fix_entry[]){ { "b", title, "<p>b</p>", T0 - 200 } }, 1, NULL, NULL);
		index_all(s);
		assert_int_equal(hits(s, "lakes"), 1);
		if (i) {
			snprintf(title, sizeof title, "Edition%d", i - 1);
			assert_int_equal(hits(s, title), 0);
		}
	}
	assert_int_equal(hits(s, "harbour"), 1);
	fix_put(s, find(s, "c"), DOC_PAGE, "Mara Quell saw the lakes.", names, 1);
	index_all(s);
	assert_int_equal(hits(s, "lakes"), 2);

	/* A window further down, and back. */
	struct item_view v = { .filter = STR("lakes") };
	struct store_item *it;
	uint32_t n;
	must(store_items(s, &a, &v, NULL, false, 1, &it, &n, e));
	assert_int_equal(it[0].id, find(s, "b"));
	struct item_anchor at = { it[0].published, it[0].id };
	must(store_items(s, &a, &v, &at, false, 5, &it, &n, e));
	assert_int_equal(n, 1);
	assert_int_equal(it[0].id, find(s, "c"));
	at = (struct item_anchor){ it[0].published, it[0].id };
	must(store_items(s, &a, &v, &at, true, 5, &it, &n, e));
	assert_int_equal(n, 1);
	assert_int_equal(it[0].id, find(s, "b"));
	v.unread_only = true;
	must(store_mark_read(s, NULL, &v, NULL, NULL, e));
	must(store_items(s, &a, &v, NULL, false, 5, &it, &n, e));
	assert_int_equal(n, 0);
	fix_sound(s);
	arena_free(&a);
	store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(documents),
		cmocka_unit_test(changed_items),
		cmocka_unit_test(actors_and_quotes),
		cmocka_unit_test(searching),
	};
	return cmocka_run_group_tests_name("store documents", tests, NULL, NULL);
}
