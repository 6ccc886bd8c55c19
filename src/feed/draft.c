/* draft.c - weighing, cleaning and completing the fields of a feed. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/date.h"
#include "quotidian/htmltext.h"
#include "quotidian/map.h"
#include "quotidian/url.h"
#include "quotidian/utf8.h"

#include "draft.h"
#include "tidy.h"

void draft_init(struct draft *d, struct feed *f, struct str base)
{
	*d = (struct draft){ .f = f, .a = &f->arena, .base = str_trim(base) };
	buf_init(&d->html, 2 * FEED_FIELD_MAX);
	buf_init(&d->text, FEED_FIELD_MAX);
}

/* ---- text ---- */

/* Appends plain text as one clean line. */
static void add_line(struct buf *out, struct str s)
{
	size_t start = out->n;
	(void)utf8_sanitise(out, str_trim(s), UTF8_LINE);
	size_t w = start;
	for (size_t i = start; i < out->n; i++)
		if (out->s[i] != ' ' || (w > start && out->s[w - 1] != ' '))
			out->s[w++] = out->s[i];
	if (w > start && out->s[w - 1] == ' ')
		w--;
	if (out->s)
		out->s[w] = 0;
	out->n = w;
}

static struct str cut(struct str s, size_t max)
{
	return str_sub(s, 0, utf8_floor(s, max));
}

struct str draft_line(struct draft *d, struct markup_text t)
{
	buf_clear(&d->text);
	t.s = cut(t.s, 16 * FEED_LINE_MAX);
	if (t.html)
		html_text(&d->text, t.s);
	else
		add_line(&d->text, t.s);
	if (d->text.n == 0 && t.html && str_chr(t.s, '<', 0) != STR_NPOS) {
		buf_clear(&d->html);
		tidy_markup(&d->html, t.s);
		add_line(&d->text, buf_str(&d->html));
	}
	return arena_str(d->a, cut(buf_str(&d->text), FEED_LINE_MAX));
}

void draft_set_line(struct draft *d, struct str *field, uint8_t *have, uint8_t rank, struct markup_text t)
{
	if (rank <= *have)
		return;
	struct str s = draft_line(d, t);
	if (s.n == 0)
		return;
	*field = s;
	*have = rank;
}

void draft_set_plain(struct draft *d, struct str *field, uint8_t *have, uint8_t rank, struct str s)
{
	draft_set_line(d, field, have, rank, (struct markup_text){ s, false, STR_NONE });
}

static struct str base_of(const struct draft *d, struct str base)
{
	/* A feed's own link is the site that its relative links mean; its address may be a distributor's. Of a feed without address
	 * nothing is known, and its links stay as they are. */
	return base.n ? base : d->base.n && d->f->link.n && url_is_web(d->f->link) ? d->f->link : d->base;
}

static void links_of(struct draft *d, struct str **link, uint32_t *n, struct markup_text t)
{
	if (!t.html || d->brief)
		return;
	html_links(link, n, d->a, t.s, base_of(d, t.base), FEED_LIST_MAX);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < *n; i++) {
		struct url u = { 0 };
		bool safe = url_is_safe_link((*link)[i]);
		if (!safe)
			url_split(&u, (*link)[i]);
		if (safe || u.scheme.n == 0)
			(*link)[kept++] = (*link)[i];
	}
	*n = kept;
}

void draft_set_title(struct draft *d, uint8_t rank, struct markup_text t)
{
	if (d->in_entry) {
		if (rank > d->rank.title)
			links_of(d, &d->cur.title_link, &d->cur.ntitle_link, t);
		draft_set_line(d, &d->cur.title, &d->rank.title, rank, t);
	} else {
		if (rank > d->feed_rank.title)
			links_of(d, &d->f->title_link, &d->f->ntitle_link, t);
		draft_set_line(d, &d->f->title, &d->feed_rank.title, rank, t);
	}
}

/* A body waits in the arena until its entry ends, so that only what is kept is worked on. */
static void set_body(struct draft *d, struct markup_text *field, uint8_t *have, uint8_t rank, struct markup_text t)
{
	t.s = str_trim(t.s);
	if (rank <= *have || t.s.n == 0)
		return;
	t.s = arena_str(d->a, cut(t.s, FEED_FIELD_MAX));
	*field = t;
	*have = rank;
}

void draft_set_summary(struct draft *d, uint8_t rank, struct markup_text t)
{
	set_body(d, &d->summary, &d->rank.summary, rank, t);
}

