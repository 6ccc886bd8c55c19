/* role.c - what people are called: titles and roles around their names.
 *
 * A role stands before a name ("Kremlin spokesman Dmitry Peskov"), or beside it between commas ("Anna Novák, the finance minister,").
 */
#include "config.h"

#include <stdlib.h>

#include "coref_int.h"

static const struct role_word {
	const char *word;
	uint8_t flags;
} role_word[] = {
	{ "academic", ROLE_PERSON }, { "activist", ROLE_PERSON }, { "actor", ROLE_PERSON|ROLE_MALE },
	{ "actress", ROLE_PERSON|ROLE_FEMALE }, { "adm", ROLE_PERSON|ROLE_TITLE }, { "adm.", ROLE_PERSON|ROLE_TITLE },
	{ "admiral", ROLE_PERSON|ROLE_TITLE }, { "adviser", ROLE_PERSON }, { "advisor", ROLE_PERSON },
	{ "agency", ROLE_ORG }, { "aide", ROLE_PERSON }, { "airline", ROLE_ORG }, { "amb.", ROLE_PERSON|ROLE_TITLE },
	{ "ambassador", ROLE_PERSON|ROLE_TITLE }, { "analyst", ROLE_PERSON }, { "anchor", ROLE_PERSON },
	{ "archbishop", ROLE_PERSON|ROLE_TITLE }, { "army", ROLE_ORG }, { "artist", ROLE_PERSON },
	{ "assemblyman", ROLE_PERSON|ROLE_MALE }, { "association", ROLE_ORG }, { "astronaut", ROLE_PERSON },
	{ "athlete", ROLE_PERSON }, { "attorney", ROLE_PERSON }, { "aunt", ROLE_PERSON|ROLE_FEMALE },
	{ "author", ROLE_PERSON }, { "authority", ROLE_ORG }, { "automaker", ROLE_ORG },
	{ "ayatollah", ROLE_PERSON|ROLE_MALE|ROLE_TITLE }, { "bank", ROLE_ORG }, { "banker", ROLE_PERSON },
	{ "baron", ROLE_PERSON|ROLE_MALE }, { "baroness", ROLE_PERSON|ROLE_FEMALE }, { "biologist", ROLE_PERSON },
	{ "bishop", ROLE_PERSON|ROLE_TITLE }, { "blogger", ROLE_PERSON }, { "board", ROLE_ORG }, { "body", ROLE_ORG },
	{ "boxer", ROLE_PERSON }, { "boy", ROLE_PERSON|ROLE_MALE }, { "boyfriend", ROLE_PERSON|ROLE_MALE },
	{ "brig", ROLE_PERSON|ROLE_TITLE }, { "brig.", ROLE_PERSON|ROLE_TITLE }, { "broadcaster", ROLE_PERSON },
	{ "brother", ROLE_PERSON|ROLE_MALE }, { "businessman", ROLE_PERSON|ROLE_MALE },
	{ "businesswoman", ROLE_PERSON|ROLE_FEMALE }, { "cameraman", ROLE_PERSON|ROLE_MALE }, { "campaigner", ROLE_PERSON },
	{ "candidate", ROLE_PERSON }, { "capital", ROLE_PLACE }, { "capt", ROLE_PERSON|ROLE_TITLE },
	{ "capt.", ROLE_PERSON|ROLE_TITLE }, { "captain", ROLE_PERSON|ROLE_TITLE }, { "cardinal", ROLE_PERSON|ROLE_TITLE },
	{ "carmaker", ROLE_ORG }, { "ceo", ROLE_PERSON }, { "chain", ROLE_ORG }, { "chairman", ROLE_PERSON|ROLE_MALE },
	{ "chairwoman", ROLE_PERSON|ROLE_FEMALE }, { "champion", ROLE_PERSON }, { "chancellor", ROLE_PERSON|ROLE_TITLE },
	{ "charity", ROLE_ORG }, { "chef", ROLE_PERSON }, { "chief", ROLE_PERSON }, { "city", ROLE_PLACE },
	{ "club", ROLE_ORG }, { "cmdr", ROLE_PERSON|ROLE_TITLE }, { "cmdr.", ROLE_PERSON|ROLE_TITLE },
	{ "co-founder", ROLE_PERSON }, { "coach", ROLE_PERSON|ROLE_TITLE }, { "cofounder", ROLE_PERSON },
	{ "col", ROLE_PERSON|ROLE_TITLE }, { "col.", ROLE_PERSON|ROLE_TITLE }, { "college", ROLE_ORG },
	{ "colonel", ROLE_PERSON|ROLE_TITLE }, { "columnist", ROLE_PERSON }, { "comedian", ROLE_PERSON },
	{ "commander", ROLE_PERSON|ROLE_TITLE }, { "commentator", ROLE_PERSON }, { "commission", ROLE_ORG },
	{ "commissioner", ROLE_PERSON }, { "committee", ROLE_ORG }, { "company", ROLE_ORG }, { "composer", ROLE_PERSON },
	{ "conglomerate", ROLE_ORG }, { "congressman", ROLE_PERSON|ROLE_MALE|ROLE_TITLE },
	{ "congresswoman", ROLE_PERSON|ROLE_FEMALE|ROLE_TITLE }, { "consortium", ROLE_ORG }, { "consul", ROLE_PERSON },
	{ "corporation", ROLE_ORG }, { "correspondent", ROLE_PERSON }, { "cosmonaut", ROLE_PERSON },
	{ "council", ROLE_ORG }, { "councillor", ROLE_PERSON|ROLE_TITLE },
	{ "councilman", ROLE_PERSON|ROLE_MALE|ROLE_TITLE }, { "councilwoman", ROLE_PERSON|ROLE_FEMALE },
	{ "counsel", ROLE_PERSON }, { "counselor", ROLE_PERSON }, { "country", ROLE_PLACE }, { "county", ROLE_PLACE },
	{ "court", ROLE_ORG }, { "cpl.", ROLE_PERSON|ROLE_TITLE }, { "critic", ROLE_PERSON }, { "cyclist", ROLE_PERSON },
	{ "dame", ROLE_PERSON|ROLE_FEMALE|ROLE_TITLE }, { "daughter", ROLE_PERSON|ROLE_FEMALE },
	{ "defender", ROLE_PERSON }, { "delegate", ROLE_PERSON }, { "democrat", ROLE_PERSON }, { "department", ROLE_ORG },
	{ "deputy", ROLE_PERSON }, { "designer", ROLE_PERSON }, { "det.", ROLE_PERSON|ROLE_TITLE },
	{ "detective", ROLE_PERSON|ROLE_TITLE }, { "diplomat", ROLE_PERSON }, { "director", ROLE_PERSON },
	{ "dissident", ROLE_PERSON }, { "district", ROLE_PLACE }, { "doctor", ROLE_PERSON },
	{ "dr", ROLE_PERSON|ROLE_TITLE }, { "dr.", ROLE_PERSON|ROLE_TITLE }, { "driver", ROLE_PERSON },
	{ "duchess", ROLE_PERSON|ROLE_FEMALE }, { "duke", ROLE_PERSON|ROLE_MALE|ROLE_TITLE }, { "earl", ROLE_PERSON|ROLE_MALE|ROLE_TITLE }, { "economist", ROLE_PERSON },
	{ "editor", ROLE_PERSON }, { "emir", ROLE_PERSON|ROLE_MALE|ROLE_TITLE },
	{ "emperor", ROLE_PERSON|ROLE_MALE|ROLE_TITLE }, { "empress", ROLE_PERSON|ROLE_FEMALE },
	{ "engineer", ROLE_PERSON }, { "envoy", ROLE_PERSON|ROLE_TITLE }, { "executive", ROLE_PERSON },
	{ "expert", ROLE_PERSON }, { "farmer", ROLE_PERSON }, { "father", ROLE_PERSON|ROLE_MALE },
	{ "filmmaker", ROLE_PERSON }, { "fireman", ROLE_PERSON|ROLE_MALE }, { "firm", ROLE_ORG },
	{ "fisherman", ROLE_PERSON|ROLE_MALE }, { "footballer", ROLE_PERSON }, { "forward", ROLE_PERSON },
	{ "founder", ROLE_PERSON }, { "fr.", ROLE_PERSON|ROLE_TITLE }, { "fund", ROLE_ORG },
	{ "gen", ROLE_PERSON|ROLE_TITLE }, { "gen.", ROLE_PERSON|ROLE_TITLE }, { "general", ROLE_PERSON|ROLE_TITLE },
	{ "giant", ROLE_ORG }, { "girl", ROLE_PERSON|ROLE_FEMALE }, { "girlfriend", ROLE_PERSON|ROLE_FEMALE },
	{ "goalkeeper", ROLE_PERSON }, { "gov", ROLE_PERSON|ROLE_TITLE }, { "gov.", ROLE_PERSON|ROLE_TITLE },
	{ "government", ROLE_ORG }, { "governor", ROLE_PERSON|ROLE_TITLE }, { "grandfather", ROLE_PERSON|ROLE_MALE },
	{ "grandmother", ROLE_PERSON|ROLE_FEMALE }, { "group", ROLE_ORG }, { "gunman", ROLE_PERSON|ROLE_MALE },
	{ "head", ROLE_PERSON }, { "heroine", ROLE_PERSON|ROLE_FEMALE }, { "historian", ROLE_PERSON },
	{ "hon", ROLE_PERSON|ROLE_TITLE }, { "hon.", ROLE_PERSON|ROLE_TITLE }, { "hospital", ROLE_ORG },
	{ "host", ROLE_PERSON }, { "hostess", ROLE_PERSON|ROLE_FEMALE }, { "husband", ROLE_PERSON|ROLE_MALE },
	{ "imam", ROLE_PERSON|ROLE_MALE|ROLE_TITLE }, { "insp.", ROLE_PERSON|ROLE_TITLE },
	{ "inspector", ROLE_PERSON|ROLE_TITLE }, { "institute", ROLE_ORG }, { "institution", ROLE_ORG },
	{ "insurer", ROLE_ORG }, { "island", ROLE_PLACE }, { "journalist", ROLE_PERSON },
	{ "judge", ROLE_PERSON|ROLE_TITLE }, { "justice", ROLE_PERSON|ROLE_TITLE },
	{ "king", ROLE_PERSON|ROLE_MALE|ROLE_TITLE }, { "kingdom", ROLE_PLACE },
	{ "lady", ROLE_PERSON|ROLE_FEMALE|ROLE_TITLE }, { "lawmaker", ROLE_PERSON }, { "lawyer", ROLE_PERSON },
	{ "leader", ROLE_PERSON }, { "legend", ROLE_PERSON }, { "legislator", ROLE_PERSON },
	{ "lieutenant", ROLE_PERSON|ROLE_TITLE }, { "lord", ROLE_PERSON|ROLE_MALE|ROLE_TITLE },
	{ "lt", ROLE_PERSON|ROLE_TITLE }, { "lt.", ROLE_PERSON|ROLE_TITLE }, { "magazine", ROLE_ORG },
	{ "maj", ROLE_PERSON|ROLE_TITLE }, { "maj.", ROLE_PERSON|ROLE_TITLE }, { "major", ROLE_PERSON|ROLE_TITLE },
	{ "maker", ROLE_ORG }, { "man", ROLE_PERSON|ROLE_MALE }, { "manager", ROLE_PERSON }, { "manufacturer", ROLE_ORG },
	{ "marshal", ROLE_PERSON|ROLE_TITLE }, { "mayor", ROLE_PERSON|ROLE_TITLE }, { "mep", ROLE_PERSON },
	{ "messrs", ROLE_PERSON|ROLE_TITLE }, { "midfielder", ROLE_PERSON }, { "militia", ROLE_ORG },
	{ "minister", ROLE_PERSON|ROLE_TITLE }, { "ministry", ROLE_ORG }, { "miss", ROLE_PERSON|ROLE_FEMALE|ROLE_TITLE },
	{ "monk", ROLE_PERSON|ROLE_MALE }, { "mother", ROLE_PERSON|ROLE_FEMALE }, { "mp", ROLE_PERSON },
	{ "mr", ROLE_PERSON|ROLE_MALE|ROLE_TITLE }, { "mr.", ROLE_PERSON|ROLE_MALE|ROLE_TITLE },
	{ "mrs", ROLE_PERSON|ROLE_FEMALE|ROLE_TITLE }, { "mrs.", ROLE_PERSON|ROLE_FEMALE|ROLE_TITLE },
	{ "ms", ROLE_PERSON|ROLE_FEMALE|ROLE_TITLE }, { "ms.", ROLE_PERSON|ROLE_FEMALE|ROLE_TITLE },
	{ "mullah", ROLE_PERSON|ROLE_MALE }, { "musician", ROLE_PERSON }, { "nation", ROLE_PLACE },
	{ "negotiator", ROLE_PERSON }, { "neighbor", ROLE_PERSON }, { "neighborhood", ROLE_PLACE },
	{ "neighbour", ROLE_PERSON }, { "nephew", ROLE_PERSON|ROLE_MALE }, { "newspaper", ROLE_ORG },
	{ "niece", ROLE_PERSON|ROLE_FEMALE }, { "novelist", ROLE_PERSON }, { "nun", ROLE_PERSON|ROLE_FEMALE },
	{ "nurse", ROLE_PERSON }, { "officer", ROLE_PERSON|ROLE_TITLE }, { "official", ROLE_PERSON },
	{ "ombudsman", ROLE_PERSON|ROLE_MALE }, { "organisation", ROLE_ORG }, { "organization", ROLE_ORG },
	{ "outlet", ROLE_ORG }, { "owner", ROLE_PERSON }, { "painter", ROLE_PERSON }, { "partner", ROLE_PERSON },
	{ "party", ROLE_ORG }, { "passenger", ROLE_PERSON }, { "philosopher", ROLE_PERSON },
	{ "photographer", ROLE_PERSON }, { "physician", ROLE_PERSON }, { "physicist", ROLE_PERSON },
	{ "pilot", ROLE_PERSON }, { "platform", ROLE_ORG }, { "player", ROLE_PERSON }, { "playwright", ROLE_PERSON },
	{ "poet", ROLE_PERSON }, { "police", ROLE_ORG }, { "policeman", ROLE_PERSON|ROLE_MALE },
	{ "policewoman", ROLE_PERSON|ROLE_FEMALE }, { "politician", ROLE_PERSON }, { "pollster", ROLE_PERSON },
	{ "pope", ROLE_PERSON|ROLE_TITLE }, { "premier", ROLE_PERSON|ROLE_TITLE }, { "pres.", ROLE_PERSON|ROLE_TITLE },
	{ "president", ROLE_PERSON|ROLE_TITLE }, { "prime-minister", ROLE_PERSON },
	{ "prince", ROLE_PERSON|ROLE_MALE|ROLE_TITLE }, { "princess", ROLE_PERSON|ROLE_FEMALE|ROLE_TITLE },
	{ "prisoner", ROLE_PERSON }, { "producer", ROLE_PERSON }, { "prof", ROLE_PERSON|ROLE_TITLE },
	{ "prof.", ROLE_PERSON|ROLE_TITLE }, { "professor", ROLE_PERSON|ROLE_TITLE }, { "prosecutor", ROLE_PERSON },
	{ "province", ROLE_PLACE }, { "psychologist", ROLE_PERSON }, { "publicist", ROLE_PERSON },
	{ "publisher", ROLE_ORG }, { "pvt.", ROLE_PERSON|ROLE_TITLE }, { "queen", ROLE_PERSON|ROLE_FEMALE|ROLE_TITLE },
	{ "rabbi", ROLE_PERSON|ROLE_TITLE }, { "rapper", ROLE_PERSON }, { "refugee", ROLE_PERSON },
	{ "region", ROLE_PLACE }, { "regulator", ROLE_ORG }, { "rep", ROLE_PERSON|ROLE_TITLE },
	{ "rep.", ROLE_PERSON|ROLE_TITLE }, { "reporter", ROLE_PERSON }, { "representative", ROLE_PERSON|ROLE_TITLE },
	{ "reps.", ROLE_PERSON|ROLE_TITLE }, { "republic", ROLE_PLACE }, { "republican", ROLE_PERSON },
	{ "researcher", ROLE_PERSON }, { "resident", ROLE_PERSON }, { "retailer", ROLE_ORG },
	{ "rev", ROLE_PERSON|ROLE_TITLE }, { "rev.", ROLE_PERSON|ROLE_TITLE }, { "salesman", ROLE_PERSON|ROLE_MALE },
	{ "scholar", ROLE_PERSON }, { "school", ROLE_ORG }, { "scientist", ROLE_PERSON },
	{ "secretary", ROLE_PERSON|ROLE_TITLE }, { "sen", ROLE_PERSON|ROLE_TITLE }, { "sen.", ROLE_PERSON|ROLE_TITLE },
	{ "senator", ROLE_PERSON|ROLE_TITLE }, { "sens.", ROLE_PERSON|ROLE_TITLE }, { "sergeant", ROLE_PERSON|ROLE_TITLE },
	{ "sgt", ROLE_PERSON|ROLE_TITLE }, { "sgt.", ROLE_PERSON|ROLE_TITLE },
	{ "sheikh", ROLE_PERSON|ROLE_MALE|ROLE_TITLE }, { "sheriff", ROLE_PERSON|ROLE_TITLE }, { "shooter", ROLE_PERSON },
	{ "singer", ROLE_PERSON }, { "sir", ROLE_PERSON|ROLE_MALE|ROLE_TITLE }, { "sister", ROLE_PERSON|ROLE_FEMALE },
	{ "solicitor", ROLE_PERSON }, { "son", ROLE_PERSON|ROLE_MALE }, { "songwriter", ROLE_PERSON },
	{ "speaker", ROLE_PERSON|ROLE_TITLE }, { "spokesman", ROLE_PERSON|ROLE_MALE }, { "spokespeople", ROLE_PERSON },
	{ "spokesperson", ROLE_PERSON }, { "spokeswoman", ROLE_PERSON|ROLE_FEMALE }, { "star", ROLE_PERSON },
	{ "start-up", ROLE_ORG }, { "startup", ROLE_ORG }, { "state", ROLE_PLACE }, { "statesman", ROLE_PERSON|ROLE_MALE },
	{ "stateswoman", ROLE_PERSON|ROLE_FEMALE }, { "strategist", ROLE_PERSON }, { "striker", ROLE_PERSON },
	{ "student", ROLE_PERSON }, { "sultan", ROLE_PERSON|ROLE_MALE|ROLE_TITLE }, { "superintendent", ROLE_PERSON },
	{ "supplier", ROLE_ORG }, { "supt.", ROLE_PERSON|ROLE_TITLE }, { "surgeon", ROLE_PERSON },
	{ "suspect", ROLE_PERSON }, { "teacher", ROLE_PERSON }, { "team", ROLE_ORG }, { "technician", ROLE_PERSON },
	{ "teenager", ROLE_PERSON }, { "think-tank", ROLE_ORG }, { "town", ROLE_PLACE }, { "trainer", ROLE_PERSON },
	{ "treasurer", ROLE_PERSON }, { "tribunal", ROLE_ORG }, { "uncle", ROLE_PERSON|ROLE_MALE },
	{ "undersecretary", ROLE_PERSON }, { "union", ROLE_ORG }, { "university", ROLE_ORG }, { "utility", ROLE_ORG },
	{ "veteran", ROLE_PERSON }, { "vice-president", ROLE_PERSON|ROLE_TITLE }, { "victim", ROLE_PERSON },
	{ "village", ROLE_PLACE }, { "waitress", ROLE_PERSON|ROLE_FEMALE }, { "watchdog", ROLE_ORG },
	{ "website", ROLE_ORG }, { "widow", ROLE_PERSON|ROLE_FEMALE }, { "widower", ROLE_PERSON|ROLE_MALE },
	{ "wife", ROLE_PERSON|ROLE_FEMALE }, { "winger", ROLE_PERSON }, { "winner", ROLE_PERSON },
	{ "woman", ROLE_PERSON|ROLE_FEMALE }, { "writer", ROLE_PERSON },
};

