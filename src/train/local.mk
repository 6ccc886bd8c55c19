# src/train: builds the language data and the trees of src/page, tunes the ranking; not installed
noinst_PROGRAMS += src/train/quotidian-train src/train/quotidian-train-page
noinst_HEADERS += src/train/boost.h src/train/corpus.h src/train/page_train.h src/train/train.h
src_train_quotidian_train_SOURCES = src/train/background.c src/train/corpus.c src/train/crf.c src/train/entities.c src/train/input.c src/train/lexicon.c src/train/main.c \
  src/train/names.c src/train/train_story.c
src_train_quotidian_train_CFLAGS = $(AM_CFLAGS) -O3 -fno-math-errno -fno-trapping-math
src_train_quotidian_train_LDADD = $(LIBS_CORE)
src_train_quotidian_train_page_SOURCES = src/train/boost.c src/train/page_folds.c src/train/page_sample.c src/train/train_page.c
src_train_quotidian_train_page_CFLAGS = $(AM_CFLAGS) -O3 -fno-math-errno -fno-trapping-math
src_train_quotidian_train_page_LDADD = $(LIBS_CORE)
