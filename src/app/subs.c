/* subs.c - the subscriptions file: newsboat's urls syntax, read and edited without losing a byte of what the user wrote.
 *
 * A line is a URL, then tags, then "~Title", separated by white space; a word may stand in double quotes, in which \" and
 * \\ are a quote and a backslash. From a word that begins with # on, a line is a comment. newsboat's exec: and filter: lines are refused.
 * "query:NAME:QUERY" is a smart folder.
 * Edits read, change and replace the file under a lock on its folder, so that two programs do not lose each other's lines.
 */
#include "config.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "newsboat.h"
#include "quotidian/filter.h"
#include "quotidian/map.h"
#include "quotidian/paths.h"
#include "quotidian/settings.h"
#include "quotidian/url.h"
#include "quotidian/utf8.h"

#define SUBS_FILE_MAX ((size_t)32 << 20)

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* The next word of a line, unquoted, into `out`; it stood at line[*start, *end), *rest is what follows. False at the end. */
static bool next_word(struct str *rest, struct buf *out, size_t *start, size_t *end, struct str line)
{
	buf_clear(out);
	size_t i = (size_t)(rest->s - line.s);
	while (i < line.n && is_blank(line.s[i]))
		i++;
	*start = i;
	if (i == line.n || line.s[i] == '#')
		return false; /* the rest is a comment */
	bool quoted = line.s[i] == '"';
	for (i += quoted; i < line.n; i++) {
		char c = line.s[i];
		if (quoted ? c == '"' : is_blank(c))
			break;
		if (quoted && c == '\\' && i + 1 < line.n)
			c = line.s[++i];
		buf_addc(out, c);
	}
	i += quoted && i < line.n;
	*end = i;
	*rest = str_sub(line, i, line.n);
	return true;
}

/* The URL of a line, unquoted into `word`; empty for comments and empty lines. */
static struct str line_url(struct str line, struct buf *word, size_t *start, size_t *end)
{
	struct str rest = line;
	if (!line.s || !next_word(&rest, word, start, end, line) || word->n == 0)
		return STR_NONE;
	return buf_str(word);
}

static struct str clean(struct arena *a, struct str s)
{
	struct buf b;
	buf_init(&b, 4096);
	utf8_sanitise(&b, s, UTF8_LINE);
	struct str out = arena_str(a, str_trim(buf_str(&b)));
	buf_free(&b);
	return out;
}

static void warn(struct buf *warnings, const char *path, int n, const char *why, struct str what)
{
	struct err e;
	if (!warnings)
		return;
	err_set(&e, 0, "%s: " STR_FMT, why, STR_ARG(what));
	buf_addf(warnings, "%s:%d: %s\n", path, n, e.text);
}

#define WARN_MAX ((size_t)300) /* bytes of a foreign line that a message repeats */

/* Does it go on with an operator, as a filter does that lacks its quotation marks? A "!" alone is a mark of newsboat's. */
static bool goes_on(struct str behind)
{
	behind = str_trim(behind);
	if (str_starts(behind, STR("!")))
		behind = str_sub(behind, 1, behind.n);
	return behind.n && strchr("=~<>", behind.s[0]);
}

/* "query:NAME:QUERY"; `behind` is what follows it in its line. */
static void read_folder(struct feed_refs *r, uint32_t *cap, struct str text, struct str behind, const char *path, int n, struct buf *warnings)
{
	struct str query = str_sub(text, strlen("query:"), text.n), name;
	struct err e = { 0 };
	struct filter f;
	struct arena scratch = { 0 };
	struct buf ours;
	buf_init(&ours, FILTER_TEXT_MAX);
	int rc = str_split(&query, ':', &name) && query.n && str_trim(name).n ? 0 : err_set(&e, QD_EINVAL, "it is written query:NAME:QUERY");
	if (rc == 0 && goes_on(behind))
		rc = err_set(&e, QD_EINVAL, "with blanks it is written \"query:NAME:QUERY\", in quotation marks");
	if (rc == 0 && newsboat_is_filter(query))
		rc = newsboat_filter(&ours, query, &e);
	else if (rc == 0)
		buf_add(&ours, str_trim(query));
	if (rc == 0)
		rc = filter_parse(&f, &scratch, buf_str(&ours), clock_now(), &e);
	if (rc == 0) {
		struct feed_folder folder = { clean(&r->arena, name), clean(&r->arena, buf_str(&ours)) };
		ARENA_PUSH(&r->arena, struct feed_folder, r->folder, r->nfolder, *cap, folder);
	} else {
		char why[600];
		snprintf(why, sizeof why, "%s; the smart folder is passed over", e.text);
		warn(warnings, path, n, why, str_sub(text, 0, WARN_MAX));
	}
	buf_free(&ours);
	arena_free(&scratch);
}

