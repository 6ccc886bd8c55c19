/* archive_read.c - archives of stories as they lie in files: JSON lines, as they are or compressed with gzip, to entries of feeds. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "archive_int.h"
#include "quotidian/date.h"
#include "quotidian/text.h"
#include "quotidian/utf8.h"

#define READ_BYTES 131072
#define LINE_MAX_BYTES ((size_t)4 << 20)
#define FIELD_MAX 4096

struct archive_file {
	gzFile f; /* reads what is not compressed, too */
	const char *path;
	char *chunk;           /* READ_BYTES of it */
	size_t chunk_at, chunk_n;
	bool failed;           /* f could not be read to its end */
	bool cut;              /* the line is longer than `line` holds */
	struct buf line, scratch;
	uint64_t lines, bytes, size; /* read; size 0: unknown */
};

/* ---- lines ---- */

/* More of the file; false at its end. */
static bool read_chunk(struct archive_file *in)
{
	int n = gzread(in->f, in->chunk, READ_BYTES), fault;
	in->chunk_at = 0;
	in->chunk_n = n > 0 ? (size_t)n : 0;
	if (in->chunk_n) {
		z_off_t at = in->size ? gzoffset(in->f) : -1;
		in->bytes = at >= 0 ? (uint64_t)at : in->bytes + in->chunk_n;
		return true;
	}
	gzerror(in->f, &fault);
	in->failed = fault != Z_OK && fault != Z_STREAM_END;
	return false;
}

