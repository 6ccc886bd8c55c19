/* picks.c - what the pickers show: quotes, actors, links, help, where a story comes from, messages. */
#include "config.h"

#include "quotidian/log.h"
#include "quotidian/paths.h"
#include "ui_int.h"

static struct look speaker_look(const struct ui *u, uint32_t quote)
{
	int8_t c = u->reader.speaker[quote];
	return c >= 0 ? look_with(ui_look(u, (enum role)(ROLE_SPEAKER_0 + c)), LOOK_BOLD) : ui_look(u, ROLE_DIM);
}

void pick_quotes(struct ui *u)
{
	const struct reader *r = &u->reader;
	picker_open(u, PICK_QUOTES, STR("Quotes"));
	for (uint32_t i = 0; i < r->nshown; i++) {
		const struct quote *q = &r->doc->quote[r->shown[i]];
		struct str who = q->speaker_name.n ? q->speaker_name : STR("(not named)");
		if (q->speaker_name.n && q->confidence < QUOTE_SURE)
			who = arena_fmt(&u->frame, STR_FMT "?", STR_ARG(who));
		picker_add(u, who, doc_str(r->doc, q->at), speaker_look(u, r->shown[i]), r->shown[i]);
	}
	picker_ready(u, r->cursor == CURSOR_QUOTE ? r->at : UINT32_MAX);
}

void pick_actors(struct ui *u)
{
	static const char *const type[ENT_TYPES] = { "person", "organisation", "place", "other" };
	const struct reader *r = &u->reader;
	const struct sidebar *s = &u->sidebar;
	picker_open(u, PICK_ACTORS, STR("Actors of this story; Enter opens their page"));
	for (uint32_t i = 0; i < s->nactor; i++) {
		const struct actor *a = &r->doc->actor[s->actor[i].actor];
		struct buf b;
		buf_init(&b, 4096);
		if (s->actor[i].quotes)
			buf_addf(&b, "%2u quote%s ", s->actor[i].quotes, s->actor[i].quotes == 1 ? " " : "s");
		else
			buf_addz(&b, "          ");
		buf_addf(&b, "%3u\u00D7  ", a->mentions);
		if (a->role.n)
			buf_add(&b, a->role);
		else
			buf_addz(&b, type[a->type < ENT_TYPES ? a->type : ENT_MISC]);
		for (uint32_t k = 0; k < a->nalias; k++)
			buf_addf(&b, "%s" STR_FMT, k ? ", " : " \u00B7 also ", STR_ARG(a->alias[k]));
		picker_add(u, a->name, buf_str(&b), reader_entity_look(u, a->type), s->actor[i].actor);
		buf_free(&b);
	}
	picker_ready(u, reader_actor(u) >= 0 ? (uint32_t)reader_actor(u) : UINT32_MAX);
}

void pick_links(struct ui *u)
{
	const struct reader *r = &u->reader;
	picker_open(u, PICK_LINKS, STR("Links; Enter opens in the browser"));
	if (r->item.url.n)
		picker_add(u, STR("o"), r->item.url, ui_look(u, ROLE_KEY), 0);
	for (uint32_t i = 0; i < r->wrap.nurl; i++) {
		/* The words of the first link to it. */
		struct str words = STR_NONE;
		for (uint32_t k = 0; k < r->doc->nlink && !words.n; k++)
			if (r->wrap.link_number[k] == i + 1)
				words = doc_str(r->doc, r->doc->link[k].at);
		picker_add(u, arena_fmt(&u->frame, "%uo", i + 1), arena_fmt(&u->frame, STR_FMT "  " STR_FMT, STR_ARG(words), STR_ARG(r->wrap.url[i])),
		           ui_look(u, ROLE_KEY), i + 1);
	}
	for (uint32_t i = r->wrap.nurl + 1; i <= reader_links(r); i++) {
		struct buf words;
		buf_init(&words, 4096);
		reader_link_words(&words, r, i);
		picker_add(u, arena_fmt(&u->frame, "%uo", i),
			arena_fmt(&u->frame, STR_FMT "  " STR_FMT, STR_ARG(buf_str(&words)), STR_ARG(reader_link(r, i))),
		           ui_look(u, ROLE_KEY), i);
		buf_free(&words);
	}
	picker_ready(u, UINT32_MAX);
}

