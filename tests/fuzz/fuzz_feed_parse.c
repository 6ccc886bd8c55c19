/* fuzz_feed_parse.c - bytes from the web as a feed. */
#include "config.h"

#include "fuzz_feed.h"
#include "quotidian/charset.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	const struct feed_source src = { .bytes = fuzz_str(bytes, n), .url = STR("https://news.example.org/feeds/all.xml") };
	struct feed *f = NULL;
	charset_preload(STR_NONE);
	if (feed_parse(&f, &src, NULL) == 0)
		fuzz_feed(f);
	return 0;
}
