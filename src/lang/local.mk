# src/lang
noinst_HEADERS += include/quotidian/lang.h
