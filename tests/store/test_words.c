/* test_words.c - the search index's words are those that FTS5's own tokenizer makes, at the same places. */
#include "draw.h"
#include "store/fixture.h"

#include "store/store_int.h"

#define TABLE "CREATE VIRTUAL TABLE temp.t USING fts5(x, tokenize='porter unicode61 remove_diacritics 2');" \
	"CREATE VIRTUAL TABLE temp.v USING fts5vocab(temp, t, instance);"

static void put_text(sqlite3 *db, struct str text)
{
	sqlite3_stmt *st;
	assert_int_equal(sqlite3_prepare_v2(db, "INSERT INTO t(x) VALUES(?1)", -1, &st, NULL), SQLITE_OK);
	sql_bind_str(st, 1, text);
	assert_int_equal(sqlite3_step(st), SQLITE_DONE);
	sqlite3_finalize(st);
}

/* Terms with their numbers in the text, then the text with every word in brackets. */
static void words_of(sqlite3 *db, const char *sql, struct buf *out)
{
	sqlite3_stmt *st;
	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		buf_add(out, sql_peek(st, 0));
		buf_addc(out, '\n');
	}
	assert_int_equal(sqlite3_finalize(st), SQLITE_OK);
}

static void compare(struct store *s, sqlite3 *plain, struct str text)
{
	struct buf a, b;
	buf_init(&a, 0);
	buf_init(&b, 0);
	put_text(s->db, text);
	put_text(plain, text);
	words_of(s->db, "SELECT doc || ' ' || offset || ' ' || term FROM v ORDER BY doc, offset", &a);
	words_of(plain, "SELECT doc || ' ' || offset || ' ' || term FROM v ORDER BY doc, offset", &b);
	assert_str(buf_str(&a), b.s ? b.s : "");
	buf_free(&a);
	buf_free(&b);
}

static void same_words(void **state)
{
	(void)state;
	struct store *s;
	sqlite3 *plain;
	must(store_open(&s, NULL, STORE_MEMORY, e));
	assert_int_equal(sqlite3_open(":memory:", &plain), SQLITE_OK);
	assert_int_equal(sqlite3_exec(s->db, TABLE, NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_exec(plain, TABLE, NULL, NULL, NULL), SQLITE_OK);
	static const char *const text[] = {
		"Harbours, HARBOUR's and harboured; 3rd of 2024-11-23. The ponies are running, ponies RAN.",
		"“We begin,” said Zo\xC3\xAB \xC3\x81lvarez \xE2\x80\x93 caf\xC3\xA9s\xE2\x80\x94open\xE2\x80\xA6 na\xC3\xAFvely",
		"antidisestablishmentarianisms and internationalisations of donaudampfschifffahrtsgesellschaften",
		"a b c\xCC\x81 d\xE2\x81\204e \xE2\x80 \xE2 x\xE2\x80y \xFFz \xE6\x96\xB0\xE8\x81\x9E news\xE6\x96\xB0 \xD0\xBD\xD0\xBE\xD0\xB2\xD0\xBE\xD1\x81\xD1\x82\xD0\xB8",
		"", "...", "harbours harbours harbours HARBOURS h\xC3\xA4rbours \xC2\xBD x\xC2\xB2 \xC2\xABquoted\xC2\xBB",
	};
	for (size_t i = 0; i < sizeof text / sizeof *text; i++)
		compare(s, plain, str_of(text[i]));
	static const char *const part[] = { "port", "Port", "ing", "ed", "ies", "s", " ", " ", " ", "7", "-", "\xC3\xA9", "\xE2\x80\x99", "\xE2\x80", "\xCC\x88", "\n", "\xF0\x9D\x94\xB8", "ationally" };
	for (int k = 0; k < 200; k++) {
		struct buf b;
		buf_init(&b, 0);
		for (int i = 0; i < 40; i++)
			buf_addz(&b, part[draw(sizeof part / sizeof *part)]);
		assert_int_equal(sqlite3_exec(s->db, "DELETE FROM t", NULL, NULL, NULL), SQLITE_OK);
		assert_int_equal(sqlite3_exec(plain, "DELETE FROM t", NULL, NULL, NULL), SQLITE_OK);
		compare(s, plain, buf_str(&b));
		buf_free(&b);
	}
	/* Places in bytes. */
	struct buf a, b;
	buf_init(&a, 0);
	buf_init(&b, 0);
	static const char marked[] = "SELECT highlight(t, 0, '[', ']') FROM t WHERE t MATCH 'harbour OR ponies OR cafes OR zoe OR port OR news'";
	for (size_t i = 0; i < sizeof text / sizeof *text; i++) {
		put_text(s->db, str_of(text[i]));
		put_text(plain, str_of(text[i]));
	}
	words_of(s->db, marked, &a);
	words_of(plain, marked, &b);
	assert_true(str_find(buf_str(&a), STR("[HARBOUR]'s"), 0) != STR_NPOS);
	assert_str(buf_str(&a), b.s);
	buf_free(&a);
	buf_free(&b);
	sqlite3_close(plain);
	store_close(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(same_words) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
