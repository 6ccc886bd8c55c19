/* arena.h - memory that is freed at once.
 *
 * An arena hands out zeroed memory from linked chunks of 64 KiB (larger requests get their own).
 * Nothing is freed singly; arena_mark() and arena_rewind() give scratch use. In a build with
 * sanitizers each allocation is a malloc of its own, so that an overrun is seen.
 */
#ifndef QUOTIDIAN_ARENA_H
#define QUOTIDIAN_ARENA_H

#include "quotidian/str.h"

struct arena_chunk;
struct arena {
	struct arena_chunk *last; /* newest chunk, NULL at first; a zeroed arena is a valid empty one */
	size_t total;             /* bytes handed out */
};
struct arena_mark {
	struct arena_chunk *chunk;
	size_t used, total;
};

#define ARENA_NEW(a, T, n) ((T *)arena_alloc((a), (n), sizeof(T), _Alignof(T)))

/* n * size zeroed bytes, never NULL (dies when memory is out or the product overflows). n may be 0. */
void *arena_alloc(struct arena *a, size_t n, size_t size, size_t align);
/* A copy in the arena, followed by a NUL that does not count. */
struct str arena_str(struct arena *a, struct str s);
struct str arena_fmt(struct arena *a, const char *fmt, ...) QD_PRINTF(2, 3);
/* Grows an array: a copy of `n` elements with room for `cap`; the old one stays until the arena goes. */
void *arena_grow(struct arena *a, const void *old, size_t n, size_t cap, size_t size, size_t align);
struct arena_mark arena_mark(const struct arena *a);
void arena_rewind(struct arena *a, struct arena_mark m);
/* Frees everything and leaves an empty arena. */
void arena_free(struct arena *a);

/* Appends `item` to a dynamic array in an arena: p, n, cap are lvalues. */
#define ARENA_PUSH(a, T, p, n, cap, item) \
	do { \
		if ((n) == (cap)) { \
			(cap) = (cap) ? (cap) * 2 : 8; \
			(p) = (T *)arena_grow((a), (p), (n), (cap), sizeof(T), _Alignof(T)); \
		} \
		(p)[(n)++] = (item); \
	} while (0)

#endif
