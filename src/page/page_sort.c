/* page_sort.c - what a page is that has no article: its address' and its own words for errors, consent, logging in and paying, and the
 * share of links that read like headlines.
 */
#include "page_int.h"

#define FEW_WORDS 150 /* fewer than these with a note about subscribers: the beginning of an article */
#define LISTED 8      /* links like headlines that make a list of stories */
#define LISTED_WORDS 60 /* below one of them */

struct signs {
	uint32_t headlines, headline_words; /* links of four words and more */
	uint32_t words;                     /* of text outside links */
	uint32_t cookie, paywall, login;    /* words of blocks that speak of it */
	uint32_t players, passwords;
	bool missing, bar; /* bar: a box that is named after paying */
};

/* "404", "Page not found": only as the title or the headline, in few words. */
static bool says_missing(struct str s)
{
	static const char *const words[] = { "404", "not found", "page missing", "no longer available", "doesn't exist", "does not exist", "can't be found",
		"cannot be found", "couldn't find", "nicht gefunden", "existiert nicht", "introuvable", "no encontrada", "no se encuentra", "non trovata",
		"não encontrada", "niet gevonden", "hittades inte", "ikke funnet", "ikke fundet", "nie znaleziono", "не найдена", "页面不存在", "見つかりません" };
	if (s.n > 90)
		return false;
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_ifind(s, str_of(words[i]), 0) != STR_NPOS)
			return true;
	return false;
}

static bool says_login(struct str s)
{
	static const char *const words[] = { "log in", "login", "sign in", "password", "anmelden", "passwort", "einloggen", "connexion", "mot de passe",
		"iniciar sesión", "contraseña", "accedi", "inloggen", "wachtwoord", "logga in", "zaloguj", "войти", "пароль" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (str_ifind(s, str_of(words[i]), 0) != STR_NPOS)
			return true;
	return false;
}

static void count(struct signs *s, const struct page_context *c)
{
	const struct page_tree *t = c->t;
	for (uint32_t i = 0; i < c->bs->n; i++) {
		const struct page_block *b = &c->bs->b[i];
		if (b->hidden == 1)
			continue;
		float ld = page_link_density(b);
		if (ld > 0.8f && b->words >= 4 && b->words <= 40) {
			s->headlines++;
			s->headline_words += b->words;
		} else if (ld < 0.5f) {
			s->words += b->words;
			s->cookie += b->phrases & PHRASE_COOKIE ? b->words : 0;
			s->paywall += b->phrases & PHRASE_PAYWALL ? b->words : 0;
		}
		if (b->words <= 30 && says_login(page_block_text(c->bs, b)))
			s->login += b->words;
		if (b->kind == BLOCK_H && b->level == 1 && says_missing(page_block_text(c->bs, b)))
			s->missing = true;
	}
	for (uint32_t i = 1; i < t->nnode; i++) {
		const struct page_node *n = &t->node[i];
		if (n->tag == TAG_input && str_ieq(page_attr(t, i, ATTR_type), STR("password")))
			s->passwords++;
		if ((n->signs & SIGN(PAYWALL)) && !(n->flags & NODE_HIDDEN) && c->sc->of[i].words >= 5)
			s->bar = true;
	}
}

/* Headlines of other stories stand between what seems to be the article's paragraphs, each with a few lines. */
static bool is_list(const struct page_context *c, uint32_t words)
{
	const struct page_blocks *bs = c->bs;
	uint32_t headlines = 0, first = UINT32_MAX, last = 0;
	for (uint32_t i = 0; i < bs->n; i++)
		if (bs->b[i].keep) {
			first = i < first ? i : first;
			last = i;
		}
	for (uint32_t i = first; i <= last && i < bs->n; i++) {
		const struct page_block *b = &bs->b[i];
		headlines += b->kind == BLOCK_H && b->hidden != 1 && b->words >= 4 && page_link_density(b) > 0.8f;
	}
	return headlines >= LISTED && words < headlines * LISTED_WORDS;
}

enum page_sort page_sort_of(const struct page_context *c, bool article, uint32_t words)
{
	if (article && !c->meta->says_article && is_list(c, words))
		return PAGE_LIST;
	if (article && (words >= FEW_WORDS || !c->meta->not_free))
		return PAGE_ARTICLE;
	struct signs s = { 0 };
	count(&s, c);
	if (article)
		return s.bar || s.paywall ? PAGE_PAYWALL : PAGE_ARTICLE;
	s.missing = s.missing || says_missing(c->meta->title);
	if (s.missing && words < FEW_WORDS)
		return PAGE_MISSING;
	if (c->meta->not_free || (s.paywall && s.bar))
		return PAGE_PAYWALL;
	if (s.cookie * 2 > s.words && s.cookie >= 10)
		return PAGE_CONSENT;
	if (s.passwords && (s.login || words < FEW_WORDS) && s.headlines < LISTED)
		return PAGE_LOGIN;
	if (c->meta->says_video)
		return PAGE_VIDEO;
	if (s.headlines >= LISTED && s.headline_words * 2 > words)
		return PAGE_LIST;
	if (s.paywall && words < FEW_WORDS)
		return PAGE_PAYWALL;
	return PAGE_UNKNOWN;
}

const char *page_sort_says(enum page_sort sort)
{
	static const char *const says[PAGE_SORTS] = {
		[PAGE_ARTICLE] = "",
		[PAGE_UNKNOWN] = "no article was found; this is what text there is",
		[PAGE_LIST] = "no article was found: the page is a list of stories",
		[PAGE_VIDEO] = "no article was found: the page shows a video",
		[PAGE_MISSING] = "no article was found: the site says that the page is not there",
		[PAGE_CONSENT] = "no article was found: the page asks for consent first",
		[PAGE_LOGIN] = "no article was found: the page asks to log in",
		[PAGE_PAYWALL] = "the page keeps the article for subscribers; this is what it shows",
	};
	return sort < PAGE_SORTS ? says[sort] : "";
}
