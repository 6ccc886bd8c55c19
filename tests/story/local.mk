# tests/story
if HAVE_CMOCKA
check_PROGRAMS += tests/story/test_related
tests_story_test_related_SOURCES = tests/story/test_related.c
tests_story_test_related_CPPFLAGS = $(TEST_CPPFLAGS)
tests_story_test_related_LDADD = $(TEST_LIBS)
endif
