/* page_jsonld.c - what a page says of itself in JSON-LD (schema.org NewsArticle and its kin). Takes the scripts that
 * page_scan kept aside.
 */
#include "page_int.h"

#include <jansson.h>

#include "quotidian/date.h"
#include "quotidian/htmltext.h"

#define LD_DEPTH 12
#define LD_BYTES ((size_t)2 << 20)
#define LD_OBJECTS 4000

struct reader {
	struct page_meta *m;
	struct arena *a;
	unsigned objects;
	int trust; /* of what filled m: 0 nothing, 1 a page, 2 an article */
};

/* A string value as one clean line (or lines), references decoded. */
static struct str clean(struct arena *a, struct str s, size_t max, enum utf8_keep keep)
{
	struct buf raw, out;
	buf_init(&raw, LD_BYTES * 2);
	buf_init(&out, max);
	html_decode(&raw, s);
	(void)utf8_sanitise(&out, buf_str(&raw), keep);
	struct str r = arena_str(a, str_trim(buf_str(&out)));
	buf_free(&raw);
	buf_free(&out);
	return r;
}

static struct str line_of(struct reader *r, const json_t *v)
{
	if (json_is_array(v))
		v = json_array_get(v, 0);
	if (!json_is_string(v))
		return STR_NONE;
	struct buf b;
	buf_init(&b, DOC_META_MAX);
	html_text(&b, str_n(json_string_value(v), json_string_length(v)));
	struct str s = clean(r->a, buf_str(&b), DOC_META_MAX, UTF8_LINE);
	buf_free(&b);
	return s;
}

/* A name: the string itself, or the object's name; of several, joined. */
static void add_names(struct reader *r, struct buf *out, const json_t *v, unsigned depth)
{
	if (depth > 3)
		return;
	if (json_is_array(v)) {
		size_t i;
		json_t *x;
		json_array_foreach (v, i, x) {
			if (i == 20)
				break;
			add_names(r, out, x, depth + 1);
		}
		return;
	}
	const json_t *name = json_is_object(v) ? json_object_get(v, "name") : v;
	if (json_is_object(v) && !name) {
		const char *type = json_string_value(json_object_get(v, "@type"));
		if (type && strcmp(type, "Person") == 0 && json_is_string(json_object_get(v, "familyName"))) {
			struct str given = line_of(r, json_object_get(v, "givenName")), family = line_of(r, json_object_get(v, "familyName"));
			if (out->n)
				buf_addz(out, ", ");
			buf_addf(out, STR_FMT " " STR_FMT, STR_ARG(given), STR_ARG(family));
		}
		return;
	}
	if (json_is_array(name)) {
		add_names(r, out, name, depth + 1);
		return;
	}
	struct str s = line_of(r, name);
	if (!s.n || str_istarts(s, STR("http")))
		return;
	if (out->n)
		buf_addz(out, ", ");
	buf_add(out, s);
}

static struct str names(struct reader *r, const json_t *v)
{
	struct buf b;
	buf_init(&b, DOC_META_MAX);
	if (v)
		add_names(r, &b, v, 0);
	struct str s = arena_str(r->a, buf_str(&b));
	buf_free(&b);
	return s;
}

static struct str address(struct reader *r, const json_t *v)
{
	for (unsigned k = 0; k < 3; k++) {
		if (json_is_array(v))
			v = json_array_get(v, 0);
		else if (json_is_object(v))
			v = json_object_get(v, json_object_get(v, "url") ? "url" : json_object_get(v, "@id") ? "@id" : "contentUrl");
	}
	return json_is_string(v) ? clean(r->a, str_of(json_string_value(v)), DOC_META_MAX, UTF8_LINE) : STR_NONE;
}

static int64_t date_of(int *zone, struct reader *r, const json_t *v)
{
	int64_t t;
	struct str s = line_of(r, v);
	return s.n && s.n < 100 && date_parse_zone(&t, zone, s) == 0 ? t : 0;
}

/* 2 for an article, 1 for a page, 0 else. */
static int type_trust(const json_t *type)
{
	if (json_is_array(type)) {
		int best = 0;
		size_t i;
		json_t *x;
		json_array_foreach (type, i, x) {
			int t = json_is_string(x) ? type_trust(x) : 0;
			if (t > best)
				best = t;
		}
		return best;
	}
	if (!json_is_string(type))
		return 0;
	struct str s = str_of(json_string_value(type));
	if (str_find(s, STR("Article"), 0) != STR_NPOS || str_find(s, STR("BlogPosting"), 0) != STR_NPOS || str_ends(s,
		STR("Report")) ||
		str_eq(s, STR("Review")) || str_eq(s, STR("LiveBlogPosting")))
		return 2;
	if (str_ends(s, STR("WebPage")) || str_eq(s, STR("VideoObject")) || str_eq(s, STR("ItemPage")))
		return 1;
	return 0;
}

