/* fuzz_opml.c - lists of subscriptions, and pages that name feeds. */
#include "config.h"

#include "fuzz_feed.h"
#include "quotidian/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct feed_refs *r = NULL;
	charset_preload(STR_NONE);
	if (opml_parse(&r, fuzz_str(bytes, n), NULL) == 0)
		fuzz_refs(r);
	r = NULL;
	if (feed_discover(&r, fuzz_str(bytes, n), STR("https://news.example.org/"), STR("text/html"), NULL) == 0)
		fuzz_refs(r);
	return 0;
}
