/* copy.c - whether two texts are one story: run by several papers, cut, continued, or told again with a new beginning.
 *
 * Signatures (sketch.c) say which two are worth a look; here both are read. What a feed repeats (repeat.c), captions and quotations do not
 * count: different stories have them in common. Of the runs of four words that are left we ask what part of both texts together is common
 * (resemblance) and what part of the shorter one (containment; A. Broder, On the resemblance and containment of documents, 1997), and how
 * much of each lead the other text has: who quotes another paper at length has a lead of his own, and so have two stories with one background.
 * Where that leaves doubt, each text must tell what the other's headline says, as frames that several papers share do not; and what comes on
 * another day must repeat the figures, too, or it is the next issue of a column. The limits were set on pairs of labelled news that were read
 * by eye, and on edited copies of one half of them, and looked at on the other half.
 */
#include "config.h"

#include <stdlib.h>

#include "quotidian/utf8.h"
#include "story_int.h"

#define READ_MAX ((size_t)64 << 10) /* bytes of a text that are looked at */
#define RUNS_MAX 16384
#define RUNS_ENOUGH 20 /* outside quotations, else these count, too */
#define RUNS_LEAST 8
#define LEAD_RUNS 60
#define QUOTE_LEAST 12 /* bytes; a word in quotation marks is no quotation */

#define ONE_TEXT 0.75  /* resemblance of what is the same, whatever its title */
#define MOSTLY 0.68    /* the same in another feed: no feed's frame of every story is in both */
#define EDITED 0.55    /* of what has a new beginning or paragraphs of its own, whatever its title */
#define EDITED_LEAD 0.45
#define EDITED_BOTH 0.3 /* of the other lead, too: who quotes another at length has a lead of his own */
#define LIKE 0.4       /* resemblance of texts of similar length */
#define LIKE_CONTAINED 0.75
#define LIKE_LEAD 0.6
#define LIKE_BOTH 0.15 /* of the other lead, too, in another feed */
#define RETOLD_CONTAINED 0.65 /* of what another desk went through from end to end */
#define RETOLD_LEAD 0.5 /* of both */
#define RETOLD_TITLE 0.2
#define GROWN_LEAD 0.4 /* of both, when one is much longer: it is no digest of several stories */
#define GROWN_TITLE 0.1
#define BEGUN_LEAD 0.8 /* the same for titles that have no word in common */
#define TOLD 0.33      /* of each title in the other text: what two houses or columns frame their stories with tells neither headline */
#define OWN 0.3        /* the same for a feed's later version of its own story */
#define OWN_CONTAINED 0.5
#define OWN_LEAD 0.8
#define OWN_TITLE 0.15
#define ISSUES_APART 43200 /* seconds */
#define ISSUES_RUNS 12 /* with a number */
#define ISSUES_SAME 0.5 /* of the share that is common to both texts, so much must be common to what they say in numbers */

struct reader {
	struct sketcher *k;
	struct copy_text *t;
	uint32_t most; /* runs there is room for */
};

static void read_piece(struct reader *r, struct str text, bool quoted)
{
	uint32_t n, room = r->most - r->t->n;
	const uint64_t *run = sketcher_runs(r->k, text, &n);
	n = n < room ? n : room;
	if (!n)
		return;
	memcpy(r->t->run + r->t->n, run, n * sizeof *run);
	memset(r->t->quoted + r->t->n, quoted, n * sizeof *r->t->quoted);
	r->t->n += n;
}

/* The quotation mark that opens at or behind `from` and what ends it; false: there is no more. One that nothing ends goes on to the end
 * of the paragraph when it is a curved one, as in speech of several paragraphs. */
static bool next_quotation(struct str p, size_t from, size_t *start, size_t *end)
{
	for (size_t i = from; i < p.n; i++) {
		struct str close;
		size_t open;
		if (p.s[i] == '"') {
			open = 1;
			close = STR("\"");
		} else if (str_starts(str_sub(p, i, p.n), STR("\xe2\x80\x9c"))) {
			open = 3;
			close = STR("\xe2\x80\x9d");
		} else {
			continue;
		}
		*start = i;
		*end = str_find(p, close, i + open);
		if (*end == STR_NPOS && open == 1)
			return false;
		*end = *end == STR_NPOS ? p.n : *end + close.n;
		return true;
	}
	return false;
}

