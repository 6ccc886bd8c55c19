/* layout.h - the size of the terminal to the places of the panes. Pure: needs no terminal. */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include <stdbool.h>

struct rect {
	int x, y, w, h;
};
static inline bool rect_has(struct rect r, int x, int y)
{
	return x >= r.x && x < r.x + r.w && y >= r.y && y < r.y + r.h;
}

enum pane { PANE_FEEDS, PANE_STORIES, PANE_READER, PANE_SIDEBAR, PANE_TIMELINE /* in sight while it has the focus */, PANE_COUNT };

enum layout_kind {
	LAYOUT_SMALL, /* under 20x5: nothing fits */
	LAYOUT_ONE,   /* under 70 columns: one pane at a time */
	LAYOUT_TWO,   /* reader and sidebar; lists and timeline take the whole body */
	LAYOUT_THREE, /* from 110 columns: lists, reader, sidebar; or lists and timeline */
};
#define LAYOUT_MIN_WIDTH 20
#define LAYOUT_MIN_HEIGHT 5
#define LAYOUT_TWO_WIDTH 70
#define LAYOUT_THREE_WIDTH 110
#define LAYOUT_RULES_HEIGHT 10 /* lower terminals do without the lines under the title and over the status */

struct layout_in {
	int width, height;
	bool sidebar;      /* wanted */
	int sidebar_width; /* as the user set it, 0: by the width of the terminal */
	int feed_rows;     /* rows of the feed list, for its share of the left column */
	enum pane focus;
};
struct layout {
	enum layout_kind kind;
	int width, height;
	struct rect title, status, body;
	struct rect pane[PANE_COUNT]; /* w 0: not shown now */
	int rule_top, rule_bottom;    /* rows of the two lines, -1: none */
	int stories_rule;             /* row of the line between feeds and stories, -1: none */
	int border[2];                /* columns left and right of the reader, -1: none */
};
struct layout layout_make(const struct layout_in *in);

#endif
