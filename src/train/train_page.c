/* train_page.c - learns which blocks of a page belong to its article: writes the tree table of src/page.
 *
 * usage: quotidian-train-page LIST GOLD.jsonl [HOLD] > page_trees.inc
 * LIST: a line a page, tab-separated: id, path of its bytes, address, content type, fold. GOLD: {"id","articleBody"} a line, or
 * {"id","with","without"} with wanted and unwanted segments. Pages of fold HOLD are left out, to measure on them.
 *
 * A block is part of the article when most of its four-word shingles stand in the gold text, or, for a short one, when its
 * words stand there between those of its neighbours. Each page weighs the same, each block by its words: what the shingle
 * score counts.
 */
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "boost.h"
#include "quotidian/map.h"
#include "quotidian/page.h"
#include "quotidian/utf8.h"

/* Rows of all blocks of all pages; w 0: not labelled. */
struct data {
	int16_t *x;
	uint8_t *y, *fold;
	float *w, *likely;
	uint32_t n, cap, f;
};
struct sample {
	char *path;
	struct page_source src;
	uint32_t first, n; /* its rows */
	uint8_t fold;
};

static void add_row(struct data *d, const int16_t *x, bool y, float w, uint8_t fold)
{
	if (d->n == d->cap) {
		d->cap = d->cap ? d->cap * 2 : 4096;
		d->x = xrealloc(d->x, (size_t)d->cap * d->f, sizeof *d->x);
		d->y = xrealloc(d->y, d->cap, 1);
		d->fold = xrealloc(d->fold, d->cap, 1);
		d->w = xrealloc(d->w, d->cap, sizeof *d->w);
	}
	memcpy(d->x + (size_t)d->n * d->f, x, d->f * sizeof *x);
	d->y[d->n] = y;
	d->fold[d->n] = fold;
	d->w[d->n++] = w;
}

/* Hashes of the words of a text. */
static uint64_t *words_of(uint32_t *n, struct str s)
{
	uint64_t *out = NULL, h = 0;
	uint32_t count = 0, cap = 0;
	bool in = false;
	for (size_t pos = 0; pos <= s.n;) {
		size_t at = pos;
		uint32_t c = pos < s.n ? utf8_next(s, &pos) : (pos++, ' ');
		bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || (c >= 0xC0 &&
			!(c >= 0x2000 && c <= 0x2BFF) && !(c >= 0x3000 && c <= 0x303F));
		if (word) {
			if (!in)
				h = 14695981039346656037u;
			for (; at < pos; at++)
				h = (h ^ (unsigned char)s.s[at]) * 1099511628211u;
		} else if (in) {
			if (count == cap)
				out = xrealloc(out, (cap = cap ? cap * 2 : 256), sizeof *out);
			out[count++] = h;
		}
		in = word;
	}
	*n = count;
	return out;
}

/* The blocks of one page. */
struct blocks {
	struct arena arena;
	struct str *text;
	uint32_t *words;
	int16_t *x;
	uint32_t n, cap, f;
};

static void take_block(void *arg, struct str text, uint32_t words, const int16_t *x, unsigned f)
{
	struct blocks *b = arg;
	if (b->n == b->cap) {
		b->cap = b->cap ? b->cap * 2 : 256;
		b->text = xrealloc(b->text, b->cap, sizeof *b->text);
		b->words = xrealloc(b->words, b->cap, sizeof *b->words);
		b->x = xrealloc(b->x, (size_t)b->cap * f, sizeof *b->x);
	}
	b->f = f;
	b->text[b->n] = arena_str(&b->arena, text);
	b->words[b->n] = words;
	memcpy(b->x + (size_t)b->n * f, x, f * sizeof *x);
	b->n++;
}

#define GRAM 4

static uint64_t gram(const uint64_t *w)
{
	uint64_t h = 0;
	for (int k = 0; k < GRAM; k++)
		h = (h + w[k]) * 0x9E3779B97F4A7C15u ^ (h >> 31);
	return h;
}

