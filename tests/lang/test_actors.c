/* Names, roles, nouns and pronouns joined to actors. */
#include "config.h"

#include "annotated.h"

static struct arena texts;

static const struct actor *actor(const struct doc *d, const char *name)
{
	for (uint32_t i = 0; i < d->nactor; i++)
		if (str_eqz(d->actor[i].name, name))
			return &d->actor[i];
	print_error("no actor %s among:\n", name);
	for (uint32_t i = 0; i < d->nactor; i++)
		print_error("  " STR_FMT "\n", STR_ARG(d->actor[i].name));
	fail();
	return NULL;
}

static bool has_alias(const struct actor *a, const char *alias)
{
	for (uint32_t i = 0; i < a->nalias; i++)
		if (str_eqz(a->alias[i], alias))
			return true;
	return false;
}

/* The name of the actor that the n-th occurrence of a word is a mention of, or "". */
static struct str who(const struct doc *d, const char *word, unsigned n)
{
	size_t at = 0, len = strlen(word);
	for (;; at += len) {
		at = str_find(d->text, str_of(word), at);
		if (at == STR_NPOS)
			return STR("");
		bool whole = (at == 0 || d->text.s[at - 1] == ' ' || d->text.s[at - 1] == '"') && (at + len == d->text.n || !((d->text.s[at + len] | 32) >= 'a' && (d->text.s[at + len] | 32) <= 'z'));
		if (whole && n-- <= 1)
			break;
	}
	for (uint32_t i = 0; i < d->nmention; i++)
		if (d->mention[i].at.start == at && d->mention[i].at.end == at + len)
			return d->actor[d->mention[i].actor].name;
	return STR("");
}

static void test_short_forms(void **state)
{
	(void)state;
	struct doc *d = annotated("Finance minister Anna Novak presented the budget in Prague on Friday. Novak said taxes would not rise. "
		"Her deputy, Ivan Petrov, did not comment.");
	const struct actor *a = actor(d, "Anna Novak");
	assert_int_equal(a->type, ENT_PER);
	assert_true(has_alias(a, "Novak"));
	assert_str(a->role, "Finance minister");
	assert_str(a->key, "per:anna novak");
	assert_str(who(d, "Her", 1), "Anna Novak");
	assert_str(actor(d, "Ivan Petrov")->role, "deputy");
	assert_int_equal(actor(d, "Prague")->type, ENT_LOC);
	doc_free(d);
}

static void test_one_surname_two_people(void **state)
{
	(void)state;
	struct doc *d = annotated("John Miller was elected mayor on Tuesday. His rival, Susan Miller, conceded defeat. "
		"Mr. Miller thanked voters. Mrs. Miller went home.");
	assert_true(actor(d, "John Miller") != actor(d, "Susan Miller"));
	assert_str(who(d, "Miller", 3), "John Miller");
	assert_str(who(d, "Miller", 4), "Susan Miller");
	doc_free(d);
}

/* Father and son, two of one name, a couple: the names that tell them apart keep them apart. */
static void test_relatives(void **state)
{
	(void)state;
	struct doc *d = annotated("Carl Novak Sr. founded the firm in 1950. His son, Carl Novak Jr., sold it in 1990. Novak Jr. lives in Paris. Carl Novak Sr. "
		"died in May.");
	assert_int_equal(actor(d, "Carl Novak Sr.")->mentions, 3); /* "His", too */
	assert_int_equal(actor(d, "Carl Novak Jr.")->mentions, 2);
	assert_false(str_eq(actor(d, "Carl Novak Sr.")->key, actor(d, "Carl Novak Jr.")->key));
	doc_free(d);
	d = annotated("Adam J. Berg sued Adam M. Berg over the name. Adam J. Berg won.");
	assert_int_equal(actor(d, "Adam J. Berg")->mentions, 2);
	assert_int_equal(actor(d, "Adam M. Berg")->mentions, 1);
	doc_free(d);
	d = annotated("Adam Joseph Berg opened the hall. Adam J. Berg was glad. Adam Berg left.");
	assert_int_equal(actor(d, "Adam Joseph Berg")->mentions, 3);
	doc_free(d);
	d = annotated("Anna Lang spoke on Monday. Peter Lang listened. Lang said he was proud. Lang said she was tired.");
	assert_str(who(d, "Lang", 3), "Peter Lang");
	assert_str(who(d, "Lang", 4), "Anna Lang");
	doc_free(d);
	/* What is said of another man makes nobody else of her. */
	d = annotated("Maria Sommer met Peter Lang. Sommer said he was late.");
	assert_str(who(d, "Sommer", 2), "Maria Sommer");
	doc_free(d);
}

