/* related.c - stories that share actors with one story, best first.
 *
 * Candidates are the stories next in time of each of its actors, a bounded number each, so that the cost does not grow with the archive.
 * An actor that two stories share counts by its rarity (inverse document frequency, Spaerck Jones 1972) and by how prominent it is in
 * both (logarithm of its mentions); the sum decays with the days between them. The best of these gain by words that their titles share.
 * Titles that are nearly the same are copies of one story. The constants were tuned on stories of several outlets in English whose
 * events are known.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "quotidian/map.h"
#include "quotidian/story.h"
#include "quotidian/text.h"

#define ACTORS_MAX 24     /* of the story; the most mentioned */
#define POSTINGS_BEFORE 96
#define POSTINGS_AFTER 48
#define DECAY_DAYS 3.0
#define RARITY_POWER 1.5
#define TITLES_EACH 4     /* candidates whose titles are read, for each story asked for */
#define TITLES_MIN 96
#define TITLE_GAIN 4.0    /* same words in the title: score times 1 + this */
#define TELLING 1u         /* bit of a word's hash: says something, as function words do not */
#define WORDS_MAX 40      /* of a title */
#define WORD_MIN 4        /* bytes of a telling word without digits; function words are short */

struct cue { /* an actor of the story */
	int64_t id;
	struct str name;
	double rarity, weight; /* weight: rarity times prominence */
	uint32_t stories;
};
struct candidate {
	int64_t item, published;
	double score;
	uint32_t shared; /* bit k: cue k */
	uint32_t nshared;
	struct store_item *story; /* read for those whose title is looked at */
	struct title *title;
};
struct title {
	uint64_t word[WORDS_MAX]; /* hashes, sorted, no doubles; odd: TELLING */
	uint32_t n, telling;
};

static double prominence(uint32_t mentions)
{
	return 1.0 + 0.5 * log((double)(mentions ? mentions : 1));
}

static int load_cues(struct store *s, struct arena *a, int64_t item, struct cue *cue, uint32_t *ncue, uint64_t *docs, struct err *e)
{
	struct store_actor *actor;
	uint32_t *mentions, n;
	*ncue = 0;
	int r = store_item_actors(s, a, item, &actor, &mentions, &n, e);
	if (r == 0)
		r = store_doc_count(s, docs, e);
	for (uint32_t i = 0; i < n && r == 0 && *ncue < ACTORS_MAX; i++) {
		if (actor[i].stories < 2)
			continue; /* in this story alone */
		double rarity = log(((double)*docs + 1.0) / ((double)actor[i].stories + 0.5));
		if (rarity <= 0)
			rarity = 0.01; /* in every story: the order still follows from the others */
		rarity = pow(rarity, RARITY_POWER);
		cue[(*ncue)++] = (struct cue){ actor[i].id, actor[i].name, rarity, rarity * prominence(mentions[i]), actor[i].stories };
	}
	return r;
}

static int rarest_first(const void *x, const void *y)
{
	const struct cue *a = x, *b = y;
	return (a->rarity < b->rarity) - (a->rarity > b->rarity);
}

static int best_first(const void *x, const void *y)
{
	const struct candidate *a = x, *b = y;
	if (a->score != b->score)
		return a->score < b->score ? 1 : -1;
	return (a->item < b->item) - (a->item > b->item);
}

