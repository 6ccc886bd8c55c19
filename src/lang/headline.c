/* headline.c - names in headlines that write each word with a capital, by what the rest of the text says.
 *
 * There a capital tells nothing, so that words beside a name are taken for a part of it ("Novak Defends Budget"). Names that other sentences
 * have say where one ends; what a text or English at large writes small is no name by itself.
 */
#include "config.h"

#include "model.h"
#include "quotidian/map.h"

#define NAME_TOKENS 8 /* longer ones stay as they are */

struct evidence {
	const struct feat *f;
	struct arena *a;
	struct map known; /* folded names of plain sentences, a person's surname too -> type + 1 */
};

static struct str joined(const struct evidence *v, uint32_t start, uint32_t end)
{
	struct buf b;
	buf_init(&b, 0);
	for (uint32_t i = start; i < end; i++) {
		buf_add(&b, v->f->t->low[i]);
		buf_addc(&b, ' ');
	}
	struct str s = arena_str(v->a, buf_str(&b));
	buf_free(&b);
	return s;
}

/* What follows a surname. */
static bool suffix(struct str low)
{
	return str_listed(low, STR(" jr jr. sr sr. ii iii iv "));
}

static void gather(struct evidence *v, const struct tag_span *s, uint32_t n)
{
	for (uint32_t i = 0; i < n; i++) {
		if (v->f->tok[s[i].start].sent_kind || s[i].end - s[i].start > NAME_TOKENS)
			continue;
		*map_put(&v->known, joined(v, s[i].start, s[i].end)) = s[i].type + 1u;
		if (s[i].type == ENT_PER && s[i].end - s[i].start > 1 && !suffix(v->f->t->low[s[i].end - 1]))
			*map_put(&v->known, joined(v, s[i].end - 1, s[i].end)) = ENT_PER + 1u;
	}
}

static unsigned known_as(const struct evidence *v, uint32_t start, uint32_t end)
{
	const uint64_t *type = map_get(&v->known, joined(v, start, end));
	return type ? (unsigned)*type : 0;
}

/* A word that is hardly the part of a name: the text writes it small, or English does, or only the headline has it, beside a full name. */
static bool beside(const struct evidence *v, uint32_t i, bool full)
{
	const struct feat_tok *t = &v->f->tok[i];
	unsigned listed = names_word(v->f->names, v->f->t->low[i]);
	if (t->seen_low)
		return true;
	if (suffix(v->f->t->low[i]) || (listed & (NAME_GIVEN | NAME_COUNTRY | NAME_DEMONYM)))
		return false;
	return (t->use % 3 == 0 && (t->use >= 6 || (t->kinds & (LEX_SAY | LEX_HUMAN)))) || (full && !t->seen_cap && !(listed & NAME_SURNAME));
}

struct parts {
	struct tag_span s[NAME_TOKENS];
	uint32_t n;
};

/* The names that other sentences know in [start, end), from left to right, the longest first. */
static void known_parts(const struct evidence *v, uint32_t start, uint32_t end, struct parts *out)
{
	for (uint32_t a = start, len; a < end; a += len) {
		unsigned type = 0;
		for (len = end - a; len > 0 && !type; len -= !type)
			type = known_as(v, a, a + len);
		if (type)
			out->s[out->n++] = (struct tag_span){ a, a + len, (uint8_t)(type - 1) };
		else
			len = 1;
	}
}

/* What a name in a headline really holds, when other sentences know parts of it and what is between them is none. */
static bool cut_to_known(const struct evidence *v, struct tag_span s, struct parts *out)
{
	out->n = 0;
	known_parts(v, s.start, s.end, out);
	for (uint32_t k = 1; k < out->n; k++)
		if (out->s[k].start == out->s[k - 1].end) /* a first name and a surname, say */
			return false;
	for (uint32_t i = s.start, k = 0; i < s.end; i++) {
		if (k < out->n && i == out->s[k].start)
			i = out->s[k++].end - 1;
		else if (!beside(v, i, (k > 0 && out->s[k - 1].end - out->s[k - 1].start > 1)))
			return false;
	}
	return out->n > 0;
}

/* Does the text itself write each word small? */
static bool no_name(const struct feat *f, struct tag_span s)
{
	for (uint32_t i = s.start; i < s.end; i++)
		if (!f->tok[i].seen_low || f->tok[i].seen_cap)
			return false;
	return true;
}

void headline_names(const struct feat *f, struct arena *a, struct tag_span **s, uint32_t *n)
{
	struct evidence v = { .f = f, .a = a };
	struct tag_span *all = NULL;
	uint32_t count = 0, cap = 0;
	bool any = false;
	for (uint32_t i = 0; i < *n && !any; i++)
		any = f->tok[(*s)[i].start].sent_kind == 1;
	if (!any)
		return;
	gather(&v, *s, *n);
	for (uint32_t i = 0; i < *n; i++) {
		struct tag_span e = (*s)[i];
		struct parts part = { .n = 0 };
		bool headline = f->tok[e.start].sent_kind == 1 && e.end - e.start <= NAME_TOKENS && !known_as(&v, e.start, e.end);
		if (headline && cut_to_known(&v, e, &part))
			for (uint32_t k = 0; k < part.n; k++)
				ARENA_PUSH(a, struct tag_span, all, count, cap, part.s[k]);
		else if (!headline || !no_name(f, e))
			ARENA_PUSH(a, struct tag_span, all, count, cap, e);
	}
	map_free(&v.known);
	*s = all;
	*n = count;
}
