/* test_filter.c - the query language: what it reads, what it refuses and where, and what it chooses, held against a plain evaluation. */
#include <time.h>

#include "draw.h"
#include "store/fixture.h"

#include "quotidian/filter.h"

/* ---- reading ---- */

/* The tree in a short form: (& a b), (| a b), (- a), words as they are, fields with a colon. */
static void write_tree(struct buf *out, const struct filter_node *node)
{
	static const char *const field[] = {
		[FILTER_TITLE] = "title", [FILTER_ACTOR] = "actor", [FILTER_SAID] = "said",   [FILTER_BY] = "by",        [FILTER_FEED] = "feed",
		[FILTER_TAG] = "tag",     [FILTER_IS] = "is",       [FILTER_SINCE] = "since", [FILTER_BEFORE] = "before", [FILTER_CLUSTER] = "cluster",
	};
	switch (node->kind) {
	case FILTER_ALL:
	case FILTER_ANY:
	case FILTER_NOT:
		buf_addz(out, node->kind == FILTER_ALL ? "(&" : node->kind == FILTER_ANY ? "(|" : "(-");
		for (const struct filter_node *k = node->first; k; k = k->next) {
			buf_addc(out, ' ');
			write_tree(out, k);
		}
		buf_addc(out, ')');
		break;
	case FILTER_WORDS:
		buf_addf(out, node->phrase ? "\"" STR_FMT "\"" : STR_FMT, STR_ARG(node->text));
		buf_addz(out, node->prefix ? "*" : "");
		break;
	case FILTER_SINCE:
	case FILTER_BEFORE:
		buf_addf(out, "%s:%lld", field[node->kind], (long long)node->number);
		break;
	default:
		buf_addf(out, "%s:" STR_FMT, field[node->kind], STR_ARG(node->text));
	}
}

static void reads(const char *query, const char *tree)
{
	struct arena a = { 0 };
	struct filter f;
	struct buf b;
	buf_init(&b, 0);
	must(filter_parse(&f, &a, str_of(query), T0, e));
	if (f.root)
		write_tree(&b, f.root);
	assert_str(buf_str(&b), tree);
	buf_free(&b);
	arena_free(&a);
}

static void refuses(const char *query, const char *says)
{
	struct arena a = { 0 };
	struct filter f;
	struct err e = { 0 };
	assert_int_equal(filter_parse(&f, &a, str_of(query), T0, &e), QD_EINVAL);
	if (!strstr(e.text, says))
		print_error("%s\n", e.text);
	assert_non_null(strstr(e.text, says));
	arena_free(&a);
}

static void reading(void **state)
{
	(void)state;
	reads("", "");
	reads("  harbour ", "harbour");
	reads("harbour strike", "(& harbour strike)");
	reads("\"harbour strike\" dredg*", "(& \"harbour strike\" dredg*)");
	reads("a -b", "(& a (- b))");
	reads("a or b c", "(| a (& b c))");
	reads("a OR (b or c) d", "(| a (& (| b c) d))");
	reads("orchard order", "(& orchard order)");
	reads("or", "or"); /* nothing stands before it */
	reads("-(a or b)", "(- (| a b))");
	reads("--a", "(- -a)");
	reads("a AND b", "(& a b)");
	reads("a AND NOT (b or c)", "(& a (- (| b c)))");
	reads("NOT a", "(- a)");
	reads("a or NOT b AND c", "(| a (& (- b) c))");
	reads("NOT(a) AND(b)", "(& (- a) b)");
	reads("a NOT is:read", "(& a (- is:read))");
	reads("AND", "AND"); /* nothing stands before it */
	reads("a and b not c", "(& a and b not c)");
	reads("\"NOT\" \"AND\" NOTE ANDES", "(& \"NOT\" \"AND\" NOTE ANDES)");
	reads("actor:\"Mara Quell\" said:Vrba by:roe", "(& actor:Mara Quell said:Vrba by:roe)");
	reads("ACTOR:quell tag:a feed:3 title:plan is:unread", "(& actor:quell tag:a feed:3 title:plan is:unread)");
	reads("10:30 C++ e-mail", "(& 10:30 C++ e-mail)");
	reads("since:2d", "since:1699827200");
	reads("before:12h", "before:1699956800");
	reads("since:2023-11 before:2023-11-20", "(& since:1698796800 before:1700438400)");
	reads("after:2023", "since:1704067200");
	reads("since:today", "since:1699920000"); /* T0 is 14 November 2023, 22:13 */
	reads("before:yesterday", "before:1699833600");
	reads("since:2023-11-14T09:30", "since:1699954200");
}

