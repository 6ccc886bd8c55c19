/* language.c - which names to believe in a text that is not English.
 *
 * The tagger has learnt English, where a capital letter mostly begins a name; in German every noun has one. In other languages only
 * names that are known, full names that begin with a known given name, and the surnames of those are kept: few, but right.
 */
#include "config.h"

#include "quotidian/map.h"
#include "quotidian/text.h"
#include "model.h"

/* About four words in ten of English news are among its hundred commonest function words; these are the ones that the neighbours
 * (German, Dutch, French, Spanish, Italian, Portuguese, Scandinavian) do not share. Shares seen on news: English 0.17 and more, others under 0.05. */
static const char *const english[] = { "the", "of", "to", "and", "that", "with", "he", "she", "said", "by", "from", "be", "has", "his", "her", "but",
	                               "have", "not", "were", "this", "they", "which", "their", "had", "who", "been", "it", "are", "its", "would" };
#define WORDS_MIN 40        /* fewer tell nothing: taken as English */
#define ENGLISH_SHARE 10    /* one word in so many at the least */
#define WORDS_LOOKED_AT 4000

bool language_is_english(const struct tag_text *t)
{
	struct map words = { 0 };
	uint32_t n = 0, found = 0;
	for (size_t i = 0; i < sizeof english / sizeof *english; i++)
		map_put(&words, str_of(english[i]));
	for (uint32_t i = 0; i < t->n && n < WORDS_LOOKED_AT; i++) {
		unsigned char first = t->low[i].n ? (unsigned char)t->low[i].s[0] : 0;
		if (first < 0x80 && !(first >= 'a' && first <= 'z'))
			continue; /* a mark or a number */
		n++;
		found += map_get(&words, t->low[i]) != NULL;
	}
	map_free(&words);
	return n < WORDS_MIN || found * ENGLISH_SHARE >= n;
}

static bool all_capitals(struct str w)
{
	bool capitals = w.n > 1;
	for (size_t p = 0; p < w.n && capitals;)
		capitals = text_is_upper(utf8_next(w, &p));
	return capitals;
}

/* One word that is listed as an organisation or a person may be a common noun there ("Kraft"), unless it is all in capitals. */
static bool is_known(const struct lang_model *m, const struct tag_text *t, const struct tag_span *s)
{
	uint64_t h = NAME_HASH_START;
	for (uint32_t i = s->start; i < s->end; i++)
		h = name_hash_add(h, t->low[i]);
	const struct name_slot *slot = names_find(&m->names, h);
	unsigned wanted = NAME_COUNTRY | NAME_BIG;
	if (s->end - s->start > 1 || all_capitals(t->word[s->start]))
		wanted |= NAME_ORG | NAME_PERSON;
	return slot && (slot->flags & wanted);
}

static bool is_full_name(const struct lang_model *m, const struct tag_text *t, const struct tag_span *s)
{
	return s->type == ENT_PER && s->end - s->start >= 2 && (names_word(&m->names, t->low[s->start]) & NAME_GIVEN);
}

uint32_t language_keep_known(const struct lang_model *m, const struct tag_text *t, struct tag_span *s, uint32_t n)
{
	struct map surnames = { 0 };
	uint32_t kept = 0;
	for (uint32_t i = 0; i < n; i++)
		if (is_full_name(m, t, &s[i]))
			map_put(&surnames, t->low[s[i].end - 1]);
	for (uint32_t i = 0; i < n; i++) {
		bool surname = s[i].type == ENT_PER && s[i].end == s[i].start + 1 && map_get(&surnames, t->low[s[i].start]);
		if (surname || is_full_name(m, t, &s[i]) || is_known(m, t, &s[i]))
			s[kept++] = s[i];
	}
	map_free(&surnames);
	return kept;
}
