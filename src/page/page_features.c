/* page_features.c - what is known of a block, as small whole numbers for the learned trees: its text, the elements and
 * names around it, its neighbours, its place on the page and in the containers that page_score found.
 */
#include "page_int.h"

#include <math.h>
#include <stdlib.h>

/* Elements whose distance counts. */
static const uint8_t near_tags[] = { TAG_article, TAG_main, TAG_aside, TAG_nav, TAG_header, TAG_footer, TAG_figure,
	TAG_figcaption, TAG_form, TAG_ul, TAG_ol,
	TAG_li, TAG_table, TAG_td, TAG_blockquote, TAG_section, TAG_button, TAG_a, TAG_label, TAG_dl, TAG_p, TAG_details, TAG_time,
	TAG_strong, TAG_small, TAG_dd, TAG_OTHER };
#define NEAR_TAGS (sizeof near_tags / sizeof *near_tags)
#define FAR 15

struct group { /* blocks of one signature */
	uint32_t n, words, chars, link_chars, good;
};
struct prepared {
	uint32_t *sig, *near_sig; /* per block: its group by path, and by parent */
	struct group *group;
	struct group *by_parent; /* per node */
	uint32_t *good_before;   /* per block */
	uint32_t *last_heading;  /* per block, index or UINT32_MAX */
	uint8_t *dup;            /* times the text has stood before, capped */
	uint8_t *in_body;        /* found in JSON-LD's articleBody */
	uint8_t have_body;
	uint32_t level[3];       /* nodes that hold 50, 75 and 90 % of the good words, innermost */
	uint64_t *body_hash;
	uint32_t nbody;
	uint32_t title_block;
	uint32_t article;        /* article or main element with most good words, 0 none */
	uint64_t title_hash, desc_hash;
	uint32_t *outer;         /* per block: the outermost article element around it, 0 none */
	uint8_t *titles;         /* per block: headings of level 1 before it, capped */
	uint8_t *common, *told;  /* per block: share of its words that good blocks share; that title and description have, in percent */
	uint32_t *linked;        /* per block: headings before it that are links */
	uint32_t *since_date;    /* per block: blocks since the last that looks like a byline or a date */
	uint32_t home, home_sig; /* parent and signature with most good words */
	int depth;               /* of most good words */
};

static uint64_t node_sig(const struct page_tree *t, uint32_t n, unsigned levels)
{
	uint64_t h = 1469598103934665603u;
	for (unsigned k = 0; k < levels && n; k++, n = t->node[n].parent) {
		struct str cls = page_attr(t, n, ATTR_class);
		h = (h ^ t->node[n].tag) * 1099511628211u;
		for (size_t i = 0; i < cls.n && i < 80; i++)
			if (!(cls.s[i] >= '0' && cls.s[i] <= '9'))
				h = (h ^ (unsigned char)cls.s[i]) * 1099511628211u;
		h = (h ^ 7) * 1099511628211u;
	}
	return h ^ h >> 32;
}

static uint32_t table_slot(uint64_t *keys, uint32_t mask, uint64_t key)
{
	if (!key)
		key = 1;
	uint32_t i = (uint32_t)(key * 0x9E3779B97F4A7C15u >> 40) & mask;
	while (keys[i] && keys[i] != key)
		i = (i + 1) & mask;
	keys[i] = key;
	return i;
}

/* Hashes of the sentences of JSON-LD's body, to look blocks up in: each run of 5 words. */
static uint64_t word_hash(struct str s, size_t *pos, bool *any)
{
	uint64_t h = 1469598103934665603u;
	*any = false;
	while (*pos < s.n) {
		unsigned char c = (unsigned char)s.s[*pos];
		bool letter = c >= 0x80 || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
		if (!letter && *any)
			break;
		(*pos)++;
		if (!letter)
			continue;
		*any = true;
		if (c >= 'A' && c <= 'Z')
			c += 32;
		h = (h ^ c) * 1099511628211u;
	}
	return h;
}

#define GRAM 4

