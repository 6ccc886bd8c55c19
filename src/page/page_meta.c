/* page_meta.c - title, byline, dates, site, language, address, image, section of a page: JSON-LD first, then OpenGraph and
 * article tags, Dublin Core and its kin, microdata, <time>, then what is to be seen. The order of trust is trafilatura's
 * and Readability's, checked on news pages.
 */
#include "page_int.h"

#include "quotidian/date.h"
#include "quotidian/htmltext.h"
#include "quotidian/url.h"

enum meta_field { M_TITLE, M_BYLINE, M_SITE, M_PUBLISHED, M_UPDATED, M_URL, M_IMAGE, M_SECTION, M_DESCRIPTION, M_LANGUAGE,
	M_FIELDS };

/* Names of meta elements; a lower rank is trusted more. */
static const struct {
	const char *name;
	uint8_t field, rank;
} meta_names[] = {
	{ "og:title", M_TITLE, 1 }, { "twitter:title", M_TITLE, 3 }, { "dc.title", M_TITLE, 4 }, { "dcterms.title", M_TITLE, 4 },
	{ "parsely-title", M_TITLE, 2 },
	{ "sailthru.title", M_TITLE, 2 }, { "citation_title", M_TITLE, 1 }, { "title", M_TITLE, 5 }, { "headline", M_TITLE, 2 },
	{ "author", M_BYLINE, 1 }, { "article:author", M_BYLINE, 4 }, { "article:author_name", M_BYLINE, 1 },
	{ "byl", M_BYLINE, 1 }, { "dc.creator", M_BYLINE, 2 },
	{ "dcterms.creator", M_BYLINE, 2 }, { "dc.creator.creator", M_BYLINE, 3 }, { "parsely-author", M_BYLINE, 1 },
	{ "sailthru.author", M_BYLINE, 1 },
	{ "citation_author", M_BYLINE, 1 }, { "og:article:author", M_BYLINE, 3 }, { "cxenseparse:author", M_BYLINE, 2 },
	{ "vr:author", M_BYLINE, 2 },
	{ "twitter:data1", M_BYLINE, 6 }, { "authors", M_BYLINE, 2 }, { "cxenseparse:dow-author", M_BYLINE, 3 },
	{ "rbauthors", M_BYLINE, 3 }, { "shareaholic:article_author_name", M_BYLINE, 3 },
	{ "og:site_name", M_SITE, 1 }, { "application-name", M_SITE, 3 }, { "apple-mobile-web-app-title", M_SITE, 4 },
	{ "dc.publisher", M_SITE, 3 }, { "al:android:app_name", M_SITE, 5 },
	{ "article:published_time", M_PUBLISHED, 1 }, { "og:published_time", M_PUBLISHED, 2 },
	{ "og:article:published_time", M_PUBLISHED, 2 },
	{ "datepublished", M_PUBLISHED, 2 }, { "date", M_PUBLISHED, 4 }, { "pubdate", M_PUBLISHED, 3 },
	{ "publishdate", M_PUBLISHED, 3 }, { "publish-date", M_PUBLISHED, 3 },
	{ "publication_date", M_PUBLISHED, 3 }, { "dc.date", M_PUBLISHED, 4 }, { "dc.date.issued", M_PUBLISHED, 2 },
	{ "dcterms.issued", M_PUBLISHED, 2 },
	{ "dcterms.created", M_PUBLISHED, 3 }, { "dcterms.date", M_PUBLISHED, 4 }, { "dc.date.created", M_PUBLISHED, 3 },
	{ "parsely-pub-date", M_PUBLISHED, 1 },
	{ "sailthru.date", M_PUBLISHED, 2 }, { "citation_publication_date", M_PUBLISHED, 2 },
	{ "cxenseparse:recs:publishtime", M_PUBLISHED, 2 },
	{ "article.published", M_PUBLISHED, 2 }, { "published-date", M_PUBLISHED, 3 },
	{ "originalpublicationdate", M_PUBLISHED, 3 }, { "ptime", M_PUBLISHED, 3 },
	{ "article_date_original", M_PUBLISHED, 3 }, { "date_published", M_PUBLISHED, 3 }, { "article.created", M_PUBLISHED, 3 },
	{ "created", M_PUBLISHED, 4 }, { "vr:published_time", M_PUBLISHED, 2 },
	{ "last-modified", M_UPDATED, 3 }, { "article:modified_time", M_UPDATED, 1 }, { "og:updated_time", M_UPDATED, 2 },
	{ "dcterms.modified", M_UPDATED, 3 }, { "lastmod", M_UPDATED, 3 },
	{ "datemodified", M_UPDATED, 2 }, { "article.updated", M_UPDATED, 2 }, { "revision_date", M_UPDATED, 3 },
	{ "og:url", M_URL, 1 }, { "twitter:url", M_URL, 3 },
	{ "og:image", M_IMAGE, 1 }, { "og:image:url", M_IMAGE, 2 }, { "og:image:secure_url", M_IMAGE, 2 },
	{ "twitter:image", M_IMAGE, 3 }, { "twitter:image:src", M_IMAGE, 3 }, { "thumbnail", M_IMAGE, 4 },
	{ "article:section", M_SECTION, 1 }, { "og:article:section", M_SECTION, 2 }, { "parsely-section", M_SECTION, 1 },
	{ "section", M_SECTION, 3 }, { "dc.subject", M_SECTION, 5 },
	{ "og:description", M_DESCRIPTION, 1 }, { "description", M_DESCRIPTION, 2 }, { "twitter:description", M_DESCRIPTION, 3 },
	{ "dc.description", M_DESCRIPTION, 4 },
	{ "og:locale", M_LANGUAGE, 2 }, { "dc.language", M_LANGUAGE, 2 }, { "language", M_LANGUAGE, 3 },
	{ "content-language", M_LANGUAGE, 3 }, { "inlanguage", M_LANGUAGE, 1 },
};

