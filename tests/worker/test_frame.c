/* Jobs and answers as frames, and hostile bytes in their place. */
#include "testing.h"

#include "worker/worker_int.h"

static struct str payload_of(const struct buf *b, enum frame_type type)
{
	struct str payload;
	size_t used;
	bool bad;
	assert_true(frame_next(buf_str(b), type, &payload, &used, &bad));
	assert_int_equal(used, b->n);
	return payload;
}

static void frames(void **state)
{
	(void)state;
	struct buf b;
	struct str payload;
	size_t used;
	bool bad;
	buf_init(&b, 0);
	size_t at = frame_begin(&b, FRAME_JOB);
	buf_addz(&b, "hello");
	frame_end(&b, at);
	at = frame_begin(&b, FRAME_JOB);
	frame_end(&b, at);
	assert_true(frame_next(buf_str(&b), FRAME_JOB, &payload, &used, &bad));
	assert_str(payload, "hello");
	assert_true(frame_next(str_sub(buf_str(&b), used, b.n), FRAME_JOB, &payload, &used, &bad));
	assert_int_equal(payload.n, 0);
	for (size_t n = 0; n < FRAME_HEAD + 5; n++) {
		assert_false(frame_next(str_n(b.s, n), FRAME_JOB, &payload, &used, &bad));
		assert_false(bad);
		assert_true(frame_missing(str_n(b.s, n)) == (n < FRAME_HEAD ? FRAME_HEAD - n : FRAME_HEAD + 5 - n));
	}
	/* Another type, another version, lengths that cannot be. */
	assert_false(frame_next(buf_str(&b), FRAME_ANSWER, &payload, &used, &bad));
	assert_true(bad);
	b.s[5]++;
	assert_false(frame_next(buf_str(&b), FRAME_JOB, &payload, &used, &bad));
	assert_true(bad);
	b.s[5]--;
	b.s[3] = (char)0xFF;
	assert_false(frame_next(buf_str(&b), FRAME_JOB, &payload, &used, &bad));
	assert_true(bad);
	memset(b.s, 0, 4);
	assert_false(frame_next(buf_str(&b), FRAME_JOB, &payload, &used, &bad));
	assert_true(bad);
	buf_free(&b);
}

static void jobs(void **state)
{
	(void)state;
	struct buf b;
	struct worker_job back;
	struct page_source more[PAGE_PARTS_MAX];
	uint64_t seq;
	bool asks;
	buf_init(&b, 0);
	const struct worker_job article = { .kind = WORKER_ARTICLE, .annotate = true,
		.page = { .bytes = STR("<p>x"), .url = STR("https://example.org/"), .content_type = STR("text/html"), .input = PAGE_FEED_HTML,
		          .title = STR("t"), .byline = STR("b"), .site = STR("s"), .published = -5 },
		.more = (const struct page_source[]){ { .bytes = STR("<p>y"), .url = STR("https://example.org/2") } }, .nmore = 1 };
	assert_int_equal(job_encode(&b, &article, 77, NULL), 0);
	assert_int_equal(job_decode(&back, more, &seq, &asks, payload_of(&b, FRAME_JOB), NULL), 0);
	assert_true(seq == 77 && back.kind == WORKER_ARTICLE && back.annotate && !back.raw_text && back.page.published == -5);
	assert_int_equal(back.page.input, PAGE_FEED_HTML);
	assert_str(back.page.bytes, "<p>x");
	assert_str(back.page.site, "s");
	assert_int_equal(back.nmore, 1);
	assert_str(back.more[0].bytes, "<p>y");
	assert_str(back.more[0].url, "https://example.org/2");
	for (size_t n = 0; n + FRAME_HEAD < b.n; n++)
		assert_int_equal(job_decode(&back, more, &seq, &asks, str_n(b.s + FRAME_HEAD, n), NULL), QD_EFORMAT);

	buf_clear(&b);
	const struct worker_job feed = { .kind = WORKER_FEED, .feed = { .bytes = STR("<rss/>"), .url = STR("u"), .content_location = STR("l") } };
	assert_int_equal(job_encode(&b, &feed, 1, NULL), 0);
	assert_int_equal(job_decode(&back, more, &seq, &asks, payload_of(&b, FRAME_JOB), NULL), 0);
	assert_str(back.feed.bytes, "<rss/>");
	assert_str(back.feed.content_location, "l");

	/* Larger than a frame may be: refused before any worker sees it. */
	struct err e = { 0 };
	static char big[1];
	const struct worker_job huge = { .kind = WORKER_FEED, .feed = { .bytes = { big, 0 } } };
	struct worker_job over = huge;
	struct buf small;
	buf_init(&small, 16);
	over.feed.bytes = STR("0123456789abcdefghij");
	assert_int_equal(job_encode(&small, &over, 1, &e), QD_ELIMIT);
	assert_non_null(strstr(e.text, "64 MiB"));
	buf_free(&small);
	buf_free(&b);
}

