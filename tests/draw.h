/* draw.h - chance that is the same in each run, for tests and for programs that measure. */
#ifndef QUOTIDIAN_DRAW_H
#define QUOTIDIAN_DRAW_H

#include <stdint.h>

/* Below `below` (Knuth's MMIX generator, its upper bits). */
static inline uint32_t draw(uint32_t below)
{
	static uint64_t seed = 7;
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((seed >> 33) % below);
}

#endif
