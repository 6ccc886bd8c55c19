/* charset.c - foreign bytes to UTF-8: labels, byte order marks, declarations, conversion.
 *
 * Labels are those of the WHATWG Encoding standard; UTF-8, UTF-16, UTF-32 and windows-1252 are
 * converted here, all others by iconv (converter.c).
 */
#include "config.h"

#include "quotidian/utf8.h"

#include "charset_int.h"

const struct coding charset_table[] = {
	{ "utf-8", "UTF-8", " utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8 ", BY_UTF8, false, false },
	{ "windows-1252", "CP1252",
	  " iso-8859-1 iso8859-1 iso88591 iso_8859-1 latin1 latin-1 l1 us-ascii ascii ansi_x3.4-1968 cp1252 x-cp1252 cp819 ibm819"
	  " iso-ir-100 csisolatin1 ansi iso_8859-1:1987 ", BY_1252, true, false },
	{ "utf-16le", "UTF-16LE", " utf-16 utf16 ucs-2 unicode iso-10646-ucs-2 csunicode unicodefeff ", BY_UTF16LE, false, false },
	{ "utf-16be", "UTF-16BE", " unicodefffe ", BY_UTF16BE, false, false },
	{ "utf-32le", "UTF-32LE", " utf-32 utf32 ucs-4 iso-10646-ucs-4 ", BY_UTF32LE, false, false },
	{ "utf-32be", "UTF-32BE", " ", BY_UTF32BE, false, false },
	{ "ibm866", "IBM866", " 866 cp866 csibm866 ", BY_ICONV, true, false },
	{ "iso-8859-2", "ISO-8859-2", " csisolatin2 iso-ir-101 iso8859-2 iso88592 iso_8859-2 l2 latin2 ", BY_ICONV, true, false },
	{ "iso-8859-3", "ISO-8859-3", " csisolatin3 iso-ir-109 iso8859-3 iso88593 iso_8859-3 l3 latin3 ", BY_ICONV, true, false },
	{ "iso-8859-4", "ISO-8859-4", " csisolatin4 iso-ir-110 iso8859-4 iso88594 iso_8859-4 l4 latin4 ", BY_ICONV, true, false },
	{ "iso-8859-5", "ISO-8859-5", " csisolatincyrillic cyrillic iso-ir-144 iso8859-5 iso88595 iso_8859-5 ", BY_ICONV, true, false },
	{ "iso-8859-6", "ISO-8859-6", " arabic asmo-708 csisolatinarabic ecma-114 iso-ir-127 iso8859-6 iso88596 iso_8859-6 ", BY_ICONV, true, false },
	{ "iso-8859-7", "ISO-8859-7", " csisolatingreek ecma-118 elot_928 greek greek8 iso-ir-126 iso8859-7 iso88597 iso_8859-7 ",
		BY_ICONV, true, false },
	{ "iso-8859-8", "ISO-8859-8", " csisolatinhebrew hebrew iso-8859-8-i iso-8859-8-e logical visual iso8859-8 iso88598 iso_8859-8 ", BY_ICONV, true, false },
	{ "iso-8859-10", "ISO-8859-10", " csisolatin6 iso-ir-157 iso8859-10 iso885910 l6 latin6 ", BY_ICONV, true, false },
	{ "iso-8859-13", "ISO-8859-13", " iso8859-13 iso885913 ", BY_ICONV, true, false },
	{ "iso-8859-14", "ISO-8859-14", " iso8859-14 iso885914 ", BY_ICONV, true, false },
	{ "iso-8859-15", "ISO-8859-15", " csisolatin9 iso8859-15 iso885915 iso_8859-15 l9 latin9 ", BY_ICONV, true, false },
	{ "iso-8859-16", "ISO-8859-16", " iso8859-16 iso885916 ", BY_ICONV, true, false },
	{ "koi8-r", "KOI8-R", " cskoi8r koi koi8 koi8_r ", BY_ICONV, true, false },
	{ "koi8-u", "KOI8-U", " ", BY_ICONV, true, false },
	{ "macintosh", "MACINTOSH", " csmacintosh mac macroman x-mac-roman ", BY_ICONV, true, false },
	{ "windows-874", "CP874", " dos-874 iso-8859-11 iso8859-11 iso885911 tis-620 cp874 ", BY_ICONV, true, false },
	{ "windows-1250", "CP1250", " cp1250 x-cp1250 ", BY_ICONV, true, false },
	{ "windows-1251", "CP1251", " cp1251 x-cp1251 win-1251 ", BY_ICONV, true, false },
	{ "windows-1253", "CP1253", " cp1253 x-cp1253 ", BY_ICONV, true, false },
	{ "windows-1254", "CP1254", " cp1254 x-cp1254 csisolatin5 iso-8859-9 iso8859-9 iso88599 iso_8859-9 l5 latin5 iso-ir-148 ",
		BY_ICONV, true, false },
	{ "windows-1255", "CP1255", " cp1255 x-cp1255 ", BY_ICONV, true, false },
	{ "windows-1256", "CP1256", " cp1256 x-cp1256 ", BY_ICONV, true, false },
	{ "windows-1257", "CP1257", " cp1257 x-cp1257 ", BY_ICONV, true, false },
	{ "windows-1258", "CP1258", " cp1258 x-cp1258 ", BY_ICONV, true, false },
	{ "x-mac-cyrillic", "MAC-CYRILLIC", " x-mac-ukrainian ", BY_ICONV, true, false },
	{ "gb18030", "GB18030", " gbk gb2312 gb_2312 gb_2312-80 csgb2312 chinese csiso58gb231280 iso-ir-58 x-gbk cp936 euc-cn ",
		BY_ICONV, false, false },
	{ "big5", "BIG5-HKSCS", " big5-hkscs cn-big5 csbig5 x-x-big5 cp950 ", BY_ICONV, false, false },
	{ "euc-jp", "EUC-JP-MS", " cseucpkdfmtjapanese x-euc-jp eucjp ", BY_ICONV, false, false },
	{ "iso-2022-jp", "ISO-2022-JP", " csiso2022jp ", BY_ICONV, false, false },
	{ "shift_jis", "CP932", " csshiftjis ms932 ms_kanji shift-jis sjis windows-31j x-sjis cp932 ", BY_ICONV, false, false },
	{ "euc-kr", "CP949", " cseuckr csksc56011987 iso-ir-149 korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cp949 uhc ", BY_ICONV, false, false },
	{ "iso-2022-kr", "ISO-2022-KR", " csiso2022kr ", BY_ICONV, false, false },
	{ "euc-tw", "EUC-TW", " x-euc-tw ", BY_ICONV, false, false },
	{ "johab", "JOHAB", " cp1361 ms1361 x-johab ", BY_ICONV, false, false },
	{ "ibm437", "IBM437", " 437 cp437 cspc8codepage437 ", BY_ICONV, true, false },
	{ "ibm850", "IBM850", " 850 cp850 cspc850multilingual ", BY_ICONV, true, false },
	{ "ibm852", "IBM852", " 852 cp852 cspcp852 ", BY_ICONV, true, false },
	{ "viscii", "VISCII", " csviscii viscii1.1-1 ", BY_ICONV, true, false },
	{ "koi8-t", "KOI8-T", " ", BY_ICONV, true, false },
	{ "ibm037", "IBM037", " ebcdic-cp-us cp037 ebcdic-cp-ca ebcdic-cp-nl ", BY_ICONV, true, true },
};
const size_t charset_table_n = sizeof charset_table / sizeof *charset_table;
enum { UTF8 = 0, W1252 = 1, UTF16LE = 2, UTF16BE = 3, UTF32LE = 4, UTF32BE = 5 };

