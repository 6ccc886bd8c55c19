/* page.c - bytes of a page to a checked document: charset, then the steps that page_int.h lists. */
#include "page_int.h"

#include "quotidian/charset.h"
#include "quotidian/url.h"

static struct str meta_line(struct arena *a, struct str s)
{
	struct buf b;
	buf_init(&b, DOC_META_MAX);
	(void)utf8_sanitise(&b, s, UTF8_LINE);
	struct str r = arena_str(a, str_trim(buf_str(&b)));
	buf_free(&b);
	return r;
}

/* What the page says, else what the feed said. */
static struct str either(struct arena *a, struct str page, struct str feed)
{
	return meta_line(a, page.n ? page : feed);
}

static void fill_meta(struct doc *d, const struct page_meta *m, const struct page_source *src)
{
	struct arena *a = &d->arena;
	d->title = either(a, m->title, src->title);
	d->byline = either(a, m->byline, src->byline);
	d->site = either(a, m->site, src->site);
	d->url = either(a, m->url, src->url);
	d->language = meta_line(a, m->language);
	d->image = meta_line(a, m->image);
	d->section = meta_line(a, m->section);
	d->published = m->published ? m->published : src->published;
	if (m->published && m->zone >= -DOC_ZONE_MAX && m->zone <= DOC_ZONE_MAX)
		d->published_zone = (int16_t)m->zone;
	d->updated = m->updated;
}

/* A <base href> counts when it is a web address. */
static struct str base_url(struct arena *a, const struct page_tree *t, struct str url)
{
	for (uint32_t i = 1; i < t->nnode && t->node[i].tag != TAG_body; i++)
		if (t->node[i].tag == TAG_base) {
			struct str href = url_resolve(a, url, page_attr(t, i, ATTR_href));
			if (url_is_web(href))
				return href;
		}
	return url;
}

int page_work_open(struct page_work *w, struct str html, const struct page_source *src, struct err *e)
{
	memset(w, 0, sizeof *w);
	buf_init(&w->joined, PAGE_BYTES_MAX * 3);
	if (page_stream_join(&w->joined, html))
		html = buf_str(&w->joined);
	page_scan(&w->scan, html);
	int r = page_tree_build(&w->tree, &w->arena, &w->scan, e);
	if (r < 0)
		return r;
	page_blocks_build(&w->blocks, &w->arena, &w->tree);
	page_meta_read(&w->meta, &w->arena, src, &w->scan, &w->tree, &w->blocks);
	buf_free(&w->scan.markup);
	page_score(&w->scores, &w->arena, &w->tree, &w->blocks);
	w->context = (struct page_context){ .t = &w->tree, .bs = &w->blocks, .sc = &w->scores, .meta = &w->meta, .arena = &w->arena,
		.look = page_learned };
	return 0;
}

void page_work_close(struct page_work *w)
{
	page_blocks_free(&w->blocks);
	page_tree_free(&w->tree);
	page_scan_free(&w->scan);
	buf_free(&w->joined);
	arena_free(&w->arena);
}

static uint32_t kept_words(const struct page_blocks *bs)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < bs->n; i++)
		n += bs->b[i].keep ? bs->b[i].words : 0;
	return n;
}

/* What stands for its own title is no furniture: a headline that looks like some stays. */
static void keep_headline(struct page_blocks *bs)
{
	for (uint32_t i = 0; i < bs->n && !kept_words(bs); i++)
		bs->b[i].keep = bs->b[i].words > 0;
}

