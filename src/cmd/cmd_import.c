/* cmd_import.c - subscription lists in and out: OPML, and newsboat's urls file. Only http and https addresses come in. */
#include "config.h"

#include "cmd.h"
#include "stories.h"

/* OPML is markup; a urls file begins its lines with addresses and #. */
static bool looks_like_markup(struct str s)
{
	s = str_trim(s);
	if (str_starts(s, STR("\xEF\xBB\xBF")))
		s = str_sub(s, 3, s.n);
	return (s.n && s.s[0] == '<') || str_starts(s, STR("\xFF\xFE")) || str_starts(s, STR("\xFE\xFF")) ||
	       str_ifind(str_sub(s, 0, 4096), STR("<opml"), 0) != STR_NPOS;
}

/* JSON, or what gzip made, as archives of stories are and no list. */
static bool looks_like_stories(struct str s)
{
	if (str_starts(s, STR("\xEF\xBB\xBF")))
		s = str_sub(s, 3, s.n);
	s = str_trim(s);
	return str_starts(s, STR("{")) || str_starts(s, STR("[")) || str_starts(s, STR("\x1F\x8B"));
}

/* The list in `in`: *refs, or a message. */
static int read_list(struct cmd *c, const struct cmd_input *in, const char *name, struct worker_result *r)
{
	struct err e = { 0 };
	struct worker_pool *pool;
	if (looks_like_stories(in->bytes))
		return cmd_failf("%s: is no list of feeds; stories, as JSON lines, are imported with --stories", name);
	if (!looks_like_markup(in->bytes)) {
		struct buf warnings;
		struct str rest, line;
		buf_init(&warnings, 1 << 16);
		r->refs = subs_parse(in->bytes, name, &warnings);
		rest = buf_str(&warnings);
		while (str_split(&rest, '\n', &line))
			if (line.n)
				cmd_note(STR_FMT, STR_ARG(line));
		buf_free(&warnings);
		return CMD_DONE;
	}
	if (cmd_workers(c, &pool, &e))
		return cmd_fail(&e);
	struct worker_job job = { .kind = WORKER_OPML, .feed = { .bytes = in->bytes, .url = in->url, .content_type = in->content_type } };
	int rc = worker_run_one(pool, &job, r, &e);
	worker_pool_close(pool);
	if (rc)
		return cmd_failf("%s: %s", name, e.text);
	return r->code || !r->refs ? cmd_failf("%s: %s", name, r->message[0] ? r->message : "is no list of feeds") : CMD_DONE;
}

static int take(struct cmd *c, const struct feed_refs *refs, bool dry_run)
{
	struct err e = { 0 };
	const char *path;
	uint32_t added = 0, folders = 0;
	if (cmd_feeds_path(c, &path, &e))
		return cmd_fail(&e);
	if (dry_run) {
		for (uint32_t i = 0; i < refs->nfolder; i++)
			cmd_printf("query\t" STR_FMT "\t" STR_FMT "\n", STR_ARG(refs->folder[i].name), STR_ARG(refs->folder[i].query));
		for (uint32_t i = 0; i < refs->n; i++)
			cmd_printf(STR_FMT "\t" STR_FMT "\t" STR_FMT "\n", STR_ARG(refs->ref[i].url), STR_ARG(refs->ref[i].tags),
				STR_ARG(refs->ref[i].title));
	} else if (subs_add(path, refs->ref, refs->n, &added, &e) || subs_add_folders(path, refs->folder, refs->nfolder, &folders, &e)) {
		return cmd_fail(&e);
	}
	if (dry_run)
		cmd_note("%u feeds are in the list; nothing was changed", refs->n);
	else
		cmd_printf("%u feeds in the list: %u added, %u there already\n", refs->n, added, refs->n - added);
	if (folders)
		cmd_printf("%u smart folders added\n", folders);
	if (refs->skipped)
		cmd_note("%u entries whose address is not http or https were left out", refs->skipped);
	return refs->n || refs->nfolder ? CMD_DONE : cmd_failf("the list holds no feed");
}

int cmd_import(struct cmd *c)
{
	struct cmd_input in;
	struct worker_result r = { 0 };
	struct err e = { 0 };
	bool dry_run = false, stories = false;
	int o;
	while ((o = cmd_option(c)) > 0) {
		if (o == 's')
			stories = true;
		else
			dry_run = true;
	}
	if (o == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	if (c->noperand != 1)
		return cmd_usage(c, "give one file, address or - (standard input)");
	if (stories && dry_run)
		return cmd_usage(c, "--dry-run goes with a list of subscriptions only");
	if (stories)
		return import_stories(c, c->operand[0]);
	int rc = cmd_read_input(c, &in, c->operand[0], "text/x-opml, application/xml, text/xml, */*;q=0.5", &e);
	if (rc == QD_ELIMIT)
		cmd_note("an archive of stories is imported with --stories");
	rc = rc ? cmd_fail(&e) : CMD_DONE;
	if (rc == CMD_DONE)
		rc = read_list(c, &in, c->operand[0], &r);
	if (rc == CMD_DONE)
		rc = take(c, r.refs, dry_run);
	worker_result_clear(&r);
	cmd_input_free(&in);
	return rc;
}

/* The names of feeds that the user gave no title to, from the archive, where there is one. */
static void fill_titles(struct cmd *c, struct feed_refs *refs)
{
	struct store *s;
	struct store_feed *feed;
	uint32_t n;
	if (cmd_store(c, &s, STORE_READ, NULL))
		return;
	if (store_feeds(s, &refs->arena, &feed, &n, NULL))
		n = 0;
	/* Both are in the order of the subscriptions; what does not fit keeps no title. */
	for (uint32_t i = 0; i < refs->n && i < n; i++)
		if (!refs->ref[i].title.n && str_eq(refs->ref[i].url, feed[i].url) && !str_eq(feed[i].title, feed[i].url))
			refs->ref[i].title = feed[i].title;
	store_close(s);
}

int cmd_export(struct cmd *c)
{
	struct feed_refs *refs;
	struct err e = { 0 };
	const char *path, *format = "opml";
	bool stories = false;
	int o, rc = CMD_DONE;
	while ((o = cmd_option(c)) > 0) {
		if (o == 's')
			stories = true;
		else
			format = c->arg;
	}
	if (o == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	if (stories)
		return export_stories(c);
	if (c->noperand)
		return cmd_usage(c, "it takes no arguments without --stories");
	bool opml = strcmp(format, "opml") == 0;
	if (!opml && strcmp(format, "urls") != 0)
		return cmd_usage(c, "format \"%s\" is not one of: opml, urls", cmd_clean(format));
	if (cmd_feeds_path(c, &path, &e))
		return cmd_fail(&e);
	o = subs_load(&refs, path, NULL, &e);
	if (o == QD_ENOTFOUND) /* the list is written all the same: it is empty */
		refs = subs_parse(STR(""), path, NULL);
	else if (o)
		return cmd_fail(&e);
	if (!refs->n)
		cmd_note("no feeds are subscribed; `quotidian add URL` and `quotidian import FILE` add some");
	if (opml) {
		struct buf b;
		buf_init(&b, 0);
		fill_titles(c, refs);
		if (opml_write(&b, refs->ref, refs->n, STR("Quotidian's subscriptions")))
			rc = cmd_failf("the list is too long");
		else
			cmd_put(buf_str(&b));
		buf_free(&b);
	} else {
		struct buf b;
		buf_init(&b, 0);
		subs_write(&b, refs);
		cmd_put(buf_str(&b));
		buf_free(&b);
	}
	feed_refs_free(refs);
	return rc;
}
