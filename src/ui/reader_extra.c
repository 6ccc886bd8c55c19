/* reader_extra.c - what a story's feed gives beside its text: a line in its head, and links behind those of the text. */
#include "config.h"

#include "ui_int.h"

bool reader_has_extra(const struct reader *r)
{
	const struct store_extra *x = &r->extra;
	return x->comments.n || x->comments_n > 0 || x->place.n || x->nfile;
}

uint32_t reader_links(const struct reader *r)
{
	return r->wrap.nurl + (r->extra.comments.n > 0) + r->extra.nfile;
}

struct str reader_link(const struct reader *r, uint32_t number)
{
	uint32_t at = number - 1 - r->wrap.nurl;
	if (!number || number > reader_links(r))
		return STR_NONE;
	if (number <= r->wrap.nurl)
		return r->wrap.url[number - 1];
	if (r->extra.comments.n && at-- == 0)
		return r->extra.comments;
	return r->extra.file[at].url;
}

static void add_comments(struct buf *out, const struct store_extra *x)
{
	if (x->comments_n == 1)
		buf_addz(out, "1 comment");
	else if (x->comments_n > 1)
		buf_addf(out, "%d comments", (int)x->comments_n);
	else
		buf_addz(out, "comments");
}

/* "audio 1:02:33, 12 MB" */
static void add_file(struct buf *out, const struct feed_enclosure *f)
{
	if (f->transcript) {
		buf_addz(out, "transcript");
		return;
	}
	if (str_istarts(f->type, STR("audio/")) || str_istarts(f->type, STR("video/")))
		buf_add(out, str_sub(f->type, 0, 5));
	else if (f->type.n)
		buf_add(out, f->type);
	else
		buf_addz(out, "file");
	if (f->seconds >= 3600)
		buf_addf(out, " %u:%02u:%02u", f->seconds / 3600, f->seconds / 60 % 60, f->seconds % 60);
	else if (f->seconds)
		buf_addf(out, " %u:%02u", f->seconds / 60, f->seconds % 60);
	if (f->length >= 1000000)
		buf_addf(out, ", %lld MB", (long long)(f->length / 1000000));
	else if (f->length >= 1000)
		buf_addf(out, ", %lld kB", (long long)(f->length / 1000));
}

void reader_link_words(struct buf *out, const struct reader *r, uint32_t number)
{
	uint32_t at = number - 1 - r->wrap.nurl;
	if (r->extra.comments.n && at-- == 0)
		add_comments(out, &r->extra);
	else if (at < r->extra.nfile)
		add_file(out, &r->extra.file[at]);
}

static void part(struct buf *out)
{
	if (out->n)
		buf_addz(out, " \u00B7 ");
}

void reader_extra_line(struct buf *out, const struct reader *r)
{
	const struct store_extra *x = &r->extra;
	uint32_t number = r->wrap.nurl;
	buf_add(out, x->place);
	if (x->comments_n > 0 && !x->comments.n) {
		part(out);
		add_comments(out, x);
	}
	for (uint32_t i = 0; i < (x->comments.n > 0) + x->nfile; i++) {
		part(out);
		reader_link_words(out, r, ++number);
		buf_addf(out, "[%u]", number);
	}
}
