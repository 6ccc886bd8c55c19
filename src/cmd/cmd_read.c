/* cmd_read.c - quotidian read: cleans and annotates one article, in a worker, and prints it as text or JSON.
 *
 * Text: head, paragraphs in at most 72 columns with a bar beside quotes, then the quotes with their speakers and the actors.
 */
#include "config.h"

#include "quotidian/follow.h"
#include "quotidian/json.h"
#include "quotidian/text.h"
#include "quotidian/utf8.h"
#include "source.h"

enum { OPTION_FORMAT = 'f', OPTION_URL = 'u', OPTION_INPUT = 'i', OPTION_CONTENT_TYPE = CMD_LONG, OPTION_NO_ANNOTATE };

#define TEXT_COLUMNS 72
#define MARGIN 2

/* SGR (ECMA-48): bold, dim, colours. Empty strings where colours are off. */
struct look {
	const char *bold, *dim, *quote, *indirect, *entity[ENT_TYPES], *off;
};
static const struct look plain = { "", "", "", "", { "", "", "", "" }, "" };
static const struct look coloured = { "\33[1m", "\33[2m", "\33[36m", "\33[3m", { "\33[1m", "\33[1;33m", "\33[1;32m", "\33[1m" }, "\33[0m" };

struct printer {
	const struct doc *d;
	const struct look *look;
	unsigned columns;
	uint32_t quote, entity, barred; /* the next ones, in the order of the text; barred: the next quote that may have a bar */
	struct buf out;
};

static void put_head(struct printer *p)
{
	const struct doc *d = p->d;
	struct buf line;
	char when[32];
	buf_init(&line, 0);
	if (d->title.n) {
		buf_addz(&p->out, p->look->bold);
		cmd_wrap(&p->out, d->title, 0, 0, p->columns);
		buf_addz(&p->out, p->look->off);
	}
	cmd_when(when, d->published);
	const struct str part[] = { d->byline, d->site, str_of(when), d->dateline };
	for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
		if (!part[i].n)
			continue;
		buf_addz(&line, line.n ? " · " : "");
		buf_add(&line, part[i]);
	}
	buf_addz(&p->out, p->look->dim);
	if (line.n)
		cmd_wrap(&p->out, buf_str(&line), 0, 0, p->columns);
	if (d->url.n)
		buf_addf(&p->out, STR_FMT "\n", STR_ARG(d->url));
	buf_addz(&p->out, p->look->off);
	buf_free(&line);
}

/* Bytes [start, end) of a line with the colours of what stands there. Quotes and entities are sorted, lines come in order: linear. */
static void put_marked(struct printer *p, uint32_t start, uint32_t end)
{
	const struct doc *d = p->d;
	for (uint32_t at = start; at < end;) {
		while (p->quote < d->nquote && d->quote[p->quote].at.end <= at)
			p->quote++;
		while (p->entity < d->nentity && d->entity[p->entity].at.end <= at)
			p->entity++;
		uint32_t next = end;
		const struct quote *q = p->quote < d->nquote ? &d->quote[p->quote] : NULL;
		const struct entity *n = p->entity < d->nentity ? &d->entity[p->entity] : NULL;
		bool in_quote = q && q->at.start <= at, in_entity = n && n->at.start <= at;
		if (q) {
			uint32_t edge = in_quote ? q->at.end : q->at.start;
			next = edge < next ? edge : next;
		}
		if (n) {
			uint32_t edge = in_entity ? n->at.end : n->at.start;
			next = edge < next ? edge : next;
		}
		if (in_quote)
			buf_addz(&p->out, q->kind == QUOTE_INDIRECT ? p->look->indirect : p->look->quote);
		if (in_entity)
			buf_addz(&p->out, p->look->entity[n->type]);
		buf_add(&p->out, str_sub(d->text, at, next));
		if (in_quote || in_entity)
			buf_addz(&p->out, p->look->off);
		at = next;
	}
}

static const char *bar(struct printer *p, uint32_t start, uint32_t end)
{
	const struct doc *d = p->d;
	const char *mark = "  ";
	while (p->barred < d->nquote && d->quote[p->barred].at.end <= start)
		p->barred++;
	for (uint32_t i = p->barred; i < d->nquote && d->quote[i].at.start < end; i++) {
		if (d->quote[i].kind != QUOTE_INDIRECT)
			return "┃ ";
		mark = "┆ ";
	}
	return mark;
}

/* The room before the lines of a block, and the marker that stands in it on the first. */
static unsigned indent_of(const struct block *b, char *marker, size_t size)
{
	unsigned depth = b->level ? b->level : 1, indent = 0;
	marker[0] = 0;
	if (b->kind == BLOCK_LI) {
		indent = 2 * (depth < 5 ? depth : 5) - 2;
		int n = b->number ? snprintf(marker, size, "%u. ", (unsigned)b->number) : snprintf(marker, size, "• ");
		indent += b->number ? (unsigned)n : 2;
	} else if (b->kind == BLOCK_QUOTE) {
		indent = 2 * (depth < 5 ? depth : 5);
	} else if (b->kind == BLOCK_PRE) {
		indent = 2;
	}
	return indent;
}

