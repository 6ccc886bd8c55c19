/* store.h - the archive: feeds, items, documents, actors, quotes, in one SQLite file (WAL).
 *
 * All SQL of the project stands in src/store. A `struct store` is one connection and belongs to one thread; the poller thread
 * holds the writing one, others read. Rows are copied into the arena that the caller gives.
 * Counts a feed are kept by the writes, never computed by a scan; lists read only the window asked for.
 */
#ifndef QUOTIDIAN_STORE_H
#define QUOTIDIAN_STORE_H

#include "quotidian/doc.h"
#include "quotidian/feed.h"
#include "quotidian/filter.h"

struct store;

enum store_mode { STORE_WRITE, STORE_READ, STORE_MEMORY };

/* Opens (STORE_WRITE: creates) the file; one of an older version is brought up to date, whatever it is opened for. QD_ENEWER: written by a newer version; QD_EREADONLY; QD_EFORMAT: damaged or another
 * program's; QD_EFULL; each names the file and what to do. STORE_MEMORY: a private one that goes with store_close. */
int store_open(struct store **out, const char *path, enum store_mode mode, struct err *e) QD_MUST_USE;
void store_close(struct store *s);
/* Transactions nest by count; store_commit of the outermost writes. An error inside rolls back at the outermost commit, which then fails. */
int store_begin(struct store *s, struct err *e) QD_MUST_USE;
/* The same for reading only: until store_commit all questions see one state of the archive, and cost less. */
int store_begin_read(struct store *s, struct err *e) QD_MUST_USE;
int store_commit(struct store *s, struct err *e) QD_MUST_USE;
void store_rollback(struct store *s);
/* From another thread: makes a running query of this connection end with QD_ECANCELLED. */
void store_interrupt(struct store *s);
/* A number that changes whenever anybody wrote (PRAGMA data_version + own changes). */
int64_t store_version(struct store *s);

/* ---- feeds ---- */

struct store_feed {
	int64_t id;
	struct str url;    /* as subscribed */
	struct str moved_from; /* the address before a permanent redirect, or empty */
	struct str title;  /* the user's, else the feed's, else the URL */
	struct str link, tags; /* tags: comma-separated, no spaces around */
	struct str etag, last_modified;
	struct str error;  /* of the last poll, empty when it went well */
	int64_t last_poll, last_success, next_due; /* seconds; 0 never */
	uint32_t errors_in_row, total, unread, starred;
	bool gone; /* 410, or the feed said so */
};

/* Makes the set of subscriptions what `ref` says (url, title, tags; in this order). Feeds no longer there are hidden, not deleted: their items
 * stay. Feeds of imported archives are left as they are. */
int store_feeds_sync(struct store *s, const struct feed_ref *ref, uint32_t n, struct err *e) QD_MUST_USE;

struct archive_source { /* where the stories of an archive's file are from */
	struct str name;
	struct str address; /* of the feed, if it had one */
	struct str tags;    /* comma-separated */
};
/* The feed that holds imported stories of this source: the one that is subscribed at this address (*subscribed), else one that is made when
 * it is new, listed behind the subscriptions and never polled. Its address is "archive:ADDRESS", or "archive:NAME" without an address. */
#define STORE_ARCHIVE STR("archive:")
int store_archive_feed(struct store *s, const struct archive_source *from, int64_t *id, bool *subscribed, struct err *e) QD_MUST_USE;
/* Subscribed feeds in the order of the subscriptions. */
int store_feeds(struct store *s, struct arena *a, struct store_feed **out, uint32_t *n, struct err *e) QD_MUST_USE;
int store_feed(struct store *s, struct arena *a, int64_t id, struct store_feed *out, struct err *e) QD_MUST_USE;
/* Ids of subscribed feeds that are due at `now`, longest due first; `all`: every one that is not gone. A feed whose last poll lies more than a
 * day ahead is due, too: the clock was wrong then. What somebody else is fetching is not due. */
