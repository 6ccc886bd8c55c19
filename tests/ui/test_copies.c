/* Nearly identical stories as one: in lists of three sizes, in an article's head, read and deleted together. */
#include "config.h"

#include "reading.h"

/* What the Gazette's story says is the same as what the Wire's says. */
static int make_copies(void **state)
{
	static const char *const first[] = { "w1", NULL };
	make_room(state);
	newsroom_group(&room, first, "g1");
	return 0;
}

static void one_row(void **state)
{
	(void)state;
	static const struct {
		int w, h;
		const char *source;
	} size[] = { { 120, 40, " +1" }, { 80, 24, "Example Wire +1" }, { 50, 20, " +1  " } };
	for (int i = 0; i < 3; i++) {
		struct screen *s = start(size[i].w, size[i].h, NULL);
		screen_expect(s, size[i].source);
		assert_true(screen_lacks(s, "Coalition part"));
		screen_expect(s, "5 unread of 5");
		screen_keys(s, "\r");
		screen_expect(s, "also in Daily Gazette");
		screen_keys(s, "qU");
		screen_expect(s, "5 unread of 5");
		quit(s);
	}
}

static void read_together(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, NULL);
	screen_keys(s, "\r");
	screen_expect(s, "PORT LINDEN");
	screen_keys(s, "q");
	screen_expect(s, "3 unread of 5");
	screen_keys(s, "U");
	screen_expect(s, "5 unread of 5");
	screen_expect(s, "\u25B8\u25CF Parliament");
	screen_keys(s, "N");
	screen_expect(s, "3 unread of 5");
	screen_keys(s, "N");
	screen_expect(s, "5 unread of 5");
	screen_keys(s, "D");
	screen_expect(s, "deleted with its copy; U brings them back");
	screen_expect(s, "3 unread of 3");
	screen_keys(s, "U");
	screen_expect(s, "the story and its copies are back");
	screen_expect(s, "5 unread of 5");
	quit(s);
}

static void unfolded(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, NULL);
	screen_keys(s, ":set fold_copies no\r");
	screen_expect(s, "Coalition partner threatens");
	screen_keys(s, "\r");
	screen_expect(s, "PORT LINDEN");
	assert_true(screen_lacks(s, "also in"));
	screen_keys(s, "q");
	screen_expect(s, "4 unread of 5");
	screen_keys(s, ":set fold_copies yes\r");
	screen_expect(s, "Example Wire +1");
	assert_true(screen_lacks(s, "Coalition partner threatens"));
	/* Still unread, as one of them is; a search folds, too. */
	screen_expect(s, "\u25CF Parliament");
	screen_keys(s, "/petrov\r");
	screen_expect(s, "search: petrov");
	screen_expect(s, "Example Wire +1");
	assert_true(screen_lacks(s, "Coalition partner threatens"));
	/* The other feed's list has its own. */
	screen_keys(s, "qq");
	screen_expect(s, "News \u25B8 Feeds");
	screen_keys(s, "jjz");
	screen_expect(s, "Daily Gazette");
	screen_keys(s, "jj\r");
	screen_expect(s, "Coalition partner threatens");
	quit(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(one_row, make_copies, remove_room),
		cmocka_unit_test_setup_teardown(read_together, make_copies, remove_room),
		cmocka_unit_test_setup_teardown(unfolded, make_copies, remove_room),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
