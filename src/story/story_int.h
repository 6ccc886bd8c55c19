/* story_int.h - what the files of src/story share.
 *
 *   sketch.c    a document to its sketch: terms, actors, signature; bytes and back
 *   rank.c      how alike two sketches are; candidates from the store; the ranked list
 *   refine.c    which of the best are about the same event
 *   kept.c      sketches that stay at hand while many stories are indexed
 *   repeat.c    what a feed repeats from story to story
 *   copy.c      whether two texts are one story
 *   index.c     stories that wait: sketched, counted, entered, their copies found, grouped
 *   group.c     what a group of stories says as a whole
 *   cluster.c   groups of stories about one event
 *   leading.c   who a group is about
 *   related.c   the answer for the reader
 *   timeline.c  a group in the order of its days
 */
#ifndef QUOTIDIAN_STORY_INT_H
#define QUOTIDIAN_STORY_INT_H

#include "quotidian/story.h"

/* ---- sketch.c ---- */

#define SKETCH_TERMS 128   /* the weightiest; fewer cost precision, more only space */
#define LONG_TEXT 100.0    /* terms; a sketch with more is one of a long text */
#define SKETCH_MARKS 16    /* of them: lead to the story */
#define SKETCH_ACTORS 16   /* the most mentioned */
#define SKETCH_SHINGLES 32 /* the smallest hashes of runs of four words (A. Broder, On the resemblance of documents, 1997) */

#define TERM_TIMES 15 /* with the flags a byte */
enum { TERM_TITLE = 1, TERM_LEAD = 2, TERM_MARK = 4, TERM_NAME = 8 /* a word of an actor's name */, TERM_FLAGS = 4 /* bits */ };
struct sketch_term {
	uint32_t term : 20; /* class of a stem, below STORE_TERMS */
	uint32_t times : 6; /* in the text, at most TERM_TIMES */
	uint32_t flags : 6;
};
struct sketch_actor {
	int64_t actor; /* the store's number */
	uint32_t mentions;
};
struct sketch {
	uint32_t nterm, nactor, nshingle;
	struct sketch_term term[SKETCH_TERMS];    /* ascending */
	struct sketch_actor actor[SKETCH_ACTORS]; /* ascending */
	double actors_norm;                       /* length of the vector of actors, when the story was indexed */
	uint32_t shingle[SKETCH_SHINGLES];        /* ascending, 20 bits each */
	struct {
		float all, lead, title, name;
	} by; /* what makes unit vectors of all its terms, of what stands in its lead and title, and of words of names; sketch_measure() */
};

/* All terms of a story, before the weightiest are chosen. */
struct story_terms {
	struct sketch_term *term; /* ascending, no two alike */
	uint32_t n;
	uint32_t shingle[SKETCH_SHINGLES];
	uint32_t nshingle;
	const uint64_t *run; /* hashes of all runs of four words, ascending, some more than once */
	uint32_t nrun;
};
struct sketcher; /* scratch for many documents */
struct sketcher *sketcher_open(void);
void sketcher_close(struct sketcher *k);
/* What a title and a text (may be empty) say; valid until the next call. */
void sketcher_read(struct sketcher *k, struct str title, struct str text, struct story_terms *out);
/* Hashes of the runs of four words of a text, in its order; valid until the next call. Those with a number have the bit RUN_NUMBER, others
 * have not. */
#define RUN_NUMBER (UINT64_C(1) << 32)
const uint64_t *sketcher_runs(struct sketcher *k, struct str text, uint32_t *n);
/* Flags the terms that are words of actors' names, as the text has them at these places. */
void sketcher_names(struct sketcher *k, struct str text, const struct range *name, uint32_t n, struct story_terms *t);
/* Weight of a term by its occurrences, without rarity. */
#define TITLE_WORTH 2
extern const double term_strengths[TERM_TIMES + TITLE_WORTH + 1];
static inline double term_strength(struct sketch_term t)
{
	return term_strengths[t.times + (t.flags & TERM_TITLE ? TITLE_WORTH : 0)];
}
/* Chooses the weightiest terms, by rarity too; marks the most telling of these. No actors. */
void sketch_choose(struct sketch *out, const struct story_terms *t, const struct store_terms *r);
void sketch_encode(struct buf *out, const struct sketch *k);
/* QD_EFORMAT for bytes that are none. */
int sketch_decode(struct sketch *out, struct str bytes) QD_MUST_USE;
/* Whether signatures say that two texts have much in common: at least `least` of the SKETCH_SHINGLES smallest hashes of both together, so that
 * share of their runs of words. */
