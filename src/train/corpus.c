/* corpus.c - reads labelled documents and makes changed copies of them. */
#include "config.h"

#include <stdlib.h>

#include "corpus.h"
#include "quotidian/doc.h"
#include "quotidian/paths.h"
#include "quotidian/text.h"

static struct str folded(struct arena *a, struct str w)
{
	struct buf b;
	buf_init(&b, 0);
	text_fold(&b, w, true);
	struct str s = arena_str(a, buf_str(&b));
	buf_free(&b);
	return s;
}

void corpus_add(struct corpus *c, const struct str *word, const uint8_t *bio, uint32_t n, const uint32_t *sent_start, uint32_t nsent, float weight)
{
	struct tdoc d = { .weight = weight };
	struct str *w = ARENA_NEW(&c->a, struct str, n), *low = ARENA_NEW(&c->a, struct str, n);
	uint32_t *start = ARENA_NEW(&c->a, uint32_t, nsent + 1);
	d.bio = ARENA_NEW(&c->a, uint8_t, n);
	for (uint32_t i = 0; i < n; i++) {
		w[i] = arena_str(&c->a, word[i]);
		low[i] = folded(&c->a, word[i]);
		d.bio[i] = bio[i];
	}
	for (uint32_t i = 0; i < nsent; i++)
		start[i] = sent_start[i];
	start[nsent] = n;
	d.text = (struct tag_text){ w, low, n, start, nsent };
	ARENA_PUSH(&c->a, struct tdoc, c->doc, c->n, c->cap, d);
}

static uint8_t bio_of(struct str tag)
{
	static const char *const type[] = { "PER", "ORG", "LOC", "MISC" };
	if (str_eqz(tag, "?M"))
		return BIO_MAYBE;
	for (unsigned i = 0; i < 4 && tag.n > 2; i++)
		if (str_eqz(str_sub(tag, 2, tag.n), type[i]))
			return (uint8_t)((tag.s[0] == 'B' ? BIO_B : BIO_I) + i);
	return BIO_O;
}

void corpus_read(struct corpus *c, const char *path, float weight)
{
	struct buf file;
	struct arena tmp = { 0 };
	struct str line, f[2], *word = NULL;
	uint8_t *bio = NULL;
	uint32_t *start = NULL, n = 0, cap = 0, nb = 0, cb = 0, nsent = 0, csent = 0;
	bool fresh = true;
	train_read(&file, path);
	for (struct str rest = buf_str(&file);;) {
		bool more = train_line(&rest, &line);
		bool doc = more && str_starts(line, STR("# doc id"));
		if (!more || doc) {
			if (n)
				corpus_add(c, word, bio, n, start, nsent, weight);
			n = nb = nsent = 0;
			fresh = true;
			if (!more)
				break;
			continue;
		}
		if (!line.n) {
			fresh = true;
			continue;
		}
		train_fields(line, f, 2);
		if (fresh)
			ARENA_PUSH(&tmp, uint32_t, start, nsent, csent, n);
		fresh = false;
		ARENA_PUSH(&tmp, struct str, word, n, cap, f[0]);
		ARENA_PUSH(&tmp, uint8_t, bio, nb, cb, bio_of(f[1]));
	}
	arena_free(&tmp);
	buf_free(&file);
}

static double chance(uint64_t *seed)
{
	return (double)(train_random(seed) >> 11) / 9007199254740992.0;
}

/* Words that headlines in Title Case leave small. */
static bool small_word(struct str low)
{
	return str_listed(low, STR(" a an the and or but of in on at to for from by with as vs is "));
}

static struct str recased(struct arena *a, struct str w, bool all)
{
	struct str out = arena_str(a, w);
	for (size_t i = 0; i < out.n && (all || i == 0); i++)
		if (out.s[i] >= 'a' && out.s[i] <= 'z')
			((char *)(uintptr_t)out.s)[i] -= 32;
	return out;
}

static void add_cases(struct corpus *c, uint32_t from, uint32_t to, double title, double upper, unsigned model, uint64_t *seed)
{
	for (uint32_t d = from; d < to; d++)
		for (uint32_t s = 0; s < c->doc[d].text.nsent; s++) {
			double x = chance(seed);
			if (x >= title + upper)
				continue;
			struct tag_text t = c->doc[d].text;
			uint32_t start = t.sent_start[s], n = t.sent_start[s + 1] - start;
			if (n < 4 || n > 40)
				continue;
			bool maybe = false;
			struct str *word = ARENA_NEW(&c->a, struct str, n);
			for (uint32_t i = 0; i < n; i++) {
				bool keep = x >= upper && i && small_word(t.low[start + i]);
				word[i] = keep ? t.word[start + i] : recased(&c->a, t.word[start + i], x < upper);
				maybe |= c->doc[d].bio[start + i] == BIO_MAYBE;
			}
			if (maybe)
				continue;
			corpus_add(c, word, c->doc[d].bio + start, n, &(uint32_t){ 0 }, 1, c->doc[d].weight);
			c->doc[c->n - 1].only = model;
		}
}

void corpus_add_cases(struct corpus *c, uint32_t from, uint32_t to, double title, double upper, unsigned models, uint64_t *seed)
{
	for (unsigned k = 1; k <= models; k++)
		add_cases(c, from, to, title, upper, k, seed);
}

/* Names to put in, by type; each a slice of words separated by spaces. */
struct pool {
	struct str *name;
	uint32_t n, cap;
};

