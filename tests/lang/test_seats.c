/* A capital's name: for its government where one acts, for the place elsewhere. In the texts, {Moscow=Russia} is a mention of Russia besides the
 * place, {Moscow=} one of the place or of a person alone. */
#include "config.h"

#include "annotated.h"

#define MARKS_MAX 16
struct mark {
	uint32_t start, end;
	struct str actor;
};

/* Takes the marks out of a text. */
static uint32_t unmark(struct str marked, struct buf *text, struct mark *mark)
{
	uint32_t n = 0;
	for (size_t i = 0; i < marked.n; i++) {
		if (marked.s[i] != '{') {
			buf_addc(text, marked.s[i]);
			continue;
		}
		size_t eq = str_chr(marked, '=', i), end = str_chr(marked, '}', i);
		assert_true(eq < end && end != STR_NPOS && n < MARKS_MAX);
		mark[n].start = (uint32_t)text->n;
		buf_add(text, str_sub(marked, i + 1, eq));
		mark[n].end = (uint32_t)text->n;
		mark[n++].actor = str_sub(marked, eq + 1, end);
		i = end;
	}
	return n;
}

static void check(const char *marked)
{
	struct mark mark[MARKS_MAX];
	struct buf text;
	buf_init(&text, 0);
	uint32_t n = unmark(str_of(marked), &text, mark);
	struct doc *d = annotated_str(buf_str(&text));
	for (uint32_t i = 0; i < n; i++) {
		struct str word = str_n(text.s + mark[i].start, mark[i].end - mark[i].start), got = STR("");
		for (uint32_t k = 0; k < d->nmention; k++)
			if (d->mention[k].at.start == mark[i].start && d->mention[k].at.end == mark[i].end)
				got = d->actor[d->mention[k].actor].name; /* the last one is the country's */
		if (mark[i].actor.n ? str_eq(got, mark[i].actor) : !got.n || str_find(got, word, 0) != STR_NPOS)
			continue;
		print_error("%s\n  " STR_FMT " is " STR_FMT "\n", marked, STR_ARG(word), STR_ARG(got));
		fail();
	}
	doc_free(d);
	buf_free(&text);
}

static void test_subject(void **state)
{
	(void)state;
	check("The ships were late, but {Washington=United States} said on Friday that it would send two more. {Moscow=Russia} has repeatedly "
	      "rejected the charge.");
	check("The text was ready, but {Tehran=Iran} will not accept it, two diplomats told the newspaper.");
	check("{Moscow=Russia} and {Beijing=China} agreed on a common text after {Seoul=South Korea} withdrew its ambassador.");
	check("The minister said {Ankara=T\xC3\xBCrkiye} wants a longer truce. {Kyiv=Ukraine}, however, denied that talks were planned.");
	check("{London=United Kingdom}, {Paris=France} and {Berlin=Germany} have condemned the attack in the strongest words.");
	check("{Pyongyang=North Korea} was accused of selling the parts.");
}

/* The tagger takes the first for a person. */
static void test_first_word(void **state)
{
	(void)state;
	check("{Washington=United States} said on Friday that it would send two more ships. {Moscow=Russia} has repeatedly rejected the charge.");
	check("Mr. {Washington=} said on Friday that he would send two more ships.");
}

static void test_owner(void **state)
{
	(void)state;
	check("Lawmakers asked about {Beijing=China}'s foreign policy. They also spoke about {Tehran=Iran}'s nuclear programme.");
	check("The museum shows {Beijing=}'s old gates and {Vienna=}'s trams.");
}

static void test_parties(void **state)
{
	(void)state;
	check("Talks between {Kyiv=Ukraine} and {Moscow=Russia} broke down. The sanctions on {Minsk=Belarus} were kept.");
	check("The treaty was rejected by {Ottawa=Canada}. Envoys urged {Damascus=Syria} to open the road.");
	check("The night train between {Kyiv=} and {Moscow=} no longer runs. The flight from {Paris=} was late.");
}

static void test_place(void **state)
{
	(void)state;
	check("The foreign minister spoke in {Washington=} on Monday and left {Washington=} on Tuesday. Officials in {Kyiv=} said nothing.");
	check("He lives in {Washington=}, D.C. with his family. Protests filled {Paris=} on Sunday.");
	check("A company in {Moscow=}, Idaho makes the engines. {Moscow=} banned plastic bags last year.");
	check("WASHINGTON \xE2\x80\x94 Rents rose in the spring. The {London=} protests began at noon. {Tokyo=} reported 500 new cases.");
	check("Lawyers for {Washington=} and Oregon said that {Washington=} and Oregon rejected the plan.");
	check("The state of {Washington=} banned the nets in May. {Washington=} also banned plastic bags. The rivers of Oregon are warmer.");
}

static void test_people_and_teams(void **state)
{
	(void)state;
	check("George Washington wrote to his officers in May. {Washington=} refused to retreat and {Washington=} warned them.");
	check("{Washington=} signed the quarterback before the season. The coach said the players were glad. {Washington=} rejected an offer for the "
	      "striker of the squad.");
}

/* The Union sits in Brussels, but so does Belgium. */
static void test_brussels(void **state)
{
	(void)state;
	check("The European Union wants new rules for steel. {Brussels=European Union} said the rules would be ready in May.");
	check("{Brussels=} said the tunnel would be closed. Many Belgians take the train.");
}

/* The name is not another name of the country; what the text says of the country goes on. */
static void test_actor(void **state)
{
	(void)state;
	struct doc *d = annotated("Russia closed the border on Monday. Moscow said its decision was final. Trains in Moscow were late.");
	const struct actor *russia = NULL, *moscow = NULL;
	for (uint32_t i = 0; i < d->nactor; i++) {
		if (str_eqz(d->actor[i].name, "Russia"))
			russia = &d->actor[i];
		if (str_eqz(d->actor[i].name, "Moscow"))
			moscow = &d->actor[i];
	}
	assert_non_null(russia);
	assert_non_null(moscow);
	assert_str(russia->key, "Q159");
	assert_int_equal(russia->nalias, 0);
	assert_int_equal(russia->mentions, 3); /* "its", too */
	assert_int_equal(moscow->mentions, 2);
	for (uint32_t i = 0; i < d->nentity; i++)
		assert_int_equal(d->entity[i].type, ENT_LOC);
	doc_free(d);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_subject),
		cmocka_unit_test(test_first_word),
		cmocka_unit_test(test_owner),
		cmocka_unit_test(test_parties),
		cmocka_unit_test(test_place),
		cmocka_unit_test(test_people_and_teams),
		cmocka_unit_test(test_brussels),
		cmocka_unit_test(test_actor),
	};
	return cmocka_run_group_tests(tests, open_model, close_model);
}
