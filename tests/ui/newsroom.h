/* newsroom.h - a small store with hand-made annotations, and the reader run on it in a forked process. */
#ifndef TESTS_UI_NEWSROOM_H
#define TESTS_UI_NEWSROOM_H

#include "quotidian/str.h"

#define NEWSROOM_NOW "1795341840" /* 22 Nov 2026 10:04 UTC */

struct newsroom {
	char dir[64], db[96], subs[96];
	bool empty;     /* no feeds */
};
/* Makes a folder and fills the store. */
void newsroom_make(struct newsroom *n, bool empty);
/* Adds a story newer than all others, as another program would. */
void newsroom_add(const struct newsroom *n, const char *title);
/* The same with a text of the feed, which the reader's engine has to read first. */
void newsroom_bring(const struct newsroom *n, const char *title, const char *html);
/* The Daily Gazette brings the story that was added, too. */
void newsroom_share(const struct newsroom *n, const char *title);
/* Gives a story (its id in the feed) the text of its page. */
void newsroom_page(const struct newsroom *n, const char *story, const char *text);
/* Makes these stories (their ids in their feeds, NULL at the end) one group, as the ranking would; the copy (NULL: none) repeats the first. */
void newsroom_group(const struct newsroom *n, const char *const *story, const char *copy);
/* Makes a group of so many stories more, all of Example Wire. */
void newsroom_flood(const struct newsroom *n, int stories);
/* The Daily Gazette brings so many stories of other days before, "Bulletin 0" the oldest. */
void newsroom_crowd(const struct newsroom *n, uint32_t stories);
void newsroom_remove(const struct newsroom *n);
/* For screen_start: runs the reader on it. */
int newsroom_reader(void *arg);

#endif