static const struct coding *find_label(struct str label)
{
	label = str_trim(label);
	for (size_t i = 0; i < charset_table_n; i++)
		if (str_ieq(label, str_of(charset_table[i].name)) || str_listed(label, str_of(charset_table[i].labels)))
			return &charset_table[i];
	return NULL;
}

/* The bytes 0x80-0x9F of windows-1252 (0: the C1 control itself). */
static const uint16_t W1252_HIGH[32] = {
	0x20AC, 0, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017D, 0,
	0, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0, 0x017E, 0x0178,
};

uint32_t charset_1252(unsigned char c)
{
	uint32_t cp = c >= 0x80 && c < 0xA0 ? W1252_HIGH[c - 0x80] : 0;
	return cp ? cp : c;
}

static size_t ascii_run(struct str s, size_t from)
{
	size_t i = from;
	for (; i + 8 <= s.n; i += 8) {
		uint64_t w;
		memcpy(&w, s.s + i, 8);
		if (w & 0x8080808080808080ull)
			break;
	}
	while (i < s.n && (unsigned char)s.s[i] < 0x80)
		i++;
	return i;
}

static void from_1252(struct buf *out, struct str in)
{
	for (size_t i = 0; i < in.n && !out->over;) {
		size_t end = ascii_run(in, i);
		buf_add(out, str_sub(in, i, end));
		for (i = end; i < in.n && (unsigned char)in.s[i] >= 0x80; i++) {
			buf_addcp(out, charset_1252((unsigned char)in.s[i]));
		}
	}
}

