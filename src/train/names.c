/* names.c - compiles lists of names into names.bin (src/lang/names.h tells its form).
 *
 * The project's own lists come last: data/known-names.tsv adds names, data/own-names.tsv overrules. Both have "kind alias canonical key"
 * with kinds country, place, demonym, people, org, person, known (what a known person is called shortly; no identity), male, female (given
 * names), not (takes an alias out of a class it should not be in) and qid (the Wikidata id of a country).
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "quotidian/names.h"
#include "quotidian/paths.h"
#include "quotidian/doc.h"
#include "quotidian/text.h"
#include "train.h"

struct build {
	struct arena a;
	struct map key;   /* folded name -> flags | (ent + 1) << 16 */
	struct map ident; /* "Q30" or "loc:russia" -> ent + 1 */
	struct map iso;   /* "GB" -> ent + 1 of the country */
	struct name_ent *ent;
	uint32_t nent, cent;
	struct buf text;
};

/* The key of a name: its tokens, folded bare. */
static struct str fold_name(struct build *b, struct str name)
{
	struct token *tok;
	uint32_t n;
	struct buf out;
	buf_init(&out, 4096);
	text_tokens(&tok, &n, &b->a, name, NULL, 0);
	for (uint32_t i = 0; i < n; i++) {
		if (i)
			buf_addc(&out, ' ');
		text_fold(&out, str_n(name.s + tok[i].start, tok[i].end - tok[i].start), true);
	}
	struct str key = arena_str(&b->a, buf_str(&out));
	buf_free(&out);
	return key;
}

static uint64_t *add_key(struct build *b, struct str key, unsigned flags)
{
	if (!key.n)
		return NULL;
	for (size_t at = 0; (at = str_chr(key, ' ', at)) != STR_NPOS; at++)
		*map_put(&b->key, str_sub(key, 0, at)) |= NAME_PREFIX;
	uint64_t *v = map_put(&b->key, key);
	*v |= flags;
	return v;
}

static uint32_t add_text(struct build *b, struct str s)
{
	uint32_t at = (uint32_t)b->text.n;
	buf_add(&b->text, s);
	buf_addc(&b->text, '\0');
	return at;
}

/* The entity of this key, made if it is new; its index + 1. */
static uint32_t add_ent(struct build *b, struct str key, struct str name, unsigned type, unsigned flags)
{
	uint64_t *at = map_put(&b->ident, arena_str(&b->a, key));
	if (!*at) {
		struct name_ent e = { .name = add_text(b, name), .key = add_text(b, key), .type = (uint8_t)type, .flags = (uint8_t)flags };
		ARENA_PUSH(&b->a, struct name_ent, b->ent, b->nent, b->cent, e);
		*at = b->nent;
		if (b->nent >= UINT16_MAX)
			die("too many names with an identity");
	}
	return (uint32_t)*at;
}

static uint32_t ent_named(struct build *b, const char *prefix, struct str name, unsigned type)
{
	struct str fold = fold_name(b, name);
	return add_ent(b, arena_fmt(&b->a, "%s:" STR_FMT, prefix, STR_ARG(fold)), name, type, 0);
}

/* Sets what an alias stands for unless an earlier list has. */
static void link_key(uint64_t *v, uint32_t ent, bool overrule)
{
	if (v && ent && (overrule || !(*v >> 16)))
		*v = (*v & 0xFFFF) | (uint64_t)ent << 16;
}

static void list_open(struct buf *file, const char *dir, const char *name)
{
	struct buf path;
	buf_init(&path, 4096);
	path_join(&path, str_of(dir), str_of(name));
	train_read(file, path.s);
	buf_free(&path);
}

