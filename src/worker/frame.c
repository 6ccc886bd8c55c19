/* frame.c - jobs and answers as frames. */
#include "config.h"

#include "quotidian/url.h"
#include "quotidian/utf8.h"
#include "worker_int.h"

size_t frame_begin(struct buf *out, enum frame_type type)
{
	size_t at = out->n;
	const char head[FRAME_HEAD] = { 0, 0, 0, 0, (char)type, FRAME_VERSION };
	buf_add(out, str_n(head, FRAME_HEAD));
	return at;
}

void frame_end(struct buf *out, size_t at)
{
	size_t n = out->n - at - 4;
	for (unsigned i = 0; i < 4; i++)
		out->s[at + i] = (char)(n >> 8 * i);
}

static size_t frame_length(struct str b)
{
	size_t n = 0;
	for (unsigned i = 0; i < 4; i++)
		n |= (size_t)(unsigned char)b.s[i] << 8 * i;
	return n;
}

bool frame_next(struct str bytes, enum frame_type type, struct str *payload, size_t *used, bool *bad)
{
	*bad = false;
	if (bytes.n < FRAME_HEAD)
		return false;
	size_t n = frame_length(bytes);
	*bad = n < 2 || n - 2 > FRAME_MAX || bytes.s[4] != (char)type || bytes.s[5] != FRAME_VERSION;
	if (*bad || bytes.n - 4 < n)
		return false;
	*payload = str_sub(bytes, FRAME_HEAD, 4 + n);
	*used = 4 + n;
	return true;
}

size_t frame_missing(struct str bytes)
{
	if (bytes.n < FRAME_HEAD)
		return FRAME_HEAD - bytes.n;
	size_t n = frame_length(bytes) + 4;
	return n > bytes.n ? n - bytes.n : 1;
}

int job_encode(struct buf *out, const struct worker_job *job, uint64_t seq, struct err *e)
{
	size_t at = frame_begin(out, FRAME_JOB);
	wire_put_u(out, true); /* one byte: see job_content() */
	wire_put_u(out, seq);
	wire_put_u(out, job->kind);
	if (job->kind == WORKER_TOKENS) {
		wire_put_u(out, job->annotate);
		wire_put_str(out, job->page.bytes);
	} else if (job->kind == WORKER_ARTICLE) {
		const struct page_source *p = &job->page;
		wire_put_u(out, (job->raw_text ? 1u : 0u) | (job->annotate ? 2u : 0u));
		wire_put_u(out, p->input);
		wire_put_str(out, p->url);
		wire_put_str(out, p->content_type);
		wire_put_str(out, p->title);
		wire_put_str(out, p->byline);
		wire_put_str(out, p->site);
		wire_put_i(out, p->published);
		wire_put_u(out, p->part);
		wire_put_str(out, p->bytes);
		wire_put_u(out, job->nmore);
		for (unsigned i = 0; i < job->nmore; i++) {
			wire_put_str(out, job->more[i].url);
			wire_put_str(out, job->more[i].content_type);
			wire_put_str(out, job->more[i].bytes);
		}
	} else if (job->kind != WORKER_PING) {
		wire_put_str(out, job->feed.url);
		wire_put_str(out, job->feed.content_type);
		wire_put_str(out, job->feed.content_location);
		wire_put_u(out, job->feed.brief);
		wire_put_str(out, job->feed.bytes);
	}
	if (out->over || out->n - at > FRAME_MAX)
		return err_set(e, QD_ELIMIT, "larger than the %zu MiB that a worker takes", FRAME_MAX >> 20);
	frame_end(out, at);
	return 0;
}

void job_content(struct buf *frame)
{
	frame->s[FRAME_HEAD] = 0;
}

int job_decode(struct worker_job *out, struct page_source more[PAGE_PARTS_MAX], uint64_t *seq, bool *asks, struct str bytes, struct err *e)
{
	struct wire w = wire_of(bytes);
	memset(out, 0, sizeof *out);
	*asks = wire_get_max(&w, 1) != 0;
	*seq = wire_get_u(&w);
	out->kind = (enum worker_job_kind)wire_get_max(&w, WORKER_TOKENS);
	if (out->kind == WORKER_TOKENS) {
		out->annotate = wire_get_max(&w, 1);
		out->page.bytes = wire_get_str(&w, FRAME_MAX);
	} else if (out->kind == WORKER_ARTICLE) {
		struct page_source *p = &out->page;
		uint64_t flags = wire_get_max(&w, 3);
		out->raw_text = flags & 1;
		out->annotate = flags & 2;
		p->input = (enum page_input)wire_get_max(&w, PAGE_FEED_HTML);
		p->url = wire_get_str(&w, FRAME_MAX);
		p->content_type = wire_get_str(&w, FRAME_MAX);
		p->title = wire_get_str(&w, FRAME_MAX);
		p->byline = wire_get_str(&w, FRAME_MAX);
		p->site = wire_get_str(&w, FRAME_MAX);
		p->published = wire_get_i(&w);
		p->part = (unsigned)wire_get_max(&w, PAGE_PARTS_MAX);
		p->bytes = wire_get_str(&w, FRAME_MAX);
		out->more = more;
		out->nmore = (unsigned)wire_get_max(&w, PAGE_PARTS_MAX - 1);
		for (unsigned i = 0; i < out->nmore; i++) {
			more[i] = (struct page_source){ .input = PAGE_HTML };
			more[i].url = wire_get_str(&w, FRAME_MAX);
			more[i].content_type = wire_get_str(&w, FRAME_MAX);
			more[i].bytes = wire_get_str(&w, FRAME_MAX);
		}
	} else if (out->kind != WORKER_PING) {
		out->feed.url = wire_get_str(&w, FRAME_MAX);
		out->feed.content_type = wire_get_str(&w, FRAME_MAX);
		out->feed.content_location = wire_get_str(&w, FRAME_MAX);
		out->feed.brief = wire_get_max(&w, 1);
		out->feed.bytes = wire_get_str(&w, FRAME_MAX);
	}
	return wire_done(&w) && out->kind ? 0 : err_set(e, QD_EFORMAT, "no job");
}

