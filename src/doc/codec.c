/* codec.c - documents as bytes, for the workers' pipes and the store.
 *
 * Version, text, metadata, then each list: its count and its entries. Lists are sorted, so a range is the distance from the one
 * before and a length; small kinds ride in the low digits of the length. A speaker's name that is the actor's, or the words of
 * the speaker, is not written twice.
 */
#include "config.h"

#include "quotidian/doc.h"
#include "quotidian/wire.h"

enum name_from { NAME_EMPTY, NAME_ACTOR, NAME_WORDS, NAME_GIVEN, NAME_FROMS };

static enum name_from name_from(const struct doc *d, const struct quote *q)
{
	if (!q->speaker_name.n)
		return NAME_EMPTY;
	if (q->actor >= 0 && str_eq(q->speaker_name, d->actor[q->actor].name))
		return NAME_ACTOR;
	return range_some(q->speaker) && str_eq(q->speaker_name, doc_str(d, q->speaker)) ? NAME_WORDS : NAME_GIVEN;
}

static void put_range(struct buf *b, uint32_t *from, struct range r, unsigned kinds, unsigned kind)
{
	wire_put_u(b, r.start - *from);
	wire_put_u(b, (uint64_t)(r.end - r.start) * kinds + kind);
}

/* A range near `base`: 0 none, else its length, then where it starts. */
static void put_near(struct buf *b, uint32_t base, struct range r)
{
	if (!range_some(r)) {
		wire_put_u(b, 0);
		return;
	}
	wire_put_u(b, r.end - r.start);
	wire_put_i(b, (int64_t)r.start - base);
}

int doc_encode(struct buf *out, const struct doc *d)
{
	wire_put_u(out, DOC_CODEC_VERSION);
	wire_put_str(out, d->text);
	const struct str meta[] = { d->title, d->byline, d->site, d->language, d->dateline, d->url, d->image, d->section };
	for (size_t i = 0; i < sizeof meta / sizeof *meta; i++)
		wire_put_str(out, meta[i]);
	wire_put_i(out, d->published);
	wire_put_i(out, d->updated);
	wire_put_i(out, d->published_zone);
	wire_put_u(out, d->annotated);

	uint32_t at = 0;
	wire_put_u(out, d->nblock);
	for (uint32_t i = 0; i < d->nblock; i++, at = d->block[i - 1].at.end) {
		const struct block *k = &d->block[i];
		put_range(out, &at, k->at, BLOCK_KINDS, k->kind);
		if (k->kind == BLOCK_H || k->kind == BLOCK_LI || k->kind == BLOCK_QUOTE)
			wire_put_u(out, k->level);
		if (k->kind == BLOCK_LI)
			wire_put_u(out, k->number);
	}
	at = 0;
	wire_put_u(out, d->nstyle);
	for (uint32_t i = 0; i < d->nstyle; i++, at = d->style[i - 1].at.start)
		put_range(out, &at, d->style[i].at, STYLE_KINDS, d->style[i].kind);
	at = 0;
	wire_put_u(out, d->nlink);
	for (uint32_t i = 0; i < d->nlink; i++, at = d->link[i - 1].at.start) {
		put_range(out, &at, d->link[i].at, 1, 0);
		wire_put_str(out, d->link[i].url);
	}
	wire_put_u(out, d->nactor);
	for (uint32_t i = 0; i < d->nactor; i++) {
		const struct actor *a = &d->actor[i];
		wire_put_str(out, a->key);
		wire_put_str(out, a->name);
		wire_put_str(out, a->role);
		wire_put_u(out, a->type);
		wire_put_u(out, a->gender);
		wire_put_u(out, a->nalias);
		for (uint32_t k = 0; k < a->nalias; k++)
			wire_put_str(out, a->alias[k]);
	}
	at = 0;
	wire_put_u(out, d->nentity);
	for (uint32_t i = 0; i < d->nentity; i++, at = d->entity[i - 1].at.end) {
		put_range(out, &at, d->entity[i].at, ENT_TYPES, d->entity[i].type);
		wire_put_u(out, (uint64_t)(d->entity[i].actor + 1));
	}
	at = 0;
	wire_put_u(out, d->nmention);
	for (uint32_t i = 0; i < d->nmention; i++, at = d->mention[i - 1].at.start) {
		put_range(out, &at, d->mention[i].at, MENTION_KINDS, d->mention[i].kind);
		wire_put_u(out, (uint64_t)d->mention[i].actor);
	}
	at = 0;
	wire_put_u(out, d->nquote);
	for (uint32_t i = 0; i < d->nquote; i++, at = d->quote[i - 1].at.end) {
		const struct quote *q = &d->quote[i];
		enum name_from from = name_from(d, q);
		put_range(out, &at, q->at, QUOTE_KINDS, q->kind);
		put_near(out, q->at.end, q->cue);
		put_near(out, q->at.end, q->speaker);
		wire_put_u(out, (uint64_t)(q->actor + 1));
		wire_put_u(out, (uint64_t)q->confidence * NAME_FROMS + from);
		if (from == NAME_GIVEN)
			wire_put_str(out, q->speaker_name);
	}
	return out->over ? QD_ELIMIT : 0;
}