/* Labels by the gold text: y[i] of each block. */
static void label_by_text(uint8_t *y, const struct blocks *bs, struct str gold)
{
	uint32_t ng;
	uint64_t *g = words_of(&ng, gold), *grams = xcalloc(ng + 1, sizeof *grams);
	struct map at = { 0 };
	for (uint32_t i = 0; i + GRAM <= ng; i++) {
		grams[i] = gram(g + i);
		uint64_t *v = map_put(&at, str_n((const char *)&grams[i], sizeof *grams));
		if (!*v)
			*v = i + 1;
	}
	uint8_t *used = xcalloc(ng + 1, 1);
	uint32_t *first = xcalloc(bs->n + 1, sizeof *first), *last = xcalloc(bs->n + 1, sizeof *last), *nw = xcalloc(bs->n + 1,
		sizeof *nw);
	uint64_t **w = xcalloc(bs->n + 1, sizeof *w);
	for (uint32_t i = 0; i < bs->n; i++) {
		w[i] = words_of(&nw[i], bs->text[i]);
		y[i] = 0;
		if (nw[i] < 7)
			continue;
		uint32_t hit = 0, total = nw[i] - GRAM + 1, lo = UINT32_MAX, hi = 0, again = 0;
		for (uint32_t k = 0; k + GRAM <= nw[i]; k++) {
			uint64_t h = gram(w[i] + k), *v = map_get(&at, str_n((const char *)&h, sizeof h));
			if (!v)
				continue;
			hit++;
			uint32_t p = (uint32_t)*v - 1;
			again += used[p];
			lo = p < lo ? p : lo;
			hi = p + GRAM > hi ? p + GRAM : hi;
		}
		if (hit * 2 >= total && again * 2 < hit) {
			y[i] = 1;
			first[i] = lo + 1;
			last[i] = hi;
			for (uint32_t k = 0; k + GRAM <= nw[i]; k++) {
				uint64_t h = gram(w[i] + k), *v = map_get(&at, str_n((const char *)&h, sizeof h));
				if (v)
					used[*v - 1] = 1;
			}
		}
	}
	/* Short ones: their words in the gold between the neighbours' places. */
	uint32_t *next = xcalloc(bs->n + 2, sizeof *next), from = 0;
	next[bs->n] = ng;
	for (uint32_t i = bs->n; i-- > 0;)
		next[i] = first[i] ? first[i] - 1 : next[i + 1];
	bool any = false;
	for (uint32_t i = 0; i < bs->n; i++) {
		if (first[i]) {
			from = last[i];
			any = true;
			continue;
		}
		if (nw[i] == 0 || nw[i] >= 7)
			continue;
		uint32_t to = next[i];
		if (!any && to > from + 60 + nw[i]) /* far before the first paragraph is no place for the article's own lines */
			continue;
		for (uint32_t p = from; p + nw[i] <= to && p < from + 400; p++)
			if (memcmp(g + p, w[i], nw[i] * sizeof *g) == 0) {
				y[i] = 1;
				from = p + nw[i];
				break;
			}
	}
	for (uint32_t i = 0; i < bs->n; i++)
		free(w[i]);
	free(next);
	free(w);
	free(nw);
	free(first);
	free(last);
	free(used);
	free(grams);
	free(g);
	map_free(&at);
}

static void squeeze(struct buf *out, struct str s)
{
	bool space = false;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.s[i];
		if (c <= ' ') {
			space = true;
			continue;
		}
		if (space && out->n)
			buf_addc(out, ' ');
		space = false;
		buf_addc(out, (char)c);
	}
}

static bool holds(struct str text, const json_t *list)
{
	size_t i;
	json_t *v;
	json_array_foreach (list, i, v) {
		struct buf b;
		buf_init(&b, 0);
		squeeze(&b, str_n(json_string_value(v), json_string_length(v)));
		bool found = b.n > 3 && str_find(text, buf_str(&b), 0) != STR_NPOS;
		buf_free(&b);
		if (found)
			return true;
	}
	return false;
}

static void read_bytes(struct buf *b, const struct sample *s)
{
	struct err e = { 0 };
	buf_init(b, 0);
	if (buf_read_file(b, s->path, &e) < 0)
		die("%s", e.text);
}

