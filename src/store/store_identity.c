/* store_identity.c - which actor of the archive a document's actor is: by the users' rules, by its key, and for a lone surname by the
 * stories around it; and what the archive keeps of each: other names, roles with their stories. */
#include "config.h"

#include "quotidian/text.h"
#include "quotidian/utf8.h"
#include "quotidian/wire.h"
#include "store_int.h"

#define ALSO_MAX 600      /* bytes of an actor's other names */
#define ALIAS_MAX 100     /* bytes of one */
#define LONE_NAMES 64     /* actors looked at that have the name; more are too many to tell apart */
#define LONE_STORIES 6    /* of each, on either side of the story */
#define LONE_DAYS 10
#define LONE_SHARED 2     /* other actors that both stories have; one is enough in a story that has few */
#define LONE_FEW 3

int actor_rule(struct store *s, struct str key, int64_t item, int64_t *id, struct err *e)
{
	return sql_one_of(s, SQL_rule_for, key, &item, 1, id, e);
}

int actor_rule_put(struct store *s, struct str key, int64_t item, int64_t id, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, id ? SQL_rule_put : SQL_rule_drop, &r, e);
	if (!st)
		return r;
	sql_bind_str(st, 1, key);
	sqlite3_bind_int64(st, 2, item);
	if (id)
		sqlite3_bind_int64(st, 3, id);
	return sql_run(s, st, e);
}

static int index_name(struct store *s, enum sql_id sql, int64_t id, struct str name, struct str given, struct str also, struct err *e)
{
	int r;
	struct buf b;
	sqlite3_stmt *st = sql_get(s, sql, &r, e);
	if (!st)
		return r;
	buf_init(&b, 0);
	buf_add(&b, name);
	buf_addc(&b, '\n');
	buf_add(&b, given);
	buf_addc(&b, '\n');
	buf_add(&b, also);
	sqlite3_bind_int64(st, 1, id);
	/* What was indexed before other names were kept is the name alone. */
	sql_bind_str(st, 2, given.n || also.n ? buf_str(&b) : name);
	r = sql_run(s, st, e);
	buf_free(&b);
	return r;
}

int actor_set_names(struct store *s, int64_t id, struct str given, struct str also, struct err *e)
{
	sqlite3_stmt *st;
	struct arena a = { 0 };
	int r = sql_row_of(s, SQL_actor_names, id, &st, e);
	if (r <= 0)
		return r < 0 ? r : sql_no_such("actor", id, e);
	struct str name = sql_str(st, 0, &a), old_given = sql_str(st, 1, &a), old_also = sql_str(st, 2, &a);
	sqlite3_reset(st);
	r = index_name(s, SQL_actor_name_delete, id, name, old_given, old_also, e);
	if (r == 0)
		r = index_name(s, SQL_actor_name_insert, id, name, given, also, e);
	st = r ? NULL : sql_get(s, SQL_actor_names_set, &r, e);
	if (st) {
		sqlite3_bind_int64(st, 1, id);
		sql_bind_str(st, 2, given);
		sql_bind_str(st, 3, also);
		r = sql_run(s, st, e);
	}
	arena_free(&a);
	return r;
}

static bool has_line(struct str lines, struct str line)
{
	struct str one;
	while (lines.n && str_split(&lines, '\n', &one))
		if (str_eq(one, line))
			return true;
	return false;
}

/* Adds to `also` the names of a document's actor that are not in it. */
static bool add_names(struct buf *also, struct str name, const struct actor *ac)
{
	bool more = false;
	for (uint32_t i = 0; i <= ac->nalias; i++) {
		struct str one = i < ac->nalias ? ac->alias[i] : ac->name;
		if (!one.n || one.n > ALIAS_MAX || also->n + one.n + 1 > ALSO_MAX || str_eq(one, name) || has_line(buf_str(also), one) ||
			str_chr(one, '\n', 0) != STR_NPOS)
			continue;
		if (also->n)
			buf_addc(also, '\n');
		buf_add(also, one);
		more = true;
	}
	return more;
}

static int insert_actor(struct store *s, struct str key, struct str name, uint8_t type, struct str also, int64_t *id, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_actor_insert, &r, e);
	if (!st)
		return r;
	sql_bind_str(st, 1, key);
	sql_bind_str(st, 2, name);
	sqlite3_bind_int(st, 3, type);
	sql_bind_str(st, 4, also);
	r = sql_run(s, st, e);
	*id = sqlite3_last_insert_rowid(s->db);
	return r ? r : index_name(s, SQL_actor_name_insert, *id, name, STR(""), also, e);
}

