/* map.c - open addressing over an index into an insertion-ordered array. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/map.h"

void map_free(struct map *m)
{
	free(m->slot);
	free(m->index);
	*m = (struct map){ 0 };
}

/* The place in the index where `key` is or would go. */
static uint32_t *place(const struct map *m, struct str key)
{
	size_t mask = m->nindex - 1;
	for (size_t i = str_hash(key) & mask;; i = (i + 1) & mask) {
		uint32_t *at = &m->index[i];
		if (!*at || str_eq(m->slot[*at - 1].key, key))
			return at;
	}
}

uint64_t *map_get(const struct map *m, struct str key)
{
	if (!m->n)
		return NULL;
	uint32_t at = *place(m, key);
	return at ? &m->slot[at - 1].value : NULL;
}

static void grow_index(struct map *m)
{
	m->nindex = m->nindex ? m->nindex * 2 : 16;
	free(m->index);
	m->index = xcalloc(m->nindex, sizeof *m->index);
	for (size_t i = 0; i < m->n; i++)
		*place(m, m->slot[i].key) = (uint32_t)i + 1;
}

uint64_t *map_put(struct map *m, struct str key)
{
	if (m->n * 2 >= m->nindex)
		grow_index(m);
	uint32_t *at = place(m, key);
	if (!*at) {
		if (m->n == m->cap) {
			m->cap = m->cap ? m->cap * 2 : 16;
			m->slot = xrealloc(m->slot, m->cap, sizeof *m->slot);
		}
		m->slot[m->n++] = (struct map_slot){ key, 0 };
		*at = (uint32_t)m->n;
	}
	return &m->slot[*at - 1].value;
}
