/* main.c - the program: global options, then a subcommand, or the reader.
 *
 * `quotidian --worker` is the sandboxed child that parses foreign bytes (worker.h); it must be the first word and is for the
 * program's own use.
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "cmd.h"
#include "quotidian/log.h"

static void print_version(void)
{
	cmd_printf("quotidian %s\nsandbox of the workers: %s\n", PACKAGE_VERSION, worker_sandbox_describe());
}

/* Edits (insert, delete, replace) between two short words: Wagner and Fischer 1974, one row. */
static unsigned distance(const char *a, const char *b)
{
	unsigned row[32];
	size_t m = strlen(b);
	if (m >= 31)
		return 99;
	for (size_t k = 0; k <= m; k++)
		row[k] = (unsigned)k;
	for (size_t i = 1; a[i - 1]; i++) {
		unsigned diagonal = row[0];
		row[0] = (unsigned)i;
		for (size_t k = 1; k <= m; k++) {
			unsigned best = diagonal + (a[i - 1] != b[k - 1]);
			diagonal = row[k];
			best = row[k] + 1 < best ? row[k] + 1 : best;
			row[k] = row[k - 1] + 1 < best ? row[k - 1] + 1 : best;
		}
	}
	return row[m];
}

static int unknown_command(const struct cmd *c, const char *name)
{
	const struct command *near = NULL;
	unsigned best = 3;
	for (const struct command *k = commands; k->name; k++) {
		unsigned d = distance(name, k->name);
		if (d < best) {
			best = d;
			near = k;
		}
	}
	return near ? cmd_usage(c, "there is no command \"%s\"; did you mean \"%s\"?", cmd_clean(name), near->name)
	            : cmd_usage(c, "there is no command \"%s\"", cmd_clean(name));
}

static void release(struct cmd *c)
{
	buf_free(&c->config_path);
	buf_free(&c->feeds_path);
	buf_free(&c->data_dir);
	buf_free(&c->store_path);
	buf_free(&c->demo_dir);
	if (c->settings_loaded)
		settings_free(&c->settings);
	log_close();
}

/* What was printed must have arrived. A reader that went away (`| head`) has had enough: no message then. */
static int flush_output(int rc)
{
	errno = 0;
	if (fflush(stdout) == 0 && !ferror(stdout))
		return rc;
	if (errno != EPIPE)
		cmd_note("standard output cannot be written: %s", errno ? strerror(errno) : "an earlier write failed");
	return rc == CMD_DONE ? CMD_FAILED : rc;
}

/* glibc gives memory back to the system after each large document and asks for it again with the next: what it keeps is bounded instead. */
static void keep_some_memory(void)
{
#ifdef __GLIBC__
	mallopt(M_TRIM_THRESHOLD, 4 << 20);
	mallopt(M_TOP_PAD, 512 << 10);
	mallopt(M_MMAP_THRESHOLD, 2 << 20);
#endif
}

/* A standard descriptor that is closed would be given to the next file or connection, and messages would go there. What stands in for it
 * fails like a closed one. */
static void keep_standard_descriptors(void)
{
	for (int fd = 0; fd < 3; fd++)
		if (fcntl(fd, F_GETFD) < 0 && open("/dev/null", fd ? O_RDONLY : O_WRONLY) < 0)
			_exit(CMD_FAILED);
}

int main(int argc, char **argv)
{
	keep_standard_descriptors();
	keep_some_memory();
	if (argc > 1 && strcmp(argv[1], "--worker") == 0)
		return worker_main(argc - 1, argv + 1);
	setlocale(LC_CTYPE, "");
	/* A worker or a reader of our output that goes away is an error of the write, not the end of the program. */
	signal(SIGPIPE, SIG_IGN);

	struct cmd c = { .argc = argc, .argv = argv };
	struct buf *bufs[] = { &c.config_path, &c.feeds_path, &c.data_dir, &c.store_path, &c.demo_dir };
	for (size_t i = 0; i < sizeof bufs / sizeof *bufs; i++)
		buf_init(bufs[i], 0);
	int rc, o;
	while ((o = cmd_option(&c)) > 0) {
		if (o == 'h')
			cmd_print_help(stdout, NULL);
		else
			print_version();
		return flush_output(CMD_DONE);
	}
	if (o == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	if (c.noperand) {
		const char *name = c.operand[0];
		c.argv = c.operand;
		c.argc = c.noperand;
		cmd_restart_options();
		const struct command *k = command_find(name);
		if (!k)
			return unknown_command(&c, name);
		c.command = k;
	}
	rc = flush_output(c.command ? c.command->run(&c) : cmd_reader(&c));
	release(&c);
	return rc;
}
