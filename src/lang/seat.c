/* seat.c - a capital's name that stands for its government: "Washington said", "between Kyiv and Moscow", "Beijing's ambassador".
 *
 * The name stays a mention of the place that the tagger marked, and is one of the country besides. Only where the words around it show a
 * government that acts (the reading of place names as actors that Markert and Nissim 2002 describe): the name, or names joined by "and", as
 * the subject of a verb of saying, deciding or negotiating; the owner of a policy; a party to talks. Anything else is the city.
 */
#include "config.h"

#include <stdlib.h>

#include "coref_int.h"
#include "quote_int.h"

#define PARTIES_MAX 8 /* names joined by commas and "and" */
#define SPORT_WORDS 3 /* different ones make a text one about sport; in a short text one does */
#define SHORT_TEXT 250 /* tokens */
#define AHEAD 6       /* tokens between a name and its verb */

/* Capitals as news writes them, with the country whose government sits there; sorted. Singapore, Luxembourg and such are countries by
 * name already. */
static const struct seat {
	const char *city, *country;
} seats[] = {
	{ "abu dhabi", "united arab emirates" }, { "abuja", "nigeria" }, { "accra", "ghana" }, { "addis ababa", "ethiopia" },
	{ "algiers", "algeria" }, { "amman", "jordan" }, { "ankara", "turkey" }, { "antananarivo", "madagascar" }, { "ashgabat", "turkmenistan" },
	{ "asmara", "eritrea" }, { "astana", "kazakhstan" }, { "asuncion", "paraguay" }, { "athens", "greece" }, { "baghdad", "iraq" },
	{ "baku", "azerbaijan" }, { "bamako", "mali" }, { "bangkok", "thailand" }, { "bangui", "central african republic" },
	{ "beijing", "china" }, { "beirut", "lebanon" }, { "belgrade", "serbia" }, { "berlin", "germany" }, { "bern", "switzerland" },
	{ "bishkek", "kyrgyzstan" }, { "bogota", "colombia" }, { "brasilia", "brazil" }, { "bratislava", "slovakia" }, { "brussels", "european union" },
	{ "bucharest", "romania" }, { "budapest", "hungary" }, { "buenos aires", "argentina" }, { "bujumbura", "burundi" },
	{ "cairo", "egypt" }, { "canberra", "australia" }, { "caracas", "venezuela" }, { "chisinau", "moldova" }, { "colombo", "sri lanka" },
	{ "copenhagen", "denmark" }, { "dakar", "senegal" }, { "damascus", "syria" }, { "delhi", "india" }, { "dhaka", "bangladesh" },
	{ "doha", "qatar" }, { "dublin", "ireland" }, { "dushanbe", "tajikistan" }, { "hanoi", "vietnam" }, { "harare", "zimbabwe" },
	{ "havana", "cuba" }, { "helsinki", "finland" }, { "islamabad", "pakistan" }, { "jakarta", "indonesia" }, { "jerusalem", "israel" },
	{ "juba", "south sudan" }, { "kabul", "afghanistan" }, { "kampala", "uganda" }, { "kathmandu", "nepal" }, { "khartoum", "sudan" },
	{ "kiev", "ukraine" }, { "kigali", "rwanda" }, { "kinshasa", "dr congo" }, { "kuala lumpur", "malaysia" }, { "kyiv", "ukraine" },
	{ "lima", "peru" }, { "lisbon", "portugal" }, { "ljubljana", "slovenia" }, { "london", "united kingdom" }, { "lusaka", "zambia" },
	{ "madrid", "spain" }, { "managua", "nicaragua" }, { "manama", "bahrain" }, { "manila", "philippines" }, { "minsk", "belarus" },
	{ "mogadishu", "somalia" }, { "montevideo", "uruguay" }, { "moscow", "russia" }, { "muscat", "oman" }, { "n'djamena", "chad" },
	{ "nairobi", "kenya" }, { "naypyidaw", "myanmar" }, { "new delhi", "india" }, { "niamey", "niger" }, { "nicosia", "cyprus" },
	{ "nouakchott", "mauritania" }, { "oslo", "norway" }, { "ottawa", "canada" }, { "ouagadougou", "burkina faso" }, { "paris", "france" },
	{ "peking", "china" }, { "phnom penh", "cambodia" }, { "podgorica", "montenegro" }, { "port-au-prince", "haiti" },
	{ "prague", "czechia" }, { "pretoria", "south africa" }, { "pristina", "kosovo" }, { "pyongyang", "north korea" }, { "quito", "ecuador" },
	{ "rabat", "morocco" }, { "ramallah", "palestine" }, { "reykjavik", "iceland" }, { "riga", "latvia" }, { "riyadh", "saudi arabia" },
	{ "rome", "italy" }, { "sana'a", "yemen" }, { "sanaa", "yemen" }, { "santiago", "chile" }, { "sarajevo", "bosnia and herzegovina" },
	{ "seoul", "south korea" }, { "skopje", "north macedonia" }, { "sofia", "bulgaria" }, { "stockholm", "sweden" }, { "taipei", "taiwan" },
	{ "tallinn", "estonia" }, { "tashkent", "uzbekistan" }, { "tbilisi", "georgia" }, { "tehran", "iran" }, { "tel aviv", "israel" },
	{ "tirana", "albania" }, { "tokyo", "japan" }, { "tripoli", "libya" }, { "tunis", "tunisia" }, { "ulaanbaatar", "mongolia" },
	{ "vienna", "austria" }, { "vilnius", "lithuania" }, { "warsaw", "poland" }, { "washington", "united states" },
	{ "yerevan", "armenia" }, { "zagreb", "croatia" },
};

