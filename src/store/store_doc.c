/* store_doc.c - documents as blobs, and what the annotations of the one that counts (the page's, else the feed's) say: who is in the
 * story, how often, and who is quoted. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/wire.h"
#include "store_int.h"

#define ITEM_ACTORS_MAX 256 /* of one story; those mentioned most */
#define ITEM_QUOTES_MAX (1u << QUOTE_SHIFT)

struct item_state {
	int64_t feed, published, noted;
	bool annotated; /* has a row of annotations, made from `source` */
	int64_t source;
};

static int item_state(struct store *s, int64_t item, struct item_state *out, struct err *e)
{
	sqlite3_stmt *st;
	*out = (struct item_state){ 0 };
	int r = sql_row_of(s, SQL_item_state, item, &st, e);
	if (r <= 0)
		return r < 0 ? r : sql_no_such("story", item, e);
	out->feed = sqlite3_column_int64(st, 0);
	out->published = sqlite3_column_int64(st, 3);
	out->noted = sqlite3_column_int64(st, 4);
	sqlite3_reset(st);
	r = sql_one(s, SQL_annotation_get, &item, 1, &out->source, e);
	out->annotated = r > 0;
	return r < 0 ? r : 0;
}

/* ---- taking away ---- */

static int drop_counts(struct store *s, int64_t item, struct err *e)
{
	int r;
	struct arena a = { 0 };
	int64_t (*q)[2] = NULL;
	uint32_t n = 0, cap = 0;
	sqlite3_stmt *st = sql_bound(s, SQL_quote_actors, (int64_t[]){ QUOTE_ROW(item, 0), QUOTE_ROW(item, ITEM_QUOTES_MAX - 1) }, 2, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		if (n == cap) {
			cap = cap ? cap * 2 : 16;
			q = arena_grow(&a, q, n, cap, sizeof *q, _Alignof(int64_t));
		}
		q[n][0] = sqlite3_column_int64(st, 0);
		q[n++][1] = sqlite3_column_int64(st, 1);
	}
	for (uint32_t i = 0; i < n && r == 0; i++)
		r = sql_do(s, SQL_actor_counts, (int64_t[]){ q[i][0], 0, -q[i][1] }, 3, e);
	arena_free(&a);
	return r;
}

int annotation_drop(struct store *s, int64_t item, struct err *e)
{
	struct item_state is;
	int r = item_state(s, item, &is, e);
	if (r || !is.annotated)
		return r;
	struct arena a = { 0 };
	sqlite3_stmt *st;
	r = sql_row_of(s, SQL_annotation_get, item, &st, e);
	struct wire w = wire_of(STR_NONE);
	if (r > 0) {
		w = wire_of(sql_str(st, 1, &a));
		sqlite3_reset(st);
		r = 0;
	}
	for (uint64_t n = wire_get_max(&w, ITEM_ACTORS_MAX); n-- > 0 && !w.bad && r == 0;) {
		int64_t actor = (int64_t)wire_get_u(&w);
		wire_get_u(&w);
		r = sql_do(s, SQL_posting_drop, (int64_t[]){ actor, is.published, item }, 3, e);
		if (r == 0)
			r = sql_do(s, SQL_actor_counts, (int64_t[]){ actor, -1, 0 }, 3, e);
	}
	arena_free(&a);
	if (r == 0)
		r = drop_counts(s, item, e);
	if (r == 0)
		r = sql_do(s, SQL_quote_drop, (int64_t[]){ QUOTE_ROW(item, 0), QUOTE_ROW(item, ITEM_QUOTES_MAX - 1) }, 2, e);
	if (r == 0)
		r = sql_do(s, SQL_annotation_drop, &item, 1, e);
	return r ? r : tally_add(s, TALLY_DOCS, -1, e);
}

int doc_drop_feed(struct store *s, int64_t item, struct err *e)
{
	int64_t source = -1;
	int r = sql_one(s, SQL_annotation_get, &item, 1, &source, e);
	if (r > 0)
		r = source == DOC_FEED ? annotation_drop(s, item, e) : 0;
	return r ? r : sql_do(s, SQL_doc_drop, (int64_t[]){ DOC_ROW(item, DOC_FEED) }, 1, e);
}

/* ---- putting ---- */

static int by_mentions(const void *x, const void *y)
{
	const struct actor *a = *(const struct actor *const *)x, *b = *(const struct actor *const *)y;
	if (a->mentions != b->mentions)
		return a->mentions < b->mentions ? 1 : -1;
	return (a > b) - (a < b); /* both from one array: the order of the document */
}

