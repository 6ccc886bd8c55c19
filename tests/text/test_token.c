/* Words and sentences. */
#include "config.h"

#include "testing.h"

#include "quotidian/text.h"

/* Tokens joined by one space; " | " before the first of a sentence. */
static void check(const char *in, const char *want)
{
	struct arena a = { 0 };
	struct token *t;
	uint32_t n;
	uint32_t first = 0;
	struct buf b;
	buf_init(&b, 0);
	text_tokens(&t, &n, &a, str_of(in), &first, 1);
	for (uint32_t i = 0; i < n; i++) {
		if (i)
			buf_addz(&b, t[i].flags & TOK_SENT ? " | " : " ");
		buf_add(&b, str_n(in + t[i].start, t[i].end - t[i].start));
	}
	assert_str(buf_str(&b), want);
	buf_free(&b);
	arena_free(&a);
}

static void test_words(void **state)
{
	(void)state;
	check("", "");
	check("Anna Novak's car didn't start.", "Anna Novak 's car did n't start .");
	check("We can't; they'll, I'm, you\xE2\x80\x99re.", "We ca n't ; they 'll , I 'm , you \xE2\x80\x99re .");
	check("O'Brien of C\xC3\xB4te d'Ivoire", "O'Brien of C\xC3\xB4te d'Ivoire");
	check("It cost $1,000.50, or 5% of 3.5bn, at 10:30.", "It cost $ 1,000.50 , or 5 % of 3.5bn , at 10:30 .");
	check("AT&T and Q&A/tea", "AT&T and Q&A / tea");
	check("the '90s, rock 'n' roll", "the '90s , rock ' n ' roll");
	check("the players' union", "the players ' union");
	check("wait... what--no", "wait ... what -- no");
	check("see https://example.org/a?b=c. Then mail jo@example.org, please", "see https://example.org/a?b=c . | Then mail jo@example.org , please");
	check("example.org said", "example.org said");
	check("@handle and #topic", "@handle and #topic");
}

static void test_hyphens(void **state)
{
	(void)state;
	check("US-led, U.S.-backed, pro-Russian, London-based", "US - led , U.S. - backed , pro - Russian , London - based");
	check("al-Qaida, Jean-Paul, cease-fire, F-16, COVID-19", "al-Qaida , Jean-Paul , cease-fire , F-16 , COVID-19");
	check("a 30-day halt and Stratford-upon-Avon", "a 30-day halt and Stratford-upon-Avon");
	check("ex-Soviet states, mid-October", "ex - Soviet states , mid - October");
}

static void test_sentences(void **state)
{
	(void)state;
	check("It rained. The game went on.", "It rained . | The game went on .");
	check("Lt. Gen. Rolf Berg of the U.S. Army spoke. He left.", "Lt. Gen. Rolf Berg of the U.S. Army spoke . | He left .");
	check("Her Ph.D. Thesis won. Ann Roe, Ph.D., and Dr. Ira B.Sc. Lund met Msgr. Paul.", "Her Ph.D. Thesis won . | Ann Roe , Ph.D. , and Dr. Ira B.Sc. Lund met Msgr. Paul .");
	check("He holds a Ph.D. He left.", "He holds a Ph.D. | He left .");
	check("They met Ed Roe Jr. The mayor came from Boulder, Colo. Anna stayed.", "They met Ed Roe Jr. | The mayor came from Boulder , Colo. Anna stayed .");
	check("The end.He left.", "The end . | He left .");
	check("She flew to the U.S. The next day she left.", "She flew to the U.S. | The next day she left .");
	check("George W. Rowe and J. K. Lind came.", "George W. Rowe and J. K. Lind came .");
	check("at 5 p.m. on Friday. No. 5 won. He fell ill. Nothing helped.",
		"at 5 p.m. on Friday . | No. 5 won . | He fell ill . | Nothing helped .");
	check("\"Go!\" she said. \"Now.\" They went.", "\" Go ! \" she said . | \" Now . \" | They went .");
	check("Is it 3.5? yes", "Is it 3.5 ? yes");
	check("He waited... and left.", "He waited ... and left .");
}

static void test_quote_marks(void **state)
{
	(void)state;
	const char *in = "(\"yes,\" he said) \xE2\x80\x9Cno\xE2\x80\x9D \"so\"-\"what\"";
	struct arena a = { 0 };
	struct token *t;
	uint32_t n, opened = 0, closed = 0;
	text_tokens(&t, &n, &a, str_of(in), NULL, 0);
	for (uint32_t i = 0; i < n; i++) {
		opened += t[i].kind == TOK_OPEN;
		closed += t[i].kind == TOK_CLOSE;
	}
	assert_int_equal(opened, 5);
	assert_int_equal(closed, 5);
	arena_free(&a);
}