int store_feeds_due(struct store *s, struct arena *a, int64_t now, bool all, int64_t **out, uint32_t *n, struct err *e) QD_MUST_USE;

/* Several programs may poll one archive: whoever is about to fetch a feed claims it first. A claim ends with store_poll_result(), or by itself
 * after STORE_LEASE_S, should its owner die. */
#define STORE_LEASE_S 300
/* When the feed was polled last, 0 never: what a claim compares. */
int store_feed_seen(struct store *s, int64_t id, int64_t *last_poll, struct err *e) QD_MUST_USE;
/* *ours: nobody else has claimed the feed, and it has not been polled since store_feed_seen() gave `last_poll`. */
int store_feed_claim(struct store *s, int64_t id, int64_t now, int64_t last_poll, bool *ours, struct err *e) QD_MUST_USE;
/* Prolongs a claim that is ours, or gives it up (`until` 0). */
int store_feed_hold(struct store *s, int64_t id, int64_t until, struct err *e) QD_MUST_USE;

/* How often a feed has something new, from its newest 20 stories: the median of the seconds between two of them, at least half the time since
 * the newest (0: fewer than three dates), and stories a week. */
struct feed_rhythm {
	int64_t gap;
	double per_week;
};
int store_feed_rhythm(struct store *s, int64_t id, int64_t now, struct feed_rhythm *out, struct err *e) QD_MUST_USE;
/* Ends the claims of processes that are no more on this machine. */
int store_feed_unclaim_dead(struct store *s, struct err *e) QD_MUST_USE;

/* Feeds that have stories in common, and how many: sums over several feeds count such a story once for each of them. */
struct store_circle {
	int64_t *feed; /* ascending */
	uint32_t nfeed, total, unread, starred;
};
int store_circles(struct store *s, struct arena *a, struct store_circle **out, uint32_t *n, struct err *e) QD_MUST_USE;

struct store_poll { /* what a poll of one feed brought */
	int64_t feed;
	int64_t now, next_due;
	const struct feed *parsed; /* NULL: 304 or a failure */
	struct str etag, last_modified; /* as received; kept verbatim (also empty) when `answered` */
	bool answered;                  /* 200 or 304: validators are stored */
	struct str error;               /* empty: success */
	struct str new_url;             /* permanent redirect, or empty */
	bool gone;
	bool apart;                     /* no item becomes one with another feed's, now or later */
	bool stories_only;              /* nothing of the feed itself is touched, and stories that are known stay as they are */
};
/* Stores items and validators in one transaction. Items known by (feed, id) are updated when they changed (flags
 * and date stay; the document made from the feed's text goes, so that it is made anew). A date to come counts as `now`.
 * A new entry with the address (url_story()) of a story that another feed brought is not stored again: the story has one more source,
 * which is not counted as new. It is in the lists of all its feeds, and shown as the site's own feed has it, or the one with the
 * clearly longer text. */
int store_poll_result(struct store *s, const struct store_poll *p, uint32_t *n_new, uint32_t *n_changed, struct err *e) QD_MUST_USE;

/* The same for stories from an archive's file: flags[i] (ITEM_READ, ITEM_STARRED) are those of entry i, if it is new. */
int store_archive_put(struct store *s, const struct store_poll *p, const uint32_t *flags, uint32_t *n_new, uint32_t *n_changed,
                      struct err *e) QD_MUST_USE;

/* ---- items ---- */

enum item_flag { ITEM_READ = 1, ITEM_STARRED = 2, ITEM_PAGE = 4 /* full text is stored */, ITEM_NOTED = 8 /* annotated */ };
struct store_item {
	int64_t id, feed;
	struct str title, url, author, feed_title;
	struct str summary; /* first words, one line */
	int64_t published, received; /* published falls back to received */
	uint32_t flags;
	struct str given; /* the feed's id for it (guid) */
	struct str *also; /* the other subscribed feeds that have it: their titles, in the order of the subscriptions */
	uint32_t nalso;
	int64_t family;  /* the first of those that are nearly the same text, also for that one; 0: there are none */
	uint32_t copies; /* stories folded into this one, see item_view.fold; their feeds follow in `also` */
};
/* Appends the titles of the feeds that have it, its own first, with commas between them; where that is wider than `cells` (0: any width
 * will do), the first and how many more. */
