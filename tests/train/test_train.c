/* Training: changed copies of documents, and the field trained on them. */
#include "config.h"

#include "testing.h"

#include <unistd.h>

#include "quotidian/doc.h"
#include "quotidian/paths.h"
#include "train/corpus.h"

static char dir[] = "/tmp/quotidian-train-XXXXXX";
static const char *const list[] = { "firstnames.tsv", "surnames.tsv", "cities15000.tsv", "companies.tsv", "clubs.tsv" };

static const char *in_dir(const char *name)
{
	static char path[256];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	return path;
}

static int make_lists(void **state)
{
	(void)state;
	struct err e = { 0 };
	if (!mkdtemp(dir))
		return -1;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		if (file_write_atomic(in_dir(list[i]), STR("# name\nDravanter\nOsmelina\nKortevik\n"), &e))
			return -1;
	return file_write_atomic(in_dir("text.conll"),
		STR("# doc id = a\nYesterday\tO\nOtto\tB-PER\nKalm\tI-PER\nspoke\tO\nin\tO\nLindenfurt\tB-LOC\n.\tO\n\nHe\tO\nleads\tO\nNordwerk\tB-ORG\n.\tO\n\n"
		    "# doc id = b\nShares\tO\nof\tO\nNordwerk\tB-ORG\nfell\tO\nin\tO\nLindenfurt\tB-LOC\n.\tO\n\n"), &e);
}

static int drop_lists(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++)
		unlink(in_dir(list[i]));
	unlink(in_dir("text.conll"));
	return rmdir(dir);
}

static unsigned begins(const struct tdoc *d, unsigned type)
{
	unsigned n = 0;
	for (uint32_t i = 0; i < d->text.n; i++)
		n += d->bio[i] == BIO_B + type;
	return n;
}

static void test_swaps(void **state)
{
	(void)state;
	struct corpus c = { 0 };
	uint64_t seed = 7;
	corpus_read(&c, in_dir("text.conll"), 0.5f);
	assert_int_equal(c.n, 2);
	assert_int_equal(c.doc[0].text.nsent, 2);
	corpus_add_swaps(&c, 0, 2, 1, 3, dir, &seed);
	assert_int_equal(c.n, 2 + 2 * 3);
	unsigned changed = 0;
	for (uint32_t i = 0; i < c.n; i++) {
		const struct tdoc *d = &c.doc[i], *from = &c.doc[i % 2];
		assert_int_equal(d->only, i / 2); /* the corpus for all, a set of copies for each model */
		assert_true(d->weight == 0.5f);
		assert_int_equal(d->text.nsent, from->text.nsent);
		for (unsigned type = 0; type < ENT_TYPES; type++)
			assert_int_equal(begins(d, type), begins(from, type));
		bool same = d->text.n == from->text.n;
		for (uint32_t k = 0; same && k < d->text.n; k++)
			same = str_eq(d->text.word[k], from->text.word[k]);
		changed += !same;
	}
	assert_true(changed >= 2); /* a name may be drawn for itself */
	arena_free(&c.a);
}

static void test_cases(void **state)
{
	(void)state;
	struct corpus c = { 0 };
	uint64_t seed = 7;
	corpus_read(&c, in_dir("text.conll"), 1);
	corpus_add_cases(&c, 0, 2, 0, 1, 2, &seed);
	assert_int_equal(c.n, 2 + 3 * 2);
	for (uint32_t i = 2; i < c.n; i++) {
		assert_int_equal(c.doc[i].only, 1 + (i - 2) / 3);
		assert_int_equal(c.doc[i].text.nsent, 1);
	}
	assert_str(c.doc[2].text.word[1], "OTTO");
	assert_str(c.doc[2].text.low[1], "otto");
	arena_free(&c.a);
}

static const struct crf_options small = { .epochs = 6, .cut = 1, .models = 2, .rate = 0.1, .l2 = 1e-4, .dropout = 0.1, .prune = 0.01, .seed = 3 };

/* The same bytes for the same text; a document that is for no model has no say but in which features there are. */
static void test_field(void **state)
{
	(void)state;
	struct err e = { 0 };
	struct names names;
	struct tagger t;
	struct corpus c = { 0 };
	struct arena a = { 0 };
	assert_int_equal(names_open(&names, NULL, &e), 0);
	assert_int_equal(tagger_open(&t, NULL, &e), 0);
	for (int i = 0; i < 8; i++)
		corpus_read(&c, in_dir("text.conll"), 1);
	struct str rows, chain, again;
	crf_train(&rows, &chain, &a, &names, &t.lex, &c, &small);
	crf_train(&again, &chain, &a, &names, &t.lex, &c, &small);
	assert_true(rows.n > 0 && str_eq(rows, again));

	struct tagger own = { .row = (const struct tag_row *)(const void *)rows.s, .nrow = (uint32_t)(rows.n / sizeof(struct tag_row)),
		.chain = (const struct tag_chain *)(const void *)chain.s, .lex = t.lex };
	struct feat f;
	uint8_t label[16];
	feat_prepare(&f, &a, &names, &t.lex, &c.doc[1].text);
	tagger_run(&own, &f, &a, label);
	assert_int_equal(label[2], TAG_LABEL(ENT_ORG, TAG_U));
	assert_int_equal(label[5], TAG_LABEL(ENT_LOC, TAG_U));
	assert_int_equal(label[0], 0);

	corpus_read(&c, in_dir("text.conll"), 1);
	for (uint32_t i = c.n - 2; i < c.n; i++)
		c.doc[i].only = 3; /* there are two */
	crf_train(&rows, &chain, &a, &names, &t.lex, &c, &small);
	for (uint32_t i = c.n - 2; i < c.n; i++)
		memset(c.doc[i].bio, BIO_O, c.doc[i].text.n);
	crf_train(&again, &chain, &a, &names, &t.lex, &c, &small);
	assert_true(str_eq(rows, again));
	for (uint32_t i = c.n - 2; i < c.n; i++)
		c.doc[i].only = 2;
	crf_train(&again, &chain, &a, &names, &t.lex, &c, &small);
	assert_false(str_eq(rows, again));
	arena_free(&a);
	arena_free(&c.a);
	tagger_close(&t);
	names_close(&names);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_swaps),
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_field),
	};
	return cmocka_run_group_tests(tests, make_lists, drop_lists);
}
