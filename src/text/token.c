/* token.c - words and sentences of news English.
 *
 * One pass over the code points. Tokens follow the Penn treebank where it says something (clitics are tokens of their own),
 * but for hyphens: a compound stays whole unless a name stands on one side only ("US-led", "pro-Russian", "London-based"),
 * so that the name can be marked. A word ends at TOKEN_MAX bytes whatever comes; ideographs and kana are tokens one by one.
 */
#include "config.h"

#include <stdlib.h>
#include <utf8proc.h>

#include "quotidian/text.h"

#define TOKEN_MAX 192

enum cls { C_SPACE, C_LETTER, C_DIGIT, C_MARK, C_IDEO, C_OTHER, C_END };

struct scan {
	struct str t;
	struct arena *a;
	struct token *tok;
	uint32_t n, cap;
	const uint32_t *block;
	uint32_t nblock, next_block;
	bool space;        /* white space stands before the next token */
	bool dq, sq;       /* a straight double or a single mark is open in this block */
};

static enum cls class_of(uint32_t cp)
{
	if (cp < 0x80) {
		if ((cp | 32) >= 'a' && (cp | 32) <= 'z')
			return C_LETTER;
		if (cp >= '0' && cp <= '9')
			return C_DIGIT;
		if (cp == '_')
			return C_LETTER;
		return text_is_space(cp) ? C_SPACE : C_OTHER;
	}
	if ((cp >= 0x3040 && cp <= 0x30FF) || (cp >= 0x3400 && cp <= 0x9FFF) || (cp >= 0xF900 && cp <= 0xFAFF) ||
		(cp >= 0x20000 && cp <= 0x3FFFF))
		return C_IDEO;
	switch (utf8proc_category((utf8proc_int32_t)cp)) {
	case UTF8PROC_CATEGORY_LU: case UTF8PROC_CATEGORY_LL: case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM: case UTF8PROC_CATEGORY_LO: case UTF8PROC_CATEGORY_NL:
		return C_LETTER;
	case UTF8PROC_CATEGORY_ND: case UTF8PROC_CATEGORY_NO:
		return C_DIGIT;
	case UTF8PROC_CATEGORY_MN: case UTF8PROC_CATEGORY_MC: case UTF8PROC_CATEGORY_ME: case UTF8PROC_CATEGORY_CF:
		return C_MARK;
	case UTF8PROC_CATEGORY_ZS:
		return C_SPACE;
	default:
		return text_is_space(cp) ? C_SPACE : C_OTHER;
	}
}

static uint32_t cp_at(const struct scan *s, size_t p)
{
	return p < s->t.n ? utf8_next(s->t, &p) : 0;
}

static enum cls cls_at(const struct scan *s, size_t p)
{
	return p < s->t.n ? class_of(cp_at(s, p)) : C_END;
}

static bool is_apostrophe(uint32_t cp)
{
	return cp == '\'' || cp == 0x2019 || cp == 0x2BC;
}

static size_t cp_len(const struct scan *s, size_t p)
{
	size_t q = p;
	if (p < s->t.n)
		utf8_next(s->t, &q);
	return q - p;
}

