/* refine.c - which of the stories most like one are about the same event.
 *
 * Two events of one kind share most of their words: two earthquakes, two repairs of one browser. Among the stories most like one, a term
 * that nearly all have tells nothing, however rare it is in the archive, and one that a few have tells which event it is. So the best are
 * compared once more, each term also by how rare it is among them (rarity within what was found, as in local context analysis; J. Xu,
 * W. B. Croft 1996). Then those most alike lend a part of their own likeness to the others: what is like them, by what tells it from the
 * rest, is about the same. Short texts have few terms that could tell, and headlines of one event may be all there is: the fewer terms
 * two stories have, the less of this counts.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "story_int.h"

#define BEST 32
#define SUPPORTERS 3

/* In how many of the best and of the story in question a term stands. */
#define PLACES 8192 /* twice what BEST + 1 sketches can have, at least */
_Static_assert(PLACES >= (BEST + 2) * SKETCH_TERMS, "terms need places");
struct local {
	struct {
		uint32_t term, n; /* n 0: free */
	} place[PLACES];
	float rarity[BEST + 2]; /* of a term in so many */
};

static uint32_t *stories_with(struct local *l, uint32_t term)
{
	uint32_t at = term % PLACES;
	while (l->place[at].n && l->place[at].term != term)
		at = (at + 1) % PLACES;
	l->place[at].term = term;
	return &l->place[at].n;
}

static void count_terms(struct local *l, const struct sketch *k)
{
	for (uint32_t i = 0; i < k->nterm; i++)
		++*stories_with(l, k->term[i].term);
}

/* As if there were always BEST, so that few stories tell little. `w`: one that was counted. */
static void local_rarity(float *out, struct local *l, const struct weighed *w)
{
	for (uint32_t i = 0; i < w->k.nterm; i++)
		out[i] = l->rarity[*stories_with(l, w->k.term[i].term)];
}

static struct local *local_of(const struct question *q, const struct candidate *c, uint32_t n)
{
	struct local *l = xcalloc(1, sizeof *l);
	for (uint32_t i = 1; i < BEST + 2; i++)
		l->rarity[i] = (float)log((BEST + 2) / (double)i);
	count_terms(l, &q->w.k);
	for (uint32_t i = 0; i < n && i < BEST; i++)
		count_terms(l, c[i].k);
	return l;
}

/* How far two texts have enough terms, 0 to 1. */
static double telling(const struct sketch *a, const struct sketch *b)
{
	double terms = (double)a->nterm * b->nterm / (LONG_TEXT * LONG_TEXT);
	return terms < 1.0 ? terms : 1.0;
}

static double lent(double text, double local, double far)
{
	return story_weights.support * (1.0 - far) * text + story_weights.support_local * far * local;
}

static void support(struct candidate *c, uint32_t n, struct local *l, const struct store_terms *r)
{
	double more[BEST] = { 0 };
	float rare[SKETCH_TERMS];
	struct weighed *w = xcalloc(1, sizeof *w);
	for (uint32_t i = 0; i < SUPPORTERS && i < n; i++) {
		w->k = *c[i].k;
		weigh(w, r);
		local_rarity(rare, l, w);
		for (uint32_t k = 0; k < n && k < BEST; k++) {
			double local = 1.0, text = i == k ? 1.0 : text_alike_among(w, c[k].k, r, rare, &local);
			more[k] += c[i].score * lent(text, local, telling(&w->k, c[k].k));
		}
	}
	free(w);
	for (uint32_t k = 0; k < n; k++)
		c[k].score = (c[k].score + (k < BEST ? more[k] : 0.0)) / (1.0 + SUPPORTERS * story_weights.support_local);
}

void refine_candidates(const struct question *q, const struct store_terms *r, struct candidate *c, uint32_t n)
{
	struct local *l = local_of(q, c, n);
	float rare[SKETCH_TERMS];
	local_rarity(rare, l, &q->w);
	for (uint32_t i = 0; i < n; i++) {
		double local, text = text_alike_among(&q->w, c[i].k, r, rare, &local), alike = c[i].alike;
		double by = story_weights.local * telling(&q->w.k, c[i].k) / (1.0 + story_weights.actors);
		if (alike > 0.0)
			c[i].score *= (alike + by * (local - text)) / alike;
	}
	qsort(c, n, sizeof *c, best_first);
	support(c, n, l, r);
	qsort(c, n, sizeof *c, best_first);
	free(l);
}
