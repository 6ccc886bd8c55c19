/* theme.c - the built-in themes: dark and light in 256 and in 8 or 16 colours, and one of attributes alone. */
#include "config.h"

#include "theme.h"

#define B LOOK_BOLD
#define D LOOK_DIM
#define I LOOK_ITALIC
#define U LOOK_UNDERLINE
#define V LOOK_REVERSE

/* Attributes of the theme without colours; with colours most of them stay, see `mono_only`. */
static const unsigned char mono[ROLE_COUNT] = {
	[ROLE_DIM] = D, [ROLE_BORDER] = D, [ROLE_BAR] = V, [ROLE_BAR_DIM] = V, [ROLE_BAR_STRONG] = V | B, [ROLE_HEADLINE] = B,
	[ROLE_HEADING] = B, [ROLE_META] = D, [ROLE_UNREAD] = B, [ROLE_STAR] = B, [ROLE_CURSOR] = V, [ROLE_CURSOR_IDLE] = U,
	[ROLE_PERSON] = U, [ROLE_ORGANISATION] = B, [ROLE_PLACE] = I, [ROLE_EMPHASIS] = I, [ROLE_STRONG] = B, [ROLE_INDIRECT] = 0,
	[ROLE_LINK_NUMBER] = D, [ROLE_MATCH] = V, [ROLE_ERROR] = B, [ROLE_NOTICE] = B, [ROLE_KEY] = B,
};

struct colour {
	short fg, bg;
	unsigned char mono_only; /* attributes that the colours take the place of */
};
#define C(f, b, m) { f, b, m }
#define PLAIN C(-1, -1, 0)

