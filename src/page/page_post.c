/* page_post.c - posts of other platforms inside an article. Their embedding codes are block quotes with a class of the
 * platform, which names an author below the words: that is a quotation, and stays with its author where the article around
 * it stays. Players and previews without words are left out.
 */
#include "page_int.h"

/* How far the article may be on both sides of a post. */
#define AROUND 3

/* The block quote that embeds the post b is part of, or 0. Classes as the platforms' embedding codes write them. */
static uint32_t post_of(const struct page_tree *t, const struct page_block *b)
{
	static const char *const classes[] = { "twitter-tweet", "twitter-video", "instagram-media", "fb-xfbml-parse-ignore", "tiktok-embed",
		"bluesky-embed", "mastodon-embed", "text-post-media", "reddit-embed-bq", "reddit-card" };
	if (b->kind != BLOCK_QUOTE)
		return 0;
	uint32_t n = b->node;
	for (unsigned up = 0; up < 8 && n; up++, n = t->node[n].parent) {
		if (t->node[n].tag != TAG_blockquote)
			continue;
		struct str names = str_sub(page_attr(t, n, ATTR_class), 0, 200), one;
		for (unsigned k = 0; k < 8 && str_split(&names, ' ', &one); k++)
			for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
				if (str_ieq(one, str_of(classes[i])))
					return n;
	}
	return 0;
}

/* "— Ana Lund (@analund) May 4, 2031", "A post shared by Ana Lund (@analund)" */
static bool is_author(struct str s, uint32_t words)
{
	return words <= 20 && (str_starts(s, STR("—")) || str_find(s, STR("(@"), 0) != STR_NPOS);
}

/* Is something of the article among the AROUND blocks before (step -1) or behind (step 1)? */
static bool article_near(const struct page_blocks *bs, uint32_t at, int step)
{
	for (unsigned k = 0; k < AROUND; k++) {
		at += (uint32_t)step;
		if (at >= bs->n)
			return false;
		if (bs->b[at].keep && bs->b[at].words >= 8)
			return true;
	}
	return false;
}

void page_keep_posts(struct page_context *c)
{
	struct page_blocks *bs = c->bs;
	for (uint32_t i = 0; i < bs->n;) {
		uint32_t post = post_of(c->t, &bs->b[i]), end = i, words = 0;
		bool kept = false;
		while (post && end < bs->n && post_of(c->t, &bs->b[end]) == post) {
			const struct page_block *b = &bs->b[end++];
			kept = kept || b->keep;
			words += page_link_density(b) < 0.8f && !is_author(page_block_text(bs, b), b->words) ? b->words : 0;
		}
		if (post && words >= 4 && (kept || (article_near(bs, i, -1) && article_near(bs, end - 1, 1))))
			for (uint32_t k = i; k < end; k++)
				bs->b[k].keep = bs->b[k].hidden != 1 && page_link_density(&bs->b[k]) < 0.8f;
		i = end > i ? end : i + 1;
	}
}
