/* feed_fields.c - what the elements of RSS, RDF, Atom and CDF give to a feed and its entries. */
#include "config.h"

#include "quotidian/utf8.h"

#include "reader.h"

struct str reader_attr(struct reader *r, int slot, struct str attrs, const char *name)
{
	struct str value;
	buf_clear(&r->attr[slot]);
	if (markup_find_attr(&value, attrs, str_of(name)))
		feed_decode_refs(&r->attr[slot], value);
	return str_trim(buf_str(&r->attr[slot]));
}

/* ---- text constructs ---- */

static int base64_value(char c)
{
	return c >= 'A' && c <= 'Z' ? c - 'A' : c >= 'a' && c <= 'z' ? c - 'a' + 26 : c >= '0' && c <= '9' ? c - '0' + 52 : c == '+' ? 62 : c == '/' ? 63 : -1;
}

static bool is_base64(struct str s)
{
	size_t n = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (base64_value(s.s[i]) < 0 && s.s[i] != '=' && (unsigned char)s.s[i] > ' ')
			return false;
		n += (unsigned char)s.s[i] > ' ';
	}
	return n % 4 == 0;
}

static void decode_base64(struct buf *out, struct str s)
{
	uint32_t bits = 0;
	int have = 0;
	for (size_t i = 0; i < s.n; i++) {
		int v = base64_value(s.s[i]);
		if (v < 0)
			continue;
		bits = bits << 6 | (uint32_t)v;
		have += 6;
		if (have >= 8) {
			have -= 8;
			buf_addc(out, (char)(bits >> have));
		}
	}
}

static bool contains(struct str s, const char *part)
{
	return str_ifind(s, str_of(part), 0) != STR_NPOS;
}

/* A tag of HTML's text is in it. Only for texts that have no type, which should be plain and often are not. */
static bool looks_like_html(struct str s)
{
	for (size_t i = 0; (i = str_chr(s, '<', i)) != STR_NPOS; i++) {
		size_t name = i + 1 + (i + 1 < s.n && s.s[i + 1] == '/'), end = name;
		while (end < s.n && end - name < 12 && ((s.s[end] >= '0' && s.s[end] <= '9') || ((s.s[end] | 32) >= 'a' && (s.s[end] | 32) <= 'z')))
			end++;
		if (str_listed(str_sub(s, name, end), STR(" a abbr b big blockquote br center code div em font h1 h2 h3 h4 h5 h6 hr i img li ol p pre q s"
							  " small span strike strong sub sup table td tr tt u ul video ")))
			return true;
	}
	return false;
}

/* The source of what was gathered; with references decoded unless tags stand in it. */
static struct str gathered(struct reader *r)
{
	struct gather *g = &r->g;
	struct str s = g->pieces > 1 ? buf_str(&g->all) : g->first;
	if (g->tags || (g->pieces == 1 && g->cdata) || str_chr(s, '&', 0) == STR_NPOS)
		return s;
	buf_clear(&r->decoded);
	feed_decode_refs(&r->decoded, s);
	return buf_str(&r->decoded);
}

/* The content of the one <div> that holds an XHTML text construct (RFC 4287, 3.1.1.3: it is no part of the text). */
static struct str without_div(struct str s)
{
	struct markup m;
	struct str name = STR_NONE;
	size_t from = 0, depth = 0;
	s = str_trim(s);
	markup_init(&m, s);
	for (enum markup_event e; (e = markup_next(&m)) != MARKUP_END;) {
		if (!name.s) {
			if (e != MARKUP_OPEN || m.empty || !str_ieq(markup_local(m.name, NULL), STR("div")))
				return s;
			name = m.name;
			from = m.pos;
			depth = 1;
		} else if (e == MARKUP_OPEN && str_eq(m.name, name)) {
			depth += !m.empty;
		} else if (e == MARKUP_CLOSE && str_eq(m.name, name) && --depth == 0) {
			return m.pos == s.n ? str_sub(s, from, m.at) : s;
		}
	}
	return s;
}