static void test_countries(void **state)
{
	(void)state;
	struct doc *d = annotated("Officials from the United States met British diplomats in Paris. The US and the UK agreed on a text, "
		"Britain said. American and European experts welcomed it.");
	const struct actor *us = actor(d, "United States"), *uk = actor(d, "United Kingdom");
	assert_int_equal(us->type, ENT_LOC);
	assert_true(has_alias(us, "US") && has_alias(us, "American"));
	assert_true(has_alias(uk, "UK") && has_alias(uk, "Britain") && has_alias(uk, "British"));
	assert_true(has_alias(actor(d, "Europe"), "European"));
	doc_free(d);
}

static void test_known_people(void **state)
{
	(void)state;
	struct doc *d = annotated("President Emmanuel Macron spoke in Berlin on Monday. Macron then left for Warsaw.");
	const struct actor *a = actor(d, "Emmanuel Macron");
	assert_str(a->key, "Q3052772");
	assert_int_equal(a->gender, 'm');
	assert_int_equal(a->mentions, 2);
	doc_free(d);
}

static void test_brackets(void **state)
{
	(void)state;
	struct doc *d = annotated("The minister said it was time for (Russian President Vladimir) Putin to stop. Putin declined to answer.");
	const struct actor *a = actor(d, "Vladimir Putin");
	assert_int_equal(a->mentions, 3);
	assert_true(has_alias(a, "Putin"));
	doc_free(d);
}

static void test_acronyms(void **state)
{
	(void)state;
	struct doc *d = annotated("The Harbour Workers Union called a strike on Monday. The HWU wants higher pay. "
		"The World Health Organization urged calm, and the WHO sent a team.");
	assert_true(has_alias(actor(d, "World Health Organization"), "WHO"));
	assert_true(has_alias(actor(d, "Harbour Workers Union"), "HWU"));
	doc_free(d);
}

/* One identity, whatever the text calls it. */
static void test_identity(void **state)
{
	(void)state;
	struct doc *d = annotated("Officials of the United States met in Washington, D.C. on Friday. Shares of Northmere Glass Inc. and of Apple Inc. rose.");
	assert_str(actor(d, "United States")->key, "Q30");
	assert_str(actor(d, "Northmere Glass")->key, "org:northmere glass");
	doc_free(d);
	d = annotated("The U.S. Department of Defense asked the USAF to wait, the Pentagon said. Northmere Glass fell.");
	assert_str(actor(d, "U.S. Department of Defense")->key, "org:department of defense");
	assert_str(actor(d, "USAF")->key, "org:united states air force");
	assert_str(who(d, "Pentagon", 1), "U.S. Department of Defense");
	doc_free(d);
}

static void test_inside_longer_names(void **state)
{
	(void)state;
	struct doc *d = annotated("Anna Novak left the US State Department in May to lead the University of Canada in Ottawa. "
		"In 2019 she had opened the Anna Novak Foundation with money from Italy's Banca Verde.");
	assert_str(who(d, "US", 1), "United States");
	assert_str(who(d, "US State Department", 1), "US State Department");
	assert_str(who(d, "Canada", 1), "Canada");
	assert_str(who(d, "Anna Novak", 2), "Anna Novak");
	assert_str(who(d, "Italy", 1), "Italy");
	doc_free(d);
	d = annotated("Boeing said on Friday that the Boeing Starliner would fly in May. Shares of Boeing rose. NATO Headquarters ordered two.");
	assert_str(who(d, "Boeing", 2), "Boeing");
	assert_str(who(d, "NATO", 1), "NATO");
	doc_free(d);
	/* "Victoria" is a given name, too, and "Central" no region here. */
	d = annotated("The Victoria Awards were shown at the Central Bank on Friday, the Central Bank said.");
	assert_str(who(d, "Victoria", 1), "");
	assert_str(who(d, "Central", 1), "");
	doc_free(d);
}

