# tests/app