void store_item_sources(struct buf *out, const struct store_item *it, size_t cells);
/* One more feed that has the story, unless it is named already; STORE_ALSO_MAX are. */
#define STORE_ALSO_MAX 16u
void store_item_also(struct arena *a, struct store_item *it, struct str feed);
/* With its own copies of all strings. */
struct store_item store_item_copy(struct arena *a, const struct store_item *it);

enum view_kind { VIEW_ALL, VIEW_FEED, VIEW_TAG, VIEW_STARRED, VIEW_ACTOR };
struct item_view {
	enum view_kind kind;
	int64_t id;       /* VIEW_FEED: feed; VIEW_ACTOR: actor */
	struct str text;  /* VIEW_TAG: the tag */
	bool unread_only;
	struct str filter; /* a query (filter.h) that narrows the view; empty: none */
	bool fold;         /* store_items only: of nearly identical stories the first one of the view stands for all, or a later version of its feed,
	                    * unread as long as one of them is */
};
struct item_anchor { /* a place in a list ordered by published, then id, newest first */
	int64_t published, id;
};
/* Items behind (`back`: before, still given newest first) the anchor, at most `limit`. NULL anchor: from the top (back: from the end).
 * QD_EINVAL: the view's filter is wrong, and where. Words are found by the search index, see store_index_some. */
int store_items(struct store *s, struct arena *a, const struct item_view *v, const struct item_anchor *from, bool back, uint32_t limit,
                struct store_item **out, uint32_t *n, struct err *e) QD_MUST_USE;
/* Items and unread ones in a view, from the kept counts. With a filter, and of VIEW_ACTOR, they are counted, the newest first: a total above
 * STORE_COUNT_MAX says that there are more, of which the unread ones are not counted. */
#define STORE_COUNT_MAX 1000
int store_view_count(struct store *s, const struct item_view *v, uint32_t *total, uint32_t *unread, struct err *e) QD_MUST_USE;
int store_item(struct store *s, struct arena *a, int64_t id, struct store_item *out, struct err *e) QD_MUST_USE;
/* The item whose URL, feed id (guid) or number `what` is. QD_ENOTFOUND. */
int store_item_find(struct store *s, struct str what, int64_t *id, struct err *e) QD_MUST_USE;
/* What the feed gives beside the text. All empty where there is nothing. */
struct store_extra {
	struct str comments;  /* address, or empty */
	int32_t comments_n;   /* how many, as the feed said last; -1 unknown */
	struct str place;
	struct feed_enclosure *file; /* enclosures that are no pictures */
	uint32_t nfile;
};
int store_item_extra(struct store *s, struct arena *a, int64_t id, struct store_extra *out, struct err *e) QD_MUST_USE;
/* Stories that are nearly one text with this one, it included, the first one first; none where there are no others. At most STORE_FAMILY_MAX. */
#define STORE_FAMILY_MAX 64u
int store_family(struct store *s, struct arena *a, int64_t item, int64_t **out, uint32_t *n, struct err *e) QD_MUST_USE;
/* Adds the feeds of such stories to those that have this one (`also`). */
int store_family_sources(struct store *s, struct arena *a, struct store_item *it, struct err *e) QD_MUST_USE;
/* Sets and clears flags (ITEM_READ, ITEM_STARRED). Keeps the counts. */
int store_item_flags(struct store *s, int64_t id, uint32_t set, uint32_t clear, struct err *e) QD_MUST_USE;
/* Marks all of a view read; the ids that changed go to `changed` (may be NULL) for undo. */
int store_mark_read(struct store *s, struct arena *a, const struct item_view *v, int64_t **changed, uint32_t *n, struct err *e) QD_MUST_USE;
/* Sets or clears one flag (ITEM_READ, ITEM_STARRED) of all of a view; the ids that changed go to `changed` (may be NULL). QD_EINVAL: the view's
 * filter is wrong, and where. */
