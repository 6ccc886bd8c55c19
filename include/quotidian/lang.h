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

#endif
