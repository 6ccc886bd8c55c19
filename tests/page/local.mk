# tests/page
