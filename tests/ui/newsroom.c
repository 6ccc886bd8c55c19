/* newsroom.c - stories whose people, quotes and links are written down here, so that screens do not change with the annotator. */
#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "newsroom.h"
#include "quotidian/paths.h"
#include "quotidian/ui.h"
#include "quotidian/story.h"
#include "testing.h"

struct said {
	const char *text, *cue, *speaker;
	int actor;
	enum quote_kind kind;
	int confidence;
};
struct named {
	const char *text;
	int actor;
	enum mention_kind kind;
};
struct cast {
	const char *key, *name, *role;
	enum entity_type type;
};
struct story {
	const char *id, *title, *author, *summary;
	int feed;
	int64_t published;
	const char *text;
	int heading; /* block that is a heading, -1: none */
	struct cast cast[8];
	struct named named[16];
	struct said said[8];
	const char *link[2][2];
};

#define DAY 86400
#define NOON 1795255200 /* 21 Nov 2026 10:00 UTC */

static const struct story story[] = {
	{ "w1", "Parliament passes budget after late-night vote", "Jane Roe",
	  "Lawmakers approved next year's budget on Friday after fourteen hours of debate.", 0, NOON - 2760,
	  "PORT LINDEN \u2014 Lawmakers approved next year's budget on Friday after fourteen hours of debate, ending a stand-off that had "
	  "threatened the government.\n\n"
	  "\u201CWe did not get everything we asked for,\u201D said Anna Nov\u00E1k, the finance minister. \u201CBut nobody in this chamber did.\u201D\n\n"
	  "Opposition leader Ivan Petrov called the vote \u201Ca fig leaf\u201D and said that his party would go to court.\n\n"
	  "What happens next\n\n"
	  "The bill goes to the president, who is expected to sign it in Eastmere next week. The Finance Ministry published the tables on its "
	  "site and in the gazette. Nov\u00E1k told reporters that no new taxes were planned before the election.\n\n"
	  "\u201CTonight we chose the country over the calendar,\u201D she said.",
	  3,
	  { { "per:anna novak", "Anna Nov\u00E1k", "finance minister", ENT_PER }, { "per:ivan petrov", "Ivan Petrov", "opposition leader", ENT_PER },
	    { "org:finance ministry", "Finance Ministry", "", ENT_ORG }, { "loc:eastmere", "Eastmere", "", ENT_LOC },
	    { "loc:port linden", "PORT LINDEN", "", ENT_LOC } },
	  { { "PORT LINDEN", 4, MENTION_NAME }, { "Anna Nov\u00E1k", 0, MENTION_NAME }, { "Ivan Petrov", 1, MENTION_NAME }, { "Eastmere", 3, MENTION_NAME },
	    { "Finance Ministry", 2, MENTION_NAME }, { "Nov\u00E1k", 0, MENTION_NAME }, { "she", 0, MENTION_PRONOUN } },
	  { { "\u201CWe did not get everything we asked for,\u201D", "said", "Anna Nov\u00E1k", 0, QUOTE_DIRECT, 95 },
	    { "\u201CBut nobody in this chamber did.\u201D", "said", "Anna Nov\u00E1k", 0, QUOTE_DIRECT, 90 },
	    { "the vote \u201Ca fig leaf\u201D", "called", "Ivan Petrov", 1, QUOTE_MIXED, 90 },
	    { "his party would go to court", "said", "Ivan Petrov", 1, QUOTE_INDIRECT, 80 },
	    { "no new taxes were planned before the election", "told", "Nov\u00E1k", 0, QUOTE_INDIRECT, 80 },
	    { "\u201CTonight we chose the country over the calendar,\u201D", "said", "she", 0, QUOTE_DIRECT, 40 } },
	  { { "published the tables", "https://ministry.example.org/tables" }, { "in the gazette", "https://gazette.example.org/1" } } },
	{ "w2", "Harbour strike enters second week as talks stall", "Samuel Adeyemi", "Dockers stayed away from work for an eighth day.", 0, NOON - 8400,
	  "KESTREL BAY \u2014 Dockers stayed away from work for an eighth day on Saturday.\n\n"
	  "Finance Minister Anna Nov\u00E1k has ruled out state money. \u201COur members can count,\u201D said Lena Okafor, who leads the union.",
	  -1,
	  { { "per:anna novak", "Anna Nov\u00E1k", "finance minister", ENT_PER }, { "per:lena okafor", "Lena Okafor", "", ENT_PER } },
	  { { "Anna Nov\u00E1k", 0, MENTION_NAME }, { "Lena Okafor", 1, MENTION_NAME } },
	  { { "\u201COur members can count,\u201D", "said", "Lena Okafor", 1, QUOTE_DIRECT, 95 } },
	  { { NULL } } },
	{ "g1", "Coalition partner threatens to quit over pension clause", "", "The smaller partner gave the cabinet a week.", 1, NOON - DAY + 3600,
	  "The smaller partner gave the cabinet a week. \u201CNo new taxes before the election,\u201D said Ivan Petrov.", -1,
	  { { "per:ivan petrov", "Ivan Petrov", "opposition leader", ENT_PER }, { "per:anna novak", "Anna Nov\u00E1k", "", ENT_PER } },
	  { { "Ivan Petrov", 0, MENTION_NAME } },
	  { { "\u201CNo new taxes before the election,\u201D", "said", "Ivan Petrov", 0, QUOTE_DIRECT, 95 } },
	  { { NULL } } },
	{ "g2", "\u65E5\u672C\u8A9E\u306E\u898B\u51FA\u3057: two lakes, one river and a very long headline that no list can hold", "", "Water.", 1, NOON - 40 * DAY,
	  "Two lakes and one river.", -1, { { NULL } }, { { NULL } }, { { NULL } }, { { NULL } } },
	{ "c1", "Court rejects appeal", "", "", 2, NOON - 400 * DAY, "", -1, { { NULL } }, { { NULL } }, { { NULL } }, { { NULL } } },
};
#define STORIES (sizeof story / sizeof *story)

