/* store_mark.c - which stories a term leads to, in time order: new ones as rows, all others in runs.
 *
 * Sixteen terms of each story fall on as many places of a tree, and in a large archive each is a page of its own that is read and written
 * for a few bytes. So new marks go into a small table, as rows; when that has grown, its rows are joined to the runs in the order of their
 * terms, so that each page is written once for many stories (P. O'Neil and others, The log-structured merge-tree, 1996). A run is a row with
 * up to RUN_MAX stories of one term, each as its distance from the one before. Joining goes on in steps, a part of the terms at a time.
 */
#include "config.h"

#include <stdlib.h>

#include "quotidian/wire.h"
#include "store_int.h"

#define RUN_MAX 128
#define RUN_BYTES_MAX (RUN_MAX * 20)
#define NEW_LEAST 131072 /* rows, before they are joined: those of 8,000 stories */
#define NEW_SHARE 32     /* of all marks; the cost of joining does not grow with the archive then */
#define STEP_LEAST 4096  /* rows joined at a time */
#define TALLY_MARKS "marks"       /* all */
#define TALLY_UNJOINED "mark rows"    /* those that are rows */
#define TALLY_NEWEST "newest mark" /* published; what is later has nothing behind it */
#define TALLY_JOINING "joining"   /* 0: nothing is being joined; else the next term + 1 */

struct run {
	struct item_anchor m[RUN_MAX]; /* ascending */
	uint32_t n;
};

static int cmp(const struct item_anchor *a, const struct item_anchor *b)
{
	if (a->published != b->published)
		return a->published < b->published ? -1 : 1;
	return (a->id > b->id) - (a->id < b->id);
}

/* ---- runs ---- */

/* The row that a statement stands on: published and item of its first story, and the others. What is damaged ends it. */
static void run_read(struct run *out, sqlite3_stmt *st)
{
	struct wire w = wire_of(sql_peek(st, 2));
	struct item_anchor m = { sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1) };
	out->m[0] = m;
	out->n = 1;
	while (w.p < w.end && out->n < RUN_MAX) {
		uint64_t later = wire_get_max(&w, INT64_MAX / 4);
		int64_t further = wire_get_i(&w);
		if (w.bad || (m.published > 0 && later > (uint64_t)(INT64_MAX - m.published)) ||
		    __builtin_add_overflow(m.id, further, &m.id))
			break;
		m.published += (int64_t)later;
		out->m[out->n++] = m;
	}
}

static int run_write(struct store *s, uint32_t term, const struct item_anchor *m, uint32_t n, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_bound(s, SQL_run_put, (int64_t[]){ term, m[0].published, m[0].id }, 3, &r, e);
	if (!st)
		return r;
	struct buf b;
	buf_init(&b, RUN_BYTES_MAX);
	for (uint32_t i = 1; i < n; i++) {
		wire_put_u(&b, (uint64_t)(m[i].published - m[i - 1].published));
		wire_put_i(&b, m[i].id - m[i - 1].id);
	}
	sql_bind_blob(st, 4, buf_str(&b));
	r = sql_run(s, st, e);
	buf_free(&b);
	return r;
}

static int run_drop(struct store *s, uint32_t term, const struct item_anchor *first, struct err *e)
{
	return sql_do(s, SQL_run_drop, (int64_t[]){ term, first->published, first->id }, 3, e);
}

/* One run by a statement of (term, published, item); out->n is 0 when there is none. */
static int run_find(struct store *s, enum sql_id id, uint32_t term, const struct item_anchor *at, struct run *out, struct err *e)
{
	int r;
	out->n = 0;
	sqlite3_stmt *st = sql_bound(s, id, (int64_t[]){ term, at->published, at->id, 1 }, 4, &r, e);
	if (!st)
		return r;
	r = sql_row(s, st, e);
	if (r > 0) {
		run_read(out, st);
		sqlite3_reset(st);
	}
	return r < 0 ? r : 0;
}

/* The run in which a story's place is: the last that begins at it or before it. */
static int run_of(struct store *s, uint32_t term, const struct item_anchor *at, struct run *out, struct err *e)
{
	struct item_anchor behind = { at->published, at->id < INT64_MAX ? at->id + 1 : at->id };
	return run_find(s, SQL_runs_before, term, &behind, out, e);
}

/* ---- joining ---- */

