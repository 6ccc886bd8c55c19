/* stories.c - printing stories, for the subcommands that list them. */
#include "config.h"

#include <inttypes.h>

#include "quotidian/archive.h"
#include "quotidian/json.h"
#include "quotidian/paths.h"
#include "quotidian/text.h"
#include "stories.h"

#define INDENT 9 /* where titles begin: number, space, mark, space */
#define FLUSH_AT 65536
#define INDEXED_AT_ONCE 500

const char *const stories_types[] = { "PER", "ORG", "LOC", "MISC" };

void stories_begin(struct stories *p, enum cmd_format format)
{
	unsigned columns = cmd_columns();
	buf_init(&p->out, 0);
	p->format = format;
	p->context = STR_NONE;
	p->extra = NULL;
	p->colour = format == CMD_TEXT && cmd_colour(stdout);
	p->width = columns < 100 ? columns : 100;
}

void stories_flush(struct stories *p)
{
	cmd_put(buf_str(&p->out));
	buf_clear(&p->out);
}

void stories_end(struct stories *p)
{
	stories_flush(p);
	buf_free(&p->out);
}

void stories_dim(struct stories *p, bool on)
{
	if (p->colour)
		buf_addz(&p->out, on ? "\033[2m" : "\033[22m");
}

void stories_bold(struct stories *p, bool on)
{
	if (p->colour)
		buf_addz(&p->out, on ? "\033[1m" : "\033[22m");
}

void stories_count(struct buf *out, uint32_t n, const char *one, const char *many)
{
	buf_addf(out, "%" PRIu32 " %s", n, n == 1 ? one : many);
}

void stories_cell(struct buf *out, struct str s, unsigned cells)
{
	size_t used = text_width(s);
	if (used > cells) {
		buf_add(out, str_sub(s, 0, text_fit(s, cells - 1, &used)));
		buf_addz(out, "…");
		used++;
	} else {
		buf_add(out, s);
	}
	for (; used < cells; used++)
		buf_addc(out, ' ');
}

static struct str state_of(const struct store_item *it)
{
	if (it->flags & ITEM_STARRED)
		return it->flags & ITEM_READ ? STR("starred") : STR("starred,unread");
	return it->flags & ITEM_READ ? STR("read") : STR("unread");
}

void stories_json(struct buf *out, const struct store_item *it)
{
	json_put_key(out, "id");
	buf_addf(out, "%" PRId64, it->id);
	json_put_member(out, "guid", it->given);
	json_put_member(out, "title", it->title);
	json_put_member(out, "url", it->url);
	json_put_member(out, "author", it->author);
	json_put_member(out, "feed", it->feed_title);
	json_put_key(out, "sources");
	buf_addc(out, '[');
	json_put_str(out, it->feed_title);
	for (uint32_t i = 0; i < it->nalso; i++) {
		buf_addc(out, ',');
		json_put_str(out, it->also[i]);
	}
	buf_addc(out, ']');
	json_put_time(out, "published", it->published);
	json_put_time(out, "received", it->received);
	json_put_key(out, "read");
	buf_addz(out, it->flags & ITEM_READ ? "true" : "false");
	json_put_key(out, "starred");
	buf_addz(out, it->flags & ITEM_STARRED ? "true" : "false");
	json_put_member(out, "summary", it->summary);
}

void stories_field(struct stories *p, struct str s, bool first)
{
	if (!first)
		buf_addc(&p->out, '\t');
	for (size_t i = 0; i < s.n; i++)
		buf_addc(&p->out, s.s[i] == '\t' || s.s[i] == '\n' || s.s[i] == '\r' ? ' ' : s.s[i]);
}

static void item_tsv(struct stories *p, const struct store_item *it)
{
	char when[32] = "";
	if (it->published)
		clock_iso(when, it->published);
	buf_addf(&p->out, "%" PRId64, it->id);
	stories_field(p, str_of(when), false);
	stories_field(p, it->feed_title, false);
	stories_field(p, state_of(it), false);
	stories_field(p, it->title, false);
	stories_field(p, it->url, false);
	buf_addc(&p->out, '\n');
}

