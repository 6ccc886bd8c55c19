/* crf.c - trains a linear-chain conditional random field on partly labelled runs.
 *
 * Lafferty et al. 2001; where a token's label is a set, the gradient is the difference of two forward-backward runs (Tsuboi et al.
 * 2008). AdaGrad (Duchi et al. 2011), features dropped at random, weights averaged over the ends of the last half of the epochs.
 */
#include "config.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "corpus.h"

#define L TAG_LABELS
#define PAD 20
#define THREADS 2

struct run {
	uint32_t tok, n; /* into mask and feature offsets */
	float weight;
	unsigned only; /* struct tdoc */
};
struct counted {
	uint64_t key;
	uint32_t count, id;
};
struct crf {
	struct run *run;
	uint32_t nrun, crun;
	uint32_t *mask; /* labels allowed, a bit each */
	uint32_t ntok, ctok;
	uint64_t *hash; /* features of all tokens */
	uint64_t nhash, chash;
	uint64_t *at;   /* first feature of a token */
	uint32_t *id;   /* hash turned into an index + 1, 0: cut */
	struct counted *table;
	uint64_t tmask, used;
	uint64_t *key;  /* feature hash of an index */
	uint32_t nfeat;
	bool can[L][L], can_begin[L], can_end[L];
};
/* One of the models that are averaged: weights, sums of squared gradients, sums of weights over epochs. */
struct model {
	float (*w)[PAD], (*g2)[PAD], (*sum)[PAD];
	float step[L][L], begin[L], end[L], step2[L][L], begin2[L], end2[L], step_sum[L][L], begin_sum[L], end_sum[L];
};

static void bilou(uint8_t *out, const uint8_t *bio, uint32_t n)
{
	for (uint32_t i = 0, k; i < n; i = k) {
		k = i + 1;
		out[i] = 0;
		if (bio[i] == BIO_O || bio[i] == BIO_MAYBE)
			continue;
		unsigned type = bio[i] >= BIO_I ? bio[i] - BIO_I : bio[i] - BIO_B;
		while (k < n && bio[k] == BIO_I + type)
			k++;
		for (uint32_t m = i; m < k; m++)
			out[m] = (uint8_t)TAG_LABEL(type, k - i == 1 ? TAG_U : m == i ? TAG_B : m + 1 == k ? TAG_L : TAG_I);
	}
}

static void count_feature(struct crf *c, uint64_t key)
{
	if (c->used * 2 >= c->tmask) {
		struct counted *old = c->table;
		uint64_t n = c->table ? c->tmask + 1 : 0;
		c->tmask = n ? n * 2 - 1 : (1u << 20) - 1;
		c->table = xcalloc(c->tmask + 1, sizeof *c->table);
		for (uint64_t i = 0; i < n; i++)
			if (old[i].key) {
				uint64_t at = old[i].key & c->tmask;
				while (c->table[at].key)
					at = (at + 1) & c->tmask;
				c->table[at] = old[i];
			}
		free(old);
	}
	uint64_t at = key & c->tmask;
	while (c->table[at].key && c->table[at].key != key)
		at = (at + 1) & c->tmask;
	c->used += !c->table[at].key;
	c->table[at].key = key;
	c->table[at].count++;
}

