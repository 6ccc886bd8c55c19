# src/net: HTTP
noinst_HEADERS += include/quotidian/fetch.h src/net/net_int.h
libquotidian_a_SOURCES += src/net/address.c src/net/fetch.c src/net/fresh.c src/net/gzip_end.c src/net/message.c src/net/transfer.c
