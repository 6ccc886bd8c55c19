/* bench_store.c - CPU of the store on an archive of a size to be given. Run by `make bench-store`, not by `make check`.
 *
 *   bench_store [STORIES [DIR]]
 *
 * First the poll of 500 feeds of 50 items; then an archive of STORIES (100,000) invented stories in 500 feeds is filled, with documents,
 * actors (drawn by Zipf's law from 60,000), quotes and the search index, and what a reader asks for is timed. DIR keeps the archive; one
 * that is there already is measured without filling. `bench_store grow [DIR]` fills archives of 10,000, 100,000 and 1,000,000 stories without
 * documents and prints what the first screen costs in each.
 */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "benching.h"
#include "draw.h"
#include "quotidian/paths.h"
#include "quotidian/store.h"
#include "quotidian/story.h"

#define NOW 1700000000
#define FEEDS 500
#define ACTORS 60000
#define WORDS 30000

/* Rank by Zipf's law, 0 the most frequent: the inverse of the harmonic sum, near enough. */
static uint32_t zipf(uint32_t n)
{
	double u = (draw(1u << 30) + 1.0) / (1u << 30);
	return (uint32_t)fmin(n - 1.0, exp(u * log((double)n)) - 1);
}

static struct str word_of(struct arena *a, uint32_t rank, bool name)
{
	static const char *const part[] = { "ba", "de", "di", "fo", "gu", "ka", "le", "mi", "no", "pa", "ra", "se", "ti", "vo", "zu", "on" };
	char z[32];
	size_t n = 0;
	for (uint32_t v = rank + 300; v; v /= 16) {
		memcpy(z + n, part[v % 16], 2);
		n += 2;
	}
	if (name)
		z[0] = (char)(z[0] - 32);
	return arena_str(a, str_n(z, n));
}

static struct str words(struct arena *a, uint32_t n)
{
	struct buf b;
	buf_init(&b, 0);
	for (uint32_t i = 0; i < n; i++) {
		if (i)
			buf_addc(&b, ' ');
		buf_add(&b, word_of(a, zipf(WORDS), false));
	}
	struct str s = arena_str(a, buf_str(&b));
	buf_free(&b);
	return s;
}

static struct feed *make_feed(uint32_t feed, uint32_t from, uint32_t n, int64_t start, int64_t step, uint32_t len)
{
	struct feed *f = xcalloc(1, sizeof *f);
	struct arena *a = &f->arena;
	f->title = arena_fmt(a, "Feed %u", feed);
	f->nentry = n;
	f->entry = ARENA_NEW(a, struct feed_entry, n);
	for (uint32_t i = 0; i < n; i++) {
		struct feed_entry *en = &f->entry[i];
		en->id = arena_fmt(a, "https://site%u.example.org/story/%u", feed, from + i);
		en->link = en->id;
		en->title = words(a, 9);
		en->content_html = words(a, len);
		en->summary = str_sub(en->content_html, 0, 200);
		en->published = start + step * (int64_t)(from + i) + (int64_t)draw(600);
	}
	return f;
}

static void free_feed(struct feed *f)
{
	arena_free(&f->arena);
	free(f);
}

static void subscribe(struct store *s)
{
	struct arena a = { 0 };
	struct err e;
	struct feed_ref *ref = ARENA_NEW(&a, struct feed_ref, FEEDS);
	for (uint32_t i = 0; i < FEEDS; i++) {
		ref[i].url = arena_fmt(&a, "https://site%u.example.org/feed", i + 1);
		ref[i].tags = arena_fmt(&a, "tag%u,half%u", i % 10, i % 2);
	}
	ok(store_feeds_sync(s, ref, FEEDS, &e), &e);
	arena_free(&a);
}

static void poll_500(const char *path)
{
	struct store *s;
	struct err e = { 0 };
	uint32_t n_new, n_changed;
	ok(store_open(&s, path, STORE_WRITE, &e), &e);
	subscribe(s);
	struct feed *f[FEEDS];
	for (uint32_t i = 0; i < FEEDS; i++)
		f[i] = make_feed(i + 1, 0, 50, NOW - 50 * 3600, 3600, 120);
	static const char *const round[] = { "poll of 500 feeds, 25,000 new items", "poll of 500 feeds, nothing changed" };
	for (int k = 0; k < 2; k++) {
		double t = cpu();
		for (uint32_t i = 0; i < FEEDS; i++) {
			struct store_poll p = { .feed = i + 1, .now = NOW, .next_due = NOW + 1800, .parsed = f[i], .answered = true, .etag = STR("e") };
			if (i % 100 == 0)
				ok(store_begin(s, &e), &e);
			ok(store_poll_result(s, &p, &n_new, &n_changed, &e), &e);
			if (i % 100 == 99)
				ok(store_commit(s, &e), &e);
		}
		printf("%-48s %8.3f s\n", round[k], cpu() - t);
	}
	double t = cpu();
	uint32_t n;
	do
		ok(store_index_some(s, 2000, &n, &e), &e);
	while (n);
	printf("%-48s %8.3f s\n", "search index for them", cpu() - t);
	for (uint32_t i = 0; i < FEEDS; i++)
		free_feed(f[i]);
	store_close(s);
}

