/* reader.c - the document pane: what is shown, the place in it, and the cursor that walks quotes, actors and matches. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "quotidian/log.h"
#include "quotidian/map.h"
#include "quotidian/paths.h"
#include "quotidian/text.h"
#include "ui_int.h"

#define HEAD_LINES 6 /* of the headline */
#define ALSO_LINES 2 /* of the other sources */
#define ANCHOR_BYTES 48 /* of the first line shown, by which its place is found again in a new text */

int reader_rows(const struct ui *u)
{
	return u->reader_height > 0 ? u->reader_height : 1;
}

uint32_t reader_head_lines(const struct reader *r)
{
	/* the line of source and date, other sources, what the feed gives beside the text, and an empty line */
	return r->nhead + r->nalso + 2 + reader_has_extra(r);
}

static uint32_t line_count(const struct reader *r)
{
	return reader_head_lines(r) + r->wrap.n;
}

static uint32_t top_most(const struct ui *u)
{
	uint32_t n = line_count(&u->reader), h = (uint32_t)reader_rows(u);
	return n > h ? n - h : 0;
}

void reader_settle(struct ui *u)
{
	if (u->reader.top > top_most(u))
		u->reader.top = top_most(u);
	u->dirty = true;
}

void reader_init(struct ui *u)
{
	u->reader = (struct reader){ 0 };
}

static void drop_doc(struct reader *r)
{
	wrap_free(&r->wrap);
	doc_free(r->doc);
	r->doc = NULL;
	arena_free(&r->arena);
	r->head = NULL;
	r->nhead = r->nalso = 0;
	r->head_width = 0;
	r->extra = (struct store_extra){ 0 };
	r->shown = NULL;
	r->speaker = NULL;
	r->match = NULL;
	r->nshown = r->nmatch = 0;
	r->find = STR_NONE;
	r->cursor = CURSOR_NONE;
}

void reader_free(struct ui *u)
{
	drop_doc(&u->reader);
	reader_init(u);
}

void reader_clear(struct ui *u)
{
	reader_free(u);
	sidebar_reset(u);
	u->dirty = true;
}

static void add_head(void *arg, struct str line, bool cut)
{
	struct reader *r = arg;
	r->head[r->nhead++] = cut ? arena_fmt(&r->arena, STR_FMT "\u2026", STR_ARG(line)) : arena_str(&r->arena, line);
}

static void add_also_line(void *arg, struct str line, bool cut)
{
	struct reader *r = arg;
	r->head[r->nhead + r->nalso++] = cut ? arena_fmt(&r->arena, STR_FMT "\u2026", STR_ARG(line)) : arena_str(&r->arena, line);
}

/* "also in Daily Gazette, The Courier": other feeds that bring it, and copies. */
static void add_also(struct reader *r, int w)
{
	struct buf b;
	buf_init(&b, 0);
	for (uint32_t i = 0; i < r->item.nalso; i++)
		buf_addf(&b, "%s" STR_FMT, i ? ", " : "also in ", STR_ARG(r->item.also[i]));
	wrap_words(buf_str(&b), (unsigned)(w > 2 ? w - 1 : w), ALSO_LINES, add_also_line, r);
	buf_free(&b);
}

struct rect reader_text_rect(const struct ui *u, struct rect r)
{
	int want = (int)u->o->settings->number[SETTING_text_width];
	int w = r.w - 2 < want || want < 10 ? r.w - 2 : want;
	if (w < 1)
		w = 1;
	int pad = (r.w - 1 - w) / 2;
	return (struct rect){ r.x + 1 + (pad > 1 ? pad - 1 : 0), r.y, w, r.h };
}