int store_mark_view(struct store *s, struct arena *a, const struct item_view *v, uint32_t set, uint32_t clear, int64_t **changed, uint32_t *n,
               struct err *e) QD_MUST_USE;
/* The body that the feed gave, as HTML (of a headline without text: the title), while it has not become a document; empty else. */
int store_item_body(struct store *s, struct arena *a, int64_t id, struct str *html, struct err *e) QD_MUST_USE;
/* Appends the fullest text there is of a story, without marks: the page's, else the feed's. Over out->max: cut. */
int store_item_text(struct store *s, int64_t id, struct buf *out, struct err *e) QD_MUST_USE;
/* Items whose feed text is not annotated yet, at most `limit`: unread ones newest first, then read ones newest first. */
int store_items_unannotated(struct store *s, struct arena *a, uint32_t limit, int64_t **out, uint32_t *n, struct err *e) QD_MUST_USE;

/* Throws a story away, out of all its feeds; it does not come back while they list it. QD_ENOTFOUND. */
int store_item_delete(struct store *s, int64_t id, int64_t now, struct err *e) QD_MUST_USE;
/* Brings back one of the last hundred stories that this connection threw away. QD_ENOTFOUND. */
int store_item_undelete(struct store *s, int64_t id, struct err *e) QD_MUST_USE;

/* How long stories are kept, from when they came. */
struct store_keep {
	struct str tag;  /* of the feeds that it is for; empty: those without a rule of their own */
	int64_t seconds; /* 0: for ever */
	bool unread;     /* all stories, else those that were read */
};
/* Throws away what the rules do not keep: one step, which looks at some rows behind *from (0 at first) and deletes at most `limit`. *n: how
 * many; *more: there are further rows. Of several rules for the tags of a feed, or of the feeds of a story, the longest holds; the last one
 * of those for all feeds. Starred stories stay, and those that the user gave to another actor. */
int store_sweep(struct store *s, const struct store_keep *keep, uint32_t nkeep, int64_t now, uint32_t limit, int64_t *from, uint32_t *n, bool *more,
                struct err *e) QD_MUST_USE;

/* ---- documents ---- */

enum doc_source { DOC_FEED = 0, DOC_PAGE = 1 };
/* Stores a document with its actors, mentions and quotes; the page's replaces the feed's in actors and quotes. `why` (may be empty): a note, as why the page could not be had. */
int store_doc_put(struct store *s, int64_t item, enum doc_source from, const struct doc *d, struct str why, struct err *e) QD_MUST_USE;
/* The same in two steps, of which the first needs no store and can be done while another thread has it: appends a document's bytes as they
 * are kept. QD_ELIMIT. */
struct packer; /* pack.h */
int store_doc_pack(struct packer *p, struct buf *out, const struct doc *d, struct err *e) QD_MUST_USE;
int store_doc_put_packed(struct store *s, int64_t item, enum doc_source from, const struct doc *d, struct str bytes, struct str why,
                         struct err *e) QD_MUST_USE;
/* QD_ENOTFOUND when there is none. Decoded and checked. */
int store_doc_get(struct store *s, int64_t item, enum doc_source from, struct doc **out, struct err *e) QD_MUST_USE;
/* Remembers that this item's text could not be made (so that it is not tried for ever). */
int store_doc_failed(struct store *s, int64_t item, enum doc_source from, struct str why, struct err *e) QD_MUST_USE;
/* The note that was stored with a document, or why there is none; *has: there is a document. */
int store_doc_note(struct store *s, struct arena *a, int64_t item, enum doc_source from, bool *has, struct str *note, struct err *e) QD_MUST_USE;

