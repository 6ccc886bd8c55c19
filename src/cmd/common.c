/* common.c - what the subcommands share: options, paths, settings, store, output. */
#include "config.h"

#include <errno.h>
#include <getopt.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cmd.h"
#include "quotidian/log.h"
#include "quotidian/paths.h"
#include "quotidian/text.h"
#include "quotidian/utf8.h"

/* ---- options ---- */

#define OPTIONS_MAX 32

static bool take_global(struct cmd *c, int id)
{
	switch (id) {
	case GLOBAL_DEMO:
		c->demo = true;
		return true;
	case GLOBAL_CONFIG:
		c->config_file = optarg;
		return true;
	case GLOBAL_DATA:
		c->data_dir_option = optarg;
		return true;
	case GLOBAL_NO_SANDBOX:
		c->no_sandbox = true;
		return true;
	case GLOBAL_LOG:
		c->log_file = optarg;
		return true;
	case 'v':
		c->verbose++;
		return true;
	default:
		return false;
	}
}

static void add_options(const struct cmd_option *from, struct option *to, size_t *n, char *shorts, size_t size)
{
	for (; from->name && *n < OPTIONS_MAX; from++) {
		size_t used = strlen(shorts);
		to[(*n)++] = (struct option){ from->name, from->arg ? required_argument : no_argument, NULL, from->id };
		if (from->id < CMD_LONG && !strchr(shorts, from->id))
			snprintf(shorts + used, size - used, "%c%s", from->id, from->arg ? ":" : "");
	}
	to[*n] = (struct option){ NULL, 0, NULL, 0 };
}

/* With -v alone the log is a file in the state folder. A log that cannot be written is said, and done without. */
static void start_log(const struct cmd *c)
{
	enum log_level level = c->verbose ? LOG_DEBUG : LOG_INFO;
	struct err e = { 0 };
	struct buf dir, path;
	int rc = 0;
	buf_init(&dir, 0);
	buf_init(&path, 0);
	if (c->log_file) {
		rc = log_open(c->log_file, level, &e);
	} else if (c->verbose) {
		rc = path_state_dir(&dir, &e);
		if (!rc)
			rc = path_make_dirs(dir.s, &e);
		path_join(&path, buf_str(&dir), STR("log"));
		if (!rc)
			rc = log_open(path.s, level, &e);
	}
	if (rc)
		cmd_note("%s", e.text);
	buf_free(&dir);
	buf_free(&path);
}

int cmd_option(struct cmd *c)
{
	struct option longs[OPTIONS_MAX + 1];
	char shorts[2 * OPTIONS_MAX + 3];
	size_t n = 0;
	/* "+": before the subcommand's name, options end at the first operand, which is that name. ":" is for our own messages. */
	snprintf(shorts, sizeof shorts, "%s:", c->command ? "" : "+");
	if (c->command)
		add_options(c->command->options, longs, &n, shorts, sizeof shorts);
	add_options(global_options, longs, &n, shorts, sizeof shorts);
	for (;;) {
		int at = optind ? optind : 1;
		int id = getopt_long(c->argc, c->argv, shorts, longs, NULL);
		if (id == -1)
			break;
		if (id == '?' || id == ':') {
			const char *word = at < c->argc ? c->argv[at] : "";
			if (optopt && optopt < CMD_LONG)
				cmd_usage(c, id == '?' ? "there is no option -%c; what begins with \"-\" and is none stands behind --" : "option -%c needs a value", optopt);
			else
				cmd_usage(c, id == '?' ? "there is no option \"%s\", or it takes no value" : "option %s needs a value", cmd_clean(word));
			return CMD_OPTIONS_BAD;
		}
		if (id == 'h' && c->command) {
			cmd_print_help(stdout, c->command);
			exit(fflush(stdout) ? CMD_FAILED : CMD_DONE);
		}
		c->arg = optarg;
		if (!take_global(c, id))
			return id;
		if (id == GLOBAL_CONFIG && access(c->config_file, F_OK) != 0) {
			cmd_failf("--config: %s: %s; an empty file will do", cmd_clean(c->config_file), strerror(errno));
			return CMD_OPTIONS_BAD;
		}
	}
	c->operand = c->argv + optind;
	c->noperand = c->argc - optind;
	if (c->command || !c->noperand) /* all options are known */
		start_log(c);
	return CMD_OPTIONS_END;
}

