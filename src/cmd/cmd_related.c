/* cmd_related.c - `related`: stories that share actors with one, or, for measuring, with each. */
#include "config.h"

#include <inttypes.h>

#include "quotidian/json.h"
#include "quotidian/story.h"
#include "stories.h"

struct options {
	int64_t limit;
	enum cmd_format format;
	bool all;
	unsigned how; /* enum related_how */
};

static void text_of(struct stories *p, const struct related *r)
{
	struct buf line;
	buf_init(&line, 0);
	stories_item(p, &r->item);
	related_why(&line, r);
	for (uint32_t i = 0; i < r->nshared; i++)
		buf_addf(&line, "%s" STR_FMT, i ? ", " : line.n ? " · shares " : "shares ", STR_ARG(r->shared[i]));
	if (r->nshared && r->shared_total > r->nshared)
		buf_addf(&line, " and %" PRIu32 " more", r->shared_total - r->nshared);
	if (r->copies) {
		buf_addz(&line, line.n ? " · and " : "and ");
		stories_count(&line, r->copies, "copy", "copies");
	}
	if (line.n)
		stories_detail(p, buf_str(&line));
	if (r->quote.n) {
		buf_clear(&line);
		if (r->quote_speaker.n)
			buf_addf(&line, STR_FMT ": ", STR_ARG(r->quote_speaker));
		buf_add(&line, r->quote);
		stories_detail(p, buf_str(&line));
	}
	buf_free(&line);
}

static void json_of(struct stories *p, const struct related *r, uint32_t rank)
{
	buf_addc(&p->out, '{');
	json_put_key(&p->out, "rank");
	buf_addf(&p->out, "%" PRIu32, rank);
	json_put_key(&p->out, "score");
	buf_addf(&p->out, "%.6g", r->score);
	stories_json(&p->out, &r->item);
	json_put_key(&p->out, "shared");
	buf_addc(&p->out, '[');
	for (uint32_t i = 0; i < r->nshared; i++) {
		if (i)
			buf_addc(&p->out, ',');
		json_put_str(&p->out, r->shared[i]);
	}
	buf_addc(&p->out, ']');
	json_put_key(&p->out, "shared_total");
	buf_addf(&p->out, "%" PRIu32, r->shared_total);
	json_put_key(&p->out, "same_event");
	buf_addz(&p->out, r->same_event ? "true" : "false");
	json_put_key(&p->out, "same_story");
	buf_addz(&p->out, r->same_story ? "true" : "false");
	json_put_key(&p->out, "copies");
	buf_addf(&p->out, "%" PRIu32, r->copies);
	json_put_member(&p->out, "quote", r->quote);
	json_put_member(&p->out, "quote_speaker", r->quote_speaker);
	buf_addz(&p->out, "}\n");
}

/* story, related (their feeds' ids), rank, score */
static void tsv_of(struct stories *p, const struct store_item *story, const struct related *r, uint32_t rank)
{
	stories_field(p, story->given, true);
	stories_field(p, r->item.given, false);
	buf_addf(&p->out, "\t%" PRIu32 "\t%.6g\n", rank, r->score);
}

static int print_related(struct store *s, struct stories *p, const struct store_item *story, const struct options *o, struct err *e)
{
	struct arena a = { 0 };
	struct related *r;
	uint32_t n;
	int rc = story_related(s, &a, story->id, (uint32_t)o->limit, o->how, &r, &n, e);
	for (uint32_t i = 0; i < n && rc == 0; i++) {
		if (o->format == CMD_TEXT)
			text_of(p, &r[i]);
		else if (o->format == CMD_JSON)
			json_of(p, &r[i], i + 1);
		else
			tsv_of(p, story, &r[i], i + 1);
	}
	if (rc == 0 && !n && !o->all)
		stories_nothing(s, "no related stories", true);
	stories_flush(p);
	arena_free(&a);
	return rc;
}

static int print_all(struct store *s, struct stories *p, const struct options *o, struct err *e)
{
	const struct item_view all = { VIEW_ALL };
	struct item_anchor at = { INT64_MAX, INT64_MAX };
	uint32_t n = 1;
	int rc = 0;
	while (rc == 0 && n) {
		struct arena a = { 0 };
		struct store_item *it;
		rc = store_items(s, &a, &all, &at, false, 500, &it, &n, e);
		for (uint32_t i = 0; i < n && rc == 0; i++) {
			at = (struct item_anchor){ it[i].published, it[i].id };
			rc = print_related(s, p, &it[i], o, e);
		}
		arena_free(&a);
	}
	return rc;
}

static int print_one(struct store *s, struct stories *p, const char *what, const struct options *o, struct err *e)
{
	struct arena a = { 0 };
	struct store_item story;
	int64_t id;
	int rc = store_item_find(s, str_of(what), &id, e);
	if (rc == 0)
		rc = store_item(s, &a, id, &story, e);
	if (rc == 0)
		rc = print_related(s, p, &story, o, e);
	arena_free(&a);
	return rc;
}

static int related_by(struct cmd *c, struct options *o)
{
	if (strcmp(c->arg, "all") == 0)
		o->how &= ~(unsigned)RELATED_ACTORS;
	else if (strcmp(c->arg, "actors") == 0)
		o->how |= RELATED_ACTORS;
	else
		return cmd_usage(c, "\"%s\" is not one of: all, actors", cmd_clean(c->arg));
	return CMD_DONE;
}

int cmd_related(struct cmd *c)
{
	struct options o = { .format = CMD_TEXT, .limit = 10 };
	struct err e = { 0 };
	struct store *s;
	int id, rc = CMD_DONE;
	while (rc == CMD_DONE && (id = cmd_option(c)) > 0) {
		if (id == 'n')
			rc = cmd_number(c, &o.limit, "limit", 1, 1000);
		else if (id == 'a')
			o.all = true;
		else if (id == 'b')
			rc = related_by(c, &o);
		else
			rc = cmd_format(c, &o.format, CMD_TEXT | CMD_JSON | CMD_TSV);
	}
	if (rc || id == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	if (c->noperand != (o.all ? 0 : 1))
		return cmd_usage(c, o.all ? "with --all it takes no story" : "it needs a story: its number, its address or its feed's id for it");
	if (o.all && o.format != CMD_TSV)
		return cmd_usage(c, "--all goes with --format=tsv");
	if (o.all)
		o.how |= RELATED_UNFOLDED;
	int r = cmd_store(c, &s, STORE_READ, &e);
	if (r)
		return cmd_fail(&e);
	struct stories p;
	stories_begin(&p, o.format);
	r = o.all ? print_all(s, &p, &o, &e) : print_one(s, &p, c->operand[0], &o, &e);
	stories_end(&p);
	store_close(s);
	return r ? cmd_fail(&e) : CMD_DONE;
}
