/* feed_xml.c - RSS 0.90-2.0, RDF, Atom 0.3 and 1.0, CDF: one grammar over the forgiving scanner.
 *
 * A stack says where an element stands (in the feed, an entry, an author, ...); what stands in an
 * element that is not known is passed over. A text construct is gathered as its source, up to the end
 * tag of its name, and then read as its type says (RFC 4287, 3.1; RSS is always HTML).
 */
#include "config.h"

#include <stdlib.h>

#include "quotidian/htmltext.h"

#include "reader.h"

void feed_decode_refs(struct buf *out, struct str s)
{
	size_t i = 0;
	while (i < s.n && !out->over) {
		size_t amp = str_chr(s, '&', i);
		amp = amp == STR_NPOS ? s.n : amp;
		buf_add(out, str_sub(s, i, amp));
		if (amp == s.n)
			return;
		/* Only what ends in a semicolon: a bare "&copy" may be part of an address. */
		size_t end = amp + 1;
		while (end < s.n && end - amp < 34 && s.s[end] != ';' && s.s[end] != '&' && s.s[end] != ' ' && s.s[end] != '<')
			end++;
		if (end < s.n && s.s[end] == ';')
			html_decode(out, str_sub(s, amp, end + 1));
		else
			buf_addc(out, '&');
		i = end < s.n && s.s[end] == ';' ? end + 1 : amp + 1;
	}
}

/* ---- names ---- */

static enum vocab_ns ns_of(struct reader *r, struct str prefix)
{
	for (uint32_t i = r->nbinding; i-- > 0;)
		if (str_eq(r->binding[i].prefix, prefix))
			return r->binding[i].ns;
	return prefix.n ? vocab_ns_of_prefix(prefix) : NS_CORE;
}

/* Declarations of `attrs`; of a text construct's only XHTML's prefixes count. */
static void bind(struct reader *r, struct str attrs, bool in_text)
{
	struct str name, value, prefix;
	while (html_attr(&attrs, &name, &value)) {
		if (!str_istarts(name, STR("xmlns")) || r->nbinding == BINDINGS_MAX)
			continue;
		if (name.n == 5)
			prefix = STR("");
		else if (name.s[5] == ':')
			prefix = str_sub(name, 6, name.n);
		else
			continue;
		enum vocab_ns ns = vocab_ns_of_uri(value);
		/* A mistyped address: the usual prefix says what is meant. */
		if (ns == NS_OTHER && prefix.n)
			ns = vocab_ns_of_prefix(prefix);
		if (in_text && (ns != NS_XHTML || prefix.n == 0))
			continue;
		/* A root of unknown namespace still is a feed's root. */
		if (prefix.n == 0 && ns == NS_OTHER && r->depth == 0)
			ns = NS_CORE;
		r->binding[r->nbinding++] = (struct binding){ prefix, ns };
		map_free(&r->names);
	}
}

/* Ends the declarations beyond the first `n`. */
static void unbind(struct reader *r, uint32_t n)
{
	if (r->nbinding != n)
		map_free(&r->names);
	r->nbinding = n;
}

static enum vocab_el element(struct reader *r, struct str name, enum vocab_ns *ns)
{
	if (r->names.n >= NAMES_MAX)
		map_free(&r->names);
	uint64_t *known = map_put(&r->names, name);
	if (*known == 0) {
		struct str prefix, local = markup_local(name, &prefix);
		*ns = ns_of(r, prefix);
		*known = 1 + (uint64_t)*ns * 256 + vocab_element(*ns, local);
	}
	*ns = (enum vocab_ns)((*known - 1) / 256);
	return (enum vocab_el)((*known - 1) % 256);
}

/* ---- text constructs ---- */

static void gather_piece(struct gather *g, struct str s, bool cdata)
{
	if (g->pieces++ == 0) {
		g->first = s;
		g->cdata = cdata;
		return;
	}
	for (int second = g->pieces == 2 ? 0 : 1; second < 2; second++) {
		struct str piece = second ? s : g->first;
		if (!(second ? cdata : g->cdata)) {
			buf_add(&g->all, piece);
			continue;
		}
		for (size_t i = 0; i < piece.n;) {
			size_t end = i;
			while (end < piece.n && piece.s[end] != '&' && piece.s[end] != '<')
				end++;
			buf_add(&g->all, str_sub(piece, i, end));
			if (end < piece.n)
				buf_addz(&g->all, piece.s[end] == '&' ? "&amp;" : "&lt;");
			i = end + 1;
		}
	}
}

