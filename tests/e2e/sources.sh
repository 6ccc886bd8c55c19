#!/bin/sh
# One story from three papers from end to end: stored once, with all its sources, in the list and the counts of each, and it stays when
# the paper that had it first goes. Skipped without Python.
top=${top_srcdir:-.}
. "$top/tests/e2e/common.sh"
newsroom "$dir/log"

mkdir -p "$config"
printf '%s/wire/%s.xml papers\n' "$site" north "$site" south "$site" west >"$feeds"
run 0 poll
has '3 feeds, 4 new stories'
run 0 poll --all
has '3 feeds, 0 new stories'
run 0 list --format=json
[ "$(grep -c . "$dir/out")" -eq 4 ] || say 'All does not show the story once'
[ "$(grep -c 'Lock closed' "$dir/out")" -eq 1 ] || say 'the story is doubled'
grep 'Lock closed' "$dir/out" | grep -q '"sources":\["[A-Z][a-z]*","[A-Z][a-z]*","[A-Z][a-z]*"\]' || say 'not all sources are named'
grep 'Only in west' "$dir/out" | grep -q '"sources":\["West"\]' || say 'a story of one paper has one source'
run 0 list
has 'Lock closed'
[ "$(grep -c 'North' "$dir/out")" -eq 2 ] && [ "$(grep -c 'South' "$dir/out")" -eq 2 ] || say 'the list does not name the papers'
for paper in North South West; do
	run 0 list --feed=$paper --format=tsv
	[ "$(grep -c . "$dir/out")" -eq 2 ] || say "$paper does not have its two stories"
	has 'Lock closed'
done
run 0 list --tag=papers --format=tsv
[ "$(grep -c . "$dir/out")" -eq 4 ] || say 'the tag does not show the story once'
run 0 search --format=tsv title:lock
[ "$(grep -c . "$dir/out")" -eq 1 ] || say 'the search does not find the story once'
run 0 feeds --format=json
[ "$(grep -c '"unread":2,"total":2' "$dir/out")" -eq 3 ] || say 'the counts of the papers are wrong'
run 0 export --format=urls
[ "$(grep -c /wire/ "$dir/out")" -eq 3 ] || say 'the export lacks a paper'
for paper in north south; do
	run 0 remove "$site/wire/$paper.xml"
	run 0 poll
	run 0 list --format=json
	[ "$(grep -c 'Lock closed' "$dir/out")" -eq 1 ] || say "the story went with $paper"
done
grep 'Lock closed' "$dir/out" | grep -q '"sources":\["West"\]' || say 'a paper that is gone is named'
run 0 poll --all
has '1 feed, 0 new stories'
run 0 doctor
exit $bad
