"""A terminal of its own for the reader, in tests that type and look at what is drawn."""
import fcntl
import os
import pty
import re
import select
import struct
import termios
import time


class Reader:
    def __init__(self, program, folder):
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.environ['TERM'] = 'xterm'
            os.read(0, 1)  # until the terminal has its size
            os.execv(program, [program, '--data', folder])
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack('HHHH', 24, 150, 0, 0))
        os.write(self.terminal, b'\n')
        self.raw = b''
        self.bad = 0

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
        for turn in range(150):
            self.pump(0.2)
            if what in self.text():
                return
            if repaint and turn % 5 == 4:
                os.write(self.terminal, b'\x0c')
        print('missing: %s; there is: %s' % (what, self.text()[-1500:]))
        self.bad = 1

    def leave(self):
        os.write(self.terminal, b'Q')
        for _ in range(100):
            self.pump(0.1)
            pid, status = os.waitpid(self.child, os.WNOHANG)
            if pid:
                self.bad |= status != 0
                return
        print('the reader does not leave')
        os.kill(self.child, 9)
        self.bad = 1
