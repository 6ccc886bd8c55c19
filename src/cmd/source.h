/* source.h - bytes that a subcommand is told to read: a file, a web address, or standard input. */
#ifndef QUOTIDIAN_SOURCE_H
#define QUOTIDIAN_SOURCE_H

#include "cmd.h"

struct source {
	struct buf bytes;
	struct buf name;         /* for messages */
	struct buf url;          /* --url, else where a page was fetched from; else empty */
	struct buf content_type; /* --content-type, else what the server said; else empty */
	struct buf content_location;
	bool fetched;            /* from a web address */
};
/* Reads the command's one operand: FILE, URL, or "-"; none is "-" when standard input is no terminal. `url` and `content_type` are
 * the values of the options, or NULL. Returns an exit code, after a message unless it is CMD_DONE. Free with source_free. */
int source_read(struct cmd *c, struct source *in, const char *url, const char *content_type);
void source_free(struct source *in);
/* Runs one job in a worker: an exit code, after a message that names the input unless it is CMD_DONE. */
int source_run(struct cmd *c, const struct source *in, const struct worker_job *job, struct worker_result *out);

#endif
