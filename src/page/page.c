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

static int parse_html(struct doc *d, struct str html, const struct page_source *src, bool *article, struct err *e)
{
	struct arena a = { 0 };
	struct page_scan scan;
	struct page_tree tree;
	struct page_blocks blocks = { 0 };
	struct page_meta meta;
	struct page_scores scores;
	page_scan(&scan, html);
	int r = page_tree_build(&tree, &a, &scan, e);
	if (r == 0) {
		page_blocks_build(&blocks, &a, &tree);
		page_meta_read(&meta, &a, src, &scan, &tree, &blocks);
		buf_free(&scan.markup);
		page_score(&scores, &a, &tree, &blocks);
		struct page_context c = { .t = &tree, .bs = &blocks, .sc = &scores, .meta = &meta, .arena = &a };
		if (src->input == PAGE_FEED_HTML) {
			meta.title = src->title;
			page_clean_feed(&c);
			*article = true;
			meta.title = STR_NONE;
		} else {
			*article = page_choose(&c);
		}
		page_emit(d, &c, base_url(&a, &tree, src->url));
		fill_meta(d, &meta, src);
	}
	page_blocks_free(&blocks);
	page_tree_free(&tree);
	page_scan_free(&scan);
	arena_free(&a);
	return r;
}

int page_parse(struct doc **out, const struct page_source *src, bool *thin, struct err *e)
{
	*out = NULL;
	*thin = false;
	struct buf text;
	buf_init(&text, PAGE_BYTES_MAX * 3);
	(void)charset_to_utf8(&text, str_sub(src->bytes, 0, PAGE_BYTES_MAX), src->content_type, CHARSET_HTML, NULL);
	struct doc *d = doc_new();
	int r = 0;
	bool article = false;
	if (src->input == PAGE_TEXT) {
		struct page_meta none = { 0 };
		article = page_text_parse(d, buf_str(&text), src);
		none.title = d->title;
		none.byline = d->byline;
		fill_meta(d, &none, src);
	} else {
		r = parse_html(d, buf_str(&text), src, &article, e);
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
	*thin = !article;
	*out = d;
	return 0;
}
