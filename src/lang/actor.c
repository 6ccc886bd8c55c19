/* actor.c - names joined to actors: full names, short forms, acronyms, demonyms, and what the table of names knows of them.
 *
 * A name joins what it cannot but mean; where two actors share a surname, the one named last takes it.
 */
#include "config.h"

#include "coref_int.h"
#include "quote_int.h"

void mention_add(struct coref *k, struct tspan at, uint32_t head, enum mention_kind kind, int32_t group)
{
	struct lang_ctx *c = k->c;
	struct lang_mention m = { at, head, (uint8_t)kind, group, false };
	ARENA_PUSH(&c->tmp, struct lang_mention, c->men, c->nmen, k->cap_men, m);
	k->men_at[head] = c->nmen;
	if (kind == MENTION_NAME)
		k->g[group].names++;
	k->g[group].last_seen = head;
}

static struct str key_of(struct coref *k, const char *prefix, uint32_t start, uint32_t end, uint32_t more)
{
	struct buf b;
	buf_init(&b, 1024);
	buf_addz(&b, prefix);
	for (uint32_t i = start; i < end; i++) {
		if (i > start)
			buf_addc(&b, ' ');
		struct str w = k->c->low[i];
		/* "St." and "St", "U.S." and "U.S" */
		buf_add(&b, str_sub(w, 0, w.n > 1 && w.s[w.n - 1] == '.' ? w.n - 1 : w.n));
	}
	if (more != NO_TOKEN) {
		buf_addc(&b, ' ');
		buf_add(&b, k->c->low[more]);
	}
	struct str key = arena_str(&k->c->tmp, buf_str(&b));
	buf_free(&b);
	return key;
}

struct str group_key(struct coref *k, const char *prefix, struct tspan at)
{
	return key_of(k, prefix, at.start, at.end, NO_TOKEN);
}

int32_t group_find(const struct coref *k, struct str key)
{
	uint64_t *at = map_get(&k->by_key, key);
	return at ? (int32_t)*at - 1 : -1;
}

int32_t group_put(struct coref *k, struct str key, uint8_t type, struct tspan name)
{
	uint64_t *at = map_put(&k->by_key, key);
	if (!*at) {
		struct group g = { .type = type, .name = name, .key = key, .next_last = -1, .next_first = -1, .country = -1, .same = -1 };
		ARENA_PUSH(&k->c->tmp, struct group, k->g, k->n, k->cap, g);
		*at = k->n;
	}
	return (int32_t)*at - 1;
}

const struct name_slot *name_slot_of(const struct coref *k, uint32_t start, uint32_t end)
{
	uint64_t h = NAME_HASH_START;
	for (uint32_t i = start; i < end; i++)
		h = name_hash_add(h, k->c->low[i]);
	return names_find(k->names, h);
}

int32_t group_of_ent(struct coref *k, uint16_t ent, struct tspan name)
{
	const struct name_ent *e = &k->names->ent[ent - 1];
	int32_t g = group_put(k, names_text(k->names, e->key), e->type, name);
	k->g[g].ent = ent;
	return g;
}

static bool in_capitals(const struct lang_ctx *c, struct tspan at)
{
	for (uint32_t i = at.start; i < at.end && i < at.start + 8; i++)
		if (c->tok[i].kind == TOK_WORD && !(c->tok[i].flags & TOK_UPPER))
			return false;
	return true;
}

/* ---- persons ---- */

/* "Jr.", "III", and letters after a long name ("FRS"). */
static bool is_suffix(const struct lang_ctx *c, struct tspan at)
{
	uint32_t i = at.end - 1;
	if (str_listed(c->low[i], STR(" jr jr. sr sr. i ii iii iv v vi vii viii ")))
		return true;
	return at.end - at.start > 2 && (c->tok[i].flags & TOK_UPPER) && c->low[i].n <= 4 &&
		!(c->tok[i - 1].flags & TOK_UPPER && at.end - at.start == 3);
}