/* Texts of feeds' documents that are stored in this transaction and are to be indexed next, so that they need not be read again: ascending by
 * item, the caller's, in use until this is called with n 0 (NULL). They count until another connection writes. */
struct store_text {
	int64_t item;
	struct str text;
	struct range *name; /* see doc_names() */
	uint32_t nname;
};
void store_texts_at_hand(struct store *s, const struct store_text *t, uint32_t n);
/* That of a story's document from its feed; NULL: it is to be read. */
const struct store_text *store_text_at_hand(const struct store *s, int64_t item);

/* ---- search index ---- */

/* Takes at most `limit` items that are new or changed into the search index, in one transaction; *n: how many, 0 when all is done.
 * For a writer that has nothing better to do: what is not indexed yet is seen in lists, but not found. */
int store_index_some(struct store *s, uint32_t limit, uint32_t *n, struct err *e) QD_MUST_USE;

/* The line of a story in which the first of a query's words stands that is there at all; out->text is empty when none is, as when the title
 * alone has it. */
struct excerpt {
	struct str text;
	size_t start, end; /* the words, in bytes of it */
};
int store_item_context(struct store *s, struct arena *a, int64_t item, const struct filter *f, struct filter_match *m, struct excerpt *out,
                       struct err *e) QD_MUST_USE;

/* ---- actors and quotes ---- */

struct store_actor {
	int64_t id;
	struct str key, name, role;
	uint8_t type;
	uint32_t stories, quotes;
};
/* QD_ENOTFOUND when no actor has this number. */
int store_actor(struct store *s, struct arena *a, int64_t id, struct store_actor *out, struct err *e) QD_MUST_USE;
/* Actors, those in most stories first; `like`: beginnings of words of the name, all of which must be there (empty: anybody). */
int store_actors(struct store *s, struct arena *a, struct str like, uint32_t limit, struct store_actor **out, uint32_t *n, struct err *e) QD_MUST_USE;
/* The one actor that words can mean: a number, a whole name, or beginnings that only one name has; `but` (0: nobody) is not looked for.
 * QD_EINVAL when several are, QD_ENOTFOUND when nobody is. */
int store_actor_named(struct store *s, struct arena *a, struct str what, int64_t but, struct store_actor *out, struct err *e) QD_MUST_USE;
/* Who is in a story, most mentioned first; none while it is not annotated. */
int store_item_actors(struct store *s, struct arena *a, int64_t item, struct store_actor **out, uint32_t **mentions, uint32_t *n, struct err *e) QD_MUST_USE;

#define ACTOR_ROLES_MAX 50
struct actor_role {
	struct str role;
	int64_t published, item; /* the newest story that says so */
};
struct actor_more {
	struct str own_name;   /* as the stories have it; struct store_actor has the one that the user gave, if any */
	struct str *alias;     /* other forms that stories use */
	struct str *key;       /* other identities that the user merged into this one */
	struct actor_role *role; /* newest first, at most ACTOR_ROLES_MAX */
	uint32_t nalias, nkey, nrole;
};
/* What else is known of an actor. QD_ENOTFOUND. */
int store_actor_more(struct store *s, struct arena *a, int64_t id, struct actor_more *out, struct err *e) QD_MUST_USE;

/* What users say of actors. Each call is one choice: kept for later stories and for documents that are annotated again, and taken back,
 * the newest first, by store_actor_undo() (QD_ENOTFOUND when there is none). A merged actor's number leads to whom it became.
 * QD_EINVAL says what is wrong. The stories concerned are listed anew before the call returns. */
