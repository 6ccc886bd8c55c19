/* quote_words.c - the closed word classes that the rules for quotations look at, and the class of each token.
 *
 * No part-of-speech tagging: function words come from a sorted table, verbs from their endings and a list of irregular
 * past tenses. What is not known stays a word, which most rules take for part of a noun phrase.
 */
#include "config.h"

#include "quote_int.h"

static const struct word_class {
	const char *word;
	uint32_t cls;
} WORDS[] = {
	{ "&", W_CONJ }, { "'d", W_AUX }, { "'ll", W_AUX }, { "'m", W_AUX }, { "'re", W_AUX }, { "'s", W_AUX },
	{ "'ve", W_AUX }, { "a", W_DET }, { "a.m.", W_TIME }, { "about", W_PREP }, { "accept", W_BVERB },
	{ "accepts", W_SVERB }, { "account", W_TEXT }, { "across", W_PREP }, { "additionally", W_ADV }, { "address", W_VENUE },
	{ "adds", W_SVERB }, { "admits", W_SVERB }, { "affects", W_SVERB }, { "affidavit", W_TEXT | W_VENUE },
	{ "after", W_PREP | W_SUB }, { "afternoon", W_TIME }, { "afterward", W_ADV }, { "afterwards", W_ADV },
	{ "again", W_ADV }, { "against", W_PREP }, { "agency", W_HEARER }, { "ago", W_TIME }, { "agree", W_BVERB },
	{ "agrees", W_SVERB }, { "aides", W_HEARER }, { "aims", W_SVERB }, { "ain", W_AUX }, { "album", W_WORK },
	{ "all", W_DET }, { "allegedly", W_ADV }, { "allow", W_BVERB }, { "allows", W_SVERB }, { "along", W_PREP },
	{ "already", W_ADV }, { "also", W_ADV }, { "although", W_SUB }, { "always", W_ADV }, { "am", W_AUX | W_BE | W_TIME },
	{ "amid", W_PREP }, { "among", W_PREP }, { "amongst", W_PREP }, { "an", W_DET }, { "analysts", W_HEARER },
	{ "and", W_CONJ }, { "another", W_DET }, { "any", W_DET }, { "anyone", W_HEARER }, { "apparently", W_ADV },
	{ "appear", W_BVERB }, { "appearance", W_VENUE }, { "appears", W_SVERB }, { "applies", W_SVERB }, { "apply", W_BVERB },
	{ "apr", W_TIME }, { "april", W_TIME }, { "are", W_AUX | W_BE }, { "argue", W_BVERB }, { "argues", W_SVERB },
	{ "arises", W_SVERB }, { "arose", W_PAST | W_PASTONLY }, { "around", W_PREP }, { "arrive", W_BVERB },
	{ "arrives", W_SVERB }, { "article", W_TEXT | W_VENUE | W_WORK }, { "as", W_PREP | W_SUB }, { "asks", W_SVERB },
	{ "at", W_PREP }, { "ate", W_PAST | W_PASTONLY }, { "attendees", W_HEARER }, { "attracts", W_SVERB },
	{ "audience", W_HEARER }, { "aug", W_TIME }, { "august", W_TIME }, { "authorizes", W_SVERB }, { "avoid", W_BVERB },
	{ "avoids", W_SVERB }, { "back", W_ADV }, { "background", W_VENUE }, { "be", W_BE }, { "beat", W_PAST },
	{ "became", W_PAST | W_PASTONLY }, { "because", W_SUB }, { "become", W_BVERB }, { "becomes", W_SVERB },
	{ "been", W_BE }, { "before", W_PREP | W_SUB }, { "began", W_PAST | W_PASTONLY }, { "begin", W_BVERB },
	{ "begins", W_SVERB }, { "behave", W_BVERB }, { "behaves", W_SVERB }, { "behind", W_PREP }, { "being", W_BE },
	{ "believe", W_BVERB }, { "believes", W_SVERB }, { "belong", W_BVERB }, { "belongs", W_SVERB }, { "benefit", W_BVERB },
	{ "bent", W_PAST }, { "bet", W_PAST }, { "between", W_PREP }, { "beyond", W_PREP }, { "bit", W_PAST },
	{ "bled", W_PAST }, { "blew", W_PAST | W_PASTONLY }, { "blog", W_TEXT | W_VENUE },
	{ "book", W_TEXT | W_VENUE | W_WORK }, { "bore", W_PAST | W_PASTONLY }, { "borrows", W_SVERB }, { "both", W_DET },
	{ "bought", W_PAST }, { "break", W_BVERB }, { "briefing", W_VENUE }, { "bring", W_BVERB }, { "brings", W_SVERB },
	{ "broadcast", W_VENUE }, { "broadcaster", W_HEARER }, { "broke", W_PAST | W_PASTONLY }, { "brought", W_PAST },
	{ "build", W_BVERB }, { "builds", W_SVERB }, { "built", W_PAST }, { "burned", W_PAST }, { "burnt", W_PAST },
	{ "but", W_CONJ }, { "buy", W_BVERB }, { "buys", W_SVERB }, { "by", W_PREP }, { "ca", W_AUX | W_MODAL },
	{ "call", W_VENUE }, { "came", W_PAST | W_PASTONLY }, { "can", W_AUX | W_HYPO | W_MODAL },
	{ "cannot", W_AUX | W_MODAL }, { "care", W_BVERB }, { "carries", W_SVERB }, { "carry", W_BVERB }, { "caught", W_PAST },
	{ "cause", W_BVERB }, { "causes", W_SVERB }, { "cease", W_BVERB }, { "ceases", W_SVERB }, { "celebrates", W_SVERB },
	{ "ceremony", W_VENUE }, { "change", W_BVERB }, { "choose", W_BVERB }, { "chooses", W_SVERB },
	{ "chose", W_PAST | W_PASTONLY }, { "cites", W_SVERB }, { "close", W_BVERB }, { "closes", W_SVERB },
	{ "clung", W_PAST }, { "coincides", W_SVERB }, { "colleagues", W_HEARER }, { "collect", W_BVERB },
	{ "collects", W_SVERB }, { "column", W_TEXT | W_VENUE }, { "combines", W_SVERB }, { "come", W_BVERB },
	{ "comes", W_SVERB }, { "comments", W_TEXT | W_VENUE }, { "committee", W_HEARER }, { "compares", W_SVERB },
	{ "compete", W_BVERB }, { "competes", W_SVERB }, { "complain", W_BVERB }, { "complaint", W_TEXT | W_VENUE },
	{ "comprises", W_SVERB }, { "concedes", W_SVERB }, { "concerns", W_SVERB }, { "concludes", W_SVERB },
	{ "condemns", W_SVERB }, { "conducts", W_SVERB }, { "conference", W_HEARER | W_VENUE }, { "confirms", W_SVERB },
	{ "congress", W_HEARER }, { "consider", W_BVERB }, { "considers", W_SVERB }, { "consist", W_BVERB },
	{ "consists", W_SVERB }, { "constitute", W_BVERB }, { "constitutes", W_SVERB }, { "contain", W_BVERB },
	{ "contains", W_SVERB }, { "continue", W_BVERB }, { "continues", W_SVERB }, { "converts", W_SVERB },
	{ "cost", W_BVERB | W_PAST }, { "could", W_AUX | W_HYPO | W_MODAL }, { "council", W_HEARER }, { "count", W_BVERB },
	{ "counts", W_SVERB }, { "court", W_HEARER | W_VENUE }, { "covers", W_SVERB }, { "create", W_BVERB },
	{ "creates", W_SVERB }, { "crept", W_PAST }, { "crowd", W_HEARER }, { "cut", W_BVERB | W_PAST }, { "day", W_TIME },
	{ "days", W_TIME }, { "deal", W_BVERB }, { "dealt", W_PAST }, { "debate", W_VENUE }, { "dec", W_TIME },
	{ "december", W_TIME }, { "decide", W_BVERB }, { "decides", W_SVERB }, { "declines", W_SVERB }, { "defends", W_SVERB },
	{ "defines", W_SVERB }, { "delegates", W_HEARER }, { "deliver", W_BVERB }, { "delivers", W_SVERB },
	{ "demonstrate", W_BVERB }, { "demonstrates", W_SVERB }, { "denies", W_SVERB }, { "deny", W_BVERB },
	{ "depend", W_BVERB }, { "depends", W_SVERB }, { "deserve", W_BVERB }, { "deserves", W_SVERB }, { "design", W_BVERB },
	{ "despite", W_PREP }, { "destroy", W_BVERB }, { "destroys", W_SVERB }, { "determines", W_SVERB },
	{ "did", W_AUX | W_PAST }, { "die", W_BVERB }, { "dies", W_SVERB }, { "differ", W_BVERB }, { "differs", W_SVERB },
	{ "disagree", W_BVERB }, { "disagrees", W_SVERB }, { "disappear", W_BVERB }, { "disappears", W_SVERB },
	{ "discourages", W_SVERB }, { "discuss", W_BVERB }, { "discusses", W_SVERB }, { "distinguishes", W_SVERB },
	{ "do", W_AUX }, { "document", W_VENUE }, { "documentary", W_WORK }, { "documents", W_VENUE },
	{ "does", W_AUX | W_SVERB }, { "dominates", W_SVERB }, { "donors", W_HEARER }, { "down", W_PREP },
	{ "drank", W_PAST | W_PASTONLY }, { "draw", W_BVERB }, { "drew", W_PAST | W_PASTONLY }, { "drink", W_BVERB },
	{ "drive", W_BVERB }, { "drop", W_BVERB }, { "drove", W_PAST | W_PASTONLY }, { "dug", W_PAST }, { "during", W_PREP },
	{ "e-mail", W_TEXT | W_VENUE }, { "each", W_DET }, { "earlier", W_ADV | W_TIME }, { "early", W_TIME },
	{ "earn", W_BVERB }, { "earns", W_SVERB }, { "eat", W_BVERB }, { "eats", W_SVERB }, { "editorial", W_TEXT | W_VENUE },
	{ "eight", W_DET }, { "email", W_TEXT | W_VENUE }, { "emails", W_VENUE }, { "embraces", W_SVERB },
	{ "emerge", W_BVERB }, { "emerges", W_SVERB }, { "employees", W_HEARER }, { "employs", W_SVERB }, { "enable", W_BVERB },
	{ "enables", W_SVERB }, { "encourages", W_SVERB }, { "ends", W_SVERB }, { "enforces", W_SVERB }, { "engages", W_SVERB },
	{ "enjoys", W_SVERB }, { "ensure", W_BVERB }, { "ensures", W_SVERB }, { "enter", W_BVERB }, { "enters", W_SVERB },
	{ "entitled", W_WORK }, { "episode", W_WORK }, { "escape", W_BVERB }, { "escapes", W_SVERB },
	{ "essay", W_VENUE | W_WORK }, { "establishes", W_SVERB }, { "evaluates", W_SVERB }, { "even", W_ADV },
	{ "evening", W_TIME }, { "event", W_VENUE }, { "eventually", W_ADV }, { "ever", W_ADV }, { "every", W_DET },
	{ "everybody", W_HEARER }, { "everyone", W_HEARER }, { "examines", W_SVERB }, { "exceed", W_BVERB },
	{ "exceeds", W_SVERB }, { "excludes", W_SVERB }, { "exhibition", W_WORK }, { "exist", W_BVERB }, { "exists", W_SVERB },
	{ "expands", W_SVERB }, { "expect", W_BVERB }, { "expects", W_SVERB }, { "explain", W_BVERB }, { "explains", W_SVERB },
	{ "explore", W_BVERB }, { "explores", W_SVERB }, { "extend", W_BVERB }, { "extends", W_SVERB }, { "face", W_BVERB },
	{ "facebook", W_VENUE }, { "faces", W_SVERB }, { "fail", W_BVERB }, { "fails", W_SVERB }, { "fall", W_BVERB },
	{ "families", W_HEARER }, { "fans", W_HEARER }, { "feature", W_BVERB }, { "features", W_SVERB }, { "feb", W_TIME },
	{ "february", W_TIME }, { "fed", W_PAST }, { "feel", W_BVERB }, { "feels", W_SVERB }, { "fell", W_PAST | W_PASTONLY },
	{ "felt", W_PAST }, { "few", W_DET }, { "fight", W_BVERB }, { "filing", W_TEXT | W_VENUE }, { "filings", W_VENUE },
	{ "film", W_WORK }, { "finally", W_ADV }, { "find", W_BVERB }, { "finds", W_SVERB }, { "first", W_ADV },
	{ "five", W_DET }, { "fled", W_PAST }, { "flee", W_BVERB }, { "flees", W_SVERB }, { "flew", W_PAST | W_PASTONLY },
	{ "fly", W_BVERB }, { "focus", W_BVERB }, { "follow", W_BVERB }, { "following", W_PREP }, { "follows", W_SVERB },
	{ "for", W_PREP }, { "forbids", W_SVERB }, { "forgave", W_PAST | W_PASTONLY }, { "forget", W_BVERB },
	{ "forgets", W_SVERB }, { "forgot", W_PAST | W_PASTONLY }, { "forum", W_VENUE }, { "fought", W_PAST },
	{ "found", W_PAST }, { "four", W_DET }, { "fri", W_TIME }, { "friday", W_TIME }, { "friends", W_HEARER },
	{ "from", W_PREP }, { "froze", W_PAST | W_PASTONLY }, { "further", W_ADV }, { "furthermore", W_ADV },
	{ "gain", W_BVERB }, { "game", W_WORK }, { "gathers", W_SVERB }, { "gave", W_PAST | W_PASTONLY },
	{ "generates", W_SVERB }, { "get", W_BVERB }, { "gets", W_SVERB }, { "give", W_BVERB }, { "gives", W_SVERB },
	{ "go", W_BVERB }, { "goes", W_SVERB }, { "got", W_PAST }, { "governs", W_SVERB }, { "grew", W_PAST | W_PASTONLY },
	{ "grow", W_BVERB }, { "grows", W_SVERB }, { "guests", W_HEARER }, { "had", W_AUX | W_PAST }, { "handles", W_SVERB },
	{ "happen", W_BVERB }, { "happens", W_SVERB }, { "hardly", W_NEG }, { "has", W_AUX | W_SVERB }, { "hate", W_BVERB },
	{ "hates", W_SVERB }, { "have", W_AUX }, { "he", W_SUBJ }, { "headline", W_WORK }, { "headlined", W_WORK },
	{ "hear", W_BVERB }, { "heard", W_PAST }, { "hearing", W_VENUE }, { "hears", W_SVERB }, { "held", W_PAST },
	{ "help", W_BVERB }, { "helps", W_SVERB }, { "her", W_DET }, { "herself", W_OBJ }, { "hid", W_PAST },
	{ "hide", W_BVERB }, { "him", W_OBJ }, { "himself", W_OBJ }, { "hire", W_BVERB }, { "his", W_DET },
	{ "hit", W_BVERB | W_PAST }, { "hold", W_BVERB }, { "holds", W_SVERB }, { "hope", W_BVERB }, { "hour", W_TIME },
	{ "hours", W_TIME }, { "how", W_WH }, { "however", W_ADV }, { "hung", W_PAST }, { "hurt", W_BVERB | W_PAST },
	{ "hurts", W_SVERB }, { "i", W_SUBJ }, { "identifies", W_SVERB }, { "identify", W_BVERB }, { "if", W_SUB },
	{ "ignore", W_BVERB }, { "ignores", W_SVERB }, { "immediately", W_ADV }, { "implies", W_SVERB }, { "imposes", W_SVERB },
	{ "improve", W_BVERB }, { "improves", W_SVERB }, { "in", W_PREP }, { "include", W_BVERB }, { "includes", W_SVERB },
	{ "indeed", W_ADV }, { "indicate", W_BVERB }, { "indicates", W_SVERB }, { "influence", W_BVERB }, { "inform", W_BVERB },
	{ "initially", W_ADV }, { "inside", W_PREP }, { "insists", W_SVERB }, { "inspires", W_SVERB }, { "instagram", W_VENUE },
	{ "instead", W_ADV }, { "intend", W_BVERB }, { "intends", W_SVERB }, { "interview", W_VENUE },
	{ "interviews", W_VENUE }, { "into", W_PREP }, { "introduce", W_BVERB }, { "introduces", W_SVERB },
	{ "invest", W_BVERB }, { "investigators", W_HEARER }, { "investors", W_HEARER }, { "invests", W_SVERB },
	{ "invites", W_SVERB }, { "involve", W_BVERB }, { "involves", W_SVERB }, { "is", W_AUX | W_BE | W_SVERB },
	{ "it", W_SUBJ }, { "its", W_DET }, { "itself", W_OBJ }, { "jan", W_TIME }, { "january", W_TIME },
	{ "jeopardises", W_SVERB }, { "jeopardizes", W_SVERB }, { "join", W_BVERB }, { "journalists", W_HEARER },
	{ "judge", W_HEARER }, { "jul", W_TIME }, { "july", W_TIME }, { "jump", W_BVERB }, { "jun", W_TIME },
	{ "june", W_TIME }, { "jurors", W_HEARER }, { "jury", W_HEARER }, { "just", W_ADV }, { "justifies", W_SVERB },
	{ "keep", W_BVERB }, { "keeps", W_SVERB }, { "kept", W_PAST }, { "kick", W_BVERB }, { "kill", W_BVERB },
	{ "kills", W_SVERB }, { "knelt", W_PAST }, { "knew", W_PAST | W_PASTONLY }, { "know", W_BVERB }, { "known", W_WORK },
	{ "knows", W_SVERB }, { "lack", W_BVERB }, { "lacks", W_SVERB }, { "laid", W_PAST }, { "last", W_TIME },
	{ "late", W_TIME }, { "later", W_ADV | W_TIME }, { "launch", W_BVERB }, { "lawmakers", W_HEARER },
	{ "lawsuit", W_TEXT | W_VENUE }, { "lay", W_PAST | W_PASTONLY }, { "lead", W_BVERB }, { "leads", W_SVERB },
	{ "learn", W_BVERB }, { "learns", W_SVERB }, { "leave", W_BVERB }, { "leaves", W_SVERB }, { "led", W_PAST },
	{ "left", W_PAST }, { "legalizes", W_SVERB }, { "legislators", W_HEARER }, { "lent", W_PAST }, { "lest", W_SUB },
	{ "let", W_BVERB | W_PAST }, { "lets", W_SVERB }, { "letter", W_TEXT | W_VENUE }, { "letters", W_VENUE },
	{ "lie", W_BVERB }, { "lies", W_SVERB }, { "lift", W_BVERB }, { "like", W_PREP }, { "likewise", W_ADV },
	{ "limit", W_BVERB }, { "listen", W_BVERB }, { "listeners", W_HEARER }, { "listens", W_SVERB }, { "lit", W_PAST },
	{ "live", W_BVERB }, { "lives", W_SVERB }, { "long", W_ADV }, { "look", W_BVERB }, { "lose", W_BVERB },
	{ "loses", W_SVERB }, { "lost", W_PAST }, { "love", W_BVERB }, { "loves", W_SVERB }, { "lower", W_BVERB },
	{ "lowers", W_SVERB }, { "made", W_PAST }, { "magazine", W_HEARER | W_WORK }, { "magistrates", W_HEARER },
	{ "maintain", W_BVERB }, { "maintains", W_SVERB }, { "make", W_BVERB }, { "makes", W_SVERB }, { "manage", W_BVERB },
	{ "manages", W_SVERB }, { "many", W_DET }, { "mar", W_TIME }, { "march", W_TIME }, { "matter", W_BVERB },
	{ "may", W_AUX | W_HYPO | W_MODAL | W_TIME }, { "maybe", W_ADV }, { "me", W_OBJ }, { "mean", W_BVERB },
	{ "means", W_SVERB }, { "meant", W_PAST }, { "meanwhile", W_ADV }, { "measure", W_BVERB }, { "meet", W_BVERB },
	{ "meeting", W_VENUE }, { "meets", W_SVERB }, { "members", W_HEARER }, { "memo", W_TEXT | W_VENUE },
	{ "mentions", W_SVERB }, { "message", W_TEXT | W_VENUE }, { "messages", W_VENUE }, { "met", W_PAST }, { "mid", W_TIME },
	{ "midnight", W_TIME }, { "might", W_AUX | W_HYPO | W_MODAL }, { "ministers", W_HEARER }, { "minute", W_TIME },
	{ "minutes", W_TIME }, { "miss", W_BVERB }, { "misses", W_SVERB }, { "moments", W_TIME }, { "mon", W_TIME },
	{ "monday", W_TIME }, { "monitors", W_SVERB }, { "month", W_TIME }, { "months", W_TIME }, { "more", W_DET },
	{ "moreover", W_ADV }, { "morning", W_TIME }, { "most", W_DET }, { "move", W_BVERB }, { "movie", W_WORK },
	{ "mps", W_HEARER }, { "must", W_AUX | W_HYPO | W_MODAL }, { "my", W_DET }, { "myself", W_OBJ }, { "n't", W_NEG },
	{ "near", W_PREP }, { "need", W_BVERB }, { "needs", W_SVERB }, { "neither", W_NEG }, { "never", W_NEG },
	{ "nevertheless", W_ADV }, { "news", W_HEARER }, { "newspaper", W_HEARER | W_WORK }, { "next", W_TIME },
	{ "nicknamed", W_WORK }, { "night", W_TIME }, { "nine", W_DET }, { "no", W_DET }, { "nobody", W_HEARER },
	{ "nonetheless", W_ADV }, { "noon", W_TIME }, { "nor", W_CONJ | W_NEG }, { "not", W_NEG }, { "note", W_TEXT | W_VENUE },
	{ "nov", W_TIME }, { "novel", W_WORK }, { "november", W_TIME }, { "now", W_ADV }, { "obtain", W_BVERB },
	{ "obtains", W_SVERB }, { "occur", W_BVERB }, { "occurs", W_SVERB }, { "oct", W_TIME }, { "october", W_TIME },
	{ "of", W_PREP }, { "off", W_PREP }, { "offer", W_BVERB }, { "offers", W_SVERB }, { "officials", W_HEARER },
	{ "often", W_ADV }, { "on", W_PREP }, { "once", W_ADV | W_SUB }, { "one", W_DET }, { "only", W_ADV },
	{ "onto", W_PREP }, { "op-ed", W_TEXT }, { "open", W_BVERB }, { "operation", W_WORK }, { "opinion", W_VENUE },
	{ "oppose", W_BVERB }, { "opposes", W_SVERB }, { "or", W_CONJ }, { "order", W_BVERB }, { "organizes", W_SVERB },
	{ "originally", W_ADV }, { "other", W_DET }, { "others", W_HEARER }, { "otherwise", W_ADV }, { "our", W_DET },
	{ "ourselves", W_OBJ }, { "out", W_PREP }, { "outlines", W_SVERB }, { "outnumber", W_BVERB }, { "outside", W_PREP },
	{ "over", W_PREP }, { "overcome", W_BVERB }, { "overcomes", W_SVERB }, { "overlook", W_BVERB },
	{ "overlooks", W_SVERB }, { "overnight", W_TIME }, { "owe", W_BVERB }, { "owes", W_SVERB }, { "own", W_BVERB },
	{ "owns", W_SVERB }, { "p.m.", W_TIME }, { "paid", W_PAST }, { "painting", W_WORK }, { "panel", W_HEARER },
	{ "paper", W_VENUE }, { "papers", W_VENUE }, { "parliament", W_HEARER | W_VENUE }, { "participate", W_BVERB },
	{ "participates", W_SVERB }, { "pass", W_BVERB }, { "pay", W_BVERB }, { "pays", W_SVERB }, { "penalizes", W_SVERB },
	{ "people", W_HEARER }, { "per", W_PREP }, { "perceive", W_BVERB }, { "perform", W_BVERB }, { "performs", W_SVERB },
	{ "perhaps", W_ADV }, { "permit", W_BVERB }, { "permits", W_SVERB }, { "persist", W_BVERB }, { "persists", W_SVERB },
	{ "phone", W_VENUE }, { "phrase", W_WORK }, { "pick", W_BVERB }, { "plan", W_BVERB }, { "plans", W_SVERB },
	{ "play", W_WORK }, { "plays", W_SVERB }, { "plead", W_BVERB }, { "pm", W_TIME }, { "podcast", W_VENUE },
	{ "poem", W_WORK }, { "police", W_HEARER }, { "pose", W_BVERB }, { "post", W_TEXT | W_VENUE }, { "posts", W_VENUE },
	{ "prefer", W_BVERB }, { "prefers", W_SVERB }, { "prepare", W_BVERB }, { "prepares", W_SVERB },
	{ "preserves", W_SVERB }, { "press", W_TEXT | W_VENUE }, { "prevail", W_BVERB }, { "prevails", W_SVERB },
	{ "prevent", W_BVERB }, { "prevents", W_SVERB }, { "previously", W_ADV }, { "privately", W_ADV },
	{ "produce", W_BVERB }, { "produces", W_SVERB }, { "program", W_WORK }, { "programme", W_WORK },
	{ "prohibits", W_SVERB }, { "promises", W_SVERB }, { "promote", W_BVERB }, { "promotes", W_SVERB },
	{ "propose", W_BVERB }, { "proposes", W_SVERB }, { "protect", W_BVERB }, { "protects", W_SVERB }, { "prove", W_BVERB },
	{ "proves", W_SVERB }, { "provide", W_BVERB }, { "provides", W_SVERB }, { "publicly", W_ADV }, { "publishes", W_SVERB },
	{ "pull", W_BVERB }, { "pulls", W_SVERB }, { "pursue", W_BVERB }, { "pursues", W_SVERB }, { "push", W_BVERB },
	{ "put", W_BVERB | W_PAST }, { "puts", W_SVERB }, { "qualifies", W_SVERB }, { "quickly", W_ADV },
	{ "quit", W_BVERB | W_PAST }, { "quits", W_SVERB }, { "radio", W_VENUE }, { "raise", W_BVERB }, { "raises", W_SVERB },
	{ "rally", W_VENUE }, { "ran", W_PAST | W_PASTONLY }, { "rang", W_PAST | W_PASTONLY }, { "rather", W_ADV },
	{ "reach", W_BVERB }, { "reaches", W_SVERB }, { "read", W_PAST }, { "readers", W_HEARER }, { "realise", W_BVERB },
	{ "realize", W_BVERB }, { "recall", W_BVERB }, { "receive", W_BVERB }, { "receives", W_SVERB },
	{ "recently", W_ADV | W_TIME }, { "recognise", W_BVERB }, { "recognises", W_SVERB }, { "recognize", W_BVERB },
	{ "recognizes", W_SVERB }, { "recommends", W_SVERB }, { "record", W_VENUE }, { "recover", W_BVERB },
	{ "recovers", W_SVERB }, { "reduce", W_BVERB }, { "reduces", W_SVERB }, { "refer", W_BVERB }, { "refers", W_SVERB },
	{ "reflect", W_BVERB }, { "reflects", W_SVERB }, { "refuse", W_BVERB }, { "refuses", W_SVERB }, { "regards", W_SVERB },
	{ "regret", W_BVERB }, { "reject", W_BVERB }, { "rejects", W_SVERB }, { "relate", W_BVERB }, { "relates", W_SVERB },
	{ "relatives", W_HEARER }, { "release", W_TEXT | W_VENUE }, { "relies", W_SVERB }, { "rely", W_BVERB },
	{ "remain", W_BVERB }, { "remains", W_SVERB }, { "remarks", W_TEXT | W_VENUE }, { "remembers", W_SVERB },
	{ "rename", W_BVERB }, { "repeat", W_BVERB }, { "repeatedly", W_ADV }, { "repeats", W_SVERB }, { "replaces", W_SVERB },
	{ "reply", W_VENUE }, { "report", W_TEXT | W_VENUE | W_WORK }, { "reportedly", W_ADV }, { "reporters", W_HEARER },
	{ "reports", W_VENUE }, { "represents", W_SVERB }, { "require", W_BVERB }, { "requires", W_SVERB },
	{ "resemble", W_BVERB }, { "resembles", W_SVERB }, { "residents", W_HEARER }, { "resign", W_BVERB },
	{ "resigns", W_SVERB }, { "resists", W_SVERB }, { "respect", W_BVERB }, { "respects", W_SVERB },
	{ "response", W_VENUE }, { "rest", W_BVERB }, { "restores", W_SVERB }, { "restrict", W_BVERB },
	{ "restricts", W_SVERB }, { "resume", W_BVERB }, { "resumes", W_SVERB }, { "retain", W_BVERB }, { "retains", W_SVERB },
	{ "return", W_BVERB }, { "reveal", W_BVERB }, { "reveals", W_SVERB }, { "reward", W_BVERB }, { "rise", W_BVERB },
	{ "risk", W_BVERB }, { "rode", W_PAST | W_PASTONLY }, { "rose", W_PAST | W_PASTONLY }, { "rule", W_BVERB },
	{ "ruling", W_VENUE }, { "run", W_BVERB }, { "runs", W_SVERB }, { "rush", W_BVERB }, { "sacrifice", W_BVERB },
	{ "said", W_PAST }, { "sang", W_PAST | W_PASTONLY }, { "sank", W_PAST | W_PASTONLY }, { "sat", W_PAST | W_TIME },
	{ "satisfies", W_SVERB }, { "satisfy", W_BVERB }, { "saturday", W_TIME }, { "save", W_BVERB },
	{ "saw", W_PAST | W_PASTONLY }, { "says", W_SVERB }, { "score", W_BVERB }, { "sculpture", W_WORK },
	{ "search", W_BVERB }, { "second", W_ADV }, { "section", W_WORK }, { "see", W_BVERB }, { "seek", W_BVERB },
	{ "seeks", W_SVERB }, { "seem", W_BVERB }, { "seems", W_SVERB }, { "sees", W_SVERB }, { "seizes", W_SVERB },
	{ "self-styled", W_WORK }, { "sell", W_BVERB }, { "sells", W_SVERB }, { "senators", W_HEARER }, { "send", W_BVERB },
	{ "sends", W_SVERB }, { "sent", W_PAST }, { "sep", W_TIME }, { "separate", W_BVERB }, { "separately", W_ADV },
	{ "sept", W_TIME }, { "september", W_TIME }, { "series", W_VENUE | W_WORK }, { "serve", W_BVERB },
	{ "serves", W_SVERB }, { "set", W_BVERB | W_PAST }, { "sets", W_SVERB }, { "settle", W_BVERB }, { "seven", W_DET },
	{ "several", W_DET }, { "shall", W_AUX | W_HYPO | W_MODAL }, { "shape", W_BVERB }, { "share", W_BVERB },
	{ "shares", W_SVERB }, { "she", W_SUBJ }, { "shed", W_PAST }, { "shift", W_BVERB }, { "shone", W_PAST },
	{ "shook", W_PAST | W_PASTONLY }, { "shoot", W_BVERB }, { "shortly", W_TIME }, { "shot", W_PAST },
	{ "should", W_AUX | W_HYPO | W_MODAL }, { "show", W_BVERB | W_VENUE | W_WORK }, { "showed", W_PAST },
	{ "shows", W_SVERB }, { "shrank", W_PAST }, { "shut", W_PAST }, { "sign", W_BVERB }, { "similarly", W_ADV },
	{ "simply", W_ADV }, { "since", W_PREP | W_SUB }, { "sing", W_BVERB }, { "single", W_WORK }, { "sings", W_SVERB },
	{ "sit", W_BVERB }, { "sits", W_SVERB }, { "six", W_DET }, { "sleep", W_BVERB }, { "sleeps", W_SVERB },
	{ "slept", W_PAST }, { "slid", W_PAST }, { "slogan", W_WORK }, { "slow", W_BVERB }, { "smoke", W_BVERB },
	{ "so", W_ADV }, { "so-called", W_WORK }, { "sold", W_PAST }, { "solve", W_BVERB }, { "solves", W_SVERB },
	{ "some", W_DET }, { "somebody", W_HEARER }, { "someone", W_HEARER }, { "sometimes", W_ADV }, { "song", W_WORK },
	{ "soon", W_ADV }, { "sought", W_PAST }, { "sound", W_BVERB }, { "speak", W_BVERB }, { "speaks", W_SVERB },
	{ "speech", W_TEXT | W_VENUE }, { "speeches", W_VENUE }, { "spend", W_BVERB }, { "spends", W_SVERB },
	{ "spent", W_PAST }, { "split", W_BVERB | W_PAST }, { "spoke", W_PAST | W_PASTONLY }, { "spread", W_BVERB | W_PAST },
	{ "staff", W_HEARER }, { "stand", W_BVERB }, { "stands", W_SVERB }, { "start", W_BVERB }, { "starts", W_SVERB },
	{ "statement", W_TEXT | W_VENUE }, { "statements", W_VENUE }, { "stay", W_BVERB }, { "stays", W_SVERB },
	{ "steal", W_BVERB }, { "steals", W_SVERB }, { "steer", W_BVERB }, { "stem", W_BVERB }, { "step", W_BVERB },
	{ "stick", W_BVERB }, { "still", W_ADV }, { "stole", W_PAST | W_PASTONLY }, { "stood", W_PAST }, { "stop", W_BVERB },
	{ "stretch", W_BVERB }, { "strike", W_BVERB }, { "struck", W_PAST }, { "struggle", W_BVERB }, { "stuck", W_PAST },
	{ "students", W_HEARER }, { "study", W_VENUE }, { "submit", W_BVERB }, { "subsequently", W_ADV },
	{ "succeed", W_BVERB }, { "succeeds", W_SVERB }, { "such", W_DET }, { "suffer", W_BVERB }, { "suffers", W_SVERB },
	{ "suggest", W_BVERB }, { "suggests", W_SVERB }, { "suit", W_BVERB }, { "suits", W_SVERB }, { "sun", W_TIME },
	{ "sunday", W_TIME }, { "support", W_BVERB }, { "supporters", W_HEARER }, { "supports", W_SVERB },
	{ "surrounds", W_SVERB }, { "suspect", W_BVERB }, { "sustain", W_BVERB }, { "sustains", W_SVERB },
	{ "swam", W_PAST | W_PASTONLY }, { "swept", W_PAST }, { "switch", W_BVERB }, { "swore", W_PAST | W_PASTONLY },
	{ "swung", W_PAST }, { "take", W_BVERB }, { "takes", W_SVERB }, { "talk", W_BVERB }, { "target", W_BVERB },
	{ "taught", W_PAST }, { "teach", W_BVERB }, { "teaches", W_SVERB }, { "telephone", W_VENUE }, { "television", W_VENUE },
	{ "tells", W_SVERB }, { "ten", W_DET }, { "tend", W_BVERB }, { "tends", W_SVERB }, { "term", W_WORK },
	{ "test", W_BVERB }, { "testimony", W_TEXT | W_VENUE }, { "than", W_PREP }, { "thank", W_BVERB }, { "that", W_DET },
	{ "the", W_DET }, { "their", W_DET }, { "them", W_OBJ }, { "themselves", W_OBJ }, { "then", W_ADV },
	{ "there", W_SUBJ }, { "thereafter", W_ADV }, { "therefore", W_ADV }, { "these", W_DET }, { "they", W_SUBJ },
	{ "think", W_BVERB }, { "thinks", W_SVERB }, { "this", W_DET }, { "those", W_DET }, { "though", W_SUB },
	{ "thought", W_PAST }, { "thread", W_VENUE }, { "threaten", W_BVERB }, { "threatens", W_SVERB }, { "three", W_DET },
	{ "threw", W_PAST | W_PASTONLY }, { "through", W_PREP }, { "throughout", W_PREP }, { "thu", W_TIME },
	{ "thur", W_TIME }, { "thurs", W_TIME }, { "thursday", W_TIME }, { "thus", W_ADV }, { "tie", W_BVERB },
	{ "titled", W_WORK }, { "to", W_PREP }, { "today", W_TIME }, { "told", W_PAST }, { "tomorrow", W_TIME },
	{ "tonight", W_TIME }, { "too", W_ADV }, { "took", W_PAST | W_PASTONLY }, { "tore", W_PAST | W_PASTONLY },
	{ "touch", W_BVERB }, { "toward", W_PREP }, { "towards", W_PREP }, { "train", W_BVERB }, { "transform", W_BVERB },
	{ "transforms", W_SVERB }, { "transport", W_BVERB }, { "travel", W_BVERB }, { "treat", W_BVERB }, { "treats", W_SVERB },
	{ "trial", W_VENUE }, { "tries", W_SVERB }, { "trust", W_BVERB }, { "try", W_BVERB }, { "tue", W_TIME },
	{ "tues", W_TIME }, { "tuesday", W_TIME }, { "turn", W_BVERB }, { "turns", W_SVERB }, { "tv", W_VENUE },
	{ "tweet", W_TEXT | W_VENUE }, { "tweets", W_VENUE }, { "twitter", W_VENUE }, { "two", W_DET }, { "under", W_PREP },
	{ "undercuts", W_SVERB }, { "undergo", W_BVERB }, { "undergoes", W_SVERB }, { "undermine", W_BVERB },
	{ "undermines", W_SVERB }, { "understands", W_SVERB }, { "understood", W_PAST }, { "unite", W_BVERB },
	{ "unites", W_SVERB }, { "unless", W_SUB }, { "until", W_PREP | W_SUB }, { "unveils", W_SVERB }, { "up", W_PREP },
	{ "update", W_BVERB }, { "upon", W_PREP }, { "upset", W_BVERB }, { "urge", W_BVERB }, { "us", W_OBJ },
	{ "use", W_BVERB }, { "uses", W_SVERB }, { "value", W_BVERB }, { "varies", W_SVERB }, { "vary", W_BVERB },
	{ "via", W_PREP }, { "video", W_VENUE }, { "view", W_BVERB }, { "viewers", W_HEARER }, { "violate", W_BVERB },
	{ "violates", W_SVERB }, { "visit", W_BVERB }, { "vote", W_BVERB }, { "voters", W_HEARER }, { "wait", W_BVERB },
	{ "walk", W_BVERB }, { "want", W_BVERB }, { "wants", W_SVERB }, { "warns", W_SVERB }, { "warrant", W_BVERB },
	{ "warrants", W_SVERB }, { "was", W_AUX | W_BE }, { "waste", W_BVERB }, { "watch", W_BVERB }, { "we", W_SUBJ },
	{ "wear", W_BVERB }, { "website", W_TEXT }, { "wed", W_TIME }, { "wednesday", W_TIME }, { "week", W_TIME },
	{ "weekend", W_TIME }, { "weeks", W_TIME }, { "weigh", W_BVERB }, { "welcome", W_BVERB },
	{ "went", W_PAST | W_PASTONLY }, { "were", W_AUX | W_BE }, { "what", W_WH }, { "when", W_SUB | W_WH },
	{ "whenever", W_SUB }, { "where", W_WH }, { "whereas", W_SUB }, { "whether", W_SUB | W_WH }, { "which", W_WH },
	{ "while", W_SUB }, { "who", W_SUBJ | W_WH }, { "whom", W_OBJ | W_WH }, { "whose", W_WH }, { "why", W_WH },
	{ "will", W_AUX | W_MODAL }, { "win", W_BVERB }, { "wins", W_SVERB }, { "wish", W_BVERB }, { "wishes", W_SVERB },
	{ "with", W_PREP }, { "withdraw", W_BVERB }, { "withdraws", W_SVERB }, { "within", W_PREP },
	{ "without", W_NEG | W_PREP }, { "wo", W_AUX | W_MODAL }, { "woke", W_PAST | W_PASTONLY }, { "won", W_PAST },
	{ "wonder", W_BVERB }, { "wonders", W_SVERB }, { "word", W_WORK }, { "words", W_TEXT | W_WORK },
	{ "wore", W_PAST | W_PASTONLY }, { "work", W_BVERB }, { "workers", W_HEARER }, { "works", W_SVERB },
	{ "worry", W_BVERB }, { "worsen", W_BVERB }, { "worsens", W_SVERB }, { "would", W_AUX | W_HYPO | W_MODAL },
	{ "write", W_BVERB }, { "writes", W_SVERB }, { "wrote", W_PAST | W_PASTONLY }, { "year", W_TIME }, { "years", W_TIME },
	{ "yesterday", W_TIME }, { "yet", W_ADV | W_CONJ }, { "yield", W_BVERB }, { "you", W_SUBJ }, { "your", W_DET },
	{ "youtube", W_VENUE },
};

