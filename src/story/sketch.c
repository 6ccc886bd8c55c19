/* sketch.c - what ranking knows of a story, in a few hundred bytes: its weightiest terms, its actors, and a signature of its text.
 *
 * Terms are Porter stems of folded words, hashed into STORE_TERMS classes: two words that meet in one class by accident are one pair among a
 * hundred. A term counts once for each occurrence with diminishing returns (the saturation of BM25, Robertson and Walker 1994), as two
 * more when it stands in the title.
 */
#include "config.h"

#include <stdlib.h>

#include "quotidian/text.h"
#include "quotidian/utf8.h"
#include "quotidian/wire.h"
#include "story_int.h"

#define TEXT_READ ((size_t)64 << 10) /* bytes of a text that are looked at; what is behind repeats */
#define LEAD_WORDS 40
#define SATURATION 6.0
#define WORD_MIN 2 /* bytes */
#define SHINGLE_WORDS 4
#define SHINGLE_BITS 20
#define SAME_SHORT 8     /* shingles of a text that is short, half of which must agree */
#define FORMAT 3

/* Most words of a text have just been seen: their classes are looked up by their letters. */
#define WORDS_KNOWN 4096
#define KNOWN_MAX 27
struct known {
	uint32_t class;
	uint8_t n; /* 0: free */
	char word[KNOWN_MAX];
};
struct sketcher {
	struct known *known;
	struct stemmer *stem;
	struct buf folded;
	struct seen {
		uint8_t times, flags;
	} *slot; /* of each class; both 0: not seen */
	uint32_t *used, nused, cap;
	struct sketch_term *out;
	uint64_t *shingle;
	uint32_t nshingle, shingle_cap;
};

struct sketcher *sketcher_open(void)
{
	struct sketcher *k = xcalloc(1, sizeof *k);
	k->stem = stemmer_open();
	buf_init(&k->folded, 8 * TEXT_READ);
	k->slot = xcalloc(STORE_TERMS, sizeof *k->slot);
	k->known = xcalloc(WORDS_KNOWN, sizeof *k->known);
	return k;
}

void sketcher_close(struct sketcher *k)
{
	if (!k)
		return;
	stemmer_close(k->stem);
	buf_free(&k->folded);
	free(k->slot);
	free(k->known);
	free(k->used);
	free(k->out);
	free(k->shingle);
	free(k);
}

/* `hash`: of the word. */
static uint32_t class_of(struct sketcher *k, struct str word, uint64_t hash)
{
	struct known *w = &k->known[hash & (WORDS_KNOWN - 1)];
	if (w->n == word.n && memcmp(w->word, word.s, word.n) == 0)
		return w->class;
	uint32_t class = store_term_class(stemmer_word(k->stem, word));
	if (word.n <= KNOWN_MAX) {
		w->class = class;
		w->n = (uint8_t)word.n;
		memcpy(w->word, word.s, word.n);
	}
	return class;
}

static void add_term(struct sketcher *k, uint32_t class, unsigned flags)
{
	struct seen *t = &k->slot[class];
	if (!t->times && !t->flags) {
		if (k->nused == k->cap) {
			k->cap = k->cap ? k->cap * 2 : 1024;
			k->used = xrealloc(k->used, k->cap, sizeof *k->used);
			k->out = xrealloc(k->out, k->cap, sizeof *k->out);
		}
		k->used[k->nused++] = class;
	}
	t->flags |= (uint8_t)flags;
	if (!(flags & TERM_TITLE) && t->times < TERM_TIMES)
		t->times++;
}

static void add_shingle(struct sketcher *k, const uint64_t *word, bool number)
{
	if (k->nshingle == k->shingle_cap) {
		k->shingle_cap = k->shingle_cap ? k->shingle_cap * 2 : 1024;
		k->shingle = xrealloc(k->shingle, k->shingle_cap, sizeof *k->shingle);
	}
	uint64_t hash = str_hash(str_n((const char *)word, SHINGLE_WORDS * sizeof *word));
	k->shingle[k->nshingle++] = number ? hash | RUN_NUMBER : hash & ~RUN_NUMBER;
}

