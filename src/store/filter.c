/* filter.c - the query language: text to tree. */
#include "config.h"

#include <time.h>

#include "quotidian/filter.h"
#include "quotidian/paths.h"
#include "quotidian/utf8.h"

enum value { V_NAME, V_NUMBER, V_STATE, V_SINCE, V_AFTER, V_BEFORE };
static const struct {
	const char *name;
	enum filter_kind kind;
	enum value value;
} known[] = {
	{ "title", FILTER_TITLE, V_NAME }, { "actor", FILTER_ACTOR, V_NAME }, { "said", FILTER_SAID, V_NAME },
	{ "by", FILTER_BY, V_NAME },       { "feed", FILTER_FEED, V_NAME },   { "tag", FILTER_TAG, V_NAME },
	{ "is", FILTER_IS, V_STATE },      { "since", FILTER_SINCE, V_SINCE }, { "after", FILTER_SINCE, V_AFTER },
	{ "before", FILTER_BEFORE, V_BEFORE }, { "cluster", FILTER_CLUSTER, V_NUMBER },
};
#define KNOWN (sizeof known / sizeof *known)

const struct filter_field filter_fields[] = {
	{ "title", "WORDS", "words of the title, beginnings do" },
	{ "actor", "NAME", "somebody or something that the story names, by beginnings of the name" },
	{ "said", "NAME", "whose words the story reports" },
	{ "by", "NAME", "a part of the author's name" },
	{ "feed", "FEED", "a feed's number, or a part of its title or address" },
	{ "tag", "TAG", "feeds with this tag" },
	{ "cluster", "NUMBER", "stories of that group; \"clusters\" lists the numbers" },
	{ "is", "STATE", "one of unread, read, starred, full (the page's text is there) or quoted (somebody speaks in it)" },
	{ "since", "WHEN", "not before: 12h, 7d, 2w, 3mo, 1y ago; today, yesterday; 2026, 2026-11, 2026-11-20, 2026-11-20T09:30" },
	{ "after", "WHEN", "later than the end of that day, month or year" },
	{ "before", "WHEN", "before that began" },
	{ NULL, NULL, NULL },
};

static const char *const states[FILTER_STATES] = { "unread", "read", "starred", "full", "quoted" };

struct parse {
	struct arena *a;
	struct str text;
	size_t at;
	int64_t now;
	uint32_t nodes;
	unsigned depth;
	struct err *e;
};

/* Says what is wrong at a byte; people count characters from 1. */
static int wrong(struct parse *p, size_t at, const char *why, struct str what)
{
	size_t chars = 1;
	for (size_t i = 0; i < at && i < p->text.n; i++)
		chars += ((unsigned char)p->text.s[i] & 0xC0) != 0x80;
	what = str_sub(what, 0, utf8_floor(what, what.n < 60 ? what.n : 60));
	if (what.n)
		return err_set(p->e, QD_EINVAL, "query, character %zu: \"" STR_FMT "\" %s", chars, STR_ARG(what), why);
	return err_set(p->e, QD_EINVAL, "query, character %zu: %s", chars, why);
}

static bool blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void skip_blanks(struct parse *p)
{
	while (p->at < p->text.n && blank(p->text.s[p->at]))
		p->at++;
}

static int new_node(struct parse *p, enum filter_kind kind, struct filter_node **out)
{
	if (p->nodes == FILTER_NODES_MAX)
		return wrong(p, p->at, "the query has too many parts", STR_NONE);
	*out = ARENA_NEW(p->a, struct filter_node, 1);
	(*out)->kind = kind;
	(*out)->index = p->nodes++;
	return 0;
}

/* ---- moments ---- */

static bool digits(struct str *s, size_t n, int *out)
{
	if (s->n < n)
		return false;
	*out = 0;
	for (size_t i = 0; i < n; i++) {
		if (s->s[i] < '0' || s->s[i] > '9')
			return false;
		*out = *out * 10 + (s->s[i] - '0');
	}
	*s = str_sub(*s, n, s->n);
	return true;
}

static bool take(struct str *s, char c)
{
	if (!s->n || s->s[0] != c)
		return false;
	*s = str_sub(*s, 1, s->n);
	return true;
}

