/* train_page.c - learns which blocks of a page belong to its article: writes the tree table of src/page, or measures it.
 *
 * usage: quotidian-train-page LIST GOLD.jsonl > page_trees.inc
 *        quotidian-train-page folds LIST GOLD.jsonl > texts.jsonl
 * LIST: a line a page, tab-separated: id, path of its bytes, address, content type, and optionally a fold (0 to 4; without it the
 * page's site tells). GOLD: {"id","corpus","articleBody"} a line, or {"id","corpus","with","without"} with wanted and unwanted segments.
 *
 * "folds" trains five times, each time without a fifth of the sites, cleans those sites' pages by what was learned, and prints the
 * scores: what pages of other sites may expect, but for the rules, which were written with all of these pages in view.
 */
#include <math.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "page_train.h"

/* Chosen on the held-out folds. */
static const struct boost_options first_look = { .trees = 200, .leaves = 20, .rate = 0.08, .lambda = 1.0, .min_weight = 0.15, .top = 0.25,
	.rest = 0.2, .features = 0.2, .bags = 2, .seed = 7 };
static const struct boost_options second_look = { .trees = 110, .leaves = 12, .rate = 0.07, .lambda = 1.0, .min_weight = 0.2, .top = 0.25,
	.rest = 0.2, .features = 0.3, .bags = 2, .seed = 8 };
#define THREADS 2

/* A model of the first look, learned without two folds (-1: none). */
struct task {
	int without[2];
	struct boost_model model;
};
struct trainer {
	const struct rows *rows;
	struct task *task;
	unsigned n;
	atomic_uint next;
};

static void train(struct boost_model *m, const struct rows *d, const int without[2], const struct boost_options *o)
{
	int16_t *x = xmalloc((size_t)(d->n + 1) * d->f * sizeof *x);
	uint8_t *y = xmalloc(d->n + 1);
	float *w = xmalloc((d->n + 1) * sizeof *w);
	uint32_t n = 0;
	for (uint32_t i = 0; i < d->n; i++) {
		if (d->w[i] <= 0 || d->fold[i] == without[0] || d->fold[i] == without[1])
			continue;
		memcpy(x + (size_t)n * d->f, d->x + (size_t)i * d->f, d->f * sizeof *x);
		y[n] = d->y[i];
		w[n++] = d->w[i];
	}
	boost_train(m, x, y, w, n, d->f, o);
	free(x);
	free(y);
	free(w);
}

static void *work(void *arg)
{
	struct trainer *t = arg;
	for (unsigned k; (k = atomic_fetch_add(&t->next, 1)) < t->n;)
		train(&t->task[k].model, t->rows, t->task[k].without, &first_look);
	return NULL;
}

static void run_tasks(struct trainer *t)
{
	pthread_t thread[THREADS];
	for (int k = 0; k < THREADS; k++)
		if (pthread_create(&thread[k], NULL, work, t))
			die("no thread to work in");
	for (int k = 0; k < THREADS; k++)
		pthread_join(thread[k], NULL);
}

/* The task that left out both folds. */
static const struct boost_model *model_without(const struct trainer *t, int a, int b)
{
	for (unsigned k = 0; k < t->n; k++)
		if ((t->task[k].without[0] == a && t->task[k].without[1] == b) || (t->task[k].without[0] == b && t->task[k].without[1] == a))
			return &t->task[k].model;
	return NULL;
}

/* The second look learns from what the first says of pages that it has not seen: those of fold `hold` are for neither. */
static void train_second(struct boost_model *m, uint32_t *features, const struct trainer *t, struct samples *s, int hold)
{
	const struct rows *d = t->rows;
	float *likely = xcalloc(d->n + 1, sizeof *likely);
	for (uint32_t i = 0; i < d->n; i++)
		if (d->fold[i] != hold)
			likely[i] = 1 / (1 + expf(-boost_score(model_without(t, hold, d->fold[i]), d->x + (size_t)i * d->f)));
	struct rows second;
	samples_second_rows(&second, s, d, likely, hold);
	*features = second.f;
	train(m, &second, (const int[2]){ hold, hold }, &second_look);
	rows_free(&second);
	free(likely);
}

static void print_forest(const struct leaves *l, const char *name, const char *upper)
{
	uint32_t total = 0;
	printf("#define %s_BASE %.5ff\nstatic const struct page_leaf %s[] = {\n", upper, (double)l->forest.base, name);
	unsigned column = 0;
	for (size_t k = 0; k < l->forest.trees; k++) {
		uint32_t open = 1; /* branches that are still to come */
		for (; open; total++) {
			const struct page_leaf *n = &l->node[total];
			column += (unsigned)printf("{%d,%d,%u},", n->feature, n->value, n->right);
			open += n->feature != PAGE_LEAF ? 1u : -1u;
			if (column > 118) {
				putchar('\n');
				column = 0;
			}
		}
	}
	printf("\n};\nstatic const uint16_t %s_root[] = {", name);
	for (size_t k = 0; k < l->forest.trees; k++)
		printf("%s%u,", k % 20 ? "" : "\n", l->root[k]);
	printf("\n};\n");
}

static void write_table(struct trainer *t, struct samples *s)
{
	struct boost_model second;
	struct leaves look[2];
	uint32_t features;
	train_second(&second, &features, t, s, -1);
	const struct boost_model *first = model_without(t, -1, -1);
	leaves_make(&look[0], first);
	leaves_make(&look[1], &second);
	printf("/* Written by quotidian-train-page from %u pages with known articles: %u trees over %u features, then %u over %u. */\n", s->n,
		first->ntree, t->rows->f, second.ntree, features);
	print_forest(&look[0], "first", "FIRST");
	print_forest(&look[1], "second", "SECOND");
	leaves_free(&look[0]);
	leaves_free(&look[1]);
	boost_free(&second);
}

static void measure(struct trainer *t, struct samples *s)
{
	struct fold_scores scores = { 0 };
	for (int hold = 0; hold < FOLDS; hold++) {
		struct boost_model second;
		struct leaves look[2];
		uint32_t features;
		train_second(&second, &features, t, s, hold);
		leaves_make(&look[0], model_without(t, hold, hold));
		leaves_make(&look[1], &second);
		folds_measure(&scores, s, hold, (const struct page_forest[2]){ look[0].forest, look[1].forest });
		leaves_free(&look[0]);
		leaves_free(&look[1]);
		boost_free(&second);
	}
	folds_print(&scores);
	free(scores.part);
}

int main(int argc, char **argv)
{
	bool folds = argc == 4 && strcmp(argv[1], "folds") == 0;
	if (argc != 3 && !folds) {
		fprintf(stderr, "usage: quotidian-train-page [folds] LIST GOLD.jsonl > page_trees.inc (folds: texts.jsonl)\n");
		return 2;
	}
	struct samples s;
	struct rows rows;
	samples_read(&s, argv[argc - 2], argv[argc - 1]);
	samples_rows(&rows, &s);
	struct task task[FOLDS * (FOLDS + 1) / 2] = { 0 };
	struct trainer t = { .rows = &rows, .task = task };
	for (int k = folds ? 0 : -1; k < FOLDS; k++)
		for (int j = folds ? k : -1; j < (folds ? FOLDS : 0); j++)
			task[t.n++] = (struct task){ .without = { k, j } };
	run_tasks(&t);
	if (folds)
		measure(&t, &s);
	else
		write_table(&t, &s);
	for (unsigned k = 0; k < t.n; k++)
		boost_free(&task[k].model);
	rows_free(&rows);
	samples_free(&s);
	return 0;
}
