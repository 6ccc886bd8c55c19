/* rank.c - how alike two stories are, and the stories most like one.
 *
 * Likeness is the cosine of the two vectors of terms (strength times inverse document frequency, Spaerck Jones 1972), with those of what
 * stands in the leads and of the titles, how much of each title the other story has, and a little of the likeness of who is in them; it
 * decays with the days between, fast at first, then slowly. Who is in two stories is alike by the actors in both (rarity times the logarithm
 * of mentions) and, as much, by the words of their names: one story has the whole name, another the surname, a third one with a slip.
 * Candidates come from the marks of the story's most telling terms and the postings of its rarest actors, the next in time of each, so that
 * the cost does not grow with the archive; those with most in common by rarity are compared in full. refine.c has the last word.
 *
 * The weights were sought on half of the events of three labelled corpora (src/train/train_story.c), with all pairs of stories compared; of
 * those that came near, the shares of lead, title and actors were then chosen with all events in sight, and so were those of names, the
 * days of actors alone and what refine.c weighs: the other half is no strict check. What lingers was set by hand: it costs nothing there,
 * and keeps what is weeks old in sight.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "story_int.h"

#define TERMS_ASKED 40
#define MARKS_BEFORE 48
#define MARKS_AFTER 24
#define ACTORS_ASKED 8
#define POSTINGS_BEFORE 48
#define POSTINGS_AFTER 24
#define COMPARED 64
#define UNKNOWN 500.0 /* stories without an actor that an archive is taken to have had before its first */
#define PIVOT 0.7 /* of the length of a vector of actors (Singhal, Buckley, Mitra 1996) */
#define MORE 4u /* times the postings when only actors count */
#define COMPARED_ACTORS 640
#define LONGER 8.0 /* times the days, for what lingers */

struct story_weights story_weights = {
	.lead = 0.6, .title = 0.25, .cover = 0.3, .actors = 0.12, .decay_days = 2.5, .linger = 0.2,
	.local = 0.5, .support = 0.2, .support_local = 0.5,
	.actors_decay_days = 3.0, .rarity_power = 0.8, .prominence = 0.5, .names = 1.0, .name_title = 1.0,
	.join = 0.25, .hold = 1.2, .group_days = 8.0,
};

/* ---- likeness ---- */

static float one_over_length(double squares)
{
	return squares > 0.0 ? (float)(1.0 / sqrt(squares)) : 0.0f;
}

/* Of a word of a name; one that the headline has counts for more. */
static double name_weight(struct sketch_term t, double weight)
{
	return t.flags & TERM_NAME ? weight * (t.flags & TERM_TITLE ? 1.0 + story_weights.name_title : 1.0) : 0.0;
}

void sketch_measure(struct sketch *k, const struct store_terms *r)
{
	double all = 0.0, lead = 0.0, title = 0.0, name = 0.0;
	for (uint32_t i = 0; i < k->nterm; i++) {
		struct sketch_term t = k->term[i];
		double rarity = r->rarity[r->level[t.term]], w = term_strength(t) * rarity, called = name_weight(t, w);
		all += w * w;
		name += called * called;
		lead += t.flags & TERM_LEAD ? rarity * rarity : 0.0;
		title += t.flags & TERM_TITLE ? rarity * rarity : 0.0;
	}
	k->by.all = one_over_length(all);
	k->by.lead = one_over_length(lead);
	k->by.title = one_over_length(title);
	k->by.name = one_over_length(name);
}

void weigh(struct weighed *out, const struct store_terms *r)
{
	sketch_measure(&out->k, r);
	memset(out->place, 0, sizeof out->place);
	for (uint32_t i = 0; i < out->k.nterm; i++) {
		struct sketch_term t = out->k.term[i];
		float rarity = r->rarity[r->level[t.term]];
		out->weight[i] = (float)(term_strength(t) * rarity) * out->k.by.all;
		out->lead[i] = t.flags & TERM_LEAD ? rarity * out->k.by.lead : 0.0f;
		out->title[i] = t.flags & TERM_TITLE ? rarity * out->k.by.title : 0.0f;
		out->name[i] = (float)name_weight(t, term_strength(t) * rarity) * out->k.by.name;
		uint32_t at = t.term % TERM_PLACES;
		while (out->place[at])
			at = (at + 1) % TERM_PLACES;
		out->place[at] = (uint8_t)(i + 1);
	}
}

