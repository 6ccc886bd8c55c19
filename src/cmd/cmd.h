/* cmd.h - what the subcommands share: options, paths, settings, store, output.
 *
 * Results go to standard output, messages to standard error. A subcommand returns CMD_DONE, CMD_FAILED or CMD_USAGE, which is the
 * program's exit code. Standard output is flushed, and checked, once the subcommand has returned.
 */
#ifndef QUOTIDIAN_CMD_H
#define QUOTIDIAN_CMD_H

#include <stdio.h>

#include "commands.h"
#include "quotidian/settings.h"
#include "quotidian/store.h"
#include "quotidian/worker.h"

enum { CMD_DONE = 0, CMD_FAILED = 1, CMD_USAGE = 2 };

struct cmd {
	const struct command *command; /* NULL: none was named */
	int argc; /* what follows the subcommand's name; argv[0] is the name */
	char **argv;
	const char *arg;   /* the value of the option that cmd_option() just gave */
	char **operand;    /* valid once cmd_option() has given CMD_OPTIONS_END */
	int noperand;
	/* Global options; they may stand before the subcommand and after it. */
	const char *config_file, *data_dir_option, *log_file;
	bool demo, no_sandbox;
	unsigned verbose;
	/* Made on first use. */
	struct buf config_path, feeds_path, data_dir, store_path, demo_dir;
	struct settings settings;
	bool settings_loaded;
};

/* ---- options ---- */

enum { CMD_OPTIONS_END = 0, CMD_OPTIONS_BAD = -1 };
/* The next option of the subcommand: its id in the table; CMD_OPTIONS_END (operands are ready), or CMD_OPTIONS_BAD after a message
 * (return CMD_USAGE then). Global options are taken on the way. */
int cmd_option(struct cmd *c);
/* Begins anew with c->argv. */
void cmd_restart_options(void);
/* Prints "quotidian COMMAND: message" and where help is; returns CMD_USAGE. */
int cmd_usage(const struct cmd *c, const char *fmt, ...) QD_PRINTF(2, 3);
/* Prints "quotidian: message"; returns CMD_FAILED. */
int cmd_fail(const struct err *e);
int cmd_failf(const char *fmt, ...) QD_PRINTF(1, 2);
/* A note on standard error; the work goes on. */
void cmd_note(const char *fmt, ...) QD_PRINTF(1, 2);

enum cmd_format { CMD_TEXT = 1, CMD_JSON = 2, CMD_TSV = 4 };
/* The value of --format; `allowed` is a sum of formats. CMD_USAGE after a message. */
int cmd_format(const struct cmd *c, enum cmd_format *out, unsigned allowed);
/* A whole number from `min` to `max` as an option's value. CMD_USAGE after a message that names the option. */
int cmd_number(const struct cmd *c, int64_t *out, const char *option, int64_t min, int64_t max);

/* ---- where things are (global options, else the XDG folders); each may be called often ---- */

int cmd_config_path(struct cmd *c, const char **out, struct err *e) QD_MUST_USE; /* the settings file */
int cmd_feeds_path(struct cmd *c, const char **out, struct err *e) QD_MUST_USE;  /* the subscriptions file, beside it */
int cmd_store_path(struct cmd *c, const char **out, struct err *e) QD_MUST_USE;  /* the archive; its folder is made */
/* Settings, read once; bind lines are passed over (the reader takes them). */
int cmd_settings(struct cmd *c, struct settings **out, struct err *e) QD_MUST_USE;
/* The archive; with --demo that of the invented newsroom. STORE_READ of one that is not there yet: QD_ENOTFOUND, with what to do. */
int cmd_store(struct cmd *c, struct store **out, enum store_mode mode, struct err *e) QD_MUST_USE;
/* What the global options say of workers. */
struct worker_options cmd_worker_options(const struct cmd *c);

/* ---- input: a file, standard input or a web address (input.c) ---- */

struct cmd_input {
	struct arena arena; /* owns what follows */
	struct str bytes;
	struct str url;          /* after redirects; empty for a file */
	struct str moved_to;     /* where permanent redirects lead, or empty */
	struct str content_type, content_location;
	long status;             /* HTTP; 0 for a file */
};
/* Reads all of `what`: "-" is standard input, an http or https address is fetched (Accept: `accept`, NULL: anything), all else is a file.
 * Free with cmd_input_free, also after a failure. */
int cmd_read_input(struct cmd *c, struct cmd_input *out, const char *what, const char *accept, struct err *e) QD_MUST_USE;
/* Fetches a page that the page at `from` names: of another origin than that one's it is refused where it leads to a private network. */
int cmd_fetch_more(struct cmd *c, struct cmd_input *out, const char *url, struct str from, struct err *e) QD_MUST_USE;
void cmd_input_free(struct cmd_input *in);
/* Opens a pool for worker_run_one. */
int cmd_workers(struct cmd *c, struct worker_pool **out, struct err *e) QD_MUST_USE;

/* ---- subscriptions (subscriptions.c) ---- */

/* The archive with the feeds that the subscriptions file names; warnings about the file go to standard error. */
int cmd_feeds_store(struct cmd *c, struct store **out, struct err *e) QD_MUST_USE;
/* The feed that `what` names: its number, its address, or a part of its title that no other feed has. QD_ENOTFOUND with a message. */
int cmd_find_feed(struct store_feed *out, const struct store_feed *feed, uint32_t n, const char *what, struct err *e) QD_MUST_USE;

/* ---- output ---- */

/* Colours and progress bars: `f` is a terminal, and for colours NO_COLOR is unset and TERM is not "dumb". */
bool cmd_is_terminal(FILE *f);
bool cmd_colour(FILE *f);
/* Columns of the terminal (COLUMNS, then the terminal itself, then 80). */
unsigned cmd_columns(void);
void cmd_put(struct str s);
void cmd_puts(const char *z);
void cmd_printf(const char *fmt, ...) QD_PRINTF(1, 2);
/* Appends `text` wrapped at `width` cells, each line behind `indent` spaces and the first behind `first` (already there: 0),
 * ending in a line break. Words longer than a line are not cut. */
void cmd_wrap(struct buf *out, struct str text, unsigned first, unsigned indent, unsigned width);
/* Local time as "2026-07-19 09:14", or "" for 0. */
void cmd_when(char out[32], int64_t t);
/* The same without the time of day. */
void cmd_day(char out[32], int64_t t);
/* Sanitises what the user or a file gave, for a message; static, overwritten by the next call. */
const char *cmd_clean(const char *z);

/* ---- --demo ---- */

/* Makes the folder of the demo, which goes when the program ends, and makes it the one of the archive (empty yet). */
int demo_open(struct cmd *c, struct err *e) QD_MUST_USE;
/* The same, and reads and annotates the invented feeds into it. cmd_store() does so by itself. */
int demo_fill(struct cmd *c, struct err *e) QD_MUST_USE;

/* No subcommand: the reader. */
int cmd_reader(struct cmd *c);

/* Help for a command (NULL: for the program) to `f`. */
void cmd_print_help(FILE *f, const struct command *k);

#endif
