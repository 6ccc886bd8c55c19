/* Quotations: what is one, where it begins and ends, of which kind it is, whose it is. A group of fixtures a phenomenon. */
#include "config.h"

#include "quote_fixture.h"

#define GROUP(name, ...) \
	static void name(void **state) \
	{ \
		static const char *const texts[] = { __VA_ARGS__ }; \
		(void)state; \
		for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) \
			quote_expect(texts[i]); \
	}

GROUP(test_direct_before_and_after,
	"{Rosa Winkel} said: [d Rosa Winkel|\"The kiln is cold.\"]",
	"{Rosa Winkel} said, [d Rosa Winkel|\"The kiln is cold.\"]",
	"[d Rosa Winkel|\"The kiln is cold,\"] {Rosa Winkel} said.",
	"[d Rosa Winkel|\"The kiln is cold,\"] {Rosa Winkel} said on Friday in a statement.",
	"[d Rosa Winkel|\"Is the kiln cold?\"] {Rosa Winkel} asked.",
	"[d Rosa Winkel|\"Out!\"] {Rosa Winkel} shouted.")

GROUP(test_inverted_cue,
	"[d Rosa Winkel|\"The kiln is cold,\"] said {Rosa Winkel}.",
	"[d Rosa Winkel|\"The kiln is cold,\"] said {Rosa Winkel}, who fires it.",
	"[d Rosa Winkel|\"The kiln is cold,\"] added {Rosa Winkel}, a potter from {l:Delft}.",
	"[d she|\"The kiln is cold,\"] said she.",
	"[d Rosa Winkel|\"The kiln is cold,\"] said a potter from {l:Delft}, {Rosa Winkel}.",
	"[d Rosa Winkel|\"I would fire it again.\"] So spoke {Rosa Winkel}, 80.")

GROUP(test_split_by_cue,
	"[d Rosa Winkel|\"If the wood is dry,\"] {Rosa Winkel} said, [d Rosa Winkel|\"we fire it tonight.\"]",
	"[d Rosa Winkel|\"The wood is dry,\"] {Rosa Winkel} said. [d Rosa Winkel|\"We fire it tonight.\"]",
	"[d Rosa Winkel|\"The wood is dry,\"] said {Rosa Winkel}. [d Rosa Winkel|\"We fire it tonight. Nobody sleeps.\"]")

GROUP(test_over_paragraphs,
	"{Rosa Winkel} said: [d Rosa Winkel|\"The wood is dry.]\n\n[d Rosa Winkel|\"We fire the kiln tonight.\"]",
	"{Rosa Winkel} said: [d Rosa Winkel|“The wood is dry.]\n\n[d Rosa Winkel|“We fire the kiln tonight.]\n\n[d Rosa Winkel|“Nobody sleeps.”]",
	"{Rosa Winkel} said, [d Rosa Winkel|\"The wood is dry.]\n\n[d Rosa Winkel|We fire the kiln tonight.\"]")

GROUP(test_missing_mark,
	"{Rosa Winkel} said: [d Rosa Winkel|\"The wood is dry.] The guild meets on Friday.",
	"The guild met.\" It was late.")

GROUP(test_floating,
	"[d Rosa Winkel|\"The wood is dry,\"] {Rosa Winkel} said.\n\n[d Rosa Winkel|\"Nobody in this village will sleep before the kiln is full.\"]",
	"{Rosa Winkel} said [i Rosa Winkel|the wood was dry]. [d Rosa Winkel|\"Nobody sleeps tonight.\"]",
	"{Rosa Winkel} had one more thing to say:\n\n[d Rosa Winkel|\"Nobody in this village sleeps tonight.\"]")

GROUP(test_dialogue,
	"[d Rosa Winkel|\"Is it dry?\"] asked {Rosa Winkel}.\n\n[d Jan Molen|\"Dry enough,\"] said {Jan Molen}.\n\n[d Rosa Winkel|\"Then we begin.\"]\n\n"
	"[d Jan Molen|\"With the small one?\"]")

GROUP(test_transcript,
	"WINKEL: [d WINKEL|We fire it tonight.]\n\nHOST: [d HOST|All of it?]\n\nWINKEL: [d WINKEL|All of it.]",
	"Note: the kiln is old.\n\nIt is from 1840.")

