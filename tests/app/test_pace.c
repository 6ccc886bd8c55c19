/* When a feed is polled next. */
#include "config.h"

#include "app/pace.h"
#include "testing.h"

#define NOW 1767225600 /* Thursday, 2026-01-01 00:00 UTC */
#define HOUR 3600

static const struct pace_bounds bounds = { 1800, 900, PACE_DAY };

static void test_success(void **state)
{
	(void)state;
	struct pace p = { 0 };
	for (uint64_t seed = 0; seed < 50; seed++) {
		int64_t due = pace_after_success(&p, NOW, &bounds, 0, 0, seed);
		assert_in_range(due, NOW + 1800, NOW + 1800 + 180);
		due = pace_after_success(&p, NOW, &bounds, 0, NOW + 7200, seed);
		assert_in_range(due, NOW + 7200, NOW + 7200 + 720);
	}
	assert_int_not_equal(pace_after_success(&p, NOW, &bounds, 0, 0, 1), pace_after_success(&p, NOW, &bounds, 0, 0, 2));
	p.ttl_min = 120;
	assert_in_range(pace_after_success(&p, NOW, &bounds, 0, 0, 7), NOW + 7200, NOW + 7920);
	p.ttl_min = 100000;
	assert_in_range(pace_after_success(&p, NOW, &bounds, 0, NOW + 400 * PACE_DAY, 7), NOW + PACE_DAY, NOW + PACE_DAY + PACE_DAY / 10);
}

static void test_rhythm(void **state)
{
	(void)state;
	struct pace p = { 0 };
	assert_in_range(pace_after_success(&p, NOW, &bounds, 4 * HOUR, 0, 7), NOW + 2 * HOUR, NOW + 2 * HOUR + 720);
	assert_in_range(pace_after_success(&p, NOW, &bounds, 60, 0, 7), NOW + 900, NOW + 990);
	assert_in_range(pace_after_success(&p, NOW, &bounds, 90 * PACE_DAY, 0, 7), NOW + PACE_DAY * 9 / 10, NOW + PACE_DAY);
	/* What the server says makes it longer, never shorter. */
	assert_in_range(pace_after_success(&p, NOW, &bounds, 60, NOW + HOUR, 7), NOW + HOUR, NOW + HOUR + 360);
	assert_in_range(pace_after_success(&p, NOW, &bounds, 4 * HOUR, NOW + 60, 7), NOW + 2 * HOUR, NOW + 2 * HOUR + 720);
	struct pace_bounds rare = { 1800, 900, 3 * PACE_DAY };
	assert_in_range(pace_after_success(&p, NOW, &rare, 90 * PACE_DAY, 0, 7), NOW + 3 * PACE_DAY * 9 / 10, NOW + 3 * PACE_DAY);
}

static void test_skips(void **state)
{
	(void)state;
	struct pace p = { .skip_hours = 1 << 0 | 1 << 1 | 1 << 2 };
	assert_in_range(pace_after_success(&p, NOW, &bounds, 0, 0, 3), NOW + 3 * HOUR, NOW + 3 * HOUR + 180);
	p = (struct pace){ .skip_days = 1 << 4 }; /* Thursday */
	assert_in_range(pace_after_success(&p, NOW, &bounds, 0, 0, 3), NOW + PACE_DAY, NOW + PACE_DAY + 180);
	/* Never is not meant. */
	p = (struct pace){ .skip_hours = 0xFFFFFF, .skip_days = 0x7F };
	assert_in_range(pace_after_success(&p, NOW, &bounds, 0, 0, 3), NOW + PACE_DAY, NOW + PACE_DAY + 180);
}

static void test_failures(void **state)
{
	(void)state;
	assert_in_range(pace_after_failure(NOW, 1800, 1, 404, -1, 5), NOW + 1800, NOW + 1800 + 450);
	assert_in_range(pace_after_failure(NOW, 1800, 3, 404, -1, 5), NOW + 7200, NOW + 9000);
	assert_in_range(pace_after_failure(NOW, 1800, 4000000000u, 404, -1, 5), NOW + PACE_DAY, NOW + PACE_DAY * 5 / 4);
	assert_in_range(pace_after_failure(NOW, 1800, 1, 0, -1, 5), NOW + 600, NOW + 750);
	assert_in_range(pace_after_failure(NOW, 1800, 100, 0, -1, 5), NOW + 6 * HOUR, NOW + 8 * HOUR);
	assert_in_range(pace_after_failure(NOW, 1800, 1, 429, 5 * HOUR, 5), NOW + 5 * HOUR, NOW + 7 * HOUR);
	assert_in_range(pace_after_failure(NOW, 1800, 1, 503, 30 * PACE_DAY, 5), NOW + PACE_DAY, NOW + 2 * PACE_DAY);
}

static void test_hold(void **state)
{
	(void)state;
	assert_int_equal(pace_hold(404, 120), 0);
	assert_int_equal(pace_hold(429, 120), 120);
	assert_int_equal(pace_hold(503, 30 * PACE_DAY), PACE_DAY);
	assert_int_equal(pace_hold(503, -1), 0);
	assert_true(pace_hold(429, -1) > 0);
}

static void test_codec(void **state)
{
	(void)state;
	struct buf b;
	struct pace p = { 120, 0x800001, 0x41, NOW }, q;
	buf_init(&b, 0);
	pace_encode(&b, &p);
	pace_decode(&q, buf_str(&b));
	assert_int_equal(q.ttl_min, 120);
	assert_int_equal(q.skip_hours, 0x800001);
	assert_int_equal(q.skip_days, 0x41);
	assert_int_equal(q.hold_until, NOW);
	buf_clear(&b);
	pace_encode(&b, &(struct pace){ 0 });
	assert_int_equal(b.n, 0);
	static const char *const bad[] = { "", "1", "1 2 3", "a b c d", "1 2 3 x" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		pace_decode(&q, str_of(bad[i]));
		assert_int_equal(q.ttl_min, 0);
		assert_int_equal(q.hold_until, 0);
	}
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_success), cmocka_unit_test(test_rhythm), cmocka_unit_test(test_skips), cmocka_unit_test(test_failures),
		cmocka_unit_test(test_hold),    cmocka_unit_test(test_codec),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