static int gather(struct store *s, struct arena *a, const struct store_item *story, const struct cue *cue, uint32_t ncue,
                  struct candidate **out, uint32_t *n, struct err *e)
{
	struct map seen = { 0 };
	uint32_t cap = 0;
	int r = 0;
	*out = NULL;
	*n = 0;
	for (uint32_t k = 0; k < ncue && r == 0; k++) {
		struct posting *p;
		uint32_t np;
		r = store_postings_near(s, a, cue[k].id, story->published, POSTINGS_BEFORE, POSTINGS_AFTER, &p, &np, e);
		for (uint32_t i = 0; i < np && r == 0; i++) {
			if (p[i].item == story->id)
				continue;
			uint64_t *at = map_put(&seen, str_n((const char *)&p[i].item, sizeof p[i].item));
			if (!*at) {
				struct candidate c = { .item = p[i].item, .published = p[i].published };
				ARENA_PUSH(a, struct candidate, *out, *n, cap, c);
				*at = *n;
			}
			struct candidate *c = &(*out)[*at - 1];
			c->score += cue[k].weight * prominence(p[i].mentions);
			c->shared |= 1u << k;
			c->nshared++;
		}
	}
	map_free(&seen);
	for (uint32_t i = 0; i < *n; i++) {
		double days = fabs((double)((*out)[i].published - story->published)) / 86400.0;
		(*out)[i].score *= exp(-days / DECAY_DAYS);
	}
	if (*n)
		qsort(*out, *n, sizeof **out, best_first);
	return r;
}

/* ---- titles ---- */

static int by_hash(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x, b = *(const uint64_t *)y;
	return (a > b) - (a < b);
}

static bool word_byte(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z');
}

static void title_words(struct title *t, struct str text, struct buf *folded)
{
	t->n = t->telling = 0;
	buf_clear(folded);
	text_fold(folded, text, true);
	struct str f = buf_str(folded);
	for (size_t i = 0; i < f.n && t->n < WORDS_MAX;) {
		size_t start = i;
		bool digit = false;
		for (; i < f.n && word_byte((unsigned char)f.s[i]); i++)
			digit = digit || (f.s[i] >= '0' && f.s[i] <= '9');
		if (i > start)
			t->word[t->n++] = (str_hash(str_sub(f, start, i)) & ~(uint64_t)TELLING) | (digit || i - start >= WORD_MIN ? TELLING : 0);
		else
			i++;
	}
	qsort(t->word, t->n, sizeof *t->word, by_hash);
	uint32_t n = 0;
	for (uint32_t i = 0; i < t->n; i++) {
		if (!n || t->word[n - 1] != t->word[i]) {
			t->telling += t->word[i] & TELLING;
			t->word[n++] = t->word[i];
		}
	}
	t->n = n;
}

/* Words in both; *telling: those of them that say something. */
static uint32_t in_both(const struct title *a, const struct title *b, uint32_t *telling)
{
	uint32_t both = 0;
	*telling = 0;
	for (uint32_t i = 0, k = 0; i < a->n && k < b->n;) {
		if (a->word[i] == b->word[k]) {
			both++;
			*telling += a->word[i] & TELLING;
			i++;
			k++;
		} else if (a->word[i] < b->word[k]) {
			i++;
		} else {
			k++;
		}
	}
	return both;
}

/* Three words or more, four fifths of all of them in both (Jaccard): one story in two places. */
static bool copies(const struct title *a, const struct title *b)
{
	uint32_t telling, both = in_both(a, b, &telling);
	return a->n >= 3 && b->n >= 3 && 5 * both >= 4 * (a->n + b->n - both);
}

/* Cosine of the telling words. */
static double alike(const struct title *a, const struct title *b)
{
	uint32_t telling;
	in_both(a, b, &telling);
	return telling ? telling / sqrt((double)a->telling * b->telling) : 0.0;
}

/* ---- the answer ---- */

/* An actor in at most one story of fifty says something; in a small archive, one in ten stories or fewer. */
static bool telling(const struct cue *c, uint64_t docs)
{
	return c->stories <= 10 || c->stories <= docs / 50;
}

/* Cues are sorted, the rarest first. When none tells much, the rarest is named all the same. */
static void name_shared(struct related *out, const struct candidate *c, const struct cue *cue, uint32_t ncue, uint64_t docs)
{
	out->shared_total = c->nshared;
	for (uint32_t k = 0; k < ncue && out->nshared < RELATED_SHARED_MAX; k++) {
		if ((c->shared & 1u << k) && (!out->nshared || telling(&cue[k], docs)))
			out->shared[out->nshared++] = cue[k].name;
	}
}

