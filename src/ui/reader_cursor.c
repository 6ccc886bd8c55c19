/* reader_cursor.c - the reader's cursor: from quote to quote, from mention to mention, from match to match. */
#include "config.h"

#include "ui_int.h"

static struct range cursor_range(const struct reader *r)
{
	switch (r->cursor) {
	case CURSOR_QUOTE: return r->doc->quote[r->at].at;
	case CURSOR_MENTION: return r->doc->mention[r->at].at;
	case CURSOR_MATCH: return r->match[r->at];
	case CURSOR_LINK: return r->doc->link[r->at].at;
	default: return RANGE_NONE;
	}
}

int reader_quote(const struct ui *u)
{
	return u->reader.cursor == CURSOR_QUOTE ? (int)u->reader.at : -1;
}

int32_t reader_actor(const struct ui *u)
{
	const struct reader *r = &u->reader;
	if (r->cursor == CURSOR_QUOTE)
		return r->doc->quote[r->at].actor;
	return r->cursor == CURSOR_MENTION ? r->doc->mention[r->at].actor : -1;
}

void reader_to_cursor(struct ui *u)
{
	struct reader *r = &u->reader;
	struct range at = cursor_range(r);
	if (!range_some(at) || !r->wrap.n)
		return;
	uint32_t first = reader_head_lines(r) + wrap_line_of(&r->wrap, at.start), last = reader_head_lines(r) + wrap_line_of(&r->wrap, at.end - 1);
	uint32_t h = (uint32_t)reader_rows(u);
	if (first < r->top || last >= r->top + h)
		r->top = first > h / 3 ? first - h / 3 : 0;
	reader_settle(u);
}

/* The first byte on the screen, or the last with `end`: where a walk without a cursor begins. */
static uint32_t seen_from(const struct ui *u, bool end)
{
	const struct reader *r = &u->reader;
	uint32_t line = r->top + (end ? (uint32_t)reader_rows(u) : 0);
	uint32_t head = reader_head_lines(r);
	line = line > head ? line - head : 0;
	if (line >= r->wrap.n)
		return (uint32_t)r->doc->text.n;
	return r->wrap.line[line].start;
}

static uint32_t walk_from(const struct ui *u, int by, enum cursor_kind kind)
{
	const struct reader *r = &u->reader;
	if (r->cursor == CURSOR_NONE || (kind == CURSOR_MATCH && r->cursor != kind))
		return seen_from(u, by < 0);
	return cursor_range(r).start;
}

static bool same_speaker(const struct doc *d, uint32_t a, uint32_t b)
{
	const struct quote *x = &d->quote[a], *y = &d->quote[b];
	if (x->actor >= 0 || y->actor >= 0)
		return x->actor == y->actor;
	return x->speaker_name.n && str_eq(x->speaker_name, y->speaker_name);
}

void reader_go(struct ui *u, enum cursor_kind kind, uint32_t at)
{
	u->reader.cursor = kind;
	u->reader.at = at;
	reader_to_cursor(u);
}

void reader_choose_actor(struct ui *u, int32_t actor)
{
	const struct reader *r = &u->reader;
	if (!r->doc || (r->cursor == CURSOR_MENTION && reader_actor(u) == actor))
		return;
	for (uint32_t i = 0; i < r->doc->nmention; i++)
		if (r->doc->mention[i].actor == actor) {
			reader_go(u, CURSOR_MENTION, i);
			return;
		}
}

