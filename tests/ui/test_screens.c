/* What the reader shows, through a real terminal: at three sizes, with and without colours, through resizes, and at its end.
 *
 * The expected screens are tests/ui/screens/NAME.txt; QUOTIDIAN_SCREENS=update writes them anew.
 */
#include "config.h"

#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "reading.h"

static void three_columns(void **state)
{
	(void)state;
	struct screen *s = start(120, 40, NULL);
	assert_true(screen_modes(s).alternate);
	assert_false(screen_modes(s).cursor);
	assert_true(screen_wait(s, "ACTORS HERE"));
	assert_true(screen_is(s, "120x40-first"));
	screen_keys(s, "\r");
	assert_true(screen_wait(s, "reader 100%"));
	assert_true(screen_is(s, "120x40-open"));
	screen_keys(s, ")))");
	assert_true(screen_wait(s, "quote 3/6"));
	assert_true(screen_is(s, "120x40-quote"));
	screen_keys(s, "\"");
	assert_true(screen_wait(s, "Quotes"));
	assert_true(screen_is(s, "120x40-quotes"));
	screen_keys(s, "chamber\r");
	assert_true(screen_wait(s, "quote 2/6"));
	screen_keys(s, "e");
	assert_true(screen_wait(s, "Actors of this story"));
	assert_true(screen_is(s, "120x40-actors"));
	screen_keys(s, "petrov\r");
	assert_true(screen_wait(s, "Ivan Petrov \u00B7"));
	assert_true(screen_is(s, "120x40-actor-page"));
	/* A quote leads to its place, somebody named together with them to their page, "all" to the list of stories. */
	screen_keys(s, "said\r");
	assert_true(screen_wait(s, "quote 3/6"));
	screen_keys(s, ":actor petrov\r");
	assert_true(screen_wait(s, "Ivan Petrov \u00B7"));
	screen_keys(s, "with nov\r");
	assert_true(screen_wait(s, "Anna Nov\u00E1k \u00B7"));
	screen_keys(s, "list all\r");
	assert_true(screen_wait(s, "News \u25B8 Anna Nov\u00E1k"));
	screen_keys(s, "q");
	assert_true(screen_wait(s, "News \u25B8 All"));
	screen_keys(s, ":actor nobody\r");
	assert_true(screen_wait(s, "nobody in the news is called"));
	quit(s);
}

static void narrows_by_a_query(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, NULL);
	screen_keys(s, "F");
	assert_true(screen_wait(s, "narrow this list"));
	screen_keys(s, "is:blue\r");
	assert_true(screen_wait(s, "\"blue\" is no state"));
	screen_keys(s, "\027said:petrov\r"); /* ^W takes the word away */
	assert_true(screen_wait(s, "News \u25B8 All: said:petrov"));
	screen_settle(s, 200);
	assert_true(screen_is(s, "80x24-filter"));
	screen_keys(s, "A");
	assert_true(screen_wait(s, "2 stories marked read; U undoes it"));
	assert_true(screen_wait(s, "0 unread of 2"));
	screen_keys(s, "U"); /* the rows show it, too */
	assert_true(screen_wait(s, "2 unread of 2"));
	assert_true(screen_is(s, "80x24-undone"));
	screen_keys(s, "F\025\r");
	assert_true(screen_wait(s, "News \u25B8 All  "));
	screen_keys(s, "/\"fig leaf\"\r");
	assert_true(screen_wait(s, "called the vote \u201Ca fig leaf"));
	quit(s);
}

static void smart_folders(void **state)
{
	(void)state;
	struct err e;
	assert_int_equal(file_write_atomic(room.subs, STR("\"query:Petrov:said:petrov\"\n\"query:Nobody:said:nobody\"\n"), &e), 0);
	struct screen *s = start(80, 24, NULL);
	screen_keys(s, "q");
	assert_true(screen_wait(s, "/ Nobody"));
	assert_true(screen_wait(s, "2       2")); /* counted in the background */
	screen_keys(s, "jj\r");
	assert_true(screen_wait(s, "News \u25B8 Petrov  2 unread of 2"));
	assert_true(screen_wait(s, "Coalition partner"));
	/* The file changes under the reader. */
	assert_int_equal(file_write_atomic(room.subs, STR("\"query:Harbour:harbour\"\n"), &e), 0);
	newsroom_add(&room, "Harbour news");
	screen_keys(s, "q");
	assert_true(screen_wait(s, "/ Harbour"));
	assert_true(screen_lacks(s, "Nobody"));
	/* All of them in a picker; the speaker of a quote is followed. */
	screen_keys(s, "tall\r");
	assert_true(screen_wait(s, "News \u25B8 All"));
	screen_keys(s, "j\r");
	assert_true(screen_wait(s, "Parliament passes"));
	screen_keys(s, ")a");
	assert_true(screen_wait(s, "new smart folder: Anna Nov\u00E1k"));
	screen_keys(s, "a");
	assert_true(screen_wait(s, "there is a smart folder already"));
	screen_keys(s, "tnov");
	assert_true(screen_wait(s, "actor:\"Anna Nov\u00E1k\""));
	screen_keys(s, "\r");
	assert_true(screen_wait(s, "News \u25B8 Anna Nov\u00E1k"));
	screen_keys(s, "H");
	assert_true(screen_wait(s, "quote 1/6"));
	screen_keys(s, "L");
	assert_true(screen_wait(s, "News \u25B8 Anna Nov\u00E1k  "));
	screen_keys(s, "L");
	assert_true(screen_wait(s, "there is no later place"));
	quit(s);
}