static void gather_begin(struct reader *r, enum vocab_el el, enum vocab_ns ns, struct str base)
{
	struct gather *g = &r->g;
	buf_clear(&g->all);
	*g = (struct gather){ .on = true, .el = el, .ns = ns, .name = r->m.name, .attrs = r->m.attrs, .base = base, .all = g->all };
}

static void gather_end(struct reader *r)
{
	r->g.on = false;
	unbind(r, r->g.nbinding);
	switch (r->g.el) {
	case EL_TITLE:
	case EL_TITLE_ALT:
	case EL_DESCRIPTION:
	case EL_SUMMARY:
	case EL_SUMMARY_ALT:
	case EL_CONTENT:
	case EL_ENCODED:
	case EL_BODY:
	case EL_RIGHTS:
		reader_set_text(r);
		break;
	default:
		reader_set_value(r);
	}
}

/* ---- the stack ---- */

static void pop(struct reader *r)
{
	struct level *l = &r->level[--r->depth];
	if (l->place == AT_ENTRY && r->d->in_entry && (r->depth == 0 || r->level[r->depth - 1].place != AT_ENTRY)) {
		if (r->d->cur.language.n == 0 && l->lang.n)
			draft_set_plain(r->d, &r->d->cur.language, &r->d->rank.language, 1, l->lang);
		draft_end_entry(r->d);
	} else if (l->place == AT_PERSON) {
		reader_end_person(r, l->person_rank);
	}
	unbind(r, r->depth ? r->level[r->depth - 1].nbinding : 0);
}

/* An end tag closes the innermost element of its name and all within; one that fits none is passed over. */
static void close_tag(struct reader *r)
{
	if (r->over) {
		r->over--;
		return;
	}
	for (uint32_t i = r->depth; i-- > 0;)
		if (str_ieq(r->level[i].name, r->m.name)) {
			while (r->depth > i)
				pop(r);
			return;
		}
}

static bool is_container(enum vocab_el el)
{
	return el == EL_ITEM || el == EL_ENTRY || el == EL_CHANNEL || el == EL_FEED || el == EL_RSS || el == EL_RDF;
}

/* A new entry: one that is open and was not closed ends here, with all that is in it. */
static void begin_entry(struct reader *r)
{
	uint32_t keep = r->depth;
	for (uint32_t i = 0; i < r->depth; i++)
		if (r->level[i].place == AT_ENTRY) {
			keep = i;
			break;
		}
	while (r->depth > keep)
		pop(r);
	draft_begin_entry(r->d);
}

static void note_format(struct reader *r, enum vocab_el el, enum vocab_ns ns)
{
	struct feed *f = r->d->f;
	if (f->format.n)
		return;
	if (el == EL_RDF)
		f->format = STR("rdf");
	else if (el == EL_FEED || el == EL_ENTRY)
		f->format = STR("atom");
	else if (el == EL_CHANNEL && r->depth == 0 && str_eq(markup_local(r->m.name, NULL), STR("CHANNEL")))
		f->format = STR("cdf");
	else
		f->format = STR("rss");
	r->atom = el == EL_FEED || el == EL_ENTRY;
	r->root_ns = ns;
	r->seen = true;
}

