# src/doc: the document, its contract, its encoding, its JSON
libquotidian_a_SOURCES += src/doc/check.c src/doc/codec.c src/doc/doc.c src/doc/json.c
noinst_HEADERS += include/quotidian/doc.h
