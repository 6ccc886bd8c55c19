/* vocab.c - namespaces and element names of feeds.
 *
 * Of a namespace only what a reader shows is listed. So not slash:section and slash:department (a site's own headings), slash:hit_parade,
 * georss's points and shapes (numbers; the name of the place counts), itunes:explicit and episode numbers, podcast:value and the like.
 */
#include "config.h"

#include "vocab.h"

/* Addresses begin like this (ASCII case ignored); the first that fits holds. */
static const struct {
	const char *begin;
	enum vocab_ns ns;
} URIS[] = {
	{ "http://www.w3.org/2005/Atom", NS_ATOM },
	{ "https://www.w3.org/2005/Atom", NS_ATOM },
	{ "http://purl.org/atom/ns", NS_ATOM },
	{ "http://purl.org/atom-blog/ns", NS_ATOM },
	{ "http://purl.org/echo", NS_ATOM },
	{ "http://purl.org/pie", NS_ATOM },
	{ "http://example.com/newformat#", NS_ATOM },
	{ "http://example.com/necho", NS_ATOM },
	{ "uri/of/echo/namespace#", NS_ATOM },
	{ "http://www.w3.org/1999/02/22-rdf-syntax-ns", NS_RDF },
	{ "http://www.w3.org/1999/xhtml", NS_XHTML },
	{ "http://www.w3.org/XML/1998/namespace", NS_XML },
	{ "http://purl.org/dc/elements/1", NS_DC },
	{ "http://purl.org/dc/terms", NS_DCTERMS },
	{ "http://purl.org/rss/1.0/modules/content", NS_CONTENT },
	{ "http://purl.org/rss/1.0/modules/syndication", NS_SY },
	{ "http://purl.org/rss/1.0/modules/slash", NS_SLASH },
	{ "http://purl.org/rss/1.0/modules/", NS_OTHER },
	{ "http://purl.org/rss/", NS_CORE },
	{ "http://purl.org/net/rss1.1", NS_CORE },
	{ "http://my.netscape.com/", NS_CORE },
	{ "http://channel.netscape.com/", NS_CORE },
	{ "http://backend.userland.com/rss", NS_CORE },
	{ "http://blogs.law.harvard.edu/tech/rss", NS_CORE },
	{ "http://cyber.law.harvard.edu/rss", NS_CORE },
	{ "http://www.rssboard.org/rss-specification", NS_CORE },
	{ "http://search.yahoo.com/mrss", NS_MEDIA },
	{ "https://search.yahoo.com/mrss", NS_MEDIA },
	{ "http://video.search.yahoo.com/mrss", NS_MEDIA },
	{ "http://www.rssboard.org/media-rss", NS_MEDIA },
	{ "http://tools.search.yahoo.com/mrss", NS_MEDIA },
	{ "http://www.itunes.com/dtds/podcast", NS_ITUNES },
	{ "https://www.itunes.com/dtds/podcast", NS_ITUNES },
	{ "http://example.com/dtds/podcast", NS_ITUNES },
	{ "http://www.google.com/schemas/play-podcasts", NS_ITUNES },
	{ "https://podcastindex.org/namespace", NS_PODCAST },
	{ "http://podcastindex.org/namespace", NS_PODCAST },
	{ "https://github.com/Podcastindex-org/podcast-namespace", NS_PODCAST },
	{ "http://prismstandard.org/namespaces", NS_PRISM },
	{ "http://purl.org/syndication/thread/1.0", NS_THR },
	{ "http://www.georss.org/georss", NS_GEORSS },
};

enum vocab_ns vocab_ns_of_uri(struct str uri)
{
	uri = str_trim(uri);
	if (uri.n == 0)
		return NS_CORE;
	for (size_t i = 0; i < sizeof URIS / sizeof *URIS; i++)
		if (str_istarts(uri, str_of(URIS[i].begin)))
			return URIS[i].ns;
	return NS_OTHER;
}

