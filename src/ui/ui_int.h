/* ui_int.h - what the parts of the reader share: the state of the screen, the views and what they may ask of each other. */
#ifndef UI_INT_H
#define UI_INT_H

#include <sys/types.h>

#include "keymap.h"
#include "layout.h"
#include "quotidian/ui.h"
#include "tty.h"
#include "wrap.h"

#define UI_MESSAGE_MS 5000
#define UI_PREFIX_MS 400     /* a prefix key shows what can follow after this */
#define UI_SETTLE_MS 150     /* the selection rests this long before related stories are looked up */
#define UI_HOLD_MS 400       /* keys wait this long for a view that is being opened */
#define UI_RELATED_MAX 20
#define UI_SEARCH_MAX 500
#define UI_INPUT_MAX 1024    /* bytes of a prompt */
#define UI_UNDO_MAX 100
#define UI_CHANGES_MAX 64
#define UI_CHANGE_MS 2000    /* by then the engine has committed a change of flags */
#define UI_JUMPS_MAX 50
#define UI_PLACES_MAX 62     /* letters and digits */
#define UI_BROWSERS_MAX 64   /* of which the ends are waited for */

struct ui;

/* ---- a list of rows with a selection ---- */

struct list {
	uint32_t n, sel, top;
};
/* Keeps the selection in range and in sight of `h` rows; moves nothing otherwise. */
void list_show(struct list *l, int h);
/* The same, and leaves no row empty while there are rows above. */
void list_settle(struct list *l, int h);
/* Does a moving action; false when `a` is none. */
bool list_act(struct list *l, enum action a, int count, int h);
void list_scroll(struct list *l, int lines, int h);

/* ---- views ---- */

struct view_ops {
	const char *name;
	enum place place;
	const enum action *hint; /* shown in the status line, ACTION_none at the end */
	bool (*act)(struct ui *u, enum action a, int count);            /* false: not its business */
	void (*draw)(struct ui *u, struct rect r, bool focus);
	void (*click)(struct ui *u, int x, int y);                      /* inside its rectangle; a second one on a row opens */
	void (*scroll)(struct ui *u, int lines);                        /* the wheel */
	void (*status)(struct ui *u, struct buf *out);                  /* left part of the status line */
};
extern const struct view_ops feeds_ops, stories_ops, reader_ops, sidebar_ops, timeline_ops;

/* ---- the feed list ---- */

enum feed_row_kind { ROW_ALL, ROW_STARRED, ROW_FOLDER, ROW_TAG, ROW_FEED };
struct feed_row {
	enum feed_row_kind kind;
	int64_t id;
	struct str name, query; /* query: ROW_FOLDER */
	uint32_t total, unread;
	bool folded, inside; /* a tag's feeds are hidden; a feed stands inside a tag */
	bool failed, gone;
};
struct folder { /* a smart folder, and what was counted in it last */
	struct str name, query;
	uint32_t total, unread;
};
struct feeds {
	struct arena folder_arena;
	struct folder *folder;
	uint32_t nfolder, counting; /* the folder that is being counted, nfolder: none */
	int64_t folder_stamp; /* of the subscriptions file */
	bool count_again;
	uint64_t count_generation;
	struct arena arena;
	struct store_feed *feed;
	uint32_t nfeed;
	struct store_circle *circle; /* of feeds with stories in common */
	uint32_t ncircle;
	struct feed_row *row;
	struct list list;
	struct arena open_arena; /* names of tags whose feeds are shown */
	struct str *open;
	uint32_t nopen, open_cap;
};
void feeds_load(struct ui *u);
/* A smart folder was counted; takes the reply over. */
void folders_counted(struct ui *u, struct query_reply *r);
/* Reads the smart folders where the subscriptions file has changed, and has them counted. True: they were read, and the memory of
 * those before, u->feeds.folder_arena as it was, is the caller's to free. */
