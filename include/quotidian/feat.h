/* feat.h - what the tagger looks at: features of a token in its sentence and its document.
 *
 * Training and tagging call the same functions. A feature is a 64-bit hash of its template and its values.
 */
#ifndef QUOTIDIAN_FEAT_H
#define QUOTIDIAN_FEAT_H

#include "quotidian/lexicon.h"
#include "quotidian/arena.h"

/* O, then B I L U of each entity type in the order of enum entity_type. */
#define TAG_LABELS 17
enum tag_place { TAG_B, TAG_I, TAG_L, TAG_U };
#define TAG_LABEL(type, place) (1 + 4 * (type) + (place))
/* May label b follow label a inside a run? (-1: the ends of a run) */
bool tag_follows(int a, int b);

struct tag_text {
	const struct str *word;  /* as written */
	const struct str *low;   /* folded bare */
	uint32_t n;
	const uint32_t *sent_start; /* sent_start[nsent] == n */
	uint32_t nsent;
};

struct feat_tok {
	uint64_t low, word, shape; /* hashes, digits as 0 */
	uint64_t gaz;              /* class * 4 + {single, first, middle, last} */
	uint32_t run_start, run_end; /* of the run of capitalised words it stands in */
	/* The first of such a run: the run that connectors join to it before and behind (one past its last word, 0: none), and the connectors. */
	uint32_t joined_before, joined_after;
	uint64_t link_before, link_after;
	uint8_t cap, upper, first; /* begins with a capital; all capitals; first of its sentence */
	uint8_t sent_kind;         /* 0 plain, 1 Title Case, 2 UPPER CASE */
	uint8_t candidate;
	uint8_t kinds, use; /* of the word in the lexicon */
	uint8_t near_before, near_after; /* the run: what kind of noun stands before it, and behind it as an apposition */
	uint8_t around; /* where else the document has the word: a bit each, see feat.c */
	uint8_t seen_low, seen_cap; /* how often the document has the word in lower case; with a capital inside a sentence */
};

struct feat {
	const struct names *names;
	const struct lexicon *lex;
	const struct tag_text *t;
	struct feat_tok *tok;
	struct { uint32_t start, end; } *run; /* to be decoded: candidates with up to three connectors between */
	uint32_t nrun;
};

#define FEAT_MAX 192

/* Looks at the whole document once; everything lives in the arena. */
void feat_prepare(struct feat *f, struct arena *a, const struct names *names, const struct lexicon *lex, const struct tag_text *t);
/* The hash of a folded word by which features and the lexicon know it: digits count as 0. */
uint64_t feat_word_hash(struct str low);
/* Features of token i of the run [from, to) into out; returns how many. */
unsigned feat_token(const struct feat *f, uint32_t i, uint64_t out[FEAT_MAX]);

#endif
