/* archive.c - archives of stories: JSON lines into the store, annotated by workers. */
#include "config.h"

#include <errno.h>
#include <jansson.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "quotidian/archive.h"
#include "quotidian/date.h"
#include "quotidian/map.h"
#include "quotidian/paths.h"
#include "quotidian/text.h"
#include "quotidian/utf8.h"

#define BATCH 2000
#define LINE_MAX_BYTES ((size_t)4 << 20)
#define FIELD_MAX 4096
#define JOBS_AT_ONCE 64
#define LOST_MAX 16 /* one bad text costs a worker; so many in a row mean that workers do not work at all */
#define TELL_MS 250

struct import {
	struct store *s;
	struct worker_pool *pool; /* NULL: no annotating */
	FILE *f;
	struct buf line;
	struct archive_progress *at;
	archive_tell *tell;
	void *arg;
	int64_t told; /* clock_mono_ms() of the last call */
	struct err fault; /* of a write in a worker's callback */
	unsigned lost;    /* jobs in a row that cost a worker */
	int64_t now;
};

/* ---- lines ---- */

/* The next line without its end; false at the end of the file. Lines over the cap are cut, and are no JSON then. */
static bool next_line(struct import *im)
{
	int c;
	buf_clear(&im->line);
	while ((c = getc_unlocked(im->f)) != EOF && c != '\n')
		buf_addc(&im->line, (char)c);
	im->line.over = false;
	im->at->bytes += im->line.n + (c == '\n');
	return c != EOF || im->line.n;
}

static struct str clean(struct arena *a, struct buf *b, const json_t *v, size_t max, enum utf8_keep keep)
{
	buf_clear(b);
	if (json_is_string(v)) {
		struct str s = str_n(json_string_value(v), json_string_length(v));
		utf8_sanitise(b, str_sub(s, 0, utf8_floor(s, s.n < max ? s.n : max)), keep);
	}
	return arena_str(a, buf_str(b));
}

/* Plain text as the HTML of paragraphs: a blank line parts them; without any, each line is one. */
static struct str paragraphs(struct arena *a, struct str text)
{
	struct buf b;
	buf_init(&b, 8 * FEED_FIELD_MAX);
	const struct str gap = str_find(text, STR("\n\n"), 0) != STR_NPOS ? STR("\n\n") : STR("\n");
	for (size_t i = 0; i < text.n;) {
		size_t end = str_find(text, gap, i);
		end = end == STR_NPOS ? text.n : end;
		buf_addz(&b, "<p>");
		for (; i < end; i++) {
			switch (text.s[i]) {
			case '<': buf_addz(&b, "&lt;"); break;
			case '>': buf_addz(&b, "&gt;"); break;
			case '&': buf_addz(&b, "&amp;"); break;
			default: buf_addc(&b, text.s[i]);
			}
		}
		buf_addz(&b, "</p>\n");
		i = end + gap.n;
	}
	struct str html = arena_str(a, buf_str(&b));
	buf_free(&b);
	return html;
}

/* An entry out of the line; false when it is no story, with why in im->at->fault. */
static bool read_story(struct import *im, struct arena *a, struct buf *scratch, struct feed_entry *en, struct str *source)
{
	json_error_t why;
	const char *bad = NULL;
	json_t *o = json_loadb(im->line.s ? im->line.s : "", im->line.n, 0, &why);
	if (!json_is_object(o)) {
		bad = o ? "is no JSON object" : why.text;
	} else {
		struct str text = clean(a, scratch, json_object_get(o, "text"), FEED_FIELD_MAX, UTF8_LINES);
		*source = clean(a, scratch, json_object_get(o, "source"), 200, UTF8_LINE);
		*en = (struct feed_entry){
			.id = clean(a, scratch, json_object_get(o, "id"), FIELD_MAX, UTF8_LINE),
			.title = clean(a, scratch, json_object_get(o, "title"), FIELD_MAX, UTF8_LINE),
			.link = clean(a, scratch, json_object_get(o, "url"), FIELD_MAX, UTF8_LINE),
		};
		struct str when = clean(a, scratch, json_object_get(o, "published"), 200, UTF8_LINE);
		if (date_parse(&en->published, when))
			en->published = 0;
		buf_clear(scratch);
		text_squeeze(scratch, str_sub(text, 0, utf8_floor(text, text.n < 600 ? text.n : 600)));
		en->summary = arena_str(a, buf_str(scratch));
		en->content_html = paragraphs(a, text);
		if (!en->id.n)
			bad = "has no \"id\"";
		else if (!en->title.n && !text.n)
			bad = "has neither title nor text";
	}
	if (bad && !im->at->skipped++)
		snprintf(im->at->fault, sizeof im->at->fault, "line %llu: %s", (unsigned long long)im->at->lines, bad);
	json_decref(o);
	return !bad;
}

