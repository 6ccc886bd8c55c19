/* sql.h - every statement of the project but the schema and the PRAGMAs, in one table.
 *
 * S(name, text). Lists name their index, so that a statement whose index does not fit fails in the tests and not on a large archive;
 * CROSS JOIN keeps the order of tables.
 */
#ifndef QUOTIDIAN_SQL_H
#define QUOTIDIAN_SQL_H

#define FEED_COLUMNS \
	"f.id, f.url, coalesce(nullif(f.user_title,''), nullif(f.own_title,''), f.url), f.link, f.tags, f.etag, f.last_modified, f.error," \
	" f.last_poll, f.last_success, f.next_due, f.errors_in_row, f.total, f.unread, f.starred, f.gone, f.moved_from"
#define ITEM_COLUMNS \
	"i.id, i.feed, i.title, i.url, i.author, coalesce(nullif(f.user_title,''), nullif(f.own_title,''), f.url), i.summary," \
	" i.published, i.received, (i.unread = 0) + i.starred * 2 + i.page * 4 + (i.noted = 1) * 8," \
	" iif(i.given = '', i.url, i.given), i.circle, i.family"
#define ITEMS_BY(index, where) "SELECT " ITEM_COLUMNS " FROM item i INDEXED BY " index " CROSS JOIN feed f ON f.id = i.feed WHERE " where
#define BEHIND " (i.published, i.id) < (?1, ?2) ORDER BY i.published DESC, i.id DESC LIMIT ?3"
#define BEFORE " (i.published, i.id) > (?1, ?2) ORDER BY i.published, i.id LIMIT ?3"
/* Keys only, for merging the lists of several feeds. */
#define KEYS_BY(index, where) "SELECT i.published, i.id FROM item i INDEXED BY " index " WHERE " where
/* What is read and what is not, each in the order of its own index, merged as SQLite asks for them. */
#define OF_BOTH(by, side) by("item_unread", "i.unread = 1 AND i.hidden = 0 AND (i.published, i.id)" side "(?1, ?2)") \
	" UNION ALL " by("item_read", "i.unread = 0 AND i.hidden = 0 AND (i.published, i.id)" side "(?1, ?2)")
#define TWIN_KEYS(where) "SELECT published, item FROM twin WHERE feed = ?4 AND " where

/* Ten rows in one statement cost a third less than ten statements. OR FAIL: what is to be undone undoes the whole transaction, so SQLite need
 * not keep pages to undo the statement. */
#define TEN(row) row "," row "," row "," row "," row "," row "," row "," row "," row "," row
#define ITEM_INSERT " INTO item(id, feed, published, received, hidden, guid, content, url_hash, title, url, author, summary, given, sole, extra) VALUES"
#define ITEM_ROW "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
#define UNLESS_TOLD " ON CONFLICT(url_hash) WHERE sole > 0 DO NOTHING"

