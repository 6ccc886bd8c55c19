/* folders.c - smart folders: the "query:NAME:QUERY" lines of the subscriptions file, counted on the query thread. */
#include "config.h"

#include "quotidian/settings.h"
#include "ui_int.h"

static void count_next(struct ui *u)
{
	struct feeds *f = &u->feeds;
	if (f->counting >= f->nfolder || !u->o->query)
		return;
	struct item_view v = { .kind = VIEW_ALL, .filter = f->folder[f->counting].query };
	f->count_generation = ++u->generation;
	query_send(u->o->query, &(struct query_ask){ .kind = QUERY_COUNT, .generation = f->count_generation, .item = f->counting, .view = v });
}

void folders_counted(struct ui *u, struct query_reply *r)
{
	struct feeds *f = &u->feeds;
	if (r->generation == f->count_generation && f->counting < f->nfolder) {
		struct folder *one = &f->folder[f->counting];
		if (r->code == 0 && (one->total != r->total || one->unread != r->unread)) {
			one->total = r->total;
			one->unread = r->unread;
			feeds_folder_counts(u);
		}
		f->counting++;
		if (f->counting == f->nfolder && f->count_again) {
			f->counting = 0;
			f->count_again = false;
		}
		count_next(u);
	}
	query_reply_free(r);
}

static void read_folders(struct ui *u)
{
	struct feeds *f = &u->feeds;
	struct feed_refs *refs;
	struct err e;
	f->folder_arena = (struct arena){ 0 };
	f->folder = NULL;
	f->nfolder = 0;
	if (!f->folder_stamp || subs_load(&refs, u->o->subs_path, NULL, &e))
		return;
	f->folder = ARENA_NEW(&f->folder_arena, struct folder, refs->nfolder);
	for (uint32_t i = 0; i < refs->nfolder; i++)
		f->folder[f->nfolder++] = (struct folder){ .name = arena_str(&f->folder_arena, refs->folder[i].name),
			                                   .query = arena_str(&f->folder_arena, refs->folder[i].query) };
	feed_refs_free(refs);
}

bool folders_changed(const struct ui *u)
{
	return subs_stamp(u->o->subs_path) != u->feeds.folder_stamp;
}

bool folders_load(struct ui *u)
{
	struct feeds *f = &u->feeds;
	int64_t stamp = subs_stamp(u->o->subs_path);
	bool again = stamp != f->folder_stamp;
	f->folder_stamp = stamp;
	if (again)
		read_folders(u);
	f->count_again = !again && f->counting < f->nfolder; /* once more when this round is over */
	if (!f->count_again) {
		f->counting = 0;
		count_next(u);
	}
	return again;
}

void folder_follow(struct ui *u)
{
	const struct doc *d = u->reader.doc;
	int32_t actor = reader_actor(u);
	struct buf name, query;
	struct err e;
	uint32_t added;
	if (!d || actor < 0) {
		ui_say(u, false, "nobody is under the cursor: ]e goes to an actor, ) to a quote");
		return;
	}
	if (!u->o->subs_path) {
		ui_say(u, true, "subscriptions cannot be changed here");
		return;
	}
	buf_init(&query, FILTER_TEXT_MAX);
	buf_addz(&query, "actor:\"");
	buf_init(&name, FILTER_TEXT_MAX);
	for (size_t i = 0; i < d->actor[actor].name.n; i++) { /* a quotation mark would end the value, a colon the folder's name */
		char c = d->actor[actor].name.s[i];
		if (c != '"')
			buf_addc(&query, c);
		buf_addc(&name, c == ':' ? ' ' : c);
	}
	buf_addc(&query, '"');
	struct feed_folder folder = { buf_str(&name), buf_str(&query) };
	if (subs_add_folders(u->o->subs_path, &folder, 1, &added, &e))
		ui_say(u, true, "%s", e.text);
	else
		ui_say(u, false, "%s" STR_FMT, added ? "new smart folder: " : "there is a smart folder already: ", STR_ARG(folder.name));
	if (added)
		feeds_load(u);
	buf_free(&name);
	buf_free(&query);
}
