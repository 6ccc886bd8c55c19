/* lang.h - who is in a text and who says what: entities, mentions, actors, quotes.
 *
 * The model is read-only and shared by all calls; lang_annotate keeps no state between documents, so that the
 * annotation of a text never depends on what was annotated before.
 */
#ifndef QUOTIDIAN_LANG_H
#define QUOTIDIAN_LANG_H

#include "quotidian/doc.h"

struct lang_model;

/* Maps gazetteers and model (files of path_program_data()). `dir` NULL: the usual places. QD_ENOTFOUND, QD_EFORMAT (cut, altered), QD_ENEWER
 * name the file and what to do; the caller goes on without annotations then. */
int lang_open(struct lang_model **out, const char *dir, struct err *e) QD_MUST_USE;
void lang_close(struct lang_model *m);
/* Fills entity, mention, actor and quote of a document that has text and blocks (title and dateline help if set), in d->arena.
 * Linear in the text. QD_ELIMIT when caps cut something short (the document is valid all the same). */
int lang_annotate(const struct lang_model *m, struct doc *d, struct err *e) QD_MUST_USE;

/* Tags a corpus in columns (a token a line, in the first of its tab-separated columns; an empty line ends a sentence, a line that begins
 * with "# " or "-DOCSTART-" ends a document and is kept) and appends token<TAB>B-PER|I-PER|...|O lines. `rules`: with what the document
 * as a whole says, too. QD_ELIMIT when out is full. */
int lang_tag_columns(const struct lang_model *m, struct buf *out, struct str in, bool rules) QD_MUST_USE;

#endif
