/* htmltext.c - display text and links out of scraps of HTML: a small tokenizer, no tree.
 *
 * What begins a tag is decided as the HTML standard does ("<" and a letter, "</" and a letter, "<!",
 * "<?"); a tag that never ends is text if it has the look of text. Every scan for an end that fails
 * is remembered, so that the whole stays linear.
 */
#include "config.h"

#include "quotidian/charset.h"
#include "quotidian/htmltext.h"
#include "quotidian/url.h"
#include "quotidian/utf8.h"

#include "htmlentity.h"

struct scan {
	struct str s;
	size_t pos;
	bool no_gt, no_quoted, no_comment; /* no ">" from here on; no tag end outside quotes; no "-->" */
	struct str unclosed[8];            /* names that have no end tag from here on */
	uint32_t nunclosed;
};
struct tag {
	struct str name; /* as written */
	struct str attrs;
	bool close, void_; /* void_: ends in "/>" */
};
enum piece { PIECE_END, PIECE_TEXT, PIECE_TAG };

static bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_alnum(char c)
{
	return is_alpha(c) || (c >= '0' && c <= '9');
}

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Printable ASCII but the space. */
static bool is_plain(char c)
{
	return c > ' ' && c < 0x7F;
}

/* ---- character references ---- */

/* A numeric reference at s[i] (behind "&#"). Returns the length behind "&#", 0 when it is none. */
static size_t numeric(uint32_t *cp, struct str s)
{
	bool hex = s.n && (s.s[0] == 'x' || s.s[0] == 'X');
	size_t i = hex, start = i;
	uint32_t v = 0;
	for (; i < s.n; i++) {
		char c = s.s[i];
		uint32_t d = c >= '0' && c <= '9' ? (uint32_t)(c - '0') : hex && (c | 32) >= 'a' && (c | 32) <= 'f' ? (uint32_t)((c | 32) - 'a' + 10) : 16;
		if (d > 15)
			break;
		if (v <= 0x10FFFF)
			v = v * (hex ? 16 : 10) + d;
	}
	if (i == start)
		return 0;
	/* HTML standard 13.2.5.80: C1 numbers mean windows-1252. */
	*cp = v >= 0x80 && v <= 0x9F ? charset_1252((unsigned char)v) : v == 0 ? UTF8_BAD : v;
	return i + (i < s.n && s.s[i] == ';');
}

/* Appends the reference that begins with the & at s[i] and returns the offset behind it; i when it is none.
 * In an attribute a name without semicolon before = or a letter stays as it is (HTML standard 13.2.5.73). */
static size_t reference(struct buf *out, struct str s, size_t i, bool attribute)
{
	struct str rest = str_sub(s, i + 1, s.n);
	uint32_t cp[2];
	/* The five of XML are nearly all there are. */
	static const struct {
		struct str name;
		char c;
	} XML[] = { { { "lt;", 3 }, '<' }, { { "gt;", 3 }, '>' }, { { "amp;", 4 }, '&' }, { { "quot;", 5 }, '"' } };
	for (size_t k = 0; k < sizeof XML / sizeof *XML; k++)
		if (rest.n >= XML[k].name.n && memcmp(rest.s, XML[k].name.s, XML[k].name.n) == 0) {
			buf_addc(out, XML[k].c);
			return i + 1 + XML[k].name.n;
		}
	if (rest.n && rest.s[0] == '#') {
		size_t n = numeric(cp, str_sub(rest, 1, rest.n));
		if (n == 0)
			return i;
		buf_addcp(out, cp[0]);
		return i + 2 + n;
	}
	size_t n = 0;
	while (n < rest.n && n <= HTML_NAME_MAX && is_alnum(rest.s[n]))
		n++;
	int got = 0;
	bool semicolon = n && n < rest.n && rest.s[n] == ';';
	if (semicolon)
		got = html_entity(cp, str_sub(rest, 0, n));
	if (!got && n) {
		semicolon = false;
		n = html_entity_bare(str_sub(rest, 0, n));
		if (n && !(attribute && n < rest.n && (rest.s[n] == '=' || is_alnum(rest.s[n]))))
			got = html_entity(cp, str_sub(rest, 0, n));
	}
	for (int k = 0; k < got; k++)
		buf_addcp(out, cp[k]);
	return got ? i + 1 + n + semicolon : i;
}

