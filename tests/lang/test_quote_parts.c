/* The parts that quotations are found with: cue forms, marks, speakers' actors; and what holds for any text at all. */
#include "config.h"

#include "quote_fixture.h"

static void test_cue_forms(void **state)
{
	static const struct {
		const char *word, *lemma;
		uint8_t form;
	} FORMS[] = {
		{ "say", "say", FORM_BASE }, { "says", "say", FORM_S }, { "said", "say", FORM_PAST }, { "saying", "say", FORM_ING },
		{ "told", "tell", FORM_PAST }, { "tells", "tell", FORM_S }, { "written", "write", FORM_PP }, { "wrote", "write", FORM_PAST },
		{ "writing", "write", FORM_ING }, { "admitted", "admit", FORM_PAST }, { "replied", "reply", FORM_PAST },
		{ "replies", "reply", FORM_S }, { "argues", "argue", FORM_S }, { "argued", "argue", FORM_PAST }, { "stresses", "stress", FORM_S },
		{ "cautioned", "caution", FORM_PAST }, { "quipped", "quip", FORM_PAST }, { "swore", "swear", FORM_PAST },
		{ "acknowledge", "acknowledge", FORM_BASE }, { "yelled", "yell", FORM_PAST }, { "noting", "note", FORM_ING },
	};
	static const char *const NONE[] = { "", "s", "ed", "ing", "red", "king", "sailed", "bread", "a", "saider", "notes-taking", "thing" };

	(void)state;
	for (size_t i = 0; i < sizeof FORMS / sizeof *FORMS; i++) {
		uint8_t form = 99;
		const struct cue_entry *e = cue_lookup(str_of(FORMS[i].word), &form);

		assert_non_null(e);
		assert_str(e->lemma, FORMS[i].lemma);
		assert_int_equal(form, FORMS[i].form);
	}
	for (size_t i = 0; i < sizeof NONE / sizeof *NONE; i++) {
		uint8_t form;

		assert_null(cue_lookup(str_of(NONE[i]), &form));
	}
	assert_true(cue_noun(STR("claim")));
	assert_true(cue_noun(STR("warnings")));
	assert_false(cue_noun(STR("table")));
	assert_false(cue_noun(STR("")));
}

static void test_word_classes(void **state)
{
	/* From all over the table: a word out of its order would not be found. */
	static const char *const KNOWN[] = {
		"'ll", "'s", "a", "about", "address", "after", "ago", "all", "and", "any", "are", "as", "because", "before", "book", "but", "by", "can",
		"court", "day", "did", "drove", "each", "even", "few", "film", "following", "follows", "from", "gave", "had", "has", "he", "her", "how",
		"if", "in", "interview", "is", "it", "just", "knows", "last", "letter", "march", "may", "me", "monday", "more", "n't", "never", "no",
		"of", "on", "once", "or", "parliament", "play", "press", "reporters", "said", "she", "since", "so", "statement", "than", "the",
		"their", "then", "they", "this", "today", "told", "twitter", "under", "us", "voters", "was", "week", "went", "what", "who", "will", "would",
		"wrote", "yet", "you", "your", "yesterday",
	};

	for (size_t i = 0; i < sizeof KNOWN / sizeof *KNOWN; i++)
		assert_int_not_equal(quote_word_class(str_of(KNOWN[i])), 0);
	(void)state;
	assert_true(quote_word_class(STR("the")) & W_DET);
	assert_true(quote_word_class(STR("would")) & W_HYPO);
	assert_true(quote_word_class(STR("zoned")) & W_PAST);
	assert_true(quote_word_class(STR("you")) & W_SUBJ);
	assert_true(quote_word_class(STR("about")) & W_PREP);
	assert_true(quote_word_class(STR("quickly")) & W_ADV);
	assert_int_equal(quote_word_class(STR("kiln")), 0);
	assert_int_equal(quote_word_class(STR("")), 0);
}

