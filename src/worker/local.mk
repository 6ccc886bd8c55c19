# src/worker: sandboxed children; here feed, page and lang meet
libquotidian_a_SOURCES += src/worker/child.c src/worker/extra.c src/worker/frame.c src/worker/pool.c src/worker/sandbox.c
noinst_HEADERS += include/quotidian/worker.h src/worker/worker_int.h