void cmd_restart_options(void)
{
#ifdef __GLIBC__
	optind = 0; /* makes getopt forget the order it found words in, too */
#else
	optind = 1;
#endif
}

static void say(const char *fmt, va_list ap) QD_PRINTF(1, 0);
static void say(const char *fmt, va_list ap)
{
	struct buf b;
	buf_init(&b, 0);
	char line[1024];
	vsnprintf(line, sizeof line, fmt, ap);
	(void)utf8_sanitise(&b, str_of(line), UTF8_LINES);
	fflush(stdout);
	fprintf(stderr, "quotidian: %s\n", b.s ? b.s : "");
	buf_free(&b);
}

int cmd_usage(const struct cmd *c, const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
	if (c->command)
		fprintf(stderr, "Try \"quotidian help %s\".\n", c->command->name);
	else
		fputs("Try \"quotidian --help\".\n", stderr);
	return CMD_USAGE;
}

int cmd_fail(const struct err *e)
{
	return cmd_failf("%s", e->text[0] ? e->text : "it failed");
}

int cmd_failf(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
	return CMD_FAILED;
}

void cmd_note(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	say(fmt, ap);
	va_end(ap);
}

int cmd_format(const struct cmd *c, enum cmd_format *out, unsigned allowed)
{
	static const struct {
		const char *name;
		enum cmd_format format;
	} known[] = { { "text", CMD_TEXT }, { "json", CMD_JSON }, { "tsv", CMD_TSV } };
	struct buf names;
	buf_init(&names, 0);
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (!(known[i].format & allowed))
			continue;
		if (strcmp(known[i].name, c->arg) == 0) {
			*out = known[i].format;
			buf_free(&names);
			return CMD_DONE;
		}
		buf_addf(&names, "%s%s", names.n ? ", " : "", known[i].name);
	}
	cmd_usage(c, "format \"%s\" is not one of: %s", cmd_clean(c->arg), names.s);
	buf_free(&names);
	return CMD_USAGE;
}

int cmd_number(const struct cmd *c, int64_t *out, const char *option, int64_t min, int64_t max)
{
	int64_t v;
	if (str_int(&v, str_of(c->arg)) || v < min || v > max)
		return cmd_usage(c, "--%s wants a number from %lld to %lld, not \"%s\"", option, (long long)min, (long long)max, cmd_clean(c->arg));
	*out = v;
	return CMD_DONE;
}

/* ---- where things are ---- */

int cmd_config_path(struct cmd *c, const char **out, struct err *e)
{
	if (!c->config_path.n && c->config_file) {
		buf_addz(&c->config_path, c->config_file);
	} else if (!c->config_path.n) {
		struct buf dir;
		buf_init(&dir, 0);
		int rc = path_config_dir(&dir, e);
		if (!rc)
			path_join(&c->config_path, buf_str(&dir), STR("config"));
		buf_free(&dir);
		if (rc)
			return rc;
	}
	*out = c->config_path.s;
	return 0;
}

int cmd_feeds_path(struct cmd *c, const char **out, struct err *e)
{
	const char *config;
	int rc = cmd_config_path(c, &config, e);
	if (rc)
		return rc;
	if (!c->feeds_path.n) {
		const char *slash = strrchr(config, '/');
		buf_add(&c->feeds_path, str_n(config, slash ? (size_t)(slash + 1 - config) : 0));
		buf_addz(&c->feeds_path, "feeds");
	}
	*out = c->feeds_path.s;
	return 0;
}

