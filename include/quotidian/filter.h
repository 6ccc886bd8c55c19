/* filter.h - the query language: what a person types to choose stories or quotes, as a tree.
 *
 *   query := all { "or" all }          all := { [ "-" | "NOT" ] one [ "AND" ] }
 *   one   := "(" query ")" | field ":" value | word | beginning "*" | "several words"
 *
 * "AND" stands between two parts only. It and "NOT" are operators in capitals, "or" in any letters; in quotation marks they are words.
 * One language for the command line, the reader's filter and search, and smart folders. A value with spaces stands in quotation marks.
 */
#ifndef QUOTIDIAN_FILTER_H
#define QUOTIDIAN_FILTER_H

#include "quotidian/arena.h"

#define FILTER_TEXT_MAX 2000 /* bytes of a query */
#define FILTER_NODES_MAX 200
#define FILTER_DEPTH_MAX 20 /* brackets in brackets */

enum filter_kind {
	FILTER_ALL, FILTER_ANY, FILTER_NOT, /* of the children */
	FILTER_WORDS,  /* text: a word, a beginning (`prefix`), or several side by side (`phrase`) */
	FILTER_TITLE, FILTER_ACTOR, FILTER_SAID, FILTER_BY, FILTER_FEED, FILTER_TAG,
	FILTER_IS,     /* number: enum filter_state */
	FILTER_CLUSTER, /* number: the group of stories */
	FILTER_SINCE,  /* number: not before this second */
	FILTER_BEFORE, /* number: before this second */
};
enum filter_state { FILTER_UNREAD, FILTER_READ, FILTER_STARRED, FILTER_FULL, FILTER_QUOTED, FILTER_STATES };

struct filter_node {
	enum filter_kind kind;
	bool phrase, prefix;
	uint32_t index; /* 0 .. filter.n - 1, no two alike: a place for what an evaluator knows of the node */
	struct str text;
	int64_t number;
	struct filter_node *first, *next; /* first child, next sibling */
};
struct filter {
	struct filter_node *root; /* NULL: everything */
	uint32_t n;               /* nodes */
};

/* What can stand before a colon, for help and completion; ends with a NULL name. */
struct filter_field {
	const char *name, *value, *help;
};
extern const struct filter_field filter_fields[];

/* Reads a query into a tree in the arena, which also gets the text. `now` (seconds) is what "7d" and "today" count from; days are those
 * of the local zone. QD_EINVAL says at which character what is wrong and what could stand there. */
int filter_parse(struct filter *out, struct arena *a, struct str query, int64_t now, struct err *e) QD_MUST_USE;
/* The words that a story must or may have (not those under a "-"), for showing where they stand: at most `max` nodes. */
uint32_t filter_words(const struct filter *f, const struct filter_node **out, uint32_t max);
/* What of a story's must be known for the query to be answered: who is in it (actor:, said:, is:quoted), and its group (cluster:). */
void filter_needs(const struct filter *f, bool *annotated, bool *compared);

/* Looks for the words of queries in texts, by the stems that the search index knows them by. For one thread. */
struct filter_match;
struct filter_match *filter_match_open(void);
void filter_match_close(struct filter_match *m);
/* Where the node's words (FILTER_WORDS, FILTER_TITLE) stand first in the text: true and the bytes [*start, *end). */
bool filter_match_find(struct filter_match *m, const struct filter_node *node, struct str text, size_t *start, size_t *end);

#endif
