/* pack.h - bytes made smaller (deflate, RFC 1951) for what is stored in great numbers.
 *
 * The form: a byte 0, the length of what was packed (LEB128), then a raw deflate stream.
 */
#ifndef QUOTIDIAN_PACK_H
#define QUOTIDIAN_PACK_H

#include "quotidian/str.h"

/* The tables of a packer, some 270 kB, are used again and again. For one thread. */
struct packer;
struct packer *packer_open(void);
void packer_close(struct packer *p); /* NULL is fine */
/* Appends `data` packed. False, and nothing appended, when that would not be smaller. */
bool packer_put(struct packer *p, struct buf *out, struct str data);
/* Does it begin as what packer_put() makes? */
bool pack_is(struct str bytes);
/* Appends what was packed. Hostile bytes and what would pass out->max give QD_EFORMAT, and nothing is appended. */
int pack_get(struct buf *out, struct str bytes) QD_MUST_USE;

#endif
