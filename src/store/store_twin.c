/* store_twin.c - a story that several feeds have is stored once.
 *
 * What tells one story from another is its address (url_story()), or, of an entry without one, an id that is meant to be unique in the
 * world (tag:, urn:). The first entry that brings it makes the item. An entry of another feed with the same key becomes a twin: a row
 * that keeps the entry's id and fingerprint, so that it is known again, and its place in that feed's list; text, search row and
 * annotations are the item's. item.feed is the source whose text is shown; it is always a subscribed one, as long as one of them is.
 * An address that several entries of one feed have is nobody's.
 *
 * Each set of feeds that share stories is a circle, with the number of its stories: from it a list of several feeds knows how many of its
 * stories it would count more than once.
 */
#include "config.h"

#include <stdlib.h>

#include "quotidian/htmltext.h"
#include "quotidian/url.h"
#include "store_int.h"

#define SOURCES_MAX 64
#define SPAN (14 * 86400) /* an address that comes back after this long tells something new: pages named "today", aggregators' finds */
#define TEXT_MAX ((size_t)4 << 20)

enum sole story_key(int64_t *key, struct str url, struct str given)
{
	char room[URL_MAX];
	struct str k = url_story(room, url);
	if (!k.n && !url.n && (str_istarts(given, STR("tag:")) || str_istarts(given, STR("urn:"))))
		k = given;
	*key = (int64_t)str_hash(k.n ? k : url);
	return k.n ? SOLE_YES : SOLE_NOT;
}

struct held { /* an item as this file needs it */
	int64_t id, feed, published, received, content, circle, guid;
	bool unread, starred, hidden, page;
	enum sole sole;
	struct str title, url, given;
};

/* 1 found, 0 not. */
static int held_by(struct store *s, struct arena *a, enum sql_id how, int64_t v, struct held *out, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, how, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, v);
	r = sql_row(s, st, e);
	if (r <= 0)
		return r;
	*out = (struct held){
		.id = sqlite3_column_int64(st, 0),
		.feed = sqlite3_column_int64(st, 1),
		.published = sqlite3_column_int64(st, 2),
		.received = sqlite3_column_int64(st, 3),
		.unread = sqlite3_column_int(st, 4) != 0,
		.starred = sqlite3_column_int(st, 5) != 0,
		.hidden = sqlite3_column_int(st, 6) != 0,
		.page = sqlite3_column_int(st, 7) != 0,
		.sole = (enum sole)sqlite3_column_int(st, 8),
		.content = sqlite3_column_int64(st, 9),
		.circle = sqlite3_column_int64(st, 10),
		.guid = sqlite3_column_int64(st, 11),
		.title = sql_str(st, 12, a),
		.url = sql_str(st, 13, a),
		.given = sql_str(st, 14, a),
	};
	sqlite3_reset(st);
	return 1;
}

/* ---- circles ---- */

static int by_number(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
	return (a > b) - (a < b);
}

static int circle_counts(struct store *s, int64_t circle, const struct held *h, int n, struct err *e)
{
	return sql_do(s, SQL_circle_counts, (int64_t[]){ circle, n, n * (int)h->unread, n * (int)h->starred }, 4, e);
}

static int circle_number(struct store *s, struct str feeds, int64_t *id, struct err *e)
{
	int r = sql_one_of(s, SQL_circle_of, feeds, NULL, 0, id, e);
	if (r)
		return r < 0 ? r : 0;
	sqlite3_stmt *st = sql_get(s, SQL_circle_insert, &r, e);
	if (!st)
		return r;
	sql_bind_str(st, 1, feeds);
	r = sql_run(s, st, e);
	*id = sqlite3_last_insert_rowid(s->db);
	return r;
}