static void add_page(struct data *d, struct sample *sample, const json_t *gold)
{
	struct err e = { 0 };
	struct blocks bs = { 0 };
	struct buf bytes;
	read_bytes(&bytes, sample);
	sample->src.bytes = buf_str(&bytes);
	if (page_each_block(&sample->src, NULL, take_block, &bs, &e) < 0)
		die("%s", e.text);
	d->f = bs.f;
	const json_t *body = json_object_get(gold, "articleBody");
	uint8_t *y = xcalloc(bs.n + 1, 1);
	double words = 0;
	if (json_is_string(body)) {
		label_by_text(y, &bs, str_n(json_string_value(body), json_string_length(body)));
		for (uint32_t i = 0; i < bs.n; i++)
			words += y[i] ? bs.words[i] : 0;
	}
	sample->first = d->n;
	sample->n = bs.n;
	for (uint32_t i = 0; i < bs.n; i++) {
		float w = 0;
		bool yes = y[i];
		if (json_is_string(body)) {
			if (words >= 30)
				w = (float)((bs.words[i] + 1.5) / words);
		} else {
			struct buf s;
			buf_init(&s, 0);
			squeeze(&s, bs.text[i]);
			yes = holds(buf_str(&s), json_object_get(gold, "with"));
			if (yes || holds(buf_str(&s), json_object_get(gold, "without")))
				w = 0.08f;
			buf_free(&s);
		}
		add_row(d, bs.x + (size_t)i * bs.f, yes, w, sample->fold);
	}
	free(y);
	free(bs.text);
	free(bs.words);
	free(bs.x);
	arena_free(&bs.arena);
	buf_free(&bytes);
}

