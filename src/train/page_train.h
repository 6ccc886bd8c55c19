/* page_train.h - what the trainer of src/page's trees shares: pages with known articles, rows of features, and measuring. */
#ifndef QUOTIDIAN_PAGE_TRAIN_H
#define QUOTIDIAN_PAGE_TRAIN_H

#include <jansson.h>

#include "boost.h"
#include "quotidian/page.h"

#define FOLDS 5

/* Rows of all blocks of all pages; w 0: not labelled. */
struct rows {
	int16_t *x;
	uint8_t *y, *fold;
	float *w;
	uint32_t n, cap, f;
};
struct sample {
	struct str id;
	char *path;
	struct page_source src;
	const json_t *gold;
	uint32_t first, n; /* its rows */
	uint8_t fold;      /* pages of one site are in one */
};
struct samples {
	struct arena arena;
	struct sample *s;
	uint32_t n, cap;
	json_t *gold;
};

/* ---- page_sample.c ---- */

/* Reads the list of pages and what is known of them; dies with a message. */
void samples_read(struct samples *out, const char *list, const char *gold);
void samples_free(struct samples *s);
/* The page's bytes; the caller frees. */
void sample_read(struct buf *b, const struct sample *s);
/* First look: features and labels of all blocks. */
void samples_rows(struct rows *out, struct samples *s);
/* Second look: from the likelihood of each row of the first; labels as there. Pages of fold `without` are left out. */
void samples_second_rows(struct rows *out, struct samples *s, const struct rows *first, const float *likely, int without);
void rows_free(struct rows *d);
/* Hashes of a text's words, and of GRAM of them in a row. */
#define GRAM 4
uint64_t *page_words(uint32_t *n, struct str s);
uint64_t page_gram(const uint64_t *w);
/* Does the text, white space made single spaces, hold one of the strings? */
bool page_holds(struct str text, const json_t *list);
void page_squeeze(struct buf *out, struct str s);

/* ---- page_folds.c ---- */

/* A model in the form that the program uses. */
struct leaves {
	struct page_leaf *node;
	uint16_t *root;
	struct page_forest forest;
};
void leaves_make(struct leaves *out, const struct boost_model *m);
void leaves_free(struct leaves *l);
/* Cleans each page of `fold` by these trees: a line of JSON a page to standard output, and its counts added up. */
struct fold_score; /* one part of the collection */
struct fold_scores {
	struct fold_score *part;
	unsigned n;
};
void folds_measure(struct fold_scores *f, const struct samples *s, int fold, const struct page_forest look[2]);
/* A line a part to standard error. */
void folds_print(const struct fold_scores *f);

#endif
