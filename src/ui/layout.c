/* layout.c - places of the panes. */
#include "config.h"

#include "layout.h"

static int clamp(int v, int lo, int hi)
{
	return v < lo ? lo : v > hi ? hi : v;
}

static int sidebar_width(const struct layout_in *in, int percent, int lo, int hi, int reader_min)
{
	int w = in->sidebar_width > 0 ? in->sidebar_width : clamp(in->width * percent / 100, lo, hi);
	int most = in->width - reader_min;
	return clamp(w, 16, most > 16 ? most : 16);
}

#define LIST_LEAST 22
#define LIST_MOST 80
#define READER_LEAST 41  /* whatever the user wants of the sidebar */
#define READER_LINE 54   /* a line of text that reads well */
#define READER_WHOLE 76  /* the widest text, and a little air: what is more goes to the lists */

/* Three columns: lists get three tenths, and what the text does not need; the text keeps a line that reads well. */
static int list_width(int width, int side)
{
	int room = width - 1 - (side ? side + 1 : 0), list = width * 3 / 10;
	if (room - list > READER_WHOLE)
		list = room - READER_WHOLE;
	if (room - list < READER_LINE)
		list = room - READER_LINE;
	return clamp(list, LIST_LEAST, LIST_MOST);
}

struct layout layout_make(const struct layout_in *in)
{
	struct layout l = { .width = in->width, .height = in->height, .rule_top = -1, .rule_bottom = -1, .stories_rule = -1,
		            .border = { -1, -1 } };
	if (in->width < LAYOUT_MIN_WIDTH || in->height < LAYOUT_MIN_HEIGHT)
		return l;
	bool rules = in->height >= LAYOUT_RULES_HEIGHT;
	l.title = (struct rect){ 0, 0, in->width, 1 };
	l.status = (struct rect){ 0, in->height - 1, in->width, 1 };
	l.body = (struct rect){ 0, rules ? 2 : 1, in->width, in->height - (rules ? 4 : 2) };
	if (rules) {
		l.rule_top = 1;
		l.rule_bottom = in->height - 2;
	}
	struct rect b = l.body;
	if (in->width < LAYOUT_TWO_WIDTH) {
		l.kind = LAYOUT_ONE;
		l.pane[in->focus] = b;
		return l;
	}
	if (in->width < LAYOUT_THREE_WIDTH) {
		l.kind = LAYOUT_TWO;
		if (in->focus == PANE_FEEDS || in->focus == PANE_STORIES || in->focus == PANE_TIMELINE) {
			l.pane[in->focus] = b;
			return l;
		}
		int side = in->sidebar || in->focus == PANE_SIDEBAR ? sidebar_width(in, 33, 26, 36, 41) : 0;
		int reader = b.w - (side ? side + 1 : 0);
		l.pane[PANE_READER] = (struct rect){ 0, b.y, reader, b.h };
		if (side) {
			l.border[1] = reader;
			l.pane[PANE_SIDEBAR] = (struct rect){ reader + 1, b.y, side, b.h };
		}
		return l;
	}
	l.kind = LAYOUT_THREE;
	int side = in->sidebar || in->focus == PANE_SIDEBAR ? sidebar_width(in, 24, 28, 36, LIST_LEAST + 1 + READER_LEAST) : 0;
	int list = list_width(in->width, side);
	int reader = b.w - list - 1 - (side ? side + 1 : 0);
	int feeds = clamp(in->feed_rows, 3, (b.h - 1) / 2);
	if (b.h < 8) { /* too low for two lists over each other */
		l.pane[in->focus == PANE_FEEDS ? PANE_FEEDS : PANE_STORIES] = (struct rect){ 0, b.y, list, b.h };
	} else {
		l.pane[PANE_FEEDS] = (struct rect){ 0, b.y, list, feeds };
		l.stories_rule = b.y + feeds;
		l.pane[PANE_STORIES] = (struct rect){ 0, b.y + feeds + 1, list, b.h - feeds - 1 };
	}
	l.border[0] = list;
	if (in->focus == PANE_TIMELINE) {
		l.pane[PANE_TIMELINE] = (struct rect){ list + 1, b.y, b.w - list - 1, b.h };
		return l;
	}
	l.pane[PANE_READER] = (struct rect){ list + 1, b.y, reader, b.h };
	if (side) {
		l.border[1] = list + 1 + reader;
		l.pane[PANE_SIDEBAR] = (struct rect){ list + 1 + reader + 1, b.y, side, b.h };
	}
	return l;
}