static void pool_file(struct arena *a, struct pool *p, const char *dir, const char *file)
{
	struct buf b, path;
	struct str line, f[1];
	buf_init(&path, 4096);
	path_join(&path, str_of(dir), str_of(file));
	train_read(&b, path.s);
	for (struct str rest = buf_str(&b); train_line(&rest, &line);)
		if (train_fields(line, f, 1) && line.s[0] != '#' && f[0].n > 2 && f[0].n < 60)
			ARENA_PUSH(a, struct str, p->name, p->n, p->cap, arena_str(a, f[0]));
	buf_free(&b);
	buf_free(&path);
}

static uint32_t span_end(const uint8_t *bio, uint32_t i, uint32_t n)
{
	uint32_t k = i + 1;
	while (k < n && bio[k] == bio[i] - BIO_B + BIO_I)
		k++;
	return k;
}

static struct str draw(const struct pool *p, uint64_t *seed)
{
	return p->name[train_random(seed) % p->n];
}

void corpus_add_swaps(struct corpus *c, uint32_t from, uint32_t to, double share, unsigned models, const char *lists, uint64_t *seed)
{
	struct arena tmp = { 0 };
	struct pool given = { 0 }, sur = { 0 }, city = { 0 }, org = { 0 }, seen[ENT_TYPES] = { { 0 } };
	pool_file(&tmp, &given, lists, "firstnames.tsv");
	pool_file(&tmp, &sur, lists, "surnames.tsv");
	pool_file(&tmp, &city, lists, "cities15000.tsv");
	pool_file(&tmp, &org, lists, "companies.tsv");
	pool_file(&tmp, &org, lists, "clubs.tsv");
	for (uint32_t d = from; d < to; d++) {
		const struct tdoc *doc = &c->doc[d];
		for (uint32_t i = 0; i < doc->text.n; i++) {
			unsigned type = doc->bio[i] - BIO_B;
			if (doc->bio[i] < BIO_B || doc->bio[i] >= BIO_I)
				continue;
			uint32_t end = span_end(doc->bio, i, doc->text.n);
			struct buf b;
			buf_init(&b, 0);
			for (uint32_t k = i; k < end; k++) {
				if (k > i)
					buf_addc(&b, ' ');
				buf_add(&b, doc->text.word[k]);
			}
			ARENA_PUSH(&tmp, struct str, seen[type].name, seen[type].n, seen[type].cap, arena_str(&tmp, buf_str(&b)));
			buf_free(&b);
		}
	}
	for (uint32_t copy = 0; copy < (to - from) * models; copy++) {
		uint32_t d = from + copy % (to - from);
		if (chance(seed) >= share)
			continue;
		struct tdoc doc = c->doc[d];
		struct str *word = NULL;
		uint8_t *bio = NULL;
		uint32_t n = 0, cap = 0, nb = 0, cb = 0, sent = 0;
		uint32_t *start = ARENA_NEW(&tmp, uint32_t, doc.text.nsent + 1);
		for (uint32_t i = 0, end; i < doc.text.n; i = end) {
			end = i + 1;
			while (sent < doc.text.nsent && doc.text.sent_start[sent] <= i)
				start[sent++] = n;
			unsigned type = doc.bio[i] - BIO_B;
			bool name = doc.bio[i] >= BIO_B && doc.bio[i] < BIO_I;
			if (name)
				end = span_end(doc.bio, i, doc.text.n);
			if (!name || chance(seed) < 0.2) {
				for (uint32_t k = i; k < end; k++) {
					ARENA_PUSH(&tmp, struct str, word, n, cap, doc.text.word[k]);
					ARENA_PUSH(&tmp, uint8_t, bio, nb, cb, doc.bio[k]);
				}
				continue;
			}
			struct str put, part;
			bool list = chance(seed) < 0.5;
			if (type == ENT_PER && list) {
				struct str last = draw(&sur, seed);
				put = end - i > 1 ? arena_fmt(&tmp, STR_FMT " " STR_FMT, STR_ARG(draw(&given, seed)), STR_ARG(last)) : last;
			} else if (type == ENT_LOC && list && end - i < 3)
				put = draw(&city, seed);
			else if (type == ENT_ORG && list && chance(seed) < 0.5)
				put = draw(&org, seed);
			else
				put = draw(&seen[type], seed);
			uint8_t tag = (uint8_t)(BIO_B + type);
			while (str_split(&put, ' ', &part)) {
				if (!part.n)
					continue;
				ARENA_PUSH(&tmp, struct str, word, n, cap, part);
				ARENA_PUSH(&tmp, uint8_t, bio, nb, cb, tag);
				tag = (uint8_t)(BIO_I + type);
			}
		}
		while (sent < doc.text.nsent)
			start[sent++] = n;
		corpus_add(c, word, bio, n, start, doc.text.nsent, doc.weight);
		c->doc[c->n - 1].only = 1 + copy / (to - from);
	}
	arena_free(&tmp);
}

void corpus_settle_maybes(struct corpus *c)
{
	struct map lower = { 0 };
	for (uint32_t d = 0; d < c->n; d++)
		for (uint32_t i = 0; i < c->doc[d].text.n; i++)
			if (str_eq(c->doc[d].text.word[i], c->doc[d].text.low[i]))
				++*map_put(&lower, c->doc[d].text.low[i]);
	for (uint32_t d = 0; d < c->n; d++)
		for (uint32_t i = 0; i < c->doc[d].text.n; i++) {
			uint64_t *n = c->doc[d].bio[i] == BIO_MAYBE ? map_get(&lower, c->doc[d].text.low[i]) : NULL;
			if ((n && *n >= 2) || (c->doc[d].bio[i] == BIO_MAYBE && str_eqz(c->doc[d].text.low[i], "i")))
				c->doc[d].bio[i] = BIO_O;
		}
	map_free(&lower);
}