uint32_t quote_word_class(struct str w)
{
	size_t lo = 0, hi = sizeof WORDS / sizeof *WORDS;
	uint32_t cls = 0;

	if (w.n == 0 || w.n > 24)
		return 0;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int d = str_cmp(str_of(WORDS[mid].word), w);

		if (d == 0) {
			cls = WORDS[mid].cls;
			break;
		}
		if (d < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	if (cls)
		return cls;
	if (w.n > 4 && str_ends(w, STR("ed")) && !str_ends(w, STR("eed")))
		return W_PAST;
	if (w.n > 5 && str_ends(w, STR("ing")))
		return W_ING;
	if (w.n > 4 && str_ends(w, STR("ly")))
		return W_ADV;
	return 0;
}

static uint32_t punct_class(const struct token *t, struct str s)
{
	unsigned char c = (unsigned char)s.s[0];

	if (t->kind == TOK_OPEN || t->kind == TOK_CLOSE)
		return c == '(' || c == ')' || c == '[' || c == ']' || c == '{' || c == '}' ? W_BREAK : 0;
	if (c == '.' || c == '?' || c == '!' || str_eqz(s, "…"))
		return W_STOP;
	if (c == ',')
		return W_COMMA;
	if (c == ';' || c == ':' || str_eqz(s, "–") || str_eqz(s, "—") || str_eqz(s, "―"))
		return W_BREAK;
	/* A hyphen between spaces is a dash, one inside a compound is nothing. */
	if (c == '-' && (s.n > 1 || (t->flags & TOK_SPACE)))
		return W_BREAK;
	return 0;
}

void quote_words_mark(struct qctx *q)
{
	const struct lang_ctx *c = q->c;

	for (uint32_t i = 0; i < c->ntok; i++) {
		const struct token *t = &c->tok[i];
		uint32_t w;

		if (t->kind == TOK_PUNCT || t->kind == TOK_OPEN || t->kind == TOK_CLOSE) {
			w = punct_class(t, tok_str(c, i));
			if (str_eqz(c->low[i], "'") && i > 0 && !(t->flags & TOK_SPACE) && (q->w[i - 1] & W_WORD))
				w |= W_POSS;
			if (str_eqz(c->low[i], "&"))
				w |= W_CONJ;
			q->w[i] = w;
			continue;
		}
		w = quote_word_class(c->low[i]) | W_WORD;
		if (str_eqz(c->low[i], "that"))
			w |= W_THAT;
		if (str_eqz(c->low[i], "'s")) {
			/* A clitic verb after a pronoun, "there", "that", "who"; a possessive after a noun, as a rule. */
			uint32_t before = i ? q->w[i - 1] : 0;
			uint32_t next = i + 1 < c->ntok ? quote_word_class(c->low[i + 1]) : 0;
			bool own = low_is(c, i + 1, "only") || low_is(c, i + 1, "first") || low_is(c, i + 1, "second") || low_is(c, i + 1, "long") ||
				low_is(c, i + 1, "then") || low_is(c, i + 1, "once") || ((next & W_ING) && i > 0 && c->ent_of[i - 1] < 0);
			bool verb = (before & (W_SUBJ | W_WH | W_THAT)) || (!own && (next & (W_DET | W_NEG | W_ADV | W_ING | W_PREP)));
			w = verb ? W_WORD | W_AUX | W_BE : W_WORD | W_POSS;
		}
		if ((t->flags & TOK_UPPER) && (str_eqz(c->low[i], "us") || str_eqz(c->low[i], "it") || str_eqz(c->low[i], "who")))
			w = W_WORD; /* the country, the trade, the health organisation */
		if (t->flags & TOK_CAP) {
			bool plain = w & (W_DET | W_PREP | W_SUBJ | W_OBJ | W_AUX | W_CONJ | W_SUB | W_WH | W_ADV);

			/* "May" and "Will" inside a sentence are names or months, not modals. */
			if (!(t->flags & TOK_SENT) && !(t->flags & TOK_UPPER) && (w & W_AUX) && i > 0 && q->w[i - 1] & W_WORD)
				w &= ~(uint32_t)(W_AUX | W_MODAL | W_HYPO | W_BE);
			if (!plain || (c->ent_of[i] >= 0 && !(t->flags & TOK_SENT)))
				w |= W_CAP;
			if (!(t->flags & TOK_SENT) && !plain)
				w &= ~(uint32_t)(W_PAST | W_ING | W_PASTONLY);
		}
		if (c->ent_of[i] >= 0 && !(w & W_CONJ))
			w &= ~(uint32_t)(W_PAST | W_ING | W_PASTONLY | W_ADV | W_SVERB);
		q->w[i] = w;
	}
}
