# src/feed
noinst_HEADERS += include/quotidian/feed.h
