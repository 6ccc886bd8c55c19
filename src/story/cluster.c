/* cluster.c - groups of stories about one event, made as stories arrive.
 *
 * A new story joins the group whose stories are most like it on average (average link), if they are like it enough; a group that then is like
 * another becomes one with it. When a group has grown by half it is reviewed: its newest stories are linked from the ground up, and what does
 * not hold together parts. Each step looks at a bounded number of stories, so that its cost does not grow with the archive. Copies are
 * with the first of them and do not count in averages.
 */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "story_int.h"

#define NEAREST 6      /* groups and lone stories looked at for one story */
#define NEAR 0.6       /* of the likeness that joins: a story so like is looked at with its group */
#define REVIEWED 48    /* newest stories linked anew */
#define MOVED_MAX 256  /* stories that change their group at a time */

struct near {
	struct group g;
	struct store_cluster row; /* id 0: a lone story */
	bool taken;
};

/* ---- stories of a group ---- */

/* A story of its own or the newest of a group that are no copies, at most `most` of them; *out is of the arena. */
static int load_members(struct group **out, uint32_t *n, struct store *s, struct arena *a, const struct store_terms *r, int64_t cluster,
                        uint32_t most, struct err *e)
{
	struct posting *p;
	uint32_t np;
	*n = 0;
	int rc = store_cluster_members(s, a, cluster, most, &p, &np, e);
	*out = ARENA_NEW(a, struct group, rc ? 0 : np);
	for (uint32_t i = 0; i < np && rc == 0; i++) {
		struct store_sketch row;
		const struct sketch *k;
		rc = load_sketch(&k, r, s, a, p[i].item, &row, e);
		if (rc == 0 && k && !row.copy_of)
			group_story(&(*out)[(*n)++], k, r, p[i].item, row.published);
	}
	return rc;
}

static int load_group(struct near *out, struct store *s, struct arena *a, const struct store_terms *r, int64_t cluster, struct err *e)
{
	struct str data;
	struct group *m;
	uint32_t n;
	int rc = store_cluster(s, cluster, &out->row, e);
	if (rc == 0)
		rc = store_cluster_sum(s, a, cluster, &data, e);
	if (rc)
		return rc;
	out->g = (struct group){ .first = out->row.first, .last = out->row.last };
	if (group_decode(&out->g, data) == 0)
		return 0;
	out->g = (struct group){ 0 };
	rc = load_members(&m, &n, s, a, r, cluster, REVIEWED, e);
	for (uint32_t i = 0; i < n && rc == 0; i++)
		group_add(&out->g, &m[i]);
	out->g.first = out->row.first;
	out->g.last = out->row.last;
	return rc;
}

static int save_sum(struct store *s, int64_t cluster, const struct group *g, struct err *e)
{
	struct buf data;
	buf_init(&data, 0);
	group_encode(&data, g);
	int rc = store_cluster_sum_put(s, cluster, buf_str(&data), e);
	buf_free(&data);
	return rc;
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

/* ---- linking anew ---- */

struct linking {
	double sim[REVIEWED][REVIEWED];
	uint32_t size[REVIEWED]; /* 0: has gone into another */
	uint32_t part[REVIEWED];
};

/* Average link: the two parts most alike become one, until none are alike enough. */
static void link_parts(struct linking *l, const struct group *m, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		l->size[i] = 1;
		l->part[i] = i;
		for (uint32_t k = 0; k < i; k++)
			l->sim[i][k] = l->sim[k][i] = group_link(&m[i], &m[k]);
	}
	for (;;) {
		double best = story_weights.hold * story_weights.join;
		uint32_t x = 0, y = 0;
		for (uint32_t i = 0; i < n; i++)
			for (uint32_t k = 0; k < i && l->size[i]; k++)
				if (l->size[k] && l->sim[i][k] >= best) {
					best = l->sim[i][k];
					x = k;
					y = i;
				}
		if (x == y)
			return;
		for (uint32_t k = 0; k < n; k++) {
			l->sim[x][k] = (l->sim[x][k] * l->size[x] + l->sim[y][k] * l->size[y]) / (l->size[x] + l->size[y]);
			l->sim[k][x] = l->sim[x][k];
			if (l->part[k] == y)
				l->part[k] = x;
		}
		l->size[x] += l->size[y];
		l->size[y] = 0;
	}
}

