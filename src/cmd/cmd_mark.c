/* cmd_mark.c - `mark`: marks all stories that a query chooses: read, unread, starred, not starred. */
#include "config.h"

#include <inttypes.h>

#include "stories.h"

static int mark(struct store *s, const struct item_view *v, uint32_t set, uint32_t clear, bool dry, struct err *e)
{
	struct arena a = { 0 };
	struct buf line;
	int64_t *id;
	uint32_t n = 0;
	stories_index(s);
	int r = dry ? store_begin(s, e) : 0;
	if (r)
		return r;
	r = store_mark_view(s, &a, v, set, clear, &id, &n, e);
	if (dry)
		store_rollback(s);
	buf_init(&line, 64);
	stories_count(&line, n, "story", "stories");
	if (r == 0)
		cmd_printf(STR_FMT "%s %s\n", STR_ARG(buf_str(&line)), dry ? " would be" : "",
		           set & ITEM_READ ? "marked read" : clear & ITEM_READ ? "marked unread" : set ? "starred" : "unstarred");
	buf_free(&line);
	arena_free(&a);
	return r;
}

int cmd_mark(struct cmd *c)
{
	struct err e = { 0 };
	struct store *s;
	uint32_t set = 0, clear = 0;
	unsigned chosen = 0;
	bool dry = false;
	int id;
	while ((id = cmd_option(c)) > 0) {
		chosen += id != 'n';
		switch (id) {
		case 'r': set = ITEM_READ; break;
		case 'u': clear = ITEM_READ; break;
		case 's': set = ITEM_STARRED; break;
		case CMD_LONG: clear = ITEM_STARRED; break;
		default: dry = true;
		}
	}
	if (id == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	if (chosen != 1)
		return cmd_usage(c, "say what to do: one of --read, --unread, --star, --unstar");
	if (!c->noperand)
		return cmd_usage(c, "it needs a query that chooses the stories");
	struct buf words;
	buf_init(&words, 0);
	for (int i = 0; i < c->noperand; i++)
		buf_addf(&words, "%s%s", i ? " " : "", c->operand[i]);
	if (!str_trim(buf_str(&words)).n) { /* a variable of a script that is not set, say: not the whole archive */
		buf_free(&words);
		return cmd_usage(c, "the query is empty; is:read or is:unread chooses all that are");
	}
	const struct item_view v = { .kind = VIEW_ALL, .filter = buf_str(&words) };
	int r = cmd_store(c, &s, STORE_WRITE, &e);
	if (r == 0) {
		r = mark(s, &v, set, clear, dry, &e);
		store_close(s);
	}
	buf_free(&words);
	return r ? cmd_fail(&e) : CMD_DONE;
}