static bool is_honorific(struct str low)
{
	return str_listed(low, STR(" st st. saint miss mr mr. mrs mrs. ms ms. dame sir lady lord dr dr. tsar emperor inspector"
		" president king queen pope prince princess general senator judge professor captain "));
}

/* The bare name: without titles, suffixes and marks at its ends. */
static struct tspan bare_person(const struct lang_ctx *c, struct tspan at)
{
	while (at.end - at.start > 1 && (c->tok[at.end - 1].kind != TOK_WORD || is_suffix(c, at)))
		at.end--;
	while (at.end - at.start > 1 && (c->tok[at.start].kind != TOK_WORD || is_honorific(c->low[at.start])))
		at.start++;
	return at;
}

struct str last_name(struct str low)
{
	if (low.n > 5 && (str_starts(low, STR("al-")) || str_starts(low, STR("el-"))))
		return str_sub(low, 3, low.n);
	return low;
}

static bool is_initial(struct str low)
{
	return low.n == 1 || (low.n == 2 && low.s[1] == '.');
}

static uint8_t given_gender(const struct coref *k, struct str first)
{
	unsigned f = names_word(k->names, first);
	if (!(f & NAME_GIVEN))
		return 0;
	return f & NAME_MALE ? 'm' : f & NAME_FEMALE ? 'f' : 0;
}

/* One letter more, fewer or other: how one text spells a name twice ("Kristen", "Kristin"). */
static bool one_off(struct str a, struct str b)
{
	size_t i = 0, n = a.n < b.n ? a.n : b.n, end = 0;
	if (n < 5 || a.n - n > 1 || b.n - n > 1)
		return false;
	while (i < n && a.s[i] == b.s[i])
		i++;
	while (end < n - i && a.s[a.n - 1 - end] == b.s[b.n - 1 - end])
		end++;
	return i && i + end + 1 >= (a.n > b.n ? a.n : b.n);
}

/* May two given names be one person's? */
static bool first_fits(const struct coref *k, struct str a, struct str b)
{
	if (str_eq(a, b))
		return true;
	if (!a.n || !b.n)
		return false;
	if ((is_initial(a) || is_initial(b)) && a.s[0] == b.s[0])
		return true;
	if (one_off(a, b)) {
		uint8_t x = given_gender(k, a), y = given_gender(k, b);
		return !x || !y || x == y;
	}
	return names_nick(k->names, a, b) || names_nick(k->names, b, a);
}

static bool holds_token(const struct lang_ctx *c, struct tspan at, struct str low)
{
	for (uint32_t i = at.start; i < at.end && i < at.start + 8; i++)
		if (str_eq(c->low[i], low))
			return true;
	return false;
}

static void index_group(struct coref *k, int32_t g)
{
	uint64_t *at = map_put(&k->last, k->g[g].last);
	k->g[g].next_last = (int32_t)*at - 1;
	*at = (uint64_t)g + 1;
	if (str_eq(k->g[g].first, k->g[g].last))
		return;
	at = map_put(&k->first, k->g[g].first);
	k->g[g].next_first = (int32_t)*at - 1;
	*at = (uint64_t)g + 1;
}

static int32_t newest(const struct map *m, struct str low)
{
	uint64_t *at = map_get(m, low);
	return at ? (int32_t)*at - 1 : -1;
}

/* What a group turned out to be. */
static int32_t group_root(const struct coref *k, int32_t g)
{
	while (g >= 0 && k->g[g].same >= 0)
		g = k->g[g].same;
	return g;
}

/* Two groups are one person: `to` goes on, under the identity that a list knows. */
static void group_unite(struct coref *k, int32_t to, int32_t from)
{
	to = group_root(k, to);
	from = group_root(k, from);
	if (to < 0 || from < 0 || to == from || (k->g[to].ent && k->g[from].ent))
		return;
	if (k->g[from].ent) {
		int32_t swap = to;
		to = from;
		from = swap;
	}
	struct group *a = &k->g[to], *b = &k->g[from];
	if (a->gender && b->gender && a->gender != b->gender)
		return;
	b->same = to;
	a->full += b->full;
	if (!a->gender)
		a->gender = b->gender;
}

