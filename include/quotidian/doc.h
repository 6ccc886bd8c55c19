/* doc.h - the document: one clean text and all that is known about it.
 *
 * A `struct doc` and everything in it live in its arena. The page module (or doc_from_text) builds
 * text and metadata; the lang module adds annotations; after that it is immutable. doc_check() is
 * the contract; it runs after a build, after decoding, after a load, and first in every test.
 *
 * All ranges are UTF-8 byte offsets [start, end) into doc->text, on code point boundaries.
 */
#ifndef QUOTIDIAN_DOC_H
#define QUOTIDIAN_DOC_H

#include "quotidian/arena.h"

/* Caps: what a document may hold at the most. Builders cut, doc_check refuses. */
#define DOC_TEXT_MAX ((size_t)2 << 20)
#define DOC_META_MAX 4096 /* bytes of a title, byline, URL, ... */
#define DOC_BLOCKS_MAX 65536
#define DOC_SPANS_MAX 65536 /* of each of links, styles, entities, mentions, quotes */
#define DOC_ACTORS_MAX 16384
#define DOC_ALIASES_MAX 64

struct range {
	uint32_t start, end;
};
#define RANGE_NONE ((struct range){ 0, 0 }) /* an empty range says "none" */
static inline bool range_some(struct range r) { return r.end > r.start; }
static inline bool range_overlap(struct range a, struct range b) { return a.start < b.end && b.start < a.end; }
static inline bool range_within(struct range in, struct range out) { return in.start >= out.start && in.end <= out.end; }

enum block_kind { BLOCK_P, BLOCK_H, BLOCK_LI, BLOCK_QUOTE, BLOCK_PRE, BLOCK_CAPTION, BLOCK_KINDS };
/* Blocks tile the text in order: the first starts at 0, the last ends at text.n, each is not empty, and
 * between two of them stand only spaces and line breaks, at least one line break. Builders write "\n\n". */
struct block {
	struct range at;
	uint8_t kind;  /* enum block_kind */
	uint8_t level; /* H: 1..6; LI and QUOTE: depth, 1 outermost; else 0 */
	uint16_t number; /* LI of an ordered list: its number; else 0 */
};

enum style_kind { STYLE_EM, STYLE_STRONG, STYLE_CODE, STYLE_KINDS };
struct style {
	struct range at;
	uint8_t kind;
};

struct link {
	struct range at; /* the anchor's text, inside one block */
	struct str url;  /* absolute; http, https or mailto only */
};

enum entity_type { ENT_PER, ENT_ORG, ENT_LOC, ENT_MISC, ENT_TYPES };
/* What the tagger marked. Sorted by start, not overlapping, inside one block. */
struct entity {
	struct range at;
	uint8_t type;  /* enum entity_type */
	int32_t actor; /* index into doc->actor, or -1 */
};

enum mention_kind { MENTION_NAME, MENTION_PRONOUN, MENTION_NOMINAL, MENTION_KINDS };
/* All that refers to an actor. Sorted by start; may nest, inside one block. Where a capital's name stands for its government, two mentions
 * have one range: that of the place, then that of the country. */
struct mention {
	struct range at;
	uint8_t kind;
	int32_t actor; /* index into doc->actor, never -1 */
};

struct actor {
	struct str key;  /* identity across stories: "Q7747" where a list has the Wikidata id, else "per:vladimir putin"; not empty, and
	                  * no two actors of a document share one */
	struct str name; /* fullest name in this document, or the canonical one */
	struct str role; /* what the text calls them ("Kremlin spokesman"), or empty */
	struct str *alias; /* other forms found in the text; without `name` */
	uint32_t nalias;
	uint32_t mentions; /* number of entries in doc->mention */
	uint8_t type;      /* ENT_PER, ENT_ORG, ENT_LOC or ENT_MISC */
	uint8_t gender;    /* 0 unknown, 'm', 'f', 'p' (a plural group) */
};

