# tests/store
noinst_HEADERS += tests/store/fixture.h
if HAVE_CMOCKA
check_PROGRAMS += tests/store/test_store
tests_store_test_store_SOURCES = tests/store/test_store.c
tests_store_test_store_CPPFLAGS = $(TEST_CPPFLAGS)
tests_store_test_store_LDADD = $(TEST_LIBS)
endif
