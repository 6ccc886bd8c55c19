/* archive_int.h - what the files of an import share.
 *
 *   archive_read.c   lines of a file to entries, a batch at a time
 *   archive.c        batches into the store: annotated, indexed
 */
#ifndef QUOTIDIAN_ARCHIVE_INT_H
#define QUOTIDIAN_ARCHIVE_INT_H

#include "quotidian/map.h"
#include "quotidian/store.h"

struct archive_group { /* the stories of one source in a batch */
	struct archive_source source;
	struct feed feed; /* without an arena: all is in the batch's */
	uint32_t *flags, cap, nflags, flags_cap;
	int64_t id; /* of the feed in the store, once it is known */
	bool stories_only;
};
struct archive_batch {
	struct arena arena;
	struct map by_source; /* index + 1 in `group` */
	struct archive_group *group;
	uint32_t ngroup, cap;
	uint32_t lines, skipped;
	uint32_t undated; /* stories of them whose date is missing or cannot be read */
	size_t size;    /* of the lines */
	uint64_t bytes; /* of the file, up to the last of them */
	char fault[256]; /* the first line skipped */
};
void archive_batch_clear(struct archive_batch *b);

struct archive_file;
int archive_file_open(struct archive_file **out, const char *path, struct err *e) QD_MUST_USE;
void archive_file_close(struct archive_file *f); /* NULL is fine */
/* Bytes of a file that can be read without waiting for anybody; 0: a pipe and the like. */
uint64_t archive_file_size(const struct archive_file *f);
/* Appends at most `limit` lines. False at the end. */
bool archive_file_read(struct archive_file *f, struct archive_batch *b, uint32_t limit);
/* At the end: was that all of it? */
int archive_file_fault(const struct archive_file *f, struct err *e) QD_MUST_USE;

#endif