int store_actor_merge(struct store *s, int64_t from, int64_t into, struct err *e) QD_MUST_USE;
/* Makes the actor somebody else in these stories (*made: the new one's number); without stories, parts what was merged into it. */
int store_actor_split(struct store *s, int64_t actor, const int64_t *story, uint32_t n, int64_t *made, struct err *e) QD_MUST_USE;
/* Gives the actor a name; empty: the stories' own again. */
int store_actor_rename(struct store *s, int64_t actor, struct str name, struct err *e) QD_MUST_USE;
int store_actor_undo(struct store *s, struct err *e) QD_MUST_USE;
/* Shows a story's document as the user chose: names given, merged actors as one. For a document on its way to a reader; never store it. */
int store_doc_choices(struct store *s, int64_t item, struct doc *d, struct err *e) QD_MUST_USE;

/* Who is named together with an actor in its newest stories, those in most of them first; *stories: in how many. */
int store_actor_with(struct store *s, struct arena *a, int64_t actor, uint32_t limit, struct store_actor **out, uint32_t **stories, uint32_t *n,
                     struct err *e) QD_MUST_USE;
struct store_quote {
	int64_t item, actor; /* actor 0: none */
	struct str text, speaker, cue, item_title, feed_title, item_url;
	struct str *also; /* other sources of the same words (store_quotes only) */
	uint32_t nalso;
	int64_t published;
	uint32_t index; /* in its story's document */
	uint8_t kind, confidence;
};
/* Quotes that a query (filter.h) chooses, those of the newest story first and in the order of its text, the same words once. actor: and said: name the speaker (a number is an actor's),
 * words stand in the quote or in the speaker's name, the other fields ask its story. QD_EINVAL: the query is wrong, and where. */
int store_quotes(struct store *s, struct arena *a, struct str query, uint32_t limit, struct store_quote **out, uint32_t *n, struct err *e) QD_MUST_USE;
/* Quotes of one story in the order of its text. */
int store_item_quotes(struct store *s, struct arena *a, int64_t item, struct store_quote **out, uint32_t *n, struct err *e) QD_MUST_USE;

/* ---- what related stories are made from (story.h ranks them) ---- */

struct posting {
	int64_t item, published;
	uint32_t mentions;
};
/* Newest stories of an actor, at most `limit`, newest first. */
int store_postings(struct store *s, struct arena *a, int64_t actor, uint32_t limit, struct posting **out, uint32_t *n, struct err *e) QD_MUST_USE;
/* Stories of an actor near a moment, nearest first on each side: at most `before` that were published then or earlier, followed by at most
 * `after` later ones. */
int store_postings_near(struct store *s, struct arena *a, int64_t actor, int64_t published, uint32_t before, uint32_t after,
                        struct posting **out, uint32_t *n, struct err *e) QD_MUST_USE;
/* A quote of one of `actor[0..nactor)` in a story, an earlier actor and direct speech preferred. QD_ENOTFOUND when there is none. */
int store_item_quote_by(struct store *s, struct arena *a, int64_t item, const int64_t *actor, uint32_t nactor, struct store_quote *out,
                        struct err *e) QD_MUST_USE;
/* Number of annotated items. */
int store_doc_count(struct store *s, uint64_t *n, struct err *e) QD_MUST_USE;

/* ---- sketches, copies and groups (story.h makes them) ---- */

/* What src/story knows a feed to repeat, as its bytes; empty when nothing is known. */
int store_repeats(struct store *s, struct arena *a, int64_t feed, struct str *data, struct err *e) QD_MUST_USE;
int store_repeats_put(struct store *s, int64_t feed, struct str data, struct err *e) QD_MUST_USE;

/* Terms are classes of hashed stems, counted together. */
#define STORE_TERMS (1u << 19)
static inline uint32_t store_term_class(struct str stem)
{
	return (uint32_t)(str_hash(stem) % STORE_TERMS);
}
/* How many stories have terms of each class, as a level; how rare a level is: the logarithm of (all + 1) / (n + 0.5), to a power
 * that damps it, never below 0; stories counted. To both a background is added of what is common in any news.
 * Valid until the store is asked again. */
