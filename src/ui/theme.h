/* theme.h - what each role of the screen looks like: colours where there are some, attributes always. Pure: needs no terminal.
 *
 * Nothing differs by colour alone: persons are underlined, organisations bold, places italic; unread is bold with a dot; quotes carry
 * a bar, the chosen one is in reverse.
 */
#ifndef UI_THEME_H
#define UI_THEME_H

#include <stdbool.h>

#include "quotidian/str.h"

#define ROLES(R) \
	R(TEXT) R(DIM) R(BORDER) R(BORDER_FOCUS) R(BAR) R(BAR_DIM) R(BAR_STRONG) R(HEADLINE) R(HEADING) R(META) R(UNREAD) R(READ) \
	R(STAR) R(CURSOR) R(CURSOR_IDLE) R(PERSON) R(ORGANISATION) R(PLACE) R(OTHER) R(QUOTE) R(INDIRECT) R(EMPHASIS) R(STRONG) \
	R(CODE) R(LINK) R(LINK_NUMBER) R(MATCH) R(ERROR) R(NOTICE) R(KEY) R(SHARED) \
	R(SPEAKER_0) R(SPEAKER_1) R(SPEAKER_2) R(SPEAKER_3) R(SPEAKER_4) R(SPEAKER_5)
enum role {
#define R(name) ROLE_##name,
	ROLES(R)
#undef R
	ROLE_COUNT
};
#define SPEAKER_COLOURS 6

enum look_attr { LOOK_BOLD = 1, LOOK_DIM = 2, LOOK_ITALIC = 4, LOOK_UNDERLINE = 8, LOOK_REVERSE = 16 };
struct look {
	short fg, bg; /* -1: the terminal's own */
	unsigned char attr;
};
struct theme {
	struct look role[ROLE_COUNT];
};
struct theme_in {
	int colours;    /* as terminfo says: 0, 8, 16, 256, more */
	bool light;     /* a light background */
	bool no_colour; /* NO_COLOR is set to something */
	bool italic;    /* the terminal has italics */
};
struct theme theme_make(const struct theme_in *in);
/* Light or dark by a reply to OSC 11 ("rgb:ffff/ffff/ffff", "rgb:ff/ff/ff"): 1 light, 0 dark, -1 not understood. */
int theme_is_light_reply(struct str rgb);
/* By $COLORFGBG ("15;0", "0;default;15"): 1 light, 0 dark, -1 not understood. */
int theme_is_light_env(struct str colorfgbg);
/* One look over another: its colours where it has some, and the attributes of both. */
static inline struct look look_over(struct look under, struct look over)
{
	return (struct look){ over.fg >= 0 ? over.fg : under.fg, over.bg >= 0 ? over.bg : under.bg, (unsigned char)(under.attr | over.attr) };
}
static inline struct look look_with(struct look l, unsigned char attr)
{
	l.attr |= attr;
	return l;
}

#endif
