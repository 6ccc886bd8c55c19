/* annotate_tokens.c - quotidian annotate --tokens: corpora in columns in, a token and its label a line out, in the same order.
 *
 * The input is cut where documents end into pieces for the workers. What is read at one time is bounded: a single document larger than
 * PIECE_MAX ends the work with a message.
 */
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

#include "annotate.h"

#define PIECE ((size_t)512 << 10)
#define PIECE_MAX ((size_t)32 << 20)
#define PIECES 8 /* under way */

struct piece {
	bool done;
	int code;
	char message[512];
	struct buf text;
};
struct tokens {
	struct worker_pool *pool;
	struct piece piece[PIECES]; /* a ring */
	uint64_t first, next;       /* printed and taken so far */
	struct buf in;
	bool whole, eof;
};

static void answered(void *arg, struct worker_result *r)
{
	struct tokens *t = arg;
	struct piece *p = &t->piece[r->tag % PIECES];
	p->done = true;
	p->code = r->code;
	memcpy(p->message, r->message, sizeof p->message);
	p->text = r->text;
	buf_init(&r->text, 0);
}

/* Prints what has come, in order; waits until at most `most` pieces are under way. */
static int print_pieces(struct tokens *t, uint64_t most)
{
	for (;;) {
		worker_run(t->pool);
		for (; t->first < t->next && t->piece[t->first % PIECES].done; t->first++) {
			struct piece *p = &t->piece[t->first % PIECES];
			if (p->code)
				return cmd_failf("%s", p->message);
			cmd_put(buf_str(&p->text));
			buf_free(&p->text);
			*p = (struct piece){ 0 };
		}
		if (ferror(stdout))
			return CMD_FAILED;
		if (t->next - t->first <= most)
			return CMD_DONE;
		struct pollfd fds[16];
		(void)poll(fds, worker_pollfds(t->pool, fds, 16), worker_deadline_ms(t->pool));
	}
}

/* Where the last document that is whole ends: before a line "-DOCSTART-" or "# ...". 0 when there is none. */
static size_t last_end(struct str s)
{
	for (size_t at = s.n; at-- > 1;)
		if (s.s[at - 1] == '\n' && (str_starts(str_sub(s, at, s.n), STR("# ")) || str_starts(str_sub(s, at, s.n), STR("-DOCSTART-"))))
			return at;
	return 0;
}

static int submit(struct tokens *t, size_t n)
{
	struct err e = { 0 };
	const struct worker_job job = { .kind = WORKER_TOKENS, .tag = t->next, .annotate = t->whole, .page = { .bytes = { t->in.s, n } } };
	int rc = print_pieces(t, PIECES - 1);
	if (rc)
		return rc;
	if (worker_submit(t->pool, &job, &e))
		return cmd_fail(&e);
	t->next++;
	memmove(t->in.s, t->in.s + n, t->in.n - n);
	t->in.n -= n;
	return print_pieces(t, PIECES);
}

static int take(struct tokens *t)
{
	size_t wanted = PIECE; /* doubled while it holds no whole document, so that looking for its end stays linear */
	while (!t->eof) {
		char *to = buf_room(&t->in, 65536);
		if (!to)
			return cmd_failf("standard input: a document of more than %zu MiB", PIECE_MAX >> 20);
		ssize_t n = read(STDIN_FILENO, to, 65536);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return cmd_failf("standard input: %s", strerror(errno));
		t->in.n += (size_t)n;
		t->eof = n == 0;
		if (t->in.n < wanted || t->eof)
			continue;
		size_t end = last_end(buf_str(&t->in));
		int rc = end ? submit(t, end) : CMD_DONE;
		if (rc)
			return rc;
		wanted = end ? t->in.n + PIECE : 2 * wanted;
	}
	return t->in.n ? submit(t, t->in.n) : CMD_DONE;
}

int annotate_tokens(struct cmd *c, bool whole)
{
	struct worker_options o = cmd_worker_options(c);
	struct tokens t = { .whole = whole };
	struct err e = { 0 };
	buf_init(&t.in, PIECE_MAX);
	int rc = worker_pool_open(&t.pool, &o, answered, &t, &e) ? cmd_fail(&e) : take(&t);
	if (!rc)
		rc = print_pieces(&t, 0);
	worker_pool_close(t.pool);
	for (size_t i = 0; i < PIECES; i++)
		buf_free(&t.piece[i].text);
	buf_free(&t.in);
	return rc;
}
