/* coref.c - mentions joined to actors. */
#include "config.h"

#include <stdio.h>

#include "lang_int.h"
#include "quotidian/map.h"

void coref_resolve(struct lang_ctx *c)
{
	struct map full = { 0 };
	uint32_t cap = 0, mcap = 0;
	for (uint32_t pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < c->nent; i++) {
			struct lang_entity *e = &c->ent[i];
			if ((e->at.end - e->at.start > 1) != (pass == 0))
				continue;
			struct range r = { c->tok[e->at.start].start, c->tok[e->at.end - 1].end };
			struct buf b;
			buf_init(&b, 1024);
			text_squeeze(&b, doc_str(c->d, r));
			struct str name = arena_str(&c->d->arena, buf_str(&b));
			buf_free(&b);
			uint64_t *at = map_put(&full, name);
			if (!*at) {
				struct actor a = { .key = name, .name = name, .type = e->type };
				ARENA_PUSH(&c->d->arena, struct actor, c->act, c->nact, cap, a);
				*at = c->nact;
				struct str last = tok_str(c, e->at.end - 1);
				if (pass == 0)
					*map_put(&full, last) = c->nact;
			}
			e->actor = (int32_t)*at - 1;
		}
	for (uint32_t i = 0; i < c->nent; i++) {
		struct lang_mention m = { c->ent[i].at, c->ent[i].at.end - 1, MENTION_NAME, c->ent[i].actor };
		ARENA_PUSH(&c->tmp, struct lang_mention, c->men, c->nmen, mcap, m);
	}
	map_free(&full);
}
