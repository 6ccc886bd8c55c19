/* cmd_actors.c - `actors`: who is in the news; `quotes`: what they said. */
#include "config.h"

#include <inttypes.h>

#include "quotidian/json.h"
#include "quotidian/paths.h"
#include "stories.h"

struct options {
	int64_t limit;
	enum cmd_format format;
	enum actor_choice choice;
	int choices;      /* how many of them were asked for */
	struct buf words; /* the operands */
};

static int parse(struct cmd *c, struct options *o)
{
	int id, rc = CMD_DONE;
	buf_init(&o->words, 0);
	while (rc == CMD_DONE && (id = cmd_option(c)) > 0) {
		if (id == 'n') {
			rc = cmd_number(c, &o->limit, "limit", 1, INT32_MAX);
		} else if (id > CMD_LONG) {
			o->choice = (enum actor_choice)(id - CMD_LONG);
			o->choices++;
		} else
			rc = cmd_format(c, &o->format, CMD_TEXT | CMD_JSON | CMD_TSV);
	}
	if (rc == CMD_DONE && o->choices > 1)
		return cmd_usage(c, "choose one of --merge, --split, --rename and --undo");
	if (rc || id == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	for (int i = 0; i < c->noperand; i++)
		buf_addf(&o->words, "%s%s", i ? " " : "", c->operand[i]);
	return CMD_DONE;
}

/* ---- actors ---- */

static const char *type_of(const struct store_actor *ac)
{
	return ac->type < ENT_TYPES ? stories_types[ac->type] : "";
}

static void actor_text(struct stories *p, const struct store_actor *ac)
{
	unsigned name = p->width > 70 ? 32 : 22;
	buf_addf(&p->out, "%6" PRId64 " ", ac->id);
	stories_bold(p, true);
	stories_cell(&p->out, ac->name, name);
	stories_bold(p, false);
	buf_addf(&p->out, " %-4s %6" PRIu32 " %6" PRIu32 " ", type_of(ac), ac->stories, ac->quotes);
	unsigned left = p->width - (7 + name + 20);
	struct buf role;
	buf_init(&role, 0);
	stories_cell(&role, ac->role, left);
	stories_dim(p, true);
	buf_add(&p->out, str_trim(buf_str(&role)));
	stories_dim(p, false);
	buf_addc(&p->out, '\n');
	buf_free(&role);
}

static void strings_json(struct buf *out, const char *name, const struct str *v, uint32_t n)
{
	json_put_key(out, name);
	buf_addc(out, '[');
	for (uint32_t i = 0; i < n; i++) {
		if (i)
			buf_addc(out, ',');
		json_put_str(out, v[i]);
	}
	buf_addc(out, ']');
}

static void more_json(struct buf *out, const struct actor_more *m)
{
	json_put_member(out, "own_name", m->own_name);
	strings_json(out, "aliases", m->alias, m->nalias);
	strings_json(out, "merged", m->key, m->nkey);
	json_put_key(out, "roles");
	buf_addc(out, '[');
	for (uint32_t i = 0; i < m->nrole; i++) {
		buf_addz(out, i ? ",{" : "{");
		json_put_member(out, "role", m->role[i].role);
		json_put_time(out, "published", m->role[i].published);
		json_put_key(out, "story");
		buf_addf(out, "%" PRId64 "}", m->role[i].item);
	}
	buf_addc(out, ']');
}

static void actor_json(struct stories *p, const struct store_actor *ac, const struct actor_more *m)
{
	buf_addc(&p->out, '{');
	json_put_key(&p->out, "id");
	buf_addf(&p->out, "%" PRId64, ac->id);
	json_put_member(&p->out, "key", ac->key);
	json_put_member(&p->out, "name", ac->name);
	json_put_member(&p->out, "type", str_of(type_of(ac)));
	json_put_member(&p->out, "role", ac->role);
	json_put_key(&p->out, "stories");
	buf_addf(&p->out, "%" PRIu32, ac->stories);
	json_put_key(&p->out, "quotes");
	buf_addf(&p->out, "%" PRIu32, ac->quotes);
	more_json(&p->out, m);
	buf_addz(&p->out, "}\n");
}

static void actor_tsv(struct stories *p, const struct store_actor *ac)
{
	stories_field(p, ac->key, true);
	stories_field(p, ac->name, false);
	stories_field(p, str_of(type_of(ac)), false);
	buf_addf(&p->out, "\t%" PRIu32 "\t%" PRIu32, ac->stories, ac->quotes);
	stories_field(p, ac->role, false);
	buf_addc(&p->out, '\n');
}

static int print_actors(struct store *s, struct stories *p, const struct options *o, struct err *e)
{
	struct arena a = { 0 };
	struct store_actor *ac;
	uint32_t n;
	int r = store_actors(s, &a, buf_str(&o->words), (uint32_t)o->limit, &ac, &n, e);
	if (r == 0 && n && o->format == CMD_TEXT) {
		stories_dim(p, true);
		unsigned name = p->width > 70 ? 32 : 22;
		buf_addf(&p->out, "number %-*s type stories quotes role\n", (int)name, "name");
		stories_dim(p, false);
	}
	for (uint32_t i = 0; i < n && r == 0; i++) {
		if (o->format == CMD_TEXT)
			actor_text(p, &ac[i]);
		else if (o->format == CMD_JSON) {
			struct actor_more more;
			r = store_actor_more(s, &a, ac[i].id, &more, e);
			if (r == 0)
				actor_json(p, &ac[i], &more);
		} else
			actor_tsv(p, &ac[i]);
	}
	if (r == 0 && !n)
		stories_nothing(s, "no actors", false);
	arena_free(&a);
	return r;
}

/* ---- quotes ---- */

static const char *const quote_kinds[] = { "direct", "mixed", "indirect" };

static void quote_text(struct stories *p, const struct store_quote *q)
{
	struct buf line;
	char when[32];
	buf_init(&line, 0);
	cmd_wrap(&p->out, q->text, 0, 0, p->width);
	cmd_when(when, q->published);
	buf_addz(&line, "— ");
	if (q->speaker.n)
		buf_addf(&line, STR_FMT "%s · ", STR_ARG(q->speaker), q->confidence < QUOTE_SURE ? " (?)" : "");
	buf_addf(&line, STR_FMT " · " STR_FMT " · %s", STR_ARG(q->item_title), STR_ARG(q->feed_title), when);
	for (uint32_t i = 0; i < q->nalso; i++)
		buf_addf(&line, "%s" STR_FMT, i ? ", " : " · also in ", STR_ARG(q->also[i]));
	stories_dim(p, true);
	buf_addz(&p->out, "  ");
	cmd_wrap(&p->out, buf_str(&line), 2, 4, p->width);
	stories_dim(p, false);
	buf_addc(&p->out, '\n');
	buf_free(&line);
}

static void quote_json(struct stories *p, const struct store_quote *q)
{
	buf_addc(&p->out, '{');
	json_put_member(&p->out, "text", q->text);
	json_put_member(&p->out, "kind", str_of(q->kind < QUOTE_KINDS ? quote_kinds[q->kind] : ""));
	json_put_member(&p->out, "speaker", q->speaker);
	json_put_member(&p->out, "cue", q->cue);
	json_put_key(&p->out, "actor");
	if (q->actor)
		buf_addf(&p->out, "%" PRId64, q->actor);
	else
		buf_addz(&p->out, "null");
	json_put_key(&p->out, "confidence");
	buf_addf(&p->out, "%u", (unsigned)q->confidence);
	json_put_key(&p->out, "story");
	buf_addf(&p->out, "%" PRId64, q->item);
	json_put_member(&p->out, "title", q->item_title);
	json_put_member(&p->out, "feed", q->feed_title);
	json_put_member(&p->out, "url", q->item_url);
	json_put_time(&p->out, "published", q->published);
	json_put_key(&p->out, "also");
	buf_addc(&p->out, '[');
	for (uint32_t i = 0; i < q->nalso; i++) {
		buf_addz(&p->out, i ? "," : "");
		json_put_str(&p->out, q->also[i]);
	}
	buf_addz(&p->out, "]}\n");
}

static void quote_tsv(struct stories *p, const struct store_quote *q)
{
	char when[32];
	clock_iso(when, q->published);
	stories_field(p, str_of(when), true);
	stories_field(p, q->speaker, false);
	stories_field(p, str_of(q->kind < QUOTE_KINDS ? quote_kinds[q->kind] : ""), false);
	stories_field(p, q->text, false);
	stories_field(p, q->item_title, false);
	stories_field(p, q->item_url, false);
	buf_addc(&p->out, '\n');
}

static int print_quotes(struct store *s, struct stories *p, const struct options *o, struct err *e)
{
	struct arena a = { 0 };
	struct store_quote *q;
	uint32_t n = 0;
	int r = store_quotes(s, &a, buf_str(&o->words), (uint32_t)o->limit, &q, &n, e);
	for (uint32_t i = 0; i < n && r == 0; i++) {
		if (o->format == CMD_TEXT)
			quote_text(p, &q[i]);
		else if (o->format == CMD_JSON)
			quote_json(p, &q[i]);
		else
			quote_tsv(p, &q[i]);
	}
	if (r == 0 && !n)
		stories_nothing(s, "no quotes", false);
	arena_free(&a);
	return r;
}

static int run(struct cmd *c, int (*print)(struct store *s, struct stories *p, const struct options *o, struct err *e))
{
	struct options o = { .format = CMD_TEXT, .limit = 50 };
	struct err e = { 0 };
	struct store *s;
	int rc = parse(c, &o);
	if (rc == CMD_DONE && o.choice != ACTORS_LIST) {
		rc = actors_choose(c, o.choice);
	} else if (rc == CMD_DONE) {
		int r = cmd_store(c, &s, STORE_READ, &e);
		if (r == 0) {
			struct stories p;
			stories_begin(&p, o.format);
			r = print(s, &p, &o, &e);
			stories_end(&p);
			store_close(s);
		}
		rc = r ? cmd_fail(&e) : CMD_DONE;
	}
	buf_free(&o.words);
	return rc;
}

int cmd_actors(struct cmd *c)
{
	return run(c, print_actors);
}

int cmd_quotes(struct cmd *c)
{
	return run(c, print_quotes);
}
