/* The timeline of a story's group: at three sizes, its keys, the way there and back, and a long one. */
#include "config.h"

#include "reading.h"

static const char *const about_budget[] = { "w1", "w2", NULL }, *const about_taxes[] = { "g1", "w2", NULL };

static void three_sizes(void **state)
{
	(void)state;
	static const struct {
		int w, h;
		const char *name;
	} size[] = { { 120, 40, "120x40-timeline" }, { 80, 24, "80x24-timeline" }, { 50, 20, "50x20-timeline" } };
	newsroom_group(&room, about_taxes, "w1");
	for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
		struct screen *s = start_until(size[i].w, size[i].h, NULL, "Harbour strike");
		screen_keys(s, "T");
		screen_expect(s, "also in Example Wire");
		screen_expect(s, "story 2/2"); /* the one that was chosen; the copy counts with the first */
		assert_true(screen_is(s, size[i].name));
		quit(s);
	}
}

static void there_and_back(void **state)
{
	(void)state;
	newsroom_group(&room, about_budget, NULL);
	struct screen *s = start_until(80, 24, NULL, "Harbour strike");
	screen_keys(s, "\r");
	screen_expect(s, "reader 0%");
	/* From the reader; keys typed before it is there are meant for it. */
	screen_keys(s, "T)");
	screen_expect(s, "story 2/2 \u00B7 Anna Nov\u00E1k");
	screen_keys(s, "(");
	screen_expect(s, "story 1/2 \u00B7 Lena Okafor");
	screen_keys(s, "\r");
	screen_expect(s, "quote 1/1");
	screen_expect(s, "KESTREL BAY");
	screen_keys(s, "q");
	screen_expect(s, "News \u25B8 Timeline");
	screen_expect(s, "story 1/2 \u00B7 Lena Okafor");
	screen_keys(s, "q");
	screen_expect(s, "PORT LINDEN");
	screen_keys(s, "q");
	screen_expect(s, "News \u25B8 All  3 unread of 5");
	/* Flags are changed there, too. */
	screen_keys(s, "TJ");
	screen_expect(s, "no story below");
	screen_keys(s, "s");
	screen_expect(s, "starred");
	screen_keys(s, "gg");
	screen_expect(s, "story 1/2 \u00B7 Example Wire");
	screen_keys(s, "N");
	screen_expect(s, "\u25CF Harbour strike");
	screen_keys(s, "n"); /* the other one was read */
	screen_expect(s, "no unread story below");
	screen_keys(s, "q");
	screen_expect(s, "4 unread of 5");
	/* A story without a group says so; the list stays. */
	screen_keys(s, "GT");
	screen_expect(s, "not been compared with others yet");
	screen_keys(s, "kkT");
	screen_expect(s, "no other story about this event is known");
	screen_expect(s, "News \u25B8 All");
	quit(s);
}

/* One timeline leads to a story, whose other timeline leads on; back goes through all of it. */
static void through_two(void **state)
{
	(void)state;
	static const char *const other[] = { "g1", "g2", NULL };
	newsroom_group(&room, about_budget, NULL);
	newsroom_group(&room, other, NULL);
	struct screen *s = start_until(120, 40, NULL, "Harbour strike");
	screen_keys(s, "T");
	screen_expect(s, "2 stories \u00B7 Sat 21 Nov");
	screen_keys(s, "gg\r");
	screen_expect(s, "reader 100%");
	screen_keys(s, ":open-story g1\r");
	screen_expect(s, "The smaller partner gave");
	screen_keys(s, "T");
	screen_expect(s, "2 stories \u00B7 Mon 12 Oct to Fri 20 Nov");
	screen_keys(s, "q");
	screen_expect(s, "The smaller partner gave");
	screen_keys(s, "q");
	screen_expect(s, "KESTREL BAY");
	screen_keys(s, "q");
	screen_expect(s, "2 stories \u00B7 Sat 21 Nov");
	screen_expect(s, "story 1/2");
	screen_keys(s, "q");
	screen_expect(s, "RELATED");
	quit(s);
}

static void hundreds(void **state)
{
	(void)state;
	newsroom_flood(&room, 400);
	struct screen *s = start_until(80, 24, NULL, "Harbour strike");
	screen_keys(s, ":open-story flood-399\r");
	screen_expect(s, "The river stands at 399");
	screen_keys(s, "T");
	screen_expect(s, "400 stories");
	screen_expect(s, "story 400/400");
	screen_keys(s, "gg");
	screen_expect(s, "story 1/400");
	screen_expect(s, "Anna Nov\u00E1k: \u201CWe watch it");
	screen_keys(s, "200J");
	screen_expect(s, "story 201/400");
	screen_resize(s, 50, 20);
	screen_expect(s, "story 201/400");
	screen_expect(s, "The river stands at 200");
	screen_keys(s, "G");
	screen_expect(s, "story 400/400");
	screen_keys(s, "\025\004 b");
	screen_keys(s, "gg");
	screen_expect(s, "story 1/400");
	quit(s);
}

/* The sidebar tells why a story stands there. */
static void why_related(void **state)
{
	(void)state;
	static const int size[3][2] = { { 120, 40 }, { 80, 24 }, { 50, 20 } };
	static const char *const about_pensions[] = { "w1", "g1", NULL };
	newsroom_group(&room, about_pensions, NULL);
	for (int i = 0; i < 3; i++) {
		struct screen *s = start_until(size[i][0], size[i][1], NULL, "Harbour strike");
		screen_keys(s, "\r");
		screen_expect(s, "PORT LINDEN");
		if (size[i][0] < 70)
			screen_keys(s, "S");
		screen_expect(s, "same event");
		screen_expect(s, "\u25CF\u00A0Anna Nov\u00E1k");
		quit(s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(three_sizes, make_room, remove_room),
		cmocka_unit_test_setup_teardown(there_and_back, make_room, remove_room),
		cmocka_unit_test_setup_teardown(through_two, make_room, remove_room),
		cmocka_unit_test_setup_teardown(why_related, make_room, remove_room),
		cmocka_unit_test_setup_teardown(hundreds, make_room, remove_room),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
