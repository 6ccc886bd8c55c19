/* index.c - stories that wait are taken into the ranking, oldest first: terms counted, sketch and marks stored, copies found, grouped.
 *
 * A batch is one transaction: what a crash interrupts is done again from the queue, and nothing is counted twice.
 */
#include "config.h"

#include <stdlib.h>

#include "story_int.h"

#define COPY_ALIKE 0.3 /* below it two texts cannot be nearly one */
#define COPY_DAYS 60
#define COPY_READ 6    /* texts that are read at most, to find the first of a story's copies */

#define SUMS_DAYS 30   /* behind what arrives; no group so old is joined any more (group_days), its sum is only in the way */

/* Takes away what an older version of the story left, whose sketch is *was; NULL: there was none. */
static int forget(struct store *s, struct arena *a, int64_t item, struct sketch **was, struct err *e)
{
	struct store_sketch row;
	struct sketch *old = ARENA_NEW(a, struct sketch, 1);
	int rc = store_sketch(s, a, item, &row, e);
	*was = rc ? NULL : old;
	if (rc)
		return rc == QD_ENOTFOUND ? 0 : rc;
	rc = store_story_leaves(s, item, e);
	if (sketch_decode(old, row.data))
		return rc;
	for (uint32_t i = 0; i < old->nterm && rc == 0; i++)
		if (old->term[i].flags & TERM_MARK)
			rc = store_mark(s, old->term[i].term, row.published, item, false, e);
	return rc;
}

/* Bytes of sketches go into the store at the end of the batch, in the order of their rows: the pages of a table that grows at its end are
 * full. */
struct fresh {
	int64_t item;
	struct str data;
};
struct batch {
	struct arena a;
	struct tools *t;
	struct fresh *fresh;
	uint32_t n, cap;
};

/* What the store keeps for us from batch to batch, until others write. */
struct tools {
	struct kept *kept;
	struct repeats *repeats;
	struct sketcher *sketcher;
};

static void tools_free(void *p)
{
	struct tools *t = p;
	sketcher_close(t->sketcher);
	repeats_close(t->repeats);
	kept_close(t->kept);
	free(t);
}

static struct tools *tools_of(struct store *s)
{
	struct tools *t = store_kept_more(s);
	if (t)
		return t;
	t = xmalloc(sizeof *t);
	*t = (struct tools){ kept_open(), repeats_open(), sketcher_open() };
	store_keep_more(s, t, tools_free);
	return t;
}

/* The first of the stories that this one repeats, or 0. A copy of a copy must be like the first, too: no chain leads away from it. */
static int find_first(struct store *s, struct batch *b, struct arena *a, const struct store_terms *r, const struct store_item *it,
                      const struct question *q, const struct candidate *c, uint32_t n, int64_t *first, struct err *e)
{
	int64_t seen[COPY_READ];
	uint32_t nseen = 0;
	struct copy_text *own = NULL, *other;
	int rc = 0;
	*first = 0;
	for (uint32_t i = 0; i < n && nseen < COPY_READ && rc == 0 && !*first; i++) {
		int64_t id = c[i].copy_of ? c[i].copy_of : c[i].item;
		struct store_sketch row = { .published = c[i].published };
		const struct sketch *k = c[i].k;
		struct store_item of;
		bool again = id == it->id;
		if (c[i].alike < COPY_ALIKE || llabs(c[i].published - it->published) > COPY_DAYS * 86400LL || !sketch_same(&q->w.k, k, SAME_SOME))
			continue;
		for (uint32_t at = 0; at < nseen; at++)
			again = again || seen[at] == id;
		if (again)
			continue;
		seen[nseen++] = id;
		if (id != c[i].item)
			rc = load_sketch(&k, r, s, a, id, &row, e);
		if (rc == 0)
			rc = store_item(s, a, id, &of, e);
		if (rc == 0 && !own)
			rc = copy_read(&own, s, a, b->t->sketcher, b->t->repeats, it, e);
		if (rc == 0)
			rc = copy_read(&other, s, a, b->t->sketcher, b->t->repeats, &of, e);
		if (rc || !k || !own || !other)
			continue;
		double one = copy_told(&q->w.k, k, r), two = copy_told(k, &q->w.k, r);
		if (copy_same(own, other, titles_alike(&q->w, k, r), one < two ? one : two, a))
			*first = id;
	}
	return rc;
}