/* Colours of the xterm palette, muted: this is open all day. */
static const struct colour dark256[ROLE_COUNT] = {
	[ROLE_TEXT] = PLAIN, [ROLE_DIM] = C(244, -1, D), [ROLE_BORDER] = C(238, -1, D), [ROLE_BORDER_FOCUS] = C(109, -1, 0),
	[ROLE_BAR] = C(250, 236, V), [ROLE_BAR_DIM] = C(244, 236, V), [ROLE_BAR_STRONG] = C(255, 236, V), [ROLE_HEADLINE] = C(255, -1, 0),
	[ROLE_HEADING] = C(152, -1, 0), [ROLE_META] = C(244, -1, D), [ROLE_UNREAD] = C(254, -1, 0), [ROLE_READ] = C(246, -1, 0),
	[ROLE_STAR] = C(179, -1, 0), [ROLE_CURSOR] = C(-1, 238, V), [ROLE_CURSOR_IDLE] = C(-1, 235, U), [ROLE_PERSON] = C(180, -1, 0),
	[ROLE_ORGANISATION] = C(110, -1, 0), [ROLE_PLACE] = C(108, -1, 0), [ROLE_OTHER] = C(139, -1, 0), [ROLE_QUOTE] = C(230, -1, 0),
	[ROLE_INDIRECT] = C(187, -1, 0), [ROLE_EMPHASIS] = PLAIN, [ROLE_STRONG] = PLAIN, [ROLE_CODE] = C(151, -1, 0), [ROLE_LINK] = C(73, -1, 0),
	[ROLE_LINK_NUMBER] = C(66, -1, D), [ROLE_MATCH] = C(16, 179, V), [ROLE_ERROR] = C(174, -1, 0), [ROLE_NOTICE] = C(179, -1, 0),
	[ROLE_KEY] = C(152, -1, 0), [ROLE_SHARED] = C(180, -1, 0), [ROLE_SPEAKER_0] = C(173, -1, 0), [ROLE_SPEAKER_1] = C(74, -1, 0),
	[ROLE_SPEAKER_2] = C(114, -1, 0), [ROLE_SPEAKER_3] = C(176, -1, 0), [ROLE_SPEAKER_4] = C(185, -1, 0), [ROLE_SPEAKER_5] = C(80, -1, 0),
};
static const struct colour light256[ROLE_COUNT] = {
	[ROLE_TEXT] = PLAIN, [ROLE_DIM] = C(243, -1, D), [ROLE_BORDER] = C(250, -1, D), [ROLE_BORDER_FOCUS] = C(30, -1, 0),
	[ROLE_BAR] = C(238, 254, V), [ROLE_BAR_DIM] = C(243, 254, V), [ROLE_BAR_STRONG] = C(232, 254, V), [ROLE_HEADLINE] = C(232, -1, 0),
	[ROLE_HEADING] = C(24, -1, 0), [ROLE_META] = C(243, -1, D), [ROLE_UNREAD] = C(232, -1, 0), [ROLE_READ] = C(241, -1, 0),
	[ROLE_STAR] = C(130, -1, 0), [ROLE_CURSOR] = C(-1, 252, V), [ROLE_CURSOR_IDLE] = C(-1, 255, U), [ROLE_PERSON] = C(94, -1, 0),
	[ROLE_ORGANISATION] = C(25, -1, 0), [ROLE_PLACE] = C(22, -1, 0), [ROLE_OTHER] = C(90, -1, 0), [ROLE_QUOTE] = C(17, -1, 0),
	[ROLE_INDIRECT] = C(236, -1, 0), [ROLE_EMPHASIS] = PLAIN, [ROLE_STRONG] = PLAIN, [ROLE_CODE] = C(23, -1, 0), [ROLE_LINK] = C(30, -1, 0),
	[ROLE_LINK_NUMBER] = C(67, -1, D), [ROLE_MATCH] = C(232, 222, V), [ROLE_ERROR] = C(124, -1, 0), [ROLE_NOTICE] = C(94, -1, 0),
	[ROLE_KEY] = C(24, -1, 0), [ROLE_SHARED] = C(94, -1, 0), [ROLE_SPEAKER_0] = C(166, -1, 0), [ROLE_SPEAKER_1] = C(26, -1, 0),
	[ROLE_SPEAKER_2] = C(28, -1, 0), [ROLE_SPEAKER_3] = C(127, -1, 0), [ROLE_SPEAKER_4] = C(136, -1, 0), [ROLE_SPEAKER_5] = C(30, -1, 0),
};
/* The first eight of every palette. */
static const struct colour dark8[ROLE_COUNT] = {
	[ROLE_TEXT] = PLAIN, [ROLE_DIM] = PLAIN, [ROLE_BORDER] = PLAIN, [ROLE_BORDER_FOCUS] = C(6, -1, 0), [ROLE_BAR] = PLAIN, [ROLE_BAR_DIM] = PLAIN,
	[ROLE_BAR_STRONG] = PLAIN, [ROLE_HEADLINE] = PLAIN, [ROLE_HEADING] = C(6, -1, 0), [ROLE_META] = PLAIN, [ROLE_UNREAD] = PLAIN,
	[ROLE_READ] = PLAIN, [ROLE_STAR] = C(3, -1, 0), [ROLE_CURSOR] = PLAIN, [ROLE_CURSOR_IDLE] = PLAIN, [ROLE_PERSON] = C(3, -1, 0),
	[ROLE_ORGANISATION] = C(4, -1, 0), [ROLE_PLACE] = C(2, -1, 0), [ROLE_OTHER] = C(5, -1, 0), [ROLE_QUOTE] = PLAIN, [ROLE_INDIRECT] = PLAIN,
	[ROLE_EMPHASIS] = PLAIN, [ROLE_STRONG] = PLAIN, [ROLE_CODE] = C(6, -1, 0), [ROLE_LINK] = C(4, -1, 0), [ROLE_LINK_NUMBER] = C(6, -1, D),
	[ROLE_MATCH] = C(0, 3, V), [ROLE_ERROR] = C(1, -1, 0), [ROLE_NOTICE] = C(3, -1, 0), [ROLE_KEY] = C(6, -1, 0), [ROLE_SHARED] = C(3, -1, 0),
	[ROLE_SPEAKER_0] = C(3, -1, 0), [ROLE_SPEAKER_1] = C(4, -1, 0), [ROLE_SPEAKER_2] = C(2, -1, 0), [ROLE_SPEAKER_3] = C(5, -1, 0),
	[ROLE_SPEAKER_4] = C(6, -1, 0), [ROLE_SPEAKER_5] = C(1, -1, 0),
};
/* On white, and reversed under white, only red, blue and magenta can be read; green, yellow and cyan have a contrast of about 2. So the
 * fourth speaker is in the colour of the text, and the last two share theirs with the first two. */