static void refusing(void **state)
{
	(void)state;
	refuses("a \"b c", "character 3: this quotation mark is not closed");
	refuses("(a or b", "character 1: this bracket is not closed");
	refuses("a)", "character 2: this bracket closes nothing");
	refuses("()", "character 1: there is nothing between these brackets");
	refuses("a \"\"", "character 3: there is nothing between these quotation marks");
	refuses("a or", "character 3: \"or\" stands between two parts");
	refuses("cluster:none", "character 9: \"none\" is no group's number");
	refuses("cluster:0", "is no group's number");
	refuses("äö auther:x", "character 4: \"auther\" is no field");
	refuses("is:blue", "character 4: \"blue\" is no state");
	refuses("since:soon", "character 7: \"soon\" is no time");
	refuses("since:2023-13", "is no time");
	refuses("by: x", "\"by\" needs a value right behind its colon");
	refuses("a - b", "character 3: \"-\" stands right before");
	refuses("a AND", "character 3: \"AND\" stands between two parts");
	refuses("(a AND) b", "character 4: \"AND\" stands between two parts");
	refuses("a AND AND b", "character 3: \"AND\" stands between two parts");
	refuses("a AND or b", "character 3: \"AND\" stands between two parts");
	refuses("a NOT", "character 3: \"NOT\" stands before");
	refuses("a (NOT )", "character 4: \"NOT\" stands before");
	refuses("NOT -a", "character 1: \"NOT\" stands before");
	refuses("NOT NOT a", "character 1: \"NOT\" stands before");
	char deep[FILTER_DEPTH_MAX + 3];
	memset(deep, '(', sizeof deep - 1);
	deep[sizeof deep - 1] = '\0';
	refuses(deep, "too many brackets");
	char many[2 * FILTER_NODES_MAX + 3];
	for (size_t i = 0; i + 1 < sizeof many; i++)
		many[i] = i % 2 ? ' ' : 'a';
	many[sizeof many - 1] = '\0';
	refuses(many, "too many parts");
	char longest[FILTER_TEXT_MAX + 2];
	memset(longest, 'a', sizeof longest - 1);
	longest[sizeof longest - 1] = '\0';
	refuses(longest, "longer than");
}

static void asks(const char *query, bool annotated, bool compared)
{
	struct arena a = { 0 };
	struct filter f;
	bool one = !annotated, other = !compared;
	must(filter_parse(&f, &a, str_of(query), T0, e));
	filter_needs(&f, &one, &other);
	assert_int_equal(one, annotated);
	assert_int_equal(other, compared);
	arena_free(&a);
}

static void what_it_needs(void **state)
{
	(void)state;
	asks("", false, false);
	asks("quell is:unread by:roe", false, false);
	asks("a (b or -said:quell)", true, false);
	asks("is:quoted", true, false);
	asks("cluster:3 or actor:quell", true, true);
}

static void words_to_show(void **state)
{
	(void)state;
	struct arena a = { 0 };
	struct filter f;
	const struct filter_node *w[8];
	must(filter_parse(&f, &a, STR("a (b or \"c d\") -e is:read title:f"), T0, e));
	assert_int_equal(filter_words(&f, w, 8), 4);
	assert_str(w[0]->text, "a");
	assert_str(w[2]->text, "c d");
	assert_str(w[3]->text, "f");
	assert_int_equal(filter_words(&f, w, 2), 2);
	arena_free(&a);
}

/* ---- where words stand ---- */

static void shows(const char *query, const char *text, const char *found)
{
	struct arena a = { 0 };
	struct filter f;
	size_t start, end;
	struct filter_match *m = filter_match_open();
	must(filter_parse(&f, &a, str_of(query), T0, e));
	bool there = filter_match_find(m, f.root, str_of(text), &start, &end);
	assert_int_equal(there, found != NULL);
	if (found)
		assert_str(str_sub(str_of(text), start, end), found);
	filter_match_close(m);
	arena_free(&a);
}

