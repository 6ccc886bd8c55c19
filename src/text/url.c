/* url.c - splitting, resolving and comparing web addresses.
 *
 * Resolution is RFC 3986 section 5.2; a backslash in a web address is a slash, and a web scheme
 * without slashes is read as browsers do (WHATWG URL).
 */
#include "config.h"

#include "quotidian/url.h"
#include "quotidian/utf8.h"

static bool is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static struct str scheme_of(struct str s)
{
	size_t i = 0;
	if (!s.n || !is_alpha(s.s[0]))
		return STR_NONE;
	while (i < s.n && (is_alpha(s.s[i]) || is_digit(s.s[i]) || s.s[i] == '+' || s.s[i] == '-' || s.s[i] == '.'))
		i++;
	return i < s.n && s.s[i] == ':' ? str_sub(s, 0, i) : STR_NONE;
}

static bool web_scheme(struct str scheme)
{
	return str_ieq(scheme, STR("http")) || str_ieq(scheme, STR("https"));
}

/* Offset of the first byte of `set` at or after `from`, or the length. */
static size_t until(struct str s, const char *set, size_t from)
{
	while (from < s.n && (s.s[from] == 0 || !strchr(set, s.s[from])))
		from++;
	return from;
}

static void split_authority(struct url *out, struct str auth)
{
	for (size_t i = auth.n; i-- > 0;)
		if (auth.s[i] == '@') {
			out->user = str_sub(auth, 0, i);
			auth = str_sub(auth, i + 1, auth.n);
			break;
		}
	size_t end = 0;
	if (auth.n && auth.s[0] == '[')
		end = until(auth, "]", 0);
	size_t colon = until(auth, ":", end);
	out->host = str_sub(auth, 0, colon);
	if (colon < auth.n)
		out->port = str_sub(auth, colon + 1, auth.n);
}

void url_split(struct url *out, struct str s)
{
	*out = (struct url){ 0 };
	out->scheme = scheme_of(s);
	if (out->scheme.s)
		s = str_sub(s, out->scheme.n + 1, s.n);
	size_t at = str_chr(s, '#', 0);
	if (at != STR_NPOS) {
		out->fragment = str_sub(s, at + 1, s.n);
		out->has_fragment = true;
		s = str_sub(s, 0, at);
	}
	at = str_chr(s, '?', 0);
	if (at != STR_NPOS) {
		out->query = str_sub(s, at + 1, s.n);
		out->has_query = true;
		s = str_sub(s, 0, at);
	}
	if (str_starts(s, STR("//"))) {
		size_t end = until(s, "/", 2);
		out->has_authority = true;
		split_authority(out, str_sub(s, 2, end));
		s = str_sub(s, end, s.n);
	}
	out->path = s;
}

/* Appends `ref` with what must not stand in an address percent-encoded, and browsers' leniency undone. False over URL_MAX. */
static bool tidy(struct buf *out, struct str ref)
{
	while (ref.n && (unsigned char)ref.s[0] <= ' ')
		ref = str_sub(ref, 1, ref.n);
	while (ref.n && (unsigned char)ref.s[ref.n - 1] <= ' ')
		ref.n--;
	struct str scheme = scheme_of(ref);
	bool slashes = !scheme.s || web_scheme(scheme), path = true;
	for (size_t i = 0; i < ref.n;) {
		unsigned char c = (unsigned char)ref.s[i];
		if (c == '\n' || c == '\r' || c == '\t') {
			i++;
		} else if (c <= ' ' || c == 0x7F || c == '"' || c == '<' || c == '>') {
			buf_addf(out, "%%%02X", c);
			i++;
		} else if (c < 0x80) {
			path = path && c != '?' && c != '#';
			buf_addc(out, c == '\\' && slashes && path ? '/' : (char)c);
			i++;
		} else {
			size_t at = i;
			uint32_t cp = utf8_next(ref, &i);
			/* What the sanitiser would take out must not change the address later. */
			bool keep = cp != UTF8_BAD && !utf8_forbidden(cp) && cp != 0x2028 && cp != 0x2029 && cp != 0xA0 && cp != 0x3000;
			for (; at < i; at++) {
				if (keep)
					buf_addc(out, ref.s[at]);
				else
					buf_addf(out, "%%%02X", (unsigned char)ref.s[at]);
			}
		}
		if (out->over)
			return false;
	}
	return true;
}