static int cmp_word(const void *a, const void *b)
{
	return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

/* Is s (ASCII, at most 12 letters), in lower case, in a sorted list? */
static bool in_list(struct str s, const struct str *list, size_t n)
{
	char low[12];
	if (s.n == 0 || s.n > sizeof low)
		return false;
	for (size_t i = 0; i < s.n; i++)
		low[i] = (char)(s.s[i] >= 'A' && s.s[i] <= 'Z' ? s.s[i] + 32 : s.s[i]);
	struct str key = { low, s.n };
	return bsearch(&key, list, n, sizeof *list, cmp_word) != NULL;
}
#define W(z) { z, sizeof z - 1 }
#define IN(s, list) in_list((s), (list), sizeof list / sizeof *list)

/* Stand before a name: their full stop never ends a sentence. */
static const struct str abbrev_title[] = {
	W("adm"), W("ald"), W("amb"), W("assoc"), W("asst"), W("atty"), W("brig"), W("capt"), W("cdr"), W("cllr"), W("cmdr"),
	W("col"), W("comdr"), W("cpl"), W("det"), W("dr"), W("fr"), W("gen"), W("gov"), W("hon"), W("insp"), W("lt"), W("maj"),
	W("messrs"), W("mlle"), W("mme"), W("mr"), W("mrs"), W("ms"), W("msgr"), W("mt"), W("pfc"), W("pres"), W("prof"), W("pvt"),
	W("rep"), W("reps"), W("rev"), W("sen"), W("sens"), W("sgt"), W("spc"), W("st"), W("supt"), W("ven"), W("vs"),
};
/* May end a sentence: what follows decides. */
static const struct str abbrev_other[] = {
	W("al"), W("ala"), W("apr"), W("approx"), W("ariz"), W("ark"), W("aug"), W("ave"), W("blvd"), W("bros"), W("cal"), W("calif"),
	W("co"), W("colo"), W("conn"), W("corp"), W("ct"), W("dec"), W("del"), W("dept"), W("dist"), W("esq"), W("est"), W("etc"),
	W("ext"), W("feb"), W("fig"), W("fla"), W("ga"), W("ill"), W("inc"), W("ind"), W("jan"), W("jr"), W("kan"), W("ky"), W("ltd"), W("mar"), W("mass"), W("md"), W("mfg"), W("mich"), W("minn"), W("mo"), W("mont"), W("neb"), W("nev"), W("nos"),
	W("nov"), W("oct"), W("okla"), W("ont"), W("op"), W("ore"), W("pa"), W("penn"), W("plc"), W("pp"), W("rd"), W("sep"),
	W("sept"), W("sr"), W("tenn"), W("tex"), W("univ"), W("va"), W("vol"), W("vt"), W("wash"), W("wis"), W("wyo"),
};
/* Prefixes that are cut off before a name. */
static const struct str prefix_cut[] = {
	W("anti"), W("ex"), W("former"), W("inter"), W("intra"), W("mid"), W("neo"), W("non"), W("now"), W("post"), W("pre"),
	W("pro"), W("sub"), W("then"), W("trans"), W("un"),
};
/* Lower-case links inside place names ("Stratford-upon-Avon"). */
static const struct str hyphen_link[] = { W("aux"), W("les"), W("next"), W("sur"), W("the"), W("under"), W("upon") };
/* Begin sentences far oftener than names. */
static const struct str starter[] = {
	W("a"), W("about"), W("according"), W("after"), W("all"), W("also"), W("although"), W("among"), W("an"), W("and"), W("another"),
	W("as"), W("asked"), W("at"), W("because"), W("before"), W("both"), W("but"), W("by"), W("despite"), W("during"), W("each"),
	W("earlier"), W("even"), W("for"), W("four"), W("from"), W("he"), W("her"), W("his"), W("how"), W("however"), W("i"), W("if"), W("in"),
	W("instead"), W("it"), W("its"), W("last"), W("later"), W("many"), W("meanwhile"), W("more"), W("most"), W("my"), W("no"),
	W("not"), W("now"), W("officials"), W("on"), W("one"), W("only"), W("other"), W("others"), W("our"), W("people"), W("police"),
	W("several"), W("she"), W("since"), W("so"), W("some"), W("still"), W("such"), W("that"), W("the"), W("their"), W("then"),
	W("there"), W("these"), W("they"), W("this"), W("those"), W("three"), W("to"), W("two"), W("under"), W("until"), W("we"),
	W("what"), W("when"), W("where"), W("while"), W("who"), W("why"), W("with"), W("yet"), W("you"),
};

static void emit(struct scan *s, size_t start, size_t end, enum token_kind kind, unsigned flags)
{
	if (s->space)
		flags |= TOK_SPACE;
	s->space = false;
	bool para = s->n == 0;
	while (s->next_block < s->nblock && s->block[s->next_block] <= start) {
		s->next_block++;
		para = true;
	}
	if (para)
		flags |= TOK_PARA | TOK_SENT;
	if (kind == TOK_WORD || kind == TOK_NUMBER) {
		size_t letters = 0, upper = 0;
		for (size_t p = start; p < end;) {
			uint32_t cp = utf8_next(s->t, &p);
			if (!text_is_alpha(cp))
				continue;
			bool up = text_is_upper(cp);
			if (!letters && up)
				flags |= TOK_CAP;
			letters++;
			upper += up;
		}
		if (letters > 1 && upper == letters)
			flags |= TOK_UPPER;
	}
	struct token t = { (uint32_t)start, (uint32_t)end, (uint8_t)kind, (uint8_t)flags };
	ARENA_PUSH(s->a, struct token, s->tok, s->n, s->cap, t);
}

/* End of the run of letters, digits and marks from p. */
static size_t run_end(const struct scan *s, size_t p, size_t limit)
{
	while (p < limit) {
		unsigned char c = (unsigned char)s->t.s[p];
		if (c < 0x80) {
			enum cls k = class_of(c);
			if (k != C_LETTER && k != C_DIGIT)
				break;
			p++;
			continue;
		}
		enum cls k = cls_at(s, p);
		size_t l = cp_len(s, p);
		if ((k != C_LETTER && k != C_DIGIT && k != C_MARK) || p + l > limit || is_apostrophe(cp_at(s, p)))
			break;
		p += l;
	}
	return p;
}

/* Length of a clitic that begins with the apostrophe at p ("'s", "'ll"), or 0. */
static size_t clitic_at(const struct scan *s, size_t p)
{
	static const char *const list[] = { "s", "d", "m", "re", "ve", "ll" };
	if (!is_apostrophe(cp_at(s, p)))
		return 0;
	size_t q = p + cp_len(s, p);
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		size_t l = strlen(list[i]);
		if (!str_istarts(str_sub(s->t, q, q + l), str_of(list[i])) || q + l > s->t.n)
			continue;
		enum cls k = cls_at(s, q + l);
		if (k != C_LETTER && k != C_DIGIT && k != C_MARK)
			return q + l - p;
	}
	return 0;
}

