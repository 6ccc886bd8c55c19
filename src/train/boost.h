/* boost.h - gradient-boosted trees for yes-or-no questions over small whole numbers.
 *
 * Method: Friedman, "Greedy function approximation" (2001), log loss, second-order leaf values and histograms of binned
 * features as in XGBoost and LightGBM, leaf-wise growth, random samples of rows and features for each tree. Deterministic
 * for one seed.
 */
#ifndef QUOTIDIAN_BOOST_H
#define QUOTIDIAN_BOOST_H

#include <stdint.h>
#include <stdio.h>

struct boost_options {
	unsigned trees, leaves;
	double rate, lambda, min_weight; /* step, L2 on leaf values, least weight of a leaf */
	double top, rest;                /* shares of the rows for each tree: those with the largest gradients, and of the others */
	double features;                 /* share of the features for each tree */
	unsigned bags;                   /* so many times, each from another seed; what they say is averaged. 0: once */
	uint64_t seed;
};
struct boost_node {
	int16_t feature;   /* -1: a leaf */
	int16_t threshold; /* x[feature] <= threshold goes left */
	int32_t left, right;
	float value;
};
struct boost_model {
	struct boost_node *node;
	uint32_t *root; /* one a tree */
	uint32_t nnode, ntree;
	float base;
};

/* `x` holds n rows of f features; `y` 0 or 1, `w` weights. The caller frees with boost_free. */
void boost_train(struct boost_model *out, const int16_t *x, const uint8_t *y, const float *w, uint32_t n, uint32_t f,
	const struct boost_options *o);
float boost_score(const struct boost_model *m, const int16_t *x); /* log odds */
void boost_free(struct boost_model *m);

#endif
