/* store_filter.c - which stories a query chooses, newest first.
 *
 * A query is taken as conjuncts. One of them leads: an actor's stories, the search index, a feed, the starred, the unread or all stories
 * are walked newest first, and each story is asked the other conjuncts, until there are enough. What leads is what promises the fewest
 * steps. Where only "or" could lead, each of its sides is answered for itself and the answers are joined. The search index is in the order
 * of arrival, so the newest HITS arrivals are taken and sorted.
 */
#include "config.h"

#include <stdlib.h>

#include "quotidian/filter.h"
#include "quotidian/paths.h"
#include "store_int.h"

#define ACTOR_FEW 3000   /* stories of an actor that are walked rather than the search index */
#define WALK_MAX 300000  /* stories looked at for one answer; a rare thing in a huge archive is not looked for for ever */
#define CHUNK 256        /* keys read at once */
#define CONJUNCTS_MAX FILTER_NODES_MAX
#define SIDES_MAX 64     /* sides of "or" that are answered for themselves */

struct row {
	int64_t id, published, feed, slot, circle;
	bool unread, starred, hidden, page;
	struct str title, author;
};
struct plan {
	struct store *s;
	struct arena *a;
	struct filter_leaf *leaf; /* by filter_node.index */
	const struct item_view *view;
	struct filter_leaf scope; /* VIEW_TAG: feeds */
	uint32_t limit, sides, walked;
	struct search_hit *hit;
	uint32_t n, cap;
	uint64_t all; /* stories in the archive */
	struct err *e;
};
struct conjuncts {
	const struct filter_node *node[CONJUNCTS_MAX];
	uint32_t n;
};

/* ---- words for the search index ---- */

/* One word, beginning or phrase, quoted, so that no input is a syntax error there. */
static void match_words(struct buf *out, const struct filter_node *node)
{
	bool title = node->kind == FILTER_TITLE;
	buf_addf(out, "%s\"" STR_FMT "\"%s", title ? "title : " : "", STR_ARG(node->text), title || node->prefix ? " *" : "");
}

/* Can the search index alone answer this? */
static bool indexable(const struct filter_node *node)
{
	if (node->kind == FILTER_WORDS || node->kind == FILTER_TITLE)
		return true;
	if (node->kind != FILTER_ALL && node->kind != FILTER_ANY)
		return false;
	bool some = false;
	for (const struct filter_node *k = node->first; k; k = k->next) {
		bool not = node->kind == FILTER_ALL && k->kind == FILTER_NOT;
		if (!indexable(not ? k->first : k))
			return false;
		some = some || !not;
	}
	return some;
}

static void match_of(struct buf *out, const struct filter_node *node);

/* Conjuncts that the index can answer: (a AND b) NOT (c OR d); false when none of them is wanted rather than unwanted. */
static bool match_all(struct buf *out, const struct filter_node *const *node, uint32_t n)
{
	uint32_t wanted = 0, unwanted = 0;
	for (uint32_t i = 0; i < n; i++) {
		if (!indexable(node[i]))
			continue;
		buf_addz(out, wanted++ ? " AND " : "((");
		match_of(out, node[i]);
	}
	if (!wanted)
		return false;
	buf_addc(out, ')');
	for (uint32_t i = 0; i < n; i++) {
		if (node[i]->kind != FILTER_NOT || !indexable(node[i]->first))
			continue;
		buf_addz(out, unwanted++ ? " OR " : " NOT (");
		match_of(out, node[i]->first);
	}
	buf_addz(out, unwanted ? "))" : ")");
	return true;
}

/* As deep as the query's brackets. */
static void match_of(struct buf *out, const struct filter_node *node)
{
	if (node->kind == FILTER_ALL) {
		const struct filter_node *kid[CONJUNCTS_MAX];
		uint32_t n = 0;
		for (const struct filter_node *k = node->first; k && n < CONJUNCTS_MAX; k = k->next)
			kid[n++] = k;
		match_all(out, kid, n);
	} else if (node->kind == FILTER_ANY) {
		for (const struct filter_node *k = node->first; k; k = k->next) {
			buf_addz(out, k == node->first ? "(" : " OR ");
			match_of(out, k);
		}
		buf_addc(out, ')');
	} else {
		match_words(out, node);
	}
}

/* ---- asking one story ---- */