/* A document with its actors; each is named in the text, and some are quoted. */
static struct doc *make_doc(void)
{
	struct arena a = { 0 };
	struct buf text;
	buf_init(&text, 0);
	uint32_t rank[8], at[8], n = 3 + draw(5), quotes = draw(3);
	for (uint32_t i = 0; i < n; i++) {
		rank[i] = zipf(ACTORS);
		for (uint32_t k = 0; k < i; k++)
			if (rank[k] == rank[i])
				rank[i] = ACTORS + draw(1000000);
		buf_add(&text, words(&a, 12));
		if (i < quotes)
			buf_addz(&text, " \"so it is\" said ");
		buf_addc(&text, ' ');
		at[i] = (uint32_t)text.n;
		buf_add(&text, word_of(&a, rank[i], true));
		buf_addz(&text, ".\n\n");
	}
	struct doc *d = doc_from_text(buf_str(&text), true);
	d->actor = ARENA_NEW(&d->arena, struct actor, n);
	d->mention = ARENA_NEW(&d->arena, struct mention, n);
	d->quote = ARENA_NEW(&d->arena, struct quote, n);
	for (uint32_t i = 0; i < n; i++) {
		struct str name = arena_str(&d->arena, word_of(&a, rank[i], true));
		d->actor[i] = (struct actor){ .key = arena_fmt(&d->arena, "per:%u", rank[i]), .name = name, .mentions = 1 };
		d->mention[i] = (struct mention){ { at[i], at[i] + (uint32_t)name.n }, MENTION_NAME, (int32_t)i };
		if (i < quotes) {
			uint32_t q = at[i] - (uint32_t)strlen("\"so it is\" said  ");
			d->quote[d->nquote++] = (struct quote){ .at = { q, q + 10 }, .actor = (int32_t)i, .confidence = 90, .speaker_name = name };
		}
	}
	d->nactor = d->nmention = n;
	d->annotated = 1;
	buf_free(&text);
	arena_free(&a);
	return d;
}

static void fill_documents(struct store *s, double *docs, uint32_t *ndocs, double *index)
{
	struct err e = { 0 };
	uint32_t n;
	for (;;) {
		struct arena a = { 0 };
		int64_t *id;
		ok(store_items_unannotated(s, &a, 200, &id, &n, &e), &e);
		if (!n)
			break;
		double made = 0, t = cpu();
		ok(store_begin(s, &e), &e);
		for (uint32_t i = 0; i < n; i++) {
			double m = cpu();
			struct doc *d = make_doc();
			made += cpu() - m;
			ok(store_doc_put(s, id[i], DOC_FEED, d, STR_NONE, &e), &e);
			doc_free(d);
		}
		ok(store_commit(s, &e), &e);
		*docs += cpu() - t - made;
		*ndocs += n;
		arena_free(&a);
	}
	double t = cpu();
	do
		ok(store_index_some(s, 2000, &n, &e), &e);
	while (n);
	*index += cpu() - t;
}

