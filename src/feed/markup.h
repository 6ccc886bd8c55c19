/* markup.h - a forgiving scanner of XML, for feeds and outlines as they are.
 *
 * It reads what is well-formed as XML says, and goes on where a parser by the book must stop: bare
 * ampersands and "<", attributes without quotes, unknown prefixes and entities, tags that do not match,
 * bytes after the end, an end in the middle. It never fetches, expands no declared entity and reads no
 * DTD; its memory is the caller's, its time linear.
 */
#ifndef QUOTIDIAN_MARKUP_H
#define QUOTIDIAN_MARKUP_H

#include "quotidian/str.h"

#define MARKUP_TAG_MAX ((size_t)64 << 10) /* bytes of one tag that are looked at; the rest of a longer one is skipped */

enum markup_event { MARKUP_END, MARKUP_OPEN, MARKUP_CLOSE, MARKUP_TEXT, MARKUP_CDATA };

struct markup {
	struct str s;
	size_t pos;
	/* of the event: */
	struct str raw;   /* its bytes; of CDATA only the content */
	struct str name;  /* of a tag: as written, with its prefix */
	struct str attrs; /* of an open tag: what stands between the name and ">" */
	size_t at;        /* offset where it begins */
	bool empty;       /* an open tag that ends in "/>" */
	bool cut;         /* the bytes ended inside a tag, a comment or a CDATA section */
	/* of the scanner: there is no such mark from here on */
	bool no_gt, no_comment_end, no_cdata_end;
	size_t plain_until; /* quotes of tags before this offset count for nothing: they did not end */
};

void markup_init(struct markup *m, struct str s);
enum markup_event markup_next(struct markup *m);
/* Value of the attribute `name` (compared without ASCII case), undecoded; false when there is none. */
bool markup_find_attr(struct str *value, struct str attrs, struct str name);
/* Part of a name behind its prefix; *prefix (may be NULL) gets what stands before the colon. */
struct str markup_local(struct str name, struct str *prefix);

#endif
