/* The whole program on its built-in newsroom, through a real terminal: nothing here is made for the test. */
#include "config.h"

#include "testing.h"

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "newsroom.h"
#include "screen.h"

static char home[64], home_env[80];

static int make_home(void **state)
{
	(void)state;
	snprintf(home, sizeof home, "/tmp/quotidian-demo-XXXXXX");
	assert_non_null(mkdtemp(home));
	snprintf(home_env, sizeof home_env, "HOME=%s", home);
	return 0;
}

/* The demo leaves nothing behind. */
static int home_is_empty(void **state)
{
	(void)state;
	DIR *d = opendir(home);
	assert_non_null(d);
	int n = 0;
	for (struct dirent *e; (e = readdir(d));)
		n += e->d_name[0] != '.';
	closedir(d);
	assert_int_equal(n, 0);
	return rmdir(home);
}

static struct screen *start_with(int w, int h, const char *more)
{
	static char program[4200];
	snprintf(program, sizeof program, "%s/quotidian", getenv("top_builddir") ? getenv("top_builddir") : ".");
	const char *const argv[] = { program, "--demo", NULL };
	const char *const env[] = { home_env, "QUOTIDIAN_NOW=" NEWSROOM_NOW, "XDG_CONFIG_HOME=", "XDG_DATA_HOME=", "XDG_STATE_HOME=", more, NULL };
	struct screen *s = screen_start(w, h, argv, NULL, NULL, env);
	screen_expect(s, "15 unread of 15");
	screen_expect(s, "Parliament");
	return s;
}

static struct screen *start(int w, int h)
{
	return start_with(w, h, NULL);
}

static void walk(int w, int h)
{
	struct screen *s = start(w, h);
	int x, y;
	screen_keys(s, "gg\r");
	assert_true(screen_wait(s, "\u2503\u201CWe did not get"));
	screen_keys(s, ")");
	assert_true(screen_wait(s, "quote 1/"));
	assert_true(screen_wait(s, "Anna Nov\u00E1k"));
	assert_true(screen_find(s, "We did not get", &x, &y));
	assert_true(screen_cell(s, x, y).reverse);
	screen_keys(s, ")");
	assert_true(screen_wait(s, "quote 2/"));
	assert_true(screen_find(s, "We did not get", &x, &y));
	assert_false(screen_cell(s, x, y).reverse);
	screen_keys(s, "\"");
	assert_true(screen_wait(s, "Quotes \u00B7 "));
	screen_keys(s, "petrov");
	assert_true(screen_wait(s, "fig leaf"));
	screen_keys(s, "\r");
	assert_true(screen_wait(s, "Ivan Petrov"));
	screen_resize(s, 20, 5);
	screen_settle(s, 100);
	screen_resize(s, w, h);
	assert_true(screen_wait(s, "Ivan Petrov"));
	if (w < 70)
		screen_keys(s, "S");
	screen_expect(s, "RELATED \u00B7 ");
	assert_true(screen_wait(s, "\u25CF\u00A0"));
	screen_keys(s, "Q");
	int status = screen_wait_exit(s);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	screen_restored(s);
	screen_free(s);
}

/* Language data that cannot be used: every text, no marks, and why. */
static void without_marks(void **state)
{
	(void)state;
	static const int size[3][2] = { { 120, 40 }, { 80, 24 }, { 50, 20 } };
	static const char *const why[3] = { "no highlights: names.bin: cut short, or no language data; install", "no highlights: names.bin: cut short",
	                                    "no highlights: names.bin" };
	char data[80], path[200], from[4200], to[200], data_env[100];
	snprintf(data, sizeof data, "%s/.data", home);
	snprintf(path, sizeof path, "%s/names.bin", data);
	snprintf(to, sizeof to, "%s/demo", data);
	snprintf(from, sizeof from, "%s/data/demo", getenv("top_srcdir") ? getenv("top_srcdir") : ".");
	snprintf(data_env, sizeof data_env, "QUOTIDIAN_DATADIR=%s", data);
	assert_int_equal(mkdir(data, 0700), 0);
	assert_int_equal(symlink(from, to), 0);
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	assert_true(fputs("damaged", f) >= 0 && fclose(f) == 0);
	for (int i = 0; i < 3; i++) {
		struct screen *s = start_with(size[i][0], size[i][1], data_env);
		screen_expect(s, why[i]);
		screen_keys(s, "gg\r");
		screen_expect(s, "We did not get");
		screen_keys(s, ")");
		screen_expect(s, "no highlights: names.bin");
		screen_keys(s, "e");
		screen_expect(s, "nothing here");
		screen_keys(s, "\033");
		screen_settle(s, 200);
		screen_keys(s, ":messages\r");
		screen_expect(s, "Messages");
		screen_expect(s, "no highlights: names.bin:");
		screen_keys(s, "\033");
		screen_settle(s, 200);
		screen_keys(s, "Q");
		int status = screen_wait_exit(s);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		screen_restored(s);
		screen_free(s);
	}
	unlink(path);
	unlink(to);
	rmdir(data);
}

static void wide(void **state)
{
	(void)state;
	walk(120, 40);
}

static void middle(void **state)
{
	(void)state;
	walk(80, 24);
}

static void narrow(void **state)
{
	(void)state;
	walk(50, 20);
}

static void ends(void **state)
{
	(void)state;
	static const int by[] = { SIGTERM, SIGHUP };
	for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
		struct screen *s = start(80, 24);
		kill(screen_pid(s), by[i]);
		int status = screen_wait_exit(s);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		screen_restored(s);
		screen_free(s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(wide, make_home, home_is_empty),
		cmocka_unit_test_setup_teardown(middle, make_home, home_is_empty),
		cmocka_unit_test_setup_teardown(narrow, make_home, home_is_empty),
		cmocka_unit_test_setup_teardown(without_marks, make_home, home_is_empty),
		cmocka_unit_test_setup_teardown(ends, make_home, home_is_empty),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
