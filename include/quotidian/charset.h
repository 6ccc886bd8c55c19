/* charset.h - foreign bytes to UTF-8.
 *
 * Precedence as RFC 7303: byte order mark, then the HTTP charset if the bytes decode with it, then the document's own
 * declaration (XML declaration, HTML meta), then UTF-8 if valid, then what a guess from the commonest characters of languages says, then
 * windows-1252. Labels of latin-1 and ASCII mean windows-1252
 * (WHATWG Encoding). Bytes that are valid UTF-8 beyond ASCII are UTF-8 whatever one-byte encoding is claimed; mostly valid UTF-8 keeps
 * U+FFFD for its faults, and only text that is little like UTF-8 is guessed at. Text without a byte beyond ASCII that shifts into Japanese or Korean with escape
 * sequences (ISO-2022) is read as that. An encoding in which markup has other bytes than in ASCII (EBCDIC) is believed when the text read
 * so begins with markup.
 */
#ifndef QUOTIDIAN_CHARSET_H
#define QUOTIDIAN_CHARSET_H

#include "quotidian/str.h"

enum charset_of { CHARSET_XML, CHARSET_HTML };
/* Appends `bytes` as UTF-8 without byte order mark (malformed sequences become U+FFFD, C1 controls what windows-1252 has in
 * their place; not sanitised otherwise).
 * `content_type` is the HTTP header or empty. *used (may be NULL) gets the name of the encoding taken, a static string.
 * QD_ELIMIT when out is full. An XML declaration or meta element in the text still names the old encoding: parsers must be told UTF-8. */
int charset_to_utf8(struct buf *out, struct str bytes, struct str content_type, enum charset_of of, const char **used);
/* What a byte of windows-1252 from 0x80 to 0x9F stands for (a C1 control for the five that are not assigned). */
uint32_t charset_1252(unsigned char c);

#define CHARSET_NAME_MAX 40
#define CHARSET_BEYOND_MAX 16 /* encodings beyond the usual that a process can hold */

/* Loads the converters that a sandboxed process may need later: the usual ones and those of `more`, names between commas, of which those that
 * cannot be had are passed over. Call it before the sandbox closes. Until then a converter is loaded when text asks for it. */
void charset_preload(struct str more);
/* The first encoding that text claimed since the last call whose converter is not loaded: a name that charset_name_ok() takes, or nothing.
 * Static, until the next call. What charset_to_utf8() gave for that text was without it. */
struct str charset_wanted(void);
/* Whether text may ask for an encoding of that name: short, of letters, digits and "._:-()", so that it is no path and has none of iconv's
 * suffixes, and neither UTF-7 nor one that depends on the machine. */
bool charset_name_ok(struct str name);
/* Whether it may, and iconv has it. Loads it for a moment, so not for a sandboxed process. */
bool charset_known(struct str name);

#endif
