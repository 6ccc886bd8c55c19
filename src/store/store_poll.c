/* store_poll.c - what a poll brought: items new and changed, validators, the feed's state; one transaction.
 *
 * This is the fast path: an unchanged item costs one look-up by (feed, hash of its id) and a comparison of fingerprints.
 */
#include "config.h"

#include <stdlib.h>

#include "quotidian/utf8.h"
#include "store_int.h"

#define SUMMARY_MAX 400
#define TITLE_MAX 1000
#define URL_CAP 8192

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

struct shaped {
	struct str title, summary, url, author, html, given;
	int64_t published; /* 0 unknown */
};

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
	out->published = t > now ? now : t; /* a date to come would stay on top for ever */
}

/* Which entries have an id that an earlier one of the same poll has: the first counts. */
static bool *find_doubles(const int64_t *guid, uint32_t n)
{
	bool *doubled = xcalloc(n ? n : 1, sizeof *doubled);
	size_t size = 16;
	while (size < (size_t)n * 2)
		size *= 2;
	uint32_t *at = xcalloc(size, sizeof *at);
	for (uint32_t i = 0; i < n; i++) {
		size_t k = (uint64_t)guid[i] & (size - 1);
		while (at[k] && guid[at[k] - 1] != guid[i])
			k = (k + 1) & (size - 1);
		if (at[k])
			doubled[i] = true;
		else
			at[k] = i + 1;
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

static int insert_item(struct store *s, const struct store_poll *p, bool hidden, int64_t guid, int64_t content,
                       const struct shaped *it, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_item_insert, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, p->feed);
	sqlite3_bind_int64(st, 2, it->published ? it->published : p->now);
	sqlite3_bind_int64(st, 3, p->now);
	sqlite3_bind_int(st, 4, hidden);
	sqlite3_bind_int64(st, 5, guid);
	sqlite3_bind_int64(st, 6, content);
	sqlite3_bind_int64(st, 7, (int64_t)str_hash(it->url));
	sql_bind_str(st, 8, it->title);
	sql_bind_str(st, 9, it->url);
	sql_bind_str(st, 10, it->author);
	sql_bind_str(st, 11, it->summary);
	sql_bind_str(st, 12, it->given);
	r = sql_run(s, st, e);
	return r ? r : put_body(s, SQL_body_insert, sqlite3_last_insert_rowid(s->db), it->html, e);
}

/* The date stays: a story that is touched again does not jump to the top. */
static int update_item(struct store *s, int64_t id, int64_t content, const struct shaped *it, struct err *e)
{
	int r = doc_drop_feed(s, id, e);
	if (r == 0)
		r = search_stale(s, id, e);
	sqlite3_stmt *st = r ? NULL : sql_get(s, SQL_item_update, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, id);
	sqlite3_bind_int64(st, 2, content);
	sqlite3_bind_int64(st, 3, (int64_t)str_hash(it->url));
	sql_bind_str(st, 4, it->title);
	sql_bind_str(st, 5, it->url);
	sql_bind_str(st, 6, it->author);
	sql_bind_str(st, 7, it->summary);
	sql_bind_str(st, 8, it->given);
	r = sql_run(s, st, e);
	if (r)
		return r;
	return put_body(s, SQL_body_put, id, it->html, e);
}

static int store_entry(struct store *s, const struct store_poll *p, const struct feed_entry *en, int64_t guid, bool hidden, bool first,
                       uint32_t *n_new, uint32_t *n_changed, struct err *e)
{
	int64_t content = fingerprint(en);
	struct shaped it;
	int r;
	if (first) { /* nothing of this feed can be known */
		shape(&it, en, p->now);
		++*n_new;
		return insert_item(s, p, hidden, guid, content, &it, e);
	}
	sqlite3_stmt *st = sql_get(s, SQL_item_known, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, p->feed);
	sqlite3_bind_int64(st, 2, guid);
	r = sql_row(s, st, e);
	if (r < 0)
		return r;
	if (r == 0) {
		shape(&it, en, p->now);
		r = insert_item(s, p, hidden, guid, content, &it, e);
		++*n_new;
		return r;
	}
	int64_t id = sqlite3_column_int64(st, 0), old = sqlite3_column_int64(st, 1);
	sqlite3_reset(st);
	if (old == content)
		return 0;
	shape(&it, en, p->now);
	++*n_changed;
	return update_item(s, id, content, &it, e);
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
	int64_t *guid = xcalloc(f->nentry ? f->nentry : 1, sizeof *guid);
	for (uint32_t i = 0; i < f->nentry; i++)
		guid[i] = (int64_t)str_hash(f->entry[i].id);
	bool *doubled = find_doubles(guid, f->nentry);
	/* Feeds list the newest first: stored from the end, so that a later id means newer where dates are equal or missing. */
	r = 0;
	for (uint32_t i = f->nentry; i-- > 0 && r == 0;) {
		if (!doubled[i])
			r = store_entry(s, p, &f->entry[i], guid[i], hidden != 0, !has_items, n_new, n_changed, e);
	}
	free(doubled);
	free(guid);
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
		return err_set(e, QD_ENOTFOUND, "no feed has the number %lld", (long long)p->feed);
	return r;
}

int store_poll_result(struct store *s, const struct store_poll *p, uint32_t *n_new, uint32_t *n_changed, struct err *e)
{
	*n_new = *n_changed = 0;
	int r = store_begin(s, e);
	if (r)
		return r;
	r = store_feed_state(s, p, e);
	if (r == 0 && p->parsed)
		r = store_entries(s, p, n_new, n_changed, e);
	return store_end(s, r, e);
}