/* RFC 3986, 5.2.4, in place of the bytes [from, out->n). */
static void remove_dots(struct buf *out, size_t from)
{
	char *p = out->s + from;
	size_t n = out->n - from, w = 0;
	for (size_t i = 0; i < n;) {
		/* p[i] begins a segment with its slash, or a first segment without. */
		size_t start = i + (p[i] == '/'), end = start;
		while (end < n && p[end] != '/')
			end++;
		struct str seg = str_n(p + start, end - start);
		bool dot = str_eq(seg, STR(".")) || str_ieq(seg, STR("%2e"));
		bool up = str_eq(seg, STR("..")) || str_ieq(seg, STR(".%2e")) || str_ieq(seg, STR("%2e.")) || str_ieq(seg, STR("%2e%2e"));
		if (up)
			while (w > 0 && p[--w] != '/')
				;
		if (dot || up) {
			if (end == n && (w == 0 || p[w - 1] != '/'))
				p[w++] = '/';
		} else {
			memmove(p + w, p + i, end - i);
			w += end - i;
		}
		i = end;
	}
	out->n = from + w;
	out->s[out->n] = 0;
}

static void add_lower(struct buf *out, struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		buf_addc(out, s.s[i] >= 'A' && s.s[i] <= 'Z' ? (char)(s.s[i] + 32) : s.s[i]);
}

static void add_authority(struct buf *out, const struct url *u)
{
	buf_addz(out, "//");
	if (u->user.s) {
		buf_add(out, u->user);
		buf_addc(out, '@');
	}
	buf_add(out, u->host);
	if (u->port.n) {
		buf_addc(out, ':');
		buf_add(out, u->port);
	}
}

/* An absolute web address that resolving would leave as it is: by far the commonest. */
static bool is_plain(struct str s)
{
	/* Bytes that may stand as they are and begin nothing. */
	static const char OK[128] = {
		['!'] = 1, ['#'] = 1, ['$'] = 1, ['%'] = 1, ['&'] = 1, ['\''] = 1, ['('] = 1, [')'] = 1, ['*'] = 1, ['+'] = 1, [','] = 1,
		['-'] = 1, ['.'] = 1, ['/'] = 1, ['0' ... '9'] = 1, [':'] = 1, [';'] = 1, ['='] = 1, ['?'] = 1, ['@'] = 1, ['A' ... 'Z'] = 1,
		['['] = 1, [']'] = 1, ['_'] = 1, ['a' ... 'z'] = 1, ['~'] = 1,
	};
	size_t i = str_starts(s, STR("http://")) ? 7 : str_starts(s, STR("https://")) ? 8 : 0;
	if (i == 0 || s.n > URL_MAX || i == s.n || s.s[i] == '/')
		return false;
	for (; i < s.n; i++) {
		unsigned char c = (unsigned char)s.s[i];
		if (c >= 128 || !OK[c])
			return false;
		/* A segment that begins with a dot, encoded or not, may be one to remove. */
		if (c == '/' && i + 1 < s.n && (s.s[i + 1] == '.' || s.s[i + 1] == '%'))
			return false;
	}
	return true;
}

