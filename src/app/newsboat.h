/* newsboat.h - newsboat's filter expressions in our query language. */
#ifndef QUOTIDIAN_NEWSBOAT_H
#define QUOTIDIAN_NEWSBOAT_H

#include "quotidian/str.h"

/* Does this begin as one of newsboat's does: an attribute and an operator? */
bool newsboat_is_filter(struct str text);
/* Appends the query (filter.h) that means the same. QD_EINVAL names what has no counterpart. Source: newsboat's manual, "Filter language". */
int newsboat_filter(struct buf *out, struct str text, struct err *e) QD_MUST_USE;

#endif
