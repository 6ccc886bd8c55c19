/* page_phrase.c - what the wording of a line says of it: "Read more", "Photo:", "Sign up for our newsletter", in the
 * languages of the web's news. Evidence for the weights in page_forest.c, never a verdict by itself.
 */
#include "page_int.h"

struct phrase {
	const char *text; /* lower case; '*' at the end: a prefix of a longer word */
	uint16_t kinds;
	uint8_t start; /* only at the beginning of the line */
};
#define K(x) PHRASE_##x
/* Sorted by bytes. */
static const struct phrase phrases[] = {
	{ "(ap photo", K(CREDIT), 0 }, { "(bild", K(CREDIT), 0 }, { "(c)", K(LEGAL), 0 }, { "(file photo)", K(CREDIT), 0 },
	{ "(file)", K(CREDIT), 0 }, { "(foto", K(CREDIT), 0 }, { "(getty", K(CREDIT), 0 }, { "(image", K(CREDIT), 0 },
	{ "(photo", K(CREDIT), 0 }, { "(photo:", K(CREDIT), 0 }, { "/afp", K(CREDIT), 0 }, { "/dpa", K(CREDIT), 0 },
	{ "@", K(BYLINE), 0 }, { "a lire", K(RELATED), 1 }, { "abbonati", K(PROMO), 0 }, { "abgelegt unter", K(NAV), 0 },
	{ "abone ol", K(PROMO), 0 },
	{ "abonează-te", K(PROMO), 0 }, { "abonneer", K(PROMO), 0 }, { "abonnez-vous", K(PROMO), 0 }, { "abonniere", K(PROMO), 0 },
	{ "abonnieren", K(PROMO), 0 }, { "abonnieren sie", K(PROMO), 0 }, { "about the author", K(BYLINE), 1 },
	{ "above:", K(CREDIT), 1 }, { "accedi", K(COMMENT), 1 }, { "accept all", K(COOKIE), 0 },
	{ "access articles from", K(PAYWALL), 0 }, { "access to select articles", K(PAYWALL), 0 },
	{ "accueil", K(NAV), 1 }, { "actualizado", K(DATE), 1 }, { "ad", K(AD), 1 },
	{ "ad blocker", K(COOKIE), 0 }, { "adblock", K(COOKIE), 0 }, { "adblocker", K(COOKIE), 0 },
	{ "add a comment", K(COMMENT), 1 }, { "add as preferred", K(SHARE), 1 }, { "add us", K(SHARE), 1 },
	{ "additional reporting", K(BYLINE), 1 }, { "además", K(RELATED), 1 }, { "ads by", K(AD), 1 }, { "advertentie", K(AD), 1 },
	{ "advertisement", K(AD), 1 }, { "advertisements", K(AD), 1 }, { "advertising", K(AD), 1 },
	{ "affiliate commission", K(PROMO), 0 }, { "affiliate links", K(PROMO), 0 }, { "afp/", K(CREDIT), 0 },
	{ "aggiornato", K(DATE), 1 }, { "aktualisiert", K(DATE), 1 }, { "aktualizacja", K(DATE), 1 }, { "all", K(NAV), 1 },
	{ "all rights reserved", K(LEGAL), 0 }, { "alle angaben ohne", K(LEGAL), 0 },
	{ "alle rechte", K(LEGAL), 0 }, { "alle rechte vorbehalten", K(LEGAL), 0 },
	{ "alle rechten", K(LEGAL), 0 }, { "already a subscriber", K(PAYWALL), 0 }, { "already have an account", K(PAYWALL), 0 },
	{ "also in this", K(RELATED), 1 }, { "also read", K(RELATED), 1 }, { "also:", K(RELATED), 1 }, { "am et", K(DATE), 0 },
	{ "anadolu agency", K(CREDIT), 0 }, { "anhören", K(SHARE), 1 }, { "anmelden", K(COMMENT), 1 }, { "annonce", K(AD), 1 },
	{ "annons", K(AD), 1 }, { "antworten", K(COMMENT), 1 }, { "anzeige", K(AD), 1 }, { "ap photo", K(CREDIT), 0 },
	{ "app now", K(PROMO), 0 }, { "archivbild", K(CREDIT), 1 }, { "archivfoto", K(CREDIT), 1 },
	{ "around the web", K(RELATED), 1 }, { "article continues", K(AD), 0 }, { "articles liés", K(RELATED), 1 },
	{ "articles similaires", K(RELATED), 1 }, { "articoli correlati", K(RELATED), 1 }, { "artikel anhören", K(SHARE), 1 },
	{ "artikel teilen", K(SHARE), 1 }, { "artículos relacionados", K(RELATED), 1 }, { "ascolta", K(SHARE), 1 },
	{ "assine", K(PROMO), 0 }, { "associated press photo", K(CREDIT), 0 }, { "atualizado", K(DATE), 1 },
	{ "auch interessant", K(RELATED), 1 }, { "auteur", K(BYLINE), 1 }, { "author", K(BYLINE), 1 }, { "author:", K(BYLINE), 1 },
	{ "autor", K(BYLINE), 1 }, { "autor:", K(BYLINE), 1 }, { "autore", K(BYLINE), 1 }, { "baca juga", K(RELATED), 1 },
	{ "back to", K(NAV), 1 }, { "bagikan", K(SHARE), 1 }, { "baixe o", K(PROMO), 0 }, { "become a member", K(PROMO), 0 },
	{ "bekijk ook", K(RELATED), 1 }, { "bereits abonnent", K(PAYWALL), 0 }, { "berlangganan", K(PROMO), 0 },
	{ "best deals", K(PROMO), 0 }, { "bild", K(CREDIT), 1 }, { "bild:", K(CREDIT), 1 }, { "bildergalerie", K(NAV), 1 },
	{ "bildquelle", K(CREDIT), 1 }, { "bloggern gefällt das", K(SHARE), 0 }, { "boletín", K(PROMO), 0 },
	{ "bookmark", K(SHARE), 1 }, { "breaking news alerts", K(PROMO), 0 }, { "business", K(NAV), 1 }, { "buy now", K(PROMO), 0 },
	{ "by", K(BYLINE), 1 }, { "by entering your email", K(COOKIE), 0 }, { "by registering", K(COOKIE), 0 },
	{ "by signing up", K(COOKIE), 0 }, { "by:", K(BYLINE), 1 }, { "bülten", K(PROMO), 0 },
	{ "california consumer", K(COOKIE), 0 }, { "can be reached at", K(BYLINE), 0 }, { "categories", K(NAV), 1 },
	{ "category", K(NAV), 1 }, { "check out", K(RELATED), 1 }, { "check out:", K(RELATED), 1 }, { "citește și", K(RELATED), 1 },
	{ "click here", K(PROMO), 0 }, { "click here", K(RELATED), 1 }, { "click the link", K(PROMO), 0 }, { "close", K(NAV), 1 },
	{ "comentar", K(COMMENT), 1 }, { "comentarios", K(COMMENT), 1 }, { "comentários", K(COMMENT), 1 },
	{ "comment", K(COMMENT), 1 }, { "comment below", K(COMMENT), 0 }, { "commentaires", K(COMMENT), 1 },
	{ "commenter", K(COMMENT), 1 }, { "commenti", K(COMMENT), 1 }, { "comments", K(COMMENT), 0 },
	{ "comments", K(COMMENT) | K(SHARE), 1 }, { "comments are closed", K(COMMENT), 0 }, { "comments below", K(COMMENT), 0 },
	{ "compartilhar", K(SHARE), 1 }, { "compartilhe", K(SHARE), 1 }, { "compartir", K(SHARE), 1 },
	{ "compiled by", K(BYLINE), 1 }, { "compártelo", K(SHARE), 1 }, { "condividi", K(SHARE), 1 },
	{ "consentement", K(COOKIE), 0 }, { "consentimiento", K(COOKIE), 0 }, { "contact", K(BYLINE), 1 },
	{ "contenido exclusivo", K(PAYWALL), 0 }, { "contents", K(NAV), 1 }, { "continue reading", K(RELATED), 1 },
	{ "continue reading below", K(AD), 0 }, { "continue reading this", K(PAYWALL), 0 }, { "continued below", K(AD), 0 },
	{ "continues below", K(AD), 0 }, { "contributed by", K(BYLINE), 1 }, { "contributed reporting", K(BYLINE), 0 },
	{ "contributed to this article", K(BYLINE), 0 }, { "contributed to this report", K(BYLINE), 0 }, { "cookie", K(COOKIE), 0 },
	{ "cookies", K(COOKIE), 0 }, { "copy link", K(SHARE), 1 }, { "copyright", K(LEGAL), 0 }, { "copyright:", K(CREDIT), 0 },
	{ "correction", K(LEGAL), 1 }, { "correction:", K(LEGAL), 0 }, { "corrections", K(LEGAL), 0 },
	{ "correspondent", K(BYLINE), 1 }, { "courtesy of", K(CREDIT), 1 }, { "create a free account", K(PAYWALL), 0 },
	{ "creative commons", K(LEGAL), 0 }, { "credit", K(CREDIT), 1 }, { "credit:", K(CREDIT), 1 }, { "credits:", K(CREDIT), 1 },
	{ "crédit", K(CREDIT), 1 }, { "crédit photo", K(CREDIT), 1 }, { "crédits", K(CREDIT), 1 }, { "czytaj także", K(RELATED), 1 },
	{ "czytaj też", K(RELATED), 1 }, { "daily briefing", K(PROMO), 0 }, { "das könnte dich", K(RELATED), 1 },
	{ "das könnte ihnen", K(RELATED), 1 }, { "das könnte sie", K(RELATED), 1 }, { "data protection", K(COOKIE), 0 },
	{ "data publikacji", K(DATE), 1 }, { "datenschutz", K(LEGAL), 0 }, { "datenschutzerklärung", K(COOKIE), 0 },
	{ "day ago", K(DATE), 0 }, { "days ago", K(DATE), 0 }, { "deel", K(SHARE), 1 }, { "deja un comentario", K(COMMENT), 1 },
	{ "deja una respuesta", K(COMMENT), 1 }, { "del", K(SHARE), 1 }, { "dela", K(SHARE), 1 }, { "delen", K(SHARE), 1 },
	{ "delivered to your inbox", K(PROMO), 0 }, { "descarga la app", K(PROMO), 0 }, { "di", K(BYLINE), 1 },
	{ "dieser eintrag wurde", K(DATE), 1 },
	{ "disclaimer", K(LEGAL), 0 }, { "disclaimer:", K(LEGAL), 0 }, { "distribuie", K(SHARE), 1 }, { "divulgação", K(CREDIT), 1 },
	{ "does not necessarily", K(LEGAL), 0 }, { "don't miss", K(RELATED), 1 }, { "donate", K(PROMO), 0 },
	{ "door", K(BYLINE), 1 }, { "download our app", K(PROMO), 0 }, { "download the app", K(PROMO), 0 }, { "dpa/", K(CREDIT), 0 },
	{ "drittanbieter", K(COOKIE), 0 }, { "drucken", K(SHARE), 1 }, { "drukuj", K(SHARE), 1 }, { "déjà abonné", K(PAYWALL), 0 },
	{ "e-mail", K(SHARE), 1 }, { "earn a commission", K(PROMO), 0 }, { "edited by", K(BYLINE), 1 },
	{ "editing by", K(BYLINE), 1 }, { "editor", K(BYLINE), 1 }, { "editor's note", K(LEGAL), 0 },
	{ "editor's picks", K(RELATED), 1 }, { "editor:", K(BYLINE), 1 }, { "editors' note", K(LEGAL), 0 },
	{ "editors' picks", K(RELATED), 1 }, { "edt", K(DATE), 0 }, { "einloggen", K(COMMENT), 1 }, { "einwilligung", K(COOKIE), 0 },
	{ "email", K(SHARE), 1 }, { "email her", K(BYLINE), 0 }, { "email him", K(BYLINE), 0 }, { "empfohlen", K(RELATED), 1 },
	{ "empfohlener redaktioneller inhalt", K(COOKIE), 0 }, { "enable javascript", K(COOKIE), 0 },
	{ "enable notifications", K(PROMO), 0 }, { "enjoy additional articles", K(PAYWALL), 0 }, { "enregistrer", K(SHARE), 1 },
	{ "entdecke", K(RELATED), 1 }, { "entdecken sie", K(RELATED), 1 }, { "entertainment", K(NAV), 1 },
	{ "entrar", K(COMMENT), 1 }, { "epa-efe", K(CREDIT), 0 }, { "epa/", K(CREDIT), 0 }, { "error", K(COOKIE), 1 },
	{ "erstellt", K(DATE), 1 }, { "escuchar", K(SHARE), 1 }, { "est", K(DATE), 0 }, { "etiquetas", K(NAV), 1 },
	{ "exclusive articles from", K(PAYWALL), 0 }, { "exclusive to subscribers", K(PAYWALL), 0 },
	{ "exclusivo para assinantes", K(PAYWALL), 0 }, { "expand", K(NAV), 1 }, { "explore more", K(RELATED), 1 },
	{ "externe inhalte", K(COOKIE), 0 }, { "externen inhalt", K(COOKIE), 0 }, { "externer inhalt", K(COOKIE), 0 },
	{ "facebook", K(SHARE), 1 }, { "fact-check", K(LEGAL), 0 }, { "file -", K(CREDIT), 1 }, { "file photo", K(CREDIT), 1 },
	{ "file –", K(CREDIT), 1 }, { "filed under", K(NAV), 1 }, { "filed under:", K(NAV), 1 }, { "file—", K(CREDIT), 1 },
	{ "find out more", K(RELATED), 1 }, { "first published", K(BYLINE) | K(DATE), 1 }, { "flipboard", K(SHARE), 1 },
	{ "folge uns", K(PROMO), 0 }, { "folgen sie uns", K(PROMO), 0 }, { "follow", K(BYLINE) | K(SHARE), 1 },
	{ "follow her on", K(PROMO), 0 }, { "follow him on", K(PROMO), 0 }, { "follow me on", K(PROMO), 0 },
	{ "follow us", K(PROMO), 0 }, { "font size", K(SHARE), 1 }, { "fonte:", K(CREDIT), 1 }, { "for subscribers", K(PAYWALL), 0 },
	{ "forrás:", K(CREDIT), 1 }, { "fot.", K(CREDIT), 1 }, { "foto", K(CREDIT), 1 }, { "foto:", K(CREDIT), 1 },
	{ "fotografía", K(CREDIT), 1 }, { "fotos:", K(CREDIT), 1 }, { "fotostrecke", K(NAV), 1 }, { "free articles", K(PAYWALL), 0 },
	{ "free of charge", K(PAYWALL), 0 }, { "free trial", K(PROMO), 0 }, { "from around the web", K(RELATED), 1 },
	{ "from left", K(CREDIT), 1 }, { "fuente:", K(CREDIT), 1 }, { "full coverage", K(RELATED), 1 },
	{ "full story", K(RELATED), 1 }, { "funda olunye", K(RELATED), 1 }, { "further reading", K(RELATED), 1 },
	{ "galerie", K(NAV), 1 }, { "gallery", K(NAV), 1 }, { "gefällt dir unser", K(PROMO), 1 },
	{ "gefällt mir", K(SHARE), 1 }, { "gepubliceerd", K(DATE), 1 },
	{ "get exclusive access", K(PAYWALL), 0 }, { "get the app", K(PROMO), 0 }, { "get the latest", K(PROMO), 0 },
	{ "getty", K(CREDIT), 0 }, { "getty images", K(CREDIT), 0 }, { "gift this article", K(SHARE), 1 }, { "gmt", K(DATE), 0 },
	{ "go to", K(NAV), 1 }, { "google news", K(PROMO), 0 }, { "got a tip", K(LEGAL), 1 }, { "graphic by", K(CREDIT), 1 },
	{ "graphic:", K(CREDIT), 1 }, { "guardar", K(SHARE), 1 }, { "güncelleme", K(DATE), 1 }, { "handout", K(CREDIT), 0 },
	{ "have a tip", K(LEGAL), 1 }, { "have your say", K(COMMENT), 1 }, { "hide", K(NAV), 1 }, { "hier geht", K(NAV), 1 },
	{ "hier lesen", K(RELATED), 1 }, { "hirdetés", K(AD), 1 }, { "home", K(NAV), 1 }, { "hour ago", K(DATE), 0 },
	{ "hours ago", K(DATE), 0 }, { "hírlevél", K(PROMO), 0 }, { "i agree to", K(COOKIE), 0 },
	{ "i would like to receive", K(COOKIE), 0 }, { "ihre daten", K(COOKIE), 0 }, { "iklan", K(AD), 1 }, { "ikuti", K(PROMO), 0 },
	{ "il vous reste", K(PAYWALL), 0 }, { "ilgili haber*", K(RELATED), 1 }, { "illustration", K(CREDIT), 1 },
	{ "illustration by", K(CREDIT), 1 }, { "image", K(CREDIT), 1 }, { "image caption", K(CREDIT), 1 },
	{ "image credit", K(CREDIT), 1 }, { "image source", K(CREDIT), 1 }, { "image:", K(CREDIT), 1 }, { "imagen", K(CREDIT), 1 },
	{ "imagen:", K(CREDIT), 1 }, { "images:", K(CREDIT), 1 }, { "imago", K(CREDIT), 0 }, { "impressum", K(LEGAL), 0 },
	{ "imprimer", K(SHARE), 1 }, { "in case you missed it", K(RELATED), 1 }, { "in pics", K(RELATED), 1 },
	{ "in pictures", K(RELATED), 1 }, { "in the comments", K(COMMENT), 0 }, { "in this article", K(NAV), 1 },
	{ "in this story", K(NAV), 1 }, { "in your inbox", K(PROMO), 0 }, { "iniciar sesión", K(COMMENT), 1 },
	{ "inicio", K(NAV), 1 }, { "inloggen", K(COMMENT), 1 }, { "inscreva-se", K(PROMO), 0 }, { "inscrivez-vous", K(PROMO), 0 },
	{ "instagram", K(SHARE), 1 }, { "iratkozz", K(PROMO), 0 }, { "is a freelance", K(BYLINE), 0 },
	{ "is a journalist", K(BYLINE), 0 }, { "is a reporter", K(BYLINE), 0 }, { "is a senior", K(BYLINE), 0 },
	{ "is a staff writer", K(BYLINE), 0 }, { "is a writer", K(BYLINE), 0 }, { "is an associate", K(BYLINE), 0 },
	{ "is editor", K(BYLINE), 0 }, { "is filed under", K(NAV), 0 },
	{ "is the author", K(BYLINE), 0 }, { "is the editor", K(BYLINE), 0 },
	{ "iscriviti", K(PROMO), 0 }, { "istock", K(CREDIT), 0 }, { "istockphoto", K(CREDIT), 0 }, { "jaa", K(SHARE), 1 },
	{ "javascript", K(COOKIE), 0 }, { "jetzt abonnieren", K(PROMO), 0 }, { "jetzt anmelden", K(PROMO), 0 },
	{ "jetzt lesen", K(RELATED), 1 }, { "jetzt testen", K(PROMO), 0 }, { "jetzt weiterlesen", K(PAYWALL), 0 },
	{ "join our", K(PROMO), 0 }, { "join the conversation", K(COMMENT), 1 }, { "join the discussion", K(COMMENT), 1 },
	{ "join us", K(PROMO), 0 }, { "julkaistu", K(DATE), 1 }, { "jump to", K(NAV), 1 }, { "kapcsolódó", K(RELATED), 1 },
	{ "keep reading", K(RELATED), 1 }, { "keywords", K(NAV), 1 }, { "komentarz*", K(COMMENT), 1 },
	{ "kommentar schreiben", K(COMMENT), 1 }, { "kommentar*", K(COMMENT), 1 }, { "kommentare", K(COMMENT), 1 },
	{ "kommentare sind geschlossen", K(COMMENT), 0 }, { "kommentieren", K(COMMENT), 1 }, { "kostenlos anmelden", K(PROMO), 0 },
	{ "kostenlosen newsletter", K(PROMO), 0 }, { "kuva:", K(CREDIT), 1 }, { "kuvat:", K(CREDIT), 1 }, { "kép:", K(CREDIT), 1 },
	{ "laatst", K(DATE), 1 }, { "laisser un commentaire", K(COMMENT), 1 }, { "last modified", K(DATE), 1 },
	{ "last updated", K(DATE), 1 }, { "latest news", K(RELATED), 1 }, { "latest stories", K(RELATED), 1 },
	{ "lea también", K(RELATED), 1 }, { "learn more", K(RELATED), 1 }, { "leave a", K(COMMENT), 1 },
	{ "leave a comment", K(COMMENT), 1 }, { "leave a reply", K(COMMENT), 1 }, { "lee también", K(RELATED), 1 },
	{ "leer más", K(RELATED), 1 }, { "leer también", K(RELATED), 1 }, { "lees meer", K(RELATED), 1 },
	{ "lees ook", K(RELATED), 1 }, { "left:", K(CREDIT), 1 }, { "leggi anche", K(RELATED), 1 }, { "leggi tutto", K(RELATED), 1 },
	{ "leia mais", K(RELATED), 1 }, { "leia também", K(RELATED), 1 }, { "les mer", K(RELATED), 1 },
	{ "les også", K(RELATED), 1 }, { "les plus lus", K(RELATED), 1 }, { "lesen sie auch", K(RELATED), 1 },
	{ "lesen sie auch die folgenden", K(RELATED), 1 }, { "lesen sie dazu", K(RELATED), 1 }, { "lesen sie hier", K(RELATED), 1 },
	{ "lesen sie mehr", K(RELATED), 1 }, { "lesezeit", K(DATE), 0 }, { "let us know", K(COMMENT), 1 },
	{ "licensed under", K(LEGAL), 0 }, { "lifestyle", K(NAV), 1 }, { "like", K(SHARE), 1 }, { "like this", K(SHARE), 1 },
	{ "likes", K(COMMENT), 1 }, { "limited time", K(PROMO), 0 }, { "link copied", K(SHARE), 1 }, { "linkedin", K(SHARE), 1 },
	{ "lire aussi", K(RELATED), 1 }, { "lire plus", K(RELATED), 1 }, { "listen", K(SHARE), 1 }, { "listen on", K(PROMO), 0 },
	{ "listen to", K(RELATED), 1 }, { "listen to this article", K(SHARE), 1 }, { "listen:", K(RELATED), 1 },
	{ "live updates", K(RELATED), 1 }, { "load more", K(RELATED), 1 }, { "loading", K(COOKIE), 1 }, { "log in", K(COMMENT), 1 },
	{ "log in to", K(COMMENT), 1 }, { "log in to continue", K(PAYWALL), 0 }, { "login", K(COMMENT), 1 },
	{ "lue lisää", K(RELATED), 1 }, { "lue myös", K(RELATED), 1 }, { "läs mer", K(RELATED), 1 }, { "läs också", K(RELATED), 1 },
	{ "læs også", K(RELATED), 1 }, { "mainos", K(AD), 1 }, { "manage preferences", K(COOKIE), 0 },
	{ "material from", K(BYLINE), 1 }, { "may not be published", K(LEGAL), 0 }, { "may not be reproduced", K(LEGAL), 0 },
	{ "me gusta", K(SHARE), 1 }, { "meer over", K(RELATED), 1 }, { "megjelent", K(DATE), 1 }, { "megosztás", K(SHARE), 1 },
	{ "mehr artikel", K(RELATED), 1 }, { "mehr aus", K(RELATED), 1 }, { "mehr dazu", K(RELATED), 1 },
	{ "mehr lesen", K(RELATED), 1 }, { "mehr zu", K(RELATED), 1 }, { "mehr zum thema", K(RELATED), 1 },
	{ "mehr:", K(RELATED), 1 }, { "meistgelesen", K(RELATED), 1 }, { "meld je aan", K(PROMO), 0 },
	{ "melden sie sich", K(PROMO), 0 }, { "menu", K(NAV), 1 }, { "merken", K(SHARE), 1 }, { "messenger", K(SHARE), 1 },
	{ "min de lecture", K(DATE), 0 }, { "min lesen", K(DATE), 0 }, { "min read", K(DATE), 0 }, { "min. lesezeit", K(DATE), 0 },
	{ "mins read", K(DATE), 0 }, { "minute read", K(DATE), 0 }, { "minuten lesezeit", K(DATE), 0 },
	{ "minutes ago", K(DATE), 0 }, { "minutes read", K(DATE), 0 }, { "minuti di lettura", K(DATE), 0 },
	{ "minutos de lectura", K(DATE), 0 }, { "mira también", K(RELATED), 1 }, { "mis à jour", K(DATE), 1 },
	{ "mit plus", K(PAYWALL), 0 }, { "mobile app", K(PROMO), 0 }, { "modified", K(DATE), 1 }, { "modifié", K(DATE), 1 },
	{ "more", K(NAV), 1 }, { "more about", K(RELATED), 1 }, { "more from", K(RELATED), 1 }, { "more on", K(RELATED), 1 },
	{ "more stories", K(RELATED), 1 }, { "more stories like", K(RELATED), 1 }, { "more to read", K(RELATED), 0 },
	{ "more:", K(RELATED), 1 }, { "most popular", K(RELATED), 1 }, { "most read", K(RELATED), 1 },
	{ "most viewed", K(RELATED), 1 }, { "mots-clés", K(NAV), 1 }, { "más información", K(RELATED), 1 }, { "news", K(NAV), 1 },
	{ "newsletter", K(PROMO), 0 }, { "newsletter abonnieren", K(PROMO), 0 }, { "newsletters", K(PROMO), 0 },
	{ "next", K(RELATED), 1 }, { "next article", K(RELATED), 1 }, { "next story", K(RELATED), 1 },
	{ "nieuwsbrief", K(PROMO), 0 }, { "no ratings yet", K(COMMENT), 0 },
	{ "noch keine bewertungen", K(COMMENT), 0 },
	{ "not supported", K(COOKIE), 0 }, { "note:", K(LEGAL), 1 },
	{ "noticias relacionadas", K(RELATED), 1 }, { "notre newsletter", K(PROMO), 0 }, { "nyhedsbrev", K(PROMO), 0 },
	{ "nyhetsbrev", K(PROMO), 0 }, { "obrázek", K(CREDIT), 1 }, { "obserwuj nas", K(PROMO), 0 }, { "oku:", K(RELATED), 1 },
	{ "olvassa el", K(RELATED), 1 }, { "on telegram", K(PROMO), 0 }, { "on twitter at", K(BYLINE), 0 },
	{ "on whatsapp", K(PROMO), 0 }, { "oops", K(COOKIE), 1 }, { "opdateret", K(DATE), 1 }, { "open", K(NAV), 1 },
	{ "opinion", K(NAV), 1 }, { "opinions expressed", K(LEGAL), 0 }, { "oppdatert", K(DATE), 1 }, { "opt out", K(COOKIE), 0 },
	{ "opt-out", K(COOKIE), 0 }, { "order now", K(PROMO), 0 }, { "originally published", K(BYLINE), 1 },
	{ "our app", K(PROMO), 0 }, { "our journalists", K(LEGAL), 0 }, { "our standards:", K(LEGAL), 0 }, { "ouvir", K(SHARE), 1 },
	{ "page", K(NAV), 1 }, { "paid content", K(AD), 1 }, { "paid post", K(AD), 1 }, { "par", K(BYLINE), 1 },
	{ "partager", K(SHARE), 1 }, { "partager :", K(SHARE), 1 }, { "passend dazu", K(RELATED), 1 }, { "pause", K(NAV), 1 },
	{ "paylaş", K(SHARE), 1 }, { "personal information", K(COOKIE), 0 }, { "personenbezogene", K(COOKIE), 0 },
	{ "photo", K(CREDIT), 1 }, { "photo by", K(CREDIT), 1 }, { "photo courtesy", K(CREDIT), 1 }, { "photo gallery", K(NAV), 1 },
	{ "photo ©", K(CREDIT), 1 }, { "photo:", K(CREDIT), 1 }, { "photograph", K(CREDIT), 1 }, { "photograph:", K(CREDIT), 1 },
	{ "photography by", K(CREDIT), 1 }, { "photos:", K(CREDIT) | K(RELATED), 1 }, { "pic:", K(CREDIT), 1 },
	{ "picture", K(CREDIT), 1 }, { "picture alliance", K(CREDIT), 0 }, { "picture:", K(CREDIT), 1 },
	{ "pictured", K(CREDIT), 1 }, { "pictured:", K(CREDIT), 0 }, { "pin", K(SHARE), 1 }, { "pin it", K(SHARE), 1 },
	{ "pinterest", K(SHARE), 1 }, { "play", K(NAV), 1 }, { "please enable", K(COOKIE), 1 }, { "please try", K(COOKIE), 1 },
	{ "please turn", K(COOKIE), 1 }, { "pm et", K(DATE), 0 }, { "pocket", K(SHARE), 1 }, { "podcast", K(PROMO), 0 },
	{ "podziel się", K(SHARE), 1 }, { "politics", K(NAV), 1 }, { "popular", K(RELATED), 1 }, { "por", K(BYLINE), 1 },
	{ "post a comment", K(COMMENT), 1 }, { "posted", K(DATE), 1 }, { "posted by", K(BYLINE), 1 }, { "posted in", K(NAV), 1 },
	{ "posted on", K(DATE), 1 }, { "potrebbe interessarti", K(RELATED), 1 }, { "premium", K(PAYWALL), 0 },
	{ "premium content", K(PAYWALL), 0 }, { "prenumerera", K(PROMO), 0 }, { "previous", K(RELATED), 1 },
	{ "previous article", K(RELATED), 1 }, { "previous story", K(RELATED), 1 }, { "print", K(SHARE), 1 },
	{ "privacy policy", K(LEGAL), 0 }, { "privacy settings", K(COOKIE), 0 }, { "promo code", K(PROMO), 0 },
	{ "promoted", K(AD), 1 }, { "przeczytaj też", K(RELATED), 1 }, { "pubblicato", K(DATE), 1 }, { "pubblicità", K(AD), 1 },
	{ "publicado", K(DATE), 1 }, { "publicado em", K(DATE), 1 }, { "publicat", K(DATE), 1 }, { "publicerad", K(DATE), 1 },
	{ "publiceret", K(DATE), 1 }, { "publicidad", K(AD), 1 }, { "publicidade", K(AD), 1 }, { "publicité", K(AD), 1 },
	{ "publikováno", K(DATE), 1 }, { "publisert", K(DATE), 1 }, { "published", K(DATE), 1 }, { "published by", K(BYLINE), 1 },
	{ "published on", K(DATE), 1 }, { "published:", K(DATE), 1 }, { "publié", K(DATE), 1 },
	{ "push notifications", K(PROMO), 0 }, { "päivitetty", K(DATE), 1 }, { "quelle:", K(CREDIT), 1 },
	{ "reach her at", K(BYLINE), 0 }, { "reach him at", K(BYLINE), 0 }, { "reacties", K(COMMENT), 1 },
	{ "read also", K(RELATED), 1 }, { "read more", K(RELATED), 1 }, { "read next", K(RELATED), 1 },
	{ "read the full", K(PAYWALL), 0 }, { "read the rest", K(PAYWALL), 0 }, { "read:", K(RELATED), 1 },
	{ "reageer", K(COMMENT), 1 }, { "recommended", K(RELATED), 1 }, { "redacción", K(BYLINE), 1 }, { "redaktion", K(BYLINE), 1 },
	{ "redação", K(BYLINE), 1 }, { "reddit", K(SHARE), 1 }, { "register", K(COMMENT), 1 }, { "register for", K(PROMO), 0 },
	{ "register to read", K(PAYWALL), 0 }, { "regístrate", K(PROMO), 0 }, { "reklam", K(AD), 1 }, { "reklama", K(AD), 1 },
	{ "relacionad*", K(RELATED), 1 }, { "related", K(RELATED), 1 }, { "related articles", K(RELATED), 1 },
	{ "related content", K(RELATED), 1 }, { "related posts", K(RELATED), 1 }, { "related stories", K(RELATED), 1 },
	{ "related topics", K(RELATED), 1 }, { "related:", K(RELATED), 1 }, { "remaining", K(PAYWALL), 0 },
	{ "remove ads", K(AD), 0 }, { "reply", K(COMMENT), 1 }, { "report this ad", K(AD), 0 }, { "reporter", K(BYLINE), 1 },
	{ "reporting by", K(BYLINE), 1 }, { "reproduction", K(LEGAL), 0 }, { "reprodução", K(CREDIT), 1 },
	{ "resize text", K(SHARE), 1 }, { "responses", K(COMMENT), 1 }, { "reuters/", K(CREDIT), 0 }, { "right:", K(CREDIT), 1 },
	{ "riservato agli abbonati", K(PAYWALL), 0 }, { "réagir", K(COMMENT), 1 }, { "rédaction", K(BYLINE), 1 },
	{ "réservé aux abonnés", K(PAYWALL), 0 }, { "s'abonner", K(PROMO), 0 }, { "saiba mais", K(RELATED), 1 },
	{ "salva", K(SHARE), 1 }, { "save", K(SHARE), 1 }, { "schlagworte", K(NAV), 1 },
	{ "schreibe einen kommentar", K(COMMENT), 1 }, { "screengrab", K(CREDIT), 0 }, { "screenshot", K(CREDIT), 0 },
	{ "scroll for more", K(AD), 0 }, { "scroll to continue", K(AD), 0 }, { "sdílet", K(SHARE), 1 },
	{ "se connecter", K(COMMENT), 1 }, { "search", K(NAV), 1 }, { "see all", K(RELATED), 1 }, { "see also", K(RELATED), 1 },
	{ "see more", K(RELATED), 1 }, { "seguici", K(PROMO), 0 }, { "send push", K(PROMO), 0 }, { "send us", K(LEGAL), 1 },
	{ "share", K(SHARE), 1 }, { "share on", K(SHARE), 1 }, { "share this", K(SHARE), 1 }, { "share this:", K(SHARE), 1 },
	{ "share via", K(SHARE), 1 }, { "share your thoughts", K(COMMENT), 1 }, { "share:", K(SHARE), 1 },
	{ "sharing is caring", K(SHARE), 1 }, { "shop now", K(PROMO), 0 }, { "show", K(NAV), 1 }, { "show comments", K(COMMENT), 1 },
	{ "show more", K(RELATED), 1 }, { "shutterstock", K(CREDIT), 0 }, { "sie haben bereits", K(PAYWALL), 0 },
	{ "siehe auch", K(RELATED), 1 }, { "siga", K(PROMO), 0 }, { "sign in", K(COMMENT), 1 }, { "sign me up", K(PROMO), 0 },
	{ "sign up", K(PROMO), 0 }, { "simak juga", K(RELATED), 1 }, { "similar posts", K(RELATED), 1 }, { "skip ad", K(AD), 0 },
	{ "skip advertisement", K(AD), 0 }, { "skip to", K(NAV), 1 }, { "slide", K(NAV), 1 },
	{ "solo para suscriptores", K(PAYWALL), 0 }, { "sorry", K(COOKIE), 1 }, { "source:", K(CREDIT), 1 },
	{ "sources:", K(CREDIT), 1 }, { "special access", K(PAYWALL), 0 }, { "sponsored", K(AD), 1 }, { "sponsored by", K(AD), 1 },
	{ "sponsored content", K(AD), 1 }, { "sponsored stories", K(RELATED), 1 }, { "sport", K(NAV), 1 }, { "sports", K(NAV), 1 },
	{ "staff writer", K(BYLINE), 1 }, { "stampa", K(SHARE), 1 }, { "stand:", K(DATE), 1 }, { "start", K(NAV), 1 },
	{ "start your subscription", K(PAYWALL), 0 }, { "startseite", K(NAV), 1 }, { "stay connected", K(PROMO), 0 },
	{ "stay informed", K(PROMO), 0 }, { "stay up to date", K(PROMO), 0 }, { "stichworte", K(NAV), 1 },
	{ "story continues", K(AD), 0 }, { "subscribe", K(PROMO), 0 }, { "subscribe now to", K(PAYWALL), 0 },
	{ "subscribe to", K(PROMO), 0 }, { "subscriber-only", K(PAYWALL), 0 }, { "subscribers only", K(PAYWALL), 0 },
	{ "subskrybuj", K(PROMO), 0 }, { "suivez-nous", K(PROMO), 0 }, { "support local journalism", K(PAYWALL), 0 },
	{ "support us", K(PROMO), 0 }, { "sur ce sujet", K(NAV), 1 }, { "sur le meme", K(RELATED), 1 },
	{ "sur le même", K(RELATED), 1 }, { "sursa foto", K(CREDIT), 1 }, { "suscribirse", K(PROMO), 0 },
	{ "suscríbase", K(PROMO), 0 }, { "suscríbete", K(PROMO), 0 }, { "symbolbild", K(CREDIT), 1 }, { "symbolfoto", K(CREDIT), 1 },
	{ "síguenos", K(PROMO), 0 }, { "table of contents", K(NAV), 1 }, { "tag:", K(NAV), 1 }, { "tags", K(NAV), 1 },
	{ "tags:", K(NAV), 1 }, { "también te puede", K(RELATED), 1 }, { "te puede interesar", K(RELATED), 1 },
	{ "teilen", K(SHARE), 1 }, { "teilen mit", K(SHARE), 1 }, { "teilen sie dies", K(SHARE), 1 }, { "telegram", K(SHARE), 1 },
	{ "telegram channel", K(PROMO), 0 }, { "tell us", K(LEGAL), 1 }, { "temas", K(NAV), 1 }, { "temps de lecture", K(DATE), 0 },
	{ "terms and conditions", K(LEGAL), 0 }, { "terms of service", K(LEGAL), 0 }, { "terms of use", K(LEGAL), 0 },
	{ "text size", K(SHARE), 1 }, { "text von", K(BYLINE), 1 }, { "text:", K(BYLINE), 1 }, { "thank you for", K(COOKIE), 1 },
	{ "thank you for reading", K(PAYWALL), 1 }, { "thanks for", K(COOKIE), 1 }, { "the author is", K(BYLINE), 0 },
	{ "the latest", K(RELATED), 1 }, { "the views expressed", K(LEGAL), 1 }, { "the writer is", K(BYLINE), 0 },
	{ "themen", K(NAV), 1 }, { "third party", K(COOKIE), 0 }, { "third-party", K(COOKIE), 0 },
	{ "this article is for", K(PAYWALL), 0 }, { "this article originally", K(BYLINE), 1 }, { "this article was", K(BYLINE), 1 },
	{ "this content is", K(COOKIE), 0 }, { "this entry was", K(DATE), 1 },
	{ "this site", K(COOKIE), 1 }, { "this story is part of", K(PROMO), 0 },
	{ "this story was", K(BYLINE), 1 }, { "this website", K(COOKIE), 1 }, { "thèmes", K(NAV), 1 }, { "tilaa", K(PROMO), 0 },
	{ "tilmeld", K(PROMO), 0 }, { "to continue reading", K(PAYWALL), 0 }, { "todos los derechos", K(LEGAL), 0 },
	{ "todos os direitos", K(LEGAL), 0 }, { "top", K(NAV), 1 }, { "top stories", K(RELATED), 1 }, { "topics", K(NAV), 1 },
	{ "topics:", K(NAV), 1 }, { "tous droits", K(LEGAL), 0 }, { "trending", K(RELATED), 1 }, { "trust principles", K(LEGAL), 0 },
	{ "tune in", K(PROMO), 0 }, { "tutti i diritti", K(LEGAL), 0 }, { "tweet", K(SHARE), 1 }, { "twitter", K(SHARE), 1 },
	{ "téléchargez", K(PROMO), 0 }, { "udostępnij", K(SHARE), 1 }, { "uhr", K(DATE), 0 }, { "unable to load", K(COOKIE), 0 },
	{ "unlimited access", K(PAYWALL), 0 }, { "unlimited online access", K(PAYWALL), 0 }, { "unlock", K(PAYWALL), 0 },
	{ "unsplash", K(CREDIT), 0 }, { "unsubscribe at any time", K(COOKIE), 0 }, { "unsubscribe at anytime", K(COOKIE), 0 },
	{ "unterstütze uns", K(PROMO), 1 },
	{ "up next", K(RELATED), 1 }, { "updated", K(DATE), 1 }, { "updated:", K(DATE), 1 }, { "uppdaterad", K(DATE), 1 },
	{ "use code", K(PROMO), 0 }, { "uutiskirje", K(PROMO), 0 }, { "veja também", K(RELATED), 1 }, { "ver más", K(RELATED), 1 },
	{ "verwandte artikel", K(RELATED), 1 }, { "verwandte beiträge", K(RELATED), 1 }, { "veröffentlicht", K(DATE), 1 },
	{ "via ap", K(CREDIT), 0 }, { "via getty", K(CREDIT), 0 }, { "via reuters", K(CREDIT), 0 }, { "video by", K(CREDIT), 1 },
	{ "video:", K(RELATED), 1 }, { "view all", K(RELATED), 1 }, { "view comments", K(COMMENT), 1 },
	{ "views expressed", K(LEGAL), 0 }, { "voir aussi", K(RELATED), 1 }, { "volg ons", K(PROMO), 0 }, { "von", K(BYLINE), 1 },
	{ "voor abonnees", K(PAYWALL), 0 }, { "vor stunden", K(DATE), 0 }, { "watch live", K(RELATED), 1 },
	{ "watch more", K(RELATED), 1 }, { "watch now", K(RELATED), 1 }, { "watch the video", K(RELATED), 1 },
	{ "watch:", K(RELATED), 1 }, { "we may earn", K(LEGAL), 1 }, { "we may receive", K(LEGAL), 1 }, { "we use", K(COOKIE), 1 },
	{ "we want to hear", K(LEGAL), 0 }, { "weitere", K(RELATED), 1 }, { "weitere beiträge", K(RELATED), 1 },
	{ "weiterlesen", K(RELATED), 1 }, { "weiterlesen mit", K(PAYWALL), 0 }, { "weiterlesen:", K(RELATED), 1 },
	{ "werbung", K(AD), 1 }, { "what do you think", K(COMMENT), 1 }, { "what to read next", K(RELATED), 1 },
	{ "whatsapp", K(SHARE), 1 }, { "whatsapp channel", K(PROMO), 0 }, { "whatsapp-kanal", K(PROMO), 0 },
	{ "widerrufen", K(COOKIE), 0 }, { "wikimedia", K(CREDIT), 0 }, { "with reporting", K(BYLINE), 1 },
	{ "with your account", K(COMMENT), 0 },
	{ "without permission", K(LEGAL), 0 }, { "world", K(NAV), 1 }, { "write a comment", K(COMMENT), 1 },
	{ "write to", K(BYLINE), 0 }, { "written by", K(BYLINE), 1 }, { "wszelkie prawa", K(LEGAL), 0 }, { "x", K(SHARE), 1 },
	{ "xinhua/", K(CREDIT), 0 }, { "yayın", K(DATE), 1 }, { "yorumlar", K(COMMENT), 1 }, { "you agree to our", K(COOKIE), 0 },
	{ "you agree to the", K(COOKIE), 0 }, { "you are agreeing", K(COOKIE), 0 }, { "you can listen", K(PROMO), 0 },
	{ "you may also like", K(RELATED), 1 }, { "you might also like", K(RELATED), 1 }, { "you might like", K(RELATED), 1 },
	{ "your browser", K(COOKIE), 0 }, { "your consent", K(COOKIE), 0 }, { "your inbox", K(PROMO), 0 },
	{ "zapisz się", K(PROMO), 0 }, { "zdj.", K(CREDIT), 1 }, { "zobacz także", K(RELATED), 1 }, { "zobacz też", K(RELATED), 1 },
	{ "zugang", K(PAYWALL), 0 }, { "zum", K(NAV), 1 }, { "zum artikel", K(RELATED), 1 }, { "zum newsletter", K(PROMO), 0 },
	{ "zum thema", K(RELATED), 1 }, { "zur", K(NAV), 1 }, { "©", K(LEGAL), 0 }, { "à découvrir", K(RELATED), 1 },
	{ "à lire", K(RELATED), 1 }, { "à lire aussi", K(RELATED), 1 }, { "ähnliche artikel", K(RELATED), 1 },
	{ "ähnliche beiträge", K(RELATED), 1 }, { "écouter", K(SHARE), 1 }, { "únete", K(PROMO), 0 },
	{ "čtěte také", K(RELATED), 1 }, { "źródło", K(CREDIT), 1 }, { "автор", K(BYLINE), 1 }, { "автор:", K(BYLINE), 1 },
	{ "войти", K(COMMENT), 1 }, { "все права", K(LEGAL), 0 }, { "комментари*", K(COMMENT), 1 },
	{ "материалы по теме", K(RELATED), 1 }, { "обновлено", K(DATE), 1 }, { "опубликовано", K(DATE), 1 },
	{ "по теме", K(RELATED), 1 }, { "поделиться", K(SHARE), 1 }, { "подписаться", K(PROMO), 0 },
	{ "подписывайтесь", K(PROMO), 0 }, { "подпишитесь", K(PROMO), 0 }, { "ранее", K(RELATED), 1 }, { "рассылк*", K(PROMO), 0 },
	{ "реклама", K(AD), 1 }, { "смотрите также", K(RELATED), 1 }, { "теги", K(NAV), 1 }, { "темы", K(NAV), 1 },
	{ "фото", K(CREDIT), 1 }, { "фото:", K(CREDIT), 1 }, { "читайте нас", K(RELATED), 1 }, { "читайте также", K(RELATED), 1 },
	{ "читать далее", K(RELATED), 1 }, { "اقرأ أيضا", K(RELATED), 1 }, { "あわせて読みたい", K(RELATED), 1 }, { "コメント", K(COMMENT), 1 },
	{ "シェア", K(SHARE), 1 }, { "全著作", K(LEGAL), 0 }, { "写真", K(CREDIT), 1 }, { "分享", K(SHARE), 1 }, { "发布时间", K(DATE), 0 },
	{ "图片", K(CREDIT), 1 }, { "圖", K(CREDIT), 1 }, { "广告", K(AD), 1 }, { "広告", K(AD), 1 }, { "延伸閱讀", K(RELATED), 1 },
	{ "无断转载", K(LEGAL), 0 }, { "登録", K(PROMO), 0 }, { "相关", K(RELATED), 1 }, { "相关阅读", K(RELATED), 1 },
	{ "続きを読む", K(RELATED), 1 }, { "訂閱", K(PROMO), 0 }, { "記者", K(BYLINE), 0 }, { "订阅", K(PROMO), 0 }, { "记者", K(BYLINE), 0 },
	{ "评论", K(COMMENT), 1 }, { "資料照", K(CREDIT), 1 }, { "関連記事", K(RELATED), 1 }, { "공유", K(SHARE), 1 },
	{ "관련기사", K(RELATED), 1 }, { "광고", K(AD), 1 }, { "구독", K(PROMO), 0 }, { "기자", K(BYLINE), 0 }, { "댓글", K(COMMENT), 1 },
	{ "배포", K(DATE), 0 }, { "사진", K(CREDIT), 1 }, { "전재", K(LEGAL), 0 },
};
#undef K

