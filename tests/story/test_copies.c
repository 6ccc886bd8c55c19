/* test_copies.c - what makes two texts one story, and what does not: what a feed repeats, new beginnings, quotations, other papers' words. */
#include "stories.h"

#include "quotidian/story.h"
#include "story/story_int.h"

static int open_store(void **state)
{
	(void)state;
	open_with(3);
	return 0;
}

static int64_t story_at(int64_t feed, int64_t at, const char *title, const char *text)
{
	char id[32];
	int64_t item;
	snprintf(id, sizeof id, "s%u", (unsigned)made++);
	fix_poll(s, feed, T0 + 86400, (struct fix_entry[]){ { id, title, NULL, at, NULL } }, 1, NULL, NULL);
	must(store_item_find(s, str_of(id), &item, e));
	fix_put(s, item, DOC_FEED, text, NULL, 0);
	return item;
}

static int64_t story(int64_t feed, const char *title, const char *text)
{
	return story_at(feed, T0 + made * 600, title, text);
}

static void index_all(void)
{
	uint32_t n;
	do
		must(story_index_some(s, 4, 0, &n, e));
	while (n);
}

#define BLOCK \
	"Editors' note: The Eastmoor Lantern keeps its pages on the flood open to all, because nobody should have to pay to learn whether the" \
	" road home is under water. Our reporters have been out in boats since Sunday, and our printers sleep in the paper store. If you can spare" \
	" the price of a loaf, send it to the Lantern fund at the old customs house, and tell your neighbours to do the same. Letters to the" \
	" editor are welcome at any hour; please sign them with your full name and the name of your street.\n\n"

static const char *const own[] = {
	"The council met in the gymnasium because its own hall was wet. It voted to open the sluice at Farrow Mill, against the wish of the"
	" farmers below it, who fear for the winter wheat.",
	"Two swans have moved into the tram depot. The drivers feed them and have named them after the last two mayors, which the present mayor"
	" finds less funny than everybody else.",
	"The ferry runs every ten minutes again and costs nothing until Friday. Bicycles wait for the last boat, and dogs must sit on a lap, says"
	" the notice that the harbour office has pinned to every lamp post.",
	"Schools stay shut for a third day. Teachers carry exercise books from house to house in rubber boots, and the music master plays the"
	" accordion under the windows of those who have a fever.",
};
static const char *const titles[] = { "Council opens the sluice", "Swans in the depot", "Ferry runs for nothing", "Third day without school" };

/* A long block before every story of a feed makes no copies; a real copy in that feed is still found. */
static void what_a_feed_repeats(void **state)
{
	(void)state;
	int64_t item[4], again, elsewhere;
	struct buf b;
	buf_init(&b, 0);
	for (int i = 0; i < 4; i++) {
		buf_clear(&b);
		buf_addf(&b, "%s%s", BLOCK, own[i]);
		item[i] = story(1, titles[i], b.s);
	}
	index_all();
	for (int i = 0; i < 4; i++)
		assert_int_equal(first_of(item[i]), item[i]);
	buf_clear(&b);
	buf_addf(&b, "%s%s", BLOCK, own[2]);
	again = story(1, "Free ferry sails every ten minutes", b.s);
	elsewhere = story(2, "Ferry runs for nothing", own[2]);
	/* Even the same headline does not make one story of what only the block has in common. */
	buf_clear(&b);
	buf_addf(&b, "%s%s", BLOCK, "Tomorrow morning the army brings sand for nine thousand bags, and the rowing club asks for hands that can hold a spoon.");
	int64_t other = story(1, "Swans in the depot", b.s);
	index_all();
	assert_int_equal(first_of(again), item[2]);
	assert_int_equal(first_of(elsewhere), item[2]);
	assert_int_equal(first_of(other), other);
	buf_free(&b);
}

#define FIRE_BEGAN \
	"The fire broke out shortly before four in the drying loft of the Brandt paper mill, where some forty tons of finished rolls were stored" \
	" for the spring orders. Night watchman Otto Pell, who smelled smoke on his second round, woke the families in the mill cottages and led" \
	" them over the weir to the chapel. Engines from Eastmoor, Farrow and Stell pumped water from the mill race until noon. The roof of the" \
	" loft fell in at about six. The machine hall with its two new presses stayed whole, since the wind blew from the river."
#define FIRE_OWNER \
	"The mill is the largest employer of the valley. Its owner, Ida Brandt, told the workers in the yard that their wages would go on, and" \
	" that the paper for the school books would be made in Stell until the loft stood again."
