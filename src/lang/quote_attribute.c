/* quote_attribute.c - quotes_attribute: from the words that name a speaker to the actor, and how sure that is. */
#include "config.h"

#include "quote_int.h"

/* The first mention that ends behind token i: mentions are sorted by start, so a short walk back finds the nested ones. */
static uint32_t men_from(const struct lang_ctx *c, uint32_t tok)
{
	uint32_t lo = 0, hi = c->nmen;

	while (lo < hi) {
		uint32_t mid = (lo + hi) / 2;

		if (c->men[mid].at.start <= tok)
			lo = mid + 1;
		else
			hi = mid;
	}
	return lo;
}

/* The mention that is the speaker's words: its head is theirs; the closer in size the better. */
static int32_t find_actor(const struct lang_ctx *c, struct tspan at, uint8_t *kind)
{
	uint32_t head = speaker_head(c, at), best_off = UINT32_MAX;
	int32_t actor = -1;

	for (uint32_t n = men_from(c, head), looked = 0; n-- > 0 && looked < 32; looked++) {
		const struct lang_mention *m = &c->men[n];

		if (m->at.end <= head || m->actor < 0)
			continue;
		bool heads = m->head == head || m->at.end == head + 1 ||
			(m->at.start >= at.start && m->at.end <= at.end && m->kind == MENTION_NAME && m->at.end > head);
		if (!heads)
			continue;
		uint32_t off = (m->at.start > at.start ? m->at.start - at.start : at.start - m->at.start) +
			(m->at.end > at.end ? m->at.end - at.end : at.end - m->at.end) + (m->head == head ? 0 : 2);
		if (off < best_off) {
			best_off = off;
			actor = m->actor;
			*kind = m->kind;
		}
	}
	return actor;
}

/* "The council and the guild": neither of them alone */
static bool joined(const struct lang_ctx *c, struct tspan at)
{
	for (uint32_t i = at.start + 1; i + 1 < at.end; i++) {
		if (c->ent_of[i] >= 0)
			continue;
		if (quote_word_class(c->low[i]) & (W_PREP | W_WH))
			return false;
		if (str_eqz(c->low[i], "and") || str_eqz(c->low[i], "&"))
			return true;
	}
	return false;
}

void quotes_attribute(struct lang_ctx *c)
{
	for (uint32_t i = 0; i < c->nquo; i++) {
		struct lang_quote *q = &c->quo[i];
		uint8_t kind = MENTION_NAME;

		q->actor = -1;
		if (q->speaker.end <= q->speaker.start) {
			q->confidence = 0;
			continue;
		}
		q->actor = joined(c, q->speaker) ? -1 : find_actor(c, q->speaker, &kind);
		bool pronoun = q->speaker.end == q->speaker.start + 1 && (quote_word_class(c->low[q->speaker.start]) & (W_SUBJ | W_OBJ));
		unsigned conf = q->confidence;
		if (q->actor >= 0 && kind == MENTION_PRONOUN)
			conf = conf * 85 / 100; /* the pronoun's own resolution can be wrong */
		else if (q->actor >= 0 && kind == MENTION_NOMINAL)
			conf = conf * 90 / 100;
		else if (pronoun && q->actor < 0)
			conf = conf > 40 ? 40 : conf;
		q->confidence = (uint8_t)(conf > 100 ? 100 : conf);
	}
}
