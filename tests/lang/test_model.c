/* Files of language data: missing, cut, altered, newer; columns. */
#include "config.h"

#include "testing.h"

#include <sys/stat.h>
#include <unistd.h>

#include "quotidian/datafile.h"
#include "quotidian/lang.h"
#include "quotidian/tagger.h"

static char dir[] = "/tmp/quotidian-model-XXXXXX";

static int make_dir(void **state)
{
	(void)state;
	return mkdtemp(dir) ? 0 : -1;
}

static int drop_dir(void **state)
{
	(void)state;
	char path[256];
	snprintf(path, sizeof path, "%s/names.bin", dir);
	unlink(path);
	return rmdir(dir);
}

static void put(struct str bytes)
{
	char path[256];
	struct err e = { 0 };
	snprintf(path, sizeof path, "%s/names.bin", dir);
	assert_int_equal(file_write_atomic(path, bytes, &e), 0);
}

static void expect(int code, const char *word)
{
	struct err e = { 0 };
	struct lang_model *m = NULL;
	assert_int_equal(lang_open(&m, dir, &e), code);
	assert_null(m);
	assert_true(str_find(str_of(e.text), str_of(word), 0) != STR_NPOS);
}

static void test_bad_files(void **state)
{
	(void)state;
	struct buf b;
	struct err e = { 0 };
	char path[4096];
	buf_init(&b, 0);
	snprintf(path, sizeof path, "%s/data/names.bin", getenv("top_srcdir") ? getenv("top_srcdir") : ".");
	assert_int_equal(buf_read_file(&b, path, &e), 0);
	expect(QD_ENOTFOUND, "names.bin");
	put(STR("short"));
	expect(QD_EFORMAT, "names.bin");
	put(str_sub(buf_str(&b), 0, b.n / 2));
	expect(QD_EFORMAT, "altered");
	b.s[b.n / 2] ^= 1;
	put(buf_str(&b));
	expect(QD_EFORMAT, "altered");
	b.s[b.n / 2] ^= 1;
	struct data_head h;
	memcpy(&h, b.s, sizeof h);
	h.version++;
	memcpy(b.s, &h, sizeof h);
	put(buf_str(&b));
	expect(QD_ENEWER, "newer");
	h.version--;
	h.magic[0] ^= 1;
	memcpy(b.s, &h, sizeof h);
	put(buf_str(&b));
	expect(QD_EFORMAT, "not this kind");
	buf_free(&b);
}

/* A table whose checksum is right but whose numbers are not. */
static void test_wrong_inside(void **state)
{
	(void)state;
	struct err e = { 0 };
	char path[256];
	struct name_slot slot[4] = { { 1, NAME_CITY, 7 } };
	struct str part[3] = { str_n((const char *)slot, sizeof slot), STR(""), str_n("\0", 1) };
	struct names n;
	snprintf(path, sizeof path, "%s/names.bin", dir);
	assert_int_equal(data_write(path, NAMES_MAGIC, NAMES_VERSION, part, 3, &e), 0);
	assert_int_equal(names_open(&n, dir, &e), QD_EFORMAT);
	slot[0].ent = 0;
	assert_int_equal(data_write(path, NAMES_MAGIC, NAMES_VERSION, part, 3, &e), 0);
	assert_int_equal(names_open(&n, dir, &e), 0);
	assert_null(names_find(&n, name_hash_add(NAME_HASH_START, STR("nowhere"))));
	names_close(&n);
	for (int i = 0; i < 4; i++)
		slot[i].flags = NAME_CITY; /* no empty slot: a search would not end */
	assert_int_equal(data_write(path, NAMES_MAGIC, NAMES_VERSION, part, 3, &e), 0);
	assert_int_equal(names_open(&n, dir, &e), QD_EFORMAT);
}

static void test_names(void **state)
{
	(void)state;
	struct err e = { 0 };
	struct names n;
	assert_int_equal(names_open(&n, NULL, &e), 0);
	assert_true(names_word(&n, STR("london")) & NAME_BIG);
	assert_true(names_word(&n, STR("russian")) & NAME_DEMONYM);
	assert_true(names_word(&n, STR("anna")) & NAME_GIVEN);
	assert_true(names_nick(&n, STR("robert"), STR("bob")));
	assert_false(names_nick(&n, STR("robert"), STR("anna")));
	assert_true(names_word(&n, STR("adidas")) & NAME_ORG);
	assert_true(names_word(&n, STR("navalny")) & NAME_PERSON);
	assert_true(names_word(&n, STR("yazidis")) & NAME_DEMONYM);
	uint64_t h = name_hash_add(name_hash_add(NAME_HASH_START, STR("united")), STR("kingdom"));
	const struct name_slot *s = names_find(&n, h);
	assert_non_null(s);
	assert_true(s->flags & NAME_COUNTRY);
	assert_str(names_text(&n, n.ent[s->ent - 1].name), "United Kingdom");
	names_close(&n);
}