/* Quotes of the document; number[] are the store's ids of its actors, 0 for those not kept. */
static int put_quotes(struct store *s, int64_t item, int64_t published, const struct doc *d, const int64_t *number, struct err *e)
{
	for (uint32_t i = 0; i < d->nquote && i < ITEM_QUOTES_MAX; i++) {
		const struct quote *q = &d->quote[i];
		int64_t actor = q->actor >= 0 ? number[q->actor] : 0;
		int r = sql_do(s, SQL_quote_put, (int64_t[]){ QUOTE_ROW(item, i), actor, published, q->kind, q->confidence }, 5, e);
		if (r == 0 && actor)
			r = sql_do(s, SQL_actor_counts, (int64_t[]){ actor, 0, 1 }, 3, e);
		if (r)
			return r;
	}
	return 0;
}

/* Numbers of the actors in order[0..n). Those of whom only a surname is known come last: the others say who they may be. */
static int number_actors(struct store *s, int64_t item, int64_t published, const struct doc *d, const struct actor **order,
                          uint32_t n, int64_t *number, struct err *e)
{
	int64_t other[ITEM_ACTORS_MAX], rules = 0;
	uint32_t nother = 0;
	int r = sql_one(s, SQL_rules_any, NULL, 0, &rules, e);
	r = r < 0 ? r : 0;
	for (int lone = 0; lone < 2; lone++) {
		for (uint32_t i = 0; i < n && r == 0; i++) {
			const struct actor *ac = order[i];
			int64_t *id = &number[ac - d->actor];
			if (actor_is_lone(ac) != (lone != 0))
				continue;
			if (lone) {
				r = rules ? actor_rule(s, ac->key, item, id, e) : 0;
				if (r == 0)
					r = actor_lone(s, item, published, ac, other, nother, id, e);
				r = r > 0 ? 0 : r;
				rules |= *id;
			}
			if (r == 0)
				r = actor_number(s, item, published, ac, rules != 0, id, e);
			if (!lone)
				other[nother++] = *id;
		}
	}
	return r;
}

static int put_actors(struct store *s, int64_t item, int64_t published, const struct doc *d, int64_t *number, struct buf *list, struct arena *a,
                      struct err *e)
{
	const struct actor **order = ARENA_NEW(a, const struct actor *, d->nactor);
	uint32_t n = 0, kept = 0;
	for (uint32_t i = 0; i < d->nactor; i++) {
		if (d->actor[i].key.n && d->actor[i].key.n <= ACTOR_TEXT_MAX && d->actor[i].name.n <= ACTOR_TEXT_MAX)
			order[n++] = &d->actor[i];
	}
	qsort(order, n, sizeof *order, by_mentions);
	if (n > ITEM_ACTORS_MAX)
		n = ITEM_ACTORS_MAX;
	int r = number_actors(s, item, published, d, order, n, number, e);
	/* Rules may have made two of them one. */
	int64_t id[ITEM_ACTORS_MAX];
	uint32_t mentions[ITEM_ACTORS_MAX];
	for (uint32_t i = 0; i < n && r == 0; i++) {
		uint32_t k = 0;
		while (k < kept && id[k] != number[order[i] - d->actor])
			k++;
		if (k == kept) {
			id[kept] = number[order[i] - d->actor];
			mentions[kept++] = 0;
		}
		mentions[k] += order[i]->mentions;
	}
	wire_put_u(list, kept);
	for (uint32_t i = 0; i < kept && r == 0; i++) {
		wire_put_u(list, (uint64_t)id[i]);
		wire_put_u(list, mentions[i]);
		r = sql_do(s, SQL_posting_put, (int64_t[]){ id[i], published, item, mentions[i] }, 4, e);
		if (r == 0)
			r = sql_do(s, SQL_actor_counts, (int64_t[]){ id[i], 1, 0 }, 3, e);
	}
	return r;
}

