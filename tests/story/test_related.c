/* test_related.c - stories by shared actors: order, what is named, copies, quotes, bounds. */
#include "store/fixture.h"

#include "quotidian/story.h"
#include "store/store_int.h"

#define DAY 86400

static struct store *s;
static uint32_t made;
static const char *wire; /* what the next stories tell, word by word; NULL: each something else */

static int open_store(void **state)
{
	(void)state;
	must(store_open(&s, NULL, STORE_MEMORY, e));
	fix_subscribe(s, 1, NULL);
	made = 0;
	wire = NULL;
	return 0;
}

static int close_store(void **state)
{
	(void)state;
	store_close(s);
	return 0;
}

/* Words that no two stories share, or those of the wire. */
static void tell(struct buf *b)
{
	static const char *const part[] = { "ba", "de", "fo", "gu", "ka", "le", "mi", "no", "pa", "ru", "se", "ti", "vo", "zu" };
	if (wire) {
		buf_addz(b, wire);
		return;
	}
	for (uint32_t i = 0; i < 40; i++) {
		buf_addc(b, ' ');
		for (uint32_t v = made * 40 + i + 1; v; v /= 14)
			buf_addz(b, part[v % 14]);
	}
}

/* A story published `ago` seconds before T0; its text names each actor once and quotes the first when `quoted`. Returns its number. */
static int64_t story(const char *title, int64_t ago, const char *const *names, uint32_t n, bool quoted)
{
	char id[32];
	snprintf(id, sizeof id, "s%u", (unsigned)made++);
	fix_poll(s, 1, T0 + DAY, (struct fix_entry[]){ { id, title, NULL, T0 - ago } }, 1, NULL, NULL);
	struct buf text;
	buf_init(&text, 0);
	buf_addz(&text, quoted ? "“We shall see,” said " : "It was ");
	for (uint32_t i = 0; i < n; i++)
		buf_addf(&text, "%s%s", i ? " and " : "", names[i]);
	tell(&text);
	buf_addz(&text, ".");
	int64_t item;
	must(store_item_find(s, str_of(id), &item, e));
	fix_put(s, item, DOC_FEED, text.s, names, n);
	buf_free(&text);
	return item;
}

#define STORY(title, ago, quoted, ...) \
	story(title, ago, (const char *const[]){ __VA_ARGS__ }, sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *), quoted)

static struct related *ask(struct arena *a, int64_t item, uint32_t limit, uint32_t *n)
{
	struct related *r;
	uint32_t indexed;
	do
		must(story_index_some(s, 7, 0, &indexed, e));
	while (indexed);
	must(story_related(s, a, item, limit, 0, &r, n, e));
	for (uint32_t i = 1; i < *n; i++)
		assert_true(r[i - 1].score >= r[i].score);
	return r;
}

static void is_because(const struct related *r, const char *why)
{
	struct buf b;
	buf_init(&b, 0);
	related_why(&b, r);
	assert_str(buf_str(&b), why);
	buf_free(&b);
}

static void rare_before_common(void **state)
{
	(void)state;
	struct arena a = { 0 };
	uint32_t n;
	int64_t here = STORY("The lake treaty", 0, false, "Mara Quell", "Northland", "Ilse Okoro");
	int64_t rare = STORY("A minister travels", DAY, true, "Mara Quell", "Someone Else");
	int64_t both = STORY("Treaty signed at last", DAY, false, "Ilse Okoro", "Mara Quell", "Northland");
	for (int i = 0; i < 40; i++) {
		char title[40];
		snprintf(title, sizeof title, "Weather report number %d from afar", i * 7919);
		STORY(title, DAY + i * 60, false, "Northland");
	}
	STORY("Football", 0, false, "Tomas Vrba");
	struct related *r = ask(&a, here, 10, &n);
	assert_int_equal(n, 10);
	assert_int_equal(r[0].item.id, both);
	assert_int_equal(r[0].shared_total, 3);
	assert_int_equal(r[0].nshared, 2); /* Northland is everywhere: not told */
	assert_str(r[0].shared[0], "Ilse Okoro");
	assert_str(r[0].shared[1], "Mara Quell");
	assert_int_equal(r[0].quote.n, 0);
	assert_int_equal(r[1].item.id, rare);
	assert_int_equal(r[1].nshared, 1);
	assert_str(r[1].quote, "“We shall see,”");
	assert_str(r[1].quote_speaker, "Mara Quell");
	assert_false(r[0].same_event);
	assert_int_equal(r[2].nshared, 0); /* it shares Northland, which tells nothing */
	assert_int_equal(r[2].shared_total, 1);
	is_because(&r[1], "");
	is_because(&r[2], "similar words, 1 actor");
	for (uint32_t i = 0; i < n; i++)
		assert_int_not_equal(r[i].item.id, here);
	struct store_cluster c = { .head = here, .stories = 2 };
	must(store_cluster_put(s, &c, e));
	must(store_cluster_set(s, here, c.id, e));
	must(store_cluster_set(s, rare, c.id, e));
	r = ask(&a, here, 10, &n);
	for (uint32_t i = 0; i < n; i++)
		assert_true(r[i].same_event == (r[i].item.id == rare));
	is_because(&r[1], "same event");
	ask(&a, here, 0, &n);
	assert_int_equal(n, 0);
	arena_free(&a);
}