struct reader {
	struct arena *a;
	const struct page_tree *t;
	const struct page_blocks *bs;
	struct str value[M_FIELDS];
	uint8_t rank[M_FIELDS];
	struct str title;    /* the <title> element */
	struct str canonical, lang;
	struct str microdata_author, microdata_title;
	int64_t microdata_date, time_date;
	bool article, video; /* og:type */
	int microdata_zone, time_zone;
};

struct str page_one_line(struct arena *a, struct str raw)
{
	struct buf b, c;
	buf_init(&b, DOC_META_MAX);
	buf_init(&c, DOC_META_MAX);
	(void)utf8_sanitise(&b, str_sub(raw, 0, DOC_META_MAX), UTF8_LINE);
	bool space = false;
	struct str s = str_trim(buf_str(&b));
	for (size_t i = 0; i < s.n; i++) {
		if (s.s[i] == ' ' || ((unsigned char)s.s[i] == 0xC2 && i + 1 < s.n && (unsigned char)s.s[i + 1] == 0xA0)) {
			i += s.s[i] != ' ';
			space = true;
			continue;
		}
		if (space && c.n)
			buf_addc(&c, ' ');
		space = false;
		buf_addc(&c, s.s[i]);
	}
	struct str r = arena_str(a, buf_str(&c));
	buf_free(&b);
	buf_free(&c);
	return r;
}

/* The text below a node, one line. */
struct str page_text_below(struct arena *a, const struct page_tree *t, uint32_t node)
{
	struct buf b;
	buf_init(&b, DOC_META_MAX);
	uint32_t end = t->node[node].end;
	for (uint32_t i = node; i < end && i < node + 200; i++)
		if (t->node[i].flags & NODE_TEXT) {
			if (b.n)
				buf_addc(&b, ' ');
			if (buf_add(&b, page_node_text(t, i)) < 0)
				break;
		}
	struct str s = page_one_line(a, buf_str(&b));
	buf_free(&b);
	return s;
}

int64_t page_to_date(struct str s, int *zone)
{
	int64_t t;
	int z;
	s = str_trim(s);
	if (s.n < 6 || s.n > 80 || date_parse_zone(&t, &z, s) < 0 || t <= 0)
		return 0;
	if (zone)
		*zone = z;
	return t;
}

static void read_meta(struct reader *r, uint32_t i)
{
	struct str content = str_trim(page_attr(r->t, i, ATTR_content));
	if (!content.n)
		return;
	if (str_eq(page_attr(r->t, i, ATTR_property), STR("og:type"))) {
		r->article = r->article || str_istarts(content, STR("article"));
		r->video = r->video || str_istarts(content, STR("video"));
	}
	static const enum page_attr from[3] = { ATTR_property, ATTR_name, ATTR_itemprop };
	for (int k = 0; k < 3; k++) {
		struct str name = str_trim(page_attr(r->t, i, from[k]));
		if (!name.n)
			continue;
		for (size_t j = 0; j < sizeof meta_names / sizeof *meta_names; j++) {
			unsigned f = meta_names[j].field;
			if (!str_ieq(name, str_of(meta_names[j].name)))
				continue;
			if (f == M_BYLINE && (str_istarts(content, STR("http")) || content.s[0] == '@'))
				continue;
			if (r->rank[f] == meta_names[j].rank && f == M_BYLINE && k < 2) { /* one element for each author */
				if (str_ifind(r->value[f], content, 0) == STR_NPOS && r->value[f].n < 300)
					r->value[f] = arena_fmt(r->a, STR_FMT ", " STR_FMT, STR_ARG(r->value[f]), STR_ARG(page_one_line(r->a,
						content)));
			} else if (!r->rank[f] || meta_names[j].rank < r->rank[f]) {
				r->rank[f] = meta_names[j].rank;
				r->value[f] = page_one_line(r->a, content);
			}
		}
	}
}