static void add_doc(struct crf *c, const struct names *names, const struct lexicon *lex, const struct tdoc *d)
{
	struct arena tmp = { 0 };
	struct feat f;
	feat_prepare(&f, &tmp, names, lex, &d->text);
	for (uint32_t r = 0; r < f.nrun; r++) {
		uint32_t start = f.run[r].start, n = f.run[r].end - start;
		if (c->nrun == c->crun)
			c->run = xrealloc(c->run, c->crun = c->crun * 2 + 1024, sizeof *c->run);
		c->run[c->nrun++] = (struct run){ c->ntok, n, d->weight, d->only };
		uint8_t *one = arena_alloc(&tmp, n, 1, 1), *two = arena_alloc(&tmp, n, 1, 1);
		bilou(one, d->bio + start, n);
		bilou(two, (d->also ? d->also : d->bio) + start, n);
		for (uint32_t i = 0; i < n; i++) {
			if (c->ntok + 1 >= c->ctok) {
				c->ctok = c->ctok * 2 + 4096;
				c->mask = xrealloc(c->mask, c->ctok, sizeof *c->mask);
				c->at = xrealloc(c->at, c->ctok, sizeof *c->at);
			}
			uint32_t mask = 1u << one[i] | 1u << two[i];
			if (d->bio[start + i] == BIO_MAYBE)
				mask |= 0xFu << TAG_LABEL(3, 0);
			c->mask[c->ntok] = mask;
			c->at[c->ntok++] = c->nhash;
			if (c->nhash + FEAT_MAX > c->chash)
				c->hash = xrealloc(c->hash, c->chash = c->chash * 2 + (1 << 16), sizeof *c->hash);
			unsigned nf = feat_token(&f, start + i, c->hash + c->nhash);
			for (unsigned k = 0; k < nf; k++) {
				c->hash[c->nhash + k] |= c->hash[c->nhash + k] == 0;
				count_feature(c, c->hash[c->nhash + k]);
			}
			c->nhash += nf;
		}
		c->at[c->ntok] = c->nhash;
	}
	arena_free(&tmp);
}

static void number_features(struct crf *c, unsigned cut)
{
	for (uint64_t i = 0; i <= c->tmask; i++)
		if (c->table[i].count >= cut)
			c->table[i].id = ++c->nfeat;
	c->key = xcalloc(c->nfeat + 1, sizeof *c->key);
	for (uint64_t i = 0; i <= c->tmask; i++)
		if (c->table[i].id)
			c->key[c->table[i].id] = c->table[i].key;
	c->id = xcalloc(c->nhash + 1, sizeof *c->id);
	for (uint64_t i = 0; i < c->nhash; i++) {
		uint64_t at = c->hash[i] & c->tmask;
		while (c->table[at].key != c->hash[i])
			at = (at + 1) & c->tmask;
		c->id[i] = c->table[at].id;
	}
	free(c->hash);
	free(c->table);
	c->hash = NULL;
	c->table = NULL;
}

struct lattice {
	float (*node)[PAD], (*alpha)[PAD], (*beta)[PAD], (*grad)[PAD];
	uint32_t cap;
	float t[L][PAD], tb[PAD], te[PAD]; /* exp of the chain's weights */
	float gstep[L][L], gbegin[L], gend[L];
	uint32_t *kept; /* indices of the features kept this time, 0 after each token's */
	uint64_t ckept;
};

static float normalise(float *v)
{
	float s = 0;
	for (int k = 0; k < L; k++)
		s += v[k];
	if (!(s > 0))
		s = 1e-30f;
	for (int k = 0; k < L; k++)
		v[k] /= s;
	return s;
}

