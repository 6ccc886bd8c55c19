/* cmd_list.c - `list` and `search`: the newest stories, all or of a feed, a tag, an actor, the stars, or with words. */
#include "config.h"

#include <unistd.h>

#include "quotidian/paths.h"
#include "stories.h"

#define WINDOW 500 /* stories read at once */

struct options {
	struct item_view view;
	const char *feed, *actor;
	int64_t limit;
	enum cmd_format format;
	unsigned chosen; /* kinds of view asked for */
};

static void choose(struct options *o, enum view_kind kind, const char *text)
{
	o->view.kind = kind;
	if (text)
		o->view.text = str_of(text);
	o->chosen++;
}

static int parse(struct cmd *c, struct options *o)
{
	int id;
	while ((id = cmd_option(c)) > 0) {
		int rc = CMD_DONE;
		switch (id) {
		case 'u':
			o->view.unread_only = true;
			break;
		case 's':
			choose(o, VIEW_STARRED, NULL);
			break;
		case CMD_LONG:
			o->feed = c->arg;
			choose(o, VIEW_FEED, NULL);
			break;
		case 't':
			choose(o, VIEW_TAG, c->arg);
			break;
		case 'a':
			o->actor = c->arg;
			choose(o, VIEW_ACTOR, NULL);
			break;
		case 'n':
			rc = cmd_number(c, &o->limit, "limit", 1, INT32_MAX);
			break;
		default:
			rc = cmd_format(c, &o->format, CMD_TEXT | CMD_JSON | CMD_TSV);
		}
		if (rc)
			return rc;
	}
	return id == CMD_OPTIONS_BAD ? CMD_USAGE : CMD_DONE;
}

/* A feed by number, address, or a part of its title. */
static int find_feed(struct store *s, struct str what, int64_t *id, struct err *e)
{
	struct arena a = { 0 };
	struct store_feed *f;
	uint32_t n;
	int64_t number;
	*id = 0;
	if (str_int(&number, what))
		number = 0;
	int r = store_feeds(s, &a, &f, &n, e);
	for (uint32_t i = 0; i < n && r == 0; i++) {
		if (f[i].id == number || str_eq(f[i].url, what)) {
			*id = f[i].id;
			break;
		}
		if (!*id && str_ifind(f[i].title, what, 0) != STR_NPOS)
			*id = f[i].id;
	}
	arena_free(&a);
	if (r == 0 && !*id)
		r = err_set(e, QD_ENOTFOUND, "no feed has the number, address or title \"" STR_FMT "\"; `quotidian feeds` lists them",
		            STR_ARG(str_sub(what, 0, 200)));
	return r;
}

static int resolve(struct store *s, struct arena *a, struct options *o, struct err *e)
{
	if (o->feed)
		return find_feed(s, str_of(o->feed), &o->view.id, e);
	if (o->actor) {
		struct store_actor ac;
		int r = stories_actor(s, a, str_of(o->actor), &ac, e);
		o->view.id = r ? 0 : ac.id;
		return r;
	}
	return 0;
}

/* A story with the line in which the words of the query stand. */
static int print_story(struct store *s, struct stories *p, const struct store_item *it, const struct filter *f, struct filter_match *m,
                       struct err *e)
{
	struct arena a = { 0 };
	struct excerpt x = { 0 };
	struct store_extra extra;
	int r = p->format == CMD_TSV ? 0 : store_item_context(s, &a, it->id, f, m, &x, e);
	if (r == 0 && p->format == CMD_JSON) {
		r = store_item_extra(s, &a, it->id, &extra, e);
		p->extra = r ? NULL : &extra;
	}
	p->context = x.text;
	if (r == 0)
		stories_item(p, it);
	p->context = STR_NONE;
	p->extra = NULL;
	arena_free(&a);
	return r;
}

/* Why nothing is found may be that the archive does not know yet what the query asks for. */
static void tell_nothing(struct store *s, const struct filter *f)
{
	bool annotated, compared;
	filter_needs(f, &annotated, &compared);
	if (annotated || compared)
		stories_nothing(s, "no stories", compared);
	else
		cmd_note("no stories");
}

static int print_list(struct store *s, struct options *o, struct err *e)
{
	struct arena found = { 0 };
	struct stories p;
	struct item_anchor at = { 0 };
	int64_t left = o->limit;
	uint32_t n = 0;
	struct filter f = { 0 };
	struct filter_match *m = filter_match_open();
	int r = resolve(s, &found, o, e);
	if (r == 0)
		r = filter_parse(&f, &found, o->view.filter, clock_now(), e);
	stories_begin(&p, o->format);
	for (bool first = true; r == 0 && left > 0; first = false) {
		struct arena a = { 0 };
		struct store_item *it;
		uint32_t want = left < WINDOW ? (uint32_t)left : WINDOW;
		r = store_items(s, &a, &o->view, first ? NULL : &at, false, want, &it, &n, e);
		for (uint32_t i = 0; i < n && r == 0; i++)
			r = print_story(s, &p, &it[i], &f, m, e);
		if (n)
			at = (struct item_anchor){ it[n - 1].published, it[n - 1].id };
		left = n < want ? 0 : left - n;
		if (first && r == 0 && n == 0)
			tell_nothing(s, &f);
		arena_free(&a);
	}
	stories_end(&p);
	filter_match_close(m);
	arena_free(&found);
	return r;
}

/* What came since the index was last written would not be found: it is taken in first. An archive that cannot be written (now) is
 * searched as it is. */
static void bring_up_index(struct cmd *c)
{
	struct store *s;
	struct err e = { 0 };
	const char *path;
	if (c->demo || cmd_store_path(c, &path, &e) || access(path, W_OK) != 0 || cmd_store(c, &s, STORE_WRITE, &e))
		return;
	stories_index(s);
	store_close(s);
}

static int run(struct cmd *c, bool words_needed)
{
	struct options o = { .format = CMD_TEXT, .limit = 50 };
	struct err e = { 0 };
	struct store *s;
	int rc = parse(c, &o);
	if (rc)
		return rc;
	if (words_needed && !c->noperand)
		return cmd_usage(c, "it needs words to search for");
	struct buf words;
	buf_init(&words, 0);
	for (int i = 0; i < c->noperand; i++)
		buf_addf(&words, "%s%s", i ? " " : "", c->operand[i]);
	o.view.filter = buf_str(&words);
	if (o.chosen > 1) {
		buf_free(&words);
		return cmd_usage(c, "choose one of: a feed, a tag, an actor, the starred stories; a query can name more");
	}
	if (words.n)
		bring_up_index(c);
	int r = cmd_store(c, &s, STORE_READ, &e);
	if (r == 0) {
		r = print_list(s, &o, &e);
		store_close(s);
	}
	buf_free(&words);
	return r ? cmd_fail(&e) : CMD_DONE;
}

int cmd_list(struct cmd *c)
{
	return run(c, false);
}

int cmd_search(struct cmd *c)
{
	return run(c, true);
}
