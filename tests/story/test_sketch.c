/* test_sketch.c - sketches and likeness: same text same sketch, bytes and back, symmetry, bounds of empty and of huge stories, numbers,
 * what background counts know, and that likeness falls with the days. */
#include "store/fixture.h"

#include "story/story_int.h"

#define DAY 86400

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

static void sketch(struct weighed *out, struct str title, struct str text)
{
	struct story_terms t;
	memset(out, 0, sizeof *out);
	sketcher_read(reader, title, text, &t);
	sketch_choose(&out->k, &t, &rare);
	weigh(out, &rare);
}

static double alike(struct str title, struct str text, struct str other_title, struct str other_text)
{
	static struct weighed a, b;
	sketch(&a, title, text);
	sketch(&b, other_title, other_text);
	return text_alike(&a, &b.k, &rare, NULL);
}

/* Words from a small stock, the same for the same seed. */
static void ramble(struct buf *b, uint32_t seed, uint32_t words)
{
	static const char *const stock[] = { "ferry", "harbour", "strike", "the", "mayor", "said", "of", "6.1", "bridge", "Northland", "1,200",
		"quarrel", "orchestra", "verdict", "a", "lighthouse", "ministers", "minister", "n\xc3\xb8tt", "2031" };
	buf_clear(b);
	for (uint32_t i = 0; i < words; i++) {
		seed = seed * 1664525u + 1013904223u;
		buf_addf(b, "%s%s", i ? " " : "", stock[(seed >> 16) % (sizeof stock / sizeof *stock)]);
		if ((seed >> 12) % 5 == 0)
			buf_addf(b, "%u", (unsigned)(seed % 997));
	}
}

static void same_text_same_bytes(void **state)
{
	(void)state;
	static struct weighed a, b;
	static struct sketch back;
	struct buf text, x, y;
	buf_init(&text, 0);
	buf_init(&x, 0);
	buf_init(&y, 0);
	for (uint32_t seed = 1; seed < 200; seed++) {
		ramble(&text, seed, seed * 3 % 400);
		sketch(&a, STR("A title"), buf_str(&text));
		sketch(&b, STR("Something between them"), STR("that must leave no trace"));
		sketch(&b, STR("A title"), buf_str(&text));
		buf_clear(&x);
		buf_clear(&y);
		sketch_encode(&x, &a.k);
		sketch_encode(&y, &b.k);
		assert_true(str_eq(buf_str(&x), buf_str(&y)));
		assert_int_equal(sketch_decode(&back, buf_str(&x)), 0);
		buf_clear(&y);
		sketch_encode(&y, &back);
		assert_int_equal(back.nterm, a.k.nterm);
		for (uint32_t i = 1; i < back.nterm; i++)
			assert_true(back.term[i - 1].term < back.term[i].term);
		/* Cut anywhere it is none. */
		assert_int_equal(sketch_decode(&back, str_sub(buf_str(&x), 0, seed % x.n)), QD_EFORMAT);
	}
	buf_free(&text);
	buf_free(&x);
	buf_free(&y);
}

static void likeness_is_symmetric(void **state)
{
	(void)state;
	static struct weighed a, b;
	struct buf x, y;
	buf_init(&x, 0);
	buf_init(&y, 0);
	for (uint32_t seed = 1; seed < 300; seed++) {
		ramble(&x, seed, seed * 7 % 300);
		ramble(&y, seed * 31, seed * 11 % 300);
		sketch(&a, str_sub(buf_str(&x), 0, x.n < 40 ? x.n : 40), buf_str(&x));
		sketch(&b, str_sub(buf_str(&y), 0, y.n < 30 ? y.n : 30), buf_str(&y));
		double here = text_alike(&a, &b.k, &rare, NULL);
		assert_true(here >= 0.0 && here <= 1.0 + 1e-6);
		assert_true(here == text_alike(&b, &a.k, &rare, NULL));
		if (a.k.nterm)
			assert_float_equal(text_alike(&a, &a.k, &rare, NULL), 1.0, 1e-5);
	}
	buf_free(&x);
	buf_free(&y);
}

