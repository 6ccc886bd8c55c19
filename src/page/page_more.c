/* page_more.c - other pages with the same article: the one that goes on with it, one that has all of it, another form of it.
 *
 * A link is taken for the next page by its address, not by its words alone: without the mark of a page ("/2", "?page=2",
 * "-page-2.html") it must be the page's own address, and its number the page's own and one. So neither the next story nor the next
 * page of an archive passes. Where the page's own address ends in a number, that may be the story's: then the page must link
 * back to the first one, too.
 */
#include "page_int.h"

#include "quotidian/url.h"

#define NUMBER_MAX 99 /* of a page; larger ones are identifiers */
#define LINKS_MAX 4000
#define TEXT_MAX 60

/* An address without the mark of a page: what is before and behind it, and the number. */
struct numbered {
	struct str host, head, tail, head_query, tail_query;
	unsigned number; /* 0: none is marked */
};

static bool digits(struct str s, unsigned *number)
{
	int64_t v;
	if (!s.n || s.n > 2 || s.s[0] == '0' || s.s[0] < '0' || s.s[0] > '9' || str_int(&v, s) || v < 1 || v > NUMBER_MAX)
		return false;
	*number = (unsigned)v;
	return true;
}

static bool page_word(struct str s)
{
	return str_listed(s, STR(" page p pg seite pagina pagine side sida sivu strona str part pag pageno pagenum page_no pagenumber"
		" currentpage article_page multipage "));
}

/* Query parameters: the first that says a page is taken out. */
static void number_in_query(struct numbered *n, struct str query)
{
	struct str rest = query, one;
	while (str_split(&rest, '&', &one)) {
		size_t eq = str_chr(one, '=', 0);
		unsigned number;
		if (eq == STR_NPOS || !page_word(str_sub(one, 0, eq)) || !digits(str_sub(one, eq + 1, one.n), &number))
			continue;
		size_t at = (size_t)(one.s - query.s);
		n->number = number;
		n->head_query = str_sub(query, 0, at ? at - 1 : 0);
		n->tail_query = str_sub(query, at + one.n + (at == 0 && rest.n > 0), query.n);
		return;
	}
	n->head_query = query;
}

static struct str without_end(struct str s, char c)
{
	while (s.n && s.s[s.n - 1] == c)
		s.n--;
	return s;
}

/* Where ".html" and the like begin, or the end. */
static size_t ending(struct str path)
{
	for (size_t i = path.n; i-- > 0 && path.n - i <= 6 && path.s[i] != '/';)
		if (path.s[i] == '.')
			return i;
	return path.n;
}

/* "/story/2", "/story/page/2", "/story/page-2", "/story-2.html", "/story,2.html", "/story_p2.html" */
static void number_in_path(struct numbered *n, struct str path)
{
	path = without_end(path, '/');
	size_t slash = path.n;
	while (slash > 0 && path.s[slash - 1] != '/')
		slash--;
	struct str last = str_sub(path, slash, path.n), before = str_sub(path, 0, slash ? slash - 1 : 0);
	size_t dot = ending(last);
	struct str end = str_sub(last, dot, last.n);
	last.n = dot;
	size_t from = last.n;
	while (from > 0 && last.s[from - 1] >= '0' && last.s[from - 1] <= '9')
		from--;
	n->head = path;
	if (!digits(str_sub(last, from, last.n), &n->number))
		return;
	struct str word = str_sub(last, 0, from);
	if (!word.n && slash) { /* a segment of its own; "page" may be the one before */
		size_t up = before.n;
		while (up > 0 && before.s[up - 1] != '/')
			up--;
		if (up && page_word(str_sub(before, up, before.n)))
			before.n = up - 1;
		n->head = before;
		n->tail = end;
		return;
	}
	char mark = word.n ? word.s[word.n - 1] : 0;
	if (mark == '-' || mark == '_' || mark == ',' || mark == '.' || mark == '=')
		word.n--;
	size_t w = word.n;
	while (w > 0 && ((word.s[w - 1] | 32) >= 'a' && (word.s[w - 1] | 32) <= 'z'))
		w--;
	bool said = page_word(str_sub(word, w, word.n)) && (w == 0 || word.s[w - 1] == '-' || word.s[w - 1] == '_' || word.s[w - 1] == ',');
	if (said)
		word.n = w ? w - 1 : 0;
	else if (!mark || ((mark | 32) >= 'a' && (mark | 32) <= 'z')) {
		n->number = 0; /* "story2" */
		return;
	}
	n->head = word.n ? str_sub(path, 0, (size_t)(word.s - path.s) + word.n) : before;
	n->tail = end;
}