/* Breaks the text for a pane of this width, if it is not broken for it yet; the first line shown stays. */
void reader_layout(struct ui *u, int width)
{
	struct reader *r = &u->reader;
	if (!r->doc || width < 1)
		return;
	int w = reader_text_rect(u, (struct rect){ 0, 0, width, 1 }).w;
	if (r->head_width == w && r->wrap.width == (unsigned)w)
		return;
	uint32_t at = 0;
	bool below = r->wrap.n && r->top >= reader_head_lines(r);
	if (below)
		at = r->wrap.line[r->top - reader_head_lines(r)].start;
	wrap_free(&r->wrap);
	wrap_doc(&r->wrap, r->doc, (unsigned)w);
	r->head = ARENA_NEW(&r->arena, struct str, HEAD_LINES + ALSO_LINES);
	r->nhead = r->nalso = 0;
	struct str title = r->item.title.n ? r->item.title : r->doc->title.n ? r->doc->title : STR("(no headline)");
	wrap_words(title, (unsigned)(w > 2 ? w - 1 : w), HEAD_LINES, add_head, r);
	add_also(r, w);
	r->head_width = w;
	if (below)
		r->top = reader_head_lines(r) + wrap_line_of(&r->wrap, at);
	reader_settle(u);
}

static bool is_shown(const struct ui *u, const struct quote *q)
{
	return u->indirect || q->kind != QUOTE_INDIRECT;
}

void reader_set_shown(struct ui *u)
{
	struct reader *r = &u->reader;
	r->nshown = 0;
	if (!r->doc)
		return;
	r->shown = ARENA_NEW(&r->arena, uint32_t, r->doc->nquote);
	for (uint32_t i = 0; i < r->doc->nquote; i++)
		if (is_shown(u, &r->doc->quote[i]))
			r->shown[r->nshown++] = i;
	if (r->cursor == CURSOR_QUOTE && !is_shown(u, &r->doc->quote[r->at]))
		r->cursor = CURSOR_NONE;
}

/* Colours go to speakers in the order of their first quotes. */
static void colour_speakers(struct reader *r)
{
	const struct doc *d = r->doc;
	struct map names = { 0 };
	int8_t *of_actor = ARENA_NEW(&r->arena, int8_t, d->nactor);
	unsigned n = 0;
	memset(of_actor, -1, d->nactor);
	r->speaker = ARENA_NEW(&r->arena, int8_t, d->nquote);
	for (uint32_t i = 0; i < d->nquote; i++) {
		const struct quote *q = &d->quote[i];
		r->speaker[i] = -1;
		if (q->actor >= 0) {
			if (of_actor[q->actor] < 0)
				of_actor[q->actor] = (int8_t)(n++ % SPEAKER_COLOURS);
			r->speaker[i] = of_actor[q->actor];
		} else if (q->speaker_name.n) {
			uint64_t *c = map_put(&names, q->speaker_name);
			if (!*c)
				*c = n++ % SPEAKER_COLOURS + 1;
			r->speaker[i] = (int8_t)(*c - 1);
		}
	}
	map_free(&names);
}

/* The document of the item as the store has it, else one made from the summary, or from what the feed gave. */
static struct doc *load_doc(struct ui *u, const struct store_item *it, bool feed_only, enum doc_source *source, bool *stored)
{
	struct doc *d = NULL;
	struct err e;
	*stored = true;
	*source = DOC_PAGE;
	int r = feed_only ? QD_ENOTFOUND : store_doc_get(u->o->store, it->id, DOC_PAGE, &d, &e);
	if (r) {
		*source = DOC_FEED;
		r = store_doc_get(u->o->store, it->id, DOC_FEED, &d, &e);
	}
	if (r == 0) {
		/* Without them the story is as it was annotated. */
		if (store_doc_choices(u->o->store, it->id, d, &e))
			log_line(LOG_WARN, "the choices for story %lld: %s", (long long)it->id, e.text);
		return d;
	}
	*stored = false;
	if (it->summary.n)
		return doc_from_text(it->summary, true);
	struct buf text;
	buf_init(&text, DOC_TEXT_MAX);
	if (store_item_text(u->o->store, it->id, &text, &e))
		log_line(LOG_WARN, "the text of story %lld: %s", (long long)it->id, e.text);
	d = doc_from_text(buf_str(&text), true);
	buf_free(&text);
	return d;
}

