/* store_archive.c - stories that come from an archive's file, and go into one. */
#include "config.h"

#include <stdlib.h>

#include "store_int.h"

/* The feed with this address; 0 in *id when there is none. */
static int feed_at(struct store *s, struct str url, int64_t *id, struct err *e)
{
	*id = 0;
	int r = sql_one_of(s, SQL_feed_by_url, url, NULL, 0, id, e);
	return r < 0 ? r : 0;
}

int store_archive_feed(struct store *s, const struct archive_source *from, int64_t *id, bool *subscribed, struct err *e)
{
	int64_t hidden = 0;
	int r;
	*subscribed = false;
	if (from->address.n) {
		r = feed_at(s, from->address, id, e);
		if (r == 0 && *id)
			r = sql_one(s, SQL_feed_hidden, id, 1, &hidden, e);
		if (r < 0)
			return r;
		*subscribed = *id && !hidden;
		if (*subscribed)
			return 0;
	}
	struct buf url;
	buf_init(&url, 16384);
	buf_addf(&url, "archive:" STR_FMT, STR_ARG(from->address.n ? from->address : from->name));
	sqlite3_stmt *st = sql_get(s, SQL_feed_archive, &r, e);
	if (st) {
		sql_bind_str(st, 1, buf_str(&url));
		sql_bind_str(st, 2, from->name);
		sql_bind_str(st, 3, from->tags);
		r = sql_run(s, st, e);
	}
	if (r == 0)
		r = feed_at(s, buf_str(&url), id, e);
	if (r == 0 && !*id)
		r = err_set(e, QD_EIO, "%s: the source \"" STR_FMT "\" could not be stored", s->path, STR_ARG(from->name));
	buf_free(&url);
	return r;
}

/* The item of an entry, 0 when the feed has none. */
static int known(struct store *s, int64_t feed, struct str given, int64_t *item, struct err *e)
{
	int64_t key[2] = { feed, (int64_t)str_hash(given) }, content;
	*item = 0;
	int r = sql_one(s, SQL_item_known, key, 2, item, e);
	if (r == 0)
		r = twin_known(s, key[0], key[1], item, &content, e);
	return r < 0 ? r : 0;
}

int store_archive_put(struct store *s, const struct store_poll *p, const uint32_t *flags, uint32_t *n_new, uint32_t *n_changed, struct err *e)
{
	const struct feed *f = p->parsed;
	bool *fresh = xcalloc(f->nentry ? f->nentry : 1, sizeof *fresh);
	int64_t item;
	int r = store_begin(s, e);
	if (r) {
		free(fresh);
		return r;
	}
	for (uint32_t i = 0; i < f->nentry && r == 0; i++) {
		if (!flags[i])
			continue;
		r = known(s, p->feed, f->entry[i].id, &item, e);
		fresh[i] = !item;
	}
	if (r == 0)
		r = store_poll_result(s, p, n_new, n_changed, e);
	for (uint32_t i = 0; i < f->nentry && r == 0; i++) {
		if (!fresh[i])
			continue;
		r = known(s, p->feed, f->entry[i].id, &item, e);
		if (r == 0 && item)
			r = item_set_flags(s, item, flags[i], 0, e);
	}
	free(fresh);
	return store_end(s, r, e);
}

int store_item_text(struct store *s, int64_t item, struct buf *out, struct err *e)
{
	return item_text(s, item, out, e);
}