static int has_actor(struct plan *p, const struct filter_leaf *leaf, const struct row *row)
{
	int64_t one;
	int r = 0;
	for (uint32_t i = 0; i < leaf->n && r == 0; i++)
		r = sql_one(p->s, SQL_filter_in_story, (int64_t[]){ leaf->id[i], row->published, row->id }, 3, &one, p->e);
	return r;
}

static int has_quote(struct plan *p, const struct filter_leaf *leaf, const struct row *row)
{
	const int64_t from = QUOTE_ROW(row->id, 0), to = QUOTE_ROW(row->id + 1, 0) - 1;
	int64_t one;
	int r = 0;
	if (!leaf)
		return sql_one(p->s, SQL_filter_quoted, (int64_t[]){ from, to }, 2, &one, p->e);
	for (uint32_t i = 0; i < leaf->n && r == 0; i++)
		r = sql_one(p->s, SQL_filter_said, (int64_t[]){ from, to, leaf->id[i] }, 3, &one, p->e);
	return r;
}

static int has_words(struct plan *p, const struct filter_node *node, const struct row *row)
{
	int r;
	sqlite3_stmt *st = sql_get(p->s, SQL_search_has, &r, p->e);
	if (!st)
		return r;
	struct buf match;
	buf_init(&match, 4 * FILTER_TEXT_MAX);
	match_words(&match, node);
	sql_bind_str(st, 1, buf_str(&match));
	sqlite3_bind_int64(st, 2, SEARCH_ROW(row->id, row->slot));
	r = sql_row(p->s, st, p->e);
	sqlite3_reset(st);
	buf_free(&match);
	return r;
}

/* Is the story in one of these feeds? 1, 0, or negative: failed. */
static int in_feeds(struct plan *p, const struct filter_leaf *leaf, const struct row *row)
{
	struct arena scratch = { 0 };
	int64_t *feed;
	uint32_t n;
	if (filter_among(leaf, row->feed))
		return 1;
	if (!row->circle)
		return 0;
	int r = sql_ids(p->s, &scratch, SQL_twin_feeds, &row->id, 1, &feed, &n, p->e);
	for (uint32_t i = 0; i < n && r == 0; i++)
		r = filter_among(leaf, feed[i]);
	arena_free(&scratch);
	return r;
}

/* 1 yes, 0 no, negative: failed. As deep as the query's brackets. */
static int holds(struct plan *p, const struct filter_node *node, const struct row *row)
{
	const struct filter_leaf *leaf = &p->leaf[node->index];
	int r;
	switch (node->kind) {
	case FILTER_ALL:
	case FILTER_ANY:
		for (const struct filter_node *k = node->first; k; k = k->next) {
			r = holds(p, k, row);
			if (r < 0 || (r == 0) == (node->kind == FILTER_ALL))
				return r;
		}
		return node->kind == FILTER_ALL;
	case FILTER_NOT:
		r = holds(p, node->first, row);
		return r < 0 ? r : !r;
	case FILTER_WORDS:
	case FILTER_TITLE:
		return has_words(p, node, row);
	case FILTER_ACTOR:
		return has_actor(p, leaf, row);
	case FILTER_SAID:
		return has_quote(p, leaf, row);
	case FILTER_BY:
		return str_ifind(row->author, node->text, 0) != STR_NPOS;
	case FILTER_FEED:
	case FILTER_TAG:
		return in_feeds(p, leaf, row);
	case FILTER_CLUSTER: {
		int64_t cluster;
		r = store_cluster_of(p->s, row->id, &cluster, p->e);
		return r ? r : cluster == node->number;
	}
	case FILTER_SINCE:
		return row->published >= node->number;
	case FILTER_BEFORE:
		return row->published < node->number;
	case FILTER_IS:
		break;
	}
	switch ((enum filter_state)node->number) {
	case FILTER_UNREAD: return row->unread;
	case FILTER_READ: return !row->unread;
	case FILTER_STARRED: return row->starred;
	case FILTER_FULL: return row->page;
	case FILTER_QUOTED: return has_quote(p, NULL, row);
	case FILTER_STATES: break;
	}
	return 0;
}

static int in_scope(struct plan *p, const struct row *row)
{
	const struct item_view *v = p->view;
	if (v->unread_only && !row->unread)
		return 0;
	switch (v->kind) {
	case VIEW_ALL: return !row->hidden;
	case VIEW_FEED: return in_feeds(p, &(struct filter_leaf){ .id = (int64_t[]){ v->id }, .n = 1 }, row);
	case VIEW_TAG: return row->hidden ? 0 : in_feeds(p, &p->scope, row);
	case VIEW_STARRED: return row->starred;
	case VIEW_ACTOR: return has_actor(p, &(struct filter_leaf){ .id = (int64_t[]){ v->id }, .n = 1 }, row);
	}
	return 0;
}

