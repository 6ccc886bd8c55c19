# tests/cmd
dist_check_SCRIPTS += tests/cmd/check-cmd.sh tests/cmd/check-demo.sh tests/cmd/check-man.sh tests/cmd/check-stories.sh
EXTRA_DIST += tests/cmd/common.sh tests/cmd/data/ferry.html
