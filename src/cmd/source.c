/* source.c - a file, a web address or standard input, whole; and one job on it in a worker. */
#include "config.h"

#include <unistd.h>

#include "source.h"

static void source_init(struct source *in)
{
	struct buf *all[] = { &in->bytes, &in->name, &in->url, &in->content_type, &in->content_location };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		buf_init(all[i], 0);
}

void source_free(struct source *in)
{
	struct buf *all[] = { &in->bytes, &in->name, &in->url, &in->content_type, &in->content_location };
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		buf_free(all[i]);
}

int source_read(struct cmd *c, struct source *in, const char *url, const char *content_type)
{
	struct err e = { 0 };
	int rc;
	source_init(in);
	in->fetched = false;
	if (c->noperand > 1)
		return cmd_usage(c, "one FILE or URL at a time");
	if (!c->noperand && isatty(STDIN_FILENO))
		return cmd_usage(c, "what is to be read? A FILE, a URL, or - for standard input");
	const char *what = c->noperand ? c->operand[0] : "-";
	if (!what[0])
		return cmd_usage(c, "the name of the FILE or URL is empty");
	struct cmd_input got;
	buf_addz(&in->name, strcmp(what, "-") == 0 ? "standard input" : what);
	rc = cmd_read_input(c, &got, what, NULL, &e);
	if (!rc)
		rc = buf_add(&in->bytes, got.bytes);
	buf_add(&in->url, got.url);
	buf_add(&in->content_type, got.content_type);
	buf_add(&in->content_location, got.content_location);
	in->fetched = got.url.n > 0;
	cmd_input_free(&got);
	if (rc)
		return cmd_fail(&e);
	if (url) {
		buf_clear(&in->url);
		buf_addz(&in->url, url);
	}
	if (content_type) {
		buf_clear(&in->content_type);
		buf_addz(&in->content_type, content_type);
	}
	return CMD_DONE;
}

int source_run(struct cmd *c, const struct source *in, const struct worker_job *job, struct worker_result *out)
{
	struct worker_pool *pool;
	struct err e = { 0 };
	int rc = cmd_workers(c, &pool, &e);
	if (!rc) {
		rc = worker_run_one(pool, job, out, &e);
		worker_pool_close(pool);
	}
	return rc ? cmd_failf("%s: %s", in->name.s, e.text) : CMD_DONE;
}
