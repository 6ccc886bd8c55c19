/* cmd_add.c - subscribes: an address of a feed as it is, an address of a page to the feeds that it names; and unsubscribes.
 */
#include "config.h"

#include <stdlib.h>

#include "cmd.h"
#include "quotidian/fetch.h"
#include "quotidian/url.h"

#define ACCEPT "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
#define CHOICES_SHOWN 40

struct add {
	struct cmd *c;
	const char *path;  /* of the subscriptions */
	struct str tags;
	bool all, force;
	bool dry; /* what is found is printed, and nothing is subscribed */
	struct worker_pool *pool;
	struct arena arena;
};

/* "example.org" and "feed://example.org/x" as people write them. */
static const char *web_address(struct arena *a, const char *what)
{
	struct str s = str_trim(str_of(what));
	if (str_istarts(s, STR("feed:")))
		s = str_sub(s, 5, s.n);
	if (str_istarts(s, STR("http://")) || str_istarts(s, STR("https://")))
		return arena_str(a, s).s;
	while (s.n && s.s[0] == '/')
		s = str_sub(s, 1, s.n);
	return arena_fmt(a, "https://" STR_FMT, STR_ARG(s)).s;
}

static int subscribe(struct add *ad, const struct feed_ref *ref, uint32_t n)
{
	struct err e = { 0 };
	uint32_t added;
	for (uint32_t i = 0; i < n; i++) {
		if (ad->dry) {
			cmd_printf(STR_FMT "\t" STR_FMT "\n", STR_ARG(ref[i].url), STR_ARG(ref[i].title));
			continue;
		}
		struct feed_ref one = { .url = ref[i].url, .tags = ad->tags };
		if (subs_add(ad->path, &one, 1, &added, &e))
			return cmd_fail(&e);
		cmd_printf("%s " STR_FMT "%s" STR_FMT "\n", added ? "added" : "is there already:", STR_ARG(ref[i].url), ref[i].title.n ? "  " : "",
		           STR_ARG(ref[i].title));
	}
	return CMD_DONE;
}

/* Numbers separated by spaces or commas, "a" for all, nothing for the first: marks in `chosen`. False: none of it was understood. */
static bool read_choice(struct str answer, bool *chosen, uint32_t n)
{
	struct str part;
	bool any = false;
	answer = str_trim(answer);
	if (!answer.n)
		return chosen[0] = true;
	if (str_ieq(answer, STR("a")) || str_ieq(answer, STR("all"))) {
		memset(chosen, true, n * sizeof *chosen);
		return true;
	}
	char *spaced = str_dupz(answer);
	for (char *p = spaced; *p; p++)
		if (*p == ',')
			*p = ' ';
	struct str rest = str_of(spaced);
	bool ok = true;
	while (str_split(&rest, ' ', &part)) {
		int64_t k;
		if (!part.n)
			continue;
		if (str_int(&k, part) || k < 1 || k > n) {
			ok = false;
			break;
		}
		any = chosen[k - 1] = true;
	}
	free(spaced);
	return ok && any;
}

static int run_job(struct add *ad, enum worker_job_kind kind, const struct cmd_input *in, struct worker_result *r, struct err *e)
{
	struct worker_job job = { .kind = kind, .feed = { .bytes = in->bytes, .url = in->url, .content_type = in->content_type,
		.content_location = in->content_location } };
	int rc = worker_run_one(ad->pool, &job, r, e);
	return rc ? rc : r->code ? err_set(e, r->code, "%s", r->message) : 0;
}

/* Whether there is a feed at *ref, which gets its title, and the address that it moved to for good. */
static bool look(struct add *ad, struct feed_ref *ref, bool *gone, struct err *e)
{
	struct cmd_input in;
	struct worker_result r = { 0 };
	int rc = cmd_read_input(ad->c, &in, arena_str(&ad->arena, ref->url).s, ACCEPT, e);
	*gone = rc && !in.status; /* the server does not answer any more */
	bool is_feed = !rc && run_job(ad, WORKER_FEED, &in, &r, e) == 0 && r.feed;
	if (is_feed) {
		ref->url = in.moved_to.n ? arena_str(&ad->arena, in.moved_to) : ref->url;
		ref->title = arena_str(&ad->arena, r.feed->title);
	}
	worker_result_clear(&r);
	cmd_input_free(&in);
	return is_feed;
}

