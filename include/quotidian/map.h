/* map.h - a hash map from byte strings to 64-bit values (open addressing, insertion order kept).
 *
 * Keys are borrowed: they must live as long as the map. Iterate over map.slot[0 .. map.n).
 */
#ifndef QUOTIDIAN_MAP_H
#define QUOTIDIAN_MAP_H

#include "quotidian/str.h"

struct map_slot {
	struct str key;
	uint64_t value;
};
struct map {
	struct map_slot *slot; /* in the order of insertion */
	size_t n, cap;
	uint32_t *index; /* position + 1 in slot, 0 empty; a power of two many */
	size_t nindex;
};

/* A zeroed map is empty. */
void map_free(struct map *m);
/* The value's place, or NULL. Valid until the next map_put. */
uint64_t *map_get(const struct map *m, struct str key);
/* The value's place, a new key's value being 0. */
uint64_t *map_put(struct map *m, struct str key);

#endif
