/* paths.h - where files are (XDG base directories) and what time it is. */
#ifndef QUOTIDIAN_PATHS_H
#define QUOTIDIAN_PATHS_H

#include "quotidian/str.h"

/* Each writes into `out`: $XDG_CONFIG_HOME/quotidian (else ~/.config/quotidian), $XDG_DATA_HOME/quotidian
 * (else ~/.local/share/quotidian), $XDG_STATE_HOME/quotidian (else ~/.local/state/quotidian).
 * QD_ENOTFOUND when neither the variable nor HOME is an absolute path. Nothing is created. */
int path_config_dir(struct buf *out, struct err *e) QD_MUST_USE;
int path_data_dir(struct buf *out, struct err *e) QD_MUST_USE;
int path_state_dir(struct buf *out, struct err *e) QD_MUST_USE;
/* `dir` + "/" + `name` into `out` (which is cleared first). */
void path_join(struct buf *out, struct str dir, struct str name);
/* Makes the directory and its missing parents, mode 0700. */
int path_make_dirs(const char *dir, struct err *e) QD_MUST_USE;
/* Finds a file of the program's own data: $QUOTIDIAN_DATADIR, then data/ beside or above the running program
 * (a build tree), then the installed folder. QD_ENOTFOUND names all places tried. */
int path_program_data(struct buf *out, const char *name, struct err *e) QD_MUST_USE;

/* Seconds since 1970 by the wall clock; QUOTIDIAN_NOW in the environment (digits) fixes it, for tests. */
int64_t clock_now(void);
/* Milliseconds of a clock that never jumps. */
int64_t clock_mono_ms(void);
/* A UTC civil date to seconds since 1970 (proleptic Gregorian; any values, carried over). */
int64_t clock_from_civil(int year, int month, int day, int hour, int min, int sec);
struct civil {
	int year, month, day, hour, min, sec;
	int wday; /* 0 = Sunday */
};
struct civil clock_to_civil(int64_t t);
/* ISO 8601 "2026-07-19T09:14:00Z" into out. */
void clock_iso(char out[32], int64_t t);
/* The same as a zone's clocks show it, `minutes` east of Greenwich: "2026-07-19T11:14:00+02:00"; "Z" for 0. */
void clock_iso_zone(char out[32], int64_t t, int minutes);

#endif