/* Rows of one term, ascending, into its runs. */
static int join_term(struct store *s, uint32_t term, const struct item_anchor *m, uint32_t n, struct err *e)
{
	static const struct item_anchor top = { INT64_MAX, INT64_MAX };
	struct run old, next;
	struct item_anchor all[3 * RUN_MAX];
	int r = 0;
	for (uint32_t done = 0; done < n && r == 0;) {
		r = run_of(s, term, &m[done], &old, e);
		if (r == 0 && !old.n) /* before all others: it becomes the beginning of the first */
			r = run_find(s, SQL_runs_after, term, &m[done], &old, e);
		bool at_end = !old.n || cmp(&old.m[old.n - 1], &m[done]) < 0;
		next.n = 0;
		if (r == 0 && old.n)
			r = run_find(s, SQL_runs_after, term, cmp(&old.m[0], &m[done]) < 0 ? &m[done] : &old.m[0], &next, e);
		if (r)
			return r;
		const struct item_anchor *end = next.n ? &next.m[0] : &top;
		uint32_t k = 0, i = 0, from = done;
		while ((i < old.n || (done < n && cmp(&m[done], end) < 0 && done - from < RUN_MAX)) && k < 3 * RUN_MAX) {
			bool take = done < n && cmp(&m[done], end) < 0 && done - from < RUN_MAX;
			int c = i == old.n ? 1 : !take ? -1 : cmp(&old.m[i], &m[done]);
			all[k++] = c <= 0 ? old.m[i] : m[done];
			i += c <= 0;
			done += c >= 0;
		}
		if (old.n && cmp(&old.m[0], &all[0]) != 0)
			r = run_drop(s, term, &old.m[0], e);
		/* What grows at its end leaves full runs behind, what grows inside leaves room. */
		uint32_t parts = (k + RUN_MAX - 1) / RUN_MAX, each = at_end ? RUN_MAX : (k + parts - 1) / parts;
		for (uint32_t at = 0; at < k && r == 0; at += each)
			r = run_write(s, term, &all[at], k - at < each ? k - at : each, e);
	}
	return r;
}

struct mark {
	uint32_t term;
	struct item_anchor at;
};

/* Takes the rows of the next terms into the runs: about `rows` of them. *term: where to go on, 0 at the end. */
static int join_rows(struct store *s, int64_t *term, uint32_t rows, uint32_t *done, struct err *e)
{
	struct arena a = { 0 };
	struct mark *m = ARENA_NEW(&a, struct mark, rows);
	struct item_anchor *at = ARENA_NEW(&a, struct item_anchor, rows);
	uint32_t n = 0;
	int r;
	*done = 0;
	sqlite3_stmt *st = sql_bound(s, SQL_mark_rows, (int64_t[]){ *term - 1, rows }, 2, &r, e);
	if (st) {
		while ((r = sql_row(s, st, e)) > 0 && n < rows) {
			m[n] = (struct mark){ (uint32_t)sqlite3_column_int64(st, 0), { sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2) } };
			at[n] = m[n].at;
			n++;
		}
	}
	for (uint32_t i = 0, from = 0; i < n && r == 0; i++) {
		if (i + 1 < n && m[i + 1].term == m[from].term)
			continue;
		r = join_term(s, m[from].term, at + from, i + 1 - from, e);
		from = i + 1;
	}
	if (r == 0 && n)
		r = sql_do(s, SQL_mark_rows_drop, (int64_t[]){ *term - 1, m[n - 1].term, m[n - 1].at.published, m[n - 1].at.id }, 4, e);
	*term = n == rows ? (int64_t)m[n - 1].term + 1 : 0;
	*done = n;
	arena_free(&a);
	return r;
}

int store_marks_join(struct store *s, bool all, struct err *e)
{
	int64_t marks, rows, term;
	const int64_t fresh = s->marked;
	uint32_t done = 0;
	int r = tally_get(s, TALLY_MARKS, &marks, e);
	if (r == 0)
		r = tally_get(s, TALLY_UNJOINED, &rows, e);
	if (r == 0)
		r = tally_get(s, TALLY_JOINING, &term, e);
	if (r)
		return r;
	rows += fresh;
	marks += fresh;
	int64_t enough = marks / NEW_SHARE > NEW_LEAST ? marks / NEW_SHARE : NEW_LEAST;
	if (!term && (all ? rows > 0 : rows >= enough))
		term = 1;
	if (term) {
		uint32_t step = STEP_LEAST + (fresh > 0 && fresh < NEW_LEAST ? (uint32_t)fresh * 2 : 0);
		do
			r = join_rows(s, &term, all ? NEW_LEAST : step, &done, e), rows -= done;
		while (r == 0 && all && term);
	}
	if (r == 0)
		r = tally_set(s, TALLY_MARKS, marks, e);
	if (r == 0)
		r = tally_set(s, TALLY_UNJOINED, rows, e);
	if (r == 0)
		r = tally_set(s, TALLY_JOINING, term, e);
	if (r == 0 && s->newest > INT64_MIN)
		r = tally_set(s, TALLY_NEWEST, s->newest, e);
	if (r == 0)
		s->marked = 0;
	return r;
}