static int data_dir(struct cmd *c, struct err *e)
{
	if (!c->data_dir.n && c->data_dir_option)
		buf_addz(&c->data_dir, c->data_dir_option);
	return c->data_dir.n ? 0 : path_data_dir(&c->data_dir, e);
}

int cmd_store_path(struct cmd *c, const char **out, struct err *e)
{
	int rc = data_dir(c, e);
	if (!rc)
		rc = path_make_dirs(c->data_dir.s, e);
	if (rc)
		return rc;
	path_join(&c->store_path, buf_str(&c->data_dir), STR("quotidian.db"));
	*out = c->store_path.s;
	return 0;
}

static int pass_over(void *arg, struct str keys, struct str command, struct err *e)
{
	(void)arg;
	(void)keys;
	(void)command;
	(void)e;
	return 0;
}

int cmd_settings(struct cmd *c, struct settings **out, struct err *e)
{
	const char *path;
	*out = &c->settings;
	if (c->settings_loaded)
		return 0;
	int rc = cmd_config_path(c, &path, e);
	if (rc && !c->demo)
		return rc;
	settings_init(&c->settings);
	c->settings_loaded = true;
	return rc ? 0 : settings_load(&c->settings, path, pass_over, NULL, e);
}

struct worker_options cmd_worker_options(const struct cmd *c)
{
	return (struct worker_options){ .no_sandbox = c->no_sandbox };
}

/* ---- input and output ---- */

bool cmd_is_terminal(FILE *f)
{
	return isatty(fileno(f));
}

bool cmd_colour(FILE *f)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");
	return cmd_is_terminal(f) && !(no && no[0]) && term && strcmp(term, "dumb") != 0;
}

unsigned cmd_columns(void)
{
	const char *env = getenv("COLUMNS");
	int64_t n;
	if (env && !str_int(&n, str_of(env)) && n >= 20 && n <= 1000)
		return (unsigned)n;
	struct winsize w;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col >= 20)
		return w.ws_col;
	return 80;
}

void cmd_put(struct str s)
{
	if (s.n)
		fwrite(s.s, 1, s.n, stdout);
}

void cmd_puts(const char *z)
{
	fputs(z, stdout);
}

void cmd_printf(const char *fmt, ...)
{
	va_list ap;
	va_start(ap, fmt);
	vprintf(fmt, ap);
	va_end(ap);
}

static void put_spaces(struct buf *out, unsigned n)
{
	while (n--)
		buf_addc(out, ' ');
}

void cmd_wrap(struct buf *out, struct str text, unsigned first, unsigned indent, unsigned width)
{
	unsigned col = first;
	bool begun = false;
	struct str rest = text, word;
	while (str_split(&rest, ' ', &word)) {
		if (!word.n)
			continue;
		unsigned cells = (unsigned)text_width(word);
		if (begun && col + 1 + cells > width) {
			buf_addc(out, '\n');
			put_spaces(out, indent);
			col = indent;
		} else if (begun) {
			buf_addc(out, ' ');
			col++;
		}
		buf_add(out, word);
		col += cells;
		begun = true;
	}
	buf_addc(out, '\n');
}

static bool local_time(struct tm *out, int64_t t)
{
	time_t when = (time_t)t;
	return t && localtime_r(&when, out);
}

void cmd_when(char out[32], int64_t t)
{
	struct tm tm;
	out[0] = 0;
	if (local_time(&tm, t))
		strftime(out, 32, "%Y-%m-%d %H:%M", &tm);
}

void cmd_day(char out[32], int64_t t)
{
	struct tm tm;
	out[0] = 0;
	if (local_time(&tm, t))
		strftime(out, 32, "%Y-%m-%d", &tm);
}

const char *cmd_clean(const char *z)
{
	static char clean[512];
	utf8_sanitise_into(clean, sizeof clean, str_of(z));
	return clean;
}
