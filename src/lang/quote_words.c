/* quote_words.c - the closed word classes that the rules for quotations look at, and the class of each token.
 *
 * No part-of-speech tagging: function words come from a sorted table, verbs from their endings and a list of irregular
 * past tenses. What is not known stays a word, which most rules take for part of a noun phrase.
 */
#include "config.h"

#include "quote_int.h"

#define W(z) { z, sizeof z - 1 }
/* Sorted by length, then by bytes: most comparisons are of two numbers. */
static const struct word_class {
	struct str word;
	uint32_t cls;
} WORDS[] = {
	{ W("&"), W_CONJ }, { W("a"), W_DET }, { W("i"), W_SUBJ }, { W("'d"), W_AUX }, { W("'m"), W_AUX | W_BE },
	{ W("'s"), W_AUX }, { W("am"), W_AUX | W_BE | W_TIME }, { W("an"), W_DET }, { W("as"), W_PREP | W_SUB },
	{ W("at"), W_PREP }, { W("be"), W_BE }, { W("by"), W_PREP }, { W("ca"), W_AUX | W_MODAL }, { W("do"), W_AUX },
	{ W("go"), W_BVERB }, { W("he"), W_SUBJ }, { W("if"), W_SUB }, { W("in"), W_PREP }, { W("is"), W_AUX | W_BE | W_SVERB },
	{ W("it"), W_SUBJ }, { W("me"), W_OBJ }, { W("my"), W_DET }, { W("no"), W_DET }, { W("of"), W_PREP },
	{ W("on"), W_PREP }, { W("or"), W_CONJ }, { W("pm"), W_TIME }, { W("so"), W_ADV }, { W("to"), W_PREP },
	{ W("tv"), W_VENUE }, { W("up"), W_PREP }, { W("us"), W_OBJ }, { W("we"), W_SUBJ }, { W("wo"), W_AUX | W_MODAL },
	{ W("'ll"), W_AUX }, { W("'re"), W_AUX | W_BE }, { W("'ve"), W_AUX }, { W("ago"), W_TIME }, { W("ain"), W_AUX },
	{ W("all"), W_DET }, { W("and"), W_CONJ }, { W("any"), W_DET }, { W("apr"), W_TIME }, { W("are"), W_AUX | W_BE },
	{ W("ate"), W_PAST | W_PASTONLY }, { W("aug"), W_TIME }, { W("bet"), W_PAST }, { W("bit"), W_PAST },
	{ W("but"), W_CONJ }, { W("buy"), W_BVERB }, { W("can"), W_AUX | W_HYPO | W_MODAL }, { W("cut"), W_BVERB | W_PAST },
	{ W("day"), W_TIME }, { W("dec"), W_TIME }, { W("did"), W_AUX | W_PAST }, { W("die"), W_BVERB }, { W("dug"), W_PAST },
	{ W("eat"), W_BVERB }, { W("feb"), W_TIME }, { W("fed"), W_PAST }, { W("few"), W_DET }, { W("fly"), W_BVERB },
	{ W("for"), W_PREP }, { W("fri"), W_TIME }, { W("get"), W_BVERB }, { W("got"), W_PAST }, { W("had"), W_AUX | W_PAST },
	{ W("has"), W_AUX | W_SVERB }, { W("her"), W_DET }, { W("hid"), W_PAST }, { W("him"), W_OBJ }, { W("his"), W_DET },
	{ W("hit"), W_BVERB | W_PAST }, { W("how"), W_WH }, { W("its"), W_DET }, { W("jan"), W_TIME }, { W("jul"), W_TIME },
	{ W("jun"), W_TIME }, { W("lay"), W_PAST | W_PASTONLY }, { W("led"), W_PAST }, { W("let"), W_BVERB | W_PAST },
	{ W("lie"), W_BVERB }, { W("lit"), W_PAST }, { W("mar"), W_TIME }, { W("may"), W_AUX | W_HYPO | W_MODAL | W_TIME },
	{ W("met"), W_PAST }, { W("mid"), W_TIME }, { W("mon"), W_TIME }, { W("mps"), W_HEARER }, { W("n't"), W_NEG },
	{ W("nor"), W_CONJ | W_NEG }, { W("not"), W_NEG }, { W("nov"), W_TIME }, { W("now"), W_ADV }, { W("oct"), W_TIME },
	{ W("off"), W_PREP }, { W("one"), W_DET }, { W("our"), W_DET }, { W("out"), W_PREP }, { W("owe"), W_BVERB },
	{ W("own"), W_BVERB }, { W("pay"), W_BVERB }, { W("per"), W_PREP }, { W("put"), W_BVERB | W_PAST },
	{ W("ran"), W_PAST | W_PASTONLY }, { W("run"), W_BVERB }, { W("sat"), W_PAST | W_TIME },
	{ W("saw"), W_PAST | W_PASTONLY }, { W("see"), W_BVERB }, { W("sep"), W_TIME }, { W("set"), W_BVERB | W_PAST },
	{ W("she"), W_SUBJ }, { W("sit"), W_BVERB }, { W("six"), W_DET }, { W("sun"), W_TIME }, { W("ten"), W_DET },
	{ W("the"), W_DET }, { W("thu"), W_TIME }, { W("tie"), W_BVERB }, { W("too"), W_ADV }, { W("try"), W_BVERB },
	{ W("tue"), W_TIME }, { W("two"), W_DET }, { W("use"), W_BVERB }, { W("via"), W_PREP }, { W("was"), W_AUX | W_BE },
	{ W("wed"), W_TIME }, { W("who"), W_SUBJ | W_WH }, { W("why"), W_WH }, { W("win"), W_BVERB }, { W("won"), W_PAST },
	{ W("yet"), W_ADV | W_CONJ }, { W("you"), W_SUBJ }, { W("a.m."), W_TIME }, { W("adds"), W_SVERB },
	{ W("aims"), W_SVERB }, { W("also"), W_ADV }, { W("amid"), W_PREP }, { W("asks"), W_SVERB }, { W("back"), W_ADV },
	{ W("beat"), W_PAST }, { W("been"), W_BE }, { W("bent"), W_PAST }, { W("bled"), W_PAST },
	{ W("blew"), W_PAST | W_PASTONLY }, { W("blog"), W_TEXT | W_VENUE }, { W("book"), W_TEXT | W_VENUE | W_WORK },
	{ W("bore"), W_PAST | W_PASTONLY }, { W("both"), W_DET }, { W("buys"), W_SVERB }, { W("call"), W_VENUE },
	{ W("came"), W_PAST | W_PASTONLY }, { W("care"), W_BVERB }, { W("come"), W_BVERB }, { W("cost"), W_BVERB | W_PAST },
	{ W("days"), W_TIME }, { W("deal"), W_BVERB }, { W("deny"), W_BVERB }, { W("dies"), W_SVERB },
	{ W("does"), W_AUX | W_SVERB }, { W("down"), W_PREP }, { W("draw"), W_BVERB }, { W("drew"), W_PAST | W_PASTONLY },
	{ W("drop"), W_BVERB }, { W("each"), W_DET }, { W("earn"), W_BVERB }, { W("eats"), W_SVERB }, { W("ends"), W_SVERB },
	{ W("even"), W_ADV }, { W("ever"), W_ADV }, { W("face"), W_BVERB }, { W("fail"), W_BVERB }, { W("fall"), W_BVERB },
	{ W("fans"), W_HEARER }, { W("feel"), W_BVERB }, { W("fell"), W_PAST | W_PASTONLY }, { W("felt"), W_PAST },
	{ W("film"), W_WORK }, { W("find"), W_BVERB }, { W("five"), W_DET }, { W("fled"), W_PAST }, { W("flee"), W_BVERB },
	{ W("flew"), W_PAST | W_PASTONLY }, { W("four"), W_DET }, { W("from"), W_PREP }, { W("gain"), W_BVERB },
	{ W("game"), W_WORK }, { W("gave"), W_PAST | W_PASTONLY }, { W("gets"), W_SVERB }, { W("give"), W_BVERB },
	{ W("goes"), W_SVERB }, { W("grew"), W_PAST | W_PASTONLY }, { W("grow"), W_BVERB }, { W("hate"), W_BVERB },
	{ W("have"), W_AUX }, { W("hear"), W_BVERB }, { W("held"), W_PAST }, { W("help"), W_BVERB }, { W("hide"), W_BVERB },
	{ W("hire"), W_BVERB }, { W("hold"), W_BVERB }, { W("hope"), W_BVERB }, { W("hour"), W_TIME }, { W("hung"), W_PAST },
	{ W("hurt"), W_BVERB | W_PAST }, { W("into"), W_PREP }, { W("join"), W_BVERB }, { W("july"), W_TIME },
	{ W("jump"), W_BVERB }, { W("june"), W_TIME }, { W("jury"), W_HEARER }, { W("just"), W_ADV }, { W("keep"), W_BVERB },
	{ W("kept"), W_PAST }, { W("kick"), W_BVERB }, { W("kill"), W_BVERB }, { W("knew"), W_PAST | W_PASTONLY },
	{ W("know"), W_BVERB }, { W("lack"), W_BVERB }, { W("laid"), W_PAST }, { W("last"), W_TIME }, { W("late"), W_TIME },
	{ W("lead"), W_BVERB }, { W("left"), W_PAST }, { W("lent"), W_PAST }, { W("lest"), W_SUB }, { W("lets"), W_SVERB },
	{ W("lies"), W_SVERB }, { W("lift"), W_BVERB }, { W("like"), W_PREP }, { W("live"), W_BVERB }, { W("long"), W_ADV },
	{ W("look"), W_BVERB }, { W("lose"), W_BVERB }, { W("lost"), W_PAST }, { W("love"), W_BVERB }, { W("made"), W_PAST },
	{ W("make"), W_BVERB }, { W("many"), W_DET }, { W("mean"), W_BVERB }, { W("meet"), W_BVERB },
	{ W("memo"), W_TEXT | W_VENUE }, { W("miss"), W_BVERB }, { W("more"), W_DET }, { W("most"), W_DET },
	{ W("move"), W_BVERB }, { W("must"), W_AUX | W_HYPO | W_MODAL }, { W("near"), W_PREP }, { W("need"), W_BVERB },
	{ W("news"), W_HEARER }, { W("next"), W_TIME }, { W("nine"), W_DET }, { W("noon"), W_TIME },
	{ W("note"), W_TEXT | W_VENUE }, { W("once"), W_ADV | W_SUB }, { W("only"), W_ADV }, { W("onto"), W_PREP },
	{ W("open"), W_BVERB }, { W("over"), W_PREP }, { W("owes"), W_SVERB }, { W("owns"), W_SVERB }, { W("p.m."), W_TIME },
	{ W("paid"), W_PAST }, { W("pass"), W_BVERB }, { W("pays"), W_SVERB }, { W("pick"), W_BVERB }, { W("plan"), W_BVERB },
	{ W("play"), W_WORK }, { W("poem"), W_WORK }, { W("pose"), W_BVERB }, { W("post"), W_TEXT | W_VENUE },
	{ W("pull"), W_BVERB }, { W("push"), W_BVERB }, { W("puts"), W_SVERB }, { W("quit"), W_BVERB | W_PAST },
	{ W("rang"), W_PAST | W_PASTONLY }, { W("read"), W_PAST }, { W("rely"), W_BVERB }, { W("rest"), W_BVERB },
	{ W("rise"), W_BVERB }, { W("risk"), W_BVERB }, { W("rode"), W_PAST | W_PASTONLY }, { W("rose"), W_PAST | W_PASTONLY },
	{ W("rule"), W_BVERB }, { W("runs"), W_SVERB }, { W("rush"), W_BVERB }, { W("said"), W_PAST },
	{ W("sang"), W_PAST | W_PASTONLY }, { W("sank"), W_PAST | W_PASTONLY }, { W("save"), W_BVERB }, { W("says"), W_SVERB },
	{ W("seek"), W_BVERB }, { W("seem"), W_BVERB }, { W("sees"), W_SVERB }, { W("sell"), W_BVERB }, { W("send"), W_BVERB },
	{ W("sent"), W_PAST }, { W("sept"), W_TIME }, { W("sets"), W_SVERB }, { W("shed"), W_PAST }, { W("shot"), W_PAST },
	{ W("show"), W_BVERB | W_VENUE | W_WORK }, { W("shut"), W_PAST }, { W("sign"), W_BVERB }, { W("sing"), W_BVERB },
	{ W("sits"), W_SVERB }, { W("slid"), W_PAST }, { W("slow"), W_BVERB }, { W("sold"), W_PAST }, { W("some"), W_DET },
	{ W("song"), W_WORK }, { W("soon"), W_ADV }, { W("stay"), W_BVERB }, { W("stem"), W_BVERB }, { W("step"), W_BVERB },
	{ W("stop"), W_BVERB }, { W("such"), W_DET }, { W("suit"), W_BVERB }, { W("swam"), W_PAST | W_PASTONLY },
	{ W("take"), W_BVERB }, { W("talk"), W_BVERB }, { W("tend"), W_BVERB }, { W("term"), W_WORK }, { W("test"), W_BVERB },
	{ W("than"), W_PREP }, { W("that"), W_DET }, { W("them"), W_OBJ }, { W("then"), W_ADV }, { W("they"), W_SUBJ },
	{ W("this"), W_DET }, { W("thur"), W_TIME }, { W("thus"), W_ADV }, { W("told"), W_PAST },
	{ W("took"), W_PAST | W_PASTONLY }, { W("tore"), W_PAST | W_PASTONLY }, { W("tues"), W_TIME }, { W("turn"), W_BVERB },
	{ W("upon"), W_PREP }, { W("urge"), W_BVERB }, { W("uses"), W_SVERB }, { W("vary"), W_BVERB }, { W("view"), W_BVERB },
	{ W("vote"), W_BVERB }, { W("wait"), W_BVERB }, { W("walk"), W_BVERB }, { W("want"), W_BVERB }, { W("wear"), W_BVERB },
	{ W("week"), W_TIME }, { W("went"), W_PAST | W_PASTONLY }, { W("were"), W_AUX | W_BE }, { W("what"), W_WH },
	{ W("when"), W_SUB | W_WH }, { W("whom"), W_OBJ | W_WH }, { W("will"), W_AUX | W_MODAL }, { W("wins"), W_SVERB },
	{ W("wish"), W_BVERB }, { W("with"), W_PREP }, { W("woke"), W_PAST | W_PASTONLY }, { W("word"), W_WORK },
	{ W("wore"), W_PAST | W_PASTONLY }, { W("work"), W_BVERB }, { W("year"), W_TIME }, { W("your"), W_DET },
	{ W("about"), W_PREP }, { W("after"), W_PREP | W_SUB }, { W("again"), W_ADV }, { W("agree"), W_BVERB },
	{ W("aides"), W_HEARER }, { W("album"), W_WORK }, { W("allow"), W_BVERB }, { W("along"), W_PREP },
	{ W("among"), W_PREP }, { W("apply"), W_BVERB }, { W("april"), W_TIME }, { W("argue"), W_BVERB },
	{ W("arose"), W_PAST | W_PASTONLY }, { W("avoid"), W_BVERB }, { W("began"), W_PAST | W_PASTONLY },
	{ W("begin"), W_BVERB }, { W("being"), W_BE }, { W("belly"), 0 }, { W("break"), W_BVERB }, { W("bring"), W_BVERB },
	{ W("broke"), W_PAST | W_PASTONLY }, { W("build"), W_BVERB }, { W("built"), W_PAST }, { W("bully"), 0 },
	{ W("burly"), 0 }, { W("burnt"), W_PAST }, { W("carry"), W_BVERB }, { W("cause"), W_BVERB }, { W("cease"), W_BVERB },
	{ W("chose"), W_PAST | W_PASTONLY }, { W("cites"), W_SVERB }, { W("close"), W_BVERB }, { W("clung"), W_PAST },
	{ W("comes"), W_SVERB }, { W("could"), W_AUX | W_HYPO | W_MODAL }, { W("count"), W_BVERB },
	{ W("court"), W_HEARER | W_VENUE }, { W("crept"), W_PAST }, { W("crowd"), W_HEARER }, { W("curly"), 0 },
	{ W("daily"), W_TIME }, { W("dealt"), W_PAST }, { W("drank"), W_PAST | W_PASTONLY }, { W("drink"), W_BVERB },
	{ W("drive"), W_BVERB }, { W("drove"), W_PAST | W_PASTONLY }, { W("early"), W_TIME }, { W("earns"), W_SVERB },
	{ W("eight"), W_DET }, { W("email"), W_TEXT | W_VENUE }, { W("enter"), W_BVERB }, { W("essay"), W_VENUE | W_WORK },
	{ W("event"), W_VENUE }, { W("every"), W_DET }, { W("exist"), W_BVERB }, { W("faces"), W_SVERB },
	{ W("fails"), W_SVERB }, { W("feels"), W_SVERB }, { W("fight"), W_BVERB }, { W("finds"), W_SVERB },
	{ W("first"), W_ADV }, { W("flees"), W_SVERB }, { W("focus"), W_BVERB }, { W("folly"), 0 }, { W("forum"), W_VENUE },
	{ W("found"), W_PAST }, { W("froze"), W_PAST | W_PASTONLY }, { W("gives"), W_SVERB }, { W("grows"), W_SVERB },
	{ W("hates"), W_SVERB }, { W("heard"), W_PAST }, { W("hears"), W_SVERB }, { W("helps"), W_SVERB }, { W("hilly"), 0 },
	{ W("holds"), W_SVERB }, { W("hours"), W_TIME }, { W("hurts"), W_SVERB }, { W("italy"), 0 }, { W("jelly"), 0 },
	{ W("judge"), W_HEARER }, { W("keeps"), W_SVERB }, { W("kills"), W_SVERB }, { W("knelt"), W_PAST },
	{ W("known"), W_WORK }, { W("knows"), W_SVERB }, { W("lacks"), W_SVERB }, { W("later"), W_ADV | W_TIME },
	{ W("leads"), W_SVERB }, { W("learn"), W_BVERB }, { W("leave"), W_BVERB }, { W("limit"), W_BVERB },
	{ W("lives"), W_SVERB }, { W("loses"), W_SVERB }, { W("loves"), W_SVERB }, { W("lower"), W_BVERB },
	{ W("makes"), W_SVERB }, { W("march"), W_TIME }, { W("maybe"), W_ADV }, { W("means"), W_SVERB }, { W("meant"), W_PAST },
	{ W("meets"), W_SVERB }, { W("might"), W_AUX | W_HYPO | W_MODAL }, { W("month"), W_TIME }, { W("movie"), W_WORK },
	{ W("naked"), 0 }, { W("needs"), W_SVERB }, { W("never"), W_NEG }, { W("night"), W_TIME }, { W("novel"), W_WORK },
	{ W("occur"), W_BVERB }, { W("offer"), W_BVERB }, { W("often"), W_ADV }, { W("op-ed"), W_TEXT },
	{ W("order"), W_BVERB }, { W("other"), W_DET }, { W("panel"), W_HEARER }, { W("paper"), W_VENUE },
	{ W("phone"), W_VENUE }, { W("plans"), W_SVERB }, { W("plays"), W_SVERB }, { W("plead"), W_BVERB },
	{ W("posts"), W_VENUE }, { W("press"), W_TEXT | W_VENUE }, { W("prove"), W_BVERB }, { W("pulls"), W_SVERB },
	{ W("quits"), W_SVERB }, { W("radio"), W_VENUE }, { W("raise"), W_BVERB }, { W("rally"), W_VENUE },
	{ W("reach"), W_BVERB }, { W("refer"), W_BVERB }, { W("reply"), W_VENUE }, { W("score"), W_BVERB },
	{ W("seeks"), W_SVERB }, { W("seems"), W_SVERB }, { W("sells"), W_SVERB }, { W("sends"), W_SVERB },
	{ W("serve"), W_BVERB }, { W("seven"), W_DET }, { W("shall"), W_AUX | W_HYPO | W_MODAL }, { W("shape"), W_BVERB },
	{ W("share"), W_BVERB }, { W("shift"), W_BVERB }, { W("shone"), W_PAST }, { W("shook"), W_PAST | W_PASTONLY },
	{ W("shoot"), W_BVERB }, { W("shows"), W_SVERB }, { W("silly"), 0 }, { W("since"), W_PREP | W_SUB },
	{ W("sings"), W_SVERB }, { W("sleep"), W_BVERB }, { W("slept"), W_PAST }, { W("smoke"), W_BVERB },
	{ W("solve"), W_BVERB }, { W("sound"), W_BVERB }, { W("speak"), W_BVERB }, { W("spend"), W_BVERB },
	{ W("spent"), W_PAST }, { W("split"), W_BVERB | W_PAST }, { W("spoke"), W_PAST | W_PASTONLY }, { W("staff"), W_HEARER },
	{ W("stand"), W_BVERB }, { W("start"), W_BVERB }, { W("stays"), W_SVERB }, { W("steal"), W_BVERB },
	{ W("steer"), W_BVERB }, { W("stick"), W_BVERB }, { W("still"), W_ADV }, { W("stole"), W_PAST | W_PASTONLY },
	{ W("stood"), W_PAST }, { W("stuck"), W_PAST }, { W("study"), W_VENUE }, { W("suits"), W_SVERB },
	{ W("swept"), W_PAST }, { W("swore"), W_PAST | W_PASTONLY }, { W("swung"), W_PAST }, { W("takes"), W_SVERB },
	{ W("tally"), 0 }, { W("teach"), W_BVERB }, { W("tells"), W_SVERB }, { W("tends"), W_SVERB }, { W("thank"), W_BVERB },
	{ W("their"), W_DET }, { W("there"), W_SUBJ }, { W("these"), W_DET }, { W("think"), W_BVERB }, { W("those"), W_DET },
	{ W("three"), W_DET }, { W("threw"), W_PAST | W_PASTONLY }, { W("thurs"), W_TIME }, { W("today"), W_TIME },
	{ W("touch"), W_BVERB }, { W("train"), W_BVERB }, { W("treat"), W_BVERB }, { W("trial"), W_VENUE },
	{ W("tries"), W_SVERB }, { W("trust"), W_BVERB }, { W("turns"), W_SVERB }, { W("tweet"), W_TEXT | W_VENUE },
	{ W("under"), W_PREP }, { W("unite"), W_BVERB }, { W("until"), W_PREP | W_SUB }, { W("upset"), W_BVERB },
	{ W("value"), W_BVERB }, { W("video"), W_VENUE }, { W("visit"), W_BVERB }, { W("wants"), W_SVERB },
	{ W("warns"), W_SVERB }, { W("waste"), W_BVERB }, { W("watch"), W_BVERB }, { W("weeks"), W_TIME },
	{ W("weigh"), W_BVERB }, { W("where"), W_WH }, { W("which"), W_WH }, { W("while"), W_SUB }, { W("whose"), W_WH },
	{ W("words"), W_TEXT | W_WORK }, { W("works"), W_SVERB }, { W("worry"), W_BVERB },
	{ W("would"), W_AUX | W_HYPO | W_MODAL }, { W("write"), W_BVERB }, { W("wrote"), W_PAST | W_PASTONLY },
	{ W("years"), W_TIME }, { W("yield"), W_BVERB }, { W("accept"), W_BVERB }, { W("across"), W_PREP },
	{ W("admits"), W_SVERB }, { W("agency"), W_HEARER }, { W("agrees"), W_SVERB }, { W("allows"), W_SVERB },
	{ W("always"), W_ADV }, { W("anyone"), W_HEARER }, { W("appear"), W_BVERB }, { W("argues"), W_SVERB },
	{ W("arises"), W_SVERB }, { W("around"), W_PREP }, { W("arrive"), W_BVERB }, { W("august"), W_TIME },
	{ W("avoids"), W_SVERB }, { W("became"), W_PAST | W_PASTONLY }, { W("become"), W_BVERB },
	{ W("before"), W_PREP | W_SUB }, { W("begins"), W_SVERB }, { W("behave"), W_BVERB }, { W("behind"), W_PREP },
	{ W("belong"), W_BVERB }, { W("beyond"), W_PREP }, { W("bought"), W_PAST }, { W("brings"), W_SVERB },
	{ W("builds"), W_SVERB }, { W("burned"), W_PAST }, { W("cannot"), W_AUX | W_MODAL }, { W("caught"), W_PAST },
	{ W("causes"), W_SVERB }, { W("ceases"), W_SVERB }, { W("change"), W_BVERB }, { W("chilly"), 0 },
	{ W("choose"), W_BVERB }, { W("closes"), W_SVERB }, { W("column"), W_TEXT | W_VENUE }, { W("comply"), W_BVERB },
	{ W("costly"), 0 }, { W("counts"), W_SVERB }, { W("covers"), W_SVERB }, { W("create"), W_BVERB }, { W("deadly"), 0 },
	{ W("debate"), W_VENUE }, { W("decide"), W_BVERB }, { W("denies"), W_SVERB }, { W("depend"), W_BVERB },
	{ W("design"), W_BVERB }, { W("differ"), W_BVERB }, { W("donors"), W_HEARER }, { W("during"), W_PREP },
	{ W("e-mail"), W_TEXT | W_VENUE }, { W("emails"), W_VENUE }, { W("emerge"), W_BVERB }, { W("enable"), W_BVERB },
	{ W("enjoys"), W_SVERB }, { W("ensure"), W_BVERB }, { W("enters"), W_SVERB }, { W("escape"), W_BVERB },
	{ W("exceed"), W_BVERB }, { W("exists"), W_SVERB }, { W("expect"), W_BVERB }, { W("extend"), W_BVERB },
	{ W("family"), 0 }, { W("filing"), W_TEXT | W_VENUE }, { W("follow"), W_BVERB }, { W("forget"), W_BVERB },
	{ W("forgot"), W_PAST | W_PASTONLY }, { W("fought"), W_PAST }, { W("friday"), W_TIME }, { W("guests"), W_HEARER },
	{ W("happen"), W_BVERB }, { W("hardly"), W_NEG }, { W("hatred"), 0 }, { W("homely"), 0 }, { W("hourly"), W_TIME },
	{ W("ignore"), W_BVERB }, { W("indeed"), W_ADV }, { W("inform"), W_BVERB }, { W("inside"), W_PREP },
	{ W("intend"), W_BVERB }, { W("invest"), W_BVERB }, { W("itself"), W_OBJ }, { W("jurors"), W_HEARER },
	{ W("launch"), W_BVERB }, { W("learns"), W_SVERB }, { W("leaves"), W_SVERB }, { W("letter"), W_TEXT | W_VENUE },
	{ W("listen"), W_BVERB }, { W("lively"), 0 }, { W("lonely"), 0 }, { W("lovely"), 0 }, { W("lowers"), W_SVERB },
	{ W("manage"), W_BVERB }, { W("matter"), W_BVERB }, { W("minute"), W_TIME }, { W("misses"), W_SVERB },
	{ W("monday"), W_TIME }, { W("months"), W_TIME }, { W("myself"), W_OBJ }, { W("nobody"), W_HEARER },
	{ W("obtain"), W_BVERB }, { W("occurs"), W_SVERB }, { W("offers"), W_SVERB }, { W("oppose"), W_BVERB },
	{ W("others"), W_HEARER }, { W("papers"), W_VENUE }, { W("people"), W_HEARER }, { W("permit"), W_BVERB },
	{ W("phrase"), W_WORK }, { W("police"), W_HEARER }, { W("portly"), 0 }, { W("prefer"), W_BVERB },
	{ W("proves"), W_SVERB }, { W("pursue"), W_BVERB }, { W("raises"), W_SVERB }, { W("rather"), W_ADV },
	{ W("recall"), W_BVERB }, { W("record"), W_VENUE }, { W("reduce"), W_BVERB }, { W("refers"), W_SVERB },
	{ W("refuse"), W_BVERB }, { W("regret"), W_BVERB }, { W("reject"), W_BVERB }, { W("relate"), W_BVERB },
	{ W("relies"), W_SVERB }, { W("remain"), W_BVERB }, { W("rename"), W_BVERB }, { W("repeat"), W_BVERB },
	{ W("report"), W_TEXT | W_VENUE | W_WORK }, { W("resign"), W_BVERB }, { W("resume"), W_BVERB },
	{ W("retain"), W_BVERB }, { W("return"), W_BVERB }, { W("reveal"), W_BVERB }, { W("reward"), W_BVERB },
	{ W("ruling"), W_VENUE }, { W("sacred"), 0 }, { W("search"), W_BVERB }, { W("second"), W_ADV },
	{ W("seizes"), W_SVERB }, { W("series"), W_VENUE | W_WORK }, { W("serves"), W_SVERB }, { W("settle"), W_BVERB },
	{ W("shares"), W_SVERB }, { W("should"), W_AUX | W_HYPO | W_MODAL }, { W("showed"), W_PAST }, { W("shrank"), W_PAST },
	{ W("sicily"), 0 }, { W("sickly"), 0 }, { W("simply"), W_ADV }, { W("single"), W_WORK }, { W("sleeps"), W_SVERB },
	{ W("slogan"), W_WORK }, { W("solves"), W_SVERB }, { W("sought"), W_PAST }, { W("speaks"), W_SVERB },
	{ W("speech"), W_TEXT | W_VENUE }, { W("spends"), W_SVERB }, { W("spread"), W_BVERB | W_PAST },
	{ W("stands"), W_SVERB }, { W("starts"), W_SVERB }, { W("steals"), W_SVERB }, { W("strike"), W_BVERB },
	{ W("struck"), W_PAST }, { W("submit"), W_BVERB }, { W("suffer"), W_BVERB }, { W("sunday"), W_TIME },
	{ W("supply"), W_BVERB }, { W("switch"), W_BVERB }, { W("target"), W_BVERB }, { W("taught"), W_PAST },
	{ W("thinks"), W_SVERB }, { W("though"), W_SUB }, { W("thread"), W_VENUE }, { W("timely"), 0 }, { W("titled"), W_WORK },
	{ W("toward"), W_PREP }, { W("travel"), W_BVERB }, { W("treats"), W_SVERB }, { W("tweets"), W_VENUE },
	{ W("unites"), W_SVERB }, { W("unless"), W_SUB }, { W("unruly"), 0 }, { W("update"), W_BVERB },
	{ W("varies"), W_SVERB }, { W("voters"), W_HEARER }, { W("weekly"), W_TIME }, { W("wishes"), W_SVERB },
	{ W("within"), W_PREP }, { W("wonder"), W_BVERB }, { W("worsen"), W_BVERB }, { W("writes"), W_SVERB },
	{ W("yearly"), W_TIME }, { W("accepts"), W_SVERB }, { W("account"), W_TEXT }, { W("address"), W_VENUE },
	{ W("affects"), W_SVERB }, { W("against"), W_PREP }, { W("already"), W_ADV }, { W("amongst"), W_PREP },
	{ W("anomaly"), 0 }, { W("another"), W_DET }, { W("appears"), W_SVERB }, { W("applies"), W_SVERB },
	{ W("arrives"), W_SVERB }, { W("article"), W_TEXT | W_VENUE | W_WORK }, { W("because"), W_SUB },
	{ W("becomes"), W_SVERB }, { W("behaves"), W_SVERB }, { W("believe"), W_BVERB }, { W("belongs"), W_SVERB },
	{ W("benefit"), W_BVERB }, { W("between"), W_PREP }, { W("borrows"), W_SVERB }, { W("brought"), W_PAST },
	{ W("carries"), W_SVERB }, { W("chooses"), W_SVERB }, { W("collect"), W_BVERB }, { W("compete"), W_BVERB },
	{ W("consist"), W_BVERB }, { W("contain"), W_BVERB }, { W("council"), W_HEARER }, { W("creates"), W_SVERB },
	{ W("deathly"), 0 }, { W("decides"), W_SVERB }, { W("defends"), W_SVERB }, { W("defines"), W_SVERB },
	{ W("deliver"), W_BVERB }, { W("depends"), W_SVERB }, { W("deserve"), W_BVERB }, { W("despite"), W_PREP },
	{ W("destroy"), W_BVERB }, { W("differs"), W_SVERB }, { W("discuss"), W_BVERB }, { W("earlier"), W_ADV | W_TIME },
	{ W("earthly"), 0 }, { W("elderly"), 0 }, { W("emerges"), W_SVERB }, { W("employs"), W_SVERB },
	{ W("enables"), W_SVERB }, { W("engages"), W_SVERB }, { W("ensures"), W_SVERB }, { W("episode"), W_WORK },
	{ W("escapes"), W_SVERB }, { W("evening"), W_TIME }, { W("exceeds"), W_SVERB }, { W("expands"), W_SVERB },
	{ W("expects"), W_SVERB }, { W("explain"), W_BVERB }, { W("explore"), W_BVERB }, { W("extends"), W_SVERB },
	{ W("feature"), W_BVERB }, { W("filings"), W_VENUE }, { W("finally"), W_ADV }, { W("follows"), W_SVERB },
	{ W("forbids"), W_SVERB }, { W("forgave"), W_PAST | W_PASTONLY }, { W("forgets"), W_SVERB }, { W("friends"), W_HEARER },
	{ W("further"), W_ADV }, { W("gathers"), W_SVERB }, { W("ghostly"), 0 }, { W("governs"), W_SVERB }, { W("grizzly"), 0 },
	{ W("handles"), W_SVERB }, { W("happens"), W_SVERB }, { W("hearing"), W_VENUE }, { W("herself"), W_OBJ },
	{ W("himself"), W_OBJ }, { W("however"), W_ADV }, { W("hundred"), 0 }, { W("ignores"), W_SVERB },
	{ W("implies"), W_SVERB }, { W("imposes"), W_SVERB }, { W("improve"), W_BVERB }, { W("include"), W_BVERB },
	{ W("insists"), W_SVERB }, { W("instead"), W_ADV }, { W("intends"), W_SVERB }, { W("invests"), W_SVERB },
	{ W("invites"), W_SVERB }, { W("involve"), W_BVERB }, { W("january"), W_TIME }, { W("lawsuit"), W_TEXT | W_VENUE },
	{ W("letters"), W_VENUE }, { W("listens"), W_SVERB }, { W("manages"), W_SVERB }, { W("measure"), W_BVERB },
	{ W("meeting"), W_VENUE }, { W("members"), W_HEARER }, { W("message"), W_TEXT | W_VENUE }, { W("minutes"), W_TIME },
	{ W("moments"), W_TIME }, { W("monthly"), W_TIME }, { W("morning"), W_TIME }, { W("neither"), W_NEG },
	{ W("nightly"), W_TIME }, { W("obtains"), W_SVERB }, { W("october"), W_TIME }, { W("opinion"), W_VENUE },
	{ W("opposes"), W_SVERB }, { W("orderly"), 0 }, { W("outside"), W_PREP }, { W("perform"), W_BVERB },
	{ W("perhaps"), W_ADV }, { W("permits"), W_SVERB }, { W("persist"), W_BVERB }, { W("podcast"), W_VENUE },
	{ W("prefers"), W_SVERB }, { W("prepare"), W_BVERB }, { W("prevail"), W_BVERB }, { W("prevent"), W_BVERB },
	{ W("produce"), W_BVERB }, { W("program"), W_WORK }, { W("promote"), W_BVERB }, { W("propose"), W_BVERB },
	{ W("protect"), W_BVERB }, { W("provide"), W_BVERB }, { W("pursues"), W_SVERB }, { W("quickly"), W_ADV },
	{ W("reaches"), W_SVERB }, { W("readers"), W_HEARER }, { W("realise"), W_BVERB }, { W("realize"), W_BVERB },
	{ W("receive"), W_BVERB }, { W("recover"), W_BVERB }, { W("reduces"), W_SVERB }, { W("reflect"), W_BVERB },
	{ W("refuses"), W_SVERB }, { W("regards"), W_SVERB }, { W("rejects"), W_SVERB }, { W("relates"), W_SVERB },
	{ W("release"), W_TEXT | W_VENUE }, { W("remains"), W_SVERB }, { W("remarks"), W_TEXT | W_VENUE },
	{ W("repeats"), W_SVERB }, { W("reports"), W_VENUE }, { W("require"), W_BVERB }, { W("resigns"), W_SVERB },
	{ W("resists"), W_SVERB }, { W("respect"), W_BVERB }, { W("resumes"), W_SVERB }, { W("retains"), W_SVERB },
	{ W("reveals"), W_SVERB }, { W("saintly"), 0 }, { W("satisfy"), W_BVERB }, { W("section"), W_WORK },
	{ W("several"), W_DET }, { W("shortly"), W_TIME }, { W("someone"), W_HEARER }, { W("stately"), 0 },
	{ W("stretch"), W_BVERB }, { W("succeed"), W_BVERB }, { W("suffers"), W_SVERB }, { W("suggest"), W_BVERB },
	{ W("support"), W_BVERB }, { W("suspect"), W_BVERB }, { W("sustain"), W_BVERB }, { W("teaches"), W_SVERB },
	{ W("thought"), W_PAST }, { W("through"), W_PREP }, { W("tonight"), W_TIME }, { W("towards"), W_PREP },
	{ W("tuesday"), W_TIME }, { W("twitter"), W_VENUE }, { W("undergo"), W_BVERB }, { W("unveils"), W_SVERB },
	{ W("viewers"), W_HEARER }, { W("violate"), W_BVERB }, { W("warrant"), W_BVERB }, { W("website"), W_TEXT },
	{ W("weekend"), W_TIME }, { W("welcome"), W_BVERB }, { W("whereas"), W_SUB }, { W("whether"), W_SUB | W_WH },
	{ W("without"), W_NEG | W_PREP }, { W("wonders"), W_SVERB }, { W("workers"), W_HEARER }, { W("worldly"), 0 },
	{ W("worsens"), W_SVERB }, { W("youtube"), W_VENUE }, { W("although"), W_SUB }, { W("analysts"), W_HEARER },
	{ W("assembly"), 0 }, { W("attracts"), W_SVERB }, { W("audience"), W_HEARER }, { W("believes"), W_SVERB },
	{ W("briefing"), W_VENUE }, { W("ceremony"), W_VENUE }, { W("collects"), W_SVERB }, { W("combines"), W_SVERB },
	{ W("comments"), W_TEXT | W_VENUE }, { W("compares"), W_SVERB }, { W("competes"), W_SVERB }, { W("complain"), W_BVERB },
	{ W("concedes"), W_SVERB }, { W("concerns"), W_SVERB }, { W("condemns"), W_SVERB }, { W("conducts"), W_SVERB },
	{ W("confirms"), W_SVERB }, { W("congress"), W_HEARER }, { W("consider"), W_BVERB }, { W("consists"), W_SVERB },
	{ W("contains"), W_SVERB }, { W("continue"), W_BVERB }, { W("converts"), W_SVERB }, { W("cowardly"), 0 },
	{ W("december"), W_TIME }, { W("declines"), W_SVERB }, { W("delivers"), W_SVERB }, { W("deserves"), W_SVERB },
	{ W("destroys"), W_SVERB }, { W("disagree"), W_BVERB }, { W("document"), W_VENUE }, { W("embraces"), W_SVERB },
	{ W("enforces"), W_SVERB }, { W("entitled"), W_WORK }, { W("everyone"), W_HEARER }, { W("examines"), W_SVERB },
	{ W("excludes"), W_SVERB }, { W("explains"), W_SVERB }, { W("explores"), W_SVERB }, { W("facebook"), W_VENUE },
	{ W("families"), W_HEARER }, { W("features"), W_SVERB }, { W("february"), W_TIME }, { W("friendly"), 0 },
	{ W("headline"), W_WORK }, { W("heavenly"), 0 }, { W("identify"), W_BVERB }, { W("improves"), W_SVERB },
	{ W("includes"), W_SVERB }, { W("indicate"), W_BVERB }, { W("inspires"), W_SVERB }, { W("involves"), W_SVERB },
	{ W("likewise"), W_ADV }, { W("magazine"), W_HEARER | W_WORK }, { W("maintain"), W_BVERB }, { W("mentions"), W_SVERB },
	{ W("messages"), W_VENUE }, { W("midnight"), W_TIME }, { W("monitors"), W_SVERB }, { W("monopoly"), 0 },
	{ W("moreover"), W_ADV }, { W("multiply"), W_BVERB }, { W("november"), W_TIME }, { W("outlines"), W_SVERB },
	{ W("overcome"), W_BVERB }, { W("overlook"), W_BVERB }, { W("painting"), W_WORK }, { W("perceive"), W_BVERB },
	{ W("performs"), W_SVERB }, { W("persists"), W_SVERB }, { W("prepares"), W_SVERB }, { W("prevails"), W_SVERB },
	{ W("prevents"), W_SVERB }, { W("produces"), W_SVERB }, { W("promises"), W_SVERB }, { W("promotes"), W_SVERB },
	{ W("proposes"), W_SVERB }, { W("protects"), W_SVERB }, { W("provides"), W_SVERB }, { W("publicly"), W_ADV },
	{ W("receives"), W_SVERB }, { W("recently"), W_ADV | W_TIME }, { W("recovers"), W_SVERB }, { W("reflects"), W_SVERB },
	{ W("replaces"), W_SVERB }, { W("requires"), W_SVERB }, { W("resemble"), W_BVERB }, { W("respects"), W_SVERB },
	{ W("response"), W_VENUE }, { W("restores"), W_SVERB }, { W("restrict"), W_BVERB }, { W("saturday"), W_TIME },
	{ W("senators"), W_HEARER }, { W("separate"), W_BVERB }, { W("somebody"), W_HEARER }, { W("speeches"), W_VENUE },
	{ W("struggle"), W_BVERB }, { W("students"), W_HEARER }, { W("succeeds"), W_SVERB }, { W("suggests"), W_SVERB },
	{ W("supports"), W_SVERB }, { W("sustains"), W_SVERB }, { W("threaten"), W_BVERB }, { W("thursday"), W_TIME },
	{ W("tomorrow"), W_TIME }, { W("violates"), W_SVERB }, { W("warrants"), W_SVERB }, { W("whenever"), W_SUB },
	{ W("withdraw"), W_BVERB }, { W("affidavit"), W_TEXT | W_VENUE }, { W("afternoon"), W_TIME }, { W("afterward"), W_ADV },
	{ W("allegedly"), W_ADV }, { W("attendees"), W_HEARER }, { W("broadcast"), W_VENUE }, { W("brotherly"), 0 },
	{ W("butterfly"), 0 }, { W("coincides"), W_SVERB }, { W("committee"), W_HEARER }, { W("complaint"), W_TEXT | W_VENUE },
	{ W("comprises"), W_SVERB }, { W("concludes"), W_SVERB }, { W("considers"), W_SVERB }, { W("continues"), W_SVERB },
	{ W("delegates"), W_HEARER }, { W("disagrees"), W_SVERB }, { W("disappear"), W_BVERB }, { W("discusses"), W_SVERB },
	{ W("documents"), W_VENUE }, { W("dominates"), W_SVERB }, { W("editorial"), W_TEXT | W_VENUE },
	{ W("employees"), W_HEARER }, { W("evaluates"), W_SVERB }, { W("everybody"), W_HEARER }, { W("following"), W_PREP },
	{ W("generates"), W_SVERB }, { W("headlined"), W_WORK }, { W("indicates"), W_SVERB }, { W("influence"), W_BVERB },
	{ W("initially"), W_ADV }, { W("instagram"), W_VENUE }, { W("interview"), W_VENUE }, { W("introduce"), W_BVERB },
	{ W("investors"), W_HEARER }, { W("justifies"), W_SVERB }, { W("lawmakers"), W_HEARER }, { W("legalizes"), W_SVERB },
	{ W("leisurely"), 0 }, { W("listeners"), W_HEARER }, { W("maintains"), W_SVERB }, { W("meanwhile"), W_ADV },
	{ W("ministers"), W_HEARER }, { W("newspaper"), W_HEARER | W_WORK }, { W("nicknamed"), W_WORK },
	{ W("officials"), W_HEARER }, { W("operation"), W_WORK }, { W("organizes"), W_SVERB }, { W("otherwise"), W_ADV },
	{ W("ourselves"), W_OBJ }, { W("outnumber"), W_BVERB }, { W("overcomes"), W_SVERB }, { W("overlooks"), W_SVERB },
	{ W("overnight"), W_TIME }, { W("penalizes"), W_SVERB }, { W("preserves"), W_SVERB }, { W("privately"), W_ADV },
	{ W("programme"), W_WORK }, { W("prohibits"), W_SVERB }, { W("publishes"), W_SVERB }, { W("qualifies"), W_SVERB },
	{ W("quarterly"), W_TIME }, { W("recognise"), W_BVERB }, { W("recognize"), W_BVERB }, { W("relatives"), W_HEARER },
	{ W("remembers"), W_SVERB }, { W("reporters"), W_HEARER }, { W("resembles"), W_SVERB }, { W("residents"), W_HEARER },
	{ W("restricts"), W_SVERB }, { W("sacrifice"), W_BVERB }, { W("satisfies"), W_SVERB }, { W("scholarly"), 0 },
	{ W("sculpture"), W_WORK }, { W("september"), W_TIME }, { W("similarly"), W_ADV }, { W("so-called"), W_WORK },
	{ W("sometimes"), W_ADV }, { W("statement"), W_TEXT | W_VENUE }, { W("surrounds"), W_SVERB },
	{ W("telephone"), W_VENUE }, { W("testimony"), W_TEXT | W_VENUE }, { W("therefore"), W_ADV },
	{ W("threatens"), W_SVERB }, { W("transform"), W_BVERB }, { W("transport"), W_BVERB }, { W("undercuts"), W_SVERB },
	{ W("undergoes"), W_SVERB }, { W("undermine"), W_BVERB }, { W("wednesday"), W_TIME }, { W("withdraws"), W_SVERB },
	{ W("yesterday"), W_TIME }, { W("afterwards"), W_ADV }, { W("apparently"), W_ADV }, { W("appearance"), W_VENUE },
	{ W("authorizes"), W_SVERB }, { W("background"), W_VENUE }, { W("celebrates"), W_SVERB }, { W("colleagues"), W_HEARER },
	{ W("conference"), W_HEARER | W_VENUE }, { W("constitute"), W_BVERB }, { W("determines"), W_SVERB },
	{ W("disappears"), W_SVERB }, { W("disorderly"), 0 }, { W("encourages"), W_SVERB }, { W("eventually"), W_ADV },
	{ W("exhibition"), W_WORK }, { W("identifies"), W_SVERB }, { W("interviews"), W_VENUE }, { W("introduces"), W_SVERB },
	{ W("neighborly"), 0 }, { W("originally"), W_ADV }, { W("parliament"), W_HEARER | W_VENUE }, { W("previously"), W_ADV },
	{ W("recognises"), W_SVERB }, { W("recognizes"), W_SVERB }, { W("recommends"), W_SVERB }, { W("repeatedly"), W_ADV },
	{ W("reportedly"), W_ADV }, { W("represents"), W_SVERB }, { W("separately"), W_ADV }, { W("statements"), W_VENUE },
	{ W("supporters"), W_HEARER }, { W("television"), W_VENUE }, { W("themselves"), W_OBJ }, { W("thereafter"), W_ADV },
	{ W("throughout"), W_PREP }, { W("transforms"), W_SVERB }, { W("underbelly"), 0 }, { W("undermines"), W_SVERB },
	{ W("understood"), W_PAST }, { W("unfriendly"), 0 }, { W("broadcaster"), W_HEARER }, { W("constitutes"), W_SVERB },
	{ W("demonstrate"), W_BVERB }, { W("discourages"), W_SVERB }, { W("documentary"), W_WORK },
	{ W("establishes"), W_SVERB }, { W("furthermore"), W_ADV }, { W("immediately"), W_ADV }, { W("jeopardises"), W_SVERB },
	{ W("jeopardizes"), W_SVERB }, { W("journalists"), W_HEARER }, { W("legislators"), W_HEARER },
	{ W("magistrates"), W_HEARER }, { W("neighbourly"), 0 }, { W("nonetheless"), W_ADV }, { W("participate"), W_BVERB },
	{ W("self-styled"), W_WORK }, { W("understands"), W_SVERB }, { W("additionally"), W_ADV },
	{ W("demonstrates"), W_SVERB }, { W("nevertheless"), W_ADV }, { W("participates"), W_SVERB },
	{ W("subsequently"), W_ADV }, { W("distinguishes"), W_SVERB }, { W("investigators"), W_HEARER },
};