static int64_t local_seconds(int year, int month, int day, int hour, int min)
{
	struct tm tm = { .tm_year = year - 1900, .tm_mon = month - 1, .tm_mday = day, .tm_hour = hour, .tm_min = min, .tm_isdst = -1 };
	return (int64_t)mktime(&tm);
}

/* [*from, *to): the year, month, day or minute that a date names. */
static bool span_of_date(struct str s, int64_t *from, int64_t *to)
{
	int y, m, d, hour, min;
	if (!digits(&s, 4, &y) || y < 1)
		return false;
	*from = local_seconds(y, 1, 1, 0, 0);
	*to = local_seconds(y + 1, 1, 1, 0, 0);
	if (!s.n)
		return true;
	if (!take(&s, '-') || !digits(&s, 2, &m) || m < 1 || m > 12)
		return false;
	*from = local_seconds(y, m, 1, 0, 0);
	*to = local_seconds(y, m + 1, 1, 0, 0);
	if (!s.n)
		return true;
	if (!take(&s, '-') || !digits(&s, 2, &d) || d < 1 || d > 31)
		return false;
	*from = local_seconds(y, m, d, 0, 0);
	*to = local_seconds(y, m, d + 1, 0, 0);
	if (!s.n)
		return true;
	if (!take(&s, 'T') || !digits(&s, 2, &hour) || hour > 24 || !take(&s, ':') || !digits(&s, 2, &min) || min > 59 || s.n)
		return false;
	*from = local_seconds(y, m, d, hour, min);
	*to = *from + 60;
	return true;
}

static bool span_of(struct str s, int64_t now, int64_t *from, int64_t *to)
{
	static const struct {
		const char *unit;
		int64_t seconds;
	} units[] = { { "h", 3600 }, { "d", 86400 }, { "w", 7 * 86400 }, { "mo", 30 * 86400 }, { "m", 30 * 86400 }, { "y", 365 * 86400 } };
	bool yesterday = str_ieq(s, STR("yesterday"));
	time_t t = (time_t)now;
	struct tm tm;
	if (yesterday || str_ieq(s, STR("today"))) {
		if (!localtime_r(&t, &tm))
			return false;
		*from = local_seconds(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday - yesterday, 0, 0);
		*to = local_seconds(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday - yesterday + 1, 0, 0);
		return true;
	}
	size_t n = 0;
	int64_t count;
	while (n < s.n && s.s[n] >= '0' && s.s[n] <= '9')
		n++;
	if (n && n < 7 && n < s.n && str_int(&count, str_sub(s, 0, n)) == 0) {
		for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
			if (str_ieq(str_sub(s, n, s.n), str_of(units[i].unit))) {
				*from = *to = now - count * units[i].seconds;
				return true;
			}
		}
	}
	return span_of_date(s, from, to);
}

/* ---- parts ---- */

/* The value behind a colon, or a word: up to a blank or a bracket, or between quotation marks. */
static int read_value(struct parse *p, struct str *out, bool *quoted)
{
	size_t start = p->at;
	*quoted = p->at < p->text.n && p->text.s[p->at] == '"';
	if (*quoted) {
		size_t end = str_chr(p->text, '"', start + 1);
		if (end == STR_NPOS)
			return wrong(p, start, "this quotation mark is not closed", STR_NONE);
		*out = str_trim(str_sub(p->text, start + 1, end));
		p->at = end + 1;
		return 0;
	}
	while (p->at < p->text.n && !blank(p->text.s[p->at]) && p->text.s[p->at] != '"' && p->text.s[p->at] != '(' && p->text.s[p->at] != ')')
		p->at++;
	*out = str_sub(p->text, start, p->at);
	return 0;
}

