#!/bin/sh
# A poll that stays: it tells of each round, asks again what falls due, and leaves when it is told to, with nothing behind.
top=${top_srcdir:-.}
. "$top/tests/e2e/common.sh"
newsroom "$dir/log"
mkdir -p "$config"
printf '%s\n' "$site/live/1.xml" "$site/live/2.xml" "$site/nothing" >"$feeds"

# watch SIGNAL ARGUMENTS...: polls, lets all fall due again, and ends it once that has been told. No process stays.
watch() {
	signal=$1
	shift
	"$quotidian" poll --watch "$@" >"$dir/out" 2>"$dir/err" </dev/null &
	watching=$!
	servers="$servers $watching"
	until_true 60 rounds 1 || say "poll --watch $* tells of no round"
	workers=$(ps -o pid= --ppid $watching 2>/dev/null)
	"$python" -c 'import sqlite3, sys
with sqlite3.connect(sys.argv[1], timeout=60) as db:
    db.execute("update feed set next_due = 1")' "$dir/data/quotidian/quotidian.db" || say 'the archive cannot be changed'
	until_true 90 rounds 2 || say "poll --watch $* does not poll again"
	kill -"$signal" $watching
	wait $watching
	got=$?
	[ $got -eq 0 ] || say "poll --watch $* gave $got at the signal $signal"
	for pid in $workers; do
		if kill -0 "$pid" 2>/dev/null; then say "poll --watch $* left a worker"; fi
	done
}
rounds() { [ "$(grep -c -e ' new stories' -e '"feeds":' "$dir/out")" -ge "$1" ]; }

watch TERM
[ "$(grep -c ': 5 new$' "$dir/out")" -eq 4 ] || say 'there is no line for each feed'
[ "$(grep -c '^[-0-9]* [0-9:]*  3 feeds, 10 new stories, 1 failed in [0-9]*:[0-9][0-9]$' "$dir/out")" -eq 2 ] || say 'a round is not told of'
if grep -q interrupted "$dir/out" "$dir/err"; then say 'nothing was interrupted'; fi

watch INT --all --format=json
"$python" -c 'import json, sys
rows = [json.loads(line) for line in sys.stdin]
rounds = [r for r in rows if "feeds" in r]
assert len(rounds) == 2 and len(rows) == 8, rows
assert all(r["feeds"] == 3 and r["failed"] == 1 and r["new"] == 10 for r in rounds), rounds
' <"$dir/out" 2>"$dir/err" || say 'the JSON does not say what happened'

# Nobody reads any more: so it ends.
"$quotidian" poll --watch --all 2>"$dir/err" | head -n 1 >"$dir/out"
[ -s "$dir/out" ] || say 'nothing came'
exit $bad
