/* test_groups.c - signatures and copies in any order; sums of stories; groups that grow, merge, split, and count right when stories go. */
#include "stories.h"

#include "quotidian/story.h"
#include "story/story_int.h"

#define DAY 86400

static int open_store(void **state)
{
	(void)state;
	open_with(1);
	return 0;
}

static void index_all(uint32_t batch)
{
	uint32_t n;
	do
		must(story_index_some(s, batch, 0, &n, e));
	while (n);
}

static int64_t story(const char *title, int64_t ago, const char *text)
{
	char id[32];
	int64_t item;
	snprintf(id, sizeof id, "s%u", (unsigned)made++);
	fix_poll(s, 1, T0 + DAY, (struct fix_entry[]){ { id, title, NULL, T0 - ago, NULL } }, 1, NULL, NULL);
	must(store_item_find(s, str_of(id), &item, e));
	fix_put(s, item, DOC_FEED, text, NULL, 0);
	return item;
}

/* `n` words out of a list of 60 that belongs to `topic`, chosen by chance. */
static void words(struct buf *b, uint32_t topic, uint32_t n, uint64_t *chance)
{
	static const char *const part[] = { "ba", "de", "fo", "gu", "ka", "le", "mi", "no", "pa", "ru", "se", "ti", "vo", "zu" };
	for (uint32_t i = 0; i < n; i++) {
		*chance = *chance * 6364136223846793005u + 1442695040888963407u;
		uint32_t v = topic * 60 + (uint32_t)(*chance >> 33) % 60 + 200;
		for (buf_addc(b, ' '); v; v /= 14)
			buf_addz(b, part[v % 14]);
	}
}

static int64_t story_about(uint32_t topic, uint32_t other, uint32_t of_other, int64_t ago, uint64_t *chance)
{
	struct buf b;
	char title[40];
	buf_init(&b, 0);
	words(&b, topic, 60 - of_other, chance);
	words(&b, other, of_other, chance);
	snprintf(title, sizeof title, "Number %u", (unsigned)made);
	int64_t item = story(title, ago, b.s);
	buf_free(&b);
	return item;
}

/* ---- signatures ---- */

static const char wire[] = "The captain of the ferry told the court on Monday that fog had come down within minutes and that nobody on the bridge saw"
	" the lights of the other boat before it was too late to turn.\nHe said the radar had failed twice that week, and that the company knew."
	"\nThe company denies this. Its lawyer asked for the log book, which divers brought up in March, to be dried and read by an expert."
	"\nTwelve families sat in the front rows. The hearing goes on next week with the mate, the engineer and two passengers from Eastmoor.";

static void sign(struct sketch *out, struct sketcher *k, const char *text)
{
	static uint16_t level[STORE_TERMS];
	static const float rarity[] = { 1.0f };
	struct story_terms terms;
	sketcher_read(k, STR("Ferry captain blames the fog"), str_of(text), &terms);
	memset(out, 0, sizeof *out);
	sketch_choose(out, &terms, &(struct store_terms){ level, rarity, 1 });
}