/* Verbs that governments do, beside those of saying; base forms, sorted, and the past tenses that no rule makes of them. */
static const char *const verbs[] = {
	"abandon", "accept", "accuse", "acknowledge", "adopt", "agree", "allege", "annex", "approve", "arm", "assure",
	"authorise", "authorize", "back", "ban", "blame", "block", "bolster", "boycott", "broker", "call", "cancel", "caution",
	"comply", "concede", "condemn", "consider", "cooperate", "counter", "covet", "criticise", "criticize", "curb", "decide",
	"declare", "decline", "defend", "deflect", "demand", "denounce", "deny", "deploy", "deport", "designate", "dismiss",
	"dispute", "downplay", "endorse", "escalate", "expect", "expel", "express", "extradite", "fear", "freeze", "fund",
	"hail", "halt", "hope", "ignore", "impose", "insist", "intend", "intensify", "interfere", "intervene", "invade",
	"invite", "launch", "lift", "maintain", "mediate", "mobilise", "mobilize", "negotiate", "normalise", "normalize",
	"object", "offer", "oppose", "overrule", "pledge", "praise", "prefer", "press", "pressure", "promise", "propose",
	"protest", "pursue", "ratify", "react", "rebuff", "rebuke", "recall", "recognise", "recognize", "reconsider", "refuse",
	"reinstate", "reject", "relent", "renounce", "repudiate", "request", "resist", "respond", "restrict", "resume",
	"retaliate", "sanction", "scrap", "seek", "send", "sever", "shun", "signal", "slam", "spurn", "stress", "summon",
	"supply", "support", "suspect", "suspend", "threaten", "tighten", "toughen", "try", "urge", "veto", "view", "violate",
	"vow", "wage", "want", "warn", "weigh", "welcome", "withdraw", "withhold", "worry"
};
static const char *const pasts[] = {
	"banned", "expelled", "froze", "frozen", "sent", "slammed", "sought", "withdrawn", "withdrew", "withheld"
};
/* Of these and of the reporting verbs, those whose -s form is as often a noun's plural ("London protests"). */
static const char *const nouny[] = {
	"arm", "ban", "call", "claim", "counter", "demand", "dispute", "fear", "fund", "halt", "hope", "launch", "offer",
	"order", "pledge", "press", "pressure", "promise", "protest", "rebuke", "report", "request", "sanction", "scrap",
	"signal", "stress", "supply", "support", "suspect", "view", "vow", "wage"
};
/* Reporting verbs that cities have, too: "Tokyo reported 500 cases". */
static const char *const citys[] = {
	"add", "find", "post", "record", "report", "show", "tweet"
};
/* "appears to want" */
static const char *const before_to[] = {
	"appear", "appeared", "appears", "began", "begins", "begun", "continue", "continued", "continues", "failed", "fails",
	"plan", "planned", "planning", "plans", "prepared", "preparing", "seemed", "seems", "tried", "trying"
};