bool folders_load(struct ui *u);
/* The subscriptions file is not the one that was read. */
bool folders_changed(const struct ui *u);
/* A smart folder for the actor under the cursor, or the speaker of the quote there. */
void folder_follow(struct ui *u);
/* Puts the counts of the smart folders into their rows. */
void feeds_folder_counts(struct ui *u);
/* `n` of `total` stories: "12", or "12+" where they were counted and there are more than that (STORE_COUNT_MAX). In the frame's arena. */
struct str ui_count(struct ui *u, uint32_t n, uint32_t total, bool counted);
/* What a row says of its unread stories and of all; in the frame's arena. */
struct str feeds_unread(struct ui *u, const struct feed_row *row);
struct str feeds_total(struct ui *u, const struct feed_row *row);
/* The item view of a row. */
struct item_view feeds_view(const struct feed_row *row);
const struct store_feed *feeds_find(const struct feeds *f, int64_t id);

/* ---- the story list: a window over a view of the store ---- */

struct stories {
	struct arena view_arena, arena;
	struct item_view view; /* text in view_arena */
	struct str name;       /* "World", "search: harbour" */
	struct store_item *item;
	struct list list;      /* over item[] */
	bool at_top, at_end;   /* the window reaches the ends of the view */
	bool fixed;            /* search results: all there are, nothing to page in */
	int height;            /* rows when it was last drawn */
	bool touched;          /* the reader moved in it: new stories no longer take the selection along */
	uint32_t total, unread;
	uint64_t waiting;      /* generation of the search asked for, 0: none */
	int64_t wanted;        /* the story to select when its answer comes, 0: none */
	struct filter filter;  /* the view's, parsed, in view_arena */
	struct filter_match *match;
	struct {
		struct arena arena;
		int64_t item; /* the story that `line` is of, 0: none */
		struct excerpt line;
	} context;
};
void stories_open(struct ui *u, const struct item_view *v, struct str name);
/* Reads the window again after the store changed; what is on the screen stays where it is. */
void stories_refresh(struct ui *u);
void stories_results(struct ui *u, struct query_reply *r);
struct store_item *stories_selected(struct ui *u);
/* Selects the next (1) or previous (-1) story, or unread story; false when there is none. */
bool stories_step(struct ui *u, int by, bool unread);
bool stories_select(struct ui *u, int64_t id);
/* The same for a story that was left: where the window has moved it is read again around it. False when the view has no such story. */
bool stories_return(struct ui *u, int64_t id);
/* Sets and clears flags on the copy of an item in the window. */
void stories_flags(struct ui *u, int64_t id, uint32_t set, uint32_t clear);

/* ---- the reader ---- */

enum cursor_kind { CURSOR_NONE, CURSOR_QUOTE, CURSOR_MENTION, CURSOR_MATCH, CURSOR_LINK };
struct reader {
	struct arena arena;
	struct store_item item; /* id 0: nothing is shown */
	struct store_extra extra;
	struct doc *doc;        /* owned */
	enum doc_source source;
	bool stored;            /* doc is from the store, not made from the summary */
	bool opened;            /* not only looked at from the list */
	bool waiting;           /* ENGINE_DOC has not come */
	bool feed_only;         /* the feed's own text was asked for */
	bool page_asked;        /* ENGINE_FETCH_PAGE was sent, and is not answered */
	char note[256];         /* why there is no full text */
	struct wrap wrap;
	struct {
		enum action a;      /* typed before the text was there, ACTION_none: nothing */
		int count;
		uint64_t key;       /* ui.nkeys then: another key ends the waiting */
	} pending;
	struct str *head;       /* lines of the headline, then of the other sources */
	uint32_t nhead, nalso;
	int head_width;
	uint32_t top;           /* first line shown, the head's lines counted */
	enum cursor_kind cursor;
	uint32_t at;            /* index into quotes, mentions, matches or links */
	uint32_t nshown, *shown; /* indices of the quotes that are shown */
	int8_t *speaker;        /* colour of each quote's speaker, 0..5 */
	struct range *match;
	uint32_t nmatch;
	struct str find;
};
void reader_init(struct ui *u);
void reader_free(struct ui *u);
/* Lines above the text: headline, source and date, what the feed gives beside the text, an empty one. */
uint32_t reader_head_lines(const struct reader *r);
/* The line of what the feed gives beside the text, if it gives anything (reader_extra.c). */
bool reader_has_extra(const struct reader *r);
void reader_extra_line(struct buf *out, const struct reader *r);
/* Links of the text, then comments and files; numbered from 1. Empty: there is none of that number. */
uint32_t reader_links(const struct reader *r);
struct str reader_link(const struct reader *r, uint32_t number);
/* What stands for a link behind those of the text. */
void reader_link_words(struct buf *out, const struct reader *r, uint32_t number);
/* Shows an item. `open`: for reading (marks read, asks the engine); else a look from the list. */
void reader_show(struct ui *u, const struct store_item *item, bool open);
/* The document of the shown item may have changed: loads it again, the place in the text stays. */
void reader_reload(struct ui *u, bool force);
/* Does what was asked before the text was there. */
void reader_catch_up(struct ui *u);
void reader_clear(struct ui *u);
void reader_find(struct ui *u, struct str words);
/* Fills `match` with all places of `find`. */
void reader_find_all(struct reader *r);
/* Rows of the reader; keeps its first line where there is text behind it, and draws it again. */
int reader_rows(const struct ui *u);
void reader_settle(struct ui *u);
/* Scrolls so that the cursor's range is in sight. */
void reader_to_cursor(struct ui *u);
/* Puts the cursor on the quote, mention, match or link of that number (reader_cursor.c). */
void reader_go(struct ui *u, enum cursor_kind kind, uint32_t at);
/* The `count`-th quote or mention below (by 1) or above (-1) the cursor, `same`: of the same speaker or actor; the next match. */
void reader_walk_quotes(struct ui *u, int by, int count, bool same);
void reader_walk_mentions(struct ui *u, int by, int count, bool same);
void reader_walk_matches(struct ui *u, int by);
/* Do two mentions stand in one place? A capital's name that stands for its government is mentioned twice: the second time as what it means
 * here. */
