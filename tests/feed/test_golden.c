/* Whole feeds against their JSON, byte for byte. The address each is read under: https://feeds.example.com/<file>.
 * With QUOTIDIAN_GOLDEN set, the expectations are written anew instead (look at the difference before committing it). */
#include "testing.h"

#include "quotidian/feed.h"

static void golden(void **state)
{
	const char *file = *state;
	struct buf bytes, json, want;
	struct err e = { 0 };
	struct feed *f, *g;
	char name[256], url[256];
	buf_init(&bytes, 0);
	buf_init(&json, 0);
	buf_init(&want, 0);
	snprintf(name, sizeof name, "feed/data/%s", file);
	snprintf(url, sizeof url, "https://feeds.example.com/%s", file);
	if (buf_read_file(&bytes, test_file(name), &e) != 0)
		fail_msg("%s", e.text);
	struct feed_source src = { .bytes = buf_str(&bytes), .url = str_of(url) };
	if (feed_parse(&f, &src, &e) != 0)
		fail_msg("%s: %s", file, e.text);
	/* Over the pipe nothing changes. */
	struct buf wire;
	buf_init(&wire, 0);
	assert_int_equal(feed_encode(&wire, f), 0);
	assert_int_equal(feed_decode(&g, buf_str(&wire), &e), 0);
	assert_int_equal(feed_json(&json, g, str_of(file)), 0);
	buf_addc(&json, '\n');
	snprintf(name, sizeof name, "feed/data/%s.jsonl", file);
	if (getenv("QUOTIDIAN_GOLDEN"))
		assert_int_equal(file_write_atomic(test_file(name), buf_str(&json), &e), 0);
	if (buf_read_file(&want, test_file(name), &e) != 0)
		fail_msg("%s", e.text);
	assert_string_equal(json.s, want.s);
	feed_free(f);
	feed_free(g);
	buf_free(&wire);
	buf_free(&bytes);
	buf_free(&json);
	buf_free(&want);
}

int main(void)
{
	static char files[][20] = { "rss.xml", "atom.xml", "rdf.xml", "cdf.xml", "jsonfeed.json" };
	struct CMUnitTest tests[sizeof files / sizeof *files];
	for (size_t i = 0; i < sizeof files / sizeof *files; i++)
		tests[i] = (struct CMUnitTest){ .name = files[i], .test_func = golden, .initial_state = files[i] };
	return cmocka_run_group_tests_name("feed/golden", tests, NULL, NULL);
}