static bool all_upper(struct str w)
{
	size_t letters = 0;
	for (size_t i = 0; i < w.n; i++) {
		if (w.s[i] >= 'A' && w.s[i] <= 'Z')
			letters++;
		else if (w.s[i] != '.')
			return false;
	}
	return letters >= 2;
}

/* Is the compound cut at the hyphen between `first` and what begins at `next`? */
static bool hyphen_cuts(const struct scan *s, struct str first, size_t next)
{
	size_t limit = next + 24 < s->t.n ? next + 24 : s->t.n;
	struct str rest = str_sub(s->t, next, run_end(s, next, limit));
	uint32_t cp = cp_at(s, next), f = first.n ? utf8_next(first, &(size_t){ 0 }) : 0;
	if (!text_is_alpha(cp))
		return false;
	if (IN(first, prefix_cut) && text_is_upper(cp))
		return true;
	if (all_upper(first) && first.n <= 6 && !str_eqz(first, "AL") && !str_eqz(first, "EL"))
		return true;
	return text_is_upper(f) && !all_upper(first) && first.n >= 3 && text_is_lower(cp) && rest.n >= 3 && !IN(rest, hyphen_link);
}

static bool is_hyphen(uint32_t cp)
{
	return cp == '-' || cp == 0x2010 || cp == 0x2011;
}

/* Letters and single dots only, each letter alone: "U.S", "p.m". */
static bool dotted(struct str w)
{
	bool any = false;
	for (size_t i = 0; i < w.n; i++) {
		bool dot = w.s[i] == '.';
		if (dot != (i % 2 == 1) || (!dot && class_of((unsigned char)w.s[i]) != C_LETTER))
			return false;
		any |= dot;
	}
	return any;
}

/* The end of "Ph.D.", "B.Sc.", "LL.M.": short parts that begin with capitals and each end in a full stop; `start` when there is none. */
static size_t degree_end(const struct scan *s, size_t start)
{
	size_t p = start;
	unsigned parts = 0;
	for (; parts < 4; parts++) {
		size_t q = p;
		while (q < s->t.n && q - p < 5 && class_of((unsigned char)s->t.s[q]) == C_LETTER && (unsigned char)s->t.s[q] < 0x80 &&
		       (q > p || text_is_upper((unsigned char)s->t.s[q])))
			q++;
		if (q == p || q - p > 4 || q >= s->t.n || s->t.s[q] != '.')
			break;
		p = q + 1;
	}
	return parts > 1 && cls_at(s, p) != C_LETTER && cls_at(s, p) != C_DIGIT ? p : start;
}

