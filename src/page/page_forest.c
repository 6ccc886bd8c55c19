/* page_forest.c - how likely a block belongs to the article: boosted trees over page_features.c, learned by src/train/train_page.c from pages
 * whose articles people marked. The table is data, written by the trainer.
 *
 * Learned from: article-extraction-benchmark by Scrapinghub (MIT), fundus and fundus-evaluation (MIT), the Web Content Extraction Benchmark by
 * M. Foley (CC BY 4.0), and the evaluation segments of trafilatura (Apache-2.0). None of their pages or texts is in the table.
 */
#include "page_int.h"

#include <math.h>

#include "page_trees.inc"

const struct page_forest page_learned[2] = {
	{ first, first_root, sizeof first_root / sizeof *first_root, FIRST_BASE },
	{ second, second_root, sizeof second_root / sizeof *second_root, SECOND_BASE },
};

float page_likelihood(const struct page_forest *f, const int16_t *x)
{
	int32_t sum = 0;
	for (size_t k = 0; k < f->trees; k++) {
		const struct page_leaf *n = &f->node[f->root[k]];
		while (n->feature != PAGE_LEAF)
			n += x[n->feature] <= n->value ? 1 : n->right;
		sum += n->value;
	}
	return 1 / (1 + expf(-(f->base + (float)sum / PAGE_LEAF_SCALE)));
}
