/* engine.h - the poller: what is due is fetched, parsed in workers and stored; run in place (subcommands) or as a thread (the reader).
 *
 * The engine is the only writer of the store. Others send commands; what happened comes back as events.
 */
#ifndef QUOTIDIAN_ENGINE_H
#define QUOTIDIAN_ENGINE_H

#include "quotidian/settings.h"
#include "quotidian/store.h"
#include "quotidian/worker.h"

struct engine;

struct engine_options {
	const char *store_path;   /* NULL: in memory, which then lends the reader its connection (see engine_store) */
	const struct settings *settings;
	struct worker_options worker;
	const char *feeds_path;   /* the subscriptions file, taken over into the store at the opening and by ENGINE_RESYNC; NULL: the store's feeds are as they are */
	bool offline;             /* --demo: no fetching; commands that need the network say so */
	const char *demo_dir;     /* a folder of feed files (*.xml) that become the feeds of the store, instead of a subscriptions file; NULL */
	bool annotate;            /* when nothing else is to do: annotate the feeds' texts of unread stories, newest first */
	bool schedule;            /* polls what is due by itself, as long as it runs */
};

enum engine_command_kind {
	ENGINE_POLL,        /* feeds that are due; `flag`: all; `id`: this feed only (0: any). A server that asked to be left alone is, whatever is asked */
	ENGINE_OPEN,        /* make the item `id` readable: page fetched if the settings say so, feed text annotated; answered by ENGINE_DOC */
	ENGINE_FETCH_PAGE,  /* fetch the page of item `id` again, whatever the settings; answered by ENGINE_DOC: with `page`, a code or a message */
	ENGINE_FLAGS,       /* item `id`: `set`, `clear` */
	ENGINE_MARK,        /* all of `view` (its text and filter are copied): one flag of `set` or `clear`; `flag`: how many is told by a message */
	ENGINE_UNMARK,      /* what the last ENGINE_MARK changed becomes what it was; then the one before it, up to 100 of them */
	ENGINE_DELETE,      /* throws item `id` away */
	ENGINE_UNDELETE,    /* brings it back, if it is one of the last hundred */
	ENGINE_RESYNC,      /* the subscriptions file changed: read it again */
	ENGINE_SETTINGS,    /* `settings` changed (what the engine needs of them is copied): full text, rhythm, proxy, User-Agent, schedule, how long stories are kept */
	ENGINE_VALUE,       /* store_value_set(text_key, text) */
	ENGINE_ACTOR_MERGE,  /* what the user says of actor `id` (store_actor_merge and so on), answered by ENGINE_ACTOR: it is `other` */
	ENGINE_ACTOR_SPLIT,  /* it is somebody else in item `other`; 0: what was merged into it is parted */
	ENGINE_ACTOR_RENAME, /* it is called `text` */
	ENGINE_ACTOR_UNDO,   /* the last such choice is taken back */
};
struct engine_command {
	enum engine_command_kind kind;
	int64_t id, other;
	bool flag;
	uint32_t set, clear;
	struct item_view view;
	struct str text, text_key;
	const struct settings *settings;
};

enum engine_event_kind {
	ENGINE_PROGRESS, /* done, total, n_new, n_failed; done == total: nothing is left to do */
	ENGINE_FEED,     /* a feed's poll ended: id, n_new, status, code with message; QD_EBUSY: not asked, as its server wants to be left alone */
	ENGINE_DOC,      /* item id: its document is in the store (code 0) or could not be had (message); `page`: which one */
	ENGINE_ITEMS,    /* items or counts changed: lists may be read again */
	ENGINE_ACTOR,    /* a choice about actors was kept (code 0) or could not be (message): id, the actor whom it left or made, 0 after an undo */
	ENGINE_MESSAGE,  /* something to tell, message; code < 0: an error */
};
struct engine_event {
	enum engine_event_kind kind;
	int64_t id;
	int code;
	long status;   /* HTTP */
	uint32_t done, total, n_new, n_failed;
	bool page;
	char message[256];
};

/* Opens the store, starts the workers, and brings the store's feeds up to the subscriptions file (or the demo's folder); no thread runs yet.
 * The caller ends it with engine_close(). Errors are those of store_open(), worker_pool_open() and fetch_open(). */
int engine_open(struct engine **out, const struct engine_options *o, struct err *e) QD_MUST_USE;
/* Stops the thread if it runs, ends transfers and workers; what was stored stays. */
void engine_close(struct engine *en);
/* The engine's own connection: only while no thread runs. */
struct store *engine_store(struct engine *en);
/* Queues a command (strings are copied). From any thread. */
void engine_send(struct engine *en, const struct engine_command *c);
/* In place: one turn of at most `timeout_ms`; returns true while there is work. */
bool engine_turn(struct engine *en, int timeout_ms);
/* As a thread (blocks signals in it). */
int engine_start(struct engine *en, struct err *e) QD_MUST_USE;
/* A descriptor that is readable while events wait (eventfd). */
int engine_event_fd(const struct engine *en);
/* Takes the oldest event; false when there is none. From the one thread that shows them. Progress is coalesced to 10 a second. */
bool engine_next_event(struct engine *en, struct engine_event *out);

#endif