static void signatures(void **state)
{
	(void)state;
	struct sketcher *k = sketcher_open();
	struct sketch *a = xcalloc(1, sizeof *a), *b = xcalloc(1, sizeof *b);
	struct buf text;
	buf_init(&text, 0);
	sign(a, k, wire);
	assert_true(sketch_same(a, a, SAME_SOME));
	/* Another dateline and byline, a line of the agency at the end, the last paragraph cut, a word changed. */
	buf_addf(&text, "EASTMOOR, 3 May (Example Wire) - By Jane Roe\n%s\nThis story was first published by the wire.", wire);
	sign(b, k, text.s);
	assert_true(sketch_same(a, b, SAME_SOME) && sketch_same(b, a, SAME_SOME));
	buf_clear(&text);
	buf_addf(&text, "%.*s", (int)(strrchr(wire, '\n') - wire), wire);
	sign(b, k, text.s);
	assert_true(sketch_same(a, b, SAME_SOME) && sketch_same(b, a, SAME_SOME));
	buf_clear(&text);
	buf_addz(&text, wire);
	memcpy(strstr(text.s, "twice"), "often", 5);
	sign(b, k, text.s);
	assert_true(sketch_same(a, b, SAME_SOME));
	/* The same affair in other words; a sentence that both have. */
	sign(b, k, "Within minutes the fog was there, the ferry's captain testified, and no one saw the other boat in time.\nTwelve families sat in the"
	           " front rows.\nAccording to him the ship's radar broke down on two occasions, which its owners were aware of; they dispute it.");
	assert_false(sketch_same(a, b, SAME_SOME));
	/* A line that stands under every story is too short to make copies. */
	sign(a, k, "Sign up to our newsletter.");
	assert_false(sketch_same(a, a, SAME_SOME));
	sign(a, k, "");
	assert_false(sketch_same(a, a, SAME_SOME));
	/* Bytes and back. */
	sign(a, k, wire);
	struct buf bytes;
	buf_init(&bytes, 0);
	sketch_encode(&bytes, a);
	assert_int_equal(sketch_decode(b, buf_str(&bytes)), 0);
	assert_int_equal(b->nshingle, a->nshingle);
	assert_memory_equal(a->shingle, b->shingle, a->nshingle * sizeof *a->shingle);
	for (size_t n = 0; n < bytes.n; n++)
		assert_int_equal(sketch_decode(b, str_n(bytes.s, n)), QD_EFORMAT);
	buf_free(&bytes);
	buf_free(&text);
	free(a);
	free(b);
	sketcher_close(k);
}

/* ---- sums ---- */

static void random_story(struct group *g, uint64_t *chance, uint32_t terms)
{
	static const uint16_t level[3 * SKETCH_TERMS];
	static const float rarity[] = { 1.0f };
	struct store_terms r = { level, rarity, 1, NULL };
	struct sketch k = { .nterm = terms };
	for (uint32_t i = 0; i < terms; i++) {
		*chance = *chance * 6364136223846793005u + 1442695040888963407u;
		k.term[i] = (struct sketch_term){ 3 * i + (uint32_t)(*chance >> 40) % 3, 1 + (*chance >> 50) % TERM_TIMES, 0 };
	}
	sketch_measure(&k, &r);
	group_story(g, &k, &r, 1, T0);
}

static void sums(void **state)
{
	(void)state;
	uint64_t chance = 3;
	enum { A = 5, B = 7 };
	struct group m[A + B], a = { 0 }, b = { 0 }, back;
	double mean = 0.0;
	for (uint32_t i = 0; i < A + B; i++) {
		random_story(&m[i], &chance, 4 + 4 * i);
		group_add(i < A ? &a : &b, &m[i]);
	}
	for (uint32_t i = 0; i < A; i++)
		for (uint32_t k = A; k < A + B; k++)
			mean += group_link(&m[i], &m[k]) / (A * B);
	assert_true(mean > 0.05);
	assert_float_equal(group_link(&a, &b), mean, 1e-5);
	assert_float_equal(group_link(&b, &a), mean, 1e-5);
	/* Days between lessen it; a sum of nothing is like nothing. */
	struct group late = b;
	late.mean += 3 * DAY;
	late.first += 3 * DAY;
	late.last += 3 * DAY;
	assert_true(group_link(&a, &late) < 0.7 * mean);
	assert_float_equal(group_link(&a, &(struct group){ 0 }), 0.0, 0.0);
	/* Short texts, which have less in common by nature, count for more. */
	assert_true(group_short(8) > group_short(30) && group_short(30) > group_short(100) && group_short(100) >= group_short(128));
	/* The most central: one that has what all have. */
	assert_true(group_central(&a, m, A) < A);
	/* Bytes and back; cut bytes are none. */
	struct buf bytes;
	buf_init(&bytes, 0);
	group_encode(&bytes, &a);
	back = (struct group){ .first = T0, .last = T0 };
	assert_int_equal(group_decode(&back, buf_str(&bytes)), 0);
	assert_int_equal(back.stories, A);
	assert_float_equal(group_link(&back, &b), mean, 1e-3);
	for (size_t n = 0; n < bytes.n; n++)
		assert_int_equal(group_decode(&back, str_n(bytes.s, n)), QD_EFORMAT);
	buf_free(&bytes);
	/* Never more terms than there is room for, and those are the weightiest. */
	struct group many = { 0 }, one;
	for (uint32_t i = 0; i < 40; i++) {
		random_story(&one, &chance, SKETCH_TERMS);
		for (uint32_t k = 0; k < one.n; k++)
			one.term[k].term += i * 50;
		group_add(&many, &one);
		assert_true(many.n <= GROUP_TERMS);
		for (uint32_t k = 1; k < many.n; k++)
			assert_true(many.term[k - 1].term < many.term[k].term);
	}
	assert_int_equal(many.stories, 40);
}