#define MOVED_ON "# moved for good on "
#define IT_WAS "; it was: "

/* The address in the comment that replace() puts above a feed that moved. */
static struct str moved_from(struct str line)
{
	struct str on = STR(MOVED_ON), was = STR(IT_WAS);
	size_t at = on.n + 10; /* the date */
	return str_starts(line, on) && str_starts(str_sub(line, at, line.n), was) ? str_trim(str_sub(line, at + was.n, line.n)) : STR_NONE;
}

/* `above`: the line before it. */
static void read_line(struct feed_refs *r, uint32_t *cap, uint32_t *folder_cap, struct map *seen, struct str above, struct str line, struct buf *word,
                      const char *path, int n, struct buf *warnings)
{
	size_t start, end;
	struct str url = line_url(line, word, &start, &end);
	if (!url.n)
		return;
	struct str shown = str_sub(url, 0, WARN_MAX);
	if (str_istarts(url, STR("exec:")) || str_istarts(url, STR("filter:"))) {
		warn(warnings, path, n, "subscriptions that run programs are not supported, the line is passed over", shown);
		return;
	}
	if (str_istarts(url, STR("query:"))) {
		read_folder(r, folder_cap, url, str_sub(line, end, line.n), path, n, warnings);
		return;
	}
	if (!url_is_web(url) || url.n > URL_MAX || !utf8_clean(url)) {
		warn(warnings, path, n, "not an address that begins with http:// or https://", shown);
		return;
	}
	struct feed_ref ref = { .url = arena_str(&r->arena, url), .was = arena_str(&r->arena, moved_from(above)) };
	uint64_t *known = map_put(seen, ref.url);
	if (*known) {
		warn(warnings, path, n, "this feed is there already, further up", shown);
		return;
	}
	*known = 1;
	struct str rest = str_sub(line, end, line.n);
	struct buf tags;
	buf_init(&tags, 4096);
	while (next_word(&rest, word, &start, &end, line)) {
		if (word->n > 1 && word->s[0] == '~') {
			ref.title = clean(&r->arena, str_sub(buf_str(word), 1, word->n));
		} else if (word->n && !str_eqz(buf_str(word), "!")) { /* newsboat's "!" hides a feed from its list */
			for (size_t i = 0; i < word->n; i++)
				if (word->s[i] == ',')
					word->s[i] = ' ';
			struct str tag = clean(&r->arena, buf_str(word));
			if (tag.n && tags.n + tag.n + 1 < tags.max) {
				if (tags.n)
					buf_addc(&tags, ',');
				buf_add(&tags, tag);
			}
		}
	}
	ref.tags = arena_str(&r->arena, buf_str(&tags));
	buf_free(&tags);
	ARENA_PUSH(&r->arena, struct feed_ref, r->ref, r->n, *cap, ref);
}

struct feed_refs *subs_parse(struct str text, const char *name, struct buf *warnings)
{
	struct feed_refs *r = xcalloc(1, sizeof *r);
	struct map seen = { 0 };
	struct buf word;
	struct str line, above = STR_NONE;
	uint32_t cap = 0, folder_cap = 0;
	buf_init(&word, 0);
	if (str_starts(text, STR("\xEF\xBB\xBF")))
		text = str_sub(text, 3, text.n);
	for (int n = 1; str_split(&text, '\n', &line); n++) {
		read_line(r, &cap, &folder_cap, &seen, above, line, &word, name, n, warnings);
		above = line;
	}
	map_free(&seen);
	buf_free(&word);
	return r;
}

int64_t subs_stamp(const char *path)
{
	struct stat st;
	return path && stat(path, &st) == 0 ? (int64_t)st.st_mtim.tv_sec * 1000000 + st.st_mtim.tv_nsec / 1000 + st.st_size : 0;
}

int subs_load(struct feed_refs **out, const char *path, struct buf *warnings, struct err *e)
{
	struct buf file;
	*out = NULL;
	buf_init(&file, SUBS_FILE_MAX);
	int rc = buf_read_file(&file, path, e);
	if (rc == 0)
		*out = subs_parse(buf_str(&file), path, warnings);
	buf_free(&file);
	return rc;
}

/* ---- editing ---- */

struct edit {
	int lock;
	struct buf before, after;
};