/* Segments of a text as «...» around each; a missing mark shows as < or >. */
static void expect_segments(const char *text, const char *want)
{
	struct fixture f;
	struct buf b;
	size_t at = 0;

	fixture_open(&f, text);
	struct qctx q = { .c = &f.c };
	q.w = ARENA_NEW(&f.c.tmp, uint32_t, f.c.ntok + 1);
	q.seg_of = ARENA_NEW(&f.c.tmp, uint32_t, f.c.ntok + 1);
	quote_words_mark(&q);
	quote_marks_pair(&q);
	buf_init(&b, 0);
	for (uint32_t i = 0; i < q.nseg; i++) {
		size_t start = f.c.tok[q.seg[i].start].start, end = f.c.tok[q.seg[i].end - 1].end;

		buf_add(&b, str_sub(f.d->text, at, start));
		buf_addz(&b, q.seg[i].goes_on ? "{+" : "{");
		buf_add(&b, str_sub(f.d->text, start, end));
		buf_addz(&b, "}");
		at = end;
	}
	buf_add(&b, str_sub(f.d->text, at, f.d->text.n));
	assert_str(buf_str(&b), want);
	buf_free(&b);
	fixture_close(&f);
}

static void test_marks(void **state)
{
	(void)state;
	expect_segments("He said \"yes\" and \"no\".", "He said {\"yes\"} and {\"no\"}.");
	expect_segments("He said “yes ‘maybe’ no”.", "He said {“yes ‘maybe’ no”}.");
	expect_segments("It's the potters' kiln, isn't it?", "It's the potters' kiln, isn't it?");
	expect_segments("It’s the potters’ kiln, isn’t it?", "It’s the potters’ kiln, isn’t it?");
	expect_segments("Songs of the ’90s and rock ’n’ roll", "Songs of the ’90s and rock ’n’ roll");
	expect_segments("‘The potters’ kiln is cold,’ he said", "{‘The potters’ kiln is cold,’} he said");
	expect_segments("a stray\" mark", "a stray\" mark");
	expect_segments("a 6\" pipe and \"a name\"", "a 6\" pipe and {\"a name\"}");
	expect_segments("»ja« and «oui» and „ja“", "{»ja«} and {«oui»} and {„ja“}");
	expect_segments("“wrong end“ here", "{“wrong end“} here");
	expect_segments("“One,’’ he said. ‘‘Two,’’ she said.", "{“One,’’} he said. {‘‘Two,’’} she said.");
	expect_segments("\"One.\n\n\"Two.\n\n\"Three.\"", "{\"One.}\n\n{+\"Two.}\n\n{+\"Three.\"}");
	expect_segments("\"One.\n\nTwo.\" Three.", "{\"One.}\n\n{+Two.\"} Three.");
	expect_segments("\"One. Two.\n\nThree.", "{\"One.} Two.\n\nThree.");
	expect_segments("\"", "{\"}");
	expect_segments("\"\"", "\"\"");
}

static struct lang_mention men(const struct lang_ctx *c, const char *from, const char *to, uint8_t kind, int32_t actor)
{
	struct lang_mention m = { { 0, 0 }, 0, kind, actor };

	for (uint32_t i = 0; i < c->ntok; i++) {
		if (str_eqz(tok_str(c, i), from) && m.at.end == 0)
			m.at.start = i;
		if (str_eqz(tok_str(c, i), to) && m.at.end == 0)
			m.at.end = i + 1;
	}
	assert_true(m.at.end > m.at.start);
	m.head = m.at.end - 1;
	return m;
}

static void test_attribute(void **state)
{
	struct fixture f;

	(void)state;
	/* The speaker of each quotation is the mention that its words are, not one that lies inside or beside it. */
	fixture_open(&f, "Mayor {Jan Molen}'s spokeswoman said the kiln was cold. She said it was hot. {Rosa Winkel} said it was gone.");
	quotes_find(&f.c);
	assert_int_equal(f.c.nquo, 3);
	struct lang_mention m[] = {
		men(&f.c, "Jan", "Molen", MENTION_NAME, 0),
		men(&f.c, "She", "She", MENTION_PRONOUN, 1),
		men(&f.c, "Rosa", "Winkel", MENTION_NAME, 1),
	};
	f.c.men = m;
	f.c.nmen = 3;
	uint8_t before = f.c.quo[1].confidence;
	quotes_attribute(&f.c);
	assert_int_equal(f.c.quo[0].actor, -1);
	assert_int_equal(f.c.quo[1].actor, 1);
	assert_int_equal(f.c.quo[2].actor, 1);
	assert_true(f.c.quo[1].confidence < before);
	assert_true(f.c.quo[2].confidence >= QUOTE_SURE);
	fixture_close(&f);

	/* A pronoun that nobody resolved is not sure. */
	fixture_open(&f, "\"It is cold,\" she said.");
	quotes_find(&f.c);
	assert_int_equal(f.c.nquo, 1);
	quotes_attribute(&f.c);
	assert_int_equal(f.c.quo[0].actor, -1);
	assert_true(f.c.quo[0].confidence < QUOTE_SURE);
	fixture_close(&f);

	/* No speaker, no confidence. */
	fixture_open(&f, "\"It is cold. Nobody has lit the kiln.\"");
	quotes_find(&f.c);
	assert_int_equal(f.c.nquo, 1);
	quotes_attribute(&f.c);
	assert_int_equal(f.c.quo[0].confidence, 0);
	fixture_close(&f);
}

