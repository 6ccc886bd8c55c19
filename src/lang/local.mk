# src/lang
noinst_HEADERS += include/quotidian/lang.h include/quotidian/datafile.h include/quotidian/feat.h include/quotidian/lexicon.h \
  src/lang/coref_int.h src/lang/lang_int.h src/lang/model.h include/quotidian/names.h \
  src/lang/quote_int.h include/quotidian/tagger.h
libquotidian_a_SOURCES += src/lang/actor.c src/lang/alias.c src/lang/columns.c src/lang/coref.c src/lang/datafile.c src/lang/feat.c src/lang/headline.c src/lang/lang.c \
  src/lang/language.c src/lang/model.c src/lang/names.c src/lang/nested.c src/lang/nominal.c src/lang/pronoun.c src/lang/role.c src/lang/seat.c src/lang/tag.c src/lang/tagger.c
libquotidian_a_SOURCES += src/lang/cue_lexicon.c src/lang/quote_attribute.c src/lang/quote_clause.c src/lang/quote_cues.c \
  src/lang/quote_direct.c src/lang/quote_float.c src/lang/quote_indirect.c src/lang/quote_marks.c \
  src/lang/quote_spans.c src/lang/quote_speaker.c src/lang/quote_words.c
