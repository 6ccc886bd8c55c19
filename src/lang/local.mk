# src/lang
noinst_HEADERS += include/quotidian/lang.h src/lang/lang_int.h
libquotidian_a_SOURCES += src/lang/coref.c src/lang/lang.c src/lang/model.c src/lang/quote.c src/lang/tag.c