static void read_paragraph(struct reader *r, struct str p)
{
	size_t at = 0, from = 0, start, end;
	while (next_quotation(p, from, &start, &end)) {
		from = end;
		if (end - start < QUOTE_LEAST)
			continue;
		read_piece(r, str_sub(p, at, start), false);
		read_piece(r, str_sub(p, start, end), true);
		at = end;
	}
	read_piece(r, str_sub(p, at, p.n), false);
}

static void read_doc(struct reader *r, const struct doc *d, struct str title)
{
	for (uint32_t i = 0; i < d->nblock && d->block[i].at.start < READ_MAX && r->t->n < r->most; i++) {
		struct range at = d->block[i].at;
		struct str p = str_trim(str_sub(d->text, at.start, utf8_floor(d->text, at.end < READ_MAX ? at.end : READ_MAX)));
		if (d->block[i].kind == BLOCK_CAPTION || (i == 0 && str_eq(p, title)))
			continue;
		if (d->block[i].kind == BLOCK_QUOTE)
			read_piece(r, p, true);
		else
			read_paragraph(r, p);
	}
}

int copy_read(struct copy_text **out, struct store *s, struct arena *a, struct sketcher *k, struct repeats *rep, const struct store_item *it,
              struct err *e)
{
	struct doc *d = NULL;
	*out = NULL;
	int rc = store_doc_get(s, it->id, DOC_PAGE, &d, e);
	if (rc == QD_ENOTFOUND)
		rc = store_doc_get(s, it->id, DOC_FEED, &d, e);
	if (rc)
		return rc == QD_ENOTFOUND || rc == QD_EFORMAT || rc == QD_ENEWER ? 0 : rc;
	uint32_t most = (uint32_t)(d->text.n < 2 * RUNS_MAX ? d->text.n / 2 + 1 : RUNS_MAX); /* two bytes a word but for oddities, which are cut */
	struct copy_text *t = ARENA_NEW(a, struct copy_text, 1);
	*t = (struct copy_text){ it->feed, it->published, it->title, ARENA_NEW(a, uint64_t, most), ARENA_NEW(a, bool, most), 0 };
	struct reader r = { k, t, most };
	read_doc(&r, d, it->title);
	doc_free(d);
	bool *repeated = ARENA_NEW(a, bool, t->n);
	rc = repeats_mark(rep, s, it->feed, t->run, t->n, repeated, e);
	uint32_t n = 0;
	for (uint32_t i = 0; i < t->n; i++) {
		if (repeated[i])
			continue;
		t->run[n] = t->run[i];
		t->quoted[n++] = t->quoted[i];
	}
	t->n = n;
	*out = t;
	return rc;
}

/* ---- two texts ---- */

static int by_hash(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
	return (a > b) - (a < b);
}

struct set {
	uint64_t *run; /* ascending, no two alike */
	uint32_t n;
};

static struct set set_of(const struct copy_text *t, bool quotations, struct arena *a)
{
	struct set s = { ARENA_NEW(a, uint64_t, t->n), 0 };
	uint32_t n = 0;
	for (uint32_t i = 0; i < t->n; i++)
		if (quotations || !t->quoted[i])
			s.run[n++] = t->run[i];
	if (n)
		qsort(s.run, n, sizeof *s.run, by_hash);
	for (uint32_t i = 0; i < n; i++)
		if (!s.n || s.run[i] != s.run[s.n - 1])
			s.run[s.n++] = s.run[i];
	return s;
}

/* `numbers`: of those with a number. */
static uint32_t in_both(const struct set *x, const struct set *y, uint32_t *numbers)
{
	uint32_t both = 0;
	*numbers = 0;
	for (uint32_t i = 0, k = 0; i < x->n && k < y->n;) {
		uint64_t a = x->run[i], b = y->run[k];
		both += a == b;
		*numbers += a == b && (a & RUN_NUMBER);
		i += a <= b;
		k += b <= a;
	}
	return both;
}

static uint32_t with_number(const struct set *s)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < s->n; i++)
		n += (s->run[i] & RUN_NUMBER) != 0;
	return n;
}

