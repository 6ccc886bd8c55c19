# tests/lang
if HAVE_CMOCKA
check_PROGRAMS += tests/lang/test_lang
tests_lang_test_lang_SOURCES = tests/lang/test_lang.c
tests_lang_test_lang_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lang_test_lang_LDADD = $(TEST_LIBS)
check_PROGRAMS += tests/lang/test_actors tests/lang/test_feat tests/lang/test_model
tests_lang_test_actors_SOURCES = tests/lang/test_actors.c
tests_lang_test_actors_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lang_test_actors_LDADD = $(TEST_LIBS)
tests_lang_test_feat_SOURCES = tests/lang/test_feat.c
tests_lang_test_feat_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lang_test_feat_LDADD = $(TEST_LIBS)
tests_lang_test_model_SOURCES = tests/lang/test_model.c
tests_lang_test_model_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lang_test_model_LDADD = $(TEST_LIBS)
endif
noinst_HEADERS += tests/lang/annotated.h tests/lang/quote_fixture.h
if HAVE_CMOCKA
check_PROGRAMS += tests/lang/test_quotes tests/lang/test_quote_parts tests/lang/test_seats
tests_lang_test_seats_SOURCES = tests/lang/test_seats.c
tests_lang_test_seats_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lang_test_seats_LDADD = $(TEST_LIBS)
tests_lang_test_quotes_SOURCES = tests/lang/test_quotes.c
tests_lang_test_quotes_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lang_test_quotes_LDADD = $(TEST_LIBS)
tests_lang_test_quote_parts_SOURCES = tests/lang/test_quote_parts.c
tests_lang_test_quote_parts_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lang_test_quote_parts_LDADD = $(TEST_LIBS)
endif
EXTRA_PROGRAMS += tests/lang/bench_lang
tests_lang_bench_lang_SOURCES = tests/lang/bench_lang.c
tests_lang_bench_lang_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lang_bench_lang_LDADD = $(LIBS_CORE)
.PHONY: bench-lang
bench-lang: tests/lang/bench_lang$(EXEEXT)
	@corpora="$${QUOTIDIAN_SHARED:-$(abs_top_srcdir)/../shared}/corpora"; \
	QUOTIDIAN_DATADIR='$(abs_top_srcdir)/data' tests/lang/bench_lang$(EXEEXT) "$$corpora/ner/normalised/dev-gum.conll.gz" "$$corpora/related/allsides.jsonl.gz"
