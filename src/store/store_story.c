/* store_story.c - what ranking, copies and groups of stories are kept in: sketches, postings of telling terms, counts of terms, groups.
 *
 * A sketch is a blob that src/story makes and reads; here it is bytes. Terms are classes of hashed stems, STORE_TERMS of them, so that the
 * counts of all fit into one array. A count is kept as its logarithm (R. Morris, Counting large numbers of events in small registers, 1978):
 * level L stands for (B^L - 1) / (B - 1) stories, and is raised with probability B^-L; chance is drawn from a hash of story and term, so
 * that the same stories in the same order give the same counts.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "store_int.h"

#define LEVEL_BASE 1.002 /* the error of a count is about sqrt((B - 1) / 2), three in a hundred */
#define LEVELS 8192      /* more than a thousand million stories */
#define BLOCKS 64
#define BLOCK_TERMS (STORE_TERMS / BLOCKS)
#define BLOCK_BYTES (BLOCK_TERMS * 2) /* little endian */
#define BACKGROUND 8000.0 /* stories like any others that an archive is taken to have had before its first */
#define RARITY_POWER 0.6 /* so that one rare word in common does not stand for all */

#include "background.inc"

struct lexicon {
	uint16_t level[STORE_TERMS];
	float rarity[LEVELS];
	double chance[LEVELS]; /* with which one more story raises a level */
	uint64_t rarity_at; /* `stories` for which that is */
	uint64_t stories;   /* that were counted */
	uint64_t dirty;   /* blocks that the store does not have yet */
};

/* ---- counts of terms ---- */

void lexicon_drop(struct store *s)
{
	free(s->lexicon);
	s->lexicon = NULL;
}

static double stories_of(uint32_t level)
{
	return (pow(LEVEL_BASE, level) - 1.0) / (LEVEL_BASE - 1.0);
}

static uint32_t level_of(double stories)
{
	return (uint32_t)(log1p(stories * (LEVEL_BASE - 1.0)) / log(LEVEL_BASE) + 0.5);
}

/* What the counts begin with: common words are known to be common from the first story on, names are for the archive to find out. */
static void lay_ground(struct lexicon *x)
{
	uint32_t class = 0;
	for (size_t i = 0; i < sizeof background / sizeof *background; i++) {
		class += background[i][0];
		x->level[class % STORE_TERMS] = (uint16_t)level_of(background[i][1] * (BACKGROUND / 65535.0));
	}
}

/* Changes too little to be made anew for each story; it is where steps of a sixty-fourth of the stories say, so that it does not depend on
 * when the store was opened. */
static void know_rarity(struct lexicon *x)
{
	double step = floor(log1p((double)x->stories / BACKGROUND) / log1p(1.0 / 64.0));
	uint64_t at = (uint64_t)(BACKGROUND * expm1(step * log1p(1.0 / 64.0)) + 0.5);
	if (x->rarity[0] > 0.0f && x->rarity_at == at)
		return;
	for (uint32_t i = 0; i < LEVELS; i++) {
		double r = log(((double)at + BACKGROUND + 1.0) / (stories_of(i) + 0.5));
		x->rarity[i] = r > 0.0 ? (float)pow(r, RARITY_POWER) : 0.0f;
	}
	x->rarity_at = at;
}

static int load_blocks(struct store *s, struct lexicon *x, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_lexicon, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		int64_t block = sqlite3_column_int64(st, 0);
		struct str data = sql_peek(st, 1);
		if (block >= 0 && block < BLOCKS && data.n == BLOCK_BYTES)
			for (uint32_t i = 0; i < BLOCK_TERMS; i++) {
				unsigned level = (unsigned char)data.s[2 * i] | (unsigned)(unsigned char)data.s[2 * i + 1] << 8;
				x->level[(uint32_t)block * BLOCK_TERMS + i] = (uint16_t)(level < LEVELS ? level : LEVELS - 1);
			}
	}
	return r;
}

