/* guess.c - the encoding of text that names none, or a wrong one.
 *
 * Each candidate reads a sample. What comes out is compared with what its language looks like: of Chinese,
 * Japanese and Korean the share of their commonest characters (after Li and Momoi, "A composite approach to
 * language/encoding detection", its character distribution method), of other scripts the share of their commonest
 * letters in lower case, of languages in Latin letters the share of accented letters that belong to the language's
 * alphabet. Letters of a foreign script never stand beside ASCII letters, accented ones nearly always do. Only what
 * clearly beats windows-1252 is believed.
 */
#include "config.h"

#include "quotidian/text.h"

#include "charset_int.h"

#define SAMPLE_MAX 32768 /* bytes that are looked at */
#define ASCII_BEFORE 64  /* of them before the first byte beyond ASCII */

enum kind { IDEOGRAPHS, SCRIPT, LATIN };

static const char ZH_CN[] =
	"的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家"
	"电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看"
	"，。、“”（）";
static const char ZH_TW[] =
	"的一是不在有我人了他大中來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里後小麼心多天而能好都然沒日於起還發成事只作當想看文"
	"無開手十用主行方又如前所本見經頭面公同三已老從動兩長知民樣現分將外但身些與高意進把法此實回二理美點月明其種全工者情部正名定力機等業最間新"
	"，。、「」（）";
static const char KO[] =
	"이다는의에을가고한하를로은사지도인기서대나자리어시정해그라전일제수부들있으보만주장스공아구상여조게안과러적비까원했니세소연국동요화미성유재면모트신무"
	"오관경거분업계행발방위년월";
static const char JA[] = "日一人年大本中月国会時分者前後新東出上見行事、。・「」ー"; /* and all kana */
static const char CYRILLIC[] = "оеаинтсрвлкмдпуяіъ";
static const char GREEK[] = "αειονστρηπυκλμςάέίόή";
static const char HEBREW[] = "יוהלאמרתבשנםדפע";
static const char ARABIC[] = "اليمنورتبةدهسعف";
static const char THAI[] = "านรกเองยวมทตดสลคปพ่้ีัิ";

/* Alphabets beyond ASCII, both cases. */
static const char FRENCH[] = "àâçéèêëîïôœùûÀÂÇÉÈÊËÎÏÔŒÙÛ";
static const char SPANISH[] = "áéíóúüñçàèòïÁÉÍÓÚÜÑÇÀÈÒ¿¡"; /* and Catalan */
static const char PORTUGUESE[] = "ãõáàâçéêíóôúüÃÕÁÀÂÇÉÊÍÓÔÚ";
static const char ITALIAN[] = "àèéìòùÀÈÉÌÒÙ";
static const char GERMANIC[] = "äöüßÄÖÜéåæøÅÆØë";
static const char ICELANDIC[] = "áéíóúýþæöðÁÉÍÓÚÝÞÆÖÐ";
static const char POLISH[] = "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ";
static const char CZECH[] = "áčďéěíňóřšťúůýžÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ";
static const char SLOVAK[] = "áäčďéíĺľňóôŕšťúýžÁÄČĎÉÍĹĽŇÓÔŔŠŤÚÝŽ";
static const char HUNGARIAN[] = "áéíóöőúüűÁÉÍÓÖŐÚÜŰ";
static const char ROMANIAN[] = "ăâîşţșțĂÂÎŞŢȘȚ";
static const char CROATIAN[] = "čćđšžČĆĐŠŽ";
static const char TURKISH[] = "çğıöşüÇĞİÖŞÜ";
static const char LITHUANIAN[] = "ąčęėįšųūžĄČĘĖĮŠŲŪŽ";
static const char LATVIAN[] = "āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ";

