# tests/text
if HAVE_CMOCKA
check_PROGRAMS += tests/text/test_width
tests_text_test_width_SOURCES = tests/text/test_width.c
tests_text_test_width_CPPFLAGS = $(TEST_CPPFLAGS)
tests_text_test_width_LDADD = $(TEST_LIBS)
endif
