/* store_quote.c - what was said: by whom, in a story, or whatever a query chooses.
 *
 * Rows say who and when; the words are in the documents. A query's words are sought in the quotes themselves and in their speakers' names;
 * where a query names words and nobody, the search index tells which stories to look into. The same words carried by several sites are
 * listed once, at their newest, with the other sources.
 */
#include "config.h"

#include <stdlib.h>

#include "quotidian/filter.h"
#include "quotidian/map.h"
#include "quotidian/paths.h"
#include "quotidian/text.h"
#include "quotidian/utf8.h"
#include "store_int.h"

#define CHUNK 64          /* rows looked at at once */
#define WALK_MAX 100000   /* rows looked at for one answer */
#define SAME_WORDS 5      /* quotes of fewer words are the same only from the same mouth */
#define SAME_MAX 400      /* bytes of a quote that are compared */

/* ---- rows and words ---- */

struct quote_row {
	int64_t id, actor, published;
	uint8_t kind, confidence;
};

static int quote_rows(struct store *s, struct arena *a, sqlite3_stmt *st, struct quote_row **out, uint32_t *n, struct err *e)
{
	int r;
	uint32_t cap = 0;
	*out = NULL;
	*n = 0;
	while ((r = sql_row(s, st, e)) > 0) {
		struct quote_row q = { sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2),
			               (uint8_t)sqlite3_column_int(st, 3), (uint8_t)sqlite3_column_int(st, 4) };
		ARENA_PUSH(a, struct quote_row, *out, *n, cap, q);
	}
	return r;
}

/* One line of a piece of a document. */
static struct str one_line(struct arena *a, struct str s)
{
	struct buf b;
	buf_init(&b, s.n + 1);
	utf8_sanitise(&b, s, UTF8_LINE);
	struct str out = arena_str(a, buf_str(&b));
	buf_free(&b);
	return out;
}

struct quote_reader { /* the story that was read last */
	struct doc *d;
	struct store_item it;
};

/* 1: the quote of a row; 0: its document is damaged or has no such quote. Rows of one story should stand together. */
static int read_quote(struct store *s, struct arena *a, struct quote_reader *reader, const struct quote_row *row, struct store_quote *out,
                      struct err *e)
{
	int64_t item = row->id >> QUOTE_SHIFT;
	uint32_t at = (uint32_t)(row->id & ((1 << QUOTE_SHIFT) - 1));
	if (item != reader->it.id) {
		doc_free(reader->d);
		reader->d = NULL;
		int r = store_item(s, a, item, &reader->it, e);
		if (r == 0)
			r = annotation_doc(s, item, &reader->d, e);
		if (r == 0)
			r = store_doc_choices(s, item, reader->d, e);
		reader->it.id = item;
		if (r == QD_ECANCELLED || r == QD_EBUSY)
			return r;
	}
	if (!reader->d || at >= reader->d->nquote)
		return 0;
	const struct quote *q = &reader->d->quote[at];
	*out = (struct store_quote){
		.item = item,
		.actor = row->actor,
		.index = at,
		.text = one_line(a, doc_str(reader->d, q->at)),
		.speaker = one_line(a, q->speaker_name),
		.cue = one_line(a, doc_str(reader->d, q->cue)),
		.item_title = reader->it.title,
		.feed_title = reader->it.feed_title,
		.item_url = reader->it.url,
		.published = row->published,
		.kind = row->kind,
		.confidence = row->confidence,
	};
	return 1;
}

static int fill_quotes(struct store *s, struct arena *a, const struct quote_row *row, uint32_t nrow, struct store_quote **out, uint32_t *n,
                       struct err *e)
{
	struct quote_reader reader = { 0 };
	int r = 0;
	*out = ARENA_NEW(a, struct store_quote, nrow);
	*n = 0;
	for (uint32_t i = 0; i < nrow && r >= 0; i++) {
		r = read_quote(s, a, &reader, &row[i], &(*out)[*n], e);
		*n += r > 0;
	}
	doc_free(reader.d);
	return r < 0 ? r : 0;
}

static int list_quotes(struct store *s, struct arena *a, enum sql_id sql, const int64_t *v, int nv, struct store_quote **out, uint32_t *n,
                       struct err *e)
{
	int r;
	*out = NULL;
	*n = 0;
	sqlite3_stmt *st = sql_bound(s, sql, v, nv, &r, e);
	if (!st)
		return r;
	struct arena scratch = { 0 };
	struct quote_row *row;
	uint32_t nrow;
	r = quote_rows(s, &scratch, st, &row, &nrow, e);
	if (r == 0)
		r = fill_quotes(s, a, row, nrow, out, n, e);
	arena_free(&scratch);
	return r;
}

