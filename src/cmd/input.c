/* input.c - what a subcommand is given to read: a file, standard input, or a web address. */
#include "config.h"

#include <unistd.h>

#include "cmd.h"
#include "quotidian/fetch.h"
#include "quotidian/url.h"

#define INPUT_MAX ((size_t)64 << 20)

struct fetching {
	struct cmd_input *in;
	struct err *e;
	const char *url;
	int code;
};

/* The failure with the address that was asked for; the fetcher's message begins with the host, which need not be said twice. */
static int say_where(struct err *e, int code, const char *url, const char *message)
{
	struct url u;
	url_split(&u, str_of(url));
	struct str rest = str_of(message), host = { u.host.s, u.host.n + (u.port.n ? u.port.n + 1 : 0) };
	if (host.n && str_istarts(rest, host) && str_starts(str_sub(rest, host.n, rest.n), STR(": ")))
		rest = str_sub(rest, host.n + 2, rest.n);
	return err_set(e, code, "%s: " STR_FMT, url, STR_ARG(rest));
}

static void fetched(void *arg, const struct fetch_result *r)
{
	struct fetching *f = arg;
	struct arena *a = &f->in->arena;
	f->code = r->code;
	f->in->status = r->status;
	if (r->code) {
		say_where(f->e, r->code, f->url, r->message);
		return;
	}
	f->in->bytes = arena_str(a, r->body);
	f->in->url = arena_str(a, r->final_url);
	f->in->moved_to = arena_str(a, r->moved_to);
	f->in->content_type = arena_str(a, r->content_type);
	f->in->content_location = arena_str(a, r->content_location);
}

static int fetch(struct cmd *c, struct cmd_input *in, const char *url, const char *accept, bool untrusted, struct err *e)
{
	struct settings *s;
	struct fetcher *f;
	struct fetching state = { .in = in, .e = e, .url = url };
	int rc = cmd_settings(c, &s, e);
	if (rc)
		return rc;
	struct fetch_options o = {
		.proxy = arena_str(&in->arena, s->text[SETTING_proxy]).s,
		.user_agent = arena_str(&in->arena, s->text[SETTING_user_agent]).s,
		.login = s->login,
		.nlogin = s->nlogin,
	};
	rc = fetch_open(&f, &o, e);
	if (rc)
		return rc;
	struct fetch_request r = { .url = url, .accept = accept, .untrusted = untrusted };
	rc = fetch_add(f, &r, fetched, &state, e);
	while (rc == 0 && fetch_pending(f))
		if (fetch_run(f, NULL, 0, 1000) < 0)
			rc = err_set(e, QD_ENET, "%s: cannot be fetched", url);
	fetch_close(f);
	return rc ? rc : state.code;
}

static bool is_address(const char *what)
{
	return str_istarts(str_of(what), STR("http://")) || str_istarts(str_of(what), STR("https://"));
}

int cmd_read_input(struct cmd *c, struct cmd_input *out, const char *what, const char *accept, struct err *e)
{
	*out = (struct cmd_input){ 0 };
	if (is_address(what))
		return fetch(c, out, what, accept, false, e);
	struct buf b;
	buf_init(&b, INPUT_MAX);
	int rc = strcmp(what, "-") == 0 ? buf_read_fd(&b, STDIN_FILENO, "standard input", e) : buf_read_file(&b, what, e);
	if (rc == 0)
		out->bytes = arena_str(&out->arena, buf_str(&b));
	buf_free(&b);
	return rc;
}

int cmd_fetch_more(struct cmd *c, struct cmd_input *out, const char *url, struct str from, struct err *e)
{
	*out = (struct cmd_input){ 0 };
	return fetch(c, out, url, "text/html, application/xhtml+xml", !url_same_origin(from, str_of(url)), e);
}

void cmd_input_free(struct cmd_input *in)
{
	arena_free(&in->arena);
}

int cmd_workers(struct cmd *c, struct worker_pool **out, struct err *e)
{
	struct worker_options o = cmd_worker_options(c);
	o.count = 1;
	return worker_pool_open(out, &o, NULL, NULL, e);
}
