/* seen.h - one request after the other for the tests of fetching, and what its callback saw. */
#ifndef QUOTIDIAN_TEST_SEEN_H
#define QUOTIDIAN_TEST_SEEN_H

#include "quotidian/arena.h"
#include "quotidian/fetch.h"
#include "testing.h"

/* What a callback saw, with its own copies. */
struct seen {
	unsigned calls;
	struct fetch_result r;
	struct arena arena;
};

static void see(void *arg, const struct fetch_result *r)
{
	struct seen *s = arg;
	s->calls++;
	s->r = *r;
	s->r.body = arena_str(&s->arena, r->body);
	s->r.final_url = arena_str(&s->arena, r->final_url);
	s->r.moved_to = arena_str(&s->arena, r->moved_to);
	s->r.etag = arena_str(&s->arena, r->etag);
	s->r.last_modified = arena_str(&s->arena, r->last_modified);
	s->r.content_type = arena_str(&s->arena, r->content_type);
}

static struct seen fetch_with(const struct fetch_options *o, const struct fetch_request *r)
{
	struct fetcher *f;
	struct err e;
	struct seen s = { 0 };
	assert_int_equal(fetch_open(&f, o, &e), 0);
	assert_int_equal(fetch_add(f, r, see, &s, &e), 0);
	assert_int_equal(fetch_pending(f), 1);
	while (fetch_pending(f))
		assert_true(fetch_run(f, NULL, 0, 1000) >= 0);
	assert_int_equal(s.calls, 1);
	fetch_close(f);
	return s;
}

#endif