/* ---- marks at hand ---- */

/* Stories that arrive together ask for the same terms again and again, and mostly for the newest of what these lead to: of each term that was
 * asked for, those stay at hand. When as many are as may be, one goes that was not asked for since the hand of a clock last passed it
 * (F. Corbato, 1968). */
#define TERMS_KEPT 12288      /* 7 MiB when there are as many: a reader takes in what is new */
#define TERMS_KEPT_MANY 32768 /* 17 MiB: an archive is imported */
#define MARKS_KEPT 64
#define KEPT_DAYS 3 /* behind the newest mark; who asks for what is older would not find it here */

struct marks_of { /* a term */
	uint32_t term, n;
	bool filled, all; /* all that the term leads to */
	bool asked;       /* since the hand passed */
	struct small_mark {
		uint32_t published, item;
	} m[MARKS_KEPT]; /* the newest, ascending; a term with one that does not fit is not kept */
};
struct marks_kept {
	uint32_t n, most, hand;
	uint32_t place[STORE_TERMS]; /* index + 1 of a term in `of`, 0: it has none */
	struct marks_of *of[TERMS_KEPT_MANY];
};

void marks_keep(struct store *s, bool many)
{
	if (!s->kept.marks)
		s->kept.marks = xcalloc(1, sizeof *s->kept.marks);
	if (s->kept.marks->n <= TERMS_KEPT || many)
		s->kept.marks->most = many ? TERMS_KEPT_MANY : TERMS_KEPT;
}

void marks_drop(struct store *s)
{
	struct marks_kept *k = s->kept.marks;
	for (uint32_t i = 0; k && i < k->n; i++)
		free(k->of[i]);
	free(k);
	s->kept.marks = NULL;
}

static struct marks_of *kept_marks(struct store *s, uint32_t term)
{
	struct marks_kept *k = s->kept.marks;
	uint32_t at = k ? k->place[term % STORE_TERMS] : 0;
	return at && k->of[at - 1]->filled ? k->of[at - 1] : NULL;
}

/* A place for a term that has none, or whose marks are none. */
static struct marks_of *kept_place(struct marks_kept *k, uint32_t term)
{
	uint32_t *at = &k->place[term % STORE_TERMS];
	if (*at)
		return k->of[*at - 1];
	if (k->n < k->most) {
		k->of[k->n] = xmalloc(sizeof *k->of[0]);
		*at = ++k->n;
	} else {
		while (k->of[k->hand]->asked) {
			k->of[k->hand]->asked = false;
			k->hand = (k->hand + 1) % k->n;
		}
		k->place[k->of[k->hand]->term] = 0;
		*at = k->hand + 1;
		k->hand = (k->hand + 1) % k->n;
	}
	struct marks_of *of = k->of[*at - 1];
	of->term = term % STORE_TERMS;
	of->asked = false;
	return of;
}

static bool small(struct small_mark *out, int64_t published, int64_t item)
{
	*out = (struct small_mark){ (uint32_t)published, (uint32_t)item };
	return out->published == published && out->item == item;
}

static int cmp_kept(const struct small_mark *a, const struct item_anchor *b)
{
	return cmp(&(struct item_anchor){ a->published, a->item }, b);
}

