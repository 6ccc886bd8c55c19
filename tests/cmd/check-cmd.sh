#!/bin/sh
# The program as scripts see it: results, messages, exit codes, and that nothing from outside reaches a terminal raw.
. "$top_srcdir/tests/cmd/common.sh"
data=$top_srcdir/tests/cmd/data
esc=$(printf '\033')
quiet() { [ ! -s "$work/err" ] || fail "a message where there should be none"; }

# Help and wrong use.
run 0 --help
out "Usage: quotidian"
out "annotate"
quiet
run 0 help read
out "--content-type=TYPE"
cp "$work/out" "$work/help"
run 0 read --help
cmp -s "$work/out" "$work/help" || fail "read --help is not help read"
run 0 --version
out "quotidian 0."
out "sandbox"
run 2 anotate
err 'did you mean "annotate"?'
run 2 read --nothing
err "--nothing"
run 2 read --format
err "needs a value"
run 2 read --format=tsv "$data/ferry.html"
err "text, json"
run 2 read --input=pdf "$data/ferry.html"
run 2 read one two
run 2 help nothing
run 2 annotate file
run 2 "bad${esc}[31mname"
grep -q "$esc" "$work/err" && fail "an escape sequence in a message"
mkdir -p "$work/log"
echo 'http://127.0.0.1:1/feed' >"$work/log/feeds"
run 2 list --config="$work/log/config"
err "log/config: No such file"
run 2 read ''
err "is empty"
: >"$work/log/config"
run 1 poll --all --config="$work/log/config" --data="$work/log" --log="$work/log/log"
grep -qF 'http://127.0.0.1:1/feed: status 0' "$work/log/log" || fail "the log does not name the feed that failed"
printf '%%PDF-1.4\n\377\376\001' >"$work/paper.pdf"
run 1 read "$work/paper.pdf"
err "paper.pdf: is a PDF document, not a page"
for command in read feed add; do
	run 1 $command http://127.0.0.1:1/some/where
	err "quotidian: http://127.0.0.1:1/some/where: refuses connections"
done
run 1 read "$work/nothing"
err "$work/nothing: No such file"

# One article.
run 0 read "$data/ferry.html"
quiet
out "Ferry returns after eleven weeks"
out "Harbour News"
out "2026-03-02"
out "┃ “We have waited long enough for this day,” said Mara Lindholm"
out "• Two new ramps"
grep -q "Weather" "$work/out" && fail "navigation in the text"
grep -q "$esc" "$work/out" && fail "colours in a pipe"
awk 'length($0) > 200' "$work/out" | grep -q . && fail "lines are not wrapped"
in=$data/ferry.html
run 0 read --format=json --url=https://harbour.example.org/1
out '"title":"Ferry returns after eleven weeks"'
out '"byline":"Ida Falk"'
out '"published":"2026-03-02T08:30:00Z"'
out '"url":"https://harbour.example.org/1"'
[ "$(wc -l <"$work/out")" -eq 1 ] || fail "more than a line of JSON"
run 0 --no-sandbox read --no-annotate --format=json -
out '"quotes":[]'

# Text from outside that would like to be a terminal's.
printf '<html><head><title>A %s]0;title\007 \302\2332J story</title></head><body><p>It \342\200\256reads backwards%s[2J, and on it goes for a while, so that there is a text at all in this page.</p></body></html>' \
	"$esc" "$esc" >"$work/hostile.html"
for format in text json; do
	run 0 read --format=$format "$work/hostile.html"
	if LC_ALL=C grep -q "$(printf '[\033\007]\\|\302\233\\|\342\200\256')" "$work/out"; then fail "controls in $format"; fi
done

# Many texts: in order, around the lines that are wrong.
{
	i=0
	while [ $i -lt 300 ]; do
		printf '{"id":"t%s","text":"Line %s.\\n\\n\\"It is so,\\" said Ann Brook."}\n' $i $i
		[ $i -eq 100 ] && echo 'not json'
		[ $i -eq 200 ] && echo '{"id":"no text"}' && echo
		i=$((i + 1))
	done
	printf '{"id":"last","text":"Without a line break"}'
} >"$work/lines"
in=$work/lines
run 1 annotate
err "line 102: "
err "line 203: "
[ "$(wc -l <"$work/err")" -ge 2 ] || fail "messages are missing"
[ "$(wc -l <"$work/out")" -eq 301 ] || fail "annotate: $(wc -l <"$work/out") lines"
sed 's/^{"id":"\([^"]*\)".*/\1/' "$work/out" >"$work/ids"
{
	i=0
	while [ $i -lt 300 ]; do
		echo "t$i"
		i=$((i + 1))
	done
	echo last
} | cmp -s - "$work/ids" || fail "annotate: not in order"