static void answers(void **state)
{
	(void)state;
	struct buf b;
	struct worker_result r = { .kind = WORKER_ARTICLE, .used = 1, .found = { .thin = true, .sort = PAGE_LIST, .words = 7,
		.next = STR("https://example.org/2"), .whole = STR("javascript:alert(1)"), .other = STR("https://example.org/\x1b[1m") } }, back;
	struct err e = { 0 };
	buf_init(&b, 0);
	r.doc = doc_from_text(STR("One.\n\nTwo."), false);
	answer_encode(&b, &r, 9);
	struct str payload = payload_of(&b, FRAME_ANSWER);
	assert_int_equal(answer_decode(&back, WORKER_ARTICLE, 9, payload, &e), 0);
	assert_true(back.found.thin && back.found.sort == PAGE_LIST && back.found.words == 7 && back.used == 1);
	assert_str(back.found.next, "https://example.org/2");
	assert_int_equal(back.found.whole.n + back.found.other.n, 0); /* no addresses that may be asked for */
	assert_int_equal(back.doc->nblock, 2);
	worker_result_clear(&back);
	assert_int_equal(answer_decode(&back, WORKER_ARTICLE, 8, payload, &e), QD_EFORMAT); /* to another job */
	worker_result_clear(&back);
	for (size_t n = 0; n < payload.n; n++) {
		assert_int_equal(answer_decode(&back, WORKER_ARTICLE, 9, str_n(payload.s, n), &e), QD_EFORMAT);
		worker_result_clear(&back);
	}
	/* A document where a feed was asked for. */
	assert_true(answer_decode(&back, WORKER_FEED, 9, payload, &e) < 0);
	worker_result_clear(&back);
	worker_result_clear(&r);

	/* What a worker says is sanitised; codes that only the parent gives are refused. */
	buf_clear(&b);
	r = (struct worker_result){ .kind = WORKER_FEED, .code = QD_EFORMAT, .message = "no \x1b[31mfeed" };
	answer_encode(&b, &r, 3);
	assert_int_equal(answer_decode(&back, WORKER_FEED, 3, payload_of(&b, FRAME_ANSWER), &e), 0);
	assert_int_equal(back.code, QD_EFORMAT);
	assert_string_equal(back.message, "no [31mfeed");
	buf_clear(&b);
	r.code = QD_EWORKER;
	answer_encode(&b, &r, 3);
	assert_int_equal(answer_decode(&back, WORKER_FEED, 3, payload_of(&b, FRAME_ANSWER), &e), QD_EFORMAT);
	/* Columns: lines stay lines, all else is sanitised. */
	buf_clear(&b);
	r = (struct worker_result){ .kind = WORKER_TOKENS };
	buf_init(&r.text, 0);
	buf_addz(&r.text, "Ann\tB-PER\nB\x1b[2J\tI\xff\t\n\n# end");
	answer_encode(&b, &r, 6);
	buf_free(&r.text);
	assert_int_equal(answer_decode(&back, WORKER_TOKENS, 6, payload_of(&b, FRAME_ANSWER), &e), 0);
	assert_str(buf_str(&back.text), "Ann\tB-PER\nB[2J\tI\xEF\xBF\xBD \n\n# end\n");
	worker_result_clear(&back);
	/* An answer that is too large becomes one that says so. */
	struct buf small;
	buf_init(&small, 120);
	r = (struct worker_result){ .kind = WORKER_ARTICLE };
	struct buf text;
	buf_init(&text, 0);
	for (int i = 0; i < 100; i++)
		buf_addz(&text, "words ");
	r.doc = doc_from_text(buf_str(&text), false);
	answer_encode(&small, &r, 4);
	assert_int_equal(answer_decode(&back, WORKER_ARTICLE, 4, payload_of(&small, FRAME_ANSWER), &e), 0);
	assert_int_equal(back.code, QD_ELIMIT);
	worker_result_clear(&r);
	buf_free(&text);
	buf_free(&small);
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(frames), cmocka_unit_test(jobs), cmocka_unit_test(answers) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
