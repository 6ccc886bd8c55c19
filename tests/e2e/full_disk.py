#!/usr/bin/env python3
"""Runs the reader on a terminal of its own, on a disk that is full or becomes so.

full_disk.py QUOTIDIAN FOLDER: the archive is in FOLDER, the only thing on its disk beside a file "filler" that takes all the room. The
reader must open, say that there is no room, show one story after the other and leave as usual; again when the disk fills up under it, and
when there is room again it must store what a poll brings. What is saved of a text is all of it or nothing. Prints what it missed.
"""
import os
import sys
import time

from terminal import Reader

PROGRAM, FOLDER = sys.argv[1], sys.argv[2]
FILLER = os.path.join(FOLDER, 'filler')
NO_ROOM = 'no space left; make room on that disk and go on'


def fill():
    with open(FILLER, 'ab', buffering=0) as f:
        try:
            while True:
                f.write(b'x' * 512)
        except OSError:
            pass


def walk(r):
    """Opens a story and walks to the next."""
    r.keys('\r')
    r.expect('The council of Port Linden met')
    r.keys('J\x0c')
    r.expect('The council of Port Linden met')


fill()
r = Reader(PROGRAM, FOLDER)
r.expect(NO_ROOM)
walk(r)
r.leave()
bad = r.bad
os.unlink(FILLER)
r = Reader(PROGRAM, FOLDER)
r.expect('story 4')
walk(r)
time.sleep(1)
fill()
r.keys('s')
r.expect(NO_ROOM)
r.keys('J\x0c')
r.expect('The council of Port Linden met')
half = os.path.join(FOLDER, 'half.txt')
r.keys(':save %s\r' % half)
r.expect('half.txt: No space left')
if os.path.exists(half):
    print('half of a text was saved')
    r.bad = 1
os.unlink(FILLER)
r.keys('R')
r.expect('new stories')
r.leave()
sys.exit(bad | r.bad)