static void decode(struct buf *out, struct str s, bool attribute)
{
	size_t i = 0;
	while (i < s.n && !out->over) {
		size_t amp = str_chr(s, '&', i);
		if (amp == STR_NPOS)
			amp = s.n;
		size_t room = out->max - out->n, n = amp - i;
		buf_add(out, str_sub(s, i, n <= room ? amp : utf8_floor(s, i + room)));
		out->over = out->over || n > room;
		if (amp == s.n)
			return;
		i = reference(out, s, amp, attribute);
		if (i == amp) {
			buf_addc(out, '&');
			i++;
		}
	}
}

void html_decode(struct buf *out, struct str s)
{
	decode(out, s, false);
}

/* ---- the tokenizer ---- */

/* Offset of the ">" that ends the tag at `from`, STR_NPOS when there is none. */
static size_t tag_end(struct scan *sc, size_t from)
{
	struct str s = sc->s;
	if (sc->no_gt)
		return STR_NPOS;
	if (!sc->no_quoted) {
		size_t i = from;
		while (i < s.n && s.s[i] != '>') {
			/* A quote counts only as the start of a value. */
			if (s.s[i] == '=') {
				do
					i++;
				while (i < s.n && is_space(s.s[i]));
				if (i < s.n && (s.s[i] == '"' || s.s[i] == '\'')) {
					i = str_chr(s, s.s[i], i + 1);
					if (i == STR_NPOS)
						break;
					i++;
				}
			} else {
				i++;
			}
		}
		if (i < s.n)
			return i;
		sc->no_quoted = true;
	}
	size_t gt = str_chr(s, '>', from);
	sc->no_gt = gt == STR_NPOS;
	return gt;
}

/* Offset behind a comment, declaration or processing instruction at `at`; `at` when it is none. */
static size_t skip_markup(struct scan *sc, size_t at)
{
	struct str s = sc->s, here = str_sub(s, at, s.n);
	if (str_starts(here, STR("<!--"))) {
		size_t end = sc->no_comment ? STR_NPOS : str_find(s, STR("-->"), at + 4);
		sc->no_comment = end == STR_NPOS;
		if (end != STR_NPOS)
			return end + 3;
	} else if (!(here.n > 2 && here.s[1] == '!' && (is_alpha(here.s[2]) || here.s[2] == '[')) &&
		   !(here.n > 2 && here.s[1] == '?' && is_alpha(here.s[2]))) {
		return at;
	}
	size_t gt = sc->no_gt ? STR_NPOS : str_chr(s, '>', at);
	sc->no_gt = gt == STR_NPOS;
	if (gt != STR_NPOS)
		return gt + 1;
	return str_starts(here, STR("<!--")) ? s.n : at;
}

static enum piece next(struct scan *sc, struct str *text, struct tag *tag)
{
	struct str s = sc->s;
	size_t start = sc->pos, at = start;
	for (;;) {
		at = str_chr(s, '<', at);
		if (at == STR_NPOS)
			at = s.n;
		bool close = at + 1 < s.n && s.s[at + 1] == '/';
		size_t name = at + 1 + close;
		bool markup = at + 1 < s.n && (s.s[at + 1] == '!' || s.s[at + 1] == '?');
		bool opens = name < s.n && is_alpha(s.s[name]);
		if (at < s.n && !markup && !opens) {
			at++;
			continue;
		}
		if (at > start) {
			*text = str_sub(s, start, at);
			sc->pos = at;
			return PIECE_TEXT;
		}
		if (at == s.n)
			return PIECE_END;
		if (markup) {
			size_t behind = skip_markup(sc, at);
			if (behind == at)
				at++;
			else
				start = at = sc->pos = behind;
			continue;
		}
		size_t end = tag_end(sc, name);
		if (end == STR_NPOS) {
			/* Cut off: a value shows that it was a tag. */
			size_t eq = str_chr(s, '=', name);
			if ((eq != STR_NPOS && str_trim(str_sub(s, eq + 1, s.n)).n) || close) {
				sc->pos = s.n;
				return PIECE_END;
			}
			*text = str_sub(s, at, s.n);
			sc->pos = s.n;
			return PIECE_TEXT;
		}
		size_t i = name;
		while (i < end && !is_space(s.s[i]) && s.s[i] != '/')
			i++;
		tag->name = str_sub(s, name, i);
		tag->attrs = str_sub(s, i, end);
		tag->close = close;
		tag->void_ = s.s[end - 1] == '/';
		sc->pos = end + 1;
		return PIECE_TAG;
	}
}