static void body_index(struct prepared *p, struct arena *a, const struct page_context *c)
{
	struct str body = c->meta->body;
	if (body.n < 200)
		return;
	p->have_body = 1;
	uint32_t size = 1024;
	while (size < body.n / 2 && size < 1u << 20)
		size *= 2;
	uint64_t *keys = ARENA_NEW(a, uint64_t, size), ring[GRAM] = { 0 };
	uint32_t n = 0, put = 0;
	bool any = true;
	for (size_t pos = 0; pos < body.n && put < size / 2;) {
		uint64_t h = word_hash(body, &pos, &any);
		if (!any)
			break;
		ring[n++ % GRAM] = h;
		if (n >= GRAM) {
			uint64_t g = 0;
			for (unsigned k = 0; k < GRAM; k++)
				g = g * 0x9E3779B97F4A7C15u + ring[(n + k) % GRAM];
			table_slot(keys, size - 1, g);
			put++;
		}
	}
	p->body_hash = keys;
	p->nbody = size;
	for (uint32_t i = 0; i < c->bs->n; i++) {
		struct str s = page_block_text(c->bs, &c->bs->b[i]);
		uint32_t m = 0, hit = 0, total = 0;
		for (size_t pos = 0; pos < s.n;) {
			uint64_t h = word_hash(s, &pos, &any);
			if (!any)
				break;
			ring[m++ % GRAM] = h;
			if (m < GRAM)
				continue;
			uint64_t g = 0;
			for (unsigned k = 0; k < GRAM; k++)
				g = g * 0x9E3779B97F4A7C15u + ring[(m + k) % GRAM];
			total++;
			if (!g)
				g = 1;
			uint32_t slot = (uint32_t)(g * 0x9E3779B97F4A7C15u >> 40) & (size - 1);
			while (keys[slot] && keys[slot] != g)
				slot = (slot + 1) & (size - 1);
			hit += keys[slot] == g;
		}
		p->in_body[i] = total == 0 ? 3 : hit * 2 > total ? 2 : hit ? 1 : 0;
	}
}

/* Words of at least `min` bytes, each as a hash. */
struct word_counts {
	uint64_t *key;
	uint32_t *last; /* block + 1 that counted it last */
	uint8_t *n;
	uint32_t mask, used;
};

static struct word_counts counts_new(struct arena *a, uint32_t size)
{
	return (struct word_counts){ ARENA_NEW(a, uint64_t, size), ARENA_NEW(a, uint32_t, size), ARENA_NEW(a, uint8_t, size), size - 1, 0 };
}

/* The word's place, or UINT32_MAX: not there and not to be put, or the table is full. */
static uint32_t counts_at(struct word_counts *w, uint64_t h, bool put)
{
	h = h ? h : 1;
	uint32_t i = (uint32_t)(h * 0x9E3779B97F4A7C15u >> 40) & w->mask;
	while (w->key[i] && w->key[i] != h)
		i = (i + 1) & w->mask;
	if (w->key[i])
		return i;
	if (!put || w->used * 4 > w->mask * 3)
		return UINT32_MAX;
	w->used++;
	w->key[i] = h;
	return i;
}

static bool good_block(const struct page_block *b)
{
	return b->words >= 12 && b->ends && page_link_density(b) < 0.34f && b->hidden != 1;
}

#define COMMON_WORDS 60 /* of a block are looked at */
#define COMMON 3        /* a word that so many good blocks have is the page's own: a stop word, or its subject */