static void read_microdata(struct reader *r, uint32_t i, struct str prop)
{
	struct str content = page_attr(r->t, i, ATTR_content);
	if (str_ifind(prop, STR("datePublished"), 0) != STR_NPOS && !r->microdata_date) {
		struct str v = content.n ? content : page_attr(r->t, i, ATTR_datetime);
		r->microdata_date = page_to_date(v.n ? v : page_text_below(r->a, r->t, i), &r->microdata_zone);
	} else if (str_ieq(prop, STR("author")) && !r->microdata_author.n) {
		/* A person inside has a name of its own. */
		uint32_t end = r->t->node[i].end;
		for (uint32_t j = i + 1; j < end && j < i + 60; j++)
			if (str_ieq(page_attr(r->t, j, ATTR_itemprop), STR("name"))) {
				content = page_attr(r->t, j, ATTR_content);
				r->microdata_author = content.n ? page_one_line(r->a, content) : page_text_below(r->a, r->t, j);
				return;
			}
		r->microdata_author = content.n ? page_one_line(r->a, content) : page_text_below(r->a, r->t, i);
	} else if (str_ieq(prop, STR("headline")) && !r->microdata_title.n) {
		r->microdata_title = content.n ? page_one_line(r->a, content) : page_text_below(r->a, r->t, i);
	}
}

static void read_tree(struct reader *r)
{
	const struct page_tree *t = r->t;
	for (uint32_t i = 1; i < t->nnode; i++) {
		const struct page_node *n = &t->node[i];
		if (n->flags & NODE_TEXT)
			continue;
		struct str prop = n->nattr ? page_attr(t, i, ATTR_itemprop) : STR_NONE;
		switch (n->tag) {
		case TAG_html:
			r->lang = page_attr(t, i, ATTR_lang);
			if (!r->lang.n)
				r->lang = page_attr(t, i, ATTR_xml_lang);
			break;
		case TAG_title:
			if (!r->title.n)
				r->title = page_text_below(r->a, r->t, i);
			break;
		case TAG_meta:
			read_meta(r, i);
			break;
		case TAG_link:
			if (!r->canonical.n && str_ieq(page_attr(t, i, ATTR_rel), STR("canonical")))
				r->canonical = page_attr(t, i, ATTR_href);
			break;
		case TAG_time:
			if (!r->time_date) {
				struct str v = page_attr(t, i, ATTR_datetime);
				r->time_date = page_to_date(v.n ? v : page_text_below(r->a, r->t, i), &r->time_zone);
			}
			break;
		default:
			break;
		}
		if (prop.n)
			read_microdata(r, i, prop);
	}
}

/* ---- title ---- */

static bool same_words(struct str a, struct str b)
{
	return a.n && b.n && page_fold_hash(a) == page_fold_hash(b);
}

/* Separators between a headline and the site's name. */
static const char *const separators[] = { " | ", " - ", " – ", " — ", " · ", " » ", " :: ", " • ", " « ", " // ", " / ", "｜",
	"：", "--" };

/* "Site » Section" before the headline. */
static bool opens_with_site(struct str s, struct str site)
{
	if (!str_istarts(s, site))
		return false;
	struct str rest = str_sub(s, site.n, s.n);
	for (size_t k = 0; k < sizeof separators / sizeof *separators; k++)
		if (str_starts(rest, str_of(separators[k])))
			return true;
	return false;
}

