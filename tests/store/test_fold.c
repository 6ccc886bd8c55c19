/* test_fold.c - nearly identical stories as one: who stands for them in which list, windows in both directions, and families that change. */
#include "fixture.h"

#define STORIES 120

static struct store *s;
static int64_t item[STORIES];
static uint32_t seed;

static int open_store(void **state)
{
	(void)state;
	static const struct feed_ref ref[] = {
		{ STR("https://wire.example.org/feed"), STR("Example Wire"), STR("world") },
		{ STR("https://gazette.example.org/feed"), STR("Daily Gazette"), STR("world") },
		{ STR("https://post.example.org/feed"), STR("Lakeside Post"), STR("lakes") },
	};
	must(store_open(&s, NULL, STORE_MEMORY, e));
	must(store_feeds_sync(s, ref, 3, e));
	return 0;
}

static int close_store(void **state)
{
	(void)state;
	store_close(s);
	return 0;
}

static void bring(uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		char id[32], title[32];
		snprintf(id, sizeof id, "s%u", (unsigned)i);
		snprintf(title, sizeof title, "Story %u", (unsigned)i);
		fix_poll(s, 1 + i % 3, T0, (struct fix_entry[]){ { id, title, NULL, T0 - 1000 + (int64_t)i } }, 1, NULL, NULL);
		must(store_item_find(s, str_of(id), &item[i], e));
		fix_put(s, item[i], DOC_FEED, "It was Mara Quell.", (const char *const[]){ "Mara Quell" }, 1);
		must(store_sketch_put(s, &(struct store_sketch){ .item = item[i], .published = T0 - 1000 + (int64_t)i, .data = STR("-") }, e));
	}
	uint32_t k;
	do
		must(store_index_some(s, 1000, &k, e));
	while (k);
}

static void list(struct arena *a, struct item_view v, struct store_item **it, uint32_t *n)
{
	v.fold = true;
	must(store_items(s, a, &v, NULL, false, 500, it, n, e));
}

static void stands_for_all(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct store_item *it;
	int64_t *member;
	uint32_t n;
	bring(5);
	/* 0, 1 and 2 are one text; 0 came first. */
	must(store_copy_set(s, item[1], item[0], e));
	must(store_copy_set(s, item[2], item[0], e));
	must(store_family(s, &a, item[2], &member, &n, e));
	assert_int_equal(n, 3);
	assert_true(member[0] == item[0] && member[1] == item[1] && member[2] == item[2]);
	must(store_family(s, &a, item[3], &member, &n, e));
	assert_int_equal(n, 0);
	list(&a, (struct item_view){ .kind = VIEW_ALL }, &it, &n);
	assert_int_equal(n, 3);
	assert_int_equal(it[2].id, item[0]);
	assert_int_equal(it[2].copies, 2);
	assert_int_equal(it[2].nalso, 2);
	assert_str(it[2].also[0], "Daily Gazette");
	assert_str(it[2].also[1], "Lakeside Post");
	assert_int_equal(it[0].copies, 0);
	/* A feed's own list has its copy, with the others named. */
	list(&a, (struct item_view){ .kind = VIEW_FEED, .id = 2 }, &it, &n);
	assert_int_equal(n, 2);
	assert_int_equal(it[1].id, item[1]);
	assert_int_equal(it[1].copies, 0);
	assert_int_equal(it[1].nalso, 2);
	list(&a, (struct item_view){ .kind = VIEW_TAG, .text = STR("lakes") }, &it, &n);
	assert_int_equal(n, 1);
	assert_int_equal(it[0].id, item[2]);
	list(&a, (struct item_view){ .kind = VIEW_TAG, .text = STR("world") }, &it, &n);
	assert_int_equal(n, 3);
	assert_int_equal(it[2].id, item[0]);
	assert_int_equal(it[2].copies, 1);
	list(&a, (struct item_view){ .kind = VIEW_ALL, .filter = STR("feed:gazette or feed:lakeside") }, &it, &n);
	assert_int_equal(n, 2);
	assert_int_equal(it[1].id, item[1]);
	assert_int_equal(it[1].copies, 1);
	int64_t actor;
	struct store_actor *ac;
	must(store_actors(s, &a, STR("mara"), 1, &ac, &n, e));
	actor = ac[0].id;
	list(&a, (struct item_view){ .kind = VIEW_ACTOR, .id = actor }, &it, &n);
	assert_int_equal(n, 3);
	/* Unread as long as one of them is; among the unread the next one stands for the rest. */
	must(store_item_flags(s, item[0], ITEM_READ, 0, e));
	list(&a, (struct item_view){ .kind = VIEW_ALL }, &it, &n);
	assert_int_equal(it[2].id, item[0]);
	assert_int_equal(it[2].flags & ITEM_READ, 0);
	list(&a, (struct item_view){ .kind = VIEW_ALL, .unread_only = true }, &it, &n);
	assert_int_equal(n, 3);
	assert_int_equal(it[2].id, item[1]);
	assert_int_equal(it[2].copies, 1);
	must(store_item_flags(s, item[1], ITEM_READ, 0, e));
	must(store_item_flags(s, item[2], ITEM_READ, 0, e));
	list(&a, (struct item_view){ .kind = VIEW_ALL }, &it, &n);
	assert_int_equal(it[2].flags & ITEM_READ, ITEM_READ);
	/* Marking a folded list marks what is folded. */
	must(store_item_flags(s, item[2], 0, ITEM_READ, e));
	must(store_mark_read(s, &a, &(struct item_view){ .kind = VIEW_ACTOR, .id = actor, .fold = true }, &member, &n, e));
	assert_int_equal(n, 3);
	must(store_item_flags(s, item[2], ITEM_STARRED, 0, e));
	list(&a, (struct item_view){ .kind = VIEW_STARRED }, &it, &n);
	assert_int_equal(n, 1);
	assert_int_equal(it[0].id, item[2]);
	arena_free(&a);
}

