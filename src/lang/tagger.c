/* tagger.c - finds the best labels of each run. */
#include "config.h"

#include "quotidian/tagger.h"

#define IMPOSSIBLE (-(1 << 28))

int tagger_open(struct tagger *t, const char *dir, struct err *e)
{
	*t = (struct tagger){ 0 };
	int rc = data_open(&t->file, dir, "entities.bin", TAGGER_MAGIC, TAGGER_VERSION, 3, e);
	if (rc)
		return rc;
	struct str rows = data_part(&t->file, 0), chain = data_part(&t->file, 1), words = data_part(&t->file, 2);
	t->row = (const struct tag_row *)(const void *)rows.s;
	t->nrow = (uint32_t)(rows.n / sizeof(struct tag_row));
	t->chain = (const struct tag_chain *)(const void *)chain.s;
	t->lex = (struct lexicon){ (const struct lex_word *)(const void *)words.s, (uint32_t)(words.n / sizeof(struct lex_word)) };
	bool empty = false, room = false;
	for (uint32_t i = 0; i < t->nrow && !empty; i++)
		empty = !t->row[i].check;
	for (uint32_t i = 0; i < t->lex.n && !room; i++)
		room = !t->lex.at[i].check;
	if (!empty || !room || chain.n != sizeof(struct tag_chain)) {
		tagger_close(t);
		return err_set(e, QD_EFORMAT, "entities.bin: is damaged; install the program's data again");
	}
	return 0;
}

void tagger_close(struct tagger *t)
{
	data_close(&t->file);
	*t = (struct tagger){ 0 };
}

/* Sums of weights: 16 labels side by side, and the last. A sum of FEAT_MAX bytes fits into 16 bits. */
typedef int8_t bytes16 __attribute__((vector_size(16)));
typedef int16_t sums16 __attribute__((vector_size(32)));
_Static_assert(TAG_LABELS == 17 && FEAT_MAX * 128 <= INT16_MAX, "sums of weights");

struct sums {
	sums16 first;
	int32_t last;
};

static void add_row(const struct tagger *t, uint64_t feature, struct sums *sum)
{
	uint16_t check = tag_check(feature);
	for (uint32_t i = tag_home(feature, t->nrow);; i = i + 1 < t->nrow ? i + 1 : 0) {
		const struct tag_row *r = &t->row[i];
		if (!r->check)
			return;
		if (r->check == check) {
			bytes16 w;
			memcpy(&w, r->w, sizeof w);
			sum->first += __builtin_convertvector(w, sums16);
			sum->last += r->w[TAG_LABELS - 1];
			return;
		}
	}
}

struct step {
	int32_t score[TAG_LABELS];
	uint8_t from[TAG_LABELS];
};

void tagger_run(const struct tagger *t, const struct feat *f, struct arena *tmp, uint8_t *label)
{
	/* Labels that may come before each one. */
	uint8_t before[TAG_LABELS][TAG_LABELS], nbefore[TAG_LABELS] = { 0 };
	bool begins[TAG_LABELS], ends[TAG_LABELS];
	for (int b = 0; b < TAG_LABELS; b++) {
		begins[b] = tag_follows(-1, b);
		ends[b] = tag_follows(b, -1);
		for (int a = 0; a < TAG_LABELS; a++)
			if (tag_follows(a, b))
				before[b][nbefore[b]++] = (uint8_t)a;
	}
	memset(label, 0, f->t->n);
	uint32_t longest = 0;
	for (uint32_t r = 0; r < f->nrun; r++)
		if (f->run[r].end - f->run[r].start > longest)
			longest = f->run[r].end - f->run[r].start;
	struct step *step = ARENA_NEW(tmp, struct step, longest);
	uint64_t feature[FEAT_MAX];
	for (uint32_t r = 0; r < f->nrun; r++) {
		uint32_t start = f->run[r].start, n = f->run[r].end - start;
		for (uint32_t i = 0; i < n; i++) {
			struct sums sum = { 0 };
			int32_t node[TAG_LABELS];
			unsigned nf = feat_token(f, start + i, feature);
			for (unsigned k = 0; k < nf; k++)
				__builtin_prefetch(&t->row[tag_home(feature[k], t->nrow)]);
			for (unsigned k = 0; k < nf; k++)
				add_row(t, feature[k], &sum);
			for (int b = 0; b < TAG_LABELS - 1; b++)
				node[b] = sum.first[b];
			node[TAG_LABELS - 1] = sum.last;
			for (int b = 0; b < TAG_LABELS; b++) {
				int32_t best = IMPOSSIBLE;
				uint8_t from = 0;
				if (i == 0)
					best = begins[b] ? t->chain->begin[b] : IMPOSSIBLE;
				else
					for (int k = 0; k < nbefore[b]; k++) {
						uint8_t a = before[b][k];
						int32_t s = step[i - 1].score[a] + t->chain->step[a][b];
						if (s > best) {
							best = s;
							from = a;
						}
					}
				step[i].score[b] = best > IMPOSSIBLE / 2 ? best + node[b] : IMPOSSIBLE;
				step[i].from[b] = from;
			}
		}
		int32_t best = IMPOSSIBLE;
		uint8_t at = 0;
		for (int b = 0; b < TAG_LABELS; b++)
			if (ends[b] && step[n - 1].score[b] + t->chain->end[b] > best) {
				best = step[n - 1].score[b] + t->chain->end[b];
				at = (uint8_t)b;
			}
		for (uint32_t i = n; i-- > 0;) {
			label[start + i] = at;
			at = step[i].from[at];
		}
	}
}
