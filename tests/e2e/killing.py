"""What the tests share that kill the program at random moments while it fills an archive: starting it, looking at what is left, going on.

The program and how often to kill it come from the command line; QUOTIDIAN_KILL_SEED repeats a run.
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

PROGRAM, TIMES = sys.argv[1], int(sys.argv[2])
SEED = int(os.environ.get('QUOTIDIAN_KILL_SEED', time.time_ns() % 1000000))
STORIES = 5000

# What holds of the related stories of an archive at any moment: a question whose rows are faults, and what each is.
SOUND = (
    ('PRAGMA integrity_check', '%s'),
    ('SELECT item FROM annotation WHERE item NOT IN (SELECT item FROM sketch) AND item NOT IN (SELECT item FROM unranked)',
     'story %d is neither ranked nor waiting'),
    ('SELECT item FROM sketch WHERE item NOT IN (SELECT item FROM sketch_data)', 'story %d has no sketch'),
    ('SELECT id FROM cluster c WHERE (stories, first, last) IS NOT (SELECT count(*), min(published), max(published) FROM sketch WHERE'
     ' cluster = c.id) OR stories < 2 OR head NOT IN (SELECT item FROM sketch WHERE cluster = c.id)', 'group %d counts wrong'),
    ('SELECT item FROM sketch WHERE cluster <> 0 AND cluster NOT IN (SELECT id FROM cluster)', 'story %d is in a group that is not there'),
    ('SELECT k.item FROM sketch k LEFT JOIN sketch f ON f.item = k.copy_of WHERE k.copy_of <> 0 AND'
     ' (f.item IS NULL OR f.copy_of <> 0 OR f.cluster <> k.cluster)', 'copy %d is not with its first'),
    ("SELECT n - (SELECT count(*) FROM sketch) FROM tally WHERE key = 'counted' AND n <> (SELECT count(*) FROM sketch)",
     '%+d stories have their terms counted'),
)


class Archive:
    def __init__(self, place):
        self.place, self.path = place, os.path.join(place, 'quotidian.db')

    def start(self, file):
        return subprocess.Popen([PROGRAM, '--data', self.place, 'import', '--stories', file], stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def copy(self, place):
        os.makedirs(place, exist_ok=True)
        for end in ('', '-wal'):
            if os.path.exists(self.path + end):
                shutil.copy(self.path + end, os.path.join(place, 'quotidian.db' + end))
        return Archive(place)

    def look(self, sound, count):
        """What is wrong by SOUND and `sound`, and the numbers that `count` asks for. It is a copy that is opened: who opens an archive after
        a kill mends it."""
        with tempfile.TemporaryDirectory() as place:
            db = sqlite3.connect(self.copy(place).path)
            if not db.execute("SELECT 1 FROM sqlite_master WHERE name = 'sketch'").fetchall():
                return [], (0,) * len(count)
            found = [what % row for sql, what in SOUND + sound for row in db.execute(sql) if row[0] != 'ok']
            numbers = tuple((db.execute(sql).fetchone() or (0,))[0] for sql in count)
            db.close()
            return found, numbers


def kill_again_and_again(work, fresh, file, duration, sound, count, whole, notes):
    """TIMES kills, each some time between an import's start and `duration`. fresh(place): an archive to begin with. count: numbers that only
    grow, the last of them to STORIES; then, and at the end, the import goes on undisturbed, and whole() says what is missing."""
    random.seed(SEED)
    bad, midway, at, before = [], 0, None, ()
    for turn in range(TIMES):
        if not at:
            at, before = fresh(os.path.join(work, 'killed%d' % turn)), (0,) * len(count)
        child = at.start(file)
        time.sleep(random.uniform(0, duration))
        child.send_signal(signal.SIGKILL)
        child.wait()
        found, now = at.look(sound, count)
        midway += 0 < now[-1] < STORIES
        if any(n < b for n, b in zip(now, before)):
            found.append('there were %s stories, now there are %s' % (before, now))
        before = now
        if now[-1] == STORIES or turn == TIMES - 1:
            if at.start(file).wait():
                found.append('the import fails when it goes on')
            found += at.look(sound, count)[0] + whole(at)
            shutil.rmtree(at.place)
            at = None
        bad += ['kill %d: %s' % (turn + 1, what) for what in found]
    print('%d kills (seed %d), %d of them with some stories done and some not; %s%d faults' % (TIMES, SEED, midway, notes, len(bad)))
    for line in bad[:20]:
        print(line)
    return 1 if bad else 0
