/* The document: its contract broken rule by rule, its encoding and hostile bytes, its JSON. */
#include "testing.h"

#include <jansson.h>

#include "quotidian/doc.h"
#include "quotidian/json.h"
#include "quotidian/utf8.h"
#include "quotidian/wire.h"

/* "Café reopens\n\n“We did it,” said Ana Åberg.\n\nShe smiled." with everything a document can hold. */
static struct range find(const struct doc *d, const char *words)
{
	size_t at = str_find(d->text, str_of(words), 0);
	assert_true(at != STR_NPOS);
	return (struct range){ (uint32_t)at, (uint32_t)(at + strlen(words)) };
}

static struct doc *sample(void)
{
	struct doc *d = doc_from_text(STR("Café reopens\n\n“We did it,” said Ana Åberg of Lund.\n\nShe smiled."), false);
	struct arena *a = &d->arena;
	d->title = STR("Café reopens");
	d->byline = STR("Jo Writer");
	d->site = STR("example.org");
	d->language = STR("en");
	d->url = STR("https://example.org/cafe");
	d->published = 1700000000;
	d->annotated = 1;
	d->block[0].kind = BLOCK_H;
	d->block[0].level = 2;
	d->style = ARENA_NEW(a, struct style, d->nstyle = 1);
	d->style[0] = (struct style){ find(d, "did"), STYLE_EM };
	d->link = ARENA_NEW(a, struct link, d->nlink = 1);
	d->link[0] = (struct link){ find(d, "Lund"), STR("https://example.org/lund") };
	d->actor = ARENA_NEW(a, struct actor, d->nactor = 2);
	d->actor[0] = (struct actor){ .key = STR("per:ana aberg"), .name = STR("Ana Åberg"), .type = ENT_PER, .gender = 'f', .mentions = 2 };
	d->actor[0].alias = ARENA_NEW(a, struct str, d->actor[0].nalias = 1);
	d->actor[0].alias[0] = STR("Åberg");
	d->actor[1] = (struct actor){ .key = STR("loc:lund"), .name = STR("Lund"), .type = ENT_LOC, .mentions = 1 };
	d->entity = ARENA_NEW(a, struct entity, d->nentity = 2);
	d->entity[0] = (struct entity){ find(d, "Ana Åberg"), ENT_PER, 0 };
	d->entity[1] = (struct entity){ find(d, "Lund"), ENT_LOC, -1 };
	d->mention = ARENA_NEW(a, struct mention, d->nmention = 3);
	d->mention[0] = (struct mention){ find(d, "Ana Åberg"), MENTION_NAME, 0 };
	d->mention[1] = (struct mention){ find(d, "Lund"), MENTION_NAME, 1 };
	d->mention[2] = (struct mention){ find(d, "She"), MENTION_PRONOUN, 0 };
	d->quote = ARENA_NEW(a, struct quote, d->nquote = 1);
	d->quote[0] = (struct quote){ .at = find(d, "“We did it,”"), .cue = find(d, "said"), .speaker = find(d, "Ana Åberg"),
		                      .speaker_name = STR("Ana Åberg"), .actor = 0, .kind = QUOTE_DIRECT, .confidence = 95 };
	return d;
}

static void sample_is_sound(void **state)
{
	(void)state;
	struct err e = { 0 };
	struct doc *d = sample(), *empty = doc_new();
	assert_int_equal(doc_check(d, &e), 0);
	assert_int_equal(doc_check(empty, &e), 0);
	doc_free(d);
	doc_free(empty);
	doc_free(NULL);
}

