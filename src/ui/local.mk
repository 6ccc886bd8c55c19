# src/ui: the terminal; the only folder with curses
noinst_HEADERS += include/quotidian/ui.h src/ui/keymap.h src/ui/layout.h src/ui/theme.h src/ui/tty.h src/ui/ui_int.h src/ui/wrap.h
noinst_LIBRARIES += libquotidian-ui.a
libquotidian_ui_a_SOURCES = \
  src/ui/act.c src/ui/actor.c src/ui/choose.c src/ui/command.c src/ui/feeds.c src/ui/folders.c src/ui/history.c src/ui/keymap.c src/ui/layout.c src/ui/list.c src/ui/out.c src/ui/picker.c src/ui/picks.c \
  src/ui/places.c src/ui/prompt.c src/ui/reader.c src/ui/reader_cursor.c src/ui/reader_draw.c src/ui/reader_extra.c src/ui/reader_find.c src/ui/send.c src/ui/sidebar.c src/ui/status.c src/ui/stories.c src/ui/subscribe.c src/ui/theme.c src/ui/timeline.c src/ui/tty.c \
  src/ui/ui.c src/ui/wrap.c
LIBS_UI = libquotidian-ui.a $(LIBS_CORE) $(NCURSES_LIBS)
