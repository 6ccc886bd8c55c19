# src/base: arenas, slices, buffers, errors, logging, paths, clocks
libquotidian_a_SOURCES += \
  src/base/arena.c src/base/err.c src/base/json.c src/base/log.c src/base/map.c src/base/pack.c src/base/paths.c src/base/str.c \
  src/base/utf8.c src/base/wire.c
noinst_HEADERS += \
  include/quotidian/arena.h include/quotidian/err.h include/quotidian/json.h include/quotidian/log.h include/quotidian/map.h include/quotidian/pack.h \
  include/quotidian/paths.h include/quotidian/str.h include/quotidian/utf8.h \
  include/quotidian/wire.h