/* The terms of both: their indexes, ascending by the second. */
static uint32_t in_both(const struct weighed *a, const struct sketch *b, uint8_t (*both)[2])
{
	uint32_t n = 0;
	for (uint32_t k = 0; k < b->nterm; k++) {
		uint32_t y = b->term[k].term, at = y % TERM_PLACES;
		for (uint8_t i; (i = a->place[at]); at = (at + 1) % TERM_PLACES) {
			if (a->k.term[i - 1].term == y) {
				both[n][0] = (uint8_t)(i - 1);
				both[n++][1] = (uint8_t)k;
				break;
			}
		}
	}
	return n;
}

/* `rare` (may be NULL): a factor for each of a's terms; *local: the same with these. */
static double alike(const struct weighed *a, const struct sketch *b, const struct store_terms *r, const float *rare, double *local,
                    double *names)
{
	const struct story_weights *w = &story_weights;
	double text = 0.0, among = 0.0, name = 0.0;
	uint8_t both[SKETCH_TERMS][2];
	uint32_t n = in_both(a, b, both);
	for (uint32_t at = 0; at < n; at++) {
		uint32_t i = both[at][0];
		struct sketch_term t = b->term[both[at][1]];
		float rarity = r->rarity[r->level[t.term]], in_title = t.flags & TERM_TITLE ? rarity * b->by.title : 0.0f;
		double weight = term_strength(t) * rarity;
		double all = (double)a->weight[i] * ((float)weight * b->by.all);
		double lead = (double)a->lead[i] * (t.flags & TERM_LEAD ? rarity * b->by.lead : 0.0f);
		double title = (double)a->title[i] * in_title;
		double cover = (double)a->title[i] * a->title[i] + (double)in_title * in_title;
		double adds = all + w->lead * lead + w->title * title + w->cover * cover / 2.0;
		text += adds;
		among += rare ? rare[i] * adds : 0.0;
		name += (double)a->name[i] * name_weight(t, weight) * b->by.name;
	}
	double most = 1.0 + w->lead + w->title + w->cover;
	if (names)
		*names = name;
	if (local)
		*local = among / most;
	return text / most;
}

double text_alike(const struct weighed *a, const struct sketch *b, const struct store_terms *r, double *names)
{
	return alike(a, b, r, NULL, NULL, names);
}

double text_alike_among(const struct weighed *a, const struct sketch *b, const struct store_terms *r, const float *rare, double *local)
{
	return alike(a, b, r, rare, local, NULL);
}

double titles_alike(const struct weighed *a, const struct sketch *b, const struct store_terms *r)
{
	double sum = 0.0;
	uint8_t both[SKETCH_TERMS][2];
	uint32_t n = in_both(a, b, both);
	for (uint32_t at = 0; at < n; at++) {
		struct sketch_term t = b->term[both[at][1]];
		if (t.flags & TERM_TITLE)
			sum += (double)a->title[both[at][0]] * (r->rarity[r->level[t.term]] * b->by.title);
	}
	return sum;
}

static double prominence(uint32_t mentions)
{
	return 1.0 + story_weights.prominence * log((double)(mentions ? mentions : 1));
}

/* `mentions`: of each cue in the candidate. */
static double actors_alike(const struct question *q, const struct candidate *c, const uint32_t *mentions)
{
	double sum = 0.0, norm = c->k->actors_norm;
	if (!c->shared || norm <= 0.0 || q->actors_norm <= 0.0)
		return 0.0;
	for (uint32_t i = 0; i < q->ncue; i++)
		if (c->shared & 1u << i)
			sum += q->cue[i].rarity * q->cue[i].rarity * prominence(q->cue[i].mentions) * prominence(mentions[i]);
	return sum / (q->actors_norm * q->actors_norm * pow(norm / q->actors_norm, PIVOT)); /* less than the cosine's against many actors */
}

static double fading(int64_t a, int64_t b, double days)
{
	return exp(-fabs((double)a - (double)b) / 86400.0 / days);
}

/* Most of a story's interest goes within days, a part of it lingers for weeks. */
static double decay(const struct question *q, int64_t published)
{
	const struct story_weights *w = &story_weights;
	if (q->actors_only)
		return fading(q->published, published, w->actors_decay_days);
	return (1.0 - w->linger) * fading(q->published, published, w->decay_days) +
	       w->linger * fading(q->published, published, LONGER * w->decay_days);
}

/* ---- the story in question ---- */