/* A writer's counts are those of the store; a reader's may be a sixty-fourth behind, which no rank notices. */
static int lexicon(struct store *s, struct lexicon **out, struct err *e)
{
	int64_t stories;
	int r = tally_get(s, TALLY_COUNTED, &stories, e);
	if (r)
		return r;
	uint64_t now = stories > 0 ? (uint64_t)stories : 0;
	struct lexicon *x = s->lexicon;
	if (x && (x->dirty || x->stories == now || (s->mode == STORE_READ && x->stories < now && now - x->stories <= now / 64))) {
		*out = x;
		return 0;
	}
	if (!x)
		x = s->lexicon = xmalloc(sizeof *x);
	memset(x, 0, sizeof *x);
	x->stories = now;
	x->chance[0] = 1.0;
	for (uint32_t i = 1; i < LEVELS; i++)
		x->chance[i] = x->chance[i - 1] / LEVEL_BASE;
	lay_ground(x);
	r = now ? load_blocks(s, x, e) : 0;
	if (r)
		lexicon_drop(s);
	*out = x;
	return r;
}

int store_terms(struct store *s, struct store_terms *out, struct err *e)
{
	struct lexicon *x;
	int r = lexicon(s, &x, e);
	if (r == 0) {
		know_rarity(x);
		*out = (struct store_terms){ x->level, x->rarity, x->stories };
	}
	return r;
}

int store_terms_count(struct store *s, int64_t item, const uint32_t *term, uint32_t n, struct err *e)
{
	struct lexicon *x;
	int r = lexicon(s, &x, e);
	for (uint32_t i = 0; i < n && r == 0; i++) {
		uint64_t key[2] = { (uint64_t)item, term[i] };
		double chance = (double)(str_hash(str_n((const char *)key, sizeof key)) >> 11) * 0x1p-53;
		uint16_t *level = &x->level[term[i] % STORE_TERMS];
		if (*level < LEVELS - 1 && chance < x->chance[*level]) {
			++*level;
			x->dirty |= 1ull << (term[i] % STORE_TERMS / BLOCK_TERMS);
		}
	}
	if (r == 0) {
		x->stories++;
		r = tally_set(s, TALLY_COUNTED, (int64_t)x->stories, e);
	}
	return r;
}

int store_terms_flush(struct store *s, struct err *e)
{
	struct lexicon *x = s->lexicon;
	int r = 0;
	for (int block = 0; x && block < BLOCKS && r == 0; block++) {
		if (!(x->dirty & 1ull << block))
			continue;
		char data[BLOCK_BYTES];
		for (uint32_t i = 0; i < BLOCK_TERMS; i++) {
			data[2 * i] = (char)(x->level[(uint32_t)block * BLOCK_TERMS + i] & 0xff);
			data[2 * i + 1] = (char)(x->level[(uint32_t)block * BLOCK_TERMS + i] >> 8);
		}
		r = sql_do_blob(s, SQL_lexicon_put, block, str_n(data, sizeof data), e);
	}
	if (x && r == 0)
		x->dirty = 0;
	return r;
}

/* ---- what waits ---- */

int store_stories_waiting(struct store *s, struct arena *a, uint32_t limit, int64_t **out, uint32_t *n, struct err *e)
{
	return sql_ids(s, a, SQL_waiting, (int64_t[]){ limit }, 1, out, n, e);
}

int store_story_done(struct store *s, int64_t item, struct err *e)
{
	return sql_do(s, SQL_waiting_drop, &item, 1, e);
}

int store_story_waits(struct store *s, int64_t item, bool *waits, struct err *e)
{
	int64_t found = 0;
	int r = sql_one(s, SQL_waiting_one, &item, 1, &found, e);
	*waits = r >= 0 && found;
	return r < 0 ? r : 0;
}

/* ---- sketches ---- */

int store_sketch(struct store *s, struct arena *a, int64_t item, struct store_sketch *out, struct err *e)
{
	sqlite3_stmt *st;
	int r = sql_row_of(s, SQL_sketch, item, &st, e);
	if (r <= 0)
		return r < 0 ? r : err_set(e, QD_ENOTFOUND, "story %lld is not indexed yet", (long long)item);
	*out = (struct store_sketch){ .item = item, .published = sqlite3_column_int64(st, 0), .cluster = sqlite3_column_int64(st, 1),
		.copy_of = sqlite3_column_int64(st, 2), .data = sql_str(st, 3, a) };
	sqlite3_reset(st);
	return 0;
}

