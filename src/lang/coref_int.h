/* coref_int.h - what the files that join mentions to actors share.
 *
 * coref.c drives, actor.c joins names, role.c knows what people are called ("Kremlin spokesman"), nominal.c and pronoun.c join what
 * is no name, seat.c tells a government by its capital, nested.c finds names inside longer names. Groups are actors in the making; names come first, then everything that needs to know them.
 */
#ifndef COREF_INT_H
#define COREF_INT_H

#include "model.h"
#include "quotidian/map.h"

#define SAME_NAME_MAX 16 /* groups looked at that share a surname or a first name */

struct group {
	uint8_t type, gender; /* enum entity_type; 'm', 'f', 0 */
	uint16_t ent;         /* index + 1 into the table of names, 0 none */
	struct tspan name;    /* the fullest name in the text */
	struct tspan tail;    /* name goes on here ("(President Vladimir) Putin"); else empty */
	struct str first, last; /* of a person, folded; the same for a single name */
	uint8_t suffix, middle; /* of a person's full name: 1 Jr., 2 Sr., 3 II and so on; the letter that the middle name begins with; 0 unknown */
	struct str key;
	int32_t next_last, next_first; /* other groups with the same surname, first name; -1 ends */
	uint32_t names, full; /* mentions by name; by full name, of a person */
	uint32_t last_seen;   /* token of the newest mention so far */
	struct tspan role;
	uint32_t he, she;     /* pronouns joined to it */
	int32_t country;      /* group of the country that it stands for, or -1 */
	int32_t same;         /* the group that this one turned out to be, or -1 */
};

struct coref {
	struct lang_ctx *c;
	const struct names *names;
	struct group *g;
	uint32_t n, cap;
	struct map by_key; /* key -> group + 1 */
	struct map last, first; /* a person's folded surname, first name -> newest group + 1 */
	uint32_t cap_men;
	uint32_t *men_at;  /* index + 1 of the mention whose head a token is */
	int32_t *quote_of; /* index of the direct quotation that a token stands in, or -1 */
	int32_t *says;     /* index of the last quotation whose speaker a token is, or -1 */
	uint32_t *told;    /* how many of the sentences up to this one are not speech alone */
};

/* role.c: nouns that people and organisations are called by. */
enum role_flag { ROLE_PERSON = 1, ROLE_ORG = 2, ROLE_MALE = 4, ROLE_FEMALE = 8, ROLE_TITLE = 16, ROLE_PLACE = 32 };
/* Flags of a folded word, 0 if it is no such noun. */
unsigned role_noun(struct str low);
/* Roles and genders of persons from the words around their names. */
void roles_find(struct coref *k);
/* The part of a name before which titles stand: its gender by title ("Mrs"), 0 unknown. */
uint8_t role_title_gender(const struct coref *k, uint32_t name_start);
/* First token of abbreviated titles before a name ("Lt. Gen."), or its start. */
uint32_t role_ranks_start(const struct coref *k, uint32_t name_start);
/* The token of a role's head noun, or NO_TOKEN. */
uint32_t role_head(const struct coref *k, struct tspan role);

/* actor.c */
/* A surname without the article of Arabic names. */
struct str last_name(struct str low);
void names_join(struct coref *k);
/* The name of a group as the document shows it, in d->arena. */
struct str group_name(const struct coref *k, const struct group *g);
/* Adds a mention; lists stay in no order until coref.c sorts them. */
void mention_add(struct coref *k, struct tspan at, uint32_t head, enum mention_kind kind, int32_t group);

/* A key as groups have it: the prefix ("loc:") and the folded words; in c->tmp. */
struct str group_key(struct coref *k, const char *prefix, struct tspan at);
/* The group with this key, -1 if there is none; made if there is none; that of entity `ent` (index + 1) of the table, made too. */
int32_t group_find(const struct coref *k, struct str key);
int32_t group_put(struct coref *k, struct str key, uint8_t type, struct tspan name);
int32_t group_of_ent(struct coref *k, uint16_t ent, struct tspan name);
/* What the table of names says of the words [start, end), or NULL. */
const struct name_slot *name_slot_of(const struct coref *k, uint32_t start, uint32_t end);
/* The person with this first and last name; the only one named in full with this surname; -1 if there is none. */
int32_t person_named(const struct coref *k, struct str first, struct str last);
int32_t person_surnamed(const struct coref *k, struct str last);

/* alias.c: the entity before `ent` that it is said to be another name of ("Jan Kowal, better known as Kowalski"), -1 none; `better` when
 * the name is the one in use. The entity of whom a lone title speaks ("John Doe, 2nd Earl of"), -1 none. */
int32_t alias_of(const struct coref *k, uint32_t ent, bool *better);
int32_t title_of(const struct coref *k, uint32_t ent);
#define ALIASES_MAX 64 /* of one text; what says so more often is no news text */

/* seat.c: a capital's name taken for a person's is the place, unless the text has somebody of that name. Before anything is joined. */
void seats_retype(struct coref *k);
/* For each entity the country (index + 1 into the table of names) for whose government it stands ("Washington said"), or 0; in
 * c->tmp, NULL when none does. After other names are joined: whom the text names decides, too. */
uint16_t *seats_find(struct coref *k);

/* nested.c: mentions that names hold inside longer names. Runs last: nothing else reads them. */
void nested_join(struct coref *k);

/* nominal.c, pronoun.c */
void nominals_join(struct coref *k);
void pronouns_join(struct coref *k);

#endif