static struct range find(const struct doc *d, const char *what, size_t from)
{
	size_t at = str_find(d->text, str_of(what), from);
	assert_true(at != STR_NPOS);
	return (struct range){ (uint32_t)at, (uint32_t)(at + strlen(what)) };
}

static struct doc *make_doc(const struct story *s)
{
	struct doc *d = doc_from_text(str_of(s->text), true);
	d->title = arena_str(&d->arena, str_of(s->title));
	if (s->heading >= 0) {
		d->block[s->heading].kind = BLOCK_H;
		d->block[s->heading].level = 2;
	}
	d->actor = ARENA_NEW(&d->arena, struct actor, 8);
	d->entity = ARENA_NEW(&d->arena, struct entity, 16);
	d->mention = ARENA_NEW(&d->arena, struct mention, 16);
	d->quote = ARENA_NEW(&d->arena, struct quote, 8);
	d->link = ARENA_NEW(&d->arena, struct link, 2);
	for (; s->cast[d->nactor].key; d->nactor++) {
		const struct cast *c = &s->cast[d->nactor];
		d->actor[d->nactor] = (struct actor){ .key = str_of(c->key), .name = str_of(c->name), .role = str_of(c->role), .type = (uint8_t)c->type };
	}
	size_t at = 0;
	for (int i = 0; s->named[i].text; i++) {
		const struct named *n = &s->named[i];
		struct range r = find(d, n->text, at);
		at = r.end;
		d->mention[d->nmention++] = (struct mention){ r, (uint8_t)n->kind, n->actor };
		d->actor[n->actor].mentions++;
		if (n->kind == MENTION_NAME)
			d->entity[d->nentity++] = (struct entity){ r, d->actor[n->actor].type, n->actor };
	}
	at = 0;
	for (int i = 0; s->said[i].text; i++) {
		const struct said *q = &s->said[i];
		struct range r = find(d, q->text, at);
		uint32_t block = d->block[doc_block_at(d, r.start)].at.start;
		at = r.end;
		d->quote[d->nquote++] = (struct quote){ .at = r, .cue = find(d, q->cue, block), .speaker = find(d, q->speaker, block),
			.speaker_name = d->actor[q->actor].name, .actor = q->actor, .kind = (uint8_t)q->kind, .confidence = (uint8_t)q->confidence };
	}
	for (int i = 0; i < 2 && s->link[i][0]; i++)
		d->link[d->nlink++] = (struct link){ find(d, s->link[i][0], 0), str_of(s->link[i][1]) };
	d->annotated = 1;
	struct err e;
	if (doc_check(d, &e))
		fail_msg("%s: %s", s->id, e.text);
	return d;
}

