# tests/quality: scores over the corpora, for development (`make quality`); not part of `make check`
EXTRA_DIST += tests/quality/quality.py tests/quality/floors.tsv
.PHONY: quality
quality: quotidian$(EXEEXT)
	$(PYTHON3) $(top_srcdir)/tests/quality/quality.py ./quotidian$(EXEEXT) $(QUALITY_FLAGS)
