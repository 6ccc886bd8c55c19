/* names.h - what is known of names: gazetteers compiled into one table (names.bin, made by `quotidian-train names`).
 *
 * A key is a name's tokens (text.h), folded bare, with one space between them; the table keeps 32 bits of its hash in place of the
 * string, so that about one name in 10^7 that is in no list looks as if it were. Prefixes of longer names are keys too (NAME_PREFIX),
 * so that a search for the longest match stops early.
 */
#ifndef QUOTIDIAN_NAMES_H
#define QUOTIDIAN_NAMES_H

#include "quotidian/datafile.h"

#define NAMES_MAGIC "QDnames"
#define NAMES_VERSION 1u

enum name_flag {
	NAME_COUNTRY = 1,
	NAME_DEMONYM = 2,
	NAME_CITY = 4,
	NAME_BIG = 8,      /* a capital or a city of 300,000 or more */
	NAME_REGION = 16,
	NAME_ORG = 32,
	NAME_COMPANY = 64,
	NAME_CLUB = 128,
	NAME_GIVEN = 256,
	NAME_SURNAME = 512,
	NAME_PERSON = 1024, /* the full name of somebody known */
	NAME_TITLE = 2048,
	NAME_MALE = 4096,   /* of a given name or a title */
	NAME_FEMALE = 8192,
	NAME_NICK = 16384,  /* the key is "robert|bob": the second is short for the first */
	NAME_PREFIX = 32768,
};

struct name_slot {
	uint32_t check; /* high half of the hash; 0 with flags 0: empty */
	uint16_t flags;
	uint16_t ent;   /* index + 1 of what the name is canonical for, 0 none */
};

/* What has an identity across stories. */
struct name_ent {
	uint32_t name;    /* offset of a NUL-terminated string in the text part */
	uint32_t key;     /* "Q7747", "loc:russia" */
	uint16_t country; /* index + 1 of the country it belongs to, 0 none; of a country: itself */
	uint8_t type;     /* enum entity_type */
	uint8_t flags;
};

struct names {
	struct data_file file;
	const struct name_slot *slot;
	uint32_t nslot;
	const struct name_ent *ent;
	uint32_t nent;
	const char *text;
	size_t ntext;
};

/* Maps names.bin out of `dir` (NULL: where language data is looked for, datafile.h); data_open()'s errors, QD_EFORMAT also for what does not hold
 * together. */
int names_open(struct names *n, const char *dir, struct err *e) QD_MUST_USE;
void names_close(struct names *n);

#define NAME_HASH_START 0xcbf29ce484222325ull
/* The hash of a key with one more word (already folded). */
static inline uint64_t name_hash_add(uint64_t h, struct str word)
{
	if (h != NAME_HASH_START)
		h = (h ^ ' ') * 0x100000001b3ull;
	for (size_t i = 0; i < word.n; i++)
		h = (h ^ (unsigned char)word.s[i]) * 0x100000001b3ull;
	return h;
}
static inline uint64_t name_hash_mix(uint64_t h)
{
	h ^= h >> 32;
	h *= 0x9E3779B97F4A7C15ull;
	return h ^ h >> 29;
}
/* Where the search for a mixed hash begins: its low half scaled to the table. */
static inline uint32_t name_home(uint64_t mixed, uint32_t nslot)
{
	return (uint32_t)((mixed & UINT32_MAX) * nslot >> 32);
}
/* The slot of a key by its hash, or NULL. */
static inline const struct name_slot *names_find(const struct names *n, uint64_t hash)
{
	hash = name_hash_mix(hash);
	uint32_t check = (uint32_t)(hash >> 32);
	for (uint32_t i = name_home(hash, n->nslot);; i = i + 1 < n->nslot ? i + 1 : 0) {
		const struct name_slot *s = &n->slot[i];
		if (!s->flags)
			return NULL;
		if (s->check == check)
			return s;
	}
}
/* Flags of one folded word. */
static inline unsigned names_word(const struct names *n, struct str word)
{
	const struct name_slot *s = names_find(n, name_hash_add(NAME_HASH_START, word));
	return s ? s->flags : 0;
}
/* Is `nick` a short form of the given name `full` (both folded)? */
bool names_nick(const struct names *n, struct str full, struct str nick);
static inline struct str names_text(const struct names *n, uint32_t at)
{
	return str_of(n->text + at);
}

#endif