/* Nouns of what a government owns. */
static const char *const owned[] = {
	"accusation", "accusations", "aggression", "allegation", "allegations", "allies", "ally", "ambassador", "ambassadors",
	"ambitions", "armed", "army", "backing", "claim", "claims", "cooperation", "decision", "defence", "defense", "demand",
	"demands", "denial", "denials", "diplomacy", "diplomat", "diplomats", "envoy", "envoys", "forces",
	"government", "insistence", "intentions", "interests", "intervention", "invasion", "involvement", "military",
	"ministry", "missile", "missiles", "negotiators", "nuclear", "offensive", "offer", "policies", "policy", "position",
	"pressure", "proposal", "proposals", "reaction", "refusal", "rejection", "relations", "relationship", "response",
	"rivalry", "sanctions", "soldiers", "sovereignty", "spokesman", "spokeswoman", "stance", "support", "tariffs",
	"territorial", "threat", "threats", "ties", "troops", "ultimatum", "veto", "war", "warning", "warnings", "willingness",
	"withdrawal"
};

/* What two governments have with each other ... */
static const char *const between[] = {
	"accord", "agreement", "agreements", "alliance", "ceasefire", "clash", "conflict", "confrontation", "consultations",
	"contacts", "cooperation", "crisis", "deal", "deals", "detente", "dialogue", "differences", "diplomacy", "discussions",
	"dispute", "disputes", "escalation", "feud", "friction", "frictions", "hostilities", "negotiations", "pact",
	"partnership", "peace", "rapprochement", "relations", "relationship", "rift", "rivalry", "row", "spat", "stalemate",
	"stand-off", "standoff", "talks", "tension", "tensions", "ties", "treaty", "truce", "trust", "understanding", "war"
};
/* ... and one has with or against another. */
static const char *const against[] = {
	"anger", "ban", "embargo", "pressure", "protest", "restrictions", "sanctions", "tariffs", "war", "warning", "warnings"
};

/* Verbs whose object is told or made to do something. */
static const char *const hearers[] = {
	"accuse", "accused", "accuses", "accusing", "ask", "asked", "asking", "blame", "blamed", "blames", "blaming",
	"criticised", "criticising", "criticized", "criticizing", "force", "forced", "forcing", "persuade", "persuaded",
	"persuading", "press", "pressed", "pressing", "pressure", "pressured", "pressuring", "push", "pushed", "pushing",
	"tell", "telling", "told", "urge", "urged", "urges", "urging", "warn", "warned", "warning", "warns"
};

static const char *const sport[] = {
	"baseball", "baseman", "basketball", "batsman", "championship", "championships", "coach", "cricket", "cup", "defender",
	"fixture", "football", "footballer", "goalkeeper", "goals", "golf", "halftime", "hockey", "inning", "innings", "league",
	"match", "matches", "medal", "midfielder", "mlb", "nba", "nfl", "nhl", "olympic", "olympics", "outfielder", "pitcher",
	"player", "players", "playoff", "playoffs", "quarter-final", "quarterback", "quarterfinal", "quarterfinals", "receiver",
	"referee", "relegation", "rugby", "scored", "season", "semi-final", "semifinal", "semifinals", "soccer", "squad",
	"stadium", "striker", "teammate", "teammates", "tennis", "touchdown", "touchdowns", "tournament", "uefa", "wicket",
	"wickets", "yankees"
};

static int cmp_seat(const void *key, const void *item)
{
	return str_cmp(*(const struct str *)key, str_of(((const struct seat *)item)->city));
}
#define LISTED(low, list) (bsearch(&(low), list, sizeof list / sizeof *list, sizeof *list, by_word) != NULL)

