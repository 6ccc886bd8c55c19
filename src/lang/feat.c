/* feat.c - features of tokens for the tagger.
 *
 * Templates after Ratinov and Roth 2009 (words, affixes, shapes, gazetteers, use elsewhere in the document), restricted to tokens that
 * can be part of a name: about one in six.
 */
#include "config.h"

#include "quotidian/feat.h"
#include "quotidian/text.h"

#define NAME_TOKENS 8 /* longest name looked up */

bool tag_follows(int a, int b)
{
	int place_a = a > 0 ? (a - 1) % 4 : -1, place_b = b > 0 ? (b - 1) % 4 : -1;
	bool open = a > 0 && (place_a == TAG_B || place_a == TAG_I);
	bool goes_on = b > 0 && (place_b == TAG_I || place_b == TAG_L);
	return open == goes_on && (!open || (a - 1) / 4 == (b - 1) / 4);
}

static uint64_t mix(uint64_t h)
{
	h ^= h >> 31;
	h *= 0x9E3779B97F4A7C15ull;
	h ^= h >> 29;
	return h;
}

static uint64_t feat1(unsigned id, uint64_t v)
{
	return mix((v + id) * 0xBF58476D1CE4E5B9ull);
}

static uint64_t feat2(unsigned id, uint64_t v, uint64_t w)
{
	return mix(((v + id) * 0xBF58476D1CE4E5B9ull ^ (w << 7 | w >> 57)) * 0x94D049BB133111EBull);
}

uint64_t feat_word_hash(struct str s)
{
	uint64_t h = NAME_HASH_START;
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.s[i];
		h = (h ^ (c >= '0' && c <= '9' ? '0' : c)) * 0x100000001b3ull;
	}
	return h;
}

/* Collapsed shape ("McCain-2" = XxXx-0), packed a byte a step; also whether a capital begins it and whether all are capitals. */
static void look(struct feat_tok *t, struct str w)
{
	uint64_t shape = 0;
	unsigned letters = 0, upper = 0;
	char last = 0;
	bool digit = false;
	for (size_t p = 0; p < w.n;) {
		unsigned char c = (unsigned char)w.s[p];
		char k;
		if (c < 0x80) {
			p++;
			k = c >= 'A' && c <= 'Z' ? 'X' : c >= 'a' && c <= 'z' ? 'x' : c >= '0' && c <= '9' ? '0' : (char)c;
		} else {
			uint32_t cp = utf8_next(w, &p);
			k = text_is_upper(cp) ? 'X' : text_is_alpha(cp) ? 'x' : '~';
		}
		if (k == 'X' || k == 'x') {
			if (!letters && k == 'X')
				t->cap = 1;
			letters++;
			upper += k == 'X';
		}
		digit |= k == '0';
		if (k != last)
			shape = shape << 8 ^ (unsigned char)k ^ (shape >> 56 << 3);
		last = k;
	}
	/* One capital, two, more: "X", "US", "NATO". */
	if (letters == upper && letters > 1)
		shape ^= (uint64_t)(letters < 4 ? letters : 4) << 60;
	t->shape = shape;
	t->upper = letters > 1 && letters == upper;
	t->candidate = upper > 0 ? 1 : digit ? 2 : 0;
}

