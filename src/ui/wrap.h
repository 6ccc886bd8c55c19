/* wrap.h - a document to screen lines of a width. Pure: needs no terminal.
 *
 * Lines are byte ranges of doc->text; markers of lists, numbers of links and the quote bar are added when a line is drawn, the room
 * for them is kept here.
 */
#ifndef UI_WRAP_H
#define UI_WRAP_H

#include "quotidian/doc.h"

#define WRAP_INDENT_MAX 12

struct wrap_line {
	uint32_t start, end; /* bytes shown; the white space at a break belongs to no line */
	uint32_t block;
	uint8_t indent;      /* cells before the text; a list item's marker stands inside them */
	bool first;          /* first line of its block */
	bool blank;          /* stands between two blocks; start == end */
};
struct wrap {
	struct arena arena;
	struct wrap_line *line;
	uint32_t n;
	unsigned width;
	uint32_t *link_number; /* of each doc->link, from 1; links to one address share a number */
	uint32_t *link_end;    /* where each link's number stands: its end without white space */
	struct str *url;       /* addresses by number - 1 */
	uint32_t nurl;
};
/* Makes the lines; linear in the text. `width` is at least 1. Free with wrap_free. */
void wrap_doc(struct wrap *w, const struct doc *d, unsigned width);
void wrap_free(struct wrap *w);
/* The line that shows byte `at`, or the one before it when `at` is white space at a break. */
uint32_t wrap_line_of(const struct wrap *w, uint32_t at);
/* Cells of the marker "[12]" behind a link's text. */
unsigned wrap_link_cells(uint32_t number);
/* One string in lines of `width` cells at word ends: calls back with each line's bytes. At most `max` lines. Returns how many. */
unsigned wrap_words(struct str s, unsigned width, unsigned max, void (*each)(void *arg, struct str line, bool cut), void *arg);

#endif
