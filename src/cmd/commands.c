/* commands.c - the table of subcommands and of global options. */
#include "config.h"

#include <stddef.h>
#include <string.h>

#include "commands.h"

#ifdef QD_TABLES_ONLY /* the manual's generator links no command */
#define RUN(name) NULL
#else
#define RUN(name) cmd_##name
#endif

#define END { 0, NULL, NULL, NULL }

const struct cmd_option global_options[] = {
	{ GLOBAL_DEMO, "demo", NULL, "open a small invented newsroom that needs no network and leaves nothing behind" },
	{ GLOBAL_CONFIG, "config", "FILE", "settings file; the file \"feeds\" beside it holds the subscriptions" },
	{ GLOBAL_DATA, "data", "DIR", "folder of the archive" },
	{ GLOBAL_NO_SANDBOX, "no-sandbox", NULL, "parse feeds and pages without system call filter and file rules; limits of memory and time stay" },
	{ GLOBAL_LOG, "log", "FILE", "append what goes on to a file" },
	{ 'v', "verbose", NULL, "log in more detail; without --log, to \"log\" in the state folder" },
	{ 'h', "help", NULL, "show help; after a command, its own" },
	{ 'V', "version", NULL, "show the version and what was built in" },
	END
};

static const struct cmd_option no_options[] = { END };

#define FORMAT_TEXT_JSON { 'f', "format", "FORMAT", "text (the default) or json" }

static const struct cmd_option read_options[] = {
	FORMAT_TEXT_JSON,
	{ 'i', "input", "KIND", "what it is, html or text; else told by the content type and the name" },
	{ 'u', "url", "URL", "where the bytes come from: links are resolved against it" },
	{ CMD_LONG, "content-type", "TYPE", "what the server called the bytes, as \"text/html; charset=koi8-r\"" },
	{ CMD_LONG + 1, "no-annotate", NULL, "clean the text only: no actors, no quotes" },
	END
};

static const struct cmd_option annotate_options[] = {
	{ 't', "tokens", NULL, "tag corpora in columns instead: a token a line in, token and label out" },
	{ CMD_LONG, "alone", NULL, "with --tokens, each sentence for itself, without what its document says" },
	END
};

static const struct cmd_option feed_options[] = {
	FORMAT_TEXT_JSON,
	{ 'u', "url", "URL", "where the bytes come from: links are resolved against it" },
	{ CMD_LONG, "content-type", "TYPE", "what the server called the bytes, as \"application/rss+xml; charset=utf-8\"" },
	{ CMD_LONG + 1, "content-location", "URL", "the Content-Location that the server sent, for relative links" },
	END
};

static const struct cmd_option poll_options[] = {
	{ 'a', "all", NULL, "poll every feed, not only those that are due" },
	{ 'w', "watch", NULL, "stay and poll whatever falls due, until interrupted" },
	{ 'f', "format", "FORMAT", "text (the default) or json: one object a feed, then one for the whole" },
	END
};

static const struct cmd_option add_options[] = {
	{ 'a', "all", NULL, "add every feed that a page names" },
	{ 'f', "force", NULL, "add the address as it is, without looking" },
	{ 'n', "dry-run", NULL, "print the feeds that are there, an address, a tab and a title a line, and add none" },
	{ 't', "tags", "TAGS", "tags for the new subscriptions, separated by commas" },
	END
};

static const struct cmd_option feeds_options[] = {
	{ 'f', "format", "FORMAT", "text (the default), json or tsv" },
	END
};

static const struct cmd_option import_options[] = {
	{ 'n', "dry-run", NULL, "show what the list holds and change nothing" },
	{ 's', "stories", NULL, "the file holds stories, not subscriptions: JSON lines, as they are or compressed with gzip" },
	END
};

static const struct cmd_option export_options[] = {
	{ 'f', "format", "FORMAT", "opml (the default) or urls" },
	{ 's', "stories", NULL, "stories, not subscriptions: JSON lines that import --stories reads" },
	END
};

