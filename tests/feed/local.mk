# tests/feed
EXTRA_DIST += \
  tests/feed/data/atom.xml tests/feed/data/atom.xml.jsonl tests/feed/data/cdf.xml tests/feed/data/cdf.xml.jsonl \
  tests/feed/data/jsonfeed.json tests/feed/data/jsonfeed.json.jsonl tests/feed/data/rdf.xml tests/feed/data/rdf.xml.jsonl \
  tests/feed/data/rss.xml tests/feed/data/rss.xml.jsonl
if HAVE_CMOCKA
check_PROGRAMS += tests/feed/test_feed tests/feed/test_golden tests/feed/test_opml
tests_feed_test_feed_SOURCES = tests/feed/test_feed.c
tests_feed_test_feed_CPPFLAGS = $(TEST_CPPFLAGS)
tests_feed_test_feed_LDADD = $(TEST_LIBS)
tests_feed_test_golden_SOURCES = tests/feed/test_golden.c
tests_feed_test_golden_CPPFLAGS = $(TEST_CPPFLAGS)
tests_feed_test_golden_LDADD = $(TEST_LIBS)
tests_feed_test_opml_SOURCES = tests/feed/test_opml.c
tests_feed_test_opml_CPPFLAGS = $(TEST_CPPFLAGS)
tests_feed_test_opml_LDADD = $(TEST_LIBS)
endif
