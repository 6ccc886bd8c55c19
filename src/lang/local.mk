# src/lang
noinst_HEADERS += include/quotidian/lang.h src/lang/lang_int.h src/lang/quote_int.h
libquotidian_a_SOURCES += src/lang/coref.c src/lang/lang.c src/lang/model.c src/lang/tag.c
libquotidian_a_SOURCES += src/lang/cue_lexicon.c src/lang/quote_attribute.c src/lang/quote_clause.c src/lang/quote_cues.c \
  src/lang/quote_direct.c src/lang/quote_float.c src/lang/quote_indirect.c src/lang/quote_marks.c \
  src/lang/quote_spans.c src/lang/quote_speaker.c src/lang/quote_words.c