static int read_field(struct parse *p, size_t start, struct str name, struct filter_node **out)
{
	size_t k = 0;
	while (k < KNOWN && !str_ieq(name, str_of(known[k].name)))
		k++;
	if (k == KNOWN) {
		return wrong(p, start, "is no field: there are title, actor, said, by, feed, tag, cluster, is, since, after, before;"
		             " words with a colon go into quotation marks", name);
	}
	size_t at = p->at;
	struct str value;
	bool quoted;
	int r = read_value(p, &value, &quoted);
	if (r == 0)
		r = new_node(p, known[k].kind, out);
	if (r)
		return r;
	if (!value.n)
		return wrong(p, start, "needs a value right behind its colon", name);
	struct filter_node *node = *out;
	node->text = value;
	int64_t from, to;
	switch (known[k].value) {
	case V_NAME:
		return 0;
	case V_NUMBER:
		if (str_int(&node->number, value) || node->number <= 0)
			return wrong(p, at, "is no group's number; \"quotidian clusters\" lists them", value);
		return 0;
	case V_STATE:
		for (node->number = 0; node->number < FILTER_STATES; node->number++)
			if (str_ieq(value, str_of(states[node->number])))
				return 0;
		return wrong(p, at, "is no state: there are unread, read, starred, full, quoted", value);
	case V_SINCE:
	case V_AFTER:
	case V_BEFORE:
		break;
	}
	if (!span_of(value, p->now, &from, &to))
		return wrong(p, at, "is no time: write 12h, 7d, 2w, 3mo, 1y, today, yesterday, 2026-11 or 2026-11-20", value);
	node->number = known[k].value == V_AFTER ? to : from;
	return 0;
}

static bool field_name(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!((s.s[i] | 32) >= 'a' && (s.s[i] | 32) <= 'z'))
			return false;
	return s.n > 0;
}

static int read_any(struct parse *p, struct filter_node **out);

static int read_one(struct parse *p, struct filter_node **out)
{
	size_t start = p->at;
	bool quoted;
	struct str word;
	int r;
	if (p->text.s[p->at] == '(') {
		if (p->depth == FILTER_DEPTH_MAX)
			return wrong(p, start, "too many brackets stand in each other", STR_NONE);
		p->at++;
		p->depth++;
		r = read_any(p, out);
		p->depth--;
		if (r)
			return r;
		if (p->at == p->text.n)
			return wrong(p, start, "this bracket is not closed", STR_NONE);
		p->at++;
		return *out ? 0 : wrong(p, start, "there is nothing between these brackets", STR_NONE);
	}
	size_t colon = start;
	while (colon < p->text.n && !blank(p->text.s[colon]) && !strchr("\"():", p->text.s[colon]))
		colon++;
	if (colon < p->text.n && p->text.s[colon] == ':' && field_name(str_sub(p->text, start, colon))) {
		p->at = colon + 1;
		return read_field(p, start, str_sub(p->text, start, colon), out);
	}
	r = read_value(p, &word, &quoted);
	if (r == 0)
		r = new_node(p, FILTER_WORDS, out);
	if (r)
		return r;
	(*out)->phrase = quoted;
	(*out)->prefix = !quoted && word.n > 1 && word.s[word.n - 1] == '*';
	if ((*out)->prefix)
		word.n--;
	(*out)->text = word;
	return word.n ? 0 : wrong(p, start, "there is nothing between these quotation marks", STR_NONE);
}

/* At the word "or" that stands between two parts? */
static bool at_or(const struct parse *p)
{
	return str_istarts(str_sub(p->text, p->at, p->text.n), STR("or")) &&
	       (p->at + 2 == p->text.n || blank(p->text.s[p->at + 2]) || p->text.s[p->at + 2] == '(');
}

/* At one of the operators that are written in capitals? */
static bool at_operator(const struct parse *p, struct str word)
{
	size_t end = p->at + word.n;
	return str_starts(str_sub(p->text, p->at, p->text.n), word) &&
	       (end == p->text.n || blank(p->text.s[end]) || p->text.s[end] == '(' || p->text.s[end] == ')');
}

/* Takes the "-" or "NOT" that stands before a part. */
static int take_not(struct parse *p, bool *not)
{
	size_t start = p->at;
	bool word = at_operator(p, STR("NOT"));
	*not = word || p->text.s[p->at] == '-';
	if (!*not)
		return 0;
	p->at += word ? 3 : 1;
	if (word)
		skip_blanks(p);
	bool nothing = p->at == p->text.n || blank(p->text.s[p->at]) || p->text.s[p->at] == ')';
	if (word && !nothing)
		nothing = p->text.s[p->at] == '-' || at_operator(p, STR("NOT")) || at_operator(p, STR("AND")) || at_or(p);
	return nothing ? wrong(p, start, word ? "\"NOT\" stands before what is not wanted" : "\"-\" stands right before what is not wanted", STR_NONE)
	               : 0;
}