static void test_other_names(void **state)
{
	(void)state;
	struct doc *d = annotated("The singer Jan Kowal, better known as Benny Silver, opened the hall on Monday. Silver sang for two hours. "
		"Kowal later thanked the city.");
	assert_str(who(d, "Kowal", 2), "Benny Silver");
	assert_true(has_alias(actor(d, "Benny Silver"), "Jan Kowal") && has_alias(actor(d, "Benny Silver"), "Kowal"));
	assert_str(actor(d, "Benny Silver")->key, "per:benny silver");
	doc_free(d);
	d = annotated("Anna Kowal visited her brother, known as Benny Silver, on Monday. Silver was glad.");
	assert_true(actor(d, "Anna Kowal") != actor(d, "Benny Silver"));
	doc_free(d);
}

static void test_two_spellings(void **state)
{
	(void)state;
	struct doc *d = annotated("Kristen Wilkins opened the show. The curator, Kristin Wilkins, praised the artist. Daniel Ross and Daniela Ross came, too.");
	assert_str(who(d, "Kristin Wilkins", 1), "Kristen Wilkins");
	assert_true(actor(d, "Daniel Ross") != actor(d, "Daniela Ross"));
	doc_free(d);
}

static void test_two_people_in_a_row(void **state)
{
	(void)state;
	struct doc *d = annotated("Prime Minister Clara Berg's spokesman, Tom Hale, said the talks in Geneva would go on. "
		"Hale gave no date.");
	assert_str(actor(d, "Tom Hale")->role, "spokesman");
	assert_int_equal(actor(d, "Tom Hale")->mentions, 2);
	assert_str(actor(d, "Clara Berg")->role, "Prime Minister");
	doc_free(d);
}

static void test_nouns(void **state)
{
	(void)state;
	struct doc *d = annotated("Anna Novak, the finance minister, opened the debate in Prague. The minister spoke for an hour.");
	assert_str(actor(d, "Anna Novak")->role, "finance minister");
	assert_str(who(d, "The minister", 1), "Anna Novak");
	doc_free(d);
	/* With what the role has besides; of two ministers "the minister" is neither. */
	d = annotated("Anna Novak, the finance minister, met Peter Lang, the interior minister, on Friday. The finance minister was late. "
		"The minister left. The defence minister stayed.");
	assert_str(who(d, "The finance minister", 1), "Anna Novak");
	assert_str(who(d, "The minister", 1), "");
	assert_str(who(d, "The defence minister", 1), "");
	doc_free(d);
	d = annotated("Jan Kowal, 45, won the race on Sunday. The 45-year-old thanked the crowd. The 30-year-old behind him did not.");
	assert_str(who(d, "The 45-year-old", 1), "Jan Kowal");
	assert_str(who(d, "The 30-year-old", 1), "");
	doc_free(d);
}

/* Nouns that stand for a name that has them in it, or for what the lists say of a name. */
static void test_nouns_of_things(void **state)
{
	(void)state;
	struct doc *d = annotated("The University of Eastmere opened a school on Monday. Students like the university. The school of law is old.");
	assert_str(who(d, "the university", 1), "University of Eastmere");
	assert_str(who(d, "The school", 1), "");
	doc_free(d);
	d = annotated("The European Union agreed on new rules on Friday. Officials said the bloc would wait. Norway, which left the talks, said that "
		"the country had no choice.");
	assert_str(who(d, "the bloc", 1), "European Union");
	assert_str(who(d, "the country", 1), "Norway");
	doc_free(d);
	d = annotated("Norway and Sweden signed the treaty. Many in the country were glad. The country anthem was played.");
	assert_str(who(d, "the country", 1), "");
	doc_free(d);
	d = annotated("The Supreme Court met the Harbour Council on Friday. The council was pleased. The company was not. The government is new.");
	assert_str(who(d, "The council", 1), "Harbour Council");
	assert_str(who(d, "The company", 1), "");
	assert_str(who(d, "The government", 1), "");
	doc_free(d);
}