struct tally {
	size_t good, bad; /* sequences beyond ASCII, and malformed ones; one cut at the end is neither */
};

/* Appends (out not NULL) valid UTF-8, counting. */
static struct tally from_utf8(struct buf *out, struct str in)
{
	struct tally t = { 0, 0 };
	size_t start = 0, i = 0;
	while (i < in.n) {
		i = ascii_run(in, i);
		if (i == in.n)
			break;
		size_t at = i;
		uint32_t cp = utf8_next(in, &i);
		if (cp < 0xA0 && out) {
			/* A C1 control: windows-1252 once taken for latin-1. */
			buf_add(out, str_sub(in, start, at));
			buf_addcp(out, charset_1252((unsigned char)cp));
			start = i;
			if (out->over)
				return t;
			continue;
		}
		if (cp != UTF8_BAD || (i - at == 3 && memcmp(in.s + at, "\xEF\xBF\xBD", 3) == 0)) {
			t.good++;
			continue;
		}
		/* A lead byte and its continuations, cut by the end of the bytes. */
		t.bad += !(i == in.n && (unsigned char)in.s[at] >= 0xC2);
		if (out) {
			buf_add(out, str_sub(in, start, at));
			buf_addcp(out, UTF8_BAD);
			if (out->over)
				return t;
		}
		start = i;
	}
	if (out)
		buf_add(out, str_sub(in, start, in.n));
	return t;
}

static size_t from_wide(struct buf *out, struct str in, enum how how)
{
	const unsigned char *p = (const unsigned char *)in.s;
	size_t unit = how == BY_UTF16LE || how == BY_UTF16BE ? 2 : 4, bad = 0;
	uint32_t high = 0;
	for (size_t i = 0; i + unit <= in.n && !out->over; i += unit) {
		uint32_t u;
		if (how == BY_UTF16LE)
			u = p[i] | (uint32_t)p[i + 1] << 8;
		else if (how == BY_UTF16BE)
			u = p[i + 1] | (uint32_t)p[i] << 8;
		else if (how == BY_UTF32LE)
			u = p[i] | (uint32_t)p[i + 1] << 8 | (uint32_t)p[i + 2] << 16 | (uint32_t)p[i + 3] << 24;
		else
			u = p[i + 3] | (uint32_t)p[i + 2] << 8 | (uint32_t)p[i + 1] << 16 | (uint32_t)p[i] << 24;
		if (unit == 2 && high && u >= 0xDC00 && u <= 0xDFFF) {
			u = 0x10000 + ((high - 0xD800) << 10) + (u - 0xDC00);
			high = 0;
		} else if (high) {
			buf_addcp(out, UTF8_BAD);
			bad++;
			high = 0;
		}
		if (unit == 2 && u >= 0xD800 && u <= 0xDBFF) {
			high = u;
			continue;
		}
		bad += u > 0x10FFFF || (u >= 0xD800 && u <= 0xDFFF);
		buf_addcp(out, u);
	}
	if (high || in.n % unit)
		buf_addcp(out, UTF8_BAD);
	return bad;
}