/* Adds sign * expected counts to the gradients; `mask` NULL: all labels. Probabilities are scaled at each token. */
static void expect(struct lattice *l, uint32_t n, const uint32_t *mask, float sign)
{
	for (uint32_t i = 0; i < n; i++) {
		float *a = l->alpha[i];
		for (int b = 0; b < L; b++) {
			float v = 0;
			if (i == 0)
				v = l->tb[b];
			else
				for (int k = 0; k < L; k++)
					v += l->alpha[i - 1][k] * l->t[k][b];
			a[b] = v * l->node[i][b] * (mask && !(mask[i] >> b & 1) ? 0.0f : 1.0f);
		}
		normalise(a);
	}
	for (uint32_t i = n; i-- > 0;) {
		float *be = l->beta[i];
		if (i == n - 1)
			memcpy(be, l->te, sizeof(float) * L);
		else {
			float next[PAD];
			for (int k = 0; k < L; k++)
				next[k] = l->beta[i + 1][k] * l->node[i + 1][k] * (mask && !(mask[i + 1] >> k & 1) ? 0.0f : 1.0f);
			for (int a = 0; a < L; a++) {
				float v = 0;
				for (int k = 0; k < L; k++)
					v += l->t[a][k] * next[k];
				be[a] = v;
			}
			/* Edges: alpha(a) t(a,b) next(b), scaled to one. */
			float edge[L][PAD], all = 0;
			for (int a = 0; a < L; a++)
				for (int k = 0; k < L; k++) {
					edge[a][k] = l->alpha[i][a] * l->t[a][k] * next[k];
					all += edge[a][k];
				}
			if (all > 0)
				for (int a = 0; a < L; a++)
					for (int k = 0; k < L; k++)
						l->gstep[a][k] += sign * edge[a][k] / all;
		}
		normalise(be);
		float p[PAD];
		for (int k = 0; k < L; k++)
			p[k] = l->alpha[i][k] * be[k];
		normalise(p);
		for (int k = 0; k < L; k++)
			l->grad[i][k] += sign * p[k];
		for (int k = 0; k < L; k++) {
			if (i == 0)
				l->gbegin[k] += sign * p[k];
			if (i == n - 1)
				l->gend[k] += sign * p[k];
		}
	}
}

static void ada(float *w, float *g2, float g, float rate)
{
	*g2 += g * g;
	*w -= rate * g / sqrtf(*g2 + 1e-8f);
}

static void learn(const struct crf *c, struct model *m, struct lattice *l, const struct run *r, const struct crf_options *o, uint64_t *seed)
{
	uint32_t n = r->n;
	uint64_t nf = c->at[r->tok + n] - c->at[r->tok];
	if (nf + n > l->ckept)
		l->kept = xrealloc(l->kept, l->ckept = (nf + n) * 2, sizeof *l->kept);
	uint32_t *kept = l->kept;
	if (n > l->cap) {
		l->cap = n * 2;
		l->node = xrealloc(l->node, l->cap, sizeof *l->node);
		l->alpha = xrealloc(l->alpha, l->cap, sizeof *l->alpha);
		l->beta = xrealloc(l->beta, l->cap, sizeof *l->beta);
		l->grad = xrealloc(l->grad, l->cap, sizeof *l->grad);
	}
	uint64_t nk = 0;
	float scale = (float)(1 / (1 - o->dropout));
	uint32_t drop = (uint32_t)(o->dropout * 65536);
	uint64_t bits = 0, left = 0;
	memset(l->grad, 0, n * sizeof *l->grad);
	for (uint32_t i = 0; i < n; i++) {
		float s[PAD] = { 0 };
		for (uint64_t k = c->at[r->tok + i]; k < c->at[r->tok + i + 1]; k++, left--) {
			if (!left) {
				bits = train_random(seed);
				left = 4;
			}
			uint32_t id = c->id[k];
			bool out = (bits & 0xFFFF) < drop;
			bits >>= 16;
			if (!id || out)
				continue;
			kept[nk++] = id;
			for (int b = 0; b < PAD; b++)
				s[b] += m->w[id][b];
		}
		kept[nk++] = 0;
		float top = -1e30f;
		for (int b = 0; b < L; b++)
			top = s[b] > top ? s[b] : top;
		for (int b = 0; b < L; b++)
			l->node[i][b] = expf((s[b] - top) * scale);
	}
	for (int a = 0; a < L; a++) {
		l->tb[a] = c->can_begin[a] ? expf(m->begin[a]) : 0;
		l->te[a] = c->can_end[a] ? expf(m->end[a]) : 0;
		for (int b = 0; b < L; b++)
			l->t[a][b] = c->can[a][b] ? expf(m->step[a][b]) : 0;
	}
	memset(l->gstep, 0, sizeof l->gstep);
	memset(l->gbegin, 0, sizeof l->gbegin);
	memset(l->gend, 0, sizeof l->gend);
	expect(l, n, NULL, 1);
	expect(l, n, c->mask + r->tok, -1);
	nk = 0;
	float rate = (float)o->rate, l2 = (float)o->l2;
	for (uint32_t i = 0; i < n; i++, nk++) {
		float most = 0;
		for (int b = 0; b < L; b++) {
			l->grad[i][b] *= r->weight;
			most = fabsf(l->grad[i][b]) > most ? fabsf(l->grad[i][b]) : most;
		}
		for (; kept[nk]; nk++) {
			if (most < 1e-3f)
				continue;
			float *w = m->w[kept[nk]], *g2 = m->g2[kept[nk]];
			for (int b = 0; b < L; b++) {
				float g = l->grad[i][b] + l2 * w[b];
				g2[b] += g * g;
				w[b] -= rate * g / sqrtf(g2[b] + 1e-8f);
			}
		}
	}
	for (int a = 0; a < L; a++) {
		ada(&m->begin[a], &m->begin2[a], l->gbegin[a] * r->weight, rate);
		ada(&m->end[a], &m->end2[a], l->gend[a] * r->weight, rate);
		for (int b = 0; b < L; b++)
			if (c->can[a][b])
				ada(&m->step[a][b], &m->step2[a][b], l->gstep[a][b] * r->weight, rate);
	}
}

