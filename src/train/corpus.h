/* corpus.h - labelled documents in memory. */
#ifndef TRAIN_CORPUS_H
#define TRAIN_CORPUS_H

#include "quotidian/tagger.h"
#include "train.h"

/* What a label may be, by column 2 of a corpus: one tag of BIO, or "?M" (nothing, or part of something miscellaneous). */
enum { BIO_O = 0, BIO_B = 1, BIO_I = 5, BIO_MAYBE = 9 }; /* BIO_B + type, BIO_I + type */

struct tdoc {
	struct tag_text text;
	uint8_t *bio;
	uint8_t *also; /* a second labelling that is as good (BIO), or NULL */
	float weight;
	unsigned only; /* 0: for all of the models that are averaged; k: for the k-th alone */
};
struct corpus {
	struct arena a;
	struct tdoc *doc;
	uint32_t n, cap;
};

/* Appends the documents of a file of columns. */
void corpus_read(struct corpus *c, const char *path, float weight);
/* Appends a document with these words and labels (copied); one sentence end after each index in `end`. */
void corpus_add(struct corpus *c, const struct str *word, const uint8_t *bio, uint32_t n, const uint32_t *sent_start, uint32_t nsent, float weight);
/* What is often written small is no name: "maybe" becomes "nothing". */
void corpus_settle_maybes(struct corpus *c);
/* Appends copies of sentences in Title Case and in capitals (shares of `from`..`to`), as headlines have it; others for each of `models`. */
void corpus_add_cases(struct corpus *c, uint32_t from, uint32_t to, double title, double upper, unsigned models, uint64_t *seed);
/* Appends copies of documents in which names are replaced by others of their type, from the corpora and from lists; others for each of `models`. */
void corpus_add_swaps(struct corpus *c, uint32_t from, uint32_t to, double share, unsigned models, const char *lists, uint64_t *seed);

/* Counts how documents write their words; the map's keys live in the corpus. */
void lexicon_count(struct map *words, const struct corpus *c);
/* The lexicon's table, from such counts and the list of kinds at `kinds_path`. */
struct str lexicon_build(struct arena *a, const struct map *words, const char *kinds_path);

struct crf_options {
	unsigned epochs, cut, models; /* models: trained apart, then averaged */
	double rate, l2, dropout, prune;
	uint64_t seed;
};
/* Trains on all documents; *rows and *chain get the quantised model in `a`. */
void crf_train(struct str *rows, struct str *chain, struct arena *a, const struct names *names, const struct lexicon *lex,
	const struct corpus *c, const struct crf_options *o);

#endif