/* Words that may stand before such a noun and belong to the role. */
#define W(z) z
static const char *const modifier[] = {
	W("acting"), W("affairs"), W("anti-corruption"), W("army"), W("assistant"), W("associate"), W("best-selling"),
	W("cabinet"), W("campaign"), W("chair"), W("chief"), W("civil"), W("club"), W("co-chief"), W("communications"),
	W("company"), W("congressional"), W("controversial"), W("counter-terrorism"), W("cultural"), W("current"),
	W("defence"), W("defense"), W("democratic"), W("deputy"), W("development"), W("diplomatic"), W("disgraced"),
	W("domestic"), W("economic"), W("economy"), W("education"), W("elected"), W("election"), W("electoral"),
	W("emeritus"), W("energy"), W("environment"), W("environmental"), W("ethics"), W("ex"), W("executive"), W("exiled"),
	W("external"), W("far-left"), W("far-right"), W("federal"), W("fellow"), W("finance"), W("financial"), W("first"),
	W("fiscal"), W("football"), W("foreign"), W("former"), W("founding"), W("general"), W("government"), W("hardline"),
	W("health"), W("high"), W("home"), W("honorary"), W("housing"), W("human"), W("incoming"), W("industry"),
	W("information"), W("intelligence"), W("interim"), W("interior"), W("international"), W("investigative"),
	W("jailed"), W("joint"), W("junior"), W("justice"), W("labor"), W("labour"), W("lead"), W("leading"),
	W("left-wing"), W("legal"), W("liberal"), W("local"), W("long-serving"), W("long-time"), W("longtime"), W("main"),
	W("managing"), W("media"), W("medical"), W("member"), W("military"), W("ministry"), W("national"), W("naval"),
	W("new"), W("newly-elected"), W("nobel"), W("nuclear"), W("opposition"), W("outgoing"), W("parliamentary"),
	W("party"), W("permanent"), W("police"), W("policy"), W("political"), W("populist"), W("presidential"), W("press"),
	W("prime"), W("principal"), W("private"), W("provincial"), W("public"), W("regional"), W("republican"),
	W("research"), W("retired"), W("right-wing"), W("rights"), W("rival"), W("ruling"), W("science"), W("security"),
	W("senior"), W("shadow"), W("social"), W("special"), W("spiritual"), W("star"), W("state"), W("supreme"), W("team"),
	W("technology"), W("telecom"), W("then"), W("top"), W("trade"), W("transport"), W("treasury"), W("union"),
	W("veteran"), W("vice"), W("visiting"),
};
#undef W

