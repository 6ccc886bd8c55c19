# src/app: settings and subscriptions, the table of actions
libquotidian_a_SOURCES += src/app/actions.c src/app/settings.c src/app/subs.c
noinst_HEADERS += include/quotidian/actions.h include/quotidian/engine.h include/quotidian/query.h include/quotidian/settings.h
