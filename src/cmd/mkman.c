/* mkman.c - prints the manual: a template in mdoc(7), with commands, options, keys and settings from the tables of the program.
 *
 *   mkman TEMPLATE >quotidian.1
 *
 * A line that is @COMMANDS@, @OPTIONS@, @KEYS@ or @SETTINGS@ is replaced by the table; @VERSION@ anywhere by the version.
 */
#include "config.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>

#include "commands.h"
#include "quotidian/actions.h"
#include "quotidian/filter.h"
#include "quotidian/settings.h"

/* One character of text: what roff would take as its own is written as an escape (mandoc_char(7)). */
static void put_char(char ch)
{
	static const char special[] = "\\\"'`^~-", *const escape[] = { "\\e", "\\(dq", "\\(aq", "\\(ga", "\\(ha", "\\(ti", "\\-" };
	const char *at = ch ? strchr(special, ch) : NULL;
	if (at)
		fputs(escape[at - special], stdout);
	else
		putchar(ch);
}

/* A word that stands for itself on a macro line: \& keeps it from being a delimiter or a macro. */
static void put_word(struct str w)
{
	fputs("\\&", stdout);
	for (size_t i = 0; i < w.n; i++)
		put_char(w.s[i]);
}

static void put_words(const char *words)
{
	struct str rest = str_of(words), word;
	while (str_split(&rest, ' ', &word)) {
		putchar(' ');
		put_word(word);
	}
}

/* Prose: a sentence a line, lines of at most about 78 bytes, paragraphs between empty lines. */
static void put_prose(const char *text)
{
	size_t column = 0;
	bool end = false;
	for (const char *p = text; *p;) {
		if (p[0] == '\n' && p[1] == '\n') {
			fputs("\n.Pp\n", stdout);
			column = 0;
			end = false;
			p += 2;
			continue;
		}
		size_t n = strcspn(p, " \n");
		if (n && column && (end || column + 1 + n > 78)) {
			putchar('\n');
			column = 0;
		} else if (n && column) {
			putchar(' ');
			column++;
		}
		for (size_t i = 0; i < n; i++) {
			if (column == 0 && i == 0 && (p[0] == '.' || p[0] == '\''))
				fputs("\\&", stdout);
			if (p[i] == '-' && p[i + 1] != '-' && i && isalpha((unsigned char)p[i - 1]))
				putchar('-'); /* inside a word: a hyphen */
			else
				put_char(p[i]);
		}
		column += n;
		if (n) {
			size_t last = n - 1;
			while (last && strchr(")\"", p[last]))
				last--;
			end = strchr(".?!", p[last]) != NULL;
		}
		p += n + (p[n] == ' ' || (p[n] == '\n' && p[n + 1] != '\n'));
	}
	if (column)
		putchar('\n');
}

/* A phrase as a sentence: with a capital, unless it begins with a value that is typed so, and a full stop. */
static void put_sentence(const char *phrase)
{
	struct buf b;
	buf_init(&b, 0);
	buf_addc(&b, strstr(phrase, " (the default)") ? phrase[0] : (char)toupper((unsigned char)phrase[0]));
	buf_addz(&b, phrase + 1);
	buf_addc(&b, '.');
	put_prose(b.s);
	buf_free(&b);
}

static void put_options(const struct cmd_option *o)
{
	puts(".Bl -tag -width Ds");
	for (; o->name; o++) {
		fputs(".It ", stdout);
		if (o->id < CMD_LONG)
			printf("Fl %c , ", o->id);
		fputs("Fl \\-", stdout);
		for (const char *p = o->name; *p; p++)
			put_char(*p);
		if (o->arg)
			printf(" Ns = Ns Ar %s", o->arg);
		putchar('\n');
		put_sentence(o->help);
	}
	puts(".El");
}

static void put_commands(void)
{
	puts(".Bl -tag -width Ds");
	for (const struct command *k = commands; k->name; k++) {
		printf(".It Ic %s", k->name);
		if (k->options->name)
			fputs(" Oo Ar option ... Oc", stdout);
		if (k->synopsis[0]) {
			fputs(" Ar", stdout);
			put_words(k->synopsis);
		}
		putchar('\n');
		put_sentence(k->help);
		if (k->text[0]) {
			puts(".Pp");
			put_prose(k->text);
		}
		if (k->options->name)
			put_options(k->options);
	}
	puts(".El");
}