GROUP(test_appositions,
	"The guild's master, {Rosa Winkel}, said [i Rosa Winkel|the kiln was cold].",
	"{Rosa Winkel}, the guild's master, said [i Rosa Winkel|the kiln was cold].",
	"{Rosa Winkel}, 54, a potter from {l:Delft}, said [i Rosa Winkel|the kiln was cold].",
	"Mayor {Jan Molen}'s spokeswoman, {Rosa Winkel} said [d Rosa Winkel|\"The kiln is cold\"].",
	"{Jan Molen}'s chief of staff, {Rosa Winkel}, said [i Rosa Winkel|the kiln was cold].",
	"{Rosa Winkel}, the former head of the guild and now a member of the council for the coast, told reporters that [i Rosa Winkel|the kiln was cold].",
	"Following the fire, potters of the guild, led by {Rosa Winkel}, said [i potters of the guild|the kiln was cold].",
	"In a speech in {l:Delft}, the master, {Rosa Winkel}, said [i Rosa Winkel|it was cold].",
	"The guild that owns the kiln, {o:Big Clay}, says [i Big Clay|it is cold].",
	"{Rosa Winkel}, who runs the guild, said [i Rosa Winkel|the kiln was cold].",
	"The council said [i The council|the mayor {Jan Molen}, who met the potters, was unable to come].")

GROUP(test_groups_and_nominals,
	"Police said on Tuesday [i Police|two kilns had been stolen].",
	"Dutch potters say [i Dutch potters|the clay is too wet, because it rained in May].",
	"[d one potter|\"We heard a crack,\"] one potter who asked not to be named said.",
	"The kilns cooled, but {l:Delft} and {l:Leiden} officials said [i Delft and Leiden officials|the ovens burned on].",
	"[d a spokesman for the guild of potters|\"We heard a crack,\"] said a spokesman for the guild of potters.",
	"A lawyer for {Rosa Winkel} said [i A lawyer for Rosa Winkel|the kiln was hers].")

GROUP(test_pronouns,
	"{Rosa Winkel} left. She said [i She|the kiln was cold].",
	"[d he|\"It is a mess,\"] he said.",
	"{Jan Molen} met the guild. He said that [i He|{Rosa Winkel} had broken nothing].")

GROUP(test_indirect,
	"{Rosa Winkel} said that [i Rosa Winkel|the kiln was cold].",
	"{Rosa Winkel} said in a statement that [i Rosa Winkel|the kiln was cold].",
	"{Rosa Winkel} told {o:Radio Delft} [i Rosa Winkel|the kiln was cold].",
	"{Rosa Winkel} told reporters in {l:Delft} on Friday that [i Rosa Winkel|the kiln was cold].",
	"{Rosa Winkel} has also indicated [i Rosa Winkel|the guild may leave], and suggested that [i Rosa Winkel|Friday's meeting could be its last].",
	"{Rosa Winkel} was quoted as saying [i Rosa Winkel|the kiln was cold].",
	"{Rosa Winkel} defended the guild, saying [i Rosa Winkel|it had no other kiln].",
	"{Rosa Winkel} asked [i Rosa Winkel|why the kiln was cold].",
	"The guild rejected {Rosa Winkel}'s claim that [i Rosa Winkel|the kiln was cold].",
	"It contradicted {Rosa Winkel}'s previous claim that [i Rosa Winkel|the kiln was cold].")

GROUP(test_parenthetical,
	"[i the guild|The kiln will open in May], the guild said.",
	"[i the guild|The kiln will open in May], said the guild.",
	"[i its lawyer|The guild], its lawyer said, [i its lawyer|would pay every potter].",
	"[i Jan Molen|The guild], said {Jan Molen}, [i Jan Molen|would pay every potter].",
	"As {Jan Molen} told reporters, [i Jan Molen|the guild would pay every potter].")

GROUP(test_according_to,
	"According to the coast guard, [i the coast guard|the barge carried clay].",
	"[i the coast guard|The barge carried clay], according to the coast guard.",
	"[d Delft Courant|\"The barge was full of clay,\"] according to the {o:Delft Courant}.",
	"According to {Rosa Winkel}, a potter from {l:Delft}, [i Rosa Winkel|the barge carried clay].")

GROUP(test_nested_speech,
	"The {o:Courant} reported that [i Courant|{Rosa Winkel} had said she would resign].",
	"[d Rosa Winkel|\"He came in and said, 'You're late,' and left,\"] {Rosa Winkel} recalled.",
	"[d Rosa Winkel|“He said ‘late’ twice,”] {Rosa Winkel} said.")

GROUP(test_mixed,
	"The guild said [m The guild|its kilns had been \"fired to the limit\" by the fair].",
	"The guild said [m The guild|its kilns had been \"fired to the limit\" and its potters \"kept awake for days\"].",
	"{Rosa Winkel} said that [m Rosa Winkel|\"all the wood of last year\" is dry].",
	"{Rosa Winkel} called [m Rosa Winkel|the vote \"a cracked pot\"].",
	"[m Rosa Winkel|It was \"a cracked pot,\"] {Rosa Winkel} said.",
	"{Rosa Winkel} warned that [d Rosa Winkel|\"the glaze is so thin that no pot will hold water\"].")

