#!/usr/bin/env python3
"""Kills an import of stories at random moments and looks at what it left behind.

kill_import.py QUOTIDIAN TIMES. After each kill a copy of the archive must pass SQLite's own check, hold no story twice and none without its
text, have right counts, and have lost nothing that was there before. What is there after the last import must be what an import that
nobody disturbed gives, with each story in the search index, sketched once, led to by its terms, and groups that hold what they say.
"""
import gzip
import json
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import time

from killing import PROGRAM, STORIES, Archive, kill_again_and_again

NAMES = ['Anna Lindqvist', 'Peter Okafor', 'Mira Castellan', 'Jonas Weidmann', 'Tomoko Arai', 'Daniel Ferreira']
THINGS = ['ferry', 'bridge', 'harbour', 'school', 'orchestra', 'museum', 'railway', 'market', 'library', 'stadium']
SOUND = (
    ('SELECT id FROM item WHERE id NOT IN (SELECT item FROM body) AND id NOT IN (SELECT id >> 1 FROM doc)', 'story %d has no text'),
    ('SELECT given FROM item GROUP BY given HAVING count(*) > 1', 'story %s is there twice'),
    ('SELECT id FROM feed f WHERE (total, unread, starred) IS NOT (SELECT count(*), coalesce(sum(unread), 0),'
     ' coalesce(sum(starred), 0) FROM item WHERE feed = f.id)', 'the counts of feed %d are wrong'),
    ('SELECT name FROM actor a WHERE stories <> (SELECT count(*) FROM posting WHERE actor = a.id)'
     ' OR quotes <> (SELECT count(*) FROM quote WHERE actor = a.id)', 'the counts of actor %s are wrong'),
    ("SELECT n - (SELECT count(*) FROM annotation) FROM tally WHERE key = 'docs' AND n <> (SELECT count(*) FROM annotation)",
     '%+d stories are counted as annotated'),
)
COUNT = ('SELECT count(*) FROM item', 'SELECT count(*) FROM annotation', 'SELECT count(*) FROM sketch')


def write_archive(path):
    pick = random.Random(4)
    with gzip.open(path, 'wt', encoding='utf-8') as out:
        for i in range(STORIES):
            who, other, thing = pick.choice(NAMES), pick.choice(NAMES), pick.choice(THINGS)
            text = ('The council of Eastmoor talked about the %s on Monday, %s said.\n\n"We will look at the %s again in week %d," said %s. '
                    '%s left the meeting early.') % (thing, who, thing, i % 50, who, other)
            print(json.dumps({'id': 's%d' % i, 'title': '%s and the %s, part %d' % (who, thing, i), 'text': text, 'url': 'https://example.org/%d' % i,
                              'published': '2024-%02d-%02dT%02d:%02d:00Z' % (1 + i // 500, 1 + i // 20 % 25, i % 24, i % 60),
                              'starred': i % 97 == 0, 'read': i % 5 == 0, 'source': 'Courier' if i % 3 else 'Wire'}), file=out)


def export(archive):
    return subprocess.run([PROGRAM, '--data', archive.place, 'export', '--stories'], stdin=subprocess.DEVNULL, capture_output=True, check=True).stdout


def undone(archive):
    """What an import that came to its end left undone, and how often terms lead to stories."""
    db = sqlite3.connect('file:%s?mode=ro' % archive.path, uri=True)
    one = lambda sql: (db.execute(sql).fetchone() or (0,))[0] or 0
    found = ['%s: %d, not %d' % (what, got, want) for what, got, want in (
        ('sketches', one('SELECT count(*) FROM sketch'), STORIES),
        ('annotated stories', one('SELECT count(*) FROM annotation'), STORIES),
        ('stories whose terms are counted', one("SELECT n FROM tally WHERE key = 'counted'"), STORIES),
        ('stories that wait to be ranked', one('SELECT count(*) FROM unranked'), 0),
        ('last story in the search index', one("SELECT n FROM tally WHERE key = 'indexed'"), one('SELECT max(id) FROM item')),
        ('rows of the search index', one("SELECT n FROM tally WHERE key = 'search rows'"), STORIES),
    ) if got != want]
    marks = one('SELECT count(*) FROM mark')
    for data, in db.execute('SELECT data FROM mark_run'): # two numbers a story behind the first, their last bytes below 128
        marks += 1 + sum(byte < 128 for byte in data) // 2
    db.close()
    return found, marks


def main():
    with tempfile.TemporaryDirectory() as work:
        file = os.path.join(work, 'stories.jsonl.gz')
        write_archive(file)
        began = time.monotonic()
        undisturbed = Archive(os.path.join(work, 'whole'))
        code, duration = undisturbed.start(file).wait(), time.monotonic() - began
        found, marks = undone(undisturbed)
        found += undisturbed.look(SOUND, COUNT)[0]
        want = export(undisturbed)
        if code or found or marks < STORIES:
            print('an import that nobody disturbs leaves something undone', code, found, marks)
            return 1

        def whole(archive):
            missing, got = undone(archive)
            if got != marks:
                missing.append('%d terms lead to stories, not %d' % (got, marks))
            if export(archive) != want:
                missing.append('the import does not end as one that nobody disturbed')
            return missing

        return kill_again_and_again(work, Archive, file, duration, SOUND, COUNT, whole, '')


sys.exit(main())