/* Subscribes to what a page names, if it is a feed. */
static int subscribe_named(struct add *ad, const struct feed_ref *named)
{
	struct feed_ref ref = *named;
	struct err e = { 0 };
	bool gone;
	if (!look(ad, &ref, &gone, &e))
		return cmd_failf("the page names " STR_FMT ", but that %s (--force adds it all the same)", STR_ARG(named->url), e.text);
	ref.title = ref.title.n ? ref.title : named->title;
	return subscribe(ad, &ref, 1);
}

static void put_choices(const struct feed_refs *refs, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++)
		fprintf(stderr, "%3u  " STR_FMT "%s" STR_FMT "\n", i + 1, STR_ARG(refs->ref[i].url), refs->ref[i].title.n ? "  " : "",
		        STR_ARG(refs->ref[i].title));
}

static int ask(struct add *ad, const char *url, const struct feed_refs *refs)
{
	uint32_t n = refs->n < CHOICES_SHOWN ? refs->n : CHOICES_SHOWN;
	fprintf(stderr, "%s names %u feeds:\n", cmd_clean(url), refs->n);
	put_choices(refs, n);
	fprintf(stderr, "Which? (numbers, a for all, Enter for the first, q for none) ");
	char line[512];
	if (!fgets(line, sizeof line, stdin) || str_ieq(str_trim(str_of(line)), STR("q")))
		return cmd_failf("nothing was added");
	bool chosen[CHOICES_SHOWN] = { false };
	if (!read_choice(str_of(line), chosen, n))
		return cmd_failf("\"%s\" is not a choice from 1 to %u; nothing was added", cmd_clean(line), n);
	int rc = CMD_DONE;
	for (uint32_t i = 0; i < n; i++)
		if (chosen[i] && subscribe_named(ad, &refs->ref[i]) != CMD_DONE)
			rc = CMD_FAILED;
	return rc;
}

static int choose(struct add *ad, const char *url, const struct feed_refs *refs)
{
	int rc = CMD_DONE;
	if (ad->dry && refs->n > 1)
		return subscribe(ad, refs->ref, refs->n);
	if (refs->n == 1 || ad->all) {
		for (uint32_t i = 0; i < refs->n; i++)
			rc = subscribe_named(ad, &refs->ref[i]) == CMD_DONE ? rc : CMD_FAILED;
		return rc;
	}
	if (cmd_is_terminal(stdin) && cmd_is_terminal(stderr))
		return ask(ad, url, refs);
	rc = cmd_failf("%s names %u feeds; add one by its address, or all with --all:", url, refs->n);
	put_choices(refs, refs->n < CHOICES_SHOWN ? refs->n : CHOICES_SHOWN);
	return rc;
}

/* Where feeds often are when a page does not say: beside the page itself (WordPress, Reddit, Mastodon, Discourse, GitHub), then of the whole
 * site; asked one after the other, until one of them is a feed. */
static bool guess(struct add *ad, const char *page, struct feed_ref *found)
{
	static const char *const beside[] = { "/feed", ".rss", ".atom" };
	static const char *const usual[] = { "/feed", "/rss", "/rss.xml", "/atom.xml", "/feed.xml", "/index.xml", "/feed.json" };
	enum { NBESIDE = sizeof beside / sizeof *beside, NUSUAL = sizeof usual / sizeof *usual };
	struct url u;
	url_split(&u, str_of(page));
	while (u.path.n && u.path.s[u.path.n - 1] == '/')
		u.path.n--;
	bool gone = false;
	for (size_t i = u.path.n ? 0 : NBESIDE; i < NBESIDE + NUSUAL && !gone; i++) {
		struct str ref = i < NBESIDE ? arena_fmt(&ad->arena, STR_FMT "%s", STR_ARG(u.path), beside[i]) : str_of(usual[i - NBESIDE]);
		struct err e = { 0 };
		*found = (struct feed_ref){ .url = url_resolve(&ad->arena, str_of(page), ref) };
		if (found->url.n && look(ad, found, &gone, &e))
			return true;
	}
	return false;
}

/* A page may belong to a site with feeds; a picture, a list or a broken feed says nothing of them. */
static bool is_page(const struct cmd_input *in)
{
	struct str head = str_sub(in->bytes, 0, 4096);
	return str_ifind(in->content_type, STR("html"), 0) != STR_NPOS || str_ifind(head, STR("<html"), 0) != STR_NPOS ||
	       str_ifind(head, STR("<!doctype html"), 0) != STR_NPOS;
}