/* ---- what must hold of all groups ---- */

static void sound(void)
{
	struct arena a = { 0 };
	struct store_cluster *c;
	uint32_t n;
	must(store_clusters(s, &a, NULL, 10000, &c, &n, e));
	uint32_t in_groups = 0;
	for (uint32_t i = 0; i < n; i++) {
		struct posting *p;
		uint32_t m;
		bool head = false;
		must(store_cluster_members(s, &a, c[i].id, 10000, &p, &m, e));
		assert_int_equal(c[i].stories, m);
		assert_true(m > 1);
		assert_int_equal(c[i].last, p[0].published);
		assert_int_equal(c[i].first, p[m - 1].published);
		for (uint32_t k = 0; k < m; k++)
			head |= p[k].item == c[i].head;
		assert_true(head);
		in_groups += m;
	}
	for (int64_t item = 1; item <= made; item++) {
		struct store_sketch k;
		struct store_cluster of;
		struct err none = { 0 };
		if (store_sketch(s, &a, item, &k, &none))
			continue;
		in_groups -= k.cluster != 0;
		if (k.cluster)
			must(store_cluster(s, k.cluster, &of, e));
		if (k.copy_of) { /* a copy is with its first, which is no copy */
			struct store_sketch first;
			must(store_sketch(s, &a, k.copy_of, &first, e));
			assert_int_equal(first.copy_of, 0);
			assert_int_equal(first.cluster, k.cluster);
		}
	}
	assert_int_equal(in_groups, 0);
	arena_free(&a);
}

static int64_t group_of(int64_t item)
{
	int64_t id;
	must(store_cluster_of(s, item, &id, e));
	return id;
}

/* ---- copies ---- */

static void copies_in_any_order(void **state)
{
	static const char *const edit[] = { "%s", "EASTMOOR (Wire) - %s", "%s\nAdditional reporting by Jane Roe in Eastmoor.", "By John Doe\n%s" };
	static const int order[][4] = { { 0, 1, 2, 3 }, { 3, 2, 1, 0 }, { 1, 3, 0, 2 }, { 2, 0, 3, 1 } };
	for (size_t turn = 0; turn < sizeof order / sizeof *order; turn++) {
		uint64_t chance = 9;
		int64_t item[4], other, boiler[2];
		open_store(state);
		for (uint32_t i = 0; i < 10; i++)
			story_about(i, i, 0, (int64_t)i * 3600, &chance);
		for (int i = 0; i < 4; i++) {
			struct buf b;
			buf_init(&b, 0);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
			buf_addf(&b, edit[order[turn][i]], wire);
#pragma GCC diagnostic pop
			item[order[turn][i]] = story(i % 2 ? "Fog, says captain" : "Ferry trial begins", 600 * i, b.s);
			buf_free(&b);
		}
		other = story("Ferry trial begins", 700, "Nobody expected so many people in front of the court, where the trial about the ferry that sank"
		                                         " last winter began with a statement of the captain and tears among those who lost somebody.");
		boiler[0] = story("Live", 800, "Click here to read the whole story.");
		boiler[1] = story("Live", 900, "Click here to read the whole story.");
		index_all(turn % 2 ? 3 : 100);
		sound();
		for (int i = 1; i < 4; i++)
			assert_int_equal(first_of(item[i]), first_of(item[0]));
		assert_int_equal(first_of(other), other);
		assert_int_equal(first_of(boiler[1]), boiler[1]);
		assert_int_equal(first_of(boiler[0]), boiler[0]);
		/* The first goes: another is first. Then all but one: it is nobody's copy, and in no group of copies alone. */
		int64_t gone = first_of(item[0]);
		must(store_item_delete(s, gone, T0, e));
		sound();
		int64_t left = 0;
		for (int i = 0; i < 4; i++)
			left = item[i] != gone ? item[i] : left;
		assert_int_not_equal(first_of(left), gone);
		for (int i = 0; i < 4; i++)
			if (item[i] != gone && item[i] != left)
				must(store_item_delete(s, item[i], T0, e));
		sound();
		assert_int_equal(first_of(left), left);
		close_store(state);
	}
}

