# tests/feed