# Language data that is damaged: the file is named, what to do is said, and text comes out all the same, without actors.
mkdir "$work/data"
printf '{"id":"a","text":"Ann Brook spoke."}\n' >"$work/one"
for damage in cut empty altered folder; do
	rm -rf "$work/data/entities.bin"
	cp "$top_srcdir/data/names.bin" "$work/data/"
	case $damage in
	cut) head -c 100000 "$top_srcdir/data/entities.bin" >"$work/data/entities.bin" ;;
	empty) : >"$work/data/entities.bin" ;;
	altered)
		cp "$top_srcdir/data/entities.bin" "$work/data/"
		printf 'x' | dd of="$work/data/entities.bin" bs=1 seek=200000 conv=notrunc 2>/dev/null
		;;
	folder) mkdir "$work/data/entities.bin" ;;
	esac
	QUOTIDIAN_DATADIR=$work/data
	export QUOTIDIAN_DATADIR
	in=$work/one
	run 1 annotate
	err "$work/data/entities.bin: "
	err "install the program's data again"
	out '"text":"Ann Brook spoke."'
	run 1 annotate --tokens
	err "$work/data/entities.bin: "
	run 0 read --input=text -
	err "$work/data/entities.bin: "
	out "Ann Brook spoke."
	run 1 doctor
	grep -q "^mend *language data *$work/data/entities.bin: " "$work/out" || fail "doctor has no word of it ($damage)"
	QUOTIDIAN_DATADIR=$top_srcdir/data
done

# A text longer than is kept is cut, also when it is all one line, and that is told.
awk 'BEGIN { for (i = 0; i < 150000; i++) printf "Ann Brook said no. " }' >"$work/long"
in=$work/long
run 0 read --input=text -
[ "$(wc -c <"$work/out")" -gt 2000000 ] || fail "read: a long line is gone"
{
	printf '{"text":"'
	cat "$work/long"
	printf '"}\n'
} >"$work/one"
in=$work/one
run 0 annotate
err "line 1: the text "

# Corpora in columns: each token with a label, documents in order, whatever pieces they are cut into.
{
	i=0
	while [ $i -lt 4000 ]; do
		printf '# doc %s\nMayor\tO\nAnn\tx\nBrook\tx\nspoke\tO\nof\tO\ntoken%s\tO\n.\tO\n\n#\tO\nafter\tO\n\n' $i $i
		i=$((i + 1))
	done
} >"$work/columns"
in=$work/columns
run 0 annotate --tokens
quiet
cut -f1 "$work/columns" | grep -v '^$' >"$work/want"
cut -f1 "$work/out" | grep -v '^$' | cmp -s - "$work/want" || fail "annotate --tokens: not the tokens that went in"
grep -v '^$' "$work/out" | grep -v '^# doc' | grep -Evq "$(printf '^[^\t]*\t(O|[BI]-(PER|ORG|LOC|MISC))$')" && fail "annotate --tokens: a wrong label"
run 0 annotate --tokens --alone
in=/dev/null
run 0 annotate
[ ! -s "$work/out" ] || fail "output out of nothing"

# Output that cannot be written.
if [ -e /dev/full ]; then
	"$quotidian" --help >/dev/full 2>"$work/err"
	[ $? -eq 1 ] || fail "a full disk is no failure"
	err "cannot be written"
fi
"$quotidian" annotate <"$work/lines" 2>/dev/null | head -n 1 >"$work/out"
out '"id":"t0"'

# What is wrong with an installation is told.
mkdir -p "$HOME/.config/quotidian"
printf 'set text_width many\nbind x nothing\nbind y quit\n' >"$HOME/.config/quotidian/config"
run 1 doctor
out "mend"
out "config:1"
out "config:2: there is no command \"nothing\""
[ "$(grep -c "config:" "$work/out")" -eq 2 ] || fail "not two faults of the settings"
run 2 --config="$work/none" doctor
: >"$work/none"
run 0 --config="$work/none" doctor
rm "$HOME/.config/quotidian/config"

[ $failures -eq 0 ] || echo "$failures failed"
exit $((failures > 0))
