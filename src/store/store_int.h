/* store_int.h - what the files of src/store share: the connection, running statements, reading rows. */
#ifndef QUOTIDIAN_STORE_INT_H
#define QUOTIDIAN_STORE_INT_H

#include <sqlite3.h>

#include "quotidian/pack.h"
#include "quotidian/store.h"
#include "sql.h"

#define STORE_APPLICATION_ID 0x5154444e /* "QTDN", in the file's header (PRAGMA application_id) */

struct store {
	sqlite3 *db;
	char *path;
	enum store_mode mode;
	unsigned depth;     /* of store_begin */
	struct err fault;   /* what spoiled the running transaction; code 0: nothing */
	int cache_kib;
	int64_t marked;     /* rows of marks since they were last counted, see store_mark.c */
	int64_t newest;     /* no mark is later; INT64_MIN: not known. For the transaction that runs */
	struct { /* see store_keep(); all NULL: nothing is kept */
		struct store_sketch *rows; /* of sketches, see store_story.c */
		struct marks_kept *marks;   /* see store_mark.c */
		void *more;
		void (*more_free)(void *);
		int64_t version;           /* of the data, as others change it */
		bool asked;                /* it answers */
	} kept;
	uint32_t grown;     /* items stored since the cache was last looked at */
	sqlite3_stmt *stmt[SQL_COUNT]; /* prepared when first used */
	struct packer *packer;         /* the same */
	const struct store_text *at_hand; /* see store_texts_at_hand() */
	uint32_t nat_hand;
	int64_t at_hand_version;       /* of the data, as others change it */
	struct lexicon *lexicon;       /* counts of terms, read when first needed; see store_story.c */
};

/* Number of migrations: the schema's version. store_migration[i] leads from version i to i + 1. */
extern const char *const store_migration[];
extern const int store_schema_version;
/* Text of each statement, by enum sql_id, and its name for tests. */
extern const char *const store_sql[SQL_COUNT];
extern const char *const store_sql_name[SQL_COUNT];

/* Error of SQLite to an error of ours, with a message that names the file and what to do. Spoils the running transaction when what
 * failed was a write. */
int store_fault(struct store *s, int rc, bool wrote, struct err *e);
/* Items were added: gives the cache what a large archive needs. */
void store_grows(struct store *s, uint32_t n_new);
/* The statement, reset and ready to be bound; NULL (message set) when it cannot be prepared, *code then says why. */
sqlite3_stmt *sql_get(struct store *s, enum sql_id id, int *code, struct err *e) QD_MUST_USE;
/* The same with integers bound in order. */
sqlite3_stmt *sql_bound(struct store *s, enum sql_id id, const int64_t *v, int n, int *code, struct err *e) QD_MUST_USE;
/* 1: a row is there; 0: no more, statement reset; negative: failed, statement reset. */
int sql_row(struct store *s, sqlite3_stmt *st, struct err *e) QD_MUST_USE;
/* The row of what a number names: 1, *st stands on it, to be reset; 0: there is none; negative: failed. */
int sql_row_of(struct store *s, enum sql_id id, int64_t key, sqlite3_stmt **st, struct err *e) QD_MUST_USE;
/* QD_ENOTFOUND: no story, actor, feed (`what`) has that number. */
int sql_no_such(const char *what, int64_t key, struct err *e);
/* Runs to its end what gives no rows. */
int sql_run(struct store *s, sqlite3_stmt *st, struct err *e) QD_MUST_USE;
/* Binds integers in order and runs. */
int sql_do(struct store *s, enum sql_id id, const int64_t *v, int n, struct err *e) QD_MUST_USE;
/* Binds integers in order and gives the first column of the first row; *out stays when there is none. Returns 1, 0 or a negative code. */
int sql_one(struct store *s, enum sql_id id, const int64_t *v, int n, int64_t *out, struct err *e) QD_MUST_USE;
/* The same for a statement whose first parameter is a text, followed by integers. */
int sql_one_of(struct store *s, enum sql_id id, struct str key, const int64_t *v, int n, int64_t *out, struct err *e) QD_MUST_USE;
/* The same for a first column of text or bytes, copied into the arena. */
int sql_one_blob(struct store *s, struct arena *a, enum sql_id id, const int64_t *v, int n, struct str *out, struct err *e) QD_MUST_USE;
/* Writes bytes to what an integer names. */
int sql_do_blob(struct store *s, enum sql_id id, int64_t v, struct str data, struct err *e) QD_MUST_USE;
/* Binds integers in order and gives the first column of all rows; sql_ids_more appends them to what is there. 0 or a negative code. */
int sql_ids(struct store *s, struct arena *a, enum sql_id id, const int64_t *v, int nv, int64_t **out, uint32_t *n, struct err *e) QD_MUST_USE;
int sql_ids_more(struct store *s, struct arena *a, enum sql_id id, const int64_t *v, int nv, int64_t **out, uint32_t *n, uint32_t *cap,
                 struct err *e) QD_MUST_USE;
