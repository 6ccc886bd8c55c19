/* reading.h - the reader on the newsroom, for tests of screens: started on a terminal of some size, and ended as its user ends it. */
#ifndef TESTS_UI_READING_H
#define TESTS_UI_READING_H

#include "testing.h"

#include <sys/wait.h>

#include "newsroom.h"
#include "screen.h"

static struct newsroom room;

/* For cmocka: the newsroom comes and goes with each test. */
static inline int make_room(void **state)
{
	(void)state;
	newsroom_make(&room, false);
	return 0;
}

static inline int remove_room(void **state)
{
	(void)state;
	newsroom_remove(&room);
	return 0;
}

/* `env`: one more "NAME=VALUE", or NULL. Waits until `first` is shown. */
static inline struct screen *start_until(int w, int h, const char *env, const char *first)
{
	const char *const list[] = { env, NULL };
	struct screen *s = screen_start(w, h, NULL, newsroom_reader, &room, env ? list : NULL);
	screen_expect(s, first);
	return s;
}

static inline struct screen *start(int w, int h, const char *env)
{
	return start_until(w, h, env, "Parliament passes");
}

/* Fails unless the program ends well and leaves the terminal as it was. */
static inline void quit(struct screen *s)
{
	screen_keys(s, "Q");
	int status = screen_wait_exit(s);
	if (!WIFEXITED(status) || WEXITSTATUS(status)) {
		struct str sent = screen_sent(s); /* what a sanitizer had to say */
		printf("status %x\n" STR_FMT "\n", (unsigned)status, STR_ARG(str_sub(sent, sent.n > 4000 ? sent.n - 4000 : 0, sent.n)));
		fail();
	}
	screen_restored(s);
	screen_free(s);
}

#endif