static const char *where(const char *letters)
{
	static char text[96];
	static const struct {
		char letter;
		const char *name;
	} views[] = { { 'f', "feeds" }, { 'l', "stories" }, { 'r', "article" }, { 's', "sidebar" }, { 't', "timeline" }, { 'p', "pickers" } };
	size_t n = 0;
	text[0] = 0;
	if (letters[0] == '*')
		return text;
	for (size_t i = 0; i < sizeof views / sizeof *views; i++)
		if (strchr(letters, views[i].letter))
			n += (size_t)snprintf(text + n, sizeof text - n, "%s%s", n ? ", " : "", views[i].name);
	return text;
}

static void put_keys(void)
{
	puts(".Bl -tag -width \"page\\-down PageDown\"");
	for (int i = 1; i < ACTION_COUNT; i++) {
		const struct action_info *a = &action_info[i];
		const char *in = where(a->where);
		fputs(".It", stdout);
		put_words(a->keys);
		fputs(" Pq Ic ", stdout);
		put_word(str_of(a->command));
		putchar('\n');
		put_sentence(a->help);
		if (in[0])
			printf("In: %s.\n", in);
	}
	puts(".El");
}

static void put_typed(void)
{
	puts(".Bl -tag -width Ds");
	for (int i = 0; i < TYPED_COUNT; i++) {
		struct str arg = str_of(typed_info[i].arg);
		bool optional = arg.n && arg.s[arg.n - 1] == '?';
		printf(".It Ic %s", typed_info[i].name);
		if (arg.n > optional)
			printf(optional ? " Op Ar " STR_FMT : " Ar " STR_FMT, STR_ARG(str_sub(arg, 0, arg.n - optional)));
		putchar('\n');
		put_sentence(typed_info[i].help);
	}
	puts(".El");
}

static void put_fields(void)
{
	puts(".Bl -tag -width \"actor:NAME\"");
	for (const struct filter_field *f = filter_fields; f->name; f++) {
		printf(".It Ic %s : Ns Ar %s\n", f->name, f->value);
		put_sentence(f->help);
	}
	puts(".El");
}

static void put_settings(void)
{
	static const char *const kind[] = { [SETTING_BOOL] = "yes or no", [SETTING_INT] = "a number", [SETTING_TEXT] = "text" };
	puts(".Bl -tag -width Ds");
	for (int i = 0; i < SETTING_COUNT; i++) {
		const struct setting_info *s = &setting_info[i];
		printf(".It Ic %s Pq %s ; default: %s\n", s->name, kind[s->kind], s->def[0] ? s->def : "empty");
		put_sentence(s->help);
	}
	puts(".El");
}

static void put_line(struct str line)
{
	const struct str mark = STR("@VERSION@");
	size_t at;
	while ((at = str_find(line, mark, 0)) != STR_NPOS) {
		printf(STR_FMT "%s", (int)at, line.s, PACKAGE_VERSION);
		line = str_sub(line, at + mark.n, line.n);
	}
	printf(STR_FMT "\n", STR_ARG(line));
}

int main(int argc, char **argv)
{
	struct buf b;
	struct err e = { 0 };
	buf_init(&b, 0);
	if (argc != 2 || buf_read_file(&b, argv[1], &e)) {
		fprintf(stderr, "mkman: %s\n", argc == 2 ? e.text : "usage: mkman TEMPLATE");
		return 1;
	}
	struct str rest = buf_str(&b), line;
	while (str_split(&rest, '\n', &line)) {
		if (str_eqz(line, "@COMMANDS@"))
			put_commands();
		else if (str_eqz(line, "@OPTIONS@"))
			put_options(global_options);
		else if (str_eqz(line, "@KEYS@"))
			put_keys();
		else if (str_eqz(line, "@TYPED@"))
			put_typed();
		else if (str_eqz(line, "@FIELDS@"))
			put_fields();
		else if (str_eqz(line, "@SETTINGS@"))
			put_settings();
		else if (line.n || rest.n)
			put_line(line);
	}
	buf_free(&b);
	return fflush(stdout) != 0;
}
