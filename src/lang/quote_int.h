/* quote_int.h - what the files that find quotations share: word classes, cue verbs, segments between quote marks.
 *
 * quote_marks.c pairs the marks, cue_lexicon.c knows the reporting words, quote_words.c the closed word classes,
 * quote_clause.c finds where reported clauses begin and end, quote_speaker.c finds who is the subject of a cue,
 * quote_spans.c puts them together, quote_attribute.c joins speakers and actors.
 */
#ifndef QUOTE_INT_H
#define QUOTE_INT_H

#include "lang_int.h"

/* Word classes of a token; a word can be in several. */
enum {
	W_DET = 1 << 0,     /* begins a noun phrase: the, his, many, two */
	W_PREP = 1 << 1,
	W_SUBJ = 1 << 2,    /* pronoun that can be a subject */
	W_OBJ = 1 << 3,     /* pronoun that can only be an object */
	W_AUX = 1 << 4,     /* finite form of be, have, do, or a modal */
	W_BE = 1 << 5,
	W_MODAL = 1 << 6,
	W_HYPO = 1 << 7,    /* modal of what was not said: would, could, might */
	W_NEG = 1 << 8,
	W_CONJ = 1 << 9,    /* and, or, but */
	W_SUB = 1 << 10,    /* opens a subordinate clause: because, while, if */
	W_WH = 1 << 11,
	W_ADV = 1 << 12,
	W_TIME = 1 << 13,   /* Monday, week, last, ago */
	W_VENUE = 1 << 14,  /* statement, interview, Twitter: where something is said */
	W_PAST = 1 << 15,   /* can be a past tense */
	W_PASTONLY = 1 << 16, /* past tense that is no participle: went, drove */
	W_ING = 1 << 17,
	W_HEARER = 1 << 18, /* reporters, lawmakers, court: people who are told */
	W_CAP = 1 << 19,    /* part of a name, or written with a capital inside a sentence */
	W_STOP = 1 << 20,   /* . ? ! and such at the end of a sentence */
	W_COMMA = 1 << 21,
	W_BREAK = 1 << 22,  /* ; : dash bracket */
	W_MARK = 1 << 23,   /* a quotation mark that the pairing took as one */
	W_WORD = 1 << 24,   /* a word or a number */
	W_TEXT = 1 << 25,   /* statement, letter, tweet: a thing that speaks for its author */
	W_THAT = 1 << 26,
	W_SVERB = 1 << 27,  /* third person singular that is hardly ever a noun */
	W_WORK = 1 << 28,   /* film, book, song: what has a title */
	W_POSS = 1 << 29,   /* 's or ' after a noun */
	W_BVERB = 1 << 30,  /* can be a verb's base form: after a plural it is one */
};

enum cue_flag {
	CUE_THAT = 1 << 0,    /* takes a that-clause */
	CUE_ZERO = 1 << 1,    /* readily takes a clause without "that" */
	CUE_SAY = 1 << 2,     /* hardly takes anything but what was said */
	CUE_DIRECT = 1 << 3,  /* reports direct speech beside it */
	CUE_INVERT = 1 << 4,  /* may stand before its subject */
	CUE_HEARER = 1 << 5,  /* its object is who was told */
	CUE_NAMES = 1 << 6,   /* calls the vote "a fig leaf" */
	CUE_WH = 1 << 7,      /* asks whether, explains how */
	CUE_BELIEF = 1 << 8,  /* thought, not speech */
	CUE_NOUNY = 1 << 9,   /* base form and -s form are nouns as well */
	CUE_WEAK = 1 << 10,   /* a cue only right beside direct speech */
	CUE_OUT = 1 << 11,    /* only with "out": point out */
	CUE_SHOW = 1 << 12,   /* of documents and findings: shows, reveals */
	CUE_TO = 1 << 13,     /* reports a promise or a refusal with an infinitive */
	CUE_ACCORDING = 1 << 14,
};
enum cue_form { FORM_BASE, FORM_S, FORM_PAST, FORM_ING, FORM_PP };

struct cue_entry {
	struct str lemma;
	uint16_t flags;
};

/* Text between two outer quotation marks, marks included. */
struct qseg {
	uint32_t start, end; /* tokens; inside one block */
	uint32_t words;      /* inside */
	bool single;         /* single marks */
	bool opened, closed; /* has an opening, a closing mark of its own */
	bool goes_on;        /* goes on from the segment before it, over a paragraph's end */
	uint8_t last;        /* last character inside: one of . , ? ! ; : - or 0 */
	uint8_t role;        /* enum seg_role */
};
enum seg_role { SEG_FREE, SEG_DIRECT, SEG_IN_CLAUSE, SEG_NOT_SPEECH };

