# src/story: related stories, copies, groups
libquotidian_a_SOURCES += src/story/cluster.c src/story/copy.c src/story/group.c src/story/index.c src/story/kept.c src/story/leading.c src/story/rank.c src/story/refine.c src/story/related.c src/story/repeat.c src/story/sketch.c src/story/timeline.c
noinst_HEADERS += include/quotidian/story.h src/story/story_int.h