static void take_doc(struct ui *u, const struct store_item *it, struct doc *d)
{
	struct reader *r = &u->reader;
	struct arena old = r->arena; /* `it` may lie in it */
	struct store_extra extra;
	struct err e;
	r->arena = (struct arena){ 0 };
	r->item = store_item_copy(&r->arena, it);
	if (store_item_extra(u->o->store, &r->arena, it->id, &extra, &e))
		log_line(LOG_WARN, "story %lld: %s", (long long)it->id, e.text);
	if (u->o->settings->number[SETTING_fold_copies] && store_family_sources(u->o->store, &r->arena, &r->item, &e))
		log_line(LOG_WARN, "the copies of story %lld: %s", (long long)it->id, e.text);
	struct arena keep = r->arena;
	r->arena = old;
	drop_doc(r);
	r->arena = keep;
	r->doc = d;
	r->extra = extra;
	colour_speakers(r);
	reader_set_shown(u);
	reader_layout(u, u->reader_width);
	sidebar_actors(u);
}

static bool shows_quote_of(struct ui *u, struct str text)
{
	struct reader *r = &u->reader;
	for (uint32_t i = 0; i < r->nshown; i++) {
		if (str_eq(doc_str(r->doc, r->doc->quote[r->shown[i]].at), text)) {
			r->cursor = CURSOR_QUOTE;
			r->at = r->shown[i];
			return true;
		}
	}
	return false;
}

void reader_show(struct ui *u, const struct store_item *it, bool open)
{
	struct reader *r = &u->reader;
	bool same = r->item.id == it->id && r->doc;
	if (!same) {
		bool stored;
		enum doc_source source;
		struct doc *d = load_doc(u, it, false, &source, &stored);
		take_doc(u, it, d);
		r->top = 0;
		r->source = source;
		r->stored = stored;
		r->opened = r->waiting = r->feed_only = r->page_asked = false;
		r->pending.a = ACTION_none;
		r->note[0] = 0;
		sidebar_reset(u);
		sidebar_actors(u);
		u->related_due = clock_mono_ms() + (open ? 0 : UI_SETTLE_MS);
	}
	if (open && !r->opened) {
		r->opened = r->waiting = true;
		int64_t id = r->item.id;
		ui_send(u, &(struct engine_command){ .kind = ENGINE_OPEN, .id = id });
		if (!(r->item.flags & ITEM_READ))
			ui_flags(u, id, ITEM_READ, 0);
	}
	u->dirty = true;
}

static bool same_doc(const struct doc *a, const struct doc *b)
{
	return a->annotated == b->annotated && a->nquote == b->nquote && a->nmention == b->nmention && a->nentity == b->nentity &&
	       a->nactor == b->nactor && str_eq(a->byline, b->byline) && str_eq(a->text, b->text);
}

void reader_reload(struct ui *u, bool force)
{
	struct reader *r = &u->reader;
	if (!r->item.id || !r->doc)
		return;
	bool stored;
	enum doc_source source;
	struct doc *d = load_doc(u, &r->item, r->feed_only, &source, &stored);
	if (!force && same_doc(d, r->doc) && source == r->source && stored == r->stored) {
		doc_free(d);
		return;
	}
	/* Where the reader is, in words of the text. */
	bool below = r->top > 0 && r->top >= reader_head_lines(r) && r->wrap.n;
	uint32_t at = 0;
	char words[ANCHOR_BYTES];
	size_t nwords = 0;
	if (below) {
		at = r->wrap.line[r->top - reader_head_lines(r)].start;
		struct str rest = str_sub(r->doc->text, at, r->doc->block[r->wrap.line[r->top - reader_head_lines(r)].block].at.end);
		nwords = utf8_floor(rest, rest.n < ANCHOR_BYTES ? rest.n : ANCHOR_BYTES);
		memcpy(words, rest.s, nwords);
	}
	struct str anchor = str_n(words, nwords);
	size_t found = str_starts(str_sub(d->text, at, d->text.n), anchor) ? at : str_find(d->text, anchor, 0);
	if (below && found == STR_NPOS && !force) {
		doc_free(d);
		ui_say(u, false, "the full text is here: f shows it");
		return;
	}
	char *words_found = r->find.n ? str_dupz(r->find) : NULL;
	char *quote = r->cursor == CURSOR_QUOTE ? str_dupz(doc_str(r->doc, r->doc->quote[r->at].at)) : NULL;
	/* The same text with other actors keeps the cursor on its mention. */
	uint32_t top = r->top, mention = r->at;
	bool stays = r->cursor == CURSOR_MENTION && d->nmention == r->doc->nmention && str_eq(d->text, r->doc->text);
	struct store_item it = r->item;
	take_doc(u, &it, d);
	if (stays) {
		r->cursor = CURSOR_MENTION;
		r->at = mention;
	}
	r->source = source;
	r->stored = stored;
	if (below && found != STR_NPOS && found < d->text.n)
		r->top = reader_head_lines(r) + wrap_line_of(&r->wrap, (uint32_t)found);
	else
		r->top = below ? 0 : top;
	if (quote)
		shows_quote_of(u, str_of(quote));
	free(quote);
	if (words_found) {
		r->find = arena_str(&r->arena, str_of(words_found));
		reader_find_all(r);
	}
	free(words_found);
	reader_settle(u);
}