static int cmp_role(const void *key, const void *item)
{
	return str_cmp(*(const struct str *)key, str_of(((const struct role_word *)item)->word));
}

unsigned role_noun(struct str low)
{
	const struct role_word *r = bsearch(&low, role_word, sizeof role_word / sizeof *role_word, sizeof *role_word, cmp_role);
	return r ? r->flags : 0;
}

static bool is_modifier(struct str low)
{
	return bsearch(&low, modifier, sizeof modifier / sizeof *modifier, sizeof *modifier, by_word) != NULL;
}

uint8_t role_title_gender(const struct coref *k, uint32_t start)
{
	const struct lang_ctx *c = k->c;
	if (start == 0 || c->sent[start - 1] != c->sent[start])
		return 0;
	unsigned f = role_noun(c->low[start - 1]);
	return f & ROLE_MALE ? 'm' : f & ROLE_FEMALE ? 'f' : 0;
}

uint32_t role_ranks_start(const struct coref *k, uint32_t start)
{
	const struct lang_ctx *c = k->c;
	uint32_t at = start;
	while (at > 0 && c->sent[at - 1] == c->sent[start] && start - at < 4 && (c->tok[at - 1].flags & TOK_ABBREV) &&
		(role_noun(c->low[at - 1]) & ROLE_TITLE))
		at--;
	return at;
}

