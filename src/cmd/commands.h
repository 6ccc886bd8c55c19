/* commands.h - the table of subcommands: parsing, --help, `quotidian help`, the manual and its test all read it.
 *
 * To add one:
 *   1. write src/cmd/cmd_NAME.c with `int cmd_NAME(struct cmd *c)`; its file begins with what it does. It reads its options with
 *      cmd_option() and its operands from c->operand (see cmd.h);
 *   2. add NAME to COMMANDS below, in the order of the help;
 *   3. describe it in commands.c: options NAME_options and one row of the table;
 *   4. add the file to src/cmd/local.mk, and a test to tests/cmd/.
 */
#ifndef QUOTIDIAN_COMMANDS_H
#define QUOTIDIAN_COMMANDS_H

/* Each command's function: int cmd_NAME(struct cmd *c). */
#define COMMANDS(C) \
	C(poll) \
	C(add) \
	C(remove) \
	C(feeds) \
	C(import) \
	C(export) \
	C(read) \
	C(feed) \
	C(annotate) \
	C(list) \
	C(search) \
	C(mark) \
	C(related) \
	C(clusters) \
	C(timeline) \
	C(actors) \
	C(quotes) \
	C(doctor) \
	C(help)

struct cmd;
#define C(name) int cmd_##name(struct cmd *c);
COMMANDS(C)
#undef C

struct cmd_option {
	int id;           /* a letter, which then is the short option too, or CMD_LONG and up: long only */
	const char *name; /* without dashes; NULL ends a list */
	const char *arg;  /* what its value is called, or NULL for none */
	const char *help; /* one sentence without its full stop, lower case */
};
#define CMD_LONG 256

struct command {
	const char *name;
	const char *synopsis; /* what follows the name: "[FILE|URL|-]" */
	const char *help;     /* one line */
	const char *text;     /* more, in prose of sentences; paragraphs are separated by "\n\n" */
	const struct cmd_option *options;
	int (*run)(struct cmd *c); /* NULL in the generator of the manual */
};
extern const struct command commands[]; /* ends with a NULL name */
extern const struct cmd_option global_options[];

enum global_option { GLOBAL_DEMO = 1024, GLOBAL_CONFIG, GLOBAL_DATA, GLOBAL_NO_SANDBOX, GLOBAL_LOG };

/* NULL when there is none of this name. */
const struct command *command_find(const char *name);

#endif
