/* newsboat.c - newsboat's filter expressions, as its query feeds have them, in our query language.
 *
 * expression := term { ("and" | "or") term }; term := "(" expression ")" | attribute operator value. "and" binds closer than "or" here as
 * there. What has no counterpart (regular expressions with signs, numbers of articles, letters of flags) is refused with a message.
 */
#include "config.h"

#include "newsboat.h"
#include "quotidian/utf8.h"

#define DEPTH_MAX 10

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

/* "=", "==", "=~", "!=", "!~", "<", ">", "<=", ">=", "#", "!#" or "between". */
static struct str read_operator(struct in *in)
{
	skip(in);
	size_t start = in->at;
	while (in->at < in->s.n && strchr("=~!<>#", in->s.s[in->at]))
		in->at++;
	return in->at > start ? str_sub(in->s, start, in->at) : read_name(in);
}

static struct str read_value(struct in *in)
{
	skip(in);
	size_t start = in->at;
	if (in->at < in->s.n && in->s.s[in->at] == '"') {
		size_t end = str_chr(in->s, '"', start + 1);
		in->at = end == STR_NPOS ? in->s.n : end + 1;
		return str_sub(in->s, start + 1, end == STR_NPOS ? in->s.n : end);
	}
	while (in->at < in->s.n && !strchr(" \t)", in->s.s[in->at]))
		in->at++;
	return str_sub(in->s, start, in->at);
}

static const char *const attributes[] = {
	"title", "link", "author", "content", "description", "date", "guid", "unread", "enclosure_url", "age", "articleindex", "feedtitle",
	"feedlink", "feeddate", "rssurl", "tags", "flags", "unread_count", "total_count", "latest_article_age", "enclosure_type",
};

bool newsboat_is_filter(struct str text)
{
	struct in in = { .s = text };
	for (skip(&in); in.at < text.n && text.s[in.at] == '('; skip(&in))
		in.at++;
	struct str name = read_name(&in), op = read_operator(&in);
	if (!op.n || (!strchr("=~!<>#", op.s[0]) && !str_eqz(op, "between")))
		return false;
	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
		if (str_eqz(name, attributes[i]))
			return true;
	return false;
}

static int no_counterpart(struct in *in, struct str what)
{
	return err_set(in->e, QD_EINVAL, "\"" STR_FMT "\" of a newsboat filter has no counterpart", STR_ARG(str_sub(what, 0, 80)));
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
	return value->n ? 0 : no_counterpart(in, STR("an empty value"));
}

/* Days: "age < 7", "age between 0:7". */
static int put_age(struct in *in, struct buf *out, struct str op, struct str value)
{
	struct str from = value;
	int64_t a, b;
	if (str_eqz(op, "between")) {
		struct str low;
		if (!str_split(&from, ':', &low) || str_int(&a, low) || str_int(&b, from))
			return no_counterpart(in, value);
		buf_addf(out, "(since:%lldd -since:%lldd)", (long long)(b + 1), (long long)a);
		return 0;
	}
	if (str_int(&a, value) || a < 0)
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
		{ "title", "title:" }, { "author", "by:" }, { "feedtitle", "feed:" }, { "rssurl", "feed:" },
		{ "feedlink", "feed:" }, { "content", "" }, { "description", "" },
	};
	struct str name = read_name(in), op = read_operator(in), value = read_value(in);
	if (!name.n || !op.n || !value.n)
		return no_counterpart(in, str_sub(in->s, in->at < 20 ? 0 : in->at - 20, in->at));
	bool not = op.s[0] == '!';
	if (str_eqz(name, "age"))
		return put_age(in, out, op, value);
	if (op.s[0] == '<' || op.s[0] == '>' || str_eqz(op, "between"))
		return no_counterpart(in, name);
	if (str_eqz(name, "unread")) {
		buf_addz(out, str_eqz(value, "yes") != not ? "is:unread" : "is:read");
		return 0;
	}
	int r = plain_value(in, &value);
	if (r)
		return r;
	const char *field = str_eqz(name, "tags") ? "tag:" : NULL;
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (str_eqz(name, fields[i].attribute))
			field = fields[i].field;
	if (!field)
		return no_counterpart(in, name);
	buf_addf(out, "%s%s\"" STR_FMT "\"", not ? "-" : "", field, STR_ARG(value));
	return 0;
}

static int put_expression(struct in *in, struct buf *out)
{
	for (;;) {
		int r;
		skip(in);
		if (in->at < in->s.n && in->s.s[in->at] == '(') {
			if (in->depth == DEPTH_MAX)
				return no_counterpart(in, STR("so many brackets"));
			in->at++;
			in->depth++;
			buf_addc(out, '(');
			r = put_expression(in, out);
			in->depth--;
			skip(in);
			if (r == 0 && (in->at == in->s.n || in->s.s[in->at] != ')'))
				r = no_counterpart(in, STR("an open bracket"));
			in->at++;
			buf_addc(out, ')');
		} else {
			r = put_term(in, out);
		}
		skip(in);
		if (r || in->at >= in->s.n || in->s.s[in->at] == ')')
			return r;
		struct str word = read_name(in);
		if (str_ieq(word, STR("or")))
			buf_addz(out, " or ");
		else if (str_ieq(word, STR("and")))
			buf_addc(out, ' ');
		else
			return no_counterpart(in, word.n ? word : str_sub(in->s, in->at, in->s.n));
	}
}

int newsboat_filter(struct buf *out, struct str text, struct err *e)
{
	struct in in = { .s = text, .e = e };
	int r = put_expression(&in, out);
	return r == 0 && in.at < in.s.n ? no_counterpart(&in, str_sub(in.s, in.at, in.s.n)) : r;
}