static bool word_byte(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

static bool digit(unsigned char c)
{
	return c >= '0' && c <= '9';
}

/* "6.1" and "1,200" are one word. */
static size_t word_end(struct str f, size_t start)
{
	size_t i = start;
	bool number = true;
	for (;; i++) {
		unsigned char c = i < f.n ? (unsigned char)f.s[i] : ' ';
		if ((c == '.' || c == ',') && number && i > start && digit((unsigned char)f.s[i - 1]) && i + 1 < f.n && digit((unsigned char)f.s[i + 1]))
			continue;
		if (!word_byte(c))
			return i;
		number = number && digit(c);
	}
}

enum reading { READ_TITLE, READ_TEXT, READ_RUNS };

static void read_words(struct sketcher *k, struct str text, enum reading how)
{
	uint64_t run[SHINGLE_WORDS] = { 0 };
	uint32_t n = 0, number = 0; /* above nought: one is among the run's words */
	buf_clear(&k->folded);
	text_fold(&k->folded, str_sub(text, 0, utf8_floor(text, text.n < TEXT_READ ? text.n : TEXT_READ)), true);
	struct str f = buf_str(&k->folded);
	for (size_t i = 0; i < f.n;) {
		size_t start = i;
		i = word_end(f, i);
		if (i == start) {
			i++;
			continue;
		}
		struct str w = str_sub(f, start, i);
		uint64_t hash = str_hash(w);
		if (how != READ_TITLE) {
			memmove(run, run + 1, sizeof run - sizeof *run);
			run[SHINGLE_WORDS - 1] = hash;
			number = digit((unsigned char)w.s[0]) ? SHINGLE_WORDS : number - (number > 0);
			if (n + 1 >= SHINGLE_WORDS)
				add_shingle(k, run, number > 0);
		}
		if (w.n >= WORD_MIN && how != READ_RUNS)
			add_term(k, class_of(k, w, hash), how == READ_TITLE ? TERM_TITLE | TERM_LEAD : n < LEAD_WORDS ? TERM_LEAD : 0);
		n++;
	}
}

static int by_number(const void *x, const void *y)
{
	uint32_t a = *(const uint32_t *)x, b = *(const uint32_t *)y;
	return (a > b) - (a < b);
}

static int by_term(const void *x, const void *y)
{
	const struct sketch_term *a = x, *b = y;
	return (a->term > b->term) - (a->term < b->term);
}

static int by_hash(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
	return (a > b) - (a < b);
}

void sketcher_read(struct sketcher *k, struct str title, struct str text, struct story_terms *out)
{
	*out = (struct story_terms){ 0 };
	k->nused = k->nshingle = 0;
	read_words(k, title, READ_TITLE);
	if (!str_eq(title, text))
		read_words(k, text, READ_TEXT);
	if (k->nused)
		qsort(k->used, k->nused, sizeof *k->used, by_number);
	for (uint32_t i = 0; i < k->nused; i++) {
		struct seen *t = &k->slot[k->used[i]];
		k->out[i] = (struct sketch_term){ k->used[i], t->times, t->flags };
		*t = (struct seen){ 0 };
	}
	out->term = k->out;
	out->n = k->nused;
	if (k->nshingle)
		qsort(k->shingle, k->nshingle, sizeof *k->shingle, by_hash);
	out->run = k->shingle;
	out->nrun = k->nshingle;
	for (uint32_t i = 0; i < k->nshingle && out->nshingle < SKETCH_SHINGLES; i++) {
		uint32_t small = (uint32_t)(k->shingle[i] >> (64 - SHINGLE_BITS));
		if (!out->nshingle || small != out->shingle[out->nshingle - 1])
			out->shingle[out->nshingle++] = small;
	}
}

const uint64_t *sketcher_runs(struct sketcher *k, struct str text, uint32_t *n)
{
	k->nshingle = 0;
	read_words(k, text, READ_RUNS);
	*n = k->nshingle;
	return k->shingle;
}

void sketcher_names(struct sketcher *k, struct str text, const struct range *name, uint32_t n, struct story_terms *t)
{
	for (uint32_t i = 0; i < n && name[i].start < TEXT_READ; i++) {
		buf_clear(&k->folded);
		text_fold(&k->folded, str_sub(text, name[i].start, name[i].end), true);
		struct str f = buf_str(&k->folded);
		for (size_t at = 0; at < f.n;) {
			size_t start = at;
			at = word_end(f, at);
			if (at - start >= WORD_MIN) {
				struct str w = str_sub(f, start, at);
				struct sketch_term key = { .term = class_of(k, w, str_hash(w)) };
				struct sketch_term *is = t->n ? bsearch(&key, t->term, t->n, sizeof key, by_term) : NULL;
				if (is)
					is->flags |= TERM_NAME;
			}
			at += at == start;
		}
	}
}

/* ---- choosing ---- */

#define STRENGTH(times) ((times) * (SATURATION + 1.0) / ((times) + SATURATION))
const double term_strengths[TERM_TIMES + TITLE_WORTH + 1] = {
	STRENGTH(0.0), STRENGTH(1.0), STRENGTH(2.0), STRENGTH(3.0), STRENGTH(4.0), STRENGTH(5.0), STRENGTH(6.0), STRENGTH(7.0), STRENGTH(8.0),
	STRENGTH(9.0), STRENGTH(10.0), STRENGTH(11.0), STRENGTH(12.0), STRENGTH(13.0), STRENGTH(14.0), STRENGTH(15.0), STRENGTH(16.0),
	STRENGTH(17.0),
};

struct choice {
	double weight;
	uint32_t at;
};

static int weightiest_first(const void *x, const void *y)
{
	const struct choice *a = x, *b = y;
	if (a->weight != b->weight)
		return a->weight < b->weight ? 1 : -1;
	return (a->at > b->at) - (a->at < b->at);
}

void sketch_choose(struct sketch *out, const struct story_terms *t, const struct store_terms *r)
{
	struct choice *c = xcalloc(t->n ? t->n : 1, sizeof *c);
	for (uint32_t i = 0; i < t->n; i++)
		c[i] = (struct choice){ term_strength(t->term[i]) * r->rarity[r->level[t->term[i].term]], i };
	qsort(c, t->n, sizeof *c, weightiest_first);
	out->nterm = t->n < SKETCH_TERMS ? t->n : SKETCH_TERMS;
	for (uint32_t i = 0; i < out->nterm; i++) {
		out->term[i] = t->term[c[i].at];
		if (i < SKETCH_MARKS)
			out->term[i].flags |= TERM_MARK;
	}
	qsort(out->term, out->nterm, sizeof *out->term, by_term);
	out->nshingle = t->nshingle;
	memcpy(out->shingle, t->shingle, sizeof out->shingle);
	free(c);
}

/* ---- bytes ---- */

void sketch_encode(struct buf *out, const struct sketch *k)
{
	uint64_t last = 0;
	wire_put_u(out, FORMAT);
	wire_put_u(out, k->nterm);
	for (uint32_t i = 0; i < k->nterm; i++) {
		wire_put_u(out, k->term[i].term - last);
		buf_addc(out, (char)(k->term[i].times << TERM_FLAGS | k->term[i].flags));
		last = k->term[i].term;
	}
	wire_put_u(out, k->nactor);
	last = 0;
	for (uint32_t i = 0; i < k->nactor; i++) {
		wire_put_u(out, (uint64_t)k->actor[i].actor - last);
		wire_put_u(out, k->actor[i].mentions);
		last = (uint64_t)k->actor[i].actor;
	}
	wire_put_u(out, (uint64_t)(k->actors_norm * 100.0 + 0.5));
	wire_put_u(out, k->nshingle);
	last = 0;
	for (uint32_t i = 0; i < k->nshingle; i++) {
		wire_put_u(out, k->shingle[i] - last);
		last = k->shingle[i];
	}
}

/* The terms, which are most of a sketch: a distance in at most three bytes (STORE_TERMS has 19 bits), then the code. */
static bool decode_terms(struct sketch *out, struct wire *w)
{
	uint32_t last = 0;
	out->nterm = (uint32_t)wire_get_max(w, SKETCH_TERMS);
	const unsigned char *p = w->p;
	for (uint32_t i = 0; i < out->nterm; i++) {
		uint32_t gap = 0, shift = 0;
		if (w->end - p < 4) /* a sketch goes on behind its last term */
			return false;
		while (*p & 0x80 && shift < 14) {
			gap |= (*p++ & 0x7fu) << shift;
			shift += 7;
		}
		gap |= (uint32_t)*p++ << shift;
		last += gap;
		if (last >= STORE_TERMS)
			return false;
		out->term[i] = (struct sketch_term){ last, *p >> TERM_FLAGS, *p & ((1u << TERM_FLAGS) - 1) };
		p++;
	}
	w->p = p;
	return true;
}

int sketch_decode(struct sketch *out, struct str bytes)
{
	struct wire w = wire_of(bytes);
	uint64_t last = 0;
	if (wire_get_u(&w) != FORMAT || !decode_terms(out, &w))
		return QD_EFORMAT;
	out->nactor = (uint32_t)wire_get_max(&w, SKETCH_ACTORS);
	last = 0;
	for (uint32_t i = 0; i < out->nactor; i++) {
		last += wire_get_max(&w, INT64_MAX / SKETCH_ACTORS);
		out->actor[i].actor = (int64_t)last;
		out->actor[i].mentions = (uint32_t)wire_get_max(&w, UINT32_MAX);
	}
	out->actors_norm = (double)wire_get_max(&w, UINT32_MAX) / 100.0;
	out->nshingle = (uint32_t)wire_get_max(&w, SKETCH_SHINGLES);
	last = 0;
	for (uint32_t i = 0; i < out->nshingle; i++) {
		last += wire_get_max(&w, 1u << SHINGLE_BITS);
		if (last >> SHINGLE_BITS)
			return QD_EFORMAT;
		out->shingle[i] = (uint32_t)last;
	}
	return wire_done(&w) ? 0 : QD_EFORMAT;
}

/* ---- copies ---- */

/* Of the smallest hashes of both together, those in both estimate the resemblance of the texts. */
bool sketch_same(const struct sketch *a, const struct sketch *b, unsigned least)
{
	uint32_t both = 0, of = 0;
	for (uint32_t i = 0, k = 0; (i < a->nshingle || k < b->nshingle) && of < SKETCH_SHINGLES; of++) {
		if (k == b->nshingle || (i < a->nshingle && a->shingle[i] < b->shingle[k])) {
			i++;
		} else if (i == a->nshingle || b->shingle[k] < a->shingle[i]) {
			k++;
		} else {
			both++;
			i++;
			k++;
		}
	}
	if (of < SKETCH_SHINGLES) /* two short texts: all of both was looked at */
		return both >= SAME_SHORT && 2 * both >= of && SKETCH_SHINGLES * both >= least * of;
	return both >= least;
}
