/* page_int.h - what the files of the page module share: the scanned markup, the tree, the text blocks.
 *
 * The way of a page: page_stream (late parts to their places) -> page_scan (bytes to small, bounded markup) -> page_tree
 * (libxml2's events to a flat tree) -> page_blocks (runs of text with what is known of them) -> page_score (containers) ->
 * page_features and page_forest (how likely is a block part of the article) -> page_choose -> page_emit. A tree is an array
 * in document order, so that every walk is a loop and no depth can overflow a stack.
 */
#ifndef QUOTIDIAN_PAGE_INT_H
#define QUOTIDIAN_PAGE_INT_H

#include "quotidian/page.h"
#include "quotidian/utf8.h"

#define PAGE_BYTES_MAX ((size_t)16 << 20)  /* of markup that is looked at; the rest is cut */
#define PAGE_MARKUP_MAX ((size_t)8 << 20)  /* of markup that is left after scanning */
#define PAGE_NODES_MAX 300000u
#define PAGE_BLOCKS_MAX 40000u
#define PAGE_DEPTH_MAX 400u /* open elements that must be closed; deeper ones are dropped, their text stays */
#define PAGE_LD_MAX 16      /* JSON-LD scripts of a page */
#define PAGE_TEXT_ATTR_MAX 8192

/* ---- page_stream.c ---- */

/* Appends the page with the parts that were sent late in their places; false, nothing appended, when there are none. Linear. */
bool page_stream_join(struct buf *out, struct str html);

/* ---- page_scan.c ---- */

enum page_tag {
	TAG_OTHER,
#define PAGE_TAGS(T) \
	T(a) T(abbr) T(address) T(article) T(aside) T(audio) T(b) T(base) T(blockquote) T(body) T(br) T(button) T(canvas) T(caption) \
	T(center) T(cite) T(code) T(col) T(colgroup) T(dd) T(del) T(details) T(dialog) T(dir) T(div) T(dl) T(dt) T(em) T(embed) T(fieldset) \
	T(figcaption) T(figure) T(font) T(footer) T(form) T(frame) T(frameset) T(h1) T(h2) T(h3) T(h4) T(h5) T(h6) T(head) T(header) T(hgroup) \
	T(hr) T(html) T(i) T(iframe) T(img) T(input) T(ins) T(kbd) T(label) T(legend) T(li) T(link) T(main) T(mark) T(math) T(menu) T(meta) \
	T(nav) T(noembed) T(noframes) T(noscript) T(object) T(ol) T(optgroup) T(option) T(p) T(param) T(picture) T(plaintext) T(pre) T(q) \
	T(s) T(samp) T(script) T(search) T(section) T(select) T(small) T(source) T(span) T(strike) T(strong) T(style) T(sub) T(summary) T(sup) \
	T(svg) T(table) T(tbody) T(td) T(template) T(textarea) T(tfoot) T(th) T(thead) T(time) T(title) T(tr) T(track) T(tt) T(u) T(ul) T(var) \
	T(video) T(wbr) T(xmp)
#define T(name) TAG_##name,
	PAGE_TAGS(T)
#undef T
	TAG_COUNT
};
enum page_attr {
	ATTR_NONE,
#define PAGE_ATTRS(T) \
	T(aria_hidden, "aria-hidden") T(aria_label, "aria-label") T(class, "class") T(content, "content") \
	T(data_component, "data-component") T(data_module, "data-module") T(data_qa, "data-qa") \
	T(data_testid, "data-testid") T(data_type, "data-type") T(datetime, "datetime") T(hidden, "hidden") \
	T(href, "href") T(id, "id") T(itemprop, "itemprop") T(itemtype, "itemtype") T(lang, "lang") T(media, "media") T(name, "name") \
	T(property, "property") T(rel, "rel") T(role, "role") T(src, "src") T(start, "start") T(style, "style") \
	T(title, "title") T(type, "type") T(value, "value") T(xml_lang, "xml:lang")
#define T(id, name) ATTR_##id,
	PAGE_ATTRS(T)
#undef T
	ATTR_COUNT
};
enum page_tag page_tag_of(struct str lower_name);
struct page_scan {
	struct buf markup;              /* what the parser gets */
	struct str ld[PAGE_LD_MAX];     /* JSON-LD, slices of the input */
	unsigned nld;
};
/* Copies the markup without scripts, styles, comments and the attributes that nobody asks for; bounds the depth. Linear. */
void page_scan(struct page_scan *out, struct str html);
void page_scan_free(struct page_scan *s);

/* ---- page_class.c: what class names and ids say ---- */

