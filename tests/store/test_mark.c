/* test_mark.c - which stories a term leads to: rows and runs, held against a plain list. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "draw.h"
#include "fixture.h"

#define TERMS 40
#define STORIES 4000

struct one {
	uint32_t term;
	int64_t published, item;
	bool there;
};

static int by_place(const void *x, const void *y)
{
	const struct posting *a = x, *b = y;
	if (a->published != b->published)
		return a->published < b->published ? -1 : 1;
	return (a->item > b->item) - (a->item < b->item);
}

static void hold_against(struct store *s, const struct one *all, uint32_t n, uint32_t term, struct item_anchor at, uint32_t before, uint32_t after)
{
	struct arena a = { 0 };
	struct err e = { 0 };
	struct posting *want = ARENA_NEW(&a, struct posting, n), *p;
	uint32_t nwant = 0, first = 0, got;
	for (uint32_t i = 0; i < n; i++) {
		if (all[i].term == term && all[i].there && !(all[i].published == at.published && all[i].item == at.id))
			want[nwant++] = (struct posting){ .item = all[i].item, .published = all[i].published };
	}
	qsort(want, nwant, sizeof *want, by_place);
	struct posting here = { .item = at.id, .published = at.published };
	while (first < nwant && by_place(&want[first], &here) < 0)
		first++;
	assert_int_equal(store_marks_near(s, &a, term, &at, before, after, &p, &got, &e), 0);
	uint32_t nbefore = first < before ? first : before, nafter = nwant - first < after ? nwant - first : after;
	assert_int_equal(got, nbefore + nafter);
	for (uint32_t i = 0; i < got; i++) {
		const struct posting *w = i < nbefore ? &want[first - 1 - i] : &want[first + i - nbefore];
		assert_int_equal(p[i].item, w->item);
		assert_int_equal(p[i].published, w->published);
	}
	arena_free(&a);
}

static void hold_some(struct store *s, const struct one *all, uint32_t n, unsigned times)
{
	static const uint32_t most[] = { 0, 1, 7, 64, STORE_MARKS_MAX };
	for (unsigned i = 0; i < times; i++) {
		const struct one *at = &all[draw(n)];
		hold_against(s, all, n, draw(TERMS), (struct item_anchor){ at->published + (int64_t)draw(3) - 1, at->item }, most[draw(5)],
		             most[draw(5)]);
	}
}

static void set(struct store *s, struct one *m, bool there)
{
	struct err e = { 0 };
	assert_int_equal(store_mark(s, m->term, m->published, m->item, there, &e), 0);
	m->there = there;
}

/* Stories that are there later: newest last (but for `mixed` places), newest first, or in no order. Some terms lead to many of them, most to
 * few; several are of one moment. */
static struct store *in_order(struct one *all, int order, uint32_t mixed)
{
	struct err e = { 0 };
	struct store *s;
	assert_int_equal(store_open(&s, NULL, STORE_MEMORY, &e), 0);
	for (uint32_t i = 0; i < STORIES; i++) {
		int64_t place = order == 0 ? i + draw(mixed) : order == 1 ? STORIES - i : draw(STORIES);
		all[i] = (struct one){ draw(draw(TERMS) + 1), place / 3 * 3600 - 2000000, 1 + i, false };
	}
	return s;
}

/* In each order: joined now and then, and taken away again. */
static void test_orders(void **state)
{
	(void)state;
	for (int order = 0; order < 3; order++) {
		struct err e = { 0 };
		static struct one all[STORIES];
		struct store *s = in_order(all, order, 1);
		for (uint32_t i = 0; i < STORIES; i++) {
			assert_int_equal(store_begin(s, &e), 0);
			set(s, &all[i], true);
			if (draw(8) == 0 && i)
				set(s, &all[draw(i)], false);
			if (draw(250) == 0)
				assert_int_equal(store_marks_join(s, true, &e), 0);
			assert_int_equal(store_commit(s, &e), 0);
			if (i % 200 == 0 && i)
				hold_some(s, all, i + 1, 20);
		}
		assert_int_equal(store_marks_join(s, true, &e), 0);
		hold_some(s, all, STORIES, 200);
		for (uint32_t i = 0; i < STORIES; i++)
			if (all[i].there)
				set(s, &all[i], false);
		hold_some(s, all, STORIES, 40);
		store_close(s);
	}
}