static void fill(struct str *to, struct str from, bool better)
{
	if (from.n && (!to->n || better))
		*to = from;
}

static void read_article(struct reader *r, const json_t *o, int trust)
{
	struct page_meta *m = r->m;
	bool better = trust > r->trust;
	const json_t *type = json_object_get(o, "@type"), *open = json_object_get(o, "isAccessibleForFree");
	m->says_article = m->says_article || trust == 2;
	m->says_video = m->says_video || (json_is_string(type) && strcmp(json_string_value(type), "VideoObject") == 0);
	m->says_live = m->says_live || (json_is_string(type) && strcmp(json_string_value(type), "LiveBlogPosting") == 0);
	m->not_free = m->not_free || json_is_false(open) || (json_is_string(open) && str_ieq(str_of(json_string_value(open)), STR("false")));
	struct str title = line_of(r, json_object_get(o, "headline"));
	if (!title.n)
		title = line_of(r, json_object_get(o, "name"));
	fill(&m->title, title, better);
	fill(&m->byline, names(r, json_object_get(o, "author")), better);
	if (!m->byline.n)
		m->byline = names(r, json_object_get(o, "creator"));
	fill(&m->site, names(r, json_object_get(o, "publisher")), better);
	fill(&m->section, line_of(r, json_object_get(o, "articleSection")), better);
	fill(&m->language, line_of(r, json_object_get(o, "inLanguage")), better);
	fill(&m->description, line_of(r, json_object_get(o, "description")), better);
	fill(&m->image, address(r, json_object_get(o, "image")), better);
	fill(&m->url, address(r, json_object_get(o, "mainEntityOfPage")), better);
	if (!m->url.n)
		m->url = address(r, json_object_get(o, "url"));
	int zone, none;
	int64_t t = date_of(&zone, r, json_object_get(o, "datePublished"));
	if (!t)
		t = date_of(&zone, r, json_object_get(o, "dateCreated"));
	if (t && (!m->published || better)) {
		m->published = t;
		m->zone = zone;
	}
	t = date_of(&none, r, json_object_get(o, "dateModified"));
	if (t && (!m->updated || better))
		m->updated = t;
	const json_t *body = json_object_get(o, "articleBody");
	if (json_is_string(body) && json_string_length(body) > m->body.n && json_string_length(body) < LD_BYTES)
		m->body = clean(r->a, str_n(json_string_value(body), json_string_length(body)), DOC_TEXT_MAX, UTF8_LINES);
	m->body_words = 0;
	bool tag = false, word = false;
	for (size_t i = 0; i < m->body.n; i++) {
		char ch = m->body.s[i];
		tag = ch == '<' || (tag && ch != '>');
		bool in = !tag && ch != ' ' && ch != '\n' && ch != '>';
		m->body_words += in && !word;
		word = in;
	}
	if (better)
		r->trust = trust;
}

/* Depth is that of jansson's own limit at most; LD_DEPTH bounds the recursion here. */
static void walk(struct reader *r, const json_t *v, unsigned depth)
{
	if (depth > LD_DEPTH || r->objects++ > LD_OBJECTS)
		return;
	if (json_is_array(v)) {
		size_t i;
		json_t *x;
		json_array_foreach (v, i, x)
			walk(r, x, depth + 1);
	} else if (json_is_object(v)) {
		int trust = type_trust(json_object_get(v, "@type"));
		if (trust)
			read_article(r, v, trust);
		walk(r, json_object_get(v, "@graph"), depth + 1);
		if (trust < 2) {
			walk(r, json_object_get(v, "mainEntity"), depth + 1);
			walk(r, json_object_get(v, "mainEntityOfPage"), depth + 1);
		}
	}
}

/* Pages put line breaks into strings, which JSON forbids, and wrap the script into comments or CDATA. */
static void mend(struct buf *out, struct str s)
{
	s = str_trim(s);
	if (s.n > LD_BYTES)
		return;
	size_t first = 0;
	while (first < s.n && s.s[first] != '{' && s.s[first] != '[')
		first++;
	size_t end = s.n;
	while (end > first && s.s[end - 1] != '}' && s.s[end - 1] != ']')
		end--;
	char *to = end > first ? buf_room(out, end - first) : NULL;
	if (!to)
		return;
	for (size_t i = first; i < end; i++)
		*to++ = (unsigned char)s.s[i] < 0x20 ? ' ' : s.s[i];
	out->n += end - first;
}

void page_jsonld_read(struct page_meta *m, struct arena *a, const struct page_scan *s)
{
	struct reader r = { .m = m, .a = a };
	for (unsigned i = 0; i < s->nld; i++) {
		struct buf b;
		buf_init(&b, LD_BYTES);
		mend(&b, s->ld[i]);
		if (b.n) {
			json_error_t je;
			json_t *v = json_loadb(b.s, b.n, JSON_DISABLE_EOF_CHECK, &je);
			walk(&r, v, 0);
			json_decref(v);
		}
		buf_free(&b);
	}
}
