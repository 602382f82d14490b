"""Try places without signal."""
