/* store_fold.c - stories that are nearly one text, shown as one.
 *
 * item.family is the first of such stories, for itself and for its copies; 0 for all others, so that a list looks further only where there
 * is something to fold. In a list the first of a family that the view holds stands for those that it holds, in the newest version that its feed
 * has of it: which one that is does not depend on the window that is read.
 */
#include "config.h"

#include "quotidian/map.h"
#include "store_int.h"

#define WINDOW_MIN 16u /* rows read to fill up a window */

int family_note(struct store *s, int64_t item, struct err *e)
{
	return sql_do(s, SQL_family_note, &item, 1, e);
}

int store_family(struct store *s, struct arena *a, int64_t item, int64_t **out, uint32_t *n, struct err *e)
{
	int64_t first = 0, *copy;
	uint32_t copies;
	*out = NULL;
	*n = 0;
	int r = sql_one(s, SQL_family, &item, 1, &first, e);
	if (r <= 0 || !first)
		return r < 0 ? r : 0;
	r = store_copies(s, a, first, STORE_FAMILY_MAX - 1, &copy, &copies, e);
	if (r || !copies)
		return r;
	*out = ARENA_NEW(a, int64_t, copies + 1);
	(*out)[(*n)++] = first;
	for (uint32_t i = 0; i < copies; i++)
		(*out)[(*n)++] = copy[i];
	return 0;
}

void store_item_also(struct arena *a, struct store_item *it, struct str feed)
{
	bool known = it->nalso >= STORE_ALSO_MAX || str_eq(feed, it->feed_title);
	for (uint32_t i = 0; i < it->nalso && !known; i++)
		known = str_eq(feed, it->also[i]);
	if (known)
		return;
	struct str *also = ARENA_NEW(a, struct str, it->nalso + 1);
	for (uint32_t i = 0; i < it->nalso; i++)
		also[i] = it->also[i];
	also[it->nalso++] = feed;
	it->also = also;
}

static int add_sources(struct store *s, struct arena *a, struct store_item *it, const int64_t *member, uint32_t n, struct err *e)
{
	int r = 0;
	for (uint32_t i = 0; i < n && r >= 0; i++) {
		if (member[i] == it->id)
			continue;
		struct str feed;
		r = sql_one_blob(s, a, SQL_family_feed, &member[i], 1, &feed, e);
		if (r > 0)
			store_item_also(a, it, feed);
	}
	return r < 0 ? r : 0;
}

int store_family_sources(struct store *s, struct arena *a, struct store_item *it, struct err *e)
{
	int64_t *member;
	uint32_t n;
	if (!it->family)
		return 0;
	int r = store_family(s, a, it->id, &member, &n, e);
	return r ? r : add_sources(s, a, it, member, n, e);
}

/* ---- lists ---- */

struct fold { /* a family in a view */
	int64_t shown; /* who stands for it, 0: nobody */
	int64_t feed, published; /* of that one */
	uint32_t rows;
	bool unread;
};
struct folding {
	struct store *s;
	struct arena *a, scratch;
	const struct item_view *view;
	struct filter_leaf tag;
	const struct store_item *hit; /* of a query: all there are */
	uint32_t nhit;
	struct fold *fold;
	uint32_t n, cap;
	struct map known; /* family to its number in fold + 1 */
	struct err *e;
};

static int in_view(struct folding *f, int64_t item, bool *unread)
{
	if (!f->view->filter.n)
		return filter_in_view(f->s, f->view, &f->tag, item, unread, f->e);
	for (uint32_t i = 0; i < f->nhit; i++) {
		if (f->hit[i].id == item) {
			*unread = !(f->hit[i].flags & ITEM_READ);
			return 1;
		}
	}
	return 0;
}

/* One more of a family that the view holds, in their order: the first, or what its feed told later. */
static int stand_for(struct folding *f, struct fold *one, int64_t item)
{
	struct store_item it;
	int r = store_item(f->s, &f->scratch, item, &it, f->e);
	if (r == 0 && (!one->shown || (it.feed == one->feed && it.published > one->published))) {
		one->shown = item;
		one->feed = it.feed;
		one->published = it.published;
	}
	return r;
}

