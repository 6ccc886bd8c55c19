/* Places with a letter, and a story's text to a file or a program. */
#include "config.h"

#include <sys/stat.h>
#include <unistd.h>

#include "reading.h"

static void letters(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, NULL);
	screen_keys(s, "jma");
	screen_expect(s, "place a is here");
	screen_keys(s, "k\r");
	screen_expect(s, "reader 0%");
	screen_keys(s, "Gmb");
	screen_expect(s, "place b is here");
	screen_keys(s, "'a");
	screen_expect(s, "\u25B8\u25CF Harbour");
	screen_keys(s, "'b");
	screen_expect(s, "reader 100%");
	screen_expect(s, "she said.");
	screen_keys(s, "''");
	screen_expect(s, "\u25B8\u25CF Harbour");
	screen_keys(s, "'x");
	screen_expect(s, "no place has the letter x");
	screen_keys(s, "m#");
	screen_expect(s, "a letter or a digit");
	/* Whoever waits sees what there is. */
	screen_keys(s, "'");
	screen_expect(s, "b  Parliament passes budget");
	screen_expect(s, "a  All");
	screen_keys(s, "\033");
	screen_expect(s, "Example Wire \u00B7 21 Nov 07:40");
	quit(s);
	/* They are there the next time; a list that is a query, too. */
	s = start(120, 40, NULL);
	screen_keys(s, "'b");
	screen_expect(s, "4 unread of 5");
	screen_expect(s, "reader 100%");
	screen_keys(s, ":search taxes\r");
	screen_expect(s, "News \u25B8 search: taxes");
	screen_keys(s, "m1'aH");
	screen_expect(s, "News \u25B8 search: taxes");
	screen_keys(s, "'a");
	screen_expect(s, "News \u25B8 All");
	screen_keys(s, "'1");
	screen_expect(s, "News \u25B8 search: taxes");
	quit(s);
}

static void to_a_file(void **state)
{
	(void)state;
	char path[128], keys[192];
	struct buf b;
	struct err e;
	struct stat st;
	snprintf(path, sizeof path, "%s/opened", room.dir);
	buf_init(&b, 0);
	struct screen *s = start(80, 24, NULL);
	screen_keys(s, "w");
	screen_expect(s, ":save Parliament-passes-budget-after-late-night-vote.txt");
	screen_keys(s, "\033\r");
	screen_expect(s, "6 quotes");
	snprintf(keys, sizeof keys, ":save %s\r", path);
	screen_keys(s, keys);
	screen_expect(s, "saved as");
	assert_int_equal(buf_read_file(&b, path, &e), 0);
	assert_true(str_starts(buf_str(&b), STR("Parliament passes budget after late-night vote\nExample Wire, Jane Roe, 2026-11-21\n"
	                                        "https://news.example.org/story\n\nPORT LINDEN")));
	assert_true(str_ends(buf_str(&b), STR("over the calendar,\u201D she said.\n")));
	/* Never over what is there. */
	screen_keys(s, "J");
	screen_expect(s, "KESTREL BAY");
	screen_keys(s, keys);
	screen_expect(s, "there is a file");
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal((size_t)st.st_size, b.n);
	screen_keys(s, ":save /nowhere/at/all\r");
	screen_expect(s, "No such file");
	quit(s);
	buf_free(&b);
}

static void to_a_program(void **state)
{
	(void)state;
	char script[128], opened[128], keys[192];
	struct buf b;
	struct err e;
	snprintf(script, sizeof script, "%s/browser", room.dir);
	snprintf(opened, sizeof opened, "%s/opened", room.dir);
	buf_init(&b, 0);
	buf_addf(&b, "#!/bin/sh\ncat >'%s'\necho \"got $# words: $*\"\nexit 3\n", opened);
	assert_int_equal(file_write_atomic(script, buf_str(&b), &e), 0);
	assert_int_equal(chmod(script, 0700), 0);
	struct screen *s = start(80, 24, NULL);
	screen_keys(s, "j|");
	screen_expect(s, "a program that reads the text");
	snprintf(keys, sizeof keys, "%s $(id) ; `id`\r", script);
	screen_keys(s, keys);
	screen_expect(s, "got 3 words: $(id) ; `id`"); /* no shell has seen them */
	screen_expect(s, "ended with 3.");
	screen_expect(s, "Enter goes back");
	screen_keys(s, "\r");
	screen_expect(s, "\u25B8\u25CF Harbour");
	buf_clear(&b);
	assert_int_equal(buf_read_file(&b, opened, &e), 0);
	assert_true(str_starts(buf_str(&b), STR("Harbour strike enters second week as talks stall\n")));
	assert_true(str_find(buf_str(&b), STR("\u201COur members can count,\u201D said Lena Okafor"), 0) != STR_NPOS);
	screen_keys(s, "|quotidian-has-no-such-program\r");
	screen_expect(s, "cannot be run: No such file");
	screen_keys(s, "\r");
	screen_expect(s, "\u25B8\u25CF Harbour");
	screen_keys(s, "k");
	screen_expect(s, "\u25B8\u25CF Parliament");
	quit(s);
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(letters, make_room, remove_room),
		cmocka_unit_test_setup_teardown(to_a_file, make_room, remove_room),
		cmocka_unit_test_setup_teardown(to_a_program, make_room, remove_room),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
