"""Pages of the index room."""