static struct markup_text gathered_text(struct reader *r)
{
	struct gather *g = &r->g;
	struct str type, mode;
	bool typed = markup_find_attr(&type, g->attrs, STR("type"));
	bool atom = g->ns == NS_ATOM || r->atom;
	type = str_trim(type);
	(void)markup_find_attr(&mode, g->attrs, STR("mode"));
	struct markup_text t = { gathered(r), true, g->base };
	if (g->tags) {
		if (atom && typed && contains(type, "xhtml")) {
			t.s = without_div(t.s);
		} else if (atom && typed && contains(type, "html") && str_chr(t.s, '&', 0) != STR_NPOS) {
			/* Escaped as it must be, and tags around it that should have been. */
			buf_clear(&r->decoded);
			feed_decode_refs(&r->decoded, t.s);
			t.s = buf_str(&r->decoded);
		}
		return t;
	}
	bool binary = typed && str_chr(type, '/', 0) != STR_NPOS && !str_istarts(type, STR("text/")) && !contains(type, "xml");
	if (atom && (str_ieq(mode, STR("base64")) || (binary && !mode.s && is_base64(t.s)))) {
		buf_clear(&r->attr[0]);
		decode_base64(&r->attr[0], t.s);
		t.s = buf_str(&r->attr[0]);
		if (!utf8_valid(t.s))
			t.s = STR_NONE; /* a picture, not text */
		/* Of another type: HTML when it is a fragment as a whole. */
		t.html = typed && (contains(type, "html") || (binary && str_starts(str_trim(t.s), STR("<")) && looks_like_html(t.s)));
		return t;
	}
	if (!atom)
		return t;
	if (typed && contains(type, "xhtml") && !str_ieq(mode, STR("escaped"))) {
		/* Without elements inside: what was escaped is text. */
		t.html = false;
		return t;
	}
	t.html = typed && contains(type, "html") ? true : looks_like_html(t.s) && !(typed && (str_ieq(type, STR("text")) || contains(type, "plain")));
	return t;
}

/* ---- what elements give ---- */

void reader_set_text(struct reader *r)
{
	struct draft *d = r->d;
	struct feed *f = d->f;
	bool in = d->in_entry;
	struct markup_text t = gathered_text(r);
	switch (r->g.el) {
	case EL_TITLE:
		draft_set_title(d, 3, t);
		break;
	case EL_TITLE_ALT:
		draft_set_title(d, 2, t);
		break;
	case EL_DESCRIPTION:
	case EL_SUMMARY:
		if (in)
			draft_set_description(d, r->g.el == EL_SUMMARY, t);
		else
			draft_set_line(d, &f->description, &d->feed_rank.description, 3, t);
		break;
	case EL_SUMMARY_ALT:
		if (in)
			draft_set_summary(d, 2, t);
		else
			draft_set_line(d, &f->description, &d->feed_rank.description, 2, t);
		break;
	case EL_CONTENT:
	case EL_ENCODED:
		draft_set_content(d, 4, t);
		break;
	case EL_BODY:
		draft_set_content(d, 3, t);
		break;
	case EL_RIGHTS:
		draft_set_line(d, in ? &d->cur.rights : &f->rights, in ? &d->rank.rights : &d->feed_rank.rights, 2, t);
		break;
	default:
		break;
	}
}

