/* kept.c - sketches that stay at hand while many stories are indexed one after the other: those that arrive together are compared with the
 * same stories again and again, and reading a sketch and measuring it is most of what a comparison costs.
 *
 * Each story has one place, by the last bits of its number; a later story takes the place of an earlier one, but for stories whose bytes the
 * store does not have yet. A sketch that goes stays valid until kept_next(), as the story in question may still look at it.
 */
#include "config.h"

#include <stdlib.h>

#include "story_int.h"

#define PLACES 8192 /* some 8 MiB when all are taken */

struct one {
	struct sketch k;
	struct one *next; /* of those that went */
	int64_t item;
	uint64_t at;      /* stories that were counted when it was measured */
	bool held;
};
struct kept {
	struct one *place[PLACES];
	struct one *gone, *idle;
};

struct kept *kept_open(void)
{
	return xcalloc(1, sizeof(struct kept));
}

static void free_list(struct one *o)
{
	while (o) {
		struct one *next = o->next;
		free(o);
		o = next;
	}
}

void kept_close(struct kept *k)
{
	if (!k)
		return;
	for (uint32_t i = 0; i < PLACES; i++)
		free(k->place[i]);
	free_list(k->gone);
	free_list(k->idle);
	free(k);
}

void kept_next(struct kept *k)
{
	while (k->gone) {
		struct one *o = k->gone;
		k->gone = o->next;
		o->next = k->idle;
		k->idle = o;
	}
}

const struct sketch *kept_get(struct kept *k, const struct store_terms *r, int64_t item)
{
	struct one *o = k->place[item & (PLACES - 1)];
	if (!o || o->item != item)
		return NULL;
	if (r->stories - o->at > o->at / 16) { /* rarities are other than they were by a hundredth */
		sketch_measure(&o->k, r);
		o->at = r->stories;
	}
	return &o->k;
}

struct sketch *kept_put(struct kept *k, const struct store_terms *r, int64_t item, bool hold)
{
	struct one **place = &k->place[item & (PLACES - 1)], *o = k->idle;
	if (*place && (*place)->held && (*place)->item != item)
		return NULL;
	if (*place) {
		(*place)->next = k->gone;
		k->gone = *place;
	}
	if (o)
		k->idle = o->next;
	else
		o = xmalloc(sizeof *o);
	o->next = NULL;
	o->item = item;
	o->at = r->stories;
	o->held = hold;
	*place = o;
	return &o->k;
}

void kept_drop(struct kept *k, int64_t item)
{
	struct one **place = &k->place[item & (PLACES - 1)];
	if (*place && (*place)->item == item) {
		(*place)->next = k->gone;
		k->gone = *place;
		*place = NULL;
	}
}

void kept_release(struct kept *k, int64_t item)
{
	struct one *o = k->place[item & (PLACES - 1)];
	if (o && o->item == item)
		o->held = false;
}
