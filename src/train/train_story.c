/* train_story.c - scores the ranking of related stories on labelled events, and tunes its weights.
 *
 * The stories come from a store (quotidian --data DIR import --stories FILE), their events from the same file. Events whose hash is even are
 * tuned on, the others check; the score is nDCG@10 over all stories of events, for a corpus with true dates the mean of the strict one and
 * of the one without unlabelled stories within a week, which may be about the same event. "tune" tries each weight a little larger and a
 * little smaller, keeps what helps, and stops when nothing does. Several corpora count alike. What came out stands in src/story/rank.c.
 */
#include "config.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "quotidian/date.h"
#include "quotidian/story.h"
#include "train.h"

#define DEPTH 10
#define ASKED 96
#define WEEK (7 * 86400)

struct labelled {
	int64_t item, published, day0; /* day0: true date, 0 unknown */
	struct str given, event;
};
struct gold {
	struct arena a;
	struct store *s;
	struct map by_item; /* number to index + 1 */
	struct labelled *story;
	uint32_t n, cap;
	bool all; /* else only stories before the one asked about count */
};
static const struct {
	const char *name;
	double *value;
} weight[] = {
	{ "lead", &story_weights.lead }, { "title", &story_weights.title }, { "cover", &story_weights.cover },
	{ "actors", &story_weights.actors }, { "names", &story_weights.names }, { "name_title", &story_weights.name_title },
	{ "decay_days", &story_weights.decay_days }, { "linger", &story_weights.linger },
	{ "local", &story_weights.local }, { "support", &story_weights.support }, { "support_local", &story_weights.support_local },
	{ "actors_decay_days", &story_weights.actors_decay_days },
	{ "rarity_power", &story_weights.rarity_power }, { "prominence", &story_weights.prominence },
};
#define WEIGHTS (sizeof weight / sizeof *weight)

static void check(int r, const struct err *e)
{
	if (r)
		die("%s", e->text);
}

static struct str member(struct gold *g, const json_t *o, const char *name)
{
	const json_t *v = json_object_get(o, name);
	return json_is_string(v) ? arena_str(&g->a, str_n(json_string_value(v), json_string_length(v))) : STR("");
}

static void load(struct gold *g, const char *store, const char *file, bool all)
{
	struct err e = { 0 };
	struct buf b;
	struct str rest, line;
	g->all = all;
	check(store_open(&g->s, store, STORE_READ, &e), &e);
	buf_init(&b, (size_t)1 << 30);
	train_read(&b, file);
	rest = buf_str(&b);
	while (train_line(&rest, &line)) {
		json_t *o = json_loadb(line.s, line.n, 0, NULL);
		struct labelled l = { .given = member(g, o, "id"), .event = member(g, o, "event") };
		struct arena scratch = { 0 };
		struct store_item it;
		if (date_parse(&l.day0, member(g, o, "date0")))
			l.day0 = 0;
		if (o && store_item_find(g->s, l.given, &l.item, &e) == 0) {
			check(store_item(g->s, &scratch, l.item, &it, &e), &e);
			l.published = it.published;
			ARENA_PUSH(&g->a, struct labelled, g->story, g->n, g->cap, l);
		}
		arena_free(&scratch);
		json_decref(o);
	}
	for (uint32_t i = 0; i < g->n; i++)
		*map_put(&g->by_item, str_n((const char *)&g->story[i].item, sizeof g->story[i].item)) = i + 1;
	buf_free(&b);
}

static bool before(const struct labelled *a, const struct labelled *b)
{
	return a->published != b->published ? a->published < b->published : str_cmp(a->given, b->given) < 0;
}

static const struct labelled *of_item(const struct gold *g, int64_t item)
{
	const uint64_t *at = map_get(&g->by_item, str_n((const char *)&item, sizeof item));
	return at ? &g->story[*at - 1] : NULL;
}

static double discounted(const struct gold *g, const struct labelled *q, const struct related *r, uint32_t n, bool condensed)
{
	double sum = 0.0;
	uint32_t rank = 0;
	for (uint32_t i = 0; i < n && rank < DEPTH; i++) {
		const struct labelled *l = of_item(g, r[i].item.id);
		if (!l || (!g->all && !before(l, q)) ||
		    (condensed && !l->event.n && q->day0 && l->day0 && llabs(l->day0 - q->day0) <= WEEK))
			continue;
		rank++;
		if (str_eq(l->event, q->event))
			sum += 1.0 / log2(rank + 1.0);
	}
	return sum;
}

