/* story.h - related stories, copies of stories, groups of stories about one event and their timelines.
 *
 * story_index_some() takes stories whose document is new into what the questions read; src/story/story_int.h names the parts.
 */
#ifndef QUOTIDIAN_STORY_H
#define QUOTIDIAN_STORY_H

#include "quotidian/store.h"

enum story_index_how {
	STORY_COPIES_READ = 1, /* a new copy of a story that was read counts as read */
	STORY_MORE_COMES = 2,  /* what is at hand of the archive stays there when none waits any more: others will before long */
};
/* Takes at most `limit` waiting stories into the ranking, in one transaction: terms, signature, copies, group; *n: how many, 0 when none
 * waits. `how`: enum story_index_how. For a writer that has nothing better to do: a story that still waits is not found. What is cut off is done again. */
int story_index_some(struct store *s, uint32_t limit, unsigned how, uint32_t *n, struct err *e) QD_MUST_USE;

#define RELATED_SHARED_MAX 4

struct related {
	struct store_item item;
	double score;
	struct str shared[RELATED_SHARED_MAX]; /* names of the telling shared actors, those in few stories, rarest first */
	uint32_t nshared;                      /* of `shared` */
	uint32_t shared_total;
	uint32_t copies; /* near-identical stories folded into this one */
	bool same_event; /* it is in the group of the story that was asked about */
	bool same_story; /* it is another version of that story: a copy of it, or both are copies of one */
	struct str quote, quote_speaker; /* a quote of a shared actor in that story, one line, or empty */
};
enum related_how {
	RELATED_ACTORS = 1,   /* by shared actors and nearness in time alone, to measure what actors are worth */
	RELATED_UNFOLDED = 2, /* copies each for itself */
};
/* Stories most like `item` in words, time and actors, best first, at most `limit` (the best 64 are known); empty when it has no document.
 * The cost does not grow with the archive. src/story/rank.c tells the method. `how`: enum related_how. */
int story_related(struct store *s, struct arena *a, int64_t item, uint32_t limit, unsigned how, struct related **out, uint32_t *n,
                  struct err *e) QD_MUST_USE;

/* Why it stands there, in a few words, beside the shared actors that are named; nothing where these tell it. */
void related_why(struct buf *out, const struct related *r);

/* Who a group of stories is about, at most `limit`, most telling first: actors of two of its newest stories or more, worth more the more of
 * them name them and the rarer they are elsewhere. Reads a bounded number of stories. */
int story_group_actors(struct store *s, struct arena *a, int64_t cluster, uint32_t limit, struct store_actor **out, uint32_t *n,
                       struct err *e) QD_MUST_USE;

#define TIMELINE_MAX 2000    /* stories of one group, the newest of them */
#define TIMELINE_ACTORS 5
#define TIMELINE_QUOTES 2    /* of one story */

struct timeline_story {
	struct store_item item; /* the earliest of its copies, whose feeds are among `also` */
	uint32_t copies;        /* folded into it */
	struct store_quote quote[TIMELINE_QUOTES]; /* in the order of the text; all with a speaker; titles and sources are not filled in */
	uint32_t nquote;
};
struct timeline {
	struct store_cluster group;
	struct str headline; /* of the story that is most like the others */
	struct store_actor actor[TIMELINE_ACTORS]; /* leading, see story_group_actors() */
	uint32_t nactor;
	struct timeline_story *story; /* the oldest first */
	uint32_t n, at;               /* at: the one that was asked for, or that it is a copy of */
};
/* The group of a story in the order of time. A quote that several of its stories carry stands with the earliest. QD_ENOTFOUND: the story is in
 * no group; the message says whether that may change. Reads the documents of the group: a thing for the thread of questions. */
int story_timeline(struct store *s, struct arena *a, int64_t item, struct timeline *out, struct err *e) QD_MUST_USE;

/* Weights of the ranking: constants but for quotidian-train, which tunes them. src/story/rank.c tells what they are for. */
struct story_weights {
	double lead, title, cover, actors, decay_days, linger; /* of the likeness of stories */
	double local, support, support_local; /* of what tells the best apart, of what they lend to others, and of that by what tells them apart */
	double actors_decay_days, rarity_power, prominence; /* of actors */
	double names, name_title; /* of the words of their names; more for those in the title */
	double join, hold, group_days; /* of groups: likeness that joins; times that, what holds when a group is reviewed */
};
extern struct story_weights story_weights;

#endif