struct decoder {
	struct wire w;
	struct doc *d;
};

static struct str get_line(struct decoder *c)
{
	struct str s = wire_get_str(&c->w, DOC_META_MAX);
	return s.n ? arena_str(&c->d->arena, s) : STR_NONE;
}

/* A count of entries that take at least `least` bytes each: never more than the bytes that are left could hold. */
static uint32_t get_count(struct decoder *c, size_t max, size_t least)
{
	uint64_t n = wire_get_max(&c->w, max);
	if (n > (size_t)(c->w.end - c->w.p) / least) {
		c->w.bad = true;
		return 0;
	}
	return (uint32_t)n;
}

/* Sums stay inside the text, so nothing wraps; what is still wrong with a range doc_check finds. */
static struct range get_range(struct decoder *c, uint32_t from, unsigned kinds, uint8_t *kind)
{
	size_t n = c->d->text.n;
	uint64_t start = from + wire_get_max(&c->w, n), len = wire_get_u(&c->w);
	*kind = (uint8_t)(len % kinds);
	len /= kinds;
	if (c->w.bad || len > n || start + len > n) {
		c->w.bad = true;
		return RANGE_NONE;
	}
	return (struct range){ (uint32_t)start, (uint32_t)(start + len) };
}

static struct range get_near(struct decoder *c, uint32_t base)
{
	int64_t n = (int64_t)c->d->text.n, len = (int64_t)wire_get_max(&c->w, (uint64_t)n);
	if (len == 0)
		return RANGE_NONE;
	int64_t off = wire_get_i(&c->w);
	if (c->w.bad || off < -n || off > n || base + off < 0 || base + off + len > n) {
		c->w.bad = true;
		return RANGE_NONE;
	}
	return (struct range){ (uint32_t)(base + off), (uint32_t)(base + off + len) };
}

static void get_blocks(struct decoder *c)
{
	struct doc *d = c->d;
	uint32_t at = 0;
	d->nblock = get_count(c, DOC_BLOCKS_MAX, 2);
	d->block = ARENA_NEW(&d->arena, struct block, d->nblock);
	for (uint32_t i = 0; i < d->nblock && !c->w.bad; i++) {
		struct block *k = &d->block[i];
		k->at = get_range(c, at, BLOCK_KINDS, &k->kind);
		if (k->kind == BLOCK_H || k->kind == BLOCK_LI || k->kind == BLOCK_QUOTE)
			k->level = (uint8_t)wire_get_max(&c->w, UINT8_MAX);
		if (k->kind == BLOCK_LI)
			k->number = (uint16_t)wire_get_max(&c->w, UINT16_MAX);
		at = k->at.end;
	}
}

static void get_marks(struct decoder *c)
{
	struct doc *d = c->d;
	uint32_t at = 0;
	d->nstyle = get_count(c, DOC_SPANS_MAX, 2);
	d->style = ARENA_NEW(&d->arena, struct style, d->nstyle);
	for (uint32_t i = 0; i < d->nstyle && !c->w.bad; i++) {
		d->style[i].at = get_range(c, at, STYLE_KINDS, &d->style[i].kind);
		at = d->style[i].at.start;
	}
	at = 0;
	d->nlink = get_count(c, DOC_SPANS_MAX, 3);
	d->link = ARENA_NEW(&d->arena, struct link, d->nlink);
	for (uint32_t i = 0; i < d->nlink && !c->w.bad; i++) {
		uint8_t none;
		d->link[i].at = get_range(c, at, 1, &none);
		d->link[i].url = get_line(c);
		at = d->link[i].at.start;
	}
}

