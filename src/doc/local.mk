# src/doc
noinst_HEADERS += include/quotidian/doc.h
