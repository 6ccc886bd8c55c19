/* timeline.c - the group of a story in the order of its days: headlines with copies folded, and the quotes that carried them. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/map.h"
#include "quotidian/text.h"
#include "story_int.h"

#define SAME_BYTES 400 /* of a quote: by them it is known when a later story repeats it */
#define WORTH_MORE 6   /* a second quote of one story must be worth this */
#define QUOTE_LONG 400 /* bytes; longer ones carry no headline better than shorter ones */

struct member {
	int64_t item, published, first; /* first: of its copies, itself when it is none */
	struct timeline_story *story;   /* that shows it */
};
static int oldest_first(const void *x, const void *y)
{
	const struct member *a = x, *b = y;
	if (a->published != b->published)
		return a->published < b->published ? -1 : 1;
	return (a->item > b->item) - (a->item < b->item);
}

struct reading {
	struct store *s;
	struct arena *a, scratch;
	struct timeline *out;
	struct member *member;
	uint32_t n;
	struct map said; /* quotes that are shown, folded */
	struct err *e;
};

/* Who the members are, and whose copies. */
static int read_members(struct reading *t)
{
	struct posting *p;
	int rc = store_cluster_members(t->s, &t->scratch, t->out->group.id, TIMELINE_MAX, &p, &t->n, t->e);
	t->member = ARENA_NEW(&t->scratch, struct member, rc ? 0 : t->n);
	for (uint32_t i = 0; rc == 0 && i < t->n; i++) {
		struct arena one = { 0 };
		struct store_sketch row;
		t->member[i] = (struct member){ p[i].item, p[i].published, p[i].item, NULL };
		rc = store_sketch(t->s, &one, p[i].item, &row, t->e);
		if (rc == 0 && row.copy_of)
			t->member[i].first = row.copy_of;
		arena_free(&one);
		rc = rc == QD_ENOTFOUND ? 0 : rc;
	}
	if (rc == 0 && t->n)
		qsort(t->member, t->n, sizeof *t->member, oldest_first);
	return rc;
}

static int name_actors(struct reading *t)
{
	struct store_actor *ac;
	uint32_t n;
	int rc = story_group_actors(t->s, t->a, t->out->group.id, TIMELINE_ACTORS, &ac, &n, t->e);
	for (uint32_t i = 0; i < n && rc == 0; i++)
		t->out->actor[t->out->nactor++] = ac[i];
	return rc;
}

/* Quotes that carry a story: somebody is named, direct speech before reports, leading actors before others. */
static int quote_worth(const struct reading *t, const struct store_quote *q)
{
	int worth = q->kind == QUOTE_DIRECT ? WORTH_MORE : q->kind == QUOTE_MIXED ? 4 : 2;
	worth += q->confidence >= QUOTE_SURE ? 2 : 0;
	worth += q->text.n > QUOTE_LONG ? -1 : 0;
	for (uint32_t i = 0; q->actor && i < t->out->nactor; i++)
		worth += t->out->actor[i].id == q->actor ? 3 : 0;
	return worth;
}

/* The same words in an earlier story are shown there. */
static bool said_before(struct reading *t, struct str words, bool note)
{
	struct buf b;
	buf_init(&b, 0);
	text_fold(&b, str_sub(words, 0, utf8_floor(words, SAME_BYTES)), true);
	bool known = map_get(&t->said, buf_str(&b)) != NULL;
	if (note && !known)
		*map_put(&t->said, arena_str(&t->scratch, buf_str(&b))) = 1;
	buf_free(&b);
	return known;
}

static struct store_quote quote_copy(struct arena *a, const struct store_quote *q)
{
	struct store_quote c = { .item = q->item, .actor = q->actor, .published = q->published, .index = q->index, .kind = q->kind,
		                 .confidence = q->confidence };
	c.text = arena_str(a, q->text);
	c.speaker = arena_str(a, q->speaker);
	c.cue = arena_str(a, q->cue);
	return c;
}

static int choose_quotes(struct reading *t, struct timeline_story *story)
{
	struct arena one = { 0 };
	struct store_quote *q;
	uint32_t n;
	int rc = store_item_quotes(t->s, &one, story->item.id, &q, &n, t->e);
	int *worth = ARENA_NEW(&one, int, n);
	bool *take = ARENA_NEW(&one, bool, n);
	for (uint32_t i = 0; rc == 0 && i < n; i++)
		worth[i] = q[i].speaker.n && !said_before(t, q[i].text, false) ? quote_worth(t, &q[i]) : 0;
	for (uint32_t taken = 0; rc == 0 && taken < TIMELINE_QUOTES; taken++) {
		uint32_t best = 0;
		for (uint32_t i = 1; i < n; i++)
			if (worth[i] > worth[best])
				best = i;
		if (!n || worth[best] < (taken ? WORTH_MORE : 1))
			break;
		take[best] = !said_before(t, q[best].text, true); /* twice in this story */
		worth[best] = 0;
	}
	for (uint32_t i = 0; rc == 0 && i < n; i++)
		if (take[i])
			story->quote[story->nquote++] = quote_copy(t->a, &q[i]);
	arena_free(&one);
	return rc;
}

static int tell_story(struct reading *t, struct member *m, struct map *shown)
{
	struct store_item it;
	int rc = store_item(t->s, t->a, m->item, &it, t->e);
	if (rc)
		return rc == QD_ENOTFOUND ? 0 : rc;
	uint64_t *at = map_put(shown, str_n((const char *)&m->first, sizeof m->first));
	if (*at) {
		m->story = &t->out->story[*at - 1];
		m->story->copies++;
		store_item_also(t->a, &m->story->item, it.feed_title);
		return 0;
	}
	m->story = &t->out->story[t->out->n++];
	m->story->item = it;
	*at = t->out->n;
	return choose_quotes(t, m->story);
}

static int tell(struct reading *t, int64_t item)
{
	struct map shown = { 0 };
	struct timeline *out = t->out;
	int rc = read_members(t);
	if (rc == 0)
		rc = name_actors(t);
	out->story = ARENA_NEW(t->a, struct timeline_story, t->n);
	for (uint32_t i = 0; i < t->n && rc == 0; i++)
		rc = tell_story(t, &t->member[i], &shown);
	for (uint32_t i = 0; i < t->n; i++) {
		const struct member *m = &t->member[i];
		if (!m->story)
			continue;
		if (m->item == item)
			out->at = (uint32_t)(m->story - out->story);
		if (m->item == out->group.head)
			out->headline = m->story->item.title;
	}
	if (!out->headline.n && out->n)
		out->headline = out->story[0].item.title;
	map_free(&shown);
	return rc;
}

int story_timeline(struct store *s, struct arena *a, int64_t item, struct timeline *out, struct err *e)
{
	struct reading t = { .s = s, .a = a, .out = out, .e = e };
	*out = (struct timeline){ 0 };
	int64_t cluster = 0;
	int rc = store_begin_read(s, e);
	if (rc)
		return rc;
	rc = store_cluster_of(s, item, &cluster, e);
	if (rc == 0 && !cluster) {
		struct store_sketch row;
		rc = store_sketch(s, &t.scratch, item, &row, NULL);
		rc = err_set(e, QD_ENOTFOUND, rc == QD_ENOTFOUND ? "this story has not been compared with others yet" : "no other story about this event is known");
	}
	if (rc == 0)
		rc = store_cluster(s, cluster, &out->group, e);
	if (rc == 0)
		rc = tell(&t, item);
	int end = store_commit(s, rc ? NULL : e);
	map_free(&t.said);
	arena_free(&t.scratch);
	return rc ? rc : end;
}
