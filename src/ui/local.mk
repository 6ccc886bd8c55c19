# src/ui
noinst_HEADERS += include/quotidian/ui.h