/* Each mutation breaks one rule; the contract must notice each. */
#define MUTATIONS(M) \
	M(d->text = STR("\x1b[31m")) \
	M(memcpy((char *)(uintptr_t)d->text.s, "\xff", 1)) \
	M(memcpy((char *)(uintptr_t)d->text.s, "\x07", 1)) \
	M(d->text.n = DOC_TEXT_MAX + 1) \
	M(d->title = STR("two\nlines")) \
	M(d->byline = STR("\xe2\x80\xae" "reversed")) \
	M(d->site.n = DOC_META_MAX + 1) \
	M(d->published = INT64_MAX) \
	M(d->updated = INT64_MIN) \
	M(d->annotated = 2) \
	M(d->nblock = DOC_BLOCKS_MAX + 1) \
	M(d->nblock = 2) \
	M(d->nblock = 0) \
	M(d->block[0].at.start = 1) \
	M(d->block[0].at.end = 4) \
	M(d->block[1].at.start = d->block[1].at.end) \
	M(d->block[1].at.start++) \
	M(d->block[1].at.start = d->block[0].at.end) \
	M(d->block[1].at.end--) \
	M(d->block[2].at.end++) \
	M(d->block[2].at.start = d->block[1].at.start) \
	M(d->block[2].kind = BLOCK_KINDS) \
	M(d->block[0].level = 7) \
	M(d->block[0].level = 0) \
	M(d->block[1].level = 1) \
	M(d->block[1].number = 3) \
	M(d->style[0].kind = STYLE_KINDS) \
	M(d->style[0].at.end = 0) \
	M(d->style = NULL) \
	M(d->link[0].url = STR("javascript:alert(1)")) \
	M(d->link[0].url = STR_NONE) \
	M(d->link[0].at.end = UINT32_MAX) \
	M(d->entity[0].at.start++; d->entity[0].at.end = d->entity[0].at.start) \
	M(d->entity[0].at.end -= 5) \
	M(d->entity[0].at.start = d->block[0].at.start) \
	M(d->entity[1].at.start = d->entity[0].at.start) \
	M(d->entity[0].type = ENT_TYPES) \
	M(d->entity[0].actor = -2) \
	M(d->entity[0].actor = 2) \
	M(d->mention[0].kind = MENTION_KINDS) \
	M(d->mention[2].actor = -1) \
	M(d->mention[2].actor = 2) \
	M(d->mention[2].actor = 1) \
	M(d->mention[2].at = d->mention[0].at) \
	M(d->actor[0].mentions = 3) \
	M(d->actor[0].key = STR_NONE) \
	M(d->actor[0].name = STR_NONE) \
	M(d->actor[1].key = d->actor[0].key) \
	M(d->actor[0].type = ENT_TYPES) \
	M(d->actor[0].gender = 'x') \
	M(d->actor[0].alias = NULL) \
	M(d->actor[0].alias[0] = STR_NONE) \
	M(d->actor[0].alias[0] = STR("\xc2\x9b" "2J")) \
	M(d->actor[0].nalias = DOC_ALIASES_MAX + 1) \
	M(d->actor[1].role = STR("a\tb")) \
	M(d->quote[0].kind = QUOTE_KINDS) \
	M(d->quote[0].confidence = 101) \
	M(d->quote[0].actor = 2) \
	M(d->quote[0].at = RANGE_NONE) \
	M(d->quote[0].at.start++) \
	M(d->quote[0].at.end = d->block[2].at.end) \
	M(d->quote[0].cue.end = (uint32_t)d->text.n + 1) \
	M(d->quote[0].cue = ((struct range){ 9, 3 })) \
	M(d->quote[0].speaker.end = d->block[2].at.end) \
	M(d->quote[0].speaker_name = STR("\r")) \
	M(d->nquote = DOC_SPANS_MAX + 1)

