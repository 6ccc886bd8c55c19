/* follow.c - the pages of one article, step by step; see follow.h. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "quotidian/follow.h"
#include "quotidian/url.h"
#include "quotidian/utf8.h"

#define POOR_WORDS 120             /* an article of so few may be a teaser: another form is looked at */
#define BYTES_MAX ((size_t)24 << 20) /* of the following pages together */
#define SEEN_MAX (PAGE_PARTS_MAX + 4)

enum state { FIRST, OTHER, WHOLE, NEXT, JOIN };
struct follow {
	struct arena arena;
	struct page_source first;
	struct page_source part[PAGE_PARTS_MAX]; /* those behind the first */
	unsigned nparts;
	struct page_source one; /* the page that is looked at by itself */
	struct str seen[SEEN_MAX];
	unsigned nseen;
	enum state state;
	size_t bytes;
	bool alone;
	struct str address;
	struct worker_result best;
	char note[300];
};

static struct page_source copy_of(struct arena *a, const struct page_source *p)
{
	struct page_source c = *p;
	c.bytes = arena_str(a, p->bytes);
	c.url = arena_str(a, p->url);
	c.content_type = arena_str(a, p->content_type);
	c.title = arena_str(a, p->title);
	c.byline = arena_str(a, p->byline);
	c.site = arena_str(a, p->site);
	return c;
}

/* False for an address that was seen, or when too many were. */
static bool see(struct follow *f, struct str address)
{
	struct str c = url_canonical(&f->arena, address);
	for (unsigned i = 0; i < f->nseen; i++)
		if (str_eq(f->seen[i], c))
			return false;
	if (f->nseen == SEEN_MAX)
		return false;
	f->seen[f->nseen++] = c;
	return true;
}

struct follow *follow_new(const struct page_source *first, bool alone)
{
	struct follow *f = xcalloc(1, sizeof *f);
	f->first = copy_of(&f->arena, first);
	f->alone = alone || first->input != PAGE_HTML || !url_is_web(first->url);
	if (!f->alone)
		(void)see(f, first->url);
	return f;
}

void follow_free(struct follow *f)
{
	if (!f)
		return;
	worker_result_clear(&f->best);
	arena_free(&f->arena);
	free(f);
}

void follow_job(const struct follow *f, struct worker_job *out)
{
	*out = (struct worker_job){ .kind = WORKER_ARTICLE, .annotate = f->state != NEXT };
	out->page = f->state == FIRST || f->state == JOIN ? f->first : f->one;
	if (f->state == JOIN) {
		out->more = f->part;
		out->nmore = f->nparts;
	}
}

struct str follow_address(const struct follow *f)
{
	return f->address;
}

struct worker_result *follow_result(struct follow *f)
{
	return &f->best;
}

struct str follow_note(const struct follow *f)
{
	return str_of(f->best.code ? "" : f->note[0] ? f->note : page_sort_says(f->best.found.sort));
}

/* The host itself, without "www.", or a name below it: amp.example.org of www.example.org, www.example.org of m.example.org's own. */
static bool same_site(struct follow *f, struct str address)
{
	struct str a = url_site(&f->arena, f->first.url), b = url_site(&f->arena, address);
	if (a.n > b.n) {
		struct str x = a;
		a = b;
		b = x;
	}
	return a.n && str_ends(b, a) && (b.n == a.n || (b.s[b.n - a.n - 1] == '.' && str_chr(a, '.', 0) != STR_NPOS));
}

/* Goes for an address, or says that it may not. */
static bool go(struct follow *f, enum state state, struct str address, bool below)
{
	if (!address.n || !url_is_web(address) || !same_site(f, address))
		return false;
	if (!below && !url_same_origin(f->first.url, address) && !str_eq(url_site(&f->arena, f->first.url), url_site(&f->arena, address)))
		return false;
	if (!see(f, address))
		return false;
	f->address = arena_str(&f->arena, address);
	f->state = state;
	return true;
}