static void two_columns(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, NULL);
	assert_true(screen_is(s, "80x24-stories"));
	screen_keys(s, "\r");
	assert_true(screen_wait(s, "ACTORS HERE"));
	assert_true(screen_wait(s, "reader 0%"));
	assert_true(screen_is(s, "80x24-open"));
	screen_keys(s, "))]s");
	assert_true(screen_wait(s, "quote 5/6"));
	assert_true(screen_is(s, "80x24-quote"));
	screen_keys(s, "u");
	assert_true(screen_wait(s, "Links"));
	assert_true(screen_is(s, "80x24-links"));
	screen_keys(s, "\033");
	screen_settle(s, 100);
	screen_keys(s, "\t");
	assert_true(screen_wait(s, "related 1/"));
	assert_true(screen_is(s, "80x24-sidebar"));
	screen_keys(s, "qqq");
	assert_true(screen_wait(s, "News \u25B8 Feeds"));
	screen_keys(s, "jjz");
	assert_true(screen_wait(s, "Daily Gazette"));
	assert_true(screen_is(s, "80x24-feeds"));
	quit(s);
}

static void one_pane(void **state)
{
	(void)state;
	struct screen *s = start(50, 20, NULL);
	assert_true(screen_is(s, "50x20-stories"));
	screen_keys(s, "\r");
	assert_true(screen_wait(s, "reader 0%"));
	assert_true(screen_is(s, "50x20-open"));
	screen_keys(s, "S");
	assert_true(screen_wait(s, "RELATED"));
	assert_true(screen_wait(s, "related 1/"));
	assert_true(screen_is(s, "50x20-sidebar"));
	screen_keys(s, "q4)");
	assert_true(screen_wait(s, "quote 4/6"));
	assert_true(screen_is(s, "50x20-quote"));
	screen_keys(s, "?");
	assert_true(screen_wait(s, "Keys and commands"));
	screen_keys(s, "speaker");
	assert_true(screen_wait(s, "one \u00B7 5"));
	assert_true(screen_is(s, "50x20-help"));
	screen_keys(s, "\003");
	quit(s);
}

/* A story of two papers is in the list once, and named after both. */
static void sources_are_named(void **state)
{
	(void)state;
	static const int size[3][2] = { { 120, 40 }, { 80, 24 }, { 50, 20 } };
	newsroom_add(&room, "A bridge for two towns");
	newsroom_share(&room, "A bridge for two towns");
	for (int i = 0; i < 3; i++) {
		struct screen *s = start(size[i][0], size[i][1], NULL);
		if (size[i][0] < 120) {
			if (size[i][0] == 80)
				screen_expect(s, "Example Wire +1");
			screen_keys(s, "\r");
		}
		screen_expect(s, "also in Daily Gazette");
		if (size[i][0] < 120) {
			screen_keys(s, "qq");
			screen_expect(s, "News \u25B8 Feeds");
		}
		screen_expect(s, " unread of 6");
		quit(s);
	}
}

