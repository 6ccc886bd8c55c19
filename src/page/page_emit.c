/* page_emit.c - the blocks that are kept to the text, blocks, styles and links of a document. */
#include "page_int.h"

#include <stdlib.h>

#include "quotidian/htmltext.h"
#include "quotidian/url.h"

struct emitter {
	struct doc *d;
	const struct page_context *c;
	struct str base;
	struct buf text;
	uint32_t capblock, capstyle, caplink;
};

static void add_spans(struct emitter *em, const struct page_block *b, uint32_t at)
{
	const struct page_blocks *bs = em->c->bs;
	struct doc *d = em->d;
	for (uint32_t k = b->span; k < b->span + b->nspan; k++) {
		const struct page_span *s = &bs->span[k];
		struct range r = { at + s->start, at + s->end };
		if (r.end > em->text.n || r.start >= r.end)
			continue;
		if (s->kind == PAGE_SPAN_LINK) {
			struct str url = url_resolve(&d->arena, em->base, page_attr(em->c->t, s->node, ATTR_href));
			if (d->nlink < DOC_SPANS_MAX && url.n && url.n <= DOC_META_MAX && url_is_safe_link(url)) {
				struct link l = { r, url };
				ARENA_PUSH(&d->arena, struct link, d->link, d->nlink, em->caplink, l);
			}
		} else if (d->nstyle < DOC_SPANS_MAX) {
			struct style st = { r, s->kind };
			ARENA_PUSH(&d->arena, struct style, d->style, d->nstyle, em->capstyle, st);
		}
	}
}

static int by_start(const void *a, const void *b)
{
	const struct range *x = a, *y = b; /* the first member of both */
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	return x->end > y->end ? -1 : x->end < y->end;
}

/* Lines of JSON-LD's articleBody as paragraphs; tags that some sites leave in it go. */
static void emit_body(struct emitter *em, struct str body)
{
	struct doc *d = em->d;
	struct str rest = body, line;
	while (str_split(&rest, '\n', &line) && d->nblock < DOC_BLOCKS_MAX) {
		struct buf raw, clean;
		buf_init(&raw, DOC_TEXT_MAX);
		buf_init(&clean, DOC_TEXT_MAX);
		html_text(&raw, line);
		(void)utf8_sanitise(&clean, buf_str(&raw), UTF8_LINE);
		struct str s = str_trim(buf_str(&clean));
		if (s.n && em->text.n + s.n + 2 <= DOC_TEXT_MAX) {
			if (em->text.n)
				buf_addz(&em->text, "\n\n");
			struct block out = { .at = { (uint32_t)em->text.n, (uint32_t)(em->text.n + s.n) }, .kind = BLOCK_P };
			buf_add(&em->text, s);
			ARENA_PUSH(&d->arena, struct block, d->block, d->nblock, em->capblock, out);
		}
		buf_free(&raw);
		buf_free(&clean);
	}
}

void page_emit(struct doc *d, const struct page_context *c, struct str base)
{
	struct emitter em = { .d = d, .c = c, .base = base };
	const struct page_blocks *bs = c->bs;
	buf_init(&em.text, DOC_TEXT_MAX);
	if (c->use_body)
		emit_body(&em, c->meta->body);
	for (uint32_t i = 0; i < bs->n && !c->use_body; i++) {
		const struct page_block *b = &bs->b[i];
		if (!b->keep || d->nblock == DOC_BLOCKS_MAX)
			continue;
		struct str s = page_block_text(bs, b);
		if (em.text.n + s.n + 3 > DOC_TEXT_MAX) {
			if (em.text.n + 3 >= DOC_TEXT_MAX)
				break;
			s.n = utf8_floor(s, DOC_TEXT_MAX - em.text.n - 3);
			if (!s.n)
				break;
		}
		if (em.text.n)
			buf_addz(&em.text, "\n\n");
		uint32_t at = (uint32_t)em.text.n;
		buf_add(&em.text, s);
		struct block out = { .at = { at, (uint32_t)em.text.n }, .kind = b->kind, .level = b->level, .number = b->number };
		ARENA_PUSH(&d->arena, struct block, d->block, d->nblock, em.capblock, out);
		add_spans(&em, b, at);
	}
	d->text = arena_str(&d->arena, buf_str(&em.text));
	buf_free(&em.text);
	if (d->nstyle)
		qsort(d->style, d->nstyle, sizeof *d->style, by_start);
	if (d->nlink)
		qsort(d->link, d->nlink, sizeof *d->link, by_start);
}
