/* Slices, buffers, arenas, maps, the wire encoding, the clocks and the sanitiser. */
#include "testing.h"

#include <sys/stat.h>
#include <unistd.h>

#include "quotidian/arena.h"
#include "quotidian/log.h"
#include "quotidian/map.h"
#include "quotidian/pack.h"
#include "quotidian/paths.h"
#include "quotidian/utf8.h"
#include "quotidian/wire.h"

static void slices(void **state)
{
	(void)state;
	assert_str(str_trim(STR(" \t a b\r\n")), "a b");
	assert_true(str_ieq(STR("HeLLo"), STR("hEllo")));
	assert_false(str_ieq(STR("abc"), STR("abcd")));
	assert_int_equal(str_find(STR("abcabc"), STR("ca"), 0), 2);
	assert_int_equal(str_find(STR("abcabc"), STR("abc"), 1), 3);
	assert_true(str_find(STR("abc"), STR("x"), 0) == STR_NPOS);
	assert_int_equal(str_ifind(STR("abCDe"), STR("cd"), 0), 2);
	assert_true(str_listed(STR("Br"), STR(" p br hr ")));
	assert_false(str_listed(STR("b"), STR(" p br hr ")));
	assert_false(str_listed(STR("p br"), STR(" p br hr ")));
	assert_false(str_listed(STR(""), STR(" p br hr ")));
	assert_true(str_cmp(STR("a"), STR("ab")) < 0);
	assert_true(str_cmp(STR("b"), STR("ab")) > 0);
	struct str rest = STR("a,,b"), part;
	assert_true(str_split(&rest, ',', &part));
	assert_str(part, "a");
	assert_true(str_split(&rest, ',', &part));
	assert_str(part, "");
	assert_true(str_split(&rest, ',', &part));
	assert_str(part, "b");
	assert_false(str_split(&rest, ',', &part));
	int64_t v = 5;
	assert_int_equal(str_int(&v, STR("-9223372036854775808")), 0);
	assert_true(v == INT64_MIN);
	assert_int_equal(str_int(&v, STR("9223372036854775808")), QD_EINVAL);
	assert_int_equal(str_int(&v, STR("12x")), QD_EINVAL);
	assert_int_equal(str_int(&v, STR("-")), QD_EINVAL);
	/* Kept in files: must never change. */
	assert_true(str_hash(STR("quotidian")) == str_hash(str_n("quotidian!", 9)));
	assert_true(str_hash(STR("a")) != str_hash(STR("b")));
}

static void buffers(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 10);
	assert_int_equal(buf_addz(&b, "12345678"), 0);
	assert_int_equal(buf_addz(&b, "abc"), QD_ELIMIT);
	assert_true(b.over);
	assert_str(buf_str(&b), "12345678");
	assert_int_equal(buf_addf(&b, "%d", 90), 0);
	assert_string_equal(b.s, "1234567890");
	assert_int_equal(buf_addf(&b, "%d", 1), QD_ELIMIT);
	buf_clear(&b);
	assert_false(b.over);
	assert_int_equal(buf_addcp(&b, 0x20AC), 0);
	assert_int_equal(buf_addcp(&b, 0xD800), 0);
	assert_string_equal(b.s, "\u20ac\ufffd");
	buf_free(&b);
}

static void arenas(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct str s = arena_str(&a, STR("kept"));
	struct arena_mark m = arena_mark(&a);
	for (int i = 0; i < 1000; i++) {
		char *p = ARENA_NEW(&a, char, 1000);
		for (int k = 0; k < 1000; k++)
			assert_int_equal(p[k], 0);
		memset(p, 'x', 1000);
	}
	arena_rewind(&a, m);
	assert_str(s, "kept");
	double *d = ARENA_NEW(&a, double, 3);
	assert_true(((uintptr_t)d & 7) == 0);
	assert_true(d[0] == 0 && d[2] == 0);
	uint32_t *p = NULL;
	size_t n = 0, cap = 0;
	for (uint32_t i = 0; i < 100; i++)
		ARENA_PUSH(&a, uint32_t, p, n, cap, i * i);
	assert_int_equal(n, 100);
	assert_int_equal(p[99], 99 * 99);
	assert_str(arena_fmt(&a, "%s-%d", "x", 7), "x-7");
	arena_free(&a);
	assert_null(a.last);
}