static int64_t marks(void)
{
	sqlite3_stmt *st;
	assert_int_equal(sqlite3_prepare_v2(s->db, "SELECT count(*) FROM mark", -1, &st, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(st), SQLITE_ROW);
	int64_t n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return n;
}

/* A story whose text is damaged when it is to be indexed once more: what was known of it stays. */
static void text_lost(void **state)
{
	(void)state;
	struct arena a = { 0 };
	uint32_t n;
	int64_t here = STORY("The lake treaty", 0, false, "Mara Quell", "Ilse Okoro");
	int64_t other = STORY("Treaty signed at last", DAY, false, "Mara Quell", "Ilse Okoro");
	struct related *r = ask(&a, here, 10, &n);
	int64_t had = marks();
	assert_int_equal(n, 1);
	assert_true(had > 0);
	assert_int_equal(sqlite3_exec(s->db, "UPDATE doc SET data = x'07'; INSERT INTO unranked SELECT id FROM item", NULL, NULL, NULL), SQLITE_OK);
	r = ask(&a, here, 10, &n);
	assert_int_equal(n, 1);
	assert_int_equal(r[0].item.id, other);
	assert_int_equal(marks(), had);
	arena_free(&a);
}

static void near_before_far(void **state)
{
	(void)state;
	struct arena a = { 0 };
	uint32_t n;
	int64_t here = STORY("Harbour strike enters its second day", 10 * DAY, false, "Mara Quell");
	int64_t old = STORY("Quarrel over a bridge", 60 * DAY, false, "Mara Quell");
	int64_t before = STORY("Dockers stop work", 11 * DAY, false, "Mara Quell");
	int64_t after = STORY("Cranes turn again", 7 * DAY, false, "Mara Quell");
	for (int i = 0; i < 10; i++)
		STORY("Quite something else", i * 3600, false, "Tomas Vrba");
	struct related *r = ask(&a, here, 10, &n);
	assert_int_equal(n, 3);
	assert_int_equal(r[0].item.id, before);
	assert_int_equal(r[1].item.id, after);
	assert_int_equal(r[2].item.id, old);
	arena_free(&a);
}

static void copies_are_one(void **state)
{
	(void)state;
	struct arena a = { 0 };
	uint32_t n;
	int64_t here = STORY("Court hears the ferry case", 0, false, "Mara Quell", "Tomas Vrba");
	wire = " the captain of the ferry told the court that the fog had come down within minutes and that nobody on the bridge had seen the"
	       " lights of the other boat before it was too late to turn";
	STORY("Ferry captain blames the fog at night", 3600, false, "Mara Quell", "Tomas Vrba");
	STORY("Nobody saw the lights, ferry trial hears", 7200, false, "Mara Quell", "Tomas Vrba");
	wire = NULL;
	STORY("Ferry captain blames fog at night – Courier", 7300, false, "Mara Quell", "Tomas Vrba");
	STORY("Live", 7400, false, "Mara Quell");
	STORY("Live", 7500, false, "Mara Quell");
	STORY("Shipyard closes", 0, false, "Ilse Okoro");
	struct related *r = ask(&a, here, 10, &n);
	uint32_t copies = 0;
	for (uint32_t i = 0; i < n; i++)
		copies += r[i].copies;
	assert_int_equal(n + copies, 5);
	assert_int_equal(r[0].copies, 1);
	assert_str(r[0].item.title, "Nobody saw the lights, ferry trial hears"); /* the first of the two */
	assert_false(r[0].same_story);
	int64_t last;
	must(store_item_find(s, STR("s1"), &last, e));
	r = ask(&a, last, 10, &n);
	for (uint32_t i = 0; i < n; i++)
		assert_true(r[i].same_story == str_eq(r[i].item.title, STR("Nobody saw the lights, ferry trial hears")));
	assert_true(n > 1 && r[0].same_story);
	is_because(&r[0], "another version");
	arena_free(&a);
}

/* A copy of what was read counts as read, if that is wanted; a story that is compared anew stays as it is. */
static void read_with_the_first(void **state)
{
	(void)state;
	static const unsigned how[] = { STORY_COPIES_READ, 0 };
	for (int i = 0; i < 2; i++) {
		struct arena a = { 0 };
		struct store_item it;
		uint32_t n;
		wire = i ? " the orchestra of the northern towns will travel by boat this winter because the road over the pass is closed until the snow has gone"
		         : " the captain of the ferry told the court that the fog had come down within minutes and that nobody on the bridge had seen it";
		int64_t first = STORY("First of two", 7200, false, "Mara Quell");
		must(story_index_some(s, 50, how[i], &n, e));
		must(store_item_flags(s, first, ITEM_READ, 0, e));
		int64_t copy = STORY("Second of two", 3600, false, "Mara Quell");
		must(story_index_some(s, 50, how[i], &n, e));
		must(store_item(s, &a, copy, &it, e));
		assert_int_equal(it.family, first);
		assert_int_equal(it.flags & ITEM_READ, i ? 0 : ITEM_READ);
		must(store_item_flags(s, copy, 0, ITEM_READ, e));
		fix_put(s, copy, DOC_FEED, "It was Mara Quell again.", (const char *const[]){ "Mara Quell" }, 1);
		must(story_index_some(s, 50, how[i], &n, e));
		assert_int_equal(n, 1);
		must(store_item(s, &a, copy, &it, e));
		assert_int_equal(it.flags & ITEM_READ, 0);
		arena_free(&a);
	}
}

static void nothing_to_say(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct related *r;
	uint32_t n;
	struct err bad = { 0 };
	assert_int_equal(story_related(s, &a, 5, 10, 0, &r, &n, &bad), QD_ENOTFOUND);
	int64_t alone = STORY("Alone", 0, false, "Mara Quell");
	ask(&a, alone, 10, &n);
	assert_int_equal(n, 0);
	fix_poll(s, 1, T0, (struct fix_entry[]){ { "x", "Not annotated", NULL, T0 } }, 1, NULL, NULL);
	int64_t item;
	must(store_item_find(s, STR("x"), &item, e));
	ask(&a, item, 10, &n);
	assert_int_equal(n, 0);
	arena_free(&a);
}

/* An actor in hundreds of stories: those near in time are found, whatever came since. */
static void bounded(void **state)
{
	(void)state;
	struct arena a = { 0 };
	uint32_t n;
	int64_t here = 0, next = 0;
	must(store_begin(s, e));
	for (int i = 0; i < 400; i++) {
		int64_t item = STORY("One more of them all", i * 3600, false, "Mara Quell");
		here = i == 300 ? item : here;
		next = i == 301 ? item : next;
	}
	must(store_commit(s, e));
	struct related *r = ask(&a, here, 400, &n);
	assert_true(n > 50 && n <= 200);
	assert_true(r[0].item.id == next || r[0].item.id == next - 2); /* an hour before, an hour after */
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(rare_before_common, open_store, close_store),
		cmocka_unit_test_setup_teardown(text_lost, open_store, close_store),
		cmocka_unit_test_setup_teardown(near_before_far, open_store, close_store),
		cmocka_unit_test_setup_teardown(copies_are_one, open_store, close_store),
		cmocka_unit_test_setup_teardown(read_with_the_first, open_store, close_store),
		cmocka_unit_test_setup_teardown(nothing_to_say, open_store, close_store),
		cmocka_unit_test_setup_teardown(bounded, open_store, close_store),
	};
	return cmocka_run_group_tests_name("related stories", tests, NULL, NULL);
}
