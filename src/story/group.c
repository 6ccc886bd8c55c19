/* group.c - what a group of stories says as a whole: the sum of its stories' vectors.
 *
 * The product of two sums, divided by the numbers of stories, is the mean likeness of the stories of one to those of the other (average link;
 * D. Cutting and others, Scatter/Gather, 1992, keep sums for it), so that comparing costs the same whatever a group's size. Only the
 * weightiest terms are kept. Texts of few words have less in common by nature: their vectors are longer, by a power of the number of terms.
 * All constants were chosen on full texts, their first 40 words, and headlines alone, so that one threshold serves all of them.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "quotidian/wire.h"
#include "story_int.h"

#define LEAD 0.2         /* what stands in title and lead counts more by this */
#define SHORT_POWER 0.45 /* likeness of two texts grows with the geometric mean of their terms to this power */
#define FORMAT 1
#define FIXED 4096.0     /* of a weight's steps */
#define WEIGHT_MAX ((uint64_t)1 << 40)
#define DAY 86400.0

double group_short(uint32_t terms)
{
	return terms && terms < LONG_TEXT ? pow(terms / LONG_TEXT, -SHORT_POWER / 2.0) : 1.0;
}

void group_story(struct group *g, const struct sketch *k, const struct store_terms *r, int64_t item, int64_t published)
{
	double all = 0.0;
	*g = (struct group){ .item = item, .stories = 1, .mean = (double)published, .first = published, .last = published, .n = k->nterm };
	for (uint32_t i = 0; i < g->n; i++) {
		float rarity = r->rarity[r->level[k->term[i].term]];
		double v = (float)(term_strength(k->term[i]) * rarity) * k->by.all;
		if (k->term[i].flags & TERM_LEAD)
			v += LEAD * (rarity * k->by.lead);
		g->term[i] = (struct group_term){ k->term[i].term, (float)v };
		all += v * v;
	}
	float by = all > 0.0 ? (float)(group_short(g->n) / sqrt(all)) : 0.0f;
	for (uint32_t i = 0; i < g->n; i++)
		g->term[i].weight *= by;
}

static int heaviest_first(const void *x, const void *y)
{
	float a = *(const float *)x, b = *(const float *)y;
	return (a < b) - (a > b);
}

void group_add(struct group *g, const struct group *o)
{
	struct group_term both[2 * GROUP_TERMS];
	float weight[2 * GROUP_TERMS], least = 0.0f;
	uint32_t n = 0;
	for (uint32_t i = 0, k = 0; i < g->n || k < o->n; n++) {
		if (k == o->n || (i < g->n && g->term[i].term < o->term[k].term)) {
			both[n] = g->term[i++];
		} else if (i == g->n || o->term[k].term < g->term[i].term) {
			both[n] = o->term[k++];
		} else {
			both[n] = g->term[i++];
			both[n].weight += o->term[k++].weight;
		}
		weight[n] = both[n].weight;
	}
	if (n > GROUP_TERMS) {
		qsort(weight, n, sizeof *weight, heaviest_first);
		least = weight[GROUP_TERMS - 1];
	}
	g->n = 0;
	for (uint32_t i = 0; i < n && g->n < GROUP_TERMS; i++)
		if (both[i].weight >= least)
			g->term[g->n++] = both[i];
	g->mean = (g->mean * g->stories + o->mean * o->stories) / ((double)g->stories + o->stories);
	g->first = !g->stories || o->first < g->first ? o->first : g->first;
	g->last = !g->stories || o->last > g->last ? o->last : g->last;
	g->stories += o->stories;
}

static double product(const struct group *a, const struct group *b)
{
	double sum = 0.0;
	for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
		uint32_t x = a->term[i].term, y = b->term[k].term;
		if (x == y)
			sum += (double)a->term[i].weight * b->term[k].weight;
		i += x <= y;
		k += y <= x;
	}
	return sum;
}

/* Half of it is the time between middles, so that what comes day after day does not go on for ever, half that between the ends. */
static double days_between(const struct group *a, const struct group *b)
{
	double gap = a->first > b->last ? (double)(a->first - b->last) : b->first > a->last ? (double)(b->first - a->last) : 0.0;
	return (gap + fabs(a->mean - b->mean)) / 2.0 / DAY;
}

double group_link(const struct group *a, const struct group *b)
{
	if (!a->stories || !b->stories)
		return 0.0;
	return product(a, b) / ((double)a->stories * b->stories) * exp(-days_between(a, b) / story_weights.group_days);
}

uint32_t group_central(const struct group *g, const struct group *member, uint32_t n)
{
	uint32_t best = 0;
	double most = -1.0;
	for (uint32_t i = 0; i < n; i++) {
		double others = product(&member[i], g) - product(&member[i], &member[i]);
		if (others > most + 1e-6 || (others > most - 1e-6 && member[i].first < member[best].first)) {
			most = others > most ? others : most;
			best = i;
		}
	}
	return best;
}

void group_encode(struct buf *out, const struct group *g)
{
	uint32_t last = 0;
	wire_put_u(out, FORMAT);
	wire_put_u(out, g->stories);
	wire_put_i(out, (int64_t)g->mean);
	wire_put_u(out, g->n);
	for (uint32_t i = 0; i < g->n; i++) {
		wire_put_u(out, g->term[i].term - last);
		wire_put_u(out, (uint64_t)((double)g->term[i].weight * FIXED + 0.5));
		last = g->term[i].term;
	}
}

int group_decode(struct group *out, struct str bytes)
{
	struct wire w = wire_of(bytes);
	uint64_t last = 0;
	if (wire_get_u(&w) != FORMAT)
		return QD_EFORMAT;
	out->stories = (uint32_t)wire_get_max(&w, UINT32_MAX);
	out->mean = (double)wire_get_i(&w);
	out->n = (uint32_t)wire_get_max(&w, GROUP_TERMS);
	for (uint32_t i = 0; i < out->n; i++) {
		last += wire_get_max(&w, STORE_TERMS);
		out->term[i] = (struct group_term){ (uint32_t)last, (float)((double)wire_get_max(&w, WEIGHT_MAX) / FIXED) };
		if (last >= STORE_TERMS)
			return QD_EFORMAT;
	}
	return wire_done(&w) && out->stories ? 0 : QD_EFORMAT;
}
