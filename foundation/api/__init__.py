"""What every address of the interface for programs stands on: problems, pages, limits, one way to read and answer."""
