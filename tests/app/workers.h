/* workers.h - workers of the build tree for tests. */
#ifndef TESTS_APP_WORKERS_H
#define TESTS_APP_WORKERS_H

#include <stdio.h>
#include <stdlib.h>

#include "quotidian/worker.h"

/* The program of the build tree, with the data of the source tree. */
static inline struct worker_options build_workers(void)
{
	static char program[4096], data[4096];
	const char *build = getenv("top_builddir"), *src = getenv("top_srcdir");
	snprintf(program, sizeof program, "%s/quotidian", build ? build : ".");
	snprintf(data, sizeof data, "%s/data", src ? src : ".");
	return (struct worker_options){ .count = 1, .program = program, .data_dir = data };
}

#endif
