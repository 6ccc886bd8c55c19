/* The notation of keys, sequences, counts, places and rebinding. */
#include "testing.h"

#include "quotidian/ui.h"
#include "ui/keymap.h"

static uint16_t typed(const struct keymap *m, enum place place, const char *keys, int *count)
{
	uint32_t key[KEY_SEQUENCE_MAX];
	unsigned n;
	uint16_t bound = 0;
	struct key_state st = { 0 };
	assert_int_equal(keys_parse(key, &n, str_of(keys), NULL), 0);
	enum key_result r = KEY_NONE;
	*count = 0;
	for (unsigned i = 0; i < n; i++)
		r = keymap_feed(m, &st, place, key[i], &bound, count);
	return r == KEY_BOUND ? bound : 0;
}

static void notation(void **state)
{
	(void)state;
	uint32_t key[KEY_SEQUENCE_MAX];
	unsigned n;
	struct err e;
	assert_int_equal(keys_parse(key, &n, STR("g^D<S-Tab>]"), &e), 0);
	assert_int_equal(n, 4);
	assert_int_equal(key[0], 'g');
	assert_int_equal(key[1], 4);
	assert_int_equal(key[2], KEYS_SHIFT_TAB);
	assert_int_equal(key[3], ']');
	assert_int_equal(keys_parse(key, &n, STR("<"), &e), 0);
	assert_int_equal(key[0], '<');
	assert_int_equal(keys_parse(key, &n, STR("^"), &e), 0);
	assert_int_equal(key[0], '^');
	assert_int_equal(keys_parse(key, &n, STR("<pagedown>"), &e), 0);
	assert_int_equal(key[0], KEYS_PAGE_DOWN);
	assert_int_equal(keys_parse(key, &n, STR("<Nokey>"), &e), QD_EINVAL);
	assert_non_null(strstr(e.text, "Nokey"));
	assert_int_equal(keys_parse(key, &n, STR(""), &e), QD_EINVAL);
	assert_int_equal(keys_parse(key, &n, STR("abcdefghi"), &e), QD_EINVAL);
	assert_int_equal(keys_parse(key, &n, STR("\x1b"), &e), QD_EINVAL);
	assert_int_equal(keys_parse(key, &n, STR("^1"), &e), QD_EINVAL);
	struct buf b;
	buf_init(&b, 0);
	key_show(&b, KEYS_SHIFT_TAB);
	key_show(&b, 4);
	key_show(&b, ' ');
	key_show(&b, '<');
	key_show(&b, 0xE9);
	assert_str(buf_str(&b), "<S-Tab>^D<Space><\u00E9");
	buf_free(&b);
}

static void defaults(void **state)
{
	(void)state;
	struct keymap m;
	int count;
	keymap_init(&m);
	assert_int_equal(typed(&m, PLACE_READER, "j", &count), ACTION_down);
	assert_int_equal(count, 0);
	assert_int_equal(typed(&m, PLACE_READER, "12j", &count), ACTION_down);
	assert_int_equal(count, 12);
	assert_int_equal(typed(&m, PLACE_STORIES, "gg", &count), ACTION_top);
	assert_int_equal(typed(&m, PLACE_READER, "3]q", &count), ACTION_next_quote);
	assert_int_equal(count, 3);
	assert_int_equal(typed(&m, PLACE_READER, "10G", &count), ACTION_bottom);
	assert_int_equal(count, 10);
	/* Keys of the reader mean nothing in a list. */
	assert_int_equal(typed(&m, PLACE_STORIES, ")", &count), 0);
	assert_int_equal(typed(&m, PLACE_STORIES, "A", &count), ACTION_mark_feed);
	assert_int_equal(typed(&m, PLACE_READER, "A", &count), 0);
	assert_int_equal(typed(&m, PLACE_READER, "gx", &count), 0);
	/* A count has an end. */
	assert_int_equal(typed(&m, PLACE_READER, "9999999j", &count), ACTION_down);
	assert_true(count <= KEY_COUNT_MAX * 10);
	keymap_free(&m);
}

