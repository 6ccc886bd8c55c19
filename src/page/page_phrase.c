/* page_phrase.c - what the wording of a line says of it: "Read more", "Photo:", "Sign up for our newsletter", in the
 * languages of the web's news. Evidence for the weights in page_forest.c, never a verdict by itself.
 */
#include "page_int.h"

struct phrase {
	const char *text; /* lower case; '*' at the end: a prefix of a longer word */
	uint16_t kinds;
	uint8_t start; /* only at the beginning of the line */
	uint8_t n;     /* bytes of text */
};
#define K(x) PHRASE_##x
#define P(text, kinds, start) { text, kinds, start, sizeof(text) - 1 }
/* Sorted by bytes. */
static const struct phrase phrases[] = {
	P("(ap photo", K(CREDIT), 0), P("(bild", K(CREDIT), 0), P("(c)", K(LEGAL), 0), P("(file photo)", K(CREDIT), 0),
	P("(file)", K(CREDIT), 0), P("(foto", K(CREDIT), 0), P("(getty", K(CREDIT), 0), P("(image", K(CREDIT), 0),
	P("(photo", K(CREDIT), 0), P("(photo:", K(CREDIT), 0), P("/afp", K(CREDIT), 0), P("/dpa", K(CREDIT), 0),
	P("@", K(BYLINE), 0), P("a lire", K(RELATED), 1), P("abbonati", K(PROMO), 0), P("abgelegt unter", K(NAV), 0),
	P("abone ol", K(PROMO), 0),
	P("abonează-te", K(PROMO), 0), P("abonneer", K(PROMO), 0), P("abonnez-vous", K(PROMO), 0), P("abonniere", K(PROMO), 0),
	P("abonnieren", K(PROMO), 0), P("abonnieren sie", K(PROMO), 0), P("about the author", K(BYLINE), 1),
	P("above:", K(CREDIT), 1), P("accedi", K(COMMENT), 1), P("accept all", K(COOKIE), 0),
	P("access articles from", K(PAYWALL), 0), P("access to select articles", K(PAYWALL), 0),
	P("accueil", K(NAV), 1), P("actualizado", K(DATE), 1), P("ad", K(AD), 1),
	P("ad blocker", K(COOKIE), 0), P("adblock", K(COOKIE), 0), P("adblocker", K(COOKIE), 0),
	P("add a comment", K(COMMENT), 1), P("add as preferred", K(SHARE), 1), P("add us", K(SHARE), 1),
	P("additional reporting", K(BYLINE), 1), P("además", K(RELATED), 1), P("ads by", K(AD), 1), P("advertentie", K(AD), 1),
	P("advertisement", K(AD), 1), P("advertisements", K(AD), 1), P("advertising", K(AD), 1),
	P("affiliate commission", K(PROMO), 0), P("affiliate links", K(PROMO), 0), P("afp/", K(CREDIT), 0),
	P("aggiornato", K(DATE), 1), P("aktualisiert", K(DATE), 1), P("aktualizacja", K(DATE), 1), P("all", K(NAV), 1),
	P("all rights reserved", K(LEGAL), 0), P("alle angaben ohne", K(LEGAL), 0),
	P("alle rechte", K(LEGAL), 0), P("alle rechte vorbehalten", K(LEGAL), 0),
	P("alle rechten", K(LEGAL), 0), P("already a subscriber", K(PAYWALL), 0), P("already have an account", K(PAYWALL), 0),
	P("also in this", K(RELATED), 1), P("also read", K(RELATED), 1), P("also:", K(RELATED), 1), P("am et", K(DATE), 0),
	P("anadolu agency", K(CREDIT), 0), P("anhören", K(SHARE), 1), P("anmelden", K(COMMENT), 1), P("annonce", K(AD), 1),
	P("annons", K(AD), 1), P("antworten", K(COMMENT), 1), P("anzeige", K(AD), 1), P("ap photo", K(CREDIT), 0),
	P("app now", K(PROMO), 0), P("archivbild", K(CREDIT), 1), P("archivfoto", K(CREDIT), 1),
	P("around the web", K(RELATED), 1), P("article continues", K(AD), 0), P("articles liés", K(RELATED), 1),
	P("articles similaires", K(RELATED), 1), P("articoli correlati", K(RELATED), 1), P("artikel anhören", K(SHARE), 1),
	P("artikel teilen", K(SHARE), 1), P("artículos relacionados", K(RELATED), 1), P("ascolta", K(SHARE), 1),
	P("assine", K(PROMO), 0), P("associated press photo", K(CREDIT), 0), P("atualizado", K(DATE), 1),
	P("auch interessant", K(RELATED), 1), P("auteur", K(BYLINE), 1), P("author", K(BYLINE), 1), P("author:", K(BYLINE), 1),
	P("autor", K(BYLINE), 1), P("autor:", K(BYLINE), 1), P("autore", K(BYLINE), 1), P("baca juga", K(RELATED), 1),
	P("back to", K(NAV), 1), P("bagikan", K(SHARE), 1), P("baixe o", K(PROMO), 0), P("become a member", K(PROMO), 0),
	P("bekijk ook", K(RELATED), 1), P("bereits abonnent", K(PAYWALL), 0), P("berlangganan", K(PROMO), 0),
	P("best deals", K(PROMO), 0), P("bild", K(CREDIT), 1), P("bild:", K(CREDIT), 1), P("bildergalerie", K(NAV), 1),
	P("bildquelle", K(CREDIT), 1), P("bloggern gefällt das", K(SHARE), 0), P("boletín", K(PROMO), 0),
	P("bookmark", K(SHARE), 1), P("breaking news alerts", K(PROMO), 0), P("business", K(NAV), 1), P("buy now", K(PROMO), 0),
	P("by", K(BYLINE), 1), P("by entering your email", K(COOKIE), 0), P("by registering", K(COOKIE), 0),
	P("by signing up", K(COOKIE), 0), P("by:", K(BYLINE), 1), P("bülten", K(PROMO), 0),
	P("california consumer", K(COOKIE), 0), P("can be reached at", K(BYLINE), 0), P("categories", K(NAV), 1),
	P("category", K(NAV), 1), P("check out", K(RELATED), 1), P("check out:", K(RELATED), 1), P("citește și", K(RELATED), 1),
	P("click here", K(PROMO), 0), P("click here", K(RELATED), 1), P("click the link", K(PROMO), 0), P("close", K(NAV), 1),
	P("comentar", K(COMMENT), 1), P("comentarios", K(COMMENT), 1), P("comentários", K(COMMENT), 1),
	P("comment", K(COMMENT), 1), P("comment below", K(COMMENT), 0), P("commentaires", K(COMMENT), 1),
	P("commenter", K(COMMENT), 1), P("commenti", K(COMMENT), 1), P("comments", K(COMMENT), 0),
	P("comments", K(COMMENT) | K(SHARE), 1), P("comments are closed", K(COMMENT), 0), P("comments below", K(COMMENT), 0),
	P("compartilhar", K(SHARE), 1), P("compartilhe", K(SHARE), 1), P("compartir", K(SHARE), 1),
	P("compiled by", K(BYLINE), 1), P("compártelo", K(SHARE), 1), P("condividi", K(SHARE), 1),
	P("consentement", K(COOKIE), 0), P("consentimiento", K(COOKIE), 0), P("contact", K(BYLINE), 1),
	P("contenido exclusivo", K(PAYWALL), 0), P("contents", K(NAV), 1), P("continue reading", K(RELATED), 1),
	P("continue reading below", K(AD), 0), P("continue reading this", K(PAYWALL), 0), P("continued below", K(AD), 0),
	P("continues below", K(AD), 0), P("contributed by", K(BYLINE), 1), P("contributed reporting", K(BYLINE), 0),
	P("contributed to this article", K(BYLINE), 0), P("contributed to this report", K(BYLINE), 0), P("cookie", K(COOKIE), 0),
	P("cookies", K(COOKIE), 0), P("copy link", K(SHARE), 1), P("copyright", K(LEGAL), 0), P("copyright:", K(CREDIT), 0),
	P("correction", K(LEGAL), 1), P("correction:", K(LEGAL), 0), P("corrections", K(LEGAL), 0),
	P("correspondent", K(BYLINE), 1), P("courtesy of", K(CREDIT), 1), P("create a free account", K(PAYWALL), 0),
	P("creative commons", K(LEGAL), 0), P("credit", K(CREDIT), 1), P("credit:", K(CREDIT), 1), P("credits:", K(CREDIT), 1),
	P("crédit", K(CREDIT), 1), P("crédit photo", K(CREDIT), 1), P("crédits", K(CREDIT), 1), P("czytaj także", K(RELATED), 1),
	P("czytaj też", K(RELATED), 1), P("daily briefing", K(PROMO), 0), P("das könnte dich", K(RELATED), 1),
	P("das könnte ihnen", K(RELATED), 1), P("das könnte sie", K(RELATED), 1), P("data protection", K(COOKIE), 0),
	P("data publikacji", K(DATE), 1), P("datenschutz", K(LEGAL), 0), P("datenschutzerklärung", K(COOKIE), 0),
	P("day ago", K(DATE), 0), P("days ago", K(DATE), 0), P("deel", K(SHARE), 1), P("deja un comentario", K(COMMENT), 1),
	P("deja una respuesta", K(COMMENT), 1), P("del", K(SHARE), 1), P("dela", K(SHARE), 1), P("delen", K(SHARE), 1),
	P("delivered to your inbox", K(PROMO), 0), P("descarga la app", K(PROMO), 0), P("di", K(BYLINE), 1),
	P("dieser eintrag wurde", K(DATE), 1),
	P("disclaimer", K(LEGAL), 0), P("disclaimer:", K(LEGAL), 0), P("distribuie", K(SHARE), 1), P("divulgação", K(CREDIT), 1),
	P("does not necessarily", K(LEGAL), 0), P("don't miss", K(RELATED), 1), P("donate", K(PROMO), 0),
	P("door", K(BYLINE), 1), P("download our app", K(PROMO), 0), P("download the app", K(PROMO), 0), P("dpa/", K(CREDIT), 0),
	P("drittanbieter", K(COOKIE), 0), P("drucken", K(SHARE), 1), P("drukuj", K(SHARE), 1), P("déjà abonné", K(PAYWALL), 0),
	P("e-mail", K(SHARE), 1), P("earn a commission", K(PROMO), 0), P("edited by", K(BYLINE), 1),
	P("editing by", K(BYLINE), 1), P("editor", K(BYLINE), 1), P("editor's note", K(LEGAL), 0),
	P("editor's picks", K(RELATED), 1), P("editor:", K(BYLINE), 1), P("editors' note", K(LEGAL), 0),
	P("editors' picks", K(RELATED), 1), P("edt", K(DATE), 0), P("einloggen", K(COMMENT), 1), P("einwilligung", K(COOKIE), 0),
	P("email", K(SHARE), 1), P("email her", K(BYLINE), 0), P("email him", K(BYLINE), 0), P("empfohlen", K(RELATED), 1),
	P("empfohlener redaktioneller inhalt", K(COOKIE), 0), P("enable javascript", K(COOKIE), 0),
	P("enable notifications", K(PROMO), 0), P("enjoy additional articles", K(PAYWALL), 0), P("enregistrer", K(SHARE), 1),
	P("entdecke", K(RELATED), 1), P("entdecken sie", K(RELATED), 1), P("entertainment", K(NAV), 1),
	P("entrar", K(COMMENT), 1), P("epa-efe", K(CREDIT), 0), P("epa/", K(CREDIT), 0), P("error", K(COOKIE), 1),
	P("erstellt", K(DATE), 1), P("escuchar", K(SHARE), 1), P("est", K(DATE), 0), P("etiquetas", K(NAV), 1),
	P("exclusive articles from", K(PAYWALL), 0), P("exclusive to subscribers", K(PAYWALL), 0),
	P("exclusivo para assinantes", K(PAYWALL), 0), P("expand", K(NAV), 1), P("explore more", K(RELATED), 1),
	P("externe inhalte", K(COOKIE), 0), P("externen inhalt", K(COOKIE), 0), P("externer inhalt", K(COOKIE), 0),
	P("facebook", K(SHARE), 1), P("fact-check", K(LEGAL), 0), P("file -", K(CREDIT), 1), P("file photo", K(CREDIT), 1),
	P("file –", K(CREDIT), 1), P("filed under", K(NAV), 1), P("filed under:", K(NAV), 1), P("file—", K(CREDIT), 1),
	P("find out more", K(RELATED), 1), P("first published", K(BYLINE) | K(DATE), 1), P("flipboard", K(SHARE), 1),
	P("folge uns", K(PROMO), 0), P("folgen sie uns", K(PROMO), 0), P("follow", K(BYLINE) | K(SHARE), 1),
	P("follow her on", K(PROMO), 0), P("follow him on", K(PROMO), 0), P("follow me on", K(PROMO), 0),
	P("follow us", K(PROMO), 0), P("font size", K(SHARE), 1), P("fonte:", K(CREDIT), 1), P("for subscribers", K(PAYWALL), 0),
	P("forrás:", K(CREDIT), 1), P("fot.", K(CREDIT), 1), P("foto", K(CREDIT), 1), P("foto:", K(CREDIT), 1),
	P("fotografía", K(CREDIT), 1), P("fotos:", K(CREDIT), 1), P("fotostrecke", K(NAV), 1), P("free articles", K(PAYWALL), 0),
	P("free of charge", K(PAYWALL), 0), P("free trial", K(PROMO), 0), P("from around the web", K(RELATED), 1),
	P("from left", K(CREDIT), 1), P("fuente:", K(CREDIT), 1), P("full coverage", K(RELATED), 1),
	P("full story", K(RELATED), 1), P("funda olunye", K(RELATED), 1), P("further reading", K(RELATED), 1),
	P("galerie", K(NAV), 1), P("gallery", K(NAV), 1), P("gefällt dir unser", K(PROMO), 1),
	P("gefällt mir", K(SHARE), 1), P("gepubliceerd", K(DATE), 1),
	P("get exclusive access", K(PAYWALL), 0), P("get the app", K(PROMO), 0), P("get the latest", K(PROMO), 0),
	P("getty", K(CREDIT), 0), P("getty images", K(CREDIT), 0), P("gift this article", K(SHARE), 1), P("gmt", K(DATE), 0),
	P("go to", K(NAV), 1), P("google news", K(PROMO), 0), P("got a tip", K(LEGAL), 1), P("graphic by", K(CREDIT), 1),
	P("graphic:", K(CREDIT), 1), P("guardar", K(SHARE), 1), P("güncelleme", K(DATE), 1), P("handout", K(CREDIT), 0),
	P("have a tip", K(LEGAL), 1), P("have your say", K(COMMENT), 1), P("hide", K(NAV), 1), P("hier geht", K(NAV), 1),
	P("hier lesen", K(RELATED), 1), P("hirdetés", K(AD), 1), P("home", K(NAV), 1), P("hour ago", K(DATE), 0),
	P("hours ago", K(DATE), 0), P("hírlevél", K(PROMO), 0), P("i agree to", K(COOKIE), 0),
	P("i would like to receive", K(COOKIE), 0), P("ihre daten", K(COOKIE), 0), P("iklan", K(AD), 1), P("ikuti", K(PROMO), 0),
	P("il vous reste", K(PAYWALL), 0), P("ilgili haber*", K(RELATED), 1), P("illustration", K(CREDIT), 1),
	P("illustration by", K(CREDIT), 1), P("image", K(CREDIT), 1), P("image caption", K(CREDIT), 1),
	P("image credit", K(CREDIT), 1), P("image source", K(CREDIT), 1), P("image:", K(CREDIT), 1), P("imagen", K(CREDIT), 1),
	P("imagen:", K(CREDIT), 1), P("images:", K(CREDIT), 1), P("imago", K(CREDIT), 0), P("impressum", K(LEGAL), 0),
	P("imprimer", K(SHARE), 1), P("in case you missed it", K(RELATED), 1), P("in pics", K(RELATED), 1),
	P("in pictures", K(RELATED), 1), P("in the comments", K(COMMENT), 0), P("in this article", K(NAV), 1),
	P("in this story", K(NAV), 1), P("in your inbox", K(PROMO), 0), P("iniciar sesión", K(COMMENT), 1),
	P("inicio", K(NAV), 1), P("inloggen", K(COMMENT), 1), P("inscreva-se", K(PROMO), 0), P("inscrivez-vous", K(PROMO), 0),
	P("instagram", K(SHARE), 1), P("iratkozz", K(PROMO), 0), P("is a freelance", K(BYLINE), 0),
	P("is a journalist", K(BYLINE), 0), P("is a reporter", K(BYLINE), 0), P("is a senior", K(BYLINE), 0),
	P("is a staff writer", K(BYLINE), 0), P("is a writer", K(BYLINE), 0), P("is an associate", K(BYLINE), 0),
	P("is editor", K(BYLINE), 0), P("is filed under", K(NAV), 0),
	P("is the author", K(BYLINE), 0), P("is the editor", K(BYLINE), 0),
	P("iscriviti", K(PROMO), 0), P("istock", K(CREDIT), 0), P("istockphoto", K(CREDIT), 0), P("jaa", K(SHARE), 1),
	P("javascript", K(COOKIE), 0), P("jetzt abonnieren", K(PROMO), 0), P("jetzt anmelden", K(PROMO), 0),
	P("jetzt lesen", K(RELATED), 1), P("jetzt testen", K(PROMO), 0), P("jetzt weiterlesen", K(PAYWALL), 0),
	P("join our", K(PROMO), 0), P("join the conversation", K(COMMENT), 1), P("join the discussion", K(COMMENT), 1),
	P("join us", K(PROMO), 0), P("julkaistu", K(DATE), 1), P("jump to", K(NAV), 1), P("kapcsolódó", K(RELATED), 1),
	P("keep reading", K(RELATED), 1), P("keywords", K(NAV), 1), P("komentarz*", K(COMMENT), 1),
	P("kommentar schreiben", K(COMMENT), 1), P("kommentar*", K(COMMENT), 1), P("kommentare", K(COMMENT), 1),
	P("kommentare sind geschlossen", K(COMMENT), 0), P("kommentieren", K(COMMENT), 1), P("kostenlos anmelden", K(PROMO), 0),
	P("kostenlosen newsletter", K(PROMO), 0), P("kuva:", K(CREDIT), 1), P("kuvat:", K(CREDIT), 1), P("kép:", K(CREDIT), 1),
	P("laatst", K(DATE), 1), P("laisser un commentaire", K(COMMENT), 1), P("last modified", K(DATE), 1),
	P("last updated", K(DATE), 1), P("latest news", K(RELATED), 1), P("latest stories", K(RELATED), 1),
	P("lea también", K(RELATED), 1), P("learn more", K(RELATED), 1), P("leave a", K(COMMENT), 1),
	P("leave a comment", K(COMMENT), 1), P("leave a reply", K(COMMENT), 1), P("lee también", K(RELATED), 1),
	P("leer más", K(RELATED), 1), P("leer también", K(RELATED), 1), P("lees meer", K(RELATED), 1),
	P("lees ook", K(RELATED), 1), P("left:", K(CREDIT), 1), P("leggi anche", K(RELATED), 1), P("leggi tutto", K(RELATED), 1),
	P("leia mais", K(RELATED), 1), P("leia também", K(RELATED), 1), P("les mer", K(RELATED), 1),
	P("les også", K(RELATED), 1), P("les plus lus", K(RELATED), 1), P("lesen sie auch", K(RELATED), 1),
	P("lesen sie auch die folgenden", K(RELATED), 1), P("lesen sie dazu", K(RELATED), 1), P("lesen sie hier", K(RELATED), 1),
	P("lesen sie mehr", K(RELATED), 1), P("lesezeit", K(DATE), 0), P("let us know", K(COMMENT), 1),
	P("licensed under", K(LEGAL), 0), P("lifestyle", K(NAV), 1), P("like", K(SHARE), 1), P("like this", K(SHARE), 1),
	P("likes", K(COMMENT), 1), P("limited time", K(PROMO), 0), P("link copied", K(SHARE), 1), P("linkedin", K(SHARE), 1),
	P("lire aussi", K(RELATED), 1), P("lire plus", K(RELATED), 1), P("listen", K(SHARE), 1), P("listen on", K(PROMO), 0),
	P("listen to", K(RELATED), 1), P("listen to this article", K(SHARE), 1), P("listen:", K(RELATED), 1),
	P("live updates", K(RELATED), 1), P("load more", K(RELATED), 1), P("loading", K(COOKIE), 1), P("log in", K(COMMENT), 1),
	P("log in to", K(COMMENT), 1), P("log in to continue", K(PAYWALL), 0), P("login", K(COMMENT), 1),
	P("lue lisää", K(RELATED), 1), P("lue myös", K(RELATED), 1), P("läs mer", K(RELATED), 1), P("läs också", K(RELATED), 1),
	P("læs også", K(RELATED), 1), P("mainos", K(AD), 1), P("manage preferences", K(COOKIE), 0),
	P("material from", K(BYLINE), 1), P("may not be published", K(LEGAL), 0), P("may not be reproduced", K(LEGAL), 0),
	P("me gusta", K(SHARE), 1), P("meer over", K(RELATED), 1), P("megjelent", K(DATE), 1), P("megosztás", K(SHARE), 1),
	P("mehr artikel", K(RELATED), 1), P("mehr aus", K(RELATED), 1), P("mehr dazu", K(RELATED), 1),
	P("mehr lesen", K(RELATED), 1), P("mehr zu", K(RELATED), 1), P("mehr zum thema", K(RELATED), 1),
	P("mehr:", K(RELATED), 1), P("meistgelesen", K(RELATED), 1), P("meld je aan", K(PROMO), 0),
	P("melden sie sich", K(PROMO), 0), P("menu", K(NAV), 1), P("merken", K(SHARE), 1), P("messenger", K(SHARE), 1),
	P("min de lecture", K(DATE), 0), P("min lesen", K(DATE), 0), P("min read", K(DATE), 0), P("min. lesezeit", K(DATE), 0),
	P("mins read", K(DATE), 0), P("minute read", K(DATE), 0), P("minuten lesezeit", K(DATE), 0),
	P("minutes ago", K(DATE), 0), P("minutes read", K(DATE), 0), P("minuti di lettura", K(DATE), 0),
	P("minutos de lectura", K(DATE), 0), P("mira también", K(RELATED), 1), P("mis à jour", K(DATE), 1),
	P("mit plus", K(PAYWALL), 0), P("mobile app", K(PROMO), 0), P("modified", K(DATE), 1), P("modifié", K(DATE), 1),
	P("more", K(NAV), 1), P("more about", K(RELATED), 1), P("more from", K(RELATED), 1), P("more on", K(RELATED), 1),
	P("more stories", K(RELATED), 1), P("more stories like", K(RELATED), 1), P("more to read", K(RELATED), 0),
	P("more:", K(RELATED), 1), P("most popular", K(RELATED), 1), P("most read", K(RELATED), 1),
	P("most viewed", K(RELATED), 1), P("mots-clés", K(NAV), 1), P("más información", K(RELATED), 1), P("news", K(NAV), 1),
	P("newsletter", K(PROMO), 0), P("newsletter abonnieren", K(PROMO), 0), P("newsletters", K(PROMO), 0),
	P("next", K(RELATED), 1), P("next article", K(RELATED), 1), P("next story", K(RELATED), 1),
	P("nieuwsbrief", K(PROMO), 0), P("no ratings yet", K(COMMENT), 0),
	P("noch keine bewertungen", K(COMMENT), 0),
	P("not supported", K(COOKIE), 0), P("note:", K(LEGAL), 1),
	P("noticias relacionadas", K(RELATED), 1), P("notre newsletter", K(PROMO), 0), P("nyhedsbrev", K(PROMO), 0),
	P("nyhetsbrev", K(PROMO), 0), P("obrázek", K(CREDIT), 1), P("obserwuj nas", K(PROMO), 0), P("oku:", K(RELATED), 1),
	P("olvassa el", K(RELATED), 1), P("on telegram", K(PROMO), 0), P("on twitter at", K(BYLINE), 0),
	P("on whatsapp", K(PROMO), 0), P("oops", K(COOKIE), 1), P("opdateret", K(DATE), 1), P("open", K(NAV), 1),
	P("opinion", K(NAV), 1), P("opinions expressed", K(LEGAL), 0), P("oppdatert", K(DATE), 1), P("opt out", K(COOKIE), 0),
	P("opt-out", K(COOKIE), 0), P("order now", K(PROMO), 0), P("originally published", K(BYLINE), 1),
	P("our app", K(PROMO), 0), P("our journalists", K(LEGAL), 0), P("our standards:", K(LEGAL), 0), P("ouvir", K(SHARE), 1),
	P("page", K(NAV), 1), P("paid content", K(AD), 1), P("paid post", K(AD), 1), P("par", K(BYLINE), 1),
	P("partager", K(SHARE), 1), P("partager :", K(SHARE), 1), P("passend dazu", K(RELATED), 1), P("pause", K(NAV), 1),
	P("paylaş", K(SHARE), 1), P("personal information", K(COOKIE), 0), P("personenbezogene", K(COOKIE), 0),
	P("photo", K(CREDIT), 1), P("photo by", K(CREDIT), 1), P("photo courtesy", K(CREDIT), 1), P("photo gallery", K(NAV), 1),
	P("photo ©", K(CREDIT), 1), P("photo:", K(CREDIT), 1), P("photograph", K(CREDIT), 1), P("photograph:", K(CREDIT), 1),
	P("photography by", K(CREDIT), 1), P("photos:", K(CREDIT) | K(RELATED), 1), P("pic:", K(CREDIT), 1),
	P("picture", K(CREDIT), 1), P("picture alliance", K(CREDIT), 0), P("picture:", K(CREDIT), 1),
	P("pictured", K(CREDIT), 1), P("pictured:", K(CREDIT), 0), P("pin", K(SHARE), 1), P("pin it", K(SHARE), 1),
	P("pinterest", K(SHARE), 1), P("play", K(NAV), 1), P("please enable", K(COOKIE), 1), P("please try", K(COOKIE), 1),
	P("please turn", K(COOKIE), 1), P("pm et", K(DATE), 0), P("pocket", K(SHARE), 1), P("podcast", K(PROMO), 0),
	P("podziel się", K(SHARE), 1), P("politics", K(NAV), 1), P("popular", K(RELATED), 1), P("por", K(BYLINE), 1),
	P("post a comment", K(COMMENT), 1), P("posted", K(DATE), 1), P("posted by", K(BYLINE), 1), P("posted in", K(NAV), 1),
	P("posted on", K(DATE), 1), P("potrebbe interessarti", K(RELATED), 1), P("premium", K(PAYWALL), 0),
	P("premium content", K(PAYWALL), 0), P("prenumerera", K(PROMO), 0), P("previous", K(RELATED), 1),
	P("previous article", K(RELATED), 1), P("previous story", K(RELATED), 1), P("print", K(SHARE), 1),
	P("privacy policy", K(LEGAL), 0), P("privacy settings", K(COOKIE), 0), P("promo code", K(PROMO), 0),
	P("promoted", K(AD), 1), P("przeczytaj też", K(RELATED), 1), P("pubblicato", K(DATE), 1), P("pubblicità", K(AD), 1),
	P("publicado", K(DATE), 1), P("publicado em", K(DATE), 1), P("publicat", K(DATE), 1), P("publicerad", K(DATE), 1),
	P("publiceret", K(DATE), 1), P("publicidad", K(AD), 1), P("publicidade", K(AD), 1), P("publicité", K(AD), 1),
	P("publikováno", K(DATE), 1), P("publisert", K(DATE), 1), P("published", K(DATE), 1), P("published by", K(BYLINE), 1),
	P("published on", K(DATE), 1), P("published:", K(DATE), 1), P("publié", K(DATE), 1),
	P("push notifications", K(PROMO), 0), P("päivitetty", K(DATE), 1), P("quelle:", K(CREDIT), 1),
	P("reach her at", K(BYLINE), 0), P("reach him at", K(BYLINE), 0), P("reacties", K(COMMENT), 1),
	P("read also", K(RELATED), 1), P("read more", K(RELATED), 1), P("read next", K(RELATED), 1),
	P("read the full", K(PAYWALL), 0), P("read the rest", K(PAYWALL), 0), P("read:", K(RELATED), 1),
	P("reageer", K(COMMENT), 1), P("recommended", K(RELATED), 1), P("redacción", K(BYLINE), 1), P("redaktion", K(BYLINE), 1),
	P("redação", K(BYLINE), 1), P("reddit", K(SHARE), 1), P("register", K(COMMENT), 1), P("register for", K(PROMO), 0),
	P("register to read", K(PAYWALL), 0), P("regístrate", K(PROMO), 0), P("reklam", K(AD), 1), P("reklama", K(AD), 1),
	P("relacionad*", K(RELATED), 1), P("related", K(RELATED), 1), P("related articles", K(RELATED), 1),
	P("related content", K(RELATED), 1), P("related posts", K(RELATED), 1), P("related stories", K(RELATED), 1),
	P("related topics", K(RELATED), 1), P("related:", K(RELATED), 1), P("remaining", K(PAYWALL), 0),
	P("remove ads", K(AD), 0), P("reply", K(COMMENT), 1), P("report this ad", K(AD), 0), P("reporter", K(BYLINE), 1),
	P("reporting by", K(BYLINE), 1), P("reproduction", K(LEGAL), 0), P("reprodução", K(CREDIT), 1),
	P("resize text", K(SHARE), 1), P("responses", K(COMMENT), 1), P("reuters/", K(CREDIT), 0), P("right:", K(CREDIT), 1),
	P("riservato agli abbonati", K(PAYWALL), 0), P("réagir", K(COMMENT), 1), P("rédaction", K(BYLINE), 1),
	P("réservé aux abonnés", K(PAYWALL), 0), P("s'abonner", K(PROMO), 0), P("saiba mais", K(RELATED), 1),
	P("salva", K(SHARE), 1), P("save", K(SHARE), 1), P("schlagworte", K(NAV), 1),
	P("schreibe einen kommentar", K(COMMENT), 1), P("screengrab", K(CREDIT), 0), P("screenshot", K(CREDIT), 0),
	P("scroll for more", K(AD), 0), P("scroll to continue", K(AD), 0), P("sdílet", K(SHARE), 1),
	P("se connecter", K(COMMENT), 1), P("search", K(NAV), 1), P("see all", K(RELATED), 1), P("see also", K(RELATED), 1),
	P("see more", K(RELATED), 1), P("seguici", K(PROMO), 0), P("send push", K(PROMO), 0), P("send us", K(LEGAL), 1),
	P("share", K(SHARE), 1), P("share on", K(SHARE), 1), P("share this", K(SHARE), 1), P("share this:", K(SHARE), 1),
	P("share via", K(SHARE), 1), P("share your thoughts", K(COMMENT), 1), P("share:", K(SHARE), 1),
	P("sharing is caring", K(SHARE), 1), P("shop now", K(PROMO), 0), P("show", K(NAV), 1), P("show comments", K(COMMENT), 1),
	P("show more", K(RELATED), 1), P("shutterstock", K(CREDIT), 0), P("sie haben bereits", K(PAYWALL), 0),
	P("siehe auch", K(RELATED), 1), P("siga", K(PROMO), 0), P("sign in", K(COMMENT), 1), P("sign me up", K(PROMO), 0),
	P("sign up", K(PROMO), 0), P("simak juga", K(RELATED), 1), P("similar posts", K(RELATED), 1), P("skip ad", K(AD), 0),
	P("skip advertisement", K(AD), 0), P("skip to", K(NAV), 1), P("slide", K(NAV), 1),
	P("solo para suscriptores", K(PAYWALL), 0), P("sorry", K(COOKIE), 1), P("source:", K(CREDIT), 1),
	P("sources:", K(CREDIT), 1), P("special access", K(PAYWALL), 0), P("sponsored", K(AD), 1), P("sponsored by", K(AD), 1),
	P("sponsored content", K(AD), 1), P("sponsored stories", K(RELATED), 1), P("sport", K(NAV), 1), P("sports", K(NAV), 1),
	P("staff writer", K(BYLINE), 1), P("stampa", K(SHARE), 1), P("stand:", K(DATE), 1), P("start", K(NAV), 1),
	P("start your subscription", K(PAYWALL), 0), P("startseite", K(NAV), 1), P("stay connected", K(PROMO), 0),
	P("stay informed", K(PROMO), 0), P("stay up to date", K(PROMO), 0), P("stichworte", K(NAV), 1),
	P("story continues", K(AD), 0), P("subscribe", K(PROMO), 0), P("subscribe now to", K(PAYWALL), 0),
	P("subscribe to", K(PROMO), 0), P("subscriber-only", K(PAYWALL), 0), P("subscribers only", K(PAYWALL), 0),
	P("subskrybuj", K(PROMO), 0), P("suivez-nous", K(PROMO), 0), P("support local journalism", K(PAYWALL), 0),
	P("support us", K(PROMO), 0), P("sur ce sujet", K(NAV), 1), P("sur le meme", K(RELATED), 1),
	P("sur le même", K(RELATED), 1), P("sursa foto", K(CREDIT), 1), P("suscribirse", K(PROMO), 0),
	P("suscríbase", K(PROMO), 0), P("suscríbete", K(PROMO), 0), P("symbolbild", K(CREDIT), 1), P("symbolfoto", K(CREDIT), 1),
	P("síguenos", K(PROMO), 0), P("table of contents", K(NAV), 1), P("tag:", K(NAV), 1), P("tags", K(NAV), 1),
	P("tags:", K(NAV), 1), P("también te puede", K(RELATED), 1), P("te puede interesar", K(RELATED), 1),
	P("teilen", K(SHARE), 1), P("teilen mit", K(SHARE), 1), P("teilen sie dies", K(SHARE), 1), P("telegram", K(SHARE), 1),
	P("telegram channel", K(PROMO), 0), P("tell us", K(LEGAL), 1), P("temas", K(NAV), 1), P("temps de lecture", K(DATE), 0),
	P("terms and conditions", K(LEGAL), 0), P("terms of service", K(LEGAL), 0), P("terms of use", K(LEGAL), 0),
	P("text size", K(SHARE), 1), P("text von", K(BYLINE), 1), P("text:", K(BYLINE), 1), P("thank you for", K(COOKIE), 1),
	P("thank you for reading", K(PAYWALL), 1), P("thanks for", K(COOKIE), 1), P("the author is", K(BYLINE), 0),
	P("the latest", K(RELATED), 1), P("the views expressed", K(LEGAL), 1), P("the writer is", K(BYLINE), 0),
	P("themen", K(NAV), 1), P("third party", K(COOKIE), 0), P("third-party", K(COOKIE), 0),
	P("this article is for", K(PAYWALL), 0), P("this article originally", K(BYLINE), 1), P("this article was", K(BYLINE), 1),
	P("this content is", K(COOKIE), 0), P("this entry was", K(DATE), 1),
	P("this site", K(COOKIE), 1), P("this story is part of", K(PROMO), 0),
	P("this story was", K(BYLINE), 1), P("this website", K(COOKIE), 1), P("thèmes", K(NAV), 1), P("tilaa", K(PROMO), 0),
	P("tilmeld", K(PROMO), 0), P("to continue reading", K(PAYWALL), 0), P("todos los derechos", K(LEGAL), 0),
	P("todos os direitos", K(LEGAL), 0), P("top", K(NAV), 1), P("top stories", K(RELATED), 1), P("topics", K(NAV), 1),
	P("topics:", K(NAV), 1), P("tous droits", K(LEGAL), 0), P("trending", K(RELATED), 1), P("trust principles", K(LEGAL), 0),
	P("tune in", K(PROMO), 0), P("tutti i diritti", K(LEGAL), 0), P("tweet", K(SHARE), 1), P("twitter", K(SHARE), 1),
	P("téléchargez", K(PROMO), 0), P("udostępnij", K(SHARE), 1), P("uhr", K(DATE), 0), P("unable to load", K(COOKIE), 0),
	P("unlimited access", K(PAYWALL), 0), P("unlimited online access", K(PAYWALL), 0), P("unlock", K(PAYWALL), 0),
	P("unsplash", K(CREDIT), 0), P("unsubscribe at any time", K(COOKIE), 0), P("unsubscribe at anytime", K(COOKIE), 0),
	P("unterstütze uns", K(PROMO), 1),
	P("up next", K(RELATED), 1), P("updated", K(DATE), 1), P("updated:", K(DATE), 1), P("uppdaterad", K(DATE), 1),
	P("use code", K(PROMO), 0), P("uutiskirje", K(PROMO), 0), P("veja também", K(RELATED), 1), P("ver más", K(RELATED), 1),
	P("verwandte artikel", K(RELATED), 1), P("verwandte beiträge", K(RELATED), 1), P("veröffentlicht", K(DATE), 1),
	P("via ap", K(CREDIT), 0), P("via getty", K(CREDIT), 0), P("via reuters", K(CREDIT), 0), P("video by", K(CREDIT), 1),
	P("video:", K(RELATED), 1), P("view all", K(RELATED), 1), P("view comments", K(COMMENT), 1),
	P("views expressed", K(LEGAL), 0), P("voir aussi", K(RELATED), 1), P("volg ons", K(PROMO), 0), P("von", K(BYLINE), 1),
	P("voor abonnees", K(PAYWALL), 0), P("vor stunden", K(DATE), 0), P("watch live", K(RELATED), 1),
	P("watch more", K(RELATED), 1), P("watch now", K(RELATED), 1), P("watch the video", K(RELATED), 1),
	P("watch:", K(RELATED), 1), P("we may earn", K(LEGAL), 1), P("we may receive", K(LEGAL), 1), P("we use", K(COOKIE), 1),
	P("we want to hear", K(LEGAL), 0), P("weitere", K(RELATED), 1), P("weitere beiträge", K(RELATED), 1),
	P("weiterlesen", K(RELATED), 1), P("weiterlesen mit", K(PAYWALL), 0), P("weiterlesen:", K(RELATED), 1),
	P("werbung", K(AD), 1), P("what do you think", K(COMMENT), 1), P("what to read next", K(RELATED), 1),
	P("whatsapp", K(SHARE), 1), P("whatsapp channel", K(PROMO), 0), P("whatsapp-kanal", K(PROMO), 0),
	P("widerrufen", K(COOKIE), 0), P("wikimedia", K(CREDIT), 0), P("with reporting", K(BYLINE), 1),
	P("with your account", K(COMMENT), 0),
	P("without permission", K(LEGAL), 0), P("world", K(NAV), 1), P("write a comment", K(COMMENT), 1),
	P("write to", K(BYLINE), 0), P("written by", K(BYLINE), 1), P("wszelkie prawa", K(LEGAL), 0), P("x", K(SHARE), 1),
	P("xinhua/", K(CREDIT), 0), P("yayın", K(DATE), 1), P("yorumlar", K(COMMENT), 1), P("you agree to our", K(COOKIE), 0),
	P("you agree to the", K(COOKIE), 0), P("you are agreeing", K(COOKIE), 0), P("you can listen", K(PROMO), 0),
	P("you may also like", K(RELATED), 1), P("you might also like", K(RELATED), 1), P("you might like", K(RELATED), 1),
	P("your browser", K(COOKIE), 0), P("your consent", K(COOKIE), 0), P("your inbox", K(PROMO), 0),
	P("zapisz się", K(PROMO), 0), P("zdj.", K(CREDIT), 1), P("zobacz także", K(RELATED), 1), P("zobacz też", K(RELATED), 1),
	P("zugang", K(PAYWALL), 0), P("zum", K(NAV), 1), P("zum artikel", K(RELATED), 1), P("zum newsletter", K(PROMO), 0),
	P("zum thema", K(RELATED), 1), P("zur", K(NAV), 1), P("©", K(LEGAL), 0), P("à découvrir", K(RELATED), 1),
	P("à lire", K(RELATED), 1), P("à lire aussi", K(RELATED), 1), P("ähnliche artikel", K(RELATED), 1),
	P("ähnliche beiträge", K(RELATED), 1), P("écouter", K(SHARE), 1), P("únete", K(PROMO), 0),
	P("čtěte také", K(RELATED), 1), P("źródło", K(CREDIT), 1), P("автор", K(BYLINE), 1), P("автор:", K(BYLINE), 1),
	P("войти", K(COMMENT), 1), P("все права", K(LEGAL), 0), P("комментари*", K(COMMENT), 1),
	P("материалы по теме", K(RELATED), 1), P("обновлено", K(DATE), 1), P("опубликовано", K(DATE), 1),
	P("по теме", K(RELATED), 1), P("поделиться", K(SHARE), 1), P("подписаться", K(PROMO), 0),
	P("подписывайтесь", K(PROMO), 0), P("подпишитесь", K(PROMO), 0), P("ранее", K(RELATED), 1), P("рассылк*", K(PROMO), 0),
	P("реклама", K(AD), 1), P("смотрите также", K(RELATED), 1), P("теги", K(NAV), 1), P("темы", K(NAV), 1),
	P("фото", K(CREDIT), 1), P("фото:", K(CREDIT), 1), P("читайте нас", K(RELATED), 1), P("читайте также", K(RELATED), 1),
	P("читать далее", K(RELATED), 1), P("اقرأ أيضا", K(RELATED), 1), P("あわせて読みたい", K(RELATED), 1), P("コメント", K(COMMENT), 1),
	P("シェア", K(SHARE), 1), P("全著作", K(LEGAL), 0), P("写真", K(CREDIT), 1), P("分享", K(SHARE), 1), P("发布时间", K(DATE), 0),
	P("图片", K(CREDIT), 1), P("圖", K(CREDIT), 1), P("广告", K(AD), 1), P("広告", K(AD), 1), P("延伸閱讀", K(RELATED), 1),
	P("无断转载", K(LEGAL), 0), P("登録", K(PROMO), 0), P("相关", K(RELATED), 1), P("相关阅读", K(RELATED), 1),
	P("続きを読む", K(RELATED), 1), P("訂閱", K(PROMO), 0), P("記者", K(BYLINE), 0), P("订阅", K(PROMO), 0), P("记者", K(BYLINE), 0),
	P("评论", K(COMMENT), 1), P("資料照", K(CREDIT), 1), P("関連記事", K(RELATED), 1), P("공유", K(SHARE), 1),
	P("관련기사", K(RELATED), 1), P("광고", K(AD), 1), P("구독", K(PROMO), 0), P("기자", K(BYLINE), 0), P("댓글", K(COMMENT), 1),
	P("배포", K(DATE), 0), P("사진", K(CREDIT), 1), P("전재", K(LEGAL), 0),
};
#undef K
#undef P

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
			size_t len = p->n;
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
