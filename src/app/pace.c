/* pace.c - see pace.h. */
#include "config.h"

#include "pace.h"
#include "quotidian/paths.h"

#define HOLD_DEFAULT 300 /* a 429 that says nothing more */

void pace_encode(struct buf *out, const struct pace *p)
{
	if (p->ttl_min || p->skip_hours || p->skip_days || p->hold_until)
		buf_addf(out, "%lld %u %u %lld", (long long)p->ttl_min, (unsigned)p->skip_hours, (unsigned)p->skip_days, (long long)p->hold_until);
}

void pace_decode(struct pace *out, struct str s)
{
	int64_t v[4] = { 0 };
	struct str part;
	*out = (struct pace){ 0 };
	for (int i = 0; i < 4; i++)
		if (!str_split(&s, ' ', &part) || str_int(&v[i], part))
			return;
	*out = (struct pace){ .ttl_min = v[0], .skip_hours = (uint32_t)v[1] & 0xFFFFFF, .skip_days = (uint8_t)v[2] & 0x7F, .hold_until = v[3] };
}

/* 0 .. span - 1; the mix of splitmix64. */
static int64_t spread(uint64_t seed, int64_t span)
{
	seed += 0x9e3779b97f4a7c15u;
	seed = (seed ^ (seed >> 30)) * 0xbf58476d1ce4e5b9u;
	seed = (seed ^ (seed >> 27)) * 0x94d049bb133111ebu;
	return span > 0 ? (int64_t)((seed ^ (seed >> 31)) % (uint64_t)span) : 0;
}

static int64_t at_least(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

static int64_t at_most(int64_t a, int64_t b)
{
	return a < b ? a : b;
}

int64_t pace_after_success(const struct pace *p, int64_t now, const struct pace_bounds *b, int64_t gap, int64_t fresh_until, uint64_t seed)
{
	int64_t wait = gap > 0 ? at_least(at_most(gap / 2, b->most), b->least) : b->interval, asked = 0;
	if (p->ttl_min > 0)
		asked = at_most(p->ttl_min, PACE_DAY / 60) * 60;
	if (fresh_until > now)
		asked = at_least(asked, fresh_until - now);
	wait = at_least(wait, at_most(asked, PACE_DAY));
	int64_t due = now + wait;
	/* Hours and days that the feed wants to be spared; never for longer than a day. */
	int64_t latest = now + at_least(wait, PACE_DAY);
	while (due < latest) {
		struct civil c = clock_to_civil(due);
		if (!(p->skip_hours >> c.hour & 1) && !(p->skip_days >> c.wday & 1))
			break;
		due += 3600 - (c.min * 60 + c.sec);
	}
	/* The longest wait that the user allows stays the longest. */
	bool full = wait == b->most && asked < wait && due == now + wait;
	return at_most(due, latest) + (full ? -spread(seed, wait / 10) : spread(seed, wait / 10));
}

int64_t pace_after_failure(int64_t now, int64_t interval, uint32_t errors, long status, int64_t retry_after, uint64_t seed)
{
	int64_t wait = status ? interval : at_most(interval, 600), most = status ? PACE_DAY : PACE_DAY / 4;
	for (uint32_t i = 1; i < errors && wait < most; i++)
		wait *= 2;
	wait = at_least(at_most(wait, most), at_most(retry_after, PACE_DAY));
	return now + wait + spread(seed, wait / 4);
}

int64_t pace_hold(long status, int64_t retry_after)
{
	if (status != 429 && status != 503)
		return 0;
	if (retry_after < 0)
		return status == 429 ? HOLD_DEFAULT : 0;
	return at_most(retry_after, PACE_DAY);
}
