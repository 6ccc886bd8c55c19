/* quote_fixture.h - texts with their quotations marked, for the tests of quotations.
 *
 * In a fixture {Name} is a person, {o:Name} an organisation, {l:Name} a place; a quotation stands as [d speaker|text] (direct), [m ...]
 * (mixed) or [i ...] (indirect), an unknown speaker as nothing; a blank line separates paragraphs. The names are given, so that
 * the tests are about quotations only. quote_show() writes what was found in the same form.
 */
#ifndef QUOTE_FIXTURE_H
#define QUOTE_FIXTURE_H

#include "testing.h"

#include "lang/quote_int.h"

struct fixture {
	struct doc *d;
	struct lang_ctx c;
	char *plain; /* the fixture without the names' braces */
};

static inline uint8_t fixture_type(char c)
{
	return c == 'o' ? ENT_ORG : c == 'l' ? ENT_LOC : ENT_PER;
}

/* A document as lang_annotate prepares it, with the entities that the fixture marks. */
static inline void fixture_context(struct lang_ctx *c, struct doc *d, const struct range *name, const uint8_t *type, size_t nname)
{
	c->d = d;
	lang_prepare(c);
	c->ent = ARENA_NEW(&c->tmp, struct lang_entity, nname);
	for (size_t n = 0; n < nname; n++) {
		struct tspan at = { 0, 0 };

		for (uint32_t i = 0; i < c->ntok; i++)
			if (c->tok[i].start >= name[n].start && c->tok[i].end <= name[n].end) {
				if (at.end == 0)
					at.start = i;
				at.end = i + 1;
				c->ent_of[i] = (int32_t)c->nent;
			}
		assert_true(at.end > at.start);
		c->ent[c->nent++] = (struct lang_entity){ at, type[n], 100, -1 };
	}
}

static inline void fixture_open(struct fixture *f, const char *marked)
{
	struct buf text, plain;
	struct range name[128];
	uint8_t type[128];
	size_t n = 0;

	*f = (struct fixture){ 0 };
	buf_init(&text, 0);
	buf_init(&plain, 0);
	for (const char *p = marked; *p; p++) {
		if (*p == '{') {
			assert_true(n < 128);
			type[n] = ENT_PER;
			if (p[1] && p[2] == ':') {
				type[n] = fixture_type(p[1]);
				p += 2;
			}
			name[n].start = (uint32_t)text.n;
		} else if (*p == '}')
			name[n++].end = (uint32_t)text.n;
		else {
			buf_addc(&plain, *p);
			if (*p == '[')
				while (*p != '|')
					buf_addc(&plain, *++p);
			else if (*p != ']')
				buf_addc(&text, *p);
		}
	}
	f->d = doc_from_text(buf_str(&text), false);
	f->plain = str_dupz(buf_str(&plain));
	fixture_context(&f->c, f->d, name, type, n);
	buf_free(&text);
	buf_free(&plain);
}

static inline void fixture_close(struct fixture *f)
{
	arena_free(&f->c.tmp);
	doc_free(f->d);
	free(f->plain);
}

static inline char *quote_show(const struct lang_ctx *c)
{
	struct buf b;
	size_t at = 0;

	buf_init(&b, 0);
	for (uint32_t i = 0; i < c->nquo; i++) {
		const struct lang_quote *q = &c->quo[i];
		size_t start = c->tok[q->at.start].start, end = c->tok[q->at.end - 1].end;

		buf_add(&b, str_sub(c->d->text, at, start));
		buf_addf(&b, "[%c ", "dmi"[q->kind]);
		if (q->speaker.end > q->speaker.start)
			buf_add(&b, str_sub(c->d->text, c->tok[q->speaker.start].start, c->tok[q->speaker.end - 1].end));
		buf_addc(&b, '|');
		buf_add(&b, str_sub(c->d->text, start, end));
		buf_addc(&b, ']');
		at = end;
	}
	buf_add(&b, str_sub(c->d->text, at, c->d->text.n));
	return b.s ? b.s : str_dupz(STR(""));
}

/* Finds the quotations of a fixture and compares them with those that it marks. */
static inline void quote_expect(const char *marked)
{
	struct fixture f;

	fixture_open(&f, marked);
	quotes_find(&f.c);
	char *got = quote_show(&f.c);
	assert_string_equal(got, f.plain);
	free(got);
	fixture_close(&f);
}

#endif
