/* feed_json_in.c - JSON Feed 1.0 and 1.1 (jsonfeed.org), wrong types passed over.
 *
 * Before Jansson reads it, what it refuses for good reasons but feeds have is mended: escapes of lone
 * surrogates and of NUL, numbers beyond its range, commas before a closing bracket, an end in the middle.
 */
#include "config.h"

#include <jansson.h>

#include "quotidian/utf8.h"

#include "feed_int.h"

static int hex4(struct str s, size_t i)
{
	int v = 0;
	if (i + 4 > s.n)
		return -1;
	for (size_t k = i; k < i + 4; k++) {
		char c = s.s[k];
		int d = c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
		if (d < 0)
			return -1;
		v = v * 16 + d;
	}
	return v;
}

/* Copies a string's bytes from s[i] behind its opening quote to its closing one; returns the offset behind it. */
static size_t mend_string(struct buf *out, struct str s, size_t i)
{
	while (i < s.n && s.s[i] != '"') {
		unsigned char c = (unsigned char)s.s[i];
		int u = c == '\\' && i + 1 < s.n && s.s[i + 1] == 'u' ? hex4(s, i + 2) : -1;
		if (u == 0 || (u >= 0xD800 && u <= 0xDFFF)) {
			int low = u >= 0xD800 && u <= 0xDBFF && i + 7 < s.n && s.s[i + 6] == '\\' && s.s[i + 7] == 'u' ? hex4(s, i + 8) : -1;
			bool pair = low >= 0xDC00 && low <= 0xDFFF;
			if (pair)
				buf_add(out, str_sub(s, i, i + 12));
			else if (u != 0)
				buf_addcp(out, UTF8_BAD);
			i += pair ? 12 : 6;
		} else if (c == '\\') {
			buf_add(out, str_sub(s, i, i + 2));
			i += 2;
		} else {
			/* A line break or another control inside a string is forbidden, and common. */
			buf_addc(out, c < 0x20 ? ' ' : (char)c);
			i++;
		}
	}
	buf_addc(out, '"');
	return i + 1;
}

static size_t mend_number(struct buf *out, struct str s, size_t i)
{
	size_t end = i;
	bool exponent = false;
	while (end < s.n && (memchr("+-.eE", s.s[end], 5) || (s.s[end] >= '0' && s.s[end] <= '9'))) {
		exponent = exponent || (s.s[end] | 32) == 'e';
		end++;
	}
	/* 18 digits fit; what is larger or has an exponent is no date, size or id that means anything. */
	if (exponent || end - i > 18)
		buf_addc(out, '0');
	else
		buf_add(out, str_sub(s, i, end));
	return end;
}

/* Takes a comma at the end back, and the white space behind it. */
static void drop_comma(struct buf *out)
{
	size_t n = out->n;
	while (n && (unsigned char)out->s[n - 1] <= ' ')
		n--;
	if (n && out->s[n - 1] == ',')
		out->n = n - 1;
}

/* Returns true when the bytes ended inside the object, and were closed behind the last whole item. */
static bool mend(struct buf *out, struct str s)
{
	size_t depth = 0, whole = 0; /* whole: end of the last item, an object in a list of the root */
	char opened[2] = { 0, 0 };
	for (size_t i = 0; i < s.n;) {
		char c = s.s[i];
		if (c == '"') {
			buf_addc(out, c);
			i = mend_string(out, s, i + 1);
			continue;
		}
		if (c == '-' || (c >= '0' && c <= '9')) {
			i = mend_number(out, s, i);
			continue;
		}
		if (c == '{' || c == '[') {
			if (depth < 2)
				opened[depth] = c;
			depth++;
		} else if ((c == '}' || c == ']') && depth) {
			drop_comma(out);
			depth--;
		}
		buf_addc(out, c);
		if (c == '}' && depth == 2 && opened[0] == '{' && opened[1] == '[')
			whole = out->n;
		i++;
		if (depth == 0 && c == '}')
			return false; /* what follows the object is no part of it */
	}
	if (depth == 0 || whole == 0)
		return false;
	out->n = whole;
	buf_addz(out, "]}");
	return true;
}

