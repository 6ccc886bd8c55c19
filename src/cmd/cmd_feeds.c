/* cmd_feeds.c - the subscriptions and their health: stories, last success, next poll, what is wrong. */
#include "config.h"

#include "cmd.h"
#include "quotidian/json.h"
#include "quotidian/paths.h"
#include "quotidian/text.h"

#define TITLE_CELLS 24 /* so that a line fits into 80 columns */

/* "now", "20 min", "3 h", "12 days": a span of time. */
static void put_span(char out[32], int64_t seconds)
{
	if (seconds < 60)
		snprintf(out, 32, "now");
	else if (seconds < 3600)
		snprintf(out, 32, "%d min", (int)(seconds / 60));
	else if (seconds < 2 * 86400)
		snprintf(out, 32, "%d h", (int)(seconds / 3600));
	else if (seconds < 730 * (int64_t)86400)
		snprintf(out, 32, "%d days", (int)(seconds / 86400));
	else
		snprintf(out, 32, "years");
}

static void put_text(const struct store_feed *f, double per_week)
{
	size_t used;
	char span[32], success[48], next[48];
	int64_t now = clock_now();
	cmd_printf("%6lld ", (long long)f->id);
	cmd_put(str_sub(f->title, 0, text_fit(f->title, TITLE_CELLS, &used)));
	put_span(span, now - f->last_success);
	if (!f->last_success)
		snprintf(success, sizeof success, f->last_poll ? "never fetched" : "not polled yet");
	else
		snprintf(success, sizeof success, "%s%s", span, strcmp(span, "now") ? " ago" : "");
	put_span(span, f->next_due - now);
	if (f->gone)
		snprintf(next, sizeof next, "ended");
	else
		snprintf(next, sizeof next, "%s%s", strcmp(span, "now") ? "in " : "", span);
	cmd_printf("%*s %5u/%-6u %6.*f  %-14s  %s\n", (int)(TITLE_CELLS - used), "", f->unread, f->total, per_week < 10 ? 1 : 0, per_week,
	           success, next);
	if (f->error.n && f->errors_in_row > 1)
		cmd_printf("       %u times: " STR_FMT "\n", f->errors_in_row, STR_ARG(f->error));
	else if (f->error.n)
		cmd_printf("       " STR_FMT "\n", STR_ARG(f->error));
	if (f->moved_from.n)
		cmd_printf("       it was at " STR_FMT ", and moved for good\n", STR_ARG(f->moved_from));
}

static void put_json(const struct store_feed *f, double per_week)
{
	struct buf b;
	buf_init(&b, 0);
	buf_addc(&b, '{');
	json_put_key(&b, "id");
	buf_addf(&b, "%lld", (long long)f->id);
	json_put_member(&b, "url", f->url);
	json_put_member(&b, "title", f->title);
	json_put_member(&b, "tags", f->tags);
	json_put_key(&b, "unread");
	buf_addf(&b, "%u", f->unread);
	json_put_key(&b, "total");
	buf_addf(&b, "%u", f->total);
	json_put_key(&b, "per_week");
	buf_addf(&b, "%.2f", per_week);
	json_put_time(&b, "last_poll", f->last_poll);
	json_put_time(&b, "last_success", f->last_success);
	json_put_time(&b, "next", f->next_due);
	json_put_key(&b, "errors");
	buf_addf(&b, "%u", f->errors_in_row);
	json_put_key(&b, "error");
	if (f->error.n)
		json_put_str(&b, f->error);
	else
		buf_addz(&b, "null");
	json_put_key(&b, "gone");
	buf_addz(&b, f->gone ? "true" : "false");
	json_put_key(&b, "moved_from");
	if (f->moved_from.n)
		json_put_str(&b, f->moved_from);
	else
		buf_addz(&b, "null");
	buf_addz(&b, "}\n");
	cmd_put(buf_str(&b));
	buf_free(&b);
}

static void put_tsv(const struct store_feed *f, double per_week)
{
	cmd_printf("%lld\t" STR_FMT "\t" STR_FMT "\t" STR_FMT "\t%u\t%u\t%lld\t%lld\t%u\t" STR_FMT "\t%.2f\t" STR_FMT "\n",
		(long long)f->id, STR_ARG(f->url),
	           STR_ARG(f->title), STR_ARG(f->tags), f->unread, f->total, (long long)f->last_success, (long long)f->next_due, f->errors_in_row,
	           STR_ARG(f->error), per_week, STR_ARG(f->moved_from));
}

int cmd_feeds(struct cmd *c)
{
	enum cmd_format format = CMD_TEXT;
	struct arena a = { 0 };
	struct err e = { 0 };
	struct store *s;
	struct store_feed *feed;
	uint32_t n;
	int o;
	while ((o = cmd_option(c)) > 0)
		if (cmd_format(c, &format, CMD_TEXT | CMD_JSON | CMD_TSV))
			return CMD_USAGE;
	if (o == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	if (c->noperand)
		return cmd_usage(c, "it takes no arguments");
	if (cmd_feeds_store(c, &s, &e))
		return cmd_fail(&e);
	int rc = store_feeds(s, &a, &feed, &n, &e);
	if (rc == 0 && n && format == CMD_TEXT)
		cmd_printf("number %-*s unread/all    a week  last success    next poll\n", TITLE_CELLS, "title");
	for (uint32_t i = 0; rc == 0 && i < n; i++) {
		struct feed_rhythm rhythm;
		rc = store_feed_rhythm(s, feed[i].id, clock_now(), &rhythm, &e);
		if (rc)
			break;
		if (format == CMD_JSON)
			put_json(&feed[i], rhythm.per_week);
		else if (format == CMD_TSV)
			put_tsv(&feed[i], rhythm.per_week);
		else
			put_text(&feed[i], rhythm.per_week);
	}
	if (rc == 0 && n == 0)
		cmd_note("no feeds are subscribed; `quotidian add URL` and `quotidian import FILE` add some");
	store_close(s);
	arena_free(&a);
	return rc ? cmd_fail(&e) : CMD_DONE;
}