void sql_bind_str(sqlite3_stmt *st, int at, struct str v); /* as text; the bytes must live until the statement is reset */
void sql_bind_blob(sqlite3_stmt *st, int at, struct str v);
/* A copy of a text or blob column in the arena. */
struct str sql_str(sqlite3_stmt *st, int col, struct arena *a);
/* The same without a copy: valid until the next step. */
struct str sql_peek(sqlite3_stmt *st, int col);
/* The first column of the first row of SQL as it is, 0 when there is none. */
int sql_ask(struct store *s, const char *sql, int64_t *out, struct err *e) QD_MUST_USE;
/* Runs SQL that gives no rows, as it is. */
int store_exec(struct store *s, const char *sql, struct err *e) QD_MUST_USE;
/* Ends what store_begin began inside a function of the store: `r` is its outcome so far. What failed before it wrote anything
 * (not found, wrong argument) leaves an outer transaction whole. */
int store_end(struct store *s, int r, struct err *e) QD_MUST_USE;

/* ---- tallies: numbers kept by the writes ---- */

#define TALLY_DOCS "docs"       /* items that have annotations */
#define TALLY_INDEXED "indexed" /* items up to this id are in the search index */
#define TALLY_ROWS "search rows" /* of the search index, also those that count no longer */
#define TALLY_SLOT "slot"       /* the largest in use there */
#define TALLY_COUNTED "counted" /* stories whose terms are counted */
#define TALLY_SUMS "sums"       /* published; groups whose newest story is not later have lost their sum */
int tally_add(struct store *s, const char *key, int64_t n, struct err *e) QD_MUST_USE;
int tally_set(struct store *s, const char *key, int64_t n, struct err *e) QD_MUST_USE;
int tally_get(struct store *s, const char *key, int64_t *n, struct err *e) QD_MUST_USE;

/* ---- between files ---- */

/* Columns of an item row as ITEM_COLUMNS gives them. */
int item_from_row(struct store *s, struct store_item *out, sqlite3_stmt *st, struct arena *a, struct err *e) QD_MUST_USE;
/* Flags of an item, in all its feeds, with the counts. */
int item_set_flags(struct store *s, int64_t id, uint32_t set, uint32_t clear, struct err *e) QD_MUST_USE;
/* What item.noted says: whether a document has been made of an item's text. */
enum noted { NOTED_TODO, NOTED_DONE, NOTED_PLAIN /* a document without annotations */, NOTED_FAILED };
/* Takes away what is known of an item from its documents: postings, quotes, actors' counts. */
int annotation_drop(struct store *s, int64_t item, struct err *e) QD_MUST_USE;
/* Lists an item's actors and quotes anew from the stored document that counts; nothing happens when there is none. */
int annotation_again(struct store *s, int64_t item, struct err *e) QD_MUST_USE;
/* Lists the actors and quotes of a stored document of an item that has no annotations. */
int annotation_back(struct store *s, int64_t item, enum doc_source from, struct err *e) QD_MUST_USE;
/* That document, as it was annotated. QD_ENOTFOUND. */
int annotation_doc(struct store *s, int64_t item, struct doc **out, struct err *e) QD_MUST_USE;
/* Takes away the document made from the feed's text, and its annotations if they came from there. */
int doc_drop_feed(struct store *s, int64_t item, struct err *e) QD_MUST_USE;
/* A transaction begins: has somebody else written since the texts at hand were given? */
void texts_at_hand_check(struct store *s);
/* Appends the fullest text there is of an item: the page's, else the feed's document, else the feed's body. */
#define STORE_TEXT_MAX ((size_t)1 << 20) /* bytes of it that are searched */
int item_text(struct store *s, int64_t item, struct buf *out, struct err *e) QD_MUST_USE;
/* Puts an item that the search index has already into the queue of those to be indexed again. */
int search_stale(struct store *s, int64_t item, struct err *e) QD_MUST_USE;
/* Gives a connection the tokenizer of the search index, before anything asks for it. */
int search_words(struct store *s, struct err *e) QD_MUST_USE;