static struct numbered split(struct str address)
{
	struct numbered n = { .number = 0 };
	struct url u;
	url_split(&u, address);
	n.host = str_istarts(u.host, STR("www.")) ? str_sub(u.host, 4, u.host.n) : u.host;
	number_in_query(&n, u.query);
	if (n.number)
		n.head = without_end(u.path, '/');
	else
		number_in_path(&n, u.path);
	return n;
}

static bool same_rest(const struct numbered *a, const struct numbered *b)
{
	/* "story.html" goes on as "story-2.html" or as "story/2"; parameters may be dropped or added only with the number. */
	struct str x = a->head, z = b->head;
	return str_ieq(a->host, b->host) && str_eq(x, z) && str_eq(a->tail, b->tail) && str_eq(a->head_query, b->head_query) &&
		str_eq(a->tail_query, b->tail_query);
}

/* The number of `link` as a page of the article at `own`, whose own number is *at; 0 for another address. The form without a number is
 * page 1. */
static unsigned page_of(struct str own, struct str link, unsigned *at)
{
	struct numbered l = split(link), o = split(own);
	*at = o.number ? o.number : 1;
	struct url u;
	url_split(&u, own);
	struct str path = without_end(u.path, '/');
	bool home = !path.n && !o.head_query.n, behind_home = o.head.n <= 1 && !o.head_query.n; /* "/page/2" */
	if (home)
		return 0;
	if (!behind_home && same_rest(&l, &o) && (l.number || o.number))
		return l.number ? l.number : 1;
	/* The own address has no mark, its end may look like one: compare it whole. */
	size_t dot = ending(path);
	if (!l.number || !str_ieq(l.host, o.host))
		return 0;
	bool query = str_eq(l.head_query, u.query) && !l.tail_query.n;
	bool whole = str_eq(l.head, path) && !l.tail.n, stem = str_eq(l.head, str_sub(path, 0, dot)) &&
		(str_eq(l.tail, str_sub(path, dot, path.n)) || !l.tail.n);
	if (query && path.n > 1 && (whole || stem)) {
		*at = 1;
		return l.number;
	}
	return 0;
}

struct finder {
	const struct page_context *c;
	struct arena *a;
	struct page_found *f;
	struct str own, base;
	struct str next;     /* by rel, by words or by number, whose address passes */
	struct str amp, print;
	const char *const *of_interest; /* what the address of a whole or a printed article may say */
	unsigned at;         /* the page's own number */
	bool marked, back;   /* its own address has a number; a link leads to page 1 */
};

static bool says(struct str text, const char *const *words)
{
	for (; *words; words++)
		if (str_istarts(text, str_of(*words)))
			return true;
	return false;
}

static bool says_whole(struct str s)
{
	static const char *const words[] = { "single page", "view as single page", "view on one page", "one page", "on one page", "view all", "read all pages",
		"all on one page", "full article", "view full article", "auf einer seite", "alles auf einer seite", "artikel auf einer seite",
		"gesamten artikel auf einer seite", "sur une page", "sur une seule page", "en una sola página", "in un'unica pagina", "op één pagina", NULL };
	return s.n <= 40 && says(s, words);
}

static bool says_print(struct str s)
{
	static const char *const words[] = { "print", "drucken", "druckversion", "druckansicht", "imprimer", "version imprimable", "imprimir", "stampa",
		"afdrukken", "skriv ut", "drukuj", "распечатать", "versión para imprimir", "versão para impressão", NULL };
	return s.n <= 30 && says(s, words);
}

static const char *const whole_words[] = { "all", "single", "full", "onepage", "komplett", "print", NULL };
static const char *const paper_words[] = { "print", "druck", "imprim", "stampa", NULL };

static bool has_word(struct str s, const char *const *words)
{
	for (; *words; words++)
		if (str_ifind(s, str_of(*words), 0) != STR_NPOS)
			return true;
	return false;
}

/* Its address speaks of all of it or of paper, beside the page's own. */
static bool address_says(struct str own, struct str link, const char *const *words)
{
	struct url o, u;
	url_split(&o, own);
	url_split(&u, link);
	struct str path = without_end(o.path, '/');
	path.n = ending(path);
	if (path.n < 2 || (str_eq(o.path, u.path) && str_eq(o.query, u.query)))
		return false;
	/* The last segment of its own address stands in the link's. */
	size_t slash = path.n;
	while (slash > 0 && path.s[slash - 1] != '/')
		slash--;
	struct str name = str_sub(path, slash, path.n);
	bool named = name.n && (str_find(u.path, name, 0) != STR_NPOS || str_find(u.query, name, 0) != STR_NPOS);
	return named && (has_word(u.path, words) || has_word(u.query, words));
}

