/* err.h - error codes and messages.
 *
 * A function that can fail returns 0 or a negative `enum qd_err`, and puts a message for people
 * into the `struct err` that its caller gave (which may be NULL). A message names the file or URL
 * and, where there is something to do, says what; it has no final full stop and no line break.
 * Foreign text inside a message is sanitised by err_set().
 */
#ifndef QUOTIDIAN_ERR_H
#define QUOTIDIAN_ERR_H

#if defined(__GNUC__)
#define QD_PRINTF(f, a) __attribute__((format(printf, f, a)))
#define QD_MUST_USE __attribute__((warn_unused_result))
#define QD_NORETURN __attribute__((noreturn))
#define QD_UNUSED __attribute__((unused))
#else
#define QD_PRINTF(f, a)
#define QD_MUST_USE
#define QD_NORETURN
#define QD_UNUSED
#endif

enum qd_err {
	QD_OK = 0,
	QD_EINVAL = -1,    /* an argument or a command is wrong */
	QD_EIO = -2,       /* a file or descriptor could not be read or written */
	QD_ENOTFOUND = -3, /* no such file, feed, story, actor */
	QD_ELIMIT = -4,    /* larger, deeper or longer than a cap allows */
	QD_EFORMAT = -5,   /* bytes that are not what they should be */
	QD_ENEWER = -6,    /* written by a newer version of the program */
	QD_EREADONLY = -7, /* the store cannot be written */
	QD_EBUSY = -8,     /* somebody else holds it */
	QD_ENET = -9,      /* the network or the server failed */
	QD_EWORKER = -10,  /* a worker died, hung or sent nonsense */
	QD_EFULL = -11,    /* no space left */
	QD_ECANCELLED = -12,
};

struct err {
	int code;       /* the last code set, 0 at first */
	char text[512]; /* UTF-8, NUL-terminated, one line */
};

/* Writes the message into `e` (NULL: nowhere), cut at its size, controls replaced; returns `code`. */
int err_set(struct err *e, int code, const char *fmt, ...) QD_PRINTF(3, 4);

/* Registers what die() runs first, to give the terminal back. NULL: nothing. Not thread-safe. */
void die_hook(void (*restore)(void));

/* For what cannot go on (out of memory, broken invariant): runs the hook, prints the message, exits 1. */
void die(const char *fmt, ...) QD_PRINTF(1, 2) QD_NORETURN;

/* malloc, calloc, realloc, strdup that die() instead of returning NULL; n * size is checked. */
void *xmalloc(unsigned long size);
void *xcalloc(unsigned long n, unsigned long size);
void *xrealloc(void *p, unsigned long n, unsigned long size);
char *xstrdup(const char *s);

#endif
