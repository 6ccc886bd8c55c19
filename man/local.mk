# man: the manual, from a template and the program's tables
noinst_PROGRAMS += src/cmd/mkman
src_cmd_mkman_SOURCES = src/cmd/mkman.c src/cmd/commands.c
src_cmd_mkman_CPPFLAGS = $(AM_CPPFLAGS) -DQD_TABLES_ONLY
src_cmd_mkman_LDADD = $(LIBS_CORE)
dist_man_MANS = man/quotidian.1
EXTRA_DIST += man/quotidian.1.in
CLEANFILES += man/quotidian.1
# It depends on what it says, not on the program that says it: a tarball brings it along and need not make it again.
man/quotidian.1: $(top_srcdir)/man/quotidian.1.in $(top_srcdir)/src/cmd/mkman.c $(top_srcdir)/src/cmd/commands.c \
  $(top_srcdir)/include/quotidian/actions.h $(top_srcdir)/include/quotidian/settings.h | src/cmd/mkman$(EXEEXT)
	$(AM_V_GEN)$(MKDIR_P) man && src/cmd/mkman$(EXEEXT) $(top_srcdir)/man/quotidian.1.in >$@.new && mv $@.new $@
