/* fuzz_page_parse.c - bytes from the web as a page; the first byte chooses what they are said to be. */
#include "config.h"

#include "fuzz_doc.h"
#include "quotidian/page.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	static const char *const type[] = { "", "text/html", "text/html; charset=windows-1251", "text/html; charset=utf-16le" };
	struct page_source src = { .url = STR("https://news.example.org/2024/a/story.html"), .title = STR("Ferry returns") };
	struct doc *d = NULL;
	struct page_found found;
	if (!n)
		return 0;
	src.bytes = fuzz_str(bytes + 1, n - 1);
	src.input = (enum page_input)(bytes[0] % 3);
	src.content_type = str_of(type[bytes[0] / 3 % 4]);
	if (page_parse(&d, &src, &found, NULL) == 0)
		fuzz_doc(d);
	return 0;
}