enum vocab_ns vocab_ns_of_prefix(struct str prefix)
{
	static const struct {
		const char *prefix;
		enum vocab_ns ns;
	} PREFIXES[] = {
		{ "atom", NS_ATOM }, { "atom10", NS_ATOM }, { "atom03", NS_ATOM }, { "rdf", NS_RDF }, { "dc", NS_DC },
		{ "dcterms", NS_DCTERMS }, { "content", NS_CONTENT }, { "media", NS_MEDIA }, { "itunes", NS_ITUNES },
		{ "googleplay", NS_ITUNES }, { "sy", NS_SY }, { "syn", NS_SY }, { "xhtml", NS_XHTML }, { "xml", NS_XML },
		{ "rss", NS_CORE }, { "podcast", NS_PODCAST }, { "prism", NS_PRISM },
		{ "a10", NS_ATOM }, { "slash", NS_SLASH }, { "thr", NS_THR }, { "georss", NS_GEORSS },
	};
	for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++)
		if (str_ieq(prefix, str_of(PREFIXES[i].prefix)))
			return PREFIXES[i].ns;
	return NS_OTHER;
}

#define B(ns) (1u << (ns))
#define BOTH (B(NS_CORE) | B(NS_ATOM))
#define DUBLIN (B(NS_DC) | B(NS_DCTERMS))

