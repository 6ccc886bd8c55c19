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
check_PROGRAMS += tests/text/test_url tests/text/test_charset tests/text/test_date tests/text/test_htmltext
tests_text_test_url_SOURCES = tests/text/test_url.c
tests_text_test_url_CPPFLAGS = $(TEST_CPPFLAGS)
tests_text_test_url_LDADD = $(TEST_LIBS)
tests_text_test_charset_SOURCES = tests/text/test_charset.c
tests_text_test_charset_CPPFLAGS = $(TEST_CPPFLAGS)
tests_text_test_charset_LDADD = $(TEST_LIBS)
tests_text_test_date_SOURCES = tests/text/test_date.c
tests_text_test_date_CPPFLAGS = $(TEST_CPPFLAGS)
tests_text_test_date_LDADD = $(TEST_LIBS)
tests_text_test_htmltext_SOURCES = tests/text/test_htmltext.c
tests_text_test_htmltext_CPPFLAGS = $(TEST_CPPFLAGS)
tests_text_test_htmltext_LDADD = $(TEST_LIBS)
endif
