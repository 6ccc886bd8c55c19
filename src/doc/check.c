/* check.c - the contract of a document, read back rule by rule. Linear in the document but for a sort of the actors' keys. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/doc.h"
#include "quotidian/utf8.h"

/* Years 1 to 9999: what a date in ISO 8601 can say. */
#define TIME_MIN (-62135596800)
#define TIME_MAX 253402300799

struct checker {
	const struct doc *d;
	struct err *e;
	uint32_t block; /* hint: ranges come sorted, their blocks too */
};

static int fault(const struct checker *c, const char *what, uint32_t i, const char *why)
{
	return err_set(c->e, QD_EFORMAT, "document: %s %u %s", what, (unsigned)i, why);
}

static int check_line(const struct checker *c, struct str s, const char *what)
{
	if (s.n > DOC_META_MAX)
		return err_set(c->e, QD_EFORMAT, "document: %s is too long", what);
	if (s.n && (!s.s || !utf8_clean(s) || memchr(s.s, '\n', s.n)))
		return err_set(c->e, QD_EFORMAT, "document: %s holds what no line may hold", what);
	return 0;
}

static int check_blocks(const struct checker *c)
{
	const struct doc *d = c->d;
	uint32_t end = 0;
	for (uint32_t i = 0; i < d->nblock; i++) {
		const struct block *b = &d->block[i];
		if (b->at.start >= b->at.end || b->at.end > d->text.n || b->at.start < end)
			return fault(c, "block", i, "is empty, out of order or out of the text");
		if (!utf8_boundary(d->text, b->at.start) || !utf8_boundary(d->text, b->at.end))
			return fault(c, "block", i, "cuts a character");
		bool broken = i == 0;
		for (uint32_t k = end; k < b->at.start; k++) {
			if (d->text.s[k] != ' ' && d->text.s[k] != '\n')
				return fault(c, "block", i, "leaves text before it out");
			broken |= d->text.s[k] == '\n';
		}
		if (!broken || (i == 0 && b->at.start != 0))
			return fault(c, "block", i, "does not tile the text");
		if (b->kind >= BLOCK_KINDS)
			return fault(c, "block", i, "is of no known kind");
		bool levelled = b->kind == BLOCK_H || b->kind == BLOCK_LI || b->kind == BLOCK_QUOTE;
		if (levelled != (b->level > 0) || (b->kind == BLOCK_H && b->level > 6) || (b->number && b->kind != BLOCK_LI))
			return fault(c, "block", i, "has a wrong level or number");
		end = b->at.end;
	}
	if (end != d->text.n)
		return err_set(c->e, QD_EFORMAT, "document: the blocks do not reach the end of the text");
	return 0;
}

/* Not empty, on code point boundaries, inside one block. */
static int check_span(struct checker *c, struct range r, const char *what, uint32_t i)
{
	const struct doc *d = c->d;
	if (r.start >= r.end || r.end > d->text.n)
		return fault(c, what, i, "is empty or out of the text");
	if (!utf8_boundary(d->text, r.start) || !utf8_boundary(d->text, r.end))
		return fault(c, what, i, "cuts a character");
	if (c->block >= d->nblock || !range_within(r, d->block[c->block].at))
		c->block = doc_block_at(d, r.start);
	if (c->block >= d->nblock || !range_within(r, d->block[c->block].at))
		return fault(c, what, i, "is not inside one block");
	return 0;
}

static int check_spans(struct checker *c)
{
	const struct doc *d = c->d;
	int rc;
	for (uint32_t i = 0; i < d->nstyle; i++) {
		if ((rc = check_span(c, d->style[i].at, "style", i)))
			return rc;
		if (d->style[i].kind >= STYLE_KINDS || (i && d->style[i].at.start < d->style[i - 1].at.start))
			return fault(c, "style", i, "is of no known kind or out of order");
	}
	for (uint32_t i = 0; i < d->nlink; i++) {
		const struct link *l = &d->link[i];
		if ((rc = check_span(c, l->at, "link", i)) || (rc = check_line(c, l->url, "a link's address")))
			return rc;
		if (i && l->at.start < d->link[i - 1].at.start)
			return fault(c, "link", i, "is out of order");
		if (!str_istarts(l->url, STR("http://")) && !str_istarts(l->url, STR("https://")) && !str_istarts(l->url, STR("mailto:")))
			return fault(c, "link", i, "leads to no web or mail address");
	}
	for (uint32_t i = 0; i < d->nentity; i++) {
		const struct entity *n = &d->entity[i];
		if ((rc = check_span(c, n->at, "entity", i)))
			return rc;
		if (i && n->at.start < d->entity[i - 1].at.end)
			return fault(c, "entity", i, "overlaps or is out of order");
		if (n->type >= ENT_TYPES || n->actor < -1 || n->actor >= (int64_t)d->nactor)
			return fault(c, "entity", i, "is of no known type or names no actor");
	}
	for (uint32_t i = 0; i < d->nmention; i++) {
		const struct mention *m = &d->mention[i];
		if ((rc = check_span(c, m->at, "mention", i)))
			return rc;
		if (i && m->at.start < d->mention[i - 1].at.start)
			return fault(c, "mention", i, "is out of order");
		if (m->kind >= MENTION_KINDS || m->actor < 0 || m->actor >= (int64_t)d->nactor)
			return fault(c, "mention", i, "is of no known kind or names no actor");
	}
	for (uint32_t i = 0; i < d->nquote; i++) {
		const struct quote *q = &d->quote[i];
		if ((rc = check_span(c, q->at, "quote", i)) || (rc = check_line(c, q->speaker_name, "a speaker's name")))
			return rc;
		if (i && q->at.start < d->quote[i - 1].at.end)
			return fault(c, "quote", i, "overlaps or is out of order");
		/* The cue and the speaker may stand in another paragraph than the quote. */
		if ((q->cue.start != q->cue.end && (rc = check_span(c, q->cue, "cue of quote", i))) ||
		    (q->speaker.start != q->speaker.end && (rc = check_span(c, q->speaker, "speaker of quote", i))))
			return rc;
		if (q->kind >= QUOTE_KINDS || q->confidence > 100 || q->actor < -1 || q->actor >= (int64_t)d->nactor)
			return fault(c, "quote", i, "is of no known kind or names no actor");
	}
	return 0;
}

