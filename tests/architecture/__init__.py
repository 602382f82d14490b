"""Hold the code to the staircase of docs/architecture.md: imports by import-linter, strings by our own walker."""