int32_t person_named(const struct coref *k, struct str first, struct str last)
{
	for (int32_t g = newest(&k->last, last_name(last)), n = 0; g >= 0 && n < SAME_NAME_MAX; g = k->g[g].next_last, n++)
		if (k->g[g].full && first_fits(k, k->g[g].first, first))
			return group_root(k, g);
	return -1;
}

int32_t person_surnamed(const struct coref *k, struct str last)
{
	int32_t found = -1;
	for (int32_t g = newest(&k->last, last_name(last)), n = 0; g >= 0 && n < SAME_NAME_MAX; g = k->g[g].next_last, n++)
		if (k->g[g].full) {
			if (found >= 0 && found != group_root(k, g))
				return -1;
			found = group_root(k, g);
		}
	return found;
}

/* Is the entity a single given name, followed by a bracket's end and a surname: "(Russian President Vladimir) Putin"? */
static bool split_by_bracket(const struct lang_ctx *c, uint32_t i)
{
	if (i + 1 >= c->nent || c->ent[i].type != ENT_PER || c->ent[i + 1].type != ENT_PER)
		return false;
	uint32_t end = c->ent[i].at.end;
	return c->ent[i].at.end - c->ent[i].at.start == 1 && c->ent[i + 1].at.start == end + 1 && c->ent[i + 1].at.end == end + 2 &&
		c->tok[end].kind == TOK_CLOSE && c->block[end] == c->block[end + 1] && str_eqz(c->low[end], ")");
}

/* "Jr." and such behind a bare name. */
static uint8_t suffix_of(const struct lang_ctx *c, struct tspan at)
{
	static const char *const list[] = { "jr", "sr", "ii", "iii", "iv", "jr.", "sr." };
	uint32_t i = at.end;
	if (i + 1 < c->ntok && str_eqz(c->low[i], ",") && c->sent[i + 1] == c->sent[at.start])
		i++;
	for (uint8_t n = 0; i < c->ntok && c->sent[i] == c->sent[at.start] && n < sizeof list / sizeof *list; n++)
		if (str_eqz(c->low[i], list[n]) && (c->tok[i].flags & TOK_CAP))
			return (uint8_t)(n % 5 + 1);
	return 0;
}

static uint8_t middle_of(const struct lang_ctx *c, struct tspan at)
{
	for (uint32_t i = at.start + 1; i + 1 < at.end; i++)
		if (c->tok[i].kind == TOK_WORD && (c->tok[i].flags & TOK_CAP))
			return (uint8_t)c->low[i].s[0];
	return 0;
}

/* Father and son, or two of one name: both are told apart where they are named. */
static bool rivals(const struct group *g, uint8_t suffix, uint8_t middle)
{
	return (g->suffix && suffix && g->suffix != suffix) || (g->middle && middle && g->middle != middle);
}

/* "Obama said he would": what the words behind a surname say of who bears it. */
static uint8_t gender_behind(const struct lang_ctx *c, struct tspan at)
{
	uint8_t form;
	if (at.end + 1 >= c->ntok || c->sent[at.end + 1] != c->sent[at.start] || !cue_lookup(c->low[at.end], &form))
		return 0;
	return str_eqz(c->low[at.end + 1], "he") ? 'm' : str_eqz(c->low[at.end + 1], "she") ? 'f' : 0;
}

