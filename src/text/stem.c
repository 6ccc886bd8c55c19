/* stem.c - forms of one word to one stem: Porter's algorithm (1980) as the snowball library has it. */
#include "config.h"

#include <libstemmer.h>
#include <stdlib.h>

#include "quotidian/text.h"

#define WORD_MAX 64 /* longer ones have no forms */

struct stemmer {
	struct sb_stemmer *sb;
};

struct stemmer *stemmer_open(void)
{
	struct stemmer *st = xcalloc(1, sizeof *st);
	st->sb = sb_stemmer_new("porter", NULL);
	if (!st->sb)
		die("the stemming library lacks Porter's algorithm");
	return st;
}

void stemmer_close(struct stemmer *st)
{
	if (!st)
		return;
	sb_stemmer_delete(st->sb);
	free(st);
}

struct str stemmer_word(struct stemmer *st, struct str folded)
{
	if (!folded.n || folded.n > WORD_MAX)
		return folded;
	const sb_symbol *out = sb_stemmer_stem(st->sb, (const sb_symbol *)folded.s, (int)folded.n);
	return out ? str_n((const char *)out, (size_t)sb_stemmer_length(st->sb)) : folded;
}
