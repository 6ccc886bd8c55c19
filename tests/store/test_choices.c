/* test_choices.c - who is who: what users say of actors, and surnames that stand alone. */
#include "config.h"

#include "fixture.h"

static int64_t find(struct store *s, const char *what)
{
	int64_t id;
	must(store_item_find(s, str_of(what), &id, e));
	return id;
}

static int64_t actor(struct store *s, const char *name)
{
	struct arena a = { 0 };
	struct store_actor *ac;
	uint32_t n;
	must(store_actors(s, &a, str_of(name), 1, &ac, &n, e));
	assert_int_equal(n, 1);
	int64_t id = ac[0].id;
	arena_free(&a);
	return id;
}

static uint32_t stories(struct store *s, int64_t id)
{
	struct arena a = { 0 };
	struct store_actor ac;
	must(store_actor(s, &a, id, &ac, e));
	uint32_t n = ac.stories;
	struct posting *p;
	uint32_t np;
	must(store_postings(s, &a, id, 100, &p, &np, e));
	assert_int_equal(n, np);
	arena_free(&a);
	return n;
}

static struct store *four_stories(void)
{
	struct store *s;
	must(store_open(&s, NULL, STORE_MEMORY, e));
	fix_subscribe(s, 1, NULL);
	fix_poll(s, 1, T0,
	         (struct fix_entry[]){ { "a", "One", "<p>a</p>", T0 - 400 }, { "b", "Two", "<p>b</p>", T0 - 300 },
	                               { "c", "Three", "<p>c</p>", T0 - 200 }, { "d", "Four", "<p>d</p>", T0 - 100 } },
	         4, NULL, NULL);
	return s;
}

static struct store *with_stories(void)
{
	struct store *s = four_stories();
	const char *ab[] = { "Mara Quell", "Tomas Vrba" }, *c[] = { "M. Quell", "Tomas Vrba" }, *both[] = { "Mara Quell", "M. Quell" };
	fix_put(s, find(s, "a"), DOC_FEED, "“We begin,” said Mara Quell. Tomas Vrba left.", ab, 2);
	fix_put(s, find(s, "b"), DOC_FEED, "Mara Quell met Tomas Vrba.", ab, 2);
	fix_put(s, find(s, "c"), DOC_FEED, "“Late,” said M. Quell. Tomas Vrba left.", c, 2);
	fix_put(s, find(s, "d"), DOC_FEED, "Mara Quell, or M. Quell: “Both,” said M. Quell.", both, 2);
	return s;
}

static void merging(void **state)
{
	(void)state;
	struct store *s = with_stories();
	struct arena a = { 0 };
	struct err bad = { 0 };
	struct store_actor *ac;
	uint32_t n;
	must(store_actors(s, &a, STR("quell"), 5, &ac, &n, e));
	assert_int_equal(n, 2);
	int64_t full = ac[0].id, initial = ac[1].id;
	assert_int_equal(stories(s, full), 3);
	assert_int_equal(stories(s, initial), 2);
	must(store_actor_merge(s, initial, full, e));
	assert_int_equal(stories(s, full), 4); /* the story that has both counts once */
	assert_int_equal(stories(s, initial), 0);
	fix_sound(s);
	assert_int_equal(store_actor_merge(s, initial, full, &bad), QD_EINVAL);

	/* Later stories and documents that come again follow. */
	const char *again[] = { "M. Quell" };
	fix_put(s, find(s, "b"), DOC_PAGE, "Only M. Quell.", again, 1);
	assert_int_equal(stories(s, full), 4);
	fix_sound(s);

	/* The reader sees one actor where the document has two. */
	struct doc *d;
	must(store_doc_get(s, find(s, "d"), DOC_FEED, &d, e));
	must(store_doc_choices(s, find(s, "d"), d, e));
	assert_int_equal(d->nactor, 1);
	assert_int_equal(d->actor[0].mentions, 3);
	assert_str(d->quote[0].speaker_name, "Mara Quell");
	must(doc_check(d, e));
	doc_free(d);

	struct actor_more more;
	must(store_actor_more(s, &a, full, &more, e));
	assert_int_equal(more.nkey, 1);
	assert_str(more.key[0], "per:M. Quell");

	/* Parted again, and back. */
	int64_t made;
	must(store_actor_split(s, full, NULL, 0, &made, e));
	assert_int_equal(stories(s, full), 2);
	assert_int_equal(stories(s, initial), 3);
	fix_sound(s);
	assert_int_equal(store_actor_split(s, full, NULL, 0, &made, &bad), QD_EINVAL);
	must(store_actor_undo(s, e));
	assert_int_equal(stories(s, full), 4);
	must(store_actor_undo(s, e));
	assert_int_equal(stories(s, full), 2);
	assert_int_equal(stories(s, initial), 3);
	assert_int_equal(store_actor_undo(s, &bad), QD_ENOTFOUND);
	fix_sound(s);
	arena_free(&a);
	store_close(s);
}

