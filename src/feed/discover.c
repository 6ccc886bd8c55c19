/* discover.c - the feeds that an HTML page names.
 *
 * First the page's own word (RSS Advisory Board, "autodiscovery"; rel=feed of HTML), then links whose
 * address looks like a feed's.
 */
#include "config.h"

#include <stdlib.h>

#include "quotidian/charset.h"
#include "quotidian/htmltext.h"
#include "quotidian/url.h"

#include "markup.h"
#include "refs.h"

#define PAGE_MAX ((size_t)32 << 20)
#define CANDIDATES_MAX 200

struct candidate {
	struct str url, title;
	int score;
	uint32_t order;
};
struct page {
	struct arena *a;
	struct str base;
	struct candidate found[CANDIDATES_MAX];
	uint32_t n;
	struct buf text;
};

static bool has(struct str s, const char *part)
{
	return str_ifind(s, str_of(part), 0) != STR_NPOS;
}

static bool has_word(struct str list, const char *word)
{
	for (size_t i = 0; i < list.n;) {
		size_t from = i;
		while (i < list.n && (unsigned char)list.s[i] > ' ')
			i++;
		if (str_ieq(str_sub(list, from, i), str_of(word)))
			return true;
		i++;
	}
	return false;
}

static struct str attr_text(struct page *p, struct str attrs, const char *name)
{
	struct str value;
	(void)markup_find_attr(&value, attrs, str_of(name));
	buf_clear(&p->text);
	html_decode(&p->text, str_sub(value, 0, URL_MAX));
	return arena_str(p->a, str_trim(buf_str(&p->text)));
}

/* How much an address looks like a feed's; 0 not at all. */
static int looks_like_feed(struct str address)
{
	struct url u;
	url_split(&u, address);
	struct str path = u.path;
	while (path.n && path.s[path.n - 1] == '/')
		path.n--;
	static const char *const ends[] = { "/feed", "/rss", "/atom", ".rss", ".rdf", ".atom", "rss.xml", "atom.xml", "feed.xml",
		"index.xml", "feed.json", "feeds" };
	for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
		if (path.n >= strlen(ends[i]) && str_ieq(str_sub(path, path.n - strlen(ends[i]), path.n), str_of(ends[i])))
			return 30;
	if (str_istarts(u.host, STR("feeds.")) || str_istarts(u.host, STR("rss.")) || has(u.query, "format=rss") || has(u.query, "feed=rss") ||
	    has(u.query, "feed=atom") || has(path, "/feed/") || has(path, "/rss/"))
		return 20;
	return 0;
}

static void add(struct page *p, struct str href, struct str title, int score)
{
	struct str url = href.n ? url_resolve(p->a, p->base, href) : STR_NONE;
	if (p->n == CANDIDATES_MAX || !url_is_web(url))
		return;
	/* Feeds of comments are rarely what is wanted. */
	if (has(url, "comment") || has(title, "comment"))
		score -= 15;
	if (url_same_origin(url, p->base))
		score += 2;
	p->found[p->n] = (struct candidate){ url, title, score, p->n };
	p->n++;
}

static bool is_feed_type(struct str type)
{
	return has(type, "rss+xml") || has(type, "atom+xml") || has(type, "rdf+xml") || has(type, "feed+json");
}

static void take_link(struct page *p, struct str attrs)
{
	struct str rel = attr_text(p, attrs, "rel"), type = attr_text(p, attrs, "type");
	bool feed_type = is_feed_type(type);
	bool maybe = type.n == 0 || has(type, "xml") || has(type, "json");
	struct str href = attr_text(p, attrs, "href");
	if (!((has_word(rel, "alternate") && (feed_type || (maybe && looks_like_feed(href)))) || has_word(rel, "feed")))
		return;
	add(p, href, attr_text(p, attrs, "title"), has(type, "json") ? 90 : 100);
}

static int by_score(const void *x, const void *y)
{
	const struct candidate *a = x, *b = y;
	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return a->order < b->order ? -1 : a->order > b->order;
}

static void scan(struct page *p, struct str html)
{
	struct markup m;
	struct str href = STR_NONE; /* of the <a> that is open */
	int href_score = 0;
	struct str raw = STR_NONE;  /* the element whose content is no markup */
	size_t text_from = 0;
	bool based = false;
	markup_init(&m, html);
	for (enum markup_event e; (e = markup_next(&m)) != MARKUP_END;) {
		if (raw.s) {
			if (e == MARKUP_CLOSE && str_ieq(m.name, raw))
				raw = STR_NONE;
			continue;
		}
		if (e == MARKUP_CLOSE && str_ieq(m.name, STR("a")) && href.n) {
			buf_clear(&p->text);
			html_text(&p->text, str_sub(html, text_from, text_from + 2048 < m.at ? text_from + 2048 : m.at));
			add(p, href, arena_str(p->a, buf_str(&p->text)), href_score);
			href = STR_NONE;
		}
		if (e != MARKUP_OPEN)
			continue;
		if (str_ieq(m.name, STR("script")) || str_ieq(m.name, STR("style"))) {
			raw = m.empty ? STR_NONE : m.name;
		} else if (str_ieq(m.name, STR("base")) && !based) {
			struct str base = url_resolve(p->a, p->base, attr_text(p, m.attrs, "href"));
			p->base = url_is_web(base) ? base : p->base;
			based = true;
		} else if (str_ieq(m.name, STR("link"))) {
			take_link(p, m.attrs);
		} else if (str_ieq(m.name, STR("a"))) {
			struct str value;
			href = STR_NONE;
			href_score = markup_find_attr(&value, m.attrs, STR("type")) && is_feed_type(value) ? 40 : 0;
			if (markup_find_attr(&value, m.attrs, STR("href")) && (href_score || (href_score = looks_like_feed(value)) != 0))
				href = attr_text(p, m.attrs, "href");
			text_from = m.pos;
		}
	}
}

int feed_discover(struct feed_refs **out, struct str html, struct str url, struct str content_type, struct err *e)
{
	*out = NULL;
	struct buf text;
	buf_init(&text, PAGE_MAX);
	if (charset_to_utf8(&text, html, content_type, CHARSET_HTML, NULL) != 0) {
		buf_free(&text);
		return err_set(e, QD_ELIMIT, "is larger than %zu MB", PAGE_MAX >> 20);
	}
	struct refs_build b;
	refs_begin(&b);
	struct page *p = xcalloc(1, sizeof *p);
	p->a = &b.refs->arena;
	p->base = url;
	buf_init(&p->text, 4 * URL_MAX);
	scan(p, buf_str(&text));
	qsort(p->found, p->n, sizeof *p->found, by_score);
	for (uint32_t i = 0; i < p->n; i++)
		refs_add(&b, p->found[i].url, p->found[i].title, STR_NONE);
	buf_free(&p->text);
	buf_free(&text);
	free(p);
	*out = refs_end(&b);
	return 0;
}
