# tests/quality: scores over the corpora and speed beside the peers, for development; not part of `make check`
EXTRA_DIST += tests/quality/bench.py tests/quality/floors.tsv tests/quality/quality.py tests/quality/scale.py
.PHONY: quality bench bench-scale
quality: quotidian$(EXEEXT) src/train/quotidian-train$(EXEEXT)
	$(PYTHON3) $(top_srcdir)/tests/quality/quality.py ./quotidian$(EXEEXT) $(QUALITY_FLAGS)
bench: quotidian$(EXEEXT)
	$(PYTHON3) $(top_srcdir)/tests/quality/bench.py ./quotidian$(EXEEXT) $(BENCH_FLAGS)
bench-scale: quotidian$(EXEEXT) tests/store/bench_archive$(EXEEXT)
	$(PYTHON3) $(top_srcdir)/tests/quality/scale.py ./quotidian$(EXEEXT) tests/store/bench_archive$(EXEEXT) $(SCALE_DIR) $(SCALE_FLAGS)
