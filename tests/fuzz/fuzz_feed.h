/* fuzz_feed.h - what must hold of every feed, wherever it came from. */
#ifndef QUOTIDIAN_FUZZ_FEED_H
#define QUOTIDIAN_FUZZ_FEED_H

#include "fuzz.h"
#include "quotidian/feed.h"

/* It comes through its encoding unchanged and has a JSON. Frees it. */
static inline void fuzz_feed(struct feed *f)
{
	struct buf once, twice, json;
	struct feed *again = NULL;
	buf_init(&once, (size_t)64 << 20);
	buf_init(&twice, (size_t)64 << 20);
	buf_init(&json, (size_t)256 << 20);
	MUST(feed_encode(&once, f) == 0);
	MUST(feed_decode(&again, buf_str(&once), NULL) == 0);
	MUST(feed_encode(&twice, again) == 0);
	MUST(str_eq(buf_str(&once), buf_str(&twice)));
	MUST(feed_json(&json, f, STR("seed")) == 0);
	feed_free(again);
	feed_free(f);
	buf_free(&once);
	buf_free(&twice);
	buf_free(&json);
}

/* The same of a list of feeds. */
static inline void fuzz_refs(struct feed_refs *r)
{
	struct buf b;
	struct feed_refs *again = NULL;
	buf_init(&b, (size_t)64 << 20);
	MUST(feed_refs_encode(&b, r) == 0);
	MUST(feed_refs_decode(&again, buf_str(&b), NULL) == 0);
	MUST(again->n == r->n);
	feed_refs_free(again);
	buf_clear(&b);
	again = NULL;
	MUST(opml_write(&b, r->ref, r->n, STR("all")) == 0);
	if (r->n)
		MUST(opml_parse(&again, buf_str(&b), NULL) == 0);
	feed_refs_free(again);
	feed_refs_free(r);
	buf_free(&b);
}

#endif