static void empty_and_huge(void **state)
{
	(void)state;
	static struct weighed none, huge;
	struct buf text, data;
	buf_init(&text, 0);
	buf_init(&data, 0);
	sketch(&none, STR(""), STR(""));
	assert_int_equal(none.k.nterm, 0);
	assert_int_equal(none.k.nshingle, 0);
	sketch(&none, STR("- . , \xe2\x80\x9c\xe2\x80\x9d"), STR("... 1,.2,. ,,"));
	assert_true(none.k.nterm <= 2);
	for (uint32_t i = 0; text.n < (4u << 20); i++)
		buf_addf(&text, "w%ux ", (unsigned)i);
	sketch(&huge, STR("Huge"), buf_str(&text));
	assert_int_equal(huge.k.nterm, SKETCH_TERMS);
	assert_int_equal(huge.k.nshingle, SKETCH_SHINGLES);
	sketch_encode(&data, &huge.k);
	assert_true(data.n < 800);
	/* One number, or one word, without end. */
	buf_clear(&text);
	while (text.n < (1u << 20))
		buf_addz(&text, "9,");
	sketch(&huge, STR(""), buf_str(&text));
	assert_true(huge.k.nterm <= 2);
	assert_float_equal(text_alike(&none, &huge.k, &rare, NULL), 0.0, 1e-9);
	buf_free(&text);
	buf_free(&data);
}

/* A document with mentions of these words, each where it stands first. */
static struct doc *naming(struct str text, const char *const *name, uint32_t n)
{
	struct doc *d = doc_from_text(text, true);
	d->mention = ARENA_NEW(&d->arena, struct mention, n);
	for (uint32_t i = 0; i < n; i++) {
		uint32_t at = (uint32_t)(strstr(text.s, name[i]) - text.s);
		d->mention[d->nmention++] = (struct mention){ .at = { at, at + (uint32_t)strlen(name[i]) }, .kind = MENTION_NAME };
	}
	return d;
}

static void sketch_named(struct weighed *out, struct str title, struct doc *d)
{
	struct story_terms t;
	memset(out, 0, sizeof *out);
	sketcher_read(reader, title, d->text, &t);
	struct range *name;
	uint32_t n = doc_names(d, &d->arena, &name);
	sketcher_names(reader, d->text, name, n, &t);
	sketch_choose(&out->k, &t, &rare);
	weigh(out, &rare);
	doc_free(d);
}

static unsigned flags_of(const struct sketch *k, struct str stem)
{
	for (uint32_t i = 0; i < k->nterm; i++)
		if (k->term[i].term == store_term_class(stem))
			return k->term[i].flags & ~(unsigned)TERM_MARK;
	return ~0u;
}

static void names_are_flagged(void **state)
{
	(void)state;
	static struct weighed w;
	struct sketch back;
	struct buf data;
	struct doc *d = naming(STR("The mayor, B\xc3\xa1rt Vrba-Quell, said that she would go to Oxmoor."), (const char *[]){ "B\xc3\xa1rt Vrba-Quell", "she" }, 2);
	d->mention[1].kind = MENTION_PRONOUN;
	sketch_named(&w, STR("Quell and the mayor"), d);
	buf_init(&data, 0);
	sketch_encode(&data, &w.k);
	assert_int_equal(sketch_decode(&back, buf_str(&data)), 0);
	assert_int_equal(flags_of(&back, STR("bart")), TERM_LEAD | TERM_NAME);
	assert_int_equal(flags_of(&back, STR("vrba")), TERM_LEAD | TERM_NAME);
	assert_int_equal(flags_of(&back, STR("quell")), TERM_LEAD | TERM_TITLE | TERM_NAME);
	assert_int_equal(flags_of(&back, STR("mayor")), TERM_LEAD | TERM_TITLE);
	assert_int_equal(flags_of(&back, STR("she")), TERM_LEAD);
	assert_int_equal(flags_of(&back, STR("oxmoor")), TERM_LEAD);
	buf_free(&data);
}

static void names_are_told_by_their_words(void **state)
{
	(void)state;
	static struct weighed whole, surname, other;
	double names, others, text;
	static const struct str about = { "Quarrel over the harbour", 24 };
	sketch_named(&whole, about, naming(STR("Anna Vrba opened the harbour."), (const char *[]){ "Anna Vrba" }, 1));
	sketch_named(&surname, about, naming(STR("Vrba opened the harbour."), (const char *[]){ "Vrba" }, 1));
	sketch_named(&other, about, naming(STR("Emil Quell opened the harbour."), (const char *[]){ "Emil Quell" }, 1));
	text = text_alike(&whole, &surname.k, &rare, &names);
	text_alike(&whole, &other.k, &rare, &others);
	assert_true(names > 0.5 && names < 1.0);
	assert_float_equal(others, 0.0, 1e-9);
	assert_float_equal(text, text_alike(&surname, &whole.k, &rare, &others), 1e-6);
	assert_float_equal(names, others, 1e-6);
	sketch(&other, about, STR("Anna Vrba opened the harbour."));
	assert_float_equal(text, text_alike(&other, &surname.k, &rare, &others), 1e-6); /* words are words for the likeness of texts */
	assert_float_equal(others, 0.0, 1e-9);
	/* A name that the title has weighs more. */
	sketch_named(&whole, STR("Vrba"), naming(STR("Anna Vrba opened the harbour."), (const char *[]){ "Anna Vrba" }, 1));
	text_alike(&whole, &surname.k, &rare, &others);
	assert_true(others > names);
}

