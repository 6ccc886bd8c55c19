/* gzip_end.c - finds out whether a gzip body ended, since libcurl up to 8.x takes one that was cut for whole.
 *
 * A gzip member ends in its CRC-32 and the size of its content modulo 2^32 (RFC 1952, 2.3.1). The last bytes that came over the
 * connection are remembered, read through the chunked coding where there is one (RFC 9112, 7.1), and the size is compared
 * with what curl decoded; curl's zlib has compared the CRC of a stream that did end.
 */
#include "config.h"

#include "net_int.h"

enum { CHUNK_SIZE, CHUNK_EXTENSION, CHUNK_SIZE_LF, CHUNK_DATA, CHUNK_DATA_CR, CHUNK_DATA_LF, CHUNK_TRAILER };

static void keep(struct gzip_end *g, const unsigned char *p, size_t n)
{
	if (n >= sizeof g->tail) {
		memcpy(g->tail, p + n - sizeof g->tail, sizeof g->tail);
		g->have = sizeof g->tail;
		return;
	}
	size_t old = g->have < sizeof g->tail - n ? g->have : sizeof g->tail - n;
	memmove(g->tail, g->tail + g->have - old, old);
	memcpy(g->tail + old, p, n);
	g->have = old + n;
}

static int hex(unsigned char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 32;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static void chunks(struct gzip_end *g, const unsigned char *p, size_t n)
{
	for (size_t i = 0; i < n && !g->lost; ) {
		unsigned char c = p[i];
		if (g->state == CHUNK_DATA) {
			size_t take = n - i < g->left ? n - i : (size_t)g->left;
			keep(g, p + i, take);
			i += take;
			g->left -= take;
			if (!g->left)
				g->state = CHUNK_DATA_CR;
			continue;
		}
		i++;
		switch (g->state) {
		case CHUNK_SIZE:
			if (hex(c) >= 0)
				g->left = g->left * 16 + (unsigned)hex(c);
			else
				g->state = c == '\r' ? CHUNK_SIZE_LF : CHUNK_EXTENSION;
			g->lost = g->left >> 48;
			break;
		case CHUNK_EXTENSION:
			if (c == '\r')
				g->state = CHUNK_SIZE_LF;
			break;
		case CHUNK_SIZE_LF:
			g->lost = c != '\n';
			g->state = g->left ? CHUNK_DATA : CHUNK_TRAILER;
			break;
		case CHUNK_DATA_CR:
			g->lost = c != '\r';
			g->state = CHUNK_DATA_LF;
			break;
		case CHUNK_DATA_LF:
			g->lost = c != '\n';
			g->state = CHUNK_SIZE;
			break;
		default: /* trailers: curl reads them */
			return;
		}
	}
}

void gzip_end_feed(struct gzip_end *g, bool chunked, const unsigned char *p, size_t n)
{
	if (!n)
		return;
	if (!g->seen) {
		g->seen = true;
		/* Newer versions of curl may hand over what is behind the chunked coding; gzip's first byte is no hexadecimal digit. */
		g->chunked = chunked && p[0] != 0x1F;
		g->lost = !g->chunked && p[0] != 0x1F;
	}
	if (g->chunked)
		chunks(g, p, n);
	else
		keep(g, p, n);
}

enum gzip_verdict gzip_end_verdict(const struct gzip_end *g, uint64_t decoded)
{
	if (!g->seen || g->lost)
		return GZIP_UNKNOWN;
	if (g->have < sizeof g->tail)
		return GZIP_CUT;
	uint32_t size = g->tail[4] | (uint32_t)g->tail[5] << 8 | (uint32_t)g->tail[6] << 16 | (uint32_t)g->tail[7] << 24;
	return size == (uint32_t)decoded ? GZIP_WHOLE : GZIP_CUT;
}
