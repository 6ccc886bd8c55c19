/* engine_doc.c - documents: the story somebody opens, and annotation in the background.
 *
 * Opening: the page is fetched and cleaned; where that fails or gives less than the feed did, the feed's own text is taken, with
 * the reason. Every opening ends in one ENGINE_DOC.
 */
#include "config.h"

#include <stdlib.h>

#include "engine_int.h"
#include "quotidian/paths.h"
#include "quotidian/story.h"
#include "quotidian/url.h"
#include "quotidian/utf8.h"

#define ACCEPT_PAGE "text/html, application/xhtml+xml, text/plain;q=0.8, */*;q=0.1"
#define PAGE_TIMEOUT_S 20 /* somebody waits, and the feed has a text of its own */
#define MORE_TIMEOUT_S 10 /* of an article that is there already, further pages */
#define NOTE_BATCH 64
#define NOTES_AT_ONCE 4 /* enough that no worker waits for us */
#define INDEX_BATCH 200 /* some milliseconds; a commit follows after ENGINE_COMMIT_MS, as each makes a new piece of the index */
#define RANK_BATCH 24   /* the same */

static void page_go_on(struct job *j, enum follow_step step);
static void page_read(struct job *j, const struct worker_result *r);

static void tell(struct job *j, int code, bool page, struct str message)
{
	struct engine_event ev = { .kind = ENGINE_DOC, .id = j->id, .code = code, .page = page, .status = j->status };
	utf8_sanitise_into(ev.message, sizeof ev.message, message);
	event_put(j->en, &ev);
}

/* The answer to an opening; what was written is committed first. */
static void answer(struct job *j, int code, bool page, struct str message)
{
	if (code == 0)
		j->en->items_changed = true;
	tell(j, code, page, message);
	struct engine *en = j->en;
	int64_t then = j->then_page && code != QD_ECANCELLED ? j->id : 0;
	engine_commit(en);
	job_free(j);
	if (then)
		doc_open(en, then, true);
}

/* A story that was deleted while a worker had it is no fault of the store. */
static void fault(struct engine *en, const struct err *e)
{
	if (e->code != QD_ENOTFOUND)
		engine_store_fault(en, e);
}

static bool has_feed_doc(struct engine *en, int64_t item, size_t *bytes)
{
	struct doc *d = NULL;
	*bytes = 0;
	if (store_doc_get(en->store, item, DOC_FEED, &d, NULL) || !d)
		return false;
	*bytes = d->text.n;
	doc_free(d);
	return true;
}

static int submit_text(struct job *j, struct str html, bool urgent, struct err *e)
{
	const struct store_item *it = &j->item;
	/* Of a headline without text the title is the text, and would be taken off it as one. */
	struct str title = str_eq(html, it->title) ? STR("") : it->title;
	struct worker_job w = { .kind = WORKER_ARTICLE, .urgent = urgent, .annotate = true,
		.page = { .bytes = html, .url = it->url, .input = PAGE_FEED_HTML, .title = title, .byline = it->author,
			.site = it->feed_title, .published = it->published } };
	return engine_submit(j, &w, e);
}

/* Goes on with the feed's own text; `why` is the reason, empty for none. */
static void open_text(struct job *j, struct str why)
{
	struct engine *en = j->en;
	struct err e = { 0 };
	struct str html;
	size_t bytes;
	j->kind = JOB_TEXT;
	j->why = arena_str(&j->arena, why);
	int rc = store_item_body(en->store, &j->arena, j->id, &html, &e);
	if (rc == 0 && html.n)
		rc = submit_text(j, html, true, &e);
	else if (rc == 0 && has_feed_doc(en, j->id, &bytes))
		answer(j, 0, false, j->why);
	else if (rc == 0)
		answer(j, QD_ENOTFOUND, false, j->why.n ? j->why : STR("the feed gives no text for this story"));
	if (rc)
		answer(j, rc, false, str_of(e.text));
}

/* The page could not be had: that is remembered, and the feed's text is shown. */
static void page_failed(struct job *j, struct str why)
{
	struct err e = { 0 };
	if (engine_write(j->en) && store_doc_failed(j->en->store, j->id, DOC_PAGE, why, &e))
		fault(j->en, &e);
	open_text(j, why);
}

static bool is_text_type(struct str type)
{
	static const char *const text[] = { "text/", "application/xhtml", "application/xml", "application/octet-stream" };
	if (!type.n)
		return true;
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		if (str_istarts(type, str_of(text[i])))
			return true;
	return false;
}