static int fold_of(struct folding *f, const struct store_item *it, struct fold **out)
{
	uint64_t *at = map_get(&f->known, str_n((const char *)&it->family, sizeof it->family));
	int64_t *member;
	uint32_t n;
	if (at) {
		*out = &f->fold[*at - 1];
		return 0;
	}
	struct fold one = { 0 };
	int r = store_family(f->s, &f->scratch, it->id, &member, &n, f->e);
	for (uint32_t i = 0; i < n && r >= 0; i++) {
		bool unread = false;
		r = in_view(f, member[i], &unread);
		if (r > 0) {
			one.rows++;
			one.unread = one.unread || unread;
			r = stand_for(f, &one, member[i]);
		}
	}
	ARENA_PUSH(&f->scratch, struct fold, f->fold, f->n, f->cap, one);
	struct str key = arena_str(&f->scratch, str_n((const char *)&it->family, sizeof it->family));
	*map_put(&f->known, key) = f->n;
	*out = &f->fold[f->n - 1];
	return r < 0 ? r : 0;
}

/* Takes out of a window what others stand for. */
static int fold_window(struct folding *f, struct store_item *it, uint32_t *n)
{
	uint32_t kept = 0;
	int r = 0;
	for (uint32_t i = 0; i < *n && r == 0; i++) {
		struct fold *fold = NULL;
		if (it[i].family)
			r = fold_of(f, &it[i], &fold);
		if (fold && fold->shown && fold->shown != it[i].id)
			continue;
		it[kept] = it[i];
		if (fold && fold->shown && r == 0) {
			it[kept].copies = fold->rows - 1;
			if (fold->unread)
				it[kept].flags &= ~(uint32_t)ITEM_READ;
			r = store_family_sources(f->s, f->a, &it[kept], f->e);
		}
		kept++;
	}
	*n = kept;
	return r;
}

static int fold_query(struct folding *f, const struct item_anchor *from, bool back, uint32_t limit, struct store_item **out, uint32_t *n)
{
	int r = list_items(f->s, f->a, f->view, from, back, limit, out, n, f->e);
	struct store_item *all = ARENA_NEW(&f->scratch, struct store_item, *n);
	for (uint32_t i = 0; i < *n; i++)
		all[i] = (*out)[i];
	f->hit = all;
	f->nhit = *n;
	return r ? r : fold_window(f, *out, n);
}

int fold_items(struct store *s, struct arena *a, const struct item_view *v, const struct item_anchor *from, bool back, uint32_t limit,
               struct store_item **out, uint32_t *n, struct err *e)
{
	struct folding f = { .s = s, .a = a, .view = v, .e = e };
	struct item_anchor at = from ? *from : (struct item_anchor){ 0 };
	bool more = true;
	int r = 0;
	*out = NULL;
	*n = 0;
	if (v->kind == VIEW_TAG && !v->filter.n)
		r = filter_resolve(s, &f.scratch, &(struct filter_node){ .kind = FILTER_TAG, .text = v->text }, &f.tag, e);
	if (v->filter.n) {
		r = fold_query(&f, from, back, limit, out, n);
		more = false;
	}
	while (r == 0 && more && *n < limit) {
		struct store_item *part, *all;
		uint32_t want = limit - *n < WINDOW_MIN ? WINDOW_MIN : limit - *n, got;
		r = list_items(s, a, v, from, back, want, &part, &got, e);
		more = got == want;
		if (got)
			at = (struct item_anchor){ part[back ? 0 : got - 1].published, part[back ? 0 : got - 1].id };
		from = &at;
		if (r == 0)
			r = fold_window(&f, part, &got);
		/* What goes over the limit is read again with the next window. */
		uint32_t take = got < limit - *n ? got : limit - *n;
		if (take && !*n) {
			*out = back ? part + (got - take) : part;
			*n = take;
		} else if (take) {
			all = ARENA_NEW(a, struct store_item, *n + take);
			memcpy(all + (back ? take : 0), *out, *n * sizeof *all);
			memcpy(all + (back ? 0 : *n), back ? part + (got - take) : part, take * sizeof *all);
			*out = all;
			*n += take;
		}
	}
	map_free(&f.known);
	arena_free(&f.scratch);
	return r;
}
