/* filter_names.c - the names in a query to the numbers of actors and feeds. */
#include "config.h"

#include "quotidian/filter.h"
#include "quotidian/text.h"
#include "store_int.h"

#define ACTORS_MAX 64 /* that a name may stand for */

static bool same_name(struct str x, struct str y)
{
	struct buf a, b;
	buf_init(&a, 0);
	buf_init(&b, 0);
	text_fold(&a, x, true);
	text_fold(&b, y, true);
	bool same = str_eq(buf_str(&a), buf_str(&b));
	buf_free(&a);
	buf_free(&b);
	return same;
}

/* An actor's number, else those who bear just this name, else those whose names begin so. A name of which the one in most stories bears
 * more than this is a surname or the like: it stands for all of them, although stories that never give the rest have actors of just it. */
static int resolve_actor(struct store *s, struct arena *a, struct str name, struct filter_leaf *leaf, struct err *e)
{
	struct store_actor *ac;
	uint32_t n;
	int64_t number;
	leaf->id = ARENA_NEW(a, int64_t, ACTORS_MAX);
	if (str_int(&number, name) == 0) {
		leaf->id[leaf->n++] = number;
		struct store_actor one;
		int r = store_actor(s, a, number, &one, e);
		leaf->stories = r ? 0 : one.stories;
		return r == QD_ENOTFOUND ? 0 : r;
	}
	int r = store_actors(s, a, name, ACTORS_MAX, &ac, &n, e);
	bool exact = r == 0 && n && same_name(ac[0].name, name); /* those in most stories come first */
	for (uint32_t i = 0; i < n && r == 0; i++) {
		if (!exact || same_name(ac[i].name, name)) {
			leaf->id[leaf->n++] = ac[i].id;
			leaf->stories += ac[i].stories;
		}
	}
	return r;
}

static int resolve_feeds(struct store *s, struct arena *a, const struct filter_node *node, struct filter_leaf *leaf, struct err *e)
{
	struct store_feed *f;
	uint32_t n;
	int64_t number;
	if (str_int(&number, node->text))
		number = -1;
	int r = store_feeds(s, a, &f, &n, e);
	if (r)
		return r;
	leaf->id = ARENA_NEW(a, int64_t, n);
	for (uint32_t i = 0; i < n; i++) {
		bool in = node->kind == FILTER_TAG ? tag_in(f[i].tags, node->text)
		                                   : f[i].id == number || str_ifind(f[i].title, node->text, 0) != STR_NPOS ||
		                                             str_ifind(f[i].url, node->text, 0) != STR_NPOS;
		if (in) {
			leaf->id[leaf->n++] = f[i].id;
			leaf->stories += f[i].total;
		}
	}
	return 0;
}

int filter_resolve(struct store *s, struct arena *a, const struct filter_node *node, struct filter_leaf *leaf, struct err *e)
{
	int r = 0;
	for (; node && r == 0; node = node->next) {
		if (node->kind == FILTER_ALL || node->kind == FILTER_ANY || node->kind == FILTER_NOT)
			r = filter_resolve(s, a, node->first, leaf, e);
		else if (node->kind == FILTER_ACTOR || node->kind == FILTER_SAID)
			r = resolve_actor(s, a, node->text, &leaf[node->index], e);
		else if (node->kind == FILTER_FEED || node->kind == FILTER_TAG)
			r = resolve_feeds(s, a, node, &leaf[node->index], e);
	}
	return r;
}

bool filter_among(const struct filter_leaf *leaf, int64_t id)
{
	for (uint32_t i = 0; i < leaf->n; i++)
		if (leaf->id[i] == id)
			return true;
	return false;
}
