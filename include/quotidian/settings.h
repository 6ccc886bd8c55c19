/* settings.h - options, the command language of the configuration file, and the subscriptions file. */
#ifndef QUOTIDIAN_SETTINGS_H
#define QUOTIDIAN_SETTINGS_H

#include "quotidian/feed.h"
#include "quotidian/fetch.h"
#include "quotidian/store.h"

/* Every setting: name, type, default, help. The manual, `:set` completion and the parser read this table.
 * S(name, kind, default, help); kinds: BOOL, INT, TEXT. */
#define SETTINGS(S) \
	S(background, TEXT, "auto", "colours for a dark or light terminal: auto, dark, light") \
	S(browser, TEXT, "", "program that opens a link; empty: $BROWSER, then xdg-open") \
	S(fold_copies, BOOL, "yes", "show nearly identical copies of a story as one, which are read and deleted together") \
	S(full_text, BOOL, "yes", "fetch the page of a story when it is opened") \
	S(indirect, BOOL, "yes", "mark indirect speech") \
	S(mouse, BOOL, "yes", "use the mouse") \
	S(poll_interval, INT, "30", "minutes between polls of a feed whose rhythm is not known yet") \
	S(poll_interval_max, INT, "1440", "minutes between polls of a feed that hardly changes") \
	S(poll_interval_min, INT, "15", "minutes between polls of a feed that changes all the time") \
	S(poll_on_start, BOOL, "yes", "poll feeds that are due when the reader opens, and while it is open") \
	S(proxy, TEXT, "", "proxy for all requests; empty: the environment's") \
	S(save_dir, TEXT, "", "folder that is proposed for saving a story's text; empty: the one that the reader was started in") \
	S(sidebar, BOOL, "yes", "show related stories beside the text") \
	S(text_width, INT, "72", "columns of text at the most") \
	S(user_agent, TEXT, "", "User-Agent header; empty: quotidian and its version")

enum setting_id {
#define S(name, kind, def, help) SETTING_##name,
	SETTINGS(S)
#undef S
	SETTING_COUNT
};
enum setting_kind { SETTING_BOOL, SETTING_INT, SETTING_TEXT };
struct setting_info {
	const char *name, *def, *help;
	enum setting_kind kind;
};
extern const struct setting_info setting_info[SETTING_COUNT];

struct settings {
	struct arena arena;
	int64_t number[SETTING_COUNT]; /* BOOL and INT */
	struct str text[SETTING_COUNT];
	struct fetch_login *login; /* in the order of their lines */
	uint32_t nlogin, login_cap;
	struct store_keep *keep;   /* the same */
	uint32_t nkeep, keep_cap;
};
/* Defaults. */
void settings_init(struct settings *s);
void settings_free(struct settings *s);
/* The bind hook gets `bind KEYS COMMAND` lines (app does not know the keys); NULL refuses them. */
typedef int settings_bind(void *arg, struct str keys, struct str command, struct err *e);
/* One line: "set NAME VALUE", "bind KEYS COMMAND", "login ADDRESS USER PASSWORD", "bearer ADDRESS TOKEN", "keep [TAG] TIME [unread]",
 * "# ...", or empty. */
int settings_line(struct settings *s, struct str line, settings_bind *bind, void *arg, struct err *e) QD_MUST_USE;
/* A whole file, missing: fine. "FILE:LINE: ..." tells the first fault, and how many more there are; lines without fault hold all the same. */
int settings_load(struct settings *s, const char *path, settings_bind *bind, void *arg, struct err *e) QD_MUST_USE;
/* The same for looking at the file: each fault goes into *faults, one a line. Fails only when the file cannot be read. */
int settings_faults(struct buf *faults, const char *path, settings_bind *bind, void *arg, struct err *e) QD_MUST_USE;

/* ---- subscriptions: a text file the user owns, in newsboat's urls syntax ---- */

/* Reads URL, tags, "~Title" lines. "query:NAME:QUERY" lines are smart folders; newsboat's
 * filter expressions in them are put into our query language. What cannot be read, exec: and filter: lines too, is refused with "FILE:LINE: ..."
 * in *warnings (one a line), the rest is read. Missing file: QD_ENOTFOUND. */
int subs_load(struct feed_refs **out, const char *path, struct buf *warnings, struct err *e) QD_MUST_USE;
/* The same from bytes; `name` stands for the file in warnings. Never fails. */
struct feed_refs *subs_parse(struct str text, const char *name, struct buf *warnings);
/* Changes when the file does; 0 when there is none. */
int64_t subs_stamp(const char *path);
/* Adds lines, keeping all that is there byte for byte; a URL that is there is left. *added counts new ones. */
int subs_add(const char *path, const struct feed_ref *ref, uint32_t n, uint32_t *added, struct err *e) QD_MUST_USE;
/* The same for smart folders; a name that is there is left. */
int subs_add_folders(const char *path, const struct feed_folder *folder, uint32_t n, uint32_t *added, struct err *e) QD_MUST_USE;
/* Appends the lines of a whole file. */
void subs_write(struct buf *out, const struct feed_refs *refs);
/* QD_ENOTFOUND when no line has this URL. */
int subs_remove(const char *path, struct str url, struct err *e) QD_MUST_USE;
/* Replaces a URL that moved for good; the old one stays in a comment on the line above. */
int subs_moved(const char *path, struct str from, struct str to, struct err *e) QD_MUST_USE;

#endif