static int decode(struct buf *out, struct str in, const struct coding *c, size_t *bad)
{
	*bad = 0;
	if (c->how == BY_UTF8)
		*bad = from_utf8(out, in).bad;
	else if (c->how == BY_1252)
		from_1252(out, in);
	else if (c->how != BY_ICONV)
		*bad = from_wide(out, in, c->how);
	else
		return converter_run(out, in, c, bad);
	return 0;
}

int charset_decode_as(struct buf *out, struct str in, const char *name, size_t *bad)
{
	const struct coding *c = find_label(str_of(name));
	*bad = 0;
	return c ? decode(out, in, c, bad) : QD_ENOTFOUND;
}

/* The value after `key` and an equals sign in `s` (quoted or bare), or nothing. */
static struct str value_of(struct str s, struct str key)
{
	for (size_t at = 0; (at = str_ifind(s, key, at)) != STR_NPOS;) {
		at += key.n;
		size_t i = at;
		while (i < s.n && (unsigned char)s.s[i] <= ' ')
			i++;
		if (i == s.n || s.s[i] != '=')
			continue;
		do
			i++;
		while (i < s.n && (unsigned char)s.s[i] <= ' ');
		char quote = i < s.n && (s.s[i] == '"' || s.s[i] == '\'') ? s.s[i++] : 0;
		size_t end = i;
		while (end < s.n && (quote ? s.s[end] != quote : ((unsigned char)s.s[end] > ' ' && !memchr(";>\"'/?", s.s[end], 6))))
			end++;
		return str_sub(s, i, end);
	}
	return STR_NONE;
}

/* An encoding that a header or a document claims. */
struct claim {
	struct str label;
	const struct coding *c; /* NULL: none, or one that is not loaded */
};

static struct claim claim_of(struct str label)
{
	struct claim m = { str_trim(label), find_label(label) };
	if (!m.c && !charset_name_ok(m.label))
		m.label = STR_NONE;
	if (!m.c && m.label.n)
		m.c = converter_beyond(m.label);
	return m;
}

/* What the document's first bytes say of it: an XML declaration, or (HTML standard, "prescan") a meta element. */
static struct claim declared(struct str bytes, enum charset_of of)
{
	struct str head = str_sub(bytes, 0, 8192);
	struct claim m = { STR_NONE, NULL }, next;
	if (of == CHARSET_HTML) {
		for (size_t at = 0; !m.c && (at = str_ifind(head, STR("<meta"), at)) != STR_NPOS; at += 5) {
			next = claim_of(value_of(str_sub(head, at, str_chr(head, '>', at)), STR("charset")));
			m = next.c || !m.label.n ? next : m;
		}
	}
	size_t at = str_find(head, STR("<?xml "), 0);
	if (!m.c && at != STR_NPOS) {
		next = claim_of(value_of(str_sub(head, at, str_chr(head, '>', at)), STR("encoding")));
		m = next.c || !m.label.n ? next : m;
	}
	return m;
}

static bool zeros(const unsigned char *p, unsigned mask)
{
	for (unsigned i = 0; i < 4; i++)
		if ((p[i] == 0) != ((mask >> i) & 1))
			return false;
	return true;
}

