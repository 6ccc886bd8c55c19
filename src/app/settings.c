/* settings.c - the table of settings and the command language of the configuration file.
 *
 * A line is empty, a comment (#), "set NAME VALUE" (also "set NAME=VALUE"; a switch alone means yes) or
 * "bind KEYS COMMAND", "login ADDRESS USER PASSWORD", "bearer ADDRESS TOKEN" or "keep [TAG] TIME [unread]". The value may stand in double quotes.
 */
#include "config.h"

#include "quotidian/settings.h"
#include "quotidian/url.h"
#include "quotidian/utf8.h"

#define SETTINGS_FILE_MAX ((size_t)1 << 20)

const struct setting_info setting_info[SETTING_COUNT] = {
#define S(name, kind, def, help) { #name, def, help, SETTING_##kind },
	SETTINGS(S)
#undef S
};

/* What a value may be beyond its kind. */
static const struct {
	enum setting_id id;
	int64_t min, max;
} number_range[] = {
	{ SETTING_poll_interval, 1, 7 * 24 * 60 },
	{ SETTING_poll_interval_max, 1, 7 * 24 * 60 },
	{ SETTING_poll_interval_min, 1, 7 * 24 * 60 },
	{ SETTING_text_width, 20, 400 },
};
static const char *const backgrounds[] = { "auto", "dark", "light" };

static int set_bool(int64_t *out, struct str v)
{
	static const char *const yes[] = { "yes", "true", "on", "1" }, *const no[] = { "no", "false", "off", "0" };
	for (int i = 0; i < 4; i++) {
		if (str_ieq(v, str_of(yes[i])) || str_ieq(v, str_of(no[i]))) {
			*out = str_ieq(v, str_of(yes[i]));
			return 0;
		}
	}
	return QD_EINVAL;
}

static int set_value(struct settings *s, enum setting_id id, struct str v, struct err *e)
{
	const struct setting_info *info = &setting_info[id];
	int64_t n;
	switch (info->kind) {
	case SETTING_BOOL:
		if (set_bool(&n, v))
			return err_set(e, QD_EINVAL, "%s is yes or no, not \"" STR_FMT "\"", info->name, STR_ARG(v));
		s->number[id] = n;
		return 0;
	case SETTING_INT:
		if (str_int(&n, v))
			return err_set(e, QD_EINVAL, "%s is a number, not \"" STR_FMT "\"", info->name, STR_ARG(v));
		for (size_t i = 0; i < sizeof number_range / sizeof *number_range; i++)
			if (number_range[i].id == id && (n < number_range[i].min || n > number_range[i].max))
				return err_set(e, QD_EINVAL, "%s is a number from %lld to %lld", info->name, (long long)number_range[i].min,
				               (long long)number_range[i].max);
		s->number[id] = n;
		return 0;
	case SETTING_TEXT:
		break;
	}
	if (!utf8_clean(v) || str_chr(v, '\n', 0) != STR_NPOS)
		return err_set(e, QD_EINVAL, "%s: the value holds control characters", info->name);
	if (id == SETTING_background) {
		bool known = false;
		for (size_t i = 0; i < sizeof backgrounds / sizeof *backgrounds; i++)
			known |= str_eqz(v, backgrounds[i]);
		if (!known)
			return err_set(e, QD_EINVAL, "background is auto, dark or light, not \"" STR_FMT "\"", STR_ARG(v));
	}
	s->text[id] = arena_str(&s->arena, v);
	return 0;
}

void settings_init(struct settings *s)
{
	*s = (struct settings){ 0 };
	for (int i = 0; i < SETTING_COUNT; i++) {
		struct err e;
		if (set_value(s, (enum setting_id)i, str_of(setting_info[i].def), &e))
			die("the default of %s is wrong: %s", setting_info[i].name, e.text);
	}
}

void settings_free(struct settings *s)
{
	arena_free(&s->arena);
}

/* Cuts a word off the front. */
static struct str word(struct str *rest)
{
	*rest = str_trim(*rest);
	size_t n = 0;
	while (n < rest->n && rest->s[n] != ' ' && rest->s[n] != '\t')
		n++;
	struct str w = str_sub(*rest, 0, n);
	*rest = str_trim(str_sub(*rest, n, rest->n));
	return w;
}

