#!/usr/bin/env python3
"""bench.py PROGRAM [-n RUNS] [--feeds N] [--grow N] [--floors]: time and memory of polling, of the first screen, of the search index and
of annotation, beside the peers that are installed.

Development only. Makes 500 feeds of 50 items with $QUOTIDIAN_SHARED/bench/gen.py and serves them with nginx on 127.0.0.1, all in a
temporary folder. CPU is user + system of the process and the children it waited for, peak memory that of the largest single process;
medians, and the least CPU, as other work on a machine only adds. The last columns say how many times as much a peer needs. --grow polls
N feeds, too, and says what a feed costs then; --floors ends with 1 when a median is above what it may be. Exits 77 where nginx or the
generator is missing. Standard library only.
"""
import argparse, fcntl, html, json, os, pty, re, select, shutil, signal, socket, sqlite3, statistics, struct, subprocess, sys, tempfile, termios, time

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get('QUOTIDIAN_SHARED') or os.path.join(HERE, '..', '..', '..', 'shared')
NGINX = '''worker_processes 1; pid nginx.pid; error_log error.log crit;
events { worker_connections 512; }
http { access_log access.log; types { application/rss+xml xml; } sendfile on; etag on; keepalive_requests 10000;
client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp; scgi_temp_path tmp;
server { listen 127.0.0.1:%d; root www; } }
'''
TEXTS = 400 # stories for the cost of annotation
# What a run of 500 feeds may take on the machine that the project is measured on: CPU seconds, MiB.
FLOORS = {'cold': (0.60, 40), 'warm': (0.10, 40), 'first screen': (0.05, 40), 'search index': (0.60, 40)}


def middle(rows):
    """Medians of (wall s, CPU s, peak MiB), and the least CPU."""
    return tuple(statistics.median(r[i] for r in rows) for i in range(3)) + (min(r[1] for r in rows),)


def cpu_of(pid):
    """CPU seconds of a living process, all threads."""
    try: return sum(int(open('/proc/%d/task/%s/schedstat' % (pid, t)).read().split()[0]) for t in os.listdir('/proc/%d/task' % pid)) / 1e9
    except (OSError, IndexError, ValueError):
        stat = open('/proc/%d/stat' % pid).read().rsplit(')', 1)[1].split()
        return (int(stat[11]) + int(stat[12])) / os.sysconf('SC_CLK_TCK')


def peak_of(pid):
    return int(re.search(r'VmHWM:\s+(\d+)', open('/proc/%d/status' % pid).read()).group(1)) / 1024


def measure(cmd, env, setup=None, runs=3, stdin=None):
    """middle() of a command run to its end."""
    rows = []
    for _ in range(runs):
        if setup: setup()
        t = time.monotonic()
        p = subprocess.Popen(cmd, env=env, stdin=open(stdin) if stdin else subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, ru = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
        rows.append((time.monotonic() - t, ru.ru_utime + ru.ru_stime, ru.ru_maxrss / 1024))
        if p.returncode: print('  %s ended with %d' % (os.path.basename(cmd[0]), p.returncode), file=sys.stderr)
    return middle(rows)


def first_paint(cmd, env, pattern, runs=3, keys=b''):
    """middle() until `pattern` stands in what a 100x40 terminal was sent; memory is looked at when `keys` have been typed, too."""
    rows = []
    for _ in range(runs):
        t = time.monotonic()
        pid, fd = pty.fork()
        if pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 40, 100, 0, 0))
            os.execvpe(cmd[0], cmd, dict(env, TERM='xterm-256color', LC_ALL='C.UTF-8'))
        seen, found = b'', None
        while time.monotonic() - t < 60 and not found:
            if select.select([fd], [], [], 0.2)[0]:
                try: data = os.read(fd, 65536)
                except OSError: break
                seen += data
                if b'\x1b[c' in data: os.write(fd, b'\x1b[?62;c')
                found = re.search(pattern, seen)
        wall = time.monotonic() - t
        if found:
            cpu = cpu_of(pid)
            for key in keys:
                os.write(fd, bytes([key]))
                until = time.monotonic() + 0.7
                while time.monotonic() < until:
                    if select.select([fd], [], [], 0.1)[0]: os.read(fd, 65536)
            rows.append((wall, cpu, peak_of(pid)))
        os.kill(pid, signal.SIGTERM)
        try:
            while os.read(fd, 65536): pass
        except OSError: pass
        os.waitpid(pid, 0)
        os.close(fd)
    return middle(rows) if rows else None


