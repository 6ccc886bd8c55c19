#!/usr/bin/env python3
"""Runs the reader on a terminal of its own, on a disk that is full or becomes so.

full_disk.py QUOTIDIAN FOLDER: the archive is in FOLDER, the only thing on its disk beside a file "filler" that takes all the room. The
reader must open, say that there is no room, show one story after the other and leave as usual; again when the disk fills up under it, and
when there is room again it must store what a poll brings. Prints what it missed.
"""
import fcntl
import os
import pty
import re
import select
import struct
import sys
import termios
import time

PROGRAM, FOLDER = sys.argv[1], sys.argv[2]
FILLER = os.path.join(FOLDER, 'filler')
NO_ROOM = 'no space left; make room on that disk and go on'
bad = 0


class Reader:
    def __init__(self):
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.environ['TERM'] = 'xterm'
            os.read(0, 1)  # until the terminal has its size
            os.execv(PROGRAM, [PROGRAM, '--data', FOLDER])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 150, 0, 0))
        os.write(self.terminal, b'\n')
        self.raw = b''

    def pump(self, seconds):
        if select.select([self.terminal], [], [], seconds)[0]:
            try:
                self.raw += os.read(self.terminal, 65536)
            except OSError:
                time.sleep(seconds)

    def text(self):
        return re.sub(r'\s+', ' ', re.sub('\033(\\[[0-9;?]*[A-Za-z]|[()][A-Z0-9]|[=>78])', ' ', self.raw.decode(errors='replace')))

    def keys(self, keys):
        self.raw = b''
        os.write(self.terminal, keys.encode())

    def expect(self, what, repaint=True):
        """Waits until it is on the screen; where only what changes is drawn, all is drawn again."""
        global bad
        for turn in range(150):
            self.pump(0.2)
            if what in self.text():
                return
            if repaint and turn % 5 == 4:
                os.write(self.terminal, b'\x0c')
        print('missing: %s; there is: %s' % (what, self.text()[-1500:]))
        bad = 1

    def leave(self):
        global bad
        os.write(self.terminal, b'Q')
        for _ in range(100):
            self.pump(0.1)
            pid, status = os.waitpid(self.child, os.WNOHANG)
            if pid:
                bad |= status != 0
                return
        print('the reader does not leave')
        os.kill(self.child, 9)
        bad = 1


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
r = Reader()
r.expect(NO_ROOM)
walk(r)
r.leave()
os.unlink(FILLER)
r = Reader()
r.expect('story 4')
walk(r)
time.sleep(1)
fill()
r.keys('s')
r.expect(NO_ROOM)
r.keys('J\x0c')
r.expect('The council of Port Linden met')
os.unlink(FILLER)
r.keys('R')
r.expect('new stories')
r.leave()
sys.exit(bad)
