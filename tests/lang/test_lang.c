/* The whole of annotation: contract of the result on any text. */
#include "config.h"

#include "annotated.h"
#include "quotidian/utf8.h"

static void test_empty(void **state)
{
	(void)state;
	struct doc *d = annotated("");
	assert_int_equal(d->nactor, 0);
	assert_int_equal(d->nentity, 0);
	doc_free(d);
}

static void test_short_form(void **state)
{
	(void)state;
	struct doc *d = annotated("On Friday the court heard Anna Novak. Later the lawyer of Novak left.");
	bool found = false;
	for (uint32_t i = 0; i < d->nactor; i++)
		if (str_eqz(d->actor[i].name, "Anna Novak")) {
			found = true;
			assert_int_equal(d->actor[i].mentions, 2);
		}
	assert_true(found);
	doc_free(d);
}

#define PIECES 32
static const char *const piece[PIECES] = { "Anna", "Novak", "said", " ", "\"", "\xE2\x80\x9C", "\xE2\x80\x9D", ".", ",", "he", "she", "The", "minister",
	"U.S.", "\n\n", "of", "Bank", "'s", "in", "London", "Russian", "(", ")", "\xE5\x8C\x97", "\xCC\x81", "I", "told", "that", "who", "-", "Mr.", "EU" };

static void random_text(struct buf *b, uint32_t *seed, int round)
{
	buf_clear(b);
	for (int i = 0; i < 80; i++) {
		*seed = *seed * 1664525u + 1013904223u;
		if (round % 4) {
			buf_addz(b, piece[(*seed >> 16) % PIECES]);
			if (round % 2)
				buf_addc(b, ' ');
		} else
			buf_addc(b, (char)(*seed >> 24));
	}
}

/* Random words and random bytes: the result keeps the contract of documents. */
static void test_anything(void **state)
{
	(void)state;
	uint32_t seed = 11;
	struct buf b;
	buf_init(&b, 0);
	for (int round = 0; round < 600; round++) {
		random_text(&b, &seed, round);
		doc_free(annotated_str(buf_str(&b)));
	}
	buf_free(&b);
}

/* What a text is given does not depend on the texts before it: forwards and backwards through a pile, each comes out the same. */
static void test_no_memory(void **state)
{
	(void)state;
	enum { TEXTS = 60 };
	struct buf text[TEXTS], first[TEXTS], again;
	uint32_t seed = 23, quotes = 0;
	buf_init(&again, 0);
	for (int i = 0; i < 2 * TEXTS; i++) {
		int k = i < TEXTS ? i : 2 * TEXTS - 1 - i;
		if (i < TEXTS) {
			buf_init(&text[k], 0);
			buf_init(&first[k], 0);
			random_text(&text[k], &seed, 4 * k + 1);
		}
		struct doc *d = annotated_str(buf_str(&text[k]));
		struct buf *out = i < TEXTS ? &first[k] : &again;
		buf_clear(out);
		assert_int_equal(doc_encode(out, d), 0);
		if (i >= TEXTS)
			assert_true(str_eq(buf_str(&again), buf_str(&first[k])));
		quotes += d->nquote;
		doc_free(d);
	}
	assert_true(quotes > TEXTS); /* there was something to depend on */
	for (int k = 0; k < TEXTS; k++) {
		buf_free(&text[k]);
		buf_free(&first[k]);
	}
	buf_free(&again);
}

/* Far more words that look like names than names found: the table of the document's forms must not fill up. */
static void test_many_capitals(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 0);
	buf_addz(&b, "On Friday the court heard Anna Novak.");
	for (int i = 0; i < 300; i++)
		buf_addf(&b, "\n\nthey like the Very%c%cly bit", 'a' + i / 26, 'a' + i % 26);
	struct doc *d = annotated_str(buf_str(&b));
	assert_true(d->nentity > 0);
	doc_free(d);
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_short_form),
		cmocka_unit_test(test_anything),
		cmocka_unit_test(test_no_memory),
		cmocka_unit_test(test_many_capitals),
	};
	return cmocka_run_group_tests(tests, open_model, close_model);
}