/* Elements whose content is no text for a reader. */
static bool is_dropped(struct str name)
{
	if (name.n < 3)
		return false;
	return str_listed(name, STR(" script style head noscript template applet object iframe svg math "));
}

static bool is_block(struct str name)
{
	if (name.n == 1)
		return (name.s[0] | 32) == 'p';
	return str_listed(name, STR(" p br li div td tr th h1 h2 h3 h4 h5 h6 hr ul ol dl dt dd blockquote pre table section article header footer"
				" aside figure figcaption address option "));
}

/* Text so far goes out clean, runs of white space as one. */
struct writer {
	struct buf *out;
	size_t start;
	bool space;
};

static void write_text(struct writer *w, struct buf *raw, struct str text)
{
	struct str s = text;
	if (str_chr(text, '&', 0) != STR_NPOS) {
		buf_clear(raw);
		decode(raw, text, false);
		s = buf_str(raw);
	}
	struct buf *out = w->out;
	for (size_t i = 0; i < s.n && !out->over;) {
		/* White space: ASCII, no-break space. */
		if (is_space(s.s[i]) || (s.s[i] == '\xC2' && i + 1 < s.n && s.s[i + 1] == '\xA0')) {
			w->space = true;
			i += is_space(s.s[i]) ? 1 : 2;
			continue;
		}
		/* ASCII words with single spaces between go at once; others may lose all they hold. */
		size_t end = i + 1;
		for (; end < s.n; end++) {
			unsigned char c = (unsigned char)s.s[end];
			if (c > ' ' && c != 0xC2)
				continue;
			bool between = c == ' ' && is_plain(s.s[end - 1]) && end + 1 < s.n && is_plain(s.s[end + 1]);
			if (is_space((char)c) ? !between : c == 0xC2 && end + 1 < s.n && s.s[end + 1] == '\xA0')
				break;
		}
		size_t was = out->n;
		bool space = w->space && was > w->start;
		if (space)
			buf_addc(out, ' ');
		(void)utf8_sanitise(out, str_sub(s, i, end), UTF8_LINE);
		if (out->n > was + space) {
			w->space = false;
		} else if (space) {
			out->n = was; /* nothing was left of the word */
			out->s[was] = 0;
		}
		i = end;
	}
}

/* There is an end tag of that name ahead (a failed search is remembered). */
static bool is_closed(struct scan *sc, struct str name)
{
	char end[16] = "</";
	size_t n = name.n < sizeof end - 2 ? name.n : sizeof end - 2;
	for (uint32_t i = 0; i < sc->nunclosed; i++)
		if (str_ieq(sc->unclosed[i], name))
			return false;
	memcpy(end + 2, name.s, n);
	if (str_ifind(sc->s, str_n(end, n + 2), sc->pos) != STR_NPOS)
		return true;
	if (sc->nunclosed < sizeof sc->unclosed / sizeof *sc->unclosed)
		sc->unclosed[sc->nunclosed++] = name;
	return false;
}

/* Goes to the end tag of an element whose content is no markup. */
static void skip_raw(struct scan *sc, struct str name)
{
	bool script = str_ieq(name, STR("script"));
	if (!script && !str_ieq(name, STR("style")))
		return;
	size_t end = str_ifind(sc->s, script ? STR("</script") : STR("</style"), sc->pos);
	sc->pos = end == STR_NPOS ? sc->s.n : end;
}

