/* fixture.h - feeds and documents made in a line, for tests of the store and of what is built on it. */
#ifndef QUOTIDIAN_TESTS_STORE_FIXTURE_H
#define QUOTIDIAN_TESTS_STORE_FIXTURE_H

#include "testing.h"

#include "quotidian/store.h"

#define T0 1700000000 /* the tests' now */

#define must(call) \
	do { \
		struct err e_ = { 0 }; \
		struct err *e = &e_; \
		int got_ = (call); \
		if (got_) \
			print_error("%s\n", e_.text); \
		assert_int_equal(got_, 0); \
	} while (0)

struct fix_entry {
	const char *id, *title, *html;
	int64_t published;
	const char *link; /* NULL: made of the id */
};

static inline struct feed *fix_feed(const char *title, const struct fix_entry *en, uint32_t n)
{
	struct feed *f = xcalloc(1, sizeof *f);
	f->title = arena_str(&f->arena, str_of(title));
	f->entry = ARENA_NEW(&f->arena, struct feed_entry, n);
	f->nentry = n;
	for (uint32_t i = 0; i < n; i++) {
		f->entry[i].id = arena_str(&f->arena, str_of(en[i].id));
		f->entry[i].title = arena_str(&f->arena, str_of(en[i].title));
		f->entry[i].link = en[i].link ? arena_str(&f->arena, str_of(en[i].link)) : arena_fmt(&f->arena, "https://example.org/%s", en[i].id);
		f->entry[i].summary = arena_fmt(&f->arena, "Summary of %s", en[i].title);
		f->entry[i].content_html = arena_str(&f->arena, str_of(en[i].html ? en[i].html : ""));
		f->entry[i].published = en[i].published;
	}
	return f;
}

static inline void fix_feed_free(struct feed *f)
{
	arena_free(&f->arena);
	free(f);
}

/* Stores entries as a poll of `feed` at `now`. */
static inline void fix_poll(struct store *s, int64_t feed, int64_t now, const struct fix_entry *en, uint32_t n, uint32_t *n_new,
                            uint32_t *n_changed)
{
	struct feed *f = fix_feed("The Courier", en, n);
	struct store_poll p = { .feed = feed, .now = now, .next_due = now + 1800, .parsed = f, .answered = true, .etag = STR("\"tag\"") };
	uint32_t x, y;
	must(store_poll_result(s, &p, n_new ? n_new : &x, n_changed ? n_changed : &y, e));
	fix_feed_free(f);
}

/* Subscribes to n feeds http://example.org/feed/0 ... with the given tags. */
static inline void fix_subscribe(struct store *s, uint32_t n, const char *const *tags)
{
	struct arena a = { 0 };
	struct feed_ref *ref = ARENA_NEW(&a, struct feed_ref, n);
	for (uint32_t i = 0; i < n; i++) {
		ref[i].url = arena_fmt(&a, "http://example.org/feed/%u", (unsigned)i);
		ref[i].tags = str_of(tags ? tags[i] : "");
	}
	must(store_feeds_sync(s, ref, n, e));
	arena_free(&a);
}

static inline int fix_by_start(const void *x, const void *y)
{
	const struct mention *a = x, *b = y;
	return (a->at.start > b->at.start) - (a->at.start < b->at.start);
}

/* A document of this text. Each of `names` is an actor with a mention wherever the name stands; each “…” is a direct quote of the first
 * actor mentioned behind it. */
static inline struct doc *fix_doc(const char *text, const char *const *names, uint32_t n)
{
	struct doc *d = doc_from_text(str_of(text), true);
	uint32_t cap = 0, qcap = 0;
	d->actor = ARENA_NEW(&d->arena, struct actor, n);
	d->nactor = n;
	for (uint32_t i = 0; i < n; i++) {
		struct actor *ac = &d->actor[i];
		ac->name = arena_str(&d->arena, str_of(names[i]));
		ac->key = arena_fmt(&d->arena, "per:%s", names[i]);
		for (size_t at = 0; (at = str_find(d->text, ac->name, at)) != STR_NPOS; at += ac->name.n) {
			struct mention m = { { (uint32_t)at, (uint32_t)(at + ac->name.n) }, MENTION_NAME, (int32_t)i };
			ARENA_PUSH(&d->arena, struct mention, d->mention, d->nmention, cap, m);
			ac->mentions++;
		}
	}
	if (d->nmention)
		qsort(d->mention, d->nmention, sizeof *d->mention, fix_by_start);
	for (size_t at = 0; (at = str_find(d->text, STR("“"), at)) != STR_NPOS;) {
		size_t end = str_find(d->text, STR("”"), at) + strlen("”");
		struct quote q = { .at = { (uint32_t)at, (uint32_t)end }, .actor = -1, .kind = QUOTE_DIRECT, .confidence = 90 };
		for (uint32_t i = 0; i < d->nmention && q.actor < 0; i++) {
			if (d->mention[i].at.start >= end) {
				q.actor = d->mention[i].actor;
				q.speaker = d->mention[i].at;
				q.speaker_name = d->actor[q.actor].name;
			}
		}
		ARENA_PUSH(&d->arena, struct quote, d->quote, d->nquote, qcap, q);
		at = end;
	}
	d->annotated = 1;
	struct err bad = { 0 };
	if (doc_check(d, &bad))
		print_error("%s\n", bad.text);
	assert_int_equal(bad.code, 0);
	return d;
}

static inline void fix_put(struct store *s, int64_t item, enum doc_source from, const char *text, const char *const *names, uint32_t n)
{
	struct doc *d = fix_doc(text, names, n);
	must(store_doc_put(s, item, from, d, STR(""), e));
	doc_free(d);
}

/* The kept numbers agree with a recount. */
static inline void fix_sound(struct store *s)
{
	struct buf out;
	buf_init(&out, 0);
	struct err bad = { 0 };
	if (store_doctor(s, &out, &bad))
		print_error("%s\n%s", bad.text, out.s ? out.s : "");
	buf_free(&out);
	assert_int_equal(bad.code, 0);
}

#endif