/* Words that may stand inside a name. */
static bool connector(struct str low)
{
#define W(a, b, c, d) ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16 | (uint32_t)(d) << 24)
	uint32_t key = 0;
	if (low.n > 4)
		return false;
	for (size_t i = 0; i < low.n; i++)
		key |= (uint32_t)(unsigned char)low.s[i] << (8 * i);
	switch (key) {
	case W('o', 'f', 0, 0): case W('t', 'h', 'e', 0): case W('a', 'n', 'd', 0): case W('f', 'o', 'r', 0):
	case W('d', 'e', 0, 0): case W('a', 'l', 0, 0): case W('b', 'i', 'n', 0): case W('v', 'a', 'n', 0): case W('l', 'a', 0, 0):
	case W('d', 'u', 0, 0): case W('d', 'e', 'l', 0): case W('v', 'o', 'n', 0): case W('d', 'e', 'r', 0):
	case W('i', 'b', 'n', 0): case W('b', 'e', 'n', 0): case W('e', 'l', 0, 0): case W('d', 'i', 0, 0): case W('d', 'a', 0, 0):
	case W('&', 0, 0, 0): case W('\'', 0, 0, 0): case W('-', 0, 0, 0): case W('\'', 's', 0, 0): case W('i', 'n', 0, 0):
	case W('o', 'n', 0, 0): case W('a', 'b', 'u', 0): case W('l', 'e', 0, 0): case W('d', 'e', 'n', 0):
	case W('t', 'e', 'r', 0): case W('y', 0, 0, 0): case W('e', 0, 0, 0): case W('d', 'o', 's', 0): case W('d', 'a', 's', 0):
		return true;
	default:
		return false;
	}
#undef W
}

static const uint16_t gaz_class[] = { NAME_COUNTRY, NAME_DEMONYM, NAME_CITY, NAME_BIG, NAME_REGION, NAME_ORG, NAME_COMPANY, NAME_CLUB,
	NAME_GIVEN, NAME_SURNAME, NAME_PERSON, NAME_TITLE };
#define GAZ_CLASSES (sizeof gaz_class / sizeof *gaz_class)

static void match_names(struct feat *f, uint32_t from, uint32_t end)
{
	uint64_t h = NAME_HASH_START;
	for (uint32_t k = from; k < end && k < from + NAME_TOKENS; k++) {
		h = name_hash_add(h, f->t->low[k]);
		const struct name_slot *s = names_find(f->names, h);
		if (!s)
			break;
		if (!f->tok[k].candidate)
			continue;
		for (unsigned c = 0; c < GAZ_CLASSES; c++) {
			if (!(s->flags & gaz_class[c]))
				continue;
			if (k == from) {
				f->tok[k].gaz |= 1ull << (c * 4);
				continue;
			}
			f->tok[from].gaz |= 2ull << (c * 4);
			f->tok[k].gaz |= 8ull << (c * 4);
			for (uint32_t m = from + 1; m < k; m++)
				f->tok[m].gaz |= 4ull << (c * 4);
		}
		if (!(s->flags & NAME_PREFIX))
			break;
	}
}

enum { AROUND_GIVEN, AROUND_TITLE, AROUND_IN, AROUND_SAID, AROUND_THE, AROUND_OWNS, AROUND_NAME, AROUND_BRACKET, AROUNDS };

struct seen {
	uint64_t key;
	uint32_t low, cap;
	uint8_t around[AROUNDS]; /* how often, at most 255 */
};

/* What stands beside token i, a bit each: evidence for its other occurrences (Chieu and Ng 2003). */
static unsigned around(const struct feat *f, uint32_t i)
{
	const struct tag_text *t = f->t;
	unsigned bits = 0;
	if (i > 0 && !f->tok[i].first) {
		struct str p = t->low[i - 1];
		uint64_t g = f->tok[i - 1].gaz;
		if (f->tok[i - 1].cap && (g & 1ull << 32))
			bits |= 1u << AROUND_GIVEN;
		if (g & (1ull << 44 | 8ull << 44))
			bits |= 1u << AROUND_TITLE;
		if (str_listed(p, STR(" in from at near across outside ")))
			bits |= 1u << AROUND_IN;
		if (str_eqz(p, "the"))
			bits |= 1u << AROUND_THE;
		if (f->tok[i - 1].cap)
			bits |= 1u << AROUND_NAME;
		if (str_eqz(p, "(") && i + 1 < t->n && str_eqz(t->low[i + 1], ")"))
			bits |= 1u << AROUND_BRACKET;
	}
	if (i + 1 < t->n && !f->tok[i + 1].first) {
		struct str n = t->low[i + 1];
		if (str_listed(n, STR(" said says told added who wrote tweeted ")))
			bits |= 1u << AROUND_SAID;
		if (str_eqz(n, "'s"))
			bits |= 1u << AROUND_OWNS;
	}
	return bits;
}