static void page_fetched(void *arg, const struct fetch_result *r)
{
	struct job *j = arg;
	struct err e = { 0 };
	j->status = r->status;
	if (r->code == QD_ECANCELLED) {
		answer(j, QD_ECANCELLED, false, STR("cancelled"));
		return;
	}
	if (r->code || !r->body.n || !is_text_type(r->content_type)) {
		if (!r->code && r->body.n)
			err_set(&e, QD_EFORMAT, "the link leads to a file (" STR_FMT "), not to a page", STR_ARG(str_sub(r->content_type, 0, 60)));
		page_failed(j, r->code ? str_of(r->message) : r->body.n ? str_of(e.text) : STR("the page is empty"));
		return;
	}
	const struct store_item *it = &j->item;
	const struct page_source page = { .bytes = r->body, .url = r->final_url, .content_type = r->content_type,
		.input = str_istarts(r->content_type, STR("text/plain")) ? PAGE_TEXT : PAGE_HTML, .title = it->title, .byline = it->author,
		.site = it->feed_title, .published = it->published };
	j->follow = follow_new(&page, false);
	page_go_on(j, FOLLOW_PARSE);
}

/* A further page of the article, or another form of it. */
static void more_fetched(void *arg, const struct fetch_result *r)
{
	struct job *j = arg;
	if (r->code == QD_ECANCELLED) {
		answer(j, QD_ECANCELLED, false, STR("cancelled"));
		return;
	}
	const struct follow_page p = { .code = r->code, .message = str_of(r->message), .body = r->body, .url = r->final_url,
		.content_type = r->content_type };
	page_go_on(j, follow_fetched(j->follow, &p));
}

/* Asks for the next step, of a worker or of the network; a refusal is that step's outcome. */
static void page_go_on(struct job *j, enum follow_step step)
{
	while (step != FOLLOW_DONE) {
		struct err e = { 0 };
		struct worker_job w;
		struct str url = follow_address(j->follow);
		if (step == FOLLOW_PARSE) {
			follow_job(j->follow, &w);
			w.urgent = true;
			if (engine_submit(j, &w, &e) == 0)
				return;
			struct worker_result r = { .code = QD_ELIMIT };
			utf8_sanitise_into(r.message, sizeof r.message, str_of(e.text));
			step = follow_parsed(j->follow, &r);
		} else {
			const struct fetch_request r = { .url = url.s, .accept = ACCEPT_PAGE, .untrusted = !url_same_origin(url, j->feed_url),
				.urgent = true, .timeout_s = MORE_TIMEOUT_S };
			if (fetch_add(j->en->fetch, &r, more_fetched, j, &e) == 0)
				return;
			step = follow_fetched(j->follow, &(const struct follow_page){ .code = QD_ENET, .message = str_of(e.text) });
		}
	}
	page_read(j, follow_result(j->follow));
}

static struct job *being_opened(const struct engine *en, int64_t item)
{
	for (struct job *j = en->page_jobs ? en->jobs : NULL; j; j = j->next)
		if (j->id == item && (j->kind == JOB_PAGE || j->kind == JOB_TEXT))
			return j;
	return NULL;
}

void doc_open(struct engine *en, int64_t item, bool force_page)
{
	struct err e = { 0 };
	struct job *open = being_opened(en, item);
	if (open) {
		open->then_page = force_page && open->kind == JOB_TEXT && !open->why.n; /* else its page is, or was, asked for */
		return;
	}
	struct job *j = job_new(en, JOB_PAGE, item);
	struct store_feed feed;
	int rc = store_item(en->store, &j->arena, item, &j->item, &e);
	if (rc == 0)
		rc = store_feed(en->store, &j->arena, j->item.feed, &feed, &e);
	if (rc) {
		answer(j, rc, false, str_of(e.text));
		return;
	}
	if (!force_page && (j->item.flags & ITEM_PAGE)) {
		answer(j, 0, true, STR(""));
		return;
	}
	if (en->o.offline || (!force_page && !en->full_text)) {
		open_text(j, force_page ? STR("offline: the page is not fetched") : STR(""));
		return;
	}
	if (!url_is_web(j->item.url)) {
		open_text(j, STR("the feed gives no link to a page"));
		return;
	}
	j->feed_url = arena_str(&j->arena, feed.url);
	struct fetch_request r = {
		.url = arena_str(&j->arena, j->item.url).s,
		.accept = ACCEPT_PAGE,
		.untrusted = !url_same_origin(j->item.url, feed.url),
		.urgent = true,
		.timeout_s = PAGE_TIMEOUT_S,
	};
	if (fetch_add(en->fetch, &r, page_fetched, j, &e))
		page_failed(j, str_of(e.text));
}

/* ---- what the workers made of it ---- */

/* A page without an article is worth less than a feed that has more to say. */
static bool feed_has_more(struct job *j, const struct doc *page)
{
	struct str html;
	size_t bytes;
	if (store_item_body(j->en->store, &j->arena, j->id, &html, NULL) == 0 && html.n)
		return html.n > page->text.n;
	return has_feed_doc(j->en, j->id, &bytes) && bytes > page->text.n;
}

static int put_doc(struct job *j, enum doc_source from, const struct doc *d, struct str why, struct err *e)
{
	struct engine *en = j->en;
	if (!engine_write(en))
		return err_set(e, QD_EREADONLY, "the store cannot be written");
	int rc = store_doc_put(en->store, j->id, from, d, why, e);
	if (rc)
		fault(en, e);
	en->index_wanted |= rc == 0 && en->o.annotate;
	en->rank_wanted |= rc == 0 && en->o.annotate;
	return rc;
}