/* Comments, and lists of other stories, have pages of their own. */
static bool in_other_box(const struct page_context *c, uint32_t node)
{
	unsigned up = 0;
	for (uint32_t n = node; n && up < 8; n = c->t->node[n].parent, up++) {
		if (c->sc->good && c->sc->of[n].good * 2 > c->sc->good)
			break;
		if (c->t->node[n].signs & (SIGN(COMMENT) | SIGN(RELATED) | SIGN(PROMO) | SIGN(AD)))
			return true;
	}
	return false;
}

/* Words of links to the page that follows, in the languages of the web's news. */
static bool says_next(struct str text, unsigned number)
{
	static const char *const words[] = { "next", "page", "continue", "weiter", "nächste", "seite", "suivant", "suite", "siguiente", "página", "pagina",
		"avanti", "volgende", "nästa", "neste", "næste", "seuraava", "następna", "следующая", "вперед", "下一页", "次の", "次へ", "다음", "»", "›", ">",
		"→", NULL };
	unsigned shown;
	return !text.n || (digits(text, &shown) && shown == number) || (text.n <= TEXT_MAX && says(text, words));
}

static void look_at_head(struct finder *w, uint32_t i, struct str rel, struct str url)
{
	if (str_ieq(rel, STR("amphtml")) && !w->amp.n)
		w->amp = url;
	else if (str_ieq(rel, STR("alternate")) && str_ieq(page_attr(w->c->t, i, ATTR_media), STR("print")) && !w->print.n)
		w->print = url;
}

static void look_at(struct finder *w, uint32_t i)
{
	const struct page_tree *t = w->c->t;
	bool head = t->node[i].tag == TAG_link;
	struct str href = str_trim(page_attr(t, i, ATTR_href)), rel = page_attr(t, i, ATTR_rel);
	if (!href.n || href.s[0] == '#' || href.n > URL_MAX)
		return;
	bool numbered = w->marked || split(href).number > 0, worded = !head && has_word(href, w->of_interest);
	if (!numbered && !worded && !head)
		return;
	struct str url = url_resolve(w->a, w->base, href);
	if (!url_is_web(url))
		return;
	if (head)
		look_at_head(w, i, rel, url);
	if (head && !str_ieq(rel, STR("next")))
		return;
	unsigned at, number = page_of(w->own, url, &at);
	struct str text = head ? STR_NONE : page_text_below(w->a, t, i);
	w->back = w->back || (number == 1 && at > 1);
	if (number == at + 1 && !w->next.n && !in_other_box(w->c, i) &&
		(str_ifind(rel, STR("next"), 0) != STR_NPOS || says_next(text, number))) {
		w->next = url;
		w->at = at;
	}
	if (!worded)
		return;
	if (!w->f->whole.n && says_whole(text) && address_says(w->own, url, whole_words))
		w->f->whole = url;
	if (!w->print.n && (says_print(text) || says_print(page_attr(t, i, ATTR_title))) && address_says(w->own, url, paper_words))
		w->print = url;
}

/* An archive has pages, too: several stories, or nothing that says what the one is. */
static bool is_one_story(const struct page_context *c)
{
	if (c->meta->says_article)
		return true;
	unsigned articles = 0;
	for (uint32_t i = 1; i < c->t->nnode; i++)
		articles += c->t->node[i].tag == TAG_article && c->sc->of[i].words >= 20;
	return articles < 2 && c->meta->h1 != UINT32_MAX;
}

void page_more_find(struct page_found *f, struct arena *a, const struct page_context *c, struct str address, struct str base, unsigned part)
{
	static const char *const of_interest[] = { "all", "single", "full", "onepage", "komplett", "print", "druck", "imprim", "stampa", NULL };
	struct finder w = { .c = c, .a = a, .f = f, .own = address, .base = base, .of_interest = of_interest };
	uint32_t links = 0;
	if (!url_is_web(address))
		return;
	w.marked = split(address).number > 0;
	for (uint32_t i = 1; i < c->t->nnode && links < LINKS_MAX; i++)
		if (c->t->node[i].tag == TAG_a || c->t->node[i].tag == TAG_link) {
			links++;
			look_at(&w, i);
		}
	if (f->thin || !is_one_story(c))
		w.next = f->whole = STR_NONE;
	/* A number that its own address has anyway, without the first page in sight: the story's, not a page's. */
	if (w.next.n && (w.at == 1 || w.back || w.at == part))
		f->next = w.next;
	if (!f->next.n)
		f->whole = STR_NONE;
	f->other = w.amp.n ? w.amp : w.print;
	if (str_eq(f->other, address))
		f->other = STR_NONE;
}
