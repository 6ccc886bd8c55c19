/* fuzz.h - what a fuzz target is, and what it may insist on. */
#ifndef QUOTIDIAN_FUZZ_H
#define QUOTIDIAN_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "quotidian/str.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n);

/* Stays in every build, unlike assert(). */
#define MUST(what) \
	do { \
		if (!(what)) { \
			fprintf(stderr, "%s:%d: %s does not hold\n", __FILE__, __LINE__, #what); \
			abort(); \
		} \
	} while (0)

static inline struct str fuzz_str(const uint8_t *bytes, size_t n)
{
	return str_n((const char *)bytes, n);
}

#endif
