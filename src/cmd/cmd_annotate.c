/* cmd_annotate.c - quotidian annotate: JSON lines {"id","text"} in, documents with their annotations out, in the same order.
 *
 * Texts are spread over the workers; a window of lines is under way at a time, and answers wait in it for their turn. A line that
 * cannot be read costs itself: it is named on standard error, and the exit status is 1.
 */
#include "config.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <unistd.h>

#include "annotate.h"

enum { OPTION_TOKENS = 't', OPTION_ALONE = CMD_LONG };

#define LINE_BYTES ((size_t)16 << 20) /* a text of DOC_TEXT_MAX with every character escaped */
#define WINDOW 256                    /* lines under way */
#define WINDOW_BYTES ((size_t)48 << 20)

struct slot {
	char *id;
	uint64_t line;
	size_t bytes;
	bool done;
	int code;
	struct doc *doc;
	char message[512];
};
struct annotator {
	struct worker_pool *pool;
	struct slot slot[WINDOW]; /* a ring: line k of those taken stands at k % WINDOW */
	uint64_t first, next;     /* printed and taken so far */
	size_t bytes;             /* of the texts under way */
	uint64_t line;            /* lines read */
	unsigned failed;
	bool noted;
	struct buf in, out;
	size_t at, looked; /* of `in`: where the next line begins; no line break before this */
	bool eof, skipping; /* skipping: the rest of a line that is too long */
};

static void answered(void *arg, struct worker_result *r)
{
	struct annotator *a = arg;
	struct slot *s = &a->slot[r->tag % WINDOW];
	s->done = true;
	s->code = r->code;
	s->doc = r->doc;
	memcpy(s->message, r->message, sizeof s->message);
	r->doc = NULL;
}

static void bad_line(struct annotator *a, uint64_t line, const char *why)
{
	cmd_note("line %llu: %s", (unsigned long long)line, why);
	a->failed++;
}

static void take_line(struct annotator *a, struct str line)
{
	json_error_t je;
	struct err e = { 0 };
	a->line++;
	if (!str_trim(line).n)
		return;
	json_t *o = json_loadb(line.s, line.n, 0, &je);
	json_t *text = json_object_get(o, "text"), *id = json_object_get(o, "id");
	if (!o) {
		bad_line(a, a->line, je.text);
	} else if (!json_is_string(text)) {
		bad_line(a, a->line, "there is no \"text\" in it that is a string");
	} else {
		struct slot *s = &a->slot[a->next % WINDOW];
		const struct worker_job job = { .kind = WORKER_ARTICLE, .tag = a->next, .raw_text = true, .annotate = true,
			.page = { .bytes = { json_string_value(text), json_string_length(text) } } };
		if (worker_submit(a->pool, &job, &e)) {
			bad_line(a, a->line, e.text);
		} else {
			*s = (struct slot){ .line = a->line, .bytes = line.n };
			if (json_is_string(id))
				s->id = str_dupz(str_n(json_string_value(id), json_string_length(id)));
			else if (id && !json_is_null(id))
				s->id = json_dumps(id, JSON_ENCODE_ANY | JSON_COMPACT);
			a->bytes += line.n;
			a->next++;
		}
	}
	json_decref(o);
}

/* Takes lines that are here while the window has room. */
static void take_lines(struct annotator *a)
{
	while (a->next - a->first < WINDOW && a->bytes < WINDOW_BYTES && a->at < a->in.n) {
		size_t end = str_chr(buf_str(&a->in), '\n', a->looked);
		if (end == STR_NPOS) {
			a->looked = a->in.n;
			if (!a->eof)
				break;
			end = a->in.n;
		}
		struct str line = str_sub(buf_str(&a->in), a->at, end);
		if (a->skipping) {
			a->skipping = false;
			a->line++;
			bad_line(a, a->line, "longer than 16 MiB");
		} else {
			take_line(a, line);
		}
		a->at = a->looked = end + (end < a->in.n);
	}
}

static bool wants_input(const struct annotator *a)
{
	return !a->eof && a->next - a->first < WINDOW && a->bytes < WINDOW_BYTES && a->looked >= a->in.n;
}

