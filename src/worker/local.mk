# src/worker
noinst_HEADERS += include/quotidian/worker.h
