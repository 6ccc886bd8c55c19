/* refs.h - building lists of feeds. */
#ifndef QUOTIDIAN_REFS_H
#define QUOTIDIAN_REFS_H

#include "quotidian/feed.h"
#include "quotidian/map.h"

#define REFS_MAX 20000
#define REF_TEXT_MAX 512 /* bytes of a title or of tags */

struct refs_build {
	struct feed_refs *refs;
	struct map seen; /* by address */
	uint32_t cap;
	struct buf line;
};

void refs_begin(struct refs_build *b);
/* Adds a reference once (true); `url` must be a web address, other text is cleaned here. */
bool refs_add(struct refs_build *b, struct str url, struct str title, struct str tags);
/* The reference of that address, or NULL; valid until the next refs_add. */
struct feed_ref *refs_find(struct refs_build *b, struct str url);
/* A clean short line in the arena of the list. */
struct str refs_line(struct refs_build *b, struct str s);
struct feed_refs *refs_end(struct refs_build *b);

#endif
