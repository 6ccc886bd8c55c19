/* The command language of the configuration file, and the table of actions. */
#include "config.h"

#include <unistd.h>

#include "quotidian/actions.h"
#include "quotidian/settings.h"
#include "testing.h"

static int line(struct settings *s, const char *z, struct err *e)
{
	return settings_line(s, str_of(z), NULL, NULL, e);
}

static void test_defaults(void **state)
{
	(void)state;
	struct settings s;
	settings_init(&s);
	assert_int_equal(s.number[SETTING_full_text], 1);
	assert_int_equal(s.number[SETTING_poll_interval], 30);
	assert_int_equal(s.number[SETTING_text_width], 72);
	assert_str(s.text[SETTING_background], "auto");
	assert_str(s.text[SETTING_proxy], "");
	settings_free(&s);
}

static void test_set(void **state)
{
	(void)state;
	struct settings s;
	struct err e;
	settings_init(&s);
	assert_int_equal(line(&s, "  set full_text no ", &e), 0);
	assert_int_equal(s.number[SETTING_full_text], 0);
	assert_int_equal(line(&s, "set full_text", &e), 0);
	assert_int_equal(s.number[SETTING_full_text], 1);
	assert_int_equal(line(&s, "set poll_interval=45", &e), 0);
	assert_int_equal(s.number[SETTING_poll_interval], 45);
	assert_int_equal(line(&s, "set browser \"firefox --new-tab\"", &e), 0);
	assert_str(s.text[SETTING_browser], "firefox --new-tab");
	assert_int_equal(line(&s, "set browser=firefox --new-tab", &e), 0);
	assert_str(s.text[SETTING_browser], "firefox --new-tab");
	assert_int_equal(line(&s, "set proxy \"\"", &e), 0);
	assert_str(s.text[SETTING_proxy], "");
	assert_int_equal(line(&s, "# set nothing", &e), 0);
	assert_int_equal(line(&s, "", &e), 0);
	settings_free(&s);
}

static void test_keep(void **state)
{
	(void)state;
	static const char *const wrong[] = { "keep", "keep soon", "keep 0d", "keep 5", "keep 5x", "keep a b 5d", "keep unread", "keep \"a 5d", "keep a,b 5d", "keep 999999d" };
	struct settings s;
	struct err e;
	settings_init(&s);
	assert_int_equal(line(&s, "keep 90d", &e), 0);
	assert_int_equal(line(&s, "keep 2y unread", &e), 0);
	assert_int_equal(line(&s, "keep news 3w", &e), 0);
	assert_int_equal(line(&s, "keep \"long reads\" forever unread", &e), 0);
	assert_int_equal(s.nkeep, 4);
	assert_int_equal(s.keep[0].seconds, 90 * 86400);
	assert_false(s.keep[0].unread || s.keep[0].tag.n);
	assert_int_equal(s.keep[1].seconds, 730 * 86400);
	assert_true(s.keep[1].unread);
	assert_str(s.keep[2].tag, "news");
	assert_int_equal(s.keep[2].seconds, 21 * 86400);
	assert_str(s.keep[3].tag, "long reads");
	assert_int_equal(s.keep[3].seconds, 0);
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
		assert_int_equal(line(&s, wrong[i], &e), QD_EINVAL);
	assert_int_equal(s.nkeep, 4);
	settings_free(&s);
}

static void test_faults(void **state)
{
	(void)state;
	struct settings s;
	struct err e;
	settings_init(&s);
	assert_int_equal(line(&s, "set poll_interval soon", &e), QD_EINVAL);
	assert_non_null(strstr(e.text, "poll_interval is a number"));
	assert_int_equal(line(&s, "set poll_interval 0", &e), QD_EINVAL);
	assert_int_equal(line(&s, "set poll_interval 99999999999999999999", &e), QD_EINVAL);
	assert_int_equal(line(&s, "set poll_intervall 4", &e), QD_EINVAL);
	assert_non_null(strstr(e.text, "did you mean poll_interval?"));
	assert_int_equal(line(&s, "set mouse perhaps", &e), QD_EINVAL);
	assert_int_equal(line(&s, "set background blue", &e), QD_EINVAL);
	assert_int_equal(line(&s, "set", &e), QD_EINVAL);
	assert_int_equal(line(&s, "set text_width", &e), QD_EINVAL);
	assert_int_equal(line(&s, "set user_agent a\x1b[2Jb", &e), QD_EINVAL);
	assert_null(strchr(e.text, '\x1b'));
	assert_int_equal(line(&s, "include other", &e), QD_EINVAL);
	assert_int_equal(line(&s, "bind j down", &e), QD_EINVAL);
	assert_int_equal(s.number[SETTING_poll_interval], 30);
	assert_int_equal(s.number[SETTING_mouse], 1);
	settings_free(&s);
}

