/* repeat.c - what a feed repeats from story to story: a line about its authors, an invitation to subscribe, lists of other stories. It makes
 * no copies.
 *
 * A feed has a table of counters, one for each class of runs of words, in the manner of J. Misra and D. Gries (Finding repeated elements,
 * 1982): a run that comes again raises the counter of its class, another lowers it, and takes it over when it is at nought. So what stands in
 * one of fifty stories stays, news goes, and the table never grows. It holds one of eight runs, chosen by their hashes; what lies
 * between two known ones of a text is taken to be known, too.
 */
#include "config.h"

#include <stdlib.h>

#include "story_int.h"

#define ONE_OF 8u
#define SLOTS 2048u
#define SEEN 2u      /* other stories with a run that make it a repeated one */
#define SEEN_MAX 15u /* four bits; the other twelve of a counter tell runs of a class apart */
#define BETWEEN 40   /* runs, at most, between two known ones */
#define TABLES 256u  /* of feeds at hand */

struct table {
	int64_t feed; /* 0: none */
	bool changed;
	uint16_t slot[SLOTS];
};
struct repeats {
	struct table *at[TABLES]; /* by the last bits of the feed's number */
};

struct repeats *repeats_open(void)
{
	return xcalloc(1, sizeof(struct repeats));
}

void repeats_close(struct repeats *r)
{
	for (uint32_t i = 0; r && i < TABLES; i++)
		free(r->at[i]);
	free(r);
}

static bool chosen(uint64_t run)
{
	return run % ONE_OF == 0;
}

static uint16_t *slot_of(struct table *t, uint64_t run)
{
	return &t->slot[run / ONE_OF % SLOTS];
}

static unsigned mark_of(uint64_t run)
{
	return (unsigned)(run / ONE_OF / SLOTS % 4096);
}

static int put_table(struct table *t, struct store *s, struct err *e)
{
	char data[2 * SLOTS];
	for (uint32_t i = 0; i < SLOTS; i++) {
		data[2 * i] = (char)(t->slot[i] & 0xff);
		data[2 * i + 1] = (char)(t->slot[i] >> 8);
	}
	t->changed = false;
	return store_repeats_put(s, t->feed, str_n(data, sizeof data), e);
}

static int table_of(struct table **out, struct repeats *r, struct store *s, int64_t feed, struct err *e)
{
	struct table **at = &r->at[(uint64_t)feed % TABLES], *t = *at;
	struct arena a = { 0 };
	struct str data;
	int rc = 0;
	*out = t;
	if (t && t->feed == feed)
		return 0;
	if (t && t->changed)
		rc = put_table(t, s, e);
	if (!t)
		t = *at = xmalloc(sizeof *t);
	memset(t, 0, sizeof *t);
	if (rc == 0)
		rc = store_repeats(s, &a, feed, &data, e);
	if (rc == 0) {
		t->feed = feed;
		for (uint32_t i = 0; i < SLOTS && data.n == 2 * SLOTS; i++)
			t->slot[i] = (uint16_t)((unsigned char)data.s[2 * i] | (unsigned char)data.s[2 * i + 1] << 8);
	}
	arena_free(&a);
	*out = t;
	return rc;
}

int repeats_learn(struct repeats *r, struct store *s, int64_t feed, const uint64_t *run, uint32_t n, struct err *e)
{
	struct table *t;
	int rc = table_of(&t, r, s, feed, e);
	for (uint32_t i = 0; i < n && rc == 0; i++) {
		if (!chosen(run[i]) || (i && run[i] == run[i - 1]))
			continue;
		uint16_t *slot = slot_of(t, run[i]);
		unsigned mark = mark_of(run[i]), seen = *slot & SEEN_MAX;
		if (!seen)
			*slot = (uint16_t)(mark << 4 | 1);
		else if (*slot >> 4 != mark)
			--*slot;
		else if (seen < SEEN_MAX)
			++*slot;
		t->changed = true;
	}
	return rc;
}

int repeats_mark(struct repeats *r, struct store *s, int64_t feed, const uint64_t *run, uint32_t n, bool *out, struct err *e)
{
	struct table *t;
	int rc = table_of(&t, r, s, feed, e);
	uint32_t last = n; /* the last known one, when no unknown one stands between */
	memset(out, 0, n * sizeof *out);
	for (uint32_t i = 0; i < n && rc == 0; i++) {
		if (!chosen(run[i]))
			continue;
		uint16_t slot = *slot_of(t, run[i]);
		if (slot >> 4 != mark_of(run[i]) || (slot & SEEN_MAX) < SEEN) {
			last = n;
			continue;
		}
		for (uint32_t k = last < n && i - last <= BETWEEN ? last : i; k <= i; k++)
			out[k] = true;
		last = i;
	}
	return rc;
}

int repeats_flush(struct repeats *r, struct store *s, struct err *e)
{
	int rc = 0;
	for (uint32_t i = 0; i < TABLES && rc == 0; i++)
		if (r->at[i] && r->at[i]->changed)
			rc = put_table(r->at[i], s, e);
	return rc;
}
