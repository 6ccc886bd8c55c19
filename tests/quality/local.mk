# tests/quality
