/* feed_json.c - a feed as one JSON object on one line. */
#include "config.h"

#include "quotidian/json.h"

#include "draft.h"
#include "tidy.h"

static void put_text(struct buf *out, const char *name, struct str s)
{
	if (s.n)
		json_put_member(out, name, s);
}

static void put_date(struct buf *out, const char *name, int64_t t)
{
	if (t)
		json_put_time(out, name, t);
}

static void put_list(struct buf *out, const char *name, const struct str *list, uint32_t n)
{
	if (n == 0)
		return;
	json_put_key(out, name);
	for (uint32_t i = 0; i < n; i++) {
		buf_addc(out, i ? ',' : '[');
		json_put_str(out, list[i]);
	}
	buf_addc(out, ']');
}

/* A body without any text (an image) is shown by its markup. */
static void put_content(struct buf *out, const struct feed_entry *e)
{
	if (e->content.n || e->summary.n || e->content_html.n == 0) {
		put_text(out, "content", e->content);
		return;
	}
	struct buf markup;
	buf_init(&markup, 2 * FEED_FIELD_MAX);
	tidy_markup(&markup, e->content_html);
	put_text(out, "content", str_trim(buf_str(&markup)));
	buf_free(&markup);
}

static void put_enclosures(struct buf *out, const struct feed_entry *e)
{
	if (e->nenclosure == 0)
		return;
	json_put_key(out, "enclosures");
	for (uint32_t i = 0; i < e->nenclosure; i++) {
		buf_addz(out, i ? ",{" : "[{");
		json_put_member(out, "url", e->enclosure[i].url);
		put_text(out, "type", e->enclosure[i].type);
		if (e->enclosure[i].length >= 0) {
			json_put_key(out, "length");
			buf_addf(out, "\"%lld\"", (long long)e->enclosure[i].length);
		}
		if (e->enclosure[i].seconds) {
			json_put_key(out, "seconds");
			buf_addf(out, "%u", e->enclosure[i].seconds);
		}
		if (e->enclosure[i].transcript)
			json_put_member(out, "kind", STR("transcript"));
		buf_addc(out, '}');
	}
	buf_addc(out, ']');
}

static void put_entry(struct buf *out, const struct feed_entry *e)
{
	buf_addc(out, '{');
	json_put_member(out, "id", e->id);
	put_text(out, "title", e->title);
	put_text(out, "link", e->link);
	put_date(out, "published", e->published);
	put_date(out, "updated", e->updated);
	put_text(out, "author", e->author);
	put_text(out, "summary", e->summary);
	put_content(out, e);
	put_text(out, "comments", e->comments);
	if (e->comments_n >= 0) {
		json_put_key(out, "comments_count");
		buf_addf(out, "%d", (int)e->comments_n);
	}
	put_text(out, "place", e->place);
	put_text(out, "source", e->source);
	put_text(out, "language", e->language);
	put_text(out, "rights", e->rights);
	put_text(out, "image", e->image);
	put_list(out, "categories", e->category, e->ncategory);
	put_enclosures(out, e);
	put_list(out, "title_links", e->title_link, e->ntitle_link);
	put_list(out, "summary_links", e->summary_link, e->nsummary_link);
	put_list(out, "content_links", e->content_link, e->ncontent_link);
	buf_addc(out, '}');
}

int feed_json(struct buf *out, const struct feed *f, struct str file)
{
	buf_addc(out, '{');
	put_text(out, "file", file);
	json_put_member(out, "format", f->format);
	json_put_key(out, "n_entries");
	buf_addf(out, "%u", f->nentry);
	json_put_key(out, "feed");
	buf_addc(out, '{');
	put_text(out, "id", f->id);
	put_text(out, "title", f->title);
	put_text(out, "link", f->link);
	put_text(out, "description", f->description);
	put_text(out, "author", f->author);
	put_text(out, "language", f->language);
	put_text(out, "rights", f->rights);
	put_text(out, "image", f->image);
	put_text(out, "generator", f->generator);
	put_date(out, "published", f->published);
	put_date(out, "updated", f->updated);
	if (f->ttl_min) {
		json_put_key(out, "ttl");
		buf_addf(out, "%d", f->ttl_min);
	}
	put_text(out, "hub", f->hub);
	put_text(out, "moved_to", f->moved_to);
	put_list(out, "categories", f->category, f->ncategory);
	put_list(out, "title_links", f->title_link, f->ntitle_link);
	buf_addc(out, '}');
	json_put_key(out, "entries");
	buf_addc(out, '[');
	for (uint32_t i = 0; i < f->nentry; i++) {
		if (i)
			buf_addc(out, ',');
		put_entry(out, &f->entry[i]);
	}
	buf_addc(out, ']');
	put_text(out, "warning", f->warning);
	buf_addc(out, '}');
	return out->over ? QD_ELIMIT : 0;
}
