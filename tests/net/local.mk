# tests/net
noinst_HEADERS += tests/net/seen.h tests/net/server.h
if HAVE_CMOCKA
check_PROGRAMS += tests/net/test_fetch tests/net/test_guard
tests_net_test_fetch_SOURCES = tests/net/test_fetch.c tests/net/server.c
tests_net_test_fetch_CPPFLAGS = $(TEST_CPPFLAGS)
tests_net_test_fetch_LDADD = $(TEST_LIBS)
tests_net_test_guard_SOURCES = tests/net/test_guard.c tests/net/server.c
tests_net_test_guard_CPPFLAGS = $(TEST_CPPFLAGS)
tests_net_test_guard_LDADD = $(TEST_LIBS)
endif
