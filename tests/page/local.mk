# tests/page
EXTRA_DIST += tests/page/data
if HAVE_CMOCKA
check_PROGRAMS += tests/page/test_dateline tests/page/test_golden tests/page/test_hostile tests/page/test_more tests/page/test_seed
tests_page_test_dateline_SOURCES = tests/page/test_dateline.c
tests_page_test_dateline_CPPFLAGS = $(TEST_CPPFLAGS)
tests_page_test_dateline_LDADD = $(TEST_LIBS)
tests_page_test_golden_SOURCES = tests/page/test_golden.c
tests_page_test_golden_CPPFLAGS = $(TEST_CPPFLAGS)
tests_page_test_golden_LDADD = $(TEST_LIBS)
tests_page_test_hostile_SOURCES = tests/page/test_hostile.c
tests_page_test_hostile_CPPFLAGS = $(TEST_CPPFLAGS)
tests_page_test_hostile_LDADD = $(TEST_LIBS)
tests_page_test_more_SOURCES = tests/page/test_more.c
tests_page_test_more_CPPFLAGS = $(TEST_CPPFLAGS)
tests_page_test_more_LDADD = $(TEST_LIBS)
tests_page_test_seed_SOURCES = tests/page/test_seed.c
tests_page_test_seed_CPPFLAGS = $(TEST_CPPFLAGS)
tests_page_test_seed_LDADD = $(TEST_LIBS)
endif