static struct str string_of(const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);
	return json_is_string(v) ? str_n(json_string_value(v), json_string_length(v)) : STR_NONE;
}

/* The first of two keys that has a string. */
static struct str either(const json_t *o, const char *key, const char *other)
{
	struct str s = string_of(o, key);
	return s.n ? s : string_of(o, other);
}

static struct markup_text plain(struct str s)
{
	return (struct markup_text){ s, false, STR_NONE };
}

/* Titles should be plain text; many programs put HTML's references there. */
static struct markup_text line(struct str s)
{
	return (struct markup_text){ s, str_chr(s, '&', 0) != STR_NPOS && str_chr(s, ';', 0) != STR_NPOS &&
		str_chr(s, '<', 0) == STR_NPOS, STR_NONE };
}

static void authors(struct draft *d, const json_t *o)
{
	const json_t *list = json_object_get(o, "authors"), *one = json_object_get(o, "author");
	for (size_t i = 0; i < json_array_size(list) && i < FEED_LIST_MAX; i++) {
		const json_t *who = json_array_get(list, i);
		draft_add_author(d, 2, json_is_string(who) ? str_n(json_string_value(who), json_string_length(who)) : string_of(who, "name"));
	}
	draft_add_author(d, 2, string_of(list, "name"));
	draft_add_author(d, 1, json_is_string(one) ? string_of(o, "author") : string_of(one, "name"));
}

/* An integer, also where it is written as 12.0; -1 for all else. */
static int64_t whole_number(const json_t *v)
{
	double x = json_number_value(v);
	return json_is_integer(v) ? json_integer_value(v) : json_is_real(v) && x >= 0 && x < 1e15 ? (int64_t)x : -1;
}

/* A date as a string, or in seconds or milliseconds since 1970. */
static void set_date(struct draft *d, int64_t *field, uint8_t *have, const json_t *o, const char *key)
{
	int64_t n = whole_number(json_object_get(o, key));
	draft_set_date(d, field, have, 1, n > 0 ? arena_fmt(d->a, "%lld", (long long)n) : string_of(o, key));
}

static void attachments(struct draft *d, const json_t *list)
{
	for (size_t i = 0; i < json_array_size(list) && i < FEED_LIST_MAX; i++) {
		const json_t *o = json_array_get(list, i);
		int64_t plays = whole_number(json_object_get(o, "duration_in_seconds"));
		draft_add_enclosure(d, (struct feed_enclosure){
			.url = draft_url(d, STR_NONE, string_of(o, "url")), .type = string_of(o, "mime_type"),
			.length = whole_number(json_object_get(o, "size_in_bytes")),
			.seconds = plays > 0 && plays <= DRAFT_SECONDS_MAX ? (uint32_t)plays : 0 });
	}
}