/* What an entry has beside its text, as item.extra keeps it; empty when it has nothing of that. Replaces what is in `out`. */
void extra_encode(struct buf *out, const struct feed_entry *en);
void extra_bind(sqlite3_stmt *st, int at, struct str extra);
int extra_put(struct store *s, int64_t id, struct str extra, struct err *e) QD_MUST_USE;

/* ---- a story of several feeds (store_twin.c) ---- */

enum sole {
	SOLE_NOT,     /* its address leads to no single story, or another item has it */
	SOLE_YES,     /* whoever comes with this address, comes with this story */
	SOLE_SPOILT,  /* several entries of one feed have the address: it is nobody's */
};
/* The hash that stands in item.url_hash, and whether it tells the story from others. */
enum sole story_key(int64_t *key, struct str url, struct str given);

struct shaped { /* an entry as it is stored */
	struct str title, summary, url, author, html, given;
	struct str extra;  /* extra_encode()'s */
	int64_t published; /* 0 unknown */
	int64_t key;
	enum sole sole;
};
enum meeting {
	MEET_APART, /* another story: an item of its own, SOLE_NOT */
	MEET_TWIN,  /* the story has one more source */
	MEET_TAKES, /* and this one's text is to be shown: the item is its now, and to be updated */
};
/* An entry whose key an item holds. `guid`, `id`: of the entry; `hidden`: its feed is not subscribed. */
int twin_meet(struct store *s, const struct store_poll *p, int64_t guid, struct str id, int64_t content, bool hidden, const struct shaped *it,
              enum meeting *how, int64_t *item, struct err *e) QD_MUST_USE;
/* The entry of a feed that is a source of somebody else's story; 1 known, 0 not. */
int twin_known(struct store *s, int64_t feed, int64_t guid, int64_t *item, int64_t *content, struct err *e) QD_MUST_USE;
/* Such an entry changed: MEET_TWIN or MEET_TAKES. */
int twin_changed(struct store *s, int64_t feed, int64_t guid, int64_t content, int64_t item, const struct shaped *it, enum meeting *how,
                 struct err *e) QD_MUST_USE;
/* What an item's address becomes after a change: its own, if nobody has it. */
int twin_sole(struct store *s, int64_t item, struct shaped *it, struct err *e) QD_MUST_USE;
/* A feed is no longer subscribed (its place is gone already): its stories that others have too become theirs. */
int twin_feed_leaves(struct store *s, int64_t feed, struct err *e) QD_MUST_USE;
/* It is subscribed again: what nobody else shows, it does. */
int twin_feed_returns(struct store *s, int64_t feed, struct err *e) QD_MUST_USE;
/* Keys for the items of a store from before version 4. */
int twin_adopt(struct store *s, struct err *e) QD_MUST_USE;

/* A story goes: it leaves the lists of the other feeds that have it. */
int twin_drop_all(struct store *s, int64_t item, struct err *e) QD_MUST_USE;
/* It is there again, with its twins, in none of whose feeds it is counted yet; item.circle is 0. */
int twin_back(struct store *s, int64_t item, struct err *e) QD_MUST_USE;

/* ---- stories that are nearly one text (store_fold.c) ---- */

/* Whose copy a story is, or who copies it, may have changed: brings item.family up to date. */
int family_note(struct store *s, int64_t item, struct err *e) QD_MUST_USE;
/* store_items() of a view, folded, and as it is (store_list.c). */
int fold_items(struct store *s, struct arena *a, const struct item_view *v, const struct item_anchor *from, bool back, uint32_t limit,
               struct store_item **out, uint32_t *n, struct err *e) QD_MUST_USE;
int list_items(struct store *s, struct arena *a, const struct item_view *v, const struct item_anchor *from, bool back, uint32_t limit,
               struct store_item **out, uint32_t *n, struct err *e) QD_MUST_USE;

/* Marks that are asked for or set stay at hand, until they are dropped (store_mark.c). */
void marks_keep(struct store *s, bool many);
void marks_drop(struct store *s);

/* A story leaves its group and its copies (store_story.c). Terms that lead to it stay: they are passed over. */
int story_gone(struct store *s, int64_t item, struct err *e) QD_MUST_USE;

/* ---- stories that were deleted and that their feed may still list (store_delete.c) ---- */