/* 1: the row of a story; 0: there is none. The author is in the arena. */
static int read_row(struct store *s, struct arena *a, int64_t id, struct row *out, struct err *e)
{
	sqlite3_stmt *st;
	int r = sql_row_of(s, SQL_filter_item, id, &st, e);
	if (r <= 0)
		return r;
	*out = (struct row){
		.id = id,
		.published = sqlite3_column_int64(st, 0),
		.feed = sqlite3_column_int64(st, 1),
		.unread = sqlite3_column_int(st, 2) != 0,
		.starred = sqlite3_column_int(st, 3) != 0,
		.hidden = sqlite3_column_int(st, 4) != 0,
		.page = sqlite3_column_int(st, 5) != 0,
		.slot = sqlite3_column_int64(st, 6),
		.author = sql_str(st, 7, a),
		.circle = sqlite3_column_int64(st, 8),
	};
	sqlite3_reset(st);
	return 1;
}

int filter_in_view(struct store *s, const struct item_view *v, const struct filter_leaf *tag, int64_t item, bool *unread, struct err *e)
{
	struct arena scratch = { 0 };
	struct plan p = { .s = s, .a = &scratch, .view = v, .scope = *tag, .e = e };
	struct row row;
	int r = read_row(s, &scratch, item, &row, e);
	if (r > 0) {
		*unread = row.unread;
		r = in_scope(&p, &row);
	}
	arena_free(&scratch);
	return r;
}

/* Reads a story and asks it everything. `slot`: the row of the search index that was hit, -1 when none was. */
static int consider(struct plan *p, const struct conjuncts *c, int64_t id, int64_t slot)
{
	struct arena scratch = { 0 };
	struct row row;
	p->walked++;
	int r = read_row(p->s, &scratch, id, &row, p->e);
	if (r > 0)
		r = (slot < 0 || slot == row.slot) ? in_scope(p, &row) : 0;
	for (uint32_t i = 0; i < c->n && r > 0; i++)
		r = holds(p, c->node[i], &row);
	arena_free(&scratch);
	if (r > 0)
		ARENA_PUSH(p->a, struct search_hit, p->hit, p->n, p->cap, ((struct search_hit){ row.published, id, row.unread }));
	return r;
}

/* ---- what leads ---- */

/* Walks a list of keys, newest first, from a place on, until there are `p->limit` hits of this walk. */
static int walk(struct plan *p, const struct conjuncts *c, enum sql_id sql, int64_t id, unsigned shift, struct item_anchor from, int64_t since)
{
	struct item_anchor key[CHUNK];
	uint32_t found = 0, n = CHUNK;
	int64_t last = 0;
	while (n == CHUNK && found < p->limit && p->walked < WALK_MAX) {
		int r;
		sqlite3_stmt *st = sql_get(p->s, sql, &r, p->e);
		if (!st)
			return r;
		sqlite3_bind_int64(st, 1, from.published);
		sqlite3_bind_int64(st, 2, from.id);
		sqlite3_bind_int64(st, 3, CHUNK);
		if (sqlite3_bind_parameter_count(st) > 3)
			sqlite3_bind_int64(st, 4, id);
		for (n = 0; (r = sql_row(p->s, st, p->e)) > 0; n++)
			key[n] = (struct item_anchor){ sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1) };
		if (r < 0)
			return r;
		for (uint32_t i = 0; i < n && found < p->limit; i++) {
			if (key[i].published < since)
				return 0;
			int64_t item = key[i].id >> shift;
			if (item == last)
				continue;
			last = item;
			r = consider(p, c, item, -1);
			if (r < 0)
				return r;
			found += r > 0;
		}
		if (n)
			from = key[n - 1];
	}
	return 0;
}

/* A feed's own items, and those that it shares. */
static int walk_feed(struct plan *p, const struct conjuncts *c, int64_t feed, struct item_anchor from, int64_t since)
{
	int r = walk(p, c, SQL_key_behind, feed, 0, from, since);
	return r ? r : walk(p, c, SQL_twin_behind, feed, 0, from, since);
}

