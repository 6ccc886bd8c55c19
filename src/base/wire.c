/* wire.c - LEB128 numbers and counted byte strings. */
#include "config.h"

#include "quotidian/wire.h"

void wire_put_u(struct buf *b, uint64_t v)
{
	char out[10];
	size_t n = 0;
	while (v >= 0x80) {
		out[n++] = (char)(v | 0x80);
		v >>= 7;
	}
	out[n++] = (char)v;
	buf_add(b, str_n(out, n));
}

void wire_put_i(struct buf *b, int64_t v)
{
	wire_put_u(b, ((uint64_t)v << 1) ^ (uint64_t)(v >> 63));
}

void wire_put_str(struct buf *b, struct str s)
{
	wire_put_u(b, s.n);
	buf_add(b, s);
}

struct wire wire_of(struct str s)
{
	return (struct wire){ (const unsigned char *)s.s, (const unsigned char *)s.s + s.n, false };
}

uint64_t wire_get_u(struct wire *w)
{
	uint64_t v = 0;
	for (unsigned shift = 0; shift < 64 && w->p < w->end; shift += 7) {
		unsigned char c = *w->p++;
		if (shift == 63 && c > 1)
			break;
		v |= (uint64_t)(c & 0x7f) << shift;
		if (!(c & 0x80))
			return v;
	}
	w->bad = true;
	w->p = w->end;
	return 0;
}

uint64_t wire_get_max(struct wire *w, uint64_t max)
{
	uint64_t v = wire_get_u(w);
	if (v <= max)
		return v;
	w->bad = true;
	w->p = w->end;
	return 0;
}

int64_t wire_get_i(struct wire *w)
{
	uint64_t v = wire_get_u(w);
	return (int64_t)(v >> 1) ^ -(int64_t)(v & 1);
}

struct str wire_get_str(struct wire *w, size_t max)
{
	uint64_t n = wire_get_max(w, max);
	if (n > (size_t)(w->end - w->p)) {
		w->bad = true;
		w->p = w->end;
		return STR_NONE;
	}
	struct str s = str_n((const char *)w->p, (size_t)n);
	w->p += n;
	return s;
}

bool wire_done(const struct wire *w)
{
	return !w->bad && w->p == w->end;
}