/* More than stay rows: joined step by step, with new ones between, and what a transaction that is undone joined is where it was. */
static void test_steps(void **state)
{
	(void)state;
	enum { MANY = 150000 };
	struct err e = { 0 };
	struct store *s;
	struct one *all = xcalloc(MANY, sizeof *all);
	assert_int_equal(store_open(&s, NULL, STORE_MEMORY, &e), 0);
	assert_int_equal(store_begin(s, &e), 0);
	for (uint32_t i = 0; i < MANY; i++) {
		all[i] = (struct one){ draw(TERMS), (int64_t)i * 40 + draw(4000), 1 + i, false };
		set(s, &all[i], true);
		if (i % 10000 == 9999) {
			assert_int_equal(store_marks_join(s, false, &e), 0);
			assert_int_equal(store_commit(s, &e), 0);
			assert_int_equal(store_begin(s, &e), 0);
			hold_some(s, all, i + 1, 5);
			if (i % 20000 == 9999) {
				assert_int_equal(store_marks_join(s, true, &e), 0);
				store_rollback(s);
				assert_int_equal(store_begin(s, &e), 0);
				hold_some(s, all, i + 1, 3);
			}
		}
	}
	assert_int_equal(store_commit(s, &e), 0);
	hold_some(s, all, MANY, 20);
	store_close(s);
	free(all);
}

/* While marks stay at hand, answers are the same. */
static void test_kept(void **state)
{
	(void)state;
	for (int order = 0; order < 3; order++) {
		struct err e = { 0 };
		static struct one all[STORIES];
		struct store *s = in_order(all, order, 40);
		for (uint32_t i = 0; i < STORIES;) {
			uint32_t end = i + 1 + draw(800);
			assert_int_equal(store_begin(s, &e), 0);
			assert_int_equal(store_keep(s, false, &e), 0);
			for (; i < STORIES && i < end; i++) {
				set(s, &all[i], true);
				if (draw(8) == 0 && i)
					set(s, &all[draw(i)], false);
				if (draw(4) == 0)
					hold_some(s, all, i + 1, 1);
			}
			store_keep_aside(s);
			if (draw(4) == 0)
				store_keep_drop(s);
			assert_int_equal(store_marks_join(s, draw(2) != 0, &e), 0);
			assert_int_equal(store_commit(s, &e), 0);
		}
		store_close(s);
	}
}

/* More terms than stay at hand, asked for twice, when many may stay and when few may. */
static void test_many_terms(void **state)
{
	(void)state;
	enum { MANY = 40000 };
	struct err e = { 0 };
	struct store *s;
	assert_int_equal(store_open(&s, NULL, STORE_MEMORY, &e), 0);
	assert_int_equal(store_begin(s, &e), 0);
	for (uint32_t i = 0; i < 2 * MANY; i++) {
		if (i % 10000 == 0)
			assert_int_equal(store_keep(s, i < MANY, &e), 0);
		struct arena a = { 0 };
		struct posting *p;
		uint32_t n, term = i % MANY;
		assert_int_equal(store_mark(s, term, 1000 + i, 1 + i, true, &e), 0);
		assert_int_equal(store_marks_near(s, &a, term, &(struct item_anchor){ 1000 + i, 1 + i }, 48, 24, &p, &n, &e), 0);
		assert_int_equal(n, i / MANY);
		assert_true(!n || p[0].item == 1 + i - MANY);
		arena_free(&a);
	}
	assert_int_equal(store_commit(s, &e), 0);
	store_close(s);
}

/* What another process writes is seen by who keeps marks at hand, from its next transaction on. */
static void test_others(void **state)
{
	(void)state;
	char dir[] = "/tmp/quotidian-marks-XXXXXX", path[64];
	struct err e = { 0 };
	struct store *s, *other;
	struct item_anchor at = { 2000, 20 };
	assert_non_null(mkdtemp(dir));
	snprintf(path, sizeof path, "%s/archive.db", dir);
	assert_int_equal(store_open(&s, path, STORE_WRITE, &e), 0);
	assert_int_equal(store_open(&other, path, STORE_WRITE, &e), 0);
	for (int64_t i = 0; i < 6; i++) {
		struct store *writer = i % 3 == 2 ? other : s;
		struct arena a = { 0 };
		struct posting *p;
		uint32_t n;
		assert_int_equal(store_begin(writer, &e), 0);
		assert_int_equal(store_mark(writer, 7, 1000 + i, 1 + i, true, &e), 0);
		assert_int_equal(store_commit(writer, &e), 0);
		assert_int_equal(store_begin(s, &e), 0);
		assert_int_equal(store_keep(s, false, &e), 0);
		assert_int_equal(store_marks_near(s, &a, 7, &at, 48, 24, &p, &n, &e), 0);
		assert_int_equal(n, i + 1);
		assert_int_equal(p[0].item, 1 + i);
		store_keep_aside(s);
		assert_int_equal(store_commit(s, &e), 0);
		arena_free(&a);
	}
	store_close(other);
	store_close(s);
	assert_int_equal(unlink(path), 0);
	assert_int_equal(rmdir(dir), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_orders), cmocka_unit_test(test_steps), cmocka_unit_test(test_kept), cmocka_unit_test(test_many_terms),
		cmocka_unit_test(test_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
