/* paths.c - XDG folders, the program's data, the clocks. */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <stdio.h>

#include "quotidian/paths.h"

static int xdg_dir(struct buf *out, const char *variable, const char *below_home, struct err *e)
{
	const char *base = getenv(variable), *home = getenv("HOME");
	buf_clear(out);
	if (base && base[0] == '/')
		return buf_addf(out, "%s/quotidian", base);
	if (home && home[0] == '/')
		return buf_addf(out, "%s/%s/quotidian", home, below_home);
	return err_set(e, QD_ENOTFOUND, "neither %s nor HOME names a folder; set one of them", variable);
}

int path_config_dir(struct buf *out, struct err *e)
{
	return xdg_dir(out, "XDG_CONFIG_HOME", ".config", e);
}

int path_data_dir(struct buf *out, struct err *e)
{
	return xdg_dir(out, "XDG_DATA_HOME", ".local/share", e);
}

int path_state_dir(struct buf *out, struct err *e)
{
	return xdg_dir(out, "XDG_STATE_HOME", ".local/state", e);
}

void path_join(struct buf *out, struct str dir, struct str name)
{
	buf_clear(out);
	buf_add(out, dir);
	if (dir.n && dir.s[dir.n - 1] != '/')
		buf_addc(out, '/');
	buf_add(out, name);
}

int path_make_dirs(const char *dir, struct err *e)
{
	char *path = xstrdup(dir);
	int rc = 0;
	for (char *p = path + 1; rc == 0; p++) {
		if (*p && *p != '/')
			continue;
		char end = *p;
		*p = 0;
		if (mkdir(path, 0700) != 0 && errno != EEXIST)
			rc = err_set(e, errno == ENOSPC ? QD_EFULL : QD_EIO, "%s: cannot be created: %s", path, strerror(errno));
		*p = end;
		if (!end)
			break;
	}
	struct stat st;
	if (rc == 0 && (stat(dir, &st) != 0 || !S_ISDIR(st.st_mode)))
		rc = err_set(e, QD_EIO, "%s: is not a folder", dir);
	free(path);
	return rc;
}

int path_program_data(struct buf *out, const char *name, struct err *e)
{
	struct buf dir, tried;
	buf_init(&dir, 0);
	buf_init(&tried, 0);
	char exe[4096];
	ssize_t n = readlink("/proc/self/exe", exe, sizeof exe - 1);
	exe[n > 0 ? n : 0] = 0;
	char *slash = strrchr(exe, '/');
	if (slash)
		*slash = 0;
	int rc = QD_ENOTFOUND;
	for (int k = 0; k < 5 && rc; k++) {
		const char *env = getenv("QUOTIDIAN_DATADIR");
		buf_clear(&dir);
		if (k == 0 && env)
			buf_addz(&dir, env);
		else if (k == 1 && exe[0])
			buf_addf(&dir, "%s/data", exe);
		else if (k == 2 && exe[0])
			buf_addf(&dir, "%s/../data", exe);
		else if (k == 3)
			buf_addz(&dir, QD_DATADIR);
		else if (k == 4 && exe[0])
			buf_addf(&dir, "%s/../share/quotidian", exe);
		if (!dir.n)
			continue;
		path_join(out, buf_str(&dir), str_of(name));
		if (access(out->s, R_OK) == 0)
			rc = 0;
		else
			buf_addf(&tried, "%s%s", tried.n ? ", " : "", out->s);
	}
	if (rc)
		err_set(e, rc, "%s is missing (looked for %s); set QUOTIDIAN_DATADIR or install again", name, tried.s);
	buf_free(&dir);
	buf_free(&tried);
	return rc;
}

int64_t clock_now(void)
{
	const char *fixed = getenv("QUOTIDIAN_NOW");
	int64_t t;
	if (fixed && str_int(&t, str_of(fixed)) == 0)
		return t;
	return (int64_t)time(NULL);
}

int64_t clock_mono_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* Days from civil and back: H. Hinnant, "chrono-compatible low-level date algorithms". */
int64_t clock_from_civil(int year, int month, int day, int hour, int min, int sec)
{
	int64_t m0 = (int64_t)month - 1, y = year + m0 / 12;
	int64_t m = m0 % 12;
	if (m < 0) {
		m += 12;
		y--;
	}
	m++;
	y -= m <= 2;
	int64_t era = (y >= 0 ? y : y - 399) / 400, yoe = y - era * 400;
	int64_t doy = (153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + day - 1;
	int64_t doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
	return (era * 146097 + doe - 719468) * 86400 + (int64_t)hour * 3600 + (int64_t)min * 60 + sec;
}

struct civil clock_to_civil(int64_t t)
{
	int64_t days = t / 86400, rest = t % 86400;
	if (rest < 0) {
		rest += 86400;
		days--;
	}
	int64_t z = days + 719468, era = (z >= 0 ? z : z - 146096) / 146097, doe = z - era * 146097;
	int64_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
	struct civil c;
	c.day = (int)(doy - (153 * mp + 2) / 5 + 1);
	c.month = (int)(mp < 10 ? mp + 3 : mp - 9);
	c.year = (int)(yoe + era * 400 + (c.month <= 2));
	c.hour = (int)(rest / 3600);
	c.min = (int)(rest / 60 % 60);
	c.sec = (int)(rest % 60);
	c.wday = (int)((days % 7 + 11) % 7);
	return c;
}

void clock_iso(char out[32], int64_t t)
{
	clock_iso_zone(out, t, 0);
}

void clock_iso_zone(char out[32], int64_t t, int minutes)
{
	struct civil c = clock_to_civil(t + minutes * 60);
	if (c.year < -999 || c.year > 99999)
		c = clock_to_civil(minutes = 0);
	char zone[8] = "Z";
	if (minutes) {
		unsigned off = (unsigned)abs(minutes) % 6000;
		snprintf(zone, sizeof zone, "%c%02u:%02u", minutes < 0 ? '-' : '+', off / 60, off % 60);
	}
	snprintf(out, 32, "%04d-%02d-%02dT%02d:%02d:%02d%s", c.year, c.month, c.day, c.hour, c.min, c.sec, zone);
}