static int16_t to_unit(float w, int most)
{
	float v = roundf(w * TAGGER_SCALE);
	return (int16_t)(v > most ? most : v < -most ? -most : v);
}

static void quantise(struct crf *c, struct model *m, float n, struct arena *a, struct str *rows, struct str *chain, double prune)
{
	uint32_t used = 0;
	for (uint32_t i = 1; i <= c->nfeat; i++) {
		float most = 0;
		for (int k = 0; k < L; k++) {
			m->sum[i][k] /= n;
			most = fabsf(m->sum[i][k]) > most ? fabsf(m->sum[i][k]) : most;
		}
		if (most < prune)
			c->key[i] = 0;
		else
			used++;
	}
	uint32_t nrow = (uint32_t)((uint64_t)used * 5 / 4 + 8);
	struct tag_row *row = ARENA_NEW(a, struct tag_row, nrow);
	for (uint32_t i = 1; i <= c->nfeat; i++) {
		if (!c->key[i])
			continue;
		uint32_t at = tag_home(c->key[i], nrow);
		while (row[at].check)
			at = at + 1 < nrow ? at + 1 : 0;
		row[at].check = tag_check(c->key[i]);
		for (int k = 0; k < L; k++)
			row[at].w[k] = (int8_t)to_unit(m->sum[i][k], 127);
	}
	struct tag_chain *ch = ARENA_NEW(a, struct tag_chain, 1);
	for (int x = 0; x < L; x++) {
		ch->begin[x] = to_unit(m->begin_sum[x] / n, 30000);
		ch->end[x] = to_unit(m->end_sum[x] / n, 30000);
		for (int y = 0; y < L; y++)
			ch->step[x][y] = to_unit(m->step_sum[x][y] / n, 30000);
	}
	*rows = str_n((const char *)row, nrow * sizeof *row);
	*chain = str_n((const char *)ch, sizeof *ch);
	fprintf(stderr, "  %u features, %u kept, %zu bytes\n", c->nfeat, used, rows->n);
}

struct job {
	const struct crf *c;
	const struct crf_options *o;
	struct model *model;
	unsigned first, every;
};

