/* cue_lexicon.c - the words that report speech, and which form of which verb a word is.
 *
 * A table of lemmas, sorted by length and letters, with what each can do; forms are taken back to their lemma by rule, those of irregular
 * verbs by a second table. The lemmas are the common reporting verbs of English news; what each takes follows the
 * complementation patterns that grammars give them (Quirk et al. 1985, 16.30-31).
 */
#include "config.h"

#include "quote_int.h"

#define W(z) { z, sizeof z - 1 }
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
	{ W("add"), THAT | ZERO | DIRECT | INVERT },
	{ W("ask"), WH | DIRECT | INVERT },
	{ W("bet"), THAT | BELIEF },
	{ W("cry"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("dub"), NAMES },
	{ W("nod"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("say"), THAT | ZERO | SAY | DIRECT | INVERT | WH },
	{ W("sob"), WEAK | DIRECT | INVERT },
	{ W("vow"), THAT | ZERO | DIRECT | INVERT | NOUNY | TO },
	{ W("aver"), THAT | DIRECT | INVERT },
	{ W("bark"), WEAK | DIRECT | INVERT },
	{ W("beam"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("brag"), THAT | DIRECT | INVERT },
	{ W("call"), NAMES | NOUNY },
	{ W("deny"), THAT | ZERO | DIRECT | INVERT },
	{ W("echo"), DIRECT | NOUNY | WEAK },
	{ W("fear"), THAT | ZERO | BELIEF | NOUNY },
	{ W("feel"), THAT | ZERO | BELIEF },
	{ W("find"), THAT | SHOW },
	{ W("fume"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("grin"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("gush"), WEAK | DIRECT | INVERT },
	{ W("hail"), NAMES | NOUNY },
	{ W("hint"), THAT | ZERO | DIRECT | NOUNY },
	{ W("hiss"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("hope"), THAT | ZERO | BELIEF | NOUNY },
	{ W("joke"), THAT | DIRECT | INVERT | NOUNY },
	{ W("mock"), NAMES },
	{ W("muse"), THAT | DIRECT | INVERT | NOUNY },
	{ W("note"), THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ W("post"), DIRECT | INVERT | NOUNY },
	{ W("quip"), THAT | DIRECT | INVERT | NOUNY },
	{ W("rail"), WEAK | DIRECT },
	{ W("read"), WEAK | DIRECT },
	{ W("roar"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("rule"), THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ W("show"), THAT | SHOW | NOUNY },
	{ W("sigh"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("slam"), NAMES },
	{ W("snap"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("tell"), THAT | ZERO | SAY | DIRECT | INVERT | HEARER | WH },
	{ W("text"), WEAK | DIRECT | INVERT | NOUNY | HEARER },
	{ W("tout"), NAMES },
	{ W("urge"), DIRECT | INVERT | NOUNY | WH },
	{ W("warn"), THAT | ZERO | DIRECT | INVERT | HEARER },
	{ W("yell"), THAT | DIRECT | INVERT | NOUNY },
	{ W("admit"), THAT | ZERO | DIRECT | INVERT },
	{ W("agree"), THAT | DIRECT | INVERT },
	{ W("argue"), THAT | ZERO | DIRECT | INVERT },
	{ W("begin"), WEAK | DIRECT | INVERT },
	{ W("blast"), NAMES },
	{ W("blurt"), WEAK | DIRECT | INVERT },
	{ W("boast"), THAT | DIRECT | INVERT },
	{ W("brand"), NAMES | NOUNY },
	{ W("chant"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("chide"), THAT | DIRECT | HEARER },
	{ W("claim"), THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ W("croak"), WEAK | DIRECT | INVERT },
	{ W("decry"), NAMES },
	{ W("doubt"), THAT | BELIEF | NOUNY },
	{ W("drawl"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("gripe"), THAT | DIRECT | INVERT | NOUNY },
	{ W("groan"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("growl"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("guess"), THAT | ZERO | BELIEF | NOUNY },
	{ W("imply"), THAT | ZERO | DIRECT | SHOW },
	{ W("infer"), THAT },
	{ W("label"), NAMES | NOUNY },
	{ W("laugh"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("learn"), THAT | ZERO | BELIEF },
	{ W("offer"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("opine"), THAT | DIRECT | INVERT },
	{ W("plead"), DIRECT | INVERT },
	{ W("point"), THAT | ZERO | DIRECT | INVERT | OUT | NOUNY },
	{ W("posit"), THAT | DIRECT },
	{ W("prove"), THAT | SHOW },
	{ W("quote"), NOUNY | WEAK | DIRECT },
	{ W("rebut"), THAT | DIRECT },
	{ W("reply"), THAT | DIRECT | INVERT | NOUNY },
	{ W("scoff"), WEAK | DIRECT | INVERT },
	{ W("scold"), WEAK | DIRECT | INVERT },
	{ W("shout"), THAT | DIRECT | INVERT | NOUNY },
	{ W("shrug"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("smile"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("speak"), WEAK | DIRECT | INVERT },
	{ W("state"), THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ W("swear"), THAT | ZERO | DIRECT | INVERT },
	{ W("tease"), WEAK | DIRECT | INVERT },
	{ W("think"), THAT | ZERO | BELIEF | DIRECT },
	{ W("tweet"), THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ W("worry"), THAT | DIRECT | BELIEF | NOUNY },
	{ W("write"), THAT | ZERO | DIRECT | INVERT },
	{ W("accuse"), NAMES },
	{ W("advise"), THAT | DIRECT | INVERT | HEARER },
	{ W("affirm"), THAT | DIRECT | INVERT },
	{ W("allege"), THAT | ZERO | DIRECT | INVERT },
	{ W("answer"), THAT | DIRECT | INVERT | NOUNY },
	{ W("assert"), THAT | ZERO | DIRECT | INVERT },
	{ W("assume"), THAT | BELIEF },
	{ W("assure"), THAT | ZERO | DIRECT | HEARER },
	{ W("attest"), THAT | DIRECT },
	{ W("bellow"), WEAK | DIRECT | INVERT },
	{ W("charge"), THAT | DIRECT | INVERT | NOUNY },
	{ W("concur"), THAT | DIRECT | INVERT },
	{ W("decide"), THAT | BELIEF },
	{ W("decree"), THAT | DIRECT | NOUNY },
	{ W("demand"), THAT | DIRECT | INVERT | NOUNY },
	{ W("deride"), NAMES },
	{ W("detail"), WH | NOUNY },
	{ W("expect"), THAT | ZERO | BELIEF },
	{ W("inform"), THAT | ZERO | DIRECT | HEARER },
	{ W("insist"), THAT | ZERO | DIRECT | INVERT },
	{ W("intone"), WEAK | DIRECT | INVERT },
	{ W("lament"), THAT | DIRECT | INVERT | NOUNY },
	{ W("mumble"), WEAK | DIRECT | INVERT },
	{ W("murmur"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("mutter"), WEAK | DIRECT | INVERT },
	{ W("notice"), THAT | DIRECT | NOUNY },
	{ W("notify"), THAT | DIRECT | HEARER },
	{ W("object"), THAT | DIRECT | INVERT | NOUNY },
	{ W("pledge"), THAT | DIRECT | INVERT | NOUNY | TO },
	{ W("praise"), NAMES | NOUNY },
	{ W("preach"), THAT | DIRECT },
	{ W("reason"), THAT | DIRECT | INVERT | NOUNY },
	{ W("recall"), THAT | ZERO | DIRECT | INVERT | WH },
	{ W("reckon"), THAT | ZERO | DIRECT | INVERT },
	{ W("refute"), THAT },
	{ W("relate"), THAT | DIRECT },
	{ W("remark"), THAT | DIRECT | INVERT | NOUNY },
	{ W("remind"), THAT | DIRECT | HEARER },
	{ W("repeat"), THAT | DIRECT | INVERT },
	{ W("report"), THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ W("resume"), WEAK | DIRECT | INVERT },
	{ W("retort"), THAT | DIRECT | INVERT | NOUNY },
	{ W("return"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("reveal"), THAT | ZERO | DIRECT | INVERT | SHOW | WH },
	{ W("scream"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("signal"), THAT | ZERO | DIRECT | NOUNY | SHOW },
	{ W("squeal"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("stress"), THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ W("submit"), THAT | ZERO | DIRECT | INVERT },
	{ W("verify"), THAT },
	{ W("wonder"), WH | DIRECT | INVERT | NOUNY },
	{ W("believe"), THAT | ZERO | BELIEF },
	{ W("caution"), THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ W("chuckle"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("clarify"), THAT | DIRECT | WH | INVERT },
	{ W("comment"), THAT | DIRECT | INVERT | NOUNY },
	{ W("concede"), THAT | ZERO | DIRECT | INVERT },
	{ W("condemn"), NAMES },
	{ W("confess"), THAT | ZERO | DIRECT | INVERT },
	{ W("confide"), THAT | DIRECT | INVERT },
	{ W("confirm"), THAT | ZERO | DIRECT | INVERT },
	{ W("contend"), THAT | ZERO | DIRECT | INVERT },
	{ W("correct"), WEAK | DIRECT | INVERT },
	{ W("counsel"), THAT | DIRECT | NOUNY },
	{ W("counter"), THAT | DIRECT | INVERT | NOUNY },
	{ W("declare"), THAT | ZERO | DIRECT | INVERT },
	{ W("dismiss"), NAMES },
	{ W("dispute"), THAT | DIRECT | NOUNY },
	{ W("enthuse"), WEAK | DIRECT | INVERT },
	{ W("exclaim"), THAT | DIRECT | INVERT },
	{ W("explain"), THAT | ZERO | DIRECT | INVERT | WH },
	{ W("foresee"), THAT | DIRECT },
	{ W("grumble"), THAT | DIRECT | INVERT | NOUNY },
	{ W("imagine"), THAT | BELIEF },
	{ W("inquire"), DIRECT | INVERT | WH },
	{ W("mention"), THAT | ZERO | DIRECT | NOUNY },
	{ W("observe"), THAT | ZERO | DIRECT | INVERT },
	{ W("persist"), WEAK | DIRECT | INVERT },
	{ W("portray"), NAMES },
	{ W("predict"), THAT | ZERO | DIRECT | INVERT },
	{ W("profess"), THAT | DIRECT },
	{ W("promise"), THAT | ZERO | DIRECT | INVERT | NOUNY | TO },
	{ W("propose"), THAT | DIRECT },
	{ W("protest"), THAT | DIRECT | INVERT | NOUNY },
	{ W("realise"), THAT | BELIEF },
	{ W("realize"), THAT | BELIEF },
	{ W("recount"), THAT | DIRECT | INVERT | WH },
	{ W("reflect"), WEAK | DIRECT | INVERT },
	{ W("request"), THAT | DIRECT | NOUNY },
	{ W("respond"), THAT | DIRECT | INVERT },
	{ W("specify"), THAT | DIRECT | WH },
	{ W("suggest"), THAT | ZERO | DIRECT | INVERT | SHOW },
	{ W("suppose"), THAT | ZERO | BELIEF },
	{ W("surmise"), THAT | DIRECT },
	{ W("suspect"), THAT | ZERO | BELIEF | NOUNY },
	{ W("testify"), THAT | ZERO | DIRECT | INVERT },
	{ W("thunder"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("trumpet"), NAMES | NOUNY },
	{ W("venture"), WEAK | DIRECT | INVERT | NOUNY },
	{ W("whisper"), THAT | DIRECT | INVERT | NOUNY },
	{ W("announce"), THAT | ZERO | DIRECT | INVERT },
	{ W("complain"), THAT | DIRECT | INVERT },
	{ W("conclude"), THAT | DIRECT | INVERT },
	{ W("continue"), WEAK | DIRECT | INVERT },
	{ W("convince"), THAT | HEARER | BELIEF },
	{ W("denounce"), NAMES },
	{ W("describe"), NAMES | WH },
	{ W("disclose"), THAT | DIRECT | WH },
	{ W("discover"), THAT | BELIEF },
	{ W("estimate"), THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ W("forecast"), THAT | ZERO | DIRECT | INVERT | NOUNY },
	{ W("indicate"), THAT | ZERO | DIRECT | INVERT | SHOW },
	{ W("instruct"), THAT | HEARER | DIRECT | WH },
	{ W("maintain"), THAT | ZERO | DIRECT | INVERT },
	{ W("persuade"), THAT | HEARER | BELIEF },
	{ W("proclaim"), THAT | ZERO | DIRECT | INVERT },
	{ W("question"), WH | DIRECT | NOUNY },
	{ W("reassure"), THAT | DIRECT | HEARER },
	{ W("remember"), THAT | BELIEF | DIRECT },
	{ W("ridicule"), NAMES | NOUNY },
	{ W("theorise"), THAT | DIRECT | INVERT },
	{ W("theorize"), THAT | DIRECT | INVERT },
	{ W("threaten"), THAT | DIRECT | INVERT | TO },
	{ W("apologise"), THAT | DIRECT | INVERT },
	{ W("apologize"), THAT | DIRECT | INVERT },
	{ W("criticise"), NAMES },
	{ W("criticize"), NAMES },
	{ W("determine"), THAT | SHOW },
	{ W("elaborate"), DIRECT | WEAK },
	{ W("emphasise"), THAT | ZERO | DIRECT | INVERT },
	{ W("emphasize"), THAT | ZERO | DIRECT | INVERT },
	{ W("guarantee"), THAT | DIRECT | NOUNY },
	{ W("highlight"), THAT | NOUNY },
	{ W("insinuate"), THAT | DIRECT },
	{ W("interject"), DIRECT | INVERT | WEAK },
	{ W("interpose"), WEAK | DIRECT | INVERT },
	{ W("interrupt"), WEAK | DIRECT | INVERT },
	{ W("postulate"), THAT },
	{ W("pronounce"), NAMES | DIRECT },
	{ W("recognise"), THAT | BELIEF },
	{ W("recognize"), THAT | BELIEF },
	{ W("recommend"), THAT | DIRECT },
	{ W("reiterate"), THAT | ZERO | DIRECT | INVERT },
	{ W("retaliate"), WEAK | DIRECT | INVERT },
	{ W("speculate"), THAT | ZERO | DIRECT | INVERT },
	{ W("stipulate"), THAT | DIRECT },
	{ W("underline"), THAT | DIRECT },
	{ W("volunteer"), THAT | DIRECT | INVERT | NOUNY },
	{ W("articulate"), THAT | DIRECT },
	{ W("conjecture"), THAT | NOUNY },
	{ W("illustrate"), THAT | SHOW },
	{ W("underscore"), THAT | DIRECT },
	{ W("understand"), THAT | ZERO | BELIEF },
	{ W("acknowledge"), THAT | ZERO | DIRECT | INVERT },
	{ W("demonstrate"), THAT | SHOW },
	{ W("hypothesise"), THAT },
	{ W("hypothesize"), THAT },
	{ W("characterise"), NAMES },
	{ W("characterize"), NAMES },
};
#define NCUES (sizeof CUES / sizeof *CUES)

static const struct irregular {
	struct str form, lemma;
	uint8_t kind;
} IRREGULAR[] = {
	{ W("began"), W("begin"), FORM_PAST },
	{ W("begun"), W("begin"), FORM_PP },
	{ W("felt"), W("feel"), FORM_PAST },
	{ W("found"), W("find"), FORM_PAST },
	{ W("pled"), W("plead"), FORM_PAST },
	{ W("said"), W("say"), FORM_PAST },
	{ W("showed"), W("show"), FORM_PAST },
	{ W("shown"), W("show"), FORM_PP },
	{ W("spoke"), W("speak"), FORM_PAST },
	{ W("spoken"), W("speak"), FORM_PP },
	{ W("swore"), W("swear"), FORM_PAST },
	{ W("sworn"), W("swear"), FORM_PP },
	{ W("thought"), W("think"), FORM_PAST },
	{ W("told"), W("tell"), FORM_PAST },
	{ W("understood"), W("understand"), FORM_PAST },
	{ W("written"), W("write"), FORM_PP },
	{ W("wrote"), W("write"), FORM_PAST },
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
		const struct str *x = &CUES[mid].lemma;
		int d = x->n == lemma.n ? memcmp(x->s, lemma.s, lemma.n) : x->n < lemma.n ? -1 : 1;

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
		if (str_eq(w, IRREGULAR[i].form)) {
			*form = IRREGULAR[i].kind;
			return find(IRREGULAR[i].lemma);
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
