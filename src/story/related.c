/* related.c - the stories most like one: copies folded, with the actors that tell why, and what those say there. */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>

#include "story_int.h"

#define TELLING_MIN 10u   /* stories; an actor in so few tells something in any archive */
#define ALIKE_MIN 0.1       /* of a story that shares no actor */
#define SCORE_MIN 0.013     /* the same, with its age */
#define TELLING_PART 100u /* and one in a hundredth of the stories */

static bool telling(const struct cue *c, uint64_t docs)
{
	return c->stories <= TELLING_MIN || c->stories <= docs / TELLING_PART;
}

void related_why(struct buf *out, const struct related *r)
{
	if (r->same_story || r->same_event)
		buf_addz(out, r->same_story ? "another version" : "same event");
	else if (!r->nshared && r->shared_total)
		buf_addf(out, "similar words, %" PRIu32 " actor%s", r->shared_total, r->shared_total == 1 ? "" : "s");
	else if (!r->nshared)
		buf_addz(out, "similar words");
}

/* Cues are sorted, the rarest first. */
static void name_shared(struct related *out, const struct candidate *c, const struct question *q)
{
	out->shared_total = c->nshared;
	for (uint32_t k = 0; k < q->ncue && out->nshared < RELATED_SHARED_MAX; k++) {
		if ((c->shared & 1u << k) && telling(&q->cue[k], q->docs))
			out->shared[out->nshared++] = q->cue[k].name;
	}
}

static int add_quote(struct store *s, struct arena *a, struct related *out, const struct candidate *c, const struct question *q, struct err *e)
{
	int64_t id[SKETCH_ACTORS];
	uint32_t n = 0;
	struct store_quote quote;
	for (uint32_t k = 0; k < q->ncue; k++) {
		if (c->shared & 1u << k)
			id[n++] = q->cue[k].id;
	}
	out->quote = out->quote_speaker = STR("");
	int r = store_item_quote_by(s, a, c->item, id, n, &quote, e);
	if (r == 0) {
		out->quote = quote.text;
		out->quote_speaker = quote.speaker;
	}
	return r == QD_ENOTFOUND ? 0 : r;
}

static int64_t first_of(const struct candidate *c)
{
	return c->copy_of ? c->copy_of : c->item;
}

/* A copy's feed is one more that has the story. */
static int also_in(struct store *s, struct arena *a, struct store_item *shown, int64_t copy, struct err *e)
{
	struct store_item it;
	int r = store_item(s, a, copy, &it, e);
	if (r == 0)
		store_item_also(a, shown, it.feed_title);
	return r;
}

static int pick(struct store *s, struct arena *a, const struct question *q, const struct candidate *c, uint32_t nc, uint32_t limit, bool fold,
                struct related *out, uint32_t *n, struct err *e)
{
	const struct candidate **chosen = ARENA_NEW(a, const struct candidate *, limit);
	struct store_sketch own = { 0 };
	int r = store_sketch_row(s, q->item, &own, e);
	if (r && r != QD_ENOTFOUND)
		return r;
	int64_t first = own.copy_of ? own.copy_of : q->item;
	r = 0;
	for (uint32_t i = 0; i < nc; i++) {
		uint32_t k = fold ? 0 : *n;
		if (fold && !c[i].nshared && (c[i].alike < ALIKE_MIN || c[i].score < SCORE_MIN))
			continue; /* common words alone, or long ago */
		while (k < *n && first_of(chosen[k]) != first_of(&c[i]))
			k++;
		if (k < *n) {
			out[k].copies++;
			if (chosen[k]->copy_of == c[i].item) /* the first of them is shown */
				chosen[k] = &c[i];
		} else if (*n < limit) {
			out[*n] = (struct related){ .score = c[i].score, .same_event = own.cluster && c[i].cluster == own.cluster,
				.same_story = first_of(&c[i]) == first };
			name_shared(&out[*n], &c[i], q);
			chosen[(*n)++] = &c[i];
		}
	}
	for (uint32_t i = 0; i < *n && r == 0; i++) {
		r = store_item(s, a, chosen[i]->item, &out[i].item, e);
		if (r == 0)
			r = add_quote(s, a, &out[i], chosen[i], q, e);
		for (uint32_t k = 0; k < nc && out[i].copies && r == 0; k++)
			if (c[k].item != chosen[i]->item && first_of(&c[k]) == first_of(chosen[i]))
				r = also_in(s, a, &out[i].item, c[k].item, e);
	}
	return r;
}

int story_related(struct store *s, struct arena *a, int64_t item, uint32_t limit, unsigned how, struct related **out, uint32_t *n,
                  struct err *e)
{
	struct arena scratch = { 0 };
	struct store_terms ranker;
	struct question *q = ARENA_NEW(&scratch, struct question, 1);
	struct candidate *c = NULL;
	uint32_t nc = 0;
	*out = NULL;
	*n = 0;
	/* One view of the store: the engine may drop a document between two questions. */
	int r = store_begin_read(s, e);
	if (r)
		return r;
	r = store_terms(s, &ranker, e);
	if (r == 0)
		r = question_of(q, &ranker, s, &scratch, item, e);
	if (r == QD_ENOTFOUND) { /* no document, so nothing is like it; but the story must be there */
		struct store_item it;
		r = store_item(s, &scratch, item, &it, e);
	} else if (r == 0) {
		q->actors_only = how & RELATED_ACTORS;
		r = rank_candidates(q, &ranker, s, &scratch, &c, &nc, e);
		if (r == 0 && nc && !q->actors_only)
			refine_candidates(q, &ranker, c, nc);
	}
	if (r == 0 && nc) {
		uint32_t most = limit < nc ? limit : nc;
		*out = ARENA_NEW(a, struct related, most);
		for (uint32_t i = 0; i < q->ncue; i++)
			q->cue[i].name = arena_str(a, q->cue[i].name);
		r = pick(s, a, q, c, nc, most, !(how & RELATED_UNFOLDED), *out, n, e);
	}
	int end = store_commit(s, r ? NULL : e);
	arena_free(&scratch);
	return r ? r : end;
}