bool reader_twice(const struct doc *d, int64_t a, int64_t b);
void reader_layout(struct ui *u, int width);
/* The quote under the cursor, or -1; the actor under it, or -1. */
int reader_quote(const struct ui *u);
int32_t reader_actor(const struct ui *u);
/* Puts the cursor on the first mention of an actor of the document, so that all of them are marked; stays where it is on one already. */
void reader_choose_actor(struct ui *u, int32_t actor);
struct look reader_entity_look(const struct ui *u, unsigned type);
void reader_set_shown(struct ui *u);
void reader_draw(struct ui *u, struct rect r, bool focus);
struct rect reader_text_rect(const struct ui *u, struct rect r);

/* ---- the sidebar ---- */

struct sidebar {
	struct query_reply *reply; /* owned: related stories of `item` */
	int64_t item;
	bool waiting;
	struct list list;     /* related stories, then actors; `top` is the first line of the former that is shown */
	uint32_t actors_top;
	struct arena arena;
	struct sidebar_actor {
		uint32_t actor; /* of the document */
		uint32_t quotes;
	} *actor;
	uint32_t nactor;
};
void sidebar_reset(struct ui *u);
void sidebar_take(struct ui *u, struct query_reply *r);
/* Actors of the shown document by mentions, most first. */
void sidebar_actors(struct ui *u);

/* ---- the timeline of a group of stories ---- */

struct timeline_view {
	struct query_reply *reply; /* owned; NULL: none was opened yet */
	uint64_t generation;       /* of the question that is open */
	uint64_t asked;            /* keys typed when it was asked */
	int64_t item;              /* the story that it was asked about */
	struct list list;          /* headlines and quotes; `top` is the first line that is shown */
	struct timeline_entry {
		uint32_t story;
		int quote; /* -1: the headline */
	} *entry;
	struct arena arena;        /* entries, and lines for `width` */
	struct timeline_line *line;
	uint32_t nline;
	int width;
};
/* Asks for the timeline of a story; the answer opens it, or says why there is none. */
void timeline_ask(struct ui *u, int64_t item);
/* Takes the answer over. */
void timeline_show(struct ui *u, struct query_reply *r);
/* Shows it as it was when it was left for a story: of this story, with this entry chosen. */
void timeline_return(struct ui *u, int64_t item, uint32_t sel);
/* The story under the cursor, or NULL. */
const struct store_item *timeline_item(struct ui *u);
void timeline_flags(struct ui *u, int64_t id, uint32_t set, uint32_t clear);
void timeline_free(struct ui *u);

