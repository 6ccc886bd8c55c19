/* draft.h - a feed in the making: what the readers of XML and of JSON put into it, and how rival elements are weighed.
 *
 * Several elements may give one field (pubDate and dc:date). Each comes with a rank; a higher one
 * replaces a lower, an equal one does not replace what is there (but of equal dates the later one counts).
 */
#ifndef QUOTIDIAN_DRAFT_H
#define QUOTIDIAN_DRAFT_H

#include "quotidian/feed.h"

#define FEED_LINE_MAX 4096 /* bytes of a title, a name, an id and other short fields */

/* A text as the feed has it, one level of escaping taken off: HTML or plain. */
struct markup_text {
	struct str s;
	bool html;
	struct str base; /* for relative links inside */
};

struct feed_ranks {
	uint8_t title, link, id, summary, content, author, published, updated, image, comments, language, rights, source, description,
		generator, place;
};

struct draft {
	struct feed *f;
	struct arena *a; /* of f */
	struct str base; /* of the document: may be empty */
	struct feed_ranks feed_rank, rank;
	struct feed_entry cur; /* the entry in the making */
	struct markup_text summary, content; /* of cur, in the arena */
	struct str permalink, self;          /* of cur: what serves as link when there is none */
	uint32_t seconds;                    /* of cur: how long what it encloses plays */
	bool in_entry, full;                 /* full: FEED_ENTRIES_MAX was reached */
	bool brief;                          /* see struct feed_source */
	uint32_t entry_cap, category_cap, feed_category_cap, enclosure_cap;
	struct buf html, text; /* scratch */
};

/* `f` empty, with a zeroed arena. */
void draft_init(struct draft *d, struct feed *f, struct str base);
/* Makes the ids unique and gives up the scratch memory; the feed is done. */
void draft_done(struct draft *d);
void draft_begin_entry(struct draft *d);
/* Puts the entry into the feed. */
void draft_end_entry(struct draft *d);
/* Forgets the entry. */
void draft_drop_entry(struct draft *d);

/* Display text of `t` in the arena, at most FEED_LINE_MAX bytes. HTML that holds no text gives its markup, so that a title that is
 * but a tag is not lost. */
struct str draft_line(struct draft *d, struct markup_text t);
/* The line into *field if it is not empty and `rank` is above *have. */
void draft_set_line(struct draft *d, struct str *field, uint8_t *have, uint8_t rank, struct markup_text t);
/* As draft_set_line, for text that is no markup. */
void draft_set_plain(struct draft *d, struct str *field, uint8_t *have, uint8_t rank, struct str s);
/* A title with its links. */
void draft_set_title(struct draft *d, uint8_t rank, struct markup_text t);
void draft_set_summary(struct draft *d, uint8_t rank, struct markup_text t);
/* RSS's description; `summary` is the element of that name: where both are, the description is the body. */
void draft_set_description(struct draft *d, bool summary, struct markup_text t);
void draft_set_content(struct draft *d, uint8_t rank, struct markup_text t);
/* An address, made absolute against `base`, the document's or the feed's own link; of a scheme that a link may have. */
struct str draft_url(struct draft *d, struct str base, struct str ref);
void draft_set_url(struct draft *d, struct str *field, uint8_t *have, uint8_t rank, struct str base, struct str ref);
void draft_set_date(struct draft *d, int64_t *field, uint8_t *have, uint8_t rank, struct str s);
/* A person; others of the same rank are added with a comma. Takes "Name <mail>", "mail (Name)". */
void draft_add_author(struct draft *d, uint8_t rank, struct str s);
void draft_add_category(struct draft *d, struct str s);
/* Adds or completes the enclosure of that address; length -1, seconds 0 unknown. An image serves as the entry's image too. The struct's strings
 * are copied. */
void draft_add_enclosure(struct draft *d, struct feed_enclosure e);
#define DRAFT_SECONDS_MAX 10000000 /* nothing plays for months: longer is an error */
/* "1:02:33", "62:33" or "3753", as podcasts say how long they play; 0 when it is none of these. */
uint32_t draft_seconds(struct str s);
/* How many comments an entry has: what is no number is passed over. */
void draft_set_comments_n(struct draft *d, struct str s);

#endif
