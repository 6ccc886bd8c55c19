/* Datelines in the forms agencies write, and what only looks like one. */
#include "testing.h"

#include "quotidian/page.h"

static void expect(const char *text, const char *place)
{
	struct doc *d = doc_from_text(str_of(text), true);
	page_find_dateline(d);
	if (!str_eqz(d->dateline, place))
		print_error("in \"%s\"\n", text);
	assert_str(d->dateline, place);
	doc_free(d);
}

static void test_forms(void **state)
{
	(void)state;
	expect("LONDON: Diplomats met on Wednesday.", "LONDON");
	expect("LONDON (AP) — Diplomats met on Wednesday.", "LONDON");
	expect("LONDON — Diplomats met on Wednesday.", "LONDON");
	expect("LONDON - Diplomats met on Wednesday.", "LONDON");
	expect("LONDON -- Diplomats met on Wednesday.", "LONDON");
	expect("NEW DELHI, March 4 (Reuters) - A commission ruled on Monday.", "NEW DELHI");
	expect("PARIS, France (AP) — The council met.", "PARIS");
	expect("SAO PAULO (AP) – The council met.", "SAO PAULO");
	expect("WASHINGTON/BRUSSELS, Nov 21 (Reuters) - Envoys met.", "WASHINGTON/BRUSSELS");
	expect("ST. PETERSBURG, Fla. (AP) — A boat sank.", "ST. PETERSBURG");
	expect("Kathmandu (AFP) - A plane landed.", "Kathmandu");
	expect("KYIV, Ukraine — The talks go on.", "KYIV");
	expect("Washington (CNN) The class of the year broke barriers.", "Washington");
	expect("New York (CNN Business) Shares fell.", "New York");
	expect("Rome (dpa) - Der Rat trat zusammen.", "Rome");
}

static void test_not_datelines(void **state)
{
	(void)state;
	expect("Diplomats met in London on Wednesday.", "");
	expect("The minister (a lawyer) - and nobody else - agreed.", "");
	expect("Anna Roe (R) said no.", "");
	expect("Manchester (the city) Was never quiet.", "");
	expect("Breaking: a boat sank.", "");
	expect("A: yes. B: no.", "");
	expect("Well-known people met.", "");
	expect("London - the city that never was quiet - slept.", "");
	expect("", "");
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_forms), cmocka_unit_test(test_not_datelines) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
