/* testing.h - what every unit test needs: cmocka and small helpers. */
#ifndef QUOTIDIAN_TESTING_H
#define QUOTIDIAN_TESTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#include "quotidian/str.h"

/* Compares a slice with a C string and shows both when they differ. */
#define assert_str(slice, z) \
	do { \
		struct str got_ = (slice); \
		char *copy_ = str_dupz(got_); \
		assert_string_equal(copy_, z); \
		free(copy_); \
	} while (0)

/* Path of a file below tests/ in the source tree; static, overwritten by the next call. */
static inline const char *test_file(const char *name)
{
	static char path[4096];
	const char *top = getenv("top_srcdir");
	snprintf(path, sizeof path, "%s/tests/%s", top ? top : ".", name);
	return path;
}

#endif
