/* store_extra.c - what an entry has beside its text and a reader shows: comments, a place, recordings and other files.
 *
 * One column of the item, in wire.h's encoding; NULL for the many that have nothing of it, so that it costs a poll no statement.
 */
#include "config.h"

#include "quotidian/url.h"
#include "quotidian/utf8.h"
#include "quotidian/wire.h"

#include "store_int.h"

#define EXTRA_VERSION 1
#define FILES_MAX 16
#define TYPE_MAX 256
#define PLACE_MAX 200

/* Illustrations are no files to open: the text has them. */
static bool is_file(const struct feed_enclosure *f, struct str image)
{
	static const char *const pictures[] = { ".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg" };
	if (!f->url.n || !url_is_web(f->url) || str_istarts(f->type, STR("image/")) || str_eq(f->url, image))
		return false;
	struct str path = str_sub(f->url, 0, str_chr(f->url, '?', 0));
	for (size_t i = 0; i < sizeof pictures / sizeof *pictures && !f->type.n; i++) {
		struct str end = str_of(pictures[i]);
		if (path.n > end.n && str_ieq(str_sub(path, path.n - end.n, path.n), end))
			return false;
	}
	return true;
}

void extra_encode(struct buf *out, const struct feed_entry *en)
{
	struct str comments = url_is_web(en->comments) && !str_eq(en->comments, en->link) ? en->comments : STR_NONE;
	struct str place = str_sub(en->place, 0, utf8_floor(en->place, PLACE_MAX));
	uint32_t n = 0;
	buf_clear(out);
	for (uint32_t i = 0; i < en->nenclosure && n < FILES_MAX; i++)
		n += is_file(&en->enclosure[i], en->image);
	if (!comments.n && en->comments_n <= 0 && !place.n && !n)
		return;
	wire_put_u(out, EXTRA_VERSION);
	wire_put_str(out, comments);
	wire_put_i(out, en->comments_n);
	wire_put_str(out, place);
	wire_put_u(out, n);
	for (uint32_t i = 0; n; i++) {
		const struct feed_enclosure *f = &en->enclosure[i];
		if (!is_file(f, en->image))
			continue;
		wire_put_str(out, f->url);
		wire_put_str(out, str_sub(f->type, 0, utf8_floor(f->type, TYPE_MAX)));
		wire_put_i(out, f->length);
		wire_put_u(out, f->seconds);
		wire_put_u(out, f->transcript);
		n--;
	}
}

static struct str get_str(struct wire *w, struct arena *a, size_t max)
{
	return arena_str(a, wire_get_str(w, max));
}

static bool decode(struct store_extra *out, struct arena *a, struct str bytes)
{
	struct wire w = wire_of(bytes);
	if (wire_get_u(&w) != EXTRA_VERSION)
		return false; /* of a newer program: what is not understood is not shown */
	out->comments = get_str(&w, a, URL_MAX);
	int64_t n = wire_get_i(&w);
	out->comments_n = n >= -1 && n <= INT32_MAX ? (int32_t)n : -1;
	out->place = get_str(&w, a, PLACE_MAX);
	out->nfile = (uint32_t)wire_get_max(&w, FILES_MAX);
	out->file = ARENA_NEW(a, struct feed_enclosure, out->nfile);
	for (uint32_t i = 0; i < out->nfile && !w.bad; i++) {
		struct feed_enclosure *f = &out->file[i];
		f->url = get_str(&w, a, URL_MAX);
		f->type = get_str(&w, a, TYPE_MAX);
		f->length = wire_get_i(&w);
		f->seconds = (uint32_t)wire_get_max(&w, UINT32_MAX);
		f->transcript = wire_get_max(&w, 1) != 0;
	}
	return wire_done(&w);
}

int store_item_extra(struct store *s, struct arena *a, int64_t id, struct store_extra *out, struct err *e)
{
	sqlite3_stmt *st;
	const struct store_extra none = { .comments_n = -1 };
	*out = none;
	int r = sql_row_of(s, SQL_item_extra, id, &st, e);
	if (r > 0) {
		struct str bytes = sql_peek(st, 0);
		if (bytes.n && !decode(out, a, bytes))
			*out = none;
		sqlite3_reset(st);
	}
	return r < 0 ? r : 0;
}

int extra_put(struct store *s, int64_t id, struct str extra, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_item_extra_set, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, id);
	extra_bind(st, 2, extra);
	return sql_run(s, st, e);
}

void extra_bind(sqlite3_stmt *st, int at, struct str extra)
{
	if (extra.n)
		sql_bind_blob(st, at, extra);
	else
		sqlite3_bind_null(st, at);
}