/* A web address or e-mail address from p: its end without the punctuation after it. */
static size_t url_end(const struct scan *s, size_t p)
{
	size_t start = p;
	while (p < s->t.n && p - start < 2048) {
		unsigned char c = (unsigned char)s->t.s[p];
		if (c <= ' ' || c == '"' || c == '<' || c == '>' || c >= 0x80)
			break;
		p++;
	}
	while (p > start + 1 && strchr(".,;:!?)]}'", s->t.s[p - 1]))
		p--;
	return p;
}

static bool url_starts(struct str t)
{
	return str_istarts(t, STR("http://")) || str_istarts(t, STR("https://")) || str_istarts(t, STR("www."));
}

/* Does the full stop before `next` belong to the word? */
static bool is_abbrev(const struct scan *s, struct str w, size_t next)
{
	if (str_ieq(w, STR("no")))
		return cls_at(s, next) == C_SPACE && cls_at(s, next + 1) == C_DIGIT;
	if (str_eqz(w, "al") || str_eqz(w, "etc") || str_eqz(w, "vs") || str_eqz(w, "approx") || str_eqz(w, "pp"))
		return true;
	if (w.n == 0 || !text_is_upper((unsigned char)w.s[0]))
		return false;
	return w.n == 1 || IN(w, abbrev_title) || IN(w, abbrev_other);
}

static void scan_word(struct scan *s, size_t *at)
{
	size_t start = *at, limit = s->t.n - start > TOKEN_MAX ? utf8_floor(s->t, start + TOKEN_MAX) : s->t.n;
	size_t part = start; /* where the part after the last hyphen or apostrophe begins */
	size_t p = run_end(s, start, limit);
	enum token_kind kind = cls_at(s, start) == C_DIGIT ? TOK_NUMBER : TOK_WORD;
	unsigned flags = 0;
	if (p == start)
		p += cp_len(s, start);
	while (p < limit) {
		uint32_t cp = cp_at(s, p);
		size_t l = cp_len(s, p), next = p + l;
		enum cls nk = cls_at(s, next);
		bool word_next = nk == C_LETTER || nk == C_DIGIT;
		struct str sofar = str_sub(s->t, part, p);
		if (cp == '@' && word_next && kind == TOK_WORD) {
			p = url_end(s, p);
			kind = TOK_URL;
			break;
		}
		if (is_apostrophe(cp)) {
			if (nk != C_LETTER || clitic_at(s, p))
				break;
			/* n't: the n goes with it */
			if ((s->t.s[next] | 32) == 't' && p - start >= 2 && (s->t.s[p - 1] | 32) == 'n' && cls_at(s, next + 1) != C_LETTER) {
				if (p - 1 > start)
					p--;
				break;
			}
		} else if (is_hyphen(cp)) {
			if (!word_next || hyphen_cuts(s, sofar, next))
				break;
			part = next;
		} else if (cp == '.') {
			uint32_t ncp = cp_at(s, next);
			size_t degree = kind == TOK_WORD && part == start && p - start <= 4 ? degree_end(s, start) : start;
			if (degree > start) {
				p = degree;
				flags |= TOK_ABBREV;
				break;
			}
			bool single = dotted(str_sub(s->t, part, next + (nk == C_LETTER ? 1 : 0))) && nk == C_LETTER;
			if (kind == TOK_NUMBER && nk == C_DIGIT)
				; /* 3.5 */
			else if (kind == TOK_WORD && (single || (word_next && !text_is_upper(ncp) && p - part > 1)))
				;
			else {
				struct str w = str_sub(s->t, part, p);
				if (kind == TOK_WORD && (dotted(w) || is_abbrev(s, w, next))) {
					p = next;
					flags |= TOK_ABBREV;
					/* "U.S.-led" */
					if (is_hyphen(cp_at(s, p)))
						break;
				}
				break;
			}
		} else if ((cp == ',' || cp == ':' || cp == '/') && kind == TOK_NUMBER && nk == C_DIGIT) {
			; /* 1,000  10:30  2022/23 */
		} else if (cp == '&' && word_next && text_is_upper(cp_at(s, next)) && p - part <= 3) {
			; /* AT&T */
		} else
			break;
		p = next;
		size_t end = run_end(s, p, limit);
		if (end == p)
			break;
		p = end;
	}
	emit(s, start, p, kind, flags);
	*at = p;
	/* The clitic that follows without a space. */
	if (kind != TOK_URL && p < s->t.n) {
		size_t l = clitic_at(s, p);
		if (!l && (s->t.s[p] | 32) == 'n' && p + 1 < s->t.n && is_apostrophe(cp_at(s, p + 1)))
			l = 1 + cp_len(s, p + 1) + 1;
		if (l) {
			emit(s, p, p + l, TOK_WORD, 0);
			*at = p + l;
		}
	}
}