void draft_set_content(struct draft *d, uint8_t rank, struct markup_text t)
{
	set_body(d, &d->content, &d->rank.content, rank, t);
}

void draft_set_description(struct draft *d, bool summary, struct markup_text t)
{
	enum { DESCRIPTION = 3, SUMMARY = 4, AS_CONTENT = 1 };
	if (summary && d->rank.summary == DESCRIPTION && str_trim(t.s).n) {
		draft_set_content(d, AS_CONTENT, d->summary);
	} else if (!summary && d->rank.summary == SUMMARY) {
		draft_set_content(d, AS_CONTENT, t);
		return;
	}
	draft_set_summary(d, summary ? SUMMARY : DESCRIPTION, t);
}

/* ---- addresses, dates, lists ---- */

struct str draft_url(struct draft *d, struct str base, struct str ref)
{
	buf_clear(&d->text);
	add_line(&d->text, cut(ref, 2 * URL_MAX));
	struct str clean = buf_str(&d->text);
	if (clean.n == 0)
		return STR_NONE;
	struct str url = url_resolve(d->a, base_of(d, base), clean);
	if (url.n)
		return url_is_safe_link(url) ? url : STR_NONE;
	/* Relative to nothing: kept, whoever knows the feed's address can complete it. */
	struct url u;
	url_split(&u, clean);
	return u.scheme.n || clean.n > URL_MAX ? STR_NONE : arena_str(d->a, clean);
}

void draft_set_url(struct draft *d, struct str *field, uint8_t *have, uint8_t rank, struct str base, struct str ref)
{
	if (rank <= *have)
		return;
	struct str url = draft_url(d, base, ref);
	if (url.n == 0)
		return;
	*field = url;
	*have = rank;
}

void draft_set_date(struct draft *d, int64_t *field, uint8_t *have, uint8_t rank, struct str s)
{
	(void)d;
	int64_t t;
	/* Of two elements that weigh alike the later holds. The year 1 is how some programs write "never". */
	if (rank < *have || date_parse(&t, s) != 0 || t == -62135596800)
		return;
	*field = t;
	*have = rank;
}

static bool is_mail(struct str s)
{
	size_t at = str_chr(s, '@', 0);
	return at != STR_NPOS && at > 0 && str_chr(s, ' ', 0) == STR_NPOS && str_chr(s, '.', at) != STR_NPOS;
}

/* The name out of "Name <mail>", "mail (Name)" and "Name (mail)" (RFC 822 comments), else all of it. */
static struct str person_name(struct str s)
{
	size_t open = str_chr(s, '(', 0), close = str_chr(s, ')', 0);
	if (open != STR_NPOS && close != STR_NPOS && open < close && close == s.n - 1) {
		struct str inner = str_trim(str_sub(s, open + 1, close)), outer = str_trim(str_sub(s, 0, open));
		if (is_mail(outer) && inner.n)
			return inner;
		if (is_mail(inner) && outer.n)
			return outer;
	}
	open = str_chr(s, '<', 0);
	if (open != STR_NPOS && s.s[s.n - 1] == '>' && is_mail(str_sub(s, open + 1, s.n - 1))) {
		struct str name = str_trim(str_sub(s, 0, open));
		return name.n ? name : str_sub(s, open + 1, s.n - 1);
	}
	return s;
}

void draft_add_author(struct draft *d, uint8_t rank, struct str s)
{
	struct str *field = d->in_entry ? &d->cur.author : &d->f->author;
	uint8_t *have = d->in_entry ? &d->rank.author : &d->feed_rank.author;
	if (rank < *have)
		return;
	struct str line = draft_line(d, (struct markup_text){ s, false, STR_NONE });
	if (line.n == 0)
		return;
	/* An address is the lesser name. */
	if (is_mail(line) && *have >= rank)
		return;
	line = person_name(line);
	if (rank > *have || field->n == 0)
		*field = line;
	else if (str_find(*field, line, 0) == STR_NPOS && field->n + line.n < FEED_LINE_MAX)
		*field = arena_fmt(d->a, STR_FMT ", " STR_FMT, STR_ARG(*field), STR_ARG(line));
	*have = rank;
}

