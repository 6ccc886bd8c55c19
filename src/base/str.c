/* str.c - slices and bounded buffers. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "quotidian/str.h"

static bool is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static unsigned char lower(char c)
{
	return (unsigned char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
}

struct str str_trim(struct str a)
{
	while (a.n && is_space(a.s[0])) {
		a.s++;
		a.n--;
	}
	while (a.n && is_space(a.s[a.n - 1]))
		a.n--;
	return a;
}

int str_cmp(struct str a, struct str b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int c = n ? memcmp(a.s, b.s, n) : 0;
	return c ? c : (a.n > b.n) - (a.n < b.n);
}

bool str_ieq(struct str a, struct str b)
{
	return a.n == b.n && str_istarts(a, b);
}

bool str_starts(struct str a, struct str prefix)
{
	return a.n >= prefix.n && (prefix.n == 0 || memcmp(a.s, prefix.s, prefix.n) == 0);
}

bool str_istarts(struct str a, struct str prefix)
{
	if (a.n < prefix.n)
		return false;
	for (size_t i = 0; i < prefix.n; i++)
		if (lower(a.s[i]) != lower(prefix.s[i]))
			return false;
	return true;
}

bool str_ends(struct str a, struct str suffix)
{
	return a.n >= suffix.n && str_eq(str_sub(a, a.n - suffix.n, a.n), suffix);
}

size_t str_find(struct str a, struct str needle, size_t from)
{
	if (from > a.n || needle.n > a.n - from)
		return STR_NPOS;
	if (needle.n == 0)
		return from;
	const char *p = memmem(a.s + from, a.n - from, needle.s, needle.n);
	return p ? (size_t)(p - a.s) : STR_NPOS;
}

size_t str_ifind(struct str a, struct str needle, size_t from)
{
	if (from > a.n || needle.n > a.n - from)
		return STR_NPOS;
	unsigned char first = needle.n ? lower(needle.s[0]) : 0;
	for (size_t i = from; i + needle.n <= a.n; i++)
		if (!needle.n || (lower(a.s[i]) == first && str_istarts(str_n(a.s + i, a.n - i), needle)))
			return i;
	return STR_NPOS;
}

bool str_listed(struct str word, struct str list)
{
	char key[36];
	if (word.n == 0 || word.n > sizeof key - 2)
		return false;
	key[0] = ' ';
	for (size_t i = 0; i < word.n; i++) {
		if (word.s[i] == ' ')
			return false;
		key[i + 1] = (char)lower(word.s[i]);
	}
	key[word.n + 1] = ' ';
	return str_find(list, str_n(key, word.n + 2), 0) != STR_NPOS;
}

bool str_split(struct str *rest, char c, struct str *part)
{
	if (!rest->s)
		return false;
	size_t at = str_chr(*rest, c, 0);
	if (at == STR_NPOS) {
		*part = *rest;
		*rest = STR_NONE;
	} else {
		*part = str_sub(*rest, 0, at);
		*rest = str_sub(*rest, at + 1, rest->n);
	}
	return true;
}

int str_int(int64_t *out, struct str a)
{
	bool neg = a.n && a.s[0] == '-';
	int64_t v = 0;
	size_t i = neg || (a.n && a.s[0] == '+');
	if (i == a.n)
		return QD_EINVAL;
	for (; i < a.n; i++) {
		int d = a.s[i] - '0';
		if (d < 0 || d > 9 || __builtin_mul_overflow(v, 10, &v) ||
		    __builtin_add_overflow(v, neg ? -d : d, &v))
			return QD_EINVAL;
	}
	*out = v;
	return 0;
}

uint64_t str_hash(struct str a)
{
	uint64_t h = 14695981039346656037ull;
	for (size_t i = 0; i < a.n; i++)
		h = (h ^ (unsigned char)a.s[i]) * 1099511628211ull;
	h ^= h >> 32;
	h *= 0xd6e8feb86659fd93ull;
	return h ^ (h >> 32);
}

char *str_dupz(struct str a)
{
	char *p = xmalloc(a.n + 1);
	if (a.n)
		memcpy(p, a.s, a.n);
	p[a.n] = 0;
	return p;
}

void buf_init(struct buf *b, size_t max)
{
	*b = (struct buf){ .max = max ? max : BUF_MAX_DEFAULT };
}

void buf_free(struct buf *b)
{
	free(b->s);
	buf_init(b, b->max);
}

void buf_clear(struct buf *b)
{
	b->n = 0;
	b->over = false;
	if (b->s)
		b->s[0] = 0;
}

char *buf_room(struct buf *b, size_t n)
{
	if (n > b->max - b->n) {
		b->over = true;
		return NULL;
	}
	if (!b->s || b->n + n + 1 > b->cap) {
		size_t cap = b->cap ? b->cap : 64;
		while (cap < b->n + n + 1)
			cap *= 2;
		if (cap > b->max + 1)
			cap = b->max + 1;
		b->s = xrealloc(b->s, cap, 1);
		b->cap = cap;
	}
	return b->s + b->n;
}

int buf_add(struct buf *b, struct str a)
{
	char *p = buf_room(b, a.n);
	if (!p)
		return QD_ELIMIT;
	if (a.n)
		memcpy(p, a.s, a.n);
	b->n += a.n;
	b->s[b->n] = 0;
	return 0;
}

int buf_addz(struct buf *b, const char *z)
{
	return buf_add(b, str_of(z));
}

int buf_addf(struct buf *b, const char *fmt, ...)
{
	char small[256];
	va_list ap, again;
	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(small, sizeof small, fmt, ap);
	va_end(ap);
	int rc = QD_EFORMAT;
	if (n >= 0 && (size_t)n < sizeof small) {
		rc = buf_add(b, str_n(small, (size_t)n));
	} else if (n >= 0) {
		char *p = buf_room(b, (size_t)n);
		rc = QD_ELIMIT;
		if (p) {
			vsnprintf(p, (size_t)n + 1, fmt, again);
			b->n += (size_t)n;
			rc = 0;
		}
	}
	va_end(again);
	return rc;
}

int buf_addcp(struct buf *b, uint32_t cp)
{
	char u[4];
	size_t n;
	if (cp > 0x10FFFF || (cp >= 0xD800 && cp <= 0xDFFF))
		cp = 0xFFFD;
	if (cp < 0x80) {
		u[0] = (char)cp;
		n = 1;
	} else if (cp < 0x800) {
		u[0] = (char)(0xC0 | (cp >> 6));
		u[1] = (char)(0x80 | (cp & 63));
		n = 2;
	} else if (cp < 0x10000) {
		u[0] = (char)(0xE0 | (cp >> 12));
		u[1] = (char)(0x80 | ((cp >> 6) & 63));
		u[2] = (char)(0x80 | (cp & 63));
		n = 3;
	} else {
		u[0] = (char)(0xF0 | (cp >> 18));
		u[1] = (char)(0x80 | ((cp >> 12) & 63));
		u[2] = (char)(0x80 | ((cp >> 6) & 63));
		u[3] = (char)(0x80 | (cp & 63));
		n = 4;
	}
	return buf_add(b, str_n(u, n));
}

int buf_read_fd(struct buf *b, int fd, const char *name, struct err *e)
{
	char chunk[65536];
	for (;;) {
		ssize_t n = read(fd, chunk, sizeof chunk);
		if (n == 0)
			return 0;
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return err_set(e, QD_EIO, "%s: %s", name, strerror(errno));
		if (buf_add(b, str_n(chunk, (size_t)n)))
			return err_set(e, QD_ELIMIT, "%s: larger than the limit of %zu bytes", name, b->max);
	}
}

int buf_read_file(struct buf *b, const char *path, struct err *e)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return err_set(e, errno == ENOENT ? QD_ENOTFOUND : QD_EIO, "%s: %s", path, strerror(errno));
	int rc = buf_read_fd(b, fd, path, e);
	close(fd);
	return rc;
}

int fd_write(int fd, struct str a)
{
	while (a.n) {
		ssize_t n = write(fd, a.s, a.n);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		a = str_sub(a, (size_t)n, a.n);
	}
	return 0;
}

int file_write_atomic(const char *path, struct str a, struct err *e)
{
	/* A symbolic link (a dotfile kept elsewhere) is written through, not replaced. */
	char *real = realpath(path, NULL);
	if (real)
		path = real;
	struct stat st;
	mode_t mode = stat(path, &st) == 0 ? st.st_mode & 07777 : 0600;
	struct buf tmp;
	buf_init(&tmp, 0);
	buf_addf(&tmp, "%s.XXXXXX", path);
	int rc = 0, fd = mkostemp(tmp.s, O_CLOEXEC);
	if (fd < 0) {
		rc = err_set(e, QD_EIO, "%s: cannot be written: %s", path, strerror(errno));
	} else {
		bool bad = fchmod(fd, mode) != 0 || fd_write(fd, a) != 0 || fsync(fd) != 0;
		int saved = errno;
		if (close(fd) != 0 && !bad) {
			bad = true;
			saved = errno;
		}
		if (!bad && rename(tmp.s, path) != 0) {
			bad = true;
			saved = errno;
		}
		if (bad) {
			unlink(tmp.s);
			rc = err_set(e, saved == ENOSPC ? QD_EFULL : QD_EIO, "%s: cannot be written: %s", path, strerror(saved));
		}
	}
	buf_free(&tmp);
	free(real);
	return rc;
}
