/* lang.c - a document in, its entities, mentions, actors and quotes out: the order of the steps and the way back from tokens to bytes.
 *
 * Results that a cap of doc.h does not allow are left out from the end of the text; what is there stays valid.
 */
#include "config.h"

#include "lang_int.h"

void lang_prepare(struct lang_ctx *c)
{
	struct doc *d = c->d;
	uint32_t *start = ARENA_NEW(&c->tmp, uint32_t, d->nblock);
	for (uint32_t i = 0; i < d->nblock; i++)
		start[i] = d->block[i].at.start;
	text_tokens(&c->tok, &c->ntok, &c->tmp, d->text, start, d->nblock);
	c->low = ARENA_NEW(&c->tmp, struct str, c->ntok);
	c->block = ARENA_NEW(&c->tmp, uint32_t, c->ntok);
	c->sent = ARENA_NEW(&c->tmp, uint32_t, c->ntok);
	c->ent_of = ARENA_NEW(&c->tmp, int32_t, c->ntok);
	char *low = ARENA_NEW(&c->tmp, char, d->text.n + 1);
	struct buf fold;
	buf_init(&fold, 0);
	uint32_t block = 0;
	for (uint32_t i = 0; i < c->ntok; i++) {
		struct str w = tok_str(c, i);
		bool ascii = true;
		for (size_t k = 0; k < w.n; k++) {
			ascii &= (unsigned char)w.s[k] < 0x80;
			low[k] = (char)(w.s[k] >= 'A' && w.s[k] <= 'Z' ? w.s[k] + 32 : w.s[k]);
		}
		c->low[i] = str_n(low, w.n);
		low += w.n;
		if (!ascii) {
			buf_clear(&fold);
			text_fold(&fold, w, true);
			c->low[i] = arena_str(&c->tmp, buf_str(&fold));
		}
		while (block + 1 < d->nblock && d->block[block + 1].at.start <= c->tok[i].start)
			block++;
		c->block[i] = block;
		c->nsent += (c->tok[i].flags & TOK_SENT) != 0;
		c->sent[i] = c->nsent - 1;
		c->ent_of[i] = -1;
	}
	buf_free(&fold);
	c->sent_start = ARENA_NEW(&c->tmp, uint32_t, c->nsent + 1);
	for (uint32_t i = 0; i < c->ntok; i++)
		if (c->tok[i].flags & TOK_SENT)
			c->sent_start[c->sent[i]] = i;
	c->sent_start[c->nsent] = c->ntok;
}

static struct range to_bytes(const struct lang_ctx *c, struct tspan t)
{
	if (t.end <= t.start)
		return RANGE_NONE;
	return (struct range){ c->tok[t.start].start, c->tok[t.end - 1].end };
}

static bool in_one_block(const struct lang_ctx *c, struct tspan t)
{
	return t.start < t.end && t.end <= c->ntok && c->block[t.start] == c->block[t.end - 1];
}

/* Copies what the steps found into the document. True when all of it fitted. */
static bool deliver(struct lang_ctx *c)
{
	struct doc *d = c->d;
	bool all = true;
	uint32_t nact = c->nact < DOC_ACTORS_MAX ? c->nact : DOC_ACTORS_MAX;
	all &= nact == c->nact;
	d->actor = c->act;
	d->nactor = nact;
	for (uint32_t i = 0; i < nact; i++)
		d->actor[i].mentions = 0;

	uint32_t n = c->nent < DOC_SPANS_MAX ? c->nent : DOC_SPANS_MAX, last = 0;
	all &= n == c->nent;
	d->entity = ARENA_NEW(&d->arena, struct entity, n);
	for (uint32_t i = 0; i < n; i++) {
		const struct lang_entity *e = &c->ent[i];
		struct range at = to_bytes(c, e->at);
		if (!in_one_block(c, e->at) || at.start < last)
			continue;
		last = at.end;
		d->entity[d->nentity++] = (struct entity){ at, e->type, e->actor < (int64_t)nact ? e->actor : -1 };
	}

	n = c->nmen < DOC_SPANS_MAX ? c->nmen : DOC_SPANS_MAX;
	all &= n == c->nmen;
	d->mention = ARENA_NEW(&d->arena, struct mention, n);
	for (uint32_t i = 0; i < n; i++) {
		const struct lang_mention *m = &c->men[i];
		if (!in_one_block(c, m->at) || m->actor < 0 || m->actor >= (int64_t)nact)
			continue;
		d->mention[d->nmention++] = (struct mention){ to_bytes(c, m->at), m->kind, m->actor };
		d->actor[m->actor].mentions++;
	}

	n = c->nquo < DOC_SPANS_MAX ? c->nquo : DOC_SPANS_MAX;
	all &= n == c->nquo;
	d->quote = ARENA_NEW(&d->arena, struct quote, n);
	last = 0;
	for (uint32_t i = 0; i < n; i++) {
		const struct lang_quote *q = &c->quo[i];
		struct range at = to_bytes(c, q->at);
		if (!in_one_block(c, q->at) || at.start < last)
			continue;
		last = at.end;
		struct quote *to = &d->quote[d->nquote++];
		*to = (struct quote){ .at = at, .cue = RANGE_NONE, .speaker = RANGE_NONE, .kind = q->kind, .confidence = q->confidence, .actor = -1 };
		if (in_one_block(c, q->cue))
			to->cue = to_bytes(c, q->cue);
		if (in_one_block(c, q->speaker)) {
			to->speaker = to_bytes(c, q->speaker);
			to->speaker_name = doc_str(d, to->speaker);
		}
		if (q->actor >= 0 && q->actor < (int64_t)nact) {
			to->actor = q->actor;
			to->speaker_name = d->actor[q->actor].name;
		}
		/* A line break may stand between the words: the name is one line. */
		struct buf b;
		buf_init(&b, DOC_META_MAX - 1);
		text_squeeze(&b, to->speaker_name);
		to->speaker_name = arena_str(&d->arena, buf_str(&b));
		buf_free(&b);
	}
	return all;
}

int lang_annotate(const struct lang_model *m, struct doc *d, struct err *e)
{
	struct lang_ctx c = { .model = m, .d = d };
	d->nentity = d->nmention = d->nactor = d->nquote = 0;
	lang_prepare(&c);
	tag_entities(&c);
	quotes_find(&c);
	coref_resolve(&c);
	quotes_attribute(&c);
	bool all = deliver(&c);
	d->annotated = 1;
	arena_free(&c.tmp);
	return all ? 0 : err_set(e, QD_ELIMIT, "the text has more names or quotes than are kept: what is at its end goes unmarked");
}