static void maps(void **state)
{
	(void)state;
	struct map m = { 0 };
	char keys[500][8];
	assert_null(map_get(&m, STR("none")));
	for (int i = 0; i < 500; i++) {
		snprintf(keys[i], sizeof keys[i], "k%d", i);
		*map_put(&m, str_of(keys[i])) = (uint64_t)i;
	}
	*map_put(&m, STR("k7")) += 1000;
	assert_int_equal(m.n, 500);
	assert_int_equal(*map_get(&m, STR("k7")), 1007);
	assert_int_equal(*map_get(&m, STR("k499")), 499);
	assert_null(map_get(&m, STR("k500")));
	assert_str(m.slot[3].key, "k3");
	map_free(&m);
}

static void wire(void **state)
{
	(void)state;
	static const uint64_t u[] = { 0, 1, 127, 128, 300, UINT32_MAX, UINT64_MAX };
	static const int64_t i[] = { 0, -1, 1, 63, -64, INT64_MIN, INT64_MAX };
	struct buf b;
	buf_init(&b, 0);
	for (int k = 0; k < 7; k++) {
		wire_put_u(&b, u[k]);
		wire_put_i(&b, i[k]);
	}
	wire_put_str(&b, STR("text"));
	struct wire w = wire_of(buf_str(&b));
	for (int k = 0; k < 7; k++) {
		assert_true(wire_get_u(&w) == u[k]);
		assert_true(wire_get_i(&w) == i[k]);
	}
	assert_str(wire_get_str(&w, 4), "text");
	assert_true(wire_done(&w));
	/* Every cut is noticed. */
	for (size_t cut = 0; cut < b.n; cut++) {
		w = wire_of(str_n(b.s, cut));
		for (int k = 0; k < 7; k++) {
			wire_get_u(&w);
			wire_get_i(&w);
		}
		wire_get_str(&w, 4);
		assert_true(w.bad);
	}
	w = wire_of(STR("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x7f"));
	assert_true(wire_get_u(&w) == 0 && w.bad);
	w = wire_of(STR("\x05hello"));
	assert_int_equal(wire_get_str(&w, 4).n, 0);
	assert_true(w.bad);
	buf_free(&b);
}

static void decoding(void **state)
{
	(void)state;
	/* The maximal subparts of Unicode 15, table 3-8. */
	static const char bad[] = "\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41";
	static const size_t ends[] = { 2, 3, 6, 8, 9 };
	size_t at = 0;
	for (int k = 0; k < 5; k++) {
		assert_int_equal(utf8_next(str_n(bad, sizeof bad - 1), &at), k < 4 ? UTF8_BAD : 'A');
		assert_int_equal(at, ends[k]);
	}
	assert_false(utf8_valid(STR("\xC0\x80")));
	assert_false(utf8_valid(STR("\xED\xA0\x80")));
	assert_false(utf8_valid(STR("\xF4\x90\x80\x80")));
	assert_true(utf8_valid(STR("a\u00e9\u20ac\U0001F600\ufffd")));
	at = STR("x\U0001F600").n;
	assert_int_equal(utf8_prev(STR("x\U0001F600"), &at), 0x1F600);
	assert_int_equal(at, 1);
	at = 2;
	assert_int_equal(utf8_prev(STR("x\x80"), &at), UTF8_BAD);
	assert_int_equal(at, 1);
	assert_int_equal(utf8_count(STR("\u00e9\u20acx")), 3);
	assert_int_equal(utf8_floor(STR("a\u20ac"), 3), 1);
}

