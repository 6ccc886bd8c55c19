/* page_sample.c - pages with known articles as rows of features with labels; see page_train.h.
 *
 * A block is part of the article when most of its four-word shingles stand in the gold text, or, for a short one, when its
 * words stand there between those of its neighbours. Each page weighs the same, each block by its words: what the shingle
 * score counts.
 */
#include "page_train.h"

#include <stdio.h>
#include <stdlib.h>

#include "quotidian/map.h"
#include "quotidian/url.h"
#include "quotidian/utf8.h"

static void rows_add(struct rows *d, const int16_t *x, bool y, float w, uint8_t fold)
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

uint64_t *page_words(uint32_t *n, struct str s)
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

uint64_t page_gram(const uint64_t *w)
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
	uint64_t *g = page_words(&ng, gold), *grams = xcalloc(ng + 1, sizeof *grams);
	uint32_t *left = xcalloc(ng + 1, sizeof *left), *used = xcalloc(ng + 1, sizeof *used); /* of a gram, at its first place: times in the gold */
	struct map at = { 0 };
	for (uint32_t i = 0; i + GRAM <= ng; i++) {
		grams[i] = page_gram(g + i);
		uint64_t *v = map_put(&at, str_n((const char *)&grams[i], sizeof *grams));
		if (!*v)
			*v = i + 1;
		left[*v - 1]++;
	}
	uint32_t *first = xcalloc(bs->n + 1, sizeof *first), *last = xcalloc(bs->n + 1, sizeof *last), *nw = xcalloc(bs->n + 1,
		sizeof *nw);
	uint64_t **w = xcalloc(bs->n + 1, sizeof *w);
	for (uint32_t i = 0; i < bs->n; i++) {
		w[i] = page_words(&nw[i], bs->text[i]);
		y[i] = 0;
		if (nw[i] < 7)
			continue;
		uint32_t hit = 0, total = nw[i] - GRAM + 1, lo = UINT32_MAX, hi = 0, again = 0, before = 0;
		for (uint32_t k = 0; k + GRAM <= nw[i]; k++) {
			uint64_t h = page_gram(w[i] + k), *v = map_get(&at, str_n((const char *)&h, sizeof h));
			if (!v)
				continue;
			hit++;
			uint32_t p = (uint32_t)*v - 1;
			again += used[p] >= left[p];
			before += used[p] > 0;
			lo = p < lo ? p : lo;
			hi = p + GRAM > hi ? p + GRAM : hi;
		}
		if (hit * 2 >= total && again * 2 < hit) {
			y[i] = 1;
			if (before * 2 < hit) { /* of what the gold says twice, only the first has a place */
				first[i] = lo + 1;
				last[i] = hi;
			}
			for (uint32_t k = 0; k + GRAM <= nw[i]; k++) {
				uint64_t h = page_gram(w[i] + k), *v = map_get(&at, str_n((const char *)&h, sizeof h));
				if (v)
					used[*v - 1]++;
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
		if (nw[i] >= 7 && y[i])
			from = from + nw[i] < next[i] ? from + nw[i] : next[i];
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
	free(left);
	free(used);
	free(grams);
	free(g);
	map_free(&at);
}

void page_squeeze(struct buf *out, struct str s)
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

bool page_holds(struct str text, const json_t *list)
{
	size_t i;
	json_t *v;
	json_array_foreach (list, i, v) {
		struct buf b;
		buf_init(&b, 0);
		page_squeeze(&b, str_n(json_string_value(v), json_string_length(v)));
		bool found = b.n > 3 && str_find(text, buf_str(&b), 0) != STR_NPOS;
		buf_free(&b);
		if (found)
			return true;
	}
	return false;
}

void sample_read(struct buf *b, const struct sample *s)
{
	struct err e = { 0 };
	buf_init(b, 0);
	if (buf_read_file(b, s->path, &e) < 0)
		die("%s", e.text);
}

static void add_page(struct rows *d, struct sample *sample)
{
	struct err e = { 0 };
	struct blocks bs = { 0 };
	struct buf bytes;
	sample_read(&bytes, sample);
	sample->src.bytes = buf_str(&bytes);
	if (page_each_block(&sample->src, NULL, take_block, &bs, &e) < 0)
		die("%s", e.text);
	d->f = bs.f;
	const json_t *gold = sample->gold, *body = json_object_get(gold, "articleBody");
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
			page_squeeze(&s, bs.text[i]);
			yes = page_holds(buf_str(&s), json_object_get(gold, "with"));
			if (yes || page_holds(buf_str(&s), json_object_get(gold, "without")))
				w = 0.08f;
			buf_free(&s);
		}
		rows_add(d, bs.x + (size_t)i * bs.f, yes, w, sample->fold);
	}
	free(y);
	free(bs.text);
	free(bs.words);
	free(bs.x);
	arena_free(&bs.arena);
	buf_free(&bytes);
}