/* A quote that is chosen is in reverse; the three kinds of names differ without colour. */
static void attributes(struct screen *s)
{
	int x, y;
	screen_keys(s, "\r)");
	assert_true(screen_wait(s, "quote 1/6"));
	assert_true(screen_find(s, "We did not", &x, &y));
	assert_true(screen_cell(s, x, y).reverse);
	assert_true(screen_cell(s, x - 1, y).reverse);
	assert_string_equal(screen_cell(s, x - 2, y).text, "\u2503");
	assert_false(screen_cell(s, x - 2, y).reverse);
	assert_true(screen_find(s, "But nobody", &x, &y));
	assert_false(screen_cell(s, x, y).reverse);
	assert_true(screen_find(s, "Ivan Petrov called", &x, &y));
	struct screen_cell person = screen_cell(s, x, y);
	assert_false(screen_cell(s, x + 12, y).underline);
	assert_true(screen_find(s, "Finance Ministry", &x, &y));
	struct screen_cell organisation = screen_cell(s, x, y);
	assert_true(screen_find(s, "Eastmere next", &x, &y));
	struct screen_cell place = screen_cell(s, x, y);
	assert_true(person.underline && !person.bold && !person.italic);
	assert_true(organisation.bold && !organisation.underline && !organisation.italic);
	assert_true(place.italic && !place.bold && !place.underline);
	assert_true(screen_find(s, "What happens next", &x, &y));
	assert_true(screen_cell(s, x, y).bold);
	/* An actor chosen from the list is marked wherever the text means it, pronouns too. */
	screen_keys(s, "e");
	screen_expect(s, "Actors of this story");
	screen_keys(s, "\r");
	screen_expect(s, "type to filter");
	screen_expect(s, "list all stories");
	screen_keys(s, "\033");
	screen_expect(s, "she said");
	screen_expect(s, "3 mentions");
	assert_true(screen_find(s, "she said", &x, &y));
	assert_true(screen_cell(s, x, y).bold && screen_cell(s, x, y).underline && !screen_cell(s, x, y).reverse);
	assert_false(screen_cell(s, x + 4, y).underline);
	screen_expect(s, "Ivan Petrov called");
	assert_true(screen_find(s, "Ivan Petrov called", &x, &y));
	assert_false(screen_cell(s, x, y).bold);
}

static void looks_in_colour(void **state)
{
	(void)state;
	struct screen *s = start(120, 40, NULL);
	int x, y;
	attributes(s);
	assert_true(screen_find(s, "Ivan Petrov called", &x, &y));
	int person = screen_cell(s, x, y).fg;
	assert_true(screen_find(s, "Eastmere next", &x, &y));
	assert_true(person >= 0 && screen_cell(s, x, y).fg >= 0 && person != screen_cell(s, x, y).fg);
	/* Bars are in their speakers' colours. */
	assert_true(screen_wait(s, "\u2503Opposition"));
	assert_true(screen_wait(s, "\u2503\u201CWe did"));
	screen_settle(s, 300);
	assert_true(screen_find(s, "\u2503\u201CWe did", &x, &y));
	int novak = screen_cell(s, x, y).fg;
	assert_true(screen_find(s, "\u2503Opposition", &x, &y));
	assert_true(novak >= 0 && screen_cell(s, x, y).fg >= 0 && novak != screen_cell(s, x, y).fg);
	quit(s);
}

static void looks_without_colour(void **state)
{
	(void)state;
	struct screen *s = start(120, 40, "NO_COLOR=1");
	int x, y;
	attributes(s);
	for (y = 0; y < 40; y++)
		for (x = 0; x < 120; x++)
			assert_true(screen_cell(s, x, y).fg == -1 && screen_cell(s, x, y).bg == -1);
	quit(s);
}

/* A terminal that has neither colour nor italics: places are underlined and bold, so what is chosen is in reverse. */
static void looks_on_vt100(void **state)
{
	(void)state;
	struct screen *s = start(120, 40, "TERM=vt100");
	int x, y;
	screen_keys(s, "\r3]e");
	screen_expect(s, "opposition leader");
	assert_true(screen_find(s, "Eastmere next", &x, &y));
	struct screen_cell place = screen_cell(s, x, y);
	assert_true(place.bold && place.underline && !place.italic && !place.reverse);
	screen_keys(s, "[e");
	screen_expect(s, "3 mentions");
	assert_true(screen_find(s, "said Anna", &x, &y));
	assert_true(screen_cell(s, x + 5, y).reverse && screen_cell(s, x + 5, y).bold && screen_cell(s, x + 5, y).underline);
	assert_true(screen_find(s, "she said", &x, &y));
	assert_true(screen_cell(s, x, y).reverse && !screen_cell(s, x, y).bold);
	assert_false(screen_cell(s, x + 4, y).reverse);
	assert_true(screen_find(s, "Ivan Petrov called", &x, &y));
	assert_true(screen_cell(s, x, y).underline && !screen_cell(s, x, y).reverse);
	quit(s);
}

static void resizes(void **state)
{
	(void)state;
	struct screen *s = start(120, 40, NULL);
	screen_keys(s, "\r))");
	assert_true(screen_wait(s, "quote 2/6"));
	screen_resize(s, 80, 24);
	assert_true(screen_wait(s, "quote 2/6"));
	assert_true(screen_wait(s, "ACTORS"));
	screen_resize(s, 20, 5);
	assert_true(screen_is(s, "20x5"));
	screen_resize(s, 19, 4);
	assert_true(screen_is(s, "19x4"));
	screen_keys(s, ")");
	screen_settle(s, 100);
	screen_resize(s, 50, 20);
	assert_true(screen_wait(s, "quote 2/6")); /* keys on a screen that is too small change nothing */
	screen_resize(s, 120, 40);
	assert_true(screen_wait(s, "ACTORS HERE"));
	screen_keys(s, "(");
	assert_true(screen_wait(s, "quote 1/6"));
	screen_keys(s, "))");
	assert_true(screen_is(s, "120x40-quote"));
	/* With a list open over the text, and while a command is typed. */
	screen_keys(s, "\"");
	assert_true(screen_wait(s, "Quotes"));
	screen_resize(s, 50, 20);
	assert_true(screen_wait(s, "fig leaf"));
	screen_keys(s, "\033");
	screen_settle(s, 100);
	screen_keys(s, ":set side");
	screen_resize(s, 80, 24);
	assert_true(screen_wait(s, ":set side"));
	screen_keys(s, "\t");
	assert_true(screen_wait(s, ":set sidebar"));
	screen_keys(s, " no\r");
	assert_true(screen_lacks(s, "RELATED"));
	quit(s);
}