/* A merged into B, B into C: all are C, and one step back they are B. */
static void chains(void **state)
{
	(void)state;
	struct store *s = with_stories();
	struct arena a = { 0 };
	struct store_actor *ac;
	uint32_t n;
	must(store_actors(s, &a, STR("quell"), 5, &ac, &n, e));
	int64_t full = ac[0].id, initial = ac[1].id, other = actor(s, "Tomas");
	must(store_actor_merge(s, initial, full, e));
	must(store_actor_merge(s, full, other, e));
	assert_int_equal(stories(s, other), 4);
	assert_int_equal(actor(s, "mara"), other); /* the old name finds whom it became */
	must(store_actor_undo(s, e));
	assert_int_equal(stories(s, full), 4);
	assert_int_equal(stories(s, other), 3);
	/* A number that was merged away leads on. */
	must(store_actor_merge(s, initial, other, e));
	assert_int_equal(stories(s, other), 4);
	assert_int_equal(stories(s, full), 0);
	/* And the other way round. */
	struct err bad = { 0 };
	assert_int_equal(store_actor_merge(s, other, full, &bad), QD_EINVAL);
	fix_sound(s);
	arena_free(&a);
	store_close(s);
}

static void splitting(void **state)
{
	(void)state;
	struct store *s = with_stories();
	struct arena a = { 0 };
	struct err bad = { 0 };
	int64_t full = actor(s, "Mara"), made, story = find(s, "b"), stranger = find(s, "c");
	assert_int_equal(store_actor_split(s, full, &stranger, 1, &made, &bad), QD_EINVAL);
	assert_int_equal(stories(s, full), 3);
	must(store_actor_split(s, full, &story, 1, &made, e));
	assert_true(made != full);
	assert_int_equal(stories(s, full), 2);
	assert_int_equal(stories(s, made), 1);
	must(store_actor_rename(s, made, STR("  Mara Quell\x1b the Younger "), e));
	struct store_actor ac;
	must(store_actor(s, &a, made, &ac, e));
	assert_int_equal(str_chr(ac.name, '\x1b', 0), STR_NPOS);
	assert_true(str_starts(ac.name, STR("Mara Quell")) && str_ends(ac.name, STR("the Younger")));
	assert_int_equal(actor(s, "younger"), made);
	struct doc *d;
	must(store_doc_get(s, story, DOC_FEED, &d, e));
	must(store_doc_choices(s, story, d, e));
	assert_true(str_ends(d->actor[0].name, STR("the Younger")));
	must(doc_check(d, e));
	doc_free(d);
	fix_sound(s);
	must(store_actor_undo(s, e));
	must(store_actor(s, &a, made, &ac, e));
	assert_str(ac.name, "Mara Quell");
	must(store_actor_undo(s, e));
	assert_int_equal(stories(s, full), 3);
	assert_int_equal(stories(s, made), 0);
	fix_sound(s);
	arena_free(&a);
	store_close(s);
}