static const struct {
	const char *name;
	unsigned ns; /* bits */
	enum vocab_el el;
} ELEMENTS[] = {
	{ "rss", B(NS_CORE), EL_RSS },
	{ "rdf", B(NS_RDF) | B(NS_CORE), EL_RDF },
	{ "channel", B(NS_CORE), EL_CHANNEL },
	{ "feed", BOTH, EL_FEED },
	{ "item", B(NS_CORE), EL_ITEM },
	{ "entry", BOTH, EL_ENTRY },
	{ "title", BOTH, EL_TITLE },
	{ "title", DUBLIN | B(NS_MEDIA) | B(NS_ITUNES), EL_TITLE_ALT },
	{ "description", BOTH, EL_DESCRIPTION },
	{ "description", DUBLIN | B(NS_MEDIA) | B(NS_ITUNES), EL_SUMMARY_ALT },
	{ "abstract", DUBLIN, EL_SUMMARY_ALT },
	{ "abstract", B(NS_CORE), EL_DESCRIPTION },
	{ "tagline", BOTH, EL_DESCRIPTION },
	{ "subtitle", BOTH, EL_DESCRIPTION },
	{ "subtitle", B(NS_ITUNES), EL_SUMMARY_ALT },
	{ "summary", BOTH, EL_SUMMARY },
	{ "summary", B(NS_ITUNES), EL_SUMMARY_ALT },
	{ "content", BOTH, EL_CONTENT },
	{ "encoded", B(NS_CONTENT), EL_ENCODED },
	{ "body", BOTH | B(NS_XHTML), EL_BODY },
	{ "div", B(NS_XHTML), EL_BODY },
	{ "fullitem", B(NS_CORE), EL_BODY },
	{ "copyright", BOTH, EL_RIGHTS },
	{ "rights", BOTH | DUBLIN, EL_RIGHTS },
	{ "link", BOTH | B(NS_ITUNES), EL_LINK },
	{ "a", B(NS_CORE), EL_A },
	{ "id", BOTH, EL_ID },
	{ "identifier", DUBLIN, EL_ID },
	{ "guid", B(NS_CORE), EL_GUID },
	{ "comments", B(NS_CORE), EL_COMMENTS },
	{ "source", BOTH, EL_SOURCE },
	{ "enclosure", B(NS_CORE), EL_ENCLOSURE },
	{ "pubdate", B(NS_CORE), EL_PUBLISHED },
	{ "published", BOTH, EL_PUBLISHED },
	{ "issued", BOTH, EL_DATE },
	{ "issued", B(NS_DCTERMS), EL_PUBLISHED_ALT },
	{ "created", BOTH | B(NS_DCTERMS), EL_PUBLISHED_ALT },
	{ "available", B(NS_DCTERMS), EL_PUBLISHED_ALT },
	{ "updated", BOTH, EL_UPDATED },
	{ "modified", BOTH, EL_UPDATED },
	{ "modified", B(NS_DCTERMS), EL_UPDATED_ALT },
	{ "lastbuilddate", B(NS_CORE), EL_UPDATED },
	{ "date", BOTH | DUBLIN, EL_DATE },
	{ "publicationdate", B(NS_PRISM), EL_PUBLISHED_ALT },
	{ "author", BOTH, EL_AUTHOR },
	{ "author", DUBLIN, EL_CREATOR },
	{ "creator", DUBLIN, EL_CREATOR },
	{ "author", B(NS_ITUNES), EL_AUTHOR_ALT },
	{ "managingeditor", B(NS_CORE), EL_AUTHOR_ALT },
	{ "publisher", DUBLIN, EL_PUBLISHER },
	{ "webmaster", B(NS_CORE), EL_PUBLISHER },
	{ "owner", B(NS_ITUNES), EL_OWNER },
	{ "name", BOTH | B(NS_ITUNES), EL_NAME },
	{ "email", BOTH | B(NS_ITUNES), EL_EMAIL },
	{ "contributor", BOTH | DUBLIN, EL_CONTRIBUTOR },
	{ "category", BOTH, EL_CATEGORY },
	{ "category", B(NS_MEDIA), EL_CATEGORY },
	{ "category", B(NS_ITUNES), EL_CATEGORY_ALT },
	{ "subject", DUBLIN, EL_CATEGORY },
	{ "keywords", B(NS_CORE) | B(NS_ITUNES) | B(NS_MEDIA), EL_KEYWORDS },
	{ "language", B(NS_CORE) | DUBLIN, EL_LANGUAGE },
	{ "generator", BOTH, EL_GENERATOR },
	{ "image", B(NS_CORE), EL_IMAGE },
	{ "image", B(NS_ITUNES), EL_IMAGE_HREF },
	{ "logo", BOTH, EL_LOGO },
	{ "icon", BOTH, EL_ICON },
	{ "url", B(NS_CORE), EL_URL },
	{ "ttl", B(NS_CORE), EL_TTL },
	{ "skiphours", B(NS_CORE), EL_SKIP_HOURS },
	{ "skipdays", B(NS_CORE), EL_SKIP_DAYS },
	{ "hour", B(NS_CORE), EL_HOUR },
	{ "day", B(NS_CORE), EL_DAY },
	{ "updateperiod", B(NS_SY), EL_PERIOD },
	{ "updatefrequency", B(NS_SY), EL_FREQUENCY },
	{ "new-feed-url", B(NS_ITUNES), EL_NEW_URL },
	{ "complete", B(NS_ITUNES), EL_COMPLETE },
	{ "textinput", B(NS_CORE), EL_TEXT_INPUT },
	{ "content", B(NS_MEDIA), EL_MEDIA_CONTENT },
	{ "group", B(NS_MEDIA), EL_MEDIA_GROUP },
	{ "thumbnail", B(NS_MEDIA), EL_THUMBNAIL },
	{ "credit", B(NS_MEDIA), EL_CREDIT },
	{ "person", B(NS_PODCAST), EL_PERSON },
	{ "transcript", B(NS_PODCAST), EL_TRANSCRIPT },
	{ "comments", B(NS_SLASH), EL_COMMENT_COUNT },
	{ "total", B(NS_THR), EL_COMMENT_COUNT },
	{ "featurename", B(NS_GEORSS), EL_PLACE },
	{ "location", B(NS_PODCAST), EL_PLACE },
	{ "duration", B(NS_ITUNES), EL_DURATION },
};

enum vocab_el vocab_element(enum vocab_ns ns, struct str local)
{
	for (size_t i = 0; i < sizeof ELEMENTS / sizeof *ELEMENTS; i++)
		if ((ELEMENTS[i].ns & B(ns)) && str_ieq(local, str_of(ELEMENTS[i].name)))
			return ELEMENTS[i].el;
	return EL_OTHER;
}
