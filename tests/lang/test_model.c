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

static void put_as(const char *name, struct str bytes)
{
	char path[256];
	struct err e = { 0 };
	snprintf(path, sizeof path, "%s/%s", dir, name);
	assert_int_equal(file_write_atomic(path, bytes, &e), 0);
}

/* The message names the file and says what to do. */
static void refused(int rc, const struct err *e, const char *name)
{
	assert_true(rc == QD_EFORMAT || rc == QD_ENEWER);
	assert_true(str_find(str_of(e->text), str_of(name), 0) != STR_NPOS);
	assert_true(str_find(str_of(e->text), STR("; install"), 0) != STR_NPOS);
}

/* A small table, cut at each of its bytes, with each of its bits turned, and with something behind it: none of them is opened. */
static void test_each_byte(void **state)
{
	(void)state;
	struct err e = { 0 };
	char path[256];
	struct name_slot slot[4] = { { 1, NAME_CITY, 0 } };
	struct str part[3] = { str_n((const char *)slot, sizeof slot), STR(""), str_n("\0", 1) };
	struct names n;
	struct buf b;
	buf_init(&b, 0);
	snprintf(path, sizeof path, "%s/names.bin", dir);
	assert_int_equal(data_write(path, NAMES_MAGIC, NAMES_VERSION, part, 3, &e), 0);
	assert_int_equal(names_open(&n, dir, &e), 0);
	names_close(&n);
	assert_int_equal(buf_read_file(&b, path, &e), 0);
	for (size_t i = 0; i < b.n; i++) {
		put(str_sub(buf_str(&b), 0, i));
		refused(names_open(&n, dir, &e), &e, "names.bin");
	}
	for (size_t i = 0; i < b.n * 8; i++) {
		b.s[i / 8] ^= (char)(1 << i % 8);
		put(buf_str(&b));
		refused(names_open(&n, dir, &e), &e, "names.bin");
		b.s[i / 8] ^= (char)(1 << i % 8);
	}
	buf_addc(&b, 0);
	put(buf_str(&b));
	refused(names_open(&n, dir, &e), &e, "names.bin");
	buf_free(&b);
	unlink(path);
	assert_int_equal(mkdir(path, 0700), 0);
	refused(names_open(&n, dir, &e), &e, "names.bin");
	assert_int_equal(rmdir(path), 0);
	assert_int_equal(names_open(&n, dir, &e), QD_ENOTFOUND);
	assert_true(str_find(str_of(e.text), STR("names.bin"), 0) != STR_NPOS);
	assert_true(str_find(str_of(e.text), STR("; install"), 0) != STR_NPOS);
}

/* The tagger's own file: cut, altered, of another version, gone. */
static void test_bad_tagger(void **state)
{
	(void)state;
	struct err e = { 0 };
	char path[4096];
	struct tagger t;
	struct buf b;
	buf_init(&b, 0);
	snprintf(path, sizeof path, "%s/data/entities.bin", getenv("top_srcdir") ? getenv("top_srcdir") : ".");
	assert_int_equal(buf_read_file(&b, path, &e), 0);
	const size_t cut[] = { 0, 1, sizeof(struct data_head) - 1, sizeof(struct data_head), b.n / 3, b.n / 2, b.n - 1 };
	for (size_t i = 0; i < sizeof cut / sizeof *cut; i++) {
		put_as("entities.bin", str_sub(buf_str(&b), 0, cut[i]));
		refused(tagger_open(&t, dir, &e), &e, "entities.bin");
	}
	for (unsigned i = 1; i < 8; i++) {
		size_t at = b.n / 8 * i;
		b.s[at] ^= 1;
		put_as("entities.bin", buf_str(&b));
		refused(tagger_open(&t, dir, &e), &e, "entities.bin");
		b.s[at] ^= 1;
	}
	struct data_head h;
	memcpy(&h, b.s, sizeof h);
	for (int i = 0; i < 3; i++) {
		struct data_head other = h;
		if (i == 2)
			other.sum++;
		else
			other.version = i ? h.version - 1 : h.version + 1;
		memcpy(b.s, &other, sizeof other);
		put_as("entities.bin", buf_str(&b));
		int rc = tagger_open(&t, dir, &e);
		refused(rc, &e, "entities.bin");
		assert_int_equal(rc, i ? QD_EFORMAT : QD_ENEWER);
	}
	snprintf(path, sizeof path, "%s/entities.bin", dir);
	unlink(path);
	assert_int_equal(tagger_open(&t, dir, &e), QD_ENOTFOUND);
	assert_true(str_find(str_of(e.text), STR("entities.bin"), 0) != STR_NPOS);
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
	/* A species is no name; its first word alone may be one. */
	static const char species[] = "They\nspoke\nto\nVelmoria\narvensis\nin\nMay\n.\n", person[] = "They\nspoke\nto\nVelmoria\nin\nMay\n.\n";
	buf_clear(&out);
	assert_int_equal(lang_tag_columns(m, &out, str_of(species), false), 0);
	assert_true(str_find(buf_str(&out), STR("Velmoria\tB-"), 0) != STR_NPOS);
	buf_clear(&out);
	assert_int_equal(lang_tag_columns(m, &out, str_of(species), true), 0);
	assert_true(str_find(buf_str(&out), STR("Velmoria\tO\narvensis\tO\n"), 0) != STR_NPOS);
	buf_clear(&out);
	assert_int_equal(lang_tag_columns(m, &out, str_of(person), true), 0);
	assert_true(str_find(buf_str(&out), STR("Velmoria\tB-"), 0) != STR_NPOS);
	buf_free(&out);
	lang_close(m);
}

/* More tokens than are tagged at one time, in one sentence: each comes out once, and only the end is followed by an empty line. */
static void test_many_columns(void **state)
{
	(void)state;
	struct err e = { 0 };
	struct lang_model *m;
	struct buf in, out;
	const size_t n = 250000 + 3;
	buf_init(&in, 0);
	buf_init(&out, 0);
	for (size_t i = 0; i < n; i++)
		buf_addz(&in, i % 10 ? "so\n" : "Novak\n");
	assert_int_equal(lang_open(&m, NULL, &e), 0);
	assert_int_equal(lang_tag_columns(m, &out, buf_str(&in), true), 0);
	size_t lines = 0, empty = 0;
	struct str rest = buf_str(&out), line;
	while (rest.n && str_split(&rest, '\n', &line)) {
		lines++;
		empty += !line.n;
	}
	assert_int_equal(lines, n + 1);
	assert_int_equal(empty, 1);
	buf_free(&in);
	buf_free(&out);
	lang_close(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_bad_files),
		cmocka_unit_test(test_each_byte),
		cmocka_unit_test(test_bad_tagger),
		cmocka_unit_test(test_wrong_inside),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_lexicon),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_many_columns),
	};
	return cmocka_run_group_tests(tests, make_dir, drop_dir);
}
