/* annotated.h - the language data, opened once for a test program, and documents annotated with it. */
#ifndef ANNOTATED_H
#define ANNOTATED_H

#include "testing.h"

#include "quotidian/lang.h"

static struct lang_model *model;

static int open_model(void **state)
{
	(void)state;
	struct err e = { 0 };
	int rc = lang_open(&model, NULL, &e);
	if (rc)
		print_error("%s\n", e.text);
	return rc;
}

static int close_model(void **state)
{
	(void)state;
	lang_close(model);
	return 0;
}

/* Free them. */
static inline struct doc *annotated_str(struct str text)
{
	struct err e = { 0 };
	struct doc *d = doc_from_text(text, true);
	assert_int_equal(lang_annotate(model, d, &e), 0);
	int rc = doc_check(d, &e);
	if (rc)
		print_error("%s\n", e.text);
	assert_int_equal(rc, 0);
	assert_int_equal(d->annotated, 1);
	return d;
}

static inline struct doc *annotated(const char *text)
{
	return annotated_str(str_of(text));
}

#endif