/* What an element opens: the place of its children, or a text construct. Returns true when it gathers. */
static bool open_element(struct reader *r, enum vocab_el el, enum vocab_ns ns, enum place here, struct level *l)
{
	struct draft *d = r->d;
	struct str value;
	bool known = here == AT_FEED || here == AT_ENTRY;
	l->place = AT_OTHER;
	switch (el) {
	case EL_RSS:
	case EL_RDF:
	case EL_CHANNEL:
	case EL_FEED:
		l->place = here == AT_ENTRY ? AT_OTHER : AT_FEED;
		reader_take_structure(r, el, l->base);
		if (l->lang.n && (el == EL_FEED || el == EL_CHANNEL || el == EL_RSS))
			draft_set_plain(d, &d->f->language, &d->feed_rank.language, 1, l->lang);
		return false;
	case EL_ITEM:
	case EL_ENTRY:
		if (r->m.empty && r->d->f->format.s && str_eq(d->f->format, STR("rdf")) && here == AT_OTHER)
			return false;
		begin_entry(r);
		l->place = AT_ENTRY;
		reader_take_structure(r, el, l->base);
		return false;
	case EL_TITLE:
	case EL_DESCRIPTION:
	case EL_SUMMARY:
	case EL_RIGHTS:
		return known;
	case EL_TITLE_ALT:
	case EL_SUMMARY_ALT:
		return known || here == AT_MEDIA;
	case EL_CONTENT:
		if (here == AT_ENTRY && markup_find_attr(&value, r->m.attrs, STR("src")))
			d->self = d->self.n ? d->self : draft_url(d, l->base, reader_attr(r, 0, r->m.attrs, "src"));
		return here == AT_ENTRY;
	case EL_ENCODED:
	case EL_BODY:
		return here == AT_ENTRY;
	case EL_LINK:
		if (known && markup_find_attr(&value, r->m.attrs, STR("href"))) {
			reader_take_link(r, l->base);
			return false;
		}
		return known && !markup_find_attr(&value, r->m.attrs, STR("rel")) && ns != NS_ITUNES;
	case EL_A:
		if (known)
			draft_set_url(d, d->in_entry ? &d->cur.link : &d->f->link, d->in_entry ? &d->rank.link : &d->feed_rank.link, 1, l->base,
				      reader_attr(r, 0, r->m.attrs, "href"));
		return false;
	case EL_ENCLOSURE:
		if (here == AT_ENTRY)
			reader_take_enclosure(r, l->base, false);
		return false;
	case EL_MEDIA_CONTENT:
		if (here == AT_ENTRY || here == AT_MEDIA) {
			reader_take_enclosure(r, l->base, false);
			l->place = AT_MEDIA;
		}
		return false;
	case EL_MEDIA_GROUP:
		l->place = here == AT_ENTRY ? AT_MEDIA : AT_OTHER;
		return false;
	case EL_THUMBNAIL:
		if (d->in_entry && (here == AT_ENTRY || here == AT_MEDIA))
			draft_set_url(d, &d->cur.image, &d->rank.image, 3, l->base, reader_attr(r, 0, r->m.attrs, "url"));
		return false;
	case EL_IMAGE_HREF:
		if (known) {
			const char *name = markup_find_attr(&value, r->m.attrs, STR("href")) ? "href" : "url";
			draft_set_url(d, d->in_entry ? &d->cur.image : &d->f->image, d->in_entry ? &d->rank.image : &d->feed_rank.image, 2, l->base,
				      reader_attr(r, 0, r->m.attrs, name));
		}
		return false;
	case EL_IMAGE:
		if (!known && here != AT_TOP)
			return false;
		l->place = AT_IMAGE;
		return false;
	case EL_URL:
		return here == AT_IMAGE;
	case EL_SOURCE:
		if (here == AT_ENTRY && ns == NS_ATOM) {
			l->place = AT_SOURCE;
			return false;
		}
		return here == AT_ENTRY;
	case EL_AUTHOR:
	case EL_CONTRIBUTOR:
		if (!known || (el == EL_CONTRIBUTOR && ns != NS_DC && ns != NS_DCTERMS))
			return false;
		if (r->atom || ns == NS_ATOM) {
			l->place = AT_PERSON;
			l->person_rank = 4;
			return false;
		}
		return true;
	case EL_CREDIT:
		/* Only who wrote it: photographers and actors are credited too. */
		return (here == AT_ENTRY || here == AT_MEDIA) && markup_find_attr(&value, r->m.attrs, STR("role")) &&
			str_ieq(str_trim(value), STR("author"));
	case EL_PERSON:
		return here == AT_ENTRY;
	case EL_TRANSCRIPT:
		if (here == AT_ENTRY)
			reader_take_enclosure(r, l->base, true);
		return false;
	case EL_OWNER:
		if (here == AT_FEED) {
			l->place = AT_PERSON;
			l->person_rank = 1;
		}
		return false;
	case EL_NAME:
	case EL_EMAIL:
		return here == AT_PERSON;
	case EL_CATEGORY:
		if (known && (markup_find_attr(&value, r->m.attrs, STR("term")) || markup_find_attr(&value, r->m.attrs, STR("label")))) {
			struct str label = reader_attr(r, 0, r->m.attrs, "label"), term = reader_attr(r, 1, r->m.attrs, "term");
			/* A term is a word or a key; an address is no name for people. */
			draft_add_category(d, term.n == 0 || (label.n && str_find(term, STR("://"), 0) != STR_NPOS) ? label : term);
			return false;
		}
		return known;
	case EL_CATEGORY_ALT:
		/* itunes:category nests; its places are those of its parent. */
		l->place = here;
		if (known && ns == NS_ITUNES)
			draft_add_category(d, reader_attr(r, 0, r->m.attrs, "text"));
		return false;
	case EL_SKIP_HOURS:
		l->place = here == AT_FEED ? AT_SKIP_HOURS : AT_OTHER;
		return false;
	case EL_SKIP_DAYS:
		l->place = here == AT_FEED ? AT_SKIP_DAYS : AT_OTHER;
		return false;
	case EL_HOUR:
		return here == AT_SKIP_HOURS;
	case EL_DAY:
		return here == AT_SKIP_DAYS;
	case EL_TEXT_INPUT:
	case EL_OTHER:
		return false;
	default:
		return known;
	}
}

