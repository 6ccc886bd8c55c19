/* page_folds.c - measures trees on pages that they have not seen, with all the rules that the program has around them.
 *
 * The score of a text is that of article-extraction-benchmark: shingles of four words as bags, each page with the same weight; of
 * segments, as in trafilatura's evaluation, how many wanted and unwanted ones stand in the text.
 */
#include "page_train.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "quotidian/map.h"

struct fold_score {
	char name[32];
	unsigned pages, recalled, precise; /* pages whose gold, whose text is not empty */
	double recall, precision;
	unsigned found, kept, missed; /* segments: wanted and there, unwanted and there, wanted and not there */
};

void leaves_make(struct leaves *out, const struct boost_model *m)
{
	uint32_t *line = xcalloc(m->nnode + 1, sizeof *line), *place = xcalloc(m->nnode + 1, sizeof *place), total = 0;
	uint32_t stack[256];
	out->node = xcalloc(m->nnode + 1, sizeof *out->node);
	out->root = xcalloc(m->ntree + 1, sizeof *out->root);
	for (uint32_t k = 0; k < m->ntree; k++) {
		uint32_t depth = 0, from = total;
		out->root[k] = (uint16_t)total;
		stack[depth++] = m->root[k];
		while (depth) {
			uint32_t n = stack[--depth];
			place[n] = total;
			line[total++] = n;
			if (m->node[n].feature >= 0) {
				stack[depth++] = (uint32_t)m->node[n].right;
				stack[depth++] = (uint32_t)m->node[n].left;
			}
		}
		for (uint32_t i = from; i < total; i++) {
			const struct boost_node *n = &m->node[line[i]];
			out->node[i] = n->feature >= 0 ?
				(struct page_leaf){ (uint8_t)n->feature, n->threshold, (uint16_t)(place[n->right] - i) } :
				(struct page_leaf){ PAGE_LEAF, (int16_t)lrintf(n->value * PAGE_LEAF_SCALE), 0 };
		}
	}
	if (total > UINT16_MAX)
		die("too many trees for a table");
	out->forest = (struct page_forest){ out->node, out->root, m->ntree, m->base };
	free(line);
	free(place);
}

void leaves_free(struct leaves *l)
{
	free(l->node);
	free(l->root);
}

static struct fold_score *part_of(struct fold_scores *f, const char *name)
{
	for (unsigned i = 0; i < f->n; i++)
		if (strcmp(f->part[i].name, name) == 0)
			return &f->part[i];
	f->part = xrealloc(f->part, f->n + 1, sizeof *f->part);
	struct fold_score *p = &f->part[f->n++];
	memset(p, 0, sizeof *p);
	snprintf(p->name, sizeof p->name, "%s", name);
	return p;
}

/* Shingles of a text; a shorter text is one. */
static uint64_t *shingles(uint32_t *n, struct str s)
{
	uint32_t words;
	uint64_t *w = page_words(&words, s), *out = xcalloc(words + 1, sizeof *out);
	*n = words >= GRAM ? words - GRAM + 1 : words ? 1 : 0;
	for (uint32_t i = 0; i < *n && words >= GRAM; i++)
		out[i] = page_gram(w + i);
	for (uint32_t k = 0; k < words && words < GRAM; k++)
		out[0] = out[0] * 31 + w[k];
	free(w);
	return out;
}

static void score_text(struct fold_score *p, struct str gold, struct str text)
{
	struct map bag = { 0 };
	uint32_t want, have, hit = 0;
	uint64_t *g = shingles(&want, gold), *t = shingles(&have, text);
	for (uint32_t i = 0; i < want; i++)
		++*(uint64_t *)map_put(&bag, str_n((const char *)&g[i], sizeof g[i]));
	for (uint32_t i = 0; i < have; i++) {
		uint64_t *left = map_get(&bag, str_n((const char *)&t[i], sizeof t[i]));
		if (left && *left) {
			--*left;
			hit++;
		}
	}
	p->pages++;
	p->recalled += want > 0;
	p->precise += have > 0;
	p->recall += want ? (double)hit / want : 0;
	p->precision += have ? (double)hit / have : 0;
	map_free(&bag);
	free(g);
	free(t);
}

static void score_segments(struct fold_score *p, const json_t *gold, struct str text)
{
	struct buf flat;
	size_t i;
	json_t *v;
	buf_init(&flat, 0);
	page_squeeze(&flat, text);
	p->pages++;
	json_array_foreach (json_object_get(gold, "with"), i, v) {
		struct buf b;
		buf_init(&b, 0);
		page_squeeze(&b, str_n(json_string_value(v), json_string_length(v)));
		bool found = str_find(buf_str(&flat), buf_str(&b), 0) != STR_NPOS;
		p->found += found;
		p->missed += !found;
		buf_free(&b);
	}
	json_array_foreach (json_object_get(gold, "without"), i, v) {
		struct buf b;
		buf_init(&b, 0);
		page_squeeze(&b, str_n(json_string_value(v), json_string_length(v)));
		p->kept += str_find(buf_str(&flat), buf_str(&b), 0) != STR_NPOS;
		buf_free(&b);
	}
	buf_free(&flat);
}

void folds_measure(struct fold_scores *f, const struct samples *s, int fold, const struct page_forest look[2])
{
	for (uint32_t i = 0; i < s->n; i++) {
		const struct sample *one = &s->s[i];
		if (one->fold != fold)
			continue;
		struct buf bytes, line;
		struct err e = { 0 };
		struct doc *d;
		struct page_found found;
		struct page_source src = one->src;
		sample_read(&bytes, one);
		src.bytes = buf_str(&bytes);
		int r = page_parse_by(&d, &src, look, &found, &e);
		struct str text = r < 0 ? STR_NONE : d->text;
		const json_t *body = json_object_get(one->gold, "articleBody"), *name = json_object_get(one->gold, "corpus");
		struct fold_score *p = part_of(f, name ? json_string_value(name) : "all");
		if (json_is_string(body))
			score_text(p, str_n(json_string_value(body), json_string_length(body)), text);
		else
			score_segments(p, one->gold, text);
		buf_init(&line, 0);
		if (r == 0 && doc_json(&line, d, one->id, DOC_JSON_META | DOC_JSON_TEXT) == 0)
			printf(STR_FMT "\n", STR_ARG(buf_str(&line)));
		if (r == 0)
			doc_free(d);
		buf_free(&line);
		buf_free(&bytes);
	}
}

static double mean_of_both(double p, double r)
{
	return p + r > 0 ? 2 * p * r / (p + r) : 0;
}

void folds_print(const struct fold_scores *f)
{
	fprintf(stderr, "on sites left out, %d folds:\n", FOLDS);
	for (unsigned i = 0; i < f->n; i++) {
		const struct fold_score *p = &f->part[i];
		bool segments = p->found + p->kept + p->missed > 0;
		double precision = segments ? p->found / fmax(1, p->found + p->kept) : p->precision / fmax(1, p->precise);
		double recall = segments ? p->found / fmax(1, p->found + p->missed) : p->recall / fmax(1, p->recalled);
		fprintf(stderr, "  %-16s %4u pages  F1 %.4f  precision %.4f  recall %.4f\n", p->name, p->pages, mean_of_both(precision, recall),
			precision, recall);
	}
}
