# tests/store
noinst_HEADERS += tests/store/fixture.h
if HAVE_CMOCKA
check_PROGRAMS += tests/store/test_store tests/store/test_choices tests/store/test_doc tests/store/test_care tests/store/test_filter \
  tests/store/test_words
tests_store_test_store_SOURCES = tests/store/test_store.c
tests_store_test_store_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_store_LDADD = $(TEST_LIBS)
tests_store_test_choices_SOURCES = tests/store/test_choices.c
tests_store_test_choices_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_choices_LDADD = $(TEST_LIBS)
tests_store_test_doc_SOURCES = tests/store/test_doc.c
tests_store_test_doc_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_doc_LDADD = $(TEST_LIBS)
tests_store_test_care_SOURCES = tests/store/test_care.c
tests_store_test_care_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_care_LDADD = $(TEST_LIBS)
tests_store_test_filter_SOURCES = tests/store/test_filter.c
tests_store_test_filter_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_filter_LDADD = $(TEST_LIBS)
check_PROGRAMS += tests/store/test_twin
tests_store_test_twin_SOURCES = tests/store/test_twin.c
tests_store_test_twin_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_twin_LDADD = $(TEST_LIBS)
tests_store_test_words_SOURCES = tests/store/test_words.c
tests_store_test_words_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_words_LDADD = $(TEST_LIBS)
endif
EXTRA_PROGRAMS += tests/store/bench_store
tests_store_bench_store_SOURCES = tests/store/bench_store.c
tests_store_bench_store_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_bench_store_LDADD = $(LIBS_CORE)
EXTRA_PROGRAMS += tests/store/bench_archive
tests_store_bench_archive_SOURCES = tests/store/bench_archive.c
tests_store_bench_archive_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_bench_archive_LDADD = $(LIBS_CORE)
.PHONY: bench-store
bench-store: tests/store/bench_store$(EXEEXT)
	tests/store/bench_store$(EXEEXT) grow
	tests/store/bench_store$(EXEEXT) $(BENCH_STORE_FLAGS)
if HAVE_CMOCKA
check_PROGRAMS += tests/store/test_delete
tests_store_test_delete_SOURCES = tests/store/test_delete.c
tests_store_test_delete_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_delete_LDADD = $(TEST_LIBS)
endif
if HAVE_CMOCKA
check_PROGRAMS += tests/store/test_fold
tests_store_test_fold_SOURCES = tests/store/test_fold.c
tests_store_test_fold_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_fold_LDADD = $(TEST_LIBS)
endif
if HAVE_CMOCKA
check_PROGRAMS += tests/store/test_recover
tests_store_test_recover_SOURCES = tests/store/test_recover.c
tests_store_test_recover_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_recover_LDADD = $(TEST_LIBS)
endif
if HAVE_CMOCKA
check_PROGRAMS += tests/store/test_mark
tests_store_test_mark_SOURCES = tests/store/test_mark.c
tests_store_test_mark_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_mark_LDADD = $(TEST_LIBS)
endif
