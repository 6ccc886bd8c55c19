# src/feed: bytes to items, subscription lists, feeds that a page names
noinst_HEADERS += include/quotidian/feed.h \
  src/feed/draft.h src/feed/feed_int.h src/feed/markup.h src/feed/reader.h src/feed/refs.h src/feed/tidy.h src/feed/vocab.h
libquotidian_a_SOURCES += \
  src/feed/discover.c src/feed/draft.c src/feed/feed_fields.c src/feed/feed_json.c src/feed/feed_json_in.c src/feed/feed_wire.c src/feed/feed_xml.c \
  src/feed/markup.c src/feed/opml.c src/feed/parse.c src/feed/refs.c src/feed/tidy.c src/feed/vocab.c