struct str page_title_bare(struct str title, struct str site)
{
	for (int again = 0; again < 3; again++) {
		size_t cut = STR_NPOS, behind = 0;
		bool bar = false;
		for (size_t k = 0; k < sizeof separators / sizeof *separators; k++) {
			struct str sep = str_of(separators[k]);
			for (size_t at = str_find(title, sep, 0); at != STR_NPOS; at = str_find(title, sep, at + 1))
				if (cut == STR_NPOS || at > cut) {
					cut = at;
					behind = at + sep.n;
					bar = k == 0 || k == 5 || k == 6;
				}
		}
		if (cut == STR_NPOS)
			return title;
		struct str head = str_trim(str_sub(title, 0, cut)), tail = str_trim(str_sub(title, behind, title.n));
		size_t words = 1;
		for (size_t i = 0; i < tail.n; i++)
			words += tail.s[i] == ' ';
		bool is_site = site.n && (same_words(tail, site) || str_ifind(tail, site, 0) != STR_NPOS || (tail.n > 3 &&
			str_ifind(site, tail, 0) != STR_NPOS));
		if (head.n >= 10 && (is_site || (bar && words <= 5 && tail.n * 2 < head.n)))
			title = head;
		else if (site.n && tail.n >= 10 && (same_words(head, site) || opens_with_site(head, site)))
			return tail;
		else
			return title;
	}
	return title;
}

#define TITLE_WORD 3 /* bytes: shorter ones are in every title */

/* The block that is the headline: an h1, or any block that says the title. */
static uint32_t find_headline(const struct page_blocks *bs, struct str title)
{
	uint32_t best = UINT32_MAX;
	double most = 0;
	uint64_t hash = page_fold_hash(title);
	for (uint32_t i = 0; i < bs->n && i < 3000; i++) {
		const struct page_block *b = &bs->b[i];
		if (b->hidden == 1 || b->ntext > 400)
			continue;
		double v = 0;
		bool exact = title.n && b->hash == hash;
		if (b->kind == BLOCK_H)
			v = (b->level == 1 ? 1 : 0.3) + 2 * page_shared_words(title, page_block_text(bs, b), TITLE_WORD, 0) + (exact ? 2 : 0);
		else if (exact)
			v = 1.5;
		if (b->kind == BLOCK_H && b->level > 1 && v < 2)
			v = 0;
		if (v > most) {
			most = v;
			best = i;
		}
	}
	return best;
}

static struct str first_of(struct str a, struct str b)
{
	return a.n ? a : b;
}

/* The site's name, where the page does not give it: the end or the beginning of its title that says what the host does. */
static struct str site_in_title(struct str title, struct str url)
{
	struct url u;
	url_split(&u, url);
	struct str host = str_istarts(u.host, STR("www.")) ? str_sub(u.host, 4, u.host.n) : u.host;
	host = str_sub(host, 0, str_chr(host, '.', 0));
	if (host.n < 4)
		return STR_NONE;
	for (size_t k = 0; k < sizeof separators / sizeof *separators; k++) {
		struct str sep = str_of(separators[k]);
		size_t first = str_find(title, sep, 0), last = first;
		if (first == STR_NPOS)
			continue;
		for (size_t at = first; at != STR_NPOS; at = str_find(title, sep, at + sep.n))
			last = at;
		struct str piece[2] = { str_trim(str_sub(title, last + sep.n, title.n)), str_trim(str_sub(title, 0, first)) };
		for (int i = 0; i < 2; i++)
			if (piece[i].n <= 40 && str_istarts(piece[i], host))
				return piece[i];
	}
	return STR_NONE;
}

/* OpenGraph, JSON-LD, the headline on the page and the title element vote; who agrees with others wins. Weights chosen on
 * half of the development pages: alone, og:title is right most often. */
