/* refs.c - lists of feeds: building, and over a worker's pipe. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/url.h"
#include "quotidian/utf8.h"
#include "quotidian/wire.h"

#include "refs.h"

#define REFS_WIRE_VERSION 1

void refs_begin(struct refs_build *b)
{
	*b = (struct refs_build){ .refs = xcalloc(1, sizeof *b->refs) };
	buf_init(&b->line, REF_TEXT_MAX);
}

struct str refs_line(struct refs_build *b, struct str s)
{
	buf_clear(&b->line);
	(void)utf8_sanitise(&b->line, str_trim(str_sub(s, 0, 4 * REF_TEXT_MAX)), UTF8_LINE);
	return arena_str(&b->refs->arena, str_trim(buf_str(&b->line)));
}

bool refs_add(struct refs_build *b, struct str url, struct str title, struct str tags)
{
	struct feed_refs *r = b->refs;
	if (r->n == REFS_MAX)
		return false;
	uint64_t *seen = map_put(&b->seen, url);
	if (*seen)
		return false;
	*seen = r->n + 1;
	struct feed_ref ref = { url, refs_line(b, title), refs_line(b, tags) };
	ARENA_PUSH(&r->arena, struct feed_ref, r->ref, r->n, b->cap, ref);
	return true;
}

struct feed_ref *refs_find(struct refs_build *b, struct str url)
{
	const uint64_t *seen = map_get(&b->seen, url);
	return seen && *seen ? &b->refs->ref[*seen - 1] : NULL;
}

struct feed_refs *refs_end(struct refs_build *b)
{
	map_free(&b->seen);
	buf_free(&b->line);
	return b->refs;
}

void feed_refs_free(struct feed_refs *r)
{
	if (!r)
		return;
	arena_free(&r->arena);
	free(r);
}

int feed_refs_encode(struct buf *out, const struct feed_refs *r)
{
	wire_put_u(out, REFS_WIRE_VERSION);
	wire_put_u(out, r->skipped);
	wire_put_u(out, r->n);
	for (uint32_t i = 0; i < r->n; i++) {
		wire_put_str(out, r->ref[i].url);
		wire_put_str(out, r->ref[i].title);
		wire_put_str(out, r->ref[i].tags);
	}
	return out->over ? QD_ELIMIT : 0;
}

static struct str get_line(struct arena *a, struct wire *w, size_t max)
{
	struct str s = wire_get_str(w, max);
	if (!utf8_clean(s) || str_chr(s, '\n', 0) != STR_NPOS)
		w->bad = true;
	return w->bad ? STR_NONE : arena_str(a, s);
}

int feed_refs_decode(struct feed_refs **out, struct str bytes, struct err *e)
{
	*out = NULL;
	struct wire w = wire_of(bytes);
	struct feed_refs *r = xcalloc(1, sizeof *r);
	if (wire_get_u(&w) != REFS_WIRE_VERSION)
		w.bad = true;
	r->skipped = (uint32_t)wire_get_max(&w, UINT32_MAX);
	r->n = (uint32_t)wire_get_max(&w, REFS_MAX);
	if (r->n > bytes.n / 3)
		w.bad = true;
	r->ref = w.bad ? NULL : ARENA_NEW(&r->arena, struct feed_ref, r->n);
	for (uint32_t i = 0; i < r->n && !w.bad; i++) {
		r->ref[i].url = get_line(&r->arena, &w, URL_MAX);
		r->ref[i].title = get_line(&r->arena, &w, REF_TEXT_MAX);
		r->ref[i].tags = get_line(&r->arena, &w, REF_TEXT_MAX);
		if (!url_is_web(r->ref[i].url))
			w.bad = true;
	}
	if (!wire_done(&w)) {
		feed_refs_free(r);
		return err_set(e, QD_EFORMAT, "a worker's reply is no list of feeds");
	}
	*out = r;
	return 0;
}