static void finds_and_marks(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, NULL);
	screen_keys(s, "\r/NOVAK\r");
	assert_true(screen_wait(s, "match 1 of 2"));
	screen_keys(s, "n");
	assert_true(screen_wait(s, "match 2 of 2"));
	int x, y;
	assert_true(screen_find(s, "Nov\u00E1k told", &x, &y));
	struct screen_cell c = screen_cell(s, x, y);
	assert_true(c.bg >= 0 || c.reverse);
	screen_keys(s, "\033");
	screen_settle(s, 100);
	screen_keys(s, "s");
	assert_true(screen_wait(s, "starred"));
	screen_keys(s, "qj");
	assert_true(screen_wait(s, "\u25B8\u25CF Harbour"));
	assert_true(screen_find(s, "Parliament passes", &x, &y));
	assert_string_equal(screen_cell(s, x - 2, y).text, "\u2605");
	assert_false(screen_cell(s, x, y).bold);
	assert_true(screen_find(s, "Harbour strike", &x, &y));
	assert_string_equal(screen_cell(s, x - 2, y).text, "\u25CF");
	assert_true(screen_cell(s, x, y).bold);
	screen_keys(s, "A");
	assert_true(screen_wait(s, "0 unread of 5"));
	screen_keys(s, "U");
	assert_true(screen_wait(s, "4 unread of 5"));
	screen_keys(s, "UU");
	assert_true(screen_wait(s, "5 unread of 5"));
	screen_keys(s, "/eighth\r");
	assert_true(screen_wait(s, "search: eighth"));
	assert_true(screen_wait(s, "1 unread of 1"));
	screen_keys(s, "q");
	assert_true(screen_wait(s, "5 unread of 5"));
	quit(s);
}

static void hints_follow_a_prefix(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, NULL);
	screen_keys(s, "\r]");
	assert_true(screen_wait(s, "next quote of the same speaker"));
	screen_keys(s, "q");
	assert_true(screen_wait(s, "quote 1/6"));
	assert_true(screen_lacks(s, "next quote of the same speaker"));
	screen_keys(s, "~");
	assert_true(screen_wait(s, "~ does nothing here"));
	screen_keys(s, ":bind X next-quote\r");
	screen_settle(s, 100);
	screen_keys(s, "X");
	assert_true(screen_wait(s, "quote 2/6"));
	screen_keys(s, ":nonsense\r");
	assert_true(screen_wait(s, "no command"));
	/* Where nothing was found, n does not open another story. */
	screen_keys(s, "/zebra\r");
	assert_true(screen_wait(s, "\"zebra\" is not in this text"));
	screen_keys(s, "j");
	screen_settle(s, 100);
	screen_keys(s, "n");
	assert_true(screen_wait(s, "\"zebra\" is not in this text"));
	quit(s);
}

static void nothing_there(void **state)
{
	(void)state;
	struct newsroom none;
	newsroom_make(&none, true);
	struct screen *s = screen_start(80, 24, NULL, newsroom_reader, &none, NULL);
	assert_true(screen_wait(s, "No feeds yet"));
	assert_true(screen_is(s, "80x24-empty"));
	screen_keys(s, ":add ftp://example.org/\r");
	assert_true(screen_wait(s, "http://"));
	screen_keys(s, "jjkkGgg)\"ui");
	screen_settle(s, 100);
	screen_keys(s, "\003");
	quit(s);
	newsroom_remove(&none);
}

static void ends_restore_the_terminal(void **state)
{
	(void)state;
	static const struct {
		int sig;
		bool dies;
	} by[] = { { SIGTERM, false }, { SIGHUP, false }, { SIGSEGV, true }, { SIGABRT, true }, { SIGQUIT, true }, { SIGUSR1, true } };
	for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
		struct screen *s = start(80, 24, NULL);
		assert_true(screen_modes(s).mouse);
		screen_keys(s, "\r:");
		assert_true(screen_wait(s, "RELATED"));
		screen_settle(s, 100);
		assert_true(screen_modes(s).paste);
		kill(screen_pid(s), by[i].sig);
		int status = screen_wait_exit(s);
		if (by[i].dies)
			assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) != 0);
		else
			assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
		screen_restored(s);
		screen_free(s);
	}
}

