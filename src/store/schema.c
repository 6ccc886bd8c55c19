/* schema.c - the tables, as numbered migrations. A migration that was released is never changed: add one.
 *
 * Lists are walked by keyset on (published, id). An index costs each new item a microsecond or two, so there are few: the unread items of
 * one feed are told apart by the last column of item_feed, and what is to be annotated by that of item_unread. `hidden` is set on the
 * items of feeds that are no longer subscribed. Hashes are str_hash() of the text, `content` the fingerprint of store_poll.c,
 * `url_hash` that of story_key().
 */
#include "config.h"

#include "store_int.h"

/* All stories are ranked anew, in the background. A migration that was released stays as it is: change this only by a new one. */
#define RANK_ANEW \
	"DELETE FROM lexicon;" \
	"DELETE FROM sketch;" \
	"DELETE FROM sketch_data;" \
	"DELETE FROM mark;" \
	"DELETE FROM mark_run;" \
	"DELETE FROM cluster;" \
	"UPDATE tally SET n = 0 WHERE key IN ('counted', 'marks', 'mark rows');" \
	"UPDATE item SET family = 0 WHERE family <> 0;" \
	"INSERT OR IGNORE INTO unranked SELECT item FROM annotation;"

const char *const store_migration[] = {
	/* 1: feeds, items, documents, actors, quotes, search */
	"PRAGMA application_id = 0x5154444e;"
	"CREATE TABLE feed("
	" id INTEGER PRIMARY KEY,"
	" url TEXT NOT NULL UNIQUE,"
	" moved_from TEXT NOT NULL DEFAULT '',"  /* the address before a permanent redirect */
	" place INTEGER,"                        /* in the order of the subscriptions; NULL: no longer subscribed */
	" user_title TEXT NOT NULL DEFAULT '',"
	" own_title TEXT NOT NULL DEFAULT '',"
	" link TEXT NOT NULL DEFAULT '',"
	" tags TEXT NOT NULL DEFAULT '',"
	" etag TEXT NOT NULL DEFAULT '',"
	" last_modified TEXT NOT NULL DEFAULT '',"
	" error TEXT NOT NULL DEFAULT '',"
	" last_poll INTEGER NOT NULL DEFAULT 0,"
	" last_success INTEGER NOT NULL DEFAULT 0,"
	" next_due INTEGER NOT NULL DEFAULT 0,"
	" errors_in_row INTEGER NOT NULL DEFAULT 0,"
	" total INTEGER NOT NULL DEFAULT 0,"
	" unread INTEGER NOT NULL DEFAULT 0,"
	" starred INTEGER NOT NULL DEFAULT 0,"
	" gone INTEGER NOT NULL DEFAULT 0"
	") STRICT;"

	"CREATE TABLE item("
	" id INTEGER PRIMARY KEY,"
	" feed INTEGER NOT NULL,"
	" published INTEGER NOT NULL,"
	" received INTEGER NOT NULL,"
	" unread INTEGER NOT NULL DEFAULT 1,"
	" starred INTEGER NOT NULL DEFAULT 0,"
	" hidden INTEGER NOT NULL DEFAULT 0,"
	" page INTEGER NOT NULL DEFAULT 0,"   /* the page's full text is stored */
	" noted INTEGER NOT NULL DEFAULT 0,"  /* enum noted */
	" slot INTEGER NOT NULL DEFAULT 0,"   /* which of its rows in the search index counts */
	" guid INTEGER NOT NULL,"
	" content INTEGER NOT NULL,"
	" url_hash INTEGER NOT NULL,"
	" title TEXT NOT NULL,"
	" url TEXT NOT NULL,"
	" author TEXT NOT NULL,"
	" summary TEXT NOT NULL,"
	" given TEXT NOT NULL"  /* the feed's id for it; empty: the same as the url */
	") STRICT;"
	"CREATE UNIQUE INDEX item_guid ON item(feed, guid);"
	"CREATE INDEX item_url ON item(url_hash);"
	"CREATE INDEX item_all ON item(published, id) WHERE hidden = 0;"
	"CREATE INDEX item_unread ON item(published, id, noted) WHERE unread = 1 AND hidden = 0;"
	"CREATE INDEX item_feed ON item(feed, published, id, unread);"
	"CREATE INDEX item_starred ON item(published, id) WHERE starred = 1;"

	"CREATE TABLE body("  /* what the feed gave, until it has become a document; a row for each item that has none */
	" item INTEGER PRIMARY KEY,"
	" html TEXT NOT NULL"
	") STRICT;"
	"CREATE TABLE doc("   /* id: DOC_ROW(item, source) */
	" id INTEGER PRIMARY KEY,"
	" note TEXT NOT NULL,"
	" data BLOB"          /* NULL: could not be had, the note says why */
	") STRICT;"
	"CREATE TABLE annotation("  /* of the document that counts: the page's, else the feed's */
	" item INTEGER PRIMARY KEY REFERENCES item(id),"
	" source INTEGER NOT NULL,"
	" actors BLOB NOT NULL"     /* wire: count, then actor id and mentions of each, most mentioned first */
	") STRICT;"

	"CREATE TABLE actor("
	" id INTEGER PRIMARY KEY,"
	" key TEXT NOT NULL UNIQUE,"
	" name TEXT NOT NULL,"
	" role TEXT NOT NULL,"
	" role_at INTEGER NOT NULL,"  /* when the story that gave the role was published */
	" type INTEGER NOT NULL,"
	" stories INTEGER NOT NULL,"
	" quotes INTEGER NOT NULL"
	") STRICT;"
	"CREATE INDEX actor_stories ON actor(stories, id);"
	"CREATE VIRTUAL TABLE actor_name USING fts5(name, content='', detail=none, columnsize=0, prefix='1 2 3',"
	" tokenize='unicode61 remove_diacritics 2');"
	"CREATE TABLE posting("
	" actor INTEGER NOT NULL,"
	" published INTEGER NOT NULL,"
	" item INTEGER NOT NULL,"
	" mentions INTEGER NOT NULL,"
	" PRIMARY KEY(actor, published, item)"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE quote("   /* id: QUOTE_ROW(item, index in the document that counts) */
	" id INTEGER PRIMARY KEY,"
	" actor INTEGER NOT NULL,"  /* 0: unknown */
	" published INTEGER NOT NULL,"
	" kind INTEGER NOT NULL,"
	" confidence INTEGER NOT NULL"
	") STRICT;"
	"CREATE INDEX quote_actor ON quote(actor, published, id);"
	"CREATE INDEX quote_all ON quote(published, id);"

	"CREATE VIRTUAL TABLE search USING fts5(title, text, content='', tokenize='porter unicode61 remove_diacritics 2');"
	"CREATE TABLE reindex(item INTEGER PRIMARY KEY) STRICT;"  /* indexed before, changed since */
	"CREATE TABLE tally(key TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT, WITHOUT ROWID;"
	"CREATE TABLE value(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;",

	/* 2: who fetches a feed (a process) says so until then, so that nobody else does */
	"ALTER TABLE feed ADD COLUMN claimed INTEGER NOT NULL DEFAULT 0;"
	"ALTER TABLE feed ADD COLUMN claimed_by INTEGER NOT NULL DEFAULT 0;",

	/* 3: actors' other names and roles, and what users say of them */
	"ALTER TABLE actor ADD COLUMN given TEXT NOT NULL DEFAULT '';"  /* the name that the user gave */
	"ALTER TABLE actor ADD COLUMN also TEXT NOT NULL DEFAULT '';"   /* other names, one a line; found with the name and `given` */
	"CREATE TABLE actor_rule("  /* whom a key stands for, in one story or (item 0) everywhere */
	" key TEXT NOT NULL,"
	" item INTEGER NOT NULL,"
	" actor INTEGER NOT NULL,"
	" PRIMARY KEY(key, item)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX actor_rule_to ON actor_rule(actor);"
	"CREATE TABLE actor_choice("  /* what a choice changed, to take it back: the rule (actor 0: none) or, item -1, the given name before it */
	" id INTEGER PRIMARY KEY,"
	" choice INTEGER NOT NULL,"
	" key TEXT NOT NULL,"
	" item INTEGER NOT NULL,"
	" actor INTEGER NOT NULL,"
	" name TEXT NOT NULL"
	") STRICT;"
	"CREATE INDEX actor_choice_of ON actor_choice(choice, id);"
	"CREATE TABLE role("  /* what stories call an actor; `item`, published `at`, is the newest that does */
	" actor INTEGER NOT NULL,"
	" role TEXT NOT NULL,"
	" at INTEGER NOT NULL,"
	" item INTEGER NOT NULL,"
	" PRIMARY KEY(actor, role)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX role_newest ON role(actor, at);",

	/* 4: a story that several feeds have is one item, see store_twin.c; twin_adopt() then fills url_hash and sole */
	"ALTER TABLE item ADD COLUMN sole INTEGER NOT NULL DEFAULT 0;"   /* enum sole */
	"ALTER TABLE item ADD COLUMN circle INTEGER NOT NULL DEFAULT 0;" /* the feeds that have it, when they are several */
	"DROP INDEX item_url;"
	"CREATE UNIQUE INDEX item_story ON item(url_hash) WHERE sole > 0;"
	"CREATE INDEX item_url ON item(url_hash) WHERE sole = 0;"
	"CREATE TABLE twin("  /* another feed's entry for a story; published and unread are the story's */
	" feed INTEGER NOT NULL,"
	" published INTEGER NOT NULL,"
	" item INTEGER NOT NULL,"
	" unread INTEGER NOT NULL,"
	" guid INTEGER NOT NULL,"
	" content INTEGER NOT NULL,"
	" given TEXT NOT NULL,"
	" PRIMARY KEY(feed, published, item)"
	") STRICT, WITHOUT ROWID;"
	"CREATE UNIQUE INDEX twin_guid ON twin(feed, guid);"
	"CREATE INDEX twin_item ON twin(item);"
	"CREATE TABLE circle("  /* each set of feeds that share stories, and how many */
	" id INTEGER PRIMARY KEY,"
	" feeds TEXT NOT NULL UNIQUE,"  /* numbers, ascending, with commas between them */
	" total INTEGER NOT NULL DEFAULT 0,"
	" unread INTEGER NOT NULL DEFAULT 0,"
	" starred INTEGER NOT NULL DEFAULT 0"
	") STRICT;",

	/* 5: the search index is written in larger pieces, which are joined less often: joining is the most of its cost */
	"INSERT INTO search(search, rank) VALUES('hashsize', 4194304);"
	"INSERT INTO search(search, rank) VALUES('automerge', 8);",

	/* 6: what ranking, copies and groups of stories are made from */
	"CREATE TABLE unranked(item INTEGER PRIMARY KEY) STRICT;"  /* stories that are to be sketched and grouped */
	"INSERT INTO unranked SELECT item FROM annotation;"
	"CREATE TABLE sketch("
	" item INTEGER PRIMARY KEY,"
	" published INTEGER NOT NULL,"
	" cluster INTEGER NOT NULL,"  /* 0: a group of its own */
	" copy_of INTEGER NOT NULL,"  /* the first of those that are nearly the same; 0: none */
	" data BLOB NOT NULL"         /* src/story/sketch.h */
	") STRICT;"
	"CREATE INDEX sketch_cluster ON sketch(cluster, published, item) WHERE cluster <> 0;"
	"CREATE INDEX sketch_copy ON sketch(copy_of) WHERE copy_of <> 0;"
	"CREATE TABLE mark("          /* the most telling terms of each story */
	" term INTEGER NOT NULL,"
	" published INTEGER NOT NULL,"
	" item INTEGER NOT NULL,"
	" PRIMARY KEY(term, published, item)"
	") STRICT, WITHOUT ROWID;"
	"CREATE TABLE lexicon(block INTEGER PRIMARY KEY, levels BLOB NOT NULL) STRICT;"  /* stories of each class of terms, as logarithms */
	"CREATE TABLE cluster("
	" id INTEGER PRIMARY KEY,"
	" head INTEGER NOT NULL,"     /* the story whose title stands for it */
	" stories INTEGER NOT NULL,"
	" first INTEGER NOT NULL,"
	" last INTEGER NOT NULL"
	") STRICT;"
	"CREATE INDEX cluster_last ON cluster(last, id);",
	/* 7: entries whose story was deleted, while their feed may still list them; `at`: when that was, or when it was seen there */
	"CREATE TABLE gone("
	" feed INTEGER NOT NULL,"
	" guid INTEGER NOT NULL,"
	" at INTEGER NOT NULL,"
	" PRIMARY KEY(feed, guid)"
	") STRICT, WITHOUT ROWID;"
	"CREATE INDEX actor_rule_item ON actor_rule(item) WHERE item > 0;",

	/* 8: a story is in the list of the unread or in that of the read, so that a new one costs an index less */
	"DROP INDEX item_all;"
	"CREATE INDEX item_read ON item(published, id) WHERE unread = 0 AND hidden = 0;",

	/* 9: what an entry has beside its text, see store_extra.c */
	"ALTER TABLE item ADD COLUMN extra BLOB;",

	/* 10: marks that are no longer new, see store_mark.c */
	"CREATE TABLE mark_run("
	" term INTEGER NOT NULL,"
	" published INTEGER NOT NULL,"  /* of the first story of the run, as `item` */
	" item INTEGER NOT NULL,"
	" data BLOB NOT NULL,"
	" PRIMARY KEY(term, published, item)"
	") STRICT, WITHOUT ROWID;"
	"INSERT INTO tally(key, n) SELECT 'marks', count(*) FROM mark;"
	"INSERT INTO tally(key, n) SELECT 'mark rows', n FROM tally WHERE key = 'marks';",

	/* 11: the search index a third smaller: a place in the first column needs two bytes less, rows have the stories' own numbers, and nobody
	 * asks how long a text is. It is made anew in the background. */
	"DROP TABLE search;"
	"CREATE VIRTUAL TABLE search USING fts5(text, title, content='', columnsize=0, tokenize='porter unicode61 remove_diacritics 2');"
	"INSERT INTO search(search, rank) VALUES('hashsize', 4194304);"
	"INSERT INTO search(search, rank) VALUES('automerge', 8);"
	"DELETE FROM reindex;"
	"UPDATE item SET slot = 0 WHERE slot <> 0;"
	"DELETE FROM tally WHERE key = 'indexed';",

	/* 12: a sketch's bytes stand apart from what changes when its group does, so that their pages stay full */
	"CREATE TABLE sketch_data(item INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;"
	"INSERT INTO sketch_data SELECT item, data FROM sketch;"
	"ALTER TABLE sketch DROP COLUMN data;",

	/* 13: the first of the stories that are nearly one text, for each of them; 0: there are no others */
	"ALTER TABLE item ADD COLUMN family INTEGER NOT NULL DEFAULT 0;"
	"UPDATE item SET family = (SELECT iif(copy_of = 0, item.id, copy_of) FROM sketch WHERE sketch.item = item.id) WHERE id IN"
	" (SELECT item FROM sketch WHERE copy_of <> 0 UNION SELECT copy_of FROM sketch WHERE copy_of <> 0);",

	/* 14: no mark is later than this */
	"INSERT INTO tally(key, n) SELECT 'newest mark', max(published) FROM sketch HAVING count(*) > 0;",

	/* 15: terms are counted from a background of news, and sketches know more of the lead: all stories are ranked anew */
	RANK_ANEW,

	/* 16: what stands for all stories of a group, so that a new one is compared once; NULL: to be made from them */
	"ALTER TABLE cluster ADD COLUMN sum BLOB;",

	/* 17: what a feed repeats from story to story (src/story/repeat.c), which makes no copies */
	"CREATE TABLE repeats(feed INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;",

	/* 18: sketches know which terms are words of names: all stories are ranked anew */
	RANK_ANEW,

	/* 19: what stands for a group lies in a table of its own, where the room of old ones is free for new ones */
	"ALTER TABLE cluster DROP COLUMN sum;"
	"CREATE TABLE cluster_sum(cluster INTEGER PRIMARY KEY, data BLOB NOT NULL) STRICT;",
};
const int store_schema_version = sizeof store_migration / sizeof *store_migration;

const char *const store_sql[SQL_COUNT] = {
#define S(id, text) text,
	STATEMENTS(S)
#undef S
};
const char *const store_sql_name[SQL_COUNT] = {
#define S(id, text) #id,
	STATEMENTS(S)
#undef S
};