static void matching(void **state)
{
	(void)state;
	shows("vote", "They were Voting late.", "Voting");
	shows("votes", "no such thing", NULL);
	shows("novak", "Anna Novák said", "Novák");
	shows("\"pension clause\"", "a pension, pension clauses", "pension clauses");
	shows("\"pension pension clause\"", "pension pension pension clause", "pension pension clause");
	shows("budg*", "the budgetary frame", "budgetary");
	shows("budg", "the budgetary frame", NULL);
	shows("title:har", "The Harbour", "Harbour");
	shows("end", "at the end", "end");
	shows("\"!!\"", "wow!!", NULL);
}

/* ---- choosing: random queries against a plain evaluation of the same facts ---- */

#define STORIES 300u
#define FEEDS 4u
static const char *const vocabulary[] = { "harbour", "lantern", "orchard", "quarry", "violin", "meadow" };
static const char *const people[] = { "Mara Quell", "Tomas Vrba", "Ilse Okoro", "Port Authority" };
static const char *const tags[FEEDS] = { "sea", "sea,land", "land", "" };
struct fact {
	bool word[6], title[6], actor[4], said[4], unread, starred;
	uint32_t feed, group;
	int64_t published;
};
static struct fact fact[STORIES + 1];

static struct store *newsroom(void)
{
	struct store *s;
	uint32_t n;
	must(store_open(&s, NULL, STORE_MEMORY, e));
	fix_subscribe(s, FEEDS, tags);
	for (uint32_t i = 1; i <= STORIES; i++) {
		struct arena a = { 0 };
		struct fact *f = &fact[i];
		struct buf text, title;
		buf_init(&text, 0);
		buf_init(&title, 0);
		*f = (struct fact){ .feed = draw(FEEDS), .published = T0 - 3600 * (int64_t)draw(2000), .unread = true };
		buf_addf(&title, "Story %u", i);
		for (uint32_t w = 0; w < 6; w++) {
			f->title[w] = draw(8) == 0;
			f->word[w] = f->title[w] || draw(4) == 0;
			if (f->title[w])
				buf_addf(&title, " %s", vocabulary[w]);
			if (f->word[w])
				buf_addf(&text, "The %s was there. ", vocabulary[w]);
		}
		for (uint32_t k = 0; k < 4; k++) {
			f->said[k] = draw(8) == 0;
			f->actor[k] = f->said[k] || draw(5) == 0;
			if (f->said[k])
				buf_addf(&text, "“Well,” said %s. ", people[k]);
			else if (f->actor[k])
				buf_addf(&text, "Then %s came. ", people[k]);
		}
		buf_addz(&text, "The end.");
		fix_poll(s, 1 + f->feed, T0, &(struct fix_entry){ arena_fmt(&a, "id%u", i).s, title.s, "<p>x</p>", f->published }, 1, NULL, NULL);
		const char *names[4];
		uint32_t nnames = 0;
		for (uint32_t k = 0; k < 4; k++)
			if (f->actor[k])
				names[nnames++] = people[k];
		fix_put(s, i, DOC_FEED, text.s, names, nnames);
		f->unread = draw(2);
		f->starred = draw(5) == 0;
		must(store_item_flags(s, i, (f->unread ? 0u : (uint32_t)ITEM_READ) | (f->starred ? (uint32_t)ITEM_STARRED : 0u), 0, e));
		f->group = draw(4);
		must(store_sketch_put(s, &(struct store_sketch){ .item = i, .published = f->published, .cluster = f->group }, e));
		buf_free(&text);
		buf_free(&title);
		arena_free(&a);
	}
	do
		must(store_index_some(s, 100, &n, e));
	while (n);
	return s;
}

