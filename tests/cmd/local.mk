# tests/cmd