/* The name that begins with the same letters, for "did you mean". */
static const char *like(struct str name)
{
	const char *best = NULL;
	size_t most = 2;
	for (int i = 0; i < SETTING_COUNT; i++) {
		struct str known = str_of(setting_info[i].name);
		size_t n = 0;
		while (n < known.n && n < name.n && known.s[n] == name.s[n])
			n++;
		if (n > most) {
			most = n;
			best = setting_info[i].name;
		}
	}
	return best;
}

static int set_line(struct settings *s, struct str rest, struct err *e)
{
	struct str name = word(&rest);
	size_t eq = str_chr(name, '=', 0);
	bool has_value = rest.n > 0;
	if (eq != STR_NPOS) {
		/* The value begins inside the word; what follows belongs to it. */
		rest = str_n(name.s + eq + 1, rest.n ? (size_t)(rest.s + rest.n - (name.s + eq + 1)) : name.n - eq - 1);
		name = str_sub(name, 0, eq);
		has_value = true;
	}
	if (!name.n)
		return err_set(e, QD_EINVAL, "set needs a name and a value");
	if (rest.n >= 2 && rest.s[0] == '"' && rest.s[rest.n - 1] == '"')
		rest = str_sub(rest, 1, rest.n - 1);
	for (int i = 0; i < SETTING_COUNT; i++) {
		if (!str_eqz(name, setting_info[i].name))
			continue;
		if (!has_value && setting_info[i].kind == SETTING_BOOL)
			rest = STR("yes");
		else if (!has_value)
			return err_set(e, QD_EINVAL, "set %s needs a value", setting_info[i].name);
		return set_value(s, (enum setting_id)i, rest, e);
	}
	const char *near = like(name);
	return err_set(e, QD_EINVAL, "there is no setting \"" STR_FMT "\"%s%s%s", STR_ARG(name), near ? "; did you mean " : "",
	               near ? near : "", near ? "?" : "");
}

/* login ADDRESS USER PASSWORD, bearer ADDRESS TOKEN */
static int login_line(struct settings *s, bool bearer, struct str rest, struct err *e)
{
	struct str origin = word(&rest), user = bearer ? STR("x") : word(&rest);
	struct url u;
	url_split(&u, origin);
	if (rest.n >= 2 && rest.s[0] == '"' && rest.s[rest.n - 1] == '"')
		rest = str_sub(rest, 1, rest.n - 1);
	if (!url_is_web(origin) || u.user.n || !user.n || !rest.n)
		return err_set(e, QD_EINVAL, "%s", bearer ? "bearer needs the address of a site and a token" :
		                                            "login needs the address of a site, a user and a password");
	if (!utf8_clean(rest) || !utf8_clean(user) || str_chr(rest, '\n', 0) != STR_NPOS || str_chr(user, ':', 0) != STR_NPOS)
		return err_set(e, QD_EINVAL, "control characters, or a colon in the user's name, cannot be sent");
	struct fetch_login one = { .origin = arena_str(&s->arena, origin).s };
	if (bearer)
		one.bearer = arena_str(&s->arena, rest).s;
	else
		one.userpwd = arena_fmt(&s->arena, STR_FMT ":" STR_FMT, STR_ARG(user), STR_ARG(rest)).s;
	ARENA_PUSH(&s->arena, struct fetch_login, s->login, s->nlogin, s->login_cap, one);
	return 0;
}

/* "90d", "6w", "3mo", "2y", "forever" (0). */
static int time_kept(int64_t *out, struct str v)
{
	static const struct {
		const char *name;
		int64_t days;
	} unit[] = { { "d", 1 }, { "w", 7 }, { "mo", 30 }, { "y", 365 } };
	size_t n = 0;
	int64_t count;
	if (str_eqz(v, "forever")) {
		*out = 0;
		return 0;
	}
	while (n < v.n && v.s[n] >= '0' && v.s[n] <= '9')
		n++;
	if (n > 5 || str_int(&count, str_sub(v, 0, n)) || count < 1)
		return QD_EINVAL;
	for (size_t i = 0; i < sizeof unit / sizeof *unit; i++) {
		if (str_eqz(str_sub(v, n, v.n), unit[i].name)) {
			*out = count * unit[i].days * 86400;
			return 0;
		}
	}
	return QD_EINVAL;
}

