/* utf8.h - decoding UTF-8, and the one sanitiser.
 *
 * Every string that came from outside passes utf8_sanitise() once, when it is made into a document,
 * an item or a message; what it lets through can be given to a terminal, a title or a pipe.
 */
#ifndef QUOTIDIAN_UTF8_H
#define QUOTIDIAN_UTF8_H

#include "quotidian/str.h"

#define UTF8_BAD 0xFFFDu

/* Decodes the code point at *pos (< s.n) and moves *pos behind it. A malformed sequence (overlong,
 * surrogate, over U+10FFFF, cut) gives UTF8_BAD and moves over its longest valid prefix, as Unicode
 * ch. 3, "maximal subpart", recommends: at least one byte. */
uint32_t utf8_next(struct str s, size_t *pos);
/* The code point before *pos (> 0), moving *pos to its start. */
uint32_t utf8_prev(struct str s, size_t *pos);
bool utf8_valid(struct str s);
/* Number of code points. */
size_t utf8_count(struct str s);
/* True where a code point may begin: at 0, at s.n, and at no continuation byte. */
bool utf8_boundary(struct str s, size_t pos);
/* The largest boundary <= pos; for cutting text at a cap. */
size_t utf8_floor(struct str s, size_t pos);

enum utf8_keep {
	UTF8_LINE = 0,    /* one line: line breaks and tabs become a space */
	UTF8_LINES = 1,   /* line breaks are kept as \n (CR LF and CR too); tabs become a space */
	UTF8_COUNT = 2,   /* as UTF8_LINES, but the number of code points stays: what must go becomes a space */
};
/* Appends `in` to `out` as clean UTF-8: malformed bytes become U+FFFD; C0 (but line breaks), DEL, C1,
 * bidi controls and marks, U+2028-2029 (as line breaks), tag characters, interlinear annotation marks,
 * soft hyphens, byte order marks and noncharacters go. QD_ELIMIT when out is full (what fits is added,
 * whole code points). */
int utf8_sanitise(struct buf *out, struct str in, enum utf8_keep keep);
/* The same as one line into a char array of `size` bytes, NUL-terminated, cut at a boundary. Returns the length. */
size_t utf8_sanitise_into(char *out, size_t size, struct str in);
/* True when utf8_sanitise(UTF8_LINES) would change nothing. */
bool utf8_clean(struct str s);
/* True for a code point that the sanitiser takes out (line breaks and tabs are not among them). */
bool utf8_forbidden(uint32_t cp);

#endif
