/* fuzz_doc_decode.c - a document as a worker that was taken over might send it, or a store that was tampered with might hold it. */
#include "config.h"

#include "fuzz_doc.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct doc *d = NULL;
	if (doc_decode(&d, fuzz_str(bytes, n), NULL) == 0)
		fuzz_doc(d);
	else
		MUST(d == NULL);
	return 0;
}