/* Stop words without a list of them (as jusText has), and subject words: those that several paragraphs share. */
static void find_common(struct prepared *p, struct arena *a, const struct page_context *c)
{
	const struct page_blocks *bs = c->bs;
	struct word_counts all = counts_new(a, 16384), told = counts_new(a, 1024);
	const struct str about[2] = { c->meta->title, c->meta->description };
	bool any;
	for (int k = 0; k < 2; k++)
		for (size_t pos = 0; pos < about[k].n && pos < 1000;) {
			size_t from = pos;
			uint64_t h = word_hash(about[k], &pos, &any);
			if (any && pos - from > 4)
				(void)counts_at(&told, h, true);
		}
	for (int pass = 0; pass < 2; pass++)
		for (uint32_t i = 0; i < bs->n; i++) {
			const struct page_block *b = &bs->b[i];
			struct str s = page_block_text(bs, b);
			uint32_t words = 0, common = 0, said = 0;
			if (pass == 0 && !good_block(b))
				continue;
			for (size_t pos = 0; pos < s.n && words < COMMON_WORDS;) {
				uint64_t h = word_hash(s, &pos, &any);
				if (!any)
					break;
				words++;
				uint32_t at = counts_at(&all, h, pass == 0);
				if (pass == 0 && at != UINT32_MAX && all.last[at] != i + 1) {
					all.last[at] = i + 1;
					all.n[at] += all.n[at] < 255;
				} else if (pass == 1) {
					common += at != UINT32_MAX && all.n[at] >= COMMON;
					said += counts_at(&told, h, false) != UINT32_MAX;
				}
			}
			p->common[i] = (uint8_t)(words ? common * 100 / words : 0);
			p->told[i] = (uint8_t)(words ? said * 100 / words : 0);
		}
}

/* Where most of the good words are. */
static void find_home(struct prepared *p, struct arena *a, const struct page_context *c)
{
	const struct page_tree *t = c->t;
	uint32_t best = 0, deep = 0, *at_depth = ARENA_NEW(a, uint32_t, PAGE_DEPTH_MAX * 4), most = 0;
	for (uint32_t i = 0; i < c->bs->n; i++) {
		const struct page_block *b = &c->bs->b[i];
		uint32_t parent = t->node[b->node].parent;
		if (p->by_parent[parent].good > best) {
			best = p->by_parent[parent].good;
			p->home = parent;
		}
		if (p->group[p->sig[i]].good > deep) {
			deep = p->group[p->sig[i]].good;
			p->home_sig = p->sig[i];
		}
		uint32_t d = t->node[b->node].depth;
		if (good_block(b) && d < PAGE_DEPTH_MAX * 4 && (at_depth[d] += b->words) > most) {
			most = at_depth[d];
			p->depth = (int)d;
		}
	}
}

/* Which article element a block is in, how many headlines have been, where a byline or a date was. */
static void find_order(struct prepared *p, struct arena *a, const struct page_context *c)
{
	const struct page_tree *t = c->t;
	uint32_t *outer = ARENA_NEW(a, uint32_t, t->nnode), since = 100;
	uint8_t titles = 0;
	for (uint32_t i = 1; i < t->nnode; i++)
		outer[i] = outer[t->node[i].parent] ? outer[t->node[i].parent] : t->node[i].tag == TAG_article ? i : 0;
	for (uint32_t i = 0; i < c->bs->n; i++) {
		const struct page_block *b = &c->bs->b[i];
		p->outer[i] = outer[b->node];
		p->titles[i] = titles;
		p->since_date[i] = since;
		p->linked[i + 1] = p->linked[i] + (b->kind == BLOCK_H && b->words >= 3 && page_link_density(b) > 0.8f && b->hidden != 1);
		titles += b->kind == BLOCK_H && b->level == 1 && b->hidden != 1 && titles < 9;
		since = b->words <= 20 && (b->phrases & (PHRASE_DATE | PHRASE_BYLINE)) ? 0 : since < 100 ? since + 1 : 100;
	}
}

