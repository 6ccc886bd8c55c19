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
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

PROGRAM, TIMES = sys.argv[1], int(sys.argv[2])
SEED = int(os.environ.get('QUOTIDIAN_KILL_SEED', time.time_ns() % 1000000))
STORIES = 2500
NAMES = ['Anna Lindqvist', 'Peter Okafor', 'Mira Castellan', 'Jonas Weidmann', 'Tomoko Arai', 'Daniel Ferreira']
THINGS = ['ferry', 'bridge', 'harbour', 'school', 'orchestra', 'museum', 'railway', 'market', 'library', 'stadium']


def write_archive(path):
    pick = random.Random(4)
    with gzip.open(path, 'wt', encoding='utf-8') as out:
        for i in range(STORIES):
            who, other, thing = pick.choice(NAMES), pick.choice(NAMES), pick.choice(THINGS)
            text = ('The council of Eastmoor talked about the %s on Monday, %s said.\n\n"We will look at the %s again in week %d," said %s. '
                    '%s left the meeting early.') % (thing, who, thing, i % 50, who, other)
            print(json.dumps({'id': 's%d' % i, 'title': '%s and the %s, part %d' % (who, thing, i), 'text': text, 'url': 'https://example.org/%d' % i,
                              'published': '2024-%02d-%02dT%02d:00:00Z' % (1 + i // 250, 1 + i // 10 % 25, i % 24), 'starred': i % 97 == 0,
                              'read': i % 5 == 0, 'source': 'Courier' if i % 3 else 'Wire'}), file=out)


class Archive:
    def __init__(self, place):
        self.place, self.path = place, os.path.join(place, 'quotidian.db')

    def import_(self, file):
        return subprocess.Popen([PROGRAM, '--data', self.place, 'import', '--stories', file], stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def export(self):
        return subprocess.run([PROGRAM, '--data', self.place, 'export', '--stories'], stdin=subprocess.DEVNULL, capture_output=True, check=True).stdout

    def unfinished(self):
        """What is missing after an import that came to its end, or is there too often."""
        db = sqlite3.connect('file:%s?mode=ro' % self.path, uri=True)
        one = lambda sql: (db.execute(sql).fetchone() or (0,))[0] or 0
        found = ['%s: %d, not %d' % (what, got, want) for what, got, want in (
            ('sketches', one('SELECT count(*) FROM sketch'), STORIES),
            ('bytes of sketches', one('SELECT count(*) FROM sketch_data JOIN sketch USING (item)'), STORIES),
            ('stories whose terms are counted', one("SELECT n FROM tally WHERE key = 'counted'"), STORIES),
            ('stories that wait to be ranked', one('SELECT count(*) FROM unranked'), 0),
            ('last story in the search index', one("SELECT n FROM tally WHERE key = 'indexed'"), one('SELECT max(id) FROM item')),
            ('groups that do not hold what they say', one(
                'SELECT count(*) FROM cluster c WHERE (stories, first, last) IS NOT (SELECT count(*), min(published), max(published)'
                ' FROM sketch WHERE cluster = c.id AND cluster <> 0)'), 0),
            ('stories of groups that are gone', one('SELECT count(*) FROM sketch WHERE cluster <> 0 AND cluster NOT IN (SELECT id FROM cluster)'), 0),
            ('copies of nothing', one('SELECT count(*) FROM sketch WHERE copy_of <> 0 AND copy_of NOT IN (SELECT item FROM sketch)'), 0),
        ) if got != want]
        marks = one('SELECT count(*) FROM mark')
        for data, in db.execute('SELECT data FROM mark_run'): # two numbers a story behind the first, their last bytes below 128
            marks += 1 + sum(byte < 128 for byte in data) // 2
        db.close()
        return found, marks

    def look(self):
        """What is wrong, and how many stories there are, of these annotated."""
        if not os.path.exists(self.path):
            return [], 0, 0
        with tempfile.TemporaryDirectory() as place:
            for end in ('', '-wal'):
                if os.path.exists(self.path + end):
                    shutil.copy(self.path + end, os.path.join(place, 'copy.db' + end))
            db = sqlite3.connect(os.path.join(place, 'copy.db'))
            ask = lambda sql: db.execute(sql).fetchall()
            found = [row[0] for row in ask('PRAGMA integrity_check') if row[0] != 'ok']
            if not ask("SELECT 1 FROM sqlite_master WHERE name = 'item'"):
                return found, 0, 0
            found += ['story %d has no text' % row for row in ask(
                'SELECT id FROM item WHERE id NOT IN (SELECT item FROM body) AND id NOT IN (SELECT id >> 1 FROM doc)')]
            found += ['story %s is there twice' % row for row in ask('SELECT given FROM item GROUP BY given HAVING count(*) > 1')]
            found += ['the counts of feed %d are wrong' % row for row in ask(
                'SELECT id FROM feed f WHERE (total, unread, starred) IS NOT (SELECT count(*), coalesce(sum(unread), 0),'
                ' coalesce(sum(starred), 0) FROM item WHERE feed = f.id)')]
            found += ['the counts of actor %s are wrong' % row for row in ask(
                'SELECT name FROM actor a WHERE stories <> (SELECT count(*) FROM posting WHERE actor = a.id)'
                ' OR quotes <> (SELECT count(*) FROM quote WHERE actor = a.id)')]
            done = ask('SELECT count(*) FROM annotation')[0][0]
            if done != (ask("SELECT n FROM tally WHERE key = 'docs'") or [(0,)])[0][0]:
                found.append('annotated stories are miscounted')
            return found, ask('SELECT count(*) FROM item')[0][0], done


def main():
    random.seed(SEED)
    bad, midway = [], 0
    with tempfile.TemporaryDirectory() as work:
        file = os.path.join(work, 'stories.jsonl.gz')
        write_archive(file)
        began = time.monotonic()
        whole = Archive(os.path.join(work, 'whole'))
        if whole.import_(file).wait() or whole.look() != ([], STORIES, STORIES):
            print('an import that nobody disturbs fails', whole.look())
            return 1
        duration, want, (found, marks) = time.monotonic() - began, whole.export(), whole.unfinished()
        if found or marks < STORIES:
            print('an import that nobody disturbs leaves something undone', found, marks)
            return 1
        fresh = lambda turn: Archive(os.path.join(work, 'killed%d' % turn))
        at, before = fresh(0), (0, 0)
        for turn in range(TIMES):
            child = at.import_(file)
            time.sleep(random.uniform(0, duration))
            child.send_signal(signal.SIGKILL)
            child.wait()
            found, *now = at.look()
            midway += 0 < now[1] < STORIES
            if now[0] < before[0] or now[1] < before[1]:
                found.append('%d stories, %d of them annotated, were %d and %d' % (*now, *before))
            before = tuple(now)
            if now[1] == STORIES or turn == TIMES - 1:
                code = at.import_(file).wait()
                found += at.look()[0] + at.unfinished()[0]
                if at.unfinished()[1] != marks:
                    found.append('%d terms lead to stories, not %d' % (at.unfinished()[1], marks))
                if code or at.export() != want:
                    found.append('the import does not end as one that nobody disturbed')
                shutil.rmtree(at.place)
                at, before = fresh(turn + 1), (0, 0)
            bad += ['kill %d: %s' % (turn + 1, what) for what in found]
    print('%d kills (seed %d), %d of them between the first and the last annotated story, %d faults' % (TIMES, SEED, midway, len(bad)))
    for line in bad[:20]:
        print(line)
    return 1 if bad else 0


sys.exit(main())