/* What the first one's feed told later is shown in its place; where that is not in the list, the first one is. */
static void newest_version(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct store_item *it;
	uint32_t n;
	bring(8);
	/* 0, 3 and 6 are of one feed, 1 and 7 of another. */
	for (uint32_t i = 0; i < 4; i++)
		must(store_copy_set(s, item[(uint32_t[]){ 1, 3, 6, 7 }[i]], item[0], e));
	list(&a, (struct item_view){ .kind = VIEW_ALL }, &it, &n);
	assert_int_equal(n, 4);
	assert_int_equal(it[0].id, item[6]);
	assert_int_equal(it[0].copies, 4);
	assert_int_equal(it[0].nalso, 1);
	assert_str(it[0].also[0], "Daily Gazette");
	list(&a, (struct item_view){ .kind = VIEW_FEED, .id = 2 }, &it, &n);
	assert_int_equal(it[0].id, item[7]);
	assert_int_equal(it[0].copies, 1);
	must(store_item_flags(s, item[3], ITEM_STARRED, 0, e));
	must(store_item_flags(s, item[1], ITEM_STARRED, 0, e));
	list(&a, (struct item_view){ .kind = VIEW_STARRED }, &it, &n);
	assert_int_equal(n, 1);
	assert_int_equal(it[0].id, item[1]);
	arena_free(&a);
}

static void families_change(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct store_item one;
	int64_t *member;
	uint32_t n;
	bring(4);
	must(store_copy_set(s, item[1], item[0], e));
	must(store_copy_set(s, item[2], item[0], e));
	/* The next one takes the place of a first one that goes. */
	must(store_item_delete(s, item[0], T0, e));
	must(store_family(s, &a, item[2], &member, &n, e));
	assert_int_equal(n, 2);
	assert_int_equal(member[0], item[1]);
	must(store_item_undelete(s, item[0], e));
	must(store_item(s, &a, item[0], &one, e));
	assert_int_equal(one.family, 0); /* until it is compared again */
	/* A story that is compared anew, and is a copy no more, leaves the other alone. */
	must(store_sketch_put(s, &(struct store_sketch){ .item = item[2], .published = T0, .data = STR("-") }, e));
	for (int i = 1; i <= 2; i++) {
		must(store_item(s, &a, item[i], &one, e));
		assert_int_equal(one.family, 0);
	}
	must(store_copy_set(s, item[3], item[2], e));
	must(store_copy_set(s, item[3], 0, e));
	must(store_item(s, &a, item[2], &one, e));
	assert_int_equal(one.family, 0);
	must(store_item(s, &a, item[1], &one, e));
	must(store_family_sources(s, &a, &one, e));
	assert_int_equal(one.nalso, 0);
	arena_free(&a);
}

