/* datafile.c - maps files of language data after checking every number in their head. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "quotidian/datafile.h"
#include "quotidian/paths.h"

#define ALIGN 16u

static uint64_t lane(uint64_t h, uint64_t v)
{
	h += v * 0xC2B2AE3D27D4EB4Full;
	h = h << 31 | h >> 33;
	return h * 0x9E3779B185EBCA87ull;
}

uint64_t data_sum(const void *p, size_t n)
{
	const uint8_t *s = p;
	uint64_t h[4] = { 1, 2, 3, 4 }, v[4];
	size_t left = n;
	for (; left >= sizeof v; left -= sizeof v, s += sizeof v) {
		memcpy(v, s, sizeof v);
		for (int i = 0; i < 4; i++)
			h[i] = lane(h[i], v[i]);
	}
	memset(v, 0, sizeof v);
	memcpy(v, s, left);
	uint64_t sum = n;
	for (int i = 0; i < 4; i++)
		sum = lane(sum ^ lane(h[i], v[i]), h[i]);
	return sum ^ sum >> 29;
}

int data_open(struct data_file *out, const char *dir, const char *name, const char magic[8], uint32_t version, uint32_t parts, struct err *e)
{
	*out = (struct data_file){ 0 };
	struct buf path;
	buf_init(&path, 8192);
	int rc = 0;
	if (dir)
		path_join(&path, str_of(dir), str_of(name));
	else
		rc = path_program_data(&path, name, e);
	if (rc) {
		buf_free(&path);
		return rc;
	}
	int fd = open(path.s, O_RDONLY | O_CLOEXEC);
	struct stat st;
	if (fd < 0 || fstat(fd, &st)) {
		rc = err_set(e, errno == ENOENT ? QD_ENOTFOUND : QD_EIO, "%s: %s; install the program's data again", path.s, strerror(errno));
		goto out;
	}
	if (!S_ISREG(st.st_mode) || st.st_size < (off_t)sizeof(struct data_head) || st.st_size > (off_t)1 << 30) {
		rc = err_set(e, QD_EFORMAT, "%s: cut short, or no language data; install the program's data again", path.s);
		goto out;
	}
	size_t size = (size_t)st.st_size;
	int flags = MAP_PRIVATE;
#ifdef MAP_POPULATE
	flags |= MAP_POPULATE;
#endif
	void *map = mmap(NULL, size, PROT_READ, flags, fd, 0);
	if (map == MAP_FAILED) {
		rc = err_set(e, QD_EIO, "%s: %s", path.s, strerror(errno));
		goto out;
	}
	const struct data_head *h = map;
	*out = (struct data_file){ map, size, h };
	if (memcmp(h->magic, magic, sizeof h->magic) != 0)
		rc = err_set(e, QD_EFORMAT, "%s: not this kind of language data; install the program's data again", path.s);
	else if (h->version > version && h->version < 1u << 16)
		rc = err_set(e, QD_ENEWER, "%s: made for a newer version of the program; install that, or this version's data again", path.s);
	else if (h->version != version)
		rc = err_set(e, QD_EFORMAT, "%s: made for another version of the program or another machine; install the program's data again", path.s);
	else if (h->size != size || h->parts != parts || parts > sizeof h->part / sizeof *h->part ||
		h->sum != data_sum((const uint8_t *)map + sizeof *h, size - sizeof *h))
		rc = err_set(e, QD_EFORMAT, "%s: cut or altered; install the program's data again", path.s);
	/* The head is not in the checksum; parts lie one behind the other and fill the file. */
	uint64_t end = sizeof *h;
	for (uint32_t i = 0; !rc && i < sizeof h->part / sizeof *h->part; i++) {
		uint64_t at = i < parts ? (end + ALIGN - 1) / ALIGN * ALIGN : 0;
		if (h->part[i].at != at || h->part[i].n > (i < parts && at <= size ? size - at : 0))
			rc = err_set(e, QD_EFORMAT, "%s: damaged; install the program's data again", path.s);
		if (i < parts)
			end = at + h->part[i].n;
	}
	if (!rc && end != size)
		rc = err_set(e, QD_EFORMAT, "%s: damaged; install the program's data again", path.s);
	if (rc)
		data_close(out);
out:
	if (fd >= 0)
		close(fd);
	buf_free(&path);
	return rc;
}

void data_close(struct data_file *f)
{
	if (f->map)
		munmap((void *)(uintptr_t)f->map, f->size);
	*f = (struct data_file){ 0 };
}

int data_write(const char *path, const char magic[8], uint32_t version, const struct str *part, uint32_t parts, struct err *e)
{
	struct data_head h = { .version = version, .parts = parts };
	memcpy(h.magic, magic, sizeof h.magic);
	struct buf b;
	buf_init(&b, 0);
	buf_add(&b, str_n((const char *)&h, sizeof h));
	for (uint32_t i = 0; i < parts; i++) {
		while (b.n % ALIGN)
			buf_addc(&b, 0);
		h.part[i].at = b.n;
		h.part[i].n = part[i].n;
		buf_add(&b, part[i]);
	}
	int rc;
	if (b.over) {
		rc = err_set(e, QD_ELIMIT, "%s: too large", path);
	} else {
		h.size = b.n;
		h.sum = data_sum(b.s + sizeof h, b.n - sizeof h);
		memcpy(b.s, &h, sizeof h);
		rc = file_write_atomic(path, buf_str(&b), e);
	}
	buf_free(&b);
	return rc;
}