/* What the list of feeds holds but feeds; values are its rows. */
void pick_sections(struct ui *u)
{
	const struct feeds *f = &u->feeds;
	picker_open(u, PICK_SECTIONS, STR("Sections and smart folders"));
	for (uint32_t i = 0; i < f->list.n; i++) {
		const struct feed_row *row = &f->row[i];
		if (row->kind != ROW_FEED)
			picker_add(u, row->name, arena_fmt(&u->frame, STR_FMT " unread of " STR_FMT "  " STR_FMT, STR_ARG(feeds_unread(u, row)),
			           STR_ARG(feeds_total(u, row)), STR_ARG(row->query)),
			           ui_look(u, ROLE_KEY), i);
	}
	picker_ready(u, f->list.sel);
}

static void help_line(struct ui *u, const char *left, const char *right)
{
	picker_add(u, str_of(left), str_of(right), ui_look(u, ROLE_KEY), 0);
}

void pick_help(struct ui *u)
{
	picker_open(u, PICK_HELP, STR("Keys and commands; Enter runs one"));
	for (int a = 1; a < ACTION_COUNT; a++) {
		struct buf keys;
		buf_init(&keys, 256);
		keymap_keys_of(&u->keys, (enum action)a, &keys);
		picker_add(u, keys.n ? buf_str(&keys) : STR("-"), arena_fmt(&u->frame, "%s  (:%s)", action_info[a].help, action_info[a].command),
		           ui_look(u, ROLE_KEY), (uint32_t)a);
		buf_free(&keys);
	}
	for (int i = 0; i < TYPED_COUNT; i++) {
		struct str arg = str_of(typed_info[i].arg);
		bool optional = arg.n && arg.s[arg.n - 1] == '?';
		arg = str_sub(arg, 0, arg.n - optional);
		help_line(u, arena_fmt(&u->frame, ":%s%s" STR_FMT, typed_info[i].name, arg.n ? " " : "", STR_ARG(arg)).s, typed_info[i].help);
	}
	for (int i = 0; i < SETTING_COUNT; i++)
		help_line(u, arena_fmt(&u->frame, ":set %s", setting_info[i].name).s, setting_info[i].help);
	picker_ready(u, UINT32_MAX);
}

struct info {
	struct ui *u;
	struct str left;
	struct look look;
};

static void info_part(void *arg, struct str line, bool cut)
{
	struct info *i = arg;
	(void)cut;
	picker_add(i->u, i->left, line, i->look, 0);
	i->left = STR_NONE;
}

/* A name and what it is, in several lines when it is long. */
static void add_wrapped(struct ui *u, struct str left, struct look look, struct str right)
{
	struct info i = { u, left, look };
	int w = u->layout.body.w < 70 ? u->layout.body.w : u->layout.body.w - 8 < 100 ? u->layout.body.w - 8 : 100;
	wrap_words(right, (unsigned)(w > 44 ? w - 24 : 20), 20, info_part, &i);
}

static void info_line(struct ui *u, const char *left, struct str right)
{
	add_wrapped(u, str_of(left), ui_look(u, ROLE_DIM), right);
}

static struct str when(struct ui *u, int64_t t)
{
	if (!t)
		return STR_NONE;
	struct buf b;
	buf_init(&b, 64);
	ui_date_time(&b, t);
	struct str s = arena_str(&u->frame, buf_str(&b));
	buf_free(&b);
	return s;
}

static void feed_info(struct ui *u, const struct store_feed *f)
{
	info_line(u, "feed", f->title);
	info_line(u, "address", f->url);
	if (f->moved_from.n)
		info_line(u, "moved from", f->moved_from);
	info_line(u, "sections", f->tags);
	info_line(u, "stories", arena_fmt(&u->frame, "%u, %u unread, %u starred", f->total, f->unread, f->starred));
	if (str_starts(f->url, STORE_ARCHIVE)) {
		info_line(u, "imported", STR("from an archive of stories; never polled"));
		return;
	}
	info_line(u, "last poll", when(u, f->last_poll));
	info_line(u, "last success", when(u, f->last_success));
	info_line(u, "next poll", when(u, f->next_due));
	if (f->error.n)
		info_line(u, "error", arena_fmt(&u->frame, STR_FMT " (%u in a row)", STR_ARG(f->error), f->errors_in_row));
	if (f->gone)
		info_line(u, "gone", STR("the server says that this feed has ended"));
}