GROUP(test_no_quotation,
	"The so-called \"ghost kiln\" was filmed for the series \"Cold Clay\" by {Rosa Winkel}.",
	"{Rosa Winkel} did not say whether she would run.",
	"Critics would say anything. That said, the race is open.",
	"{Rosa Winkel} refused to say that the kiln was cold.",
	"The guild announced a new kiln on Friday.",
	"It was sold at an estimated cost of nine million.",
	"She liked the chapter \"How to Fire a Kiln in the Rain\" best.",
	"A 6\" pipe and an 8\" pipe were laid.")

GROUP(test_clause_end,
	"The mayor said [i The mayor|the kiln was safe] and drove there at noon.",
	"{Rosa Winkel} said [i Rosa Winkel|the kiln was cold] and {Jan Molen} said [i Jan Molen|it was hot].",
	"{Rosa Winkel} said [i Rosa Winkel|the kiln was cold], adding that [i Rosa Winkel|nobody had lit it].",
	"{Rosa Winkel} said [i Rosa Winkel|two men had been seen and photographed].",
	"{Rosa Winkel}, who said [i Rosa Winkel|the kiln was cold], left.")

GROUP(test_styles_of_marks,
	"[d Rosa Winkel|“The kiln is cold,”] {Rosa Winkel} said.",
	"[d Rosa Winkel|‘The kiln isn’t cold,’] {Rosa Winkel} said.",
	"[d Rosa Winkel|'The kiln isn't cold,'] {Rosa Winkel} said.",
	"[d Rosa Winkel|‘The potters’ kiln isn’t cold,’] {Rosa Winkel} said.",
	"[d Rosa Winkel|«The kiln is cold»], {Rosa Winkel} said.",
	"[d Rosa Winkel|„The kiln is cold“], {Rosa Winkel} said.",
	"[d Rosa Winkel|»The kiln is cold«], {Rosa Winkel} said.",
	"[d Rosa Winkel|``The kiln is cold,''] {Rosa Winkel} said.",
	"{Rosa Winkel} tweeted: [d Rosa Winkel|‘Kiln cold. Again.’]",
	"{Rosa Winkel} said,[d Rosa Winkel|\" The kiln is cold\"].")

GROUP(test_signed_and_predicate,
	"[d Rosa Winkel|\"So far it is one to nil. But it is a long game.\"] - {Rosa Winkel}",
	"[d Rosa Winkel|\"Enough is enough\"] was {Rosa Winkel}'s only comment.",
	"\"Kiln found cold in the morning\" — {o:Delft Courant}, May 3")

GROUP(test_more_cues,
	"[d Rosa Winkel|\"It is a slow kiln,\"] as {Rosa Winkel} put it.",
	"In the words of the master, {Rosa Winkel}, [d Rosa Winkel|\"the kiln was slow and nobody cared\"].",
	"{Rosa Winkel} made it clear that [i Rosa Winkel|the kiln was cold].",
	"{Rosa Winkel} went on to say that [i Rosa Winkel|the kiln was cold].",
	"{Rosa Winkel} pointed out that [i Rosa Winkel|the kiln was cold].",
	"{Rosa Winkel} expressed concern that [i Rosa Winkel|the kiln was cold].",
	"There were warnings from the guild that [i the guild|the kiln might break].",
	"{Rosa Winkel} said to me: [d Rosa Winkel|\"It is cold.\"]",
	"{Rosa Winkel} said to the crowd, [d Rosa Winkel|\"It is cold.\"]",
	"{Rosa Winkel} states, [d Rosa Winkel|\"It is cold.\"]",
	"The letter of the guild reads, [d The letter of the guild|\"It is cold.\"]",
	"It was a glaze that officials say [i officials|is new].",
	"She said, [i She|if the wood is dry we begin].")

GROUP(test_appeals_and_names,
	"{Rosa Winkel} called for [i Rosa Winkel|more clay].",
	"{Rosa Winkel} called on [i Rosa Winkel|the guild to open the kiln].",
	"{Rosa Winkel} urged [i Rosa Winkel|the guild to open the kiln].",
	"{Rosa Winkel} vowed [i Rosa Winkel|to open the kiln].",
	"{Rosa Winkel} called [i Rosa Winkel|the kiln a waste of wood].",
	"{Rosa Winkel} described it as [d Rosa Winkel|\"a cold and useless pile of old bricks\"].",
	"{Rosa Winkel} accused the guild of [m Rosa Winkel|being \"cold and slow\"].",
	"{Rosa Winkel} called her mother on Friday.",
	"The guild was called in on Friday.")

