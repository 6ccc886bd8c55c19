/* htmlentity.h - what html_decode() needs beyond html_entity(). */
#ifndef QUOTIDIAN_HTMLENTITY_H
#define QUOTIDIAN_HTMLENTITY_H

#include "quotidian/str.h"

#define HTML_NAME_MAX 31 /* bytes of the longest name */
#define HTML_BARE_MAX 6  /* bytes of the longest name that may stand without its semicolon */

/* Length of the longest prefix of `name` that is a reference without semicolon ("copy" in "copyright"); 0: none. */
size_t html_entity_bare(struct str name);

#endif
