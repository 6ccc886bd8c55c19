/* ui.h - the reader on a terminal. The only module with curses. */
#ifndef QUOTIDIAN_UI_H
#define QUOTIDIAN_UI_H

#include "quotidian/engine.h"
#include "quotidian/query.h"
#include "quotidian/settings.h"

struct ui_options {
	struct engine *engine;    /* running as a thread */
	struct query *query;
	struct store *store;      /* a reading connection of the ui's own, for look-ups under 5 ms */
	struct settings *settings;
	const char *config_path;  /* re-read for `bind` lines */
	const char *subs_path;    /* the subscriptions, which :add and :remove change; NULL: they cannot be changed (demo) */
	const char *const *look;  /* a program with its arguments, NULL at the end, that prints the feeds at an address, which comes last: lines of
	                             address, tab, title; NULL: :add takes an address for a feed's */
	const char *notice;       /* shown at first ("demo: nothing is kept"), or NULL */
	const char *no_actors;    /* why texts have no actors and quotes (the language data cannot be used), or NULL; shown at first and with each text */
};
/* Runs until the user quits. 0, or a negative code with a message (no terminal, unknown TERM). The terminal is as before whatever happens. */
int ui_run(const struct ui_options *o, struct err *e) QD_MUST_USE;
/* A hook for settings_faults(): are these keys and a command? `arg` is not used. */
int ui_bind_check(void *arg, struct str keys, struct str command, struct err *e);

#endif
