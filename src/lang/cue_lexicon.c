/* cue_lexicon.c - the words that report speech, and which form of which verb a word is.
 *
 * A table of lemmas, sorted, with what each can do; forms are taken back to their lemma by rule, those of irregular
 * verbs by a second table. The lemmas are the common reporting verbs of English news; what each takes follows the
 * complementation patterns that grammars give them (Quirk et al. 1985, 16.30-31).
 */
#include "config.h"

#include "quote_int.h"

#define THAT CUE_THAT
#define ZERO CUE_ZERO
#define SAY CUE_SAY
#define DIRECT CUE_DIRECT
#define INVERT CUE_INVERT
#define HEARER CUE_HEARER
#define NAMES CUE_NAMES
#define WH CUE_WH
#define BELIEF CUE_BELIEF
#define NOUNY CUE_NOUNY
#define WEAK CUE_WEAK
#define OUT CUE_OUT
#define SHOW CUE_SHOW
#define TO CUE_TO

static const struct cue_entry CUES[] = {
	{ "accuse", NAMES },
	{ "acknowledge", THAT | ZERO | DIRECT | INVERT },
	{ "add", THAT | ZERO | DIRECT | INVERT },
	{ "admit", THAT | ZERO | DIRECT | INVERT },
	{ "advise", THAT | DIRECT | INVERT | HEARER },
	{ "affirm", THAT | DIRECT | INVERT },
	{ "agree", THAT | DIRECT | INVERT },
	{ "allege", THAT | ZERO | DIRECT | INVERT },
	{ "announce", THAT | ZERO | DIRECT | INVERT },
	{ "answer", THAT | DIRECT | INVERT | NOUNY },
	{ "apologise", THAT | DIRECT | INVERT },
	{ "apologize", THAT | DIRECT | INVERT },
	{ "argue", THAT | ZERO | DIRECT | INVERT },
	{ "articulate", THAT | DIRECT },
	{ "ask", WH | DIRECT | INVERT },
	{ "assert", THAT | ZERO | DIRECT | INVERT },
	{ "assume", THAT | BELIEF },
	{ "assure", THAT | ZERO | DIRECT | HEARER },
	{ "attest", THAT | DIRECT },
	{ "aver", THAT | DIRECT | INVERT },
	{ "bark", WEAK | DIRECT | INVERT },
	{ "begin", WEAK | DIRECT | INVERT },
	{ "believe", THAT | ZERO | BELIEF },
	{ "bellow", WEAK | DIRECT | INVERT },
	{ "bet", THAT | BELIEF },
	{ "blast", NAMES },
	{ "boast", THAT | DIRECT | INVERT },
	{ "brag", THAT | DIRECT | INVERT },
	{ "brand", NAMES | NOUNY },
	{ "call", NAMES | NOUNY },
	{ "caution", THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ "chant", WEAK | DIRECT | INVERT | NOUNY },
	{ "characterise", NAMES },
	{ "characterize", NAMES },
	{ "charge", THAT | DIRECT | INVERT | NOUNY },
	{ "chide", THAT | DIRECT | HEARER },
	{ "claim", THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ "clarify", THAT | DIRECT | WH | INVERT },
	{ "comment", THAT | DIRECT | INVERT | NOUNY },
	{ "complain", THAT | DIRECT | INVERT },
	{ "concede", THAT | ZERO | DIRECT | INVERT },
	{ "conclude", THAT | DIRECT | INVERT },
	{ "concur", THAT | DIRECT | INVERT },
	{ "condemn", NAMES },
	{ "confess", THAT | ZERO | DIRECT | INVERT },
	{ "confide", THAT | DIRECT | INVERT },
	{ "confirm", THAT | ZERO | DIRECT | INVERT },
	{ "conjecture", THAT | NOUNY },
	{ "contend", THAT | ZERO | DIRECT | INVERT },
	{ "continue", WEAK | DIRECT | INVERT },
	{ "convince", THAT | HEARER | BELIEF },
	{ "counsel", THAT | DIRECT | NOUNY },
	{ "counter", THAT | DIRECT | INVERT | NOUNY },
	{ "criticise", NAMES },
	{ "criticize", NAMES },
	{ "cry", WEAK | DIRECT | INVERT | NOUNY },
	{ "decide", THAT | BELIEF },
	{ "declare", THAT | ZERO | DIRECT | INVERT },
	{ "decree", THAT | DIRECT | NOUNY },
	{ "decry", NAMES },
	{ "demand", THAT | DIRECT | INVERT | NOUNY },
	{ "demonstrate", THAT | SHOW },
	{ "denounce", NAMES },
	{ "deny", THAT | ZERO | DIRECT | INVERT },
	{ "deride", NAMES },
	{ "describe", NAMES },
	{ "detail", WH | NOUNY },
	{ "determine", THAT | SHOW },
	{ "disclose", THAT | DIRECT | WH },
	{ "discover", THAT | BELIEF },
	{ "dismiss", NAMES },
	{ "dispute", THAT | DIRECT | NOUNY },
	{ "doubt", THAT | BELIEF | NOUNY },
	{ "dub", NAMES },
	{ "echo", DIRECT | NOUNY | WEAK },
	{ "elaborate", DIRECT | WEAK },
	{ "emphasise", THAT | ZERO | DIRECT | INVERT },
	{ "emphasize", THAT | ZERO | DIRECT | INVERT },
	{ "estimate", THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ "exclaim", THAT | DIRECT | INVERT },
	{ "expect", THAT | ZERO | BELIEF },
	{ "explain", THAT | ZERO | DIRECT | INVERT | WH },
	{ "fear", THAT | ZERO | BELIEF | NOUNY },
	{ "feel", THAT | ZERO | BELIEF },
	{ "find", THAT | SHOW },
	{ "forecast", THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ "foresee", THAT | DIRECT },
	{ "fume", WEAK | DIRECT | INVERT | NOUNY },
	{ "gripe", THAT | DIRECT | INVERT | NOUNY },
	{ "grumble", THAT | DIRECT | INVERT | NOUNY },
	{ "guarantee", THAT | DIRECT | NOUNY },
	{ "guess", THAT | ZERO | BELIEF | NOUNY },
	{ "gush", WEAK | DIRECT | INVERT },
	{ "hail", NAMES | NOUNY },
	{ "highlight", THAT | NOUNY },
	{ "hint", THAT | ZERO | DIRECT | NOUNY },
	{ "hope", THAT | ZERO | BELIEF | NOUNY },
	{ "hypothesise", THAT },
	{ "hypothesize", THAT },
	{ "illustrate", THAT | SHOW },
	{ "imagine", THAT | BELIEF },
	{ "imply", THAT | ZERO | DIRECT | SHOW },
	{ "indicate", THAT | ZERO | DIRECT | INVERT | SHOW },
	{ "infer", THAT },
	{ "inform", THAT | ZERO | DIRECT | HEARER },
	{ "inquire", DIRECT | INVERT | WH },
	{ "insinuate", THAT | DIRECT },
	{ "insist", THAT | ZERO | DIRECT | INVERT },
	{ "instruct", THAT | HEARER | DIRECT | WH },
	{ "interject", DIRECT | INVERT | WEAK },
	{ "intone", WEAK | DIRECT | INVERT },
	{ "joke", THAT | DIRECT | INVERT | NOUNY },
	{ "label", NAMES | NOUNY },
	{ "lament", THAT | DIRECT | INVERT | NOUNY },
	{ "laugh", WEAK | DIRECT | INVERT | NOUNY },
	{ "learn", THAT | ZERO | BELIEF },
	{ "maintain", THAT | ZERO | DIRECT | INVERT },
	{ "mention", THAT | ZERO | DIRECT | NOUNY },
	{ "mock", NAMES },
	{ "mumble", WEAK | DIRECT | INVERT },
	{ "murmur", WEAK | DIRECT | INVERT | NOUNY },
	{ "muse", THAT | DIRECT | INVERT | NOUNY },
	{ "mutter", WEAK | DIRECT | INVERT },
	{ "note", THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ "notice", THAT | DIRECT | NOUNY },
	{ "notify", THAT | DIRECT | HEARER },
	{ "object", THAT | DIRECT | INVERT | NOUNY },
	{ "observe", THAT | ZERO | DIRECT | INVERT },
	{ "offer", WEAK | DIRECT | INVERT | NOUNY },
	{ "opine", THAT | DIRECT | INVERT },
	{ "persuade", THAT | HEARER | BELIEF },
	{ "plead", DIRECT | INVERT },
	{ "pledge", THAT | DIRECT | INVERT | NOUNY | TO },
	{ "point", THAT | ZERO | DIRECT | INVERT | OUT | NOUNY },
	{ "portray", NAMES },
	{ "posit", THAT | DIRECT },
	{ "post", DIRECT | INVERT | NOUNY },
	{ "postulate", THAT },
	{ "praise", NAMES | NOUNY },
	{ "preach", THAT | DIRECT },
	{ "predict", THAT | ZERO | DIRECT | INVERT },
	{ "proclaim", THAT | ZERO | DIRECT | INVERT },
	{ "profess", THAT | DIRECT },
	{ "promise", THAT | ZERO | DIRECT | INVERT | NOUNY | TO },
	{ "pronounce", NAMES | DIRECT },
	{ "propose", THAT | DIRECT },
	{ "protest", THAT | DIRECT | INVERT | NOUNY },
	{ "prove", THAT | SHOW },
	{ "question", WH | DIRECT | NOUNY },
	{ "quip", THAT | DIRECT | INVERT | NOUNY },
	{ "quote", NOUNY | WEAK | DIRECT },
	{ "rail", WEAK | DIRECT },
	{ "read", WEAK | DIRECT },
	{ "realise", THAT | BELIEF },
	{ "realize", THAT | BELIEF },
	{ "reason", THAT | DIRECT | INVERT | NOUNY },
	{ "reassure", THAT | DIRECT | HEARER },
	{ "rebut", THAT | DIRECT },
	{ "recall", THAT | ZERO | DIRECT | INVERT | WH },
	{ "reckon", THAT | ZERO | DIRECT | INVERT },
	{ "recognise", THAT | BELIEF },
	{ "recognize", THAT | BELIEF },
	{ "recommend", THAT | DIRECT },
	{ "recount", THAT | DIRECT | INVERT | WH },
	{ "reflect", WEAK | DIRECT | INVERT },
	{ "refute", THAT },
	{ "reiterate", THAT | ZERO | DIRECT | INVERT },
	{ "relate", THAT | DIRECT },
	{ "remark", THAT | DIRECT | INVERT | NOUNY },
	{ "remember", THAT | BELIEF | DIRECT },
	{ "remind", THAT | DIRECT | HEARER },
	{ "repeat", THAT | DIRECT | INVERT },
	{ "reply", THAT | DIRECT | INVERT | NOUNY },
	{ "report", THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ "request", THAT | DIRECT | NOUNY },
	{ "respond", THAT | DIRECT | INVERT },
	{ "retort", THAT | DIRECT | INVERT | NOUNY },
	{ "reveal", THAT | ZERO | DIRECT | INVERT | SHOW | WH },
	{ "ridicule", NAMES | NOUNY },
	{ "rule", THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ "say", THAT | ZERO | SAY | DIRECT | INVERT | WH },
	{ "scoff", WEAK | DIRECT | INVERT },
	{ "scold", WEAK | DIRECT | INVERT },
	{ "scream", WEAK | DIRECT | INVERT | NOUNY },
	{ "shout", THAT | DIRECT | INVERT | NOUNY },
	{ "show", THAT | SHOW | NOUNY },
	{ "shrug", WEAK | DIRECT | INVERT | NOUNY },
	{ "sigh", WEAK | DIRECT | INVERT | NOUNY },
	{ "signal", THAT | ZERO | DIRECT | NOUNY | SHOW },
	{ "slam", NAMES },
	{ "smile", WEAK | DIRECT | INVERT | NOUNY },
	{ "snap", WEAK | DIRECT | INVERT | NOUNY },
	{ "sob", WEAK | DIRECT | INVERT },
	{ "speak", WEAK | DIRECT | INVERT },
	{ "specify", THAT | DIRECT | WH },
	{ "speculate", THAT | ZERO | DIRECT | INVERT },
	{ "state", THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ "stipulate", THAT | DIRECT },
	{ "stress", THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ "submit", THAT | ZERO | DIRECT | INVERT },
	{ "suggest", THAT | ZERO | DIRECT | INVERT | SHOW },
	{ "suppose", THAT | ZERO | BELIEF },
	{ "surmise", THAT | DIRECT },
	{ "suspect", THAT | ZERO | BELIEF | NOUNY },
	{ "swear", THAT | ZERO | DIRECT | INVERT },
	{ "tease", WEAK | DIRECT | INVERT },
	{ "tell", THAT | ZERO | SAY | DIRECT | INVERT | HEARER | WH },
	{ "testify", THAT | ZERO | DIRECT | INVERT },
	{ "text", WEAK | DIRECT | INVERT | NOUNY | HEARER },
	{ "theorise", THAT | DIRECT | INVERT },
	{ "theorize", THAT | DIRECT | INVERT },
	{ "think", THAT | ZERO | BELIEF | DIRECT },
	{ "threaten", THAT | DIRECT | INVERT | TO },
	{ "thunder", WEAK | DIRECT | INVERT | NOUNY },
	{ "tout", NAMES },
	{ "trumpet", NAMES | NOUNY },
	{ "tweet", THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ "underline", THAT | DIRECT },
	{ "underscore", THAT | DIRECT },
	{ "understand", THAT | ZERO | BELIEF },
	{ "urge", DIRECT | INVERT | NOUNY | WH },
	{ "venture", WEAK | DIRECT | INVERT | NOUNY },
	{ "verify", THAT },
	{ "volunteer", THAT | DIRECT | INVERT | NOUNY },
	{ "vow", THAT | ZERO | DIRECT | INVERT | NOUNY | TO },
	{ "warn", THAT | ZERO | DIRECT | INVERT | HEARER },
	{ "whisper", THAT | DIRECT | INVERT | NOUNY },
	{ "wonder", WH | DIRECT | INVERT | NOUNY },
	{ "worry", THAT | DIRECT | BELIEF | NOUNY },
	{ "write", THAT | ZERO | DIRECT | INVERT },
	{ "yell", THAT | DIRECT | INVERT | NOUNY },
};
#define NCUES (sizeof CUES / sizeof *CUES)

