#!/usr/bin/env python3
"""Runs the reader on a terminal of its own, on archives that are damaged.

damaged_reader.py QUOTIDIAN SHUT BARE TORN: folders of an archive that cannot be opened, of one whose stories cannot be read at all, and of one
where the older stories cannot. The reader must say which file it is and what to do, take keys without ending or going round in circles, and
leave as usual. Prints what it missed.
"""
import os
import sys

from terminal import Reader

PROGRAM, SHUT, BARE, TORN = sys.argv[1:]


def message(folder):
    return folder + '/quotidian.db: the store is damaged'


r = Reader(PROGRAM, SHUT)
r.expect(message(SHUT), repaint=False)
r.expect('"quotidian doctor --recover" keeps it aside', repaint=False)
for _ in range(100):
    pid, status = os.waitpid(r.child, os.WNOHANG)
    if pid:
        break
    r.pump(0.1)
if not pid or os.WEXITSTATUS(status) != 1:
    print('the reader does not end with 1 on an archive that cannot be opened')
    r.bad = 1
bad = r.bad

r = Reader(PROGRAM, BARE)
r.expect(message(BARE))
r.expect('"quotidian doctor --recover" keeps')
for keys in ('J', 'n', 'K', 'G', 'g', '\r', 'T', ' '):
    r.keys(keys)
    r.pump(0.1)
r.keys('/ferry\r')
r.expect('Nothing found')
r.leave()
bad |= r.bad

r = Reader(PROGRAM, TORN)
r.expect('part 2999')
r.keys('3000J')
r.expect(message(TORN))
r.keys('\r')
r.expect('The council talked about ferry number')
r.leave()
sys.exit(bad | r.bad)
