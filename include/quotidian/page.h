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
	unsigned part;           /* which page of its article it is, 0 unknown: then its address must show it */
	/* What the feed said of the story, each may be empty or 0; used where the page says nothing (and to find the title's
	 * heading). */
	struct str title, byline, site;
	int64_t published;
};

/* What a page without an article is instead, as far as it shows. */
enum page_sort { PAGE_ARTICLE, PAGE_UNKNOWN, PAGE_LIST, PAGE_VIDEO, PAGE_MISSING, PAGE_CONSENT, PAGE_LOGIN, PAGE_PAYWALL, PAGE_SORTS };

/* What was found besides the text. */
struct page_found {
	bool thin;             /* no article was found */
	enum page_sort sort;   /* not thin: PAGE_ARTICLE, or PAGE_PAYWALL where the page says that there is more for subscribers */
	uint32_t words;        /* of the text */
	/* Where else the article's text stands, as links of the page say; web addresses, made absolute but not compared with the page's own
	 * site, or empty. They live as long as the document. */
	struct str next;  /* the page that goes on with it */
	struct str whole; /* all of it on one page */
	struct str other; /* the page in another form: AMP, else for printing */
};

/* A new document on the heap, checked. QD_EFORMAT with a reason when there is no text at all. A page in which no article is found
 * gives what text there is, and is thin. */
int page_parse(struct doc **out, const struct page_source *src, struct page_found *found, struct err *e) QD_MUST_USE;
/* "no article was found: the page asks to log in" and the like; "" for an article. Static. */
const char *page_sort_says(enum page_sort sort);

#define PAGE_PARTS_MAX 10 /* pages of one article */
/* The pages of one article, in order, as one document with the first one's metadata. A paragraph that stands on an earlier page is left
 * out. A part that is no page, has no article or tells of something else, as its title shows, ends the text; *used says how many of
 * `more` went into it. `found` is that of the first. */
int page_join(struct doc **out, const struct page_source *first, const struct page_source *more, unsigned nmore, unsigned *used,
	struct page_found *found, struct err *e) QD_MUST_USE;
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
struct page_forest {
	const struct page_leaf *node;
	const uint16_t *root; /* of each tree */
	size_t trees;
	float base;           /* log odds without any tree */
};
/* page_parse by other trees than the program's own: those of the first and the second look. */
int page_parse_by(struct doc **out, const struct page_source *src, const struct page_forest look[2], struct page_found *found, struct err *e)
	QD_MUST_USE;
/* Calls fn for each text block of a page in order, with its text and the n features the trees look at; all slices last for
 * the call. With `likely` (one number in 0..1 a block, what the first trees said) the features are those of the second
 * look. */
typedef void page_block_fn(void *arg, struct str text, uint32_t words, const int16_t *x, unsigned n);
int page_each_block(const struct page_source *src, const float *likely, page_block_fn *fn, void *arg, struct err *e) QD_MUST_USE;

#endif
