# src/train: builds the language data; not installed
noinst_PROGRAMS += src/train/quotidian-train
noinst_HEADERS += src/train/corpus.h src/train/train.h
src_train_quotidian_train_SOURCES = src/train/corpus.c src/train/crf.c src/train/entities.c src/train/input.c src/train/main.c \
  src/train/names.c
src_train_quotidian_train_CFLAGS = $(AM_CFLAGS) -O3 -fno-math-errno -fno-trapping-math
src_train_quotidian_train_LDADD = $(LIBS_CORE)