static void add_countries(struct build *b, const char *dir)
{
	struct buf file;
	struct str f[4], line;
	list_open(&file, dir, "countries.tsv");
	for (struct str rest = buf_str(&file); train_line(&rest, &line);) {
		if (train_fields(line, f, 4) < 4 || line.s[0] == '#')
			continue;
		struct str alias = fold_name(b, f[0]);
		if (str_eqz(f[3], "capital")) {
			add_key(b, alias, NAME_CITY | NAME_BIG);
			continue;
		}
		uint32_t ent = ent_named(b, "loc", f[1], ENT_LOC);
		b->ent[ent - 1].country = (uint16_t)ent;
		*map_put(&b->iso, arena_str(&b->a, f[2])) = ent;
		link_key(add_key(b, alias, NAME_COUNTRY), ent, true);
	}
	buf_free(&file);
	list_open(&file, dir, "demonyms.tsv");
	for (struct str rest = buf_str(&file); train_line(&rest, &line);) {
		if (train_fields(line, f, 3) < 2 || line.s[0] == '#')
			continue;
		uint64_t *v = add_key(b, fold_name(b, f[0]), NAME_DEMONYM), *iso = map_get(&b->iso, f[2]);
		uint32_t ent = iso ? (uint32_t)*iso : f[1].n ? ent_named(b, "loc", f[1], ENT_LOC) : 0;
		link_key(v, ent, false);
	}
	buf_free(&file);
}

static void add_places(struct build *b, const char *dir)
{
	struct buf file;
	struct str f[4], line;
	list_open(&file, dir, "cities15000.tsv");
	for (struct str rest = buf_str(&file); train_line(&rest, &line);) {
		int64_t people = 0;
		if (train_fields(line, f, 4) < 4 || line.s[0] == '#' || str_int(&people, f[3]))
			continue;
		add_key(b, fold_name(b, f[0]), NAME_CITY | (people >= 300000 ? NAME_BIG : 0));
	}
	buf_free(&file);
	list_open(&file, dir, "admin1.tsv");
	for (struct str rest = buf_str(&file); train_line(&rest, &line);) {
		if (!train_fields(line, f, 2) || line.s[0] == '#')
			continue;
		/* English news knows these by name alone; many others are called "Central" or "Union". */
		bool famous = str_starts(f[1], STR("US.")) || str_starts(f[1], STR("CA.")) || str_starts(f[1], STR("AU."));
		link_key(add_key(b, fold_name(b, f[0]), NAME_REGION), famous ? ent_named(b, "loc", f[0], ENT_LOC) : 0, false);
	}
	buf_free(&file);
}

static void add_orgs(struct build *b, const char *dir)
{
	static const struct {
		const char *file;
		unsigned flag;
	} list[] = { { "orgs-alias.tsv", NAME_ORG }, { "companies.tsv", NAME_COMPANY }, { "clubs.tsv", NAME_CLUB } };
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		struct buf file;
		struct str f[3], line;
		struct map full = { 0 };
		list_open(&file, dir, list[i].file);
		for (struct str rest = buf_str(&file); train_line(&rest, &line);) {
			if (train_fields(line, f, 3) < 2 || line.s[0] == '#')
				continue;
			/* Exchanges list shares ("... Class A Common Stock"): the first alias names the company better. */
			uint64_t *ent = map_put(&full, f[1]);
			if (!*ent)
				*ent = ent_named(b, "org", list[i].flag == NAME_COMPANY ? f[0] : f[1], ENT_ORG);
			link_key(add_key(b, fold_name(b, f[0]), list[i].flag), (uint32_t)*ent, false);
		}
		map_free(&full);
		buf_free(&file);
	}
}

static void add_person(struct build *b, struct str name, struct str qid, struct str country)
{
	if (name.n == 0 || qid.n < 2)
		return;
	uint32_t ent = add_ent(b, qid, name, ENT_PER, 0);
	uint64_t *land = country.n ? map_get(&b->key, fold_name(b, country)) : NULL;
	if (land && (*land & NAME_COUNTRY))
		b->ent[ent - 1].country = (uint16_t)(*land >> 16);
	link_key(add_key(b, fold_name(b, name), NAME_PERSON), ent, false);
}

