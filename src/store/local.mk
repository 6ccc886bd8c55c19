# src/store
noinst_HEADERS += include/quotidian/store.h
