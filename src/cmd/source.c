/* source.c - a file, a web address or standard input, whole; and one job on it in a worker. */
#include "config.h"

#include <stdlib.h>
#include <unistd.h>

#include "source.h"

#include "quotidian/fetch.h"
#include "quotidian/url.h"

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

struct answer {
	struct source *in;
	struct err *e;
	int rc;
};

static void answered(void *arg, const struct fetch_result *r)
{
	struct answer *a = arg;
	if (r->code)
		a->rc = err_set(a->e, r->code, "%s", r->message);
	else if (r->status < 200 || r->status > 299)
		a->rc = err_set(a->e, QD_ENET, STR_FMT ": the server answered with status %ld", STR_ARG(r->url), r->status);
	else
		a->rc = buf_add(&a->in->bytes, r->body);
	buf_add(&a->in->url, r->final_url.n ? r->final_url : r->url);
	buf_add(&a->in->content_type, r->content_type);
	buf_add(&a->in->content_location, r->content_location);
}

static int fetch_source(struct cmd *c, struct source *in, const char *url, struct err *e)
{
	struct settings *s;
	struct fetcher *f;
	int rc = cmd_settings(c, &s, e);
	if (rc)
		return rc;
	char *agent = str_dupz(s->text[SETTING_user_agent]), *proxy = str_dupz(s->text[SETTING_proxy]);
	const struct fetch_options o = { .user_agent = agent[0] ? agent : NULL, .proxy = proxy[0] ? proxy : NULL };
	const struct fetch_request r = { .url = url };
	struct answer a = { .in = in, .e = e };
	rc = fetch_open(&f, &o, e);
	if (!rc) {
		rc = fetch_add(f, &r, answered, &a, e);
		while (!rc && fetch_pending(f))
			if (fetch_run(f, NULL, 0, 1000) < 0)
				rc = err_set(e, QD_ENET, "%s: the transfer failed", url);
		fetch_close(f);
	}
	free(agent);
	free(proxy);
	return rc ? rc : a.rc;
}

int source_read(struct cmd *c, struct source *in, const char *url, const char *content_type)
{
	struct err e = { 0 };
	int rc;
	source_init(in);
	if (c->noperand > 1)
		return cmd_usage(c, "one FILE or URL at a time");
	if (!c->noperand && isatty(STDIN_FILENO))
		return cmd_usage(c, "what is to be read? A FILE, a URL, or - for standard input");
	const char *what = c->noperand ? c->operand[0] : "-";
	if (strcmp(what, "-") == 0) {
		buf_addz(&in->name, "standard input");
		rc = buf_read_fd(&in->bytes, STDIN_FILENO, in->name.s, &e);
	} else {
		buf_addz(&in->name, what);
		rc = url_is_web(str_of(what)) ? fetch_source(c, in, what, &e) : buf_read_file(&in->bytes, what, &e);
	}
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
	struct worker_options o = cmd_worker_options(c);
	struct worker_pool *pool;
	struct err e = { 0 };
	o.count = 1;
	int rc = worker_pool_open(&pool, &o, NULL, NULL, &e);
	if (!rc) {
		rc = worker_run_one(pool, job, out, &e);
		worker_pool_close(pool);
	}
	return rc ? cmd_failf("%s: %s", in->name.s, e.text) : CMD_DONE;
}