static void add_people(struct build *b, const char *dir)
{
	static const char *const leaders[] = { "leaders2026-ccbysa.tsv", "leaders-wikidata-cc0.tsv" };
	struct buf file;
	struct str f[6], line;
	for (size_t i = 0; i < 2; i++) {
		list_open(&file, dir, leaders[i]);
		for (struct str rest = buf_str(&file); train_line(&rest, &line);)
			if (train_fields(line, f, 6) >= 4 && line.s[0] != '#')
				add_person(b, f[0], f[3], f[2]);
		buf_free(&file);
	}
	list_open(&file, dir, "us-legislators.tsv");
	for (struct str rest = buf_str(&file); train_line(&rest, &line);) {
		if (train_fields(line, f, 6) < 4 || line.s[0] == '#')
			continue;
		add_person(b, f[0], f[3], STR("United States"));
		if (f[5].n)
			add_person(b, arena_fmt(&b->a, STR_FMT " " STR_FMT, STR_ARG(f[5]), STR_ARG(f[4])), f[3], STR("United States"));
	}
	buf_free(&file);
}

static void add_words(struct build *b, const char *dir)
{
	static const struct {
		const char *file;
		unsigned flag;
	} list[] = { { "firstnames.tsv", NAME_GIVEN }, { "surnames.tsv", NAME_SURNAME }, { "titles.tsv", NAME_TITLE } };
	struct buf file;
	struct str f[2], line;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		list_open(&file, dir, list[i].file);
		for (struct str rest = buf_str(&file); train_line(&rest, &line);) {
			if (!train_fields(line, f, 2) || line.s[0] == '#')
				continue;
			unsigned gender = str_eqz(f[1], "m") ? NAME_MALE : str_eqz(f[1], "f") ? NAME_FEMALE : 0;
			add_key(b, fold_name(b, f[0]), list[i].flag | gender);
		}
		buf_free(&file);
	}
	list_open(&file, dir, "nicknames.tsv");
	for (struct str rest = buf_str(&file); train_line(&rest, &line);)
		if (train_fields(line, f, 2) == 2 && line.s[0] != '#') {
			struct str full = fold_name(b, f[0]), nick = fold_name(b, f[1]);
			*map_put(&b->key, arena_fmt(&b->a, STR_FMT "|" STR_FMT, STR_ARG(full), STR_ARG(nick))) |= NAME_NICK;
		}
	buf_free(&file);
}

/* Given names by gender: arrays of strings, one file a gender and language. */
static void add_genders(struct build *b, const char *dir)
{
	static const char *const lang[] = { "en", "de", "es", "fr", "it", "nl" };
	for (unsigned g = 0; g < 2; g++)
		for (size_t l = 0; l < sizeof lang / sizeof *lang; l++) {
			struct buf file, path;
			buf_init(&path, 256);
			buf_addf(&path, "%s-human-names-%s.json", g ? "male" : "female", lang[l]);
			list_open(&file, dir, path.s);
			buf_free(&path);
			struct str rest = buf_str(&file), part;
			for (bool inside = false; str_split(&rest, '"', &part); inside = !inside)
				if (inside && part.n)
					add_key(b, fold_name(b, part), NAME_GIVEN | (g ? NAME_MALE : NAME_FEMALE));
			buf_free(&file);
		}
	for (size_t i = 0; i < b->key.n; i++) {
		uint64_t *v = &b->key.slot[i].value;
		if ((*v & NAME_MALE) && (*v & NAME_FEMALE))
			*v &= ~(uint64_t)(NAME_MALE | NAME_FEMALE);
	}
}

