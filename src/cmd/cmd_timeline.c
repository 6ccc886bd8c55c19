/* cmd_timeline.c - `timeline`: the stories of one event in the order of their days, with the quotes that carried them. */
#include "config.h"

#include <inttypes.h>

#include "quotidian/json.h"
#include "quotidian/paths.h"
#include "quotidian/story.h"
#include "stories.h"

static void quote_text(struct stories *p, const struct store_quote *q)
{
	struct buf line;
	buf_init(&line, 0);
	buf_addf(&line, STR_FMT "%s: " STR_FMT, STR_ARG(q->speaker), q->confidence < QUOTE_SURE ? " (?)" : "", STR_ARG(q->text));
	stories_detail(p, buf_str(&line));
	buf_free(&line);
}

static void head_text(struct stories *p, const struct timeline *t)
{
	char first[32], last[32];
	struct buf line;
	buf_init(&line, 0);
	cmd_day(first, t->group.first);
	cmd_day(last, t->group.last);
	stories_bold(p, true);
	cmd_wrap(&p->out, t->headline, 0, 0, p->width);
	stories_bold(p, false);
	stories_count(&line, t->group.stories, "story", "stories");
	buf_addf(&line, " · %s", first);
	if (strcmp(first, last) != 0)
		buf_addf(&line, " to %s", last);
	for (uint32_t i = 0; i < t->nactor; i++)
		buf_addf(&line, "%s" STR_FMT, i ? ", " : " · ", STR_ARG(t->actor[i].name));
	stories_dim(p, true);
	cmd_wrap(&p->out, buf_str(&line), 0, 0, p->width);
	stories_dim(p, false);
	buf_free(&line);
}

static void print_text(struct stories *p, const struct timeline *t)
{
	char day[32], before[32] = "";
	head_text(p, t);
	for (uint32_t i = 0; i < t->n; i++) {
		const struct timeline_story *one = &t->story[i];
		cmd_day(day, one->item.published);
		if (strcmp(day, before) != 0) {
			buf_addc(&p->out, '\n');
			stories_bold(p, true);
			buf_addf(&p->out, "%s\n", day);
			stories_bold(p, false);
			memcpy(before, day, sizeof before);
		}
		stories_item(p, &one->item);
		for (uint32_t k = 0; k < one->nquote; k++)
			quote_text(p, &one->quote[k]);
	}
}

static void print_json(struct stories *p, const struct timeline *t)
{
	for (uint32_t i = 0; i < t->n; i++) {
		const struct timeline_story *one = &t->story[i];
		buf_addc(&p->out, '{');
		stories_json(&p->out, &one->item);
		json_put_key(&p->out, "copies");
		buf_addf(&p->out, "%" PRIu32, one->copies);
		json_put_key(&p->out, "quotes");
		buf_addc(&p->out, '[');
		for (uint32_t k = 0; k < one->nquote; k++) {
			const struct store_quote *q = &one->quote[k];
			buf_addz(&p->out, k ? ",{" : "{");
			json_put_member(&p->out, "speaker", q->speaker);
			json_put_member(&p->out, "text", q->text);
			json_put_key(&p->out, "confidence");
			buf_addf(&p->out, "%u}", q->confidence);
		}
		buf_addz(&p->out, "]}\n");
	}
}

/* date, source, title, speaker, quote: a line for the story, then one for each quote */
static void print_tsv(struct stories *p, const struct timeline *t)
{
	for (uint32_t i = 0; i < t->n; i++) {
		const struct timeline_story *one = &t->story[i];
		char when[32];
		clock_iso(when, one->item.published);
		for (uint32_t k = 0; k <= one->nquote; k++) {
			stories_field(p, str_of(when), true);
			stories_field(p, one->item.feed_title, false);
			stories_field(p, one->item.title, false);
			stories_field(p, k ? one->quote[k - 1].speaker : STR_NONE, false);
			stories_field(p, k ? one->quote[k - 1].text : STR_NONE, false);
			buf_addc(&p->out, '\n');
		}
	}
}

int cmd_timeline(struct cmd *c)
{
	enum cmd_format format = CMD_TEXT;
	struct err e = { 0 };
	struct arena a = { 0 };
	struct timeline t;
	struct store *s;
	int64_t item;
	int id, rc = CMD_DONE;
	while (rc == CMD_DONE && (id = cmd_option(c)) > 0)
		rc = cmd_format(c, &format, CMD_TEXT | CMD_JSON | CMD_TSV);
	if (rc || id == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	if (c->noperand != 1)
		return cmd_usage(c, "it needs a story: its number, its address or its feed's id for it");
	if (cmd_store(c, &s, STORE_READ, &e))
		return cmd_fail(&e);
	int r = store_item_find(s, str_of(c->operand[0]), &item, &e);
	if (r == 0)
		r = story_timeline(s, &a, item, &t, &e);
	if (r == 0) {
		struct stories p;
		stories_begin(&p, format);
		if (format == CMD_TEXT)
			print_text(&p, &t);
		else if (format == CMD_JSON)
			print_json(&p, &t);
		else
			print_tsv(&p, &t);
		stories_end(&p);
	}
	arena_free(&a);
	store_close(s);
	return r ? cmd_fail(&e) : CMD_DONE;
}
