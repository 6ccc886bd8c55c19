# tests: a folder for each folder of src
include tests/base/local.mk
include tests/text/local.mk
include tests/doc/local.mk
include tests/net/local.mk
include tests/feed/local.mk
include tests/page/local.mk
include tests/lang/local.mk
include tests/worker/local.mk
include tests/store/local.mk
include tests/story/local.mk
include tests/app/local.mk
include tests/ui/local.mk
include tests/cmd/local.mk
include tests/train/local.mk
include tests/e2e/local.mk
include tests/quality/local.mk
include tests/fuzz/local.mk

dist_check_SCRIPTS += tests/check-layers.sh