#define SAME_SOME 6    /* worth a look at both texts */
#define SAME_NEARLY 24
bool sketch_same(const struct sketch *a, const struct sketch *b, unsigned least);

/* ---- rank.c ---- */

#define TERM_PLACES 1024
struct weighed { /* a sketch that is compared with many, with its weights and ready to be asked for a term */
	struct sketch k;
	float weight[SKETCH_TERMS], lead[SKETCH_TERMS], title[SKETCH_TERMS], name[SKETCH_TERMS]; /* of a unit vector each */
	uint8_t place[TERM_PLACES]; /* index + 1 of the term whose number ends so, or the next place that is free; 0: none */
};
/* Fills k->by by how rare terms are now. */
void sketch_measure(struct sketch *k, const struct store_terms *r);
/* Fills all but the terms; measures them. */
void weigh(struct weighed *out, const struct store_terms *r);
/* Likeness of texts, 0 to 1; *names (may be NULL): of the names in them, the same. `b` is measured. */
double text_alike(const struct weighed *a, const struct sketch *b, const struct store_terms *r, double *names);
/* The same, and *local with each of a's terms by a factor, too. */
double text_alike_among(const struct weighed *a, const struct sketch *b, const struct store_terms *r, const float *rare, double *local);
/* The cosine of their titles, 0 to 1. */
double titles_alike(const struct weighed *a, const struct sketch *b, const struct store_terms *r);

struct cue { /* an actor of the story in question */
	int64_t id;
	struct str name;
	double rarity;
	uint32_t stories, mentions;
};
struct question { /* a story and what is asked about it */
	int64_t item, published;
	struct weighed w;
	struct cue cue[SKETCH_ACTORS]; /* rarest first */
	uint32_t ncue;
	uint64_t cues; /* bits of the ends of their numbers */
	double actors_norm;
	uint64_t docs;
	bool actors_only;
};
struct candidate {
	int64_t item, published, cluster, copy_of;
	double score; /* likeness times decay; refined: with what others lend */
	double alike; /* without decay */
	const struct sketch *k;
	uint32_t shared;   /* bit k: cue k */
	uint32_t nshared;
};
/* Loads a story's sketch and actors; one that is not indexed yet is sketched from its document. QD_ENOTFOUND when it has none. */
int question_of(struct question *q, const struct store_terms *r, struct store *s, struct arena *a, int64_t item, struct err *e) QD_MUST_USE;
/* Candidates, best first; for qsort(). */
int best_first(const void *x, const void *y);
/* Candidates by likeness and age, best first. */
int rank_candidates(struct question *q, const struct store_terms *r, struct store *s, struct arena *a, struct candidate **out, uint32_t *n,
                    struct err *e) QD_MUST_USE;
/* Puts candidates, best first, into the order in which they are shown: by what tells them from each other, too. */
void refine_candidates(const struct question *q, const struct store_terms *r, struct candidate *c, uint32_t n);
/* A sketch of the store, measured; NULL when it has none. */
int load_sketch(const struct sketch **out, const struct store_terms *r, struct store *s, struct arena *a, int64_t item,
                struct store_sketch *row, struct err *e) QD_MUST_USE;
/* The same for a story whose document is at hand; `terms` gets all its terms. */
int question_sketch(struct question *q, const struct store_terms *r, struct store *s, struct arena *a, struct sketcher *k,
                    const struct store_item *it, struct story_terms *terms, struct err *e) QD_MUST_USE;

/* ---- repeat.c ---- */