static void fill(const char *path, uint32_t stories, bool documents)
{
	struct store *s;
	struct err e = { 0 };
	uint32_t n_new, n_changed, per_feed = stories / FEEDS, n;
	ok(store_open(&s, path, STORE_WRITE, &e), &e);
	subscribe(s);
	double poll = 0, docs = 0, index = 0;
	uint32_t ndocs = 0;
	for (uint32_t from = 0; from < per_feed; from += 20) {
		for (uint32_t i = 0; i < FEEDS; i++) {
			uint32_t count = per_feed - from < 20 ? per_feed - from : 20;
			struct feed *f = make_feed(i + 1, from, count, NOW - (int64_t)per_feed * 3600, 3600, 60);
			struct store_poll p = { .feed = i + 1, .now = NOW, .next_due = NOW + 1800, .parsed = f, .answered = true };
			double t = cpu();
			if (i % 100 == 0)
				ok(store_begin(s, &e), &e);
			ok(store_poll_result(s, &p, &n_new, &n_changed, &e), &e);
			if (i % 100 == 99)
				ok(store_commit(s, &e), &e);
			poll += cpu() - t;
			free_feed(f);
		}
		if (documents)
			fill_documents(s, &docs, &ndocs, &index);
	}
	/* What was read is read: all but the newest fortieth. */
	struct arena a = { 0 };
	struct store_item *it;
	struct item_view all = { VIEW_ALL };
	ok(store_items(s, &a, &all, NULL, false, stories / 40 + 1, &it, &n, &e), &e);
	ok(store_mark_read(s, NULL, &all, NULL, NULL, &e), &e);
	ok(store_begin(s, &e), &e);
	for (uint32_t i = 0; i < n; i++)
		ok(store_item_flags(s, it[i].id, i % 50 == 0 ? ITEM_STARRED : 0, ITEM_READ, &e), &e);
	ok(store_commit(s, &e), &e);
	arena_free(&a);
	store_close(s);
	if (!documents) {
		printf("%-10u %12.1f us", stories, poll / stories * 1e6);
		return;
	}
	printf("%-48s %8.1f us\n%-48s %8.1f us\n%-48s %8.1f us\n", "storing an item", poll / stories * 1e6, "storing a document", docs / ndocs * 1e6,
	       "indexing a story", index / stories * 1e6);
}

static int by_value(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return (a > b) - (a < b);
}

static void show(const char *what, double *t, size_t n)
{
	qsort(t, n, sizeof *t, by_value);
	printf("%-48s %8.3f ms p50 %8.3f p99 %8.3f max\n", what, t[n / 2] * 1e3, t[n * 99 / 100] * 1e3, t[n - 1] * 1e3);
}

static void list(struct store *s, const char *what, const struct item_view *v)
{
	enum { RUNS = 20 };
	double t[RUNS];
	struct err e = { 0 };
	for (int i = 0; i < RUNS; i++) {
		struct arena a = { 0 };
		struct store_item *it;
		uint32_t n;
		double from = cpu();
		ok(store_items(s, &a, v, NULL, false, 50, &it, &n, &e), &e);
		t[i] = cpu() - from;
		arena_free(&a);
	}
	show(what, t, RUNS);
}

static void questions(const char *path)
{
	struct store *s;
	struct err e = { 0 };
	struct arena a = { 0 };
	struct store_feed *f;
	struct store_item *it;
	struct item_view all = { VIEW_ALL };
	uint32_t n, total, unread;
	double t = cpu();
	ok(store_open(&s, path, STORE_READ, &e), &e);
	ok(store_feeds(s, &a, &f, &n, &e), &e);
	ok(store_view_count(s, &all, &total, &unread, &e), &e);
	ok(store_items(s, &a, &all, NULL, false, 50, &it, &n, &e), &e);
	printf("%-48s %8.3f ms\n", "first screen: open, feeds, counts, 50 stories", (cpu() - t) * 1e3);
	printf("%u stories, %u unread\n", total, unread);
	list(s, "50 newest", &all);
	all.unread_only = true;
	list(s, "50 newest unread", &all);
	list(s, "50 newest of a tag of 50 feeds", &(struct item_view){ VIEW_TAG, 0, STR("tag3") });
	list(s, "50 newest of a tag of 250 feeds", &(struct item_view){ VIEW_TAG, 0, STR("half1") });
	list(s, "50 newest unread of a tag of 250 feeds", &(struct item_view){ VIEW_TAG, 0, STR("half1"), true });
	list(s, "50 newest starred", &(struct item_view){ VIEW_STARRED });
	list(s, "50 newest of a frequent actor", &(struct item_view){ VIEW_ACTOR, 1 });
	enum { RUNS = 300 };
	double dt[RUNS];
	int64_t *ids = ARENA_NEW(&a, int64_t, RUNS);
	for (int i = 0; i < RUNS; i++) {
		ids[i] = 1 + draw(total);
		struct related *rel;
		t = cpu();
		ok(story_related(s, &a, ids[i], 10, 0, &rel, &n, &e), &e);
		dt[i] = cpu() - t;
	}
	show("related stories of any story", dt, RUNS);
	for (int i = 0; i < 60; i++) {
		struct item_view v = { VIEW_ALL };
		v.filter = arena_fmt(&a, STR_FMT " " STR_FMT, STR_ARG(word_of(&a, zipf(WORDS), false)), STR_ARG(word_of(&a, zipf(WORDS), false)));
		t = cpu();
		ok(store_items(s, &a, &v, NULL, false, 50, &it, &n, &e), &e);
		dt[i] = cpu() - t;
	}
	show("search of two words", dt, 60);
	for (int i = 0; i < 60; i++) {
		struct store_quote *q;
		t = cpu();
		ok(store_quotes(s, &a, arena_fmt(&a, "said:%u", 1 + draw(100)), 50, &q, &n, &e), &e);
		dt[i] = cpu() - t;
	}
	show("50 newest quotes of an actor", dt, 60);
	store_close(s);
	arena_free(&a);
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	printf("%-48s %8.1f MiB\n", "peak memory", (double)u.ru_maxrss / 1024);
}