void page_features_prepare(struct page_context *c)
{
	struct arena *a = c->arena;
	const struct page_tree *t = c->t;
	const struct page_blocks *bs = c->bs;
	struct prepared *p = ARENA_NEW(a, struct prepared, 1);
	c->prepared = p;
	p->sig = ARENA_NEW(a, uint32_t, bs->n);
	p->good_before = ARENA_NEW(a, uint32_t, bs->n + 1);
	p->last_heading = ARENA_NEW(a, uint32_t, bs->n);
	p->dup = ARENA_NEW(a, uint8_t, bs->n);
	p->outer = ARENA_NEW(a, uint32_t, bs->n);
	p->since_date = ARENA_NEW(a, uint32_t, bs->n);
	p->linked = ARENA_NEW(a, uint32_t, bs->n + 1);
	p->titles = ARENA_NEW(a, uint8_t, bs->n);
	p->common = ARENA_NEW(a, uint8_t, bs->n);
	p->told = ARENA_NEW(a, uint8_t, bs->n);
	p->in_body = ARENA_NEW(a, uint8_t, bs->n);
	p->by_parent = ARENA_NEW(a, struct group, t->nnode);
	uint32_t size = 64;
	while (size < bs->n * 2)
		size *= 2;
	uint64_t *keys = ARENA_NEW(a, uint64_t, size), *texts = ARENA_NEW(a, uint64_t, size);
	uint8_t *seen = ARENA_NEW(a, uint8_t, size);
	p->group = ARENA_NEW(a, struct group, size);
	uint32_t good = 0, heading = UINT32_MAX;
	for (uint32_t i = 0; i < bs->n; i++) {
		const struct page_block *b = &bs->b[i];
		p->good_before[i] = good;
		bool is_good = good_block(b);
		if (is_good)
			good += b->words;
		if (b->kind == BLOCK_H)
			heading = i;
		p->last_heading[i] = heading;
		p->sig[i] = table_slot(keys, size - 1, node_sig(t, b->node, 3));
		struct group *g[2] = { &p->group[p->sig[i]], &p->by_parent[t->node[b->node].parent] };
		for (int k = 0; k < 2; k++) {
			g[k]->n++;
			g[k]->words += b->words;
			g[k]->chars += b->chars;
			g[k]->link_chars += b->link_chars;
			g[k]->good += is_good ? b->words : 0;
		}
		uint32_t slot = table_slot(texts, size - 1, b->hash);
		p->dup[i] = seen[slot];
		if (seen[slot] < 9)
			seen[slot]++;
	}
	p->good_before[bs->n] = good;
	for (uint32_t i = 0; i < bs->n; i++) /* how often elsewhere, before or after */
		p->dup[i] = (uint8_t)(p->dup[i] * 10 + seen[table_slot(texts, size - 1, bs->b[i].hash)] - 1);
	static const float share[3] = { 0.5f, 0.75f, 0.92f };
	uint32_t best = 0;
	for (uint32_t i = 1; i < t->nnode; i++) {
		const struct page_node_score *s = &c->sc->of[i];
		for (int k = 0; k < 3; k++)
			if (c->sc->good && (float)s->good >= share[k] * (float)c->sc->good && t->node[i].depth >= t->node[p->level[k]].depth)
				p->level[k] = i;
		if ((t->node[i].tag == TAG_article || t->node[i].tag == TAG_main) && s->good > best) {
			best = s->good;
			p->article = i;
		}
	}
	p->title_hash = page_fold_hash(c->meta->title);
	p->desc_hash = page_fold_hash(c->meta->description);
	body_index(p, a, c);
	find_common(p, a, c);
	find_home(p, a, c);
	find_order(p, a, c);
}

static int16_t cap(double v, double max)
{
	return (int16_t)(v < 0 ? (v < -max ? -max : v) : v > max ? max : v);
}

static int16_t logarithm(uint32_t v)
{
	return (int16_t)(8 * log2f(1 + (float)v));
}

static int16_t percent(uint32_t part, uint32_t whole)
{
	return whole ? (int16_t)((uint64_t)part * 100 / whole) : 0;
}

static bool inside(const struct page_tree *t, uint32_t node, uint32_t container)
{
	return node >= container && node < t->node[container].end;
}

struct writer {
	int16_t *out;
	unsigned n;
};

static void add(struct writer *w, int16_t v)
{
	w->out[w->n++] = v;
}

