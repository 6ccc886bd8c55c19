/* lexicon.c - builds the lexicon of ordinary words (include/quotidian/lexicon.h) from free text and a list of kinds. */
#include "config.h"

#include "corpus.h"
#include "quotidian/text.h"

/* Of a folded word: documents that have it small, documents that have it with a capital inside a sentence, the last of each; 16 bits each. */
#define SMALL 0
#define CAPITAL 16
#define WORDS_MIN 3u /* capitals in fewer documents tell of these documents' names, not of the word */

static void count_doc(uint64_t *v, unsigned what, uint32_t doc)
{
	uint64_t last = *v >> (what + 32) & 0xFFFF, count = *v >> what & 0xFFFF;
	if (last == doc + 1 || count == 0xFFFF)
		return;
	*v &= ~((uint64_t)0xFFFF << (what + 32) | (uint64_t)0xFFFF << what);
	*v |= (uint64_t)(doc + 1) << (what + 32) | (count + 1) << what;
}

static bool is_word(struct str low)
{
	unsigned char c = low.n ? (unsigned char)low.s[0] : 0;
	return c >= 0x80 || (c >= 'a' && c <= 'z');
}

void lexicon_count(struct map *words, const struct corpus *c)
{
	for (uint32_t d = 0; d < c->n; d++) {
		const struct tag_text *t = &c->doc[d].text;
		for (uint32_t s = 0; s < t->nsent; s++) {
			uint32_t start = t->sent_start[s], end = t->sent_start[s + 1], small = 0, all = 0;
			for (uint32_t i = start; i < end; i++) {
				all += is_word(t->low[i]);
				small += is_word(t->low[i]) && str_eq(t->word[i], t->low[i]);
			}
			if (small * 2 < all)
				continue; /* a headline */
			bool first = true;
			for (uint32_t i = start; i < end; i++) {
				if (!is_word(t->low[i])) {
					first |= !str_eqz(t->low[i], ",");
					continue;
				}
				if (str_eq(t->word[i], t->low[i]))
					count_doc(map_put(words, t->low[i]), SMALL, d % 0xFFFE);
				else if (!first)
					count_doc(map_put(words, t->low[i]), CAPITAL, d % 0xFFFE);
				first = false;
			}
		}
	}
}

static void add_kinds(struct map *kinds, struct arena *a, struct str word, unsigned bits)
{
	uint64_t *v = map_put(kinds, arena_str(a, word));
	*v |= bits;
}

/* Regular plurals and verb forms. */
static void add_forms(struct map *kinds, struct arena *a, struct str w, unsigned nouns, unsigned verbs)
{
	char last = w.s[w.n - 1], before = w.n > 1 ? w.s[w.n - 2] : 'a';
	bool vowel = str_find(STR("aeiou"), str_n(&before, 1), 0) != STR_NPOS;
	bool y = last == 'y' && !vowel, e = last == 'e', hiss = last == 's' || last == 'x' || last == 'z' ||
		(last == 'h' && (before == 's' || before == 'c'));
	struct str stem = y || e ? str_sub(w, 0, w.n - 1) : w;
	if (nouns | verbs)
		add_kinds(kinds, a, y ? arena_fmt(a, STR_FMT "ies", STR_ARG(stem)) : arena_fmt(a, STR_FMT "%s", STR_ARG(w), hiss ? "es" : "s"), nouns | verbs);
	if (verbs) {
		add_kinds(kinds, a, y ? arena_fmt(a, STR_FMT "ied", STR_ARG(stem)) : arena_fmt(a, STR_FMT "ed", STR_ARG(stem)), verbs);
		add_kinds(kinds, a, arena_fmt(a, STR_FMT "ing", STR_ARG(y ? w : stem)), verbs);
	}
}

static void read_kinds(struct map *kinds, struct arena *a, const char *path)
{
	static const char letter[] = "pglewtsv";
	struct buf file;
	struct str line, f[2];
	train_read(&file, path);
	for (struct str rest = buf_str(&file); train_line(&rest, &line);) {
		if (train_fields(line, f, 2) < 2 || line.s[0] == '#' || !f[0].n)
			continue;
		unsigned bits = 0;
		for (size_t i = 0; i < f[1].n; i++)
			for (unsigned k = 0; k < LEX_KINDS; k++)
				bits |= (unsigned)(f[1].s[i] == letter[k]) << k;
		add_kinds(kinds, a, f[0], bits);
		add_forms(kinds, a, f[0], bits & (LEX_PERSON | LEX_GROUP | LEX_PLACE | LEX_EVENT | LEX_WORK | LEX_TIME),
			bits & (LEX_SAY | LEX_HUMAN));
	}
	buf_free(&file);
}

static unsigned use_of(uint64_t counts)
{
	unsigned small = counts >> SMALL & 0xFFFF, capital = counts >> CAPITAL & 0xFFFF;
	unsigned s = small == 0 ? 0 : small == 1 ? 1 : small < 5 ? 2 : small < 20 ? 3 : 4;
	return s * 3 + (capital < WORDS_MIN ? 0 : capital < 10 ? 1 : 2);
}

struct str lexicon_build(struct arena *a, const struct map *words, const char *kinds_path)
{
	struct map kinds = { 0 };
	struct arena tmp = { 0 };
	read_kinds(&kinds, &tmp, kinds_path);
	for (size_t i = 0; i < words->n; i++)
		if (use_of(words->slot[i].value))
			map_put(&kinds, words->slot[i].key);
	uint32_t n = (uint32_t)(kinds.n * 4 / 3 + 8);
	struct lex_word *at = ARENA_NEW(a, struct lex_word, n);
	for (size_t i = 0; i < kinds.n; i++) {
		struct str key = kinds.slot[i].key;
		const uint64_t *counts = map_get(words, key);
		uint64_t h = name_hash_mix(feat_word_hash(key));
		uint32_t check = (uint32_t)(h >> 32), k = name_home(h, n);
		check += check == 0;
		while (at[k].check && at[k].check != check)
			k = k + 1 < n ? k + 1 : 0;
		at[k].check = check;
		at[k].kinds |= (uint8_t)kinds.slot[i].value;
		unsigned use = counts ? use_of(*counts) : 0;
		at[k].use = at[k].use > use ? at[k].use : (uint8_t)use;
	}
	map_free(&kinds);
	arena_free(&tmp);
	return str_n((const char *)at, n * sizeof *at);
}
