#!/usr/bin/env python3
"""Kills a poll at random moments and looks at what it left behind.

kill.py QUOTIDIAN FEEDS TIMES: the program, the number of feeds that are subscribed (of the newsroom's /live/N.xml), how often. After each kill
a copy of the archive must pass SQLite's own check, every story have its text, every count be right, and every feed that has a validator
have all five stories of the edition that the validator names; the program itself must read it.
"""
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

PROGRAM, FEEDS, TIMES = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
ARCHIVE = os.path.join(os.environ['XDG_DATA_HOME'], 'quotidian', 'quotidian.db')
SEED = int(os.environ.get('QUOTIDIAN_KILL_SEED', time.time_ns() % 1000000))
PLAIN = {'stdin': subprocess.DEVNULL, 'stdout': subprocess.DEVNULL, 'stderr': subprocess.DEVNULL}


def poll():
    return subprocess.Popen([PROGRAM, 'poll', '--all'], **PLAIN)


def faults():
    """What is wrong with the archive, and how many stories it has."""
    with tempfile.TemporaryDirectory() as place:
        for end in ('', '-wal'):
            if os.path.exists(ARCHIVE + end):
                shutil.copy(ARCHIVE + end, os.path.join(place, 'copy.db' + end))
        db = sqlite3.connect(os.path.join(place, 'copy.db'))
        ask = lambda sql, *values: db.execute(sql, values).fetchall()
        found = [row[0] for row in ask('PRAGMA integrity_check') if row[0] != 'ok']
        found += ['story %d has no text' % row for row in ask(
            'SELECT id FROM item WHERE id NOT IN (SELECT item FROM body) AND id NOT IN (SELECT id >> 1 FROM doc)')]
        found += ['the counts of feed %d are wrong' % row for row in ask(
            'SELECT id FROM feed WHERE total <> (SELECT count(*) FROM item WHERE feed = feed.id)')]
        for feed, etag in ask("SELECT id, etag FROM feed WHERE etag <> ''"):
            named = ask('SELECT count(*) FROM item WHERE feed = ? AND given LIKE ?', feed, 'live%s-%%' % etag.strip('"'))
            if named != [(5,)]:
                found.append('feed %d has the validator %s and %d of its stories' % (feed, etag, named[0][0]))
        for feed, total in ask('SELECT id, total FROM feed WHERE total % 5 <> 0'):
            found.append('feed %d has %d stories, which is no whole number of editions' % (feed, total))
        return found, ask('SELECT count(*) FROM item')[0][0]


def main():
    random.seed(SEED)
    began = time.monotonic()
    poll().wait()
    whole = time.monotonic() - began
    bad, midway = [], 0
    _, before = faults()
    for turn in range(TIMES):
        child = poll()
        time.sleep(random.uniform(0, whole))
        child.send_signal(signal.SIGKILL)
        child.wait()
        found, after = faults()
        midway += 0 < after - before < FEEDS * 5
        before = after
        read = subprocess.run([PROGRAM, 'feeds', '--format=json'], stdin=subprocess.DEVNULL, capture_output=True, check=False)
        if read.returncode or read.stdout.count(b'\n') != FEEDS:
            found.append('the program does not read it: ' + read.stderr.decode(errors='replace'))
        bad += ['kill %d: %s' % (turn + 1, what) for what in found]
    print('%d kills (seed %d), %d of them between the first and the last story of a poll, %d faults' % (TIMES, SEED, midway, len(bad)))
    for line in bad[:20]:
        print(line)
    _, before = faults()
    if poll().wait() or faults()[1] != before + FEEDS * 5:
        bad.append('')
        print('a poll after the last kill does not bring what is new')
    return 1 if bad else 0


sys.exit(main())
