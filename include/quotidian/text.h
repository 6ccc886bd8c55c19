/* text.h - what a terminal and a tagger need to know of characters, words and sentences. */
#ifndef QUOTIDIAN_TEXT_H
#define QUOTIDIAN_TEXT_H

#include "quotidian/arena.h"
#include "quotidian/utf8.h"

/* ---- width.c: cells on a terminal ---- */

/* Cells that a code point takes: 0, 1 or 2; what wcwidth() does not know takes 0 if it is a combining mark or a format
 * character and 1 otherwise. The truth for all layout (ncurses uses the same). */
int text_cp_width(uint32_t cp);
/* Cells of a whole string. */
size_t text_width(struct str s);
/* Offset behind the grapheme cluster that starts at `pos` (UAX 29). */
size_t text_grapheme_end(struct str s, size_t pos);
/* Offset where the longest prefix of at most `cells` cells ends (whole graphemes); *used gets its width. */
size_t text_fit(struct str s, size_t cells, size_t *used);
/* For a terminal: drops ZWJ and variation selectors, whose width terminals disagree on. */
void text_for_cells(struct buf *out, struct str s);

/* ---- fold.c: comparing ---- */

/* By Unicode's general category: Lu or Lt; Ll; L*; Nd. */
bool text_is_upper(uint32_t cp);
bool text_is_lower(uint32_t cp);
bool text_is_alpha(uint32_t cp);
bool text_is_digit(uint32_t cp);
bool text_is_space(uint32_t cp); /* Unicode white space, NBSP too */
/* Appends a form for comparing: NFKC, case folded, and with `bare` without combining marks ("Novák" = "novak"). */
void text_fold(struct buf *out, struct str s, bool bare);
/* Appends `s` with each run of white space as one space, none at the ends. */
void text_squeeze(struct buf *out, struct str s);

/* ---- stem.c: forms of one word ---- */

/* Stems of English words by Porter's algorithm, as the search index makes them. For one thread; close with stemmer_close (NULL is fine). */
struct stemmer;
struct stemmer *stemmer_open(void);
void stemmer_close(struct stemmer *st);
/* The stem of a word that is folded (text_fold, bare). Valid until the next call. */
struct str stemmer_word(struct stemmer *st, struct str folded);

/* ---- token.c: words and sentences of news English, harmless on any script ---- */

enum token_kind { TOK_WORD, TOK_NUMBER, TOK_PUNCT, TOK_OPEN, TOK_CLOSE, TOK_URL };
enum token_flag {
	TOK_CAP = 1,        /* first letter is upper case */
	TOK_UPPER = 2,      /* two letters or more, all upper case */
	TOK_SPACE = 4,      /* white space stands before it */
	TOK_SENT = 8,       /* first of a sentence */
	TOK_PARA = 16,      /* first of a block */
	TOK_ABBREV = 32,    /* ends in a full stop that belongs to it ("U.S.", "Gen.") */
};
/* TOK_OPEN and TOK_CLOSE are quotation marks and brackets whose direction is clear; a straight mark is OPEN or CLOSE by
 * its neighbours. Possessive 's and n't are tokens of their own, as in the Penn treebank ("Putin" "'s", "did" "n't"). */
struct token {
	uint32_t start, end; /* bytes */
	uint8_t kind, flags;
};
/* Tokens of text[0..n) into an arena array, in order, covering all that is no white space. Linear time. */
void text_tokens(struct token **out, uint32_t *n, struct arena *a, struct str text, const uint32_t *block_start, uint32_t nblock);

#endif