static void item(struct draft *d, const json_t *o)
{
	if (!json_is_object(o))
		return;
	draft_begin_entry(d);
	struct feed_entry *e = &d->cur;
	const json_t *id = json_object_get(o, "id");
	if (json_is_number(id)) {
		struct str s = arena_fmt(d->a, "%lld", (long long)(json_is_integer(id) ? json_integer_value(id) : whole_number(id)));
		draft_set_plain(d, &e->id, &d->rank.id, 1, s);
	}
	draft_set_plain(d, &e->id, &d->rank.id, 1, string_of(o, "id"));
	draft_set_title(d, 1, line(string_of(o, "title")));
	draft_set_url(d, &e->link, &d->rank.link, 2, STR_NONE, string_of(o, "url"));
	draft_set_url(d, &e->link, &d->rank.link, 1, STR_NONE, string_of(o, "external_url"));
	draft_set_content(d, 2, (struct markup_text){ string_of(o, "content_html"), true, STR_NONE });
	draft_set_content(d, 1, plain(string_of(o, "content_text")));
	draft_set_summary(d, 1, line(string_of(o, "summary")));
	set_date(d, &e->published, &d->rank.published, o, "date_published");
	set_date(d, &e->updated, &d->rank.updated, o, "date_modified");
	draft_set_url(d, &e->image, &d->rank.image, 3, STR_NONE, string_of(o, "image"));
	draft_set_url(d, &e->image, &d->rank.image, 2, STR_NONE, string_of(o, "banner_image"));
	draft_set_plain(d, &e->language, &d->rank.language, 1, string_of(o, "language"));
	authors(d, o);
	const json_t *tags = json_object_get(o, "tags");
	for (size_t i = 0; i < json_array_size(tags) && i < FEED_LIST_MAX; i++) {
		const json_t *t = json_array_get(tags, i);
		if (json_is_string(t))
			draft_add_category(d, str_n(json_string_value(t), json_string_length(t)));
	}
	attachments(d, json_object_get(o, "attachments"));
	draft_end_entry(d);
}

static void feed_of(struct draft *d, const json_t *root, const json_t *items)
{
	struct feed *f = d->f;
	f->format = STR("json");
	draft_set_url(d, &f->link, &d->feed_rank.link, 1, STR_NONE, string_of(root, "home_page_url"));
	draft_set_title(d, 1, plain(string_of(root, "title")));
	draft_set_line(d, &f->description, &d->feed_rank.description, 1, plain(string_of(root, "description")));
	draft_set_plain(d, &f->id, &d->feed_rank.id, 1, string_of(root, "feed_url"));
	draft_set_plain(d, &f->language, &d->feed_rank.language, 1, string_of(root, "language"));
	draft_set_url(d, &f->image, &d->feed_rank.image, 1, STR_NONE, either(root, "icon", "favicon"));
	authors(d, root);
	const json_t *hubs = json_object_get(root, "hubs");
	if (json_array_size(hubs))
		f->hub = draft_url(d, STR_NONE, string_of(json_array_get(hubs, 0), "url"));
	f->gone = json_is_true(json_object_get(root, "expired"));
	for (size_t i = 0; i < json_array_size(items) && !d->full; i++)
		item(d, json_array_get(items, i));
	if (d->full)
		f->warning = arena_fmt(d->a, "more than %d items; the rest was left out", FEED_ENTRIES_MAX);
	/* A feed has no dates of its own: those of its newest item. */
	for (uint32_t i = 0; i < f->nentry; i++) {
		f->published = f->entry[i].published > f->published ? f->entry[i].published : f->published;
		f->updated = f->entry[i].updated > f->updated ? f->entry[i].updated : f->updated;
	}
}

int feed_read_json(struct draft *d, struct str text, struct err *e)
{
	struct buf mended;
	json_error_t why;
	buf_init(&mended, 2 * text.n + 64);
	bool broken = mend(&mended, text);
	json_t *root = json_loadb(mended.s ? mended.s : "", mended.n, JSON_DISABLE_EOF_CHECK, &why);
	buf_free(&mended);
	if (!root)
		return err_set(e, QD_EFORMAT, "is broken JSON: line %d: %s", why.line, why.text);
	const json_t *items = json_object_get(root, "items");
	struct str version = string_of(root, "version");
	int rc = 0;
	if (json_is_array(items) && (str_find(version, STR("jsonfeed"), 0) != STR_NPOS || !version.n || version.s[0] == '1' ||
		json_is_string(json_object_get(root, "title")))) {
		feed_of(d, root, items);
		d->f->cut = broken;
		if (broken)
			d->f->warning = arena_fmt(d->a, "the document breaks off; %u items were read before it", d->f->nentry);
	} else {
		rc = err_set(e, QD_EFORMAT, "is JSON, but no JSON Feed");
	}
	json_decref(root);
	return rc;
}
