# tests/train
if HAVE_CMOCKA
check_PROGRAMS += tests/train/test_train
tests_train_test_train_SOURCES = tests/train/test_train.c src/train/corpus.c src/train/crf.c src/train/input.c
tests_train_test_train_CPPFLAGS = $(TEST_CPPFLAGS)
tests_train_test_train_LDADD = $(TEST_LIBS)
endif