uint32_t quote_word_class(struct str w)
{
	size_t lo = 0, hi = sizeof WORDS / sizeof *WORDS;

	if (w.n == 0 || w.n > 24)
		return 0;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		const struct str *x = &WORDS[mid].word;
		int d = x->n == w.n ? memcmp(x->s, w.s, w.n) : x->n < w.n ? -1 : 1;

		if (d == 0)
			return WORDS[mid].cls; /* perhaps none: "family" is no adverb */
		if (d < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
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
			own = own || ((before & W_TIME) && (next & W_TIME)); /* "Monday's daily briefing" */
			bool verb = (before & (W_SUBJ | W_WH | W_THAT)) || (!own && (next & (W_DET | W_NEG | W_ADV | W_ING | W_PREP)));
			w = verb ? W_WORD | W_AUX | W_BE : W_WORD | W_POSS;
		}
		if ((t->flags & TOK_UPPER) && (str_eqz(c->low[i], "us") || str_eqz(c->low[i], "it") || str_eqz(c->low[i], "who")))
			w = W_WORD; /* the country, the trade, the health organisation */
		if (t->flags & TOK_CAP) {
			/* Kelly, Donnelly */
			if (!(t->flags & TOK_SENT) && (w & W_ADV) && str_ends(c->low[i], STR("ly")))
				w &= ~(uint32_t)W_ADV;
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