static int walk_slot(struct plan *p, const struct conjuncts *c, struct str match, int64_t slot, uint32_t enough)
{
	uint32_t found = 0, n = CHUNK;
	int64_t row[CHUNK], first = SEARCH_ROW(INT64_C(0), slot), below = SEARCH_ROW(INT64_C(0), slot + 1);
	while (n == CHUNK && found < enough && p->walked < WALK_MAX) {
		int r;
		sqlite3_stmt *st = sql_get(p->s, SQL_search_match, &r, p->e);
		if (!st)
			return r;
		sql_bind_str(st, 1, match);
		sqlite3_bind_int64(st, 2, CHUNK);
		sqlite3_bind_int64(st, 3, below);
		sqlite3_bind_int64(st, 4, first);
		for (n = 0; (r = sql_row(p->s, st, p->e)) > 0; n++)
			row[n] = sqlite3_column_int64(st, 0);
		for (uint32_t i = 0; i < n && r >= 0 && found < enough; i++) {
			r = consider(p, c, row[i] - first, slot);
			found += r > 0;
		}
		if (r < 0)
			return r;
		if (n)
			below = row[n - 1];
	}
	return 0;
}

static int walk_index(struct plan *p, const struct conjuncts *c, struct str match, const struct item_anchor *from)
{
	/* The newest by date are sought among more arrivals than are asked for. */
	uint32_t enough = from || p->limit > SEARCH_MAX / 10 ? SEARCH_MAX : p->limit * 10;
	int64_t most;
	int r = tally_get(p->s, TALLY_SLOT, &most, p->e);
	for (int64_t slot = 0; slot <= most && r == 0; slot++)
		r = walk_slot(p, c, match, slot, enough);
	return r;
}

static const struct filter_node *best(const struct plan *p, const struct conjuncts *c, enum filter_kind one, enum filter_kind other)
{
	const struct filter_node *found = NULL;
	for (uint32_t i = 0; i < c->n; i++)
		if ((c->node[i]->kind == one || c->node[i]->kind == other) &&
		    (!found || p->leaf[c->node[i]->index].stories < p->leaf[found->index].stories))
			found = c->node[i];
	return found;
}

static bool wants(const struct plan *p, const struct conjuncts *c, enum filter_state state)
{
	if ((state == FILTER_UNREAD && p->view->unread_only) || (state == FILTER_STARRED && p->view->kind == VIEW_STARRED))
		return true;
	for (uint32_t i = 0; i < c->n; i++)
		if (c->node[i]->kind == FILTER_IS && c->node[i]->number == (int64_t)state)
			return true;
	return false;
}

static int answer(struct plan *p, const struct conjuncts *c, const struct item_anchor *from);

/* Each side of the first "or", with everything else. */
static int answer_sides(struct plan *p, const struct conjuncts *c, uint32_t at, const struct item_anchor *from)
{
	int r = 0;
	for (const struct filter_node *k = c->node[at]->first; k && r == 0; k = k->next) {
		struct conjuncts side = { .n = 0 };
		for (uint32_t i = 0; i < c->n; i++)
			if (i != at)
				side.node[side.n++] = c->node[i];
		if (k->kind == FILTER_ALL) {
			for (const struct filter_node *kk = k->first; kk && side.n < CONJUNCTS_MAX; kk = kk->next)
				side.node[side.n++] = kk;
		} else if (side.n < CONJUNCTS_MAX) {
			side.node[side.n++] = k;
		}
		r = answer(p, &side, from);
	}
	return r;
}