/* Appends a random query and marks in `in` the stories that it means. */
static void random_query(struct buf *q, bool in[STORIES + 1], unsigned depth)
{
	bool other[STORIES + 1];
	uint32_t kind = draw(depth ? 13 : 10), k = draw(4), w = draw(6), d = draw(2000);
	int64_t when = T0 - 86400 * (int64_t)(d / 24);
	switch (kind) {
	case 0: buf_addf(q, "%s", vocabulary[w]); break;
	case 1: buf_addf(q, "title:%s", vocabulary[w]); break;
	case 2: buf_addf(q, "actor:\"%s\"", people[k]); break;
	case 3: buf_addf(q, "said:\"%s\"", people[k]); break;
	case 4: buf_addf(q, "feed:feed/%u", k); break;
	case 5: buf_addf(q, "tag:%s", k & 1 ? "sea" : "land"); break;
	case 6: buf_addf(q, "is:%s", k & 1 ? "unread" : "starred"); break;
	case 7: buf_addf(q, "since:%ud", d / 24); break;
	case 8: buf_addf(q, "\"the %s was\"", vocabulary[w]); break;
	case 9: buf_addf(q, "cluster:%u", 1 + w % 3); break;
	case 10:
		buf_addz(q, "-(");
		random_query(q, in, depth - 1);
		buf_addz(q, ")");
		for (uint32_t i = 1; i <= STORIES; i++)
			in[i] = !in[i];
		return;
	default:
		buf_addz(q, "(");
		random_query(q, in, depth - 1);
		buf_addz(q, kind == 11 ? " " : " or ");
		random_query(q, other, depth - 1);
		buf_addz(q, ")");
		for (uint32_t i = 1; i <= STORIES; i++)
			in[i] = kind == 11 ? in[i] && other[i] : in[i] || other[i];
		return;
	}
	for (uint32_t i = 1; i <= STORIES; i++) {
		const struct fact *f = &fact[i];
		const bool is[] = { f->word[w], f->title[w], f->actor[k], f->said[k], f->feed == k, k & 1 ? f->feed < 2 : f->feed == 1 || f->feed == 2,
			            k & 1 ? f->unread : f->starred, f->published >= when, f->word[w], f->group == 1 + w % 3 };
		/* A title's word stands in the text, too, as every text here names its words. */
		in[i] = is[kind];
	}
}

static void choosing(void **state)
{
	(void)state;
	struct store *s = newsroom();
	uint32_t chosen = 0;
	for (int round = 0; round < 600; round++) {
		struct arena a = { 0 };
		struct store_item *it;
		bool in[STORIES + 1];
		uint32_t n, want = 0, total, unread;
		struct buf q;
		buf_init(&q, 0);
		random_query(&q, in, 3);
		struct item_view v = { .filter = buf_str(&q) };
		switch (draw(6)) { /* within a view, too */
		case 0: v.kind = VIEW_FEED; v.id = 1 + draw(FEEDS); break;
		case 1: v.kind = VIEW_TAG; v.text = STR("sea"); break;
		case 2: v.kind = VIEW_STARRED; break;
		case 3: v.unread_only = true; break;
		}
		for (uint32_t i = 1; i <= STORIES; i++) {
			in[i] = in[i] && !(v.kind == VIEW_FEED && fact[i].feed + 1 != v.id) && !(v.kind == VIEW_TAG && fact[i].feed > 1) &&
			        !(v.kind == VIEW_STARRED && !fact[i].starred) && !(v.unread_only && !fact[i].unread);
			want += in[i];
		}
		must(store_items(s, &a, &v, NULL, false, STORIES, &it, &n, e));
		if (n != want)
			print_error("query: %s\n", q.s);
		assert_int_equal(n, want);
		for (uint32_t i = 0; i < n; i++) {
			assert_true(in[it[i].id]);
			assert_true(i == 0 || it[i].published < it[i - 1].published || (it[i].published == it[i - 1].published && it[i].id < it[i - 1].id));
		}
		must(store_view_count(s, &v, &total, &unread, e));
		assert_int_equal(total, want);
		/* Read in windows, from the top and from the end, it is the same list. */
		struct item_anchor at = { INT64_MAX, INT64_MAX };
		struct store_item *some;
		uint32_t seen = 0, m;
		do {
			must(store_items(s, &a, &v, &at, false, 7, &some, &m, e));
			for (uint32_t i = 0; i < m; i++)
				assert_int_equal(some[i].id, it[seen++].id);
			if (m)
				at = (struct item_anchor){ some[m - 1].published, some[m - 1].id };
		} while (m == 7);
		assert_int_equal(seen, n);
		must(store_items(s, &a, &v, NULL, true, 7, &some, &m, e));
		assert_int_equal(m, n < 7 ? n : 7);
		for (uint32_t i = 0; i < m; i++)
			assert_int_equal(some[i].id, it[n - m + i].id);
		chosen += n;
		buf_free(&q);
		arena_free(&a);
	}
	assert_true(chosen > 10000); /* the queries do find something */
	store_close(s);
}