#define FORMAT_ANY { 'f', "format", "FORMAT", "text (the default), json (an object on each line) or tsv" }

static const struct cmd_option list_options[] = {
	{ 'u', "unread", NULL, "unread stories only" },
	{ 's', "starred", NULL, "starred stories" },
	{ CMD_LONG, "feed", "FEED", "stories of one feed: its number, its address or a part of its title" },
	{ 't', "tag", "TAG", "stories of the feeds with this tag" },
	{ 'a', "actor", "ACTOR", "stories that an actor is in: a number, or beginnings of the name" },
	{ 'n', "limit", "NUMBER", "at most so many (50)" },
	FORMAT_ANY,
	END
};

static const struct cmd_option search_options[] = {
	{ 'u', "unread", NULL, "unread stories only" },
	{ 'n', "limit", "NUMBER", "at most so many (50)" },
	FORMAT_ANY,
	END
};

static const struct cmd_option mark_options[] = {
	{ 'r', "read", NULL, "mark them read" },
	{ 'u', "unread", NULL, "mark them unread" },
	{ 's', "star", NULL, "star them" },
	{ CMD_LONG, "unstar", NULL, "take their stars away" },
	{ 'n', "dry-run", NULL, "say how many it would be, and change nothing" },
	END
};

static const struct cmd_option related_options[] = {
	{ 'n', "limit", "NUMBER", "at most so many (10)" },
	{ 'a', "all", NULL, "for each story of the archive, copies too; with --format=tsv" },
	{ 'b', "by", "WHAT", "all (the default), or actors: by shared actors and time alone" },
	FORMAT_ANY,
	END
};

static const struct cmd_option doctor_options[] = {
	{ CMD_LONG, "compact", NULL, "make the archive's file as small as it can be, and do nothing else" },
	{ CMD_LONG + 1, "recover", NULL, "save what can be read of a damaged archive into a new one, and do nothing else" },
	END
};

static const struct cmd_option quotes_options[] = {
	{ 'n', "limit", "NUMBER", "at most so many (50)" },
	FORMAT_ANY,
	END
};

static const struct cmd_option clusters_options[] = {
	{ 'n', "limit", "NUMBER", "at most so many groups (50; all with --format=tsv)" },
	FORMAT_ANY,
	END
};

static const struct cmd_option timeline_options[] = {
	FORMAT_ANY,
	END
};

/* From CMD_LONG + 1 on in the order of enum actor_choice. */
static const struct cmd_option actors_options[] = {
	{ CMD_LONG + 1, "merge", NULL, "two actors are one: the first goes, the second stays" },
	{ CMD_LONG + 2, "split", NULL, "an actor is somebody else in the stories that follow; without stories, part what was merged into it" },
	{ CMD_LONG + 3, "rename", NULL, "give an actor the name that follows; without one, the stories' own again" },
	{ CMD_LONG + 4, "undo", NULL, "take back the last of these choices" },
	{ 'n', "limit", "NUMBER", "at most so many (50)" },
	FORMAT_ANY,
	END
};