/* The next line without its end; false at the end of the file. Lines over the cap are cut. */
static bool next_line(struct archive_file *in)
{
	bool any = false;
	in->cut = false;
	buf_clear(&in->line);
	while (in->chunk_at < in->chunk_n || read_chunk(in)) {
		const char *from = in->chunk + in->chunk_at, *end = memchr(from, '\n', in->chunk_n - in->chunk_at);
		size_t n = end ? (size_t)(end - from) : in->chunk_n - in->chunk_at, room = LINE_MAX_BYTES - in->line.n;
		buf_add(&in->line, str_n(from, n < room ? n : room));
		in->cut = in->cut || n > room;
		in->chunk_at += n + (end != NULL);
		any = true;
		if (end)
			break;
	}
	if (!in->lines && str_starts(buf_str(&in->line), STR("\xEF\xBB\xBF"))) { /* a byte order mark, as some programs write */
		memmove(in->line.s, in->line.s + 3, in->line.n - 3);
		in->line.n -= 3;
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

/* Why the line is no object, in words; `why`: the parser's, for a line that is no JSON at all. */
static void tell_line(const struct archive_file *in, const json_error_t *why, char *out, size_t size)
{
	if (in->cut)
		snprintf(out, size, "is longer than %zu MiB, the most that a line may have", LINE_MAX_BYTES >> 20);
	else if (!utf8_valid(buf_str(&in->line)))
		snprintf(out, size, "is not in UTF-8");
	else
		snprintf(out, size, "is no JSON object%s%s%s; one whole object a line is wanted", why ? " (" : "", why ? why->text : "", why ? ")" : "");
}

/* An entry out of the line; false when it is no story, with why in b->fault. */
static bool read_story(struct archive_file *in, struct archive_batch *b, struct story *out)
{
	struct arena *a = &b->arena;
	struct buf *scratch = &in->scratch;
	json_error_t why;
	const char *bad = NULL;
	char no_object[sizeof b->fault - 32];
	json_t *o = json_loadb(in->line.s ? in->line.s : "", in->line.n, 0, &why);
	if (!json_is_object(o)) {
		tell_line(in, o ? NULL : &why, no_object, sizeof no_object);
		bad = no_object;
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
	if (bad && !b->skipped++)
		snprintf(b->fault, sizeof b->fault, "line %llu: %s", (unsigned long long)in->lines, bad);
	if (!bad && !out->entry.published)
		b->undated++;
	json_decref(o);
	return !bad;
}

void archive_batch_clear(struct archive_batch *b)
{
	map_free(&b->by_source);
	arena_free(&b->arena);
	*b = (struct archive_batch){ 0 };
}

static void take_story(struct archive_batch *b, const struct story *one)
{
	struct arena *a = &b->arena;
	uint64_t *at = map_put(&b->by_source, arena_fmt(a, STR_FMT "\n" STR_FMT, STR_ARG(one->source.name), STR_ARG(one->source.address)));
	if (!*at) {
		struct archive_group g = { .source = one->source };
		ARENA_PUSH(a, struct archive_group, b->group, b->ngroup, b->cap, g);
		*at = b->ngroup;
	}
	struct archive_group *g = &b->group[*at - 1];
	ARENA_PUSH(a, struct feed_entry, g->feed.entry, g->feed.nentry, g->cap, one->entry);
	ARENA_PUSH(a, uint32_t, g->flags, g->nflags, g->flags_cap, one->flags);
}

bool archive_file_read(struct archive_file *in, struct archive_batch *b, uint32_t limit)
{
	for (uint32_t i = 0; i < limit; i++) {
		struct story one;
		if (!next_line(in))
			return false;
		in->lines++;
		b->lines++;
		b->size += in->line.n;
		b->bytes = in->bytes;
		if (str_trim(buf_str(&in->line)).n && read_story(in, b, &one))
			take_story(b, &one);
	}
	return true;
}

uint64_t archive_file_size(const struct archive_file *in)
{
	return in->size;
}

int archive_file_fault(const struct archive_file *in, struct err *e)
{
	int fault;
	if (!in->failed)
		return 0;
	const char *why = gzerror(in->f, &fault);
	return fault == Z_ERRNO       ? err_set(e, QD_EIO, "%s: cannot be read to its end: %s", in->path, strerror(errno))
	       : fault == Z_BUF_ERROR ? err_set(e, QD_EFORMAT, "%s: breaks off in the middle; what came before is stored", in->path)
	                              : err_set(e, QD_EFORMAT, "%s: is damaged (%s); what came before is stored", in->path, why);
}

/* ---- the file ---- */

/* Encodings and shapes of JSON that no line of could be read, with what makes lines of them. */
static int known_text(const struct archive_file *in, struct str s, struct err *e)
{
	const char *utf16 = str_starts(s, STR("\xFF\xFE")) || str_starts(s, STR("\xFE\xFF")) ? "UTF-16"
	                    : str_starts(s, STR("{\0")) || str_starts(s, STR("[\0"))           ? "UTF-16LE"
	                    : str_starts(s, STR("\0{")) || str_starts(s, STR("\0["))           ? "UTF-16BE"
	                                                                                      : NULL;
	if (utf16)
		return err_set(e, QD_EFORMAT, "%s: is in UTF-16, UTF-8 is wanted: iconv -f %s -t UTF-8 FILE | quotidian import --stories -", in->path, utf16);
	if (str_starts(s, STR("\xEF\xBB\xBF")))
		s = str_sub(s, 3, s.n);
	if (str_starts(str_trim(s), STR("[")))
		return err_set(e, QD_EFORMAT, "%s: is a JSON array, one object a line is wanted: jq -c '.[]' FILE | quotidian import --stories -", in->path);
	return 0;
}

/* Other compressions are named, with what unpacks them. */
static int known_shape(struct archive_file *in, struct err *e)
{
	static const struct {
		struct str magic;
		const char *program;
	} other[] = {
		{ STR("\xFD" "7zXZ"), "xzcat" }, { STR("\x28\xB5\x2F\xFD"), "zstdcat" }, { STR("BZh"), "bzcat" }, { STR("PK\3\4"), "unzip -p" },
	};
	read_chunk(in);
	for (size_t i = 0; i < sizeof other / sizeof *other; i++)
		if (str_starts(str_n(in->chunk, in->chunk_n), other[i].magic))
			return err_set(e, QD_EFORMAT, "%s: is compressed; unpack it on the way: %s FILE | quotidian import --stories -", in->path,
			               other[i].program);
	return known_text(in, str_n(in->chunk, in->chunk_n), e);
}

static int open_path(struct archive_file *in, struct err *e)
{
	struct stat st;
	int fd = strcmp(in->path, "-") == 0 ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3) : open(in->path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(e, errno == ENOENT ? QD_ENOTFOUND : QD_EIO, "%s: %s", in->path, strerror(errno));
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		close(fd);
		return err_set(e, QD_EIO, "%s: is a folder", in->path);
	}
	in->size = S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0;
	in->f = gzdopen(fd, "rb");
	if (!in->f) {
		close(fd);
		return err_set(e, QD_EIO, "%s: cannot be read", in->path);
	}
	in->chunk = xcalloc(1, READ_BYTES);
	return known_shape(in, e);
}

int archive_file_open(struct archive_file **out, const char *path, struct err *e)
{
	struct archive_file *in = xcalloc(1, sizeof *in);
	in->path = path;
	buf_init(&in->line, LINE_MAX_BYTES);
	buf_init(&in->scratch, LINE_MAX_BYTES);
	int r = open_path(in, e);
	if (r) {
		archive_file_close(in);
		in = NULL;
	}
	*out = in;
	return r;
}

void archive_file_close(struct archive_file *in)
{
	if (!in)
		return;
	if (in->f)
		gzclose(in->f);
	buf_free(&in->line);
	buf_free(&in->scratch);
	free(in->chunk);
	free(in);
}
