#!/bin/sh
# --demo shows its newsroom without network, home or leftovers; the first start writes the default subscriptions.
. "$top_srcdir/tests/cmd/common.sh"
QUOTIDIAN_DATADIR=$top_srcdir/data
TMPDIR=$work/tmp
export QUOTIDIAN_DATADIR TMPDIR
mkdir "$work/tmp" "$work/home"
nothing_left() {
	[ -z "$(ls -A "$work/tmp")" ] || fail "$1 leaves something behind: $(ls "$work/tmp")"
	[ -z "$(ls -A "$work/home")" ] || fail "$1 leaves something in the home folder"
}

"$quotidian" --demo </dev/null >"$work/out" 2>"$work/err" || fail "the demo's headlines: exit $?"
[ "$(wc -l <"$work/out")" -ge 12 ] || fail "fewer than 12 stories in the demo"
grep -q "Parliament passes budget" "$work/out" || fail "a story is missing"
[ ! -s "$work/err" ] || fail "messages from the demo"
nothing_left "the demo"

"$quotidian" --demo doctor >"$work/out" 2>"$work/err"
grep -q "archive .*integrity: ok" "$work/out" || fail "doctor does not see the demo's archive"
nothing_left "doctor"

# Without a home, and without a place for settings.
(unset HOME && "$quotidian" --demo </dev/null >"$work/out" 2>"$work/err") || fail "the demo needs a home: $(cat "$work/err")"
[ "$(wc -l <"$work/out")" -ge 12 ] || fail "fewer than 12 stories without a home"
nothing_left "the demo without a home"

# Ended by a signal at whatever moment.
for signal in TERM INT HUP; do
	for wait in 0.02 0.05 0.15; do
		"$quotidian" --demo doctor </dev/null >"$work/out" 2>"$work/err" &
		pid=$!
		sleep $wait
		kill -s $signal $pid 2>/dev/null
		wait $pid
		nothing_left "SIG$signal after $wait s"
	done
done

# A home that cannot be written is said.
if [ "$(id -u)" != 0 ]; then
	chmod 500 "$work/home"
	"$quotidian" </dev/null >"$work/out" 2>"$work/err" && fail "a home that cannot be written is no failure"
	grep -q "cannot be" "$work/err" || fail "no message about the home"
	chmod 700 "$work/home"
fi

# The first start: subscriptions are there afterwards, and what stands there already stays. No network is needed to see it: no feed is due
# in an empty list.
mkdir -p "$work/home/.config/quotidian"
printf '# mine\n' >"$work/home/.config/quotidian/feeds"
"$quotidian" </dev/null >"$work/out" 2>"$work/err" || fail "an empty list of feeds: exit $?"
[ "$(cat "$work/home/.config/quotidian/feeds")" = "# mine" ] || fail "the subscriptions were changed"

# Language data that cannot be used leaves texts without actors and quotes, which is told.
mkdir "$work/data"
cp -R "$top_srcdir/data/demo" "$work/data/"
echo damaged >"$work/data/names.bin"
(QUOTIDIAN_DATADIR=$work/data && "$quotidian" --demo </dev/null >"$work/out" 2>"$work/err") || fail "the demo without language data: exit $?"
grep -q "no highlights: names.bin: cut short, or no language data; install" "$work/err" || fail "no word of missing language data"

[ $failures -eq 0 ] || echo "$failures failed"
exit $((failures > 0))
