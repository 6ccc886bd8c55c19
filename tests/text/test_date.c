/* Dates in the shapes that feeds and pages have. */
#include "testing.h"

#include <time.h>

#include "quotidian/date.h"

static void check(const char *in, const char *want)
{
	int64_t t;
	char got[64] = "none";
	if (date_parse(&t, str_of(in)) == 0) {
		time_t tt = (time_t)t;
		struct tm tm;
		gmtime_r(&tt, &tm);
		snprintf(got, sizeof got, "%04d-%02d-%02d %02d:%02d:%02d", tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min,
			 tm.tm_sec);
	} else {
		assert_int_equal(t, 0);
	}
	if (strcmp(got, want) != 0)
		fail_msg("%s: got %s, want %s", in, got, want);
}

static void zones(void **state)
{
	(void)state;
	static const struct {
		const char *in;
		int zone;
	} cases[] = { { "2015-03-03T08:09:10+05:30", 330 }, { "Tue, 03 Mar 2015 08:09:10 -0330", -210 }, { "2015-03-03T08:09:10Z", 0 },
		{ "2015-03-03", 0 }, { "3 Mar 15 08:09 EST", -300 }, { "2015-03-03T08:09-03", -180 } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		int64_t t, same;
		int zone = 99;
		assert_int_equal(date_parse_zone(&t, &zone, str_of(cases[i].in)), 0);
		assert_int_equal(date_parse(&same, str_of(cases[i].in)), 0);
		assert_int_equal(zone, cases[i].zone);
		assert_true(t == same);
	}
}

static void rfc822(void **state)
{
	(void)state;
	check("Tue, 03 Mar 2015 08:09:10 GMT", "2015-03-03 08:09:10");
	check("3 Mar 15 08:09 EST", "2015-03-03 13:09:00");
	check("Tue,3 Mar 2015 08:09:10 -0330", "2015-03-03 11:39:10");
	check("Tue, 3rd March, 2015 08:09:10 +02:00", "2015-03-03 06:09:10");
	check("Sat, 03 Mar 99 08:09:10 Z", "1999-03-03 08:09:10");
	check("Tue, 03 Mar 2015", "2015-03-03 00:00:00");
	check("Tue Mar  3 08:09:10 2015", "2015-03-03 08:09:10");
	check("Tue Mar 03 08:09:10 PST 2015", "2015-03-03 16:09:10");
	check("Tue Mar 03 2015 08:09:10 GMT+0100 (Central European Time)", "2015-03-03 07:09:10");
	check("Thu, 01 Jan 0100 00:00:01 +0100", "0099-12-31 23:00:01");
	check("Tue, 03 Mar 2015 24:00:00 GMT", "2015-03-04 00:00:00");
}

static void iso8601(void **state)
{
	(void)state;
	check("2015-03-03T08:09:10Z", "2015-03-03 08:09:10");
	check("2015-03-03T08:09:10.123456+01:00", "2015-03-03 07:09:10");
	check("2015-03-03 08:09:10 -00:20", "2015-03-03 08:29:10");
	check("2015-03-03T08:09", "2015-03-03 08:09:00");
	check("20150303T080910Z", "2015-03-03 08:09:10");
	check("20150303080910", "2015-03-03 08:09:10");
	check("2015-03-03", "2015-03-03 00:00:00");
	check("2015-03", "2015-03-01 00:00:00");
	check("2015", "2015-01-01 00:00:00");
	check("20150303", "2015-03-03 00:00:00");
	check("2015-062", "2015-03-03 00:00:00");
	check("2015062", "2015-03-03 00:00:00");
	check("15-03-03", "2015-03-03 00:00:00");
	check("-1503", "2015-03-01 00:00:00");
	check("2015-W10-2", "2015-03-03 00:00:00");
	check("2015W102", "2015-03-03 00:00:00");
	check("1425370150", "2015-03-03 08:09:10");
	check("1425370150000", "2015-03-03 08:09:10");
}

