# src/page: web pages, feed bodies and plain text to documents
libquotidian_a_SOURCES += \
  src/page/page.c src/page/page_block.c src/page/page_choose.c src/page/page_class.c src/page/page_clean.c src/page/page_credit.c src/page/page_dateline.c \
  src/page/page_emit.c src/page/page_features.c src/page/page_forest.c src/page/page_join.c src/page/page_jsonld.c src/page/page_live.c src/page/page_meta.c src/page/page_more.c src/page/page_phrase.c src/page/page_post.c \
  src/page/page_scan.c src/page/page_score.c src/page/page_sort.c src/page/page_stream.c src/page/page_text.c src/page/page_tree.c
noinst_HEADERS += include/quotidian/page.h src/page/page_int.h src/page/page_trees.inc