static struct seen *seen_at(struct seen *table, uint64_t mask, uint64_t key)
{
	uint64_t i = mix(key) & mask;
	while (table[i].key && table[i].key != key)
		i = (i + 1) & mask;
	table[i].key = key;
	return &table[i];
}

static void count_seen(struct feat *f, struct arena *a)
{
	uint64_t mask = 16;
	while (mask < (uint64_t)f->t->n * 2)
		mask *= 2;
	struct seen *table = ARENA_NEW(a, struct seen, mask--);
	for (uint32_t i = 0; i < f->t->n; i++) {
		const struct feat_tok *t = &f->tok[i];
		if (!t->cap)
			seen_at(table, mask, t->low)->low++;
		else if (!t->sent_kind) {
			struct seen *s = seen_at(table, mask, t->low);
			s->cap += !t->first;
			unsigned bits = around(f, i);
			for (unsigned b = 0; b < AROUNDS; b++)
				if ((bits >> b & 1) && s->around[b] < 255)
					s->around[b]++;
		}
	}
	for (uint32_t i = 0; i < f->t->n; i++) {
		struct feat_tok *t = &f->tok[i];
		if (!t->candidate)
			continue;
		struct seen *s = seen_at(table, mask, t->low);
		unsigned own = t->cap && !t->sent_kind ? around(f, i) : 0;
		for (unsigned b = 0; b < AROUNDS; b++)
			if (s->around[b] > (own >> b & 1))
				t->around |= (uint8_t)(1u << b);
		t->seen_low = (uint8_t)(s->low < 2 ? s->low : 2);
		t->seen_cap = (uint8_t)(s->cap < 2 ? s->cap : s->cap < 4 ? 2 : 3);
	}
}

#define NEAR 6 /* words */
/* What the nearest noun is that says what a run may be: before it ("the retailer's boss"), or behind it after a comma ("a small retailer").
 * 0: none; 1 + the kind's number, and 6 more when it stands before the run, but not beside it. */
static uint8_t noun_near(const struct feat *f, uint32_t i, uint32_t edge, int step)
{
	for (unsigned k = 0; k < NEAR && i != edge; k++) {
		uint32_t at = step < 0 ? i - 1 : i;
		const struct feat_tok *t = &f->tok[at];
		unsigned kinds = t->kinds & (LEX_PERSON | LEX_GROUP | LEX_PLACE | LEX_EVENT | LEX_WORK);
		if (t->cap || (step > 0 && k == 0 && !str_eqz(f->t->low[at], ",")))
			return 0;
		if (kinds)
			return (uint8_t)(1 + __builtin_ctz(kinds) + (step < 0 && k > 0 ? 6 : 0));
		i += (uint32_t)step;
	}
	return 0;
}

#define LINK_WORDS 3 /* "of", "for the", "and of the" */
/* The runs that connectors join to the run [i, k): "Ministry of" before it, "and Trade" behind it. */
static void find_joined(struct feat *f, uint32_t i, uint32_t k, uint32_t start, uint32_t end)
{
	struct feat_tok *t = &f->tok[i];
	uint32_t at = i;
	uint64_t link = 0;
	while (at > start && i - at < LINK_WORDS && !f->tok[at - 1].candidate && connector(f->t->low[at - 1]))
		link = link * 31 + f->tok[--at].low;
	if (at < i && at > start && f->tok[at - 1].candidate) {
		t->joined_before = at;
		t->link_before = link;
	}
	link = 0;
	for (at = k; at < end && at - k < LINK_WORDS && !f->tok[at].candidate && connector(f->t->low[at]); at++)
		link = link * 31 + f->tok[at].low;
	if (at > k && at < end && f->tok[at].candidate) {
		while (at < end && f->tok[at].candidate)
			at++;
		t->joined_after = at;
		t->link_after = link;
	}
}

