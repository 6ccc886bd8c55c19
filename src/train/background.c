/* background.c - how often common words stand in stories at large, for archives that are too young to know (src/store/background.inc).
 *
 * Only words that begin with a small letter count: what is a name is common in one place and year and rare in another, and stays for the
 * archive to find out. What stands in fewer than one story in SCARCE is as good as unknown.
 */
#include "config.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>

#include "quotidian/store.h"
#include "quotidian/text.h"
#include "train.h"

#define SCARCE 800
#define WORD_MIN 2
#define COLUMNS 10

struct census {
	struct stemmer *stem;
	struct buf folded;
	uint32_t *stories, *last; /* of each class; number of the story that was counted last */
	uint32_t n;
};

static bool word_byte(unsigned char c)
{
	return c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static void count_words(struct census *c, struct str s)
{
	for (size_t i = 0; i < s.n;) {
		size_t start = i;
		while (i < s.n && word_byte((unsigned char)s.s[i]))
			i++;
		if (i == start) {
			i++;
			continue;
		}
		if (i - start < WORD_MIN || s.s[start] < 'a' || s.s[start] > 'z')
			continue;
		buf_clear(&c->folded);
		text_fold(&c->folded, str_sub(s, start, i), true);
		uint32_t class = store_term_class(stemmer_word(c->stem, buf_str(&c->folded)));
		c->stories[class] += c->last[class] != c->n;
		c->last[class] = c->n;
	}
}

static struct str member(const json_t *o, const char *name)
{
	const json_t *v = json_object_get(o, name);
	return json_is_string(v) ? str_n(json_string_value(v), json_string_length(v)) : STR("");
}

int train_background(int argc, char **argv)
{
	struct census c = { .stem = stemmer_open(), .stories = xcalloc(STORE_TERMS, sizeof *c.stories),
		.last = xcalloc(STORE_TERMS, sizeof *c.last) };
	if (argc < 2)
		die("give files of stories");
	buf_init(&c.folded, 1 << 20);
	for (int i = 1; i < argc; i++) {
		struct buf b;
		struct str line;
		train_read(&b, argv[i]);
		for (struct str rest = buf_str(&b); train_line(&rest, &line);) {
			json_t *o = json_loadb(line.s, line.n, 0, NULL);
			c.n++;
			count_words(&c, member(o, "title"));
			count_words(&c, member(o, "text"));
			json_decref(o);
		}
		buf_free(&b);
	}
	printf("/* Written by quotidian-train background from %u stories: distance of a class from the one before, its part of the stories in 65535. */\n"
	       "static const uint16_t background[][2] = {\n",
	       c.n);
	uint32_t at = 0, n = 0;
	for (uint32_t class = 0; class < STORE_TERMS; class++) {
		if ((uint64_t)c.stories[class] * SCARCE < c.n || !c.stories[class])
			continue;
		if (class - at > UINT16_MAX)
			die("too few words for a table");
		printf("{%u,%u},%s", class - at, (unsigned)((uint64_t)c.stories[class] * 65535 / c.n), ++n % COLUMNS ? "" : "\n");
		at = class;
	}
	printf("%s};\n", n % COLUMNS ? "\n" : "");
	stemmer_close(c.stem);
	buf_free(&c.folded);
	free(c.stories);
	free(c.last);
	return 0;
}
