/* driver.c - replays seeds through a fuzz target without a fuzzer: each file of the target's corpus, and its beginnings.
 *
 * A fuzzer instead: CC=clang configure --enable-sanitize=fuzzer-no-link,address,undefined, then
 * make tests/fuzz/fuzz_page_parse && tests/fuzz/fuzz_page_parse -max_total_time=60 some-folder ../tests/fuzz/corpus/page_parse
 */
#include "config.h"

#include "fuzz.h"

#ifndef QD_FUZZER
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "quotidian/paths.h"

#define CUTS 40 /* beginnings of each seed */

static void replay(struct str seed)
{
	for (size_t k = 0; k <= CUTS; k++) {
		/* A copy of its own size, so that a sanitizer sees a step behind its end. */
		size_t n = seed.n * k / CUTS;
		uint8_t *copy = xmalloc(n);
		if (n)
			memcpy(copy, seed.s, n);
		LLVMFuzzerTestOneInput(copy, n);
		free(copy);
	}
}

/* Arguments: files; none: the corpus named as the program, without "fuzz_". */
int main(int argc, char **argv)
{
	const char *top = getenv("top_srcdir"), *name = strrchr(argv[0], '/');
	const char *target = strstr(name ? name : argv[0], "fuzz_");
	struct buf folder, path, bytes;
	struct err e = { 0 };
	int n = 0, failed = 0;
	buf_init(&folder, 0);
	buf_init(&path, 0);
	buf_init(&bytes, (size_t)4 << 20);
	for (int i = 1; i < argc; i++, n++) {
		buf_clear(&bytes);
		failed |= buf_read_file(&bytes, argv[i], &e);
		replay(buf_str(&bytes));
	}
	buf_addf(&folder, "%s/tests/fuzz/corpus/%s", top ? top : ".", target ? target + 5 : "");
	DIR *d = argc > 1 ? NULL : opendir(folder.s);
	for (struct dirent *f; d && (f = readdir(d));) {
		if (f->d_name[0] == '.')
			continue;
		buf_clear(&path);
		buf_clear(&bytes);
		path_join(&path, buf_str(&folder), str_of(f->d_name));
		failed |= buf_read_file(&bytes, path.s, &e);
		replay(buf_str(&bytes));
		n++;
	}
	if (d)
		closedir(d);
	if (failed || !n)
		fprintf(stderr, "%s: %s\n", folder.s, failed ? e.text : "no seeds");
	else
		printf("%d seeds, %d beginnings of each\n", n, CUTS);
	buf_free(&folder);
	buf_free(&path);
	buf_free(&bytes);
	return failed || !n;
}
#endif