#define FIRE FIRE_BEGAN "\n\n" FIRE_OWNER
#define FIRE_INSURERS \
	"Insurers sent two men with a camera, who put the damage at three millions before lunch and at four behind it. A third, who knows about" \
	" presses, is expected from the capital with the evening train. Until he has been there nothing may be moved, so that the women who came" \
	" with brooms were sent home again."

/* The same feed tells its story again with a new beginning and another headline. */
static void new_beginning(void **state)
{
	(void)state;
	int64_t first = story(1, "Fire destroys loft of paper mill", FIRE);
	int64_t update = story(1, "Paper mill fire: police look for man in grey coat",
	                       "Police are looking for a man in a grey coat who was seen on the towpath an hour before the blaze, and asked anybody who"
	                       " crossed the lower bridge that night to come forward.\n\n" FIRE);
	int64_t longer = story(1, "Fire destroys loft of paper mill, damage runs to millions",
	                       FIRE "\n\n" FIRE_INSURERS);
	index_all();
	assert_int_equal(first_of(first), first);
	assert_int_equal(first_of(update), first);
	assert_int_equal(first_of(longer), first);
}

/* Another paper that tells in its own words and then quotes most of the story has a story of its own, with or without quotation marks. */
static void quoting_a_paper(void **state)
{
	(void)state;
	static const char *const mark[][2] = { { "“", "”" }, { "", "" } };
	int64_t first = story(1, "Fire destroys loft of paper mill", FIRE), quoting[2];
	struct buf b;
	buf_init(&b, 0);
	for (int i = 0; i < 2; i++) {
		buf_clear(&b);
		buf_addf(&b, "It is the third mill in two years, and it will not be the last. Drying lofts are full of dust, lamps are old, and nobody"
		             " inspects either since the county saved the inspector. We have written about this in March and in June, and were told that"
		             " all was in order. Now read what the Lantern found this morning in the valley, and judge for yourself whether it was.\n\n"
		             "%s%s%s\n\n%s%s%s\n\nIn order, then. We shall ask the county once more, and print its answer in this place, should there"
		             " be one. Readers who work in a %s loft may write to us without giving their names.",
		         mark[i][0], FIRE_BEGAN, mark[i][1], mark[i][0], FIRE_OWNER, mark[i][1], i ? "drying" : "mill");
		quoting[i] = story(2 + i, i ? "The county and its mills" : "Why our mills burn", b.s);
		index_all();
		assert_int_equal(first_of(quoting[i]), quoting[i]);
		must(store_item_delete(s, quoting[i], T0, e)); /* else the second were its copy */
	}
	assert_int_equal(first_of(first), first);
	buf_free(&b);
}

#define SPEECH \
	"“I was elected to keep the harbour open, and for eleven years I have kept it open, in ice and in fog and through two strikes that I did" \
	" not want. I have made mistakes. The dredger was one of them, and I should have said so when the first bills came and not when the" \
	" auditors did. A city that cannot trust the figures of its mayor cannot plan a single summer. I therefore lay down my office on the last" \
	" day of the month, and I ask my friends to make no speeches about it.”"

/* Two papers report a speech that both quote in full. */
static void same_speech(void **state)
{
	(void)state;
	int64_t one = story(1, "Mayor of Eastmoor resigns over dredger",
	                    "Mayor Jane Roe resigned on Tuesday evening after the council's auditors found that a dredger had cost the harbour twice what"
	                    " she had reported.\n\n" SPEECH "\n\nHer deputy, the baker Karl Voss, takes over until an election in the spring. Voss said he"
	                    " would not stand.");
	int64_t two = story(2, "Roe gives up as mayor of Eastmoor",
	                    "After eleven years at the head of the port city, Jane Roe gives up. Nobody in the packed hall had expected it; some wept, a few"
	                    " at the back began to clap.\n\n" SPEECH "\n\nWho follows her is open. The dockers' union wants one of its own, the shipowners"
	                    " will have none of that.");
	index_all();
	assert_int_equal(first_of(one), one);
	assert_int_equal(first_of(two), two);
}

#define MARKET \
	"Fruit and flowers are sold on the quay from seven, fish from five, and what the farms of the valley bring lies on the long tables under" \
	" the lime trees. Dogs stay outside the chains. The knife grinder comes on the first and third Saturday, the man who mends umbrellas when" \
	" it rains. Stalls are given out by the harbour office, second door on the left, every weekday before noon."