static void around(struct writer *w, const struct page_context *c, const struct page_block *b)
{
	const struct page_tree *t = c->t;
	int16_t sign_at[SIGN_COUNT], tag_at[NEAR_TAGS];
	for (unsigned k = 0; k < SIGN_COUNT; k++)
		sign_at[k] = FAR;
	for (unsigned k = 0; k < NEAR_TAGS; k++)
		tag_at[k] = FAR;
	int16_t d = 0, body = FAR;
	uint64_t have = 0;
	/* Inline elements around all of a short block count too: from the text itself upwards. */
	for (uint32_t i = t->node[b->first].parent; i && d < FAR; i = t->node[i].parent) {
		const struct page_node *n = &t->node[i];
		for (uint64_t s = n->signs & ~have; s; s &= s - 1)
			sign_at[__builtin_ctzll(s)] = d;
		have |= n->signs;
		if (n->flags & NODE_BODY && body == FAR)
			body = d;
		for (unsigned k = 0; k < NEAR_TAGS; k++)
			if (near_tags[k] == n->tag && tag_at[k] == FAR)
				tag_at[k] = d;
		d++;
	}
	for (unsigned k = 0; k < SIGN_COUNT; k++)
		add(w, sign_at[k]);
	for (unsigned k = 0; k < NEAR_TAGS; k++)
		add(w, tag_at[k]);
	add(w, body);
}

/* Letters by case, other bytes as they are. */
static int16_t byte_class(char c)
{
	if (c >= 'a' && c <= 'z')
		return 'a';
	return c >= 'A' && c <= 'Z' ? 'A' : (int16_t)(unsigned char)c;
}

static void own(struct writer *w, const struct page_context *c, const struct page_block *b)
{
	const struct prepared *p = c->prepared;
	uint32_t i = (uint32_t)(b - c->bs->b);
	add(w, logarithm(b->chars));
	add(w, cap(b->words, 200));
	add(w, percent(b->link_chars, b->chars));
	add(w, cap(b->links, 20));
	add(w, cap(b->sentences, 20));
	add(w, b->ends);
	add(w, b->begins);
	add(w, percent(b->commas * 10, b->words));
	add(w, percent(b->digits, b->chars));
	add(w, percent(b->uppers, b->letters));
	add(w, percent(b->bold_chars, b->chars));
	add(w, percent(b->letters, b->words * 20));
	add(w, b->kind);
	add(w, b->level);
	add(w, (int16_t)c->t->node[b->node].tag);
	add(w, b->hidden);
	add(w, b->breaks);
	for (unsigned k = 0; k < PHRASE_KINDS; k++)
		add(w, (int16_t)(b->phrases >> k & 1));
	add(w, p->dup[i]);
	add(w, p->have_body ? p->in_body[i] : -1);
	add(w, b->hash == p->title_hash ? 2 : b->hash == p->desc_hash ? 1 : 0);
	struct str s = page_block_text(c->bs, b);
	add(w, str_chr(s, '|', 0) != STR_NPOS);
	add(w, str_chr(s, '@', 0) != STR_NPOS);
	add(w, s.n && (s.s[0] == '(' || s.s[0] == '[' || s.s[0] == '*'));
	add(w, s.n ? byte_class(s.s[0]) : 0);
	add(w, s.n ? byte_class(s.s[s.n - 1]) : 0);
	add(w, p->common[i]);
	add(w, p->told[i]);
	add(w, cap((double)b->words / (b->sentences + 1), 60));
	add(w, str_ends(s, STR("...")) || str_ends(s, STR("…")) || str_ends(s, STR("[…]")) || str_ends(s, STR("[...]")));
}

static void neighbour(struct writer *w, const struct page_context *c, uint32_t i, int64_t j)
{
	if (j < 0 || j >= c->bs->n) {
		for (int k = 0; k < 7; k++)
			add(w, -1);
		return;
	}
	const struct page_block *b = &c->bs->b[j];
	add(w, logarithm(b->chars));
	add(w, percent(b->link_chars, b->chars));
	add(w, b->kind);
	add(w, b->ends);
	const unsigned promo = PHRASE_RELATED | PHRASE_PROMO | PHRASE_NAV, credit = PHRASE_CREDIT | PHRASE_BYLINE | PHRASE_DATE,
		prompt = PHRASE_AD | PHRASE_SHARE | PHRASE_COMMENT | PHRASE_COOKIE | PHRASE_PAYWALL;
	add(w, (int16_t)((b->phrases & promo ? 1 : 0) | (b->phrases & credit ? 2 : 0) | (b->phrases & prompt ? 4 : 0)));
	const struct prepared *p = c->prepared;
	add(w, p->sig[i] == p->sig[j]);
	/* Levels up to the common ancestor. */
	int16_t up = 0;
	uint32_t n = c->bs->b[i].node;
	while (n && !inside(c->t, b->node, n) && up < 12) {
		n = c->t->node[n].parent;
		up++;
	}
	add(w, up);
}

