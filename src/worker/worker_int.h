/* worker_int.h - frames, jobs and answers between a pool and its workers; the sandbox.
 *
 * A frame is its length (u32, little-endian, of what follows), a type, a version and the payload, which is in wire.h's encoding.
 * A worker first sends FRAME_READY (its report), then one FRAME_ANSWER for each FRAME_JOB, in their order.
 */
#ifndef WORKER_INT_H
#define WORKER_INT_H

#include "quotidian/charset.h"
#include "quotidian/wire.h"
#include "quotidian/worker.h"

#define FRAME_MAX ((size_t)64 << 20) /* of a payload */
#define FRAME_HEAD 6
#define FRAME_VERSION 3
enum frame_type { FRAME_READY = 1, FRAME_JOB, FRAME_ANSWER };

/* Exit codes that tell the parent what happened. */
enum { WORKER_EXIT_MEMORY = 70, WORKER_EXIT_SANDBOX = 71, WORKER_EXIT_FRAME = 72 };

/* The code of an answer that is none: the message names the encoding that the text claims and the worker has no converter for. */
#define ANSWER_CHARSET 2

#define WORKER_TIMEOUT_MS 10000
#define WORKER_MEMORY ((size_t)512 << 20)
#define WORKER_MAX 8
#define WORKER_REPORT_MAX 400

/* Appends a whole frame for the job; `seq` comes back in the answer. The worker may answer that it wants a converter. QD_ELIMIT when it is
 * over FRAME_MAX. */
int job_encode(struct buf *out, const struct worker_job *job, uint64_t seq, struct err *e);
/* The job of that frame is to be done with the converters that there are. */
void job_content(struct buf *frame);
/* The payload of a job frame; slices borrow `bytes`, out->more is `more`. *asks: it may be answered with ANSWER_CHARSET. QD_EFORMAT. */
int job_decode(struct worker_job *out, struct page_source more[PAGE_PARTS_MAX], uint64_t *seq, bool *asks, struct str bytes, struct err *e);
/* Appends a whole frame for the answer. When it is over FRAME_MAX it becomes one that says so. */
void answer_encode(struct buf *out, const struct worker_result *r, uint64_t seq);
/* The payload of an answer frame to the job of `kind`: hostile bytes. Fills all but the tag; a name with ANSWER_CHARSET is one that
 * charset_name_ok() takes. QD_EFORMAT when it is no answer to `seq`. */
int answer_decode(struct worker_result *out, enum worker_job_kind kind, uint64_t seq, struct str bytes, struct err *e);
/* Appends the head of a frame; frame_end() fills the length in once the payload stands. */
size_t frame_begin(struct buf *out, enum frame_type type);
void frame_end(struct buf *out, size_t at);
/* The frame at the front of `bytes`: its payload and *used; false when more bytes are needed. *bad: no frame of ours. */
bool frame_next(struct str bytes, enum frame_type type, struct str *payload, size_t *used, bool *bad);
/* Bytes still missing from the frame at the front, as far as can be known (at least 1). */
size_t frame_missing(struct str bytes);

/* The encodings beyond the usual that a pool's workers load: it takes CHARSET_BEYOND_MAX an hour. Sets of them are bits. */
struct extra_charset {
	char name[CHARSET_NAME_MAX + 1]; /* empty: none */
	int64_t since;
};
struct extra_charsets {
	struct extra_charset at[CHARSET_BEYOND_MAX];
};
#define EXTRA_NAMES_MAX (CHARSET_BEYOND_MAX * (CHARSET_NAME_MAX + 1) + 1)
/* Their names between commas; returns which there are. */
uint32_t extra_names(const struct extra_charsets *x, char out[EXTRA_NAMES_MAX]);
/* The bit of the one of that name, which charset_name_ok() took: one that is there, or a new one if iconv has it and room is (*gone: the bit of
 * the old one that it replaces, else 0). 0 when it is not to be had. `now` in milliseconds. */
uint32_t extra_take(struct extra_charsets *x, const char *name, int64_t now, uint32_t *gone);

/* Closes every descriptor from `first` on. */
void sandbox_close_from(int first);
/* Sets the limits (address space of `memory` bytes, 0: any; no new descriptors, no file growth, no core) and no_new_privs; `boxed`: closes
 * Landlock and seccomp too. `report` gets what is in force. 0, or a negative code with a message. */
int sandbox_enter(bool boxed, size_t memory, char report[WORKER_REPORT_MAX], struct err *e);
/* Lets the process spend at most `ms` of CPU time from now on (then SIGPROF ends it). */
void sandbox_cpu(int ms);

/* For tests: the process id of worker `i`, or 0. */
int worker_pool_pid(const struct worker_pool *p, unsigned i);

#endif
