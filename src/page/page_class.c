/* page_class.c - what class names, ids, roles and test ids say of an element: words that authors of pages use, in several
 * languages.
 *
 * Names are cut at punctuation, digits and capitals ("articleBody-main2" = article, body, main); a word counts when it is
 * in the table, or begins with a table word marked with '*'. Word lists: Readability's positive and negative names,
 * trafilatura's, and what class names of news sites have in common.
 */
#include "page_int.h"

struct word {
	const char *word; /* '*' at the end: a prefix */
	uint64_t signs;
	uint8_t n; /* its length, with the mark */
};
#define W(word, signs) { word, signs, sizeof(word) - 1 },
#define S(x) SIGN(x)
/* Sorted. */
static const struct word words[] = {
	W("about", S(BYLINE)) W("abstract", S(LEAD)) W("accordion", S(WIDGET)) W("actions", S(SHARE)) W("ad", S(AD))
	W("adblock*", S(AD)) W("addthis*", S(SHARE)) W("ads", S(AD)) W("adslot*", S(AD)) W("advert*", S(AD))
	W("afterarticle*", S(RELATED)) W("agency", S(BYLINE)) W("album", S(MEDIA)) W("alert*", S(MODAL)) W("also", S(RELATED))
	W("anuncio*", S(AD)) W("anzeige*", S(AD)) W("app", S(LINK)) W("aritcle", S(ARTICLE)) W("article", S(ARTICLE))
	W("articlebody*", S(ARTICLE) | S(BODY)) W("articlecontent*", S(ARTICLE) | S(BODY)) W("articletext*", S(ARTICLE) | S(BODY))
	W("artikel*", S(ARTICLE)) W("aside*", S(SIDE)) W("attribution*", S(CAPTION)) W("auteur*", S(BYLINE)) W("author*", S(BYLINE))
	W("autor*", S(BYLINE)) W("banner*", S(AD) | S(HEAD)) W("barrier*", S(PAYWALL)) W("bio*", S(BYLINE)) W("blockquote", S(QUOTE))
	W("blog*", S(ARTICLE)) W("blurb", S(TEASER)) W("body", S(BODY)) W("bodycopy*", S(BODY)) W("bodytext*", S(BODY) | S(TEXT))
	W("bottom*", S(FOOT)) W("box", S(WIDGET)) W("breadcrumb*", S(NAV)) W("breaking", S(NAV)) W("browse*", S(NAV))
	W("btn*", S(LINK)) W("button*", S(LINK)) W("byline*", S(BYLINE)) W("cabecera", S(HEAD)) W("calltoaction", S(PROMO))
	W("campaign", S(PROMO)) W("caption*", S(CAPTION)) W("card*", S(TEASER)) W("carousel*", S(MEDIA) | S(LIST))
	W("categor*", S(TAGS)) W("chapeau", S(LEAD)) W("chapo", S(LEAD)) W("cmp", S(COOKIE)) W("collapse*", S(HIDDEN))
	W("comment*", S(COMMENT)) W("community", S(COMMENT)) W("complementary", S(SIDE)) W("consent*", S(COOKIE))
	W("contact*", S(FOOT)) W("contenido*", S(BODY)) W("content", S(BODY)) W("contentinfo", S(FOOT)) W("contents", S(TOC))
	W("contenu*", S(BODY)) W("contributor*", S(BYLINE)) W("cookie*", S(COOKIE)) W("copy", S(TEXT)) W("copyright*", S(LEGAL))
	W("corpo*", S(BODY)) W("corps", S(BODY)) W("correction*", S(LEGAL)) W("credit*", S(CAPTION)) W("crosshead*", S(TITLE))
	W("cta", S(PROMO)) W("cuerpo*", S(BODY)) W("date*", S(DATE)) W("datum*", S(DATE)) W("deck", S(LEAD)) W("dek", S(LEAD))
	W("desc", S(LEAD)) W("description*", S(LEAD)) W("dialog*", S(MODAL)) W("didomi*", S(COOKIE)) W("disclaimer*", S(LEGAL))
	W("disclosure*", S(LEGAL)) W("disqus*", S(COMMENT)) W("donat*", S(PROMO)) W("download*", S(PROMO)) W("drawer*", S(NAV))
	W("dropdown*", S(NAV)) W("editor*", S(META)) W("email*", S(SHARE)) W("embed*", S(MEDIA)) W("entry", S(ARTICLE))
	W("excerpt*", S(LEAD)) W("exclude", S(HIDDEN)) W("explore*", S(RELATED)) W("facebook*", S(SHARE)) W("facet*", S(NAV))
	W("factbox*", S(WIDGET)) W("faq", S(NOTE)) W("featured*", S(TEASER)) W("feed", S(LIST)) W("feedback*", S(COMMENT))
	W("fig*", S(MEDIA)) W("filter*", S(NAV)) W("flyout*", S(NAV)) W("follow*", S(SHARE)) W("foot", S(FOOT)) W("footer*", S(FOOT))
	W("footnote*", S(NOTE)) W("form", S(FORM)) W("formatted", S(TEXT)) W("foto*", S(CAPTION) | S(MEDIA)) W("fusszeile", S(FOOT))
	W("galerie*", S(MEDIA)) W("galler*", S(MEDIA)) W("gdpr*", S(COOKIE)) W("glossary", S(NOTE)) W("grid", S(LIST))
	W("hat", S(LEAD)) W("head", S(HEAD)) W("header*", S(HEAD)) W("heading*", S(TITLE)) W("headline*", S(TITLE))
	W("hed", S(TITLE)) W("hero*", S(HEAD)) W("hidden*", S(HIDDEN)) W("hide*", S(HIDDEN)) W("highlight*", S(TEASER))
	W("hint*", S(NOTE)) W("icon*", S(LINK)) W("image*", S(MEDIA)) W("img*", S(MEDIA)) W("info", S(META)) W("infobox*", S(WIDGET))
	W("instagram*", S(SHARE) | S(MEDIA)) W("intro*", S(LEAD)) W("item*", S(LIST)) W("job*", S(PROMO)) W("jump*", S(NAV))
	W("kategori*", S(TAGS)) W("keyword*", S(TAGS)) W("kicker*", S(META)) W("kommentar*", S(COMMENT)) W("label*", S(TAGS))
	W("latest*", S(RELATED)) W("lead*", S(LEAD)) W("legal*", S(LEGAL)) W("legend*", S(CAPTION)) W("leia*", S(RELATED))
	W("license*", S(LEGAL)) W("lightbox*", S(MEDIA) | S(MODAL)) W("like*", S(SHARE)) W("link*", S(LINK)) W("linkedin*", S(SHARE))
	W("list*", S(LIST)) W("live*", S(LIVE)) W("liveblog*", S(LIVE)) W("loading", S(HIDDEN)) W("location*", S(META))
	W("login*", S(FORM)) W("logo*", S(HEAD)) W("lowdown", S(LEAD)) W("main", S(BODY)) W("maincontent", S(BODY))
	W("marketing", S(PROMO)) W("masthead*", S(HEAD)) W("matome", S(RELATED)) W("media*", S(MEDIA)) W("member*", S(PAYWALL))
	W("menu*", S(NAV)) W("meta*", S(META)) W("metered", S(PAYWALL)) W("modal*", S(MODAL)) W("more*", S(RELATED))
	W("most*", S(RELATED)) W("mostread*", S(RELATED)) W("nav*", S(NAV)) W("newsletter*", S(PROMO))
	W("next*", S(NAV) | S(RELATED)) W("noprint*", S(HIDDEN)) W("nota", S(ARTICLE)) W("note", S(NOTE)) W("notes", S(NOTE))
	W("notice*", S(MODAL)) W("noticia*", S(ARTICLE)) W("notification*", S(MODAL)) W("offer*", S(PAYWALL))
	W("offscreen*", S(HIDDEN)) W("onetrust*", S(COOKIE)) W("opinary*", S(WIDGET)) W("outbrain*", S(RELATED) | S(AD))
	W("overlay*", S(MODAL)) W("pager*", S(NAV)) W("pagination*", S(NAV)) W("paginator*", S(NAV)) W("paid*", S(PAYWALL))
	W("par", S(TEXT)) W("para", S(TEXT)) W("paragraph*", S(TEXT)) W("partner*", S(AD)) W("payment*", S(PAYWALL))
	W("paywall*", S(PAYWALL)) W("person*", S(BYLINE)) W("photo*", S(CAPTION) | S(MEDIA)) W("piano", S(PAYWALL))
	W("picture*", S(MEDIA)) W("player*", S(MEDIA)) W("plus", S(PAYWALL)) W("podcast*", S(MEDIA)) W("poll*", S(WIDGET))
	W("popular*", S(RELATED)) W("popup*", S(MODAL)) W("post", S(ARTICLE)) W("postbody*", S(ARTICLE) | S(BODY))
	W("postcontent*", S(ARTICLE) | S(BODY)) W("posted*", S(DATE) | S(BYLINE)) W("premium*", S(PAYWALL)) W("prev*", S(NAV))
	W("print*", S(SHARE)) W("privacy*", S(COOKIE)) W("product*", S(PROMO)) W("profile*", S(BYLINE)) W("promo*", S(PROMO))
	W("prose*", S(TEXT) | S(BODY)) W("pub", S(AD)) W("publi", S(AD)) W("publicidad*", S(AD)) W("publicite*", S(AD))
	W("publish*", S(DATE)) W("pullquote*", S(QUOTE)) W("quiz*", S(WIDGET)) W("quote*", S(QUOTE)) W("rail*", S(SIDE))
	W("rating*", S(WIDGET)) W("reactions", S(SHARE) | S(COMMENT)) W("read", S(TEXT)) W("readable*", S(TEXT))
	W("readers*", S(COMMENT)) W("readmore*", S(RELATED)) W("readtime*", S(META)) W("recirc*", S(RELATED))
	W("recommend*", S(RELATED)) W("redaction*", S(BYLINE)) W("references*", S(NOTE)) W("region*", S(META))
	W("register*", S(FORM)) W("registration*", S(FORM)) W("regwall*", S(PAYWALL)) W("rel", S(RELATED)) W("relac*", S(RELATED))
	W("relat*", S(RELATED)) W("reply*", S(COMMENT)) W("respond*", S(COMMENT)) W("review*", S(ARTICLE)) W("rich", S(TEXT))
	W("richtext*", S(TEXT) | S(BODY)) W("river*", S(LIST)) W("rss*", S(SHARE)) W("rubric*", S(META)) W("screen", S(HIDDEN))
	W("scroll*", S(NAV)) W("search*", S(FORM)) W("secondary*", S(SIDE)) W("series*", S(RELATED)) W("share*", S(SHARE))
	W("sharing*", S(SHARE)) W("sidebar*", S(SIDE)) W("signature*", S(BYLINE)) W("signin*", S(FORM)) W("signup*", S(PROMO))
	W("similar*", S(RELATED)) W("skip*", S(NAV)) W("slide*", S(MEDIA) | S(LIST)) W("snippet*", S(TEASER)) W("social*", S(SHARE))
	W("sociallinks*", S(SHARE)) W("source*", S(CAPTION) | S(NOTE)) W("sponsor*", S(AD)) W("sr", S(HIDDEN))
	W("standfirst*", S(LEAD)) W("sticky*", S(NAV)) W("story", S(ARTICLE)) W("storybody*", S(ARTICLE) | S(BODY))
	W("storycontent*", S(ARTICLE) | S(BODY)) W("strap*", S(LEAD)) W("subhead*", S(TITLE)) W("subline*", S(LEAD))
	W("submeta*", S(META)) W("subnav*", S(NAV)) W("subscri*", S(PROMO) | S(PAYWALL)) W("subtitle*", S(LEAD))
	W("suggest*", S(RELATED)) W("sumario*", S(LEAD)) W("summary*", S(LEAD)) W("support*", S(PROMO)) W("survey*", S(WIDGET))
	W("tab", S(NAV)) W("table", S(WIDGET)) W("taboola*", S(RELATED) | S(AD)) W("tabs", S(NAV)) W("tag", S(TAGS))
	W("tagline*", S(LEAD)) W("tags*", S(TAGS)) W("tease*", S(TEASER)) W("telegram*", S(SHARE)) W("terms*", S(LEGAL))
	W("text", S(TEXT)) W("texte*", S(TEXT)) W("texto*", S(TEXT)) W("thumb*", S(MEDIA)) W("ticker*", S(NAV)) W("tile*", S(TEASER))
	W("time*", S(DATE)) W("timeline*", S(LIVE)) W("tip", S(NOTE)) W("title*", S(TITLE)) W("titre*", S(TITLE))
	W("titulo*", S(TITLE)) W("toast*", S(MODAL)) W("toc*", S(TOC)) W("toggle*", S(NAV)) W("toolbar*", S(SHARE))
	W("tools*", S(SHARE)) W("tooltip*", S(MODAL)) W("top", S(HEAD)) W("topbar*", S(NAV)) W("topic*", S(TAGS))
	W("trailer*", S(TEASER)) W("trending*", S(RELATED)) W("trust*", S(LEGAL)) W("tweet*", S(SHARE)) W("twitter*", S(SHARE))
	W("typography*", S(TEXT)) W("unlock*", S(PAYWALL)) W("updated*", S(DATE)) W("upsell*", S(PAYWALL)) W("user*", S(BYLINE))
	W("utility*", S(NAV)) W("video*", S(MEDIA)) W("visually*", S(HIDDEN)) W("visuallyhidden*", S(HIDDEN)) W("vorspann*", S(LEAD))
	W("vote*", S(WIDGET)) W("weather*", S(WIDGET)) W("webform*", S(FORM)) W("weiter*", S(RELATED)) W("werbung*", S(AD))
	W("whatsapp*", S(SHARE)) W("widget*", S(WIDGET)) W("writer*", S(BYLINE)) W("wysiwyg*", S(TEXT)) W("youtube*", S(MEDIA))
	W("zitat*", S(QUOTE))
};
#undef S
#undef W