static const struct irregular {
	const char *form, *lemma;
	uint8_t kind;
} IRREGULAR[] = {
	{ "began", "begin", FORM_PAST },
	{ "begun", "begin", FORM_PP },
	{ "felt", "feel", FORM_PAST },
	{ "found", "find", FORM_PAST },
	{ "pled", "plead", FORM_PAST },
	{ "said", "say", FORM_PAST },
	{ "showed", "show", FORM_PAST },
	{ "shown", "show", FORM_PP },
	{ "spoke", "speak", FORM_PAST },
	{ "spoken", "speak", FORM_PP },
	{ "swore", "swear", FORM_PAST },
	{ "sworn", "swear", FORM_PP },
	{ "thought", "think", FORM_PAST },
	{ "told", "tell", FORM_PAST },
	{ "understood", "understand", FORM_PAST },
	{ "written", "write", FORM_PP },
	{ "wrote", "write", FORM_PAST },
};

/* Nouns that may govern a that-clause which reports. */
static const char *const NOUNS[] = {
	"accusation", "admission", "allegation", "announcement", "argument", "assertion", "assessment", "assurance",
	"belief", "charge", "claim", "comment", "complaint", "concern", "concession", "conclusion", "confession",
	"confidence", "contention", "conviction", "declaration", "demand", "denial", "disclosure", "doubt",
	"estimate", "explanation", "fear", "forecast", "hint", "hope", "indication", "insistence", "message",
	"observation", "opinion", "pledge", "prediction", "promise", "remark", "reminder", "reply", "report",
	"response", "revelation", "rumor", "rumour", "speculation", "statement", "suggestion", "testimony",
	"threat", "tweet", "view", "vow", "warning",
};

