/* opml.c - subscription lists (OPML 1.0, 2.0), well-formed or not, and writing them.
 *
 * Lists in the wild have bare ampersands, quotation marks and whole tags inside attributes. So an
 * outline ends at the ">" behind which another element of a list stands, and a value at the
 * quotation mark behind which the tag ends or another attribute begins.
 */
#include "config.h"

#include "quotidian/charset.h"
#include "quotidian/htmltext.h"
#include "quotidian/url.h"

#include "refs.h"

#define OPML_MAX ((size_t)32 << 20)
#define FOLDERS_MAX 32
#define OUTLINE_MAX ((size_t)64 << 10) /* bytes of one outline that are looked at */

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == ':' || c == '-' || (c >= '0' && c <= '9');
}

/* A name and an equals sign, or the end of the tag, stand at `i`. */
static bool attr_follows(struct str s, size_t i)
{
	while (i < s.n && is_space(s.s[i]))
		i++;
	if (i == s.n || (s.s[i] == '/' && i + 1 == s.n))
		return true;
	size_t name = i;
	while (i < s.n && is_name(s.s[i]))
		i++;
	if (i == name)
		return false;
	while (i < s.n && is_space(s.s[i]))
		i++;
	return i < s.n && s.s[i] == '=';
}

static struct str find_attr(struct str attrs, const char *key)
{
	struct str k = str_of(key);
	for (size_t at = 0; (at = str_ifind(attrs, k, at)) != STR_NPOS; at++) {
		size_t i = at + k.n;
		if (at > 0 && is_name(attrs.s[at - 1]))
			continue;
		while (i < attrs.n && is_space(attrs.s[i]))
			i++;
		if (i == attrs.n || attrs.s[i] != '=')
			continue;
		do
			i++;
		while (i < attrs.n && is_space(attrs.s[i]));
		if (i == attrs.n)
			return STR_NONE;
		char quote = attrs.s[i];
		size_t end = i;
		if (quote != '"' && quote != '\'') {
			while (end < attrs.n && !is_space(attrs.s[end]))
				end++;
			return str_sub(attrs, i, end);
		}
		for (end = i + 1; end < attrs.n; end++)
			if (attrs.s[end] == quote && attr_follows(attrs, end + 1))
				break;
		return str_sub(attrs, i + 1, end);
	}
	return STR_NONE;
}

struct folder {
	uint32_t depth; /* outlines open when it began */
	struct str name;
};
struct outlines {
	struct refs_build b;
	struct folder folder[FOLDERS_MAX];
	uint32_t nfolder, depth;
	struct buf text, title, tags;
};

static struct str decoded(struct buf *b, struct str s)
{
	buf_clear(b);
	html_decode(b, str_sub(s, 0, URL_MAX));
	return str_trim(buf_str(b));
}

/* Folder names outside in, commas inside them as spaces; an outline's own category when it is in no folder. */
static struct str tags_of(struct outlines *o, struct str attrs)
{
	buf_clear(&o->tags);
	for (uint32_t i = 0; i < o->nfolder; i++) {
		if (o->tags.n)
			buf_addc(&o->tags, ',');
		for (size_t k = 0; k < o->folder[i].name.n; k++)
			buf_addc(&o->tags, o->folder[i].name.s[k] == ',' ? ' ' : o->folder[i].name.s[k]);
	}
	if (o->nfolder == 0) {
		struct str category = decoded(&o->text, find_attr(attrs, "category"));
		buf_add(&o->tags, str_starts(category, STR("/")) ? str_sub(category, 1, category.n) : category);
	}
	return buf_str(&o->tags);
}

static void take_outline(struct outlines *o, struct str attrs, bool empty)
{
	struct arena *a = &o->b.refs->arena;
	struct str address = find_attr(attrs, "xmlUrl"), type = find_attr(attrs, "type");
	struct str name = find_attr(attrs, "title");
	name = str_trim(name).n ? name : find_attr(attrs, "text");
	/* A link to another list or feed, in OPML 2.0 (type="link" is a page or a list). */
	if (!address.s && (str_ieq(type, STR("rss")) || str_ieq(type, STR("atom"))))
		address = find_attr(attrs, "url");
	name = decoded(&o->title, name);
	if (address.s && str_trim(address).n) {
		struct str url = url_resolve(a, STR_NONE, decoded(&o->text, address));
		if (str_istarts(decoded(&o->text, address), STR("feed:"))) {
			/* feed://example.org and feed:https://example.org */
			struct str rest = str_sub(decoded(&o->text, address), 5, URL_MAX);
			url = str_starts(rest, STR("//")) ? arena_fmt(a, "http:" STR_FMT, STR_ARG(rest)) : url_resolve(a, STR_NONE, rest);
		}
		if (url_is_web(url))
			refs_add(&o->b, url, name, tags_of(o, attrs));
		else
			o->b.refs->skipped++;
		return;
	}
	if (!empty && name.n && o->nfolder < FOLDERS_MAX)
		o->folder[o->nfolder++] = (struct folder){ o->depth, refs_line(&o->b, name) };
}

/* The list goes on at `i`: white space, then one of its elements, or nothing. */
static bool list_follows(struct str s, size_t i)
{
	static const char *const begins[] = { "<outline", "</outline", "</body", "</opml", "<!--", "<?" };
	while (i < s.n && is_space(s.s[i]))
		i++;
	struct str rest = str_sub(s, i, s.n);
	for (size_t k = 0; k < sizeof begins / sizeof *begins; k++)
		if (str_istarts(rest, str_of(begins[k])))
			return true;
	return rest.n == 0;
}

