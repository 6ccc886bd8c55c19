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
	{ "arose", W_PAST | W_PASTONLY }, { "around", W_PREP }, { "arrive", W_BVERB }, { "arrives", W_SVERB },
	{ "article", W_TEXT | W_VENUE | W_WORK }, { "as", W_PREP | W_SUB }, { "asks", W_SVERB }, { "at", W_PREP },
	{ "ate", W_PAST | W_PASTONLY }, { "attendees", W_HEARER }, { "audience", W_HEARER }, { "aug", W_TIME },
	{ "august", W_TIME }, { "avoid", W_BVERB }, { "avoids", W_SVERB }, { "back", W_ADV }, { "background", W_VENUE },
	{ "be", W_BE }, { "beat", W_PAST }, { "became", W_PAST | W_PASTONLY }, { "because", W_SUB }, { "become", W_BVERB },
	{ "becomes", W_SVERB }, { "been", W_BE }, { "before", W_PREP | W_SUB }, { "began", W_PAST | W_PASTONLY },
	{ "begin", W_BVERB }, { "begins", W_SVERB }, { "behind", W_PREP }, { "being", W_BE }, { "believe", W_BVERB },
	{ "believes", W_SVERB }, { "belong", W_BVERB }, { "belongs", W_SVERB }, { "bent", W_PAST }, { "bet", W_PAST },
	{ "between", W_PREP }, { "beyond", W_PREP }, { "bit", W_PAST }, { "bled", W_PAST }, { "blew", W_PAST | W_PASTONLY },
	{ "blog", W_TEXT | W_VENUE }, { "book", W_TEXT | W_VENUE | W_WORK }, { "bore", W_PAST | W_PASTONLY }, { "both", W_DET },
	{ "bought", W_PAST }, { "briefing", W_VENUE }, { "bring", W_BVERB }, { "brings", W_SVERB }, { "broadcast", W_VENUE },
	{ "broadcaster", W_HEARER }, { "broke", W_PAST | W_PASTONLY }, { "brought", W_PAST }, { "build", W_BVERB },
	{ "builds", W_SVERB }, { "built", W_PAST }, { "burned", W_PAST }, { "burnt", W_PAST }, { "but", W_CONJ },
	{ "by", W_PREP }, { "ca", W_AUX | W_MODAL }, { "call", W_VENUE }, { "came", W_PAST | W_PASTONLY },
	{ "can", W_AUX | W_HYPO | W_MODAL }, { "cannot", W_AUX | W_MODAL }, { "carries", W_SVERB }, { "carry", W_BVERB },
	{ "caught", W_PAST }, { "cause", W_BVERB }, { "causes", W_SVERB }, { "cease", W_BVERB }, { "ceases", W_SVERB },
	{ "ceremony", W_VENUE }, { "choose", W_BVERB }, { "chose", W_PAST | W_PASTONLY }, { "clung", W_PAST },
	{ "coincides", W_SVERB }, { "colleagues", W_HEARER }, { "column", W_TEXT | W_VENUE }, { "come", W_BVERB },
	{ "comes", W_SVERB }, { "comments", W_TEXT | W_VENUE }, { "committee", W_HEARER }, { "complaint", W_TEXT | W_VENUE },
	{ "comprises", W_SVERB }, { "concerns", W_SVERB }, { "conference", W_HEARER | W_VENUE }, { "confirms", W_SVERB },
	{ "congress", W_HEARER }, { "consider", W_BVERB }, { "considers", W_SVERB }, { "consist", W_BVERB },
	{ "consists", W_SVERB }, { "constitute", W_BVERB }, { "constitutes", W_SVERB }, { "contain", W_BVERB },
	{ "contains", W_SVERB }, { "continue", W_BVERB }, { "continues", W_SVERB }, { "cost", W_PAST },
	{ "could", W_AUX | W_HYPO | W_MODAL }, { "council", W_HEARER }, { "court", W_HEARER | W_VENUE }, { "covers", W_SVERB },
	{ "create", W_BVERB }, { "creates", W_SVERB }, { "crept", W_PAST }, { "crowd", W_HEARER }, { "cut", W_PAST },
	{ "day", W_TIME }, { "days", W_TIME }, { "dealt", W_PAST }, { "debate", W_VENUE }, { "dec", W_TIME },
	{ "december", W_TIME }, { "decide", W_BVERB }, { "decides", W_SVERB }, { "declines", W_SVERB }, { "defines", W_SVERB },
	{ "delegates", W_HEARER }, { "demonstrate", W_BVERB }, { "demonstrates", W_SVERB }, { "denies", W_SVERB },
	{ "depend", W_BVERB }, { "depends", W_SVERB }, { "deserve", W_BVERB }, { "deserves", W_SVERB }, { "despite", W_PREP },
	{ "destroy", W_BVERB }, { "destroys", W_SVERB }, { "did", W_AUX | W_PAST }, { "differ", W_BVERB },
	{ "differs", W_SVERB }, { "disagree", W_BVERB }, { "disagrees", W_SVERB }, { "do", W_AUX }, { "document", W_VENUE },
	{ "documentary", W_WORK }, { "documents", W_VENUE }, { "does", W_AUX | W_SVERB }, { "donors", W_HEARER },
	{ "down", W_PREP }, { "drank", W_PAST | W_PASTONLY }, { "drew", W_PAST | W_PASTONLY }, { "drove", W_PAST | W_PASTONLY },
	{ "dug", W_PAST }, { "during", W_PREP }, { "e-mail", W_TEXT | W_VENUE }, { "each", W_DET },
	{ "earlier", W_ADV | W_TIME }, { "early", W_TIME }, { "editorial", W_TEXT | W_VENUE }, { "eight", W_DET },
	{ "email", W_TEXT | W_VENUE }, { "emails", W_VENUE }, { "employees", W_HEARER }, { "employs", W_SVERB },
	{ "enable", W_BVERB }, { "enables", W_SVERB }, { "ends", W_SVERB }, { "enjoys", W_SVERB }, { "ensure", W_BVERB },
	{ "ensures", W_SVERB }, { "entitled", W_WORK }, { "episode", W_WORK }, { "essay", W_VENUE | W_WORK }, { "even", W_ADV },
	{ "evening", W_TIME }, { "event", W_VENUE }, { "eventually", W_ADV }, { "ever", W_ADV }, { "every", W_DET },
	{ "everybody", W_HEARER }, { "everyone", W_HEARER }, { "exceeds", W_SVERB }, { "exhibition", W_WORK },
	{ "exist", W_BVERB }, { "exists", W_SVERB }, { "expands", W_SVERB }, { "expect", W_BVERB }, { "expects", W_SVERB },
	{ "explains", W_SVERB }, { "face", W_BVERB }, { "facebook", W_VENUE }, { "faces", W_SVERB }, { "fail", W_BVERB },
	{ "fails", W_SVERB }, { "families", W_HEARER }, { "fans", W_HEARER }, { "feature", W_BVERB }, { "features", W_SVERB },
	{ "feb", W_TIME }, { "february", W_TIME }, { "fed", W_PAST }, { "feel", W_BVERB }, { "feels", W_SVERB },
	{ "fell", W_PAST | W_PASTONLY }, { "felt", W_PAST }, { "few", W_DET }, { "filing", W_TEXT | W_VENUE },
	{ "filings", W_VENUE }, { "film", W_WORK }, { "finally", W_ADV }, { "find", W_BVERB }, { "finds", W_SVERB },
	{ "first", W_ADV }, { "five", W_DET }, { "fled", W_PAST }, { "flew", W_PAST | W_PASTONLY }, { "follow", W_BVERB },
	{ "follows", W_SVERB }, { "for", W_PREP }, { "forgave", W_PAST | W_PASTONLY }, { "forgot", W_PAST | W_PASTONLY },
	{ "forum", W_VENUE }, { "fought", W_PAST }, { "found", W_PAST }, { "four", W_DET }, { "fri", W_TIME },
	{ "friday", W_TIME }, { "friends", W_HEARER }, { "from", W_PREP }, { "froze", W_PAST | W_PASTONLY },
	{ "further", W_ADV }, { "furthermore", W_ADV }, { "game", W_WORK }, { "gave", W_PAST | W_PASTONLY }, { "get", W_BVERB },
	{ "gets", W_SVERB }, { "give", W_BVERB }, { "gives", W_SVERB }, { "go", W_BVERB }, { "goes", W_SVERB },
	{ "got", W_PAST }, { "grew", W_PAST | W_PASTONLY }, { "guests", W_HEARER }, { "had", W_AUX | W_PAST },
	{ "happen", W_BVERB }, { "happens", W_SVERB }, { "hardly", W_NEG }, { "has", W_AUX | W_SVERB }, { "have", W_AUX },
	{ "he", W_SUBJ }, { "headline", W_WORK }, { "headlined", W_WORK }, { "heard", W_PAST }, { "hearing", W_VENUE },
	{ "held", W_PAST }, { "help", W_BVERB }, { "helps", W_SVERB }, { "her", W_DET }, { "herself", W_OBJ },
	{ "hid", W_PAST }, { "him", W_OBJ }, { "himself", W_OBJ }, { "his", W_DET }, { "hit", W_PAST }, { "hold", W_BVERB },
	{ "holds", W_SVERB }, { "hour", W_TIME }, { "hours", W_TIME }, { "how", W_WH }, { "however", W_ADV },
	{ "hung", W_PAST }, { "hurt", W_PAST }, { "i", W_SUBJ }, { "identifies", W_SVERB }, { "identify", W_BVERB },
	{ "if", W_SUB }, { "ignore", W_BVERB }, { "ignores", W_SVERB }, { "immediately", W_ADV }, { "improve", W_BVERB },
	{ "improves", W_SVERB }, { "in", W_PREP }, { "include", W_BVERB }, { "includes", W_SVERB }, { "indeed", W_ADV },
	{ "indicate", W_BVERB }, { "indicates", W_SVERB }, { "initially", W_ADV }, { "inside", W_PREP }, { "insists", W_SVERB },
	{ "instagram", W_VENUE }, { "instead", W_ADV }, { "intend", W_BVERB }, { "intends", W_SVERB }, { "interview", W_VENUE },
	{ "interviews", W_VENUE }, { "into", W_PREP }, { "introduce", W_BVERB }, { "introduces", W_SVERB },
	{ "investigators", W_HEARER }, { "investors", W_HEARER }, { "involve", W_BVERB }, { "involves", W_SVERB },
	{ "is", W_AUX | W_BE | W_SVERB }, { "it", W_SUBJ }, { "its", W_DET }, { "itself", W_OBJ }, { "jan", W_TIME },
	{ "january", W_TIME }, { "journalists", W_HEARER }, { "judge", W_HEARER }, { "jul", W_TIME }, { "july", W_TIME },
	{ "jun", W_TIME }, { "june", W_TIME }, { "jurors", W_HEARER }, { "jury", W_HEARER }, { "just", W_ADV },
	{ "justifies", W_SVERB }, { "keep", W_BVERB }, { "keeps", W_SVERB }, { "kept", W_PAST }, { "knelt", W_PAST },
	{ "knew", W_PAST | W_PASTONLY }, { "know", W_BVERB }, { "known", W_WORK }, { "knows", W_SVERB }, { "lack", W_BVERB },
	{ "lacks", W_SVERB }, { "laid", W_PAST }, { "last", W_TIME }, { "late", W_TIME }, { "later", W_ADV | W_TIME },
	{ "lawmakers", W_HEARER }, { "lawsuit", W_TEXT | W_VENUE }, { "lay", W_PAST | W_PASTONLY }, { "lead", W_BVERB },
	{ "leads", W_SVERB }, { "learn", W_BVERB }, { "learns", W_SVERB }, { "leave", W_BVERB }, { "leaves", W_SVERB },
	{ "led", W_PAST }, { "left", W_PAST }, { "legislators", W_HEARER }, { "lent", W_PAST }, { "lest", W_SUB },
	{ "let", W_BVERB | W_PAST }, { "lets", W_SVERB }, { "letter", W_TEXT | W_VENUE }, { "letters", W_VENUE },
	{ "lie", W_BVERB }, { "lies", W_SVERB }, { "like", W_PREP }, { "likewise", W_ADV }, { "listeners", W_HEARER },
	{ "lit", W_PAST }, { "live", W_BVERB }, { "lives", W_SVERB }, { "long", W_ADV }, { "look", W_BVERB },
	{ "lose", W_BVERB }, { "loses", W_SVERB }, { "lost", W_PAST }, { "made", W_PAST }, { "magazine", W_HEARER | W_WORK },
	{ "magistrates", W_HEARER }, { "maintain", W_BVERB }, { "maintains", W_SVERB }, { "make", W_BVERB },
	{ "makes", W_SVERB }, { "many", W_DET }, { "mar", W_TIME }, { "march", W_TIME },
	{ "may", W_AUX | W_HYPO | W_MODAL | W_TIME }, { "maybe", W_ADV }, { "me", W_OBJ }, { "mean", W_BVERB },
	{ "means", W_SVERB }, { "meant", W_PAST }, { "meanwhile", W_ADV }, { "meet", W_BVERB }, { "meeting", W_VENUE },
	{ "meets", W_SVERB }, { "members", W_HEARER }, { "memo", W_TEXT | W_VENUE }, { "message", W_TEXT | W_VENUE },
	{ "messages", W_VENUE }, { "met", W_PAST }, { "mid", W_TIME }, { "midnight", W_TIME },
	{ "might", W_AUX | W_HYPO | W_MODAL }, { "ministers", W_HEARER }, { "minute", W_TIME }, { "minutes", W_TIME },
	{ "moments", W_TIME }, { "mon", W_TIME }, { "monday", W_TIME }, { "month", W_TIME }, { "months", W_TIME },
	{ "more", W_DET }, { "moreover", W_ADV }, { "morning", W_TIME }, { "most", W_DET }, { "movie", W_WORK },
	{ "mps", W_HEARER }, { "must", W_AUX | W_HYPO | W_MODAL }, { "my", W_DET }, { "myself", W_OBJ }, { "n't", W_NEG },
	{ "near", W_PREP }, { "need", W_BVERB }, { "needs", W_SVERB }, { "neither", W_NEG }, { "never", W_NEG },
	{ "nevertheless", W_ADV }, { "news", W_HEARER }, { "newspaper", W_HEARER | W_WORK }, { "next", W_TIME },
	{ "nicknamed", W_WORK }, { "night", W_TIME }, { "nine", W_DET }, { "no", W_DET }, { "nobody", W_HEARER },
	{ "nonetheless", W_ADV }, { "noon", W_TIME }, { "nor", W_CONJ | W_NEG }, { "not", W_NEG }, { "note", W_TEXT | W_VENUE },
	{ "nov", W_TIME }, { "novel", W_WORK }, { "november", W_TIME }, { "now", W_ADV }, { "obtain", W_BVERB },
	{ "obtains", W_SVERB }, { "occur", W_BVERB }, { "occurs", W_SVERB }, { "oct", W_TIME }, { "october", W_TIME },
	{ "of", W_PREP }, { "off", W_PREP }, { "offer", W_BVERB }, { "offers", W_SVERB }, { "officials", W_HEARER },
	{ "often", W_ADV }, { "on", W_PREP }, { "once", W_ADV | W_SUB }, { "one", W_DET }, { "only", W_ADV },
	{ "onto", W_PREP }, { "op-ed", W_TEXT }, { "operation", W_WORK }, { "opinion", W_VENUE }, { "oppose", W_BVERB },
	{ "opposes", W_SVERB }, { "or", W_CONJ }, { "originally", W_ADV }, { "other", W_DET }, { "others", W_HEARER },
	{ "otherwise", W_ADV }, { "our", W_DET }, { "ourselves", W_OBJ }, { "out", W_PREP }, { "outside", W_PREP },
	{ "over", W_PREP }, { "overnight", W_TIME }, { "owe", W_BVERB }, { "owes", W_SVERB }, { "own", W_BVERB },
	{ "owns", W_SVERB }, { "p.m.", W_TIME }, { "paid", W_PAST }, { "painting", W_WORK }, { "panel", W_HEARER },
	{ "paper", W_VENUE }, { "parliament", W_HEARER | W_VENUE }, { "pay", W_BVERB }, { "pays", W_SVERB },
	{ "people", W_HEARER }, { "per", W_PREP }, { "perform", W_BVERB }, { "performs", W_SVERB }, { "perhaps", W_ADV },
	{ "permit", W_BVERB }, { "permits", W_SVERB }, { "phone", W_VENUE }, { "phrase", W_WORK }, { "plans", W_SVERB },
	{ "play", W_WORK }, { "plays", W_SVERB }, { "pm", W_TIME }, { "podcast", W_VENUE }, { "poem", W_WORK },
	{ "police", W_HEARER }, { "post", W_TEXT | W_VENUE }, { "posts", W_VENUE }, { "prefer", W_BVERB },
	{ "prefers", W_SVERB }, { "press", W_TEXT | W_VENUE }, { "prevent", W_BVERB }, { "prevents", W_SVERB },
	{ "previously", W_ADV }, { "privately", W_ADV }, { "produce", W_BVERB }, { "produces", W_SVERB }, { "program", W_WORK },
	{ "programme", W_WORK }, { "promises", W_SVERB }, { "propose", W_BVERB }, { "proposes", W_SVERB },
	{ "protect", W_BVERB }, { "protects", W_SVERB }, { "prove", W_BVERB }, { "proves", W_SVERB }, { "provide", W_BVERB },
	{ "provides", W_SVERB }, { "publicly", W_ADV }, { "publishes", W_SVERB }, { "put", W_BVERB | W_PAST },
	{ "puts", W_SVERB }, { "quickly", W_ADV }, { "quit", W_PAST }, { "radio", W_VENUE }, { "raise", W_BVERB },
	{ "raises", W_SVERB }, { "rally", W_VENUE }, { "ran", W_PAST | W_PASTONLY }, { "rang", W_PAST | W_PASTONLY },
	{ "rather", W_ADV }, { "reach", W_BVERB }, { "reaches", W_SVERB }, { "read", W_PAST }, { "readers", W_HEARER },
	{ "receive", W_BVERB }, { "receives", W_SVERB }, { "recently", W_ADV | W_TIME }, { "recognise", W_BVERB },
	{ "recognises", W_SVERB }, { "recognize", W_BVERB }, { "recognizes", W_SVERB }, { "record", W_VENUE },
	{ "reduce", W_BVERB }, { "reduces", W_SVERB }, { "refer", W_BVERB }, { "refers", W_SVERB }, { "reflect", W_BVERB },
	{ "reflects", W_SVERB }, { "refuse", W_BVERB }, { "refuses", W_SVERB }, { "regards", W_SVERB }, { "reject", W_BVERB },
	{ "rejects", W_SVERB }, { "relatives", W_HEARER }, { "release", W_TEXT | W_VENUE }, { "relies", W_SVERB },
	{ "rely", W_BVERB }, { "remain", W_BVERB }, { "remains", W_SVERB }, { "remarks", W_TEXT | W_VENUE },
	{ "remembers", W_SVERB }, { "repeatedly", W_ADV }, { "replaces", W_SVERB }, { "reply", W_VENUE },
	{ "report", W_TEXT | W_VENUE | W_WORK }, { "reportedly", W_ADV }, { "reporters", W_HEARER }, { "reports", W_VENUE },
	{ "require", W_BVERB }, { "requires", W_SVERB }, { "resemble", W_BVERB }, { "resembles", W_SVERB },
	{ "residents", W_HEARER }, { "respect", W_BVERB }, { "respects", W_SVERB }, { "response", W_VENUE },
	{ "rode", W_PAST | W_PASTONLY }, { "rose", W_PAST | W_PASTONLY }, { "ruling", W_VENUE }, { "run", W_BVERB },
	{ "runs", W_SVERB }, { "said", W_PAST }, { "sang", W_PAST | W_PASTONLY }, { "sank", W_PAST | W_PASTONLY },
	{ "sat", W_PAST | W_TIME }, { "saturday", W_TIME }, { "saw", W_PAST | W_PASTONLY }, { "says", W_SVERB },
	{ "sculpture", W_WORK }, { "second", W_ADV }, { "section", W_WORK }, { "see", W_BVERB }, { "seek", W_BVERB },
	{ "seeks", W_SVERB }, { "seem", W_BVERB }, { "seems", W_SVERB }, { "sees", W_SVERB }, { "self-styled", W_WORK },
	{ "senators", W_HEARER }, { "send", W_BVERB }, { "sends", W_SVERB }, { "sent", W_PAST }, { "sep", W_TIME },
	{ "separately", W_ADV }, { "sept", W_TIME }, { "september", W_TIME }, { "series", W_VENUE | W_WORK },
	{ "serve", W_BVERB }, { "serves", W_SVERB }, { "set", W_BVERB | W_PAST }, { "sets", W_SVERB }, { "seven", W_DET },
	{ "several", W_DET }, { "shall", W_AUX | W_HYPO | W_MODAL }, { "share", W_BVERB }, { "shares", W_SVERB },
	{ "she", W_SUBJ }, { "shed", W_PAST }, { "shone", W_PAST }, { "shook", W_PAST | W_PASTONLY }, { "shortly", W_TIME },
	{ "shot", W_PAST }, { "should", W_AUX | W_HYPO | W_MODAL }, { "show", W_BVERB | W_VENUE | W_WORK },
	{ "showed", W_PAST }, { "shows", W_SVERB }, { "shrank", W_PAST }, { "shut", W_PAST }, { "similarly", W_ADV },
	{ "simply", W_ADV }, { "since", W_PREP | W_SUB }, { "single", W_WORK }, { "sit", W_BVERB }, { "sits", W_SVERB },
	{ "six", W_DET }, { "slept", W_PAST }, { "slid", W_PAST }, { "slogan", W_WORK }, { "so", W_ADV },
	{ "so-called", W_WORK }, { "sold", W_PAST }, { "some", W_DET }, { "somebody", W_HEARER }, { "someone", W_HEARER },
	{ "sometimes", W_ADV }, { "song", W_WORK }, { "soon", W_ADV }, { "sought", W_PAST }, { "speaks", W_SVERB },
	{ "speech", W_TEXT | W_VENUE }, { "speeches", W_VENUE }, { "spend", W_BVERB }, { "spends", W_SVERB },
	{ "spent", W_PAST }, { "split", W_PAST }, { "spoke", W_PAST | W_PASTONLY }, { "spread", W_PAST }, { "staff", W_HEARER },
	{ "stand", W_BVERB }, { "stands", W_SVERB }, { "starts", W_SVERB }, { "statement", W_TEXT | W_VENUE },
	{ "statements", W_VENUE }, { "stay", W_BVERB }, { "stays", W_SVERB }, { "still", W_ADV },
	{ "stole", W_PAST | W_PASTONLY }, { "stood", W_PAST }, { "struck", W_PAST }, { "stuck", W_PAST },
	{ "students", W_HEARER }, { "study", W_VENUE }, { "subsequently", W_ADV }, { "such", W_DET }, { "suggest", W_BVERB },
	{ "suggests", W_SVERB }, { "suit", W_BVERB }, { "suits", W_SVERB }, { "sun", W_TIME }, { "sunday", W_TIME },
	{ "support", W_BVERB }, { "supporters", W_HEARER }, { "supports", W_SVERB }, { "swam", W_PAST | W_PASTONLY },
	{ "swept", W_PAST }, { "swore", W_PAST | W_PASTONLY }, { "swung", W_PAST }, { "take", W_BVERB }, { "takes", W_SVERB },
	{ "taught", W_PAST }, { "teach", W_BVERB }, { "teaches", W_SVERB }, { "telephone", W_VENUE }, { "television", W_VENUE },
	{ "tells", W_SVERB }, { "ten", W_DET }, { "tend", W_BVERB }, { "tends", W_SVERB }, { "term", W_WORK },
	{ "testimony", W_TEXT | W_VENUE }, { "than", W_PREP }, { "that", W_DET }, { "the", W_DET }, { "their", W_DET },
	{ "them", W_OBJ }, { "themselves", W_OBJ }, { "then", W_ADV }, { "there", W_SUBJ }, { "thereafter", W_ADV },
	{ "therefore", W_ADV }, { "these", W_DET }, { "they", W_SUBJ }, { "think", W_BVERB }, { "thinks", W_SVERB },
	{ "this", W_DET }, { "those", W_DET }, { "though", W_SUB }, { "thought", W_PAST }, { "thread", W_VENUE },
	{ "threaten", W_BVERB }, { "threatens", W_SVERB }, { "three", W_DET }, { "threw", W_PAST | W_PASTONLY },
	{ "through", W_PREP }, { "throughout", W_PREP }, { "thu", W_TIME }, { "thur", W_TIME }, { "thurs", W_TIME },
	{ "thursday", W_TIME }, { "thus", W_ADV }, { "titled", W_WORK }, { "to", W_PREP }, { "today", W_TIME },
	{ "told", W_PAST }, { "tomorrow", W_TIME }, { "tonight", W_TIME }, { "too", W_ADV }, { "took", W_PAST | W_PASTONLY },
	{ "tore", W_PAST | W_PASTONLY }, { "toward", W_PREP }, { "towards", W_PREP }, { "treat", W_BVERB },
	{ "treats", W_SVERB }, { "trial", W_VENUE }, { "tries", W_SVERB }, { "try", W_BVERB }, { "tue", W_TIME },
	{ "tues", W_TIME }, { "tuesday", W_TIME }, { "turns", W_SVERB }, { "tv", W_VENUE }, { "tweet", W_TEXT | W_VENUE },
	{ "tweets", W_VENUE }, { "twitter", W_VENUE }, { "two", W_DET }, { "under", W_PREP }, { "undermine", W_BVERB },
	{ "undermines", W_SVERB }, { "understands", W_SVERB }, { "understood", W_PAST }, { "unless", W_SUB },
	{ "until", W_PREP | W_SUB }, { "up", W_PREP }, { "upon", W_PREP }, { "us", W_OBJ }, { "use", W_BVERB },
	{ "uses", W_SVERB }, { "via", W_PREP }, { "video", W_VENUE }, { "viewers", W_HEARER }, { "violate", W_BVERB },
	{ "violates", W_SVERB }, { "voters", W_HEARER }, { "wait", W_BVERB }, { "want", W_BVERB }, { "wants", W_SVERB },
	{ "warns", W_SVERB }, { "was", W_AUX | W_BE }, { "we", W_SUBJ }, { "website", W_TEXT }, { "wed", W_TIME },
	{ "wednesday", W_TIME }, { "week", W_TIME }, { "weekend", W_TIME }, { "weeks", W_TIME },
	{ "went", W_PAST | W_PASTONLY }, { "were", W_AUX | W_BE }, { "what", W_WH }, { "when", W_SUB | W_WH },
	{ "whenever", W_SUB }, { "where", W_WH }, { "whereas", W_SUB }, { "whether", W_SUB | W_WH }, { "which", W_WH },
	{ "while", W_SUB }, { "who", W_SUBJ | W_WH }, { "whom", W_OBJ | W_WH }, { "whose", W_WH }, { "why", W_WH },
	{ "will", W_AUX | W_MODAL }, { "win", W_BVERB }, { "wins", W_SVERB }, { "wish", W_BVERB }, { "wishes", W_SVERB },
	{ "with", W_PREP }, { "within", W_PREP }, { "without", W_NEG | W_PREP }, { "wo", W_AUX | W_MODAL },
	{ "woke", W_PAST | W_PASTONLY }, { "won", W_PAST }, { "word", W_WORK }, { "words", W_TEXT | W_WORK },
	{ "wore", W_PAST | W_PASTONLY }, { "work", W_BVERB }, { "workers", W_HEARER }, { "works", W_SVERB },
	{ "would", W_AUX | W_HYPO | W_MODAL }, { "writes", W_SVERB }, { "wrote", W_PAST | W_PASTONLY }, { "year", W_TIME },
	{ "years", W_TIME }, { "yesterday", W_TIME }, { "yet", W_ADV | W_CONJ }, { "you", W_SUBJ }, { "your", W_DET },
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
				low_is(c, i + 1, "then") || low_is(c, i + 1, "once");
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