static int32_t join_full(struct coref *k, struct tspan at, uint32_t tail)
{
	struct lang_ctx *c = k->c;
	struct str first = c->low[at.start], last = last_name(c->low[tail != NO_TOKEN ? tail : at.end - 1]);
	uint8_t suffix = tail == NO_TOKEN ? suffix_of(c, at) : 0, middle = tail == NO_TOKEN ? middle_of(c, at) : 0;
	bool rival = false;
	unsigned looked = 0;
	for (int32_t g = newest(&k->last, last); g >= 0 && looked < SAME_NAME_MAX; g = k->g[g].next_last, looked++) {
		if (str_eq(k->g[g].first, first) && rivals(&k->g[g], suffix, middle)) {
			rival = true;
			continue;
		}
		if (first_fits(k, k->g[g].first, first) || holds_token(c, k->g[g].name, first) || holds_token(c, at, k->g[g].first) ||
			(at.end - at.start > 2 && k->g[g].name.end - k->g[g].name.start > 2 && holds_token(c, k->g[g].name, c->low[at.start + 1]))) {
			/* The longer name is the better one. */
			if (tail == NO_TOKEN && at.end - at.start > k->g[g].name.end - k->g[g].name.start && k->g[g].tail.end == 0)
				k->g[g].name = at;
			k->g[g].suffix |= k->g[g].suffix ? 0 : suffix;
			k->g[g].middle |= k->g[g].middle ? 0 : middle;
			return g;
		}
	}
	/* Surname first in one place, last in another. */
	if (tail == NO_TOKEN && at.end - at.start == 2)
		for (int32_t g = newest(&k->last, first), n = 0; g >= 0 && n < SAME_NAME_MAX; g = k->g[g].next_last, n++)
			if (str_eq(k->g[g].first, last))
				return g;
	const struct name_slot *s = tail == NO_TOKEN ? name_slot_of(k, at.start, at.end) : NULL;
	int32_t g;
	if (s && s->ent && (s->flags & NAME_PERSON))
		g = group_of_ent(k, s->ent, at);
	else if (rival) /* the whole of it tells who it is */
		g = group_put(k, key_of(k, "per:", at.start, at.end, suffix ? at.end + str_eqz(c->low[at.end], ",") : NO_TOKEN), ENT_PER, at);
	else if (tail == NO_TOKEN && at.end - at.start == 2)
		g = group_put(k, key_of(k, "per:", at.start, at.end, NO_TOKEN), ENT_PER, at);
	else /* middle names differ from text to text */
		g = group_put(k, key_of(k, "per:", at.start, at.start + 1, tail != NO_TOKEN ? tail : at.end - 1), ENT_PER, at);
	if (k->g[g].last.n)
		return g;
	if (tail != NO_TOKEN) {
		k->g[g].tail = (struct tspan){ tail, tail + 1 };
		const struct name_slot *known = names_find(k->names, name_hash_add(name_hash_add(NAME_HASH_START, first), c->low[tail]));
		uint64_t *other = known && known->ent && (known->flags & NAME_PERSON) ? map_put(&k->by_key, names_text(k->names, k->names->ent[known->ent - 1].key)) : NULL;
		if (other && !*other) {
			*other = (uint64_t)g + 1;
			k->g[g].ent = known->ent;
			k->g[g].key = names_text(k->names, k->names->ent[known->ent - 1].key);
		}
	}
	k->g[g].first = first;
	k->g[g].last = last;
	k->g[g].suffix = suffix;
	k->g[g].middle = middle;
	k->g[g].gender = given_gender(k, first);
	index_group(k, g);
	return g;
}

static int32_t join_single(struct coref *k, struct tspan at)
{
	struct lang_ctx *c = k->c;
	struct str name = last_name(c->low[at.start]);
	uint8_t gender = role_title_gender(k, at.start), suffix = suffix_of(c, at), hint = gender ? 0 : gender_behind(c, at);
	int32_t best = -1;
	unsigned looked = 0;
	/* Of those with this surname: the one most often named in full, then the first. Relatives are named in passing, and the text
	 * goes on to call them by their first names. */
	for (int32_t g = newest(&k->last, name); g >= 0 && looked < SAME_NAME_MAX; g = k->g[g].next_last, looked++) {
		if ((gender && k->g[g].gender && gender != k->g[g].gender) || rivals(&k->g[g], suffix, 0))
			continue;
		bool hinted = hint && k->g[g].gender == hint, was = hint && best >= 0 && k->g[best].gender == hint;
		if (hinted != was && best >= 0) {
			best = hinted ? g : best;
			continue;
		}
		if (best < 0 || k->g[g].full > k->g[best].full || (k->g[g].full == k->g[best].full && k->g[g].name.start < k->g[best].name.start))
			best = g;
	}
	if (best >= 0) {
		best = group_root(k, best);
		if (gender && !k->g[best].gender)
			k->g[best].gender = gender;
		return best;
	}
	int32_t g = newest(&k->first, name), one = group_root(k, g);
	for (looked = 0; g >= 0 && one >= 0; g = k->g[g].next_first)
		if (group_root(k, g) != one || ++looked > SAME_NAME_MAX)
			one = -1;
	if (one >= 0 && !(gender && k->g[one].gender && gender != k->g[one].gender))
		return one;
	g = group_put(k, key_of(k, "per:", at.start, at.end, NO_TOKEN), ENT_PER, at);
	if (!k->g[g].last.n) {
		k->g[g].first = k->g[g].last = name;
		k->g[g].gender = gender ? gender : given_gender(k, name);
		index_group(k, g);
	}
	return g;
}