/* A surname alone is the one person who stands with the same others in stories nearby; never one of two. */
static void lone_surnames(void **state)
{
	(void)state;
	struct store *s = four_stories();
	const char *a[] = { "Mara Quell", "Tomas Vrba", "Ida Lunt" }, *b[] = { "Quell", "Tomas Vrba", "Ida Lunt" }, *c[] = { "Jon Quell", "Tomas Vrba", "Ida Lunt" };
	struct doc *d = fix_doc("Mara Quell, Tomas Vrba and Ida Lunt.", a, 3);
	d->actor[0].key = STR("per:mara quell");
	must(store_doc_put(s, find(s, "a"), DOC_FEED, d, STR(""), e));
	doc_free(d);
	d = fix_doc("Quell met Tomas Vrba and Ida Lunt.", b, 3);
	d->actor[0].key = STR("per:quell");
	must(store_doc_put(s, find(s, "b"), DOC_FEED, d, STR(""), e));
	assert_int_equal(stories(s, actor(s, "Mara")), 2);
	/* Another Quell comes: from now on nobody can tell. What was told stays. */
	fix_put(s, find(s, "c"), DOC_FEED, "Jon Quell, Tomas Vrba and Ida Lunt.", c, 3);
	must(store_doc_put(s, find(s, "d"), DOC_FEED, d, STR(""), e));
	must(store_doc_put(s, find(s, "b"), DOC_FEED, d, STR(""), e));
	doc_free(d);
	assert_int_equal(stories(s, actor(s, "Mara")), 2);
	assert_int_equal(stories(s, actor(s, "Jon")), 1);
	fix_sound(s);
	store_close(s);
}

/* Marks in names are no words to the index of names. */
static void odd_names(void **state)
{
	(void)state;
	static const char *const odd[] = { "per:o'quell", "per:quell-vrba", "per:a\u00B7b", "per:\u5317\u4EAC", "per:quell\"", "per:qu\u0301ell", "per:x.y.", "per:*" };
	struct store *s = with_stories();
	struct arena a = { 0 };
	struct store_actor *ac;
	uint32_t n;
	const char *names[] = { "Quell", "Tomas Vrba" };
	for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
		struct doc *d = fix_doc("Quell met Tomas Vrba.", names, 2);
		d->actor[0].key = str_of(odd[i]);
		must(store_doc_put(s, find(s, "b"), DOC_FEED, d, STR(""), e));
		doc_free(d);
		must(store_actors(s, &a, str_sub(str_of(odd[i]), 4, strlen(odd[i])), 5, &ac, &n, e));
	}
	must(store_actors(s, &a, STR("mara\u00B7qu\u2019 -*"), 5, &ac, &n, e));
	assert_int_equal(n, 1);
	fix_sound(s);
	arena_free(&a);
	store_close(s);
}

/* What stories call somebody is kept with the newest story that does; other names are found. */
static void roles_and_names(void **state)
{
	(void)state;
	struct store *s;
	struct arena a = { 0 };
	must(store_open(&s, NULL, STORE_MEMORY, e));
	fix_subscribe(s, 1, NULL);
	fix_poll(s, 1, T0, (struct fix_entry[]){ { "a", "One", "<p>a</p>", T0 - 400 }, { "b", "Two", "<p>b</p>", T0 - 300 }, { "c", "Three", "<p>c</p>", T0 - 200 } }, 3,
	         NULL, NULL);
	const char *names[] = { "Mara Quell" }, *role[] = { "mayor", "minister", "mayor" }, *item[] = { "b", "a", "c" };
	struct str alias[] = { STR("Quell"), STR("Madam Q") };
	for (int i = 0; i < 3; i++) {
		struct doc *d = fix_doc("Mara Quell spoke.", names, 1);
		d->actor[0].role = str_of(role[i]);
		d->actor[0].alias = alias;
		d->actor[0].nalias = i ? 2 : 1;
		must(store_doc_put(s, find(s, item[i]), DOC_FEED, d, STR(""), e));
		doc_free(d);
	}
	struct actor_more more;
	struct store_actor ac;
	must(store_actor(s, &a, actor(s, "madam"), &ac, e));
	assert_str(ac.name, "Mara Quell");
	assert_str(ac.role, "mayor");
	must(store_actor_more(s, &a, ac.id, &more, e));
	assert_int_equal(more.nalias, 2);
	assert_str(more.alias[1], "Madam Q");
	assert_int_equal(more.nrole, 2);
	assert_str(more.role[0].role, "mayor");
	assert_int_equal(more.role[0].item, find(s, "c"));
	assert_int_equal(more.role[0].published, T0 - 200);
	assert_str(more.role[1].role, "minister");
	assert_int_equal(more.role[1].item, find(s, "a"));
	arena_free(&a);
	store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(merging), cmocka_unit_test(chains), cmocka_unit_test(splitting), cmocka_unit_test(lone_surnames),
		cmocka_unit_test(roles_and_names), cmocka_unit_test(odd_names),
	};
	return cmocka_run_group_tests_name("choices about actors", tests, NULL, NULL);
}