/* ---- actions ---- */

static void copy(struct ui *u)
{
	struct reader *r = &u->reader;
	struct buf b;
	buf_init(&b, 64 << 10);
	int q = reader_quote(u);
	if (q >= 0) {
		const struct quote *quote = &r->doc->quote[q];
		buf_add(&b, doc_str(r->doc, quote->at));
		if (quote->speaker_name.n)
			buf_addf(&b, " \u2014 " STR_FMT, STR_ARG(quote->speaker_name));
		buf_addf(&b, "\n" STR_FMT ", " STR_FMT ", ", STR_ARG(r->item.title), STR_ARG(r->item.feed_title));
		char day[32];
		clock_iso(day, r->item.published);
		buf_add(&b, str_n(day, 10));
		if (r->item.url.n)
			buf_addf(&b, "\n" STR_FMT, STR_ARG(r->item.url));
		buf_addc(&b, '\n');
	} else {
		buf_add(&b, r->item.url);
	}
	if (b.n) {
		copy_text(u, buf_str(&b));
		ui_say(u, false, q >= 0 ? "quote copied" : "link copied");
	} else {
		ui_say(u, false, "this story has no link");
	}
	buf_free(&b);
}

/* What is being opened is toggled, also while it is on its way. */
static void toggle_full_text(struct ui *u)
{
	struct reader *r = &u->reader;
	bool page_comes = r->waiting && r->source == DOC_FEED && (u->o->settings->number[SETTING_full_text] || r->page_asked);
	if (page_comes) {
		r->feed_only = !r->feed_only;
		ui_say(u, false, r->feed_only ? "the feed's own text stays; f shows the page's" : "fetching the page \u2026");
		return;
	}
	r->feed_only = r->doc && r->source == DOC_PAGE && !r->feed_only;
	uint32_t before = r->top;
	reader_reload(u, true);
	if (r->top > before)
		reader_settle(u);
	if (!r->feed_only && r->source == DOC_FEED) {
		r->waiting = r->page_asked = true;
		ui_send(u, &(struct engine_command){ .kind = ENGINE_FETCH_PAGE, .id = r->item.id });
		ui_say(u, false, "fetching the page \u2026");
	} else {
		ui_say(u, false, r->source == DOC_PAGE ? "full text" : "the feed's own text");
	}
}

/* What needs quotes or actors waits for them while the story is being opened. */
static bool must_wait(struct ui *u, enum action a, int count)
{
	static const enum action of_marks[] = {
		ACTION_next_quote, ACTION_prev_quote, ACTION_next_actor, ACTION_prev_actor, ACTION_quotes, ACTION_actors, ACTION_links,
	};
	struct reader *r = &u->reader;
	bool waits = false;
	for (size_t i = 0; i < sizeof of_marks / sizeof *of_marks; i++)
		waits = waits || a == of_marks[i];
	if (!waits || !r->waiting || (r->stored && r->doc->annotated))
		return false;
	r->pending.a = a;
	r->pending.count = count;
	r->pending.key = u->nkeys;
	ui_say(u, false, "%s: as soon as the text is here", action_info[a].command);
	return true;
}

void reader_catch_up(struct ui *u)
{
	struct reader *r = &u->reader;
	enum action a = r->pending.a;
	if (a == ACTION_none || (r->waiting && !(r->stored && r->doc->annotated)))
		return;
	r->pending.a = ACTION_none;
	if (r->pending.key == u->nkeys && u->focus == PANE_READER && !u->picker.kind && !u->prompt.kind) {
		u->message_until = 0;
		ui_act(u, a, r->pending.count);
	}
}

