/* archive.h - archives of stories as files of JSON lines. */
#ifndef QUOTIDIAN_ARCHIVE_H
#define QUOTIDIAN_ARCHIVE_H

#include "quotidian/store.h"
#include "quotidian/worker.h"

struct archive_progress {
	uint64_t lines;     /* stored and annotated */
	uint64_t added, changed, known;
	uint64_t skipped;   /* lines that are no story */
	uint64_t undated;   /* stories without a date that can be read; a new one has the import's */
	uint64_t annotated; /* documents made */
	uint64_t bytes, size; /* of the file, as `lines`; size 0: unknown (a pipe) */
	char fault[256];    /* the first line skipped: "line 7: ..." */
};
/* Called while batches are worked on, at most a few times a second. True stops the import; what was stored stays. */
typedef bool archive_tell(void *arg, const struct archive_progress *p);

/* Reads {"id","title","text","published","source"} a line (published: a date in any shape, source: a name), and what archive_export() writes
 * beside that, from `path` ("-": standard input), which may be compressed with gzip, into the store; each source becomes a feed that is never
 * polled, unless its feed is subscribed: then what that lacks is added to it. Batches are stored, annotated by workers and indexed; what is
 * known is not done again, so that an import that was broken off goes on where it was. Memory does not grow with the file: the lines of one
 * batch and the documents of another are held. A thread of its own uses `s` meanwhile, and nobody else may. `w` NULL: nothing is
 * annotated now (the engine does it later). QD_ECANCELLED when `tell` stopped it. QD_EFORMAT: the file is none of lines (an array,
 * UTF-16, another compression), and what makes it one; or it breaks off. */
int archive_import(struct store *s, const char *path, const struct worker_options *w, archive_tell *tell, void *arg,
                   struct archive_progress *out, struct err *e) QD_MUST_USE;

/* Takes a line with its end; a failure (with a message) stops the export. */
typedef int archive_write(void *arg, struct str line, struct err *e);
/* Writes the stories of subscribed feeds that a query (filter.h; empty: all) chooses, newest first, an object on a line: "id", "title", "text"
 * (the fullest there is), "published", "source", "url", "author", "read", "starred", "feed" (its address), "tags", and what archive_put_extra()
 * writes. *n: how many. Memory does not grow with their number. QD_EINVAL: the query is wrong, and where. */
int archive_export(struct store *s, struct str query, archive_write *write, void *arg, uint64_t *n, struct err *e) QD_MUST_USE;

/* Appends what a story has beside its text as members of its object: "comments" (an address), "comments_count", "place", "enclosures". */
void archive_put_extra(struct buf *out, const struct store_extra *x);

#endif