static void numbers_are_whole(void **state)
{
	(void)state;
	double same = alike(STR("Quake of 6.1"), STR("A quake of 6.1."), STR("Quake of 6.1"), STR("A quake of 6.1 was felt"));
	double other = alike(STR("Quake of 6.1"), STR("A quake of 6.1."), STR("Quake of 1.6"), STR("A quake of 1.6 was felt"));
	assert_true(same > other + 0.05);
	/* The end of a sentence is no decimal point. */
	assert_true(alike(STR("In 2031."), STR("In 2031. 44 went."), STR("In 2031"), STR("In 2031 44 went")) > 0.999);
}

/* In an empty archive: words that any news has say little, names and rare words much, titles more than what stands far below. */
static void common_words_say_little(void **state)
{
	(void)state;
	double common = alike(STR("What they said about this"), STR(""), STR("They said this about what"), STR(""));
	assert_float_equal(common, 1.0, 1e-5); /* nothing else to go by */
	double little = alike(STR("What they said about Quell"), STR(""), STR("What they said about Vrba"), STR(""));
	double much = alike(STR("What they said about Quell"), STR(""), STR("Quell goes over the lake"), STR(""));
	assert_true(much > little);
	assert_true(rare.rarity[rare.level[store_term_class(STR("said"))]] < 0.5 * rare.rarity[rare.level[store_term_class(STR("quell"))]]);
	for (uint32_t i = 1; i < 8192; i++)
		assert_true(rare.rarity[i] <= rare.rarity[i - 1]);
	struct buf text;
	buf_init(&text, 0);
	ramble(&text, 7, 120);
	double title = alike(STR("Verdict on Quell"), buf_str(&text), STR("Verdict on Quell"), STR("Nothing of that."));
	buf_addz(&text, " Verdict on Quell");
	double below = alike(STR("Elsewhere"), buf_str(&text), STR("Verdict on Quell"), STR("Nothing of that."));
	assert_true(title > below);
	buf_free(&text);
}

/* One text again and again, an hour to months away: the nearer, the better, and never more than are compared. */
static void likeness_falls_with_days(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct related *r, *again;
	uint32_t n, m, indexed;
	int64_t here = 0;
	fix_subscribe(s, 1, NULL);
	must(store_begin(s, e));
	for (int i = 0; i < 240; i++) {
		char id[32], text[200];
		int64_t item, ago = (int64_t)i * i * 7200;
		snprintf(id, sizeof id, "d%d", i);
		fix_poll(s, 1, T0 + DAY, (struct fix_entry[]){ { id, "Ferry to the lighthouse", NULL, T0 - ago } }, 1, NULL, NULL);
		must(store_item_find(s, str_of(id), &item, e));
		snprintf(text, sizeof text, "The ferry to the lighthouse sails.");
		fix_put(s, item, DOC_FEED, text, NULL, 0);
		here = i ? here : item;
	}
	must(store_commit(s, e));
	do
		must(story_index_some(s, 50, 0, &indexed, e));
	while (indexed);
	must(story_related(s, &a, here, 96, RELATED_UNFOLDED, &r, &n, e));
	assert_true(n >= 40 && n <= 96);
	for (uint32_t i = 1; i < n; i++) {
		assert_true(r[i - 1].score >= r[i].score);
		assert_true(r[i - 1].item.published >= r[i].item.published);
	}
	must(story_related(s, &a, here, 96, RELATED_UNFOLDED, &again, &m, e));
	assert_int_equal(m, n);
	for (uint32_t i = 0; i < n; i++) {
		assert_int_equal(again[i].item.id, r[i].item.id);
		assert_true(again[i].score == r[i].score);
	}
	arena_free(&a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(same_text_same_bytes, open_all, close_all),
		cmocka_unit_test_setup_teardown(likeness_is_symmetric, open_all, close_all),
		cmocka_unit_test_setup_teardown(empty_and_huge, open_all, close_all),
		cmocka_unit_test_setup_teardown(names_are_flagged, open_all, close_all),
		cmocka_unit_test_setup_teardown(names_are_told_by_their_words, open_all, close_all),
		cmocka_unit_test_setup_teardown(numbers_are_whole, open_all, close_all),
		cmocka_unit_test_setup_teardown(common_words_say_little, open_all, close_all),
		cmocka_unit_test_setup_teardown(likeness_falls_with_days, open_all, close_all),
	};
	return cmocka_run_group_tests_name("sketches", tests, NULL, NULL);
}