/* No two actions of the table share keys at one place: every default key gives its own action. */
static void no_conflicts(void **state)
{
	(void)state;
	struct keymap m;
	keymap_init(&m);
	for (int a = 1; a < ACTION_COUNT; a++) {
		struct str rest = str_of(action_info[a].keys), one;
		while (str_split(&rest, ' ', &one)) {
			if (!one.n)
				continue;
			char *keys = str_dupz(one);
			for (const char *w = action_info[a].where; *w; w++) {
				enum place place = *w == 'f' ? PLACE_FEEDS : *w == 'l' ? PLACE_STORIES : *w == 'r' ? PLACE_READER : *w == 't' ? PLACE_TIMELINE : PLACE_ANY;
				int count;
				uint16_t got = typed(&m, place, keys, &count);
				if (got != a)
					fail_msg("%s: %s and %s", keys, action_info[a].command, action_info[got].command);
			}
			free(keys);
		}
	}
	keymap_free(&m);
}

struct seen {
	struct buf b;
};

static void follow(void *arg, uint32_t key, uint16_t bound)
{
	struct seen *s = arg;
	buf_addf(&s->b, "%c%u ", (int)key, bound > 0);
}

static void prefixes(void **state)
{
	(void)state;
	struct keymap m;
	keymap_init(&m);
	struct key_state st = { 0 };
	uint16_t bound;
	int count;
	assert_int_equal(keymap_feed(&m, &st, PLACE_READER, ']', &bound, &count), KEY_PREFIX);
	struct seen s;
	buf_init(&s.b, 0);
	keymap_following(&m, &st, PLACE_READER, follow, &s);
	assert_str(buf_str(&s.b), "q1 s1 e1 ");
	buf_free(&s.b);
	assert_int_equal(keymap_feed(&m, &st, PLACE_READER, 'z', &bound, &count), KEY_NONE);
	assert_int_equal(st.node, 0);
	/* In a list nothing follows it, so it is no prefix. */
	assert_int_equal(keymap_feed(&m, &st, PLACE_STORIES, ']', &bound, &count), KEY_NONE);
	keymap_free(&m);
}

static void rebinding(void **state)
{
	(void)state;
	struct keymap m;
	struct err e;
	int count;
	keymap_init(&m);
	assert_int_equal(keymap_bind_hook(&m, STR("gj"), STR("next-story"), &e), 0);
	assert_int_equal(typed(&m, PLACE_READER, "gj", &count), ACTION_next_story);
	assert_int_equal(keymap_bind_hook(&m, STR("X"), STR("set sidebar no"), &e), 0);
	assert_str(keymap_command(&m, typed(&m, PLACE_READER, "X", &count)), "set sidebar no");
	assert_str(keymap_command(&m, ACTION_down), "down");
	/* A binding for all places takes the place of one for the reader alone. */
	assert_int_equal(keymap_bind_hook(&m, STR(")"), STR("quit"), &e), 0);
	assert_int_equal(typed(&m, PLACE_READER, ")", &count), ACTION_quit);
	assert_int_equal(keymap_bind_hook(&m, STR("j"), STR(""), &e), 0);
	assert_int_equal(typed(&m, PLACE_READER, "j", &count), 0);
	assert_int_equal(keymap_bind_hook(&m, STR("<Bad>"), STR("quit"), &e), QD_EINVAL);
	assert_int_equal(keymap_bind_hook(&m, STR("X"), STR("nothing"), &e), QD_EINVAL);
	assert_int_equal(ui_bind_check(NULL, STR("X"), STR("nothing"), &e), QD_EINVAL);
	assert_int_equal(ui_bind_check(NULL, STR("<Bad>"), STR("quit"), &e), QD_EINVAL);
	assert_int_equal(ui_bind_check(NULL, STR("gX"), STR("set sidebar no"), &e), 0);
	struct buf b;
	buf_init(&b, 0);
	keymap_keys_of(&m, ACTION_next_quote, &b);
	assert_str(buf_str(&b), "]q");
	buf_clear(&b);
	keymap_keys_of(&m, ACTION_page_down, &b);
	assert_str(buf_str(&b), "<Space> <PageDown>");
	buf_free(&b);
	keymap_free(&m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(notation),
		cmocka_unit_test(defaults),
		cmocka_unit_test(no_conflicts),
		cmocka_unit_test(prefixes),
		cmocka_unit_test(rebinding),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