uint32_t role_head(const struct coref *k, struct tspan role)
{
	const struct lang_ctx *c = k->c;
	uint32_t end = role.end;
	for (uint32_t i = role.start; i < role.end; i++)
		if (str_eqz(c->low[i], "of") || str_eqz(c->low[i], "for") || str_eqz(c->low[i], "at") || str_eqz(c->low[i], "in")) {
			end = i;
			break;
		}
	for (uint32_t i = end; i-- > role.start;)
		if (role_noun(c->low[i]) & ROLE_PERSON)
			return i;
	return NO_TOKEN;
}

/* Start of the role whose last token is `last`, walking left over what can belong to it. */
static uint32_t role_start(const struct coref *k, uint32_t last)
{
	const struct lang_ctx *c = k->c;
	uint32_t at = last;
	for (unsigned n = 0; n < 10 && at > 0 && c->sent[at - 1] == c->sent[last]; n++) {
		uint32_t i = at - 1;
		const struct token *t = &c->tok[i];
		bool name = c->ent_of[i] >= 0 && c->ent[c->ent_of[i]].type != ENT_PER;
		bool title = role_noun(c->low[i]) & ROLE_PERSON;
		bool joined = (str_eqz(c->low[i], "and") || str_eqz(c->low[i], "-") || str_eqz(c->low[i], "of")) && i > 0 && at < last + 1 &&
			(is_modifier(c->low[i - 1]) || (str_eqz(c->low[i], "of") && (role_noun(c->low[i - 1]) & ROLE_PERSON)));
		if (!(t->kind == TOK_WORD || joined) || !(name || title || joined || is_modifier(c->low[i])))
			break;
		at = i;
	}
	return at;
}