static void put_line(struct printer *p, uint32_t start, uint32_t end, unsigned indent, char *marker)
{
	unsigned cells = (unsigned)text_width(str_of(marker));
	buf_addz(&p->out, bar(p, start, end));
	buf_addf(&p->out, "%*s%s", (int)(indent - cells), "", marker);
	marker[0] = 0;
	put_marked(p, start, end);
	buf_addc(&p->out, '\n');
}

/* Lines of text[start, end), which holds no line break, broken at spaces; words longer than a line are not cut. */
static void put_broken(struct printer *p, uint32_t start, uint32_t end, unsigned indent, char *marker)
{
	struct str text = p->d->text;
	unsigned width = p->columns - MARGIN - indent, cells = 0;
	uint32_t line = start, good = start;
	for (uint32_t at = start; at < end;) {
		size_t space = str_chr(str_n(text.s, end), ' ', at);
		uint32_t stop = space == STR_NPOS ? end : (uint32_t)space;
		unsigned w = (unsigned)text_width(str_sub(text, at, stop));
		if (good > line && cells + 1 + w > width) {
			put_line(p, line, good, indent, marker);
			line = at;
			cells = w;
		} else {
			cells += w + (good > line);
		}
		good = stop;
		at = stop + 1;
	}
	put_line(p, line, end, indent, marker);
}

static void put_text(struct printer *p)
{
	const struct doc *d = p->d;
	for (uint32_t i = 0; i < d->nblock; i++) {
		const struct block *b = &d->block[i];
		char marker[16];
		unsigned indent = indent_of(b, marker, sizeof marker);
		if (!(i && b->kind == BLOCK_LI && d->block[i - 1].kind == BLOCK_LI)) /* items of a list stand close */
			buf_addc(&p->out, '\n');
		if (b->kind == BLOCK_H)
			buf_addz(&p->out, p->look->bold);
		for (uint32_t start = b->at.start; start < b->at.end;) {
			size_t brk = str_chr(str_n(d->text.s, b->at.end), '\n', start);
			uint32_t end = brk == STR_NPOS ? b->at.end : (uint32_t)brk;
			if (b->kind == BLOCK_PRE)
				put_line(p, start, end, indent, marker);
			else if (end > start)
				put_broken(p, start, end, indent, marker);
			start = end + 1;
		}
		if (b->kind == BLOCK_H)
			buf_addz(&p->out, p->look->off);
	}
}

static void put_quotes(struct printer *p)
{
	const struct doc *d = p->d;
	struct buf line;
	buf_init(&line, 0);
	if (d->nquote)
		buf_addf(&p->out, "\n%sQUOTES%s\n", p->look->bold, p->look->off);
	for (uint32_t i = 0; i < d->nquote; i++) {
		const struct quote *q = &d->quote[i];
		buf_clear(&line);
		if (q->speaker_name.n)
			buf_addf(&line, STR_FMT "%s: ", STR_ARG(q->speaker_name), q->confidence < QUOTE_SURE ? "?" : "");
		else
			buf_addz(&line, "?: ");
		text_squeeze(&line, doc_str(d, q->at));
		buf_addz(&p->out, "  ");
		cmd_wrap(&p->out, buf_str(&line), 2, 4, p->columns);
	}
	buf_free(&line);
}

static void put_actors(struct printer *p)
{
	static const char *const type[ENT_TYPES] = { "person", "organisation", "place", "other" };
	const struct doc *d = p->d;
	struct buf line;
	buf_init(&line, 0);
	if (d->nactor)
		buf_addf(&p->out, "\n%sACTORS%s\n", p->look->bold, p->look->off);
	for (uint32_t i = 0; i < d->nactor; i++) {
		const struct actor *a = &d->actor[i];
		buf_clear(&line);
		buf_addf(&line, STR_FMT " (%s%s" STR_FMT ") %u×", STR_ARG(a->name), type[a->type], a->role.n ? ", " : "", STR_ARG(a->role),
		         (unsigned)a->mentions);
		buf_addz(&p->out, "  ");
		cmd_wrap(&p->out, buf_str(&line), 2, 4, p->columns);
	}
	buf_free(&line);
}