/* A story was a copy of one, and is now of another (0: of none). */
static int families(struct store *s, int64_t item, int64_t was, int64_t first, struct err *e)
{
	int r = family_note(s, item, e);
	if (r == 0 && was)
		r = family_note(s, was, e);
	return r == 0 && first ? family_note(s, first, e) : r;
}

/* Rows that are asked for again and again by stories that arrive together: a place for each, by the last bits of its number. */
#define ROWS_KEPT 16384

void store_keep_drop(struct store *s)
{
	free(s->kept.rows);
	marks_drop(s);
	if (s->kept.more_free)
		s->kept.more_free(s->kept.more);
	memset(&s->kept, 0, sizeof s->kept);
}

int store_keep(struct store *s, bool many, struct err *e)
{
	int64_t now = 0;
	int r = sql_one(s, SQL_data_version, NULL, 0, &now, e);
	if (r < 0)
		return r;
	if (now != s->kept.version)
		store_keep_drop(s);
	if (!s->kept.rows)
		s->kept.rows = xcalloc(ROWS_KEPT, sizeof *s->kept.rows);
	marks_keep(s, many);
	s->kept.version = now;
	s->kept.asked = true;
	return 0;
}

void store_keep_aside(struct store *s)
{
	s->kept.asked = false;
}

void *store_kept_more(const struct store *s)
{
	return s->kept.more;
}

void store_keep_more(struct store *s, void *more, void (*drop)(void *))
{
	s->kept.more = more;
	s->kept.more_free = drop;
}

/* The kept row of a story, NULL when there is none. */
static struct store_sketch *kept_row(struct store *s, int64_t item)
{
	struct store_sketch *k = s->kept.rows ? &s->kept.rows[item & (ROWS_KEPT - 1)] : NULL;
	return k && k->item == item && item ? k : NULL;
}

static void keep_row(struct store *s, const struct store_sketch *row)
{
	if (s->kept.rows) {
		struct store_sketch *k = &s->kept.rows[row->item & (ROWS_KEPT - 1)];
		*k = *row;
		k->data = STR_NONE;
	}
}

int store_sketch_row(struct store *s, int64_t item, struct store_sketch *out, struct err *e)
{
	const struct store_sketch *k = s->kept.asked ? kept_row(s, item) : NULL;
	int r;
	if (k) {
		*out = *k;
		return 0;
	}
	sqlite3_stmt *st;
	r = sql_row_of(s, SQL_sketch_row, item, &st, e);
	if (r <= 0)
		return r < 0 ? r : err_set(e, QD_ENOTFOUND, "story %lld is not indexed yet", (long long)item);
	*out = (struct store_sketch){ .item = item, .published = sqlite3_column_int64(st, 0), .cluster = sqlite3_column_int64(st, 1),
		.copy_of = sqlite3_column_int64(st, 2) };
	sqlite3_reset(st);
	keep_row(s, out);
	return 0;
}

static int copy_of(struct store *s, int64_t item, int64_t *first, struct err *e)
{
	struct store_sketch row;
	int r = store_sketch_row(s, item, &row, e);
	*first = r ? 0 : row.copy_of;
	return r == QD_ENOTFOUND ? 0 : r;
}

int store_sketch_put(struct store *s, const struct store_sketch *k, struct err *e)
{
	int64_t was;
	int r = copy_of(s, k->item, &was, e);
	if (r == 0)
		r = sql_do(s, SQL_sketch_put, (int64_t[]){ k->item, k->published, k->cluster, k->copy_of }, 4, e);
	if (r == 0)
		keep_row(s, k);
	return r || was == k->copy_of ? r : families(s, k->item, was, k->copy_of, e);
}

int store_sketch_data_put(struct store *s, int64_t item, struct str data, struct err *e)
{
	return sql_do_blob(s, SQL_sketch_data_put, item, data, e);
}

/* ---- copies ---- */

int store_copy_set(struct store *s, int64_t item, int64_t first, struct err *e)
{
	int64_t was;
	int r = copy_of(s, item, &was, e);
	struct store_sketch *k = kept_row(s, item);
	if (r == 0)
		r = sql_do(s, SQL_sketch_copy, (int64_t[]){ item, first }, 2, e);
	if (r == 0 && k)
		k->copy_of = first;
	return r ? r : families(s, item, was, first, e);
}