static bool opens(uint32_t cp)
{
	return cp == '(' || cp == '[' || cp == '{' || cp == 0x201C || cp == 0x2018 || cp == 0xAB || cp == 0x201E || cp == 0x201A || cp == 0x2039;
}

static bool closes(uint32_t cp)
{
	return cp == ')' || cp == ']' || cp == '}' || cp == 0x201D || cp == 0x2019 || cp == 0xBB || cp == 0x203A;
}

/* A straight mark at p, `len` bytes long: which way does it look? */
static enum token_kind straight(struct scan *s, size_t p, size_t len, bool *open)
{
	const struct token *last = s->n ? &s->tok[s->n - 1] : NULL;
	bool gap = s->space || !last || last->end != p || last->kind == TOK_OPEN ||
		(last->kind == TOK_PUNCT && (s->t.s[last->end - 1] == '-' || (unsigned char)s->t.s[last->end - 1] >= 0x80));
	enum cls k = cls_at(s, p + len);
	uint32_t cp = cp_at(s, p + len);
	bool after = k == C_SPACE || k == C_END || cp == ',' || cp == '.' || cp == ';' || cp == ':' || cp == '!' || cp == '?' || closes(cp);
	enum token_kind kind = gap != after ? gap ? TOK_OPEN : TOK_CLOSE : *open ? TOK_CLOSE : TOK_OPEN;
	*open = kind == TOK_OPEN;
	return kind;
}

static bool elision(const struct scan *s, size_t p)
{
	static const char *const list[] = { "em", "til", "tis", "twas", "cause", "bout" };
	if (cls_at(s, p) == C_DIGIT)
		return true;
	for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
		size_t l = strlen(list[i]);
		if (str_istarts(str_sub(s->t, p, s->t.n), str_of(list[i])) && cls_at(s, p + l) != C_LETTER)
			return true;
	}
	return false;
}

static void scan_other(struct scan *s, size_t *at)
{
	size_t p = *at, l = cp_len(s, p), end = p + l;
	uint32_t cp = cp_at(s, p), next = cp_at(s, end);
	enum cls nk = cls_at(s, end);
	enum token_kind kind = TOK_PUNCT;
	if (cp == '"')
		kind = straight(s, p, l, &s->dq);
	else if (cp == '`' && next == '`') {
		end++;
		kind = TOK_OPEN;
	} else if (cp == '\'' && next == '\'') {
		end++;
		kind = TOK_CLOSE;
	} else if (is_apostrophe(cp)) {
		bool glued = s->n && !s->space && s->tok[s->n - 1].end == p;
		size_t clitic = glued ? clitic_at(s, p) : 0;
		if (clitic) {
			emit(s, p, p + clitic, TOK_WORD, 0);
			*at = p + clitic;
			return;
		}
		if (!glued && elision(s, end)) {
			size_t limit = s->t.n - p > TOKEN_MAX ? utf8_floor(s->t, p + TOKEN_MAX) : s->t.n;
			end = run_end(s, end, limit);
			emit(s, p, end, TOK_WORD, 0);
			*at = end;
			return;
		}
		/* After a word with no single mark open it is the apostrophe of a plural: "players'". */
		bool word = glued && s->tok[s->n - 1].kind <= TOK_NUMBER;
		if (word && !s->sq)
			kind = TOK_PUNCT;
		else if (cp == '\'')
			kind = straight(s, p, l, &s->sq);
		else {
			kind = TOK_CLOSE;
			s->sq = false;
		}
	} else if (opens(cp)) {
		kind = TOK_OPEN;
		if (cp == 0x2018)
			s->sq = true;
	} else if (closes(cp))
		kind = TOK_CLOSE;
	else if ((cp == '@' || cp == '#') && nk == C_LETTER) {
		size_t limit = s->t.n - p > TOKEN_MAX ? utf8_floor(s->t, p + TOKEN_MAX) : s->t.n;
		emit(s, p, run_end(s, end, limit), TOK_WORD, 0);
		*at = s->tok[s->n - 1].end;
		return;
	} else if (cp < 0x80)
		while (end < s->t.n && end - p < TOKEN_MAX && (unsigned char)s->t.s[end] == cp && strchr(".-!?*=~#", (int)cp))
			end++;
	/* Marks and joiners go with what they stand on. */
	while (end < s->t.n && end - p < TOKEN_MAX && cls_at(s, end) == C_MARK)
		end += cp_len(s, end);
	emit(s, p, end, kind, 0);
	*at = end;
}

