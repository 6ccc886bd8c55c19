/* The places of the panes at every size. */
#include "testing.h"

#include "ui/layout.h"

static struct layout at(int w, int h, enum pane focus)
{
	struct layout_in in = { .width = w, .height = h, .sidebar = true, .feed_rows = 12, .focus = focus };
	return layout_make(&in);
}

static void three_columns(void **state)
{
	(void)state;
	struct layout l = at(120, 40, PANE_STORIES);
	assert_int_equal(l.kind, LAYOUT_THREE);
	assert_int_equal(l.pane[PANE_FEEDS].w, 36);
	assert_int_equal(l.pane[PANE_FEEDS].y, 2);
	assert_int_equal(l.pane[PANE_FEEDS].h, 12);
	assert_int_equal(l.stories_rule, 14);
	assert_int_equal(l.pane[PANE_STORIES].y, 15);
	assert_int_equal(l.pane[PANE_STORIES].y + l.pane[PANE_STORIES].h, 38);
	assert_int_equal(l.border[0], 36);
	assert_int_equal(l.pane[PANE_READER].x, 37);
	assert_int_equal(l.pane[PANE_READER].w, 54);
	assert_int_equal(l.pane[PANE_SIDEBAR].w, 28);
	assert_int_equal(l.pane[PANE_SIDEBAR].x + l.pane[PANE_SIDEBAR].w, 120);
	assert_int_equal(l.border[1] + 1, l.pane[PANE_SIDEBAR].x);
	assert_int_equal(l.pane[PANE_READER].x + l.pane[PANE_READER].w, l.border[1]);
}

/* Titles and text share what there is: the text a line that reads well first, then the titles what it does not need. */
static void wide_and_narrow(void **state)
{
	(void)state;
	static const struct {
		int width;
		bool sidebar;
		int list, reader, side;
	} want[] = {
		{ 110, true, 26, 54, 28 }, { 120, false, 43, 76, 0 }, { 140, true, 42, 63, 33 }, { 160, true, 48, 74, 36 }, { 200, true, 80, 82, 36 },
	};
	for (size_t i = 0; i < sizeof want / sizeof *want; i++) {
		struct layout_in in = { .width = want[i].width, .height = 40, .sidebar = want[i].sidebar, .feed_rows = 12, .focus = PANE_STORIES };
		struct layout l = layout_make(&in);
		assert_int_equal(l.pane[PANE_STORIES].w, want[i].list);
		assert_int_equal(l.pane[PANE_READER].w, want[i].reader);
		assert_int_equal(l.pane[PANE_SIDEBAR].w, want[i].side);
	}
}

static void two_columns(void **state)
{
	(void)state;
	struct layout l = at(80, 24, PANE_STORIES);
	assert_int_equal(l.kind, LAYOUT_TWO);
	assert_int_equal(l.pane[PANE_STORIES].w, 80);
	assert_int_equal(l.pane[PANE_STORIES].h, 20);
	assert_int_equal(l.pane[PANE_READER].w, 0);
	l = at(80, 24, PANE_READER);
	assert_int_equal(l.pane[PANE_STORIES].w, 0);
	assert_int_equal(l.pane[PANE_READER].w + 1 + l.pane[PANE_SIDEBAR].w, 80);
	assert_true(l.pane[PANE_SIDEBAR].w >= 26);
}

static void one_pane(void **state)
{
	(void)state;
	for (int f = 0; f < PANE_COUNT; f++) {
		struct layout l = at(50, 20, (enum pane)f);
		assert_int_equal(l.kind, LAYOUT_ONE);
		for (int p = 0; p < PANE_COUNT; p++)
			assert_int_equal(l.pane[p].w, p == f ? 50 : 0);
	}
	struct layout low = at(50, 8, PANE_READER);
	assert_int_equal(low.rule_top, -1);
	assert_int_equal(low.pane[PANE_READER].y, 1);
	assert_int_equal(low.pane[PANE_READER].h, 6);
}

/* Whatever the size and the wishes: panes inside the screen, never over each other or over the title and status lines. */
static void nothing_overlaps(void **state)
{
	(void)state;
	for (int w = 1; w <= 240; w += 3) {
		for (int h = 1; h <= 60; h++) {
			for (int variant = 0; variant < 3 * PANE_COUNT; variant++) {
				static const int side[] = { 0, 5, 400 };
				struct layout_in in = { w, h, variant % 2, side[variant % 3], variant * 3, (enum pane)(variant % PANE_COUNT) };
				struct layout l = layout_make(&in);
				assert_int_equal(l.kind == LAYOUT_SMALL, w < 20 || h < 5);
				if (l.kind == LAYOUT_SMALL)
					continue;
				assert_true(l.pane[in.focus].w > 0 && l.pane[in.focus].h > 0);
				for (int a = 0; a < PANE_COUNT; a++) {
					struct rect r = l.pane[a];
					if (!r.w)
						continue;
					assert_true(r.w >= 16 && r.h >= 1 && r.x >= 0 && r.x + r.w <= w);
					assert_true(r.y >= l.body.y && r.y + r.h <= l.body.y + l.body.h);
					for (int b = a + 1; b < PANE_COUNT; b++) {
						struct rect s = l.pane[b];
						assert_false(s.w && r.x < s.x + s.w && s.x < r.x + r.w && r.y < s.y + s.h && s.y < r.y + r.h);
					}
				}
			}
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_columns),
		cmocka_unit_test(wide_and_narrow),
		cmocka_unit_test(two_columns),
		cmocka_unit_test(one_pane),
		cmocka_unit_test(nothing_overlaps),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
