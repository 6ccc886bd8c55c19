#!/usr/bin/env python3
"""scale.py PROGRAM BENCH_ARCHIVE DIR [--sizes N,N,...] [--fast] [--import N]: what the archive costs as it grows.

Development only. Makes invented stories with $QUOTIDIAN_SHARED/tools/gen_archive.py in DIR, lets an archive there grow to each size with
tests/store/bench_archive (--fast: without comparing all but the last stories of a size) and asks it; the reader's first screen and its
memory, with stories opened and a query answered, are those of PROGRAM on a terminal. What DIR holds is used again, so that a run that
was stopped goes on; delete it at the end, a million stories need 4 GB. --import also times `PROGRAM import --stories` of N of them, with
annotation, into a new archive. The last column says how many times as much the largest size costs as the smallest. Standard library
only; exits 77 where the generator is missing.
"""
import argparse, os, shutil, subprocess, sys, time
from bench import SHARED, first_paint

STORY = rb'feed-\d\d\d'  # the sources of the generator
READING = b'\rJJJJq'      # opens a story, the four behind it, and goes back


def values(cmd):
    out = subprocess.run(cmd, check=True, stdout=subprocess.PIPE, text=True).stdout
    return [(name, float(value)) for name, value in (line.split('\t') for line in out.splitlines())]


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('program'); a.add_argument('bench'); a.add_argument('dir')
    a.add_argument('--sizes', default='10000,100000,1000000'); a.add_argument('--fast', action='store_true')
    a.add_argument('--import', type=int, dest='imported')
    o = a.parse_args()
    sizes, gen = [int(n) for n in o.sizes.split(',')], os.path.join(SHARED, 'tools', 'gen_archive.py')
    if not os.path.exists(gen):
        print('scale needs %s' % gen)
        return 77
    join = lambda *p: os.path.join(os.path.abspath(o.dir), *p)
    os.makedirs(join('home', '.config', 'quotidian'), exist_ok=True)
    stories = join('stories-%d.jsonl' % max(sizes + [o.imported or 0]))
    if not os.path.exists(stories):
        subprocess.run([sys.executable, gen, str(max(sizes + [o.imported or 0])), '--out', stories + '.new'], check=True)
        os.rename(stories + '.new', stories)
    env = {k: v for k, v in os.environ.items() if not k.startswith('XDG_')}
    env.update(HOME=join('home'), LC_ALL='C.UTF-8')
    open(join('home', '.config', 'quotidian', 'config'), 'w').write('set poll_on_start no\n')
    names, table = [], {}
    for size in sizes:
        store = join('quotidian.db')
        rows = values([o.bench] + (['fast'] if o.fast else []) + [stories, store, str(size)]) + values([o.bench, store])
        paint = first_paint([os.path.abspath(o.program), '--data', join()], env, STORY, keys=READING)
        if paint: rows += [('first screen of the reader, CPU ms', paint[1] * 1e3), ('memory of the reader, MiB', paint[2])]
        for name, value in rows:
            if name not in table: names.append(name)
            table.setdefault(name, {})[size] = value
        print('%d done' % size, file=sys.stderr)
    print('%-48s' % 'stories' + ''.join('%12d' % n for n in sizes) + '%10s' % 'times')
    for name in names:
        row = [table[name].get(n) for n in sizes]
        times = '%10.2f' % (row[-1] / row[0]) if row[0] and row[-1] is not None else ''
        print('%-48s' % name + ''.join('%12s' % ('' if v is None else '%.3f' % v) for v in row) + times)
    if o.imported:
        shutil.rmtree(join('import'), ignore_errors=True)
        began = time.monotonic()
        head = subprocess.Popen(['head', '-n', str(o.imported), stories], stdout=subprocess.PIPE)
        code = subprocess.run([os.path.abspath(o.program), '--data', join('import'), 'import', '--stories', '-'], stdin=head.stdout, env=env,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
        print('import of %d with annotation: %.0f s, exit status %d' % (o.imported, time.monotonic() - began, code))
    return 0


if __name__ == '__main__':
    sys.exit(main())
