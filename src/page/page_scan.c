/* page_scan.c - makes markup small and harmless before the parser sees it. Takes UTF-8, gives markup without comments,
 * scripts, styles and the attributes nobody asks for, keeping JSON-LD aside.
 *
 * libxml2 2.9 takes quadratic time in the attributes of one tag and walks its stack of open elements at each end tag; so at
 * most one of each wanted attribute passes, cut to PAGE_TEXT_ATTR_MAX, and elements that would nest deeper than
 * PAGE_DEPTH_MAX are left out (their text stays).
 */
#include "page_int.h"

#include <stdlib.h>

static const char *const tag_name[TAG_COUNT] = { "",
#define T(name) #name,
	PAGE_TAGS(T)
#undef T
};
static const char *const attr_name[ATTR_COUNT] = { "",
#define T(id, name) name,
	PAGE_ATTRS(T)
#undef T
};

/* Both tables are sorted. */
static unsigned find_name(const char *const *table, unsigned count, struct str name)
{
	unsigned lo = 1, hi = count;
	while (lo < hi) {
		unsigned mid = (lo + hi) / 2;
		int c = str_cmp(str_of(table[mid]), name); /* a name may hold any byte, 0 too */
		if (c == 0)
			return mid;
		if (c < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return 0;
}

enum page_tag page_tag_of(struct str name)
{
	return name.n && name.n <= 16 ? (enum page_tag)find_name(tag_name, TAG_COUNT, name) : TAG_OTHER;
}

struct scan {
	const char *p, *end;
	struct page_scan *out;
	uint32_t open[TAG_COUNT], dropped[TAG_COUNT]; /* open elements by name, and those left out for depth */
	uint32_t depth;
	bool no_close[TAG_COUNT]; /* no end tag of that name follows: do not look again */
	bool no_quote[2], no_comment_end;
};

static bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

/* Elements whose content is no text of the page. */
static bool skipped(enum page_tag t)
{
	switch (t) {
	case TAG_script: case TAG_style: case TAG_noscript: case TAG_template: case TAG_svg: case TAG_math: case TAG_iframe: case TAG_object:
	case TAG_canvas: case TAG_select: case TAG_textarea: case TAG_noembed: case TAG_noframes: case TAG_audio: case TAG_video: case TAG_embed:
		return true;
	default:
		return false;
	}
}

/* Elements without content, or whose end tag may be missing without their nesting: they do not count for the depth. */
static bool uncounted(enum page_tag t)
{
	switch (t) {
	case TAG_base: case TAG_br: case TAG_col: case TAG_colgroup: case TAG_dd: case TAG_dt: case TAG_embed: case TAG_frame: case TAG_hr: case TAG_html:
	case TAG_head: case TAG_body: case TAG_img: case TAG_input: case TAG_li: case TAG_link: case TAG_meta: case TAG_option: case TAG_optgroup:
	case TAG_p: case TAG_param: case TAG_source: case TAG_tbody: case TAG_td: case TAG_tfoot: case TAG_th: case TAG_thead: case TAG_tr: case TAG_track:
	case TAG_wbr:
		return true;
	default:
		return false;
	}
}

static void put(struct scan *s, const char *from, const char *to)
{
	if (to > from)
		buf_add(&s->out->markup, str_n(from, (size_t)(to - from)));
}

/* Text may hold NUL, at which libxml2 stops. */
static void put_text(struct scan *s, const char *from, const char *to)
{
	const char *nul;
	while (from < to && (nul = memchr(from, 0, (size_t)(to - from)))) {
		put(s, from, nul);
		from = nul + 1;
	}
	put(s, from, to);
}

/* The place of "</name" at or after p, or NULL. */
static const char *find_close(const struct scan *s, const char *p, const char *name)
{
	size_t n = strlen(name);
	while ((p = memchr(p, '<', (size_t)(s->end - p)))) {
		if ((size_t)(s->end - p) < n + 2)
			return NULL;
		if (p[1] == '/') {
			size_t i = 0;
			while (i < n && lower(p[2 + i]) == name[i])
				i++;
			if (i == n && (p + 2 + n == s->end || !is_alpha(p[2 + n])))
				return p;
		}
		p++;
	}
	return NULL;
}

static const char *after_gt(const struct scan *s, const char *p)
{
	const char *gt = memchr(p, '>', (size_t)(s->end - p));
	return gt ? gt + 1 : s->end;
}

static void scan_comment(struct scan *s)
{
	const char *p = s->p + 4;
	if (p < s->end && *p == '>') { /* "<!-->" is whole */
		s->p = p + 1;
		return;
	}
	if (!s->no_comment_end) {
		size_t at = str_find(str_n(p, (size_t)(s->end - p)), STR("-->"), 0);
		if (at != STR_NPOS) {
			s->p = p + at + 3;
			return;
		}
		s->no_comment_end = true;
	}
	s->p = after_gt(s, p);
}

struct attrs {
	struct str value[ATTR_COUNT];
	bool has[ATTR_COUNT];
	uint8_t order[ATTR_COUNT];
	unsigned n;
};

/* Reads attributes up to and with '>'. */
static const char *scan_attrs(struct scan *s, const char *p, struct attrs *at)
{
	for (;;) {
		while (p < s->end && (is_space(*p) || *p == '/' || *p == 0))
			p++;
		if (p == s->end)
			return p;
		if (*p == '>')
			return p + 1;
		const char *name = p;
		p++; /* a stray '=' begins a name */
		while (p < s->end && !is_space(*p) && *p != '=' && *p != '>' && *p != '/')
			p++;
		struct str n = { name, (size_t)(p - name) }, v = STR_NONE;
		while (p < s->end && is_space(*p))
			p++;
		if (p < s->end && *p == '=') {
			p++;
			while (p < s->end && is_space(*p))
				p++;
			if (p < s->end && (*p == '"' || *p == '\'') && !s->no_quote[*p == '\'']) {
				const char *q = memchr(p + 1, *p, (size_t)(s->end - p - 1));
				if (!q) {
					s->no_quote[*p == '\''] = true;
					continue;
				}
				v = str_n(p + 1, (size_t)(q - p - 1));
				p = q + 1;
			} else {
				const char *from = p;
				while (p < s->end && !is_space(*p) && *p != '>')
					p++;
				v = str_n(from, (size_t)(p - from));
			}
		}
		if (n.n > 16 || n.n < 2)
			continue;
		char low[16];
		for (size_t i = 0; i < n.n; i++)
			low[i] = lower(n.s[i]);
		unsigned id = find_name(attr_name, ATTR_COUNT, str_n(low, n.n));
		if (id && !at->has[id]) {
			at->has[id] = true;
			at->value[id] = v;
			at->order[at->n++] = (uint8_t)id;
		}
	}
}

static void put_attrs(struct scan *s, enum page_tag tag, const struct attrs *at)
{
	for (unsigned i = 0; i < at->n; i++) {
		unsigned id = at->order[i];
		struct str v = at->value[id];
		if (tag == TAG_img && id != ATTR_src)
			continue;
		if (id == ATTR_src && tag != TAG_img)
			continue;
		if (v.n > PAGE_TEXT_ATTR_MAX) {
			if (id == ATTR_href || id == ATTR_src)
				continue; /* half an address is no address */
			v.n = utf8_floor(v, PAGE_TEXT_ATTR_MAX);
		}
		char quote = str_chr(v, '"', 0) == STR_NPOS ? '"' : '\'';
		if (quote == '\'' && str_chr(v, '\'', 0) != STR_NPOS)
			continue;
		buf_addc(&s->out->markup, ' ');
		buf_addz(&s->out->markup, attr_name[id]);
		buf_addz(&s->out->markup, quote == '"' ? "=\"" : "='");
		put_text(s, v.s, v.s + v.n);
		buf_addc(&s->out->markup, quote);
	}
}

/* s->p stands behind the start tag of an element that is skipped whole: goes behind its end. */
static void skip_element(struct scan *s, enum page_tag tag, const struct attrs *at)
{
	const char *close = s->no_close[tag] ? NULL : find_close(s, s->p, tag_name[tag]);
	if (!close) {
		s->no_close[tag] = true;
		if (tag == TAG_script || tag == TAG_style)
			s->p = s->end; /* as browsers do */
		return;
	}
	if (tag == TAG_script && s->out->nld < PAGE_LD_MAX && at->has[ATTR_type] && str_ifind(at->value[ATTR_type],
		STR("ld+json"), 0) != STR_NPOS)
		s->out->ld[s->out->nld++] = str_n(s->p, (size_t)(close - s->p));
	s->p = after_gt(s, close);
}

static void scan_start(struct scan *s)
{
	const char *name = s->p + 1, *p = name;
	char low[32];
	size_t n = 0;
	while (p < s->end && !is_space(*p) && *p != '>' && *p != '/' && *p != 0) {
		if (n < sizeof low)
			low[n++] = lower(*p);
		p++;
	}
	bool usable = (size_t)(p - name) <= sizeof low;
	for (size_t i = 0; i < n && usable; i++)
		usable = is_alpha(low[i]) || (low[i] >= '0' && low[i] <= '9') || low[i] == '-' || low[i] == '_' || low[i] == ':';
	struct attrs at;
	at.n = 0;
	memset(at.has, 0, sizeof at.has);
	s->p = scan_attrs(s, p, &at);
	enum page_tag tag = usable ? page_tag_of(str_n(low, n)) : TAG_OTHER;
	if (!usable)
		return;
	if (skipped(tag)) {
		/* A word break where it stood. */
		buf_addc(&s->out->markup, ' ');
		if (tag != TAG_embed)
			skip_element(s, tag, &at);
		return;
	}
	if (tag == TAG_plaintext)
		tag = TAG_pre;
	if (!uncounted(tag)) {
		if (s->depth >= PAGE_DEPTH_MAX) {
			s->dropped[tag]++;
			buf_addc(&s->out->markup, ' ');
			return;
		}
		s->depth++;
		s->open[tag]++;
	}
	buf_addc(&s->out->markup, '<');
	if (tag == TAG_OTHER)
		buf_add(&s->out->markup, str_n(low, n));
	else
		buf_addz(&s->out->markup, tag_name[tag]);
	put_attrs(s, tag, &at);
	buf_addc(&s->out->markup, '>');
}

static void scan_end(struct scan *s)
{
	const char *p = s->p + 2;
	char low[32];
	size_t n = 0;
	while (p < s->end && n < sizeof low && (is_alpha(*p) || (*p >= '0' && *p <= '9') || *p == '-' || *p == '_' || *p == ':'))
		low[n++] = lower(*p++);
	s->p = after_gt(s, p);
	if (n == sizeof low)
		return;
	enum page_tag tag = page_tag_of(str_n(low, n));
	if (!uncounted(tag)) {
		if (s->dropped[tag]) {
			s->dropped[tag]--;
			return;
		}
		if (!s->open[tag])
			return;
		s->open[tag]--;
		s->depth--;
	}
	buf_addz(&s->out->markup, "</");
	buf_add(&s->out->markup, str_n(low, n));
	buf_addc(&s->out->markup, '>');
}

void page_scan(struct page_scan *out, struct str html)
{
	memset(out, 0, sizeof *out);
	buf_init(&out->markup, PAGE_MARKUP_MAX);
	if (html.n > PAGE_BYTES_MAX)
		html.n = utf8_floor(html, PAGE_BYTES_MAX);
	if (!html.n)
		return;
	struct scan s = { .p = html.s, .end = html.s + html.n, .out = out };
	while (s.p < s.end && !out->markup.over) {
		const char *lt = memchr(s.p, '<', (size_t)(s.end - s.p));
		if (!lt)
			lt = s.end;
		put_text(&s, s.p, lt);
		s.p = lt;
		size_t left = (size_t)(s.end - lt);
		if (!left)
			break;
		if (left >= 4 && memcmp(lt, "<!--", 4) == 0)
			scan_comment(&s);
		else if (left >= 2 && (lt[1] == '!' || lt[1] == '?'))
			s.p = after_gt(&s, lt);
		else if (left >= 3 && lt[1] == '/' && is_alpha(lt[2]))
			scan_end(&s);
		else if (left >= 2 && is_alpha(lt[1]))
			scan_start(&s);
		else {
			buf_addz(&out->markup, "&lt;");
			s.p++;
		}
	}
}

void page_scan_free(struct page_scan *s)
{
	buf_free(&s->markup);
}