enum quote_kind { QUOTE_DIRECT, QUOTE_MIXED, QUOTE_INDIRECT, QUOTE_KINDS };
/* Sorted by start, not overlapping, inside one block. A quote split by its cue is two entries. */
struct quote {
	struct range at;      /* direct: with its marks */
	struct range cue;     /* the reporting word, or none */
	struct range speaker; /* the words that name the speaker, or none */
	struct str speaker_name; /* the actor's name, or the speaker's words ("Western analysts"), or empty */
	int32_t actor;        /* index into doc->actor, or -1 */
	uint8_t kind;         /* enum quote_kind */
	uint8_t confidence;   /* of the speaker, 0..100; below QUOTE_SURE it is shown with "?" */
};
#define QUOTE_SURE 50

struct doc {
	struct arena arena; /* owns everything below */
	struct str text;
	struct str title, byline, site, language, dateline, url, image, section;
	int64_t published, updated; /* seconds since 1970, in the years 1 to 9999; 0 unknown */
	int16_t published_zone; /* the zone in which the page gives `published`: minutes east of Greenwich, 0 UTC or unknown */
	struct block *block;
	struct style *style; /* sorted by start */
	struct link *link;   /* sorted by start */
	struct entity *entity;
	struct mention *mention;
	struct actor *actor;
	struct quote *quote;
	uint32_t nblock, nstyle, nlink, nentity, nmention, nactor, nquote;
	uint8_t annotated; /* 1 when the lang module has run */
};

/* A new empty document on the heap; free with doc_free (NULL is fine). */
struct doc *doc_new(void);
void doc_free(struct doc *d);

/* 0 when the document keeps every rule above, else QD_EFORMAT with what is wrong. Strings are clean lines (utf8_clean, no line break),
 * the text clean lines. A quote's cue and speaker may stand in another block than the quote. No text and no blocks: fine. */
int doc_check(const struct doc *d, struct err *e) QD_MUST_USE;

/* Plain text to a document without losing an offset: the text is sanitised so that the number of code
 * points stays (UTF8_COUNT); each run of lines between blank lines is a BLOCK_P, and in a text without blank lines each line is
 * one, unless they look wrapped (none over 100 bytes, more than a quarter broken off in a sentence). White space at both
 * ends of the whole stays outside the text only when `trim` is set (else it is part of the outer blocks). Over DOC_TEXT_MAX: cut. */
struct doc *doc_from_text(struct str text, bool trim);

/* The block that holds byte `at`, or nblock. */
uint32_t doc_block_at(const struct doc *d, uint32_t at);
/* The bytes of a range; valid as long as the document. */
static inline struct str doc_str(const struct doc *d, struct range r)
{
	return (struct str){ d->text.s + r.start, r.end - r.start };
}

/* Where actors' names stand, in the text's order: *out is of `a`, the number is returned. */
uint32_t doc_names(const struct doc *d, struct arena *a, struct range **out);

#define DOC_ZONE_MAX (18 * 60) /* minutes; the widest that ISO 8601 readers take */
#define DOC_CODEC_VERSION 2 /* 2: published_zone */
/* Appends the document in the encoding that the workers' pipes and the store use. */
int doc_encode(struct buf *out, const struct doc *d) QD_MUST_USE;
/* A new document from such bytes (version 1, too), checked with doc_check; hostile bytes give QD_EFORMAT, a newer version QD_ENEWER. */
int doc_decode(struct doc **out, struct str bytes, struct err *e) QD_MUST_USE;

enum doc_json { DOC_JSON_META = 1, DOC_JSON_TEXT = 2, DOC_JSON_ANNOTATIONS = 4, DOC_JSON_ALL = 7 };
/* Appends one JSON object on one line (no final line break): the fields of the manual's "JSON of an article",
 * offsets in code points; strings are "" when unknown. `id` is left out when empty. QD_ELIMIT when out is full. */
int doc_json(struct buf *out, const struct doc *d, struct str id, unsigned what) QD_MUST_USE;

#endif