static void page_parsed(struct job *j, struct worker_result *r)
{
	if (r->code == QD_ECANCELLED)
		answer(j, QD_ECANCELLED, false, STR("cancelled"));
	else
		page_go_on(j, follow_parsed(j->follow, r));
}

/* The page, with all that belongs to it. */
static void page_read(struct job *j, const struct worker_result *r)
{
	struct err e = { 0 };
	if (r->code || !r->doc) {
		page_failed(j, r->message[0] ? str_of(r->message) : STR("the page could not be read"));
		return;
	}
	struct str why = follow_note(j->follow);
	if (r->found.thin && feed_has_more(j, r->doc)) {
		page_failed(j, why);
		return;
	}
	int rc = put_doc(j, DOC_PAGE, r->doc, why, &e);
	answer(j, rc, rc == 0, rc ? str_of(e.text) : why);
}

static void text_parsed(struct job *j, const struct worker_result *r)
{
	struct engine *en = j->en;
	struct err e = { 0 };
	bool waited_for = j->kind == JOB_TEXT;
	int rc = r->code ? r->code : r->doc ? 0 : QD_EWORKER;
	if (rc == QD_ECANCELLED) {
		if (waited_for)
			tell(j, rc, false, STR("cancelled"));
		job_free(j);
		return;
	}
	/* Without language data there is nothing to do in the background; the stories wait until it is back. */
	if (rc == 0 && !waited_for && !r->doc->annotated) {
		en->notes_wanted = false;
		en->notes_left = 0;
		en->note_at = en->note_n;
		job_free(j);
		return;
	}
	err_set(&e, rc, "%s", r->message[0] ? r->message : "the text could not be read");
	if (rc == 0) {
		rc = put_doc(j, DOC_FEED, r->doc, waited_for ? j->why : STR(""), &e);
		en->items_changed |= rc == 0;
	} else if (engine_write(en)) {
		struct err bad = { 0 };
		if (store_doc_failed(en->store, j->id, DOC_FEED, str_of(e.text), &bad))
			fault(en, &bad);
	}
	if (waited_for)
		answer(j, rc, false, rc ? str_of(e.text) : j->why);
	else
		job_free(j);
}

void doc_parsed(struct job *j, struct worker_result *r)
{
	if (j->kind == JOB_PAGE)
		page_parsed(j, r);
	else
		text_parsed(j, r);
}

/* ---- in the background ---- */

static void annotate_one(struct engine *en, int64_t item)
{
	struct err e = { 0 };
	struct str html = STR_NONE;
	struct job *j = job_new(en, JOB_NOTE, item);
	int rc = store_item(en->store, &j->arena, item, &j->item, &e);
	if (rc == 0)
		rc = store_item_body(en->store, &j->arena, item, &html, &e);
	if (rc == 0 && html.n)
		rc = submit_text(j, html, false, &e);
	else if (rc == 0)
		rc = err_set(&e, QD_ENOTFOUND, "the feed gives no text for this story");
	if (rc == 0)
		return;
	struct err bad = { 0 };
	if (engine_write(en) && store_doc_failed(en->store, item, DOC_FEED, str_of(e.text), &bad))
		fault(en, &bad);
	job_free(j);
}

static void annotate_some(struct engine *en)
{
	while (en->note_jobs < NOTES_AT_ONCE && en->note_at < en->note_n)
		annotate_one(en, en->note[en->note_at++]);
	if (en->note_jobs || en->note_at < en->note_n)
		return;
	/* The list is used up, and all of it is stored: the next one will not name the same again. */
	uint32_t n = 0;
	struct err e = { 0 };
	arena_free(&en->note_arena);
	en->note_at = en->note_n = 0;
	if (store_items_unannotated(en->store, &en->note_arena, en->notes_left < NOTE_BATCH ? en->notes_left : NOTE_BATCH, &en->note, &n, &e))
		engine_store_fault(en, &e);
	en->note_n = n;
	en->notes_left -= n < en->notes_left ? n : en->notes_left;
	en->notes_wanted = n > 0;
}

void doc_background(struct engine *en)
{
	if (poll_busy(en) || en->page_jobs)
		return;
	if (en->index_wanted) {
		struct err e = { 0 };
		uint32_t n = 0;
		if (!engine_write(en))
			return;
		if (store_index_some(en->store, INDEX_BATCH, &n, &e))
			engine_store_fault(en, &e);
		en->index_wanted = n > 0;
	} else if (en->notes_wanted) {
		annotate_some(en);
	} else if (en->rank_wanted) {
		struct err e = { 0 };
		uint32_t n = 0;
		if (!engine_write(en))
			return;
		if (story_index_some(en->store, RANK_BATCH, en->fold_copies ? STORY_COPIES_READ : 0, &n, &e))
			engine_store_fault(en, &e);
		en->rank_wanted = n > 0;
		en->items_changed |= n > 0;
	}
}