static int by_word(const struct word *w, const char *s, size_t n)
{
	size_t len = w->n;
	bool prefix = w->word[len - 1] == '*';
	if (prefix)
		len--;
	size_t common = len < n ? len : n;
	int c = memcmp(w->word, s, common);
	if (c)
		return c;
	if (len == n || (prefix && len < n))
		return 0;
	return len < n ? -1 : 1;
}

static uint64_t word_signs(const char *s, size_t n)
{
	/* Few words begin with one letter: a scan of those, the longest match wins. */
	size_t lo = 0, hi = sizeof words / sizeof *words, count = hi;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		if (words[mid].word[0] < s[0])
			lo = mid + 1;
		else
			hi = mid;
	}
	uint64_t signs = 0;
	size_t best = 0;
	for (size_t k = lo; k < count && words[k].word[0] == s[0]; k++) {
		if (words[k].word[1] == s[1] && by_word(&words[k], s, n) == 0) { /* all have two letters and more */
			size_t len = words[k].n;
			if (len > best) {
				best = len;
				signs = words[k].signs;
			}
		}
	}
	return signs;
}

uint64_t page_signs(struct str names)
{
	uint64_t signs = 0;
	char w[32];
	size_t n = 0;
	if (names.n > 1024)
		names.n = 1024;
	for (size_t i = 0; i <= names.n; i++) {
		char c = i < names.n ? names.s[i] : ' ';
		bool upper = c >= 'A' && c <= 'Z', letter = upper || (c >= 'a' && c <= 'z');
		bool hump = upper && i > 0 && names.s[i - 1] >= 'a' && names.s[i - 1] <= 'z';
		if ((!letter || hump) && n) {
			if (n > 1)
				signs |= word_signs(w, n);
			n = 0;
		}
		if (letter && n < sizeof w)
			w[n++] = (char)(upper ? c + 32 : c);
	}
	return signs;
}
