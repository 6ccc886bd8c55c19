/* store_poll.c - what a poll brought: items new and changed, validators, the feed's state; one transaction.
 *
 * This is the fast path: an unchanged item costs one look-up by (feed, hash of its id) and a comparison of fingerprints.
 */
#include "config.h"

#include <stdlib.h>

#include "quotidian/utf8.h"
#include "store_int.h"

#define SUMMARY_MAX 240
#define TITLE_MAX 1000
#define URL_CAP 8192
#define CLOCK_SET 1577836800 /* 2020-01-01: a clock before that was never set, as on small computers that have just started */

/* A fingerprint for telling changed from unchanged: 8 bytes a step, multiplied to 128 bits and folded (the idea of wyhash and mum-hash).
 * Little-endian on every machine, as it is kept in the store. */
static uint64_t mix(uint64_t a, uint64_t b)
{
	unsigned __int128 m = (unsigned __int128)a * b;
	return (uint64_t)m ^ (uint64_t)(m >> 64);
}

static uint64_t word(const char *p, size_t n)
{
	uint64_t w = 0;
	memcpy(&w, p, n);
#ifdef QD_BIG_ENDIAN
	w = __builtin_bswap64(w);
#endif
	return w;
}

static uint64_t fingerprint_str(uint64_t h, struct str s)
{
	size_t i = 0;
	for (; i + 8 <= s.n; i += 8)
		h = mix(h ^ word(s.s + i, 8), 0xa0761d6478bd642fu);
	if (i < s.n)
		h = mix(h ^ word(s.s + i, s.n - i), 0xe7037ed1a0b428dbu);
	return mix(h ^ s.n, 0x8ebc6af09c88c6e3u);
}

static int64_t fingerprint(const struct feed_entry *en)
{
	uint64_t h = 0x589965cc75374cc3u;
	h = fingerprint_str(h, en->title);
	h = fingerprint_str(h, en->link);
	h = fingerprint_str(h, en->author);
	h = fingerprint_str(h, en->content_html.n ? en->content_html : en->summary);
	h = mix(h ^ (uint64_t)en->published, 0x1d8e4e27c47d124fu);
	return (int64_t)mix(h ^ (uint64_t)en->updated, 0xa0761d6478bd642fu);
}

/* A prefix of at most `max` bytes, cut between words where there is one. */
static struct str cut(struct str s, size_t max)
{
	if (s.n <= max)
		return s;
	size_t at = utf8_floor(s, max), space = at;
	while (space > at / 2 && s.s[space] != ' ')
		space--;
	return str_sub(s, 0, space > at / 2 ? space : at);
}

static void shape(struct shaped *out, const struct feed_entry *en, int64_t now)
{
	struct str summary = en->summary.n ? en->summary : en->content;
	out->title = cut(en->title.n ? en->title : cut(summary, 100), TITLE_MAX);
	out->summary = cut(summary, SUMMARY_MAX);
	out->url = en->link.n <= URL_CAP ? en->link : STR("");
	out->author = cut(en->author, TITLE_MAX);
	out->html = en->content_html.n ? en->content_html : en->summary.n ? en->summary : out->title;
	out->given = str_eq(en->id, out->url) ? STR("") : cut(en->id, URL_CAP);
	int64_t t = en->published ? en->published : en->updated;
	out->published = t > now && now >= CLOCK_SET ? now : t; /* a date to come would stay on top for ever */
}

/* Which entries have a hash that an earlier one of the same poll has; `both`: that one, too. Those of `skip` (may be NULL) are none. */
static bool *find_doubles(const int64_t *hash, const bool *skip, uint32_t n, bool both)
{
	bool *doubled = xcalloc(n ? n : 1, sizeof *doubled);
	size_t size = 16;
	while (size < (size_t)n * 2)
		size *= 2;
	uint32_t *at = xcalloc(size, sizeof *at);
	for (uint32_t i = 0; i < n; i++) {
		if (skip && skip[i])
			continue;
		size_t k = (uint64_t)hash[i] & (size - 1);
		while (at[k] && hash[at[k] - 1] != hash[i])
			k = (k + 1) & (size - 1);
		if (!at[k]) {
			at[k] = i + 1;
			continue;
		}
		doubled[i] = true;
		if (both)
			doubled[at[k] - 1] = true;
	}
	free(at);
	return doubled;
}

static int put_body(struct store *s, enum sql_id how, int64_t item, struct str html, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, how, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, item);
	sql_bind_str(st, 2, html);
	return sql_run(s, st, e);
}