/* "Jan Kowal, better known as Kowalski": the text says itself that two names are one person's. */
static void join_aliases(struct coref *k, int32_t *of)
{
	struct lang_ctx *c = k->c;
	for (uint32_t i = 1, n = 0; i < c->nent && n < ALIASES_MAX; i++) {
		struct lang_entity *e = &c->ent[i];
		if (e->type != ENT_PER && e->type != ENT_MISC)
			continue;
		bool better;
		int32_t who = alias_of(k, i, &better);
		struct tspan at = bare_person(c, e->at);
		if (who < 0 || (e->type == ENT_MISC && (at.end - at.start != 2 || !(names_word(k->names, c->low[at.start]) & NAME_GIVEN))))
			continue;
		n++;
		for (uint32_t x = (uint32_t)who;; x = i) {
			struct tspan name = bare_person(c, c->ent[x].at);
			c->ent[x].type = ENT_PER;
			if (of[x] < 0)
				of[x] = name.end - name.start > 1 ? join_full(k, name, NO_TOKEN) : join_single(k, name);
			if (x == i)
				break;
		}
		k->g[of[i]].full++;
		group_unite(k, better ? of[i] : of[who], better ? of[who] : of[i]);
	}
}

static void put_short(struct map *m, struct str key, int32_t g)
{
	size_t n = m->n;
	uint64_t *at = map_put(m, key);
	if (m->n > n)
		*at = (uint64_t)g + 1;
	else if (*at != (uint64_t)g + 1)
		*at = 0;
}

static int32_t short_for(const struct map *m, struct str key)
{
	uint64_t *at = map_get(m, key);
	return at ? (int32_t)*at - 1 : -1;
}

/* Two words of which the first is a given name, the second somebody's surname in this text: a person, whatever they look like. */
static void retype_persons(struct coref *k)
{
	struct lang_ctx *c = k->c;
	struct map single = { 0 };
	for (uint32_t i = 0; i < c->nent; i++)
		if (c->ent[i].type == ENT_PER && c->ent[i].at.end - c->ent[i].at.start == 1)
			++*map_put(&single, c->low[c->ent[i].at.start]);
	for (uint32_t i = 0; i < c->nent; i++) {
		struct tspan at = c->ent[i].at;
		if (c->ent[i].type != ENT_MISC || at.end - at.start != 2 || !(names_word(k->names, c->low[at.start]) & NAME_GIVEN))
			continue;
		uint64_t *n = map_get(&single, c->low[at.end - 1]);
		if (n && *n > 1)
			c->ent[i].type = ENT_PER;
	}
	map_free(&single);
}

/* The title that a person's name begins with or that stands before it ("Emperor"), as a token, or NO_TOKEN. */
static uint32_t title_before(const struct lang_ctx *c, struct tspan ent, struct tspan bare)
{
	uint32_t i = bare.start;
	if (i == 0 || c->sent[i - 1] != c->sent[i] || !(role_noun(c->low[i - 1]) & ROLE_TITLE) || c->tok[i - 1].flags & TOK_ABBREV)
		return NO_TOKEN;
	return i > ent.start || c->tok[i - 1].flags & TOK_CAP ? i - 1 : NO_TOKEN;
}