/* What was typed ahead, and pastes, never run as commands by accident. */
static void pastes_are_text(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, NULL);
	screen_keys(s, "\033[200~Q quit\r\033[201~");
	screen_settle(s, 200);
	assert_true(screen_shows(s, "Parliament passes"));
	screen_keys(s, ":\033[200~set\rsidebar\033[201~");
	assert_true(screen_wait(s, ":set sidebar"));
	screen_keys(s, "\r");
	assert_true(screen_wait(s, "sidebar = yes"));
	quit(s);
}

static void ascii_where_the_locale_is(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, "LC_ALL=C");
	screen_keys(s, "\r");
	assert_true(screen_wait(s, "ACTORS HERE"));
	assert_true(screen_wait(s, "\"We did not get everything we asked for,\" said Anna"));
	struct str sent = screen_sent(s);
	for (size_t i = 0; i < sent.n; i++)
		assert_true((unsigned char)sent.s[i] < 0x80);
	quit(s);
}

static void deletes(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, NULL);
	assert_true(screen_wait(s, "of 5"));
	screen_keys(s, "j");
	assert_true(screen_wait(s, "\u25B8\u25CF Harbour"));
	screen_keys(s, "D");
	assert_true(screen_wait(s, "of 4"));
	assert_true(screen_wait(s, "\u25B8\u25CF Coalition")); /* what stood below it */
	assert_true(screen_lacks(s, "Harbour strike"));
	screen_keys(s, "U");
	assert_true(screen_wait(s, "of 5"));
	assert_true(screen_wait(s, "Harbour strike"));
	/* In the reader the next story follows. */
	screen_keys(s, "gg\r");
	assert_true(screen_wait(s, "We did not"));
	screen_keys(s, "D");
	assert_true(screen_wait(s, "deleted; U brings it back"));
	assert_true(screen_lacks(s, "We did not"));
	screen_keys(s, "U");
	assert_true(screen_wait(s, "the story is back"));
	quit(s);
}

/* New stories come in above and below; what is on the screen stays where it is. */
static void polls_move_nothing(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, NULL);
	int x, y;
	screen_keys(s, "jj");
	assert_true(screen_wait(s, "\u25B8\u25CF Coalition"));
	newsroom_add(&room, "A story that came in meanwhile");
	screen_keys(s, "s"); /* the engine writes, and tells that lists may have changed */
	assert_true(screen_wait(s, "unread of 6"));
	assert_true(screen_find(s, "Coalition partner", &x, &y));
	assert_int_equal(y, 4);
	assert_string_equal(screen_cell(s, 0, y).text, "\u25B8");
	assert_true(screen_lacks(s, "came in meanwhile"));
	screen_keys(s, "gg");
	assert_true(screen_wait(s, "\u25B8\u25CF A story that came in meanwhile"));
	/* The same under a text that is being read. */
	screen_keys(s, "J\r)");
	assert_true(screen_wait(s, "quote 1/6"));
	newsroom_add(&room, "Another one");
	screen_keys(s, "s");
	assert_true(screen_wait(s, "starred"));
	screen_settle(s, 600);
	assert_true(screen_find(s, "We did not", &x, &y));
	assert_int_equal(y, 9);
	assert_true(screen_cell(s, x, y).reverse);
	quit(s);
}

/* Without a network: the page's text where it is stored, the feed's where it is not, with the reason. */
static void page_or_feed_text(void **state)
{
	(void)state;
	static const int size[3][2] = { { 120, 40 }, { 80, 24 }, { 50, 20 } };
	newsroom_page(&room, "w1", "The page itself tells more of the night.\n\nThe gallery was full until dawn.");
	for (int k = 0; k < 3; k++) {
		struct screen *s = start(size[k][0], size[k][1], NULL);
		screen_keys(s, "\r");
		assert_true(screen_wait(s, "The page itself tells more"));
		screen_keys(s, "f");
		assert_true(screen_wait(s, "feed's own text"));
		assert_true(screen_wait(s, "Lawmakers approved"));
		assert_true(screen_lacks(s, "The page itself"));
		screen_keys(s, "f");
		assert_true(screen_wait(s, "The page itself tells more"));
		assert_true(screen_wait(s, "full text"));
		screen_keys(s, "Jf"); /* of the story that is being opened */
		assert_true(screen_wait(s, "Dockers"));
		assert_true(screen_wait(s, "offline: the page is not fetched"));
		assert_true(screen_shows(s, "Dockers"));
		quit(s);
	}
}