static int parse_html(struct doc *d, struct str html, const struct page_source *src, const struct page_forest *look,
	struct page_found *found, struct err *e)
{
	struct page_work w;
	int r = page_work_open(&w, html, src, e);
	if (r == 0) {
		struct str base = base_url(&w.arena, &w.tree, src->url);
		w.context.look = look;
		if (src->input == PAGE_FEED_HTML) {
			w.meta.title = src->title;
			page_clean_feed(&w.context);
			if (!src->title.n)
				keep_headline(&w.blocks);
			found->sort = PAGE_ARTICLE;
			w.meta.title = STR_NONE;
		} else {
			bool article = page_choose(&w.context);
			found->words = w.context.use_body ? w.meta.body_words : kept_words(&w.blocks);
			found->sort = page_sort_of(&w.context, article, found->words);
			found->thin = !article || found->sort == PAGE_LIST;
			page_more_find(found, &w.arena, &w.context, src->url.n ? src->url : w.meta.url, base, src->part);
			found->next = arena_str(&d->arena, found->next);
			found->whole = arena_str(&d->arena, found->whole);
			found->other = arena_str(&d->arena, found->other);
		}
		page_emit(d, &w.context, base);
		fill_meta(d, &w.meta, src);
	}
	page_work_close(&w);
	return r;
}

/* Files that browsers show but that are no pages, by their first bytes. */
static const char *what_file(struct str b)
{
	if (str_starts(b, STR("%PDF-")))
		return "a PDF document";
	if (str_starts(b, STR("\x89PNG")) || str_starts(b, STR("\xFF\xD8\xFF")) || str_starts(b, STR("GIF89a")))
		return "an image";
	if (str_starts(b, STR("PK\x03\x04")) || str_starts(b, STR("\x1F\x8B")))
		return "an archive";
	return NULL;
}

int page_parse(struct doc **out, const struct page_source *src, struct page_found *found, struct err *e)
{
	return page_parse_by(out, src, page_learned, found, e);
}

int page_parse_by(struct doc **out, const struct page_source *src, const struct page_forest look[2], struct page_found *found,
	struct err *e)
{
	*out = NULL;
	memset(found, 0, sizeof *found);
	const char *file = src->input == PAGE_HTML ? what_file(src->bytes) : NULL;
	if (file)
		return err_set(e, QD_EFORMAT, "is %s, not a page; a browser may show it", file);
	struct buf text;
	buf_init(&text, PAGE_BYTES_MAX * 3);
	(void)charset_to_utf8(&text, str_sub(src->bytes, 0, PAGE_BYTES_MAX), src->content_type, CHARSET_HTML, NULL);
	struct doc *d = doc_new();
	int r = 0;
	if (src->input == PAGE_TEXT) {
		struct page_meta none = { 0 };
		found->thin = !page_text_parse(d, buf_str(&text), src);
		found->sort = found->thin ? PAGE_UNKNOWN : PAGE_ARTICLE;
		none.title = d->title;
		none.byline = d->byline;
		fill_meta(d, &none, src);
	} else {
		r = parse_html(d, buf_str(&text), src, look, found, e);
	}
	buf_free(&text);
	if (r == 0 && !d->text.n)
		r = err_set(e, QD_EFORMAT, "the page has no text");
	if (r == 0) {
		page_find_dateline(d);
		r = doc_check(d, e);
	}
	if (r < 0) {
		doc_free(d);
		return r;
	}
	*out = d;
	return 0;
}

int page_each_block(const struct page_source *src, const float *likely, page_block_fn *fn, void *arg, struct err *e)
{
	struct buf text;
	struct page_work w;
	int16_t x[PAGE_FEATURES_MAX];
	buf_init(&text, PAGE_BYTES_MAX * 3);
	(void)charset_to_utf8(&text, str_sub(src->bytes, 0, PAGE_BYTES_MAX), src->content_type, CHARSET_HTML, NULL);
	int r = page_work_open(&w, buf_str(&text), src, e);
	if (r == 0) {
		page_features_prepare(&w.context);
		for (uint32_t i = 0; i < w.blocks.n && likely; i++)
			w.blocks.b[i].p = likely[i];
		if (likely)
			page_second_prepare(&w.context);
		for (uint32_t i = 0; i < w.blocks.n; i++) {
			unsigned n = likely ? page_second_features(x, &w.context, i) : page_features(x, &w.context, i);
			fn(arg, page_block_text(&w.blocks, &w.blocks.b[i]), w.blocks.b[i].words, x, n);
		}
	}
	page_work_close(&w);
	buf_free(&text);
	return r;
}