static void set_id(struct reader *r, struct str s)
{
	struct draft *d = r->d;
	if (!d->in_entry) {
		/* A relative one, against RFC 4287, 4.2.6. An entry's stays as it is: it must not change with the feed's address. */
		struct str whole = str_starts(s, STR("/")) ? draft_url(d, r->g.base, s) : STR_NONE;
		draft_set_plain(d, &d->f->id, &d->feed_rank.id, 2, whole.n ? whole : s);
		return;
	}
	draft_set_plain(d, &d->cur.id, &d->rank.id, r->g.ns == NS_DC || r->g.ns == NS_DCTERMS ? 1 : 3, s);
	struct str permalink;
	bool said = markup_find_attr(&permalink, r->g.attrs, STR("isPermaLink"));
	if (r->g.el == EL_GUID && d->permalink.n == 0 && !(said && str_ieq(str_trim(permalink), STR("false"))) &&
	    (str_istarts(s, STR("http://")) || str_istarts(s, STR("https://"))))
		d->permalink = draft_url(d, r->g.base, s);
}

static void add_categories(struct draft *d, struct str s, char separator)
{
	struct str part;
	while (str_split(&s, separator, &part))
		draft_add_category(d, str_trim(part));
}

static void set_period(struct reader *r, struct str s)
{
	static const struct {
		const char *name;
		int minutes;
	} PERIODS[] = { { "hourly", 60 }, { "daily", 1440 }, { "weekly", 10080 }, { "monthly", 43200 }, { "yearly", 525600 } };
	for (size_t i = 0; i < sizeof PERIODS / sizeof *PERIODS; i++)
		if (str_ieq(s, str_of(PERIODS[i].name)))
			r->period_min = PERIODS[i].minutes;
}

static void set_day(struct feed *f, struct str s)
{
	static const char *const DAYS[] = { "sun", "mon", "tue", "wed", "thu", "fri", "sat" };
	for (unsigned i = 0; i < 7; i++)
		if (str_istarts(s, str_of(DAYS[i])))
			f->skip_days |= (uint8_t)(1u << i);
}

static void set_link_text(struct reader *r, struct str s)
{
	struct draft *d = r->d;
	if (s.n == 0)
		return;
	if (d->in_entry)
		draft_set_url(d, &d->cur.link, &d->rank.link, 4, r->g.base, s);
	else
		draft_set_url(d, &d->f->link, &d->feed_rank.link, 4, r->g.base, s);
}