static int add_quote(struct store *s, struct arena *a, struct related *out, const struct candidate *c, const struct cue *cue, uint32_t ncue,
                     struct err *e)
{
	int64_t id[ACTORS_MAX];
	uint32_t n = 0;
	struct store_quote q;
	for (uint32_t k = 0; k < ncue; k++) {
		if (c->shared & 1u << k)
			id[n++] = cue[k].id;
	}
	out->quote = out->quote_speaker = STR("");
	int r = store_item_quote_by(s, a, c->item, id, n, &q, e);
	if (r == 0) {
		out->quote = q.text;
		out->quote_speaker = q.speaker;
	}
	return r == QD_ENOTFOUND ? 0 : r;
}

/* Reads the titles of the first `n` candidates, and orders these anew by what their titles share with the story's. */
static int weigh_titles(struct store *s, struct arena *a, const struct store_item *story, struct candidate *c, uint32_t n, struct err *e)
{
	struct title here;
	struct buf folded;
	int r = 0;
	buf_init(&folded, 1 << 16);
	title_words(&here, story->title, &folded);
	for (uint32_t i = 0; i < n && r == 0; i++) {
		c[i].story = ARENA_NEW(a, struct store_item, 1);
		c[i].title = ARENA_NEW(a, struct title, 1);
		r = store_item(s, a, c[i].item, c[i].story, e);
		if (r == 0) {
			title_words(c[i].title, c[i].story->title, &folded);
			c[i].score *= 1.0 + TITLE_GAIN * alike(&here, c[i].title);
		}
	}
	buf_free(&folded);
	if (n)
		qsort(c, n, sizeof *c, best_first);
	return r;
}

static int pick(struct store *s, struct arena *a, const struct candidate *c, uint32_t nc, const struct cue *cue, uint32_t ncue, uint64_t docs,
                uint32_t limit, struct related *out, uint32_t *n, struct err *e)
{
	const struct candidate **chosen = xcalloc(limit ? limit : 1, sizeof(const struct candidate *));
	int r = 0;
	for (uint32_t i = 0; i < nc; i++) {
		uint32_t k = 0;
		while (k < *n && !copies(chosen[k]->title, c[i].title))
			k++;
		if (k < *n) {
			out[k].copies++;
		} else if (*n < limit) {
			out[*n] = (struct related){ .item = *c[i].story, .score = c[i].score };
			name_shared(&out[*n], &c[i], cue, ncue, docs);
			chosen[(*n)++] = &c[i];
		}
	}
	for (uint32_t i = 0; i < *n && r == 0; i++)
		r = add_quote(s, a, &out[i], chosen[i], cue, ncue, e);
	free(chosen);
	return r;
}

int story_related(struct store *s, struct arena *a, int64_t item, uint32_t limit, struct related **out, uint32_t *n, struct err *e)
{
	struct arena scratch = { 0 };
	struct store_item story;
	struct cue cue[ACTORS_MAX];
	struct candidate *c = NULL;
	uint32_t ncue = 0, nc = 0;
	uint64_t docs = 0;
	*out = NULL;
	*n = 0;
	/* One view of the store: the engine may drop a document between two questions. */
	int r = store_begin_read(s, e);
	if (r)
		return r;
	r = store_item(s, &scratch, item, &story, e);
	if (r == 0)
		r = load_cues(s, a, item, cue, &ncue, &docs, e);
	if (r == 0 && ncue) {
		qsort(cue, ncue, sizeof *cue, rarest_first);
		r = gather(s, &scratch, &story, cue, ncue, &c, &nc, e);
	}
	uint32_t titles = limit > nc / TITLES_EACH ? nc : limit * TITLES_EACH;
	if (titles < TITLES_MIN)
		titles = TITLES_MIN < nc ? TITLES_MIN : nc;
	if (r == 0)
		r = weigh_titles(s, a, &story, c, titles, e);
	if (r == 0) {
		uint32_t most = limit < titles ? limit : titles;
		*out = ARENA_NEW(a, struct related, most);
		r = pick(s, a, c, titles, cue, ncue, docs, most, *out, n, e);
	}
	int end = store_commit(s, r ? NULL : e);
	arena_free(&scratch);
	return r ? r : end;
}
