/* tidy.c - small transformations of HTML, tag by tag, over the scanner of markup.h. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/htmltext.h"
#include "quotidian/url.h"

#include "markup.h"
#include "tidy.h"

#define ATTRS_MAX 64 /* of one tag that are shown */

static bool is_address(struct str name)
{
	return str_ieq(name, STR("href")) || str_ieq(name, STR("src"));
}

/* Absolute already, or of another scheme: nothing to resolve. */
static bool is_absolute(struct str value)
{
	for (size_t i = 0; i < value.n; i++) {
		char c = value.s[i];
		if (c == ':')
			return i > 0;
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (i && ((c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'))))
			return false;
	}
	return false;
}

void tidy_links(struct buf *out, struct str html, struct str base)
{
	struct markup m;
	struct arena a = { 0 };
	struct buf raw;
	buf_init(&raw, 4 * URL_MAX);
	size_t done = 0;
	markup_init(&m, html);
	for (enum markup_event e; (e = markup_next(&m)) != MARKUP_END;) {
		if (e != MARKUP_OPEN)
			continue;
		struct str rest = m.attrs, name, value;
		while (html_attr(&rest, &name, &value)) {
			if (!value.s || !is_address(name) || is_absolute(value))
				continue;
			buf_clear(&raw);
			html_decode(&raw, value);
			struct str url = raw.over ? STR_NONE : url_resolve(&a, base, buf_str(&raw));
			if (url.n == 0)
				continue;
			size_t at = (size_t)(value.s - html.s);
			bool quoted = at > 0 && (html.s[at - 1] == '"' || html.s[at - 1] == '\'');
			buf_add(out, str_sub(html, done, at));
			if (!quoted)
				buf_addc(out, '"');
			html_escape(out, url);
			if (!quoted)
				buf_addc(out, '"');
			done = at + value.n;
			arena_free(&a);
		}
	}
	buf_add(out, str_sub(html, done, html.n));
	arena_free(&a);
	buf_free(&raw);
}

/* Event handlers and styles run or restyle; the rest describes. */
static bool keep_attr(struct str name, struct str value)
{
	if (str_istarts(name, STR("on")) || str_listed(name, STR(" style srcdoc formaction ")))
		return false;
	return !(is_address(name) && is_absolute(value) && !url_is_safe_link(value));
}

struct attr {
	struct str name, value;
};

static int by_name(const void *a, const void *b)
{
	return str_cmp(((const struct attr *)a)->name, ((const struct attr *)b)->name);
}

/* In the order of their names, as canonical XML writes them. */
static void put_attrs(struct buf *out, struct str attrs)
{
	struct attr list[ATTRS_MAX], at;
	size_t n = 0;
	while (n < ATTRS_MAX && html_attr(&attrs, &at.name, &at.value))
		if (keep_attr(at.name, at.value))
			list[n++] = at;
	/* Markup out of a document takes the declaration of its links' prefix along (MathML, SVG). */
	bool xlink = false, declared = false;
	for (size_t i = 0; i < n; i++) {
		xlink = xlink || str_starts(list[i].name, STR("xlink:"));
		declared = declared || str_eq(list[i].name, STR("xmlns:xlink"));
	}
	if (xlink && !declared && n < ATTRS_MAX)
		list[n++] = (struct attr){ STR("xmlns:xlink"), STR("http://www.w3.org/1999/xlink") };
	qsort(list, n, sizeof *list, by_name);
	for (size_t i = 0; i < n; i++)
		buf_addf(out, " " STR_FMT "=\"" STR_FMT "\"", STR_ARG(str_sub(list[i].name, 0, 64)), STR_ARG(str_sub(list[i].value, 0, URL_MAX)));
}

void tidy_markup(struct buf *out, struct str html)
{
	struct markup m;
	struct str skip = STR_NONE; /* inside this element nothing is shown */
	markup_init(&m, html);
	for (enum markup_event e; (e = markup_next(&m)) != MARKUP_END && !out->over;) {
		if (skip.s) {
			if (e == MARKUP_CLOSE && str_ieq(m.name, skip))
				skip = STR_NONE;
			continue;
		}
		if (e == MARKUP_TEXT || e == MARKUP_CDATA) {
			buf_add(out, m.raw);
			continue;
		}
		bool blocked = str_listed(m.name, STR(" script style applet object embed iframe frame frameset meta link base title head html body "));
		bool hollow = str_listed(m.name, STR(" br hr img input area col wbr source track param keygen "));
		if (blocked) {
			if (e == MARKUP_OPEN && !m.empty && str_listed(m.name, STR(" script style title ")))
				skip = m.name;
			continue;
		}
		if (e == MARKUP_CLOSE) {
			if (!hollow)
				buf_addf(out, "</" STR_FMT ">", STR_ARG(str_sub(m.name, 0, 64)));
			continue;
		}
		buf_addf(out, "<" STR_FMT, STR_ARG(str_sub(m.name, 0, 64)));
		put_attrs(out, m.attrs);
		buf_addz(out, hollow ? " />" : ">");
		if (m.empty && !hollow)
			buf_addf(out, "</" STR_FMT ">", STR_ARG(str_sub(m.name, 0, 64)));
	}
}

void tidy_plain(struct buf *out, struct str text)
{
	struct str rest = str_trim(text), line;
	bool open = false, empty = false;
	while (str_split(&rest, '\n', &line)) {
		line = str_trim(line);
		if (line.n == 0) {
			empty = true;
			continue;
		}
		if (!open || empty)
			buf_addz(out, open ? "</p>\n<p>" : "<p>");
		else
			buf_addz(out, "<br>\n");
		open = true;
		empty = false;
		html_escape(out, line);
	}
	if (open)
		buf_addz(out, "</p>");
}
