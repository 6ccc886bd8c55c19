/* benching.h - what programs that measure share. Not for tests, in which time has no place. */
#ifndef QUOTIDIAN_BENCHING_H
#define QUOTIDIAN_BENCHING_H

#include <sys/resource.h>

#include "quotidian/err.h"

/* CPU seconds of this process. */
static inline double cpu(void)
{
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	return (double)u.ru_utime.tv_sec + (double)u.ru_stime.tv_sec + (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

static inline void ok(int r, const struct err *e)
{
	if (r)
		die("%s", e->text);
}

#endif
