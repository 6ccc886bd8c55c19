/* export_stories.c - `export --stories`: stories as JSON lines on standard output. */
#include "config.h"

#include "quotidian/archive.h"
#include "stories.h"

static int put_line(void *arg, struct str line, struct err *e)
{
	(void)arg;
	cmd_put(line);
	return ferror(stdout) ? err_set(e, QD_EIO, "standard output cannot be written") : 0;
}

int export_stories(struct cmd *c)
{
	struct buf query;
	struct err e = { 0 };
	struct store *s;
	uint64_t n = 0;
	int r = cmd_store(c, &s, STORE_READ, &e);
	if (r)
		return cmd_fail(&e);
	buf_init(&query, 0);
	for (int i = 0; i < c->noperand; i++)
		buf_addf(&query, "%s%s", i ? " " : "", c->operand[i]);
	r = archive_export(s, buf_str(&query), put_line, NULL, &n, &e);
	store_close(s);
	buf_free(&query);
	if (r == 0 && !n)
		cmd_note("no stories");
	return r == QD_EINVAL ? cmd_usage(c, "%s", e.text) : r ? cmd_fail(&e) : CMD_DONE;
}