struct store_terms {
	const uint16_t *level; /* of each class */
	const float *rarity;   /* of each level */
	uint64_t stories;
	struct kept *kept; /* src/story's own: sketches that it keeps between stories; NULL here */
};
int store_terms(struct store *s, struct store_terms *out, struct err *e) QD_MUST_USE;
/* Counts the different terms of a story, once. Inside a transaction, which ends with store_terms_flush. */
int store_terms_count(struct store *s, int64_t item, const uint32_t *term, uint32_t n, struct err *e) QD_MUST_USE;
int store_terms_flush(struct store *s, struct err *e) QD_MUST_USE;

/* Stories whose document is new or changed, in the order in which they came, at most `limit`; store_story_done() takes one off. */
int store_stories_waiting(struct store *s, struct arena *a, uint32_t limit, int64_t **out, uint32_t *n, struct err *e) QD_MUST_USE;
int store_story_done(struct store *s, int64_t item, struct err *e) QD_MUST_USE;
/* Is this one waiting? */
int store_story_waits(struct store *s, int64_t item, bool *waits, struct err *e) QD_MUST_USE;

struct store_sketch {
	int64_t item, published;
	int64_t cluster; /* 0: a group of its own */
	int64_t copy_of; /* the first of those that are nearly the same, 0: none */
	struct str data; /* the ranking's bytes */
};
int store_sketch(struct store *s, struct arena *a, int64_t item, struct store_sketch *out, struct err *e) QD_MUST_USE; /* QD_ENOTFOUND */
/* The same without the ranking's bytes. */
int store_sketch_row(struct store *s, int64_t item, struct store_sketch *out, struct err *e) QD_MUST_USE;
/* Writes one without its bytes, and these; a sketch is there when both are. */
int store_sketch_put(struct store *s, const struct store_sketch *k, struct err *e) QD_MUST_USE;
int store_sketch_data_put(struct store *s, int64_t item, struct str data, struct err *e) QD_MUST_USE;
/* For who takes in many stories, one transaction after the other. From the beginning of one on, rows that are read or written stay at hand for
 * store_sketch_row(), and marks for store_marks_near(); what stayed from those before answers, too, unless others wrote meanwhile.
 * Takes some 10 MiB, for `many` stories 20. */
int store_keep(struct store *s, bool many, struct err *e) QD_MUST_USE;
/* At its end: what is at hand answers nobody until the next store_keep(). */
void store_keep_aside(struct store *s);
/* Lets it go, as a rollback and store_close() do. */
void store_keep_drop(struct store *s);
/* What the caller has of its own, for as long: it goes by `drop` with the rest. NULL: nothing yet, or it went. */
void *store_kept_more(const struct store *s);
void store_keep_more(struct store *s, void *more, void (*drop)(void *));
/* A story is (`there`) or is no longer among those that a term leads to. */
int store_mark(struct store *s, uint32_t term, int64_t published, int64_t item, bool there, struct err *e) QD_MUST_USE;
/* Stories that a term leads to, next to a place in time: at most `before` that lie before it, nearest first, then at most `after` behind it;
 * of each at most STORE_MARKS_MAX. */
#define STORE_MARKS_MAX 128
int store_marks_near(struct store *s, struct arena *a, uint32_t term, const struct item_anchor *at, uint32_t before, uint32_t after,
                     struct posting **out, uint32_t *n, struct err *e) QD_MUST_USE;
/* New marks are kept as they come and joined to the others when there are many, a bounded part at a time (`all`: all of them). For the end of
 * each transaction that has set some. */
int store_marks_join(struct store *s, bool all, struct err *e) QD_MUST_USE;
/* A story repeats `first` (0: none). Inside a transaction. */
int store_copy_set(struct store *s, int64_t item, int64_t first, struct err *e) QD_MUST_USE;
/* The copies of a first story, oldest first, without itself. */
int store_copies(struct store *s, struct arena *a, int64_t first, uint32_t limit, int64_t **out, uint32_t *n, struct err *e) QD_MUST_USE;

