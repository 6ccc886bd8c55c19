/* actor_choices.c - `actors --merge`, `--split`, `--rename` and `--undo`: what the user says of actors. */
#include "config.h"

#include <inttypes.h>

#include "stories.h"

static void say(const char *what, const struct store_actor *ac)
{
	struct buf b;
	buf_init(&b, 0);
	buf_addf(&b, "%s %" PRId64 ": " STR_FMT ", ", what, ac->id, STR_ARG(ac->name));
	stories_count(&b, ac->stories, "story", "stories");
	buf_addc(&b, '\n');
	cmd_put(buf_str(&b));
	buf_free(&b);
}

static int merge(struct cmd *c, struct store *s, struct arena *a, struct err *e)
{
	struct store_actor x, y;
	int r = store_actor_named(s, a, str_of(c->operand[0]), 0, &x, e);
	if (r == 0)
		r = store_actor_named(s, a, str_of(c->operand[1]), 0, &y, e);
	if (r == 0)
		r = store_actor_merge(s, x.id, y.id, e);
	if (r == 0)
		r = store_actor(s, a, y.id, &y, e);
	if (r == 0)
		say("one actor now", &y);
	return r;
}

static int split(struct cmd *c, struct store *s, struct arena *a, struct err *e)
{
	struct store_actor x;
	int64_t made = 0;
	uint32_t n = (uint32_t)c->noperand - 1;
	int64_t *story = ARENA_NEW(a, int64_t, n);
	int r = store_actor_named(s, a, str_of(c->operand[0]), 0, &x, e);
	for (uint32_t i = 0; i < n && r == 0; i++)
		r = store_item_find(s, str_of(c->operand[i + 1]), &story[i], e);
	if (r == 0)
		r = store_actor_split(s, x.id, story, n, &made, e);
	if (r == 0)
		r = store_actor(s, a, x.id, &x, e);
	if (r == 0)
		say(n ? "left with" : "on its own again", &x);
	if (r == 0 && n) {
		r = store_actor(s, a, made, &x, e);
		if (r == 0)
			say("split off as", &x);
	}
	return r;
}

static int rename_it(struct cmd *c, struct store *s, struct arena *a, struct err *e)
{
	struct store_actor x;
	struct buf name;
	buf_init(&name, 0);
	for (int i = 1; i < c->noperand; i++)
		buf_addf(&name, "%s%s", i > 1 ? " " : "", c->operand[i]);
	int r = store_actor_named(s, a, str_of(c->operand[0]), 0, &x, e);
	if (r == 0)
		r = store_actor_rename(s, x.id, buf_str(&name), e);
	if (r == 0)
		r = store_actor(s, a, x.id, &x, e);
	if (r == 0)
		say("named", &x);
	buf_free(&name);
	return r;
}

int actors_choose(struct cmd *c, enum actor_choice what)
{
	struct err e = { 0 };
	struct arena a = { 0 };
	struct store *s;
	if (what == ACTORS_MERGE && c->noperand != 2)
		return cmd_usage(c, "--merge needs two actors: the one that goes and the one that stays");
	if (what == ACTORS_SPLIT && c->noperand < 1)
		return cmd_usage(c, "--split needs an actor, and the stories in which it is somebody else");
	if (what == ACTORS_RENAME && c->noperand < 1)
		return cmd_usage(c, "--rename needs an actor and its name");
	if (what == ACTORS_UNDO && c->noperand)
		return cmd_usage(c, "--undo takes back the last choice and needs nothing else");
	int r = cmd_store(c, &s, STORE_WRITE, &e);
	if (r)
		return cmd_fail(&e);
	if (what == ACTORS_MERGE)
		r = merge(c, s, &a, &e);
	else if (what == ACTORS_SPLIT)
		r = split(c, s, &a, &e);
	else if (what == ACTORS_RENAME)
		r = rename_it(c, s, &a, &e);
	else
		r = store_actor_undo(s, &e);
	if (r == 0 && what == ACTORS_UNDO)
		cmd_put(STR("taken back\n"));
	store_close(s);
	arena_free(&a);
	return r ? cmd_fail(&e) : CMD_DONE;
}