int store_item_quotes(struct store *s, struct arena *a, int64_t item, struct store_quote **out, uint32_t *n, struct err *e)
{
	const int64_t v[2] = { QUOTE_ROW(item, 0), QUOTE_ROW(item + 1, 0) - 1 };
	return list_quotes(s, a, SQL_quotes_item, v, 2, out, n, e);
}

int store_item_quote_by(struct store *s, struct arena *a, int64_t item, const int64_t *actor, uint32_t nactor, struct store_quote *out,
                        struct err *e)
{
	int r;
	struct arena scratch = { 0 };
	struct quote_row *row, best = { 0 };
	uint32_t n, rank = UINT32_MAX;
	sqlite3_stmt *st = sql_bound(s, SQL_quotes_item, (int64_t[]){ QUOTE_ROW(item, 0), QUOTE_ROW(item + 1, 0) - 1 }, 2, &r, e);
	if (!st)
		return r;
	r = quote_rows(s, &scratch, st, &row, &n, e);
	for (uint32_t i = 0; i < n && r == 0; i++) {
		for (uint32_t k = 0; k < nactor; k++) {
			uint32_t this = k * QUOTE_KINDS + row[i].kind;
			if (row[i].actor == actor[k] && row[i].confidence >= QUOTE_SURE && this < rank) {
				rank = this;
				best = row[i];
			}
		}
	}
	arena_free(&scratch);
	struct store_quote *q;
	n = 0;
	if (r == 0 && best.id)
		r = fill_quotes(s, a, &best, 1, &q, &n, e);
	if (r)
		return r;
	if (!n)
		return err_set(e, QD_ENOTFOUND, "none of them is quoted in story %lld", (long long)item);
	*out = *q;
	return 0;
}


/* ---- queries ---- */

struct choice {
	struct store *s;
	struct arena *a; /* what is chosen */
	struct arena scratch;
	struct filter filter;
	struct filter_leaf *leaf;
	struct filter_match *match;
	struct quote_reader reader;
	struct map same; /* words to position + 1 in out */
	struct store_quote *out;
	uint32_t *also_cap; /* of out[i].also */
	uint32_t n, cap, nalso, also_cap_cap;
	uint32_t until;  /* so many are enough */
	uint32_t walked;
	int64_t since, before; /* that every quote must keep */
	struct err *e;
};

enum truth { NO, YES, OPEN };

/* OPEN: the words must be known, and `q` is NULL. As deep as the query's brackets. */
static enum truth quote_holds(struct choice *c, const struct filter_node *node, const struct quote_row *row, const struct store_quote *q)
{
	const struct filter_leaf *leaf = &c->leaf[node->index];
	const struct store_item *it = &c->reader.it;
	enum truth t, all;
	size_t start, end;
	switch (node->kind) {
	case FILTER_ALL:
	case FILTER_ANY:
		all = node->kind == FILTER_ALL ? YES : NO;
		for (const struct filter_node *k = node->first; k; k = k->next) {
			t = quote_holds(c, k, row, q);
			if (t == (node->kind == FILTER_ALL ? NO : YES))
				return t;
			if (t == OPEN)
				all = OPEN;
		}
		return all;
	case FILTER_NOT:
		t = quote_holds(c, node->first, row, q);
		return t == OPEN ? OPEN : t == YES ? NO : YES;
	case FILTER_ACTOR:
	case FILTER_SAID:
		return filter_among(leaf, row->actor) ? YES : NO;
	case FILTER_SINCE:
		return row->published >= node->number ? YES : NO;
	case FILTER_BEFORE:
		return row->published < node->number ? YES : NO;
	default:
		break;
	}
	if (!q)
		return OPEN;
	bool yes = false;
	if (node->kind == FILTER_WORDS)
		yes = filter_match_find(c->match, node, q->text, &start, &end) || filter_match_find(c->match, node, q->speaker, &start, &end);
	else if (node->kind == FILTER_TITLE)
		yes = filter_match_find(c->match, node, q->item_title, &start, &end);
	else if (node->kind == FILTER_BY)
		yes = str_ifind(it->author, node->text, 0) != STR_NPOS;
	else if (node->kind == FILTER_FEED || node->kind == FILTER_TAG)
		yes = filter_among(leaf, it->feed);
	else if (node->number == FILTER_UNREAD || node->number == FILTER_READ)
		yes = !(it->flags & ITEM_READ) == (node->number == FILTER_UNREAD);
	else if (node->number == FILTER_STARRED || node->number == FILTER_FULL)
		yes = it->flags & (node->number == FILTER_STARRED ? ITEM_STARRED : ITEM_PAGE);
	else
		yes = node->number == FILTER_QUOTED;
	return yes ? YES : NO;
}

