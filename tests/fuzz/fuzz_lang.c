/* fuzz_lang.c - annotation of any text; without the language data there is nothing to try. */
#include "config.h"

#include "fuzz_doc.h"
#include "quotidian/lang.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static struct lang_model *model;
	static bool tried;
	if (!tried && lang_open(&model, NULL, NULL))
		model = NULL;
	tried = true;
	if (!model)
		return 0;
	struct buf columns;
	buf_init(&columns, (size_t)16 << 20);
	struct doc *d = doc_from_text(fuzz_str(bytes, n), n & 1);
	(void)!lang_annotate(model, d, NULL); /* a cap may cut */
	fuzz_doc(d);
	(void)!lang_tag_columns(model, &columns, fuzz_str(bytes, n), true);
	buf_free(&columns);
	return 0;
}