/* The date stays: a story that is touched again does not jump to the top. */
static int update_item(struct store *s, int64_t id, int64_t content, struct shaped *it, struct err *e)
{
	int r = doc_drop_feed(s, id, e);
	if (r == 0)
		r = twin_sole(s, id, it, e);
	if (r == 0)
		r = search_stale(s, id, e);
	sqlite3_stmt *st = r ? NULL : sql_get(s, SQL_item_update, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, id);
	sqlite3_bind_int64(st, 2, content);
	sqlite3_bind_int64(st, 3, it->key);
	sql_bind_str(st, 4, it->title);
	sql_bind_str(st, 5, it->url);
	sql_bind_str(st, 6, it->author);
	sql_bind_str(st, 7, it->summary);
	sql_bind_str(st, 8, it->given);
	sqlite3_bind_int(st, 9, it->sole);
	extra_bind(st, 10, it->extra);
	r = sql_run(s, st, e);
	if (r)
		return r;
	return put_body(s, SQL_body_put, id, it->html, e);
}

#define FRESH_MAX 10 /* as the statements "ten" take */
#define FRESH_COLUMNS 15
struct fresh { /* a new entry */
	uint32_t entry;
	int64_t content;
	struct shaped it;
};
struct polled { /* the entries of a poll on their way into the store */
	const struct store_poll *p;
	int64_t *guid, *key;
	bool *doubled; /* the id is that of an earlier entry, which counts */
	enum sole *sole; /* with `key`, made when the first entry is new or changed */
	struct gone *gone; /* deleted, and perhaps still listed */
	uint32_t ngone;
	bool hidden, first; /* the feed is not subscribed; nothing of it is known */
	uint32_t n_new, n_changed;
	struct fresh fresh[FRESH_MAX]; /* found new, not stored yet */
	uint32_t nfresh;
	struct buf extra;    /* of the entry that is looked at */
	struct arena extras; /* of those that are stored */
};

static void find_keys(struct polled *x)
{
	const struct feed *f = x->p->parsed;
	x->key = xcalloc(f->nentry, sizeof *x->key);
	x->sole = xcalloc(f->nentry, sizeof *x->sole);
	for (uint32_t i = 0; i < f->nentry; i++)
		x->sole[i] = story_key(&x->key[i], f->entry[i].link.n <= URL_CAP ? f->entry[i].link : STR(""), f->entry[i].id);
	bool *several = find_doubles(x->key, x->doubled, f->nentry, true);
	for (uint32_t i = 0; i < f->nentry; i++)
		x->sole[i] = x->p->apart ? SOLE_NOT : x->sole[i] && several[i] ? SOLE_SPOILT : x->sole[i];
	free(several);
}

static void shape_entry(struct shaped *out, struct polled *x, uint32_t i)
{
	if (!x->key)
		find_keys(x);
	shape(out, &x->p->parsed->entry[i], x->p->now);
	out->key = x->key[i];
	out->sole = x->sole[i];
	out->extra = x->extra.n ? arena_str(&x->extras, buf_str(&x->extra)) : STR_NONE;
}

/* The columns of row `row` of an insertion; `id` 0: the next. */
static void bind_item(sqlite3_stmt *st, int row, int64_t id, const struct polled *x, const struct fresh *n)
{
	int at = row * FRESH_COLUMNS;
	if (id)
		sqlite3_bind_int64(st, at + 1, id);
	sqlite3_bind_int64(st, at + 2, x->p->feed);
	sqlite3_bind_int64(st, at + 3, n->it.published ? n->it.published : x->p->now);
	sqlite3_bind_int64(st, at + 4, x->p->now);
	sqlite3_bind_int(st, at + 5, x->hidden);
	sqlite3_bind_int64(st, at + 6, x->guid[n->entry]);
	sqlite3_bind_int64(st, at + 7, n->content);
	sqlite3_bind_int64(st, at + 8, n->it.key);
	sql_bind_str(st, at + 9, n->it.title);
	sql_bind_str(st, at + 10, n->it.url);
	sql_bind_str(st, at + 11, n->it.author);
	sql_bind_str(st, at + 12, n->it.summary);
	sql_bind_str(st, at + 13, n->it.given);
	sqlite3_bind_int(st, at + 14, n->it.sole);
	extra_bind(st, at + 15, n->it.extra);
}

/* *stored: false when another item has the key. */
static int insert_item(struct store *s, const struct polled *x, const struct fresh *n, bool *stored, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_item_insert, &r, e);
	if (!st)
		return r;
	bind_item(st, 0, 0, x, n);
	r = sql_run(s, st, e);
	*stored = r == 0 && sqlite3_changes(s->db) == 1;
	return !*stored ? r : put_body(s, SQL_body_insert, sqlite3_last_insert_rowid(s->db), n->it.html, e);
}