/* Keys that need quotes and actors wait for the text of a story that is being opened; another key ends that. */
static void keys_wait_for_the_text(void **state)
{
	(void)state;
	static const char *const text = "\u201CWe mend it by Friday,\u201D said Anna Nov\u00E1k, the finance minister, in Eastmere on Monday.";
	newsroom_bring(&room, "A dike for the lake", text);
	newsroom_bring(&room, "A dike for the river", text);
	struct screen *s = screen_start(80, 24, NULL, newsroom_reader, &room, NULL);
	screen_expect(s, "\u25B8\u25CF A dike for the river");
	screen_keys(s, "\r)");
	screen_expect(s, "quote 1/1 \u00B7 Anna Nov\u00E1k");
	screen_keys(s, "Je");
	screen_expect(s, "Actors of this story");
	screen_expect(s, "finance minister");
	screen_keys(s, "\033");
	quit(s);
}

/* What a query chooses is marked at once, and taken back at once. */
static void marks_by_a_query(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, NULL);
	screen_expect(s, "5 unread of 5");
	screen_keys(s, ":mark-read actor:petrov\r");
	screen_expect(s, "2 stories marked read; U undoes it");
	screen_expect(s, "3 unread of 5");
	screen_keys(s, ":star is:unread feed:wire\r");
	screen_expect(s, "1 story starred; U undoes it");
	screen_expect(s, "\u2605 Harbour");
	screen_keys(s, ":mark-unread is:starred or is:read\r");
	screen_expect(s, "2 stories marked unread");
	screen_expect(s, "5 unread of 5");
	screen_keys(s, ":unstar harbour\r");
	screen_expect(s, "1 story unstarred");
	screen_keys(s, "U");
	screen_expect(s, "\u2605 Harbour");
	screen_keys(s, "U");
	screen_expect(s, "3 unread of 5");
	screen_keys(s, "UU");
	screen_expect(s, "5 unread of 5");
	screen_expect(s, "\u25CF Harbour");
	screen_keys(s, ":mark-read is:blue\r");
	screen_expect(s, "\"blue\" is no state");
	screen_keys(s, ":mark-read\r");
	screen_expect(s, ":mark-read needs something behind it");
	quit(s);
}

static void mouse_selects_and_opens(void **state)
{
	(void)state;
	struct screen *s = start(80, 24, NULL);
	screen_keys(s, "\033[<0;10;4M\033[<0;10;4m");
	assert_true(screen_wait(s, "\u25B8\u25CF Harbour"));
	screen_keys(s, "\033[<0;10;4M\033[<0;10;4m");
	assert_true(screen_wait(s, "KESTREL BAY"));
	screen_keys(s, "K");
	assert_true(screen_wait(s, "PORT LINDEN"));
	screen_keys(s, "\033[<0;5;10M\033[<0;5;10m"); /* on the first quote */
	assert_true(screen_wait(s, "quote 1/6"));
	screen_keys(s, "\033[<65;5;10M");
	assert_true(screen_lacks(s, "Parliament passes"));
	screen_keys(s, "\033[<64;5;10M");
	assert_true(screen_wait(s, "Parliament passes"));
	/* The border of the sidebar is dragged. */
	int x, y, wider;
	assert_true(screen_find(s, "RELATED", &x, &y));
	char drag[64];
	snprintf(drag, sizeof drag, "\033[<0;%d;8M", x - 1);
	screen_keys(s, drag);
	screen_settle(s, 200);
	snprintf(drag, sizeof drag, "\033[<0;%d;8m", x - 7);
	screen_keys(s, drag);
	for (int i = 0; i < 100 && screen_find(s, "RELATED", &wider, &y) && wider == x; i++)
		screen_settle(s, 50);
	assert_int_equal(wider, x - 6);
	quit(s);
}

