/* story.h - related stories by shared actors. */
#ifndef QUOTIDIAN_STORY_H
#define QUOTIDIAN_STORY_H

#include "quotidian/store.h"

#define RELATED_SHARED_MAX 4

struct related {
	struct store_item item;
	double score;
	struct str shared[RELATED_SHARED_MAX]; /* names of the most telling shared actors, rarest first */
	uint32_t nshared;                      /* of `shared` */
	uint32_t shared_total;
	uint32_t copies; /* near-identical stories folded into this one */
	struct str quote, quote_speaker; /* a quote of a shared actor in that story, one line, or empty */
};
/* Stories that share actors with `item`, best first, at most `limit`; empty when it has no annotated document. Reads only the
 * postings next in time of each actor. Score: shared actors weighted by rarity (inverse document frequency) and prominence, times time
 * decay, times a gain for telling words that the titles share. */
int story_related(struct store *s, struct arena *a, int64_t item, uint32_t limit, struct related **out, uint32_t *n, struct err *e) QD_MUST_USE;

#endif
