/* json.h - writing JSON into a buffer. */
#ifndef QUOTIDIAN_JSON_H
#define QUOTIDIAN_JSON_H

#include "quotidian/str.h"

/* Appends `s` as a JSON string with its quotation marks (RFC 8259, section 7). Malformed UTF-8 becomes U+FFFD; what the sanitiser
 * would take out (controls, bidi controls, ...) is written as \uXXXX, so that JSON on a terminal is harmless whatever it holds. */
void json_put_str(struct buf *out, struct str s);
/* Appends `"name":` for a name that needs no escaping; with a comma before it unless the last byte opens an object or array. */
void json_put_key(struct buf *out, const char *name);
/* Key and string. */
void json_put_member(struct buf *out, const char *name, struct str value);
/* Key and "2026-07-19T09:14:00Z", or null for 0. */
void json_put_time(struct buf *out, const char *name, int64_t t);
/* The same in a zone (clock_iso_zone): "2026-07-19T11:14:00+02:00". */
void json_put_time_zone(struct buf *out, const char *name, int64_t t, int minutes);

#endif
