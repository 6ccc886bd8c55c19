/* date.c - dates of feeds and pages, by the shape of their words and numbers.
 *
 * One pass cuts the string into words, numbers and marks; numbers with colons are the time, a month's
 * name or the order of the numbers says which is the day. The order of "03/04/2020" is American,
 * of "03.04.2020" European, unless a number over 12 says otherwise.
 */
#include "config.h"

#include "quotidian/date.h"
#include "quotidian/utf8.h"

#include "datezone.h"
#include "quotidian/text.h"

#define DATE_MAX 200 /* bytes looked at */

struct number {
	int64_t value;
	int digits;
	char after; /* the byte behind it, 0 at the end */
};

struct parts {
	struct number num[6]; /* of the date: all numbers but time and zone */
	int nnum;
	bool many; /* more numbers than a date has */
	int word_month, month_at; /* from a name; how many numbers stood before it */
	int64_t year, month, day; /* from the marks of Korean, Japanese, Chinese; -1 none */
	int hour, minute, second;
	bool has_time, pm, am, has_zone;
	struct date_zone zone;
	bool minus; /* the string begins with a minus: ISO 8601:1988 without century */
	int week;    /* of YYYY-Www-D, 0 none */
	int era;     /* what is added to a year of a Japanese era or of the Republic of China */
};

/* Days since 1970-01-01 of a day in the proleptic Gregorian calendar (after Howard Hinnant, "chrono-compatible low-level date algorithms"). */
static int64_t days_from_civil(int64_t y, int64_t m, int64_t d)
{
	y -= m <= 2;
	int64_t era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
	int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1;
	return era * 146097 + yoe * 365 + yoe / 4 - yoe / 100 + doy - 719468;
}

static int days_in_month(int64_t y, int64_t m)
{
	static const int len[12] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return len[m - 1] + (m == 2 && y % 4 == 0 && (y % 100 != 0 || y % 400 == 0));
}

/* Weekday, 0 = Sunday. */
static int weekday(int64_t days)
{
	int w = (int)((days + 4) % 7);
	return w < 0 ? w + 7 : w;
}