static int enter(struct store *s, struct batch *b, const struct question *q, const struct store_terms *r, struct err *e)
{
	struct buf data;
	buf_init(&data, 0);
	sketch_encode(&data, &q->w.k);
	struct store_sketch row = { .item = q->item, .published = q->published };
	int rc = store_sketch_put(s, &row, e);
	struct sketch *k = rc ? NULL : kept_put(b->t->kept, r, q->item, true);
	if (k) {
		struct fresh f = { q->item, arena_str(&b->a, buf_str(&data)) };
		ARENA_PUSH(&b->a, struct fresh, b->fresh, b->n, b->cap, f);
		*k = q->w.k;
	} else if (rc == 0) {
		rc = store_sketch_data_put(s, q->item, buf_str(&data), e);
	}
	buf_free(&data);
	for (uint32_t i = 0; i < q->w.k.nterm && rc == 0; i++)
		if (q->w.k.term[i].flags & TERM_MARK)
			rc = store_mark(s, q->w.k.term[i].term, q->published, q->item, true, e);
	return rc;
}

static int read_with_first(struct store *s, struct arena *a, int64_t item, int64_t first, struct err *e)
{
	struct store_item it;
	int rc = store_item(s, a, first, &it, e);
	return rc || !(it.flags & ITEM_READ) ? rc : store_item_flags(s, item, ITEM_READ, 0, e);
}

static int by_item(const void *x, const void *y)
{
	const struct fresh *a = x, *b = y;
	return (a->item > b->item) - (a->item < b->item);
}

static int put_fresh(struct store *s, struct batch *b, struct err *e)
{
	int rc = 0;
	if (b->n)
		qsort(b->fresh, b->n, sizeof *b->fresh, by_item);
	for (uint32_t i = 0; i < b->n && rc == 0; i++)
		rc = store_sketch_data_put(s, b->fresh[i].item, b->fresh[i].data, e);
	for (uint32_t i = 0; i < b->n; i++)
		kept_release(b->t->kept, b->fresh[i].item);
	return rc;
}

/* A story that is nobody's copy tells what its feed repeats, once for each of its texts. */
static int learn(struct store *s, struct batch *b, const struct store_item *it, const uint64_t *run, uint32_t n,
                 const struct sketch *now, const struct sketch *was, struct err *e)
{
	if (was && sketch_same(was, now, SAME_NEARLY))
		return 0;
	return repeats_learn(b->t->repeats, s, it->feed, run, n, e);
}

