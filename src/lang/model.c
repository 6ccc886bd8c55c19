/* model.c - the language data: opened once, shared by all documents. */
#include "config.h"

#include <stdlib.h>

#include "model.h"

int lang_open(struct lang_model **out, const char *dir, struct err *e)
{
	struct lang_model *m = xcalloc(1, sizeof *m);
	int rc = names_open(&m->names, dir, e);
	if (!rc)
		rc = tagger_open(&m->tagger, dir, e);
	if (rc) {
		lang_close(m);
		m = NULL;
	}
	*out = m;
	return rc;
}

void lang_close(struct lang_model *m)
{
	if (!m)
		return;
	names_close(&m->names);
	tagger_close(&m->tagger);
	free(m);
}
