#!/bin/sh
# Feeds in encodings that few have: those that a worker loads only when a feed names them, polled in one go; what is refused.
# Skipped without Python or iconv(1).
top=${top_srcdir:-.}
. "$top/tests/e2e/common.sh"
command -v iconv >/dev/null || exit 77
newsroom "$dir/log"
# read_as NAME WORDS: the feed of that encoding has them in its title, whoever tells the encoding.
expected=
read_as() {
	if echo x | iconv -f UTF-8 -t "$1" >/dev/null 2>&1; then
		printf '%s/charset/%s.xml\n%s/charset/header/%s.xml\n' "$site" "$1" "$site" "$1" >>"$feeds"
		expected="$expected$1	Paper $2
"
	else
		echo "note: iconv has no $1 here"
	fi
}
mkdir -p "$config"
for name in IBM037 IBM500 CP1047 IBM1155 MACINTOSH UTF-32 UTF-32BE UCS-4 UTF-16 ISO-8859-14 IBM850; do
	read_as $name 'Größe'
done
read_as CP930 '港のニュース'
read_as EBCDIC-IS-FRISS 'Höfnin'
read_as 'NF_Z_62-010_(1973)' 'fermé'
read_as TSCII 'அவசர'
read_as ARMSCII-8 'Նավահանգիստ'
read_as VISCII 'Cảng'
read_as JOHAB '항구'
read_as ISO-2022-KR '항구'
read_as KOI8-RU 'Порт ў'
run 0 poll --all
n=$(wc -l <"$feeds")
has "$n feeds, $((5 * n / 2)) new stories"
run 0 feeds --format=json
printf %s "$expected" | while IFS='	' read -r name title; do
	[ "$(grep -e "/charset/$name.xml\"" -e "/charset/header/$name.xml\"" "$dir/out" | grep -c "\"title\":\"$title\"")" -eq 2 ] || {
		echo "$name was not read"
		touch "$dir/bad"
	}
done
[ ! -e "$dir/bad" ] || say 'encodings that are not read'

# UTF-7, in which plain ASCII becomes markup, is not read; nor are names that are more than a name.
echo "$site/charset/UTF-7.xml" >"$feeds"
run 1 poll --all
has 'not a feed'
printf '<rss version="2.0"><channel><title>A \263\264</title><item><title>one</title></item></channel></rss>' >"$dir/odd.xml"
for name in UTF-7 ARMSCII-8//TRANSLIT ../../../tmp/x no-such-charset 'a,b' WCHAR_T; do
	run 0 feed --content-type="text/xml; charset=\"$name\"" "$dir/odd.xml"
	has 'A ³´'
done
exit $bad