/* Copies go where their first goes; *moved: how many stories went. */
static int set_with_copies(struct store *s, struct arena *a, int64_t item, int64_t cluster, uint32_t *moved, struct err *e)
{
	int64_t *copy;
	uint32_t n;
	int rc = store_cluster_set(s, item, cluster, e);
	if (rc == 0)
		rc = store_copies(s, a, item, MOVED_MAX, &copy, &n, e);
	for (uint32_t i = 0; rc == 0 && i < n; i++)
		rc = store_cluster_set(s, copy[i], cluster, e);
	*moved += rc ? 0 : n + 1;
	return rc;
}

/* Members that are one part make a group, or one story is on its own. */
static int part_off(struct store *s, struct arena *a, const struct group *m, uint32_t n, uint32_t *moved, struct err *e)
{
	struct group sum = { 0 };
	int64_t *copy;
	uint32_t copies = 0;
	for (uint32_t i = 0; i < n; i++)
		group_add(&sum, &m[i]);
	struct store_cluster c = { .head = m[group_central(&sum, m, n)].item, .stories = n, .first = sum.first, .last = sum.last };
	int rc = n == 1 ? store_copies(s, a, m[0].item, 1, &copy, &copies, e) : 0;
	if (rc == 0 && (n > 1 || copies))
		rc = store_cluster_put(s, &c, e);
	c.stories = 0;
	for (uint32_t i = 0; i < n && rc == 0; i++)
		rc = set_with_copies(s, a, m[i].item, c.id, &c.stories, e);
	*moved += c.stories;
	if (rc || !c.id)
		return rc;
	rc = store_cluster_span(s, &c, e);
	if (rc == 0)
		rc = store_cluster_put(s, &c, e);
	return rc ? rc : save_sum(s, c.id, &sum, e);
}

/* Gathers the members of one part at the end of `to`. */
static uint32_t members_of(struct group *to, const struct group *m, uint32_t n, const struct linking *l, uint32_t part)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < n; i++)
		if (l->part[i] == part)
			to[count++] = m[i];
	return count;
}

/* What does not hold together with the largest part of a group leaves; of the others, the headline is chosen again. */
static int review(struct store *s, struct arena *a, const struct store_terms *r, struct store_cluster *c, struct err *e)
{
	struct linking *l = ARENA_NEW(a, struct linking, 1);
	struct group *m, sum = { 0 };
	uint32_t n, most = 0, moved = 0;
	int rc = load_members(&m, &n, s, a, r, c->id, REVIEWED, e);
	if (rc || !n)
		return rc;
	link_parts(l, m, n);
	for (uint32_t i = 0; i < n; i++)
		if (l->size[i] > l->size[most])
			most = i;
	struct group *part = ARENA_NEW(a, struct group, n);
	for (uint32_t i = 0; i < n && rc == 0; i++)
		if (l->size[i] && i != most)
			rc = part_off(s, a, part, members_of(part, m, n, l, i), &moved, e);
	if (rc)
		return rc;
	n = members_of(part, m, n, l, most);
	for (uint32_t i = 0; i < n; i++)
		group_add(&sum, &part[i]);
	c->head = part[group_central(&sum, part, n)].item;
	c->stories -= moved < c->stories ? moved : c->stories;
	if (c->stories == 1) { /* one alone is no group */
		c->stories = 0;
		rc = store_cluster_set(s, c->head, 0, e);
	} else if (moved) {
		rc = store_cluster_span(s, c, e);
	}
	if (rc == 0)
		rc = store_cluster_put(s, c, e);
	return rc || !moved || !c->stories ? rc : save_sum(s, c->id, &sum, e);
}

/* ---- placing ---- */

