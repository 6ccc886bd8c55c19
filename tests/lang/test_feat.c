/* What the tagger looks at: runs that connectors join. */
#include "config.h"

#include "testing.h"

#include "quotidian/feat.h"
#include "quotidian/tagger.h"
#include "quotidian/text.h"

#define WORDS 40

struct fixture {
	struct names names;
	struct tagger tagger;
	struct arena a;
	struct feat f;
	struct tag_text t;
	struct str word[WORDS], low[WORDS];
	uint32_t start[3];
};

static int open_data(void **state)
{
	struct fixture *x = calloc(1, sizeof *x);
	struct err e = { 0 };
	*state = x;
	return !x || names_open(&x->names, NULL, &e) || tagger_open(&x->tagger, NULL, &e);
}

static int close_data(void **state)
{
	struct fixture *x = *state;
	arena_free(&x->a);
	tagger_close(&x->tagger);
	names_close(&x->names);
	free(x);
	return 0;
}

/* Words parted by spaces; "|" parts two sentences. */
static void look(struct fixture *x, const char *text)
{
	struct str rest = str_of(text), part;
	uint32_t n = 0, nsent = 1;
	x->start[0] = 0;
	while (str_split(&rest, ' ', &part)) {
		if (str_eqz(part, "|")) {
			x->start[nsent++] = n;
			continue;
		}
		struct buf b;
		buf_init(&b, 0);
		text_fold(&b, part, true);
		x->word[n] = part;
		x->low[n++] = arena_str(&x->a, buf_str(&b));
		buf_free(&b);
	}
	x->start[nsent] = n;
	x->t = (struct tag_text){ x->word, x->low, n, x->start, nsent };
	feat_prepare(&x->f, &x->a, &x->names, &x->tagger.lex, &x->t);
}

static bool has(const struct feat *f, uint32_t i, uint64_t feature)
{
	uint64_t out[FEAT_MAX];
	unsigned n = feat_token(f, i, out);
	assert_true(n <= FEAT_MAX);
	for (unsigned k = 0; k < n; k++)
		if (out[k] == feature)
			return true;
	return false;
}

/* How many features of token i of one text token k of the other has not. */
static unsigned unlike(struct fixture *x, const char *one, uint32_t i, const char *two, uint32_t k)
{
	uint64_t out[FEAT_MAX];
	unsigned n, gone = 0;
	look(x, one);
	n = feat_token(&x->f, i, out);
	look(x, two);
	for (unsigned m = 0; m < n; m++)
		gone += !has(&x->f, k, out[m]);
	return gone;
}

static void test_joined(void **state)
{
	struct fixture *x = *state;
	look(x, "she heads the Linden Ministry of Roads and Inland Harbours today");
	assert_int_equal(x->f.tok[3].joined_before, 0); /* "heads the": no capital before it */
	assert_int_equal(x->f.tok[3].joined_after, 7);
	assert_int_equal(x->f.tok[6].joined_before, 5);
	assert_int_equal(x->f.tok[6].joined_after, 10);
	assert_int_equal(x->f.tok[8].joined_before, 7);
	assert_int_equal(x->f.tok[8].joined_after, 0);
	assert_true(x->f.tok[6].link_before != x->f.tok[8].link_before);
	assert_true(x->f.tok[6].link_before == x->f.tok[3].link_after);
}

static void test_joined_edges(void **state)
{
	struct fixture *x = *state;
	look(x, "We saw Linden and | Harbour of");
	assert_int_equal(x->f.tok[2].joined_after, 0); /* the sentence ends */
	assert_int_equal(x->f.tok[4].joined_before, 0);
	assert_int_equal(x->f.tok[4].joined_after, 0);
	look(x, "the Council of the and of the Regions");
	assert_int_equal(x->f.tok[1].joined_after, 0); /* too far */
	assert_int_equal(x->f.tok[7].joined_before, 0);
	look(x, "the Council for the Regions");
	assert_int_equal(x->f.tok[1].joined_after, 5);
	assert_int_equal(x->f.tok[4].joined_before, 2);
	look(x, "of Linden");
	assert_int_equal(x->f.tok[1].joined_before, 0);
}

/* A token knows what its run is joined to, and that more than one token away. */
static void test_joined_features(void **state)
{
	struct fixture *x = *state;
	assert_int_equal(unlike(x, "the Ministry of Inland Harbours said", 4, "the Ministry of Inland Harbours said", 4), 0);
	assert_true(unlike(x, "the Ministry of Inland Harbours said", 4, "the Lovers of Inland Harbours said", 4) > 0);
	assert_true(unlike(x, "the Bank of Inland Harbours said", 4, "the Bank and Inland Harbours said", 4) > 0);
	assert_int_equal(unlike(x, "the Ministry today built Inland Harbours said", 5, "the Lovers today built Inland Harbours said", 5), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_joined),
		cmocka_unit_test(test_joined_edges),
		cmocka_unit_test(test_joined_features),
	};
	return cmocka_run_group_tests(tests, open_data, close_data);
}
