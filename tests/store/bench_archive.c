/* bench_archive.c - what an archive of real size costs: adding stories, related stories, searching, the first screen. Run by
 * tests/quality/scale.py (`make bench-scale`), not by `make check`.
 *
 *   bench_archive [fast] STORIES.jsonl STORE SIZE
 *   bench_archive STORE
 *
 * The first lets the store grow to SIZE stories of the file (lines as `quotidian import --stories` takes them, with "actors", a list of names), in the
 * order of the file; what is there already stays. Documents are made from the text and the actors named there, as annotating is not what is
 * measured; "fast" before the three stops comparing stories until the last MEASURED ones, which makes an archive of a million in a third of
 * the time: it has all sketches and marks, but few groups and copies. The second, which has read nothing of it yet, asks. Both print lines NAME<TAB>VALUE.
 */
#include "config.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "benching.h"
#include "draw.h"
#include "quotidian/date.h"
#include "quotidian/map.h"
#include "quotidian/pack.h"
#include "quotidian/paths.h"
#include "quotidian/store.h"
#include "quotidian/story.h"
#include "story/story_int.h"

#define BATCH 2000
#define ACTORS_MAX 16
#define RELATED_ASKED 1000
#define SEARCHED 200
#define MEASURED 20000 /* stories that were added last: what adding costs at this size */

struct line {
	struct str id, title, text, source, actor[ACTORS_MAX];
	int64_t published;
	uint32_t nactor;
};
struct spent { /* CPU seconds */
	double items, documents, search, related;
	uint32_t stories;
};

static struct str text_of(struct arena *a, const json_t *o, const char *key)
{
	const json_t *v = json_object_get(o, key);
	return json_is_string(v) ? arena_str(a, str_n(json_string_value(v), json_string_length(v))) : STR("");
}

static void add_actor(struct arena *a, struct line *l, struct str name)
{
	for (uint32_t i = 0; i < l->nactor; i++)
		if (str_eq(l->actor[i], name))
			return;
	if (l->nactor < ACTORS_MAX)
		l->actor[l->nactor++] = arena_str(a, name);
}

/* The next lines of the file. */
static struct line *read_lines(struct arena *a, FILE *f, uint32_t most, uint32_t *n)
{
	struct line *out = ARENA_NEW(a, struct line, most);
	char *z = NULL;
	size_t cap = 0, i;
	ssize_t len;
	*n = 0;
	while (*n < most && (len = getline(&z, &cap, f)) > 0) {
		struct line *l = &out[*n];
		json_t *o = json_loadb(z, (size_t)len, 0, NULL), *name;
		if (!o)
			die("a line is no JSON");
		*l = (struct line){ text_of(a, o, "id"), text_of(a, o, "title"), text_of(a, o, "text"), text_of(a, o, "source"), .nactor = 0 };
		if (date_parse(&l->published, text_of(a, o, "published")))
			l->published = 0;
		json_array_foreach(json_object_get(o, "actors"), i, name)
			add_actor(a, l, str_of(json_string_value(name)));
		json_decref(o);
		++*n;
	}
	free(z);
	return out;
}

static void skip_lines(FILE *f, uint32_t n)
{
	char *z = NULL;
	size_t cap = 0;
	for (uint32_t i = 0; i < n && getline(&z, &cap, f) > 0; i++)
		;
	free(z);
}

/* ---- growing ---- */