def index_all(program, env, store):
    """The same until a poller that has nothing else to do has taken all stories into the search index."""
    db = sqlite3.connect('file:%s?mode=ro' % store, uri=True)
    last = db.execute('SELECT max(id) FROM item').fetchone()[0]
    t = time.monotonic()
    p = subprocess.Popen([program, 'poll', '--watch'], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    row = None
    while not row and time.monotonic() - t < 120 and p.poll() is None:
        time.sleep(0.02)
        if db.execute("SELECT count(*) FROM tally WHERE key = 'indexed' AND n >= ?", (last,)).fetchone()[0]:
            row = (time.monotonic() - t, cpu_of(p.pid), peak_of(p.pid))
    p.send_signal(signal.SIGTERM)
    p.wait()
    db.close()
    return middle([row]) if row else None


def texts(store, path, n):
    """Writes stories as `quotidian annotate` takes them."""
    db = sqlite3.connect('file:%s?mode=ro' % store, uri=True)
    with open(path, 'w') as f:
        for item, body in db.execute('SELECT item, html FROM body ORDER BY item LIMIT ?', (n,)):
            f.write(json.dumps({'id': str(item), 'text': html.unescape(re.sub('<[^>]*>', ' ', body))}) + '\n')
    db.close()


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('program'); a.add_argument('-n', type=int, default=3); a.add_argument('--feeds', type=int, default=500)
    a.add_argument('--grow', type=int); a.add_argument('--floors', action='store_true')
    o = a.parse_args()
    nginx = shutil.which('nginx') or shutil.which('nginx', path='/usr/sbin')
    gen = os.path.join(SHARED, 'bench', 'gen.py')
    if not nginx or not os.path.exists(gen):
        print('bench needs nginx and %s' % gen)
        return 77
    tmp = tempfile.mkdtemp(prefix='quotidian-bench-')
    join = lambda *p: os.path.join(tmp, *p)
    server = None
    port = socket.socket()
    port.bind(('127.0.0.1', 0))
    at = port.getsockname()[1]
    port.close()
    try:
        for d in ('www', 'tmp', 'home', 'state'): os.makedirs(join(d))
        os.chmod(tmp, 0o755)
        subprocess.run([sys.executable, gen, join('www', 'f'), str(max(o.feeds, o.grow or 0))], check=True, stdout=subprocess.DEVNULL)
        open(join('nginx.conf'), 'w').write(('' if os.getuid() else 'user root;\n') + NGINX % at)
        server = subprocess.Popen([nginx, '-p', tmp, '-c', join('nginx.conf'), '-g', 'daemon off;'], stderr=subprocess.DEVNULL)
        for _ in range(100):
            try: socket.create_connection(('127.0.0.1', at), 1).close(); break
            except OSError: time.sleep(0.05)
        urls = ['http://127.0.0.1:%d/f/%03d.xml' % (at, i) for i in range(max(o.feeds, o.grow or 0))]
        env = {k: v for k, v in os.environ.items() if not k.startswith('XDG_')}
        env.update(HOME=join('home'), LC_ALL='C.UTF-8', http_proxy='', no_proxy='*')
        os.makedirs(join('home', '.config', 'quotidian'))
        subscribe = lambda n: open(join('home', '.config', 'quotidian', 'feeds'), 'w').write('\n'.join(urls[:n]) + '\n')
        subscribe(o.feeds)
        rows, grown = [], []
        program = os.path.abspath(o.program)
        data = join('home', '.local', 'share', 'quotidian')
        clean = lambda: shutil.rmtree(data, ignore_errors=True)
        poll = [program, 'poll', '--all']
        rows.append(('quotidian', 'cold') + measure(poll, env, clean, o.n))
        rows.append(('quotidian', 'warm') + measure(poll, env, None, o.n))
        open(join('home', '.config', 'quotidian', 'config'), 'w').write('set poll_on_start no\n')
        index = index_all(program, env, join(data, 'quotidian.db'))  # before a reader has indexed a part
        if index: rows.append(('quotidian', 'search index') + index)
        paint = first_paint([program], env, rb'Bench feed', o.n)
        if paint: rows.append(('quotidian', 'first screen') + paint)
        texts(join(data, 'quotidian.db'), join('texts'), TEXTS)
        rows.append(('quotidian', 'annotation') + measure([program, 'annotate'], env, None, o.n, join('texts')))
        if o.grow:
            subscribe(o.grow)
            grown = [('cold',) + measure(poll, env, clean, 1), ('warm',) + measure(poll, env, None, 1)]
            paint = first_paint([program], env, rb'Bench feed', o.n)
            if paint: grown.append(('first screen',) + paint)
            subscribe(o.feeds)
            urls = urls[:o.feeds]
        if shutil.which('newsboat'):
            open(join('urls'), 'w').write('\n'.join(urls) + '\n')
            open(join('newsboat.conf'), 'w').write('reload-threads 8\n')
            cmd = ['newsboat', '-C', join('newsboat.conf'), '-u', join('urls'), '-c', join('state', 'newsboat.db')]
            gone = lambda: [os.unlink(join('state', f)) for f in os.listdir(join('state')) if f.startswith('newsboat')]
            rows.append(('newsboat', 'cold') + measure(cmd + ['-x', 'reload'], env, gone, 1))
            rows.append(('newsboat', 'warm') + measure(cmd + ['-x', 'reload'], env, None, 1))
            paint = first_paint(cmd, env, rb'Bench feed', 1)
            if paint: rows.append(('newsboat', 'first screen') + paint)
        if shutil.which('newsraft'):
            open(join('newsraft-feeds'), 'w').write('\n'.join(urls) + '\n')
            open(join('newsraft.conf'), 'w').write('\n')
            cmd = ['newsraft', '-c', join('newsraft.conf'), '-f', join('newsraft-feeds'), '-d', join('state', 'newsraft.db')]
            gone = lambda: [os.unlink(join('state', f)) for f in os.listdir(join('state')) if f.startswith('newsraft')]
            rows.append(('newsraft', 'cold') + measure(cmd + ['-e', 'reload-all'], env, gone, o.n))
            rows.append(('newsraft', 'warm') + measure(cmd + ['-e', 'reload-all'], env, None, o.n))
            paint = first_paint(cmd, env, rb'Bench feed', o.n)
            if paint: rows.append(('newsraft', 'first screen') + paint)
    finally:
        if server: server.terminate(); server.wait()
        shutil.rmtree(tmp, ignore_errors=True)
    own = {r[1]: r for r in rows if r[0] == 'quotidian'}
    print('%d feeds, %d stories; annotation: %d texts' % (o.feeds, o.feeds * 50, TEXTS))
    print('%-10s %-13s %8s %8s %8s %9s   %s' % ('reader', 'what', 'wall s', 'CPU s', 'least', 'peak MiB', 'times as much: wall, CPU, memory'))
    for name, what, wall, cpu, peak, least in rows:
        times = '' if name == 'quotidian' else '%7.1f %7.1f %7.1f' % tuple(x / max(y, 0.001) for x, y in zip((wall, cpu, peak), own[what][2:5]))
        print('%-10s %-13s %8.3f %8.3f %8.3f %9.1f   %s' % (name, what, wall, cpu, least, peak, times))
    for what, wall, cpu, peak, least in grown:
        print('%-10s %-13s %8.3f %8.3f %8.3f %9.1f   %d feeds; CPU %.2f times that of %d' %
              ('quotidian', what, wall, cpu, least, peak, o.grow, cpu / max(own[what][3], 0.001), o.feeds))
    bad = [(w, own[w][3], own[w][4]) for w, f in FLOORS.items() if w in own and (own[w][3] > f[0] or own[w][4] > f[1])] if o.floors else []
    for what, cpu, peak in bad:
        print('above its floor: %s, %.3f s of CPU (%.2f), %.1f MiB (%d)' % ((what, cpu, FLOORS[what][0], peak, FLOORS[what][1])))
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
