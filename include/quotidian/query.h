/* query.h - a thread for questions that may take longer than a frame: related stories, search, all about an actor, timelines.
 *
 * Replies carry the generation of their question; a newer question of the same kind interrupts and replaces an older one.
 */
#ifndef QUOTIDIAN_QUERY_H
#define QUOTIDIAN_QUERY_H

#include "quotidian/story.h"

struct query;

enum query_kind { QUERY_RELATED, QUERY_ITEMS, QUERY_ACTOR, QUERY_COUNT, QUERY_TIMELINE, QUERY_KINDS };
struct query_ask {
	enum query_kind kind;
	uint64_t generation;
	int64_t item;          /* QUERY_RELATED, QUERY_TIMELINE; QUERY_COUNT: any number, which the reply repeats */
	struct item_view view; /* QUERY_ITEMS: first `limit` of it; QUERY_COUNT: how many it has; its strings are copied */
	int64_t actor;         /* QUERY_ACTOR: at most `limit` of each kind; its stories folded as view.fold says */
	uint32_t limit;
};
struct query_reply { /* owns its arena; free with query_reply_free */
	struct arena arena;
	enum query_kind kind;
	uint64_t generation;
	int64_t item;
	int code;
	char message[256];
	struct related *related;
	bool waits;               /* QUERY_RELATED: the story has not been compared with others yet, or not as it is now */
	struct store_item *items; /* n of them; QUERY_ACTOR: nitems */
	uint32_t n;
	struct store_actor actor; /* QUERY_ACTOR: who it is, what they said, where they are named, and with whom in how many stories */
	uint32_t total, unread; /* QUERY_COUNT */
	struct actor_more more;
	struct timeline timeline; /* QUERY_TIMELINE */
	struct store_quote *quotes;
	struct store_actor *with;
	uint32_t *with_stories;
	uint32_t nquotes, nitems, nwith;
};

/* Opens its own reading connection to `store_path` and starts the thread. */
int query_open(struct query **out, const char *store_path, struct err *e) QD_MUST_USE;
void query_close(struct query *q);
void query_send(struct query *q, const struct query_ask *ask);
/* Readable while replies wait. */
int query_fd(const struct query *q);
/* The oldest reply, or NULL. */
struct query_reply *query_next(struct query *q);
void query_reply_free(struct query_reply *r);

#endif
