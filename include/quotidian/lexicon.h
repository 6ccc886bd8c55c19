/* lexicon.h - what is known of ordinary words: how they are written, and what they name (a part of entities.bin).
 *
 * How often free text has a word small or with a capital tells a name from a headline's or a sentence's capital; what a noun or a verb
 * is about ("striker", "retailer", "village", "said") tells what the name beside it is, when training has not seen the noun.
 */
#ifndef QUOTIDIAN_LEXICON_H
#define QUOTIDIAN_LEXICON_H

#include "quotidian/names.h"

enum lex_kind {
	LEX_PERSON = 1,  /* "striker" */
	LEX_GROUP = 2,   /* "retailer" */
	LEX_PLACE = 4,   /* "village", "bridge" */
	LEX_EVENT = 8,   /* "election" */
	LEX_WORK = 16,   /* "film", "smartphone" */
	LEX_TIME = 32,
	LEX_SAY = 64,    /* verbs of speech */
	LEX_HUMAN = 128, /* other verbs that persons mostly do */
};
#define LEX_KINDS 8
#define LEX_USES 15 /* small: never, once, under 5, under 20 documents, more; times three: capital within a sentence under 3, under 10, more */

struct lex_word {
	uint32_t check; /* high half of the mixed hash of the folded word, digits as 0; never 0 in a used place */
	uint8_t kinds, use;
	uint16_t unused;
};
struct lexicon {
	const struct lex_word *at;
	uint32_t n;
};

/* The word of a hash, or NULL. */
static inline const struct lex_word *lexicon_find(const struct lexicon *l, uint64_t hash)
{
	hash = name_hash_mix(hash);
	uint32_t check = (uint32_t)(hash >> 32);
	check += check == 0;
	for (uint32_t i = name_home(hash, l->n);; i = i + 1 < l->n ? i + 1 : 0)
		if (!l->at[i].check || l->at[i].check == check)
			return l->at[i].check ? &l->at[i] : NULL;
}

#endif
