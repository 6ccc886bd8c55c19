/* page_forest.c - how likely a block belongs to the article: boosted trees over page_features.c, learned by src/train/train_page.c from pages
 * whose articles people marked. The table is data, written by the trainer.
 */
#include "page_int.h"

#include <math.h>

#include "page_trees.inc"

float page_forest(const int16_t *x)
{
	int32_t sum = 0;
	for (size_t k = 0; k < sizeof forest_root / sizeof *forest_root; k++) {
		const struct page_leaf *n = &forest[forest_root[k]];
		while (n->feature != PAGE_LEAF)
			n += x[n->feature] <= n->value ? 1 : n->right;
		sum += n->value;
	}
	return 1 / (1 + expf(-(PAGE_FOREST_BASE + (float)sum / PAGE_LEAF_SCALE)));
}