/* The next issue of a column is another story, however alike; a correction within hours is none. */
static void issues(void **state)
{
	(void)state;
	int64_t one = story_at(1, T0, "Market days, 9-16 May", MARKET " This week the bakers bring rye.");
	int64_t again = story_at(1, T0 + 3600, "Market days, 9-15 May", MARKET " This week the bakers bring oats.");
	int64_t next = story_at(1, T0 + 7 * 86400, "Market days, 16-23 May", MARKET " This week the bakers bring barley.");
	index_all();
	assert_int_equal(first_of(again), one);
	assert_int_equal(first_of(next), next);
}

static int64_t forecast(int64_t at, const char *day, const char *sky, int high, int low, int tide, int sun)
{
	char title[64], text[1024];
	snprintf(title, sizeof title, "Weather for Eastmoor on %s", day);
	snprintf(text, sizeof text,
	         "Here is the forecast for Eastmoor, the harbour and the hills behind it. It will be %s, with a high of %d degrees on the quay and %d on"
	         " the hills. In the night it falls to %d. High tide is at %d minutes past noon, and the sun sets %d minutes after four. Before you go"
	         " out on the moor tell somebody which way you take, carry a lamp and bread, and turn round when the church bells can no longer be"
	         " heard. Fishermen ask the harbour office, where the glass is read every hour by day and by night. Pictures of clouds may be left"
	         " with the porter; the finest hangs in our window for a week.",
	         sky, high, high - 3, low, tide, sun);
	return story_at(1, at, title, text);
}

/* Sentences that come every day with other figures are a column, before it is known what the feed repeats; put right within hours it is one. */
static void figures(void **state)
{
	(void)state;
	int64_t monday = forecast(T0, "Monday", "dull", 9, 2, 12, 31), right = forecast(T0 + 7200, "Monday", "dull", 9, 2, 21, 31);
	int64_t tuesday = forecast(T0 + 86400, "Tuesday", "bright", 11, 4, 48, 33);
	index_all();
	assert_int_equal(first_of(right), monday);
	assert_int_equal(first_of(tuesday), tuesday);
}

#define FIRE_FIREMEN \
	"Fire chief Lotte Ames said that it had been a matter of minutes. Had her men come from Farrow by the upper road, which is closed for the" \
	" harvest, nothing would be left of the hall. She praised the boys of the mill cottages, who had opened the gates of the race before" \
	" anybody told them to, and asked the county once more for a second steam pump."

/* Another paper puts a beginning of its own before the text and takes a paragraph out; a third one prints no more than how it begins. */
static void other_desks(void **state)
{
	(void)state;
	int64_t first = story(1, "Fire destroys loft of paper mill", FIRE "\n\n" FIRE_FIREMEN "\n\n" FIRE_INSURERS);
	int64_t local = story(2, "Brandt mill: people of Stell brought soup",
	                      "People of Stell woke to the smell of burnt paper on Sunday, and by noon half the street was on its way up the valley with soup and"
	                      " blankets for the mill cottages. The baker closed his shop and went with them.\n\n" FIRE_BEGAN "\n\n" FIRE_INSURERS);
	int64_t brief = story(3, "Watchman wakes families and leads them over weir", FIRE_BEGAN);
	index_all();
	assert_int_equal(first_of(local), first);
	assert_int_equal(first_of(brief), first);
}

/* What papers of one house put before their stories makes no copies: neither text tells the headline of the other. */
static void frames(void **state)
{
	(void)state;
	static const char *const more[] = { " The vote was nine to four.", " A third swan was seen." };
	int64_t item[2];
	struct buf b;
	buf_init(&b, 0);
	for (int i = 0; i < 2; i++) {
		buf_clear(&b);
		buf_addf(&b, "%s%s%s", BLOCK, own[i], more[i]);
		item[i] = story(1 + i, titles[i], b.s);
	}
	buf_free(&b);
	index_all();
	assert_int_equal(first_of(item[0]), item[0]);
	assert_int_equal(first_of(item[1]), item[1]);
}

/* The next morning's digest begins with a story of the day before. */
static void digest(void **state)
{
	(void)state;
	int64_t first = story_at(1, T0, "Fire destroys loft of paper mill", FIRE);
	int64_t next = story_at(1, T0 + 86400, "The morning letter: fire destroys loft",
	                        FIRE_BEGAN "\n\nThe council met in the gymnasium because its own hall was wet. It voted to open the sluice at Farrow Mill, against the"
	                        " wish of the farmers below it, who fear for the winter wheat. Two swans have moved into the tram depot. The drivers feed them"
	                        " and have named them after the last two mayors, which the present mayor finds less funny than everybody else.");
	index_all();
	assert_int_equal(first_of(next), next);
	assert_int_equal(first_of(first), first);
}