static void goes_out_to_browser_and_clipboard(void **state)
{
	(void)state;
	char script[128], opened[128], env[160];
	struct err e = { 0 };
	struct buf b;
	snprintf(script, sizeof script, "%s/browser", room.dir);
	snprintf(opened, sizeof opened, "%s/opened", room.dir);
	snprintf(env, sizeof env, "BROWSER=%s --new", script);
	buf_init(&b, 0);
	buf_addf(&b, "#!/bin/sh\necho \"$#\" \"$@\" >>'%s'\n", opened);
	assert_int_equal(file_write_atomic(script, buf_str(&b), &e), 0);
	assert_int_equal(chmod(script, 0700), 0);
	struct screen *s = start(80, 24, env);
	screen_keys(s, "\r");
	assert_true(screen_wait(s, "6 quotes"));
	screen_keys(s, "2o");
	assert_true(screen_wait(s, "opened in"));
	screen_keys(s, "9o");
	assert_true(screen_wait(s, "there is no link 9"));
	for (int i = 0; i < 200 && access(opened, R_OK); i++)
		screen_settle(s, 50);
	screen_settle(s, 300);
	buf_clear(&b);
	assert_int_equal(buf_read_file(&b, opened, &e), 0);
	assert_str(buf_str(&b), "2 --new https://gazette.example.org/1\n");
	screen_keys(s, ")y");
	assert_true(screen_wait(s, "quote copied"));
	/* base64 of: “We did not get everything we asked for,” — Anna Novák / Parliament passes budget after late-night vote, Example Wire,
	 * 2026-11-21 / https://news.example.org/story */
	assert_true(str_find(screen_sent(s), STR("\033]52;c;4oCcV2UgZGlkIG5vdCBnZXQgZXZlcnl0aGluZyB3ZSBhc2tlZCBmb3Is4oCdIOKAlCBBbm5hIE5vdsOhawpQYXJs"
	                                         "aWFtZW50IHBhc3NlcyBidWRnZXQgYWZ0ZXIgbGF0ZS1uaWdodCB2b3RlLCBFeGFtcGxlIFdpcmUsIDIwMjYtMTEtMjEKaHR0cHM6"
	                                         "Ly9uZXdzLmV4YW1wbGUub3JnL3N0b3J5Cg=="), 0) != STR_NPOS);
	quit(s);
	buf_free(&b);
}

/* Comments, recordings and places that a feed gives beside the text: in the head, and behind the links of the text. */
static void what_is_beside_the_text(void **state)
{
	(void)state;
	char script[128], opened[128], env[160];
	struct err e = { 0 };
	struct buf b;
	snprintf(script, sizeof script, "%s/browser2", room.dir);
	snprintf(opened, sizeof opened, "%s/opened2", room.dir);
	snprintf(env, sizeof env, "BROWSER=%s", script);
	buf_init(&b, 0);
	buf_addf(&b, "#!/bin/sh\necho \"$@\" >>'%s'\n", opened);
	assert_int_equal(file_write_atomic(script, buf_str(&b), &e), 0);
	assert_int_equal(chmod(script, 0700), 0);
	struct screen *s = start(120, 40, env);
	screen_keys(s, "\r");
	assert_true(screen_wait(s, "6 quotes"));
	assert_true(screen_lacks(s, "comments"));
	screen_keys(s, "JJJ");
	assert_true(screen_wait(s, "Kestrel Bay \u00B7 7 comments[1] \u00B7 audio 1:02:05, 12 MB"));
	assert_true(screen_wait(s, "Two lakes and one river."));
	screen_keys(s, "u");
	assert_true(screen_wait(s, "7 comments  https://gazette.example.org/lakes#comments"));
	assert_true(screen_wait(s, "transcript  https://gazette.example.org/talk.vtt"));
	screen_keys(s, "\033");
	screen_settle(s, 300);
	screen_keys(s, "2o");
	assert_true(screen_wait(s, "opened in"));
	screen_keys(s, "4o");
	assert_true(screen_wait(s, "there is no link 4"));
	for (int i = 0; i < 200 && access(opened, R_OK); i++)
		screen_settle(s, 50);
	screen_settle(s, 300);
	buf_clear(&b);
	assert_int_equal(buf_read_file(&b, opened, &e), 0);
	assert_str(buf_str(&b), "https://gazette.example.org/talk.mp3\n");
	quit(s);
	buf_free(&b);
}

static void strange_terminals(void **state)
{
	(void)state;
	static const char *const works[] = {
		"TERM=vt100", "TERM=screen-256color", "TERM=xterm-mono",
#ifndef QD_SANITIZED /* curses loads libgpm for this one, which leaves ten bytes */
		"TERM=linux",
#endif
	};
	for (size_t i = 0; i < sizeof works / sizeof *works; i++)
		quit(start(80, 24, works[i]));
	static const char *const not[][2] = { { "TERM=dumb", "cannot place its cursor" }, { "TERM=nosuchterm", "not known here" }, { "TERM=", "TERM is not set" } };
	for (size_t i = 0; i < sizeof not / sizeof *not; i++) {
		const char *const env[] = { not[i][0], NULL };
		struct screen *s = screen_start(80, 24, NULL, newsroom_reader, &room, env);
		assert_true(screen_wait(s, not[i][1]));
		int status = screen_wait_exit(s);
		assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 1);
		assert_true(screen_modes(s).cooked);
		screen_free(s);
	}
}

