/* converter.c - what iconv converts: converters that are always at hand, and those beyond, by name.
 *
 * iconv loads a converter as a library, which a sandboxed process cannot do. So a claim of an encoding that is not loaded is noted
 * (charset_wanted), and whoever runs the process starts one that has it. A name comes from foreign text: it is letters, digits and a few
 * marks, so that it is no path and carries none of iconv's suffixes ("//TRANSLIT"), and it says the same on every machine.
 */
#include "config.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>

#include "quotidian/utf8.h"

#include "charset_int.h"

#define TABLE_MAX 80

/* Open converters of the table, kept since charset_preload(). */
static iconv_t held[TABLE_MAX];
static bool preloaded;

struct beyond {
	struct coding coding;
	char name[CHARSET_NAME_MAX + 1];
	iconv_t cd;
};
static struct beyond beyond[CHARSET_BEYOND_MAX];
static unsigned nbeyond;
static char wanted[CHARSET_NAME_MAX + 1];

bool charset_name_ok(struct str name)
{
	/* In UTF-7 and in escapes like Java's what every filter on the way took for plain ASCII turns into markup (the Encoding standard forbids
	 * it); the others mean what a machine or a locale makes of them. */
	static const char *const never[] = { "utf-7", "utf7", "unicode-1-1-utf-7", "internal", "wchar", "java", "c99" };
	if (!name.n || name.n > CHARSET_NAME_MAX || str_ieq(name, STR("char")))
		return false;
	for (size_t i = 0; i < name.n; i++) {
		char c = name.s[i];
		bool word = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
		if (!word && (i == 0 || !memchr("._:-()", c, 6)))
			return false;
	}
	for (size_t i = 0; i < sizeof never / sizeof *never; i++)
		if (str_ifind(name, str_of(never[i]), 0) != STR_NPOS)
			return false;
	return true;
}

static iconv_t open_converter(struct str name)
{
	char z[CHARSET_NAME_MAX + 1];
	if (!charset_name_ok(name))
		return (iconv_t)-1;
	snprintf(z, sizeof z, STR_FMT, STR_ARG(name));
	return iconv_open("UTF-8", z);
}

bool charset_known(struct str name)
{
	iconv_t cd = open_converter(name);
	if (cd == (iconv_t)-1)
		return false;
	iconv_close(cd);
	return true;
}

/* Whether the characters of markup have other bytes than in ASCII: EBCDIC, and everything wide. */
static bool is_apart(iconv_t cd)
{
	char markup[] = "<AZaz09/>=\"' ?!&;-.\n", out[256];
	char *from = markup, *to = out;
	size_t left = sizeof markup - 1, room = sizeof out;
	size_t rc = iconv(cd, &from, &left, &to, &room);
	return rc == (size_t)-1 || (size_t)(to - out) != sizeof markup - 1 || memcmp(out, "<AZaz09/>=\"' ?!&;-.\n", sizeof markup - 1) != 0;
}

static const struct coding *find(struct str name)
{
	for (unsigned i = 0; i < nbeyond; i++)
		if (str_ieq(name, str_of(beyond[i].name)))
			return &beyond[i].coding;
	return NULL;
}

static const struct coding *load(struct str name)
{
	iconv_t cd = nbeyond < CHARSET_BEYOND_MAX ? open_converter(name) : (iconv_t)-1;
	if (cd == (iconv_t)-1)
		return NULL;
	struct beyond *b = &beyond[nbeyond++];
	snprintf(b->name, sizeof b->name, STR_FMT, STR_ARG(name));
	b->cd = cd;
	/* Text of most of them is never by chance valid UTF-8, so that all count as of one byte. */
	b->coding = (struct coding){ b->name, b->name, "", BY_ICONV, true, is_apart(cd) };
	return &b->coding;
}

const struct coding *converter_beyond(struct str label)
{
	const struct coding *c = find(label);
	return c || preloaded ? c : load(label);
}

void charset_preload(struct str more)
{
	struct str name;
	for (size_t i = 0; i < charset_table_n && i < TABLE_MAX && !preloaded; i++)
		held[i] = charset_table[i].how == BY_ICONV ? iconv_open("UTF-8", charset_table[i].iconv) : (iconv_t)-1;
	while (more.n && str_split(&more, ',', &name))
		if (!find(name))
			(void)load(name);
	preloaded = true;
}

void converter_want(struct str label)
{
	if (preloaded && !wanted[0] && charset_name_ok(label))
		snprintf(wanted, sizeof wanted, STR_FMT, STR_ARG(label));
}

struct str charset_wanted(void)
{
	static char was[sizeof wanted];
	memcpy(was, wanted, sizeof was);
	wanted[0] = 0;
	return str_of(was);
}

/* The one that is kept, or one to be closed after use (*own). */
static iconv_t converter_of(const struct coding *c, bool *own)
{
	*own = false;
	for (unsigned i = 0; i < nbeyond; i++)
		if (c == &beyond[i].coding)
			return beyond[i].cd;
	if (preloaded)
		return held[c - charset_table];
	iconv_t cd = iconv_open("UTF-8", c->iconv);
	*own = cd != (iconv_t)-1;
	return cd;
}

int converter_run(struct buf *out, struct str in, const struct coding *c, size_t *bad)
{
	bool own;
	iconv_t cd = converter_of(c, &own);
	if (cd == (iconv_t)-1)
		return QD_ENOTFOUND;
	iconv(cd, NULL, NULL, NULL, NULL);
	char chunk[8192], *from = (char *)in.s;
	size_t left = in.n;
	bool flushed = false;
	while (!out->over && !flushed) {
		char *to = chunk;
		size_t room = sizeof chunk, had = left;
		flushed = left == 0;
		size_t rc = flushed ? iconv(cd, NULL, NULL, &to, &room) : iconv(cd, &from, &left, &to, &room);
		int why = errno;
		buf_add(out, str_n(chunk, (size_t)(to - chunk)));
		if (rc != (size_t)-1 || (why == E2BIG && (to > chunk || left < had)))
			continue;
		buf_addcp(out, UTF8_BAD);
		if (why == EILSEQ && left) {
			++*bad;
			from++;
			left--;
		} else {
			left = 0; /* a sequence cut by the end */
		}
	}
	if (own)
		iconv_close(cd);
	return 0;
}