static void check_any(struct str text)
{
	struct doc *d = doc_from_text(text, false);
	struct lang_ctx c = { 0 };
	uint32_t end = 0;
	struct range name[64];
	uint8_t type[64];
	size_t n = 0;

	/* Each whole "Winkel" is a name, in turn a person and an organisation. */
	for (size_t at = 0; n < 64 && (at = str_find(d->text, STR(" Winkel "), at)) != STR_NPOS; at++) {
		name[n] = (struct range){ (uint32_t)at + 1, (uint32_t)at + 7 };
		type[n] = n % 2 ? ENT_ORG : ENT_PER;
		n++;
	}
	fixture_context(&c, d, name, type, n);
	quotes_find(&c);
	quotes_attribute(&c);
	for (uint32_t i = 0; i < c.nquo; i++) {
		const struct lang_quote *q = &c.quo[i];

		assert_true(q->at.start >= end);
		assert_true(q->at.end > q->at.start && q->at.end <= c.ntok);
		assert_int_equal(c.block[q->at.start], c.block[q->at.end - 1]);
		assert_true(q->cue.end <= c.ntok && q->speaker.end <= c.ntok);
		assert_true(q->same_as < (int64_t)i);
		assert_in_range(q->confidence, 0, 100);
		assert_in_range(q->kind, 0, QUOTE_KINDS - 1);
		end = q->at.end;
	}
	arena_free(&c.tmp);
	doc_free(d);
}

static uint32_t next_random(uint32_t *s)
{
	*s ^= *s << 13;
	*s ^= *s >> 17;
	return *s ^= *s << 5;
}

static void test_any_text(void **state)
{
	static const char *const PIECES[] = {
		"\"", "“", "”", "'", "‘", "’", "«", "»", "„", "``", "''", " ", " ", " ", ", ", ". ", "\n\n", "\n", ": ", " - ", "(", ")", "said ", "says ",
		"said that ", "according to ", "told ", "reporters ", " Winkel ", " Winkel ", "Rosa ", "the ", "he ", "who ", "and ", "but ", "not ", "was ", "would ",
		"called ", "claim that ", "Ü", "日本", "\xF0\x9F\x98\x80", "\xFF", "A: ", "kiln ", "kilns ", "'s ", "n't ", "in a statement ", "Monday ", "as ", "? ", "... ",
	};
	uint32_t seed = 20;

	(void)state;
	for (int round = 0; round < 3000; round++) {
		struct buf b;
		uint32_t n = next_random(&seed) % 60;

		buf_init(&b, 0);
		for (uint32_t i = 0; i < n; i++)
			buf_addz(&b, PIECES[next_random(&seed) % (sizeof PIECES / sizeof *PIECES)]);
		check_any(buf_str(&b));
		buf_free(&b);
	}
}

static void repeat(const char *piece, size_t times, const char *tail)
{
	struct buf b;

	buf_init(&b, 0);
	for (size_t i = 0; i < times; i++)
		buf_addz(&b, piece);
	buf_addz(&b, tail);
	check_any(buf_str(&b));
	buf_free(&b);
}

/* No time is measured; a step that were quadratic would keep this from ending. */
static void test_long_texts(void **state)
{
	(void)state;
	repeat("\"", 100000, "");
	repeat("“", 100000, "");
	repeat("“a” ", 50000, "");
	repeat("‘a ", 50000, "");
	repeat("said ", 100000, "");
	repeat("according to (", 50000, "");
	repeat(", said ", 100000, "");
	repeat("\"a,\" he said, ", 30000, "");
	repeat("his claim that ", 50000, "");
	repeat("\"a b c.\n\n", 20000, "");
	repeat("x", 2000000, " said");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cue_forms),
		cmocka_unit_test(test_word_classes),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_attribute),
		cmocka_unit_test(test_any_text),
		cmocka_unit_test(test_long_texts),
	};

	return cmocka_run_group_tests_name("quote_parts", tests, NULL, NULL);
}