/* Trains on the labelled rows of all folds but one (-1: of all). */
static void train(struct boost_model *m, const struct data *d, int without, const struct boost_options *o)
{
	int16_t *x = xmalloc((size_t)(d->n + 1) * d->f * sizeof *x);
	uint8_t *y = xmalloc(d->n + 1);
	float *w = xmalloc((d->n + 1) * sizeof *w);
	uint32_t n = 0;
	for (uint32_t i = 0; i < d->n; i++) {
		if (d->w[i] <= 0 || d->fold[i] == without)
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

struct second {
	struct data *d;
	const struct data *first;
	uint32_t row;
};

static void take_second(void *arg, struct str text, uint32_t words, const int16_t *x, unsigned f)
{
	struct second *s = arg;
	(void)text;
	(void)words;
	s->d->f = f;
	add_row(s->d, x, s->first->y[s->row], s->first->w[s->row], s->first->fold[s->row]);
	s->row++;
}

static json_t *read_gold(const char *path)
{
	json_t *all = json_object();
	FILE *f = fopen(path, "r");
	if (!f)
		die("cannot read %s", path);
	char *line = NULL;
	size_t cap = 0;
	for (ssize_t n; (n = getline(&line, &cap, f)) > 0;) {
		json_t *v = json_loadb(line, (size_t)n, 0, NULL);
		const char *id = json_string_value(json_object_get(v, "id")), *sort = json_string_value(json_object_get(v, "gold"));
		if (id && !(sort && strcmp(sort, "readability-output") == 0)) /* another tool's output is no truth */
			json_object_set(all, id, v);
		json_decref(v);
	}
	free(line);
	fclose(f);
	return all;
}

/* Trees in preorder, their nodes as {feature, value, right}. */
static unsigned print_tree(const struct boost_model *m, uint32_t n, unsigned column, uint32_t *total)
{
	uint32_t stack[256], depth = 0;
	static uint32_t place[65536];
	uint32_t *line = xcalloc(m->nnode, sizeof *line), count = 0;
	stack[depth++] = n;
	while (depth) {
		uint32_t k = stack[--depth];
		place[k & 65535] = count;
		line[count++] = k;
		if (m->node[k].feature >= 0) {
			stack[depth++] = (uint32_t)m->node[k].right;
			stack[depth++] = (uint32_t)m->node[k].left;
		}
	}
	for (uint32_t i = 0; i < count; i++) {
		const struct boost_node *node = &m->node[line[i]];
		if (node->feature >= 0)
			column += (unsigned)printf("{%d,%d,%u},", node->feature, node->threshold, place[(uint32_t)node->right & 65535] - i);
		else
			column += (unsigned)printf("{%d,%ld,0},", PAGE_LEAF, lrintf(node->value * PAGE_LEAF_SCALE));
		if (column > 118) {
			putchar('\n');
			column = 0;
		}
	}
	free(line);
	*total += count;
	return column;
}

static void print_forest(const struct boost_model *m, const char *name, const char *upper)
{
	printf("#define %s_BASE %.5ff\nstatic const struct page_leaf %s[] = {\n", upper, (double)m->base, name);
	unsigned column = 0;
	uint32_t total = 0, *root = xcalloc(m->ntree, sizeof *root);
	for (uint32_t k = 0; k < m->ntree; k++) {
		root[k] = total;
		column = print_tree(m, m->root[k], column, &total);
	}
	printf("\n};\nstatic const uint16_t %s_root[] = {", name);
	for (uint32_t k = 0; k < m->ntree; k++)
		printf("%s%u,", k % 20 ? "" : "\n", root[k]);
	printf("\n};\n");
	free(root);
}

#define FOLDS 5

int main(int argc, char **argv)
{
	if (argc < 3) {
		fprintf(stderr, "usage: quotidian-train-page LIST GOLD.jsonl [HOLD] > page_trees.inc\n");
		return 2;
	}
	json_t *gold = read_gold(argv[2]);
	struct data d = { 0 }, d2 = { 0 };
	struct arena a = { 0 };
	struct sample *sample = NULL;
	uint32_t pages = 0, cap_pages = 0;
	FILE *f = fopen(argv[1], "r");
	if (!f)
		die("cannot read %s", argv[1]);
	char *line = NULL;
	size_t cap = 0;
	for (ssize_t n; (n = getline(&line, &cap, f)) > 0;) {
		struct str rest = str_trim(arena_str(&a, str_n(line, (size_t)n))), part[5] = { 0 };
		for (int k = 0; k < 5 && str_split(&rest, '\t', &part[k]); k++)
			;
		struct str id = arena_str(&a, part[0]);
		const json_t *g = json_object_get(gold, id.s);
		if (!g || (argc > 3 && str_eqz(part[4], argv[3])))
			continue;
		struct sample s = { .src = { .url = part[2], .content_type = part[3] }, .fold = part[4].n
			? (uint8_t)((part[4].s[0] - '0') % FOLDS) : 0 };
		s.path = (char *)arena_str(&a, part[1]).s;
		ARENA_PUSH(&a, struct sample, sample, pages, cap_pages, s);
		add_page(&d, &sample[pages - 1], g);
	}
	free(line);
	fclose(f);
	/* Chosen on the held-out folds of five. */
	struct boost_options o = { .trees = 220, .leaves = 16, .rate = 0.07, .lambda = 1.0, .min_weight = 0.15, .rows = 0.7,
		.features = 0.25, .seed = 7 };
	struct boost_options o2 = { .trees = 110, .leaves = 12, .rate = 0.07, .lambda = 1.0, .min_weight = 0.2, .rows = 0.7,
		.features = 0.3, .seed = 8 };
	/* The second look learns from what the first says of pages that it has not seen. */
	d.likely = xcalloc(d.n + 1, sizeof *d.likely);
	for (int k = 0; k < FOLDS; k++) {
		struct boost_model m;
		if (argc > 3 && argv[3][0] - '0' == k)
			continue;
		train(&m, &d, k, &o);
		for (uint32_t i = 0; i < d.n; i++)
			if (d.fold[i] == k)
				d.likely[i] = 1 / (1 + expf(-boost_score(&m, d.x + (size_t)i * d.f)));
		boost_free(&m);
	}
	for (uint32_t p = 0; p < pages; p++) {
		struct buf bytes;
		struct err e = { 0 };
		struct second s = { &d2, &d, sample[p].first };
		read_bytes(&bytes, &sample[p]);
		sample[p].src.bytes = buf_str(&bytes);
		if (page_each_block(&sample[p].src, d.likely + sample[p].first, take_second, &s, &e) < 0)
			die("%s", e.text);
		buf_free(&bytes);
	}
	struct boost_model m1, m2;
	train(&m1, &d, -1, &o);
	train(&m2, &d2, -1, &o2);
	fprintf(stderr, "%u pages, %u blocks, %u and %u features\n", pages, d.n, d.f, d2.f);
	printf("/* Written by quotidian-train-page from %u pages with known articles: %u trees over %u features, then %u over %u. */\n", pages, m1.ntree, d.f, m2.ntree,
		d2.f);
	print_forest(&m1, "first", "FIRST");
	print_forest(&m2, "second", "SECOND");
	boost_free(&m1);
	boost_free(&m2);
	free(d.x);
	free(d.y);
	free(d.w);
	free(d.fold);
	free(d.likely);
	free(d2.x);
	free(d2.y);
	free(d2.w);
	free(d2.fold);
	arena_free(&a);
	json_decref(gold);
	return 0;
}
