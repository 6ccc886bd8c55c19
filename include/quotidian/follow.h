/* follow.h - an article that stands on several pages, or better in another form: what is to be fetched and what is to be asked of a
 * worker next. It does neither itself, so that the engine and subcommands share it and tests need no network.
 *
 * The page comes first. Where it has no article, or hardly one, its AMP or print form is tried. Where it goes on, a form with all of it
 * on one page is tried, then its pages are followed, one by one, at most PAGE_PARTS_MAX; each must be of the first one's own site and
 * new, and a last job joins them. What cannot be had ends the text where it is, and the note says so.
 */
#ifndef QUOTIDIAN_FOLLOW_H
#define QUOTIDIAN_FOLLOW_H

#include "quotidian/worker.h"

enum follow_step {
	FOLLOW_PARSE, /* run follow_job(), then call follow_parsed() */
	FOLLOW_FETCH, /* fetch follow_address(), then call follow_fetched() */
	FOLLOW_DONE,  /* follow_result() has it */
};
struct follow;

/* What a fetch brought; code 0 or negative with a message. */
struct follow_page {
	int code;
	struct str message, body, url, content_type; /* url: where it came from, after redirects */
};

/* From the first page; everything is copied. `alone`: no other page is to be asked for. */
struct follow *follow_new(const struct page_source *first, bool alone);
/* NULL is fine. */
void follow_free(struct follow *f);
/* The next job; its slices live until the next call. */
void follow_job(const struct follow *f, struct worker_job *out);
/* A web address of the first page's site, NUL-terminated behind its end. Treat it as one that content asked for. */
struct str follow_address(const struct follow *f);
/* `r` is taken over and cleared. */
enum follow_step follow_parsed(struct follow *f, struct worker_result *r) QD_MUST_USE;
enum follow_step follow_fetched(struct follow *f, const struct follow_page *p) QD_MUST_USE;
/* The outcome: code, message, doc, found. Fields may be taken (set to NULL). */
struct worker_result *follow_result(struct follow *f);
/* Empty, or a line for people: what is missing of the text, or what kind of page this is that has no article. Lives with f. */
struct str follow_note(const struct follow *f);

#endif
