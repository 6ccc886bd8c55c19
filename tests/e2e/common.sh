# common.sh - what the end-to-end tests share: a place of their own, a newsroom on this machine, running the program and looking at what it says.
# Read in by them with $top set. Skipped without Python.
set -u
build=${top_builddir:-.}
quotidian=$build/quotidian
python=$(command -v python3) && [ -x "$quotidian" ] || exit 77
dir=$(mktemp -d "${TMPDIR:-/tmp}/quotidian-e2e.XXXXXX") || exit 99
servers=
# Ends only what was started here.
finish() {
	for pid in $servers; do
		kill "$pid" 2>/dev/null && wait "$pid" 2>/dev/null
	done
	rm -rf "$dir"
}
trap finish EXIT
trap 'exit 99' INT TERM HUP
for name in http_proxy https_proxy HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY SSL_CERT_FILE SSL_CERT_DIR CURL_CA_BUNDLE; do unset $name; done
export PYTHONDONTWRITEBYTECODE=1
export XDG_CONFIG_HOME="$dir/config" XDG_DATA_HOME="$dir/data" XDG_STATE_HOME="$dir/state"
config=$XDG_CONFIG_HOME/quotidian
feeds=$config/feeds

# until_true SECONDS COMMAND...: waits until it succeeds.
until_true() {
	tries=$(($1 * 20))
	shift
	until "$@"; do
		tries=$((tries - 1))
		[ $tries -gt 0 ] || return 1
		sleep 0.05
	done
}
# newsroom LOG [SCRIPT]: starts one, sets $site to its address.
newsroom() {
	rm -f "$dir/port"
	"$python" "$top/tests/e2e/${2:-newsroom.py}" "$dir/port" "$1" &
	servers="$servers $!"
	until_true 30 test -s "$dir/port" || { echo 'the newsroom does not start'; exit 99; }
	site=http://127.0.0.1:$(cat "$dir/port")
}

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