static void join_persons(struct coref *k)
{
	struct lang_ctx *c = k->c;
	struct map title = { 0 }; /* "emperor" -> the one who bears it; 0: more than one */
	retype_persons(k);
	int32_t *of = ARENA_NEW(&c->tmp, int32_t, c->nent);
	for (uint32_t i = 0; i < c->nent; i++) {
		of[i] = -1;
		if (c->ent[i].type != ENT_PER)
			continue;
		struct tspan at = bare_person(c, c->ent[i].at);
		if (split_by_bracket(c, i)) {
			of[i] = of[i + 1] = join_full(k, at, at.end + 1);
			i++;
		} else if (at.end - at.start > 1)
			of[i] = join_full(k, at, NO_TOKEN);
		if (of[i] >= 0)
			k->g[of[i]].full++;
	}
	join_aliases(k, of);
	for (uint32_t i = 0; i < c->nent; i++) {
		if (c->ent[i].type != ENT_PER)
			continue;
		struct tspan at = bare_person(c, c->ent[i].at);
		bool rank = of[i] < 0 && (role_noun(c->low[at.start]) & ROLE_TITLE);
		int32_t beside = rank ? title_of(k, i) : -1;
		if (beside >= 0)
			of[i] = of[beside];
		else if (rank)
			of[i] = short_for(&title, c->low[at.start]);
		of[i] = group_root(k, of[i] < 0 ? join_single(k, at) : of[i]);
		uint32_t borne = title_before(c, c->ent[i].at, at);
		if (borne != NO_TOKEN)
			put_short(&title, c->low[borne], of[i]);
		c->ent[i].actor = of[i];
		mention_add(k, c->ent[i].at, at.end - 1, MENTION_NAME, of[i]);
	}
	map_free(&title);
}

/* ---- organisations, places, the rest ---- */

/* First letters of a name's greater words against an acronym. */
static bool acronym_fits(const struct lang_ctx *c, struct str acronym, struct tspan full)
{
	size_t n = 0;
	for (uint32_t i = full.start; i < full.end; i++) {
		struct str w = c->low[i];
		if (c->tok[i].kind != TOK_WORD || !(c->tok[i].flags & TOK_CAP))
			continue;
		while (n < acronym.n && acronym.s[n] == '.')
			n++;
		if (n >= acronym.n || acronym.s[n] != w.s[0])
			return false;
		n++;
	}
	while (n < acronym.n && acronym.s[n] == '.')
		n++;
	return n == acronym.n && full.end - full.start > 1;
}

static const char *prefix_of(uint8_t type)
{
	return type == ENT_ORG ? "org:" : type == ENT_LOC ? "loc:" : type == ENT_PER ? "per:" : "misc:";
}

/* "Inc.", "plc": one company with and without. Short ones only as they are written in names. */
static bool is_legal_form(const struct lang_ctx *c, uint32_t i)
{
	return str_listed(c->low[i], STR(" inc inc. corp corp. ltd ltd. llc llp plc gmbh co. pty s.a. n.v. s.p.a. a.g. ")) ||
	       ((c->tok[i].flags & TOK_UPPER) && str_listed(c->low[i], STR(" ag sa nv ab asa bv kk spa oyj se ")));
}

static struct tspan bare_name(const struct lang_ctx *c, struct tspan at)
{
	while (at.end - at.start > 1 && (str_eqz(c->low[at.start], "the") || c->tok[at.start].kind == TOK_OPEN))
		at.start++;
	while (at.end - at.start > 1 && (str_eqz(c->low[at.end - 1], "'s") || c->tok[at.end - 1].kind == TOK_CLOSE ||
		is_legal_form(c, at.end - 1) || str_eqz(c->low[at.end - 1], ",")))
		at.end--;
	return at;
}

/* Names that many organisations share: no short forms of a particular one. */
static bool generic(struct str low)
{
	unsigned f = role_noun(low);
	return f != 0 || low.n < 3 || str_eqz(low, "national") || str_eqz(low, "united") || str_eqz(low, "international") || str_eqz(low, "new");
}

/* Maps from the tail of a long name ("state department"), its first word and its acronym to its group; 0: more than one. */
struct shorts {
	struct map tail, head;
	struct { int32_t group; struct tspan name; } full[256];
	unsigned nfull;
};

