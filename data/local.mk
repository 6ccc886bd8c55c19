# data: the demo newsroom, the default subscriptions, the language data
demodir = $(pkgdatadir)/demo
dist_demo_DATA = data/demo/daily-gazette.xml data/demo/example-wire.xml data/demo/the-courier.xml
dist_pkgdata_DATA += data/feeds.default
dist_pkgdata_DATA += data/entities.bin data/names.bin
EXTRA_DIST += data/entities.md data/page-trees.md data/names.md data/own-names.tsv
