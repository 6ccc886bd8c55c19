# tests/lang
if HAVE_CMOCKA
check_PROGRAMS += tests/lang/test_lang
tests_lang_test_lang_SOURCES = tests/lang/test_lang.c
tests_lang_test_lang_CPPFLAGS = $(TEST_CPPFLAGS)
tests_lang_test_lang_LDADD = $(TEST_LIBS)
endif