struct gone {
	int64_t guid, at;
	bool listed;
};
/* Those of a feed (free them); is an entry one of them, which is noted; and what a poll says of them. */
int gone_load(struct store *s, int64_t feed, struct gone **out, uint32_t *n, struct err *e) QD_MUST_USE;
bool gone_has(struct gone *gone, uint32_t n, int64_t guid);
int gone_settle(struct store *s, int64_t feed, const struct gone *gone, uint32_t n, int64_t now, struct err *e) QD_MUST_USE;

/* The stories of a view that its query chooses, newest first: ids and places, at most `limit`, behind the anchor (NULL: from the top).
 * QD_EINVAL: the query is wrong, and where. */
#define SEARCH_MAX 5000 /* hits of the search index looked at for one answer */
struct search_hit {
	int64_t published, id;
	bool unread;
};
int filter_hits(struct store *s, struct arena *a, const struct item_view *v, const struct item_anchor *from, uint32_t limit,
                struct search_hit **out, uint32_t *n, struct err *e) QD_MUST_USE;
/* What the names in a query stand for: actors (FILTER_ACTOR, FILTER_SAID) or feeds (FILTER_FEED, FILTER_TAG) of a node. */
struct filter_leaf {
	int64_t *id;
	uint32_t n;
	uint64_t stories; /* how many they have */
};
/* Fills leaf[node->index] of a node, its children and what follows it. Names that nobody bears stand for nobody. */
int filter_resolve(struct store *s, struct arena *a, const struct filter_node *node, struct filter_leaf *leaf, struct err *e) QD_MUST_USE;
/* Is a story in a view, its query apart? `tag`: of a VIEW_TAG, resolved. 1 or 0. */
int filter_in_view(struct store *s, const struct item_view *v, const struct filter_leaf *tag, int64_t item, bool *unread, struct err *e) QD_MUST_USE;
bool filter_among(const struct filter_leaf *leaf, int64_t id);
/* Forgets the counts of terms that the connection holds: a transaction was rolled back, or it closes. */
void lexicon_drop(struct store *s);
/* Is `tag` one of the comma-separated `tags`? */
bool tag_in(struct str tags, struct str tag);

/* ---- identity (store_identity.c) ---- */

#define ACTOR_TEXT_MAX 400 /* bytes of a key, a name, a role */
/* The number of a document's actor: by the users' rules if there are any, by its key, made when it is new. Keeps its names and its role. */
int actor_number(struct store *s, int64_t item, int64_t published, const struct actor *ac, bool rules, int64_t *id, struct err *e) QD_MUST_USE;
/* A person of whom only a surname is known. */
bool actor_is_lone(const struct actor *ac);
/* The one actor with this surname that stands in stories near this one beside the same other actors (other[0..n)), kept as a rule of this
 * story; 0 in *id when there is none or more than one. */
int actor_lone(struct store *s, int64_t item, int64_t published, const struct actor *ac, const int64_t *other, uint32_t n, int64_t *id,
               struct err *e) QD_MUST_USE;
/* Whom a key stands for in a story by the rules: 1, *id is set; 0 no rule; negative: failed. Item 0: everywhere. */
int actor_rule(struct store *s, struct str key, int64_t item, int64_t *id, struct err *e) QD_MUST_USE;
int actor_rule_put(struct store *s, struct str key, int64_t item, int64_t id /* 0: takes the rule away */, struct err *e) QD_MUST_USE;
/* The actor whose own key this is, 0 if there is none; a new one. */
int actor_keyed(struct store *s, struct str key, int64_t *id, struct err *e) QD_MUST_USE;
int actor_new(struct store *s, struct str key, struct str name, uint8_t type, int64_t *id, struct err *e) QD_MUST_USE;
/* Sets the name that the user gave (empty: none) and the other names, a line each; both are found by store_actors(). */
int actor_set_names(struct store *s, int64_t id, struct str given, struct str also, struct err *e) QD_MUST_USE;

/* Rowids that hold two numbers. */
#define DOC_ROW(item, source) ((item) * 2 + (int64_t)(source))
#define QUOTE_SHIFT 12 /* at most 4096 quotes a story are listed */
#define QUOTE_ROW(item, n) (((item) << QUOTE_SHIFT) | (int64_t)(n))
#define SEARCH_SLOTS 8   /* a story indexed anew takes the next of so many rows, see store_search.c */
#define SEARCH_SHIFT 48
#define SEARCH_ROW(item, slot) ((item) | (int64_t)(slot) << SEARCH_SHIFT)

#endif