static int answer_body(struct buf *out, const struct worker_result *r)
{
	if (r->code)
		return 0;
	switch (r->kind) {
	case WORKER_FEED:
		return feed_encode(out, r->feed);
	case WORKER_ARTICLE:
		wire_put_u(out, r->found.thin);
		wire_put_u(out, r->found.sort);
		wire_put_u(out, r->found.words);
		wire_put_str(out, r->found.next);
		wire_put_str(out, r->found.whole);
		wire_put_str(out, r->found.other);
		wire_put_u(out, r->used);
		return doc_encode(out, r->doc);
	case WORKER_DISCOVER:
	case WORKER_OPML:
		return feed_refs_encode(out, r->refs);
	case WORKER_TOKENS:
		return buf_add(out, buf_str(&r->text));
	default:
		return 0;
	}
}

void answer_encode(struct buf *out, const struct worker_result *r, uint64_t seq)
{
	size_t at = frame_begin(out, FRAME_ANSWER);
	wire_put_u(out, seq);
	wire_put_i(out, r->code);
	wire_put_str(out, str_of(r->message));
	if (answer_body(out, r) || out->over || out->n - at > FRAME_MAX) {
		out->n = at;
		out->over = false;
		frame_begin(out, FRAME_ANSWER);
		wire_put_u(out, seq);
		wire_put_i(out, QD_ELIMIT);
		wire_put_str(out, STR("what was found in it is too large"));
	}
	frame_end(out, at);
}

/* Lines of a token, a tab and a label, or without a tab; whatever else came becomes harmless text. */
static int columns_decode(struct buf *out, struct str body, struct err *e)
{
	struct str rest = body, line;
	while (rest.n && str_split(&rest, '\n', &line)) {
		size_t tab = str_chr(line, '\t', 0);
		(void)utf8_sanitise(out, str_sub(line, 0, tab), UTF8_LINE);
		if (tab != STR_NPOS) {
			buf_addc(out, '\t');
			(void)utf8_sanitise(out, str_sub(line, tab + 1, line.n), UTF8_LINE);
		}
		buf_addc(out, '\n');
	}
	return out->over ? err_set(e, QD_ELIMIT, "too many columns") : 0;
}

/* An address that a page named: whole, clean and a web address, or none. */
static struct str address_decode(struct wire *w)
{
	struct str s = wire_get_str(w, FRAME_MAX);
	return s.n <= URL_MAX && utf8_clean(s) && str_chr(s, '\n', 0) == STR_NPOS && url_is_web(s) ? s : STR_NONE;
}

static int article_decode(struct worker_result *out, struct wire *w, struct err *e)
{
	struct page_found *f = &out->found;
	f->thin = wire_get_max(w, 1);
	f->sort = (enum page_sort)wire_get_max(w, PAGE_SORTS - 1);
	f->words = (uint32_t)wire_get_max(w, UINT32_MAX);
	f->next = address_decode(w);
	f->whole = address_decode(w);
	f->other = address_decode(w);
	out->used = (unsigned)wire_get_max(w, PAGE_PARTS_MAX - 1);
	if (w->bad)
		return err_set(e, QD_EFORMAT, "no answer about an article");
	int rc = doc_decode(&out->doc, str_n((const char *)w->p, (size_t)(w->end - w->p)), e);
	if (rc)
		return rc;
	struct arena *a = &out->doc->arena;
	f->next = arena_str(a, f->next);
	f->whole = arena_str(a, f->whole);
	f->other = arena_str(a, f->other);
	return 0;
}

int answer_decode(struct worker_result *out, enum worker_job_kind kind, uint64_t seq, struct str bytes, struct err *e)
{
	struct wire w = wire_of(bytes);
	memset(out, 0, sizeof *out);
	buf_init(&out->text, 3 * FRAME_MAX); /* a malformed byte becomes three */
	out->kind = kind;
	uint64_t got = wire_get_u(&w);
	int64_t code = wire_get_i(&w);
	struct str message = wire_get_str(&w, sizeof out->message);
	if (w.bad || got != seq)
		return err_set(e, QD_EFORMAT, "no answer to the job");
	if (code == ANSWER_CHARSET && !charset_name_ok(message))
		return err_set(e, QD_EFORMAT, "a wish for an encoding of no name");
	if (code != 0 && code != QD_EFORMAT && code != QD_ELIMIT && code != QD_ENOTFOUND && code != ANSWER_CHARSET)
		return err_set(e, QD_EFORMAT, "an answer with a code of no meaning");
	out->code = (int)code;
	utf8_sanitise_into(out->message, sizeof out->message, message);
	if (code)
		return 0;
	struct str body = str_n((const char *)w.p, (size_t)(w.end - w.p));
	switch (kind) {
	case WORKER_FEED:
		return feed_decode(&out->feed, body, e);
	case WORKER_ARTICLE:
		return article_decode(out, &w, e);
	case WORKER_DISCOVER:
	case WORKER_OPML:
		return feed_refs_decode(&out->refs, body, e);
	case WORKER_TOKENS:
		return columns_decode(&out->text, body, e);
	default:
		return 0;
	}
}
