/* cmd_clusters.c - `clusters`: groups of stories about one event, the one with the newest story first. */
#include "config.h"

#include <inttypes.h>

#include "quotidian/json.h"
#include "quotidian/paths.h"
#include "quotidian/story.h"
#include "stories.h"

#define LEADING 4u /* actors of one group */

struct group {
	struct store_cluster row;
	struct store_item head; /* the story whose title stands for it */
	struct store_actor *actor; /* those it is about */
	uint32_t nactor;
};

static void put_actors(struct buf *out, const struct group *g, const char *between)
{
	for (uint32_t i = 0; i < g->nactor; i++)
		buf_addf(out, "%s" STR_FMT, i ? between : "", STR_ARG(g->actor[i].name));
}

static void print_text(struct stories *p, const struct group *g)
{
	struct buf line;
	char newest[32];
	buf_init(&line, 0);
	cmd_day(newest, g->row.last);
	stories_item(p, &g->head);
	stories_count(&line, g->row.stories, "story", "stories");
	buf_addz(&line, " in ");
	stories_count(&line, (uint32_t)((g->row.last - g->row.first) / 86400) + 1, "day", "days");
	buf_addf(&line, ", newest %s", newest);
	buf_addz(&line, g->nactor ? " \u00B7 " : "");
	put_actors(&line, g, ", ");
	buf_addf(&line, " \u00B7 cluster:%" PRId64, g->row.id);
	stories_detail(p, buf_str(&line));
	buf_free(&line);
}

static void print_json(struct stories *p, const struct group *g)
{
	buf_addc(&p->out, '{');
	json_put_key(&p->out, "cluster");
	buf_addf(&p->out, "%" PRId64, g->row.id);
	json_put_key(&p->out, "stories");
	buf_addf(&p->out, "%" PRIu32, g->row.stories);
	json_put_time(&p->out, "first", g->row.first);
	json_put_time(&p->out, "last", g->row.last);
	json_put_member(&p->out, "headline", g->head.title);
	json_put_key(&p->out, "actors");
	buf_addc(&p->out, '[');
	for (uint32_t i = 0; i < g->nactor; i++) {
		buf_addz(&p->out, i ? ",{" : "{");
		json_put_member(&p->out, "key", g->actor[i].key);
		json_put_member(&p->out, "name", g->actor[i].name);
		buf_addc(&p->out, '}');
	}
	buf_addz(&p->out, "]}\n");
}

/* A line a story: the story (its feed's id), then what the group's lines have in common: group, headline, first and last date, actors. */
static int print_tsv(struct store *s, struct arena *a, struct stories *p, const struct group *g, struct err *e)
{
	struct posting *m;
	struct buf actors;
	char first[32], last[32];
	uint32_t n;
	int r = store_cluster_members(s, a, g->row.id, UINT32_MAX, &m, &n, e);
	buf_init(&actors, 0);
	clock_iso(first, g->row.first);
	clock_iso(last, g->row.last);
	put_actors(&actors, g, "; ");
	for (uint32_t i = 0; i < n && r == 0; i++) {
		struct store_item it;
		r = store_item(s, a, m[i].item, &it, e);
		if (r == 0) {
			stories_field(p, it.given, true);
			buf_addf(&p->out, "\t%" PRId64, g->row.id);
			stories_field(p, g->head.title, false);
			stories_field(p, str_of(first), false);
			stories_field(p, str_of(last), false);
			stories_field(p, buf_str(&actors), false);
			buf_addc(&p->out, '\n');
		}
	}
	buf_free(&actors);
	return r;
}

/* A group that has gone since it was listed is left out. */
static int print_group(struct store *s, struct arena *a, struct stories *p, const struct store_cluster *c, struct err *e)
{
	struct group g = { .row = *c };
	int r = store_item(s, a, c->head, &g.head, e);
	if (r == 0)
		r = story_group_actors(s, a, c->id, LEADING, &g.actor, &g.nactor, e);
	if (r == 0 && p->format == CMD_TEXT)
		print_text(p, &g);
	else if (r == 0 && p->format == CMD_JSON)
		print_json(p, &g);
	else if (r == 0)
		r = print_tsv(s, a, p, &g, e);
	return r == QD_ENOTFOUND ? 0 : r;
}

static int print_groups(struct store *s, struct stories *p, uint32_t limit, struct err *e)
{
	struct item_anchor at = { INT64_MAX, INT64_MAX };
	uint32_t n = 1, done = 0;
	int r = 0;
	while (r == 0 && n && done < limit) {
		struct arena a = { 0 };
		struct store_cluster *c;
		r = store_clusters(s, &a, &at, limit - done < 200 ? limit - done : 200, &c, &n, e);
		for (uint32_t i = 0; i < n && r == 0; i++, done++) {
			at = (struct item_anchor){ c[i].last, c[i].id };
			r = print_group(s, &a, p, &c[i], e);
		}
		arena_free(&a);
		stories_flush(p);
	}
	if (r == 0 && !done)
		stories_nothing(s, "no groups of stories", true);
	return r;
}

int cmd_clusters(struct cmd *c)
{
	enum cmd_format format = CMD_TEXT;
	int64_t limit = 0;
	struct err e = { 0 };
	struct store *s;
	int id, rc = CMD_DONE;
	while (rc == CMD_DONE && (id = cmd_option(c)) > 0) {
		if (id == 'n')
			rc = cmd_number(c, &limit, "limit", 1, 1000000);
		else
			rc = cmd_format(c, &format, CMD_TEXT | CMD_JSON | CMD_TSV);
	}
	if (rc || id == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	if (c->noperand)
		return cmd_usage(c, "it takes no arguments");
	if (!limit)
		limit = format == CMD_TSV ? UINT32_MAX : 50;
	if (cmd_store(c, &s, STORE_READ, &e))
		return cmd_fail(&e);
	struct stories p;
	stories_begin(&p, format);
	int r = print_groups(s, &p, (uint32_t)limit, &e);
	stories_end(&p);
	store_close(s);
	return r ? cmd_fail(&e) : CMD_DONE;
}