static void each_rule_is_kept(void **state)
{
	(void)state;
#define M(what) \
	{ \
		struct err e = { 0 }; \
		struct doc *d = sample(); \
		what; \
		if (doc_check(d, &e) != QD_EFORMAT || !e.text[0]) \
			fail_msg("not noticed: %s", #what); \
		doc_free(d); \
	}
	MUTATIONS(M)
#undef M
}

static void assert_blocks(const char *text, bool trim, const char *want)
{
	struct doc *d = doc_from_text(str_of(text), trim);
	struct err e = { 0 };
	struct buf b;
	buf_init(&b, 0);
	if (doc_check(d, &e))
		fail_msg("%s", e.text);
	for (uint32_t i = 0; i < d->nblock; i++) {
		buf_addc(&b, '<');
		buf_add(&b, doc_str(d, d->block[i].at));
		buf_addc(&b, '>');
	}
	buf_addz(&b, "");
	assert_string_equal(b.s ? b.s : "", want);
	if (!trim)
		assert_int_equal(utf8_count(d->text), utf8_count(str_of(text)));
	buf_free(&b);
	doc_free(d);
}

static void plain_text(void **state)
{
	(void)state;
	assert_blocks("", false, "");
	assert_blocks("one", false, "<one>");
	assert_blocks("one\ntwo\n\nthree", false, "<one\ntwo><three>");
	assert_blocks("one\r\n\r\ntwo\r\n", false, "<one><two \n>");
	assert_blocks("\n\n a \n  \n\n b\n\n", false, "<\n\n a><b\n\n>");
	assert_blocks("\n\n a \n  \n\n b\n\n", true, "<a><b>");
	assert_blocks("  \n ", false, "<  \n >");
	assert_blocks("  \n ", true, "");
	assert_blocks("a\x1b[2Jb\n\n\xe2\x80\xaexyz\xff", false, "<a [2Jb><xyz\xEF\xBF\xBD>");

	/* Without blank lines each line is a paragraph, unless a program wrapped them. */
	assert_blocks("Title\nThe mayor left early.\n\"Why?\" they asked.\nNobody knew.", false, "<Title><The mayor left early.><\"Why?\" they asked.><Nobody knew.>");
	assert_blocks("The mayor left\nearly, and nobody\nknew why.", false, "<The mayor left\nearly, and nobody\nknew why.>");
	char wide[140];
	memset(wide, 'x', sizeof wide);
	memcpy(wide, "Title\n", 6);
	wide[sizeof wide - 1] = '\0';
	struct doc *two = doc_from_text(str_of(wide), false);
	assert_int_equal(two->nblock, 2);
	doc_free(two);

	/* More paragraphs than a document may have: the last takes the rest, no text is lost. */
	struct buf b;
	struct err e = { 0 };
	buf_init(&b, 0);
	for (unsigned i = 0; i < DOC_BLOCKS_MAX + 10; i++)
		buf_addz(&b, "x\n\n");
	struct doc *d = doc_from_text(buf_str(&b), false);
	assert_int_equal(doc_check(d, &e), 0);
	assert_int_equal(d->nblock, DOC_BLOCKS_MAX);
	assert_int_equal(d->text.n, b.n);
	doc_free(d);
	/* Over the cap of the text: cut between characters. */
	buf_clear(&b);
	while (b.n < DOC_TEXT_MAX + 100)
		buf_addz(&b, "\xe2\x82\xac");
	d = doc_from_text(buf_str(&b), false);
	assert_int_equal(doc_check(d, &e), 0);
	assert_int_equal(d->text.n, DOC_TEXT_MAX / 3 * 3);
	doc_free(d);
	buf_free(&b);
}

static void blocks_by_offset(void **state)
{
	(void)state;
	struct doc *d = sample();
	assert_int_equal(doc_block_at(d, 0), 0);
	assert_int_equal(doc_block_at(d, d->block[0].at.end - 1), 0);
	assert_int_equal(doc_block_at(d, d->block[0].at.end), d->nblock); /* between two */
	assert_int_equal(doc_block_at(d, d->block[1].at.start), 1);
	assert_int_equal(doc_block_at(d, (uint32_t)d->text.n - 1), 2);
	assert_int_equal(doc_block_at(d, (uint32_t)d->text.n), d->nblock);
	doc_free(d);
}

static void encoding_keeps_all(void **state)
{
	(void)state;
	struct err e = { 0 };
	struct doc *d = sample(), *back;
	d->block[2] = (struct block){ d->block[2].at, BLOCK_LI, 2, 7 };
	d->published_zone = -150;
	struct buf b, again, j1, j2;
	buf_init(&b, 0);
	buf_init(&again, 0);
	buf_init(&j1, 0);
	buf_init(&j2, 0);
	assert_int_equal(doc_encode(&b, d), 0);
	assert_int_equal(doc_decode(&back, buf_str(&b), &e), 0);
	assert_int_equal(doc_encode(&again, back), 0);
	assert_int_equal(b.n, again.n);
	assert_memory_equal(b.s, again.s, b.n);
	assert_int_equal(doc_json(&j1, d, STR("x"), DOC_JSON_ALL), 0);
	assert_int_equal(doc_json(&j2, back, STR("x"), DOC_JSON_ALL), 0);
	assert_string_equal(j1.s, j2.s);
	assert_int_equal(back->block[2].level, 2);
	assert_int_equal(back->published_zone, -150);
	assert_non_null(strstr(j1.s, "-02:30\","));
	assert_int_equal(back->block[2].number, 7);
	assert_int_equal(back->actor[0].gender, 'f');
	assert_str(back->link[0].url, "https://example.org/lund");
	assert_int_equal(back->style[0].kind, STYLE_EM);
	assert_str(back->quote[0].speaker_name, "Ana Åberg");
	/* Beyond text, names and addresses (127 bytes) the annotations take few bytes. */
	assert_in_range(b.n, d->text.n + 127, d->text.n + 127 + 90);
	doc_free(back);

	/* A newer version is told from nonsense. */
	buf_clear(&again);
	wire_put_u(&again, DOC_CODEC_VERSION + 1);
	assert_int_equal(doc_decode(&back, buf_str(&again), &e), QD_ENEWER);
	assert_null(back);
	/* The first version had no zone: of an empty document, one byte less. */
	struct doc *empty = doc_new();
	buf_clear(&again);
	assert_int_equal(doc_encode(&again, empty), 0);
	doc_free(empty);
	again.s[0] = 1;
	assert_int_equal(doc_decode(&back, str_n(again.s, again.n - 1), &e), 0);
	doc_free(back);
	again.s[0] = 0;
	assert_int_equal(doc_decode(&back, str_n(again.s, again.n - 1), &e), QD_EFORMAT);
	/* Every cut is noticed, and so are bytes too many. */
	for (size_t n = 0; n < b.n; n++)
		assert_int_equal(doc_decode(&back, str_n(b.s, n), &e), QD_EFORMAT);
	buf_addc(&b, 0);
	assert_int_equal(doc_decode(&back, buf_str(&b), &e), QD_EFORMAT);
	/* A full buffer is said. */
	struct buf small;
	buf_init(&small, 20);
	assert_int_equal(doc_encode(&small, d), QD_ELIMIT);
	buf_clear(&small);
	assert_int_equal(doc_json(&small, d, STR_NONE, DOC_JSON_ALL), QD_ELIMIT);
	buf_free(&small);
	buf_free(&b);
	buf_free(&again);
	buf_free(&j1);
	buf_free(&j2);
	doc_free(d);
}

static uint64_t seed = 88172645463325252u;
static uint64_t chance(void) /* xorshift64, Marsaglia 2003 */
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	return seed ^= seed << 17;
}