/* keep [TAG] TIME [unread] */
static int keep_line(struct settings *s, struct str rest, struct err *e)
{
	struct store_keep one = { 0 };
	struct str first = STR_NONE, part[3];
	unsigned n = 0;
	if (rest.n && rest.s[0] == '"') {
		size_t end = str_chr(rest, '"', 1);
		if (end == STR_NPOS)
			return err_set(e, QD_EINVAL, "keep: the second quotation mark of the tag is missing");
		first = str_sub(rest, 1, end);
		rest = str_sub(rest, end + 1, rest.n);
	}
	while (n < 3 && (part[n] = word(&rest)).n)
		n++;
	if (n && str_eqz(part[n - 1], "unread")) {
		one.unread = true;
		n--;
	}
	if (!first.n && n == 2) {
		first = part[0];
		part[0] = part[1];
		n = 1;
	}
	if (n != 1 || rest.n)
		return err_set(e, QD_EINVAL, "keep needs a time, as in: keep 90d; or a tag and a time: keep news 30d; with \"unread\" behind it, for"
		                             " unread stories, too");
	if (time_kept(&one.seconds, part[0]))
		return err_set(e, QD_EINVAL, "keep: \"" STR_FMT "\" is no time; 90d, 6w, 3mo, 2y and forever are", STR_ARG(part[0]));
	if (!utf8_clean(first) || str_chr(first, ',', 0) != STR_NPOS || str_chr(first, '\n', 0) != STR_NPOS)
		return err_set(e, QD_EINVAL, "keep: a tag has no commas and no control characters");
	one.tag = arena_str(&s->arena, first);
	ARENA_PUSH(&s->arena, struct store_keep, s->keep, s->nkeep, s->keep_cap, one);
	return 0;
}

int settings_line(struct settings *s, struct str line, settings_bind *bind, void *arg, struct err *e)
{
	line = str_trim(line);
	if (!line.n || line.s[0] == '#')
		return 0;
	struct str rest = line, verb = word(&rest);
	if (str_eqz(verb, "set"))
		return set_line(s, rest, e);
	if (str_eqz(verb, "bind")) {
		struct str keys = word(&rest);
		if (!keys.n || !rest.n)
			return err_set(e, QD_EINVAL, "bind needs keys and a command, as in: bind gj next-story");
		if (!bind)
			return err_set(e, QD_EINVAL, "bind is not known here");
		return bind(arg, keys, rest, e);
	}
	if (str_eqz(verb, "login") || str_eqz(verb, "bearer"))
		return login_line(s, str_eqz(verb, "bearer"), rest, e);
	if (str_eqz(verb, "keep"))
		return keep_line(s, rest, e);
	return err_set(e, QD_EINVAL, "\"" STR_FMT "\" is not a command; set, bind, login, bearer and keep are", STR_ARG(verb));
}

/* Reads the lines of a file; *n: how many have faults. The first is in *first, all in *faults (NULL: only counted), one a line. */
static int read_lines(struct settings *s, const char *path, settings_bind *bind, void *arg, struct buf *faults, unsigned *n, struct err *first,
                      struct err *e)
{
	struct buf file;
	struct err why = { 0 };
	*n = 0;
	buf_init(&file, SETTINGS_FILE_MAX);
	int rc = buf_read_file(&file, path, &why);
	struct str rest = rc ? STR_NONE : buf_str(&file), line;
	for (int i = 1; str_split(&rest, '\n', &line); i++) {
		struct err fault = { 0 }, told;
		int r = settings_line(s, line, bind, arg, &fault);
		if (!r)
			continue;
		err_set(&told, r, "%s:%d: %s", path, i, fault.text);
		if (!(*n)++)
			*first = told;
		if (faults)
			buf_addf(faults, "%s\n", told.text);
	}
	buf_free(&file);
	return rc && rc != QD_ENOTFOUND ? err_set(e, rc, "%s", why.text) : 0;
}

int settings_load(struct settings *s, const char *path, settings_bind *bind, void *arg, struct err *e)
{
	struct err first = { 0 };
	unsigned n;
	int rc = read_lines(s, path, bind, arg, NULL, &n, &first, e);
	if (rc || !n)
		return rc;
	return n == 1 ? err_set(e, first.code, "%s", first.text)
	              : err_set(e, first.code, "%s (and %u more; `quotidian doctor` tells all)", first.text, n - 1);
}

int settings_faults(struct buf *faults, const char *path, settings_bind *bind, void *arg, struct err *e)
{
	struct settings s;
	struct err first;
	unsigned n;
	settings_init(&s);
	int rc = read_lines(&s, path, bind, arg, faults, &n, &first, e);
	settings_free(&s);
	return rc;
}