static enum follow_step join(struct follow *f)
{
	if (!f->nparts)
		return FOLLOW_DONE;
	f->state = JOIN;
	return FOLLOW_PARSE;
}

/* The next page, or the end. */
static enum follow_step next(struct follow *f, struct str address)
{
	if (address.n && f->nparts + 1 == PAGE_PARTS_MAX) {
		snprintf(f->note, sizeof f->note, "the article has more than %d pages; the rest is left out", PAGE_PARTS_MAX);
		return join(f);
	}
	return go(f, NEXT, address, false) ? FOLLOW_FETCH : join(f);
}

static void take(struct follow *f, struct worker_result *r)
{
	worker_result_clear(&f->best);
	f->best = *r;
	*r = (struct worker_result){ 0 };
}

/* The first page is read: is there a better form, or more of it? */
static enum follow_step look_further(struct follow *f)
{
	const struct page_found *p = &f->best.found;
	if (f->alone || f->best.code || !f->best.doc)
		return FOLLOW_DONE;
	if ((p->thin || p->words < POOR_WORDS) && p->other.n && p->sort != PAGE_MISSING && go(f, OTHER, p->other, true))
		return FOLLOW_FETCH;
	if (p->thin || !p->next.n)
		return FOLLOW_DONE;
	if (go(f, WHOLE, p->whole, true))
		return FOLLOW_FETCH;
	return next(f, p->next);
}

/* Another form has an article where the page has none, or clearly more of it. */
static bool is_better(const struct follow *f, const struct worker_result *r)
{
	if (r->code || !r->doc || r->found.thin)
		return false;
	return f->best.found.thin || r->found.words > f->best.found.words + f->best.found.words / 3;
}

enum follow_step follow_parsed(struct follow *f, struct worker_result *r)
{
	enum follow_step step = FOLLOW_DONE;
	switch (f->state) {
	case FIRST:
		take(f, r);
		step = look_further(f);
		break;
	case OTHER:
		if (is_better(f, r))
			take(f, r);
		break;
	case WHOLE:
		if (is_better(f, r))
			take(f, r);
		else
			step = next(f, f->best.found.next);
		break;
	case NEXT:
		if (r->code || !r->doc || r->found.thin) {
			step = join(f);
			break;
		}
		f->part[f->nparts++] = f->one;
		step = next(f, r->found.next);
		break;
	case JOIN:
		if (r->code == 0 && r->doc)
			take(f, r);
		else
			snprintf(f->note, sizeof f->note, "the article's further pages could not be joined; this is the first");
		break;
	}
	worker_result_clear(r);
	return step;
}

static bool is_page(struct str type)
{
	return !type.n || str_istarts(type, STR("text/html")) || str_istarts(type, STR("application/xhtml"));
}

enum follow_step follow_fetched(struct follow *f, const struct follow_page *p)
{
	bool moved = !str_eq(url_canonical(&f->arena, p->url), url_canonical(&f->arena, f->address));
	bool usable = !p->code && p->body.n && is_page(p->content_type) && same_site(f, p->url) && !(moved && !see(f, p->url));
	if (usable && f->bytes + p->body.n > BYTES_MAX)
		usable = false;
	if (usable) {
		f->bytes += p->body.n;
		const struct page_source got = { .bytes = p->body, .url = p->url, .content_type = p->content_type, .input = PAGE_HTML,
			.part = f->state == NEXT ? f->nparts + 2 : 0, .title = f->first.title, .byline = f->first.byline, .site = f->first.site, .published = f->first.published };
		f->one = copy_of(&f->arena, &got);
		return FOLLOW_PARSE;
	}
	if (f->state == NEXT) {
		if (p->code)
			snprintf(f->note, sizeof f->note, "page %u of the article could not be fetched (" STR_FMT "); the text ends before it",
				f->nparts + 2, STR_ARG(str_sub(p->message, 0, 200)));
		return join(f);
	}
	return f->state == WHOLE ? next(f, f->best.found.next) : FOLLOW_DONE;
}
