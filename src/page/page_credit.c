/* page_credit.c - who wrote a page and when, where metadata say nothing or name only the publisher: elements named for
 * authors and dates, links to authors' pages, lines that begin with "By", dates near the headline and in the address.
 */
#include "page_int.h"

#include <stdio.h>
#include <time.h>

#include "quotidian/text.h"
#include "quotidian/url.h"

/* "By Jane Roe and John Doe, Staff Writer" to "Jane Roe, John Doe". */
static const char *const lead_words[] = { "by ", "by: ", "von ", "von: ", "par ", "por ", "di ", "door ", "written by ",
	"author: ", "author ", "autor: ", "autor ", "autorin: ", "text: ", "posted by ",
	"published by ", "reported by ", "автор: ", "af ", "av ", "text von ", "ein beitrag von ", "eingestellt von ",
	"erstellt von ", "geschrieben von ", "veröffentlicht von ", "publié par ",
	"escrito por ", "publicado por ", "words by ", "story by ", "article by ", "analysis by ", "opinion by ", "review by ", "commentary by ", "interview: ", "ein artikel von ", "tekst: ",
	"skrevet av ", "redazione ", "a cura di " };

static struct str cut_lead(struct str s)
{
	for (int again = 0; again < 2; again++)
		for (size_t k = 0; k < sizeof lead_words / sizeof *lead_words; k++)
			if (str_istarts(s, str_of(lead_words[k])))
				s = str_trim(str_sub(s, strlen(lead_words[k]), s.n));
	return s;
}

/* Where a name's line goes on with something else. */
static struct str cut_tail(struct str s)
{
	static const char *const tails[] = { " | ", " • ", " · ", " – ", " — ", " - ", " on ", " am ", " // ", " (", " le ", "\n",
		": " };
	for (size_t k = 0; k < sizeof tails / sizeof *tails; k++) {
		size_t at = str_find(s, str_of(tails[k]), 0);
		if (at != STR_NPOS && at > 2)
			s = str_trim(str_sub(s, 0, at));
	}
	for (size_t i = 3; i < s.n; i++)
		if (s.s[i] >= '0' && s.s[i] <= '9' && s.s[i - 1] == ' ')
			return str_trim(str_sub(s, 0, i));
	return s;
}

