/* datafile.h - the head that all files of language data begin with, and how they are mapped. */
#ifndef QUOTIDIAN_DATAFILE_H
#define QUOTIDIAN_DATAFILE_H

#include "quotidian/str.h"

/* Numbers are stored little-endian, as they lie in memory. */
struct data_head {
	char magic[8];
	uint32_t version;
	uint32_t parts;      /* number of parts */
	uint64_t size;       /* of the whole file */
	uint64_t sum;        /* data_sum of all bytes behind this head */
	struct {
		uint64_t at, n;  /* bytes, from the start of the file; at is a multiple of 16 */
	} part[6];
};

struct data_file {
	const uint8_t *map;
	size_t size;
	const struct data_head *head;
};

/* A checksum that is fast enough to be taken at each start: four lanes of multiply and rotate (after xxHash), not for secrets. */
uint64_t data_sum(const void *p, size_t n);
/* Maps `name` from `dir` (NULL: path_program_data) and checks it. QD_ENOTFOUND, QD_EFORMAT, QD_ENEWER with a message that names the file. */
int data_open(struct data_file *out, const char *dir, const char *name, const char magic[8], uint32_t version, uint32_t parts, struct err *e) QD_MUST_USE;
void data_close(struct data_file *f);
/* The bytes of part i. */
static inline struct str data_part(const struct data_file *f, unsigned i)
{
	return str_n((const char *)f->map + f->head->part[i].at, f->head->part[i].n);
}
/* Writes such a file; for quotidian-train and tests. */
int data_write(const char *path, const char magic[8], uint32_t version, const struct str *part, uint32_t parts, struct err *e) QD_MUST_USE;

#endif
