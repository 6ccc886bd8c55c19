/* newsboat.c - newsboat's filter expressions, as its query feeds have them, in our query language.
 *
 * expression := term { ("and" | "or") term }; term := "(" expression ")" | attribute operator value. Neither "and" nor "or" binds closer there
 * (newsboat 2.21): terms are joined from left to right. What has no counterpart (regular expressions with signs, numbers of articles, letters of
 * flags) is refused with a message, and so is what is no expression.
 */
#include "config.h"

#include "newsboat.h"
#include "quotidian/utf8.h"

#define DEPTH_MAX 10
#define WHAT_MAX 80 /* bytes of a filter that a message repeats */
#define DAYS_MAX 99999

struct in {
	struct str s;
	size_t at;
	unsigned depth;
	struct err *e;
};

static void skip(struct in *in)
{
	while (in->at < in->s.n && (in->s.s[in->at] == ' ' || in->s.s[in->at] == '\t'))
		in->at++;
}

static bool name_sign(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9');
}

static struct str read_name(struct in *in)
{
	skip(in);
	size_t start = in->at;
	while (in->at < in->s.n && name_sign(in->s.s[in->at]))
		in->at++;
	return str_sub(in->s, start, in->at);
}

static const char *const operators[] = { "=", "==", "=~", "!=", "!~", "<", ">", "<=", ">=", "#", "!#", "between" };

static bool operator_sign(char c)
{
	return c && strchr("=~!<>#", c);
}

/* Signs or a word: one of the operators, or what stands where one should. */
static struct str read_operator(struct in *in)
{
	skip(in);
	size_t start = in->at;
	while (in->at < in->s.n && operator_sign(in->s.s[in->at]))
		in->at++;
	return in->at > start ? str_sub(in->s, start, in->at) : read_name(in);
}

static const char *const attributes[] = {
	"title", "link", "author", "content", "description", "date", "guid", "unread", "enclosure_url", "age", "articleindex", "feedtitle",
	"feedlink", "feeddate", "rssurl", "tags", "flags", "unread_count", "total_count", "latest_article_age", "enclosure_type", "feedindex",
};

static bool listed(struct str s, const char *const *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_eqz(s, list[i]))
			return true;
	return false;
}
#define LISTED(s, list) listed(s, list, sizeof(list) / sizeof *(list))

/* At a name (the `first`): do an operator and what it compares with follow? An attribute may miss its value, any other word needs one. */
static bool at_comparison(struct in in, bool first)
{
	struct str name = read_name(&in);
	bool apart = in.at < in.s.n && !operator_sign(in.s.s[in.at]);
	struct str op = read_operator(&in);
	skip(&in);
	char next = in.at < in.s.n ? in.s.s[in.at] : 0;
	bool number = next == '-' || (next >= '0' && next <= '9');
	if (!op.n || (!operator_sign(op.s[0]) && !str_eqz(op, "between")))
		return false;
	if (LISTED(name, attributes))
		return first || operator_sign(op.s[0]) || !next || number || next == '"';
	return LISTED(op, operators) && (str_eqz(op, "#") ? apart && next == '"' : next == '"' || (number && operator_sign(op.s[0])));
}

bool newsboat_is_filter(struct str text)
{
	struct in in = { .s = text };
	bool begins = true, first = true; /* a word; the first one */
	for (; in.at < text.n; in.at++) {
		char c = text.s[in.at];
		bool between = c == ' ' || c == '\t' || c == '(';
		if (begins && name_sign(c) && at_comparison(in, first))
			return true;
		if (c == '"' && (in.at = str_chr(text, '"', in.at + 1)) == STR_NPOS)
			return false;
		begins = between || c == '!' || c == '-';
		first = first && between;
	}
	return false;
}

/* As much of it as a message repeats. */
static struct str shown(struct str what)
{
	return str_sub(what, 0, utf8_floor(what, WHAT_MAX));
}

/* What newsboat does not take either. */
static int ill_formed(struct in *in, size_t at, const char *why)
{
	struct str here = shown(str_sub(in->s, at, in->s.n));
	return err_set(in->e, QD_EINVAL, "newsboat filter, at \"" STR_FMT "\": %s", STR_ARG(here), why);
}

static int no_counterpart(struct in *in, struct str what)
{
	return err_set(in->e, QD_EINVAL, "\"" STR_FMT "\" of a newsboat filter has no counterpart", STR_ARG(shown(what)));
}

/* What stands between quotation marks, or a number or two with a colon between without them. */
static int read_value(struct in *in, struct str *out, bool *range)
{
	int64_t a, b;
	skip(in);
	size_t start = in->at;
	*range = false;
	if (start < in->s.n && in->s.s[start] == '"') {
		size_t end = str_chr(in->s, '"', start + 1);
		if (end == STR_NPOS)
			return ill_formed(in, start, "this quotation mark is not closed");
		*out = str_sub(in->s, start + 1, end);
		in->at = end + 1;
		return 0;
	}
	while (in->at < in->s.n && !strchr(" \t()\"", in->s.s[in->at]))
		in->at++;
	*out = str_sub(in->s, start, in->at);
	size_t colon = str_chr(*out, ':', 0);
	*range = colon != STR_NPOS;
	if (!out->n)
		return ill_formed(in, start, "a value is missing");
	if (str_int(&a, str_sub(*out, 0, colon)) || (*range && str_int(&b, str_sub(*out, colon + 1, out->n))))
		return ill_formed(in, start, "a value that is no number stands between quotation marks");
	return 0;
}

