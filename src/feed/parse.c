/* parse.c - from bytes to a feed: encoding, format, and what to say of bytes that are none. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/charset.h"
#include "quotidian/url.h"
#include "quotidian/utf8.h"

#include "feed_int.h"
#include "markup.h"

#define SOURCE_MAX ((size_t)64 << 20) /* bytes as UTF-8 */

enum looks { LOOKS_XML, LOOKS_JSON, LOOKS_HTML, LOOKS_OPML, LOOKS_EMPTY, LOOKS_BINARY, LOOKS_TEXT };

static enum looks look(struct str s)
{
	struct markup m;
	s = str_trim(s);
	if (s.n == 0)
		return LOOKS_EMPTY;
	if (s.s[0] == '{' || s.s[0] == '[')
		return LOOKS_JSON;
	if (str_istarts(s, STR("<!doctype html")))
		return LOOKS_HTML;
	size_t odd = 0;
	struct str head = str_sub(s, 0, 512);
	for (size_t i = 0; i < head.n; i++)
		odd += head.s[i] == 0;
	markup_init(&m, s);
	for (enum markup_event e; (e = markup_next(&m)) != MARKUP_END;)
		if (e == MARKUP_OPEN && str_ieq(m.name, STR("opml")))
			return LOOKS_OPML;
		else if (e == MARKUP_OPEN)
			return str_ieq(m.name, STR("html")) || str_ieq(m.name, STR("head")) || str_ieq(m.name, STR("body")) ? LOOKS_HTML : LOOKS_XML;
	return odd ? LOOKS_BINARY : LOOKS_TEXT;
}

/* What to say of bytes that are no feed. */
static int no_feed(enum looks looks, struct err *e)
{
	switch (looks) {
	case LOOKS_HTML:
		return err_set(e, QD_EFORMAT, "is an HTML page, not a feed; `quotidian add` finds the feeds that a page names");
	case LOOKS_OPML:
		return err_set(e, QD_EFORMAT, "is a list of subscriptions, not a feed; `quotidian import` takes it");
	case LOOKS_EMPTY:
		return err_set(e, QD_EFORMAT, "is empty");
	case LOOKS_BINARY:
		return err_set(e, QD_EFORMAT, "is binary data, not a feed");
	case LOOKS_TEXT:
		return err_set(e, QD_EFORMAT, "is plain text, not a feed");
	case LOOKS_JSON:
		return err_set(e, QD_EFORMAT, "is JSON, but no JSON Feed");
	default:
		return err_set(e, QD_EFORMAT, "is XML, but no RSS, Atom, RDF or CDF feed");
	}
}

/* Controls that XML forbids become spaces, so that nothing stops at them. */
static void blank_controls(struct buf *b)
{
	for (size_t i = 0; i < b->n; i++) {
		uint64_t w;
		/* Eight bytes without any below 0x20. */
		while (i + 8 <= b->n && (memcpy(&w, b->s + i, 8), ((w - 0x2020202020202020ull) & ~w & 0x8080808080808080ull) == 0))
			i += 8;
		if (i == b->n)
			break;
		unsigned char c = (unsigned char)b->s[i];
		if (c < 0x20 && c != '\n' && c != '\t' && c != '\r')
			b->s[i] = ' ';
	}
}

/* From the root of a feed that stands in a page on (a warning of the server's program before it, a frame around it); all of `s`
 * when there is none. */
static struct str from_root(struct str s)
{
	static const char *const roots[] = { "<rss", "<rdf:RDF", "<feed" };
	size_t first = STR_NPOS;
	for (size_t i = 0; i < sizeof roots / sizeof *roots; i++) {
		size_t at = str_ifind(s, str_of(roots[i]), 0), end = at == STR_NPOS ? s.n : at + strlen(roots[i]);
		if (end < s.n && (s.s[end] == '>' || (unsigned char)s.s[end] <= ' ') && at < first)
			first = at;
	}
	return first == STR_NPOS ? s : str_sub(s, first, s.n);
}

/* A Content-Location is relative to the address asked for (RFC 7231, 3.1.4.2). */
static struct str base_of(struct arena *a, const struct feed_source *src)
{
	struct str base = src->url;
	if (src->content_location.n) {
		struct str there = url_resolve(a, src->url, src->content_location);
		base = there.n ? there : base;
	}
	return url_is_web(base) ? base : STR_NONE;
}

int feed_parse(struct feed **out, const struct feed_source *src, struct err *e)
{
	*out = NULL;
	struct buf text;
	buf_init(&text, SOURCE_MAX);
	if (charset_to_utf8(&text, src->bytes, src->content_type, CHARSET_XML, NULL) != 0) {
		buf_free(&text);
		return err_set(e, QD_ELIMIT, "is larger than %zu MB", SOURCE_MAX >> 20);
	}
	enum looks looks = look(buf_str(&text));
	struct str body = looks == LOOKS_HTML ? from_root(buf_str(&text)) : buf_str(&text);
	if (looks != LOOKS_XML && looks != LOOKS_JSON && body.n == text.n) {
		buf_free(&text);
		return no_feed(looks, e);
	}
	struct feed *f = xcalloc(1, sizeof *f);
	struct draft d;
	draft_init(&d, f, base_of(&f->arena, src));
	d.brief = src->brief;
	int rc;
	if (looks == LOOKS_JSON) {
		rc = feed_read_json(&d, body, e);
	} else {
		blank_controls(&text);
		rc = feed_read_xml(&d, body);
		if (looks == LOOKS_HTML && f->nentry == 0)
			rc = QD_EFORMAT; /* a page that speaks of feeds */
	}
	draft_done(&d);
	buf_free(&text);
	if (rc != 0) {
		feed_free(f);
		return looks == LOOKS_JSON ? rc : no_feed(looks, e);
	}
	*out = f;
	return 0;
}

void feed_free(struct feed *f)
{
	if (!f)
		return;
	arena_free(&f->arena);
	free(f->bytes);
	free(f);
}