/* As deep as "or"s stand in each other; SIDES_MAX bounds the number of answers. */
static int answer(struct plan *p, const struct conjuncts *c, const struct item_anchor *from)
{
	struct item_anchor top = from ? *from : (struct item_anchor){ INT64_MAX, INT64_MAX };
	int64_t since = INT64_MIN;
	for (uint32_t i = 0; i < c->n; i++) {
		if (c->node[i]->kind == FILTER_BEFORE && c->node[i]->number <= top.published)
			top = (struct item_anchor){ c->node[i]->number, INT64_MIN };
		if (c->node[i]->kind == FILTER_SINCE && c->node[i]->number > since)
			since = c->node[i]->number;
	}
	for (uint32_t i = 0; i < c->n; i++)
		if (c->node[i]->kind == FILTER_CLUSTER)
			return walk(p, c, SQL_filter_by_cluster, c->node[i]->number, 0, top, since);
	const struct filter_node *who = best(p, c, FILTER_ACTOR, FILTER_SAID), *where = best(p, c, FILTER_FEED, FILTER_TAG);
	struct buf b;
	buf_init(&b, 16 * FILTER_TEXT_MAX);
	bool words = match_all(&b, c->node, c->n);
	struct str match = arena_str(p->a, buf_str(&b));
	buf_free(&b);
	if (who && (!words || p->leaf[who->index].stories <= ACTOR_FEW)) {
		const struct filter_leaf *leaf = &p->leaf[who->index];
		bool said = who->kind == FILTER_SAID;
		struct item_anchor at = top;
		if (said && at.id > INT64_MIN && at.id < INT64_MAX)
			at.id = QUOTE_ROW(at.id, 0);
		int r = 0;
		for (uint32_t i = 0; i < leaf->n && r == 0; i++)
			r = walk(p, c, said ? SQL_filter_by_said : SQL_filter_by_actor, leaf->id[i], said ? QUOTE_SHIFT : 0, at, since);
		return r;
	}
	if (words) { /* the index has answered these conjuncts */
		struct conjuncts rest = { .n = 0 };
		for (uint32_t i = 0; i < c->n; i++)
			if (!indexable(c->node[i]) && !(c->node[i]->kind == FILTER_NOT && indexable(c->node[i]->first)))
				rest.node[rest.n++] = c->node[i];
		return walk_index(p, &rest, match, from);
	}
	if (p->view->kind == VIEW_ACTOR)
		return walk(p, c, SQL_filter_by_actor, p->view->id, 0, top, since);
	if (p->view->kind == VIEW_FEED)
		return walk_feed(p, c, p->view->id, top, since);
	if (wants(p, c, FILTER_STARRED))
		return walk(p, c, SQL_filter_starred, 0, 0, top, since);
	if (where && p->leaf[where->index].stories <= p->all / 4) {
		const struct filter_leaf *leaf = &p->leaf[where->index];
		int r = 0;
		for (uint32_t i = 0; i < leaf->n && r == 0; i++)
			r = walk_feed(p, c, leaf->id[i], top, since);
		return r;
	}
	for (uint32_t i = 0; i < c->n; i++) {
		if (c->node[i]->kind == FILTER_ANY && p->sides < SIDES_MAX) {
			p->sides++;
			return answer_sides(p, c, i, from);
		}
	}
	return walk(p, c, wants(p, c, FILTER_UNREAD) ? SQL_filter_unread : SQL_filter_all, 0, 0, top, since);
}

static int newer_first(const void *x, const void *y)
{
	const struct search_hit *a = x, *b = y;
	if (a->published != b->published)
		return a->published < b->published ? 1 : -1;
	return (a->id < b->id) - (a->id > b->id);
}

int filter_hits(struct store *s, struct arena *a, const struct item_view *v, const struct item_anchor *from, uint32_t limit,
                struct search_hit **out, uint32_t *n, struct err *e)
{
	struct filter f;
	*out = NULL;
	*n = 0;
	int r = filter_parse(&f, a, v->filter, clock_now(), e);
	if (r)
		return r;
	struct plan p = { .s = s, .a = a, .view = v, .limit = limit < SEARCH_MAX ? limit : SEARCH_MAX, .e = e };
	uint32_t total, unread;
	r = store_view_count(s, &(struct item_view){ .kind = VIEW_ALL }, &total, &unread, e);
	p.all = r ? 0 : total;
	if (r == 0 && v->kind == VIEW_TAG)
		r = filter_resolve(s, a, &(struct filter_node){ .kind = FILTER_TAG, .text = v->text }, &p.scope, e);
	p.leaf = ARENA_NEW(a, struct filter_leaf, f.n);
	if (r == 0 && f.root)
		r = filter_resolve(s, a, f.root, p.leaf, e);
	struct conjuncts c = { .n = 0 };
	if (f.root && f.root->kind == FILTER_ALL) {
		for (const struct filter_node *k = f.root->first; k && c.n < CONJUNCTS_MAX; k = k->next)
			c.node[c.n++] = k;
	} else if (f.root) {
		c.node[c.n++] = f.root;
	}
	if (r == 0)
		r = answer(&p, &c, from);
	if (p.n)
		qsort(p.hit, p.n, sizeof *p.hit, newer_first);
	for (uint32_t i = 0; i < p.n && *n < limit; i++) {
		bool again = *n && p.hit[*n - 1].id == p.hit[i].id;
		bool behind = !from || p.hit[i].published < from->published || (p.hit[i].published == from->published && p.hit[i].id < from->id);
		if (!again && behind)
			p.hit[(*n)++] = p.hit[i];
	}
	*out = p.hit;
	return r;
}