static void need(int rc, const struct err *e)
{
	if (rc)
		fail_msg("%s", e->text);
}

static void fill(struct store *s)
{
	static const struct feed_ref ref[] = {
		{ STR("https://wire.example.org/feed"), STR("Example Wire"), STR("World") },
		{ STR("https://gazette.example.org/feed"), STR("Daily Gazette"), STR("World") },
		{ STR("https://courier.example.org/feed"), STR("The Courier"), STR("Economy") },
	};
	struct err e = { 0 };
	need(store_feeds_sync(s, ref, 3, &e), &e);
	static struct feed_enclosure talk[] = {
		{ STR("https://gazette.example.org/talk.mp3"), STR("audio/mpeg"), 12345678, 3725, false },
		{ STR("https://gazette.example.org/talk.vtt"), STR("text/vtt"), -1, 0, true },
	};
	for (int f = 0; f < 3; f++) {
		struct feed_entry entry[STORIES];
		struct feed feed = { .format = STR("rss20"), .title = ref[f].title, .entry = entry };
		for (size_t i = 0; i < STORIES; i++)
			if (story[i].feed == f)
				entry[feed.nentry++] = (struct feed_entry){ .id = str_of(story[i].id), .title = str_of(story[i].title), .author = str_of(story[i].author),
					.summary = str_of(story[i].summary), .link = STR("https://news.example.org/story"), .published = story[i].published };
		for (uint32_t i = 0; i < feed.nentry; i++)
			if (str_eq(entry[i].id, STR("g2"))) {
				entry[i].comments = STR("https://gazette.example.org/lakes#comments");
				entry[i].comments_n = 7;
				entry[i].place = STR("Kestrel Bay");
				entry[i].enclosure = talk;
				entry[i].nenclosure = 2;
			}
		struct store_poll poll = { .feed = f + 1, .now = NOON, .next_due = NOON + DAY, .parsed = &feed, .answered = true };
		uint32_t fresh, changed;
		need(store_poll_result(s, &poll, &fresh, &changed, &e), &e);
	}
	struct store_poll bad = { .feed = 3, .now = NOON + 60, .next_due = NOON + DAY, .error = STR("https://courier.example.org/feed: 404 Not Found") };
	uint32_t fresh, changed;
	need(store_poll_result(s, &bad, &fresh, &changed, &e), &e);
	for (size_t i = 0; i < STORIES; i++) {
		int64_t id;
		need(store_item_find(s, str_of(story[i].id), &id, &e), &e);
		if (!story[i].text[0])
			continue;
		struct doc *d = make_doc(&story[i]);
		need(store_doc_put(s, id, DOC_FEED, d, STR_NONE, &e), &e);
		doc_free(d);
	}
	for (uint32_t n = 1; n;)
		need(store_index_some(s, 1000, &n, &e), &e);
	for (uint32_t n = 1; n;)
		need(story_index_some(s, 1000, 0, &n, &e), &e);
}

void newsroom_make(struct newsroom *n, bool empty)
{
	struct store *s;
	struct err e = { 0 };
	snprintf(n->dir, sizeof n->dir, "/tmp/quotidian-ui-XXXXXX");
	assert_non_null(mkdtemp(n->dir));
	snprintf(n->db, sizeof n->db, "%s/store.db", n->dir);
	snprintf(n->subs, sizeof n->subs, "%s/feeds", n->dir);
	n->empty = empty;
	setenv("QUOTIDIAN_NOW", NEWSROOM_NOW, 1);
	need(store_open(&s, n->db, STORE_WRITE, &e), &e);
	if (!empty)
		fill(s);
	store_close(s);
}

