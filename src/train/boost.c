/* boost.c - training of boosted trees; see boost.h. */
#include "boost.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "quotidian/err.h"

#define BINS 64

struct bin {
	double g, h;
};
struct leaf {
	uint32_t first, n; /* rows of the order */
	uint32_t node;
	double g, h, gain;
	int feature, cut;  /* best split */
	struct bin *hist;  /* a row of bins for each chosen feature */
};
struct trainer {
	const struct boost_options *o;
	uint32_t n, f;
	uint8_t *bin;         /* n * f */
	int16_t *edge;        /* f * BINS: the largest value of each bin */
	uint8_t *nbin;
	double *grad, *hess, *score;
	uint32_t *order, *scratch;
	uint16_t *chosen;     /* features of this tree */
	uint32_t nchosen;
	uint64_t random;
};

static uint64_t next_random(struct trainer *t)
{
	t->random ^= t->random << 13;
	t->random ^= t->random >> 7;
	t->random ^= t->random << 17;
	return t->random;
}

static double uniform(struct trainer *t)
{
	return (double)(next_random(t) >> 11) / 9007199254740992.0;
}

#define VALUES 65536 /* of an int16_t */

/* Edges at quantiles, one bin a value where there are few. */
static void make_bins(struct trainer *t, const int16_t *x)
{
	uint32_t *count = xmalloc(VALUES * sizeof *count);
	uint8_t *bin_of = xmalloc(VALUES);
	for (uint32_t f = 0; f < t->f; f++) {
		memset(count, 0, VALUES * sizeof *count);
		for (uint32_t i = 0; i < t->n; i++)
			count[x[(size_t)i * t->f + f] + VALUES / 2]++;
		uint32_t distinct = 0, left = t->n, since = 0, step = t->n / (BINS - 1) + 1;
		for (uint32_t v = 0; v < VALUES; v++)
			distinct += count[v] > 0;
		int16_t *edge = t->edge + (size_t)f * BINS;
		unsigned k = 0;
		for (uint32_t v = 0; v < VALUES; v++) {
			bin_of[v] = (uint8_t)k;
			if (!count[v])
				continue;
			left -= count[v];
			since += count[v];
			if (!left || (k < BINS - 1 && (distinct < BINS || since >= step))) {
				edge[k++] = (int16_t)((int32_t)v - VALUES / 2);
				since = 0;
			}
		}
		t->nbin[f] = (uint8_t)k;
		for (uint32_t i = 0; i < t->n; i++)
			t->bin[(size_t)i * t->f + f] = bin_of[x[(size_t)i * t->f + f] + VALUES / 2];
	}
	free(count);
	free(bin_of);
}

static double leaf_gain(const struct trainer *t, double g, double h)
{
	return g * g / (h + t->o->lambda);
}

static void count(struct trainer *t, struct leaf *l)
{
	memset(l->hist, 0, (size_t)t->nchosen * BINS * sizeof *l->hist);
	l->g = l->h = 0;
	for (uint32_t k = l->first; k < l->first + l->n; k++) {
		uint32_t i = t->order[k];
		const uint8_t *row = t->bin + (size_t)i * t->f;
		double g = t->grad[i], h = t->hess[i];
		l->g += g;
		l->h += h;
		for (uint32_t c = 0; c < t->nchosen; c++) {
			struct bin *b = &l->hist[c * BINS + row[t->chosen[c]]];
			b->g += g;
			b->h += h;
		}
	}
}

/* What the smaller part of a leaf does not have is in the larger one: l has the whole's bins. */
static void take_away(const struct trainer *t, struct leaf *l, const struct leaf *part)
{
	l->g -= part->g;
	l->h -= part->h;
	for (uint32_t k = 0; k < t->nchosen * BINS; k++) {
		l->hist[k].g -= part->hist[k].g;
		l->hist[k].h -= part->hist[k].h;
	}
}