static void test_flags(void **state)
{
	(void)state;
	const char *in = "LONDON: Anna met NATO.\n\n\xC3\x89mile left";
	uint32_t block[] = { 0, 24 };
	struct arena a = { 0 };
	struct token *t;
	uint32_t n;
	text_tokens(&t, &n, &a, str_of(in), block, 2);
	assert_int_equal(n, 8);
	assert_int_equal(t[0].flags, TOK_CAP | TOK_UPPER | TOK_SENT | TOK_PARA);
	assert_int_equal(t[1].kind, TOK_PUNCT);
	assert_int_equal(t[2].flags, TOK_CAP | TOK_SPACE);
	assert_int_equal(t[4].flags, TOK_CAP | TOK_UPPER | TOK_SPACE);
	assert_int_equal(t[6].flags, TOK_CAP | TOK_SENT | TOK_PARA | TOK_SPACE);
	arena_free(&a);
}

static void test_scripts(void **state)
{
	(void)state;
	check("\xE5\x8C\x97\xE4\xBA\xAC\xE3\x80\x82", "\xE5\x8C\x97 \xE4\xBA\xAC \xE3\x80\x82");
	check("\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0 \xD9\x85\xD8\xB5\xD8\xB1", "\xD0\x9C\xD0\xBE\xD1\x81\xD0\xBA\xD0\xB2\xD0\xB0 \xD9\x85\xD8\xB5\xD8\xB1");
}

/* Whatever the bytes, tokens are in order, not empty, on boundaries, and cover all that is no white space. */
static void check_cover(struct str in)
{
	struct arena a = { 0 };
	struct token *t;
	uint32_t n;
	text_tokens(&t, &n, &a, in, NULL, 0);
	size_t at = 0;
	for (uint32_t i = 0; i <= n; i++) {
		size_t to = i < n ? t[i].start : in.n;
		assert_true(to >= at);
		while (at < to)
			assert_true(text_is_space(utf8_next(in, &at)));
		if (i == n)
			break;
		assert_true(t[i].end > t[i].start && utf8_boundary(in, t[i].start) && utf8_boundary(in, t[i].end));
		at = t[i].end;
	}
	arena_free(&a);
}

static void test_anything(void **state)
{
	(void)state;
	static const char *const piece[] = { "a", "B", "'", "\"", ".", "-", "n't", "'s", " ", "\xE2\x80\x99", "\xCC\x81", "\xE5\x8C\x97", "1", ",", "@",
		"https://x", "&", "U.S.", "\n\n", "(", ")", "\xF0\x9F\x98\x80", "\xE2\x80\x8D", "Anna", "#", "_", "/", ":", "\xEF\xBF\xBD" };
	uint32_t seed = 7;
	for (int round = 0; round < 3000; round++) {
		struct buf b, clean;
		buf_init(&b, 0);
		buf_init(&clean, 0);
		for (int i = 0; i < 40; i++) {
			seed = seed * 1664525u + 1013904223u;
			if (round % 3)
				buf_addz(&b, piece[(seed >> 16) % (sizeof piece / sizeof *piece)]);
			else
				buf_addc(&b, (char)(seed >> 24));
		}
		assert_int_equal(utf8_sanitise(&clean, buf_str(&b), UTF8_LINES), 0);
		check_cover(buf_str(&clean));
		buf_free(&b);
		buf_free(&clean);
	}
}

static void test_long(void **state)
{
	(void)state;
	static const char *const unit[] = { "a", "A", "x-", "U.", "\xE0\xB8\x81", "\"", "a'b", "a.b", "a@" };
	for (size_t u = 0; u < sizeof unit / sizeof *unit; u++) {
		struct buf b;
		buf_init(&b, 0);
		while (b.n < 300000)
			buf_addz(&b, unit[u]);
		check_cover(buf_str(&b));
		buf_free(&b);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_hyphens),
		cmocka_unit_test(test_sentences),
		cmocka_unit_test(test_quote_marks),
		cmocka_unit_test(test_flags),
		cmocka_unit_test(test_scripts),
		cmocka_unit_test(test_anything),
		cmocka_unit_test(test_long),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
