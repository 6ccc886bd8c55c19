#!/usr/bin/env python3
"""Kills the grouping of stories at random moments and looks at what it left behind.

kill_index.py QUOTIDIAN TIMES. An archive is imported once; then what ranking, copies and groups are made from is thrown away and made again,
with kills in between. After each kill no story is sketched twice, counted twice or lost, groups count right, and copies are with their first;
at the end all is as in a run that nobody disturbed.
"""
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
STORIES, EVENTS = 5000, 400
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


def finish(place, line):
    return subprocess.Popen([PROGRAM, '--data', place, 'import', '--stories', line], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                            stderr=subprocess.DEVNULL)


def copy_of(place, to):
    for end in ('', '-wal'):
        if os.path.exists(place + end):
            shutil.copy(place + end, to + end)
    return to


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


def look(path):
    """What is wrong, and how many stories are done."""
    db = sqlite3.connect(path)
    ask = lambda sql: db.execute(sql).fetchall()
    found = [row[0] for row in ask('PRAGMA integrity_check') if row[0] != 'ok']
    found += ['story %d is neither done nor waiting' % row for row in ask(
        'SELECT item FROM annotation WHERE item NOT IN (SELECT item FROM sketch) AND item NOT IN (SELECT item FROM unranked)')]
    found += ['story %d has no sketch' % row for row in ask('SELECT item FROM sketch WHERE item NOT IN (SELECT item FROM sketch_data)')]
    found += ['group %d counts wrong' % row for row in ask(
        'SELECT id FROM cluster c WHERE (stories, first, last) IS NOT (SELECT count(*), min(published), max(published) FROM sketch WHERE'
        ' cluster = c.id) OR stories < 2 OR head NOT IN (SELECT item FROM sketch WHERE cluster = c.id)')]
    found += ['story %d is in a group that is not there' % row for row in ask(
        'SELECT item FROM sketch WHERE cluster <> 0 AND cluster NOT IN (SELECT id FROM cluster)')]
    found += ['copy %d is not with its first' % row for row in ask(
        'SELECT k.item FROM sketch k LEFT JOIN sketch f ON f.item = k.copy_of WHERE k.copy_of <> 0 AND'
        ' (f.item IS NULL OR f.copy_of <> 0 OR f.cluster <> k.cluster)')]
    done = ask('SELECT count(*) FROM sketch')[0][0]
    if (ask("SELECT n FROM tally WHERE key = 'counted'") or [(0,)])[0][0] != done:
        found.append('stories are miscounted')
    db.close()
    return found, done


def main():
    random.seed(SEED)
    bad, midway = [], 0
    with tempfile.TemporaryDirectory() as work:
        lines, first, base = (os.path.join(work, name) for name in ('stories.jsonl', 'first.jsonl', 'base'))
        write_archive(lines)
        with open(lines, encoding='utf-8') as f, open(first, 'w', encoding='utf-8') as out:
            out.write(f.readline())
        if finish(base, lines).wait():
            print('the import fails')
            return 1
        store = os.path.join(base, 'quotidian.db')
        forget(store)
        whole = os.path.join(work, 'whole')
        os.mkdir(whole)
        copy_of(store, os.path.join(whole, 'quotidian.db'))
        began = time.monotonic()
        finish(whole, first).wait()
        duration = time.monotonic() - began
        want = contents(os.path.join(whole, 'quotidian.db'))
        found, done = look(os.path.join(whole, 'quotidian.db'))
        groups, copies = len(want['cluster']), sum(1 for row in want['family'] if row[1] not in (0, row[0]))
        if found or done != STORIES or groups < EVENTS // 4 or not copies:
            print('a run that nobody disturbs fails: %d done, %d groups, %d copies' % (done, groups, copies), found[:5])
            return 1
        at, before, turn = None, 0, 0
        while turn < TIMES or at:
            if not at:
                at, before = os.path.join(work, 'killed%d' % turn), 0
                os.mkdir(at)
                copy_of(store, os.path.join(at, 'quotidian.db'))
            path = os.path.join(at, 'quotidian.db')
            child = finish(at, first)
            if turn < TIMES:
                time.sleep(random.uniform(0, duration))
                child.send_signal(signal.SIGKILL)
            child.wait()
            turn += 1
            with tempfile.TemporaryDirectory() as place:
                found, done = look(copy_of(path, os.path.join(place, 'copy.db')))
            midway += 0 < done < STORIES
            if done < before:
                found.append('%d stories were done, now %d' % (before, done))
            before = done
            if done == STORIES:
                got = contents(path)
                found += ['%s is not what an undisturbed run makes' % name for name in want if got[name] != want[name]]
                shutil.rmtree(at)
                at = None
            bad += ['kill %d: %s' % (turn, what) for what in found]
    print('%d kills (seed %d), %d of them with some stories grouped and some not; %d groups, %d copies; %d faults'
          % (TIMES, SEED, midway, groups, copies, len(bad)))
    for line in bad[:20]:
        print(line)
    return 1 if bad else 0


sys.exit(main())