/* Byte order mark, or the zeros around a first "<" (XML 1.0, appendix F). Cuts the mark off. */
static const struct coding *by_first_bytes(struct str *bytes, bool *marked)
{
	static const struct {
		const char *mark;
		size_t n;
		int coding;
	} MARKS[] = { { "\0\0\xFE\xFF", 4, UTF32BE }, { "\xFF\xFE\0\0", 4, UTF32LE }, { "\xEF\xBB\xBF", 3, UTF8 },
		      { "\xFE\xFF", 2, UTF16BE }, { "\xFF\xFE", 2, UTF16LE } };
	*marked = false;
	for (size_t i = 0; i < sizeof MARKS / sizeof *MARKS; i++)
		if (str_starts(*bytes, str_n(MARKS[i].mark, MARKS[i].n))) {
			*bytes = str_sub(*bytes, MARKS[i].n, bytes->n);
			*marked = true;
			return &charset_table[MARKS[i].coding];
		}
	const unsigned char *p = (const unsigned char *)bytes->s;
	if (bytes->n < 4)
		return NULL;
	if (zeros(p, 7))
		return &charset_table[UTF32BE];
	if (zeros(p, 14))
		return &charset_table[UTF32LE];
	if (zeros(p, 5))
		return &charset_table[UTF16BE];
	if (zeros(p, 10))
		return &charset_table[UTF16LE];
	return NULL;
}

static bool is_wide(const struct coding *c)
{
	return c->how >= BY_UTF16LE;
}

/* Whether what an encoding made of the bytes can be what was meant: one in which markup has bytes of its own gives markup only where it holds, and
 * the others give none where it would (`ebcdic`). */
static bool plausible(const struct coding *c, struct str text, bool ebcdic)
{
	text = str_trim(text);
	return c->apart ? text.n && (text.s[0] == '<' || text.s[0] == '{') : !ebcdic;
}

/* What is left when no claim decodes: UTF-8 with a few faults, else the first claim with few, else windows-1252. */
static const struct coding *least_bad(struct buf *out, struct str bytes, struct tally t, const struct claim claim[2])
{
	size_t was = out->n, bad, high = 0;
	if (t.good >= 8 * t.bad)
		return &charset_table[UTF8];
	for (size_t i = 0; i < bytes.n; i++)
		high += (unsigned char)bytes.s[i] >= 0x80;
	for (int i = 0; i < 2; i++) {
		const struct coding *c = claim[i].c;
		if (!c || c->how != BY_ICONV)
			continue;
		int rc = decode(out, bytes, c, &bad);
		bool fits = plausible(c, str_sub(buf_str(out), was, out->n), false);
		out->n = was;
		if (rc == 0 && bad * 20 <= high && fits)
			return c;
	}
	const char *guess = charset_guess(bytes);
	return guess ? find_label(str_of(guess)) : &charset_table[W1252];
}

/* Seven-bit text that shifts into Japanese or Korean (RFC 1468, RFC 1557), as its first shift says. */
static const struct coding *by_escape(struct str bytes)
{
	for (size_t at = 0; (at = str_find(bytes, STR("\x1b$"), at)) != STR_NPOS; at += 2) {
		struct str here = str_sub(bytes, at + 2, bytes.n);
		if (str_starts(here, STR("B")) || str_starts(here, STR("@")))
			return find_label(STR("iso-2022-jp"));
		if (str_starts(here, STR(")C")))
			return find_label(STR("iso-2022-kr"));
	}
	return NULL;
}

static int give(const char **used, const struct coding *c, const struct buf *out)
{
	if (used)
		*used = c->name;
	return out->over ? QD_ELIMIT : 0;
}