static void names(void **state)
{
	(void)state;
	struct store *s = newsroom();
	struct arena a = { 0 };
	struct store_item *it;
	uint32_t n, m;
	/* Beginnings of a name; a number; nobody. */
	must(store_items(s, &a, &(struct item_view){ .filter = STR("actor:\"mara quell\"") }, NULL, false, STORIES, &it, &n, e));
	must(store_items(s, &a, &(struct item_view){ .filter = STR("actor:quel") }, NULL, false, STORIES, &it, &m, e));
	assert_true(n > 0);
	assert_int_equal(n, m);
	must(store_items(s, &a, &(struct item_view){ .filter = STR("actor:nobody or said:nobody") }, NULL, false, STORIES, &it, &n, e));
	assert_int_equal(n, 0);
	must(store_items(s, &a, &(struct item_view){ .filter = STR("is:quoted -is:quoted") }, NULL, false, STORIES, &it, &n, e));
	assert_int_equal(n, 0);
	struct err bad = { 0 };
	assert_int_equal(store_items(s, &a, &(struct item_view){ .filter = STR("(") }, NULL, false, 9, &it, &n, &bad), QD_EINVAL);
	assert_int_equal(n, 0);
	arena_free(&a);
	store_close(s);
}

static void context(void **state)
{
	(void)state;
	struct store *s;
	struct arena a = { 0 };
	struct filter f;
	struct excerpt x;
	struct filter_match *m = filter_match_open();
	must(store_open(&s, NULL, STORE_MEMORY, e));
	fix_subscribe(s, 1, NULL);
	fix_poll(s, 1, T0, (struct fix_entry[]){ { "a", "Lanterns", "<p>All about <b>herons</b>.</p>", T0 } }, 1, NULL, NULL);
	must(filter_parse(&f, &a, STR("lanterns heron"), T0, e));
	must(store_item_context(s, &a, 1, &f, m, &x, e));
	assert_str(x.text, "All about herons.");
	assert_str(str_sub(x.text, x.start, x.end), "herons");
	fix_put(s, 1, DOC_FEED,
	        "First.\n\nThe ferries that once crossed the bay twice a day to the old quay carried herons no more than they carried the "
	        "mail, the milk, the doctor, the teacher, and in the worst of winters the coal and the bread of the islands.\n\nLast.", NULL, 0);
	must(store_item_context(s, &a, 1, &f, m, &x, e));
	assert_str(x.text, "…the bay twice a day to the old quay carried herons no more than they carried the mail, the milk, the "
	                   "doctor, the teacher, and in the worst of winters the coal and the …");
	assert_str(str_sub(x.text, x.start, x.end), "herons");
	must(filter_parse(&f, &a, STR("lanterns -herons is:unread"), T0, e));
	must(store_item_context(s, &a, 1, &f, m, &x, e)); /* the title alone has it */
	assert_int_equal(x.text.n, 0);
	filter_match_close(m);
	arena_free(&a);
	store_close(s);
}

static void together(void **state)
{
	(void)state;
	struct store *s = newsroom();
	struct arena a = { 0 };
	struct store_actor *quell, *with;
	uint32_t n, *stories, want[4] = { 0 };
	for (uint32_t i = 1; i <= STORIES; i++)
		for (uint32_t k = 1; k < 4; k++)
			want[k] += fact[i].actor[0] && fact[i].actor[k];
	must(store_actors(s, &a, STR("mara quell"), 1, &quell, &n, e));
	must(store_actor_with(s, &a, quell->id, 9, &with, &stories, &n, e));
	assert_int_equal(n, 3);
	for (uint32_t i = 0; i < 3; i++) {
		uint32_t k = 1;
		while (k < 3 && !str_eqz(with[i].name, people[k]))
			k++;
		assert_int_equal(stories[i], want[k]);
		assert_true(i == 0 || stories[i] <= stories[i - 1]);
	}
	must(store_actor_with(s, &a, quell->id, 1, &with, &stories, &n, e));
	assert_int_equal(n, 1);
	must(store_actor_with(s, &a, 9999, 9, &with, &stories, &n, e));
	assert_int_equal(n, 0);
	arena_free(&a);
	store_close(s);
}