/* The feeds of a story have changed: into the circle that they are now. */
static int circle_settle(struct store *s, struct held *h, struct err *e)
{
	struct arena a = { 0 };
	int64_t *twin, feed[SOURCES_MAX], circle = 0;
	uint32_t n, k = 0;
	int r = sql_ids(s, &a, SQL_twin_feeds, &h->id, 1, &twin, &n, e);
	feed[k++] = h->feed;
	for (uint32_t i = 0; i < n && k < SOURCES_MAX; i++)
		feed[k++] = twin[i];
	arena_free(&a);
	if (r == 0 && k > 1) {
		struct buf b;
		buf_init(&b, 0);
		qsort(feed, k, sizeof *feed, by_number);
		for (uint32_t i = 0; i < k; i++)
			buf_addf(&b, "%s%lld", i ? "," : "", (long long)feed[i]);
		r = circle_number(s, buf_str(&b), &circle, e);
		buf_free(&b);
	}
	if (r || circle == h->circle)
		return r;
	if (h->circle) {
		r = circle_counts(s, h->circle, h, -1, e);
		if (r == 0)
			r = sql_do(s, SQL_circle_drop, &h->circle, 1, e);
	}
	if (r == 0 && circle)
		r = circle_counts(s, circle, h, 1, e);
	h->circle = circle;
	return r ? r : sql_do(s, SQL_story_circle, (int64_t[]){ h->id, circle }, 2, e);
}

int store_circles(struct store *s, struct arena *a, struct store_circle **out, uint32_t *n, struct err *e)
{
	int r;
	uint32_t cap = 0;
	*out = NULL;
	*n = 0;
	sqlite3_stmt *st = sql_get(s, SQL_circles, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		struct store_circle c = { .total = (uint32_t)sqlite3_column_int64(st, 1), .unread = (uint32_t)sqlite3_column_int64(st, 2),
			                      .starred = (uint32_t)sqlite3_column_int64(st, 3) };
		struct str rest = sql_peek(st, 0), part;
		c.feed = ARENA_NEW(a, int64_t, SOURCES_MAX);
		while (c.nfeed < SOURCES_MAX && str_split(&rest, ',', &part))
			c.nfeed += str_int(&c.feed[c.nfeed], part) == 0;
		ARENA_PUSH(a, struct store_circle, *out, *n, cap, c);
	}
	return r;
}

/* ---- twins ---- */

static int twin_put(struct store *s, const struct held *h, int64_t feed, int64_t guid, int64_t content, struct str given, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_twin_put, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, feed);
	sqlite3_bind_int64(st, 2, h->published);
	sqlite3_bind_int64(st, 3, h->id);
	sqlite3_bind_int(st, 4, h->unread);
	sqlite3_bind_int64(st, 5, guid);
	sqlite3_bind_int64(st, 6, content);
	sql_bind_str(st, 7, given);
	return sql_run(s, st, e);
}

/* A twin and the item's own entry change places: from now on the story is shown as this feed has it. */
static int promote(struct store *s, struct held *h, int64_t feed, struct err *e)
{
	struct arena a = { 0 };
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_twin_get, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, feed);
	sqlite3_bind_int64(st, 2, h->published);
	sqlite3_bind_int64(st, 3, h->id);
	r = sql_row(s, st, e);
	if (r <= 0)
		return r;
	int64_t guid = sqlite3_column_int64(st, 0), content = sqlite3_column_int64(st, 1);
	struct str given = sql_str(st, 2, &a);
	sqlite3_reset(st);
	r = sql_do(s, SQL_twin_drop, (int64_t[]){ feed, h->published, h->id }, 3, e);
	st = r ? NULL : sql_get(s, SQL_story_move, &r, e);
	if (st) {
		sqlite3_bind_int64(st, 1, h->id);
		sqlite3_bind_int64(st, 2, feed);
		sqlite3_bind_int64(st, 3, guid);
		sqlite3_bind_int64(st, 4, content);
		sql_bind_str(st, 5, given);
		r = sql_run(s, st, e);
	}
	if (r == 0)
		r = twin_put(s, h, h->feed, h->guid, h->content, h->given, e);
	h->feed = feed;
	h->guid = guid;
	h->content = content;
	arena_free(&a);
	return r;
}