static void sentence(struct feat *f, uint32_t start, uint32_t end)
{
	unsigned words = 0, caps = 0, uppers = 0;
	f->tok[start].first = 1;
	/* Quotation marks and brackets before the first word do not count. */
	for (uint32_t i = start; i + 1 < end && i < start + 3 && !f->tok[i].low; i++)
		f->tok[i + 1].first = 1;
	for (uint32_t i = start; i < end; i++) {
		struct str w = f->t->word[i];
		if (w.n < 4 || f->tok[i].candidate == 2)
			continue;
		words++;
		caps += f->tok[i].cap;
		uppers += f->tok[i].upper;
	}
	uint8_t kind = words >= 3 && uppers * 10 >= words * 8 ? 2 : words >= 3 && caps * 10 >= words * 8 ? 1 : 0;
	for (uint32_t i = start; i < end; i++)
		f->tok[i].sent_kind = kind;
	/* Digits count only beside a capital. */
	for (uint32_t i = start; i < end; i++)
		if (f->tok[i].candidate == 2 && !(i > start && f->tok[i - 1].candidate == 1) && !(i + 1 < end && f->tok[i + 1].candidate == 1))
			f->tok[i].candidate = 0;
	for (uint32_t i = start; i < end; i++)
		if (f->tok[i].candidate == 1)
			match_names(f, i, end);
	for (uint32_t i = start, k; i < end; i = k) {
		k = i + 1;
		if (!f->tok[i].candidate)
			continue;
		while (k < end && f->tok[k].candidate)
			k++;
		uint8_t before = noun_near(f, i, start, -1), after = noun_near(f, k, end, 1);
		find_joined(f, i, k, start, end);
		for (uint32_t m = i; m < k; m++) {
			f->tok[m].run_start = i;
			f->tok[m].run_end = k;
			f->tok[m].near_before = before;
			f->tok[m].near_after = after;
		}
	}
}

static void find_runs(struct feat *f, struct arena *a)
{
	f->run = arena_alloc(a, f->t->n, sizeof *f->run, 4); /* a sentence of one word is a run of its own */
	for (uint32_t s = 0; s < f->t->nsent; s++) {
		uint32_t end = f->t->sent_start[s + 1];
		for (uint32_t i = f->t->sent_start[s], k; i < end; i = k) {
			k = i + 1;
			if (!f->tok[i].candidate)
				continue;
			uint32_t last = i;
			for (; k < end && k - last <= 4; k++) {
				if (f->tok[k].candidate)
					last = k;
				else if (!connector(f->t->low[k]))
					break;
			}
			k = last + 1;
			f->run[f->nrun].start = i;
			f->run[f->nrun++].end = k;
		}
	}
}

#define AHEAD 8 /* tokens for which the lexicon's places are on their way from memory */
static void known_word(const struct lexicon *lex, struct feat_tok *t)
{
	const struct lex_word *w = lexicon_find(lex, t->low);
	if (w) {
		t->kinds = w->kinds;
		t->use = w->use;
	}
}

void feat_prepare(struct feat *f, struct arena *a, const struct names *names, const struct lexicon *lex, const struct tag_text *t)
{
	*f = (struct feat){ .names = names, .lex = lex, .t = t };
	f->tok = ARENA_NEW(a, struct feat_tok, t->n);
	for (uint32_t i = 0; i < t->n; i++) {
		struct feat_tok *k = &f->tok[i];
		look(k, t->word[i]);
		k->low = feat_word_hash(t->low[i]);
		__builtin_prefetch(&lex->at[name_home(name_hash_mix(k->low), lex->n)]);
		k->run_start = i;
		k->run_end = i + 1;
		if (i >= AHEAD)
			known_word(lex, &f->tok[i - AHEAD]);
	}
	for (uint32_t i = t->n > AHEAD ? t->n - AHEAD : 0; i < t->n; i++)
		known_word(lex, &f->tok[i]);
	for (uint32_t s = 0; s < t->nsent; s++)
		if (t->sent_start[s] < t->sent_start[s + 1])
			sentence(f, t->sent_start[s], t->sent_start[s + 1]);
	count_seen(f, a);
	find_runs(f, a);
}