/* ---- pickers: a list over the panes, filtered by typing ---- */

enum picker_kind { PICK_NONE, PICK_QUOTES, PICK_ACTORS, PICK_ACTOR, PICK_SECTIONS, PICK_LINKS, PICK_FEEDS, PICK_HELP, PICK_TEXT };
struct picker_row {
	struct str left, right; /* left column, the rest */
	struct look look;       /* of the left column */
	uint32_t value;
};
struct picker {
	enum picker_kind kind;
	struct arena arena;
	struct str title;
	struct picker_row *row;
	uint32_t nrow, cap;
	uint32_t *found; /* rows that the filter lets through */
	struct list list;
	struct buf filter;
	int left_width;
};
/* Title and rows are copied. */
void picker_open(struct ui *u, enum picker_kind kind, struct str title);
void picker_add(struct ui *u, struct str left, struct str right, struct look look, uint32_t value);
/* After the last picker_add; selects the row of this value if there is one. */
void picker_ready(struct ui *u, uint32_t value);
void picker_close(struct ui *u);
void picker_key(struct ui *u, uint32_t key);
void picker_draw(struct ui *u);
bool picker_click(struct ui *u, int x, int y);
/* What is in them. */
void pick_quotes(struct ui *u);
void pick_actors(struct ui *u);
void pick_links(struct ui *u);
void pick_sections(struct ui *u);
void pick_help(struct ui *u);
void pick_info(struct ui *u);
void pick_messages(struct ui *u);
void pick_chosen(struct ui *u, enum picker_kind kind, uint32_t value);

/* ---- an actor's page ---- */

/* Asks for all about an actor (a number of the store); the answer opens the page. */
void actor_page_ask(struct ui *u, int64_t actor);
/* Takes the answer over. */
void actor_page_show(struct ui *u, struct query_reply *r);
/* A row was chosen. */
void actor_page_chosen(struct ui *u, uint32_t row);
void actor_page_forget(struct ui *u);

/* ---- what the user says of actors ---- */

/* :merge, :rename, :split and :unmerge of the chosen actor: of the list or the page that is open, else the one under the cursor. */
void choose_actor(struct ui *u, enum typed what, struct str name);
void choose_undo(struct ui *u);
/* The engine kept it, or not. */
void choose_answered(struct ui *u, const struct engine_event *ev);
/* The store's actor of one of the shown document; false when it is not known there. */
bool ui_actor_of(struct ui *u, uint32_t doc_actor, struct store_actor *out);

/* ---- prompts ---- */

struct prompt {
	char kind; /* ':' a command, '/' words to find, '&' a query that narrows the list, '|' a program; 0: closed */
	struct buf text;
	char wrong[256]; /* what is wrong with the query that was given */
	size_t at; /* the cursor, in bytes */
	struct str history[50];
	struct arena history_arena;
	uint32_t nhistory, back;
	struct arena arena;
	struct str *candidate; /* completions */
	uint32_t ncandidate, chosen;
	size_t completing; /* start of the word that is completed; meaningful while ncandidate > 0 */
};
void prompt_open(struct ui *u, char kind, struct str text);
void prompt_close(struct ui *u);
void prompt_key(struct ui *u, uint32_t key, bool pasted);
/* Where the word before `at` begins, spaces behind it counted in: what ^W takes away. */
size_t prompt_word(struct str text, size_t at);
void prompt_draw(struct ui *u, int *cursor_x, int *cursor_y);

/* ---- commands ---- */

/* Runs a command line: an action's name, or one of the words in command.c with what follows it. */
void command_run(struct ui *u, struct str line);
/* Completions of the word that ends at the end of `line`, into the arena; *start is where it begins. */
uint32_t command_complete(struct ui *u, struct arena *a, struct str line, struct str **out, size_t *start);

/* ---- subscribing (subscribe.c) ---- */

