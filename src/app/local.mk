# src/app
noinst_HEADERS += include/quotidian/actions.h include/quotidian/engine.h include/quotidian/query.h include/quotidian/settings.h
