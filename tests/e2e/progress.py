#!/usr/bin/env python3
"""Polls on a terminal of its own and looks at what is drawn there.

progress.py QUOTIDIAN COLUMNS [stop|watch]: runs `poll --all`; with "stop", types ^C once half of the feeds are done; with "watch", adds `--watch`
and types it once the summary is there. Prints what the terminal showed of the bar at its widest, then what was left at the end; fails when a
line is wider than the terminal.
"""
import fcntl
import os
import pty
import re
import struct
import sys
import termios

program, columns, stop, watch = sys.argv[1], int(sys.argv[2]), sys.argv[3:] == ['stop'], sys.argv[3:] == ['watch']
child, terminal = pty.fork()
if child == 0:
    os.environ['TERM'] = 'xterm'
    os.environ.pop('COLUMNS', None)
    os.read(0, 1)  # until the terminal has its size
    os.execv(program, [program, 'poll', '--all'] + ['--watch'] * watch)
fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 24, columns, 0, 0))
os.write(terminal, b'\n')
raw = b''
while True:
    try:
        more = os.read(terminal, 65536)
    except OSError:
        break
    if not more:
        break
    raw += more
    counts = re.findall(rb'(\d+)/(\d+) ', raw)
    if stop and counts and int(counts[-1][0]) * 2 >= int(counts[-1][1]):
        os.write(terminal, b'\x03')
        stop = False
    if watch and re.search(rb'feeds, [^\n]* in \d+:\d\d\r?\n', raw):
        os.write(terminal, b'\x03')
        watch = False
status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
text = raw.decode().replace('\r\n', '\n').replace('\033[K', '')
bars = [part for part in re.split('[\r\n]', text) if '\u25b0' in part or '\u25b1' in part]
rest = [part.split('\r')[-1] for part in text.split('\n')]
widest = max(bars, key=len, default='')
print('bar:', widest)
print('\n'.join(part for part in rest if part))
if '\033' in text or len(widest) > columns:
    print('wider than the terminal, or other escapes than those that are meant')
    sys.exit(1)
sys.exit(status)