/* Whatever bytes come: either an error, or a document that keeps the contract (and can be written). */
static void hostile_bytes(void **state)
{
	(void)state;
	struct doc *d = sample(), *got;
	struct buf good, bad, j;
	struct err e = { 0 };
	unsigned taken = 0;
	buf_init(&good, 0);
	buf_init(&bad, 0);
	buf_init(&j, 0);
	assert_int_equal(doc_encode(&good, d), 0);
	for (int round = 0; round < 20000; round++) {
		buf_clear(&bad);
		if (round % 4 == 0) {
			wire_put_u(&bad, DOC_CODEC_VERSION);
			for (uint64_t n = chance() % 80; n; n--)
				buf_addc(&bad, (char)(chance() >> 32));
		} else {
			buf_add(&bad, buf_str(&good));
			for (uint64_t n = 1 + chance() % 3; n; n--) {
				size_t at = chance() % bad.n;
				bad.s[at] = (char)(chance() & 1 ? chance() >> 32 : (uint64_t)(bad.s[at] + 1));
			}
		}
		int rc = doc_decode(&got, buf_str(&bad), &e);
		if (rc == 0) {
			taken++;
			assert_int_equal(doc_check(got, &e), 0);
			buf_clear(&j);
			assert_int_equal(doc_json(&j, got, STR_NONE, DOC_JSON_ALL), 0);
			doc_free(got);
		} else {
			assert_true(rc == QD_EFORMAT || rc == QD_ENEWER);
			assert_null(got);
		}
	}
	assert_true(taken > 100); /* the game is not one that always loses at the first byte */
	buf_free(&good);
	buf_free(&bad);
	buf_free(&j);
	doc_free(d);
}