/* An element whose content is a value. */
void reader_set_value(struct reader *r)
{
	struct draft *d = r->d;
	struct feed *f = d->f;
	struct feed_entry *e = &d->cur;
	bool in = d->in_entry;
	struct str s = str_trim(gathered(r)), base = r->g.base;
	enum place place = r->depth ? r->level[r->depth - 1].place : AT_TOP;
	int64_t v;
	switch (r->g.el) {
	case EL_LINK:
		set_link_text(r, s);
		break;
	case EL_ID:
	case EL_GUID:
		set_id(r, s);
		break;
	case EL_COMMENTS:
		if (in)
			draft_set_url(d, &e->comments, &d->rank.comments, 2, base, s);
		break;
	case EL_SOURCE:
		if (in)
			draft_set_plain(d, &e->source, &d->rank.source, 2, s);
		break;
	case EL_PUBLISHED:
		draft_set_date(d, in ? &e->published : &f->published, in ? &d->rank.published : &d->feed_rank.published, 4, s);
		break;
	case EL_PUBLISHED_ALT:
		draft_set_date(d, in ? &e->published : &f->published, in ? &d->rank.published : &d->feed_rank.published, 2, s);
		break;
	case EL_UPDATED:
		draft_set_date(d, in ? &e->updated : &f->updated, in ? &d->rank.updated : &d->feed_rank.updated, 4, s);
		break;
	case EL_UPDATED_ALT:
		draft_set_date(d, in ? &e->updated : &f->updated, in ? &d->rank.updated : &d->feed_rank.updated, 3, s);
		break;
	case EL_DATE:
		if (in)
			draft_set_date(d, &e->published, &d->rank.published, 3, s);
		else
			draft_set_date(d, &f->updated, &d->feed_rank.updated, 2, s);
		break;
	case EL_AUTHOR:
		draft_add_author(d, 3, s);
		break;
	case EL_CREATOR:
		draft_add_author(d, 4, s);
		break;
	case EL_AUTHOR_ALT:
	case EL_CONTRIBUTOR:
		draft_add_author(d, r->g.el == EL_AUTHOR_ALT ? 2 : 1, s);
		break;
	case EL_CREDIT:
	case EL_PERSON:
		draft_add_author(d, 1, s);
		break;
	case EL_PUBLISHER:
		if (!in)
			draft_add_author(d, 1, s);
		break;
	case EL_NAME:
		buf_clear(&r->attr[0]);
		r->person_name = arena_str(d->a, s);
		break;
	case EL_EMAIL:
		r->person_mail = arena_str(d->a, s);
		break;
	case EL_CATEGORY:
		draft_add_category(d, s);
		break;
	case EL_KEYWORDS:
		add_categories(d, s, contains(s, ",") ? ',' : ' ');
		break;
	case EL_LANGUAGE:
		draft_set_plain(d, in ? &e->language : &f->language, in ? &d->rank.language : &d->feed_rank.language, 2, s);
		break;
	case EL_GENERATOR:
		if (!in)
			draft_set_plain(d, &f->generator, &d->feed_rank.generator, 2, s);
		break;
	case EL_IMAGE:
	case EL_URL:
	case EL_LOGO:
	case EL_ICON: {
		uint8_t rank = r->g.el == EL_URL || r->g.el == EL_IMAGE ? 4 : r->g.el == EL_LOGO ? 3 : 1;
		draft_set_url(d, in ? &e->image : &f->image, in ? &d->rank.image : &d->feed_rank.image, rank, base, s);
		break;
	}
	case EL_TTL:
		if (!in && str_int(&v, s) == 0 && v > 0 && v < 10000000)
			f->ttl_min = (int)v;
		break;
	case EL_HOUR:
		/* 24 is how RSS 0.91 writes midnight. */
		if (place == AT_SKIP_HOURS && str_int(&v, s) == 0 && v >= 0 && v <= 24)
			f->skip_hours |= 1u << (v % 24);
		break;
	case EL_DAY:
		if (place == AT_SKIP_DAYS)
			set_day(f, s);
		break;
	case EL_PERIOD:
		set_period(r, s);
		break;
	case EL_FREQUENCY:
		if (str_int(&v, s) == 0 && v > 0)
			r->frequency = v;
		break;
	case EL_COMMENT_COUNT:
		draft_set_comments_n(d, s);
		break;
	case EL_PLACE:
		if (in)
			draft_set_plain(d, &e->place, &d->rank.place, 1, s);
		break;
	case EL_DURATION:
		d->seconds = in ? draft_seconds(s) : 0;
		break;
	case EL_NEW_URL:
		if (!in)
			f->moved_to = draft_url(d, base, s);
		break;
	case EL_COMPLETE:
		f->gone = f->gone || (!in && str_ieq(s, STR("yes")));
		break;
	default:
		break;
	}
}

