/* actor.c - an actor's page: who it is, what was said, the stories, and who is named together with it. */
#include "config.h"

#include "quotidian/paths.h"
#include "quotidian/text.h"
#include "ui_int.h"

#define EACH_MAX 100 /* quotes, stories and others */
#define SOURCES_CELLS 30 /* of a story's row; where they need more, the first and how many more */
#define ROLES_MAX 4  /* newest; where there is one only, the head says it */

enum part { PART_STORIES, PART_NAMES, PART_ROLE, PART_QUOTE, PART_STORY, PART_WITH };
#define ROW(part, i) (((uint32_t)(part) << 16) | (uint32_t)(i))

void actor_page_ask(struct ui *u, int64_t actor)
{
	u->actor_generation = ++u->generation;
	u->actor_asked = u->nkeys;
	u->hold_until = clock_mono_ms() + UI_HOLD_MS;
	query_send(u->o->query, &(struct query_ask){ .kind = QUERY_ACTOR, .generation = u->actor_generation, .actor = actor, .limit = EACH_MAX,
	                                             .view.fold = u->o->settings->number[SETTING_fold_copies] != 0 });
}

void actor_page_forget(struct ui *u)
{
	query_reply_free(u->actor_page);
	u->actor_page = NULL;
}

static void head(struct buf *out, const struct store_actor *ac)
{
	static const char *const type[ENT_TYPES] = { "person", "organisation", "place", "other" };
	buf_addf(out, STR_FMT " \u00B7 ", STR_ARG(ac->name));
	if (ac->role.n)
		buf_add(out, ac->role);
	else
		buf_addz(out, type[ac->type < ENT_TYPES ? ac->type : ENT_MISC]);
	buf_addf(out, " \u00B7 %u stor%s, %u quote%s", ac->stories, ac->stories == 1 ? "y" : "ies", ac->quotes, ac->quotes == 1 ? "" : "s");
}

static struct str label(struct ui *u, const char *what, int64_t t)
{
	struct buf b;
	buf_init(&b, 64);
	buf_addf(&b, "%-5s ", what);
	ui_date(&b, t);
	struct str s = arena_str(&u->frame, buf_str(&b));
	buf_free(&b);
	return s;
}

static void quote_row(struct ui *u, const struct store_quote *q, uint32_t i)
{
	struct buf b;
	buf_init(&b, 0);
	buf_addf(&b, STR_FMT " \u2014 " STR_FMT ", " STR_FMT, STR_ARG(q->text), STR_ARG(q->item_title), STR_ARG(q->feed_title));
	for (uint32_t k = 0; k < q->nalso; k++)
		buf_addf(&b, "%s" STR_FMT, k ? ", " : "; also ", STR_ARG(q->also[k]));
	picker_add(u, label(u, q->confidence < QUOTE_SURE ? "said?" : "said", q->published), buf_str(&b), ui_look(u, ROLE_KEY), ROW(PART_QUOTE, i));
	buf_free(&b);
}

static void story_row(struct ui *u, const struct store_item *it, uint32_t i)
{
	struct buf b;
	buf_init(&b, 0);
	buf_addf(&b, STR_FMT " \u2014 ", STR_ARG(it->title));
	store_item_sources(&b, it, SOURCES_CELLS);
	picker_add(u, label(u, "story", it->published), buf_str(&b), ui_look(u, ROLE_DIM), ROW(PART_STORY, i));
	buf_free(&b);
}

/* Other forms of the name. */
static void names_row(struct ui *u, const struct actor_more *more)
{
	struct buf b;
	buf_init(&b, 0);
	for (uint32_t i = 0; i < more->nalias; i++)
		buf_addf(&b, "%s" STR_FMT, i ? ", " : "", STR_ARG(more->alias[i]));
	if (b.n)
		picker_add(u, STR("also"), buf_str(&b), ui_look(u, ROLE_DIM), ROW(PART_NAMES, 0));
	buf_free(&b);
}

/* Stories differ in the capitals of one role. */
static bool role_again(const struct actor_more *more, uint32_t i)
{
	for (uint32_t k = 0; k < i; k++)
		if (str_ieq(more->role[k].role, more->role[i].role))
			return true;
	return false;
}

void actor_page_show(struct ui *u, struct query_reply *r)
{
	if (r->generation == u->actor_generation)
		u->hold_until = 0;
	/* Whoever typed on meanwhile wants no page to open under the keys. */
	if (r->generation != u->actor_generation || u->nkeys != u->actor_asked || r->code) {
		if (r->code)
			ui_say(u, true, "%s", r->message);
		query_reply_free(r);
		return;
	}
	actor_page_forget(u);
	u->actor_page = r;
	struct buf title;
	buf_init(&title, 0);
	head(&title, &r->actor);
	picker_open(u, PICK_ACTOR, arena_str(&u->frame, buf_str(&title)));
	buf_free(&title);
	picker_add(u, STR("all"), STR("list all stories"), ui_look(u, ROLE_DIM), ROW(PART_STORIES, 0));
	names_row(u, &r->more);
	for (uint32_t i = r->more.nrole > 1 ? 0 : r->more.nrole; i < r->more.nrole && i < ROLES_MAX; i++)
		if (!role_again(&r->more, i))
			picker_add(u, label(u, "as", r->more.role[i].published), r->more.role[i].role, ui_look(u, ROLE_DIM), ROW(PART_ROLE, i));
	for (uint32_t i = 0; i < r->nquotes; i++)
		quote_row(u, &r->quotes[i], i);
	for (uint32_t i = 0; i < r->nitems; i++)
		story_row(u, &r->items[i], i);
	for (uint32_t i = 0; i < r->nwith; i++)
		picker_add(u, arena_fmt(&u->frame, "with  %u\u00D7", r->with_stories[i]),
		           arena_fmt(&u->frame, STR_FMT "%s" STR_FMT, STR_ARG(r->with[i].name), r->with[i].role.n ? ", " : "", STR_ARG(r->with[i].role)),
		           reader_entity_look(u, r->with[i].type), ROW(PART_WITH, i));
	picker_ready(u, r->nquotes ? ROW(PART_QUOTE, 0) : UINT32_MAX);
}

void actor_page_chosen(struct ui *u, uint32_t row)
{
	struct query_reply *r = u->actor_page;
	uint32_t i = row & 0xFFFF;
	u->actor_page = NULL;
	switch ((enum part)(row >> 16)) {
	case PART_STORIES:
	case PART_NAMES: {
		struct item_view v = { .kind = VIEW_ACTOR, .id = r->actor.id };
		ui_open_list(u, &v, r->actor.name, true);
		break;
	}
	case PART_ROLE: ui_open_quote(u, r->more.role[i].item, STR_NONE); break;
	case PART_QUOTE: ui_open_quote(u, r->quotes[i].item, r->quotes[i].text); break;
	case PART_STORY: ui_open_quote(u, r->items[i].id, STR_NONE); break;
	case PART_WITH: actor_page_ask(u, r->with[i].id); break;
	}
	query_reply_free(r);
}
