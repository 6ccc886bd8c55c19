# src/cmd: the program; one file a subcommand
bin_PROGRAMS += quotidian
quotidian_SOURCES = src/cmd/main.c src/cmd/commands.c src/cmd/common.c src/cmd/demo.c src/cmd/input.c src/cmd/source.c \
  src/cmd/open_store.c src/cmd/subscriptions.c \
  src/cmd/actor_choices.c src/cmd/annotate_tokens.c src/cmd/cmd_add.c src/cmd/cmd_annotate.c src/cmd/cmd_clusters.c src/cmd/cmd_doctor.c src/cmd/cmd_feed.c src/cmd/cmd_feeds.c src/cmd/cmd_help.c \
  src/cmd/cmd_import.c src/cmd/cmd_poll.c src/cmd/cmd_read.c src/cmd/cmd_reader.c \
  src/cmd/cmd_actors.c src/cmd/cmd_list.c src/cmd/cmd_mark.c src/cmd/cmd_related.c src/cmd/cmd_timeline.c src/cmd/export_stories.c src/cmd/import_stories.c src/cmd/stories.c
noinst_HEADERS += src/cmd/annotate.h src/cmd/cmd.h src/cmd/commands.h src/cmd/source.h src/cmd/stories.h
quotidian_LDADD = $(LIBS_UI)
