/* page.h - bytes of a web page, a feed's HTML or plain text to a cleaned document.
 *
 * Parses foreign bytes: call it in a worker (worker.h). The document has text, blocks, styles, links and metadata;
 * annotations are lang.h's work.
 */
#ifndef QUOTIDIAN_PAGE_H
#define QUOTIDIAN_PAGE_H

#include "quotidian/doc.h"

enum page_input { PAGE_HTML, PAGE_TEXT, PAGE_FEED_HTML }; /* a whole page; plain text; the body of a feed item */

struct page_source {
	struct str bytes;
	struct str url;          /* base of links, may be empty */
	struct str content_type; /* HTTP header, may be empty */
	enum page_input input;
	/* What the feed said of the story, each may be empty or 0; used where the page says nothing (and to find the title's
	 * heading). */
	struct str title, byline, site;
	int64_t published;
};

/* A new document on the heap, checked. QD_EFORMAT with a reason when there is no text at all. A page in which no article is found
 * gives what text there is and *thin = true. */
int page_parse(struct doc **out, const struct page_source *src, bool *thin, struct err *e) QD_MUST_USE;
/* Takes "LONDON (AP) -" and the like off the front of doc's judgement: fills doc->dateline (the place) from the first
 * block; the text stays. */
void page_find_dateline(struct doc *d);

/* ---- for the trainer of the tree table (src/train) ---- */

/* A node of a learned tree; trees are laid out in preorder, the left branch is the next node. */
struct page_leaf {
	uint8_t feature; /* PAGE_LEAF: a leaf */
	int16_t value;   /* x[feature] <= value goes left; of a leaf: log odds times PAGE_LEAF_SCALE */
	uint16_t right;  /* nodes ahead */
};
#define PAGE_LEAF 255
#define PAGE_LEAF_SCALE 8192
#define PAGE_FEATURES_MAX 224
/* Calls fn for each text block of a page in order, with its text and the n features the trees look at; all slices last for
 * the call. With `likely` (one number in 0..1 a block, what the first trees said) the features are those of the second
 * look. */
typedef void page_block_fn(void *arg, struct str text, uint32_t words, const int16_t *x, unsigned n);
int page_each_block(const struct page_source *src, const float *likely, page_block_fn *fn, void *arg, struct err *e) QD_MUST_USE;

#endif
