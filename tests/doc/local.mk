# tests/doc