/* Whatever is typed, clicked and resized, the reader lives, and gives the terminal back. */
static void any_keys(void **state)
{
	(void)state;
	static const char *const key[] = {
		"j", "k", "gg", "G", "\004", "\025", " ", "b", "\r", "h", "l", "J", "K", "n", "p", ")", "(", "]q", "[q", "]s", "[s", "]e", "[e", "*", "#", "\"",
		"e", "I", "f", "i", "u", "O", "N", "s", "A", "C", "U", "r", "R", "z", ".", "/", "y", "\t", "\033[Z", "S", "<", ">", ":", "?", "\014", "\033",
		"\033[A", "\033[B", "\033[C", "\033[D", "\033[5~", "\033[6~", "\177", "a", "T", "x", "\xC3\xA9", "\xF0\x9F\x98\x80", "3", "12", "\003", "\001",
		"\033[<0;30;8M", "\033[<0;30;8m", "\033[<65;60;6M", "\033[<64;5;20M", "\033[200~p q\r\033[201~", "\033]11;rgb:0/0/0\a", "\033[?62;c", "\xFF",
	};
	static const int size[][2] = { { 120, 40 }, { 80, 24 }, { 50, 20 }, { 20, 5 }, { 19, 4 }, { 8, 3 }, { 200, 6 }, { 70, 10 }, { 110, 9 } };
	uint32_t seed = 7;
	for (int run = 0; run < 3; run++) {
		struct screen *s = start(120, 40, "BROWSER=true");
		for (int i = 0; i < 400; i++) {
			seed = seed * 1664525u + 1013904223u;
			unsigned r = seed >> 8;
			if (r % 29 == 0) {
				const int *to = size[r / 29 % (sizeof size / sizeof *size)];
				screen_resize(s, to[0], to[1]);
			}
			screen_keys(s, key[r % (sizeof key / sizeof *key)]);
			if (i % 8 == 0)
				screen_settle(s, 5);
		}
		screen_resize(s, 80, 24);
		screen_keys(s, "\003");
		screen_settle(s, 100);
		screen_keys(s, "\003");
		screen_settle(s, 100);
		screen_keys(s, "Q");
		int status = screen_wait_exit(s);
		/* The keys may have quit it before their end, and the ^C after that is the terminal's own. */
		bool alive = (WIFEXITED(status) && WEXITSTATUS(status) == 0) || (WIFSIGNALED(status) && WTERMSIG(status) == SIGINT);
#ifdef QD_SANITIZED /* curses may leave a block of its own then; the other tests look for leaks */
		alive = status != -1 && str_find(screen_sent(s), STR("ERROR: AddressSanitizer"), 0) == STR_NPOS &&
		        str_find(screen_sent(s), STR("runtime error:"), 0) == STR_NPOS;
#endif
		assert_true(alive);
		screen_restored(s);
		screen_free(s);
		newsroom_remove(&room); /* what was marked and hidden is remembered there */
		newsroom_make(&room, false);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(three_columns, make_room, remove_room),
		cmocka_unit_test_setup_teardown(narrows_by_a_query, make_room, remove_room),
		cmocka_unit_test_setup_teardown(smart_folders, make_room, remove_room),
		cmocka_unit_test_setup_teardown(two_columns, make_room, remove_room),
		cmocka_unit_test_setup_teardown(one_pane, make_room, remove_room),
		cmocka_unit_test_setup_teardown(sources_are_named, make_room, remove_room),
		cmocka_unit_test_setup_teardown(looks_in_colour, make_room, remove_room),
		cmocka_unit_test_setup_teardown(looks_without_colour, make_room, remove_room),
		cmocka_unit_test_setup_teardown(looks_on_vt100, make_room, remove_room),
		cmocka_unit_test_setup_teardown(resizes, make_room, remove_room),
		cmocka_unit_test_setup_teardown(finds_and_marks, make_room, remove_room),
		cmocka_unit_test_setup_teardown(hints_follow_a_prefix, make_room, remove_room),
		cmocka_unit_test_setup_teardown(polls_move_nothing, make_room, remove_room),
		cmocka_unit_test_setup_teardown(page_or_feed_text, make_room, remove_room),
		cmocka_unit_test_setup_teardown(keys_wait_for_the_text, make_room, remove_room),
		cmocka_unit_test_setup_teardown(marks_by_a_query, make_room, remove_room),
		cmocka_unit_test_setup_teardown(deletes, make_room, remove_room),
		cmocka_unit_test_setup_teardown(mouse_selects_and_opens, make_room, remove_room),
		cmocka_unit_test_setup_teardown(goes_out_to_browser_and_clipboard, make_room, remove_room),
		cmocka_unit_test_setup_teardown(what_is_beside_the_text, make_room, remove_room),
		cmocka_unit_test_setup_teardown(strange_terminals, make_room, remove_room),
		cmocka_unit_test_setup_teardown(any_keys, make_room, remove_room),
		cmocka_unit_test(nothing_there),
		cmocka_unit_test_setup_teardown(ends_restore_the_terminal, make_room, remove_room),
		cmocka_unit_test_setup_teardown(pastes_are_text, make_room, remove_room),
		cmocka_unit_test_setup_teardown(ascii_where_the_locale_is, make_room, remove_room),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
