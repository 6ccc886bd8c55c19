/* The seed article as plain text: exactly the expected paragraphs. Skips where the shared folder is missing. */
#include "testing.h"

#include <jansson.h>

#include "quotidian/page.h"

static void test_seed(void **state)
{
	(void)state;
	const char *shared = getenv("QUOTIDIAN_SHARED");
	char path[4096];
	struct buf bytes;
	struct err e = { 0 };
	buf_init(&bytes, 0);
	snprintf(path, sizeof path, "%s/corpora/seed/article.txt", shared ? shared : "");
	if (!shared || buf_read_file(&bytes, path, &e) < 0)
		skip();
	snprintf(path, sizeof path, "%s/corpora/seed/expected.json", shared);
	json_t *want = json_load_file(path, 0, NULL);
	assert_non_null(want);
	struct page_source src = { .bytes = buf_str(&bytes), .input = PAGE_TEXT };
	struct doc *d = NULL;
	struct page_found found;
	assert_int_equal(page_parse(&d, &src, &found, &e), 0);
	assert_false(found.thin);
	assert_str(d->title, json_string_value(json_object_get(want, "title")));
	assert_str(d->dateline, json_string_value(json_object_get(want, "dateline")));
	assert_str(d->text, json_string_value(json_object_get(want, "text")));
	assert_int_equal(d->nblock, json_integer_value(json_object_get(want, "paragraph_count")));
	json_decref(want);
	doc_free(d);
	buf_free(&bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_seed) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
