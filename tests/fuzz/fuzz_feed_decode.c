/* fuzz_feed_decode.c - a feed, and a list of feeds, as a worker that was taken over might send them. */
#include "config.h"

#include "fuzz_feed.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct feed *f = NULL;
	struct feed_refs *r = NULL;
	if (feed_decode(&f, fuzz_str(bytes, n), NULL) == 0)
		fuzz_feed(f);
	if (feed_refs_decode(&r, fuzz_str(bytes, n), NULL) == 0)
		feed_refs_free(r);
	return 0;
}