/* ---- quotes ---- */

static uint32_t said(struct store *s, const char *query, struct arena *a, struct store_quote **q)
{
	uint32_t n;
	must(store_quotes(s, a, str_of(query), 10, q, &n, e));
	for (uint32_t i = 1; i < n; i++)
		assert_true((*q)[i].published <= (*q)[i - 1].published);
	return n;
}

/* A surname that a story gives alone stands for all who bear it, unless most stories give just that. */
static void surnames(void **state)
{
	(void)state;
	static const char *const sources[] = { "https://one.example/" }, *const whole[] = { "Mara Quell", "Lamp Harbour" };
	static const char *const part[] = { "Quell", "Lamp" };
	struct store *s;
	struct arena a = { 0 };
	struct store_item *it;
	struct fix_entry entry[3];
	uint32_t n, x, y;
	must(store_open(&s, NULL, STORE_MEMORY, e));
	fix_subscribe(s, 1, sources);
	for (uint32_t i = 0; i < 3; i++)
		entry[i] = (struct fix_entry){ arena_fmt(&a, "s%u", i).s, arena_fmt(&a, "Story %u", i).s, "<p>x</p>", T0 - 60 * (int64_t)i };
	struct feed *f = fix_feed("Source", entry, 3);
	must(store_poll_result(s, &(struct store_poll){ .feed = 1, .now = T0, .parsed = f, .answered = true }, &x, &y, e));
	fix_feed_free(f);
	fix_put(s, 1, DOC_FEED, "Mara Quell spoke of a Lamp.", (const char *[]){ whole[0], part[1] }, 2);
	fix_put(s, 2, DOC_FEED, "Mara Quell bought a Lamp.", (const char *[]){ whole[0], part[1] }, 2);
	fix_put(s, 3, DOC_FEED, "Quell left Lamp Harbour.", (const char *[]){ part[0], whole[1] }, 2);
	must(store_items(s, &a, &(struct item_view){ .filter = STR("actor:quell") }, NULL, false, 9, &it, &n, e));
	assert_int_equal(n, 3);
	must(store_items(s, &a, &(struct item_view){ .filter = STR("actor:lamp") }, NULL, false, 9, &it, &n, e));
	assert_int_equal(n, 2);
	must(store_items(s, &a, &(struct item_view){ .filter = STR("actor:\"mara quell\"") }, NULL, false, 9, &it, &n, e));
	assert_int_equal(n, 2);
	arena_free(&a);
	store_close(s);
}

static void quotes(void **state)
{
	(void)state;
	static const char *const sources[3] = { "", "coast", "" };
	const char *both[] = { people[0], people[1] };
	struct store *s;
	struct arena a = { 0 };
	struct store_quote *q;
	uint32_t n;
	must(store_open(&s, NULL, STORE_MEMORY, e));
	fix_subscribe(s, 3, sources);
	static const char *const titles[] = { "Harbour votes", "The vote", "Later" };
	for (uint32_t i = 0; i < 3; i++) {
		struct feed *f = fix_feed(arena_fmt(&a, "Source %u", i).s,
		                          &(struct fix_entry){ arena_fmt(&a, "q%u", i).s, titles[i], "<p>x</p>", T0 - 86400 * (int64_t)i }, 1);
		struct store_poll p = { .feed = 1 + i, .now = T0, .parsed = f, .answered = true };
		uint32_t x, y;
		must(store_poll_result(s, &p, &x, &y, e));
		fix_feed_free(f);
	}
	/* The same words, once with other marks; a short answer from two mouths. */
	fix_put(s, 1, DOC_FEED, "“We shall dredge the harbour in May,” said Mara Quell. “No,” said Tomas Vrba.", both, 2);
	fix_put(s, 2, DOC_FEED, "“We shall dredge the harbour in May…” said Mara Quell. “No,” said Mara Quell.", both, 2);
	fix_put(s, 3, DOC_FEED, "“The lamps are older than the pier itself,” said Tomas Vrba.", both, 2);
	do
		must(store_index_some(s, 100, &n, e));
	while (n);
	assert_int_equal(said(s, "", &a, &q), 4);
	assert_int_equal(said(s, "dredging", &a, &q), 1);
	assert_str(q[0].item_title, "Harbour votes");
	assert_str(q[0].speaker, "Mara Quell");
	assert_int_equal(q[0].nalso, 1);
	assert_str(q[0].also[0], "Source 1");
	assert_int_equal(said(s, "said:quell", &a, &q), 2);
	assert_int_equal(said(s, "actor:\"Tomas Vrba\"", &a, &q), 2);
	assert_int_equal(q[0].nalso, 0);
	assert_int_equal(said(s, "said:quell or said:vrba", &a, &q), 4);
	assert_int_equal(said(s, "vrba", &a, &q), 2); /* the speaker's name */
	assert_int_equal(said(s, "said:vrba -no", &a, &q), 1);
	assert_int_equal(said(s, "harbour -(tag:coast or is:starred)", &a, &q), 1);
	assert_int_equal(q[0].nalso, 0);
	assert_int_equal(said(s, "title:later", &a, &q), 1);
	assert_int_equal(said(s, "since:1d", &a, &q), 3);
	assert_int_equal(said(s, "before:1d", &a, &q), 1);
	assert_int_equal(said(s, "said:nobody", &a, &q), 0);
	must(store_quotes(s, &a, STR("said:quell"), 1, &q, &n, e));
	assert_int_equal(n, 1);
	struct err bad = { 0 };
	assert_int_equal(store_quotes(s, &a, STR("said:"), 9, &q, &n, &bad), QD_EINVAL);
	arena_free(&a);
	store_close(s);
}