static const struct lex_word *word(const struct tagger *t, const char *w)
{
	return lexicon_find(&t->lex, feat_word_hash(str_of(w)));
}

static void test_lexicon(void **state)
{
	(void)state;
	struct err e = { 0 };
	struct tagger t, other;
	char path[256];
	assert_int_equal(tagger_open(&t, NULL, &e), 0);
	static const struct {
		const char *word;
		unsigned kinds;
	} known[] = { { "striker", LEX_PERSON }, { "retailers", LEX_GROUP }, { "companies", LEX_GROUP }, { "village", LEX_PLACE }, { "churches", LEX_GROUP },
		{ "election", LEX_EVENT }, { "film", LEX_WORK }, { "said", LEX_SAY }, { "denied", LEX_SAY }, { "announcing", LEX_SAY } };
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		assert_non_null(word(&t, known[i].word));
		assert_true(word(&t, known[i].word)->kinds & known[i].kinds);
	}
	assert_null(word(&t, "xqzzvwx"));
	assert_int_equal(word(&t, "between")->use / 3, 4); /* always small */
	assert_true(word(&t, "january")->use / 3 < 2); /* hardly ever */
	assert_int_equal(word(&t, "january")->use % 3, 2);

	/* A lexicon without an empty place: a search would not end. */
	struct lex_word full[4] = { { .check = 1 }, { .check = 2 }, { .check = 3 }, { .check = 4 } };
	struct str part[3] = { data_part(&t.file, 0), data_part(&t.file, 1), str_n((const char *)full, sizeof full) };
	snprintf(path, sizeof path, "%s/entities.bin", dir);
	assert_int_equal(data_write(path, TAGGER_MAGIC, TAGGER_VERSION, part, 3, &e), 0);
	assert_int_equal(tagger_open(&other, dir, &e), QD_EFORMAT);
	full[3].check = 0;
	assert_int_equal(data_write(path, TAGGER_MAGIC, TAGGER_VERSION, part, 3, &e), 0);
	assert_int_equal(tagger_open(&other, dir, &e), 0);
	tagger_close(&other);
	assert_int_equal(data_write(path, TAGGER_MAGIC, TAGGER_VERSION, part, 2, &e), 0);
	assert_int_equal(tagger_open(&other, dir, &e), QD_EFORMAT);
	unlink(path);
	tagger_close(&t);
}

static void test_columns(void **state)
{
	(void)state;
	struct err e = { 0 };
	struct lang_model *m;
	struct buf out;
	buf_init(&out, 0);
	assert_int_equal(lang_open(&m, NULL, &e), 0);
	assert_int_equal(lang_tag_columns(m, &out, STR("# doc id = x\nThe\tO\nUnited\tO\nStates\tO\nand\tO\nAngela\tO\nMerkel\tO\n.\tO\n\nMerkel\tO\nspoke\tO\n"), true), 0);
	assert_str(buf_str(&out), "# doc id = x\nThe\tO\nUnited\tB-LOC\nStates\tI-LOC\nand\tO\nAngela\tB-PER\nMerkel\tI-PER\n.\tO\n\nMerkel\tB-PER\nspoke\tO\n\n");
	buf_clear(&out);
	assert_int_equal(lang_tag_columns(m, &out, STR("President\nKim\nDae\n-\nsung\nmet\nMr\nOrlov\n-\nled\nteams\n.\n"), true), 0);
	assert_str(buf_str(&out), "President\tO\nKim\tB-PER\nDae\tI-PER\n-\tI-PER\nsung\tI-PER\nmet\tO\nMr\tO\nOrlov\tB-PER\n-\tO\nled\tO\nteams\tO\n.\tO\n\n");
	buf_free(&out);
	lang_close(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bad_files),
		cmocka_unit_test(test_wrong_inside),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_lexicon),
		cmocka_unit_test(test_columns),
	};
	return cmocka_run_group_tests(tests, make_dir, drop_dir);
}
