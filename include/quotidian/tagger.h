/* tagger.h - a linear-chain tagger: quantised weights and a lexicon in a mapped file, exact Viterbi over runs of candidate tokens. */
#ifndef QUOTIDIAN_TAGGER_H
#define QUOTIDIAN_TAGGER_H

#include "quotidian/datafile.h"
#include "quotidian/feat.h"

#define TAGGER_MAGIC "QDtagger"
#define TAGGER_VERSION 2u
#define TAGGER_SCALE 24 /* a weight of 1.0 */

struct tag_row {
	uint16_t check; /* of the feature's hash; never 0 in a used row */
	int8_t w[TAG_LABELS + 1]; /* [16 + 1] unused */
};
struct tag_chain { /* in the same units, 16 bits */
	int16_t step[TAG_LABELS][TAG_LABELS], begin[TAG_LABELS], end[TAG_LABELS];
};

struct tagger {
	struct data_file file;
	const struct tag_row *row;
	uint32_t nrow;
	const struct tag_chain *chain;
	struct lexicon lex;
};

static inline uint16_t tag_check(uint64_t feature)
{
	uint16_t c = (uint16_t)(feature >> 48);
	return c ? c : 1;
}
static inline uint32_t tag_home(uint64_t feature, uint32_t nrow)
{
	return (uint32_t)((feature & UINT32_MAX) * nrow >> 32);
}

/* The same for entities.bin. */
int tagger_open(struct tagger *t, const char *dir, struct err *e) QD_MUST_USE;
void tagger_close(struct tagger *t);
/* One label a token; tokens outside runs get O. */
void tagger_run(const struct tagger *t, const struct feat *f, struct arena *tmp, uint8_t *label);

#endif
