#!/bin/sh
# An import that is killed at random moments (4; QUOTIDIAN_KILLS in the environment says how many) and begun again: nothing is there twice,
# nothing is missing.
top=${top_srcdir:-.}
. "$top/tests/e2e/common.sh"
"$python" "$top/tests/e2e/kill_import.py" "$quotidian" "${QUOTIDIAN_KILLS:-4}" >"$dir/out" 2>"$dir/err" || say 'an import that was killed left faults behind'
head -n 1 "$dir/out"
exit $bad