static bool move(struct ui *u, enum action a, int count)
{
	struct reader *r = &u->reader;
	int64_t n = count > 0 ? count : 1, h = reader_rows(u), top = r->top, most = top_most(u);
	switch (a) {
	case ACTION_down: top += n; break;
	case ACTION_up: top -= n; break;
	case ACTION_half_down: top += n * (h / 2 > 0 ? h / 2 : 1); break;
	case ACTION_half_up: top -= n * (h / 2 > 0 ? h / 2 : 1); break;
	case ACTION_page_up: top -= n * (h > 2 ? h - 2 : 1); break;
	case ACTION_page_down:
		if (top >= most) { /* read to the end: on to the next */
			ui_act(u, ACTION_next_unread, 0);
			return true;
		}
		top += n * (h > 2 ? h - 2 : 1);
		break;
	case ACTION_top: top = count > 0 ? count - 1 : 0; break;
	case ACTION_bottom: top = count > 0 ? count - 1 : most; break;
	default: return false;
	}
	r->top = top < 0 ? 0 : top > most ? (uint32_t)most : (uint32_t)top;
	u->dirty = true;
	return true;
}

static bool act(struct ui *u, enum action a, int count)
{
	struct reader *r = &u->reader;
	if (!r->item.id)
		return false;
	if (move(u, a, count) || must_wait(u, a, count))
		return true;
	switch (a) {
	case ACTION_open:
		if (r->cursor == CURSOR_LINK)
			open_browser(u, r->doc->link[r->at].url);
		else if (reader_actor(u) >= 0)
			ui_open_actor(u, (uint32_t)reader_actor(u));
		else if (!r->opened)
			reader_show(u, &r->item, true);
		else
			ui_say(u, false, "nothing is under the cursor: ) goes to a quote, ]e to an actor, u lists links");
		return true;
	case ACTION_back:
		if (u->key == KEYS_ESC && (r->cursor != CURSOR_NONE || r->find.n)) {
			r->cursor = CURSOR_NONE;
			r->nmatch = 0;
			r->find = STR_NONE;
			return true;
		}
		return false;
	case ACTION_next_quote: reader_walk_quotes(u, 1, count, false); return true;
	case ACTION_prev_quote: reader_walk_quotes(u, -1, count, false); return true;
	case ACTION_next_same: reader_walk_quotes(u, 1, count, true); return true;
	case ACTION_prev_same: reader_walk_quotes(u, -1, count, true); return true;
	case ACTION_next_actor: reader_walk_mentions(u, 1, count, false); return true;
	case ACTION_prev_actor: reader_walk_mentions(u, -1, count, false); return true;
	case ACTION_same_actor: reader_walk_mentions(u, 1, count, true); return true;
	case ACTION_same_actor_back: reader_walk_mentions(u, -1, count, true); return true;
	case ACTION_next_unread:
		if (!r->find.n)
			return false;
		reader_walk_matches(u, 1);
		return true;
	case ACTION_toggle_read:
		if (!r->find.n)
			return false;
		reader_walk_matches(u, -1);
		return true;
	case ACTION_quotes: pick_quotes(u); return true;
	case ACTION_actors: pick_actors(u); return true;
	case ACTION_links: pick_links(u); return true;
	case ACTION_indirect:
		u->indirect = !u->indirect;
		reader_set_shown(u);
		ui_say(u, false, u->indirect ? "indirect speech is marked" : "indirect speech is not marked");
		return true;
	case ACTION_full_text: toggle_full_text(u); return true;
	case ACTION_find: prompt_open(u, '/', STR("")); return true;
	case ACTION_copy: copy(u); return true;
	default: return false;
	}
}

