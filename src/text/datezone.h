/* datezone.h - what names of months and time zones mean; kept to date.c. */
#ifndef QUOTIDIAN_DATEZONE_H
#define QUOTIDIAN_DATEZONE_H

#include "quotidian/str.h"

enum dst_rule { DST_NONE, DST_US, DST_EU };
struct date_zone {
	int minutes; /* east of Greenwich, in standard time */
	enum dst_rule dst;
};

/* 1-12 for a month's name or abbreviation, folded (lower case, no accents); 0 for other words. */
int date_month(struct str folded);
/* A zone's abbreviation or its name in the tz database, folded. */
bool date_zone(struct date_zone *out, struct str folded);

#endif
