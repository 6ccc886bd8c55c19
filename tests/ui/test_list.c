/* Moving a selection in rows. */
#include "testing.h"

#include "ui/ui_int.h"

static void moves(void **state)
{
	(void)state;
	struct list l = { 100, 0, 0 };
	assert_true(list_act(&l, ACTION_down, 0, 10));
	assert_int_equal(l.sel, 1);
	list_act(&l, ACTION_down, 20, 10);
	assert_int_equal(l.sel, 21);
	assert_int_equal(l.top, 12); /* the row is the last in sight */
	list_act(&l, ACTION_up, 5, 10);
	assert_int_equal(l.sel, 16);
	assert_int_equal(l.top, 12);
	list_act(&l, ACTION_bottom, 0, 10);
	assert_int_equal(l.sel, 99);
	assert_int_equal(l.top, 90);
	list_act(&l, ACTION_bottom, 7, 10);
	assert_int_equal(l.sel, 6);
	list_act(&l, ACTION_page_down, 0, 10);
	assert_int_equal(l.sel, 15);
	list_act(&l, ACTION_half_up, 0, 10);
	assert_int_equal(l.sel, 10);
	list_act(&l, ACTION_top, 0, 10);
	assert_int_equal(l.sel, 0);
	assert_int_equal(l.top, 0);
	list_act(&l, ACTION_up, 3, 10);
	assert_int_equal(l.sel, 0);
	list_act(&l, ACTION_down, KEY_COUNT_MAX, 10);
	assert_int_equal(l.sel, 99);
	assert_false(list_act(&l, ACTION_quotes, 0, 10));
}

static void edges(void **state)
{
	(void)state;
	struct list none = { 0, 0, 0 };
	list_act(&none, ACTION_down, 5, 10);
	list_act(&none, ACTION_bottom, 0, 10);
	list_scroll(&none, 3, 10);
	assert_int_equal(none.sel, 0);
	/* Rows that went away, a pane that grew, a pane of no height. */
	struct list l = { 5, 40, 38 };
	list_settle(&l, 10);
	assert_int_equal(l.sel, 4);
	assert_int_equal(l.top, 0);
	l = (struct list){ 50, 45, 40 };
	list_settle(&l, 30);
	assert_int_equal(l.top, 20);
	list_settle(&l, 0);
	assert_int_equal(l.top, 45);
	/* The wheel takes the selection along only when it would leave the screen. */
	l = (struct list){ 50, 5, 0 };
	list_scroll(&l, 3, 10);
	assert_int_equal(l.top, 3);
	assert_int_equal(l.sel, 5);
	list_scroll(&l, 30, 10);
	assert_int_equal(l.top, 33);
	assert_int_equal(l.sel, 33);
	list_scroll(&l, -100, 10);
	assert_int_equal(l.top, 0);
	assert_int_equal(l.sel, 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moves),
		cmocka_unit_test(edges),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