int actor_new(struct store *s, struct str key, struct str name, uint8_t type, int64_t *id, struct err *e)
{
	return insert_actor(s, key, name, type, STR(""), id, e);
}

/* The actor with this key, 0 in *id when there is none; its names. */
static int known(struct store *s, struct str key, int64_t *id, struct arena *a, struct str *name, struct str *given, struct str *also, struct err *e)
{
	int r;
	*id = 0;
	sqlite3_stmt *st = sql_get(s, SQL_actor_known, &r, e);
	if (!st)
		return r;
	sql_bind_str(st, 1, key);
	r = sql_row(s, st, e);
	if (r > 0) {
		*id = sqlite3_column_int64(st, 0);
		*name = sql_str(st, 1, a);
		*given = sql_str(st, 2, a);
		*also = sql_str(st, 3, a);
		sqlite3_reset(st);
	}
	return r < 0 ? r : 0;
}

int actor_keyed(struct store *s, struct str key, int64_t *id, struct err *e)
{
	struct arena a = { 0 };
	struct str name, given, also;
	int r = known(s, key, id, &a, &name, &given, &also, e);
	arena_free(&a);
	return r;
}

static int keep_role(struct store *s, int64_t id, int64_t item, int64_t published, struct str role, struct err *e)
{
	int r;
	sqlite3_stmt *st = sql_get(s, SQL_actor_role, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, id);
	sql_bind_str(st, 2, role);
	sqlite3_bind_int64(st, 3, published);
	r = sql_run(s, st, e);
	st = r ? NULL : sql_get(s, SQL_role_put, &r, e);
	if (!st)
		return r;
	sqlite3_bind_int64(st, 1, id);
	sql_bind_str(st, 2, role);
	sqlite3_bind_int64(st, 3, published);
	sqlite3_bind_int64(st, 4, item);
	return sql_run(s, st, e);
}

int actor_number(struct store *s, int64_t item, int64_t published, const struct actor *ac, bool rules, int64_t *id, struct err *e)
{
	struct arena a = { 0 };
	struct str name, given, also = STR("");
	struct buf more;
	int r = rules ? actor_rule(s, ac->key, item, id, e) : 0;
	bool ruled = r > 0;
	buf_init(&more, ALSO_MAX);
	if (r == 0)
		r = known(s, ac->key, id, &a, &name, &given, &also, e);
	if (r == 0 && !ruled) {
		buf_add(&more, also);
		bool added = add_names(&more, *id ? name : ac->name, ac);
		if (!*id)
			r = insert_actor(s, ac->key, ac->name, ac->type, buf_str(&more), id, e);
		else if (added)
			r = actor_set_names(s, *id, given, buf_str(&more), e);
	}
	buf_free(&more);
	arena_free(&a);
	if (r < 0)
		return r;
	return ac->role.n && ac->role.n <= ACTOR_TEXT_MAX ? keep_role(s, *id, item, published, ac->role, e) : 0;
}

/* ---- a surname alone ---- */

bool actor_is_lone(const struct actor *ac)
{
	size_t at = 4;
	if (ac->type != ENT_PER || !str_starts(ac->key, STR("per:")) || ac->key.n <= 6)
		return false;
	/* Letters only, of scripts that the index's tokenizer surely knows: anything else would part the word there. */
	while (at < ac->key.n) {
		uint32_t cp = utf8_next(ac->key, &at);
		if (cp >= 0x530 || !text_is_alpha(cp))
			return false;
	}
	return true;
}

/* Is `word` (folded) the last of two words or more? */
static bool ends_with(struct str name, struct str word)
{
	size_t space = STR_NPOS;
	for (size_t at = 0; (at = str_chr(name, ' ', at)) != STR_NPOS; at++)
		space = at;
	if (space == STR_NPOS)
		return false;
	struct buf fold;
	buf_init(&fold, 0);
	text_fold(&fold, str_sub(name, space + 1, name.n), true);
	bool same = str_eq(buf_str(&fold), word);
	buf_free(&fold);
	return same;
}

/* How many of the actors id[0..n) are in that story, too. */
static int shared_with(struct store *s, int64_t item, const int64_t *id, uint32_t n, uint32_t *shared, struct err *e)
{
	sqlite3_stmt *st;
	*shared = 0;
	int r = sql_row_of(s, SQL_annotation_get, item, &st, e);
	if (r <= 0)
		return r;
	struct wire w = wire_of(sql_peek(st, 1));
	for (uint64_t k = wire_get_max(&w, 1 << 16); k-- > 0 && !w.bad;) {
		int64_t there = (int64_t)wire_get_u(&w);
		wire_get_u(&w);
		for (uint32_t i = 0; i < n; i++)
			*shared += id[i] == there;
	}
	sqlite3_reset(st);
	return 0;
}