enum page_sign {
#define PAGE_SIGNS(S) \
	S(ARTICLE) S(BODY) S(COMMENT) S(SHARE) S(NAV) S(SIDE) S(FOOT) S(HEAD) S(RELATED) S(PROMO) S(AD) S(CAPTION) S(MEDIA) S(BYLINE) S(DATE) \
	S(META) S(TAGS) S(TITLE) S(LEAD) S(HIDDEN) S(COOKIE) S(MODAL) S(PAYWALL) S(WIDGET) S(QUOTE) S(LIST) S(LEGAL) S(LIVE) S(LINK) S(TOC) \
	S(FORM) S(NOTE) S(TEXT) S(TEASER)
#define S(name) SIGN_##name,
	PAGE_SIGNS(S)
#undef S
	SIGN_COUNT
};
#define SIGN(name) ((uint64_t)1 << SIGN_##name)
/* The signs in a class, id, role or test id. */
uint64_t page_signs(struct str names);

/* ---- page_tree.c ---- */

struct page_at {
	uint8_t name; /* enum page_attr */
	struct str value;
};
enum page_node_flag { NODE_TEXT = 1, NODE_BLOCK = 2, NODE_HIDDEN = 4, NODE_ARIA_HIDDEN = 8, NODE_BODY = 16 };
struct page_node {
	uint32_t parent, end; /* [self, end) is the subtree; the root is its own parent */
	uint32_t text, ntext; /* of a text node: bytes of tree->text */
	uint32_t attr;        /* first of nattr in tree->attr */
	uint16_t nattr, depth;
	uint8_t tag, flags;
	uint64_t signs;
};
struct page_tree {
	struct arena *arena;
	struct page_node *node; /* on the heap: page_tree_free */
	struct page_at *attr;
	uint32_t nnode, capnode, nattr, capattr;
	struct buf text;
};
int page_tree_build(struct page_tree *t, struct arena *a, const struct page_scan *s, struct err *e) QD_MUST_USE;
void page_tree_free(struct page_tree *t);
struct str page_attr(const struct page_tree *t, uint32_t node, enum page_attr name);
static inline struct str page_node_text(const struct page_tree *t, uint32_t node)
{
	return (struct str){ t->text.s + t->node[node].text, t->node[node].ntext };
}
bool page_tag_inline(enum page_tag tag);

/* ---- page_block.c: runs of text ---- */

enum page_phrase {
	PHRASE_RELATED = 1, PHRASE_PROMO = 2, PHRASE_CREDIT = 4, PHRASE_BYLINE = 8, PHRASE_DATE = 16, PHRASE_LEGAL = 32, PHRASE_COMMENT = 64,
	PHRASE_AD = 128, PHRASE_SHARE = 256, PHRASE_COOKIE = 512, PHRASE_PAYWALL = 1024, PHRASE_NAV = 2048,
};
#define PHRASE_KINDS 12
/* What a line's wording says of it; `start` counts phrases at the beginning only. Looks at its first 400 bytes. */
unsigned page_phrases(struct str line);

/* One run of text between block boundaries. Its text, white space collapsed, stands in blocks->text. */
struct page_block {
	uint32_t node;        /* innermost block element around it */
	uint32_t first, last; /* text nodes [first, last] it comes from */
	uint32_t text, ntext; /* bytes of blocks->text */
	uint32_t words, sentences, link_chars, links, bold_chars, commas, digits, uppers, letters, chars;
	uint32_t span, nspan; /* styles and links inside, of blocks->span */
	uint16_t phrases;
	uint8_t kind, level;  /* as in struct block */
	uint16_t number;
	uint8_t hidden;       /* 1: not displayed, 2: aria-hidden */
	uint8_t ends, begins; /* ends like a sentence; begins with a capital, a digit or a quotation mark */
	uint8_t breaks;       /* line breaks inside */
	uint8_t keep;
	uint8_t fixed;        /* the keep is final: rules, not weights */
	float p, p2;          /* how likely it belongs to the article: first and second look */
	uint64_t hash;        /* of the folded text */
};
struct page_span {
	uint32_t start, end; /* bytes of blocks->text */
	uint8_t kind;        /* enum style_kind, or PAGE_SPAN_LINK */
	uint32_t node;       /* of a link: its element */
};
#define PAGE_SPAN_LINK 255
struct page_blocks {
	struct page_block *b;
	struct page_span *span;
	uint32_t n, cap, nspan, capspan;
	struct buf text;
};
void page_blocks_build(struct page_blocks *bs, struct arena *a, const struct page_tree *t);
void page_blocks_free(struct page_blocks *bs);
static inline struct str page_block_text(const struct page_blocks *bs, const struct page_block *b)
{
	return (struct str){ bs->text.s + b->text, b->ntext };
}
static inline float page_link_density(const struct page_block *b)
{
	return b->chars ? (float)b->link_chars / (float)b->chars : 0;
}
/* Hash of a text's letters and digits in lower case: equal for texts that differ in space and punctuation. */
uint64_t page_fold_hash(struct str s);
/* Share of a's words of at least `bytes` bytes that stand in b, too, ASCII case ignored; `none` when a has no such word. */
double page_shared_words(struct str a, struct str b, size_t bytes, double none);

/* ---- page_meta.c ---- */