/* Lower case for ASCII, Latin-1 letters and Cyrillic, all of which keep their length in UTF-8. */
static size_t fold_line(unsigned char *out, size_t size, struct str line)
{
	size_t n = line.n < size ? line.n : utf8_floor(line, size);
	for (size_t i = 0; i < n; i++) {
		unsigned char c = (unsigned char)line.s[i];
		if (c >= 'A' && c <= 'Z')
			c += 32;
		else if (i && out[i - 1] == 0xC3 && c >= 0x80 && c <= 0x9E)
			c += 32;
		else if (i && out[i - 1] == 0xD0 && c >= 0x90 && c <= 0x9F)
			c += 32;
		else if (i && out[i - 1] == 0xD0 && c >= 0xA0 && c <= 0xAF) {
			out[i - 1] = 0xD1;
			c -= 32;
		}
		out[i] = c;
	}
	return n;
}

static bool word_byte(unsigned char c)
{
	return c >= 0x80 || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

unsigned page_phrases(struct str line)
{
	unsigned char s[400];
	size_t n = fold_line(s, sizeof s, line);
	unsigned kinds = 0;
	/* A typographic apostrophe counts as the plain one. */
	size_t m = 0;
	for (size_t i = 0; i < n; i++) {
		if (i + 2 < n && s[i] == 0xE2 && s[i + 1] == 0x80 && (s[i + 2] == 0x98 || s[i + 2] == 0x99)) {
			s[m++] = '\'';
			i += 2;
		} else {
			s[m++] = s[i];
		}
	}
	n = m;
	for (size_t i = 0; i < n; i++) {
		if (i && (word_byte(s[i]) ? word_byte(s[i - 1]) : s[i] == ' '))
			continue;
		size_t lo = 0, hi = sizeof phrases / sizeof *phrases, count = hi;
		while (lo < hi) {
			size_t mid = (lo + hi) / 2;
			if ((unsigned char)phrases[mid].text[0] < s[i] ||
			    ((unsigned char)phrases[mid].text[0] == s[i] && i + 1 < n && (unsigned char)phrases[mid].text[1] < s[i + 1]))
				lo = mid + 1;
			else
				hi = mid;
		}
		for (size_t k = lo; k < count && (unsigned char)phrases[k].text[0] == s[i]; k++) {
			const struct phrase *p = &phrases[k];
			if (p->text[1] && i + 1 < n && (unsigned char)p->text[1] != s[i + 1])
				break;
			if (p->start && i)
				continue;
			size_t len = strlen(p->text);
			bool prefix = p->text[len - 1] == '*';
			if (prefix)
				len--;
			if (len > n - i || memcmp(p->text, s + i, len) != 0)
				continue;
			if (!prefix && i + len < n && word_byte(s[i + len]) && word_byte(s[i + len - 1]) && s[i + len - 1] < 0x80)
				continue;
			kinds |= p->kinds;
		}
	}
	return kinds;
}
