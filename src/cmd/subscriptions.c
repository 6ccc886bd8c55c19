/* subscriptions.c - what the subcommands about feeds share: the archive in step with the subscriptions file, and feeds by name. */
#include "config.h"

#include "cmd.h"

static void show_warnings(struct str warnings)
{
	struct str line;
	while (str_split(&warnings, '\n', &line))
		if (line.n)
			cmd_note(STR_FMT, STR_ARG(line));
}

int cmd_feeds_store(struct cmd *c, struct store **out, struct err *e)
{
	struct feed_refs *refs = NULL;
	struct buf warnings;
	const char *path;
	if (c->demo) /* has its own feeds */
		return cmd_store(c, out, STORE_WRITE, e);
	int rc = cmd_feeds_path(c, &path, e);
	if (rc)
		return rc;
	buf_init(&warnings, 1 << 16);
	rc = subs_load(&refs, path, &warnings, e);
	if (rc == QD_ENOTFOUND)
		rc = 0;
	show_warnings(buf_str(&warnings));
	buf_free(&warnings);
	if (rc == 0)
		rc = cmd_store(c, out, STORE_WRITE, e);
	if (rc == 0) {
		rc = store_feeds_sync(*out, refs ? refs->ref : NULL, refs ? refs->n : 0, e);
		if (rc)
			store_close(*out);
	}
	if (refs)
		feed_refs_free(refs);
	return rc;
}

int cmd_find_feed(struct store_feed *out, const struct store_feed *feed, uint32_t n, const char *what, struct err *e)
{
	int64_t id;
	bool number = str_int(&id, str_of(what)) == 0;
	const struct store_feed *like = NULL;
	unsigned found = 0;
	for (uint32_t i = 0; i < n; i++) {
		if ((number && feed[i].id == id) || str_eqz(feed[i].url, what)) {
			*out = feed[i];
			return 0;
		}
		if (str_ifind(feed[i].title, str_of(what), 0) != STR_NPOS) {
			like = &feed[i];
			found++;
		}
	}
	if (found == 1 && what[0]) {
		*out = *like;
		return 0;
	}
	return found > 1 ? err_set(e, QD_ENOTFOUND, "\"%s\" fits %u feeds; give the address of one", what, found)
	                 : err_set(e, QD_ENOTFOUND, "there is no feed \"%s\"; `quotidian feeds` shows what there is", what);
}