static int index_one(struct store *s, struct batch *b, const struct store_item *it, unsigned how, struct err *e)
{
	struct arena a = { 0 };
	struct store_terms r;
	struct question *q = ARENA_NEW(&a, struct question, 1);
	struct story_terms terms;
	struct sketch *was = NULL;
	kept_next(b->t->kept);
	int rc = store_terms(s, &r, e);
	r.kept = b->t->kept;
	if (rc == 0)
		rc = question_sketch(q, &r, s, &a, b->t->sketcher, it, &terms, e);
	if (rc == QD_ENOTFOUND || rc == QD_EFORMAT || rc == QD_ENEWER) { /* no text that could be read: what was known of it stays */
		arena_free(&a);
		return 0;
	}
	kept_drop(b->t->kept, it->id);
	if (rc == 0)
		rc = forget(s, &a, it->id, &was, e);
	uint32_t *class = ARENA_NEW(&a, uint32_t, terms.n);
	for (uint32_t i = 0; i < terms.n && rc == 0; i++)
		class[i] = terms.term[i].term;
	if (rc == 0 && !was)
		rc = store_terms_count(s, it->id, class, terms.n, e);
	if (rc == 0)
		rc = enter(s, b, q, &r, e);
	struct candidate *c = NULL;
	uint32_t n = 0;
	int64_t first = 0;
	uint64_t *run = ARENA_NEW(&a, uint64_t, terms.nrun); /* the sketcher reads other texts now */
	if (terms.nrun)
		memcpy(run, terms.run, terms.nrun * sizeof *run);
	if (rc == 0)
		rc = rank_candidates(q, &r, s, &a, &c, &n, e);
	if (rc == 0)
		rc = find_first(s, b, &a, &r, it, q, c, n, &first, e);
	if (rc == 0)
		rc = first ? store_copy_set(s, it->id, first, e) : learn(s, b, it, run, terms.nrun, &q->w.k, was, e);
	if (rc == 0 && first && !was && (how & STORY_COPIES_READ))
		rc = read_with_first(s, &a, it->id, first, e);
	if (rc == 0)
		rc = first ? cluster_join(s, it->id, it->published, first, e) : cluster_place(s, &a, &r, q, c, n, e);
	arena_free(&a);
	return rc;
}

static int oldest_first(const void *x, const void *y)
{
	const struct store_item *a = x, *b = y;
	if (a->published != b->published)
		return a->published < b->published ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

/* The latest date among them; those that feeds set ahead count as they came. */
static int64_t newest(const struct store_item *it, uint32_t n)
{
	int64_t last = INT64_MIN;
	for (uint32_t i = 0; i < n; i++) {
		int64_t t = it[i].published < it[i].received ? it[i].published : it[i].received;
		last = t > last ? t : last;
	}
	return last;
}

static int index_batch(struct store *s, uint32_t limit, unsigned how, uint32_t *n, struct err *e)
{
	struct batch b = { .n = 0 };
	int64_t *id;
	uint32_t nid, nit = 0;
	int rc = store_stories_waiting(s, &b.a, limit, &id, &nid, e);
	struct store_item *it = ARENA_NEW(&b.a, struct store_item, rc ? 0 : nid);
	for (uint32_t i = 0; rc == 0 && i < nid; i++) {
		rc = store_item(s, &b.a, id[i], &it[nit], e);
		nit += rc == 0;
		if (rc == QD_ENOTFOUND)
			rc = store_story_done(s, id[i], e);
	}
	if (nit)
		qsort(it, nit, sizeof *it, oldest_first);
	if (nit && rc == 0)
		rc = store_keep(s, how & STORY_MORE_COMES, e);
	if (nit && rc == 0)
		b.t = tools_of(s);
	for (uint32_t i = 0; i < nit && rc == 0; i++) {
		rc = index_one(s, &b, &it[i], how, e);
		if (rc == 0)
			rc = store_story_done(s, it[i].id, e);
	}
	if (rc == 0)
		rc = put_fresh(s, &b, e);
	if (nit && rc == 0)
		rc = repeats_flush(b.t->repeats, s, e);
	if (rc == 0 && nit)
		rc = store_terms_flush(s, e);
	if (rc == 0 && nit)
		rc = store_marks_join(s, false, e);
	if (rc == 0 && nit)
		rc = store_cluster_sums_drop(s, newest(it, nit) - SUMS_DAYS * 86400LL, e);
	store_keep_aside(s);
	*n = rc ? 0 : nid;
	arena_free(&b.a);
	return rc;
}

int story_index_some(struct store *s, uint32_t limit, unsigned how, uint32_t *n, struct err *e)
{
	*n = 0;
	int rc = store_begin(s, e);
	if (rc)
		return rc;
	rc = index_batch(s, limit, how, n, e);
	if (rc == 0)
		rc = store_commit(s, e);
	else
		store_rollback(s);
	if (rc || (!*n && !(how & STORY_MORE_COMES)))
		store_keep_drop(s);
	return rc;
}