static int by_key(const void *a, const void *b)
{
	const struct actor *const *x = a, *const *y = b;
	return str_cmp((*x)->key, (*y)->key);
}

static int check_actors(const struct checker *c)
{
	const struct doc *d = c->d;
	int rc = 0;
	if (!d->nactor)
		return 0;
	uint32_t *count = xcalloc(d->nactor, sizeof *count);
	const struct actor **sorted = xcalloc(d->nactor, sizeof *sorted);
	for (uint32_t i = 0; i < d->nmention; i++)
		count[d->mention[i].actor]++;
	for (uint32_t i = 0; i < d->nactor && !rc; i++) {
		const struct actor *a = &d->actor[i];
		sorted[i] = a;
		if ((rc = check_line(c, a->key, "an actor's key")) || (rc = check_line(c, a->name, "an actor's name")) ||
		    (rc = check_line(c, a->role, "an actor's role")))
			break;
		if (!a->key.n || !a->name.n)
			rc = fault(c, "actor", i, "has no key or no name");
		else if (a->type >= ENT_TYPES || (a->gender && a->gender != 'm' && a->gender != 'f' && a->gender != 'p'))
			rc = fault(c, "actor", i, "is of no known type or gender");
		else if (a->mentions != count[i])
			rc = fault(c, "actor", i, "counts its mentions wrongly");
		else if (a->nalias > DOC_ALIASES_MAX || (a->nalias && !a->alias))
			rc = fault(c, "actor", i, "has too many aliases");
		for (uint32_t k = 0; k < a->nalias && !rc; k++)
			rc = a->alias[k].n ? check_line(c, a->alias[k], "an alias") : fault(c, "actor", i, "has an empty alias");
	}
	if (!rc) {
		qsort(sorted, d->nactor, sizeof *sorted, by_key);
		for (uint32_t i = 1; i < d->nactor && !rc; i++)
			if (str_eq(sorted[i]->key, sorted[i - 1]->key))
				rc = fault(c, "actor", (uint32_t)(sorted[i] - d->actor), "has the key of another one");
	}
	free(count);
	free(sorted);
	return rc;
}

int doc_check(const struct doc *d, struct err *e)
{
	struct checker c = { .d = d, .e = e };
	int rc;
	if (d->text.n > DOC_TEXT_MAX || d->nblock > DOC_BLOCKS_MAX || d->nstyle > DOC_SPANS_MAX || d->nlink > DOC_SPANS_MAX ||
	    d->nentity > DOC_SPANS_MAX || d->nmention > DOC_SPANS_MAX || d->nquote > DOC_SPANS_MAX || d->nactor > DOC_ACTORS_MAX)
		return err_set(e, QD_EFORMAT, "document: larger than a document may be");
	if ((d->text.n && !d->text.s) || (d->nblock && !d->block) || (d->nstyle && !d->style) || (d->nlink && !d->link) ||
	    (d->nentity && !d->entity) || (d->nmention && !d->mention) || (d->nactor && !d->actor) || (d->nquote && !d->quote))
		return err_set(e, QD_EFORMAT, "document: a count without its list");
	if (!utf8_clean(d->text))
		return err_set(e, QD_EFORMAT, "document: the text is not clean UTF-8");
	if (d->published < TIME_MIN || d->published > TIME_MAX || d->updated < TIME_MIN || d->updated > TIME_MAX ||
	    d->published_zone < -DOC_ZONE_MAX || d->published_zone > DOC_ZONE_MAX || d->annotated > 1)
		return err_set(e, QD_EFORMAT, "document: a date or a flag is out of range");
	if ((rc = check_line(&c, d->title, "title")) || (rc = check_line(&c, d->byline, "byline")) ||
	    (rc = check_line(&c, d->site, "site")) || (rc = check_line(&c, d->language, "language")) ||
	    (rc = check_line(&c, d->dateline, "dateline")) || (rc = check_line(&c, d->url, "address")) ||
	    (rc = check_line(&c, d->image, "image address")) || (rc = check_line(&c, d->section, "section")))
		return rc;
	if ((rc = check_blocks(&c)) || (rc = check_spans(&c)))
		return rc;
	return check_actors(&c);
}