void draft_add_category(struct draft *d, struct str s)
{
	struct str line = draft_line(d, (struct markup_text){ s, false, STR_NONE });
	struct str **list = d->in_entry ? &d->cur.category : &d->f->category;
	uint32_t *n = d->in_entry ? &d->cur.ncategory : &d->f->ncategory;
	uint32_t *cap = d->in_entry ? &d->category_cap : &d->feed_category_cap;
	if (line.n == 0 || *n == FEED_LIST_MAX)
		return;
	for (uint32_t i = 0; i < *n; i++)
		if (str_eq((*list)[i], line))
			return;
	ARENA_PUSH(d->a, struct str, *list, *n, *cap, line);
}

uint32_t draft_seconds(struct str s)
{
	struct str part, rest = str_trim(s);
	int64_t total = 0, v;
	for (int i = 0; rest.n && i < 3; i++) {
		(void)str_split(&rest, ':', &part);
		part = str_sub(part, 0, str_chr(part, '.', 0)); /* fractions of a second */
		if (str_int(&v, str_trim(part)) || v < 0 || v > 1000000)
			return 0;
		total = total * 60 + v;
	}
	return rest.n || total > DRAFT_SECONDS_MAX ? 0 : (uint32_t)total;
}

void draft_set_comments_n(struct draft *d, struct str s)
{
	int64_t n;
	if (d->in_entry && str_int(&n, str_trim(s)) == 0 && n >= 0 && n <= INT32_MAX)
		d->cur.comments_n = (int32_t)n;
}

void draft_add_enclosure(struct draft *d, struct feed_enclosure add)
{
	if (!d->in_entry || add.url.n == 0)
		return;
	buf_clear(&d->text);
	add_line(&d->text, cut(add.type, 256));
	add.type = buf_str(&d->text);
	if (str_istarts(add.type, STR("image/")) && d->rank.image == 0) {
		d->cur.image = add.url;
		d->rank.image = 1;
	}
	for (uint32_t i = 0; i < d->cur.nenclosure; i++) {
		struct feed_enclosure *e = &d->cur.enclosure[i];
		if (str_eq(e->url, add.url)) {
			e->type = e->type.n ? e->type : arena_str(d->a, add.type);
			e->length = e->length >= 0 ? e->length : add.length;
			e->seconds = e->seconds ? e->seconds : add.seconds;
			e->transcript = e->transcript || add.transcript;
			return;
		}
	}
	if (d->cur.nenclosure == FEED_LIST_MAX)
		return;
	add.type = arena_str(d->a, add.type);
	add.length = add.length < 0 ? -1 : add.length;
	ARENA_PUSH(d->a, struct feed_enclosure, d->cur.enclosure, d->cur.nenclosure, d->enclosure_cap, add);
}

/* ---- entries ---- */

void draft_begin_entry(struct draft *d)
{
	d->cur = (struct feed_entry){ 0 };
	d->rank = (struct feed_ranks){ 0 };
	d->summary = d->content = (struct markup_text){ 0 };
	d->permalink = d->self = STR_NONE;
	d->cur.comments_n = -1;
	d->seconds = 0;
	d->category_cap = d->enclosure_cap = 0;
	d->in_entry = true;
}

void draft_drop_entry(struct draft *d)
{
	d->in_entry = false;
}

static struct str body_text(struct draft *d, struct markup_text t)
{
	buf_clear(&d->text);
	if (t.html)
		html_text(&d->text, t.s);
	else
		add_line(&d->text, t.s);
	return d->text.n ? arena_str(d->a, buf_str(&d->text)) : STR_NONE;
}

static struct str body_html(struct draft *d, struct markup_text t)
{
	buf_clear(&d->html);
	if (t.html)
		tidy_links(&d->html, t.s, base_of(d, t.base));
	else
		tidy_plain(&d->html, t.s);
	if (utf8_clean(buf_str(&d->html)))
		return d->html.n == t.s.n && t.html ? t.s : arena_str(d->a, buf_str(&d->html));
	buf_clear(&d->text);
	(void)utf8_sanitise(&d->text, buf_str(&d->html), UTF8_LINES);
	return arena_str(d->a, buf_str(&d->text));
}

#define MADE "made:"

/* For an entry without id: what stays the same from poll to poll. Its text does so the least. */
static struct str made_id(struct draft *d)
{
	const struct feed_entry *e = &d->cur;
	if (e->link.n)
		return e->link;
	if (!e->title.n && e->nenclosure)
		return e->enclosure[0].url;
	buf_clear(&d->text);
	buf_add(&d->text, e->title);
	buf_addf(&d->text, "\n%lld\n", (long long)e->published);
	buf_add(&d->text, str_sub(e->title.n || e->published ? STR_NONE : e->summary.n ? e->summary : e->content, 0, FEED_LINE_MAX));
	return arena_fmt(d->a, MADE "%016llx", (unsigned long long)str_hash(buf_str(&d->text)));
}

