# data: the demo newsroom, the default subscriptions, the language data
demodir = $(pkgdatadir)/demo
dist_demo_DATA = data/demo/daily-gazette.xml data/demo/example-wire.xml data/demo/the-courier.xml
dist_pkgdata_DATA += data/feeds.default
dist_pkgdata_DATA += data/entities.bin data/names.bin
EXTRA_DIST += data/entities.md data/page-trees.md data/background.md data/known-names.tsv data/names.md data/own-names.tsv data/word-kinds.tsv
# For systemd: `systemctl --user enable --now quotidian-poll.timer`, or quotidian-watch.service.
userunitdir = $(prefix)/lib/systemd/user
nodist_userunit_DATA = data/quotidian-poll.service data/quotidian-watch.service
dist_userunit_DATA = data/quotidian-poll.timer
EXTRA_DIST += data/quotidian-poll.service.in data/quotidian-watch.service.in
CLEANFILES += data/quotidian-poll.service data/quotidian-watch.service
data/quotidian-poll.service: $(top_srcdir)/data/quotidian-poll.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) data && $(SED) 's|@bindir[@]|$(bindir)|' $(top_srcdir)/data/quotidian-poll.service.in >$@
data/quotidian-watch.service: $(top_srcdir)/data/quotidian-watch.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) data && $(SED) 's|@bindir[@]|$(bindir)|' $(top_srcdir)/data/quotidian-watch.service.in >$@