static void bring(const struct newsroom *n, int64_t number, const char *title, const char *html, uint32_t expected)
{
	struct store *s;
	struct err e = { 0 };
	struct feed_entry entry = { .id = str_of(title), .title = str_of(title), .link = html ? STR_NONE : STR("https://news.example.org/new"), .published = NOON + 600,
		.content_html = str_of(html) };
	struct feed feed = { .format = STR("rss20"), .title = STR("A paper"), .entry = &entry, .nentry = 1 };
	struct store_poll poll = { .feed = number, .now = NOON + 700, .next_due = NOON + DAY, .parsed = &feed, .answered = true };
	uint32_t fresh, changed;
	need(store_open(&s, n->db, STORE_WRITE, &e), &e);
	need(store_poll_result(s, &poll, &fresh, &changed, &e), &e);
	assert_int_equal(fresh, expected);
	store_close(s);
}

void newsroom_add(const struct newsroom *n, const char *title)
{
	bring(n, 1, title, NULL, 1);
}

void newsroom_bring(const struct newsroom *n, const char *title, const char *html)
{
	bring(n, 1, title, html, 1);
}

void newsroom_share(const struct newsroom *n, const char *title)
{
	bring(n, 2, title, NULL, 0);
}

void newsroom_page(const struct newsroom *n, const char *id, const char *text)
{
	struct store *s;
	struct err e = { 0 };
	int64_t item;
	struct doc *d = doc_from_text(str_of(text), true);
	need(store_open(&s, n->db, STORE_WRITE, &e), &e);
	need(store_item_find(s, str_of(id), &item, &e), &e);
	need(store_doc_put(s, item, DOC_PAGE, d, STR_NONE, &e), &e);
	doc_free(d);
	store_close(s);
}

static void join(struct store *s, const int64_t *item, uint32_t n)
{
	struct store_cluster c = { .head = item[0], .stories = n };
	struct err e = { 0 };
	need(store_cluster_put(s, &c, &e), &e);
	for (uint32_t i = 0; i < n; i++)
		need(store_cluster_set(s, item[i], c.id, &e), &e);
	need(store_cluster_span(s, &c, &e), &e);
	need(store_cluster_put(s, &c, &e), &e);
}

void newsroom_group(const struct newsroom *n, const char *const *id, const char *copy)
{
	struct store *s;
	struct err e = { 0 };
	int64_t item[16];
	uint32_t count = 0;
	need(store_open(&s, n->db, STORE_WRITE, &e), &e);
	for (; id[count]; count++)
		need(store_item_find(s, str_of(id[count]), &item[count], &e), &e);
	if (copy) {
		need(store_item_find(s, str_of(copy), &item[count], &e), &e);
		need(store_copy_set(s, item[count++], item[0], &e), &e);
	}
	join(s, item, count);
	store_close(s);
}

