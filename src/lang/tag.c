/* tag.c - names in the text: runs of capitalised words. */
#include "config.h"

#include "lang_int.h"

void tag_entities(struct lang_ctx *c)
{
	uint32_t cap = 0;
	for (uint32_t i = 0, end; i < c->ntok; i = end) {
		end = i + 1;
		const struct token *t = &c->tok[i];
		if (t->kind != TOK_WORD || !(t->flags & TOK_CAP))
			continue;
		while (end < c->ntok && c->tok[end].kind == TOK_WORD && (c->tok[end].flags & TOK_CAP) && !(c->tok[end].flags & TOK_SENT))
			end++;
		if ((t->flags & TOK_SENT) && end == i + 1)
			continue;
		struct lang_entity ent = { { i, end }, end - i > 1 ? ENT_PER : ENT_ORG, 50, -1 };
		ARENA_PUSH(&c->tmp, struct lang_entity, c->ent, c->nent, cap, ent);
		for (uint32_t k = i; k < end; k++)
			c->ent_of[k] = (int32_t)c->nent - 1;
	}
}
