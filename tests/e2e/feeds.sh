#!/bin/sh
# The subcommands about feeds from end to end, against a newsroom on this machine: import, poll, feeds, add, remove, export; what is
# asked a second time; a poll that is killed; servers that hang. Skipped without Python.
set -u
top=${top_srcdir:-.} build=${top_builddir:-.}
quotidian=$build/quotidian
python=$(command -v python3) && [ -x "$quotidian" ] || exit 77
dir=$(mktemp -d "${TMPDIR:-/tmp}/quotidian-e2e.XXXXXX") || exit 99
server=
# Ends only what was started here.
finish() {
	[ -n "$server" ] && kill "$server" 2>/dev/null && wait "$server" 2>/dev/null
	rm -rf "$dir"
}
trap finish EXIT
trap 'exit 99' INT TERM HUP
for name in http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY; do unset $name; done
export XDG_CONFIG_HOME="$dir/config" XDG_DATA_HOME="$dir/data" XDG_STATE_HOME="$dir/state"

"$python" "$top/tests/e2e/newsroom.py" "$dir/port" "$dir/log" &
server=$!
tries=0
until [ -s "$dir/port" ]; do
	tries=$((tries + 1))
	[ $tries -lt 300 ] && kill -0 "$server" || { echo 'the newsroom does not start'; exit 99; }
	sleep 0.1
done
site=http://127.0.0.1:$(cat "$dir/port")

bad=0
say() {
	echo "not ok: $1"
	echo '--- output:'
	cat "$dir/out" "$dir/err"
	bad=1
}
# run EXPECTED-STATUS ARGUMENTS...
run() {
	want=$1
	shift
	"$quotidian" "$@" >"$dir/out" 2>"$dir/err" </dev/null
	got=$?
	[ $got -eq "$want" ] || say "quotidian $* gave $got, not $want"
	if LC_ALL=C grep -q "$(printf '\033')" "$dir/out" "$dir/err"; then say "an escape character came out of quotidian $*"; fi
}
has() { grep -q -e "$1" "$dir/out" "$dir/err" || say "\"$1\" is missing"; }
hits() { grep -c -e "$1" "$dir/log"; }

run 1 poll
has 'no feeds are subscribed'
run 0 import --dry-run "$site/opml"
[ "$(wc -l <"$dir/out")" -eq 12 ] || say 'the dry run does not show 12 feeds'
[ ! -e "$XDG_CONFIG_HOME/quotidian/feeds" ] || say 'the dry run wrote'
run 0 import "$site/opml"
has '12 added'
run 0 import "$site/opml"
has '0 added, 12 there already'
run 0 poll --all
has '12 feeds, 60 new stories in'
run 0 search --limit=60 story
[ "$(grep -c 'story 1$' "$dir/out")" -eq 12 ] || say 'what a poll brought is not found'
run 0 actors
has 'not all stories are annotated yet'
run 0 poll --all
has '12 feeds, 0 new stories, 12 not modified'
[ "$(hits '^200 /f/')" -eq 12 ] && [ "$(hits '^304 /f/')" -eq 12 ] || say 'the second poll was not answered 304 throughout'
run 0 poll
has 'Nothing is due before'
run 0 poll --format=json "$site/f/3.xml"
has '"status":304'
has '"feeds":1,"new":0'
run 0 feeds --format=json
has '"per_week":[0-9]'
[ "$(grep -c '"total":5' "$dir/out")" -eq 12 ] || say 'feeds does not count 5 stories in each of 12'
run 0 feeds
has 'Paper 7 '

run 0 add "$site/page"
has 'names 2 feeds; the first is taken'
has "added $site/f/100.xml"
run 0 add --all --tags=local "$site/page"
has "added $site/f/101.xml"
run 0 add "$site/plain"
has "added $site/atom.xml  Plain paper"
[ "$(hits '^404 /rss.xml')" -eq 1 ] && [ "$(hits ' /feed.xml')" -eq 0 ] || say 'the usual addresses are not tried one after the other'
run 0 remove "$site/atom.xml"
run 1 add "$site/nothing-here"
has '404'
run 0 add "$site/evil.xml"
run 0 poll "$site/evil.xml"
has 'Evil'
run 0 remove "$site/evil.xml"
run 1 remove "$site/evil.xml"
has 'there is no feed'
run 0 export
has 'xmlUrl='
run 0 export --format=urls
has "$site/f/101.xml \"local\""
cp "$dir/out" "$dir/urls"
rm "$XDG_CONFIG_HOME/quotidian/feeds"
run 0 import "$dir/urls"
has '14 added'
run 2 poll --nonsense

# Servers that hang delay nobody; the poll is interrupted, and what came is there.
printf '%s/hang\n%s/f/200.xml\n' "$site" "$site" >"$XDG_CONFIG_HOME/quotidian/feeds"
"$quotidian" poll --all >"$dir/out" 2>"$dir/err" </dev/null &
poll=$!
tries=0
until grep -q '5 new' "$dir/out" || [ $tries -gt 300 ]; do
	tries=$((tries + 1))
	sleep 0.1
done
kill -INT $poll
wait $poll
has 'Paper 200: 5 new'
has 'interrupted; what was fetched is stored'

# Killed in the middle: the archive opens, and no feed has validators without its stories.
rm -f "$XDG_CONFIG_HOME/quotidian/feeds"
run 0 import "$site/slow.opml"
has '60 added'
"$quotidian" poll --all >"$dir/out" 2>"$dir/err" </dev/null &
poll=$!
tries=0
until [ "$(hits '^200 /slow/')" -ge 20 ] || [ $tries -gt 300 ]; do
	tries=$((tries + 1))
	sleep 0.05
done
kill -KILL $poll
wait $poll 2>/dev/null
run 0 feeds --format=json
[ "$(grep -c '"total":5' "$dir/out")" -lt 60 ] || echo 'note: the poll was over before it was killed'
run 0 poll --all
run 0 feeds --format=json
[ "$(grep -c '"total":5' "$dir/out")" -eq 60 ] || say 'stories are missing after a poll that was killed'
exit $bad
