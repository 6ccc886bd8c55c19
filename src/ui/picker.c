/* picker.c - a list over the panes, filtered by typing: quotes, actors, links, help, texts. */
#include "config.h"

#include "quotidian/text.h"
#include "ui_int.h"

#define FILTER_MAX 256
#define DETAIL 4
#define HELP_CELLS 72 /* of a box that nearly all rows of the help fit into */

void picker_close(struct ui *u)
{
	struct picker *p = &u->picker;
	arena_free(&p->arena);
	buf_free(&p->filter);
	*p = (struct picker){ 0 };
	u->dirty = true;
}

void picker_open(struct ui *u, enum picker_kind kind, struct str title)
{
	picker_close(u);
	u->picker.kind = kind;
	u->picker.title = arena_str(&u->picker.arena, title);
	buf_init(&u->picker.filter, FILTER_MAX);
}

void picker_add(struct ui *u, struct str left, struct str right, struct look look, uint32_t value)
{
	struct picker *p = &u->picker;
	struct picker_row row = { arena_str(&p->arena, left), arena_str(&p->arena, right), look, value };
	ARENA_PUSH(&p->arena, struct picker_row, p->row, p->nrow, p->cap, row);
}

static bool fold_find(struct str in, struct str folded)
{
	struct buf b;
	buf_init(&b, 64 << 10);
	text_fold(&b, in, true);
	bool yes = str_find(buf_str(&b), folded, 0) != STR_NPOS;
	buf_free(&b);
	return yes;
}

/* Every word of the filter must be in one of the columns. */
static bool lets_through(const struct picker_row *row, struct str filter)
{
	struct str word;
	while (str_split(&filter, ' ', &word))
		if (word.n && !fold_find(row->left, word) && !fold_find(row->right, word))
			return false;
	return true;
}

static void apply_filter(struct ui *u)
{
	struct picker *p = &u->picker;
	struct buf folded;
	buf_init(&folded, 4096);
	text_fold(&folded, buf_str(&p->filter), true);
	p->list = (struct list){ 0 };
	for (uint32_t i = 0; i < p->nrow; i++)
		if (lets_through(&p->row[i], buf_str(&folded)))
			p->found[p->list.n++] = i;
	buf_free(&folded);
	u->dirty = true;
}

void picker_ready(struct ui *u, uint32_t value)
{
	struct picker *p = &u->picker;
	p->found = ARENA_NEW(&p->arena, uint32_t, p->nrow);
	p->left_width = 0;
	for (uint32_t i = 0; i < p->nrow; i++) {
		int w = (int)text_width(p->row[i].left);
		p->left_width = w > p->left_width ? w : p->left_width;
	}
	apply_filter(u);
	for (uint32_t i = 0; i < p->nrow; i++)
		if (p->row[i].value == value)
			p->list.sel = i;
}

/* Lines below the list show the chosen row whole: quotes and addresses are longer than a row, on a narrow screen help is, too. */
static bool has_detail(const struct ui *u, int w)
{
	enum picker_kind kind = u->picker.kind;
	return kind == PICK_QUOTES || kind == PICK_ACTOR || kind == PICK_LINKS || kind == PICK_FEEDS || (kind == PICK_HELP && w < HELP_CELLS);
}

static struct rect box(const struct ui *u)
{
	struct rect b = u->layout.body;
	/* The whole body on a small terminal; else a box in its middle. */
	if (b.w < 70 || b.h < 12)
		return b;
	int w = b.w - 8 < 100 ? b.w - 8 : 100, h = (int)u->picker.nrow + 4;
	if (has_detail(u, w))
		h += DETAIL + 1;
	int most = b.h - 2;
	if (h > most)
		h = most;
	if (h < 8)
		h = 8;
	return (struct rect){ b.x + (b.w - w) / 2, b.y + (b.h - h) / 2, w, h };
}

static int detail_of(const struct ui *u)
{
	struct rect b = box(u);
	return has_detail(u, b.w) && b.h >= 14 ? DETAIL : 0;
}

static int rows_of(const struct ui *u)
{
	int detail = detail_of(u), h = box(u).h - 3 - (detail ? detail + 1 : 0); /* frame, filter, line above the detail */
	return h > 0 ? h : 1;
}

void picker_key(struct ui *u, uint32_t key)
{
	struct picker *p = &u->picker;
	enum action a = ACTION_none;
	u->dirty = true;
	switch (key) {
	case KEYS_ESC: case 3: /* ^C */
		picker_close(u);
		return;
	case 23: /* ^W, as in prompts */
		p->filter.n = prompt_word(buf_str(&p->filter), p->filter.n);
		apply_filter(u);
		return;
	case KEYS_ENTER: {
		enum picker_kind kind = p->kind;
		if (kind == PICK_TEXT || !p->list.n) {
			picker_close(u);
			return;
		}
		uint32_t value = p->row[p->found[p->list.sel]].value;
		picker_close(u);
		pick_chosen(u, kind, value);
		return;
	}
	case KEYS_DOWN: case KEYS_TAB: case 14: a = ACTION_down; break; /* ^N */
	case KEYS_UP: case KEYS_SHIFT_TAB: case 16: a = ACTION_up; break; /* ^P */
	case KEYS_PAGE_DOWN: case 4: a = ACTION_page_down; break; /* ^D */
	case KEYS_PAGE_UP: case 21: a = ACTION_page_up; break; /* ^U */
	case KEYS_HOME: a = ACTION_top; break;
	case KEYS_END: a = ACTION_bottom; break;
	case KEYS_BACKSPACE:
		if (!p->filter.n) {
			picker_close(u);
			return;
		}
		size_t at = p->filter.n;
		utf8_prev(buf_str(&p->filter), &at);
		p->filter.n = at;
		apply_filter(u);
		return;
	default:
		if (!p->filter.n && (key == '?' || key == '"')) { /* the keys that open them close them */
			picker_close(u);
		} else if (!p->filter.n && key == ':' && (p->kind == PICK_ACTOR || p->kind == PICK_ACTORS)) { /* what is said of the chosen one */
			prompt_open(u, ':', STR(""));
		} else if (key >= ' ' && key < KEY_FIRST && !utf8_forbidden(key)) {
			buf_addcp(&p->filter, key);
			apply_filter(u);
		}
		return;
	}
	list_act(&p->list, a, 0, rows_of(u));
}