enum form { NO_VERB, BASE, THIRD, PAST, ING };

static bool base_in(struct str stem, const char *end)
{
	char word[32];
	size_t n = strlen(end);
	if (stem.n + n >= sizeof word)
		return false;
	memcpy(word, stem.s, stem.n);
	memcpy(word + stem.n, end, n);
	struct str w = str_n(word, stem.n + n);
	return LISTED(w, verbs);
}

/* Which form of a verb that governments do a word is. */
static enum form own_verb(struct str w)
{
	if (LISTED(w, verbs))
		return BASE;
	if (LISTED(w, pasts))
		return PAST;
	static const struct {
		const char *end, *stem;
		enum form form;
	} rule[] = { { "s", "", THIRD }, { "es", "", THIRD }, { "ies", "y", THIRD }, { "ed", "", PAST }, { "d", "", PAST }, { "ied", "y", PAST },
		{ "ing", "", ING }, { "ing", "e", ING } };
	for (size_t i = 0; i < sizeof rule / sizeof *rule; i++) {
		struct str end = str_of(rule[i].end);
		if (w.n > end.n + 2 && str_ends(w, end) && base_in(str_sub(w, 0, w.n - end.n), rule[i].stem))
			return rule[i].form;
	}
	return NO_VERB;
}

/* The same, with the verbs of saying; *noun: it may be a noun as well. */
static enum form verb_form(struct str w, bool *noun)
{
	uint8_t form;
	const struct cue_entry *cue = cue_lookup(w, &form);
	enum form own = own_verb(w);
	struct str third = str_sub(w, 0, w.n ? w.n - 1 : 0);
	*noun = LISTED(w, nouny) || LISTED(third, nouny);
	if (own != NO_VERB || !cue || (cue->flags & (CUE_WEAK | CUE_SHOW | CUE_BELIEF | CUE_OUT)) || LISTED(cue->lemma, citys))
		return own;
	*noun |= (cue->flags & CUE_NOUNY) != 0;
	return form == FORM_BASE ? BASE : form == FORM_S ? THIRD : form == FORM_ING ? ING : PAST;
}

static bool same_sentence(const struct lang_ctx *c, uint32_t i, uint32_t of)
{
	return i < c->ntok && c->sent[i] == c->sent[of];
}

/* Can what stands at i be the object or the clause of a verb? A noun's plural has something else behind it. */
static bool takes(const struct lang_ctx *c, uint32_t i, uint32_t verb)
{
	if (!same_sentence(c, i, verb))
		return false;
	uint32_t w = quote_word_class(c->low[i]);
	return (w & (W_DET | W_SUBJ | W_OBJ | W_WH)) || c->ent_of[i] >= 0 || c->tok[i].kind == TOK_OPEN || low_is(c, i, "to") || low_is(c, i, "that") ||
		low_is(c, i, "on") || low_is(c, i, "for");
}

/* Is there a verb of theirs behind the names? */
static bool verb_ahead(const struct lang_ctx *c, uint32_t end, bool plural)
{
	uint32_t last = end - 1, k = end;
	bool aux = false, be = false;
	for (unsigned n = 0; n < AHEAD && same_sentence(c, k, last); n++) {
		uint32_t w = quote_word_class(c->low[k]);
		bool said = low_is(c, k, "'s") && k == end; /* the owner's, not "is" */
		if ((w & W_AUX) && !said) {
			aux = true;
			be = (w & W_BE) != 0;
			k++;
		} else if (w & W_BE) {
			be = true;
			k++;
		} else if ((w & (W_NEG | W_ADV | W_TIME)) || (c->tok[k].kind == TOK_WORD && c->low[k].n > 4 && str_ends(c->low[k], STR("ly"))))
			k++;
		else if (low_is(c, k, "on") && same_sentence(c, k + 1, last) && (quote_word_class(c->low[k + 1]) & W_TIME))
			k++;
		else if (low_is(c, k, "to") && aux)
			be = false, k++;
		else if (low_is(c, k, ",") && low_is(c, k + 2, ",") && (low_is(c, k + 1, "however") || low_is(c, k + 1, "meanwhile")))
			k += 3;
		else if (low_is(c, k + 1, "to") && LISTED(c->low[k], before_to)) {
			aux = true;
			be = false;
			k += 2;
		} else
			break;
	}
	if (!same_sentence(c, k, last) || c->ent_of[k] >= 0)
		return false;
	bool noun;
	switch (verb_form(c->low[k], &noun)) {
	case BASE: return (aux && !be) || (plural && (!noun || takes(c, k + 1, k)));
	case THIRD: return !aux && !plural && (!noun || takes(c, k + 1, k));
	/* What is done to a government in words; what is done to a city is something else. */
	case PAST: return !be || LISTED(c->low[k], hearers);
	case ING: return be;
	default: return false;
	}
}