struct look_up { /* the feeds at an address, while a program looks for them, and while one is chosen */
	pid_t pid; /* 0: none runs */
	int fd;
	struct buf answer;
	struct arena arena;
	struct str tags;
	struct feed_ref *found;
	uint32_t nfound;
};
/* Subscribes to the feed at the address, or to what a page there names; of several one is chosen. `tags`: for the new subscriptions. */
void subscribe(struct ui *u, struct str address, struct str tags);
void unsubscribe(struct ui *u, struct str address);
/* Takes what the program has printed. */
void look_read(struct ui *u);
void look_chosen(struct ui *u, uint32_t value);
/* Ends the program, if it runs. */
void look_end(struct ui *u);

/* ---- the status and title lines ---- */

void title_draw(struct ui *u);
void status_draw(struct ui *u);
void hint_draw(struct ui *u); /* what can follow a prefix */

/* ---- going out of the program ---- */

/* Opens an address in the browser of the settings; says so or why not. http, https and mailto only. */
void open_browser(struct ui *u, struct str url);
/* The words of a program line as an argv; %s (or the end) is where the address goes, if there is one. Quotes are not known: this is no shell. */
char **out_argv(struct arena *a, struct str program, struct str url);
/* Starts a program, found as execvp(3) does, with these descriptors as its 0, 1 and 2 and none beyond, and with no signal blocked or ignored;
 * `apart`: in a process group of its own, out of reach of the terminal's keys. 0 or an errno. */
#define OUT_NULL (-1) /* the null device */
int out_run(pid_t *pid, char **argv, const int fd[3], bool apart);
/* Takes note of browsers that ended. */
void reap_browsers(struct ui *u);
/* Puts text into the terminal's clipboard (OSC 52). */
void copy_text(struct ui *u, struct str text);

/* The text of the story that ui_item() gives: opens the prompt with a name for it; to a file that is not there yet; to a program, which gets the
 * terminal until it ends. */
void send_ask_name(struct ui *u);
void send_to_file(struct ui *u, struct str name);
void send_to_program(struct ui *u, struct str program);

/* ---- places with a letter ---- */

/* The next key names a place to set, or to go to. */
void places_ask(struct ui *u, bool go);
void places_key(struct ui *u, uint32_t key);
/* What the letters stand for, over the lower right of the body. */
void places_draw(struct ui *u);

/* ---- the whole ---- */

struct jump { /* where `back` returns to after a jump to another story or list */
	enum pane focus;
	bool list;            /* the jump changed the list, too */
	struct item_view view;
	int64_t item, selected;
	uint32_t top;
	int64_t timeline; /* its story, where the focus was on one, and the entry chosen there */
	uint32_t entry;
	struct str name;
	struct arena arena;
};
struct history { /* the newest last */
	struct jump jump[UI_JUMPS_MAX];
	unsigned n;
};
struct undo {
	int64_t item; /* 0: the last "mark read" of a list */
	uint32_t set, clear;
	bool deleted, actors; /* a choice about actors */
	uint32_t with; /* so many before it belong to it */
};
struct flag_change { /* sent to the engine, perhaps not in the store yet */
	int64_t item, until;
	uint32_t set, clear;
};
struct ui {
	const struct ui_options *o;
	struct tty tty;
	struct keymap keys;
	struct key_state typed;
	int64_t typed_at; /* clock_mono_ms when the prefix was typed */
	int64_t hold_until; /* clock_mono_ms: keys wait for a view that is being opened, so that they are its keys; 0: they do not */
	uint32_t key;     /* the key being handled */
	struct layout layout;
	enum pane focus;
	bool sidebar_on;
	int sidebar_width;
	bool hide_read, indirect;
	struct feeds feeds;
	struct stories stories;
	struct reader reader;
	struct sidebar sidebar;
	struct timeline_view timeline;
	struct picker picker;
	struct prompt prompt;
	struct history backward, forward;
	struct undo undo[UI_UNDO_MAX];
	unsigned nundo;
	struct flag_change change[UI_CHANGES_MAX]; /* a ring of the newest */
	unsigned nchange;
	struct {
		uint32_t done, total;
		int64_t since;
	} poll;
	char message[256];
	bool message_bad;
	int64_t message_until;
	uint64_t generation;
	int64_t related_at;  /* clock_mono_ms when they were asked for last */
	int64_t related_due; /* clock_mono_ms when to ask for related stories, 0: not */
	bool dirty, repaint, stale; /* draw; draw every cell; the store changed */
	bool quit;
	struct look_up look;
	pid_t browser[UI_BROWSERS_MAX];
	unsigned nbrowser;
	int reader_width, reader_height; /* of the reader when it was last in sight */
	bool click_opens;    /* the click is on a pane that had the focus already */
	int64_t calm_at;     /* until then a poll may begin that fills the first list */
	int64_t stale_at;    /* clock_mono_ms of the last reading of the lists */
	int64_t version, look_at; /* store_version when it was looked at last; when to look again */
	uint64_t related_generation, actor_generation;
	uint64_t nkeys, actor_asked; /* keys typed; how many when the actor's page was asked for */
	struct query_reply *actor_page; /* what the actor's page shows */
	struct {
		bool waiting, undo, page; /* the engine has not answered; it takes one back; the page was open */
		char said[256];
	} choice;
	bool naming_shown;   /* what the letters stand for */
	char naming;         /* 'm', '\'': the next key names a place; 0 */
	struct arena places;
	struct {
		uint32_t letter;
		struct str line;
	} place[UI_PLACES_MAX]; /* set in this run: the store may not have them yet */
	unsigned nplace;
	int drag;            /* border being dragged, -1: none */
	struct arena frame;  /* freed after each turn */
};

