/* places.c - places that have a letter: a list, the story in it, and where in its text one was. They are kept in the archive. */
#include "config.h"

#include "quotidian/paths.h"
#include "quotidian/utf8.h"
#include "ui_int.h"

#define LETTERS "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

struct place_kept { /* what stands behind a letter */
	int64_t kind, id, focus, item, selected, at; /* at: the first byte of the text that is in sight, -1: its head */
	struct str name, text, filter;
};

static bool is_letter(uint32_t key)
{
	return key < 0x80 && key > ' ' && str_chr(STR(LETTERS), (char)key, 0) != STR_NPOS;
}

static const char *key_of(struct ui *u, uint32_t letter)
{
	return arena_fmt(&u->frame, "ui.place.%c", (int)letter).s;
}

/* Numbers with spaces between them, then three texts, all separated by tabs. */
static bool read_place(struct str line, struct place_kept *out)
{
	struct str numbers, one;
	int64_t *n[] = { &out->kind, &out->id, &out->focus, &out->item, &out->selected, &out->at };
	size_t k = 0;
	if (!str_split(&line, '\t', &numbers) || !str_split(&line, '\t', &out->name) || !str_split(&line, '\t', &out->text))
		return false;
	out->filter = line;
	while (k < sizeof n / sizeof *n && str_split(&numbers, ' ', &one))
		if (str_int(n[k++], one))
			return false;
	return k == sizeof n / sizeof *n && out->kind >= VIEW_ALL && out->kind <= VIEW_ACTOR && out->focus >= 0 && out->focus < PANE_COUNT;
}

/* The place of a letter: set a moment ago, or kept. */
static bool get_place(struct ui *u, uint32_t letter, struct place_kept *out)
{
	struct str line = STR_NONE;
	struct err e;
	for (unsigned i = 0; i < u->nplace; i++)
		if (u->place[i].letter == letter)
			line = u->place[i].line;
	if (!line.n && store_value_get(u->o->store, &u->frame, key_of(u, letter), &line, &e)) {
		ui_say(u, true, "%s", e.text);
		return false;
	}
	return line.n && read_place(line, out);
}

static void set_place(struct ui *u, uint32_t letter)
{
	const struct stories *s = &u->stories;
	const struct reader *r = &u->reader;
	const struct store_item *sel = stories_selected(u), *here = u->focus == PANE_TIMELINE ? timeline_item(u) : NULL;
	uint32_t head = r->doc ? reader_head_lines(r) : 0;
	int64_t at = r->doc && r->wrap.n && r->top >= head && r->top - head < r->wrap.n ? (int64_t)r->wrap.line[r->top - head].start : -1;
	struct str line = arena_fmt(&u->places, "%d %lld %d %lld %lld %lld\t" STR_FMT "\t" STR_FMT "\t" STR_FMT, s->view.kind, (long long)s->view.id,
	                            u->focus, (long long)(here ? here->id : r->item.id), (long long)(sel ? sel->id : 0), (long long)at,
	                            STR_ARG(s->name), STR_ARG(s->view.text), STR_ARG(s->view.filter));
	unsigned i = 0;
	while (i < u->nplace && u->place[i].letter != letter)
		i++;
	if (i == u->nplace)
		u->nplace++;
	u->place[i].letter = letter;
	u->place[i].line = line;
	ui_send(u, &(struct engine_command){ .kind = ENGINE_VALUE, .text_key = str_of(key_of(u, letter)), .text = line });
	ui_say(u, false, "place %c is here", (int)letter);
}

static void go_to_text(struct ui *u, int64_t at)
{
	struct reader *r = &u->reader;
	r->top = at >= 0 && r->doc && r->wrap.n && (size_t)at < r->doc->text.n ? reader_head_lines(r) + wrap_line_of(&r->wrap, (uint32_t)at) : 0;
	u->dirty = true;
}

static void go_to_place(struct ui *u, uint32_t letter)
{
	struct place_kept p = { 0 };
	struct store_item it;
	struct err e;
	if (!get_place(u, letter, &p)) {
		ui_say(u, false, "no place has the letter %c; m%c gives it to this one", (int)letter, (int)letter);
		return;
	}
	bool reads = p.focus == PANE_READER || p.focus == PANE_SIDEBAR, gone = false;
	struct item_view v = { .kind = (enum view_kind)p.kind, .id = p.id, .text = p.text, .filter = p.filter };
	ui_open_list(u, &v, arena_str(&u->frame, p.name), true);
	if (p.selected)
		stories_return(u, p.selected);
	if (p.item && p.focus != PANE_FEEDS) {
		gone = store_item(u->o->store, &u->frame, p.item, &it, &e) != 0;
		if (gone)
			ui_say(u, false, "the story of this place is gone");
		else if (p.focus == PANE_TIMELINE)
			timeline_ask(u, p.item);
		else
			reader_show(u, &it, reads);
	}
	if (!gone && p.focus != PANE_TIMELINE)
		ui_focus(u, (enum pane)p.focus);
	if (reads && !gone)
		go_to_text(u, p.at);
}

void places_ask(struct ui *u, bool go)
{
	u->naming_shown = false;
	u->naming = go ? '\'' : 'm';
	u->typed_at = clock_mono_ms();
	u->dirty = true;
}

void places_key(struct ui *u, uint32_t key)
{
	char how = u->naming;
	u->naming = 0;
	u->dirty = true;
	if (how == '\'' && (key == '\'' || key == '`'))
		ui_history(u, -1);
	else if (is_letter(key) && how == 'm')
		set_place(u, key);
	else if (is_letter(key))
		go_to_place(u, key);
	else if (key != KEYS_ESC)
		ui_say(u, false, "a place is named by a letter or a digit");
}

void places_draw(struct ui *u)
{
	struct tty *t = &u->tty;
	int w = u->layout.body.w < 60 ? u->layout.body.w : 60, y = u->layout.body.y + u->layout.body.h - 1, x = u->layout.width - w;
	struct str last = u->naming == 'm' ? STR("a letter or digit for this place") : STR("' goes back to where the last jump began");
	tty_fill(t, (struct rect){ x, y, w, 1 }, ui_look(u, ROLE_BAR));
	tty_put_cut(t, x + 1, y--, w - 2, ui_look(u, ROLE_BAR), last);
	for (size_t i = sizeof LETTERS - 1; i-- > 0 && y >= u->layout.body.y;) {
		struct place_kept p = { 0 };
		struct store_item it;
		struct err e;
		if (!get_place(u, (unsigned char)LETTERS[i], &p))
			continue;
		bool story = p.item && p.focus != PANE_FEEDS && p.focus != PANE_STORIES && store_item(u->o->store, &u->frame, p.item, &it, &e) == 0;
		tty_fill(t, (struct rect){ x, y, w, 1 }, ui_look(u, ROLE_BAR));
		tty_put(t, x + 1, y, 2, look_over(ui_look(u, ROLE_BAR), look_with(ui_look(u, ROLE_KEY), LOOK_BOLD)), str_n(&LETTERS[i], 1));
		tty_put_cut(t, x + 4, y--, w - 5, ui_look(u, ROLE_BAR), story ? it.title : p.name);
	}
}