static double rarity(uint64_t docs, uint32_t stories)
{
	double r = log(((double)docs + UNKNOWN) / ((double)stories + 0.5));
	return r > 0.01 ? pow(r, story_weights.rarity_power) : 0.01; /* in every story: the order still follows from the others */
}

static int rarest_first(const void *x, const void *y)
{
	const struct cue *a = x, *b = y;
	if (a->rarity != b->rarity)
		return a->rarity < b->rarity ? 1 : -1;
	return (a->id > b->id) - (a->id < b->id);
}

static int load_cues(struct question *q, struct store *s, struct arena *a, struct err *e)
{
	struct store_actor *actor;
	uint32_t *mentions, n;
	double sum = 0.0;
	int r = store_item_actors(s, a, q->item, &actor, &mentions, &n, e);
	if (r == 0)
		r = store_doc_count(s, &q->docs, e);
	for (uint32_t i = 0; i < n && r == 0 && q->ncue < SKETCH_ACTORS; i++) {
		struct cue c = { actor[i].id, actor[i].name, rarity(q->docs, actor[i].stories), actor[i].stories, mentions[i] };
		double w = c.rarity * prominence(c.mentions);
		q->cue[q->ncue++] = c;
		q->cues |= 1ull << (c.id & 63);
		sum += w * w;
	}
	q->actors_norm = sqrt(sum);
	qsort(q->cue, q->ncue, sizeof *q->cue, rarest_first);
	return r;
}

static int by_actor(const void *x, const void *y)
{
	const struct sketch_actor *a = x, *b = y;
	return (a->actor > b->actor) - (a->actor < b->actor);
}

int question_sketch(struct question *q, const struct store_terms *r, struct store *s, struct arena *a, struct sketcher *k,
                    const struct store_item *it, struct story_terms *terms, struct err *e)
{
	struct doc *d = NULL;
	*q = (struct question){ .item = it->id, .published = it->published };
	const struct store_text *here = NULL;
	int rc = store_doc_get(s, it->id, DOC_PAGE, &d, e);
	if (rc == QD_ENOTFOUND)
		rc = (here = store_text_at_hand(s, it->id)) ? 0 : store_doc_get(s, it->id, DOC_FEED, &d, e);
	if (rc)
		return rc;
	rc = load_cues(q, s, a, e);
	sketcher_read(k, it->title, d ? d->text : here->text, terms);
	struct range *name = d ? NULL : here->name;
	uint32_t nname = d ? doc_names(d, a, &name) : here->nname;
	sketcher_names(k, d ? d->text : here->text, name, nname, terms);
	sketch_choose(&q->w.k, terms, r);
	for (uint32_t i = 0; i < q->ncue; i++)
		q->w.k.actor[i] = (struct sketch_actor){ q->cue[i].id, q->cue[i].mentions };
	q->w.k.nactor = q->ncue;
	qsort(q->w.k.actor, q->ncue, sizeof *q->w.k.actor, by_actor);
	q->w.k.actors_norm = q->actors_norm;
	weigh(&q->w, r);
	doc_free(d);
	return rc;
}

int question_of(struct question *q, const struct store_terms *r, struct store *s, struct arena *a, int64_t item, struct err *e)
{
	struct store_sketch row;
	*q = (struct question){ .item = item };
	int rc = store_sketch(s, a, item, &row, e);
	if (rc == 0 && sketch_decode(&q->w.k, row.data) == 0) {
		q->published = row.published;
		weigh(&q->w, r);
		return load_cues(q, s, a, e);
	}
	if (rc && rc != QD_ENOTFOUND)
		return rc;
	struct store_item it;
	struct story_terms terms;
	rc = store_item(s, a, item, &it, e);
	if (rc == 0) {
		struct sketcher *k = sketcher_open();
		rc = question_sketch(q, r, s, a, k, &it, &terms, e);
		sketcher_close(k);
	}
	return rc;
}

int load_sketch(const struct sketch **out, const struct store_terms *r, struct store *s, struct arena *a, int64_t item,
                struct store_sketch *row, struct err *e)
{
	*out = r->kept ? kept_get(r->kept, r, item) : NULL;
	if (*out)
		return store_sketch_row(s, item, row, e);
	struct arena_mark before = arena_mark(a);
	int rc = store_sketch(s, a, item, row, e);
	if (rc)
		return rc == QD_ENOTFOUND ? 0 : rc;
	struct str data = row->data;
	struct sketch *k = r->kept ? kept_put(r->kept, r, item, false) : NULL;
	bool kept = k != NULL;
	if (!kept)
		k = ARENA_NEW(a, struct sketch, 1);
	row->data = STR_NONE;
	if (sketch_decode(k, data)) {
		if (kept)
			kept_drop(r->kept, item);
		arena_rewind(a, before);
		return 0;
	}
	sketch_measure(k, r);
	if (kept)
		arena_rewind(a, before);
	*out = k;
	return 0;
}

