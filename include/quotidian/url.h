/* url.h - web addresses (RFC 3986, with the leniency of browsers where feeds need it). */
#ifndef QUOTIDIAN_URL_H
#define QUOTIDIAN_URL_H

#include "quotidian/arena.h"

#define URL_MAX 8192

struct url {
	struct str scheme, user, host, port, path, query, fragment; /* slices of the input; fragment without #, query without ? */
	bool has_authority, has_query, has_fragment;
};
/* Splits; never fails on odd input (what has no scheme has an empty one). */
void url_split(struct url *out, struct str s);
/* `ref` made absolute against `base`, spaces and control bytes percent-encoded, dot segments removed, white space at the
 * ends and inside line breaks dropped. Empty when it is over URL_MAX or cannot be made absolute. Lives in the arena. */
struct str url_resolve(struct arena *a, struct str base, struct str ref);
/* http or https with a host. */
bool url_is_web(struct str s);
/* http, https or mailto: what may stand as a link. */
bool url_is_safe_link(struct str s);
/* Scheme, host and port are the same (default ports counted). */
bool url_same_origin(struct str a, struct str b);
/* Lower-case host without "www."; a slice of a copy in the arena. */
struct str url_site(struct arena *a, struct str s);
/* For comparing stories: without scheme, "www.", fragment, final slash and tracking parameters (utm_*, fbclid, gclid ...). */
struct str url_canonical(struct arena *a, struct str s);
/* What two addresses of one story have in common: the canonical form, with a fragment that names a part of a page ("#entry-7", and not
 * "#ref=rss"). Empty for what leads to no single story: other schemes, a site's home page, more than URL_MAX bytes. Lies in `room`. */
struct str url_story(char room[URL_MAX], struct str s);

#endif
