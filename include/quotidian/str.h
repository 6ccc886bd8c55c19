/* str.h - borrowed byte slices and a bounded, growing buffer.
 *
 * `struct str` never owns its bytes and promises no NUL. `struct buf` owns its bytes, is born with
 * a maximum and remembers when it was passed (what would go over it is not added). A buf's bytes
 * are always followed by a NUL that does not count, so that `b.s` can be given to a library.
 */
#ifndef QUOTIDIAN_STR_H
#define QUOTIDIAN_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "quotidian/err.h"

struct str {
	const char *s;
	size_t n;
};

#define STR(lit) ((struct str){ "" lit, sizeof(lit) - 1 })
#define STR_FMT "%.*s" /* for printf: printf(STR_FMT, STR_ARG(x)); up to INT_MAX bytes */
#define STR_ARG(x) (int)(x).n, (x).s ? (x).s : ""
#define STR_NONE ((struct str){ NULL, 0 })
#define STR_NPOS ((size_t)-1)

static inline struct str str_of(const char *z) { return (struct str){ z, z ? strlen(z) : 0 }; }
static inline struct str str_n(const char *s, size_t n) { return (struct str){ s, n }; }
static inline bool str_eq(struct str a, struct str b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.s, b.s, a.n) == 0);
}
static inline bool str_eqz(struct str a, const char *z) { return str_eq(a, str_of(z)); }

/* Bytes [start, end) of `a`; both are cut to its length. */
static inline struct str str_sub(struct str a, size_t start, size_t end)
{
	end = end < a.n ? end : a.n;
	start = start < end ? start : end;
	return str_n(a.s ? a.s + start : NULL, end - start);
}
/* Without ASCII white space at both ends. */
struct str str_trim(struct str a);
/* Compare like memcmp, a prefix first. */
int str_cmp(struct str a, struct str b);
/* ASCII letters compared without case; other bytes must be equal. */
bool str_ieq(struct str a, struct str b);
bool str_starts(struct str a, struct str prefix);
bool str_istarts(struct str a, struct str prefix);
bool str_ends(struct str a, struct str suffix);
/* Offset of the first `needle` at or after `from`, or STR_NPOS. str_ifind folds ASCII case. */
size_t str_find(struct str a, struct str needle, size_t from);
size_t str_ifind(struct str a, struct str needle, size_t from);
static inline size_t str_chr(struct str a, char c, size_t from)
{
	const char *p = from < a.n ? (const char *)memchr(a.s + from, c, a.n - from) : NULL;
	return p ? (size_t)(p - a.s) : STR_NPOS;
}
/* `word` (ASCII case ignored, at most 34 bytes) is one of the words of `list`, which is in lower case with a space on each side of a word. */
bool str_listed(struct str word, struct str list);
/* Cuts the part before the first `c` off `*rest` and returns it; without a `c` takes it all. False when *rest is used up (s == NULL). */
bool str_split(struct str *rest, char c, struct str *part);
/* Whole of `a` is a decimal number that fits: 0, else QD_EINVAL and *out untouched. */
int str_int(int64_t *out, struct str a) QD_MUST_USE;
/* 64-bit FNV-1a with a final mix; stable across versions (kept in files and in the store). */
uint64_t str_hash(struct str a);
/* malloc'ed copy with a NUL; the caller frees. */
char *str_dupz(struct str a);

struct buf {
	char *s; /* NULL while empty and never grown */
	size_t n, cap, max;
	bool over; /* something did not fit under max */
};

#define BUF_MAX_DEFAULT ((size_t)64 << 20)

/* An empty buffer for at most `max` bytes (0: BUF_MAX_DEFAULT). */
void buf_init(struct buf *b, size_t max);
void buf_free(struct buf *b);
/* Keeps the memory, forgets the bytes and `over`. */
void buf_clear(struct buf *b);
/* Appends; QD_ELIMIT (and b->over, nothing added) when it would pass max. The result may be ignored where b->over is looked at later. */
int buf_add(struct buf *b, struct str a);
int buf_addz(struct buf *b, const char *z);
static inline int buf_addc(struct buf *b, char c)
{
	if (b->n + 2 > b->cap)
		return buf_add(b, str_n(&c, 1));
	b->s[b->n++] = c;
	b->s[b->n] = 0;
	return 0;
}
int buf_addf(struct buf *b, const char *fmt, ...) QD_PRINTF(2, 3);
/* Appends a code point as UTF-8 (what is no scalar value: U+FFFD). */
int buf_addcp(struct buf *b, uint32_t cp);
/* Room for `n` more bytes: returns where to write them, or NULL over max; set b->n afterwards. */
char *buf_room(struct buf *b, size_t n);
/* Reads a whole descriptor or file. QD_EIO, QD_ENOTFOUND, QD_ELIMIT with a message that names it. */
int buf_read_fd(struct buf *b, int fd, const char *name, struct err *e) QD_MUST_USE;
int buf_read_file(struct buf *b, const char *path, struct err *e) QD_MUST_USE;
static inline struct str buf_str(const struct buf *b) { return (struct str){ b->s, b->n }; }

/* Writes all of it, past interruptions. 0, or -1 with errno. */
int fd_write(int fd, struct str a) QD_MUST_USE;
/* Writes all of `a` to `path` through a temporary file beside it, fsync and rename; mode of a new file 0600. */
int file_write_atomic(const char *path, struct str a, struct err *e) QD_MUST_USE;

#endif
