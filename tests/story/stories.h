/* stories.h - a store in memory that each test of stories begins anew with. */
#ifndef TESTS_STORY_STORIES_H
#define TESTS_STORY_STORIES_H

#include "store/fixture.h"

static struct store *s;
static uint32_t made; /* stories, so far */

/* With feeds 1 to `feeds`. */
static inline void open_with(uint32_t feeds)
{
	must(store_open(&s, NULL, STORE_MEMORY, e));
	if (feeds)
		fix_subscribe(s, feeds, NULL);
	made = 0;
}

/* For cmocka. */
static inline int close_store(void **state)
{
	(void)state;
	store_close(s);
	return 0;
}

/* The story that an indexed one is a copy of, or itself. */
static inline int64_t first_of(int64_t item)
{
	struct arena a = { 0 };
	struct store_sketch k;
	must(store_sketch(s, &a, item, &k, e));
	arena_free(&a);
	return k.copy_of ? k.copy_of : item;
}

#endif