static void open_tag(struct reader *r)
{
	struct markup *m = &r->m;
	if (r->depth == DEPTH_MAX) {
		r->over += !m->empty;
		return;
	}
	struct level *up = r->depth ? &r->level[r->depth - 1] : NULL;
	struct level *l = &r->level[r->depth];
	*l = (struct level){ .name = m->name, .base = up ? up->base : STR_NONE, .lang = up ? up->lang : STR_NONE };
	if (m->attrs.n && str_find(m->attrs, STR("xml"), 0) != STR_NPOS) {
		struct str value;
		bind(r, m->attrs, false);
		if (markup_find_attr(&value, m->attrs, STR("xml:base"))) {
			struct str base = draft_url(r->d, l->base, reader_attr(r, 0, m->attrs, "xml:base"));
			l->base = base.n ? base : l->base;
		}
		if (markup_find_attr(&value, m->attrs, STR("xml:lang")))
			l->lang = str_trim(value);
	}
	l->nbinding = r->nbinding;
	enum vocab_ns ns;
	l->el = element(r, m->name, &ns);
	enum place here = up ? up->place : AT_TOP;
	if (is_container(l->el))
		note_format(r, l->el, ns);
	/* Below a root that is no feed's, elements are looked at as if at the top. */
	if (here == AT_OTHER && !r->seen)
		here = AT_TOP;
	bool gathers = open_element(r, l->el, ns, here, l);
	if (l->place == AT_OTHER && !r->seen)
		l->place = AT_TOP;
	if (gathers) {
		gather_begin(r, l->el, ns, l->base);
		r->g.nbinding = up ? up->nbinding : 0;
		unbind(r, r->g.nbinding);
		bind(r, m->attrs, true);
		if (m->empty)
			gather_end(r);
		return;
	}
	r->depth++;
	if (m->empty)
		pop(r);
}