/* `usual`: the share of characters that are in the list, in running text. An earlier candidate wins a draw. */
static const struct candidate {
	const char *coding; /* candidates of one encoding stand together */
	enum kind kind;
	const char *common;
	double usual;
} CANDIDATES[] = {
	{ "windows-1252", LATIN, FRENCH, 1 },
	{ "windows-1252", LATIN, SPANISH, 1 },
	{ "windows-1252", LATIN, PORTUGUESE, 1 },
	{ "windows-1252", LATIN, ITALIAN, 1 },
	{ "windows-1252", LATIN, GERMANIC, 1 },
	{ "windows-1252", LATIN, ICELANDIC, 1 },
	{ "windows-1250", LATIN, POLISH, 1 },
	{ "windows-1250", LATIN, CZECH, 1 },
	{ "windows-1250", LATIN, SLOVAK, 1 },
	{ "windows-1250", LATIN, HUNGARIAN, 1 },
	{ "windows-1250", LATIN, ROMANIAN, 1 },
	{ "windows-1250", LATIN, CROATIAN, 1 },
	{ "iso-8859-2", LATIN, POLISH, 1 },
	{ "iso-8859-2", LATIN, CZECH, 1 },
	{ "iso-8859-2", LATIN, SLOVAK, 1 },
	{ "iso-8859-2", LATIN, CROATIAN, 1 },
	{ "windows-1254", LATIN, TURKISH, 1 },
	{ "windows-1257", LATIN, LITHUANIAN, 1 },
	{ "windows-1257", LATIN, LATVIAN, 1 },
	{ "macintosh", LATIN, FRENCH, 1 },
	{ "macintosh", LATIN, SPANISH, 1 },
	{ "macintosh", LATIN, PORTUGUESE, 1 },
	{ "macintosh", LATIN, ITALIAN, 1 },
	{ "macintosh", LATIN, GERMANIC, 1 },
	{ "windows-1251", SCRIPT, CYRILLIC, 0.8 },
	{ "koi8-r", SCRIPT, CYRILLIC, 0.8 },
	{ "koi8-u", SCRIPT, CYRILLIC, 0.8 },
	{ "iso-8859-5", SCRIPT, CYRILLIC, 0.8 },
	{ "ibm866", SCRIPT, CYRILLIC, 0.8 },
	{ "windows-1253", SCRIPT, GREEK, 0.8 },
	{ "iso-8859-7", SCRIPT, GREEK, 0.8 },
	{ "windows-1255", SCRIPT, HEBREW, 0.8 },
	{ "windows-1256", SCRIPT, ARABIC, 0.7 },
	{ "iso-8859-6", SCRIPT, ARABIC, 0.7 },
	{ "windows-874", SCRIPT, THAI, 0.8 },
	{ "euc-jp", IDEOGRAPHS, JA, 0.4 },
	{ "shift_jis", IDEOGRAPHS, JA, 0.4 },
	{ "euc-kr", IDEOGRAPHS, KO, 0.45 },
	{ "gb18030", IDEOGRAPHS, ZH_CN, 0.4 },
	{ "big5", IDEOGRAPHS, ZH_TW, 0.4 },
};
#define NCANDIDATES (sizeof CANDIDATES / sizeof *CANDIDATES)
#define ENOUGH 0.5  /* a score that is believed */
#define MARGIN 0.1  /* by which windows-1252 must be beaten */
#define STRANGE 3   /* characters that windows-1252 must make no sense of, and times as many as the candidate */

struct set {
	uint64_t bit[1024]; /* of the code points below 0x10000 */
};

static void set_put(struct set *s, uint32_t cp)
{
	if (cp < 0x10000)
		s->bit[cp / 64] |= (uint64_t)1 << (cp % 64);
}

static bool set_has(const struct set *s, uint32_t cp)
{
	return cp < 0x10000 && (s->bit[cp / 64] >> (cp % 64) & 1);
}

static void set_make(struct set *s, const struct candidate *c)
{
	struct str list = str_of(c->common);
	memset(s, 0, sizeof *s);
	for (size_t i = 0; i < list.n;)
		set_put(s, utf8_next(list, &i));
	for (uint32_t cp = 0x3041; c->common == JA && cp <= 0x30F6; cp++)
		set_put(s, cp);
}

static bool is_ascii_letter(uint32_t cp)
{
	return (cp >= 'a' && cp <= 'z') || (cp >= 'A' && cp <= 'Z');
}

/* Quotation marks, dashes, ellipses: in any language. */
static bool is_mark(uint32_t cp)
{
	return (cp >= 0x2010 && cp <= 0x201E) || cp == 0x2026;
}