void reader_walk_quotes(struct ui *u, int by, int count, bool same)
{
	struct reader *r = &u->reader;
	if (!r->doc || !r->nshown) {
		ui_say(u, u->o->no_actors, "%s", u->o->no_actors ? u->o->no_actors : r->doc && r->doc->annotated ? "no quotes in this text" : "no quotes are known yet");
		return;
	}
	if (same && r->cursor != CURSOR_QUOTE) {
		ui_say(u, false, "choose a quote first: ) is the next one");
		return;
	}
	uint32_t from = walk_from(u, by, CURSOR_QUOTE);
	bool fresh = r->cursor == CURSOR_NONE;
	int left = count > 0 ? count : 1;
	int64_t best = -1;
	for (int64_t i = by > 0 ? 0 : (int64_t)r->nshown - 1; i >= 0 && i < (int64_t)r->nshown && left; i += by) {
		uint32_t q = r->shown[i], start = r->doc->quote[q].at.start;
		bool onward = by > 0 ? (fresh ? start >= from : start > from) : start < from;
		if (onward && (!same || same_speaker(r->doc, q, r->at))) {
			best = q;
			left--;
		}
	}
	if (best < 0)
		ui_say(u, false, same ? "no other quote of this speaker that way" : by > 0 ? "no quote below" : "no quote above");
	else
		reader_go(u, CURSOR_QUOTE, (uint32_t)best);
}

bool reader_twice(const struct doc *d, int64_t a, int64_t b)
{
	return a >= 0 && b < d->nmention && d->mention[a].at.start == d->mention[b].at.start && d->mention[a].at.end == d->mention[b].at.end;
}

void reader_walk_mentions(struct ui *u, int by, int count, bool same)
{
	struct reader *r = &u->reader;
	int32_t actor = r->doc ? reader_actor(u) : -1;
	if (same && actor < 0) {
		ui_say(u, false, "choose an actor first: ]e is the next one");
		return;
	}
	if (!r->doc || !r->doc->nmention) {
		ui_say(u, u->o->no_actors, "%s", u->o->no_actors ? u->o->no_actors : "no actors are known in this text");
		return;
	}
	uint32_t from = walk_from(u, by, CURSOR_MENTION);
	bool fresh = r->cursor == CURSOR_NONE;
	int left = count > 0 ? count : 1;
	int64_t best = -1, n = r->doc->nmention;
	for (int64_t i = by > 0 ? 0 : n - 1; i >= 0 && i < n && left; i += by) {
		const struct mention *m = &r->doc->mention[i];
		bool onward = by > 0 ? (fresh ? m->at.start >= from : m->at.start > from) : m->at.start < from;
		if (onward && (same ? m->actor == actor : m->kind == MENTION_NAME && !reader_twice(r->doc, i, i + 1))) {
			best = i;
			left--;
		}
	}
	if (best < 0)
		ui_say(u, false, by > 0 ? "no mention below" : "no mention above");
	else
		reader_go(u, CURSOR_MENTION, (uint32_t)best);
}

void reader_walk_matches(struct ui *u, int by)
{
	struct reader *r = &u->reader;
	if (!r->nmatch) { /* n and N do not mean something else because nothing was found */
		ui_say(u, false, "\"" STR_FMT "\" is not in this text; Esc ends the search", STR_ARG(r->find));
		return;
	}
	uint32_t from = walk_from(u, by, CURSOR_MATCH);
	bool fresh = r->cursor != CURSOR_MATCH;
	int64_t n = r->nmatch, best = by > 0 ? 0 : n - 1; /* round the end */
	for (int64_t i = by > 0 ? 0 : n - 1; i >= 0 && i < n; i += by) {
		uint32_t start = r->match[i].start;
		if (by > 0 ? (fresh ? start >= from : start > from) : start < from) {
			best = i;
			break;
		}
	}
	reader_go(u, CURSOR_MATCH, (uint32_t)best);
	ui_say(u, false, "match %u of %u", r->at + 1, r->nmatch);
}

void reader_find(struct ui *u, struct str words)
{
	struct reader *r = &u->reader;
	if (!r->doc)
		return;
	r->find = arena_str(&r->arena, str_trim(words));
	if (r->cursor == CURSOR_MATCH)
		r->cursor = CURSOR_NONE;
	reader_find_all(r);
	u->dirty = true;
	if (r->find.n)
		reader_walk_matches(u, 1);
}