static void keep_mark(struct store *s, uint32_t term, const struct item_anchor *at, bool there)
{
	struct marks_of *k = kept_marks(s, term);
	struct small_mark m;
	if (!k)
		return;
	k->filled = there && small(&m, at->published, at->id);
	if (!k->filled)
		return;
	uint32_t i = k->n;
	while (i && cmp_kept(&k->m[i - 1], at) > 0)
		i--;
	if (i && cmp_kept(&k->m[i - 1], at) == 0)
		return;
	if (k->n < MARKS_KEPT) {
		if (!i && !k->all)
			return; /* older ones may stand between */
		memmove(&k->m[i + 1], &k->m[i], (k->n++ - i) * sizeof *k->m);
		k->m[i] = m;
		return;
	}
	k->all = false;
	if (i) {
		memmove(&k->m[0], &k->m[1], (i - 1) * sizeof *k->m);
		k->m[i - 1] = m;
	}
}

/* ---- one mark ---- */

static int run_without(struct store *s, uint32_t term, const struct item_anchor *at, struct err *e)
{
	struct run old;
	int r = run_of(s, term, at, &old, e);
	for (uint32_t i = 0; i < old.n && r == 0; i++) {
		if (cmp(&old.m[i], at) != 0)
			continue;
		r = i ? 0 : run_drop(s, term, at, e);
		memmove(&old.m[i], &old.m[i + 1], (old.n - i - 1) * sizeof *old.m);
		return r || old.n == 1 ? r : run_write(s, term, old.m, old.n - 1, e);
	}
	return r;
}

/* No mark is later than *out. The number lies in a tally, from an archive's first mark on. */
static int newest(struct store *s, int64_t *out, struct err *e)
{
	int r = s->newest > INT64_MIN ? 0 : sql_one_of(s, SQL_tally_get, STR(TALLY_NEWEST), NULL, 0, &s->newest, e);
	*out = s->newest;
	return r < 0 ? r : 0;
}

int store_mark(struct store *s, uint32_t term, int64_t published, int64_t item, bool there, struct err *e)
{
	int64_t last;
	int r = there ? newest(s, &last, e) : 0;
	if (r == 0 && there && published > last)
		s->newest = published;
	if (r == 0)
		r = sql_do(s, there ? SQL_mark_put : SQL_mark_drop, (int64_t[]){ term, published, item }, 3, e);
	if (r)
		return r;
	int changed = sqlite3_changes(s->db);
	keep_mark(s, term, &(struct item_anchor){ published, item }, there);
	s->marked += there ? changed : -changed;
	return there || changed ? 0 : run_without(s, term, &(struct item_anchor){ published, item }, e);
}

/* ---- near a place ---- */

struct near { /* one side, nearest first */
	struct item_anchor m[STORE_MARKS_MAX];
	uint32_t n, most;
};

static int rows_near(struct store *s, enum sql_id id, uint32_t term, const struct item_anchor *at, struct near *out, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_bound(s, id, (int64_t[]){ term, at->published, at->id, out->most }, 4, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0)
		if (out->n < out->most)
			out->m[out->n++] = (struct item_anchor){ sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1) };
	return r;
}

/* Stories of a run that lie on one side of the place. */
static void take_run(struct near *out, const struct run *run, const struct item_anchor *at, bool before)
{
	for (uint32_t i = 0; i < run->n && out->n < out->most; i++) {
		const struct item_anchor *m = &run->m[before ? run->n - 1 - i : i];
		if (before ? cmp(m, at) < 0 : cmp(m, at) > 0)
			out->m[out->n++] = *m;
	}
}

/* `first`: the run before the place, whose end may lie behind it; filled by the side before, used by the one behind. */
static int runs_near(struct store *s, uint32_t term, const struct item_anchor *at, bool before, struct run *first, struct near *out, struct err *e)
{
	struct run run;
	int r;
	if (!before)
		take_run(out, first, at, false);
	if (out->n >= out->most)
		return 0;
	/* A run may begin at the place itself. */
	const int64_t place[] = { term, at->published, before || at->id == INT64_MIN ? at->id : at->id - 1, STORE_MARKS_MAX };
	sqlite3_stmt *st = sql_bound(s, before ? SQL_runs_before : SQL_runs_after, place, 4, &r, e);
	if (!st)
		return r;
	while (out->n < out->most && (r = sql_row(s, st, e)) > 0) {
		struct run *to = before && !first->n ? first : &run;
		run_read(to, st);
		take_run(out, to, at, before);
	}
	sqlite3_reset(st);
	return r < 0 ? r : 0;
}