void html_text(struct buf *out, struct str html)
{
	struct scan sc = { .s = html };
	struct writer w = { out, out->n, false };
	struct str text = STR_NONE, dropped = STR_NONE;
	struct tag tag;
	struct buf raw;
	buf_init(&raw, html.n * 2 + 64); /* a reference grows at most from 2 to 4 bytes a name */
	size_t depth = 0;
	for (enum piece p; (p = next(&sc, &text, &tag)) != PIECE_END && !out->over;) {
		if (p == PIECE_TEXT) {
			if (!dropped.s)
				write_text(&w, &raw, text);
			continue;
		}
		if (!dropped.s && is_block(tag.name))
			w.space = true;
		if (dropped.s) {
			if (str_ieq(tag.name, dropped) && !tag.void_)
				depth += tag.close ? (size_t)-1 : 1;
			if (depth == 0)
				dropped = STR_NONE;
		} else if (!tag.close && !tag.void_ && is_dropped(tag.name) && is_closed(&sc, tag.name)) {
			dropped = tag.name;
			depth = 1;
			skip_raw(&sc, tag.name);
		}
	}
	buf_free(&raw);
}

void html_escape(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		switch (s.s[i]) {
		case '&':
			buf_addz(out, "&amp;");
			break;
		case '<':
			buf_addz(out, "&lt;");
			break;
		case '>':
			buf_addz(out, "&gt;");
			break;
		case '"':
			buf_addz(out, "&quot;");
			break;
		default:
			buf_addc(out, s.s[i]);
		}
	}
}

/* ---- links ---- */

bool html_attr(struct str *rest, struct str *name, struct str *value)
{
	struct str s = *rest;
	size_t i = 0;
	while (i < s.n && (is_space(s.s[i]) || s.s[i] == '/' || s.s[i] == '=' || s.s[i] == '"' || s.s[i] == '\''))
		i++;
	size_t start = i;
	while (i < s.n && !is_space(s.s[i]) && s.s[i] != '=')
		i++;
	*name = str_sub(s, start, i);
	*value = STR_NONE;
	size_t j = i;
	while (j < s.n && is_space(s.s[j]))
		j++;
	if (j < s.n && s.s[j] == '=') {
		do
			j++;
		while (j < s.n && is_space(s.s[j]));
		i = j;
		if (j < s.n && (s.s[j] == '"' || s.s[j] == '\'')) {
			size_t end = str_chr(s, s.s[j], j + 1);
			end = end == STR_NPOS ? s.n : end;
			*value = str_sub(s, j + 1, end);
			i = end < s.n ? end + 1 : end;
		} else {
			while (i < s.n && !is_space(s.s[i]))
				i++;
			*value = str_sub(s, j, i);
		}
	}
	*rest = str_sub(s, i, s.n);
	return name->n > 0;
}

/* A relative address that there is nothing to resolve against. */
static struct str plain_line(struct arena *a, struct str s)
{
	struct buf b;
	buf_init(&b, URL_MAX);
	(void)utf8_sanitise(&b, str_trim(s), UTF8_LINE);
	struct str line = b.over ? STR_NONE : arena_str(a, buf_str(&b));
	buf_free(&b);
	return line;
}

void html_links(struct str **out, uint32_t *n, struct arena *a, struct str html, struct str base, uint32_t max)
{
	struct scan sc = { .s = html };
	struct str text, name, value;
	struct tag tag;
	struct buf raw;
	buf_init(&raw, 4 * URL_MAX);
	uint32_t cap = 0;
	*out = NULL;
	*n = 0;
	for (enum piece p; *n < max && (p = next(&sc, &text, &tag)) != PIECE_END;) {
		if (p != PIECE_TAG || tag.close)
			continue;
		while (*n < max && html_attr(&tag.attrs, &name, &value)) {
			if (!str_ieq(name, STR("href")) && !str_ieq(name, STR("src")))
				continue;
			buf_clear(&raw);
			decode(&raw, value, true);
			struct str url = raw.over ? STR_NONE : url_resolve(a, base, buf_str(&raw));
			if (url.n == 0 && base.n == 0)
				url = plain_line(a, buf_str(&raw));
			if (url.n)
				ARENA_PUSH(a, struct str, *out, *n, cap, url);
		}
	}
	buf_free(&raw);
}
