# tests/e2e
dist_check_SCRIPTS += tests/e2e/feeds.sh
EXTRA_DIST += tests/e2e/newsroom.py