int store_copies(struct store *s, struct arena *a, int64_t first, uint32_t limit, int64_t **out, uint32_t *n, struct err *e)
{
	return sql_ids(s, a, SQL_copies, (int64_t[]){ first, limit }, 2, out, n, e);
}

/* ---- what a feed repeats ---- */

int store_repeats(struct store *s, struct arena *a, int64_t feed, struct str *data, struct err *e)
{
	*data = STR_NONE;
	int r = sql_one_blob(s, a, SQL_repeats, &feed, 1, data, e);
	return r < 0 ? r : 0;
}

int store_repeats_put(struct store *s, int64_t feed, struct str data, struct err *e)
{
	return sql_do_blob(s, SQL_repeats_put, feed, data, e);
}

/* ---- groups ---- */

static void cluster_from_row(struct store_cluster *out, sqlite3_stmt *st)
{
	*out = (struct store_cluster){ .id = sqlite3_column_int64(st, 0), .head = sqlite3_column_int64(st, 1),
		.stories = (uint32_t)sqlite3_column_int64(st, 2), .first = sqlite3_column_int64(st, 3), .last = sqlite3_column_int64(st, 4) };
}

int store_cluster(struct store *s, int64_t id, struct store_cluster *out, struct err *e)
{
	sqlite3_stmt *st;
	int r = sql_row_of(s, SQL_cluster, id, &st, e);
	if (r <= 0)
		return r < 0 ? r : err_set(e, QD_ENOTFOUND, "there is no group %lld", (long long)id);
	cluster_from_row(out, st);
	sqlite3_reset(st);
	return 0;
}

int store_cluster_of(struct store *s, int64_t item, int64_t *cluster, struct err *e)
{
	struct store_sketch row;
	int r = store_sketch_row(s, item, &row, e);
	*cluster = r ? 0 : row.cluster;
	return r == QD_ENOTFOUND ? 0 : r;
}

int store_cluster_set(struct store *s, int64_t item, int64_t cluster, struct err *e)
{
	struct store_sketch *k = kept_row(s, item);
	if (k)
		k->cluster = cluster;
	return sql_do(s, SQL_sketch_group, (int64_t[]){ item, cluster }, 2, e);
}

int store_cluster_put(struct store *s, struct store_cluster *c, struct err *e)
{
	if (!c->id) {
		int r = sql_do(s, SQL_cluster_new, (int64_t[]){ c->head, c->stories, c->first, c->last }, 4, e);
		c->id = sqlite3_last_insert_rowid(s->db);
		return r;
	}
	if (!c->stories) {
		int r = sql_do(s, SQL_cluster_sum_drop, &c->id, 1, e);
		return r ? r : sql_do(s, SQL_cluster_drop, &c->id, 1, e);
	}
	return sql_do(s, SQL_cluster_put, (int64_t[]){ c->id, c->head, c->stories, c->first, c->last }, 5, e);
}

int store_cluster_span(struct store *s, struct store_cluster *c, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_bound(s, SQL_cluster_span, &c->id, 1, &r, e);
	if (!st)
		return r;
	r = sql_row(s, st, e);
	if (r > 0) {
		c->first = sqlite3_column_int64(st, 0);
		c->last = sqlite3_column_int64(st, 1);
		sqlite3_reset(st);
	}
	return r < 0 ? r : 0;
}

int store_cluster_members(struct store *s, struct arena *a, int64_t cluster, uint32_t limit, struct posting **out, uint32_t *n,
                          struct err *e)
{
	int r;
	uint32_t cap = 0;
	*out = NULL;
	*n = 0;
	sqlite3_stmt *st = sql_bound(s, SQL_cluster_members, (int64_t[]){ cluster, limit }, 2, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		struct posting p = { .item = sqlite3_column_int64(st, 0), .published = sqlite3_column_int64(st, 1) };
		ARENA_PUSH(a, struct posting, *out, *n, cap, p);
	}
	return r;
}

