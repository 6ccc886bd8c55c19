/* test_timeline.c - a group in the order of its days: copies folded, quotes chosen and not repeated, actors, and stories without a group. */
#include "stories.h"

#include "quotidian/story.h"

#define DAY 86400

static int open_store(void **state)
{
	(void)state;
	static const struct feed_ref ref[] = {
		{ .url = STR("https://wire.example.org/feed"), .title = STR("Example Wire") },
		{ .url = STR("https://gazette.example.org/feed"), .title = STR("Daily Gazette") },
		{ .url = STR("https://post.example.org/feed"), .title = STR("Lakeside Post") },
	};
	open_with(0);
	must(store_feeds_sync(s, ref, 3, e));
	return 0;
}

/* A story of feed 1 to 3, `ago` seconds before T0. */
static int64_t story(int64_t feed, const char *title, int64_t ago, const char *text, const char *const *names, uint32_t n)
{
	char id[32];
	int64_t item;
	snprintf(id, sizeof id, "s%u", (unsigned)made++);
	fix_poll(s, feed, T0 + DAY, (struct fix_entry[]){ { id, title, NULL, T0 - ago } }, 1, NULL, NULL);
	must(store_item_find(s, str_of(id), &item, e));
	fix_put(s, item, DOC_FEED, text, names, n);
	return item;
}

/* What the ranking would have found: these stories are one group, with the first of them at its head. */
static void group(const int64_t *item, uint32_t n)
{
	struct store_cluster c = { .head = item[0], .stories = n };
	uint32_t indexed;
	do
		must(story_index_some(s, 50, 0, &indexed, e));
	while (indexed);
	must(store_cluster_put(s, &c, e));
	for (uint32_t i = 0; i < n; i++)
		must(store_cluster_set(s, item[i], c.id, e));
	must(store_cluster_span(s, &c, e));
	must(store_cluster_put(s, &c, e));
}

static const char *const both[] = { "Mara Quell", "Tomas Vrba" }, *const mara[] = { "Mara Quell" }, *const ilse[] = { "Ilse Okoro" };

static void days_down(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct timeline t;
	int64_t late = story(1, "The ferry sails again", 0, "Crowds came. “It floats,” said Mara Quell. “It even turns,” said Mara Quell."
	                                                    " “Third of them,” said Mara Quell.", mara, 1);
	int64_t early = story(2, "Fog stops the ferry", 3 * DAY, "“We saw nothing at all,” said Tomas Vrba, and Mara Quell agreed.", both, 2);
	int64_t middle = story(2, "Harbour counts its losses", DAY, "“We saw nothing at all,” said Tomas Vrba again. “Not a lamp,” said Mara Quell.", both, 2);
	int64_t copy = story(3, "Ferry stopped by fog", 3 * DAY - 600, "“We saw nothing at all,” said Tomas Vrba, and Mara Quell agreed.", both, 2);
	int64_t other = story(1, "A concert in the rain", DAY, "“Play on,” said Ilse Okoro.", ilse, 1);
	group((int64_t[]){ late, early, middle, copy }, 4);
	must(store_copy_set(s, copy, early, e));
	must(story_timeline(s, &a, copy, &t, e));
	assert_int_equal(t.group.stories, 4);
	assert_int_equal(t.group.first, T0 - 3 * DAY);
	assert_int_equal(t.group.last, T0);
	assert_str(t.headline, "The ferry sails again");
	assert_int_equal(t.n, 3);
	assert_int_equal(t.story[0].item.id, early);
	assert_int_equal(t.story[1].item.id, middle);
	assert_int_equal(t.story[2].item.id, late);
	/* The copy is with the first of them, also when it was asked for. */
	assert_int_equal(t.at, 0);
	assert_int_equal(t.story[0].copies, 1);
	assert_int_equal(t.story[0].item.nalso, 1);
	assert_str(t.story[0].item.also[0], "Lakeside Post");
	assert_int_equal(t.story[1].copies, 0);
	/* Words stand where they were carried first; of many quotes the first ones stand. */
	assert_int_equal(t.story[0].nquote, 1);
	assert_str(t.story[0].quote[0].text, "“We saw nothing at all,”");
	assert_str(t.story[0].quote[0].speaker, "Tomas Vrba");
	assert_int_equal(t.story[1].nquote, 1);
	assert_str(t.story[1].quote[0].text, "“Not a lamp,”");
	assert_int_equal(t.story[2].nquote, TIMELINE_QUOTES);
	assert_str(t.story[2].quote[0].text, "“It floats,”");
	assert_str(t.story[2].quote[1].text, "“It even turns,”");
	assert_int_equal(t.nactor, 2);
	assert_str(t.actor[0].name, "Mara Quell");
	assert_str(t.actor[1].name, "Tomas Vrba");
	(void)other;
	arena_free(&a);
}

static void no_group(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct timeline t;
	struct err bad = { 0 };
	uint32_t indexed;
	int64_t alone = story(1, "A concert in the rain", DAY, "“Play on,” said Ilse Okoro.", ilse, 1);
	assert_int_equal(story_timeline(s, &a, alone, &t, &bad), QD_ENOTFOUND);
	assert_string_equal(bad.text, "this story has not been compared with others yet");
	must(story_index_some(s, 50, 0, &indexed, e));
	assert_int_equal(story_timeline(s, &a, alone, &t, &bad), QD_ENOTFOUND);
	assert_string_equal(bad.text, "no other story about this event is known");
	assert_int_equal(t.n, 0);
	arena_free(&a);
}

/* Hundreds of stories, some of them gone. */
static void long_group(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct timeline t;
	int64_t item[400];
	must(store_begin(s, e));
	for (int i = 0; i < 400; i++) {
		char title[64], text[128];
		snprintf(title, sizeof title, "Day %d of the flood", i);
		snprintf(text, sizeof text, "“The water stands at %d,” said Mara Quell.", i);
		item[i] = story(1 + i % 3, title, i * 3600, text, mara, 1);
	}
	must(store_commit(s, e));
	group(item, 400);
	must(store_item_delete(s, item[7], T0, e));
	must(story_timeline(s, &a, item[5], &t, e));
	assert_int_equal(t.n, 399);
	for (uint32_t i = 1; i < t.n; i++)
		assert_true(t.story[i - 1].item.published <= t.story[i].item.published);
	assert_int_equal(t.story[t.at].item.id, item[5]);
	assert_str(t.story[t.at].quote[0].text, "“The water stands at 5,”");
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(days_down, open_store, close_store),
		cmocka_unit_test_setup_teardown(no_group, open_store, close_store),
		cmocka_unit_test_setup_teardown(long_group, open_store, close_store),
	};
	return cmocka_run_group_tests_name("timelines", tests, NULL, NULL);
}