/* Both, nearest first; what stands in both stands there once. */
static void merge(struct arena *a, const struct near *x, const struct near *y, bool before, struct posting **out, uint32_t *n, uint32_t *cap)
{
	for (uint32_t i = 0, k = 0, taken = 0; (i < x->n || k < y->n) && taken < x->most; taken++) {
		int c = i == x->n ? 1 : k == y->n ? -1 : cmp(&x->m[i], &y->m[k]) * (before ? -1 : 1);
		const struct item_anchor *m = c <= 0 ? &x->m[i] : &y->m[k];
		struct posting p = { .item = m->id, .published = m->published };
		ARENA_PUSH(a, struct posting, *out, *n, *cap, p);
		i += c <= 0;
		k += c >= 0;
	}
}

/* One side from the store, nearest first. */
static int side_near(struct store *s, struct arena *a, uint32_t term, const struct item_anchor *at, bool before, struct run *first, uint32_t most,
                     struct posting **out, uint32_t *n, uint32_t *cap, struct err *e)
{
	struct near rows, runs;
	rows.n = runs.n = 0;
	rows.most = runs.most = most < STORE_MARKS_MAX ? most : STORE_MARKS_MAX;
	int r = rows_near(s, before ? SQL_marks_before : SQL_marks_after, term, at, &rows, e);
	if (r == 0)
		r = runs_near(s, term, at, before, first, &runs, e);
	if (r == 0)
		merge(a, &rows, &runs, before, out, n, cap);
	return r;
}

static int fill_kept(struct store *s, struct arena *a, uint32_t term, struct marks_of **out, struct err *e)
{
	static const struct item_anchor top = { INT64_MAX, INT64_MAX };
	struct marks_of *k = *out = kept_place(s->kept.marks, term);
	struct posting *p = NULL;
	struct run first;
	uint32_t n = 0, cap = 0;
	first.n = 0;
	int r = side_near(s, a, term, &top, true, &first, MARKS_KEPT, &p, &n, &cap, e);
	k->filled = r == 0;
	for (uint32_t i = 0; i < n && k->filled; i++)
		k->filled = small(&k->m[n - 1 - i], p[i].published, p[i].item);
	k->n = n;
	k->all = n < MARKS_KEPT;
	return r;
}

/* What is at hand of a term, if that answers; else false. */
static bool near_kept(struct marks_of *k, struct arena *a, const struct item_anchor *at, uint32_t before, uint32_t after,
                      struct posting **out, uint32_t *n)
{
	uint32_t below = k->n;
	k->asked = true;
	while (below && cmp_kept(&k->m[below - 1], at) >= 0)
		below--;
	if (!k->filled || (below < (before ? before : 1) && !k->all)) /* older ones may lie there */
		return false;
	*out = ARENA_NEW(a, struct posting, k->n);
	for (uint32_t i = below; i > 0 && *n < before; i--)
		(*out)[(*n)++] = (struct posting){ .item = k->m[i - 1].item, .published = k->m[i - 1].published };
	for (uint32_t i = below, taken = 0; i < k->n && taken < after; i++) {
		if (cmp_kept(&k->m[i], at) == 0)
			continue;
		(*out)[(*n)++] = (struct posting){ .item = k->m[i].item, .published = k->m[i].published };
		taken++;
	}
	return true;
}

int store_marks_near(struct store *s, struct arena *a, uint32_t term, const struct item_anchor *at, uint32_t before, uint32_t after,
                     struct posting **out, uint32_t *n, struct err *e)
{
	struct run first; /* not zeroed, as the others: this is asked fifty times for a story */
	uint32_t cap = 0;
	int r = 0;
	first.n = 0;
	int64_t last = INT64_MAX;
	*out = NULL;
	*n = 0;
	if (s->depth && s->mode != STORE_READ)
		r = newest(s, &last, e);
	bool late = at->published >= last || (uint64_t)last - (uint64_t)at->published < KEPT_DAYS * 86400ull;
	if (r == 0 && s->kept.asked && late && before <= MARKS_KEPT) {
		struct marks_of *k = kept_marks(s, term);
		if (!k)
			r = fill_kept(s, a, term, &k, e);
		if (r || near_kept(k, a, at, before, after, out, n))
			return r;
	}
	if (at->published > last)
		after = 0; /* nothing is behind the newest story: the way of those that arrive */
	if (r == 0 && !before)
		r = run_find(s, SQL_runs_before, term, at, &first, e);
	for (int side = before ? 0 : 1; side < 2 && r == 0; side++)
		r = side_near(s, a, term, at, !side, &first, side ? after : before, out, n, &cap, e);
	return r;
}
