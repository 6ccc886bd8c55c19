# src/store: the archive in SQLite
libquotidian_a_SOURCES += \
  src/store/filter.c src/store/filter_context.c src/store/filter_match.c src/store/filter_names.c src/store/schema.c src/store/store.c src/store/store_actor.c src/store/store_care.c src/store/store_doc.c \
  src/store/store_feed.c src/store/store_filter.c src/store/store_item.c src/store/store_list.c src/store/store_poll.c src/store/store_quote.c src/store/store_search.c
libquotidian_a_SOURCES += src/store/store_choice.c src/store/store_identity.c
libquotidian_a_SOURCES += src/store/store_twin.c src/store/store_words.c
libquotidian_a_SOURCES += src/store/store_mark.c src/store/store_story.c
libquotidian_a_SOURCES += src/store/store_archive.c src/store/store_compact.c src/store/store_delete.c src/store/store_extra.c src/store/store_fold.c src/store/store_recover.c
noinst_HEADERS += include/quotidian/filter.h include/quotidian/store.h src/store/background.inc src/store/sql.h src/store/store_int.h
