#!/usr/bin/env python3
"""bench.py PROGRAM [-n RUNS] [--feeds N]: time and memory of polling and of the first screen, beside the peers that are installed.

Development only. Makes 500 feeds of 50 items with $QUOTIDIAN_SHARED/bench/gen.py and serves them with nginx on 127.0.0.1, all in a
temporary folder. CPU is user + system of the process and the children it waited for, peak memory that of the largest single process;
medians. Exits 77 where nginx or the generator is missing. Standard library only.
"""
import argparse, fcntl, os, pty, re, select, shutil, signal, socket, statistics, struct, subprocess, sys, tempfile, termios, time

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get('QUOTIDIAN_SHARED') or os.path.join(HERE, '..', '..', '..', 'shared')
NGINX = '''worker_processes 1; pid nginx.pid; error_log error.log crit;
events { worker_connections 512; }
http { access_log access.log; types { application/rss+xml xml; } sendfile on; etag on; keepalive_requests 10000;
client_body_temp_path tmp; proxy_temp_path tmp; fastcgi_temp_path tmp; uwsgi_temp_path tmp; scgi_temp_path tmp;
server { listen 127.0.0.1:8099; root www; } }
'''


def measure(cmd, env, setup=None, runs=3):
    """Median (wall s, CPU s, peak MiB) of a command run to its end."""
    rows = []
    for _ in range(runs):
        if setup: setup()
        t = time.monotonic()
        p = subprocess.Popen(cmd, env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, ru = os.wait4(p.pid, 0)
        p.returncode = os.waitstatus_to_exitcode(status)
        rows.append((time.monotonic() - t, ru.ru_utime + ru.ru_stime, ru.ru_maxrss / 1024))
        if p.returncode: print('  %s ended with %d' % (os.path.basename(cmd[0]), p.returncode), file=sys.stderr)
    return tuple(statistics.median(r[i] for r in rows) for i in range(3))


def first_paint(cmd, env, pattern, runs=3):
    """Median (wall s, CPU s, peak MiB) until `pattern` stands in what a 100x40 terminal was sent."""
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
            stat = open('/proc/%d/stat' % pid).read().rsplit(')', 1)[1].split()
            peak = int(re.search(r'VmHWM:\s+(\d+)', open('/proc/%d/status' % pid).read()).group(1)) / 1024
            rows.append((wall, (int(stat[11]) + int(stat[12])) / os.sysconf('SC_CLK_TCK'), peak))
        os.kill(pid, signal.SIGTERM)
        try:
            while os.read(fd, 65536): pass
        except OSError: pass
        os.waitpid(pid, 0)
        os.close(fd)
    return tuple(statistics.median(r[i] for r in rows) for i in range(3)) if rows else None


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('program'); a.add_argument('-n', type=int, default=3); a.add_argument('--feeds', type=int, default=500)
    o = a.parse_args()
    nginx = shutil.which('nginx') or shutil.which('nginx', path='/usr/sbin')
    gen = os.path.join(SHARED, 'bench', 'gen.py')
    if not nginx or not os.path.exists(gen):
        print('bench needs nginx and %s' % gen)
        return 77
    tmp = tempfile.mkdtemp(prefix='quotidian-bench-')
    join = lambda *p: os.path.join(tmp, *p)
    server = None
    try:
        for d in ('www', 'tmp', 'home', 'state'): os.makedirs(join(d))
        os.chmod(tmp, 0o755)
        subprocess.run([sys.executable, gen, join('www', 'f'), str(o.feeds)], check=True, stdout=subprocess.DEVNULL)
        open(join('nginx.conf'), 'w').write(NGINX if os.getuid() else 'user root;\n' + NGINX)
        server = subprocess.Popen([nginx, '-p', tmp, '-c', join('nginx.conf'), '-g', 'daemon off;'], stderr=subprocess.DEVNULL)
        for _ in range(100):
            try: socket.create_connection(('127.0.0.1', 8099), 1).close(); break
            except OSError: time.sleep(0.05)
        urls = ['http://127.0.0.1:8099/f/%03d.xml' % i for i in range(o.feeds)]
        env = {k: v for k, v in os.environ.items() if not k.startswith('XDG_')}
        env.update(HOME=join('home'), LC_ALL='C.UTF-8', http_proxy='', no_proxy='*')
        os.makedirs(join('home', '.config', 'quotidian'))
        open(join('home', '.config', 'quotidian', 'feeds'), 'w').write('\n'.join(urls) + '\n')
        rows = []
        program = os.path.abspath(o.program)
        data = join('home', '.local', 'share', 'quotidian')
        clean = lambda: shutil.rmtree(data, ignore_errors=True)
        poll = [program, 'poll', '--all']
        rows.append(('quotidian', 'cold') + measure(poll, env, clean, o.n))
        rows.append(('quotidian', 'warm') + measure(poll, env, None, o.n))
        open(join('home', '.config', 'quotidian', 'config'), 'w').write('set poll_on_start no\n')
        paint = first_paint([program], env, rb'Bench feed', o.n)
        if paint: rows.append(('quotidian', 'first screen') + paint)
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
    print('%d feeds, %d stories' % (o.feeds, o.feeds * 50))
    print('%-10s %-13s %9s %9s %9s %12s' % ('reader', 'what', 'wall s', 'CPU s', 'peak MiB', 'CPU ratio'))
    for name, what, wall, cpu, peak in rows:
        print('%-10s %-13s %9.3f %9.3f %9.1f %12s' % (name, what, wall, cpu, peak, '%.2f' % (cpu / max(own[what][3], 0.001)) if what in own else '-'))
    return 0


if __name__ == '__main__':
    sys.exit(main())
