/* archive_out.c - stories out of the store as JSON lines, newest first, a page of them at a time. */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>

#include "quotidian/archive.h"
#include "quotidian/json.h"

#define PAGE 200

static int by_id(const void *key, const void *feed)
{
	int64_t id = *(const int64_t *)key, other = ((const struct store_feed *)feed)->id;
	return (id > other) - (id < other);
}

static int by_feed_id(const void *x, const void *y)
{
	return by_id(&((const struct store_feed *)x)->id, y);
}

static void put_flag(struct buf *out, const char *name, bool on)
{
	json_put_key(out, name);
	buf_addz(out, on ? "true" : "false");
}

static void put_feed(struct buf *out, const struct store_feed *f)
{
	struct str address = f->url, tags = f->tags, tag;
	if (str_starts(address, STORE_ARCHIVE))
		address = str_sub(address, STORE_ARCHIVE.n, address.n);
	if (!str_eq(address, f->title))
		json_put_member(out, "feed", address);
	json_put_key(out, "tags");
	buf_addc(out, '[');
	for (bool first = true; str_split(&tags, ',', &tag);) {
		if (!tag.n)
			continue;
		if (!first)
			buf_addc(out, ',');
		json_put_str(out, tag);
		first = false;
	}
	buf_addc(out, ']');
}

static void put_number(struct buf *out, const char *name, int64_t n)
{
	json_put_key(out, name);
	buf_addf(out, "%" PRId64, n);
}

void archive_put_extra(struct buf *out, const struct store_extra *x)
{
	if (x->comments.n)
		json_put_member(out, "comments", x->comments);
	if (x->comments_n >= 0)
		put_number(out, "comments_count", x->comments_n);
	if (x->place.n)
		json_put_member(out, "place", x->place);
	if (x->nfile)
		json_put_key(out, "enclosures");
	for (uint32_t i = 0; i < x->nfile; i++) {
		const struct feed_enclosure *f = &x->file[i];
		buf_addz(out, i ? ",{" : "[{");
		json_put_member(out, "url", f->url);
		if (f->type.n)
			json_put_member(out, "type", f->type);
		if (f->length >= 0)
			put_number(out, "bytes", f->length);
		if (f->seconds)
			put_number(out, "seconds", f->seconds);
		if (f->transcript)
			json_put_member(out, "kind", STR("transcript"));
		buf_addz(out, i + 1 < x->nfile ? "}" : "}]");
	}
}

static int put_story(struct store *s, struct buf *out, struct buf *text, const struct store_item *it, const struct store_feed *f, struct err *e)
{
	struct arena a = { 0 };
	struct store_extra extra;
	buf_clear(text);
	buf_clear(out);
	int r = store_item_text(s, it->id, text, e);
	if (r == 0)
		r = store_item_extra(s, &a, it->id, &extra, e);
	if (r) {
		arena_free(&a);
		return r;
	}
	buf_addc(out, '{');
	json_put_member(out, "id", it->given);
	json_put_member(out, "title", it->title);
	json_put_member(out, "text", text->n ? buf_str(text) : it->summary);
	json_put_time(out, "published", it->published);
	json_put_member(out, "source", it->feed_title);
	json_put_member(out, "url", it->url);
	json_put_member(out, "author", it->author);
	put_flag(out, "read", it->flags & ITEM_READ);
	put_flag(out, "starred", it->flags & ITEM_STARRED);
	if (f)
		put_feed(out, f);
	archive_put_extra(out, &extra);
	arena_free(&a);
	buf_addz(out, "}\n");
	return out->over ? err_set(e, QD_ELIMIT, "story %" PRId64 " is too large", it->id) : 0;
}

struct feeds {
	struct arena arena;
	struct store_feed *feed; /* by number */
	uint32_t n;
};

static int export_page(struct store *s, const struct feeds *feeds, const struct item_view *v, struct item_anchor *at, archive_write *write,
                       void *arg, uint32_t *n, struct err *e)
{
	struct arena a = { 0 };
	struct buf line, text;
	struct store_item *it;
	buf_init(&line, 0);
	buf_init(&text, FEED_FIELD_MAX);
	int r = store_items(s, &a, v, at->published == INT64_MAX ? NULL : at, false, PAGE, &it, n, e);
	for (uint32_t i = 0; r == 0 && i < *n; i++) {
		r = put_story(s, &line, &text, &it[i],
		              feeds->n ? bsearch(&it[i].feed, feeds->feed, feeds->n, sizeof *feeds->feed, by_id) : NULL, e);
		if (r == 0)
			r = write(arg, buf_str(&line), e);
		*at = (struct item_anchor){ it[i].published, it[i].id };
	}
	buf_free(&text);
	buf_free(&line);
	arena_free(&a);
	return r;
}

int archive_export(struct store *s, struct str query, archive_write *write, void *arg, uint64_t *n, struct err *e)
{
	struct feeds feeds = { 0 };
	struct item_view v = { .kind = VIEW_ALL, .filter = query };
	struct item_anchor at = { .published = INT64_MAX };
	uint32_t got = PAGE;
	*n = 0;
	int r = store_feeds(s, &feeds.arena, &feeds.feed, &feeds.n, e);
	if (r == 0 && feeds.n)
		qsort(feeds.feed, feeds.n, sizeof *feeds.feed, by_feed_id);
	while (r == 0 && got == PAGE) {
		r = export_page(s, &feeds, &v, &at, write, arg, &got, e);
		*n += got;
	}
	arena_free(&feeds.arena);
	return r;
}
