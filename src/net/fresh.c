/* fresh.c - what headers say about when to come back. */
#include "config.h"

#include "net_int.h"

#define DAY ((int64_t)86400)
#define RETRY_MAX (30 * DAY)
#define FRESH_MAX (365 * DAY)

static bool all_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (s.s[i] < '0' || s.s[i] > '9')
			return false;
	return s.n > 0;
}

/* An HTTP date, or -1. */
static int64_t http_date(struct str s)
{
	char z[64];
	s = str_trim(s);
	if (!s.n || s.n >= sizeof z || all_digits(s))
		return -1;
	memcpy(z, s.s, s.n);
	z[s.n] = 0;
	return (int64_t)curl_getdate(z, NULL);
}

/* A number of seconds; one that is too large to read is the largest. */
static int64_t seconds(struct str s, int64_t max)
{
	int64_t n;
	s = str_trim(s);
	if (s.n >= 2 && s.s[0] == '"' && s.s[s.n - 1] == '"')
		s = str_sub(s, 1, s.n - 1);
	if (!all_digits(s))
		return -1;
	return str_int(&n, s) || n > max ? max : n;
}

int64_t retry_after_seconds(struct str value, int64_t now)
{
	int64_t n = seconds(value, RETRY_MAX);
	if (n >= 0)
		return n;
	int64_t date = http_date(value);
	if (date < 0)
		return -1;
	n = date - now;
	return n < 0 ? 0 : n > RETRY_MAX ? RETRY_MAX : n;
}

int64_t fresh_until(struct str cache_control, struct str expires, struct str date, struct str age, int64_t now)
{
	struct str rest = cache_control, part;
	int64_t life = -1;
	while (str_split(&rest, ',', &part)) {
		part = str_trim(part);
		if (str_istarts(part, STR("no-cache")) || str_istarts(part, STR("no-store")))
			return 0;
		if (str_istarts(part, STR("max-age=")))
			life = seconds(str_sub(part, 8, part.n), FRESH_MAX);
	}
	if (life >= 0) {
		int64_t old = seconds(age, FRESH_MAX);
		life -= old > 0 ? old : 0;
	} else {
		int64_t until = http_date(expires), at = http_date(date);
		if (until < 0)
			return 0;
		life = until - (at >= 0 ? at : now); /* by the server's own clock, where it shows it */
	}
	if (life <= 0)
		return 0;
	return now + (life > FRESH_MAX ? FRESH_MAX : life);
}
