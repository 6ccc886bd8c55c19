/* test_refine.c - two events of one kind are told apart by what few of the best have; headlines stay as they were; bounds. */
#include "store/fixture.h"

#include <math.h>

#include "story/story_int.h"

#define STORIES 24
#define SHARED 100 /* words of the kind of event */
#define OWN 10     /* words of one event */

static struct store *s;
static struct store_terms rare;
static struct sketcher *reader;

static int open_all(void **state)
{
	(void)state;
	must(store_open(&s, NULL, STORE_MEMORY, e));
	must(store_terms(s, &rare, e));
	reader = sketcher_open();
	return 0;
}

static int close_all(void **state)
{
	(void)state;
	sketcher_close(reader);
	store_close(s);
	return 0;
}

static void word(struct buf *b, char kind, uint32_t number)
{
	static const char *const part[] = { "ba", "du", "ko", "lem", "nif", "ro", "sag", "tu", "vop", "zel" };
	buf_addf(b, " %cu%s%sk", kind, part[number / 10 % 10], part[number % 10]);
}

/* So many of a hundred words, others for each seed. */
static void some(struct buf *b, char kind, uint32_t of, uint32_t percent, uint32_t seed)
{
	for (uint32_t i = 0; i < of; i++) {
		uint32_t x = (i + 1) * 2654435761u ^ seed * 2246822519u;
		x = (x ^ x >> 15) * 2246822519u;
		if ((x >> 8) % 100 < percent)
			word(b, kind, i);
	}
}

static void sketch(struct weighed *out, struct str title, struct str text)
{
	struct story_terms t;
	memset(out, 0, sizeof *out);
	sketcher_read(reader, title, text, &t);
	sketch_choose(&out->k, &t, &rare);
	weigh(out, &rare);
}

static struct question here;
static struct weighed story[STORIES];
static struct candidate c[STORIES];

/* Compares with the one in question, best first; items are numbered from 1. */
static void compare_all(uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		double likeness = text_alike(&here.w, &story[i].k, &rare, NULL);
		c[i] = (struct candidate){ .item = i + 1, .score = likeness, .alike = likeness, .k = &story[i].k };
	}
	qsort(c, n, sizeof *c, best_first);
}

static bool of_event(int64_t item)
{
	return item % 2;
}

static uint32_t of_event_first(uint32_t n)
{
	uint32_t k = 0;
	for (uint32_t i = 0; i < n; i++)
		k += of_event(c[i].item);
	return k;
}

static void in_order(uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		assert_true(isfinite(c[i].score) && c[i].score >= 0.0);
		assert_true(!i || c[i - 1].score >= c[i].score);
	}
}

/* Every second story is of the event in question, the others of another one and with more of the words that all have. */
static void two_events_of_a_kind(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 0);
	some(&b, 'a', OWN, 100, 0);
	some(&b, 'x', SHARED, 100, 0);
	sketch(&here.w, STR("A repair"), buf_str(&b));
	for (uint32_t i = 0; i < STORIES; i++) {
		bool own = of_event(i + 1);
		buf_clear(&b);
		some(&b, own ? 'a' : 'b', OWN, 80, i + 1);
		some(&b, 'x', SHARED, own ? 56 : 72, i + 1);
		sketch(&story[i], STR("A repair"), buf_str(&b));
	}
	compare_all(STORIES);
	in_order(STORIES);
	assert_true(of_event_first(STORIES / 2) <= 8); /* by words alone they stand among each other */
	double alike[STORIES];
	for (uint32_t i = 0; i < STORIES; i++)
		alike[c[i].item - 1] = c[i].alike;
	refine_candidates(&here, &rare, c, STORIES);
	in_order(STORIES);
	assert_true(of_event_first(STORIES / 2) >= STORIES / 2 - 1);
	for (uint32_t i = 0; i < STORIES; i++)
		assert_true(c[i].alike == alike[c[i].item - 1]); /* what groups and copies go by */
	buf_free(&b);
}

static void headlines_stay(void **state)
{
	(void)state;
	struct buf b;
	int64_t before[STORIES];
	buf_init(&b, 0);
	sketch(&here.w, STR("Ferry runs aground off Oxmoor lighthouse"), STR(""));
	for (uint32_t i = 0; i < STORIES; i++) {
		buf_clear(&b);
		buf_addz(&b, "Ferry aground");
		some(&b, 'x', SHARED, i + 1, 7); /* each has one word more or so */
		sketch(&story[i], buf_str(&b), STR(""));
	}
	compare_all(STORIES);
	for (uint32_t i = 0; i < STORIES; i++)
		before[i] = c[i].item;
	refine_candidates(&here, &rare, c, STORIES);
	in_order(STORIES);
	assert_int_equal(c[0].item, before[0]);
	assert_true(c[0].score > c[STORIES - 1].score);
	for (uint32_t i = 0; i < 3; i++)
		assert_true(c[i].item <= 6);
	buf_free(&b);
}

static void few_and_nothing(void **state)
{
	(void)state;
	sketch(&here.w, STR("Quell"), STR("Quell opened the harbour."));
	refine_candidates(&here, &rare, c, 0);
	sketch(&story[0], STR("Vrba"), STR("Nothing of that."));
	sketch(&story[1], STR("Quell"), STR("Quell opened the harbour."));
	sketch(&story[2], STR(""), STR(""));
	compare_all(1);
	refine_candidates(&here, &rare, c, 1);
	in_order(1);
	compare_all(3);
	refine_candidates(&here, &rare, c, 3);
	in_order(3);
	assert_int_equal(c[0].item, 2);
	assert_true(c[0].score > 0.3);
	assert_true(c[2].score < 0.01);
	/* More than the best that are looked at: all are kept. */
	struct candidate many[80];
	for (uint32_t i = 0; i < 80; i++)
		many[i] = (struct candidate){ .item = i + 1, .score = 0.9 - i * 0.01, .alike = 0.9, .k = &story[1].k };
	refine_candidates(&here, &rare, many, 80);
	bool seen[80] = { false };
	for (uint32_t i = 0; i < 80; i++) {
		assert_false(seen[many[i].item - 1]);
		seen[many[i].item - 1] = true;
		assert_true(!i || many[i - 1].score >= many[i].score);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(two_events_of_a_kind, open_all, close_all),
		cmocka_unit_test_setup_teardown(headlines_stay, open_all, close_all),
		cmocka_unit_test_setup_teardown(few_and_nothing, open_all, close_all),
	};
	return cmocka_run_group_tests_name("refining", tests, NULL, NULL);
}
