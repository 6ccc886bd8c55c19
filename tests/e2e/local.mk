# tests/e2e
dist_check_SCRIPTS += tests/e2e/charsets.sh tests/e2e/damage.sh tests/e2e/faults.sh tests/e2e/feeds.sh tests/e2e/groups.sh tests/e2e/import.sh tests/e2e/pages.sh tests/e2e/progress.sh tests/e2e/sources.sh tests/e2e/tls.sh tests/e2e/watch.sh
EXTRA_DIST += tests/e2e/add_page.py tests/e2e/common.sh tests/e2e/damaged_reader.py tests/e2e/full_disk.py tests/e2e/kill.py tests/e2e/kill_import.py tests/e2e/kill_index.py tests/e2e/killing.py tests/e2e/newsroom.py tests/e2e/pages.py tests/e2e/progress.py tests/e2e/terminal.py
