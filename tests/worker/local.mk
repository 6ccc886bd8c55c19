# tests/worker