void draft_end_entry(struct draft *d)
{
	struct feed_entry *e = &d->cur;
	d->in_entry = false;
	if (d->f->nentry == FEED_ENTRIES_MAX) {
		d->full = true;
		return;
	}
	if (d->summary.s.n) {
		e->summary = body_text(d, d->summary);
		links_of(d, &e->summary_link, &e->nsummary_link, d->summary);
	}
	/* Brief: one text is enough. */
	if (d->content.s.n && !(d->brief && e->summary.n)) {
		e->content = body_text(d, d->content);
		links_of(d, &e->content_link, &e->ncontent_link, d->content);
	}
	if (d->content.s.n || d->summary.s.n)
		e->content_html = body_html(d, d->content.s.n ? d->content : d->summary);
	if (e->link.n == 0)
		e->link = d->permalink.n ? d->permalink : d->self;
	if (e->id.n == 0)
		e->id = made_id(d);
	if (e->title.n == 0 && e->content_html.n == 0)
		e->title = e->link;
	/* itunes:duration is of the recording, which comes first. */
	for (uint32_t i = 0; i < e->nenclosure && d->seconds; i++)
		if (!e->enclosure[i].transcript && !str_istarts(e->enclosure[i].type, STR("image/"))) {
			e->enclosure[i].seconds = e->enclosure[i].seconds ? e->enclosure[i].seconds : d->seconds;
			break;
		}
	if (d->brief) {
		e->summary = cut(e->summary.n ? e->summary : e->content, FEED_BRIEF);
		e->content = STR_NONE;
	}
	ARENA_PUSH(d->a, struct feed_entry, d->f->entry, d->f->nentry, d->entry_cap, *e);
}

/* An entry without author has the feed's (RFC 4287, 4.2.1). */
static void inherit_authors(struct draft *d)
{
	for (uint32_t i = 0; i < d->f->nentry; i++)
		if (d->f->entry[i].author.n == 0)
			d->f->entry[i].author = d->f->author;
}

/* What tells entries of one id apart that have one link, or none: their titles (in a feed without ids all may lead to its front page);
 * of made ids the text that they leave out. */
static struct str beyond_link(const struct feed_entry *e)
{
	return str_starts(e->id, STR(MADE)) ? str_sub(e->summary.n ? e->summary : e->content, 0, FEED_BRIEF / 4) : e->title;
}

/* Where many stories carry one id, it is none: something else tells them apart (all of them, so that none changes when another leaves
 * the feed). A few with one id are one story that moved or was renamed; a made id is never shared on purpose. */
static void separate_ids(struct draft *d)
{
	struct feed *f = d->f;
	struct map seen = { 0 };
	struct clash {
		uint32_t link, other; /* entries that differ from the first one */
	} *clash = xcalloc(f->nentry + 1, sizeof *clash);
	for (uint32_t i = 0; i < f->nentry; i++) {
		uint64_t *first = map_put(&seen, f->entry[i].id);
		if (*first == 0) {
			*first = i + 1;
			continue;
		}
		struct feed_entry *a = &f->entry[*first - 1], *b = &f->entry[i];
		clash[*first].link += !str_eq(a->link, b->link);
		clash[*first].other += !str_eq(beyond_link(a), beyond_link(b));
	}
	/* The map's keys are the ids as they were: they stay in the arena. */
	for (uint32_t i = 0; i < f->nentry; i++) {
		struct feed_entry *e = &f->entry[i];
		struct clash *c = &clash[*map_get(&seen, e->id)];
		if (c->link > 2 && e->link.n)
			e->id = arena_fmt(d->a, STR_FMT " " STR_FMT, STR_ARG(e->id), STR_ARG(e->link));
		else if ((c->other > 2 || (c->other && str_starts(e->id, STR(MADE)))) && beyond_link(e).n)
			e->id = arena_fmt(d->a, STR_FMT " " MADE "%016llx", STR_ARG(e->id), (unsigned long long)str_hash(beyond_link(e)));
	}
	map_free(&seen);
	free(clash);
}

void draft_done(struct draft *d)
{
	inherit_authors(d);
	separate_ids(d);
	buf_free(&d->html);
	buf_free(&d->text);
}