struct store_cluster { /* a group of stories about one event: two stories or more */
	int64_t id;   /* 0: new */
	int64_t head; /* the story whose title stands for it */
	uint32_t stories;
	int64_t first, last; /* published */
};
/* The group of that number. QD_ENOTFOUND. */
int store_cluster(struct store *s, int64_t id, struct store_cluster *out, struct err *e) QD_MUST_USE;
/* The group that a story is in, 0: none. */
int store_cluster_of(struct store *s, int64_t item, int64_t *cluster, struct err *e) QD_MUST_USE;
/* Puts an indexed story into a group (0: out of any); the group itself is written by store_cluster_put(). */
int store_cluster_set(struct store *s, int64_t item, int64_t cluster, struct err *e) QD_MUST_USE;
/* Writes a group; gives a new one its number; takes it away when it has no stories. */
int store_cluster_put(struct store *s, struct store_cluster *c, struct err *e) QD_MUST_USE;
/* Sets first and last to what the group's stories say. */
int store_cluster_span(struct store *s, struct store_cluster *c, struct err *e) QD_MUST_USE;
/* The grouping's bytes that stand for all stories of a group; empty when they are to be made anew from the stories. */
int store_cluster_sum(struct store *s, struct arena *a, int64_t id, struct str *data, struct err *e) QD_MUST_USE;
int store_cluster_sum_put(struct store *s, int64_t id, struct str data, struct err *e) QD_MUST_USE;
/* Takes away those of groups whose newest story is from before: of all whose turn it was not yet, in the order of these stories, some 1,000 at
 * a time. */
int store_cluster_sums_drop(struct store *s, int64_t before, struct err *e) QD_MUST_USE;
/* Takes a story out of its group, which goes when one alone is left; the first of its copies takes its place as their first. For a story
 * that changes or goes. */
int store_story_leaves(struct store *s, int64_t item, struct err *e) QD_MUST_USE;
/* Stories of a group, newest first (`mentions` is 0). */
int store_cluster_members(struct store *s, struct arena *a, int64_t cluster, uint32_t limit, struct posting **out, uint32_t *n, struct err *e)
	QD_MUST_USE;
/* Groups behind the anchor (published: the group's last, id: its number), the one with the newest story first; NULL: from the top. */
int store_clusters(struct store *s, struct arena *a, const struct item_anchor *from, uint32_t limit, struct store_cluster **out, uint32_t *n,
                   struct err *e) QD_MUST_USE;

/* ---- settings that the program keeps, and care ---- */

/* Small values (last view, sidebar width). Empty when there is none. */
int store_value_get(struct store *s, struct arena *a, const char *key, struct str *out, struct err *e) QD_MUST_USE;
int store_value_set(struct store *s, const char *key, struct str value, struct err *e) QD_MUST_USE;
/* Saves what can be read of a damaged store into a new one in its place; the damaged file is kept beside it, with the date in its name.
 * Lines to `out` say what was saved. Nobody else may have it open. QD_EFORMAT: it is not known to be a store; it is left as it is. */
int store_recover(const char *path, int64_t now, struct buf *out, struct err *e) QD_MUST_USE;
/* What each part of the file needs, as lines; none where SQLite cannot tell. Reads all pages. */
int store_sizes(struct store *s, struct buf *out, struct err *e) QD_MUST_USE;
/* Makes the file as small as it can be: the search index without rows of stories that are gone, no free pages. Needs twice its room for a
 * while (QD_EFULL), and that nobody else writes (QD_EBUSY). `tell` says what it is about to do. */
typedef void store_tell(void *arg, const char *what);
int store_compact(struct store *s, store_tell *tell, void *arg, struct err *e) QD_MUST_USE;
/* PRAGMA integrity checks and sizes as lines for `doctor`; QD_EFORMAT when something is wrong. */
int store_doctor(struct store *s, struct buf *out, struct err *e) QD_MUST_USE;

#endif