const struct command commands[] = {
	{ "poll", "[FEED...]", "fetch feeds that are due",
	  "Prints a bar with rate and time left on a terminal, else a line for each feed, and then what came and what failed. "
	  "FEED is a number or an address from \"quotidian feeds\", or a part of one title. Servers that asked to be left alone "
	  "for a while are, also with --all. What was fetched is kept when it is interrupted. The exit status is 1 when the "
	  "archive could not be written or every feed failed.",
	  poll_options, RUN(poll) },
	{ "add", "URL...", "subscribe to feeds, or to the feeds that a page names",
	  "URL is a feed's or a page's. When a page names several feeds, a terminal is asked which; otherwise they are listed, "
	  "and nothing is added without --all. When it names none, the addresses where sites often have one are tried one after "
	  "the other.", add_options, RUN(add) },
	{ "remove", "URL...", "unsubscribe", "The stories of the feed stay in the archive.", no_options, RUN(remove) },
	{ "feeds", "", "show the subscriptions and their health",
	  "Shows number, title, unread and all stories, stories a week, last success, next poll, and in lines of their own what "
	  "is wrong and where a feed moved from. The columns of tsv are number, address, title, tags, unread, all, last "
	  "success, next poll (seconds since 1970), failures in a row, error, stories a week, the address before the feed moved "
	  "for good.", feeds_options, RUN(feeds) },
	{ "import", "FILE|URL|-", "subscribe to the feeds of a list",
	  "Reads OPML, whose folders become tags, and newsboat's urls file. Only http and https addresses are taken."
	  "\n\nWith --stories it takes an archive: each line a JSON object with \"id\", \"title\", \"text\", \"published\" and "
	  "\"source\", and what export --stories writes beside these. Sources become feeds that are never polled; stories of a "
	  "feed that is subscribed are added to it. The stories are annotated on all cores. An import that was broken off goes "
	  "on where it was when the same command is given again. Lines that are no stories are passed over; how many there were "
	  "and what is wrong with the first is said, and the exit status is 1; so are stories counted whose date is missing or "
	  "cannot be read, which have the import's.", import_options, RUN(import) },
	{ "export", "[QUERY]", "write the subscriptions, or stories, to standard output",
	  "Writes OPML, or with --format=urls newsboat's urls file."
	  "\n\nWith --stories it writes the stories that the query chooses (see QUERIES in the manual; all without one), newest "
	  "first, each a JSON object on a line: \"id\" (the feed's), \"title\", \"text\", \"published\", \"source\", \"url\", "
	  "\"author\", \"read\", \"starred\", \"feed\" (its address), \"tags\", and of comments, place and enclosures what list "
	  "--format=json has.", export_options, RUN(export) },
	{ "read", "[FILE|URL|-]", "clean and annotate one article",
	  "Finds the article in a page, or takes plain text, and prints it with its quotes, their speakers and its actors. "
	  "Without an argument it reads standard input. A bar stands beside lines with direct speech, a broken one beside "
	  "indirect speech; a name that is not sure is followed by a question mark."
	  "\n\nWith --format=json it prints one object; the manual describes it.",
	  read_options, RUN(read) },
	{ "feed", "[FILE|URL|-]", "parse one feed and show what is in it",
	  "Reads RSS, Atom, RDF, CDF and JSON feeds. A feed that breaks off gives its whole entries and a warning. With "
	  "--format=json it prints one object; the manual describes it.",
	  feed_options, RUN(feed) },
	{ "annotate", "", "annotate many texts: JSON lines in, JSON lines out",
	  "Each line of standard input is an object with \"id\" and \"text\"; each line of output is the object that read "
	  "--format=json prints, with that id, in the same order. Offsets count code points of \"text\" as it was given. A line "
	  "that cannot be read is named on standard error and left out; the exit status is then 1."
	  "\n\nWith --tokens the first of the tab-separated columns of a line is a token, an empty line ends a sentence, and a "
	  "line that begins with \"# \" or \"-DOCSTART-\" ends a document. Labels are B-PER, I-PER and so on for PER, ORG, LOC "
	  "and MISC, and O.",
	  annotate_options, RUN(annotate) },
	{ "list", "[QUERY]", "list stories, newest first",
	  "Lists all stories, or those of a feed, a tag, an actor, the starred ones, and of these the ones that a query chooses "
	  "(see QUERIES in the manual). A line shows the story's number, by which other commands know it; \"●\" is unread, "
	  "\"★\" starred. A story that several feeds bring, known by its address, is listed once, with all of them; \"sources\" "
	  "names them in JSON. Where the feed tells them, JSON has \"comments\" (their address), \"comments_count\", \"place\" "
	  "and \"enclosures\" (url, type, bytes, seconds, and the kind \"transcript\")."
	  "\n\nTab-separated fields: number, date, feed, state, title, address.",
	  list_options, RUN(list) },
	{ "search", "QUERY", "search all stories",
	  "Finds stories that have all of the words, in any form, newest first. \"In quotation marks\" words stand side by "
	  "side; -word must not be there; begin* stands for all words that begin so; \"or\" and brackets combine. Fields name "
	  "more: actor:NAME, said:NAME, by:NAME, feed:FEED, tag:TAG, title:WORDS, is:unread, since:7d, before:2026-11 and "
	  "others; QUERIES in the manual has them all.",
	  search_options, RUN(search) },
	{ "mark", "QUERY", "mark all stories that a query chooses",
	  "The query is as for search (see QUERIES in the manual): mark --read feed:gazette before:7d. What is said is how many "
	  "stories changed; those that were so already do not count.", mark_options, RUN(mark) },
	{ "related", "STORY", "list the stories most like a story, best first",
	  "The story is its number, its address, or its feed's id for it. Stories are alike in words, in time and in actors; "
	  "those actors are named that few stories have. Copies of one story are shown as one."
	  "\n\nTab-separated fields: the feed's id of the story, that of the related one, rank, score.",
	  related_options, RUN(related) },
	{ "clusters", "", "list groups of stories about one event",
	  "Stories are grouped as they arrive; the group with the newest story comes first, under the headline that is most "
	  "like the others, with the days it spans, those it is about, and the query that lists its stories."
	  "\n\nTab-separated fields, a line for each story of a group: the feed's id of the story, its group, the group's "
	  "headline, the dates of its first and last story, those it is about (\"; \" between them).",
	  clusters_options, RUN(clusters) },
	{ "timeline", "STORY", "show the stories of one event, day by day",
	  "The story is its number, its address, or its feed's id for it; shown is the group it belongs to, the oldest story "
	  "first, each with the quotes that carried it. Copies of one story are shown as one, and a quote that several stories "
	  "carry stands with the first."
	  "\n\nTab-separated fields: date, source, title, and in a line of its own for each quote also speaker and quote.",
	  timeline_options, RUN(timeline) },
	{ "actors", "[NAME|ACTOR [ACTOR|STORY...|NAME]]", "list who is in the news, or whose name begins so; say who is who",
	  "Those in most stories come first. Tab-separated fields: key, name, type, stories, quotes, role. With --format=json "
	  "also the other names that stories use, and every role with the date and the number of the newest story that gives "
	  "it."
	  "\n\nWith --merge, --split, --rename or --undo it changes whom stories mean: an ACTOR is then a number, or a name "
	  "that only one has. The choice holds for later stories, too, and shows in the reader.", actors_options, RUN(actors) },
	{ "quotes", "[QUERY]", "list what was said, newest first",
	  "The query is as for stories (see QUERIES in the manual), but actor: and said: name the speaker, and words stand in "
	  "the quote or in the speaker's name: said:\"Anna Novak\" pensions since:7d. The same words in several sources are "
	  "listed once, with their sources. \"(?)\" follows a speaker who is not sure. Tab-separated fields: date, speaker, "
	  "kind, text, title, address.",
	  quotes_options, RUN(quotes) },
	{ "doctor", "", "check settings, archive, language data, sandbox and terminal, and say what to mend",
	  "Prints a line for each thing looked at, of the archive also the size of its parts. The exit status is 1 when "
	  "something has to be mended."
	  "\n\nWith --compact it makes the search index anew without deleted stories and gives free room back to the disk, for "
	  "which it needs twice the archive's size while it works. With --recover it keeps a damaged archive aside, with the "
	  "date in its name, and saves what can be read of it; end all other programs that use the archive first.",
	  doctor_options, RUN(doctor) },
	{ "help", "[COMMAND]", "show help, of all or of one command", "", no_options, RUN(help) },
	{ NULL, NULL, NULL, NULL, NULL, NULL }
};

const struct command *command_find(const char *name)
{
	for (const struct command *k = commands; k->name; k++)
		if (strcmp(k->name, name) == 0)
			return k;
	return NULL;
}