/* Reads `bytes` as the first of the claims that holds. NULL when none does. */
static const struct coding *take_claim(struct buf *out, struct str bytes, const struct claim claim[2], struct tally t, bool ebcdic)
{
	size_t was = out->n, bad;
	for (int i = 0; i < 2; i++) {
		const struct coding *c = claim[i].c;
		if (c && (is_wide(c) || c->how == BY_UTF8))
			continue; /* wide ones would have shown by their first bytes; UTF-8 is tried when claims are not */
		/* Text of a one-byte encoding is never by chance valid UTF-8 (the claim is a server's default). */
		if ((!c || c->single) && t.bad == 0 && t.good)
			continue;
		if (!c && claim[i].label.n)
			converter_want(claim[i].label);
		if (c && decode(out, bytes, c, &bad) == 0 && (bad == 0 || out->over) && plausible(c, str_sub(buf_str(out), was, out->n), ebcdic))
			return c;
		out->n = was;
	}
	return NULL;
}

/* "<?xml " in an EBCDIC: the question mark and the blank are the same in all, the letters in most (XML 1.0, appendix F). */
static bool ebcdic_declares(struct str bytes, bool *usual)
{
	*usual = str_starts(bytes, STR("\x4C\x6F\xA7\x94"));
	return *usual || (bytes.n > 6 && bytes.s[1] == '\x6F' && bytes.s[5] == '\x40' && (unsigned char)bytes.s[2] >= 0x80);
}

/* The value of the second of a declaration's attributes, which is the encoding, where their names cannot be read. */
static struct claim declared_second(struct str head)
{
	size_t version = str_chr(head, '=', 0), at = version == STR_NPOS ? version : str_chr(head, '=', version + 1);
	if (at == STR_NPOS || at + 1 >= head.n)
		return (struct claim){ STR_NONE, NULL };
	return claim_of(str_sub(head, at + 2, str_chr(head, head.s[at + 1], at + 2)));
}

static const struct coding *from_ebcdic(struct buf *out, struct str bytes, struct claim header)
{
	struct buf head;
	size_t bad;
	bool usual;
	const struct coding *us = find_label(STR("ibm037"));
	if (!ebcdic_declares(bytes, &usual))
		return NULL;
	buf_init(&head, 4096);
	if (decode(&head, str_sub(bytes, 0, 1024), us, &bad)) {
		buf_free(&head);
		return NULL;
	}
	size_t n = 0;
	for (size_t i = 0; i < head.n; i++) { /* the quotation mark is some letter's byte in a few */
		unsigned char b = (unsigned char)head.s[i];
		if (b < 0x80 || b >= 0xC0)
			head.s[n++] = b < 0x80 ? (char)b : '"';
	}
	head.n = n;
	const struct claim claim[2] = { header, usual ? declared(buf_str(&head), CHARSET_XML) : declared_second(buf_str(&head)) };
	const struct coding *c = take_claim(out, bytes, claim, (struct tally){ 0, 1 }, true);
	buf_free(&head);
	if (c || !usual)
		return c;
	return decode(out, bytes, us, &bad) == 0 ? us : NULL;
}

int charset_to_utf8(struct buf *out, struct str bytes, struct str content_type, enum charset_of of, const char **used)
{
	size_t was = out->n, bad;
	bool marked;
	const struct claim header = claim_of(value_of(content_type, STR("charset")));
	const struct coding *c, *first = by_first_bytes(&bytes, &marked);
	if (first && first->how != BY_UTF8) {
		if (decode(out, bytes, first, &bad) == 0)
			return give(used, first, out);
		out->n = was;
		first = NULL;
	}
	if (!first && (c = from_ebcdic(out, bytes, header)) != NULL)
		return give(used, c, out);
	struct tally t = from_utf8(NULL, bytes);
	const struct claim claim[2] = { header, declared(bytes, of) };
	if (!(first && t.bad == 0) && (c = take_claim(out, bytes, claim, t, false)) != NULL)
		return give(used, c, out);
	c = t.bad == 0 ? NULL : least_bad(out, bytes, t, claim);
	if (t.bad == 0 && t.good == 0)
		c = by_escape(bytes);
	if (!c)
		c = &charset_table[UTF8];
	(void)decode(out, bytes, c, &bad);
	return give(used, c, out);
}