struct qcue {
	uint32_t at, end;  /* tokens of the cue */
	uint16_t flags;    /* enum cue_flag */
	uint8_t form;      /* enum cue_form */
	bool done;         /* has its quotation */
	struct tspan who;  /* its speaker, once known; else empty */
	uint8_t who_conf;
};

struct speaker {
	struct tspan at;     /* the words that name them; empty: none */
	uint32_t from, to;   /* the whole group with its appositions, and what stands between it and the cue */
	uint8_t conf;
};

struct qctx {
	struct lang_ctx *c;
	uint32_t *w;      /* word classes of each token; all arrays by token have one more, behind the last */
	uint32_t *osent;  /* outer sentence of each token: a segment belongs to the sentence it stands in */
	uint32_t *ostart, *oend; /* of outer sentence i */
	uint32_t *seg_of; /* index + 1 of the segment that a token is in */
	struct qseg *seg;
	uint32_t nseg, cap_seg;
	struct qcue *cue; /* sorted */
	uint32_t ncue, cap_cue;
	uint32_t *cue_of; /* index + 1 of the cue that a token belongs to */
	uint8_t *used;    /* tokens that stand in a quotation already */
	uint32_t cap_quo; /* of c->quo while it grows */
};

/* How far any scan looks; a sentence of news hardly passes 120 tokens. Keeps all work linear. */
#define SCAN_MAX 160u

/* quote_words.c */
uint32_t quote_word_class(struct str low);
void quote_words_mark(struct qctx *q);

/* cue_lexicon.c */
/* The entry of a reporting verb in any of its forms, or NULL. */
const struct cue_entry *cue_lookup(struct str low, uint8_t *form);
/* Nouns that report ("claim", "warning"): true. */
bool cue_noun(struct str low);

/* quote_marks.c */
void quote_marks_pair(struct qctx *q);

/* quote_cues.c */
void cues_mark(struct qctx *q);
/* False when what the cue reports was not said: denied, hypothetical, passive, asked for. `direct`: beside direct speech, where
 * more is taken for said. */
bool cue_live(const struct qctx *q, const struct qcue *k, bool direct);
/* The speaker of a cue that stands behind its subject, or shares the subject of an earlier one. */
bool cue_speaker(struct qctx *q, struct qcue *k, struct speaker *out);

/* quote_clause.c */
/* First token behind the time, place and hearer that may stand between a cue and what it reports. */
uint32_t clause_skip(const struct qctx *q, uint32_t i, uint32_t end, bool hearer);
/* True when [i, end) can be a clause that is reported without "that"; `strict`: its verb must stand before a comma. */
bool clause_finite(const struct qctx *q, uint32_t i, uint32_t end, bool strict);
/* Where the reported clause that begins at i ends, at the latest at `end`. */
uint32_t clause_end(const struct qctx *q, uint32_t i, uint32_t end, const struct qcue *cue);

/* quote_speaker.c */
bool speaker_left(const struct qctx *q, uint32_t cue, uint32_t bound, struct speaker *out);
bool speaker_right(const struct qctx *q, uint32_t i, uint32_t end, struct speaker *out);
/* The subject of the sentence that begins at i. */
bool speaker_first(const struct qctx *q, uint32_t i, uint32_t end, struct speaker *out);
/* The token that carries the meaning of a speaker's words: the last of a name, the noun of a nominal. */
uint32_t speaker_head(const struct lang_ctx *c, struct tspan at);

/* quote_spans.c */
/* Adds a quotation unless a token of it is used or it is empty; returns its index or -1. */
int32_t quote_add(struct qctx *q, struct tspan at, enum quote_kind kind, struct tspan cue, struct tspan speaker, uint8_t conf, int32_t same_as);
/* Direct when all words stand between marks, mixed when some do. */
enum quote_kind quote_kind_of(const struct qctx *q, struct tspan at);

/* quote_direct.c */
void quotes_direct(struct qctx *q);
void quotes_transcript(struct qctx *q);
/* quote_indirect.c */
void quotes_indirect(struct qctx *q);
/* quote_float.c */
void quotes_float(struct qctx *q);

static inline bool low_is(const struct lang_ctx *c, uint32_t i, const char *z)
{
	return i < c->ntok && str_eqz(c->low[i], z);
}
static inline uint32_t scan_left(uint32_t from, uint32_t bound)
{
	return from > bound + SCAN_MAX ? from - SCAN_MAX : bound;
}
static inline uint32_t scan_right(uint32_t from, uint32_t end)
{
	return end > from + SCAN_MAX ? from + SCAN_MAX : end;
}

#endif
