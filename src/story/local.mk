# src/story
noinst_HEADERS += include/quotidian/story.h