/* <link> with an address in an attribute. */
void reader_take_link(struct reader *r, struct str base)
{
	struct draft *d = r->d;
	struct feed *f = d->f;
	struct str attrs = r->m.attrs;
	struct str href = reader_attr(r, 0, attrs, "href"), rel = reader_attr(r, 1, attrs, "rel");
	struct str iana = STR("http://www.iana.org/assignments/relation/");
	if (str_istarts(rel, iana))
		rel = str_sub(rel, iana.n, rel.n);
	struct str type, length;
	(void)markup_find_attr(&type, attrs, STR("type"));
	(void)markup_find_attr(&length, attrs, STR("length"));
	struct str url = draft_url(d, base, href);
	int64_t n = -1;
	if (url.n == 0)
		return;
	if (rel.n == 0 || str_ieq(rel, STR("alternate"))) {
		uint8_t rank = !type.s || contains(type, "html") ? 4 : 3;
		draft_set_url(d, d->in_entry ? &d->cur.link : &f->link, d->in_entry ? &d->rank.link : &d->feed_rank.link, rank, base, url);
	} else if (str_ieq(rel, STR("enclosure"))) {
		if (str_int(&n, str_trim(length)) != 0)
			n = -1;
		draft_add_enclosure(d, (struct feed_enclosure){ .url = url, .type = type, .length = n });
	} else if (str_ieq(rel, STR("hub"))) {
		f->hub = !d->in_entry && f->hub.n == 0 ? url : f->hub;
	} else if (str_ieq(rel, STR("replies"))) {
		struct str count;
		if (d->in_entry && (!type.s || contains(type, "html")))
			draft_set_url(d, &d->cur.comments, &d->rank.comments, 1, base, url);
		if (d->cur.comments_n < 0 && markup_find_attr(&count, attrs, STR("thr:count"))) /* RFC 4685, 4 */
			draft_set_comments_n(d, count);
	} else if (str_ieq(rel, STR("image"))) {
		draft_set_url(d, d->in_entry ? &d->cur.image : &f->image, d->in_entry ? &d->rank.image : &d->feed_rank.image, 2, base, url);
	} else if (d->in_entry && (str_ieq(rel, STR("via")) || str_ieq(rel, STR("related")) || str_ieq(rel, STR("self")))) {
		d->self = d->self.n ? d->self : url;
	}
}

void reader_take_enclosure(struct reader *r, struct str base, bool transcript)
{
	struct str attrs = r->m.attrs, length, type, medium, plays;
	int64_t n = -1;
	struct str href = reader_attr(r, 0, attrs, "url");
	struct str url = draft_url(r->d, base, href.n ? href : reader_attr(r, 0, attrs, "href"));
	if (!markup_find_attr(&length, attrs, STR("length")))
		(void)markup_find_attr(&length, attrs, STR("fileSize"));
	if (str_int(&n, str_trim(length)) != 0)
		n = -1;
	(void)markup_find_attr(&type, attrs, STR("type"));
	bool image = markup_find_attr(&medium, attrs, STR("medium")) && str_ieq(medium, STR("image"));
	if (image && r->d->in_entry)
		draft_set_url(r->d, &r->d->cur.image, &r->d->rank.image, 2, base, url);
	bool timed = !transcript && markup_find_attr(&plays, attrs, STR("duration")); /* Media RSS */
	draft_add_enclosure(r->d, (struct feed_enclosure){ .url = url, .type = type, .length = n, .seconds = timed ? draft_seconds(plays) : 0,
	                                                  .transcript = transcript });
}

void reader_end_person(struct reader *r, int rank)
{
	struct str who = r->person_name.n ? r->person_name : r->person_mail;
	if (who.n)
		draft_add_author(r->d, (uint8_t)rank, who);
	r->person_name = r->person_mail = STR_NONE;
}

/* Attributes of a structural element that say something themselves (CDF, RDF). */
void reader_take_structure(struct reader *r, enum vocab_el el, struct str base)
{
	struct draft *d = r->d;
	struct str attrs = r->m.attrs;
	if (el == EL_CHANNEL || el == EL_FEED) {
		draft_set_url(d, &d->f->link, &d->feed_rank.link, 2, base, reader_attr(r, 0, attrs, "href"));
		draft_set_date(d, &d->f->updated, &d->feed_rank.updated, 1, reader_attr(r, 0, attrs, "lastmod"));
	} else if (el == EL_ITEM || el == EL_ENTRY) {
		draft_set_url(d, &d->cur.link, &d->rank.link, 2, base, reader_attr(r, 0, attrs, "href"));
		draft_set_date(d, &d->cur.updated, &d->rank.updated, 1, reader_attr(r, 0, attrs, "lastmod"));
		struct str about = reader_attr(r, 0, attrs, "rdf:about");
		draft_set_plain(d, &d->cur.id, &d->rank.id, 2, about);
		d->self = draft_url(d, base, about);
	}
}
