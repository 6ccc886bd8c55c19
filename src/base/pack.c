/* pack.c - deflate by zlib. */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <zlib.h>

#include "quotidian/pack.h"
#include "quotidian/wire.h"

#define MARK '\0'
#define LEVEL 6
#define RATIO_MAX 1032 /* deflate's limit (zlib's technical notes) */

struct packer {
	z_stream z;
};

struct packer *packer_open(void)
{
	struct packer *p = xcalloc(1, sizeof *p);
	if (deflateInit2(&p->z, LEVEL, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		die("out of memory");
	return p;
}

void packer_close(struct packer *p)
{
	if (!p)
		return;
	deflateEnd(&p->z);
	free(p);
}

bool packer_put(struct packer *p, struct buf *out, struct str data)
{
	size_t from = out->n;
	if (data.n > INT_MAX || deflateReset(&p->z) != Z_OK)
		return false;
	buf_addc(out, MARK);
	wire_put_u(out, data.n);
	size_t head = out->n - from;
	char *room = data.n > head ? buf_room(out, data.n - head) : NULL;
	if (room) {
		p->z.next_in = (Bytef *)(uintptr_t)data.s;
		p->z.avail_in = (uInt)data.n;
		p->z.next_out = (Bytef *)room;
		p->z.avail_out = (uInt)(data.n - head);
		if (deflate(&p->z, Z_FINISH) == Z_STREAM_END) {
			out->n = (size_t)((char *)p->z.next_out - out->s);
			out->s[out->n] = 0;
			return true;
		}
	}
	out->n = from;
	if (out->s)
		out->s[from] = 0;
	return false;
}

bool pack_is(struct str bytes)
{
	return bytes.n && bytes.s[0] == MARK;
}

int pack_get(struct buf *out, struct str bytes)
{
	if (!pack_is(bytes))
		return QD_EFORMAT;
	struct wire w = wire_of(str_sub(bytes, 1, bytes.n));
	uint64_t n = wire_get_max(&w, out->max - out->n);
	size_t left = (size_t)(w.end - w.p);
	if (w.bad || left > UINT_MAX || n > left * RATIO_MAX)
		return QD_EFORMAT;
	char *room = buf_room(out, n ? n : 1);
	z_stream z = { .next_in = (Bytef *)(uintptr_t)w.p, .avail_in = (uInt)left, .next_out = (Bytef *)room, .avail_out = (uInt)n };
	if (!room || n > UINT_MAX || inflateInit2(&z, -15) != Z_OK)
		return QD_EFORMAT;
	bool whole = inflate(&z, Z_FINISH) == Z_STREAM_END && !z.avail_in && !z.avail_out;
	inflateEnd(&z);
	out->n += whole ? n : 0;
	out->s[out->n] = 0;
	return whole ? 0 : QD_EFORMAT;
}
