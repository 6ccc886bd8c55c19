/* cluster.c - groups of stories about one event, made as stories arrive.
 *
 * A new story joins the group whose members are most like it on average (average link), if they are like it enough; when two groups are,
 * and are like each other, they become one. A group that has doubled is looked at anew: its stories are linked from the ground up, and what
 * does not hold together parts. Each step looks at a bounded number of stories, so that its cost does not grow with the archive. Copies
 * are with the first of them and do not count in averages.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "story_int.h"

#define GROUPS 4       /* looked at for one story */
#define SAMPLE 24      /* newest members that stand for a group */
#define REVIEWED 48    /* members linked anew */
#define MERGED_MAX 256 /* stories that change their group at a time */
#define JOIN story_weights.join
#define NEAR (0.6 * story_weights.join)

struct member {
	int64_t item, published;
	struct weighed *w;
};
struct group {
	int64_t id; /* 0: one story that has no group yet */
	struct member m[REVIEWED];
	uint32_t n;
	double alike; /* mean, to the new story */
};

static double alike(const struct member *a, const struct member *b)
{
	return text_alike(a->w, b->w) * exp(-fabs((double)(a->published - b->published)) / 86400.0 / story_weights.group_days);
}

static int add_member(struct group *g, struct store *s, struct arena *a, const struct store_terms *r, int64_t item, struct err *e)
{
	struct store_sketch row;
	struct weighed *w;
	int rc = load_weighed(&w, r, s, a, item, &row, e);
	if (rc == 0 && w && !row.copy_of)
		g->m[g->n++] = (struct member){ item, row.published, w };
	return rc;
}

static int load_group(struct group *g, struct store *s, struct arena *a, const struct store_terms *r, int64_t cluster, int64_t item, uint32_t most,
                      struct err *e)
{
	struct posting *p;
	uint32_t n;
	*g = (struct group){ .id = cluster };
	if (!cluster)
		return add_member(g, s, a, r, item, e);
	int rc = store_cluster_members(s, a, cluster, most, &p, &n, e);
	for (uint32_t i = 0; i < n && rc == 0; i++)
		rc = add_member(g, s, a, r, p[i].item, e);
	return rc;
}

/* ---- writing ---- */

/* Makes a group's row what its members say; it goes with its last member. `head` 0: the one it has. */
static int recount(struct store *s, int64_t cluster, int64_t head, struct err *e)
{
	struct store_cluster old, c;
	int rc = store_cluster(s, cluster, &old, e);
	if (rc == 0)
		rc = store_cluster_count(s, cluster, &c, e);
	if (rc)
		return rc;
	c.head = head ? head : old.head;
	return store_cluster_put(s, &c, e);
}

/* The story that is most like the others; the earlier of two. */
static int64_t central(const struct group *g)
{
	double best = -1.0;
	int64_t head = g->n ? g->m[0].item : 0, at = INT64_MAX;
	for (uint32_t i = 0; i < g->n; i++) {
		double sum = 0.0;
		for (uint32_t k = 0; k < g->n; k++)
			sum += i == k ? 0.0 : text_alike(g->m[i].w, g->m[k].w);
		if (sum > best + 1e-9 || (sum > best - 1e-9 && g->m[i].published < at)) {
			best = sum;
			head = g->m[i].item;
			at = g->m[i].published;
		}
	}
	return head;
}

int cluster_join(struct store *s, int64_t item, int64_t published, int64_t with, struct err *e)
{
	struct store_cluster c;
	int64_t id;
	int rc = store_cluster_of(s, with, &id, e);
	if (rc == 0 && !id) {
		struct arena a = { 0 };
		struct store_item it = { 0 };
		rc = store_item(s, &a, with, &it, e);
		c = (struct store_cluster){ .head = with, .stories = 1, .first = it.published, .last = it.published };
		arena_free(&a);
		if (rc == 0)
			rc = store_cluster_put(s, &c, e);
		if (rc == 0)
			rc = store_cluster_set(s, with, c.id, e);
	} else if (rc == 0) {
		rc = store_cluster(s, id, &c, e);
	}
	if (rc)
		return rc;
	c.stories++;
	c.first = published < c.first ? published : c.first;
	c.last = published > c.last ? published : c.last;
	rc = store_cluster_put(s, &c, e);
	return rc ? rc : store_cluster_set(s, item, c.id, e);
}