/* Trains every other model; each begins from its own seed, so that the threads' number changes nothing. */
static void *train_models(void *arg)
{
	const struct job *j = arg;
	const struct crf *c = j->c;
	const struct crf_options *o = j->o;
	struct lattice *l = xcalloc(1, sizeof *l);
	uint32_t *order = xcalloc(c->nrun, sizeof *order);
	for (unsigned k = j->first; k < o->models; k += j->every) {
		struct model *m = &j->model[k];
		uint64_t seed = (o->seed + k) * 0x9E3779B97F4A7C15ull;
		m->w = xcalloc(c->nfeat + 1, sizeof *m->w);
		m->g2 = xcalloc(c->nfeat + 1, sizeof *m->g2);
		m->sum = xcalloc(c->nfeat + 1, sizeof *m->sum);
		uint32_t n = 0;
		for (uint32_t i = 0; i < c->nrun; i++)
			if (!c->run[i].only || c->run[i].only == k + 1)
				order[n++] = i;
		for (unsigned e = 0; e < o->epochs; e++) {
			for (uint32_t i = n; i > 1; i--) {
				uint32_t r = (uint32_t)(train_random(&seed) % i), t = order[i - 1];
				order[i - 1] = order[r];
				order[r] = t;
			}
			for (uint32_t i = 0; i < n; i++)
				learn(c, m, l, &c->run[order[i]], o, &seed);
			if (e < o->epochs / 2)
				continue;
			for (uint32_t i = 1; i <= c->nfeat; i++)
				for (int b = 0; b < L; b++)
					m->sum[i][b] += m->w[i][b];
			for (int x = 0; x < L; x++) {
				m->begin_sum[x] += m->begin[x];
				m->end_sum[x] += m->end[x];
				for (int y = 0; y < L; y++)
					m->step_sum[x][y] += m->step[x][y];
			}
		}
		free(m->w);
		free(m->g2);
	}
	free(l->node);
	free(l->alpha);
	free(l->beta);
	free(l->grad);
	free(l->kept);
	free(l);
	free(order);
	return NULL;
}

static void add_model(const struct crf *c, struct model *to, struct model *m)
{
	for (uint32_t i = 1; i <= c->nfeat; i++)
		for (int b = 0; b < L; b++)
			to->sum[i][b] += m->sum[i][b];
	for (int x = 0; x < L; x++) {
		to->begin_sum[x] += m->begin_sum[x];
		to->end_sum[x] += m->end_sum[x];
		for (int y = 0; y < L; y++)
			to->step_sum[x][y] += m->step_sum[x][y];
	}
	free(m->sum);
}

void crf_train(struct str *rows, struct str *chain, struct arena *a, const struct names *names, const struct lexicon *lex,
	const struct corpus *docs, const struct crf_options *o)
{
	struct crf *c = xcalloc(1, sizeof *c);
	for (int x = 0; x < L; x++) {
		c->can_begin[x] = tag_follows(-1, x);
		c->can_end[x] = tag_follows(x, -1);
		for (int y = 0; y < L; y++)
			c->can[x][y] = tag_follows(x, y);
	}
	for (uint32_t i = 0; i < docs->n; i++)
		add_doc(c, names, lex, &docs->doc[i]);
	number_features(c, o->cut);
	fprintf(stderr, "  %u documents, %u runs, %u tokens in them\n", docs->n, c->nrun, c->ntok);
	struct model *model = xcalloc(o->models, sizeof *model);
	struct job job[THREADS];
	pthread_t thread[THREADS];
	for (unsigned t = 0; t < THREADS; t++) {
		job[t] = (struct job){ c, o, model, t, THREADS };
		if (pthread_create(&thread[t], NULL, train_models, &job[t]))
			die("no thread to train in");
	}
	for (unsigned t = 0; t < THREADS; t++)
		pthread_join(thread[t], NULL);
	for (unsigned k = 1; k < o->models; k++)
		add_model(c, &model[0], &model[k]);
	quantise(c, &model[0], (float)(o->models * (o->epochs - o->epochs / 2)), a, rows, chain, o->prune);
	free(model[0].sum);
	free(model);
	free(c->run);
	free(c->mask);
	free(c->at);
	free(c->id);
	free(c->key);
	free(c);
}