/* While gathering: true when the event still belongs to the text construct. */
static bool gather_event(struct reader *r, enum markup_event e)
{
	struct gather *g = &r->g;
	struct markup *m = &r->m;
	if (e == MARKUP_TEXT || e == MARKUP_CDATA) {
		gather_piece(g, m->raw, e == MARKUP_CDATA);
		return true;
	}
	enum vocab_ns ns;
	bool same = str_eq(m->name, g->name);
	if (e == MARKUP_CLOSE && same && g->nested == 0) {
		gather_end(r);
		return true;
	}
	/* The end of what encloses it, or a new entry: its own end tag is missing. */
	if (is_container(element(r, m->name, &ns)) && ns != NS_XHTML) {
		gather_end(r);
		return false;
	}
	if (same)
		g->nested += e == MARKUP_CLOSE ? (uint32_t)-1 : !m->empty;
	g->tags = true;
	if (e == MARKUP_OPEN && m->attrs.n && str_find(m->attrs, STR("xmlns:"), 0) != STR_NPOS) {
		bind(r, m->attrs, true);
		(void)element(r, m->name, &ns);
	}
	struct str prefix;
	(void)markup_local(m->name, &prefix);
	if (ns == NS_XHTML && prefix.n) {
		/* HTML knows no prefixes. */
		gather_piece(g, e == MARKUP_OPEN ? STR("<") : STR("</"), false);
		gather_piece(g, str_sub(m->raw, (size_t)(m->name.s - m->raw.s) + prefix.n + 1, m->raw.n), false);
	} else {
		gather_piece(g, m->raw, false);
	}
	return true;
}

static uint32_t line_of(struct str text, size_t pos)
{
	uint32_t n = 1;
	for (size_t i = 0; (i = str_chr(text, '\n', i)) != STR_NPOS && i < pos; i++)
		n++;
	return n;
}

/* The end of the bytes. An entry that is open still is half an entry: an archive does not get it, so that it neither stands there as a whole one
 * nor takes the place of one that came whole before; it comes with the next answer that does not break off. Who just looks at the feed sees
 * it when it can be told from others. */
static void finish(struct reader *r)
{
	struct draft *d = r->d;
	struct feed *f = d->f;
	bool broken = r->m.cut || r->depth > 0 || r->g.on;
	if (r->g.on)
		gather_end(r);
	if (d->in_entry && (d->brief || (d->cur.id.n == 0 && !(d->cur.link.n && d->cur.title.n)))) {
		draft_drop_entry(d);
		for (uint32_t i = 0; i < r->depth; i++)
			if (r->level[i].place == AT_ENTRY)
				r->level[i].place = AT_OTHER;
	}
	while (r->depth)
		pop(r);
	if (r->period_min && f->ttl_min == 0)
		f->ttl_min = (int)(r->period_min / (r->frequency ? r->frequency : 1));
	f->cut = broken && f->format.n;
	if (f->cut)
		f->warning = arena_fmt(d->a, "line %u: the document breaks off; %u items were read before it", line_of(r->m.s, r->m.s.n), f->nentry);
}

int feed_read_xml(struct draft *d, struct str text)
{
	struct reader *r = xcalloc(1, sizeof *r);
	r->d = d;
	markup_init(&r->m, text);
	buf_init(&r->attr[0], FEED_FIELD_MAX);
	buf_init(&r->attr[1], FEED_FIELD_MAX);
	buf_init(&r->decoded, 2 * text.n + 64);
	buf_init(&r->g.all, 6 * text.n + 64);
	for (enum markup_event ev; !d->full && (ev = markup_next(&r->m)) != MARKUP_END;) {
		if (r->g.on && gather_event(r, ev))
			continue;
		if (ev == MARKUP_OPEN)
			open_tag(r);
		else if (ev == MARKUP_CLOSE)
			close_tag(r);
		else if (r->depth && r->level[r->depth - 1].place == AT_IMAGE && r->level[r->depth - 1].el == EL_IMAGE) {
			/* <image>address</image> */
			struct str s = str_trim(r->m.raw);
			if (str_istarts(s, STR("http")))
				draft_set_url(d, d->in_entry ? &d->cur.image : &d->f->image, d->in_entry ? &d->rank.image : &d->feed_rank.image, 2,
					      r->level[r->depth - 1].base, s);
		}
	}
	finish(r);
	if (d->full)
		d->f->warning = arena_fmt(d->a, "more than %d items; the rest was left out", FEED_ENTRIES_MAX);
	bool seen = r->seen;
	for (int i = 0; i < 2; i++)
		buf_free(&r->attr[i]);
	buf_free(&r->decoded);
	buf_free(&r->g.all);
	map_free(&r->names);
	free(r);
	return seen ? 0 : QD_EFORMAT;
}
