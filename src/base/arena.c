/* arena.c - linked chunks, bump allocation; single blocks under sanitizers. */
#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "quotidian/arena.h"

struct arena_chunk {
	struct arena_chunk *prev;
	size_t used, size;
	_Alignas(16) char data[];
};

/* Room of a new chunk. */
static size_t chunk_room(const struct arena *a)
{
#ifdef QD_SANITIZED
	(void)a;
	return 0; /* every allocation is a chunk of its own */
#else
	/* Chunks grow while the arena is small, so that a small document stays small. */
	return a->total < 16384 ? 4096 : 65536;
#endif
}

void *arena_alloc(struct arena *a, size_t n, size_t size, size_t align)
{
	size_t bytes;
	if (__builtin_mul_overflow(n, size, &bytes) || bytes > SIZE_MAX / 2)
		die("out of memory (%zu times %zu bytes asked for)", n, size);
	struct arena_chunk *c = a->last;
	size_t at = c ? (c->used + align - 1) & ~(align - 1) : 0;
	if (!c || at > c->size || bytes > c->size - at) {
		size_t room = chunk_room(a);
		if (room < bytes)
			room = bytes;
		c = xcalloc(1, sizeof *c + room);
		c->size = room;
		c->prev = a->last;
		a->last = c;
		at = 0;
	}
	c->used = at + bytes;
	a->total += bytes;
	return c->data + at;
}

struct str arena_str(struct arena *a, struct str s)
{
	char *p = arena_alloc(a, s.n + 1, 1, 1);
	if (s.n)
		memcpy(p, s.s, s.n);
	return str_n(p, s.n);
}

struct str arena_fmt(struct arena *a, const char *fmt, ...)
{
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		n = 0;
	char *p = arena_alloc(a, (size_t)n + 1, 1, 1);
	vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return str_n(p, (size_t)n);
}

void *arena_grow(struct arena *a, const void *old, size_t n, size_t cap, size_t size, size_t align)
{
	void *p = arena_alloc(a, cap, size, align);
	if (n)
		memcpy(p, old, n * size);
	return p;
}

struct arena_mark arena_mark(const struct arena *a)
{
	return (struct arena_mark){ a->last, a->last ? a->last->used : 0, a->total };
}

void arena_rewind(struct arena *a, struct arena_mark m)
{
	while (a->last != m.chunk) {
		struct arena_chunk *prev = a->last->prev;
		free(a->last);
		a->last = prev;
	}
	if (a->last) {
		memset(a->last->data + m.used, 0, a->last->used - m.used);
		a->last->used = m.used;
	}
	a->total = m.total;
}

void arena_free(struct arena *a)
{
	arena_rewind(a, (struct arena_mark){ NULL, 0, 0 });
}
