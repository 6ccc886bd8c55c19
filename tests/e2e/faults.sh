#!/bin/sh
# Faults: polls that are killed at random moments (8; QUOTIDIAN_KILLS in the environment says how many), a disk that is full, a limit on
# the size of files, several polls at once.
top=${top_srcdir:-.}
. "$top/tests/e2e/common.sh"
newsroom "$dir/log"

run 0 import "$site/live.opml"
"$python" "$top/tests/e2e/kill.py" "$quotidian" 40 "${QUOTIDIAN_KILLS:-8}" >"$dir/out" 2>"$dir/err" || say 'a poll that was killed left faults behind'
head -n 1 "$dir/out"

# Three polls at once: each feed is fetched by one of them, and nobody who reads has to wait for them.
rm -rf "$XDG_DATA_HOME"
run 0 feeds
: >"$dir/log"
polls=
for n in 1 2 3; do
	"$quotidian" poll >"$dir/poll$n" 2>&1 </dev/null &
	polls="$polls $!"
done
some() { [ "$(hits '^200 /live/')" -ge 10 ]; }
until_true 30 some
run 0 list
for pid in $polls; do
	wait "$pid" || say "one of three polls at once failed"
done
cat "$dir"/poll[123] >"$dir/out"
[ "$(hits '^200 /live/')" -eq 40 ] && [ "$(grep -c ': 5 new$' "$dir/out")" -eq 40 ] || say 'three polls at once did not fetch each feed once'

# Feeds that move for good: the file of subscriptions is written before the archive, which a kill between the two must not part.
rm -rf "$XDG_DATA_HOME"
cp "$feeds" "$dir/live-feeds"
for n in $(seq 40); do echo "$site/go/$n.xml tag$n"; done >"$feeds"
run 0 poll --all
has '40 feeds, 200 new stories'
"$quotidian" list --limit=1000 --format=json | sed 's/"url".*//' >"$dir/before"
"$python" -c 'import sys, urllib.request; urllib.request.urlopen(sys.argv[1])' "$site/go-now"
for k in 1 2 3 4 5; do
	moves=$(grep -c 'moved for good' "$feeds")
	"$quotidian" poll --all >/dev/null 2>&1 </dev/null &
	poll=$!
	more_moves() { [ "$(grep -c 'moved for good' "$feeds")" -gt "$moves" ]; }
	until_true 30 more_moves || say 'a permanent redirect does not rewrite the subscription'
	kill -KILL $poll
	wait $poll 2>/dev/null
done
run 0 poll --all
[ "$(grep -c "^$site/f/.* tag" "$feeds")" -eq 40 ] || say 'feeds that moved are missing in the subscriptions'
"$quotidian" list --limit=1000 --format=json | sed 's/"url".*//' >"$dir/after"
cmp -s "$dir/before" "$dir/after" || say 'stories of a feed that moved are not the same after a kill'
run 0 feeds --format=json
[ "$(grep -c '"total":5,.*"moved_from":"http' "$dir/out")" -eq 40 ] || say 'the feeds that moved are not the ones that were there'
run 0 feeds
has "it was at $site/go/40.xml, and moved for good"
cp "$dir/live-feeds" "$feeds"

# No room: the poll says so and stops, what was stored is there to be read, and with room again it goes on.
(ulimit -f 128 && run 1 poll --all && has 'the disk does not take what is written' && exit $bad) || bad=1
run 0 list --limit=1000
[ "$(wc -l <"$dir/out")" -ge 200 ] || say 'stories are lost after a poll without room'
run 0 poll --all
has '40 feeds, 200 new stories'
mkdir "$dir/disk"
if unshare -rm true 2>/dev/null; then
	# shellcheck disable=SC2016
	unshare -rm sh -c 'mount -t tmpfs -o size=16m tmpfs "$1/disk" || exit 77
		"$2" --data "$1/disk" poll --all || echo "the first poll failed"
		dd if=/dev/zero of="$1/disk/filler" bs=1k 2>/dev/null
		"$2" --data "$1/disk" poll --all 2>"$1/told"; [ $? -eq 1 ] || echo "a poll on a full disk did not fail"
		cat "$1/told" >&2; [ "$(wc -l <"$1/told")" -eq 1 ] || echo "a full disk is told of twice"
		"$2" --data "$1/disk" list --limit=1000 >"$1/listed" || echo "nothing can be read on a full disk"
		"$3" "$4" "$2" "$1/disk" || echo "the reader does not live with a full disk"
		rm -f "$1/disk/filler"
		"$2" --data "$1/disk" poll --all || echo "polling does not go on when there is room"
		' sh "$dir" "$quotidian" "$python" "$top/tests/e2e/full_disk.py" >"$dir/out" 2>"$dir/err" </dev/null
	case $? in
	77) ;;
	*)
		has 'no space left; make room on that disk and go on'
		grep -e 'did not fail' -e 'nothing can' -e 'does not go on' -e 'first poll failed' -e 'told of twice' -e 'the reader does' "$dir/out" && say 'a full disk is not lived with'
		[ "$(wc -l <"$dir/listed")" -ge 200 ] || say 'stories are missing on a full disk'
		;;
	esac
fi
exit $bad