/* ---- storing ---- */

struct group { /* the stories of one source in a batch */
	struct str source;
	struct feed feed; /* without an arena: all is in the batch's */
	uint32_t cap;
};

static int store_group(struct import *im, struct group *g, struct err *e)
{
	struct store_poll p = { .now = im->now, .parsed = &g->feed, .gone = true, .apart = true };
	uint32_t n_new = 0, n_changed = 0;
	g->feed.title = g->source;
	int r = store_archive_feed(im->s, g->source, &p.feed, e);
	if (r == 0)
		r = store_poll_result(im->s, &p, &n_new, &n_changed, e);
	im->at->added += n_new;
	im->at->changed += n_changed;
	im->at->known += g->feed.nentry - n_new - n_changed;
	return r;
}

/* Reads and stores up to BATCH lines; *more: the file goes on. */
static int store_batch(struct import *im, bool *more, struct err *e)
{
	struct arena a = { 0 };
	struct map by_source = { 0 };
	struct buf scratch;
	struct group *group = NULL;
	uint32_t ngroup = 0, cap = 0;
	buf_init(&scratch, LINE_MAX_BYTES);
	for (int i = 0; i < BATCH && (*more = next_line(im)); i++) {
		struct feed_entry en;
		struct str source;
		im->at->lines++;
		if (!str_trim(buf_str(&im->line)).n || !read_story(im, &a, &scratch, &en, &source))
			continue;
		if (!source.n)
			source = STR("archive");
		uint64_t *at = map_put(&by_source, source);
		if (!*at) {
			struct group g = { .source = source };
			ARENA_PUSH(&a, struct group, group, ngroup, cap, g);
			*at = ngroup;
		}
		struct group *g = &group[*at - 1];
		ARENA_PUSH(&a, struct feed_entry, g->feed.entry, g->feed.nentry, g->cap, en);
	}
	int r = store_begin(im->s, e);
	if (r == 0) {
		for (uint32_t i = 0; i < ngroup && r == 0; i++)
			r = store_group(im, &group[i], e);
		if (r)
			store_rollback(im->s);
		else
			r = store_commit(im->s, e);
	}
	buf_free(&scratch);
	map_free(&by_source);
	arena_free(&a);
	return r;
}

/* ---- annotating ---- */

static void annotated(void *arg, struct worker_result *w)
{
	struct import *im = arg;
	int64_t item = (int64_t)w->tag;
	if (im->fault.code || w->code == QD_ECANCELLED)
		return;
	im->lost = w->code == QD_EWORKER ? im->lost + 1 : 0;
	if (im->lost == LOST_MAX) {
		err_set(&im->fault, QD_EWORKER, "%s", w->message);
		return;
	}
	int r = w->doc ? store_doc_put(im->s, item, DOC_FEED, w->doc, STR(""), &im->fault)
	               : store_doc_failed(im->s, item, DOC_FEED, str_of(w->message), &im->fault);
	im->at->annotated += r == 0 && w->doc;
}

static int submit(struct import *im, int64_t item, struct err *e)
{
	struct arena a = { 0 };
	struct store_item it;
	struct str html;
	int r = store_item(im->s, &a, item, &it, e);
	if (r == 0)
		r = store_item_body(im->s, &a, item, &html, e);
	if (r == 0) {
		struct worker_job job = { .kind = WORKER_ARTICLE, .tag = (uint64_t)item, .annotate = true };
		/* Of a headline without text the title is the text, and would be taken off it as one. */
		struct str title = str_eq(html, it.title) ? STR("") : it.title;
		job.page = (struct page_source){ .bytes = html, .url = it.url, .input = PAGE_FEED_HTML, .title = title, .byline = it.author,
			                         .site = it.feed_title, .published = it.published };
		r = worker_submit(im->pool, &job, e);
		if (r == QD_ELIMIT)
			r = store_doc_failed(im->s, item, DOC_FEED, STR("the text is too large"), e);
	}
	arena_free(&a);
	return r;
}