/* Within a story quotes stand in the order of its text, however many there are and whoever says them. */
static void quotes_in_text_order(void **state)
{
	(void)state;
	static const char *const sources[1] = { "" };
	const char *both[] = { people[0], people[1] };
	enum { MANY = 150 };
	struct store *s;
	struct arena a = { 0 };
	struct store_quote *q;
	struct buf text;
	uint32_t n;
	must(store_open(&s, NULL, STORE_MEMORY, e));
	fix_subscribe(s, 1, sources);
	fix_poll(s, 1, T0, (struct fix_entry[]){ { "old", "Old", "<p>x</p>", T0 - 900 }, { "new", "New", "<p>x</p>", T0 - 90 } }, 2, NULL, NULL);
	for (int64_t item = 1; item <= 2; item++) {
		buf_init(&text, 0);
		for (uint32_t i = 0; i < MANY; i++)
			buf_addf(&text, "“Story %u has quay number %u of them,” said %s. ", (unsigned)item, i, people[i % 3 == 2]);
		fix_put(s, item, DOC_FEED, text.s, both, 2);
		buf_free(&text);
	}
	static const char *const queries[] = { "", "said:\"Mara Quell\"", "said:\"Mara Quell\" or said:\"Tomas Vrba\"", "said:\"Tomas Vrba\" since:1d" };
	for (size_t k = 0; k < sizeof queries / sizeof *queries; k++) {
		must(store_quotes(s, &a, str_of(queries[k]), 1000, &q, &n, e));
		assert_true(n >= MANY / 3);
		for (uint32_t i = 1; i < n; i++)
			assert_true(q[i].item == q[i - 1].item ? q[i].index > q[i - 1].index : q[i].published < q[i - 1].published);
	}
	/* Who asks for few gets the first of the newest. */
	must(store_quotes(s, &a, STR("said:\"Tomas Vrba\""), 2, &q, &n, e));
	assert_int_equal(n, 2);
	assert_str(q[0].item_title, "New");
	assert_int_equal(q[0].index, 2);
	assert_int_equal(q[1].index, 5);
	arena_free(&a);
	store_close(s);
}

int main(void)
{
	setenv("TZ", "UTC", 1);
	setenv("QUOTIDIAN_NOW", "1700000000", 1);
	tzset();
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reading), cmocka_unit_test(refusing), cmocka_unit_test(words_to_show), cmocka_unit_test(what_it_needs), cmocka_unit_test(matching),
		cmocka_unit_test(choosing), cmocka_unit_test(names), cmocka_unit_test(surnames), cmocka_unit_test(together), cmocka_unit_test(quotes),
		cmocka_unit_test(quotes_in_text_order), cmocka_unit_test(context),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
