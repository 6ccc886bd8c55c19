#!/bin/sh
# A damaged archive: every command that needs what cannot be read says what to do, none ends by a signal or changes what cannot be read, and
# `doctor --recover` saves the rest and keeps the damaged file. A log of SQLite that is garbage is passed over.
top=${top_srcdir:-.}
. "$top/tests/e2e/common.sh"
mkdir -p "$dir/sound" "$config"
: >"$feeds"
"$python" - >"$dir/stories.jsonl" <<'P'
import json
for i in range(300):
    print(json.dumps({'id': 's%d' % i, 'title': 'The ferry to Eastmoor, part %d' % i, 'source': 'Courier', 'published': '2024-02-01T10:%02d:00Z' % (i % 60),
                      'text': 'The council talked about ferry number %d. ' % i * 30}))
P
"$quotidian" --data "$dir/sound" import --stories "$dir/stories.jsonl" >/dev/null 2>&1 || say 'no archive could be made'
"$python" - "$dir" <<'P'
import os, sys
place, page = sys.argv[1], 16384
data = open(place + '/sound/quotidian.db', 'rb').read()
middle = len(data) // page // 3
kinds = {'cut': data[:len(data) // 2], 'cut-in-a-page': data[:len(data) // 2 + 777], 'head': b'no database here' + data[16:], 'text': b'not at all\n' * 5000,
         'schema': data[:page] + bytes(3 * page) + data[4 * page:], 'zeroed': data[:middle * page] + bytes(middle * page) + data[2 * middle * page:],
         'log': data}
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
	done
	[ "$before" = "$(cksum <"$dir/$1/quotidian.db")" ] || say "$1: the damaged file was changed"
}
for kind in cut cut-in-a-page schema zeroed; do
	tries $kind 'doctor --recover'
done
for kind in head text; do
	tries $kind 'is not a store of Quotidian'
done
for kind in cut zeroed; do
	"$quotidian" --data "$dir/$kind" doctor --recover >"$dir/out" 2>"$dir/err" || say "$kind: nothing could be saved"
	ls "$dir/$kind" | grep -q damaged || say "$kind: the damaged file is gone"
	"$quotidian" --data "$dir/$kind" list >"$dir/out" 2>"$dir/err" || say "$kind: what was saved cannot be listed"
done
"$quotidian" --data "$dir/log" export --stories >"$dir/out" 2>"$dir/err" || say 'a log of garbage is not passed over'
[ "$(grep -c '"id"' "$dir/out")" -eq 300 ] || say 'a log of garbage takes stories away'
exit $bad