/* How much of a text's lead stands in another. */
static double lead_in(const struct copy_text *t, bool quotations, const struct set *other)
{
	uint32_t n = 0, found = 0;
	for (uint32_t i = 0; i < t->n && n < LEAD_RUNS; i++) {
		if (t->quoted[i] && !quotations)
			continue;
		n++;
		found += bsearch(&t->run[i], other->run, other->n, sizeof *other->run, by_hash) != NULL;
	}
	return n ? (double)found / n : 0.0;
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* "Issue 7" and "Issue 8", "Calendar, 9-16 August" and "Calendar, 16-23 August": one title but for its numbers. */
static bool other_numbers(struct str a, struct str b)
{
	bool other = false;
	size_t i = 0, k = 0;
	while (i < a.n && k < b.n) {
		size_t x = i, y = k;
		while (i < a.n && digit(a.s[i]))
			i++;
		while (k < b.n && digit(b.s[k]))
			k++;
		if ((i > x) != (k > y))
			return false;
		if (i > x)
			other = other || !str_eq(str_sub(a, x, i), str_sub(b, y, k));
		else if (a.s[i++] != b.s[k++])
			return false;
	}
	return other && i == a.n && k == b.n;
}

/* A column that comes every day has sentences with other numbers in them; a story that is run again keeps its numbers. */
static bool other_figures(const struct set *p, const struct set *q, double contained, uint32_t numbers)
{
	uint32_t one = with_number(p), two = with_number(q), least = one < two ? one : two;
	return least >= ISSUES_RUNS && numbers < ISSUES_SAME * contained * least;
}

double copy_told(const struct sketch *x, const struct sketch *y, const struct store_terms *r)
{
	double all = 0, told = 0;
	for (uint32_t i = 0, k = 0; i < x->nterm; i++) {
		struct sketch_term t = x->term[i];
		if (!(t.flags & TERM_TITLE))
			continue;
		double weight = r->rarity[r->level[t.term]];
		while (k < y->nterm && y->term[k].term < t.term)
			k++;
		all += weight;
		told += k < y->nterm && y->term[k].term == t.term ? weight : 0;
	}
	return all > 0 ? told / all : 0;
}

struct likeness {
	double alike, contained;
	double more, less; /* of the two leads, what stands in the other text */
	double titles, told;
};

/* A later version of what the feed told before. */
static bool later_version(const struct likeness *l)
{
	if (l->told >= TOLD && l->more >= OWN_LEAD &&
	    (l->alike >= EDITED || (l->alike >= OWN && l->contained >= OWN_CONTAINED && l->titles >= OWN_TITLE)))
		return true;
	if (l->contained < LIKE_CONTAINED || l->more < LIKE_LEAD)
		return false;
	return l->alike >= LIKE ? l->titles >= OWN_TITLE : l->less >= GROWN_LEAD && l->titles >= GROWN_TITLE;
}

/* What another feed made of it. */
static bool other_version(const struct likeness *l)
{
	if (l->told >= TOLD && ((l->alike >= EDITED && l->more >= EDITED_LEAD && l->less >= EDITED_BOTH) ||
	                        (l->alike >= LIKE && l->contained >= RETOLD_CONTAINED && l->less >= RETOLD_LEAD && l->titles >= RETOLD_TITLE)))
		return true;
	if (l->contained < LIKE_CONTAINED || l->more < LIKE_LEAD)
		return false;
	if (l->alike >= LIKE)
		return l->less >= LIKE_BOTH;
	return l->less >= GROWN_LEAD && (l->titles >= GROWN_TITLE || (l->less >= BEGUN_LEAD && l->told >= TOLD));
}

bool copy_same(const struct copy_text *x, const struct copy_text *y, double titles, double told, struct arena *a)
{
	bool own = x->feed == y->feed, apart = llabs(x->published - y->published) > ISSUES_APART;
	if (own && apart && other_numbers(x->title, y->title))
		return false;
	struct set p = set_of(x, false, a), q = set_of(y, false, a);
	bool quotations = p.n < RUNS_ENOUGH || q.n < RUNS_ENOUGH;
	if (quotations) {
		p = set_of(x, true, a);
		q = set_of(y, true, a);
	}
	uint32_t numbers, both = in_both(&p, &q, &numbers), least = p.n < q.n ? p.n : q.n;
	if (both < RUNS_LEAST)
		return false;
	struct likeness l = { .alike = (double)both / (p.n + q.n - both), .contained = (double)both / least, .titles = titles, .told = told };
	if (apart && other_figures(&p, &q, l.contained, numbers))
		return false;
	if (l.alike >= (own ? ONE_TEXT : MOSTLY))
		return true;
	if (least < RUNS_ENOUGH || (own && apart && l.alike < EDITED))
		return false;
	double one = lead_in(x, quotations, &q), two = lead_in(y, quotations, &p);
	l.more = one > two ? one : two;
	l.less = one > two ? two : one;
	return own ? later_version(&l) : other_version(&l);
}