static const struct colour light8[ROLE_COUNT] = {
	[ROLE_TEXT] = PLAIN, [ROLE_DIM] = PLAIN, [ROLE_BORDER] = PLAIN, [ROLE_BORDER_FOCUS] = C(4, -1, 0), [ROLE_BAR] = PLAIN, [ROLE_BAR_DIM] = PLAIN,
	[ROLE_BAR_STRONG] = PLAIN, [ROLE_HEADLINE] = PLAIN, [ROLE_HEADING] = C(4, -1, 0), [ROLE_META] = PLAIN, [ROLE_UNREAD] = PLAIN,
	[ROLE_READ] = PLAIN, [ROLE_STAR] = C(5, -1, 0), [ROLE_CURSOR] = PLAIN, [ROLE_CURSOR_IDLE] = PLAIN, [ROLE_PERSON] = C(5, -1, 0),
	[ROLE_ORGANISATION] = C(4, -1, 0), [ROLE_PLACE] = C(1, -1, 0), [ROLE_OTHER] = C(5, -1, 0), [ROLE_QUOTE] = PLAIN, [ROLE_INDIRECT] = PLAIN,
	[ROLE_EMPHASIS] = PLAIN, [ROLE_STRONG] = PLAIN, [ROLE_CODE] = C(5, -1, 0), [ROLE_LINK] = C(4, -1, 0), [ROLE_LINK_NUMBER] = C(4, -1, D),
	[ROLE_MATCH] = C(0, 3, V), [ROLE_ERROR] = C(1, -1, 0), [ROLE_NOTICE] = C(5, -1, 0), [ROLE_KEY] = C(4, -1, 0), [ROLE_SHARED] = C(5, -1, 0),
	[ROLE_SPEAKER_0] = C(5, -1, 0), [ROLE_SPEAKER_1] = C(4, -1, 0), [ROLE_SPEAKER_2] = C(1, -1, 0), [ROLE_SPEAKER_3] = PLAIN,
	[ROLE_SPEAKER_4] = C(5, -1, 0), [ROLE_SPEAKER_5] = C(4, -1, 0),
};

static const struct colour *colours_of(const struct theme_in *in)
{
	if (in->no_colour || in->colours < 8)
		return NULL;
	if (in->colours < 256)
		return in->light ? light8 : dark8;
	return in->light ? light256 : dark256;
}

struct theme theme_make(const struct theme_in *in)
{
	struct theme t;
	const struct colour *table = colours_of(in);
	for (int r = 0; r < ROLE_COUNT; r++) {
		t.role[r] = (struct look){ -1, -1, mono[r] };
		if (table)
			t.role[r] = (struct look){ table[r].fg, table[r].bg, (unsigned char)(mono[r] & ~table[r].mono_only) };
		if (!in->italic && (t.role[r].attr & LOOK_ITALIC))
			t.role[r].attr = (unsigned char)((t.role[r].attr & ~LOOK_ITALIC) | LOOK_UNDERLINE | LOOK_BOLD);
	}
	return t;
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

int theme_is_light_reply(struct str rgb)
{
	if (!str_starts(rgb, STR("rgb:")) && !str_starts(rgb, STR("rgba:")))
		return -1;
	struct str rest = str_sub(rgb, str_chr(rgb, ':', 0) + 1, rgb.n), part;
	double c[3] = { 0 };
	for (int i = 0; i < 3; i++) {
		double max = 0;
		if (!str_split(&rest, '/', &part) || part.n == 0 || part.n > 4)
			return -1;
		for (size_t k = 0; k < part.n; k++) {
			if (hex(part.s[k]) < 0)
				return -1;
			c[i] = c[i] * 16 + hex(part.s[k]);
			max = max * 16 + 15;
		}
		c[i] /= max;
	}
	/* Luminance, ITU-R BT.709. */
	return 0.2126 * c[0] + 0.7152 * c[1] + 0.0722 * c[2] > 0.5;
}

int theme_is_light_env(struct str colorfgbg)
{
	struct str part = STR_NONE, rest = colorfgbg, one;
	while (str_split(&rest, ';', &one))
		part = one;
	int64_t bg;
	if (!part.n || str_int(&bg, part) || bg < 0 || bg > 15)
		return -1;
	return bg == 7 || bg > 8; /* rxvt's rule: 7 and the bright ones but grey are light */
}
