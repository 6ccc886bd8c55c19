/* bench_lang.c - what language costs on one core: opening its data, tagging tokens that lie in memory, annotating whole texts. Run by
 * `make bench-lang`, not by `make check`.
 *
 *   bench_lang COLUMNS.conll.gz TEXTS.jsonl.gz [DIR]
 *
 * CPU time, the least of several runs, as other work on a machine only adds. COLUMNS: a corpus as `annotate --tokens` takes it; TEXTS:
 * objects with a "text" a line, of which the first TEXTS are taken. DIR: a folder of language data other than the program's.
 */
#include "config.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <zlib.h>

#include "benching.h"
#include "lang/model.h"
#include "quotidian/paths.h"

#define TEXTS 2000
#define RUNS 5
#define OPENINGS 20
#define LINE_MAX_BYTES ((size_t)4 << 20)

/* A line without its end; false at the end of the file. */
static bool next_line(gzFile f, struct buf *line)
{
	char part[4096];
	buf_clear(line);
	while (gzgets(f, part, sizeof part)) {
		buf_addz(line, part);
		if (line->n && line->s[line->n - 1] == '\n') {
			line->n--;
			return true;
		}
	}
	return line->n > 0;
}

static gzFile open_gz(const char *path)
{
	gzFile f = gzopen(path, "rb");
	if (!f)
		die("%s: cannot be read", path);
	return f;
}

/* Documents in columns, as the tagger takes them. */
struct corpus {
	struct arena a;
	struct tag_text *t;
	uint32_t n, cap, tokens;
};

static void read_columns(struct corpus *c, const char *path)
{
	struct arena *a = &c->a;
	struct str *word = NULL, *low = NULL;
	uint32_t *sent = NULL, n = 0, nlow = 0, nsent = 0, cword = 0, clow = 0, csent = 0;
	struct buf line, fold;
	bool fresh = true, more = true;
	gzFile f = open_gz(path);
	buf_init(&line, LINE_MAX_BYTES);
	buf_init(&fold, 0);
	while (more) {
		more = next_line(f, &line);
		struct str s = buf_str(&line);
		if (!more || str_starts(s, STR("# ")) || str_starts(s, STR("-DOCSTART-"))) {
			if (n) {
				ARENA_PUSH(a, uint32_t, sent, nsent, csent, n);
				struct tag_text t = { word, low, n, sent, nsent - 1 };
				ARENA_PUSH(a, struct tag_text, c->t, c->n, c->cap, t);
				c->tokens += n;
			}
			word = low = NULL;
			sent = NULL;
			n = nlow = nsent = cword = clow = csent = 0;
			fresh = true;
		} else if (!str_trim(s).n) {
			fresh = true;
		} else {
			size_t tab = str_chr(s, '\t', 0);
			s = arena_str(a, str_sub(s, 0, tab == STR_NPOS ? s.n : tab));
			if (fresh)
				ARENA_PUSH(a, uint32_t, sent, nsent, csent, n);
			fresh = false;
			buf_clear(&fold);
			text_fold(&fold, s, true);
			ARENA_PUSH(a, struct str, word, n, cword, s);
			ARENA_PUSH(a, struct str, low, nlow, clow, arena_str(a, buf_str(&fold)));
		}
	}
	gzclose(f);
	buf_free(&line);
	buf_free(&fold);
}

static void bench_tagging(const struct lang_model *m, const struct corpus *c, bool rules)
{
	double least = 0;
	int rounds = (int)(2000000 / (c->tokens + 1)) + 1;
	for (int run = 0; run < RUNS; run++) {
		double t = cpu();
		for (int i = 0; i < rounds; i++)
			for (uint32_t d = 0; d < c->n; d++) {
				struct arena tmp = { 0 };
				struct tag_span *s;
				uint32_t n;
				tag_document(m, &c->t[d], &tmp, rules, &s, &n);
				arena_free(&tmp);
			}
		t = cpu() - t;
		least = run == 0 || t < least ? t : least;
	}
	printf("%-52s %9.2f million tokens/s\n", rules ? "tagging, tokens in memory, with the document pass" : "tagging, tokens in memory, without the document pass",
	       (double)c->tokens * rounds / least / 1e6);
}

static void bench_texts(const struct lang_model *m, const char *path)
{
	struct buf line, text[TEXTS];
	uint32_t n = 0;
	size_t bytes = 0, tokens = 0, quotes = 0;
	double least = 0;
	gzFile f = open_gz(path);
	buf_init(&line, LINE_MAX_BYTES);
	while (n < TEXTS && next_line(f, &line)) {
		json_t *o = json_loadb(line.s, line.n, 0, NULL), *t = json_object_get(o, "text");
		if (json_is_string(t)) {
			buf_init(&text[n], 0);
			buf_add(&text[n], str_n(json_string_value(t), json_string_length(t)));
			bytes += text[n++].n;
		}
		json_decref(o);
	}
	gzclose(f);
	for (int run = 0; run < RUNS; run++) {
		double t = cpu();
		for (uint32_t i = 0; i < n; i++) {
			struct err e = { 0 };
			struct doc *d = doc_from_text(buf_str(&text[i]), false);
			(void)!lang_annotate(m, d, &e);
			quotes += run ? 0 : d->nquote;
			doc_free(d);
		}
		t = cpu() - t;
		least = run == 0 || t < least ? t : least;
	}
	for (uint32_t i = 0; i < n; i++) {
		struct arena a = { 0 };
		struct token *tok;
		uint32_t count;
		text_tokens(&tok, &count, &a, buf_str(&text[i]), NULL, 0);
		tokens += count;
		arena_free(&a);
		buf_free(&text[i]);
	}
	buf_free(&line);
	printf("%-52s %9.0f thousand tokens/s\n", "texts to actors and quotes", (double)tokens / least / 1e3);
	printf("%-52s %9.2f MB/s, %.2f ms a text (%u texts, %zu quotes)\n", "", (double)bytes / least / 1e6, least * 1e3 / n, n, quotes);
}

int main(int argc, char **argv)
{
	struct lang_model *m = NULL;
	struct corpus c = { 0 };
	struct err e = { 0 };
	static const char *const file[] = { "entities.bin", "names.bin" };
	double least = 0, size = 0;
	if (argc < 3 || argc > 4) {
		fprintf(stderr, "usage: bench_lang COLUMNS.conll.gz TEXTS.jsonl.gz [DIR]\n");
		return 2;
	}
	const char *dir = argc > 3 ? argv[3] : NULL;
	for (int i = 0; i < 2; i++) {
		struct buf path;
		struct stat st;
		buf_init(&path, 8192);
		if (dir)
			path_join(&path, str_of(dir), str_of(file[i]));
		else
			ok(path_program_data(&path, file[i], &e), &e);
		if (stat(path.s, &st))
			die("%s: cannot be read", path.s);
		printf("%-52s %9.2f MB\n", file[i], (double)st.st_size / 1e6);
		size += (double)st.st_size / 1e6;
		buf_free(&path);
	}
	printf("%-52s %9.2f MB\n", "model and gazetteers on disk", size);
	for (int i = 0; i < OPENINGS; i++) {
		lang_close(m);
		double t = cpu();
		ok(lang_open(&m, dir, &e), &e);
		t = cpu() - t;
		least = i == 0 || t < least ? t : least;
	}
	printf("%-52s %9.2f ms\n", "ready, files in the page cache", least * 1e3);
	read_columns(&c, argv[1]);
	bench_tagging(m, &c, false);
	bench_tagging(m, &c, true);
	bench_texts(m, argv[2]);
	arena_free(&c.a);
	lang_close(m);
	return 0;
}
