#!/bin/sh
# quotidian read on articles of several pages, in other forms, and on pages without one, against a site on this machine. Skipped
# without Python.
top=${top_srcdir:-.}
. "$top/tests/e2e/common.sh"
newsroom "$dir/log" pages.py

# article PATH: reads it as JSON
article() {
	what=$1
	: >"$dir/log"
	run 0 read --no-annotate --format=json "$site$what"
}
hasnt() { grep -q -e "$1" "$dir/out" "$dir/err" && say "$what: \"$1\" is there"; }
count() { [ "$(grep -o -e "$2" "$dir/out" | wc -l)" -eq "$1" ] || say "$what: \"$2\" is not there $1 times"; }
asked() { [ "$(wc -l <"$dir/log")" -eq "$1" ] || say "$what: not $1 requests"; }

article /harbour/
asked 3
count 12 'Mara Lindqvist'
has 'On page 3'
count 1 'by Friday evening two of them'
hasnt '"warning"'
has '"title":"Who looks after the harbour"'

article '/lights'
asked 3
count 8 'Mara Lindqvist'
has 'page 3 of the article could not be fetched'

article /long/
asked 10
has 'On page 10'
hasnt 'On page 11'
has 'more than 10 pages'

article /single
asked 1
article /news/
asked 1
has 'list of stories'
article /moved
asked 2
hasnt 'On page 2'

article /whole
asked 2
count 12 'Mara Lindqvist'

article /shell
asked 2
count 6 'Mara Lindqvist'
hasnt 'Loading the story'
article /printed
asked 2
count 6 'Mara Lindqvist'

article /login
has 'asks to log in'
article /gone
has 'says that the page is not there'
article /consent
has 'asks for consent'

# What is no page on the network names no other pages.
what='standard input'
: >"$dir/log"
"$python" - "$site" <<'PAGE' | "$quotidian" read --no-annotate --url="$site/harbour/" - >"$dir/out" 2>"$dir/err" || say 'standard input is not read'
import sys, urllib.request
sys.stdout.write(urllib.request.urlopen(sys.argv[1] + '/harbour/').read().decode())
PAGE
asked 1
count 4 'Mara'
exit $bad