static void set_role(struct coref *k, int32_t g, struct tspan role)
{
	struct group *p = &k->g[g];
	uint32_t head = role_head(k, role);
	if (head == NO_TOKEN || k->g[g].type != ENT_PER)
		return;
	unsigned f = role_noun(k->c->low[head]);
	if (!p->gender && (f & (ROLE_MALE | ROLE_FEMALE)))
		p->gender = f & ROLE_MALE ? 'm' : 'f';
	/* A rank or "Mr." alone says less than anything else. */
	bool bare = role.end - role.start == 1 && (f & ROLE_TITLE) && (k->c->tok[head].flags & TOK_ABBREV || (f & (ROLE_MALE | ROLE_FEMALE)));
	if (bare || (p->role.end > p->role.start && p->role.end - p->role.start >= role.end - role.start))
		return;
	p->role = role;
}

/* Between commas behind a name: "the finance minister", up to twelve tokens. */
static bool apposition(const struct coref *k, uint32_t comma, struct tspan *role)
{
	const struct lang_ctx *c = k->c;
	uint32_t at = comma + 1, end;
	if (at + 1 >= c->ntok || !str_eqz(c->low[comma], ",") || c->sent[at] != c->sent[comma])
		return false;
	if (str_eqz(c->low[at], "the") || str_eqz(c->low[at], "a") || str_eqz(c->low[at], "an") || str_eqz(c->low[at], "his") ||
		str_eqz(c->low[at], "her") || str_eqz(c->low[at], "its"))
		at++;
	/* The noun phrase up to its head must be made of what roles are made of. */
	uint32_t head = NO_TOKEN;
	for (end = at; end < c->ntok && end < at + 8 && c->sent[end] == c->sent[comma]; end++) {
		bool name = c->ent_of[end] >= 0 && c->ent[c->ent_of[end]].type != ENT_PER;
		unsigned f = role_noun(c->low[end]);
		if (f & ROLE_PERSON)
			head = end;
		else if (!(name || is_modifier(c->low[end]) || (f & ROLE_ORG) || str_eqz(c->low[end], "'s") ||
			str_eqz(c->low[end], "and") || str_eqz(c->low[end], "-")))
			break;
	}
	if (head == NO_TOKEN || head + 1 >= c->ntok || c->sent[head + 1] != c->sent[comma])
		return false;
	end = head + 1;
	if (str_eqz(c->low[end], "of") || str_eqz(c->low[end], "for") || str_eqz(c->low[end], "at"))
		while (end < c->ntok && end < head + 10 && c->sent[end] == c->sent[comma] && c->tok[end].kind == TOK_WORD)
			end++;
	bool closed = end >= c->ntok || c->sent[end] != c->sent[comma] || str_eqz(c->low[end], ",") || str_eqz(c->low[end], ".");
	*role = (struct tspan){ at, end > head + 1 && !closed ? head + 1 : end };
	return closed || end == head + 1;
}