/* First token of the names with the article or "both" before them. */
static uint32_t with_article(const struct lang_ctx *c, uint32_t start)
{
	uint32_t s = c->sent_start[c->sent[start]];
	for (unsigned n = 0; n < 2 && start > s && (str_eqz(c->low[start - 1], "the") || str_eqz(c->low[start - 1], "both")); n++)
		start--;
	return start;
}

/* May a clause begin with the names? */
static bool opens_clause(const struct lang_ctx *c, uint32_t start)
{
	if (start == c->sent_start[c->sent[start]] || c->tok[start - 1].kind != TOK_WORD)
		return true;
	uint8_t form;
	struct str before = c->low[start - 1];
	uint32_t w = quote_word_class(before);
	if ((w & W_PREP) && !(w & W_SUB))
		return false;
	return (w & (W_CONJ | W_SUB | W_WH | W_ADV | W_TIME)) || str_eqz(before, "that") || str_eqz(before, "whether") || cue_lookup(before, &form);
}

/* Does the noun phrase end with the names ("talks with Moscow", not "talks with Moscow bankers")? */
static bool closes(const struct lang_ctx *c, uint32_t end)
{
	if (!same_sentence(c, end, end - 1) || c->tok[end].kind != TOK_WORD)
		return !low_is(c, end, "-") && !low_is(c, end, "/");
	uint32_t w = quote_word_class(c->low[end]);
	bool noun;
	if (c->ent_of[end] >= 0 || (c->tok[end].flags & TOK_CAP) || (w & W_POSS) || str_eqz(c->low[end], "'s"))
		return false;
	w &= W_PREP | W_CONJ | W_SUB | W_WH | W_AUX | W_ADV | W_TIME | W_NEG | W_SUBJ | W_DET | W_PAST | W_SVERB;
	return w || str_eqz(c->low[end], "that") || verb_form(c->low[end], &noun) == PAST;
}

/* "Beijing's nuclear programme" */
static bool owns(const struct lang_ctx *c, uint32_t end)
{
	if (!low_is(c, end, "'s") && !low_is(c, end, "'"))
		return false;
	for (uint32_t k = end + 1; k < end + 5 && same_sentence(c, k, end) && c->tok[k].kind == TOK_WORD; k++) {
		if (LISTED(c->low[k], owned))
			return true;
		if (quote_word_class(c->low[k]) & (W_PREP | W_CONJ | W_SUB | W_WH | W_AUX | W_DET | W_SUBJ | W_OBJ | W_POSS))
			return false;
	}
	return false;
}

/* Is one of the words of a list among the `reach` tokens before i? */
#define BEFORE(c, i, reach, list) before(c, i, reach, list, sizeof list / sizeof *list)
static bool before(const struct lang_ctx *c, uint32_t i, uint32_t reach, const char *const *list, size_t n)
{
	uint32_t s = c->sent_start[c->sent[i]];
	for (uint32_t k = i; k > s && i - k < reach && c->tok[k - 1].kind == TOK_WORD; k--)
		if (bsearch(&c->low[k - 1], list, n, sizeof *list, by_word))
			return true;
	return false;
}

