/* date.h - dates as feeds and pages write them. */
#ifndef QUOTIDIAN_DATE_H
#define QUOTIDIAN_DATE_H

#include "quotidian/str.h"

/* RFC 822/2822, ISO 8601/W3C-DTF and the shapes seen in the wild (month names of several languages, missing zones, two-digit
 * years, ...) to seconds since 1970, UTC; a missing zone is UTC. QD_EFORMAT when it is no date (*out is 0 then). */
int date_parse(int64_t *out, struct str s) QD_MUST_USE;
/* The same; *zone is the zone that the string names, in minutes east of Greenwich (summer time included), 0 when it names none. */
int date_parse_zone(int64_t *out, int *zone, struct str s) QD_MUST_USE;

#endif
