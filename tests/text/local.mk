# tests/text
if HAVE_CMOCKA
check_PROGRAMS += tests/text/test_width
tests_text_test_width_SOURCES = tests/text/test_width.c
tests_text_test_width_CPPFLAGS = $(TEST_CPPFLAGS)
tests_text_test_width_LDADD = $(TEST_LIBS)
check_PROGRAMS += tests/text/test_fold tests/text/test_token
tests_text_test_fold_SOURCES = tests/text/test_fold.c
tests_text_test_fold_CPPFLAGS = $(TEST_CPPFLAGS)
tests_text_test_fold_LDADD = $(TEST_LIBS)
tests_text_test_token_SOURCES = tests/text/test_token.c
tests_text_test_token_CPPFLAGS = $(TEST_CPPFLAGS)
tests_text_test_token_LDADD = $(TEST_LIBS)
endif