static void test_pronouns(void **state)
{
	(void)state;
	struct doc *d = annotated("Peter Lang met Maria Sommer in Vienna on Friday. She told him that he had won. "
		"\"I am glad she called,\" Lang said.");
	assert_str(who(d, "She", 1), "Maria Sommer");
	assert_str(who(d, "him", 1), "Peter Lang");
	assert_str(who(d, "he", 1), "Peter Lang");
	assert_str(who(d, "I", 1), "Peter Lang");
	assert_str(who(d, "she", 1), "Maria Sommer");
	doc_free(d);
	/* A clause without a subject has that of the main one, and its object is another. */
	d = annotated("Anna Lang warned the guild about Maria Sommer, calling her a danger.");
	assert_str(who(d, "her", 1), "Maria Sommer");
	doc_free(d);
}

/* Who spoke speaks on, whoever the speech is about. */
static void test_pronouns_that_speak(void **state)
{
	(void)state;
	struct doc *d = annotated("Peter Lang met Karl Sommer in Vienna on Friday.\n\n\"Sommer was late,\" Lang said. \"He always is.\"\n\n"
		"\"I like Karl Sommer. Sommer knows the valley. I told Sommer so,\" he added.\n\n"
		"\"We waited for an hour. It was cold. The bus had gone. Nobody came. Then it rained,\" he said.");
	assert_str(who(d, "he", 1), "Peter Lang");
	assert_str(who(d, "he", 2), "Peter Lang");
	for (uint32_t i = 0; i < d->nquote; i++)
		if (d->quote[i].actor >= 0)
			assert_str(d->actor[d->quote[i].actor].name, "Peter Lang");
	doc_free(d);
	/* A state and a party or an office: who was said to be that, or who spoke last. */
	d = annotated("Sen. Karl Sommer, New York Democrat, said the bridge was closed. Sen. Peter Lang was silent.\n\n"
		"\"It is cold,\" the New York Democrat said.\n\nJan Petrov met Lang and said the road was open. The Iowa senator said it was wide.");
	assert_int_equal(d->nquote, 4);
	static const char *const said_by[] = { "Karl Sommer", "Karl Sommer", "Jan Petrov", "Jan Petrov" };
	for (uint32_t i = 0; i < d->nquote; i++) {
		assert_true(d->quote[i].actor >= 0);
		assert_str(d->actor[d->quote[i].actor].name, said_by[i]);
	}
	for (uint32_t i = 0; i < d->nactor; i++)
		assert_false(str_eqz(d->actor[i].name, "New York Democrat"));
	doc_free(d);
	d = annotated("It was Karl Sommer who, earlier this month, said the bridge would be closed.");
	assert_int_equal(d->nquote, 1);
	assert_true(d->quote[0].actor >= 0);
	assert_str(d->actor[d->quote[0].actor].name, "Karl Sommer");
	doc_free(d);
}

/* A headline in capitals takes its names from the text below. */
static void test_headline(void **state)
{
	(void)state;
	static const char body[] = "Anna Novak, the finance minister, spoke in Prague on Friday. Novak said that taxes would rise and that the partisan fray was over. "
		"Jan Molen, the mayor, defended the memo before reporters. Molen left early.";
	static const char *const title[] = { "Novak Defends Higher Taxes After Partisan Fray", "Anna Novak Slams Mayor Molen Despite Memo", "Anna Novak Jr. Signs Molen Memo at Last" };
	for (size_t i = 0; i < sizeof title / sizeof *title; i++) {
		struct doc *d = annotated((const char *)arena_fmt(&texts, "%s\n\n%s", title[i], body).s);
		uint32_t end = (uint32_t)strlen(title[i]);
		for (uint32_t k = 0; k < d->nentity && d->entity[k].at.start < end; k++) {
			struct str name = doc_str(d, d->entity[k].at);
			if (!str_eqz(name, "Novak") && !str_eqz(name, "Molen") && !str_eqz(name, "Anna Novak") && !str_eqz(name, "Anna Novak Jr.") &&
				!str_eqz(name, "Mayor Molen"))
				fail_msg("%s: " STR_FMT, title[i], STR_ARG(name));
		}
		assert_true(d->nentity && d->entity[0].at.start < end);
		doc_free(d);
	}
	arena_free(&texts);
}

