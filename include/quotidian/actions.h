/* actions.h - every action of the reader: one table for commands, default keys, help, completion and the manual.
 *
 * A(id, command, keys, where, help): keys are separated by spaces, in the notation of `bind` (^D, <Enter>, <Tab>, <S-Tab>, <Left>, gg);
 * `where` is a set of letters: f feed list, l story list, r reader, s sidebar, t timeline, p any picker; * everywhere.
 */
#ifndef QUOTIDIAN_ACTIONS_H
#define QUOTIDIAN_ACTIONS_H

#include "quotidian/err.h"
#include "quotidian/str.h"

#define ACTIONS(A) \
	A(down, "down", "j <Down>", "*", "move down a line") \
	A(up, "up", "k <Up>", "*", "move up a line") \
	A(top, "top", "gg <Home>", "*", "go to the top") \
	A(bottom, "bottom", "G <End>", "*", "go to the bottom") \
	A(half_down, "half-down", "^D", "*", "half a page down") \
	A(half_up, "half-up", "^U", "*", "half a page up") \
	A(page_down, "page-down", "<Space> <PageDown>", "*", "a page down; at the end, the next unread story") \
	A(page_up, "page-up", "b <PageUp>", "*", "a page up") \
	A(open, "open", "<Enter> l <Right>", "*", "open what is under the cursor") \
	A(back, "back", "q h <Left> <Esc>", "*", "go back; in the first view, quit") \
	A(older, "jump-back", "H ^O", "*", "back to where the last jump began") \
	A(newer, "jump-forward", "L", "*", "forward again") \
	A(quit, "quit", "Q", "*", "quit") \
	A(next_story, "next-story", "J", "*", "next story") \
	A(prev_story, "prev-story", "K", "*", "previous story") \
	A(next_unread, "next-unread", "n", "*", "next unread story; while a find is shown, next match") \
	A(prev_unread, "prev-unread", "p", "*", "previous unread story") \
	A(next_quote, "next-quote", ") ]q", "rt", "next quote") \
	A(prev_quote, "prev-quote", "( [q", "rt", "previous quote") \
	A(next_same, "next-same-speaker", "]s", "r", "next quote of the same speaker") \
	A(prev_same, "prev-same-speaker", "[s", "r", "previous quote of the same speaker") \
	A(next_actor, "next-actor", "]e", "r", "next mention of an actor") \
	A(prev_actor, "prev-actor", "[e", "r", "previous mention of an actor") \
	A(same_actor, "next-same-actor", "*", "r", "next mention of the actor under the cursor") \
	A(same_actor_back, "prev-same-actor", "#", "r", "previous mention of the actor under the cursor") \
	A(quotes, "quotes", "\"", "r", "list of quotes with their speakers") \
	A(actors, "actors", "e", "r", "actors of this story") \
	A(indirect, "toggle-indirect", "I", "r", "show or hide the marks of indirect speech") \
	A(full_text, "toggle-full-text", "f", "r", "full text or the feed's own") \
	A(timeline, "timeline", "T", "*", "the stories of this event, day by day, with the quotes that carried them") \
	A(why, "info", "i", "*", "where this story comes from: source, dates, link, what went wrong") \
	A(links, "links", "u", "r", "list of links") \
	A(browse, "browser", "o", "*", "open in the browser; with a count, the link of that number") \
	A(browse_read, "browser-read", "O", "*", "open in the browser and mark read") \
	A(toggle_read, "toggle-read", "N", "*", "mark read or unread; while a find is shown, previous match") \
	A(star, "star", "s", "*", "star or unstar") \
	A(delete, "delete", "D", "*", "throw the story away; U brings it back") \
	A(mark_feed, "mark-feed-read", "A", "fl", "mark all stories shown read") \
	A(mark_all, "mark-all-read", "C", "*", "mark everything read") \
	A(undo, "undo", "U", "*", "undo the last reading, starring, marking or deleting; again, the one before") \
	A(poll, "poll", "r", "*", "poll this feed") \
	A(poll_all, "poll-all", "R", "*", "poll all feeds") \
	A(fold, "toggle-section", "z", "f", "show or hide the feeds of a section") \
	A(hide_read, "toggle-read-shown", ".", "fl", "show or hide what has been read") \
	A(find, "find", "/", "*", "find in the text; in lists, search all stories by a query") \
	A(filter, "filter", "F", "*", "narrow the list by a query; an empty one shows all again") \
	A(sections, "sections", "t", "*", "choose a section or a smart folder") \
	A(follow, "follow", "a", "r", "follow the actor or speaker under the cursor: a smart folder of their stories") \
	A(copy, "copy", "y", "r", "copy the quote with speaker, source, date and link, or the link") \
	A(save, "save-text", "w", "*", "save the story's text to a file") \
	A(pipe, "pipe", "|", "*", "give the story's text to a program") \
	A(set_place, "mark-place", "m", "*", "give a letter to this place: list, story, and where in its text") \
	A(go_place, "go-to-place", "'", "*", "go to the place of a letter; '' goes back to where the last jump began") \
	A(next_pane, "next-pane", "<Tab>", "*", "next pane") \
	A(prev_pane, "prev-pane", "<S-Tab>", "*", "previous pane") \
	A(sidebar, "toggle-sidebar", "S", "*", "show or hide related stories") \
	A(narrower, "narrower", "<", "*", "a narrower sidebar") \
	A(wider, "wider", ">", "*", "a wider sidebar") \
	A(command, "command", ":", "*", "type a command") \
	A(help, "help", "? <F1>", "*", "this help; type to search") \
	A(redraw, "redraw", "^L", "*", "draw the screen again") \
	A(suspend, "suspend", "^Z", "*", "suspend")