static uint32_t roll(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

/* Windows of any size, read down and up, give what folding the whole list gives. */
static void windows(void **state)
{
	(void)state;
	bring(STORIES);
	seed = 3;
	for (uint32_t i = 1; i < STORIES; i++) {
		struct arena a = { 0 };
		struct store_item first;
		uint32_t of = roll(i);
		must(store_item(s, &a, item[of], &first, e));
		if (roll(3) && (!first.family || first.family == first.id)) /* no copy of a copy */
			must(store_copy_set(s, item[i], item[of], e));
		if (roll(4) == 0)
			must(store_item_flags(s, item[i], ITEM_READ, 0, e));
		arena_free(&a);
	}
	const struct item_view views[] = {
		{ .kind = VIEW_ALL }, { .kind = VIEW_ALL, .unread_only = true }, { .kind = VIEW_FEED, .id = 2 }, { .kind = VIEW_TAG, .text = STR("world") },
	};
	for (size_t k = 0; k < sizeof views / sizeof *views; k++) {
		struct arena a = { 0 };
		struct item_view v = views[k];
		struct store_item *all, *part;
		uint32_t n, got, want = 0;
		int64_t shown[STORIES];
		/* The plain list, and of each family the member that came first, in its feed's newest version. */
		must(store_items(s, &a, &v, NULL, false, 500, &all, &n, e));
		for (uint32_t i = 0; i < n; i++) {
			uint32_t first = i, newest;
			for (uint32_t j = 0; j < n && all[i].family; j++)
				if (all[j].family == all[i].family && all[first].id != all[i].family && (all[j].id == all[j].family || all[j].id < all[first].id))
					first = j;
			newest = first;
			for (uint32_t j = 0; j < n && all[i].family; j++)
				if (all[j].family == all[i].family && all[j].feed == all[first].feed && all[j].published > all[newest].published)
					newest = j;
			if (newest == i)
				shown[want++] = all[i].id;
		}
		assert_true(want > 5 && want < n);
		v.fold = true;
		for (uint32_t limit = 1; limit < 40; limit += 6) {
			struct item_anchor at = { INT64_MAX, INT64_MAX };
			uint32_t seen = 0;
			do {
				must(store_items(s, &a, &v, &at, false, limit, &part, &got, e));
				for (uint32_t i = 0; i < got; i++)
					assert_int_equal(part[i].id, shown[seen++]);
				if (got)
					at = (struct item_anchor){ part[got - 1].published, part[got - 1].id };
			} while (got == limit);
			assert_int_equal(seen, want);
			at = (struct item_anchor){ INT64_MIN, INT64_MIN };
			do {
				must(store_items(s, &a, &v, &at, true, limit, &part, &got, e));
				for (uint32_t i = got; i-- > 0;)
					assert_int_equal(part[i].id, shown[--seen]);
				if (got)
					at = (struct item_anchor){ part[0].published, part[0].id };
			} while (got == limit);
			assert_int_equal(seen, 0);
		}
		arena_free(&a);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(stands_for_all, open_store, close_store),
		cmocka_unit_test_setup_teardown(newest_version, open_store, close_store),
		cmocka_unit_test_setup_teardown(families_change, open_store, close_store),
		cmocka_unit_test_setup_teardown(windows, open_store, close_store),
	};
	return cmocka_run_group_tests_name("copies as one", tests, NULL, NULL);
}
