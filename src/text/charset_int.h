/* charset_int.h - what charset.c and guess.c share. */
#ifndef QUOTIDIAN_CHARSET_INT_H
#define QUOTIDIAN_CHARSET_INT_H

#include "quotidian/str.h"

/* Appends `in` read as the encoding of that name (as the Encoding standard spells it); *bad counts malformed sequences. An error when there is
 * no such converter. */
int charset_decode_as(struct buf *out, struct str in, const char *name, size_t *bad);
/* The encoding that undeclared text which is no UTF-8 is most likely in, or NULL when nothing speaks against windows-1252. */
const char *charset_guess(struct str bytes);

#endif