static void json_says_it(void **state)
{
	(void)state;
	struct doc *d = sample();
	struct buf b;
	buf_init(&b, 0);
	assert_int_equal(doc_json(&b, d, STR("a\"1"), DOC_JSON_ALL), 0);
	assert_null(memchr(b.s, '\n', b.n));
	json_error_t je;
	json_t *o = json_loads(b.s, JSON_REJECT_DUPLICATES, &je);
	assert_non_null(o);
	assert_string_equal(json_string_value(json_object_get(o, "id")), "a\"1");
	assert_string_equal(json_string_value(json_object_get(o, "published")), "2023-11-14T22:13:20Z");
	assert_string_equal(json_string_value(json_object_get(o, "text")), d->text.s);
	const char *key[] = { "title", "byline", "site", "language", "dateline", "url" };
	for (size_t i = 0; i < 6; i++)
		assert_true(json_is_string(json_object_get(o, key[i])));

	json_int_t start, end, cue[2], speaker[2], actor;
	const char *kind, *type, *name;
	json_t *p = json_object_get(o, "paragraphs");
	assert_int_equal(json_array_size(p), 3);
	assert_int_equal(json_unpack(json_array_get(p, 1), "{sIsIss}", "start", &start, "end", &end, "kind", &kind), 0);
	/* Code points, not bytes: "Café reopens\n\n" has 14 of them and 15 bytes. */
	assert_int_equal(start, 14);
	assert_int_equal(d->block[1].at.start, 15);
	assert_string_equal(kind, "p");
	assert_int_equal(json_unpack(json_array_get(json_object_get(o, "entities"), 0), "{sIsIsssI}", "start", &start, "end", &end, "type",
	                             &type, "actor", &actor), 0);
	assert_int_equal(end - start, 9);
	assert_string_equal(type, "PER");
	assert_true(json_is_null(json_object_get(json_array_get(json_object_get(o, "entities"), 1), "actor")));
	json_t *q = json_array_get(json_object_get(o, "quotes"), 0);
	assert_int_equal(json_unpack(q, "{sIsIsss[II]s[II]sIss}", "start", &start, "end", &end, "kind", &kind, "cue", &cue[0], &cue[1],
	                             "speaker", &speaker[0], &speaker[1], "actor", &actor, "speaker_name", &name), 0);
	assert_int_equal(start, 14);
	assert_int_equal(end, 26);
	assert_int_equal(cue[1] - cue[0], 4);
	assert_int_equal(speaker[0], cue[1] + 1);
	assert_string_equal(name, "Ana Åberg");
	json_t *a = json_array_get(json_object_get(o, "actors"), 0);
	assert_int_equal(json_integer_value(json_object_get(a, "mentions")), 2);
	assert_string_equal(json_string_value(json_array_get(json_object_get(a, "aliases"), 0)), "Åberg");
	assert_true(json_is_string(json_object_get(a, "role")));
	json_decref(o);

	buf_clear(&b);
	d->published = 0;
	d->quote[0].cue = d->quote[0].speaker = RANGE_NONE;
	d->quote[0].actor = -1;
	assert_int_equal(doc_json(&b, d, STR_NONE, DOC_JSON_META | DOC_JSON_ANNOTATIONS), 0);
	assert_non_null(o = json_loads(b.s, JSON_REJECT_DUPLICATES, &je));
	q = json_array_get(json_object_get(o, "quotes"), 0);
	assert_true(json_is_null(json_object_get(o, "published")));
	assert_true(json_is_null(json_object_get(q, "cue")));
	assert_true(json_is_null(json_object_get(q, "speaker")));
	assert_true(json_is_null(json_object_get(q, "actor")));
	assert_null(json_object_get(o, "text"));
	assert_null(json_object_get(o, "id"));
	json_decref(o);
	buf_free(&b);
	doc_free(d);
}

static void json_strings(void **state)
{
	(void)state;
	struct buf b;
	buf_init(&b, 0);
	json_put_str(&b, STR("a\"b\\c\n\t\x01\x7f é\xf0\x9f\x98\x80\xff\xe2\x80\xae\xf3\xa0\x80\x81"));
	assert_string_equal(b.s, "\"a\\\"b\\\\c\\n\\t\\u0001\\u007f é\xf0\x9f\x98\x80\xef\xbf\xbd\\u202e\\udb40\\udc01\"");
	json_error_t je;
	json_t *v = json_loads(b.s, JSON_DECODE_ANY, &je);
	assert_non_null(v);
	json_decref(v);
	buf_free(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample_is_sound), cmocka_unit_test(each_rule_is_kept), cmocka_unit_test(plain_text),
		cmocka_unit_test(blocks_by_offset), cmocka_unit_test(encoding_keeps_all), cmocka_unit_test(hostile_bytes),
		cmocka_unit_test(json_says_it), cmocka_unit_test(json_strings),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
