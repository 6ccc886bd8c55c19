/* cmd_feed.c - quotidian feed: parses one feed, in a worker, and prints what is in it. */
#include "config.h"

#include "quotidian/utf8.h"
#include "source.h"

enum { OPTION_FORMAT = 'f', OPTION_URL = 'u', OPTION_CONTENT_TYPE = CMD_LONG, OPTION_CONTENT_LOCATION };

#define HEADLINE_MAX 300 /* bytes of an entry's first line */

static void print_text(const struct feed *f)
{
	cmd_printf(STR_FMT "\n" STR_FMT ", %u entries%s" STR_FMT "\n", STR_ARG(f->title), STR_ARG(f->format), (unsigned)f->nentry,
	           f->link.n ? ", " : "", STR_ARG(f->link));
	for (uint32_t i = 0; i < f->nentry; i++) {
		const struct feed_entry *n = &f->entry[i];
		char when[32];
		cmd_when(when, n->published ? n->published : n->updated);
		struct str what = n->title.n ? n->title : n->summary.n ? n->summary : n->content;
		cmd_printf("\n%-16s  " STR_FMT "\n", when, STR_ARG(str_sub(what, 0, utf8_floor(what, HEADLINE_MAX))));
		if (n->author.n)
			cmd_printf("%18s" STR_FMT "\n", "", STR_ARG(n->author));
		if (n->link.n)
			cmd_printf("%18s" STR_FMT "\n", "", STR_ARG(n->link));
	}
}

int cmd_feed(struct cmd *c)
{
	enum cmd_format format = CMD_TEXT;
	const char *url = NULL, *type = NULL, *location = NULL;
	int o;
	while ((o = cmd_option(c)) > 0) {
		if (o == OPTION_FORMAT && cmd_format(c, &format, CMD_TEXT | CMD_JSON))
			return CMD_USAGE;
		url = o == OPTION_URL ? c->arg : url;
		type = o == OPTION_CONTENT_TYPE ? c->arg : type;
		location = o == OPTION_CONTENT_LOCATION ? c->arg : location;
	}
	if (o == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	struct source in;
	struct worker_result r = { 0 };
	int rc = source_read(c, &in, url, type);
	if (!rc) {
		const struct worker_job job = { .kind = WORKER_FEED,
			.feed = { .bytes = buf_str(&in.bytes), .url = buf_str(&in.url), .content_type = buf_str(&in.content_type),
			          .content_location = location ? str_of(location) : buf_str(&in.content_location) } };
		rc = source_run(c, &in, &job, &r);
	}
	if (!rc && format == CMD_TEXT) {
		print_text(r.feed);
	} else if (!rc) {
		struct buf out;
		buf_init(&out, (size_t)1 << 30);
		if (feed_json(&out, r.feed, c->noperand ? str_of(c->operand[0]) : STR_NONE))
			rc = cmd_failf("%s: its JSON is too large", in.name.s);
		buf_addc(&out, '\n');
		if (!rc)
			cmd_put(buf_str(&out));
		buf_free(&out);
	}
	if (!rc && format == CMD_TEXT && r.feed->warning.n) /* JSON has it inside */
		cmd_note("%s: " STR_FMT, in.name.s, STR_ARG(r.feed->warning));
	worker_result_clear(&r);
	source_free(&in);
	return rc;
}
