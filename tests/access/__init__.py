"""Hold every URL to its line in tests/access.toml."""
