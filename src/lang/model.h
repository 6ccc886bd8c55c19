/* model.h - what lang_open holds. */
#ifndef LANG_MODEL_H
#define LANG_MODEL_H

#include "lang_int.h"
#include "quotidian/names.h"
#include "quotidian/tagger.h"

struct lang_model {
	struct names names;
	struct tagger tagger;
};

struct tag_span {
	uint32_t start, end; /* tokens */
	uint8_t type;        /* enum entity_type */
};
/* Marks the names of a document: the tagger, then (if `rules`) what the document as a whole says. Spans in order, in the arena. */
void tag_document(const struct lang_model *m, const struct tag_text *t, struct arena *a, bool rules, struct tag_span **out, uint32_t *n);

/* headline.c: puts names in headlines right by what the other sentences have; the list may become another one in the arena. */
void headline_names(const struct feat *f, struct arena *a, struct tag_span **s, uint32_t *n);

/* False for a text of some length that is not English, by its function words. */
bool language_is_english(const struct tag_text *t);
/* Of the spans of a text in another language, moves those to the front that are known names, full names or their surnames; how many. */
uint32_t language_keep_known(const struct lang_model *m, const struct tag_text *t, struct tag_span *s, uint32_t n);

#endif
