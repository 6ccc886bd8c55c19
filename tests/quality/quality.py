#!/usr/bin/env python3
"""quality.py PROGRAM [--only PART,...] [--keep DIR]: scores over the corpora, a table against the floors in floors.tsv.

Development only. Needs the corpora and scorers in $QUOTIDIAN_SHARED (else ../shared); exits 77 without them, 1 when a figure is
below its floor. Standard library only. --keep DIR leaves the predictions there.
"""
import argparse, concurrent.futures, datetime, gzip, json, lzma, os, re, sqlite3, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get('QUOTIDIAN_SHARED') or os.path.join(HERE, '..', '..', '..', 'shared')
CORPORA, TOOLS = os.path.join(SHARED, 'corpora'), os.path.join(SHARED, 'tools')


def run(cmd, **kw):
    return subprocess.run(cmd, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False, **kw).stdout.decode('utf-8', 'replace')


def lines(path):
    with (gzip.open(path, 'rt', encoding='utf-8') if path.endswith('.gz') else open(path, encoding='utf-8')) as f:
        return [json.loads(line) for line in f if line.strip()]


def scorer(name, *args):
    p = subprocess.run([sys.executable, os.path.join(TOOLS, name), *args], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    if p.returncode: raise RuntimeError('%s: %s' % (name, p.stderr.decode()[-300:]))
    return p.stdout.decode('utf-8')


def headlines(columns, capitals):
    """A corpus in columns with its sentences as headlines write them."""
    small, out, first = set('a an the and or but of in on at to for from by with as vs is'.split()), [], True
    for line in columns.split('\n'):
        word, tab, rest = line.partition('\t')
        if tab: word = word.upper() if capitals else word if not first and word.lower() in small else word[:1].upper() + word[1:]
        first = not tab
        out.append(word + tab + rest)
    return '\n'.join(out)


class Quality:
    def __init__(self, program, keep):
        self.program, self.dir, self.rows = program, keep, []

    def path(self, name): return os.path.join(self.dir, name)

    def row(self, measure, value): self.rows.append((measure, value))

    def each(self, jobs, name):
        """Runs (id key, id, command, stdin) jobs two at a time; writes the JSON lines that came, with the id put in."""
        def one(job):
            key, ident, cmd, data = job
            try: d = json.loads(run(cmd, input=data, timeout=60))
            except (ValueError, subprocess.TimeoutExpired): return None
            d[key] = ident
            return json.dumps(d, ensure_ascii=False)
        with concurrent.futures.ThreadPoolExecutor(2) as pool, open(self.path(name), 'w', encoding='utf-8') as out:
            for line in pool.map(one, jobs):
                if line: out.write(line + '\n')
        return self.path(name)

    def annotate(self, docs, name):
        """docs: JSON lines file with id and text."""
        with open(docs, 'rb') as i, open(self.path(name), 'wb') as o:
            subprocess.run([self.program, 'annotate'], stdin=i, stdout=o, stderr=subprocess.DEVNULL, check=False)
        return self.path(name)

    def seed(self):
        want = json.load(open(os.path.join(CORPORA, 'seed', 'expected.json'), encoding='utf-8'))
        got = json.loads(run([self.program, 'read', '--input=text', '--format=json', os.path.join(CORPORA, 'seed', 'article.txt')]) or '{}')
        if not got: return self.row('seed: read', 0.0)
        self.row('seed: title, dateline and text', float(got['title'] == want['title'] and got['dateline'] == want['dateline'] and got['text'] == want['text']))
        self.row('seed: paragraphs', float(len(got['paragraphs'])))
        last = lambda name: re.sub(r'\W+$', '', name or '').split()[-1:] if name else []
        found = right = marked = nmarked = 0
        for w in want['quotes']:
            best = next((q for q in got['quotes'] if min(q['end'], w['end']) - max(q['start'], w['start']) >= 0.8 * (max(q['end'], w['end']) - min(q['start'], w['start']))), None)
            ok = best is not None and last(best.get('speaker_name')) == last(w['speaker_name'])
            found += best is not None; right += ok
            if w['kind'] != 'indirect': nmarked += 1; marked += ok
        self.row('seed: direct and mixed quotes with their speakers, of %d' % nmarked, float(marked))
        self.row('seed: quotes found, of %d' % len(want['quotes']), float(found))
        self.row('seed: speakers right, of the quotes found (%)', 100.0 * right / max(1, found))
        actors = 0
        for w in want['actors']:
            forms = {w['name'].lower()} | {a.lower() for a in w['aliases']}
            names = [a for a in got['actors'] if {a['name'].lower(), *(x.lower() for x in a['aliases'])} & forms]
            actors += len(names) == 1 and (names[0]['type'] == w['type'] or w['name'] == 'Kremlin')
        self.row('seed: actors, of %d' % len(want['actors']), float(actors))

    def feeds(self):
        jobs = []
        for i in lines(os.path.join(CORPORA, 'feeds', 'inputs.jsonl')):
            cmd = [self.program, 'feed', '--format=json', '--url=' + i.get('url', '')]
            if i.get('content_type'): cmd.append('--content-type=' + i['content_type'])
            if i.get('content_location'): cmd.append('--content-location=' + i['content_location'])
            jobs.append(('file', i['file'], cmd + [os.path.join(CORPORA, 'feeds', 'feeds', i['file'])], None))
        pred = self.each(jobs, 'feeds.jsonl')
        o = json.loads(scorer('score_feeds.py', '--strict', '--json', os.path.join(CORPORA, 'feeds', 'expected.jsonl'), pred))
        self.row('feeds: expectations held (%)', 100.0 * o['expectations'][0] / o['expectations'][1])
        self.row('feeds: files wholly right (%)', 100.0 * o['files'][0] / o['files'][1])
        self.row('feeds: macro over groups (%)', 100.0 * o['macro'])
        worst = min(o['groups'].items(), key=lambda g: g[1][0] / g[1][1])
        self.row('feeds: worst group (%)', 100.0 * worst[1][0] / worst[1][1])

    def pages(self):
        base = os.path.join(CORPORA, 'extract')
        gold, snippets = os.path.join(base, 'gold.jsonl.gz'), os.path.join(base, 'snippets.jsonl')
        jobs = []
        for g in lines(gold) + lines(snippets):
            cmd = [self.program, 'read', '--format=json', '--url=' + (g.get('url') or '')]
            if not g['id'].startswith('tr-'): cmd.append('--content-type=text/html; charset=utf-8')
            html = lzma.open(os.path.join(base, 'html', g['id'] + '.html.xz')).read()
            jobs.append(('id', g['id'], cmd + ['-'], html))
        pred = self.each(jobs, 'pages.jsonl')
        plain = self.path('gold.jsonl')
        with open(plain, 'w', encoding='utf-8') as f:
            for g in lines(gold): f.write(json.dumps(g) + '\n')
        scorer('score_extract.py', plain, pred, '--by', 'corpus', '--snippets', snippets, '--json', self.path('pages.json'))
        o = next(iter(json.load(open(self.path('pages.json'))).values()))
        for corpus in ('scrapinghub', 'fundus-eval', 'fundus-tests', 'wcxb', 'snippets'): self.row('pages: %s F1' % corpus, o[corpus]['f1'])
        text = scorer('score_meta.py', gold + ',' + snippets, pred)
        for field in ('title', 'date', 'byline'):
            m = re.search(field + r'\D*?([01]\.\d+)', text)
            if m: self.row('pages: %s right' % field, float(m.group(1)))

    def quotes(self):
        for corpus in ('polnear_dev', 'wikinews_en', 'gum_silver_indirect_en', 'phenomena_en'):
            gold = self.path(corpus + '.gold.jsonl')
            with open(gold, 'w', encoding='utf-8') as f:
                for d in lines(os.path.join(CORPORA, 'quotes', corpus + '.jsonl.gz')): f.write(json.dumps(d, ensure_ascii=False) + '\n')
            pred = self.annotate(gold, corpus + '.jsonl')
            self.canonical(pred)
            o = json.loads(scorer('score_quotes.py', gold, pred, '--speech', '--json'))
            pc = lambda v: 100.0 * (v or 0)
            if corpus in ('polnear_dev', 'wikinews_en'):
                self.row(corpus + ': direct, exact F1', pc(o['direct']['exact']['F1']))
                self.row(corpus + ': direct, speaker accuracy', pc(o['direct']['speaker_acc']))
                self.row(corpus + ': all kinds, e2e half F1', pc(o['all']['e2e_half']['F1']))
            if corpus == 'polnear_dev':
                self.row(corpus + ': direct, e2e exact F1', pc(o['direct']['e2e_exact']['F1']))
                self.row(corpus + ': mixed, half F1', pc(o['mixed']['half']['F1']))
                self.row(corpus + ': indirect, soft precision', pc(o['indirect']['soft']['P']))
            if corpus == 'wikinews_en': self.row(corpus + ': direct, canonical', pc(o['direct']['canonical_acc']))
            if corpus != 'phenomena_en': self.row(corpus + ': indirect, soft F1', pc(o['indirect']['soft']['F1']))
            else: self.row('phenomena: texts fully right, of 31', float(self.whole(gold, pred)))

    def canonical(self, pred):
        """The scorer reads speaker_canonical; ours is the actor's name."""
        docs = lines(pred)
        with open(pred, 'w', encoding='utf-8') as f:
            for d in docs:
                for q in d['quotes']: q['speaker_canonical'] = q.get('speaker_name') or None
                f.write(json.dumps(d, ensure_ascii=False) + '\n')

    def whole(self, gold, pred):
        """Texts in which every quote is found, nothing else is, and every speaker is right."""
        P, n = {d['id']: d for d in lines(pred)}, 0
        for g in lines(gold):
            one, two = self.path('one.jsonl'), self.path('two.jsonl')
            json.dump(g, open(one, 'w')); json.dump(P.get(g['id'], {'id': g['id'], 'quotes': []}), open(two, 'w'))
            a = json.loads(scorer('score_quotes.py', one, two, '--speech', '--json'))['all']
            n += a['e2e_exact']['F1'] > 0.999 or (a['e2e_exact']['n_gold'] == 0 and a['e2e_exact']['n_pred'] == 0)
        return n

    def tag(self, gold, pred, command):
        """CPU seconds of tagging `gold` (columns) into `pred`, or None."""
        before = os.times()
        with open(gold, 'rb') as i, open(pred, 'wb') as o:
            if subprocess.run(command, stdin=i, stdout=o, stderr=subprocess.DEVNULL, check=False).returncode: return None
        after = os.times()
        return after.children_user + after.children_system - before.children_user - before.children_system

    def entities(self):
        base, data = os.path.join(CORPORA, 'ner', 'normalised'), os.path.join(HERE, '..', '..', 'data')
        train, tokens = os.path.join(os.path.dirname(self.program), 'src', 'train', 'quotidian-train'), [self.program, 'annotate', '--tokens']
        long = ''
        for name, types in (('dev-pudnews', 'PER,ORG,LOC'), ('dev-gum', None)):
            gold, pred = self.path(name + '.gold'), self.path(name + '.pred')
            with gzip.open(os.path.join(base, name + '.conll.gz'), 'rt', encoding='utf-8') as f: text = f.read()
            long += text
            def score(command):
                if self.tag(gold, pred, command) is None: return None
                return json.loads(scorer('score_ner.py', gold, pred, '--json', *(['--types', types] if types else [])))
            def keep(t):
                with open(gold, 'w', encoding='utf-8') as f: f.write(t)
            keep(text)
            if os.path.exists(train):
                o = score([train, 'tag', data, gold, 'plain'])
                if o: self.row('entities: %s F1, without the document pass' % name, o['ALL']['F'])
            o = score(tokens)
            if not o: return
            self.row('entities: %s F1' % name, o['ALL']['F'])
            for t in ('PER', 'ORG', 'LOC'): self.row('entities: %s %s F1' % (name, t), o[t]['F'])
            for what in ('Title Case', 'capitals'):
                keep(headlines(text, what == 'capitals'))
                self.row('entities: %s F1, sentences in %s' % (name, what), score(tokens)['ALL']['F'])
        gold = self.path('long.gold')
        with open(gold, 'w', encoding='utf-8') as f: f.write(long * 50)
        count = 50 * sum(1 for line in long.split('\n') if line and not line.startswith('# '))
        start = min(self.tag(os.devnull, os.devnull, tokens) for _ in range(3))
        self.row('entities: annotate --tokens, millions of tokens a CPU second', count / 1e6 / (min(self.tag(gold, os.devnull, tokens) for _ in range(3)) - start))

    def coref(self):
        gum, docs = os.path.join(CORPORA, 'ner', 'gum-coref.jsonl.gz'), self.path('coref.gold.jsonl')
        scorer('score_coref.py', 'prepare', gum, docs)
        text = scorer('score_coref.py', 'score', gum, self.annotate(docs, 'coref.jsonl'))
        for what, pattern in (('name-name links F1', r'name-name.*?F1 ([\d.]+)'), ('pronouns right (%)', r'pronouns right ([\d.]+)'), ('identity across documents F1', r'identity.*?F1 ([\d.]+)')):
            m = re.search(pattern, text)
            if m: self.row('coref: ' + what, float(m.group(1)))
        gap, docs = os.path.join(CORPORA, 'ner', 'gap-development.tsv.gz'), self.path('gap.gold.jsonl')
        scorer('score_coref.py', 'gap-prepare', gap, docs)
        m = re.search(r'F1 ([\d.]+)', scorer('score_coref.py', 'gap-score', gap, self.annotate(docs, 'gap.jsonl')))
        if m: self.row('coref: GAP development F1', float(m.group(1)))

    def related(self):
        """Stories come through import into stores of their own, and only those of events are asked about. allsides is scored with and without
        unlabelled stories within a week of the one in question; weights were tuned on half of the events, the other half checks."""
        train = os.path.join(os.path.dirname(self.program), 'src', 'train', 'quotidian-train')
        def scores(*args):
            out = run([train, 'related'] + list(args))
            return {half: (float(strict), float(condensed))
                    for half, strict, condensed in re.findall(r'corpus 1, (tuned on|check|both): ([\d.]+) strict, ([\d.]+) condensed', out)}
        for corpus in ('allsides', 'ecbplus', 'uci'):
            gold, data = self.path(corpus + '.stories.jsonl'), self.path(corpus + '.store')
            with open(gold, 'wb') as f: f.write(gzip.open(os.path.join(CORPORA, 'related', corpus + '.jsonl.gz')).read())
            run([self.program, '--data', data, 'import', '--stories', gold])
            store = os.path.join(data, 'quotidian.db')
            if corpus == 'allsides':
                every, actors = scores(store, gold, 'earlier'), scores('actors', store, gold, 'earlier')
                self.row('related: allsides, earlier, nDCG@10', every['both'][0])
                self.row('related: allsides, earlier, condensed nDCG@10', every['both'][1])
                self.row('related: allsides, earlier, condensed, half tuned on', every['tuned on'][1])
                self.row('related: allsides, earlier, condensed, other half', every['check'][1])
                self.row('related: allsides by actors alone, condensed nDCG@10', actors['both'][1])
                self.row('related: allsides by actors alone, condensed, other half', actors['check'][1])
            else:
                every = scores(store, gold, 'all')
                self.row('related: %s, all, nDCG@10' % corpus, every['both'][0])
                self.row('related: %s, all, half tuned on' % corpus, every['tuned on'][0])
                self.row('related: %s, all, other half' % corpus, every['check'][0])
            clusters = self.path(corpus + '.clusters')
            with open(clusters, 'w', encoding='utf-8') as f: f.write(run([self.program, '--data', data, 'clusters', '--format=tsv']))
            groups = scorer('score_related.py', 'cluster', gold, clusters)
            self.row('groups: %s, BCubed F1' % corpus, float(re.search(r'BCubed-F1\t([\d.]+)', groups).group(1)))

    def copies(self):
        """Wire copies among generated stories, as pairs: what the store folds against what the generator copied."""
        gold, data = self.path('wire.jsonl'), self.path('wire.store')
        scorer('gen_archive.py', '10000', '--out', gold)
        run([self.program, '--data', data, 'import', '--stories', gold])
        moment = lambda s: int(datetime.datetime.fromisoformat(s.replace('Z', '+00:00')).timestamp())
        stories, found, real = {(g['title'], moment(g['published'])): g for g in lines(gold)}, {}, {}
        store = sqlite3.connect(os.path.join(data, 'quotidian.db'))
        for item, title, published, family in store.execute('SELECT id, title, published, family FROM item'):
            g = stories[title, published]
            if family: found.setdefault(family, []).append(g['id'])
            real.setdefault(g['wire'] or g['id'], []).append(g['id'])
        pairs = lambda sets: {(a, b) for s in sets.values() for a in s for b in s if a < b}
        found, real = pairs(found), pairs(real)
        self.row('copies: generated stories, precision of pairs', len(found & real) / max(1, len(found)))
        self.row('copies: generated stories, recall of pairs', len(found & real) / max(1, len(real)))


def main():
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument('program'); a.add_argument('--only'); a.add_argument('--keep')
    o = a.parse_args()
    if not os.path.isdir(CORPORA):
        print('the corpora are not at %s; set QUOTIDIAN_SHARED' % SHARED)
        return 77
    with open(os.path.join(HERE, 'floors.tsv'), encoding='utf-8') as f:
        floors = {k: float(v) for k, v in (line.rstrip('\n').split('\t')[:2] for line in f if line.strip() and line[0] != '#')}
    parts = ('seed', 'feeds', 'pages', 'entities', 'coref', 'quotes', 'related', 'copies')
    chosen = o.only.split(',') if o.only else parts
    with tempfile.TemporaryDirectory() as tmp:
        if o.keep: os.makedirs(o.keep, exist_ok=True)
        q = Quality(os.path.abspath(o.program), o.keep or tmp)
        for part in chosen: getattr(q, part)()
    bad = 0
    print('%-62s %9s %9s' % ('measure', 'value', 'floor'))
    for measure, value in q.rows:
        floor = floors.pop(measure, None)
        low = floor is not None and value < floor - 1e-9
        bad += low
        print('%-62s %9.3f %9s%s' % (measure, value, '' if floor is None else '%.3f' % floor, '  BELOW' if low else ''))
    if not o.only:
        for measure in floors: print('%-62s %9s %9.3f  NOT MEASURED' % (measure, '-', floors[measure])); bad += 1
    print('%d below their floor' % bad)
    return 1 if bad else 0


if __name__ == '__main__':
    sys.exit(main())
