/* store_words.c - the words of the search index: FTS5's own "porter unicode61" and the same tokens, but each common word is stemmed once.
 *
 * Folding and stemming take half of the time of indexing, and most words of a text have just been seen. So words of ASCII letters and digits
 * are looked up in a small table by their letters; what is not there, and every other word, goes through FTS5's tokenizer. As the tokens
 * are the same, it takes that one's name, and an index made by either serves both.
 */
#include "config.h"

#include <stdlib.h>

#include "store_int.h"

#define WORD_MAX 22    /* longer ones are rare; unicode61 and porter never make a word longer */
#define WORDS_KEPT 2048 /* a power of 2 */

struct kept {
	char word[WORD_MAX], stem[WORD_MAX];
	uint8_t nword, nstem; /* nword 0: free */
};
struct words { /* a tokenizer of ours */
	const struct inner *kind;
	Fts5Tokenizer *inner;
	struct kept kept[WORDS_KEPT];
};
struct inner { /* FTS5's porter */
	fts5_tokenizer call;
	void *arg;
};
typedef int on_token(void *arg, int flags, const char *token, int n, int start, int end);

static int words_create(void *arg, const char **option, int n, Fts5Tokenizer **out)
{
	struct words *w = xcalloc(1, sizeof *w);
	w->kind = arg;
	int rc = w->kind->call.xCreate(w->kind->arg, option, n, &w->inner);
	if (rc != SQLITE_OK) {
		free(w);
		w = NULL;
	}
	*out = (Fts5Tokenizer *)w;
	return rc;
}

static void words_delete(Fts5Tokenizer *t)
{
	struct words *w = (struct words *)t;
	w->kind->call.xDelete(w->inner);
	free(w);
}

/* The tokens of a piece of the text, told at their places in the whole. */
struct piece {
	on_token *told;
	void *arg;
	int at;
};

static int tell_piece(void *arg, int flags, const char *token, int n, int start, int end)
{
	const struct piece *p = arg;
	return p->told(p->arg, flags, token, n, p->at + start, p->at + end);
}

static int keep_stem(void *arg, int flags, const char *token, int n, int start, int end)
{
	struct kept *k = arg;
	(void)start;
	(void)end;
	if (flags || n < 1 || n > WORD_MAX || k->nstem)
		return SQLITE_ERROR; /* no single stem: not for the table */
	memcpy(k->stem, token, (size_t)n);
	k->nstem = (uint8_t)n;
	return SQLITE_OK;
}

/* The word's place in the table, filled; NULL when it cannot be there. `word` has no capitals. */
static const struct kept *stem_of(struct words *w, int flags, const char *word, size_t n, uint32_t hash)
{
	struct kept *k = &w->kept[hash & (WORDS_KEPT - 1)];
	if (k->nword == n && memcmp(k->word, word, n) == 0)
		return k;
	k->nword = k->nstem = 0;
	if (w->kind->call.xTokenize(w->inner, k, flags, word, (int)n, keep_stem) != SQLITE_OK || !k->nstem)
		return NULL;
	memcpy(k->word, word, n);
	k->nword = (uint8_t)n;
	return k;
}

static char letter(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ? (char)c : c >= 'A' && c <= 'Z' ? (char)(c + 32) : 0;
}

/* U+2000 to U+203F, spaces and punctuation, stand at `i`. */
static bool is_punctuation(const unsigned char *s, int i, int n)
{
	return s[i] == 0xE2 && n - i > 2 && s[i + 1] == 0x80 && (s[i + 2] & 0xC0) == 0x80;
}

static int words_tokenize(Fts5Tokenizer *t, void *arg, int flags, const char *text, int n, on_token *told)
{
	struct words *w = (struct words *)t;
	const unsigned char *s = (const unsigned char *)text;
	for (int i = 0; i < n;) {
		/* In ASCII only letters and digits belong to words. */
		if (s[i] < 0x80 && !letter(s[i])) {
			i++;
			continue;
		}
		if (is_punctuation(s, i, n)) {
			i += 3;
			continue;
		}
		int start = i, rc = SQLITE_OK;
		char word[WORD_MAX], c;
		uint32_t hash = 2166136261u; /* FNV-1a */
		for (; i < n && (c = letter(s[i])); i++) {
			if (i - start < WORD_MAX)
				word[i - start] = c;
			hash = (hash ^ (unsigned char)c) * 16777619u;
		}
		bool ends = i == n || s[i] < 0x80 || is_punctuation(s, i, n);
		const struct kept *k = ends && i - start <= WORD_MAX ? stem_of(w, flags, word, (size_t)(i - start), hash ^ hash >> 15) : NULL;
		if (k) {
			rc = told(arg, 0, k->stem, k->nstem, start, i);
		} else {
			while (i < n && (s[i] >= 0x80 || letter(s[i])))
				i++;
			struct piece p = { told, arg, start };
			rc = w->kind->call.xTokenize(w->inner, &p, flags, text + start, i - start, tell_piece);
		}
		if (rc != SQLITE_OK)
			return rc;
	}
	return SQLITE_OK;
}

/* FTS5 gives its functions through a pointer that a statement fills. */
static fts5_api *api_of(sqlite3 *db)
{
	fts5_api *api = NULL;
	sqlite3_stmt *st = NULL;
	if (sqlite3_prepare_v2(db, "SELECT fts5(?1)", -1, &st, NULL) == SQLITE_OK) {
		sqlite3_bind_pointer(st, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(st);
	}
	sqlite3_finalize(st);
	return api;
}

int search_words(struct store *s, struct err *e)
{
	static const char name[] = "porter";
	fts5_tokenizer mine = { words_create, words_delete, words_tokenize };
	fts5_api *api = api_of(s->db);
	struct inner *in = xcalloc(1, sizeof *in);
	int rc = api ? api->xFindTokenizer(api, name, &in->arg, &in->call) : SQLITE_ERROR;
	if (rc == SQLITE_OK)
		rc = api->xCreateTokenizer(api, name, in, &mine, free);
	if (rc == SQLITE_OK)
		return 0;
	free(in);
	return err_set(e, QD_EIO, "%s: this SQLite has no full-text search (FTS5)", s->path);
}
