/* commands.c - the table of subcommands and of global options. */
#include "config.h"

#include <stddef.h>
#include <string.h>

#include "commands.h"

#ifdef QD_TABLES_ONLY /* the manual's generator links no command */
#define RUN(name) NULL
#else
#define RUN(name) cmd_##name
#endif

#define END { 0, NULL, NULL, NULL }

const struct cmd_option global_options[] = {
	{ GLOBAL_DEMO, "demo", NULL, "open a small invented newsroom that needs no network and leaves nothing behind" },
	{ GLOBAL_CONFIG, "config", "FILE", "settings file; the file \"feeds\" beside it holds the subscriptions" },
	{ GLOBAL_DATA, "data", "DIR", "folder of the archive" },
	{ GLOBAL_NO_SANDBOX, "no-sandbox", NULL, "parse feeds and pages without system call filter and file rules; limits of memory and time stay" },
	{ GLOBAL_LOG, "log", "FILE", "append what goes on to a file" },
	{ 'v', "verbose", NULL, "log in more detail; without --log, to \"log\" in the state folder" },
	{ 'h', "help", NULL, "show help; after a command, its own" },
	{ 'V', "version", NULL, "show the version and what was built in" },
	END
};

static const struct cmd_option no_options[] = { END };

const struct command commands[] = {
	{ "doctor", "", "check settings, archive, language data, sandbox and terminal, and say what to mend",
	  "Prints a line for each thing looked at. The exit status is 1 when something has to be mended.", no_options, RUN(doctor) },
	{ "help", "[COMMAND]", "show help, of all or of one command", "", no_options, RUN(help) },
	{ NULL, NULL, NULL, NULL, NULL, NULL }
};

const struct command *command_find(const char *name)
{
	for (const struct command *k = commands; k->name; k++)
		if (strcmp(k->name, name) == 0)
			return k;
	return NULL;
}
