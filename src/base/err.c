/* err.c - error messages, dying, and memory that is never NULL. */
#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "quotidian/str.h"
#include "quotidian/utf8.h"

static void (*restore_terminal)(void);

int err_set(struct err *e, int code, const char *fmt, ...)
{
	if (!e)
		return code;
	char raw[1024];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(raw, sizeof raw, fmt, ap);
	va_end(ap);
	e->code = code;
	utf8_sanitise_into(e->text, sizeof e->text, str_of(raw));
	return code;
}

void die_hook(void (*restore)(void))
{
	restore_terminal = restore;
}

void die(const char *fmt, ...)
{
	void (*hook)(void) = restore_terminal;
	restore_terminal = NULL;
	if (hook)
		hook();
	va_list ap;
	va_start(ap, fmt);
	fputs("quotidian: ", stderr);
	vfprintf(stderr, fmt, ap);
	fputc('\n', stderr);
	va_end(ap);
	exit(1);
}

void *xmalloc(unsigned long size)
{
	void *p = malloc(size ? size : 1);
	if (!p)
		die("out of memory (%lu bytes asked for)", size);
	return p;
}

void *xcalloc(unsigned long n, unsigned long size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);
	if (!p)
		die("out of memory (%lu times %lu bytes asked for)", n, size);
	return p;
}

void *xrealloc(void *p, unsigned long n, unsigned long size)
{
	unsigned long bytes;
	if (__builtin_mul_overflow(n, size, &bytes))
		die("out of memory (%lu times %lu bytes asked for)", n, size);
	void *q = realloc(p, bytes ? bytes : 1);
	if (!q)
		die("out of memory (%lu bytes asked for)", bytes);
	return q;
}

char *xstrdup(const char *s)
{
	return str_dupz(str_of(s));
}