/* Is one of these hosts the other, or in its domain? */
static bool same_house(struct arena *a, struct str x, struct str y)
{
	x = url_site(a, x);
	y = url_site(a, y);
	if (x.n < y.n) {
		struct str t = x;
		x = y;
		y = t;
	}
	return y.n && str_chr(y, '.', 0) != STR_NPOS && str_ends(x, y) && (x.n == y.n || x.s[x.n - y.n - 1] == '.');
}

/* *home: the feed is of the site that the story is on. */
static int at_home(struct store *s, struct arena *a, int64_t feed, struct str url, bool *home, struct err *e)
{
	struct store_feed f;
	int r = store_feed(s, a, feed, &f, e);
	*home = r == 0 && (same_house(a, f.url, url) || same_house(a, f.link, url));
	return r;
}

/* Bytes of text that the feed gave for the item. */
static int text_length(struct store *s, struct arena *a, int64_t item, size_t *n, struct err *e)
{
	struct str html;
	struct doc *d;
	struct buf b;
	*n = 0;
	int r = store_item_body(s, a, item, &html, e);
	if (r || html.n) {
		buf_init(&b, TEXT_MAX);
		html_text(&b, html);
		*n = b.n;
		buf_free(&b);
		return r;
	}
	if (store_doc_get(s, item, DOC_FEED, &d, NULL) == 0) {
		*n = d->text.n;
		doc_free(d);
	}
	return 0;
}

/* Is the story to be shown as this feed has it? An aggregator's remark does not hide the text of the site itself, nor a headline an
 * article: the site's own feed goes before others, then what is clearly longer. A change is followed unless it is clearly shorter. */
static int takes(struct store *s, const struct held *h, int64_t feed, const struct shaped *it, bool change, bool *yes, struct err *e)
{
	struct arena a = { 0 };
	bool home, was_home;
	size_t old = 0;
	*yes = false;
	if (h->page)
		return 0;
	int r = at_home(s, &a, feed, h->url, &home, e);
	if (r == 0)
		r = at_home(s, &a, h->feed, h->url, &was_home, e);
	if (r == 0 && (home || !was_home)) {
		struct buf b;
		buf_init(&b, TEXT_MAX);
		html_text(&b, it->html);
		r = text_length(s, &a, h->id, &old, e);
		*yes = change ? b.n * 3 >= old * 2 : home && !was_home ? b.n >= old : b.n * 2 > old * 3;
		buf_free(&b);
	}
	arena_free(&a);
	return r;
}

static int has_source(struct store *s, const struct held *h, int64_t feed, bool *yes, uint32_t *n, struct err *e)
{
	struct arena a = { 0 };
	int64_t *twin;
	*n = 0;
	*yes = h->feed == feed;
	int r = h->circle ? sql_ids(s, &a, SQL_twin_feeds, &h->id, 1, &twin, n, e) : 0;
	for (uint32_t i = 0; i < *n; i++)
		*yes = *yes || twin[i] == feed;
	arena_free(&a);
	return r;
}

/* Hashes are equal; are the addresses? */
static bool same_story(const struct held *h, struct str url, struct str id)
{
	char x[URL_MAX], y[URL_MAX];
	struct str a = url_story(x, h->url), b = url_story(y, url);
	return str_eq(a.n ? a : h->given, b.n ? b : id);
}