static void place(struct writer *w, const struct page_context *c, uint32_t i)
{
	const struct page_tree *t = c->t;
	const struct page_blocks *bs = c->bs;
	const struct page_block *b = &bs->b[i];
	const struct prepared *p = c->prepared;
	const struct page_scores *sc = c->sc;
	add(w, percent(i, bs->n));
	add(w, percent(p->good_before[i], sc->good));
	add(w, logarithm(sc->good - p->good_before[i]));
	add(w, logarithm(p->good_before[i]));
	add(w, logarithm(sc->good));
	add(w, logarithm(bs->n));
	/* Containers. */
	uint32_t parent = t->node[b->node].parent, grand = t->node[parent].parent;
	const uint32_t boxes[3] = { b->node, parent, grand };
	for (int k = 0; k < 3; k++) {
		const struct page_node_score *s = &sc->of[boxes[k]];
		add(w, percent(s->good, sc->good));
		add(w, percent(s->link_words, s->words));
		add(w, logarithm(s->words));
		add(w, cap(s->paragraphs, 30));
		float top = sc->of[sc->top].score;
		add(w, top > 0 ? cap(100 * s->score / top, 100) : 0);
	}
	for (int k = 0; k < 3; k++) {
		uint32_t box = p->level[k];
		if (inside(t, b->node, box))
			add(w, cap(t->node[b->node].depth - t->node[box].depth, FAR));
		else
			add(w, b->node < box ? -1 : -2);
	}
	if (!sc->top)
		add(w, -3);
	else if (inside(t, b->node, sc->top))
		add(w, cap(t->node[b->node].depth - t->node[sc->top].depth, FAR));
	else
		add(w, b->node < sc->top ? -1 : -2);
	if (!p->article)
		add(w, -3);
	else if (inside(t, b->node, p->article))
		add(w, cap(t->node[b->node].depth - t->node[p->article].depth, FAR));
	else
		add(w, b->node < p->article ? -1 : -2);
	/* Levels up until most of the article's text is inside. */
	int16_t up = 0;
	uint32_t n = b->node;
	while (n && up < FAR && (float)sc->of[n].good < 0.3f * (float)sc->good) {
		n = t->node[n].parent;
		up++;
	}
	add(w, up);
	add(w, percent(sc->of[n].link_words, sc->of[n].words));
	/* The largest box around it without most of the text: its own sort. */
	uint32_t own_box = b->node;
	for (uint32_t k = b->node; k && k != n; k = t->node[k].parent)
		own_box = k;
	add(w, percent(sc->of[own_box].link_words, sc->of[own_box].words));
	add(w, logarithm(sc->of[own_box].words));
	add(w, percent(sc->of[own_box].good, sc->of[own_box].words));
	add(w, (int16_t)t->node[own_box].tag);
	/* Same path, same parent. */
	const struct group *g[2] = { &p->group[p->sig[i]], &p->by_parent[parent] };
	for (int k = 0; k < 2; k++) {
		add(w, logarithm(g[k]->n));
		add(w, logarithm(g[k]->n ? g[k]->words / g[k]->n : 0));
		add(w, percent(g[k]->link_chars, g[k]->chars));
		add(w, percent(g[k]->good, sc->good));
	}
	/* The densest run. */
	add(w, i >= sc->span_first && i <= sc->span_last);
	add(w, cap((double)i - sc->span_first, 100));
	add(w, cap((double)i - sc->span_last, 100));
	/* The headline and the heading above. */
	uint32_t h1 = c->meta->h1;
	add(w, h1 == UINT32_MAX ? -200 : cap((double)i - h1, 150));
	uint32_t h = p->last_heading[i];
	add(w, h == UINT32_MAX ? -1 : bs->b[h].level);
	add(w, h == UINT32_MAX ? 100 : cap(i - h, 50));
	add(w, h == UINT32_MAX ? -1 : percent(bs->b[h].link_chars, bs->b[h].chars));
	add(w, h == UINT32_MAX ? 0 : (int16_t)((bs->b[h].phrases & (PHRASE_RELATED | PHRASE_PROMO | PHRASE_COMMENT)) != 0));
	add(w, cap(t->node[b->node].depth, 60));
	add(w, cap(t->node[b->node].depth - p->depth, FAR));
	add(w, parent == p->home ? 2 : inside(t, b->node, p->home) ? 1 : 0);
	add(w, p->sig[i] == p->home_sig);
	uint32_t own_article = p->outer[i], its = h1 == UINT32_MAX ? 0 : p->outer[h1];
	add(w, own_article == its ? (its ? 2 : 1) : own_article ? -1 : 0);
	/* Headlines of other stories: above it in its own box, and around. */
	uint32_t box = b->node;
	for (int k = 0; k < 3 && box; k++)
		box = t->node[box].parent;
	bool linked = h != UINT32_MAX && i - h <= 4 && inside(t, bs->b[h].node, box) && page_link_density(&bs->b[h]) > 0.8f;
	add(w, linked ? cap(i - h, 5) : -1);
	add(w, cap(p->linked[i + 12 < bs->n ? i + 12 : bs->n] - p->linked[i > 12 ? i - 12 : 0], 12));
	add(w, p->titles[i]);
	add(w, (int16_t)p->since_date[i]);
}