static void put_items(struct store *s, struct arena *a, const struct line *l, uint32_t n)
{
	struct map by_source = { 0 };
	struct err e = { 0 };
	struct feed *feed = NULL;
	uint32_t nfeed = 0, cap = 0, n_new, n_changed;
	for (uint32_t i = 0; i < n; i++) {
		uint64_t *at = map_put(&by_source, l[i].source);
		if (!*at) {
			struct feed f = { .title = l[i].source };
			f.entry = ARENA_NEW(a, struct feed_entry, n);
			ARENA_PUSH(a, struct feed, feed, nfeed, cap, f);
			*at = nfeed;
		}
		struct feed *f = &feed[*at - 1];
		f->entry[f->nentry++] = (struct feed_entry){ .id = l[i].id, .title = l[i].title,
			.content_html = l[i].text, .published = l[i].published };
	}
	ok(store_begin(s, &e), &e);
	for (uint32_t i = 0; i < nfeed; i++) {
		struct archive_source from = { .name = feed[i].title };
		struct store_poll p = { .now = clock_now(), .parsed = &feed[i], .gone = true, .apart = true };
		bool subscribed;
		ok(store_archive_feed(s, &from, &p.feed, &subscribed, &e), &e);
		ok(store_poll_result(s, &p, &n_new, &n_changed, &e), &e);
	}
	ok(store_commit(s, &e), &e);
	map_free(&by_source);
}

static int by_start(const void *x, const void *y)
{
	const struct mention *a = x, *b = y;
	return (a->at.start > b->at.start) - (a->at.start < b->at.start);
}

static struct doc *make_doc(const struct line *l)
{
	struct doc *d = doc_from_text(l->text, true);
	struct arena *a = &d->arena;
	d->actor = ARENA_NEW(a, struct actor, l->nactor);
	uint32_t cap = 0;
	for (uint32_t i = 0; i < l->nactor; i++) {
		size_t last = l->actor[i].n, at, n = 0;
		while (last && l->actor[i].s[last - 1] != ' ')
			last--;
		struct str name = str_sub(l->actor[i], last, l->actor[i].n);
		for (at = 0; (at = str_find(d->text, name, at)) != STR_NPOS; at += name.n) {
			struct mention m = { { (uint32_t)at, (uint32_t)(at + name.n) }, MENTION_NAME, (int32_t)d->nactor };
			ARENA_PUSH(a, struct mention, d->mention, d->nmention, cap, m);
			n++;
		}
		if (!n)
			continue;
		d->actor[d->nactor++] = (struct actor){ .key = arena_fmt(a, "per:" STR_FMT, STR_ARG(l->actor[i])), .name = arena_str(a, l->actor[i]),
			.mentions = (uint32_t)n };
	}
	if (d->nmention)
		qsort(d->mention, d->nmention, sizeof *d->mention, by_start);
	d->annotated = 1;
	return d;
}

static int by_number(const void *x, const void *y)
{
	int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;
	return (a > b) - (a < b);
}

static void put_documents(struct store *s, const struct line *l, uint32_t n, double *made)
{
	struct map by_id = { 0 };
	struct err e = { 0 };
	for (uint32_t i = 0; i < n; i++)
		*map_put(&by_id, l[i].id) = i + 1;
	for (;;) {
		struct arena a = { 0 };
		int64_t *id;
		uint32_t todo;
		ok(store_items_unannotated(s, &a, BATCH, &id, &todo, &e), &e);
		if (todo)
			qsort(id, todo, sizeof *id, by_number);
		ok(store_begin(s, &e), &e);
		for (uint32_t i = 0; i < todo; i++) {
			double t = cpu();
			struct store_item it;
			ok(store_item(s, &a, id[i], &it, &e), &e);
			uint64_t *at = map_get(&by_id, it.given);
			struct doc *d = at ? make_doc(&l[*at - 1]) : doc_from_text(it.title, true);
			*made += cpu() - t;
			ok(store_doc_put(s, it.id, DOC_FEED, d, STR_NONE, &e), &e);
			doc_free(d);
		}
		ok(store_commit(s, &e), &e);
		arena_free(&a);
		if (!todo)
			break;
	}
	map_free(&by_id);
}

/* The time of one step, added up. */
static double lap(double *from)
{
	double now = cpu(), t = now - *from;
	*from = now;
	return t;
}

