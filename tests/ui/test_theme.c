/* Roles differ by attributes where there are no colours; the background is understood. */
#include "testing.h"

#include "ui/theme.h"

static void names_differ_without_colour(void **state)
{
	(void)state;
	for (int variant = 0; variant < 10; variant++) {
		struct theme t = theme_make(&(struct theme_in){ (int[]){ 0, 8, 16, 256, 65536 }[variant % 5], variant & 1, variant < 5, variant != 3 });
		unsigned char p = t.role[ROLE_PERSON].attr, o = t.role[ROLE_ORGANISATION].attr, l = t.role[ROLE_PLACE].attr;
		assert_true(p && o && l && p != o && o != l && p != l);
		assert_true(t.role[ROLE_UNREAD].attr != t.role[ROLE_READ].attr);
		if (variant % 5 == 0 || variant < 5)
			for (int r = 0; r < ROLE_COUNT; r++)
				assert_true(t.role[r].fg == -1 && t.role[r].bg == -1);
		/* The selection is seen: by its background, or in reverse. */
		assert_true(t.role[ROLE_CURSOR].bg >= 0 || (t.role[ROLE_CURSOR].attr & LOOK_REVERSE));
	}
	struct theme dark = theme_make(&(struct theme_in){ 256, false, false, true }), light = theme_make(&(struct theme_in){ 256, true, false, true });
	assert_true(dark.role[ROLE_PERSON].fg >= 0 && dark.role[ROLE_PERSON].fg != light.role[ROLE_PERSON].fg);
	for (int a = 0; a < SPEAKER_COLOURS; a++)
		for (int b = 0; b < a; b++)
			assert_true(dark.role[ROLE_SPEAKER_0 + a].fg != dark.role[ROLE_SPEAKER_0 + b].fg);
}

static void colours_are_in_the_palette(void **state)
{
	(void)state;
	static const int palette[] = { 8, 16, 256 };
	for (int p = 0; p < 3; p++) {
		for (int light = 0; light < 2; light++) {
			struct theme t = theme_make(&(struct theme_in){ palette[p], light, false, true });
			for (int r = 0; r < ROLE_COUNT; r++)
				assert_true(t.role[r].fg < palette[p] && t.role[r].bg < palette[p]);
		}
	}
}

/* Green, yellow, cyan and white are pale on white paper: with few colours none of them is a letter's, nor its ground in reverse. */
static void few_colours_on_light(void **state)
{
	(void)state;
	for (int colours = 8; colours <= 16; colours += 8) {
		struct theme light = theme_make(&(struct theme_in){ colours, true, false, true }), dark = theme_make(&(struct theme_in){ colours, false, false, true });
		for (int r = 0; r < ROLE_COUNT; r++) {
			short fg = light.role[r].fg;
			assert_true(fg == -1 || fg == 0 || fg == 1 || fg == 4 || fg == 5);
		}
		assert_true(light.role[ROLE_PERSON].fg >= 0 && light.role[ROLE_PERSON].fg != dark.role[ROLE_PERSON].fg);
		assert_true(light.role[ROLE_KEY].fg >= 0 && light.role[ROLE_KEY].fg != dark.role[ROLE_KEY].fg);
	}
}

static void backgrounds(void **state)
{
	(void)state;
	assert_int_equal(theme_is_light_reply(STR("rgb:ffff/ffff/ffff")), 1);
	assert_int_equal(theme_is_light_reply(STR("rgb:fd/f6/e3")), 1);
	assert_int_equal(theme_is_light_reply(STR("rgb:0000/0000/0000")), 0);
	assert_int_equal(theme_is_light_reply(STR("rgba:1c1c/1f1f/2424/ffff")), 0);
	assert_int_equal(theme_is_light_reply(STR("rgb:0/0/f")), 0); /* blue is dark */
	assert_int_equal(theme_is_light_reply(STR("rgb:ff/ff")), -1);
	assert_int_equal(theme_is_light_reply(STR("rgb:fffff/0/0")), -1);
	assert_int_equal(theme_is_light_reply(STR("rgb:gg/0/0")), -1);
	assert_int_equal(theme_is_light_reply(STR("#ffffff")), -1);
	assert_int_equal(theme_is_light_reply(STR("")), -1);
	assert_int_equal(theme_is_light_env(STR("0;15")), 1);
	assert_int_equal(theme_is_light_env(STR("15;0")), 0);
	assert_int_equal(theme_is_light_env(STR("0;default;7")), 1);
	assert_int_equal(theme_is_light_env(STR("7;8")), 0);
	assert_int_equal(theme_is_light_env(STR("15;default")), -1);
	assert_int_equal(theme_is_light_env(STR("")), -1);
}

static void mixing(void **state)
{
	(void)state;
	struct look a = { 1, 2, LOOK_BOLD }, b = { -1, 5, LOOK_ITALIC };
	struct look m = look_over(a, b);
	assert_int_equal(m.fg, 1);
	assert_int_equal(m.bg, 5);
	assert_int_equal(m.attr, LOOK_BOLD | LOOK_ITALIC);
	assert_int_equal(look_with(b, LOOK_REVERSE).attr, LOOK_ITALIC | LOOK_REVERSE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_differ_without_colour),
		cmocka_unit_test(colours_are_in_the_palette),
		cmocka_unit_test(few_colours_on_light),
		cmocka_unit_test(backgrounds),
		cmocka_unit_test(mixing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