/* "relations between", "sanctions on", "imposed by", "accused": what stands before the names makes them a party to something. */
static bool party(const struct lang_ctx *c, uint32_t start, uint32_t end, bool several)
{
	uint32_t s = c->sent_start[c->sent[start]];
	bool noun;
	if (start == s || !closes(c, end))
		return false;
	uint32_t p = start - 1;
	if (str_eqz(c->low[p], "between"))
		return several && BEFORE(c, p, 5, between);
	if (str_eqz(c->low[p], "with"))
		return BEFORE(c, p, 4, between);
	if (str_eqz(c->low[p], "on") || str_eqz(c->low[p], "against"))
		return BEFORE(c, p, 2, against);
	if (str_eqz(c->low[p], "by"))
		return p > s && verb_form(c->low[p - 1], &noun) == PAST;
	if (str_eqz(c->low[p], "to"))
		return p > s && (str_eqz(c->low[p - 1], "according") || str_eqz(c->low[p - 1], "ties") || str_eqz(c->low[p - 1], "warning"));
	return !(c->tok[p].flags & TOK_CAP) && LISTED(c->low[p], hearers);
}

static const struct seat *seat_named(struct coref *k, struct tspan at)
{
	if (at.end - at.start > 2 || k->c->low[at.start].n > 20)
		return NULL;
	struct str key = group_key(k, "", at);
	return bsearch(&key, seats, sizeof seats / sizeof *seats, sizeof *seats, cmp_seat);
}

/* Names joined by commas and an "and" before the last, beginning with entity i; the last one, i when it stands alone. */
static uint32_t run_end(const struct lang_ctx *c, uint32_t i)
{
	uint32_t j = i;
	for (unsigned n = 0; n < PARTIES_MAX && j + 1 < c->nent && c->ent[j + 1].type != ENT_PER; n++, j++) {
		uint32_t at = c->ent[j].at.end;
		bool comma = low_is(c, at, ","), and = low_is(c, at + comma, "and");
		at += comma + and;
		at += low_is(c, at, "the");
		if (!(comma || and) || c->ent[j + 1].at.start != at || !same_sentence(c, at, c->ent[j].at.start))
			break;
		if (and)
			return j + 1;
	}
	return i;
}

static bool about_sport(const struct lang_ctx *c)
{
	const char *seen[SPORT_WORDS] = { NULL };
	unsigned n = 0, enough = c->ntok < SHORT_TEXT ? 1 : SPORT_WORDS;
	for (uint32_t i = 0; i < c->ntok && n < enough; i++) {
		const char *const *w = bsearch(&c->low[i], sport, sizeof sport / sizeof *sport, sizeof *sport, by_word);
		bool again = !w;
		for (unsigned k = 0; k < n && !again; k++)
			again = seen[k] == *w;
		if (!again)
			seen[n++] = *w;
	}
	return n >= enough;
}

/* Names that are something else in this text: a person's ("George Washington"), a town's ("Moscow, Idaho"), the state's. */
static void exclude(struct coref *k, struct map *other)
{
	const struct lang_ctx *c = k->c;
	static const char *const state[] = { "olympia", "seattle", "spokane", "tacoma" };
	for (uint32_t i = 0; i < c->nent; i++) {
		struct tspan at = c->ent[i].at;
		for (uint32_t t = at.start; t < at.end && c->ent[i].type == ENT_PER; t++)
			*map_put(other, c->low[t]) = 1;
		bool of = at.start >= 2 && low_is(c, at.start - 2, "state") && low_is(c, at.start - 1, "of");
		if (LISTED(c->low[at.start], state) || (str_eqz(c->low[at.start], "washington") && (of || low_is(c, at.end, "state"))))
			*map_put(other, STR("washington")) = 1;
		if (i + 1 < c->nent && low_is(c, at.end, ",") && c->ent[i + 1].at.start == at.end + 1) {
			const struct name_slot *s = name_slot_of(k, at.end + 1, c->ent[i + 1].at.end);
			if (s && s->ent && (s->flags & NAME_REGION) && !(s->flags & NAME_COUNTRY))
				*map_put(other, c->low[at.start]) = 1;
		}
	}
}

