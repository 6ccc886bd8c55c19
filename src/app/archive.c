/* archive.c - archives of stories: JSON lines, as they are or compressed with gzip, into the store, annotated by workers. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "quotidian/archive.h"
#include "quotidian/date.h"
#include "quotidian/map.h"
#include "quotidian/paths.h"
#include "quotidian/story.h"
#include "quotidian/text.h"
#include "quotidian/utf8.h"

#define BATCH 2000
#define BATCH_BYTES ((size_t)16 << 20)
#define READ_BYTES 131072
#define LINE_MAX_BYTES ((size_t)4 << 20)
#define FIELD_MAX 4096
#define JOBS_AT_ONCE 64
#define LOST_MAX 16 /* one bad text costs a worker; so many in a row mean that workers do not work at all */
#define TELL_MS 250
#define COMMIT_MS 400

struct import {
	struct store *s;
	struct worker_pool *pool; /* NULL: no annotating */
	gzFile f; /* reads what is not compressed, too */
	const char *path;
	char *chunk;           /* READ_BYTES of it */
	size_t chunk_at, chunk_n;
	bool failed;           /* f could not be read to its end */
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

/* More of the file; false at its end. */
static bool read_chunk(struct import *im)
{
	int n = gzread(im->f, im->chunk, READ_BYTES), fault;
	im->chunk_at = 0;
	im->chunk_n = n > 0 ? (size_t)n : 0;
	if (im->chunk_n) {
		z_off_t at = im->at->size ? gzoffset(im->f) : -1;
		im->at->bytes = at >= 0 ? (uint64_t)at : im->at->bytes + im->chunk_n;
		return true;
	}
	gzerror(im->f, &fault);
	im->failed = fault != Z_OK && fault != Z_STREAM_END;
	return false;
}

/* The next line without its end; false at the end of the file. Lines over the cap are cut, and are no JSON then. */
static bool next_line(struct import *im)
{
	bool any = false;
	buf_clear(&im->line);
	while (im->chunk_at < im->chunk_n || read_chunk(im)) {
		const char *from = im->chunk + im->chunk_at, *end = memchr(from, '\n', im->chunk_n - im->chunk_at);
		size_t n = end ? (size_t)(end - from) : im->chunk_n - im->chunk_at, room = LINE_MAX_BYTES - im->line.n;
		buf_add(&im->line, str_n(from, n < room ? n : room));
		im->chunk_at += n + (end != NULL);
		any = true;
		if (end)
			break;
	}
	return any;
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

/* Plain text as the HTML of paragraphs: a blank line parts them, and lines inside stay lines; without any, each line is a paragraph. */
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
			case '\n': buf_addz(&b, "<br>"); break;
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

struct story { /* what a line says */
	struct feed_entry entry;
	struct archive_source source;
	uint32_t flags;
};

static struct str read_tags(struct arena *a, struct buf *scratch, const json_t *list)
{
	struct buf b;
	buf_init(&b, 1000);
	for (size_t i = 0; i < json_array_size(list) && i < 100; i++) {
		struct str tag = clean(a, scratch, json_array_get(list, i), 100, UTF8_LINE);
		if (tag.n && str_chr(tag, ',', 0) == STR_NPOS)
			buf_addf(&b, "%s" STR_FMT, b.n ? "," : "", STR_ARG(tag));
	}
	struct str tags = arena_str(a, buf_str(&b));
	buf_free(&b);
	return tags;
}

static int64_t number_of(const json_t *o, const char *key, int64_t max, int64_t otherwise)
{
	const json_t *v = json_object_get(o, key);
	int64_t n = json_is_integer(v) ? (int64_t)json_integer_value(v) : -1;
	return n < 0 || n > max ? otherwise : n;
}

/* What archive_put_extra() wrote. */
static void read_extra(struct arena *a, struct buf *scratch, const json_t *o, struct feed_entry *en)
{
	const json_t *files = json_object_get(o, "enclosures");
	uint32_t cap = 0;
	en->comments = clean(a, scratch, json_object_get(o, "comments"), FIELD_MAX, UTF8_LINE);
	en->comments_n = (int32_t)number_of(o, "comments_count", INT32_MAX, -1);
	en->place = clean(a, scratch, json_object_get(o, "place"), FIELD_MAX, UTF8_LINE);
	for (size_t i = 0; i < json_array_size(files) && i < FEED_LIST_MAX; i++) {
		const json_t *f = json_array_get(files, i);
		const json_t *kind = json_object_get(f, "kind");
		struct feed_enclosure one = {
			.url = clean(a, scratch, json_object_get(f, "url"), FIELD_MAX, UTF8_LINE),
			.type = clean(a, scratch, json_object_get(f, "type"), FIELD_MAX, UTF8_LINE),
			.length = number_of(f, "bytes", INT64_MAX, -1),
			.seconds = (uint32_t)number_of(f, "seconds", UINT32_MAX, 0),
			.transcript = json_is_string(kind) && strcmp(json_string_value(kind), "transcript") == 0,
		};
		ARENA_PUSH(a, struct feed_enclosure, en->enclosure, en->nenclosure, cap, one);
	}
}

/* An entry out of the line; false when it is no story, with why in im->at->fault. */
static bool read_story(struct import *im, struct arena *a, struct buf *scratch, struct story *out)
{
	json_error_t why;
	const char *bad = NULL;
	json_t *o = json_loadb(im->line.s ? im->line.s : "", im->line.n, 0, &why);
	if (!json_is_object(o)) {
		bad = o ? "is no JSON object" : why.text;
	} else {
		struct str text = clean(a, scratch, json_object_get(o, "text"), FEED_FIELD_MAX, UTF8_LINES);
		struct feed_entry *en = &out->entry;
		out->source = (struct archive_source){
			.name = clean(a, scratch, json_object_get(o, "source"), 200, UTF8_LINE),
			.address = clean(a, scratch, json_object_get(o, "feed"), FIELD_MAX, UTF8_LINE),
			.tags = read_tags(a, scratch, json_object_get(o, "tags")),
		};
		if (!out->source.name.n)
			out->source.name = STR("archive");
		out->flags = (json_is_true(json_object_get(o, "read")) ? ITEM_READ : 0u) |
		             (json_is_true(json_object_get(o, "starred")) ? ITEM_STARRED : 0u);
		*en = (struct feed_entry){
			.id = clean(a, scratch, json_object_get(o, "id"), FIELD_MAX, UTF8_LINE),
			.title = clean(a, scratch, json_object_get(o, "title"), FIELD_MAX, UTF8_LINE),
			.link = clean(a, scratch, json_object_get(o, "url"), FIELD_MAX, UTF8_LINE),
			.author = clean(a, scratch, json_object_get(o, "author"), FIELD_MAX, UTF8_LINE),
		};
		read_extra(a, scratch, o, en);
		struct str when = clean(a, scratch, json_object_get(o, "published"), 200, UTF8_LINE);
		if (date_parse(&en->published, when))
			en->published = 0;
		if (!en->title.n) { /* the beginning of the text is its title, and else stands there only */
			buf_clear(scratch);
			text_squeeze(scratch, str_sub(text, 0, utf8_floor(text, text.n < 600 ? text.n : 600)));
			en->summary = arena_str(a, buf_str(scratch));
		}
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
	struct archive_source source;
	struct feed feed; /* without an arena: all is in the batch's */
	uint32_t *flags, cap, nflags, flags_cap;
};

static int store_group(struct import *im, struct group *g, struct err *e)
{
	struct store_poll p = { .now = im->now, .parsed = &g->feed, .gone = true };
	uint32_t n_new = 0, n_changed = 0;
	g->feed.title = g->source.name;
	int r = store_archive_feed(im->s, &g->source, &p.feed, &p.stories_only, e);
	p.apart = !p.stories_only;
	if (r == 0)
		r = store_archive_put(im->s, &p, g->flags, &n_new, &n_changed, e);
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
	size_t bytes = 0;
	buf_init(&scratch, LINE_MAX_BYTES);
	for (int i = 0; i < BATCH && bytes < BATCH_BYTES && (*more = next_line(im)); i++) {
		struct story one;
		bytes += im->line.n;
		im->at->lines++;
		if (!str_trim(buf_str(&im->line)).n || !read_story(im, &a, &scratch, &one))
			continue;
		uint64_t *at = map_put(&by_source, arena_fmt(&a, STR_FMT "\n" STR_FMT, STR_ARG(one.source.name), STR_ARG(one.source.address)));
		if (!*at) {
			struct group g = { .source = one.source };
			ARENA_PUSH(&a, struct group, group, ngroup, cap, g);
			*at = ngroup;
		}
		struct group *g = &group[*at - 1];
		ARENA_PUSH(&a, struct feed_entry, g->feed.entry, g->feed.nentry, g->cap, one.entry);
		ARENA_PUSH(&a, uint32_t, g->flags, g->nflags, g->flags_cap, one.flags);
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
	if (r == QD_ENOTFOUND) /* deleted meanwhile */
		im->fault = (struct err){ 0 };
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

static int by_number(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
	return (a > b) - (a < b);
}

/* Lets others write now and then, and keeps what is done. */
static int commit_sometimes(struct import *im, int64_t *since, struct err *e)
{
	int64_t now = clock_mono_ms();
	if (now - *since < COMMIT_MS)
		return 0;
	*since = now;
	int r = store_commit(im->s, e);
	return r ? r : store_begin(im->s, e);
}

/* Annotates all that waits for it. */
static int annotate_waiting(struct import *im, struct err *e)
{
	int r = 0;
	for (bool more = true; more && r == 0;) {
		struct arena a = { 0 };
		int64_t *id;
		uint32_t n, next = 0;
		int64_t since = clock_mono_ms();
		r = store_begin(im->s, e);
		if (r == 0)
			r = store_items_unannotated(im->s, &a, BATCH, &id, &n, e);
		more = r == 0 && n > 0;
		/* In the order of their rows: the pages of a table that grows at its end are full. */
		if (more)
			qsort(id, n, sizeof *id, by_number);
		while (r == 0 && (next < n || worker_pending(im->pool))) {
			while (r == 0 && next < n && worker_pending(im->pool) < JOBS_AT_ONCE)
				r = submit(im, id[next++], e);
			if (r == 0 && wait_for_workers(im))
				r = err_set(e, QD_EIO, "cannot wait for the workers");
			if (r == 0 && im->fault.code)
				r = err_set(e, im->fault.code, "%s", im->fault.text);
			if (r == 0)
				r = commit_sometimes(im, &since, e);
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
		for (n = 1; r == 0 && n;) {
			r = story_index_some(im->s, BATCH, 0, &n, e);
			if (r == 0 && stopped(im))
				r = err_set(e, QD_ECANCELLED, "stopped");
		}
	}
	if (r == 0 && im->failed) {
		int fault;
		const char *why = gzerror(im->f, &fault);
		r = fault == Z_ERRNO      ? err_set(e, QD_EIO, "%s: cannot be read to its end: %s", im->path, strerror(errno))
		    : fault == Z_BUF_ERROR ? err_set(e, QD_EFORMAT, "%s: breaks off in the middle; what came before is stored", im->path)
		                           : err_set(e, QD_EFORMAT, "%s: is damaged (%s); what came before is stored", im->path, why);
	}
	return r;
}

/* Other compressions are named, with what unpacks them. */
static int known_shape(struct import *im, struct err *e)
{
	static const struct {
		struct str magic;
		const char *program;
	} other[] = {
		{ STR("\xFD" "7zXZ"), "xzcat" }, { STR("\x28\xB5\x2F\xFD"), "zstdcat" }, { STR("BZh"), "bzcat" }, { STR("PK\3\4"), "unzip -p" },
	};
	read_chunk(im);
	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		if (str_starts(str_n(im->chunk, im->chunk_n), other[i].magic))
			return err_set(e, QD_EFORMAT, "%s: is compressed; unpack it on the way: %s FILE | quotidian import --stories -", im->path,
			               other[i].program);
	return 0;
}

static int open_archive(struct import *im, struct err *e)
{
	struct stat st;
	int fd = strcmp(im->path, "-") == 0 ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) : open(im->path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(e, errno == ENOENT ? QD_ENOTFOUND : QD_EIO, "%s: %s", im->path, strerror(errno));
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		close(fd);
		return err_set(e, QD_EIO, "%s: is a folder", im->path);
	}
	im->at->size = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
	im->f = gzdopen(fd, "rb");
	if (!im->f) {
		close(fd);
		return err_set(e, QD_EIO, "%s: cannot be read", im->path);
	}
	im->chunk = xcalloc(1, READ_BYTES);
	return known_shape(im, e);
}

int archive_import(struct store *s, const char *path, const struct worker_options *w, archive_tell *tell, void *arg,
                   struct archive_progress *out, struct err *e)
{
	struct import im = { .s = s, .path = path, .at = out, .tell = tell, .arg = arg, .now = clock_now() };
	*out = (struct archive_progress){ 0 };
	int r = open_archive(&im, e);
	if (r == 0 && w)
		r = worker_pool_open(&im.pool, w, annotated, &im, e);
	buf_init(&im.line, LINE_MAX_BYTES);
	if (r == 0)
		r = run(&im, e);
	buf_free(&im.line);
	worker_pool_close(im.pool);
	if (im.f)
		gzclose(im.f);
	free(im.chunk);
	return r;
}
