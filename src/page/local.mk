# src/page
noinst_HEADERS += include/quotidian/page.h