int store_clusters(struct store *s, struct arena *a, const struct item_anchor *from, uint32_t limit, struct store_cluster **out, uint32_t *n,
                   struct err *e)
{
	static const struct item_anchor top = { INT64_MAX, INT64_MAX };
	int r;
	uint32_t cap = 0;
	*out = NULL;
	*n = 0;
	from = from ? from : &top;
	sqlite3_stmt *st = sql_bound(s, SQL_clusters, (int64_t[]){ from->published, from->id, limit }, 3, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0) {
		struct store_cluster c;
		cluster_from_row(&c, st);
		ARENA_PUSH(a, struct store_cluster, *out, *n, cap, c);
	}
	return r;
}

/* ---- what stands for a group ---- */

int store_cluster_sum(struct store *s, struct arena *a, int64_t id, struct str *data, struct err *e)
{
	*data = STR_NONE;
	int r = sql_one_blob(s, a, SQL_cluster_sum, &id, 1, data, e);
	return r < 0 ? r : 0;
}

int store_cluster_sum_put(struct store *s, int64_t id, struct str data, struct err *e)
{
	return data.n ? sql_do_blob(s, SQL_cluster_sum_put, id, data, e) : sql_do(s, SQL_cluster_sum_drop, &id, 1, e);
}

#define SUMS_STEP 1000

int store_cluster_sums_drop(struct store *s, int64_t before, struct err *e)
{
	int64_t from;
	int r = tally_get(s, TALLY_SUMS, &from, e);
	if (r || before <= from)
		return r;
	r = sql_one(s, SQL_cluster_after, (int64_t[]){ from, before, SUMS_STEP }, 3, &before, e);
	if (r >= 0)
		r = sql_do(s, SQL_cluster_sums_drop, (int64_t[]){ from, before }, 2, e);
	return r ? r : tally_set(s, TALLY_SUMS, before, e);
}

/* ---- stories that go ---- */

/* The first of its copies takes its place. */
static int pass_copies_on(struct store *s, struct arena *a, int64_t item, struct err *e)
{
	int64_t *copy;
	uint32_t n;
	int r = store_copies(s, a, item, UINT32_MAX, &copy, &n, e);
	if (r == 0 && n)
		r = sql_do(s, SQL_copies_pass, (int64_t[]){ item, copy[0] }, 2, e);
	for (uint32_t i = 0; i < n && r == 0; i++) {
		struct store_sketch *k = kept_row(s, copy[i]);
		if (k)
			k->copy_of = i ? copy[0] : 0;
		r = family_note(s, copy[i], e);
	}
	return r;
}

/* A headline that goes gives way to the newest story; the next review of the group finds a better one. */
static int leave_group(struct store *s, struct arena *a, int64_t item, int64_t group, struct err *e)
{
	struct store_cluster c;
	struct posting *p;
	uint32_t n;
	int r = store_cluster(s, group, &c, e);
	if (r == 0)
		r = store_cluster_set(s, item, 0, e);
	if (r == 0)
		r = store_cluster_members(s, a, group, 2, &p, &n, e);
	if (r)
		return r == QD_ENOTFOUND ? 0 : r;
	c.stories = n < 2 ? 0 : c.stories - 1;
	c.head = c.head != item ? c.head : n ? p[0].item : 0;
	if (n == 1)
		r = store_cluster_set(s, p[0].item, 0, e);
	if (r == 0 && n > 1)
		r = store_cluster_span(s, &c, e);
	if (r == 0)
		r = store_cluster_put(s, &c, e);
	return r || n < 2 ? r : store_cluster_sum_put(s, group, STR_NONE, e);
}

int store_story_leaves(struct store *s, int64_t item, struct err *e)
{
	struct arena a = { 0 };
	int64_t group;
	int r = store_cluster_of(s, item, &group, e);
	if (r == 0)
		r = pass_copies_on(s, &a, item, e);
	if (r == 0 && group)
		r = leave_group(s, &a, item, group, e);
	arena_free(&a);
	return r;
}

int story_gone(struct store *s, int64_t item, struct err *e)
{
	int64_t first;
	store_keep_drop(s);
	int r = store_story_leaves(s, item, e);
	if (r == 0)
		r = copy_of(s, item, &first, e);
	if (r == 0)
		r = sql_do(s, SQL_sketch_drop, &item, 1, e);
	if (r == 0 && first)
		r = family_note(s, first, e);
	if (r == 0)
		r = sql_do(s, SQL_sketch_data_drop, &item, 1, e);
	return r ? r : sql_do(s, SQL_waiting_drop, &item, 1, e);
}