/* What two copies of a quote have in common: its words, folded; of few words also who said them. */
static struct str same_key(struct choice *c, const struct store_quote *q)
{
	struct buf folded, key;
	uint32_t words = 0;
	bool open = false;
	buf_init(&folded, 0);
	buf_init(&key, SAME_MAX + 64);
	text_fold(&folded, q->text, true);
	struct str text = buf_str(&folded);
	for (size_t at = 0; at < text.n && key.n < SAME_MAX;) {
		uint32_t cp = utf8_next(text, &at);
		bool letter = text_is_alpha(cp) || text_is_digit(cp);
		if (letter && !open)
			words += buf_addc(&key, ' ') == 0;
		if (letter)
			buf_addcp(&key, cp);
		open = letter;
	}
	if (words < SAME_WORDS)
		buf_addf(&key, "\n" STR_FMT, STR_ARG(str_sub(q->speaker, 0, 50)));
	struct str out = arena_str(&c->scratch, buf_str(&key));
	buf_free(&folded);
	buf_free(&key);
	return out;
}

static void take_quote(struct choice *c, const struct store_quote *q)
{
	uint64_t *at = map_put(&c->same, same_key(c, q));
	if (!*at) {
		ARENA_PUSH(c->a, struct store_quote, c->out, c->n, c->cap, *q);
		ARENA_PUSH(&c->scratch, uint32_t, c->also_cap, c->nalso, c->also_cap_cap, 0);
		*at = c->n;
		return;
	}
	struct store_quote *first = &c->out[*at - 1];
	bool known = str_eq(first->feed_title, q->feed_title);
	for (uint32_t i = 0; i < first->nalso && !known; i++)
		known = str_eq(first->also[i], q->feed_title);
	if (!known)
		ARENA_PUSH(c->a, struct str, first->also, first->nalso, c->also_cap[*at - 1], q->feed_title);
	if (q->confidence > first->confidence) { /* whoever is surest says who it was */
		first->speaker = q->speaker;
		first->actor = q->actor;
		first->confidence = q->confidence;
	}
}

static int consider_quote(struct choice *c, const struct quote_row *row)
{
	const struct filter_node *root = c->filter.root;
	struct store_quote q;
	c->walked++;
	enum truth t = root ? quote_holds(c, root, row, NULL) : YES;
	if (t == NO)
		return 0;
	int r = read_quote(c->s, c->a, &c->reader, row, &q, c->e);
	if (r > 0 && (t == YES || quote_holds(c, root, row, &q) == YES))
		take_quote(c, &q);
	return r < 0 ? r : 0;
}

/* Rows of one story, the last first: considered in the order of its text. */
static int consider_story(struct choice *c, const struct quote_row *row, uint32_t n)
{
	int r = 0;
	while (n && r == 0 && c->n < c->until)
		r = consider_quote(c, &row[--n]);
	return r;
}

/* All quotes, or those of an actor: the newest story first, each in the order of its text. */
static int walk_quotes(struct choice *c, int64_t actor)
{
	struct item_anchor at = { c->before, INT64_MIN };
	struct quote_row *story = NULL;
	uint32_t n = CHUNK, nstory = 0, cap = 0;
	int r = 0;
	while (r == 0 && n == CHUNK && c->n < c->until && c->walked < WALK_MAX) {
		struct quote_row *row;
		sqlite3_stmt *st = sql_get(c->s, actor ? SQL_quotes_actor : SQL_quotes_all, &r, c->e);
		if (!st)
			return r;
		sqlite3_bind_int64(st, 1, at.published);
		sqlite3_bind_int64(st, 2, at.id);
		sqlite3_bind_int64(st, 3, CHUNK);
		if (actor)
			sqlite3_bind_int64(st, 4, actor);
		r = quote_rows(c->s, &c->scratch, st, &row, &n, c->e);
		for (uint32_t i = 0; i < n && r == 0; i++) {
			if (row[i].published < c->since) {
				n = i;
				break;
			}
			if (nstory && story[0].id >> QUOTE_SHIFT != row[i].id >> QUOTE_SHIFT) {
				r = consider_story(c, story, nstory);
				nstory = 0;
			}
			ARENA_PUSH(&c->scratch, struct quote_row, story, nstory, cap, row[i]);
			at = (struct item_anchor){ row[i].published, row[i].id };
		}
	}
	return r ? r : consider_story(c, story, nstory);
}