/* Another item has its key. */
static int meet(struct store *s, struct polled *x, struct fresh *n, struct err *e)
{
	enum meeting how;
	int64_t item;
	bool stored = false;
	int r = twin_meet(s, x->p, x->guid[n->entry], cut(x->p->parsed->entry[n->entry].id, URL_CAP), n->content, x->hidden, &n->it, &how, &item, e);
	if (r == 0 && how == MEET_APART) {
		n->it.sole = SOLE_NOT;
		r = insert_item(s, x, n, &stored, e);
	} else if (r == 0 && how == MEET_TAKES) {
		x->n_changed++;
		r = update_item(s, item, n->content, &n->it, e);
	}
	x->n_new += stored;
	return r;
}

static int store_one(struct store *s, struct polled *x, struct fresh *n, struct err *e)
{
	bool stored;
	int r = insert_item(s, x, n, &stored, e);
	if (r == 0 && !stored)
		return meet(s, x, n, e);
	x->n_new += stored;
	return r;
}

/* The bodies of the items that were stored; the others go their own way. */
static int store_ten_some(struct store *s, struct polled *x, int64_t first, struct err *e)
{
	int r = 0;
	for (int i = 0; i < FRESH_MAX && r >= 0; i++) {
		int64_t id = first + i, feed;
		r = sql_one(s, SQL_item_state, &id, 1, &feed, e);
		if (r > 0) {
			x->n_new++;
			r = put_body(s, SQL_body_insert, id, x->fresh[i].it.html, e);
		} else if (r == 0) {
			r = meet(s, x, &x->fresh[i], e);
		}
	}
	return r;
}

static int store_ten(struct store *s, struct polled *x, struct err *e)
{
	int64_t first;
	int r = sql_one(s, SQL_item_last, NULL, 0, &first, e);
	sqlite3_stmt *st = r < 0 ? NULL : sql_get(s, SQL_item_insert_ten, &r, e);
	if (!st)
		return r;
	first++;
	for (int i = 0; i < FRESH_MAX; i++)
		bind_item(st, i, first + i, x, &x->fresh[i]);
	r = sql_run(s, st, e);
	if (r)
		return r;
	if (sqlite3_changes(s->db) != FRESH_MAX)
		return store_ten_some(s, x, first, e);
	st = sql_get(s, SQL_body_insert_ten, &r, e);
	if (!st)
		return r;
	for (int i = 0; i < FRESH_MAX; i++) {
		sqlite3_bind_int64(st, 2 * i + 1, first + i);
		sql_bind_str(st, 2 * i + 2, x->fresh[i].it.html);
	}
	x->n_new += FRESH_MAX;
	return sql_run(s, st, e);
}

/* Stores the new entries that wait. */
static int store_fresh(struct store *s, struct polled *x, struct err *e)
{
	int r = 0;
	if (x->nfresh == FRESH_MAX)
		r = store_ten(s, x, e);
	else
		for (uint32_t i = 0; i < x->nfresh && r == 0; i++)
			r = store_one(s, x, &x->fresh[i], e);
	x->nfresh = 0;
	return r;
}

static int store_new(struct store *s, struct polled *x, uint32_t i, int64_t content, struct err *e)
{
	struct fresh *n = &x->fresh[x->nfresh++];
	n->entry = i;
	n->content = content;
	shape_entry(&n->it, x, i);
	return x->nfresh == FRESH_MAX ? store_fresh(s, x, e) : 0;
}

static int store_changed(struct store *s, struct polled *x, uint32_t i, int64_t content, int64_t item, bool twin, struct err *e)
{
	struct shaped it;
	enum meeting how = MEET_TAKES;
	int r = 0;
	shape_entry(&it, x, i);
	if (twin)
		r = twin_changed(s, x->p->feed, x->guid[i], content, item, &it, &how, e);
	if (r || how != MEET_TAKES)
		return r;
	x->n_changed++;
	return update_item(s, item, content, &it, e);
}

static int store_entry(struct store *s, struct polled *x, uint32_t i, struct err *e)
{
	int64_t content = fingerprint(&x->p->parsed->entry[i]), item = 0, old = 0;
	bool same_extra = true;
	int r;
	extra_encode(&x->extra, &x->p->parsed->entry[i]);
	if (x->first)
		return store_new(s, x, i, content, e);
	sqlite3_stmt *st = sql_get(s, SQL_item_known, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, x->p->feed);
	sqlite3_bind_int64(st, 2, x->guid[i]);
	r = sql_row(s, st, e);
	bool own = r > 0;
	if (own) {
		item = sqlite3_column_int64(st, 0);
		old = sqlite3_column_int64(st, 1);
		same_extra = str_eq(sql_peek(st, 2), buf_str(&x->extra));
		sqlite3_reset(st);
	} else if (r == 0) {
		r = twin_known(s, x->p->feed, x->guid[i], &item, &old, e);
	}
	if (r <= 0)
		return r < 0 || gone_has(x->gone, x->ngone, x->guid[i]) ? r : store_new(s, x, i, content, e);
	if (x->p->stories_only)
		return 0;
	if (old != content)
		return store_changed(s, x, i, content, item, !own, e);
	/* More comments are no change of the story. */
	return same_extra ? 0 : extra_put(s, item, buf_str(&x->extra), e);
}

