/* feed.h - bytes to feed items: RSS 0.90-2.0, RDF, Atom 0.3 and 1.0, JSON Feed, CDF; OPML; feeds named by a page.
 *
 * These parse foreign bytes: call them in a worker (worker.h), never in the process that owns the store
 * or the terminal.
 */
#ifndef QUOTIDIAN_FEED_H
#define QUOTIDIAN_FEED_H

#include "quotidian/arena.h"

#define FEED_ENTRIES_MAX 20000
#define FEED_FIELD_MAX ((size_t)2 << 20) /* bytes of one content */
#define FEED_BRIEF ((size_t)1000)        /* bytes of text beside the HTML where a source is `brief` */
#define FEED_LIST_MAX 256                /* categories, enclosures of one entry */

struct feed_enclosure {
	struct str url, type;
	int64_t length; /* bytes; -1 unknown */
	uint32_t seconds; /* how long it plays; 0 unknown */
	bool transcript;  /* the words of another enclosure (podcast:transcript) */
};

/* All strings are clean UTF-8 and display text (tags removed, references decoded) but for the *_html fields. */
struct feed_entry {
	struct str id; /* guid, atom:id, or made from link, title and date when the feed has none; never empty */
	struct str title, link, author, summary, content, comments, source, language, rights;
	struct str content_html; /* HTML of the fullest body (content, else summary) with relative links resolved; not sanitised */
	struct str image;
	struct str place;     /* the name of the place that it is about (georss:featurename, podcast:location) */
	int32_t comments_n;   /* how many there are at `comments`; -1 unknown */
	int64_t published, updated; /* seconds since 1970, 0 unknown */
	struct str *category;
	struct feed_enclosure *enclosure;
	struct str *title_link, *summary_link, *content_link; /* absolute URLs inside the field's HTML, in order */
	uint32_t ncategory, nenclosure, ntitle_link, nsummary_link, ncontent_link;
};

struct feed {
	struct arena arena;
	char *bytes;       /* what feed_decode() read; its strings are slices of it, with no NUL. NULL of a feed that was parsed */
	struct str format; /* "rss", "rdf", "atom", "json", "cdf" */
	struct str title, link, id, description, author, language, rights, image, generator, hub;
	int64_t published, updated;
	int ttl_min;          /* minutes, from ttl or sy:updatePeriod; 0 unknown */
	uint32_t skip_hours;  /* bit h: not in hour h, UTC */
	uint8_t skip_days;    /* bit d: not on weekday d, 0 = Sunday */
	bool gone;            /* the feed says that it has ended */
	struct str moved_to;  /* the feed says where it went (itunes:new-feed-url), or empty */
	struct feed_entry *entry;
	uint32_t nentry;
	struct str *category, *title_link;
	uint32_t ncategory, ntitle_link;
	bool cut;           /* the document breaks off before its end */
	struct str warning; /* "line 12: ...; 3 items were read before it", or empty */
};

struct feed_source {
	struct str bytes;
	struct str url;              /* base, may be empty */
	struct str content_type;     /* the HTTP header, may be empty */
	struct str content_location; /* may be empty */
	bool brief; /* for an archive: the first FEED_BRIEF bytes of one text, and content_html; no content, no lists of links; no entry that was cut */
};

/* A new feed on the heap. QD_EFORMAT says what the bytes are instead ("is an HTML page, not a feed; `quotidian add` finds the
 * feeds that a page names"). A feed that breaks off gives its whole items and a warning. */
int feed_parse(struct feed **out, const struct feed_source *src, struct err *e) QD_MUST_USE;
void feed_free(struct feed *f);
int feed_encode(struct buf *out, const struct feed *f) QD_MUST_USE;
/* From a worker: hostile. Checks UTF-8, caps, URLs. */
int feed_decode(struct feed **out, struct str bytes, struct err *e) QD_MUST_USE;
/* One JSON object on one line (no final line break), as the manual's "JSON of a feed" says. `file` is left out when empty. */
int feed_json(struct buf *out, const struct feed *f, struct str file) QD_MUST_USE;


struct feed_ref {
	struct str url, title, tags; /* tags: folder names, comma-separated, outermost first */
	struct str was; /* the address before a permanent redirect, where the subscriptions file tells it */
};
struct feed_folder { /* a smart folder: the stories that a query (filter.h) chooses */
	struct str name, query;
};
struct feed_refs {
	struct arena arena;
	struct feed_ref *ref;
	uint32_t n;
	struct feed_folder *folder; /* only subscription files have them */
	uint32_t nfolder;
	uint32_t skipped; /* outlines whose address is not http or https */
};
/* Frees what opml_parse(), subs_load() and their like gave. NULL is fine. */
void feed_refs_free(struct feed_refs *r);
/* OPML, well-formed or not; every outline with an address, folders as tags. */
int opml_parse(struct feed_refs **out, struct str bytes, struct err *e) QD_MUST_USE;
/* Appends an OPML 2.0 document. */
int opml_write(struct buf *out, const struct feed_ref *ref, uint32_t n, struct str title) QD_MUST_USE;
/* Feeds that an HTML page names: <link rel=alternate>, then links that look like feeds; best first, no doubles. */
int feed_discover(struct feed_refs **out, struct str html, struct str url, struct str content_type, struct err *e) QD_MUST_USE;
int feed_refs_encode(struct buf *out, const struct feed_refs *r) QD_MUST_USE;
int feed_refs_decode(struct feed_refs **out, struct str bytes, struct err *e) QD_MUST_USE;

#endif