static void sanitising(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 0);
	struct str foul = STR("a\x1b[31m\xc2\x9b" "b\u202e\u2066c\r\nd\re\tf\u2028g\xff\ufeffh\u00adi\U000E0041\x7f" "j");
	assert_int_equal(utf8_sanitise(&b, foul, UTF8_LINES), 0);
	assert_string_equal(b.s, "a[31mbc\nd\ne f\ng\ufffdhij");
	assert_true(utf8_clean(buf_str(&b)));
	assert_false(utf8_clean(foul));
	buf_clear(&b);
	assert_int_equal(utf8_sanitise(&b, foul, UTF8_LINE), 0);
	assert_string_equal(b.s, "a[31mbc d e f g\ufffdhij");
	buf_clear(&b);
	assert_int_equal(utf8_sanitise(&b, foul, UTF8_COUNT), 0);
	assert_int_equal(utf8_count(buf_str(&b)), utf8_count(foul));
	assert_true(utf8_clean(buf_str(&b)));
	buf_free(&b);
	buf_init(&b, 4);
	assert_int_equal(utf8_sanitise(&b, STR("ab\u20ac\u20ac"), UTF8_LINE), QD_ELIMIT);
	assert_true(utf8_valid(buf_str(&b)));
	buf_free(&b);
	char cut[5];
	assert_int_equal(utf8_sanitise_into(cut, sizeof cut, STR("abc\u20ac")), 3);
	assert_string_equal(cut, "abc");
	/* Whatever the bytes, the result is clean. */
	uint32_t seed = 7;
	for (int round = 0; round < 2000; round++) {
		char bytes[64];
		for (size_t i = 0; i < sizeof bytes; i++) {
			seed = seed * 1664525 + 1013904223;
			bytes[i] = (char)(seed >> 24);
		}
		buf_init(&b, 0);
		struct str in = str_n(bytes, sizeof bytes);
		assert_int_equal(utf8_sanitise(&b, in, (enum utf8_keep)(round % 3)), 0);
		assert_true(utf8_clean(buf_str(&b)));
		if (round % 3 == UTF8_COUNT)
			assert_int_equal(utf8_count(buf_str(&b)), utf8_count(in));
		buf_free(&b);
	}
}

static void messages(void **state)
{
	(void)state;
	struct err e = { 0 };
	assert_int_equal(err_set(&e, QD_EIO, "%s: %d", "a\x1b]0;title\x07", 5), QD_EIO);
	assert_string_equal(e.text, "a]0;title: 5");
	assert_int_equal(e.code, QD_EIO);
	log_line(LOG_INFO, "got %s", "\x1b[2J");
	struct log_entry l[LOG_RING];
	size_t n = log_recent(l, LOG_RING);
	assert_true(n >= 1);
	assert_string_equal(l[n - 1].text, "got [2J");
}

static void clocks(void **state)
{
	(void)state;
	assert_true(clock_from_civil(1970, 1, 1, 0, 0, 0) == 0);
	assert_true(clock_from_civil(2026, 7, 19, 9, 14, 0) == 1784452440);
	assert_true(clock_from_civil(1969, 12, 31, 23, 59, 59) == -1);
	assert_true(clock_from_civil(2023, 14, 1, 0, 0, 0) == clock_from_civil(2024, 2, 1, 0, 0, 0));
	for (int64_t t = -3000000000; t < 5000000000; t += 12345677) {
		struct civil c = clock_to_civil(t);
		assert_true(clock_from_civil(c.year, c.month, c.day, c.hour, c.min, c.sec) == t);
	}
	assert_int_equal(clock_to_civil(0).wday, 4);
	char iso[32];
	clock_iso(iso, 1784452440);
	assert_string_equal(iso, "2026-07-19T09:14:00Z");
	clock_iso_zone(iso, 1784452440, 120);
	assert_string_equal(iso, "2026-07-19T11:14:00+02:00");
	clock_iso_zone(iso, 1784452440, -570);
	assert_string_equal(iso, "2026-07-18T23:44:00-09:30");
}

