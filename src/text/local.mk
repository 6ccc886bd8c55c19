# src/text: character widths, folding, words and sentences, URLs, dates, encodings, scraps of HTML
noinst_HEADERS += include/quotidian/charset.h include/quotidian/date.h include/quotidian/htmltext.h include/quotidian/text.h include/quotidian/url.h
libquotidian_a_SOURCES += src/text/width.c
libquotidian_a_SOURCES += src/text/fold.c src/text/stem.c src/text/token.c
libquotidian_a_SOURCES += src/text/charset.c src/text/converter.c src/text/date.c src/text/datezone.c src/text/guess.c src/text/htmlentity.c src/text/htmltext.c src/text/url.c
noinst_HEADERS += src/text/charset_int.h src/text/datezone.h src/text/htmlentity.h