static void best_split(const struct trainer *t, struct leaf *l)
{
	const struct bin *hist = l->hist;
	l->gain = 0;
	l->feature = -1;
	double whole = leaf_gain(t, l->g, l->h);
	for (uint32_t c = 0; c < t->nchosen; c++) {
		double g = 0, h = 0;
		for (int b = 0; b + 1 < t->nbin[t->chosen[c]]; b++) {
			g += hist[c * BINS + b].g;
			h += hist[c * BINS + b].h;
			if (h < t->o->min_weight || l->h - h < t->o->min_weight)
				continue;
			double gain = leaf_gain(t, g, h) + leaf_gain(t, l->g - g, l->h - h) - whole;
			if (gain > l->gain) {
				l->gain = gain;
				l->feature = t->chosen[c];
				l->cut = b;
			}
		}
	}
}

static uint32_t add_node(struct boost_model *m)
{
	if ((m->nnode & (m->nnode - 1)) == 0)
		m->node = xrealloc(m->node, m->nnode ? m->nnode * 2 : 1, sizeof *m->node);
	memset(&m->node[m->nnode], 0, sizeof *m->node);
	m->node[m->nnode].feature = -1;
	return m->nnode++;
}

#define LEVELS 4096

/* Rows of this tree: the top share by gradient, and of the rest a random share that stands for all of it (as LightGBM's one-side
 * sampling). Returns how many. */
static uint32_t sample(struct trainer *t)
{
	uint32_t level[LEVELS] = { 0 }, rows = 0, above = 0;
	double most = 0;
	for (uint32_t i = 0; i < t->n; i++)
		most = fmax(most, fabs(t->grad[i]));
	if (most <= 0)
		return 0;
	/* Levels are even in the square root, as most gradients are small. */
	for (uint32_t i = 0; i < t->n; i++)
		level[(unsigned)((LEVELS - 1) * sqrt(fabs(t->grad[i]) / most))]++;
	unsigned cut = LEVELS;
	while (cut > 0 && above + level[cut - 1] <= t->o->top * t->n)
		above += level[--cut];
	for (uint32_t i = 0; i < t->n; i++) {
		if ((unsigned)((LEVELS - 1) * sqrt(fabs(t->grad[i]) / most)) < cut) {
			if (uniform(t) >= t->o->rest)
				continue;
			t->grad[i] /= t->o->rest;
			t->hess[i] /= t->o->rest;
		}
		t->order[rows++] = i;
	}
	return rows;
}

static void grow(struct trainer *t, struct boost_model *m, uint32_t rows, struct bin *hist)
{
	struct leaf *leaf = xcalloc(t->o->leaves, sizeof *leaf);
	unsigned n = 1;
	leaf[0] = (struct leaf){ .first = 0, .n = rows, .node = add_node(m) };
	m->root[m->ntree++] = leaf[0].node;
	leaf[0].hist = hist;
	count(t, &leaf[0]);
	best_split(t, &leaf[0]);
	while (n < t->o->leaves) {
		unsigned best = 0;
		for (unsigned k = 1; k < n; k++)
			if (leaf[k].gain > leaf[best].gain)
				best = k;
		if (leaf[best].gain <= 1e-9)
			break;
		struct leaf l = leaf[best];
		uint32_t a = 0, z = 0;
		for (uint32_t k = 0; k < l.n; k++) {
			uint32_t i = t->order[l.first + k];
			if (t->bin[(size_t)i * t->f + (unsigned)l.feature] <= l.cut)
				t->order[l.first + a++] = i;
			else
				t->scratch[z++] = i;
		}
		memcpy(t->order + l.first + a, t->scratch, z * sizeof *t->scratch);
		uint32_t left = add_node(m), right = add_node(m);
		struct boost_node *node = &m->node[l.node];
		node->feature = (int16_t)l.feature;
		node->threshold = t->edge[(size_t)l.feature * BINS + (unsigned)l.cut];
		node->left = (int32_t)left;
		node->right = (int32_t)right;
		struct leaf half[2] = { { .first = l.first, .n = a, .node = left }, { .first = l.first + a, .n = z, .node = right } };
		unsigned small = a > z, large = !small;
		half[small].hist = hist + (size_t)n * t->f * BINS;
		half[large].hist = l.hist;
		half[large].g = l.g;
		half[large].h = l.h;
		count(t, &half[small]);
		take_away(t, &half[large], &half[small]);
		leaf[best] = half[0];
		leaf[n] = half[1];
		best_split(t, &leaf[best]);
		best_split(t, &leaf[n]);
		n++;
	}
	for (unsigned k = 0; k < n; k++)
		m->node[leaf[k].node].value = (float)(-t->o->rate * leaf[k].g / (leaf[k].h + t->o->lambda));
	free(leaf);
}

