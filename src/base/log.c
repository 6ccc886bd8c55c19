/* log.c - a ring of lines behind one mutex, and an optional file. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "quotidian/log.h"
#include "quotidian/paths.h"
#include "quotidian/utf8.h"

static struct {
	pthread_mutex_t lock;
	struct log_entry ring[LOG_RING];
	size_t count; /* lines ever written */
	FILE *file;
	enum log_level file_level;
} logs = { .lock = PTHREAD_MUTEX_INITIALIZER };

void log_line(enum log_level level, const char *fmt, ...)
{
	static const char *const name[] = { "error", "warning", "info", "debug" };
	char raw[512];
	va_list ap;
	va_start(ap, fmt);
	vsnprintf(raw, sizeof raw, fmt, ap);
	va_end(ap);

	pthread_mutex_lock(&logs.lock);
	if (level <= LOG_INFO) {
		struct log_entry *l = &logs.ring[logs.count++ % LOG_RING];
		l->time = clock_now();
		l->level = level;
		utf8_sanitise_into(l->text, sizeof l->text, str_of(raw));
	}
	if (logs.file && level <= logs.file_level) {
		char iso[32], clean[512];
		clock_iso(iso, clock_now());
		utf8_sanitise_into(clean, sizeof clean, str_of(raw));
		fprintf(logs.file, "%s %s: %s\n", iso, name[level], clean);
		fflush(logs.file);
	}
	pthread_mutex_unlock(&logs.lock);
}

int log_open(const char *path, enum log_level level, struct err *e)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
	FILE *f = fd < 0 ? NULL : fdopen(fd, "a");
	if (!f) {
		if (fd >= 0)
			close(fd);
		return err_set(e, QD_EIO, "%s: the log file cannot be opened: %s", path, strerror(errno));
	}
	log_close();
	pthread_mutex_lock(&logs.lock);
	logs.file = f;
	logs.file_level = level;
	pthread_mutex_unlock(&logs.lock);
	return 0;
}

void log_close(void)
{
	pthread_mutex_lock(&logs.lock);
	if (logs.file)
		fclose(logs.file);
	logs.file = NULL;
	pthread_mutex_unlock(&logs.lock);
}

size_t log_recent(struct log_entry *out, size_t max)
{
	pthread_mutex_lock(&logs.lock);
	size_t n = logs.count < LOG_RING ? logs.count : LOG_RING;
	if (n > max)
		n = max;
	for (size_t i = 0; i < n; i++)
		out[i] = logs.ring[(logs.count - n + i) % LOG_RING];
	pthread_mutex_unlock(&logs.lock);
	return n;
}