/* Takes the "AND" that may stand between two parts, and says whether there is another part. */
static int take_and(struct parse *p, bool first, bool *more)
{
	skip_blanks(p);
	size_t start = p->at;
	bool and = !first && at_operator(p, STR("AND"));
	if (and) {
		p->at += 3;
		skip_blanks(p);
	}
	*more = p->at < p->text.n && p->text.s[p->at] != ')' && (first || !at_or(p));
	return and && (!*more || at_operator(p, STR("AND"))) ? wrong(p, start, "stands between two parts; the second is missing", STR("AND")) : 0;
}

static int read_all(struct parse *p, struct filter_node **out)
{
	struct filter_node *all = NULL, **last = NULL;
	*out = NULL;
	for (;;) {
		struct filter_node *one, *not = NULL;
		bool more, negated = false;
		int r = take_and(p, !*out, &more);
		if (r || !more)
			return r;
		r = take_not(p, &negated);
		if (r == 0 && negated)
			r = new_node(p, FILTER_NOT, &not);
		if (r == 0)
			r = read_one(p, &one);
		if (r)
			return r;
		if (not) {
			not->first = one;
			one = not;
		}
		if (!*out) {
			*out = one;
			continue;
		}
		if (!all) {
			r = new_node(p, FILTER_ALL, &all);
			if (r)
				return r;
			all->first = *out;
			last = &(*out)->next;
			*out = all;
		}
		*last = one;
		last = &one->next;
	}
}

static int read_any(struct parse *p, struct filter_node **out)
{
	struct filter_node *any = NULL, **last = NULL;
	int r = read_all(p, out);
	while (r == 0 && p->at < p->text.n && p->text.s[p->at] != ')') { /* at "or" */
		size_t start = p->at;
		struct filter_node *one;
		p->at += 2;
		r = read_all(p, &one);
		if (r)
			return r;
		if (!one)
			return wrong(p, start, "stands between two parts; the second is missing", STR("or"));
		if (!any) {
			r = new_node(p, FILTER_ANY, &any);
			if (r)
				return r;
			any->first = *out;
			last = &(*out)->next;
			*out = any;
		}
		*last = one;
		last = &one->next;
	}
	return r;
}

int filter_parse(struct filter *out, struct arena *a, struct str query, int64_t now, struct err *e)
{
	struct parse p = { .a = a, .text = arena_str(a, str_trim(query)), .now = now, .e = e };
	*out = (struct filter){ 0 };
	if (p.text.n > FILTER_TEXT_MAX)
		return err_set(e, QD_EINVAL, "the query is longer than %d bytes", FILTER_TEXT_MAX);
	struct filter_node *root;
	int r = read_any(&p, &root);
	if (r)
		return r;
	if (p.at < p.text.n)
		return wrong(&p, p.at, "this bracket closes nothing", STR_NONE);
	out->root = root;
	out->n = p.nodes;
	return 0;
}

/* Depth first; the tree is as deep as its brackets at the most. */
static void gather(const struct filter_node *node, const struct filter_node **out, uint32_t max, uint32_t *n)
{
	for (; node; node = node->next) {
		if ((node->kind == FILTER_WORDS || node->kind == FILTER_TITLE) && *n < max)
			out[(*n)++] = node;
		else if (node->kind == FILTER_ALL || node->kind == FILTER_ANY)
			gather(node->first, out, max, n);
	}
}

uint32_t filter_words(const struct filter *f, const struct filter_node **out, uint32_t max)
{
	uint32_t n = 0;
	gather(f->root, out, max, &n);
	return n;
}

/* Depth as in gather(). */
static void needs(const struct filter_node *node, bool *annotated, bool *compared)
{
	for (; node; node = node->next) {
		*annotated |= node->kind == FILTER_ACTOR || node->kind == FILTER_SAID || (node->kind == FILTER_IS && node->number == FILTER_QUOTED);
		*compared |= node->kind == FILTER_CLUSTER;
		needs(node->first, annotated, compared);
	}
}

void filter_needs(const struct filter *f, bool *annotated, bool *compared)
{
	*annotated = *compared = false;
	needs(f->root, annotated, compared);
}
