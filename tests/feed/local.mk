# tests/feed
if HAVE_CMOCKA
check_PROGRAMS += tests/feed/test_feed tests/feed/test_opml
tests_feed_test_feed_SOURCES = tests/feed/test_feed.c
tests_feed_test_feed_CPPFLAGS = $(TEST_CPPFLAGS)
tests_feed_test_feed_LDADD = $(TEST_LIBS)
tests_feed_test_opml_SOURCES = tests/feed/test_opml.c
tests_feed_test_opml_CPPFLAGS = $(TEST_CPPFLAGS)
tests_feed_test_opml_LDADD = $(TEST_LIBS)
endif