void pick_info(struct ui *u)
{
	const struct feeds *f = &u->feeds;
	if (u->focus == PANE_FEEDS) {
		const struct feed_row *row = f->list.n ? &f->row[f->list.sel] : NULL;
		picker_open(u, PICK_TEXT, STR("Feed"));
		if (row && row->kind == ROW_FEED) {
			const struct store_feed *feed = feeds_find(f, row->id);
			if (feed)
				feed_info(u, feed);
		} else if (row) {
			info_line(u, "stories", arena_fmt(&u->frame, STR_FMT ", " STR_FMT " unread", STR_ARG(feeds_total(u, row)), STR_ARG(feeds_unread(u, row))));
			for (uint32_t i = 0; i < f->nfeed; i++)
				if (f->feed[i].error.n && (row->kind != ROW_TAG || str_find(f->feed[i].tags, row->name, 0) != STR_NPOS))
					info_line(u, "error",
						arena_fmt(&u->frame, STR_FMT ": " STR_FMT, STR_ARG(f->feed[i].title), STR_ARG(f->feed[i].error)));
		}
		picker_ready(u, UINT32_MAX);
		return;
	}
	const struct store_item *it = ui_item(u);
	if (!it)
		return;
	const struct reader *r = &u->reader;
	picker_open(u, PICK_TEXT, STR("Story"));
	info_line(u, "title", it->title);
	info_line(u, "link", it->url);
	info_line(u, "author", it->author);
	info_line(u, "published", when(u, it->published));
	info_line(u, "received", when(u, it->received));
	if (r->doc && r->item.id == it->id) {
		const struct doc *d = r->doc;
		info_line(u, "text", !r->stored               ? STR("the summary; nothing is stored yet")
		                     : r->source == DOC_PAGE ? STR("from the page")
		                                             : STR("from the feed"));
		if (r->note[0])
			info_line(u, "note", str_of(r->note));
		info_line(u, "headline there", d->title);
		info_line(u, "byline", d->byline);
		info_line(u, "site", d->site);
		info_line(u, "section", d->section);
		info_line(u, "dateline", d->dateline);
		info_line(u, "language", d->language);
		info_line(u, "known", arena_fmt(&u->frame, "%u actors, %u mentions, %u quotes, %u links", d->nactor, d->nmention,
			d->nquote, d->nlink));
	}
	for (uint32_t i = 0; i < it->nalso; i++)
		info_line(u, i ? "" : "also in", it->also[i]);
	const struct store_feed *feed = feeds_find(f, it->feed);
	if (feed)
		feed_info(u, feed);
	picker_ready(u, UINT32_MAX);
}

void pick_messages(struct ui *u)
{
	struct log_entry *l = ARENA_NEW(&u->frame, struct log_entry, LOG_RING);
	size_t n = log_recent(l, LOG_RING);
	picker_open(u, PICK_TEXT, STR("Messages"));
	for (size_t i = n; i > 0; i--)
		add_wrapped(u, when(u, l[i - 1].time), ui_look(u, l[i - 1].level == LOG_ERROR ? ROLE_ERROR : ROLE_DIM), str_of(l[i - 1].text));
	picker_ready(u, UINT32_MAX);
}

void pick_chosen(struct ui *u, enum picker_kind kind, uint32_t value)
{
	struct reader *r = &u->reader;
	switch (kind) {
	case PICK_QUOTES:
		if (r->doc && value < r->doc->nquote) {
			ui_focus(u, PANE_READER);
			r->cursor = CURSOR_QUOTE;
			r->at = value;
			reader_to_cursor(u);
		}
		break;
	case PICK_ACTORS:
		if (r->doc && value < r->doc->nactor)
			ui_open_actor(u, value);
		break;
	case PICK_ACTOR:
		actor_page_chosen(u, value);
		break;
	case PICK_SECTIONS:
		if (value < u->feeds.list.n) {
			struct item_view v = feeds_view(&u->feeds.row[value]);
			ui_open_list(u, &v, u->feeds.row[value].name, true);
		}
		break;
	case PICK_LINKS:
		if (value == 0)
			open_browser(u, r->item.url);
		else if (reader_link(r, value).n)
			open_browser(u, reader_link(r, value));
		break;
	case PICK_FEEDS:
		look_chosen(u, value);
		break;
	case PICK_HELP:
		if (value > 0 && value < ACTION_COUNT)
			ui_act(u, (enum action)value, 0);
		break;
	default:
		break;
	}
}
