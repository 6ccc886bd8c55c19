/* tidy.h - HTML of feeds: relative links resolved, markup shown as text. */
#ifndef QUOTIDIAN_TIDY_H
#define QUOTIDIAN_TIDY_H

#include "quotidian/arena.h"

/* Appends `html` with the relative addresses in href and src made absolute; the rest byte for byte. */
void tidy_links(struct buf *out, struct str html, struct str base);
/* Appends the tags of `html` without what runs (scripts, event handlers, styles): for display as text. */
void tidy_markup(struct buf *out, struct str html);
/* Appends plain text as HTML: escaped, empty lines as paragraphs, line breaks as <br>. */
void tidy_plain(struct buf *out, struct str text);

#endif