/* Does the actor stand in a story near this one that has the same other actors? */
static int fits(struct store *s, struct arena *a, int64_t actor, int64_t item, int64_t published, const int64_t *other, uint32_t n, bool *out,
                struct err *e)
{
	struct posting *p;
	uint32_t np, shared;
	*out = false;
	int r = store_postings_near(s, a, actor, published, LONE_STORIES, LONE_STORIES, &p, &np, e);
	for (uint32_t i = 0; i < np && r == 0 && !*out; i++) {
		int64_t off = p[i].published - published;
		if (p[i].item == item || off > LONE_DAYS * 86400 || off < -LONE_DAYS * 86400)
			continue;
		r = shared_with(s, p[i].item, other, n, &shared, e);
		*out = shared >= LONE_SHARED || (shared && n <= LONE_FEW);
	}
	return r;
}

int actor_lone(struct store *s, int64_t item, int64_t published, const struct actor *ac, const int64_t *other, uint32_t n, int64_t *id, struct err *e)
{
	int r;
	struct arena a = { 0 };
	int64_t found[LONE_NAMES], one = 0;
	uint32_t nfound = 0, nfit = 0;
	struct str word = str_sub(ac->key, 4, ac->key.n);
	*id = 0;
	sqlite3_stmt *st = n ? sql_get(s, SQL_actor_match, &r, e) : NULL;
	if (!st)
		return n ? r : 0;
	struct str match = arena_fmt(&a, "\"" STR_FMT "\"", STR_ARG(word));
	sql_bind_str(st, 1, match);
	sqlite3_bind_int64(st, 2, LONE_NAMES);
	while ((r = sql_row(s, st, e)) > 0)
		found[nfound++] = sqlite3_column_int64(st, 0);
	for (uint32_t i = 0; i < nfound && nfound < LONE_NAMES && r == 0 && nfit < 2; i++) {
		struct store_actor known_as;
		bool fit = false;
		r = store_actor(s, &a, found[i], &known_as, e);
		if (r == 0 && known_as.type == ENT_PER && known_as.stories && ends_with(known_as.name, word))
			r = fits(s, &a, found[i], item, published, other, n, &fit, e);
		nfit += fit;
		one = fit ? found[i] : one;
	}
	if (r == 0 && nfit == 1) {
		*id = one;
		r = actor_rule_put(s, ac->key, item, one, e);
	}
	arena_free(&a);
	return r;
}

/* ---- what is shown of them ---- */

static void list_lines(struct arena *a, struct str lines, struct str **out, uint32_t *n)
{
	uint32_t cap = 0;
	struct str one;
	*out = NULL;
	*n = 0;
	while (lines.n && str_split(&lines, '\n', &one))
		ARENA_PUSH(a, struct str, *out, *n, cap, one);
}

int store_actor_more(struct store *s, struct arena *a, int64_t id, struct actor_more *out, struct err *e)
{
	int r;
	uint32_t cap = 0;
	*out = (struct actor_more){ .own_name = STR("") };
	sqlite3_stmt *st;
	r = sql_row_of(s, SQL_actor_names, id, &st, e);
	if (r <= 0)
		return r < 0 ? r : sql_no_such("actor", id, e);
	out->own_name = sql_str(st, 0, a);
	struct str also = sql_str(st, 2, a);
	sqlite3_reset(st);
	list_lines(a, also, &out->alias, &out->nalias);
	st = sql_bound(s, SQL_rules_to, &id, 1, &r, e);
	if (!st)
		return r;
	while ((r = sql_row(s, st, e)) > 0)
		if (sqlite3_column_int64(st, 1) == 0)
			ARENA_PUSH(a, struct str, out->key, out->nkey, cap, sql_str(st, 0, a));
	st = r ? NULL : sql_bound(s, SQL_roles, (int64_t[]){ id, ACTOR_ROLES_MAX }, 2, &r, e);
	if (!st)
		return r;
	out->role = ARENA_NEW(a, struct actor_role, ACTOR_ROLES_MAX);
	while ((r = sql_row(s, st, e)) > 0 && out->nrole < ACTOR_ROLES_MAX)
		out->role[out->nrole++] = (struct actor_role){ sql_str(st, 0, a), sqlite3_column_int64(st, 1), sqlite3_column_int64(st, 2) };
	return r < 0 ? r : 0;
}
