/* json.c - a document as one JSON object on one line, with offsets in code points. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/doc.h"
#include "quotidian/json.h"

static const char *const block_name[BLOCK_KINDS] = { "p", "h", "li", "quote", "pre", "caption" };
static const char *const type_name[ENT_TYPES] = { "PER", "ORG", "LOC", "MISC" };
static const char *const mention_name[MENTION_KINDS] = { "name", "pronoun", "nominal" };
static const char *const quote_name[QUOTE_KINDS] = { "direct", "mixed", "indirect" };

/* Code points before every STEPth byte: an offset is converted by looking at less than STEP bytes, so that all of them
 * together stay linear in the text and the spans. */
#define STEP 64
struct points {
	struct str text;
	uint32_t *before;
};

static void points_init(struct points *p, struct str text)
{
	p->text = text;
	p->before = xcalloc(text.n / STEP + 1, sizeof *p->before);
	uint32_t n = 0;
	for (size_t i = 0; i < text.n; i++) {
		if (i % STEP == 0)
			p->before[i / STEP] = n;
		n += ((unsigned char)text.s[i] & 0xC0) != 0x80;
	}
	if (text.n % STEP == 0)
		p->before[text.n / STEP] = n;
}

static uint32_t point(const struct points *p, uint32_t at)
{
	uint32_t n = p->before[at / STEP];
	for (uint32_t i = at - at % STEP; i < at; i++)
		n += ((unsigned char)p->text.s[i] & 0xC0) != 0x80;
	return n;
}

static void put_number(struct buf *out, const char *name, int64_t v)
{
	char digits[24];
	size_t n = sizeof digits;
	uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
	do {
		digits[--n] = (char)('0' + u % 10);
		u /= 10;
	} while (u);
	if (v < 0)
		digits[--n] = '-';
	if (name)
		json_put_key(out, name);
	buf_add(out, str_n(digits + n, sizeof digits - n));
}

static void put_range(struct buf *out, const struct points *p, struct range r)
{
	put_number(out, "start", point(p, r.start));
	put_number(out, "end", point(p, r.end));
}

static void put_pair(struct buf *out, const char *name, const struct points *p, struct range r)
{
	json_put_key(out, name);
	if (!range_some(r)) {
		buf_add(out, STR("null"));
		return;
	}
	buf_addc(out, '[');
	put_number(out, NULL, point(p, r.start));
	buf_addc(out, ',');
	put_number(out, NULL, point(p, r.end));
	buf_addc(out, ']');
}

static void put_actor(struct buf *out, int32_t actor)
{
	if (actor >= 0) {
		put_number(out, "actor", actor);
		return;
	}
	json_put_key(out, "actor");
	buf_add(out, STR("null"));
}

/* Kinds and types are names of our own that need no escaping. */
static void put_word(struct buf *out, const char *name, const char *word)
{
	json_put_key(out, name);
	buf_addc(out, '"');
	buf_addz(out, word);
	buf_addc(out, '"');
}

static void put_annotations(struct buf *out, const struct doc *d, const struct points *p)
{
	json_put_key(out, "entities");
	buf_addc(out, '[');
	for (uint32_t i = 0; i < d->nentity; i++) {
		buf_addz(out, i ? ",{" : "{");
		put_range(out, p, d->entity[i].at);
		put_word(out, "type", type_name[d->entity[i].type]);
		put_actor(out, d->entity[i].actor);
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
	json_put_key(out, "mentions");
	buf_addc(out, '[');
	for (uint32_t i = 0; i < d->nmention; i++) {
		buf_addz(out, i ? ",{" : "{");
		put_range(out, p, d->mention[i].at);
		put_word(out, "kind", mention_name[d->mention[i].kind]);
		put_actor(out, d->mention[i].actor);
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
	json_put_key(out, "actors");
	buf_addc(out, '[');
	for (uint32_t i = 0; i < d->nactor; i++) {
		const struct actor *a = &d->actor[i];
		buf_addz(out, i ? ",{" : "{");
		put_number(out, "id", i);
		json_put_member(out, "key", a->key);
		json_put_member(out, "name", a->name);
		put_word(out, "type", type_name[a->type]);
		json_put_member(out, "role", a->role);
		json_put_key(out, "aliases");
		buf_addc(out, '[');
		for (uint32_t k = 0; k < a->nalias; k++) {
			if (k)
				buf_addc(out, ',');
			json_put_str(out, a->alias[k]);
		}
		buf_addc(out, ']');
		put_number(out, "mentions", a->mentions);
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
	json_put_key(out, "quotes");
	buf_addc(out, '[');
	for (uint32_t i = 0; i < d->nquote; i++) {
		const struct quote *q = &d->quote[i];
		buf_addz(out, i ? ",{" : "{");
		put_range(out, p, q->at);
		put_word(out, "kind", quote_name[q->kind]);
		put_pair(out, "cue", p, q->cue);
		put_pair(out, "speaker", p, q->speaker);
		put_actor(out, q->actor);
		json_put_member(out, "speaker_name", q->speaker_name);
		put_number(out, "confidence", q->confidence);
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
}

int doc_json(struct buf *out, const struct doc *d, struct str id, unsigned what)
{
	struct points p = { 0 };
	if (what & (DOC_JSON_TEXT | DOC_JSON_ANNOTATIONS))
		points_init(&p, d->text);
	buf_addc(out, '{');
	if (id.n)
		json_put_member(out, "id", id);
	if (what & DOC_JSON_META) {
		json_put_member(out, "title", d->title);
		json_put_member(out, "byline", d->byline);
		json_put_time_zone(out, "published", d->published, d->published_zone);
		json_put_member(out, "site", d->site);
		json_put_member(out, "language", d->language);
		json_put_member(out, "dateline", d->dateline);
		json_put_member(out, "url", d->url);
	}
	if (what & DOC_JSON_TEXT) {
		json_put_member(out, "text", d->text);
		json_put_key(out, "paragraphs");
		buf_addc(out, '[');
		for (uint32_t i = 0; i < d->nblock; i++) {
			buf_addz(out, i ? ",{" : "{");
			put_range(out, &p, d->block[i].at);
			put_word(out, "kind", block_name[d->block[i].kind]);
			buf_addc(out, '}');
		}
		buf_addc(out, ']');
	}
	if (what & DOC_JSON_ANNOTATIONS)
		put_annotations(out, d, &p);
	buf_addc(out, '}');
	free(p.before);
	return out->over ? QD_ELIMIT : 0;
}