void newsroom_flood(const struct newsroom *n, int stories)
{
	struct store *s;
	struct err e = { 0 };
	int64_t *item = xcalloc((unsigned long)stories, sizeof *item);
	need(store_open(&s, n->db, STORE_WRITE, &e), &e);
	need(store_begin(s, &e), &e);
	for (int i = 0; i < stories; i++) {
		char id[32], title[64];
		snprintf(id, sizeof id, "flood-%d", i);
		snprintf(title, sizeof title, "The river stands at %d centimetres", i);
		struct story one = { .id = id, .title = title, .text = "It rose. \u201CWe watch it,\u201D said Anna Nov\u00E1k.", .heading = -1,
			.cast = { { "per:anna novak", "Anna Nov\u00E1k", "", ENT_PER } }, .named = { { "Anna Nov\u00E1k", 0, MENTION_NAME } },
			.said = { { "\u201CWe watch it,\u201D", "said", "Anna Nov\u00E1k", 0, QUOTE_DIRECT, 95 } } };
		struct feed_entry entry = { .id = str_of(id), .title = str_of(title), .published = NOON - DAY - (stories - i) * 600 };
		struct feed feed = { .format = STR("rss20"), .title = STR("Example Wire"), .entry = &entry, .nentry = 1 };
		struct store_poll poll = { .feed = 1, .now = NOON, .next_due = NOON + DAY, .parsed = &feed, .answered = true };
		uint32_t fresh, changed;
		need(store_poll_result(s, &poll, &fresh, &changed, &e), &e);
		need(store_item_find(s, str_of(id), &item[i], &e), &e);
		struct doc *d = make_doc(&one);
		need(store_doc_put(s, item[i], DOC_FEED, d, STR_NONE, &e), &e);
		doc_free(d);
	}
	need(store_commit(s, &e), &e);
	for (uint32_t k = 1; k;)
		need(story_index_some(s, 1000, 0, &k, &e), &e);
	join(s, item, (uint32_t)stories);
	store_close(s);
	free(item);
}

void newsroom_crowd(const struct newsroom *n, uint32_t stories)
{
	struct store *s;
	struct err e = { 0 };
	struct arena a = { 0 };
	struct feed_entry *entry = ARENA_NEW(&a, struct feed_entry, stories);
	for (uint32_t i = 0; i < stories; i++) {
		struct str title = arena_fmt(&a, "Bulletin %u", i);
		entry[i] = (struct feed_entry){ .id = title, .title = title, .published = NOON - 2 * DAY - (int64_t)(stories - i) * 600 };
	}
	struct feed feed = { .format = STR("rss20"), .title = STR("Daily Gazette"), .entry = entry, .nentry = stories };
	struct store_poll poll = { .feed = 2, .now = NOON, .next_due = NOON + DAY, .parsed = &feed, .answered = true };
	uint32_t fresh, changed;
	need(store_open(&s, n->db, STORE_WRITE, &e), &e);
	need(store_poll_result(s, &poll, &fresh, &changed, &e), &e);
	assert_int_equal(fresh, stories);
	store_close(s);
	arena_free(&a);
}

void newsroom_remove(const struct newsroom *n)
{
	static const char *const file[] = { "store.db", "store.db-wal", "store.db-shm", "feeds", "browser", "opened" };
	for (size_t i = 0; i < sizeof file / sizeof *file; i++) {
		char path[128];
		snprintf(path, sizeof path, "%s/%s", n->dir, file[i]);
		unlink(path);
	}
	rmdir(n->dir);
}

int newsroom_reader(void *arg)
{
	const struct newsroom *n = arg;
	struct settings s;
	struct engine *engine = NULL;
	struct query *query = NULL;
	struct store *store = NULL;
	struct err e = { 0 };
	char program[4200];
	setlocale(LC_ALL, "");
	settings_init(&s);
	s.number[SETTING_full_text] = s.number[SETTING_poll_on_start] = 0;
	snprintf(program, sizeof program, "%s/quotidian", getenv("top_builddir") ? getenv("top_builddir") : ".");
	struct engine_options eo = { .store_path = n->db, .settings = &s, .offline = true, .worker = { .count = 1, .program = program } };
	int rc = engine_open(&engine, &eo, &e);
	rc = rc ? rc : engine_start(engine, &e);
	rc = rc ? rc : query_open(&query, n->db, &e);
	rc = rc ? rc : store_open(&store, n->db, STORE_READ, &e);
	struct ui_options o = { .engine = engine, .query = query, .store = store, .settings = &s, .subs_path = n->subs };
	rc = rc ? rc : ui_run(&o, &e);
	if (rc)
		fprintf(stderr, "%s\n", e.text);
	if (query)
		query_close(query);
	if (engine)
		engine_close(engine);
	if (store)
		store_close(store);
	settings_free(&s);
	return rc ? 1 : 0;
}
