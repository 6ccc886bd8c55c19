/* quote.c - spans of speech, their cues and their speakers. */
#include "config.h"

#include "lang_int.h"

void quotes_find(struct lang_ctx *c)
{
	c->nquo = 0;
}

void quotes_attribute(struct lang_ctx *c)
{
	for (uint32_t i = 0; i < c->nquo; i++)
		c->quo[i].actor = -1;
}
