#!/bin/sh
# The subcommands about feeds from end to end, against a newsroom on this machine: import, poll, feeds, add, remove, export; what is
# asked a second time; a poll that is killed; servers that hang. Skipped without Python.
top=${top_srcdir:-.}
. "$top/tests/e2e/common.sh"
newsroom "$dir/log"

run 1 poll
has 'no feeds are subscribed'
for format in opml urls; do
	run 0 export --format=$format
	has 'no feeds are subscribed; `quotidian add URL`'
done
run 0 import --dry-run "$site/opml"
[ "$(wc -l <"$dir/out")" -eq 12 ] || say 'the dry run does not show 12 feeds'
[ ! -e "$feeds" ] || say 'the dry run wrote'
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
run 0 list actor:quell
has 'no stories; not all stories are annotated yet'
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

run 1 add "$site/page"
has 'names 2 feeds; add one by its address, or all with --all:'
has "  1  $site/f/100.xml  All"
run 0 add --all --tags=local "$site/page"
has "added $site/f/100.xml  Paper 100"
has "added $site/f/101.xml"
run 1 add "$site/odd"
has "the page names $site/page, but that is an HTML page"
run 0 add "$site/c/port"
has "added $site/c/port.rss  Port room"
run 0 remove "$site/c/port.rss"
run 0 add "$site/plain"
has "added $site/atom.xml  Plain paper"
[ "$(hits '^404 /rss.xml')" -eq 1 ] && [ "$(hits ' /feed.xml')" -eq 0 ] || say 'the usual addresses are not tried one after the other'
run 0 remove "$site/atom.xml"
run 1 add "$site/opml"
has 'is a list of subscriptions, not a feed'
run 0 add "$site/trap"
has 'http://127.0.0.2/admin is in a private network, and left out'
if grep -e 127.0.0.2 -e 169.254 "$feeds"; then say 'a page had its reader subscribe to a private network'; fi
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
has "$site/f/101.xml local"
cp "$dir/out" "$dir/urls"
rm "$feeds"
run 0 import "$dir/urls"
has '14 added'
run 2 poll --nonsense
cp "$feeds" "$dir/kept"
run 0 add --dry-run "$site/page"
has "$site/f/101.xml	Comments"
cmp -s "$feeds" "$dir/kept" || say 'a dry run added'

# In the reader, too, a page is not a feed.
echo "$site/f/1.xml" >"$feeds"
"$python" "$top/tests/e2e/add_page.py" "$quotidian" "$dir/reader" "$site" >"$dir/out" 2>"$dir/err" </dev/null || say 'the reader does not add what a page names'
printf '%s\n' "$site/f/1.xml" "$site/f/101.xml local" "$site/atom.xml" "$site/f/7.xml" >"$dir/wanted"
cmp -s "$feeds" "$dir/wanted" || { cp "$feeds" "$dir/out"; say 'the reader added something else'; }
cp "$dir/kept" "$feeds"

# Every coding that is offered is read; what breaks off in one is kept as far as it goes, and asked for again without validators.
for name in br zstd br-cut zstd-cut; do echo "$site/coded/$name.xml"; done >"$feeds"
run 0 poll --all
has 'Coded br: 5 new'
has 'Coded zstd: 5 new'
[ "$(grep -c 'failed: .*breaks off' "$dir/out")" -eq 2 ] || say 'codings that break off are not told of'
run 0 feeds --format=json
[ "$(grep -c '"total":[34]' "$dir/out")" -eq 2 ] || say 'the stories before the break are not there'
run 0 poll --all
[ "$(hits '^200 /coded/br-cut')" -eq 2 ] && [ "$(hits '^200 /coded/zstd-cut')" -eq 2 ] || say 'validators of an answer that broke off were kept'
[ "$(hits '^304 /coded/br')" -eq 1 ] && [ "$(hits '^304 /coded/zstd')" -eq 1 ] || say 'validators of a whole answer were not kept'

# Servers that hang delay nobody; the poll is interrupted, and what came is there.
printf '%s/hang\n%s/f/200.xml\n' "$site" "$site" >"$feeds"
"$quotidian" poll --all >"$dir/out" 2>"$dir/err" </dev/null &
poll=$!
until_true 30 grep -q '5 new' "$dir/out"
kill -INT $poll
wait $poll
has 'Paper 200: 5 new'
has 'interrupted; what was fetched is stored'

# Killed in the middle: the archive opens, and no feed has validators without its stories.
rm -f "$feeds"
run 0 import "$site/slow.opml"
has '60 added'
"$quotidian" poll --all >"$dir/out" 2>"$dir/err" </dev/null &
poll=$!
came() { [ "$(hits '^200 /slow/')" -ge 20 ]; }
until_true 30 came
kill -KILL $poll
wait $poll 2>/dev/null
run 0 feeds --format=json
[ "$(grep -c '"total":5' "$dir/out")" -lt 60 ] || echo 'note: the poll was over before it was killed'
run 0 poll --all
run 0 feeds --format=json
[ "$(grep -c '"total":5' "$dir/out")" -eq 60 ] || say 'stories are missing after a poll that was killed'
exit $bad
