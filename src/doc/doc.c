/* doc.c - making documents, plain text to paragraphs, and finding the block of an offset. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "quotidian/doc.h"
#include "quotidian/utf8.h"

struct doc *doc_new(void)
{
	return xcalloc(1, sizeof(struct doc));
}

void doc_free(struct doc *d)
{
	if (!d)
		return;
	arena_free(&d->arena);
	free(d);
}

uint32_t doc_names(const struct doc *d, struct arena *a, struct range **out)
{
	uint32_t n = 0;
	*out = ARENA_NEW(a, struct range, d->nmention);
	for (uint32_t i = 0; i < d->nmention; i++)
		if (d->mention[i].kind == MENTION_NAME)
			(*out)[n++] = d->mention[i].at;
	return n;
}

uint32_t doc_block_at(const struct doc *d, uint32_t at)
{
	uint32_t lo = 0, hi = d->nblock;
	while (lo < hi) {
		uint32_t mid = lo + (hi - lo) / 2;
		if (d->block[mid].at.end <= at)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo < d->nblock && at >= d->block[lo].at.start ? lo : d->nblock;
}

static bool blank(char c)
{
	return c == ' ' || c == '\n';
}

static struct str trimmed(struct str t)
{
	while (t.n && blank(t.s[t.n - 1]))
		t.n--;
	while (t.n && blank(t.s[0]))
		t = str_sub(t, 1, t.n);
	return t;
}

#define WRAP_MAX 100 /* bytes in the lines of a text that was broken into lines of equal length */

/* Is each line a paragraph? A blank line parts paragraphs wherever there is one; without any, only lines that no program has wrapped
 * are: one is longer than programs wrap, or most end as sentences do. */
static bool lines_are_paragraphs(struct str t)
{
	size_t longest = 0, lines = 0, closed = 0;
	t = trimmed(t);
	while (t.n) {
		size_t brk = str_chr(t, '\n', 0);
		struct str line = trimmed(str_sub(t, 0, brk == STR_NPOS ? t.n : brk));
		if (!line.n)
			return false;
		longest = line.n > longest ? line.n : longest;
		lines++;
		closed += strchr(".!?:\"'", line.s[line.n - 1]) || str_ends(line, STR("\xE2\x80\x9D"));
		t = str_sub(t, brk == STR_NPOS ? t.n : brk + 1, t.n);
	}
	return longest > WRAP_MAX || closed * 4 >= lines * 3;
}

struct doc *doc_from_text(struct str text, bool trim)
{
	struct doc *d = doc_new();
	struct buf clean;
	buf_init(&clean, DOC_TEXT_MAX);
	(void)utf8_sanitise(&clean, text, UTF8_COUNT); /* what is over the cap is cut */
	struct str t = buf_str(&clean);
	if (trim)
		t = trimmed(t);
	d->text = t = arena_str(&d->arena, t);
	buf_free(&clean);

	bool each = lines_are_paragraphs(t);
	uint32_t cap = 0, start = 0, end = 0; /* of the block being read: its first and past its last byte that is not white space */
	bool open = false;
	for (uint32_t line = 0; line < t.n;) {
		size_t brk = str_chr(t, '\n', line);
		uint32_t past = brk == STR_NPOS ? (uint32_t)t.n : (uint32_t)brk, from = line, to = past;
		while (from < to && t.s[from] == ' ')
			from++;
		while (to > from && t.s[to - 1] == ' ')
			to--;
		if (from < to) {
			if (!open)
				start = from;
			open = true;
			end = to;
		}
		if ((from == to || each) && open && d->nblock + 1 < DOC_BLOCKS_MAX) { /* the last block that is allowed takes all the rest */
			ARENA_PUSH(&d->arena, struct block, d->block, d->nblock, cap, ((struct block){ .at = { start, end } }));
			open = false;
		}
		line = past + 1;
	}
	if (open)
		ARENA_PUSH(&d->arena, struct block, d->block, d->nblock, cap, ((struct block){ .at = { start, end } }));
	if (!d->nblock && t.n)
		ARENA_PUSH(&d->arena, struct block, d->block, d->nblock, cap, ((struct block){ .at = { 0, (uint32_t)t.n } }));
	if (d->nblock) { /* white space at the ends belongs to the outer blocks: blocks tile the text */
		d->block[0].at.start = 0;
		d->block[d->nblock - 1].at.end = (uint32_t)t.n;
	}
	return d;
}