GROUP(test_no_report,
	"Prices fell, signalling that the kiln was cold.",
	"The group, called {o:Big Clay}, is \"rich in clay\".",
	"The kiln can be set according to your needs.",
	"We're told that the kiln is cold.",
	"When asked, {Rosa Winkel} left.",
	"As noted earlier, the kiln is old.",
	"Would you say that it is cold?",
	"There are rules that bind the guild.",
	"He keeps telling jokes about potters who were late.",
	"The record says exactly that, and nobody was told.",
	"More than, say, two kilns were lost.",
	"People's writing strengths are many.",
	"It is not clear who said it was cold.")

/* A page with all of it, as a reader meets it. */
GROUP(test_subject_gone,
	"The guild closed kilns that the mayor says [i the mayor|waste wood].",
	"In what the master said [i the master|was an old rule], the kiln stayed shut.",
	"The guild met when {Rosa Winkel} said [i Rosa Winkel|the kiln was cold].",
	"When {Rosa Winkel} said that [i Rosa Winkel|the kiln was cold], the potters left.",
	"The kiln on which the council ruled was sold.")

GROUP(test_asked_whom,
	"{Rosa Winkel} asked the mayor [i Rosa Winkel|whether the kiln was cold].",
	"A potter asked {Jan Molen} [i A potter|if the wood was dry].",
	"Visitors should go ask him if the wood is dry.")

GROUP(test_no_adverb,
	"The family said [i The family|the kiln was cold].",
	"The town assembly said [i The town assembly|it would meet].",
	"The elderly said [i The elderly|the walk was long].",
	"{Rosa Winkel} told reporters during Monday's daily briefing that [i Rosa Winkel|the kiln was cold].")

GROUP(test_between_dashes,
	"{Rosa Winkel} - who said [i Rosa Winkel|the kiln was cold] - left.",
	"Most potters - twelve in all - said [i Most potters|the kiln was cold].")

GROUP(test_object_no_clause,
	"The guild announced the restoration of a kiln that had been closed by the council.",
	"The guild announced the sale of its kilns after {Jan Molen} left the town.",
	"The sale, announced Tuesday, was the third.",
	"Potters suggested [i Potters|the meeting be moved].",
	"The mayor vowed [i The mayor|to burn less wood] but became a potter.",
	"{Rosa Winkel}, the master of the guild, said [i Rosa Winkel|clay, under the rule, is free].")

static void test_page(void **state)
{
	(void)state;
	quote_expect("{l:PORT ELLERY}: [i the port authority|The inner harbour will close for a month], the port authority said on Monday.\n\n"
		"The harbour master, {Ida Brandt}, said [m Ida Brandt|the old lock gates had \"the strength of wet bread\" and would be lifted out by crane].\n\n"
		"[d Ida Brandt|\"We should have done this ten years ago,\"] {Ida Brandt} told {o:Ellery Radio}. [d Ida Brandt|\"I said so then.\"]\n\n"
		"Fishermen say [i Fishermen|they were told nothing]. [d Tom Kerr|\"Nobody asked us,\"] said {Tom Kerr}, who keeps two boats in the basin. "
		"[d Tom Kerr|\"Not the council, not the company.]\n\n[d Tom Kerr|\"And where am I to land my fish?\"]\n\n"
		"The so-called \"harbour party\" was cancelled. {Kerr} did not say whether he would sue.\n\n"
		"According to the company, [i the company|every owner will be paid], but its chairman, {Peter Oduya}, warned that "
		"[i Peter Oduya|the money would take until summer].");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_direct_before_and_after),
		cmocka_unit_test(test_inverted_cue),
		cmocka_unit_test(test_split_by_cue),
		cmocka_unit_test(test_over_paragraphs),
		cmocka_unit_test(test_missing_mark),
		cmocka_unit_test(test_floating),
		cmocka_unit_test(test_dialogue),
		cmocka_unit_test(test_transcript),
		cmocka_unit_test(test_appositions),
		cmocka_unit_test(test_groups_and_nominals),
		cmocka_unit_test(test_pronouns),
		cmocka_unit_test(test_indirect),
		cmocka_unit_test(test_parenthetical),
		cmocka_unit_test(test_according_to),
		cmocka_unit_test(test_nested_speech),
		cmocka_unit_test(test_mixed),
		cmocka_unit_test(test_no_quotation),
		cmocka_unit_test(test_clause_end),
		cmocka_unit_test(test_styles_of_marks),
		cmocka_unit_test(test_signed_and_predicate),
		cmocka_unit_test(test_more_cues),
		cmocka_unit_test(test_appeals_and_names),
		cmocka_unit_test(test_no_report),
		cmocka_unit_test(test_subject_gone),
		cmocka_unit_test(test_asked_whom),
		cmocka_unit_test(test_no_adverb),
		cmocka_unit_test(test_between_dashes),
		cmocka_unit_test(test_object_no_clause),
		cmocka_unit_test(test_page),
	};

	return cmocka_run_group_tests_name("quotes", tests, NULL, NULL);
}