void ui_say(struct ui *u, bool bad, const char *fmt, ...) QD_PRINTF(3, 4);
void ui_focus(struct ui *u, enum pane p);
void ui_layout(struct ui *u);
const struct view_ops *ui_view(const struct ui *u);
/* Runs an action in the focused view or for all of the reader. */
void ui_act(struct ui *u, enum action a, int count);
void ui_send(struct ui *u, const struct engine_command *c);
/* Changes flags of an item: at once on the screen, in the store by the engine, undoable. Copies that are folded are read with it. */
void ui_flags(struct ui *u, int64_t item, uint32_t set, uint32_t clear);
/* Changes that are on their way to the store, over what was read from it. */
uint32_t ui_flags_of(const struct ui *u, const struct store_item *it);
void ui_remember(struct ui *u, struct undo what);
void ui_mark_read(struct ui *u, const struct item_view *v);
/* All stories of the archive that a query chooses; a message tells how many. */
void ui_mark_query(struct ui *u, struct str query, uint32_t set, uint32_t clear);
/* Remembers the place for `back`, then the caller jumps. */
void ui_jump(struct ui *u, bool list);
bool ui_back(struct ui *u);
/* To the place that the last jump left (-1), or the one that was left by going back (1). */
void ui_history(struct ui *u, int by);
void ui_forget_jumps(struct ui *u);
void ui_open_story(struct ui *u, const struct store_item *item, bool focus);
/* Shows the stories of a view; from elsewhere than the feed list `back` returns. */
void ui_open_list(struct ui *u, const struct item_view *v, struct str name, bool jump);
/* The page of an actor of the document that is open, or of one of the store. */
void ui_open_actor(struct ui *u, uint32_t doc_actor);
void ui_open_actor_page(struct ui *u, const struct store_actor *actor);
/* Opens a story, and in it the quote of these words (one line) if there is one; `back` returns. */
void ui_open_quote(struct ui *u, int64_t item, struct str words);
/* Stories of the whole archive, or of the list that is shown, that a query (filter.h) chooses. An empty filter shows the list whole again. */
void ui_search(struct ui *u, struct str query);
void ui_filter(struct ui *u, struct str query);
/* The story that an action is about: the open one in reader and sidebar, else the selected one. NULL: none. */
const struct store_item *ui_item(struct ui *u);
static inline struct look ui_look(const struct ui *u, enum role r) { return u->tty.theme.role[r]; }
/* "12:04" today, "21 Nov" this year, "21 Nov 2024"; local time. */
void ui_date(struct buf *out, int64_t t);
/* "21 Nov 09:14" */
void ui_date_time(struct buf *out, int64_t t);
/* "09:14" */
void ui_time(struct buf *out, int64_t t);
/* "Sat 21 Nov", with the year where it is another one; the same number for each second of a day. */
int64_t ui_day(struct buf *out, int64_t t);
bool act_global(struct ui *u, enum action a, int count);

#endif