static void print_text(const struct doc *d)
{
	unsigned columns = cmd_is_terminal(stdout) ? cmd_columns() : TEXT_COLUMNS;
	struct printer p = { .d = d, .look = cmd_colour(stdout) ? &coloured : &plain };
	p.columns = columns < TEXT_COLUMNS ? columns : TEXT_COLUMNS;
	buf_init(&p.out, (size_t)256 << 20);
	put_head(&p);
	put_text(&p);
	put_quotes(&p);
	put_actors(&p);
	cmd_put(buf_str(&p.out));
	buf_free(&p.out);
}

/* Plain text by its declared type or its name; all else is taken as HTML. */
static enum page_input guess(const struct source *in)
{
	struct str type = buf_str(&in->content_type), name = buf_str(&in->name);
	return str_istarts(type, STR("text/plain")) || (!type.n && str_ends(name, STR(".txt"))) ? PAGE_TEXT : PAGE_HTML;
}

/* The article, its further pages too where the first was fetched: an exit code, after a message unless it is CMD_DONE. */
static int read_pages(struct cmd *c, const struct source *in, const struct page_source *page, bool annotate, struct worker_result *out)
{
	struct worker_pool *pool;
	struct err e = { 0 };
	int rc = cmd_workers(c, &pool, &e);
	if (rc)
		return cmd_failf("%s: %s", in->name.s, e.text);
	struct follow *f = follow_new(page, !in->fetched);
	enum follow_step step = FOLLOW_PARSE;
	while (step != FOLLOW_DONE) {
		if (step == FOLLOW_PARSE) {
			struct worker_job job;
			struct worker_result r = { 0 };
			follow_job(f, &job);
			job.annotate = job.annotate && annotate;
			r.code = worker_run_one(pool, &job, &r, &e);
			if (r.code)
				utf8_sanitise_into(r.message, sizeof r.message, str_of(e.text));
			step = follow_parsed(f, &r);
		} else {
			struct cmd_input got;
			struct str url = follow_address(f);
			struct follow_page p = { .code = cmd_fetch_more(c, &got, url.s, page->url, &e) };
			p.message = str_of(e.text);
			p.body = got.bytes;
			p.url = got.url;
			p.content_type = got.content_type;
			step = follow_fetched(f, &p);
			cmd_input_free(&got);
		}
	}
	worker_pool_close(pool);
	struct worker_result *r = follow_result(f);
	struct str note = follow_note(f);
	if (r->code)
		rc = cmd_failf("%s: %s", in->name.s, r->message);
	else if (note.n && !(annotate && r->message[0] && !r->doc->annotated)) /* language data that cannot be used matters more */
		utf8_sanitise_into(r->message, sizeof r->message, note);
	*out = *r;
	*r = (struct worker_result){ 0 };
	follow_free(f);
	return rc;
}

int cmd_read(struct cmd *c)
{
	enum cmd_format format = CMD_TEXT;
	const char *url = NULL, *type = NULL, *input = NULL;
	bool annotate = true;
	int o;
	while ((o = cmd_option(c)) > 0) {
		if (o == OPTION_FORMAT && cmd_format(c, &format, CMD_TEXT | CMD_JSON))
			return CMD_USAGE;
		url = o == OPTION_URL ? c->arg : url;
		type = o == OPTION_CONTENT_TYPE ? c->arg : type;
		input = o == OPTION_INPUT ? c->arg : input;
		annotate = annotate && o != OPTION_NO_ANNOTATE;
	}
	if (o == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	if (input && strcmp(input, "html") != 0 && strcmp(input, "text") != 0)
		return cmd_usage(c, "input \"%s\" is not one of: html, text", cmd_clean(input));
	struct source in;
	struct worker_result r = { 0 };
	int rc = source_read(c, &in, url, type);
	if (!rc) {
		enum page_input kind = !input ? guess(&in) : input[0] == 'h' ? PAGE_HTML : PAGE_TEXT;
		const struct page_source page = { .bytes = buf_str(&in.bytes), .url = buf_str(&in.url), .content_type = buf_str(&in.content_type),
			.input = kind };
		rc = read_pages(c, &in, &page, annotate, &r);
	}
	const char *warning = r.message[0] ? r.message : NULL;
	if (!rc && warning && format == CMD_TEXT)
		cmd_note("%s: %s", in.name.s, warning);
	if (!rc && format == CMD_TEXT) {
		print_text(r.doc);
	} else if (!rc) {
		struct buf out;
		buf_init(&out, (size_t)256 << 20);
		if (doc_json(&out, r.doc, STR_NONE, DOC_JSON_ALL))
			rc = cmd_failf("%s: its JSON is too large", in.name.s);
		if (!rc && warning) {
			out.n--; /* opens the object again */
			json_put_member(&out, "warning", str_of(warning));
			buf_addc(&out, '}');
		}
		buf_addc(&out, '\n');
		if (!rc)
			cmd_put(buf_str(&out));
		buf_free(&out);
	}
	worker_result_clear(&r);
	source_free(&in);
	return rc;
}
