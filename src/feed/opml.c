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

/* Takes the next name with a value off *rest; what stands between attributes is passed over. False at the end. */
static bool next_attr(struct str *rest, struct str *name, struct str *value)
{
	struct str s = *rest;
	for (size_t i = 0; i < s.n;) {
		size_t from = i;
		while (i < s.n && is_name(s.s[i]))
			i++;
		*name = str_sub(s, from, i);
		while (i < s.n && is_space(s.s[i]))
			i++;
		if (name->n == 0 || i == s.n || s.s[i] != '=') {
			i += name->n == 0 && i == from;
			continue;
		}
		do
			i++;
		while (i < s.n && is_space(s.s[i]));
		char quote = i < s.n && (s.s[i] == '"' || s.s[i] == '\'') ? s.s[i++] : 0;
		size_t end = i;
		while (end < s.n && (quote ? s.s[end] != quote || !attr_follows(s, end + 1) : !is_space(s.s[end])))
			end++;
		*value = str_sub(s, i, end);
		*rest = str_sub(s, end + (quote && end < s.n), s.n);
		return true;
	}
	*rest = STR_NONE;
	return false;
}

/* What an outline says; undecoded, s == NULL where it says nothing. */
struct outline {
	struct str xml_url, url, type, title, text, category;
};

static struct outline read_outline(struct str attrs)
{
	struct outline o = { .type = STR_NONE };
	const struct {
		const char *name;
		struct str *value;
	} known[] = { { "xmlurl", &o.xml_url }, { "feedurl", &o.xml_url }, { "url", &o.url }, { "type", &o.type }, { "title", &o.title },
		{ "text", &o.text }, { "category", &o.category }, { "categories", &o.category } };
	struct str name, value;
	while (next_attr(&attrs, &name, &value))
		for (size_t i = 0; i < sizeof known / sizeof *known; i++)
			if (str_ieq(name, str_of(known[i].name)) && str_trim(*known[i].value).n == 0)
				*known[i].value = value;
	return o;
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

static bool has_tag(struct str tags, struct str tag)
{
	struct str part;
	while (str_split(&tags, ',', &part))
		if (str_eq(part, tag))
			return true;
	return false;
}

/* Adds a tag once, commas in it as spaces. */
static void add_tag(struct buf *tags, struct str tag)
{
	struct buf b;
	buf_init(&b, REF_TEXT_MAX);
	tag = str_trim(tag);
	for (size_t k = 0; k < tag.n; k++)
		buf_addc(&b, tag.s[k] == ',' ? ' ' : tag.s[k]);
	if (b.n && !has_tag(buf_str(tags), buf_str(&b)) && tags->n + b.n < REF_TEXT_MAX) {
		if (tags->n)
			buf_addc(tags, ',');
		buf_add(tags, buf_str(&b));
	}
	buf_free(&b);
}

/* Folder names outside in, then the outline's own categories ("/Tech/Web,/Sea", OPML 2.0) that are no folder it is in. */
static struct str tags_of(struct outlines *o, struct str category)
{
	struct str rest, part;
	buf_clear(&o->tags);
	for (uint32_t i = 0; i < o->nfolder; i++)
		add_tag(&o->tags, o->folder[i].name);
	rest = decoded(&o->text, category);
	while (rest.n && str_split(&rest, ',', &part)) {
		part = str_trim(part);
		add_tag(&o->tags, str_starts(part, STR("/")) ? str_sub(part, 1, part.n) : part);
	}
	return buf_str(&o->tags);
}

/* A feed that is in the list already: the tags of its second place come to the first, and a title if it had none. */
static void join(struct outlines *o, struct feed_ref *ref, struct str title, struct str tags)
{
	struct str part, rest = tags;
	bool more = false;
	while (rest.n && str_split(&rest, ',', &part))
		more = more || !has_tag(ref->tags, part);
	if (more) {
		buf_clear(&o->text);
		buf_add(&o->text, ref->tags);
		for (rest = tags; str_split(&rest, ',', &part);)
			add_tag(&o->text, part);
		if (o->text.n > ref->tags.n)
			ref->tags = refs_line(&o->b, buf_str(&o->text));
	}
	if (ref->title.n == 0)
		ref->title = refs_line(&o->b, title);
}

/* The web address that `s` means: absolute, "feed:" before it or instead of its scheme, or without scheme. */
static struct str web_address(struct outlines *o, struct str s)
{
	struct arena *a = &o->b.refs->arena;
	/* What stands behind its quotation mark, where the tag goes on with junk, is no address. */
	s = str_sub(s, 0, str_chr(s, '"', 0));
	if (str_istarts(s, STR("feed:")))
		s = str_sub(s, 5, s.n);
	if (str_starts(s, STR("//")))
		return url_resolve(a, STR("http:"), arena_fmt(a, "http:" STR_FMT, STR_ARG(s)));
	if (str_istarts(s, STR("www.")))
		return url_resolve(a, STR_NONE, arena_fmt(a, "http://" STR_FMT, STR_ARG(s)));
	return url_resolve(a, STR_NONE, s);
}

static void take_outline(struct outlines *o, struct str attrs, bool empty)
{
	struct outline it = read_outline(attrs);
	struct str address = it.xml_url, name = decoded(&o->title, str_trim(it.title).n ? it.title : it.text);
	/* A link to another list or feed, in OPML 2.0 (type="link" is a page or a list). */
	if (!address.s && (str_ieq(it.type, STR("rss")) || str_ieq(it.type, STR("atom"))))
		address = it.url;
	if (str_trim(address).n) {
		struct str url = web_address(o, decoded(&o->text, address));
		if (!url_is_web(url)) {
			o->b.refs->skipped++;
			return;
		}
		/* Lists write the address where there is no title. */
		name = str_eq(name, url) ? STR_NONE : name;
		struct str tags = tags_of(o, it.category);
		struct feed_ref *known = refs_find(&o->b, url);
		if (known)
			join(o, known, name, tags);
		else
			refs_add(&o->b, url, name, tags);
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