static int meet(struct store *s, const struct store_poll *p, int64_t guid, struct str id, int64_t content, bool hidden,
                const struct shaped *it, struct held *h, enum meeting *how, struct err *e)
{
	bool here, yes = false;
	uint32_t n;
	int r = has_source(s, h, p->feed, &here, &n, e);
	if (r || !same_story(h, it->url, id))
		return r;
	if (here) /* two of one feed: the address says nothing; what is joined already stays so */
		return h->circle || h->sole == SOLE_SPOILT ? 0 : sql_do(s, SQL_story_sole, (int64_t[]){ h->id, SOLE_SPOILT }, 2, e);
	bool far = it->published && (it->published > h->published + SPAN || it->published < h->published - SPAN);
	if (h->sole == SOLE_SPOILT || it->sole == SOLE_SPOILT || far || n + 2 > SOURCES_MAX)
		return 0;
	*how = MEET_TWIN;
	r = twin_put(s, h, p->feed, guid, content, id, e);
	if (r == 0)
		r = circle_settle(s, h, e);
	if (r == 0)
		r = sql_do(s, SQL_feed_counts, (int64_t[]){ p->feed, 1, h->unread, h->starred }, 4, e);
	if (r == 0 && content != h->content && !hidden)
		r = takes(s, h, p->feed, it, false, &yes, e);
	if (r == 0 && (yes || (h->hidden && !hidden)))
		r = promote(s, h, p->feed, e);
	if (yes)
		*how = MEET_TAKES;
	return r;
}

int twin_meet(struct store *s, const struct store_poll *p, int64_t guid, struct str id, int64_t content, bool hidden, const struct shaped *it,
              enum meeting *how, int64_t *item, struct err *e)
{
	struct arena a = { 0 };
	struct held h;
	*how = MEET_APART;
	int r = held_by(s, &a, SQL_story_by_key, it->key, &h, e);
	if (r > 0) {
		*item = h.id;
		r = meet(s, p, guid, id, content, hidden, it, &h, how, e);
	}
	arena_free(&a);
	return r;
}

int twin_known(struct store *s, int64_t feed, int64_t guid, int64_t *item, int64_t *content, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_twin_known, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, feed);
	sqlite3_bind_int64(st, 2, guid);
	r = sql_row(s, st, e);
	if (r > 0) {
		*item = sqlite3_column_int64(st, 0);
		*content = sqlite3_column_int64(st, 1);
		sqlite3_reset(st);
	}
	return r;
}

int twin_changed(struct store *s, int64_t feed, int64_t guid, int64_t content, int64_t item, const struct shaped *it, enum meeting *how,
                 struct err *e)
{
	struct arena a = { 0 };
	struct held h;
	bool yes = false;
	*how = MEET_TWIN;
	int r = sql_do(s, SQL_twin_content, (int64_t[]){ feed, guid, content }, 3, e);
	if (r == 0)
		r = held_by(s, &a, SQL_story_by_id, item, &h, e);
	if (r > 0)
		r = content == h.content ? 0 : takes(s, &h, feed, it, true, &yes, e);
	if (r == 0 && yes) {
		*how = MEET_TAKES;
		r = promote(s, &h, feed, e);
	}
	arena_free(&a);
	return r;
}

int twin_sole(struct store *s, int64_t item, struct shaped *it, struct err *e)
{
	struct arena a = { 0 };
	struct held h;
	if (it->sole == SOLE_NOT)
		return 0;
	int r = held_by(s, &a, SQL_story_by_key, it->key, &h, e);
	if (r > 0)
		it->sole = h.id != item ? SOLE_NOT : h.sole == SOLE_SPOILT ? SOLE_SPOILT : it->sole;
	arena_free(&a);
	return r < 0 ? r : 0;
}

/* ---- stories that go, and come back ---- */

/* Counts the story in the feeds of its twins, n times. */
static int count_twins(struct store *s, const struct held *h, int n, struct err *e)
{
	struct arena a = { 0 };
	int64_t *feed;
	uint32_t k;
	int r = sql_ids(s, &a, SQL_twin_feeds, &h->id, 1, &feed, &k, e);
	for (uint32_t i = 0; i < k && r == 0; i++)
		r = sql_do(s, SQL_feed_counts, (int64_t[]){ feed[i], n, n * (int)h->unread, n * (int)h->starred }, 4, e);
	arena_free(&a);
	return r;
}

