/* main.c - quotidian-train: builds the files of language data from lists and corpora. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "train.h"

static const struct {
	const char *name, *use;
	int (*run)(int argc, char **argv);
} command[] = {
	{ "names", "LISTS GIVEN OWN OUT          folder of name lists, folder of given names by gender, the project's own list", train_names },
	{ "entities", "NAMES LISTS CORPORA OUT   folder of names.bin, folder of name lists, folder of labelled corpora", train_entities },
	{ "tag", "DATA FILE [plain]           tags a corpus in columns with the data of a folder; plain: without document rules", train_tag },
	{ "background", "STORIES.jsonl...          files of stories; writes src/store/background.inc to standard output", train_background },
	{ "related", "[tune] [actors] [NAME=VALUE...] STORE STORIES earlier|all...   scores or tunes the ranking of related stories", train_related },
};

int main(int argc, char **argv)
{
	for (size_t i = 0; argc > 1 && i < sizeof command / sizeof *command; i++)
		if (str_eq(str_of(argv[1]), str_of(command[i].name)))
			return command[i].run(argc - 1, argv + 1);
	fprintf(stderr, "usage:\n");
	for (size_t i = 0; i < sizeof command / sizeof *command; i++)
		fprintf(stderr, "  quotidian-train %s %s\n", command[i].name, command[i].use);
	return 2;
}
