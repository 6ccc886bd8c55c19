/* cmd_help.c - help for the program and for each subcommand, printed from the tables. */
#include "config.h"

#include "cmd.h"

#define HELP_WIDTH 79
#define HELP_COLUMN 24

static void put_row(struct buf *b, const char *left, const char *help)
{
	size_t n = strlen(left);
	buf_addf(b, "  %s", left);
	if (n + 4 > HELP_COLUMN)
		buf_addf(b, "\n%*s", HELP_COLUMN, "");
	else
		buf_addf(b, "%*s", (int)(HELP_COLUMN - 2 - n), "");
	cmd_wrap(b, str_of(help), HELP_COLUMN, HELP_COLUMN, HELP_WIDTH);
}

static void put_options(struct buf *b, const struct cmd_option *o)
{
	for (; o->name; o++) {
		char left[64];
		int n = o->id < CMD_LONG ? snprintf(left, sizeof left, "-%c, ", o->id) : snprintf(left, sizeof left, "    ");
		snprintf(left + n, sizeof left - (size_t)n, "--%s%s%s", o->name, o->arg ? "=" : "", o->arg ? o->arg : "");
		put_row(b, left, o->help);
	}
}

static void put_paragraphs(struct buf *b, const char *text)
{
	struct str rest = str_of(text);
	while (rest.n) {
		size_t at = str_find(rest, STR("\n\n"), 0);
		buf_addc(b, '\n');
		cmd_wrap(b, str_sub(rest, 0, at), 0, 0, HELP_WIDTH);
		rest = at == STR_NPOS ? STR_NONE : str_sub(rest, at + 2, rest.n);
	}
}

void cmd_print_help(FILE *f, const struct command *k)
{
	struct buf b;
	buf_init(&b, 0);
	if (k) {
		buf_addf(&b, "Usage: quotidian %s%s%s%s\n\n", k->name, k->options->name ? " [OPTION]..." : "", k->synopsis[0] ? " " : "", k->synopsis);
		buf_addf(&b, "%c%s.\n", k->help[0] >= 'a' && k->help[0] <= 'z' ? k->help[0] - 32 : k->help[0], k->help + 1);
		put_paragraphs(&b, k->text);
		if (k->options->name) {
			buf_addz(&b, "\nOptions:\n");
			put_options(&b, k->options);
		}
		buf_addz(&b, "\nGlobal options are in \"quotidian --help\".\n");
	} else {
		buf_addz(&b, "Usage: quotidian [OPTION]... [COMMAND [ARGUMENT]...]\n");
		put_paragraphs(&b, "A news reader for the terminal that knows who said what. Without a command it opens the reader; without a "
		                   "terminal it polls once and prints the newest headlines.");
		buf_addz(&b, "\nCommands:\n");
		for (k = commands; k->name; k++)
			put_row(&b, k->name, k->help);
		buf_addz(&b, "\nOptions:\n");
		put_options(&b, global_options);
		buf_addz(&b, "\n\"quotidian help COMMAND\" and \"man quotidian\" tell more. In the reader, ? shows the keys.\n");
	}
	fputs(b.s, f);
	buf_free(&b);
}

int cmd_help(struct cmd *c)
{
	if (cmd_option(c) == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	if (c->noperand > 1)
		return cmd_usage(c, "one command at a time");
	const struct command *k = c->noperand ? command_find(c->operand[0]) : NULL;
	if (c->noperand && !k)
		return cmd_usage(c, "there is no command \"%s\"", cmd_clean(c->operand[0]));
	cmd_print_help(stdout, k);
	return CMD_DONE;
}