static void files(void **state)
{
	(void)state;
	char dir[] = "/tmp/quotidian-test-XXXXXX";
	assert_non_null(mkdtemp(dir));
	struct buf path, got;
	struct err e = { 0 };
	buf_init(&path, 0);
	buf_init(&got, 0);
	path_join(&path, str_of(dir), STR("a/b"));
	assert_int_equal(path_make_dirs(path.s, &e), 0);
	assert_int_equal(path_make_dirs(path.s, &e), 0);
	path_join(&path, str_of(dir), STR("a/b/file"));
	assert_int_equal(buf_read_file(&got, path.s, &e), QD_ENOTFOUND);
	assert_int_equal(file_write_atomic(path.s, STR("one"), &e), 0);
	assert_int_equal(file_write_atomic(path.s, STR("two"), &e), 0);
	assert_int_equal(buf_read_file(&got, path.s, &e), 0);
	assert_str(buf_str(&got), "two");
	struct stat st;
	assert_int_equal(stat(path.s, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	struct buf small;
	buf_init(&small, 2);
	assert_int_equal(buf_read_file(&small, path.s, &e), QD_ELIMIT);
	assert_non_null(strstr(e.text, "limit"));
	assert_int_equal(path_make_dirs(path.s, &e), QD_EIO);
	buf_free(&small);
	setenv("XDG_DATA_HOME", "/x/data", 1);
	assert_int_equal(path_data_dir(&got, &e), 0);
	assert_str(buf_str(&got), "/x/data/quotidian");
	setenv("XDG_DATA_HOME", "relative", 1);
	setenv("HOME", "/h", 1);
	assert_int_equal(path_data_dir(&got, &e), 0);
	assert_str(buf_str(&got), "/h/.local/share/quotidian");
	unlink(path.s);
	path_join(&path, str_of(dir), STR("a/b"));
	rmdir(path.s);
	path_join(&path, str_of(dir), STR("a"));
	rmdir(path.s);
	rmdir(dir);
	buf_free(&path);
	buf_free(&got);
}

static void packing(void **state)
{
	(void)state;
	struct packer *p = packer_open();
	struct buf in, out, back, small;
	buf_init(&in, 0);
	buf_init(&out, 0);
	buf_init(&back, 0);
	for (int i = 0; i < 3000; i++)
		buf_addf(&in, "The ferry leaves at %d. ", i % 24);
	for (int turn = 0; turn < 2; turn++) { /* the tables are used again */
		buf_clear(&out);
		buf_clear(&back);
		buf_addz(&back, "before ");
		assert_true(packer_put(p, &out, buf_str(&in)));
		assert_true(pack_is(buf_str(&out)) && out.n < in.n / 10);
		assert_int_equal(pack_get(&back, buf_str(&out)), 0);
		assert_true(str_eq(str_sub(buf_str(&back), 7, back.n), buf_str(&in)));
		assert_int_equal(back.s[back.n], 0);
	}
	/* What would not become smaller stays out, and nothing is left behind. */
	buf_clear(&back);
	assert_false(packer_put(p, &back, STR("short")));
	assert_false(packer_put(p, &back, STR("")));
	assert_int_equal(back.n, 0);
	assert_false(pack_is(STR("")));
	/* Cut, longer, altered, larger than there is room, lying about its length. */
	for (size_t n = 0; n < out.n; n += n < 20 ? 1 : 37)
		assert_int_equal(pack_get(&back, str_sub(buf_str(&out), 0, n)), QD_EFORMAT);
	buf_addc(&out, 'x');
	assert_int_equal(pack_get(&back, buf_str(&out)), QD_EFORMAT);
	out.n--;
	out.s[2] ^= 1;
	assert_int_equal(pack_get(&back, buf_str(&out)), QD_EFORMAT);
	out.s[2] ^= 1;
	buf_init(&small, in.n - 1);
	assert_int_equal(pack_get(&small, buf_str(&out)), QD_EFORMAT);
	assert_int_equal(pack_get(&back, STR("\0\xff\xff\xff\x0f\x03\x00")), QD_EFORMAT);
	assert_int_equal(back.n, 0);
	buf_free(&small);
	buf_free(&in);
	buf_free(&out);
	buf_free(&back);
	packer_close(p);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slices),     cmocka_unit_test(buffers),  cmocka_unit_test(arenas),
		cmocka_unit_test(maps),       cmocka_unit_test(wire),     cmocka_unit_test(decoding),
		cmocka_unit_test(sanitising), cmocka_unit_test(messages), cmocka_unit_test(clocks),
		cmocka_unit_test(files),      cmocka_unit_test(packing),
	};
	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
