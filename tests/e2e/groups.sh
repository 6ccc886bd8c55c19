#!/bin/sh
# Grouping that is killed at random moments (4; QUOTIDIAN_KILLS in the environment says how many) and goes on: nothing is counted twice,
# nothing is lost, and in the end all groups and copies are what they would have been.
top=${top_srcdir:-.}
. "$top/tests/e2e/common.sh"
"$python" "$top/tests/e2e/kill_index.py" "$quotidian" "${QUOTIDIAN_KILLS:-4}" >"$dir/out" 2>"$dir/err" || say 'grouping that was killed left faults behind'
head -n 1 "$dir/out"
exit $bad