/* The quotes of the stories that have the words. */
static int walk_stories(struct choice *c, struct str words)
{
	struct search_hit *hit;
	uint32_t n, nrow;
	struct item_view v = { .kind = VIEW_ALL, .filter = words };
	int r = filter_hits(c->s, &c->scratch, &v, NULL, SEARCH_MAX, &hit, &n, c->e);
	for (uint32_t i = 0; i < n && r == 0 && c->n < c->until && c->walked < WALK_MAX; i++) {
		struct quote_row *row;
		sqlite3_stmt *st = sql_bound(c->s, SQL_quotes_item,
			(int64_t[]){ QUOTE_ROW(hit[i].id, 0), QUOTE_ROW(hit[i].id + 1, 0) - 1 }, 2, &r, c->e);
		if (!st)
			return r;
		r = quote_rows(c->s, &c->scratch, st, &row, &nrow, c->e);
		for (uint32_t k = 0; k < nrow && r == 0 && c->n < c->until; k++)
			r = consider_quote(c, &row[k]);
	}
	return r;
}

static int newest_quote(const void *x, const void *y)
{
	const struct store_quote *a = x, *b = y;
	if (a->published != b->published)
		return a->published < b->published ? 1 : -1;
	if (a->item != b->item)
		return a->item < b->item ? 1 : -1;
	return (a->index > b->index) - (a->index < b->index);
}

static int choose_quotes(struct choice *c)
{
	const struct filter_node *root = c->filter.root, *who = NULL;
	struct buf words;
	buf_init(&words, 2 * FILTER_TEXT_MAX);
	for (const struct filter_node *k = root && root->kind == FILTER_ALL ? root->first : root; k; k = k->next) {
		if (k->kind == FILTER_ACTOR || k->kind == FILTER_SAID)
			who = k;
		else if (k->kind == FILTER_WORDS)
			buf_addf(&words, k->phrase ? " \"" STR_FMT "\"" : k->prefix ? " " STR_FMT "*" : " " STR_FMT, STR_ARG(k->text));
		else if (k->kind == FILTER_SINCE && k->number > c->since)
			c->since = k->number;
		else if (k->kind == FILTER_BEFORE && k->number < c->before)
			c->before = k->number;
	}
	int r = 0;
	if (who) {
		const struct filter_leaf *leaf = &c->leaf[who->index];
		const uint32_t limit = c->until;
		for (uint32_t i = 0; i < leaf->n && r == 0; i++) { /* `limit` of each, of which the newest count */
			c->until = c->n + limit;
			r = walk_quotes(c, leaf->id[i]);
		}
		if (c->n)
			qsort(c->out, c->n, sizeof *c->out, newest_quote);
		if (c->n > limit)
			c->n = limit;
	} else if (words.n) {
		r = walk_stories(c, buf_str(&words));
	} else {
		r = walk_quotes(c, 0);
	}
	buf_free(&words);
	return r;
}

int store_quotes(struct store *s, struct arena *a, struct str query, uint32_t limit, struct store_quote **out, uint32_t *n, struct err *e)
{
	struct choice c = { .s = s, .a = a, .until = limit < SEARCH_MAX ? limit : SEARCH_MAX, .since = INT64_MIN, .before = INT64_MAX, .e = e };
	*out = NULL;
	*n = 0;
	int r = filter_parse(&c.filter, &c.scratch, query, clock_now(), e);
	c.leaf = ARENA_NEW(&c.scratch, struct filter_leaf, c.filter.n);
	if (r == 0 && c.filter.root)
		r = filter_resolve(s, &c.scratch, c.filter.root, c.leaf, e);
	if (r == 0) {
		c.match = filter_match_open();
		r = choose_quotes(&c);
	}
	*out = c.out;
	*n = r ? 0 : c.n;
	filter_match_close(c.match);
	doc_free(c.reader.d);
	map_free(&c.same);
	arena_free(&c.scratch);
	return r;
}
