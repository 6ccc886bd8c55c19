# tests/app
noinst_HEADERS += tests/app/engines.h tests/app/workers.h
if HAVE_CMOCKA
check_PROGRAMS += tests/app/test_engine tests/app/test_engine_poll tests/app/test_pace tests/app/test_query tests/app/test_settings tests/app/test_subs
tests_app_test_engine_SOURCES = tests/app/test_engine.c tests/net/server.c
tests_app_test_engine_CPPFLAGS = $(TEST_CPPFLAGS)
tests_app_test_engine_LDADD = $(TEST_LIBS)
tests_app_test_engine_poll_SOURCES = tests/app/test_engine_poll.c tests/net/server.c
tests_app_test_engine_poll_CPPFLAGS = $(TEST_CPPFLAGS)
tests_app_test_engine_poll_LDADD = $(TEST_LIBS)
tests_app_test_pace_SOURCES = tests/app/test_pace.c
tests_app_test_pace_CPPFLAGS = $(TEST_CPPFLAGS)
tests_app_test_pace_LDADD = $(TEST_LIBS)
tests_app_test_query_SOURCES = tests/app/test_query.c
tests_app_test_query_CPPFLAGS = $(TEST_CPPFLAGS)
tests_app_test_query_LDADD = $(TEST_LIBS)
tests_app_test_settings_SOURCES = tests/app/test_settings.c
tests_app_test_settings_CPPFLAGS = $(TEST_CPPFLAGS)
tests_app_test_settings_LDADD = $(TEST_LIBS)
tests_app_test_subs_SOURCES = tests/app/test_subs.c
tests_app_test_subs_CPPFLAGS = $(TEST_CPPFLAGS)
tests_app_test_subs_LDADD = $(TEST_LIBS)
endif
if HAVE_CMOCKA
check_PROGRAMS += tests/app/test_archive
tests_app_test_archive_SOURCES = tests/app/test_archive.c
tests_app_test_archive_CPPFLAGS = $(TEST_CPPFLAGS)
tests_app_test_archive_LDADD = $(TEST_LIBS)
endif
