/* entities.c - the recipe of the entity model. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "corpus.h"
#include "quotidian/lang.h"
#include "quotidian/paths.h"

static const struct {
	const char *file;
	float weight;
} gold[] = {
	{ "docred.conll.gz", 1 }, { "crossner-politics-train.conll.gz", 1 }, { "crossner-politics-test.conll.gz", 1 },
	{ "gum-tr.conll.gz", 1 }, { "pud-wiki.conll.gz", 1 }, { "wikigold-A.conll.gz", 1 },
	{ "uner-ewt-dev.conll.gz", 1 }, { "uner-ewt-test.conll.gz", 1 }, { "btc.conll.gz", 0.4f },
};

static void read_from(struct corpus *c, const char *dir, const char *file, float weight)
{
	struct buf path;
	buf_init(&path, 4096);
	path_join(&path, str_of(dir), str_of(file));
	corpus_read(c, path.s, weight);
	buf_free(&path);
}

/* The lexicon, from the words of the gold corpora and of the silver one. */
static struct str count_words(struct arena *out, const struct corpus *gold_docs, const char *data, const char *corpora)
{
	struct corpus text = { 0 };
	struct map words = { 0 };
	struct buf kinds;
	read_from(&text, corpora, "gmb-train.conll.gz", 0);
	lexicon_count(&words, gold_docs);
	lexicon_count(&words, &text);
	buf_init(&kinds, 4096);
	path_join(&kinds, str_of(data), STR("word-kinds.tsv"));
	struct str table = lexicon_build(out, &words, kinds.s);
	fprintf(stderr, "%zu words seen, lexicon of %zu bytes\n", words.n, table.n);
	map_free(&words);
	buf_free(&kinds);
	arena_free(&text.a);
	return table;
}

/* Tuned on two development sets that no part of the training text overlaps (data/entities.md tells the figures). */
static const struct crf_options recipe = {
	.epochs = 5, .cut = 3, .models = 6, .rate = 0.1, .l2 = 6e-4, .dropout = 0.45, .prune = 0.25, .seed = 20240601,
};
static const double swap_share = 0.5;                           /* of documents copied with other names */
static const double gold_title = 0.15, gold_upper = 0.13;       /* of sentences copied as headlines have them */
static const double silver_title = 0.12, silver_upper = 0.1;
static const float silver_weight = 0.5f;

int train_entities(int argc, char **argv)
{
	if (argc != 5) {
		fprintf(stderr, "usage: quotidian-train entities NAMES_DIR LISTS CORPORA OUT\n");
		return 2;
	}
	struct err e = { 0 };
	struct names names;
	if (names_open(&names, argv[1], &e))
		die("%s", e.text);
	uint64_t seed = recipe.seed;
	struct corpus base = { 0 };
	struct arena out = { 0 };
	struct str part[3];
	for (size_t i = 0; i < sizeof gold / sizeof *gold; i++)
		read_from(&base, argv[3], gold[i].file, gold[i].weight);
	corpus_settle_maybes(&base);
	uint32_t ngold = base.n;
	part[2] = count_words(&out, &base, argv[1], argv[3]);
	struct lexicon lex = { (const struct lex_word *)(const void *)part[2].s, (uint32_t)(part[2].n / sizeof(struct lex_word)) };
	corpus_add_swaps(&base, 0, ngold, swap_share, recipe.models, argv[2], &seed);
	corpus_add_cases(&base, 0, ngold, gold_title, gold_upper, recipe.models, &seed);

	/* The silver corpus: its own label or that of a model which has not seen it. */
	uint32_t silver = base.n;
	struct arena tmp = { 0 };
	struct tagger first = { 0 };
	fprintf(stderr, "without the silver corpus:\n");
	crf_train(&part[0], &part[1], &tmp, &names, &lex, &base, &recipe);
	first.row = (const struct tag_row *)(const void *)part[0].s;
	first.nrow = (uint32_t)(part[0].n / sizeof(struct tag_row));
	first.chain = (const struct tag_chain *)(const void *)part[1].s;
	read_from(&base, argv[3], "gmb-train.conll.gz", silver_weight);
	read_from(&base, argv[3], "gmb-dev.conll.gz", silver_weight);
	uint32_t end = base.n;
	corpus_add_cases(&base, silver, end, silver_title, silver_upper, recipe.models, &seed);
	for (uint32_t i = silver; i < base.n; i++) {
		struct arena scratch = { 0 };
		struct tdoc *d = &base.doc[i];
		struct feat f;
		uint8_t *label = ARENA_NEW(&scratch, uint8_t, d->text.n);
		feat_prepare(&f, &scratch, &names, &lex, &d->text);
		tagger_run(&first, &f, &scratch, label);
		d->also = ARENA_NEW(&base.a, uint8_t, d->text.n);
		for (uint32_t k = 0; k < d->text.n; k++)
			if (label[k]) {
				unsigned type = (label[k] - 1u) / 4, place = (label[k] - 1u) % 4;
				d->also[k] = (uint8_t)(type + (place == TAG_B || place == TAG_U ? BIO_B : BIO_I));
			}
		arena_free(&scratch);
	}
	arena_free(&tmp);
	fprintf(stderr, "all:\n");
	crf_train(&part[0], &part[1], &out, &names, &lex, &base, &recipe);
	int rc = data_write(argv[4], TAGGER_MAGIC, TAGGER_VERSION, part, 3, &e);
	if (rc)
		fprintf(stderr, "%s\n", e.text);
	arena_free(&out);
	arena_free(&base.a);
	names_close(&names);
	return rc ? 1 : 0;
}

int train_tag(int argc, char **argv)
{
	struct err e = { 0 };
	struct lang_model *m;
	struct buf in, out;
	if (argc < 3 || argc > 4) {
		fprintf(stderr, "usage: quotidian-train tag DATA FILE [plain]\n");
		return 2;
	}
	if (lang_open(&m, argv[1], &e))
		die("%s", e.text);
	train_read(&in, argv[2]);
	buf_init(&out, (size_t)1 << 30);
	if (lang_tag_columns(m, &out, buf_str(&in), argc < 4))
		die("%s: too large", argv[2]);
	fwrite(out.s, 1, out.n, stdout);
	buf_free(&in);
	buf_free(&out);
	lang_close(m);
	return 0;
}