static void learn_shorts(struct coref *k, struct shorts *s, struct tspan at, int32_t g)
{
	struct lang_ctx *c = k->c;
	if (at.end - at.start < 2)
		return;
	if (s->nfull < sizeof s->full / sizeof *s->full) {
		s->full[s->nfull].group = g;
		s->full[s->nfull++].name = at;
	}
	const struct name_slot *land = name_slot_of(k, at.start, at.start + 1);
	if (at.end - at.start > 2 && land && (land->flags & (NAME_COUNTRY | NAME_DEMONYM)))
		put_short(&s->tail, key_of(k, "", at.start + 1, at.end, NO_TOKEN), g);
	const struct name_slot *word = name_slot_of(k, at.start, at.start + 1);
	if (!generic(c->low[at.start]) && !(word && (word->flags & (NAME_COUNTRY | NAME_DEMONYM | NAME_CITY | NAME_REGION | NAME_GIVEN))))
		put_short(&s->head, c->low[at.start], g);
}

static int32_t join_other(struct coref *k, struct shorts *s, uint8_t type, struct tspan at, bool longer)
{
	struct lang_ctx *c = k->c;
	const struct name_slot *known = name_slot_of(k, at.start, at.end);
	unsigned wanted = type == ENT_ORG ? NAME_ORG | NAME_COMPANY | NAME_CLUB : type == ENT_LOC ? NAME_COUNTRY | NAME_REGION : NAME_DEMONYM;
	if (known && (known->flags & NAME_DEMONYM) && type != ENT_ORG)
		wanted |= NAME_DEMONYM;
	if (known && (known->flags & wanted)) {
		if (known->ent)
			return group_of_ent(k, known->ent, at);
		/* Peoples and faiths without a country are no actors. */
		if (known->flags & NAME_DEMONYM)
			return -1;
	}
	if (!longer) {
		bool acronym = false;
		int32_t g = short_for(&s->tail, key_of(k, "", at.start, at.end, NO_TOKEN));
		if (g < 0 && at.end - at.start == 1) {
			g = short_for(&s->head, c->low[at.start]);
			if (g < 0 && (c->tok[at.start].flags & TOK_UPPER) && c->low[at.start].n <= 8)
				for (unsigned i = 0; i < s->nfull && g < 0; i++)
					if (acronym_fits(c, c->low[at.start], s->full[i].name)) {
						g = s->full[i].group;
						acronym = true;
					}
		}
		/* An acronym that fits is of its organisation's type, whatever it looks like. */
		if (g >= 0 && (k->g[g].type == type || (acronym && type == ENT_MISC)))
			return g;
	}
	return group_put(k, key_of(k, prefix_of(type), at.start, at.end, NO_TOKEN), type, at);
}

/* One form, one type: that of most of its mentions; of two that are as common, what the lists say, then the more telling one. */
static void settle_types(struct coref *k)
{
	struct lang_ctx *c = k->c;
	struct map forms = { 0 };
	struct str *key = ARENA_NEW(&c->tmp, struct str, c->nent);
	for (uint32_t i = 0; i < c->nent; i++) {
		if (c->ent[i].type == ENT_PER)
			continue;
		struct tspan at = bare_name(c, c->ent[i].at);
		key[i] = key_of(k, "", at.start, at.end, NO_TOKEN);
		uint64_t *v = map_put(&forms, key[i]);
		uint64_t one = 1ull << (c->ent[i].type * 16);
		if ((*v >> (c->ent[i].type * 16) & 0xFFFF) < 0xFFFF)
			*v += one;
	}
	for (uint32_t i = 0; i < c->nent; i++) {
		if (c->ent[i].type == ENT_PER)
			continue;
		uint64_t v = *map_get(&forms, key[i]);
		struct tspan at = bare_name(c, c->ent[i].at);
		const struct name_slot *s = name_slot_of(k, at.start, at.end);
		unsigned best = c->ent[i].type, most = 0;
		for (unsigned type = ENT_ORG; type <= ENT_MISC; type++) {
			unsigned n = (unsigned)(v >> (type * 16) & 0xFFFF) * 2;
			if (n && s && ((type == ENT_ORG && (s->flags & NAME_ORG)) ||
				(type == ENT_LOC && (s->flags & (NAME_COUNTRY | NAME_BIG | NAME_REGION)))))
				n++;
			if (n > most) {
				most = n;
				best = type;
			}
		}
		c->ent[i].type = (uint8_t)best;
	}
	map_free(&forms);
}

