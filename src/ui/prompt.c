/* prompt.c - the line at the bottom where commands and words to find are typed, with history and completion. */
#include "config.h"

#include "quotidian/filter.h"
#include "quotidian/paths.h"
#include "quotidian/text.h"
#include "ui_int.h"

#define HISTORY (sizeof ((struct prompt *)0)->history / sizeof(struct str))

static void forget_candidates(struct prompt *p)
{
	p->ncandidate = 0;
	arena_free(&p->arena);
}

void prompt_open(struct ui *u, char kind, struct str text)
{
	struct prompt *p = &u->prompt;
	p->kind = kind;
	buf_init(&p->text, UI_INPUT_MAX);
	buf_add(&p->text, text);
	p->wrong[0] = '\0';
	p->at = p->text.n;
	p->back = 0;
	p->ncandidate = 0;
	tty_paste_mode(&u->tty, true);
	u->dirty = true;
}

void prompt_close(struct ui *u)
{
	struct prompt *p = &u->prompt;
	p->kind = 0;
	buf_free(&p->text);
	forget_candidates(p);
	tty_paste_mode(&u->tty, false);
	u->dirty = true;
}

static void remember(struct prompt *p, struct str line)
{
	if (!line.n || (p->nhistory && str_eq(p->history[p->nhistory - 1], line)))
		return;
	if (p->nhistory == HISTORY) { /* the older half goes; the arena is rebuilt so that it stays small */
		struct arena keep = { 0 };
		p->nhistory = HISTORY / 2;
		for (uint32_t i = 0; i < p->nhistory; i++)
			p->history[i] = arena_str(&keep, p->history[i + HISTORY / 2]);
		arena_free(&p->history_arena);
		p->history_arena = keep;
	}
	p->history[p->nhistory++] = arena_str(&p->history_arena, line);
}

static void set_text(struct prompt *p, struct str s)
{
	buf_clear(&p->text);
	buf_add(&p->text, s);
	p->at = p->text.n;
}

/* Replaces text[from, to) by `s`. */
static void replace(struct prompt *p, size_t from, size_t to, struct str s)
{
	struct buf b;
	buf_init(&b, UI_INPUT_MAX);
	buf_add(&b, str_sub(buf_str(&p->text), 0, from));
	if (buf_add(&b, s) == 0)
		p->at = b.n;
	else
		p->at = from;
	buf_add(&b, str_sub(buf_str(&p->text), to, p->text.n));
	buf_free(&p->text);
	p->text = b;
}

static void complete(struct ui *u, int by)
{
	struct prompt *p = &u->prompt;
	if (p->kind != ':')
		return;
	if (!p->ncandidate) {
		forget_candidates(p);
		p->ncandidate = command_complete(u, &p->arena, str_sub(buf_str(&p->text), 0, p->at), &p->candidate, &p->completing);
		p->chosen = by > 0 ? 0 : p->ncandidate - 1;
	} else {
		p->chosen = (p->chosen + p->ncandidate + (uint32_t)(by > 0 ? 1 : -1)) % p->ncandidate;
	}
	if (p->ncandidate)
		replace(p, p->completing, p->at, p->candidate[p->chosen]);
}

static void accept(struct ui *u)
{
	struct prompt *p = &u->prompt;
	char kind = p->kind;
	struct str line = arena_str(&u->frame, str_trim(buf_str(&p->text)));
	bool find = kind == '/' && u->focus == PANE_READER && u->reader.item.id;
	struct filter f;
	struct err e;
	remember(p, line);
	if (kind != ':' && kind != '|' && !find && filter_parse(&f, &u->frame, line, clock_now(), &e)) { /* it stays, to be mended */
		utf8_sanitise_into(p->wrong, sizeof p->wrong, str_of(e.text));
		return;
	}
	prompt_close(u);
	if (kind == ':')
		command_run(u, line);
	else if (kind == '|')
		send_to_program(u, line);
	else if (find)
		reader_find(u, line);
	else if (kind == '&')
		ui_filter(u, line);
	else if (line.n)
		ui_search(u, line);
}

static void recall(struct prompt *p, int by)
{
	int64_t back = (int64_t)p->back + by;
	if (back < 0 || back > (int64_t)p->nhistory)
		return;
	p->back = (uint32_t)back;
	set_text(p, back ? p->history[p->nhistory - (uint32_t)back] : STR(""));
}

size_t prompt_word(struct str text, size_t at)
{
	while (at && text.s[at - 1] == ' ')
		at--;
	while (at && text.s[at - 1] != ' ')
		at--;
	return at;
}