/* Two stories that end in the same long block are no copies; a story told again in fewer words is one. */
static void what_a_site_adds(void **state)
{
	(void)state;
	uint64_t chance = 11;
	struct buf own, b;
	int64_t item[3];
	for (uint32_t i = 0; i < 10; i++)
		story_about(i, i, 0, (int64_t)i * 3600, &chance);
	for (uint32_t i = 0; i < 3; i++) {
		buf_init(&own, 0);
		buf_init(&b, 0);
		chance = i == 0 ? 11 : 12; /* the third has the words of the second */
		words(&own, 1 + (i > 0), 80, &chance);
		buf_addf(&b, "%s.\n%.*s", own.s, i < 2 ? (int)sizeof wire : 300, wire);
		item[i] = story(i == 0 ? "Harbour opens late" : i == 1 ? "Bakers march again" : "Bakers march", 600 * i, b.s);
		buf_free(&own);
		buf_free(&b);
	}
	index_all(100);
	sound();
	assert_int_equal(first_of(item[0]), item[0]);
	assert_int_not_equal(first_of(item[1]), first_of(item[0]));
	assert_int_equal(first_of(item[2]), first_of(item[1]));
}

/* ---- groups ---- */

static void grow_and_shrink(void **state)
{
	(void)state;
	enum { TOPICS = 6, STORIES = 96 };
	uint64_t chance = 5;
	int64_t item[STORIES];
	for (uint32_t i = 0; i < STORIES; i++) {
		item[i] = story_about(i % TOPICS, 50, 6, (int64_t)(STORIES - i) * 900, &chance);
		index_all(10);
		if (i % 8 == 7)
			sound();
	}
	for (uint32_t i = 0; i < STORIES; i++) {
		assert_int_not_equal(group_of(item[i]), 0);
		for (uint32_t k = 0; k < i; k++)
			assert_int_equal(group_of(item[i]) == group_of(item[k]), i % TOPICS == k % TOPICS);
	}
	/* One more that comes and goes leaves all as it was. */
	int64_t group = group_of(item[0]);
	struct store_cluster before, after;
	must(store_cluster(s, group, &before, e));
	int64_t more = story_about(0, 50, 6, 60, &chance);
	index_all(10);
	assert_int_equal(group_of(more), group);
	must(store_cluster(s, group, &after, e));
	assert_int_equal(after.stories, before.stories + 1);
	assert_int_equal(after.last, T0 - 60);
	must(store_item_delete(s, more, T0, e));
	must(store_cluster(s, group, &after, e));
	assert_int_equal(after.stories, before.stories);
	assert_int_equal(after.last, before.last);
	sound();
	/* What is left still draws what comes. */
	more = story_about(0, 50, 6, 30, &chance);
	index_all(10);
	assert_int_equal(group_of(more), group);
	sound();
	/* A story that changes its subject changes its group. */
	struct buf b;
	buf_init(&b, 0);
	words(&b, 3, 60, &chance);
	fix_put(s, item[2], DOC_FEED, b.s, NULL, 0);
	buf_free(&b);
	index_all(10);
	assert_int_equal(group_of(item[2]), group_of(item[3]));
	sound();
	for (uint32_t i = 0; i < STORIES; i++) {
		must(store_item_delete(s, item[i], T0, e));
		if (i % 16 == 15)
			sound();
	}
}

static size_t sum_bytes(int64_t group)
{
	struct arena a = { 0 };
	struct str data;
	must(store_cluster_sum(s, &a, group, &data, e));
	size_t n = data.n;
	arena_free(&a);
	return n;
}

