# tests/quality: scores over the corpora and speed beside the peers, for development; not part of `make check`
EXTRA_DIST += tests/quality/bench.py tests/quality/floors.tsv tests/quality/quality.py
.PHONY: quality bench
quality: quotidian$(EXEEXT)
	$(PYTHON3) $(top_srcdir)/tests/quality/quality.py ./quotidian$(EXEEXT) $(QUALITY_FLAGS)
bench: quotidian$(EXEEXT)
	$(PYTHON3) $(top_srcdir)/tests/quality/bench.py ./quotidian$(EXEEXT) $(BENCH_FLAGS)