/* Symbols that say nothing of the language where they do not stand within a word. */
static bool is_symbol(uint32_t cp)
{
	return cp == 0x2022 || cp == 0x2030 || cp == 0x2039 || cp == 0x203A || cp == 0x20AC || cp == 0x2116 || cp == 0x2122 || cp == 0xA7 ||
	       cp == 0xA9 || cp == 0xAA || cp == 0xBA || cp == 0xAB || cp == 0xAE || cp == 0xB0 || cp == 0xBB;
}

/* What no text in that encoding has: controls, half-width katakana, private characters, what could not be read. */
static bool is_odd(uint32_t cp)
{
	return (cp >= 0x80 && cp < 0xA0) || (cp >= 0xFF61 && cp <= 0xFF9F) || (cp >= 0xE000 && cp <= 0xF8FF) || cp == UTF8_BAD ||
	       (cp >= 0x2500 && cp < 0x25A0);
}

struct count {
	size_t n, common, beside, odd; /* characters beyond ASCII; of them common ones, ones beside an ASCII letter, odd ones */
};

static struct count count_text(struct str text, const struct candidate *c, const struct set *common)
{
	struct count k = { 0, 0, 0, 0 };
	uint32_t before = 0;
	for (size_t i = 0; i < text.n;) {
		uint32_t cp = utf8_next(text, &i);
		bool left = is_ascii_letter(before), right = i < text.n && is_ascii_letter((unsigned char)text.s[i]);
		before = cp;
		if (cp < 0x80 || cp == 0xA0 || cp == 0xB7)
			continue;
		bool hit = set_has(common, cp), beside = left || right;
		if (c->kind == LATIN && is_mark(cp)) {
			/* Another encoding has letters there. */
			k.n++;
			k.common++;
		} else if (hit || !(is_mark(cp) || (is_symbol(cp) && !(left && right)))) {
			k.n++;
			k.beside += beside;
			k.odd += is_odd(cp);
			k.common += hit && (c->kind != LATIN || beside);
		}
	}
	return k;
}

/* 0 (cannot be) to 1 (as such text is). */
static double score(const struct candidate *c, struct count k, size_t bad)
{
	static const size_t least[] = { [IDEOGRAPHS] = 4, [SCRIPT] = 8, [LATIN] = 4 };
	if (k.n < least[c->kind] || (bad + k.odd) * 50 > k.n)
		return 0;
	double share = (double)k.common / (double)k.n / c->usual;
	share = share > 1 ? 1 : share;
	if (c->kind != SCRIPT)
		return share;
	double mixed = 3 * (double)k.beside / (double)k.n;
	return mixed >= 1 ? 0 : share * (1 - mixed);
}

static struct str sample_of(struct str bytes)
{
	size_t i = 0;
	while (i < bytes.n && (unsigned char)bytes.s[i] < 0x80)
		i++;
	i = i > ASCII_BEFORE ? i - ASCII_BEFORE : 0;
	return str_sub(bytes, i, i + SAMPLE_MAX);
}

const char *charset_guess(struct str bytes)
{
	struct str sample = sample_of(bytes);
	struct buf text;
	struct set common;
	const char *best = NULL, *read = NULL;
	double high = 0, western = 0;
	size_t bad = 0, strange = STR_NPOS; /* what windows-1252 makes no sense of */
	int rc = 0;
	buf_init(&text, 4 * SAMPLE_MAX + 16);
	for (size_t i = 0; i < NCANDIDATES; i++) {
		const struct candidate *c = &CANDIDATES[i];
		if (!read || strcmp(read, c->coding) != 0) {
			buf_clear(&text);
			rc = charset_decode_as(&text, sample, c->coding, &bad);
			read = c->coding;
		}
		if (rc != 0)
			continue;
		set_make(&common, c);
		struct count k = count_text(buf_str(&text), c, &common);
		double s = score(c, k, bad);
		size_t misses = k.n - k.common;
		if (strcmp(c->coding, "windows-1252") == 0) {
			western = s > western ? s : western;
			strange = misses < strange ? misses : strange;
			continue;
		}
		bool better = c->kind == LATIN ? strange >= STRANGE && misses * STRANGE <= strange : s > western + MARGIN;
		if (better && s >= ENOUGH && s > high + 1e-9) {
			high = s;
			best = c->coding;
		}
	}
	buf_free(&text);
	return best;
}