struct repeats; /* the tables of some feeds, while stories are indexed */
struct repeats *repeats_open(void);
void repeats_close(struct repeats *r); /* NULL is fine */
/* Takes a story's runs of words into what its feed is known to repeat. `run` ascending. */
int repeats_learn(struct repeats *r, struct store *s, int64_t feed, const uint64_t *run, uint32_t n, struct err *e) QD_MUST_USE;
/* Sets `out` for those runs of a text, in its order, that stand in what its feed repeats. */
int repeats_mark(struct repeats *r, struct store *s, int64_t feed, const uint64_t *run, uint32_t n, bool *out, struct err *e) QD_MUST_USE;
/* Writes what was learnt. */
int repeats_flush(struct repeats *r, struct store *s, struct err *e) QD_MUST_USE;

/* ---- copy.c ---- */

struct copy_text { /* a text without what its feed repeats */
	int64_t feed, published;
	struct str title;
	uint64_t *run;  /* of four words each, in the order of the text; none of them across a quotation mark */
	bool *quoted;
	uint32_t n;
};
/* Reads the document of a story, whose title is borrowed. *out NULL: it has none that can be read. */
int copy_read(struct copy_text **out, struct store *s, struct arena *a, struct sketcher *k, struct repeats *r, const struct store_item *it,
              struct err *e) QD_MUST_USE;
/* What part of one story's title the words of the other one tell, 0 to 1. */
double copy_told(const struct sketch *x, const struct sketch *y, const struct store_terms *r);
/* Whether they are one story: the same text, or one that was shortened, continued or given a new beginning. `titles`: titles_alike(); `told`:
 * the lesser copy_told(). */
bool copy_same(const struct copy_text *x, const struct copy_text *y, double titles, double told, struct arena *a);

/* ---- kept.c ---- */

/* Between kept_open() and kept_close() nobody else may write sketches; store_keep() sees to it. */
struct kept *kept_open(void);
void kept_close(struct kept *k); /* NULL is fine */
/* The next story is looked at: what was replaced for the last one may go. */
void kept_next(struct kept *k);
/* A story's sketch, NULL when it is not kept. Valid until kept_next(). */
const struct sketch *kept_get(struct kept *k, const struct store_terms *r, int64_t item);
/* A place for a story's sketch, to be filled and measured; `hold`: for as long as `k` lives. NULL: another is held there. */
struct sketch *kept_put(struct kept *k, const struct store_terms *r, int64_t item, bool hold);
void kept_drop(struct kept *k, int64_t item);
/* It need not be held any more: the store has it. */
void kept_release(struct kept *k, int64_t item);

/* ---- group.c ---- */

#define GROUP_TERMS 192 /* the weightiest of all stories together; a story has fewer */
struct group_term {
	uint32_t term;
	float weight;
};
struct group { /* a sum of stories; all zero: of none */
	int64_t item;        /* of a lone story */
	uint32_t stories;    /* added, without copies */
	double mean;         /* of their times */
	int64_t first, last; /* published; not in the bytes */
	uint32_t n;
	struct group_term term[GROUP_TERMS]; /* ascending */
};
/* The sum of one story, whose sketch is measured. */
void group_story(struct group *g, const struct sketch *k, const struct store_terms *r, int64_t item, int64_t published);
/* What likeness of a text of so few terms is multiplied by. */
double group_short(uint32_t terms);
void group_add(struct group *g, const struct group *o);
/* Mean likeness of the stories of one to those of the other, with the days between. */
double group_link(const struct group *a, const struct group *b);
/* Which of the stories that make the sum is most like the others; of two the earlier. */
uint32_t group_central(const struct group *g, const struct group *member, uint32_t n);
void group_encode(struct buf *out, const struct group *g);
/* QD_EFORMAT for bytes that are none. */
int group_decode(struct group *out, struct str bytes) QD_MUST_USE;

/* ---- cluster.c ---- */

/* Puts a story into the group it belongs to, or makes one; `c` are its candidates. */
int cluster_place(struct store *s, struct arena *a, const struct store_terms *r, const struct question *q, struct candidate *c, uint32_t n,
                  struct err *e) QD_MUST_USE;
/* Puts a story into the group of another, which is made if there is none. */
int cluster_join(struct store *s, int64_t item, int64_t published, int64_t with, struct err *e) QD_MUST_USE;

#endif
