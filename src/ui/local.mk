# src/ui: the terminal; the only folder with curses
noinst_HEADERS += include/quotidian/ui.h src/ui/keymap.h src/ui/layout.h src/ui/wrap.h
noinst_LIBRARIES += libquotidian-ui.a
libquotidian_ui_a_SOURCES = src/ui/keymap.c src/ui/layout.c src/ui/wrap.c
LIBS_UI = libquotidian-ui.a $(LIBS_CORE) $(NCURSES_LIBS)