static void get_actors(struct decoder *c)
{
	struct doc *d = c->d;
	d->nactor = get_count(c, DOC_ACTORS_MAX, 6);
	d->actor = ARENA_NEW(&d->arena, struct actor, d->nactor);
	for (uint32_t i = 0; i < d->nactor && !c->w.bad; i++) {
		struct actor *a = &d->actor[i];
		a->key = get_line(c);
		a->name = get_line(c);
		a->role = get_line(c);
		a->type = (uint8_t)wire_get_max(&c->w, ENT_TYPES - 1);
		a->gender = (uint8_t)wire_get_max(&c->w, UINT8_MAX);
		a->nalias = get_count(c, DOC_ALIASES_MAX, 1);
		a->alias = ARENA_NEW(&d->arena, struct str, a->nalias);
		for (uint32_t k = 0; k < a->nalias && !c->w.bad; k++)
			a->alias[k] = get_line(c);
	}
}

static void get_entities(struct decoder *c)
{
	struct doc *d = c->d;
	uint32_t at = 0;
	d->nentity = get_count(c, DOC_SPANS_MAX, 3);
	d->entity = ARENA_NEW(&d->arena, struct entity, d->nentity);
	for (uint32_t i = 0; i < d->nentity && !c->w.bad; i++) {
		d->entity[i].at = get_range(c, at, ENT_TYPES, &d->entity[i].type);
		d->entity[i].actor = (int32_t)wire_get_max(&c->w, d->nactor) - 1;
		at = d->entity[i].at.end;
	}
	at = 0;
	d->nmention = get_count(c, DOC_SPANS_MAX, 3);
	d->mention = ARENA_NEW(&d->arena, struct mention, d->nmention);
	for (uint32_t i = 0; i < d->nmention && !c->w.bad; i++) {
		struct mention *m = &d->mention[i];
		m->at = get_range(c, at, MENTION_KINDS, &m->kind);
		uint64_t actor = wire_get_u(&c->w);
		if (c->w.bad || actor >= d->nactor) {
			c->w.bad = true;
			return;
		}
		m->actor = (int32_t)actor;
		d->actor[actor].mentions++;
		at = m->at.start;
	}
}

static void get_quotes(struct decoder *c)
{
	struct doc *d = c->d;
	uint32_t at = 0;
	d->nquote = get_count(c, DOC_SPANS_MAX, 6);
	d->quote = ARENA_NEW(&d->arena, struct quote, d->nquote);
	for (uint32_t i = 0; i < d->nquote && !c->w.bad; i++) {
		struct quote *q = &d->quote[i];
		q->at = get_range(c, at, QUOTE_KINDS, &q->kind);
		q->cue = get_near(c, q->at.end);
		q->speaker = get_near(c, q->at.end);
		q->actor = (int32_t)wire_get_max(&c->w, d->nactor) - 1;
		uint64_t sure = wire_get_max(&c->w, 100 * NAME_FROMS + NAME_GIVEN);
		q->confidence = (uint8_t)(sure / NAME_FROMS);
		if (sure % NAME_FROMS == NAME_ACTOR && q->actor >= 0)
			q->speaker_name = d->actor[q->actor].name;
		else if (sure % NAME_FROMS == NAME_WORDS)
			q->speaker_name = doc_str(d, q->speaker);
		else if (sure % NAME_FROMS == NAME_GIVEN)
			q->speaker_name = get_line(c);
		at = q->at.end;
	}
}

int doc_decode(struct doc **out, struct str bytes, struct err *e)
{
	struct decoder c = { wire_of(bytes), NULL };
	*out = NULL;
	uint64_t version = wire_get_u(&c.w);
	if (version > DOC_CODEC_VERSION)
		return err_set(e, QD_ENEWER, "document: written by a newer version of the program");
	struct doc *d = c.d = doc_new();
	struct str text = wire_get_str(&c.w, DOC_TEXT_MAX);
	d->text = arena_str(&d->arena, text);
	struct str *const meta[] = { &d->title, &d->byline, &d->site, &d->language, &d->dateline, &d->url, &d->image, &d->section };
	for (size_t i = 0; i < sizeof meta / sizeof *meta; i++)
		*meta[i] = get_line(&c);
	d->published = wire_get_i(&c.w);
	d->updated = wire_get_i(&c.w);
	int64_t zone = version >= 2 ? wire_get_i(&c.w) : 0;
	d->published_zone = zone >= -DOC_ZONE_MAX && zone <= DOC_ZONE_MAX ? (int16_t)zone : INT16_MAX;
	d->annotated = (uint8_t)wire_get_max(&c.w, 1);
	get_blocks(&c);
	get_marks(&c);
	get_actors(&c);
	get_entities(&c);
	get_quotes(&c);
	int rc = version >= 1 && wire_done(&c.w) ? doc_check(d, e)
	                                                         : err_set(e, QD_EFORMAT, "document: its bytes are cut or altered");
	if (rc)
		doc_free(d);
	else
		*out = d;
	return rc;
}