void samples_rows(struct rows *out, struct samples *s)
{
	memset(out, 0, sizeof *out);
	for (uint32_t i = 0; i < s->n; i++)
		add_page(out, &s->s[i]);
}

struct second {
	struct rows *d;
	const struct rows *first;
	uint32_t row;
};

static void take_second(void *arg, struct str text, uint32_t words, const int16_t *x, unsigned f)
{
	struct second *s = arg;
	(void)text;
	(void)words;
	s->d->f = f;
	rows_add(s->d, x, s->first->y[s->row], s->first->w[s->row], s->first->fold[s->row]);
	s->row++;
}

void samples_second_rows(struct rows *out, struct samples *s, const struct rows *first, const float *likely, int without)
{
	memset(out, 0, sizeof *out);
	for (uint32_t i = 0; i < s->n; i++) {
		struct sample *one = &s->s[i];
		struct buf bytes;
		struct err e = { 0 };
		struct second to = { out, first, one->first };
		if (one->fold == without)
			continue;
		sample_read(&bytes, one);
		one->src.bytes = buf_str(&bytes);
		if (page_each_block(&one->src, likely + one->first, take_second, &to, &e) < 0)
			die("%s", e.text);
		buf_free(&bytes);
	}
}

void rows_free(struct rows *d)
{
	free(d->x);
	free(d->y);
	free(d->w);
	free(d->fold);
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

/* A number that the pages of one site share: of its host's name, the last two parts, or three where the second is short ("co.uk"). */
static uint8_t fold_of(struct str address)
{
	struct url u;
	url_split(&u, address);
	size_t at = u.host.n;
	for (int parts = 0; at > 0; at--) {
		if (u.host.s[at - 1] != '.')
			continue;
		size_t end = at + str_chr(str_sub(u.host, at, u.host.n), '.', 0);
		parts++;
		if (parts >= 2 && !(parts == 2 && u.host.n - at <= 7 && end - at <= 3))
			break;
	}
	uint64_t h = 14695981039346656037u;
	for (; at < u.host.n; at++)
		h = (h ^ (unsigned char)u.host.s[at]) * 1099511628211u;
	return (uint8_t)((h ^ h >> 32) % FOLDS);
}

void samples_read(struct samples *out, const char *list, const char *gold)
{
	memset(out, 0, sizeof *out);
	out->gold = read_gold(gold);
	FILE *f = fopen(list, "r");
	if (!f)
		die("cannot read %s", list);
	char *line = NULL;
	size_t cap = 0;
	for (ssize_t n; (n = getline(&line, &cap, f)) > 0;) {
		struct str rest = str_trim(arena_str(&out->arena, str_n(line, (size_t)n))), part[5] = { 0 };
		for (int k = 0; k < 5 && str_split(&rest, '\t', &part[k]); k++)
			;
		struct sample s = { .id = arena_str(&out->arena, part[0]), .src = { .url = part[2], .content_type = part[3] } };
		s.gold = json_object_get(out->gold, s.id.s);
		if (!s.gold)
			continue;
		s.path = (char *)arena_str(&out->arena, part[1]).s;
		s.fold = part[4].n ? (uint8_t)((part[4].s[0] - '0') % FOLDS) : fold_of(part[2]);
		ARENA_PUSH(&out->arena, struct sample, out->s, out->n, out->cap, s);
	}
	free(line);
	fclose(f);
}

void samples_free(struct samples *s)
{
	json_decref(s->gold);
	arena_free(&s->arena);
}