/* Sketches and marks of all that wait, without comparing it. */
static void sketch_only(struct store *s)
{
	struct sketcher *k = sketcher_open();
	struct err e = { 0 };
	ok(store_begin(s, &e), &e);
	for (uint32_t n = 1; n;) {
		struct arena a = { 0 };
		int64_t *id;
		ok(store_stories_waiting(s, &a, BATCH, &id, &n, &e), &e);
		for (uint32_t i = 0; i < n; i++) {
			struct arena one = { 0 };
			struct store_item it;
			struct store_terms r;
			struct story_terms terms;
			struct question *q = ARENA_NEW(&one, struct question, 1);
			struct buf data;
			buf_init(&data, 0);
			ok(store_item(s, &one, id[i], &it, &e), &e);
			ok(store_terms(s, &r, &e), &e);
			ok(question_sketch(q, &r, s, &one, k, &it, &terms, &e), &e);
			uint32_t *class = ARENA_NEW(&one, uint32_t, terms.n);
			for (uint32_t t = 0; t < terms.n; t++)
				class[t] = terms.term[t].term;
			ok(store_terms_count(s, it.id, class, terms.n, &e), &e);
			sketch_encode(&data, &q->w.k);
			struct store_sketch row = { .item = it.id, .published = it.published };
			ok(store_sketch_put(s, &row, &e), &e);
			ok(store_sketch_data_put(s, it.id, buf_str(&data), &e), &e);
			for (uint32_t t = 0; t < q->w.k.nterm; t++)
				if (q->w.k.term[t].flags & TERM_MARK)
					ok(store_mark(s, q->w.k.term[t].term, it.published, it.id, true, &e), &e);
			ok(store_story_done(s, it.id, &e), &e);
			buf_free(&data);
			arena_free(&one);
		}
		arena_free(&a);
	}
	ok(store_terms_flush(s, &e), &e);
	ok(store_marks_join(s, false, &e), &e);
	ok(store_commit(s, &e), &e);
	sketcher_close(k);
}

static void grow(const char *file, const char *path, uint32_t size, bool fast)
{
	struct store *s;
	struct err e = { 0 };
	struct item_view all = { VIEW_ALL };
	struct spent spent = { 0 };
	uint32_t have, unread, n;
	double packed = 0;
	FILE *f = fopen(file, "r");
	struct packer *p = packer_open();
	if (!f)
		die("%s cannot be read", file);
	ok(store_open(&s, path, STORE_WRITE, &e), &e);
	ok(store_view_count(s, &all, &have, &unread, &e), &e);
	skip_lines(f, have);
	while (have < size) {
		struct arena a = { 0 };
		struct line *l = read_lines(&a, f, size - have < BATCH ? size - have : BATCH, &n);
		if (!n)
			die("%s has only %u stories", file, have);
		have += n;
		if (size - have >= MEASURED)
			spent = (struct spent){ 0 };
		double t = cpu(), made = 0;
		put_items(s, &a, l, n);
		spent.items += lap(&t);
		put_documents(s, l, n, &made);
		spent.documents += lap(&t) - made;
		spent.stories += n;
		do
			ok(store_index_some(s, BATCH, &n, &e), &e);
		while (n);
		spent.search += lap(&t);
		if (fast && size - have >= MEASURED)
			sketch_only(s);
		do
			ok(story_index_some(s, BATCH, STORY_MORE_COMES, &n, &e), &e);
		while (n);
		spent.related += lap(&t);
		arena_free(&a);
	}
	store_close(s);
	/* What the texts alone need, each for itself. */
	rewind(f);
	for (uint32_t i = 0, step = size / 5000 ? size / 5000 : 1; i < size; i += step) {
		struct arena a = { 0 };
		struct buf b;
		buf_init(&b, 0);
		struct line *l = read_lines(&a, f, 1, &n);
		packed += (double)(n && packer_put(p, &b, l->text) ? b.n : n ? l->text.n : 0) * (size - i < step ? size - i : step);
		skip_lines(f, step - 1);
		buf_free(&b);
		arena_free(&a);
	}
	packer_close(p);
	fclose(f);
	struct stat st;
	double bytes = stat(path, &st) == 0 ? (double)st.st_size : 0;
	if (spent.stories) {
		const double us = 1e6 / spent.stories;
		printf("storing items, us a story\t%.1f\nstoring documents, us a story\t%.1f\nsearch index, us a story\t%.1f\n"
		       "ranking, copies, groups, us a story\t%.1f\n",
		       spent.items * us, spent.documents * us, spent.search * us, spent.related * us);
		printf("adding a story (both indexes), ms\t%.3f\n", (spent.search + spent.related) * us / 1e3);
	}
	printf("store, kB a story\t%.3f\nstore beyond the packed text, kB a story\t%.3f\n", bytes / size / 1e3, (bytes - packed) / size / 1e3);
}

