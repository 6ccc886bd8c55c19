/* log.h - what went on: a ring of the newest lines, and a file when asked for.
 *
 * The reader owns the terminal, so nothing here prints to it. log_line() may be called from any
 * thread. Foreign text is sanitised.
 */
#ifndef QUOTIDIAN_LOG_H
#define QUOTIDIAN_LOG_H

#include "quotidian/str.h"

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };

#define LOG_RING 200 /* lines kept */

struct log_entry {
	int64_t time; /* seconds since 1970 */
	enum log_level level;
	char text[240];
};

/* Keeps a line, cut to the size of an entry. */
void log_line(enum log_level level, const char *fmt, ...) QD_PRINTF(2, 3);
/* Also writes lines up to `level` to the file (created 0600, appended). */
int log_open(const char *path, enum log_level level, struct err *e) QD_MUST_USE;
void log_close(void);
/* Copies the newest lines, oldest first, into out[0..max); returns how many. */
size_t log_recent(struct log_entry *out, size_t max);

#endif
