/* charset_int.h - what charset.c, converter.c and guess.c share. */
#ifndef QUOTIDIAN_CHARSET_INT_H
#define QUOTIDIAN_CHARSET_INT_H

#include "quotidian/charset.h"

enum how { BY_ICONV, BY_UTF8, BY_1252, BY_UTF16LE, BY_UTF16BE, BY_UTF32LE, BY_UTF32BE };

struct coding {
	const char *name;   /* as the standard names it */
	const char *iconv;  /* as iconv does */
	const char *labels; /* further labels, each between spaces */
	enum how how;
	bool single; /* one byte a character */
	bool apart;  /* markup has other bytes in it than in ASCII */
};

/* The encodings that are always at hand: UTF-8 is the first. */
extern const struct coding charset_table[];
extern const size_t charset_table_n;

/* Appends `in` read as the encoding of that name (as the Encoding standard spells it); *bad counts malformed sequences. An error when there is
 * no such converter. */
int charset_decode_as(struct buf *out, struct str in, const char *name, size_t *bad);
/* The encoding that undeclared text which is no UTF-8 is most likely in, or NULL when nothing speaks against windows-1252. */
const char *charset_guess(struct str bytes);

/* An encoding beyond the table whose converter is loaded, or, before charset_preload(), can be; NULL. */
const struct coding *converter_beyond(struct str label);
/* Notes that text claims an encoding that is not loaded; see charset_wanted(). */
void converter_want(struct str label);
/* Appends `in` as iconv reads it; *bad counts malformed sequences. QD_ENOTFOUND when there is no such converter. */
int converter_run(struct buf *out, struct str in, const struct coding *c, size_t *bad);

#endif
