# src/app: settings and subscriptions, the table of actions, the engine, the query thread
libquotidian_a_SOURCES += src/app/actions.c src/app/archive.c src/app/follow.c src/app/settings.c src/app/subs.c \
  src/app/engine.c src/app/engine_doc.c src/app/engine_event.c src/app/engine_poll.c src/app/newsboat.c src/app/pace.c src/app/query.c
libquotidian_a_SOURCES += src/app/archive_out.c src/app/archive_read.c src/app/engine_care.c
noinst_HEADERS += include/quotidian/actions.h include/quotidian/archive.h include/quotidian/engine.h include/quotidian/follow.h include/quotidian/query.h include/quotidian/settings.h \
  src/app/archive_int.h src/app/engine_int.h src/app/newsboat.h src/app/pace.h