unsigned page_features(int16_t *out, const struct page_context *c, uint32_t i)
{
	struct writer w = { .out = out };
	own(&w, c, &c->bs->b[i]);
	around(&w, c, &c->bs->b[i]);
	place(&w, c, i);
	for (int d = -3; d <= 3; d++)
		if (d)
			neighbour(&w, c, i, (int64_t)i + d);
	return w.n;
}

/* ---- the second look: what the first said of the blocks around ---- */

struct pool { /* sums over blocks */
	float words, likely;
};

static int16_t pool_share(struct pool p)
{
	return p.words > 0 ? (int16_t)(100 * p.likely / p.words) : -1;
}

static int16_t likely_at(const struct page_context *c, int64_t j)
{
	return j < 0 || j >= c->bs->n ? -1 : (int16_t)(100 * c->bs->b[j].p);
}

struct second {
	struct pool *sig, *node; /* by signature, by node (all below it) */
	uint32_t *up_above, *up_below; /* per block: levels up to what holds it and the next likely block, too */
	uint32_t *above, *below; /* per block: distance to the next likely block */
	float *before;           /* per block: likely words before it */
	float total;
};

/* Levels from a node up to what holds block `other`, too; FAR when there is none. */
static uint32_t levels_to(const struct page_context *c, uint32_t node, uint32_t other)
{
	uint32_t up = 0;
	while (other != UINT32_MAX && node && up < FAR && !inside(c->t, c->bs->b[other].node, node)) {
		node = c->t->node[node].parent;
		up++;
	}
	return other == UINT32_MAX ? FAR : up;
}