/* True for ". ! ? …" and runs of them. */
static bool terminal(const struct scan *s, const struct token *t)
{
	if (t->kind != TOK_PUNCT)
		return false;
	char c = s->t.s[t->start];
	return c == '.' || c == '!' || c == '?' || cp_at(s, t->start) == 0x2026 || cp_at(s, t->start) == 0x3002;
}

/* May a sentence begin at token i, after one that ended? */
static bool may_begin(const struct scan *s, uint32_t i, bool ellipsis)
{
	while (i < s->n && s->tok[i].kind == TOK_OPEN)
		i++;
	if (i >= s->n || (s->tok[i].flags & TOK_PARA))
		return true;
	const struct token *t = &s->tok[i];
	if (t->kind == TOK_PUNCT || t->kind == TOK_CLOSE)
		return false;
	return t->kind == TOK_NUMBER ? !ellipsis : !text_is_lower(cp_at(s, t->start));
}

static void mark_sentences(struct scan *s)
{
	for (uint32_t i = 0; i + 1 < s->n; i++) {
		const struct token *t = &s->tok[i];
		struct str w = str_n(s->t.s + t->start, t->end - t->start);
		uint32_t next = i + 1;
		if (terminal(s, t)) {
			while (next < s->n && !(s->tok[next].flags & (TOK_PARA | TOK_SPACE)) &&
				(s->tok[next].kind == TOK_CLOSE || terminal(s, &s->tok[next])))
				next++;
			if (next < s->n && may_begin(s, next, w.n > 1 || (unsigned char)w.s[0] >= 0x80))
				s->tok[next].flags |= TOK_SENT;
			i = next - 1;
			continue;
		}
		if (!(t->flags & TOK_ABBREV))
			continue;
		struct str bare = str_sub(w, 0, w.n - 1);
		while (next < s->n && s->tok[next].kind == TOK_CLOSE && !(s->tok[next].flags & (TOK_PARA | TOK_SPACE)))
			next++;
		if (next >= s->n || IN(bare, abbrev_title))
			continue;
		struct str n = str_n(s->t.s + s->tok[next].start, s->tok[next].end - s->tok[next].start);
		bool quote = s->tok[next].kind == TOK_OPEN && n.s[0] != '(' && n.s[0] != '[';
		if (quote || ((s->tok[next].flags & TOK_CAP) && IN(n, starter)))
			s->tok[next].flags |= TOK_SENT;
	}
}

void text_tokens(struct token **out, uint32_t *n, struct arena *a, struct str text, const uint32_t *block_start, uint32_t nblock)
{
	struct scan s = { .t = text, .a = a, .block = block_start, .nblock = nblock };
	s.cap = (uint32_t)(text.n / 5 + 16);
	s.tok = ARENA_NEW(a, struct token, s.cap);
	for (size_t p = 0; p < text.n;) {
		uint32_t cp = cp_at(&s, p);
		enum cls k = class_of(cp);
		if (k == C_SPACE) {
			s.space = true;
			p += cp_len(&s, p);
			continue;
		}
		if (s.next_block < nblock && block_start[s.next_block] <= p)
			s.dq = s.sq = false;
		if (k == C_IDEO) {
			size_t l = cp_len(&s, p);
			emit(&s, p, p + l, TOK_WORD, 0);
			p += l;
		} else if ((cp == 'h' || cp == 'H' || cp == 'w' || cp == 'W') && url_starts(str_sub(text, p, text.n))) {
			size_t end = url_end(&s, p);
			emit(&s, p, end, TOK_URL, 0);
			p = end;
		} else if (k == C_LETTER || k == C_DIGIT || k == C_MARK)
			scan_word(&s, &p);
		else
			scan_other(&s, &p);
	}
	mark_sentences(&s);
	*out = s.tok;
	*n = s.n;
}