struct page_meta {
	struct str title, byline, site, language, url, image, section, description, body; /* body: JSON-LD's articleBody */
	struct str heading; /* title before its site suffix was cut */
	int64_t published, updated;
	int zone; /* of published, in minutes */
	uint32_t body_words;
	uint32_t h1;        /* block that is the headline, or UINT32_MAX */
	bool says_article;  /* it calls itself an article */
	bool says_video, says_live;
	bool not_free;      /* isAccessibleForFree: false */
};
void page_meta_read(struct page_meta *m, struct arena *a, const struct page_source *src, const struct page_scan *s,
	const struct page_tree *t,
	const struct page_blocks *bs);
struct str page_one_line(struct arena *a, struct str raw);
struct str page_text_below(struct arena *a, const struct page_tree *t, uint32_t node);
/* Seconds since 1970, 0 for what is no date; *zone (which may be NULL) is set when it is one. */
int64_t page_to_date(struct str s, int *zone);
/* ---- page_credit.c ---- */
/* The best of JSON-LD's byline in m, those of meta elements and microdata, and what the page shows. */
void page_find_byline(struct page_meta *m, struct arena *a, const struct page_tree *t, const struct page_blocks *bs,
	struct str meta, struct str microdata,
	struct str url);
void page_find_date(struct page_meta *m, struct arena *a, const struct page_tree *t, const struct page_blocks *bs,
	int64_t time, int time_zone, struct str url);
/* JSON-LD of news articles; fills what is still empty. */
void page_jsonld_read(struct page_meta *m, struct arena *a, const struct page_scan *s);

/* ---- page_score.c: containers ---- */

struct page_node_score {
	float score;          /* Readability's content score */
	uint32_t words, link_words, good; /* below it; good: words of blocks that look like paragraphs */
	uint32_t paragraphs;
};
struct page_scores {
	struct page_node_score *of; /* one a node */
	uint32_t top;               /* best container, 0 when there is none */
	uint32_t span_first, span_last; /* densest run of blocks */
	uint32_t good;
};
void page_score(struct page_scores *out, struct arena *a, const struct page_tree *t, const struct page_blocks *bs);

/* ---- page_features.c, page_forest.c ---- */

/* What is known of block i, as small whole numbers; returns how many. */
struct page_context {
	const struct page_tree *t;
	struct page_blocks *bs; /* what is kept is marked in it */
	const struct page_scores *sc;
	const struct page_meta *meta;
	struct arena *arena;
	void *prepared, *second;
	const struct page_forest *look; /* of the first and the second look */
	bool use_body; /* the article is what JSON-LD says it is */
};
void page_features_prepare(struct page_context *c);
unsigned page_features(int16_t *out, const struct page_context *c, uint32_t i);
/* The second look: from the likelihoods p that the first gave to all blocks. */
void page_second_prepare(struct page_context *c);
unsigned page_second_features(int16_t *out, const struct page_context *c, uint32_t i);
/* The trees of the first and the second look that come with the program. */
extern const struct page_forest page_learned[2];
/* Likelihood in 0..1. */
float page_likelihood(const struct page_forest *f, const int16_t *features);

/* ---- page.c ---- */

/* A page up to the choice of its blocks. */
struct page_work {
	struct arena arena;
	struct buf joined; /* the page, where parts of it were sent late */
	struct page_scan scan;
	struct page_tree tree;
	struct page_blocks blocks;
	struct page_meta meta;
	struct page_scores scores;
	struct page_context context;
};
int page_work_open(struct page_work *w, struct str html, const struct page_source *src, struct err *e) QD_MUST_USE;
void page_work_close(struct page_work *w);

/* ---- page_choose.c, page_clean.c, page_emit.c ---- */

/* Sets keep of each block. Returns true when it is an article rather than just some text. */
bool page_choose(struct page_context *c);
bool page_vetoes(const struct page_context *c, const struct page_block *b);
/* What a rule can tell without knowing the page: the body of a feed item. */
void page_clean_feed(struct page_context *c);
/* ---- page_post.c: embedded posts ---- */

/* Keeps those that stand inside the article, whole; to be called when all else is chosen. */
void page_keep_posts(struct page_context *c);

/* ---- page_live.c ---- */

/* Of a live blog keeps the lines that say when and who above each entry; to be called when all else is chosen. */
void page_keep_live(struct page_context *c);

/* Text, blocks, styles and links of what is kept; or the text that JSON-LD gives, when page_choose said so. */
void page_emit(struct doc *d, const struct page_context *c, struct str base);

/* ---- page_text.c ---- */
int page_text_parse(struct doc *d, struct str text, const struct page_source *src);

/* ---- page_more.c: other pages with the article's text ---- */

/* Fills next, whole and other. */
void page_more_find(struct page_found *f, struct arena *a, const struct page_context *c, struct str address, struct str base, unsigned part);

/* ---- page_sort.c ---- */

/* What a page is; `article`: one was found, of so many words. */
enum page_sort page_sort_of(const struct page_context *c, bool article, uint32_t words);

/* Drops a site's name from the end (or start) of a title. */
struct str page_title_bare(struct str title, struct str site);

#endif
