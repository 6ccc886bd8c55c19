#!/bin/sh
# Stories as scripts see them: import, list, search, related, actors, quotes, on an archive of three invented stories.
. "$top_srcdir/tests/cmd/common.sh"
QUOTIDIAN_DATADIR=$top_srcdir/data
export QUOTIDIAN_DATADIR
archive=$work/data
lines() { [ "$(wc -l <"$work/out")" -eq "$1" ] || fail "not $1 lines"; }

run 1 list
err "quotidian poll"
cat >"$work/stories" <<'END'
{"id":"f1","title":"Ferry line to close in spring","published":"2024-05-01T08:00:00Z","source":"Courier","text":"The ferry company will end its night line in April.\n\n\"We cannot go on like this,\" said Anna Lindqvist, the company's director. Anna Lindqvist has led the company for nine years."}
{"id":"f2","title":"Island mayor fights for the ferry","published":"2024-05-02T08:00:00Z","source":"Wire","text":"The mayor of the island, Peter Okafor, met Anna Lindqvist on Thursday.\n\n\"The island dies without it,\" Peter Okafor said after the meeting."}
{"id":"f3","title":"Orchestra on tour","published":"2024-05-02T09:00:00Z","source":"Wire","text":"The orchestra left for a tour of twelve towns on Thursday."}
broken
END
run 1 import "$work/stories"
err "--stories"
[ "$(wc -l <"$work/err")" -eq 1 ] || fail "more than one line says that a file is no list of feeds"
run 1 import --stories "$work/stories"
out "3 new"
err "line 4"
run 1 import --stories "$work/stories"
out "0 new, 0 changed, 3 known"

run 0 list --format=tsv
lines 3
head -n 1 "$work/out" | grep -q "Orchestra on tour" || fail "not newest first"
run 0 list --limit=1 --format=json
lines 1
out '"guid":"f3"'
run 0 list --feed=courier
out "Ferry line to close in spring"
out "Courier"
run 1 list --feed=nobody
err "quotidian feeds"
run 2 list --starred --tag=x
run 2 list --format=xml
run 0 search night ferries
out "Ferry line to close in spring"
run 2 search
run 0 search zeppelin
err "no stories"
run 0 related f1 --format=tsv
printf 'f1\tf2\t1\t' >"$work/want"
grep -qF "$(cat "$work/want")" "$work/out" || fail "f2 is not the first related to f1"
run 0 related f1
out "shares Anna Lindqvist"
run 0 related --all --format=tsv
out "$(printf 'f1\tf2\t1\t')"
out "$(printf 'f2\tf1\t1\t')"
run 0 related --all --by=actors --format=tsv
lines 2
run 2 related f1 --by=nothing
run 2 mark --read
run 2 mark ferries
run 2 mark --read --star ferries
run 2 mark --read ""
run 2 mark --read " "
run 1 mark --read is:blue
err "is no state"
run 0 mark --read --dry-run ferry
out "2 stories would be marked read"
run 0 mark --read ferry
out "2 stories marked read"
run 0 mark --read ferry
out "0 stories marked read"
run 0 list --unread --format=tsv
lines 1
run 0 mark --star ferry feed:wire
out "1 story starred"
run 0 list --starred --format=tsv
out "Island mayor"
run 0 mark --unstar is:starred
out "1 story unstarred"
run 0 mark --unread ferry or orchestra
out "2 stories marked unread"
run 2 clusters nothing
run 2 timeline
run 2 timeline f1 f2
run 1 timeline nothing-of-the-kind
run 2 related --all
run 1 related nothing-of-the-kind
run 0 actors lindq --format=tsv
out "Anna Lindqvist"
run 0 quotes okafor --format=tsv
out "The island dies without it"
run 0 quotes --format=json
out '"kind":"direct"'

# Sources are no subscriptions.
run 0 doctor
grep -q "feeds subscribed: 0" "$work/out" || fail "doctor counts sources as subscriptions"
grep -q "imported sources: 2" "$work/out" || fail "doctor does not count sources"

# What the user says of actors holds, and is taken back.
run 0 actors --format=json lindq
out '"roles":[{"role":"'
run 0 actors --merge "Peter Okafor" lindq
out "Anna Lindqvist, 2 stories"
run 0 actors okafor --format=tsv
out "Anna Lindqvist"
run 0 actors --rename lindq Anna of the Ferries
run 0 quotes ferries --format=tsv
out "The island dies without it"
run 0 actors --split ferries f2
out "split off as"
run 0 actors --undo
run 0 actors --undo
run 0 actors --undo
run 1 actors --undo
err "no choice"
run 0 actors --format=tsv
out "Peter Okafor"
run 1 actors --merge nobody lindq
run 2 actors --merge lindq
run 2 actors --merge --undo
run 0 quotes --format=json
if LC_ALL=C grep -q "$(printf '\033')" "$work/out"; then fail "an escape in the output"; fi

# What is exported comes in again as it was.
run 0 export --stories
lines 3
out '"id":"f1","title":"Ferry line to close in spring","text":"The ferry company'
cp "$work/out" "$work/exported"
gzip -c "$work/exported" >"$work/exported.gz"
"$quotidian" --data="$work/again" import --stories - <"$work/exported.gz" >"$work/out" 2>"$work/err" || fail "import of an export"
out "3 new, 0 changed, 0 known; 3 annotated"
"$quotidian" --data="$work/again" export --stories >"$work/out" 2>"$work/err" || fail "export of an import"
cmp -s "$work/out" "$work/exported" || fail "a round trip changes stories"
run 0 export --stories feed:wire since:2024-05-02T08:30
lines 1
run 2 export --stories '(ferry'
err "character"
run 2 export ferry

# Groups say what they are about, in every format.
cat >"$work/event" <<'END'
{"id":"g1","title":"Ferry company to close its night line in spring","published":"2024-05-02T18:00:00Z","source":"Herald","text":"Anna Lindqvist said the ferry company will close its night line in spring.\n\nThe director of the company, Anna Lindqvist, told Peter Okafor, the mayor of the island, that the night line costs too much."}
END
run 0 import --stories "$work/event"
run 0 clusters
out "Ferry company to close its night line in spring"
out "3 stories in 2 days, newest 2024-05-02 · Anna Lindqvist, Peter"
out "cluster:1"
common='\t1\tFerry company to close its night line in spring\t2024-05-01T08:00:00Z\t2024-05-02T18:00:00Z\tAnna Lindqvist; Peter Okafor\n'
run 0 clusters --format=tsv
printf "g1${common}f2${common}f1${common}" | cmp -s - "$work/out" || fail "not the fields of the group's stories"
run 0 clusters --format=json
lines 1
out '{"cluster":1,"stories":3,"first":"2024-05-01T08:00:00Z","last":"2024-05-02T18:00:00Z","headline":"Ferry company'
out '"actors":[{"key":"per:anna lindqvist","name":"Anna Lindqvist"},{"key":"per:peter okafor","name":"Peter Okafor"}]}'

[ $failures -eq 0 ]
