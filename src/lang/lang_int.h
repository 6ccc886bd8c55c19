/* lang_int.h - what the parts of lang share while one document is annotated.
 *
 * lang_annotate runs, in this order:
 *   lang_prepare      tokens, their forms, blocks and sentences     (lang.c)
 *   tag_entities      ctx->ent: names with their types              (tag*.c, gazetteers)
 *   quotes_find       ctx->quo: spans, cues, the speaker's words    (quote*.c)
 *   coref_resolve     ctx->men, ctx->act: names, pronouns, nominals joined to actors   (coref*.c, actor*.c)
 *   quotes_attribute  each quote's actor, name and confidence       (quote*.c)
 * Everything below is in tokens, half-open [start, end); lang.c turns it into bytes of the document at the end.
 */
#ifndef LANG_INT_H
#define LANG_INT_H

#include "quotidian/lang.h"
#include "quotidian/text.h"

#define NO_TOKEN UINT32_MAX

struct tspan {
	uint32_t start, end; /* tokens; empty: none */
};

struct lang_entity {
	struct tspan at;
	uint8_t type;  /* enum entity_type */
	uint8_t score; /* 0..100 how sure the tagger is */
	int32_t actor; /* into ctx->act, or -1; set by coref_resolve */
	int32_t stands_for; /* while mentions are joined: the group of the country whose government the place's name stands for, or -1 */
};

struct lang_mention {
	struct tspan at;
	uint32_t head; /* token: last of a name, the noun of a nominal */
	uint8_t kind;  /* enum mention_kind */
	int32_t actor;
	bool figure;   /* a capital's name for a government, beside the mention of the place: no name of its actor's own */
};

struct lang_quote {
	struct tspan at;      /* the span as corpora of quotations have it: never across blocks, marks inside for direct ones */
	struct tspan cue;     /* "said", "according to" */
	struct tspan speaker; /* "the finance minister, Anna Novák" -> the words that name them best ("Anna Novák"); pronoun; "police" */
	uint8_t kind;         /* enum quote_kind */
	uint8_t confidence;
	int32_t actor; /* set by quotes_attribute */
	int32_t same_as; /* index of an earlier quote that this one goes on (split by its cue, next paragraph), or -1 */
};

struct lang_ctx {
	const struct lang_model *model;
	struct doc *d;    /* results go into d->arena */
	struct arena tmp; /* scratch of this document */
	struct token *tok;
	uint32_t ntok;
	struct str *low;  /* each token's text folded to lower case, without marks, straight apostrophes; in tmp */
	uint32_t *block;  /* index of the block each token stands in */
	uint32_t *sent;   /* index of the sentence each token stands in */
	uint32_t *sent_start; /* first token of sentence i; sent_start[nsent] == ntok */
	uint32_t nsent;
	int32_t *ent_of;  /* index into ent of the entity each token is in, or -1 */
	struct lang_entity *ent;
	uint32_t nent;
	struct lang_mention *men; /* sorted by start */
	uint32_t nmen;
	struct actor *act; /* in d->arena, as they go into the document */
	uint32_t nact;
	struct lang_quote *quo; /* sorted by start, not overlapping */
	uint32_t nquo;
};

/* For bsearch(3): a slice among ascending words, `const char *` each. */
static inline int by_word(const void *key, const void *item)
{
	return str_cmp(*(const struct str *)key, str_of(*(const char *const *)item));
}
static inline struct str tok_str(const struct lang_ctx *c, uint32_t i)
{
	return str_n(c->d->text.s + c->tok[i].start, c->tok[i].end - c->tok[i].start);
}

/* The first step, on a context that has only `d`: tokens, their folded forms, blocks and sentences; no entities yet. */
void lang_prepare(struct lang_ctx *c);
void tag_entities(struct lang_ctx *c);
void coref_resolve(struct lang_ctx *c);
void quotes_find(struct lang_ctx *c);
void quotes_attribute(struct lang_ctx *c);

#endif