int cluster_leave(struct store *s, int64_t item, struct err *e)
{
	struct arena a = { 0 };
	struct store_cluster c;
	struct posting *p;
	int64_t id;
	uint32_t n = 0;
	int rc = store_cluster_of(s, item, &id, e);
	if (rc || !id)
		return rc;
	rc = store_cluster_set(s, item, 0, e);
	if (rc == 0)
		rc = store_cluster(s, id, &c, e);
	if (rc == 0)
		rc = store_cluster_members(s, &a, id, 2, &p, &n, e);
	if (rc == 0 && n == 1) /* one alone is no group */
		rc = store_cluster_set(s, p[0].item, 0, e);
	if (rc == 0)
		rc = recount(s, id, c.head == item && n ? p[n - 1].item : c.head, e);
	arena_free(&a);
	return rc;
}

/* All of `from` go into `to`. */
static int move_all(struct store *s, struct arena *a, int64_t from, int64_t to, struct err *e)
{
	struct posting *p;
	struct store_cluster c;
	uint32_t n = 0;
	int rc = store_cluster(s, from, &c, e);
	if (rc || c.stories > MERGED_MAX)
		return rc;
	rc = store_cluster_members(s, a, from, MERGED_MAX, &p, &n, e);
	for (uint32_t i = 0; i < n && rc == 0; i++)
		rc = store_cluster_set(s, p[i].item, to, e);
	return rc ? rc : recount(s, from, 0, e);
}

/* ---- linking anew ---- */

struct linking {
	double sim[REVIEWED][REVIEWED];
	uint32_t size[REVIEWED]; /* 0: has gone into another */
	uint32_t part[REVIEWED];
};

/* Average link: the two parts most alike become one, until none are alike enough. */
static void link_parts(struct linking *l, const struct group *g)
{
	for (uint32_t i = 0; i < g->n; i++) {
		l->size[i] = 1;
		l->part[i] = i;
		for (uint32_t k = 0; k < i; k++)
			l->sim[i][k] = l->sim[k][i] = alike(&g->m[i], &g->m[k]);
	}
	for (;;) {
		double best = story_weights.hold * JOIN;
		uint32_t x = 0, y = 0;
		for (uint32_t i = 0; i < g->n; i++)
			for (uint32_t k = 0; k < i && l->size[i]; k++)
				if (l->size[k] && l->sim[i][k] >= best) {
					best = l->sim[i][k];
					x = k;
					y = i;
				}
		if (x == y)
			return;
		for (uint32_t k = 0; k < g->n; k++) {
			l->sim[x][k] = (l->sim[x][k] * l->size[x] + l->sim[y][k] * l->size[y]) / (l->size[x] + l->size[y]);
			l->sim[k][x] = l->sim[x][k];
			if (l->part[k] == y)
				l->part[k] = x;
		}
		l->size[x] += l->size[y];
		l->size[y] = 0;
	}
}

/* Copies go where their first goes. */
static int set_with_copies(struct store *s, struct arena *a, int64_t item, int64_t cluster, struct err *e)
{
	int64_t *copy;
	uint32_t n;
	int rc = store_cluster_set(s, item, cluster, e);
	if (rc == 0)
		rc = store_copies(s, a, item, MERGED_MAX, &copy, &n, e);
	for (uint32_t i = 0; rc == 0 && i < n; i++)
		rc = store_cluster_set(s, copy[i], cluster, e);
	return rc;
}

static int part_off(struct store *s, struct arena *a, const struct group *g, const struct linking *l, uint32_t part, struct err *e)
{
	struct group *off = ARENA_NEW(a, struct group, 1);
	for (uint32_t i = 0; i < g->n; i++)
		if (l->part[i] == part)
			off->m[off->n++] = g->m[i];
	struct store_cluster c = { .head = central(off), .stories = off->n };
	int64_t *copy;
	uint32_t copies = 0;
	int rc = off->n == 1 ? store_copies(s, a, off->m[0].item, 1, &copy, &copies, e) : 0;
	if (rc == 0 && (off->n > 1 || copies))
		rc = store_cluster_put(s, &c, e);
	for (uint32_t i = 0; i < off->n && rc == 0; i++)
		rc = set_with_copies(s, a, off->m[i].item, c.id, e);
	return rc || !c.id ? rc : recount(s, c.id, c.head, e);
}