static void item_text(struct stories *p, const struct store_item *it)
{
	char when[32];
	struct buf line;
	bool unread = !(it->flags & ITEM_READ);
	buf_addf(&p->out, "%6" PRId64 " %s ", it->id, it->flags & ITEM_STARRED ? "★" : unread ? "●" : " ");
	stories_bold(p, unread);
	cmd_wrap(&p->out, it->title.n ? it->title : STR("(no title)"), INDENT, INDENT, p->width);
	stories_bold(p, false);
	buf_init(&line, 0);
	cmd_when(when, it->published);
	store_item_sources(&line, it, 0);
	if (it->author.n)
		buf_addf(&line, " · " STR_FMT, STR_ARG(it->author));
	buf_addf(&line, " · %s", when);
	stories_detail(p, buf_str(&line));
	stories_detail(p, p->context);
	buf_free(&line);
}

void stories_item(struct stories *p, const struct store_item *it)
{
	switch (p->format) {
	case CMD_TEXT:
		item_text(p, it);
		break;
	case CMD_JSON:
		buf_addc(&p->out, '{');
		stories_json(&p->out, it);
		if (p->context.n)
			json_put_member(&p->out, "context", p->context);
		if (p->extra)
			archive_put_extra(&p->out, p->extra);
		buf_addz(&p->out, "}\n");
		break;
	case CMD_TSV:
		item_tsv(p, it);
		break;
	}
	if (p->out.n > FLUSH_AT)
		stories_flush(p);
}

void stories_detail(struct stories *p, struct str text)
{
	if (p->format != CMD_TEXT || !text.n)
		return;
	for (int i = 0; i < INDENT; i++)
		buf_addc(&p->out, ' ');
	stories_dim(p, true);
	cmd_wrap(&p->out, text, INDENT, INDENT, p->width);
	stories_dim(p, false);
}

int stories_actor(struct store *s, struct arena *a, struct str what, struct store_actor *out, struct err *e)
{
	struct store_actor *found;
	uint32_t n;
	int64_t id;
	if (str_int(&id, what) == 0)
		return store_actor(s, a, id, out, e);
	int r = store_actors(s, a, what, 4, &found, &n, e);
	if (r)
		return r;
	if (!n)
		return err_set(e, QD_ENOTFOUND, "no actor's name begins with \"" STR_FMT "\"; `quotidian actors` lists those in the news",
		               STR_ARG(str_sub(what, 0, 200)));
	*out = found[0];
	if (n > 1) {
		struct buf others;
		buf_init(&others, 0);
		for (uint32_t i = 1; i < n && i < 3; i++)
			buf_addf(&others, "%s" STR_FMT " (%" PRId64 ")", i > 1 ? ", " : "", STR_ARG(found[i].name), found[i].id);
		cmd_note("of several, " STR_FMT "; others: %s%s", STR_ARG(found[0].name), others.s, n > 3 ? ", …" : "");
		buf_free(&others);
	}
	return 0;
}

void stories_index(struct store *s)
{
	struct err e = { 0 };
	uint32_t n = 0;
	while (store_index_some(s, INDEXED_AT_ONCE, &n, &e) == 0 && n)
		;
}

void stories_nothing(struct store *s, const char *what, bool compared)
{
	struct arena a = { 0 };
	struct err e = { 0 };
	int64_t *id;
	uint32_t n = 0;
	const char *lack = NULL;
	if (store_items_unannotated(s, &a, 1, &id, &n, &e) == 0 && n)
		lack = "annotated";
	else if (compared && store_stories_waiting(s, &a, 1, &id, &n, &e) == 0 && n)
		lack = "compared";
	if (lack)
		cmd_note("%s; not all stories are %s yet: the reader and `quotidian poll --watch` do that", what, lack);
	else
		cmd_note("%s", what);
	arena_free(&a);
}