/* Reads the file (missing: empty) with its folder locked. */
static int edit_begin(struct edit *ed, const char *path, struct err *e)
{
	buf_init(&ed->before, SUBS_FILE_MAX);
	buf_init(&ed->after, SUBS_FILE_MAX);
	char *dir = xstrdup(path), *slash = strrchr(dir, '/');
	if (slash)
		*(slash == dir ? slash + 1 : slash) = 0;
	int rc = slash ? path_make_dirs(dir, e) : 0;
	ed->lock = rc ? -1 : open(slash ? dir : ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (ed->lock >= 0)
		(void)!flock(ed->lock, LOCK_EX); /* a file system without locks is no reason to fail */
	free(dir);
	if (rc)
		return rc;
	struct err why = { 0 };
	rc = buf_read_file(&ed->before, path, &why);
	return rc == 0 || rc == QD_ENOTFOUND ? 0 : err_set(e, rc, "%s", why.text);
}

/* Writes `after` if `rc` is 0, and lets go. */
static int edit_end(struct edit *ed, int rc, const char *path, struct err *e)
{
	if (rc == 0 && ed->after.over)
		rc = err_set(e, QD_ELIMIT, "%s: would grow larger than %zu bytes", path, SUBS_FILE_MAX);
	if (rc == 0 && !str_eq(buf_str(&ed->before), buf_str(&ed->after)))
		rc = file_write_atomic(path, buf_str(&ed->after), e);
	if (ed->lock >= 0)
		close(ed->lock);
	buf_free(&ed->before);
	buf_free(&ed->after);
	return rc;
}

static void put_quoted(struct buf *b, const char *before, struct str w)
{
	buf_addf(b, "\"%s", before);
	for (size_t i = 0; i < w.n; i++) {
		if (w.s[i] == '"' || w.s[i] == '\\')
			buf_addc(b, '\\');
		buf_addc(b, w.s[i]);
	}
	buf_addc(b, '"');
}

/* Appends a word, in quotes where it needs them. */
static void put_word(struct buf *b, const char *before, struct str w)
{
	bool quotes = before[0] != 0 || !w.n;
	for (size_t i = 0; i < w.n; i++)
		quotes |= is_blank(w.s[i]) || w.s[i] == '"' || w.s[i] == '\\' || w.s[i] == '#' || w.s[i] == '~' || w.s[i] == '!';
	buf_addc(b, ' ');
	if (quotes) {
		put_quoted(b, before, w);
		return;
	}
	buf_add(b, w);
}

static void put_ref(struct buf *b, struct arena *scratch, const struct feed_ref *ref)
{
	buf_add(b, ref->url);
	struct str tags = ref->tags, tag;
	while (str_split(&tags, ',', &tag)) {
		tag = clean(scratch, tag);
		if (tag.n)
			put_word(b, "", tag);
	}
	struct str title = clean(scratch, ref->title);
	if (title.n)
		put_word(b, "~", title);
	buf_addc(b, '\n');
}

/* All URLs of the file's lines, in `seen`; the keys live in `a`. */
static void known_urls(struct map *seen, struct arena *a, struct str file)
{
	struct buf word;
	struct str line;
	size_t start, end;
	buf_init(&word, 0);
	while (str_split(&file, '\n', &line)) {
		struct str url = line_url(line, &word, &start, &end);
		if (url.n)
			*map_put(seen, arena_str(a, url)) = 1;
	}
	buf_free(&word);
}

int subs_add(const char *path, const struct feed_ref *ref, uint32_t n, uint32_t *added, struct err *e)
{
	struct edit ed;
	struct arena a = { 0 };
	struct map seen = { 0 };
	*added = 0;
	int rc = edit_begin(&ed, path, e);
	if (rc == 0) {
		known_urls(&seen, &a, buf_str(&ed.before));
		buf_add(&ed.after, buf_str(&ed.before));
		if (ed.after.n && ed.after.s[ed.after.n - 1] != '\n')
			buf_addc(&ed.after, '\n');
		for (uint32_t i = 0; i < n; i++) {
			/* An address with a space or a quote in it would be read back as something else. */
			struct str url = url_resolve(&a, STR_NONE, ref[i].url);
			struct feed_ref r = ref[i];
			if (!url_is_web(url) || str_chr(url, '"', 0) != STR_NPOS || !utf8_clean(url))
				continue;
			r.url = url;
			if (map_get(&seen, ref[i].url) || map_get(&seen, url))
				continue;
			*map_put(&seen, url) = 1;
			put_ref(&ed.after, &a, &r);
			(*added)++;
		}
		if (!*added) { /* leave even a missing final line break as it is */
			buf_clear(&ed.after);
			buf_add(&ed.after, buf_str(&ed.before));
		}
	}
	rc = edit_end(&ed, rc, path, e);
	if (rc)
		*added = 0;
	map_free(&seen);
	arena_free(&a);
	return rc;
}

static void put_folder(struct buf *b, struct arena *scratch, const struct feed_folder *folder)
{
	put_quoted(b, "query:", arena_fmt(scratch, STR_FMT ":" STR_FMT, STR_ARG(folder->name), STR_ARG(folder->query)));
	buf_addc(b, '\n');
}

void subs_write(struct buf *out, const struct feed_refs *refs)
{
	struct arena scratch = { 0 };
	for (uint32_t i = 0; i < refs->nfolder; i++)
		put_folder(out, &scratch, &refs->folder[i]);
	for (uint32_t i = 0; i < refs->n; i++)
		put_ref(out, &scratch, &refs->ref[i]);
	arena_free(&scratch);
}

int subs_add_folders(const char *path, const struct feed_folder *folder, uint32_t n, uint32_t *added, struct err *e)
{
	struct edit ed;
	*added = 0;
	int rc = edit_begin(&ed, path, e);
	if (rc == 0) {
		struct feed_refs *have = subs_parse(buf_str(&ed.before), path, NULL);
		buf_add(&ed.after, buf_str(&ed.before));
		for (uint32_t i = 0; i < n; i++) {
			bool known = false;
			for (uint32_t k = 0; k < have->nfolder && !known; k++)
				known = str_eq(have->folder[k].name, folder[i].name);
			if (known)
				continue;
			if (ed.after.n && ed.after.s[ed.after.n - 1] != '\n')
				buf_addc(&ed.after, '\n');
			put_folder(&ed.after, &have->arena, &folder[i]);
			++*added;
		}
		feed_refs_free(have);
	}
	rc = edit_end(&ed, rc, path, e);
	if (rc)
		*added = 0;
	return rc;
}

/* Copies the file without the lines of `url`, or with `to` in its place and a comment above (to.n > 0). */
static int replace(const char *path, struct str url, struct str to, struct err *e)
{
	struct edit ed;
	struct arena a = { 0 };
	struct map seen = { 0 };
	struct buf word;
	bool found = false;
	buf_init(&word, 0);
	int rc = edit_begin(&ed, path, e);
	if (rc == 0) {
		known_urls(&seen, &a, buf_str(&ed.before));
		bool doubled = to.n && map_get(&seen, to);
		struct str rest = buf_str(&ed.before), line;
		while (str_split(&rest, '\n', &line)) {
			size_t start, end;
			bool hit = str_eq(line_url(line, &word, &start, &end), url) && url.n;
			bool last = rest.s == NULL;
			found |= hit;
			if (hit && to.n) {
				char now[32];
				clock_iso(now, clock_now());
				buf_addf(&ed.after, MOVED_ON "%.10s%s" IT_WAS STR_FMT "\n", now, doubled ? ", to a feed that is here already" : "", STR_ARG(url));
				if (!doubled) {
					buf_add(&ed.after, str_sub(line, 0, start));
					buf_add(&ed.after, to);
					buf_add(&ed.after, str_sub(line, end, line.n));
				}
				if (!doubled && !last)
					buf_addc(&ed.after, '\n');
			} else if (!hit) {
				buf_add(&ed.after, line);
				if (!last)
					buf_addc(&ed.after, '\n');
			}
		}
		if (!found)
			rc = err_set(e, QD_ENOTFOUND, "%s: there is no feed " STR_FMT, path, STR_ARG(url));
	}
	rc = edit_end(&ed, rc, path, e);
	buf_free(&word);
	map_free(&seen);
	arena_free(&a);
	return rc;
}

int subs_remove(const char *path, struct str url, struct err *e)
{
	return replace(path, url, STR_NONE, e);
}

int subs_moved(const char *path, struct str from, struct str to, struct err *e)
{
	if (!url_is_web(to) || to.n > URL_MAX || !utf8_clean(to) || str_chr(to, ' ', 0) != STR_NPOS || str_chr(to, '"', 0) != STR_NPOS)
		return err_set(e, QD_EINVAL, "not an address for a feed: " STR_FMT, STR_ARG(str_sub(to, 0, WARN_MAX)));
	return str_eq(from, to) ? 0 : replace(path, from, to, e);
}