static void choose_title(struct page_meta *m, const struct reader *r, struct str url)
{
	struct str site = first_of(m->site, site_in_title(r->title, url));
	struct str t[5] = { page_title_bare(r->value[M_TITLE], site), page_title_bare(m->title, site), STR_NONE,
		page_title_bare(r->title, site),
		r->microdata_title };
	static const double weight[5] = { 1.1, 0.6, 0.95, 0.5, 0.4 };
	m->h1 = find_headline(r->bs, t[0].n ? t[0] : t[1].n ? t[1] : t[3]);
	if (m->h1 != UINT32_MAX && r->bs->b[m->h1].ntext < 400) {
		t[2] = page_one_line(r->a, page_block_text(r->bs, &r->bs->b[m->h1]));
		/* A kicker inside the h1 is no part of the headline. */
		for (int k = 0; k < 2; k++)
			if (t[k].n > 20 && t[2].n > t[k].n && str_ends(t[2], t[k]))
				t[2] = t[k];
		t[2] = page_title_bare(t[2], site);
		/* A banner: the site's name and its motto. */
		if (site.n && t[3].n && str_istarts(t[2], site) && page_shared_words(t[3], t[2], TITLE_WORD, 0) < 0.01)
			t[2] = STR_NONE;
		/* What readers see, when metadata add a kicker or a section to it. */
		bool agreed = same_words(t[0], t[1]) && same_words(t[0], t[3]), whole = t[2].n > 20 && !strchr(":.,-|", t[2].s[0]);
		if (whole && !agreed && t[0].n > t[2].n && str_ifind(t[0], t[2], 0) != STR_NPOS) {
			m->title = t[2];
			return;
		}
		/* Where the page's own headline is in JSON-LD or, without that, in the title element, another og:title was written
		 * on purpose. */
		double common = page_shared_words(t[0], t[2], TITLE_WORD, 0), back = page_shared_words(t[2], t[0], TITLE_WORD, 0);
		bool differs = t[0].n > 10 && !same_words(t[0], t[2]) && common > 0.2;
		if (differs && (same_words(t[1], t[2]) || (!t[1].n && same_words(t[2], t[3])))) {
			m->title = t[0];
			return;
		}
		/* Titles for search engines that say the headline in other words. */
		if (whole && differs && r->bs->b[m->h1].level == 1 && same_words(t[0], t[3]) && (!t[1].n || same_words(t[0], t[1])) &&
			(common > 0.5 || back > 0.5)) {
			m->title = t[2];
			return;
		}
		if (differs && same_words(t[0], t[1]) && same_words(t[2], t[3])) {
			m->title = t[2];
			return;
		}
	}
	double best = 0;
	int at = -1;
	for (int i = 0; i < 5; i++) {
		if (!t[i].n || (site.n && same_words(t[i], site)))
			continue;
		double v = weight[i];
		for (int k = 0; k < 5; k++)
			if (k != i && same_words(t[i], t[k]))
				v += weight[k];
		if (v > best + 1e-9) {
			best = v;
			at = i;
		}
	}
	m->title = at < 0 ? first_of(t[0], t[3]) : t[at];
	if (at >= 0 && same_words(m->title, t[2]))
		m->title = t[2];
}

static struct str language_tag(struct reader *r, struct str s)
{
	char out[12];
	size_t n = 0;
	for (size_t i = 0; i < s.n && n < sizeof out; i++) {
		char c = s.s[i] == '_' ? '-' : s.s[i];
		if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || (c >= '0' && c <= '9')))
			break;
		out[n++] = c;
	}
	return n >= 2 ? arena_str(r->a, str_n(out, n)) : STR_NONE;
}

static struct str safe_url(struct reader *r, struct str base, struct str u)
{
	if (!u.n)
		return STR_NONE;
	struct str s = url_resolve(r->a, base, u);
	return url_is_web(s) ? s : STR_NONE;
}

void page_meta_read(struct page_meta *m, struct arena *a, const struct page_source *src, const struct page_scan *s,
	const struct page_tree *t,
	const struct page_blocks *bs)
{
	struct reader r = { .a = a, .t = t, .bs = bs };
	memset(m, 0, sizeof *m);
	page_jsonld_read(m, a, s);
	read_tree(&r);
	m->says_article = m->says_article || r.article;
	m->says_video = m->says_video || r.video;
	m->site = first_of(r.value[M_SITE], m->site);
	m->heading = first_of(first_of(r.value[M_TITLE], m->title), r.title);
	choose_title(m, &r, src->url);
	page_find_byline(m, a, t, bs, r.value[M_BYLINE], r.microdata_author, first_of(src->url, m->url));
	if (!m->published)
		m->published = page_to_date(r.value[M_PUBLISHED], &m->zone);
	if (!m->published) {
		m->published = r.microdata_date;
		m->zone = r.microdata_zone;
	}
	page_find_date(m, a, t, bs, r.time_date, r.time_zone, src->url);
	if (!m->updated)
		m->updated = page_to_date(r.value[M_UPDATED], NULL);
	if (!m->published)
		m->published = m->updated;
	m->url = safe_url(&r, src->url, first_of(r.canonical, first_of(r.value[M_URL], m->url)));
	m->image = safe_url(&r, src->url, first_of(r.value[M_IMAGE], m->image));
	m->section = first_of(r.value[M_SECTION], m->section);
	m->description = first_of(r.value[M_DESCRIPTION], m->description);
	m->language = language_tag(&r, first_of(r.lang, first_of(m->language, r.value[M_LANGUAGE])));
}
