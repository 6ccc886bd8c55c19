/* markup.c - the forgiving scanner (see markup.h). */
#include "config.h"

#include "quotidian/htmltext.h"
#include "markup.h"

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool is_name_start(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (unsigned char)c >= 0x80;
}

void markup_init(struct markup *m, struct str s)
{
	*m = (struct markup){ .s = s };
}

/* Offset of `end` from `from` on, or the end of the bytes; *none remembers that there is no further one. */
static size_t find_end(struct markup *m, struct str end, size_t from, bool *none)
{
	size_t at = *none ? STR_NPOS : str_find(m->s, end, from);
	if (at != STR_NPOS)
		return at;
	*none = true;
	m->cut = true;
	return m->s.n;
}

/* Behind a document type declaration: its internal subset may hold ">" and quoted strings. */
static size_t skip_doctype(struct markup *m, size_t at)
{
	struct str s = m->s;
	size_t depth = 0;
	char quote = 0;
	for (size_t i = at; i < s.n; i++) {
		char c = s.s[i];
		if (quote) {
			quote = c == quote ? 0 : quote;
		} else if (depth && str_starts(str_sub(s, i, s.n), STR("<!--"))) {
			i = find_end(m, STR("-->"), i + 4, &m->no_comment_end);
			i += i < s.n ? 2 : 0;
		} else if (c == '"' || c == '\'') {
			quote = c;
		} else if (c == '[') {
			depth++;
		} else if (c == ']') {
			depth -= depth > 0;
		} else if (c == '>' && depth == 0) {
			return i + 1;
		}
	}
	/* A subset that never ends: take the declaration to end with its line's ">". */
	size_t gt = find_end(m, STR(">"), at, &m->no_gt);
	return gt < s.n ? gt + 1 : gt;
}

/* Offset of the ">" that ends the tag whose attributes begin at `from`. Quotes hold only where a value begins, and only when
 * they end within MARKUP_TAG_MAX. */
static size_t tag_end(struct markup *m, size_t from)
{
	struct str s = m->s;
	size_t limit = s.n - from > MARKUP_TAG_MAX ? from + MARKUP_TAG_MAX : s.n;
	size_t i = from < m->plain_until ? limit : from;
	while (i < limit && s.s[i] != '>') {
		/* The next tag begins: this one was never closed. */
		if (s.s[i] == '<')
			return i;
		if (s.s[i] != '=') {
			i++;
			continue;
		}
		do
			i++;
		while (i < limit && is_space(s.s[i]));
		if (i < limit && (s.s[i] == '"' || s.s[i] == '\'')) {
			size_t end = str_chr(str_sub(s, 0, limit), s.s[i], i + 1);
			if (end == STR_NPOS)
				break;
			i = end + 1;
		}
	}
	if (i < limit && s.s[i] == '>')
		return i;
	if (from >= m->plain_until)
		m->plain_until = limit;
	return find_end(m, STR(">"), from, &m->no_gt);
}

static enum markup_event take_tag(struct markup *m)
{
	struct str s = m->s;
	bool close = s.s[m->pos + 1] == '/';
	size_t name = m->pos + 1 + close, i = name;
	while (i < s.n && !is_space(s.s[i]) && s.s[i] != '>' && s.s[i] != '/' && s.s[i] != '<' && s.s[i] != '=')
		i++;
	size_t end = tag_end(m, i);
	m->name = str_sub(s, name, i);
	m->attrs = str_sub(s, i, end - i > MARKUP_TAG_MAX ? i + MARKUP_TAG_MAX : end);
	m->empty = !close && end < s.n && s.s[end] == '>' && s.s[end - 1] == '/';
	if (m->empty && m->attrs.n)
		m->attrs.n -= m->attrs.s[m->attrs.n - 1] == '/';
	m->pos = end < s.n && s.s[end] == '>' ? end + 1 : end;
	m->raw = str_sub(s, m->at, m->pos);
	if (end == s.n && m->cut) {
		/* Half a tag at the end of the bytes says nothing. */
		m->pos = s.n;
		return MARKUP_END;
	}
	return close ? MARKUP_CLOSE : MARKUP_OPEN;
}

enum markup_event markup_next(struct markup *m)
{
	struct str s = m->s;
	while (m->pos < s.n) {
		size_t start = m->pos, at = start;
		m->at = start;
		char next = 0;
		/* The next "<" that begins something. */
		for (;; at++) {
			at = str_chr(s, '<', at);
			if (at == STR_NPOS)
				at = s.n;
			if (at + 1 >= s.n)
				break;
			next = s.s[at + 1];
			if (is_name_start(next) || next == '!' || next == '?' || (next == '/' && at + 2 < s.n && is_name_start(s.s[at + 2])))
				break;
		}
		if (at + 1 >= s.n) {
			m->cut = m->cut || at < s.n;
			at = s.n - (at < s.n);
			m->pos = s.n;
			if (at <= start)
				return MARKUP_END;
			m->raw = str_sub(s, start, at);
			return MARKUP_TEXT;
		}
		if (at > start) {
			m->raw = str_sub(s, start, at);
			m->pos = at;
			return MARKUP_TEXT;
		}
		struct str here = str_sub(s, at, s.n);
		if (is_name_start(next) || next == '/')
			return take_tag(m);
		size_t end;
		if (str_starts(here, STR("<![CDATA["))) {
			end = find_end(m, STR("]]>"), at + 9, &m->no_cdata_end);
			m->raw = str_sub(s, at + 9, end);
			m->pos = end < s.n ? end + 3 : end;
			return MARKUP_CDATA;
		}
		if (str_starts(here, STR("<!--"))) {
			end = find_end(m, STR("-->"), at + 4, &m->no_comment_end);
			m->pos = end < s.n ? end + 3 : end;
		} else if (str_istarts(here, STR("<!DOCTYPE"))) {
			m->pos = skip_doctype(m, at);
		} else if (next == '?') {
			end = find_end(m, STR(">"), at, &m->no_gt);
			m->pos = end < s.n ? end + 1 : end;
		} else {
			/* "<!" and no declaration that is known: cut off at the end, or skipped to its ">". */
			end = find_end(m, STR(">"), at, &m->no_gt);
			m->pos = end < s.n ? end + 1 : end;
		}
	}
	return MARKUP_END;
}

bool markup_find_attr(struct str *value, struct str attrs, struct str name)
{
	struct str key, v;
	while (html_attr(&attrs, &key, &v))
		if (str_ieq(key, name)) {
			*value = v;
			return true;
		}
	*value = STR_NONE;
	return false;
}

struct str markup_local(struct str name, struct str *prefix)
{
	size_t colon = str_chr(name, ':', 0);
	if (prefix)
		*prefix = colon == STR_NPOS ? STR_NONE : str_sub(name, 0, colon);
	return colon == STR_NPOS ? name : str_sub(name, colon + 1, name.n);
}