static void add_own(struct build *b, const char *path, bool overrule)
{
	struct buf file;
	struct str f[4], line;
	train_read(&file, path);
	for (struct str rest = buf_str(&file); train_line(&rest, &line);) {
		if (train_fields(line, f, 4) < 2 || line.s[0] == '#')
			continue;
		struct str key = fold_name(b, f[1]);
		if (str_eqz(f[0], "not")) {
			uint64_t *v = map_get(&b->key, key);
			if (v)
				*v &= NAME_PREFIX | NAME_GIVEN | NAME_SURNAME | NAME_CITY | NAME_REGION;
			continue;
		}
		if (str_eqz(f[0], "qid")) {
			uint64_t *v = map_get(&b->key, key), ent = v && *v & NAME_COUNTRY ? *v >> 16 : 0;
			if (!ent || f[3].n < 2)
				die("%s: qid of no known country: " STR_FMT, path, STR_ARG(f[1]));
			b->ent[ent - 1].key = add_text(b, f[3]);
			*map_put(&b->ident, arena_str(&b->a, f[3])) = ent;
			continue;
		}
		bool org = str_eqz(f[0], "org"), person = str_eqz(f[0], "person"), female = str_eqz(f[0], "female"), male = str_eqz(f[0], "male");
		if (female || male) {
			add_key(b, key, NAME_GIVEN | (female ? NAME_FEMALE : NAME_MALE));
			continue;
		}
		if (str_eqz(f[0], "known")) {
			add_key(b, key, NAME_PERSON);
			continue;
		}
		unsigned flag = org ? NAME_ORG : person ? NAME_PERSON : str_eqz(f[0], "demonym") ? NAME_DEMONYM : str_eqz(f[0], "country") ? NAME_COUNTRY : NAME_REGION;
		if (str_eqz(f[0], "people")) { /* adherents and peoples that belong to no country */
			add_key(b, key, NAME_DEMONYM);
			continue;
		}
		unsigned type = org ? ENT_ORG : person ? ENT_PER : ENT_LOC;
		uint32_t ent = f[3].n ? add_ent(b, f[3], f[2], type, 0) : ent_named(b, org ? "org" : person ? "per" : "loc", f[2], type);
		link_key(add_key(b, key, flag), ent, overrule);
	}
	buf_free(&file);
}

static struct str slots(struct build *b)
{
	uint32_t n = (uint32_t)(b->key.n * 4 / 3 + 8);
	struct name_slot *slot = ARENA_NEW(&b->a, struct name_slot, n);
	for (size_t i = 0; i < b->key.n; i++) {
		const struct map_slot *k = &b->key.slot[i];
		uint64_t h = NAME_HASH_START;
		struct str rest = k->key, part;
		while (str_split(&rest, ' ', &part))
			h = name_hash_add(h, part);
		h = name_hash_mix(h);
		uint32_t at = name_home(h, n);
		while (slot[at].flags)
			at = at + 1 < n ? at + 1 : 0;
		slot[at] = (struct name_slot){ (uint32_t)(h >> 32), (uint16_t)(k->value & 0xFFFF), (uint16_t)(k->value >> 16) };
	}
	return str_n((const char *)slot, n * sizeof *slot);
}

int train_names(int argc, char **argv)
{
	if (argc != 6) {
		fprintf(stderr, "usage: quotidian-train names LISTS GIVEN KNOWN OWN OUT\n");
		return 2;
	}
	struct build b = { 0 };
	struct err e = { 0 };
	buf_init(&b.text, 0);
	buf_addc(&b.text, '\0');
	add_countries(&b, argv[1]);
	add_places(&b, argv[1]);
	add_people(&b, argv[1]);
	add_orgs(&b, argv[1]);
	add_words(&b, argv[1]);
	add_genders(&b, argv[2]);
	add_own(&b, argv[3], false);
	add_own(&b, argv[4], true);
	struct str part[3] = { slots(&b), str_n((const char *)b.ent, b.nent * sizeof *b.ent), buf_str(&b.text) };
	int rc = data_write(argv[5], NAMES_MAGIC, NAMES_VERSION, part, 3, &e);
	if (rc)
		fprintf(stderr, "%s\n", e.text);
	else
		printf("%s: %zu names, %u with an identity, %zu bytes\n", argv[5], b.key.n, b.nent, part[0].n + part[1].n + part[2].n);
	buf_free(&b.text);
	map_free(&b.key);
	map_free(&b.ident);
	map_free(&b.iso);
	arena_free(&b.a);
	return rc ? 1 : 0;
}