static int annotate(struct store *s, int64_t item, int64_t published, enum doc_source from, const struct doc *d, struct err *e)
{
	struct arena a = { 0 };
	struct buf list;
	buf_init(&list, 1 << 16);
	int64_t *number = ARENA_NEW(&a, int64_t, d->nactor);
	int r = put_actors(s, item, published, d, number, &list, &a, e);
	if (r == 0)
		r = put_quotes(s, item, published, d, number, e);
	sqlite3_stmt *st = r ? NULL : sql_get(s, SQL_annotation_put, &r, e);
	if (st) {
		sqlite3_bind_int64(st, 1, item);
		sqlite3_bind_int(st, 2, from);
		sql_bind_blob(st, 3, buf_str(&list));
		r = sql_run(s, st, e);
	}
	if (r == 0)
		r = tally_add(s, TALLY_DOCS, 1, e);
	buf_free(&list);
	arena_free(&a);
	return r;
}

int annotation_again(struct store *s, int64_t item, struct err *e)
{
	struct item_state is;
	struct doc *d;
	int r = item_state(s, item, &is, e);
	if (r || !is.annotated)
		return r == QD_ENOTFOUND ? 0 : r;
	r = store_doc_get(s, item, is.source == DOC_PAGE ? DOC_PAGE : DOC_FEED, &d, e);
	if (r) /* gone or damaged: what is listed stays */
		return r == QD_ENOTFOUND || r == QD_EFORMAT ? 0 : r;
	r = annotation_drop(s, item, e);
	if (r == 0)
		r = annotate(s, item, is.published, is.source == DOC_PAGE ? DOC_PAGE : DOC_FEED, d, e);
	doc_free(d);
	return r;
}

int annotation_back(struct store *s, int64_t item, enum doc_source from, struct err *e)
{
	struct item_state is;
	struct doc *d;
	int r = item_state(s, item, &is, e);
	if (r == 0)
		r = store_doc_get(s, item, from, &d, e);
	if (r)
		return r;
	r = annotate(s, item, is.published, from, d, e);
	doc_free(d);
	return r;
}

int annotation_doc(struct store *s, int64_t item, struct doc **out, struct err *e)
{
	int64_t source = DOC_FEED;
	*out = NULL;
	int r = sql_one(s, SQL_annotation_get, &item, 1, &source, e);
	return r < 0 ? r : store_doc_get(s, item, source == DOC_PAGE ? DOC_PAGE : DOC_FEED, out, e);
}

static int decode(struct doc **out, struct str data, struct err *e)
{
	struct buf b;
	if (!pack_is(data))
		return doc_decode(out, data, e);
	buf_init(&b, 0);
	int r = pack_get(&b, data);
	r = r ? err_set(e, r, "document: its bytes are cut or altered") : doc_decode(out, buf_str(&b), e);
	buf_free(&b);
	return r;
}

static int put_row(struct store *s, int64_t item, enum doc_source from, struct str note, struct str data, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_doc_put, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, DOC_ROW(item, from));
	sql_bind_str(st, 2, note);
	if (data.n)
		sql_bind_blob(st, 3, data);
	else
		sqlite3_bind_null(st, 3);
	return sql_run(s, st, e);
}

static int put_doc(struct store *s, int64_t item, enum doc_source from, const struct doc *d, struct str why, struct str data, struct err *e)
{
	struct item_state is;
	int r = item_state(s, item, &is, e);
	if (r == 0)
		r = put_row(s, item, from, why, data, e);
	if (r)
		return r;
	if (d->annotated && (from == DOC_PAGE || !is.annotated || is.source == DOC_FEED)) {
		if (is.annotated)
			r = annotation_drop(s, item, e);
		if (r == 0)
			r = annotate(s, item, is.published, from, d, e);
		is.annotated = true;
	}
	/* A page that came first leaves the feed's text in the queue. */
	if (r == 0 && (from == DOC_FEED || is.noted != NOTED_TODO))
		r = sql_do(s, SQL_item_noted_set, (int64_t[]){ item, is.annotated ? NOTED_DONE : NOTED_PLAIN }, 2, e);
	if (r == 0 && from == DOC_FEED)
		r = sql_do(s, SQL_body_drop, &item, 1, e);
	if (r == 0 && from == DOC_PAGE)
		r = sql_do(s, SQL_item_page_set, (int64_t[]){ item, 1 }, 2, e);
	/* The feed's document says what its body said; only a page brings new words. */
	if (r == 0 && from == DOC_PAGE)
		r = search_stale(s, item, e);
	return r ? r : sql_do(s, SQL_waiting_put, &item, 1, e);
}

