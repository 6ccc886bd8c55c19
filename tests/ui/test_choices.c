/* What is said of actors in the reader: merging, renaming, splitting, from the text, the list and the page; taking it back; what is wrong. */
#include "config.h"

#include "reading.h"

static struct screen *open_first(int w, int h)
{
	struct screen *s = start(w, h, NULL);
	screen_keys(s, "\r");
	screen_expect(s, "reader ");
	return s;
}

static const int size[3][2] = { { 120, 40 }, { 80, 24 }, { 50, 20 } };

/* From the text, at each size: the cursor stays on its mention, which is somebody else's then. */
static void merging(void **state)
{
	(void)state;
	for (int i = 0; i < 3; i++) {
		struct screen *s = open_first(size[i][0], size[i][1]);
		screen_keys(s, "3]e");
		screen_expect(s, "Ivan Petrov, opposition leader");
		screen_keys(s, ":merge anna n\r");
		screen_expect(s, "one actor now");
		screen_settle(s, 300);
		screen_keys(s, "]e[e"); /* the message goes */
		screen_expect(s, "Anna Nov\u00E1k, ");
		screen_expect(s, "minister \u00B7 4"); /* mentions */
		screen_keys(s, "U");
		screen_expect(s, "taken back");
		screen_settle(s, 300);
		screen_keys(s, "]e[e");
		screen_expect(s, "Ivan Petrov, opposition leader");
		quit(s);
	}
}

/* From the list, which the line stands over; the name is completed. */
static void merging_in_list(void **state)
{
	(void)state;
	struct screen *s = open_first(120, 40);
	screen_keys(s, "e");
	screen_expect(s, "Actors of this story");
	screen_expect(s, ":merge NAME");
	screen_keys(s, "\016:merge nov\t");
	screen_expect(s, ":merge Anna Nov\u00E1k");
	screen_keys(s, "\r");
	screen_expect(s, "Ivan Petrov and Anna Nov\u00E1k are one actor now; U undoes it");
	screen_keys(s, "e");
	screen_expect(s, "4\u00D7");
	screen_keys(s, "\033");
	screen_settle(s, 300);
	screen_keys(s, "U");
	screen_expect(s, "taken back");
	quit(s);
}

/* From the page, which shows the new name, and another reader shows it, too. */
static void renaming(void **state)
{
	(void)state;
	struct screen *s = open_first(80, 24);
	screen_keys(s, "e");
	screen_expect(s, "Actors of this story");
	screen_keys(s, "\r");
	screen_expect(s, "Anna Nov\u00E1k \u00B7 finance minister");
	screen_keys(s, ":rename Anna Berg\r");
	screen_expect(s, "Anna Berg \u00B7 finance minister");
	screen_keys(s, "\033");
	screen_expect(s, "Anna Nov\u00E1k is called Anna Berg now; U undoes it");
	quit(s);
	s = open_first(80, 24);
	screen_keys(s, "2]e");
	screen_expect(s, "Anna Berg, finance minister");
	screen_keys(s, ":rename\r");
	screen_expect(s, "as its stories do");
	screen_settle(s, 300);
	screen_keys(s, "]e[e");
	screen_expect(s, "Anna Nov\u00E1k, finance minister");
	quit(s);
}

static void splitting(void **state)
{
	(void)state;
	struct screen *s = open_first(120, 40);
	screen_keys(s, "2]e");
	screen_expect(s, "Anna Nov\u00E1k, finance minister");
	screen_keys(s, ":split\r");
	screen_expect(s, "is somebody else in this story now; U undoes it");
	screen_keys(s, "\r");
	screen_expect(s, "1 story, ");
	screen_keys(s, "\033");
	screen_settle(s, 300);
	screen_keys(s, ":merge anna nov\r"); /* the other one of this name */
	screen_expect(s, "are one actor now");
	screen_settle(s, 300);
	screen_keys(s, "\r");
	screen_expect(s, " stories, ");
	screen_keys(s, ":unmerge\r");
	screen_expect(s, "goes its own way");
	screen_keys(s, "\033");
	screen_settle(s, 300);
	screen_keys(s, "U");
	screen_expect(s, "taken back");
	quit(s);
}

static void wrong(void **state)
{
	(void)state;
	struct screen *s = open_first(120, 40);
	screen_keys(s, ":merge anna\r");
	screen_expect(s, "choose an actor first");
	screen_keys(s, "2]e:merge\r");
	screen_expect(s, ":merge needs something behind it");
	screen_keys(s, ":merge nobody of this name\r");
	screen_expect(s, "no actor's name begins with");
	screen_keys(s, ":unmerge\r");
	screen_expect(s, "nothing was merged into Anna Nov\u00E1k");
	screen_keys(s, "U");
	screen_expect(s, "unread again"); /* what failed is nothing to undo */
	/* Another command from the list closes it. */
	screen_keys(s, "e:search harbour\r");
	screen_expect(s, "News \u25B8 search: harbour");
	quit(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(merging, make_room, remove_room),
		cmocka_unit_test_setup_teardown(merging_in_list, make_room, remove_room),
		cmocka_unit_test_setup_teardown(renaming, make_room, remove_room),
		cmocka_unit_test_setup_teardown(splitting, make_room, remove_room),
		cmocka_unit_test_setup_teardown(wrong, make_room, remove_room),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