struct str url_resolve(struct arena *a, struct str base, struct str ref)
{
	if (is_plain(ref))
		return arena_str(a, ref);
	if (ref.n > 4 * URL_MAX || base.n > URL_MAX)
		return STR_NONE;
	struct buf r, out;
	buf_init(&r, URL_MAX);
	buf_init(&out, URL_MAX);
	struct str result = STR_NONE;
	struct url u, b;
	if (!tidy(&r, ref))
		goto done;
	url_split(&u, buf_str(&r));
	url_split(&b, str_trim(base));
	if (u.scheme.s && web_scheme(u.scheme) && !u.has_authority) {
		/* "http:page" stays relative to a base of that scheme; else the slashes are taken as forgotten. */
		if (b.has_authority && str_ieq(u.scheme, b.scheme)) {
			u.scheme = STR_NONE;
		} else {
			size_t at = u.scheme.n + 1;
			while (at < r.n && r.s[at] == '/')
				at++;
			add_lower(&out, u.scheme);
			buf_addz(&out, "://");
			buf_add(&out, str_sub(buf_str(&r), at, r.n));
			struct buf swap = r;
			r = out;
			out = swap;
			buf_clear(&out);
			url_split(&u, buf_str(&r));
		}
	}
	struct str query = u.query;
	bool has_query = u.has_query;
	if (u.scheme.s) {
		add_lower(&out, u.scheme);
		buf_addc(&out, ':');
		if (u.has_authority)
			add_authority(&out, &u);
		size_t from = out.n;
		buf_add(&out, u.path);
		if (out.n > from && out.s[from] == '/' && !out.over)
			remove_dots(&out, from);
	} else {
		if (!b.scheme.s || (!b.has_authority && (b.path.n == 0 || b.path.s[0] != '/')))
			goto done;
		add_lower(&out, b.scheme);
		buf_addc(&out, ':');
		if (u.has_authority)
			add_authority(&out, &u);
		else if (b.has_authority)
			add_authority(&out, &b);
		size_t from = out.n;
		if (u.has_authority || (u.path.n && u.path.s[0] == '/')) {
			buf_add(&out, u.path);
		} else if (u.path.n == 0) {
			buf_add(&out, b.path);
			if (!has_query) {
				query = b.query;
				has_query = b.has_query;
			}
		} else {
			size_t dir = b.path.n;
			while (dir > 0 && b.path.s[dir - 1] != '/')
				dir--;
			if (dir == 0 && b.has_authority)
				buf_addc(&out, '/');
			buf_add(&out, str_sub(b.path, 0, dir));
			buf_add(&out, u.path);
		}
		if (out.n > from && !out.over)
			remove_dots(&out, from);
	}
	if (has_query) {
		buf_addc(&out, '?');
		buf_add(&out, query);
	}
	if (u.has_fragment) {
		buf_addc(&out, '#');
		buf_add(&out, u.fragment);
	}
	if (!out.over && out.n)
		result = arena_str(a, buf_str(&out));
done:
	buf_free(&r);
	buf_free(&out);
	return result;
}

bool url_is_web(struct str s)
{
	struct url u;
	/* The common case needs no splitting: a host begins, and no user stands before it. */
	size_t host = str_starts(s, STR("http://")) ? 7 : str_starts(s, STR("https://")) ? 8 : 0;
	if (host && host < s.n && s.n <= URL_MAX && (is_alpha(s.s[host]) || is_digit(s.s[host])) && str_chr(s, '@', host) == STR_NPOS)
		return true;
	url_split(&u, s);
	return s.n <= URL_MAX && web_scheme(u.scheme) && u.host.n > 0;
}

bool url_is_safe_link(struct str s)
{
	return url_is_web(s) || (s.n <= URL_MAX && str_istarts(s, STR("mailto:")) && s.n > 7);
}

static struct str port_of(const struct url *u)
{
	if (u->port.n)
		return u->port;
	return str_ieq(u->scheme, STR("https")) ? STR("443") : str_ieq(u->scheme, STR("http")) ? STR("80") : STR("");
}

bool url_same_origin(struct str a, struct str b)
{
	struct url x, y;
	url_split(&x, a);
	url_split(&y, b);
	return x.host.n && str_ieq(x.scheme, y.scheme) && str_ieq(x.host, y.host) && str_eq(port_of(&x), port_of(&y));
}