/* One character that is four words when folded, and far more text than is looked at: nothing is read beyond what there is room for. */
static void odd_texts(void **state)
{
	(void)state;
	int64_t item[4];
	struct buf b;
	buf_init(&b, 0);
	for (int i = 0; i < 4; i++) {
		buf_clear(&b);
		for (int k = 0; k < 60; k++)
			buf_addf(&b, "word%d ", i / 2 * 1000 + k);
		for (int k = 0; k < 800 && i < 2; k++)
			buf_addz(&b, "\xef\xb7\xba");
		for (int k = 0; k < 40000 && i >= 2; k++)
			buf_addf(&b, "%s%d\"“a b” ", k % 50 ? "" : "\n\n", k);
		item[i] = story(1, "Odd texts", b.s);
	}
	buf_free(&b);
	index_all();
	for (int i = 0; i < 4; i++)
		assert_int_equal(first_of(item[i]), item[i / 2 * 2]);
}

/* ---- what a feed repeats ---- */

/* Sixty-four runs, ascending as the sketcher gives them; the same seed gives the same. */
static uint32_t runs(uint64_t *out, uint64_t seed)
{
	for (uint32_t i = 0; i < 64; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		out[i] = ((uint64_t)i << 58) | seed >> 6;
	}
	return 64;
}

static uint32_t marked(struct repeats *r, int64_t feed, const uint64_t *run, uint32_t n)
{
	bool known[64];
	uint32_t sum = 0;
	must(repeats_mark(r, s, feed, run, n, known, e));
	for (uint32_t i = 0; i < n; i++)
		sum += known[i];
	return sum;
}

static void tables(void **state)
{
	(void)state;
	uint64_t block[64], news[64];
	struct repeats *r = repeats_open();
	uint32_t n = runs(block, 7);
	assert_int_equal(marked(r, 1, block, n), 0);
	must(repeats_learn(r, s, 1, block, n, e));
	assert_int_equal(marked(r, 1, block, n), 0);
	must(repeats_learn(r, s, 1, block, n, e));
	/* Nearly all: what lies between the first and the last that the table holds. */
	assert_true(marked(r, 1, block, n) > 32);
	assert_int_equal(marked(r, 2, block, n), 0);
	/* It is kept, also for a feed that shares its place with another. */
	uint32_t known = marked(r, 1, block, n);
	assert_int_equal(marked(r, 1 + 256, block, n), 0);
	assert_int_equal(marked(r, 1, block, n), known);
	must(repeats_flush(r, s, e));
	repeats_close(r);
	r = repeats_open();
	assert_int_equal(marked(r, 1, block, n), known);
	/* A block in one of twenty stories stays, news does not; a block that is gone is forgotten. */
	for (uint64_t i = 0; i < 2000; i++) {
		runs(news, 1000 + i);
		must(repeats_learn(r, s, 1, news, n, e));
		if (i % 20 == 0)
			must(repeats_learn(r, s, 1, block, n, e));
	}
	assert_true(marked(r, 1, block, n) > 32);
	runs(news, 1000 + 1999);
	assert_true(marked(r, 1, news, n) < 8);
	for (uint64_t i = 0; i < 12000; i++) {
		runs(news, 9000 + i);
		must(repeats_learn(r, s, 1, news, n, e));
	}
	assert_int_equal(marked(r, 1, block, n), 0);
	/* Bytes that are no table are none. */
	must(store_repeats_put(s, 3, STR("short"), e));
	assert_int_equal(marked(r, 3, block, n), 0);
	repeats_close(r);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_a_feed_repeats, open_store, close_store),
		cmocka_unit_test_setup_teardown(new_beginning, open_store, close_store),
		cmocka_unit_test_setup_teardown(quoting_a_paper, open_store, close_store),
		cmocka_unit_test_setup_teardown(same_speech, open_store, close_store),
		cmocka_unit_test_setup_teardown(issues, open_store, close_store),
		cmocka_unit_test_setup_teardown(figures, open_store, close_store),
		cmocka_unit_test_setup_teardown(other_desks, open_store, close_store),
		cmocka_unit_test_setup_teardown(frames, open_store, close_store),
		cmocka_unit_test_setup_teardown(digest, open_store, close_store),
		cmocka_unit_test_setup_teardown(odd_texts, open_store, close_store),
		cmocka_unit_test_setup_teardown(tables, open_store, close_store),
	};
	return cmocka_run_group_tests_name("copies", tests, NULL, NULL);
}