struct score {
	double sum[2][2]; /* tuned on, check; strict, condensed */
	uint32_t n[2];
};

static struct score evaluate(struct gold *g, unsigned how, int half)
{
	struct score sc = { 0 };
	for (uint32_t i = 0; i < g->n; i++) {
		const struct labelled *q = &g->story[i];
		int part = str_hash(q->event) & 1;
		if (!q->event.n || (half >= 0 && part != half))
			continue;
		double ideal = 0.0;
		uint32_t relevant = 0;
		for (uint32_t k = 0; k < g->n; k++)
			relevant += k != i && str_eq(g->story[k].event, q->event) && (g->all || before(&g->story[k], q));
		if (!relevant)
			continue;
		for (uint32_t k = 1; k <= relevant && k <= DEPTH; k++)
			ideal += 1.0 / log2(k + 1.0);
		struct arena a = { 0 };
		struct err e = { 0 };
		struct related *r;
		uint32_t n;
		check(story_related(g->s, &a, q->item, ASKED, how | RELATED_UNFOLDED, &r, &n, &e), &e);
		sc.sum[part][0] += discounted(g, q, r, n, false) / ideal;
		sc.sum[part][1] += discounted(g, q, r, n, true) / ideal;
		sc.n[part]++;
		arena_free(&a);
	}
	return sc;
}

static double aim(struct gold *g, uint32_t ng, unsigned how)
{
	double sum = 0.0;
	for (uint32_t i = 0; i < ng; i++) {
		struct score sc = evaluate(&g[i], how, 0);
		sum += (sc.sum[0][0] + sc.sum[0][1]) / 2.0 / (sc.n[0] ? sc.n[0] : 1);
	}
	return sum / ng;
}

static void tune(struct gold *g, uint32_t ng, unsigned how)
{
	static const double step[] = { 1.5, 1.0 / 1.5 };
	double best = aim(g, ng, how);
	for (bool better = true; better;) {
		better = false;
		for (size_t i = 0; i < WEIGHTS; i++) {
			for (size_t k = 0; k < 2; k++) {
				double old = *weight[i].value;
				*weight[i].value = old * step[k];
				double now = aim(g, ng, how);
				if (now > best + 0.0002) {
					best = now;
					better = true;
					printf("%.4f  %s = %.4g\n", best, weight[i].name, *weight[i].value);
					fflush(stdout);
					k--;
				} else {
					*weight[i].value = old;
				}
			}
		}
	}
}

static bool set_weight(const char *arg)
{
	struct str rest = str_of(arg), name;
	if (str_chr(rest, '=', 0) == STR_NPOS)
		return false;
	str_split(&rest, '=', &name);
	for (size_t i = 0; i < WEIGHTS; i++)
		if (str_eq(name, str_of(weight[i].name)))
			*weight[i].value = strtod(rest.s, NULL);
	return true;
}

int train_related(int argc, char **argv)
{
	static struct gold g[8];
	uint32_t ng = 0;
	unsigned how = 0;
	bool tuning = false;
	int at = 1;
	for (; at < argc; at++) {
		if (str_eq(str_of(argv[at]), STR("tune")))
			tuning = true;
		else if (str_eq(str_of(argv[at]), STR("actors")))
			how = RELATED_ACTORS;
		else if (!set_weight(argv[at]))
			break;
	}
	for (; at + 2 < argc && ng < 8; at += 3)
		load(&g[ng++], argv[at], argv[at + 1], str_eq(str_of(argv[at + 2]), STR("all")));
	if (!ng || at < argc)
		die("give store, file of stories and \"earlier\" or \"all\" for each corpus");
	if (tuning)
		tune(g, ng, how);
	for (uint32_t i = 0; i < ng; i++) {
		struct score sc = evaluate(&g[i], how, -1);
		for (int part = 0; part < 2; part++)
			printf("corpus %u, %s: %.4f strict, %.4f condensed (%u)\n", i + 1, part ? "check" : "tuned on", sc.sum[part][0] / sc.n[part],
			       sc.sum[part][1] / sc.n[part], sc.n[part]);
		printf("corpus %u, both: %.4f strict, %.4f condensed\n", i + 1, (sc.sum[0][0] + sc.sum[1][0]) / (sc.n[0] + sc.n[1]),
		       (sc.sum[0][1] + sc.sum[1][1]) / (sc.n[0] + sc.n[1]));
		store_close(g[i].s);
		map_free(&g[i].by_item);
		arena_free(&g[i].a);
	}
	return 0;
}