static int store_entries(struct store *s, const struct store_poll *p, uint32_t *n_new, uint32_t *n_changed, struct err *e)
{
	int64_t hidden = 0, has_items = 0;
	int r = sql_one(s, SQL_feed_hidden, &p->feed, 1, &hidden, e);
	if (r >= 0)
		r = sql_one(s, SQL_feed_has_items, &p->feed, 1, &has_items, e);
	if (r < 0)
		return r;
	const struct feed *f = p->parsed;
	struct polled x = { .p = p, .hidden = hidden != 0 };
	/* Who imports a story that was deleted wants it back. */
	r = p->stories_only ? 0 : gone_load(s, p->feed, &x.gone, &x.ngone, e);
	if (r) {
		free(x.gone);
		return r;
	}
	x.first = !has_items && !x.ngone;
	buf_init(&x.extra, 1 << 20);
	x.guid = xcalloc(f->nentry ? f->nentry : 1, sizeof *x.guid);
	for (uint32_t i = 0; i < f->nentry; i++)
		x.guid[i] = (int64_t)str_hash(f->entry[i].id);
	x.doubled = find_doubles(x.guid, NULL, f->nentry, false);
	/* Feeds list the newest first: stored from the end, so that a later id means newer where dates are equal or missing. */
	r = 0;
	for (uint32_t i = f->nentry; i-- > 0 && r == 0;) {
		if (!x.doubled[i])
			r = store_entry(s, &x, i, e);
	}
	if (r == 0)
		r = store_fresh(s, &x, e);
	if (r == 0)
		r = gone_settle(s, p->feed, x.gone, x.ngone, p->now, e);
	*n_new = x.n_new;
	*n_changed = x.n_changed;
	buf_free(&x.extra);
	arena_free(&x.extras);
	free(x.gone);
	free(x.sole);
	free(x.key);
	free(x.doubled);
	free(x.guid);
	if (r == 0 && *n_new)
		r = sql_do(s, SQL_feed_counts, (int64_t[]){ p->feed, *n_new, *n_new, 0 }, 4, e);
	return r;
}

/* Binds id and two texts, runs. */
static int two_texts(struct store *s, enum sql_id id, int64_t feed, struct str a, struct str b, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, id, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, feed);
	sql_bind_str(st, 2, a);
	if (sqlite3_bind_parameter_count(st) > 2)
		sql_bind_str(st, 3, b);
	return sql_run(s, st, e);
}

static int store_feed_state(struct store *s, const struct store_poll *p, struct err *e)
{
	int r = 0;
	if (p->answered)
		r = two_texts(s, SQL_feed_answered, p->feed, p->etag, p->last_modified, e);
	if (r == 0 && p->parsed)
		r = two_texts(s, SQL_feed_own, p->feed, cut(p->parsed->title, TITLE_MAX), cut(p->parsed->link, URL_CAP), e);
	if (r == 0 && p->new_url.n)
		r = two_texts(s, SQL_feed_moved, p->feed, p->new_url, STR_NONE, e);
	if (r)
		return r;
	sqlite3_stmt *st = sql_get(s, p->error.n ? SQL_feed_failure : SQL_feed_success, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, p->feed);
	sqlite3_bind_int64(st, 2, p->now);
	sqlite3_bind_int64(st, 3, p->next_due);
	sqlite3_bind_int(st, 4, p->gone);
	if (p->error.n)
		sql_bind_str(st, 5, p->error);
	r = sql_run(s, st, e);
	if (r == 0 && sqlite3_changes(s->db) == 0)
		return sql_no_such("feed", p->feed, e);
	return r;
}

int store_poll_result(struct store *s, const struct store_poll *p, uint32_t *n_new, uint32_t *n_changed, struct err *e)
{
	*n_new = *n_changed = 0;
	int r = store_begin(s, e);
	if (r)
		return r;
	if (!p->stories_only)
		r = store_feed_state(s, p, e);
	if (r == 0 && p->parsed)
		r = store_entries(s, p, n_new, n_changed, e);
	store_grows(s, *n_new);
	return store_end(s, r, e);
}