static bool letter_byte(char c)
{
	return (unsigned char)c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Does the word stand in s, between what are no letters? */
static bool has_word(struct str s, struct str word)
{
	for (size_t at = str_ifind(s, word, 0); at != STR_NPOS; at = str_ifind(s, word, at + 1)) {
		size_t end = at + word.n;
		if (!(at > 0 && letter_byte(s.s[at - 1])) && !(end < s.n && letter_byte(s.s[end])))
			return true;
	}
	return false;
}

/* "Jane Roe, Senior Editor": what people are called after their names. */
static bool is_job(struct str s)
{
	static const char *const words[] = { "editor", "reporter", "correspondent", "writer", "journalist", "columnist", "contributor", "producer",
		"director", "officer", "analyst", "manager", "chief", "author", "redakteur", "redakteurin", "korrespondent", "korrespondentin", "autor",
		"autorin", "projektleiter", "projektleiterin", "chefredakteur", "journaliste", "redactor", "periodista", "giornalista", "profile",
		"journalistin", "volontär", "volontärin", "professor", "expert", "phd", "md" };
	for (size_t k = 0; k < sizeof words / sizeof *words; k++)
		if (has_word(s, str_of(words[k])))
			return true;
	return false;
}

static struct str bare_byline(struct arena *a, struct str s, struct str site)
{
	struct str parts[12];
	unsigned n = 0;
	s = cut_lead(s);
	static const char *const joints[] = { ", ", " and ", " & ", " und ", " et ", " y ", " e ", " og ", " och ", " en ", " i ",
		";", " | ", " / ", " with ", " mit ", "," };
	while (s.n && n < 12) {
		size_t cut = s.n, behind = s.n;
		for (size_t k = 0; k < sizeof joints / sizeof *joints; k++) {
			size_t at = str_find(s, str_of(joints[k]), 0);
			if (at < cut) {
				cut = at;
				behind = at + strlen(joints[k]);
			}
		}
		struct str p = str_trim(str_sub(s, 0, cut));
		s = str_trim(str_sub(s, behind, s.n));
		if (str_istarts(p, STR("and ")))
			p = str_trim(str_sub(p, 4, p.n));
		p = cut_lead(p);
		bool bad = p.n < 2 || p.n > 60 || str_istarts(p, STR("http")) || str_ieq(p, STR("admin")) || str_ieq(p, STR("no author"));
		bool digits = p.n > 0;
		for (size_t i = 0; i < p.n && digits; i++)
			digits = p.s[i] >= '0' && p.s[i] <= '9';
		bad = bad || digits || (n && is_job(p));
		for (unsigned k = 0; k < n && !bad; k++)
			bad = str_ieq(parts[k], p);
		if (!bad)
			parts[n++] = p;
	}
	struct buf b;
	buf_init(&b, DOC_META_MAX);
	for (unsigned k = 0; k < n; k++) {
		if (n > 1 && site.n && str_ieq(parts[k], site))
			continue;
		if (b.n)
			buf_addz(&b, ", ");
		buf_add(&b, parts[k]);
	}
	struct str r = arena_str(a, buf_str(&b));
	buf_free(&b);
	return r;
}

/* 2 for what looks like a person's name, 0 for what may be one, negative for what is not. */
static int name_likeness(struct str s, struct str site, struct str host)
{
	if (s.n < 2 || s.n > 200)
		return -9;
	int publisher = site.n && (str_ifind(site, s, 0) != STR_NPOS || str_ifind(s, site, 0) != STR_NPOS) ? -3 : 0;
	size_t dot = str_chr(host, '.', 0);
	if (dot != STR_NPOS && dot > 3 && page_fold_hash(str_sub(host, 0, dot)) == page_fold_hash(s))
		publisher = -3;
	static const char *const never[] = { "www.", ".com", ".de", "redaktion", "editorial", "newsroom", "gmbh", "deutsche welle", " inc", "e.v.",
		"comment", "subscribe", "min ", "published", "updated", "name (", "required", "nachrichten", "kommentar", "read more", "learn more", "newsletter", "sign up", "sign in", "log in" };
	static const char *const never_word[] = { "team", "staff", "agency", "read", "follow", "share", "author", "authors", "news", "photo", "photos",
		"foto", "fotos", "credit", "credits", "about", "more", "contact", "email", "datum", "stand", "posted", "januar", "january", "februar",
		"february", "april", "juni", "juli", "august", "september", "oktober", "october", "november", "dezember", "december", "mission" };
	struct str first = str_sub(s, 0, str_chr(s, ',', 0) == STR_NPOS ? s.n : str_chr(s, ',', 0));
	for (size_t k = 0; k < sizeof never / sizeof *never; k++)
		if (str_ifind(first, str_of(never[k]), 0) != STR_NPOS)
			return -2;
	for (size_t k = 0; k < sizeof never_word / sizeof *never_word; k++)
		if (has_word(first, str_of(never_word[k])))
			return -2;
	unsigned words = 0, capital = 0, small = 0;
	bool start = true;
	for (size_t pos = 0; pos < first.n;) {
		uint32_t c = utf8_next(first, &pos);
		if (c == ' ') {
			start = true;
			continue;
		}
		if (c >= '0' && c <= '9')
			return pos < 3 ? -5 : -2;
		if (start) {
			words++;
			capital += text_is_upper(c) || c > 0x2E80;
			small += text_is_lower(c);
		}
		start = false;
	}
	if (words > 5)
		return -2;
	/* A person's own site bears a person's name. */
	if (words >= 2 && capital >= 2 && small <= 2)
		return publisher ? -1 : 2;
	return publisher ? publisher : -1;
}

#define NEAR_MAX 6
struct best {
	struct arena *a;
	struct str site, host, value;
	double score;
	struct str near[NEAR_MAX]; /* names of elements below the headline that are named for the author, with hardly a word between them */
	unsigned nnear;
	uint32_t near_end;         /* node behind the last of them */
};

static void offer(struct best *b, struct str raw, double trust)
{
	if (!raw.n)
		return;
	struct str s = bare_byline(b->a, raw, b->site);
	if (!s.n)
		return;
	double v = trust + name_likeness(s, b->site, b->host);
	if (v > b->score) {
		b->score = v;
		b->value = s;
	}
}

static void stand_near(struct best *b, const struct page_tree *t, uint32_t node, struct str name)
{
	size_t between = 0;
	for (uint32_t i = b->near_end; i < node && b->nnear; i++)
		if (t->node[i].flags & NODE_TEXT)
			between += str_trim(page_node_text(t, i)).n;
	if (between > 5 || is_job(name)) /* ", ", "and": more than that says what the next one did */
		return;
	if (b->nnear == NEAR_MAX || str_find(name, STR(", "), 0) != STR_NPOS || name_likeness(name, b->site, b->host) < 2)
		return;
	for (unsigned k = 0; k < b->nnear; k++)
		if (str_ifind(b->near[k], name, 0) != STR_NPOS || str_ifind(name, b->near[k], 0) != STR_NPOS)
			return;
	b->near[b->nnear++] = name;
	b->near_end = t->node[node].end;
}

/* What a node and those around it say, eight levels up. */
static uint64_t signs_around(const struct page_tree *t, uint32_t i)
{
	uint64_t around = 0;
	for (int k = 0; k < 8 && i; k++, i = t->node[i].parent)
		around |= t->node[i].signs;
	return around;
}

/* Elements that are named for the author: small ones, near the headline rather than among comments and related stories. */
static void offer_elements(struct best *b, const struct page_tree *t, const struct page_blocks *bs, uint32_t h1)
{
	uint32_t headline = h1 == UINT32_MAX ? 0 : bs->b[h1].node;
	unsigned tried = 0;
	for (uint32_t i = 1; i < t->nnode && tried < 400; i++) {
		const struct page_node *n = &t->node[i];
		if ((n->flags & NODE_TEXT) || n->end - i > 40 || n->tag == TAG_meta || n->tag == TAG_link || n->tag == TAG_img)
			continue;
		double trust = 0;
		if (str_ifind(page_attr(t, i, ATTR_rel), STR("author"), 0) != STR_NPOS)
			trust = 3.5;
		else if (n->signs & SIGN(BYLINE))
			trust = 2.5;
		else if (n->tag == TAG_a) {
			struct str href = page_attr(t, i, ATTR_href);
			if (str_ifind(href, STR("/author/"), 0) != STR_NPOS || str_ifind(href, STR("/authors/"), 0) != STR_NPOS ||
				str_ifind(href, STR("/autor"), 0) != STR_NPOS ||
				str_ifind(href, STR("/by/"), 0) != STR_NPOS)
				trust = 2.5;
		}
		if (trust <= 0)
			continue;
		tried++;
		uint64_t around = signs_around(t, i);
		if (around & SIGN(COMMENT))
			trust -= 2.5;
		if (around & (SIGN(RELATED) | SIGN(TEASER) | SIGN(NAV) | SIGN(FOOT)))
			trust -= 1.5;
		if (around & SIGN(MEDIA))
			trust -= 0.7;
		bool close = headline && i > headline && i - headline < 120;
		if (close)
			trust += 1;
		else if (headline && i < headline && headline - i < 60)
			trust += 0.5;
		trust -= 0.002 * tried;
		struct str s = page_text_below(b->a, t, i);
		if (s.n > 120)
			continue;
		struct str bare = cut_lead(s);
		if (bare.n < s.n)
			trust += 0.7;
		offer(b, cut_tail(bare), trust);
		if (close && !(around & (SIGN(COMMENT) | SIGN(RELATED) | SIGN(TEASER))))
			stand_near(b, t, i, bare_byline(b->a, cut_tail(bare), b->site));
	}
}

/* Several authors, each in an element of their own: all of them, where the best is one. */
static void join_near(struct best *b)
{
	bool among = false;
	struct buf all;
	buf_init(&all, DOC_META_MAX);
	for (unsigned k = 0; k < b->nnear; k++) {
		among = among || str_eq(b->near[k], b->value);
		if (all.n)
			buf_addz(&all, ", ");
		buf_add(&all, b->near[k]);
	}
	if (among && b->nnear > 1)
		b->value = arena_str(b->a, buf_str(&all));
	buf_free(&all);
}

/* Short lines that begin with "By". */
static void offer_lines(struct best *b, const struct page_blocks *bs, uint32_t h1)
{
	uint32_t from = h1 == UINT32_MAX ? 0 : h1;
	for (uint32_t i = from > 6 ? from - 6 : 0; i < bs->n && i < from + 25; i++) {
		const struct page_block *p = &bs->b[i];
		struct str s = page_block_text(bs, p), bare = cut_lead(s);
		if (p->hidden == 1 || p->words > 16 || p->words < 2 || p->kind == BLOCK_H || bare.n == s.n ||
			(p->phrases & PHRASE_COMMENT))
			continue;
		offer(b, cut_tail(bare), 3.2 - 0.02 * (i > from ? i - from : from - i));
	}
}

/* Where " by " or the like stands behind a date in a short line: "Posted on May 4, 2031 by Ana Lund". */
static size_t behind_by(struct str s)
{
	static const char *const words[] = { " by ", " von ", " par ", " por ", " door ", " av ", " af " };
	for (size_t k = 0; k < sizeof words / sizeof *words; k++) {
		size_t at = str_ifind(s, str_of(words[k]), 0);
		if (at != STR_NPOS)
			return at + strlen(words[k]);
	}
	return STR_NPOS;
}

/* A label as a line of its own with the name in the next; a name at the end of a line with a date; "Written by" as a heading, or below
 * the article. */
static void offer_labels(struct best *b, const struct page_blocks *bs, uint32_t h1)
{
	static const char *const labels[] = { "author", "autor", "autorin", "autor/in", "by", "von", "text", "written by", "posted by", "auteur",
		"autore", "autora", "verfasser", "автор" };
	static const char *const sure[] = { "written by ", "autor: ", "autorin: ", "author: ", "auteur : ", "autore: ",
		"geschrieben von ", "text: " };
	uint32_t from = h1 == UINT32_MAX ? 0 : h1;
	for (uint32_t i = from > 6 ? from - 6 : 0; i < bs->n && i < from + 300; i++) {
		const struct page_block *p = &bs->b[i];
		struct str s = page_block_text(bs, p), bare = s;
		bool near = i < from + 25;
		if (p->hidden == 1 || p->words > 16 || (p->phrases & PHRASE_COMMENT))
			continue;
		while (bare.n && (bare.s[bare.n - 1] == ':' || bare.s[bare.n - 1] == ' '))
			bare.n--;
		for (size_t k = 0; k < sizeof labels / sizeof *labels && near && i + 1 < bs->n; k++)
			if (str_ieq(bare, str_of(labels[k])) && bs->b[i + 1].words <= 12)
				offer(b, cut_tail(page_block_text(bs, &bs->b[i + 1])), 3 - 0.02 * (i > from ? i - from : from - i));
		for (size_t k = 0; k < sizeof sure / sizeof *sure; k++)
			if (str_istarts(s, str_of(sure[k])))
				offer(b, cut_tail(str_sub(s, strlen(sure[k]), s.n)), near ? 2.6 : 1.2);
		size_t at = near && (p->phrases & PHRASE_DATE || p->digits >= 4) && p->kind != BLOCK_H ? behind_by(s) : STR_NPOS;
		if (at != STR_NPOS)
			offer(b, cut_tail(str_sub(s, at, s.n)), 2.4);
	}
}

void page_find_byline(struct page_meta *m, struct arena *a, const struct page_tree *t, const struct page_blocks *bs,
	struct str meta, struct str microdata, struct str url)
{
	struct best b = { .a = a, .site = m->site, .host = url_site(a, url), .score = 2.1 };
	offer(&b, m->byline, 5.5); /* JSON-LD */
	offer(&b, meta, 5);
	offer(&b, microdata, 4.5);
	offer_elements(&b, t, bs, m->h1);
	offer_lines(&b, bs, m->h1);
	offer_labels(&b, bs, m->h1);
	join_near(&b);
	m->byline = b.value;
}

/* ---- dates ---- */

/* Year of a date as the line writes it: what has none is a time or a number. */
static bool says_year(struct str s, int64_t t)
{
	struct tm tm;
	time_t tt = (time_t)t;
	if (!gmtime_r(&tt, &tm) || tm.tm_year < 90 || tm.tm_year > 200)
		return false;
	char year[8];
	snprintf(year, sizeof year, "%d", tm.tm_year + 1900);
	if (str_find(s, str_of(year), 0) != STR_NPOS)
		return true;
	year[1] = '.'; /* 4.5.31 */
	size_t at = str_find(s, str_of(year + 1), 0);
	return at != STR_NPOS && at >= 3 && s.n < 40;
}

/* A date somewhere in a short line. */
static int64_t date_inside(struct str s)
{
	int64_t t = page_to_date(s, NULL);
	if (s.n > 120 || (t && says_year(s, t)))
		return s.n > 120 ? 0 : t;
	unsigned tries = 0;
	for (size_t i = 0; i < s.n && tries < 40; i++) {
		if (i && s.s[i - 1] != ' ' && s.s[i - 1] != '(' && s.s[i - 1] != ':')
			continue;
		size_t end = i;
		size_t ends[7];
		unsigned n = 0;
		while (n < 6 && end < s.n) {
			end = str_chr(s, ' ', end + 1);
			if (end == STR_NPOS)
				end = s.n;
			ends[n++] = end;
		}
		while (n--) {
			struct str part = str_sub(s, i, ends[n]);
			while (part.n && strchr(",.;:|)-", part.s[part.n - 1]))
				part.n--;
			bool digit = false;
			for (size_t k = 0; k < part.n && !digit; k++)
				digit = part.s[k] >= '0' && part.s[k] <= '9';
			if (!digit || part.n < 8)
				break;
			tries++;
			if ((t = page_to_date(part, NULL)) && says_year(part, t))
				return t;
		}
	}
	return 0;
}

/* Two dates of one page whose day and month are changed about. */
static bool swapped(int64_t a, int64_t b)
{
	struct tm x, y;
	time_t ta = (time_t)a, tb = (time_t)b;
	if (!gmtime_r(&ta, &x) || !gmtime_r(&tb, &y))
		return false;
	return x.tm_year == y.tm_year && x.tm_mday == y.tm_mon + 1 && y.tm_mday == x.tm_mon + 1 && x.tm_mon != y.tm_mon;
}

static int64_t named_date(int *zone, struct arena *a, const struct page_tree *t, const struct page_blocks *bs, uint32_t h1)
{
	uint32_t headline = h1 == UINT32_MAX ? 0 : bs->b[h1].node;
	int64_t found = 0;
	double best = 0;
	unsigned tried = 0;
	for (uint32_t i = 1; i < t->nnode && tried < 200; i++) {
		const struct page_node *n = &t->node[i];
		if ((n->flags & NODE_TEXT) || n->end - i > 16 || !((n->signs & SIGN(DATE)) || n->tag == TAG_time))
			continue;
		tried++;
		uint64_t around = signs_around(t, i);
		double v = n->tag == TAG_time ? 2 : 1.9;
		if (around & (SIGN(COMMENT) | SIGN(RELATED) | SIGN(TEASER) | SIGN(NAV) | SIGN(SIDE) | SIGN(FOOT) | SIGN(LIST)))
			v -= 1;
		if (around & SIGN(ARTICLE))
			v += 0.2;
		if (headline && i > headline && i - headline < 200)
			v += 1;
		else if (headline && i < headline && headline - i < 60)
			v += 0.6;
		v -= 0.003 * tried;
		if (v <= best)
			continue;
		struct str s = page_attr(t, i, ATTR_datetime);
		int z = 0;
		int64_t d = page_to_date(s, &z);
		if (!d)
			d = date_inside(page_text_below(a, t, i));
		if (d) {
			found = d;
			*zone = z;
			best = v;
		}
	}
	return found;
}

static int64_t visible_date(const struct page_blocks *bs, uint32_t h1)
{
	uint32_t from = h1 == UINT32_MAX ? 0 : h1, first = from > 6 ? from - 6 : 0;
	for (uint32_t i = first; i < bs->n && i < from + 25; i++) {
		const struct page_block *b = &bs->b[i];
		struct str s = page_block_text(bs, b);
		if (b->hidden == 1 || b->digits < 5 || s.n > 120 || b->words > 18 || b->kind == BLOCK_QUOTE)
			continue;
		int64_t t = date_inside(s);
		if (t)
			return t;
	}
	/* A line that is a date, or says "Published on ...", elsewhere. */
	for (uint32_t i = 0; i < bs->n; i++) {
		const struct page_block *b = &bs->b[i];
		if (b->hidden != 1 && b->digits >= 5 && b->kind != BLOCK_QUOTE && ((b->phrases & PHRASE_DATE) ? b->words <= 18 : b->words <= 4)) {
			int64_t t = date_inside(page_block_text(bs, b));
			if (t)
				return t;
		}
	}
	return 0;
}

/* A date in the address: /2024/03/05/, /2024-03-05 or /05-03-2024. */
static int64_t url_date(struct str url)
{
	for (size_t i = 0; i + 10 < url.n; i++) {
		if (url.s[i] != '/')
			continue;
		char d[11];
		memcpy(d, url.s + i + 1, 10);
		if (d[2] == '-' && d[5] == '-') { /* day first */
			memcpy(d, url.s + i + 7, 4);
			memcpy(d + 5, url.s + i + 4, 2);
			memcpy(d + 8, url.s + i + 1, 2);
			d[4] = d[7] = '-';
		}
		d[10] = 0;
		bool ok = (d[0] == '1' || d[0] == '2') && (d[4] == '/' || d[4] == '-') && d[7] == d[4];
		for (int k = 0; k < 10 && ok; k++)
			if (k != 4 && k != 7 && (d[k] < '0' || d[k] > '9'))
				ok = false;
		if (ok) {
			d[4] = d[7] = '-';
			int64_t t = page_to_date(str_n(d, 10), NULL);
			if (t)
				return t;
		}
	}
	return 0;
}

void page_find_date(struct page_meta *m, struct arena *a, const struct page_tree *t, const struct page_blocks *bs,
	int64_t time, int time_zone, struct str url)
{
	int64_t address = url_date(url);
	if (!m->published)
		m->published = address;
	if (!m->published)
		m->published = named_date(&m->zone, a, t, bs, m->h1);
	if (!m->published) {
		m->published = time;
		m->zone = time_zone;
	}
	if (!m->published)
		m->published = visible_date(bs, m->h1);
	if (address && m->published && swapped(address, m->published)) {
		m->published = address;
		m->zone = 0;
	}
}