/* In documents the text is most, so they are packed; what packing does not make smaller is kept as it is. */
int store_doc_pack(struct packer *p, struct buf *out, const struct doc *d, struct err *e)
{
	struct buf data;
	buf_init(&data, 0);
	int r = doc_encode(&data, d);
	if (r)
		err_set(e, r, "a document is too large to store");
	else if (!packer_put(p, out, buf_str(&data)))
		buf_add(out, buf_str(&data));
	buf_free(&data);
	return r;
}

int store_doc_put_packed(struct store *s, int64_t item, enum doc_source from, const struct doc *d, struct str bytes, struct str why,
                         struct err *e)
{
	int r = store_begin(s, e);
	return r ? r : store_end(s, put_doc(s, item, from, d, why, bytes, e), e);
}

int store_doc_put(struct store *s, int64_t item, enum doc_source from, const struct doc *d, struct str why, struct err *e)
{
	struct buf data;
	buf_init(&data, 0);
	if (!s->packer)
		s->packer = packer_open();
	int r = store_doc_pack(s->packer, &data, d, e);
	if (r == 0)
		r = store_doc_put_packed(s, item, from, d, buf_str(&data), why, e);
	buf_free(&data);
	return r;
}

static int fail_doc(struct store *s, int64_t item, enum doc_source from, struct str why, struct err *e)
{
	struct item_state is;
	int r = item_state(s, item, &is, e);
	/* A page that was had before stays: old text is better than none. */
	struct arena a = { 0 };
	struct str note = STR_NONE;
	bool has = false;
	if (r == 0)
		r = store_doc_note(s, &a, item, from, &has, &note, e);
	if (r == 0 && !has)
		r = put_row(s, item, from, why, STR_NONE, e);
	if (r == 0 && from == DOC_FEED && is.noted == NOTED_TODO) {
		r = sql_do(s, SQL_item_noted_set, (int64_t[]){ item, is.annotated ? NOTED_DONE : NOTED_FAILED }, 2, e);
		if (r == 0)
			r = sql_do(s, SQL_body_drop, &item, 1, e);
	}
	arena_free(&a);
	return r;
}

int store_doc_failed(struct store *s, int64_t item, enum doc_source from, struct str why, struct err *e)
{
	int r = store_begin(s, e);
	return r ? r : store_end(s, fail_doc(s, item, from, why, e), e);
}

/* ---- reading ---- */

int store_doc_note(struct store *s, struct arena *a, int64_t item, enum doc_source from, bool *has, struct str *note, struct err *e)
{
	sqlite3_stmt *st;
	*note = STR("");
	*has = false;
	int r = sql_row_of(s, SQL_doc_get, DOC_ROW(item, from), &st, e);
	if (r > 0) {
		*note = sql_str(st, 0, a);
		*has = sqlite3_column_type(st, 1) != SQLITE_NULL;
		sqlite3_reset(st);
	}
	return r < 0 ? r : 0;
}

int store_doc_get(struct store *s, int64_t item, enum doc_source from, struct doc **out, struct err *e)
{
	sqlite3_stmt *st;
	*out = NULL;
	int r = sql_row_of(s, SQL_doc_get, DOC_ROW(item, from), &st, e);
	if (r < 0)
		return r;
	if (r == 0)
		return err_set(e, QD_ENOTFOUND, "story %lld has no %s", (long long)item, from == DOC_PAGE ? "full text yet" : "document yet");
	if (sqlite3_column_type(st, 1) == SQLITE_NULL)
		r = err_set(e, QD_ENOTFOUND, STR_FMT, STR_ARG(sql_peek(st, 0)));
	else
		r = decode(out, sql_peek(st, 1), e);
	sqlite3_reset(st);
	return r;
}

/* ---- texts at hand ---- */

void store_texts_at_hand(struct store *s, const struct store_text *t, uint32_t n)
{
	s->at_hand = t;
	s->nat_hand = n && sql_one(s, SQL_data_version, NULL, 0, &s->at_hand_version, NULL) > 0 ? n : 0;
}

void texts_at_hand_check(struct store *s)
{
	int64_t now;
	if (sql_one(s, SQL_data_version, NULL, 0, &now, NULL) <= 0 || now != s->at_hand_version)
		s->nat_hand = 0;
}

static int by_item(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = ((const struct store_text *)y)->item;
	return (a > b) - (a < b);
}

const struct store_text *store_text_at_hand(const struct store *s, int64_t item)
{
	return s->nat_hand ? bsearch(&item, s->at_hand, s->nat_hand, sizeof *s->at_hand, by_item) : NULL;
}
