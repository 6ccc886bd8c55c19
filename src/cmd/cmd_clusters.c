/* cmd_clusters.c - `clusters`: groups of stories about one event, the one with the newest story first. */
#include "config.h"

#include <inttypes.h>

#include "quotidian/json.h"
#include "quotidian/story.h"
#include "stories.h"

#define SHOWN 1000 /* stories of one group */
#define LEADING 4u /* actors of one group */

static int text_of(struct store *s, struct arena *a, struct stories *p, const struct store_cluster *c, struct err *e)
{
	struct store_item it;
	struct store_actor *actor;
	struct buf line;
	uint32_t n;
	int r = store_item(s, a, c->head, &it, e);
	if (r == 0)
		r = story_group_actors(s, a, c->id, LEADING, &actor, &n, e);
	if (r)
		return r == QD_ENOTFOUND ? 0 : r;
	buf_init(&line, 0);
	stories_item(p, &it);
	stories_count(&line, c->stories, "story", "stories");
	buf_addz(&line, " in ");
	stories_count(&line, (uint32_t)((c->last - c->first) / 86400) + 1, "day", "days");
	for (uint32_t i = 0; i < n; i++)
		buf_addf(&line, "%s" STR_FMT, i ? ", " : " \u00B7 ", STR_ARG(actor[i].name));
	buf_addf(&line, " \u00B7 cluster:%" PRId64, c->id);
	stories_detail(p, buf_str(&line));
	buf_free(&line);
	return 0;
}

static int json_of(struct store *s, struct arena *a, struct stories *p, const struct store_cluster *c, struct err *e)
{
	struct store_item it;
	struct store_actor *actor;
	uint32_t n;
	int r = store_item(s, a, c->head, &it, e);
	if (r == 0)
		r = story_group_actors(s, a, c->id, LEADING, &actor, &n, e);
	if (r)
		return r == QD_ENOTFOUND ? 0 : r;
	buf_addc(&p->out, '{');
	json_put_key(&p->out, "cluster");
	buf_addf(&p->out, "%" PRId64, c->id);
	json_put_key(&p->out, "stories");
	buf_addf(&p->out, "%" PRIu32, c->stories);
	json_put_key(&p->out, "first");
	buf_addf(&p->out, "%" PRId64, c->first);
	json_put_key(&p->out, "last");
	buf_addf(&p->out, "%" PRId64, c->last);
	json_put_member(&p->out, "headline", it.title);
	json_put_key(&p->out, "actors");
	buf_addc(&p->out, '[');
	for (uint32_t i = 0; i < n; i++) {
		buf_addz(&p->out, i ? ",{" : "{");
		json_put_member(&p->out, "key", actor[i].key);
		json_put_member(&p->out, "name", actor[i].name);
		buf_addc(&p->out, '}');
	}
	buf_addz(&p->out, "]}\n");
	return 0;
}

/* story (its feed's id), group */
static int tsv_of(struct store *s, struct arena *a, struct stories *p, const struct store_cluster *c, struct err *e)
{
	struct posting *m;
	uint32_t n;
	int r = store_cluster_members(s, a, c->id, SHOWN, &m, &n, e);
	for (uint32_t i = 0; i < n && r == 0; i++) {
		struct store_item it;
		r = store_item(s, a, m[i].item, &it, e);
		if (r == 0) {
			stories_field(p, it.given, true);
			buf_addf(&p->out, "\t%" PRId64 "\n", c->id);
		}
	}
	return r;
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
			r = p->format == CMD_TEXT ? text_of(s, &a, p, &c[i], e)
			    : p->format == CMD_JSON ? json_of(s, &a, p, &c[i], e) : tsv_of(s, &a, p, &c[i], e);
		}
		arena_free(&a);
		stories_flush(p);
	}
	if (r == 0 && !done)
		stories_nothing(s, "no groups of stories");
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