/* The table's entity of the country, 0 if it is not there. Brussels is the Union's only where the text names that. */
static uint16_t country_of(const struct coref *k, const struct seat *s)
{
	uint64_t h = NAME_HASH_START;
	struct str rest = str_of(s->country), word;
	while (rest.n && str_split(&rest, ' ', &word))
		h = name_hash_add(h, word);
	const struct name_slot *slot = names_find(k->names, h);
	if (!slot || !slot->ent)
		return 0;
	const struct name_ent *e = &k->names->ent[slot->ent - 1];
	return e->type == ENT_LOC || group_find(k, names_text(k->names, e->key)) >= 0 ? slot->ent : 0;
}

void seats_retype(struct coref *k)
{
	static const char *const given[] = { "lima", "paris", "santiago", "sofia", "vienna" };
	struct lang_ctx *c = k->c;
	struct map full = { 0 };
	bool any = false;
	for (uint32_t i = 0; i < c->nent; i++)
		any |= c->ent[i].type == ENT_PER && c->ent[i].at.end - c->ent[i].at.start == 1 && seat_named(k, c->ent[i].at);
	for (uint32_t i = 0; i < c->nent && any; i++)
		for (uint32_t t = c->ent[i].at.start; t < c->ent[i].at.end && c->ent[i].type == ENT_PER &&
			c->ent[i].at.end - c->ent[i].at.start > 1; t++)
			*map_put(&full, c->low[t]) = 1;
	for (uint32_t i = 0; i < c->nent && any; i++) {
		struct tspan at = c->ent[i].at;
		if (c->ent[i].type != ENT_PER || at.end - at.start != 1 || !seat_named(k, at) || LISTED(c->low[at.start], given) ||
			map_get(&full, c->low[at.start]))
			continue;
		bool called = at.start > 0 && c->sent[at.start - 1] == c->sent[at.start] && (role_noun(c->low[at.start - 1]) & ROLE_PERSON);
		if (!called)
			c->ent[i].type = ENT_LOC;
	}
	map_free(&full);
}

uint16_t *seats_find(struct coref *k)
{
	struct lang_ctx *c = k->c;
	struct map other = { 0 };
	uint16_t *out = NULL;
	for (uint32_t i = 0, j; i < c->nent; i = j + 1) {
		j = i;
		if (c->ent[i].type == ENT_PER)
			continue;
		j = run_end(c, i);
		uint32_t end = c->ent[j].at.end, start = with_article(c, c->ent[i].at.start);
		if (end - c->ent[j].at.start > 1 && low_is(c, end - 1, "'s"))
			end--;
		bool some = false, towns = false;
		for (uint32_t n = i; n <= j; n++) {
			struct tspan at = { c->ent[n].at.start, n == j ? end : c->ent[n].at.end };
			const struct name_slot *s = name_slot_of(k, at.start, at.end);
			bool seat = seat_named(k, at) != NULL;
			some |= seat;
			/* Among cities and states it is one of them ("Washington and Oregon"). */
			towns |= !seat && s && (s->flags & (NAME_CITY | NAME_REGION)) && !(s->flags & (NAME_COUNTRY | NAME_ORG));
		}
		if (!some || towns || !((opens_clause(c, start) && verb_ahead(c, end, j > i)) || owns(c, end) || party(c, start, end, j > i)))
			continue;
		if (!out) {
			if (about_sport(c))
				break;
			exclude(k, &other);
			out = ARENA_NEW(&c->tmp, uint16_t, c->nent);
		}
		for (uint32_t n = i; n <= j; n++) {
			struct tspan at = { c->ent[n].at.start, n == j ? end : c->ent[n].at.end };
			const struct seat *s = seat_named(k, at);
			if (s && !map_get(&other, c->low[at.start]) && !(n < j && low_is(c, at.end, "'s")))
				out[n] = country_of(k, s);
		}
	}
	map_free(&other);
	return out;
}
