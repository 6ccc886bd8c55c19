/* page_dateline.c - the place a report was filed from, which news agencies put first: "LONDON (AP) -", "NEW DELHI, March 4
 * (Reuters) -", "LONDON:". Forms after the AP and Reuters style books.
 */
#include "page_int.h"

#include "quotidian/text.h"

#define PLACE_WORDS 6
#define HEAD_MAX 120

struct head {
	struct str s;
	size_t at;
};

static uint32_t peek(const struct head *h, size_t *next)
{
	*next = h->at;
	return *next < h->s.n ? utf8_next(h->s, next) : 0;
}

static bool is_dash(uint32_t c)
{
	return c == '-' || c == 0x2013 || c == 0x2014 || c == 0x2015 || c == 0x2212;
}

static void skip_space(struct head *h)
{
	size_t next;
	while (h->at < h->s.n && text_is_space(peek(h, &next)))
		h->at = next;
}

/* One word of a place's name: letters, with points, hyphens and apostrophes inside. Counts capitals and small letters. */
static bool take_word(struct head *h, unsigned *upper, unsigned *lower)
{
	size_t from = h->at, next;
	*upper = *lower = 0;
	while (h->at < h->s.n) {
		uint32_t c = peek(h, &next);
		bool inner = h->at > from && (c == '.' || c == '\'' || c == 0x2019 || c == '-');
		if (text_is_upper(c))
			(*upper)++;
		else if (text_is_alpha(c))
			(*lower)++;
		else if (!inner)
			break;
		h->at = next;
	}
	return h->at > from;
}

/* Broadcasters and some agencies write "Washington (CNN) The ..." without a dash. */
static bool known_agency(struct str s)
{
	static const char *const names[] = { "CNN", "CNN Business", "CNNMoney", "AP", "Reuters", "AFP", "UPI", "CBS News", "CBS",
		"NBC News", "dpa", "PTI", "ANI", "IANS", "Xinhua", "TASS", "EFE" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (str_eqz(s, names[i]))
			return true;
	return false;
}

/* Behind the place: an agency in brackets, a date, and then a dash or a colon. */
static bool ends_dateline(struct head *h, bool capitals)
{
	size_t next;
	skip_space(h);
	bool agency = false;
	if (peek(h, &next) == ',') {
		/* ", March 4", ", 21 Nov" : at most four short words */
		size_t end = h->at, words = 0;
		while (end < h->s.n && h->s.s[end] != '(' && !is_dash((unsigned char)h->s.s[end]) &&
			(unsigned char)h->s.s[end] < 0x80 && h->s.s[end] != ':') {
			words += h->s.s[end] == ' ';
			end++;
		}
		if (words > 4 || end - h->at > 40)
			return false;
		h->at = end;
	}
	skip_space(h);
	uint32_t c = peek(h, &next);
	if (c == '(' || c == '[') {
		size_t close = str_chr(h->s, c == '(' ? ')' : ']', h->at);
		if (close == STR_NPOS || close - h->at > 40)
			return false;
		struct str name = str_sub(h->s, h->at + 1, close);
		h->at = close + 1;
		agency = true;
		skip_space(h);
		c = peek(h, &next);
		if (known_agency(name) && (text_is_upper(c) || c == '"' || c == 0x201C))
			return true;
	}
	bool spaced = h->at > 0 && h->s.s[h->at - 1] == ' ';
	if (is_dash(c)) {
		h->at = next;
		if (c == '-' && h->at < h->s.n && h->s.s[h->at] == '-') /* "--" */
			h->at++;
		bool follows = h->at < h->s.n && text_is_space(peek(h, &next));
		return (capitals || agency) && (agency || spaced || follows || c != '-') && (follows || c != '-');
	}
	return c == ':' && capitals && next < h->s.n && h->s.s[next] == ' ';
}

/* The place at the start of `s`, or none. */
static struct str dateline_of(struct str s)
{
	struct head h = { str_sub(s, 0, HEAD_MAX), 0 };
	h.s.n = utf8_floor(s, h.s.n);
	bool capitals = true;
	size_t end = 0;
	unsigned words = 0, most = 0;
	bool dash_inside = false;
	while (words < PLACE_WORDS) {
		unsigned up, low;
		if (!take_word(&h, &up, &low))
			break;
		if (up == 0 && words == 0)
			return STR_NONE;
		/* After the comma the country may be written small: "PARIS, France (AP) -" */
		if (low > 0 && !(words && dash_inside))
			capitals = capitals && words > 0 && dash_inside;
		if (up == 0 && low > 3)
			return STR_NONE;
		words++;
		if (up > most)
			most = up;
		end = h.at;
		size_t save = h.at;
		struct head probe = h;
		if (ends_dateline(&probe, capitals && most >= 2)) {
			return str_trim(str_sub(s, 0, end));
		}
		h.at = save;
		size_t next;
		if (peek(&h, &next) == ',') {
			h.at = next;
			dash_inside = true;
		}
		if (peek(&h, &next) == '/')
			h.at = next;
		else if (peek(&h, &next) == ' ')
			h.at = next;
		else
			break;
	}
	return STR_NONE;
}

void page_find_dateline(struct doc *d)
{
	for (uint32_t i = 0; i < d->nblock && i < 4; i++) {
		if (d->block[i].kind != BLOCK_P)
			continue;
		struct str place = dateline_of(doc_str(d, d->block[i].at));
		/* The place is what stands before the country and the date. */
		size_t comma = str_chr(place, ',', 0);
		if (comma != STR_NPOS)
			place = str_trim(str_sub(place, 0, comma));
		if (place.n > 1 && place.n <= 60) {
			d->dateline = arena_str(&d->arena, place);
			return;
		}
		if (d->block[i].at.end - d->block[i].at.start > 60)
			return;
	}
}
