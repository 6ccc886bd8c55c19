/* annotate.h - the two ways of `quotidian annotate`. */
#ifndef QUOTIDIAN_ANNOTATE_H
#define QUOTIDIAN_ANNOTATE_H

#include "cmd.h"

/* Columns on standard input to labels on standard output; `whole`: with what a document as a whole says. An exit code. */
int annotate_tokens(struct cmd *c, bool whole);

#endif