/* ".*word.*" is what word means to us; other signs of regular expressions mean nothing here. */
static int plain_value(struct in *in, struct str *value)
{
	if (str_starts(*value, STR(".*")))
		*value = str_sub(*value, 2, value->n);
	if (str_ends(*value, STR(".*")))
		*value = str_sub(*value, 0, value->n - 2);
	for (size_t i = 0; i < value->n; i++)
		if (strchr("[]()*+?|^$\\\"{}", value->s[i]))
			return no_counterpart(in, *value);
	return str_trim(*value).n ? 0 : no_counterpart(in, STR("an empty value"));
}

static bool days(int64_t *out, struct str s)
{
	return str_int(out, s) == 0 && *out >= 0 && *out <= DAYS_MAX;
}

/* "age < 7", "age between 0:7", whichever of the two is the larger. */
static int put_age(struct in *in, struct buf *out, struct str op, struct str value)
{
	struct str rest = value, low;
	int64_t a, b;
	if (str_eqz(op, "between")) {
		if (!str_split(&rest, ':', &low) || !days(&a, low) || !days(&b, rest))
			return no_counterpart(in, value);
		buf_addf(out, "(since:%lldd -since:%lldd)", (long long)(a > b ? a : b) + 1, (long long)(a > b ? b : a));
		return 0;
	}
	if (!days(&a, value))
		return no_counterpart(in, value);
	bool equal = op.n == 2 && op.s[1] == '=';
	if (op.s[0] == '<')
		buf_addf(out, "since:%lldd", (long long)(a + equal));
	else if (op.s[0] == '>')
		buf_addf(out, "before:%lldd", (long long)(a + !equal));
	else
		return no_counterpart(in, op);
	return 0;
}

static int put_term(struct in *in, struct buf *out)
{
	static const struct {
		const char *attribute, *field;
	} fields[] = {
		{ "title", "title:" }, { "author", "by:" }, { "feedtitle", "feed:" }, { "rssurl", "feed:" }, { "feedlink", "feed:" },
		{ "content", "" }, { "description", "" }, { "tags", "tag:" },
	};
	skip(in);
	size_t start = in->at;
	struct str name = read_name(in), value;
	skip(in);
	size_t behind = in->at;
	struct str op = read_operator(in);
	bool range;
	if (!name.n)
		return ill_formed(in, start, "an attribute is missing");
	if (!LISTED(name, attributes))
		return ill_formed(in, start, "this is no attribute");
	if (!LISTED(op, operators))
		return ill_formed(in, behind, op.n ? "this is no operator" : "an operator is missing");
	int r = read_value(in, &value, &range);
	if (r)
		return r;
	if (range != str_eqz(op, "between"))
		return ill_formed(in, behind, "two numbers with a colon between stand behind \"between\", and only there");
	bool not = op.s[0] == '!';
	if (str_eqz(name, "age"))
		return put_age(in, out, op, value);
	if (op.s[0] == '<' || op.s[0] == '>' || range)
		return no_counterpart(in, name);
	if (str_eqz(name, "unread")) {
		bool yes = str_eqz(value, "yes");
		if (!yes && !str_eqz(value, "no"))
			return no_counterpart(in, value);
		buf_addz(out, yes != not ? "is:unread" : "is:read");
		return 0;
	}
	const char *field = NULL;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (str_eqz(name, fields[i].attribute))
			field = fields[i].field;
	if (!field)
		return no_counterpart(in, name);
	r = plain_value(in, &value);
	if (r == 0)
		buf_addf(out, "%s%s\"" STR_FMT "\"", not ? "-" : "", field, STR_ARG(value));
	return r;
}

/* Brackets around what `out` has from `start` on. */
static void put_around(struct buf *out, size_t start)
{
	if (buf_addz(out, "()"))
		return;
	memmove(out->s + start + 1, out->s + start, out->n - start - 2);
	out->s[start] = '(';
}

static int put_expression(struct in *in, struct buf *out);

static int put_brackets(struct in *in, struct buf *out)
{
	size_t start = in->at;
	if (in->depth == DEPTH_MAX)
		return no_counterpart(in, STR("so many brackets"));
	in->at++;
	in->depth++;
	buf_addc(out, '(');
	int r = put_expression(in, out);
	in->depth--;
	if (r)
		return r;
	if (in->at == in->s.n)
		return ill_formed(in, start, "an open bracket is not closed");
	in->at++;
	buf_addc(out, ')');
	return 0;
}

/* Up to the end or the bracket that closes it. */
static int put_expression(struct in *in, struct buf *out)
{
	size_t start = out->n;
	for (bool any = false;;) {
		skip(in);
		int r = in->at < in->s.n && in->s.s[in->at] == '(' ? put_brackets(in, out) : put_term(in, out);
		skip(in);
		if (r || in->at == in->s.n || in->s.s[in->at] == ')')
			return r;
		size_t here = in->at;
		struct str word = read_name(in);
		if (str_ieq(word, STR("or"))) {
			buf_addz(out, " or ");
			any = true;
		} else if (str_ieq(word, STR("and"))) {
			if (any) /* with all that stands before it */
				put_around(out, start);
			any = false;
			buf_addc(out, ' ');
		} else {
			return ill_formed(in, here, "\"and\" or \"or\" is missing");
		}
	}
}

int newsboat_filter(struct buf *out, struct str text, struct err *e)
{
	struct in in = { .s = text, .e = e };
	int r = put_expression(&in, out);
	return r == 0 && in.at < in.s.n ? ill_formed(&in, in.at, "this bracket was not opened") : r;
}