bool picker_click(struct ui *u, int x, int y)
{
	struct picker *p = &u->picker;
	struct rect b = box(u);
	u->dirty = true;
	if (!rect_has(b, x, y)) {
		picker_close(u);
		return true;
	}
	uint32_t k = p->list.top + (uint32_t)(y - b.y - 2);
	if (y - b.y < 2 || k >= p->list.n)
		return true;
	if (k == p->list.sel)
		picker_key(u, KEYS_ENTER);
	else
		p->list.sel = k;
	return true;
}

static void frame(struct ui *u, struct rect b)
{
	struct tty *t = &u->tty;
	struct look edge = ui_look(u, ROLE_BORDER_FOCUS);
	tty_fill(t, b, ui_look(u, ROLE_TEXT));
	tty_hline(t, b.x + 1, b.y, b.w - 2, edge);
	tty_hline(t, b.x + 1, b.y + b.h - 1, b.w - 2, edge);
	tty_vline(t, b.x, b.y + 1, b.h - 2, edge);
	tty_vline(t, b.x + b.w - 1, b.y + 1, b.h - 2, edge);
	tty_put(t, b.x, b.y, 1, edge, STR("\u250C"));
	tty_put(t, b.x + b.w - 1, b.y, 1, edge, STR("\u2510"));
	tty_put(t, b.x, b.y + b.h - 1, 1, edge, STR("\u2514"));
	tty_put(t, b.x + b.w - 1, b.y + b.h - 1, 1, edge, STR("\u2518"));
}

struct detail {
	struct ui *u;
	int x, y, w, end;
};

static void detail_line(void *arg, struct str line, bool cut)
{
	struct detail *d = arg;
	(void)cut;
	if (d->y < d->end)
		tty_put_cut(&d->u->tty, d->x, d->y++, d->w, ui_look(d->u, ROLE_TEXT), line);
}

static void draw_detail(struct ui *u, struct rect b)
{
	struct picker *p = &u->picker;
	struct detail d = { u, b.x + 2, b.y + b.h - 1 - DETAIL, b.w - 4, b.y + b.h - 1 };
	tty_hline(&u->tty, b.x + 1, d.y - 1, b.w - 2, ui_look(u, ROLE_BORDER));
	if (p->list.n)
		wrap_words(p->row[p->found[p->list.sel]].right, (unsigned)d.w, DETAIL, detail_line, &d);
}

void picker_draw(struct ui *u)
{
	struct picker *p = &u->picker;
	struct tty *t = &u->tty;
	struct rect b = box(u);
	frame(u, b);
	struct buf head;
	buf_init(&head, 0);
	buf_addf(&head, " " STR_FMT, STR_ARG(p->title));
	if (p->kind != PICK_ACTOR && p->kind != PICK_TEXT) /* whose rows are of several kinds, or lines */
		buf_addf(&head, " \u00B7 %u", p->list.n);
	buf_addc(&head, ' ');
	tty_put_cut(t, b.x + 2, b.y, b.w - 4, ui_look(u, ROLE_HEADING), buf_str(&head));
	buf_free(&head);
	int x = b.x + 2, w = b.w - 4, rows = rows_of(u);
	int n = tty_put(t, x, b.y + 1, 2, ui_look(u, ROLE_KEY), STR("/ "));
	if (p->filter.n)
		tty_put_cut(t, x + n, b.y + 1, w - n, ui_look(u, ROLE_TEXT), buf_str(&p->filter));
	else
		tty_put_cut(t, x + n, b.y + 1, w - n, ui_look(u, ROLE_DIM),
		            p->kind == PICK_ACTOR || p->kind == PICK_ACTORS ? STR("type to filter, Enter chooses, Esc closes, :merge NAME, :rename, :split")
		                                                            : STR("type to filter, Enter chooses, Esc closes"));
	list_settle(&p->list, rows);
	if (detail_of(u))
		draw_detail(u, b);
	int left = p->left_width < w * 2 / 5 ? p->left_width : w * 2 / 5;
	if (!p->list.n)
		tty_put_cut(t, x, b.y + 2, w, ui_look(u, ROLE_DIM), p->nrow ? STR("nothing matches") : STR("nothing here"));
	for (int i = 0; i < rows && p->list.top + (uint32_t)i < p->list.n; i++) {
		const struct picker_row *row = &p->row[p->found[p->list.top + (uint32_t)i]];
		int y = b.y + 2 + i;
		struct look under = ui_look(u, ROLE_TEXT);
		if (p->kind != PICK_TEXT && p->list.top + (uint32_t)i == p->list.sel) {
			under = ui_look(u, ROLE_CURSOR);
			tty_fill(t, (struct rect){ b.x + 1, y, b.w - 2, 1 }, under);
		}
		tty_put_cut(t, x, y, left, look_over(row->look, under), row->left);
		int gap = left ? left + 2 : 0;
		tty_put_cut(t, x + gap, y, w - gap, look_over(ui_look(u, ROLE_TEXT), under), row->right);
	}
}
