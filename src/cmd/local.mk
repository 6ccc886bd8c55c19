# src/cmd: the program; one file a subcommand
bin_PROGRAMS += quotidian
quotidian_SOURCES = src/cmd/main.c src/cmd/commands.c src/cmd/common.c \
  src/cmd/cmd_doctor.c src/cmd/cmd_help.c
noinst_HEADERS += src/cmd/cmd.h src/cmd/commands.h
quotidian_LDADD = $(LIBS_CORE)