static const struct cue_entry *find(struct str lemma)
{
	size_t lo = 0, hi = NCUES;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int d = str_cmp(str_of(CUES[mid].lemma), lemma);

		if (d == 0)
			return &CUES[mid];
		if (d < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

/* The stem, then the stem with an "e", then without its doubled consonant. */
static const struct cue_entry *find_stem(struct str stem, bool y)
{
	char b[24];
	const struct cue_entry *e;

	if (stem.n < 2 || stem.n + 1 >= sizeof b)
		return NULL;
	memcpy(b, stem.s, stem.n);
	if (y) {
		b[stem.n] = 'y';
		return find(str_n(b, stem.n + 1));
	}
	if ((e = find(stem)))
		return e;
	b[stem.n] = 'e';
	if ((e = find(str_n(b, stem.n + 1))))
		return e;
	if (stem.n > 3 && stem.s[stem.n - 1] == stem.s[stem.n - 2])
		return find(str_n(b, stem.n - 1));
	return NULL;
}

const struct cue_entry *cue_lookup(struct str w, uint8_t *form)
{
	const struct cue_entry *e;

	if (w.n < 3 || w.n > 16)
		return NULL;
	for (size_t i = 0; i < sizeof IRREGULAR / sizeof *IRREGULAR; i++)
		if (str_eqz(w, IRREGULAR[i].form)) {
			*form = IRREGULAR[i].kind;
			return find(str_of(IRREGULAR[i].lemma));
		}
	*form = FORM_BASE;
	if ((e = find(w)))
		return e;
	if (w.s[w.n - 1] == 's') {
		*form = FORM_S;
		if (str_ends(w, STR("ies")))
			return find_stem(str_n(w.s, w.n - 3), true);
		if ((e = find(str_n(w.s, w.n - 1))))
			return e;
		return str_ends(w, STR("es")) ? find(str_n(w.s, w.n - 2)) : NULL;
	}
	if (str_ends(w, STR("ied"))) {
		*form = FORM_PAST;
		return find_stem(str_n(w.s, w.n - 3), true);
	}
	if (str_ends(w, STR("ed"))) {
		*form = FORM_PAST;
		return find_stem(str_n(w.s, w.n - 2), false);
	}
	if (str_ends(w, STR("ing")) && w.n > 5) {
		*form = FORM_ING;
		return find_stem(str_n(w.s, w.n - 3), false);
	}
	return NULL;
}

bool cue_noun(struct str w)
{
	size_t lo = 0, hi = sizeof NOUNS / sizeof *NOUNS;

	if (w.n > 4 && w.s[w.n - 1] == 's' && w.s[w.n - 2] != 's')
		w.n--;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int d = str_cmp(str_of(NOUNS[mid]), w);

		if (d == 0)
			return true;
		if (d < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return false;
}
