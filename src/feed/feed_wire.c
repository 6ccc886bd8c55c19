/* feed_wire.c - a feed over a worker's pipe.
 *
 * The reader trusts nothing: numbers have caps, strings are clean UTF-8 below their caps, addresses
 * are web addresses.
 */
#include "config.h"

#include <stdlib.h>

#include "quotidian/utf8.h"
#include "quotidian/url.h"
#include "quotidian/wire.h"

#include "draft.h"

#define FEED_WIRE_VERSION 3
#define ID_MAX (FEED_LINE_MAX + URL_MAX + 64)

static void put_list(struct buf *b, const struct str *list, uint32_t n)
{
	wire_put_u(b, n);
	for (uint32_t i = 0; i < n; i++)
		wire_put_str(b, list[i]);
}

static void put_entry(struct buf *b, const struct feed_entry *e)
{
	const struct str *const text[] = { &e->id, &e->title, &e->author, &e->summary, &e->content, &e->source, &e->language, &e->rights };
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		wire_put_str(b, *text[i]);
	/* A body that is its own HTML goes but once. */
	wire_put_str(b, e->content_html);
	wire_put_str(b, e->link);
	wire_put_str(b, e->comments);
	wire_put_str(b, e->image);
	wire_put_str(b, e->place);
	wire_put_i(b, e->comments_n);
	wire_put_i(b, e->published);
	wire_put_i(b, e->updated);
	put_list(b, e->category, e->ncategory);
	wire_put_u(b, e->nenclosure);
	for (uint32_t i = 0; i < e->nenclosure; i++) {
		wire_put_str(b, e->enclosure[i].url);
		wire_put_str(b, e->enclosure[i].type);
		wire_put_i(b, e->enclosure[i].length);
		wire_put_u(b, e->enclosure[i].seconds);
		wire_put_u(b, e->enclosure[i].transcript);
	}
	put_list(b, e->title_link, e->ntitle_link);
	put_list(b, e->summary_link, e->nsummary_link);
	put_list(b, e->content_link, e->ncontent_link);
}

int feed_encode(struct buf *out, const struct feed *f)
{
	wire_put_u(out, FEED_WIRE_VERSION);
	const struct str *const text[] = { &f->format, &f->title, &f->id, &f->description, &f->author, &f->language, &f->rights,
		&f->generator, &f->warning };
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		wire_put_str(out, *text[i]);
	const struct str *const url[] = { &f->link, &f->image, &f->hub, &f->moved_to };
	for (size_t i = 0; i < sizeof url / sizeof *url; i++)
		wire_put_str(out, *url[i]);
	wire_put_i(out, f->published);
	wire_put_i(out, f->updated);
	wire_put_u(out, (uint64_t)f->ttl_min);
	wire_put_u(out, f->skip_hours);
	wire_put_u(out, f->skip_days);
	wire_put_u(out, f->gone);
	wire_put_u(out, f->cut);
	put_list(out, f->category, f->ncategory);
	put_list(out, f->title_link, f->ntitle_link);
	wire_put_u(out, f->nentry);
	for (uint32_t i = 0; i < f->nentry; i++)
		put_entry(out, &f->entry[i]);
	return out->over ? QD_ELIMIT : 0;
}

static struct str get_text(struct wire *w, size_t max, bool lines)
{
	struct str s = wire_get_str(w, max);
	if (s.n == 0)
		return STR_NONE;
	if (!utf8_clean(s) || (!lines && str_chr(s, '\n', 0) != STR_NPOS)) {
		w->bad = true;
		return STR_NONE;
	}
	return s;
}

static struct str get_url(struct wire *w)
{
	struct str s = get_text(w, URL_MAX, false);
	struct url u;
	if (!s.n)
		return s;
	url_split(&u, s);
	/* A relative one is left where the feed's address was not known. */
	if (u.scheme.n && !url_is_safe_link(s))
		w->bad = true;
	return s;
}

static void get_list(struct str **list, uint32_t *n, struct arena *a, struct wire *w, bool urls)
{
	*n = (uint32_t)wire_get_max(w, FEED_LIST_MAX);
	*list = *n ? ARENA_NEW(a, struct str, *n) : NULL;
	for (uint32_t i = 0; i < *n && !w->bad; i++)
		(*list)[i] = get_text(w, urls ? URL_MAX : FEED_LINE_MAX, false);
}

