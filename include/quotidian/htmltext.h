/* htmltext.h - display text out of scraps of HTML, without building a tree.
 *
 * For titles, summaries and other short fields of feeds. Whole articles go through page.h.
 */
#ifndef QUOTIDIAN_HTMLTEXT_H
#define QUOTIDIAN_HTMLTEXT_H

#include "quotidian/arena.h"

/* Appends the text of `html`: tags removed, character references decoded (the HTML standard's named ones and the
 * windows-1252 reading of &#128;-&#159;), script, style and the like left out, a space at block ends, white space run
 * together, sanitised as one line. Linear time; never fails (what does not fit in out->max is cut). */
void html_text(struct buf *out, struct str html);
/* Appends `s` with its character references decoded, nothing else changed (no sanitising). */
void html_decode(struct buf *out, struct str s);
/* The code point(s) of a named reference ("amp", "nbsp", without & and ;): returns how many (0 unknown, else 1 or 2). */
int html_entity(uint32_t cp[2], struct str name);
/* Every href and src value in `html` in order, decoded, resolved against `base` (relative ones as they are when it
 * is empty). At most `max`; any scheme. */
void html_links(struct str **out, uint32_t *n, struct arena *a, struct str html, struct str base, uint32_t max);

/* Appends `s` with & < > and " as character references: for text and attribute values of HTML and XML. */
void html_escape(struct buf *out, struct str s);
/* Takes the next attribute off *rest (what stands behind a tag's name): its name, and its value as written, without quotation marks. False at the end. */
bool html_attr(struct str *rest, struct str *name, struct str *value);

#endif
