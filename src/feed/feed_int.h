/* feed_int.h - the readers that feed_parse() chooses from. */
#ifndef QUOTIDIAN_FEED_INT_H
#define QUOTIDIAN_FEED_INT_H

#include "draft.h"

/* Appends `s` with its character references decoded: XML's, HTML's names where they end in a semicolon; others stay. */
void feed_decode_refs(struct buf *out, struct str s);
/* RSS, RDF, Atom, CDF out of UTF-8. QD_EFORMAT when no element of a feed is in it; a break goes into f->warning. */
int feed_read_xml(struct draft *d, struct str text) QD_MUST_USE;
/* JSON Feed out of UTF-8. What is wrong with it goes into `e`. */
int feed_read_json(struct draft *d, struct str text, struct err *e) QD_MUST_USE;

#endif
