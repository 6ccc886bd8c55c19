/* filter_match.c - where the words of a query stand in a text: words are runs of letters and digits, compared folded and by their stems,
 * which is what the search index does. */
#include "config.h"

#include <stdlib.h>

#include "quotidian/filter.h"
#include "quotidian/text.h"
#include "quotidian/utf8.h"

#define WANTED_MAX 32 /* words of one phrase */

struct filter_match {
	struct stemmer *stemmer;
	struct buf word; /* the word that was read last, folded */
};

struct filter_match *filter_match_open(void)
{
	struct filter_match *m = xcalloc(1, sizeof *m);
	m->stemmer = stemmer_open();
	buf_init(&m->word, 0);
	return m;
}

void filter_match_close(struct filter_match *m)
{
	if (!m)
		return;
	stemmer_close(m->stemmer);
	buf_free(&m->word);
	free(m);
}

/* The next word from *at on: its bytes; false at the end of the text. */
static bool next_word(struct str text, size_t *at, size_t *start, size_t *end)
{
	bool open = false;
	while (*at < text.n) {
		size_t before = *at;
		uint32_t cp = utf8_next(text, at);
		bool letter = text_is_alpha(cp) || text_is_digit(cp);
		if (letter && !open)
			*start = before;
		if (!letter && open) {
			*at = before;
			*end = before;
			return true;
		}
		open = letter;
	}
	*end = text.n;
	return open;
}

static struct str fold(struct filter_match *m, struct str word)
{
	buf_clear(&m->word);
	text_fold(&m->word, word, true);
	return buf_str(&m->word);
}

struct wanted {
	char stem[80];
	size_t n;
	bool prefix;
};

static bool fits(struct filter_match *m, const struct wanted *w, struct str word)
{
	struct str folded = fold(m, word), stem = w->prefix ? folded : stemmer_word(m->stemmer, folded);
	struct str want = str_n(w->stem, w->n);
	return w->prefix ? str_starts(stem, want) : str_eq(stem, want);
}

/* The words of a node, as they are looked for; 0: there are none, or a longer one than any text has. */
static uint32_t wanted_of(struct filter_match *m, const struct filter_node *node, struct wanted *w)
{
	size_t at = 0, start, end;
	uint32_t n = 0;
	while (n < WANTED_MAX && next_word(node->text, &at, &start, &end)) {
		struct str folded = fold(m, str_sub(node->text, start, end));
		bool last = at >= node->text.n;
		w[n].prefix = last && (node->prefix || node->kind == FILTER_TITLE);
		struct str stem = w[n].prefix ? folded : stemmer_word(m->stemmer, folded);
		if (!stem.n || stem.n > sizeof w[n].stem)
			return 0;
		memcpy(w[n].stem, stem.s, stem.n);
		w[n++].n = stem.n;
	}
	return n;
}

bool filter_match_find(struct filter_match *m, const struct filter_node *node, struct str text, size_t *start, size_t *end)
{
	struct wanted w[WANTED_MAX];
	uint32_t n = wanted_of(m, node, w), have = 0;
	size_t at = 0, from, to, first = 0, second = 0;
	if (!n)
		return false;
	while (next_word(text, &at, &from, &to)) {
		if (!fits(m, &w[have], str_sub(text, from, to))) {
			if (have) /* again behind the word where it began */
				at = second;
			have = 0;
			continue;
		}
		if (!have) {
			first = from;
			second = at;
		}
		if (++have == n) {
			*start = first;
			*end = to;
			return true;
		}
	}
	return false;
}