/* ---- asking ---- */

static int by_value(const void *x, const void *y)
{
	double a = *(const double *)x, b = *(const double *)y;
	return (a > b) - (a < b);
}

static void show(const char *what, double *t, size_t n)
{
	double first = t[0];
	qsort(t, n, sizeof *t, by_value);
	printf("%s, first, ms\t%.3f\n%s, p50, ms\t%.3f\n%s, p99, ms\t%.3f\n", what, first * 1e3, what, t[n / 2] * 1e3, what, t[n * 99 / 100] * 1e3);
}

/* Two words out of the text of some story. */
static struct str two_words(struct store *s, struct arena *a, int64_t item)
{
	struct buf text;
	struct err e = { 0 };
	buf_init(&text, 1 << 20);
	ok(store_item_text(s, item, &text, &e), &e);
	struct str t = buf_str(&text), word[2] = { STR("said"), STR("said") };
	for (int k = 0; k < 2 && t.n; k++) {
		size_t from = str_chr(t, ' ', draw((uint32_t)t.n)), to = from == STR_NPOS ? from : str_chr(t, ' ', from + 1);
		if (to != STR_NPOS && to > from + 3 && str_chr(str_sub(t, from, to), '.', 0) == STR_NPOS)
			word[k] = str_sub(t, from + 1, to);
	}
	struct str out = arena_fmt(a, STR_FMT " " STR_FMT, STR_ARG(word[0]), STR_ARG(word[1]));
	buf_free(&text);
	return out;
}

static void questions(const char *path)
{
	static double dt[RELATED_ASKED];
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
	printf("open, feeds, counts, 50 stories, ms\t%.3f\n", lap(&t) * 1e3);
	for (int i = 0; i < RELATED_ASKED; i++) {
		struct related *rel;
		struct arena one = { 0 };
		lap(&t);
		ok(story_related(s, &one, 1 + draw(total), 10, 0, &rel, &n, &e), &e);
		dt[i] = lap(&t);
		arena_free(&one);
	}
	show("related stories", dt, RELATED_ASKED);
	for (int i = 0; i < SEARCHED; i++) {
		struct arena one = { 0 };
		struct item_view v = { VIEW_ALL };
		v.filter = two_words(s, &one, 1 + draw(total));
		lap(&t);
		ok(store_items(s, &one, &v, NULL, false, 50, &it, &n, &e), &e);
		dt[i] = lap(&t);
		arena_free(&one);
	}
	show("search of two words", dt, SEARCHED);
	store_close(s);
	arena_free(&a);
	struct rusage u;
	getrusage(RUSAGE_SELF, &u);
	printf("memory of these questions, MiB\t%.1f\n", (double)u.ru_maxrss / 1024);
}

int main(int argc, char **argv)
{
	int64_t size;
	bool fast = argc == 5 && str_eqz(STR("fast"), argv[1]);
	argv += fast;
	argc -= fast;
	if (argc == 2)
		questions(argv[1]);
	else if (argc == 4 && str_int(&size, str_of(argv[3])) == 0 && size > 0 && size <= 100000000)
		grow(argv[1], argv[2], (uint32_t)size, fast);
	else
		die("usage: bench_archive STORIES.jsonl STORE SIZE | STORE");
	return 0;
}
