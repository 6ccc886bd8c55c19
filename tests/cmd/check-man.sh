#!/bin/sh
# The manual is well-formed, and every command, option, key and setting of the program is in it.
set -u
page=$top_builddir/man/quotidian.1
[ -f "$page" ] || page=$top_srcdir/man/quotidian.1
fail=0
say() {
	echo "$*"
	fail=1
}

if command -v mandoc >/dev/null; then
	mandoc -Tlint -Wwarning "$page" || fail=1
	text=$(mandoc -Tutf8 -Owidth=200 "$page" | sed 's/.\x08//g')
else
	echo "mandoc is missing: the page is not linted"
	exit 77
fi
has() {
	case $text in *"$1"*) ;; *) say "the manual does not have $2: $1" ;; esac
}

program=$top_builddir/quotidian
for command in $("$program" --help | sed -n '/^Commands:/,/^$/s/^  \([a-z]*\) .*/\1/p'); do
	has "     $command" command
	for option in $("$program" help "$command" | sed -n 's/^ .*\(--[a-z-]*\).*/\1/p'); do
		has "$option" "option of $command"
	done
done
for option in $("$program" --help | sed -n '/^Options:/,$s/^ .*\(--[a-z-]*\).*/\1/p'); do
	has "$option" option
done
for command in $(sed -n 's/^[[:space:]]*A([a-z_]*, "\([a-z-]*\)",.*/\1/p' "$top_srcdir/include/quotidian/actions.h"); do
	has "($command)" action
done
for command in $(sed -n 's/^[[:space:]]*T([a-z_]*, "\([a-z-]*\)",.*/\1/p' "$top_srcdir/include/quotidian/actions.h"); do
	has "
     $command" "typed command"
done
set -f # a key may be *
for key in $(sed -n 's/^[[:space:]]*A([a-z_]*, "[a-z-]*", "\(.*\)", "[a-z*]*", ".*/\1/p' "$top_srcdir/include/quotidian/actions.h" | sed 's/\\"/"/g'); do
	has " $key " key
done
set +f
for setting in $(sed -n 's/^[[:space:]]*S(\([a-z_]*\), .*/\1/p' "$top_srcdir/include/quotidian/settings.h"); do
	has "$setting (" setting
done
# Enough was looked at: the patterns above still fit the sources.
[ "$(printf '%s\n' "$text" | wc -l)" -gt 150 ] || say "the manual is too short"
exit $fail
