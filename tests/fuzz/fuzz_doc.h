/* fuzz_doc.h - what must hold of every document, wherever it came from. */
#ifndef QUOTIDIAN_FUZZ_DOC_H
#define QUOTIDIAN_FUZZ_DOC_H

#include "fuzz.h"
#include "quotidian/doc.h"

/* It keeps its contract, comes through its encoding unchanged, and has a JSON. Frees it. */
static inline void fuzz_doc(struct doc *d)
{
	struct buf once, twice, json;
	struct doc *again = NULL;
	buf_init(&once, (size_t)64 << 20);
	buf_init(&twice, (size_t)64 << 20);
	buf_init(&json, (size_t)256 << 20);
	MUST(doc_check(d, NULL) == 0);
	MUST(doc_encode(&once, d) == 0);
	MUST(doc_decode(&again, buf_str(&once), NULL) == 0);
	MUST(doc_encode(&twice, again) == 0);
	MUST(str_eq(buf_str(&once), buf_str(&twice)));
	MUST(doc_json(&json, d, STR("seed"), DOC_JSON_ALL) == 0);
	doc_free(again);
	doc_free(d);
	buf_free(&once);
	buf_free(&twice);
	buf_free(&json);
}

#endif