#define STATEMENTS(S) \
	S(begin_write, "BEGIN IMMEDIATE") \
	S(begin_read, "BEGIN") \
	S(commit, "COMMIT") \
	S(rollback, "ROLLBACK") \
	S(data_version, "PRAGMA data_version") \
	S(size, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size") \
	/* feeds: a small table, walked as a whole */ \
	S(feeds, "SELECT " FEED_COLUMNS " FROM feed f WHERE f.place IS NOT NULL ORDER BY f.place, f.id") \
	S(feed, "SELECT " FEED_COLUMNS " FROM feed f WHERE f.id = ?1") \
	S(feeds_sync, "SELECT id, url, moved_from, user_title, tags, place FROM feed WHERE url NOT GLOB 'archive:*'") \
	S(feed_archive, "INSERT INTO feed(url, own_title, tags, place, gone) VALUES(?1, ?2, ?3, 1 << 40, 1)" \
	                " ON CONFLICT(url) DO UPDATE SET tags = excluded.tags WHERE excluded.tags <> '' AND tags <> excluded.tags") \
	S(feed_by_url, "SELECT id FROM feed WHERE url = ?1") \
	S(feed_insert, "INSERT INTO feed(url, user_title, tags, place) VALUES(?1, ?2, ?3, ?4)") \
	S(feed_place, "UPDATE feed SET user_title = ?2, tags = ?3, place = ?4 WHERE id = ?1") \
	S(feed_unplace, "UPDATE feed SET place = NULL WHERE id = ?1") \
	S(feed_hide, "UPDATE item SET hidden = ?2 WHERE feed = ?1 AND hidden <> ?2") \
	S(feeds_due, "SELECT id FROM feed WHERE place IS NOT NULL AND gone = 0 AND (?2 OR next_due <= ?1 OR last_poll > ?1 + 86400)" \
	             " AND (?2 OR claimed NOT BETWEEN ?1 + 1 AND ?1 + ?3) ORDER BY next_due, place") \
	S(feed_newest, "SELECT published FROM item INDEXED BY item_feed WHERE feed = ?1 ORDER BY published DESC, id DESC LIMIT ?2") \
	S(feed_newest_twins, "SELECT published FROM twin WHERE feed = ?1 ORDER BY published DESC, item DESC LIMIT ?2") \
	S(feed_seen, "SELECT last_poll FROM feed WHERE id = ?1") \
	S(feed_claim, "UPDATE feed SET claimed = ?2 + ?3, claimed_by = ?5 WHERE id = ?1 AND last_poll = ?4 AND claimed NOT BETWEEN ?2 + 1 AND ?2 + ?3") \
	S(feed_claimants, "SELECT DISTINCT claimed_by FROM feed WHERE claimed <> 0") \
	S(feed_unclaim, "UPDATE feed SET claimed = 0 WHERE claimed_by = ?1 AND claimed <> 0") \
	S(feed_hold, "UPDATE feed SET claimed = ?2 WHERE id = ?1") \
	S(feed_tags, "SELECT id, tags, total, unread, place FROM feed") \
	S(feed_answered, "UPDATE feed SET etag = ?2, last_modified = ?3 WHERE id = ?1") \
	S(feed_success, "UPDATE feed SET error = '', errors_in_row = 0, last_poll = ?2, last_success = ?2, next_due = ?3, gone = ?4, claimed = 0" \
	                " WHERE id = ?1") \
	S(feed_failure, "UPDATE feed SET error = ?5, errors_in_row = errors_in_row + 1, last_poll = ?2, next_due = ?3, gone = max(gone, ?4)," \
	                " claimed = 0" \
	                " WHERE id = ?1") \
	S(feed_own, "UPDATE feed SET own_title = ?2, link = ?3 WHERE id = ?1 AND (own_title <> ?2 OR link <> ?3)") \
	S(feed_moved, "UPDATE OR IGNORE feed SET moved_from = url, url = ?2 WHERE id = ?1 AND url <> ?2") \
	S(feed_counts, "UPDATE feed SET total = total + ?2, unread = unread + ?3, starred = starred + ?4 WHERE id = ?1") \
	S(feed_hidden, "SELECT place IS NULL FROM feed WHERE id = ?1") \
	S(feed_has_items, "SELECT 1 FROM item INDEXED BY item_guid WHERE feed = ?1 UNION ALL SELECT 1 FROM twin WHERE feed = ?1 LIMIT 1") \
	/* items: written */ \
	S(item_known, "SELECT id, content, extra FROM item WHERE feed = ?1 AND guid = ?2") \
	S(item_insert, "INSERT" ITEM_INSERT ITEM_ROW UNLESS_TOLD) \
	S(item_insert_ten, "INSERT OR FAIL" ITEM_INSERT TEN(ITEM_ROW) UNLESS_TOLD) \
	S(item_last, "SELECT coalesce(max(id), 0) FROM item") \
	S(item_update, "UPDATE item SET content = ?2, url_hash = ?3, title = ?4, url = ?5, author = ?6, summary = ?7, given = ?8," \
	               " sole = ?9, extra = ?10, noted = 0 WHERE id = ?1") \
	S(item_extra, "SELECT extra FROM item WHERE id = ?1") \
	S(item_extra_set, "UPDATE item SET extra = ?2 WHERE id = ?1") \
	S(item_unread_set, "UPDATE item SET unread = ?2 WHERE id = ?1") \
	S(item_starred_set, "UPDATE item SET starred = ?2 WHERE id = ?1") \
	S(item_noted_set, "UPDATE item SET noted = ?2 WHERE id = ?1 AND noted <> ?2") \
	S(item_page_set, "UPDATE item SET page = ?2 WHERE id = ?1 AND page <> ?2") \
	S(mark_feed, "UPDATE item SET unread = 0 WHERE feed = ?1 AND unread = 1") \
	S(unread_of_feed, "SELECT id FROM item INDEXED BY item_feed WHERE feed = ?1 AND unread = 1") \
	S(feed_all_read, "UPDATE feed SET unread = 0 WHERE id = ?1") \
	/* stories of several feeds */ \
	S(story_by_key, "SELECT id, feed, published, received, unread, starred, hidden, page, sole, content, circle, guid, title, url," \
	                " iif(given = '', url, given) FROM item INDEXED BY item_story WHERE url_hash = ?1 AND sole > 0") \
	S(story_by_id, "SELECT id, feed, published, received, unread, starred, hidden, page, sole, content, circle, guid, title, url," \
	               " iif(given = '', url, given) FROM item WHERE id = ?1") \
	S(story_holder, "SELECT id FROM item INDEXED BY item_story WHERE url_hash = ?1 AND sole > 0") \
	S(story_sole, "UPDATE item SET sole = ?2 WHERE id = ?1") \
	S(story_rekey, "UPDATE item SET url_hash = ?2, sole = ?3 WHERE id = ?1") \
	S(story_some, "SELECT id, feed, url, given FROM item WHERE id > ?1 ORDER BY id LIMIT ?2") \
	S(story_circle, "UPDATE item SET circle = ?2 WHERE id = ?1") \
	S(story_move, "UPDATE item SET feed = ?2, guid = ?3, content = ?4, given = ?5, hidden = (SELECT place IS NULL FROM feed WHERE id = ?2)" \
	              " WHERE id = ?1") \
	S(twin_known, "SELECT item, content FROM twin WHERE feed = ?1 AND guid = ?2") \
	S(twin_put, "INSERT INTO twin(feed, published, item, unread, guid, content, given) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)") \
	S(twin_get, "SELECT guid, content, given FROM twin WHERE feed = ?1 AND published = ?2 AND item = ?3") \
	S(twin_drop, "DELETE FROM twin WHERE feed = ?1 AND published = ?2 AND item = ?3") \
	S(twins_drop, "DELETE FROM twin WHERE item = ?1") \
	S(twin_content, "UPDATE twin SET content = ?3 WHERE feed = ?1 AND guid = ?2") \
	S(twin_unread, "UPDATE twin SET unread = ?2 WHERE item = ?1") \
	S(twin_feeds, "SELECT feed FROM twin INDEXED BY twin_item WHERE item = ?1") \
	S(twin_names, "SELECT coalesce(nullif(f.user_title,''), nullif(f.own_title,''), f.url), f.place, f.id FROM twin t INDEXED BY twin_item" \
	              " CROSS JOIN feed f ON f.id = t.feed WHERE t.item = ?1 AND f.place IS NOT NULL") \
	S(twin_heir, "SELECT t.feed, min(f.place) FROM twin t INDEXED BY twin_item CROSS JOIN feed f ON f.id = t.feed" \
	             " WHERE t.item = ?1 AND f.place IS NOT NULL GROUP BY t.item") \
	S(twins_shared, "SELECT id FROM item INDEXED BY item_feed WHERE feed = ?1 AND circle <> 0") \
	S(twins_hidden, "SELECT t.item FROM twin t CROSS JOIN item i ON i.id = t.item WHERE t.feed = ?1 AND i.hidden = 1") \
	S(twins_any, "SELECT 1 FROM twin WHERE feed = ?1 LIMIT 1") \
	S(unread_shared, "SELECT id FROM item INDEXED BY item_feed WHERE feed = ?1 AND unread = 1 AND circle <> 0") \
	S(unread_twins, "SELECT item FROM twin WHERE feed = ?1 AND unread = 1") \
	S(circles, "SELECT feeds, total, unread, starred FROM circle WHERE total > 0") \
	S(circle_of, "SELECT id FROM circle WHERE feeds = ?1") \
	S(circle_insert, "INSERT INTO circle(feeds) VALUES(?1)") \
	S(circle_counts, "UPDATE circle SET total = total + ?2, unread = unread + ?3, starred = starred + ?4 WHERE id = ?1") \
	S(circle_drop, "DELETE FROM circle WHERE id = ?1 AND total = 0") \
	/* items: one */ \
	S(item, "SELECT " ITEM_COLUMNS " FROM item i CROSS JOIN feed f ON f.id = i.feed WHERE i.id = ?1") \
	S(item_state, "SELECT feed, unread, starred, published, noted, circle FROM item WHERE id = ?1 AND feed <> 0") \
	S(item_by_url, "SELECT id FROM item INDEXED BY item_url WHERE url_hash = ?1 AND sole = 0 AND url = ?2 ORDER BY id DESC LIMIT 1") \
	S(item_by_guid, "SELECT i.id FROM feed f CROSS JOIN item i INDEXED BY item_guid ON i.feed = f.id AND i.guid = ?1 LIMIT 1") \
	S(twin_by_guid, "SELECT t.item FROM feed f CROSS JOIN twin t INDEXED BY twin_guid ON t.feed = f.id AND t.guid = ?1 LIMIT 1") \
	S(todo_unread, "SELECT id FROM item INDEXED BY item_unread WHERE unread = 1 AND hidden = 0 AND noted = 0" \
	               " ORDER BY published DESC, id DESC LIMIT ?1") \
	S(todo_any, "SELECT b.item FROM body b CROSS JOIN item i ON i.id = b.item WHERE i.noted = 0 AND (i.unread = 0 OR i.hidden)" \
	            " ORDER BY b.item DESC LIMIT ?1") \
	S(todo_some, "SELECT item FROM body LIMIT 1") \
	/* items: lists */ \
	S(all_behind, OF_BOTH(ITEMS_BY, " < ") " ORDER BY 8 DESC, 1 DESC LIMIT ?3") \
	S(all_before, OF_BOTH(ITEMS_BY, " > ") " ORDER BY 8, 1 LIMIT ?3") \
	S(unread_behind, ITEMS_BY("item_unread", "i.unread = 1 AND i.hidden = 0 AND" BEHIND)) \
	S(unread_before, ITEMS_BY("item_unread", "i.unread = 1 AND i.hidden = 0 AND" BEFORE)) \
	S(starred_behind, ITEMS_BY("item_starred", "i.starred = 1 AND (i.unread OR NOT ?4) AND" BEHIND)) \
	S(starred_before, ITEMS_BY("item_starred", "i.starred = 1 AND (i.unread OR NOT ?4) AND" BEFORE)) \
	S(feed_behind, ITEMS_BY("item_feed", "i.feed = ?4 AND" BEHIND)) \
	S(feed_before, ITEMS_BY("item_feed", "i.feed = ?4 AND" BEFORE)) \
	S(feed_unread_behind, ITEMS_BY("item_feed", "i.feed = ?4 AND i.unread = 1 AND" BEHIND)) \
	S(feed_unread_before, ITEMS_BY("item_feed", "i.feed = ?4 AND i.unread = 1 AND" BEFORE)) \
	S(key_behind, KEYS_BY("item_feed", "i.feed = ?4 AND" BEHIND)) \
	S(key_before, KEYS_BY("item_feed", "i.feed = ?4 AND" BEFORE)) \
	S(key_unread_behind, KEYS_BY("item_feed", "i.feed = ?4 AND i.unread = 1 AND" BEHIND)) \
	S(key_unread_before, KEYS_BY("item_feed", "i.feed = ?4 AND i.unread = 1 AND" BEFORE)) \
	S(twin_behind, TWIN_KEYS("(published, item) < (?1, ?2) ORDER BY published DESC, item DESC LIMIT ?3")) \
	S(twin_before, TWIN_KEYS("(published, item) > (?1, ?2) ORDER BY published, item LIMIT ?3")) \
	S(twin_unread_behind, TWIN_KEYS("unread = 1 AND (published, item) < (?1, ?2) ORDER BY published DESC, item DESC LIMIT ?3")) \
	S(twin_unread_before, TWIN_KEYS("unread = 1 AND (published, item) > (?1, ?2) ORDER BY published, item LIMIT ?3")) \
	S(actor_behind, "SELECT " ITEM_COLUMNS " FROM posting p CROSS JOIN item i ON i.id = p.item CROSS JOIN feed f ON f.id = i.feed" \
	                " WHERE p.actor = ?4 AND (p.published, p.item) < (?1, ?2) AND (i.unread OR NOT ?5)" \
	                " ORDER BY p.published DESC, p.item DESC LIMIT ?3") \
	S(actor_before, "SELECT " ITEM_COLUMNS " FROM posting p CROSS JOIN item i ON i.id = p.item CROSS JOIN feed f ON f.id = i.feed" \
	                " WHERE p.actor = ?4 AND (p.published, p.item) > (?1, ?2) AND (i.unread OR NOT ?5)" \
	                " ORDER BY p.published, p.item LIMIT ?3") \
	S(starred_count, "SELECT count(*), sum(unread) FROM item INDEXED BY item_starred WHERE starred = 1") \
	S(actor_count, "SELECT count(*), sum(unread) FROM (SELECT i.unread AS unread FROM posting p CROSS JOIN item i ON i.id = p.item" \
	               " WHERE p.actor = ?1 ORDER BY p.published DESC, p.item DESC LIMIT ?2)") \
	/* bodies and documents */ \
	S(body_insert, "INSERT INTO body(item, html) VALUES(?1, ?2)") \
	S(body_insert_ten, "INSERT OR FAIL INTO body(item, html) VALUES" TEN("(?, ?)")) \
	S(body_put, "INSERT OR REPLACE INTO body(item, html) VALUES(?1, ?2)") \
	S(body_get, "SELECT html FROM body WHERE item = ?1") \
	S(body_drop, "DELETE FROM body WHERE item = ?1") \
	S(doc_put, "INSERT OR REPLACE INTO doc(id, note, data) VALUES(?1, ?2, ?3)") \
	S(doc_get, "SELECT note, data FROM doc WHERE id = ?1") \
	S(doc_drop, "DELETE FROM doc WHERE id = ?1") \
	S(annotation_put, "INSERT OR REPLACE INTO annotation(item, source, actors) VALUES(?1, ?2, ?3)") \
	S(annotation_get, "SELECT source, actors FROM annotation WHERE item = ?1") \
	S(annotation_drop, "DELETE FROM annotation WHERE item = ?1") \
	/* actors, postings, quotes */ \
	S(actor_known, "SELECT id, name, given, also FROM actor WHERE key = ?1") \
	S(actor_insert, "INSERT INTO actor(key, name, role, role_at, type, stories, quotes, also) VALUES(?1, ?2, '', 0, ?3, 0, 0, ?4)") \
	S(actor_name_insert, "INSERT INTO actor_name(rowid, name) VALUES(?1, ?2)") \
	S(actor_name_delete, "INSERT INTO actor_name(actor_name, rowid, name) VALUES('delete', ?1, ?2)") \
	S(actor_names, "SELECT name, given, also FROM actor WHERE id = ?1") \
	S(actor_names_set, "UPDATE actor SET given = ?2, also = ?3 WHERE id = ?1") \
	S(actor_chosen, "SELECT key, iif(given = '', name, given), given <> '' FROM actor WHERE id = coalesce(" \
	                "(SELECT actor FROM actor_rule WHERE key = ?1 AND item IN (0, ?2) ORDER BY item DESC LIMIT 1)," \
	                " (SELECT id FROM actor WHERE key = ?1))") \
	S(choices_any, "SELECT EXISTS(SELECT 1 FROM actor_rule) OR EXISTS(SELECT 1 FROM actor_choice)") \
	S(rules_any, "SELECT EXISTS(SELECT 1 FROM actor_rule)") \
	S(rule_for, "SELECT actor FROM actor_rule WHERE key = ?1 AND item IN (0, ?2) ORDER BY item DESC LIMIT 1") \
	S(rule_get, "SELECT actor FROM actor_rule WHERE key = ?1 AND item = ?2") \
	S(rule_put, "INSERT OR REPLACE INTO actor_rule(key, item, actor) VALUES(?1, ?2, ?3)") \
	S(rule_drop, "DELETE FROM actor_rule WHERE key = ?1 AND item = ?2") \
	S(rules_to, "SELECT key, item FROM actor_rule WHERE actor = ?1") \
	S(choice_last, "SELECT max(choice) FROM actor_choice") \
	S(choice_put, "INSERT INTO actor_choice(choice, key, item, actor, name) VALUES(?1, ?2, ?3, ?4, ?5)") \
	S(choice_rows, "SELECT key, item, actor, name FROM actor_choice WHERE choice = ?1 ORDER BY id") \
	S(choice_drop, "DELETE FROM actor_choice WHERE choice = ?1") \
	S(role_put, "INSERT INTO role(actor, role, at, item) VALUES(?1, ?2, ?3, ?4)" \
	            " ON CONFLICT(actor, role) DO UPDATE SET at = excluded.at, item = excluded.item WHERE excluded.at >= at") \
	S(roles, "SELECT role, at, item FROM role INDEXED BY role_newest WHERE actor = ?1 ORDER BY at DESC LIMIT ?2") \
	S(actor_counts, "UPDATE actor SET stories = stories + ?2, quotes = quotes + ?3 WHERE id = ?1") \
	S(actor_role, "UPDATE actor SET role = ?2, role_at = ?3 WHERE id = ?1 AND role_at <= ?3 AND role <> ?2") \
	S(actor, "SELECT id, key, iif(given = '', name, given), role, type, stories, quotes FROM actor WHERE id = ?1") \
	S(actor_top, "SELECT id, key, iif(given = '', name, given), role, type, stories, quotes FROM actor INDEXED BY actor_stories WHERE stories > 0" \
	             " ORDER BY stories DESC, id DESC LIMIT ?1") \
	S(actor_match, "SELECT rowid FROM actor_name WHERE actor_name MATCH ?1 ORDER BY rowid LIMIT ?2") \
	S(posting_put, "INSERT OR REPLACE INTO posting(actor, published, item, mentions) VALUES(?1, ?2, ?3, ?4)") \
	S(posting_drop, "DELETE FROM posting WHERE actor = ?1 AND published = ?2 AND item = ?3") \
	S(postings, "SELECT item, published, mentions FROM posting WHERE actor = ?1 ORDER BY published DESC, item DESC LIMIT ?2") \
	S(postings_before, "SELECT item, published, mentions FROM posting WHERE actor = ?1 AND published <= ?2" \
	                   " ORDER BY published DESC, item DESC LIMIT ?3") \
	S(postings_after, "SELECT item, published, mentions FROM posting WHERE actor = ?1 AND published > ?2" \
	                  " ORDER BY published, item LIMIT ?3") \
	S(quote_put, "INSERT INTO quote(id, actor, published, kind, confidence) VALUES(?1, ?2, ?3, ?4, ?5)") \
	S(quote_drop, "DELETE FROM quote WHERE id BETWEEN ?1 AND ?2") \
	S(quote_actors, "SELECT actor, count(*) FROM quote WHERE id BETWEEN ?1 AND ?2 AND actor <> 0 GROUP BY actor") \
	S(quotes_all, "SELECT id, actor, published, kind, confidence FROM quote INDEXED BY quote_all WHERE (published, id) < (?1, ?2)" \
	              " ORDER BY published DESC, id DESC LIMIT ?3") \
	S(quotes_actor, "SELECT id, actor, published, kind, confidence FROM quote INDEXED BY quote_actor WHERE actor = ?4" \
	                " AND (published, id) < (?1, ?2) ORDER BY published DESC, id DESC LIMIT ?3") \
	S(quotes_item, "SELECT id, actor, published, kind, confidence FROM quote WHERE id BETWEEN ?1 AND ?2 ORDER BY id") \
	/* search */ \
	S(search_insert, "INSERT INTO search(rowid, title, text) VALUES(?1, ?2, ?3)") \
	S(search_match, "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid < ?3 AND rowid >= ?4 ORDER BY rowid DESC LIMIT ?2") \
	S(search_has, "SELECT 1 FROM search WHERE search MATCH ?1 AND rowid = ?2") \
	S(search_new, "SELECT id, title, summary, slot FROM item WHERE id > ?1 ORDER BY id LIMIT ?2") \
	S(search_one, "SELECT id, title, summary, slot FROM item WHERE id = ?1") \
	S(search_slot, "UPDATE item SET slot = ?2 WHERE id = ?1") \
	S(reindex_put, "INSERT OR IGNORE INTO reindex(item) VALUES(?1)") \
	S(reindex_some, "SELECT item FROM reindex ORDER BY item LIMIT ?1") \
	S(reindex_drop, "DELETE FROM reindex WHERE item = ?1") \
	/* queries: keys of a list, newest first, and what a story is asked */ \
	S(filter_all, OF_BOTH(KEYS_BY, " < ") " ORDER BY 1 DESC, 2 DESC LIMIT ?3") \
	S(filter_unread, KEYS_BY("item_unread", "i.unread = 1 AND i.hidden = 0 AND" BEHIND)) \
	S(filter_starred, KEYS_BY("item_starred", "i.starred = 1 AND" BEHIND)) \
	S(filter_by_actor, "SELECT published, item FROM posting WHERE actor = ?4 AND (published, item) < (?1, ?2)" \
	                   " ORDER BY published DESC, item DESC LIMIT ?3") \
	S(filter_by_said, "SELECT published, id FROM quote INDEXED BY quote_actor WHERE actor = ?4 AND (published, id) < (?1, ?2)" \
	                  " ORDER BY published DESC, id DESC LIMIT ?3") \
	S(filter_by_cluster, "SELECT published, item FROM sketch INDEXED BY sketch_cluster WHERE cluster = ?4 AND cluster <> 0" \
	                     " AND (published, item) < (?1, ?2) ORDER BY published DESC, item DESC LIMIT ?3") \
	S(filter_item, "SELECT published, feed, unread, starred, hidden, page, slot, author, circle FROM item WHERE id = ?1") \
	S(filter_in_story, "SELECT 1 FROM posting WHERE actor = ?1 AND published = ?2 AND item = ?3") \
	S(filter_quoted, "SELECT 1 FROM quote WHERE id BETWEEN ?1 AND ?2 LIMIT 1") \
	S(filter_said, "SELECT 1 FROM quote WHERE id BETWEEN ?1 AND ?2 AND actor = ?3 LIMIT 1") \
	/* ranking, copies, groups */ \
	S(waiting, "SELECT item FROM unranked ORDER BY item LIMIT ?1") \
	S(waiting_one, "SELECT item FROM unranked WHERE item = ?1") \
	S(waiting_put, "INSERT OR IGNORE INTO unranked(item) VALUES(?1)") \
	S(waiting_drop, "DELETE FROM unranked WHERE item = ?1") \
	S(sketch, "SELECT s.published, s.cluster, s.copy_of, d.data FROM sketch_data d CROSS JOIN sketch s ON s.item = d.item WHERE d.item = ?1") \
	S(sketch_row, "SELECT published, cluster, copy_of FROM sketch WHERE item = ?1") \
	S(sketch_put, "INSERT OR REPLACE INTO sketch(item, published, cluster, copy_of) VALUES(?1, ?2, ?3, ?4)") \
	S(sketch_data_put, "INSERT OR REPLACE INTO sketch_data(item, data) VALUES(?1, ?2)") \
	S(repeats, "SELECT data FROM repeats WHERE feed = ?1") \
	S(repeats_put, "INSERT OR REPLACE INTO repeats(feed, data) VALUES(?1, ?2)") \
	S(sketch_data_drop, "DELETE FROM sketch_data WHERE item = ?1") \
	S(sketch_group, "UPDATE sketch SET cluster = ?2 WHERE item = ?1") \
	S(sketch_copy, "UPDATE sketch SET copy_of = ?2 WHERE item = ?1") \
	S(sketch_drop, "DELETE FROM sketch WHERE item = ?1") \
	S(copies_pass, "UPDATE sketch INDEXED BY sketch_copy SET copy_of = iif(item = ?2, 0, ?2) WHERE copy_of = ?1 AND copy_of <> 0") \
	S(copies, "SELECT item FROM sketch INDEXED BY sketch_copy WHERE copy_of = ?1 AND copy_of <> 0 ORDER BY item LIMIT ?2") \
	S(family, "SELECT family FROM item WHERE id = ?1") \
	S(family_note, "UPDATE item SET family = coalesce((SELECT nullif(copy_of, 0) FROM sketch WHERE item = ?1)," \
	               " (SELECT copy_of FROM sketch INDEXED BY sketch_copy WHERE copy_of = ?1 AND copy_of <> 0 LIMIT 1), 0) WHERE id = ?1") \
	S(family_feed, "SELECT coalesce(nullif(f.user_title,''), nullif(f.own_title,''), f.url) FROM item i CROSS JOIN feed f ON f.id = i.feed" \
	               " WHERE i.id = ?1 AND i.hidden = 0") \
	S(mark_put, "INSERT OR IGNORE INTO mark(term, published, item) VALUES(?1, ?2, ?3)") \
	S(mark_drop, "DELETE FROM mark WHERE term = ?1 AND published = ?2 AND item = ?3") \
	S(marks_before, "SELECT published, item FROM mark WHERE term = ?1 AND (published, item) < (?2, ?3)" \
	                " ORDER BY published DESC, item DESC LIMIT ?4") \
	S(marks_after, "SELECT published, item FROM mark WHERE term = ?1 AND (published, item) > (?2, ?3)" \
	               " ORDER BY published, item LIMIT ?4") \
	S(mark_rows, "SELECT term, published, item FROM mark WHERE term >= ?1 ORDER BY term, published, item LIMIT ?2") \
	S(mark_rows_drop, "DELETE FROM mark WHERE term >= ?1 AND (term, published, item) <= (?2, ?3, ?4)") \
	S(runs_before, "SELECT published, item, data FROM mark_run WHERE term = ?1 AND (published, item) < (?2, ?3)" \
	               " ORDER BY published DESC, item DESC LIMIT ?4") \
	S(runs_after, "SELECT published, item, data FROM mark_run WHERE term = ?1 AND (published, item) > (?2, ?3)" \
	              " ORDER BY published, item LIMIT ?4") \
	S(run_put, "INSERT OR REPLACE INTO mark_run(term, published, item, data) VALUES(?1, ?2, ?3, ?4)") \
	S(run_drop, "DELETE FROM mark_run WHERE term = ?1 AND published = ?2 AND item = ?3") \
	S(lexicon, "SELECT block, levels FROM lexicon") \
	S(lexicon_put, "INSERT OR REPLACE INTO lexicon(block, levels) VALUES(?1, ?2)") \
	S(cluster, "SELECT id, head, stories, first, last FROM cluster WHERE id = ?1") \
	S(cluster_new, "INSERT INTO cluster(head, stories, first, last) VALUES(?1, ?2, ?3, ?4)") \
	S(cluster_put, "UPDATE cluster SET head = ?2, stories = ?3, first = ?4, last = ?5 WHERE id = ?1") \
	S(cluster_drop, "DELETE FROM cluster WHERE id = ?1") \
	S(cluster_span, "SELECT (SELECT min(published) FROM sketch INDEXED BY sketch_cluster WHERE cluster = ?1 AND cluster <> 0)," \
	                " (SELECT max(published) FROM sketch INDEXED BY sketch_cluster WHERE cluster = ?1 AND cluster <> 0)") \
	S(cluster_sum, "SELECT data FROM cluster_sum WHERE cluster = ?1") \
	S(cluster_sum_put, "INSERT OR REPLACE INTO cluster_sum(cluster, data) VALUES(?1, ?2)") \
	S(cluster_sum_drop, "DELETE FROM cluster_sum WHERE cluster = ?1") \
	S(cluster_sums_drop, "DELETE FROM cluster_sum WHERE cluster IN (SELECT id FROM cluster INDEXED BY cluster_last" \
	                     " WHERE last > ?1 AND last <= ?2)") \
	S(cluster_after, "SELECT last FROM cluster INDEXED BY cluster_last WHERE last > ?1 AND last <= ?2 ORDER BY last LIMIT 1 OFFSET ?3") \
	S(cluster_members, "SELECT item, published FROM sketch INDEXED BY sketch_cluster WHERE cluster = ?1 AND cluster <> 0" \
	                   " ORDER BY published DESC, item DESC LIMIT ?2") \
	S(clusters, "SELECT id, head, stories, first, last FROM cluster INDEXED BY cluster_last WHERE (last, id) < (?1, ?2)" \
	            " ORDER BY last DESC, id DESC LIMIT ?3") \
	/* what goes */ \
	S(item_drop, "DELETE FROM item WHERE id = ?1") \
	S(item_empty, "UPDATE item SET feed = 0, published = 0, received = 0, unread = 0, starred = 0, hidden = 1, page = 0, noted = 3, guid = id," \
	              " content = 0, url_hash = 0, title = '', url = '', author = '', summary = '', given = '', sole = 0, circle = 0, extra = NULL, family = 0 WHERE id = ?1") \
	S(item_drop_empty, "DELETE FROM item WHERE id IN (SELECT id FROM item INDEXED BY item_feed WHERE feed = 0) AND id < ?1") \
	S(rules_of_story, "DELETE FROM actor_rule WHERE item = ?1 AND item > 0") \
	S(gone_put, "INSERT OR REPLACE INTO gone(feed, guid, at) SELECT i.feed, i.guid, ?2 FROM item i CROSS JOIN feed f ON f.id = i.feed" \
	            " WHERE i.id = ?1 AND f.url NOT GLOB 'archive:*'") \
	S(gone_put_twins, "INSERT OR REPLACE INTO gone(feed, guid, at) SELECT feed, guid, ?2 FROM twin INDEXED BY twin_item WHERE item = ?1") \
	S(gone_take, "DELETE FROM gone WHERE (feed, guid) = (SELECT feed, guid FROM item WHERE id = ?1)") \
	S(gone_take_twins, "DELETE FROM gone WHERE (feed, guid) IN (SELECT feed, guid FROM twin INDEXED BY twin_item WHERE item = ?1)") \
	S(gone_of, "SELECT guid, at FROM gone WHERE feed = ?1") \
	S(gone_listed, "UPDATE gone SET at = ?3 WHERE feed = ?1 AND guid = ?2") \
	S(gone_drop, "DELETE FROM gone WHERE feed = ?1 AND guid = ?2") \
	S(sweep, "SELECT id, feed, received, unread, circle FROM item WHERE id > ?1 AND starred = 0 AND feed <> 0" \
	         " AND id NOT IN (SELECT item FROM actor_choice) ORDER BY id LIMIT ?2") \
	/* small things */ \
	S(tally_add, "INSERT INTO tally(key, n) VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET n = n + excluded.n") \
	S(tally_set, "INSERT INTO tally(key, n) VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET n = excluded.n") \
	S(tally_get, "SELECT n FROM tally WHERE key = ?1") \
	S(value_get, "SELECT value FROM value WHERE key = ?1") \
	S(value_set, "INSERT INTO value(key, value) VALUES(?1, ?2) ON CONFLICT(key) DO UPDATE SET value = excluded.value")

enum sql_id {
#define S(id, text) SQL_##id,
	STATEMENTS(S)
#undef S
	SQL_COUNT
};

#endif
