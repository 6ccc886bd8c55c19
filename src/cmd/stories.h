/* stories.h - printing stories, for the subcommands that list them. */
#ifndef QUOTIDIAN_CMD_STORIES_H
#define QUOTIDIAN_CMD_STORIES_H

#include "cmd.h"

/* What goes to the output is collected here and written when it is large, or at the end by stories_end(). */
struct stories {
	struct buf out;
	enum cmd_format format;
	bool colour;
	unsigned width; /* columns of text */
	struct str context; /* of the next story: the line that was searched for, or empty */
	const struct store_extra *extra; /* of the next story, or NULL: for JSON */
};
void stories_begin(struct stories *p, enum cmd_format format);
void stories_end(struct stories *p);
/* Writes what has been collected. */
void stories_flush(struct stories *p);
/* A story: text: number, mark, title, then a line of source and date; json: an object on a line; tsv: number, date, feed, state, title,
 * address. */
void stories_item(struct stories *p, const struct store_item *it);
/* A line of details below a story (text only), indented as its title. */
void stories_detail(struct stories *p, struct str text);
/* Members of a story's object, without braces. */
void stories_json(struct buf *out, const struct store_item *it);
/* A field of a line of tab-separated values (tabs and line breaks become spaces), with a tab before it unless it is the first. */
void stories_field(struct stories *p, struct str s, bool first);
/* Starts and ends dim or bold print where there are colours. */
void stories_dim(struct stories *p, bool on);
void stories_bold(struct stories *p, bool on);
/* "in 12 stories": a number and its noun. */
void stories_count(struct buf *out, uint32_t n, const char *one, const char *many);
/* `s` in exactly `cells` cells, cut with "…" or filled with spaces. */
void stories_cell(struct buf *out, struct str s, unsigned cells);
/* The actor that an operand names: a number, else beginnings of its name, those in most stories first. A note names the others. */
int stories_actor(struct store *s, struct arena *a, struct str what, struct store_actor *out, struct err *e) QD_MUST_USE;
/* What the user says of actors (actor_choices.c); the operands are the command's. Returns the exit status. */
enum actor_choice { ACTORS_LIST, ACTORS_MERGE, ACTORS_SPLIT, ACTORS_RENAME, ACTORS_UNDO };
int actors_choose(struct cmd *c, enum actor_choice what);
/* Reads an archive of JSON lines into the store; returns the exit status. */
int import_stories(struct cmd *c, const char *path);
/* Writes the stories that the operands choose as such lines; returns the exit status. */
int export_stories(struct cmd *c);
extern const char *const stories_types[]; /* by enum entity_type: "PER" ... */
/* Takes what came since into the search index, so that queries find it. */
void stories_index(struct store *s);
/* Says that there is nothing ("no actors"), and why that may be: stories that nobody has annotated yet, or `compared` with others. */
void stories_nothing(struct store *s, const char *what, bool compared);

#endif
