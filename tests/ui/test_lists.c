/* What lists say and where one comes back to in them, through a real terminal. */
#include "config.h"

#include "quotidian/paths.h"
#include "reading.h"

/* A list longer than what is kept of it in memory. */
static int make_crowd(void **state)
{
	make_room(state);
	newsroom_crowd(&room, 1100);
	return 0;
}

static void back_in_a_long_list(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, NULL);
	/* To another list and back: to the story, not to the top. */
	screen_keys(s, "G10k");
	screen_expect(s, "\u25B8\u25CF Bulletin 8");
	screen_keys(s, ":tag Economy\r");
	screen_expect(s, "News \u25B8 Economy");
	screen_keys(s, "H");
	screen_expect(s, "\u25B8\u25CF Bulletin 8");
	screen_expect(s, "Bulletin 9");
	screen_expect(s, "Bulletin 7");
	/* From a story to another one, away in the list and back. */
	screen_keys(s, "\r");
	screen_expect(s, "reader 100%");
	screen_keys(s, ":open-story w1\r");
	screen_expect(s, "6 quotes");
	screen_keys(s, "1080K");
	screen_expect(s, "Bulletin 1088");
	screen_keys(s, "H");
	screen_expect(s, "Bulletin 8");
	screen_expect(s, "reader 100%");
	screen_keys(s, "q");
	screen_expect(s, "\u25B8  Bulletin 8");
	screen_expect(s, "Bulletin 9");
	/* Where only unread ones are shown, the one that was read is still there. */
	screen_keys(s, "gg.");
	screen_expect(s, "\u25B8\u25CF Harbour strike");
	screen_keys(s, "G10k\r");
	screen_expect(s, "reader 100%");
	screen_keys(s, "q");
	screen_expect(s, "\u25B8  Bulletin 9");
	screen_keys(s, ":tag Economy\r");
	screen_expect(s, "News \u25B8 Economy");
	screen_keys(s, "H");
	screen_expect(s, "\u25B8  Bulletin 9");
	screen_expect(s, "\u25CF Bulletin 10");
	/* In the list of a query the answer brings it. */
	screen_keys(s, "/after:2020-01-01\r");
	screen_expect(s, "500 shown");
	screen_keys(s, "G");
	screen_expect(s, "\u25B8\u25CF Bulletin 603");
	screen_keys(s, ":tag Economy\r");
	screen_expect(s, "News \u25B8 Economy");
	screen_keys(s, "H");
	screen_expect(s, "\u25B8\u25CF Bulletin 603");
	quit(s);
}

/* Names and the hints at the foot can be read on white where there are but eight colours. */
static void few_colours_on_light(void **state)
{
	(void)state;
	struct screen *s = start(120, 40, "TERM=xterm");
	int x, y;
	screen_keys(s, "\r");
	screen_expect(s, "Ivan Petrov called");
	assert_true(screen_find(s, "Ivan Petrov called", &x, &y));
	assert_int_equal(screen_cell(s, x, y).fg, 3);
	screen_keys(s, ":set background light\r");
	screen_settle(s, 100);
	assert_true(screen_find(s, "Ivan Petrov called", &x, &y));
	assert_int_equal(screen_cell(s, x, y).fg, 5);
	assert_true(screen_find(s, "? help", &x, &y));
	assert_true(screen_cell(s, x, y).reverse);
	assert_int_equal(screen_cell(s, x, y).fg, 4);
	quit(s);
}

static void empty_feed_that_fails(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, NULL);
	screen_keys(s, "qGzj\r");
	screen_expect(s, "News \u25B8 The Courier");
	screen_keys(s, "D");
	screen_expect(s, "The last poll of this feed failed:");
	screen_expect(s, "https://courier.example.org/feed: 404 Not Found");
	screen_expect(s, "r polls it again. :add URL subscribes to another address");
	assert_false(screen_shows(s, "No stories yet"));
	quit(s);
}

/* Of more than a thousand stories no more are counted. */
static void counts_have_an_end(void **state)
{
	(void)state;
	struct err e;
	assert_int_equal(file_write_atomic(room.subs, STR("\"query:Old:before:2026-11-20\"\n\"query:Older:before:2026-11-01\"\n"), &e), 0);
	struct screen *s = start(80, 24, NULL);
	screen_keys(s, "q");
	screen_expect(s, "1000+   1000+");
	screen_expect(s, "2       2");
	screen_keys(s, "jj");
	screen_expect(s, "Old \u00B7 1000+ unread of 1000+");
	screen_keys(s, "t");
	screen_expect(s, "1000+ unread of 1000+  before:2026-11-20");
	screen_keys(s, "\033");
	screen_expect(s, "Older");
	quit(s);
}

static void one_key_leaves_a_picker(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, NULL);
	screen_keys(s, "?quote speaker");
	screen_expect(s, "/ quote speaker");
	screen_keys(s, "\027");
	screen_expect(s, "/ quote  ");
	screen_keys(s, "\033");
	screen_expect(s, "Parliament passes");
	assert_true(screen_lacks(s, "Keys and commands"));
	quit(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(few_colours_on_light, make_room, remove_room),
		cmocka_unit_test_setup_teardown(back_in_a_long_list, make_crowd, remove_room),
		cmocka_unit_test_setup_teardown(empty_feed_that_fails, make_room, remove_room),
		cmocka_unit_test_setup_teardown(counts_have_an_end, make_crowd, remove_room),
		cmocka_unit_test_setup_teardown(one_key_leaves_a_picker, make_room, remove_room),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