/* ---- candidates ---- */

int best_first(const void *x, const void *y)
{
	const struct candidate *a = x, *b = y;
	if (a->score != b->score)
		return a->score < b->score ? 1 : -1;
	if (a->published != b->published)
		return a->published < b->published ? 1 : -1;
	return (a->item < b->item) - (a->item > b->item);
}

struct gathering {
	struct arena *a;
	struct candidate *c;
	uint32_t n, cap;
	uint32_t *place, bits; /* 2^bits places: index + 1 of a candidate, by its story's number; 0: free */
};

static uint32_t *place_of(const struct gathering *g, int64_t item)
{
	for (uint64_t at = (uint64_t)item * 0x9e3779b97f4a7c15ull >> (64 - g->bits);; at = (at + 1) & ((1ull << g->bits) - 1))
		if (!g->place[at] || g->c[g->place[at] - 1].item == item)
			return &g->place[at];
}

static void more_places(struct gathering *g)
{
	g->bits = g->bits ? g->bits + 1 : 11;
	free(g->place);
	g->place = xcalloc((size_t)1 << g->bits, sizeof *g->place);
	for (uint32_t i = 0; i < g->n; i++)
		*place_of(g, g->c[i].item) = i + 1;
}

static struct candidate *candidate(struct gathering *g, const struct posting *p)
{
	if (!g->bits || g->n >> (g->bits - 1))
		more_places(g);
	uint32_t *at = place_of(g, p->item);
	if (!*at) {
		struct candidate c = { .item = p->item, .published = p->published };
		ARENA_PUSH(g->a, struct candidate, g->c, g->n, g->cap, c);
		*at = g->n;
	}
	return &g->c[*at - 1];
}

struct asked {
	double worth;
	uint32_t term;
};

static int worthiest_first(const void *x, const void *y)
{
	const struct asked *a = x, *b = y;
	if (a->worth != b->worth)
		return a->worth < b->worth ? 1 : -1;
	return (a->term > b->term) - (a->term < b->term);
}

/* What a term adds to the likeness of two stories that both have it as this one has. */
static double term_worth(const struct weighed *w, uint32_t i)
{
	const struct story_weights *by = &story_weights;
	double weight = w->weight[i], lead = w->lead[i], title = w->title[i];
	return weight * weight + by->lead * lead * lead + (by->title + by->cover / 2.0) * title * title;
}

/* Stories that the terms lead to that may add most; a candidate's score is, for now, the weight of what it has in common. */
static int gather_terms(struct gathering *g, const struct question *q, struct store *s, struct err *e)
{
	const struct item_anchor at = { q->published, q->item };
	struct asked ask[SKETCH_TERMS];
	uint32_t asked = 0;
	int rc = 0;
	for (uint32_t i = 0; i < q->w.k.nterm; i++) {
		double worth = q->actors_only ? (double)q->w.name[i] * q->w.name[i] : term_worth(&q->w, i);
		if (worth > 0.0)
			ask[asked++] = (struct asked){ worth, q->w.k.term[i].term };
	}
	if (asked)
		qsort(ask, asked, sizeof *ask, worthiest_first);
	for (uint32_t i = 0; i < asked && i < TERMS_ASKED && rc == 0; i++) {
		struct posting *p;
		uint32_t n;
		bool deep = i < SKETCH_MARKS;
		rc = store_marks_near(s, g->a, ask[i].term, &at, deep ? MARKS_BEFORE : MARKS_BEFORE / 2, deep ? MARKS_AFTER : MARKS_AFTER / 2, &p,
		                      &n, e);
		for (uint32_t k = 0; k < n && rc == 0; k++)
			candidate(g, &p[k])->score += ask[i].worth;
	}
	return rc;
}

