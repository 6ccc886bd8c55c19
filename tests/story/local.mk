# tests/story
if HAVE_CMOCKA
check_PROGRAMS += tests/story/test_copies tests/story/test_groups tests/story/test_refine tests/story/test_related tests/story/test_sketch tests/story/test_timeline
tests_story_test_copies_SOURCES = tests/story/test_copies.c tests/story/stories.h
tests_story_test_copies_CPPFLAGS = $(TEST_CPPFLAGS)
tests_story_test_copies_LDADD = $(TEST_LIBS)
tests_story_test_groups_SOURCES = tests/story/test_groups.c tests/story/stories.h
tests_story_test_groups_CPPFLAGS = $(TEST_CPPFLAGS)
tests_story_test_groups_LDADD = $(TEST_LIBS)
tests_story_test_refine_SOURCES = tests/story/test_refine.c
tests_story_test_refine_CPPFLAGS = $(TEST_CPPFLAGS)
tests_story_test_refine_LDADD = $(TEST_LIBS)
tests_story_test_related_SOURCES = tests/story/test_related.c
tests_story_test_related_CPPFLAGS = $(TEST_CPPFLAGS)
tests_story_test_related_LDADD = $(TEST_LIBS)
tests_story_test_timeline_SOURCES = tests/story/test_timeline.c tests/story/stories.h
tests_story_test_timeline_CPPFLAGS = $(TEST_CPPFLAGS)
tests_story_test_timeline_LDADD = $(TEST_LIBS)
tests_story_test_sketch_SOURCES = tests/story/test_sketch.c
tests_story_test_sketch_CPPFLAGS = $(TEST_CPPFLAGS)
tests_story_test_sketch_LDADD = $(TEST_LIBS)
endif