static void join_others(struct coref *k)
{
	struct lang_ctx *c = k->c;
	settle_types(k);
	struct shorts *s = ARENA_NEW(&c->tmp, struct shorts, 1);
	int32_t *of = ARENA_NEW(&c->tmp, int32_t, c->nent);
	for (unsigned pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < c->nent; i++) {
			const struct lang_entity *e = &c->ent[i];
			if (e->type == ENT_PER)
				continue;
			struct tspan at = bare_name(c, e->at);
			bool longer = at.end - at.start > 2;
			if (longer != (pass == 0))
				continue;
			of[i] = join_other(k, s, e->type, at, longer);
			if (of[i] >= 0 && e->type == ENT_ORG)
				learn_shorts(k, s, at, of[i]);
		}
	uint16_t *stands = seats_find(k);
	/* Two words learn of each other only now: "Goldman" after "Goldman Sachs". */
	for (uint32_t i = 0; i < c->nent; i++) {
		struct lang_entity *e = &c->ent[i];
		if (e->type == ENT_PER)
			continue;
		struct tspan at = bare_name(c, e->at);
		if (at.end - at.start == 1 && of[i] >= 0 && !k->g[of[i]].ent)
			of[i] = join_other(k, s, e->type, at, false);
		e->actor = of[i];
		if (of[i] < 0)
			continue;
		struct group *g = &k->g[of[i]];
		if (at.end - at.start > g->name.end - g->name.start || (in_capitals(c, g->name) && !in_capitals(c, at)))
			g->name = at;
		mention_add(k, e->at, at.end - 1, MENTION_NAME, of[i]);
		if (stands && stands[i]) {
			e->stands_for = group_of_ent(k, stands[i], at);
			mention_add(k, e->at, at.end - 1, MENTION_NAME, e->stands_for);
			c->men[c->nmen - 1].figure = true;
		}
	}
	map_free(&s->tail);
	map_free(&s->head);
}

void names_join(struct coref *k)
{
	seats_retype(k);
	join_persons(k);
	join_others(k);
}

struct str group_name(const struct coref *k, const struct group *g)
{
	const struct lang_ctx *c = k->c;
	if (g->ent && (g->type == ENT_LOC || g->name.end == g->name.start))
		return names_text(k->names, k->names->ent[g->ent - 1].name);
	struct buf b;
	buf_init(&b, DOC_META_MAX - 1);
	text_squeeze(&b, str_n(c->d->text.s + c->tok[g->name.start].start, c->tok[g->name.end - 1].end - c->tok[g->name.start].start));
	if (g->tail.end > g->tail.start) {
		buf_addc(&b, ' ');
		buf_add(&b, tok_str(c, g->tail.start));
	}
	static const char *const suffix[] = { "", " Jr.", " Sr.", " II", " III", " IV" };
	if (g->type == ENT_PER && g->suffix < sizeof suffix / sizeof *suffix)
		buf_addz(&b, suffix[g->suffix]);
	/* A name in capitals from a headline or a dateline: as the rest of a text would write it. */
	if (in_capitals(c, g->name) && (g->type == ENT_PER || g->type == ENT_LOC) && b.n > 3)
		for (size_t i = 1; i < b.n; i++)
			if (b.s[i] >= 'A' && b.s[i] <= 'Z' && (b.s[i - 1] | 32) >= 'a' && (b.s[i - 1] | 32) <= 'z')
				b.s[i] = (char)(b.s[i] + 32);
	struct str name = arena_str(&c->d->arena, buf_str(&b));
	buf_free(&b);
	return name;
}