static void forget(const char *path)
{
	static const char *const tail[] = { "", "-wal", "-shm" };
	for (int i = 0; i < 3; i++) {
		char name[4200];
		snprintf(name, sizeof name, "%s%s", path, tail[i]);
		unlink(name);
	}
}

/* Open, feeds, counts, 50 stories of a view; the least of some runs, in ms. */
static double screen(const char *path, const struct item_view *v)
{
	double least = 1e9;
	for (int i = 0; i < 9; i++) {
		struct store *s;
		struct err e = { 0 };
		struct arena a = { 0 };
		struct store_feed *f;
		struct store_item *it;
		uint32_t n, total, unread;
		double t = cpu();
		ok(store_open(&s, path, STORE_READ, &e), &e);
		ok(store_feeds(s, &a, &f, &n, &e), &e);
		ok(store_view_count(s, v, &total, &unread, &e), &e);
		ok(store_items(s, &a, v, NULL, false, 50, &it, &n, &e), &e);
		t = cpu() - t;
		least = t < least ? t : least;
		store_close(s);
		arena_free(&a);
	}
	return least * 1e3;
}

static void grow(const char *dir)
{
	static const uint32_t size[] = { 10000, 100000, 1000000 };
	static const struct item_view view[] = {
		{ VIEW_ALL }, { VIEW_ALL, .unread_only = true }, { VIEW_FEED, 7 }, { VIEW_TAG, 0, { "tag3", 4 } }, { VIEW_TAG, 0, { "half1", 5 } },
	};
	struct stat st;
	printf("%-10s %15s %10s %10s %10s %10s %10s %10s\n", "stories", "storing one", "MB", "all, ms", "unread", "a feed", "50 feeds", "250 feeds");
	for (size_t i = 0; i < sizeof size / sizeof *size; i++) {
		char path[4096];
		snprintf(path, sizeof path, "%s/grow-%u.db", dir, size[i]);
		if (stat(path, &st) != 0)
			fill(path, size[i], false);
		else
			printf("%-10u %15s", size[i], "");
		printf(" %10.0f", stat(path, &st) == 0 ? (double)st.st_size / 1e6 : 0);
		for (size_t k = 0; k < sizeof view / sizeof *view; k++)
			printf(" %10.2f", screen(path, &view[k]));
		printf("\n");
		fflush(stdout);
	}
}

int main(int argc, char **argv)
{
	int64_t stories = 100000;
	bool grows = argc > 1 && str_eqz(STR("grow"), argv[1]);
	if (argc > 1 && !grows && (str_int(&stories, str_of(argv[1])) || stories < FEEDS || stories > 20000000))
		die("usage: bench_store [STORIES|grow [DIR]]");
	char made[] = "/tmp/bench_store_XXXXXX", path[4096];
	if (argc < 3 && !mkdtemp(made))
		die("no temporary folder");
	const char *dir = argc > 2 ? argv[2] : made;
	snprintf(path, sizeof path, "%s/archive.db", dir);
	struct stat st;
	if (grows) {
		grow(dir);
	} else {
		if (argc < 3 || stat(path, &st) != 0) {
			poll_500(path);
			forget(path);
			fill(path, (uint32_t)stories, true);
		}
		questions(path);
		if (stat(path, &st) == 0)
			printf("%-48s %8.2f kB\n", "store a story", (double)st.st_size / 1000.0 / (double)stories);
	}
	if (argc < 3) {
		static const char *const name[] = { "archive", "grow-10000", "grow-100000", "grow-1000000" };
		for (int i = 0; i < 4; i++) {
			snprintf(path, sizeof path, "%s/%s.db", made, name[i]);
			forget(path);
		}
		rmdir(made);
	}
	return 0;
}
