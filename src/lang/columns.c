/* columns.c - tags corpora in columns, for measuring the tagger alone. */
#include "config.h"

#include "model.h"

#define TOKENS_MAX 250000 /* tagged at one time; what is longer, without an end of a document or even of a sentence, is cut there */

struct table {
	struct arena a;
	struct str *word, *low;
	uint32_t *sent; /* first token of each sentence, one more at the end */
	uint32_t n, cword, clow, nsent, csent, nlow;
	bool fresh;
};

static void flush(const struct lang_model *m, struct buf *out, struct table *t, bool rules, bool ends)
{
	static const char *const type[] = { "PER", "ORG", "LOC", "MISC" };
	uint32_t nsent = t->nsent, n = 0, k = 0, sent = 1;
	if (!t->n)
		return;
	ARENA_PUSH(&t->a, uint32_t, t->sent, t->nsent, t->csent, t->n);
	struct tag_text text = { t->word, t->low, t->n, t->sent, nsent };
	struct tag_span *s;
	tag_document(m, &text, &t->a, rules, &s, &n);
	for (uint32_t i = 0; i < t->n; i++) {
		if (sent < nsent && t->sent[sent] == i) {
			buf_addc(out, '\n');
			sent++;
		}
		while (k < n && s[k].end <= i)
			k++;
		buf_add(out, t->word[i]);
		if (k < n && s[k].start <= i)
			buf_addf(out, "\t%s-%s\n", s[k].start == i ? "B" : "I", type[s[k].type]);
		else
			buf_addz(out, "\tO\n");
	}
	if (t->fresh || ends)
		buf_addc(out, '\n');
	arena_free(&t->a);
	*t = (struct table){ .fresh = true };
}

int lang_tag_columns(const struct lang_model *m, struct buf *out, struct str in, bool rules)
{
	struct table t = { .fresh = true };
	struct str line;
	struct buf fold, clean;
	buf_init(&fold, 0);
	buf_init(&clean, 0);
	while (str_split(&in, '\n', &line)) {
		if (line.n && line.s[line.n - 1] == '\r')
			line.n--;
		if (str_starts(line, STR("# ")) || str_starts(line, STR("-DOCSTART-"))) {
			flush(m, out, &t, rules, true);
			if (utf8_clean(line))
				buf_add(out, line);
			else
				utf8_sanitise(out, line, UTF8_LINE);
			buf_addc(out, '\n');
			continue;
		}
		if (!str_trim(line).n) {
			t.fresh = true;
			continue;
		}
		size_t tab = str_chr(line, '\t', 0);
		struct str word = str_sub(line, 0, tab == STR_NPOS ? line.n : tab);
		if (t.n == TOKENS_MAX)
			flush(m, out, &t, rules, false);
		if (t.fresh)
			ARENA_PUSH(&t.a, uint32_t, t.sent, t.nsent, t.csent, t.n);
		t.fresh = false;
		if (!utf8_clean(word)) {
			buf_clear(&clean);
			utf8_sanitise(&clean, word, UTF8_LINE);
			word = arena_str(&t.a, buf_str(&clean));
		}
		buf_clear(&fold);
		text_fold(&fold, word, true);
		ARENA_PUSH(&t.a, struct str, t.word, t.n, t.cword, word);
		ARENA_PUSH(&t.a, struct str, t.low, t.nlow, t.clow, arena_str(&t.a, buf_str(&fold)));
	}
	flush(m, out, &t, rules, true);
	arena_free(&t.a);
	buf_free(&fold);
	buf_free(&clean);
	return out->over ? QD_ELIMIT : 0;
}