/* Looks at a group anew: what does not hold together with its largest part leaves, and the head is chosen again. */
static int review(struct store *s, struct arena *a, const struct store_terms *r, int64_t cluster, struct err *e)
{
	struct group *g = ARENA_NEW(a, struct group, 1);
	struct linking *l = ARENA_NEW(a, struct linking, 1);
	int rc = load_group(g, s, a, r, cluster, 0, REVIEWED, e);
	if (rc || !g->n)
		return rc;
	link_parts(l, g);
	uint32_t most = 0;
	for (uint32_t i = 0; i < g->n; i++)
		if (l->size[i] > l->size[most])
			most = i;
	for (uint32_t i = 0; i < g->n && rc == 0; i++)
		if (l->size[i] && i != most)
			rc = part_off(s, a, g, l, i, e);
	uint32_t kept = 0;
	for (uint32_t i = 0; i < g->n; i++)
		if (l->part[i] == most)
			g->m[kept++] = g->m[i];
	g->n = kept;
	if (rc == 0)
		rc = recount(s, cluster, central(g), e);
	struct store_cluster c;
	if (rc == 0 && store_cluster(s, cluster, &c, NULL) == 0 && c.stories == 1) {
		rc = store_cluster_set(s, c.head, 0, e);
		if (rc == 0)
			rc = recount(s, cluster, 0, e);
	}
	return rc;
}

/* ---- placing ---- */

static double mean_alike(const struct group *a, const struct group *b)
{
	double sum = 0.0;
	for (uint32_t i = 0; i < a->n; i++)
		for (uint32_t k = 0; k < b->n; k++)
			sum += alike(&a->m[i], &b->m[k]);
	return a->n && b->n ? sum / ((double)a->n * b->n) : 0.0;
}

static int near_groups(struct group *g, uint32_t *ng, struct store *s, struct arena *a, const struct store_terms *r, const struct question *q,
                       const struct candidate *c, uint32_t n, struct err *e)
{
	int rc = 0;
	struct group here = { .n = 1, .m = { { q->item, q->published, (struct weighed *)(uintptr_t)&q->w } } };
	*ng = 0;
	for (uint32_t i = 0; i < n && *ng < GROUPS && rc == 0; i++) {
		struct member m = { c[i].item, c[i].published, c[i].w };
		if (c[i].copy_of || alike(&here.m[0], &m) < NEAR)
			continue;
		uint32_t k = 0;
		while (k < *ng && !(c[i].cluster && g[k].id == c[i].cluster))
			k++;
		if (k < *ng)
			continue;
		rc = load_group(&g[*ng], s, a, r, c[i].cluster, c[i].item, SAMPLE, e);
		if (rc == 0 && g[*ng].n) {
			g[*ng].alike = mean_alike(&g[*ng], &here);
			++*ng;
		}
	}
	return rc;
}

static bool power_of_two(uint32_t n)
{
	return n && !(n & (n - 1));
}

int cluster_place(struct store *s, struct arena *a, const struct store_terms *r, const struct question *q, struct candidate *c, uint32_t n,
                  struct err *e)
{
	struct group *g = ARENA_NEW(a, struct group, GROUPS);
	uint32_t ng, best = 0;
	int rc = near_groups(g, &ng, s, a, r, q, c, n, e);
	for (uint32_t i = 1; i < ng; i++)
		if (g[i].alike > g[best].alike)
			best = i;
	if (rc || !ng || g[best].alike < JOIN)
		return rc;
	rc = cluster_join(s, q->item, q->published, g[best].m[0].item, e);
	struct store_cluster at = { 0 };
	if (rc == 0)
		rc = store_cluster_of(s, q->item, &at.id, e);
	for (uint32_t i = 0; i < ng && rc == 0; i++) {
		if (i == best || g[i].alike < JOIN || mean_alike(&g[i], &g[best]) < JOIN)
			continue;
		rc = g[i].id ? move_all(s, a, g[i].id, at.id, e) : set_with_copies(s, a, g[i].m[0].item, at.id, e);
		if (rc == 0)
			rc = recount(s, at.id, 0, e);
	}
	if (rc == 0)
		rc = store_cluster(s, at.id, &at, e);
	if (rc == 0 && (at.stories < 4 || power_of_two(at.stories)))
		rc = review(s, a, r, at.id, e);
	return rc;
}
