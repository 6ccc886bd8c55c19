#!/usr/bin/env python3
"""Kills the grouping of stories at random moments and looks at what it left behind.

kill_index.py QUOTIDIAN TIMES. An archive is imported once; then what ranking, copies and groups are made from is thrown away and made again,
with kills in between. After each kill no story is sketched twice, counted twice or lost, groups count right, and copies are with their first;
at the end all is as in a run that nobody disturbed.
"""
import json
import os
import random
import sqlite3
import sys
import tempfile
import time

from killing import STORIES, Archive, kill_again_and_again

EVENTS = 400
TABLES = {'sketch': 'item', 'sketch_data': 'item', 'mark': 'term, published, item', 'mark_run': 'term, published, item', 'lexicon': 'block',
          'cluster': 'id'}


def write_archive(path):
    pick = random.Random(8)
    word = lambda: ''.join(pick.choice(['ba', 'de', 'fo', 'gu', 'ka', 'le', 'mi', 'no', 'pa', 'ru']) for _ in range(pick.randint(2, 4)))
    events = [[word() for _ in range(30)] for _ in range(EVENTS)]
    with open(path, 'w', encoding='utf-8') as out:
        last = {}
        for i in range(STORIES):
            e = i * EVENTS // STORIES // 5 * 5 + pick.randrange(5)
            text = ' '.join(pick.choice(events[e]) for _ in range(60)) + ' of Eastmoor.'
            if e in last and pick.random() < 0.2:
                text = last[e] + ' First published by the wire.'
            last[e] = text
            print(json.dumps({'id': 's%d' % i, 'title': ' '.join(pick.sample(events[e], 5)), 'text': text, 'source': 'Courier' if i % 3 else 'Wire',
                              'published': '2024-%02d-%02dT%02d:%02d:00Z' % (1 + i // 1000, 1 + i // 40 % 25, i // 2 % 20, i % 60)}), file=out)


def forget(path):
    db = sqlite3.connect(path)
    for table in TABLES:
        db.execute('DELETE FROM ' + table)
    db.execute("UPDATE tally SET n = 0 WHERE key IN ('counted', 'marks', 'mark rows')")
    db.execute('UPDATE item SET family = 0')
    db.execute('INSERT OR IGNORE INTO unranked SELECT item FROM annotation')
    db.commit()
    db.close()


def contents(path):
    db = sqlite3.connect(path)
    got = {table: db.execute('SELECT * FROM %s ORDER BY %s' % (table, key)).fetchall() for table, key in TABLES.items()}
    got['family'] = db.execute('SELECT id, family FROM item ORDER BY id').fetchall()
    got['counted'] = db.execute("SELECT n FROM tally WHERE key = 'counted'").fetchall()
    db.close()
    return got


def main():
    with tempfile.TemporaryDirectory() as work:
        lines, first = (os.path.join(work, name) for name in ('stories.jsonl', 'first.jsonl'))
        base = Archive(os.path.join(work, 'base'))
        write_archive(lines)
        with open(lines, encoding='utf-8') as f, open(first, 'w', encoding='utf-8') as out:
            out.write(f.readline())
        if base.start(lines).wait():
            print('the import fails')
            return 1
        forget(base.path)
        undisturbed = base.copy(os.path.join(work, 'whole'))
        began = time.monotonic()
        undisturbed.start(first).wait()
        duration = time.monotonic() - began
        want = contents(undisturbed.path)
        count = ('SELECT count(*) FROM sketch',)
        found, done = undisturbed.look((), count)
        groups, copies = len(want['cluster']), sum(1 for row in want['family'] if row[1] not in (0, row[0]))
        if found or done != (STORIES,) or groups < EVENTS // 4 or not copies:
            print('a run that nobody disturbs fails: %d done, %d groups, %d copies' % (*done, groups, copies), found[:5])
            return 1

        def whole(archive):
            got = contents(archive.path)
            return ['%s is not what an undisturbed run makes' % name for name in want if got[name] != want[name]]

        return kill_again_and_again(work, base.copy, first, duration, (), count, whole, '%d groups, %d copies; ' % (groups, copies))


sys.exit(main())