static bool stopped(struct import *im)
{
	int64_t now = clock_mono_ms();
	if (!im->tell || now - im->told < TELL_MS)
		return false;
	im->told = now;
	return im->tell(im->arg, im->at);
}

static int wait_for_workers(struct import *im)
{
	struct pollfd fds[64];
	unsigned n = worker_pollfds(im->pool, fds, 64);
	int ms = worker_deadline_ms(im->pool);
	if (poll(fds, n, ms < 0 || ms > TELL_MS ? TELL_MS : ms) < 0 && errno != EINTR)
		return QD_EIO;
	worker_run(im->pool);
	return 0;
}

/* Annotates all that waits for it, in transactions of a round each. */
static int annotate_waiting(struct import *im, struct err *e)
{
	int r = 0;
	for (bool more = true; more && r == 0;) {
		struct arena a = { 0 };
		int64_t *id;
		uint32_t n, next = 0;
		r = store_begin(im->s, e);
		if (r == 0)
			r = store_items_unannotated(im->s, &a, BATCH, &id, &n, e);
		more = r == 0 && n > 0;
		while (r == 0 && (next < n || worker_pending(im->pool))) {
			while (r == 0 && next < n && worker_pending(im->pool) < JOBS_AT_ONCE)
				r = submit(im, id[next++], e);
			if (r == 0 && wait_for_workers(im))
				r = err_set(e, QD_EIO, "cannot wait for the workers");
			if (r == 0 && im->fault.code)
				r = err_set(e, im->fault.code, "%s", im->fault.text);
			if (r == 0 && stopped(im))
				r = err_set(e, QD_ECANCELLED, "stopped");
		}
		/* What was done when somebody stops it is kept. */
		if (r == 0)
			r = store_commit(im->s, e);
		else if (r != QD_ECANCELLED || store_commit(im->s, NULL))
			store_rollback(im->s);
		arena_free(&a);
	}
	return r;
}

/* ---- the whole ---- */

static int run(struct import *im, struct err *e)
{
	bool more = true;
	int r = 0;
	uint32_t n;
	while (more && r == 0) {
		r = store_batch(im, &more, e);
		if (r == 0 && im->pool)
			r = annotate_waiting(im, e);
		if (r == 0)
			r = store_index_some(im->s, BATCH, &n, e);
		if (r == 0 && stopped(im))
			r = err_set(e, QD_ECANCELLED, "stopped");
	}
	if (r == 0 && ferror(im->f))
		r = err_set(e, QD_EIO, "the archive could not be read to its end");
	return r;
}

int archive_import(struct store *s, const char *path, const struct worker_options *w, archive_tell *tell, void *arg,
                   struct archive_progress *out, struct err *e)
{
	struct import im = { .s = s, .at = out, .tell = tell, .arg = arg, .now = clock_now() };
	struct stat st;
	*out = (struct archive_progress){ 0 };
	im.f = strcmp(path, "-") == 0 ? stdin : fopen(path, "rb");
	if (!im.f)
		return err_set(e, errno == ENOENT ? QD_ENOTFOUND : QD_EIO, "%s: %s", path, strerror(errno));
	if (fstat(fileno(im.f), &st) == 0 && S_ISREG(st.st_mode))
		out->size = (uint64_t)st.st_size;
	int c = getc(im.f);
	int r = 0;
	if (c == 0x1f)
		r = err_set(e, QD_EFORMAT, "%s: is compressed; unpack it on the way: zcat FILE | quotidian import --stories -", path);
	else if (c != EOF)
		ungetc(c, im.f);
	if (r == 0 && w)
		r = worker_pool_open(&im.pool, w, annotated, &im, e);
	buf_init(&im.line, LINE_MAX_BYTES);
	if (r == 0)
		r = run(&im, e);
	buf_free(&im.line);
	worker_pool_close(im.pool);
	if (im.f != stdin)
		fclose(im.f);
	return r;
}