void roles_find(struct coref *k)
{
	struct lang_ctx *c = k->c;
	for (uint32_t i = 0; i < c->nent; i++) {
		const struct lang_entity *e = &c->ent[i];
		if (e->type != ENT_PER || e->actor < 0)
			continue;
		uint32_t start = e->at.start, end = e->at.end;
		struct tspan role;
		bool inside = start > 0 && c->sent[start - 1] == c->sent[start];
		/* "Kremlin spokesman X", "secretary of state X", "Putin's adviser, X" */
		uint32_t last = inside ? start - 1 : NO_TOKEN;
		bool comma = inside && last > 0 && str_eqz(c->low[last], ",") && c->sent[last - 1] == c->sent[start];
		if (comma)
			last--;
		if (last != NO_TOKEN) {
			bool of = last >= 2 && str_eqz(c->low[last - 1], "of") && (role_noun(c->low[last - 2]) & ROLE_PERSON) &&
				c->sent[last - 2] == c->sent[start];
			if ((of && !comma) || (role_noun(c->low[last]) & ROLE_PERSON)) {
				uint32_t from = role_start(k, of ? last - 2 : last);
				/* Behind a comma only what has an owner or an article: "X, minister, Y" lists people. */
				bool owned = from > 0 && (str_eqz(c->low[from - 1], "'s") || str_eqz(c->low[from - 1], "his") ||
					str_eqz(c->low[from - 1], "her") || str_eqz(c->low[from - 1], "its") ||
					str_eqz(c->low[from - 1], "their") || str_eqz(c->low[from - 1], "the"));
				if (!comma || owned)
					set_role(k, e->actor, (struct tspan){ from, last + 1 });
			}
		}
		if (end < c->ntok && c->sent[end] == c->sent[start] && apposition(k, end, &role))
			set_role(k, e->actor, role);
	}
}
