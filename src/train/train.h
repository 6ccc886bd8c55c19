/* train.h - what the subcommands of quotidian-train share. */
#ifndef TRAIN_H
#define TRAIN_H

#include "quotidian/arena.h"
#include "quotidian/map.h"

/* Reads a file, gunzipping it if its name ends in .gz. Dies with a message when it cannot. */
void train_read(struct buf *out, const char *path);
/* Next line of *rest without its end; false at the end. */
bool train_line(struct str *rest, struct str *line);
/* Splits at tabs into at most `max` fields; missing ones are empty. Returns how many there were. */
size_t train_fields(struct str line, struct str *field, size_t max);
/* A pseudo-random number (xorshift64*), the same for the same seed everywhere. */
uint64_t train_random(uint64_t *state);

int train_names(int argc, char **argv);
int train_entities(int argc, char **argv);
int train_tag(int argc, char **argv);
int train_background(int argc, char **argv);
int train_related(int argc, char **argv);

#endif
