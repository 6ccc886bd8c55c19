/* leading.c - who a group of stories is about: the actors of its stories, each worth as much as the stories are that name it and as it is rare. */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "story_int.h"

#define ASKED 48    /* newest stories of the group */
#define WEIGHED 32  /* actors, those in most of these */
#define UNKNOWN 500.0 /* stories that an archive is taken to have had before its first, so that a small one does not call many rare */

struct seen {
	int64_t id;
	uint32_t stories;
	uint64_t mentions;
};

static int by_id(const void *x, const void *y)
{
	const struct seen *a = x, *b = y;
	return (a->id > b->id) - (a->id < b->id);
}

static int in_most(const void *x, const void *y)
{
	const struct seen *a = x, *b = y;
	if (a->stories != b->stories)
		return a->stories > b->stories ? -1 : 1;
	if (a->mentions != b->mentions)
		return a->mentions > b->mentions ? -1 : 1;
	return by_id(x, y);
}

struct leader {
	struct store_actor actor;
	double worth;
};

static int worthiest(const void *x, const void *y)
{
	const struct leader *a = x, *b = y;
	if (a->worth != b->worth)
		return a->worth > b->worth ? -1 : 1;
	return (a->actor.id > b->actor.id) - (a->actor.id < b->actor.id);
}

static int see_actors(struct store *s, struct arena *a, int64_t cluster, struct seen **out, uint32_t *n, struct err *e)
{
	struct posting *p;
	uint32_t np, cap = 0, kept = 0;
	struct sketch *k = ARENA_NEW(a, struct sketch, 1);
	*out = NULL;
	*n = 0;
	int rc = store_cluster_members(s, a, cluster, ASKED, &p, &np, e);
	for (uint32_t i = 0; i < np && rc == 0; i++) {
		struct store_sketch row;
		rc = store_sketch(s, a, p[i].item, &row, e);
		for (uint32_t j = 0; rc == 0 && !row.copy_of && sketch_decode(k, row.data) == 0 && j < k->nactor; j++) {
			struct seen one = { k->actor[j].actor, 1, k->actor[j].mentions };
			ARENA_PUSH(a, struct seen, *out, *n, cap, one);
		}
		rc = rc == QD_ENOTFOUND ? 0 : rc;
	}
	if (*n)
		qsort(*out, *n, sizeof **out, by_id);
	for (uint32_t i = 0; i < *n; i++) {
		if (kept && (*out)[kept - 1].id == (*out)[i].id) {
			(*out)[kept - 1].stories++;
			(*out)[kept - 1].mentions += (*out)[i].mentions;
		} else {
			(*out)[kept++] = (*out)[i];
		}
	}
	*n = kept;
	if (kept)
		qsort(*out, kept, sizeof **out, in_most);
	return rc;
}

int story_group_actors(struct store *s, struct arena *a, int64_t cluster, uint32_t limit, struct store_actor **out, uint32_t *n, struct err *e)
{
	struct arena scratch = { 0 };
	struct leader lead[WEIGHED];
	struct seen *seen;
	uint32_t nseen, nlead = 0;
	uint64_t docs;
	*n = 0;
	*out = ARENA_NEW(a, struct store_actor, limit);
	int rc = see_actors(s, &scratch, cluster, &seen, &nseen, e);
	if (rc == 0)
		rc = store_doc_count(s, &docs, e);
	for (uint32_t i = 0; i < nseen && nlead < WEIGHED && rc == 0 && seen[i].stories > 1; i++) {
		rc = store_actor(s, a, seen[i].id, &lead[nlead].actor, e);
		if (rc == QD_ENOTFOUND) {
			rc = 0;
			continue;
		}
		double rare = rc ? 0.0 : log(((double)docs + UNKNOWN) / (lead[nlead].actor.stories + 0.5));
		lead[nlead].worth = seen[i].stories * (rare > 0.1 ? rare : 0.1) * (1.0 + 0.001 * log(1.0 + (double)seen[i].mentions));
		nlead++;
	}
	if (rc == 0 && nlead)
		qsort(lead, nlead, sizeof *lead, worthiest);
	for (; rc == 0 && *n < nlead && *n < limit; ++*n)
		(*out)[*n] = lead[*n].actor;
	arena_free(&scratch);
	return rc;
}
