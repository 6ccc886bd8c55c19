/* list.c - moving a selection in rows. */
#include "config.h"

#include "ui_int.h"

void list_show(struct list *l, int h)
{
	uint32_t rows = h > 0 ? (uint32_t)h : 1;
	if (l->n == 0) {
		l->sel = l->top = 0;
		return;
	}
	if (l->sel >= l->n)
		l->sel = l->n - 1;
	if (l->sel < l->top)
		l->top = l->sel;
	if (l->sel >= l->top + rows)
		l->top = l->sel - rows + 1;
}

void list_settle(struct list *l, int h)
{
	uint32_t rows = h > 0 ? (uint32_t)h : 1;
	list_show(l, h);
	if (l->top + rows > l->n)
		l->top = l->n > rows ? l->n - rows : 0;
}

static void move_by(struct list *l, int64_t by)
{
	int64_t to = (int64_t)l->sel + by;
	l->sel = to < 0 || l->n == 0 ? 0 : to >= (int64_t)l->n ? l->n - 1 : (uint32_t)to;
}

bool list_act(struct list *l, enum action a, int count, int h)
{
	int64_t n = count > 0 ? count : 1;
	int64_t page = h > 2 ? h - 1 : 1, half = h > 2 ? h / 2 : 1;
	switch (a) {
	case ACTION_down: move_by(l, n); break;
	case ACTION_up: move_by(l, -n); break;
	case ACTION_top: l->sel = 0; move_by(l, count > 0 ? count - 1 : 0); break;
	case ACTION_bottom:
		if (count > 0) {
			l->sel = 0;
			move_by(l, count - 1);
		} else {
			l->sel = l->n ? l->n - 1 : 0;
		}
		break;
	case ACTION_half_down: move_by(l, n * half); break;
	case ACTION_half_up: move_by(l, -n * half); break;
	case ACTION_page_down: move_by(l, n * page); break;
	case ACTION_page_up: move_by(l, -n * page); break;
	default: return false;
	}
	list_settle(l, h);
	return true;
}

void list_scroll(struct list *l, int lines, int h)
{
	uint32_t rows = h > 0 ? (uint32_t)h : 1;
	int64_t most = l->n > rows ? l->n - rows : 0, top = (int64_t)l->top + lines;
	l->top = top < 0 ? 0 : top > most ? (uint32_t)most : (uint32_t)top;
	if (l->sel < l->top)
		l->sel = l->top;
	if (l->n && l->sel >= l->top + rows)
		l->sel = l->top + rows - 1;
}
