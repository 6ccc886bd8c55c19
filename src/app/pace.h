/* pace.h - when a feed is polled next: what its server and the feed itself say, and how failures slow it down. Pure functions. */
#ifndef QUOTIDIAN_PACE_H
#define QUOTIDIAN_PACE_H

#include "quotidian/str.h"

#define PACE_DAY ((int64_t)86400)

/* What is remembered of a feed beside its row in the store. */
struct pace {
	int64_t ttl_min;
	uint32_t skip_hours; /* as struct feed */
	uint8_t skip_days;
	int64_t hold_until;  /* the server asked to be left alone until then; 0 */
};
/* Four numbers separated by spaces; empty for a pace of zeroes. What cannot be read is zeroes. */
void pace_encode(struct buf *out, const struct pace *p);
void pace_decode(struct pace *out, struct str s);

/* The settings, in seconds. */
struct pace_bounds {
	int64_t interval;    /* while a feed's rhythm is not known */
	int64_t least, most; /* where it is */
};
/* After a success. `gap`: seconds between two stories of the feed, 0 unknown; half of it within the bounds is the wait, so that a story is seen
 * after a quarter of the gap on average. Longer when the server or the feed says so (`fresh_until`: from the headers, 0 none), up to a day.
 * A tenth of jitter, by `seed`, spreads feeds that were polled together. */
int64_t pace_after_success(const struct pace *p, int64_t now, const struct pace_bounds *b, int64_t gap, int64_t fresh_until, uint64_t seed);
/* After failure number `errors` in a row (1 the first): doubled each time, up to a day; without any answer (status 0) from ten minutes up to six
 * hours. `retry_after`: seconds, -1 none. */
int64_t pace_after_failure(int64_t now, int64_t interval, uint32_t errors, long status, int64_t retry_after, uint64_t seed);
/* Seconds that a server which answered 429 or 503 is left alone even if the user asks; 0 for other answers. */
int64_t pace_hold(long status, int64_t retry_after);

#endif