static int find_near(struct near *near, uint32_t *n, struct store *s, struct arena *a, const struct store_terms *r, const struct question *q,
                     const struct candidate *c, uint32_t nc, struct err *e)
{
	int rc = 0;
	double by = group_short(q->w.k.nterm) / story_weights.join;
	*n = 0;
	for (uint32_t i = 0; i < nc && *n < NEAREST && rc == 0; i++) {
		double days = fabs((double)(c[i].published - q->published)) / 86400.0;
		if (c[i].copy_of || c[i].alike * by * group_short(c[i].k->nterm) * exp(-days / story_weights.group_days) < NEAR)
			continue;
		uint32_t k = 0;
		while (k < *n && !(c[i].cluster && near[k].row.id == c[i].cluster))
			k++;
		if (k < *n)
			continue;
		near[k] = (struct near){ 0 };
		if (c[i].cluster)
			rc = load_group(&near[k], s, a, r, c[i].cluster, e);
		else
			group_story(&near[k].g, c[i].k, r, c[i].item, c[i].published);
		*n += rc == 0;
	}
	return rc;
}

/* Takes what is like the story, best first, each time like all of that together; *to: the largest group among them, or NULL. */
static uint32_t take_near(struct group *here, struct near *near, uint32_t n, struct near **to)
{
	uint32_t taken = 0;
	*to = NULL;
	for (;;) {
		double best = story_weights.join;
		struct near *next = NULL;
		for (uint32_t i = 0; i < n; i++) {
			double alike = near[i].taken ? 0.0 : group_link(here, &near[i].g);
			if (alike < best || (*to && near[i].row.stories > MOVED_MAX && (*to)->row.stories > MOVED_MAX))
				continue;
			best = alike;
			next = &near[i];
		}
		if (!next)
			return taken;
		next->taken = true;
		taken++;
		group_add(here, &next->g);
		if (next->row.id && (!*to || next->row.stories > (*to)->row.stories))
			*to = next;
	}
}

static void span(struct store_cluster *c, int64_t first, int64_t last)
{
	c->first = first < c->first ? first : c->first;
	c->last = last > c->last ? last : c->last;
}

/* All stories of `from` go into `to`, which says so afterwards. */
static int take_in(struct store *s, struct arena *a, struct store_cluster *to, struct near *from, struct err *e)
{
	struct posting *p;
	uint32_t n = 0, moved = 0;
	int rc = 0;
	span(to, from->g.first, from->g.last);
	if (!from->row.id) {
		rc = set_with_copies(s, a, from->g.item, to->id, &moved, e);
		to->stories += moved;
		return rc;
	}
	rc = store_cluster_members(s, a, from->row.id, from->row.stories, &p, &n, e);
	for (uint32_t i = 0; i < n && rc == 0; i++)
		rc = store_cluster_set(s, p[i].item, to->id, e);
	to->stories += n;
	from->row.stories = 0;
	return rc ? rc : store_cluster_put(s, &from->row, e);
}

static bool power_of_two(uint32_t n)
{
	return n && !(n & (n - 1));
}

/* Twice as large, or by half. */
static bool is_due(const struct store_cluster *c, uint32_t before)
{
	for (uint32_t n = before + 1; n <= c->stories; n++)
		if (n < 4 || power_of_two(n) || (n % 3 == 0 && power_of_two(n / 3)))
			return true;
	return false;
}

int cluster_place(struct store *s, struct arena *a, const struct store_terms *r, const struct question *q, struct candidate *c, uint32_t n,
                  struct err *e)
{
	struct near *near = ARENA_NEW(a, struct near, NEAREST), *to;
	struct group *here = ARENA_NEW(a, struct group, 1);
	uint32_t nnear;
	group_story(here, &q->w.k, r, q->item, q->published);
	int rc = find_near(near, &nnear, s, a, r, q, c, n, e);
	if (rc || !take_near(here, near, nnear, &to))
		return rc;
	struct store_cluster at = { .head = q->item, .first = q->published, .last = q->published };
	if (to)
		at = to->row;
	else
		rc = store_cluster_put(s, &at, e);
	uint32_t before = at.stories;
	for (uint32_t i = 0; i < nnear && rc == 0; i++)
		if (near[i].taken && &near[i] != to)
			rc = take_in(s, a, &at, &near[i], e);
	if (rc == 0)
		rc = store_cluster_set(s, q->item, at.id, e);
	at.stories++;
	span(&at, q->published, q->published);
	if (rc == 0)
		rc = store_cluster_put(s, &at, e);
	if (rc == 0)
		rc = save_sum(s, at.id, here, e);
	return rc || !is_due(&at, before) ? rc : review(s, a, r, &at, e);
}