int twin_drop_all(struct store *s, int64_t item, struct err *e)
{
	struct arena a = { 0 };
	struct held h;
	int r = held_by(s, &a, SQL_story_by_id, item, &h, e);
	if (r > 0)
		r = count_twins(s, &h, -1, e);
	if (r == 0)
		r = sql_do(s, SQL_twins_drop, &item, 1, e);
	if (r == 0)
		r = circle_settle(s, &h, e);
	arena_free(&a);
	return r;
}

int twin_back(struct store *s, int64_t item, struct err *e)
{
	struct arena a = { 0 };
	struct held h;
	int r = held_by(s, &a, SQL_story_by_id, item, &h, e);
	if (r > 0)
		r = count_twins(s, &h, 1, e);
	if (r == 0)
		r = circle_settle(s, &h, e);
	arena_free(&a);
	return r;
}

/* ---- feeds that come and go ---- */

static int promote_all(struct store *s, enum sql_id which, int64_t feed, bool to_heir, struct err *e)
{
	struct arena a = { 0 };
	int64_t *id;
	uint32_t n;
	int r = sql_ids(s, &a, which, &feed, 1, &id, &n, e);
	for (uint32_t i = 0; i < n && r >= 0; i++) {
		struct held h;
		int64_t to = feed;
		r = to_heir ? sql_one(s, SQL_twin_heir, &id[i], 1, &to, e) : 1;
		if (r > 0)
			r = held_by(s, &a, SQL_story_by_id, id[i], &h, e);
		if (r > 0)
			r = promote(s, &h, to, e);
	}
	arena_free(&a);
	return r < 0 ? r : 0;
}

int twin_feed_leaves(struct store *s, int64_t feed, struct err *e)
{
	return promote_all(s, SQL_twins_shared, feed, true, e);
}

int twin_feed_returns(struct store *s, int64_t feed, struct err *e)
{
	return promote_all(s, SQL_twins_hidden, feed, false, e);
}

/* ---- stores from before ---- */

static int adopt(struct store *s, struct arena *a, int64_t id, int64_t feed, struct str url, struct str given, struct err *e)
{
	int64_t key;
	struct held h;
	enum sole sole = story_key(&key, url, given.n ? given : url);
	int r = sole == SOLE_YES ? held_by(s, a, SQL_story_by_key, key, &h, e) : 0;
	if (r > 0) {
		sole = SOLE_NOT;
		r = h.feed == feed ? sql_do(s, SQL_story_sole, (int64_t[]){ h.id, SOLE_SPOILT }, 2, e) : 0;
	}
	return r < 0 ? r : sql_do(s, SQL_story_rekey, (int64_t[]){ id, key, sole }, 3, e);
}

int twin_adopt(struct store *s, struct err *e)
{
	int64_t last = 0;
	for (;;) {
		struct arena a = { 0 };
		struct {
			int64_t id, feed;
			struct str url, given;
		} row[500];
		int n = 0, r;
		sqlite3_stmt *st = sql_get(s, SQL_story_some, &r, e);
		if (!st)
			return r;
		sqlite3_bind_int64(st, 1, last);
		sqlite3_bind_int(st, 2, 500);
		while ((r = sql_row(s, st, e)) > 0 && n < 500) {
			row[n].id = sqlite3_column_int64(st, 0);
			row[n].feed = sqlite3_column_int64(st, 1);
			row[n].url = sql_str(st, 2, &a);
			row[n++].given = sql_str(st, 3, &a);
		}
		for (int i = 0; i < n && r == 0; i++)
			r = adopt(s, &a, last = row[i].id, row[i].feed, row[i].url, row[i].given, e);
		arena_free(&a);
		if (r || n == 0)
			return r;
	}
}
