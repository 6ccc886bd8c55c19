# src/net
noinst_HEADERS += include/quotidian/fetch.h