/* Offset of the ">" of the outline whose attributes begin at `i`. */
static size_t outline_end(struct str s, size_t i)
{
	while ((i = str_chr(s, '>', i)) != STR_NPOS && !list_follows(s, i + 1))
		i++;
	return i == STR_NPOS ? s.n : i;
}

/* Walks the outlines; false when there is no sign of a list. */
static bool scan(struct outlines *o, struct str s)
{
	bool opml = false, no_comment_end = false;
	for (size_t at = 0; (at = str_chr(s, '<', at)) != STR_NPOS;) {
		struct str here = str_sub(s, at, s.n);
		if (str_starts(here, STR("<!--")) && !no_comment_end) {
			size_t end = str_find(s, STR("-->"), at + 4);
			no_comment_end = end == STR_NPOS;
			at = no_comment_end ? at + 4 : end + 3;
			continue;
		}
		opml = opml || str_istarts(here, STR("<opml")) || str_istarts(here, STR("<outline"));
		if (str_istarts(here, STR("</outline"))) {
			o->depth -= o->depth > 0;
			if (o->nfolder && o->folder[o->nfolder - 1].depth >= o->depth)
				o->nfolder--;
		} else if (str_istarts(here, STR("<outline")) && here.n > 8 && (is_space(here.s[8]) || here.s[8] == '>' || here.s[8] == '/')) {
			size_t end = outline_end(s, at + 8);
			struct str attrs = str_sub(s, at + 8, end);
			bool empty = attrs.n && attrs.s[attrs.n - 1] == '/';
			attrs.n -= empty;
			take_outline(o, str_sub(attrs, 0, OUTLINE_MAX), empty);
			o->depth += !empty;
			at = end;
			continue;
		}
		at++;
	}
	return opml;
}

int opml_parse(struct feed_refs **out, struct str bytes, struct err *e)
{
	*out = NULL;
	struct buf text;
	buf_init(&text, OPML_MAX);
	if (charset_to_utf8(&text, bytes, STR_NONE, CHARSET_XML, NULL) != 0) {
		buf_free(&text);
		return err_set(e, QD_ELIMIT, "is larger than %zu MB", OPML_MAX >> 20);
	}
	struct outlines o = { .nfolder = 0 };
	refs_begin(&o.b);
	buf_init(&o.text, 4 * URL_MAX);
	buf_init(&o.title, 4 * URL_MAX);
	buf_init(&o.tags, 4 * URL_MAX);
	bool opml = scan(&o, buf_str(&text));
	buf_free(&o.text);
	buf_free(&o.title);
	buf_free(&o.tags);
	buf_free(&text);
	struct feed_refs *r = refs_end(&o.b);
	if (!opml) {
		feed_refs_free(r);
		return err_set(e, QD_EFORMAT, "is no OPML: there is no outline in it");
	}
	*out = r;
	return 0;
}

/* ---- writing ---- */

static void put_attr(struct buf *out, const char *name, struct str value)
{
	buf_addf(out, " %s=\"", name);
	html_escape(out, value);
	buf_addc(out, '"');
}

static void indent(struct buf *out, uint32_t depth)
{
	for (uint32_t i = 0; i < depth + 2; i++)
		buf_addc(out, '\t');
}

/* Folders: consecutive references share the outlines of the tags that they begin with alike. */
int opml_write(struct buf *out, const struct feed_ref *ref, uint32_t n, struct str title)
{
	struct str open[FOLDERS_MAX];
	uint32_t nopen = 0;
	buf_addz(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n\t<head>\n\t\t<title>");
	struct buf text;
	buf_init(&text, 4096);
	put_attr(&text, "t", title);
	buf_add(out, str_sub(buf_str(&text), 4, text.n - 1));
	buf_free(&text);
	buf_addz(out, "</title>\n\t</head>\n\t<body>\n");
	for (uint32_t i = 0; i <= n; i++) {
		struct str tag[FOLDERS_MAX], rest = i < n && ref[i].tags.n ? ref[i].tags : STR_NONE, part;
		uint32_t ntag = 0, same = 0;
		while (ntag < FOLDERS_MAX && str_split(&rest, ',', &part)) {
			part = str_trim(part);
			if (part.n)
				tag[ntag++] = part;
		}
		while (same < nopen && same < ntag && str_eq(open[same], tag[same]))
			same++;
		while (nopen > same) {
			indent(out, --nopen);
			buf_addz(out, "</outline>\n");
		}
		if (i == n)
			break;
		while (nopen < ntag) {
			indent(out, nopen);
			buf_addz(out, "<outline");
			put_attr(out, "text", tag[nopen]);
			buf_addz(out, ">\n");
			open[nopen] = tag[nopen];
			nopen++;
		}
		struct str name = ref[i].title.n ? ref[i].title : ref[i].url;
		indent(out, nopen);
		buf_addz(out, "<outline type=\"rss\"");
		put_attr(out, "text", name);
		put_attr(out, "title", name);
		put_attr(out, "xmlUrl", ref[i].url);
		buf_addz(out, "/>\n");
	}
	buf_addz(out, "\t</body>\n</opml>\n");
	return out->over ? QD_ELIMIT : 0;
}
