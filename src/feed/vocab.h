/* vocab.h - namespaces and element names of feeds. */
#ifndef QUOTIDIAN_VOCAB_H
#define QUOTIDIAN_VOCAB_H

#include "quotidian/str.h"

/* NS_CORE: RSS of any kind, CDF, no namespace. */
enum vocab_ns {
	NS_CORE, NS_ATOM, NS_RDF, NS_DC, NS_DCTERMS, NS_CONTENT, NS_MEDIA, NS_ITUNES, NS_PODCAST, NS_PRISM, NS_SY, NS_SLASH, NS_THR, NS_GEORSS, NS_XHTML, NS_XML, NS_OTHER,
};

enum vocab_el {
	EL_OTHER,
	/* structure */
	EL_RSS, EL_RDF, EL_CHANNEL, EL_FEED, EL_ITEM, EL_ENTRY,
	/* text constructs */
	EL_TITLE, EL_TITLE_ALT, EL_DESCRIPTION, EL_SUMMARY, EL_SUMMARY_ALT, EL_CONTENT, EL_ENCODED, EL_BODY, EL_RIGHTS,
	/* addresses and identity */
	EL_LINK, EL_ID, EL_GUID, EL_COMMENTS, EL_SOURCE, EL_ENCLOSURE, EL_A,
	/* dates */
	EL_PUBLISHED, EL_PUBLISHED_ALT, EL_UPDATED, EL_UPDATED_ALT, EL_DATE,
	/* persons */
	EL_AUTHOR, EL_CREATOR, EL_AUTHOR_ALT, EL_PUBLISHER, EL_OWNER, EL_NAME, EL_EMAIL, EL_CONTRIBUTOR,
	/* the rest */
	EL_CATEGORY, EL_CATEGORY_ALT, EL_KEYWORDS, EL_LANGUAGE, EL_GENERATOR, EL_IMAGE, EL_IMAGE_HREF, EL_LOGO, EL_ICON, EL_URL, EL_TTL,
	EL_SKIP_HOURS, EL_SKIP_DAYS, EL_HOUR, EL_DAY, EL_PERIOD, EL_FREQUENCY, EL_NEW_URL, EL_COMPLETE, EL_TEXT_INPUT,
	EL_MEDIA_CONTENT, EL_MEDIA_GROUP, EL_THUMBNAIL, EL_CREDIT, EL_PERSON, EL_TRANSCRIPT, EL_COMMENT_COUNT, EL_PLACE, EL_DURATION,
};

/* By its address; NS_OTHER for unknown ones. */
enum vocab_ns vocab_ns_of_uri(struct str uri);
/* What an undeclared prefix is commonly taken for. */
enum vocab_ns vocab_ns_of_prefix(struct str prefix);
/* An element by its name without prefix (ASCII case ignored). */
enum vocab_el vocab_element(enum vocab_ns ns, struct str local);

#endif
