# tests/doc
if HAVE_CMOCKA
check_PROGRAMS += tests/doc/test_doc
tests_doc_test_doc_SOURCES = tests/doc/test_doc.c
tests_doc_test_doc_CPPFLAGS = $(TEST_CPPFLAGS)
tests_doc_test_doc_LDADD = $(TEST_LIBS)
endif