static void click(struct ui *u, int x, int y)
{
	struct reader *r = &u->reader;
	struct rect text = reader_text_rect(u, u->layout.pane[PANE_READER]);
	uint32_t line = r->top + (uint32_t)y, head = reader_head_lines(r);
	if (!r->doc || line < head || line - head >= r->wrap.n)
		return;
	const struct wrap_line *l = &r->wrap.line[line - head];
	int cells = x + u->layout.pane[PANE_READER].x - text.x - l->indent;
	struct str s = str_n(r->doc->text.s + l->start, l->end - l->start);
	uint32_t at = l->start + (uint32_t)text_fit(s, cells > 0 ? (size_t)cells : 0, NULL);
	for (uint32_t i = 0; i < r->nshown; i++) {
		const struct quote *q = &r->doc->quote[r->shown[i]];
		if (at >= q->at.start && at < q->at.end) {
			reader_go(u, CURSOR_QUOTE, r->shown[i]);
			return;
		}
	}
	for (uint32_t i = 0; i < r->doc->nlink; i++)
		if (at >= r->doc->link[i].at.start && at < r->doc->link[i].at.end) {
			if (r->cursor == CURSOR_LINK && r->at == i)
				open_browser(u, r->doc->link[i].url);
			else
				reader_go(u, CURSOR_LINK, i);
			return;
		}
	r->cursor = CURSOR_NONE;
}

static void scroll(struct ui *u, int lines)
{
	move(u, lines > 0 ? ACTION_down : ACTION_up, lines > 0 ? lines : -lines);
}

static void quote_status(const struct ui *u, struct buf *out)
{
	const struct reader *r = &u->reader;
	const struct quote *q = &r->doc->quote[r->at];
	uint32_t number = 0;
	for (uint32_t i = 0; i < r->nshown; i++)
		if (r->shown[i] == r->at)
			number = i + 1;
	static const char *const kind[] = { "", "mixed ", "indirect " };
	buf_addf(out, " \u00B7 %squote %u/%u \u00B7 ", kind[q->kind], number, r->nshown);
	if (q->speaker_name.n) {
		buf_add(out, q->speaker_name);
		if (q->confidence < QUOTE_SURE)
			buf_addc(out, '?');
		if (q->actor >= 0 && r->doc->actor[q->actor].role.n)
			buf_addf(out, ", " STR_FMT, STR_ARG(r->doc->actor[q->actor].role));
	} else {
		buf_addz(out, "speaker not named");
	}
	if (range_some(q->cue))
		buf_addf(out, " \u00B7 " STR_FMT, STR_ARG(doc_str(r->doc, q->cue)));
}

static void status(struct ui *u, struct buf *out)
{
	struct reader *r = &u->reader;
	if (!r->item.id)
		return;
	uint32_t most = top_most(u), percent = most ? r->top * 100 / most : 100;
	buf_addf(out, "reader %u%%", percent);
	if (r->cursor == CURSOR_QUOTE) {
		quote_status(u, out);
	} else if (r->cursor == CURSOR_MENTION) {
		const struct actor *a = &r->doc->actor[r->doc->mention[r->at].actor];
		buf_addf(out, " \u00B7 " STR_FMT, STR_ARG(a->name));
		if (reader_twice(r->doc, (int64_t)r->at - 1, r->at))
			buf_addf(out, ", here \u201C" STR_FMT "\u201D", STR_ARG(doc_str(r->doc, r->doc->mention[r->at].at)));
		if (a->role.n)
			buf_addf(out, ", " STR_FMT, STR_ARG(a->role));
		buf_addf(out, " \u00B7 %u mention%s", a->mentions, a->mentions == 1 ? "" : "s");
	} else if (r->cursor == CURSOR_LINK) {
		buf_addf(out, " \u00B7 " STR_FMT, STR_ARG(r->doc->link[r->at].url));
	} else if (r->waiting) {
		buf_addz(out, " \u00B7 fetching the text \u2026");
	} else {
		if (r->doc && !r->doc->annotated && u->o->no_actors)
			buf_addf(out, " \u00B7 %s", u->o->no_actors);
		else if (r->doc)
			buf_addf(out, " \u00B7 %u quote%s \u00B7 %u actor%s", r->nshown, r->nshown == 1 ? "" : "s", u->sidebar.nactor,
			         u->sidebar.nactor == 1 ? "" : "s");
		if (r->note[0])
			buf_addf(out, " \u00B7 %s", r->note);
	}
}

static const enum action hints[] = {
	ACTION_next_quote, ACTION_quotes, ACTION_actors, ACTION_links, ACTION_browse, ACTION_help, ACTION_none
};
const struct view_ops reader_ops = { "reader", PLACE_READER, hints, act, reader_draw, click, scroll, status };