static struct str without_www(struct str host)
{
	return str_istarts(host, STR("www.")) && host.n > 4 ? str_sub(host, 4, host.n) : host;
}

struct str url_site(struct arena *a, struct str s)
{
	struct url u;
	url_split(&u, s);
	struct str host = without_www(u.host);
	char *p = ARENA_NEW(a, char, host.n + 1);
	for (size_t i = 0; i < host.n; i++)
		p[i] = host.s[i] >= 'A' && host.s[i] <= 'Z' ? (char)(host.s[i] + 32) : host.s[i];
	return str_n(p, host.n);
}

/* Parameters that only say where a reader came from, as the makers of analytics tools document them. */
static bool is_tracking(struct str param)
{
	size_t eq = str_chr(param, '=', 0);
	struct str key = str_sub(param, 0, eq), value = eq == STR_NPOS ? STR_NONE : str_sub(param, eq + 1, param.n);
	if (str_istarts(key, STR("utm_")) || str_istarts(key, STR("at_")))
		return true;
	/* "partner=rss", "source=rss", "emc=rss" */
	if (str_ieq(value, STR("rss")) && (str_ieq(key, STR("partner")) || str_ieq(key, STR("source")) || str_ieq(key, STR("emc"))))
		return true;
	return str_listed(key, STR(" fbclid gclid dclid gbraid wbraid msclkid yclid twclid igshid mc_cid mc_eid _ga _gl cmpid cmp ito"
		" ocid ncid smid xtor s_cid ftag ref_src sr_share traffic_source "));
}

/* Writes the canonical form of `s`, which is never longer than `s`; *deep: it has a path or parameters. */
static size_t canonical(char *out, struct str s, bool *deep)
{
	struct url u;
	size_t n = 0;
	url_split(&u, s);
	if (u.scheme.s && !web_scheme(u.scheme)) {
		u.path = str_sub(s, 0, u.has_query ? (size_t)(u.query.s - 1 - s.s) : s.n - (u.has_fragment ? u.fragment.n + 1 : 0));
	} else {
		struct str host = without_www(u.host);
		for (; n < host.n; n++)
			out[n] = host.s[n] >= 'A' && host.s[n] <= 'Z' ? (char)(host.s[n] + 32) : host.s[n];
	}
	if (u.port.n && !str_eq(u.port, STR("80")) && !str_eq(u.port, STR("443"))) {
		out[n++] = ':';
		memcpy(out + n, u.port.s, u.port.n);
		n += u.port.n;
	}
	struct str path = u.path;
	while (path.n && path.s[path.n - 1] == '/')
		path.n--;
	if (path.n)
		memcpy(out + n, path.s, path.n);
	n += path.n;
	*deep = path.n > 0;
	struct str rest = u.query, param;
	char sep = '?';
	while (str_split(&rest, '&', &param)) {
		if (str_starts(param, STR("amp;")))
			param = str_sub(param, 4, param.n);
		if (param.n == 0 || is_tracking(param))
			continue;
		out[n++] = sep;
		memcpy(out + n, param.s, param.n);
		n += param.n;
		sep = '&';
		*deep = true;
	}
	return n;
}

struct str url_canonical(struct arena *a, struct str s)
{
	bool deep;
	s = str_trim(s);
	char *out = ARENA_NEW(a, char, s.n + 1);
	return str_n(out, canonical(out, s, &deep));
}

struct str url_story(char room[URL_MAX], struct str s)
{
	bool deep;
	s = str_trim(s);
	if (s.n > URL_MAX || !url_is_web(s))
		return STR_NONE;
	size_t n = canonical(room, s, &deep), hash = str_chr(s, '#', 0);
	if (!deep)
		return STR_NONE;
	if (hash != STR_NPOS && hash + 1 < s.n && str_chr(s, '=', hash) == STR_NPOS) {
		memcpy(room + n, s.s + hash, s.n - hash);
		n += s.n - hash;
	}
	return str_n(room, n);
}