static int read_input(struct annotator *a)
{
	if (a->at) {
		memmove(a->in.s, a->in.s + a->at, a->in.n - a->at);
		a->in.n -= a->at;
		a->looked -= a->at;
		a->at = 0;
	}
	if (a->in.n > LINE_BYTES) {
		a->skipping = true;
		a->in.n = a->looked = 0;
	}
	char *to = buf_room(&a->in, (size_t)256 << 10);
	ssize_t n = to ? read(STDIN_FILENO, to, (size_t)256 << 10) : 0;
	if (n < 0 && (errno == EINTR || errno == EAGAIN))
		return CMD_DONE;
	if (n < 0)
		return cmd_failf("standard input: %s", strerror(errno));
	a->in.n += (size_t)n;
	a->eof = n == 0;
	if (a->eof && a->skipping && a->at == a->in.n) /* the long line was the last */
		bad_line(a, ++a->line, "longer than 16 MiB");
	return CMD_DONE;
}

static void print_answers(struct annotator *a)
{
	for (; a->first < a->next && a->slot[a->first % WINDOW].done; a->first++) {
		struct slot *s = &a->slot[a->first % WINDOW];
		buf_clear(&a->out);
		if (s->code) {
			bad_line(a, s->line, s->message);
		} else if (doc_json(&a->out, s->doc, s->id ? str_of(s->id) : STR_NONE, DOC_JSON_ALL)) {
			bad_line(a, s->line, "its JSON is too large");
		} else {
			buf_addc(&a->out, '\n');
			cmd_put(buf_str(&a->out));
			if (s->message[0] && !a->noted) /* no language data: once is enough */
				cmd_note("line %llu: %s", (unsigned long long)s->line, s->message);
			a->noted |= s->message[0] != 0;
			a->failed |= !s->doc->annotated;
		}
		a->bytes -= s->bytes;
		doc_free(s->doc);
		free(s->id);
		*s = (struct slot){ 0 };
	}
	/* Whoever sends lines one by one waits for the answers to them. */
	if (a->first == a->next)
		fflush(stdout);
}

static int run(struct annotator *a)
{
	int rc = CMD_DONE;
	while (!rc && !ferror(stdout) && (!a->eof || a->at < a->in.n || a->first < a->next)) {
		struct pollfd fds[1 + 16];
		bool want = wants_input(a);
		fds[0] = (struct pollfd){ .fd = want ? STDIN_FILENO : -1, .events = POLLIN };
		unsigned n = worker_pollfds(a->pool, fds + 1, 16);
		if (poll(fds, n + 1, a->first == a->next && !want ? 0 : worker_deadline_ms(a->pool)) < 0 && errno != EINTR)
			return cmd_failf("waiting: %s", strerror(errno));
		if (want && fds[0].revents)
			rc = read_input(a);
		take_lines(a);
		worker_run(a->pool);
		print_answers(a);
	}
	return rc;
}

int cmd_annotate(struct cmd *c)
{
	struct worker_options o = cmd_worker_options(c);
	struct err e = { 0 };
	bool tokens = false, alone = false;
	int option;
	while ((option = cmd_option(c)) > 0) {
		tokens |= option == OPTION_TOKENS;
		alone |= option == OPTION_ALONE;
	}
	if (option == CMD_OPTIONS_BAD)
		return CMD_USAGE;
	if (c->noperand)
		return cmd_usage(c, "it reads standard input and takes no arguments");
	if (tokens)
		return annotate_tokens(c, !alone);
	struct annotator *a = xcalloc(1, sizeof *a);
	buf_init(&a->in, LINE_BYTES + ((size_t)1 << 20));
	buf_init(&a->out, (size_t)256 << 20);
	int rc = worker_pool_open(&a->pool, &o, answered, a, &e) ? cmd_fail(&e) : run(a);
	worker_pool_close(a->pool);
	for (; a->first < a->next; a->first++) {
		doc_free(a->slot[a->first % WINDOW].doc);
		free(a->slot[a->first % WINDOW].id);
	}
	if (!rc && a->failed)
		rc = CMD_FAILED;
	buf_free(&a->in);
	buf_free(&a->out);
	free(a);
	return rc;
}