static int take_bind(void *arg, struct str keys, struct str command, struct err *e)
{
	if (str_eqz(command, "wrong"))
		return err_set(e, QD_EINVAL, "no such command");
	buf_addf(arg, STR_FMT "=" STR_FMT ";", STR_ARG(keys), STR_ARG(command));
	return 0;
}

static void test_load(void **state)
{
	(void)state;
	char path[] = "/tmp/qd-settings-XXXXXX";
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	close(fd);
	struct settings s;
	struct err e;
	struct buf binds;
	settings_init(&s);
	buf_init(&binds, 0);
	assert_int_equal(file_write_atomic(path, STR("# mine\nset mouse off\r\nbind gj next-story\nbind \" quotes\n"), &e), 0);
	assert_int_equal(settings_load(&s, path, take_bind, &binds, &e), 0);
	assert_int_equal(s.number[SETTING_mouse], 0);
	assert_str(buf_str(&binds), "gj=next-story;\"=quotes;");

	assert_int_equal(file_write_atomic(path, STR("set mouse on\n\nbind x wrong\nset sidebar no\n"), &e), 0);
	assert_int_equal(settings_load(&s, path, take_bind, &binds, &e), QD_EINVAL);
	assert_non_null(strstr(e.text, ":3: no such command"));
	assert_null(strstr(e.text, "more"));
	assert_int_equal(s.number[SETTING_sidebar], 0);

	struct buf faults;
	buf_init(&faults, 0);
	assert_int_equal(file_write_atomic(path, STR("bind x wrong\nset sidebar yes\nset nothing 1\nkeep 3"), &e), 0);
	assert_int_equal(settings_load(&s, path, take_bind, &binds, &e), QD_EINVAL);
	assert_non_null(strstr(e.text, ":1: no such command (and 2 more"));
	assert_int_equal(s.number[SETTING_sidebar], 1);
	assert_int_equal(settings_faults(&faults, path, take_bind, &binds, &e), 0);
	assert_non_null(strstr(faults.s, ":1: no such command\n"));
	assert_non_null(strstr(faults.s, ":3: there is no setting \"nothing\"\n"));
	assert_non_null(strstr(faults.s, ":4: keep: "));
	assert_true(settings_faults(&faults, "/", take_bind, &binds, &e) < 0);
	buf_free(&faults);
	unlink(path);
	assert_int_equal(settings_load(&s, path, NULL, NULL, &e), 0);
	buf_free(&binds);
	settings_free(&s);
}

static void test_logins(void **state)
{
	(void)state;
	struct settings s;
	struct err e;
	settings_init(&s);
	assert_int_equal(settings_line(&s, STR("login https://example.org ann a secret"), NULL, NULL, &e), 0);
	assert_int_equal(settings_line(&s, STR("bearer https://example.org:8443/ \"t0ken\""), NULL, NULL, &e), 0);
	assert_int_equal(s.nlogin, 2);
	assert_string_equal(s.login[0].userpwd, "ann:a secret");
	assert_string_equal(s.login[1].bearer, "t0ken");
	static const char *const bad[] = { "login https://example.org ann", "login example.org ann x", "login https://ann@example.org ann x",
		                           "login https://example.org a:n x", "bearer https://example.org", "bearer x y", "login" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(settings_line(&s, str_of(bad[i]), NULL, NULL, &e), QD_EINVAL);
	assert_int_equal(s.nlogin, 2);
	settings_free(&s);
}

static void test_commands(void **state)
{
	(void)state;
	static const char *const good[] = { "quit", " 3 next-quote ", "q", "set sidebar no", "search is:unread", "messages", "rename" };
	static const struct {
		const char *command, *says;
	} bad[] = {
		{ "nothing", "no command \"nothing\"" }, { "nothing at all", "no command" }, { "", "no command" }, { "quit now", "nothing behind" },
		{ "mark-read", "something behind" }, { "3", "no command" },
	};
	struct err e;
	for (size_t i = 0; i < sizeof good / sizeof *good; i++)
		assert_int_equal(command_check(str_of(good[i]), &e), 0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		assert_int_equal(command_check(str_of(bad[i].command), &e), QD_EINVAL);
		assert_non_null(strstr(e.text, bad[i].says));
	}
}

static void test_actions(void **state)
{
	(void)state;
	assert_null(action_info[ACTION_none].command);
	for (int i = 1; i < ACTION_COUNT; i++) {
		assert_non_null(action_info[i].command);
		assert_true(action_info[i].help[0]);
		assert_int_equal(action_find(action_info[i].command), i);
	}
	assert_int_equal(action_find("next-quote"), ACTION_next_quote);
	assert_int_equal(action_find("no-such"), ACTION_none);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_defaults), cmocka_unit_test(test_set),     cmocka_unit_test(test_keep), cmocka_unit_test(test_faults),
		cmocka_unit_test(test_load),     cmocka_unit_test(test_commands), cmocka_unit_test(test_actions),
		cmocka_unit_test(test_logins),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
