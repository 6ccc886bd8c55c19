# src/story: related stories
libquotidian_a_SOURCES += src/story/related.c
noinst_HEADERS += include/quotidian/story.h