/* Leaves out what would make each later poll ask servers of the private network that the page, from elsewhere, names. */
static void drop_private(struct feed_refs *refs, const char *page)
{
	uint32_t n = 0;
	for (uint32_t i = 0; i < refs->n; i++) {
		struct str url = refs->ref[i].url;
		struct url here, there;
		url_split(&here, str_of(page));
		url_split(&there, url);
		if (str_ieq(here.host, there.host) || !fetch_is_private(arena_str(&refs->arena, url).s))
			refs->ref[n++] = refs->ref[i];
		else
			cmd_note(STR_FMT " is in a private network, and left out; to subscribe it, add it by this address", STR_ARG(url));
	}
	refs->n = n;
}

static int discover(struct add *ad, const char *url, const struct cmd_input *in, const char *why)
{
	struct worker_result r = { 0 };
	struct err e = { 0 };
	int rc;
	struct feed_ref found = { 0 };
	if (!is_page(in))
		return cmd_failf("%s: %s", url, why);
	if (run_job(ad, WORKER_DISCOVER, in, &r, &e) == 0 && r.refs)
		drop_private(r.refs, in->url.n ? in->url.s : url);
	if (!r.refs || !r.refs->n)
		rc = guess(ad, url, &found) ? subscribe(ad, &found, 1) : cmd_failf("%s: %s, it names none, and none is where feeds often are; give the feed's own address", url, why);
	else
		rc = choose(ad, url, r.refs);
	worker_result_clear(&r);
	return rc;
}

static int add_one(struct add *ad, const char *what)
{
	struct cmd_input in;
	struct worker_result r = { 0 };
	struct err e = { 0 };
	const char *url = web_address(&ad->arena, what);
	struct feed_ref ref = { .url = str_of(url) };
	if (!url_is_web(ref.url))
		return cmd_failf("%s: not a web address", what);
	if (ad->force)
		return subscribe(ad, &ref, 1);
	int rc;
	if (cmd_read_input(ad->c, &in, url, ACCEPT, &e)) {
		rc = cmd_failf(ad->dry ? "%s" : "%s (--force adds it all the same)", e.text);
	} else if (run_job(ad, WORKER_FEED, &in, &r, &e) == 0 && r.feed) {
		if (in.moved_to.n)
			ref.url = in.moved_to;
		ref.title = r.feed->title;
		rc = subscribe(ad, &ref, 1);
	} else {
		rc = discover(ad, url, &in, e.text);
	}
	worker_result_clear(&r);
	cmd_input_free(&in);
	return rc;
}

int cmd_add(struct cmd *c)
{
	struct add ad = { .c = c };
	struct err e = { 0 };
	int o, rc = CMD_DONE;
	while ((o = cmd_option(c)) > 0) {
		if (o == 'a')
			ad.all = true;
		else if (o == 'f')
			ad.force = true;
		else if (o == 'n')
			ad.dry = true;
		else
			ad.tags = str_of(c->arg);
	}
	if (o == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	if (!c->noperand)
		return cmd_usage(c, "an address is missing");
	if (cmd_feeds_path(c, &ad.path, &e) || cmd_workers(c, &ad.pool, &e))
		return cmd_fail(&e);
	for (int i = 0; i < c->noperand; i++) {
		int one = add_one(&ad, c->operand[i]);
		rc = one != CMD_DONE ? one : rc;
	}
	worker_pool_close(ad.pool);
	arena_free(&ad.arena);
	return rc;
}

int cmd_remove(struct cmd *c)
{
	struct err e = { 0 };
	const char *path;
	int o, rc = CMD_DONE;
	while ((o = cmd_option(c)) > 0)
		;
	if (o == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	if (!c->noperand)
		return cmd_usage(c, "an address is missing; `quotidian feeds` shows them");
	if (cmd_feeds_path(c, &path, &e))
		return cmd_fail(&e);
	for (int i = 0; i < c->noperand; i++) {
		if (subs_remove(path, str_of(c->operand[i]), &e))
			rc = cmd_fail(&e);
		else
			cmd_printf("removed %s (its stories stay in the archive)\n", cmd_clean(c->operand[i]));
	}
	return rc;
}