/* Where the sentence of token i would end: features look no further than the tokens beside it, a sentence's edge being 1 or 2. */
static uint64_t low_at(const struct feat *f, uint32_t i, int off)
{
	for (; off < 0; off++, i--)
		if (i == 0 || f->tok[i].first)
			return 1;
	for (; off > 0; off--, i++)
		if (i + 1 >= f->t->n || f->tok[i + 1].first)
			return 2;
	return f->tok[i].low;
}

/* The classes of a token's listed names: place, organisation, given name, surname, person, title, demonym; a bit each. */
static unsigned gaz_brief(uint64_t g)
{
	static const uint8_t bit[GAZ_CLASSES] = { 1, 64, 1, 1, 1, 2, 2, 2, 4, 8, 16, 32 };
	unsigned out = 0;
	for (; g; g &= g - 1)
		out |= bit[(unsigned)__builtin_ctzll(g) / 4];
	return out;
}

static unsigned add_kinds(uint64_t *out, unsigned n, unsigned id, unsigned kinds, uint64_t with)
{
	for (; kinds; kinds &= kinds - 1)
		out[n++] = feat2(id, (uint64_t)__builtin_ctz(kinds), with);
	return n;
}

/* The last word of a run that a connector joins to this one (`last` is one past it), and the connector. */
static unsigned add_joined(const struct feat *f, uint64_t *out, unsigned n, unsigned id, uint32_t last, uint64_t link,
	unsigned listed, unsigned place)
{
	const struct feat_tok *j = &f->tok[last - 1];
	out[n++] = feat2(id, j->low, link);
	out[n++] = feat2(id + 1, link, place);
	out[n++] = feat2(id + 2, gaz_brief(j->gaz) + 128u * listed, link);
	return add_kinds(out, n, id + 3, j->kinds, link);
}