void page_second_prepare(struct page_context *c)
{
	const struct prepared *p = c->prepared;
	const struct page_blocks *bs = c->bs;
	struct arena *a = c->arena;
	struct second *s = ARENA_NEW(a, struct second, 1);
	uint32_t top = 0;
	for (uint32_t i = 0; i < bs->n; i++)
		top = p->sig[i] > top ? p->sig[i] : top;
	s->sig = ARENA_NEW(a, struct pool, top + 1);
	s->node = ARENA_NEW(a, struct pool, c->t->nnode);
	s->above = ARENA_NEW(a, uint32_t, bs->n);
	s->below = ARENA_NEW(a, uint32_t, bs->n);
	s->before = ARENA_NEW(a, float, bs->n);
	s->up_above = ARENA_NEW(a, uint32_t, bs->n);
	s->up_below = ARENA_NEW(a, uint32_t, bs->n);
	uint32_t near = UINT32_MAX;
	uint32_t far = 50;
	for (uint32_t i = 0; i < bs->n; i++) {
		const struct page_block *b = &bs->b[i];
		float w = (float)b->words + 1, l = w * b->p;
		s->sig[p->sig[i]].words += w;
		s->sig[p->sig[i]].likely += l;
		s->node[b->node].words += w;
		s->node[b->node].likely += l;
		s->before[i] = s->total;
		s->total += b->p > 0.5f ? (float)b->words : 0;
		s->above[i] = far;
		s->up_above[i] = levels_to(c, b->node, near);
		far = b->p > 0.8f && b->words > 8 ? 1 : far < 50 ? far + 1 : 50;
		near = far == 1 ? i : near;
	}
	far = 50;
	near = UINT32_MAX;
	for (uint32_t i = bs->n; i-- > 0;) {
		s->below[i] = far;
		s->up_below[i] = levels_to(c, bs->b[i].node, near);
		far = bs->b[i].p > 0.8f && bs->b[i].words > 8 ? 1 : far < 50 ? far + 1 : 50;
		near = far == 1 ? i : near;
	}
	for (uint32_t i = c->t->nnode; i-- > 1;) {
		struct pool *up = &s->node[c->t->node[i].parent];
		up->words += s->node[i].words;
		up->likely += s->node[i].likely;
	}
	c->second = s;
}

unsigned page_second_features(int16_t *out, const struct page_context *c, uint32_t i)
{
	const struct second *s = c->second;
	const struct prepared *p = c->prepared;
	const struct page_block *b = &c->bs->b[i];
	struct writer w = { .out = out };
	own(&w, c, b);
	for (int d = -4; d <= 4; d++)
		add(&w, likely_at(c, (int64_t)i + d));
	float up = 0, down = 0;
	for (int d = 1; d <= 8; d++) {
		up += likely_at(c, (int64_t)i - d) > 0 ? (float)likely_at(c, (int64_t)i - d) : 0;
		down += likely_at(c, (int64_t)i + d) > 0 ? (float)likely_at(c, (int64_t)i + d) : 0;
	}
	add(&w, (int16_t)(up / 8));
	add(&w, (int16_t)(down / 8));
	add(&w, (int16_t)s->above[i]);
	add(&w, (int16_t)s->below[i]);
	add(&w, (int16_t)s->up_above[i]);
	add(&w, (int16_t)s->up_below[i]);
	struct pool outer = p->outer[i] ? s->node[p->outer[i]] : (struct pool){ 0 };
	add(&w, pool_share(outer));
	add(&w, s->total > 0 ? cap(100 * (double)outer.likely / (double)s->total, 120) : -1);
	add(&w, pool_share(s->sig[p->sig[i]]));
	add(&w, logarithm((uint32_t)s->sig[p->sig[i]].words));
	uint32_t n = b->node;
	for (int k = 0; k < 5; k++) {
		struct pool pool = s->node[n];
		add(&w, pool_share(pool));
		add(&w, logarithm((uint32_t)pool.words));
		add(&w, s->total > 0 ? cap(100 * (double)pool.likely / (double)s->total, 120) : -1);
		n = c->t->node[n].parent;
	}
	add(&w, s->total > 0 ? (int16_t)(100 * s->before[i] / s->total) : -1);
	add(&w, logarithm((uint32_t)s->total));
	add(&w, logarithm((uint32_t)s->before[i]));
	add(&w, logarithm((uint32_t)(s->total - s->before[i])));
	uint32_t h = p->last_heading[i];
	add(&w, h == UINT32_MAX ? -1 : likely_at(c, h));
	add(&w, h == UINT32_MAX ? 60 : cap(i - h, 60));
	add(&w, h == UINT32_MAX ? -1 : percent(c->bs->b[h].link_chars, c->bs->b[h].chars));
	/* A heading lives by what follows it. */
	uint32_t next = i + 1;
	while (next < c->bs->n && c->bs->b[next].kind == BLOCK_H && next < i + 4)
		next++;
	add(&w, likely_at(c, next));
	add(&w, c->meta->h1 == UINT32_MAX ? -200 : cap((double)i - c->meta->h1, 150));
	/* Places that only the first look saw, but which the second needs to weigh against. */
	around(&w, c, b);
	return w.n;
}
