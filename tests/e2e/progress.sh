#!/bin/sh
# The progress of a poll: a bar on a terminal, wide and narrow, and what ^C leaves; a line a feed elsewhere; JSON for scripts.
top=${top_srcdir:-.}
. "$top/tests/e2e/common.sh"
newsroom "$dir/log"

mkdir -p "$config"
i=0
while [ $i -lt 60 ]; do
	echo "$site/live/$i.xml"
	i=$((i + 1))
done >"$feeds"
echo "$site/nothing" >>"$feeds"
on_terminal() { "$python" "$top/tests/e2e/progress.py" "$quotidian" "$@" >"$dir/out" 2>"$dir/err" || say "a terminal of $1 columns is not served"; }

on_terminal 80
has '^bar: [0-9]*/61 ▰*▱*  [0-9]*/s  [0-9]*:[0-9][0-9] left  [0-9]* new'
has '^61 feeds, 300 new stories, 1 failed in [0-9]*:[0-9][0-9]'
has "^$site/nothing\$"
has '^    .*there is nothing at this address (404); it may have moved$'
on_terminal 40
has '^bar: [0-9]*/61 ▰*▱*  [0-9]*/s  [0-9]*:[0-9][0-9] left'
on_terminal 40 stop
has 'interrupted; what was fetched is stored'
if grep -q '61 feeds' "$dir/out"; then say '^C did not stop the poll'; fi

on_terminal 80 watch
has '^bar: [0-9]*/61 ▰*▱* '
has '^[-0-9]* [0-9:]*  61 feeds, 300 new stories, 1 failed in [0-9]*:[0-9][0-9]'
has "^$site/nothing\$"
if grep -q -e interrupted -e '\^C' "$dir/out"; then say '^C between two rounds interrupts nothing'; fi

run 0 poll --all
[ "$(grep -c ': 5 new$' "$dir/out")" -eq 60 ] || say 'there is no line for each feed'
has 'failed: .*(404)'
run 0 poll --all --format=json
"$python" -c 'import json, sys
rows = [json.loads(line) for line in sys.stdin]
feeds = [r for r in rows if "feed" in r]
assert len(feeds) == 61 and sum(r["new"] for r in feeds) == 300, rows
assert [r["status"] for r in feeds if r["error"]] == [404], rows
assert rows[-1]["feeds"] == 61 and rows[-1]["new"] == 300 and rows[-1]["failed"] == 1, rows[-1]
' <"$dir/out" 2>"$dir/err" || say 'the JSON does not say what happened'
exit $bad
