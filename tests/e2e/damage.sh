#!/bin/sh
# A damaged archive: every command that needs what cannot be read says what to do, none ends by a signal or changes what cannot be read, and
# `doctor --recover` saves the rest and keeps the damaged file. The reader and a poll say it too. A log of SQLite that is garbage is passed over.
top=${top_srcdir:-.}
. "$top/tests/e2e/common.sh"
mkdir -p "$dir/sound" "$config"
: >"$feeds"
"$python" - >"$dir/stories.jsonl" <<'P'
import json, random
pick = random.Random(4)
word = lambda: ''.join(pick.choice(['ba', 'de', 'fo', 'gu', 'ka', 'le', 'mi', 'no', 'pa', 'ru']) for _ in range(pick.randint(2, 4)))
for i in range(3000):
    print(json.dumps({'id': 's%d' % i, 'title': 'The ferry to Eastmoor, part %d' % i, 'source': 'Courier', 'published': '2024-02-%02dT%02d:%02d:00Z' % (1 + i // 600, i // 60 % 10, i % 60),
                      'text': 'The council talked about ferry number %d. ' % i + ' '.join(word() for _ in range(60))}))
P
"$quotidian" --data "$dir/sound" import --stories "$dir/stories.jsonl" >/dev/null 2>&1 || say 'no archive could be made'
"$python" - "$dir" <<'P'
import os, sqlite3, sys
place, page = sys.argv[1], 16384
data = open(place + '/sound/quotidian.db', 'rb').read()
middle = len(data) // page // 3
kinds = {'cut': data[:len(data) // 2], 'cut-in-a-page': data[:len(data) // 2 + 777], 'head': b'no database here' + data[16:], 'text': b'not at all\n' * 5000,
         'schema': data[:page] + bytes(3 * page) + data[4 * page:], 'zeroed': data[:middle * page] + bytes(middle * page) + data[2 * middle * page:],
         'log': data}
# the page from which all stories are found, and those of the older half
db = sqlite3.connect(place + '/sound/quotidian.db')
root = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'item'").fetchone()[0] - 1
tree = data[root * page:(root + 1) * page]
cell = lambda i: int.from_bytes(tree[12 + 2 * i:14 + 2 * i], 'big')
children = [int.from_bytes(tree[cell(i):cell(i) + 4], 'big') - 1 for i in range(int.from_bytes(tree[3:5], 'big'))]
assert tree[0] == 5 and len(children) > 10
kinds['bare'] = data[:root * page] + bytes(page) + data[(root + 1) * page:]
torn = bytearray(data)
for p in children[:len(children) // 2]:
    torn[p * page:(p + 1) * page] = bytes(page)
kinds['torn'] = bytes(torn)
for name, left in kinds.items():
    os.mkdir('%s/%s' % (place, name))
    open('%s/%s/quotidian.db' % (place, name), 'wb').write(left)
open(place + '/log/quotidian.db-wal', 'wb').write(bytes(i * 7 % 256 for i in range(150000)))
P
# tries KIND MESSAGE: each command fails with the message, or does without what is damaged; `doctor` always fails.
tries() {
	before=$(cksum <"$dir/$1/quotidian.db")
	for what in list 'search ferry' poll 'related 5' 'clusters' doctor; do
		"$quotidian" --data "$dir/$1" $what >"$dir/out" 2>"$dir/err"
		code=$?
		[ $code -lt 2 ] || say "$1: $what ended with $code"
		[ $code -eq 0 ] && [ "$what" = doctor ] && say "$1: doctor finds nothing"
		[ $code -eq 0 ] || grep -q "$2" "$dir/err" "$dir/out" || say "$1: $what does not say what to do"
		[ -z "$(sort "$dir/err" | uniq -d)" ] || say "$1: $what says it twice"
	done
	[ "$before" = "$(cksum <"$dir/$1/quotidian.db")" ] || say "$1: the damaged file was changed"
}
for kind in cut cut-in-a-page schema zeroed bare torn; do
	tries $kind 'doctor --recover'
done
for kind in head text; do
	tries $kind 'is not a store of Quotidian'
done
"$quotidian" --data "$dir/cut" poll >"$dir/out" 2>"$dir/err" && say 'a poll passes over an archive that is cut off'
grep -q "^quotidian: $dir/cut/quotidian.db: the store is damaged.*doctor --recover" "$dir/err" || say 'a poll does not say which archive is damaged'
"$python" "$top/tests/e2e/damaged_reader.py" "$quotidian" "$dir/cut" "$dir/bare" "$dir/torn" >"$dir/out" 2>"$dir/err" || say 'the reader of a damaged archive'
for kind in cut zeroed bare torn; do
	"$quotidian" --data "$dir/$kind" doctor --recover >"$dir/out" 2>"$dir/err" || say "$kind: nothing could be saved"
	ls "$dir/$kind" | grep -q damaged || say "$kind: the damaged file is gone"
	"$quotidian" --data "$dir/$kind" list >"$dir/out" 2>"$dir/err" || say "$kind: what was saved cannot be listed"
	"$quotidian" --data "$dir/$kind" clusters >"$dir/out" 2>"$dir/err" || say "$kind: no groups"
	grep -q 'not all stories are compared yet' "$dir/err" || say "$kind: groups are not made again"
done
"$quotidian" --data "$dir/log" export --stories >"$dir/out" 2>"$dir/err" || say 'a log of garbage is not passed over'
[ "$(grep -c '"id"' "$dir/out")" -eq 3000 ] || say 'a log of garbage takes stories away'
exit $bad
