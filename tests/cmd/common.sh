# common.sh - what the tests of the commands share: a home of their own, running the program, and looking at what it says. Read in by them.
set -u
quotidian=$top_builddir/quotidian
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
HOME=$work/home
export HOME
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_STATE_HOME
failures=0
fail() {
	echo "FAILED: $*"
	sed 's/^/  out: /' "$work/out" | head -n 15
	sed 's/^/  err: /' "$work/err" | head -n 5
	failures=$((failures + 1))
}
# run STATUS ARGUMENT...: runs the program with standard input from $in and the archive in $archive (empty: in its home).
in=/dev/null
archive=
run() {
	want=$1
	shift
	"$quotidian" ${archive:+"--data=$archive"} "$@" <"$in" >"$work/out" 2>"$work/err"
	got=$?
	[ $got -eq "$want" ] || fail "quotidian $*: exit $got, not $want"
}
out() { grep -qF -- "$1" "$work/out" || fail "not in the output: $1"; }
err() { grep -qF -- "$1" "$work/err" || fail "not in the messages: $1"; }
