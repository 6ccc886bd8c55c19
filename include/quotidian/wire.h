/* wire.h - a compact binary encoding for the workers' pipes and for the store's blobs.
 *
 * Writers append to a struct buf; readers walk a slice and stick at the first fault: after it every
 * read gives 0 or an empty slice and `bad` is set, so that a decoder checks once at its end.
 * Numbers are LEB128 (signed ones zigzag first); byte strings are a length and their bytes.
 */
#ifndef QUOTIDIAN_WIRE_H
#define QUOTIDIAN_WIRE_H

#include "quotidian/str.h"

struct wire {
	const unsigned char *p, *end;
	bool bad;
};

/* Append; what does not fit under the buffer's maximum sets its `over`. */
void wire_put_u(struct buf *b, uint64_t v);
void wire_put_i(struct buf *b, int64_t v);
void wire_put_str(struct buf *b, struct str s);
/* A reader at the start of `s`, which must outlive it. */
struct wire wire_of(struct str s);
uint64_t wire_get_u(struct wire *w);
/* As wire_get_u, but a value over `max` is a fault. For counts and enums. */
uint64_t wire_get_max(struct wire *w, uint64_t max);
int64_t wire_get_i(struct wire *w);
/* A borrowed slice of at most `max` bytes. */
struct str wire_get_str(struct wire *w, size_t max);
/* True when nothing went wrong and all was read. */
bool wire_done(const struct wire *w);

#endif
