/* alias.c - two names that the text itself says are one person's: "Jan Kowal, better known as Kowalski", "Lady Bird (born Ann Novak)",
 * and a title that stands for the name beside it: "John Doe, 2nd Earl of Somewhere".
 */
#include "config.h"

#include "coref_int.h"

#define BETWEEN_MAX 40    /* tokens between the two names */
#define KNOWN_AS_MAX 6    /* tokens of "known to his friends as" */

enum says { SAYS_NOTHING, SAYS_ALSO, SAYS_BETTER, SAYS_BORN };

/* Do the words before token `name` say that what follows is another name? Where they begin goes to `from`. */
static enum says says_alias(const struct lang_ctx *c, uint32_t name, uint32_t *from)
{
	uint32_t s = c->sent_start[c->sent[name]], i = name;
	while (i > s && name - i < 3 && (c->tok[i - 1].kind == TOK_OPEN ||
		str_listed(c->low[i - 1], STR(" the simply just sister brother father saint "))))
		i--;
	if (i == s)
		return SAYS_NOTHING;
	*from = --i;
	if (str_listed(c->low[i], STR(" aka a.k.a a.k.a. ")))
		return SAYS_ALSO;
	if (str_listed(c->low[i], STR(" born nee ne ")) && i > s && (c->tok[i - 1].kind == TOK_OPEN || str_eqz(c->low[i - 1], ",")) && name == i + 1)
		return SAYS_BORN;
	/* "known by her pseudonym X", "under the name X" */
	bool by = str_listed(c->low[i], STR(" pseudonym name nickname moniker alias "));
	if (!by && !str_eqz(c->low[i], "as"))
		return SAYS_NOTHING;
	for (unsigned n = 0; i > s && n < KNOWN_AS_MAX; n++) {
		i--;
		if (by && c->tok[i].kind != TOK_WORD)
			break;
		if (str_eqz(c->low[i], "known")) {
			*from = i;
			return i > s && str_listed(c->low[i - 1], STR(" better best professionally commonly popularly widely now later ")) ? SAYS_BETTER : SAYS_ALSO;
		}
	}
	return SAYS_NOTHING;
}

/* The person in whose sentence the words stand, and of whom they speak: the nearest before them, unless a relative comes between. */
static int32_t subject_of(const struct lang_ctx *c, uint32_t ent, uint32_t from)
{
	for (uint32_t i = ent; i-- > 0;) {
		const struct lang_entity *e = &c->ent[i];
		if (c->sent[e->at.start] != c->sent[from] || from - e->at.end > BETWEEN_MAX)
			return -1;
		if (e->type != ENT_PER || e->at.end > from)
			continue;
		for (uint32_t k = e->at.end; k < from; k++)
			if (str_listed(c->low[k], STR(" his her their its whose 's ")))
				return -1;
		return (int32_t)i;
	}
	return -1;
}

int32_t alias_of(const struct coref *k, uint32_t ent, bool *better)
{
	const struct lang_ctx *c = k->c;
	uint32_t from;
	enum says says = says_alias(c, c->ent[ent].at.start, &from);
	*better = says == SAYS_BETTER;
	return says == SAYS_NOTHING ? -1 : subject_of(c, ent, from);
}

int32_t title_of(const struct coref *k, uint32_t ent)
{
	const struct lang_ctx *c = k->c;
	uint32_t at = c->ent[ent].at.start, s = c->sent_start[c->sent[at]], i = at;
	if (!ent || c->ent[ent].at.end - at != 1 || !(role_noun(c->low[at]) & ROLE_TITLE))
		return -1;
	/* "the", "2nd", "last" */
	while (i > s && at - i < 3 && !str_eqz(c->low[i - 1], ","))
		i--;
	if (i <= s || !str_eqz(c->low[i - 1], ","))
		return -1;
	const struct lang_entity *before = &c->ent[ent - 1];
	return before->type == ENT_PER && before->at.end == i - 1 ? (int32_t)ent - 1 : -1;
}