static float tree_value(const struct boost_model *m, uint32_t root, const int16_t *x)
{
	const struct boost_node *n = &m->node[root];
	while (n->feature >= 0)
		n = &m->node[x[n->feature] <= n->threshold ? n->left : n->right];
	return n->value;
}

void boost_train(struct boost_model *out, const int16_t *x, const uint8_t *y, const float *w, uint32_t n, uint32_t f,
	const struct boost_options *o)
{
	struct trainer t = { .o = o, .n = n, .f = f, .random = o->seed * 2654435761u + 88172645463325252u };
	memset(out, 0, sizeof *out);
	t.bin = xmalloc((size_t)n * f);
	t.edge = xcalloc((size_t)f * BINS, sizeof *t.edge);
	t.nbin = xcalloc(f, 1);
	t.grad = xcalloc(n, sizeof *t.grad);
	t.hess = xcalloc(n, sizeof *t.hess);
	t.score = xcalloc(n, sizeof *t.score);
	t.order = xcalloc(n, sizeof *t.order);
	t.scratch = xcalloc(n, sizeof *t.scratch);
	t.chosen = xcalloc(f, sizeof *t.chosen);
	struct bin *hist = xcalloc((size_t)f * BINS * o->leaves, sizeof *hist);
	out->root = xcalloc((size_t)o->trees * (o->bags ? o->bags : 1), sizeof *out->root);
	make_bins(&t, x);
	double pos = 0, all = 0;
	for (uint32_t i = 0; i < n; i++) {
		pos += y[i] ? w[i] : 0;
		all += w[i];
	}
	out->base = (float)log((pos + 1e-6) / (all - pos + 1e-6));
	unsigned bags = o->bags ? o->bags : 1;
	for (unsigned k = 0; k < o->trees * bags; k++) {
		if (k % o->trees == 0)
			for (uint32_t i = 0; i < n; i++)
				t.score[i] = out->base;
		for (uint32_t i = 0; i < n; i++) {
			double p = 1 / (1 + exp(-t.score[i]));
			t.grad[i] = w[i] * (p - y[i]);
			t.hess[i] = w[i] * p * (1 - p) + 1e-12;
		}
		uint32_t rows = sample(&t);
		t.nchosen = 0;
		for (uint32_t c = 0; c < f; c++)
			if (uniform(&t) < o->features)
				t.chosen[t.nchosen++] = (uint16_t)c;
		if (!rows || !t.nchosen)
			continue;
		grow(&t, out, rows, hist);
		for (uint32_t i = 0; i < n; i++)
			t.score[i] += tree_value(out, out->root[out->ntree - 1], x + (size_t)i * f);
	}
	for (uint32_t k = 0; k < out->nnode; k++)
		out->node[k].value /= (float)bags;
	free(t.bin);
	free(t.edge);
	free(t.nbin);
	free(t.grad);
	free(t.hess);
	free(t.score);
	free(t.order);
	free(t.scratch);
	free(t.chosen);
	free(hist);
}

float boost_score(const struct boost_model *m, const int16_t *x)
{
	float s = m->base;
	for (uint32_t k = 0; k < m->ntree; k++)
		s += tree_value(m, m->root[k], x);
	return s;
}

void boost_free(struct boost_model *m)
{
	free(m->node);
	free(m->root);
	memset(m, 0, sizeof *m);
}