/* Summer time at a local second: EU Directive 2000/84, US Energy Policy Act of 2005. */
static int summer_minutes(struct date_zone z, int64_t year, int64_t local)
{
	if (z.dst == DST_NONE)
		return 0;
	int64_t from, to;
	if (z.dst == DST_EU) {
		int64_t mar = days_from_civil(year, 3, 31), oct = days_from_civil(year, 10, 31);
		from = (mar - weekday(mar)) * 86400 + 3600 + z.minutes * 60;
		to = (oct - weekday(oct)) * 86400 + 3600 + (z.minutes + 60) * 60;
	} else {
		int64_t mar = days_from_civil(year, 3, 8), nov = days_from_civil(year, 11, 1);
		from = (mar + (7 - weekday(mar)) % 7) * 86400 + 7200;
		to = (nov + (7 - weekday(nov)) % 7) * 86400 + 7200;
	}
	return local >= from && local < to ? 60 : 0;
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

static char at(struct str s, size_t i)
{
	return i < s.n ? s.s[i] : 0;
}

static int64_t take_number(struct str s, size_t *i)
{
	int64_t v = 0;
	for (; *i < s.n && is_digit(s.s[*i]); ++*i)
		if (v < INT64_MAX / 100)
			v = v * 10 + (s.s[*i] - '0');
	return v;
}

/* The day is told: what follows is no part of it. */
static bool has_day(const struct parts *p)
{
	return p->nnum >= 3 || (p->word_month && p->nnum >= 2) || p->day >= 0;
}

/* hh:mm[:ss[.f]] at *i. A dot may stand for the colon only where the day is told already; "8h09" is French. */
static bool take_clock(struct parts *p, struct str s, size_t *i)
{
	size_t j = *i;
	int64_t h = take_number(s, &j);
	char mark = at(s, j);
	if (j - *i > 2 || !(mark == ':' || mark == 'h' || (mark == '.' && has_day(p))) || !is_digit(at(s, j + 1)))
		return false;
	j++;
	int64_t m = take_number(s, &j), sec = 0;
	if (at(s, j) == mark && is_digit(at(s, j + 1))) {
		j++;
		sec = take_number(s, &j);
		if ((at(s, j) == '.' || at(s, j) == ',') && is_digit(at(s, j + 1))) {
			j++;
			take_number(s, &j);
		}
	}
	if (h > 24 || m > 59 || sec > 60) {
		/* No time of day: none of it is a day either. */
		if (mark == ':' && has_day(p))
			*i = j;
		return *i == j;
	}
	p->hour = (int)h;
	p->minute = (int)m;
	p->second = (int)sec;
	p->has_time = true;
	*i = j;
	return true;
}

/* hh[mm[ss]] straight after a T. */
static void take_basic_clock(struct parts *p, struct str s, size_t *i)
{
	size_t j = *i;
	int64_t v = take_number(s, &j);
	size_t n = j - *i;
	if (n != 2 && n != 4 && n != 6)
		return;
	for (size_t k = n; k < 6; k += 2)
		v *= 100;
	if (v / 10000 > 24 || v / 100 % 100 > 59 || v % 100 > 60)
		return;
	p->hour = (int)(v / 10000);
	p->minute = (int)(v / 100 % 100);
	p->second = (int)(v % 100);
	p->has_time = true;
	if ((at(s, j) == '.' || at(s, j) == ',') && is_digit(at(s, j + 1))) {
		j++;
		take_number(s, &j);
	}
	*i = j;
}

/* A signed offset: +hh, +hhmm, +hh:mm, "+ hhmm". */
static bool take_offset(struct parts *p, struct str s, size_t *i)
{
	size_t j = *i + 1, digits;
	j += at(s, j) == ' ';
	digits = j;
	int64_t v = take_number(s, &j);
	size_t n = j - digits;
	if (n == 0 || n > 4)
		return false;
	int64_t h = n <= 2 ? v : v / 100, m = n <= 2 ? 0 : v % 100;
	if (n <= 2 && at(s, j) == ':' && is_digit(at(s, j + 1))) {
		j++;
		m = take_number(s, &j);
	}
	if (h > 24 || m > 59)
		return false;
	int minutes = (int)(h * 60 + m);
	p->zone = (struct date_zone){ s.s[*i] == '-' ? -minutes : minutes, DST_NONE };
	p->has_zone = true;
	*i = j;
	return true;
}

/* Marks behind numbers (year, month, day, hour, minute, second in Korean and in Chinese characters), and the names of eras before them.
 * Three bytes each, or more of which the rest is nothing. */
static bool take_mark(struct parts *p, struct str word)
{
	enum { YEAR, MONTH, DAY, HOUR, MINUTE, SECOND };
	static const struct {
		const char *mark;
		int which;
	} MARKS[] = { { "년", YEAR }, { "年", YEAR }, { "월", MONTH }, { "月", MONTH }, { "일", DAY }, { "日", DAY }, { "号", DAY }, { "號", DAY },
		{ "시", HOUR }, { "時", HOUR }, { "时", HOUR }, { "點", HOUR }, { "点", HOUR }, { "분", MINUTE }, { "分", MINUTE }, { "초", SECOND },
		{ "秒", SECOND } };
	static const struct {
		const char *name;
		int before; /* the year before its first */
	} ERAS[] = { { "令和", 2018 }, { "平成", 1988 }, { "昭和", 1925 }, { "民國", 1911 }, { "民国", 1911 } };
	for (size_t k = 0; k < sizeof ERAS / sizeof *ERAS; k++)
		if (str_eqz(word, ERAS[k].name) && p->year < 0)
			p->era = ERAS[k].before;
	for (size_t k = 0; k < sizeof MARKS / sizeof *MARKS && p->nnum; k++) {
		if (!str_starts(word, str_of(MARKS[k].mark)))
			continue;
		int64_t v = p->num[p->nnum - 1].value;
		if (MARKS[k].which < HOUR)
			*(int64_t *[]){ &p->year, &p->month, &p->day }[MARKS[k].which] = v;
		else if (v < (MARKS[k].which == HOUR ? 25 : 60))
			*(int *[]){ &p->hour, &p->minute, &p->second }[MARKS[k].which - HOUR] = (int)v;
		p->has_time = p->has_time || MARKS[k].which >= HOUR;
		if (MARKS[k].which == YEAR && str_eqz(str_of(MARKS[k].mark), "년") && !p->has_zone)
			p->zone.minutes = 540; /* written in Korean: in Korea's time */
		p->nnum--;
		return true;
	}
	return false;
}

static void take_word(struct parts *p, struct str s, size_t *i)
{
	size_t start = *i;
	while (*i < s.n && (is_word(s.s[*i]) || (s.s[*i] == '/' && *i > start && is_word(at(s, *i + 1))) || (s.s[*i] == '_' && *i > start)))
		++*i;
	struct str word = str_sub(s, start, *i);
	if (take_mark(p, word)) {
		*i = start + 3;
		return;
	}
	struct buf folded;
	buf_init(&folded, 256);
	text_fold(&folded, word, true);
	struct str f = buf_str(&folded);
	struct date_zone z;
	if (str_eqz(f, "pm") || str_eqz(f, "p") || str_starts(f, STR("오후")) || str_starts(f, STR("下午")) || str_starts(f, STR("午後"))) {
		p->pm = true;
	} else if (str_eqz(f, "am") || str_eqz(f, "a") || str_starts(f, STR("오전")) || str_starts(f, STR("上午")) || str_starts(f, STR("午前"))) {
		p->am = true;
	} else if (str_eqz(f, "t")) {
		if (p->nnum && is_digit(at(s, *i)) && !p->has_time && !take_clock(p, s, i))
			take_basic_clock(p, s, i);
	} else if (str_eqz(f, "w") && p->nnum == 1 && is_digit(at(s, *i))) {
		/* ISO week: 2004-W27-3 */
		int64_t v = take_number(s, i);
		p->week = (int)(v > 53 ? v / 10 : v);
		if (v > 53)
			p->num[p->nnum++] = (struct number){ v % 10, 1, 0 };
	} else if ((p->has_time || (f.n >= 3 && p->nnum >= 2)) && date_zone(&z, f)) {
		if (!p->has_zone)
			p->zone = z;
		p->has_zone = true;
		if ((at(s, *i) == '+' || at(s, *i) == '-') && is_digit(at(s, *i + 1))) {
			char sign = at(s, *i);
			/* "GMT-01:00" counts from Greenwich, "Etc/GMT-1" the other way round (POSIX). */
			if (take_offset(p, s, i) && str_starts(f, STR("etc/")))
				p->zone.minutes = sign == '-' ? (p->zone.minutes < 0 ? -p->zone.minutes : p->zone.minutes) : -p->zone.minutes;
		}
	} else if (f.n >= 3 && date_month(f) && !p->has_time) {
		/* "mar., 01 déc.": a weekday may begin like a month; the later word wins if it stood first. */
		if (!p->word_month || (p->month_at == 0 && p->nnum <= 1)) {
			p->word_month = date_month(f);
			p->month_at = p->nnum;
		}
	} else if (f.n >= 3 && date_month(f) && !p->word_month) {
		p->word_month = date_month(f);
		p->month_at = p->nnum;
	}
	buf_free(&folded);
}

static bool has_year(const struct parts *p)
{
	for (int k = 0; k < p->nnum; k++)
		if (p->num[k].digits == 4)
			return true;
	return p->year >= 0;
}

static void scan(struct parts *p, struct str s)
{
	*p = (struct parts){ .year = -1, .month = -1, .day = -1 };
	p->minus = at(s, 0) == '-' && is_digit(at(s, 1));
	for (size_t i = 0; i < s.n;) {
		char c = s.s[i];
		if (c == '(' && i > 0) {
			/* A comment, or a weekday. */
			size_t end = str_chr(s, ')', i);
			if (end == STR_NPOS)
				return;
			i = end + 1;
			continue;
		}
		if (is_digit(c)) {
			size_t start = i;
			if (!p->has_time && take_clock(p, s, &i))
				continue;
			/* "08:09:10 0200": a zone without its sign, when the year is told. */
			if (p->has_time && !p->has_zone && has_day(p) && is_digit(at(s, i + 3)) && !is_digit(at(s, i + 4)) && has_year(p)) {
				i--;
				if (take_offset(p, s, &i))
					continue;
				i++;
			}
			int64_t v = take_number(s, &i);
			p->many = p->nnum == (int)(sizeof p->num / sizeof *p->num);
			if (p->many)
				return;
			p->num[p->nnum++] = (struct number){ v, (int)(i - start), at(s, i) };
		} else if ((c == '+' || c == '-') && p->has_time && !p->has_zone &&
			is_digit(at(s, i + 1 + (at(s, i + 1) == ' ' && is_digit(at(s, i + 2)) && has_day(p))))) {
			if (!take_offset(p, s, &i))
				i++;
		} else if (is_word(c)) {
			take_word(p, s, &i);
		} else {
			i++;
		}
	}
}

static int64_t full_year(struct number n)
{
	/* RFC 2822, 4.3, with the turn moved on: a feed of the years 00-68 is of this century (POSIX). */
	if (n.digits <= 2)
		return n.value + (n.value < 69 ? 2000 : 1900);
	return n.digits == 3 ? n.value + 1900 : n.value;
}

/* Ordinal days and digits run together: 2003335, 03335, 20031231, 031231, 2003. */
static bool from_run(struct number n, bool minus, int64_t *y, int64_t *m, int64_t *d)
{
	int64_t v = n.value;
	*m = *d = 1;
	switch (n.digits) {
	case 4:
		*y = minus ? full_year((struct number){ v / 100, 2, 0 }) : v;
		*m = minus ? v % 100 : 1;
		return true;
	case 5:
		*y = full_year((struct number){ v / 1000, 2, 0 });
		*d = v % 1000;
		return true;
	case 6:
		*y = full_year((struct number){ v / 10000, 2, 0 });
		*m = v / 100 % 100;
		*d = v % 100;
		return true;
	case 7:
		*y = v / 1000;
		*d = v % 1000;
		return true;
	case 8:
		*y = v / 10000;
		*m = v / 100 % 100;
		*d = v % 100;
		return true;
	default:
		return false;
	}
}

static void swap(int64_t *a, int64_t *b)
{
	int64_t t = *a;
	*a = *b;
	*b = t;
}

/* Three or two numbers and no month's name. */
static bool from_numbers(const struct parts *p, int64_t *y, int64_t *m, int64_t *d)
{
	const struct number *n = p->num;
	*d = 1;
	if (p->nnum == 2) {
		bool year_first = n[0].digits >= 3 || n[1].digits <= 2;
		*y = full_year(n[year_first ? 0 : 1]);
		*m = n[year_first ? 1 : 0].value;
		if (year_first && n[1].digits == 3) {
			*m = 1;
			*d = n[1].value;
		}
		return true;
	}
	if (n[0].digits >= 4) {
		*y = n[0].value;
		*m = n[1].value;
		*d = n[2].value;
		if (*m > 12 && *d <= 12)
			swap(m, d);
	} else if (n[2].digits >= 4 || n[0].after == '/' || n[0].after == '.' || n[0].after == ' ') {
		bool american = n[0].after == '/';
		*y = full_year(n[2]);
		*m = n[american ? 0 : 1].value;
		*d = n[american ? 1 : 0].value;
		if (*m > 12 && *d <= 12)
			swap(m, d);
	} else {
		*y = full_year(n[0]);
		*m = n[1].value;
		*d = n[2].value;
		if (n[0].value > 12 && n[0].value <= 31 && *d > 31) {
			*y = full_year(n[2]);
			*d = n[0].value;
		}
	}
	return true;
}

static bool from_month_name(const struct parts *p, int64_t *y, int64_t *m, int64_t *d)
{
	const struct number *n = p->num;
	*m = p->word_month;
	*d = 1;
	if (p->nnum == 0)
		return false;
	if (p->nnum == 1) {
		*y = n[0].value;
		return n[0].digits == 4;
	}
	int yi = n[0].digits >= 3 ? 0 : 1;
	*y = full_year(n[yi]);
	*d = n[1 - yi].value;
	return true;
}

static bool calendar(const struct parts *p, int64_t *y, int64_t *m, int64_t *d)
{
	if (p->year >= 0) {
		*y = p->era && p->year < 200 ? p->era + p->year : full_year((struct number){ p->year, p->year < 100 ? 2 : 4, 0 });
		*m = p->month >= 0 ? p->month : 1;
		*d = p->day >= 0 ? p->day : 1;
		return true;
	}
	if (p->week && p->nnum) {
		/* ISO 8601: week 1 holds the 4th of January; days count from Monday. */
		int64_t jan4 = days_from_civil(full_year(p->num[0]), 1, 4);
		int64_t day = p->nnum > 1 ? p->num[1].value : 1;
		*y = full_year(p->num[0]);
		*m = 1;
		*d = jan4 - (weekday(jan4) + 6) % 7 + (p->week - 1) * 7 + (day - 1) - days_from_civil(*y, 1, 1) + 1;
		return *d >= 1 && day <= 7;
	}
	if (p->word_month)
		return from_month_name(p, y, m, d);
	if (p->nnum == 1)
		return from_run(p->num[0], p->minus, y, m, d);
	return p->nnum >= 2 && from_numbers(p, y, m, d);
}

static bool two_digits(const char *p, int *out)
{
	if (!is_digit(p[0]) || !is_digit(p[1]))
		return false;
	*out = (p[0] - '0') * 10 + (p[1] - '0');
	return true;
}

/* "09:14:00" and the zone behind it, to the end of `s`: Z, GMT, UTC or +hh[:]mm. */
static bool plain_time(int64_t *seconds, int *minutes, struct str s)
{
	int h, m, sec, zh = 0, zm = 0;
	if (s.n < 9 || !two_digits(s.s, &h) || s.s[2] != ':' || !two_digits(s.s + 3, &m) || s.s[5] != ':' || !two_digits(s.s + 6, &sec) ||
	    h > 23 || m > 59 || sec > 60)
		return false;
	struct str zone = str_trim(str_sub(s, 8, s.n));
	if (zone.n >= 5 && (zone.s[0] == '+' || zone.s[0] == '-')) {
		bool colon = zone.s[3] == ':';
		if (zone.n != 5 + (size_t)colon || !two_digits(zone.s + 1, &zh) || !two_digits(zone.s + 3 + colon, &zm) || zh > 24 || zm > 59)
			return false;
	} else if (!str_eq(zone, STR("Z")) && !str_eq(zone, STR("GMT")) && !str_eq(zone, STR("UTC"))) {
		return false;
	}
	*minutes = (zone.s[0] == '-' ? -1 : 1) * (zh * 60 + zm);
	*seconds = h * 3600 + m * 60 + sec - *minutes * 60;
	return true;
}

/* The two shapes that nearly all feeds have, as their standards write them: "Tue, 03 Mar 2015 08:09:10 GMT" and
 * "2015-03-03T08:09:10Z". All others take the long way. */
static bool parse_plain(int64_t *out, int *zone, struct str s)
{
	static const char MONTHS[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	int y, yy, m = 0, d;
	int64_t seconds;
	if (s.n > 5 && s.s[3] == ',' && s.s[4] == ' ')
		s = str_sub(s, 5, s.n);
	if (s.n < 19)
		return false;
	if (is_digit(s.s[2])) {
		if (!two_digits(s.s, &y) || !two_digits(s.s + 2, &yy) || s.s[4] != '-' || !two_digits(s.s + 5, &m) || s.s[7] != '-' ||
		    !two_digits(s.s + 8, &d) || s.s[10] != 'T' || !plain_time(&seconds, zone, str_sub(s, 11, s.n)))
			return false;
	} else {
		if (!two_digits(s.s, &d) || s.s[2] != ' ' || s.s[6] != ' ' || !two_digits(s.s + 7, &y) || !two_digits(s.s + 9, &yy) ||
		    s.s[11] != ' ' || !plain_time(&seconds, zone, str_sub(s, 12, s.n)))
			return false;
		for (int i = 0; i < 12; i++)
			if (memcmp(MONTHS + 3 * i, s.s + 3, 3) == 0)
				m = i + 1;
	}
	y = y * 100 + yy;
	if (y < 1 || m < 1 || m > 12 || d < 1 || d > days_in_month(y, m))
		return false;
	*out = days_from_civil(y, m, d) * 86400 + seconds;
	return true;
}

/* Digits of other scripts as ASCII's, the minus sign, spaces and the full-width colon too; marks of direction go. Into `to`, at most DATE_MAX bytes. */
static struct str plain_signs(char to[DATE_MAX], struct str s)
{
	static const uint32_t ZEROS[] = { 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xFF10 };
	struct buf b;
	buf_init(&b, DATE_MAX);
	for (size_t i = 0; i < s.n;) {
		uint32_t cp = utf8_next(s, &i);
		for (size_t k = 0; k < sizeof ZEROS / sizeof *ZEROS; k++)
			if (cp >= ZEROS[k] && cp < ZEROS[k] + 10)
				cp = '0' + (cp - ZEROS[k]);
		if (cp == 0x2212 || cp == 0x2010 || cp == 0x2011)
			cp = '-';
		else if (cp == 0xFF1A)
			cp = ':';
		else if (text_is_space(cp))
			cp = ' ';
		if (!utf8_forbidden(cp) || cp == ' ')
			buf_addcp(&b, cp);
	}
	struct str out = { to, b.n };
	if (b.n)
		memcpy(to, b.s, b.n);
	buf_free(&b);
	return out;
}

/* Seconds, or by their number of digits milliseconds, microseconds, nanoseconds since 1970: bare, behind "@", with a fraction, or as "/Date(...)/". */
static bool parse_epoch(int64_t *out, struct str s)
{
	size_t i = 0;
	if (str_istarts(s, STR("/Date(")))
		i = 6;
	else if (at(s, 0) == '@')
		i = 1;
	size_t start = i;
	int64_t v = take_number(s, &i);
	size_t n = i - start;
	if (at(s, i) == '.' && n >= 9 && start < 2)
		for (i++; is_digit(at(s, i));)
			i++;
	if (start == 6 ? at(s, i) != ')' && at(s, i) != '+' && at(s, i) != '-' : i != s.n)
		return false;
	if (n == 12) {
		/* YYYYMMDDhhmm goes before the milliseconds of the seventies. */
		int64_t month = v / 1000000 % 100, day = v / 10000 % 100;
		if (v / 100000000 >= 1990 && v / 100000000 < 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31 &&
			v / 100 % 100 < 24 && v % 100 < 60)
			return false;
	}
	if (n < 9 || n > 19 || n == 14 || n == 15 || n == 17 || n == 18)
		return false;
	size_t seconds = start;
	*out = n >= 16 ? take_number(str_sub(s, 0, start + n - (n >= 19 ? 9 : 6)), &seconds) : n >= 12 ? v / 1000 : v;
	return true;
}

int date_parse_zone(int64_t *out, int *zone, struct str s)
{
	*out = 0;
	*zone = 0;
	s = str_sub(str_trim(s), 0, DATE_MAX);
	if (parse_plain(out, zone, s))
		return 0;
	if (parse_epoch(out, s))
		return 0;
	char plain[DATE_MAX];
	for (size_t i = 0; i < s.n; i++)
		if ((unsigned char)s.s[i] >= 0x80) {
			s = plain_signs(plain, s);
			break;
		}
	struct parts p;
	scan(&p, s);
	if (p.nnum == 1 && !p.has_time && !p.word_month && p.num[0].digits == (int)s.n) {
		/* All digits: YYYYMMDDhhmm[ss]. */
		int64_t v = s.n == 12 ? p.num[0].value * 100 : p.num[0].value;
		if (s.n == 14 || s.n == 12) {
			p.num[0] = (struct number){ v / 1000000, 8, 0 };
			p.hour = (int)(v / 10000 % 100);
			p.minute = (int)(v / 100 % 100);
			p.second = (int)(v % 100);
			p.has_time = true;
			if (p.hour > 24 || p.minute > 59 || p.second > 60)
				return QD_EFORMAT;
		}
	}
	/* "3pm" */
	if (!p.has_time && (p.pm || p.am) && p.nnum > 2 && p.num[p.nnum - 1].value <= 12)
		p.hour = (int)p.num[--p.nnum].value;
	int64_t y = 0, m = 0, d = 0;
	if (p.many || !calendar(&p, &y, &m, &d))
		return QD_EFORMAT;
	/* Thailand counts from the Buddha's death. */
	if (y >= 2443 && y < 2700)
		y -= 543;
	bool ordinal = m == 1 && (p.week || (p.nnum > 0 && !p.word_month && d > 31));
	if (y < 1 || y > 9999 || m < 1 || m > 12 || d < 1 || d > (ordinal ? 366 : days_in_month(y, m)))
		return QD_EFORMAT;
	if (p.pm && p.hour < 12)
		p.hour += 12;
	else if (p.am && p.hour == 12)
		p.hour = 0;
	int64_t local = (days_from_civil(y, m, 1) + d - 1) * 86400 + p.hour * 3600 + p.minute * 60 + p.second;
	int minutes = p.zone.minutes + summer_minutes(p.zone, y, local);
	*zone = p.has_zone ? minutes : 0;
	*out = local - minutes * 60;
	return 0;
}

int date_parse(int64_t *out, struct str s)
{
	int zone;
	return date_parse_zone(out, &zone, s);
}