static void get_entry(struct feed_entry *e, struct arena *a, struct wire *w)
{
	e->id = get_text(w, ID_MAX, false);
	e->title = get_text(w, FEED_LINE_MAX, false);
	e->author = get_text(w, FEED_LINE_MAX, false);
	e->summary = get_text(w, FEED_FIELD_MAX, false);
	e->content = get_text(w, FEED_FIELD_MAX, false);
	e->source = get_text(w, FEED_LINE_MAX, false);
	e->language = get_text(w, FEED_LINE_MAX, false);
	e->rights = get_text(w, FEED_LINE_MAX, false);
	e->content_html = get_text(w, 2 * FEED_FIELD_MAX, true);
	e->link = get_url(w);
	e->comments = get_url(w);
	e->image = get_url(w);
	e->place = get_text(w, FEED_LINE_MAX, false);
	int64_t comments = wire_get_i(w);
	w->bad = w->bad || comments < -1 || comments > INT32_MAX;
	e->comments_n = (int32_t)comments;
	e->published = wire_get_i(w);
	e->updated = wire_get_i(w);
	get_list(&e->category, &e->ncategory, a, w, false);
	e->nenclosure = (uint32_t)wire_get_max(w, FEED_LIST_MAX);
	e->enclosure = e->nenclosure ? ARENA_NEW(a, struct feed_enclosure, e->nenclosure) : NULL;
	for (uint32_t i = 0; i < e->nenclosure && !w->bad; i++) {
		e->enclosure[i].url = get_url(w);
		e->enclosure[i].type = get_text(w, 256, false);
		e->enclosure[i].length = wire_get_i(w);
		e->enclosure[i].seconds = (uint32_t)wire_get_max(w, UINT32_MAX);
		e->enclosure[i].transcript = wire_get_max(w, 1) != 0;
	}
	get_list(&e->title_link, &e->ntitle_link, a, w, true);
	get_list(&e->summary_link, &e->nsummary_link, a, w, true);
	get_list(&e->content_link, &e->ncontent_link, a, w, true);
	if (e->id.n == 0)
		w->bad = true;
}

/* Dates that the store and the views can count with: years 1 to 9999. */
static bool date_ok(int64_t t)
{
	return t >= -62135596800 && t <= 253402300799;
}

int feed_decode(struct feed **out, struct str bytes, struct err *e)
{
	*out = NULL;
	struct feed *f = xcalloc(1, sizeof *f);
	f->bytes = str_dupz(bytes); /* its strings are slices of them */
	struct wire w = wire_of(str_n(f->bytes, bytes.n));
	struct arena *a = &f->arena;
	if (wire_get_u(&w) != FEED_WIRE_VERSION)
		w.bad = true;
	struct str *const text[] = { &f->format, &f->title, &f->id, &f->description, &f->author, &f->language, &f->rights,
		&f->generator, &f->warning };
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		*text[i] = get_text(&w, FEED_LINE_MAX, false);
	struct str *const url[] = { &f->link, &f->image, &f->hub, &f->moved_to };
	for (size_t i = 0; i < sizeof url / sizeof *url; i++)
		*url[i] = get_url(&w);
	f->published = wire_get_i(&w);
	f->updated = wire_get_i(&w);
	f->ttl_min = (int)wire_get_max(&w, 10000000);
	f->skip_hours = (uint32_t)wire_get_max(&w, 0xFFFFFF);
	f->skip_days = (uint8_t)wire_get_max(&w, 0x7F);
	f->gone = wire_get_max(&w, 1) != 0;
	f->cut = wire_get_max(&w, 1) != 0;
	get_list(&f->category, &f->ncategory, a, &w, false);
	get_list(&f->title_link, &f->ntitle_link, a, &w, true);
	f->nentry = (uint32_t)wire_get_max(&w, FEED_ENTRIES_MAX);
	/* An entry takes 20 bytes and more: a count that the bytes cannot hold gets no memory. */
	if (f->nentry > bytes.n / 20)
		w.bad = true;
	bool ok = date_ok(f->published) && date_ok(f->updated);
	f->entry = w.bad ? NULL : ARENA_NEW(a, struct feed_entry, f->nentry);
	for (uint32_t i = 0; i < f->nentry && !w.bad; i++) {
		get_entry(&f->entry[i], a, &w);
		ok = ok && date_ok(f->entry[i].published) && date_ok(f->entry[i].updated);
	}
	if (!ok || !wire_done(&w)) {
		feed_free(f);
		return err_set(e, QD_EFORMAT, "a worker's reply is no feed");
	}
	*out = f;
	return 0;
}