void prompt_key(struct ui *u, uint32_t key, bool pasted)
{
	struct prompt *p = &u->prompt;
	u->dirty = true;
	p->wrong[0] = '\0';
	if (pasted && (key < ' ' || key == KEYS_BACKSPACE))
		key = ' ';
	if (key == KEYS_TAB || key == KEYS_SHIFT_TAB) {
		complete(u, key == KEYS_TAB ? 1 : -1);
		return;
	}
	forget_candidates(p);
	struct str text = buf_str(&p->text);
	size_t from = p->at;
	switch (key) {
	case KEYS_ESC: case 3: /* ^C */
		prompt_close(u);
		return;
	case KEYS_ENTER:
		accept(u);
		return;
	case KEYS_UP: case 16: recall(p, 1); return;
	case KEYS_DOWN: case 14: recall(p, -1); return;
	case KEYS_HOME: case 1: p->at = 0; return; /* ^A */
	case KEYS_END: case 5: p->at = text.n; return; /* ^E */
	case KEYS_LEFT:
		if (p->at)
			utf8_prev(text, &p->at);
		return;
	case KEYS_RIGHT: p->at = text_grapheme_end(text, p->at); return;
	case KEYS_BACKSPACE:
		if (!text.n) {
			prompt_close(u);
			return;
		}
		if (from) {
			utf8_prev(text, &from);
			replace(p, from, p->at, STR_NONE);
		}
		return;
	case KEYS_DELETE:
		replace(p, from, text_grapheme_end(text, from), STR_NONE);
		return;
	case 21: replace(p, 0, p->at, STR_NONE); return; /* ^U */
	case 23: replace(p, prompt_word(text, from), p->at, STR_NONE); return; /* ^W */
	default:
		break;
	}
	if (key < ' ' || key >= KEY_FIRST || utf8_forbidden(key))
		return;
	struct buf one;
	buf_init(&one, 8);
	buf_addcp(&one, key);
	replace(p, p->at, p->at, buf_str(&one));
	buf_free(&one);
}

void prompt_draw(struct ui *u, int *cursor_x, int *cursor_y)
{
	struct prompt *p = &u->prompt;
	struct tty *t = &u->tty;
	struct rect r = u->layout.status;
	struct look look = ui_look(u, ROLE_TEXT);
	tty_fill(t, r, look);
	struct str text = buf_str(&p->text), sign = str_n(&p->kind, 1);
	/* What stands before the cursor is shown from where it fits. */
	size_t start = 0;
	int room = r.w - 2;
	while (start < p->at && (int)text_width(str_sub(text, start, p->at)) > room - 1)
		start = text_grapheme_end(text, start);
	tty_put(t, r.x, r.y, 1, ui_look(u, ROLE_KEY), sign);
	int n = tty_put(t, r.x + 1, r.y, room, look, str_sub(text, start, text.n));
	*cursor_x = r.x + 1 + (int)text_width(str_sub(text, start, p->at));
	*cursor_y = r.y;
	/* Completions stand in the line above. */
	if (p->ncandidate > 1 && r.y > 0) {
		struct rect above = { r.x, r.y - 1, r.w, 1 };
		tty_fill(t, above, ui_look(u, ROLE_BAR));
		int x = above.x + 1;
		uint32_t first = p->chosen > 3 ? p->chosen - 3 : 0;
		for (uint32_t i = first; i < p->ncandidate && x < above.w - 4; i++) {
			struct look l = i == p->chosen ? look_with(ui_look(u, ROLE_BAR_STRONG), LOOK_BOLD | LOOK_UNDERLINE) : ui_look(u, ROLE_BAR_DIM);
			x += tty_put_cut(t, x, above.y, above.w - 1 - x, l, p->candidate[i]) + 2;
		}
	} else if (p->wrong[0] && r.y > 0) {
		struct rect above = { r.x, r.y - 1, r.w, 1 };
		tty_fill(t, above, ui_look(u, ROLE_BAR));
		tty_put_cut(t, above.x + 1, above.y, above.w - 2, ui_look(u, ROLE_BAR_STRONG), str_of(p->wrong));
	} else if (p->kind != ':' && !text.n && n < room - 4) {
		struct str what = STR("search all stories: words \"a phrase\" actor:NAME said:NAME since:7d \u2026");
		if (p->kind == '|')
			what = STR("a program that reads the text: less, wc -w, lpr \u2026 (no shell)");
		else if (p->kind == '&')
			what = STR("narrow this list: is:unread since:7d said:NAME words \u2026");
		else if (u->focus == PANE_READER)
			what = STR("find in this text");
		tty_put_cut(t, r.x + 2, r.y, room - 4, ui_look(u, ROLE_DIM), what);
	}
}
