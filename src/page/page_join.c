/* page_join.c - the pages of one article as one document. Each is cleaned by itself; what an earlier page has said is left out, and a
 * page that is another story, or the same one again, ends the text.
 */
#include "page_int.h"

#include <stdlib.h>

#define REPEAT_WORDS 4 /* shorter paragraphs may stand on two pages */

struct seen {
	uint64_t *key;
	uint32_t n, mask;
};

static bool seen_before(struct seen *s, uint64_t key, bool put)
{
	uint32_t i = (uint32_t)(key * 0x9E3779B97F4A7C15u >> 32) & s->mask;
	key = key ? key : 1;
	while (s->key[i] && s->key[i] != key)
		i = (i + 1) & s->mask;
	bool found = s->key[i] == key;
	if (put && !found && s->n * 2 < s->mask) {
		s->key[i] = key;
		s->n++;
	}
	return found;
}

static uint32_t count_words(struct str s)
{
	uint32_t n = 0;
	bool in = false;
	for (size_t i = 0; i < s.n; i++) {
		bool space = s.s[i] == ' ' || s.s[i] == '\n';
		n += !space && !in;
		in = !space;
	}
	return n;
}

/* Do the titles share half of their longer words? */
static bool same_story(struct str a, struct str b)
{
	return !a.n || !b.n || page_shared_words(a, b, 4, 1) >= 0.5;
}

struct joiner {
	struct doc *d;
	struct buf text;
	struct seen seen;
	uint32_t capblock, capstyle, caplink;
};

static bool repeats(struct joiner *j, const struct doc *part, uint32_t k)
{
	struct str s = doc_str(part, part->block[k].at);
	return count_words(s) >= REPEAT_WORDS && seen_before(&j->seen, page_fold_hash(s), false);
}

/* Appends blocks with their styles and links. A block's spans are found in one walk: both are in order. */
static void append(struct joiner *j, const struct doc *part)
{
	struct doc *d = j->d;
	uint32_t style = 0, link = 0;
	for (uint32_t k = 0; k < part->nblock; k++) {
		struct block b = part->block[k];
		struct range from = b.at;
		struct str s = doc_str(part, from);
		bool keep = !repeats(j, part, k) && d->nblock < DOC_BLOCKS_MAX && j->text.n + s.n + 2 <= DOC_TEXT_MAX;
		if (keep && j->text.n)
			buf_addz(&j->text, "\n\n");
		uint32_t at = (uint32_t)j->text.n;
		for (; style < part->nstyle && part->style[style].at.start < from.end; style++) {
			struct style st = part->style[style];
			st.at = (struct range){ st.at.start - from.start + at, st.at.end - from.start + at };
			if (keep && d->nstyle < DOC_SPANS_MAX)
				ARENA_PUSH(&d->arena, struct style, d->style, d->nstyle, j->capstyle, st);
		}
		for (; link < part->nlink && part->link[link].at.start < from.end; link++) {
			struct link l = part->link[link];
			l.at = (struct range){ l.at.start - from.start + at, l.at.end - from.start + at };
			l.url = arena_str(&d->arena, l.url);
			if (keep && d->nlink < DOC_SPANS_MAX)
				ARENA_PUSH(&d->arena, struct link, d->link, d->nlink, j->caplink, l);
		}
		if (!keep)
			continue;
		buf_add(&j->text, s);
		b.at = (struct range){ at, (uint32_t)j->text.n };
		ARENA_PUSH(&d->arena, struct block, d->block, d->nblock, j->capblock, b);
	}
	for (uint32_t k = 0; k < part->nblock; k++)
		(void)seen_before(&j->seen, page_fold_hash(doc_str(part, part->block[k].at)), true);
}

/* Of the part's words more than half stand on earlier pages. */
static bool nothing_new(struct joiner *j, const struct doc *part)
{
	uint32_t all = 0, old = 0;
	for (uint32_t k = 0; k < part->nblock; k++) {
		uint32_t n = count_words(doc_str(part, part->block[k].at));
		all += n;
		old += repeats(j, part, k) ? n : 0;
	}
	return old * 2 > all;
}

static void take_head(struct doc *to, const struct doc *from)
{
	struct arena *a = &to->arena;
	to->title = arena_str(a, from->title);
	to->byline = arena_str(a, from->byline);
	to->site = arena_str(a, from->site);
	to->language = arena_str(a, from->language);
	to->dateline = arena_str(a, from->dateline);
	to->url = arena_str(a, from->url);
	to->image = arena_str(a, from->image);
	to->section = arena_str(a, from->section);
	to->published = from->published;
	to->published_zone = from->published_zone;
	to->updated = from->updated;
}

int page_join(struct doc **out, const struct page_source *source, const struct page_source *more, unsigned nmore, unsigned *used,
	struct page_found *found, struct err *e)
{
	struct doc *first;
	*used = 0;
	int r = page_parse(out, source, found, e);
	if (r < 0)
		return r;
	if (!nmore)
		return 0;
	first = *out;
	struct joiner j = { .d = doc_new() };
	j.seen.mask = 4 * DOC_BLOCKS_MAX - 1;
	j.seen.key = xcalloc(j.seen.mask + 1u, sizeof *j.seen.key);
	buf_init(&j.text, DOC_TEXT_MAX);
	append(&j, first);
	for (; *used < nmore && *used + 1 < PAGE_PARTS_MAX; ++*used) {
		struct doc *d;
		struct page_found f;
		if (page_parse(&d, &more[*used], &f, NULL) < 0)
			break;
		bool goes_on = !f.thin && same_story(first->title, d->title) && !nothing_new(&j, d);
		if (goes_on)
			append(&j, d);
		doc_free(d);
		if (!goes_on)
			break;
	}
	j.d->text = arena_str(&j.d->arena, buf_str(&j.text));
	take_head(j.d, first);
	found->words = count_words(j.d->text);
	found->next = arena_str(&j.d->arena, found->next);
	found->whole = arena_str(&j.d->arena, found->whole);
	found->other = arena_str(&j.d->arena, found->other);
	doc_free(first);
	buf_free(&j.text);
	free(j.seen.key);
	r = doc_check(j.d, e);
	if (r < 0) {
		doc_free(j.d);
		*out = NULL;
		return r;
	}
	*out = j.d;
	return 0;
}