/* What stands for a group goes when nothing new can join it, and is made again for who comes late. */
static void old_sums(void **state)
{
	(void)state;
	uint64_t chance = 12;
	int64_t old[4], other[4];
	for (int i = 0; i < 4; i++)
		old[i] = story_about(1, 40, 5, 60 * DAY - i * 600, &chance);
	for (int i = 0; i < 4; i++)
		other[i] = story_about(2, 41, 5, 20 * DAY - i * 600, &chance);
	for (uint32_t i = 10; i < 40; i++)
		story_about(i, i, 0, 60 * DAY, &chance);
	index_all(100);
	int64_t group = group_of(old[0]), newer = group_of(other[0]);
	assert_int_not_equal(group, 0);
	assert_int_not_equal(newer, 0);
	assert_int_equal(sum_bytes(group), 0);
	assert_true(sum_bytes(newer) > 0);
	story_about(50, 50, 0, 0, &chance);
	index_all(100);
	assert_int_equal(sum_bytes(group), 0);
	assert_true(sum_bytes(newer) > 0);
	int64_t late = story_about(1, 42, 5, 60 * DAY - 1200, &chance);
	index_all(100);
	assert_int_equal(group_of(late), group);
	assert_true(sum_bytes(group) > 0);
	sound();
}

/* Two groups that nothing joined, until stories come that tell of both. */
static void merge(void **state)
{
	(void)state;
	uint64_t chance = 11;
	int64_t a[4], b[4];
	for (int i = 0; i < 4; i++) {
		a[i] = story_about(1, 40, 5, 9000 - i * 600, &chance);
		b[i] = story_about(2, 41, 5, 8900 - i * 600, &chance);
	}
	for (uint32_t i = 10; i < 40; i++)
		story_about(i, i, 0, 8000, &chance);
	index_all(5);
	assert_int_not_equal(group_of(a[0]), 0);
	assert_int_not_equal(group_of(b[0]), 0);
	assert_int_not_equal(group_of(a[0]), group_of(b[0]));
	int i = 0;
	for (; i < 24 && group_of(a[0]) != group_of(b[0]); i++) {
		story_about(1, 2, 30, 3000 - i * 60, &chance);
		index_all(5);
		sound();
	}
	assert_true(i < 24);
	for (i = 1; i < 4; i++) {
		assert_int_equal(group_of(a[i]), group_of(a[0]));
		assert_int_equal(group_of(b[i]), group_of(a[0]));
	}
}

/* One story that tells of two events is with the first it meets; when evidence has grown, its group is that of one event. */
static void split(void **state)
{
	(void)state;
	uint64_t chance = 17;
	int64_t one[12], two[12];
	for (uint32_t i = 10; i < 40; i++)
		story_about(i, i, 0, 9000, &chance);
	int64_t bridge = story_about(1, 2, 30, 8000, &chance);
	one[0] = story_about(1, 1, 0, 7900, &chance);
	two[0] = story_about(2, 2, 0, 7800, &chance);
	for (int i = 1; i < 12; i++) {
		one[i] = story_about(1, 1, 0, 7000 - i * 60, &chance);
		two[i] = story_about(2, 2, 0, 6990 - i * 60, &chance);
	}
	index_all(4);
	sound();
	for (int i = 1; i < 12; i++) {
		assert_int_equal(group_of(one[i]), group_of(one[0]));
		assert_int_equal(group_of(two[i]), group_of(two[0]));
	}
	assert_int_not_equal(group_of(one[0]), group_of(two[0]));
	assert_true(group_of(bridge) == group_of(one[0]) || group_of(bridge) == group_of(two[0]) || !group_of(bridge));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signatures),
		cmocka_unit_test(sums),
		cmocka_unit_test(copies_in_any_order),
		cmocka_unit_test_setup_teardown(what_a_site_adds, open_store, close_store),
		cmocka_unit_test_setup_teardown(grow_and_shrink, open_store, close_store),
		cmocka_unit_test_setup_teardown(old_sums, open_store, close_store),
		cmocka_unit_test_setup_teardown(merge, open_store, close_store),
		cmocka_unit_test_setup_teardown(split, open_store, close_store),
	};
	return cmocka_run_group_tests_name("copies and groups", tests, NULL, NULL);
}