unsigned feat_token(const struct feat *f, uint32_t i, uint64_t out[FEAT_MAX])
{
	const struct feat_tok *t = &f->tok[i];
	unsigned n = 0;
	uint64_t l0 = t->low, lm1 = low_at(f, i, -1), lp1 = low_at(f, i, 1), lm2 = low_at(f, i, -2), lp2 = low_at(f, i, 2);
	struct feat_tok edge = { 0 };
	const struct feat_tok *tm = lm1 == 1 ? &edge : &f->tok[i - 1], *tp = lp1 == 2 ? &edge : &f->tok[i + 1];
	out[n++] = feat1(1, 0);
	out[n++] = feat2(2, l0, t->cap + 2u * t->upper);
	out[n++] = feat1(3, l0);
	out[n++] = feat1(4, lm1);
	out[n++] = feat1(5, lp1);
	out[n++] = feat1(6, lm2);
	out[n++] = feat1(7, lp2);
	out[n++] = feat2(8, lm1, l0);
	out[n++] = feat2(9, l0, lp1);
	out[n++] = feat2(10, lm2, lm1);
	out[n++] = feat2(11, lp1, lp2);
	out[n++] = feat2(12, lm1, lp1);

	/* Affixes of the folded form, by bytes: names with marks are bare. */
	struct str low = f->t->low[i];
	uint64_t h = 0;
	for (size_t k = 0; k < 4 && k < low.n; k++) {
		h = h << 8 | (unsigned char)low.s[k];
		out[n++] = feat1(20 + (unsigned)k, h);
	}
	h = 0;
	for (size_t k = 0; k < 4 && k < low.n; k++) {
		h = h << 8 | (unsigned char)low.s[low.n - 1 - k];
		out[n++] = feat1(24 + (unsigned)k, h);
	}

	out[n++] = feat1(30, t->shape);
	out[n++] = feat2(31, tm->shape, t->shape);
	out[n++] = feat2(32, t->shape, tp->shape);
	out[n++] = feat2(33, tm->shape * 31 + tp->shape, t->shape);
	out[n++] = feat2(34, t->shape, t->sent_kind + 4u * t->first);

	uint32_t rs = t->run_start, re = t->run_end;
	unsigned place = re - rs == 1 ? 0 : i == rs ? 1 : i + 1 == re ? 3 : 2;
	unsigned len = re - rs < 5 ? re - rs : 5;
	uint64_t before = low_at(f, rs, -1), after = low_at(f, re - 1, 1);
	out[n++] = feat2(40, place + 4 * len, t->sent_kind);
	out[n++] = feat2(41, f->tok[rs].low, place);
	out[n++] = feat2(42, f->tok[re - 1].low, place);
	out[n++] = feat2(43, before, place);
	out[n++] = feat2(44, after, place);
	out[n++] = feat2(45, f->tok[re - 1].gaz, place);

	/* What is known of the words here and beside the run. */
	unsigned use = t->use + 16u * !t->kinds;
	out[n++] = feat2(60, use, t->first + 2u * t->sent_kind);
	out[n++] = feat2(61, use, t->shape);
	out[n++] = feat2(62, tm->use + 16u * tp->use + 256u * t->use, t->sent_kind);
	n = add_kinds(out, n, 63, rs > 0 && !f->tok[rs].first ? f->tok[rs - 1].kinds : 0, place);
	n = add_kinds(out, n, 64, re < f->t->n && !f->tok[re].first ? f->tok[re].kinds : 0, place);
	n = add_kinds(out, n, 65, f->tok[re - 1].kinds, place + 4u * (re - rs > 1));
	n = add_kinds(out, n, 66, tp->kinds, t->use);
	n = add_kinds(out, n, 67, tm->kinds, t->use);
	out[n++] = feat2(68, t->near_before + 16u * t->near_after, place);
	out[n++] = feat2(69, gaz_brief(tm->gaz) | (uint64_t)gaz_brief(t->gaz) << 8 | (uint64_t)gaz_brief(tp->gaz) << 16, 0);

	/* The same, told apart by what the lists know of the run: where they know nothing, its surroundings say the most. */
	unsigned listed = gaz_brief(t->gaz), last_listed = gaz_brief(f->tok[re - 1].gaz), unknown = (unsigned)(!t->kinds && !t->use) << 7;
	out[n++] = feat2(80, before, place + 4u * last_listed);
	out[n++] = feat2(81, after, place + 4u * last_listed);
	n = add_kinds(out, n, 82, rs > 0 && !f->tok[rs].first ? f->tok[rs - 1].kinds : 0, last_listed);
	n = add_kinds(out, n, 83, re < f->t->n && !f->tok[re].first ? f->tok[re].kinds : 0, last_listed);
	out[n++] = feat2(84, t->near_before + 16u * t->near_after, place + 4u * last_listed);
	out[n++] = feat2(85, lm1, listed | unknown);
	out[n++] = feat2(86, lp1, listed | unknown);
	const struct feat_tok *run = &f->tok[rs];
	if (run->joined_before)
		n = add_joined(f, out, n, 90, run->joined_before, run->link_before, listed, place);
	if (run->joined_after)
		n = add_joined(f, out, n, 94, run->joined_after, run->link_after, listed, place);

	out[n++] = feat2(50, t->seen_low + 4u * t->seen_cap, t->first + 2u * t->sent_kind);
	out[n++] = feat2(51, t->gaz, t->first);
	for (unsigned b = t->around; b; b &= b - 1)
		out[n++] = feat2(52, (uint64_t)__builtin_ctz(b), place);
	for (uint64_t g = t->gaz; g; g &= g - 1)
		out[n++] = feat1(70, (uint64_t)__builtin_ctzll(g));
	for (uint64_t g = tm->gaz; g && n < FEAT_MAX - 24; g &= g - 1)
		out[n++] = feat1(71, (uint64_t)__builtin_ctzll(g));
	for (uint64_t g = tp->gaz; g && n < FEAT_MAX; g &= g - 1)
		out[n++] = feat1(72, (uint64_t)__builtin_ctzll(g));
	return n;
}