static void wild(void **state)
{
	(void)state;
	check("03/04/2015 4:20 pm PST", "2015-03-05 00:20:00");
	check("13/04/2015", "2015-04-13 00:00:00");
	check("03.04.2015 10:00", "2015-04-03 10:00:00");
	check("Tue, 03/24/2015 - 19:19", "2015-03-24 19:19:00");
	check("Tuesday, March 3, 2015 - 12:07am", "2015-03-03 00:07:00");
	check("Tue, March 3, 2015 at 01:11 PM EDT", "2015-03-03 17:11:00");
	check("Mar. 2015", "2015-03-01 00:00:00");
	check("3 March, 2015", "2015-03-03 00:00:00");
	check("Sat, 11 04 2015 08:51:49 +0100", "2015-04-11 07:51:49");
	check("2015/03/03 08:09:10", "2015-03-03 08:09:10");
	check("Fri, 31 Mar 2023 20:19:00 America/Los_Angeles", "2023-04-01 03:19:00");
	check("Thu, 25 Feb 2016 00:00:00 Europe/Brussels", "2016-02-24 23:00:00");
	check("Wed, 19 Aug 2009 18:28:00 Etc/GMT", "2009-08-19 18:28:00");
	check("Wed, 19 Aug 2009 18:28:00 Etc/GMT-3", "2009-08-19 15:28:00");
}

static void languages(void **state)
{
	(void)state;
	check("mar., 01 d\xC3\xA9" "c. 2020 16:11:02 +0000", "2020-12-01 16:11:02");
	check("ven., 03 juil. 2020 15:09:58 +0000", "2020-07-03 15:09:58");
	check("Do, 29 M\xC3\xA4r 2018 00:00:00 +0200", "2018-03-28 22:00:00");
	check("Seg, 07 Set 2015 08:09:10 -0300", "2015-09-07 11:09:10");
	check("lun, 12 ene 2015 08:09:10 +0000", "2015-01-12 08:09:10");
	check("2004-j\xC3\xBAlius-13T9:15-05:00", "2004-07-13 14:15:00");
	check("\xCE\xA4\xCF\x81\xCE\xB9, 03 \xCE\x9C\xCE\xB1\xCF\x81 2015 12:00:00 EST", "2015-03-03 17:00:00");
	check("3 \xD0\xBC\xD0\xB0\xD1\x80\xD1\x82\xD0\xB0 2015", "2015-03-03 00:00:00");
	check("2015\xEB\x85\x84 03\xEC\x9B\x94 03\xEC\x9D\xBC  08:09:10", "2015-03-02 23:09:10");
	check("2015\xE5\xB9\xB4" "3\xE6\x9C\x88" "3\xE6\x97\xA5", "2015-03-03 00:00:00");
}

static void summer_time(void **state)
{
	(void)state;
	check("29 Mar 2015 01:59:59 Europe/Berlin", "2015-03-29 00:59:59");
	check("29 Mar 2015 03:00:00 Europe/Berlin", "2015-03-29 01:00:00");
	check("25 Oct 2015 03:00:00 Europe/Berlin", "2015-10-25 02:00:00");
	check("8 Mar 2015 01:59:59 America/New_York", "2015-03-08 06:59:59");
	check("8 Mar 2015 03:00:00 America/New_York", "2015-03-08 07:00:00");
	check("1 Nov 2015 03:00:00 America/New_York", "2015-11-01 08:00:00");
}

static void no_dates(void **state)
{
	(void)state;
	static const char *const bad[] = { "", " ", "yesterday", "2015-13-45", "31 Feb 2015", "99:99", "Mar", "0", "12345678901234567890", "32/32/2015",
					   "\xFF\xFE", "1 2 3 4 5 6 7 8 9", "-", "+", "T", "0000-00-00T00:00:00Z" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		check(bad[i], "none");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(zones), cmocka_unit_test(rfc822), cmocka_unit_test(iso8601), cmocka_unit_test(wild),
		cmocka_unit_test(languages), cmocka_unit_test(summer_time), cmocka_unit_test(no_dates),
	};
	return cmocka_run_group_tests_name("text/date", tests, NULL, NULL);
}