static void test_dateline(void **state)
{
	(void)state;
	struct doc *d = annotated("EASTMERE (Courier) \xE2\x80\x94 The bridge at Eastmere opened on Friday.");
	assert_int_equal(actor(d, "Eastmere")->type, ENT_LOC);
	assert_true(has_alias(actor(d, "Eastmere"), "EASTMERE"));
	assert_int_equal(actor(d, "Courier")->type, ENT_ORG);
	doc_free(d);
}

static void test_other_languages(void **state)
{
	(void)state;
	/* German writes every noun with a capital: only what is known for a name is one. */
	struct doc *d = annotated("Die Eltern im Tal schickten ihre Kinder am Montag nicht in die Schule, und der Notfallplan trat in Kraft. "
	                          "Norbert Winkler sagte, dass die Feuerwehr aus Berlin kommt. Der Wirt dankte Winkler und den Nachbarn. "
	                          "Viele Menschen standen am Samstag auf der Brücke und warteten auf Nachrichten der Behörden.");
	actor(d, "Norbert Winkler");
	actor(d, "Berlin");
	assert_int_equal(d->nactor, 2);
	assert_int_equal(actor(d, "Norbert Winkler")->mentions, 2);
	doc_free(d);
}

static void test_cut_short(void **state)
{
	(void)state;
	struct doc *d = annotated("Voters went to the polls in Virginia and in Missi\u2026");
	actor(d, "Virginia");
	assert_int_equal(d->nactor, 1);
	doc_free(d);
}

static void test_same_twice(void **state)
{
	(void)state;
	const char *text = "Anna Novak met Mr. Petrov of Example Bank in London. She said the bank was sound.";
	struct doc *d = annotated(text), *other = annotated("Ivan Petrov is a Russian writer. He lives in Moscow."), *again = annotated(text);
	struct buf a, b;
	buf_init(&a, 0);
	buf_init(&b, 0);
	assert_int_equal(doc_encode(&a, d), 0);
	assert_int_equal(doc_encode(&b, again), 0);
	assert_true(str_eq(buf_str(&a), buf_str(&b)));
	buf_free(&a);
	buf_free(&b);
	doc_free(d);
	doc_free(other);
	doc_free(again);
}

/* Texts that invite quadratic work: they must end, and keep the contract. */
static void test_long(void **state)
{
	(void)state;
	static const char *const unit[] = { "Anna Novak ", "he told her ", "A", "THE BANK OF ", "In his ", "\xE5\x8C\x97", "Lt. Gen. ", "the company its it ", "Anna, ",
		"Moscow and Beijing, ", "Moscow ", "called it ", "\xD9\x82\xD8\xA7\xD9\x84 ", "\" ", "'s ", "said " };
	for (size_t u = 0; u < sizeof unit / sizeof *unit; u++) {
		struct buf b;
		struct err e = { 0 };
		buf_init(&b, 0);
		buf_addz(&b, "Anna Novak said ");
		while (b.n < 400000)
			buf_addz(&b, unit[u]);
		struct doc *d = doc_from_text(buf_str(&b), true);
		int rc = lang_annotate(model, d, &e);
		assert_true(rc == 0 || rc == QD_ELIMIT);
		assert_int_equal(doc_check(d, &e), 0);
		doc_free(d);
		buf_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_short_forms),
		cmocka_unit_test(test_one_surname_two_people),
		cmocka_unit_test(test_relatives),
		cmocka_unit_test(test_countries),
		cmocka_unit_test(test_known_people),
		cmocka_unit_test(test_brackets),
		cmocka_unit_test(test_acronyms),
		cmocka_unit_test(test_identity),
		cmocka_unit_test(test_inside_longer_names),
		cmocka_unit_test(test_other_names),
		cmocka_unit_test(test_two_spellings),
		cmocka_unit_test(test_two_people_in_a_row),
		cmocka_unit_test(test_nouns),
		cmocka_unit_test(test_nouns_of_things),
		cmocka_unit_test(test_pronouns), cmocka_unit_test(test_pronouns_that_speak), cmocka_unit_test(test_headline),
		cmocka_unit_test(test_dateline),
		cmocka_unit_test(test_other_languages),
		cmocka_unit_test(test_cut_short),
		cmocka_unit_test(test_same_twice),
		cmocka_unit_test(test_long),
	};
	return cmocka_run_group_tests(tests, open_model, close_model);
}