static int gather_actors(struct gathering *g, const struct question *q, struct store *s, struct err *e)
{
	int rc = 0;
	uint32_t asked = 0, more = q->actors_only ? MORE : 1;
	for (uint32_t i = 0; i < q->ncue && rc == 0 && asked < (q->actors_only ? SKETCH_ACTORS : ACTORS_ASKED); i++) {
		struct posting *p;
		uint32_t n;
		if (q->cue[i].stories < 2)
			continue; /* in this story alone */
		asked++;
		double worth = q->cue[i].rarity * prominence(q->cue[i].mentions) / q->actors_norm;
		rc = store_postings_near(s, g->a, q->cue[i].id, q->published, more * POSTINGS_BEFORE, more * POSTINGS_AFTER, &p, &n, e);
		for (uint32_t k = 0; k < n && rc == 0; k++) {
			if (p[k].item == q->item)
				continue;
			struct candidate *c = candidate(g, &p[k]);
			c->score += story_weights.actors * worth * worth;
		}
	}
	return rc;
}

/* Actors of the story in question that a candidate names, and how often it does. */
static void find_shared(const struct question *q, struct candidate *c, uint32_t *mentions)
{
	c->shared = c->nshared = 0;
	for (uint32_t k = 0; k < c->k->nactor; k++) {
		if (!(q->cues & 1ull << (c->k->actor[k].actor & 63)))
			continue;
		for (uint32_t i = 0; i < q->ncue; i++) {
			if (c->k->actor[k].actor == q->cue[i].id) {
				c->shared |= 1u << i;
				c->nshared++;
				mentions[i] = c->k->actor[k].mentions;
			}
		}
	}
}

static int compare(struct candidate *c, const struct question *q, const struct store_terms *r, struct store *s, struct arena *a, struct err *e)
{
	struct store_sketch row;
	uint32_t mentions[SKETCH_ACTORS];
	int rc = load_sketch(&c->k, r, s, a, c->item, &row, e);
	if (rc || !c->k) {
		c->score = c->alike = 0.0;
		return rc;
	}
	c->cluster = row.cluster;
	c->copy_of = row.copy_of;
	find_shared(q, c, mentions);
	double names, text = text_alike(&q->w, c->k, r, &names);
	double actors = (actors_alike(q, c, mentions) + story_weights.names * names) / (1.0 + story_weights.names);
	if (q->actors_only) {
		c->alike = actors;
		c->score = actors * decay(q, c->published);
		return 0;
	}
	c->alike = (text + story_weights.actors * actors) / (1.0 + story_weights.actors);
	c->score = c->alike * decay(q, c->published);
	return 0;
}

/* Sinks into a heap with its worst on top. */
static void sink(struct candidate *c, uint32_t n, uint32_t at)
{
	for (uint32_t kid; (kid = 2 * at + 1) < n; at = kid) {
		if (kid + 1 < n && best_first(&c[kid + 1], &c[kid]) > 0)
			kid++;
		if (best_first(&c[at], &c[kid]) > 0)
			return;
		struct candidate t = c[at];
		c[at] = c[kid];
		c[kid] = t;
	}
}

/* The best `most` of n, with decay, come to the front, best first. */
static void choose_best(const struct question *q, struct candidate *c, uint32_t n, uint32_t most)
{
	for (uint32_t i = 0; i < most; i++)
		c[i].score *= decay(q, c[i].published);
	for (uint32_t i = most / 2; i-- > 0;)
		sink(c, most, i);
	for (uint32_t i = most; i < n && most; i++) {
		if (c[i].score < c[0].score) /* decay will not make it better */
			continue;
		c[i].score *= decay(q, c[i].published);
		if (best_first(&c[i], &c[0]) < 0) {
			struct candidate t = c[0];
			c[0] = c[i];
			c[i] = t;
			sink(c, most, 0);
		}
	}
	if (most)
		qsort(c, most, sizeof *c, best_first);
}

int rank_candidates(struct question *q, const struct store_terms *r, struct store *s, struct arena *a, struct candidate **out, uint32_t *n,
                    struct err *e)
{
	struct gathering g = { .a = a };
	int rc = gather_terms(&g, q, s, e);
	if (rc == 0)
		rc = gather_actors(&g, q, s, e);
	free(g.place);
	uint32_t most = q->actors_only ? COMPARED_ACTORS : COMPARED, kept = 0;
	most = g.n < most ? g.n : most;
	choose_best(q, g.c, g.n, most);
	for (uint32_t i = 0; i < most && rc == 0; i++) {
		rc = compare(&g.c[i], q, r, s, a, e);
		if (rc == 0 && g.c[i].k)
			g.c[kept++] = g.c[i];
	}
	if (kept)
		qsort(g.c, kept, sizeof *g.c, best_first);
	*out = g.c;
	*n = rc ? 0 : kept;
	return rc;
}
