/* store_search.c - the index for full-text search, which follows the items in its own time; store_filter.c asks it.
 *
 * The index is contentless FTS5: it holds no text. As such a table cannot forget a row without being told its old words, a story that
 * is indexed anew takes the next of its SEARCH_SLOTS rows, and item.slot says which one counts; a hit on another row is passed over. Rows of
 * a slot follow those of the slot before, so that most rows are a story's number, whose distances are small. New items have numbers above
 * the tally TALLY_INDEXED; those that changed after that stand in the table reindex.
 */
#include "config.h"

#include "quotidian/htmltext.h"
#include "quotidian/utf8.h"
#include "store_int.h"


int search_stale(struct store *s, int64_t item, struct err *e)
{
	int64_t done;
	int r = tally_get(s, TALLY_INDEXED, &done, e);
	if (r || item > done)
		return r;
	return sql_do(s, SQL_reindex_put, &item, 1, e);
}

int item_text(struct store *s, int64_t item, struct buf *out, struct err *e)
{
	for (int from = DOC_PAGE; from >= DOC_FEED; from--) {
		struct doc *d = NULL;
		const struct store_text *here = from == DOC_FEED ? store_text_at_hand(s, item) : NULL;
		int r = here ? 0 : store_doc_get(s, item, (enum doc_source)from, &d, NULL);
		struct str text = here ? here->text : d ? d->text : STR_NONE;
		if (r == 0) {
			buf_add(out, str_sub(text, 0, utf8_floor(text, text.n < out->max ? text.n : out->max)));
			doc_free(d);
			return 0;
		}
		if (r != QD_ENOTFOUND && r != QD_EFORMAT && r != QD_ENEWER)
			return err_set(e, r, "%s: story %lld cannot be read", s->path, (long long)item);
	}
	struct arena a = { 0 };
	struct str html;
	int r = store_item_body(s, &a, item, &html, e);
	if (r == 0)
		html_text(out, html);
	arena_free(&a);
	return r;
}

struct to_index {
	int64_t id, slot;
	struct str title, summary;
};

static int index_one(struct store *s, const struct to_index *it, struct buf *text, struct err *e)
{
	buf_clear(text);
	int r = item_text(s, it->id, text, e);
	sqlite3_stmt *st = r ? NULL : sql_get(s, SQL_search_insert, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, SEARCH_ROW(it->id, it->slot));
	sql_bind_str(st, 2, it->title);
	sql_bind_str(st, 3, text->n ? buf_str(text) : it->summary);
	r = sql_run(s, st, e);
	sqlite3_clear_bindings(st);
	return r;
}

static int to_index_rows(struct store *s, struct arena *a, sqlite3_stmt *st, struct to_index **out, uint32_t *n, uint32_t *cap, struct err *e)
{
	int r;
	while ((r = sql_row(s, st, e)) > 0) {
		struct to_index it = { sqlite3_column_int64(st, 0), sqlite3_column_int64(st, 3), sql_str(st, 1, a), sql_str(st, 2, a) };
		ARENA_PUSH(a, struct to_index, *out, *n, *cap, it);
	}
	return r;
}

/* Changed items come last: FTS5 likes rows in order. */
static int index_changed(struct store *s, struct arena *a, uint32_t limit, uint32_t *done, struct buf *text, struct err *e)
{
	int64_t *id;
	uint32_t n;
	int r = sql_ids(s, a, SQL_reindex_some, (int64_t[]){ limit }, 1, &id, &n, e);
	struct to_index *it = NULL;
	uint32_t nit = 0, icap = 0;
	for (uint32_t i = 0; i < n && r == 0; i++) {
		sqlite3_stmt *st = sql_get(s, SQL_search_one, &r, e);
		if (!st)
			return r;
		sqlite3_bind_int64(st, 1, id[i]);
		r = to_index_rows(s, a, st, &it, &nit, &icap, e);
		if (r == 0)
			r = sql_do(s, SQL_reindex_drop, &id[i], 1, e);
	}
	int64_t most = 0;
	if (r == 0)
		r = tally_get(s, TALLY_SLOT, &most, e);
	for (int64_t slot = 0; slot < SEARCH_SLOTS && r == 0; slot++) {
		bool any = false;
		for (uint32_t i = 0; i < nit && r == 0; i++) {
			if ((it[i].slot + 1) % SEARCH_SLOTS != slot)
				continue;
			any = true;
			it[i].slot = slot;
			r = sql_do(s, SQL_search_slot, (int64_t[]){ it[i].id, slot }, 2, e);
			if (r == 0)
				r = index_one(s, &it[i], text, e);
			it[i].slot = -1; /* done */
		}
		if (r == 0 && any && slot > most)
			r = tally_set(s, TALLY_SLOT, slot, e);
	}
	*done += n;
	return r;
}

static int index_new(struct store *s, struct arena *a, uint32_t limit, uint32_t *done, struct buf *text, struct err *e)
{
	int64_t last;
	int r = tally_get(s, TALLY_INDEXED, &last, e);
	sqlite3_stmt *st = r ? NULL : sql_bound(s, SQL_search_new, (int64_t[]){ last, limit }, 2, &r, e);
	if (!st)
		return r;
	struct to_index *it = NULL;
	uint32_t n = 0, cap = 0;
	r = to_index_rows(s, a, st, &it, &n, &cap, e);
	for (uint32_t i = 0; i < n && r == 0; i++)
		r = index_one(s, &it[i], text, e);
	if (r == 0 && n)
		r = tally_set(s, TALLY_INDEXED, it[n - 1].id, e);
	*done += n;
	return r;
}

int store_index_some(struct store *s, uint32_t limit, uint32_t *n, struct err *e)
{
	*n = 0;
	int r = store_begin(s, e);
	if (r)
		return r;
	struct arena a = { 0 };
	struct buf text;
	buf_init(&text, STORE_TEXT_MAX);
	r = index_new(s, &a, limit, n, &text, e);
	if (r == 0 && *n < limit)
		r = index_changed(s, &a, limit - *n, n, &text, e);
	if (r == 0 && *n)
		r = tally_add(s, TALLY_ROWS, *n, e);
	buf_free(&text);
	arena_free(&a);
	return store_end(s, r, e);
}