/* What is typed after a colon with something behind it, sorted by name: T(id, name, what stands behind, help). `?` at the end of the second:
 * it may be left out. */
#define TYPED(T) \
	T(actor, "actor", "NAME", "who it is, what was said, the stories") \
	T(add, "add", "URL", "subscribe to a feed") \
	T(bind, "bind", "KEYS COMMAND", "give keys to a command") \
	T(mark_read, "mark-read", "QUERY", "mark all stories read that a query chooses; U undoes it") \
	T(mark_unread, "mark-unread", "QUERY", "mark them unread; U undoes it") \
	T(merge, "merge", "NAME", "the chosen actor is this one: one actor from now on; U undoes it") \
	T(messages, "messages", "?", "what went on") \
	T(open_story, "open-story", "STORY", "open a story by its number, address or title") \
	T(remove, "remove", "URL", "end a subscription; its stories stay") \
	T(rename, "rename", "NAME?", "call the chosen actor so; without a name, as its stories do; U undoes it") \
	T(save, "save", "FILE", "save the story's text to a file that is not there yet") \
	T(search, "search", "QUERY", "search all stories") \
	T(set, "set", "SETTING VALUE?", "show or change a setting") \
	T(split, "split", "?", "the chosen actor is somebody else in this story; U undoes it") \
	T(star, "star", "QUERY", "star all stories that a query chooses; U undoes it") \
	T(tag, "tag", "NAME", "show the stories of a section") \
	T(unmerge, "unmerge", "?", "what was merged into the chosen actor goes its own way; U undoes it") \
	T(unstar, "unstar", "QUERY", "take their stars away; U undoes it")

enum typed {
#define T(id, name, arg, help) TYPED_##id,
	TYPED(T)
#undef T
	TYPED_COUNT
};
struct typed_info {
	const char *name, *arg, *help;
};
extern const struct typed_info typed_info[TYPED_COUNT];

enum action {
	ACTION_none,
#define A(id, command, keys, where, help) ACTION_##id,
	ACTIONS(A)
#undef A
	ACTION_COUNT
};
struct action_info {
	const char *command, *keys, *where, *help;
};
/* Indexed by enum action; [0] is all NULL. Defined in src/app/actions.c. */
extern const struct action_info action_info[ACTION_COUNT];
/* The action of this command name, or ACTION_none. */
enum action action_find(const char *command);
/* Can this be bound or typed after a colon: an action, a number before it or not, or a command with what it wants behind it (which is not
 * looked at)? QD_EINVAL says what is wrong. */
int command_check(struct str command, struct err *e) QD_MUST_USE;

#endif
